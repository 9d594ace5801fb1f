//! Everything that a document says, before it becomes a plan file.
//!
//! Takes paragraphs and their layout; gives tasks with their units, goals, steps and figures left out.
//! Never writes YAML and never resolves a doubt: it hands on the remarks.

use std::ops::Range;

use super::bodies::Bodies;
use super::front::Front;
use super::goals::{Above, Goal, Rejected, read};
use super::measure::clean_name;
use super::projects::Step;
use super::roles::{LeadRule, lead_rule};
use super::tasks::{Context, Found, Kind, Layout};
use super::text::Paragraph;
use super::text::patterns;
use super::units::{Clause, Mention, Role, clauses};
use super::verbs::is_verb_only;

/// A task with what stands in it.
#[derive(Debug, Default)]
pub(crate) struct Task {
    pub(crate) lead: Vec<usize>,
    pub(crate) responsible: Vec<usize>,
    pub(crate) supporting: Vec<usize>,
    pub(crate) also: Vec<usize>,
    pub(crate) quote: Option<String>,
    pub(crate) due: Option<String>,
    /// The last year that its goals name.
    pub(crate) reaches: Option<i32>,
    pub(crate) steps: Vec<Step>,
    pub(crate) text: String,
    pub(crate) review: Vec<String>,
    pub(crate) line: usize,
}

impl Task {
    /// A body has one role in a task: the first that it is given, lead before all.
    fn assign(&mut self, unit: usize, role: Role) {
        if role == Role::Lead {
            self.responsible.retain(|u| *u != unit);
            self.supporting.retain(|u| *u != unit);
        }
        if [&self.lead, &self.responsible, &self.supporting].iter().any(|list| list.contains(&unit)) {
            return;
        }
        match role {
            Role::Lead => self.lead.push(unit),
            Role::Supporting => self.supporting.push(unit),
            Role::Responsible | Role::Also => self.responsible.push(unit),
        }
    }
}

/// What a document says.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub(crate) tasks: Vec<Task>,
    pub(crate) goals: Vec<Goal>,
    pub(crate) rejected: Vec<Rejected>,
    pub(crate) bodies: Bodies,
    /// What a person should look at, outside tasks and goals: line, what, words.
    pub(crate) remarks: Vec<(usize, String, String)>,
    /// The sentence that says once which unit of each list leads.
    pub(crate) lead_rule: Option<(LeadRule, String)>,
}

impl Gathered {
    pub(crate) fn remark(&mut self, line: usize, what: &str, words: &str) {
        self.remarks.push((line, what.to_owned(), words.to_owned()));
    }
}

/// Reads all of it.
pub(crate) fn gather(paragraphs: &[Paragraph], front: &Front, layout: &Layout) -> Gathered {
    let lead_rule = paragraphs.iter().find_map(|p| {
        let (rule, range) = lead_rule(&p.norm)?;
        Some((rule, p.quote(range)))
    });
    let start = front.year();
    let mut gathered =
        Gathered { bodies: Bodies::new(front.region.as_deref()), lead_rule, ..Gathered::default() };
    let head = paragraphs.get(..front.body.start).unwrap_or_default();
    let counties = head.iter().find_map(|p| Some(ADDRESSED.captures(&p.norm)?["who"].to_owned()));
    let mut work = Work {
        paragraphs,
        start,
        annual: front.annual(),
        end: front.period().map(|(_, last)| last),
        counties,
        out: &mut gathered,
        last: None,
        blanket: vec![],
        everyone: vec![],
        sections: &layout.sections,
    };
    // In the order of the document: units are listed in the order in which they are first named.
    let mut contexts = layout.contexts.iter().peekable();
    for (at, found) in layout.tasks.iter().enumerate() {
        while let Some(context) = contexts.next_if(|c| c.text.first().is_some_and(|(p, _)| *p < found.at)) {
            work.context(context);
        }
        work.task(at, found);
    }
    contexts.for_each(|context| work.context(context));
    work.divide(layout);
    work.everyone(layout);
    let named = |year: &i32| Some(*year) != front.annual();
    for (task, year) in gathered.goals.iter().filter_map(|g| g.task.zip(g.year.filter(named))) {
        if let Some(task) = gathered.tasks.get_mut(task) {
            task.reaches = task.reaches.max(Some(year));
        }
    }
    gathered
}

pub(super) struct Work<'a> {
    sections: &'a [super::tasks::Heading],
    pub(super) paragraphs: &'a [Paragraph],
    start: Option<i32>,
    /// The year of an annual plan.
    annual: Option<i32>,
    /// The last year that the title names.
    end: Option<i32>,
    pub(super) out: &'a mut Gathered,
    /// The counties as the notice addresses them.
    pub(super) counties: Option<String>,
    /// Name and unit of the last goal of the whole.
    last: Option<(String, Option<String>)>,
    /// Units named once for all that follows.
    blanket: Vec<usize>,
    /// Units named once for all tasks, wherever they stand.
    pub(super) everyone: Vec<(usize, bool)>,
}

