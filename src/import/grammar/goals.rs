//! Goals as found in a text, and what was looked at and not taken.
//!
//! Takes a paragraph and what is known above it; gives [`Goal`]s, [`Rejected`] figures.
//! A year holds to the end of its sentence, or of the paragraph in a chapter of goals.
//! Never drops a figure silently: what is no target is listed with its reason.

use std::ops::Range;

use super::classify::{self, Verdict};
use super::figures::{Figure, blanked, figures};
use super::frame::{Stretch, stretches};
use super::roles::Role;
use super::text::{Paragraph, patterns};
use super::years::{Base, Year, bases, years};
use crate::plan::{Change, Direction, IndicatorKind, Operator};

patterns! {
    POINT = r"^(\d{1,2}[.、][^\d]|\d{1,2}\.20\d\d年|\(\d{1,2}\)|[①-⑳])";
    HEAD_LINE = r"^[^。]{0,40}(目标|展望|愿景|任务)?[:]$|^\(?(到)?20\d\d年.{0,8}(目标|展望|愿景)\)?$";
}

/// A target with a figure, or in words.
#[derive(Debug, Clone)]
pub(crate) struct Goal {
    pub(crate) name: String,
    pub(crate) unit: Option<String>,
    pub(crate) direction: Direction,
    pub(crate) op: Operator,
    pub(crate) year: Option<i32>,
    pub(crate) value: Option<String>,
    pub(crate) value_max: Option<String>,
    /// Of a goal in words.
    pub(crate) text: Option<String>,
    pub(crate) qualifier: Option<String>,
    pub(crate) quote: String,
    pub(crate) line: usize,
    pub(crate) change: Option<Change>,
    pub(crate) base_year: Option<i32>,
    pub(crate) per_county: bool,
    pub(crate) review: Vec<String>,
    /// Index of the task; none for a goal of the whole.
    pub(crate) task: Option<usize>,
    pub(crate) clause: Option<String>,
    /// 约束性 or 预期性, where a table says it.
    pub(crate) kind: Option<IndicatorKind>,
    /// 类别, where a table says it.
    pub(crate) group: Option<String>,
    /// The county or town that alone it is for.
    pub(crate) place: Option<String>,
    /// Who answers for it, as a table's cells say.
    pub(crate) duty: Vec<(Role, String)>,
    /// The bodies of `place` and `duty`.
    pub(crate) place_body: Option<usize>,
    pub(crate) duty_bodies: Vec<usize>,
}

/// Name, value, unit and year of how things stand.
pub(crate) type Fact = (String, String, String, Option<i32>);

/// A figure that is no target.
#[derive(Debug, Clone)]
pub(crate) struct Rejected {
    pub(crate) quote: String,
    pub(crate) reason: &'static str,
    pub(crate) line: usize,
    /// Where it stands in the matching form of its paragraph.
    pub(crate) at: usize,
    /// Nothing tells what it is: a person should look.
    pub(crate) unsure: bool,
    /// Name, value and year, where it tells how things stand.
    pub(crate) fact: Option<Fact>,
}

/// What stands above a paragraph.
#[derive(Debug, Clone, Default)]
pub(crate) struct Above {
    /// The year of the block: 2025年主要目标：.
    pub(crate) year: Option<i32>,
    /// The only year of the paragraph that leads to points with ——.
    pub(crate) lead: Option<i32>,
    /// The title of the task that the words belong to.
    pub(crate) title: Option<String>,
    /// The year of goals that name none: of an annual plan, its own.
    pub(crate) default: Option<i32>,
    /// The last year of the plan, as its title says.
    pub(crate) end: Option<i32>,
    /// Name and unit of the goal found last above.
    pub(crate) last: Option<(String, Option<String>)>,
    /// Years before this one are facts.
    pub(crate) start: Option<i32>,
    /// In front of the first heading: how things stand, unless a year or a verb says otherwise.
    pub(crate) preamble: bool,
    /// A chapter of goals: a year holds over full stops.
    pub(crate) goals: bool,
    /// A chapter of facts.
    pub(crate) status: bool,
}

/// A sentence of a paragraph, as places in its matching form.
pub(crate) struct Sentence<'a> {
    pub(crate) paragraph: &'a Paragraph,
    /// Blanked text of the whole paragraph.
    pub(crate) text: &'a str,
    pub(crate) range: Range<usize>,
    pub(crate) figures: Vec<Figure>,
    pub(crate) years: Vec<Year>,
    pub(crate) bases: Vec<Base>,
    /// Stretches that hold no goals.
    pub(crate) stretches: Vec<Stretch>,
    /// Where its clauses end, in bytes of it: asked for at every figure, found once.
    pub(crate) stops: Vec<(usize, char)>,
    /// The year that holds at its start.
    pub(crate) carried: Option<i32>,
    pub(crate) above: &'a Above,
}

