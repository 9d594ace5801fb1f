//! Rows of a table of tasks: what is to be done, who answers, by when.
//!
//! Takes a [`Table`]; gives a [`Work`] a task. A row that only goes on with the task above is part of it.
//! Never makes a task of a group, a sum or a note.

use super::columns::{self, Column};
use super::table::{NOTHING, QUANTITY, Table, is_foot, is_nothing, without_number};
use super::text::{Paragraph, plain};
use super::units::Role;
use crate::import::document::Row;

/// A row of a table of tasks.
#[derive(Debug, Clone, Default)]
pub(crate) struct Work {
    /// Paragraph of the row.
    pub(crate) at: usize,
    pub(crate) what: String,
    /// What it is to reach, as printed.
    pub(crate) words: String,
    /// What it is to reach in a year, where columns are headed by years or 目标.
    pub(crate) dated: Vec<(Option<i32>, String)>,
    /// The group that it stands in.
    pub(crate) part: Option<String>,
    /// The row is a task of its own: its words hold the goals.
    pub(crate) own: bool,
    pub(crate) units: Vec<(Role, String)>,
    pub(crate) due: Option<String>,
    /// The row as printed.
    pub(crate) quote: String,
}

impl Work {
    /// Takes in a row that goes on with the task: what it is to reach, and the later of the limits.
    fn goes_on(&mut self, row: Work, quote: &str) {
        self.dated.push((None, row.words));
        self.dated.extend(row.dated);
        self.due = row.due.or(self.due.take());
        self.quote.push('\n');
        self.quote.push_str(quote);
    }
}

/// The rows of a table of tasks.
pub(crate) fn works(table: &Table, paragraphs: &[Paragraph]) -> Vec<Work> {
    let mut works: Vec<Work> = vec![];
    let (mut group, mut above) = (None, None);
    for row in &table.body {
        if let Some(words) = table.across(row) {
            group = Some(without_number(words));
            continue;
        }
        if table.is_head(row) || is_foot(table.text(row, 0)) {
            continue;
        }
        let mut work = work_of(table, row);
        if is_nothing(&work.what) {
            continue;
        }
        // One cell with several measures below each other, all with the same bodies, is one task.
        let one = above.replace(row).is_some_and(|above| is_one_task(table, above, row));
        if let Some(open) = works.last_mut().filter(|_| one) {
            open.goes_on(work, &table.quote(paragraphs, row, 0).0);
            continue;
        }
        let (quote, line) = table.quote(paragraphs, row, 0);
        work.quote = quote;
        work.at = table
            .rows
            .clone()
            .find(|at| paragraphs.get(*at).is_some_and(|p| p.line >= line))
            .unwrap_or(table.rows.start);
        work.part = work.part.or_else(|| group.clone());
        works.push(work);
    }
    works
}

/// Whether a row goes on with the task above: the cells of the title and of all bodies span both.
fn is_one_task(table: &Table, above: &Row, row: &Row) -> bool {
    let spans = |column: &usize| {
        let origin = |row: &Row| row.cells.get(*column).map(|cell| cell.origin);
        origin(above).is_some() && origin(above) == origin(row)
    };
    let duties = table.of(|c| matches!(c, Column::Duty(_)));
    let title = table.title().is_some_and(|title| spans(&title));
    title && !duties.is_empty() && duties.iter().all(spans)
}

fn work_of(table: &Table, row: &Row) -> Work {
    let mut work = Work::default();
    let titles: Vec<usize> = table.of(|c| *c == Column::Work);
    let contents: Vec<usize> = table.of(|c| *c == Column::Content);
    let own = |column: &usize| !table.repeats(*column);
    let Some(title) = table.title() else { return work };
    work.what = without_number(table.text(row, title));
    let groups = table.of(|c| *c == Column::Group);
    let mut uppers = groups.iter().chain(&titles).filter(|c| **c != title && !own(c));
    work.part = uppers.next().map(|c| without_number(table.text(row, *c)));
    work.part = work.part.filter(|part| !part.is_empty());
    let words: Vec<&str> = contents
        .iter()
        .filter(|c| **c != title)
        .map(|c| table.text(row, *c))
        .filter(|w| !w.is_empty())
        .collect();
    // Each cell is a text of its own: no sentence goes on in the next.
    let (first, rest) = words.split_first().map_or((table.text(row, title), &[][..]), |(f, r)| (*f, r));
    first.clone_into(&mut work.words);
    work.dated.extend(rest.iter().map(|words| (None, (*words).to_owned())));
    for (at, column) in table.columns.iter().enumerate() {
        let cell = table.text(row, at);
        match column {
            _ if NOTHING.is_match(cell) => {}
            Column::Duty(role) => work.units.push((*role, cell.to_owned())),
            Column::Limit => work.due = Some(cell.to_owned()),
            Column::Goal(_) if QUANTITY.is_match(&plain(cell)) => {}
            Column::Goal(year) => work.dated.push((*year, cell.to_owned())),
            // A column that no list knows may hold goals as well: 考核标准.
            Column::Name if at != title => work.dated.push((None, cell.to_owned())),
            Column::Other(head) if at != title && !columns::ASIDE.is_match(head) => {
                work.dated.push((None, cell.to_owned()));
            }
            _ => {}
        }
    }
    work
}
