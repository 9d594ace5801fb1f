//! A text as it is read on the page: without what is not seen between its characters, with the way back.

use std::ops::Range;

use super::digits::is_unseen;

/// A text without blanks inside a line, marks of emphasis and characters without width; all stars alike.
pub(super) struct Folded {
    pub(super) text: String,
    /// For each byte that begins a character: its bytes in the original.
    at: Vec<Range<usize>>,
}

impl Folded {
    pub(super) fn new(original: &str) -> Self {
        Folded::with(original, |c| c)
    }

    /// The same in small half-width letters, digits and signs.
    pub(super) fn narrow(original: &str) -> Self {
        Folded::with(original, |c| match c {
            '\u{ff01}'..='\u{ff5e}' => {
                char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c).to_ascii_lowercase()
            }
            c => c.to_ascii_lowercase(),
        })
    }

    fn with(original: &str, as_read: impl Fn(char) -> char) -> Self {
        let (mut text, mut at) = (String::with_capacity(original.len()), Vec::with_capacity(original.len()));
        for (byte, c) in original.char_indices() {
            if is_unseen(c) || (c.is_whitespace() && c != '\n') {
                continue;
            }
            let shown = if matches!(c, '☆' | '⭐' | '✩' | '✭' | '✮' | '✯' | '✰' | '⋆') {
                '★'
            } else {
                as_read(c)
            };
            text.push(shown);
            at.resize(text.len(), byte..byte + c.len_utf8());
        }
        Folded { text, at }
    }

    /// The bytes of the original in which a piece stands.
    pub(super) fn original(&self, piece: &Range<usize>) -> Range<usize> {
        self.at[piece.start].start..self.at[piece.end - 1].end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_found_where_they_are_written() {
        let text = "乙 **机 密**☆\u{200b}5年";
        let folded = Folded::new(text);
        let at = folded.text.find("机密★").expect("it is read so");
        assert_eq!(&text[folded.original(&(at..at + "机密★".len()))], "机 密**☆");
    }
}
