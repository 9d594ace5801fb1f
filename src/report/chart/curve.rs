//! Units received by a day, added up: this year's steps over last year's; 192 pixels high.

use rust_decimal::Decimal;
use serde::Serialize;

use super::{Segment, number, whole};
use crate::report::series::{Arrivals, Receipts};

/// Steps, labels and the deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Curve {
    /// Last year's steps.
    pub before: Vec<Segment>,
    /// This year's steps.
    pub now: Vec<Segment>,
    /// Days below the axis: x in percent, words, whether it is the deadline.
    pub ticks: Vec<(String, String, bool)>,
    /// Where the deadline stands, in percent.
    pub deadline_x: String,
    /// Numbers at the ends: class, x in percent, y in pixels, words.
    pub ends: Vec<(&'static str, String, String, String)>,
    /// The line of all that must report: y in pixels.
    pub all_y: String,
}

const TOP: i64 = 24;
const BOTTOM: i64 = 166;
/// Room on the right for the last number, in percent.
const BROAD: i64 = 90;

/// Draws the steps; `None` when nothing came in, or the picture would be a single day.
pub fn curve(receipts: &Receipts) -> Option<Curve> {
    let (now, before) = (&receipts.now, receipts.before.as_ref());
    let all = || now.by_day.iter().chain(before.iter().flat_map(|before| &before.by_day));
    let (from, to) = (all().map(|(day, _)| *day).min()?, all().map(|(day, _)| *day).max()?.max(1));
    let most = now.expected.max(before.map_or(0, |before| before.expected));
    if to <= from || most == 0 || to.checked_sub(from).is_none_or(|days| days > 3660) {
        return None;
    }
    let from = from - 1;
    let x = |day: i64| whole(BROAD) * whole(day - from) / whole(to - from);
    let y = |n: usize| whole(BOTTOM) - whole(BOTTOM - TOP) * Decimal::from(n) / Decimal::from(most);
    let steps = |of: &Arrivals, class| {
        let (mut lines, mut at, mut n) = (vec![], from, 0);
        let line = |from: i64, to: i64, a: usize, b: usize| Segment {
            class,
            x1: number(x(from)),
            y1: number(y(a)),
            x2: number(x(to)),
            y2: number(y(b)),
        };
        for &(day, more) in &of.by_day {
            lines.push(line(at, day, n, n));
            lines.push(line(day, day, n, n + more));
            (at, n) = (day, n + more);
        }
        let until = of.until.clamp(at, to);
        lines.push(line(at, until, n, n));
        lines.retain(|line| (&line.x1, &line.y1) != (&line.x2, &line.y2));
        (lines, until, n)
    };
    let (lines, until, n) = steps(now, "act");
    let mut ends = vec![("strong", number(x(until) + whole(1)), number(y(n) + whole(5)), format!("{n}家"))];
    let grey = before.map(|before| steps(before, "past"));
    if let Some((_, until, last)) = &grey {
        // Two numbers that would lie on each other: the nearer year's stays, the other stands below it.
        let (mut low, own) = (y(*last) + whole(5), y(n) + whole(5));
        if (low - own).abs() < whole(18) {
            low = own + if *last > n { whole(-18) } else { whole(18) };
        }
        let label = receipts.before.as_ref().map(|before| format!("{}{last}家", before.label));
        ends.extend(label.map(|label| ("was", number(x(*until) + whole(1)), number(low), label)));
    }
    Some(Curve {
        before: grey.map_or_else(Vec::new, |(lines, ..)| lines),
        now: lines,
        ticks: ticks(from, to).into_iter().map(|day| (number(x(day)), words(day), day == 0)).collect(),
        deadline_x: number(x(0)),
        ends,
        all_y: number(y(now.expected)),
    })
}

fn words(day: i64) -> String {
    match day {
        0 => "截止日".to_owned(),
        day if day < 0 => format!("前{}天", -day),
        day => format!("后{day}天"),
    }
}

/// The deadline and round days about it, at most about five.
fn ticks(from: i64, to: i64) -> Vec<i64> {
    let step = [5, 10, 20, 30, 60, 90, 180, 365, 730].into_iter().find(|step| (to - from) / step <= 5);
    let step = step.unwrap_or(730);
    let first = from.div_euclid(step) + 1;
    (first..=to.div_euclid(step)).map(|at| at * step).collect()
}
