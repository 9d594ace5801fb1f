//! The duty to report: by which day, at which hour, to whom (assessment.md, section 3.1).

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike as _, Duration, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AsOf, Moment};
use crate::syntax::{Located, MonthDay};

/// 报送要求.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reporting {
    /// 报送内容.
    pub subject: String,
    /// 第一个报告年度.
    pub first_year: i32,
    /// 截止日, every year.
    pub due: Located<MonthDay>,
    /// 前 includes the day.
    #[serde(default = "yes")]
    pub inclusive: bool,
    /// 截止时刻: `24:00` or an hour and minute, which count to the end of that minute.
    #[serde(default = "midnight")]
    pub cutoff: Located<String>,
    /// 时区.
    #[serde(default = "beijing")]
    pub timezone: Located<String>,
    /// 遇周末.
    #[serde(default)]
    pub weekend: Weekend,
    /// 报送对象.
    pub recipient: String,
    /// 汇总后报告给谁.
    #[serde(default)]
    pub forwarded_to: Vec<String>,
    /// 要求填报的内容 beside tasks and indicators.
    #[serde(default)]
    pub asks: Asks,
    /// 条款.
    #[serde(default)]
    pub clause: Option<String>,
    /// 原文依据.
    #[serde(default)]
    pub quote: Option<Located<String>>,
    /// 说明, where the plan has no reporting duty of its own.
    #[serde(default)]
    pub note: Option<String>,
    /// 待核对.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Located<String>>,
}

fn yes() -> bool {
    true
}

fn midnight() -> Located<String> {
    "24:00".to_owned().into()
}

fn beijing() -> Located<String> {
    "Asia/Shanghai".to_owned().into()
}

/// 要求填报的内容: what a unit must answer beside its tasks and indicators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Asks {
    /// 要求填报节点: of the lead and responsible units of its task; otherwise a milestone is answered
    /// by whoever has something to say.
    pub milestones: bool,
    /// 只要求填报期限在今后几年内的节点: those due by the end of the reporting year plus so many years.
    /// Milestones without a day are asked every year.
    pub milestone_window: u16,
}

impl Default for Asks {
    fn default() -> Self {
        Asks { milestones: false, milestone_window: 1 }
    }
}

impl Asks {
    /// Whether a milestone with that last day must be answered in a reporting year.
    pub fn milestone(self, due: Option<NaiveDate>, year: i32) -> bool {
        let last = year.saturating_add(i32::from(self.milestone_window));
        self.milestones && due.is_none_or(|due| due.year() <= last)
    }
}

/// What happens when the last day is no working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Weekend {
    /// 不顺延.
    #[default]
    Keep,
    /// 顺延至下一工作日.
    NextWorkday,
    /// 提前至上一工作日.
    PreviousWorkday,
}

/// The workday calendar of the settings: holidays and make-up working days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    /// 放假的日子.
    pub holidays: BTreeSet<NaiveDate>,
    /// 调休上班的周末.
    pub workdays: BTreeSet<NaiveDate>,
}

impl Calendar {
    /// Whether people work on that day.
    pub fn is_workday(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.workdays.contains(&day) || (!weekend && !self.holidays.contains(&day))
    }
}

/// The end of a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The last day on which a submission is in time.
    pub last_day: NaiveDate,
    /// The first moment that is too late.
    pub end: DateTime<FixedOffset>,
    /// The rule in words, as papers print it.
    pub text: String,
}

impl Deadline {
    /// Whether something received at that moment is in time.
    pub fn is_met(&self, at: DateTime<FixedOffset>) -> bool {
        at < self.end
    }

    /// Whole days that a moment is late, counted in calendar days; at least 1 when late.
    pub fn days_late(&self, at: DateTime<FixedOffset>) -> i64 {
        if self.is_met(at) {
            return 0;
        }
        let day = at.with_timezone(self.end.offset()).date_naive();
        (day - self.last_day).num_days().max(1)
    }
}

impl Reporting {
    /// The time zone as an offset; `None` when it is not known. China has had one zone without
    /// summer time since 1992, so an offset is enough.
    pub fn offset(&self) -> Option<FixedOffset> {
        let name = self.timezone.inner.trim();
        if matches!(name, "Asia/Shanghai" | "PRC" | "Asia/Chongqing" | "Asia/Urumqi" | "北京时间") {
            return FixedOffset::east_opt(8 * 3600);
        }
        let (sign, rest) = match name.as_bytes().first()? {
            b'+' => (1, &name[1..]),
            b'-' => (-1, &name[1..]),
            _ => return None,
        };
        let (hours, minutes) = rest.split_once(':')?;
        let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60;
        FixedOffset::east_opt(sign * seconds)
    }

    /// The time zone; Beijing's where none is known.
    pub fn zone(&self) -> FixedOffset {
        self.offset().or_else(|| FixedOffset::east_opt(8 * 3600)).expect("it is in range")
    }

    /// The cut-off: hour and minute, `None` for the end of the day.
    ///
    /// # Errors
    /// When it is neither `24:00` nor an hour and minute.
    pub fn cutoff_time(&self) -> Result<Option<NaiveTime>, chrono::ParseError> {
        if self.cutoff.inner == "24:00" {
            return Ok(None);
        }
        NaiveTime::parse_from_str(&self.cutoff.inner, "%H:%M").map(Some)
    }

