//! Indicators: the page of each, and the table of all.
//!
//! Takes indicators with their standings; gives pages and rows. Never decides how one stands.

use super::figures::{Measured, SOURCES, shown_gap, shown_value, target_scope};
use super::frame::{Spec, Tab, fact};
use super::stage::Stage;
use super::words::{DASH, INDICATOR_ORDER, count, indicator_kind, joined, link, words};
use crate::assess::{IndicatorStanding, NoValue};
use crate::measure::shown;
use crate::plan::{Combine, Direction, IndicatorIndex, Level};
use crate::report::{
    Count, Edition, Fact, Group, IndicatorPage, IndicatorRow, IndicatorTable, Shown, TargetRow,
};

use crate::submission::SubmissionIndex;
use crate::wording;

const BASE: &str = "../";

impl Stage<'_> {
    /// Indicators counted by judgement, in the fixed order.
    pub(super) fn count_indicators(&self, indicators: impl IntoIterator<Item = IndicatorIndex>) -> Count {
        count(&INDICATOR_ORDER, indicators.into_iter().map(|index| self.measured(index).tag()))
    }

    /// All indicators' pages.
    pub(super) fn indicator_pages<E: Edition>(&self) -> Vec<IndicatorPage<E>> {
        let all = self.plan.definition.indicators.len();
        (0..all)
            .map(|at| {
                let neighbour = |at: Option<usize>| {
                    at.filter(|&at| at < all).map(|at| self.indicator_link(BASE, IndicatorIndex(at)))
                };
                self.measured(IndicatorIndex(at)).page(neighbour(at.checked_sub(1)), neighbour(Some(at + 1)))
            })
            .collect()
    }

    /// 指标完成情况表.
    pub(super) fn indicator_table<E: Edition>(&self) -> IndicatorTable<E> {
        let mut groups: Vec<Group<IndicatorRow<E>>> = vec![];
        for (index, indicator) in self.plan.indicators() {
            let name = indicator.group.as_deref().unwrap_or("其他");
            let row = self.measured(index).row(0);
            match groups.iter_mut().find(|group| group.link.text == name) {
                Some(group) => group.rows.push(row),
                None => groups.push(Group { link: words(name), rows: vec![row] }),
            }
        }
        // The numbers follow the table as it is printed, group by group.
        for (at, row) in groups.iter_mut().flat_map(|group| &mut group.rows).enumerate() {
            row.seq = at + 1;
        }
        let mut spec = Spec::list("indicators/index.html", "指标完成情况表", Tab::Indicators);
        spec.byline = vec![words(format!("{}年度", self.now.round.year))];
        spec.byline.extend(self.data_as_of().map(words));
        IndicatorTable {
            frame: self.frame::<E>(spec),
            count: self.count_indicators(self.plan.indicators().map(|(index, _)| index)),
            has_kind: self.plan.indicators().any(|(_, i)| i.kind.is_some()),
            groups,
            note: self.value_note(),
            files: self.files(BASE),
        }
    }

    /// What holds for the values shown: how many are provisional and how many are final, and how many are
    /// not of the whole.
    pub(super) fn value_note(&self) -> String {
        let (mut whole, mut settled, mut partial, mut separate) = (0, 0, 0, 0);
        for standing in &self.now.progress.indicators {
            match &standing.value {
                Ok(_) => whole += 1,
                Err(NoValue::Incomplete { .. }) => partial += 1,
                Err(NoValue::Separate) => separate += 1,
                Err(_) => {}
            }
            settled += usize::from(standing.is_final);
        }
        let mut text = match (whole, settled) {
            (0, _) if partial + separate == 0 => return "本年度尚无指标数值。".to_owned(),
            (0, _) => "本年度尚无全域指标数值。".to_owned(),
            (all, settled) if all == settled => format!("{all}项指标数值均为终值。"),
            (all, 0) => format!(
                "{all}项指标数值均为初步值或预计值，时段见各项；全年终值由主管部门审定后更新，判定相应调整。"
            ),
            (all, settled) => format!(
                "{all}项指标数值中，终值{settled}项，其余{}项为初步值或预计值，时段见各项；终值审定后更新。",
                all - settled
            ),
        };
        if partial > 0 {
            text.push_str(&format!("另有{partial}项数据不全，只列已有部分，不作判定。"));
        }
        if separate > 0 {
            text.push_str(&format!("{separate}项分县区列示。"));
        }
        text
    }
}

impl Measured<'_, '_> {
    fn page<E: Edition>(
        &self,
        prev: Option<crate::report::Link>,
        next: Option<crate::report::Link>,
    ) -> IndicatorPage<E> {
        let (reporters, mut drawn_on) = self.reporters::<E>();
        drawn_on.extend(self.value_files());
        IndicatorPage {
            id: self.indicator.id.as_str().to_owned(),
            frame: self.frame::<E>(),
            standing: self.tag(),
            standing_text: self.reason::<E>(),
            lead: self.lead::<E>(),
            figures: self.key_figures::<E>(),
            series: self.series(),
            rows: self.year_rows(),
            reporters,
            reporters_heading: match self.indicator.level {
                Level::County => "各县区数值".to_owned(),
                Level::City => "填报单位数值".to_owned(),
            },
            basis: self.basis_facts(),
            targets: self.target_rows(),
            trace: self.trace::<E>(),
            sources: self.stage.records(BASE, drawn_on),
            prev,
            next,
            internal: E::only(|| self.note()),
        }
    }

    fn value_files(&self) -> Vec<SubmissionIndex> {
        self.value().map(|v| v.sources.iter().map(|at| at.submission).collect()).unwrap_or_default()
    }

