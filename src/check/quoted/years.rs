//! The years of a sentence, as official Chinese writes them: `2027年`, `2027、2030年`, `2026—2030年`, `“十四五”末`.

use std::ops::Range;

/// A year of a quote, or a span of years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Year {
    /// The first year; the same as the last where it is one.
    pub(super) first: i32,
    /// The last year.
    pub(super) last: i32,
    /// Whether something is compared with it: 较2020年, 比2005年, 由2020年的, 在2020年基础上.
    pub(super) compared: bool,
    /// Its bytes.
    pub(super) range: Range<usize>,
}

impl Year {
    /// Whether a year is meant.
    pub(super) fn has(&self, year: i32) -> bool {
        (self.first..=self.last).contains(&year)
    }

    /// As the quote has it, with the number where it is said in other words.
    pub(super) fn words(&self, text: &str) -> String {
        let said = &text[self.range.clone()];
        if said.ends_with('年') {
            return said.to_owned();
        }
        if said.bytes().all(|b| b.is_ascii_digit()) {
            return format!("{said}年");
        }
        match self.first == self.last {
            true => format!("{said}（{}年）", self.last),
            false => format!("{said}（{}—{}年）", self.first, self.last),
        }
    }
}

/// The years of a sentence in which width does not differ, in their order.
pub(super) fn years(text: &str) -> Vec<Year> {
    let mut found = calendar(text);
    found.extend(five_year_plans(text));
    found.sort_by_key(|year| year.range.start);
    for year in &mut found {
        year.compared = is_compared(text, &year.range);
    }
    found
}

/// What joins the years of a span.
const TO: [char; 7] = ['-', '—', '–', '～', '~', '至', '到'];
/// What joins years that are listed.
const AND: [char; 4] = ['、', '和', '及', '与'];

/// `2027年`; before it, `2025—` makes a span of it, and `2025、` stands for a year of its own.
fn calendar(text: &str) -> Vec<Year> {
    let mut found: Vec<Year> = vec![];
    for (at, sign) in text.match_indices('年') {
        let Some(mut start) = four_digits_before(text, at) else { continue };
        let number = |start: usize| text[start..start + 4].parse::<i32>().unwrap_or_default();
        let mut year = Year {
            first: number(start),
            last: number(start),
            compared: false,
            range: start..at + sign.len(),
        };
        // Backwards over what is joined to it.
        while let Some(joint) =
            text[..start].chars().next_back().filter(|c| TO.contains(c) || AND.contains(c))
        {
            let before = text[..start].trim_end_matches(joint);
            let end = before.strip_suffix('年').map_or(before.len(), str::len);
            let Some(earlier) = four_digits_before(text, end) else { break };
            let is_span = TO.contains(&joint) && number(earlier) < year.first && year.first == year.last;
            // With its own 年, what is listed was found by itself.
            if !is_span && end != before.len() {
                break;
            }
            if is_span {
                found.retain(|known| known.range.start != earlier);
                (year.first, year.range.start) = (number(earlier), earlier);
            } else {
                let (first, range) = (number(earlier), earlier..earlier + 4);
                found.push(Year { first, last: first, compared: false, range });
            }
            start = earlier;
        }
        found.push(year);
    }
    found
}

/// Where four digits begin that end at a byte, and are no part of a longer number.
fn four_digits_before(text: &str, end: usize) -> Option<usize> {
    let start = end.checked_sub(4)?;
    let digits = text.get(start..end)?;
    let longer = text[..start].ends_with(|c: char| c.is_ascii_digit() || c == '.');
    (digits.bytes().all(|b| b.is_ascii_digit()) && digits.starts_with(['1', '2']) && !longer).then_some(start)
}

/// `“十四五”末`, `十五五期间`, `第十五个五年规划期末`: the plan of so many ends in 1955 and five times as many years.
/// Where no time is meant (纳入“十五五”规划), there is none.
fn five_year_plans(text: &str) -> Vec<Year> {
    let mut found = vec![];
    for (at, ten) in text.match_indices('十') {
        let rest = &text[at + ten.len()..];
        let Some(digit) = rest.chars().next() else { continue };
        let Some(unit) = "一二三四五六七八九".chars().position(|c| c == digit) else { continue };
        let rest = &rest[digit.len_utf8()..];
        let Some(rest) = rest.strip_prefix('五').or_else(|| rest.strip_prefix("个五年")) else {
            continue;
        };
        let rest = rest.trim_start_matches(['”', '"', '」', '’']);
        let rest = rest.strip_prefix("规划").unwrap_or(rest);
        let last = 1955 + 5 * (10 + i32::try_from(unit).unwrap_or_default() + 1);
        let times: [(&str, Range<i32>); 11] = [
            ("期末", last..last),
            ("时期末", last..last),
            ("期间末", last..last),
            ("末", last..last),
            ("期初", last - 4..last - 4),
            ("初", last - 4..last - 4),
            ("收官", last..last),
            ("期间", last - 4..last),
            ("时期", last - 4..last),
            ("期内", last - 4..last),
            ("以来", last - 4..last),
        ];
        if let Some((word, years)) = times.into_iter().find(|(word, _)| rest.starts_with(word)) {
            let start = text[..at].strip_suffix('第').map_or(at, str::len);
            let end = text.len() - rest.len() + word.len();
            found.push(Year { first: years.start, last: years.end, compared: false, range: start..end });
        }
    }
    found
}

fn is_compared(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end_matches(['“', '"', '「', '‘']);
    let before = before.strip_suffix('在').unwrap_or(before);
    let behind = text[range.end..].trim_start_matches(['年', '底', '末', '的']);
    before.ends_with(['较', '比', '与', '同', '于', '由', '从', '自'])
        || ["基础上", "相比", "为基", "水平"].iter().any(|word| behind.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(i32, i32, bool)> {
        years(text).into_iter().map(|year| (year.first, year.last, year.compared)).collect()
    }

    #[test]
    fn t13_years_are_read_as_people_write_them() {
        let one = |year: i32| (year, year, false);
        assert_eq!(read("到2027年、2030年分别达到"), [one(2027), one(2030)]);
        assert_eq!(read("2027、2028和2030年分别达到"), [one(2027), one(2028), one(2030)]);
        assert_eq!(read("2026—2030年每年新增"), [(2026, 2030, false)]);
        assert_eq!(read("2026年至2030年新增"), [(2026, 2030, false)]);
        assert_eq!(
            read("到2030年在2020年基础上提高,较2025年"),
            [one(2030), (2020, 2020, true), (2025, 2025, true)]
        );
        assert_eq!(read("12027年、近5年、3.2020年"), []);
    }

    #[test]
    fn t13_five_year_plans_have_their_years() {
        let one = |year: i32| (year, year, false);
        assert_eq!(read("“十四五”末达到60%"), [one(2025)]);
        assert_eq!(read("到\"十五五\"期末达到60%,十六五末"), [one(2030), one(2035)]);
        assert_eq!(read("第十四个五年规划期末"), [one(2025)]);
        assert_eq!(read("“十五五”期间新增,较“十三五”末提高"), [(2026, 2030, false), (2020, 2020, true)]);
        assert_eq!(read("纳入“十五五”规划,十五个,五十五五金"), []);
        let text = "“十四五”末";
        assert_eq!(years(text)[0].words(text), "十四五”末（2025年）");
    }
}
