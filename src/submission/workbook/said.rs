//! Names, rows and texts of a workbook as they are named to people.

/// Names that are listed one by one.
pub(super) const LISTED: usize = 12;
/// Names in a list, the first of them.
pub(super) fn listed(names: &[&str]) -> String {
    let some: Vec<String> = names.iter().take(LISTED).map(|name| format!("“{name}”")).collect();
    let more = if names.len() > LISTED { format!("等{}个", names.len()) } else { String::new() };
    format!("{}{more}", some.join("、"))
}

/// Rows as people read them: `5—8、12`.
pub(super) fn row_numbers(rows: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = vec![];
    for row in rows {
        match runs.last_mut() {
            Some(run) if run.1 + 1 == *row => run.1 = *row,
            _ => runs.push((*row, *row)),
        }
    }
    let words =
        |run: &(u32, u32)| if run.0 == run.1 { run.0.to_string() } else { format!("{}—{}", run.0, run.1) };
    let some: Vec<String> = runs.iter().take(LISTED).map(words).collect();
    format!("{}{}", some.join("、"), if runs.len() > LISTED { "等" } else { "" })
}

/// The first words of a text.
pub(super) fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    match line.char_indices().nth(30) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}