/// What a paragraph holds.
#[derive(Debug, Default)]
pub(crate) struct Harvest {
    pub(crate) goals: Vec<Goal>,
    pub(crate) rejected: Vec<Rejected>,
    pub(crate) milestones: Vec<super::projects::Step>,
}

/// Reads one paragraph from a byte on; `skip` are places with lists of units.
pub(crate) fn read(paragraph: &Paragraph, from: usize, skip: &[Range<usize>], above: &mut Above) -> Harvest {
    let mut harvest = Harvest::default();
    let text = blanked(&paragraph.norm);
    if is_head_line(&text[from.min(text.len())..], above) {
        return harvest;
    }
    let bullet = paragraph.norm[from.min(paragraph.norm.len())..].starts_with('-');
    let mut carried = above.year.or(above.lead.filter(|_| bullet));
    let all_figures = figures(&text);
    let (all_years, all_bases) = (years(&text), bases(&text));
    if above.goals && !bullet {
        above.lead = only_year(&all_years, from);
    }
    let mut last = above.last.clone();
    for range in sentences(&text, from) {
        // A list of units in brackets is a sentence by its stops only.
        if skip.iter().any(|s| s.start <= range.start + 3 && range.end <= s.end + 3) {
            continue;
        }
        let free = |r: &Range<usize>| !skip.iter().any(|s| s.start < r.end && r.start < s.end);
        let own_years = within(&all_years, |y| &y.range, &range);
        let own_bases = within(&all_bases, |b| &b.range, &range);
        // A base may begin before the sentence.
        let around = all_bases.iter().skip(all_bases.partition_point(|b| b.range.end <= range.start));
        let around = around.take_while(|b| b.range.start < range.end);
        let dates: Vec<Range<usize>> =
            own_years.iter().map(|y| y.range.clone()).chain(around.map(|b| b.range.clone())).collect();
        let dated = |r: &Range<usize>| dates.iter().any(|d| d.start < r.end && r.start < d.end);
        let mut sentence = Sentence {
            paragraph,
            text: &text,
            figures: within(&all_figures, |f| &f.range, &range)
                .into_iter()
                .filter(|f| free(&f.range) && !dated(&f.range))
                .collect(),
            bases: own_bases,
            stretches: vec![],
            years: own_years,
            stops: stops(text.get(range.clone()).unwrap_or_default()),
            range: range.clone(),
            carried,
            above,
        };
        sentence.stretches = stretches(&text, &sentence.clauses());
        sentence.harvest(&mut harvest);
        let named =
            harvest.goals.last().map(|g| (super::naming::without_aside(&g.name).to_owned(), g.unit.clone()));
        last = named.or(last);
        if above.goals
            && let Some(last) = sentence.years.iter().rfind(|y| !y.past)
        {
            carried = Some(last.year);
        }
    }
    above.last = last;
    harvest
}

/// Those of some finds, in the order of the text, that lie in a range.
fn within<T: Clone>(all: &[T], place: impl Fn(&T) -> &Range<usize>, range: &Range<usize>) -> Vec<T> {
    let first = all.partition_point(|found| place(found).start < range.start);
    let begun = all[first..].iter().take_while(|found| place(found).start < range.end);
    begun.filter(|found| place(found).end <= range.end).cloned().collect()
}

/// The year of a paragraph that names one only.
fn only_year(years: &[Year], from: usize) -> Option<i32> {
    let mut ahead: Vec<i32> =
        years.iter().filter(|y| !y.past && y.range.start >= from).map(|y| y.year).collect();
    ahead.dedup();
    ahead.first().copied().filter(|_| ahead.len() == 1)
}

/// 三年完成156个，其中2025年48个、2026年56个、2027年52个: the sum is for the last of the years.
fn date_total(goals: &mut [Goal]) {
    let number = |g: &Goal| g.value.as_ref().and_then(|v| v.parse::<crate::plan::Number>().ok());
    let Some((total, parts)) = goals.split_first_mut() else { return };
    let Some(whole) = number(total).filter(|_| total.year.is_none()) else { return };
    let mut sum = rust_decimal::Decimal::ZERO;
    let mut before = None;
    for (order, part) in parts.iter().enumerate() {
        if part.year.is_none() || part.year <= before {
            return;
        }
        before = part.year;
        sum += number(part).map(|n| n.value).unwrap_or_default();
        if order > 0 && sum == whole.value {
            total.year = before;
            total.review.retain(|r| !r.contains("没有写年份"));
            return;
        }
    }
}

