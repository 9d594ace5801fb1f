//! The fields of a form and where they stand in a workbook: the one list that writers and readers share.

use super::field::{Field, Kind, Need, PlanColumn, Sheet};

/// The version of this definition; a form says with which it was made.
pub const FORM_VERSION: &str = "1";
/// The sheet that says how to fill in.
pub const HELP_SHEET: &str = "填表说明";
/// The sheet of what concerns the whole: a field a row.
pub const HEAD_SHEET: &str = "基本情况";
/// The hidden sheet: key in column A, value in column B.
pub const HIDDEN_SHEET: &str = "_form";
/// Heads of the columns of [`HEAD_SHEET`].
pub const HEAD_HEADINGS: [&str; 4] = ["项目", "填写", LAST_YEAR, "填写要求"];
/// The row of column heads, counted from 1.
pub const HEADS_ROW: u32 = 3;
/// The row of the example in the sheets of [`SHEETS`], counted from 1.
pub const SAMPLE_ROW: u32 = 4;
/// The first row of answers in the sheets of [`SHEETS`], counted from 1.
pub const FIRST_ROW: u32 = 5;
/// The first row of answers in [`HEAD_SHEET`], counted from 1: unit and year, then the fields.
pub const HEAD_FIRST_ROW: u32 = 4;
/// Stands for the id in the row of the example.
pub const SAMPLE: &str = "示例";
/// What the row of the example says of itself, in place of a title.
pub const SAMPLE_NOTE: &str = "这一行是示例，不计入，不必删除";
/// The head of what was reported last year.
pub const LAST_YEAR: &str = "上年填报";
/// The head of what is still to be filled in; worked out, never read.
pub const LACKING: &str = "还差";

/// The key, in the hidden sheet, of what a locked cell said when the form was handed out: of the row of an id,
/// or of the example, below a heading.
pub fn locked_key(sheet: &str, id: &str, heading: &str) -> String {
    format!("locked.{sheet}.{}.{heading}", id.trim().to_lowercase())
}

const fn field(key: &'static str, kind: Kind, need: Need, width: u16, help: &'static str) -> Field {
    Field { key, name: "", kind, need, help, example: "", width }
}

const fn column(heading: &'static str, width: u16) -> PlanColumn {
    PlanColumn { heading, key: "", width }
}

const ID: PlanColumn = PlanColumn { heading: "编号", key: "id", width: 8 };

/// What concerns the whole form, in the order in which it is asked.
pub static HEAD: &[Field] = &[
    field("document_number", Kind::Line, Need::Optional, 40, "本单位报送文件的文号；没有的留空"),
    field("filled_on", Kind::Date, Need::Always, 40, "填表的日期，例如 {year}-12-08"),
    field("as_of", Kind::Date, Need::Always, 40, "内容统计到哪一天，不晚于填报日期，例如 {year}-11-30"),
    field("people.preparer", Kind::Line, Need::Always, 40, "填表人姓名；不对外公开"),
    field("people.phone", Kind::Phone, Need::Always, 40, "手机或座机；不对外公开"),
    field("people.reviewer", Kind::Line, Need::Always, 40, "科室负责人姓名；不对外公开"),
    field("people.approver", Kind::Line, Need::Always, 40, "分管负责人姓名；不对外公开"),
    field("summary", Kind::Text, Need::Always, 40, "一年来的主要成效、数字和变化，300字以内为宜；审查后公开"),
    field(
        "nil_return",
        Kind::Text,
        Need::Optional,
        40,
        "全年确无相关工作时写明原因，任务、指标、节点留空；其他情况不填",
    ),
    field("suggestions", Kind::Text, Need::Optional, 40, "对这项工作的建议，不公开；请示事项请另行行文"),
    field(
        "explanation",
        Kind::Explanation,
        Need::Optional,
        40,
        "被要求核实的才填，写事实，即数字、日期、原因",
    ),
];

