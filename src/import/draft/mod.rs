//! The draft: what was gathered, as a plan file with its doubts marked.
//!
//! Takes what was gathered; gives a [`Definition`], its YAML, and the list of what to review.
//! Never leaves a doubt unsaid: each `review` key stands in the list with its line.

mod calendar;
mod due;
mod indicators;
mod same;
mod score;

use std::collections::BTreeMap;

use crate::import::grammar::bodies::Bodies;
use crate::import::grammar::duty::Duty;
use crate::import::grammar::front::Front;
use crate::import::grammar::gather::{Gathered, Task as Work};
use crate::import::grammar::roles::LeadRule;
pub use score::{Score, Share, score};

use crate::import::grammar::tasks::{Found, Layout};
use crate::import::grammar::text::Paragraph;
use crate::plan::{
    Answer, Definition, Document, Due, Id, Located, Milestone, Section, Task, TaskKind, Unit, UnitKind,
};
use due::{due, due_in};
use indicators::indicators;

/// Something that a person should look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReviewNote {
    /// Line of the document, from 1.
    pub line: usize,
    /// What to look at, in Chinese.
    pub message: String,
    /// The words in question; may be empty.
    pub quote: String,
}

/// How much was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// 部分.
    pub sections: usize,
    /// 任务.
    pub tasks: usize,
    /// 单位.
    pub units: usize,
    /// 数值目标.
    pub figures: usize,
    /// 文字目标.
    pub verdicts: usize,
    /// 节点.
    pub milestones: usize,
    /// 未采用的数字.
    pub rejected: usize,
}

/// A draft of a plan.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The plan, as it would be read from [`Draft::yaml`].
    pub definition: Definition,
    /// The plan file.
    pub yaml: String,
    /// What to review, in the order of the document.
    pub review: Vec<ReviewNote>,
    /// How much was found.
    pub counts: Counts,
}

/// Everything that the draft is made of.
pub(in crate::import) struct Parts<'a> {
    pub(in crate::import) id: &'a str,
    pub(in crate::import) paragraphs: &'a [Paragraph],
    pub(in crate::import) front: &'a Front,
    pub(in crate::import) layout: &'a Layout,
    pub(in crate::import) gathered: &'a Gathered,
    pub(in crate::import) duties: &'a [Duty],
}

/// Remarks, collected while the draft is written.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) list: Vec<ReviewNote>,
    /// Tasks for which the document sets no time.
    undated: usize,
}

impl Notes {
    /// One `review` value for several remarks; each is listed.
    pub(super) fn take(&mut self, remarks: &[String], line: usize, quote: &str) -> Option<Located<String>> {
        let mut remarks: Vec<&String> = remarks.iter().collect();
        remarks.dedup();
        let text: Vec<&str> = remarks.iter().map(|r| r.as_str()).collect();
        if text.is_empty() {
            return None;
        }
        let quote = quote.chars().take(60).collect();
        self.list.push(ReviewNote { line, message: text.join("；"), quote });
        Some(text.join("；").into())
    }
}

/// Writes the draft.
pub(in crate::import) fn write(parts: &Parts<'_>) -> Draft {
    let mut notes = Notes::default();
    let definition = parts.definition(&mut notes);
    for (line, message, words) in &parts.gathered.remarks {
        notes.take(std::slice::from_ref(message), *line, words);
    }
    let review = short(notes.list);
    let counts = count(&definition);
    // A bare = is a mark of its own in YAML 1.1: other readers refuse it.
    let body = serde_yaml::to_string(&definition).unwrap_or_default().replace("op: =\n", "op: '='\n");
    let yaml = header(parts, &review, counts) + &body;
    Draft { definition, yaml, review, counts }
}

/// The remarks in the order of the text; the same remark on one line once, with the words of all.
fn short(mut list: Vec<ReviewNote>) -> Vec<ReviewNote> {
    list.sort();
    let mut made: Vec<ReviewNote> = vec![];
    for note in list {
        match made.last_mut().filter(|last| last.line == note.line && last.message == note.message) {
            Some(last) if last.quote != note.quote && !note.quote.is_empty() => {
                if last.quote.chars().count() < 80 {
                    last.quote.push_str(if last.quote.is_empty() { "" } else { "”“" });
                    last.quote.push_str(&note.quote);
                }
            }
            Some(_) => {}
            None => made.push(note),
        }
    }
    made
}

fn count(plan: &Definition) -> Counts {
    let tasks = || plan.sections.iter().flat_map(|s| &s.tasks);
    let targets = || plan.indicators.iter().flat_map(|i| &i.targets);
    Counts {
        sections: plan.sections.len(),
        tasks: tasks().count(),
        units: plan.units.len(),
        figures: targets().filter(|t| t.value.is_some()).count(),
        verdicts: targets().filter(|t| t.value.is_none()).count(),
        milestones: tasks().map(|t| t.milestones.len()).sum(),
        rejected: plan.not_a_target.len(),
    }
}

