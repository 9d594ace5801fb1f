//! An archive from one text, so that random bytes meet what is inside and not the packing.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

/// What begins a part: its name follows, to the end of the line.
const MARK: &[u8] = b"\n== ";

/// Packs `\n== name\ncontent\n== name\ncontent`; what stands before the first mark is dropped.
pub(crate) fn archive(text: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(vec![]));
    let at: Vec<usize> =
        text.windows(MARK.len()).enumerate().filter(|(_, w)| *w == MARK).map(|(at, _)| at).collect();
    for (place, &start) in at.iter().enumerate() {
        let part = &text
            [start + MARK.len()..at.get(place + 1).copied().unwrap_or(text.len()).max(start + MARK.len())];
        let end = part.iter().position(|&byte| byte == b'\n').unwrap_or(part.len());
        let name = String::from_utf8_lossy(&part[..end]);
        // A name that is there already cannot be packed twice.
        if zip.start_file(name.as_ref(), SimpleFileOptions::default()).is_ok() {
            let _ = zip.write_all(part.get(end + 1..).unwrap_or(b""));
        }
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// The text that [`archive`] packs, from an archive.
pub(crate) fn parts(archive: &[u8]) -> Option<Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(archive)).ok()?;
    let mut text = vec![];
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).ok()?;
        text.extend_from_slice(MARK);
        text.extend_from_slice(file.name().ok()?.as_bytes());
        text.push(b'\n');
        std::io::copy(&mut file, &mut text).ok()?;
    }
    Some(text)
}
