//! Chinese emphasis as it was meant.
//!
//! CommonMark decides by blanks and punctuation whether `**` opens or closes, which fails in a script
//! without blanks: `**“重点”**工作` and `**完成率98%。**后续` keep their asterisks. Where a run of text
//! is left with such asterisks, all its `**` are paired anew, in order: first opens, second closes.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Piece;

/// Where a `**` stands: in which piece, at which byte of that piece's text, inside which elements.
struct Mark {
    piece: usize,
    at: usize,
    parent: usize,
}

/// Pairs the `**` of a run anew if the parser left some behind; otherwise changes nothing.
pub(super) fn repair<'a>(run: &mut Vec<Piece<'a>>, text: &'a str) {
    let is_star = |piece: &Piece<'_>| matches!(&piece.0, Event::Text(words) if words.contains('*'));
    let nested = has_nested_strong(run);
    if !nested && !run.iter().any(is_star) {
        return;
    }
    let flat = flatten(run, text);
    let marks = find_marks(&flat, text);
    let understood = run.iter().filter(|piece| strong_marks(piece, text).is_some()).count();
    if (nested || marks.len() > understood) && fits(&flat, &marks) {
        *run = rebuild(flat, &marks);
    }
}

/// Strong words inside strong words: the sign of a `**` that opened where it should have closed.
fn has_nested_strong(run: &[Piece<'_>]) -> bool {
    let mut depth = 0_usize;
    run.iter().any(|(event, _)| {
        match event {
            Event::Start(Tag::Strong) => depth += 1,
            Event::End(TagEnd::Strong) => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > 1
    })
}

/// The place of the `**` that the parser made a strong element of; `__` stays as it is.
fn strong_marks(piece: &Piece<'_>, text: &str) -> Option<Range<usize>> {
    let place = match piece {
        (Event::Start(Tag::Strong), range) => range.start..range.start + 2,
        (Event::End(TagEnd::Strong), range) => range.end.saturating_sub(2)..range.end,
        _ => return None,
    };
    (text.get(place.clone()) == Some("**")).then_some(place)
}

/// Bytes of the piece's text at which an unescaped `**` (not part of a longer run) stands.
fn literal_marks(piece: &Piece<'_>, text: &str) -> Vec<usize> {
    let (Event::Text(words), range) = piece else { return vec![] };
    // Where the words differ from the source (entities), places inside them mean nothing.
    if text.get(range.clone()) != Some(words) {
        return vec![];
    }
    let bytes = text.as_bytes();
    let is_star = |at: usize| bytes.get(at) == Some(&b'*');
    let mut found = vec![];
    let mut at = range.start;
    while at < range.end {
        if !is_star(at) {
            at += 1;
            continue;
        }
        let end = (at..bytes.len()).find(|&i| !is_star(i)).unwrap_or(bytes.len());
        let continued = at > 0 && is_star(at - 1);
        if end - at == 2 && end <= range.end && !continued && !escaped(bytes, at) {
            found.push(at - range.start);
        }
        at = end;
    }
    found
}

fn escaped(bytes: &[u8], at: usize) -> bool {
    bytes[..at].iter().rev().take_while(|&&b| b == b'\\').count() % 2 == 1
}

/// The run with the parser's own strong elements turned back into `**`, and neighbouring texts joined.
fn flatten<'a>(run: &[Piece<'a>], text: &'a str) -> Vec<Piece<'a>> {
    let mut flat: Vec<Piece<'a>> = Vec::with_capacity(run.len());
    for piece in run {
        match strong_marks(piece, text) {
            Some(stars) => push_text(&mut flat, Event::Text("**".into()), stars, text),
            None => push_text(&mut flat, piece.0.clone(), piece.1.clone(), text),
        }
    }
    flat
}

fn push_text<'a>(flat: &mut Vec<Piece<'a>>, event: Event<'a>, range: Range<usize>, text: &'a str) {
    let joined = match (flat.last(), &event) {
        (Some((Event::Text(before), place)), Event::Text(words)) if place.end == range.start => {
            let whole = place.start..range.end;
            text.get(whole.clone()).filter(|s| s.len() == before.len() + words.len()).map(|s| (s, whole))
        }
        _ => None,
    };
    match joined {
        Some((words, whole)) => {
            flat.pop();
            flat.push((Event::Text(words.into()), whole));
        }
        None => flat.push((event, range)),
    }
}

fn find_marks(flat: &[Piece<'_>], text: &str) -> Vec<Mark> {
    let mut marks = vec![];
    // The element a piece stands in, by the position of its start; 0 is the run itself.
    let mut open = vec![0];
    for (piece, found) in flat.iter().enumerate() {
        match found.0 {
            Event::Start(_) => open.push(piece + 1),
            Event::End(_) if open.len() > 1 => {
                open.pop();
            }
            _ => {}
        }
        let parent = open.last().copied().unwrap_or(0);
        marks.extend(literal_marks(found, text).into_iter().map(|at| Mark { piece, at, parent }));
    }
    marks
}

/// Whether the marks pair up: an even number, each pair inside one element, nothing empty and no
/// blank at the inner edges.
fn fits(flat: &[Piece<'_>], marks: &[Mark]) -> bool {
    !marks.is_empty()
        && marks.len().is_multiple_of(2)
        && marks.chunks_exact(2).all(|pair| {
            let (open, close) = (&pair[0], &pair[1]);
            open.parent == close.parent
                && !(open.piece == close.piece && close.at == open.at + 2)
                && words_of(flat, open).get(open.at + 2..).is_none_or(|s| !s.starts_with(char::is_whitespace))
                && words_of(flat, close).get(..close.at).is_none_or(|s| !s.ends_with(char::is_whitespace))
        })
}

fn words_of<'f>(flat: &'f [Piece<'_>], mark: &Mark) -> &'f str {
    match &flat[mark.piece].0 {
        Event::Text(words) => words,
        _ => "",
    }
}

fn rebuild<'a>(flat: Vec<Piece<'a>>, marks: &[Mark]) -> Vec<Piece<'a>> {
    let mut run = Vec::with_capacity(flat.len() + marks.len());
    let mut next = marks.iter().enumerate().peekable();
    for (piece, (event, range)) in flat.into_iter().enumerate() {
        let Event::Text(words) = &event else {
            run.push((event, range));
            continue;
        };
        let mut from = 0;
        while let Some((number, mark)) = next.next_if(|(_, mark)| mark.piece == piece) {
            push_part(&mut run, words, from..mark.at, range.start);
            let place = range.start + mark.at..range.start + mark.at + 2;
            let tag = if number % 2 == 0 { Event::Start(Tag::Strong) } else { Event::End(TagEnd::Strong) };
            run.push((tag, place));
            from = mark.at + 2;
        }
        push_part(&mut run, words, from..words.len(), range.start);
    }
    run
}

fn push_part<'a>(run: &mut Vec<Piece<'a>>, words: &str, part: Range<usize>, base: usize) {
    if let Some(words) = words.get(part.clone()).filter(|s| !s.is_empty()) {
        run.push((Event::Text(words.to_owned().into()), base + part.start..base + part.end));
    }
}