fn header(parts: &Parts<'_>, review: &[ReviewNote], counts: Counts) -> String {
    let mut text = format!(
        "# 由 nianbao import 从“{}”生成的草稿，未经核对。\n# 已识别：部分 {}，任务 {}，单位 {}，数值目标 {}，文字目标 {}，节点 {}；未采用的数字 {} 处（见 not_a_target）。\n# 请核对 {} 处，核对后删去相应的 review：\n",
        parts.front.title.as_deref().unwrap_or("未找到标题"),
        counts.sections,
        counts.tasks,
        counts.units,
        counts.figures,
        counts.verdicts,
        counts.milestones,
        counts.rejected,
        review.len()
    );
    for note in review {
        let quote = if note.quote.is_empty() {
            String::new()
        } else {
            format!("　“{}”", note.quote.replace(['\n', '\r'], " "))
        };
        text.push_str(&format!("#   第{}行：{}{quote}\n", note.line, note.message.replace('\n', " ")));
    }
    text
}

impl Parts<'_> {
    fn definition(&self, notes: &mut Notes) -> Definition {
        let front = self.front;
        let (horizon, first_year) = self.years(notes);
        let title = front.title.clone().unwrap_or_else(|| self.id.to_owned());
        let mut remarks = self.remarks();
        let bodies = &self.gathered.bodies;
        let end = self.end().or(horizon.last().copied()).unwrap_or(first_year);
        let sections = self.sections(end, notes);
        if notes.undated > 0 {
            remarks.push(format!("{} 项任务原文没有写完成时限，due 暂写 {end}，请核对", notes.undated));
        }
        let indicators = indicators(self, &sections, notes);
        Definition {
            nianbao: "plan/1".to_owned(),
            id: Id(self.id.to_owned()).into(),
            title: title.into(),
            region: front.region.clone().unwrap_or_else(|| "待填写".to_owned()),
            issuer: front.issuer.clone(),
            issued_by: None,
            document: Document {
                number: front.number.clone(),
                index_number: front.index_number.clone(),
                adopted: front.adopted,
                published: front.published,
            },
            horizon,
            supersedes: None,
            reporting: self.reporting(first_year, notes).into(),
            units: units(bodies, notes),
            sections,
            indicators,
            assignments: vec![],
            not_a_target: self.not_a_target(notes),
            amendments: vec![],
            review: notes.take(&remarks, front.title_line.max(1), front.title.as_deref().unwrap_or("")),
        }
    }

    /// What the document as a whole leaves open.
    fn remarks(&self) -> Vec<String> {
        let front = self.front;
        let mut remarks = vec![];
        if front.title_guessed {
            remarks.push("没有认出标题，暂取第一行，请核对 title".to_owned());
        }
        if front.title.is_none() {
            remarks.push("没有找到标题，请填写 title".to_owned());
        }
        if front.region.is_none() {
            remarks.push("没有找到地区，请填写 region".to_owned());
        }
        if front.issuer.is_none() {
            remarks.push("没有找到发文机关，请填写 issuer；文中没有时保留 null".to_owned());
        }
        if front.void {
            remarks.push("页面标有“废止”或“失效”字样，请确认方案仍然有效".to_owned());
        }
        if let Some((rule, quote)) = &self.gathered.lead_rule {
            let how = match rule {
                LeadRule::FirstName => "各项责任单位的第一个列为牵头单位",
                LeadRule::FirstComma => "各项首个逗号之前的单位列为牵头单位",
                LeadRule::Marked => "带标记的单位列为牵头单位",
            };
            remarks.push(format!("按“{quote}”，{how}，请核对"));
        }
        remarks
    }

    fn sections(&self, end: i32, notes: &mut Notes) -> Vec<Located<Section>> {
        let mut sections: Vec<Located<Section>> = vec![];
        for (at, heading) in self.layout.sections.iter().enumerate() {
            let tasks =
                self.layout.tasks.iter().zip(&self.gathered.tasks).filter(|(found, _)| found.section == at);
            let tasks = tasks
                .enumerate()
                .map(|(order, (found, work))| self.task(found, work, (at, order), end, notes).into());
            let tasks: Vec<Located<Task>> = tasks.collect();
            let section = Section {
                id: Id(format!("s{:02}", at + 1)).into(),
                number: (!heading.number.is_empty()).then(|| heading.number.clone()),
                title: if heading.title.is_empty() { "任务".to_owned() } else { heading.title.clone() },
                tasks,
                review: None,
            };
            sections.push(section.into());
        }
        sections
    }

    fn task(&self, found: &Found, work: &Work, place: (usize, usize), end: i32, notes: &mut Notes) -> Task {
        let ids = |list: &[usize]| self.gathered.bodies.ids(list);
        let number = found.number.trim_end_matches(['：', ':']).replace('(', "（").replace(')', "）");
        let title_quote = self.paragraphs.get(found.at).map(|p| p.quote(found.title_at.clone()));
        let mut remarks = work.review.clone();
        let told = work.due.as_deref().map(|text| (text, due(text, self.front.annual())));
        if let Some((text, None)) = told {
            remarks.push(format!("完成时限“{text}”未能认出，请填写 due"));
        }
        let due = told.and_then(|(_, due)| due).or_else(|| due_in(work, end)).unwrap_or_else(|| {
            notes.undated += 1;
            Due::Year(end)
        });
        let quote = work.quote.clone().or(title_quote).filter(|q| !q.is_empty());
        let (section, order) = place;
        let milestones = milestones(work, (section + 1, order + 1));
        Task {
            id: Id(format!("RW-{:02}-{:02}", section + 1, order + 1)).into(),
            yearly: vec![],
            number: (!number.is_empty()).then_some(number),
            title: found.title.clone().into(),
            part: found.part.clone(),
            kind: if found.safeguard { TaskKind::Safeguard } else { TaskKind::Task },
            goal: None,
            text: (!work.text.is_empty()).then(|| work.text.clone()),
            lead_units: ids(&work.lead),
            responsible_units: ids(&work.responsible),
            supporting_units: ids(&work.supporting),
            also: ids(&work.also),
            due: due.into(),
            review: notes.take(&remarks, work.line, &found.title),
            quote: quote.map(Located::from),
            milestones,
        }
    }

    /// Figures that were looked at; the same words once.
    fn not_a_target(&self, notes: &mut Notes) -> Vec<Located<Answer>> {
        let mut seen: BTreeMap<&str, ()> = BTreeMap::new();
        let mut answers = vec![];
        let mut sure = 0;
        for rejected in &self.gathered.rejected {
            if rejected.quote.is_empty() || seen.insert(&rejected.quote, ()).is_some() {
                continue;
            }
            let review = if rejected.unsure {
                notes.take(&["这个数字未列为目标，请核对".to_owned()], rejected.line, &rejected.quote)
            } else {
                sure += 1;
                Some("由工具判断，尚未核对".to_owned().into())
            };
            let (quote, reason) = (rejected.quote.clone().into(), rejected.reason.to_owned());
            answers.push(Answer { quote, reason, review }.into());
        }
        if sure > 0 {
            let remark =
                format!("{sure} 处数字判为门槛、标准、现状等，列在 not_a_target，请逐条核对并删去 review");
            notes.take(&[remark], self.front.title_line.max(1), "");
        }
        answers
    }
}

