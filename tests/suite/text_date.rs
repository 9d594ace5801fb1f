//! From which day on the office's text holds: `<!-- 日期 2026-01-10 -->`.

use nianbao::diagnostic::Files;

use crate::moment::{built, change, checked, close, example};

const TEXT: &str = "submissions/demo/2025/text.md";
const RECORD: &str = "submissions/demo/2025/record.yaml";

fn with_text(head: &str) -> Files {
    let mut files = example();
    files.insert(TEXT.into(), format!("{head}# 总体评价\n\n甲段总体平稳。\n").into());
    files
}

/// What is said of the text as of a day, and whether the paper has it.
fn seen(files: &Files, day: &str) -> (Vec<&'static str>, bool) {
    let (workspace, found) = checked(files, day);
    let of_text = |place| [TEXT, RECORD].contains(&workspace.sources.path(place));
    let codes =
        found.into_vec().into_iter().filter(|found| of_text(found.place)).map(|found| found.rule.code);
    let path = "internal/demo/2025/files/demo-2025-report.md";
    let paper = built(files, day).into_iter().find(|(name, _)| name == path).expect("a paper").1;
    (codes.collect(), String::from_utf8_lossy(&paper).contains("甲段总体平稳"))
}

#[test]
fn t5_a_dated_text_is_not_there_before_its_day() {
    for head in
        ["<!-- 日期 2026-01-10 -->\n\n", "<!--日期：2026年1月10日-->\n", "<!-- date: 2026-01-10 -->\n"]
    {
        let files = with_text(head);
        assert_eq!(seen(&files, "2026-01-09"), (vec!["N822"], false), "{head}");
        assert_eq!(seen(&files, "2026-01-10"), (vec![], true), "{head}");
    }
    // What is wrong in a text that was not there is no matter of that day.
    let mut files = with_text("<!-- 日期 2026-01-10 -->\n\n# 总体评介\n\n乙。\n\n");
    assert_eq!(seen(&files, "2026-01-09").0, ["N822"]);
    assert!(seen(&files, "2026-01-11").0.contains(&"N921"));
    // What nobody dated stays, and it is told.
    files = with_text("");
    assert_eq!(seen(&files, "2026-01-09"), (vec!["N931"], true));
}

#[test]
fn t5_a_date_that_cannot_be_taken_is_told_and_keeps_nothing_back() {
    for (text, codes) in [
        ("<!-- 日期 十二月 -->\n# 总体评价\n\n甲段总体平稳。\n", vec!["N931", "N931"]),
        ("<!-- 日期 2025-12-01 -->\n<!-- 日期 2026-12-01 -->\n# 总体评价\n\n甲段总体平稳。\n", vec!["N931"]),
        ("# 总体评价\n\n<!-- 日期 2026-12-01 -->\n甲段总体平稳。\n", vec!["N931", "N931"]),
        (
            "<!-- 日期待定 -->\n<!-- 日期 2025-12-01 -->\n# 总体评价\n\n<!-- 日期 见附件 -->\n甲段总体平稳。\n",
            vec![],
        ),
    ] {
        let mut files = example();
        files.insert(TEXT.into(), text.into());
        assert_eq!(seen(&files, "2026-01-09"), (codes, true), "{text}");
    }
}

#[test]
fn t3_a_closed_year_has_the_text_that_it_was_closed_with() {
    let mut files = with_text("");
    close(&mut files, 2025, "2026-01-20");
    assert_eq!(seen(&files, "2026-06-01"), (vec![], true), "the record knows the text, dated or not");
    // Another text, dated after the closing, is a finding and not printed, also from an earlier day.
    let mut later = files.clone();
    change(&mut later, TEXT, "# 总体评价", "<!-- 日期 2026-02-20 -->\n\n# 总体评价");
    for day in ["2026-01-15", "2026-06-01"] {
        let (codes, printed) = seen(&later, day);
        assert!(codes.contains(&"N821") && !printed, "{day}: {codes:?}");
    }
    // A correction takes in what was written up to its day, and from that day on.
    let digest = crate::book::digest(&later[TEXT]);
    let line = format!(
        "更正:\n  - {{决定日期: 2026-03-01, 决定单位: 示例办公室, 内容: 改写总体评价, 原因: 漏写, 文件: text.md, 校验码: {digest}}}\n"
    );
    let record = String::from_utf8_lossy(&later[RECORD]).into_owned() + &line;
    later.insert(RECORD.into(), record.into());
    assert_eq!(seen(&later, "2026-06-01"), (vec![], true));
    assert!(!seen(&later, "2026-02-25").1);
}
