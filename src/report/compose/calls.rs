//! Whom the office has to speak to, and about what.
//!
//! Takes records, standings and findings; gives a row a unit. Never part of the public edition.

use super::links::unit_link;
use super::stage::Stage;
use super::tags::report_state;
use crate::assess::{ReportState, UnitStanding};
use crate::consolidate::{Duty, UnitRecord};
use crate::diagnostic::Severity;
use crate::intake::EventKind;
use crate::report::Call;
use crate::wording;

/// Units that owe something, who owes most first; the plan's order within each kind. Whoever is still in time and
/// has sent nothing is not called: 今日要办 names them together.
pub(super) fn calls(stage: &Stage<'_>) -> Vec<Call> {
    let units = stage.now.tables.units.iter().zip(&stage.now.progress.units);
    let mut calls: Vec<(u8, Call)> =
        units.filter_map(|(record, standing)| call(stage, record, standing)).collect();
    calls.sort_by_key(|(rank, _)| *rank);
    calls.into_iter().map(|(_, call)| call).collect()
}

fn call(stage: &Stage<'_>, record: &UnitRecord, standing: &UnitStanding) -> Option<(u8, Call)> {
    let state = standing.state();
    let file = record.submission.map(|at| stage.now.round.submissions[at.0].file);
    let found = file.and_then(|file| stage.findings_in.get(&file)).map(Vec::as_slice).unwrap_or_default();
    let open = |severity| found.iter().filter(|f| f.is_open() && f.severity == severity).count();
    let (faults, questions) = (open(Severity::Error), open(Severity::Verify));
    let rank = match state {
        ReportState::Missing => 0,
        ReportState::ReturnedPending => 1,
        ReportState::Faulty => 2,
        _ if faults > 0 => 2,
        _ if !record.lacks.is_empty() => 3,
        _ if questions > 0 => 4,
        _ => return None,
    };
    let today = stage.now.progress.moment.seen_on();
    let call = Call {
        unit: unit_link(stage, "", standing.unit),
        state: report_state(state),
        when: if rank < 2 { wording::days_from(standing.deadline.last_day, today) } else { String::new() },
        owed: owed(stage, record, standing),
        asked: wording::to_mend(faults, questions),
        reasons: if state == ReportState::ReturnedPending { reasons(stage, standing) } else { vec![] },
    };
    Some((rank, call))
}

/// What it lacks, by name; of a unit of which nothing came how much it is asked.
fn owed(stage: &Stage<'_>, record: &UnitRecord, standing: &UnitStanding) -> String {
    if matches!(standing.state(), ReportState::Missing | ReportState::ReturnedPending) {
        let of = record.coverage;
        let all = [("任务", of.tasks), ("指标", of.indicators), ("节点", of.milestones)];
        return wording::all_owed(&all.map(|(kind, share)| (kind, share.assigned)));
    }
    let kinds = ["任务", "指标", "节点"].map(|kind| {
        let of_kind = record.lacks.iter().filter(|duty| duty.kind() == kind);
        (kind, of_kind.map(|duty: &Duty| duty.name(stage.plan)).collect::<Vec<_>>())
    });
    wording::owed(&kinds)
}

/// Why the last version was given back.
fn reasons(stage: &Stage<'_>, standing: &UnitStanding) -> Vec<String> {
    let returned = stage.now.book.of(standing.unit).filter(|event| event.event == EventKind::Returned);
    returned.last().map(|event| event.reasons.clone()).unwrap_or_default()
}
