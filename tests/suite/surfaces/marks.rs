//! What is asked about stands on every surface or on none, and counts say how many of theirs it is asked about.

use nianbao::plan::Plan;
use nianbao::report::Edition;
use nianbao::wording;

use super::{Surfaces, everywhere};

#[test]
fn t2_what_is_asked_about_carries_its_mark_on_every_surface() {
    everywhere(marks_agree, marks_agree);
}

fn marks_agree<E: Edition>(of: &Surfaces<'_, E>, _: &Plan) {
    for row in of.indicator_rows() {
        let what = format!("{}: {}", of.at(), row.id);
        let open = row.shown.open.clone().unwrap_or_default();
        let page = of.report.indicators.iter().find(|page| page.id == row.id).expect("it has a page");
        let minis = &of.report.overview.minis;
        let mini = minis.iter().find(|mini| mini.link.text == row.link.text).expect("it has a card");
        // Where there is no figure the page says why, which is what is asked.
        let is_marked = page.figures[0].note.contains("待核实");
        assert!(open.is_empty() || !row.shown.present || is_marked, "{what}: page");
        assert_eq!(mini.shown.open, row.shown.open, "{what}: card");
        assert_eq!(of.csv_row("indicators", &row.id)["open"], open, "{what}: CSV");
        let json = &of.json_row("indicators", &row.id)["open"];
        assert_eq!(json.as_str().unwrap_or_default(), open, "{what}: JSON");
    }
    for row in of.register_rows() {
        let what = format!("{}: {}", of.at(), row.id);
        let open = row.status.open.clone().unwrap_or_default();
        let page = of.report.tasks.iter().find(|page| page.id == row.id).expect("it has a page");
        assert_eq!(page.status.open, row.status.open, "{what}: page");
        assert_eq!(of.csv_row("tasks", &row.id)["open"], open, "{what}: CSV");
        let title = wording::summary::title(&row.link.text);
        let mut named = of.report.paper.tasks.rows.iter().filter(|cells| cells["task"] == title);
        let is_marked = |status: &String| status.contains("待核实");
        let annex = named.any(|cells| open.is_empty() || is_marked(&cells["status"]));
        assert!(annex, "{what}: annex");
    }
    for part in &of.report.overview.tasks.count.parts {
        let of_key = of.register_rows().filter(|row| row.status.tag.key == part.tag.key);
        let asked = of_key.filter(|row| row.status.open.is_some()).count();
        assert_eq!(part.open, wording::asked_of(asked, part.n), "{}: {}", of.at(), part.tag.word);
    }
}
