//! What concerns the whole: of which plan, year and unit a workbook is, and the sheet 基本情况.

use std::collections::BTreeMap;

use super::super::whose::{self, Stated};
use super::labels::{Label, is_signed, labelled, labels};
use super::measures::is_measure;
use super::tables::heads_row;
use super::value::{Answer, is_blank};
use super::{Book, rules};
use crate::diagnostic::Diagnostics;
use crate::plan::{Plan, UnitIndex};
use crate::source::{Place, Sheet, SourceFile};
use crate::syntax::{Cells, Piece};
use crate::workbook::{FORM_VERSION, Field, HEAD, HEAD_SHEET, HEADS_ROW, HELP_SHEET, HIDDEN_SHEET};

/// Labels from which a sheet is taken for the one of the whole.
const ENOUGH_LABELS: usize = 3;
/// Rows in which a table says whose it is.
const TITLE_ROWS: u32 = 6;

/// What is known of the whole.
#[derive(Default)]
pub(super) struct Head {
    /// The sheet 基本情况.
    sheet: Option<usize>,
    /// Its answers: field and cell.
    answers: Vec<(&'static Field, (u32, u32))>,
    /// Answers beside their labels in one cell, above or below a table: `填报人：某某　联系电话：…`.
    beside: Vec<(&'static Field, String, Place)>,
    unit: Option<(String, Place)>,
    year: Option<(String, Place)>,
    /// Keys of which another sheet says something else.
    doubtful: Vec<&'static str>,
}

pub(super) fn read(book: &Book<'_>) -> Head {
    let mut head = Head::default();
    let labelled = |sheet: &Sheet| labels(sheet, heads_row).len();
    let by_name = book.sheets.iter().position(|sheet| sheet.name.trim() == HEAD_SHEET);
    let by_labels = || {
        let asked = |sheet: &Sheet| ![HELP_SHEET, HIDDEN_SHEET].contains(&sheet.name.trim());
        book.sheets.iter().position(|sheet| asked(sheet) && labelled(sheet) >= ENOUGH_LABELS)
    };
    head.sheet = by_name.or_else(by_labels);
    if let Some(index) = head.sheet {
        let sheet = &book.sheets[index];
        for (label, at) in labels(sheet, heads_row) {
            let said = || (sheet.text(at.0, at.1).trim().to_owned(), book.place(index, at.0, at.1));
            match label {
                _ if is_empty(sheet, at) => {}
                Label::Plan => {}
                Label::Unit => head.unit = head.unit.take().or_else(|| Some(said())),
                Label::Year => head.year = head.year.take().or_else(|| Some(said())),
                Label::Of(field) => {
                    if !head.answers.iter().any(|(known, _)| known.key == field.key) {
                        head.answers.push((field, at));
                    }
                }
            }
        }
    }
    head.look_at_titles(book);
    head
}

fn is_empty(sheet: &Sheet, at: (u32, u32)) -> bool {
    sheet
        .cells
        .get(&at)
        .is_none_or(|cell| cell.shown != crate::source::Shown::Uncomputed && is_blank(&cell.text))
}

/// What a workbook says of itself: its hidden sheet, and of unit and year what people see.
pub(in crate::submission) fn stated(file: &SourceFile) -> Stated {
    let mut hidden = hidden(&file.sheets);
    let mut said = |key: &str| hidden.remove(key).filter(|said| !said.is_empty());
    let mut stated = Stated { kind: said("nianbao"), plan: said("plan"), ..Stated::default() };
    let by_labels =
        |sheet: &&Sheet| sheet.name.trim() != HELP_SHEET && labels(sheet, heads_row).len() >= ENOUGH_LABELS;
    let mut sheets = file.sheets.iter().filter(|sheet| !sheet.hidden);
    let by_name = file.sheets.iter().find(|sheet| sheet.name.trim() == HEAD_SHEET);
    let seen = by_name.or_else(|| sheets.find(by_labels));
    for (label, at) in seen.into_iter().flat_map(|sheet| labels(sheet, heads_row)) {
        let words =
            || seen.map(|sheet| sheet.text(at.0, at.1).trim().to_owned()).filter(|words| !words.is_empty());
        match label {
            Label::Plan => stated.plan = stated.plan.take().or_else(words),
            Label::Unit => stated.unit = words(),
            Label::Year => stated.year = words().and_then(|year| whose::year_in(&year)),
            Label::Of(_) => {}
        }
    }
    stated.issued_to = said("unit");
    stated.unit = stated.unit.or_else(|| stated.issued_to.clone());
    stated.year = stated.year.or_else(|| said("year").and_then(|year| whose::year_in(&year)));
    if stated.kind.is_none() {
        by_titles(file, &mut stated);
    }
    stated
}

/// The unit that the title of a table speaks of: what stands alone in one of its first rows.
pub(in crate::submission) fn titled(plan: &Plan, sheets: &[Sheet]) -> Option<UnitIndex> {
    let titles = |sheet: &Sheet| {
        let alone = |row: &u32| *row <= TITLE_ROWS && sheet.cells.range((*row, 0)..(row + 1, 0)).count() == 1;
        let rows: Vec<u32> = sheet.rows().into_iter().filter(alone).collect();
        let words =
            |row: u32| sheet.cells.range((row, 0)..(row + 1, 0)).map(|(_, cell)| cell.text.clone()).next();
        rows.into_iter().filter_map(words).collect::<Vec<String>>()
    };
    let visible = sheets.iter().filter(|sheet| !sheet.hidden);
    visible.flat_map(titles).find_map(|title| whose::unit_within(plan, &title))
}

/// The cells above the heads of a sheet, in which it says whose it is. What stands below them is content.
fn titles(sheet: &Sheet) -> impl Iterator<Item = ((u32, u32), &str)> {
    let below = match sheet.name.trim() {
        HEAD_SHEET | HELP_SHEET | HIDDEN_SHEET => HEADS_ROW,
        _ => heads_row(sheet).unwrap_or(u32::MAX).min(TITLE_ROWS + 1),
    };
    sheet.cells.range(..(below, 0)).map(|(at, cell)| (*at, cell.text.as_str()))
}

/// Unit and year as a unit's own table says them above its heads.
fn by_titles(file: &SourceFile, stated: &mut Stated) {
    for sheet in file.sheets.iter().filter(|sheet| !sheet.hidden) {
        for (label, at) in labels(sheet, heads_row) {
            let words = sheet.text(at.0, at.1).trim();
            match label {
                Label::Unit if !words.is_empty() && !is_measure(words) => {
                    stated.unit = stated.unit.take().or_else(|| Some(words.to_owned()));
                }
                Label::Year => stated.year = stated.year.or_else(|| whose::year_in(words)),
                Label::Unit | Label::Plan | Label::Of(_) => {}
            }
        }
        for (_, cell) in titles(sheet) {
            stated.unit = stated.unit.take().or_else(|| named(cell).map(str::to_owned));
            let year = cell.contains("年度").then(|| whose::year_in(cell)).flatten();
            stated.year = stated.year.or(year);
        }
    }
}

/// What the hidden sheet of a form says: key and value.
pub(super) fn hidden(sheets: &[Sheet]) -> BTreeMap<String, String> {
    let sheet = sheets.iter().find(|sheet| sheet.name.trim() == HIDDEN_SHEET);
    let keys = sheet.into_iter().flat_map(|sheet| sheet.rows().into_iter().map(move |row| (sheet, row)));
    keys.map(|(sheet, row)| (sheet.text(row, 1).trim().to_owned(), sheet.text(row, 2).trim().to_owned()))
        .collect()
}

impl Head {
    /// Whether it is our form: by its hidden sheet, or where that was deleted by the sheet of the whole.
    pub(super) fn is_ours(&self, book: &Book<'_>) -> bool {
        let is_head = |sheet: usize| book.sheets[sheet].name.trim() == HEAD_SHEET;
        book.has_hidden() || self.sheet.is_some_and(is_head)
    }

    /// Whether nothing was answered.
    pub(super) fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.beside.is_empty()
    }

    /// Leaves open what another sheet says otherwise, as was said.
    pub(super) fn doubt(&mut self, keys: impl Iterator<Item = &'static str>) {
        self.doubtful.extend(keys);
    }

    /// The sheet that it was read from.
    pub(super) fn sheet(&self) -> Option<usize> {
        self.sheet
    }

    /// `填报单位：市水利局　　年度：2026` above a table.
    fn look_at_titles(&mut self, book: &Book<'_>) {
        for (index, sheet) in book.sheets.iter().enumerate().filter(|(_, sheet)| !sheet.hidden) {
            for ((row, column), text) in titles(sheet) {
                let place = book.place(index, row, column);
                if self.unit.is_none() {
                    self.unit = named(text).map(|unit| (unit.to_owned(), place));
                }
                if self.year.is_none() && text.contains("年度") {
                    self.year = whose::year_in(text).map(|year| (year.to_string(), place));
                }
            }
        }
        if !self.is_ours(book) {
            self.look_beside_labels(book);
        }
    }

    /// Answers that stand in one cell with their labels, as units sign their own tables.
    fn look_beside_labels(&mut self, book: &Book<'_>) {
        for (index, sheet) in book.sheets.iter().enumerate().filter(|(_, sheet)| !sheet.hidden) {
            let heads = heads_row(sheet).unwrap_or(u32::MAX);
            let around = |row: u32| row < heads || row > heads && is_signed(sheet, row);
            let mut last = (0, false);
            for (&(row, column), cell) in &sheet.cells {
                if last.0 != row {
                    last = (row, around(row));
                }
                if last.1 {
                    self.look_at_pairs(&cell.text, book.place(index, row, column));
                }
            }
            for (label, at) in labels(sheet, heads_row).into_iter().filter(|(_, at)| !is_empty(sheet, *at)) {
                self.look_at_label(label, sheet.text(at.0, at.1), book.place(index, at.0, at.1));
            }
        }
    }

    /// `单位` and its name in two cells.
    fn look_at_label(&mut self, label: Label, words: &str, place: Place) {
        let said = || Some((words.trim().to_owned(), place));
        match label {
            // `单位` above a table names as well what its numbers are counted in.
            Label::Unit if is_measure(words) => {}
            Label::Unit => self.unit = self.unit.take().or_else(said),
            Label::Year => self.year = self.year.take().or_else(said),
            Label::Of(field) if !self.knows(field) => self.beside.push((field, words.to_owned(), place)),
            Label::Of(_) | Label::Plan => {}
        }
    }

    fn knows(&self, field: &Field) -> bool {
        self.answers.iter().any(|(known, _)| known.key == field.key)
            || self.beside.iter().any(|(known, ..)| known.key == field.key)
    }

    fn look_at_pairs(&mut self, text: &str, place: Place) {
        for (label, range) in labelled(text) {
            let Label::Of(field) = label else { continue };
            let words = &text[range.clone()];
            if !self.knows(field) && !is_blank(words) {
                self.beside.push((field, words.to_owned(), place.within(range)));
            }
        }
    }

    /// Says where the visible sheet and the hidden one differ, and whether the form is an old one.
    pub(super) fn compare(&self, book: &Book<'_>, out: &mut Diagnostics) {
        if let Some(version) = book.old_version() {
            let found = out.report(
                &rules::OLD_FORM,
                Place::of_file(book.file),
                format!("这是第{version}版的报送表，本程序用的是第{FORM_VERSION}版，已按各栏的名称读取"),
            );
            found.help(match book.is_newer() {
                true => "表比程序新：请换用新版的程序再查，本程序不认得的栏没有读取",
                false => "请核对有没有漏填的栏；下次用办公室新下发的表",
            });
        }
        let unit = |name: &str| book.plan.unit_named(name);
        if let (Some((stated, place)), Some(given)) = (&self.unit, book.said("unit").and_then(unit))
            && unit(stated).is_some_and(|stated| stated != given)
        {
            let given = book.plan.unit(given).name.as_str();
            out.report(&rules::OTHER_UNIT, *place, format!("这张表是发给“{given}”的，单位改成了“{stated}”"))
                .label("任务和指标都是按原来的单位列出的")
                .help(format!("“{given}”填报的，把单位改回来；否则请向办公室索取本单位的报送表"));
        }
        if let (Some((stated, place)), Some(given)) = (&self.year, book.said("year"))
            && whose::year_in(stated).is_some_and(|stated| stated.to_string() != given)
        {
            out.report(&rules::OTHER_UNIT, *place, format!("这张表是{given}年度的，年度改成了“{stated}”"))
                .label("任务和上年数据都是按原来的年度列出的")
                .help(format!("{given}年度的，把年度改回来；否则请向办公室索取那一年度的报送表"));
        }
    }

    /// The unit, by what is said and else by the file's name.
    pub(super) fn unit(&self, book: &Book<'_>) -> Option<(String, Place)> {
        let whole = Place::of_file(book.file);
        let name = |unit: UnitIndex| (book.plan.unit(unit).name.to_string(), whole);
        let by_file = || whose::unit_by_name(book.plan, book.name()).map(name);
        let hidden = book.said("unit").map(|unit| (unit.to_owned(), whole));
        // Changed by hand, which is said of the cell: where the file still bears the name of the unit that the
        // form was made for, it is that unit's.
        let given = hidden.as_ref().and_then(|(unit, _)| book.plan.unit_named(unit));
        let changed = self.unit.as_ref().is_some_and(|(unit, _)| book.plan.unit_named(unit) != given);
        if changed && given.is_some() && whose::unit_by_name(book.plan, book.name()) == given {
            return hidden;
        }
        let by_title = || titled(book.plan, book.sheets).map(name);
        self.unit.clone().or(hidden).or_else(by_title).or_else(by_file)
    }

    /// The year, by what is said and else by the folder.
    pub(super) fn year(&self, book: &Book<'_>) -> Option<(String, Place)> {
        let whole = Place::of_file(book.file);
        let folder = book.path().rsplit('/').nth(1).and_then(whose::year_in);
        let by_name = folder.or_else(|| whose::year_in(book.name()));
        let hidden = || book.said("year").map(|year| (year.to_owned(), whole));
        // Changed by hand, which is said of the cell: in the folder of its own year it is of that year.
        let given = book.said("year").and_then(whose::year_in);
        if self.year.is_some() && given.is_some() && given == folder {
            return self.year.clone().filter(|(year, _)| whose::year_in(year) == given).or_else(hidden);
        }
        self.year.clone().or_else(hidden).or_else(|| by_name.map(|year| (year.to_string(), whole)))
    }

    /// Fields of the form that were not answered and always have to be.
    pub(super) fn lacking(&self) -> Vec<&'static str> {
        let always = |field: &&Field| field.need == crate::workbook::Need::Always && !self.knows(field);
        HEAD.iter().filter(always).map(Field::heading).collect()
    }

