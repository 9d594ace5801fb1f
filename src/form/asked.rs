//! What a unit is asked in a year: the rows of its form, with what it said last year.

use std::collections::BTreeMap;

use serde::Serialize;

use super::answers::said;
use super::facts::{self, Facts};
use super::targets::{goals, one_line, targets_for};
use crate::plan::{Descent, Indicator, Located, MilestoneSite, Plan, TaskIndex, UnitIndex};
use crate::submission::{Figure, Form, TaskEntry};
use crate::wording;
use crate::workbook::{FORM_VERSION, HEAD, INDICATORS, MILESTONES, SHEETS, Sheet, TASKS};

/// Whose form of which year is wanted.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// The plan of the year.
    pub plan: &'a Plan,
    /// Reporting year.
    pub year: i32,
    /// The unit.
    pub unit: UnitIndex,
    /// Until when it reports, in words.
    pub deadline: String,
    /// Whether the round is one of examples.
    pub sample: bool,
    /// The plan of the year before, what of it became what, and what the unit said then.
    pub last_year: Option<(&'a Plan, &'a Descent, &'a Form)>,
    /// Milestones that the report of an earlier year has completed, with that year: nothing is asked of them.
    pub done: BTreeMap<MilestoneSite, i32>,
}

/// One unit's form of one year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitForm {
    /// The version of the form's definition.
    pub version: &'static str,
    /// Id of the plan.
    pub plan: String,
    /// Title of the plan.
    pub title: String,
    /// Number of the plan's document, where it has one.
    pub document: Option<String>,
    /// The clause that asks for the report, where the plan names it.
    pub clause: Option<String>,
    /// What is reported: 工作情况.
    pub subject: String,
    /// Reporting year.
    pub year: i32,
    /// Id of the unit.
    pub unit: String,
    /// Name of the unit.
    pub unit_name: String,
    /// All names by which a file may call the unit.
    pub unit_names: Vec<String>,
    /// Whether the round is one of examples.
    pub sample: bool,
    /// To whom it is sent.
    pub recipient: String,
    /// Until when, in words.
    pub deadline: String,
    /// Whether there are answers of the year before.
    pub has_last_year: bool,
    /// What concerns the whole, parallel to [`HEAD`].
    pub head: Entry,
    /// The lists, parallel to [`SHEETS`].
    pub tables: Vec<Table>,
}

/// What was said last year and what is said now, field by field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Last year's words.
    pub last: Vec<Option<String>>,
    /// This year's; empty in an empty form.
    pub now: Vec<Option<String>>,
}

/// The rows of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What is asked of each.
    #[serde(skip)]
    pub sheet: &'static Sheet,
    /// The rows, in the plan's order.
    pub rows: Vec<Row>,
}

/// A task, an indicator or a milestone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// What the plan says, parallel to the sheet's columns of the plan behind 序号 and 编号.
    pub plan: Vec<String>,
    /// More of the plan, where there is something to add: who else answers, what was so before the first round.
    pub aside: Vec<String>,
    /// Whether it must be answered; other rows are there in case there is something to say.
    pub asked: bool,
    /// What the plan knows that an answer can be held against.
    pub facts: Facts,
    /// The words of the unit.
    pub said: Entry,
}

/// Makes the form of a unit.
pub fn unit_form(asked: &Asked<'_>) -> UnitForm {
    let Asked { plan, year, unit, .. } = *asked;
    let definition = &plan.definition;
    UnitForm {
        version: FORM_VERSION,
        plan: definition.id.to_string(),
        title: one_line(&definition.title),
        document: definition.document.number.clone(),
        clause: definition.reporting.clause.clone(),
        subject: one_line(&definition.reporting.subject),
        year,
        unit: plan.unit(unit).id.to_string(),
        unit_name: one_line(&plan.unit(unit).name),
        unit_names: names(plan.unit(unit)),
        sample: asked.sample,
        recipient: one_line(&definition.reporting.recipient),
        deadline: asked.deadline.clone(),
        has_last_year: asked.last_year.is_some(),
        head: Entry {
            last: asked.last_year.map_or(vec![None; HEAD.len()], |(.., form)| said(form, HEAD)),
            now: vec![None; HEAD.len()],
        },
        tables: vec![
            Table { sheet: &TASKS, rows: task_rows(asked) },
            Table { sheet: &INDICATORS, rows: indicator_rows(asked) },
            Table { sheet: &MILESTONES, rows: milestone_rows(asked) },
        ],
    }
}

