//! Figures of the paper in sentences, beside what they are held against.
//!
//! Takes figures that were judged; gives sentences as offices write them. Never judges and never reckons.

use chrono::Datelike as _;

use super::aim::{Aim, Beside, against, bound_in_words, goal};
use super::figure::{by_state, told_to_superiors};
use super::{Absence, Reader};
use crate::assess::Lacking;

/// A figure and what it is held against.
#[derive(Debug, Clone)]
pub struct Figure<'a> {
    /// The indicator.
    pub name: &'a str,
    /// As shown, without its unit; empty where units are judged one by one.
    pub value: &'a str,
    /// 计量单位, or empty.
    pub unit: &'a str,
    /// `7/8`.
    pub ratio: Option<&'a str>,
    /// `1—11月`, `截至2025-10-31`, `累计`.
    pub period: Option<&'a str>,
    /// Of a value that adds up: the day on which it was counted, where all its reporters give the same.
    pub counted_on: Option<&'a str>,
    /// `初步值`.
    pub status: Option<&'a str>,
    /// What is asked about it: `待核实（N421）`.
    pub open: Option<&'a str>,
    /// `下降3微克/立方米（7.3%）`.
    pub change: Option<&'a str>,
    /// `较2025年11月底（26.12%）`: what the change is from, where that is not the same time of last year.
    pub compared_with: Option<&'a str>,
    /// The target of the year.
    pub aim: Option<Aim<'a>>,
    /// The judgement, where no difference says it.
    pub judged: &'a str,
    /// What the judgement leaves open: how many of how many units, or which target.
    pub note: Option<&'a str>,
    /// Whether units are judged one by one.
    pub is_counted: bool,
    /// Whether what the note tells decides, and not the target of the year.
    pub is_decided_elsewhere: bool,
    /// Whether the judgement is that the target is met.
    pub is_met: bool,
    /// Who said so, where no figure decides.
    pub ruled: Option<&'a str>,
    /// Why it is not comparable with its target.
    pub why: Option<&'a str>,
    /// Why the target is missed, in the words of who reported it.
    pub because: Option<&'a str>,
    /// What a figure of all is without.
    pub lacks: Option<Lacks>,
}

/// What a figure of all is without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lacks {
    /// Units whose figures are there.
    pub have: usize,
    /// Units that should have one.
    pub of: usize,
    /// The others, by their state as the reader may know it.
    pub states: Lacking,
}

impl Lacks {
    /// `应有9家、已汇总5家、待核实1家、零报告3家`.
    pub fn words(&self) -> String {
        let states = by_state(&self.states, "家", Reader::Office);
        let states = if states.is_empty() { states } else { format!("、{states}") };
        format!("应有{}家、已汇总{}家{states}", self.of, self.have)
    }
}

/// A word of a field: a figure, or what the office wrote in the place of one.
pub enum Said<'a> {
    /// To be put into a sentence.
    Figure(Box<Figure<'a>>),
    /// A sentence already.
    Own(String),
}

