//! Headings that no number shows: signs at the start of a line, dashes, styles, short lines.
//!
//! Takes paragraphs; gives headings for the outline. A sign is one of headings where most lines behind it
//! are titles; short lines are headings only in a [`Reading`] that says so. Never decides between readings.

use std::ops::Range;

use super::outline::{Node, Style};
use super::text::{Paragraph, is_sign, patterns};
use super::titles::run_in_title;

patterns! {
    LABEL = r"^.{2,10}:";
    CHAPTER = r"^(总体|工作|主要|重点|具体|基本|指导|实施|年度|发展|规划)*(要求|思想|原则|目标|任务|步骤|内容|举措|措施|安排|背景|意义)(及分工|分工|安排)?$|^(组织|保障|工作|政策|实施)*(保障|领导|实施|措施|要求|机制)$";
    BRACKETED = r"^〔(?P<t>(总体|工作|主要|重点|具体|基本|指导|实施|年度|发展|组织|保障|推进)*(要求|思路|思想|原则|目标|任务|工作|步骤|内容|举措|措施|安排|保障|背景|考核))〕";
    TAIL = r"(\d+年\d+月\d+日|号|领导小组|办公室|委员会|人民政府|局|厅|公司)$";
}

/// Which lines without a number are headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Those that a style or a sign marks.
    Marked,
    /// Short lines without a stop as well.
    Short,
}

/// The levels of short lines: chapters, and what stands in them.
const CHAPTERS: u8 = 101;
const POINTS: u8 = 102;

/// The headings without numbers of a range of paragraphs.
pub(super) struct Points<'a> {
    paragraphs: &'a [Paragraph],
    dashes: bool,
    signs: Vec<char>,
    /// Lines 任务名称：… name the points.
    named: bool,
    /// Lines 【重点工作】 name the chapters.
    bracketed: bool,
    reading: Reading,
}

impl<'a> Points<'a> {
    pub(super) fn new(paragraphs: &'a [Paragraph], body: Range<usize>, reading: Reading) -> Self {
        let inside = paragraphs.get(body).unwrap_or_default();
        let named = inside.iter().filter(|p| super::forms::named(p).is_some()).count() > 1;
        let bracketed = inside.iter().filter(|p| bracketed(p, 0).is_some()).count() > 1;
        let (dashes, signs) = (dashes_are_points(inside), signs(inside));
        Points { paragraphs, dashes, signs, named, bracketed, reading }
    }

    /// The heading of a paragraph that has no number.
    pub(super) fn heading(&self, at: usize) -> Option<Node> {
        let paragraph = self.paragraphs.get(at)?;
        let sign = || paragraph.norm.chars().next().filter(|c| self.signs.contains(c));
        dash(paragraph, at)
            .filter(|_| self.dashes)
            .or_else(|| sign().and_then(|_| behind_sign(paragraph, at)))
            .or_else(|| by_style(paragraph, at))
            .or_else(|| named(paragraph, at).filter(|_| self.named))
            .or_else(|| bracketed(paragraph, at).filter(|_| self.bracketed))
            .or_else(|| self.short(paragraph, at).filter(|_| self.reading == Reading::Short))
    }

    /// A short line, and whether another heading or a chapter's word makes it one that holds others.
    fn short(&self, paragraph: &Paragraph, at: usize) -> Option<Node> {
        let next = self.paragraphs.get(at + 1)?;
        if !is_short(paragraph) {
            return None;
        }
        let holds = CHAPTER.is_match(&paragraph.norm) || is_short(next);
        let level = if holds { CHAPTERS } else { POINTS };
        let mut node = Node::new(Style::Level(level), at);
        node.at = (at, 0..paragraph.norm.len());
        node.title = paragraph.quote(0..paragraph.norm.len()).split_whitespace().collect();
        Some(node)
    }
}

/// A line that is too short for a sentence and ends without a stop.
fn is_short(paragraph: &Paragraph) -> bool {
    let norm = &paragraph.norm;
    (4..=26).contains(&norm.chars().count())
        && !paragraph.is_row()
        && !norm.contains(['。', ';', ':', ',', '|'])
        && !norm.ends_with(['、', ')', '!', '?'])
        && norm.starts_with(|c: char| super::text::is_han(c))
        && super::outline::mark(norm, false).is_none()
        && !LABEL.is_match(norm)
        && !TAIL.is_match(norm)
}

