//! A plan-year against the year before.
//!
//! Takes two years; gives what changed. Never compares what the judge did not.

use super::cells::DASH;
use super::compared::compared_with;
use super::figures::{Measured, partly, shown_value};
use super::links::{indicator_link, task_link};
use super::stage::Stage;
use super::tags::task_status;
use crate::assess::{IndicatorStanding, Movement, Movements, Unmoved};
use crate::plan::{Indicator, TaskIndex};
use crate::report::{Change, Changes, Edition, YearOnYear};
use crate::wording;

/// Tasks that stand better, worse or the same.
pub(super) fn changes<E: Edition>(stage: &Stage<'_>) -> Changes {
    let say = |text: &str| Changes { text: text.to_owned(), ..Changes::default() };
    let movements = match &stage.now.progress.movements {
        Movements::NoYear => return say(&format!("{}，不作比较。", stage.none_before(E::PUBLISHED))),
        Movements::NotDue => return say("本年度报送期限未到，不与上年比较。"),
        Movements::Tasks(movements) => movements,
    };
    let mut changes = Changes { comparable: true, ..Changes::default() };
    let mut units = 0;
    // What units answered in both years and is not among those compared: the number is what its words come to.
    let mut apart = [0, 0];
    for (at, movement) in movements.iter().enumerate() {
        let Movement { before, now, units: of_task, reported } = match *movement {
            Ok(movement) => movement,
            Err(why) => {
                changes.unknown += 1;
                apart[0] += usize::from(why == Unmoved::Decided);
                apart[1] += usize::from(why == Unmoved::Unjudged);
                continue;
            }
        };
        units += of_task;
        let change = || Change {
            link: task_link(stage, "", TaskIndex(at)),
            before: task_status(before),
            after: task_status(now),
            open: wording::open_questions(stage.task_standing(TaskIndex(at)).asked.iter().copied()),
            note: reported.map(|(then, now)| {
                format!(
                    "按两年都填报的{of_task}家汇总；上年报告为“{}”，本年为“{}”",
                    task_status(then).word,
                    task_status(now).word
                )
            }),
        };
        match (before.severity(), now.severity()) {
            _ if before == now => changes.same += 1,
            (Some(b), Some(a)) if a < b => changes.better.push(change()),
            (Some(b), Some(a)) if a > b => changes.worse.push(change()),
            (Some(_), Some(_)) => changes.same += 1,
            _ => changes.unknown += 1,
        }
    }
    let unknown = match changes.unknown {
        0 => String::new(),
        n => format!("，{n}项没有两年可比的状态"),
    };
    let counted = |of: &[Change], how: &str| {
        let asked = of.iter().filter(|change| change.open.is_some()).count();
        format!("{}项{how}{}", of.len(), wording::beside_count(asked, of.len()))
    };
    changes.basis = wording::compared_units(units, apart);
    changes.text = format!(
        "{}，{}，{}项不变{unknown}（{}）。",
        counted(&changes.better, "向好"),
        counted(&changes.worse, "转差"),
        changes.same,
        changes.basis
    );
    changes
}

/// Indicators with their values of both years.
pub(super) fn year_on_year<E: Edition>(stage: &Stage<'_>) -> Vec<YearOnYear> {
    if stage.last.is_none() {
        return vec![];
    }
    let cell = |standing: &IndicatorStanding, indicator: &Indicator| {
        let value = standing.value.as_ref().ok().or(standing.partial.as_ref())?;
        let shown = shown_value(value, indicator).asked(&value.questions);
        Some(match &standing.value {
            Ok(_) => format!("{}（{}）", shown.value, shown.note),
            Err(none) => format!("{}（{}，{}）", shown.value, shown.note, partly(*none)),
        })
    };
    stage
        .plan
        .indicators()
        .filter_map(|(index, indicator)| {
            let last = stage.last_indicator(index);
            // The value that the change is from, where there is one.
            let shown = Measured::of(stage, index).last_shown(E::READER, E::PUBLISHED);
            let reason = shown.reason.clone();
            let before = Some(shown).filter(|shown| shown.present);
            let before = before.map(|before| format!("{}（{}）", before.value, before.note));
            let now = cell(&stage.now.progress.indicators[index.0], indicator);
            if before.is_none() && now.is_none() {
                return None;
            }
            let text = match (&before, &now) {
                (Some(_), Some(_)) => Measured::of(stage, index).change_text(E::READER),
                (None, _) if last.is_none() => "上年原文没有这项指标".to_owned(),
                (None, _) => reason.unwrap_or_else(|| "上年没有数值".to_owned()),
                (_, None) => no_value::<E>(&stage.now.progress.indicators[index.0]),
            };
            Some(YearOnYear {
                link: indicator_link(stage, "", index),
                before: before.unwrap_or_else(|| DASH.to_owned()),
                now: now.unwrap_or_else(|| DASH.to_owned()),
                compared_with: compared_with(&Measured::of(stage, index)),
                text,
            })
        })
        .collect()
}

/// Why there is nothing to compare with this year.
fn no_value<E: Edition>(standing: &IndicatorStanding) -> String {
    standing.value.as_ref().err().map_or_else(String::new, |none| wording::no_value(*none, E::READER))
}

/// What was amended of the plan for this year.
pub(super) fn plan_change_note(stage: &Stage<'_>) -> String {
    let year = stage.now.round.year;
    let amended: Vec<String> = stage
        .plan
        .definition
        .amendments
        .iter()
        .filter(|a| a.from == year)
        .map(|amendment| wording::amended(amendment))
        .collect();
    if amended.is_empty() {
        format!(
            "本年度没有登记调整：任务{}项、指标{}项。",
            stage.tasks,
            stage.plan.definition.indicators.len()
        )
    } else {
        format!("本年度调整：{}。", amended.join("；"))
    }
}
