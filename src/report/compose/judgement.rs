//! How an indicator stands, in words and figures.
//!
//! Takes a standing; gives sentences, key figures and the steps of the arithmetic.
//! Never quotes the judge's own words in the public edition: they may hold reasons of decisions.

use super::figures::{Measured, target_full};
use super::frame::fact;
use super::words::{DASH, plain, rounded, signed};
use crate::assess::{Standing, TargetJudgement, TargetResult};
use crate::consolidate::Outcome;
use crate::plan::Direction;
use crate::report::{Edition, Fact, KeyFigure, Shown};
use crate::submission::Period;

impl Measured<'_, '_> {
    /// The judgement in a sentence. The public one is built from public numbers alone: the judge's own
    /// words may quote the reasons of decisions and values that were not chosen.
    pub(super) fn reason<E: Edition>(&self) -> String {
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

    pub(super) fn reason_in_numbers(&self, judged: Option<&TargetJudgement>) -> String {
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

    pub(super) fn lead<E: Edition>(&self) -> String {
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
    pub(super) fn when(&self, year: i32) -> String {
        let value = self.standing.value.as_ref().or(self.standing.partial.as_ref());
        match value.and_then(|v| v.period) {
            Some(Period::Year) => format!("{year}年"),
            Some(period @ Period::Months(_)) => format!("{year}年{period}"),
            Some(period @ Period::AsOf(_)) => period.to_string(),
            Some(Period::Cumulative) => format!("截至{year}年累计"),
            None => format!("{year}年（时段未填）"),
        }
    }

    pub(super) fn key_figures<E: Edition>(&self) -> Vec<KeyFigure> {
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

    pub(super) fn deviation_figure(&self) -> KeyFigure {
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

    pub(super) fn last_figure(&self, shown: &Shown) -> KeyFigure {
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

    /// 判定过程. The public one has its own numbers, for the same reason as the sentence.
    pub(super) fn trace<E: Edition>(&self) -> Vec<Fact> {
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
}

fn status(shown: &Shown) -> String {
    shown.value_status.clone().map_or_else(|| "数据状态未填".to_owned(), |s| format!("为{s}"))
}