fn task_rows(asked: &Asked<'_>) -> Vec<Row> {
    let row = |task: TaskIndex| {
        let before = asked.last_year.and_then(|(plan, descent, form)| {
            let then = descent.task(task)?;
            let id = plan.task(then).id.key();
            let is_same = |entry: &&Located<TaskEntry>| {
                entry.id.of == Some(then) || entry.id.trim().eq_ignore_ascii_case(&id)
            };
            form.tasks.iter().find(is_same)
        });
        let task = asked.plan.task(task);
        let title = [task.number.as_deref().unwrap_or(""), task.title.as_str()].concat();
        let yearly = task.yearly.iter().filter(|yearly| yearly.year == asked.year);
        let yearly = yearly.map(|yearly| format!("{}年度任务：{}", asked.year, one_line(&yearly.what)));
        Row {
            id: task.id.to_string(),
            plan: vec![one_line(&title), text(task.goal.as_deref()), task.due.inner.chinese()],
            aside: yearly.collect(),
            asked: true,
            facts: facts::of_task(task),
            said: entry(before, &TASKS),
        }
    };
    asked.plan.tasks_of(asked.unit).map(|(task, _)| row(task)).collect()
}

fn indicator_rows(asked: &Asked<'_>) -> Vec<Row> {
    let indices = asked.plan.indicators_of(asked.unit).iter();
    let row = |index| {
        let before = asked.last_year.and_then(|(plan, descent, form)| {
            let then = descent.indicator(index)?;
            let id = plan.indicator(then).id.key();
            let is_same = |figure: &&Located<Figure>| {
                figure.id.of == Some(then) || figure.id.trim().eq_ignore_ascii_case(&id)
            };
            form.indicators.iter().find(is_same)
        });
        let indicator = asked.plan.indicator(index);
        let targets = targets_for(asked.plan, asked.unit, indicator);
        let in_words = if counts_in_numbers(indicator) { "（无计量单位）" } else { "文字目标" };
        let unit = indicator.unit_of_measure.as_deref().map_or_else(|| in_words.to_owned(), one_line);
        let old = asked.last_year.and_then(|(plan, descent, _)| {
            plan.indicator(descent.indicator(index)?).unit_of_measure.as_deref()
        });
        let old = old.filter(|_| before.is_some()).map(one_line).filter(|old| *old != unit);
        let other_unit =
            old.map(|old| format!("上年数值的计量单位是“{old}”，本年是“{unit}”，请按本年的单位填写"));
        Row {
            id: indicator.id.to_string(),
            plan: vec![one_line(&indicator.name), unit, goals(asked.plan, indicator, &targets)],
            aside: if before.is_some() { other_unit.into_iter().collect() } else { earlier(indicator) },
            asked: indicator.is_measured(),
            facts: facts::of_indicator(indicator, &targets),
            said: entry(before, &INDICATORS),
        }
    };
    indices.map(|index| row(*index)).collect()
}

/// Whether numbers are asked for, though the plan counts them in nothing.
fn counts_in_numbers(indicator: &Indicator) -> bool {
    let targets = indicator.targets.iter().any(|target| target.value.is_some());
    targets || indicator.baseline.is_some() || !indicator.history.is_empty()
}

/// What is known of the years before the first round.
fn earlier(indicator: &Indicator) -> Vec<String> {
    let base = indicator.baseline.iter().map(|base| format!("基期{}年：{}", base.year, base.value.written));
    let published = indicator.history.iter().map(|published| {
        format!("{}年：{}（{}）", published.year, published.value.written, one_line(&published.source))
    });
    base.chain(published).collect()
}

