//! The annex on what the office decided: which status, whose answer and whose figure, what it judged and accepted.
//!
//! Takes the decisions that count; gives a sheet, for the office's superior alone. Never leaves one out.

use super::super::stage::Stage;
use super::paper_title;
use super::sheet::{When, numbers, sheet, words};
use crate::plan::{IndicatorIndex, TaskIndex};
use crate::report::Sheet;
use crate::submission::Accept;
use crate::wording::Decided;
use crate::wording::summary::title;

/// 办公室认定和采用的事项: what, why, by whom and when.
pub(super) fn decided(stage: &Stage<'_>) -> Sheet {
    let columns = [
        numbers("seq", "序号", When::Always),
        words("what", "事项", When::Always),
        words("decision", "决定", When::Always),
        words("reason", "理由", When::Always),
        words("by", "决定单位", When::Differing),
        words("on", "决定日期", When::Always),
    ];
    let all = of_tasks(stage).into_iter().chain(of_indicators(stage)).chain(accepted(stage));
    let row = |(at, (about, of)): (usize, (String, Decided))| {
        vec![(at + 1).to_string(), about, of.what, of.reason, of.by, of.on]
    };
    sheet(&columns, all.enumerate().map(row).collect())
}

fn of_tasks(stage: &Stage<'_>) -> Vec<(String, Decided)> {
    let decisions = &stage.now.round.decisions;
    let of = |task: TaskIndex| {
        let record = stage.record(task);
        let set = record.override_by_office.and_then(|at| decisions.overrides.get(at));
        let chosen = record.choice.and_then(|at| decisions.choices.get(at));
        let set = set.map(|of| Decided::status(of));
        let chosen = chosen.map(|of| Decided::answer(of, stage.name_of(&of.unit)));
        set.into_iter().chain(chosen).map(move |of| (paper_title(stage, task), of))
    };
    (0..stage.tasks).map(TaskIndex).flat_map(of).collect()
}

fn of_indicators(stage: &Stage<'_>) -> Vec<(String, Decided)> {
    let decisions = &stage.now.round.decisions;
    let of = |(index, indicator): (IndicatorIndex, &crate::plan::Indicator)| {
        let chosen = stage.figures(index).choice.and_then(|at| decisions.choices.get(at));
        let chosen = chosen.map(|of| Decided::figure(of, stage.name_of(&of.unit)));
        let judged = decisions.verdicts.iter().filter(|of| of.indicator.of == Some(index));
        let judged: Vec<Decided> = judged.map(|of| Decided::verdict(of, indicator)).collect();
        let name = title(&indicator.name);
        chosen.into_iter().chain(judged).map(|of| (name.clone(), of)).collect::<Vec<_>>()
    };
    stage.plan.indicators().map(|(index, indicator)| (index, &indicator.inner)).flat_map(of).collect()
}

fn accepted(stage: &Stage<'_>) -> Vec<(String, Decided)> {
    let accepts = stage.now.round.decisions.accepts.iter();
    let asked = |code: &str| {
        let mut found = stage.own_findings().filter(|finding| finding.rule.code == code.trim());
        found.next().map(|finding| finding.rule.title)
    };
    accepts.map(|of| (about(stage, of), Decided::accepted(of, asked(&of.code)))).collect()
}

/// `市水利局“整治入河排污口”`: whose what was accepted.
fn about(stage: &Stage<'_>, of: &Accept) -> String {
    let plan = stage.plan;
    let task = of.task.as_ref().and_then(|named| named.of).map(|task| paper_title(stage, task));
    let step = of.milestone.as_ref().and_then(|named| named.of);
    let step = step.map(|site| title(&plan.milestone(site).what));
    let indicator = of.indicator.as_ref().map_or(of.published, |named| named.of);
    let indicator = indicator.map(|index| title(&plan.indicator(index).name));
    let what = task.or(step).or(indicator).map(|what| format!("“{what}”")).unwrap_or_default();
    let whose = of.unit.as_ref().map(|unit| stage.name_of(unit)).unwrap_or_default();
    match format!("{whose}{what}") {
        nothing if nothing.is_empty() => "本年度材料".to_owned(),
        about => about,
    }
}
