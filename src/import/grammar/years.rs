//! Which year a goal is for.
//!
//! Takes blanked text; gives years with their places. 较2020年 is a base, not a year to reach.
//! A year may be one to reach, one to compare with (较2020年, 由2024年的), the edition of another document
//! (2019年本), or a look back (截至2023年). Never carries a year over a full stop: the caller says what
//! stands above.

use std::ops::Range;

use super::text::patterns;

patterns! {
    YEAR = r"(?P<to>到|至|截至|截止到?|于|力争到?|争取到?|确保到?|在)?(?P<y>20\d\d)(年)?((-{1,2}|~|至|到)(?P<z>20\d\d))?(年)(?P<end>年?底|末|年末)?((?P<m>\d{1,2})月((?P<d>\d{1,2})日|底|末)?)?(?P<by>以?前|之前|起)?";
    FIVE = r"“?十(?P<n>[三四五六七])五”?(规划)?(期间|时期|期末|末|计划(完成|建设|投资|新增|实施))";
    CENTURY = r"本世纪中叶";
    BASE = r"(较|比|与|相比|以|自|同比|相较于)(?P<y>20\d\d)年(底|末|度)?(相比|为基期|为基准|为基准年|的水平|以来)?|(由|从)(?P<f>20\d\d)年(底|末|度)?(的)?|(在)?(?P<g>20\d\d)年(底|末|度)?(实际)?(的)?(基础上|水平上|的?水平|现状值|基期值)";
    NO_BASE = r"^(起|开始|到|至|-|~|\d{1,2}月)";
    EDITION = r"^(本|版|修订|修正|修改|第\d)";
    PAST = r"(截至|截止)(到)?20\d\d年|20\d\d年(以来|来)|自20\d\d年";
}

/// A year in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Year {
    pub(crate) range: Range<usize>,
    pub(crate) year: i32,
    /// Month and day, where a last day is printed.
    pub(crate) day: Option<(u32, u32)>,
    /// 2025—2027年: the first year.
    pub(crate) from: Option<i32>,
    /// 截至2020年: a look back.
    pub(crate) past: bool,
    /// 到, 年底前: a time to reach something.
    pub(crate) until: bool,
}

/// A year that a text compares with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Base {
    pub(crate) range: Range<usize>,
    pub(crate) year: i32,
    /// 由2024年的: the figure behind it is how things stood.
    pub(crate) from: bool,
}

/// The bases that a text compares with: 较2020年, 由2024年的.
pub(crate) fn bases(text: &str) -> Vec<Base> {
    let base = |c: regex::Captures<'_>| {
        let all = c.get(0)?;
        let from = c.name("f").is_some();
        // 占比2033年达到…: half of a word compares nothing.
        let word = text[..all.start()].ends_with(['占', '配', '之', '对', '百']);
        if word && all.as_str().starts_with('比') {
            return None;
        }
        if from && NO_BASE.is_match(&text[all.end()..]) {
            return None;
        }
        let year = c.name("y").or(c.name("f")).or(c.name("g"))?.as_str().parse().ok()?;
        Some(Base { range: all.range(), year, from })
    };
    BASE.captures_iter(text).filter_map(base).collect()
}

/// The years of a text, bases and editions left out.
pub(crate) fn years(text: &str) -> Vec<Year> {
    let bases = bases(text);
    // They stand in order and apart, so the one that may overlap is known at once.
    let free = |range: &Range<usize>| {
        let next = bases.partition_point(|base| base.range.end <= range.start);
        bases.get(next).is_none_or(|base| base.range.start >= range.end)
    };
    let mut found: Vec<Year> =
        YEAR.captures_iter(text).filter_map(|c| of_match(text, &c)).filter(|y| free(&y.range)).collect();
    for c in FIVE.captures_iter(text) {
        let plan = "三四五六七".chars().position(|n| c["n"].starts_with(n)).unwrap_or(1) as i32;
        let year = 2020 + 5 * plan;
        let Some(all) = c.get(0) else { continue };
        found.push(Year { range: all.range(), year, day: None, from: None, past: plan == 0, until: true });
    }
    // 2012年起 is where a time begins, not where it ends.
    found.retain(|y| !text[y.range.clone()].ends_with('起'));
    found.extend(CENTURY.find_iter(text).map(|m| Year {
        range: m.range(),
        year: 2050,
        day: None,
        from: None,
        past: false,
        until: true,
    }));
    found.sort_by_key(|y| y.range.start);
    found
}

fn of_match(text: &str, c: &regex::Captures<'_>) -> Option<Year> {
    let all = c.get(0)?;
    let before = text[..all.start()].chars().next_back();
    let edition = EDITION.is_match(text.get(all.end()..).unwrap_or_default());
    if edition || before.is_some_and(|c| c.is_ascii_digit() || c == '〔') {
        return None;
    }
    let number = |name: &str| c.name(name).and_then(|m| m.as_str().parse::<u32>().ok());
    let first: i32 = c["y"].parse().ok()?;
    let last = c.name("z").and_then(|m| m.as_str().parse::<i32>().ok());
    let day = number("m").map(|m| (m, number("d").unwrap_or_else(|| last_day(m))));
    let to = c.name("to").map_or("", |m| m.as_str());
    Some(Year {
        range: all.range(),
        year: last.unwrap_or(first),
        day,
        from: last.map(|_| first),
        past: PAST.is_match(text.get(all.start()..(all.end() + 6).min(text.len())).unwrap_or(all.as_str()))
            || to.starts_with("截"),
        until: !to.is_empty() || c.name("end").is_some() || c.name("by").is_some() || last.is_some(),
    })
}

fn last_day(month: u32) -> u32 {
    match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
/// The year behind the last that texts compare with: a goal stands in none before it.
pub(crate) fn after_bases<'a>(texts: impl Iterator<Item = &'a str>) -> Option<i32> {
    texts.flat_map(bases).map(|base| base.year + 1).max()
}
