//! What has happened since: lines of the intake book, and who and what stands elsewhere.
//!
//! Takes the book and, where the office names a day, how things stood then; gives lines. Without a day it goes by the
//! last one that the book has a line of, never by the clock.

use chrono::{DateTime, Days, FixedOffset};

use super::links::{indicator_link, task_link, unit_link};
use super::stage::Stage;
use super::tags::{report_state, standing, task_status};
use crate::assess::Progress;
use crate::plan::Moment;
use crate::report::{Change, MovedGroup, TodayChanges, TodayEvent};
use crate::wording;

/// The moment that the office compares with.
#[derive(Clone, Copy)]
pub struct Since<'a> {
    /// What happened after it is news.
    pub from: Moment,
    /// How the year stood then, where there was one.
    pub progress: Option<&'a Progress>,
}

/// 变化; none where no day is named and no book is kept.
pub(super) fn changes(stage: &Stage<'_>) -> Option<TodayChanges> {
    match stage.input.since {
        Some(Since { from, progress }) => Some(TodayChanges {
            since: wording::since(from.seen),
            events: events(stage, from.seen),
            moved: progress.map(|then| moved(stage, then)).unwrap_or_default(),
        }),
        None => {
            let zone = *stage.now.progress.deadline.end.offset();
            let last = stage.now.book.last_time()?.with_timezone(&zone);
            let before = last.date_naive().checked_sub_days(Days::new(1))?.and_hms_opt(23, 59, 59)?;
            let from = before.and_local_timezone(zone).single()?;
            let since = wording::last_booked(last.date_naive());
            Some(TodayChanges { since, events: events(stage, from), moved: vec![] })
        }
    }
}

fn events(stage: &Stage<'_>, from: DateTime<FixedOffset>) -> Vec<TodayEvent> {
    let zone = *stage.now.progress.deadline.end.offset();
    let lines = stage.now.book.since(from).map(|(unit, event)| TodayEvent {
        at: event.time.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string(),
        unit: unit_link(stage, "", unit),
        what: wording::event(event),
    });
    lines.collect()
}

/// Units, tasks and indicators that stand elsewhere; kinds of which none does are left out.
fn moved(stage: &Stage<'_>, then: &Progress) -> Vec<MovedGroup> {
    let moved = stage.now.progress.moved_since(then);
    let units = moved.units.iter().map(|(unit, before, after)| Change {
        link: unit_link(stage, "", *unit),
        before: report_state(*before),
        after: report_state(*after),
        open: None,
        note: None,
    });
    let tasks = moved.tasks.iter().map(|(task, before, after)| Change {
        link: task_link(stage, "", *task),
        before: task_status(*before),
        after: task_status(*after),
        open: wording::open_questions(stage.task_standing(*task).asked.iter().copied()),
        note: None,
    });
    let indicators = moved.indicators.iter().map(|(index, before, after)| Change {
        link: indicator_link(stage, "", *index),
        before: standing(before),
        after: standing(after),
        open: wording::open_questions(stage.figures(*index).questions()),
        note: None,
    });
    let groups = [
        ("单位报送状态", units.collect::<Vec<_>>()),
        ("任务完成情况", tasks.collect()),
        ("指标判定", indicators.collect()),
    ];
    let some = groups.into_iter().filter(|(_, rows)| !rows.is_empty());
    some.map(|(name, rows)| MovedGroup { name, rows }).collect()
}
