//! Sentences of the paper.
//!
//! Takes states and figures that were counted and judged; gives sentences as offices write them.
//! Never judges and never reckons.

#[cfg(test)]
mod tests;

use super::decision::taken;
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
    /// How whoever signs calls itself.
    pub signer: Option<&'a str>,
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

    /// Whether there is nothing but the limit of time: it is no paragraph of its own.
    pub fn is_limit(&self) -> bool {
        !self.due.is_empty() && self.of.is_empty() && self.rest.is_empty()
    }

    /// Without what is said of several tasks alike.
    #[must_use]
    pub fn without(&self, common: &Common) -> Self {
        let is_of = self.of == common.of && !self.of.is_empty();
        let is_rest = is_of && common.rest.as_ref() == Some(&self.rest);
        Told {
            due: self.due.clone(),
            of: if is_of { String::new() } else { self.of.clone() },
            rest: match (self.rest.strip_prefix("其中"), self.rest.strip_prefix('为')) {
                _ if is_rest => String::new(),
                (Some(rest), _) if is_of => format!("已填报的单位中，{rest}"),
                // What one says is said of it: `已填报的1家滞后`.
                (_, Some(rest)) if is_of => format!("已填报的1家{rest}"),
                _ if is_of => format!("已填报的单位{}", self.rest),
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
        return alone(due, "本年度没有安排单位填报".to_owned());
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
            format!("，{}，总体{whole}{decided}", taken(state.signer))
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
/// task, is named once, under 报送情况; here it is said how many of all answered. Of one reason more than a few are
/// counted: their names would be the same words at every task, and without a word they would seem to have answered.
fn silent(units: &[(&str, String)]) -> String {
    const ALTOGETHER: [&str; 3] = ["未报", "零报告", "未到报送时间"];
    let mut why: Vec<(&str, Vec<&str>)> = vec![];
    for (unit, word) in units.iter().filter(|(_, word)| !ALTOGETHER.contains(&word.as_str())) {
        match why.iter_mut().find(|(known, _)| known == word) {
            Some((_, units)) => units.push(unit),
            None => why.push((word, vec![unit])),
        }
    }
    let who = |units: &[&str]| match units.len() {
        n if n <= NAMED => units.join("、"),
        n => format!("{n}家"),
    };
    let said = why.iter().map(|(word, units)| format!("{}{word}", who(units)));
    let said = said.collect::<Vec<_>>().join("，");
    // Those who sent nothing at all are not among these, and are named where receipts are counted.
    let some_sent_nothing = units.iter().any(|(_, word)| ALTOGETHER.contains(&word.as_str()));
    if said.is_empty() || !some_sent_nothing { said } else { format!("已报送的单位中，{said}") }
}
