//! What the keys of a file are called in that file: rules of every room name them with these words.
//!
//! Takes a place; gives the words for whoever wrote the file it lies in: its Chinese keys, its English ones, or
//! the heads of its columns.

use super::sentences::Language;
use crate::source::{FileId, Place, Sources};

/// The words of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    language: Language,
    /// Whether it is a workbook: there are cells to fill in, and no lines.
    cells: bool,
}

impl Terms {
    /// The words of the file in which a place lies.
    pub fn at(sources: &Sources, place: Place) -> Self {
        let file = sources.get(place.file());
        match file.sheets.is_empty() {
            true => Terms { language: Language::of(file), cells: false },
            false => Terms { language: Language::Chinese, cells: true },
        }
    }

    /// The words of a file that may not be there yet: then both.
    pub fn of(sources: &Sources, file: Option<FileId>) -> Self {
        match file {
            Some(file) => Terms::at(sources, Place::of_file(file)),
            None => Terms { language: Language::English, cells: false },
        }
    }

    /// A key as it is named: `period（时段）`, or `时段` alone.
    pub fn name(self, key: &str) -> String {
        self.language.key(key)
    }

    /// A key as it is typed.
    pub fn typed(self, key: &str) -> &str {
        self.language.typed(key)
    }

    /// Whether it is the cells of a workbook.
    pub fn in_cells(self) -> bool {
        self.cells
    }

    /// How to add a key: a line of a text, or a cell of a workbook.
    pub fn add(self, key: &str, example: &str) -> String {
        self.add_either(key, example, example)
    }

    /// The same where a cell takes other words than a line.
    pub fn add_either(self, key: &str, line: &str, cell: &str) -> String {
        let typed = self.typed(key);
        match self.cells {
            true => format!("填写“{typed}”这一格，例如 {cell}"),
            false => format!("填写“{typed}”，例如“{typed}: {line}”；没有这一行的加上一行"),
        }
    }

    /// How to fill in two keys that belong together.
    pub fn both(self, one: (&str, &str), other: (&str, &str)) -> String {
        let (a, b) = (self.typed(one.0), self.typed(other.0));
        match self.cells {
            true => format!("“{a}”和“{b}”两格都要填写，例如 {} 和 {}", one.1, other.1),
            false => format!("“{a}”和“{b}”都要填写，例如“{a}: {}”“{b}: {}”", one.1, other.1),
        }
    }

    /// How to take a key out.
    pub fn take_out(self, key: &str) -> String {
        let typed = self.typed(key);
        if self.cells { format!("清空“{typed}”这一格") } else { format!("删去 {typed} 一行") }
    }

    /// How to say that there is no value.
    pub fn without_value(self, key: &str) -> String {
        let typed = self.typed(key);
        if self.cells { format!("“{typed}”留空") } else { format!("“{typed}”填 null") }
    }

    /// A fixed value as it is typed, for a line of a text.
    pub fn value<'v>(self, of_type: &str, english: &'v str) -> &'v str {
        match self.language {
            Language::Chinese => super::vocabulary::chinese_value(of_type, english),
            Language::English => english,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Sheet, SourceFile};

    #[test]
    fn a_file_is_spoken_to_in_its_own_words() {
        let mut sources = Sources::default();
        let mut of = |text: &str| sources.add(SourceFile::new("a.yaml", text.as_bytes()));
        let (english, chinese) = (of("unit: x\nyear: 2025\n"), of("单位: x\n年度: 2025\n"));
        let book = sources.add(SourceFile::workbook("a.xlsx", b"", vec![Sheet::default()]));
        let say = |file| {
            let terms = Terms::of(&sources, file);
            (terms.add("period", "全年"), terms.take_out("nil_return"), terms.name("value"))
        };
        let words = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        let in_english = words(
            "填写“period”，例如“period: 全年”；没有这一行的加上一行",
            "删去 nil_return 一行",
            "value（数值）",
        );
        assert_eq!(say(Some(english)), in_english);
        assert_eq!(say(None), in_english);
        assert_eq!(
            say(Some(chinese)),
            words("填写“时段”，例如“时段: 全年”；没有这一行的加上一行", "删去 零报告 一行", "数值")
        );
        assert_eq!(say(Some(book)), words("填写“时段”这一格，例如 全年", "清空“零报告”这一格", "数值"));
        assert_eq!(Terms::of(&sources, Some(chinese)).value("ValueStatus", "final"), "终值");
    }
}
