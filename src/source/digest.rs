//! What a file is told by: the digest of its bytes, and that of the same text with the other line ends.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// The digest of a file.
///
/// What is printed and recorded is SHA-256 over the bytes, as `sha256sum` and `certutil` give it. Programs that
/// keep versions change the line ends of texts between systems, and nothing else: such a file is the same file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Digest {
    own: String,
    /// Of the text with line feeds alone where it has carriage returns, with both where it has none.
    other_ends: Option<String>,
}

impl Digest {
    /// The digest of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Digest { own: sha256_hex(bytes), other_ends: with_other_ends(bytes).as_deref().map(sha256_hex) }
    }

    /// The digest of the bytes as they are, in lower-case hexadecimal.
    pub fn own(&self) -> &str {
        &self.own
    }

    /// Whether that is the digest of this file, whichever line ends it had when it was written down.
    pub fn is(&self, recorded: &str) -> bool {
        let recorded = recorded.trim();
        let is = |digest: &String| !digest.is_empty() && digest.eq_ignore_ascii_case(recorded);
        is(&self.own) || self.other_ends.as_ref().is_some_and(is)
    }
}

/// The bytes with the other line ends; `None` where there are no lines, or where it is no text.
fn with_other_ends(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.contains(&0) || !bytes.contains(&b'\n') {
        return None;
    }
    let has_returns = bytes.windows(2).any(|pair| pair == b"\r\n");
    let mut other = Vec::with_capacity(bytes.len() + bytes.len() / 32);
    let mut before = None;
    for &byte in bytes {
        if byte == b'\n' && has_returns && before == Some(b'\r') {
            other.pop();
        } else if byte == b'\n' && !has_returns {
            other.push(b'\r');
        }
        other.push(byte);
        before = Some(byte);
    }
    Some(other)
}

/// SHA-256 of bytes in lower-case hexadecimal, as `sha256sum` and `certutil` print it.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(digest: &[u8]) -> String {
    digest.iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The byte at which the first lines of a text end that have a digest, with the line feed behind them or without it.
/// Each byte is looked at once, however many lines there are.
pub(crate) fn end_of_first_lines(text: &str, digest: &str) -> Option<usize> {
    let (mut so_far, mut at) = (Sha256::new(), 0);
    for (feed, _) in text.match_indices('\n') {
        for end in [feed, feed + 1] {
            so_far.update(&text.as_bytes()[at..end]);
            at = end;
            if hex(&so_far.clone().finalize()).eq_ignore_ascii_case(digest) {
                return Some(end);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_change_no_file_and_anything_else_does() {
        let (unix, windows) = ("年度: 2025\n单位: 甲\n", "年度: 2025\r\n单位: 甲\r\n");
        for (now, then) in [(unix, windows), (windows, unix), (unix, unix)] {
            assert!(Digest::of(now.as_bytes()).is(&sha256_hex(then.as_bytes()).to_uppercase()));
        }
        for other in ["年度: 2025\n单位: 乙\n", "年度: 2025\n单位: 甲", "年度: 2025\n\n单位: 甲\n", "", "\r"]
        {
            assert!(!Digest::of(other.as_bytes()).is(&sha256_hex(unix.as_bytes())), "{other:?}");
        }
        // What is no text is not touched by such programs.
        assert!(!Digest::of(b"\0\n").is(&sha256_hex(b"\0\r\n")));
        assert!(!Digest::default().is(""));
    }

    #[test]
    fn the_beginning_is_known_by_its_digest() {
        let digest = |text: &str| sha256_hex(text.as_bytes());
        // Of a long text with many lines too: each is looked at once.
        let long = "状态认定: 略\n".repeat(100_000);
        assert_eq!(end_of_first_lines(&long, &digest("x")), None);
        assert_eq!(end_of_first_lines(&long, &digest(&long)), Some(long.len()));
        let text = "a: 1\nb: 2\nc: 3\n";
        assert_eq!(end_of_first_lines(text, &digest("a: 1\n")), Some(5));
        assert_eq!(end_of_first_lines(text, &digest("a: 1")), Some(4));
        assert_eq!(end_of_first_lines(text, &digest("b: 2\n")), None);
    }
}
