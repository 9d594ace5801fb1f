//! What a heading without headings below it is: one task, or several in titled paragraphs.
//!
//! Takes a heading of the walk; adds its tasks. Never makes a task of a sentence that points elsewhere.

use super::kinds::Kind;
use super::outline::{Node, Style};
use super::parts::{Head, text_at};
use super::tasks::{CONTAINER, Walk};
use super::text::{Paragraph, patterns};
use super::titles::{bare, run_in_title};
use super::units::has_units;

patterns! {
    DIVISION = r"^(工作|职责|责任|任务|部门|单位)(职责)?(分工|落实|划分)$";
    POINTER = r"(见|如|按)(下表|附表|附件|表|后|以下|清单)|(附表|附件|下表|清单)";
}

/// A titled paragraph with what follows it.
struct Titled {
    title: (usize, std::ops::Range<usize>, String),
    text: Vec<(usize, usize)>,
    units: bool,
    /// It is the first paragraph below the heading.
    first: bool,
}

impl Walk<'_> {
    pub(super) fn leaf(&mut self, node: &Node, path: &[Head], kind: Kind) {
        if self.points_on(node) {
            return self.context(Kind::Goal, &bare(&node.number), node.text.clone());
        }
        let titled: Vec<Titled> = self.titled(node);
        let units = titled.iter().filter(|t| t.units).count();
        // Units are printed for each of several paragraphs: each is a task, the heading's own text too.
        if self.with_units && units > 0 && self.own_units(node) {
            return self.parts(node, titled, path, kind);
        }
        // Safeguards are not given to anybody: each titled paragraph is one.
        if kind == Kind::Safeguard && titled.len() > 1 && titled.len() == node.text.len() {
            return self.all(node, titled, path, kind);
        }
        let split = if self.with_units {
            // One titled paragraph alone is a task where the other headings hold several.
            units > 1 || units == 1 && self.parted.contains(&node.style) && titled.iter().all(|t| t.first)
        } else {
            titled.len() > 1
                && titled.first().is_some_and(|t| t.first)
                && matches!(node.style, Style::Jie | Style::Zhang | Style::Han | Style::ParenHan)
                && node.text.first().is_some_and(|(_, from)| *from == 0)
        };
        if !split {
            return self.task(node, node.text.clone(), path, kind);
        }
        // What stands above the first of them belongs to none.
        let first = titled.first().and_then(|t| t.text.first().copied());
        let lead: Vec<(usize, usize)> = node
            .text
            .iter()
            .copied()
            .take_while(|(at, _)| first.is_some_and(|(first, _)| *at < first))
            .collect();
        self.context(Kind::Goal, &bare(&node.number), lead);
        self.all(node, titled, path, kind);
    }

    /// A document without headings: 一是…。（房管股）: its titled paragraphs with units are the tasks.
    pub(super) fn bare(&mut self, root: &Node) {
        let titled = self.titled(root);
        let given = titled.iter().filter(|t| t.units).count();
        let first = titled.first().and_then(|t| t.text.first().copied());
        if given < 2 || given * 2 < titled.len() {
            return self.context(Kind::General, "篇首", root.text.clone());
        }
        let lead =
            root.text.iter().copied().take_while(|(at, _)| first.is_some_and(|(first, _)| *at < first));
        self.context(Kind::General, "篇首", lead.collect());
        let head = Head { number: String::new(), title: "重点任务".to_owned(), at: root.at.0 };
        self.all(root, titled, &[head], Kind::Action);
    }

    /// 主要任务：具体任务及分工见下表。: what it announces stands elsewhere.
    fn points_on(&self, node: &Node) -> bool {
        // 进度安排与责任分工 with nothing but a table below.
        let table = self.paragraphs.get(node.at.0 + 1).is_some_and(Paragraph::is_row);
        // So is one that only a signature and its day follow.
        let signs = |(at, from): &(usize, usize)| {
            text_at(self.paragraphs, *at, *from).is_none_or(|w| w.chars().count() < 30 && !w.contains('。'))
        };
        if table && node.text.iter().all(signs) {
            return true;
        }
        let words = |(at, from): &(usize, usize)| text_at(self.paragraphs, *at, *from).unwrap_or_default();
        let all: Vec<&str> = node.text.iter().map(words).collect();
        let short = all.iter().map(|w| w.chars().count()).sum::<usize>() < 80;
        let points = all.is_empty() || all.iter().any(|w| POINTER.is_match(w));
        let title = super::text::plain(&node.title);
        // 工作分工 in sentences: who does what elsewhere, no task of its own.
        let divides = DIVISION.is_match(&title) && !all.iter().any(|w| has_units(w));
        divides || CONTAINER.is_match(&title) && short && points && self.in_tables
    }

    /// Whether the heading's own paragraph has units, and others below it have theirs.
    fn own_units(&self, node: &Node) -> bool {
        let Some((at, from)) = node.text.first().filter(|(at, _)| *at == node.at.0) else { return false };
        text_at(self.paragraphs, *at, *from).is_some_and(has_units)
    }

    /// The heading's own paragraph as a task, then each titled paragraph that has units of its own.
    fn parts(&mut self, node: &Node, titled: Vec<Titled>, path: &[Head], kind: Kind) {
        let mut rest: Vec<Titled> = vec![];
        let mut own = node.text.clone();
        for part in titled.into_iter().filter(|t| !t.first) {
            match rest.last_mut() {
                // A titled paragraph without units goes with the one before it.
                _ if part.units => rest.push(part),
                Some(last) => last.text.extend(part.text),
                None => {}
            }
        }
        own.retain(|(at, _)| !rest.iter().any(|t| t.text.iter().any(|(p, _)| p == at)));
        self.task(node, own, path, kind);
        self.all(node, rest, path.get(..path.len().saturating_sub(1)).unwrap_or_default(), kind);
    }

    fn all(&mut self, node: &Node, titled: Vec<Titled>, path: &[Head], kind: Kind) {
        let mut path = path.to_vec();
        for part in titled {
            let mut child = Node { text: part.text, ..node.clone_empty() };
            let (at, range, ref title) = part.title;
            title.clone_into(&mut child.title);
            child.at = (at, range);
            path.push(child.clone_head());
            let text = child.text.clone();
            self.task(&child, text, &path, kind);
            path.pop();
        }
    }

    /// The titled paragraphs of a heading, each with what follows it.
    fn titled(&self, node: &Node) -> Vec<Titled> {
        let mut found: Vec<Titled> = vec![];
        for (order, (at, from)) in node.text.iter().enumerate() {
            let Some(paragraph) = self.paragraphs.get(*at) else { continue };
            let norm = paragraph.norm.get(*from..).unwrap_or_default();
            let units = has_units(norm);
            match run_in_title(norm) {
                Some((title, body)) => {
                    let range = *from..*from + title.len();
                    let words = super::titles::without_order(&paragraph.quote(range.clone()));
                    let text = vec![(*at, from + body)];
                    found.push(Titled { title: (*at, range, words), text, units, first: order == 0 });
                }
                None => {
                    if let Some(last) = found.last_mut() {
                        last.text.push((*at, *from));
                        last.units |= units;
                    }
                }
            }
        }
        found
    }
}
