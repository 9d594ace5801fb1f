//! Sentences that sum a year up for the paper.
//!
//! Takes counts and names; gives sentences as offices write them: a zero is not printed but where its
//! absence would be asked about. Never judges and never reckons.

#[cfg(test)]
mod tests;

use super::Reader;
pub use super::heading::{in_marks, title};
use super::label::beside_count;
use crate::assess::Finish;

/// 重点任务, counted.
pub struct Tasks<'a> {
    /// All of the plan.
    pub total: usize,
    /// `正常推进13项、滞后7项`: the statuses that units reported.
    pub stated: &'a str,
    /// Tasks of which nobody reported anything, by why.
    pub silent: &'a [Silent],
    /// With a limit of time, and how many of these are completed; the share in words.
    pub limited: (usize, usize, &'a str),
    /// Of those that are completed, those of which it is asked whether they are.
    pub asked: usize,
    /// Of those with a status, those to which only some of the units asked have answered.
    pub partial: usize,
    /// Of those with a limit, what is known of their end.
    pub ends: &'a [Finish],
    /// The year, and the same of those whose limit falls into it or before it.
    pub due: (i32, &'a [Finish]),
}

/// Tasks of which nobody reported anything, for one reason.
pub struct Silent {
    /// 未填报, 未明确填报单位.
    pub word: &'static str,
    /// How many.
    pub n: usize,
    /// Their names, where this paper names them.
    pub names: Vec<String>,
}

impl Silent {
    /// `未明确填报单位2项（强化要素保障、开展评估考核）`; of many only how many.
    pub fn words(&self, most: usize) -> String {
        match self.names.len() {
            0 => format!("{}{}项", self.word, self.n),
            names if names > most => format!("{}{}项", self.word, self.n),
            _ => format!("{}{}项（{}）", self.word, self.n, self.names.join("、")),
        }
    }
}

/// `27项任务中，正常推进13项、滞后7项、未填报1项（考核评估）。有完成时限的10项任务尚无已完成的。`
pub fn tasks(of: &Tasks<'_>) -> String {
    if of.total == 0 {
        return "原文没有列出任务。".to_owned();
    }
    let silent = of.silent.iter().map(|silent| silent.words(3));
    let stated = Some(of.stated.to_owned()).filter(|stated| !stated.is_empty());
    let parts: Vec<String> = stated.into_iter().chain(silent).collect();
    let due = match of.due {
        (_, []) => String::new(),
        (year, all) if all.len() == of.limited.0 => {
            let ended = ended(all, of.limited.1);
            format!("，均于{year}年底前到期{}", ended.trim_start_matches('中'))
        }
        (year, [one]) => format!("，其中{year}年底前到期的1项{}", ended(&[*one], usize::MAX)),
        (year, all) => format!("，其中{year}年底前到期的{}项{}", all.len(), ended(all, usize::MAX)),
    };
    let limited = match of.limited {
        (0, ..) => String::new(),
        (n, 0, _) => {
            // What nobody said is not known to be unfinished.
            let known = of.ends.iter().all(|end| *end == Finish::Open);
            let none = if known { "尚无已完成的" } else { "尚无可以认定完成的" };
            format!("有完成时限的{n}项任务{none}{due}。")
        }
        (n, done, share) => {
            let open = beside_count(of.asked, done);
            format!("有完成时限的{n}项任务中，已完成{done}项{open}，完成率{share}{due}。")
        }
    };
    let partial = match of.partial {
        0 => String::new(),
        n => format!("其中{n}项只有部分责任单位填报，按已填报的汇总。"),
    };
    format!("{}项任务中，{}。{partial}{limited}", of.total, parts.join("、"))
}

/// How those that fell due ended, where the sentence has not said it of all: `完成2项`, `均未完成`, and where more is not
/// known, each kind by its own word.
fn ended(all: &[Finish], said: usize) -> String {
    let of = |wanted: Finish| all.iter().filter(|end| **end == wanted).count();
    let (done, open) = (of(Finish::Done), of(Finish::Open));
    if done + open == all.len() {
        return match (done, all.len()) {
            (done, _) if done == said => String::new(),
            (0, 1) => "未完成".to_owned(),
            (0, _) => "均未完成".to_owned(),
            (1, 1) => "已完成".to_owned(),
            (done, _) => format!("完成{done}项"),
        };
    }
    let kinds = [
        (done, "已完成"),
        (open, "未完成"),
        (of(Finish::Unconfirmed), "已填报的单位均完成而尚未报齐"),
        (of(Finish::Silent), "没有填报"),
        (of(Finish::Unconcerned), "不涉及"),
        (of(Finish::Unknown), "完成情况未明确"),
    ];
    let told: Vec<(usize, &str)> = kinds.into_iter().filter(|(n, _)| *n > 0).collect();
    match told.as_slice() {
        [(1, word)] => (*word).to_owned(),
        [(_, word)] => format!("均{word}"),
        told => {
            let told: Vec<String> = told.iter().map(|(n, word)| format!("{word}{n}项")).collect();
            format!("中，{}", told.join("、"))
        }
    }
}

/// What is said of comparisons, once for all figures, and why: `no_last` where there is no report of last year at all.
/// Last year's figures may be there and be of another period, or not be everybody's.
pub fn not_compared(some: bool, no_last: Option<&str>, reader: Reader) -> String {
    let like = match reader {
        Reader::Office => "口径和时段相同的上年数",
        Reader::Public => "已经公开的、口径和时段相同的上年数",
    };
    match (some, no_last) {
        (false, Some(why)) => format!("{why}，各项数值不作同比。"),
        (false, None) => format!("各项数值没有{like}，不作同比。"),
        (true, _) => format!("以下数值没有{like}的，不作同比。"),
    }
}

/// What stands behind it, where a goal is to be better than the year before and a person judged it so: whoever reads that
/// nothing is compared asks how.
pub fn judged_by_change(names: &[String], ruled: &str) -> Option<String> {
    (!names.is_empty()).then(|| format!("{}的目标以上年数为比较基准，已{ruled}。", names.join("、")))
}

/// 方案目标, counted.
#[derive(Clone, Copy)]
pub struct Goals<'a> {
    /// With a unit of measure, whatever was reported this year.
    pub measured: usize,
    /// In words.
    pub worded: usize,
    /// Names of those that are met.
    pub met: &'a [String],
    /// Names of those that are missed.
    pub missed: &'a [String],
    /// How many of both are judged by figures that are not final.
    pub unsettled: usize,
    /// How many of both are judged by figures that are asked about.
    pub asked: usize,
    /// Of the others, those whose figure waits and is not shown.
    pub waiting: usize,
    /// Of the others, those whose year has not come.
    pub later: usize,
    /// Of the others, those that a person has still to judge.
    pub open: usize,
    /// Of the others, those of whose differing figures the office has chosen none.
    pub disputed: usize,
    /// Of the others, those without a target of this year that keep up with the line between the plan's years, and those
    /// that lag.
    pub line: [usize; 2],
    /// Of the others, flows of a part of the year that keep their pace, and those that lag; of floors and of ceilings.
    pub paced: [[usize; 2]; 2],
    /// Of the others, those with a figure that may not be compared.
    pub unlike: usize,
    /// Of the others, those of which some parts are lacking.
    pub partial: usize,
    /// Of the others, those that a report has settled which is not public.
    pub elsewhere: usize,
    /// Of the others, those of which nothing was said.
    pub lacking: usize,
}

