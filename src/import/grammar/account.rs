//! The account of a document: every number and every bracket with a body's name has an owner.
//!
//! Takes the paragraphs and what was found in them; gives what nothing owns, paragraph by paragraph.
//! Dates, document numbers, clauses, names and stretches of time are harmless and need no owner.
//! Never decides what the rest is: a person does.

use std::ops::Range;

use super::duty::Duty;
use super::figures::blanked;
use super::gather::Gathered;
use super::names;
use super::quotes::Quotes;
use super::table::Table;
use super::tasks::{Kind, Layout};
use super::text::{Paragraph, patterns, plain};
use super::units::clauses;
use super::years::{bases, years};

patterns! {
    NUMBER = r"\d+(,\d{3})*(\.\d+)?";
    DATE = r"\d{1,2}月(\d{1,2}(日|号))?(底|前|末|初|中旬)?|20\d\d[./-]\d{1,2}([./-]\d{1,2})?|\d{1,2}[:：]\d{2}|20\d\d年|20\d\d(-{1,2}|~|至)20\d\d";
    NAME = r"^(\d+\.)?\d*[A-Za-z]|^\d+(个工作日|工作日|小时|分钟|秒|天|日|个月|周|年|岁|周岁|级|号|期|届|楼|G|强|大|度|版|本|层|号线|点)";
    IN_NAME = r"[A-Za-z第前后附件专栏图表条款项章节.]$";
    HEAD = r"^[\(〔]?(\d{1,3}(\.\d{1,3})*)[\)〕.、]";
    INSIDE = r"[\(〔](?P<in>[^()〔〕]{3,120})[\)〕]";
    POINTER = r"(见|如)(下表|附表|附件|表\d)|如下:?$|^附件|^注:";
    ANNEXES = r"^附件[:：]?\d[.、][^。]*$";
    PHONE = r"(电话|联系人|邮编|邮箱|传真)";
}

/// Fewer characters than this are a caption or the beginning of a list.
const LONE: usize = 16;

/// Something that nothing owns: line, what to decide, the words.
pub(crate) type Left = (usize, String, String);

/// Everything in a range of paragraphs that nothing owns.
pub(crate) fn left(
    paragraphs: &[Paragraph],
    body: Range<usize>,
    tables: &[Table],
    gathered: &Gathered,
    duties: &[Duty],
) -> Vec<Left> {
    let mut quotes = quotes(gathered, duties);
    quotes.sort_unstable();
    quotes.dedup();
    let of_lines = |from: usize, to: usize| {
        let lines = quotes.partition_point(|q| q.0 < from)..quotes.partition_point(|q| q.0 < to);
        quotes.get(lines).unwrap_or_default().iter().map(|(_, quote)| quote.as_str())
    };
    let anywhere = Quotes::new(of_lines(0, 1));
    let mut found = vec![];
    for at in body.filter(|at| !tables.iter().any(|t| t.rows.contains(at))) {
        let Some(paragraph) = paragraphs.get(at) else { break };
        let text = plain(&paragraph.norm);
        let end = paragraphs.get(at + 1).map_or(usize::MAX, |next| next.line);
        let near = Quotes::new(of_lines(paragraph.line.max(1), end.max(paragraph.line + 1)));
        let owned = joined(anywhere.places(&text).chain(near.places(&text)).collect());
        found.extend(numbers(paragraph, &text, &owned));
        found.extend(brackets(paragraph, &text));
    }
    found
}

/// Ranges in the order of the text, those that touch as one.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| range.start);
    let mut apart: Vec<Range<usize>> = vec![];
    for range in ranges {
        match apart.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => apart.push(range),
        }
    }
    apart
}

/// Paragraphs in a place of goals or tasks that gave none: nothing says what they are for.
///
/// Tasks own their text; thoughts, facts and phases are named so by their heading; a goal, a figure
/// left out, a duty or a list of units owns the paragraph that it stands in.
pub(crate) fn lone(
    paragraphs: &[Paragraph],
    layout: &Layout,
    gathered: &Gathered,
    duties: &[Duty],
) -> Vec<Left> {
    let quotes = quotes(gathered, duties);
    let quotes = Quotes::new(quotes.iter().map(|(_, quote)| quote.as_str()));
    let mut found = vec![];
    let goals = layout.contexts.iter().filter(|c| c.kind == Kind::Goal);
    for (at, from) in goals.flat_map(|c| c.text.iter().copied()) {
        let Some(paragraph) = paragraphs.get(at).filter(|p| !p.is_row()) else { continue };
        let text = plain(paragraph.norm.get(from..).unwrap_or_default());
        let owned = quotes.places(&text).next().is_some();
        // 表1 主要指标: the caption of a table says nothing else.
        let caption = !text.contains('。') && paragraphs.get(at + 1).is_some_and(Paragraph::is_row);
        if text.chars().count() >= LONE
            && !owned
            && !caption
            && !POINTER.is_match(&text)
            && !clauses(&text).iter().any(|c| !c.prose)
        {
            let words = text.chars().take(40).collect();
            let what = "这一段没有归入任务、目标或其他内容，请核对".to_owned();
            found.push((paragraph.line_of(from), what, words));
        }
    }
    found
}

