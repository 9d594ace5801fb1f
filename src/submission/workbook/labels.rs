//! Labels of a sheet with what stands beside them, and the rows around a list that are no entries of it.
//!
//! Never takes for a label what stands where an answer belongs: whoever writes `无` or `审核人` into a white cell
//! has filled in that cell.

use std::collections::BTreeSet;

use crate::source::{Sheet, heading};
use crate::syntax::{is_no_value, meaning};
use crate::workbook::{Field, HEAD, HEAD_HEADINGS, HEAD_SHEET, Kind};

/// Rows from the top among which the heads of the sheet of the whole are looked for.
const LOOKED_AT: u32 = 30;
/// What a row below a list begins with that explains the list.
const NOTES: [&str; 7] = ["备注", "注", "说明", "填报说明", "填表说明", "填写说明", "附注"];

/// What a label asks for.
#[derive(Clone, Copy)]
pub(super) enum Label {
    Plan,
    Unit,
    Year,
    Of(&'static Field),
}

fn label(word: &str) -> Option<Label> {
    match word {
        "单位" | "填报单位" | "报送单位" | "单位名称" => Some(Label::Unit),
        "年度" | "填报年度" | "报告年度" => Some(Label::Year),
        "方案" | "方案编号" => Some(Label::Plan),
        word if is_no_value(word) => None,
        word => {
            let named = HEAD.iter().find(|field| field.heading() == word);
            named.or_else(|| by_meaning(HEAD, word)).map(Label::Of)
        }
    }
}

/// The label that a cell holds; none where it says that what stands beside it is not for the public, and the field
/// that it names is published.
fn label_in(cell: &str) -> Option<Label> {
    let found = label(&heading(cell))?;
    let published = matches!(found, Label::Of(field) if field.key == "summary");
    (!(published && withholds(cell))).then_some(found)
}

/// Cells of the sheet of the whole that stand where labels do and name nothing that a form asks, with an answer
/// beside them.
pub(super) fn strange_labels(sheet: &Sheet) -> Vec<(u32, u32)> {
    let Some((heads, from, to)) = columns(sheet) else { return vec![] };
    let below = sheet.cells.iter().filter(|((row, column), _)| *row > heads && *column == from);
    let strange = below.filter(|((row, _), cell)| {
        let answer = sheet.text(*row, to);
        label_in(&cell.text).is_none() && !cell.text.trim().is_empty() && !is_blank_answer(answer)
    });
    strange.map(|(at, _)| *at).collect()
}

/// Where the labels of the sheet of the whole stand.
pub(super) struct Around {
    /// The row of its heads.
    pub(super) heads: u32,
    /// The column of the labels and that of the answers.
    pub(super) labels: u32,
    pub(super) answers: u32,
    /// The rows of what a form asks.
    pub(super) known: BTreeSet<u32>,
    /// Of those the fields, by their keys.
    pub(super) fields: Vec<(u32, &'static str)>,
}

/// Where the labels of the sheet of the whole stand, if it is one.
pub(super) fn around_labels(sheet: &Sheet) -> Option<Around> {
    let (heads, labels, answers) = columns(sheet)?;
    let below = sheet.cells.iter().filter(|((row, column), _)| *row > heads && *column == labels);
    let known =
        below.filter(|(_, cell)| label(&heading(&cell.text)).is_some()).map(|((row, _), _)| *row).collect();
    let mut fields = vec![];
    for ((row, _), cell) in sheet.cells.iter().filter(|((row, at), _)| *row > heads && *at == labels) {
        if let Some(Label::Of(field)) = label(&heading(&cell.text)) {
            fields.push((*row, field.key));
        }
    }
    Some(Around { heads, labels, answers, known, fields })
}

fn is_blank_answer(text: &str) -> bool {
    text.trim().is_empty() || is_no_value(text)
}

/// Whether a head or a label says that it is not for the public.
pub(super) fn withholds(head: &str) -> bool {
    WITHHELD.iter().any(|words| head.contains(words))
}

/// Words for what is not to be published.
const WITHHELD: [&str; 9] =
    ["不公开", "不对外", "不宜公开", "不予公开", "内部", "勿公开", "保密", "涉密", "秘密"];

/// The labels of a sheet, each with the cell in which its answer stands. `heads`: the row of the heads of a list in
/// it, if it holds one.
pub(super) fn labels(sheet: &Sheet, heads: impl FnOnce(&Sheet) -> Option<u32>) -> Vec<(Label, (u32, u32))> {
    match columns(sheet) {
        Some((heads, from, to)) => {
            let below = sheet.cells.iter().filter(|((row, column), _)| *row > heads && *column == from);
            below.filter_map(|((row, _), cell)| Some((label_in(&cell.text)?, (*row, to)))).collect()
        }
        None => beside(sheet, heads(sheet).unwrap_or(u32::MAX)),
    }
}

/// The row of heads of the sheet of the whole, and its columns of labels and of answers.
fn columns(sheet: &Sheet) -> Option<(u32, u32, u32)> {
    let named = sheet.name.trim() == HEAD_SHEET;
    for row in sheet.rows().into_iter().take_while(|row| *row <= LOOKED_AT) {
        let heads = sheet.heads(row);
        let at = |wanted: &str| heads.iter().find(|(_, head)| head == wanted).map(|(at, _)| *at);
        match (at(HEAD_HEADINGS[0]), at(HEAD_HEADINGS[1])) {
            (Some(from), Some(to)) => return Some((row, from, to)),
            (Some(from), None) if named => return Some((row, from, from.saturating_add(1))),
            (None, Some(to)) if named && to > 1 => return Some((row, to - 1, to)),
            _ => {}
        }
    }
    if !named {
        return None;
    }
    // Its heads are gone: labels stand in the first column that has any.
    let from = sheet.cells.iter().filter(|(_, cell)| label(&heading(&cell.text)).is_some());
    let from = from.map(|((_, column), _)| *column).min()?;
    Some((0, from, from.saturating_add(1)))
}

/// Labels wherever they stand around a list, with the cell at their right.
fn beside(sheet: &Sheet, heads: u32) -> Vec<(Label, (u32, u32))> {
    let mut labels = vec![];
    let mut signed = (0, false);
    for (&(row, column), cell) in &sheet.cells {
        if row >= heads && signed.0 != row {
            signed = (row, row > heads && is_signed(sheet, row));
        }
        if row >= heads && !signed.1 {
            continue;
        }
        let Some(label) = label_in(&cell.text) else { continue };
        let area = sheet.merged.iter().find(|area| area.first == (row, column));
        labels.push((label, (row, area.map_or(column, |area| area.last.1).saturating_add(1))));
    }
    // A label beside another is no answer to it: 填报人 | 联系电话 in a row of heads.
    let places: Vec<(u32, u32)> = labels.iter().map(|(_, at)| (at.0, at.1 - 1)).collect();
    labels.retain(|(_, at)| !places.contains(at));
    labels
}

/// Whether a row below a list is where people sign it: nothing but labels and what belongs to them.
pub(super) fn is_signed(sheet: &Sheet, row: u32) -> bool {
    let (mut known, mut waiting) = (false, false);
    for (_, cell) in sheet.cells.range((row, 0)..(row.saturating_add(1), 0)) {
        let text = cell.text.trim();
        let gap = text.chars().all(|c| c.is_whitespace() || c.is_ascii_digit() || "年月日".contains(c));
        if let Some((_, last)) = labelled(text).last() {
            (known, waiting) = (true, text[last.clone()].trim().is_empty());
        } else if matches!(label(&heading(text)), Some(label) if is_of_signature(label)) {
            (known, waiting) = (true, true);
        } else if waiting || gap {
            waiting = false;
        } else {
            return false;
        }
    }
    known
}

fn is_of_signature(label: Label) -> bool {
    match label {
        Label::Of(field) => !matches!(field.kind, Kind::Text | Kind::Explanation),
        Label::Plan | Label::Unit | Label::Year => true,
    }
}

/// Whether a row below the heads explains the list: one cell that begins as notes do.
pub(super) fn is_note(sheet: &Sheet, row: u32) -> bool {
    let mut cells = sheet.cells.range((row, 0)..(row.saturating_add(1), 0)).map(|(_, cell)| cell.text.trim());
    let mut cells = cells.by_ref().filter(|text| !text.is_empty());
    let (Some(text), None) = (cells.next(), cells.next()) else { return false };
    let behind = |rest: &str| rest.is_empty() || rest.starts_with(|c: char| !c.is_alphabetic());
    NOTES.iter().any(|word| text.strip_prefix(word).is_some_and(behind))
}

/// Whether a row right below the heads says more of them: `（选填）`, `（不少于50字）`.
pub(super) fn goes_on_with_heads(sheet: &Sheet, row: u32) -> bool {
    let mut cells = sheet.cells.range((row, 0)..(row.saturating_add(1), 0)).map(|(_, cell)| cell.text.trim());
    let bracketed = |text: &str| text.starts_with(['（', '(']) && text.ends_with(['）', ')']);
    cells.all(|text| text.is_empty() || bracketed(text))
}

/// Labels of a line with what stands behind each, up to the next one: `填报人：某某　审核人：某某`. Nothing where
/// the line says something else first.
pub(super) fn labelled(text: &str) -> Vec<(Label, std::ops::Range<usize>)> {
    let mut found: Vec<(Label, std::ops::Range<usize>)> = vec![];
    let gap = |c: char| c.is_whitespace() || matches!(c, '，' | '；' | '、');
    for part in text.split(gap).filter(|part| !part.is_empty()) {
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        let pair = part.split_once(['：', ':']).and_then(|(word, behind)| {
            let label = label(&heading(word)).filter(|label| is_of_signature(*label))?;
            Some((label, start + part.len() - behind.len()))
        });
        match (pair, found.last_mut()) {
            (Some((label, behind)), _) => found.push((label, behind..start + part.len())),
            (None, Some((_, range))) => {
                if text[range.clone()].is_empty() {
                    range.start = start;
                }
                range.end = start + part.len();
            }
            (None, None) => return vec![],
        }
    }
    found
}

/// The field that a word means, whatever it is called.
pub(super) fn by_meaning(fields: &'static [Field], word: &str) -> Option<&'static Field> {
    meant_by(fields, word, meaning::meant)
}

/// The field that `which` finds by the keys of all of them.
pub(super) fn meant_by(
    fields: &'static [Field],
    word: &str,
    which: impl Fn(&str, &[&'static str]) -> Option<&'static str>,
) -> Option<&'static Field> {
    let own = |field: &&Field| !field.key.starts_with("last_year.");
    let keys: Vec<&'static str> = fields.iter().filter(own).filter_map(|field| field.path().last()).collect();
    let key = which(word, &keys)?;
    fields.iter().filter(own).find(|field| field.path().last() == Some(key))
}
