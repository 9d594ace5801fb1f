//! Tables that were typed as text: with bars, tabs, blanks, labels, or one cell a line.
//!
//! Takes the lines of a document outside of its grids; gives further grids, their rows as lines with `|`.
//! Never takes prose for a table: what is no table for sure stays as it is.

mod aligned;
mod fit;
mod marked;
mod records;
mod stacked;

use std::ops::Range;

use super::grid::{Grid, Row, Told};
use super::{Document, Line};

/// A table among lines, by their places in the list.
struct Found {
    rows: Vec<FoundRow>,
    /// How many lines it covers from the first on.
    covers: usize,
}

struct FoundRow {
    lines: Range<usize>,
    cells: Vec<Told>,
}

/// Turns tables among the lines into grids.
pub(super) fn find(document: &mut Document) {
    let lines = std::mem::take(&mut document.lines);
    let taken: Vec<Range<usize>> = document.grids.iter().map(Grid::lines).collect();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let inside = taken.partition_point(|range| range.end <= line.number);
        let next = taken.get(inside);
        if next.is_some_and(|range| range.contains(&line.number)) {
            document.lines.push(line.clone());
            at += 1;
            continue;
        }
        let free = next.map_or(lines.len(), |range| {
            at + lines[at..].iter().take_while(|l| l.number < range.start).count()
        });
        let free = lines.get(at..free).unwrap_or_default();
        let found = [marked::at, records::at, stacked::at, aligned::at].iter().find_map(|find| find(free));
        match found.and_then(|found| found.write(free, document)) {
            Some(covers) => at += covers.max(1),
            None => {
                document.lines.push(line.clone());
                at += 1;
            }
        }
    }
    document.grids.sort_by_key(|grid| grid.lines().start);
}

impl Found {
    /// Writes the grid and its lines; gives how many lines it took.
    fn write(self, lines: &[Line], document: &mut Document) -> Option<usize> {
        let (places, told): (Vec<Range<usize>>, Vec<Vec<Told>>) =
            self.rows.into_iter().map(|row| (row.lines, row.cells)).unzip();
        let mut grid = Grid::expand(told)?;
        let again = repeated(&grid);
        for (at, row) in grid.rows.iter_mut().enumerate().filter(|(at, _)| !again.contains(at)) {
            let place = places.get(at)?;
            let first = lines.get(place.start)?.number;
            let last = lines.get(place.end.checked_sub(1)?)?.number;
            row.lines = first..last + 1;
            let text = row.line(at);
            match document.lines.last_mut().filter(|line| line.number == first) {
                // Two rows of a head may come from one line.
                Some(line) => line.text = format!("{}|{text}", line.text),
                None => document.lines.push(Line::new(first, text)),
            }
        }
        grid.without(&again);
        document.grids.push(grid);
        Some(self.covers)
    }
}

/// Rows of the body that print the head again, as on each page.
fn repeated(grid: &Grid) -> Vec<usize> {
    let words = |row: &Row| row.cells.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>();
    let heads: Vec<_> = grid.rows.iter().take(grid.head).map(words).collect();
    let again = grid.rows.iter().enumerate().skip(grid.head).filter(|(_, row)| heads.contains(&words(row)));
    again.map(|(at, _)| at).collect()
}

/// Characters of a line that are seen.
fn seen(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Whether words can stand in a head: short, no sentence, no plain figure.
fn is_name(text: &str) -> bool {
    let figures = |c: char| c.is_ascii_digit() || ".,%％≥≤<>〔〕—-/".contains(c);
    let year = seen(text) == 4 && text.trim().starts_with("20");
    (1..=18).contains(&seen(text))
        && !text.contains(['。', '；', '：', ':', '，', ';'])
        && (year || !text.trim().chars().all(figures))
        && !is_day(text)
}

/// The day below a signature: 2026年2月9日.
fn is_day(text: &str) -> bool {
    let text: String = text.split_whitespace().collect();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    text.ends_with('日') && text.contains('年') && text.contains('月') && digits + 3 == text.chars().count()
}

/// Whether a word is one that heads of official tables are made of.
fn is_cue(text: &str) -> bool {
    const CUES: [&str; 18] = [
        "序号", "编号", "指标", "任务", "单位", "目标", "措施", "时限", "时间", "名称", "内容", "责任",
        "部门", "类别", "属性", "项目", "备注", "年",
    ];
    let text: String = text.split_whitespace().collect();
    CUES.iter().any(|cue| text.contains(cue))
}

/// Whether a word of a head says that its column holds places: 县（市、区）, 乡镇.
fn is_place(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = text.trim_start_matches('各').trim_end_matches("名称");
    let level = |c: char| "县市区旗州盟镇乡街道地域（）()、".contains(c);
    (2..=10).contains(&text.chars().count())
        && bare.chars().all(level)
        && bare.contains(['县', '市', '区', '镇', '州'])
}

/// Whether a line begins prose or a chapter, so that a table has ended.
fn is_prose(text: &str) -> bool {
    begins_chapter(text) || (seen(text) > 40 && text.contains('。'))
}

/// Whether a line begins a chapter, an annex or a note.
pub(super) fn begins_chapter(text: &str) -> bool {
    let text = text.trim();
    let heading = text.strip_prefix(['（', '(']).unwrap_or(text);
    let counted = heading.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    let numbered = counted.len() < heading.len() && counted.starts_with(['、', '）', ')']);
    let words = ["附件", "附表", "注：", "注:", "备注：", "说明："];
    let part =
        text.strip_prefix('第').map(|rest| rest.trim_start_matches(|c| "一二三四五六七八九十".contains(c)));
    numbered
        || words.iter().any(|word| text.starts_with(word))
        || part.is_some_and(|rest| rest.starts_with(['章', '节', '篇', '编']))
}

/// Whether a line of a cell names a further body: they stand below each other without a mark.
pub(super) fn is_next_body(above: &str, below: &str) -> bool {
    let ends = ["局", "委", "办", "府", "厅", "院", "会", "公司", "中心", "部"];
    ends.iter().any(|end| above.ends_with(end)) && below.starts_with(['市', '县', '区', '省', '州', '各'])
}
