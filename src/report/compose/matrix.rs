//! Units by tasks: each cell the unit's own status, leading to the task.
//!
//! Takes what each unit answers for; gives rows. Never says in public that a unit was silent.

use super::links::{section_link, task_link, unit_link};
use super::stage::Stage;
use super::tags::UNIT_KINDS;
use super::unit_page::own_cell;
use crate::plan::{TaskIndex, UnitIndex};
use crate::report::{Edition, Matrix, MatrixRow, StripCell};

const BASE: &str = "../";

/// Tasks that stand beside each other on paper.
const BROAD: usize = 36;

/// The parts of the matrix: whole sections beside each other, as many as a page bears.
pub(super) fn matrix<E: Edition>(stage: &Stage<'_>) -> Vec<Matrix> {
    let mut parts: Vec<Vec<(usize, Vec<TaskIndex>)>> = vec![];
    let sections = stage.section_tasks().into_iter().enumerate().filter(|(_, tasks)| !tasks.is_empty());
    for (section, tasks) in sections {
        for some in tasks.chunks(BROAD) {
            let held = parts.last().map(|part| part.iter().map(|(_, tasks)| tasks.len()).sum::<usize>());
            if held.is_none_or(|held| held + some.len() > BROAD) {
                parts.push(vec![]);
            }
            parts.iter_mut().next_back().into_iter().for_each(|part| part.push((section, some.to_vec())));
        }
    }
    parts.iter().map(|part| one::<E>(stage, part)).filter(|part| !part.rows.is_empty()).collect()
}

fn one<E: Edition>(stage: &Stage<'_>, part: &[(usize, Vec<TaskIndex>)]) -> Matrix {
    let tasks: Vec<TaskIndex> = part.iter().flat_map(|(_, tasks)| tasks).copied().collect();
    let kinds = UNIT_KINDS.into_iter();
    let units = kinds
        .flat_map(|kind| stage.plan.units().filter(move |(_, unit)| unit.kind == kind))
        .map(|(unit, _)| unit);
    Matrix {
        sections: part.iter().map(|(at, tasks)| (section_link(stage, BASE, *at), tasks.len())).collect(),
        tasks: tasks.iter().map(|task| (task.0 + 1, task_link(stage, BASE, *task))).collect(),
        rows: units.filter_map(|unit| row::<E>(stage, unit, &tasks)).collect(),
    }
}

/// A unit's row; none of one that has no part in these tasks.
fn row<E: Edition>(stage: &Stage<'_>, unit: UnitIndex, tasks: &[TaskIndex]) -> Option<MatrixRow> {
    let own = &stage.tasks_of[unit.0];
    let cell = |task: &TaskIndex| {
        let at = own.binary_search_by_key(task, |(task, _)| *task).ok().map(|found| own[found].1)?;
        let status = own_cell::<E>(stage, &stage.record(*task).answers[at])?;
        let href = task_link(stage, BASE, *task).href?;
        Some(StripCell { href, title: status.word.to_owned(), status })
    };
    let cells: Vec<Option<StripCell>> = tasks.iter().map(cell).collect();
    cells.iter().any(Option::is_some).then(|| MatrixRow { unit: unit_link(stage, BASE, unit), cells })
}
