//! Which sheets hold a list, in which row its heads stand, and what each column is.

use std::collections::BTreeMap;

use super::Book;
use super::heads::{self, Column, column};
use super::known::{by_title, title_of};
use super::labels::{goes_on_with_heads, is_note, is_signed, meant_by, withholds};
use super::value::{is_blank, is_example};
use crate::source::Sheet;
use crate::syntax::{meaning, vocabulary};
use crate::workbook::{self, Field, HELP_SHEET, HIDDEN_SHEET, Kind, Need};

/// Rows from the top among which heads are looked for.
const LOOKED_AT: u32 = 30;
/// What a row is called that adds others up.
const TOTALS: [&str; 4] = ["合计", "小计", "总计", "共计"];
/// A list in a sheet.
pub(super) struct Table {
    /// Its sheet, from 0.
    pub(super) sheet: usize,
    /// What it lists.
    pub(super) layout: &'static workbook::Sheet,
    /// The row of its heads.
    pub(super) heads: u32,
    /// What its columns are.
    pub(super) columns: BTreeMap<u32, Column>,
    /// Columns that nobody knows, by their heads.
    pub(super) unknown: BTreeMap<u32, String>,
    /// Columns whose heads were put in other words, known by their place in the form.
    pub(super) by_place: BTreeMap<u32, String>,
    /// Columns that stand in the place of a field and say that they are something else: not read.
    pub(super) changed: BTreeMap<u32, (String, &'static Field)>,
}

impl Table {
    pub(super) fn column(&self, wanted: Column) -> Option<u32> {
        self.columns.iter().find(|(_, column)| **column == wanted).map(|(at, _)| *at)
    }

    /// Columns of answers.
    pub(super) fn answers(&self) -> impl Iterator<Item = (u32, &'static Field)> + '_ {
        self.columns.iter().filter_map(|(at, column)| match column {
            Column::Answer(field) => Some((*at, *field)),
            _ => None,
        })
    }

    /// The rows below the heads, without the example.
    pub(super) fn rows(&self, book: &Book<'_>) -> Vec<u32> {
        let sheet = &book.sheets[self.sheet];
        let adds_up = |row: u32| {
            let named =
                self.column(Column::Title).is_some_and(|at| TOTALS.contains(&sheet.text(row, at).trim()));
            named || (1..=2).any(|at| TOTALS.contains(&sheet.text(row, at).trim()))
        };
        let counts = |row: &u32| {
            *row >= self.first_below(sheet)
                && !self.is_example(sheet, *row)
                && !adds_up(*row)
                && !self.is_beside(sheet, *row)
        };
        sheet.rows().into_iter().filter(counts).collect()
    }

    /// The first row below the heads and what goes on with them.
    fn first_below(&self, sheet: &Sheet) -> u32 {
        let mut row = self.heads.saturating_add(1);
        while sheet.cells.range((row, 0)..(row.saturating_add(1), 0)).next().is_some()
            && goes_on_with_heads(sheet, row)
        {
            row = row.saturating_add(1);
        }
        row
    }

    /// Whether a row stands with the list and is none of its entries: who signed it, what explains it.
    fn is_beside(&self, sheet: &Sheet, row: u32) -> bool {
        is_signed(sheet, row) || is_note(sheet, row)
    }

    /// Rows that explain the list, which are not read.
    pub(super) fn notes(&self, book: &Book<'_>) -> Vec<u32> {
        let sheet = &book.sheets[self.sheet];
        sheet.rows().into_iter().filter(|row| *row > self.heads && is_note(sheet, *row)).collect()
    }

    /// The rows of the example.
    pub(super) fn example_rows(&self, book: &Book<'_>) -> Vec<u32> {
        let sheet = &book.sheets[self.sheet];
        sheet.rows().into_iter().filter(|row| *row > self.heads && self.is_example(sheet, *row)).collect()
    }

    /// Whether a row is the example.
    pub(super) fn is_example_row(&self, sheet: &Sheet, row: u32) -> bool {
        row > self.heads && self.is_example(sheet, row)
    }

    /// Whether a row is the example: it says so in place of its id or its title.
    fn is_example(&self, sheet: &Sheet, row: u32) -> bool {
        let says = |column: Option<u32>| column.is_some_and(|column| is_example(sheet.text(row, column)));
        says(self.column(Column::Id)) || says(self.column(Column::Title)) || says(Some(1))
    }
}

impl Table {
    /// Takes columns that say what they are only together with the head above that is merged over several:
    /// `任务` over `名称` and `时限`.
    fn know_by_group(&mut self, sheet: &Sheet, own: bool) {
        let above = |at: u32| {
            let over = |area: &&crate::source::Area| {
                area.last.0 + 1 == self.heads
                    && area.first.1 <= at
                    && at <= area.last.1
                    && area.first.1 < area.last.1
            };
            let area = sheet.merged.iter().find(over)?;
            Some(crate::source::heading(sheet.text(area.first.0, area.first.1)))
        };
        let of = |(at, head): (&u32, &String)| {
            let column = column(self.layout, &format!("{}{head}", above(*at)?), own)?;
            (column == Column::Given || self.column(column).is_none()).then_some((*at, column))
        };
        let found: Vec<(u32, Column)> = self.unknown.iter().filter_map(of).collect();
        for (at, column) in found {
            self.unknown.remove(&at);
            self.columns.insert(at, column);
        }
    }

