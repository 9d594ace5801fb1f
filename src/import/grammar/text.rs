//! Paragraphs in a form that patterns can match, with the way back to the exact words.
//!
//! Takes the lines of a document; gives [`Paragraph`]s: broken lines joined, white space gone,
//! full-width forms made half-width. Quotes are always cut from the text as it was.
//! Never changes a word.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::import::document::{Grid, Line};

/// Compiles a pattern of this room.
pub(crate) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns of this room are valid")
}

/// Declares patterns that are compiled when first used.
macro_rules! patterns {
    ($($vis:vis $name:ident = $text:expr;)*) => {
        $($vis static $name: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| $crate::import::grammar::text::pattern($text));)*
    };
}
pub(crate) use patterns;

patterns! {
    HEADING = r"^(第[一二三四五六七八九十百零〇\d]+[篇编章节条部]|[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)|[第其][一二三四五六七八九十]{1,3}[,、:]|\d{1,3}([.、][^\d]|[.、]$)|[1-9]\d?\.\d{1,2}(\.\d{1,2})?[\u{4e00}-\u{9fff}]|\(\d{1,3}\)|\d{1,2}\)|[①-⑳]|-{1,2}[^\d]|(重点)?(任务|行动|工程|项目|实事|举措|专栏|附件|附表)[一二三四五六七八九十\d]*[:：、. ])";
    NUMBERED = r"^\d{1,2}[ \u{3000}]+[\u{4e00}-\u{9fff}]{2,14}$";
    PAGE = r"^[-_.·]*\d{1,3}[-_.·]*$|^第\d{1,3}页(共\d{1,3}页)?$";
    OWN_LINE = r"^[\u{4e00}-\u{9fff}]{1,12}(〔|\()20\d\d(〕|\))第?\d{1,4}号$|^20\d\d年\d{1,2}月\d{1,2}日$";
    LABEL = r"^.{2,8}[:：]";
    TITLE_END = r"(方案|规划|计划|意见|通知|办法|要点|措施|清单|行动|简本|分工|纲要|决定|细则|的函)(\([^()]{2,20}\))?$";
}

/// A paragraph.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    /// Line on which it starts.
    pub(crate) line: usize,
    /// The text as it was, broken lines put together.
    pub(crate) raw: String,
    /// The form for matching.
    pub(crate) norm: String,
    /// Its level as a heading, where the format marks it.
    pub(crate) heading: Option<u8>,
    /// For each byte of `norm`, the byte of `raw` it comes from; one more for the end.
    back: Vec<u32>,
    /// Where in `raw` further lines start.
    joins: Vec<(usize, usize)>,
}

impl Paragraph {
    fn new(line: &Line) -> Self {
        let mut paragraph = Paragraph {
            line: line.number,
            raw: line.text.clone(),
            norm: String::new(),
            heading: line.heading,
            back: vec![],
            joins: vec![],
        };
        paragraph.normalise();
        paragraph
    }

    /// A paragraph of its own for the words of a table's cell.
    pub(crate) fn of_cell(words: &str, line: usize) -> Self {
        Paragraph::new(&Line::new(line, words))
    }

    fn join(&mut self, line: &Line) {
        self.joins.push((self.raw.len(), line.number));
        self.raw.push_str(line.text.trim_start());
    }

    fn normalise(&mut self) {
        self.norm.clear();
        self.back.clear();
        let mut blanks = 0;
        let raw = self.raw.clone();
        let years = written_years(&raw);
        let row = raw.trim().matches('\t').count() > 1;
        for (at, c) in raw.char_indices() {
            if c == '\t' && row && !self.norm.is_empty() {
                self.push('|', at);
                continue;
            }
            if is_blank(c) {
                // Typists part a title from its text by wide blanks; single blanks mean nothing.
                blanks += if c == '\u{3000}' { 2 } else { 1 };
                continue;
            }
            if blanks >= 2 && wide_gap(&self.norm, c) {
                self.push(' ', at);
            }
            blanks = 0;
            let digit = years.iter().find(|(place, _)| *place == at).map(|(_, digit)| *digit);
            self.push(digit.unwrap_or_else(|| half_width(c)), at);
        }
        self.back.push(self.raw.trim_end().len() as u32);
    }

    /// 【牵头单位】市水利局 as 牵头单位:市水利局.
    fn unbracket(&mut self) {
        let Some(end) = super::forms::in_brackets(&self.norm) else { return };
        let (open, close) = ('〔'.len_utf8(), '〕'.len_utf8());
        self.norm.replace_range(open + end..open + end + close, ":");
        self.norm.replace_range(..open, "");
        self.back.drain(open + end + 1..open + end + close);
        self.back.drain(..open);
    }

    fn push(&mut self, c: char, at: usize) {
        self.norm.push(c);
        self.back.extend(std::iter::repeat_n(at as u32, c.len_utf8()));
    }

