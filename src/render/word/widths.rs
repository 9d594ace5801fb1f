//! How wide the columns of a table are, by what stands in them.
//!
//! Takes the words of the cells and a width; gives the size of type and the width of each column. Counts in half
//! characters: a Chinese character takes two, a digit one. A number parts from its ratio only where the type would be too
//! small otherwise, and from another bracket only where the table gets lower by that.

use crate::prose::is_wide;

/// A cell's margins, both sides, and its lines.
pub(super) const MARGINS: u32 = 140;

/// Characters of a cell that must not break, at most.
const WHOLE: u32 = 24;

/// Half characters of a cell that is short.
const SHORT: u32 = 10;

/// Type of a table: half points, and twips from line to line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Type {
    pub(super) size: u32,
    pub(super) line: u32,
}

/// The type of a table that has room: that of its style.
pub(super) const LARGEST: Type = TYPES[0];

/// From 小四 down to 小六: what does not fit in one is tried in the next.
const TYPES: [Type; 5] = [
    Type { size: 24, line: 320 },
    Type { size: 21, line: 280 },
    Type { size: 18, line: 240 },
    Type { size: 15, line: 200 },
    Type { size: 13, line: 180 },
];

/// 五号, in half points.
const READABLE: u32 = 21;

/// A table as it will be set.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fit {
    pub(super) kind: Type,
    /// Twips, column by column; together the width that was given.
    pub(super) columns: Vec<u32>,
}

/// Half characters that words take.
pub(super) fn half_characters(words: &str) -> u32 {
    words.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// Half characters to keep for words: fonts that stand in for others have wider digits.
fn room(words: &str) -> u32 {
    words.chars().map(|c| if is_wide(c) { 20 } else { 13_u32 }).sum::<u32>().div_ceil(10)
}

/// What a column needs, in half characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Need {
    /// Its longest word.
    least: u32,
    /// The longest of its cells that are short: they read best on one line.
    short: u32,
}

/// Whether a figure keeps to one line with its bracket, or the bracket may begin a line of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Figures {
    Whole,
    Parted,
}

fn need(head: &str, cells: &[&str], figures: Figures) -> Need {
    let mut need = Need { least: heading(head), short: 0 };
    for cell in cells.iter().copied().chain([head]) {
        let length = room(cell);
        if length <= SHORT {
            need.short = need.short.max(length);
        }
        if cell != head {
            need.least = need.least.max(longest_word(cell, length, figures));
        }
    }
    need.short = need.short.max(need.least);
    need
}

/// A heading of three characters keeps to one line, a longer one to two, or of many words to lines of six.
fn heading(head: &str) -> u32 {
    const LINE: u32 = 12;
    match room(head) {
        short if short <= 6 => short,
        long => (long.div_ceil(4) * 2).min(LINE),
    }
}

/// The longest piece of a cell that must stay on one line: digits and letters, and a figure with what follows it.
fn longest_word(cell: &str, length: u32, figures: Figures) -> u32 {
    if is_figure(cell) {
        // Two that together are longer than a line may be stand below each other in any case.
        let parted = cell.split_once('（').filter(|_| figures == Figures::Parted || length > WHOLE);
        return parted.map_or(length, |(number, bracket)| room(number).max(room(bracket) + 2));
    }
    let ends = |c: char| is_wide(c) || c.is_whitespace();
    // 2030年目标 reads on to its bracket.
    let year =
        cell.rsplit_once('（').filter(|_| ends_with_a_date(cell)).map_or(0, |(_, inside)| room(inside) + 2);
    let mut longest = if year > WHOLE { 0 } else { year };
    let mut at = 0;
    while at < cell.len() {
        let run = cell[at..].split(ends).next().unwrap_or("");
        let behind = at + run.len();
        if !run.is_empty() {
            // No line begins with a closing mark or ends with an opening bracket.
            // 截至 reads on with its day.
            let lead = if cell[..at].ends_with("截至") { "截至".len() } else { 0 };
            let opening = cell[..at - lead].ends_with(['（', '“', '《', '〔']);
            let before = u32::from(lead > 0) * 2 + u32::from(opening);
            let closing = cell[behind..].chars().take_while(|c| "）”》〕，、；。：％".contains(*c)).count();
            longest = longest.max(room(run) + 2 * before + 2 * u32::try_from(closing).unwrap_or(0));
        }
        at = behind + cell[behind..].chars().next().map_or(1, char::len_utf8);
    }
    longest.max(phrase(length)).clamp(2, WHOLE)
}

