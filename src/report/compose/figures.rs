//! Figures and targets as they are printed, for one edition.
//!
//! Takes an indicator with its standing; gives values with period and status, targets, series.
//! Never shows a value without its period, and never names silence in the public edition.

use std::sync::Arc;

use chrono::Datelike as _;
use rust_decimal::Decimal;

use super::stage::Stage;
use super::words::{DASH, MISSED, PENDING, VERDICT, plain, rounded, signed, standing};
use crate::assess::{IndicatorStanding, Standing, TargetJudgement, TargetResult};
use crate::consolidate::{FigureRef, Gap, Outcome, Value};
use crate::plan::{Change, Indicator, IndicatorIndex, Operator, Per, Target};
use crate::report::{Edition, Mini, Public, Shown, Source, Tag};
use crate::submission::Held;

/// Places that are named beside a value.
const SOURCES: usize = 3;

/// Why there is no value, as the edition may say it: which unit was silent, late or faulty is
/// internal, so the public edition has one word for all of it.
pub(super) fn gap_text<E: Edition>(gap: Gap) -> &'static str {
    match gap {
        _ if E::INTERNAL => gap.chinese(),
        Gap::NotSubmitted | Gap::NoEntry | Gap::NilReturn | Gap::Unusable | Gap::Held(Held::Faulty(_)) => {
            "暂无数据"
        }
        _ => gap.chinese(),
    }
}

/// A value as shown.
pub(super) fn shown_value(value: &Value, indicator: &Indicator) -> Shown {
    let period = value.period.map(|period| period.to_string());
    let status = value.status.map(|status| status.chinese().to_owned());
    let note = match (&period, &status) {
        (Some(period), Some(status)) => format!("{period}{status}"),
        (Some(period), None) => period.clone(),
        (None, Some(status)) => format!("{status}，时段未填"),
        (None, None) => "时段未填".to_owned(),
    };
    Shown {
        value: rounded(value.number, indicator.decimals),
        present: true,
        reason: None,
        ratio: value.ratio.map(|(n, of)| format!("{}/{}", plain(n), plain(of))),
        unit_of_measure: indicator.unit_of_measure.clone(),
        period,
        value_status: status,
        note,
    }
}

/// A cell without a value.
pub(super) fn shown_gap(reason: impl Into<String>, indicator: &Indicator) -> Shown {
    let reason = reason.into();
    Shown {
        value: DASH.to_owned(),
        present: false,
        note: reason.clone(),
        reason: Some(reason),
        ratio: None,
        unit_of_measure: indicator.unit_of_measure.clone(),
        period: None,
        value_status: None,
    }
}

/// A target with its operator: `≥90.0`, `18左右`, `25～30`, or the words.
pub(super) fn target_text(target: &Target) -> String {
    target_with(target, "")
}

/// A target with its unit of measure: `≥90%`, `18%左右`, `25～30微克/立方米`; words stay words.
pub(super) fn target_full(target: &Target, indicator: &Indicator) -> String {
    target_with(target, indicator.unit_of_measure.as_deref().unwrap_or(""))
}

fn target_with(target: &Target, unit: &str) -> String {
    let Some(value) = &target.value else {
        return target.text.clone().unwrap_or_else(|| DASH.to_owned());
    };
    // The plan's own digits: 80 is not 80.0.
    let text = value.inner.written.as_str();
    if let Some(change) = target.change {
        let verb = match change {
            Change::Fall => "下降",
            Change::Rise => "上升",
        };
        let since = target.baseline_year.map(|year| format!("较{year}年")).unwrap_or_default();
        return format!("{since}{verb}{text}%{}", bound_word(target.op.inner));
    }
    match (target.op.inner, &target.value_max) {
        (Operator::Range, Some(max)) => format!("{text}～{}{unit}", max.inner.written),
        (Operator::About, _) => format!("{text}{unit}左右"),
        (op, _) => format!("{}{text}{unit}", operator(op)),
    }
}

fn bound_word(op: Operator) -> &'static str {
    match op {
        Operator::AtLeast => "以上",
        Operator::AtMost => "以内",
        Operator::About => "左右",
        _ => "",
    }
}

/// The sign of an operator; full width where the half-width one would be markup.
pub(super) fn operator(op: Operator) -> &'static str {
    match op {
        Operator::AtLeast => "≥",
        Operator::AtMost => "≤",
        Operator::Above => "＞",
        Operator::Below => "＜",
        Operator::Equal => "＝",
        Operator::About | Operator::Range | Operator::Verdict => "",
    }
}

