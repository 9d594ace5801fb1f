//! How wide the columns of a table are, by what stands in them.
//!
//! Takes the words of the cells and a width; gives the size of type and the width of each column. Counts in half
//! characters: a Chinese character takes two, a digit one. Lets a number part from the bracket behind it only where
//! the table gets lower by that.

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
    // A heading may stand in lines of two characters, no narrower.
    let mut need = Need { least: room(head).min(4), short: 0 };
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

/// The longest piece of a cell that must stay on one line: digits and letters, and a figure with what follows it.
fn longest_word(cell: &str, length: u32, figures: Figures) -> u32 {
    if is_figure(cell) {
        // Two that together are longer than a line may be stand below each other in any case.
        let parted = cell.split_once('（').filter(|_| figures == Figures::Parted || length > WHOLE);
        return parted.map_or(length, |(number, bracket)| room(number).max(room(bracket) + 2));
    }
    let ends = |c: char| is_wide(c) || c.is_whitespace();
    let mut longest = 0;
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
    longest.clamp(2, WHOLE)
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
    if !cell.split('；').any(ends_with_a_date) {
        return vec![cell];
    }
    let lines = cell.split_inclusive('；').flat_map(|item| match fits(item) || !ends_with_a_date(item) {
        true => vec![item],
        false => at_bracket(item, item.rfind('（')),
    });
    lines.collect()
}

fn at_bracket(words: &str, at: Option<usize>) -> Vec<&str> {
    let at = at.filter(|at| *at > 0).map(|at| words.split_at(at));
    at.map_or_else(|| vec![words], |(before, bracket)| vec![before, bracket])
}

/// `市水利局（2026-06-30）`, `1（截至2026-11-30，终值）`.
fn ends_with_a_date(item: &str) -> bool {
    let bracket = item.trim_end_matches('；').strip_suffix('）').and_then(|item| item.rsplit_once('（'));
    let is_a_day = |run: &str| run.len() == "2026-06-30".len() && run.matches('-').count() == 2;
    let other = |c: char| !c.is_ascii_digit() && c != '-';
    bracket.is_some_and(|(name, inside)| !name.is_empty() && inside.split(other).any(is_a_day))
}

