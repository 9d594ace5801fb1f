//! The moment from which things are seen.

use chrono::{DateTime, Duration, FixedOffset, NaiveDateTime, NaiveTime};

use crate::plan::{Date, Reporting};

/// The moment that `--as-of` names: a day (`2026-12-15`) or a day with an hour
/// (`2026-12-15 17:30`, `2026-12-15T17:30:00+08:00`); without a zone it is the plan's own.
///
/// A day alone means that the day has not passed: it stands for the last second that is still in time
/// on that day. So on the last day itself nobody is 未报 yet (未到期), whatever the hour of the
/// cut-off; with the day after, everybody is whose material has not come. Give an hour to see the
/// state of things at that hour. `None` when the text is neither.
pub fn as_of_moment(text: &str, reporting: &Reporting) -> Option<DateTime<FixedOffset>> {
    let text = text.trim();
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Some(moment);
    }
    let offset = reporting.offset().or_else(|| FixedOffset::east_opt(8 * 3600))?;
    let forms = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"];
    let hour = forms.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    let local = match hour {
        Some(local) => local,
        None => {
            let day = text.parse::<Date>().ok()?.0;
            match reporting.cutoff_time().unwrap_or(None) {
                Some(cutoff) => NaiveDateTime::new(day, cutoff) + Duration::seconds(59),
                None => NaiveDateTime::new(day, NaiveTime::MIN) + Duration::seconds(86_399),
            }
        }
    };
    local.and_local_timezone(offset).single()
}