/// Tasks.
pub static TASKS: Sheet = Sheet {
    name: "任务台账",
    list: "tasks",
    plan: &[column("序号", 3), ID, column("重点任务", 12), column("工作目标", 24), column("完成时限", 7)],
    last_year: 22,
    fields: &[
        Field {
            example: "滞后",
            ..field("status", Kind::Word("Status"), Need::Always, 7, "按截至日期的情况选一项")
        },
        Field {
            example: "60",
            ..field(
                "percent",
                Kind::Percent,
                Need::Optional,
                6,
                "0到100，不写百分号，八成写 80；长期坚持、不涉及的留空",
            )
        },
        Field {
            example: "完成三座泵站改造中的两座，第三座已完成设备采购。",
            ..field(
                "progress",
                Kind::Text,
                Need::Always,
                30,
                "做了什么、做到什么程度，写数字和日期；审查后公开",
            )
        },
        field(
            "public_progress",
            Kind::Text,
            Need::Optional,
            18,
            "公开时要换一种写法的才填；留空则公开“进展情况”",
        ),
        Field {
            example: "第三座泵站用地手续办理较慢。",
            ..field("issues", Kind::Text, Need::With(&["behind", "not_started"]), 20, "原因写具体；不公开")
        },
        Field {
            example: "与自然资源部门会商，3月底前办结用地手续，6月底前完工。",
            ..field(
                "next_steps",
                Kind::Text,
                Need::With(&["behind", "not_started"]),
                20,
                "谁、做什么、到什么时候；不公开",
            )
        },
        Field {
            example: "{next}-06-30",
            ..field(
                "new_due",
                Kind::Due,
                Need::Optional,
                8,
                "滞后或逾期的，填现在计划的完成时间，例如 {next}-06-30 或 {next}",
            )
        },
        Field {
            example: "320",
            ..field("funds.planned", Kind::Number, Need::Optional, 7, "万元，只写数字；不公开")
        },
        Field {
            example: "185.5",
            ..field("funds.spent", Kind::Number, Need::Optional, 7, "万元，只写数字；不公开")
        },
        Field {
            example: "泵站改造工程阶段验收意见",
            ..field(
                "evidence",
                Kind::Evidence,
                Need::With(&["completed"]),
                16,
                "材料的标题，有电子文件的注明文件名；不公开",
            )
        },
        field(
            "explanation",
            Kind::Explanation,
            Need::Optional,
            14,
            "被要求核实的才填，写事实，即数字、日期、原因",
        ),
    ],
};

/// Indicators.
pub static INDICATORS: Sheet = Sheet {
    name: "指标",
    list: "indicators",
    plan: &[column("序号", 3), ID, column("指标名称", 12), column("计量单位", 6), column("方案目标", 12)],
    last_year: 16,
    fields: &[
        Field {
            example: "81.25",
            ..field(
                "value",
                Kind::Number,
                Need::Without("missing"),
                8,
                "只写数字，不带单位；百分数写 70.92，不写 0.7092",
            )
        },
        Field {
            example: "65", ..field("n", Kind::Number, Need::Beside("of"), 8, "比例类指标填，只写数字")
        },
        Field {
            example: "80",
            ..field("of", Kind::Number, Need::Beside("n"), 8, "比例类指标填，只写数字，大于0")
        },
        Field {
            example: "1—11月",
            ..field("period", Kind::Line, Need::Beside("value"), 8, "全年、1—11月、截至{year}-11-30 或 累计")
        },
        Field {
            example: "初步值",
            ..field(
                "value_status",
                Kind::Word("ValueStatus"),
                Need::Beside("value"),
                7,
                "以后还会变的不选终值",
            )
        },
        field(
            "basis",
            Kind::Text,
            Need::Optional,
            16,
            "这个数怎样算、包括哪些范围；与上年不同的要写核实说明",
        ),
        field("standard", Kind::Line, Need::Optional, 10, "评价所用的国家或行业标准编号；没有的留空"),
        Field {
            example: "市某局统计（示例）",
            ..field("source", Kind::Line, Need::Beside("value"), 12, "哪个单位、哪份报表或平台")
        },
        Field {
            example: "{year}-11-30",
            ..field("as_of", Kind::Date, Need::Optional, 8, "这个数统计到哪一天，例如 {year}-11-30")
        },
        field("missing", Kind::Word("Missing"), Need::Without("value"), 8, "没有数值的选一项"),
        field("note", Kind::Text, Need::Optional, 14, "需要说明的其他情况；未达到目标的写明原因，审查后公开"),
        field(
            "explanation",
            Kind::Explanation,
            Need::Optional,
            14,
            "被要求核实的才填，写事实，即数字、日期、原因",
        ),
        Field {
            name: "上年终值",
            ..field(
                "last_year.value",
                Kind::Number,
                Need::Optional,
                8,
                "上年报的不是终值、现在有了终值的才填，只写数字",
            )
        },
        Field {
            name: "上年终值分子",
            ..field("last_year.n", Kind::Number, Need::Optional, 8, "比例类指标的上年终值才填")
        },
        Field {
            name: "上年终值分母",
            ..field("last_year.of", Kind::Number, Need::Optional, 8, "比例类指标的上年终值才填")
        },
        Field {
            name: "上年终值状态",
            ..field("last_year.value_status", Kind::Word("ValueStatus"), Need::Optional, 8, "留空即为终值")
        },
        Field {
            name: "上年终值来源",
            ..field("last_year.source", Kind::Line, Need::Optional, 12, "上年终值出自哪份公报或报表")
        },
    ],
};

