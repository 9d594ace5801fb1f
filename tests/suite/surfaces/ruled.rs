//! 左右: a target that only a person can judge is judged alike on page, table, data and paper, before and after the
//! person has spoken (T7).

use nianbao::diagnostic::Files;

use crate::moment::{built, change, example};

const PLAN: &str = "plans/demo.yaml";
const TARGET: &str = "{year: 2027, op: \">=\", value: \"90\", quote: 到2027年优良断面比例达到90%}";

/// A target of about so much in a year, and what the office has found of it.
fn files(year: i32, ruling: Option<&str>) -> Files {
    let mut files = example();
    files.remove("sources/demo.txt");
    let value = if year == 2025 { "83" } else { "90" };
    let about = format!("{{year: {year}, op: \"~\", value: \"{value}\", quote: 优良断面比例{value}%左右}}");
    change(&mut files, PLAN, TARGET, &about);
    if let Some(ruling) = ruling {
        let decided = format!(
            "nianbao: decisions/1\nplan: demo\nyear: 2025\nverdicts:\n  - {{indicator: river-good-ratio, year: {year}, verdict: {ruling}, reason: 专家评估, by: 示例办公室, on: 2025-12-18}}\n"
        );
        files.insert("submissions/demo/2025/decisions.yaml".into(), decided.into_bytes());
    }
    files
}

/// The text of a file of the office's edition, without marks.
fn text(files: &[(String, Vec<u8>)], path: &str) -> String {
    let name = format!("internal/demo/2025/{path}");
    let (_, bytes) = files.iter().find(|(path, _)| *path == name).unwrap_or_else(|| panic!("no {name}"));
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn t7_what_a_person_judges_is_judged_alike_everywhere() {
    for (ruling, word, said) in [
        (None, "待认定", "目标为83%左右，目前高0.3个百分点，待认定"),
        (Some("pending"), "待认定", "目标为83%左右，目前高0.3个百分点，待认定"),
        (Some("met"), "按初步数达标", "，经认定达到2025年83%左右的目标"),
        (Some("missed"), "按初步数未达标", "，经认定未达到2025年83%左右的目标"),
    ] {
        let built = built(&files(2025, ruling), "2026-02-01");
        let page = text(&built, "indicators/river-good-ratio.html");
        let table = text(&built, "indicators/index.html");
        let paper = text(&built, "files/demo-2025-report.md");
        let csv = text(&built, "data/indicators.csv");
        let row = csv.lines().find(|line| line.starts_with("river-good-ratio")).expect("it has a row");
        assert!(row.contains(&format!(",{word},")), "{ruling:?}: {row}");
        for (what, text) in [("page", &page), ("table", &table)] {
            assert!(text.contains(word), "{ruling:?}: {what}");
        }
        // No side is better while a person has not spoken, and none is counted once they have.
        for side in ["好于时序", "差于时序", "与时序持平"] {
            assert!(!page.contains(side), "{ruling:?}: {side}");
        }
        let sentence = paper.split(['\n', '。']).find(|text| text.contains("优良断面比例83.3%"));
        let sentence = sentence.expect("the paper speaks of it");
        assert!(sentence.ends_with(said), "{ruling:?}: {sentence}");
        let line =
            paper.lines().find(|line| line.starts_with("| 1 | 地表水优良断面比例")).expect("the annex");
        let by = if ["met", "missed"].iter().any(|is| ruling == Some(is)) { "（经认定）" } else { "" };
        assert!(line.contains(&format!("| {word}{by} |")), "{ruling:?}: {line}");
        let keeps = match ruling {
            Some("met") => ",达到,",
            Some("missed") => ",未达到,",
            _ => ",,verdict,",
        };
        assert!(row.contains(keeps), "{ruling:?}: {row}");
    }
}