    /// Takes columns whose heads were changed for what the form's hidden sheet says of their place, as long as
    /// all columns stand where the form has them.
    fn know_by_place(&mut self, book: &Book<'_>) {
        self.know_by_rows(book);
        let key = |at: u32| {
            let letters = crate::source::column_letters(at);
            book.hidden.get(&format!("key.{}.{letters}", self.layout.name)).map(String::as_str)
        };
        if self.answers().any(|(at, field)| key(at) != Some(field.key)) {
            return;
        }
        let fields = self.layout.fields;
        let has = |field: &Field| self.answers().any(|(_, known)| known.key == field.key);
        let of = |at: u32| fields.iter().find(|field| Some(field.key) == key(at) && !has(field));
        let found: Vec<(u32, &'static Field)> =
            self.unknown.keys().filter_map(|at| Some((*at, of(*at)?))).collect();
        for (at, field) in found {
            let Some(head) = self.unknown.remove(&at) else { continue };
            // Other words for the same thing; what says another thing is another thing.
            let same = meant_by(fields, &head, meaning::guessed).is_some_and(|meant| meant.key == field.key);
            if same || self.holds_words_of(book, at, field) {
                self.by_place.insert(at, head);
                self.columns.insert(at, Column::Answer(field));
            } else {
                self.changed.insert(at, (head, field));
            }
        }
    }

    /// Whether all that was filled in in a column are the words of a field: `正常推进`, `滞后`.
    fn holds_words_of(&self, book: &Book<'_>, at: u32, field: &Field) -> bool {
        let Kind::Word(of) = field.kind else { return false };
        let sheet = &book.sheets[self.sheet];
        let is_word =
            |text: &str| vocabulary::values(of).iter().any(|(id, word)| [*id, *word].contains(&text));
        let mut filled =
            self.rows(book).into_iter().map(|row| sheet.text(row, at).trim()).filter(|text| !text.is_empty());
        filled.next().is_some_and(|first| is_word(first) && filled.all(is_word))
    }

    /// Takes the columns of ids and titles of the form, whose heads were changed, for what stands in them.
    fn know_by_rows(&mut self, book: &Book<'_>) {
        if !book.has_hidden() || book.is_of_other_plan() {
            return;
        }
        let (sheet, list) = (&book.sheets[self.sheet], self.layout.list);
        for wanted in [Column::Id, Column::Title] {
            if self.column(wanted).is_some() {
                continue;
            }
            let names = |text: &str| match wanted {
                Column::Id => title_of(book.plan, list, text).is_some(),
                _ => by_title(book.plan, list, text).is_some(),
            };
            let rows = self.rows(book);
            let of_column =
                |at: u32| rows.iter().map(move |row| sheet.text(*row, at)).filter(|text| !is_blank(text));
            let holds = |at: &u32| of_column(*at).next().is_some() && of_column(*at).all(names);
            let Some(at) = self.unknown.keys().copied().find(holds) else { continue };
            if let Some(head) = self.unknown.remove(&at) {
                self.by_place.insert(at, head);
                self.columns.insert(at, wanted);
            }
        }
    }

    /// What the form calls a column.
    pub(super) fn heading(&self, at: u32) -> &'static str {
        match self.columns.get(&at) {
            Some(Column::Answer(field)) => field.heading(),
            Some(Column::Title) => self.layout.plan.get(2).map_or("", |column| column.heading),
            Some(Column::Id) => "编号",
            Some(Column::Given) | None => "",
        }
    }

    /// Whether a row says what a field is needed for.
    pub(super) fn asks(&self, sheet: &Sheet, row: u32, field: &Field) -> bool {
        let filled =
            |key: &str| self.answers().any(|(at, known)| known.key == key && !is_blank(sheet.text(row, at)));
        match field.need {
            Need::Without(other) => !filled(other),
            Need::Beside(other) => filled(other),
            Need::Always | Need::Optional | Need::With(_) => true,
        }
    }