/// Sentences and tables behind the body: the page's own words are short, so somebody should look.
pub(crate) fn behind(paragraphs: &[Paragraph], end: usize) -> Option<Left> {
    let told = |p: &&Paragraph| {
        let long = p.norm.chars().count() >= LONE && p.norm.contains('。');
        long || p.norm.matches('|').count() > 2
    };
    let first = paragraphs.get(end..)?.iter().find(told)?;
    let words = first.norm.chars().take(40).collect();
    Some((first.line, "正文结束以后还有文字，没有读取，请核对是否属于方案".to_owned(), words))
}

/// All quotes, in the form for matching, with their line; 0 where it is not known.
fn quotes(gathered: &Gathered, duties: &[Duty]) -> Vec<(usize, String)> {
    let goals = gathered.goals.iter().map(|g| (g.line, plain(&g.quote)));
    let rejected = gathered.rejected.iter().map(|r| (r.line, plain(&r.quote)));
    let steps = gathered.tasks.iter().flat_map(|t| t.steps.iter().map(|s| (0, plain(&s.quote))));
    let units = gathered.tasks.iter().filter_map(|t| Some((0, plain(t.quote.as_ref()?))));
    let duties = duties.iter().map(|d| (0, plain(&d.quote)));
    let all = goals.chain(rejected).chain(steps).chain(units).chain(duties);
    all.filter(|(_, quote)| !quote.is_empty()).collect()
}

fn numbers(paragraph: &Paragraph, text: &str, owned: &[Range<usize>]) -> Option<Left> {
    if PHONE.is_match(text) || ANNEXES.is_match(text) {
        return None;
    }
    let blank = blanked(text);
    let mut harmless: Vec<Range<usize>> = DATE.find_iter(&blank).map(|m| m.range()).collect();
    harmless.extend(years(&blank).into_iter().map(|y| y.range));
    harmless.extend(bases(&blank).into_iter().map(|b| b.range));
    harmless.extend(HEAD.find(&blank).map(|m| m.range()));
    harmless.extend(clauses(text).into_iter().filter(|c| !c.prose).map(|c| c.range));
    let harmless = joined(harmless);
    let touches = |all: &[Range<usize>], range: &Range<usize>| {
        let next = all.partition_point(|other| other.end <= range.start);
        all.get(next).is_some_and(|other| other.start < range.end)
    };
    let free = |range: &Range<usize>| {
        !touches(owned, range)
            && !touches(&harmless, range)
            && !NAME.is_match(&blank[range.start..])
            && !IN_NAME.is_match(&blank[..range.start])
    };
    let rest: Vec<Range<usize>> = NUMBER.find_iter(&blank).map(|m| m.range()).filter(free).collect();
    let first = rest.first()?;
    let words: Vec<String> = rest.iter().take(3).map(|r| around(text, r)).collect();
    let line = paragraph.line_of(paragraph.norm.find(&text[first.clone()]).unwrap_or(0));
    Some((line, "这里的数字没有归入目标、节点或其他内容，请核对是否目标".to_owned(), words.join("；")))
}

/// A number with the words beside it.
fn around(text: &str, range: &Range<usize>) -> String {
    let stop = |c: char| matches!(c, ',' | ';' | '。' | ':' | '(' | ')');
    let start = text[..range.start]
        .rfind(stop)
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let end = text[range.end..].find(stop).map_or(text.len(), |at| range.end + at);
    text[start..end].chars().take(30).collect()
}

/// Brackets with the names of bodies that were not read as lists.
fn brackets(paragraph: &Paragraph, text: &str) -> Vec<Left> {
    let read = clauses(text);
    let mut found = vec![];
    for c in INSIDE.captures_iter(text) {
        let Some(inside) = c.name("in") else { continue };
        let owned = read.iter().any(|r| r.range.start <= inside.end() && inside.start() <= r.range.end);
        let pieces = names::split_names(inside.as_str());
        let bodies = pieces.iter().filter(|p| p.chars().count() > 2 && names::is_known(p)).count();
        let place = inside.as_str().chars().all(|c| "县市区旗州镇乡街道盟、,".contains(c));
        if !owned && !place && bodies > 0 && bodies * 2 > pieces.len() {
            let words = inside.as_str().chars().take(40).collect();
            let what = "括号里像是责任单位，没有归入任务，请核对".to_owned();
            found.push((paragraph.line_of(inside.start()), what, words));
        }
    }
    found
}
