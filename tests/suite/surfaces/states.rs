//! How a task or a milestone stands has one name and one identifier: card, key, table, page, paper, CSV and JSON of all
//! example plans, in every edition (issue 9).

use std::collections::BTreeMap;

use nianbao::report::Edition;

use super::{Surfaces, everywhere};
use crate::moment::{built, change, example};

/// How many rows have each word.
fn counted<'w>(words: impl Iterator<Item = &'w str>) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    words.for_each(|word| *counted.entry(word.to_owned()).or_insert(0) += 1);
    counted
}

/// The words of an annex, without what stands in brackets behind them.
fn in_annex(cell: &str) -> &str {
    cell.split('（').next().unwrap_or(cell)
}

fn tasks_agree<E: Edition>(of: &Surfaces<'_, E>) {
    let what = of.at();
    let words = counted(of.register_rows().map(|row| row.status.tag.word));
    for row in of.register_rows() {
        let csv = of.csv_row("tasks", &row.id);
        let page = of.report.tasks.iter().find(|page| page.id == row.id).expect("it has a page");
        let annex = &of.report.paper.tasks;
        let seq = row.seq.to_string();
        let annex = annex.rows.iter().find(|cells| cells["seq"] == seq).expect("it stands in the annex");
        let json = &of.json_row("tasks", &row.id)["status_word"];
        let told = [csv["status_word"].as_str(), page.status.tag.word, in_annex(&annex["status"])];
        assert_eq!(told, [row.status.tag.word; 3], "{what} {}", row.id);
        assert_eq!(json, row.status.tag.word, "{what} {}: JSON", row.id);
        assert_eq!(csv["status"], row.status.tag.id, "{what} {}", row.id);
    }
    // The card, the key below the bar, and the first sentence of the paper.
    let card = &of.report.overview.tasks.count;
    let said = card.parts.iter().filter(|part| part.n > 0);
    let said: BTreeMap<String, usize> = said.map(|part| (part.tag.word.to_owned(), part.n)).collect();
    assert_eq!(said, words, "{what}: card");
    for (word, n) in &words {
        assert!(of.paper.contains(&format!("{word}{n}项")), "{what}: {word}{n}项 in the paper");
    }
}

fn milestones_agree<E: Edition>(of: &Surfaces<'_, E>) {
    for page in &of.report.tasks {
        for milestone in &page.milestones {
            let what = format!("{} {}", of.at(), milestone.id);
            let csv = of.csv_row("milestones", &milestone.id);
            assert_eq!(csv["status_word"], milestone.status.word, "{what}");
            let name = nianbao::wording::summary::title(&milestone.what);
            let rows = of.report.paper.milestones.rows.iter().filter(|cells| cells["what"] == name);
            let words: Vec<&str> = rows.map(|cells| in_annex(&cells["status"])).collect();
            assert!(
                words.is_empty() || words.contains(&milestone.status.word),
                "{what}: {} is {words:?} in the annex",
                milestone.status.word
            );
        }
    }
}

/// Every identifier stands in the dictionary with its word.
fn are_explained<E: Edition>(of: &Surfaces<'_, E>) {
    let told = of.json["fields"]["tasks"]["status"].as_str().expect("the column is explained");
    for row in of.csv["tasks"].iter().chain(&of.csv["answers"]).chain(&of.csv["milestones"]) {
        let pair = format!("{} {}", row["status"], row["status_word"]);
        // What stands in place of an answer is told where it stands.
        let apart = ["none", "refused", "told_elsewhere"].contains(&row["status"].as_str());
        assert!(apart || told.contains(&pair), "{}: {pair}", of.at());
    }
}

#[test]
fn issue9_a_state_has_one_name_on_every_surface() {
    everywhere(
        |of, _| {
            tasks_agree(of);
            milestones_agree(of);
            are_explained(of);
        },
        |of, _| {
            tasks_agree(of);
            milestones_agree(of);
            are_explained(of);
        },
    );
}

/// States that no example has: what all report of a task, and what makes of it.
#[test]
fn issue9_states_that_are_no_status_have_words_and_identifiers_of_their_own() {
    const ENTRY: &str = "    status: on_track\n    percent: 40\n";
    for (slj, others, id, word) in [
        ("no_progress", "no_progress", "no_progress", "无进展"),
        ("not_yet_available", "not_yet_available", "not_yet_available", "尚未统计"),
        ("no_progress", "not_yet_available", "no_progress_or_not_yet", "无进展或尚未统计"),
        ("not_started", "on_track", "partly_not_started", "部分单位未启动"),
        ("not_started", "no_progress", "not_started", "未启动"),
        ("ahead", "ahead", "ahead", "超前"),
        ("not_applicable", "not_applicable", "not_applicable", "不涉及"),
    ] {
        let mut files = example();
        let of = |status: &str| format!("    status: {status}\n");
        change(&mut files, "submissions/demo/2025/sthjj.yaml", ENTRY, &of(others));
        for county in ["hedong", "hexi"] {
            let name = format!("submissions/demo/2025/{county}.yaml");
            change(&mut files, &name, "    status: on_track\n", &of(others));
        }
        change(
            &mut files,
            "submissions/demo/2025/slj.yaml",
            "    status: on_track\n    percent: 45\n",
            &of(slj),
        );
        if slj == "not_started" {
            // What has not begun tells of nothing done.
            let done = "完成两县入河排污口的**全面排查**，建立了一口一档。";
            change(
                &mut files,
                "submissions/demo/2025/slj.yaml",
                done,
                "方案尚未批复，暂未启动。\n    issues: 方案未批复\n    next_steps: 明年3月底前报批",
            );
        }
        for edition in ["internal", "review"] {
            let built = built(&files, "2025-12-20");
            let text = |end: &str| {
                let path = format!("{edition}/demo/2025/{end}");
                let found = built.iter().find(|(own, _)| *own == path);
                String::from_utf8(found.unwrap_or_else(|| panic!("{path}")).1.clone()).expect("UTF-8")
            };
            assert!(text("data/tasks.csv").contains(&format!(",{id},{word},")), "{edition} {word}: CSV");
            assert!(text("files/demo-2025-report.md").contains(word), "{edition} {word}: paper");
            for page in ["index.html", "tasks/rw-02-01.html", "tasks/index.html"] {
                assert!(text(page).contains(word), "{edition} {word}: {page}");
            }
        }
    }
}
