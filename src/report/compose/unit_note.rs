//! What only the office reads of a unit: when and how completely it reported, now and before.
//!
//! Takes records and standings; gives the internal part of its page. Never runs for the public edition.

use super::cells::DASH;
use super::links::words;
use super::stage::Stage;
use super::tags::report_state;
use crate::assess::{Completeness, UnitStanding};
use crate::consolidate::UnitRecord;
use crate::plan::UnitIndex;
use crate::report::{UnitNote, UnitYear};
use crate::wording;

/// Internal: timeliness, completeness, suggestions, history.
pub(super) fn unit_note(stage: &Stage<'_>, unit: UnitIndex) -> UnitNote {
    let record = stage.unit_record(unit);
    let submission = record.and_then(|(r, _)| r.submission);
    let form = submission.and_then(|at| stage.form(at));
    let (_, suggestions) = submission.map(|at| stage.narratives.unit_words(at)).unwrap_or_default();
    let extension = record
        .and_then(|(_, standing)| standing.extension)
        .and_then(|at| stage.now.round.decisions.extensions.get(at));
    UnitNote {
        timeliness: record.map(|(_, standing)| report_state(standing.state())),
        timeliness_text: record.map_or_else(
            || "原文未要求本单位单独报送".to_owned(),
            |(_, standing)| wording::unit_state(standing),
        ),
        due_text: record.map_or_else(|| DASH.to_owned(), |(_, s)| s.deadline.text.clone()),
        coverage_text: record.map_or_else(|| DASH.to_owned(), |(_, s)| material(s)),
        lacks: record.map_or_else(Vec::new, |(r, _)| unit_lacks(stage, r)),
        nil_return: record.and_then(|(r, _)| r.nil_return.clone()),
        document_number: form.and_then(|f| f.document_number.as_ref().map(|number| number.inner.clone())),
        extension: extension.map(|e| {
            let document = e.document.as_ref().map(|d| format!("，{d}")).unwrap_or_default();
            format!("延至{}：{}{document}", e.until, e.reason)
        }),
        suggestions,
        history: unit_history(stage, unit),
        findings: unit_findings(stage, submission),
    }
}

/// What its report has not answered: 任务 1.2 建设污水处理厂.
fn unit_lacks(stage: &Stage<'_>, record: &UnitRecord) -> Vec<String> {
    let plan = stage.now.plan;
    record.lacks.iter().map(|duty| format!("{} {} {}", duty.kind(), duty.id(plan), duty.name(plan))).collect()
}

/// How the unit reported in the years up to this one, whatever it was called. One that was made of
/// several has a row for each of them.
fn unit_history(stage: &Stage<'_>, unit: UnitIndex) -> Vec<UnitYear> {
    let mut rows = vec![];
    for (year, back) in stage.years_back() {
        let own = [unit];
        let then = back.map_or(&own[..], |back| back.units(unit));
        for standing in year.progress.units.iter().filter(|standing| then.contains(&standing.unit)) {
            let (number, was) = (year.round.year, year.plan.unit(standing.unit));
            let renamed = was.name.inner != stage.name(unit);
            let name = if renamed { format!("（{}）", was.name.inner) } else { String::new() };
            let label = format!("{number}年度{name}");
            rows.push(UnitYear {
                link: match back {
                    None => words(label),
                    Some(_) => year.to_page(label, format!("../../{number}/units/{}.html", was.id.key())),
                },
                timeliness: Some(report_state(standing.state())),
                text: wording::unit_state(standing),
                current: back.is_none(),
            });
        }
    }
    rows
}

fn unit_findings(stage: &Stage<'_>, submission: Option<crate::submission::SubmissionIndex>) -> Vec<String> {
    let Some(file) = submission.map(|at| stage.now.round.submissions[at.0].file) else { return vec![] };
    let found = stage.findings_in.get(&file).map(Vec::as_slice).unwrap_or_default();
    found
        .iter()
        .map(|finding| {
            let line = stage.input.sources.position(finding.place).line;
            format!("{} 第{line}行：{}", finding.rule.code, finding.message)
        })
        .collect()
}

/// 材料有误（任务12/13，指标3/3，节点30/30）: how whole a unit's report is; a dash where there is none.
pub(super) fn material(standing: &UnitStanding) -> String {
    match standing.completeness {
        Completeness::Nothing => DASH.to_owned(),
        found => format!("{}（{}）", wording::completeness(found), unit_coverage(standing)),
    }
}

/// 任务13/13，指标3/3，节点30/30.
fn unit_coverage(standing: &UnitStanding) -> String {
    let coverage = standing.coverage;
    let share =
        |name: &str, share: crate::consolidate::Share| format!("{name}{}/{}", share.answered, share.assigned);
    [share("任务", coverage.tasks), share("指标", coverage.indicators), share("节点", coverage.milestones)]
        .join("，")
}
