//! Days that a unit's words promise, beside the day that it gives.
//!
//! Takes the next steps of an entry with its 计划完成时间; tells where the two do not go together. A step on the way has
//! a day of its own: only what is to be done later than all of it, or is said to be done at another time, is told.

use chrono::{Datelike as _, NaiveDate};

use super::{ENTRY, SLJ, task_name};
use crate::check::own::{Check, OwnFacts};
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};

pub(super) static CHECKS: &[Check] = &[Check { rule: &UNLIKE, run: unlike }];

static UNLIKE: Rule = Rule {
    code: "N530",
    name: "new-due-unlike-words",
    severity: Severity::Hint,
    title: "计划完成时间与措施里写的时间不一致",
    why: "报告把措施和计划完成时间并列在一张表里。措施里写的时间比计划完成时间晚，或者写明在另一个时间全部完成，看报告的人不知道以哪个为准。请改成一致；确是分步完成的，写明每一步的时间。",
    example: Example::Change {
        file: SLJ,
        find: ENTRY,
        good: "    status: behind\n    percent: 20\n    issues: 土地手续未办结\n    next_steps: 明年3月底前办结用地手续，6月底前完成管网改造\n    new_due: 2026-06-30\n",
        bad: "    status: behind\n    percent: 20\n    issues: 土地手续未办结\n    next_steps: 明年9月底前完成管网改造\n    new_due: 2026-06-30\n",
    },
};

fn unlike(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.entries() {
        let (Some(steps), Some(new)) = (&found.entry.next_steps, &found.entry.new_due) else { continue };
        let Some(day) = new.inner.last_day() else { continue };
        let written = found.form.filled_on.as_ref().map_or(facts.judged_on(), |date| date.0);
        let promised = promised(&steps.inner, written);
        let Some(last) = promised.iter().max_by_key(|month| month.at) else { continue };
        let given = (day.year(), day.month());
        let is_unlike = last.at > given || last.is_done && last.at < given;
        if is_unlike {
            out.report(
                &UNLIKE,
                new.place,
                format!(
                    "{}的措施里写的是{}年{}月，计划完成时间是{}",
                    task_name(facts, &found),
                    last.at.0,
                    last.at.1,
                    new.chinese()
                ),
            )
            .label("计划完成时间")
            .related(steps.place, "措施里写的时间".to_owned())
            .help("请改成一致；分步完成的，写明每一步的时间");
        }
    }
}

/// A month until which something is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Month {
    at: (i32, u32),
    /// Whether it is said that all of it is done then: 完成第二批 is a step.
    is_done: bool,
}

/// `4月底前完成`, `2027年6月30日前`: months that end a promise; a month without a year is the next of its name.
fn promised(text: &str, written: NaiveDate) -> Vec<Month> {
    let mut found = vec![];
    for (at, _) in text.match_indices('月') {
        let before = &text[..at];
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let Ok(month @ 1..=12) = before[before.len() - digits..].parse::<u32>() else { continue };
        let behind =
            text[at + '月'.len_utf8()..].trim_start_matches(|c: char| c.is_ascii_digit() || c == '日');
        let Some(rest) =
            ["底前", "底以前", "末前", "前", "底", "以前"].iter().find_map(|end| behind.strip_prefix(end))
        else {
            continue;
        };
        let year = year(&before[..before.len() - digits], month, written);
        let is_done = ["全部完成", "全面完成", "竣工", "完工"].iter().any(|word| rest.starts_with(word));
        found.push(Month { at: (year, month), is_done });
    }
    found
}

fn year(before: &str, month: u32, written: NaiveDate) -> i32 {
    if let Some(rest) = before.strip_suffix('年') {
        let digits = rest.len() - rest.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        if let (4, Ok(year)) = (digits, rest[rest.len() - digits..].parse()) {
            return year;
        }
        let named = [("明", 1), ("来", 1), ("次", 1), ("后", 2), ("今", 0), ("本", 0), ("当", 0)];
        let named = named.iter().find(|(word, _)| rest.ends_with(word));
        return written.year() + named.map_or(0, |(_, ahead)| *ahead);
    }
    written.year() + i32::from(month < written.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_promises_are_read_and_no_others() {
        let day = NaiveDate::from_ymd_opt(2031, 12, 5).expect("a day");
        let read = |text: &str| promised(text, day).iter().map(|m| (m.at, m.is_done)).collect::<Vec<_>>();
        assert_eq!(
            read("2032年3月底前办结手续，5月31日前完成管网"),
            [((2032, 3), false), ((2032, 5), false)]
        );
        assert_eq!(read("明年4月底前全部完成"), [((2032, 4), true)]);
        assert_eq!(read("来年9月底前完成改造"), [((2032, 9), false)]);
        assert_eq!(read("12月底前完成验收"), [((2031, 12), false)]);
        assert_eq!(read("11月已完成招标，按月调度，1—11月完成七成"), []);
    }
}
