//! The title in lines: broken by sense, never inside a word that offices use.
//!
//! Takes the words of a title; gives lines that fit. Never changes a character.

use super::widths::half_characters;

/// Twenty characters of 二号 fill 156 mm to a hair: not every program puts the last of them there.
const ROOM: u32 = 38;

/// Titles that are longer are not weighed: they are broken where they end.
const LONGEST: usize = 160;

/// What a break costs before these words, and behind those.
const BEFORE: [(&str, u64); 9] = [
    ("关于", 0),
    ("工作情况的", 10),
    ("情况的", 60),
    ("《", 60),
    ("“", 80),
    ("贯彻", 80),
    ("和", 500),
    ("及", 500),
    ("年度", 900),
];
/// Among them words in which such titles end a part.
const BEHIND: [(&str, u64); 17] = [
    ("》", 20),
    ("”", 60),
    ("年度", 60),
    ("办公室", 60),
    ("委员会", 120),
    ("、", 120),
    ("的", 160),
    ("建设", 500),
    ("保护", 500),
    ("规划", 500),
    ("方案", 500),
    ("行动", 500),
    ("治理", 500),
    ("发展", 600),
    ("工作", 600),
    ("文明", 800),
    ("环境", 800),
];
/// A break anywhere else, and one where none should be.
const ELSEWHERE: u64 = 4000;
const NEVER: u64 = 40_000;
/// What it costs to go on behind who speaks: 关于 begins a line.
const RUN_ON: u64 = 1000;

/// The lines of a title.
pub(super) fn lines(title: &str) -> Vec<String> {
    let characters: Vec<char> = title.chars().collect();
    if half_characters(title) <= ROOM || characters.len() > LONGEST {
        return vec![title.to_owned()];
    }
    let count = characters.len();
    // The cheapest way to every place, and where its last line begins.
    let mut best: Vec<(u64, usize)> = vec![(u64::MAX, 0); count + 1];
    best[0] = (0, 0);
    for end in 1..=count {
        for begin in (0..end).rev() {
            let line: String = characters[begin..end].iter().collect();
            let width = half_characters(&line);
            if width > ROOM && end - begin > 1 {
                break;
            }
            let (before, _) = best[begin];
            let rest = u64::from(ROOM.saturating_sub(width));
            let here = if end == count { 0 } else { price(&characters, end) };
            let runs_on = if line.find("关于").is_some_and(|at| at > 0) { RUN_ON } else { 0 };
            let cost =
                before.saturating_add(rest * rest / 4 + runs_on).saturating_add(here).saturating_add(200);
            if cost < best[end].0 {
                best[end] = (cost, begin);
            }
        }
    }
    let mut lines = vec![];
    let mut end = count;
    while end > 0 {
        let begin = best[end].1.min(end - 1);
        lines.push(characters[begin..end].iter().collect());
        end = begin;
    }
    lines.reverse();
    lines
}

/// What it costs to break before the character at `at`.
fn price(characters: &[char], at: usize) -> u64 {
    let (before, after) = (characters[at - 1], characters[at]);
    let glued =
        before.is_ascii_alphanumeric() && (after.is_ascii_alphanumeric() || "年月日.%".contains(after));
    if glued || "，。、；：！？）》”’〕".contains(after) || "（《“‘〔".contains(before) {
        return NEVER;
    }
    let rest: String = characters[at..].iter().take(6).collect();
    let done: String = characters[at.saturating_sub(6)..at].iter().collect();
    let ahead = BEFORE.iter().filter(|(words, _)| rest.starts_with(words)).map(|(_, cost)| *cost);
    let behind = BEHIND.iter().filter(|(words, _)| done.ends_with(words)).map(|(_, cost)| *cost);
    ahead.chain(behind).min().unwrap_or(ELSEWHERE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_broken_by_sense() {
        for (title, wanted) in [
            (
                "阳泉市生态环境保护委员会办公室关于2025年度全面推进美丽阳泉建设工作情况的报告",
                &["阳泉市生态环境保护委员会办公室", "关于2025年度全面推进美丽阳泉建设", "工作情况的报告"][..],
            ),
            ("关于2025年度河湖长制工作情况的报告", &["关于2025年度河湖长制工作情况的报告"][..]),
            (
                "望山市水务委员会关于2031年度“三江五湖”生态保护和水系文明建设、水系经济发展规划实施情况的报告",
                &[
                    "望山市水务委员会",
                    "关于2031年度“三江五湖”",
                    "生态保护和水系文明建设、",
                    "水系经济发展规划实施情况的报告",
                ][..],
            ),
            (
                "望山市河湖长制工作领导小组关于2031年度河湖治理情况的报告",
                &["望山市河湖长制工作领导小组", "关于2031年度河湖治理情况的报告"][..],
            ),
        ] {
            assert_eq!(lines(title), wanted, "{title}");
        }
    }

    #[test]
    fn no_title_loses_a_character_or_a_line_its_room() {
        for title in ["", "字", &"生态".repeat(70), &"生态".repeat(500), &"《甲、乙》2025".repeat(9)]
        {
            let lines = lines(title);
            assert_eq!(lines.concat(), title);
            assert!(lines.len() == 1 || lines.iter().all(|line| half_characters(line) <= ROOM), "{lines:?}");
        }
    }
}
