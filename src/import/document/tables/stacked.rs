//! Tables with one cell a line, as Word, WPS and web pages paste them.
//!
//! Takes lines; gives the table whose head begins with the first of them.
//! Never guesses without a sign: rows are counted 1, 2, 3, or figures return at the same place.

use super::super::Line;
use super::super::grid::Told;
use super::fit::{Look, fit, gather, look};
use super::{Found, FoundRow, begins_chapter, is_cue, is_name, is_prose, seen};

/// Lines looked at from the head on.
const FAR: usize = 4_000;
/// Columns of such a table.
const WIDEST: usize = 12;

/// The table that begins with the first line.
pub(super) fn at(lines: &[Line]) -> Option<Found> {
    let first = lines.first()?;
    if begins_chapter(&first.text) || seen(&first.text) > 10 || !is_name(&first.text) || !is_cue(&first.text)
    {
        return None;
    }
    let filled = lines.iter().take(FAR).enumerate().filter(|(_, line)| seen(&line.text) > 0);
    let cells: Vec<(usize, &str)> = filled.map(|(at, line)| (at, line.text.trim())).collect();
    let rows = counted(&cells).or_else(|| regular(&cells))?;
    let end = rows.iter().map(|row| row.end).max()?;
    let place = |at: usize| cells.get(at).map_or(lines.len(), |(place, _)| *place);
    let texts = rows.iter().map(|row| row.clone().filter_map(|at| cells.get(at)).map(|c| c.1.to_owned()));
    let told = headed(texts.map(Iterator::collect).collect());
    let mut places = rows.iter().map(|row| place(row.start)..place(row.end.saturating_sub(1)) + 1);
    let found = told.into_iter().map(|(own_lines, cells)| {
        let lines = if own_lines { places.next() } else { places.clone().next() };
        FoundRow { lines: lines.unwrap_or(0..1), cells }
    });
    Some(Found { rows: found.collect(), covers: place(end.checked_sub(1)?) + 1 })
}

type Rows = Vec<std::ops::Range<usize>>;

/// Rows that are counted 1, 2, 3 in a column of numbers.
fn counted(cells: &[(usize, &str)]) -> Option<Rows> {
    let text = |at: usize| cells.get(at).map(|c| c.1);
    let counter = (0..3).find(|at| {
        let plain: String = text(*at).unwrap_or_default().split_whitespace().collect();
        plain == "序号" || plain == "编号"
    })?;
    // A title above the table is no column: those left of the counter name groups in a word or two.
    if (0..counter).any(|at| text(at).is_none_or(|t| seen(t) > 8)) {
        return None;
    }
    let first = (counter + 2..=WIDEST + 1).find(|at| text(*at).is_some_and(|t| number(t) == Some(1)))?;
    // The head is as wide as a row that begins with the columns left of its number.
    let heads = first - counter;
    if !(0..heads).all(|at| text(at).is_some_and(is_name)) {
        return None;
    }
    let stride = (2..=WIDEST).max_by_key(|stride| {
        let hits = (0..50).take_while(|n| text(first + n * stride).and_then(number) == Some(n + 1)).count();
        (hits, usize::from(*stride == heads), WIDEST - stride)
    })?;
    let mut starts = vec![first];
    while let Some(last) = starts.last().copied() {
        let wanted = Some(starts.len() + 1);
        let is = |at: &usize| text(*at).and_then(number) == wanted;
        let near = (last + 2..=last + stride + 3).take_while(|at| text(*at).is_some_and(|t| !is_prose(t)));
        let next = Some(last + stride).filter(is).or_else(|| near.clone().find(is));
        let Some(next) = next else { break };
        starts.push(next);
    }
    if starts.len() < 2 {
        return None;
    }
    // Columns left of the counter stand before the number, where they are not merged.
    let width = if counter == 0 && stride < heads { stride } else { heads };
    let begin = |n: usize| {
        let at = starts.get(n).copied().unwrap_or(first);
        let before = n.checked_sub(1).and_then(|n| starts.get(n)).map_or(usize::MAX, |before| at - before);
        if before >= width { at - counter } else { at }
    };
    let begins: Vec<usize> = (0..starts.len()).map(begin).collect();
    let number = *starts.last()?;
    let most = number + width - counter;
    // What the rows above hold at this place is no prose that ends the table.
    let usual = |at: usize| {
        let above = starts.iter().rev().skip(1).take(5).filter_map(|start| text(start + at - number));
        above.filter(|words| words.contains('。')).count() > 0
    };
    let ends = |at: &usize| text(*at).is_none_or(|t| is_prose(t) && (begins_chapter(t) || !usual(*at)));
    let end = (number + 1..most).find(ends).unwrap_or(most);
    // The last cell may have further paragraphs.
    let body = |at: &usize| text(*at).is_some_and(|t| look(t) == Look::Body && !is_prose(t));
    let end = end + (end..end + 8).take_while(body).count();
    let mut rows = Rows::new();
    rows.push(0..*begins.first()?);
    rows.extend(begins.windows(2).filter_map(|pair| Some(*pair.first()?..*pair.last()?)));
    rows.push(*begins.last()?..end.min(cells.len()));
    Some(rows)
}

