//! How large a PDF becomes when it is unpacked.
//!
//! Takes the bytes of a file; says whether its packed parts stay within bounds.
//! Never keeps what it unpacks.

use std::borrow::Cow;
use std::io::{BufReader, Read};

use flate2::read::ZlibDecoder;

/// All packed parts together, pictures left out.
const MOST: u64 = 256 * 1024 * 1024;
/// Times that one part may be packed into itself.
const MOST_LAYERS: usize = 4;
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
        let packed = from_letters(packed);
        let unpacked = size(&packed, left);
        // What is packed in other ways inside of the usual one is as small as if it were not.
        let inner = usize::try_from(unpacked).unwrap_or(usize::MAX).max(length);
        if (other && inner > MOST_OTHER) || filters(dictionary) > MOST_LAYERS {
            return false;
        }
        left = left.saturating_sub(unpacked);
        if left == 0 {
            return false;
        }
        at += length;
    }
    true
}

/// How many times a part says that it is packed.
fn filters(dictionary: &[u8]) -> usize {
    let Some(at) = find(dictionary, 0, b"/Filter") else { return 0 };
    let list = dictionary.get(at + 7..).unwrap_or_default();
    let list = list.split(|byte| *byte == b']').next().unwrap_or_default().trim_ascii_start();
    if list.starts_with(b"[") { list.iter().filter(|byte| **byte == b'/').count() } else { 1 }
}

/// A packed part that is written in letters, as bytes; any other as it is. What the file says of it is not asked.
fn from_letters(data: &[u8]) -> Cow<'_, [u8]> {
    let is_zlib = |data: &[u8]| count(ZlibDecoder::new(data).take(1)) > 0;
    if is_zlib(data) {
        return Cow::Borrowed(data);
    }
    let letters = || data.iter().copied().filter(|byte| !byte.is_ascii_whitespace());
    let hex: Vec<u8> =
        letters().map_while(|byte| (byte as char).to_digit(16)).map(|digit| digit as u8).collect();
    let of_hex: Vec<u8> = hex.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0)).collect();
    if is_zlib(&of_hex) {
        return Cow::Owned(of_hex);
    }
    let (mut of_85, mut group) = (vec![], vec![]);
    for byte in letters().take_while(|byte| *byte != b'~') {
        match byte {
            b'z' if group.is_empty() => of_85.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            _ => break,
        }
        if group.len() == 5 {
            of_85.extend(bytes_of(&group));
            group.clear();
        }
    }
    if group.len() > 1 {
        let whole = group.len() - 1;
        group.resize(5, 84);
        of_85.extend(bytes_of(&group).into_iter().take(whole));
    }
    if is_zlib(&of_85) { Cow::Owned(of_85) } else { Cow::Borrowed(data) }
}

/// Four bytes of five letters.
fn bytes_of(group: &[u8]) -> [u8; 4] {
    group.iter().fold(0u32, |sum, letter| sum.wrapping_mul(85).wrapping_add(u32::from(*letter))).to_be_bytes()
}

/// What a part unpacks to, up to a limit; a damaged one to where it can be read. What comes out packed once more is
/// unpacked as well, whatever the file says of how it is packed: of each layer the bytes count.
fn size(packed: &[u8], most: u64) -> u64 {
    let mut size = 0;
    for layers in 1..=MOST_LAYERS {
        let mut unpacked: Box<dyn Read + '_> = Box::new(packed);
        for _ in 0..layers {
            unpacked = Box::new(ZlibDecoder::new(BufReader::new(unpacked)));
        }
        let of_layer = count(unpacked.take(most.saturating_sub(size)));
        size += of_layer;
        if of_layer == 0 {
            return size;
        }
    }
    // Nobody packs so often.
    most
}

/// Bytes that can be read, none of them kept.
fn count(mut from: impl Read) -> u64 {
    let mut piece = [0; 8192];
    let mut size = 0;
    while let Ok(read @ 1..) = from.read(&mut piece) {
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
    }

    /// Packed in itself, little becomes very much: what counts is what comes out in the end.
    #[test]
    fn each_layer_of_a_part_that_is_packed_in_itself_counts() {
        let twice = |data: &[u8]| file("/Filter[/FlateDecode/FlateDecode]", &packed(data));
        let much = twice(&b"(a) Tj ".repeat(1_000_000));
        assert!(much.len() < 10_000, "{}", much.len());
        assert!(!is_within(&much, 3_000_000));
        assert!(is_within(&much, 9_000_000));
        // An honest one passes, whatever its length; the file need not say that it is packed twice.
        assert!(is_within(&twice(&noise(200_000)), 1_000_000));
        assert!(!is_within(&file("/Filter/FlateDecode", &packed(&vec![b' '; 2_000_000])), 1_000_000));
        let often = (0..6).fold(b"(a) Tj".to_vec(), |data, _| packed(&data));
        assert!(!is_within(&file("/Filter[/Fl/Fl/Fl/Fl/Fl/Fl/Fl]", &often), MOST));
    }

    #[test]
    fn what_is_written_in_letters_counts_as_what_it_unpacks_to() {
        let blanks = packed(&vec![b' '; 2_000_000]);
        let hex: String = blanks.iter().map(|byte| format!("{byte:02X}")).collect();
        let in_85: Vec<u8> = blanks
            .chunks(4)
            .flat_map(|bytes| {
                let mut four = [0; 4];
                four[..bytes.len()].copy_from_slice(bytes);
                let number = u32::from_be_bytes(four);
                let letters = [4, 3, 2, 1, 0].map(|power| (number / 85u32.pow(power) % 85) as u8 + b'!');
                letters.into_iter().take(bytes.len() + 1)
            })
            .collect();
        for letters in [format!("{hex}>").into_bytes(), [in_85, b"~>".to_vec()].concat()] {
            let mut file = b"%PDF-1.4\n1 0 obj\n<</Filter[/A/FlateDecode]>>\nstream\n".to_vec();
            file.extend([letters, b"\nendstream\nendobj\n".to_vec()].concat());
            assert!(!is_within(&file, 1_000_000) && is_within(&file, 3_000_000));
        }
        assert!(is_within(b"1 0 obj\n<<>>\nstream\nBT (abc) Tj ET\nendstream\n", 10));
        // Packed in the usual way round another.
        assert!(!is_within(&file("/Filter[/FlateDecode/LZWDecode]", &vec![0; 2_000_000]), u64::MAX));
    }

    fn packed(data: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::ZlibEncoder::new(vec![], flate2::Compression::best());
        packed.write_all(data).unwrap();
        packed.finish().unwrap()
    }

    fn noise(length: usize) -> Vec<u8> {
        let next = |seed: &u32| Some(seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
        std::iter::successors(Some(1u32), next).map(|n| (n >> 24) as u8).take(length).collect()
    }
}
