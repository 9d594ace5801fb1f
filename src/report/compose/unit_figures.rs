//! The indicators of a unit: what it reported itself, and how it stands.
//!
//! Takes indicators with their standings; gives the unit's own figures beside those of the whole. Never credits a
//! unit with the figure or the judgement of others.

use std::sync::Arc;

use super::figures::{Measured, shown_gap};
use super::judged::{Judged, count_judged};
use super::reporters::{is_told, own_judgements, own_note, own_tag, shown_of};
use super::stage::Stage;
use super::tags::{PENDING, is_asked};
use crate::assess::TargetJudgement;
use crate::consolidate::Outcome;
use crate::plan::{Combine, Level, UnitIndex};
use crate::report::{Count, Edition, Mini, OwnFigure, Tag, UnitIndicator};
use crate::wording;

/// Of each indicator of a unit: its own figure, and the whole.
pub(super) fn unit_figures<E: Edition>(
    stage: &Stage<'_>,
    unit: UnitIndex,
    minis: &[Arc<Mini<E>>],
) -> Vec<UnitIndicator<E>> {
    let of = |index: &crate::plan::IndicatorIndex| UnitIndicator {
        own: own_figure::<E>(&Measured::of(stage, *index), unit),
        whole: Arc::clone(&minis[index.0]),
    };
    stage.indicators_of[unit.0].iter().map(of).collect()
}

/// The same counted by the unit's own judgements.
pub(super) fn own_judgement_count(stage: &Stage<'_>, unit: UnitIndex) -> Count {
    let judged = stage.indicators_of[unit.0].iter().map(|&index| {
        let measured = Measured::of(stage, index);
        if is_alone(&measured, unit) {
            return Judged {
                tag: measured.tag(),
                is_settled: wording::is_settled(measured.standing),
                is_asked: is_asked(measured.standing, stage.figures(index)),
            };
        }
        let own = judged_of(&measured, unit);
        let figure = stage.figures(index).figures.iter().find(|figure| figure.unit == unit);
        let asked = figure.and_then(|figure| figure.value()).is_some_and(|value| !value.questions.is_empty());
        Judged {
            is_settled: own.iter().all(|own| own.unsettled.is_none()),
            is_asked: asked && !own.is_empty(),
            tag: own_tag(&own).unwrap_or(PENDING),
        }
    });
    count_judged(&judged.collect::<Vec<_>>())
}

/// Whether the figure of the whole is this unit's and nobody else's.
fn is_alone(measured: &Measured<'_, '_>, unit: UnitIndex) -> bool {
    let plan = measured.stage.plan;
    let is_one_by_one =
        measured.indicator.level == Level::County && measured.indicator.combine.inner == Combine::EachMeets;
    !is_one_by_one && plan.reporters(measured.index).iter().all(|reporter| *reporter == unit)
}

fn judged_of<'s>(measured: &Measured<'s, '_>, unit: UnitIndex) -> Vec<&'s TargetJudgement> {
    let counties = &measured.stage.now.progress.indicators[measured.index.0].counties;
    let row = counties.iter().find(|row| row.unit == unit);
    row.map(|row| own_judgements(measured, row)).unwrap_or_default()
}

/// What the unit reported; none where the whole is its own.
fn own_figure<E: Edition>(measured: &Measured<'_, '_>, unit: UnitIndex) -> Option<OwnFigure> {
    if is_alone(measured, unit) {
        return None;
    }
    let record = measured.stage.figures(measured.index);
    let figure = record.figures.iter().find(|figure| figure.unit == unit);
    let used = measured.value().map(|value| value.sources.as_slice()).unwrap_or_default();
    let is_used = figure.and_then(|figure| figure.value());
    let is_used = is_used.is_some_and(|value| value.sources.iter().any(|at| used.contains(at)));
    let judged = judged_of(measured, unit);
    let shown = match figure {
        Some(figure) if is_used || is_told::<E>(measured, figure) => Some(shown_of::<E>(measured, figure)),
        // Two that differ are not shown side by side outside of the office.
        Some(figure) if figure.value().is_some() => {
            let is_open = matches!(record.outcome, Outcome::Conflict(_));
            Some(shown_gap(if is_open { "待核定" } else { "不单独列示" }, measured.indicator))
        }
        // Silence is told to nobody outside of the office.
        _ => None,
    };
    let target = |judged: &TargetJudgement| {
        let target = &measured.indicator.targets[judged.target].inner;
        let said = wording::target_said(measured.indicator, target);
        format!("{} {}", wording::target_name(target), wording::bound_in_words(&said))
    };
    let standing: Option<Tag> = own_tag(&judged);
    Some(OwnFigure {
        target: match judged.as_slice() {
            [only] => Some(target(only)),
            _ => None,
        },
        standing,
        standing_note: own_note(measured, &judged),
        shown,
    })
}
