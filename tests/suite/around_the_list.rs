//! What stands around the entries of a table, and one finding for one cause: who signed, notes, further heads,
//! words for nothing, merged cells, forms of others.

use nianbao::diagnostic::Diagnostics;
use nianbao::plan::{self, Plan};
use nianbao::source::{SourceFile, Sources};
use nianbao::submission::{Fitting, plan_fitting, plan_unsaid};

use crate::support::{Checked, check, starter_files};
use crate::workbooks::{at_cells, book, form, head, hidden, rich, row, sheet, text, with};

const HEADS: [&str; 5] = ["编号", "重点任务", "完成情况", "进展情况", "计划完成时间"];
const ENTRY: [&str; 5] = ["RW-02-01", "整治入河排污口", "正常推进", "对重点断面加密监测12次，溯源3起。", ""];

fn with_tasks(rows: &[String]) -> Checked {
    check(&with(&[head(), sheet("任务台账", rows), hidden()]))
}

fn count(checked: &Checked, code: &str) -> usize {
    checked.codes().iter().filter(|own| **own == code).count()
}

#[test]
fn who_signed_below_a_table_is_read_and_is_no_entry() {
    let rows = [
        row(&["市生态环境局2025年度工作台账"]),
        row(&HEADS[1..4]),
        row(&ENTRY[1..4]),
        row(&["备注：数据截至11月底，含在建。"]),
        row(&["填表人：张三", "", "联系电话：13800000055"]),
        row(&["审核人", "李四", "　　年　月　日"]),
    ];
    let checked = check(&with(&[sheet("台账", &rows)]));
    assert_eq!([count(&checked, "N710"), count(&checked, "N726")], [0, 1], "{}", checked.printed());
    let people = form(&checked).people.as_ref().expect("they signed");
    assert_eq!(people.preparer.as_deref(), Some("张三"));
    assert_eq!(people.phone.as_ref().map(|phone| phone.as_str()), Some("13800000055"));
}

#[test]
fn an_example_and_further_heads_are_no_entries_whatever_column_is_gone() {
    let rows = [
        row(&HEADS[1..]),
        row(&["", "（选填）", "（不少于50字）", ""]),
        row(&[
            "这一行是示例，不计入，不必删除",
            "滞后",
            "完成三座泵站改造中的两座，第三座已完成设备采购。",
            "2026-06-30",
        ]),
        row(&ENTRY[1..]),
        row(&["不认识的工作", "正常推进", "开展6次。", ""]),
    ];
    let checked = with_tasks(&rows);
    let said: Vec<String> = at_cells(&checked).into_iter().filter(|line| line.contains(" N710 ")).collect();
    assert!(said.len() == 1 && said[0].contains("不认识的工作"), "{said:#?}");
    assert!(checked.printed().contains("加上“编号”一栏"), "{}", checked.printed());
    assert_eq!(form(&checked).tasks.len(), 1);
}

#[test]
fn words_for_nothing_are_said_once_and_spoil_no_entry() {
    let heads = ["编号", "重点任务", "完成情况", "进展情况", "完成率", "计划完成时间", "计划投入"];
    let cells = ["RW-02-01", "整治入河排污口", "正常推进", ENTRY[3], "——", "暂无", "／"];
    let checked = with_tasks(&[row(&heads), row(&cells)]);
    assert_eq!(count(&checked, "N727"), 1, "{}", checked.printed());
    assert!(checked.printed().contains("共3格"), "{}", checked.printed());
    let task = &form(&checked).tasks[0];
    assert!(task.percent.is_none() && task.new_due.is_none() && task.funds.is_none());
}

#[test]
fn what_is_merged_over_rows_is_said_once() {
    let high = r#"<table:table-cell office:value-type="string" table:number-rows-spanned="2"><text:p>对重点断面加密监测12次。</text:p></table:table-cell>"#;
    let first: Vec<String> = ENTRY[..3].iter().map(|word| text(word)).chain([high.to_owned()]).collect();
    let second: Vec<String> = ["RW-01-01", "", "正常推进"]
        .iter()
        .map(|word| text(word))
        .chain(["<table:covered-table-cell/>".to_owned()])
        .collect();
    let checked = with_tasks(&[row(&HEADS), rich(&first), rich(&second)]);
    assert_eq!([count(&checked, "N714"), count(&checked, "N023")], [1, 0], "{}", checked.printed());
}

