//! Tables as CSV that office software opens without harm.
//!
//! Takes a table; gives text. Never writes a cell that a spreadsheet would run or turn into a date,
//! and changes no other.

use std::borrow::Cow;

use super::columns::{Kind, Table};

/// What is done to cells, for `datapackage.json`.
pub(super) const NOTE: &str = "UTF-8（带BOM），CRLF换行。表格软件会当作公式执行或者改成日期的文字，前面加了半角撇号（'）；\
                               分子/分母后面写明“（分子/分母）”，也是为此，计算请用 n 和 of 两列。report.json 中没有这些改动。";

/// UTF-8 with BOM, CRLF, quotes where needed.
pub(super) fn write(table: &Table) -> String {
    let mut out = String::from('\u{feff}');
    line(&mut out, table.columns.iter().map(|column| Cow::from(column.name)));
    for row in &table.rows {
        line(&mut out, table.columns.iter().zip(row).map(|(column, cell)| safe(column.kind, cell)));
    }
    out
}

fn line<'a>(out: &mut String, cells: impl Iterator<Item = Cow<'a, str>>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}

fn safe(kind: Kind, cell: &str) -> Cow<'_, str> {
    match kind {
        Kind::Ratio if !cell.is_empty() => format!("{cell}（分子/分母）").into(),
        Kind::Text if is_formula(cell) || is_date_to_spreadsheets(cell) => format!("'{cell}").into(),
        Kind::Number | Kind::Integer if is_formula(cell) => format!("'{cell}").into(),
        _ => cell.into(),
    }
}

/// Whether a spreadsheet computes the cell. A sign before a figure with its unit (`-2.5个百分点`,
/// `＝100%`) computes nothing else than it says.
fn is_formula(cell: &str) -> bool {
    if cell.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    let text = cell.trim_start();
    let Some(sign) = text.chars().next().filter(|c| "=+-@＝＋－＠".contains(*c)) else { return false };
    let rest = &text[sign.len_utf8()..];
    let figure = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let has_figure = figure.len() < rest.len();
    let is_unit = |c: char| c == '%' || !c.is_ascii() && !"＝＋－＠＊／（）＆！｜＾，；：".contains(c);
    let states = sign != '=' && has_figure && figure.chars().all(is_unit);
    !rest.is_empty() && !states
}

/// `3/4` and `3-4` are the 4th of March to a spreadsheet. Whole dates are meant as dates.
fn is_date_to_spreadsheets(cell: &str) -> bool {
    cell.split_once(['/', '-']).is_some_and(|(first, second)| {
        let short = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        short(first) && (short(second) || second.len() == 4 && second.bytes().all(|b| b.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::columns;
    use super::*;

    #[test]
    fn formulas_are_disarmed() {
        for formula in [
            "=1+1",
            "=100",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "-2*甲",
            "@SUM(A1)",
            " =1",
            "\t=1",
            "＝1＋1",
            "＋甲（1）",
            "-3A1",
            "－HYPERLINK（）",
        ] {
            assert_eq!(safe(Kind::Text, formula), format!("'{formula}"));
            assert_eq!(safe(Kind::Number, formula), format!("'{formula}"));
        }
    }

    #[test]
    fn values_are_kept() {
        for plain in [
            "%",
            "‰",
            "＝98%",
            "＝98",
            "-2.5",
            "+2.5",
            "-0.5个百分点",
            "+3家",
            "—",
            "-",
            "市水利局",
            "1—11月",
            "| 点位",
            "2025-10-31",
            "≥80%",
            "RW-1-2",
            "100/120",
        ] {
            assert_eq!(safe(Kind::Text, plain), plain);
        }
    }

    #[test]
    fn ratios_and_numbers_of_things_are_no_dates() {
        assert_eq!(safe(Kind::Ratio, "7/11"), "7/11（分子/分母）");
        assert_eq!(safe(Kind::Ratio, ""), "");
        for date in ["7/11", "7-11", "12/2025"] {
            assert_eq!(safe(Kind::Text, date), format!("'{date}"));
        }
    }

    #[test]
    fn cells_with_breaks_and_quotes_are_quoted() {
        let mut out = String::new();
        line(&mut out, ["一\n二", "他说“好”", "a\"b", "x,y"].into_iter().map(Cow::from));
        assert_eq!(out, "\"一\n二\",他说“好”,\"a\"\"b\",\"x,y\"\r\n");
    }

    /// A cell of text: whatever a form or a plan may hold, the signs of the format and of formulas among it.
    fn cell() -> impl Strategy<Value = String> {
        prop_oneof!["[ \t=+@,\"'\r\n;0-9甲。＝－-]{0,8}", any::<String>(), Just(String::new())]
    }

    proptest! {
        /// Another reader finds every cell as it was, but for the apostrophe before what would be run.
        #[test]
        fn what_is_written_says_the_same_to_a_second_reader(rows in prop::collection::vec(prop::array::uniform3(cell()), 0..6)) {
            let columns = ["id", "name", "text"].map(|name| columns::text(name, "")).to_vec();
            let rows_of_text = rows.iter().map(|row| row.to_vec()).collect();
            let table = Table { name: "t", title: "", key: &[], columns, rows: rows_of_text };
            let text = write(&table);
            let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
            let read: Vec<[String; 3]> = reader.deserialize().collect::<Result<_, _>>().expect("a table");
            prop_assert_eq!(read.len(), rows.len());
            for (ours, theirs) in rows.iter().flatten().zip(read.iter().flatten()) {
                let disarmed = theirs.strip_prefix('\'').filter(|rest| *rest == ours);
                prop_assert!(theirs == ours || disarmed.is_some(), "{:?} came back as {:?}", ours, theirs);
                prop_assert!(!is_formula(theirs), "{:?} runs", theirs);
            }
        }
    }
}