/// A line such as 2025年主要目标： sets the year for what follows it.
fn is_head_line(text: &str, above: &mut Above) -> bool {
    if !HEAD_LINE.is_match(text) {
        return false;
    }
    if let Some(year) = years(text).into_iter().rfind(|y| !y.past) {
        above.year = Some(year.year);
    }
    text.chars().count() < 16
}

/// So many bytes a sentence may have: each of its figures is read with all that stands around it, so that a
/// text without any full stop would cost its length squared. The longest in the five official texts has 871.
const LONGEST_SENTENCE: usize = 4_000;

/// Sentences: to the next full stop, or to a stop or a character where there is none for too long.
pub(crate) fn sentences(text: &str, from: usize) -> Vec<Range<usize>> {
    let mut found = vec![];
    let mut start = from.min(text.len());
    for (at, c) in text.char_indices().filter(|(at, _)| *at >= from) {
        let long = at - start;
        // ；2.改造管网26公里: a point of its own.
        let point = matches!(c, ';') && POINT.is_match(&text[at + 1..]);
        if point || matches!(c, '。' | '!' | '?') || long > LONGEST_SENTENCE && matches!(c, ';' | ',' | ':')
        {
            found.push(start..at);
            start = at + c.len_utf8();
        } else if long > LONGEST_SENTENCE * 2 {
            found.push(start..at);
            start = at;
        }
    }
    found.push(start..text.len());
    found.retain(|r| r.start < r.end);
    found
}

impl Sentence<'_> {
    fn harvest(&self, harvest: &mut Harvest) {
        let mut used: Vec<Range<usize>> = vec![];
        let mut before: Option<(usize, bool)> = None;
        let mut skip_to = 0;
        let first = harvest.goals.len();
        for (at, figure) in self.figures.iter().enumerate() {
            if at < skip_to {
                continue;
            }
            let said = harvest.goals.get(first..).unwrap_or_default();
            let last = said.last();
            let shared = || Some((super::respective::shared(self, at, last)?, 1));
            if let Some((goals, taken)) = super::respective::listed(self, at, said).or_else(shared) {
                skip_to = at + taken;
                used.push(self.clause(figure.range.start));
                before = Some((self.figures[at + taken - 1].range.end, true));
                harvest.goals.extend(goals);
                continue;
            }
            let verdict = classify::classify(self, at, before, last);
            let taken = matches!(verdict, Verdict::Target(_));
            match verdict {
                Verdict::Target(goal) => {
                    used.push(self.clause(figure.range.start));
                    harvest.goals.push(*goal);
                }
                Verdict::Rejected(rejected) => {
                    let within = ["年龄", "基期", "说明"].iter().any(|r| rejected.reason.starts_with(r));
                    harvest.rejected.push(rejected);
                    // 5岁以下儿童 is part of a name; 由2024年的16.5%提高到 parts nothing.
                    if within {
                        continue;
                    }
                }
                Verdict::Nothing => continue,
            }
            before = Some((figure.range.end, taken));
        }
        date_total(harvest.goals.get_mut(first..).unwrap_or_default());
        super::verdicts::read(self, &used, harvest);
        super::projects::read(self, &used, harvest);
    }

    /// The clause around a place: between commas, semicolons and colons.
    pub(crate) fn clause(&self, at: usize) -> Range<usize> {
        let local = at.saturating_sub(self.range.start);
        let behind = self.stops.partition_point(|(stop, _)| *stop < local);
        let before = behind.checked_sub(1).and_then(|last| self.stops.get(last));
        let start = before.map_or(0, |(stop, c)| stop + c.len_utf8());
        let end = self.stops.get(behind).map_or(self.range.len(), |(stop, _)| *stop);
        self.range.start + start..self.range.start + end
    }

    /// All clauses of the sentence.
    pub(crate) fn clauses(&self) -> Vec<Range<usize>> {
        let mut found = vec![];
        let mut start = 0;
        for (at, c) in &self.stops {
            found.push(self.range.start + start..self.range.start + at);
            start = at + c.len_utf8();
        }
        found.push(self.range.start + start..self.range.end);
        found.retain(|r| r.start < r.end);
        found
    }

    /// Words of the text.
    pub(crate) fn words(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The unblanked words of the text.
    pub(crate) fn norm(&self, range: Range<usize>) -> &str {
        self.paragraph.norm.get(range).unwrap_or_default()
    }
}

/// Commas, semicolons and colons outside brackets and numbers.
fn stops(text: &str) -> Vec<(usize, char)> {
    let mut found = vec![];
    let (mut depth, mut last) = (0usize, ' ');
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        match c {
            '(' | '〔' => depth += 1,
            ')' | '〕' => depth = depth.saturating_sub(1),
            ',' if last.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit()) => {}
            ',' | ';' | ':' if depth == 0 => found.push((at, c)),
            _ => {}
        }
        last = c;
    }
    found
}
