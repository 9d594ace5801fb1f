//! Units: the page of each, and the list of all.
//!
//! Takes what a unit answers for; gives its page. Never says in public when or whether it reported.

use std::sync::Arc;

use super::frame::{Spec, Tab, pager, part, parts, slice};
use super::stage::Stage;
use super::words::{DASH, TASK_ORDER, count, link, role, timeliness, unit_kind, words};
use crate::assess::UnitStanding;
use crate::consolidate::{Answer as Given, TaskAnswer, UnitRecord};
use crate::plan::{Role, TaskIndex, UnitIndex, UnitKind};
use crate::report::{
    Edition, Mini, Tag, UnitGroup, UnitList, UnitNote, UnitPage, UnitRow, UnitRowNote, UnitTask, UnitYear,
};
use crate::wording::{self, Reader};

const BASE: &str = "../";

impl Stage<'_> {
    /// All parts of all units' pages.
    pub(super) fn unit_pages<E: Edition>(&self, minis: &[Arc<Mini<E>>]) -> Vec<UnitPage<E>> {
        use rayon::prelude::*;
        (0..self.plan.definition.units.len())
            .into_par_iter()
            .flat_map_iter(|at| self.parts_of_unit(UnitIndex(at), minis))
            .collect()
    }

    fn parts_of_unit<E: Edition>(&self, unit: UnitIndex, minis: &[Arc<Mini<E>>]) -> Vec<UnitPage<E>> {
        let all = &self.tasks_of[unit.0];
        (1..=parts(all.len())).map(|page| self.unit_page(unit, minis, page)).collect()
    }

    fn unit_page<E: Edition>(&self, unit: UnitIndex, minis: &[Arc<Mini<E>>], page: usize) -> UnitPage<E> {
        let definition = self.plan.unit(unit);
        let key = definition.id.key();
        let all = &self.tasks_of[unit.0];
        let own = all.iter().filter_map(|&(task, at)| self.own_status::<E>(&self.record(task).answers[at]));
        let shown = slice(all, page);
        let answered = shown.iter().filter_map(|&(task, at)| match self.record(task).answers[at].answer {
            Given::Entry(submission, _) => Some(submission),
            _ => None,
        });
        let indicators = &self.indicators_of[unit.0];
        UnitPage {
            id: definition.id.as_str().to_owned(),
            frame: self.unit_frame::<E>(unit, page),
            kind: unit_kind(definition.kind),
            task_count: all.len(),
            count: count(&TASK_ORDER, own),
            indicators: self.count_indicators(indicators.iter().copied()),
            tasks: shown.iter().map(|&(task, at)| self.unit_task(task, at)).collect(),
            pager: pager(&key, page, all.len()),
            minis: indicators
                .iter()
                .filter(|_| page == 1)
                .map(|&index| Arc::clone(&minis[index.0]))
                .collect(),
            members: definition
                .members
                .iter()
                .filter_map(|id| self.plan.unit_named(id.as_str()))
                .map(|member| self.unit_link(BASE, member))
                .collect(),
            collectives: self.collectives_of[unit.0].iter().map(|&u| self.unit_link(BASE, u)).collect(),
            sources: self.records(BASE, answered),
            internal: E::only(|| self.unit_note(unit)),
        }
    }

    fn unit_frame<E: Edition>(&self, unit: UnitIndex, page: usize) -> crate::report::Frame {
        let definition = self.plan.unit(unit);
        let path = format!("units/{}", part(&definition.id.key(), page));
        let mut spec = Spec::article(path, definition.name.inner.clone(), Tab::Units);
        spec.eyebrow = vec![words(unit_kind(definition.kind))];
        let assigned = self.assigned_to(unit).count();
        spec.byline = vec![
            words(format!("{}年度", self.now.round.year)),
            words(format!("承担任务{assigned}项，填报指标{}项", self.indicators_of[unit.0].len())),
        ];
        spec.crumbs = vec![link("责任单位", "index.html")];
        self.frame::<E>(spec)
    }

    /// Tasks that the plan assigns to a unit: an answer that nobody asked for is not its task.
    pub(super) fn assigned_to(&self, unit: UnitIndex) -> impl Iterator<Item = (TaskIndex, Role)> + '_ {
        self.tasks_of[unit.0]
            .iter()
            .map(|&(task, at)| (task, self.record(task).answers[at].role))
            .filter(|(_, role)| *role != Role::Unassigned)
    }

    fn unit_task<E: Edition>(&self, task: TaskIndex, at: usize) -> UnitTask<E> {
        let answer = &self.record(task).answers[at];
        UnitTask {
            id: self.plan.task(task).id.as_str().to_owned(),
            link: self.task_link(BASE, task),
            role: role(answer.role),
            own_status: self.own_status::<E>(answer),
            progress: self.progress::<E>(answer.answer),
            source: self.entry(answer.answer).map(|entry| self.source("", answer.unit, entry.place)),
            overall_status: self.task_tag(task),
            internal: E::only(|| self.answer_note(answer)),
        }
    }

    /// A unit's own status; outside of the office silence has no cell of its own.
    fn own_status<E: Edition>(&self, answer: &TaskAnswer) -> Option<Tag> {
        let spoke = matches!(answer.answer, Given::Entry(..) | Given::NilReturn(_));
        (spoke || E::READER == Reader::Office).then(|| self.own_tag(answer))
    }

    /// Internal: timeliness, completeness, summary, suggestions, history.
    fn unit_note(&self, unit: UnitIndex) -> UnitNote {
        let record = self.unit_record(unit);
        let submission = record.and_then(|(r, _)| r.submission);
        let form = submission.and_then(|at| self.form(at));
        let (summary, suggestions) = submission.map(|at| self.unit_words(at)).unwrap_or_default();
        let extension = record
            .and_then(|(_, standing)| standing.extension)
            .and_then(|at| self.now.round.decisions.extensions.get(at));
        UnitNote {
            timeliness: record.map(|(_, standing)| timeliness(standing.timeliness)),
            timeliness_text: record.map_or_else(
                || "方案未要求本单位单独报送".to_owned(),
                |(_, standing)| wording::unit_state(standing),
            ),
            due_text: record.map_or_else(|| DASH.to_owned(), |(_, s)| s.deadline.text.clone()),
            coverage_text: record.map_or_else(|| DASH.to_owned(), |(_, s)| coverage_text(s)),
            nil_return: record.and_then(|(r, _)| r.nil_return.clone()),
            document_number: form.and_then(|f| f.document_number.as_ref().map(|number| number.inner.clone())),
            extension: extension.map(|e| {
                let document = e.document.as_ref().map(|d| format!("，{d}")).unwrap_or_default();
                format!("延至{}：{}{document}", e.until, e.reason)
            }),
            summary,
            suggestions,
            history: self.unit_history(unit),
            findings: self.unit_findings(submission),
        }
    }

    /// How the unit reported in the years up to this one, whatever it was called. One that was made of
    /// several has a row for each of them.
    fn unit_history(&self, unit: UnitIndex) -> Vec<UnitYear> {
        let mut rows = vec![];
        for (year, back) in self.years_back() {
            let own = [unit];
            let then = back.map_or(&own[..], |back| back.units(unit));
            for standing in year.progress.units.iter().filter(|standing| then.contains(&standing.unit)) {
                let (number, was) = (year.round.year, year.plan.unit(standing.unit));
                let renamed = was.name.inner != self.name(unit);
                let name = if renamed { format!("（{}）", was.name.inner) } else { String::new() };
                let label = format!("{number}年度{name}");
                rows.push(UnitYear {
                    link: match back {
                        None => words(label),
                        Some(_) => year.to_page(label, format!("../../{number}/units/{}.html", was.id.key())),
                    },
                    timeliness: Some(timeliness(standing.timeliness)),
                    text: wording::unit_state(standing),
                    current: back.is_none(),
                });
            }
        }
        rows
    }

    fn unit_findings(&self, submission: Option<crate::submission::SubmissionIndex>) -> Vec<String> {
        let Some(file) = submission.map(|at| self.now.round.submissions[at.0].file) else { return vec![] };
        let found = self.findings_in.get(&file).map(Vec::as_slice).unwrap_or_default();
        found
            .iter()
            .map(|finding| {
                let line = self.input.sources.position(finding.place).line;
                format!("{} 第{line}行：{}", finding.rule.code, finding.message)
            })
            .collect()
    }

    /// 责任单位一览.
    pub(super) fn unit_list<E: Edition>(&self) -> UnitList<E> {
        let kinds = [UnitKind::County, UnitKind::Department, UnitKind::Collective, UnitKind::Other];
        let groups = kinds.into_iter().map(|kind| UnitGroup {
            name: unit_kind(kind),
            units: self
                .plan
                .units()
                .filter(|(_, unit)| unit.kind == kind)
                .map(|(index, _)| self.unit_row(index))
                .collect(),
        });
        let mut spec = Spec::list("units/index.html", "责任单位", Tab::Units);
        spec.byline = vec![words(format!("{}年度", self.now.round.year))];
        UnitList {
            frame: self.frame::<E>(spec),
            groups: groups.filter(|group: &UnitGroup<E>| !group.units.is_empty()).collect(),
            note:
                "任务数含牵头、责任、配合和落实的任务；状态为任务总体状态，一项任务涉及多家单位时各家都计。"
                    .to_owned(),
        }
    }

    fn unit_row<E: Edition>(&self, unit: UnitIndex) -> UnitRow<E> {
        let tasks: Vec<(TaskIndex, Role)> = self.assigned_to(unit).collect();
        UnitRow {
            link: self.unit_link(BASE, unit),
            task_count: tasks.len(),
            lead_count: tasks.iter().filter(|(_, role)| *role == Role::Lead).count(),
            count: self.count_tasks(tasks.iter().map(|(task, _)| *task)),
            indicator_count: self.indicators_of[unit.0].len(),
            internal: E::only(|| {
                let record = self.unit_record(unit);
                UnitRowNote {
                    timeliness: record.map(|(_, standing)| timeliness(standing.timeliness)),
                    coverage: record.map_or_else(|| DASH.to_owned(), |(r, _)| total(r)),
                }
            }),
        }
    }
}

/// 任务13/13，指标3/3，节点30/30.
pub(super) fn coverage_text(standing: &UnitStanding) -> String {
    let coverage = standing.coverage;
    let share =
        |name: &str, share: crate::consolidate::Share| format!("{name}{}/{}", share.answered, share.assigned);
    [share("任务", coverage.tasks), share("指标", coverage.indicators), share("节点", coverage.milestones)]
        .join("，")
}

fn total(record: &UnitRecord) -> String {
    let total = record.coverage.total();
    format!("{}/{}", total.answered, total.assigned)
}
