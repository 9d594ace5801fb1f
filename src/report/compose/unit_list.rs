//! 责任单位: the list of all units, by kind.
//!
//! Takes what each answers for; gives rows. Never says in public when or whether one reported.

use super::cells::DASH;
use super::frame::{Spec, Tab, frame};
use super::links::{unit_link, words};
use super::matrix::matrix;
use super::milestones::own_milestones;
use super::stage::Stage;
use super::tags::{UNIT_KINDS, report_state, unit_kind};
use super::unit_page::own_count;
use crate::consolidate::UnitRecord;
use crate::plan::{Role, TaskIndex, UnitIndex, UnitKind};
use crate::report::{Edition, Tag, UnitColumns, UnitGroup, UnitList, UnitRow, UnitRowNote};
use crate::wording::Reader;

const BASE: &str = "../";

/// 责任单位一览.
pub(super) fn unit_list<E: Edition>(stage: &Stage<'_>) -> UnitList<E> {
    let groups = UNIT_KINDS.into_iter().map(|kind| {
        let here = stage.plan.units().filter(|(_, unit)| unit.kind == kind);
        let units: Vec<UnitRow<E>> = here.map(|(index, _)| unit_row(stage, index)).collect();
        let count = units.iter().filter(|unit| unit.has_duties).count();
        UnitGroup { name: unit_kind(stage.plan, kind), count, units }
    });
    let groups: Vec<UnitGroup<E>> = groups.filter(|group| !group.units.is_empty()).collect();
    let mut spec = Spec::list("units/index.html", "责任单位", Tab::Units);
    spec.byline = vec![words(format!("{}年度", stage.now.round.year))];
    UnitList {
        frame: frame::<E>(stage, spec),
        columns: columns(groups.iter().flat_map(|group| &group.units)),
        groups,
        note:
            "任务数含牵头、责任、配合和落实的任务；状态为本单位填报的状态；节点为本单位填报的重点项目和节点。"
                .to_owned(),
        matrix: matrix::<E>(stage),
    }
}

/// Columns that every list of units has: 单位, 任务, 指标; for the office 报送 and 已答/应答, too.
const ALWAYS: usize = 3;
const OF_OFFICE: usize = 2;

fn columns<'r, E: Edition>(rows: impl Iterator<Item = &'r UnitRow<E>> + Clone) -> UnitColumns {
    let (lead, milestones) =
        (rows.clone().any(|row| row.lead_count > 0), rows.clone().any(|row| row.milestone_count > 0));
    let mut statuses: Vec<Tag> = vec![];
    let order = rows.clone().next().map(|row| row.count.parts.as_slice()).unwrap_or_default();
    for part in order {
        let is_given =
            |row: &UnitRow<E>| row.count.parts.iter().any(|own| own.n > 0 && own.tag.word == part.tag.word);
        if rows.clone().any(is_given) {
            statuses.push(part.tag);
        }
    }
    let of_office = if E::READER == Reader::Office { OF_OFFICE } else { 0 };
    UnitColumns {
        count: ALWAYS + statuses.len() + usize::from(lead) + usize::from(milestones) + of_office,
        words: statuses.iter().map(|tag| tag.word).collect(),
        lead,
        milestones,
        statuses,
    }
}

fn unit_row<E: Edition>(stage: &Stage<'_>, unit: UnitIndex) -> UnitRow<E> {
    let tasks: Vec<(TaskIndex, Role)> = stage.assigned_to(unit).collect();
    let milestones = own_milestones::<E>(stage, unit).len();
    let indicators = stage.indicators_of[unit.0].len();
    UnitRow {
        link: unit_link(stage, BASE, unit),
        also: stage.plan.also_called([unit]),
        task_count: tasks.len(),
        lead_count: tasks.iter().filter(|(_, role)| *role == Role::Lead).count(),
        count: own_count::<E>(stage, unit),
        milestone_count: milestones,
        indicator_count: indicators,
        has_duties: tasks.len() + milestones + indicators > 0 || stage.unit_record(unit).is_some(),
        is_collective: stage.plan.unit(unit).kind == UnitKind::Collective,
        internal: E::only(|| {
            let record = stage.unit_record(unit);
            UnitRowNote {
                timeliness: record.map(|(_, standing)| report_state(standing.state())),
                coverage: record.map_or_else(|| DASH.to_owned(), |(r, _)| coverage_total(r)),
            }
        }),
    }
}

fn coverage_total(record: &UnitRecord) -> String {
    let total = record.coverage.total();
    format!("{}/{}", total.answered, total.assigned)
}