    /// Takes out columns whose heads say that what is below is not for the public, where it would be published.
    fn leave_out_withheld(&mut self, sheet: &Sheet) {
        let list = self.layout.list;
        let withheld: Vec<(u32, &'static Field)> = self
            .answers()
            .filter(|(at, field)| {
                PUBLISHED.contains(&(list, field.key)) && withholds(sheet.text(self.heads, *at))
            })
            .collect();
        for (at, field) in withheld {
            self.columns.remove(&at);
            self.by_place.remove(&at);
            self.changed.insert(at, (crate::source::heading(sheet.text(self.heads, at)), field));
        }
    }
}

/// Columns in whose place something else is said to stand and that may hold what a row cannot do without: where they are
/// filled in, nobody knows whether the row lacks it.
pub(super) fn doubtful<'t>(
    table: &'t Table,
    sheet: &'t Sheet,
) -> impl Iterator<Item = (u32, &'t str, &'static Field)> {
    let asked = |field: &Field| {
        matches!(field.need, Need::With(_))
            || ["value", "n", "of", "period", "value_status", "missing"].contains(&field.key)
    };
    let changed = table
        .changed
        .iter()
        .filter(move |(at, (_, field))| asked(field) && !withholds(sheet.text(table.heads, **at)));
    changed.map(|(at, (head, field))| (*at, head.as_str(), *field))
}

/// What is published as it was written.
const PUBLISHED: [(&str, &str); 6] = [
    ("tasks", "progress"),
    ("tasks", "public_progress"),
    ("indicators", "value"),
    ("indicators", "basis"),
    ("indicators", "note"),
    ("indicators", "source"),
];

/// What a list cannot do without and lacks; of figures the value, unless something else stands in its place.
pub(super) fn needed(table: &Table) -> Vec<&'static Field> {
    let has = |key: &str| table.answers().any(|(_, known)| known.key == key);
    let fields = table.layout.fields.iter();
    let changed = |field: &Field| table.changed.values().any(|(_, changed)| changed.key == field.key);
    let of_figure = |field: &Field| field.key == "value" && !changed(field);
    fields.filter(|field| (field.need == Need::Always || of_figure(field)) && !has(field.key)).collect()
}

/// The row of heads of a sheet that holds a list, in whatever words.
pub(super) fn heads_row(sheet: &Sheet) -> Option<u32> {
    table(0, sheet, true).map(|table| table.heads)
}

/// Whether a sheet says by its name that it is of another year.
pub(super) fn is_of_another_year(sheet: &Sheet, year: Option<i32>) -> bool {
    super::super::whose::year_in(&sheet.name).zip(year).is_some_and(|(named, year)| named != year)
}

/// All lists of a workbook that are of its year.
pub(super) fn tables(book: &Book<'_>, year: Option<i32>) -> Vec<Table> {
    let own = !book.has_hidden();
    let of = |(index, sheet): (usize, &Sheet)| {
        if [HELP_SHEET, HIDDEN_SHEET, workbook::HEAD_SHEET].contains(&sheet.name.trim())
            || own && is_of_another_year(sheet, year)
        {
            return None;
        }
        let mut table = table(index, sheet, own)?;
        table.know_by_place(book);
        table.leave_out_withheld(sheet);
        Some(table)
    };
    book.sheets.iter().enumerate().filter_map(of).collect()
}

/// The list that a sheet holds: the row and the kind that know most of its heads.
fn table(index: usize, sheet: &Sheet, own: bool) -> Option<Table> {
    let rows: Vec<u32> = sheet.rows().into_iter().take_while(|row| *row <= LOOKED_AT).collect();
    let mut best: Option<(usize, Table)> = None;
    for row in rows {
        let heads = heads::of_row(sheet, row);
        for layout in workbook::SHEETS {
            let mut table = read_heads(index, layout, row, (&heads, own));
            table.know_by_group(sheet, own);
            let says_which = [Column::Id, Column::Title].iter().any(|wanted| table.column(*wanted).is_some());
            let answers = table.answers().count();
            if !says_which || answers == 0 {
                continue;
            }
            let named = usize::from(sheet.name.trim() == layout.name) * 10
                + usize::from(heads::names_list(layout, &sheet.name));
            let titled = usize::from(table.column(Column::Title).is_some()) * 2;
            let score = answers + titled + named;
            if best.as_ref().is_none_or(|(most, _)| score > *most) {
                best = Some((score, table));
            }
        }
    }
    best.map(|(_, table)| table)
}

fn read_heads(
    index: usize,
    layout: &'static workbook::Sheet,
    heads: u32,
    (found, own): (&[(u32, String)], bool),
) -> Table {
    let (mut columns, mut unknown) = (BTreeMap::new(), BTreeMap::new());
    // The form's own heads come before what is surely meant, and that before what is guessed.
    let rank = |(_, head): &&(u32, String)| match () {
        () if heads::is_of_form(layout, head) => 0,
        () if column(layout, head, false).is_some() => 1,
        () => 2,
    };
    let mut found: Vec<&(u32, String)> = found.iter().collect();
    found.sort_by_key(rank);
    for (at, head) in found {
        match column(layout, head, own) {
            // Of two columns of one head the first counts.
            Some(column) if column == Column::Given || !columns.values().any(|known| *known == column) => {
                columns.insert(*at, column);
            }
            _ => {
                unknown.insert(*at, head.clone());
            }
        }
    }
    Table {
        sheet: index,
        layout,
        heads,
        columns,
        unknown,
        by_place: BTreeMap::new(),
        changed: BTreeMap::new(),
    }
}
