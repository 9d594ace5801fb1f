//! Whether a submission is of the year that it says: the plan's years, and the dates in it.

use chrono::Datelike as _;

use super::SLJ;
use crate::check::own::facts::Answered;
use crate::check::own::{Check, OwnFacts};
use crate::diagnostic::{Diagnostics, Edit, Example, Rule, Severity};
use crate::plan::{Date, Located};
use crate::submission::{Form, is_day_of_another_round, made_for_year};
use crate::syntax::Terms;

pub(super) static CHECKS: &[Check] = &[
    Check { rule: &STRANGE_DATE, run: strange_dates },
    Check { rule: &BEFORE_THE_PLAN, run: before_the_plan },
];

static BEFORE_THE_PLAN: Rule = Rule {
    code: "N211",
    name: "year-before-the-plan",
    severity: Severity::Error,
    title: "年度早于方案开始报送的年度",
    why: "方案从规定的年度起报送。更早的年度多半是沿用了别的表，或者写错了一位数。",
    example: Example::Edits {
        good: &[],
        bad: &[Edit::Write {
            file: "submissions/demo/2023/slj.yaml",
            text: "nianbao: submission/1\nplan: demo\nyear: 2023\nunit: 市水利局\nsample: true\nnil_return: 本年度机构调整，任务已移交\nfilled_on: 2025-12-08\n",
        }],
    },
};

/// Checks that the year is one in which the plan asks for reports. What lies in the folder of its own time is kept
/// to be compared with; what is about to be handed in is refused where it is received, and that is said here.
fn before_the_plan(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    let first = facts.plan.definition.reporting.first_year;
    for answered in facts.answered().filter(|answered| too_early(facts, answered)) {
        let year = &answered.form.year;
        // What the file itself is dated says more than the first year of the plan.
        let dated = answered.form.filled_on.as_ref().map(|on| on.0.year());
        let meant = dated.filter(|dated| *dated > first).unwrap_or(first);
        let terms = Terms::at(facts.sources, year.place);
        out.report(
            &BEFORE_THE_PLAN,
            year.place,
            format!("年度写的是{}，方案从{first}年度起报送", year.inner),
        )
        .label("这一年没有要报送的内容")
        .help(match facts.sources.at_desk() {
            true => format!("请核对“{}”，例如 {meant}", terms.typed("year")),
            false => format!("请核对“{}”，例如 {meant}；文件夹的名称也要一致", terms.typed("year")),
        });
    }
}

static STRANGE_DATE: Rule = Rule {
    code: "N207",
    name: "date-in-another-year",
    severity: Severity::Verify,
    title: "填报日期或截至日期不在报告年度前后",
    why: "填报日期一般在报告年度内，最迟到次年6月；截至日期在报告年度内。跨年的日期多半是沿用旧表或录入有误。",
    example: Example::Change {
        file: SLJ,
        find: "as_of: 2025-11-30",
        good: "as_of: 2025-11-30",
        bad: "as_of: 2024-11-30",
    },
};

/// Checks that dates lie in the year they are about; a file may be filled in up to June of the next. Where all
/// of them lie in one other year, it is the year that is wrong: that is said once.
fn strange_dates(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    let year = facts.round.year;
    // A form that says another year than its folder has that finding, and its dates are of its own year.
    let is_of_year = |form: &Form| form.year.inner == year || form.year == Located::default();
    let answered = facts.answered().filter(|answered| is_of_year(answered.form));
    // Of a form in which the year was changed that is said.
    let is_changed = |answered: &Answered<'_>| {
        let made_for = made_for_year(facts.sources.get(answered.submission.file));
        made_for.is_some_and(|made_for| made_for != answered.form.year.inner)
    };
    let answered = answered.filter(|answered| !is_changed(answered));
    for answered in answered.filter(|answered| !too_early(facts, answered)) {
        let days = dates(&answered);
        let strange: Vec<_> =
            days.iter().filter(|(name, day)| is_strange(name, day.inner, year)).copied().collect();
        let other = strange.first().map(|(_, day)| day.year());
        let all_in = |other: i32| strange.len() > 1 && days.iter().all(|(_, day)| day.year() == other);
        match other.filter(|other| all_in(*other)) {
            Some(other) => wrong_year(facts, &answered, other, out),
            None => strange.iter().for_each(|(name, day)| strange_date(name, day, year, out)),
        }
    }
}

/// Whether a submission says a year before the plan's first and lies at a desk or was made in a later year. What
/// was made in its time and lies in its folder is kept from before. Where the folder is of another year, that is
/// said there.
fn too_early(facts: &OwnFacts<'_>, answered: &Answered<'_>) -> bool {
    let year = answered.form.year.inner;
    year < facts.plan.definition.reporting.first_year
        && year == facts.round.year
        && (facts.sources.at_desk()
            || dates(answered).iter().any(|(name, day)| is_strange(name, day.inner, year)))
}

/// All dates that say when a submission was made and how far it goes, with their names.
fn dates<'a>(answered: &Answered<'a>) -> Vec<(&'static str, &'a Located<Date>)> {
    let form = answered.form;
    let filled = form.filled_on.iter().map(|day| ("填报日期", day));
    let own = form.indicators.iter().filter_map(|figure| figure.as_of.as_ref());
    filled.chain(form.as_of.iter().chain(own).map(|day| ("截至日期", day))).collect()
}

fn is_strange(name: &str, day: Date, year: i32) -> bool {
    if name == "填报日期" { is_day_of_another_round(day, year) } else { day.year() != year }
}

fn strange_date(name: &str, day: &Located<Date>, year: i32, out: &mut Diagnostics) {
    let (message, example) = match name {
        "填报日期" => (format!("填报日期{}不在{year}年度前后", day.inner), "12-08"),
        _ => (format!("截至日期{}不在{year}年内", day.inner), "11-30"),
    };
    out.report(&STRANGE_DATE, day.place, message)
        .label(name)
        .help(format!("请核对年份，例如 {year}-{example}"));
}

/// The year of a form that was made in another one.
fn wrong_year(facts: &OwnFacts<'_>, answered: &Answered<'_>, other: i32, out: &mut Diagnostics) {
    let year = &answered.form.year;
    let typed = Terms::at(facts.sources, year.place).typed("year").to_owned();
    let found = out.report(
        &STRANGE_DATE,
        year.place,
        format!("年度写的是{}，填报日期和截至日期却都在{other}年", year.inner),
    );
    found.label("多半是年度没有改");
    let folder = if facts.sources.at_desk() { String::new() } else { format!("，放进 {other} 文件夹") };
    found.help(format!("是{other}年度的，把“{typed}”改为 {other}{folder}；不是的，请核对日期"));
    for (name, day) in dates(answered) {
        found.related(day.place, name);
    }
}
