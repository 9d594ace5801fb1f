//! Everything that a document says, before it becomes a plan file.
//!
//! Takes paragraphs and their layout; gives tasks with their units, goals, steps and figures left out.
//! Never writes YAML and never resolves a doubt: it hands on the remarks.

use std::ops::Range;

use super::bodies::Bodies;
use super::front::Front;
use super::goals::{Above, Goal, Rejected, read};
use super::projects::Step;
use super::tasks::{Context, Found, Kind, Layout};
use super::text::Paragraph;
use super::units::{Clause, Role, clauses, first_leads, followers};

/// A task with what stands in it.
#[derive(Debug, Default)]
pub(crate) struct Task {
    pub(crate) lead: Vec<usize>,
    pub(crate) responsible: Vec<usize>,
    pub(crate) supporting: Vec<usize>,
    pub(crate) also: Vec<usize>,
    pub(crate) quote: Option<String>,
    pub(crate) due: Option<String>,
    pub(crate) steps: Vec<Step>,
    pub(crate) text: String,
    pub(crate) review: Vec<String>,
    pub(crate) line: usize,
}

/// What a document says.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub(crate) tasks: Vec<Task>,
    pub(crate) goals: Vec<Goal>,
    pub(crate) rejected: Vec<Rejected>,
    pub(crate) bodies: Bodies,
    /// The sentence that makes the first unit of a list the lead.
    pub(crate) first_leads: Option<String>,
}

/// Reads all of it.
pub(crate) fn gather(paragraphs: &[Paragraph], front: &Front, layout: &Layout) -> Gathered {
    let first_leads = paragraphs.iter().find_map(|p| Some(p.quote(first_leads(&p.norm)?)));
    let start = front.year();
    let mut gathered =
        Gathered { bodies: Bodies::new(front.region.as_deref()), first_leads, ..Gathered::default() };
    let mut work = Work { paragraphs, start, annual: front.annual(), out: &mut gathered, blanket: vec![] };
    // In the order of the document: units are listed in the order in which they are first named.
    let mut contexts = layout.contexts.iter().peekable();
    for (at, found) in layout.tasks.iter().enumerate() {
        while let Some(context) = contexts.next_if(|c| c.text.first().is_some_and(|(p, _)| *p < found.at)) {
            work.context(context);
        }
        work.task(at, found);
    }
    contexts.for_each(|context| work.context(context));
    gathered.bodies.name_ids();
    gathered
}

struct Work<'a> {
    paragraphs: &'a [Paragraph],
    start: Option<i32>,
    /// The year of an annual plan.
    annual: Option<i32>,
    out: &'a mut Gathered,
    /// Units named once for all that follows.
    blanket: Vec<usize>,
}

impl<'a> Work<'a> {
    fn above(&self) -> Above {
        Above { start: self.start, default: self.annual, ..Above::default() }
    }

    fn context(&mut self, context: &Context) {
        let status = context.kind == Kind::Status;
        let mut above = Above { goals: !status, status, year: context.year, ..self.above() };
        for (at, from) in &context.text {
            let Some(paragraph) = self.paragraphs.get(*at) else { continue };
            let harvest = read(paragraph, *from, &[], &mut above);
            let goals = harvest.goals.into_iter().map(|g| Goal { clause: Some(context.clause.clone()), ..g });
            self.out.goals.extend(goals);
            self.out.rejected.extend(harvest.rejected);
            if let Some(clause) = followers(&paragraph.norm).filter(|_| !status) {
                let units: Vec<usize> =
                    clause.mentions.iter().map(|m| self.out.bodies.take(m, paragraph.line)).collect();
                self.blanket.extend(units);
            }
        }
    }

