//! The values of an indicator one by one: by year, by unit, and what the office decided.
//!
//! Takes figures and their states; gives rows. Never shows the public two values that differ.

use super::figures::{Measured, SOURCES, shown_gap, shown_value};
use super::words::{DASH, MET, MISSED, PENDING, VERDICT, words};
use crate::assess::{CountyRow, TargetResult};
use crate::consolidate::{FigureAnswer, FigureRef, FigureState, Outcome};
use crate::measure::{Quantity, shown, shown_signed};
use crate::plan::{Level, Located, Published, UnitIndex};
use crate::report::{Edition, FigureNote, IndicatorNote, ReporterRow, Shown, Tag, YearRow};
use crate::submission::{Held, SubmissionIndex};
use crate::wording::{self, Reader};
use std::collections::{BTreeMap, BTreeSet};

impl Measured<'_, '_> {
    pub(super) fn year_rows<E: Edition>(&self) -> Vec<YearRow<E>> {
        let years = self.years_back();
        let mut rows: Vec<YearRow<E>> = vec![];
        for (year, standing) in &years {
            let number = year.round.year;
            let current = number == self.stage.now.round.year;
            let Ok(value) = &standing.value else {
                if current {
                    rows.push(self.gap_row());
                }
                continue;
            };
            // On that year's site the page has the id that the indicator had then.
            let key = year.plan.indicator(standing.indicator).id.key();
            rows.push(YearRow {
                year: format!("{number}年"),
                shown: shown_value(value, self.indicator)
                    .asked(year.tables.indicators[standing.indicator.0].questions()),
                schedule: self.schedule(standing.course.scheduled),
                interpolated: standing.course.scheduled.is_some_and(|s| s.is_interpolated()),
                difference: standing
                    .distance
                    .map_or_else(|| DASH.to_owned(), |d| shown_signed(d.value, standing.digits)),
                change_text: match &standing.year_on_year {
                    Ok(change) => wording::change(self.indicator, change),
                    Err(why) => wording::no_change(why),
                },
                sources: if current { self.sources("", SOURCES) } else { vec![] },
                origins: if current { self.sources("", usize::MAX) } else { vec![] },
                source_link: (!current).then(|| {
                    year.to_page(format!("{number}年度报告"), format!("../../{number}/indicators/{key}.html"))
                }),
                current,
            });
        }
        rows.extend(self.published().into_iter().map(|(given, value)| self.published_row(given, &value)));
        rows.extend(self.baseline_row());
        rows
    }

    /// A value that was published before the first round, with where it was.
    fn published_row<E: Edition>(&self, given: &Published, value: &Quantity) -> YearRow<E> {
        let mut shown = shown_value(value, self.indicator);
        let status = shown.value_status.get_or_insert_with(|| "公布值".to_owned());
        // Data files name no file and line for it, so the note says where it comes from.
        shown.note = format!("全年{status}，来源：{}", given.source.inner);
        let notes = [given.basis.as_ref().map(|basis| format!("口径：{basis}")), given.standard.clone()];
        let notes: String = notes.into_iter().flatten().map(|note| format!("（{note}）")).collect();
        YearRow {
            year: format!("{}年", given.year),
            shown,
            schedule: DASH.to_owned(),
            interpolated: false,
            difference: DASH.to_owned(),
            change_text: DASH.to_owned(),
            sources: vec![],
            origins: vec![],
            source_link: Some(words(format!("{}{notes}", given.source.inner))),
            current: false,
        }
    }

    pub(super) fn schedule(&self, scheduled: Option<crate::assess::Scheduled>) -> String {
        match scheduled {
            None => DASH.to_owned(),
            Some(s) if s.is_interpolated() => {
                format!("{}（内插）", shown(s.value, self.standing.digits))
            }
            Some(s) => shown(s.value, self.standing.digits),
        }
    }

    pub(super) fn gap_row<E: Edition>(&self) -> YearRow<E> {
        YearRow {
            year: format!("{}年", self.stage.now.round.year),
            shown: self.shown::<E>(),
            schedule: self.schedule(self.standing.course.scheduled),
            interpolated: self.standing.course.scheduled.is_some_and(|s| s.is_interpolated()),
            difference: DASH.to_owned(),
            change_text: DASH.to_owned(),
            sources: self.sources("", SOURCES),
            origins: self.sources("", usize::MAX),
            source_link: None,
            current: true,
        }
    }

