//! Indicators: the page of each, and the table of all.

use std::collections::{BTreeMap, BTreeSet};

use super::figures::{Measured, gap_text, shown_gap, shown_value, target_full, target_scope};
use super::frame::{Spec, Tab, fact};
use super::stage::Stage;
use super::words::{
    DASH, INDICATOR_ORDER, MET, MISSED, PENDING, VERDICT, count, indicator_kind, joined, link, plain,
    rounded, signed, words,
};
use crate::assess::{CountyRow, Standing, TargetJudgement, TargetResult};
use crate::consolidate::{FigureAnswer, FigureRef, FigureState, Outcome};
use crate::plan::{Combine, Direction, IndicatorIndex, IndicatorKind, Level, Located, UnitIndex};
use crate::report::{
    Count, Edition, Fact, FigureNote, Group, IndicatorNote, IndicatorPage, IndicatorRow, IndicatorTable,
    KeyFigure, ReporterRow, Shown, Tag, TargetRow, YearRow,
};

use crate::submission::{Period, SubmissionIndex};

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
            has_kind: self.plan.indicators().any(|(_, i)| i.kind != IndicatorKind::Anticipatory),
            groups,
            note: self.value_note(),
            files: self.files(BASE),
        }
    }

    /// What holds for the values shown: how many are provisional and how many are final.
    pub(super) fn value_note(&self) -> String {
        let values: Vec<_> = self.now.progress.indicators.iter().filter(|i| i.value.is_some()).collect();
        let settled = values.iter().filter(|i| i.is_final).count();
        match (values.len(), settled) {
            (0, _) => "本年度尚无指标数值。".to_owned(),
            (all, settled) if all == settled => format!("{all}项指标数值均为终值。"),
            (all, 0) => format!(
                "{all}项指标数值均为初步值或预计值，时段见各项；全年终值由主管部门审定后更新，判定相应调整。"
            ),
            (all, settled) => format!(
                "{all}项指标数值中，终值{settled}项，其余{}项为初步值或预计值，时段见各项；终值审定后更新。",
                all - settled
            ),
        }
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
        let value = self.standing.value.as_ref().or(self.standing.partial.as_ref());
        value.map(|v| v.sources.iter().map(|at| at.submission).collect()).unwrap_or_default()
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

    /// The judgement in a sentence. The public one is built from public numbers alone: the judge's own
    /// words may quote the reasons of decisions and values that were not chosen.
    fn reason<E: Edition>(&self) -> String {
        if E::INTERNAL && !self.standing.reason.is_empty() {
            return format!("{}。", self.standing.reason.trim_end_matches('。'));
        }
        let outcome = &self.stage.figures(self.index).outcome;
        let judged = self.judged();
        match (outcome, self.standing.standing) {
            (Outcome::Conflict, _) if self.standing.value.is_none() => {
                "各填报单位数值不一致，待核定，暂不判定。".to_owned()
            }
            _ if judged.is_some_and(|t| t.verdict.is_some()) => {
                format!("经办公室认定：{}。", self.tag().word)
            }
            (_, Standing::NoData) => format!("{}，暂不判定。", self.shown::<E>().note),
            (_, Standing::ToBeJudged) => format!("由办公室认定：{}。", self.tag().word),
            _ => self.reason_in_numbers(judged),
        }
    }

    fn reason_in_numbers(&self, judged: Option<&TargetJudgement>) -> String {
        let unit = self.indicator.unit_of_measure.as_deref();
        let mut text = String::new();
        if let (Some(judged), Some(value)) = (judged, &self.standing.value)
            && let Some(target) = self.indicator.targets.get(judged.target)
        {
            let year = target.year.map_or_else(|| "长期".to_owned(), |year| format!("{year}年"));
            let value = rounded(value.number, self.indicator.decimals);
            let unit = unit.unwrap_or("");
            text = format!("{year}目标{}，完成值{value}{unit}，", target_full(target, self.indicator));
            text.push_str(judged.result.chinese());
            if let (TargetResult::Missed | TargetResult::NotDue, Some(gap)) = (judged.result, judged.gap) {
                let points = if unit == "%" { "个百分点" } else { unit };
                text.push_str(&format!("，相差{}{points}", rounded(gap.abs(), self.indicator.decimals)));
            }
            if let Some(provisional) = &judged.provisional {
                text.push_str(&format!("（{provisional}，非最终结果）"));
            }
            text.push('。');
        }
        match self.standing.scheduled {
            Some(s) if s.is_interpolated() => text.push_str(&format!(
                "时序值{}，{}。",
                self.schedule(Some(s)),
                self.standing.standing.chinese()
            )),
            None if self.standing.standing == Standing::NotComparable => {
                text.push_str("本年没有目标，也没有可以推算的时序值，不判断进度。");
            }
            _ => {}
        }
        if text.is_empty() { format!("{}。", self.tag().word) } else { text }
    }

    fn lead<E: Edition>(&self) -> String {
        let (shown, target) = (self.shown::<E>(), self.target());
        let year = self.stage.now.round.year;
        let unit = self.indicator.unit_of_measure.as_deref().unwrap_or("");
        let name = &self.indicator.name.inner;
        if self.in_words() {
            let note = target.note.map(|n| format!("{n}：")).unwrap_or_default();
            return format!("{name}为定性目标，{note}{}。{}", target.text, self.reason::<E>());
        }
        let ratio = shown.ratio.as_ref().map(|r| format!("（{r}）")).unwrap_or_default();
        let first = if shown.present {
            format!("{}，{name}为{}{unit}{ratio}，{}。", self.when(year), shown.value, status(&shown))
        } else {
            format!("{year}年度{name}没有可用数值：{}。", shown.note)
        };
        let second = match (&target.note, target.full.as_str()) {
            (_, DASH) => "方案没有可比较的目标。".to_owned(),
            (None, text) => format!("本年目标{text}。"),
            (Some(note), text) => format!("{note}：{text}。"),
        };
        format!("{first}{second}{}", self.reason::<E>())
    }

    /// `2025年1—11月`, `截至2025-10-31`: the time that the value covers.
    fn when(&self, year: i32) -> String {
        let value = self.standing.value.as_ref().or(self.standing.partial.as_ref());
        match value.and_then(|v| v.period) {
            Some(Period::Year) => format!("{year}年"),
            Some(period @ Period::Months(_)) => format!("{year}年{period}"),
            Some(period @ Period::AsOf(_)) => period.to_string(),
            Some(Period::Cumulative) => format!("截至{year}年累计"),
            None => format!("{year}年（时段未填）"),
        }
    }

    fn key_figures<E: Edition>(&self) -> Vec<KeyFigure> {
        let (shown, target) = (self.shown::<E>(), self.target());
        let unit = self.indicator.unit_of_measure.clone();
        let mut figures = vec![
            KeyFigure {
                label: format!("{}年完成值", self.stage.now.round.year),
                value: shown.value.clone(),
                unit: if shown.present { unit.clone() } else { None },
                tag: None,
                note: shown.note.clone(),
            },
            KeyFigure {
                label: if target.interpolated { "时序目标" } else { "目标" }.to_owned(),
                // A target in words has no unit; “左右” and ranges carry theirs inside.
                unit: (target.bound.is_some() && target.full.ends_with(unit.as_deref().unwrap_or("")))
                    .then(|| unit.clone())
                    .flatten(),
                value: if target.full.ends_with(unit.as_deref().unwrap_or("")) {
                    target.text.clone()
                } else {
                    target.full.clone()
                },
                tag: Some(self.tag()),
                note: target.note.clone().unwrap_or_else(|| "本年目标".to_owned()),
            },
        ];
        if !self.in_words() {
            figures.push(self.deviation_figure());
            figures.push(self.last_figure(&shown));
        }
        figures
    }

    fn deviation_figure(&self) -> KeyFigure {
        let decimals = self.indicator.decimals;
        let unit = match self.indicator.unit_of_measure.as_deref() {
            Some("%") => Some("个百分点".to_owned()),
            other => other.map(str::to_owned),
        };
        let years = self.standing.years_ahead.map(|years| {
            let word = if years.is_sign_negative() { "落后" } else { "提前" };
            format!("，{word}{}年", rounded(years.abs(), 1))
        });
        match self.standing.deviation {
            None => KeyFigure {
                label: "进度偏差".to_owned(),
                value: DASH.to_owned(),
                unit: None,
                tag: None,
                note: "没有可比较的时序值".to_owned(),
            },
            Some(d) => KeyFigure {
                label: "进度偏差".to_owned(),
                value: signed(d, decimals),
                unit,
                tag: None,
                note: format!("正数为好于时序{}", years.unwrap_or_default()),
            },
        }
    }

    fn last_figure(&self, shown: &Shown) -> KeyFigure {
        if let Some(ratio) = &shown.ratio {
            return KeyFigure {
                label: "n/N".to_owned(),
                value: ratio.clone(),
                unit: None,
                tag: None,
                note: "分子和分母".to_owned(),
            };
        }
        let completion = self.standing.completion.and_then(|c| c.checked_mul(100.into()));
        KeyFigure {
            label: "完成度".to_owned(),
            value: completion.map_or_else(|| DASH.to_owned(), |c| rounded(c, 1)),
            unit: completion.map(|_| "%".to_owned()),
            tag: None,
            note: match completion {
                Some(_) => "（完成值－基期值）÷（目标值－基期值），不截断".to_owned(),
                None => "没有基期值或目标值，不计算完成度".to_owned(),
            },
        }
    }

    fn year_rows<E: Edition>(&self) -> Vec<YearRow<E>> {
        let input = self.stage.input;
        let mut rows: Vec<YearRow<E>> = vec![];
        for at in (0..=input.at).rev() {
            let current = at == input.at;
            let year = &input.years[at];
            let standing = &year.progress.indicators[self.index.0];
            let Some(value) = &standing.value else {
                if current {
                    rows.push(self.gap_row());
                }
                continue;
            };
            let number = year.round.year;
            let scheduled = standing.scheduled.map(|s| s.value);
            let before = (0..at).rev().find_map(|at| {
                let earlier = &input.years[at];
                let value = earlier.progress.indicators[self.index.0].value.as_ref();
                value.filter(|_| earlier.round.year == number - 1)
            });
            rows.push(YearRow {
                year: format!("{number}年"),
                shown: shown_value(value, self.indicator),
                schedule: self.schedule(standing.scheduled),
                interpolated: standing.scheduled.is_some_and(|s| s.is_interpolated()),
                difference: scheduled
                    .and_then(|s| value.number.checked_sub(s))
                    .map_or_else(|| DASH.to_owned(), |d| signed(d, self.indicator.decimals)),
                change_text: before
                    .map_or_else(|| DASH.to_owned(), |before| self.change_between(before, value)),
                sources: if current { self.sources("") } else { vec![] },
                source_link: (!current).then(|| {
                    let key = self.indicator.id.key();
                    link(format!("{number}年度报告"), format!("../../{number}/indicators/{key}.html"))
                }),
                current,
            });
        }
        rows.extend(self.baseline_row());
        rows
    }

    fn schedule(&self, scheduled: Option<crate::assess::Scheduled>) -> String {
        match scheduled {
            None => DASH.to_owned(),
            Some(s) if s.is_interpolated() => {
                format!("{}（内插）", rounded(s.value, self.indicator.decimals))
            }
            Some(s) => rounded(s.value, self.indicator.decimals),
        }
    }

    fn gap_row<E: Edition>(&self) -> YearRow<E> {
        YearRow {
            year: format!("{}年", self.stage.now.round.year),
            shown: self.shown::<E>(),
            schedule: self.schedule(self.standing.scheduled),
            interpolated: self.standing.scheduled.is_some_and(|s| s.is_interpolated()),
            difference: DASH.to_owned(),
            change_text: DASH.to_owned(),
            sources: self.sources(""),
            source_link: None,
            current: true,
        }
    }

    fn baseline_row<E: Edition>(&self) -> Option<YearRow<E>> {
        let baseline = self.indicator.baseline.as_ref()?;
        Some(YearRow {
            year: format!("{}年", baseline.year),
            shown: Shown {
                value: rounded(baseline.value.inner.value, self.indicator.decimals),
                present: true,
                reason: None,
                ratio: None,
                unit_of_measure: self.indicator.unit_of_measure.clone(),
                period: None,
                value_status: Some("基期值".to_owned()),
                note: "基期值".to_owned(),
            },
            schedule: DASH.to_owned(),
            interpolated: false,
            difference: DASH.to_owned(),
            change_text: DASH.to_owned(),
            sources: vec![],
            source_link: Some(words("方案")),
            current: false,
        })
    }

    /// The rows, and the files they draw on. Public: counties of a county-level indicator, and
    /// whoever's figure is used. Differing figures that nobody chose between are internal.
    fn reporters<E: Edition>(&self) -> (Vec<ReporterRow<E>>, Vec<SubmissionIndex>) {
        let record = self.stage.figures(self.index);
        let value = self.standing.value.as_ref().or(self.standing.partial.as_ref());
        let used: BTreeSet<FigureRef> = value.iter().flat_map(|v| v.sources.iter().copied()).collect();
        let counties: BTreeMap<UnitIndex, &CountyRow> =
            self.standing.counties.iter().map(|row| (row.unit, row)).collect();
        let (mut rows, mut files) = (vec![], vec![]);
        for figure in &record.figures {
            let is_used = figure.value().is_some_and(|v| v.sources.iter().any(|at| used.contains(at)));
            let county = self.indicator.level == Level::County && figure.expected;
            if !(E::INTERNAL || county || is_used) {
                continue;
            }
            files.extend(figure.value().and_then(|v| v.sources.first()).map(|at| at.submission));
            rows.push(self.reporter(figure, is_used, counties.get(&figure.unit).copied()));
        }
        (rows, files)
    }

    fn reporter<E: Edition>(
        &self,
        figure: &FigureAnswer,
        used: bool,
        county: Option<&CountyRow>,
    ) -> ReporterRow<E> {
        let place = match &figure.state {
            FigureState::Value(value) => value.sources.first().copied(),
            FigureState::Missing(place, _) | FigureState::Empty(place) => Some(*place),
            _ => None,
        };
        let located = place.and_then(|at| self.stage.form(at.submission)?.indicators.get(at.at));
        let value = figure.value();
        ReporterRow {
            unit: self.stage.unit_link(BASE, figure.unit),
            shown: match (value, figure.gap()) {
                (Some(value), _) => shown_value(value, self.indicator),
                (None, gap) => shown_gap(gap.map_or("暂无数据", gap_text::<E>), self.indicator),
            },
            standing: county.and_then(|row| {
                let at = self.standing.reference?;
                let at = self.standing.targets.iter().position(|t| t.target == at)?;
                row.results.get(at).copied().flatten().map(result_tag)
            }),
            basis: value.and_then(|v| v.basis.clone()).filter(|b| Some(b) != self.indicator.basis.as_ref()),
            origin: value.and_then(|_| text(&located?.source)),
            source: value.and(located).map(|l| self.stage.source("", figure.unit, l.place)),
            internal: E::only(|| FigureNote {
                gap: figure.gap().map(|gap| gap.chinese().to_owned()),
                note: located.and_then(|l| text(&l.note)),
                explanation: located.and_then(|l| text(&l.explanation)),
                chosen: used && self.stage.figures(self.index).choice.is_some(),
            }),
        }
    }

    fn basis_facts(&self) -> Vec<Fact> {
        let value = self.standing.value.as_ref().or(self.standing.partial.as_ref());
        let own = |text: Option<&String>| text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
        let basis = own(value.and_then(|v| v.basis.as_ref())).or_else(|| own(self.indicator.basis.as_ref()));
        let mut facts = vec![fact("口径", basis.unwrap_or_else(|| "方案和填报均未注明".to_owned()))];
        if let Some(standard) = own(value.and_then(|v| v.standard.as_ref())) {
            facts.push(fact("执行标准", standard));
        }
        facts.push(fact("指标属性", indicator_kind(self.indicator.kind)));
        facts.push(fact("填报单位", self.units_text()));
        if self.indicator.level == Level::County {
            facts.push(fact("汇总方式", combine_text(self.indicator.combine.inner)));
        }
        if !self.in_words() {
            facts.push(fact("修约", format!("按GB/T 8170，保留{}位小数", self.indicator.decimals.min(10))));
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
                text: target_full(target, self.indicator),
                scope: target_scope(self.stage, target),
                quote: target.quote.as_ref().map(|q| q.inner.clone()),
                current: self.standing.reference == Some(at),
            })
            .collect()
    }

    /// 判定过程. The public one has its own numbers, for the same reason as the sentence.
    fn trace<E: Edition>(&self) -> Vec<Fact> {
        let mut trace = vec![fact("结论", self.reason::<E>())];
        if E::INTERNAL {
            trace.extend(self.standing.steps.iter().map(|step| fact("计算", step.as_str())));
            return trace;
        }
        let Some(value) = &self.standing.value else { return trace };
        let decimals = self.indicator.decimals;
        let shown = rounded(value.number, decimals);
        if let Some((n, of)) = value.ratio {
            trace.push(fact("分子和分母", format!("{} ÷ {}", plain(n), plain(of))));
        }
        if let (Some(scheduled), Some(deviation)) = (self.standing.scheduled, self.standing.deviation) {
            let p = self.schedule(Some(scheduled));
            trace.push(fact("时序值", p.as_str()));
            let better = match self.indicator.direction.inner {
                Direction::Down => "时序值－完成值",
                _ => "完成值－时序值",
            };
            trace.push(fact(
                "进度偏差",
                format!("{better}：完成值{shown}，时序值{p}，偏差{}", signed(deviation, decimals)),
            ));
        }
        if let Some(years) = self.standing.years_ahead {
            let word = if years.is_sign_negative() { "落后" } else { "提前" };
            trace.push(fact("年数", format!("{word}{}年", rounded(years.abs(), 1))));
        }
        if let Some(completion) = self.standing.completion.and_then(|c| c.checked_mul(100.into())) {
            trace.push(fact(
                "完成度",
                format!("（完成值－基期值）÷（目标值－基期值）＝{}%，不截断", rounded(completion, 1)),
            ));
        }
        trace
    }

    /// Internal: differing values, decisions, who is missing.
    fn note(&self) -> IndicatorNote {
        let record = self.stage.figures(self.index);
        let decisions = &self.stage.now.round.decisions;
        let mut decided: Vec<String> = vec![];
        if let Some(c) = record.choice.and_then(|at| decisions.choices.get(at)) {
            decided.push(format!("采用“{}”的数值：{}（{}，{}）", c.unit.inner, c.reason, c.by, c.on));
        }
        let key = self.indicator.id.key();
        for verdict in decisions.verdicts.iter().filter(|v| v.indicator.trim().eq_ignore_ascii_case(&key)) {
            let word = match verdict.verdict {
                crate::submission::Ruling::Met => "达标",
                crate::submission::Ruling::Missed => "未达标",
                crate::submission::Ruling::Pending => "待认定",
            };
            decided.push(format!("认定为“{word}”：{}（{}，{}）", verdict.reason, verdict.by, verdict.on));
        }
        let differ = matches!(record.outcome, Outcome::Conflict) || record.choice.is_some();
        IndicatorNote {
            conflicts: record
                .figures
                .iter()
                .filter(|_| differ)
                .filter_map(|figure| {
                    let value = figure.value()?;
                    let shown = shown_value(value, self.indicator);
                    let ratio = shown.ratio.map(|r| format!("（{r}）")).unwrap_or_default();
                    let name = self.stage.name(figure.unit);
                    Some(format!("{name}：{}{ratio}，{}", shown.value, shown.note))
                })
                .collect(),
            decisions: decided,
            missing: record
                .figures
                .iter()
                .filter(|figure| figure.expected)
                .filter_map(|f| Some(format!("{}：{}", self.stage.name(f.unit), f.gap()?.chinese())))
                .collect(),
        }
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
                .map_or_else(|| DASH.to_owned(), |b| rounded(b.value.inner.value, self.indicator.decimals)),
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
                .standing
                .value
                .as_ref()
                .and_then(|v| v.basis.clone())
                .or_else(|| self.indicator.basis.clone())
                .unwrap_or_else(|| DASH.to_owned()),
            units_text: self.units_text(),
            sources: self.sources(&self.indicator_file()),
            source_text: self.source_text(),
            internal: E::only(|| self.note()),
        }
    }

    /// 上年值.
    pub(super) fn last_shown(&self) -> Shown {
        let last = self.stage.last.map(|last| &last.progress.indicators[self.index.0]);
        match last {
            None => shown_gap("上年未报告", self.indicator),
            Some(last) => match &last.value {
                Some(value) => shown_value(value, self.indicator),
                None => shown_gap("上年没有数值", self.indicator),
            },
        }
    }
}

fn text(field: &Option<Located<String>>) -> Option<String> {
    field.as_ref().map(|t| t.inner.trim().to_owned()).filter(|t| !t.is_empty())
}

fn status(shown: &Shown) -> String {
    shown.value_status.clone().map_or_else(|| "数据状态未填".to_owned(), |s| format!("为{s}"))
}

fn result_tag(result: TargetResult) -> Tag {
    match result {
        TargetResult::Met => MET,
        TargetResult::Missed => MISSED,
        TargetResult::NotDue => Tag { word: "未到期", ..PENDING },
        TargetResult::ToBeJudged => VERDICT,
        TargetResult::NotComparable => Tag { word: "不可比", ..PENDING },
        TargetResult::NoData => Tag { word: "无数据", ..PENDING },
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
