//! A decoded file, its digest, and places in it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::decode::{Content, Encoding, MAX_BYTES, decode, kind_of};
use super::digest::Digest;
use super::ending::is_yaml;
use super::place::{Cell, FileId, Place, column_letters};
use super::problem::Problem;
use super::project::Project;
use super::workbook::{self, Sheet};

/// A place as people count it: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// A file as it was read: its text stays as decoded, only line ends are made `\n`.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path relative to the workspace, with `/`.
    pub path: String,
    /// The decoded text; empty when there is a [`Problem`].
    pub text: String,
    /// What its original bytes are told by; empty where they were not read.
    pub digest: Digest,
    /// The encoding found.
    pub encoding: Encoding,
    /// Why there is no text, if there is none.
    pub problem: Option<Problem>,
    /// The sheets of a workbook; none in a text file.
    pub sheets: Vec<Sheet>,
    /// Whether its keys are Chinese, once somebody has found out.
    chinese: OnceLock<bool>,
    line_starts: Vec<u32>,
    /// Characters before each block of [`BLOCK`] bytes, so that a column far out in a line is known at once.
    blocks: Vec<u32>,
}

/// Bytes of a block.
const BLOCK: usize = 1024;

impl SourceFile {
    /// Decodes `bytes` as the file at `path`.
    pub fn new(path: impl Into<String>, bytes: &[u8]) -> Self {
        let digest = Digest::of(bytes);
        if bytes.len() as u64 <= MAX_BYTES && kind_of(bytes) == Some(Content::Workbook) {
            return match workbook::open(bytes) {
                Ok(sheets) => SourceFile::workbook(path, bytes, sheets),
                Err(fault) => {
                    SourceFile { digest, ..SourceFile::without_text(path, Problem::Workbook(fault)) }
                }
            };
        }
        let (text, encoding, problem) = if bytes.len() as u64 > MAX_BYTES {
            (String::new(), Encoding::Utf8, Some(Problem::TooLarge(bytes.len() as u64)))
        } else if let Some(kind) = kind_of(bytes) {
            (String::new(), Encoding::Utf8, Some(Problem::Other(kind)))
        } else {
            match decode(bytes) {
                None => (String::new(), Encoding::Utf8, Some(Problem::Undecodable)),
                Some((text, encoding)) if text.contains('\0') => {
                    (String::new(), encoding, Some(Problem::Binary))
                }
                Some((text, encoding)) => (unix_lines(text), encoding, None),
            }
        };
        let path = path.into();
        let text = if is_yaml(&path) { without_breaks_of_word(text) } else { text };
        let (line_starts, blocks) = (line_starts(&text), blocks(&text));
        let chinese = OnceLock::new();
        SourceFile { path, chinese, line_starts, blocks, text, digest, encoding, problem, sheets: vec![] }
    }

    /// A workbook: `bytes` as it was read from `path`, and what its sheets say.
    pub fn workbook(path: impl Into<String>, bytes: &[u8], sheets: Vec<Sheet>) -> Self {
        let file = SourceFile::new(path, b"");
        SourceFile { digest: Digest::of(bytes), sheets, ..file }
    }

    /// A file that is named and not read.
    pub(crate) fn without_text(path: impl Into<String>, problem: Problem) -> Self {
        let file = SourceFile::new(path, b"");
        SourceFile { digest: Digest::default(), problem: Some(problem), ..file }
    }

    /// Whether its keys are Chinese, as `find_out` says of its text: asked at every finding, found out once.
    pub fn is_chinese(&self, find_out: impl FnOnce(&str) -> bool) -> bool {
        *self.chinese.get_or_init(|| find_out(&self.text))
    }

    /// Line and column of a byte.
    pub fn position(&self, byte: u32) -> Position {
        let byte = byte.min(self.text.len() as u32);
        let line = self.line_starts.partition_point(|&start| start <= byte);
        let start = self.line_starts[line - 1];
        Position { line, column: self.characters(byte) - self.characters(start) + 1 }
    }

