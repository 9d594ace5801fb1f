//! Years and days of a plan against the words that are quoted for them.
//!
//! Takes a target, a task, a milestone or the day of reporting with its quote; gives a finding where the quote
//! names other years or days. A quote that names none is not judged.

use chrono::Datelike as _;

use super::amount::Amount;
use super::pairs::{Said, likeness};
use super::years::{Year, years};
use super::{OTHER_YEAR, plain};
use crate::diagnostic::Diagnostics;
use crate::plan::{Due, Located, Plan, Target};
use crate::source::Place;

/// Whether the quote of a target names its years, or none; else that is a finding.
pub(super) fn check_years(
    target: &Target,
    quote: &Located<String>,
    said: &Said<'_>,
    out: &mut Diagnostics,
) -> bool {
    let (compared, goals): (Vec<&Year>, Vec<&Year>) = said.years.iter().partition(|year| year.compared);
    let mut is_named = |what: &str, year: Option<i32>, all: &[&Year]| {
        let Some(year) = year.filter(|year| !all.is_empty() && !all.iter().any(|said| said.has(*year)))
        else {
            return true;
        };
        other_year((what, year), quote, &listed(all, said.text), out);
        false
    };
    let is_goal = is_named("目标年份", target.year, &goals);
    is_named("所比的年份", target.baseline_year, &compared) && is_goal
}

/// Whether the quote of a baseline names its year, or none; else that is a finding.
pub(super) fn check_baseline_year(
    year: i32,
    quote: &Located<String>,
    said: &Said<'_>,
    out: &mut Diagnostics,
) -> bool {
    let all: Vec<&Year> = said.years.iter().collect();
    let is_named = all.is_empty() || all.iter().any(|said| said.has(year));
    if !is_named {
        other_year(("基期年份", year), quote, &listed(&all, said.text), out);
    }
    is_named
}

/// Compares a year with the one that the quote gives to the number.
pub(super) fn check_pair(
    what: &str,
    year: i32,
    quote: &Located<String>,
    (said, amount): (&Said<'_>, &Amount),
    wanted: impl Fn(&Year) -> bool,
    out: &mut Diagnostics,
) {
    let Some(all) = said.years_of(amount, wanted) else { return };
    if !all.is_empty() && !all.iter().any(|said| said.has(year)) {
        let words = format!("{}的“{}”", listed(&all, said.text), amount.words(said.text));
        other_year((what, year), quote, &words, out);
    }
}

fn other_year((what, year): (&str, i32), quote: &Located<String>, said: &str, out: &mut Diagnostics) {
    out.report(&OTHER_YEAR, quote.place, format!("{what}{year}与引文不符"))
        .label(format!("引文写的是{said}"))
        .help("请按原文改正年份");
}

fn listed(years: &[&Year], text: &str) -> String {
    years.iter().map(|year| year.words(text)).collect::<Vec<_>>().join("、")
}

/// Compares the time by which each task and each milestone is due with its quote.
pub(super) fn check_due(plan: &Plan, out: &mut Diagnostics) {
    for (_, _, task) in plan.tasks() {
        if let Some(quote) = &task.quote {
            due(("任务", task.title.trim()), (&task.due, task.due.place), quote, out);
        }
    }
    for (_, milestone) in plan.milestones() {
        if let (Some(quote), Some(day)) = (&milestone.quote, &milestone.due) {
            due(("节点", milestone.what.trim()), (day, day.place), quote, out);
        }
    }
}

fn due(
    (kind, name): (&str, &str),
    (due, place): (&Due, Place),
    quote: &Located<String>,
    out: &mut Diagnostics,
) {
    let text = plain(quote);
    let goals: Vec<Year> = years(&text).into_iter().filter(|year| !year.compared).collect();
    let goals = own_goals(goals, &plain(name), &text);
    let fits = |year: &&Year| match due {
        Due::Year(own) => year.has(*own) && day_in(&text, year).is_none_or(|day| day == (12, 31)),
        Due::Date(own) => {
            let day = (own.0.month(), own.0.day());
            year.has(own.0.year()) && day_in(&text, year).is_none_or(|said| said == day)
        }
        Due::Ongoing => !is_deadline(&text, year),
    };
    if goals.is_empty() || goals.iter().any(|year| fits(&year)) {
        return;
    }
    let said = |year: &Year| match day_in(&text, year) {
        Some((month, day)) => format!("{}{month}月{day}日", year.words(&text)),
        None => year.words(&text),
    };
    let words: Vec<String> = goals.iter().map(said).collect();
    out.report(&OTHER_YEAR, place, format!("{kind}“{name}”的完成时限{}与引文不符", due.chinese()))
        .label(format!("引文写的是{}", words.join("、")))
        .related(quote.place, "引文")
        .help("请按原文改正时限");
}

/// Of several years, each in a clause of its own, the one in whose clause the name stands, where it stands in no other:
/// `2026年建成甲厂，2027年建成乙厂`.
fn own_goals(goals: Vec<Year>, name: &str, text: &str) -> Vec<Year> {
    let clause = |year: &Year| {
        let ends = [',', '。', '；', ';', '、'];
        let start = text[..year.range.start].rfind(ends).unwrap_or(0);
        let end = text[year.range.end..].find(ends).map_or(text.len(), |at| year.range.end + at);
        start..end
    };
    let clauses: Vec<_> = goals.iter().map(clause).collect();
    let alike = |at: usize| likeness(name, &text[clauses[at].clone()]);
    let is_alone = clauses.windows(2).all(|pair| pair[0] != pair[1]) && !text.contains("分别");
    let own = (0..goals.len()).max_by_key(|at| alike(*at)).filter(|own| is_alone && alike(*own) >= 60);
    match own.filter(|own| (0..goals.len()).all(|at| at == *own || alike(at) <= 30)) {
        Some(own) => goals.into_iter().nth(own).into_iter().collect(),
        None => goals,
    }
}

/// The day that stands right behind a year: 2027年6月底, 2026年3月15日.
fn day_in(text: &str, year: &Year) -> Option<(u32, u32)> {
    let behind = &text[year.range.end..];
    let (month, rest) = behind.split_once('月')?;
    let is_number = !month.is_empty() && month.bytes().all(|b| b.is_ascii_digit());
    let day = rest.find(|c: char| !c.is_ascii_digit()).filter(|_| is_number)?;
    let sign = rest[day..].chars().next()?;
    days(&behind[..behind.len() - rest.len() + day + sign.len_utf8()]).first().copied()
}

/// Whether something has to be done by a year, and does not go on after it.
fn is_deadline(text: &str, year: &Year) -> bool {
    let behind = text[year.range.end..].trim_start_matches(['年', '底', '末', '之', '以']);
    behind.starts_with('前') && !["长期", "持续", "常态", "每年"].iter().any(|word| text.contains(word))
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