/// `目标53项，以数值衡量的12项、以文字表述的41项。已判定6项，达到4项（…），未达到2项（…）；其余47项中，未到目标年份41项、尚待认定6项。`
pub fn goals(of: &Goals<'_>) -> String {
    let all = of.measured + of.worded;
    let kinds = match (of.measured, of.worded) {
        (0, 0) => return "原文没有列出指标。".to_owned(),
        (_, 0) => "，均以数值衡量".to_owned(),
        (0, _) => "，均以文字表述".to_owned(),
        (measured, worded) => format!("，以数值衡量的{measured}项、以文字表述的{worded}项"),
    };
    let judged = of.met.len() + of.missed.len();
    let rest = all - judged;
    let ([[kept, slow], [below, above]], [ahead, behind]) = (of.paced, of.line);
    let counted = [
        ("按内插推算达到进度", ahead),
        ("按内插推算落后于进度", behind),
        ("未到目标年份", of.later),
        ("尚待认定", of.open),
        ("数值待核定", of.disputed),
        ("累计量按折算达到进度", kept),
        ("累计量按折算未达到进度", slow),
        ("累计量按折算未超过控制量", below),
        ("累计量按折算超过控制量", above),
        ("不可比", of.unlike),
        ("数据不全", of.partial),
        ("数值待核实", of.waiting),
        (super::TOLD_ELSEWHERE, of.elsewhere),
        ("没有数值", of.lacking),
    ];
    let parts: Vec<String> =
        counted.iter().filter(|(_, n)| *n > 0).map(|(word, n)| format!("{word}{n}项")).collect();
    let parts = parts.join("、");
    if judged == 0 {
        return format!("目标{all}项{kinds}，本年度尚不能判定：{parts}。");
    }
    // What is missed is named, however much it is.
    let group = |word: &str, names: &[String], most: usize| match names.len() {
        0 => None,
        n if n <= most => Some(format!("{word}{n}项（{}）", names.join("、"))),
        n => Some(format!("{word}{n}项")),
    };
    // Who reads the names of so many that are missed asks for as many that are met.
    let most = NAMED.max(of.missed.len());
    let groups = [group("达到", of.met, most), group("未达到", of.missed, usize::MAX)];
    let groups: Vec<String> = groups.into_iter().flatten().collect();
    let rest = match rest {
        0 => String::new(),
        n => format!("；其余{n}项中，{parts}"),
    };
    let unsettled = unsettled((of.unsettled, of.asked), judged);
    format!("目标{all}项{kinds}。已判定{judged}项{unsettled}，{}{rest}。", groups.join("，"))
}

