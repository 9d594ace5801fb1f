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
    /// Their own statuses in words, one a unit that answered.
    pub statuses: &'a [&'static str],
    /// The status of the whole.
    pub whole: &'a str,
    /// Whose word it is.
    pub by: DecidedBy,
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
    if n == 0 && state.by == DecidedBy::Questioned {
        return format!("{due}本年度的填报待核实，暂不判断{tail}。");
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
    let by = match state.by {
        DecidedBy::Override(_) => "经办公室认定",
        DecidedBy::Questioned => "因有填报待核实，",
        DecidedBy::Unfinished => "因尚未全部作出有效答复，不认定为已完成，",
        _ => "",
    };
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

/// A figure and what it is held against.
pub struct Figure<'a> {
    /// The indicator.
    pub name: &'a str,
    /// As shown, without its unit.
    pub value: Option<&'a str>,
    /// 计量单位, or empty.
    pub unit: &'a str,
    /// `7/8`.
    pub ratio: Option<&'a str>,
    /// `1—11月`, `截至2025-10-31`.
    pub period: Option<&'a str>,
    /// `初步值`.
    pub status: Option<&'a str>,
    /// Why there is no value, or what is asked about it.
    pub lacking: Option<&'a str>,
    /// `下降3微克/立方米（7.3%）`.
    pub change: Option<&'a str>,
    /// The target of the year.
    pub aim: Option<Aim<'a>>,
    /// The judgement, where no difference says it.
    pub judged: &'a str,
    /// What the judgement leaves open: how many of how many units, or which target.
    pub note: Option<&'a str>,
    /// Whether units are judged one by one.
    pub is_counted: bool,
}

/// A target with the distance from it.
pub struct Aim<'a> {
    /// `≥80%`, `40%左右`.
    pub text: &'a str,
    /// `2027年目标`, `长期目标`, `时序值，内插`; none for a target of this very year.
    pub note: Option<&'a str>,
    /// Signed.
    pub difference: Option<&'a str>,
    /// Whether it is on the good side.
    pub is_good: Option<bool>,
}

/// `截至2025年10月31日，煤炭先进产能占比78.6%（初步数），距80%以上的目标还差1.4个百分点。`
pub fn figure(figure: &Figure<'_>) -> String {
    if figure.is_counted && figure.value.is_none() {
        return one_by_one(figure);
    }
    let aim = figure.aim.as_ref().map(|aim| against(aim, figure)).unwrap_or_default();
    let Some(value) = figure.value else {
        let why = figure.lacking.filter(|why| !why.is_empty()).map(|why| format!("（{why}）"));
        return format!("{}尚无数值{}{aim}。", figure.name, why.unwrap_or_default());
    };
    // A value that only adds up has no time to begin a sentence with.
    let period = figure.period.filter(|period| *period != "累计");
    let period = period.map(|period| format!("{}，", day_in_words(period))).unwrap_or_default();
    let status = figure.status.map(|status| status.replace('值', "数"));
    let notes: Vec<&str> = [figure.ratio, status.as_deref(), figure.lacking].into_iter().flatten().collect();
    let notes = if notes.is_empty() { String::new() } else { format!("（{}）", notes.join("，")) };
    let change = figure.change.map(|change| format!("，同比{change}")).unwrap_or_default();
    format!("{period}{}{value}{}{notes}{change}{aim}。", figure.name, figure.unit)
}

/// `入河排污口整治率逐个判定，方案目标为90%以上，13个县区中6个达到，7个未达到，按初步数未达标。`
fn one_by_one(figure: &Figure<'_>) -> String {
    let aim = figure.aim.as_ref().map(|aim| format!("方案目标为{}，", goal(aim, &bound_in_words(aim.text))));
    let note = figure.note.map(|note| format!("{note}，")).unwrap_or_default();
    format!("{}逐个判定，{}{note}{}。", figure.name, aim.unwrap_or_default(), figure.judged)
}

/// `中水回用率、污水处理率尚无数值（方案未明确填报单位）。`: what is lacking for one reason.
pub fn lacking(names: &[String], why: &str) -> String {
    let why = if why.is_empty() { String::new() } else { format!("（{why}）") };
    format!("{}尚无数值{why}。", names.join("、"))
}

/// A figure inside somebody's sentence: `36微克/立方米（1—11月，初步数）`.
pub fn stated(value: &str, unit: &str, period: Option<&str>, status: Option<&str>) -> String {
    let status = status.map(|status| status.replace('值', "数"));
    // That a value adds up says nothing of its time.
    let period = period.filter(|period| *period != "累计").map(day_in_words);
    let notes: Vec<String> = period.into_iter().chain(status).collect();
    let notes = if notes.is_empty() { String::new() } else { format!("（{}）", notes.join("，")) };
    format!("{value}{unit}{notes}")
}

