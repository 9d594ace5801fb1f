//! The values of an indicator unit by unit, and what the office decided of them.
//!
//! Takes figures and their states; gives rows. Never shows the public two values that differ.

use std::collections::{BTreeMap, BTreeSet};

use super::digest::settled_place;
use super::figures::{Measured, shown_gap, shown_value};
use super::links::unit_link;
use super::reasons;
use super::settled::settled_of;
use super::sources::source;
use super::tags::{MET, MISSED, PACED, PENDING, UNLIKE, VERDICT};
use crate::assess::{CountyRow, TargetJudgement, TargetResult};
use crate::consolidate::{FigureAnswer, FigureRef, FigureState, Outcome, Value};
use crate::measure::{self, Quantity};
use crate::plan::{Level, Located, UnitIndex};
use crate::report::{Edition, FigureNote, IndicatorNote, ReporterRow, Shown, Tag};
use crate::submission::{Held, SubmissionIndex};
use crate::wording::{self, Decided, Reader};

/// The rows, and the files they draw on. Public: counties of a county-level indicator, and
/// whoever's figure is used. Differing figures that nobody chose between are internal.
pub(super) fn reporters<E: Edition>(
    measured: &Measured<'_, '_>,
) -> (Vec<ReporterRow<E>>, Vec<SubmissionIndex>) {
    let record = measured.stage.figures(measured.index);
    let value = measured.value();
    let used: BTreeSet<FigureRef> = value.iter().flat_map(|v| v.sources.iter().copied()).collect();
    let counties: BTreeMap<UnitIndex, &CountyRow> =
        measured.standing.counties.iter().map(|row| (row.unit, row)).collect();
    let (mut rows, mut files) = (vec![], vec![]);
    for figure in &record.figures {
        let is_used = figure.value().is_some_and(|v| v.sources.iter().any(|at| used.contains(at)));
        if !(is_used || is_told::<E>(measured, figure)) || is_unfillable(measured, figure) {
            continue;
        }
        let drawn_on = figure.value().into_iter().chain(&figure.last_year);
        files.extend(drawn_on.filter_map(|v| v.sources.first()).map(|at| at.submission));
        rows.push(reporter(measured, figure, is_used, counties.get(&figure.unit).copied()));
    }
    (rows, files)
}

/// Whether what a unit reported is told of it alone. A county that is silent or faulty has no row of its own
/// outside of the office; figures of one thing that differ have none either.
pub(super) fn is_told<E: Edition>(measured: &Measured<'_, '_>, figure: &FigureAnswer) -> bool {
    let spoke = matches!(
        figure.state,
        FigureState::Value(_)
            | FigureState::Missing(..)
            | FigureState::NilReturn
            | FigureState::Held(Held::Open(_))
    );
    E::READER == Reader::Office || measured.indicator.level == Level::County && figure.expected && spoke
}

/// Whether there is nothing to fill in: no form asks for the figure of a goal in words, and none is lacking.
fn is_unfillable(measured: &Measured<'_, '_>, figure: &FigureAnswer) -> bool {
    measured.in_words() && figure.value().is_none() && reasons::place(figure).is_none()
}

fn reporter<E: Edition>(
    measured: &Measured<'_, '_>,
    figure: &FigureAnswer,
    used: bool,
    county: Option<&CountyRow>,
) -> ReporterRow<E> {
    let place = reasons::place(figure);
    let located = place.and_then(|at| measured.stage.form(at.submission)?.indicators.get(at.at));
    let value = figure.value();
    let own = county.map(|county| own_judgements(measured, county)).unwrap_or_default();
    let because = reasons::of_unit(measured, figure, own_tag(&own));
    let (settled, settled_origins) = settled_of(measured, figure.unit).unzip();
    ReporterRow {
        unit: unit_link(measured.stage, "../", figure.unit),
        shown: shown_of::<E>(measured, figure),
        last_year: figure.last_year.as_ref().filter(|_| measured.indicator.level == Level::County).map(
            |last| {
                let mut shown = shown_value(last, measured.indicator).asked(&last.questions);
                shown.note = format!("{}，{}年填报", shown.note, measured.stage.now.round.year);
                shown
            },
        ),
        last_source: figure
            .last_year
            .as_ref()
            .filter(|_| measured.indicator.level == Level::County)
            .and_then(|last| {
                let at = last.sources.first()?;
                let place = settled_place(measured.stage.form(at.submission)?.indicators.get(at.at)?)?;
                Some(source(measured.stage, "", figure.unit, place))
            }),
        settled,
        settled_origins: settled_origins.unwrap_or_default(),
        standing: own_tag(&own),
        standing_note: own_note(measured, &own),
        basis: value.and_then(|v| v.basis.clone()).filter(|b| Some(b) != measured.indicator.basis.as_ref()),
        origin: value.and_then(|_| text(&located?.source)),
        source: value.and(located).map(|l| source(measured.stage, "", figure.unit, l.place)),
        because: because.clone(),
        internal: E::only(|| FigureNote {
            gap: measured.stage.now.progress.gap(figure).map(|gap| gap.chinese().into_owned()),
            note: located.and_then(|l| text(&l.note)).filter(|_| because.is_none()),
            explanation: located
                .and_then(|l| Some(l.explanation.as_ref()?.in_words()))
                .filter(|e| !e.is_empty()),
            chosen: used && measured.stage.figures(measured.index).choice.is_some(),
        }),
    }
}

