//! The decoding ladder: byte order mark, UTF-8, GB18030, else a fault.
//!
//! A fixed ladder and no guessing: detectors took short GBK files for Korean or Arabic.

/// The largest file that is read, in bytes. A submission is some kilobytes; what is larger is
/// something else, and must not cost memory.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// How the bytes of a file stood for text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without a byte order mark: what nianbao writes itself.
    Utf8,
    /// UTF-8 with a byte order mark, as Windows' Notepad writes it.
    Utf8Bom,
    /// UTF-16 with a byte order mark (“Unicode 文本”).
    Utf16,
    /// GB18030, which contains GBK and GB2312.
    Gb18030,
}

impl Encoding {
    /// The name as a clerk meets it in a “save as” window.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf8Bom => "UTF-8（带 BOM）",
            Encoding::Utf16 => "UTF-16",
            Encoding::Gb18030 => "GB18030（GBK）",
        }
    }
}

/// Decodes the bytes of a text file; `None` when no step of the ladder fits.
pub(super) fn decode(bytes: &[u8]) -> Option<(String, Encoding)> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..])?.into_owned();
        let kind = if encoding == encoding_rs::UTF_8 { Encoding::Utf8Bom } else { Encoding::Utf16 };
        return Some((text, kind));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some((text.to_owned(), Encoding::Utf8));
    }
    let text = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes)?.into_owned();
    Some((text, Encoding::Gb18030))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ladder_reads_what_offices_write() {
        let gbk = encoding_rs::GBK.encode("市水利局").0.into_owned();
        assert_eq!(decode(&gbk), Some(("市水利局".into(), Encoding::Gb18030)));
        assert_eq!(decode("\u{feff}年".as_bytes()), Some(("年".into(), Encoding::Utf8Bom)));
        assert_eq!(decode("年".as_bytes()), Some(("年".into(), Encoding::Utf8)));
        assert_eq!(decode(&[0xff, 0xfe, 0x74, 0x5e]), Some(("年".into(), Encoding::Utf16)));
        assert_eq!(decode(&[0x81, 0xff, 0xff]), None);
    }
}
