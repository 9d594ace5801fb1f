//! Passages that say the same become one.
//!
//! Takes what units said, in order; gives passages in that order. Never changes a word: a passage keeps the
//! writing of who said it first.

use std::collections::HashMap;

use crate::report::{Narrative, Passage};
use crate::wording;

/// Names up to this many stand in full.
pub(super) const NAMED: usize = 3;

/// What a unit said.
pub(super) struct Said<'a> {
    unit: &'a str,
    mark: Option<&'static str>,
    words: String,
    /// Whether something is asked about it.
    is_asked: bool,
}

impl<'a> Said<'a> {
    pub(super) fn of(unit: &'a str, mark: Option<&'static str>, narrative: &Narrative) -> Self {
        Said { unit, mark, words: said(narrative), is_asked: narrative.open.is_some() }
    }
}

/// The words of a narrative on one line, with an end.
pub(super) fn said(narrative: &Narrative) -> String {
    let mut words = narrative.prose.run_in();
    if !words.ends_with(['。', '！', '？', '…', '.', '!', '?', '”', '）']) {
        let kept = words.trim_end_matches(['；', ';', '，', ',', '、', '：', ':']).len();
        words.truncate(kept);
        words.push('。');
    } else if words.ends_with(['”', '）']) && !words.ends_with(['。', '!', '?']) {
        let inner = words.trim_end_matches(['”', '）']);
        if !inner.ends_with(['。', '！', '？']) {
            words.push('。');
        }
    }
    words
}

/// The words of a passage within a sentence: without their stop, with their mark.
pub(super) fn clause(words: &str) -> String {
    let (said, mark) = words.strip_suffix(wording::ASKED).map_or((words, ""), |said| (said, wording::ASKED));
    format!("{}{mark}", said.trim_end_matches('。'))
}

/// One passage for all who say the same; what is asked about carries its mark, and joins no other.
pub(super) fn merged<'a>(all: impl Iterator<Item = Said<'a>>) -> Vec<Passage> {
    let mut at: HashMap<(String, Option<&'static str>, bool), usize> = HashMap::new();
    let mut groups: Vec<(Vec<&str>, Said<'a>)> = vec![];
    for said in all {
        let place = *at.entry((bare(&said.words), said.mark, said.is_asked)).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((units, _)) => units.push(said.unit),
            None => groups.push((vec![said.unit], said)),
        }
    }
    let passage = |(units, said): (Vec<&str>, Said<'a>)| Passage {
        unit: names(&units),
        mark: said.mark,
        words: if said.is_asked { said.words + wording::ASKED } else { said.words },
        units: units.len(),
    };
    groups.into_iter().map(passage).collect()
}

/// 甲、乙、丙; beyond three 甲、乙等5家.
fn names(units: &[&str]) -> String {
    if units.len() <= NAMED {
        units.join("、")
    } else {
        format!("{}等{}家", units[..NAMED - 1].join("、"), units.len())
    }
}

/// What is compared: letters, digits and signs of arithmetic.
fn bare(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut before = None;
    for c in words.chars() {
        // A point or comma between digits is a part of the figure.
        let point =
            matches!(c, '.' | ',' | '-' | '—' | '～' | ':' | '：') && before.is_some_and(char::is_numeric);
        if c.is_alphanumeric() || "%％‰+＋=＝<＜>＞≥≤×÷/℃°".contains(c) || point {
            out.push(c);
        }
        before = Some(c);
    }
    // The end of a sentence after a figure is no part of it.
    out.truncate(out.trim_end_matches(['.', ',', '-', '—', '～', ':', '：']).len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(said: &[(&'static str, &str)]) -> Vec<(String, String, usize)> {
        let said = said.iter().map(|&(unit, words)| {
            let (words, is_asked) = words.strip_suffix('?').map_or((words, false), |words| (words, true));
            Said { unit, mark: None, words: words.to_owned(), is_asked }
        });
        merged(said).into_iter().map(|p| (p.unit, p.words, p.units)).collect()
    }

    #[test]
    fn what_is_asked_about_is_marked_and_joins_no_other() {
        let marked = all(&[("甲县", "巡查两次。"), ("乙县", "巡查两次。?"), ("丙县", "巡查两次。?")]);
        assert_eq!(
            marked,
            [
                ("甲县".into(), "巡查两次。".into(), 1),
                ("乙县、丙县".into(), "巡查两次。（待核实）".into(), 2)
            ]
        );
        assert_eq!([clause(&marked[0].1), clause(&marked[1].1)], ["巡查两次", "巡查两次（待核实）"]);
    }

    #[test]
    fn who_says_the_same_stands_together_and_nobody_else() {
        let same =
            [("甲县", "巡查 两次。"), ("乙县", "巡查三次。"), ("丙县", "巡查两次"), ("丁县", "巡查，两次。")];
        assert_eq!(
            all(&same),
            [("甲县、丙县、丁县".into(), "巡查 两次。".into(), 3), ("乙县".into(), "巡查三次。".into(), 1)]
        );
        let five = ["甲县", "乙县", "丙县", "丁县", "戊县"].map(|unit| (unit, "已列入计划。"));
        assert_eq!(all(&five), [("甲县、乙县等5家".into(), "已列入计划。".into(), 5)]);
    }

    #[test]
    fn a_sign_in_a_figure_is_no_punctuation() {
        for (one, other) in
            [("完成1.5公里。", "完成15公里。"), ("温度-3。", "温度3。"), ("1-11月。", "111月。")]
        {
            let both = all(&[("甲", one), ("乙", other)]);
            assert!(both.len() == 2 || one.starts_with("温度"), "{one} {other}");
        }
    }

    #[test]
    fn a_passage_ends_as_a_sentence() {
        for (text, line) in [
            ("完成", "完成。"),
            ("完成；", "完成。"),
            ("（已验收）", "（已验收）。"),
            ("“完成。”", "“完成。”"),
        ] {
            assert_eq!(said(&Narrative::read(text).unwrap()), line);
        }
    }
}
