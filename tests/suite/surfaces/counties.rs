//! Units that are judged one by one: how many of how many stands wherever the judgement does (T9).

use std::cell::Cell;

use nianbao::plan::Plan;
use nianbao::report::{Edition, goals};

use super::{Surfaces, everywhere};

/// Where units are judged one by one, every surface says how many of how many meet the target; the paper
/// in a sentence of its own.
fn counted_units_are_said<E: Edition>(of: &Surfaces<'_, E>, plan: &Plan) -> usize {
    let mut seen = 0;
    for (row, standing) in of.indicators_in_plan_order(plan) {
        let decides = standing.targets.iter().find(|judged| judged.counts && judged.is_live);
        let Some(counted) = decides.and_then(|judged| judged.aggregate).filter(|counted| counted.of > 0)
        else {
            continue;
        };
        let what = format!("{}: {}", of.at(), row.id);
        let k_of_n = match counted {
            counted if counted.lacking == counted.of => format!("{}个县区均", counted.of),
            counted if counted.met == counted.of && counted.on_pace == 0 => {
                format!("{}个县区全部达到", counted.of)
            }
            counted => format!("{}个县区中{}个达到", counted.of, counted.met),
        };
        let note = row.standing_note.as_ref().unwrap_or_else(|| panic!("{what}: no k of N"));
        assert!(row.is_counted && note.contains(&k_of_n), "{what}: {note}");
        // In public nobody is picked out: the table of all of them tells of each.
        let is_named = note.contains("未达到（") || note.contains("未达到进度（");
        assert!(E::READER == nianbao::wording::Reader::Office || !is_named, "{what}: {note}");
        let page = of.report.indicators.iter().find(|page| page.id == row.id).expect("it has a page");
        assert!(page.standing_text.contains(&k_of_n), "{what}: {}", page.standing_text);
        if !goals::in_words(row) {
            let name = nianbao::wording::summary::title(&row.link.text);
            let said =
                of.paper.split(['\n', '。']).any(|said| said.contains(&name) && said.contains(note.as_str()));
            assert!(said, "{what}: the paper says {note}");
        }
        seen += 1;
    }
    seen
}

#[test]
fn t9_how_many_of_how_many_counties_stands_wherever_the_judgement_does() {
    let seen = Cell::new(0);
    everywhere(
        |of, plan| seen.set(seen.get() + counted_units_are_said(of, plan)),
        |of, plan| seen.set(seen.get() + counted_units_are_said(of, plan)),
    );
    assert!(seen.get() > 4, "{} judgements county by county", seen.get());
}
