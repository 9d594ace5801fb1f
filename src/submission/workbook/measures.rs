//! Units of measure that somebody wrote into a head: `计划投入（亿元）`, `数值（‰）`. What is below is counted in them.
//!
//! Takes a table; gives the columns that are counted otherwise than the plan or the form asks. Never converts a number:
//! whoever wrote the head may have meant it for some rows only.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;

use super::Book;
use super::rules;
use super::said::row_numbers;
use super::tables::Table;
use crate::diagnostic::Diagnostics;
use crate::workbook::{Field, Kind};

/// Units of money, of which the form asks one; those that hold another stand before it.
const MONEY: [&str; 7] = ["百万元", "千万元", "亿元", "万元", "千元", "百元", "元"];
/// In what shares are written.
const SHARES: [&str; 4] = ["%", "‰", "成", "小数"];
/// Units in which things are counted besides those of the plan.
const OTHERS: [&str; 12] =
    ["吨", "万吨", "千克", "公斤", "亩", "万亩", "公顷", "米", "公里", "千米", "万立方米", "立方米"];

/// The units that the heads of a table name, by column.
pub(super) fn of_heads(book: &Book<'_>, table: &Table) -> BTreeMap<u32, String> {
    let sheet = &book.sheets[table.sheet];
    let numbers = table.answers().filter(|(_, field)| matches!(field.kind, Kind::Number | Kind::Percent));
    let of = |at: u32, field: &Field| {
        let head = sheet.text(table.heads, at);
        let of_money = || money(head).filter(|_| field.key.starts_with("funds.")).map(str::to_owned);
        Some((at, named(book, head).or_else(of_money)?))
    };
    numbers.filter_map(|(at, field)| of(at, field)).collect()
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

/// Whether a text above a table only says in what money its numbers are counted: `单位：亿元`.
pub(super) fn is_of_money(text: &str) -> bool {
    let narrow: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    narrow.split_once(':').is_some_and(|(_, unit)| MONEY.contains(&unit) && unit != "万元")
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

/// Says of each column once in what it is counted and in what it is asked.
pub(super) fn tell(
    book: &Book<'_>,
    table: &Table,
    (heads, found): (&BTreeMap<u32, String>, &Otherwise),
    out: &mut Diagnostics,
) {
    for (at, rows) in found {
        let (Some(unit), Some((_, right))) = (heads.get(at), rows.first()) else { continue };
        let numbers: Vec<u32> = rows.iter().map(|(row, _)| *row).collect();
        let (sheet, name) = (&book.sheets[table.sheet].name, table.heading(*at));
        out.report(
            &rules::OTHER_MEASURE,
            book.place(table.sheet, table.heads, *at),
            format!(
                "“{sheet}”“{name}”一栏的表头写着“{unit}”，应按“{right}”填写，第{}行的数没有采用",
                row_numbers(&numbers)
            ),
        )
        .label("看不出这些数按哪一个单位填")
        .help(format!("按“{right}”填写，原来按“{unit}”填的先换算；再把表头改回“{name}”"));
    }
}
