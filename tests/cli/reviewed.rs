//! The public review: before a year is closed, or after it and then no correction of what the year says.

#![expect(clippy::disallowed_methods, reason = "a test looks into the workspace that it made")]

use crate::workspace::Workspace;

const CLOSE: [&str; 7] = ["close", "--plan", "demo", "--year", "2025", "--on", "2025-12-20"];
const FOLDER: &str = "submissions/demo/2025";
const HEAD: &str = "格式: decisions/1\n方案: demo\n年度: 2025\n";
const REVIEW: &str = "公开审查:\n  决定单位: 示例办公室\n  决定日期: 2026-01-10\n  公开属性: 主动公开\n";
const LATER: [&str; 2] = ["--as-of", "2026-02-01"];

fn decisions(ws: &Workspace, text: &str) {
    ws.write(&format!("{FOLDER}/decisions.yaml"), text);
}

/// Adds a correction of the decisions as they stand, by the line that `check` offers.
fn correct(ws: &Workspace, what: &str) {
    let said = ws.run(&[&["check", "--year", "2025"][..], &LATER].concat()).out;
    let at = said.rfind("校验码: ").unwrap_or_else(|| panic!("{said}")) + "校验码: ".len();
    let path = ws.path().join(format!("{FOLDER}/record.yaml"));
    let mut record = std::fs::read_to_string(&path).expect("the record");
    if !record.contains("\n更正:") {
        record.push_str("更正:\n");
    }
    record.push_str(&format!(
        "  - {{决定日期: 2026-01-10, 决定单位: 示例办公室, 内容: {what}, 原因: 定稿后审查, 文件: decisions.yaml, 校验码: {}}}\n",
        &said[at..at + 64]
    ));
    std::fs::write(path, record).expect("written");
}

/// The public pages and papers of the year that say 更正.
fn corrected(ws: &Workspace) -> Vec<String> {
    let built = ws.run(&[&["build"][..], &LATER].concat());
    assert!(built.out.contains("公开版：1 个年度"), "{}{}", built.out, built.err);
    let folder = ws.path().join("out/public/demo/2025");
    let files = std::fs::read_dir(&folder).expect("the year is public");
    let texts = files.map(|file| file.expect("a file").path()).filter(|path| path.is_file());
    let says = |path: &std::path::PathBuf| {
        let text = std::fs::read(path).expect("a file");
        let text = String::from_utf8_lossy(&text).into_owned();
        text.contains("定稿后审查") || text.contains("<b>更正") || text.contains("**更正**")
    };
    texts.filter(says).map(|path| path.display().to_string()).collect()
}

#[test]
fn a_year_without_review_is_closed_only_by_who_says_so() {
    let ws = Workspace::new();
    let refused = ws.run(&CLOSE);
    assert_eq!(refused.code, Some(2), "{}", refused.out);
    for said in ["还没有公开审查", "decisions.yaml", "--before-review"] {
        assert!(refused.err.contains(said), "{}", refused.err);
    }
    for name in ["record.yaml", "plan.yaml", "settings.yaml"] {
        assert!(!ws.path().join(FOLDER).join(name).exists(), "{name} was written");
    }
    decisions(&ws, &format!("{HEAD}{}", REVIEW.replace("2026-01-10", "2025-12-18")));
    let closed = ws.run(&CLOSE);
    assert_eq!(closed.code, Some(0), "{}{}", closed.out, closed.err);
    assert!(!closed.out.contains("公开审查"), "{}", closed.out);
    assert_eq!(corrected(&ws), Vec::<String>::new());
}

#[test]
fn a_review_after_closing_is_no_correction_of_the_content() {
    let ws = Workspace::new();
    assert_eq!(ws.run(&[&CLOSE[..], &["--before-review"]].concat()).code, Some(0));
    decisions(&ws, &format!("{HEAD}{REVIEW}"));
    correct(&ws, "公开审查");
    assert_eq!(corrected(&ws), Vec::<String>::new());
    // It is sealed all the same: what is changed later needs its own line.
    decisions(&ws, &format!("{HEAD}{REVIEW}  依据: 会议纪要\n"));
    let changed = ws.run(&[&["check", "--year", "2025"][..], &LATER].concat());
    assert!(changed.out.contains("decisions.yaml在更正后改动过"), "{}", changed.out);
}

/// Decisions that were there when the year was closed, and to which a review was added at the end.
#[test]
fn a_review_behind_other_decisions_is_told_from_them() {
    let extension = "延期:\n  - {单位: slj, 延至: 2025-12-18, 决定单位: 示例办公室, 决定日期: 2025-12-14, 理由: 汛后核查}\n";
    let ws = Workspace::new();
    decisions(&ws, &format!("{HEAD}{extension}"));
    let closed = ws.run(&[&CLOSE[..], &["--before-review"]].concat());
    assert_eq!(closed.code, Some(0), "{}{}", closed.out, closed.err);
    decisions(&ws, &format!("{HEAD}{extension}\n# 审查\n{REVIEW}"));
    correct(&ws, "公开审查");
    assert_eq!(corrected(&ws), Vec::<String>::new());
    // What comes with another decision is a correction, and printed as one.
    let more = "状态认定:\n  - {任务: RW-02-01, 完成情况: 滞后, 决定单位: 示例办公室, 决定日期: 2026-01-10, 理由: 现场核查}\n";
    decisions(&ws, &format!("{HEAD}{extension}\n# 审查\n{REVIEW}{more}"));
    correct(&ws, "改为滞后");
    assert!(!corrected(&ws).is_empty());
}

/// Who looks at the round that is running sees why the correction of the closed one does not count.
#[test]
fn a_correction_that_does_not_count_is_shown_with_its_cause() {
    let ws = Workspace::new();
    assert_eq!(ws.run(&[&CLOSE[..], &["--before-review"]].concat()).code, Some(0));
    decisions(&ws, &format!("{HEAD}{REVIEW}"));
    correct(&ws, "公开审查");
    ws.change(&format!("{FOLDER}/record.yaml"), "{决定日期: 2026-01-10", "{决定日期: …");
    let checked = ws.run(&["check", "--as-of", "2026-11-29"]);
    assert_eq!(checked.code, Some(1), "{}", checked.out);
    for said in ["N029", "record.yaml:", "更正记录有误", "请先改正 record.yaml"] {
        assert!(checked.out.contains(said), "{said}: {}", checked.out);
    }
    assert!(!checked.out.contains("没有更正记录") && !checked.out.contains("- {决定日期: …, 决定单位: …"));
}
