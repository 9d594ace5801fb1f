//! The rules about files, sheets and columns of workbooks.

use super::example::*;
use crate::diagnostic::{Edit, Example, Rule, Severity};

pub(in super::super) static NO_FORM: Rule = Rule {
    code: "N701",
    name: "no-form-in-workbook",
    severity: Severity::Error,
    title: "工作簿里没有报送表",
    why: "工作簿按表头读取：要有“编号”或任务、指标、节点的名称，以及“完成情况”“数值”等栏。没有这些的工作簿读不出填报内容。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(book!(sheet!("工资表", row!("姓名", "金额"), row!("示例", "100"))), "（一张工资表）"),
    },
};

pub(in super::super) static OWN_TABLE: Rule = Rule {
    code: "N702",
    name: "table-of-their-own",
    severity: Severity::Hint,
    title: "不是下发的报送表，按表头读取",
    why: "单位自己的台账只要有认得的表头就读取，读到哪里算哪里。表头的意思可能与报送表不同，请核对读取的内容，缺少的补上。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                sheet!(
                    "Sheet1",
                    row!("河西县工作台账（填报单位：河西县，2025年度）"),
                    row!("序号", "工作任务", "任务状态", "工作进展"),
                    row!("1", "整治入河排污口", "正常推进", "乡镇排污口整治按月调度，新增巡查点十处。")
                ),
                indicators!()
            ),
            "（县里自己的台账，表头是“工作任务”“任务状态”“工作进展”）",
        ),
    },
};

pub(in crate::submission) static NOTHING_FILLED_IN: Rule = Rule {
    code: "N703",
    name: "form-not-filled-in",
    severity: Severity::Error,
    title: "交回的是空表",
    why: "表里除了由方案带出的内容以外没有填写。多半是交错了文件：填好的一份还在电脑里。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                sheet!(
                    "基本情况",
                    row!("项目", "填写"),
                    row!("单位", "河西县"),
                    row!("年度", "2025"),
                    row!("填报日期")
                ),
                sheet!(
                    "任务台账",
                    row!("编号", "重点任务", "完成情况", "进展情况"),
                    row!("RW-02-01", "整治入河排污口")
                ),
                hidden!()
            ),
            "（没有填写的报送表）",
        ),
    },
};

pub(in super::super) static OTHER_UNIT: Rule = Rule {
    code: "N704",
    name: "form-of-another-unit",
    severity: Severity::Error,
    title: "报送表的单位或年度被改动",
    why: "每张报送表是按一个单位、一个年度的任务做的。改了单位或年度，表里的任务和上年数据就对不上。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!("河西县", "2025"),
                tasks!(),
                indicators!(),
                sheet!(
                    "_form",
                    row!("form", "1"),
                    row!("plan", "demo"),
                    row!("year", "2025"),
                    row!("unit", "hedong"),
                    row!("sample", "true")
                )
            ),
            "（河东县的表，单位改成了河西县）",
        ),
    },
};

pub(in super::super) static OLD_FORM: Rule = Rule {
    code: "N705",
    name: "form-of-an-old-version",
    severity: Severity::Hint,
    title: "报送表不是现行的一版",
    why: "表样改版以后，旧表仍按各栏的名称读取，新增的栏没有内容；比程序还新的表，程序不认得的栏没有读取。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(book!(head!(), tasks!(), indicators!(), hidden!("0")), "（旧版的报送表）"),
    },
};

pub(in super::super) static NEEDED_COLUMN: Rule = Rule {
    code: "N706",
    name: "needed-column-missing",
    severity: Severity::Error,
    title: "缺少必需的一栏",
    why: "没有“完成情况”“进展情况”，就不知道每一项做到了哪一步、做了什么，整张表无法采用。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                sheet!(
                    "任务台账",
                    row!("编号", "重点任务", "进展情况"),
                    row!("RW-02-01", "整治入河排污口", "乡镇排污口整治按月调度，新增巡查点十处。")
                ),
                indicators!(),
                hidden!()
            ),
            "（删去了“完成情况”一栏）",
        ),
    },
};

pub(in super::super) static COLUMN_GONE: Rule = Rule {
    code: "N707",
    name: "column-gone",
    severity: Severity::Hint,
    title: "报送表的栏被删去或改名",
    why: "各栏按名称读取，前后次序可以变，名称不能变。没有的栏当作没有填写；表头换成别的意思、写着不公开的，不当作原来的栏。",
    example: Example::Edits {
        good: &[],
        bad: &made(book!(head!(), tasks!(), indicators!(), hidden!()), "（只留下几栏的报送表）"),
    },
};

pub(in super::super) static COLUMN_NOT_READ: Rule = Rule {
    code: "N708",
    name: "column-not-read",
    severity: Severity::Hint,
    title: "有的栏没有读取",
    why: "报送表以外的栏不读取，里面的内容没有进入汇总。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                sheet!(
                    "任务台账",
                    row!("编号", "重点任务", "完成情况", "进展情况", "分管领导"),
                    row!(
                        "RW-02-01",
                        "整治入河排污口",
                        "正常推进",
                        "乡镇排污口整治按月调度，新增巡查点十处。",
                        "王某"
                    )
                ),
                indicators!(),
                hidden!()
            ),
            "（多加了“分管领导”一栏）",
        ),
    },
};

pub(in super::super) static SHEET_NOT_READ: Rule = Rule {
    code: "N709",
    name: "sheet-not-read",
    severity: Severity::Hint,
    title: "有的工作表没有读取",
    why: "没有报送表表头的工作表不读取，里面的内容没有进入汇总。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                tasks!(),
                indicators!(),
                sheet!("附表", row!("乡镇", "数量"), row!("示例镇", "3")),
                hidden!()
            ),
            "（多加了一张“附表”）",
        ),
    },
};

pub(in super::super) static NO_WORKBOOK: Rule = Rule {
    code: "N721",
    name: "no-workbook-inside",
    severity: Severity::Error,
    title: "扩展名是工作簿，内容不是",
    why: "办公系统导出的“.xls”常常是网页，也有把文本文件改名为 .xlsx 的。请用 Excel 或 WPS 打开后另存。",
    example: Example::Edits {
        good: GOOD,
        bad: &[
            Edit::Remove { file: HEXI },
            Edit::Write {
                file: "submissions/demo/2025/hexi.xls",
                text: "<html><table><tr><td>编号</td><td>完成情况</td></tr></table></html>\n",
            },
        ],
    },
};

pub(in super::super) static COPIED_SHEET: Rule = Rule {
    code: "N730",
    name: "copied-sheet-differs",
    severity: Severity::Error,
    title: "同一张表有两份，填得不一样",
    why: "工作簿里“任务台账”和它的副本“任务台账 (2)”都填了同一项而内容不同，不知道以哪一张为准。两份相同的只读一份，不同的各格都不采用。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                tasks!(),
                sheet!(
                    "任务台账 (2)",
                    row!("编号", "重点任务", "完成情况", "进展情况"),
                    row!("RW-02-01", "整治入河排污口", "滞后", "乡镇排污口整治按月调度，新增巡查点十处。")
                ),
                indicators!(),
                hidden!()
            ),
            "（复制了“任务台账”，两张表的完成情况不同）",
        ),
    },
};
