//! The numbers of a sentence, as official Chinese writes them: `4.5%`, `１２万户`, `百分之三十`, `1—2个`.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::syntax::{number_at, part_of, scale_of};

/// A number of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Amount {
    /// Its value, 万 and 亿 multiplied out.
    pub(super) value: Decimal,
    /// The upper end, where it is a range.
    pub(super) upper: Option<Decimal>,
    /// Whether 万 or 亿 stood behind it.
    scaled: bool,
    /// `%` or `‰`, by the words before it (百分之, 千分之).
    part_of: Option<&'static str>,
    /// Its bytes, without what follows.
    pub(super) range: Range<usize>,
}

impl Amount {
    /// The numbers of a sentence in which width does not differ; years of the calendar are left out.
    pub(super) fn all(text: &str) -> Vec<Amount> {
        let (mut found, mut at): (Vec<Amount>, usize) = (vec![], 0);
        while let Some(c) = text[at..].chars().next() {
            match amount_at(text, at) {
                Some(amount) => {
                    at = amount.range.end;
                    let year = amount.range.len() == 4 && text[at..].starts_with('年');
                    if !year {
                        found.push(amount);
                    }
                }
                None => at += c.len_utf8(),
            }
        }
        found
    }

    /// Whether a unit of measure is the one that follows; `None` fits all.
    pub(super) fn has_unit(&self, text: &str, unit: Option<&str>) -> bool {
        self.unit_end(text, unit).is_some()
    }

    /// Where a unit of measure ends that follows; `None` when another follows.
    pub(super) fn unit_end(&self, text: &str, unit: Option<&str>) -> Option<usize> {
        let end = self.range.end;
        let Some(unit) = unit.map(|unit| split_scale(unit).1) else { return Some(end) };
        let rest = &text[end..];
        if let Some(part) = self.part_of {
            return (unit == part).then_some(end);
        }
        let behind = |unit: &str| end_of_unit(rest, unit).map(|length| end + length);
        let spelt = spellings(unit).into_iter().find_map(behind);
        let first = || unit.split_once('/').and_then(|(first, _)| behind(first));
        // `300亿`: the unit is left to be understood.
        let ends = rest.chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '%');
        spelt.or_else(first).or_else(|| (self.scaled && ends).then_some(end))
    }

    /// The number as the sentence has it, with what follows up to the end of the clause, cut short.
    pub(super) fn words<'t>(&self, text: &'t str) -> &'t str {
        let rest = &text[self.range.end..];
        let clause = rest.find(['，', ',', '。', '；', ';', '、', '(', '（']).unwrap_or(rest.len());
        let end = rest[..clause].char_indices().nth(6).map_or(clause, |(at, _)| at);
        &text[self.range.start..self.range.end + end]
    }
}

/// A unit of measure without 万 and 亿 before it, and what these multiply by.
pub(super) fn split_scale(unit: &str) -> (Decimal, &str) {
    let mut scale = Decimal::ONE;
    let mut rest = unit.trim();
    while let Some((factor, after)) = scale_of(rest) {
        scale = scale.checked_mul(factor).unwrap_or(scale);
        rest = after;
    }
    (scale, rest)
}

fn spellings(unit: &str) -> Vec<&str> {
    let others: &[&str] = match unit {
        "%" => &["％"],
        "立方米/秒" => &["流量", "个流量", "m3/s"],
        "兆瓦" => &["MW"],
        "千瓦" => &["kW", "KW"],
        "平方公里" => &["km2", "平方千米"],
        "公里" => &["千米", "km"],
        "微克/立方米" => &["μg/m3", "ug/m3"],
        "百分点" | "个百分点" => &["个百分点", "百分点"],
        _ => &[],
    };
    std::iter::once(unit).chain(others.iter().copied()).collect()
}

/// How many bytes of a text a unit takes with which it goes on; `None` when it goes on otherwise, or with a longer one.
fn end_of_unit(text: &str, unit: &str) -> Option<usize> {
    let rest = text.strip_prefix('个').filter(|_| !unit.starts_with('个')).unwrap_or(text);
    let longer = |after: &str| after.starts_with('/') || (unit.ends_with('瓦') && after.starts_with('时'));
    rest.strip_prefix(unit).filter(|after| !longer(after)).map(|after| text.len() - after.len())
}

/// The amount that starts at a byte.
fn amount_at(text: &str, start: usize) -> Option<Amount> {
    let part = part_of(&text[start..]);
    let at = start + part.map_or(0, |(words, _)| words.len());
    let (first, mut end) = number_at(text, at)?;
    let mut upper = None;
    // `20%—30%`: the sign stands behind both ends.
    let sign = text[end..].strip_prefix('%').filter(|rest| rest.starts_with(['-', '—', '–', '～', '~']));
    let behind = end + usize::from(sign.is_some());
    let dash =
        text[behind..].chars().next().filter(|c| matches!(c, '-' | '—' | '–' | '～' | '~' | '至' | '到'));
    if let Some(dash) = dash
        && let Some((second, after)) = number_at(text, behind + dash.len_utf8())
        && second > first
    {
        (upper, end) = (Some(second), after);
    }
    let (scale, rest) = split_scale(&text[end..]);
    // 万 and 亿 must follow at once; split_scale would pass over blanks.
    let scaled = scale != Decimal::ONE && text[end..].ends_with(rest);
    let scale = if scaled { scale } else { Decimal::ONE };
    let end = if scaled { text.len() - rest.len() } else { end };
    let value = first.checked_mul(scale)?;
    let upper = upper.and_then(|upper: Decimal| upper.checked_mul(scale));
    let part_of = part.map(|(_, sign)| sign);
    Some(Amount { value, upper, scaled, part_of, range: start..end })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        Amount::all(text).iter().map(|a| a.value.normalize().to_string()).collect()
    }

    #[test]
    fn t13_numbers_are_read_as_people_write_them() {
        assert_eq!(values("到2027年,新增1,250.5公顷，改造3.2万户"), ["1250.5", "32000"]);
        assert_eq!(values("百分之三十五以上，建成十二座、一百零六处"), ["35", "12", "106"]);
        assert_eq!(values("百分之六点五以内，力争千分之三，达到百分之百"), ["6.5", "3", "100"]);
        assert_eq!(values("达410万千瓦，投资1.5亿元"), ["4100000", "150000000"]);
        let range = &Amount::all("打造3—5个样板")[0];
        assert_eq!((range.value, range.upper), (Decimal::from(3), Some(Decimal::from(5))));
    }

    #[test]
    fn t13_a_unit_is_the_whole_unit() {
        let has = |text: &str, unit: &str| Amount::all(text)[0].has_unit(text, Some(unit));
        assert!(
            has("5万户", "户")
                && has("5万户", "万户")
                && has("15个流量", "立方米/秒")
                && has("90亿。", "亿元")
        );
        assert!(!has("30千瓦时", "千瓦") && !has("30微克/立方米", "微克") && !has("3个百分点", "%"));
        assert!(
            has("百分之八十", "%")
                && has("千分之三", "‰")
                && !has("千分之三", "%")
                && has("每季度1次", "次/季度")
        );
    }
}
