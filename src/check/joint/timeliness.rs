//! In time, late, not at all.

use crate::syntax::Terms;
use std::collections::BTreeMap;

use super::{Check, Facts, HEXI, SLJ, is_due};
use crate::assess::Timeliness;
use crate::consolidate::Receipt;
use crate::diagnostic::{Diagnostics, Edit, Example, Rule, Severity};
use crate::plan::UnitIndex;
use crate::source::Place;
use crate::submission::is_day_of_another_round;

pub(super) static CHECKS: &[Check] = &[
    Check { rule: &NOT_YET_SUBMITTED, run: not_yet_submitted },
    Check { rule: &MISSING_SUBMISSION, run: missing_submissions },
    Check { rule: &LATE, run: late },
    Check { rule: &RETURNED, run: returned },
    Check { rule: &UNDATED, run: undated },
];

/// The units whose timeliness is as given, in order of protocol.
fn units(facts: &Facts<'_>, wanted: Timeliness) -> impl Iterator<Item = UnitIndex> {
    let due = is_due(facts);
    facts.progress.units.iter().filter(move |u| due && u.timeliness == wanted).map(|u| u.unit)
}

/// The line that stands for a unit: in its own file, else in the plan.
fn line(facts: &Facts<'_>, unit: UnitIndex) -> Place {
    facts.form(unit).map_or(facts.plan.unit(unit).name.place, |form| form.unit.place)
}

fn asked_by(facts: &Facts<'_>) -> (Place, String) {
    (facts.plan.definition.reporting.due.place, format!("截止：{}", facts.progress.deadline.text))
}

static NOT_YET_SUBMITTED: Rule = Rule {
    code: "N301",
    name: "not-yet-submitted",
    severity: Severity::Hint,
    title: "尚未报送，未到截止时间",
    why: "截止时间未到（包括经批准延期的单位）。可提前提醒。",
    example: Example::Edits {
        good: &[],
        bad: &[
            Edit::Remove { file: HEXI },
            Edit::Write {
                file: "submissions/demo/2025/decisions.yaml",
                text: "nianbao: decisions/1\nplan: demo\nyear: 2025\nextensions:\n  - {unit: hexi, until: 2025-12-31, reason: 汛后重新核查排污口, by: 示例办公室, on: 2025-12-12}\n",
            },
        ],
    },
};

/// Lists the units that still have time.
fn not_yet_submitted(facts: &Facts<'_>, out: &mut Diagnostics) {
    let mut waiting: BTreeMap<&str, Vec<UnitIndex>> = BTreeMap::new();
    for standing in &facts.progress.units {
        if is_due(facts) && standing.timeliness == Timeliness::NotYetDue {
            waiting.entry(standing.deadline.text.as_str()).or_default().push(standing.unit);
        }
    }
    for (until, units) in waiting {
        let (who, place) = silent(facts, &units);
        out.report(&NOT_YET_SUBMITTED, place, format!("{who}尚未报送，未到截止时间"))
            .label(format!("截止：{until}"));
    }
}

/// Who has not submitted, in one sentence, and the line that asks for it: one unit's own, or the duty of all.
fn silent(facts: &Facts<'_>, units: &[UnitIndex]) -> (String, Place) {
    if let [unit] = units {
        return (format!("“{}”", facts.name(*unit)), facts.plan.unit(*unit).name.place);
    }
    let names: Vec<&str> = units.iter().map(|unit| facts.name(*unit)).collect();
    (format!("{}家单位（{}）", names.len(), names.join("、")), facts.plan.definition.reporting.due.place)
}

static MISSING_SUBMISSION: Rule = Rule {
    code: "N302",
    name: "missing-submission",
    severity: Severity::Verify,
    title: "截止后仍未报",
    why: "应报单位在截止时间后仍没有报送。报告会写明缺少这家单位，与它有关的合计标为“缺”。请催办；确无内容的应报零报告。",
    example: Example::Missing { file: HEXI },
};

/// Checks that every unit the plan asks to report has submitted: those that have not are one list.
fn missing_submissions(facts: &Facts<'_>, out: &mut Diagnostics) {
    let missing: Vec<UnitIndex> = units(facts, Timeliness::Missing).collect();
    if missing.is_empty() {
        return;
    }
    let (due, rule) = asked_by(facts);
    let (who, place) = silent(facts, &missing);
    let ids: Vec<String> =
        missing.iter().map(|unit| format!("{}.yaml", facts.plan.unit(*unit).id.as_str())).collect();
    let found = out.report(&MISSING_SUBMISSION, place, format!("{who}未报送{}年度材料", facts.round.year));
    if missing.len() == 1 {
        found.label("方案要求该单位报送").related(due, rule);
    } else {
        found.label(rule);
    }
    found.help(format!(
        "报送件应为 submissions/{}/{}/ 里的 {}；请催办",
        facts.plan.definition.id.as_str(),
        facts.round.year,
        ids.join("、")
    ));
}

static LATE: Rule = Rule {
    code: "N303",
    name: "late-submission",
    severity: Severity::Hint,
    title: "迟报",
    why: "以第一次被采用的版本的收文时间计算；没有收文登记的按自报的填报日期，并注明“自报”。",
    example: Example::Change {
        file: SLJ,
        find: "filled_on: 2025-12-08",
        good: "filled_on: 2025-12-15",
        bad: "filled_on: 2025-12-17",
    },
};