fn against(aim: &Aim<'_>, figure: &Figure<'_>) -> String {
    let text = bound_in_words(aim.text);
    let aimed = match aim.note {
        None => format!("{text}的年度目标"),
        Some("长期目标") => format!("{text}的目标"),
        Some(note) => match note.strip_suffix("目标") {
            Some(year) => format!("{year}{text}的目标"),
            None => format!("{text}的{}", note.replace("时序值，内插", "时序值（内插）")),
        },
    };
    let unit = match figure.unit {
        "%" => "个百分点",
        "‰" => "个千分点",
        unit => unit,
    };
    let size = aim.difference.map(|difference| difference.trim_start_matches(['+', '-', '−']));
    let none = |size: &str| size.chars().all(|c| matches!(c, '0' | '.'));
    match (size, aim.is_good) {
        (Some(size), Some(true)) if none(size) => format!("，达到{aimed}"),
        (Some(size), Some(true)) => format!("，好于{aimed}{size}{unit}"),
        (Some(size), Some(false)) if aim.note.is_none() => format!("，差于{aimed}{size}{unit}"),
        (Some(size), Some(false)) => format!("，距{aimed}还差{size}{unit}"),
        _ if figure.judged == "不可比" => format!("，与{aimed}不可比"),
        _ => {
            let note = figure.note.map(|note| format!("（{note}）")).unwrap_or_default();
            format!("，方案目标为{}，{}{note}", goal(aim, &text), figure.judged)
        }
    }
}

fn goal(aim: &Aim<'_>, text: &str) -> String {
    let year = aim.note.and_then(|note| note.strip_suffix("目标")).filter(|year| *year != "长期");
    format!("{}{text}", year.unwrap_or_default())
}

/// `≥80%` as prose has it: `80%以上`.
pub fn bound_in_words(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some('≥') => format!("{}以上", chars.as_str()),
        Some('≤') => format!("{}以内", chars.as_str()),
        Some('＞') => format!("超过{}", chars.as_str()),
        Some('＜') => format!("低于{}", chars.as_str()),
        Some('＝') => chars.as_str().to_owned(),
        _ => text.to_owned(),
    }
}

/// `截至2025-10-31` as prose has it: `截至2025年10月31日`.
fn day_in_words(period: &str) -> String {
    let day = period.strip_prefix("截至").and_then(|day| day.parse::<crate::plan::Date>().ok());
    day.map_or_else(|| period.to_owned(), |day| format!("截至{}", day.chinese()))
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
            by: DecidedBy::Worst,
            silent,
            asked: 5,
        };
        assert_eq!(
            task(&state(&["正常推进", "滞后", "正常推进"], "滞后", &none)),
            "完成时限为2031年，3家单位报送，其中正常推进2家、滞后1家，总体滞后；丙局、戊局未报送，丁局为零报告。"
        );
        assert_eq!(task(&state(&["滞后", "滞后"], "滞后", &[])), "完成时限为2031年，2家单位报送，均为滞后。");
        let unfinished = TaskState {
            by: DecidedBy::Unfinished,
            ..state(&["已完成", "已完成"], "正常推进", &[])
        };
        assert_eq!(
            task(&unfinished),
            "完成时限为2031年，2家单位报送，其中已完成2家，因尚未全部作出有效答复，不认定为已完成，总体正常推进。"
        );
        assert_eq!(task(&state(&[], "暂无内容", &[])), "完成时限为2031年，本年度尚无单位填报。");
    }

    #[test]
    fn a_figure_in_one_sentence() {
        let of = |text, note, difference, is_good| Figure {
            name: "绿化率",
            value: Some("36.4"),
            unit: "%",
            ratio: Some("91/250"),
            period: Some("截至2025-03-05"),
            status: Some("初步值"),
            lacking: None,
            change: Some("上升0.4个百分点"),
            aim: Some(Aim { text, note, difference, is_good }),
            judged: "届时认定",
            note: None,
            is_counted: false,
        };
        let head = "截至2025年3月5日，绿化率36.4%（91/250，初步数），同比上升0.4个百分点，";
        for (aim, tail) in [
            (of("≥36%", None, Some("+0.4"), Some(true)), "好于36%以上的年度目标0.4个百分点。"),
            (of("≥37%", None, Some("-0.6"), Some(false)), "差于37%以上的年度目标0.6个百分点。"),
            (
                of("≥40%", Some("2030年目标"), Some("-3.6"), Some(false)),
                "距2030年40%以上的目标还差3.6个百分点。",
            ),
            (of("36.4%左右", Some("长期目标"), Some("0.0"), Some(true)), "达到36.4%左右的目标。"),
            (of("全省前列", Some("2027年目标"), None, None), "方案目标为2027年全省前列，届时认定。"),
        ] {
            assert_eq!(figure(&aim), format!("{head}{tail}"));
        }
        let counted = Figure {
            value: None,
            judged: "未达标",
            note: Some("7个县区中3个达到，4个未达到"),
            is_counted: true,
            ..of("≥36%", Some("2030年目标"), None, None)
        };
        assert_eq!(
            figure(&counted),
            "绿化率逐个判定，方案目标为2030年36%以上，7个县区中3个达到，4个未达到，未达标。"
        );
    }
}