/// Milestones.
pub static MILESTONES: Sheet = Sheet {
    name: "节点",
    list: "milestones",
    plan: &[column("序号", 3), ID, column("节点", 24), column("所属任务", 14), column("方案时限", 8)],
    last_year: 18,
    fields: &[
        Field {
            example: "已完成",
            ..field("status", Kind::Word("Status"), Need::Always, 8, "按截至日期的情况选一项")
        },
        Field {
            example: "{year}-05-20",
            ..field("done_on", Kind::Date, Need::With(&["completed"]), 9, "已完成的才填，例如 {year}-05-20")
        },
        Field {
            example: "通过竣工验收，投入运行。",
            ..field("note", Kind::Text, Need::Optional, 30, "进展到哪一步；只在内部版")
        },
        field(
            "explanation",
            Kind::Explanation,
            Need::Optional,
            16,
            "被要求核实的才填，写事实，即数字、日期、原因",
        ),
    ],
};

/// The sheets with a row for each entry, in the order of the workbook.
pub static SHEETS: [&Sheet; 3] = [&TASKS, &INDICATORS, &MILESTONES];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::syntax::vocabulary;

    #[test]
    fn headings_of_a_sheet_are_words_and_differ() {
        for (name, columns, fields) in SHEETS
            .iter()
            .map(|sheet| (sheet.name, sheet.plan, sheet.fields))
            .chain([(HEAD_SHEET, [].as_slice(), HEAD)])
        {
            let plan = columns.iter().map(|column| column.heading);
            let headings: Vec<&str> =
                plan.chain([LAST_YEAR, LACKING]).chain(fields.iter().map(Field::heading)).collect();
            let distinct: BTreeSet<&str> = headings.iter().copied().collect();
            assert_eq!(headings.len(), distinct.len(), "{name}: {headings:?}");
            assert!(headings.iter().all(|heading| !heading.is_ascii()), "{name}: {headings:?}");
        }
    }

    #[test]
    fn what_a_field_hangs_on_is_there() {
        for fields in SHEETS.iter().map(|sheet| sheet.fields).chain([HEAD]) {
            let known = |key: &str| fields.iter().any(|field| field.key == key);
            for field in fields {
                match field.need {
                    Need::Without(other) | Need::Beside(other) => assert!(known(other), "{}", field.key),
                    Need::With(list) => {
                        let status = vocabulary::values("Status");
                        assert!(list.iter().all(|key| status.iter().any(|(known, _)| known == key)));
                    }
                    Need::Always | Need::Optional => {}
                }
                if let Kind::Word(of) = field.kind {
                    assert!(!vocabulary::values(of).is_empty(), "{}", field.key);
                }
            }
        }
    }
}
