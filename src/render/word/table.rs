//! Tables: a head that every page repeats, rows that stay whole, columns by what stands in them.
//!
//! Takes a table and the room for it; gives `w:tbl`. Never merges cells and never leaves one out: what stands
//! beyond the columns that Word can hold goes into the last of them.

use super::paragraph::Paragraph;
use super::roles::Role;
use super::runs;
use super::widths::{self, Fit};
use super::xml::Xml;
use crate::prose::{Align, Inline, Table};

/// Columns that Word can show.
const MOST_COLUMNS: usize = 63;

/// Room for a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// Twips.
    pub(super) width: u32,
    /// Twips.
    pub(super) height: u32,
    /// The size of type to begin with, in half points.
    pub(super) size: u32,
}

type Cells = Vec<Vec<Inline>>;

/// What stands right below a table and on its last page.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Below<'a> {
    /// Its note: a row of its own, so that no page holds the note alone.
    pub(super) note: Option<&'a [Inline]>,
    /// Whether the paper ends with it: 结语, 附件说明, 落款.
    pub(super) is_end: bool,
}

/// Rows that go with what ends the paper.
const LAST: usize = 2;

/// Rows that go with the note of a table, as far as together they leave most of a page to those before them.
const WITH_NOTE: usize = 3;

/// The beginning of a long note, which stands in the table's last row, and the rest, which follows as a paragraph: what
/// goes on over the page has no head of a table over it.
pub(super) fn parted_note(note: &[Inline], width: u32) -> Option<(Vec<Inline>, Vec<Inline>)> {
    const IN_TABLE: u32 = 4;
    const LONG: u32 = 5;
    let [Inline::Text(words)] = note else { return None };
    let lines = |words: &str| widths::lines(words, width, widths::LARGEST);
    if lines(words) <= LONG {
        return None;
    }
    let ends = words.match_indices('。').map(|(at, stop)| at + stop.len());
    let at = ends.take_while(|end| lines(&words[..*end]) <= IN_TABLE).last()?;
    let text = |words: &str| vec![Inline::Text(words.to_owned())];
    (at < words.len()).then(|| (text(&words[..at]), text(&words[at..])))
}

/// Writes a table; one whose last rows go with the end of a paper in two pieces, for a paragraph between them. Not
/// every program keeps the last row of a table with the paragraph below it: all keep a whole table.
pub(super) fn write(
    table: &Table,
    room: Room,
    below: Below<'_>,
    id: &dyn Fn(Role) -> String,
) -> Vec<Vec<u8>> {
    let head = narrowed(&table.head);
    if head.is_empty() {
        return vec![];
    }
    let rows: Vec<Cells> = table.rows.iter().map(|row| filled(narrowed(row), head.len())).collect();
    let texts = |row: &Cells| row.iter().map(|cell| runs::words(cell)).collect::<Vec<String>>();
    let words: Vec<Vec<String>> = rows.iter().map(texts).collect();
    let head_words = texts(&head);
    let fit = widths::fit(&head_words, &words, room.width, room.size);
    let sides: Vec<&'static str> = (0..head.len()).map(|at| side(table.align.get(at), at, &words)).collect();
    let setter = Setter { fit: &fit, sides: &sides, id };
    let cut = if below.is_end { rows.len().saturating_sub(LAST) } else { 0 };
    let first = Some(0..cut).filter(|first| !first.is_empty());
    let parts = first.into_iter().chain(std::iter::once(cut..rows.len()));
    let whole = |words: &[String]| setter.height(words) * 2 <= room.height;
    let kept = if below.note.is_some() { setter.last_rows(&words, room.height / 3) } else { LAST };
    let mut tables = vec![];
    for part in parts {
        let mut xml = Xml::piece();
        xml.open("w:tbl", &[]);
        setter.properties(&mut xml, room.width);
        if part.start == 0 {
            setter.row(&mut xml, &head, Role::Head, [true, false]);
        }
        for at in part.clone() {
            // A row that fills half a page may part: kept whole it would leave the other half empty.
            let is_whole = whole(&words[at]);
            // The note of a table stands on no page alone, and neither does its last row or what ends a paper.
            let is_last = at + kept >= rows.len();
            setter.row(&mut xml, &rows[at], Role::Cell, [is_whole, is_whole && is_last]);
        }
        if let Some(note) = below.note.filter(|_| part.end == rows.len()) {
            setter.note(&mut xml, note, room);
        }
        xml.close("w:tbl");
        tables.push(xml.finish());
    }
    tables
}

/// The row within the columns that Word can show.
fn narrowed(row: &Cells) -> Cells {
    let mut out: Cells = row.iter().take(MOST_COLUMNS).cloned().collect();
    for cell in row.iter().skip(MOST_COLUMNS).filter(|cell| !cell.is_empty()) {
        if let Some(last) = out.last_mut() {
            last.push(Inline::Text("；".to_owned()));
            last.extend(cell.iter().cloned());
        }
    }
    out
}

fn filled(mut row: Cells, columns: usize) -> Cells {
    row.resize(columns.max(row.len()), vec![]);
    row.truncate(columns);
    row
}