    /// Characters that begin before a byte.
    fn characters(&self, byte: u32) -> usize {
        let byte = byte as usize;
        let block = byte / BLOCK;
        self.blocks[block] as usize + count_characters(&self.text.as_bytes()[block * BLOCK..byte])
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
    /// What was looked into before its turn came, by path.
    ahead: BTreeMap<String, Arc<SourceFile>>,
    /// Whether one file is looked at by itself, for whoever filled it in.
    at_desk: bool,
}

impl Sources {
    /// Reads files, in parallel; their ids follow the order of `paths`, whatever the threads do.
    /// A file that cannot be read is kept with its [`Problem`].
    pub fn load(&mut self, project: &Project, paths: &[String]) -> Vec<FileId> {
        let known = |path: &String| self.ahead.get(path).cloned();
        let of = |path: &String| known(path).unwrap_or_else(|| Arc::new(read(project, path)));
        let files: Vec<Arc<SourceFile>> = paths.par_iter().map(of).collect();
        paths.iter().for_each(|path| drop(self.ahead.remove(path)));
        files.into_iter().map(|file| self.push(file)).collect()
    }

    /// Looks into files whose turn has not come: they have no ids yet, and [`Sources::load`] does not read them
    /// again.
    pub fn look_ahead(&mut self, project: &Project, paths: &[String]) -> Vec<Arc<SourceFile>> {
        let files: Vec<Arc<SourceFile>> =
            paths.par_iter().map(|path| Arc::new(read(project, path))).collect();
        self.ahead.extend(paths.iter().cloned().zip(files.iter().cloned()));
        files
    }

    /// Whether one file is looked at by itself: whoever filled it in has no folders, and is not told to move it.
    pub fn at_desk(&self) -> bool {
        self.at_desk
    }

    /// Says that one file is looked at by itself.
    pub fn put_on_desk(&mut self) {
        self.at_desk = true;
    }

    /// Takes in a file that was made in memory.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        self.push(Arc::new(file))
    }

    fn push(&mut self, file: Arc<SourceFile>) -> FileId {
        self.files.push(file);
        FileId(self.files.len() as u32 - 1)
    }

    /// Takes over the files of another run; their ids grow by the number that is returned.
    pub fn absorb(&mut self, other: Sources) -> u32 {
        let before = self.files.len() as u32;
        self.files.extend(other.files);
        before
    }

