//! Indicators as small multiples.
//!
//! Takes an indicator with its standing; gives its card. Never grows with the number of counties.

use std::sync::Arc;

use super::cells::DASH;
use super::figures::{Measured, SOURCES};
use super::links::indicator_link;
use super::series::series;
use super::stage::Stage;
use crate::report::{Edition, Mini};
use crate::wording;

/// All indicators as small multiples for pages one folder down, shared by them.
pub(super) fn minis<E: Edition>(stage: &Stage<'_>) -> Vec<Arc<Mini<E>>> {
    stage.plan.indicators().map(|(index, _)| Arc::new(mini(&Measured::of(stage, index), "../"))).collect()
}

/// As a small multiple.
pub(super) fn mini<E: Edition>(measured: &Measured<'_, '_>, base: &str) -> Mini<E> {
    let target = measured.target();
    let link = indicator_link(measured.stage, base, measured.index);
    Mini {
        sources: measured.sources(link.href.as_deref().unwrap_or(""), SOURCES),
        group: measured.indicator.group.clone().unwrap_or_default(),
        link,
        series: series(measured),
        shown: measured.shown::<E>(),
        target_text: match (&target.note(), target.in_words().as_str()) {
            (_, DASH) => "原文未定目标".to_owned(),
            (None, text) => format!("年度目标 {text}"),
            (Some(note), text) if target.interpolated => format!("年度目标 {text}（{note}）"),
            (Some(note), text) => format!("{note} {text}"),
        },
        standing: measured.tag(),
        standing_note: wording::judgement_note(&measured.subject(), E::READER).map(|note| note.text),
        source_text: measured.source_text(),
    }
}
