//! Lists of units in brackets: which brackets there are, and which of them hold a list.
//!
//! Takes the matching form of a paragraph; gives the brackets that name who answers, by label, by final
//! verb, or by the names alone. Never takes a remark on the words in front (含…, 其中…) for a list.

use std::ops::Range;

use super::names::{self, is_known, split_names};
use super::text::patterns;
use super::units::{Clause, LABEL, LABEL_COLON, read, split_outside, without_tail};

patterns! {
    DAY = r"^(到)?(20\d\d年(\d{1,2}月)?(\d{1,2}日)?|\d{1,2}月(份|\d{1,2}日)?)(年?底|末|上旬|中旬|下旬)?(之?前)?(完成)?$|^(全年|年底前?|持续推进|长期坚持|常年|常态化推进)$";
}

/// Outer brackets of every kind, nested and mismatched ones included.
pub(super) fn outer(norm: &str) -> Vec<Range<usize>> {
    let mut found = vec![];
    let (mut depth, mut start) = (0usize, 0);
    for (at, c) in norm.char_indices() {
        match c {
            '(' | '〔' => {
                // A list of units that was never closed ends where the next one opens.
                if depth == 1
                    && LABEL_COLON.find(&norm[at..]).is_some_and(|m| m.start() == c.len_utf8())
                    && norm[start..at].contains("单位:")
                {
                    found.push(start..at);
                    (depth, start) = (1, at + c.len_utf8());
                    continue;
                }
                if depth == 0 {
                    start = at + c.len_utf8();
                }
                depth += 1;
            }
            ')' | '〕' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.push(start..at);
                }
            }
            _ => {}
        }
    }
    if depth > 0 {
        found.push(start..norm.trim_end_matches(['。', ')', '〕']).len().max(start));
    }
    found
}

/// The list of units in a bracket, if it is one.
pub(super) fn list(norm: &str, range: Range<usize>) -> Option<Clause> {
    let inside = norm.get(range.clone())?;
    // 所有县（市、区）: levels of places, not bodies.
    let levels = inside.chars().all(|c| "县市区旗州盟镇乡街道、,".contains(c));
    if inside.chars().count() < 3 || levels {
        return None;
    }
    // 【责任单位】市水利局: the label alone is in the bracket.
    if LABEL.find(inside).is_some_and(|m| m.range() == (0..inside.len())) {
        return None;
    }
    let labelled = LABEL_COLON.is_match(inside)
        || LABEL.find(inside).is_some_and(|m| m.start() == 0)
        || other_label(inside).is_some();
    // 市水利局；2026年12月底: by when is no name.
    let dated = |piece: &String| DAY.is_match(piece);
    let pieces: Vec<String> = split_names(inside).into_iter().filter(|p| !dated(p)).collect();
    let known = |piece: &String| is_known(super::roles::mark(&without_tail(piece)).0);
    let names = pieces.iter().filter(|p| known(p)).count();
    // 植保站、土肥站负责: a final verb makes a list of what ends like units.
    let units = !pieces.is_empty() && pieces.iter().all(|p| names::is_unit(&without_tail(p)));
    let tailed = (names > 0 || units)
        && split_outside(inside, &[',', ';', '、', '。', ' '])
            .iter()
            .any(|p| super::roles::tail(p).is_some_and(|(at, ..)| at > 0));
    // 市水利局牵头 needs one name, a bare list two; one bare name stands at the end or behind a title.
    let all = names > 0 && names == pieces.len();
    let after = norm.get(range.end..)?.trim_start_matches([')', '〕', '。', ' ', ';']);
    let title = range.start < 100 && (norm[..range.start].rfind(['。', ',', ';']).is_none());
    let placed = after.is_empty() || (title && (after.starts_with(':') || pieces.len() > 1));
    // 含…, 包括…: a remark on the words in front, wherever the names stand.
    if ["含", "包括", "如", "即", "其中", "以下简称"].iter().any(|w| inside.starts_with(w)) {
        return None;
    }
    let at_end = norm[range.end..].chars().nth(1).is_none_or(|c| "。;".contains(c)) || after.is_empty();
    // 推进岸电建设。（港航中心、建设处）: a bracket of offices alone behind the last sentence.
    let before = norm[..range.start].trim_end_matches(['(', '〔']);
    let last = after.is_empty() && before.ends_with('。');
    let like = pieces.iter().filter(|p| names::is_unit(&without_tail(p))).count();
    let offices = last && like * 2 >= pieces.len() && pieces.iter().all(|p| names::may_be_unit(p));
    // 编制规划。（市水利局，2026年6月底前）完成…: right behind the title, with a day or a second name.
    let opens = title_ends(before) && (names > 1 || names < split_names(inside).len());
    let listed = labelled
        || (all && opens)
        || tailed
        || (like > 0 && (units && last || offices))
        || (names > 1 && names * 2 >= pieces.len() && (placed || at_end))
        || (all && placed);
    if listed { read(norm, range, labelled || offices) } else { None }
}

/// 责任分工: a short label that no list knows, in front of known names.
pub(super) fn other_label(words: &str) -> Option<usize> {
    let at = words.find(':').filter(|at| (2..=8).contains(&words[..*at].chars().count()))?;
    // 抄送：市委办公室: who is to read it, not who is to act.
    let letter = ["抄送", "主送", "抄报", "分送", "报送"].contains(&&words[..at]);
    let label = !letter && words[..at].chars().all(super::text::is_han);
    let first = split_names(words[at + 1..].split([';', '。']).next()?);
    let known = first.iter().filter(|name| is_known(&without_tail(name))).count();
    (label && known > 0 && known * 2 >= first.len()).then_some(at + 1)
}

/// Whether the words in front are a title and nothing else.
fn title_ends(before: &str) -> bool {
    before.chars().count() < 40 && before.ends_with('。') && before.matches(['。', ',', ';']).count() == 1
}