patterns! {
    ADDRESSED = r"^(?P<who>各[^,。:;]{0,8}(县|区|旗)[^,。:;]{0,8}?(人民政府|政府|\)))";
    STEP_CELL = r"^(?P<v>[\u{4e00}-\u{9fff}]{2,4})\d[\d.,]*万?[^\d,;。、]{1,3}(以上|左右)?$";
    LIMIT = r"(完成|办结|整改|落实|推进|实施)?(时限|时间|期限|进度)(要求|安排|节点)?:(?P<when>[^;。:]{2,30})";
    BY_WHEN = r"。(?P<when>(到)?20\d\d年(\d{1,2}月)?(年?底|末)?(之?前)?(全部|基本)?(完成|实现|建成)|持续(推进|实施|开展)|长期(坚持|实施|推进))。?$";
    PROBLEM = r"^(主要|具体|存在|突出)*(的)?(问题|现状)(表现|描述|情况|概述|具体表现)?:|^(现状|基本|存在)(情况|问题):";
}

impl<'a> Work<'a> {
    fn above(&self) -> Above {
        Above { start: self.start, default: self.annual, end: self.end, ..Above::default() }
    }

    fn context(&mut self, context: &Context) {
        let status = context.kind == Kind::Status;
        let mut above = Above {
            goals: !status,
            status,
            preamble: context.clause == "篇首",
            year: context.year,
            last: self.last.clone(),
            ..self.above()
        };
        for (at, from) in &context.text {
            let Some(paragraph) = self.paragraphs.get(*at) else { continue };
            let harvest = read(paragraph, *from, &[], &mut above);
            let goals = harvest.goals.into_iter().map(|g| Goal { clause: Some(context.clause.clone()), ..g });
            self.out.goals.extend(goals);
            self.out.rejected.extend(harvest.rejected);
            if !status {
                self.follow(paragraph, false);
            }
        }
        self.last = above.last;
    }

    fn task(&mut self, index: usize, found: &Found) {
        let line = self.paragraphs.get(found.at).map_or(1, |p| p.line_of(found.title_at.start));
        let mut task = Task { line, ..Task::default() };
        let title = (!found.cut).then(|| found.title.clone());
        let mut above = Above { title, ..self.above() };
        let mut prose = vec![];
        for (at, from) in &found.text {
            let Some(paragraph) = self.paragraphs.get(*at) else { continue };
            let all: Vec<Clause> =
                clauses(&paragraph.norm).into_iter().filter(|c| c.range.start >= *from).collect();
            let mut skip: Vec<Range<usize>> =
                all.iter().filter(|c| !c.prose).map(|c| c.range.clone()).collect();
            // A line of its own, or the end of a list of units: 完成时限：2026年10月底.
            let limit = LIMIT.captures(&paragraph.norm).or_else(|| BY_WHEN.captures(&paragraph.norm));
            if let Some(limit) = limit.filter(|c| c.get(0).is_some_and(|m| m.start() >= *from)) {
                skip.extend(limit.get(0).map(|m| m.range()));
                task.due = task.due.take().or_else(|| Some(limit["when"].to_owned()));
            }
            for clause in all {
                if clause.prose {
                    prose.push((paragraph, clause));
                } else {
                    self.assign(&mut task, paragraph, &clause);
                }
            }
            self.follow(paragraph, found.safeguard);
            // A title that runs in may hold a figure: 新建污水管网50公里。（责任单位：市水利局）
            let titled = *at == found.at && !found.cut && found.title_at.end <= *from;
            let start = if titled { found.title_at.start } else { *from };
            // 问题一：…。督察发现…: what stands behind the problem says how it is.
            let problem = *at == found.at && found.number.starts_with("问题");
            above.status = problem || PROBLEM.is_match(paragraph.norm.get(*from..).unwrap_or_default());
            let mut harvest = read(paragraph, start, &skip, &mut above);
            harvest.rejected.retain(|r| !(titled && r.unsure && r.at < *from));
            // The title is no goal in words of its own.
            harvest.goals.retain(|g| g.value.is_some() || !titled || !found.title.contains(&g.quote));
            self.out.goals.extend(harvest.goals.into_iter().map(|g| Goal { task: Some(index), ..g }));
            self.out.rejected.extend(harvest.rejected);
            task.steps.extend(harvest.milestones);
            let words = paragraph.quote(*from..paragraph.norm.len());
            task.text.push_str(if task.text.is_empty() { "" } else { "\n" });
            task.text.push_str(&words);
        }
        self.title(index, found, &mut above);
        if let Some(row) = &found.row {
            self.row(index, &mut task, row);
        }
        // Running text counts only where no list of units is printed.
        if task.quote.is_none() {
            self.actors(&mut task, found, prose);
        }
        self.finish(task, found);
    }