/// `（均为初步判定，其中1项的数值待核实）`: what a count of judgements is not without.
pub fn unsettled((n, asked): (usize, usize), judged: usize) -> String {
    let told = |n: usize, all: &str, some: &str| match n {
        0 => None,
        n if n == judged => Some(all.to_owned()),
        n => Some(format!("其中{n}项{some}")),
    };
    let parts = [told(n, "均为初步判定", "为初步判定"), told(asked, "数值均待核实", "的数值待核实")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!("（{}）", parts.join("，")) }
}

/// `与上年相比，任务状态好转2项（治水、治气）、转差1项（治土）（按两年都有答复的单位比较，共29家次）。`
pub fn moved(better: &[String], worse: &[String], basis: &str) -> String {
    let told = [("好转", better), ("转差", worse)];
    let told: Vec<String> = told
        .iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(word, names)| format!("{word}{}项（{}）", names.len(), names.join("、")))
        .collect();
    if told.is_empty() {
        return format!("与上年相比，没有任务好转或转差（{basis}）。");
    }
    format!("与上年相比，任务状态{}（{basis}）。", told.join("、"))
}

/// `按两年都有答复的单位比较，共29家次；1项任务因有一年另有认定不作比较`: over how many answers two years are compared, and
/// what of the tasks that have such answers is left out: decided for all by the office, and without a status.
pub fn compared_units(units: usize, [decided, unjudged]: [usize; 2]) -> String {
    let apart = [(decided, "有一年的情况另经认定"), (unjudged, "有一年没有可比的状态")];
    let apart = apart.iter().filter(|(n, _)| *n > 0);
    let apart: Vec<String> = apart.map(|(n, why)| format!("{n}项任务因{why}不作比较")).collect();
    let apart = if apart.is_empty() { String::new() } else { format!("；{}", apart.join("，")) };
    format!("按两年都有答复的单位比较，共{units}家次{apart}")
}

