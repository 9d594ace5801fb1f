//! The rules about rows of workbooks.

use super::example::*;
use crate::diagnostic::{Example, Rule, Severity};

pub(in super::super) static UNKNOWN_ROW: Rule = Rule {
    code: "N710",
    name: "row-without-id",
    severity: Severity::Error,
    title: "这一行看不出是哪一项",
    why: "每一行按编号对应方案。自己加的行没有编号，名称在方案里也找不到，里面的内容没有读取。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                sheet!(
                    "任务台账",
                    row!("编号", "重点任务", "完成情况", "进展情况"),
                    row!(
                        "RW-02-01",
                        "整治入河排污口",
                        "正常推进",
                        "乡镇排污口整治按月调度，新增巡查点十处。"
                    ),
                    row!("", "环保宣传", "正常推进", "开展宣传活动六次。")
                ),
                indicators!(),
                hidden!()
            ),
            "（在末尾加了一行“环保宣传”）",
        ),
    },
};

pub(in super::super) static FOUND_BY_TITLE: Rule = Rule {
    code: "N711",
    name: "row-known-by-title",
    severity: Severity::Hint,
    title: "没有编号的行按名称认定",
    why: "编号被删去、名称与方案一致的行仍可读取。请核对有没有认错。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                sheet!(
                    "任务台账",
                    row!("编号", "重点任务", "完成情况", "进展情况"),
                    row!("", "整治入河排污口", "正常推进", "乡镇排污口整治按月调度，新增巡查点十处。")
                ),
                indicators!(),
                hidden!()
            ),
            "（删去了编号）",
        ),
    },
};

pub(in super::super) static OF_ANOTHER: Rule = Rule {
    code: "N712",
    name: "row-of-another",
    severity: Severity::Error,
    title: "编号和名称不是同一项",
    why: "只对一部分栏排序，编号和内容就会错开。分不清填的是哪一项的，一律不采用。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                tasks!(),
                sheet!(
                    "指标",
                    row!("编号", "指标名称", "时段", "数据状态", "来源", "截至日期", "数值"),
                    row!(
                        "river-good-ratio",
                        "完成整治的入河排污口",
                        "累计",
                        "初步值",
                        "河西县水利部门统计（示例）",
                        "2025-11-30",
                        "25"
                    )
                ),
                hidden!()
            ),
            "（编号是一项指标的，名称是另一项的）",
        ),
    },
};

pub(in super::super) static LOCKED_CELL: Rule = Rule {
    code: "N713",
    name: "locked-cell-changed",
    severity: Severity::Hint,
    title: "由方案带出的内容被改动",
    why: "灰色的格由方案带出，改了也不起作用：每一行按编号对应方案。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                sheet!(
                    "任务台账",
                    row!("编号", "重点任务", "完成情况", "进展情况"),
                    row!("RW-02-01", "整治全部排口", "正常推进", "乡镇排污口整治按月调度，新增巡查点十处。")
                ),
                indicators!(),
                hidden!()
            ),
            "（改动了任务的名称）",
        ),
    },
};

pub(in super::super) static MERGED_ROWS: Rule = Rule {
    code: "N714",
    name: "rows-merged",
    severity: Severity::Error,
    title: "几行合并成了一格",
    why: "合并的单元格只有第一行有内容，其余各行是空的；看不出同一段文字是不是对每一行都成立。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                sheet!(
                    "任务台账",
                    row!("编号", "重点任务", "完成情况", "进展情况"),
                    row_and!("<table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"2\"><text:p>乡镇排污口整治按月调度，新增巡查点十处。</text:p></table:table-cell>"; "RW-02-01", "整治入河排污口", "正常推进"),
                    row!("", "")
                ),
                indicators!(),
                hidden!()
            ),
            "（“进展情况”合并了两行）",
        ),
    },
};

