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
use crate::report::{Edition, UnitGroup, UnitList, UnitRow, UnitRowNote};

const BASE: &str = "../";

/// 责任单位一览.
pub(super) fn unit_list<E: Edition>(stage: &Stage<'_>) -> UnitList<E> {
    let groups = UNIT_KINDS.into_iter().map(|kind| UnitGroup {
        name: unit_kind(stage.plan, kind),
        units: stage
            .plan
            .units()
            .filter(|(_, unit)| unit.kind == kind)
            .map(|(index, _)| unit_row(stage, index))
            .collect(),
    });
    let mut spec = Spec::list("units/index.html", "责任单位", Tab::Units);
    spec.byline = vec![words(format!("{}年度", stage.now.round.year))];
    UnitList {
        frame: frame::<E>(stage, spec),
        groups: groups.filter(|group: &UnitGroup<E>| !group.units.is_empty()).collect(),
        note:
            "任务数含牵头、责任、配合和落实的任务；状态为本单位填报的状态；节点为本单位填报的重点项目和节点。"
                .to_owned(),
        matrix: matrix::<E>(stage),
    }
}

fn unit_row<E: Edition>(stage: &Stage<'_>, unit: UnitIndex) -> UnitRow<E> {
    let tasks: Vec<(TaskIndex, Role)> = stage.assigned_to(unit).collect();
    let milestones = own_milestones::<E>(stage, unit).len();
    let indicators = stage.indicators_of[unit.0].len();
    UnitRow {
        link: unit_link(stage, BASE, unit),
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