/// Where the words of a column stand: as the paper says, else short ones in the middle, long ones left.
fn side(align: Option<&Align>, at: usize, rows: &[Vec<String>]) -> &'static str {
    const SHORT: u32 = 16;
    match align {
        Some(Align::Left) => "left",
        Some(Align::Center) => "center",
        Some(Align::Right) => "right",
        Some(Align::None) | None => {
            let longest =
                rows.iter().filter_map(|row| row.get(at)).map(|cell| widths::half_characters(cell)).max();
            if longest.unwrap_or(0) <= SHORT { "center" } else { "left" }
        }
    }
}

struct Setter<'a> {
    fit: &'a Fit,
    sides: &'a [&'static str],
    id: &'a dyn Fn(Role) -> String,
}

impl Setter<'_> {
    fn properties(&self, xml: &mut Xml, width: u32) {
        xml.open("w:tblPr", &[]);
        xml.value("w:tblStyle", super::styles::TABLE);
        xml.empty("w:tblW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        xml.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        xml.close("w:tblPr");
        xml.open("w:tblGrid", &[]);
        for column in &self.fit.columns {
            xml.empty("w:gridCol", &[("w:w", &column.to_string())]);
        }
        xml.close("w:tblGrid");
    }

    fn row(&self, xml: &mut Xml, cells: &Cells, role: Role, [is_whole, keeps]: [bool; 2]) {
        xml.open("w:tr", &[]);
        xml.open("w:trPr", &[]);
        if is_whole {
            xml.empty("w:cantSplit", &[]);
        }
        if role == Role::Head {
            xml.empty("w:tblHeader", &[]);
        }
        xml.close("w:trPr");
        for (at, cell) in cells.iter().enumerate() {
            xml.open("w:tc", &[]);
            xml.open("w:tcPr", &[]);
            let width = self.fit.columns.get(at).copied().unwrap_or(0);
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            // Parted, what stands in the middle of a cell would stand in the middle of either part, or on top.
            xml.value("w:vAlign", if is_whole { "center" } else { "top" });
            xml.close("w:tcPr");
            let mut inside = Xml::piece();
            self.inside(&mut inside, cell, role, width);
            let side = if role == Role::Head { None } else { self.sides.get(at).copied() };
            let mut paragraph = Paragraph::of(role, inside.finish());
            paragraph.align = side;
            paragraph.keep_next = keeps;
            paragraph.line = (self.fit.kind != widths::LARGEST).then_some(self.fit.kind.line);
            paragraph.write(xml, self.id, None);
            xml.close("w:tc");
        }
        xml.close("w:tr");
    }

    /// The note across all columns, without lines around it.
    fn note(&self, xml: &mut Xml, words: &[Inline], room: Room) {
        xml.open("w:tr", &[]);
        xml.open("w:trPr", &[]);
        // Parted, it would have the head of the table over what goes on.
        xml.empty("w:cantSplit", &[]);
        xml.close("w:trPr");
        xml.open("w:tc", &[]);
        xml.open("w:tcPr", &[]);
        xml.empty("w:tcW", &[("w:w", &room.width.to_string()), ("w:type", "dxa")]);
        xml.value("w:gridSpan", &self.fit.columns.len().to_string());
        xml.open("w:tcBorders", &[]);
        for side in ["w:left", "w:bottom", "w:right"] {
            xml.value(side, "nil");
        }
        xml.close("w:tcBorders");
        xml.close("w:tcPr");
        let mut inside = Xml::piece();
        runs::write(&mut inside, words, false);
        let mut paragraph = Paragraph::of(Role::TableNote, inside.finish());
        paragraph.keep_lines = true;
        paragraph.write(xml, self.id, None);
        xml.close("w:tc");
        xml.close("w:tr");
    }

    /// What stands in a cell; figures and dates that do not fit behind their words begin a line of their own.
    fn inside(&self, xml: &mut Xml, cell: &[Inline], role: Role, width: u32) {
        let (kind, is_cell) = (self.fit.kind, role == Role::Cell);
        let [Inline::Text(words)] = cell else { return runs::write_sized(xml, cell, is_cell, kind.size) };
        let lines = if is_cell { widths::parted(words, width, kind) } else { vec![words.as_str()] };
        for (at, line) in lines.into_iter().enumerate() {
            if at > 0 {
                runs::sign(xml, "w:br");
            }
            runs::write_sized(xml, &[Inline::Text(line.to_owned())], is_cell, kind.size);
        }
    }

    /// How many of the last rows stay together within such a height: one at least.
    fn last_rows(&self, rows: &[Vec<String>], height: u32) -> usize {
        let mut left = height;
        let fits = |row: &&Vec<String>| {
            let own = self.height(row);
            let is_room = own <= left;
            left = left.saturating_sub(own);
            is_room
        };
        rows.iter().rev().take(WITH_NOTE).take_while(fits).count().max(1)
    }

    /// The height of a row, near enough.
    fn height(&self, words: &[String]) -> u32 {
        let lines = words
            .iter()
            .zip(&self.fit.columns)
            .map(|(cell, width)| widths::lines(cell, *width, self.fit.kind));
        lines.max().unwrap_or(1).saturating_mul(self.fit.kind.line)
    }
}