    fn frame<E: Edition>(&self) -> crate::report::Frame {
        let indicator = self.indicator;
        let path = format!("indicators/{}.html", indicator.id.key());
        let mut spec = Spec::article(path, indicator.name.inner.clone(), Tab::Indicators);
        spec.eyebrow = vec![words(indicator.id.as_str())];
        spec.eyebrow.extend(indicator.group.as_deref().map(words));
        spec.eyebrow.push(words(match indicator.direction.inner {
            Direction::Up => "越高越好",
            Direction::Down => "越低越好",
            Direction::Keep => "保持类指标",
            Direction::Range => "区间类指标",
        }));
        spec.byline = vec![words(format!("{}年度", self.stage.now.round.year))];
        let task = indicator.task.as_ref().and_then(|id| self.stage.plan.task_by_id(id.as_str()));
        if let Some(task) = task {
            spec.byline.push(self.stage.task_link(BASE, task));
        }
        spec.byline.push(words(format!("填报单位：{}", self.units_text())));
        spec.crumbs = vec![link("指标完成情况表", "index.html")];
        self.stage.frame::<E>(spec)
    }

    fn indicator_file(&self) -> String {
        format!("{}.html", self.indicator.id.key())
    }

    fn units_text(&self) -> String {
        let named: Vec<&str> = self
            .indicator
            .reported_by
            .iter()
            .filter_map(|id| self.stage.plan.unit_named(id.as_str()))
            .map(|unit| self.stage.name(unit))
            .collect();
        if named.is_empty() { "方案未明确".to_owned() } else { joined(&named) }
    }

    fn basis_facts(&self) -> Vec<Fact> {
        let value = self.value();
        let own = |text: Option<&String>| text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
        let basis = own(value.and_then(|v| v.basis.as_ref())).or_else(|| own(self.indicator.basis.as_ref()));
        let mut facts = vec![fact("口径", basis.unwrap_or_else(|| "方案和填报均未注明".to_owned()))];
        if let Some(standard) = own(value.and_then(|v| v.standard.as_ref())) {
            facts.push(fact("执行标准", standard));
        }
        if self.indicator.kind.is_some() {
            facts.push(fact("指标属性", indicator_kind(self.indicator.kind)));
        }
        facts.push(fact("填报单位", self.units_text()));
        if self.indicator.level == Level::County {
            facts.push(fact("汇总方式", combine_text(self.indicator.combine.inner)));
        }
        if !self.in_words() {
            facts.push(fact(
                "修约",
                match self.indicator.decimals {
                    Some(digits) => format!("按GB/T 8170，保留{digits}位小数"),
                    None => "按填报的位数列示".to_owned(),
                },
            ));
        }
        facts
    }

    fn target_rows(&self) -> Vec<TargetRow> {
        self.indicator
            .targets
            .iter()
            .enumerate()
            .map(|(at, target)| TargetRow {
                year: target.year.map_or_else(|| "长期".to_owned(), |year| format!("{year}年")),
                text: wording::target_full(self.indicator, target, self.standing.digits),
                scope: target_scope(self.stage, target),
                quote: target.quote.as_ref().map(|q| q.inner.clone()),
                current: self.standing.course.reference == Some(at),
            })
            .collect()
    }

    fn row<E: Edition>(&self, seq: usize) -> IndicatorRow<E> {
        let target = self.target();
        let baseline = self.indicator.baseline.as_ref();
        IndicatorRow {
            seq,
            id: self.indicator.id.as_str().to_owned(),
            link: self.stage.indicator_link(BASE, self.index),
            unit_of_measure: self.indicator.unit_of_measure.clone().unwrap_or_else(|| DASH.to_owned()),
            kind: indicator_kind(self.indicator.kind),
            baseline: baseline
                .map_or_else(|| DASH.to_owned(), |b| shown(b.value.inner.value, self.standing.digits)),
            baseline_year: baseline.map(|b| format!("{}年", b.year)),
            last: self.last_shown(),
            target_text: target.text,
            target_full: target.full,
            target_note: target.note,
            shown: self.shown::<E>(),
            difference: self.difference(),
            change_text: self.change_text(),
            schedule_text: self.schedule_text().to_owned(),
            standing: self.tag(),
            basis: self
                .value()
                .and_then(|v| v.basis.clone())
                .or_else(|| self.indicator.basis.clone())
                .unwrap_or_else(|| DASH.to_owned()),
            units_text: self.units_text(),
            sources: self.sources(&self.indicator_file(), SOURCES),
            source_text: self.source_text(),
            origins: self.sources(&self.indicator_file(), usize::MAX),
            lacks: match self.standing.value {
                Err(NoValue::Incomplete { have, of }) => Some((of.saturating_sub(have), of)),
                _ => None,
            },
            internal: E::only(|| self.note()),
        }
    }

    /// 上年值.
    pub(super) fn last_shown(&self) -> Shown {
        if self.stage.last.is_none() {
            return shown_gap("上年未报告", self.indicator);
        }
        match self.stage.last_indicator(self.index) {
            None => shown_gap("上年方案没有这项指标", self.indicator),
            Some((IndicatorStanding { value: Ok(value), .. }, then)) => shown_value(value, then),
            Some(_) => shown_gap("上年没有数值", self.indicator),
        }
    }
}

fn combine_text(how: Combine) -> &'static str {
    match how {
        Combine::None => "分县区列示，不汇总",
        Combine::Sum => "各县区求和",
        Combine::Ratio => "分子之和÷分母之和，不取百分比的平均",
        Combine::Mean => "各县区算术平均，不加权",
        Combine::Min => "取各县区最小值",
        Combine::Max => "取各县区最大值",
        Combine::EachMeets => "逐县区判定",
    }
}