    fn task(&mut self, index: usize, found: &Found) {
        let line = self.paragraphs.get(found.at).map_or(1, |p| p.line_of(found.title_at.start));
        let mut task = Task { line, ..Task::default() };
        let mut above = self.above();
        let mut prose = vec![];
        for (at, from) in &found.text {
            let Some(paragraph) = self.paragraphs.get(*at) else { continue };
            let all: Vec<Clause> =
                clauses(&paragraph.norm).into_iter().filter(|c| c.range.start >= *from).collect();
            let skip: Vec<Range<usize>> = all.iter().filter(|c| !c.prose).map(|c| c.range.clone()).collect();
            for clause in all {
                if clause.prose {
                    prose.push((paragraph, clause));
                } else {
                    self.assign(&mut task, paragraph, &clause);
                }
            }
            let harvest = read(paragraph, *from, &skip, &mut above);
            self.out.goals.extend(harvest.goals.into_iter().map(|g| Goal { task: Some(index), ..g }));
            self.out.rejected.extend(harvest.rejected);
            task.steps.extend(harvest.milestones);
            let words = paragraph.quote(*from..paragraph.norm.len());
            task.text.push_str(if task.text.is_empty() { "" } else { "\n" });
            task.text.push_str(&words);
        }
        if let Some(row) = &found.row {
            self.row(index, &mut task, row);
        }
        // Running text counts only where no list of units is printed.
        if task.quote.is_none() {
            self.actors(&mut task, found, prose);
        }
        self.finish(task, found);
    }

    /// Units and due date as a table gives them.
    fn row(&mut self, index: usize, task: &mut Task, row: &super::table::Work) {
        let Some(paragraph) = self.paragraphs.get(row.at) else { return };
        for (role, cell) in &row.units {
            let clause = super::units::of_cell(cell, *role);
            self.assign(task, paragraph, &clause);
        }
        task.quote = Some(paragraph.raw.trim().to_owned());
        task.due = task.due.take().or_else(|| row.due.clone());
        if !row.own {
            return;
        }
        let cell = Paragraph::of_cell(&row.words, paragraph.line);
        let mut above = self.above();
        let harvest = read(&cell, 0, &[], &mut above);
        self.out.goals.extend(harvest.goals.into_iter().map(|g| Goal { task: Some(index), ..g }));
        self.out.rejected.extend(harvest.rejected);
        task.steps.extend(harvest.milestones);
        row.words.clone_into(&mut task.text);
    }

    /// Who acts in running text: with 由…负责 first, else by the subjects of the sentences.
    fn actors(&mut self, task: &mut Task, found: &Found, mut prose: Vec<(&'a Paragraph, Clause)>) {
        if prose.is_empty() {
            for (at, from) in &found.text {
                let Some(paragraph) = self.paragraphs.get(*at) else { continue };
                let inside =
                    super::actors::read(&paragraph.norm).into_iter().filter(|c| c.range.start >= *from);
                prose.extend(inside.map(|clause| (paragraph, clause)));
            }
        }
        if !prose.is_empty() {
            task.review.push("责任单位取自正文叙述，请核对".to_owned());
        }
        for (paragraph, clause) in prose {
            self.assign(task, paragraph, &clause);
        }
    }

    fn finish(&mut self, mut task: Task, found: &Found) {
        if self.out.first_leads.is_some() && task.lead.is_empty() && task.responsible.len() > 1 {
            task.lead.push(task.responsible.remove(0));
        }
        if !found.safeguard {
            let own = [&task.lead, &task.responsible, &task.supporting];
            let also = self.blanket.iter().filter(|u| !own.iter().any(|list| list.contains(u))).copied();
            task.also.extend(also.collect::<Vec<_>>());
            task.also.dedup();
        }
        if found.cut {
            task.review.push("原文没有单独的标题，取自首句，请改写".to_owned());
        }
        self.out.tasks.push(task);
    }

    fn assign(&mut self, task: &mut Task, paragraph: &Paragraph, clause: &Clause) {
        for mention in &clause.mentions {
            let unit = self.out.bodies.take(mention, paragraph.line_of(clause.range.start));
            let list = match mention.role {
                Role::Lead => &mut task.lead,
                Role::Responsible => &mut task.responsible,
                Role::Supporting => &mut task.supporting,
                Role::Also => {
                    if !self.blanket.contains(&unit) {
                        self.blanket.push(unit);
                    }
                    continue;
                }
            };
            if !list.contains(&unit) {
                list.push(unit);
            }
        }
        if clause.partial {
            task.review.push("责任单位以“等”结尾，未全部列出，请补全".to_owned());
        }
        if !clause.unsure.is_empty() {
            task.review.push(format!("“{}”未能认定为单位，请核对", clause.unsure.join("”“")));
        }
        task.due = task.due.take().or_else(|| clause.due.clone());
        let quote = paragraph.quote(clause.range.clone());
        task.quote.get_or_insert(quote);
    }
}