/// Whom a target holds for, when not the whole.
pub(super) fn target_scope(stage: &Stage<'_>, target: &Target) -> Option<String> {
    if let Some(id) = &target.unit {
        return Some(stage.plan.unit_named(id.as_str()).map_or(id.as_str(), |u| stage.name(u)).to_owned());
    }
    matches!(target.per, Some(Per::County)).then(|| "每个县区".to_owned())
}

/// An indicator of the plan-year: definition, record and standing side by side.
pub(super) struct Measured<'s, 'a> {
    pub(super) stage: &'s Stage<'a>,
    pub(super) index: IndicatorIndex,
    pub(super) indicator: &'a Indicator,
    pub(super) standing: &'a IndicatorStanding,
}

/// The target of the year as a cell has it.
pub(super) struct YearTarget {
    /// `≥61.0`, the words, or “—”.
    pub(super) text: String,
    /// With its unit of measure.
    pub(super) full: String,
    /// `时序值，内插`, `2027年目标`; none for a target of this very year.
    pub(super) note: Option<String>,
    /// What the value is compared with.
    pub(super) bound: Option<Decimal>,
    pub(super) interpolated: bool,
}

impl<'a> Stage<'a> {
    /// All indicators as small multiples for pages one folder down, shared by them.
    pub(super) fn minis<E: Edition>(&self) -> Vec<Arc<Mini<E>>> {
        self.plan.indicators().map(|(index, _)| Arc::new(self.measured(index).mini("../"))).collect()
    }

    /// Looks an indicator up.
    pub(super) fn measured(&self, index: IndicatorIndex) -> Measured<'_, 'a> {
        Measured {
            stage: self,
            index,
            indicator: self.plan.indicator(index),
            standing: &self.now.progress.indicators[index.0],
        }
    }
}

