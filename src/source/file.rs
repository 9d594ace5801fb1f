//! A decoded file, its digest, and places in it.

use std::fmt::Write as _;
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::decode::{Encoding, MAX_BYTES, decode};
use super::project::Project;

/// A file of this run, by the order in which it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(pub u32);

/// A range of bytes in the decoded text of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

/// A place as people count it: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Why a file has no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The system would not give the file: its own words.
    Unreadable(String),
    /// Larger than [`MAX_BYTES`]: its size in bytes.
    TooLarge(u64),
    /// No step of the decoding ladder fits.
    Undecodable,
    /// A zero byte: not a text file.
    Binary,
}

/// A file as it was read: its text stays as decoded, only line ends are made `\n`.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path relative to the workspace, with `/`.
    pub path: String,
    /// The decoded text; empty when there is a [`Problem`].
    pub text: String,
    /// SHA-256 of the original bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// The encoding found.
    pub encoding: Encoding,
    /// Why there is no text, if there is none.
    pub problem: Option<Problem>,
    line_starts: Vec<u32>,
}

impl SourceFile {
    /// Decodes `bytes` as the file at `path`.
    pub fn new(path: impl Into<String>, bytes: &[u8]) -> Self {
        let sha256 = sha256_hex(bytes);
        let (text, encoding, problem) = if bytes.len() as u64 > MAX_BYTES {
            (String::new(), Encoding::Utf8, Some(Problem::TooLarge(bytes.len() as u64)))
        } else {
            match decode(bytes) {
                None => (String::new(), Encoding::Utf8, Some(Problem::Undecodable)),
                Some((text, encoding)) if text.contains('\0') => {
                    (String::new(), encoding, Some(Problem::Binary))
                }
                Some((text, encoding)) => (unix_lines(text), encoding, None),
            }
        };
        SourceFile { path: path.into(), line_starts: line_starts(&text), text, sha256, encoding, problem }
    }

    fn without_text(path: String, problem: Problem) -> Self {
        let file = SourceFile::new(path, b"");
        SourceFile { sha256: String::new(), problem: Some(problem), ..file }
    }

    /// Line and column of a byte.
    pub fn position(&self, byte: u32) -> Position {
        let byte = byte.min(self.text.len() as u32);
        let line = self.line_starts.partition_point(|&start| start <= byte);
        let start = self.line_starts[line - 1] as usize;
        let head = self.text.get(start..byte as usize).unwrap_or("");
        Position { line, column: head.chars().count() + 1 }
    }

    /// The text of a line, without its end; empty when there is no such line.
    pub fn line(&self, line: usize) -> &str {
        let Some(&start) = line.checked_sub(1).and_then(|i| self.line_starts.get(i)) else { return "" };
        self.text[start as usize..].split('\n').next().unwrap_or("")
    }
}

/// All files of a run. A clone shares them: it costs a pointer a file.
#[derive(Debug, Default, Clone)]
pub struct Sources {
    files: Vec<Arc<SourceFile>>,
}

impl Sources {
    /// Reads files, in parallel; their ids follow the order of `paths`, whatever the threads do.
    /// A file that cannot be read is kept with its [`Problem`].
    pub fn load(&mut self, project: &Project, paths: &[String]) -> Vec<FileId> {
        let read: Vec<SourceFile> = paths.par_iter().map(|path| read(project, path)).collect();
        read.into_iter().map(|file| self.add(file)).collect()
    }

    /// Takes in a file that was made in memory.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        self.files.push(Arc::new(file));
        FileId(self.files.len() as u32 - 1)
    }

    /// Shows a file under another name, e.g. the one that a person typed.
    pub fn show_as(&mut self, path: &str, shown: &str) {
        for file in self.files.iter_mut().filter(|file| file.path == path) {
            shown.clone_into(&mut Arc::make_mut(file).path);
        }
    }

    /// The file of an id.
    ///
    /// # Panics
    /// When the id comes from other `Sources`.
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The path of a place's file.
    pub fn path(&self, place: Place) -> &str {
        &self.get(place.file).path
    }

    /// Line and column where a place starts.
    pub fn position(&self, place: Place) -> Position {
        self.get(place.file).position(place.start)
    }

    /// The text of a place.
    pub fn text(&self, place: Place) -> &str {
        self.get(place.file).text.get(place.start as usize..place.end as usize).unwrap_or("")
    }
}

fn read(project: &Project, path: &str) -> SourceFile {
    match project.bytes(path) {
        Ok(Ok(bytes)) => SourceFile::new(path, &bytes),
        Ok(Err(size)) => SourceFile::without_text(path.to_owned(), Problem::TooLarge(size)),
        Err(error) => SourceFile::without_text(path.to_owned(), Problem::Unreadable(error.to_string())),
    }
}

/// SHA-256 of bytes in lower-case hexadecimal, as `sha256sum` and `certutil` print it.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn unix_lines(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

fn line_starts(text: &str) -> Vec<u32> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at as u32 + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_ignore_carriage_returns() {
        let file = SourceFile::new("a.yaml", "年度: 2025\r\n单位: 市水利局\r\n".as_bytes());
        assert_eq!(file.position(0), Position { line: 1, column: 1 });
        let at = file.text.find("市水利局").expect("it stands there") as u32;
        assert_eq!(file.position(at), Position { line: 2, column: 5 });
        assert_eq!(file.line(2), "单位: 市水利局");
        assert_eq!(file.line(9), "");
    }
}
