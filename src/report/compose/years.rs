//! A plan-year against the year before.
//!
//! Takes two years; gives what changed. Never compares what the judge did not.

use super::stage::Stage;
use super::words::{DASH, task_status};
use crate::assess::IndicatorStanding;
use crate::plan::{Indicator, TaskIndex};
use crate::report::{Change, Changes, YearOnYear};

impl Stage<'_> {
    pub(super) fn changes(&self) -> Changes {
        if self.last.is_none() {
            return Changes { text: "上年未报告，不作比较。".to_owned(), ..Changes::default() };
        }
        let mut changes = Changes { comparable: true, ..Changes::default() };
        for at in 0..self.tasks {
            let before = self.last_task(TaskIndex(at)).map(|standing| standing.status);
            let after = self.now.progress.tasks[at].status;
            let Some(before) = before else {
                changes.unknown += 1;
                continue;
            };
            let change = || Change {
                link: self.task_link("", TaskIndex(at)),
                before: task_status(before),
                after: task_status(after),
            };
            match (before.severity(), after.severity()) {
                _ if before == after => changes.same += 1,
                (Some(b), Some(a)) if a < b => changes.better.push(change()),
                (Some(b), Some(a)) if a > b => changes.worse.push(change()),
                (Some(_), Some(_)) => changes.same += 1,
                _ => changes.unknown += 1,
            }
        }
        let unknown = match changes.unknown {
            0 => String::new(),
            n => format!("，{n}项有一年没有可比的状态"),
        };
        changes.text = format!(
            "{}项向好，{}项转差，{}项不变{unknown}。",
            changes.better.len(),
            changes.worse.len(),
            changes.same
        );
        changes
    }

    pub(super) fn year_on_year(&self) -> Vec<YearOnYear> {
        if self.last.is_none() {
            return vec![];
        }
        let cell = |standing: &IndicatorStanding, indicator: &Indicator| {
            let shown = super::figures::shown_value(standing.value.as_ref().ok()?, indicator);
            Some(format!("{}（{}）", shown.value, shown.note))
        };
        self.plan
            .indicators()
            .filter_map(|(index, indicator)| {
                let last = self.last_indicator(index);
                let before = last.and_then(|(standing, then)| cell(standing, then));
                let now = cell(&self.now.progress.indicators[index.0], indicator);
                if before.is_none() && now.is_none() {
                    return None;
                }
                let text = match (&before, &now) {
                    (Some(_), Some(_)) => self.measured(index).change_text(),
                    (None, _) if last.is_none() => "上年方案没有这项指标".to_owned(),
                    (None, _) => "上年没有数值".to_owned(),
                    (_, None) => "本年没有数值".to_owned(),
                };
                Some(YearOnYear {
                    link: self.indicator_link("", index),
                    before: before.unwrap_or_else(|| DASH.to_owned()),
                    now: now.unwrap_or_else(|| DASH.to_owned()),
                    text,
                })
            })
            .collect()
    }

    pub(super) fn plan_change_note(&self) -> String {
        let year = self.now.round.year;
        let amended: Vec<String> = self
            .plan
            .definition
            .amendments
            .iter()
            .filter(|a| a.from == year)
            .map(|a| format!("{}（{}）", a.what, a.why))
            .collect();
        if amended.is_empty() {
            format!(
                "方案本年度没有登记调整：任务{}项、指标{}项。",
                self.tasks,
                self.plan.definition.indicators.len()
            )
        } else {
            format!("方案本年度调整：{}。", amended.join("；"))
        }
    }
}