    /// The deadline of a reporting year; `extended` replaces the day for one unit.
    pub fn deadline(&self, year: i32, extended: Option<NaiveDate>, calendar: &Calendar) -> Deadline {
        // The year may come from a folder's name; outside these bounds there is no calendar to move in.
        let day = self.due.in_year(year.clamp(1, 9999)).unwrap_or_default();
        let nominal = match extended {
            Some(until) => until,
            None if self.inclusive => self.moved(day, calendar),
            None => self.moved(day - Duration::days(1), calendar),
        };
        let offset = self.zone();
        let cutoff = self.cutoff_time().unwrap_or(None);
        let end = match cutoff {
            None => NaiveDateTime::new(nominal + Duration::days(1), NaiveTime::MIN),
            Some(time) => NaiveDateTime::new(nominal, time) + Duration::minutes(1),
        };
        let end = end.and_local_timezone(offset).single().expect("a fixed offset has no gaps");
        let hour = cutoff.map_or("24时".to_owned(), |time| time.format("%H:%M").to_string());
        let extended = if extended.is_some() { "，经批准延期" } else { "" };
        let text = format!(
            "{}年{}月{}日（{}）{hour}前，含当日{extended}",
            nominal.year(),
            nominal.month(),
            nominal.day(),
            weekday(nominal),
        );
        Deadline { last_day: nominal, end, text }
    }

    /// The year whose round is running on a day: the one whose deadline is nearest, be it that it comes next
    /// or that it has passed; never one before the first.
    pub fn running_year(&self, day: NaiveDate) -> i32 {
        let nearest = [day.year() - 1, day.year(), day.year() + 1].into_iter().min_by_key(|year| {
            let due = self.due.in_year((*year).clamp(1, 9999)).unwrap_or_default();
            // Of two that are equally near, the one that comes.
            ((due - day).num_days().abs(), -year)
        });
        nearest.unwrap_or(day.year()).max(self.first_year)
    }

    /// The year whose round is running at a moment.
    pub fn running_on(&self, as_of: AsOf) -> i32 {
        self.running_year(Moment::open(self, self.first_year, as_of).seen_on())
    }

    /// Whether a year is one of the plan's on a day: from its first round to the one after the round that is running.
    ///
    /// # Errors
    /// Why it is none, in Chinese. A round that is years away is a slip of the finger, and what is written for it would
    /// make that round.
    pub fn reaches(&self, year: i32, as_of: AsOf) -> Result<(), String> {
        let (first, running) = (self.first_year, self.running_on(as_of));
        if year < first {
            return Err(format!("方案从{first}年度开始报送，没有{year}年度；请核对年度"));
        }
        if year > running + 1 {
            return Err(format!("正在报送的是{running}年度，{year}年度还没有开始；请核对年度"));
        }
        Ok(())
    }

    fn moved(&self, day: NaiveDate, calendar: &Calendar) -> NaiveDate {
        let step = match self.weekend {
            Weekend::Keep => return day,
            Weekend::NextWorkday => 1,
            Weekend::PreviousWorkday => -1,
        };
        // No run of holidays is longer than two weeks; the bound keeps a broken calendar from looping.
        (0..30).map(|n| day + Duration::days(step * n)).find(|day| calendar.is_workday(*day)).unwrap_or(day)
    }
}

/// 星期一 … 星期日.
fn weekday(day: NaiveDate) -> &'static str {
    ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"]
        [day.weekday().num_days_from_monday() as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reporting(extra: &str) -> Reporting {
        let text = format!("subject: 工作\nfirst_year: 2025\ndue: 12-15\nrecipient: 办公室\n{extra}");
        serde_yaml::from_str(&text).expect("it is well formed")
    }

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(text).expect("a valid time")
    }

    #[test]
    fn the_day_itself_counts_until_midnight_in_beijing() {
        let deadline = reporting("").deadline(2025, None, &Calendar::default());
        assert!(deadline.is_met(at("2025-12-15T23:59:59+08:00")));
        assert!(!deadline.is_met(at("2025-12-16T00:00:00+08:00")));
        assert!(deadline.is_met(at("2025-12-15T15:59:59Z")));
        assert_eq!(deadline.days_late(at("2025-12-17T09:00:00+08:00")), 2);
        assert_eq!(deadline.text, "2025年12月15日（星期一）24时前，含当日");
    }

    #[test]
    fn t12_the_running_round_is_the_one_whose_deadline_is_nearest() {
        let running = |day: &str| reporting("").running_year(day.parse().expect("a day"));
        assert_eq!(running("2026-11-02"), 2026);
        assert_eq!(running("2026-12-31"), 2026);
        assert_eq!(running("2027-02-10"), 2026);
        assert_eq!(running("2027-07-20"), 2027);
        assert_eq!(running("2019-12-01"), 2025, "the first year");
    }

    #[test]
    fn excluded_days_hours_and_weekends() {
        let calendar = Calendar::default();
        assert_eq!(
            reporting("inclusive: false").deadline(2026, None, &calendar).last_day.to_string(),
            "2026-12-14"
        );
        let deadline = reporting("cutoff: \"17:30\"").deadline(2026, None, &calendar);
        assert!(deadline.is_met(at("2026-12-15T17:30:59+08:00")));
        assert!(!deadline.is_met(at("2026-12-15T17:31:00+08:00")));
        // 15 December 2029 is a Saturday.
        let last = |weekend: &str, calendar: &Calendar| {
            reporting(weekend).deadline(2029, None, calendar).last_day.to_string()
        };
        assert_eq!(last("weekend: keep", &calendar), "2029-12-15");
        assert_eq!(last("weekend: next_workday", &calendar), "2029-12-17");
        assert_eq!(last("weekend: previous_workday", &calendar), "2029-12-14");
        let mut make_up = Calendar::default();
        make_up.workdays.extend(NaiveDate::from_ymd_opt(2029, 12, 15));
        assert_eq!(last("weekend: next_workday", &make_up), "2029-12-15");
    }
}