/// `中水回用率、新能源装机2项指标，方案未明确填报单位，没有统计。`: nothing where there is none.
///
/// `open`: how many of them a person can judge without a figure, and which are counted so.
pub fn unasked(names: &[String], open: usize) -> Option<String> {
    let n = names.len();
    let open = if open > 0 { format!("，其中{open}项计入尚待认定") } else { String::new() };
    (n > 0).then(|| format!("{}{n}项指标，方案未明确填报单位，没有统计{open}。", names.join("、")))
}

/// What stands before the table of goals in words; stages that are over are no goals of this year, and stand in it.
pub fn worded(n: usize, stages: usize) -> String {
    let stages = match stages {
        0 => String::new(),
        n => format!("，另列以前年度已认定的阶段目标{n}项"),
    };
    format!("以文字表述的目标{n}项，按目标年份列表如下{stages}。")
}

/// Names up to this many stand in full.
const NAMED: usize = 5;

/// 报送, counted.
pub struct Receipts<'a> {
    /// `2025年12月15日`.
    pub until: &'a str,
    /// `县区5家、部门31家`.
    pub kinds: &'a str,
    /// 应报.
    pub expected: usize,
    /// 已报.
    pub reported: usize,
    /// `按时` 33, with the units where this paper names them: only what is not zero, in a fixed order.
    pub how: &'a [(&'static str, usize, Vec<String>)],
    /// Not there: 退回待补, 未报, 未到期.
    pub lacking: &'a [(&'static str, usize, Vec<String>)],
    /// Of these, whose material came and was returned: 退回待补.
    pub returned: usize,
    /// `91.7%` and `33/36`, where a deadline has passed: no rate without what it is of.
    pub rate: Option<(&'a str, &'a str)>,
    /// `2025年度为88.9%，32/36`.
    pub before: &'a str,
}

/// `应于2025年12月15日前报送的单位36家（县区5家、部门31家），已报34家，其中按时33家、迟报1家（市审计局）；未报2家（…）。按时报送率91.7%（33/36）。`
pub fn receipts(of: &Receipts<'_>) -> String {
    if of.expected == 0 {
        return "原文没有列出应报送的单位。".to_owned();
    }
    let part = |(word, n, units): &(&'static str, usize, Vec<String>)| match units.as_slice() {
        [] => format!("{word}{n}家"),
        units => format!("{word}{n}家（{}）", units.join("、")),
    };
    let parts = |of: &[(&'static str, usize, Vec<String>)]| -> Vec<String> {
        of.iter().filter(|(_, n, _)| *n > 0).map(part).collect()
    };
    let (how, lacking) = (parts(of.how), parts(of.lacking));
    let kinds = if of.kinds.is_empty() { String::new() } else { format!("（{}）", of.kinds) };
    let how = match (of.reported, how.as_slice()) {
        (0, _) if of.returned == 0 => "，尚未收到报送材料".to_owned(),
        (0, _) => "，已报0家".to_owned(),
        (n, [only]) if n == of.expected && lacking.is_empty() => format!("，全部报送，均为{}", bare(only)),
        (n, parts) => format!("，已报{n}家，其中{}", parts.join("、")),
    };
    let lacking = if lacking.is_empty() || of.reported + of.returned == 0 {
        String::new()
    } else {
        format!("；{}", lacking.join("、"))
    };
    let before = if of.before.is_empty() { String::new() } else { format!("；{}", of.before) };
    let rate =
        of.rate.map(|(rate, parts)| format!("按时报送率{rate}（{parts}{before}）。")).unwrap_or_default();
    format!("应于{}前报送的单位{}家{kinds}{how}{lacking}。{rate}", of.until, of.expected)
}

/// `按时` of `按时33家`.
fn bare(part: &str) -> &str {
    part.find(|c: char| c.is_ascii_digit()).map_or(part, |at| &part[..at])
}