pub(in super::super) static HIDDEN_ROWS: Rule = Rule {
    code: "N715",
    name: "hidden-rows",
    severity: Severity::Hint,
    title: "隐藏的行、栏或工作表里有内容",
    why: "隐藏或被筛选掉的行、隐藏的栏和工作表也读取。填表的人可能没有看到它们。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                sheet!(
                    "任务台账",
                    row!("编号", "重点任务", "完成情况", "进展情况"),
                    "<table:table-row table:visibility=\"collapse\"><table:table-cell office:value-type=\"string\"><text:p>RW-02-01</text:p></table:table-cell><table:table-cell/><table:table-cell office:value-type=\"string\"><text:p>正常推进</text:p></table:table-cell><table:table-cell office:value-type=\"string\"><text:p>乡镇排污口整治按月调度，新增巡查点十处。</text:p></table:table-cell></table:table-row>"
                ),
                indicators!(),
                hidden!()
            ),
            "（隐藏了一行）",
        ),
    },
};

pub(in super::super) static OTHER_MEASURE: Rule = Rule {
    code: "N722",
    name: "unit-of-measure-changed",
    severity: Severity::Error,
    title: "表里的计量单位与方案不同",
    why: "数值按方案的计量单位计算和公布。表里的计量单位改了，就不知道填的数是按哪一个单位，这个数不采用。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                tasks!(),
                sheet!(
                    "指标",
                    row!("编号", "指标名称", "计量单位", "数值", "时段", "数据状态", "来源", "截至日期"),
                    row!(
                        "outlets-fixed",
                        "完成整治的入河排污口",
                        "百个",
                        "0.25",
                        "累计",
                        "初步值",
                        "河西县水利部门统计（示例）",
                        "2025-11-30"
                    )
                ),
                hidden!()
            ),
            "（计量单位由“个”改成了“百个”）",
        ),
    },
};

pub(in super::super) static EXAMPLE_ROW: Rule = Rule {
    code: "N723",
    name: "answer-in-the-example-row",
    severity: Severity::Error,
    title: "填报内容写在了示例行里",
    why: "各表的示例行不计入。写在示例行里的内容看不出属于哪一项，也没有读取。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                sheet!(
                    "任务台账",
                    row!("编号", "重点任务", "完成情况", "进展情况"),
                    row!(
                        "示例",
                        "这一行是示例，不计入，不必删除",
                        "滞后",
                        "新增巡查点十处，完成投放标识牌。"
                    ),
                    row!(
                        "RW-02-01",
                        "整治入河排污口",
                        "正常推进",
                        "乡镇排污口整治按月调度，新增巡查点十处。"
                    )
                ),
                indicators!(),
                hidden!()
            ),
            "（在示例行里写了自己的内容）",
        ),
    },
};

pub(in super::super) static NOTE_ROWS: Rule = Rule {
    code: "N726",
    name: "note-below-the-table",
    severity: Severity::Hint,
    title: "表下的说明没有读取",
    why: "以“备注”“填报说明”等开头、单独成一行的文字是对整张表的说明，不属于哪一项，没有读取。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                sheet!(
                    "任务台账",
                    row!("编号", "重点任务", "完成情况", "进展情况"),
                    row!(
                        "RW-02-01",
                        "整治入河排污口",
                        "正常推进",
                        "乡镇排污口整治按月调度，新增巡查点十处。"
                    ),
                    row!("备注：本表由县水利局填写。")
                ),
                indicators!(),
                hidden!()
            ),
            "（表下写了一行备注）",
        ),
    },
};

pub(in super::super) static STRAY_TEXT: Rule = Rule {
    code: "N737",
    name: "text-beside-the-table",
    severity: Severity::Hint,
    title: "写在各栏各行以外的文字没有读取",
    why: "每一格的内容按它所在的行和栏读取。写在空白列、表格下面、另起的小表和文本框里的文字，看不出属于哪一项，没有读取。请移到所属的格里。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                sheet!(
                    "任务台账",
                    row!("编号", "重点任务", "完成情况", "进展情况"),
                    row!(
                        "RW-02-01",
                        "整治入河排污口",
                        "正常推进",
                        "乡镇排污口整治按月调度，新增巡查点十处。",
                        "另有两处正在验收。"
                    )
                ),
                indicators!(),
                hidden!()
            ),
            "（表的右边多写了一格“另有两处正在验收。”）",
        ),
    },
};
