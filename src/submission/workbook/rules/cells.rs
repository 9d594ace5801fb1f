//! The rules about what a spreadsheet makes of a value.

use super::example::*;
use crate::diagnostic::{Example, Rule, Severity};

pub(in super::super) static PERCENT: Rule = Rule {
    code: "N716",
    name: "percent-cell",
    severity: Severity::Hint,
    title: "Excel 存成了百分数",
    why: "在数字格里输入 98%，Excel 存的是 0.98，显示为 98%。计量单位是“%”的，按显示的读取。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                sheet!(
                    "任务台账",
                    row!("编号", "重点任务", "完成情况", "进展情况", "完成率"),
                    row_and!("<table:table-cell office:value-type=\"percentage\" office:value=\"0.45\"><text:p>45%</text:p></table:table-cell>"; "RW-02-01", "整治入河排污口", "正常推进", "乡镇排污口整治按月调度，新增巡查点十处。")
                ),
                indicators!(),
                hidden!()
            ),
            "（完成率的格里存着 0.45，显示为 45%）",
        ),
    },
};

pub(in super::super) static PERCENT_FOR_OTHER: Rule = Rule {
    code: "N717",
    name: "percent-for-another-unit",
    severity: Severity::Error,
    title: "计量单位不是“%”的格显示为百分数",
    why: "这一格的格式是百分数，存的数是显示的百分之一。无法知道要填的是哪一个。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                tasks!(),
                sheet!(
                    "指标",
                    row!("编号", "指标名称", "时段", "数据状态", "来源", "截至日期", "数值"),
                    row_and!("<table:table-cell office:value-type=\"percentage\" office:value=\"0.25\"><text:p>25%</text:p></table:table-cell>"; "outlets-fixed", "完成整治的入河排污口", "累计", "初步值", "河西县水利部门统计（示例）", "2025-11-30")
                ),
                hidden!()
            ),
            "（以“个”计的指标显示为 25%）",
        ),
    },
};

pub(in super::super) static MADE_A_DATE: Rule = Rule {
    code: "N718",
    name: "made-a-date",
    severity: Severity::Error,
    title: "Excel 把内容改成了日期",
    why: "在普通格里输入 1-11，Excel 会改成 1月11日，原来写的是什么就看不到了。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                tasks!(),
                sheet!(
                    "指标",
                    row!("编号", "指标名称", "数值", "数据状态", "来源", "截至日期", "时段"),
                    row_and!("<table:table-cell office:value-type=\"date\" office:date-value=\"2025-01-11\"><text:p>1月11日</text:p></table:table-cell>"; "outlets-fixed", "完成整治的入河排污口", "25", "初步值", "河西县水利部门统计（示例）", "2025-11-30")
                ),
                hidden!()
            ),
            "（时段“1-11”变成了 1月11日）",
        ),
    },
};

pub(in super::super) static DAY_AS_NUMBER: Rule = Rule {
    code: "N719",
    name: "day-as-number",
    severity: Severity::Hint,
    title: "日期成了一个数",
    why: "日期的格失去格式以后显示为 46000 左右的数：这是 Excel 从1900年起数的天数，已读作那一天。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                tasks!(),
                sheet!(
                    "指标",
                    row!("编号", "指标名称", "数值", "数据状态", "来源", "时段", "截至日期"),
                    row_and!("<table:table-cell office:value-type=\"float\" office:value=\"45991\"><text:p>45991</text:p></table:table-cell>"; "outlets-fixed", "完成整治的入河排污口", "25", "初步值", "河西县水利部门统计（示例）", "累计")
                ),
                hidden!()
            ),
            "（截至日期显示为 45991）",
        ),
    },
};

pub(in super::super) static NO_RESULT: Rule = Rule {
    code: "N720",
    name: "formula-without-result",
    severity: Severity::Error,
    title: "公式没有结果",
    why: "公式引用了别的文件、算不出来，或者保存它的程序没有算，这一格就没有可以读取的数。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                tasks!(),
                sheet!(
                    "指标",
                    row!("编号", "指标名称", "时段", "数据状态", "来源", "截至日期", "数值"),
                    row_and!("<table:table-cell table:formula=\"of:=1/0\" office:value-type=\"string\"><text:p>#DIV/0!</text:p></table:table-cell>"; "outlets-fixed", "完成整治的入河排污口", "累计", "初步值", "河西县水利部门统计（示例）", "2025-11-30")
                ),
                hidden!()
            ),
            "（数值是公式，显示 #DIV/0!）",
        ),
    },
};

pub(in super::super) static SCALED: Rule = Rule {
    code: "N724",
    name: "digits-not-shown",
    severity: Severity::Error,
    title: "单元格显示的数不是存的数",
    why: "单元格格式可以把 12000000 显示为 12,000 或 1200.0万。填表的人看到的和存着的相差千倍、万倍，看不出要填的是哪一个。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                tasks!(),
                sheet!(
                    "指标",
                    row!("编号", "指标名称", "时段", "数据状态", "来源", "截至日期", "数值"),
                    row_and!("<table:table-cell office:value-type=\"float\" office:value=\"25000\"><text:p>25</text:p></table:table-cell>"; "outlets-fixed", "完成整治的入河排污口", "累计", "初步值", "河西县水利部门统计（示例）", "2025-11-30")
                ),
                hidden!()
            ),
            "（数值的格里存着 25000，显示为 25）",
        ),
    },
};