/// A phrase stands in two lines at most; longer words in lines of five characters, no narrower.
fn phrase(length: u32) -> u32 {
    const LINE: u32 = 10;
    (length.div_ceil(4) * 2).min(LINE)
}

/// A figure of few words, which keeps to one line, or parts before its bracket.
fn is_figure(cell: &str) -> bool {
    let begins = cell.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '−'));
    let words = cell.chars().filter(|c| is_wide(*c) && !"（）—".contains(*c)).count();
    begins && room(cell) <= 2 * WHOLE && words <= 4 && !cell.contains(char::is_whitespace)
}

/// The lines of a cell that must not be left to the program that shows it; one where it may part the words as it
/// likes. Not every program ends a line before a bracket: some would part the figure in it, or the date.
pub(super) fn parted(cell: &str, column: u32, kind: Type) -> Vec<&str> {
    let fits = |words: &str| room(words).saturating_mul(kind.size * 5).saturating_add(MARGINS) <= column;
    if fits(cell) {
        return vec![cell];
    }
    if is_figure(cell) {
        return at_bracket(cell, cell.find('（'));
    }
    let items = items(cell);
    if !items.iter().any(|item| ends_with_a_date(item)) {
        return vec![cell];
    }
    let lines = items.into_iter().flat_map(|item| match fits(item) || !ends_with_a_date(item) {
        true => vec![item],
        false => at_bracket(item, item.rfind('（')),
    });
    lines.collect()
}

/// What a cell lists: `市水利局（2026-06-30）、`, `郊区（未明确）`.
fn items(cell: &str) -> Vec<&str> {
    let (mut items, mut from) = (vec![], 0);
    for (at, sign) in cell.char_indices() {
        let end = at + sign.len_utf8();
        if sign == '；' || sign == '、' && cell[..at].ends_with('）') {
            items.push(&cell[from..end]);
            from = end;
        }
    }
    items.push(&cell[from..]);
    items.retain(|item| !item.is_empty());
    items
}

fn at_bracket(words: &str, at: Option<usize>) -> Vec<&str> {
    let at = at.filter(|at| *at > 0).map(|at| words.split_at(at));
    at.map_or_else(|| vec![words], |(before, bracket)| vec![before, bracket])
}

/// `市水利局（2026-06-30）`, `1（截至2026-11-30，终值）`, `持续下降（2030年目标）`.
fn ends_with_a_date(item: &str) -> bool {
    let bracket =
        item.trim_end_matches(['；', '、']).strip_suffix('）').and_then(|item| item.rsplit_once('（'));
    let is_a_day = |run: &str| run.len() == "2026-06-30".len() && run.matches('-').count() == 2;
    let other = |c: char| !c.is_ascii_digit() && c != '-';
    let is_a_year = |inside: &str| {
        let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
        digits == 4 && ["年", "年目标"].contains(&&inside[digits..])
    };
    let is_dated = |inside: &str| is_a_year(inside) || inside.split(other).any(is_a_day);
    bracket.is_some_and(|(name, inside)| !name.is_empty() && is_dated(inside))
}

/// Whether a figure has its ratio behind it: `79.9（17585/22010）`.
fn has_ratio(cell: &str) -> bool {
    is_figure(cell) && cell.split_once('（').is_some_and(|(_, bracket)| bracket.contains('/'))
}

