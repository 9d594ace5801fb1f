//! Tables: of indicators with their years, of tasks with their units, of places with their shares.
//!
//! Takes grids and the paragraphs that hold their rows; gives [`Table`]s. A table that lies on its side is
//! turned. Never reads a table whose head names nothing known: then `form` is none, and the caller says so.

use std::ops::Range;
use std::sync::Arc;

use super::columns::{self, Column, Form};
use super::measure::clean_name;
use super::text::{Paragraph, patterns, plain};
use super::years::years;
use crate::import::document::{Cell, Grid, Row};

patterns! {
    FOOT = r"^(注|备注|说明|合计|总计|小计|全市|全县|全省|全区)[:：]?";
    ORDER = r"^\(?[\d一二三四五六七八九十]{1,3}[).、]?$";
    NUMBERED = r"^\(?[\d一二三四五六七八九十]{1,3}[)、.]+";
    MEASURED_IN = r"\((计量)?(单位:)?(?P<u>[^()、,;:0-9]{1,8})\)$|(计量)?单位:(?P<v>[^()、,;]{1,8})$";
    TITLE_START = r"^((附件|附表|表)[\d一二三四五六七八九-]*[:.、]?)?[\d-]*(年|年度)?(各[县市区镇乡街道州旗设、()]{1,8})?";
    TITLE_END = r"(目标)?(任务)?(分解|分配|计划|安排)?(情况)?(目标)?(表|一览表|清单|计划表)?$";
    pub(super) QUANTITY = r"^[≥≤><〔\[(]?\d[\d.,]*([^\d年月日,;。、<>≥≤|]{1,5})?[〕\])]?(以上|以下|以内|左右)?$";
    BARE = r"^[≥≤><〔\[(]?\d[\d.,]*[%‰]?[〕\])]?(以上|以下|以内|左右)?$";
    IS_YEAR = r"^20\d\d年?$";
    ROW_OF_YEAR = r"^(到|截至)?20\d\d年?(年?底|末|度|年度|前)?(\((基期|基数|基准|现状|实际|目标|预期|规划|计划)[^()]{0,4}\)|(基期|基数|基准|现状|实际|目标|计划|规划)值?)?$|^(基期|基数|基准|现状|目标)(年|值)?\(?20\d\d年?\)?$";
    pub(super) NOTHING = r"^[-/—–\\无*]*$";
}

/// A table.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// Its paragraphs, head included.
    pub(crate) rows: Range<usize>,
    /// What it is about; none where its head names nothing known.
    pub(crate) form: Option<Form>,
    pub(super) columns: Vec<Column>,
    /// The head words of each column.
    pub(super) heads: Vec<String>,
    pub(super) body: Vec<Row>,
    /// What stands above it: 各县区矿山修复任务表, 单位：亩.
    pub(super) caption: Caption,
    /// It lay on its side: its columns are the rows of the document.
    turned: bool,
}

/// What the lines above a table say about all of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Caption {
    pub(super) name: String,
    pub(super) unit: Option<String>,
    /// The last year that the title names.
    pub(crate) year: Option<i32>,
}

/// All tables of a range of paragraphs.
pub(crate) fn tables(paragraphs: &[Paragraph], grids: &[Grid], body: Range<usize>) -> Vec<Table> {
    let mut found: Vec<Table> = vec![];
    for grid in grids.iter().filter(|grid| !super::forms::is_form(grid)) {
        let lines = grid.lines();
        let inside = |at: &usize| paragraphs.get(*at).is_some_and(|p| lines.contains(&p.line));
        let (Some(first), Some(last)) = (body.clone().find(inside), body.clone().rev().find(inside)) else {
            continue;
        };
        found.push(Table::new(first..last + 1, grid));
    }
    // Rows with bars that no format told to be a table.
    let mut at = body.start;
    while at < body.end {
        let row = |at: usize| {
            at < body.end
                && paragraphs.get(at).is_some_and(Paragraph::is_row)
                && !found.iter().any(|t| t.rows.contains(&at))
        };
        let start = at;
        while row(at) {
            at += 1;
        }
        if at > start + 1 {
            found.push(Table::new(start..at, &of_bars(paragraphs.get(start..at).unwrap_or_default())));
        }
        at = at.max(start + 1);
    }
    found.sort_by_key(|t| t.rows.start);
    for table in &mut found {
        table.caption = caption(paragraphs, table.rows.start, body.start);
    }
    found
}

