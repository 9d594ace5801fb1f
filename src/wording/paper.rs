//! Sentences of the paper.
//!
//! Takes states and figures that were counted and judged; gives sentences as offices write them.
//! Never judges and never reckons.

use super::summary::Silent;
use crate::assess::DecidedBy;
use crate::plan::Due;

/// How units answered to a task.
pub struct TaskState<'a> {
    /// 完成时限; none where it is said of all tasks of the part.
    pub due: Option<&'a Due>,
    /// Their own statuses in words, one a unit that answered; 待核实 of an answer that is asked about.
    pub statuses: &'a [&'static str],
    /// Who reports a status, where the words below do not say it: 滞后、未启动.
    pub named: &'a [(&'static str, Vec<&'a str>)],
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

/// What is said of a task before its passages, in parts that several may share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// `完成时限为2030年`; empty where there is none, or it is said of all tasks of the part.
    pub due: String,
    /// `12家单位中10家填报`; empty where there is nothing to count.
    pub of: String,
    /// `其中正常推进5家、长期坚持5家，总体正常推进；郊区未填报`.
    pub rest: String,
}

impl Told {
    /// All of it: `完成时限为2030年，12家单位中10家填报，其中….`
    pub fn sentence(&self) -> String {
        let parts = [&self.due, &self.of, &self.rest];
        let parts: Vec<&str> =
            parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        if parts.is_empty() { String::new() } else { format!("{}。", parts.join("，")) }
    }

    /// Without what is said of several tasks alike.
    #[must_use]
    pub fn without(&self, common: &Common) -> Self {
        let is_of = self.of == common.of && !self.of.is_empty();
        let is_rest = is_of && common.rest.as_ref() == Some(&self.rest);
        Told {
            due: self.due.clone(),
            of: if is_of { String::new() } else { self.of.clone() },
            rest: match self.rest.strip_prefix("其中") {
                _ if is_rest => String::new(),
                Some(rest) if is_of => rest.to_owned(),
                // `为滞后` needs a word before it.
                None if is_of => format!("填报{}", self.rest),
                _ => self.rest.clone(),
            },
        }
    }
}

/// What most tasks of a part say alike: said once, before them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Common {
    of: String,
    rest: Option<String>,
}

/// Fewer tasks that say the same say it each for itself.
const ALIKE: usize = 3;

impl Common {
    /// What more than half of these say alike, three at least.
    pub fn among(all: &[Told]) -> Option<Self> {
        let most = |words: Vec<&str>| -> Option<String> {
            let n = |word: &str| words.iter().filter(|other| **other == word).count();
            let most = words.iter().copied().filter(|word| !word.is_empty()).max_by_key(|word| n(word))?;
            (n(most) >= ALIKE && n(most) * 2 > words.len()).then(|| most.to_owned())
        };
        let of = most(all.iter().map(|told| told.of.as_str()).collect())?;
        let rest = most(all.iter().filter(|told| told.of == of).map(|told| told.rest.as_str()).collect());
        Some(Common { of, rest })
    }

    /// `以下任务除另有说明外，均有13家单位中1家填报，为正常推进。`
    pub fn sentence(&self) -> String {
        let rest = self.rest.as_ref().map(|rest| format!("，{rest}")).unwrap_or_default();
        format!("以下任务除另有说明外，{}{rest}。", self.of)
    }
}

