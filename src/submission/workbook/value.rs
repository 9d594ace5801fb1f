//! What a cell says for a field, past what a spreadsheet makes of it.

use super::Book;
use super::rules;
use crate::diagnostic::Diagnostics;
use crate::source::{Place, Shown, Written, day_of};
use crate::syntax::{Cells, Piece, is_no_value};
use crate::workbook::{Field, Kind, Need, SAMPLE, SAMPLE_NOTE};

/// A day in 1985 and one in 2119, as a spreadsheet numbers them: what lies between may be a day.
const DAYS: std::ops::RangeInclusive<u32> = 31_000..=80_000;

/// In what money is asked for.
const FUNDS: &str = "万元";

/// A piece; `None` where the cell says nothing.
pub(super) type Value = Option<Piece>;

/// A cell with what it is for.
pub(super) struct Answer<'a> {
    pub(super) field: &'static Field,
    pub(super) written: &'a Written,
    pub(super) place: Place,
    /// The unit of measure of the row's figure.
    pub(super) unit: Option<&'a str>,
}

impl Answer<'_> {
    /// The piece that it becomes, with what is to be said of it.
    pub(super) fn read(&self, book: &Book<'_>, cells: &mut Cells, out: &mut Diagnostics) -> Value {
        let written = self.written;
        if !written.rounded.is_empty() && matches!(self.field.kind, Kind::Number | Kind::Percent) {
            self.rounded(out);
        }
        match (written.shown, self.field.kind) {
            (Shown::Error | Shown::Uncomputed, _) => self.no_result(cells, out),
            _ if is_blank(&written.text) || self.says_nothing() => None,
            (Shown::Percent, Kind::Number | Kind::Percent) => self.percent(cells, out),
            (Shown::Scaled, Kind::Number | Kind::Percent) => self.scaled(cells, out),
            (Shown::Measured, Kind::Number | Kind::Percent) => Some(cells.text(self.bare(), self.place)),
            (Shown::NoYear, Kind::Date | Kind::Due) => self.no_year(cells, out),
            (Shown::Date, Kind::Date | Kind::Due) => {
                let day = written.text.split(' ').next().unwrap_or("");
                Some(cells.text(day, self.place))
            }
            (Shown::Date | Shown::NoYear, _) => self.made_a_date(cells, out),
            (Shown::Number, Kind::Date | Kind::Due) => self.day(cells, out),
            (_, Kind::Evidence) => evidence(book, self.place, cells),
            (_, Kind::Explanation) => explanation(book, self.place, cells),
            (_, Kind::Text) => Some(cells.text(&*written.text, self.place)),
            _ => Some(cells.text(written.text.trim(), self.place)),
        }
    }

    /// Whether words stand there that say that there is nothing, where something else is asked for.
    pub(super) fn says_nothing(&self) -> bool {
        let asks = match self.field.kind {
            // Who has no value says why in a cell of its own.
            Kind::Number => self.field.key != "value",
            Kind::Percent | Kind::Date | Kind::Due | Kind::Phone => true,
            Kind::Line => self.field.need != Need::Always || self.field.key.starts_with("people."),
            Kind::Text => self.field.key == "nil_return",
            Kind::Word(_) | Kind::Evidence | Kind::Explanation => false,
        };
        asks && self.written.shown == Shown::Text && is_no_value(&self.written.text)
    }

    fn name(&self) -> &'static str {
        self.field.heading()
    }

    fn no_result(&self, cells: &mut Cells, out: &mut Diagnostics) -> Value {
        let (name, text) = (self.name(), &self.written.text);
        let message = match self.written.shown {
            Shown::Error => format!("“{name}”的公式算不出结果，显示“{text}”"),
            _ => format!("“{name}”是公式，文件里没有它的结果"),
        };
        out.report(&rules::NO_RESULT, self.place, message)
            .label("这一格没有可以读取的内容")
            .help("请直接填写结果；或在 Excel 里复制这一格，“选择性粘贴”为“数值”，保存后重新提交");
        Some(cells.faulty(self.place))
    }

    /// `98%` typed into a cell: it holds 0.98 and shows 98%.
    fn percent(&self, cells: &mut Cells, out: &mut Diagnostics) -> Value {
        let number = self.written.text.trim_end_matches('%');
        let in_percent = self.field.kind == Kind::Percent || self.unit == Some("%");
        if !in_percent {
            let measured = match self.unit {
                Some(unit) => format!("，而这个指标的计量单位是“{unit}”"),
                None => "，这里应填数本身".to_owned(),
            };
            out.report(
                &rules::PERCENT_FOR_OTHER,
                self.place,
                format!("“{}”显示为“{}”{measured}", self.name(), self.written.text),
            )
            .label("Excel 把这一格当作百分数")
            .help("把单元格格式改为“文本”，再填写实际的数");
            return Some(cells.faulty(self.place));
        }
        out.report(&rules::PERCENT, self.place, format!("“{}”已读作{number}", self.written.text))
            .label("Excel 把这一格存成了百分数")
            .help(format!("把单元格格式改为“文本”，填 {number}"));
        Some(cells.text(number, self.place))
    }

    /// The digits of a cell whose format shows the very unit that is asked for; else all that it shows, as if it
    /// had been typed.
    fn bare(&self) -> &str {
        let unit = match self.field.kind {
            Kind::Percent => Some("%"),
            _ if self.field.key.starts_with("funds.") => Some(FUNDS),
            _ => self.unit,
        };
        let text = self.written.text.trim();
        let digits = unit.and_then(|unit| text.strip_suffix(unit.trim()));
        digits
            .filter(|digits| digits.bytes().all(|b| b.is_ascii_digit() || b"-.".contains(&b)))
            .unwrap_or(text)
    }

    /// A format shows 96.04 as 96.0, which is what everybody has signed who saw the sheet.
    fn rounded(&self, out: &mut Diagnostics) {
        let (name, shown, all) = (self.name(), &self.written.rounded, &self.written.text);
        out.report(&rules::ROUNDED, self.place, format!("“{name}”显示为“{shown}”，存的是{all}，按存的读取"))
            .label("单元格格式少显示了几位小数")
            .help("把单元格格式改为“文本”，写要报送的数：打印签字的和报送的应是同一个数");
    }

    /// A format shows 12000000 as 1200.0 or as 12,000.
    fn scaled(&self, cells: &mut Cells, out: &mut Diagnostics) -> Value {
        let (name, shown, stored) = (self.name(), &self.written.text, &self.written.stored);
        out.report(&rules::SCALED, self.place, format!("“{name}”显示为“{shown}”，存的却是{stored}"))
            .label("单元格格式把末尾几位数省去了，看不出要填哪一个")
            .help("把单元格格式改为“文本”，按要求的计量单位重新填写这个数");
        Some(cells.faulty(self.place))
    }

    /// `6月30日` typed into a cell: the program has added the year in which it was typed.
    fn no_year(&self, cells: &mut Cells, out: &mut Diagnostics) -> Value {
        let day = self.written.text.split(' ').next().unwrap_or("");
        out.report(&rules::NO_YEAR, self.place, format!("“{}”只显示月和日，已读作 {day}", self.name()))
            .label("年份是 Excel 加上的")
            .help(format!("请核对年份；把单元格格式改为“文本”，填 {day}"));
        Some(cells.text(day, self.place))
    }

    /// `1-11` typed into a cell became a day in January.
    fn made_a_date(&self, cells: &mut Cells, out: &mut Diagnostics) -> Value {
        out.report(
            &rules::MADE_A_DATE,
            self.place,
            format!("“{}”这一格是日期{}，不是要填的内容", self.name(), self.written.text),
        )
        .label("多半是 Excel 把“1-11”一类的写法改成了日期")
        .help("把单元格格式改为“文本”，重新填写；时段写“1—11月”，用长横线");
        Some(cells.faulty(self.place))
    }

    /// A day whose cell lost its format.
    fn day(&self, cells: &mut Cells, out: &mut Diagnostics) -> Value {
        let text = self.written.text.trim();
        let whole = text.split('.').next().unwrap_or("").parse::<u32>().ok();
        let day = whole.filter(|number| DAYS.contains(number)).and_then(|_| day_of(text));
        if let Some(day) = &day {
            out.report(&rules::DAY_AS_NUMBER, self.place, format!("“{text}”已读作日期 {day}"))
                .label("Excel 用这个数代表日期")
                .help(format!("请核对；把单元格格式改为“文本”，填 {day}"));
        }
        Some(cells.text(day.as_deref().unwrap_or(text), self.place))
    }
}

