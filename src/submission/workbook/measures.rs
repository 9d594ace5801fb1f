//! Units of measure that somebody wrote into a head: `计划投入（亿元）`, `数值（‰）`. What is below is counted in them.
//!
//! Takes a table; gives the columns that are counted otherwise than the plan or the form asks. Never converts a number:
//! whoever wrote the head may have meant it for some rows only.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use super::Book;
use super::rules;
use super::said::{listed, row_numbers};
use super::tables::Table;
use crate::diagnostic::Diagnostics;
use crate::source::Sheet;
use crate::workbook::{Field, Kind};

/// Units of money, of which the form asks one; those that hold another stand before it.
const MONEY: [&str; 7] = ["百万元", "千万元", "亿元", "万元", "千元", "百元", "元"];
/// In what shares are written.
const SHARES: [&str; 4] = ["%", "‰", "成", "小数"];
/// Units in which things are counted besides those of the plan.
const OTHERS: [&str; 12] =
    ["吨", "万吨", "千克", "公斤", "亩", "万亩", "公顷", "米", "公里", "千米", "万立方米", "立方米"];

/// A unit of measure that the numbers of a column are said to be counted in, and the cell that says so.
pub(super) struct Measure {
    unit: String,
    said_in: (u32, u32),
}

/// The units that the heads of a table name, by column; money may be named above all heads: `单位：亿元`.
pub(super) fn of_heads(book: &Book<'_>, table: &Table) -> BTreeMap<u32, Measure> {
    let sheet = &book.sheets[table.sheet];
    let above = above(sheet, table.heads);
    let numbers = table.answers().filter(|(_, field)| matches!(field.kind, Kind::Number | Kind::Percent));
    let of = |at: u32, field: &Field| {
        let head = sheet.text(table.heads, at);
        let is_money = field.key.starts_with("funds.");
        let of_money = || money(head).filter(|_| is_money).map(str::to_owned);
        let own = || Some(Measure { unit: named(book, head).or_else(of_money)?, said_in: (table.heads, at) });
        let of_all = || {
            let (said_in, unit) = above.filter(|_| is_money)?;
            Some(Measure { unit: unit.to_owned(), said_in })
        };
        Some((at, own().or_else(of_all)?))
    };
    numbers.filter_map(|(at, field)| of(at, field)).collect()
}

/// The unit of money that a text above the heads names for all of them, in one cell or in two.
fn above(sheet: &Sheet, heads: u32) -> Option<((u32, u32), &'static str)> {
    sheet.cells.range(..(heads, 0)).find_map(|(at, cell)| {
        let narrow: String = cell.text.nfkc().filter(|c| !c.is_whitespace()).collect();
        let beside = || sheet.text(at.0, at.1 + 1).trim();
        let unit = match narrow.trim_end_matches(':').ends_with("单位") {
            true => money_alone(beside()),
            false => {
                let (label, unit) = narrow.trim_matches(['(', ')']).split_once(':')?;
                money_alone(unit).filter(|_| label.ends_with("单位"))
            }
        };
        Some((*at, unit?))
    })
}

/// The unit of money that a word is.
fn money_alone(word: &str) -> Option<&'static str> {
    let word = word.trim_start_matches("人民币");
    MONEY.into_iter().find(|unit| *unit == word)
}

/// Whether a word is what something is counted in, and no name: `亿元`, `万元、%`.
pub(super) fn is_measure(word: &str) -> bool {
    let narrow: String = word.nfkc().filter(|c| !c.is_whitespace()).collect();
    let mut parts = narrow.split(['、', ',', ';', '/', '(', ')']).filter(|part| !part.is_empty()).peekable();
    let known = |part: &str| money_alone(part).is_some() || SHARES.contains(&part) || OTHERS.contains(&part);
    parts.peek().is_some() && parts.all(known)
}

/// Whether a head says in another unit of money than the form asks what its numbers are.
pub(super) fn is_other_money(head: &str) -> bool {
    money(head).is_some_and(|unit| unit != "万元")
}

