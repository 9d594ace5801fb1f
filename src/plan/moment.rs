//! When a workspace is looked at, and what that means for one year of a plan.
//!
//! Takes what `--as-of` says, or the clock's time from whoever may ask for it; gives [`Moment`]s.
//! Never asks the clock.

use std::str::FromStr;

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Timelike as _, Utc};

use super::Reporting;
use crate::syntax::Date;

/// From when a workspace is looked at: a day (`2026-12-15`), a day with an hour (`2026-12-15 17:30`,
/// without a zone in the plan's own), or today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    when: When,
    /// Whether somebody asked for it: then one looks back, and what is dated later is not there yet.
    given: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Day(NaiveDate),
    Local(NaiveDateTime),
    Exact(DateTime<FixedOffset>),
    /// The day that it is then in the plan's zone.
    Today(DateTime<Utc>),
}

impl AsOf {
    /// The year that somebody asked for; none of today.
    pub fn year(&self) -> Option<i32> {
        match self.when {
            When::Day(day) => Some(day.year()),
            When::Local(moment) => Some(moment.year()),
            When::Exact(moment) => Some(moment.year()),
            When::Today(_) => None,
        }
    }

    /// A day that somebody looks back to.
    pub fn day(day: NaiveDate) -> Self {
        AsOf { when: When::Day(day), given: true }
    }

    /// The day of a clock's time, in each plan's own zone; nobody looks back.
    pub fn today(now: DateTime<Utc>) -> Self {
        AsOf { when: When::Today(now), given: false }
    }
}

impl FromStr for AsOf {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let forms = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"];
        let exact = || DateTime::parse_from_rfc3339(&text.replacen(' ', "T", 1)).ok().map(When::Exact);
        let local = || forms.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
        let day = || text.parse::<Date>().ok().map(|date| When::Day(date.0));
        let when = day().or_else(exact).or_else(|| local().map(When::Local));
        when.map(|when| AsOf { when, given: true })
            .ok_or_else(|| "请写成 2026-12-15 或 2026-12-15T17:30".to_owned())
    }
}

/// From when a year of a plan is seen (assessment.md, section 0), in the plan's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// What came, and what was decided, up to here is there; what is later does not exist.
    pub seen: DateTime<FixedOffset>,
    /// The second at which deadlines are looked at. A day without an hour has not passed: this is then
    /// the last second that is in time on it, so that on the last day itself nobody is 未报.
    pub now: DateTime<FixedOffset>,
    /// What fell due is judged here: a year that is over is judged at its own end.
    pub judged: DateTime<FixedOffset>,
    /// Whether one looks back: what dates itself after `seen` is not there yet. Otherwise a date in the
    /// future is a slip of the pen.
    pub looking_back: bool,
    /// Whether the year is closed: everything above is then its day of record.
    pub closed: bool,
}

impl Moment {
    /// A year that is open: receipts and decisions count up to the moment, what fell due is judged at
    /// the end of the year if that is earlier.
    pub fn open(reporting: &Reporting, year: i32, as_of: AsOf) -> Self {
        let zone = reporting.zone();
        let local = |local: NaiveDateTime| at(local, zone);
        let of_day = |day: NaiveDate| (end_of(day, zone), last_in_time(day, reporting));
        let (seen, now) = match as_of.when {
            When::Day(day) => of_day(day),
            When::Today(now) => of_day(now.with_timezone(&zone).date_naive()),
            When::Local(moment) => (local(moment), local(moment)),
            When::Exact(moment) => (moment.with_timezone(&zone), moment.with_timezone(&zone)),
        };
        let judged = seen.min(end_of_year(year, zone));
        Moment { seen, now, judged, looking_back: as_of.given, closed: false }
    }

    /// A closed year: all of it at the end of its day of record.
    pub fn closed(reporting: &Reporting, day_of_record: NaiveDate) -> Self {
        let seen = end_of(day_of_record, reporting.zone());
        Moment { seen, now: seen, judged: seen, looking_back: true, closed: true }
    }

    /// The last day of which anything is there.
    pub fn seen_on(&self) -> NaiveDate {
        self.seen.date_naive()
    }

    /// The day as of which is judged what fell due.
    pub fn judged_on(&self) -> NaiveDate {
        self.judged.date_naive()
    }

    /// Whether something dated with a day alone is there: what is of that day itself is.
    pub fn has_seen(&self, day: NaiveDate) -> bool {
        day <= self.seen_on()
    }

    /// Whether the year was over when it was looked at, and nobody has closed it.
    pub fn is_overrun(&self) -> bool {
        !self.closed && self.judged < self.seen && self.judged.num_seconds_from_midnight() == LAST_SECOND
    }
}

