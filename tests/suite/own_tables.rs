//! A unit's own table in the place of the form: read as far as its heads go, and what lacks is asked for.

use std::fmt::Write as _;

use crate::support::{Checked, check, starter_files};

const STHJJ: &str = "submissions/demo/2025/sthjj";

/// A sheet: a line a row, cells between bars; `>3` behind a word merges it over three columns, `^2` over two rows.
fn book(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut all = String::new();
    for (name, rows) in sheets {
        let _ = write!(all, r#"<table:table table:name="{name}">"#);
        for row in rows.trim().lines() {
            all.push_str("<table:table-row>");
            row.trim().split('|').for_each(|word| all.push_str(&cell(word)));
            all.push_str("</table:table-row>");
        }
        all.push_str("</table:table>");
    }
    format!(
        r#"<?xml version="1.0"?><office:document xmlns:office="o" xmlns:table="t" xmlns:text="x" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>{all}</office:spreadsheet></office:body></office:document>"#
    )
    .into_bytes()
}

fn cell(word: &str) -> String {
    let (words, wide, high) = match (word.split_once('>'), word.split_once('^')) {
        (Some((words, wide)), _) => (words, wide.parse().expect("a number"), 1),
        (_, Some((words, high))) => (words, 1, high.parse().expect("a number")),
        _ => (word, 1, 1),
    };
    if words == "~" {
        return "<table:covered-table-cell/>".to_owned();
    }
    if words.is_empty() {
        return "<table:table-cell/>".to_owned();
    }
    let covered = "<table:covered-table-cell/>".repeat(wide - 1);
    format!(
        r#"<table:table-cell table:number-columns-spanned="{wide}" table:number-rows-spanned="{high}" office:value-type="string"><text:p>{words}</text:p></table:table-cell>{covered}"#
    )
}

/// The round with a table in the place of a unit's form.
fn with(sheets: &[(&str, &str)]) -> Checked {
    let mut files = starter_files();
    files.remove(&format!("{STHJJ}.yaml")).expect("the starter has it");
    files.insert(format!("{STHJJ}.fods"), book(sheets));
    check(&files)
}

/// The form as it was read, as JSON.
fn read(checked: &Checked) -> serde_json::Value {
    let sources = &checked.workspace.sources;
    let round = &checked.workspace.plans[0].rounds[0].round;
    let own = round.submissions.iter().find(|one| sources.get(one.file).path.ends_with(".fods"));
    serde_json::to_value(own.and_then(|own| own.form.as_ref()).expect("it was read")).expect("it is data")
}

#[test]
fn heads_in_other_words_in_any_order_are_the_columns_they_mean() {
    let checked = with(&[
        (
            "任务",
            "进展|任务编号|完成进度（%）|完成状态|任务完成时限\n\
             加密监测12次，溯源3起。|RW-02-01|40|正常推进|2027年底",
        ),
        (
            "指标",
            "指标|单位|本年值|统计时段|数据性质|出处|统计截止日期|上年值\n\
             地表水优良断面比例|%|83.3|1—11月|初步值|市监测中心|2025-11-30|80",
        ),
    ]);
    let form = read(&checked);
    assert_eq!(
        [&form["tasks"][0]["id"], &form["tasks"][0]["status"], &form["tasks"][0]["percent"]],
        ["RW-02-01", "on_track", "40"],
        "{form}"
    );
    assert!(form["tasks"][0]["new_due"].is_null(), "a deadline of the plan is no new one: {form}");
    let figure = &form["indicators"][0];
    assert_eq!(
        [&figure["id"], &figure["value"], &figure["as_of"], &figure["source"]],
        ["river-good-ratio", "83.3", "2025-11-30", "市监测中心"],
        "{form}"
    );
    let printed = checked.printed();
    for words in ["“本年值”读作“数值”", "“统计截止日期”读作“截至日期”", "补上“填报日期”"]
    {
        assert!(printed.contains(words), "{words}: {printed}");
    }
}

/// A row that is nobody's may be what its list lacks, and nothing that another lacks.
#[test]
fn a_row_without_a_name_hides_nothing_of_other_lists() {
    let rows = "编号|任务名称|完成情况|进展情况\nRW-02-01|整治入河排污口|正常推进|加密监测12次。\n||正常推进|另做3件。";
    let printed = with(&[("台账", rows)]).printed();
    for words in ["N710", "N312"] {
        assert!(printed.contains(words), "{words}: {printed}");
    }
    // The row may be the task.
    let rows = "编号|任务名称|完成情况|进展情况\n||正常推进|加密监测12次。";
    let printed = with(&[("台账", rows)]).printed();
    assert!(printed.contains("N710") && printed.contains("N312") && !printed.contains("N311"), "{printed}");
}

/// Above a table `单位` says in what its money is counted, and nothing of who reports.
#[test]
fn what_money_is_counted_in_is_no_name_of_a_unit() {
    for (said, amount, taken) in [
        ("~~|~~|单位：亿元", "0.42", false),
        ("单位|亿元", "0.42", false),
        ("（金额单位：万元）", "4200", true),
        ("单位：万元、%", "4200", true),
    ] {
        let rows = format!(
            "{said}\n编号|任务名称|完成情况|进展情况|计划投入\nRW-02-01|整治入河排污口|正常推进|加密监测12次。|{amount}"
        );
        let checked = with(&[("台账", rows.replace("~~", "").as_str())]);
        let printed = checked.printed();
        assert!(!printed.contains("N201") && printed.contains("认作市生态环境局"), "{said}: {printed}");
        assert_eq!(printed.contains("“计划投入”的表头上方写着“亿元”"), !taken, "{said}: {printed}");
        if taken {
            assert_eq!(read(&checked)["tasks"][0]["funds"]["planned"], "4200", "{said}");
        }
        // What lacks is told in the same run, whatever the money is counted in.
        assert!(printed.contains("N312"), "{said}: {printed}");
    }
}

#[test]
fn heads_on_two_rows_and_rows_that_add_up_are_understood() {
    let checked = with(&[(
        "汇总",
        "序号^2|任务>2|2025年进展>3\n\
         ~|名称|时限|完成情况|完成率（%）|进展\n\
         1|（一）整治入河排污口|2027年|正常推进|40|加密监测12次。\n\
         |合计|||40|",
    )]);
    let form = read(&checked);
    assert_eq!(form["tasks"].as_array().map(Vec::len), Some(1), "{form}");
    assert_eq!([&form["tasks"][0]["id"], &form["tasks"][0]["percent"]], ["RW-02-01", "40"], "{form}");
    assert!(!checked.printed().contains("合计"), "{}", checked.printed());
}

#[test]
fn groups_above_the_heads_and_a_unit_in_a_cell_of_its_own_are_understood() {
    let checked = with(&[(
        "台账",
        "2025年台账\n\
         单位|市生态环境局\n\
         序号|重点任务|工作情况>2|资金>2\n\
         ||完成情况|进展情况|计划投入|实际支出\n\
         1|整治入河排污口|正常推进|加密监测12次。|10|8",
    )]);
    let form = read(&checked);
    let task = &form["tasks"][0];
    assert_eq!([&task["status"], &task["progress"]], ["on_track", "加密监测12次。"], "{form}");
    assert_eq!([&task["funds"]["planned"], &task["funds"]["spent"]], ["10", "8"], "{form}");
    assert!(
        !checked.printed().contains("N708") && !checked.printed().contains("N710"),
        "{}",
        checked.printed()
    );
}

#[test]
fn labels_around_a_table_say_whose_it_is_and_who_signed() {
    let checked = with(&[(
        "台账",
        "市生态环境局2025年度工作台账>4\n\
         编号|完成情况|完成率|进展情况\n\
         RW-02-01|正常推进|40|加密监测12次。\n\
         填报人：示例甲　联系电话：13800000001　审核人：示例乙　签发人：示例丙\n\
         填报日期：2025-12-10 数据截至：2025-11-30",
    )]);
    let form = read(&checked);
    assert_eq!([&form["filled_on"], &form["as_of"]], ["2025-12-10", "2025-11-30"], "{form}");
    assert_eq!([&form["people"]["preparer"], &form["people"]["approver"]], ["示例甲", "示例丙"], "{form}");
    assert!(checked.printed().contains("请核对，并补上“总体情况”"), "{}", checked.printed());
}

#[test]
fn sheets_of_other_years_and_other_things_are_named_and_not_read() {
    let rows = "编号|完成情况|完成率|进展情况\nRW-02-01|正常推进|40|加密监测12次。";
    let before = "编号|完成情况|完成率|进展情况\nRW-02-01|已完成|10|上一年的事。";
    let checked = with(&[("台账", rows), ("2024年", before), ("通讯录", "姓名|电话\n某某|0351-0000000")]);
    let form = read(&checked);
    assert_eq!(form["tasks"].as_array().map(Vec::len), Some(1), "{form}");
    assert_eq!(form["tasks"][0]["percent"], "40");
    let printed = checked.printed();
    assert!(printed.contains("工作表“2024年”没有读取：名称里写的是别的年度"), "{printed}");
    assert!(printed.contains("工作表“通讯录”没有读取：里面没有报送表的表头"), "{printed}");
}