    /// The exact words behind a range of `norm`.
    pub(crate) fn quote(&self, range: Range<usize>) -> String {
        let place = |at: usize| self.back.get(at).map_or(self.raw.len(), |b| *b as usize);
        let (start, end) = (place(range.start), place(range.end));
        self.raw.get(start..end.max(start)).unwrap_or_default().trim().to_owned()
    }

    /// The line on which a byte of `norm` stands.
    pub(crate) fn line_of(&self, at: usize) -> usize {
        let raw = self.back.get(at).map_or(self.raw.len(), |b| *b as usize);
        self.joins.iter().rev().find(|(start, _)| *start <= raw).map_or(self.line, |(_, line)| *line)
    }

    /// Whether it is a row of a table.
    pub(crate) fn is_row(&self) -> bool {
        self.norm.contains('|')
    }
}

/// Whether a line is a row: cells parted by | or by tabs.
fn is_row(line: &str) -> bool {
    line.contains('|') || line.trim().matches('\t').count() > 1
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{a0}' | '\u{ad}')
}

fn wide_gap(before: &str, after: char) -> bool {
    before.chars().next_back().is_some_and(is_han) && is_han(after)
}

/// Whether a character is Chinese writing.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '“' | '”' | '《' | '》')
}

/// A sign that no sentence begins with: ◆, ■, ★ and those of fonts of signs.
pub(crate) fn is_sign(c: char) -> bool {
    matches!(c, '\u{b7}' | '\u{2020}'..='\u{2023}' | '\u{203b}' | '\u{2190}'..='\u{21ff}' | '\u{25a0}'..='\u{2775}'
        | '\u{2794}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{e000}'..='\u{f8ff}' | '*')
}

/// One character for one: the half-width twin of full-width forms and of look-alike brackets.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '〔' | '［' | '[' | '【' | '〖' => '〔',
        '〕' | '］' | ']' | '】' | '〗' => '〕',
        '—' | '–' | '―' | '−' | '‐' | '‑' => '-',
        '～' | '〜' | '∼' => '~',
        '、' | '。' => c,
        '〈' => '(',
        '〉' => ')',
        '　' => ' ',
        '﹙' => '(',
        '﹚' => ')',
        '：' | '∶' | '﹕' => ':',
        '㎡' => '㎡',
        '≧' => '≥',
        '≦' => '≤',
        '！'..='～' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// The half-width form of a short text, without white space: for comparing names.
pub(crate) fn plain(text: &str) -> String {
    let years = written_years(text);
    let one = |(at, c): (usize, char)| {
        years.iter().find(|(place, _)| *place == at).map_or_else(|| half_width(c), |(_, digit)| *digit)
    };
    text.char_indices().filter(|(_, c)| !is_blank(*c)).map(one).collect()
}

/// 二〇二六年: the places of its digits, each with the digit that it is.
fn written_years(text: &str) -> Vec<(usize, char)> {
    const DIGITS: &str = "〇一二三四五六七八九";
    let digit = |c: char| match c {
        '○' | '零' | 'Ｏ' | 'O' | 'o' => Some('0'),
        c => DIGITS.chars().zip('0'..='9').find(|(han, _)| *han == c).map(|(_, digit)| digit),
    };
    let mut found = vec![];
    for (end, _) in text.match_indices('年').filter(|(at, _)| *at >= 10) {
        let last: Vec<(usize, char)> = text[..end].char_indices().rev().take(4).collect();
        let read: Vec<(usize, char)> =
            last.iter().rev().filter_map(|(at, c)| Some((*at, digit(*c)?))).collect();
        let century: String = read.iter().take(2).map(|(_, digit)| digit).collect();
        if read.len() == 4 && century == "20" {
            found.extend(read);
        }
    }
    found
}

static END: LazyLock<&[char]> =
    LazyLock::new(|| &['。', '!', '?', ';', ':', ')', '〕', '.', '！', '？', '；', '：', '）', '】', ']']);

/// Puts lines together to paragraphs.
pub(crate) fn paragraphs(lines: &[Line], grids: &[Grid]) -> Vec<Paragraph> {
    let width = wrap_width(lines);
    let mut made: Vec<Paragraph> = vec![];
    let mut open = false;
    let forms: Vec<_> = grids.iter().filter(|grid| super::forms::is_form(grid)).map(Grid::lines).collect();
    let told = |l: &&Line| !plain(&l.text).is_empty() && !PAGE.is_match(&plain(&l.text));
    for line in lines.iter().filter(told) {
        let text = plain(&line.text);
        let opens_anew = || {
            [&*HEADING, &*LABEL, &*OWN_LINE].iter().any(|r| r.is_match(&text))
                || NUMBERED.is_match(line.text.trim())
        };
        let continues = text.chars().count() > 1
            && !text.starts_with(is_sign)
            && (tears_measure(made.last(), &text)
                || open && (wants_figure(made.last(), &text) || !opens_anew()));
        let row = is_row(&line.text) || grids.iter().any(|grid| grid.lines().contains(&line.number));
        match made.last_mut() {
            Some(last) if continues && !row => last.join(line),
            _ => made.push(Paragraph::new(line)),
        }
        open = may_continue(&text, width) && !row;
    }
    made.iter_mut().filter(|p| !p.joins.is_empty()).for_each(Paragraph::normalise);
    for paragraph in made.iter_mut().filter(|p| forms.iter().any(|lines| lines.contains(&p.line))) {
        paragraph.norm = super::forms::unfold(&paragraph.norm);
    }
    made.iter_mut().for_each(Paragraph::unbracket);
    made
}