/// The title right above a table, and its unit of measure.
fn caption(paragraphs: &[Paragraph], rows: usize, from: usize) -> Caption {
    let mut found = Caption::default();
    for at in (from.max(rows.saturating_sub(2))..rows).rev() {
        let Some(words) = paragraphs.get(at).map(|p| plain(&p.norm)) else { break };
        if let Some(unit) = MEASURED_IN.captures(&words) {
            found.unit =
                found.unit.or_else(|| unit.name("u").or(unit.name("v")).map(|m| m.as_str().to_owned()));
        }
        let title = MEASURED_IN.replace(&words, "").into_owned();
        if !title.is_empty() {
            let short = title.chars().count() < 40 && !title.ends_with(['。', ';', ':']);
            found.name = if short { title } else { String::new() };
            break;
        }
    }
    for year in years(&found.name).iter().rev() {
        found.year = found.year.max(Some(year.year).filter(|_| !year.past));
        found.name.replace_range(year.range.clone(), "");
    }
    found.name = clean_name(TITLE_END.replace(&TITLE_START.replace(&found.name, ""), "").as_ref());
    found
}

/// Whether tasks stand in one of the tables.
pub(crate) fn holds_tasks(tables: &[Table]) -> bool {
    tables.iter().any(|t| t.form == Some(Form::Tasks))
}

fn of_bars(rows: &[Paragraph]) -> Grid {
    let width = rows.iter().map(|p| p.norm.split('|').count()).max().unwrap_or(0);
    let row = |(at, p): (usize, &Paragraph)| {
        let words: Vec<&str> = p.raw.trim().split(['|', '\t']).map(str::trim).collect();
        let text = |column: usize| words.get(column).copied().unwrap_or_default();
        let cells = (0..width).map(|c| Cell { text: Arc::from(text(c)), origin: (at, c) }).collect();
        Row { lines: p.line..p.line + 1, cells }
    };
    Grid { rows: rows.iter().enumerate().map(row).collect(), head: 0 }
}

impl Table {
    fn new(rows: Range<usize>, grid: &Grid) -> Self {
        let on_side = || Table::read(rows.clone(), &Grid { rows: turn(grid), head: 1 }, true);
        if years_in_rows(grid)
            && let Some(table) = Table::read(rows.clone(), &Grid { rows: with_groups(grid), head: 1 }, true)
        {
            return table;
        }
        // A row of figures is no head, however little the rows above it say.
        let told = |h: &usize| !grid.rows.iter().take(*h).skip(grid.head.max(1)).any(is_of_figures);
        let depths = [grid.head, 1, 2, 3].into_iter().filter(|h| *h > 0 && *h < grid.rows.len() && told(h));
        for head in depths {
            let grid = Grid { head, ..grid.clone() };
            if let Some(table) = Table::read(rows.clone(), &grid, false) {
                return table;
            }
        }
        on_side().unwrap_or(Table {
            rows,
            form: None,
            columns: vec![],
            heads: vec![],
            body: vec![],
            caption: Caption::default(),
            turned: false,
        })
    }

    fn read(rows: Range<usize>, grid: &Grid, turned: bool) -> Option<Table> {
        let heads: Vec<String> = (0..grid.width()).map(|c| head_words(grid, c)).collect();
        let body = grid.body().to_vec();
        let figures: Vec<bool> = (0..heads.len()).map(|column| holds_figures(&body, column)).collect();
        let own = |column| grid.head_of(column).pop().unwrap_or_default().split_whitespace().collect();
        let words: Vec<_> = heads.iter().enumerate().map(|(at, head)| (head.clone(), own(at))).collect();
        let (form, columns) = columns::read(&words, &figures)?;
        let caption = Caption::default();
        Some(Table { rows, form: Some(form), columns, heads, body, caption, turned })
    }