/// The signs behind which most lines are titles.
fn signs(paragraphs: &[Paragraph]) -> Vec<char> {
    let mut seen: Vec<(char, i32, i32)> = vec![];
    for paragraph in paragraphs {
        let Some(sign) = paragraph.norm.chars().next().filter(|c| is_sign(*c)) else { continue };
        let titled = i32::from(behind_sign(paragraph, 0).is_some());
        match seen.iter_mut().find(|(c, ..)| *c == sign) {
            Some((_, all, with)) => (*all, *with) = (*all + 1, *with + titled),
            None => seen.push((sign, 1, titled)),
        }
    }
    seen.into_iter().filter(|(_, all, with)| *with > 1 && with * 4 >= all * 3).map(|(c, ..)| c).collect()
}

/// ◆ 升级政务云平台: the title behind a sign, on its own line or in front of its text.
fn behind_sign(paragraph: &Paragraph, at: usize) -> Option<Node> {
    let norm = &paragraph.norm;
    let sign = norm.chars().next().filter(|c| is_sign(*c))?;
    let start = norm.len() - norm.trim_start_matches([sign, ' ']).len();
    let rest = norm.get(start..).filter(|rest| !rest.is_empty() && !paragraph.is_row())?;
    let mut node = Node::new(Style::Sign(sign), at);
    match run_in_title(rest) {
        Some((title, text)) => {
            node.at = (at, start..start + title.len());
            node.text.push((at, start + text));
        }
        None => {
            // ·打造基地3处。: a sentence of its own is a point of what stands above, not a title.
            if rest.ends_with('。') && rest.matches('。').count() == 1 && !rest.contains('〔') {
                return None;
            }
            let (title, text, cut) = super::titles::title_of(rest);
            let counted = super::figures::figures(title).iter().any(|f| !f.unit.is_empty());
            if counted || title.contains(',') {
                return None;
            }
            if cut
                || title.chars().count() > 34
                || rest.ends_with([';', ','])
                || rest.matches('。').count() > 1
            {
                return None;
            }
            node.at = (at, start..start + title.len());
            node.text.extend(text.map(|text| (at, start + text)));
        }
    }
    node.title = paragraph.quote(node.at.1.clone()).split_whitespace().collect();
    Some(node)
}

/// The dash, the title and the rest of ——推进确权登记。…
fn dash(paragraph: &Paragraph, at: usize) -> Option<Node> {
    let norm = &paragraph.norm;
    let start = norm.len() - norm.trim_start_matches('-').len();
    let (title, text) = run_in_title(norm.get(start..).filter(|_| start > 1)?)?;
    let mut node = Node::new(Style::Dash, at);
    node.at = (at, start..start + title.len());
    node.title = paragraph.quote(node.at.1.clone()).split_whitespace().collect();
    node.text.push((at, start + text));
    Some(node)
}

/// Dashes stand for numbers where most points behind them have units of their own.
fn dashes_are_points(paragraphs: &[Paragraph]) -> bool {
    let points: Vec<usize> = (0..paragraphs.len()).filter(|at| dash(&paragraphs[*at], 0).is_some()).collect();
    let units = |at: usize| paragraphs.get(at).is_some_and(|p| super::units::has_units(&p.norm));
    // 牵头单位：… may stand on the line below.
    let below = |at: usize| paragraphs.get(at).is_some_and(|p| super::units::is_list_line(&p.norm));
    let given = points.iter().filter(|at| units(**at) || below(**at + 1)).count();
    given > 1 && given * 2 >= points.len()
}

/// 任务名称：推进节水改造: the label says that a title follows.
fn named(paragraph: &Paragraph, at: usize) -> Option<Node> {
    let mut node = Node::new(Style::Named, at);
    node.at = (at, super::forms::named(paragraph)?);
    node.title = paragraph.quote(node.at.1.clone()).split_whitespace().collect();
    Some(node)
}

/// 【重点工作】, alone or in front of its text.
fn bracketed(paragraph: &Paragraph, at: usize) -> Option<Node> {
    let found = BRACKETED.captures(&paragraph.norm)?.name("t")?;
    let mut node = Node::new(Style::Level(CHAPTERS), at);
    node.at = (at, found.range());
    node.title = paragraph.quote(found.range()).split_whitespace().collect();
    let text = found.end() + '〕'.len_utf8();
    node.text.extend((text < paragraph.norm.len()).then_some((at, text)));
    Some(node)
}

/// A heading that no number but its style shows.
fn by_style(paragraph: &Paragraph, at: usize) -> Option<Node> {
    let level = paragraph.heading?;
    let norm = &paragraph.norm;
    if paragraph.is_row() || norm.chars().count() > 60 || norm.contains('。') && !norm.ends_with('。') {
        return None;
    }
    let mut node = Node::new(Style::Level(level), at);
    node.at = (at, 0..norm.len());
    node.title = paragraph.quote(0..norm.len()).split_whitespace().collect();
    Some(node)
}