/// `完成时限为2030年，12家单位中10家填报，其中正常推进5家、长期坚持5家，总体正常推进；郊区未填报。`
pub fn task(state: &TaskState<'_>) -> Told {
    let due = state.due.and_then(until).map(|due| format!("完成时限为{due}")).unwrap_or_default();
    let silent = silent(state.silent);
    let tail = if silent.is_empty() { String::new() } else { format!("；{silent}") };
    let n = state.statuses.len();
    let of = match state.silent.len() {
        0 => format!("{n}家单位"),
        more => format!("{}家单位中{n}家", n + more),
    };
    let alone = |due, rest| Told { due, of: String::new(), rest };
    if n == 0 && state.asked == 0 {
        return alone(due, "方案没有明确填报单位，本年度没有填报".to_owned());
    }
    let all_wait = state.statuses.iter().all(|word| *word == WAITS);
    if n <= 1 && all_wait && state.by == DecidedBy::Questioned {
        return alone(due, format!("本年度的填报待核实，暂不判断{tail}"));
    }
    if n == 0 && matches!(state.by, DecidedBy::Withheld(_)) {
        return alone(due, format!("本年度的填报有待补正，暂不判断{tail}"));
    }
    if n == 0 {
        let decided = state.decided.map(|decided| format!("（{decided}）")).unwrap_or_default();
        let set = match (state.whole, state.by) {
            (Some(whole), DecidedBy::Override(_)) => format!("，经认定总体{whole}{decided}"),
            _ => String::new(),
        };
        return alone(due, format!("本年度尚无单位填报{set}{tail}"));
    }
    let rest = format!("{}{tail}", answered(state));
    let so_far = so_far(state, &silent);
    Told { due, of: format!("{of}填报"), rest: format!("{rest}{so_far}") }
}