    /// A table of tasks whose goals are bare quantities, as a table of indicators: 投放深水网箱|20口|40口.
    pub(crate) fn measured(&self) -> Option<Table> {
        let goals = self.of(|c| matches!(c, Column::Goal(_)));
        let bare = |column: &usize| holds(&self.body, *column, &QUANTITY);
        if self.form != Some(Form::Tasks) || !goals.iter().any(bare) {
            return None;
        }
        let title = self.title()?;
        let mut table = Table { form: Some(Form::Indicators), ..self.clone() };
        for (at, column) in table.columns.iter_mut().enumerate() {
            match column {
                _ if at == title => *column = Column::Name,
                Column::Name => *column = Column::Other(String::new()),
                _ => {}
            }
        }
        for row in &mut table.body {
            for (at, cell) in row.cells.iter_mut().enumerate() {
                if goals.contains(&at) && !QUANTITY.is_match(&plain(&cell.text)) {
                    cell.text = Arc::from("");
                }
            }
        }
        Some(table)
    }

    /// The column of the tasks' titles.
    pub(super) fn title(&self) -> Option<usize> {
        let titles: Vec<usize> = self.of(|c| *c == Column::Work);
        let contents: Vec<usize> = self.of(|c| *c == Column::Content);
        // Of several columns of tasks the one that differs from row to row is the task; where a cell of it
        // spans rows only together with those who answer, it is still the task.
        let own = |column: &usize| !self.repeats(*column) || self.spans_with_duties(*column);
        let title = match contents.is_empty() {
            true => titles.iter().rfind(|c| own(c)).or(titles.last()),
            false => titles.iter().find(|c| own(c)).or(contents.first()),
        };
        title.copied()
    }

    /// Whether it is a table of indicators.
    pub(crate) fn has_goals(&self) -> bool {
        matches!(self.form, Some(Form::Indicators | Form::Places))
    }

    /// The words of a column of a row; without line ends where the cell holds several paragraphs.
    pub(super) fn text<'a>(&self, row: &'a Row, column: usize) -> &'a str {
        row.cells.get(column).map_or("", |cell| &*cell.text)
    }

    /// The words of a row that says one thing: a cell across the table, or the same in every cell.
    pub(super) fn across<'a>(&self, row: &'a Row) -> Option<&'a str> {
        let first = row.cells.first().map(|cell| &*cell.text)?;
        let same = row.cells.len() > 1 && !first.is_empty() && row.cells.iter().all(|c| &*c.text == first);
        row.across().or(same.then_some(first))
    }

    /// Whether a row says again what the head says.
    pub(super) fn is_head(&self, row: &Row) -> bool {
        let same = |(at, head): (usize, &String)| !head.is_empty() && self.text(row, at) == head;
        self.heads.iter().enumerate().filter(|(at, head)| same((*at, head))).count() * 2 > self.heads.len()
    }

    /// The row as printed.
    pub(super) fn quote(&self, paragraphs: &[Paragraph], row: &Row, column: usize) -> (String, usize) {
        let lines = if self.turned {
            let line = row.cells.get(column).map_or(0, |cell| cell.origin.0);
            line..line + 1
        } else {
            row.lines.clone()
        };
        let own = self.rows.clone().filter_map(|at| paragraphs.get(at));
        if self.turned {
            let paragraph = own.clone().nth(lines.start);
            return paragraph.map_or_else(Default::default, |p| (p.raw.trim().to_owned(), p.line));
        }
        let words: Vec<&str> = own.filter(|p| lines.contains(&p.line)).map(|p| p.raw.trim()).collect();
        (words.join("\n"), lines.start)
    }

    pub(super) fn of(&self, wanted: impl Fn(&Column) -> bool) -> Vec<usize> {
        self.columns.iter().enumerate().filter(|(_, c)| wanted(c)).map(|(at, _)| at).collect()
    }

    /// Whether the cells of a column span several rows only where those of all bodies do.
    fn spans_with_duties(&self, column: usize) -> bool {
        let duties = self.of(|c| matches!(c, Column::Duty(_)));
        let same = |pair: &[Row], at: usize| match pair {
            [a, b] => a.cells.get(at).zip(b.cells.get(at)).is_some_and(|(a, b)| a.origin == b.origin),
            _ => false,
        };
        let spanned = |pair: &&[Row]| same(pair, column);
        !duties.is_empty()
            && self.body.windows(2).filter(spanned).all(|pair| duties.iter().all(|at| same(pair, *at)))
    }

    /// Whether a column says the same in several rows: it names groups.
    pub(super) fn repeats(&self, column: usize) -> bool {
        let words: Vec<&str> = self.body.iter().map(|row| self.text(row, column)).collect();
        words.windows(2).any(|pair| matches!(pair, [a, b] if !a.is_empty() && (a == b || b.is_empty())))
    }
}