/// `截至2025年10月31日，煤炭先进产能占比78.6%（初步数），距80%以上的目标还差1.4个百分点；….`: what has the same
/// time stands in one sentence, and what only some units reported comes last.
///
/// `common`: what lacks alike in several fields, said once before them all.
pub fn figures(said: &[Said<'_>], common: Option<&Lacks>) -> Vec<String> {
    let mut sentences: Vec<String> = vec![];
    let mut run: (String, Vec<String>) = Default::default();
    for word in said {
        match word {
            Said::Figure(figure) if is_part(figure) => {}
            Said::Figure(figure) => {
                let time = time(figure);
                if run.0 != time {
                    sentences.extend(sentence(&run));
                    run = (time, vec![]);
                }
                run.1.push(clause(figure));
            }
            Said::Own(words) => {
                sentences.extend(sentence(&run));
                run = Default::default();
                sentences.push(words.clone());
            }
        }
    }
    sentences.extend(sentence(&run));
    sentences.extend(parts(said, common));
    sentences
}

fn sentence((time, clauses): &(String, Vec<String>)) -> Option<String> {
    (!clauses.is_empty()).then(|| format!("{}{}。", lead(time), clauses.join("；")))
}

/// `截至2025年10月31日，`; 全年 goes before its figure without a mark.
fn lead(time: &str) -> String {
    match time {
        "" | "全年" => time.to_owned(),
        time => format!("{time}，"),
    }
}

/// What a sentence begins with. A value that only adds up has no time but the day of counting.
fn time(figure: &Figure<'_>) -> String {
    match (figure.period, figure.counted_on) {
        (Some("累计"), Some(day)) => day_in_words(&format!("截至{day}")),
        (Some("累计") | None, _) => String::new(),
        (Some(period), _) => day_in_words(period),
    }
}

/// Whether only some units reported what is a figure of all.
fn is_part(figure: &Figure<'_>) -> bool {
    figure.lacks.is_some() && !figure.value.is_empty()
}

fn clause(figure: &Figure<'_>) -> String {
    if figure.value.is_empty() {
        return one_by_one(figure);
    }
    let status = figure.status.map(in_prose);
    let notes: Vec<&str> =
        [telling(figure.ratio), status.as_deref(), asked(figure.open)].into_iter().flatten().collect();
    let notes = if notes.is_empty() { String::new() } else { format!("（{}）", notes.join("，")) };
    let than = figure.compared_with.unwrap_or("同比");
    let change = figure.change.map(|change| format!("，{than}{change}")).unwrap_or_default();
    let aim = figure.aim.as_ref().map(|aim| against(aim, &beside(figure))).unwrap_or_default();
    // Beside a figure a goal in words reads as if the figure decided it.
    let aim = match (figure.ruled, aim.strip_prefix('，')) {
        (Some(ruled), Some(said)) => format!("，{ruled}{said}"),
        _ => aim,
    };
    let because = because(figure);
    format!("{}{}{}{notes}{change}{aim}{because}", counted_thing(figure), figure.value, figure.unit)
}

/// `（原因：两处煤矿手续尚未办结）`; words with a bracket of their own stand in none.
fn because(figure: &Figure<'_>) -> String {
    match figure.because {
        Some(words) if words.contains('（') => format!("，原因：{words}"),
        Some(words) => format!("（原因：{words}）"),
        None => String::new(),
    }
}

/// `绿色工厂` of `绿色工厂数`: beside its number a count needs no word of its own.
fn counted_thing<'f>(figure: &Figure<'f>) -> &'f str {
    const COUNTERS: [&str; 7] = ["个", "家", "处", "项", "座", "所", "条"];
    // 条数, 系数, 指数: 数 is a part of the word.
    const WORDS: &str = "个家处项座所条次期天人户系指倍基总函参位度";
    match figure.name.strip_suffix('数') {
        Some(thing) if COUNTERS.contains(&figure.unit) && !thing.ends_with(|c| WORDS.contains(c)) => thing,
        _ => figure.name,
    }
}

fn beside<'f>(figure: &Figure<'f>) -> Beside<'f> {
    Beside {
        unit: figure.unit,
        judged: figure.judged,
        is_met: figure.is_met,
        note: figure.note,
        is_counted: figure.is_counted,
        is_decided_elsewhere: figure.is_decided_elsewhere,
        why: figure.why,
    }
}

/// `入河排污口整治率目标为90%以上，13个县区中6个达到，7个未达到，按初步数未达标`
fn one_by_one(figure: &Figure<'_>) -> String {
    let aim = figure.aim.as_ref().map(|aim| format!("目标为{}，", goal(aim, &bound_in_words(aim.text))));
    let aim = aim.unwrap_or_else(|| "按单位判定，".to_owned());
    let note = figure.note.map(|note| format!("{note}，")).unwrap_or_default();
    // A judgement rests on what it is asked about, as a figure does.
    let open = asked(figure.open).map(|open| format!("（{open}）")).unwrap_or_default();
    format!("{}{aim}{note}{}{open}{}", figure.name, figure.judged, because(figure))
}

/// A ratio of few countable things: one of them more or less moves it by a point or more. Others stand in the
/// annex, where their unit does.
fn telling(ratio: Option<&str>) -> Option<&str> {
    let (part, whole) = ratio?.split_once('/')?;
    let counts = |text: &str| !text.is_empty() && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
    (counts(whole) && (counts(part) || part == "100")).then_some(ratio?)
}

/// `待核实（N421）` without the code: it says nothing to whom the paper is sent.
fn asked(open: Option<&str>) -> Option<&str> {
    open.map(|open| open.split_once('（').map_or(open, |(word, _)| word))
}

/// `初步数` of `初步值`, as papers say; 终值 has no other word.
pub fn in_prose(status: &str) -> String {
    status.replace("初步值", "初步数").replace("预计值", "预计数")
}

/// What is lacking; by time, what the others reported.
type Partial = (Lacks, Vec<(String, Vec<String>)>);