    pub(super) fn baseline_row<E: Edition>(&self) -> Option<YearRow<E>> {
        let baseline = self.indicator.baseline.as_ref()?;
        Some(YearRow {
            year: format!("{}年", baseline.year),
            shown: Shown {
                value: shown(baseline.value.inner.value, self.standing.digits),
                present: true,
                reason: None,
                ratio: None,
                unit_of_measure: self.indicator.unit_of_measure.clone(),
                period: None,
                value_status: Some("基期值".to_owned()),
                note: "基期值".to_owned(),
                open: None,
            },
            schedule: DASH.to_owned(),
            interpolated: false,
            difference: DASH.to_owned(),
            change_text: DASH.to_owned(),
            sources: vec![],
            origins: vec![],
            source_link: Some(words("方案")),
            current: false,
        })
    }

    /// The rows, and the files they draw on. Public: counties of a county-level indicator, and
    /// whoever's figure is used. Differing figures that nobody chose between are internal.
    pub(super) fn reporters<E: Edition>(&self) -> (Vec<ReporterRow<E>>, Vec<SubmissionIndex>) {
        let record = self.stage.figures(self.index);
        let value = self.value();
        let used: BTreeSet<FigureRef> = value.iter().flat_map(|v| v.sources.iter().copied()).collect();
        let counties: BTreeMap<UnitIndex, &CountyRow> =
            self.standing.counties.iter().map(|row| (row.unit, row)).collect();
        let (mut rows, mut files) = (vec![], vec![]);
        for figure in &record.figures {
            let is_used = figure.value().is_some_and(|v| v.sources.iter().any(|at| used.contains(at)));
            // A county that is silent or faulty has no row of its own outside of the office.
            let spoke = matches!(
                figure.state,
                FigureState::Value(_) | FigureState::Missing(..) | FigureState::Held(Held::Open(_))
            );
            let county = self.indicator.level == Level::County && figure.expected && spoke;
            if !(E::READER == Reader::Office || county || is_used) {
                continue;
            }
            files.extend(figure.value().and_then(|v| v.sources.first()).map(|at| at.submission));
            rows.push(self.reporter(figure, is_used, counties.get(&figure.unit).copied()));
        }
        (rows, files)
    }

    pub(super) fn reporter<E: Edition>(
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
            unit: self.stage.unit_link("../", figure.unit),
            shown: match (value, figure.gap()) {
                (Some(value), _) => shown_value(value, self.indicator).asked(&value.questions),
                (None, gap) => {
                    let reason = gap.map_or("暂无数据".into(), |gap| wording::gap(gap, E::READER));
                    shown_gap(reason, self.indicator)
                }
            },
            standing: county.and_then(|row| {
                let at = self.standing.course.reference?;
                let at = self.standing.targets.iter().position(|t| t.target == at)?;
                row.results.get(at)?.as_ref().map(|judged| result_tag(judged.result))
            }),
            basis: value.and_then(|v| v.basis.clone()).filter(|b| Some(b) != self.indicator.basis.as_ref()),
            origin: value.and_then(|_| text(&located?.source)),
            source: value.and(located).map(|l| self.stage.source("", figure.unit, l.place)),
            internal: E::only(|| FigureNote {
                gap: figure.gap().map(|gap| gap.chinese().to_owned()),
                note: located.and_then(|l| text(&l.note)),
                explanation: located
                    .and_then(|l| Some(l.explanation.as_ref()?.in_words()))
                    .filter(|e| !e.is_empty()),
                chosen: used && self.stage.figures(self.index).choice.is_some(),
            }),
        }
    }

    /// Internal: differing values, decisions, who is missing.
    pub(super) fn note(&self) -> IndicatorNote {
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
}

fn text(field: &Option<Located<String>>) -> Option<String> {
    field.as_ref().map(|t| t.inner.trim().to_owned()).filter(|t| !t.is_empty())
}

fn result_tag(result: TargetResult) -> Tag {
    let word = wording::result(result);
    match result {
        TargetResult::Met => MET,
        TargetResult::Missed => MISSED,
        TargetResult::OnPace => Tag { word, ..MET },
        TargetResult::OffPace => Tag { word, ..MISSED },
        TargetResult::ToBeJudged => VERDICT,
        TargetResult::NotDue | TargetResult::NotComparable | TargetResult::NoData => Tag { word, ..PENDING },
    }
}
