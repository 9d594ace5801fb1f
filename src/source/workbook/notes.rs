//! Notes that hang on cells (批注) of .xlsx, and pictures: they stand in parts of their own.

use std::collections::{BTreeMap, BTreeSet};

use super::WorkbookFault;
use super::sheet::address;
use super::xml::{Piece, attribute, each_piece, text_of};
use crate::source::package::Package;

/// Notes of one sheet that are kept; who hangs up more has said enough.
const MOST: usize = 2_000;
/// What programs write before the words of a note for others that know no threads.
const BEFORE_WORDS: [&str; 3] = ["注释:", "注释：", "Comment:"];

/// The notes of the sheet in a part: by cell.
pub(super) fn read(
    package: &mut Package<'_>,
    sheet: &str,
) -> Result<BTreeMap<(u32, u32), String>, WorkbookFault> {
    let mut notes = BTreeMap::new();
    let Some(part) = related(package, sheet, "/comments")? else { return Ok(notes) };
    let Some(xml) = text_of(package, &part)? else { return Ok(notes) };
    let (mut at, mut words, mut in_words) = (None, String::new(), false);
    each_piece(&xml, |piece| {
        match piece {
            Piece::Open(tag) => match tag.local_name().as_ref() {
                "comment" => {
                    at = attribute(&tag, "ref").and_then(|cell| address(&cell));
                    words.clear();
                }
                "t" => in_words = true,
                _ => {}
            },
            Piece::Close(name) => match name.as_str() {
                "t" => in_words = false,
                "comment" => {
                    if let Some(at) = at.filter(|_| notes.len() < MOST) {
                        notes.insert(at, of_person(&words));
                    }
                }
                _ => {}
            },
            Piece::Text(text) if in_words => words.push_str(&text),
            Piece::Text(_) => {}
        }
        Ok(())
    })?;
    Ok(notes)
}

/// The part of a kind that belongs to a sheet, if it has one.
fn related(package: &mut Package<'_>, sheet: &str, kind: &str) -> Result<Option<String>, WorkbookFault> {
    let Some((folder, name)) = sheet.rsplit_once('/') else { return Ok(None) };
    let Some(relations) = text_of(package, &format!("{folder}/_rels/{name}.rels"))? else { return Ok(None) };
    let mut part = None;
    each_piece(&relations, |piece| {
        if let Piece::Open(tag) = piece
            && attribute(&tag, "Type").is_some_and(|own| own.ends_with(kind))
        {
            part = attribute(&tag, "Target");
        }
        Ok(())
    })?;
    Ok(part.map(|part| match (part.strip_prefix('/'), part.strip_prefix("../")) {
        (Some(full), _) => full.to_owned(),
        (None, Some(below)) => format!("{}/{below}", folder.rsplit_once('/').map_or("", |(outer, _)| outer)),
        (None, None) => format!("{folder}/{part}"),
    }))
}

/// Cells of a sheet, by row and column from 1.
type Cells<T> = BTreeMap<(u32, u32), T>;
/// Where pictures begin, and the words of text boxes.
type Drawn = (BTreeSet<(u32, u32)>, Cells<String>);

/// What is drawn on a sheet: the cells at which its pictures begin, and the words of its text boxes. They lie in a
/// drawing, each with the corner that holds it.
pub(super) fn drawn(package: &mut Package<'_>, sheet: &str) -> Result<Drawn, WorkbookFault> {
    let mut drawing = Drawing::default();
    if let Some(part) = related(package, sheet, "/drawing")?
        && let Some(xml) = text_of(package, &part)?
    {
        each_piece(&xml, |piece| {
            drawing.piece(piece);
            Ok(())
        })?;
    }
    Ok((drawing.pictures, drawing.boxes))
}

/// A drawing that is being read.
#[derive(Default)]
struct Drawing {
    pictures: BTreeSet<(u32, u32)>,
    boxes: Cells<String>,
    /// The corner that was said last, from 0, and which number of it is being read.
    at: (u32, u32),
    in_corner: bool,
    in_row: Option<bool>,
    /// The words of the box that is open.
    words: Option<String>,
    in_words: bool,
}

impl Drawing {
    fn piece(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Open(tag) => match tag.local_name().as_ref() {
                "from" => (self.in_corner, self.at) = (true, (0, 0)),
                name @ ("row" | "col") if self.in_corner => self.in_row = Some(name == "row"),
                "pic" if self.pictures.len() < MOST => {
                    self.pictures.insert((self.at.0 + 1, self.at.1 + 1));
                }
                "txBody" => self.words = Some(String::new()),
                "t" => self.in_words = self.words.is_some(),
                _ => {}
            },
            Piece::Close(name) => match name.as_str() {
                "from" => self.in_corner = false,
                "row" | "col" => self.in_row = None,
                "t" => self.in_words = false,
                "p" => self.words.iter_mut().for_each(|words| words.push('\n')),
                "txBody" => {
                    let words = self.words.take().filter(|words| !words.trim().is_empty());
                    if let Some(words) = words.filter(|_| self.boxes.len() < MOST) {
                        self.boxes.entry((self.at.0 + 1, self.at.1 + 1)).or_default().push_str(&words);
                    }
                }
                _ => {}
            },
            Piece::Text(text) => self.text(&text),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(words) = self.words.as_mut().filter(|_| self.in_words) {
            words.push_str(text);
        }
        let number = text.trim().parse::<u32>().unwrap_or(0).min(1_048_575);
        match self.in_row {
            Some(true) => self.at.0 = number,
            Some(false) => self.at.1 = number,
            None => {}
        }
    }
}

/// What the person wrote: without what the program says of itself.
fn of_person(words: &str) -> String {
    let marks = BEFORE_WORDS.iter().filter(|_| words.starts_with('['));
    let behind = marks.filter_map(|mark| words.rsplit_once(mark)).map(|(_, words)| words).next();
    behind.unwrap_or(words).trim().to_owned()
}
