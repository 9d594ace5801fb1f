//! What a clerk writes on the sheets of the form where nothing is read, and heads that were put in other words: one
//! finding for one cause, which names the cell, and nothing lost in silence.

use crate::clerk::{Desk, Slip, each_is_told_once, told};
use crate::support::{check, starter_files};
use crate::workbooks::{at_cells, book, head as whole, row, sheet};

const T: &str = "任务台账";
const I: &str = "指标";
const B: &str = "基本情况";
const TASK: &str = "RW-02-01";

/// A head in other words.
fn head(mut desk: Desk, sheet: &str, old: &str, new: &str) -> Desk {
    let heads = desk.sheet(sheet).heads(3);
    let at = heads.iter().find(|(_, head)| head == old).expect("a heading").0;
    desk.puts(sheet, (3, at), new)
}

#[test]
fn text_beside_and_below_the_tables_is_named_with_its_cell() {
    each_is_told_once(&[
        Slip {
            name: "a note in a free column",
            done: |desk| desk.puts(T, (5, 20), "另有两处正在验收。"),
            code: "N737",
            says: &["（T5）", "T5，共1处", "进展情况"],
        },
        Slip {
            name: "a line below the table",
            done: |desk| desk.puts(T, (9, 2), "以上数据截至11月底，乡镇部分由各县提供。"),
            code: "N737",
            says: &["B9，共1处"],
        },
        Slip {
            name: "above the heads",
            done: |desk| desk.puts(I, (2, 7), "本表数据为快报数"),
            code: "N737",
            says: &["G2"],
        },
        Slip {
            name: "beside the answers of the whole",
            done: |desk| desk.puts(B, (13, 6), "以办公室意见为准"),
            code: "N737",
            says: &["F13"],
        },
        Slip {
            name: "below the answers of the whole",
            done: |desk| desk.puts(B, (20, 2), "补充：全年监测断面12个，新增2个。"),
            code: "N737",
            says: &["B20"],
        },
        Slip {
            name: "a remark on the sheet of explanations",
            done: |desk| desk.puts("填表说明", (24, 1), "我局任务与市水利局合并填报"),
            code: "N737",
            says: &["A24"],
        },
        Slip {
            name: "a block of its own",
            done: |desk| {
                let rows = [["断面", "水质"], ["东河桥", "Ⅱ类"], ["西河口", "Ⅲ类"]];
                rows.iter().enumerate().fold(desk, |desk, (at, cells)| {
                    let row = 9 + at as u32;
                    desk.puts(T, (row, 9), cells[0]).puts(T, (row, 10), cells[1])
                })
            },
            code: "N710",
            says: &["第9—11行有内容", "没有编号"],
        },
    ]);
}

#[test]
fn what_is_written_over_grey_cells_is_told() {
    each_is_told_once(&[
        Slip {
            name: "last year's cell of the whole",
            done: |desk| desk.types(B, "意见建议", "上年填报", "建议增加水土保持专项资金200万元"),
            code: "N713",
            says: &["“上年填报”被改动", "移到“填写”一栏"],
        },
        Slip {
            name: "how to fill in the whole",
            done: |desk| desk.types(B, "总体情况", "填写要求", "已完成监测断面12个"),
            code: "N713",
            says: &["“填写要求”被改动"],
        },
        Slip {
            name: "the number of a row",
            done: |desk| desk.puts(T, (5, 1), "市里牵头"),
            code: "N737",
            says: &["A5"],
        },
        Slip {
            name: "what the form says above",
            done: |desk| desk.puts(T, (2, 1), "本表数据截至9月底"),
            code: "N737",
            says: &["A2"],
        },
    ]);
}

#[test]
fn numbers_and_what_the_form_says_itself_are_no_stray_text() {
    for desk in [Desk::filled(), Desk::filled().puts(T, (5, 22), "12"), Desk::filled().without("_form")] {
        let said = told(&desk.checked());
        assert!(!said.iter().any(|line| line.starts_with("N737")), "{said:#?}");
    }
}

