//! The time that a figure covers, and how settled it can be.

use chrono::Datelike as _;

use super::{STHJJ, Valued, valued};
use crate::check::own::{Check, OwnFacts};
use crate::diagnostic::{Diagnostics, Edit, Example, Rule, Severity};
use crate::plan::Located;
use crate::source::Place;
use crate::submission::{Period, ValueStatus};
use crate::syntax::Terms;

pub(super) static CHECKS: &[Check] = &[
    Check { rule: &PERIOD_AGAINST_AS_OF, run: periods_against_as_of },
    Check { rule: &PART_CALLED_FINAL, run: parts_called_final },
    Check { rule: &YEAR_NOT_OVER, run: years_not_over },
];

static PERIOD_AGAINST_AS_OF: Rule = Rule {
    code: "N441",
    name: "period-against-as-of",
    severity: Severity::Verify,
    title: "时段与截至日期不一致",
    why: "1—11月的数截至11月30日，截至某日的数截至那一天；没有写自己的截至日期的，不会晚于表头的截至日期。请核对两处。",
    example: Example::Change {
        file: STHJJ,
        find: "    as_of: 2025-11-30\n",
        good: "    as_of: 2025-11-30\n",
        bad: "    as_of: 2025-10-31\n",
    },
};

/// Checks that the period ends where the figure's own date says, and not behind that of its form.
fn periods_against_as_of(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for valued in valued(facts) {
        let figure = valued.found.figure;
        let Some(stated) = figure.period.as_ref().filter(|said| !said.trim().is_empty()) else { continue };
        let Some(as_of) = &figure.as_of else {
            behind_the_form(facts, &valued, stated, out);
            continue;
        };
        let agrees = match figure.covers {
            Some(Period::Months(month)) => as_of.0.month() == month,
            Some(Period::AsOf(day)) => day == as_of.inner,
            // A whole year may be an estimate made before its end: that is another rule's business.
            _ => true,
        };
        if !agrees {
            valued
                .report(
                    &PERIOD_AGAINST_AS_OF,
                    as_of.place,
                    format!("的时段是{}，截至日期却是{}", stated.trim(), as_of.inner),
                    out,
                )
                .label("截至日期")
                .related(stated.place, "时段")
                .help("请核对两处");
        }
    }
}

/// Says of a figure without a date of its own that it goes on behind the day up to which its form speaks. A form may
/// speak of more days than its figures.
fn behind_the_form(
    facts: &OwnFacts<'_>,
    valued: &Valued<'_>,
    stated: &Located<String>,
    out: &mut Diagnostics,
) {
    let Some(as_of) = &valued.found.form.as_of else { return };
    let covers = valued.found.figure.covers.filter(|covers| *covers != Period::Year);
    let Some(end) = covers.and_then(|covers| covers.last_day(facts.round.year)) else { return };
    if as_of.0 >= end {
        return;
    }
    let message = format!("的时段是{}，表头的截至日期却是{}，按时段计", stated.trim(), as_of.inner);
    valued
        .report(&PERIOD_AGAINST_AS_OF, stated.place, message, out)
        .label("时段")
        .related(as_of.place, "表头的截至日期")
        .help("请核对两处；这个数另有截至日期的，填在这个指标的“截至日期”里");
}

static PART_CALLED_FINAL: Rule = Rule {
    code: "N442",
    name: "part-of-year-called-final",
    severity: Severity::Verify,
    title: "不是全年的数，却写为终值",
    why: "1—11月的数不是全年的终值，一般写“初步值”，全年数出来后再补报终值。",
    example: Example::Change {
        file: STHJJ,
        find: "value_status: provisional",
        good: "value_status: provisional",
        bad: "value_status: final",
    },
};

/// Checks that only what covers the whole year is called final.
fn parts_called_final(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for valued in valued(facts) {
        let figure = valued.found.figure;
        let (Some(status), Some(stated)) = (&figure.value_status, &figure.period) else { continue };
        if status.inner == ValueStatus::Final && matches!(figure.covers, Some(Period::Months(_))) {
            valued
                .report(&PART_CALLED_FINAL, status.place, format!("是{}的数，却写为终值", stated.trim()), out)
                .label("数据状态")
                .related(stated.place, "时段")
                .help(provisional(facts, status.place, "provisional", "改为"));
        }
    }
}

static YEAR_NOT_OVER: Rule = Rule {
    code: "N443",
    name: "year-not-over",
    severity: Severity::Verify,
    title: "时段未结束，数没有写为预计值",
    why: "12月填报时全年还没有结束，全年的数只能是预计值；11月20日填报的1—12月的数、截至以后某一天的数也一样。请把数据状态写为“预计值”，或改填已经结束的时段。",
    example: Example::Edits {
        good: &[
            Edit::Replace { file: STHJJ, find: "period: 1—11月", with: "period: 全年" },
            Edit::Replace { file: STHJJ, find: "value_status: provisional", with: "value_status: 预计值" },
        ],
        bad: &[Edit::Replace { file: STHJJ, find: "period: 1—11月", with: "period: 全年" }],
    },
};

/// Checks that a whole year that was not over is called an estimate.
fn years_not_over(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for valued in valued(facts) {
        let figure = valued.found.figure;
        let (Some(status), Some(stated)) = (&figure.value_status, &figure.period) else { continue };
        let Some(filled) = &valued.found.form.filled_on else { continue };
        let early = filled.year() <= facts.round.year;
        let whole = matches!(figure.covers, Some(Period::Year));
        let end = figure.covers.and_then(|covers| covers.last_day(facts.round.year));
        let unfinished = !whole && early && end.is_some_and(|end| end > filled.0);
        if (early && whole || unfinished) && status.inner != ValueStatus::Estimated {
            let (said, instead) = match whole {
                true => (format!("是全年的数，但{}填报时年度尚未结束", filled.inner), "改填1—11月的数"),
                false => {
                    let span = stated.trim();
                    (format!("时段是“{span}”，但{}填报时还没有到期末", filled.inner), "核对时段和填报日期")
                }
            };
            valued
                .report(&YEAR_NOT_OVER, stated.place, said, out)
                .label("时段")
                .related(status.place, format!("数据状态是{}", status.inner.chinese()))
                .help(format!(
                    "{}，或{instead}",
                    provisional(facts, status.place, "estimated", "数据状态改为")
                ));
        }
    }
}

/// A status of a figure to be written, as its file says it.
fn provisional(facts: &OwnFacts<'_>, place: Place, status: &str, what: &str) -> String {
    format!("{what}“{}”", Terms::at(facts.sources, place).value("ValueStatus", status))
}
