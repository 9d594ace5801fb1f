//! 红黄绿灯 (assessment.md, section 2).

use rust_decimal::Decimal;

use super::status::TaskStatus;
use crate::office::Lights;

/// A light. Never shown as a colour alone: always with its shape and word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Light {
    /// ● 正常.
    Green,
    /// ▲ 关注.
    Yellow,
    /// ■ 预警.
    Red,
    /// ○ 不评价.
    Grey,
}

impl Light {
    /// The shape, which exists in GBK and prints black.
    pub fn shape(self) -> &'static str {
        match self {
            Light::Green => "●",
            Light::Yellow => "▲",
            Light::Red => "■",
            Light::Grey => "○",
        }
    }

    /// The identifier in files and style classes.
    pub fn key(self) -> &'static str {
        match self {
            Light::Green => "green",
            Light::Yellow => "yellow",
            Light::Red => "red",
            Light::Grey => "grey",
        }
    }
}

/// The light of a status. `points` is how many percentage points it lags behind its schedule, where
/// that is known; `days_left` the days until it is due, negative when past.
pub fn light_of(
    status: TaskStatus,
    points: Option<Decimal>,
    days_left: Option<i64>,
    lights: &Lights,
) -> Light {
    let yellow = lights.yellow_points.value;
    match status {
        TaskStatus::Overdue => Light::Red,
        TaskStatus::Completed => Light::Green,
        TaskStatus::Ongoing | TaskStatus::NotApplicable | TaskStatus::Unstated | TaskStatus::NoAnswer => {
            Light::Grey
        }
        TaskStatus::Behind | TaskStatus::NotStarted => match points {
            Some(points) if points > yellow || (points == yellow && !lights.inclusive) => Light::Red,
            // How far behind is not known: behind, but not known to be far behind.
            _ => Light::Yellow,
        },
        TaskStatus::OnTrack | TaskStatus::Ahead => match days_left {
            Some(days) if days <= i64::from(lights.due_within_days) => Light::Yellow,
            _ => Light::Green,
        },
    }
}
