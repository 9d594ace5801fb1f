//! Quantities: the only arithmetic with reported numbers (MODEL).
//!
//! Takes numbers with what must be known of them (unit of measure, period, status, basis, edition);
//! gives rounding and digits, what the plan asks of a year, whether two may be compared, how far apart they are,
//! how one changed into the other.
//! Never words a result and never compares what may not be compared: differences and changes exist only
//! for a [`Comparable`].

mod bound;
mod comparison;
mod difference;
mod digits;
mod held;
mod line;
mod order;
mod path;
mod quantity;
mod rounding;
mod unit;
mod unlike;

pub use bound::{Bound, NoBound, bound_of, is_the_change_itself, needs_verdict};
pub use comparison::{
    Comparable, Incomparable, Trend, comparable, contradict, differences, same_text, same_time,
};
pub use difference::Difference;
pub use digits::{Written, apart, of_plan_or as digits_of};
pub use held::Held;
pub use line::{Line, Point, Scheduled, ScheduledBy};
pub use order::{is_beyond, order};
pub use path::Path;
pub use quantity::Quantity;
pub use rounding::{MAX_DIGITS, printed, printed_signed, rounded, shown, written};
pub use unit::Unit;
pub use unlike::Unlike;
