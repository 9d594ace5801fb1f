//! What people read is said in their words, once, and nothing more than the edition may know.

use nianbao::diagnostic::Files;

use crate::moment::{add_next_year, built, change, close, example};
use crate::support::page as text;

const DAY: &str = "2026-12-20";
const NEXT: &str = "submissions/demo/2026";

fn review(year: i32) -> String {
    format!(
        "nianbao: decisions/1\nplan: demo\nyear: {year}\npublic_review: {{by: 示例办公室, on: 2026-12-18, disclosure: proactive}}\n"
    )
}

/// Two years, the first closed; of the second everything may be published.
fn two_years() -> Files {
    let mut files = example();
    close(&mut files, 2025, "2026-01-20");
    add_next_year(&mut files);
    files.insert(format!("{NEXT}/decisions.yaml"), review(2026).into());
    files
}

#[test]
fn t9_a_county_s_final_value_of_last_year_stands_without_those_of_the_others() {
    let mut files = two_years();
    let last = "\n    last_year: {value: \"27\", source: 河西县统计年鉴（示例）}\n";
    change(
        &mut files,
        &format!("{NEXT}/hexi.yaml"),
        "\n    period: 累计\n",
        &format!("\n    period: 累计{last}"),
    );
    let pages = built(&files, DAY);
    for edition in ["public", "internal"] {
        let page = text(&pages, &format!("{edition}/demo/2026/indicators/outlets-fixed.html"));
        assert!(page.contains("上年终值：<b>27</b>"), "{edition}: {page}");
        let values = text(&pages, &format!("{edition}/demo/2026/data/values.csv"));
        let row = values.lines().find(|line| line.contains(",河西县,2025年,"));
        assert!(row.is_some_and(|row| row.contains(",27,")), "{edition}: {values}");
    }
    // A year that is not public is not called one without a report, nor compared with.
    let all = |edition: &str| {
        let of = |path: &str| text(&pages, &format!("{edition}/demo/2026/{path}"));
        [of("index.html"), of("indicators/river-good-ratio.html"), of("data/indicators.csv")].concat()
    };
    assert!(!all("public").contains("上年未报告") && all("public").contains("上年报告未公开"));
    assert!(!all("internal").contains("未公开，不作比较"));
}

#[test]
fn t7_a_unit_is_called_by_its_name_and_level_is_neither_early_nor_late() {
    let mut files = example();
    // The line comes to exactly 83.3 in 2025.
    change(&mut files, "plans/demo.yaml", "value: \"90\"", "value: \"87.9\"");
    let decisions = "nianbao: decisions/1\nplan: demo\nyear: 2025\nchoices:\n  \
        - {task: RW-02-01, unit: sthjj, by: 示例办公室, on: 2025-12-16, reason: 以生态环境部门为准}\n";
    files.insert("submissions/demo/2025/decisions.yaml".into(), decisions.into());
    let pages = built(&files, "2025-12-20");
    let task = text(&pages, "internal/demo/2025/tasks/rw-02-01.html");
    assert!(task.contains("采用市生态环境局的填报") && !task.contains("“sthjj”"));
    let page = text(&pages, "internal/demo/2025/indicators/river-good-ratio.html");
    assert!(page.contains("与时序持平") && !page.contains("落后0"));
    assert!(page.contains("时序线在2025年达到本年值，不提前也不落后"));
}

/// What a closed year printed of the office's words nobody knows once they were changed; that others stand in their place is said.
#[test]
fn t3_a_changed_text_of_a_closed_year_is_said_to_be_missing() {
    let mut files = example();
    files.insert("submissions/demo/2025/text.md".into(), "# 总体评价\n\n甲段照印。\n".into());
    close(&mut files, 2025, "2026-01-20");
    files.insert("submissions/demo/2025/text.md".into(), "# 总体评价\n\n乙段照印。\n".into());
    let paper = text(&built(&files, DAY), "internal/demo/2025/files/demo-2025-report.md");
    assert!(
        paper.contains("定稿以后有改动，写明更正以前不印；原有文稿的各处暂用各单位的文字")
            && !paper.contains("段照印"),
        "{paper}"
    );
}