pub(in super::super) static NO_YEAR: Rule = Rule {
    code: "N725",
    name: "day-without-year",
    severity: Severity::Hint,
    title: "日期的格里没有显示年份",
    why: "在格里输入“11月30日”，Excel 会加上输入时的年份。次年才到的日期，年份就少了一年。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                tasks!(),
                sheet!(
                    "指标",
                    row!("编号", "指标名称", "数值", "数据状态", "来源", "时段", "截至日期"),
                    row_and!("<table:table-cell office:value-type=\"date\" office:date-value=\"2025-11-30\"><text:p>11月30日</text:p></table:table-cell>"; "outlets-fixed", "完成整治的入河排污口", "25", "初步值", "河西县水利部门统计（示例）", "累计")
                ),
                hidden!()
            ),
            "（截至日期显示为“11月30日”）",
        ),
    },
};

pub(in super::super) static NOTHING_IN_WORDS: Rule = Rule {
    code: "N727",
    name: "nothing-in-words",
    severity: Severity::Hint,
    title: "没有内容的格里写了“无”“/”一类的字",
    why: "数字、日期、号码和名称的格没有内容就留空。写“无”“/”“—”“暂无”的当作没有填写。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                sheet!(
                    "任务台账",
                    row!("编号", "重点任务", "完成情况", "进展情况", "计划完成时间"),
                    row!(
                        "RW-02-01",
                        "整治入河排污口",
                        "正常推进",
                        "乡镇排污口整治按月调度，新增巡查点十处。",
                        "无"
                    )
                ),
                indicators!(),
                hidden!()
            ),
            "（计划完成时间写“无”）",
        ),
    },
};

pub(in super::super) static STRUCK_OUT: Rule = Rule {
    code: "N728",
    name: "struck-out",
    severity: Severity::Hint,
    title: "画了删除线的文字没有读取",
    why: "画了删除线的文字是删去的，不当作填报内容。要报送的请取消删除线，不要的请直接删掉。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                sheet!(
                    "任务台账",
                    row!("编号", "重点任务", "完成情况", "进展情况"),
                    row_and!("<table:table-cell office:value-type=\"string\"><text:p>乡镇排污口整治按月调度，新增巡查点十处<text:span text:style-name=\"struck\">，投入资金30万元</text:span>。</text:p></table:table-cell>"; "RW-02-01", "整治入河排污口", "正常推进")
                ),
                indicators!(),
                hidden!()
            ),
            "（进展情况里“，投入资金30万元”画了删除线）",
        ),
    },
};

pub(in super::super) static CELL_NOTE: Rule = Rule {
    code: "N729",
    name: "note-on-a-cell",
    severity: Severity::Hint,
    title: "单元格的批注没有读取",
    why: "批注不属于填报内容，不进入汇总。要报送的写进相应的格。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                sheet!(
                    "任务台账",
                    row!("编号", "重点任务", "完成情况", "进展情况"),
                    row_and!("<table:table-cell office:value-type=\"string\"><office:annotation><text:p>还差两处</text:p></office:annotation><text:p>乡镇排污口整治按月调度，新增巡查点十处。</text:p></table:table-cell>"; "RW-02-01", "整治入河排污口", "正常推进")
                ),
                indicators!(),
                hidden!()
            ),
            "（进展情况的格上加了批注“还差两处”）",
        ),
    },
};

pub(in super::super) static PICTURE: Rule = Rule {
    code: "N736",
    name: "picture-on-a-sheet",
    severity: Severity::Hint,
    title: "表里贴的图片没有读取",
    why: "图片（照片、扫描件、截图）不属于填报内容，不进入汇总，也不保存为佐证材料。要报送的写进相应的格；作为佐证材料的另存为文件，写标题和文件名。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                sheet!(
                    "任务台账",
                    row!("编号", "重点任务", "完成情况", "进展情况"),
                    row_and!("<table:table-cell office:value-type=\"string\"><draw:frame xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\"><draw:image/></draw:frame><text:p>乡镇排污口整治按月调度，新增巡查点十处。</text:p></table:table-cell>"; "RW-02-01", "整治入河排污口", "正常推进")
                ),
                indicators!(),
                hidden!()
            ),
            "（进展情况的格上贴了一张图片）",
        ),
    },
};

pub(in super::super) static ROUNDED: Rule = Rule {
    code: "N735",
    name: "fewer-decimals-shown",
    severity: Severity::Hint,
    title: "单元格显示的小数比存的少",
    why: "单元格格式把 24.96 显示为 25.0，填表、打印、签字的人看到的是 25.0，判定是否达标用的是 24.96。按存的读取；请改成要报送的数。",
    example: Example::Edits {
        good: GOOD,
        bad: &made(
            book!(
                head!(),
                sheet!(
                    "任务台账",
                    row!("编号", "重点任务", "完成情况", "进展情况", "完成率"),
                    row_and!("<table:table-cell office:value-type=\"float\" office:value=\"44.6\"><text:p>45</text:p></table:table-cell>"; "RW-02-01", "整治入河排污口", "正常推进", "乡镇排污口整治按月调度，新增巡查点十处。")
                ),
                indicators!(),
                hidden!()
            ),
            "（完成率的格里存着 44.6，显示为 45）",
        ),
    },
};
