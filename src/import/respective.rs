//! Lists of values after 分别, or after a list of years.
//!
//! Takes the first figure of a list; gives one goal a value, by years or by names.
//! Never pairs lists of different length without saying so.

use super::figures::Figure;
use super::goals::{Goal, Sentence};
use super::measure::{clean_name, relation};
use super::spot::Spot;
use super::text::patterns;

patterns! {
    METRIC_END = r"(率|比例|比重|占比|比率|面积|覆盖面|总量|总值|增加值|产值|容量|规模|数|系数|指数|满意度|长度|里程|装机|投资|收入|能力|密度|强度|浓度|天数|产量)$";
    RESPECTIVE = r"分别";
}

/// A list after 分别: one goal a value, by years or by names. Gives the goals and how many figures they took.
pub(super) fn listed(sentence: &Sentence<'_>, at: usize) -> Option<(Vec<Goal>, usize)> {
    let first = sentence.figures.get(at)?;
    let clause = sentence.clause(first.range.start);
    let left = sentence.words(clause.start..first.range.start);
    if !RESPECTIVE.is_match(left) {
        return None;
    }
    let joined = |a: &Figure, b: &Figure| {
        matches!(sentence.words(a.range.end..b.range.start), "、" | "和" | "与" | "及" | "以及")
    };
    let mut count = 1;
    while sentence
        .figures
        .get(at + count)
        .zip(sentence.figures.get(at + count - 1))
        .is_some_and(|(b, a)| joined(a, b))
    {
        count += 1;
    }
    if count < 2 {
        return None;
    }
    let figures = sentence.figures.get(at..at + count)?;
    let unit = figures.iter().rev().find(|f| !f.unit.is_empty()).map(|f| f.unit.clone()).unwrap_or_default();
    let found = relation(left.trim_end_matches("为").trim_end_matches("分别")).or_else(|| relation(left))?;
    let years: Vec<i32> = sentence
        .years
        .iter()
        .filter(|y| y.range.start < first.range.start && !y.past)
        .map(|y| y.year)
        .collect();
    let words = left.split("分别").next().unwrap_or(left);
    let names = names_of(words, count);
    let mut goals = vec![];
    for (order, figure) in figures.iter().enumerate() {
        let figure = Figure {
            unit: unit.clone(),
            post: figures.last().map(|f| f.post.clone()).unwrap_or_default(),
            ..figure.clone()
        };
        let spot = Spot {
            sentence,
            figure: &figure,
            clause: clause.clone(),
            left: clause.start..first.range.start,
            right: figure.range.end..figure.range.end,
            after_target: true,
        };
        let by_year = years.len() == count;
        let mut review = vec![];
        let name = match (&names, by_year) {
            (Some(names), false) => respective(names, order, &mut review),
            (_, true) => clean_name(words),
            (None, false) => {
                review.push("“分别”所列的数值与名称个数不一致，请核对".to_owned());
                clean_name(words)
            }
        };
        let name = if name.is_empty() { spot.name_before(&mut review) } else { name };
        let mut goal = spot.goal(name, &found, review);
        goal.quote = sentence.paragraph.quote(clause.start..figure.range.end);
        if by_year {
            goal.year = years.get(order).copied();
        }
        goals.push(goal);
    }
    Some((goals, count))
}

/// One of the names; where only the last is whole, what it measures is added.
fn respective(names: &[String], order: usize, review: &mut Vec<String>) -> String {
    let name = names.get(order).cloned().unwrap_or_default();
    match names.last() {
        Some(last) if METRIC_END.is_match(last) && !METRIC_END.is_match(&name) => {
            review.push("由“分别”拆开的名称，请补全".to_owned());
            format!("{name}（{last}）")
        }
        _ => name,
    }
}

fn names_of(words: &str, count: usize) -> Option<Vec<String>> {
    let stem = words.trim_end_matches(['、', ',']);
    let names: Vec<String> = super::units::split_outside(stem, &['、'])
        .into_iter()
        .flat_map(|part| part.split(['和', '与', '及']).map(clean_name).collect::<Vec<_>>())
        .filter(|n| !n.is_empty())
        .collect();
    (names.len() == count).then_some(names)
}