    /// Whether a file of that name, or of a folder of that name, is among them.
    pub fn has(&self, name: &str) -> bool {
        let below = format!("{name}/");
        self.files.iter().any(|file| file.path == name || file.path.starts_with(&below))
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

    /// A place in a file, made to lie inside its text and between characters: a range that cuts one,
    /// as parsers of bytes give them, takes the whole of it.
    pub fn place(&self, file: FileId, range: Range<usize>) -> Place {
        let text = &self.get(file).text;
        let start = text.floor_char_boundary(range.start);
        let end = text.ceil_char_boundary(range.end.max(start));
        Place::text(file, start as u32..end as u32)
    }

    /// The path of a place's file.
    pub fn path(&self, place: Place) -> &str {
        &self.get(place.file()).path
    }

    /// Line and column where a place starts; in a workbook its row and column.
    pub fn position(&self, place: Place) -> Position {
        match place.cell() {
            // A row as such begins at its first cell.
            Some(Cell { row, column, .. }) => Position { line: row as usize, column: column.max(1) as usize },
            None => self.get(place.file()).position(place.span().start),
        }
    }

    /// Line and column after the last character of a place; in a workbook as [`Self::position`].
    pub fn end_position(&self, place: Place) -> Position {
        match place.cell() {
            Some(_) => self.position(place),
            None => self.get(place.file()).position(place.span().end),
        }
    }

    /// How a person finds a cell: `“任务台账”第7行“完成情况”（F7）`; `None` in a text.
    pub fn cell_words(&self, place: Place) -> Option<String> {
        let cell = place.cell()?;
        let sheet = self.get(place.file()).sheets.get(cell.sheet as usize);
        let name = sheet.map_or_else(|| format!("第{}张", cell.sheet + 1), |sheet| sheet.name.clone());
        // Above its heads a column has no name.
        let below = sheet.filter(|sheet| cell.row >= sheet.heading_row);
        let heading = below.and_then(|sheet| sheet.headings.get(&cell.column));
        let heading = heading.map(|heading| format!("“{heading}”")).unwrap_or_default();
        if cell.column == 0 {
            return Some(format!("“{name}”第{}行", cell.row));
        }
        let letters = column_letters(cell.column);
        Some(format!("“{name}”第{row}行{heading}（{letters}{row}）", row = cell.row))
    }

    /// The whole text that a place is a part of: of the file, or of the cell.
    pub fn surrounding(&self, place: Place) -> &str {
        let file = self.get(place.file());
        match place.cell() {
            None => &file.text,
            Some(cell) => {
                file.sheets.get(cell.sheet as usize).map_or("", |sheet| sheet.text(cell.row, cell.column))
            }
        }
    }

    /// The text of a place.
    pub fn text(&self, place: Place) -> &str {
        self.surrounding(place).get(place.bytes()).unwrap_or("")
    }
}

fn read(project: &Project, path: &str) -> SourceFile {
    match project.bytes(path) {
        Ok(bytes) => SourceFile::new(path, &bytes),
        Err(problem) => SourceFile::without_text(path, problem),
    }
}

fn unix_lines(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

/// Word keeps breaks of lines and pages inside a paragraph as signs that no form can hold: what was pasted with them
/// goes on behind a blank.
fn without_breaks_of_word(text: String) -> String {
    let breaks = ['\u{b}', '\u{c}'];
    if text.contains(breaks) { text.replace(breaks, " ") } else { text }
}

/// Characters before each block and before the end.
fn blocks(text: &str) -> Vec<u32> {
    let mut before = 0;
    let counts = text.as_bytes().chunks(BLOCK).map(|block| {
        before += count_characters(block) as u32;
        before
    });
    std::iter::once(0).chain(counts).collect()
}

/// Bytes at which a character begins.
fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

fn line_starts(text: &str) -> Vec<u32> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at as u32 + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::workbook::Written;
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

    #[test]
    fn columns_far_out_in_a_line_are_counted_in_characters() {
        let text = format!("首行\n{}终点\n{}", "河a长".repeat(3_000), "尾".repeat(BLOCK));
        let file = SourceFile::new("a.yaml", text.as_bytes());
        let at = text.find("终点").expect("it stands there") as u32;
        assert_eq!(file.position(at), Position { line: 2, column: 9_001 });
        assert_eq!(file.position(u32::MAX), Position { line: 3, column: BLOCK + 1 });
    }

    #[test]
    fn f3_a_place_never_cuts_a_character() {
        let mut sources = Sources::default();
        let file = sources.add(SourceFile::new("页.html", "{{ 标题 }}".as_bytes()));
        // A parser of bytes marks one byte of a character of three.
        assert_eq!(sources.text(sources.place(file, 4..5)), "标");
        assert_eq!(sources.text(sources.place(file, 5..8)), "标题");
        let (start, end) = (90, 70);
        assert_eq!(sources.text(sources.place(file, start..end)), "", "a range that runs backwards is empty");
    }

    #[test]
    fn a_cell_is_named_as_a_person_finds_it() {
        let sheet = Sheet {
            name: "任务台账".into(),
            headings: [(6, "完成情况".to_owned())].into(),
            cells: [((7, 6), Written { text: "基本完成".into(), ..Written::default() })].into(),
            ..Sheet::default()
        };
        let mut sources = Sources::default();
        let file = sources.add(SourceFile::workbook("报送件.xlsx", b"PK", vec![sheet]));
        let place = |column| Place::in_cell(file, Cell { sheet: 0, row: 7, column }, 0..6);
        assert_eq!(sources.cell_words(place(6)).as_deref(), Some("“任务台账”第7行“完成情况”（F7）"));
        assert_eq!(sources.cell_words(place(28)).as_deref(), Some("“任务台账”第7行（AB7）"));
        assert_eq!((sources.text(place(6)), sources.text(place(7))), ("基本", ""));
        let row = Place::of_row(file, 0, 7);
        assert_eq!(sources.cell_words(row).as_deref(), Some("“任务台账”第7行"));
        assert_eq!(sources.position(row), Position { line: 7, column: 1 });
    }
}
