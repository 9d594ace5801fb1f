//! The decoding ladder: byte order mark, UTF-8, GB18030, else a fault.
//!
//! A fixed ladder and no guessing: detectors took short GBK files for Korean or Arabic.

use super::package::Package;

/// Bytes that the mark of an OpenDocument may have.
const MOST_OF_A_MARK: u64 = 1024;

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

/// What a file is that is no text: people hand in what they have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// A workbook of Excel or WPS.
    Workbook,
    /// A document of Word or WPS.
    Document,
    /// A presentation.
    Slides,
    /// A PDF.
    Pdf,
    /// An OFD (GB/T 33190), the national format of fixed layout.
    Ofd,
    /// A picture, as a scanner or a telephone makes it.
    Picture,
    /// A letter as a mail program saves it.
    Mail,
    /// A page of the web as a browser saves it in one file.
    SavedPage,
    /// An archive of other files.
    Archive,
}

impl Content {
    /// As it is called where people save files.
    pub fn name(self) -> &'static str {
        match self {
            Content::Workbook => "Excel 工作簿",
            Content::Document => "Word 文档",
            Content::Slides => "演示文稿",
            Content::Pdf => "PDF 文件",
            Content::Ofd => "OFD 文件",
            Content::Picture => "图片",
            Content::Mail => "一封邮件",
            Content::SavedPage => "存下来的网页",
            Content::Archive => "压缩包",
        }
    }
}

/// The kind of a file by its first bytes and, in containers, by the names inside; never by its name.
pub(super) fn kind_of(bytes: &[u8]) -> Option<Content> {
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    let wide = |name: &str| name.bytes().flat_map(|byte| [byte, 0]).collect::<Vec<u8>>();
    match bytes {
        [b'P', b'K', 3 | 5, ..] => Some(packed(bytes).unwrap_or_else(|| remains(&holds))),
        // The containers of Office before 2007 and of WPS.
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Some(match () {
            () if holds(&wide("WordDocument")) => Content::Document,
            () if holds(&wide("PowerPoint")) => Content::Slides,
            // The properties of a letter of Outlook.
            () if holds(&wide("__substg1.0_")) || holds(&wide("__properties_version1.0")) => Content::Mail,
            () => Content::Workbook,
        }),
        // OpenDocument in one file.
        [b'<', b'?', b'x', b'm', b'l', ..] if begins(bytes, b"opendocument.spreadsheet") => {
            Some(Content::Workbook)
        }
        [b'%', b'P', b'D', b'F', ..] => Some(Content::Pdf),
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] | [b'G', b'I', b'F', b'8', ..] => {
            Some(Content::Picture)
        }
        [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xbc, 0xaf, ..] | [0x1f, 0x8b, ..] => {
            Some(Content::Archive)
        }
        _ => mime(bytes),
    }
}

/// Lines at the head of a file that are looked at, and bytes.
const HEAD_LINES: usize = 80;
const HEAD: usize = 16 * 1024;

/// A letter or a saved page by its head: lines `Name: words`, and among them those that only such a head has.
fn mime(bytes: &[u8]) -> Option<Content> {
    let head = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = String::from_utf8_lossy(head.get(..HEAD).unwrap_or(head));
    let mut names: Vec<String> = vec![];
    let (mut lines, mut saved) = (head.trim_start().lines().peekable(), false);
    // Mailboxes begin a letter with a line of their own.
    lines.next_if(|line| line.starts_with("From "));
    for line in lines.take(HEAD_LINES).take_while(|line| !line.trim().is_empty()) {
        saved |= line.contains("multipart/related")
            || line.contains("Saved by")
            || line.contains("Snapshot-Content");
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { break };
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            break;
        }
        names.push(name.to_ascii_lowercase());
    }
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let marks =
        ["received", "message-id", "return-path", "mime-version", "content-transfer-encoding", "x-mailer"];
    let marked = marks.iter().filter(|mark| has(mark)).count();
    let letter = ["from", "to", "subject", "date"].iter().filter(|part| has(part)).count();
    match () {
        () if has("mime-version") && has("content-type") && saved && !has("received") && !has("to") => {
            Some(Content::SavedPage)
        }
        () if marked > 0 && letter > 1
            || marked > 1 && letter > 0
            || has("mime-version") && has("content-type") =>
        {
            Some(Content::Mail)
        }
        // 导出的 letters that have nothing but what people see.
        () if letter > 2 && has("from") && has("subject") => Some(Content::Mail),
        () => None,
    }
}

