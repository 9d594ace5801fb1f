//! Sentences of the paper.
//!
//! Takes states and figures that were counted and judged; gives sentences as offices write them.
//! Never judges and never reckons.

use crate::plan::Due;

/// How units answered to a task.
pub struct TaskState<'a> {
    /// 完成时限.
    pub due: &'a Due,
    /// Their own statuses in words, one a unit that answered.
    pub statuses: &'a [&'static str],
    /// The status of the whole.
    pub whole: &'a str,
    /// Whether the office set it.
    pub decided: bool,
    /// Who did not answer, and why; empty where the reader need not know.
    pub silent: &'a [(&'a str, String)],
    /// How many units the plan asks.
    pub asked: usize,
}

/// `完成时限为2030年，10家单位报送，其中正常推进5家、长期坚持5家，总体正常推进；市商务局未报送。`
pub fn task(state: &TaskState<'_>) -> String {
    let due = match state.due {
        Due::Ongoing => String::new(),
        Due::Year(year) => format!("完成时限为{year}年，"),
        Due::Date(day) => format!("完成时限为{}，", day.chinese()),
    };
    let silent = silent(state.silent);
    let tail = if silent.is_empty() { String::new() } else { format!("；{silent}") };
    let n = state.statuses.len();
    if n == 0 && state.asked == 0 {
        return format!("{due}方案没有列出填报单位，本年度没有填报。");
    }
    if n == 0 {
        return format!("{due}本年度尚无单位填报{tail}。");
    }
    let kinds = by_kind(state.statuses);
    let alike = matches!(kinds.as_slice(), [(word, _)] if *word == state.whole);
    if alike {
        let all = if n == 1 { "" } else { "均" };
        return format!("{due}{n}家单位报送，{all}为{}{tail}。", state.whole);
    }
    let parts: Vec<String> = kinds.iter().map(|(word, n)| format!("{word}{n}家")).collect();
    let by = if state.decided { "经认定" } else { "" };
    format!("{due}{n}家单位报送，其中{}，{by}总体{}{tail}。", parts.join("、"), state.whole)
}

/// Statuses in the order of all keys, with how many say each.
fn by_kind(statuses: &[&'static str]) -> Vec<(&'static str, usize)> {
    const ORDER: [&str; 6] = ["已完成", "超前", "正常推进", "滞后", "未启动", "长期坚持"];
    let mut kinds: Vec<(&'static str, usize)> = vec![];
    for &word in statuses {
        match kinds.iter_mut().find(|(known, _)| *known == word) {
            Some((_, n)) => *n += 1,
            None => kinds.push((word, 1)),
        }
    }
    kinds.sort_by_key(|(word, _)| ORDER.iter().position(|known| known == word).unwrap_or(ORDER.len()));
    kinds
}

/// `市商务局、市司法局未报送，市委编办为零报告`.
fn silent(units: &[(&str, String)]) -> String {
    let mut why: Vec<(&str, Vec<&str>)> = vec![];
    for (unit, word) in units {
        match why.iter_mut().find(|(known, _)| known == word) {
            Some((_, units)) => units.push(unit),
            None => why.push((word, vec![unit])),
        }
    }
    let said = why.iter().map(|(word, units)| match *word {
        "零报告" => format!("{}为零报告", units.join("、")),
        word => format!("{}{word}", units.join("、")),
    });
    said.collect::<Vec<_>>().join("，")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_in_one_sentence() {
        let none =
            [("丙局", "未报送".to_owned()), ("丁局", "零报告".to_owned()), ("戊局", "未报送".to_owned())];
        let state = |statuses, whole, silent| TaskState {
            due: &Due::Year(2031),
            statuses,
            whole,
            decided: false,
            silent,
            asked: 5,
        };
        assert_eq!(
            task(&state(&["正常推进", "滞后", "正常推进"], "滞后", &none)),
            "完成时限为2031年，3家单位报送，其中正常推进2家、滞后1家，总体滞后；丙局、戊局未报送，丁局为零报告。"
        );
        assert_eq!(task(&state(&["滞后", "滞后"], "滞后", &[])), "完成时限为2031年，2家单位报送，均为滞后。");
        assert_eq!(task(&state(&[], "暂无内容", &[])), "完成时限为2031年，本年度尚无单位填报。");
    }
}
