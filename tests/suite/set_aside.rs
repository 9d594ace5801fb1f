//! What stands in a workbook and is no answer: struck out, hung on a cell, copied, without its heads.

use nianbao::diagnostic::Severity;

use crate::support::{Checked, check};
use crate::workbooks::{at_cells, form, head, hidden, rich, row, sheet, text, with};

const HEADS: [&str; 5] = ["编号", "重点任务", "完成情况", "完成率", "进展情况"];
const DONE: [&str; 5] = ["RW-02-01", "整治入河排污口", "正常推进", "40", "对重点断面加密监测12次，溯源3起。"];

fn tasks(name: &str, cells: &[&str]) -> String {
    sheet(name, &[row(&HEADS), row(cells)])
}

fn told(checked: &Checked, code: &str) -> Vec<String> {
    let marked = format!(" {code} ");
    at_cells(checked).into_iter().filter(|line| line.contains(&marked)).collect()
}

fn cell(inside: &str) -> String {
    format!(r#"<table:table-cell office:value-type="string">{inside}</table:table-cell>"#)
}

const STRUCK: &str = r#"<table:table table:name="样式"><style:style style:name="gone"><style:text-properties style:text-line-through-style="solid"/></style:style></table:table>"#;

#[test]
fn what_was_struck_out_or_hung_on_a_cell_is_told_and_not_read() {
    let mut cells: Vec<String> = DONE[..4].iter().map(|word| text(word)).collect();
    cells.push(cell(
        r#"<office:annotation><text:p>数字待核</text:p></office:annotation><text:p>监测12次<text:span text:style-name="gone">，溯源30起</text:span>。</text:p>"#,
    ));
    let checked =
        check(&with(&[STRUCK.to_owned(), head(), sheet("任务台账", &[row(&HEADS), rich(&cells)]), hidden()]));
    assert_eq!(form(&checked).tasks[0].progress.as_ref().map(|text| text.as_str()), Some("监测12次。"));
    let struck = told(&checked, "N728");
    assert!(struck.len() == 1 && struck[0].contains("（E2）") && struck[0].contains("1格"), "{struck:#?}");
    assert!(checked.printed().contains("删去的是“，溯源30起”"), "{}", checked.printed());
    assert_eq!(told(&checked, "N729").len(), 1);
    assert!(checked.printed().contains("批注写的是“数字待核”"), "{}", checked.printed());
}

#[test]
fn of_two_copies_one_is_read_and_what_they_say_differently_counts_for_neither() {
    let same = check(&with(&[head(), tasks("任务台账 (2)", &DONE), tasks("任务台账", &DONE), hidden()]));
    assert_eq!(form(&same).tasks.len(), 1, "{}", same.printed());
    assert!(
        same.printed().contains("“任务台账 (2)”没有读取：与“任务台账”是同一张表，填的相同"),
        "{}",
        same.printed()
    );
    assert!(same.findings.iter().all(|found| found.severity != Severity::Error), "{}", same.printed());
    let blank = [DONE[0], DONE[1], "", "", ""];
    let blank = check(&with(&[head(), tasks("任务台账", &blank), tasks("Sheet1 (2)", &DONE), hidden()]));
    assert_eq!(form(&blank).tasks.len(), 1, "what is filled in counts: {}", blank.printed());
    let mut other = DONE;
    (other[2], other[3]) = ("滞后", "30");
    let differ = check(&with(&[head(), tasks("任务台账 (2)", &other), tasks("任务台账", &DONE), hidden()]));
    assert!(form(&differ).tasks.is_empty(), "{}", differ.printed());
    let asked = told(&differ, "N730");
    assert!(asked.len() == 1 && asked[0].contains("有2格不一样"), "{asked:#?}");
    let codes = differ.codes();
    assert!(["N709", "N022", "N311"].iter().all(|code| !codes.contains(code)), "{}", differ.printed());
}

#[test]
fn sheets_of_one_list_with_rows_of_their_own_are_all_read() {
    let second = ["RW-02-02", "", "正常推进", "20", "新增巡查点10处。"];
    let both = check(&with(&[head(), tasks("一季度", &DONE), tasks("二季度", &second), hidden()]));
    assert!(told(&both, "N730").is_empty() && told(&both, "N709").is_empty(), "{}", both.printed());
}

#[test]
fn a_sheet_of_the_form_without_its_heads_is_no_silence() {
    let rows = [row(&["2025年度任务台账"]), row(&["单位：市生态环境局"]), row(&DONE)];
    let checked = check(&with(&[head(), sheet("任务台账", &rows), hidden()]));
    let said = told(&checked, "N706");
    assert!(said.len() == 1 && said[0].contains("表头一行不见了"), "{}", checked.printed());
    let codes = checked.codes();
    assert!(["N709", "N311"].iter().all(|code| !codes.contains(code)), "one cause: {}", checked.printed());
}

#[test]
fn a_form_from_before_the_plan_was_changed_says_what_is_new_and_what_is_gone() {
    let said = [
        ["form", "1"],
        ["plan", "demo"],
        ["year", "2025"],
        ["unit", "sthjj"],
        ["sample", "true"],
        ["rows.任务台账", "1"],
        ["locked.任务台账.rw-99-01.重点任务", "取缔散煤销售点"],
    ];
    let old = sheet("_form", &said.map(|cells| row(&cells)));
    let mut gone = DONE;
    (gone[0], gone[1]) = ("RW-99-01", "取缔散煤销售点");
    let checked = check(&with(&[head(), tasks("任务台账", &gone), old]));
    let printed = checked.printed();
    assert!(printed.contains("方案调整以前下发的：“取缔散煤销售点”已不在方案里，没有读取"), "{printed}");
    assert!(printed.contains("现在还要填报“整治入河排污口”"), "{printed}");
    assert!(!checked.codes().contains(&"N221"), "one cause: {printed}");
}

#[test]
fn two_heads_renamed_at_once_are_both_told_and_nothing_is_read_under_them() {
    let heads = ["编号", "重点任务", "完成情况", "进展情况", "情况", "明年打算", "公开表述"];
    let keys = [
        ["key.任务台账.C", "status"],
        ["key.任务台账.D", "progress"],
        ["key.任务台账.E", "issues"],
        ["key.任务台账.F", "next_steps"],
        ["key.任务台账.G", "public_progress"],
    ];
    let said = [["form", "1"], ["plan", "demo"], ["year", "2025"], ["unit", "sthjj"], ["sample", "true"]];
    let ours = sheet("_form", &said.iter().chain(&keys).map(|cells| row(cells)).collect::<Vec<_>>());
    let cells = ["RW-02-01", "整治入河排污口", "滞后", DONE[4], "资金没有到位", "3月底前落实资金", ""];
    let checked = check(&with(&[head(), sheet("任务台账", &[row(&heads), row(&cells)]), ours]));
    assert!(form(&checked).tasks.is_empty(), "{}", checked.printed());
    let said = told(&checked, "N706");
    assert!(said.len() == 2 && said[0].contains("“存在问题”一栏的表头写的是“情况”"), "{said:#?}");
    assert!(said[1].contains("“下一步措施”一栏的表头写的是“明年打算”"), "{said:#?}");
    let codes = checked.codes();
    assert!(["N502", "N503", "N311"].iter().all(|code| !codes.contains(code)), "{}", checked.printed());
}
