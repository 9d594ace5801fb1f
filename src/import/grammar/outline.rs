//! The tree of headings: chapters, parts, items, in whatever numbering the document uses.
//!
//! Takes the paragraphs of the body; gives a [`Node`] for the whole with headings inside.
//! A style of number that is first met inside another belongs below it; one that returns closes what
//! was opened since. Never decides what is a task.

use std::ops::Range;

use super::points::{Points, Reading};
use super::table::Table;
use super::text::{Paragraph, patterns};
use super::titles::title_of;

patterns! {
    ZHANG = r"^第[一二三四五六七八九十百零〇\d]{1,4}[篇编章部](分)?";
    JIE = r"^第[一二三四五六七八九十百零〇\d]{1,4}节";
    TIAO = r"^第[一二三四五六七八九十百零〇\d]{1,4}条";
    ORDINAL = r"^[第其][一二三四五六七八九十]{1,3}[,、:]";
    HAN = r"^[一二三四五六七八九十]{1,3}[、.]";
    PAREN_HAN = r"^\([一二三四五六七八九十]{1,3}\)[、.]?";
    DECIMAL = r"^\d{1,2}\.\d{1,2}(\.\d{1,2})?[、.]?";
    PLAIN_NUMBER = r"^(?P<n>\d{1,2})[\u{4e00}-\u{9fff}“”、]{2,22}$";
    NUMBER = r"^\d{1,3}[.、]";
    PAREN_NUMBER = r"^\(\d{1,3}\)[、.]?";
    HALF_PAREN = r"^\d{1,2}\)";
    CIRCLE = r"^[①-⑳]";
    NAMED = r"^((重点)?(任务|行动|工程|项目|举措|措施|问题|短板|实事)[一二三四五六七八九十\d]{1,3}[:：、. ]|〔((重点)?(任务|行动|工程|举措|措施|项目))?[一二三四五六七八九十\d]{1,3}〕)";
    BOX = r"^(附件|附表|附录)([一二三四五六七八九十\d]{0,3}([:：、. ]|$)|[一二三四五六七八九十\d]{1,3}[^,;。]{2,30}$)";
    ASIDE = r"^专栏[一二三四五六七八九十\d]{0,3}([:：、. ]|$|[^,;。]{2,30}$)";
    DIGIT_TITLE = r"^(?P<n>\d{1,2})[.、](?P<t>\d[^。;:]{2,40})";
    YEAR_TITLE = r"^\d{1,2}[.、]20\d\d年";
    MEASURE = r"^\s*(%|个|万|亿|亩|公里|吨|倍|年|月|日|人|户)";
}

/// How a heading is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// The document itself.
    Root,
    /// 第一章.
    Zhang,
    /// 第一节.
    Jie,
    /// 第一条.
    Tiao,
    /// 第一，.
    Ordinal,
    /// 一、.
    Han,
    /// （一）.
    ParenHan,
    /// 1.1.
    Decimal(usize),
    /// 1. 1、.
    Number,
    /// （1）.
    ParenNumber,
    /// 1).
    HalfParen,
    /// ①.
    Circle,
    /// 任务一：.
    Named,
    /// A box or an annex: 专栏1, 附件2.
    Box,
    /// 前言.
    Preface,
    /// A titled paragraph without a number.
    Titled,
    /// 专栏: a box that stands between the points of a section.
    Aside,
    /// ——推进确权登记。: a point with its own list of units.
    Dash,
    /// ◆, ■: a sign at the start of the line.
    Sign(char),
    /// A heading by its style alone, or a short line.
    Level(u8),
}

/// A heading and what stands below it.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) style: Style,
    /// The number as printed, without white space.
    pub(crate) number: String,
    pub(crate) title: String,
    /// Paragraph and bytes of the title.
    pub(crate) at: (usize, Range<usize>),
    /// Paragraphs of its own text, each from a byte on; the heading's own when the text runs in.
    pub(crate) text: Vec<(usize, usize)>,
    pub(crate) children: Vec<Node>,
    /// The title had to be cut from a sentence.
    pub(crate) cut: bool,
}

impl Node {
    pub(super) fn new(style: Style, at: usize) -> Self {
        Node {
            style,
            number: String::new(),
            title: String::new(),
            at: (at, 0..0),
            text: vec![],
            children: vec![],
            cut: false,
        }
    }

    /// Its own text and that of everything below, in order, titles left out.
    pub(crate) fn all_text(&self) -> Vec<(usize, usize)> {
        let mut all = self.text.clone();
        let mut open: Vec<&Node> = self.children.iter().rev().collect();
        while let Some(node) = open.pop() {
            all.extend(node.text.iter().copied());
            open.extend(node.children.iter().rev());
        }
        all
    }
}

