//! How large a PDF becomes when it is unpacked.
//!
//! Takes the bytes of a file; says whether its packed parts stay within bounds.
//! Never keeps what it unpacks.

use std::io::Read as _;

use flate2::read::ZlibDecoder;

/// All packed parts together, pictures left out.
const MOST: u64 = 256 * 1024 * 1024;
/// Parts packed in other ways than the usual one are small.
const MOST_OTHER: usize = 1024 * 1024;
/// How far before a part its dictionary is looked for.
const DICTIONARY: usize = 600;

/// Whether the packed parts stay within bounds.
pub(super) fn is_bearable(bytes: &[u8]) -> bool {
    is_within(bytes, MOST)
}

fn is_within(bytes: &[u8], most: u64) -> bool {
    let mut left = most;
    let mut at = 0;
    while let Some(found) = find(bytes, at, b"stream") {
        at = found + 6;
        if found >= 3 && bytes.get(found - 3..found) == Some(b"end") {
            continue;
        }
        let data = bytes.get(at..).unwrap_or_default();
        let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).unwrap_or(data);
        let before = bytes.get(found.saturating_sub(DICTIONARY)..found).unwrap_or_default();
        let from = before.windows(3).rposition(|w| w == b"obj").unwrap_or(0);
        let dictionary = before.get(from..).unwrap_or_default();
        if is_picture(dictionary) {
            continue;
        }
        let length = find(data, 0, b"endstream").unwrap_or(data.len());
        let packed = data.get(..length).unwrap_or_default();
        let other =
            ["LZWDecode", "RunLengthDecode"].iter().any(|w| find(dictionary, 0, w.as_bytes()).is_some());
        let twice = dictionary.windows(11).filter(|w| w.starts_with(b"FlateDecode")).count() > 1;
        if (other && length > MOST_OTHER) || (twice && length > MOST_OTHER / 64) {
            return false;
        }
        left = left.saturating_sub(size(packed, left));
        if left == 0 {
            return false;
        }
        at += length;
    }
    true
}

/// What a part unpacks to, up to a limit; a damaged one to where it can be read.
fn size(packed: &[u8], most: u64) -> u64 {
    let mut unpacked = ZlibDecoder::new(packed).take(most);
    let mut piece = [0; 8192];
    let mut size = 0;
    while let Ok(read @ 1..) = unpacked.read(&mut piece) {
        size += read as u64;
    }
    size
}

/// A picture is never unpacked.
fn is_picture(dictionary: &[u8]) -> bool {
    let has = |word: &[u8]| find(dictionary, 0, word).is_some();
    has(b"/Image") && !has(b"ObjStm") && !has(b"XRef") && !has(b"#")
}

fn find(bytes: &[u8], from: usize, word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|b| *b == first)?;
        if bytes.get(at..)?.starts_with(word) {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn file(dictionary: &str, data: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::ZlibEncoder::new(vec![], flate2::Compression::best());
        packed.write_all(data).unwrap();
        let mut file = format!("%PDF-1.4\n1 0 obj\n<<{dictionary}>>\nstream\n").into_bytes();
        file.extend(packed.finish().unwrap());
        file.extend(b"\nendstream\nendobj\n");
        file
    }

    #[test]
    fn what_unpacks_without_measure_is_not_bearable() {
        let blanks = vec![b' '; 2_000_000];
        let one = file("/Filter/FlateDecode", &blanks);
        assert!(is_within(&one, 3_000_000));
        assert!(!is_within(&one, 1_000_000));
        assert!(!is_within(&one.repeat(2), 3_000_000), "all parts count together");
        // A picture is not unpacked; a part that only says so is.
        assert!(is_within(&file("/Subtype/Image/Filter/FlateDecode", &blanks), 1_000));
        assert!(!is_within(&file("/Type/ObjStm/Subtype/Image/Filter/FlateDecode", &blanks), 1_000));
        // A damaged part counts up to where it is damaged.
        let mut damaged = one.clone();
        let middle = damaged.len() - 40;
        damaged[middle] ^= 0xff;
        assert!(!is_within(&damaged, 100_000));
        // Packed twice, little becomes very much.
        assert!(!is_within(&file("/Filter[/FlateDecode/FlateDecode]", &noise(40_000)), u64::MAX));
    }

    fn noise(length: usize) -> Vec<u8> {
        let next = |seed: &u32| Some(seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
        std::iter::successors(Some(1u32), next).map(|n| (n >> 24) as u8).take(length).collect()
    }
}
