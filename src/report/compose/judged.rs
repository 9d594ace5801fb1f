//! Judgements of indicators, counted: in a fixed order, in the words in which the paper counts them.
//!
//! Takes judgements; gives counts. Never calls flatly met what may still change.

use super::figures::Measured;
use super::stage::Stage;
use super::tags::{INDICATOR_ORDER, PENDING, count_marked, is_asked};
use crate::plan::IndicatorIndex;
use crate::report::{Count, Tag};
use crate::wording;

/// Indicators counted by judgement, in the fixed order.
pub(super) fn count_indicators(
    stage: &Stage<'_>,
    indicators: impl IntoIterator<Item = IndicatorIndex>,
) -> Count {
    let of = indicators.into_iter().map(|index| Measured::of(stage, index));
    let judged = of.map(|measured| Judged {
        tag: measured.tag(),
        is_settled: wording::is_settled(measured.standing),
        is_asked: is_asked(measured.standing, stage.figures(measured.index)),
    });
    count_judged(&judged.collect::<Vec<_>>())
}

/// A judgement that is counted.
pub(super) struct Judged {
    pub(super) tag: Tag,
    /// Whether nothing can change it any more.
    pub(super) is_settled: bool,
    /// Whether something is asked about the figures that it rests on.
    pub(super) is_asked: bool,
}

/// Judgements counted in the fixed order.
pub(super) fn count_judged(judged: &[Judged]) -> Count {
    let tags = judged.iter().map(|judged| (judged.tag, judged.is_asked));
    let mut counted = count_marked(&INDICATOR_ORDER, tags);
    for part in &mut counted.parts {
        part.tag.word = together(part.tag, judged);
    }
    by_reason(&mut counted, judged);
    counted
}

/// What nobody can judge yet, counted by why, in the words in which the paper counts it.
fn by_reason(counted: &mut Count, judged: &[Judged]) {
    let Some(at) = counted.parts.iter().position(|part| part.tag.key == PENDING.key) else { return };
    let open = judged.iter().filter(|judged| judged.tag.key == PENDING.key);
    let why = |judged: &Judged| Tag { word: wording::unjudged(judged.tag.word), ..judged.tag };
    let mut reasons: Vec<Tag> = vec![];
    for tag in open.clone().map(why) {
        if !reasons.iter().any(|known| known.word == tag.word) {
            reasons.push(tag);
        }
    }
    let parts = reasons.iter().flat_map(|reason| {
        let own = open.clone().filter(|judged| why(judged).word == reason.word);
        count_marked(&[*reason], own.map(|judged| (*reason, judged.is_asked))).parts
    });
    let parts: Vec<_> = parts.collect();
    if !parts.is_empty() {
        counted.parts.splice(at..=at, parts);
    }
}

/// The word for all that count as met, or as missed: never a flat one for what is judged by figures that may
/// still change.
fn together(of: Tag, judged: &[Judged]) -> &'static str {
    let own: Vec<&Judged> = judged.iter().filter(|own| own.tag.key == of.key).collect();
    let open = own.iter().filter(|own| !own.is_settled).count();
    match (of.key, own.first()) {
        ("met" | "missed" | "paced", Some(first)) if own.iter().all(|own| own.tag.word == first.tag.word) => {
            first.tag.word
        }
        ("met", Some(_)) if open == own.len() => "达标（均为初步判定）",
        ("missed", Some(_)) if open == own.len() => "未达标（均为初步判定）",
        ("met", Some(_)) if open > 0 => "达标（含初步判定）",
        ("missed", Some(_)) if open > 0 => "未达标（含初步判定）",
        _ => of.word,
    }
}
