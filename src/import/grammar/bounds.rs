//! Where the words that belong to a figure begin and end.
//!
//! Takes the words between two figures; tells which of the two they belong to.
//! Never decides whether a figure is a target.

use super::classify::METRIC_END;
use super::measure::relation;

/// 公交站点500米覆盖率达到100%: what stands behind the distance is the end of the name.
pub(super) fn is_metric_word(words: &str) -> bool {
    let stem = relation(words).map_or(words, |found| &words[..found.start]);
    // 50米范围内公交接驳率: the range goes with its figure.
    let stem =
        ["范围以内", "范围内", "半径内", "以内"].iter().find_map(|w| stem.strip_prefix(w)).unwrap_or(stem);
    let short = (2..=6).contains(&stem.chars().count());
    short && METRIC_END.is_match(stem) && stem.chars().all(super::text::is_han)
}

/// 460辆(2025年160辆、2026年100辆): a bracket that opened in front of a figure ends what belongs to it.
pub(super) fn open_part(words: &str) -> usize {
    let mut depth = 0;
    let closes = |c: char| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth < 0
    };
    words.find(closes).unwrap_or(words.len())
}

/// How long a bracket is that opens the words.
pub(super) fn aside_ahead(words: &str) -> usize {
    let whole = words.starts_with('(').then(|| words.find(')')).flatten();
    whole.map_or(0, |at| at + 1)
}

/// 90%以上大型矿山、80%以上中型矿山; 5000户改厕和30座公厕: what stands before the joint belongs to the
/// figure before.
pub(super) fn joint(between: &str) -> usize {
    if let Some(at) = between.find('、').filter(|at| *at > 0) {
        return at + '、'.len_utf8();
    }
    let tail = ["以及", "和", "及", "与"].iter().any(|j| between.ends_with(j) && between.len() > j.len());
    if tail { between.len() } else { 0 }
}
