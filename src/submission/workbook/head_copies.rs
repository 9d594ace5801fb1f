//! Copies of the sheet of the whole (`基本情况 (2)`): where they say the same one is read, where they say different
//! things nobody but the unit knows which holds.

use super::Book;
use super::head::Head;
use super::labels::around_labels;
use super::rules;
use super::said::shortened;
use super::tables::Table;
use super::value::is_blank;
use crate::diagnostic::Diagnostics;
use crate::workbook::{HELP_SHEET, HIDDEN_SHEET};

/// Fields from which a sheet is a copy of the one of the whole.
const ENOUGH: usize = 3;

/// A copy, and whether it says anything of which it was not told.
pub(super) struct HeadCopy {
    pub(super) sheet: usize,
    /// Why it is not read, where that was not told with what differs.
    pub(super) why: Option<&'static str>,
}

/// Looks for copies among the sheets that hold no list; what they say otherwise is told, and neither counts.
pub(super) fn among(
    book: &Book<'_>,
    tables: &[Table],
    head: &mut Head,
    out: &mut Diagnostics,
) -> Vec<HeadCopy> {
    let Some(first) = head.sheet() else { return vec![] };
    let Some(own) = around_labels(&book.sheets[first]) else { return vec![] };
    let is_other = |index: usize| {
        let name = book.sheets[index].name.trim();
        index != first
            && ![HELP_SHEET, HIDDEN_SHEET].contains(&name)
            && !tables.iter().any(|table| table.sheet == index)
    };
    let mut copies = vec![];
    for index in (0..book.sheets.len()).filter(|index| is_other(*index)) {
        let sheet = &book.sheets[index];
        let Some(around) = around_labels(sheet).filter(|around| around.fields.len() >= ENOUGH) else {
            continue;
        };
        let says = |row: u32| sheet.text(row, around.answers).trim();
        let is_empty = around.fields.iter().all(|(row, _)| is_blank(says(*row)));
        let said = |(row, key): &(u32, &'static str)| {
            let (at, _) = own.fields.iter().find(|(_, known)| known == key)?;
            let here = book.sheets[first].text(*at, own.answers).trim();
            (here != says(*row)).then_some((*key, (*at, own.answers), (*row, around.answers)))
        };
        let differing: Vec<_> = around.fields.iter().filter(|_| !is_empty).filter_map(said).collect();
        if let Some((_, here, _)) = differing.first() {
            let (one, other) = (&book.sheets[first].name, &sheet.name);
            let message = format!(
                "工作表“{one}”、“{other}”填的是同一张表，有{}格不一样，不知道以哪一张为准",
                differing.len()
            );
            let found = out.report(&rules::COPIED_SHEET, book.place(first, here.0, here.1), message);
            found.label(written(book, first, *here));
            for (_, _, there) in &differing {
                found.related(book.place(index, there.0, there.1), written(book, index, *there));
            }
            found.help("不一样的各格都没有采用。核对后只留正确的一张，删去另一张，再提交");
            head.doubt(differing.iter().map(|(key, ..)| *key));
        }
        let why = match (is_empty, differing.is_empty()) {
            (true, _) => Some("没有填写"),
            (false, true) => Some("填的相同"),
            (false, false) => None,
        };
        copies.push(HeadCopy { sheet: index, why });
    }
    copies
}

fn written(book: &Book<'_>, sheet: usize, (row, column): (u32, u32)) -> String {
    match book.sheets[sheet].text(row, column).trim() {
        "" => format!("“{}”里是空的", book.sheets[sheet].name.trim()),
        text => format!("“{}”里写的是“{}”", book.sheets[sheet].name.trim(), shortened(text)),
    }
}
