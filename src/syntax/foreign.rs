//! Texts that are tables of a spreadsheet, saved under the name of a form.
//!
//! Takes a decoded text; gives what it is, in words.
//! Never takes a form for a table: one line of the form `键: 值` among the first is enough.

use super::layout::{entry, is_term};

/// What a text is called that was saved under the name of a form and is none: a page of the web, or a report in
/// sentences; with the way to hand it in.
pub(super) fn other(text: &str) -> Option<(&'static str, &'static str)> {
    let begin = text.trim_start().get(..16).unwrap_or(text.trim_start()).to_ascii_lowercase();
    if is_form_page(text) {
        return Some((
            "网页报送表，填写的内容留在浏览器里",
            "请用浏览器打开这个网页，填好后点“保存文件”，提交存下来的 .yaml 文件",
        ));
    }
    if ["<html", "<!doctype html", "<table"].iter().any(|mark| begin.starts_with(mark)) {
        return Some((
            "网页",
            "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后提交；只改扩展名没有用",
        ));
    }
    if begin.starts_with("{\\rtf") {
        return Some(("一篇文字（RTF）", FILL_THE_FORM));
    }
    let of_mail = |name: &str| text.lines().take(40).any(|line| line.to_ascii_lowercase().starts_with(name));
    if of_mail("mime-version:") && of_mail("subject:") {
        return Some(("一封邮件", "请把邮件里的附件另存下来，提交附件"));
    }
    let lines: Vec<&str> =
        text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')).collect();
    // A letter has colons too: only a key of ours, or one written as a key, makes a line of a form.
    let of_a_form = |line: &&&str| {
        let keyed = entry(line).is_some_and(|found| is_term(found.key) || line.contains(": "));
        keyed || line.trim_start().starts_with(['{', '[', '-'])
    };
    let is_prose = |line: &&&str| line.chars().filter(|c| !c.is_ascii()).count() > 3;
    let sentences = lines.iter().filter(is_prose).count();
    (sentences * 2 > lines.len() && !lines.iter().any(|line| of_a_form(&line)))
        .then_some(("一篇文字", FILL_THE_FORM))
}

/// What to do with a text that is no form.
const FILL_THE_FORM: &str =
    "请把内容填入办公室下发的报送表（Excel 表、网页表或 .yaml 文件），再提交那份表；只改扩展名没有用";

/// Whether it is the page that the office hands out: what is filled in there stays in the browser.
fn is_form_page(text: &str) -> bool {
    let head = text.split("</head>").next().unwrap_or("");
    head.trim_start().to_ascii_lowercase().starts_with("<!doctype html")
        && text.contains("报送表</title>")
        && text.contains("<script type=\"application/json\" id=\"data\">")
}

/// Rows that are looked at.
const LOOKED_AT: usize = 8;
/// The sheets of a form: a program that saves a table as text saves one of them.
const SHEETS: [&str; 4] = ["任务台账", "指标", "节点", "基本情况"];

/// A table that was saved as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// What its kind is called.
    pub(super) kind: &'static str,
    /// The sheet of the form that it is, where it says so.
    pub(super) sheet: Option<&'static str>,
}

/// The table that a text is, if it is one: several rows with the same number of columns, quoted cells over several
/// lines included.
pub(super) fn table(text: &str) -> Option<Table> {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let is_form = |line: &str| entry(line).is_some_and(|found| found.column == 0 && !line.contains('\t'));
    let kinds =
        [('\t', "从 Excel 另存的“Unicode 文本”"), (',', "从 Excel 另存的 CSV"), (';', "从 Excel 另存的 CSV")];
    let begins = |line: &str| line.starts_with([' ', '-', '{', '[', '#']);
    for (separator, kind) in kinds {
        let rows = rows(text, separator);
        let columns = rows.first().map_or(0, Vec::len);
        let is_even = columns > 1 && rows.len() > 1 && rows.iter().all(|row| row.len() == columns);
        let inner = separator != '\t' || lines().take(LOOKED_AT).all(|line| !line.starts_with('\t'));
        let enough = separator == '\t' || columns > 2;
        let is_text = lines().take(2).any(is_form) || separator != '\t' && lines().take(2).any(begins);
        if is_even && inner && enough && !is_text {
            let title = rows[0].first().map_or("", |cell| cell.trim());
            let sheet = SHEETS.into_iter().find(|name| title.ends_with(name));
            return Some(Table { kind, sheet });
        }
    }
    None
}

/// The first rows of a table with a separator; a cell in quotes may hold separators, quotes and line ends.
fn rows(text: &str, separator: char) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (vec![], vec![], String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                let full = std::mem::take(&mut row);
                if full.iter().any(|cell| !cell.trim().is_empty()) {
                    rows.push(full);
                }
                if rows.len() == LOOKED_AT {
                    return rows;
                }
            }
            c if c == separator && !quoted => row.push(std::mem::take(&mut cell)),
            '\r' => {}
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::{other, table};

    #[test]
    fn pages_and_reports_are_told_from_forms() {
        let kind = |text: &str| other(text).map(|(kind, _)| kind);
        assert_eq!(kind("<html><body>编号</body></html>"), Some("网页"));
        assert_eq!(kind("{\\rtf1\\ansi 总结"), Some("一篇文字（RTF）"));
        assert_eq!(kind("From: a@b\nSubject: 报送\nMIME-Version: 1.0\n\n见附件\n"), Some("一封邮件"));
        assert_eq!(kind("市水利局工作总结\n\n一、全年完成排查86处，整改12处。\n"), Some("一篇文字"));
        let letter = "各位领导：\n现将我局工作情况报告如下：\n一、全年排查86处。\n联系人：某某\n";
        assert_eq!(kind(letter), Some("一篇文字"));
        assert_eq!(kind("工作总结\n完成情况：良好\n"), None, "a colon may be that of a key");
    }

    #[test]
    fn tables_are_told_from_forms() {
        assert!(
            table("编号\t完成情况\t完成率\nRW-1\t正常\t45\n")
                .is_some_and(|table| table.kind.contains("Unicode"))
        );
        assert!(
            table("编号,完成情况,完成率\nRW-1,正常,45\n").is_some_and(|table| table.kind.contains("CSV"))
        );
        assert!(
            table("编号;完成情况;完成率\nRW-1;正常;45\n").is_some_and(|table| table.kind.contains("CSV"))
        );
        let saved = "某局　2025年度报送表　任务台账,,,\n共1项。,,,\n编号,重点任务,进展情况,还差\nRW-1,一项,\"第一行，\n第二行, \"\"引\"\"\",\n";
        assert_eq!(table(saved).and_then(|table| table.sheet), Some("任务台账"));
        let saved = saved.replace(',', "\t");
        assert_eq!(table(&saved).and_then(|table| table.sheet), Some("任务台账"));
        for form in [
            "年度: 2025\n单位: 水利局\n",
            "年度：2025\n单位：水利局\n",
            "tasks:\n\t- id: x\n\t- id: y\n",
            "a, b\n",
            "",
        ] {
            assert_eq!(table(form), None, "{form}");
            assert_eq!(other(form), None, "{form}");
        }
    }
}