impl<'a> Measured<'_, 'a> {
    /// Its place among the four counted ones, with the word that fits best.
    pub(super) fn tag(&self) -> Tag {
        match (&self.stage.figures(self.index).outcome, self.standing.standing) {
            (Outcome::Conflict, Standing::NoData | Standing::NotComparable) => {
                Tag { word: "待核定", ..PENDING }
            }
            (Outcome::None(Gap::Missing(missing)), Standing::NoData) => {
                Tag { word: missing.chinese(), ..PENDING }
            }
            (_, Standing::ToBeJudged) if !self.standing.targets.iter().any(|t| t.is_open()) => {
                Tag { word: "届时认定", ..VERDICT }
            }
            (_, Standing::NotComparable)
                if self.judged().is_some_and(|t| t.result == TargetResult::NotDue) =>
            {
                Tag { word: "未到目标年", ..PENDING }
            }
            // “落后于时序” is only said of a schedule; a target that holds now is missed.
            (_, Standing::Behind | Standing::FarBehind)
                if self.standing.scheduled.is_none_or(|s| !s.is_interpolated()) =>
            {
                MISSED
            }
            (_, found) => standing(found),
        }
    }

    /// The judgement on the target that the standing refers to.
    pub(super) fn judged(&self) -> Option<&'a TargetJudgement> {
        let at = self.standing.reference?;
        self.standing.targets.iter().find(|t| t.target == at)
    }

    /// Whether it is a goal in words.
    pub(super) fn in_words(&self) -> bool {
        !self.indicator.is_measured()
    }

    /// The value of the whole, or why there is none.
    pub(super) fn shown<E: Edition>(&self) -> Shown {
        if let Some(value) = &self.standing.value {
            return shown_value(value, self.indicator);
        }
        match &self.stage.figures(self.index).outcome {
            Outcome::Incomplete { partial, have, of } => self.incomplete(partial.as_ref(), *have, *of),
            Outcome::Conflict => shown_gap("各填报单位数值不一致，待核定", self.indicator),
            Outcome::Separate => shown_gap("分县区列示", self.indicator),
            Outcome::None(gap) => shown_gap(gap_text::<E>(*gap), self.indicator),
            Outcome::Value(value) => shown_value(value, self.indicator),
        }
    }

    fn incomplete(&self, partial: Option<&Value>, have: usize, of: usize) -> Shown {
        let lacks = format!("数据不全，缺{}家，应有{of}家", of.saturating_sub(have));
        match partial {
            None => shown_gap(lacks, self.indicator),
            Some(value) => {
                let shown = shown_value(value, self.indicator);
                Shown { note: format!("{}，{lacks}", shown.note), ..shown }
            }
        }
    }

    /// The target that is judged this year.
    pub(super) fn target(&self) -> YearTarget {
        let year = self.stage.now.round.year;
        let none = |text: String| YearTarget {
            full: text.clone(),
            text,
            note: None,
            bound: None,
            interpolated: false,
        };
        let reference = self.standing.reference.and_then(|at| self.indicator.targets.get(at));
        if let Some(scheduled) = self.standing.scheduled
            && scheduled.is_interpolated()
        {
            let sign = reference.map_or("", |target| operator(target.op.inner));
            let text = format!("{sign}{}", rounded(scheduled.value, self.indicator.decimals));
            return YearTarget {
                full: format!("{text}{}", self.indicator.unit_of_measure.as_deref().unwrap_or("")),
                text,
                note: Some("时序值，内插".to_owned()),
                bound: Some(scheduled.value),
                interpolated: true,
            };
        }
        let Some(target) = reference else { return none(DASH.to_owned()) };
        let bound = self.judged();
        YearTarget {
            text: target_text(target),
            full: target_full(target, self.indicator),
            note: match target.year {
                Some(of) if of == year => None,
                Some(of) => Some(format!("{of}年目标")),
                None => Some("长期目标".to_owned()),
            },
            bound: bound.and_then(|t| t.bound),
            interpolated: false,
        }
    }

    /// 与目标差, signed, or “—”.
    pub(super) fn difference(&self) -> String {
        let value = self.standing.value.as_ref().map(|v| v.number);
        match (value, self.target().bound) {
            (Some(value), Some(bound)) => match value.checked_sub(bound) {
                Some(difference) => signed(difference, self.indicator.decimals),
                None => DASH.to_owned(),
            },
            _ => DASH.to_owned(),
        }
    }

    /// 是否达到时序进度.
    pub(super) fn schedule_text(&self) -> &'static str {
        match self.standing.deviation {
            Some(d) if d >= Decimal::ZERO => "达到",
            Some(_) => "未达到",
            None => DASH,
        }
    }

    /// 同比, or why there is none; “—” for goals in words.
    pub(super) fn change_text(&self) -> String {
        if self.in_words() || self.standing.value.is_none() {
            return DASH.to_owned();
        }
        match &self.standing.year_on_year {
            Ok(year) => year.text.clone(),
            Err(reason) if reason.is_empty() => DASH.to_owned(),
            Err(reason) => reason.clone(),
        }
    }

    fn source_refs(&self) -> &'a [FigureRef] {
        let value = self.standing.value.as_ref().or(self.standing.partial.as_ref());
        value.map(|v| v.sources.as_slice()).unwrap_or_default()
    }

    /// Where the value comes from, in words: a figure of many counties names how many.
    pub(super) fn source_text(&self) -> String {
        match self.source_refs() {
            refs if refs.len() > SOURCES => format!("{}家报送件，见指标页", refs.len()),
            _ => {
                let sources = self.sources::<Public>("");
                sources.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join("；")
            }
        }
    }

    /// Where the value comes from; of many the first three: a page that shows an indicator beside
    /// others must not grow with the number of counties.
    pub(super) fn sources<E: Edition>(&self, page: &str) -> Vec<Source<E>> {
        self.source_refs()
            .iter()
            .take(SOURCES)
            .filter_map(|at| {
                let unit = self.stage.now.round.submissions[at.submission.0].unit?;
                let place = self.stage.form(at.submission)?.indicators.get(at.at)?.place;
                Some(self.stage.source(page, unit, place))
            })
            .collect()
    }

    /// As a small multiple.
    pub(super) fn mini<E: Edition>(&self, base: &str) -> Mini<E> {
        let target = self.target();
        let link = self.stage.indicator_link(base, self.index);
        Mini {
            sources: self.sources(link.href.as_deref().unwrap_or("")),
            group: self.indicator.group.clone().unwrap_or_default(),
            link,
            series: self.series(),
            shown: self.shown::<E>(),
            target_text: match (&target.note, target.full.as_str()) {
                (_, DASH) => "方案未定目标".to_owned(),
                (None, text) => format!("年度目标 {text}"),
                (Some(note), text) if target.interpolated => format!("年度目标 {text}（{note}）"),
                (Some(note), text) => format!("{note} {text}"),
            },
            standing: self.tag(),
            source_text: self.source_text(),
        }
    }
}

/// A day in a table.
pub(super) fn day(date: chrono::NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}
