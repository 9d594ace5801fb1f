//! Tests of the assessment, case by case and by generated cases.
//!
//! A [`World`] is a plan, a round and what surrounds them, written as the files are.

mod deadlines;
mod digits;
mod indicators;
mod numbers;
mod properties;
mod second_sums;
mod statuses;
mod targets;
mod units_of_measure;

use super::{Before, IndicatorStanding, Progress, Situation, Standing, YearOnYear, assess};
use crate::consolidate::{Tables, consolidate};
use crate::intake::{Book, Event, EventKind};
use crate::office::Office;
use crate::plan::{AsOf, Definition, Descent, Moment, Plan};
use crate::source::FileId;
use crate::submission::{Decisions, Form, Round, Submission};
use crate::wording::{self, Reader};

pub(super) struct World {
    plan: String,
    year: i32,
    forms: Vec<String>,
    decisions: String,
    previous: Vec<String>,
    book: Vec<(&'static str, EventKind, u32, &'static str)>,
    as_of: String,
    pub(super) office: Office,
}

/// A plan of two departments and three counties, with what a test adds below `sections` and `indicators`.
pub(super) fn world(tasks: &str, indicators: &str) -> World {
    let plan = format!(
        "nianbao: plan/1
id: demo
title: 方案
region: 某市
document: {{adopted: 2025-01-01}}
horizon: [2027]
reporting: {{subject: 工作, first_year: 2025, due: 12-15, recipient: 办公室}}
units:
  - {{id: slj, name: 水利局, kind: department}}
  - {{id: zjj, name: 住建局, kind: department}}
  - {{id: c1, name: 甲县, kind: county}}
  - {{id: c2, name: 乙县, kind: county}}
  - {{id: c3, name: 丙县, kind: county}}
  - {{id: all, name: 各县, kind: collective, members: [c1, c2, c3]}}
sections:
  - id: s1
    title: 部分
    tasks: [{tasks}]
indicators: [{indicators}]
"
    );
    World {
        plan,
        year: 2025,
        forms: vec![],
        decisions: String::new(),
        previous: vec![],
        book: vec![],
        as_of: "2025-12-20T09:00:00+08:00".into(),
        office: Office::default(),
    }
}

impl World {
    pub(super) fn year(mut self, year: i32) -> Self {
        self.year = year;
        self
    }
    pub(super) fn reporting(mut self, extra: &str) -> Self {
        self.plan = self.plan.replace("recipient: 办公室", &format!("recipient: 办公室, {extra}"));
        self
    }
    pub(super) fn form(mut self, unit: &str, rest: &str) -> Self {
        self.forms.push(format!("nianbao: submission/1\nplan: demo\nyear: 2025\nunit: {unit}\n{rest}"));
        self
    }
    pub(super) fn figure(self, unit: &str, figure: &str) -> Self {
        self.form(unit, &format!("indicators: [{{id: i, {figure}}}]"))
    }
    pub(super) fn before(mut self, unit: &str, figure: &str) -> Self {
        let text = format!("nianbao: submission/1\nplan: demo\nyear: 2024\nunit: {unit}\n");
        self.previous.push(format!("{text}indicators: [{{id: i, {figure}}}]"));
        self
    }
    pub(super) fn decisions(mut self, text: &str) -> Self {
        self.decisions = format!("nianbao: decisions/1\nplan: demo\nyear: 2025\n{text}");
        self
    }
    pub(super) fn event(
        mut self,
        unit: &'static str,
        event: EventKind,
        version: u32,
        at: &'static str,
    ) -> Self {
        self.book.push((unit, event, version, at));
        self
    }
    pub(super) fn seen_at(mut self, moment: &str) -> Self {
        self.as_of = moment.to_owned();
        self
    }

    pub(super) fn plan(&self) -> Plan {
        let definition: Definition = serde_yaml::from_str(&self.plan).expect("the plan is well formed");
        Plan::new(FileId(0), definition)
    }

    fn round(plan: &Plan, year: i32, forms: &[String], decisions: &str) -> Round {
        let submissions = forms
            .iter()
            .map(|text| {
                let form: Form = serde_yaml::from_str(text).expect("the form is well formed");
                let unit = plan.unit_named(&form.unit);
                Submission {
                    file: FileId(1),
                    unit,
                    form: Some(form),
                    unclaimed: None,
                    left_out: None,
                    faulty: false,
                    hides_answers: false,
                    hides_in: vec![],
                    returned: false,
                    arrived: None,
                    bears: None,
                    withheld: vec![],
                    questions: vec![],
                }
            })
            .collect();
        let decisions: Decisions = if decisions.is_empty() {
            Decisions::default()
        } else {
            serde_yaml::from_str(decisions).expect("the decisions are well formed")
        };
        Round { year, submissions, decisions, decisions_file: None, decisions_left_out: None, words: None }
            .beside(plan)
    }