/// `其中正常推进5家、滞后1家，总体滞后`: what those said who answered, and what it makes of the whole.
fn answered(state: &TaskState<'_>) -> String {
    let decided = state.decided.map(|decided| format!("（{decided}）")).unwrap_or_default();
    let kinds = by_kind(state.statuses);
    let who = |word: &str| match state.named.iter().find(|(known, _)| *known == word) {
        Some((_, units)) if !units.is_empty() => format!("（{}）", units.join("、")),
        _ => String::new(),
    };
    let parts = match kinds.as_slice() {
        [(word, 1)] => format!("为{word}{}", who(word)),
        [(word, _)] => format!("均为{word}"),
        kinds => {
            let parts: Vec<String> =
                kinds.iter().map(|(word, n)| format!("{word}{n}家{}", who(word))).collect();
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
        // One that has not begun is no standstill of all, and what has no end has none as a whole: the counts say it.
        (Some("未启动" | "长期坚持"), DecidedBy::Worst) => String::new(),
        (Some(whole), DecidedBy::Questioned) => format!("，因有填报待核实，总体{whole}"),
        // Who has not answered stands before it: that is why.
        (Some(_), DecidedBy::Unfinished) => String::new(),
        (Some(whole), DecidedBy::Withheld(_)) => format!("，因采用的填报有待补正，总体{whole}"),
        (Some(whole), _) => format!("，总体{whole}"),
    };
    format!("{parts}{whole}")
}

fn so_far(state: &TaskState<'_>, silent: &str) -> String {
    match (state.whole, state.by) {
        (Some(whole), DecidedBy::Unfinished) if silent.is_empty() => format!("，因尚未报齐，总体暂列{whole}"),
        (Some(whole), DecidedBy::Unfinished) => format!("，总体暂列{whole}"),
        _ => String::new(),
    }
}

/// 完成时限 in words; none of what has no end.
pub fn until(due: &Due) -> Option<String> {
    match due {
        Due::Ongoing => None,
        Due::Year(year) => Some(format!("{year}年")),
        Due::Date(day) => Some(day.chinese()),
    }
}

/// `本部分7项任务，完成时限均为2030年，正常推进5项、未填报2项（考核、评估）。`
pub fn chapter(total: usize, due: Option<&Due>, stated: &str, silent: &[Silent]) -> String {
    let due = due.and_then(until).map(|due| format!("，完成时限均为{due}")).unwrap_or_default();
    if let [all] = silent
        && all.n == total
    {
        return format!("本部分{total}项任务（{}）{due}，均{}。", all.names.join("、"), all.word);
    }
    let stated = Some(stated.to_owned()).filter(|stated| !stated.is_empty());
    let parts: Vec<String> =
        stated.into_iter().chain(silent.iter().map(|silent| silent.words(usize::MAX))).collect();
    format!("本部分{total}项任务{due}，{}。", parts.join("、"))
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

/// `灵台县、庄浪县未填报`: who answered, and not to this task. Who is silent altogether, or had nothing to report of any
/// task, is named once, under 报送情况; here it is said how many of all answered. Of one reason more than a few would
/// be the same words at every task.
fn silent(units: &[(&str, String)]) -> String {
    const ALTOGETHER: [&str; 3] = ["未报", "零报告", "未到报送时间"];
    let mut why: Vec<(&str, Vec<&str>)> = vec![];
    for (unit, word) in units.iter().filter(|(_, word)| !ALTOGETHER.contains(&word.as_str())) {
        match why.iter_mut().find(|(known, _)| known == word) {
            Some((_, units)) => units.push(unit),
            None => why.push((word, vec![unit])),
        }
    }
    why.retain(|(_, units)| units.len() <= NAMED);
    let said = why.iter().map(|(word, units)| format!("{}{word}", units.join("、")));
    let said = said.collect::<Vec<_>>().join("，");
    // Those who sent nothing at all are not among these, and are named where receipts are counted.
    let some_sent_nothing = units.iter().any(|(_, word)| ALTOGETHER.contains(&word.as_str()));
    if said.is_empty() || !some_sent_nothing { said } else { format!("已报送的单位中，{said}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A task of the year 2031 that five units are asked about.
    fn state<'a>(
        statuses: &'a [&'static str],
        whole: &'static str,
        silent: &'a [(&'a str, String)],
    ) -> TaskState<'a> {
        TaskState {
            due: Some(&Due::Year(2031)),
            statuses,
            named: &[],
            whole: Some(whole),
            by: DecidedBy::Worst,
            decided: None,
            silent,
            asked: 5,
        }
    }

    #[test]
    fn a_task_in_one_sentence() {
        let none =
            [("丙局", "未填报".to_owned()), ("丁局", "零报告".to_owned()), ("戊局", "未报".to_owned())];
        assert_eq!(
            task(&state(&["正常推进", "滞后", "正常推进"], "滞后", &none)).sentence(),
            "完成时限为2031年，6家单位中3家填报，其中正常推进2家、滞后1家，总体滞后；已报送的单位中，丙局未填报。"
        );
        let named = [("滞后", vec!["丙局"])];
        let said = TaskState { named: &named, ..state(&["正常推进", "滞后"], "滞后", &[]) };
        assert_eq!(
            task(&said).sentence(),
            "完成时限为2031年，2家单位填报，其中正常推进1家、滞后1家（丙局），总体滞后。"
        );
        assert_eq!(
            task(&state(&["滞后", "滞后"], "滞后", &[])).sentence(),
            "完成时限为2031年，2家单位填报，均为滞后。"
        );
        let unfinished = TaskState {
            by: DecidedBy::Unfinished,
            ..state(&["已完成", "已完成"], "正常推进", &[])
        };
        assert_eq!(
            task(&unfinished).sentence(),
            "完成时限为2031年，2家单位填报，均为已完成，因尚未报齐，总体暂列正常推进。"
        );
        let told = TaskState { silent: &none[..1], ..unfinished };
        assert_eq!(
            task(&told).sentence(),
            "完成时限为2031年，3家单位中2家填报，均为已完成；丙局未填报，总体暂列正常推进。"
        );
        assert_eq!(task(&state(&[], "未填报", &[])).sentence(), "完成时限为2031年，本年度尚无单位填报。");
    }

    #[test]
    fn what_most_say_alike_is_said_once() {
        let of = |n: usize, rest: &str| Told {
            due: "完成时限为2031年".to_owned(),
            of: format!("5家单位中{n}家填报"),
            rest: rest.to_owned(),
        };
        let all = [
            of(1, "为正常推进"),
            of(1, "为正常推进"),
            of(1, "为正常推进"),
            of(1, "为滞后"),
            of(2, "均为滞后"),
        ];
        let common = Common::among(&all).expect("four of five say how many answered");
        assert_eq!(common.sentence(), "以下任务除另有说明外，5家单位中1家填报，为正常推进。");
        let left: Vec<String> = all.iter().map(|told| told.without(&common).sentence()).collect();
        assert_eq!(left[0], "完成时限为2031年。");
        assert_eq!(left[3], "完成时限为2031年，填报为滞后。");
        assert_eq!(left[4], "完成时限为2031年，5家单位中2家填报，均为滞后。");
        assert_eq!(Common::among(&all[..2]), None, "two say it each for itself");
    }

    #[test]
    fn what_the_office_decided_of_a_task_or_waits_for_is_in_its_sentence() {
        let none = [("丙局", "未填报".to_owned())];
        let decided = TaskState {
            by: DecidedBy::Override(0),
            decided: Some("市河长办2031-01-05决定：唯有丙局未动工"),
            ..state(&["正常推进", "未启动"], "正常推进", &[])
        };
        assert_eq!(
            task(&decided).sentence(),
            "完成时限为2031年，2家单位填报，其中正常推进1家、未启动1家，经认定总体正常推进（市河长办2031-01-05决定：唯有丙局未动工）。"
        );
        let chosen = TaskState { by: DecidedBy::Choice(0), whole: Some("滞后"), ..decided };
        assert_eq!(
            task(&chosen).sentence(),
            "完成时限为2031年，2家单位填报，其中正常推进1家、未启动1家，由办公室确定采用其中一家的填报，\
             总体滞后（市河长办2031-01-05决定：唯有丙局未动工）。"
        );
        let set =
            TaskState { whole: Some("不涉及"), by: DecidedBy::Override(0), ..state(&[], "", &none[..1]) };
        assert_eq!(
            task(&set).sentence(),
            "完成时限为2031年，本年度尚无单位填报，经认定总体不涉及；丙局未填报。"
        );
        let waiting =
            |statuses| TaskState { whole: None, by: DecidedBy::Questioned, ..state(statuses, "", &[]) };
        assert_eq!(
            task(&waiting(&["已完成", "待核实", "已完成"])).sentence(),
            "完成时限为2031年，3家单位填报，其中已完成2家、待核实1家，因有填报待核实，总体暂不判断。"
        );
        assert_eq!(
            task(&waiting(&["待核实"])).sentence(),
            "完成时限为2031年，本年度的填报待核实，暂不判断。"
        );
        let nothing = TaskState { whole: None, ..state(&["不涉及"], "", &[]) };
        assert_eq!(task(&nothing).sentence(), "完成时限为2031年，1家单位填报，为不涉及。");
    }

    #[test]
    fn many_silent_units_are_counted_and_tasks_without_an_answer_are_named_once() {
        let of = |name, word: &str| (name, word.to_owned());
        let mut none =
            vec![of("甲乡", "未填报"), of("乙乡", "未填报"), of("丙乡", "未填报"), of("戊乡", "材料有误")];
        assert_eq!(silent(&none), "甲乡、乙乡、丙乡未填报，戊乡材料有误");
        none.push(of("丁乡", "未填报"));
        assert_eq!(silent(&none), "戊乡材料有误");
        none.extend([of("己乡", "未报"), of("庚乡", "零报告")]);
        assert_eq!(
            silent(&none),
            "已报送的单位中，戊乡材料有误",
            "who is silent altogether is named once, elsewhere"
        );
        let told = TaskState {
            due: None,
            statuses: &["正常推进"],
            named: &[],
            whole: Some("正常推进"),
            by: DecidedBy::Worst,
            decided: None,
            silent: &none,
            asked: 6,
        };
        assert_eq!(task(&told).sentence(), "8家单位中1家填报，为正常推进；已报送的单位中，戊乡材料有误。");
        let names = vec!["考核".to_owned(), "评估".to_owned()];
        let both = [Silent { word: "未填报", n: 2, names }];
        assert_eq!(chapter(5, None, "滞后3项", &both), "本部分5项任务，滞后3项、未填报2项（考核、评估）。");
        assert_eq!(chapter(2, None, "", &both), "本部分2项任务（考核、评估），均未填报。");
        assert_eq!(
            chapter(3, Some(&Due::Year(2031)), "滞后3项", &[]),
            "本部分3项任务，完成时限均为2031年，滞后3项。"
        );
    }
}
