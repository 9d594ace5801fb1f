//! What only the office reads of a task: gaps, conflicts, decisions, issues.
//!
//! Takes answers and decisions; gives the internal parts of tasks. Never runs for the public edition.

use std::collections::BTreeSet;

use super::answers::task_of;
use super::cells::DASH;
use super::stage::Stage;
use super::tags::{own_status, state};
use crate::assess::{TaskStanding, TaskStatus, Timeliness};
use crate::consolidate::{Answer as Given, Gap, TaskAnswer};
use crate::plan::{TaskIndex, UnitIndex};
use crate::report::{AnswerNote, Narrative, TaskNote};
use crate::submission::{Part, TASK_TEXTS};
use crate::wording::{self, Decided};

/// `进展情况：材料有误（N601），不公开`: texts of an answer that are not used, or not outside.
fn texts_withheld(stage: &Stage<'_>, answer: &TaskAnswer) -> Option<String> {
    let Given::Entry(at, _) = answer.answer else { return None };
    let part = Part::Task(stage.plan.task(task_of(stage, answer)?).id.key());
    let submission = &stage.now.round.submissions[at.0];
    let texts: BTreeSet<String> = submission
        .withheld_in(&part)
        .filter_map(|withheld| match &withheld.part {
            Part::Text(_, key) => Some((field_name(key), withheld.held)),
            _ => None,
        })
        .map(|(name, held)| format!("{name}：{}，不公开", wording::withheld(held)))
        .collect();
    (!texts.is_empty()).then(|| texts.into_iter().collect::<Vec<_>>().join("；"))
}

/// Internal: what only the office reads of an answer.
pub(super) fn answer_note(stage: &Stage<'_>, answer: &TaskAnswer) -> AnswerNote {
    let [public_progress, issues, next_steps] = stage.narratives.internal_words(answer.answer);
    let Some(entry) = stage.entry(answer.answer) else {
        return AnswerNote { gap: gap_word(stage, answer), ..AnswerNote::default() };
    };
    let money = |number: &crate::plan::Located<crate::plan::Number>| number.inner.written.clone();
    let funds = entry.funds.as_ref().map(|funds| {
        let parts = [
            funds.planned.as_ref().map(|n| format!("计划投入{}万元", money(n))),
            funds.spent.as_ref().map(|n| format!("实际支出{}万元", money(n))),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("，")
    });
    AnswerNote {
        gap: texts_withheld(stage, answer),
        public_progress,
        issues,
        next_steps,
        new_due: entry.new_due.as_ref().map(|due| due.inner.chinese()),
        funds: funds.filter(|text| !text.is_empty()),
        evidence: entry
            .evidence
            .iter()
            .map(|e| match &e.file {
                Some(file) => format!("{}（{}）", e.title.inner, file.inner),
                None => e.title.inner.clone(),
            })
            .collect(),
        explanation: entry.explanation.as_ref().map(|e| e.in_words()).filter(|words| !words.is_empty()),
    }
}

/// Internal: missing units, conflicts, decisions, issues.
pub(super) fn task_note(stage: &Stage<'_>, task: TaskIndex) -> TaskNote {
    let (record, standing) = (stage.record(task), stage.task_standing(task));
    let decisions = &stage.now.round.decisions;
    let mut decided = vec![];
    if let Some(o) = record.override_by_office.and_then(|at| decisions.overrides.get(at)) {
        decided.push(Decided::status(o).sentence());
    }
    if let Some(c) = record.choice.and_then(|at| decisions.choices.get(at)) {
        decided.push(Decided::answer(c, stage.name_of(&c.unit)).sentence());
    }
    let told = |which: usize| -> Vec<(String, Narrative)> {
        record
            .answers
            .iter()
            .filter_map(|a| {
                let text = stage.narratives.internal_words(a.answer).into_iter().nth(which)??;
                Some((stage.name(a.unit).to_owned(), text))
            })
            .collect()
    };
    TaskNote {
        missing: record
            .answers
            .iter()
            .filter_map(|a| Some(format!("{}：{}", stage.name(a.unit), gap_word(stage, a)?)))
            .collect(),
        conflicts: standing.disagreeing.iter().map(|&unit| disagreement(stage, standing, unit)).collect(),
        decisions: decided,
        reported: standing.overridden.then(|| state(standing.reported_state())),
        issues: told(1),
        next_steps: told(2),
    }
}

fn disagreement(stage: &Stage<'_>, standing: &TaskStanding, unit: UnitIndex) -> String {
    let entry = standing.entries.iter().find(|entry| entry.unit == unit);
    // What it filled in; that it is overdue follows from the day.
    let word = entry.and_then(|entry| entry.stated).map_or(DASH, |stated| own_status(stated).word);
    let overdue = entry.is_some_and(|entry| entry.status == TaskStatus::Overdue);
    let overdue = if overdue { "（已逾期）" } else { "" };
    format!("{}填报“{word}”{overdue}，任务总体为“{}”", stage.name(unit), wording::state(standing.state()))
}

/// Why a unit has no entry.
pub(super) fn gap_word(stage: &Stage<'_>, answer: &TaskAnswer) -> Option<String> {
    let is_waiting = || {
        let unit = stage.unit_record(answer.unit);
        unit.is_some_and(|(_, unit)| unit.timeliness == Timeliness::NotYetDue)
    };
    let word = match answer.answer {
        Given::Entry(..) => return None,
        Given::Held(_, held) => return Some(wording::withheld(held)),
        Given::NilReturn(_) => Gap::NilReturn.chinese(),
        Given::NoEntry(_) => Gap::NoEntry.chinese(),
        Given::Unusable(_) => Gap::Unusable.chinese(),
        Given::NotSubmitted if is_waiting() => "未到报送时间".into(),
        Given::NotSubmitted => Gap::NotSubmitted.chinese(),
    };
    Some(word.into_owned())
}

fn field_name(key: &str) -> &'static str {
    TASK_TEXTS.iter().find(|field| field.key == key).map_or("文字", |field| field.name)
}