/// What a zipped file is by its own list of parts: what is packed into it brings names of its own, which say
/// nothing of the whole. `None` where there is no list.
fn packed(bytes: &[u8]) -> Option<Content> {
    let mut package = Package::open(bytes, MOST_OF_A_MARK).ok()?;
    let kinds = [
        ("xl/workbook.xml", Content::Workbook),
        ("xl/workbook.bin", Content::Workbook),
        ("word/document.xml", Content::Document),
        ("ppt/presentation.xml", Content::Slides),
        ("OFD.xml", Content::Ofd),
    ];
    if let Some((_, kind)) = kinds.iter().find(|(name, _)| package.has(name)) {
        return Some(*kind);
    }
    if !package.has("content.xml") {
        return Some(Content::Archive);
    }
    let mark = package.part("mimetype").ok().flatten().unwrap_or_default();
    let says = |kind: &[u8]| mark.windows(kind.len()).any(|window| window == kind);
    Some(match () {
        () if says(b"opendocument.spreadsheet") => Content::Workbook,
        () if says(b"opendocument.text") => Content::Document,
        () if says(b"opendocument.presentation") => Content::Slides,
        () => Content::Archive,
    })
}

/// What a zipped file was that is cut off, by what is left of it.
fn remains(holds: &dyn Fn(&[u8]) -> bool) -> Content {
    match () {
        () if holds(b"xl/workbook") => Content::Workbook,
        () if holds(b"word/document") => Content::Document,
        () if holds(b"ppt/presentation") => Content::Slides,
        () if holds(b"OFD.xml") => Content::Ofd,
        () if holds(b"opendocument.spreadsheet") => Content::Workbook,
        () if holds(b"opendocument.text") => Content::Document,
        () if holds(b"opendocument.presentation") => Content::Slides,
        () => Content::Archive,
    }
}

/// Whether a mark stands in the first kilobytes.
fn begins(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.get(..4096).unwrap_or(bytes).windows(mark.len()).any(|window| window == mark)
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
    fn what_people_hand_in_instead_of_a_text_is_known_by_its_bytes() {
        let outlook: Vec<u8> = "__properties_version1.0".bytes().flat_map(|byte| [byte, 0]).collect();
        let ole = [b"\xd0\xcf\x11\xe0....".as_slice(), b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"].concat();
        for (bytes, kind) in [
            (b"PK\x03\x04....xl/workbook.xml".as_slice(), Some(Content::Workbook)),
            (b"PK\x03\x04....word/document.xml", Some(Content::Document)),
            (b"PK\x03\x04....OFD.xml", Some(Content::Ofd)),
            (b"PK\x03\x04....photo.jpg", Some(Content::Archive)),
            (&ole, Some(Content::Document)),
            (b"%PDF-1.7", Some(Content::Pdf)),
            (b"Received: from a by b;\r\n Mon, 8 Dec 2025\r\nFrom: a@b.cn\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\nx", Some(Content::Mail)),
            (b"From: \xbc\xd7\nTo: b\nSubject: \xbc\xd7\nDate: Mon\n\nx", Some(Content::Mail)),
            (&[b"\xd0\xcf\x11\xe0..".as_slice(), &outlook].concat(), Some(Content::Mail)),
            (b"From: <Saved by Blink>\r\nSnapshot-Content-Location: x\r\nSubject: x\r\nDate: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\"\r\n\r\n", Some(Content::SavedPage)),
            ("subject: 甲\ndate: 2025-12-08\n".as_bytes(), None),
            ("单位: 市水利局\nfrom: a\nto: b\nsubject: c\n".as_bytes(), None),
            ("年度: 2025".as_bytes(), None),
        ] {
            assert_eq!(kind_of(bytes), kind);
        }
    }

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