const LAST_SECOND: u32 = 86_399;

fn at(local: NaiveDateTime, zone: FixedOffset) -> DateTime<FixedOffset> {
    local.and_local_timezone(zone).single().expect("a fixed offset has no gaps")
}

fn end_of(day: NaiveDate, zone: FixedOffset) -> DateTime<FixedOffset> {
    let last = NaiveTime::from_num_seconds_from_midnight_opt(LAST_SECOND, 0).expect("it is in range");
    at(day.and_time(last), zone)
}

fn end_of_year(year: i32, zone: FixedOffset) -> DateTime<FixedOffset> {
    // The year may come from a folder's name; outside these bounds there is no calendar to end it.
    let day = NaiveDate::from_ymd_opt(year.clamp(1, 9999), 12, 31).expect("every year has one");
    end_of(day, zone)
}

/// The last second of a day that is in time: a cut-off counts to the end of its minute.
fn last_in_time(day: NaiveDate, reporting: &Reporting) -> DateTime<FixedOffset> {
    let zone = reporting.zone();
    match reporting.cutoff_time().unwrap_or(None) {
        Some(cutoff) => at(day.and_time(cutoff.with_second(59).unwrap_or(cutoff)), zone),
        None => end_of(day, zone),
    }
}

#[cfg(test)]
mod tests {
    use chrono::Datelike as _;

    use super::*;

    fn reporting(extra: &str) -> Reporting {
        let text = format!("subject: 工作\nfirst_year: 2025\ndue: 12-15\nrecipient: 办公室\n{extra}");
        serde_yaml::from_str(&text).expect("it is well formed")
    }

    fn open(text: &str, extra: &str, year: i32) -> Moment {
        Moment::open(&reporting(extra), year, text.parse().expect("a moment"))
    }

    #[test]
    fn a_day_has_not_passed() {
        let shown = |text: &str, extra: &str| {
            let moment = open(text, extra, 2026);
            [moment.seen, moment.now].map(|at| at.format("%m-%d %H:%M:%S").to_string())
        };
        assert_eq!(shown("2026-12-15", ""), ["12-15 23:59:59", "12-15 23:59:59"]);
        assert_eq!(shown("2026-12-15", "cutoff: '17:30'"), ["12-15 23:59:59", "12-15 17:30:59"]);
        assert_eq!(shown("2026-12-15 18:00", "cutoff: '17:30'"), ["12-15 18:00:00", "12-15 18:00:00"]);
        // Another zone's hour is the plan's own hour.
        assert_eq!(shown("2026-12-15T20:00:00Z", ""), ["12-16 04:00:00", "12-16 04:00:00"]);
        for text in ["", "明天", "2026-02-30", "2026-12-15 25:00"] {
            assert!(text.parse::<AsOf>().is_err(), "{text}");
        }
    }

    #[test]
    fn t3_a_year_that_is_over_is_judged_at_its_own_end() {
        let judged = |text: &str| open(text, "", 2025).judged.format("%Y-%m-%d %H:%M:%S").to_string();
        assert_eq!(judged("2025-12-20"), "2025-12-20 23:59:59");
        assert_eq!(judged("2026-01-09"), "2025-12-31 23:59:59");
        assert_eq!(judged("2031-07-01 08:00"), "2025-12-31 23:59:59");
        assert_eq!(open("2026-01-09", "", 2025).seen_on().to_string(), "2026-01-09", "late reports count");
        assert!(open("2026-01-09", "", 2025).is_overrun() && !open("2025-12-31", "", 2025).is_overrun());
        assert!(!open("2025-12-30 09:00", "", 2025).is_overrun());
        for year in [i32::MIN, 0, i32::MAX] {
            open("2025-12-20", "", year);
        }
    }

    #[test]
    fn t3_a_closed_year_stands_at_its_day_of_record() {
        let day = NaiveDate::from_ymd_opt(2026, 1, 20).expect("a day");
        let moment = Moment::closed(&reporting("timezone: '+06:00'"), day);
        assert_eq!(moment.seen.to_rfc3339(), "2026-01-20T23:59:59+06:00");
        assert_eq!((moment.seen, moment.looking_back), (moment.judged, true));
        assert!(moment.has_seen(day) && !moment.has_seen(day.succ_opt().expect("a day")));
    }

    #[test]
    fn today_is_the_day_in_the_plan_s_zone() {
        let night = DateTime::parse_from_rfc3339("2026-12-15T17:00:00Z").expect("a time").to_utc();
        let moment = Moment::open(&reporting(""), 2026, AsOf::today(night));
        assert_eq!(moment.seen_on().day(), 16);
        assert!(!moment.looking_back);
    }
}