/// The value of one reporter, or why there is none.
pub(super) fn shown_of<E: Edition>(measured: &Measured<'_, '_>, figure: &FigureAnswer) -> Shown {
    match (figure.value(), measured.stage.now.progress.gap(figure)) {
        (Some(value), _) => {
            shown_value(&as_told(measured, figure.unit, value), measured.indicator).asked(&value.questions)
        }
        (None, gap) => {
            let reason = gap.map_or("暂无数据".into(), |gap| wording::gap(gap, E::READER));
            shown_gap(reason, measured.indicator)
        }
    }
}

/// A reporter's value as it stands wherever else it is told: in its own row, or as the figure of the whole.
fn as_told(measured: &Measured<'_, '_>, unit: UnitIndex, value: &Value) -> Quantity {
    let own =
        measured.standing.counties.iter().find(|row| row.unit == unit).and_then(|row| row.value.as_ref());
    let is_it = |whole: &&Value| {
        whole.number == value.number && value.sources.iter().all(|at| whole.sources.contains(at))
    };
    let told = own.into_iter().chain(measured.value().filter(is_it)).map(|told| told.digits);
    Quantity { digits: told.fold(value.digits, u32::max), ..value.quantity.clone() }
}

/// What a unit is judged by: all that holds for it, not only the target that stands beside the figure of all.
pub(super) fn own_judgements<'c>(
    measured: &Measured<'_, '_>,
    county: &'c CountyRow,
) -> Vec<&'c TargetJudgement> {
    let reference = measured.standing.course.reference;
    let all: Vec<&TargetJudgement> = county.results.iter().flatten().filter(|own| own.counts).collect();
    let holds = |own: &&TargetJudgement| own.is_live || reference == Some(own.target);
    let mut judged: Vec<&TargetJudgement> = all.iter().copied().filter(holds).collect();
    // A target of its own is told before its year has come, too: that of the whole says nothing of it.
    let target = |own: &TargetJudgement| &measured.indicator.targets[own.target];
    let named = |own: &&TargetJudgement| target(own).unit.is_some();
    if !judged.iter().any(named) {
        let year = measured.stage.now.round.year;
        let to_come = all.iter().copied().filter(named).filter(|own| target(own).year >= Some(year));
        judged.extend(to_come.min_by_key(|own| target(own).year));
    }
    judged
}

/// What the word of the verdict leaves open: what the unit lacks; of several targets, and of one that does not stand
/// beside the figure of the whole, also which it is.
pub(super) fn own_note(measured: &Measured<'_, '_>, own: &[&TargetJudgement]) -> Option<String> {
    let reference = measured.standing.course.reference;
    match own {
        [only] if reference == Some(only.target) || only.is_live => {
            wording::shortfall(measured.indicator, only)
        }
        told => wording::one_by_one(&measured.subject(), told),
    }
}

/// The worst of them decides.
pub(super) fn own_tag(own: &[&TargetJudgement]) -> Option<Tag> {
    own.iter().max_by_key(|own| weight(own.result)).map(|judged| result_tag(judged))
}