/// The tree of the paragraphs of a range.
pub(crate) fn read(paragraphs: &[Paragraph], body: Range<usize>, tables: &[Table], reading: Reading) -> Node {
    let mut stack = vec![Node::new(Style::Root, body.start)];
    let digits = digit_titles(paragraphs, body.clone());
    let points = Points::new(paragraphs, body.clone(), reading);
    let decimal =
        paragraphs.get(body.clone()).unwrap_or_default().iter().filter(|p| DECIMAL.is_match(&p.norm)).count()
            > 1;
    for at in body {
        let Some(paragraph) = paragraphs.get(at) else { break };
        if tables.iter().any(|t| t.rows.contains(&at)) {
            continue;
        }
        let found = heading(paragraph, at, digits.contains(&at))
            .or_else(|| plain_number(paragraph, at).filter(|_| decimal))
            .or_else(|| points.heading(at));
        // 3.整治排污口。①…；⏎②…: a list that began inside a paragraph goes on as text.
        let goes_on =
            |node: &Node| at.checked_sub(1).is_some_and(|above| is_inside(&paragraphs[above].norm, node));
        match found.filter(|node| !goes_on(node)) {
            Some(node) => push(&mut stack, node),
            None => {
                if let Some(top) = stack.last_mut() {
                    top.text.push((at, 0));
                }
            }
        }
    }
    while stack.len() > 1 {
        close(&mut stack);
    }
    stack.pop().unwrap_or_else(|| Node::new(Style::Root, 0))
}

fn close(stack: &mut Vec<Node>) {
    if let Some(node) = stack.pop()
        && let Some(parent) = stack.last_mut()
    {
        parent.children.push(node);
    }
}

/// 2.12条支流整治。: a title that begins with a digit, known by the numbers before and behind it.
fn digit_titles(paragraphs: &[Paragraph], body: Range<usize>) -> Vec<usize> {
    let number = |p: &Paragraph| {
        let end = p.norm.find(['.', '、']).filter(|at| *at <= 2)?;
        p.norm[..end].parse::<u32>().ok()
    };
    let mut found = vec![];
    let mut last = None;
    let all = paragraphs.get(body.clone()).unwrap_or_default().iter();
    for at in body {
        let Some(paragraph) = paragraphs.get(at) else { break };
        let Some(own) = number(paragraph) else { continue };
        let after = last.is_some_and(|before: u32| before + 1 == own);
        // 1.2025年底前建成…: no decimal goes on with a year.
        let dated = YEAR_TITLE.is_match(&paragraph.norm);
        if DIGIT_TITLE.is_match(&paragraph.norm) && (after || dated) {
            found.push(at);
        }
        last = Some(own);
    }
    // 2.1, 2.2, 2.3 are decimals of one section: their first number stays.
    let mut decimals: Vec<u32> = all.filter(|p| DIGIT_TITLE.is_match(&p.norm)).filter_map(number).collect();
    let count = decimals.len();
    decimals.sort_unstable();
    decimals.dedup();
    if decimals.len() < count { vec![] } else { found }
}

/// The points of a box stay in it, until the numbers go on that stood before it.
fn within_aside(stack: &[Node], node: &Node) -> bool {
    let Some(at) = stack.iter().position(|open| open.style == Style::Aside) else { return false };
    let outer = stack[..at].iter().rfind(|open| open.style == node.style);
    let low = matches!(
        node.style,
        Style::Number
            | Style::ParenNumber
            | Style::HalfParen
            | Style::Circle
            | Style::Ordinal
            | Style::ParenHan
            | Style::Titled
    );
    match outer {
        Some(outer) => order(&node.number) != order(&outer.number).map(|n| n + 1),
        None => {
            low && stack[..at]
                .iter()
                .any(|o| matches!(o.style, Style::Han | Style::ParenHan | Style::Jie | Style::Level(_)))
        }
    }
}

/// Whether the number in front of a point's own stands inside the paragraph above it.
fn is_inside(above: &str, node: &Node) -> bool {
    let mark = node.number.chars().next().filter(|_| node.style == Style::Circle);
    let before = mark.filter(|c| *c > '①').and_then(|c| char::from_u32(c as u32 - 1));
    before.and_then(|c| above.find(c)).is_some_and(|at| at > 0)
}

/// The number of a heading as a number.
pub(super) fn order(number: &str) -> Option<i64> {
    let digits: String = number
        .chars()
        .map(super::text::half_width)
        .filter(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(*c))
        .collect();
    super::numerals::chinese(&digits).filter(|_| !digits.is_empty())
}