#[test]
fn a_head_in_other_words_is_one_finding() {
    each_is_told_once(&[
        Slip {
            name: "means the column beside it, and holds words of its own",
            done: |desk| head(desk, T, "完成情况", "进度情况"),
            code: "N707",
            says: &["“完成情况”改成了“进度情况”", "仍照原来的栏读取"],
        },
        Slip {
            name: "the value",
            done: |desk| head(desk, I, "数值", "2025年"),
            code: "N706",
            says: &["“数值”", "“2025年”", "1行不能采用", "改回“数值”"],
        },
        Slip {
            name: "the period, by the word of another column",
            done: |desk| head(desk, I, "时段", "统计口径"),
            code: "N706",
            says: &["“时段”", "“统计口径”"],
        },
        Slip {
            name: "the status of the value, known by its words",
            done: |desk| head(desk, I, "数据状态", "备注"),
            code: "N707",
            says: &["“数据状态”改成了“备注”"],
        },
        Slip {
            name: "the ids",
            done: |desk| head(desk, T, "编号", "代码"),
            code: "N707",
            says: &["“编号”改成了“代码”"],
        },
        Slip {
            name: "the titles",
            done: |desk| head(desk, T, "重点任务", "事项"),
            code: "N707",
            says: &["“重点任务”改成了“事项”"],
        },
        Slip {
            name: "what a task has done",
            done: |desk| head(desk, T, "进展情况", "工作开展"),
            code: "N706",
            says: &["没有“进展情况”一栏", "把表头改回“进展情况”"],
        },
    ]);
}

#[test]
fn a_unit_of_measure_in_a_head_is_what_the_numbers_are_counted_in() {
    each_is_told_once(&[
        Slip {
            name: "funds in 亿元",
            done: |desk| head(desk, T, "计划投入", "计划投入（亿元）").types(T, TASK, "计划投入", "0.42"),
            code: "N722",
            says: &["“计划投入”一栏的表头写着“亿元”", "按“万元”", "第5行"],
        },
        Slip {
            name: "funds in 亿, with a remark",
            done: |desk| {
                head(desk, T, "实际支出", "实际支出（亿元，含中央）").types(T, TASK, "实际支出", "0.42")
            },
            code: "N722",
            says: &["亿元", "按“万元”"],
        },
        Slip {
            name: "funds in 亿 alone",
            done: |desk| head(desk, T, "计划投入", "计划投入（亿）").types(T, TASK, "计划投入", "0.42"),
            code: "N722",
            says: &["亿元", "按“万元”"],
        },
        Slip {
            name: "funds in 亿元, in words that no form has",
            done: |desk| head(desk.types(T, TASK, "计划投入", "0.42"), T, "计划投入", "计划投入【亿元】"),
            code: "N722",
            says: &["亿元", "按“万元”"],
        },
        Slip {
            name: "money above the heads",
            done: |desk| {
                let desk = desk.puts(T, (2, 1), "金额单位：亿元");
                desk.types(T, TASK, "计划投入", "0.42").types(T, TASK, "实际支出", "0.36")
            },
            code: "N722",
            says: &["“计划投入”、“实际支出”的表头上方写着“亿元”", "按“万元”", "把这一格改为“单位：万元”"],
        },
        Slip {
            name: "a share per mille",
            done: |desk| head(desk, I, "数值", "数值（‰）"),
            code: "N722",
            says: &["“‰”", "按“%”"],
        },
    ]);
    let said = Desk::filled().types(T, TASK, "计划投入", "320").puts(T, (2, 1), "单位：万元");
    assert!(told(&said.checked()).is_empty(), "{:#?}", told(&said.checked()));
    let same =
        [("计划投入", "计划投入（万元）"), ("完成率", "完成率（%）"), ("进展情况", "进展情况（选填）")];
    for (old, new) in same {
        let said = told(&head(Desk::filled().types(T, TASK, "计划投入", "320"), T, old, new).checked());
        assert!(said.is_empty(), "{new}: {said:#?}");
    }
}

#[test]
fn words_for_a_number_say_where_they_belong() {
    each_is_told_once(&[
        Slip {
            name: "a goal in words",
            done: |desk| desk.types(I, "river-good-ratio", "数值", "达到上级要求"),
            code: "N025",
            says: &["达到上级要求", "移到“说明”这一格", "“缺失原因”"],
        },
        Slip {
            name: "a share in words",
            done: |desk| desk.types(T, TASK, "完成率", "已全部完成"),
            code: "N025",
            says: &["移到“进展情况”这一格", "留空"],
        },
    ]);
}

