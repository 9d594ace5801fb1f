//! What stands in a white cell is an answer, and an answer only: no label, no other column, no other number than
//! the one that is shown.

use crate::support::{Checked, check};
use crate::workbooks::{at_cells, form, head, hidden, rich, row, sheet, text, with};

/// A number as OpenDocument keeps it: stored and shown.
fn number(stored: &str, shown: &str) -> String {
    format!(
        r#"<table:table-cell office:value-type="float" office:value="{stored}"><text:p>{shown}</text:p></table:table-cell>"#
    )
}

fn day(stored: &str, shown: &str) -> String {
    format!(
        r#"<table:table-cell office:value-type="date" office:date-value="{stored}"><text:p>{shown}</text:p></table:table-cell>"#
    )
}

const DONE: &str = "对重点断面加密监测12次，溯源3起。";

fn tasks(heads: &[&str], cells: &[&str]) -> String {
    sheet("任务台账", &[row(heads), row(cells)])
}

fn told(checked: &Checked, code: &str) -> Vec<String> {
    let marked = format!(" {code} ");
    at_cells(checked).into_iter().filter(|line| line.contains(&marked)).collect()
}

#[test]
fn what_is_typed_beside_a_label_is_no_label() {
    let rows = [
        ["项目", "填写", "上年填报"],
        ["单位", "市生态环境局", ""],
        ["年度", "2025", ""],
        ["文号", "无", "示例环函〔2024〕9号"],
        ["填报日期", "2025-12-08", ""],
        ["截至日期", "2025-11-30", ""],
        ["填报人", "零报告", "上年的某某"],
        ["联系电话", "审核人", "13800000001"],
        ["审核人", "示例审核人", "填报单位"],
        ["总体情况", "无内容", "上年排查排污口30个。"],
    ];
    let rows = sheet("基本情况", &rows.map(|cells| row(&cells)));
    let own = tasks(
        &["编号", "重点任务", "完成情况", "进展情况"],
        &["RW-02-01", "整治入河排污口", "正常推进", DONE],
    );
    let checked = check(&with(&[rows, own, hidden()]));
    let read = form(&checked);
    assert!(read.nil_return.is_none() && read.tasks.len() == 1, "{}", checked.printed());
    let people = read.people.as_ref().expect("they are named");
    assert_eq!(people.preparer.as_deref(), Some("零报告"));
    assert_eq!(people.reviewer.as_deref(), Some("示例审核人"));
    assert!(!checked.printed().contains("上年的某某"), "{}", checked.printed());
}

#[test]
fn what_an_answer_says_of_units_and_years_is_not_of_the_form() {
    let own = [
        row(&["编号", "重点任务", "完成情况", "进展情况"]),
        row(&[
            "RW-02-01",
            "整治入河排污口",
            "正常推进",
            "施工单位：某某公司，2024年度计划外新增12处，联系人：外单位某某",
        ]),
    ];
    let own = sheet("某局台账（2025年度）", &own);
    let checked = check(&with(&[own]));
    let read = form(&checked);
    assert_eq!(read.year.inner, 2025, "{}", checked.printed());
    assert!(read.people.is_none() && read.unit.contains("生态环境"), "{}", checked.printed());
}

#[test]
fn a_column_that_says_it_is_something_else_is_not_read_as_the_old_one() {
    let key =
        [["key.任务台账.D", "status"], ["key.任务台账.E", "progress"], ["key.任务台账.F", "public_progress"]];
    let said = [["form", "1"], ["plan", "demo"], ["year", "2025"], ["unit", "sthjj"], ["sample", "true"]];
    let hidden = sheet("_form", &said.iter().chain(&key).map(|cells| row(cells)).collect::<Vec<_>>());
    let with_heads = |progress: &str, public: &str| {
        let heads = ["序号", "编号", "重点任务", "完成情况", progress, public];
        let cells = ["1", "RW-02-01", "整治入河排污口", "正常推进", DONE, "与某公司有纠纷"];
        check(&with(&[head(), tasks(&heads, &cells), hidden.clone()]))
    };
    for (public, why) in [
        ("备用（内部）", "写着不公开"),
        ("公开表述\n（暂不公开）", "写着不公开"),
        ("进展情况", "不是原来的栏名"),
        ("领导批示", "不是原来的栏名"),
    ] {
        let checked = with_heads("进展情况", public);
        assert!(form(&checked).tasks[0].public_progress.is_none(), "{public}: {}", checked.printed());
        let said = told(&checked, "N707");
        assert!(said.iter().any(|line| line.contains(why) && line.contains("（F1）")), "{public}: {said:#?}");
        assert!(!checked.codes().contains(&"N708"), "one cause: {}", checked.printed());
    }
    let checked = with_heads("工作进展情况", "对外公开表述");
    assert!(form(&checked).tasks[0].public_progress.is_some(), "{}", checked.printed());
    for (progress, word) in [("干了啥", "干了啥"), ("进展情况（内部掌握）", "进展情况")] {
        let checked = with_heads(progress, "公开表述");
        assert!(form(&checked).tasks.is_empty(), "{progress}");
        let said = told(&checked, "N706");
        assert!(said.len() == 1 && said[0].contains(&format!("“{word}”（E1）")), "{said:#?}");
        assert!(!checked.codes().contains(&"N023"), "one cause: {}", checked.printed());
    }
}