/// Fits a table of that head and those rows into `width` twips; `largest` is the size of type to begin with.
///
/// A figure in one piece reads best. Its bracket goes below it, column by column, where the table gets lower by as
/// many hundredths as tenths of its rows are parted: one such cell among many is not worth a wide column.
pub(super) fn fit(head: &[String], rows: &[Vec<String>], width: u32, largest: u32) -> Fit {
    let needs = |figures: Figures| -> Vec<Need> {
        let column = |at: usize| -> Need {
            let cells: Vec<&str> = rows.iter().filter_map(|row| row.get(at)).map(String::as_str).collect();
            need(&head[at], &cells, figures)
        };
        (0..head.len()).map(column).collect()
    };
    let (whole, parted) = (needs(Figures::Whole), needs(Figures::Parted));
    let mut best = fit_needs(&whole, rows, width, largest);
    // In type of the same size: room that is won is for the words.
    let largest = best.kind.size;
    let has_bracket = |cell: &String| is_figure(cell) && cell.contains('（');
    let with_brackets =
        |at: usize| rows.iter().filter_map(|row| row.get(at)).filter(|c| has_bracket(c)).count();
    let mut columns: Vec<(usize, usize)> =
        (0..head.len()).filter(|at| whole[*at] != parted[*at]).map(|at| (with_brackets(at), at)).collect();
    columns.sort_unstable();
    let is_worth = |lower: &Fit, best: &Fit, share: usize| {
        let all = rows.len() as u64 * 10;
        lower.height(rows) * all < best.height(rows) * (all - share as u64)
    };
    let mut needs = whole;
    for &(share, at) in &columns {
        let kept = std::mem::replace(&mut needs[at], parted[at]);
        let lower = fit_needs(&needs, rows, width, largest);
        if is_worth(&lower, &best, share) {
            best = lower;
        } else {
            needs[at] = kept;
        }
    }
    if columns.len() > 1 {
        let all = fit_needs(&parted, rows, width, largest);
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
    let lengths: Vec<Vec<u32>> = (0..needs.len())
        .map(|at| rows.iter().map(|row| row.get(at).map_or(0, |cell| room(cell))).collect())
        .collect();
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
mod tests {
    use super::*;

    fn cells(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn a_figure_keeps_its_ratio_and_a_long_text_gets_the_room() {
        let head = ["序号", "数值", "进展"].map(str::to_owned);
        let rows = cells(&[&["1", "98.3（4429/4506）", &"完成清淤并恢复岸坡".repeat(20)]]);
        let fit = fit(&head, &rows, 8844, 24);
        assert_eq!(fit.columns.iter().sum::<u32>(), 8844);
        assert_eq!(lines("98.3（4429/4506）", fit.columns[1], fit.kind), 1);
        assert!(fit.columns[2] > fit.columns[1] * 2, "{fit:?}");
    }

    #[test]
    fn a_bracket_goes_below_its_figure_where_the_table_gets_lower() {
        let head = ["指标", "基期值", "完成值", "时段和状态", "判定", "填报单位"].map(str::to_owned);
        let row: &[&str] = &[
            "新建园区大宗货物铁路运输比例",
            "96.16（2019年）",
            "79.9（17585/22010）",
            "截至2025-11-30累计，初步数，应报13家、已报8家",
            "按初步数未达标（13个县区中7个达到，1个未达到）",
            "甲区、乙市、丙市、丁县等8家",
        ];
        let rows = cells(&[row, row, row]);
        let fit = fit(&head, &rows, 9000, 24);
        assert_eq!(lines("96.16（2019年）", fit.columns[1], fit.kind), 2, "{fit:?}");
        assert_eq!(lines("（17585/22010）", fit.columns[2], fit.kind), 1, "{fit:?}");
        assert_eq!(parted("96.16（2019年）", fit.columns[1], fit.kind), ["96.16", "（2019年）"]);
        assert_eq!(parted("96.16（2019年）", 9000, fit.kind).len(), 1, "there is room");
        assert_eq!(parted("甲区（2019年完工，已移交）", 400, fit.kind).len(), 1, "it is no figure");
    }

    #[test]
    fn one_bracket_among_many_rows_is_not_worth_a_wide_column() {
        let head = ["指标", "基期值", "目标", "时段和状态", "填报单位"].map(str::to_owned);
        let name = "中心城区建成区排水管网雨污分流改造长度";
        let plain: &[&str] =
            &[name, "—", "35以上", "截至2025-11-30累计，初步数", "甲区、乙市、丙市、丁县等8家"];
        let mut all = vec![plain; 30];
        let one: &[&str] = &[name, "56.5（2019年）", "66以上", "全年，预计数", "水利部门"];
        all.insert(7, one);
        let few = fit(&head, &cells(&all), 6000, 24);
        assert_eq!(lines("56.5（2019年）", few.columns[1], few.kind), 2, "{few:?}");
        let every = fit(&head, &cells(&vec![one; 30]), 9000, 24);
        assert_eq!(lines("56.5（2019年）", every.columns[1], every.kind), 1, "{every:?}");
    }

    #[test]
    fn a_long_ratio_begins_a_line_and_parts_no_number() {
        let head = ["指标", "完成值", "填报单位"].map(str::to_owned);
        let rows = cells(&[&["森林覆盖率", "26.12（11193.7/45670.25）", "市规划和自然资源局"]]);
        let fit = fit(&head, &rows, 4600, 21);
        assert_eq!(
            parted("26.12（11193.7/45670.25）", fit.columns[1], fit.kind),
            ["26.12", "（11193.7/45670.25）"],
            "{fit:?}"
        );
        assert_eq!(lines("（11193.7/45670.25）", fit.columns[1], fit.kind), 1, "{fit:?}");
    }

    #[test]
    fn a_date_has_room_with_the_marks_that_keep_to_it() {
        let head = ["重点任务", "滞后、未启动的单位和计划完成时间"].map(str::to_owned);
        let rows = cells(&[&[
            &"统筹推进黄河流域污染治理，改善流域生态环境".repeat(9),
            "汾阳市（2026-03-31）；临县（2026-11-30）",
        ]]);
        let fit = fit(&head, &rows, 5200, 24);
        assert_eq!(lines("（2026-03-31）；", fit.columns[1], fit.kind), 1, "{fit:?}");
        let narrow = 15 * 5 * 24 + MARGINS;
        assert_eq!(
            parted("汾阳市（2026-03-31）；临县；郊区（2026-11-30）", narrow + 10 * 5 * 24, TYPES[0]),
            ["汾阳市（2026-03-31）；", "临县；", "郊区（2026-11-30）"]
        );
        assert_eq!(parted("汾阳市（2026-03-31）", narrow, TYPES[0]), ["汾阳市", "（2026-03-31）"]);
        assert_eq!(parted("市水利局：主管线剩余两段未贯通；平定县：完成封井", narrow, TYPES[0]).len(), 1);
    }

    #[test]
    fn every_table_fills_its_width_and_no_column_is_nothing() {
        for count in [1, 2, 7, 16, 40, 63] {
            for length in [0, 1, 40, 4000] {
                let head: Vec<String> = (0..count).map(|at| format!("列{at}")).collect();
                let row: Vec<String> = (0..count).map(|at| "字3.14".repeat(length * (at % 3))).collect();
                let fit = fit(&head, &[row], 12756, 21);
                assert_eq!(fit.columns.iter().sum::<u32>(), 12756, "{count} {length}");
                assert!(fit.columns.iter().all(|width| *width > 0), "{fit:?}");
            }
        }
    }
}