/// The words above a column; of a head in several rows, from top to bottom.
fn head_words(grid: &Grid, column: usize) -> String {
    grid.head_of(column).join("").split_whitespace().collect()
}

/// Whether most cells of a column are figures and nothing else.
fn holds_figures(body: &[Row], column: usize) -> bool {
    holds(body, column, &BARE)
}

/// Whether most cells of a column, more than one, are of a form.
fn holds(body: &[Row], column: usize, form: &regex::Regex) -> bool {
    let own = body.iter().filter(|row| row.across().is_none());
    let cells = own.map(|row| plain(row.cells.get(column).map_or("", |cell| &*cell.text)));
    let cells: Vec<String> = cells.filter(|cell| !NOTHING.is_match(cell)).collect();
    let fit = cells.iter().filter(|cell| form.is_match(cell)).count();
    fit > 1 && fit * 3 >= cells.len() * 2
}

/// Whether most cells of a row behind the first are bare figures.
fn is_of_figures(row: &Row) -> bool {
    let cells: Vec<String> = row.cells.iter().skip(1).map(|cell| plain(&cell.text)).collect();
    let fit = cells.iter().filter(|cell| BARE.is_match(cell) && !IS_YEAR.is_match(cell)).count();
    fit > 0 && fit * 2 >= cells.len()
}

/// A year a row, what is measured in the columns: 年份|新型储能装机规模|抽水蓄能装机规模.
fn years_in_rows(grid: &Grid) -> bool {
    let body: Vec<&Row> = grid.body().iter().filter(|row| row.across().is_none()).collect();
    let first = |row: &Row| row.cells.first().map(|cell| plain(&cell.text)).unwrap_or_default();
    let dated = body.iter().filter(|row| ROW_OF_YEAR.is_match(&first(row))).count();
    let heads = grid.rows.first().map(|row| row.cells.iter().skip(1)).into_iter().flatten();
    dated > 1
        && dated == body.len()
        && body.iter().all(|row| is_of_figures(row))
        && heads.map(|cell| plain(&cell.text)).all(|head| years(&head).is_empty())
}

/// Rows as columns, where the lowest row of the head names what is measured and those above it group it.
fn with_groups(grid: &Grid) -> Vec<Row> {
    let kept = |at: &usize| grid.rows.get(*at).is_some_and(|row| row.across().is_none());
    let places: Vec<usize> = (0..grid.rows.len()).filter(kept).collect();
    let heads = places.iter().filter(|at| **at < grid.head.max(1)).count();
    let turned = |column: usize| {
        let cell = |(order, at): (usize, &usize)| {
            let own = grid.rows.get(*at)?.cells.get(column)?;
            let below = places.get(order + 1).and_then(|next| grid.rows.get(*next)?.cells.get(column));
            let text = match order + 1 < heads {
                true if column == 0 => Arc::from("类别"),
                // A head that goes down to the lowest row is no group of itself.
                true if below.is_some_and(|below| below.text == own.text) => Arc::from(""),
                _ => own.text.clone(),
            };
            Some(Cell { text, origin: (*at, column) })
        };
        let cells = places.iter().enumerate().filter_map(cell).collect();
        Row { lines: 0..0, cells }
    };
    (0..grid.width()).map(turned).collect()
}

/// Rows as columns.
fn turn(grid: &Grid) -> Vec<Row> {
    let turned = |column: usize| {
        let cells = grid.rows.iter().filter_map(|row| row.cells.get(column));
        let cells = cells.enumerate().map(|(at, cell)| Cell { origin: (at, column), ..cell.clone() });
        Row { lines: 0..0, cells: cells.collect() }
    };
    (0..grid.width()).map(turned).collect()
}

/// 1.完成改造 as 完成改造; a lone number is nothing.
pub(super) fn without_number(words: &str) -> String {
    let words = words.trim();
    if ORDER.is_match(words) {
        return String::new();
    }
    words[NUMBERED.find(words).map_or(0, |m| m.end())..].trim().to_owned()
}

/// Whether a row sums up or explains.
pub(super) fn is_foot(words: &str) -> bool {
    FOOT.is_match(words)
}

/// Whether a cell holds nothing.
pub(super) fn is_nothing(words: &str) -> bool {
    NOTHING.is_match(words)
}