fn push(stack: &mut Vec<Node>, node: Node) {
    if within_aside(stack, &node) {
        let at = stack.iter().position(|open| open.style == Style::Aside).unwrap_or(0);
        let seen = stack.iter().skip(at).position(|open| open.style == node.style).map(|i| i + at);
        while seen.is_some_and(|seen| stack.len() > seen) {
            close(stack);
        }
        stack.push(node);
        return;
    }
    if node.style == Style::Aside {
        // A box stands below what is open, whatever its level, and closes only another box.
        while stack.iter().any(|open| open.style == Style::Aside) {
            close(stack);
        }
        stack.push(node);
        return;
    }
    let seen = stack.iter().position(|open| open.style == node.style);
    // Chapters, boxes and the preface stand at the top, whatever is open.
    let top = matches!(node.style, Style::Zhang | Style::Box | Style::Preface).then_some(1);
    let foreign = match node.style {
        Style::Han => stack.iter().position(|o| matches!(o.style, Style::Box | Style::Preface)),
        // 1 规划背景 behind 前言: the preface is over.
        Style::Decimal(_) | Style::Level(_) => stack.iter().position(|o| o.style == Style::Preface),
        _ => None,
    };
    let level = seen.or(top).or(foreign).or_else(|| above(stack, node.style));
    if let Some(level) = level {
        while stack.len() > level.max(1) {
            close(stack);
        }
    }
    stack.push(node);
}

/// 一、 never stands below （一） or 1.; a decimal closes deeper decimals.
fn above(stack: &[Node], style: Style) -> Option<usize> {
    let lower = |open: &Node| match style {
        Style::Jie => !matches!(open.style, Style::Root | Style::Zhang),
        Style::Han => {
            matches!(open.style, Style::ParenHan | Style::Number | Style::ParenNumber | Style::Circle)
        }
        Style::ParenHan => {
            matches!(open.style, Style::Number | Style::ParenNumber | Style::Circle | Style::HalfParen)
        }
        Style::Number => matches!(open.style, Style::ParenNumber | Style::Circle | Style::HalfParen),
        Style::Level(level) => matches!(open.style, Style::Level(l) if l > level),
        Style::Decimal(depth) => matches!(open.style, Style::Decimal(d) if d > depth),
        _ => false,
    };
    stack.iter().position(lower)
}

/// 1 总体要求 above 1.1 指导思想.
fn plain_number(paragraph: &Paragraph, at: usize) -> Option<Node> {
    let norm = &paragraph.norm;
    let digits = PLAIN_NUMBER.captures(norm)?.name("n")?.end();
    let mut node = Node::new(Style::Decimal(0), at);
    node.number = norm[..digits].to_owned();
    node.at = (at, digits..norm.len());
    node.title = paragraph.quote(digits..norm.len());
    Some(node)
}

pub(super) fn mark(norm: &str, digits: bool) -> Option<(Style, usize)> {
    if digits {
        let end =
            norm.find(['.', '、']).map_or(0, |at| at + norm[at..].chars().next().map_or(1, char::len_utf8));
        return Some((Style::Number, end));
    }
    if matches!(norm.replace(' ', "").as_str(), "前言" | "引言" | "序言") {
        return Some((Style::Preface, 0));
    }
    let styles = [
        (&*ZHANG, Style::Zhang),
        (&*JIE, Style::Jie),
        (&*TIAO, Style::Tiao),
        (&*ORDINAL, Style::Ordinal),
        (&*HAN, Style::Han),
        (&*PAREN_HAN, Style::ParenHan),
        (&*NUMBER, Style::Number),
        (&*PAREN_NUMBER, Style::ParenNumber),
        (&*HALF_PAREN, Style::HalfParen),
        (&*CIRCLE, Style::Circle),
        (&*NAMED, Style::Named),
        (&*BOX, Style::Box),
        (&*ASIDE, Style::Aside),
    ];
    if let Some(found) = DECIMAL.find(norm) {
        let rest = &norm[found.end()..];
        // 2.5% is a figure; 1.1 is a heading.
        let depth = found.as_str().matches('.').count();
        if !MEASURE.is_match(rest) && rest.chars().next().is_some_and(super::text::is_han) {
            return Some((Style::Decimal(depth), found.end()));
        }
    }
    let (found, style) = styles.iter().find_map(|(r, style)| Some((r.find(norm)?, *style)))?;
    let rest = norm[found.end()..].chars().next();
    let figure = style == Style::Number && rest.is_some_and(|c| c.is_ascii_digit());
    (!figure).then_some((style, found.end()))
}

fn heading(paragraph: &Paragraph, at: usize, digits: bool) -> Option<Node> {
    let norm = &paragraph.norm;
    if paragraph.is_row() {
        return None;
    }
    let (style, start) = mark(norm, digits)?;
    let start = start + norm[start..].len() - norm[start..].trim_start().len();
    let mut node = Node::new(style, at);
    node.number = paragraph.quote(0..start).split_whitespace().collect();
    let start = start + super::titles::label_ahead(&norm[start..]);
    let (title, text, cut) = title_of(&norm[start..]);
    if title.is_empty() && !matches!(style, Style::Zhang | Style::Box | Style::Aside | Style::Preface) {
        return None;
    }
    node.cut = cut;
    node.at = (at, start..start + title.len());
    node.title = paragraph.quote(start..start + title.len()).split_whitespace().collect();
    if style == Style::Preface {
        norm.clone_into(&mut node.title);
    }
    if let Some(text) = text {
        node.text.push((at, start + text));
    }
    Some(node)
}
