//! Which headings are tasks, and in which section they stand.
//!
//! Takes the tree of headings; gives [`Found`] tasks in order, and the text that is goals of the whole. Where the
//! units are printed decides how deep tasks lie. Never drops text: what is neither task nor goal is context.

pub(crate) use super::kinds::Kind;
use super::kinds::kind_of;
use super::outline::{Node, Style};
use super::parts::{
    Fields, Head, are_titled, closed_styles, count_units, parted_styles, running_styles, styles_with_units,
    text_at, with_labels,
};
use super::text::{Paragraph, patterns};
use super::titles::{bare, section_number};
use super::units::has_units;

patterns! {
    PHASE = r"(步骤|阶段|时间节点|时间安排|进度安排|时间步骤|实施范围|适用范围|工作范围|治理范围|重点领域|工作领域|试点范围|建设范围|规划范围|行动范围)(\([^()]*\))?$";
    pub(super) CONTAINER = r"^(主要|重点|具体|工作|核心)?(任务|工作|举措|措施|内容|行动|事项)?(及|和|与)?(重点|主要|责任)?(任务|工作|举措|措施|内容|行动|事项|分工)(安排|及分工|分工|及分工安排|清单|及责任分工|和责任分工|和分工|举措)*$";
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
    pub(crate) row: Option<super::works::Work>,
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
    let fields = Fields::of(root);
    let (titled, closed) = (are_titled(paragraphs, root), closed_styles(paragraphs, root));
    let parted = parted_styles(paragraphs, root);
    let running = running_styles(root);
    let walk = |goals: bool| {
        let (given, closed, fields) = (given.clone(), closed.clone(), fields.clone());
        let mut walk = Walk {
            paragraphs,
            given,
            closed,
            parted: parted.clone(),
            running: running.clone(),
            fields,
            goals,
            titled,
            with_units,
            in_tables,
            layout: Layout::default(),
        };
        walk.all_chapters(root);
        walk.layout
    };
    let own = |layout: &Layout| layout.tasks.iter().filter(|t| !t.safeguard).count();
    let plain = walk(false);
    if own(&plain) > 0 || in_tables || !root.children.iter().any(holds_work) {
        return plain;
    }
    // 一、责任目标 （一）学前教育…: where no chapter holds tasks, the points of the goals are what is to be done.
    let of_goals = walk(true);
    if own(&of_goals) > 1 { of_goals } else { plain }
}

/// A chapter of goals with points of their own.
fn holds_work(chapter: &Node) -> bool {
    chapter.children.len() > 1 && kind_of(chapter, None, false) == Kind::Goal
}

pub(super) struct Walk<'a> {
    pub(super) paragraphs: &'a [Paragraph],
    /// Styles of number whose points have units of their own.
    given: Vec<Style>,
    /// Styles of number whose headings close with the units of all their points.
    closed: Vec<Style>,
    /// Styles of headings whose titled paragraphs are the tasks.
    pub(super) parted: Vec<Style>,
    /// Titles that come again below several headings: parts of tasks.
    fields: Fields,
    /// Styles of number that go on from chapter to chapter.
    running: Vec<Style>,
    /// The points of chapters of goals are the tasks.
    goals: bool,
    /// Most points have a title and units.
    titled: bool,
    pub(super) with_units: bool,
    /// Tasks stand in a table.
    pub(super) in_tables: bool,
    layout: Layout,
}

impl Walk<'_> {
    /// All chapters.
    fn all_chapters(&mut self, root: &Node) {
        let last = root.children.iter().rposition(|c| c.style != Style::Box).unwrap_or(0);
        if root.children.is_empty() {
            return self.bare(root);
        }
        self.context(Kind::General, "篇首", root.text.clone());
        for (at, chapter) in root.children.iter().enumerate() {
            let listed = self.is_given(chapter);
            if matches!(chapter.style, Style::Box | Style::Aside) && !listed {
                self.context(Kind::Goal, &chapter.number, chapter.all_text());
                continue;
            }
            let kind = kind_of(chapter, None, at + 1 >= last);
            // 一、经济发展预期目标, each point with its units: what somebody answers for is a task.
            let kind = if listed && kind != Kind::Safeguard { Kind::Action } else { kind };
            let kind = if self.is_phase(chapter) && kind != Kind::Status { Kind::General } else { kind };
            let kind =
                if self.goals && kind == Kind::Goal && holds_work(chapter) { Kind::Action } else { kind };
            self.chapter(chapter, kind);
        }
    }

    pub(super) fn context(&mut self, kind: Kind, clause: &str, text: Vec<(usize, usize)>) {
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
            // 一、责任目标 （一）耕地保护目标: where the goals are the work, each of them is a task.
            let own = if self.goals && own == Kind::Goal { Kind::Action } else { own };
            let own = if self.is_phase(child) && own != Kind::Status { Kind::General } else { own };
            if child.style == Style::Aside {
                self.context(Kind::Goal, &child.number, child.all_text());
            } else if own == Kind::Action && self.is_remark(child) {
                self.describe(
                    child,
                    Kind::Goal,
                    &format!("{}{}", clause.trim_end_matches("篇首"), child.number),
                );
            } else if matches!(own, Kind::Action | Kind::Safeguard) {
                let mut path = path.to_vec();
                path.push(child.clone_head());
                self.collect(child, &path, own);
            } else {
                self.describe(child, own, &format!("{}{}", clause.trim_end_matches("篇首"), child.number));
            }
        }
    }

    /// A sentence without title and units, where most points have both: 第九条 管理局每年报告实施情况。
    fn is_remark(&self, node: &Node) -> bool {
        let whole = self.paragraphs.get(node.at.0).is_some_and(|p| p.norm.ends_with('。'));
        let sentence = node.cut || node.text.is_empty() && whole && node.title.chars().count() > 14;
        self.titled && sentence && node.children.is_empty() && count_units(self.paragraphs, node) == 0
    }

    /// Whether most points of a chapter, more than one, have units of their own.
    fn is_given(&self, chapter: &Node) -> bool {
        let given = chapter.children.iter().filter(|c| count_units(self.paragraphs, c) > 0).count();
        given > 1 && given * 2 > chapter.children.len()
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
        if self.fields.are_in(node) {
            return true;
        }
        let minor = node.children.iter().all(|c| {
            matches!(c.style, Style::ParenNumber | Style::Circle | Style::HalfParen | Style::Ordinal)
        });
        // （1）… through all chapters: these numbers count the tasks of the document.
        let minor = minor && !node.children.iter().all(|c| self.running.contains(&c.style));
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
                // With one point below, what the others of its style do decides.
                let several = node.children.len() > 1 || self.closed.contains(&node.style);
                several
                    && one + 1 == all.len()
                    && !node.children.first().is_some_and(|c| self.given.contains(&c.style))
            }
            _ => false,
        }
    }

    pub(super) fn task(&mut self, node: &Node, text: Vec<(usize, usize)>, path: &[Head], kind: Kind) {
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