    pub(super) fn assess(&self) -> Assessed {
        let plan = self.plan();
        let mut round = Self::round(&plan, self.year, &self.forms, &self.decisions);
        let events = self.book.iter().map(|(unit, event, version, at)| Event {
            sequence: 1,
            time: at.parse().expect("a time"),
            unit: (*unit).to_owned(),
            version: *version,
            event: *event,
            of: plan.unit_named(unit),
            ..Event::default()
        });
        let as_of: AsOf = self.as_of.parse().expect("a moment");
        let moment = |year| Moment::open(&plan.definition.reporting, year, as_of);
        let all = Book { events: events.collect(), ..Book::default() };
        let book = all.at(moment(self.year).seen);
        // What by the book has not come yet is not there.
        let came =
            |s: &Submission| s.unit.is_none_or(|u| all.record(u).is_none() || book.record(u).is_some());
        round.submissions.retain(came);
        let tables = consolidate(&plan, &round, &book, &std::collections::BTreeSet::new());
        let before = Self::round(&plan, self.year - 1, &self.previous, "");
        let tables_before = consolidate(&plan, &before, &Book::default(), &std::collections::BTreeSet::new());
        let office = &self.office;
        let situation = |round, tables, previous, year| {
            let done = &super::done_before(&plan, previous);
            assess(&Situation {
                plan: &plan,
                round,
                tables,
                previous,
                done,
                elsewhere: &crate::assess::Elsewhere::default(),
                office,
                moment: moment(year),
            })
        };
        let progress = situation(&before, &tables_before, None, self.year - 1);
        let descent = Descent::between(&plan, &plan, self.year - 1);
        let previous = Before {
            plan: &plan,
            descent: &descent,
            round: &before,
            tables: &tables_before,
            progress: &progress,
        };
        let progress = situation(&round, &tables, (!self.previous.is_empty()).then_some(previous), self.year);
        Assessed { plan: plan.clone(), round: round.clone(), tables: tables.clone(), progress }
    }

    /// How the only indicator stands.
    pub(super) fn indicator(&self) -> Judged {
        self.assess().judged(0)
    }

    pub(super) fn standing(&self) -> Standing {
        self.indicator().standing
    }
}

/// What came out, with everything that sentences about it are made from.
pub(super) struct Assessed {
    plan: Plan,
    round: Round,
    tables: Tables,
    progress: Progress,
}

impl std::ops::Deref for Assessed {
    type Target = Progress;
    fn deref(&self) -> &Progress {
        &self.progress
    }
}

impl Assessed {
    /// An indicator's standing in numbers and in the office's words.
    pub(super) fn judged(&self, at: usize) -> Judged {
        let standing = self.progress.indicators[at].clone();
        let subject = wording::Subject {
            plan: &self.plan,
            round: &self.round,
            indicator: self.plan.indicator(standing.indicator),
            record: &self.tables.indicators[at],
            standing: &standing,
        };
        let grounds = |judged| wording::ground(&subject, judged, Reader::Office);
        Judged {
            reason: wording::reason(&subject, Reader::Office),
            steps: wording::steps(&subject, self.round.year, Reader::Office),
            grounds: standing.targets.iter().map(grounds).collect(),
            change: match &standing.year_on_year {
                Ok(change) => Ok(wording::change(subject.indicator, change)),
                Err(why) => Err(wording::no_change(why, Reader::Office)),
            },
            asked_change: standing.year_on_year.as_ref().ok().map(|change| {
                let asked = YearOnYear { asked: vec!["N000"], ..change.clone() };
                wording::change(subject.indicator, &asked)
            }),
            numbers: standing,
        }
    }

    /// Why a task has its status, in the office's words.
    pub(super) fn task_reason(&self, at: usize) -> String {
        wording::task_reason(&self.plan, &self.round, &self.progress.tasks[at], Reader::Office)
    }
}

/// An indicator's standing, and what is said of it.
#[derive(Debug, Clone)]
pub(super) struct Judged {
    numbers: IndicatorStanding,
    pub(super) reason: String,
    pub(super) steps: Vec<String>,
    /// One a target.
    pub(super) grounds: Vec<String>,
    pub(super) change: Result<String, String>,
    /// The change as a table and as a sentence has it, were something asked about last year's value.
    pub(super) asked_change: Option<String>,
}

impl std::ops::Deref for Judged {
    type Target = IndicatorStanding;
    fn deref(&self) -> &IndicatorStanding {
        &self.numbers
    }
}

/// The indicator `i` of the 水利局, with the fields that a test gives.
pub(super) fn indicator(fields: &str) -> String {
    format!("{{id: i, name: 指标, unit_of_measure: '%', decimals: 1, reported_by: [slj], {fields}}}")
}

/// A figure of the whole year.
pub(super) fn final_value(value: impl std::fmt::Display) -> String {
    format!("value: '{value}', period: 全年, value_status: final")
}
