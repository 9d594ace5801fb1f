//! Tables of annexes, with the columns that say something.
//!
//! Takes columns and cells; gives a sheet. A column in which nobody says anything is not printed; what all rows
//! say alike stands below the table once. Never drops a cell: the rows keep them all.

use crate::report::{Sheet, SheetColumn};

use super::super::cells::DASH;

/// When a column is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// Whatever it says.
    Always,
    /// Where rows say something; a dash and a zero say nothing. Of a long table what only a few say is a note.
    Said,
    /// Where any row says something, however few do.
    Any,
    /// Where rows differ; what they have in common is a note, and of a long table what only a few say.
    Differing,
    /// Never: kept for who lays the table out otherwise.
    Kept,
}

/// A column: key, head, and when it is printed. Numbers stand right.
pub(super) struct Column {
    key: &'static str,
    title: &'static str,
    when: When,
    is_number: bool,
}

/// A column of words.
pub(super) fn words(key: &'static str, title: &'static str, when: When) -> Column {
    Column { key, title, when, is_number: false }
}

/// A column of numbers.
pub(super) fn numbers(key: &'static str, title: &'static str, when: When) -> Column {
    Column { key, title, when, is_number: true }
}

/// The sheet; a row has as many cells as there are columns.
pub(super) fn sheet(columns: &[Column], rows: Vec<Vec<String>>) -> Sheet {
    let mut sheet = Sheet::default();
    // What a row is about: its first words.
    let subject = columns.iter().position(|column| column.when == When::Always && !column.is_number);
    for (at, column) in columns.iter().enumerate() {
        let mut cells = rows.iter().filter_map(|row| row.get(at)).map(String::as_str);
        let is_printed = match column.when {
            When::Always => true,
            When::Kept => false,
            When::Any => cells.any(says),
            When::Said => is_said(&mut sheet, columns, at, subject, &rows),
            When::Differing => {
                let first = cells.next().unwrap_or(DASH);
                let alike = rows.len() > 1 && cells.all(|cell| cell == first);
                if alike && says(first) {
                    sheet.notes.push(format!("{}均为{first}。", column.title));
                }
                !alike && is_said(&mut sheet, columns, at, subject, &rows)
            }
        };
        if is_printed {
            // A number that only counts the rows stands in the middle.
            let rule = match (column.key, column.is_number) {
                ("seq", _) => ":---:",
                (_, true) => "---:",
                (_, false) => "---",
            };
            sheet.columns.push(SheetColumn { key: column.key, title: column.title, rule });
        }
    }
    let keyed = |row: Vec<String>| columns.iter().map(|column| column.key).zip(row).collect();
    sheet.rows = rows.into_iter().map(keyed).collect();
    sheet
}

/// Whether enough rows say something for a column; what a few of a long table say is a note.
fn is_said(
    sheet: &mut Sheet,
    columns: &[Column],
    at: usize,
    subject: Option<usize>,
    rows: &[Vec<String>],
) -> bool {
    let column = &columns[at];
    let few: Vec<&Vec<String>> = rows.iter().filter(|row| says(&row[at])).collect();
    let is_few = !few.is_empty() && few.len() <= FEW && few.len() * LONG <= rows.len();
    let noted = subject.filter(|_| is_few);
    if let Some(subject) = noted {
        let unit = columns.iter().position(|column| column.key == "unit" && column.when == When::Kept);
        let told =
            |row: &&Vec<String>| told(column, &row[subject], unit.map(|at| row[at].as_str()), &row[at]);
        let told: Vec<String> = few.iter().map(told).collect();
        sheet.notes.push(format!("{}：{}。", column.title, told.join("；")));
    }
    noted.is_none() && !few.is_empty()
}

/// `水土流失治理率为56.5%（2019年）`, `单位能耗为约束性指标`, `“绿色学校”：2025年度已完成`: a cell in a sentence, with the unit that the
/// name of its row has in brackets.
fn told(column: &Column, subject: &str, unit: Option<&str>, cell: &str) -> String {
    let Some(unit) = unit else { return format!("“{subject}”：{cell}") };
    let bare = [format!("（{unit}）"), format!("，{unit}）")];
    let name = match (subject.strip_suffix(&bare[0]), subject.strip_suffix(&bare[1])) {
        (Some(name), _) => name.to_owned(),
        (None, Some(name)) => format!("{name}）"),
        (None, None) => subject.to_owned(),
    };
    match column.key {
        "kind" => format!("{name}为{cell}指标"),
        _ if column.is_number && unit != DASH => {
            let end = cell.find(|c: char| !c.is_ascii_digit() && !".,-+".contains(c)).unwrap_or(cell.len());
            format!("{name}为{}{unit}{}", &cell[..end], &cell[end..])
        }
        _ => format!("{name}为{cell}"),
    }
}

/// Of so many rows one alone makes no column.
const LONG: usize = 10;

/// More than these are too many for a note.
const FEW: usize = 5;

fn says(cell: &str) -> bool {
    !matches!(cell, "" | "0" | DASH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_columns_that_say_something_are_printed() {
        let columns = [
            words("name", "名称", When::Always),
            numbers("late", "迟报", When::Said),
            words("due", "期限", When::Differing),
            words("note", "备注", When::Said),
        ];
        let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
        let sheet = sheet(&columns, vec![row(["甲", "0", "3月", ""]), row(["乙", "0", "3月", "补报"])]);
        let keys: Vec<&str> = sheet.columns.iter().map(|column| column.key).collect();
        assert_eq!(keys, ["name", "note"]);
        assert_eq!(sheet.notes, ["期限均为3月。"]);
        assert_eq!(sheet.rows[1]["due"], "3月", "an override can still print it");
    }

    #[test]
    fn what_two_of_many_rows_say_is_a_note() {
        let columns = [
            words("name", "指标", When::Always),
            words("unit", "单位", When::Kept),
            numbers("base", "基期值", When::Said),
        ];
        let row = |name: usize, base: &str| vec![format!("甲{name}（%）"), "%".to_owned(), base.to_owned()];
        let mut rows: Vec<Vec<String>> = (0..11).map(|at| row(at, "—")).collect();
        rows[4][2] = "56.5（2019年）".to_owned();
        let few = sheet(&columns, rows.clone());
        assert_eq!((few.columns.len(), few.notes), (1, vec!["基期值：甲4为56.5%（2019年）。".to_owned()]));
        rows[5][2] = "3".to_owned();
        rows[6][2] = "3".to_owned();
        assert_eq!(sheet(&columns, rows).columns.len(), 2);
        // Where there is no unit the words stand beside what they are of.
        let plain = [words("task", "任务", When::Always), words("state", "进展", When::Said)];
        let mut rows: Vec<Vec<String>> = (0..11).map(|at| vec![format!("乙{at}"), DASH.to_owned()]).collect();
        rows[3][1] = "上年度已完成".to_owned();
        assert_eq!(sheet(&plain, rows).notes, ["进展：“乙3”：上年度已完成。"]);
    }
}
