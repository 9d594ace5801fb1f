//! Sheets of examples, in OpenDocument's one-file form: text here, and a file that LibreOffice and WPS open.

use crate::diagnostic::Edit;

pub(super) const HEXI: &str = "submissions/demo/2025/hexi.yaml";
pub(super) const BOOK: &str = "submissions/demo/2025/hexi.fods";

/// A sheet: `sheet!("name", row!(…), …)`.
macro_rules! sheet {
    ($name:literal $(, $row:expr)* $(,)?) => {
        concat!("<table:table table:name=\"", $name, "\">", $($row,)* "</table:table>\n")
    };
}

/// A row of words.
macro_rules! row {
    ($($word:literal),*) => {
        concat!("<table:table-row>", $("<table:table-cell office:value-type=\"string\"><text:p>", $word, "</text:p></table:table-cell>",)* "</table:table-row>\n")
    };
}

/// A row whose last cell is written in full.
macro_rules! row_and {
    ($cell:literal; $($word:literal),*) => {
        concat!("<table:table-row>", $("<table:table-cell office:value-type=\"string\"><text:p>", $word, "</text:p></table:table-cell>",)* $cell, "</table:table-row>\n")
    };
}

/// A document of sheets.
macro_rules! book {
    ($($sheet:expr),* $(,)?) => {
        concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
            "<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:version=\"1.2\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"><office:automatic-styles><style:style style:name=\"struck\" style:family=\"text\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style></office:automatic-styles><office:body><office:spreadsheet>\n",
            $($sheet,)*
            "</office:spreadsheet></office:body></office:document>\n"
        )
    };
}

/// The head of 河西县's form.
macro_rules! head {
    ($unit:literal, $year:literal) => {
        sheet!(
            "基本情况",
            row!("项目", "填写"),
            row!("单位", $unit),
            row!("年度", $year),
            row!("填报日期", "2025-12-09"),
            row!("截至日期", "2025-11-30"),
            row!("填报人", "示例填报人"),
            row!("联系电话", "13800000009"),
            row!("审核人", "示例审核人"),
            row!("签发人", "示例签发人")
        )
    };
    () => {
        head!("河西县", "2025")
    };
}

/// The hidden sheet.
macro_rules! hidden {
    ($version:literal) => {
        sheet!(
            "_form",
            row!("nianbao", "submission/1"),
            row!("form", $version),
            row!("plan", "demo"),
            row!("year", "2025"),
            row!("unit", "hexi"),
            row!("sample", "true")
        )
    };
    () => {
        hidden!("1")
    };
}

/// The sheets of tasks and indicators as they should be.
macro_rules! tasks {
    () => {
        sheet!(
            "任务台账",
            row!("编号", "重点任务", "完成情况", "进展情况"),
            row!("RW-02-01", "整治入河排污口", "正常推进", "乡镇排污口整治按月调度，新增巡查点十处。")
        )
    };
}
macro_rules! indicators {
    () => {
        sheet!(
            "指标",
            row!("编号", "指标名称", "数值", "时段", "数据状态", "来源", "截至日期"),
            row!(
                "outlets-fixed",
                "完成整治的入河排污口",
                "25",
                "累计",
                "初步值",
                "河西县水利部门统计（示例）",
                "2025-11-30"
            )
        )
    };
}

/// A workbook of 河西县 in place of its file.
pub(super) const fn made(book: &'static str, shown: &'static str) -> [Edit; 2] {
    [Edit::Remove { file: HEXI }, Edit::Made { file: BOOK, text: book, shown }]
}

pub(super) const GOOD: &[Edit] =
    &made(book!(head!(), tasks!(), indicators!(), hidden!()), "（照原样填写的报送表）");

pub(super) use {book, head, hidden, indicators, row, row_and, sheet, tasks};
