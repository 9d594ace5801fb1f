//! Projects and milestones by the year in which they fall due.
//!
//! Takes milestones with their standings; gives a row a section. Never leaves one out.

use std::collections::BTreeSet;

use chrono::Datelike as _;

use super::links::section_link;
use super::milestones::{asked_of_milestone, milestone_tag};
use super::stage::Stage;
use super::tags::count_states;
use crate::plan::TaskIndex;
use crate::report::{Edition, StripCell, Timeline, TimelineRow};

const BASE: &str = "../";

/// The time line; none of a plan without milestones.
pub(super) fn timeline<E: Edition>(stage: &Stage<'_>) -> Option<Timeline> {
    let standings = &stage.now.progress.milestones;
    let year_of = |at: usize| standings[at].due.map(|day| day.year());
    // What has no day comes behind every year.
    let by_day = |year: Option<i32>| (year.is_none(), year);
    let years: BTreeSet<(bool, Option<i32>)> = (0..standings.len()).map(|at| by_day(year_of(at))).collect();
    let row = |(section, tasks): (usize, Vec<TaskIndex>)| {
        let mut own: Vec<usize> = tasks.iter().flat_map(|task| stage.milestones(*task)).collect();
        own.sort_by_key(|at| (standings[*at].due, *at));
        let of = |year: Option<i32>| own.iter().filter(move |at| year_of(**at) == year);
        let cells =
            years.iter().map(|(_, year)| of(*year).map(|at| cell::<E>(stage, *at)).collect()).collect();
        (!own.is_empty()).then(|| TimelineRow { section: section_link(stage, BASE, section), cells })
    };
    (!standings.is_empty()).then(|| Timeline {
        count: count_states(
            (0..standings.len())
                .map(|at| (milestone_tag::<E>(stage, at), asked_of_milestone(stage, at).is_some())),
        ),
        years: years
            .iter()
            .map(|(_, year)| match year {
                Some(year) => (format!("{year}年"), *year == stage.now.round.year),
                None => ("无固定期限".to_owned(), false),
            })
            .collect(),
        rows: stage.section_tasks().into_iter().enumerate().filter_map(row).collect(),
    })
}

/// A milestone, leading to its task.
fn cell<E: Edition>(stage: &Stage<'_>, at: usize) -> StripCell {
    let standing = &stage.now.progress.milestones[at];
    let definition = stage.plan.milestone(standing.site);
    let status = milestone_tag::<E>(stage, at);
    let due = definition.due.as_ref().map(|due| format!("（{}）", due.inner.chinese())).unwrap_or_default();
    let open = asked_of_milestone(stage, at).map(|open| format!("，{open}")).unwrap_or_default();
    StripCell {
        href: format!("{}.html", stage.plan.task(standing.site.task).id.key()),
        title: format!("{}{due}：{}{open}", definition.what, status.word),
        status,
    }
}
