//! Tasks that are printed in parts: 目标任务, 主要措施, 责任单位 below one heading.
//!
//! Takes a heading with what stands below it; tells whether those are parts of one task, and gives all
//! of its text. Never decides who is responsible: the labels stay in the text for `units`.

use std::collections::BTreeSet;

use super::outline::{Node, Style};
use super::text::{Paragraph, patterns, plain};
use super::units::has_units;

patterns! {
    FIELD = r"^(年度|总体|具体|主要|重点|推进|整治|整改|治理|防治|工作|任务|行动|建设|实施|落实)*(目标|任务|内容|措施|举措|要求|分工|时限|时间|进度|安排|范围|标准|路径|清单|项目)+$|^(责任|牵头|配合|参与|督导|实施|落实)(单位|部门|主体|科室|站所|领导|人|分工)$|^(完成|整改|办结)?(时限|时间)(要求)?$|^资金(来源|安排|投入|估算)$";
}

/// The titles of parts of tasks: those that a list knows, and those that come again and again.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    again: BTreeSet<String>,
}

impl Fields {
    /// The titles that stand below several headings: 问题表现, 整改措施, 责任单位 of each problem.
    pub(super) fn of(root: &Node) -> Fields {
        let (mut seen, mut again) = (BTreeSet::new(), BTreeSet::new());
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            open.extend(&node.children);
            let own: BTreeSet<String> = node.children.iter().map(|c| plain(&c.title)).collect();
            again.extend(own.intersection(&seen).cloned());
            seen.extend(own);
        }
        Fields { again }
    }

    /// 1.目标任务：… 2.主要措施：… 3.责任单位：…: the parts of one task, not tasks.
    pub(super) fn are_in(&self, node: &Node) -> bool {
        let field = |c: &&Node| {
            let title = plain(&c.title);
            FIELD.is_match(&title) || self.again.contains(&title)
        };
        let fields = node.children.iter().filter(field).count();
        let leaves = node.children.iter().all(|c| c.children.is_empty());
        node.style != Style::Root && fields > 1 && fields == node.children.len() && leaves
    }
}

/// The text of a task in parts, each with its title: 责任单位 is a label, 新建管网5公里 a goal.
pub(crate) fn with_labels(node: &Node) -> Vec<(usize, usize)> {
    let mut text = node.text.clone();
    for child in &node.children {
        text.push((child.at.0, child.at.1.start));
        text.extend(with_labels(child).into_iter().filter(|(at, _)| *at != child.at.0));
    }
    text
}

/// A heading on the way to a task.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub(super) number: String,
    pub(super) title: String,
    pub(super) at: usize,
}

impl Node {
    /// Its own text, and its title where that holds a figure: （一）新增绿地50公顷.
    pub(super) fn with_title(&self) -> Vec<(usize, usize)> {
        let mut text = self.text.clone();
        if !self.cut && self.title.chars().any(|c| c.is_ascii_digit()) {
            text.retain(|(at, _)| *at != self.at.0);
            text.insert(0, (self.at.0, self.at.1.start));
        }
        text
    }

    /// Its number and title alone.
    pub(super) fn clone_head(&self) -> Head {
        Head { number: self.number.clone(), title: self.title.clone(), at: self.at.0 }
    }

    /// A titled paragraph in its place.
    pub(super) fn clone_empty(&self) -> Node {
        Node { style: Style::Titled, number: String::new(), children: vec![], text: vec![], ..self.clone() }
    }
}

/// How many paragraphs of a heading hold lists of units.
pub(super) fn count_units(paragraphs: &[Paragraph], node: &Node) -> usize {
    node.all_text().iter().filter(|(at, from)| text_at(paragraphs, *at, *from).is_some_and(has_units)).count()
}

/// The text of a paragraph from a byte on.
pub(super) fn text_at(paragraphs: &[Paragraph], at: usize, from: usize) -> Option<&str> {
    paragraphs.get(at)?.norm.get(from..)
}