    /// The keys of the whole with their pieces.
    pub(super) fn pieces(
        &self,
        book: &Book<'_>,
        (cells, nothing): (&mut Cells, &mut Vec<Place>),
        out: &mut Diagnostics,
    ) -> Vec<(&'static str, Piece)> {
        let whole = Place::of_file(book.file);
        let plan = book.said("plan").unwrap_or_else(|| book.plan.definition.id.as_str());
        let mut pairs =
            vec![("nianbao", cells.text("submission/1", whole)), ("plan", cells.text(plan, whole))];
        for (key, said) in [("year", self.year(book)), ("unit", self.unit(book))] {
            pairs.extend(said.map(|(text, place)| (key, cells.text(text, place))));
        }
        pairs.extend(book.said("sample").map(|sample| ("sample", cells.text(sample, whole))));
        let mut people = vec![];
        for (field, at) in &self.answers {
            let Some(sheet) = self.sheet else { continue };
            let Some(written) = book.sheets[sheet].cells.get(at) else { continue };
            let place = book.place(sheet, at.0, at.1);
            let answer = Answer { field, written, place, unit: None };
            // That a must-field is not filled in is said of the whole.
            let may_be_empty = field.need != crate::workbook::Need::Always;
            nothing.extend((may_be_empty && answer.says_nothing()).then_some(place));
            let piece = match self.doubtful.contains(&field.key) {
                true => Some(cells.faulty(place)),
                false => answer.read(book, cells, out),
            };
            if let Some(piece) = piece {
                match field.key.split_once('.') {
                    Some((_, key)) => people.push((key, piece)),
                    None => pairs.push((field.key, piece)),
                }
            }
        }
        for (field, words, place) in &self.beside {
            let piece = cells.text(words.as_str(), *place);
            match field.key.split_once('.') {
                Some((_, key)) => people.push((key, piece)),
                None => pairs.push((field.key, piece)),
            }
        }
        if !people.is_empty() {
            pairs.push(("people", cells.map(&people, whole)));
        }
        pairs
    }
}

/// What stands behind `单位：` up to the next gap.
fn named(text: &str) -> Option<&str> {
    let (before, behind) = text.split_once("单位：").or_else(|| text.split_once("单位:"))?;
    // 计量单位, 责任单位 name other things.
    let other = ["计量", "责任", "配合", "牵头"].iter().any(|word| before.trim_end().ends_with(word));
    let name =
        behind.trim_start().split(|c: char| c.is_whitespace() || matches!(c, '，' | '；' | '（')).next()?;
    (!other && !name.is_empty() && !is_measure(name)).then_some(name)
}