fn number(text: &str) -> Option<usize> {
    text.trim_end_matches(['.', '、', '．']).parse().ok()
}

/// Rows without a counter: the same columns hold figures in each, and the first never does.
fn regular(cells: &[(usize, &str)]) -> Option<Rows> {
    let best = (3..=8).filter_map(|width| Some((rows_of(cells, width)?, width)));
    let (deep, width) = best.max_by_key(|(deep, width)| (deep * width, usize::MAX - width))?;
    Some((0..=deep).map(|row| row * width..(row + 1) * width).collect())
}

/// How many rows of a width follow the head.
fn rows_of(cells: &[(usize, &str)], width: usize) -> Option<usize> {
    let head = cells.get(..width)?;
    let cues = head.iter().filter(|c| is_cue(c.1)).count();
    if cues < 2 || !head.iter().all(|c| is_name(c.1)) {
        return None;
    }
    let figures = |cell: &(usize, &str)| matches!(look(cell.1), Look::Number | Look::Dash);
    let pattern: Vec<bool> = cells.get(width..width * 2)?.iter().map(figures).collect();
    if pattern.first() != Some(&false) || !pattern.contains(&true) {
        return None;
    }
    let same = |row: &[(usize, &str)]| {
        row.len() == width
            && !row.iter().any(|c| is_prose(c.1) || seen(c.1) > 60)
            && row.iter().map(figures).eq(pattern.iter().copied())
    };
    let deep = cells.get(width..)?.chunks(width).take_while(|row| same(row)).count();
    (deep >= 3 || (deep == 2 && width > 3)).then_some(deep)
}

/// Puts rows under their head. A head with one name more than the rows have cells names a group of years:
/// it becomes two rows. Says of each row whether it has lines of its own.
fn headed(mut rows: Vec<Vec<String>>) -> Vec<(bool, Vec<Told>)> {
    let head = rows.first().cloned().unwrap_or_default();
    let exact = |width: usize| rows.iter().skip(1).filter(|row| row.len() == width).count();
    let year = |text: &String| text.trim().starts_with("20") && seen(text) < 8;
    let group = (0..head.len()).find(|at| {
        exact(head.len()) < exact(head.len().saturating_sub(1))
            && !head.get(*at).is_some_and(year)
            && head.get(at + 1).is_some_and(year)
    });
    let width = head.len() - usize::from(group.is_some());
    let looks = |row: &Vec<String>| row.iter().map(|cell| look(cell)).collect::<Vec<Look>>();
    let full: Vec<Vec<Look>> = rows.iter().skip(1).filter(|row| row.len() == width).map(looks).collect();
    let body = rows.split_off(1.min(rows.len()));
    rows.extend(body.into_iter().map(|row| gather(row, width, &full)));
    let Some(group) = group else {
        return fit(rows, true).into_iter().map(|cells| (true, cells)).collect();
    };
    let years = head.iter().skip(group + 1).take_while(|text| year(text)).count();
    let (upper, lower) = two_rows(&head, group, years);
    // The place of the head stands for both of its rows.
    if let Some(first) = rows.first_mut() {
        *first = vec![String::new(); width];
    }
    let body = fit(rows, true).into_iter().skip(1).map(|cells| (true, cells));
    [(false, upper), (true, lower)].into_iter().chain(body).collect()
}

/// A head whose name at `group` stands above the years that follow it.
fn two_rows(head: &[String], group: usize, years: usize) -> (Vec<Told>, Vec<Told>) {
    let (mut upper, mut lower) = (vec![], vec![]);
    for (at, text) in head.iter().enumerate() {
        let cell = |across, down| Told { text: text.clone(), across, down, ..Told::default() };
        match at {
            at if at == group => upper.push(cell(years, 1)),
            at if (group + 1..=group + years).contains(&at) => lower.push(cell(1, 1)),
            _ => upper.push(cell(1, 2)),
        }
    }
    (upper, lower)
}
