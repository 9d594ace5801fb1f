//! Why the material of a unit was returned, or is faulty: for the office and its superior.
//!
//! Takes the book and what was admitted; gives words. Never runs for the public edition.

use super::stage::Stage;
use crate::assess::UnitStanding;
use crate::intake::EventKind;
use crate::submission::{Held, Part};

/// The reasons of each return, oldest first.
pub(super) fn reasons(stage: &Stage<'_>, standing: &UnitStanding) -> Vec<String> {
    // Only units with something returned are looked up: the book is long, returns are few.
    let events = stage.now.book.events.iter().filter(|_| standing.returns > 0);
    let own = events.filter(|event| {
        event.event == EventKind::Returned && stage.plan.unit_named(&event.unit) == Some(standing.unit)
    });
    let told = own.map(|event| {
        let reasons = event.reasons.iter().map(|reason| reason.trim().trim_end_matches('。'));
        reasons.filter(|reason| !reason.is_empty()).collect::<Vec<_>>().join("；")
    });
    told.filter(|reasons| !reasons.is_empty()).collect()
}

/// `有误的为任务1项、指标2项`: the parts that are not used.
pub(super) fn faulty(stage: &Stage<'_>, standing: &UnitStanding) -> Option<String> {
    let own = stage.now.round.submissions.iter().filter(|of| of.unit == Some(standing.unit));
    let refused = own.flat_map(|of| &of.withheld).filter(|of| matches!(of.held, Held::Faulty(_)));
    let mut kinds: Vec<(&str, Vec<Part>)> = vec![];
    for part in refused.map(|of| of.part.entry()) {
        let kind = match part {
            Part::Task(_) => "任务",
            Part::Figure(_) | Part::LastYear(_) => "指标",
            Part::Milestone(_) => "节点",
            Part::Whole => return Some("整份材料有误".to_owned()),
            Part::Head | Part::NilReturn | Part::Text(..) => "表头",
        };
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, parts)) if parts.contains(&part) => {}
            Some((_, parts)) => parts.push(part),
            None => kinds.push((kind, vec![part])),
        }
    }
    let told: Vec<String> = kinds.iter().map(|(kind, parts)| format!("{kind}{}项", parts.len())).collect();
    (!told.is_empty()).then(|| format!("有误的为{}", told.join("、")))
}
