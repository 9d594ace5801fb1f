//! Workbooks as units hand them in: every fault in its cell, and nothing lost in silence.

use nianbao::diagnostic::{Files, Severity};
use nianbao::pipeline::YearRound;
use nianbao::submission::Form;

use crate::support::{Checked, check, starter_files};

const STHJJ: &str = "submissions/demo/2025/sthjj";

/// A cell of OpenDocument.
pub(crate) fn text(words: &str) -> String {
    let lines: String = words.split('\n').map(|line| format!("<text:p>{line}</text:p>")).collect();
    match words {
        "" => "<table:table-cell/>".to_owned(),
        _ => format!(r#"<table:table-cell office:value-type="string">{lines}</table:table-cell>"#),
    }
}

pub(crate) fn row(words: &[&str]) -> String {
    rich(&words.iter().map(|words| text(words)).collect::<Vec<_>>())
}

/// A row of cells that are written in full.
pub(crate) fn rich(cells: &[String]) -> String {
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

pub(crate) fn sheet(name: &str, rows: &[String]) -> String {
    format!(r#"<table:table table:name="{name}">{}</table:table>"#, rows.concat())
}

pub(crate) fn book(sheets: &[String]) -> Vec<u8> {
    format!(
        r#"<?xml version="1.0"?><office:document xmlns:office="o" xmlns:table="t" xmlns:text="x" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document>"#,
        sheets.concat()
    )
    .into_bytes()
}

/// What 市生态环境局 says of itself.
pub(crate) fn head() -> String {
    let rows = [
        ["项目", "填写", "上年填报"],
        ["单位", "市生态环境局", ""],
        ["年度", "2025", ""],
        ["填报日期", "2025年12月8日", "2024-12-08"],
        ["截至日期", "2025-11-30", ""],
        ["填报人", "示例填报人", ""],
        ["联系电话", "13800000000", ""],
        ["审核人", "示例审核人", ""],
        ["签发人", "示例签发人", ""],
        ["总体情况", "水质监测和排污口整治按计划推进。", ""],
    ];
    sheet("基本情况", &rows.map(|cells| row(&cells)))
}

pub(crate) fn hidden() -> String {
    let rows = [["form", "1"], ["plan", "demo"], ["year", "2025"], ["unit", "sthjj"], ["sample", "true"]];
    sheet("_form", &rows.map(|cells| row(&cells)))
}

const TASKS: [&str; 6] = ["序号", "编号", "重点任务", "完成情况", "完成率\n（%）", "进展情况"];

/// The starter with a workbook in place of the bureau's file.
pub(crate) fn with(sheets: &[String]) -> Files {
    let mut files = starter_files();
    files.remove(&format!("{STHJJ}.yaml")).expect("the starter has it");
    files.insert(format!("{STHJJ}.fods"), book(sheets));
    files
}

pub(crate) fn form(checked: &Checked) -> &Form {
    let rounds = &checked.workspace.plans[0].rounds;
    let round: &YearRound = rounds.iter().find(|round| round.round.year == 2025).expect("the round");
    let forms = round.round.submissions.iter().filter_map(|submission| submission.form.as_ref());
    forms.into_iter().find(|form| form.unit.contains("生态环境")).expect("it was read")
}

/// The findings at cells, as a person reads them.
pub(crate) fn at_cells(checked: &Checked) -> Vec<String> {
    let sources = &checked.workspace.sources;
    let said = checked.findings.iter().filter_map(|found| {
        let cell = sources.cell_words(found.place)?;
        Some(format!("{cell} {} {}", found.rule.code, found.message))
    });
    said.collect()
}

#[test]
fn places_are_those_of_the_window_whatever_was_moved() {
    // A blank row, a hidden one, the example, columns in another order, one more of the unit's own.
    let heads = ["重点任务", "进展情况", "备注", "编号", "完成率\n（%）", "完成情况"];
    let rows = [
        row(&["2025年度清洁河流行动"]),
        r#"<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>"#.to_owned(),
        row(&heads),
        row(&["示例任务", "写做了什么", "", "示例", "60", "滞后"]),
        r#"<table:table-row table:visibility="collapse" table:number-rows-repeated="3"><table:table-cell/></table:table-row>"#.to_owned(),
        row(&["整治入河排污口", "对重点断面加密监测12次。", "张某", "RW-02-01", "九成", "基本完成"]),
    ];
    let checked = check(&with(&[head(), sheet("任务台账", &rows), hidden()]));
    let cells = at_cells(&checked);
    for wanted in [
        "“任务台账”第9行“完成情况”（F9） N031 “基本完成”不在可选值之内",
        "“任务台账”第9行“完成率”（E9） N025 这里应填数字，实际是“九成”",
        "“任务台账”第4行“备注”（C4） N708 “任务台账”里的“备注”栏没有读取（1格有内容）",
        "“基本情况”第4行“填写”（B4） N028 日期“2025年12月8日”已读作 2025-12-08",
    ] {
        assert!(cells.iter().any(|cell| cell == wanted), "{wanted}\n{cells:#?}");
    }
    assert!(form(&checked).tasks.is_empty(), "a faulty row is not used");
    assert_eq!(
        form(&checked).people.as_ref().and_then(|people| people.phone.as_ref()).map(|phone| phone.as_str()),
        Some("13800000000")
    );
}

#[test]
fn a_percentage_is_read_as_it_is_shown_where_percent_is_the_unit() {
    let percent = |value: &str, shown: &str| {
        format!(
            r#"<table:table-cell office:value-type="percentage" office:value="{value}"><text:p>{shown}</text:p></table:table-cell>"#
        )
    };
    let heads = row(&["编号", "指标名称", "时段", "数据状态", "来源", "截至日期", "分子", "分母", "数值"]);
    let words = [
        "river-good-ratio",
        "地表水优良断面比例",
        "1—11月",
        "初步值",
        "监测中心（示例）",
        "2025-11-30",
        "10",
        "12",
    ];
    let mut cells: Vec<String> = words.iter().map(|word| text(word)).collect();
    cells.push(percent("0.83333333333333337", "83.3%"));
    let tasks = sheet(
        "任务台账",
        &[
            row(&TASKS),
            row(&["1", "RW-02-01", "整治入河排污口", "正常推进", "45", "对重点断面加密监测12次。"]),
        ],
    );
    let indicators = sheet("指标", &[heads, rich(&cells)]);
    let checked = check(&with(&[head(), tasks, indicators, hidden()]));
    let figure = &form(&checked).indicators[0];
    assert_eq!(figure.value.as_ref().map(|value| value.written.as_str()), Some("83.3333333333333"));
    assert!(checked.codes().contains(&"N716"), "{}", checked.printed());
    assert!(!checked.findings.iter().any(|found| found.severity == Severity::Error), "{}", checked.printed());
}

#[test]
fn a_table_of_their_own_is_read_as_far_as_it_goes() {
    let merged = r#"<table:table-cell office:value-type="string" table:number-columns-spanned="5"><text:p>市生态环境局2025年度重点任务台账</text:p></table:table-cell>"#;
    let rows = [
        rich(&[merged.to_owned()]),
        row(&[
            "序号",
            "工作任务",
            "责任单位",
            "任务状态",
            "完成比例",
            "工作进展",
            "存在的问题",
            "下一步打算",
        ]),
        row(&[
            "1",
            "（一）整治入河排污口",
            "市生态环境局",
            "滞后",
            "45",
            "对重点断面加密监测12次。",
            "资金到位晚。",
            "3月底前补齐。",
        ]),
        row(&["2", "建设智慧水务平台", "市生态环境局", "已完成", "100", "平台上线。", "", ""]),
        row(&["合计", "", "", "", "", "", "", ""]),
    ];
    let checked = check(&with(&[sheet("Sheet1", &rows)]));
    let entry = &form(&checked).tasks[0];
    assert_eq!(
        (entry.id.as_str(), entry.issues.as_ref().map(|text| text.as_str())),
        ("RW-02-01", Some("资金到位晚。"))
    );
    assert_eq!((form(&checked).tasks.len(), form(&checked).year.inner), (1, 2025));
    let codes = checked.codes();
    assert!(["N702", "N710", "N711"].iter().all(|code| codes.contains(code)), "{}", checked.printed());
}

#[test]
fn the_id_of_a_faulty_row_is_looked_at_in_the_same_run() {
    let rows = [row(&TASKS), row(&["1", "RW-02-07", "整治入河排污口", "正常推进", "四成", "加密监测12次。"])];
    let checked = check(&with(&[head(), sheet("任务台账", &rows), hidden()]));
    let cells = at_cells(&checked);
    for wanted in [
        "“任务台账”第2行“编号”（B2） N221 方案里没有任务“RW-02-07”",
        "“任务台账”第2行“完成率”（E2） N025 这里应填数字，实际是“四成”",
    ] {
        assert!(cells.iter().any(|cell| cell == wanted), "{wanted}\n{cells:#?}");
    }
}

/// What an office handed out two versions ago: other columns, nothing kept of the locked cells, and an example whose
/// dates are of another year.
#[test]
fn an_old_form_is_read_by_the_names_of_its_columns() {
    let rows = [
        row(&["2025年度工作情况报送表"]),
        row(&["编号", "重点任务", "进展情况", "完成情况", "计划完成时间"]),
        row(&[
            "示例",
            "这一行是示例",
            "完成三座泵站改造中的两座，第三座已完成设备采购。",
            "滞后",
            "2027-06-30",
        ]),
        row(&["RW-02-01", "整治入河排污口", "对重点断面加密监测12次。", "正常推进", ""]),
    ];
    let old = [["form", "0"], ["plan", "demo"], ["year", "2025"], ["unit", "sthjj"], ["sample", "true"]];
    let old = sheet("_form", &old.map(|cells| row(&cells)));
    let checked = check(&with(&[head(), sheet("任务台账", &rows), old]));
    let mut codes = checked.codes();
    codes.retain(|code| code.starts_with("N7"));
    assert_eq!(codes, ["N705", "N707"], "{}", checked.printed());
    let told = checked.printed();
    assert!(told.contains("旧版的报送表没有这些栏") && !told.contains("删去"), "{told}");
    let entry = &form(&checked).tasks[0];
    assert_eq!((entry.id.as_str(), form(&checked).tasks.len()), ("RW-02-01", 1));
    assert_eq!(form(&checked).year.inner, 2025);
}

#[test]
fn of_a_text_and_a_workbook_the_text_is_in_force() {
    let mut files = starter_files();
    let rows = [row(&TASKS), row(&["1", "RW-02-01", "整治入河排污口", "已完成", "100", "全部完成。"])];
    let sheets = [head(), sheet("任务台账", &rows), hidden()];
    files.insert(format!("{STHJJ}.fods"), book(&sheets));
    let checked = check(&files);
    assert!(form(&checked).filled_on.is_some());
    let said = checked.findings.iter().find(|found| found.rule.code == "N205").expect("it is named");
    assert!(
        said.message.contains("采用 sthjj.yaml") && said.message.contains("没有采用 sthjj.fods"),
        "{}",
        said.message
    );
    assert_eq!(form(&checked).indicators.len(), 1, "the text has a figure, the workbook has none");
}

#[test]
fn a_workbook_that_is_evidence_is_not_read() {
    let mut files = starter_files();
    let name = format!("{STHJJ}.yaml");
    let yaml = String::from_utf8(files[&name].clone()).expect("the starter is UTF-8");
    let named = yaml.replacen(
        "    progress: |\n",
        "    evidence: [{title: 台账, file: 台账.ods}]\n    progress: |\n",
        1,
    );
    assert_ne!(yaml, named);
    files.insert(name, named.into_bytes());
    files.insert(
        "submissions/demo/2025/台账.ods".to_owned(),
        book(&[sheet("台账", &[row(&["乡镇", "次数"])])]),
    );
    let checked = check(&files);
    assert!(checked.findings.is_empty(), "{}", checked.printed());
}

#[test]
fn what_cannot_be_opened_says_what_to_do_and_is_no_silence() {
    let zip = b"PK\x03\x04....xl/workbook.xml".to_vec();
    for (name, bytes, words) in [
        ("hexi.xlsx", zip, "不完整，或者已损坏"),
        ("河西县.et", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "不完整，或者已损坏"),
        ("hexi.xls", b"<html><table></table></html>".to_vec(), "内容却是网页"),
        ("hexi.xlsx", "年度: 2025\n".into(), "把扩展名改回 .yaml"),
    ] {
        let mut files = starter_files();
        files.remove("submissions/demo/2025/hexi.yaml").expect("the starter has it");
        files.insert(format!("submissions/demo/2025/{name}"), bytes);
        let checked = check(&files);
        assert!(checked.printed().contains(words), "{name}: {}", checked.printed());
        assert!(!checked.codes().contains(&"N302"), "{name} is no silence: {}", checked.printed());
    }
}