#[test]
fn copies_of_the_sheet_of_the_whole_are_read_once_or_not_at_all() {
    each_is_told_once(&[
        Slip {
            name: "the same",
            done: |desk| desk.copies(B, "基本情况 (2)"),
            code: "N709",
            says: &["“基本情况 (2)”", "与“基本情况”是同一张表，填的相同"],
        },
        Slip {
            name: "another text",
            done: |desk| {
                desk.copies(B, "基本情况 (2)").puts("基本情况 (2)", (13, 2), "监测断面12个，新增2个。")
            },
            code: "N730",
            says: &["有1格不一样", "没有采用"],
        },
    ]);
}

#[test]
fn a_label_that_withholds_the_summary_is_one_finding() {
    each_is_told_once(&[Slip {
        name: "not for the public",
        done: |desk| {
            let at = desk.clone().at(B, "总体情况", "项目");
            desk.puts(B, at, "总体情况（不公开）")
        },
        code: "N708",
        says: &["“总体情况（不公开）”没有读取"],
    }]);
    for (at, label) in [((6, 1), "科室"), ((16, 1), "备注栏")] {
        let said = told(&Desk::filled().puts(B, at, label).checked());
        assert!(said.len() <= 1, "{said:#?}");
    }
}

/// Ids and titles were sorted, and what stands beside them was not.
#[test]
fn a_row_in_which_last_year_is_that_of_another_row_is_nobodys() {
    let mut files = starter_files();
    let plan = String::from_utf8(files["plans/demo.yaml"].clone()).expect("text");
    let second =
        "      - {id: RW-02-02, title: 修复河岸, kind: task, responsible_units: [sthjj], due: 2027}\n";
    files.insert(
        "plans/demo.yaml".into(),
        plan.replace("indicators:\n", &format!("{second}indicators:\n")).into_bytes(),
    );
    files.remove("submissions/demo/2025/sthjj.yaml").expect("the starter has it");
    let (one, two) = ("正常推进：监测重点断面10次", "正常推进：修复河岸三千米");
    let hidden = |key: &str, value: &str| row(&[key, value]);
    let locked = |id: &str, last: &str| hidden(&format!("locked.任务台账.{id}.上年填报"), last);
    let form = [
        hidden("form", "1"),
        hidden("plan", "demo"),
        hidden("year", "2025"),
        hidden("unit", "sthjj"),
        hidden("sample", "true"),
        hidden("locked.任务台账.rw-02-01.重点任务", "整治入河排污口"),
        hidden("locked.任务台账.rw-02-02.重点任务", "修复河岸"),
        locked("rw-02-01", one),
        locked("rw-02-02", two),
    ];
    let heads = row(&["编号", "重点任务", "上年填报", "完成情况", "进展情况"]);
    let said = |first: &str, last: &str| {
        let tasks = [
            heads.clone(),
            row(&["RW-02-01", "整治入河排污口", first, "正常推进", "对重点断面加密监测12次。"]),
            row(&["RW-02-02", "修复河岸", last, "正常推进", "修复河岸五千米，栽树200棵。"]),
        ];
        let mut files = files.clone();
        let sheets = [whole(), sheet("任务台账", &tasks), sheet("_form", &form)];
        files.insert("submissions/demo/2025/sthjj.fods".into(), book(&sheets));
        at_cells(&check(&files))
    };
    let count = |said: &[String], code: &str| said.iter().filter(|line| line.contains(code)).count();
    let right = said(one, two);
    assert_eq!((count(&right, " N712 "), count(&right, " N713 ")), (0, 0), "{right:#?}");
    let sorted = said(two, one);
    assert_eq!((count(&sorted, " N712 "), count(&sorted, " N713 ")), (1, 0), "{sorted:#?}");
    assert!(sorted.iter().any(|line| line.contains("第2—3行的编号、名称是一项")), "{sorted:#?}");
}