/// The unit of money in the words of a head, wherever it stands: `计划投入亿元`, `实际支出（亿元，含中央）`, `计划投入（亿）`.
fn money(head: &str) -> Option<&'static str> {
    let narrow: String = head.nfkc().filter(|c| !c.is_whitespace()).collect();
    let found = MONEY.into_iter().filter(|unit| *unit != "元").find(|unit| narrow.contains(unit));
    let alone = || {
        let words = narrow.split(['(', ')', ',', '/', '[', ']', '【', '】', '、']).collect::<Vec<_>>();
        let short = [("亿", "亿元"), ("万", "万元"), ("元", "元")];
        short.into_iter().find(|(word, _)| words.contains(word)).map(|(_, unit)| unit)
    };
    found.or_else(alone)
}

/// The unit of measure in the brackets of a head.
fn named(book: &Book<'_>, head: &str) -> Option<String> {
    let narrow: String = head.nfkc().filter(|c| !c.is_whitespace()).collect();
    let (_, inside) = narrow.split_once('(')?;
    let inside = inside.split(')').next()?;
    let unit = inside.trim_start_matches("单位").trim_start_matches([':', '：']);
    let of_plan = || book.plan.indicators().any(|(_, item)| item.unit_of_measure.as_deref() == Some(unit));
    let known = [&MONEY[..], &SHARES[..], &OTHERS[..]].iter().any(|all| all.contains(&unit));
    (known || of_plan()).then(|| unit.to_owned())
}

impl Measure {
    /// Whether it is another unit than is asked.
    pub(super) fn differs(&self, asked: &str) -> bool {
        self.unit != asked
    }
}

/// In what a field is to be counted; `unit` is that of the row's figure.
pub(super) fn asked<'a>(field: &Field, unit: Option<&'a str>) -> Option<&'a str> {
    match field.key {
        "percent" => Some("%"),
        key if key.starts_with("funds.") => Some("万元"),
        "value" | "last_year.value" => unit,
        _ => None,
    }
}

/// Columns that are counted otherwise than asked: rows, and in what they are asked.
pub(super) type Otherwise = BTreeMap<u32, Vec<(u32, String)>>;

/// Says of each cell that names a unit once in what is counted and in what it is asked.
pub(super) fn tell(
    book: &Book<'_>,
    table: &Table,
    (heads, found): (&BTreeMap<u32, Measure>, &Otherwise),
    out: &mut Diagnostics,
) {
    let mut said: BTreeMap<(u32, u32), Vec<u32>> = BTreeMap::new();
    for at in found.keys() {
        said.entry(heads.get(at).map_or((table.heads, *at), |measure| measure.said_in))
            .or_default()
            .push(*at);
    }
    for (cell, columns) in said {
        let Some(Measure { unit, .. }) = columns.first().and_then(|at| heads.get(at)) else { continue };
        let rows: Vec<&(u32, String)> = columns.iter().flat_map(|at| &found[at]).collect();
        let Some((_, right)) = rows.first() else { continue };
        let numbers: BTreeSet<u32> = rows.iter().map(|(row, _)| *row).collect();
        let numbers: Vec<u32> = numbers.into_iter().collect();
        let names: Vec<&str> = columns.iter().map(|at| table.heading(*at)).collect();
        let (names, sheet) = (listed(&names), &book.sheets[table.sheet].name);
        let is_above = cell.0 < table.heads;
        let where_said = if is_above { "的表头上方" } else { "一栏的表头" };
        let back = match is_above {
            true => "把这一格改为“单位：万元”或删去".to_owned(),
            false => format!("把表头改回{names}"),
        };
        out.report(
            &rules::OTHER_MEASURE,
            book.place(table.sheet, cell.0, cell.1),
            format!(
                "“{sheet}”{names}{where_said}写着“{unit}”，应按“{right}”填写，第{}行的数没有采用",
                row_numbers(&numbers)
            ),
        )
        .label("看不出这些数按哪一个单位填")
        .help(format!("按“{right}”填写，原来按“{unit}”填的先换算；再{back}"));
    }
}