impl Bodies {
    pub(super) fn ids(&self, list: &[usize]) -> Vec<Located<Id>> {
        list.iter().filter_map(|at| self.list.get(*at)).map(|b| Id(b.id.clone()).into()).collect()
    }
}

fn milestones(work: &Work, place: (usize, usize)) -> Vec<Located<Milestone>> {
    let (section, task) = place;
    let steps = work.steps.iter().enumerate();
    let made = steps.map(|(at, step)| {
        let date = step.year.zip(step.day).and_then(|(y, (m, d))| chrono::NaiveDate::from_ymd_opt(y, m, d));
        let due = date.map(|d| Due::Date(crate::plan::Date(d))).or(step.year.map(Due::Year));
        let milestone = Milestone {
            id: Id(format!("MS-{section:02}-{task:02}-{}", at + 1)).into(),
            what: step.what.clone(),
            due: due.map(Located::from),
            quote: Some(step.quote.clone().into()),
            qualifier: step.qualifier.clone(),
            review: None,
        };
        milestone.into()
    });
    made.collect()
}

fn units(bodies: &Bodies, notes: &mut Notes) -> Vec<Located<Unit>> {
    // Order of protocol: departments, counties, collectives, others; each in the order of the document.
    let rank = |kind: UnitKind| match kind {
        UnitKind::Department => 0,
        UnitKind::County => 1,
        UnitKind::Collective => 2,
        UnitKind::Other => 3,
    };
    let mut order: Vec<&crate::import::grammar::bodies::Body> = bodies.list.iter().collect();
    order.sort_by_key(|b| rank(b.kind));
    let unit = |body: &crate::import::grammar::bodies::Body, notes: &mut Notes| Unit {
        id: Id(body.id.clone()).into(),
        name: body.name.clone().into(),
        aliases: body.aliases.iter().map(|a| a.clone().into()).collect(),
        kind: body.kind,
        members: body
            .members
            .iter()
            .filter_map(|at| Some(bodies.list.get(*at)?.id.clone()))
            .map(|id| Id(id).into())
            .collect(),
        reports: None,
        review: notes.take(&body.review, body.line, ""),
    };
    order.into_iter().map(|body| unit(body, notes).into()).collect()
}