/// Whether there is nothing but blanks.
pub(super) fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// Lines that say something, with their bytes in the cell.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split('\n').filter_map(move |line| {
        let start = at + line.len() - line.trim_start().len();
        at += line.len() + 1;
        (!is_blank(line)).then_some((start, line.trim()))
    })
}

/// A document a line: `标题` or `标题〔文件：名称〕`.
fn evidence(book: &Book<'_>, place: Place, cells: &mut Cells) -> Value {
    let mut items = vec![];
    for (start, line) in lines(book.sources.text(place)) {
        let named = line.strip_suffix('〕').and_then(|line| line.rsplit_once("〔文件："));
        let (title, file) = match named {
            Some((title, file)) if !is_blank(file) => (title.trim_end(), Some(file)),
            _ => (line, None),
        };
        let mut pairs = vec![("title", cells.text(title, place.within(start..start + title.len())))];
        if let Some(file) = file {
            let end = start + line.len() - '〕'.len_utf8();
            pairs.push(("file", cells.text(file.trim(), place.within(end - file.len()..end))));
        }
        items.push(cells.map(&pairs, place.within(start..start + line.len())));
    }
    Some(cells.list(&items, place))
}

/// Words, or `N421：words` for each code; lines without one belong to the code before.
fn explanation(book: &Book<'_>, place: Place, cells: &mut Cells) -> Value {
    let text = book.sources.text(place);
    let mut answers: Vec<(&str, std::ops::Range<usize>)> = vec![];
    for (start, line) in lines(text) {
        let end = start + line.len();
        match (code(line), answers.last_mut()) {
            (Some((code, offset)), _) => answers.push((code, start + offset..end)),
            (None, Some((_, range))) => range.end = end,
            (None, None) => return Some(cells.text(text, place)),
        }
    }
    let mut pairs = vec![];
    for (code, range) in answers {
        pairs.push((code, cells.text(&text[range.clone()], place.within(range))));
    }
    Some(cells.map(&pairs, place))
}

/// The code at the beginning of a line, and where its words begin.
fn code(line: &str) -> Option<(&str, usize)> {
    let code = line.get(..4)?;
    let is_code = code.starts_with(['N', 'n']) && code[1..].bytes().all(|b| b.is_ascii_digit());
    let rest = line[4..].strip_prefix(['：', ':']).filter(|_| is_code)?.trim_start();
    Some((code, line.len() - rest.len()))
}

/// Whether a cell says that its row is the example.
pub(super) fn is_example(text: &str) -> bool {
    let text = text.trim();
    text == SAMPLE || text == SAMPLE_NOTE || text.starts_with("这一行是示例")
}
