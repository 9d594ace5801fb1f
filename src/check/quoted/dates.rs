//! Years and days of a plan against the words that are quoted for them.
//!
//! Takes a target, a milestone or the day of reporting with its quote; gives a finding where the quote names
//! other years or days. A quote that names none is not judged.

use chrono::Datelike as _;

use super::{OTHER_YEAR, plain};
use crate::diagnostic::Diagnostics;
use crate::plan::{Due, Located, Plan, Target};

/// A year of a quote.
pub(super) struct Year {
    pub(super) number: i32,
    /// Whether something is compared with it: 较2020年, 比2005年, 由2020年的.
    compared: bool,
}

/// The years of a sentence.
pub(super) fn years(text: &str) -> Vec<Year> {
    let mut found = vec![];
    for (at, _) in text.match_indices('年') {
        let Some(digits) = at.checked_sub(4).and_then(|start| text.get(start..at)) else { continue };
        let before = text[..at - 4].chars().next_back();
        if digits.bytes().all(|b| b.is_ascii_digit())
            && !before.is_some_and(|c| c.is_ascii_digit())
            && let Ok(number) = digits.parse()
        {
            found.push(Year {
                number,
                compared: before.is_some_and(|c| matches!(c, '较' | '比' | '与' | '于' | '由' | '从')),
            });
        }
    }
    found
}

pub(super) fn check_years(target: &Target, quote: &Located<String>, text: &str, out: &mut Diagnostics) {
    let all = years(text);
    let (compared, goals): (Vec<Year>, Vec<Year>) = all.into_iter().partition(|year| year.compared);
    if let Some(year) = target.year
        && !goals.is_empty()
        && !goals.iter().any(|goal| goal.number == year)
    {
        other_year("目标年份", year, quote, &goals, out);
    }
    if let Some(year) = target.baseline_year
        && !compared.is_empty()
        && !compared.iter().any(|base| base.number == year)
    {
        other_year("所比的年份", year, quote, &compared, out);
    }
}

pub(super) fn other_year(
    what: &str,
    year: i32,
    quote: &Located<String>,
    said: &[Year],
    out: &mut Diagnostics,
) {
    let said: Vec<String> = said.iter().map(|year| format!("{}年", year.number)).collect();
    out.report(&OTHER_YEAR, quote.place, format!("{what}{year}与引文不符"))
        .label(format!("引文写的是{}", said.join("、")))
        .help("请按原文改正年份");
}

/// Compares the year in which each milestone falls due with its quote.
pub(super) fn check_milestones(plan: &Plan, out: &mut Diagnostics) {
    for (_, milestone) in plan.milestones() {
        let (Some(quote), Some(due)) = (&milestone.quote, &milestone.due) else { continue };
        let year = match due.inner {
            Due::Year(year) => year,
            Due::Date(day) => day.0.year(),
            Due::Ongoing => continue,
        };
        let said: Vec<Year> = years(&plain(quote)).into_iter().filter(|year| !year.compared).collect();
        if !said.is_empty() && !said.iter().any(|said| said.number == year) {
            let words: Vec<String> = said.iter().map(|year| format!("{}年", year.number)).collect();
            out.report(
                &OTHER_YEAR,
                due.place,
                format!("节点“{}”的年份{year}与引文不符", milestone.what.trim()),
            )
            .label(format!("引文写的是{}", words.join("、")))
            .related(quote.place, "引文")
            .help("请按原文改正年份");
        }
    }
}

/// Compares the day on which every year is reported with its quote.
pub(super) fn check_day_of_reporting(plan: &Plan, out: &mut Diagnostics) {
    let reporting = &plan.definition.reporting;
    let Some(quote) = &reporting.quote else { return };
    let (due, said) = (&reporting.due, days(&plain(quote)));
    if !said.is_empty() && !said.contains(&(due.month, due.day)) {
        let words: Vec<String> = said.iter().map(|(month, day)| format!("{month}月{day}日")).collect();
        let message = format!("报送截止日{}月{}日与引文不符", due.month, due.day);
        out.report(&OTHER_YEAR, due.place, message)
            .label(format!("引文写的是{}", words.join("、")))
            .related(quote.place, "引文")
            .help("请按原文改正日期");
    }
}

/// The days of a sentence: 12月15日, 1月底.
fn days(text: &str) -> Vec<(u32, u32)> {
    let number = |text: &str| {
        let start = text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        text[start..].parse::<u32>().ok()
    };
    let of_month = |(at, _): (usize, &str)| {
        let month = number(&text[..at]).filter(|month| (1..=12).contains(month))?;
        let rest = &text[at + '月'.len_utf8()..];
        if rest.starts_with('底') || rest.starts_with('末') {
            let last = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
            return last.get(month as usize - 1).map(|day| (month, *day));
        }
        let (day, _) = rest.split_once('日')?;
        day.parse().ok().map(|day| (month, day))
    };
    text.match_indices('月').filter_map(of_month).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_from_a_sentence() {
        assert_eq!(days("每年6月底和12月15日前分别报送，全年11个月"), [(6, 30), (12, 15)]);
        assert_eq!(days("按月调度，13月5日"), []);
    }
}