/// Fits a table of that head and those rows into `width` twips; `largest` is the size of type to begin with.
///
/// A number and its ratio stand on one line, unless the type would be below 五号 for it. Another bracket goes below its
/// figure, column by column, where the table gets lower by as many hundredths as tenths of its rows are parted: one
/// such cell among many is not worth a wide column.
pub(super) fn fit(head: &[String], rows: &[Vec<String>], width: u32, largest: u32) -> Fit {
    let needs = |figures: Figures| -> Vec<Need> {
        let column = |at: usize| -> Need {
            let cells: Vec<&str> = rows.iter().filter_map(|row| row.get(at)).map(String::as_str).collect();
            need(&head[at], &cells, figures)
        };
        (0..head.len()).map(column).collect()
    };
    let (whole, parted) = (needs(Figures::Whole), needs(Figures::Parted));
    let best = fit_needs(&whole, rows, width, largest);
    let is_small = best.kind.size < READABLE;
    if is_small {
        let larger = fit_needs(&parted, rows, width, largest);
        if larger.kind.size > best.kind.size {
            return wholes(larger, (whole, parted), rows, width);
        }
    }
    let cells = |at: usize| rows.iter().filter_map(move |row| row.get(at));
    let with_brackets = |at: usize| cells(at).filter(|cell| is_figure(cell) && cell.contains('（')).count();
    let may_part =
        |at: &usize| whole[*at] != parted[*at] && (is_small || !cells(*at).any(|cell| has_ratio(cell)));
    let mut columns: Vec<(usize, usize)> =
        (0..head.len()).filter(may_part).map(|at| (with_brackets(at), at)).collect();
    columns.sort_unstable();
    lowest(best, (whole, parted), &columns, rows, width)
}

/// Keeps figures in one piece as far as the type stays as large as it is.
fn wholes(
    mut best: Fit,
    (whole, mut needs): (Vec<Need>, Vec<Need>),
    rows: &[Vec<String>],
    width: u32,
) -> Fit {
    for at in
        (0..whole.len()).filter(|at| rows.iter().filter_map(|row| row.get(*at)).any(|cell| has_ratio(cell)))
    {
        let parted = std::mem::replace(&mut needs[at], whole[at]);
        let kept = fit_needs(&needs, rows, width, best.kind.size);
        match kept.kind.size == best.kind.size {
            true => best = kept,
            false => needs[at] = parted,
        }
    }
    best
}

/// Parts the brackets of those columns where it is worth it. In type of the same size: room that is won is for the
/// words.
fn lowest(
    mut best: Fit,
    (mut needs, parted): (Vec<Need>, Vec<Need>),
    columns: &[(usize, usize)],
    rows: &[Vec<String>],
    width: u32,
) -> Fit {
    let largest = best.kind.size;
    let is_worth = |lower: &Fit, best: &Fit, share: usize| {
        let all = rows.len() as u64 * 10;
        lower.height(rows) * all < best.height(rows) * (all - share as u64)
    };
    let mut every = needs.clone();
    for &(share, at) in columns {
        every[at] = parted[at];
        let kept = std::mem::replace(&mut needs[at], parted[at]);
        let lower = fit_needs(&needs, rows, width, largest);
        if is_worth(&lower, &best, share) {
            best = lower;
        } else {
            needs[at] = kept;
        }
    }
    if columns.len() > 1 {
        let all = fit_needs(&every, rows, width, largest);
        best = if is_worth(&all, &best, rows.len()) { all } else { best };
    }
    best
}

impl Fit {
    /// How high so many rows are, in twips.
    fn height(&self, rows: &[Vec<String>]) -> u64 {
        let of_row = |row: &Vec<String>| {
            let cells = row.iter().zip(&self.columns);
            cells.map(|(cell, column)| lines(cell, *column, self.kind)).max().unwrap_or(1)
        };
        rows.iter().map(|row| u64::from(of_row(row)) * u64::from(self.kind.line)).sum()
    }
}

