//! A field of a form and a column of the plan: what may stand there and when it must.

use crate::syntax::vocabulary;

/// What may stand in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One of the fixed words of a type of the vocabulary.
    Word(&'static str),
    /// A number without a unit.
    Number,
    /// 0 to 100, without the sign.
    Percent,
    /// A calendar day.
    Date,
    /// A day, a month or a year.
    Due,
    /// A few words on one line.
    Line,
    /// Text of one or more paragraphs.
    Text,
    /// A telephone number: digits that are no number.
    Phone,
    /// Documents, a line each; `〔文件：name〕` after the title names the file.
    Evidence,
    /// Words, or a line for each code: `N421：…`.
    Explanation,
}

/// When a field has to be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// In every form, or in every entry.
    Always,
    /// Where there is something to say.
    Optional,
    /// Where the status of the entry is one of these (identifiers of `Status`).
    With(&'static [&'static str]),
    /// Where the other field, by its key, is empty.
    Without(&'static str),
    /// Where the other field, by its key, is filled in.
    Beside(&'static str),
}

/// A field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its key in files; of parts of a part with a point: `funds.planned`.
    pub key: &'static str,
    /// Its name where the term of the key does not stand by itself; else empty.
    pub name: &'static str,
    /// What may stand in it.
    pub kind: Kind,
    /// When it has to be filled in.
    pub need: Need,
    /// How to fill it in, in a sentence without a full stop; `{year}` and `{next}` stand for years.
    pub(super) help: &'static str,
    /// What the row of the example says, with the same signs.
    pub(super) example: &'static str,
    /// Width of its column, in Chinese characters.
    pub width: u16,
}

impl Field {
    /// Its heading: the term of the vocabulary.
    pub fn heading(&self) -> &'static str {
        if !self.name.is_empty() {
            return self.name;
        }
        vocabulary::chinese_key(self.key.rsplit('.').next().unwrap_or(self.key))
    }

    /// How to fill it in, in a form of this year.
    pub fn help(&self, year: i32) -> String {
        dated(self.help, year)
    }

    /// What the row of the example says in a form of this year; empty where it says nothing.
    pub fn example(&self, year: i32) -> String {
        dated(self.example, year)
    }

    /// The keys from the entry down to the value: `["funds", "planned"]`.
    pub fn path(&self) -> impl Iterator<Item = &'static str> {
        self.key.split('.')
    }
}

/// A text with its years: an example of another year than the form's would be copied.
fn dated(text: &str, year: i32) -> String {
    text.replace("{year}", &year.to_string()).replace("{next}", &(year + 1).to_string())
}

/// A column that the plan fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanColumn {
    /// Its heading.
    pub heading: &'static str,
    /// `id` where it says which row this is; else empty.
    pub key: &'static str,
    /// Its width, in Chinese characters.
    pub width: u16,
}

/// A sheet with a row for each entry of a list. Its columns: those of the plan, [`super::LAST_YEAR`], the fields,
/// [`super::LACKING`].
#[derive(Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: &'static str,
    /// The key of the list in files.
    pub list: &'static str,
    /// Columns of the plan.
    pub plan: &'static [PlanColumn],
    /// Width of [`super::LAST_YEAR`], in Chinese characters.
    pub last_year: u16,
    /// Fields, in the order of their columns.
    pub fields: &'static [Field],
}