/// Lists the units that came late, with days.
fn late(facts: &Facts<'_>, out: &mut Diagnostics) {
    // Of a year before the plan's first nothing was due: that is said of the year.
    if facts.round.year < facts.plan.definition.reporting.first_year {
        return;
    }
    let (due, rule) = asked_by(facts);
    for standing in facts.progress.units.iter().filter(|unit| unit.timeliness == Timeliness::Late) {
        let stated = facts.form(standing.unit).and_then(|form| form.filled_on.as_ref());
        // A date of another year is asked about where it stands: it is no proof of being late.
        let year = facts.round.year;
        if standing.self_reported && stated.is_some_and(|day| is_day_of_another_round(day.inner, year)) {
            continue;
        }
        let place = match stated {
            Some(date) if standing.self_reported => date.place,
            _ => line(facts, standing.unit),
        };
        let basis = if standing.self_reported { "（自报）" } else { "" };
        out.report(
            &LATE,
            place,
            format!("“{}”迟报{}天{basis}", facts.name(standing.unit), standing.days_late),
        )
        .label(format!("迟报{}天{basis}", standing.days_late))
        .related(due, rule.clone())
        .help(extension_help(facts));
    }
}

fn extension_help(facts: &Facts<'_>) -> String {
    if facts.sources.at_desk() {
        return "确有原因的，请向办公室说明，由办公室决定是否延期".to_owned();
    }
    let terms = Terms::of(facts.sources, facts.round.decisions_file);
    format!("确有原因的，可由办公室批准延期，记入 decisions.yaml 的 {}", terms.name("extensions"))
}

static RETURNED: Rule = Rule {
    code: "N304",
    name: "returned-and-pending",
    severity: Severity::Verify,
    title: "退回后尚未重新报送",
    why: "材料退回后，该单位还没有重新报送，退回的内容不计入汇总。请催办。",
    example: Example::File {
        file: "submissions/demo/2025/intake.jsonl",
        good: "{\"sequence\":1,\"time\":\"2025-12-08T10:00:00+08:00\",\"unit\":\"slj\",\"version\":1,\"event\":\"received\",\"previous\":\"0000000000000000000000000000000000000000000000000000000000000000\"}\n",
        bad: "{\"sequence\":1,\"time\":\"2025-12-08T10:00:00+08:00\",\"unit\":\"slj\",\"version\":1,\"event\":\"received\",\"previous\":\"0000000000000000000000000000000000000000000000000000000000000000\"}\n{\"sequence\":2,\"time\":\"2025-12-09T09:00:00+08:00\",\"unit\":\"slj\",\"version\":1,\"event\":\"returned\",\"reasons\":[\"缺少佐证材料\"],\"previous\":\"ac7e201dddf08f703a262a0c9223307a46678a71dde66636f3baab3b1ec8db75\"}\n",
    },
};

/// Lists the units that owe a new version.
fn returned(facts: &Facts<'_>, out: &mut Diagnostics) {
    let pending = facts.progress.units.iter().filter(|unit| unit.return_pending);
    for standing in pending {
        // Nothing of the file counts, so nothing in it can answer: what is asked for is another one.
        let found = out.report(
            &RETURNED,
            facts.plan.unit(standing.unit).name.place,
            format!("“{}”的材料已退回，尚未重新报送", facts.name(standing.unit)),
        );
        found.label(format!("共退回{}次；退回的材料不计入汇总", standing.returns));
        let mut files = facts.round.submissions.iter().filter(|s| s.unit == Some(standing.unit));
        if let Some(file) = files.next() {
            found.related(Place::of_file(file.file), "退回的是这份材料");
        }
        found.help("请催办；退回的理由见收文登记簿");
    }
}

static UNDATED: Rule = Rule {
    code: "N305",
    name: "no-date-at-all",
    severity: Severity::Verify,
    title: "没有收文登记，也没有填报日期",
    why: "没有任何日期就无法判断是否按时。请登记收文，或请单位填写“填报日期”。",
    example: Example::Change {
        file: SLJ,
        find: "filled_on: 2025-12-08\n",
        good: "filled_on: 2025-12-08\n",
        bad: "",
    },
};

/// Checks that there is a date to judge timeliness by.
fn undated(facts: &Facts<'_>, out: &mut Diagnostics) {
    // A date that could not be read is reported where it stands.
    for record in facts.tables.units.iter().filter(|record| !record.faulty) {
        let Some(form) = facts.form(record.unit) else { continue };
        // A day of another round is asked about where it stands.
        if form.filled_on.is_some() {
            continue;
        }
        if matches!(record.receipt, Receipt::SelfReported(None) | Receipt::PaperOnly(_, None)) {
            out.report(
                &UNDATED,
                form.unit.place,
                format!("“{}”没有收文登记，也没有填报日期", facts.name(record.unit)),
            )
            .label("无法判断是否按时")
            .help(
                Terms::at(facts.sources, form.unit.place)
                    .add("filled_on", &format!("{}-12-08", facts.round.year)),
            );
        }
    }
}
