//! The years that a plan aims at, and its duty to report.
//!
//! Takes what was gathered; gives horizon, first year and [`Reporting`].
//! Never sets a day or a year that is not printed without saying so.

use std::collections::BTreeMap;

use super::{Notes, Parts};
use crate::import::grammar::duty::Duty;
use crate::import::grammar::years::years;
use crate::plan::{Asks, Located, MonthDay, Reporting, Weekend};

impl Parts<'_> {
    /// The years aimed at, and the first year of reporting.
    pub(super) fn years(&self, notes: &mut Notes) -> (Vec<i32>, i32) {
        let start = self.front.year();
        let of_title: Vec<i32> =
            years(&crate::import::grammar::text::plain(self.front.title.as_deref().unwrap_or_default()))
                .iter()
                .flat_map(|y| y.from.into_iter().chain([y.year]))
                .collect();
        let goals = || self.gathered.goals.iter();
        let mut horizon: Vec<i32> = goals().filter(|g| g.task.is_none()).filter_map(|g| g.year).collect();
        if horizon.is_empty() {
            horizon = goals().filter_map(|g| g.year).collect();
        }
        if horizon.is_empty() {
            horizon.extend(of_title.last());
        }
        // A plan for 2025—2027 ends in 2027, whatever years its goals name.
        horizon.extend(self.front.period().map(|(_, last)| last));
        horizon.retain(|y| start.is_none_or(|s| *y >= s) && *y < 2050);
        horizon.sort_unstable();
        horizon.dedup();
        let first = start.or(of_title.first().copied());
        let year = first.or(horizon.first().copied()).unwrap_or(2025);
        let mut remarks = vec![];
        if first.is_none() {
            remarks.push(format!(
                "没有找到成文或发布日期，首个报告年度暂写 {year}，请核对 reporting.first_year"
            ));
        }
        if horizon.is_empty() {
            remarks.push("没有找到目标年份，请核对 horizon".to_owned());
            horizon.push(year);
        }
        notes.take(&remarks, self.front.title_line.max(1), "");
        (horizon, year)
    }

    /// The year in which the plan ends: as its title says, else the one that most goals name.
    pub(super) fn end(&self) -> Option<i32> {
        let of_title = self.front.period().map(|(_, last)| last);
        let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
        for year in self.gathered.goals.iter().filter_map(|goal| goal.year) {
            *counts.entry(year).or_default() += 1;
        }
        let most = counts.into_iter().max_by_key(|(year, count)| (*count, *year)).map(|(year, _)| year);
        of_title.or(self.front.annual()).or(most)
    }

    pub(super) fn reporting(&self, first_year: i32, notes: &mut Notes) -> Reporting {
        let title = self.front.title.clone().unwrap_or_else(|| "方案".to_owned());
        let duty = self.duties.first();
        let day = duty.and_then(Duty::day);
        let mut remarks = self.duty_remarks(day);
        let recipient = duty.and_then(|d| d.recipient.clone());
        if duty.is_some() && recipient.is_none() {
            remarks.push("没有认出报送对象，请填写 recipient".to_owned());
        }
        let (month, day) = day.unwrap_or((12, 15));
        let line = duty.map_or(self.front.title_line.max(1), |d| d.line);
        let quote = duty.map(|d| d.quote.clone());
        Reporting {
            subject: duty.and_then(|d| d.subject.clone()).unwrap_or_else(|| format!("{title}年度落实情况")),
            first_year,
            due: MonthDay { month, day }.into(),
            inclusive: true,
            asks: Asks::default(),
            cutoff: "24:00".to_owned().into(),
            timezone: "Asia/Shanghai".to_owned().into(),
            weekend: Weekend::Keep,
            recipient: recipient.unwrap_or_else(|| "待填写".to_owned()),
            forwarded_to: duty.map(|d| d.forwarded_to.clone()).unwrap_or_default(),
            clause: duty.map(|d| self.clause_of(d.at)),
            note: duty
                .is_none()
                .then(|| "原文没有规定报送期限和报送对象；12月15日为示例，由办公室确定。".to_owned()),
            review: notes.take(&remarks, line, quote.as_deref().unwrap_or("")),
            quote: quote.map(Located::from),
        }
    }

    fn duty_remarks(&self, day: Option<(u32, u32)>) -> Vec<String> {
        let mut remarks = vec![];
        let Some(duty) = self.duties.first() else {
            return vec!["原文没有规定报送期限和报送对象，请办公室确定".to_owned()];
        };
        if day.is_none() {
            remarks.push(format!(
                "原文要求{}报送，没有写明每年的哪一天；12月15日为示例，请办公室确定",
                duty.every
            ));
        }
        if duty.days.len() > 1 || self.duties.len() > 1 {
            let days: Vec<String> =
                self.duties.iter().flat_map(|d| &d.days).map(|(m, d)| format!("{m}月{d}日")).collect();
            remarks.push(format!("原文有几个报送期限（{}），系统按年报送，请选定一个", days.join("、")));
        }
        remarks
    }

    /// 八（一）, by the heading that a paragraph stands under.
    fn clause_of(&self, at: usize) -> String {
        let task = self.layout.tasks.iter().rfind(|t| t.at <= at);
        let section = task.and_then(|t| self.layout.sections.get(t.section));
        let number = task.map(|t| t.number.replace('(', "（").replace(')', "）")).unwrap_or_default();
        let clause = section.map(|s| s.number.clone()).unwrap_or_default() + &number;
        if clause.is_empty() { "正文".to_owned() } else { clause }
    }
}