/// Why the whole is missed: of several units that say so each with its name.
pub(super) fn because<E: Edition>(measured: &Measured<'_, '_>) -> Option<String> {
    let counties: BTreeMap<UnitIndex, &CountyRow> =
        measured.standing.counties.iter().map(|row| (row.unit, row)).collect();
    let record = measured.stage.figures(measured.index);
    let used: BTreeSet<FigureRef> =
        measured.value().iter().flat_map(|value| value.sources.iter().copied()).collect();
    let told = record.figures.iter().filter(|figure| {
        let is_used = figure.value().is_some_and(|own| own.sources.iter().any(|at| used.contains(at)));
        // Of a goal in words whoever is asked for it says how it stands.
        let is_own = counties.contains_key(&figure.unit) && is_told::<E>(measured, figure);
        is_used || is_own || measured.in_words() && figure.expected
    });
    let said = told.filter_map(|figure| {
        let own = counties.get(&figure.unit).and_then(|county| own_tag(&own_judgements(measured, county)));
        Some((measured.stage.name(figure.unit), reasons::of_unit(measured, figure, own)?))
    });
    let said: Vec<(&str, String)> = said.collect();
    match said.as_slice() {
        [] => None,
        [(_, words)] => Some(words.clone()),
        several => {
            let named = several.iter().map(|(unit, words)| format!("{unit}：{words}"));
            Some(named.collect::<Vec<_>>().join("；"))
        }
    }
}

/// Internal: differing values, decisions, who is missing.
pub(super) fn indicator_note(measured: &Measured<'_, '_>) -> IndicatorNote {
    let record = measured.stage.figures(measured.index);
    let decisions = &measured.stage.now.round.decisions;
    let mut decided: Vec<String> = vec![];
    if let Some(c) = record.choice.and_then(|at| decisions.choices.get(at)) {
        decided.push(Decided::figure(c, measured.stage.name_of(&c.unit)).sentence());
    }
    for verdict in decisions.verdicts.iter().filter(|v| v.indicator.of == Some(measured.index)) {
        decided.push(Decided::verdict(verdict, measured.indicator).sentence());
    }
    let differ = matches!(record.outcome, Outcome::Conflict(_)) || record.choice.is_some();
    IndicatorNote {
        conflicts: record
            .figures
            .iter()
            .filter(|_| differ)
            .filter_map(|figure| {
                let value = figure.value()?;
                let shown = shown_value(value, measured.indicator);
                let ratio = shown.ratio.map(|r| format!("（{r}）")).unwrap_or_default();
                let name = measured.stage.name(figure.unit);
                let of = [value.basis.as_deref(), value.standard.as_deref()];
                let of: String = of.into_iter().flatten().map(|of| format!("，{of}")).collect();
                // In full: rounded, two that differ may look alike.
                let number = measure::written(value.number);
                Some(format!("{name}：{number}{ratio}，{}{of}", shown.note))
            })
            .collect(),
        decisions: decided,
        missing: record
            .figures
            .iter()
            .filter(|figure| figure.expected && !is_unfillable(measured, figure))
            .filter_map(|f| {
                let gap = measured.stage.now.progress.gap(f)?;
                Some(format!("{}：{}", measured.stage.name(f.unit), gap.chinese()))
            })
            .collect(),
    }
}

fn text(field: &Option<Located<String>>) -> Option<String> {
    field.as_ref().map(|t| t.inner.trim().to_owned()).filter(|t| !t.is_empty())
}

/// What is worst of several targets decides, then what is open.
fn weight(result: TargetResult) -> u8 {
    match result {
        TargetResult::Met => 0,
        TargetResult::OnPace => 1,
        TargetResult::NotDue => 2,
        TargetResult::NoData => 3,
        TargetResult::NotComparable => 4,
        TargetResult::ToBeJudged => 5,
        TargetResult::OffPace => 6,
        TargetResult::Missed => 7,
    }
}

fn result_tag(judged: &TargetJudgement) -> Tag {
    let word = wording::judged_one(judged);
    let tag = match judged.result {
        TargetResult::Met => MET,
        TargetResult::Missed => MISSED,
        TargetResult::ToBeJudged => VERDICT,
        // A flow that keeps its pace or lags is neither met nor missed before the year is over.
        TargetResult::OnPace | TargetResult::OffPace => PACED,
        TargetResult::NotComparable => UNLIKE,
        TargetResult::NotDue | TargetResult::NoData => PENDING,
    };
    Tag { word, ..tag }
}
