//! The plan's own numbers are shown as the plan prints them, whatever digits are reported; and a final value has
//! one name (T7, T9).

use nianbao::diagnostic::Files;

use crate::moment::{built, change, example};

const PLAN: &str = "plans/demo.yaml";
const STHJJ: &str = "submissions/demo/2025/sthjj.yaml";
const DAY: &str = "2026-03-01";

/// Every file with text in it, of every edition, by its path.
fn texts(files: &Files) -> Vec<(String, String)> {
    let built = built(files, DAY).into_iter();
    built.filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?))).collect()
}

/// Values with two digits beside a baseline and a target of the year without any. The order of both on the
/// scale does not matter.
fn reported_finely(decimals: &str) -> Files {
    let mut files = example();
    change(&mut files, PLAN, "    decimals: 1\n", decimals);
    change(&mut files, PLAN, "baseline: {year: 2024, value: \"81\"", "baseline: {year: 2024, value: \"41\"");
    let target = "{year: 2027, op: \">=\", value: \"90\", quote: 到2027年优良断面比例达到90%}";
    let more = format!("{{year: 2025, op: \">=\", value: \"52\", quote: 今年达到52%}}\n      - {target}");
    change(&mut files, PLAN, target, &more);
    change(&mut files, STHJJ, "    value: \"83.3\"\n    n: 10\n    of: 12\n", "    value: \"36.42\"\n");
    files
}

#[test]
fn t7_a_baseline_and_a_target_are_shown_with_the_digits_of_the_plan() {
    for decimals in ["", "    decimals: 2\n", "    decimals: 1\n"] {
        let texts = texts(&reported_finely(decimals));
        for (path, text) in &texts {
            for padded in ["41.0", "52.0"] {
                let at = text.find(padded);
                let near = at.map(|at| text[..at].chars().rev().take(80).collect::<String>());
                let near = near.map(|near| near.chars().rev().collect::<String>());
                assert!(at.is_none(), "{decimals}{path}: …{}{padded}", near.unwrap_or_default());
            }
        }
        let shows = |end: &str, what: &str| {
            let found = texts.iter().filter(|(path, _)| path.ends_with(end));
            assert!(found.clone().count() > 0, "{end} was not made");
            assert!(found.clone().all(|(_, text)| text.contains(what)), "{decimals}{end}: {what}");
        };
        // The page with its chart, the table, the data, the paper.
        shows("2025/indicators/river-good-ratio.html", "基期2024年41%");
        shows("2025/indicators/river-good-ratio.html", "基期 41");
        shows("2025/data/indicators.csv", ",41,2024年");
        shows("2025-report.md", "| 41（2024年）");
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test reads what the program says")]
fn t7_a_final_value_has_one_name() {
    let mut files = example();
    change(&mut files, STHJJ, "    period: 1—11月\n", "    period: 全年\n");
    change(&mut files, STHJJ, "value_status: provisional", "value_status: final");
    let texts = texts(&files);
    for end in ["2025/indicators/river-good-ratio.html", "2025-report.md", "2025/data/indicators.csv"] {
        let mut found = texts.iter().filter(|(path, _)| path.ends_with(end));
        assert!(found.all(|(_, text)| text.contains("终值")), "{end}");
    }
    // Nor has it another one in what the program can say.
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut read = 0;
    for folder in ["src", "templates", "starter"] {
        for entry in walkdir::WalkDir::new(root.join(folder)) {
            let path = entry.expect("it can be listed").into_path();
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            for other in ["最终数", "终数", "最终值", "审定值", "最后值", "定稿值"] {
                assert!(!text.contains(other), "{}: {other}", path.display());
            }
            read += 1;
        }
    }
    assert!(read > 300, "{read} files");
}
