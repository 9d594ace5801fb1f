//! What a unit said has a place in the paper, and what nobody can fill in is no gap (issue 9).

use crate::moment::{built, change, example};
use nianbao::diagnostic::Files;

const PLAN: &str = "plans/demo.yaml";
const SLJ: &str = "submissions/demo/2025/slj.yaml";
const DAY: &str = "2025-12-20";

fn page(files: &Files, path: &str) -> String {
    let built = built(files, DAY);
    let found = built.iter().find(|(own, _)| own == path).unwrap_or_else(|| panic!("{path}"));
    String::from_utf8(found.1.clone()).expect("UTF-8")
}

#[test]
fn issue9_an_answer_without_progress_stands_in_the_annex_with_its_words() {
    const NOTE: &str = "{id: MS-02-01-1, status: on_track, note: 主体工程已开工。}";
    let with = |status: &str, note: &str| {
        let mut files = example();
        change(&mut files, SLJ, NOTE, &format!("{{id: MS-02-01-1, status: {status}, note: {note}}}"));
        files
    };
    let paper =
        |files: &Files, edition: &str| page(files, &format!("{edition}/demo/2025/files/demo-2025-report.md"));
    for (status, word) in [("no_progress", "无进展"), ("not_yet_available", "尚未统计")] {
        let own = paper(&with(status, "本年度无新增申报"), "internal");
        assert!(own.contains(&format!("市水利局（{word}）：本年度无新增申报")), "{own}");
        assert!(!own.contains("不录其文字"), "{own}");
    }
    // Of who goes on such words say nothing: they are left out, and both editions say so.
    for edition in ["internal", "review"] {
        let left_out = paper(&with("on_track", "本年度无新增申报"), edition);
        assert!(!left_out.contains("本年度无新增申报"), "{left_out}");
        assert!(left_out.contains("单位只写本年度没有具体事项的，不录其文字。"), "{left_out}");
    }
}

#[test]
fn issue9_of_a_goal_in_words_no_figure_is_lacking() {
    let mut files = example();
    let goal = "indicators:\n  - {id: tidy, name: 岸线整治, task: RW-02-01, group: 水, unit_of_measure: null, direction: up, reported_by: [slj], level: city, combine: none, targets: [{year: 2025, op: verdict, text: 明显改善, quote: 岸线明显改善}]}\n";
    change(&mut files, PLAN, "indicators:\n", goal);
    let own = page(&files, "internal/demo/2025/indicators/tidy.html");
    assert!(own.contains("明显改善") && !own.contains("没有数值"), "{own}");
    assert!(!own.contains("市水利局：未填报") && !own.contains("填报单位数值"), "{own}");
    // Of a measured one it is.
    let mut silent = example();
    let figures = "indicators:\n";
    let text = String::from_utf8(silent["submissions/demo/2025/sthjj.yaml"].clone()).expect("UTF-8");
    let without = text.split_once(figures).expect("it has figures").0.to_owned();
    silent.insert("submissions/demo/2025/sthjj.yaml".to_owned(), without.into_bytes());
    let own = page(&silent, "internal/demo/2025/indicators/river-good-ratio.html");
    assert!(own.contains("没有数值") && own.contains("市生态环境局：未填报"), "{own}");
}

#[test]
fn issue9_a_part_of_the_year_under_a_ceiling_has_not_reached_anything() {
    const GOAL: &str = "indicators:\n  - {id: water, name: 用水总量, task: RW-02-01, group: 水, unit_of_measure: 亿立方米, direction: down, accumulates: true, reported_by: [slj], level: city, combine: none, targets: [{year: 2025, op: \"<=\", value: \"12.00\", quote: 用水总量控制在12.00亿立方米以内}]}\n";
    for (value, word, other) in [
        ("10.90", "按折算未超过控制量", "按折算超过控制量"),
        ("11.40", "按折算超过控制量", "按折算未超过控制量"),
    ] {
        let mut files = example();
        change(&mut files, PLAN, "indicators:\n", GOAL);
        let figure = format!(
            "indicators:\n  - {{id: water, value: \"{value}\", period: 1—11月, value_status: provisional, source: 水资源月报}}\n"
        );
        let text = String::from_utf8(files[SLJ].clone()).expect("UTF-8");
        files.insert(SLJ.to_owned(), format!("{}\n{figure}", text.trim_end()).into_bytes());
        for path in [
            "index.html",
            "indicators/index.html",
            "indicators/water.html",
            "data/indicators.csv",
            "files/demo-2025-report.md",
        ] {
            let said = page(&files, &format!("internal/demo/2025/{path}"));
            assert!(said.contains(word) && !said.contains(other), "{path} {value}: {said}");
            assert!(!said.contains("按折算达到进度") && !said.contains("按折算未达到进度"), "{path}: {said}");
        }
    }
}
