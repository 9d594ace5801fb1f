//! Texts that are tables of a spreadsheet, saved under the name of a form.
//!
//! Takes a decoded text; gives what it is, in words.
//! Never takes a form for a table: one line of the form `键: 值` among the first is enough.

use super::layout::entry;

/// Lines that are looked at.
const LOOKED_AT: usize = 5;

/// What a table is called, if the text is one: several lines with the same number of columns.
pub(super) fn table(text: &str) -> Option<&'static str> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT).collect();
    if lines.len() < 2 || lines.iter().any(|line| entry(line).is_some_and(|found| found.column == 0)) {
        return None;
    }
    let columns = |separator: char| {
        let counts: Vec<usize> = lines.iter().map(|line| line.matches(separator).count()).collect();
        let inner = lines.iter().all(|line| !line.starts_with(separator));
        (counts[0] > 0 && inner && counts.iter().all(|count| *count == counts[0])).then_some(counts[0])
    };
    if columns('\t').is_some() {
        return Some("从 Excel 另存的“Unicode 文本”");
    }
    (columns(',')? > 1 && lines.iter().all(|line| !line.starts_with([' ', '-', '{', '[', '#'])))
        .then_some("从 Excel 另存的 CSV")
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn tables_are_told_from_forms() {
        assert!(
            table("编号\t完成情况\t完成率\nRW-1\t正常\t45\n").is_some_and(|name| name.contains("Unicode"))
        );
        assert!(table("编号,完成情况,完成率\nRW-1,正常,45\n").is_some_and(|name| name.contains("CSV")));
        for form in [
            "年度: 2025\n单位: 水利局\n",
            "年度：2025\n单位：水利局\n",
            "tasks:\n\t- id: x\n\t- id: y\n",
            "a, b\n",
            "",
        ] {
            assert_eq!(table(form), None, "{form}");
        }
    }
}
