//! Sentences of the paper.
//!
//! Takes states and figures that were counted and judged; gives sentences as offices write them.
//! Never judges and never reckons.

use crate::assess::DecidedBy;
use crate::plan::Due;

/// How units answered to a task.
pub struct TaskState<'a> {
    /// 完成时限.
    pub due: &'a Due,
    /// Their own statuses in words, one a unit that answered; 待核实 of an answer that is asked about.
    pub statuses: &'a [&'static str],
    /// The status of the whole; none where their answers make none.
    pub whole: Option<&'a str>,
    /// Whose word it is.
    pub by: DecidedBy,
    /// Who of the office decided so, when and why, where the reader learns it.
    pub decided: Option<&'a str>,
    /// Who did not answer, and why; empty where the reader need not know.
    pub silent: &'a [(&'a str, String)],
    /// How many units the plan asks.
    pub asked: usize,
}

/// Names up to this many stand in full: of more, their number. Who is silent altogether is named once, where
/// the receipts are counted.
const NAMED: usize = 3;

/// The word of an answer that is asked about.
const WAITS: &str = "待核实";

/// `完成时限为2030年，10家单位报送，其中正常推进5家、长期坚持5家，总体正常推进；市商务局未报。`
pub fn task(state: &TaskState<'_>) -> String {
    let due = match state.due {
        Due::Ongoing => String::new(),
        Due::Year(year) => format!("完成时限为{year}年，"),
        Due::Date(day) => format!("完成时限为{}，", day.chinese()),
    };
    let (silent, untold) = silent(state.silent);
    let tail = if silent.is_empty() { String::new() } else { format!("；{silent}") };
    let n = state.statuses.len();
    let of = if untold > 0 {
        format!("{}家单位中{n}家", n + state.silent.len())
    } else {
        format!("{n}家单位")
    };
    if n == 0 && state.asked == 0 {
        return format!("{due}原文没有列出填报单位，本年度没有填报。");
    }
    let all_wait = state.statuses.iter().all(|word| *word == WAITS);
    if n <= 1 && all_wait && state.by == DecidedBy::Questioned {
        return format!("{due}本年度的填报待核实，暂不判断{tail}。");
    }
    if n == 0 && matches!(state.by, DecidedBy::Withheld(_)) {
        return format!("{due}本年度的填报有待补正，暂不判断{tail}。");
    }
    let decided = state.decided.map(|decided| format!("（{decided}）")).unwrap_or_default();
    if n == 0 {
        let set = match (state.whole, state.by) {
            (Some(whole), DecidedBy::Override(_)) => format!("，经认定总体{whole}{decided}"),
            _ => String::new(),
        };
        return format!("{due}本年度尚无单位填报{set}{tail}。");
    }
    let kinds = by_kind(state.statuses);
    let parts = match kinds.as_slice() {
        [(word, 1)] => format!("填报为{word}"),
        [(word, _)] => format!("均为{word}"),
        kinds => {
            let parts: Vec<String> = kinds.iter().map(|(word, n)| format!("{word}{n}家")).collect();
            format!("其中{}", parts.join("、"))
        }
    };
    let alike = matches!(kinds.as_slice(), [(word, _)] if Some(*word) == state.whole);
    let whole = match (state.whole, state.by) {
        (None, DecidedBy::Questioned) => "，因有填报待核实，总体暂不判断".to_owned(),
        (None, _) => String::new(),
        (Some(whole), DecidedBy::Override(_)) => format!("，经认定总体{whole}{decided}"),
        (Some(whole), DecidedBy::Choice(_)) => {
            format!("，由办公室确定采用其中一家的填报，总体{whole}{decided}")
        }
        _ if alike => String::new(),
        (Some(whole), DecidedBy::Questioned) => format!("，因有填报待核实，总体{whole}"),
        // Who has not answered stands before it: that is why.
        (Some(_), DecidedBy::Unfinished) => String::new(),
        (Some(whole), DecidedBy::Withheld(_)) => format!("，因采用的填报有待补正，总体{whole}"),
        (Some(whole), _) => format!("，总体{whole}"),
    };
    let so_far = match (state.whole, state.by) {
        (Some(whole), DecidedBy::Unfinished) if silent.is_empty() => format!("，因尚未报齐，总体暂列{whole}"),
        (Some(whole), DecidedBy::Unfinished) => format!("，总体暂列{whole}"),
        _ => String::new(),
    };
    format!("{due}{of}报送，{parts}{whole}{tail}{so_far}。")
}

/// `本部分7项任务，正常推进5项、未填报2项（考核、评估）。`
///
/// `is_nothing`: whether nobody said anything of any of them.
pub fn chapter(total: usize, stated: &str, silent: &[String], is_nothing: bool) -> String {
    if is_nothing && total == silent.len() {
        return format!("本部分{total}项任务（{}），本年度没有填报。", silent.join("、"));
    }
    let none = match silent.len() {
        0 => None,
        n => Some(format!("未填报{n}项（{}）", silent.join("、"))),
    };
    let stated = Some(stated.to_owned()).filter(|stated| !stated.is_empty());
    let parts: Vec<String> = stated.into_iter().chain(none).collect();
    format!("本部分{total}项任务，{}。", parts.join("、"))
}

