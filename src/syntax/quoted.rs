//! A value that begins with a quote and goes on behind it: `"一口一档"已建立`.
//!
//! Takes a line that the parser failed at; gives how the value is to be written.
//! Never touches values in braces: there a comma may be what is missing.

use std::ops::Range;

use super::copy::Copy;
use super::layout::entry;
use super::vocabulary;

/// Such a value, put into quotes as a whole in the copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quoted {
    /// The value, in bytes of the original.
    pub(super) place: Range<usize>,
    /// The line as it is to be written, from its key on.
    pub(super) written: String,
    /// Whether words may stand there: if not, the value counts without its quotes, and may be wrong by itself.
    pub(super) is_text: bool,
}

/// Keys behind which no running text stands.
pub(super) const NO_TEXT: [&str; 22] = [
    "nianbao",
    "plan",
    "year",
    "unit",
    "sample",
    "filled_on",
    "as_of",
    "phone",
    "id",
    "status",
    "percent",
    "new_due",
    "planned",
    "spent",
    "value",
    "n",
    "of",
    "value_status",
    "missing",
    "period",
    "done_on",
    "document_number",
];

/// Mends the value of a line, if it is one of these.
pub(super) fn mend(copy: &mut Copy<'_>, line: usize) -> Option<Quoted> {
    let (start, words) = (copy.line(line).start, copy.words(line));
    let found = entry(words).filter(|found| !found.key.starts_with(['{', '[']))?;
    let quote = found.value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inside = &found.value[1..];
    let behind = inside[inside.find(quote)? + 1..].trim_start();
    if behind.is_empty() || behind.starts_with(['#', ',', '}', ']']) {
        return None;
    }
    let from = start + words.rfind(found.value)?;
    let place = from..from + found.value.len();
    let is_text = !NO_TEXT.contains(&vocabulary::english_key(found.key).unwrap_or(found.key));
    let whole = format!("'{}'", found.value.replace('\'', "''"));
    let plain = if is_text { full_width(found.value) } else { found.value.replace(quote, "") };
    copy.edit(place.clone(), if is_text { whole.clone() } else { plain.clone() });
    let means_something = plain.contains(": ") || plain.contains(" #") || plain.ends_with(':');
    let value = if means_something { whole } else { plain };
    Some(Quoted { place, written: format!("{}: {value}", found.key), is_text })
}

/// Quotes as Chinese text has them.
fn full_width(text: &str) -> String {
    let (mut double, mut single) = (false, false);
    let turn = |open: &mut bool, pair: [char; 2]| {
        *open = !*open;
        pair[usize::from(!*open)]
    };
    let quotes = |c| match c {
        '"' => turn(&mut double, ['“', '”']),
        '\'' => turn(&mut single, ['‘', '’']),
        c => c,
    };
    text.chars().map(quotes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_with_a_quote_is_one_text() {
        for (line, written) in [
            ("  进展情况: \"一口一档\"已建立", Some("进展情况: “一口一档”已建立")),
            ("来源: '年报'第3页", Some("来源: ‘年报’第3页")),
            ("来源: \"年报\": 第3页", Some("来源: '\"年报\": 第3页'")),
            ("完成率: \"45\"%", Some("完成率: 45%")),
            ("来源: \"年报\" # 待核", None),
            ("来源: \"年报", None),
            ("  - {编号: \"1\"号}", None),
        ] {
            let mut copy = Copy::new(line);
            assert_eq!(mend(&mut copy, 0).map(|found| found.written).as_deref(), written, "{line}");
        }
    }
}
