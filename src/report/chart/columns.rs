//! Units received day by day, as columns; 192 pixels high.

use rust_decimal::Decimal;
use serde::Serialize;

use super::{number, whole};
use crate::report::series::Days;

/// Columns, labels of days and the deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Columns {
    /// One a day on which something came in; two where some were late and some were not.
    pub pillars: Vec<Pillar>,
    /// Days below the axis: x in percent, the day, whether it is the deadline.
    pub ticks: Vec<(String, u32, bool)>,
    /// Where the deadline stands: the end of that day, in percent.
    pub deadline_x: String,
    /// Where its words end, in percent.
    pub deadline_text_x: String,
}

/// A day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pillar {
    /// `on_time` or `late`.
    pub key: &'static str,
    /// Left edge in percent.
    pub x: String,
    /// Width in percent.
    pub width: String,
    /// Top in pixels.
    pub y: String,
    /// Height in pixels.
    pub height: String,
    /// Middle in percent, for the number.
    pub middle: String,
    /// Where the number stands, in pixels.
    pub text_y: String,
    /// The number of the day.
    pub n: usize,
}

/// Draws the days of a month; `None` when nothing came in.
pub fn columns(days: &Days) -> Option<Columns> {
    let most = days.received.iter().map(|day| day.n).max().filter(|n| *n > 0)?;
    if !(1..=366).contains(&days.days) {
        return None;
    }
    let slot = whole(100) / Decimal::from(days.days);
    let middle = |day: u32| slot * (Decimal::from(day) - Decimal::new(5, 1));
    let pillars = days.received.iter().filter(|day| day.n > 0 && (1..=days.days).contains(&day.day));
    let pillars = pillars.flat_map(|day| {
        let high = |n: usize| whole(120) * Decimal::from(n) / Decimal::from(most);
        let late = day.late.min(day.n);
        let top = whole(166) - high(day.n);
        let pillar = |key, n: usize, foot: Decimal| Pillar {
            key,
            x: number(slot * (Decimal::from(day.day) - Decimal::new(86, 2))),
            width: number(slot * Decimal::new(72, 2)),
            y: number(foot - high(n)),
            height: number(high(n)),
            middle: number(middle(day.day)),
            text_y: number(top - whole(6)),
            n: day.n,
        };
        // Who was late stands on who was in time; the number above both counts all.
        let in_time = (late < day.n).then(|| pillar("on_time", day.n - late, whole(166)));
        let late = (late > 0).then(|| pillar("late", late, whole(166) - high(day.n - late)));
        in_time.into_iter().chain(late)
    });
    let deadline = slot * Decimal::from(days.deadline_day.min(days.days));
    Some(Columns {
        pillars: pillars.collect(),
        ticks: ticks(days)
            .into_iter()
            .map(|day| (number(middle(day)), day, day == days.deadline_day))
            .collect(),
        deadline_x: number(deadline),
        deadline_text_x: number(deadline - whole(1)),
    })
}

/// The first day, every fifth, the deadline, the last; none so close that they would touch.
fn ticks(days: &Days) -> Vec<u32> {
    let deadline = days.deadline_day;
    let wanted = [deadline, days.days, 1].into_iter().chain((5..=days.days).step_by(5));
    let mut placed: Vec<u32> = vec![];
    for day in wanted.filter(|day| (1..=days.days).contains(day)) {
        if placed.iter().all(|other| other.abs_diff(day) >= 3) {
            placed.push(day);
        }
    }
    placed.sort_unstable();
    placed
}