/// The milestones that the plan asks of the unit; where it asks for none, those of the tasks that the unit
/// answers for; and in any case those of which it spoke last year.
fn milestone_rows(asked: &Asked<'_>) -> Vec<Row> {
    let plan = asked.plan;
    let asks = plan.definition.reporting.asks.milestones;
    let row = |site: MilestoneSite| {
        let milestone = plan.milestone(site);
        let id = milestone.id.key();
        let before = asked.last_year.and_then(|(.., form)| {
            form.milestones.iter().find(|entry| entry.id.trim().eq_ignore_ascii_case(&id))
        });
        let done = asked.done.get(&site);
        let wanted = done.is_none() && plan.asks_milestone(asked.unit, site, asked.year);
        let open = !asks && plan.answers_for(asked.unit, site.task);
        let due = milestone.due.as_ref().map_or("方案未写明".to_owned(), |due| due.inner.chinese());
        (wanted || open || before.is_some()).then(|| Row {
            id: milestone.id.to_string(),
            plan: vec![one_line(&milestone.what), one_line(&plan.task(site.task).title), due],
            aside: done.map(|done| format!("{}，不必再填", wording::done_in(*done))).into_iter().collect(),
            asked: wanted,
            facts: facts::of_milestone(milestone),
            said: entry(before, &MILESTONES),
        })
    };
    plan.milestones().filter_map(|(site, _)| row(site)).collect()
}

fn entry<T: Serialize>(before: Option<&T>, sheet: &Sheet) -> Entry {
    let none = || vec![None; sheet.fields.len()];
    Entry { last: before.map_or_else(none, |entry| said(entry, sheet.fields)), now: none() }
}

impl UnitForm {
    /// The form with what a unit says now. Entries that the form does not ask for get rows of their own at
    /// the end: nothing is lost.
    #[must_use]
    pub fn with_answers(mut self, form: &Form) -> Self {
        self.sample = form.sample;
        self.head.now = said(form, HEAD);
        let tasks = form.tasks.iter().map(|entry| (entry.id.trim(), said(&entry.inner, TASKS.fields)));
        let figures =
            form.indicators.iter().map(|entry| (entry.id.trim(), said(&entry.inner, INDICATORS.fields)));
        let milestones =
            form.milestones.iter().map(|entry| (entry.id.trim(), said(&entry.inner, MILESTONES.fields)));
        self.tables[0].answer(tasks);
        self.tables[1].answer(figures);
        self.tables[2].answer(milestones);
        self
    }

    /// What the form is called: `市水利局　2026年度工作情况报送表`.
    pub fn name(&self) -> String {
        format!("{}　{}年度{}报送表", self.unit_name, self.year, self.subject)
    }

    /// On what it rests: `关于…的实施方案（…号）八（一）`.
    pub fn basis(&self) -> String {
        let number = self.document.as_ref().map(|number| format!("（{number}）")).unwrap_or_default();
        format!("{}{number}{}", self.title, self.clause.as_deref().unwrap_or(""))
    }
}

impl Table {
    /// The column of the first field in the workbook, from 0: behind the plan's columns and last year.
    pub(super) fn first_field(&self) -> u16 {
        u16::try_from(self.sheet.plan.len() + 1).unwrap_or(0)
    }

    /// What was said last year in one cell, a field a paragraph; where nothing was, what else is known.
    pub(super) fn last_words(&self, at: usize) -> String {
        let row = &self.rows[at];
        let said = self.sheet.fields.iter().zip(&row.said.last);
        let said = said.filter_map(|(field, last)| Some(format!("{}：{}", field.heading(), last.as_ref()?)));
        said.chain(row.aside.iter().cloned()).collect::<Vec<_>>().join("\n")
    }

    fn answer<'f>(&mut self, entries: impl Iterator<Item = (&'f str, Vec<Option<String>>)>) {
        for (id, now) in entries {
            match self.rows.iter_mut().find(|row| row.id.eq_ignore_ascii_case(id)) {
                Some(row) => row.said.now = now,
                None => self.rows.push(Row {
                    id: id.to_owned(),
                    plan: vec![String::new(); self.sheet.plan.len().saturating_sub(2)],
                    aside: vec![],
                    asked: false,
                    facts: Facts::default(),
                    said: Entry { last: vec![None; now.len()], now },
                }),
            }
        }
    }
}

/// The sheets and their tables belong together.
const _: () = assert!(SHEETS.len() == 3);

fn names(unit: &crate::plan::Unit) -> Vec<String> {
    let own = [unit.id.to_string(), one_line(&unit.name)];
    own.into_iter().chain(unit.aliases.iter().map(|alias| one_line(alias))).collect()
}

fn text(text: Option<&str>) -> String {
    one_line(text.unwrap_or(""))
}