#[test]
fn an_id_is_meant_as_one_of_the_units_own() {
    let wide = with_tasks(&[row(&HEADS), row(&["ＲＷ－０２－０１", "", "正常推进", ENTRY[3]])]);
    assert!(wide.printed().contains("编号用半角写成 RW-02-01"), "{}", wide.printed());
    let far = with_tasks(&[row(&HEADS), row(&["RW-01-02", "", "正常推进", ENTRY[3]])]);
    let near = ["RW-01-01", "RW-01-03"].iter().any(|id| far.printed().contains(&format!("是不是“{id}”")));
    assert!(far.codes().contains(&"N221") && !near, "{}", far.printed());
}

#[test]
fn a_form_of_another_unit_or_plan_is_said_once() {
    let said = |plan: &str, unit: &str| {
        let rows = [["form", "1"], ["plan", plan], ["year", "2025"], ["unit", unit], ["sample", "true"]];
        sheet("_form", &rows.map(|cells| row(&cells)))
    };
    let tasks = sheet("任务台账", &[row(&HEADS), row(&["RW-03-01", "", "正常推进", ENTRY[3], ""])]);
    let unit = check(&with(&[head(), tasks.clone(), said("demo", "nyj")]));
    assert!(!unit.codes().contains(&"N225"), "{}", unit.printed());
    let other = sheet("任务台账", &[row(&HEADS), row(&["XX-9", "别的方案的任务", "正常推进", ENTRY[3], ""])]);
    let plan = check(&with(&[head(), other, said("other", "sthjj")]));
    let codes = plan.codes();
    assert!(codes.contains(&"N202"), "{}", plan.printed());
    for code in ["N221", "N710", "N712", "N713"] {
        assert!(!codes.contains(&code), "{code}: {}", plan.printed());
    }
}

#[test]
fn hidden_columns_and_sheets_are_named_and_a_newer_form_is_called_newer() {
    let hidden_column = format!(
        r#"<table:table table:name="任务台账"><table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/>{}</table:table>"#,
        [row(&HEADS), row(&ENTRY)].concat()
    );
    let rows = [["form", "9"], ["plan", "demo"], ["year", "2025"], ["unit", "sthjj"], ["sample", "true"]];
    let newer = sheet("_form", &rows.map(|cells| row(&cells)));
    let checked = check(&with(&[head(), hidden_column, newer]));
    let printed = checked.printed();
    assert!(printed.contains("“进展情况”栏是隐藏的"), "{printed}");
    assert!(printed.contains("表比程序新") && !printed.contains("新下发"), "{printed}");
}

#[test]
fn a_workbook_that_names_no_plan_is_of_the_only_one_it_fits() {
    let demo = String::from_utf8(starter_files()["plans/demo.yaml"].clone()).expect("it is text");
    let other = demo.replace("整治入河排污口", "推进垃圾分类").replace("RW-02-", "LJ-02-");
    assert_ne!(demo, other);
    let mut sources = Sources::default();
    let plans: Vec<Plan> = [("a", &demo), ("b", &other)]
        .iter()
        .map(|(name, yaml)| {
            let file = sources.add(SourceFile::new(format!("plans/{name}.yaml"), yaml.as_bytes()));
            plan::read(&sources, file, &mut Diagnostics::default()).expect("it is a plan")
        })
        .collect();
    let fits =
        |rows: &[String]| plan_fitting(&plans, &SourceFile::new("台账.fods", &book(&[sheet("台账", rows)])));
    let own = |id: &str, title: &str| [row(&HEADS), row(&[id, title, "正常推进", ENTRY[3]])];
    assert_eq!(
        fits(&own("LJ-02-01", "（一）推进垃圾分类")),
        Fitting::One(1, "所列任务、指标、节点的名称".to_owned())
    );
    assert_eq!(
        fits(&own("RW-02-01", "1. 整治入河排污口")),
        Fitting::One(0, "所列任务、指标、节点的名称".to_owned())
    );
    assert_eq!(fits(&own("", "别的工作")), Fitting::None);
    // 单位 is known to both: nothing chooses between them.
    let both =
        SourceFile::new("台账.fods", &book(&[sheet("台账", &[row(&["市水利局2025年度台账"]), row(&HEADS)])]));
    assert_eq!(plan_fitting(&plans, &both), Fitting::Several(vec![0, 1]));
    let why = plan_unsaid(&plans, &both);
    assert!(why.contains("这几个方案都有可能") && why.contains("--plan"), "{why}");
}