#[test]
fn all_faults_of_a_table_that_lacks_a_column_are_told_at_once() {
    let checked = check(&with(&[
        head(),
        tasks(&["编号", "重点任务", "进展情况", "完成率"], &["RW-02-01", "整治入河排污口", DONE, "六成"]),
        hidden(),
    ]));
    let codes = checked.codes();
    assert!(["N706", "N025"].iter().all(|code| codes.contains(code)), "{}", checked.printed());
}

#[test]
fn a_unit_in_the_format_of_a_cell_is_a_unit() {
    let heads = ["编号", "重点任务", "完成情况", "进展情况", "完成率", "计划投入", "实际支出"];
    let with_money = |percent: String, planned: String, spent: String| {
        let mut cells: Vec<String> =
            ["RW-02-01", "整治入河排污口", "正常推进", DONE].iter().map(|word| text(word)).collect();
        cells.extend([percent, planned, spent]);
        check(&with(&[head(), sheet("任务台账", &[row(&heads), rich(&cells)]), hidden()]))
    };
    let good = with_money(number("45", "45%"), number("1200", "1,200.00万元"), number("1100.5", "1,100.50"));
    let task = &form(&good).tasks[0];
    let funds = task.funds.as_ref().expect("they are there");
    assert_eq!(funds.planned.as_ref().map(|n| n.written.as_str()), Some("1200.00"), "{}", good.printed());
    assert_eq!(task.percent.as_ref().map(|n| n.written.as_str()), Some("45"));
    let bad = with_money(number("45", "45‰"), number("1.2", "1.2亿元"), number("12000000", "¥12,000,000"));
    for (cell, code, words) in
        [("（E2）", "N026", "45‰"), ("（F2）", "N026", "1.2亿元"), ("（G2）", "N026", "12000000元")]
    {
        let said = told(&bad, code);
        assert!(said.iter().any(|line| line.contains(cell) && line.contains(words)), "{words}: {said:#?}");
    }
    let scaled = with_money(text("45"), number("12000000", "12,000千"), number("11000000", "1100.0万"));
    assert_eq!(told(&scaled, "N724").len(), 2, "{}", scaled.printed());
}

#[test]
fn a_day_is_read_as_far_as_it_is_shown() {
    let heads = ["编号", "重点任务", "完成情况", "进展情况", "计划完成时间"];
    let with_due = |due: String| {
        let mut cells: Vec<String> =
            ["RW-02-01", "整治入河排污口", "正常推进", DONE].iter().map(|word| text(word)).collect();
        cells.push(due);
        check(&with(&[head(), sheet("任务台账", &[row(&heads), rich(&cells)]), hidden()]))
    };
    let month = with_due(day("2027-06-01", "2027年6月"));
    assert!(told(&month, "N029").iter().any(|line| line.contains("2027年6月")), "{}", month.printed());
    let no_year = with_due(day("2027-06-30", "6月30日"));
    assert!(told(&no_year, "N725").iter().any(|line| line.contains("2027-06-30")), "{}", no_year.printed());
    let whole = with_due(day("2027-06-30", "2027/6/30"));
    assert!(!at_cells(&whole).iter().any(|line| line.contains("（E2）")), "{}", whole.printed());
}

#[test]
fn a_row_of_the_whole_that_no_form_asks_or_that_is_not_public_is_told_and_not_read() {
    let rows = [
        ["项目", "填写", "上年填报"],
        ["单位", "市生态环境局", ""],
        ["年度", "2025", ""],
        ["填报日期", "2025-12-08", ""],
        ["传真", "0353-7654321", ""],
        ["备用", "", ""],
        ["总体情况（仅供内部掌握）", "与邻县的纠纷尚未了结。", ""],
    ];
    let rows = sheet("基本情况", &rows.map(|cells| row(&cells)));
    let own = tasks(
        &["编号", "重点任务", "完成情况", "进展情况"],
        &["RW-02-01", "整治入河排污口", "正常推进", DONE],
    );
    let checked = check(&with(&[rows, own, hidden()]));
    assert!(form(&checked).summary.is_none(), "{}", checked.printed());
    let printed = checked.printed();
    assert!(printed.contains("“基本情况”里的“传真”、“总体情况（仅供内部掌握）”没有读取"), "{printed}");
    assert!(!printed.contains("备用"), "{printed}");
}