/// What some units have reported of a whole: together, without a judgement.
fn parts(said: &[Said<'_>], common: Option<&Lacks>) -> Vec<String> {
    let mut groups: Vec<Partial> = vec![];
    for word in said {
        let Said::Figure(figure) = word else { continue };
        let Some(lacks) = figure.lacks.filter(|_| is_part(figure)) else { continue };
        let at = groups.iter().position(|(of, _)| *of == lacks).unwrap_or_else(|| {
            groups.push((lacks, vec![]));
            groups.len() - 1
        });
        let (time, told) = (time(figure), bare(figure));
        let times = &mut groups[at].1;
        match times.iter_mut().find(|(known, _)| *known == time) {
            Some((_, all)) => all.push(told),
            None => times.push((time, vec![told])),
        }
    }
    let sentence = |(lacks, times): &Partial| {
        let told: Vec<String> =
            times.iter().map(|(time, all)| format!("{}{}", lead(time), all.join("，"))).collect();
        if common == Some(lacks) {
            return format!("部分汇总：{}。", told.join("；"));
        }
        format!("按已有的{}家汇总：{}；{}，暂不与目标比较。", lacks.have, told.join("；"), the_others(lacks))
    };
    groups.iter().map(sentence).collect()
}

/// What is said once before all figures that lack alike: `下列注明“部分汇总”的数值按已有的8家汇总，其余5家未报，暂不与目标比较。`
pub fn in_common(lacks: &Lacks) -> String {
    format!("下列注明“部分汇总”的数值按已有的{}家汇总，{}，暂不与目标比较。", lacks.have, the_others(lacks))
}

/// `其余3家未到期`, `其余4家暂缺（待核实1家、零报告3家）`: who lacks of those who should have a figure.
fn the_others(lacks: &Lacks) -> String {
    let n = lacks.of.saturating_sub(lacks.have);
    let states = by_state(&lacks.states, "家", Reader::Office);
    let one = states.strip_suffix(&format!("{n}家")).filter(|word| !word.contains('、'));
    match one {
        Some(word) => format!("其余{n}家{word}"),
        None if states.is_empty() => format!("其余{n}家没有数据"),
        None => format!("其余{n}家暂缺（{states}）"),
    }
}

/// `绿化率36.4%（初步数，待核实）`.
fn bare(figure: &Figure<'_>) -> String {
    let status = figure.status.map(in_prose);
    let notes: Vec<&str> =
        [telling(figure.ratio), status.as_deref(), asked(figure.open)].into_iter().flatten().collect();
    let notes = if notes.is_empty() { String::new() } else { format!("（{}）", notes.join("，")) };
    format!("{}{}{}{notes}", counted_thing(figure), figure.value, figure.unit)
}

/// `中水回用率、污水处理率尚无数值（未明确填报单位）。`: what is lacking for one reason. What the office has
/// still to do for it is no matter of the paper's.
pub fn lacking(names: &[String], absence: Option<Absence>, why: &str) -> String {
    let why = match absence {
        Some(Absence::NotYetDue) => "未到报送时间".to_owned(),
        // That there is none is said.
        Some(Absence::Untold) => String::new(),
        // There is one, and it is looked into.
        Some(Absence::Open) => return format!("{}的数值正在核实，暂不列出。", names.join("、")),
        // There are values, of each unit its own.
        Some(Absence::Separate) => return format!("{}按单位分别填报，不汇总。", names.join("、")),
        _ => told_to_superiors(why),
    };
    let why = if why.is_empty() { why } else { format!("（{why}）") };
    format!("{}尚无数值{why}。", names.join("、"))
}

/// A figure inside somebody's sentence: `36微克/立方米（1—11月，初步数）`; with what it lacks, and what is asked about it.
pub fn stated(figure: &Figure<'_>) -> String {
    let time = Some(time(figure)).filter(|time| !time.is_empty());
    let part = figure.lacks.map(|lacks| format!("按已有的{}家汇总，{}", lacks.have, the_others(&lacks)));
    let status = figure.status.map(in_prose);
    let open = asked(figure.open).map(str::to_owned);
    let notes: Vec<String> = part.into_iter().chain(time).chain(status).chain(open).collect();
    let notes = if notes.is_empty() { String::new() } else { format!("（{}）", notes.join("，")) };
    format!("{}{}{notes}", figure.value, figure.unit)
}

/// A change inside somebody's sentence: `上升2.9个百分点`, with what is asked about the figure that changed.
pub fn stated_change(figure: &Figure<'_>) -> Option<String> {
    let open = asked(figure.open).map(|open| format!("（{open}）")).unwrap_or_default();
    Some(format!("{}{open}", figure.change?))
}

/// A target inside somebody's sentence: `2030年38微克/立方米以内`; what was reckoned is not passed for the plan's.
pub fn stated_target(figure: &Figure<'_>) -> Option<String> {
    let aim = figure.aim.as_ref()?;
    let text = goal(aim, &bound_in_words(aim.text));
    Some(match aim.reckoned() {
        Some(note) => format!("{text}（{note}）"),
        None => text,
    })
}

/// `截至2025-10-31` as prose has it: `截至2025年10月底`.
fn day_in_words(period: &str) -> String {
    let day = period.strip_prefix("截至").and_then(|day| day.parse::<crate::plan::Date>().ok());
    day.map_or_else(|| period.to_owned(), |day| format!("截至{}", by_day(day.0)))
}

/// `2025年11月底`, `2025年11月12日`.
pub fn by_day(day: chrono::NaiveDate) -> String {
    match day.succ_opt() {
        Some(next) if next.day() == 1 => format!("{}年{}月底", day.year(), day.month()),
        _ => crate::plan::Date(day).chinese(),
    }
}

#[cfg(test)]
mod tests;
