//! The paper's sentence of a figure says what was judged of it, not only what stands beside the value (T7, T9).

use std::cell::Cell;

use nianbao::plan::Plan;
use nianbao::report::{Edition, goals};
use nianbao::wording::Reader;

use super::{Surfaces, everywhere};

/// Clauses of the program's own sentences about a figure.
pub(super) fn clauses<'s, E: Edition>(of: &'s Surfaces<'_, E>, name: &str) -> Vec<&'s str> {
    let said = of.report.paper.fields.iter().flat_map(|field| &field.sentences);
    let clauses = said.flat_map(|sentence| sentence.split(['；', '。']));
    clauses.filter(|clause| clause.contains(name)).collect()
}

/// What is missed is nowhere only reached, and what awaits a decision is no figure that is done with.
fn the_paper_says_what_was_judged<E: Edition>(of: &Surfaces<'_, E>, _: &Plan) -> usize {
    let mut seen = 0;
    for row in of.indicator_rows().filter(|row| !goals::in_words(row) && row.lacks.is_none()) {
        let what = format!("{}: {}", of.at(), row.id);
        let told = match row.standing.key {
            "missed" => &["未达", "差", "落后", "差于"][..],
            "met" => &["达到", "达标"],
            "verdict" => &["认定"],
            _ => continue,
        };
        let named = format!("{}{}", nianbao::wording::summary::title(&row.link.text), row.shown.value);
        let whole = if row.shown.present { named } else { format!("{}逐个判定", row.link.text) };
        for clause in clauses(of, &whole) {
            assert!(
                told.iter().any(|word| clause.contains(word)),
                "{what}: {} but {clause}",
                row.standing.word
            );
            if row.is_decided_elsewhere {
                let note = row.standing_note.as_ref().expect("what decides is named");
                assert!(clause.contains(note.as_str()), "{what}: {note} is not in {clause}");
            }
            seen += 1;
        }
        // A judgement beside a target that is kept has its reason in every table.
        if row.standing.key == "missed" && row.is_good == Some(true) {
            assert!(
                row.is_decided_elsewhere && row.standing_note.is_some(),
                "{what}: a bare {}",
                row.standing.word
            );
        }
    }
    seen
}

#[test]
fn t7_the_paper_says_what_was_judged_of_every_figure() {
    let seen = Cell::new(0);
    everywhere(
        |of, plan| seen.set(seen.get() + the_paper_says_what_was_judged(of, plan)),
        |of, plan| seen.set(seen.get() + the_paper_says_what_was_judged(of, plan)),
    );
    assert!(seen.get() > 30, "{} figures with a judgement", seen.get());
}

#[test]
fn t8_a_target_of_one_unit_is_none_of_the_whole_and_who_misses_is_named_as_on_its_page() {
    everywhere(|of, _| one_unit(of), |of, _| one_unit(of));
}

fn one_unit<E: Edition>(of: &Surfaces<'_, E>) {
    if of.report.plan != "made" || of.report.year != 2026 {
        return;
    }
    let row = |id: &str| of.indicator_rows().find(|row| row.id == id).expect("it has a row");
    for id in ["only-one", "only-one-sum"] {
        let row = row(id);
        assert_eq!(row.target_note.as_deref(), Some("海口县"), "{id}");
        assert_eq!((row.difference.as_str(), row.standing.key), ("—", "missed"), "{id}");
        assert!(row.standing_note.as_ref().is_some_and(|note| note.contains("海口县")), "{id}");
        assert_eq!(of.csv_row("indicators", id)["target_note"], "海口县", "{id}");
        let said = clauses(of, &format!("指标{id}"));
        assert!(said.iter().any(|clause| clause.contains("海口县")), "{id}: {said:?}");
    }
    let each = row("each").standing_note.as_ref().expect("k of N");
    assert!(each.starts_with("每个县区5处以上的目标：3个县区中2个达到，1个未达到"), "{each}");
    // Who misses it is named for the office: in public the table of all tells of each.
    assert_eq!(each.contains("平川县"), E::READER == Reader::Office, "{each}");
}

/// What is printed of two years and of their difference is one sum; what is asked about last year goes with it.
fn changes_are_sums<E: Edition>(of: &Surfaces<'_, E>) -> usize {
    let mut seen = 0;
    let number = |text: &str| text.parse::<rust_decimal::Decimal>().ok();
    for row in of.indicator_rows().filter(|row| row.shown.present && row.last.present) {
        let what = format!("{}: {}", of.at(), row.id);
        let Some((now, then)) = number(&row.shown.value).zip(number(&row.last.value)) else { continue };
        let told = row.change_text.trim_start_matches(['上', '升', '下', '降']);
        let size: String = told.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        match number(&size) {
            Some(size) => assert_eq!(size, (now - then).abs(), "{what}: {}", row.change_text),
            None if row.change_text.starts_with("持平") => assert_eq!(now, then, "{what}"),
            None => continue,
        }
        assert_eq!(
            row.change_text.contains("待核实"),
            row.last.open.is_some(),
            "{what}: {}",
            row.change_text
        );
        seen += 1;
    }
    seen
}

#[test]
fn t7_a_change_is_the_difference_of_the_figures_beside_it() {
    let seen = Cell::new(0);
    everywhere(
        |of, _| seen.set(seen.get() + changes_are_sums(of)),
        |of, _| seen.set(seen.get() + changes_are_sums(of)),
    );
    assert!(seen.get() > 8, "{} changes", seen.get());
}

#[test]
fn t2_last_year_s_figure_carries_its_mark_inside_and_stays_inside() {
    everywhere(|of, _| asked_before(of), |_, _| ());
    let built = crate::moment::built(&super::made::files(), "2026-12-31");
    let csv = built
        .iter()
        .find(|(path, _)| path == "public/made/2026/data/indicators.csv")
        .expect("it is reviewed");
    let rows = super::rows(&String::from_utf8_lossy(&csv.1));
    let row = rows.iter().find(|row| row["id"] == "asked-before").expect("it has a row");
    assert_ne!(row["last_value"], "4.1", "what is asked about is none of the public's");
    assert!(!row["change"].contains("39.4") && !row["last_note"].contains("4.1"), "{row:?}");
}

fn asked_before<E: Edition>(of: &Surfaces<'_, E>) {
    if of.report.plan != "made" || of.report.year != 2026 {
        return;
    }
    let row = of.indicator_rows().find(|row| row.id == "asked-before").expect("it has a row");
    let csv = of.csv_row("indicators", "asked-before");
    assert_eq!(csv["last_value"], "4.1");
    assert!(csv["last_note"].contains("待核实") && csv["change"].contains("待核实"), "{csv:?}");
    let page = of.report.indicators.iter().find(|page| page.id == row.id).expect("it has a page");
    let marked =
        page.rows.iter().filter(|year| year.shown.value == "4.1" && year.shown.open.is_some()).count();
    assert_eq!(marked, 1);
    // One spelling of the unit of measure: points, not per cent.
    assert!(!of.paper.contains('％') && row.unit_of_measure == "%", "{}", row.unit_of_measure);
    assert!(row.change_text.contains("个百分点"), "{}", row.change_text);
}
