//! Which headings are tasks, and in which section they stand.
//!
//! Takes the tree of headings; gives [`Found`] tasks in order, and the text that is goals of the whole. Where the
//! units are printed decides how deep tasks lie. Never drops text: what is neither task nor goal is context.

pub(crate) use super::kinds::Kind;
use super::kinds::kind_of;
use super::outline::{Node, Style};
use super::parts::{Head, count_units, is_in_fields, styles_with_units, text_at, with_labels};
use super::text::{Paragraph, patterns};
use super::titles::{bare, run_in_title, section_number};
use super::units::has_units;

patterns! {
    DIVISION = r"^(工作|职责|责任|任务|部门|单位)(职责)?(分工|落实|划分)$";
    POINTER = r"(见|如|按)(下表|附表|附件|表|后|以下|清单)|(附表|附件|下表|清单)";
    PHASE = r"(步骤|阶段|时间安排|进度安排|时间步骤|实施范围|适用范围|工作范围|治理范围|重点领域|工作领域|试点范围)(\([^()]*\))?$";
    CONTAINER = r"^(主要|重点|具体|工作|核心)?(任务|工作|举措|措施|内容|行动|事项)?(及|和|与)?(重点|主要|责任)?(任务|工作|举措|措施|内容|行动|事项|分工)(安排|及分工|分工|及分工安排|清单|及责任分工|和责任分工|和分工|举措)*$";
}

/// A task as found.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) cut: bool,
    pub(crate) safeguard: bool,
    pub(crate) part: Option<String>,
    /// Index into [`Plan::sections`].
    pub(crate) section: usize,
    /// Paragraph of the heading.
    pub(crate) at: usize,
    /// Title in the paragraph, for its quote.
    pub(crate) title_at: std::ops::Range<usize>,
    pub(crate) text: Vec<(usize, usize)>,
    /// Units and due date of a table's row.
    pub(crate) row: Option<super::table::Work>,
}

/// Text outside all tasks.
#[derive(Debug, Clone)]
pub(crate) struct Context {
    pub(crate) kind: Kind,
    /// Where it stands: 一（三）.
    pub(crate) clause: String,
    pub(crate) text: Vec<(usize, usize)>,
    /// The year that its heading names: 近期目标（2025年）.
    pub(crate) year: Option<i32>,
}

/// A section as found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading {
    pub(crate) number: String,
    pub(crate) title: String,
}

/// The document, taken apart.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub(crate) sections: Vec<Heading>,
    pub(crate) tasks: Vec<Found>,
    pub(crate) contexts: Vec<Context>,
}

/// Takes the tree apart; `in_tables` says whether tables hold tasks too.
pub(crate) fn layout(paragraphs: &[Paragraph], root: &Node, in_tables: bool) -> Layout {
    let with_units = count_units(paragraphs, root) > 0;
    let given = styles_with_units(paragraphs, root);
    let mut walk =
        Walk { paragraphs, given: given.clone(), with_units, in_tables, layout: Layout::default() };
    walk.all_chapters(root, false);
    let own = |layout: &Layout| layout.tasks.iter().filter(|t| !t.safeguard).count();
    if own(&walk.layout) > 0 || in_tables || !root.children.iter().any(holds_work) {
        return walk.layout;
    }
    // 一、责任目标 （一）学前教育…: where no chapter holds tasks, the points of the goals are what is to be done.
    let mut walk =
        Walk { paragraphs, given: given.clone(), with_units, in_tables, layout: Layout::default() };
    walk.all_chapters(root, true);
    if own(&walk.layout) > 1 {
        return walk.layout;
    }
    let mut walk =
        Walk { paragraphs, given: given.clone(), with_units, in_tables, layout: Layout::default() };
    walk.all_chapters(root, false);
    walk.layout
}

/// A chapter of goals with points of their own.
fn holds_work(chapter: &Node) -> bool {
    chapter.children.len() > 1 && kind_of(chapter, None, false) == Kind::Goal
}