/// The styles of number whose points have, most of them, units of their own.
pub(super) fn styles_with_units(paragraphs: &[Paragraph], root: &Node) -> Vec<Style> {
    let mut counts: Vec<(Style, i64)> = vec![];
    let mut open = vec![root];
    while let Some(next) = open.pop() {
        open.extend(&next.children);
        if !next.children.is_empty() {
            continue;
        }
        let one = if count_units(paragraphs, next) > 0 { 1 } else { -1 };
        match counts.iter_mut().find(|(style, _)| *style == next.style) {
            Some((_, count)) => *count += one,
            None => counts.push((next.style, one)),
        }
    }
    counts.into_iter().filter(|(_, count)| *count > 0).map(|(style, _)| style).collect()
}

/// The styles of headings whose paragraphs, most of them several, have a title and units each.
pub(super) fn parted_styles(paragraphs: &[Paragraph], root: &Node) -> Vec<Style> {
    let mut found: Vec<(Style, i32)> = vec![];
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        open.extend(&node.children);
        let words = |(at, from): &(usize, usize)| text_at(paragraphs, *at, *from);
        let own = node.text.iter().filter_map(words);
        let given = own.filter(|norm| super::titles::run_in_title(norm).is_some() && has_units(norm)).count();
        // One says nothing: it may be all that the heading has to say.
        let one = match given {
            _ if !node.children.is_empty() || given == 1 => continue,
            0 if count_units(paragraphs, node) == 0 => continue,
            0 => -1,
            _ => 1,
        };
        match found.iter_mut().find(|(style, _)| *style == node.style) {
            Some((_, count)) => *count += one,
            None => found.push((node.style, one)),
        }
    }
    found.into_iter().filter(|(_, count)| *count > 1).map(|(style, _)| style).collect()
}

/// Whether most headings without headings below them have a title of their own and units.
pub(super) fn are_titled(paragraphs: &[Paragraph], root: &Node) -> bool {
    let (mut all, mut both) = (0, 0);
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        open.extend(&node.children);
        if node.children.is_empty() {
            all += 1;
            both += usize::from(!node.cut && count_units(paragraphs, node) > 0);
        }
    }
    both > 2 && both * 3 >= all
}

/// The styles of headings with several points of which the last alone has units: they are of all points.
pub(super) fn closed_styles(paragraphs: &[Paragraph], root: &Node) -> Vec<Style> {
    let mut found: Vec<(Style, i32)> = vec![];
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        open.extend(&node.children);
        let Some((last, others)) = node.children.split_last().filter(|(_, others)| !others.is_empty()) else {
            continue;
        };
        let units = |node: &Node| count_units(paragraphs, node) > 0;
        let one = if units(last) && !others.iter().any(units) { 1 } else { -1 };
        match found.iter_mut().find(|(style, _)| *style == node.style) {
            Some((_, count)) => *count += one,
            None => found.push((node.style, one)),
        }
    }
    found.into_iter().filter(|(_, count)| *count > 1).map(|(style, _)| style).collect()
}

/// The styles whose points go on counting below the next heading: （1）—（8）, then （9）.
pub(super) fn running_styles(root: &Node) -> Vec<Style> {
    let mut found: Vec<Style> = vec![];
    let mut last: Vec<(Style, i64)> = vec![];
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        open.extend(node.children.iter().rev());
        let numbers =
            |child: Option<&Node>| child.and_then(|c| Some((c.style, super::outline::order(&c.number)?)));
        let Some((style, first)) = numbers(node.children.first()) else { continue };
        let before = last.iter().find(|(s, _)| *s == style).map(|(_, n)| *n);
        if first > 1 && before.is_some_and(|n| n + 1 == first) {
            found.push(style);
        }
        if let Some(end) = numbers(node.children.last()).filter(|(s, _)| *s == style) {
            last.retain(|(s, _)| *s != style);
            last.push(end);
        }
    }
    found
}
