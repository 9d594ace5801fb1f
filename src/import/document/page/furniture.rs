//! Headers, footers and page numbers.
//!
//! Takes the lines of all pages; gives them without what is printed on every page.
//! Never drops a line from the middle of a page.

use std::collections::BTreeMap;

use super::lines::Row;

/// Lines looked at from the edges of a page.
const DEEP: usize = 3;

/// Drops what is printed on every page; `heights` are those of the pages.
pub(super) fn drop(pages: &mut [Vec<Row>], heights: &[i32]) {
    let mut seen: BTreeMap<(bool, String), usize> = BTreeMap::new();
    let pitch = pitch(pages);
    for (page, height) in pages.iter().zip(heights) {
        for (top, at) in edges(page, *height, pitch) {
            if let Some(row) = page.get(at) {
                *seen.entry((top, key(row))).or_default() += 1;
            }
        }
    }
    let often =
        |top: bool, row: &Row| seen.get(&(top, key(row))).is_some_and(|n| *n > 1 && *n * 3 > pages.len());
    let doomed: Vec<Vec<usize>> = pages
        .iter()
        .zip(heights)
        .map(|(page, height)| {
            let gone = edges(page, *height, pitch).into_iter();
            let gone = gone.filter(|(top, at)| {
                page.get(*at).is_some_and(|row| often(*top, row) || (is_number(&row.plain())))
            });
            gone.map(|(_, at)| at).collect()
        })
        .collect();
    for (page, gone) in pages.iter_mut().zip(doomed) {
        let mut at = 0;
        page.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
    }
}

/// The lines near the upper (`true`) and lower edge of a page that stand apart from its text.
fn edges(page: &[Row], height: i32, pitch: i32) -> Vec<(bool, usize)> {
    let apart = |outer: &Row, inner: &Row| {
        (outer.y - inner.y).abs() * 5 > pitch * 6 || outer.size * 100 < inner.size * 92
    };
    let block = |order: &[usize], near: &dyn Fn(&Row) -> bool| {
        let row = |n: usize| order.get(n).and_then(|at| page.get(*at));
        let ends = |n: &usize| match (row(n - 1), row(*n)) {
            (Some(outer), Some(inner)) => apart(outer, inner),
            (outer, _) => outer.is_some(),
        };
        let deep = (1..=DEEP).filter(ends).max().unwrap_or(0);
        let block: Vec<usize> = order.iter().copied().take(deep).collect();
        block.into_iter().filter(|at| page.get(*at).is_some_and(near)).collect::<Vec<usize>>()
    };
    let down: Vec<usize> = (0..page.len()).collect();
    let up: Vec<usize> = (0..page.len()).rev().collect();
    let upper = block(&down, &|row: &Row| row.y < height / 8).into_iter().map(|at| (true, at));
    let lower = block(&up, &|row: &Row| row.y > height - height / 8).into_iter().map(|at| (false, at));
    upper.chain(lower).collect()
}

/// The distance that most lines have.
fn pitch(pages: &[Vec<Row>]) -> i32 {
    let pairs = pages.iter().flat_map(|page| page.windows(2));
    let mut steps: Vec<i32> = pairs.filter_map(|pair| Some(pair.last()?.y - pair.first()?.y)).collect();
    steps.sort_unstable();
    steps.get(steps.len() / 2).copied().unwrap_or(0)
}

/// A line without its figures: “第 3 页” is the same on each page.
fn key(row: &Row) -> String {
    row.plain().chars().filter(|c| !c.is_whitespace() && !c.is_ascii_digit()).collect()
}

/// `— 3 —`, `第3页`, `3/10`, `第 3 页 共 10 页`.
fn is_number(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let rest = text.trim_matches(|c| "-—–－·".contains(c));
    let digits = |c: char| c.is_ascii_digit();
    let plain = !rest.is_empty() && rest.len() <= 4 && rest.chars().all(digits);
    let of = rest
        .split_once('/')
        .is_some_and(|(a, b)| [a, b].iter().all(|n| !n.is_empty() && n.len() < 5 && n.chars().all(digits)));
    let said = rest.starts_with('第') && rest.contains('页') && rest.chars().count() < 14;
    plain || of || said
}
