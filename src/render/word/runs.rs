//! The inside of a paragraph: words, strong words, links as words.
//!
//! Takes inlines; gives runs. Never writes a link that leads out of the paper: its address stands behind its words.

use super::roles::SECOND_FACE;
use super::xml::Xml;
use crate::prose::Inline;

/// Writes inlines; strong words are 楷体 where `strong` allows it.
pub(super) fn write(xml: &mut Xml, inlines: &[Inline], strong: bool) {
    inside(xml, inlines, Look { strong: false, size: None }, strong);
}

/// Writes the inlines of a cell in that size, in half points.
pub(super) fn write_sized(xml: &mut Xml, inlines: &[Inline], strong: bool, size: u32) {
    let size = (size != super::widths::LARGEST.size).then_some(size);
    inside(xml, inlines, Look { strong: false, size }, strong);
}

/// What of a run is not its paragraph's.
#[derive(Debug, Clone, Copy)]
struct Look {
    strong: bool,
    size: Option<u32>,
}

fn inside(xml: &mut Xml, inlines: &[Inline], look: Look, strong: bool) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => looking(xml, words, look),
            Inline::Strong(words) => inside(xml, words, Look { strong, ..look }, strong),
            Inline::Link { words, address } => looking(xml, &linked(words, address), look),
        }
    }
}

fn linked(words: &str, address: &str) -> String {
    if words == address { words.to_owned() } else { format!("{words}（{address}）") }
}

/// One run.
pub(super) fn run(xml: &mut Xml, words: &str) {
    looking(xml, words, Look { strong: false, size: None });
}

/// One run of that size, in half points.
pub(super) fn sized(xml: &mut Xml, words: &str, size: u32) {
    looking(xml, words, Look { strong: false, size: Some(size) });
}

/// No line begins with the 一字线 of a span (GB/T 15834—2011), and a span is not parted behind it either. Programs that
/// know it from the settings keep to it; for the others a sign without width joins it to what stands around it.
fn looking(xml: &mut Xml, words: &str, look: Look) {
    for (at, piece) in spans(words).into_iter().enumerate() {
        if at > 0 {
            join(xml);
        }
        one(xml, piece, look);
    }
}

/// Words, parted around each 一字线 that stands between others.
fn spans(words: &str) -> Vec<&str> {
    let mut pieces = vec![];
    let mut from = 0;
    for (at, _) in words.match_indices('—') {
        let (before, after) = (words[..at].chars().next_back(), words[at + '—'.len_utf8()..].chars().next());
        let is_other = |c: Option<char>| c.is_some_and(|c| c != '—' && !c.is_whitespace());
        if is_other(before) && is_other(after) {
            let behind = at + '—'.len_utf8();
            pieces.extend([&words[from..at], &words[at..behind]]);
            from = behind;
        }
    }
    pieces.push(&words[from..]);
    pieces
}

/// U+2060, in a face that has it: without one some programs draw a box.
fn join(xml: &mut Xml) {
    const FACE: &str = "Tahoma";
    xml.open("w:r", &[]);
    xml.open("w:rPr", &[]);
    xml.empty("w:rFonts", &[("w:ascii", FACE), ("w:hAnsi", FACE), ("w:eastAsia", FACE), ("w:cs", FACE)]);
    xml.close("w:rPr");
    xml.leaf("w:t", &[], "\u{2060}");
    xml.close("w:r");
}

/// Quotation marks, dashes and the like are those of the Chinese font: Latin ones are half as wide.
fn one(xml: &mut Xml, words: &str, look: Look) {
    xml.open("w:r", &[]);
    xml.open("w:rPr", &[]);
    // Strong words are 楷体: in a 公文 the face carries the weight, and nothing is bold.
    let face = look.strong.then_some(("w:eastAsia", SECOND_FACE));
    let attributes: Vec<_> = [("w:hint", "eastAsia")].into_iter().chain(face).collect();
    xml.empty("w:rFonts", &attributes);
    if let Some(size) = look.size {
        xml.value("w:sz", &size.to_string());
        xml.value("w:szCs", &size.to_string());
    }
    xml.close("w:rPr");
    xml.leaf("w:t", &[("xml:space", "preserve")], words);
    xml.close("w:r");
}

/// A run of another face.
pub(super) fn faced(xml: &mut Xml, words: &str, face: &str) {
    xml.open("w:r", &[]);
    xml.open("w:rPr", &[]);
    xml.empty("w:rFonts", &[("w:hint", "eastAsia"), ("w:eastAsia", face)]);
    xml.close("w:rPr");
    xml.leaf("w:t", &[("xml:space", "preserve")], words);
    xml.close("w:r");
}

/// A line end inside a paragraph, or a tab.
pub(super) fn sign(xml: &mut Xml, name: &str) {
    xml.open("w:r", &[]);
    xml.empty(name, &[]);
    xml.close("w:r");
}

/// The words alone.
pub(super) fn words(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(words) => out.push_str(words),
            Inline::Strong(inside) => out.push_str(&words(inside)),
            Inline::Link { words, address } => out.push_str(&linked(words, address)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::spans;

    #[test]
    fn no_line_begins_with_the_dash_of_a_span() {
        for (words, pieces) in [
            ("1—11月，2021—2025年", vec!["1", "—", "11月，2021", "—", "2025年"]),
            ("达到——比上年好", vec!["达到——比上年好"]),
            ("—", vec!["—"]),
            ("— 1 —", vec!["— 1 —"]),
            ("", vec![""]),
        ] {
            assert_eq!(spans(words), pieces, "{words}");
            assert_eq!(spans(words).concat(), words);
        }
    }
}
