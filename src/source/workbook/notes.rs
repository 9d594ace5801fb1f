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

/// The cells at which the pictures of a sheet begin: they lie in a drawing, each with the corner that holds it.
pub(super) fn pictures(
    package: &mut Package<'_>,
    sheet: &str,
) -> Result<BTreeSet<(u32, u32)>, WorkbookFault> {
    let mut found = BTreeSet::new();
    let Some(part) = related(package, sheet, "/drawing")? else { return Ok(found) };
    let Some(xml) = text_of(package, &part)? else { return Ok(found) };
    let (mut from, mut inside, mut at) = (false, None, (0u32, 0u32));
    each_piece(&xml, |piece| {
        match piece {
            Piece::Open(tag) => match tag.local_name().as_ref() {
                "from" => (from, at) = (true, (0, 0)),
                name @ ("row" | "col") if from => inside = Some(name == "row"),
                "pic" if found.len() < MOST => {
                    found.insert((at.0 + 1, at.1 + 1));
                }
                _ => {}
            },
            Piece::Close(name) => match name.as_str() {
                "from" => from = false,
                "row" | "col" => inside = None,
                _ => {}
            },
            Piece::Text(text) => {
                let number = text.trim().parse::<u32>().unwrap_or(0).min(1_048_575);
                match inside {
                    Some(true) => at.0 = number,
                    Some(false) => at.1 = number,
                    None => {}
                }
            }
        }
        Ok(())
    })?;
    Ok(found)
}

/// What the person wrote: without what the program says of itself.
fn of_person(words: &str) -> String {
    let marks = BEFORE_WORDS.iter().filter(|_| words.starts_with('['));
    let behind = marks.filter_map(|mark| words.rsplit_once(mark)).map(|(_, words)| words).next();
    behind.unwrap_or(words).trim().to_owned()
}