    /// A title of its own line may hold a figure, and its units.
    fn title(&mut self, index: usize, found: &Found, above: &mut Above) {
        let alone = !found.text.iter().any(|(at, _)| *at == found.at) && found.row.is_none();
        let Some(paragraph) = self.paragraphs.get(found.at).filter(|_| alone && !found.cut) else { return };
        let skip: Vec<Range<usize>> = clauses(&paragraph.norm).into_iter().map(|c| c.range).collect();
        let harvest = read(paragraph, found.title_at.start, &skip, above);
        self.out.goals.extend(
            harvest.goals.into_iter().filter(|g| g.value.is_some()).map(|g| Goal { task: Some(index), ..g }),
        );
    }

    /// Units and due date as a table gives them.
    fn row(&mut self, index: usize, task: &mut Task, row: &super::works::Work) {
        let Some(paragraph) = self.paragraphs.get(row.at) else { return };
        for (role, cell) in &row.units {
            let clause = super::units::of_cell(cell, *role);
            self.assign(task, paragraph, &clause);
        }
        task.quote = Some(if row.quote.is_empty() { paragraph.raw.trim() } else { &row.quote }.to_owned());
        task.due = task.due.take().or_else(|| row.due.clone());
        if !row.own {
            return;
        }
        let cells = row.dated.iter().map(|(year, words)| (*year, words));
        for (year, words) in std::iter::once((None, &row.words)).chain(cells) {
            let cell = Paragraph::of_cell(words, paragraph.line);
            let title = Some(row.what.clone());
            let mut above = Above { year, title, ..self.above() };
            let mut harvest = read(&cell, 0, &[], &mut above);
            // 建设养殖工船|开工1艘: the cell names the step, the title the thing.
            if let Some(step) = STEP_CELL.captures(&cell.norm).filter(|c| is_verb_only(&c["v"])) {
                let thing = super::verbs::object(&row.what).map_or(row.what.clone(), clean_name);
                harvest.goals.iter_mut().for_each(|g| g.name = format!("{thing}{}", &step["v"]));
            }
            self.out.goals.extend(harvest.goals.into_iter().map(|g| Goal { task: Some(index), ..g }));
            self.out.rejected.extend(harvest.rejected);
            task.steps.extend(harvest.milestones);
            task.text.push_str(if task.text.is_empty() { "" } else { "\n" });
            task.text.push_str(words);
        }
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
        // （一）区投资促进局：…: the title is the body that answers, or the one above it.
        let none = [&task.lead, &task.responsible, &task.supporting].iter().all(|list| list.is_empty());
        // 一、市司法局负责的任务 1.…（配合单位：…）: who answers stands above, who helps below.
        let helped = task.lead.is_empty()
            && task.responsible.is_empty()
            && super::actors::given_above(self.sections, found);
        let own = super::names::bodies_of(&found.title);
        let above = if (none || helped) && own.is_empty() {
            super::actors::bodies_above(self.sections, found)
        } else {
            vec![]
        };
        let bodies = if none || helped || task.quote.is_none() { [own, above].concat() } else { vec![] };
        if !bodies.is_empty() {
            let line = task.line;
            let take = |name| self.out.bodies.take(&Mention::in_prose(name), line);
            task.responsible = bodies.into_iter().map(take).collect();
            task.supporting.retain(|unit| !task.responsible.contains(unit));
        }
        let first = matches!(self.out.lead_rule, Some((LeadRule::FirstName, _)));
        if first && task.lead.is_empty() && !task.responsible.is_empty() && task.quote.is_some() {
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

    pub(super) fn assign(&mut self, task: &mut Task, paragraph: &Paragraph, clause: &Clause) {
        for mention in &clause.mentions {
            let unit = self.out.bodies.take(mention, paragraph.line_of(clause.range.start));
            let comma = matches!(self.out.lead_rule, Some((LeadRule::FirstComma, _))) && mention.first;
            let role = if comma && mention.role == Role::Responsible { Role::Lead } else { mention.role };
            if role == Role::Also {
                if !self.blanket.contains(&unit) {
                    self.blanket.push(unit);
                }
                continue;
            }
            task.assign(unit, role);
        }
        if clause.partial {
            task.review.push("责任单位以“等”结尾，未全部列出，请补全".to_owned());
        }
        for verb in &clause.verbs {
            task.review.push(format!("角色“{verb}”请核对：工具按相近的角色列出"));
        }
        if !clause.unsure.is_empty() {
            task.review.push(format!("“{}”未能认定为单位，请核对", clause.unsure.join("”“")));
        }
        task.due = task.due.take().or_else(|| clause.due.clone());
        let quote = paragraph.quote(clause.range.clone());
        task.quote.get_or_insert(quote);
    }
}
