//! `text`: the skeleton of the office's own text, and what changed since.

#![expect(clippy::disallowed_methods, reason = "a test looks into the workspace that it made")]

use crate::workspace::Workspace;

const NAME: &str = "submissions/demo/2025/text.md";
const WRITE: [&str; 5] = ["text", "--plan", "demo", "--year", "2025"];
const REFRESH: [&str; 6] = ["text", "--plan", "demo", "--year", "2025", "--refresh"];

fn read(workspace: &Workspace) -> String {
    std::fs::read_to_string(workspace.path().join(NAME)).expect("the text can be read")
}

#[test]
fn the_skeleton_holds_the_units_words_and_is_never_overwritten() {
    let workspace = Workspace::new();
    let ran = workspace.run(&WRITE);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    let skeleton = read(&workspace);
    for heading in ["# 总体评价", "# 主要做法和成效", "# 存在的主要问题", "# 下一步工作打算", "### RW-02-01"]
    {
        assert!(skeleton.lines().any(|line| line.starts_with(heading)), "{heading}: {skeleton}");
    }
    assert!(skeleton.lines().any(|line| line.starts_with("> ") && line.contains("排污口")), "{skeleton}");
    // Nothing of it is printed before somebody writes, and it is no finding.
    let built = workspace.run(&["build", "--as-of", "2025-12-20"]);
    assert_eq!(built.code, Some(0), "{}{}", built.out, built.err);
    let own = skeleton.replace("# 总体评价\n", "# 总体评价\n\n全市河流治理按计划推进。\n");
    std::fs::write(workspace.path().join(NAME), &own).expect("it can be written");
    let again = workspace.run(&WRITE);
    assert_eq!(again.code, Some(2), "{}", again.out);
    assert!(again.err.contains("没有覆盖"), "{}", again.err);
    assert_eq!(read(&workspace), own);
}

#[test]
fn refresh_names_what_changed_and_touches_nothing() {
    let workspace = Workspace::new();
    assert_eq!(workspace.run(&REFRESH).code, Some(2), "there is no text yet");
    assert_eq!(workspace.run(&WRITE).code, Some(0));
    let before = read(&workspace);
    let calm = workspace.run(&REFRESH);
    assert!(!calm.out.contains("整治入河排污口"), "{}", calm.out);
    workspace.change("submissions/demo/2025/slj.yaml", "建立了一口一档", "建立了一口一档并全部上图");
    let ran = workspace.run(&REFRESH);
    let at = before.lines().position(|line| line.starts_with("### RW-02-01")).expect("its heading") + 1;
    assert!(ran.out.contains(&format!("text.md 第{at}行")), "{}{}", ran.out, ran.err);
    assert_eq!(read(&workspace), before);
}

/// Summaries, problems and plans are material, too; a typed number that nobody reports any longer is shown in its place.
#[test]
fn refresh_tells_of_summaries_and_of_figures_that_were_typed() {
    let workspace = Workspace::new();
    assert_eq!(workspace.run(&WRITE).code, Some(0));
    let begun = read(&workspace);
    let marked: Vec<&str> = begun
        .split("\n# ")
        .filter(|part| part.contains("<!-- 材料 "))
        .filter_map(|part| part.lines().next())
        .collect();
    assert!(marked.contains(&"主要做法和成效"), "{marked:?}");
    let own = begun.replacen("# 总体评价\n", "# 总体评价\n\n全市新建监测断面8431.7处。\n", 1);
    std::fs::write(workspace.path().join(NAME), &own).expect("it can be written");
    let summary = own.split("# 主要做法和成效").nth(1).and_then(|part| {
        part.lines()
            .find_map(|line| line.strip_prefix("> ")?.split_once('：').map(|(_, words)| words.to_owned()))
    });
    let words: String = summary.expect("a summary").chars().take(8).collect();
    for unit in ["slj", "sthjj", "hexi", "hedong"] {
        let path = workspace.path().join(format!("submissions/demo/2025/{unit}.yaml"));
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        std::fs::write(&path, text.replacen(&words, &format!("总的看，{words}"), 1))
            .expect("it can be written");
    }
    let ran = workspace.run(&REFRESH);
    assert!(ran.out.contains("主要做法和成效（"), "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("text.md:12:") && ran.out.contains("8431.7"), "{}{}", ran.out, ran.err);
    assert_eq!(read(&workspace), own);
}

#[test]
fn a_closed_year_still_gives_its_skeleton() {
    let workspace = Workspace::new();
    let closed = workspace.run(&[
        "close",
        "--plan",
        "demo",
        "--year",
        "2025",
        "--on",
        "2025-12-20",
        "--before-review",
        "--by",
        "示例办公室",
    ]);
    assert_eq!(closed.code, Some(0), "{}{}", closed.out, closed.err);
    let record = std::fs::read(workspace.path().join("submissions/demo/2025/record.yaml")).expect("a record");
    let ran = workspace.run(&WRITE);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    assert!(read(&workspace).contains("### RW-02-01"));
    let after = std::fs::read(workspace.path().join("submissions/demo/2025/record.yaml")).expect("a record");
    assert_eq!(record, after, "the record stays as it is");
}

/// A year that is not meant would make a round of its own, and pages for it.
#[test]
fn a_text_is_begun_only_for_a_round_of_the_plan() {
    let ws = Workspace::new();
    for (year, said) in [
        ("abc", "四位数的年份"),
        ("99999", "四位数的年份"),
        ("9999", "四位数的年份"),
        ("2199", "还没有开始"),
        ("2024", "从2025年度开始"),
    ] {
        let ran = ws.run(&["text", "--plan", "demo", "--year", year]);
        assert_eq!(ran.code, Some(2), "{year}: {}", ran.out);
        assert!(ran.err.contains(said) && !ran.err.contains("invalid"), "{year}: {}", ran.err);
        assert!(!ws.path().join("submissions/demo").join(year).exists(), "{year}");
        let ran = ws.run(&["form", "--plan", "demo", "--year", year]);
        assert!(ran.code == Some(2) && ran.err.contains(said), "{year}: {}{}", ran.out, ran.err);
    }
    let ran = ws.run(&["status", "--as-of", "9999-12-31"]);
    assert!(ran.code == Some(2) && ran.err.contains("年份须在1900和2199之间"), "{}{}", ran.out, ran.err);
}