/// Fits columns of those needs.
fn fit_needs(needs: &[Need], rows: &[Vec<String>], width: u32, largest: u32) -> Fit {
    // A figure whose bracket stands below it gets no lower in a wider column.
    let length = |cell: &String, need: &Need| match room(cell) {
        parted if parted > need.least && is_figure(cell) => need.least,
        length => length,
    };
    let column = |(at, need): (usize, &Need)| -> Vec<u32> {
        rows.iter().map(|row| row.get(at).map_or(0, |cell| length(cell, need))).collect()
    };
    let lengths: Vec<Vec<u32>> = needs.iter().enumerate().map(column).collect();
    let fits = |kind: &Type, of: &dyn Fn(&Need) -> u32| {
        let twips = needs.iter().map(|need| of(need).saturating_mul(kind.size * 5) + MARGINS);
        twips.fold(0, u32::saturating_add) <= width
    };
    let types = || TYPES.iter().filter(|kind| kind.size <= largest);
    // Smaller type reads better than words of a few characters in pieces, but not below 五号.
    let whole = types().find(|kind| kind.size >= READABLE && fits(kind, &|need| need.short));
    let broken = || types().find(|kind| fits(kind, &|need| need.least)).unwrap_or(&TYPES[TYPES.len() - 1]);
    let (kind, needs) = match whole {
        Some(kind) => (kind, needs.iter().map(|need| Need { least: need.short, ..*need }).collect()),
        None => (broken(), needs.to_vec()),
    };
    Fit { kind: *kind, columns: share(&needs, &lengths, width, kind.size * 5) }
}

/// Shares the width: everyone has the least, the rest goes half a character at a time to whoever it makes lower
/// most. Heights count squared, so that one long text does not stand as a column of single words.
fn share(needs: &[Need], cells: &[Vec<u32>], width: u32, half: u32) -> Vec<u32> {
    let mut widths: Vec<u32> = needs.iter().map(|need| need.least.max(1)).collect();
    let twips = |widths: &[u32]| -> Vec<u32> {
        widths.iter().map(|width| width.saturating_mul(half).saturating_add(MARGINS)).collect()
    };
    let total = twips(&widths).into_iter().fold(0, u32::saturating_add);
    let mut left = width.saturating_sub(total) / half.max(1);
    let gain = |at: usize, width: u32| height(&cells[at], width) - height(&cells[at], width + 1);
    let mut gains: Vec<u128> = (0..needs.len()).map(|at| gain(at, widths[at])).collect();
    while left > 0 {
        let best = (0..gains.len()).max_by_key(|at| (gains[*at], std::cmp::Reverse(*at)));
        let Some(at) = best.filter(|at| gains[*at] > 0) else { break };
        widths[at] += 1;
        gains[at] = gain(at, widths[at]);
        left -= 1;
    }
    let weights: Vec<u64> = twips(&widths).into_iter().map(u64::from).collect();
    in_proportion(&weights, width)
}

/// How high the cells of a column are: thousandths of a line, squared and summed.
fn height(lengths: &[u32], width: u32) -> u128 {
    let lines = |length: &u32| (u128::from(*length) * 1000 / u128::from(width.max(1))).max(1000);
    lengths.iter().map(|length| lines(length).pow(2)).sum()
}

/// Parts `width` by weights; what rounding leaves goes to the last.
fn in_proportion(weights: &[u64], width: u32) -> Vec<u32> {
    let total: u64 = weights.iter().sum::<u64>().max(1);
    let mut out: Vec<u32> = weights
        .iter()
        .map(|weight| u32::try_from(weight * u64::from(width) / total).unwrap_or(u32::MAX))
        .collect();
    let given: u32 = out.iter().sum();
    if let Some(last) = out.last_mut() {
        *last += width.saturating_sub(given);
    }
    out
}

/// Lines that words take in a column.
pub(super) fn lines(words: &str, column: u32, kind: Type) -> u32 {
    let columns = column.saturating_sub(MARGINS) / (kind.size * 5).max(1);
    let of_one = |words: &str| half_characters(words).div_ceil(columns.max(1)).max(1);
    parted(words, column, kind).into_iter().map(of_one).sum()
}

#[cfg(test)]
mod tests;