struct Walk<'a> {
    paragraphs: &'a [Paragraph],
    /// Styles of number whose points have units of their own.
    given: Vec<Style>,
    with_units: bool,
    /// Tasks stand in a table.
    in_tables: bool,
    layout: Layout,
}

impl Walk<'_> {
    /// All chapters; `goals` says that the points of a chapter of goals are the tasks.
    fn all_chapters(&mut self, root: &Node, goals: bool) {
        self.context(Kind::General, "篇首", root.text.clone());
        let last = root.children.iter().rposition(|c| c.style != Style::Box).unwrap_or(0);
        for (at, chapter) in root.children.iter().enumerate() {
            if matches!(chapter.style, Style::Box | Style::Aside) {
                self.context(Kind::Goal, &chapter.number, chapter.all_text());
                continue;
            }
            let kind = kind_of(chapter, None, at + 1 >= last);
            let kind = if self.is_phase(chapter) { Kind::General } else { kind };
            let kind = if goals && kind == Kind::Goal && holds_work(chapter) { Kind::Action } else { kind };
            self.chapter(chapter, kind);
        }
    }

    fn context(&mut self, kind: Kind, clause: &str, text: Vec<(usize, usize)>) {
        if !text.is_empty() {
            self.layout.contexts.push(Context { kind, clause: clause.to_owned(), text, year: None });
        }
    }

    fn chapter(&mut self, chapter: &Node, kind: Kind) {
        if !matches!(kind, Kind::Action | Kind::Safeguard) {
            self.describe(chapter, kind, &bare(&chapter.number));
            return;
        }
        let path = vec![chapter.clone_head()];
        self.collect(chapter, &path, kind);
    }

    /// A chapter without tasks: its text is kept as context, heading by heading.
    fn describe(&mut self, node: &Node, kind: Kind, clause: &str) {
        self.context(kind, clause, node.with_title());
        let year = super::years::years(&super::text::plain(&node.title)).last().map(|y| y.year);
        if let Some(context) =
            self.layout.contexts.last_mut().filter(|c| c.clause == clause && year.is_some())
        {
            context.year = year;
        }
        for child in &node.children {
            let kind = kind_of(child, Some(kind), false);
            self.describe(child, kind, &format!("{clause}{}", child.number));
        }
    }

    fn collect(&mut self, node: &Node, path: &[Head], kind: Kind) {
        if node.children.iter().all(|c| c.style == Style::Aside) {
            self.leaf(node, path, kind);
            for child in &node.children {
                self.context(Kind::Goal, &child.number, child.all_text());
            }
            return;
        }
        if self.is_task_itself(node) {
            return self.task(node, with_labels(node), path, kind);
        }
        let clause: String = path.iter().map(|h| bare(&h.number)).collect::<String>() + "篇首";
        let context = if kind == Kind::Safeguard { Kind::General } else { Kind::Goal };
        self.context(context, &clause, node.text.clone());
        for child in &node.children {
            let own = kind_of(child, Some(kind), false);
            let own = if self.is_phase(child) { Kind::General } else { own };
            if child.style == Style::Aside {
                self.context(Kind::Goal, &child.number, child.all_text());
            } else if matches!(own, Kind::Action | Kind::Safeguard) {
                let mut path = path.to_vec();
                path.push(child.clone_head());
                self.collect(child, &path, own);
            } else {
                self.describe(child, own, &format!("{}{}", clause.trim_end_matches("篇首"), child.number));
            }
        }
    }

    /// 实施步骤, 启动阶段: not to be done by anybody in particular.
    fn is_phase(&self, node: &Node) -> bool {
        let title = super::text::plain(&node.title);
        let phase = title.chars().count() <= 34 && PHASE.is_match(title.trim_end_matches(['。', ':']));
        phase && (count_units(self.paragraphs, node) == 0)
    }

    /// One list of units at the end of a heading with sub-headings: the heading is the task.
    fn is_task_itself(&self, node: &Node) -> bool {
        if matches!(node.style, Style::Zhang | Style::Root) {
            return false;
        }
        if is_in_fields(node) {
            return true;
        }
        let minor = node
            .children
            .iter()
            .all(|c| matches!(c.style, Style::ParenNumber | Style::Circle | Style::HalfParen));
        if !self.with_units {
            return minor;
        }
        // 责任单位：… stands above the points of 整改措施: the points are what it is to do.
        let units_of = |text: &[(usize, usize)]| {
            text.iter()
                .filter(|(at, from)| text_at(self.paragraphs, *at, *from).is_some_and(has_units))
                .count()
        };
        let below: usize = node.children.iter().map(|c| units_of(&c.all_text())).sum();
        if units_of(&node.text) > 0 && below == 0 {
            return true;
        }
        let all = node.all_text();
        let units: Vec<usize> = (0..all.len())
            .filter(|i| {
                all.get(*i).and_then(|(at, from)| text_at(self.paragraphs, *at, *from)).is_some_and(has_units)
            })
            .collect();
        match units.as_slice() {
            [] => minor,
            // The last point's own list, where most points of the document have theirs.
            [one] => {
                node.children.len() > 1
                    && one + 1 == all.len()
                    && !node.children.first().is_some_and(|c| self.given.contains(&c.style))
            }
            _ => false,
        }
    }

    fn leaf(&mut self, node: &Node, path: &[Head], kind: Kind) {
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
            units > 1
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

    /// 主要任务：具体任务及分工见下表。: what it announces stands elsewhere.
    fn points_on(&self, node: &Node) -> bool {
        // 进度安排与责任分工 with nothing but a table below.
        let table = self.paragraphs.get(node.at.0 + 1).is_some_and(Paragraph::is_row);
        if table && node.text.is_empty() {
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

    fn task(&mut self, node: &Node, text: Vec<(usize, usize)>, path: &[Head], kind: Kind) {
        if node.title.trim().is_empty() && text.is_empty() {
            return;
        }
        let (section, part) = self.place(path);
        self.layout.tasks.push(Found {
            number: if path.len() > 1 { node.number.clone() } else { String::new() },
            title: node.title.clone(),
            cut: node.cut,
            safeguard: kind == Kind::Safeguard,
            part,
            section,
            at: node.at.0,
            title_at: node.at.1.clone(),
            text,
            row: None,
        });
    }

    /// The section of a task, made when it is new, and the heading between the two.
    fn place(&mut self, path: &[Head]) -> (usize, Option<String>) {
        let above = &path[..path.len().saturating_sub(1).max(1).min(path.len())];
        let container = above.first().is_some_and(|h| CONTAINER.is_match(&super::text::plain(&h.title)));
        let top = usize::from(container && above.len() > 1);
        let part = above.get(top + 1..).unwrap_or_default();
        let part: Vec<String> =
            part.iter().map(|h| format!("{} {}", h.number, h.title).trim().to_owned()).collect();
        let head = above.get(top).or(above.first());
        let heading = head.map_or(Heading { number: String::new(), title: String::new() }, |h| Heading {
            number: section_number(&h.number),
            title: h.title.clone(),
        });
        let key = head.map_or(0, |h| h.at);
        let sections = &mut self.layout.sections;
        let section = match sections.last() {
            Some(last) if *last == heading && self.layout.tasks.last().is_some_and(|t| t.at >= key) => {
                sections.len() - 1
            }
            _ => {
                sections.push(heading);
                sections.len() - 1
            }
        };
        (section, (!part.is_empty()).then(|| part.join(" ")))
    }
}

struct Titled {
    title: (usize, std::ops::Range<usize>, String),
    text: Vec<(usize, usize)>,
    units: bool,
    /// It is the first paragraph below the heading.
    first: bool,
}
