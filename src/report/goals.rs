//! 主要目标 of the paper: figures as sentences, goals in words as rows.
//!
//! Takes rows of the indicator table; gives words. Never reckons: every figure is the row's own.

use super::{Edition, IndicatorRow, PaperGoals};
use crate::wording::Aim;
use crate::wording::achievement::Figure;
use crate::wording::summary::title;

/// Whether it is a goal that nobody measures.
pub fn in_words<E: Edition>(row: &IndicatorRow<E>) -> bool {
    !row.shown.present && row.unit_of_measure == "—"
}

/// 同比, where there is one.
pub fn change<E: Edition>(row: &IndicatorRow<E>) -> Option<&str> {
    let text = row.change_text.as_str();
    ["上升", "下降", "持平"].iter().any(|word| text.starts_with(word)).then_some(text)
}

/// An indicator with a value, to be put into a sentence.
pub fn figure<E: Edition>(row: &IndicatorRow<E>) -> Figure<'_> {
    Figure {
        name: &row.link.text,
        value: if row.shown.present { &row.shown.value } else { "" },
        unit: if row.unit_of_measure == "—" { "" } else { &row.unit_of_measure },
        ratio: row.shown.ratio.as_deref(),
        period: row.shown.period.as_deref(),
        counted_on: row.shown.counted_on.as_deref(),
        status: row.shown.value_status.as_deref(),
        open: row.shown.open.as_deref(),
        change: change(row),
        aim: (row.target_full != "—").then(|| Aim {
            text: &row.target_full,
            note: row.target_note.as_deref(),
            difference: (row.difference != "—").then_some(row.difference.as_str()),
            is_good: row.is_good,
        }),
        judged: row.standing.word,
        note: row.standing_note.as_deref(),
        is_counted: row.is_counted,
        is_decided_elsewhere: row.is_decided_elsewhere,
        is_met: row.standing.key == "met",
        why: row.incomparable.as_deref(),
        lacks: row.lacks,
    }
}

/// Goals in words by year and judgement, as they read in a list.
pub fn table<'r, E: Edition>(of: i32, rows: impl Iterator<Item = &'r IndicatorRow<E>>) -> Vec<PaperGoals> {
    let mut kinds: Vec<PaperGoals> = vec![];
    for row in rows.filter(|row| in_words(row)) {
        let year = match row.target_note.as_deref() {
            None => format!("{of}年"),
            Some("长期目标") => "未定年份".to_owned(),
            Some(note) => note.trim_end_matches("目标").to_owned(),
        };
        let goal = match row.phrase.as_deref().unwrap_or(&row.target_full) {
            text if row.phrase.is_some() => title(text),
            "—" => title(&row.link.text),
            text if text.contains(row.link.text.as_str()) => title(text),
            text if joins(&row.link.text, text) => title(&format!("{}{text}", row.link.text)),
            text => title(&format!("{}：{text}", row.link.text)),
        };
        let standing = match row.standing.word {
            "达标" => "达到",
            "未达标" => "未达到",
            word => word,
        };
        match kinds.iter_mut().find(|kind| kind.year == year && kind.standing == standing) {
            Some(kind) => kind.goals.push(goal),
            None => kinds.push(PaperGoals { year, standing, goals: vec![goal] }),
        }
    }
    let rank = |kind: &PaperGoals| SETTLED.iter().position(|word| *word == kind.standing);
    kinds.sort_by(|one, other| {
        let order = |kind: &PaperGoals| rank(kind).unwrap_or(SETTLED.len());
        one.year.cmp(&other.year).then_with(|| order(one).cmp(&order(other)))
    });
    kinds
}

/// What has been decided stands before what has not.
const SETTLED: [&str; 2] = ["达到", "未达到"];

/// What says of the thing before it how it is or becomes: 水质 and 持续改善 make a sentence.
const PREDICATES: [&str; 40] = [
    "持续",
    "进一步",
    "基本",
    "全面",
    "显著",
    "得到",
    "更加",
    "更为",
    "逐步",
    "不断",
    "有效",
    "总体",
    "稳定",
    "初步",
    "大幅",
    "明显",
    "取得",
    "实现",
    "完成",
    "达到",
    "建成",
    "形成",
    "巩固",
    "提升",
    "提高",
    "下降",
    "减少",
    "增强",
    "改善",
    "繁荣",
    "迈上",
    "有序",
    "严格",
    "加快",
    "全覆盖",
    "不减少",
    "不反弹",
    "稳中",
    "深入",
    "创出",
];

/// Whether a name and what is to become of it read as one sentence: not where the target names the thing again.
fn joins(name: &str, text: &str) -> bool {
    let chars: Vec<char> = name.chars().collect();
    let end: String = chars[chars.len().saturating_sub(2)..].iter().collect();
    PREDICATES.iter().any(|word| text.starts_with(word)) && !text.contains(&end)
}

#[cfg(test)]
mod tests {
    use super::joins;

    #[test]
    fn a_goal_reads_as_a_sentence_where_it_is_one() {
        for (name, text) in [("河道水质", "持续改善"), ("分类收集", "全覆盖"), ("滨河绿带", "基本建成")]
        {
            assert!(joins(name, text), "{name} {text}");
        }
        for (name, text) in [
            ("岸线绿化", "全面绿化"),
            ("污水设施覆盖", "全覆盖"),
            ("河长名片", "打造一批"),
            ("碳达峰", "尽早达峰"),
            ("", "绿化"),
        ] {
            assert!(!joins(name, text), "{name} {text}");
        }
    }
}
