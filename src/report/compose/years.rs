//! A plan-year against the year before.
//!
//! Takes two years; gives what changed. Never compares what the judge did not.

use super::YearData;
use super::stage::Stage;
use super::words::{DASH, task_status};
use crate::plan::{IndicatorIndex, TaskIndex};
use crate::report::{Change, Changes, YearOnYear};

impl Stage<'_> {
    pub(super) fn changes(&self) -> Changes {
        let Some(last) = self.last else {
            return Changes { text: "上年未报告，不作比较。".to_owned(), ..Changes::default() };
        };
        let mut changes = Changes { comparable: true, ..Changes::default() };
        for at in 0..self.tasks {
            let (before, after) = (last.progress.tasks[at].status, self.now.progress.tasks[at].status);
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
        let Some(last) = self.last else { return vec![] };
        let cell = |year: &YearData<'_>, index: IndicatorIndex| {
            let value = year.progress.indicators[index.0].value.as_ref()?;
            let shown = super::figures::shown_value(value, self.plan.indicator(index));
            Some(format!("{}（{}）", shown.value, shown.note))
        };
        self.plan
            .indicators()
            .filter_map(|(index, _)| {
                let (before, now) = (cell(last, index), cell(self.now, index));
                if before.is_none() && now.is_none() {
                    return None;
                }
                let text = match (&before, &now) {
                    (Some(_), Some(_)) => self.measured(index).change_text(),
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