/// 控制在⏎1.36亿立方米以内: a line that ends in front of its figure is not over, whatever the figure looks like.
fn wants_figure(above: Option<&Paragraph>, text: &str) -> bool {
    let open = [
        "控制在",
        "达到",
        "不低于",
        "不少于",
        "不超过",
        "不高于",
        "降至",
        "降到",
        "提高到",
        "增加到",
        "超过",
        "大于",
        "小于",
    ];
    let ends = |p: &Paragraph| open.iter().any(|word| p.raw.trim_end().ends_with(word));
    text.starts_with(|c: char| c.is_ascii_digit()) && above.is_some_and(ends)
}

/// Words in which a line may end within a unit of measure, and how the next one then begins.
const TORN: [(&str, &[&str]); 4] = [
    ("立方", &["米"]),
    ("平方", &["米", "公里", "千米"]),
    ("微克/", &["立方", "升"]),
    ("毫克/", &["立方", "升", "千克"]),
];

/// 32微克/立方⏎米以下: a line that ends within a unit of measure is not over.
fn tears_measure(above: Option<&Paragraph>, text: &str) -> bool {
    let ends = |word: &str| above.is_some_and(|p| p.raw.trim_end().ends_with(word));
    TORN.iter().any(|(word, next)| ends(word) && next.iter().any(|next| text.starts_with(next)))
}

fn may_continue(text: &str, width: usize) -> bool {
    let long = breadth(text);
    let ends = text.ends_with(*END) || ends_list(text);
    // A heading of its own line is no broken line, unless the whole text is wrapped.
    let heading = HEADING.is_match(text) && !text.contains('。');
    let comma = text.ends_with([',', '、']) && long > 8;
    let title = TITLE_END.is_match(text) && text.chars().count() < 70 && !text.contains('。');
    !ends && !title && (comma || (long >= width && !(heading && width > 28)))
}

/// How broad a text is on the page, in Chinese characters: two digits take the place of one.
fn breadth(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>().div_ceil(2)
}

/// A line with a label that ends with the name of a unit is whole.
fn ends_list(text: &str) -> bool {
    let open = text.matches(['(', '〔']).count() > text.matches([')', '〕']).count();
    !open
        && text.contains("单位:")
        && super::names::split_names(text.rsplit(':').next().unwrap_or_default())
            .last()
            .is_some_and(|last| super::names::is_unit(last))
}

/// Pages of few characters a line, as a narrow column gives them: no line is longer than the rest, and
/// most of them are full.
fn narrow(lines: &[Line]) -> Option<usize> {
    let all: Vec<usize> = lines.iter().map(|line| breadth(&plain(&line.text))).filter(|b| *b > 0).collect();
    let most = all.iter().copied().max()?;
    let full = all.iter().filter(|b| **b + 3 > most).count();
    ((12..28).contains(&most) && all.len() >= 20 && full * 2 > all.len()).then(|| most.saturating_sub(3))
}

/// From which length on a line without an end was broken: text from PDF breaks all its lines alike.
fn wrap_width(lines: &[Line]) -> usize {
    if let Some(narrow) = narrow(lines) {
        return narrow;
    }
    let mut lengths = [0usize; 80];
    let (mut open, mut whole) = (0usize, 0usize);
    for line in lines {
        let text = plain(&line.text);
        let long = breadth(&text);
        whole += usize::from(long >= 80);
        if (18..80).contains(&long) && !text.ends_with(*END) && !text.contains('|') {
            lengths[long] += 1;
            open += 1;
        }
    }
    let (mode, _) = (18..78)
        .map(|at| (at, lengths[at - 1..=at + 1].iter().sum::<usize>()))
        .max_by_key(|(at, n)| (*n, *at))
        .unwrap_or((0, 0));
    let near: usize = lengths.get(mode.saturating_sub(2)..(mode + 3).min(80)).map_or(0, |l| l.iter().sum());
    // Where paragraphs stand on lines of their own, no line is broken.
    if whole > 2 {
        return 31;
    }
    if (open >= 12 && near * 2 > open) || (open >= 6 && near * 3 > open * 2) {
        mode.saturating_sub(3)
    } else {
        31
    }
}