/// `正常推进6家、长期坚持5家`.
pub fn counted(statuses: &[&'static str]) -> String {
    let parts: Vec<String> = by_kind(statuses).iter().map(|(word, n)| format!("{word}{n}家")).collect();
    parts.join("、")
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

/// `市商务局、市司法局未报，市委编办为零报告`, and how many are not named: of one reason more than a few would be the
/// same words at every task. Who is silent altogether stands under 报送情况; here it is said how many of all answered.
fn silent(units: &[(&str, String)]) -> (String, usize) {
    let mut why: Vec<(&str, Vec<&str>)> = vec![];
    for (unit, word) in units {
        match why.iter_mut().find(|(known, _)| known == word) {
            Some((_, units)) => units.push(unit),
            None => why.push((word, vec![unit])),
        }
    }
    let untold = why.iter().filter(|(_, units)| units.len() > NAMED).map(|(_, units)| units.len()).sum();
    why.retain(|(_, units)| units.len() <= NAMED);
    let said = why.iter().map(|(word, units)| {
        let word = if *word == "零报告" { "为零报告" } else { word };
        format!("{}{word}", units.join("、"))
    });
    (said.collect::<Vec<_>>().join("，"), untold)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_in_one_sentence() {
        let none = [("丙局", "未报".to_owned()), ("丁局", "零报告".to_owned()), ("戊局", "未报".to_owned())];
        let state = |statuses, whole, silent| TaskState {
            due: &Due::Year(2031),
            statuses,
            whole: Some(whole),
            by: DecidedBy::Worst,
            decided: None,
            silent,
            asked: 5,
        };
        assert_eq!(
            task(&state(&["正常推进", "滞后", "正常推进"], "滞后", &none)),
            "完成时限为2031年，3家单位报送，其中正常推进2家、滞后1家，总体滞后；丙局、戊局未报，丁局为零报告。"
        );
        assert_eq!(task(&state(&["滞后", "滞后"], "滞后", &[])), "完成时限为2031年，2家单位报送，均为滞后。");
        let unfinished = TaskState {
            by: DecidedBy::Unfinished,
            ..state(&["已完成", "已完成"], "正常推进", &[])
        };
        assert_eq!(
            task(&unfinished),
            "完成时限为2031年，2家单位报送，均为已完成，因尚未报齐，总体暂列正常推进。"
        );
        let told = TaskState { silent: &none[..1], ..unfinished };
        assert_eq!(task(&told), "完成时限为2031年，2家单位报送，均为已完成；丙局未报，总体暂列正常推进。");
        assert_eq!(task(&state(&[], "未填报", &[])), "完成时限为2031年，本年度尚无单位填报。");
        let decided = TaskState {
            by: DecidedBy::Override(0),
            decided: Some("市河长办2031-01-05决定：唯有丙局未动工"),
            ..state(&["正常推进", "未启动"], "正常推进", &[])
        };
        assert_eq!(
            task(&decided),
            "完成时限为2031年，2家单位报送，其中正常推进1家、未启动1家，经认定总体正常推进（市河长办2031-01-05决定：唯有丙局未动工）。"
        );
        let chosen = TaskState { by: DecidedBy::Choice(0), whole: Some("滞后"), ..decided };
        assert_eq!(
            task(&chosen),
            "完成时限为2031年，2家单位报送，其中正常推进1家、未启动1家，由办公室确定采用其中一家的填报，\
             总体滞后（市河长办2031-01-05决定：唯有丙局未动工）。"
        );
        let set =
            TaskState { whole: Some("不涉及"), by: DecidedBy::Override(0), ..state(&[], "", &none[..1]) };
        assert_eq!(task(&set), "完成时限为2031年，本年度尚无单位填报，经认定总体不涉及；丙局未报。");
        let waiting =
            |statuses| TaskState { whole: None, by: DecidedBy::Questioned, ..state(statuses, "", &[]) };
        assert_eq!(
            task(&waiting(&["已完成", "待核实", "已完成"])),
            "完成时限为2031年，3家单位报送，其中已完成2家、待核实1家，因有填报待核实，总体暂不判断。"
        );
        assert_eq!(task(&waiting(&["待核实"])), "完成时限为2031年，本年度的填报待核实，暂不判断。");
        let nothing = TaskState { whole: None, ..state(&["不涉及"], "", &[]) };
        assert_eq!(task(&nothing), "完成时限为2031年，1家单位报送，填报为不涉及。");
    }

    #[test]
    fn many_silent_units_are_counted_and_tasks_without_an_answer_are_named_once() {
        let of = |name, word: &str| (name, word.to_owned());
        let mut none = vec![of("甲乡", "未报"), of("乙乡", "未报"), of("丙乡", "未报"), of("戊乡", "零报告")];
        assert_eq!(silent(&none), ("甲乡、乙乡、丙乡未报，戊乡为零报告".to_owned(), 0));
        none.push(of("丁乡", "未报"));
        assert_eq!(silent(&none), ("戊乡为零报告".to_owned(), 4));
        let told = TaskState {
            due: &Due::Ongoing,
            statuses: &["正常推进"],
            whole: Some("正常推进"),
            by: DecidedBy::Worst,
            decided: None,
            silent: &none,
            asked: 6,
        };
        assert_eq!(task(&told), "6家单位中1家报送，填报为正常推进；戊乡为零报告。");
        let names = ["考核".to_owned(), "评估".to_owned()];
        assert_eq!(chapter(5, "滞后3项", &names, false), "本部分5项任务，滞后3项、未填报2项（考核、评估）。");
        assert_eq!(chapter(2, "", &names, true), "本部分2项任务（考核、评估），本年度没有填报。");
        assert_eq!(chapter(2, "", &names, false), "本部分2项任务，未填报2项（考核、评估）。");
        assert_eq!(chapter(3, "滞后3项", &[], false), "本部分3项任务，滞后3项。");
    }
}
