//! Figures of the paper in sentences, beside what they are held against.
//!
//! Takes figures that were judged; gives sentences as offices write them. Never judges and never reckons.

use super::aim::{Aim, Beside, against, bound_in_words, goal};

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
    /// The target of the year.
    pub aim: Option<Aim<'a>>,
    /// The judgement, where no difference says it.
    pub judged: &'a str,
    /// What the judgement leaves open: how many of how many units, or which target.
    pub note: Option<&'a str>,
    /// Whether units are judged one by one.
    pub is_counted: bool,
    /// Why it is not comparable with its target.
    pub why: Option<&'a str>,
    /// Units that are lacking, and those that should have reported.
    pub lacks: Option<(usize, usize)>,
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
pub fn figures(said: &[Said<'_>]) -> Vec<String> {
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
    sentences.extend(parts(said));
    sentences
}

fn sentence((time, clauses): &(String, Vec<String>)) -> Option<String> {
    let lead = if time.is_empty() { String::new() } else { format!("{time}，") };
    (!clauses.is_empty()).then(|| format!("{lead}{}。", clauses.join("；")))
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
    if figure.is_counted && figure.value.is_empty() {
        return one_by_one(figure);
    }
    let status = figure.status.map(in_prose);
    let notes: Vec<&str> =
        [telling(figure.ratio), status.as_deref(), asked(figure.open)].into_iter().flatten().collect();
    let notes = if notes.is_empty() { String::new() } else { format!("（{}）", notes.join("，")) };
    let change = figure.change.map(|change| format!("，同比{}", in_short(change))).unwrap_or_default();
    let aim = figure.aim.as_ref().map(|aim| against(aim, &beside(figure))).unwrap_or_default();
    format!("{}{}{}{notes}{change}{aim}", figure.name, figure.value, figure.unit)
}

fn beside<'f>(figure: &Figure<'f>) -> Beside<'f> {
    Beside { unit: figure.unit, judged: figure.judged, note: figure.note, why: figure.why }
}

/// `入河排污口整治率逐个判定，目标为90%以上，13个县区中6个达到，7个未达到，按初步数未达标`
fn one_by_one(figure: &Figure<'_>) -> String {
    let aim = figure.aim.as_ref().map(|aim| format!("目标为{}，", goal(aim, &bound_in_words(aim.text))));
    let note = figure.note.map(|note| format!("{note}，")).unwrap_or_default();
    format!("{}逐个判定，{}{note}{}", figure.name, aim.unwrap_or_default(), figure.judged)
}

/// Without what stands in the annex: by how much the base of a ratio has changed.
fn in_short(change: &str) -> &str {
    change.split_once("（分母").map_or(change, |(said, _)| said)
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

/// Units that are lacking and that should have reported; by time, what the others reported.
type Partial = ((usize, usize), Vec<(String, Vec<String>)>);

/// What some units have reported of a whole: together, without a judgement.
fn parts(said: &[Said<'_>]) -> Vec<String> {
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
    let sentence = |((lacks, of), times): &Partial| {
        let told: Vec<String> = times
            .iter()
            .map(|(time, all)| {
                let lead = if time.is_empty() { String::new() } else { format!("{time}，") };
                format!("{lead}{}", all.join("，"))
            })
            .collect();
        let there = of.saturating_sub(*lacks);
        format!("按已报的{there}家汇总（应报{of}家，数据不全，暂不与目标比较），{}。", told.join("；"))
    };
    groups.iter().map(sentence).collect()
}

/// `绿化率36.4%（初步数，待核实）`.
fn bare(figure: &Figure<'_>) -> String {
    let status = figure.status.map(in_prose);
    let notes: Vec<&str> = status.as_deref().into_iter().chain(asked(figure.open)).collect();
    let notes = if notes.is_empty() { String::new() } else { format!("（{}）", notes.join("，")) };
    format!("{}{}{}{notes}", figure.name, figure.value, figure.unit)
}

/// `中水回用率、污水处理率尚无数值（未明确填报单位）。`: what is lacking for one reason. What the office has
/// still to do for it is no matter of the paper's.
pub fn lacking(names: &[String], why: &str) -> String {
    let why = match why {
        "未到期" => "未到报送时间".to_owned(),
        // That there is none is said.
        "暂无数据" => String::new(),
        why => why.replace("待办公室决定采用哪一家", "待核定"),
    };
    let why = if why.is_empty() { why } else { format!("（{why}）") };
    format!("{}尚无数值{why}。", names.join("、"))
}

/// A figure inside somebody's sentence: `36微克/立方米（1—11月，初步数）`.
pub fn stated(figure: &Figure<'_>) -> String {
    let time = Some(time(figure)).filter(|time| !time.is_empty());
    let notes: Vec<String> = time.into_iter().chain(figure.status.map(in_prose)).collect();
    let notes = if notes.is_empty() { String::new() } else { format!("（{}）", notes.join("，")) };
    format!("{}{}{notes}", figure.value, figure.unit)
}

/// `截至2025-10-31` as prose has it: `截至2025年10月31日`.
fn day_in_words(period: &str) -> String {
    let day = period.strip_prefix("截至").and_then(|day| day.parse::<crate::plan::Date>().ok());
    day.map_or_else(|| period.to_owned(), |day| format!("截至{}", day.chinese()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of<'a>(
        text: &'a str,
        note: Option<&'a str>,
        difference: Option<&'a str>,
        is_good: Option<bool>,
    ) -> Figure<'a> {
        Figure {
            name: "绿化率",
            value: "36.4",
            unit: "%",
            ratio: Some("91/250"),
            period: Some("截至2025-03-05"),
            counted_on: None,
            status: Some("初步值"),
            open: None,
            change: Some("上升0.4个百分点"),
            aim: Some(Aim { text, note, difference, is_good }),
            judged: "届时认定",
            note: None,
            is_counted: false,
            why: None,
            lacks: None,
        }
    }

    fn told(all: Vec<Figure<'_>>) -> String {
        figures(&all.into_iter().map(|figure| Said::Figure(Box::new(figure))).collect::<Vec<_>>()).concat()
    }

    #[test]
    fn a_figure_beside_its_target() {
        let head = "截至2025年3月5日，绿化率36.4%（初步数），同比上升0.4个百分点，";
        for (aim, tail) in [
            (of("≥36%", None, Some("+0.4"), Some(true)), "达到36%以上的年度目标，高0.4个百分点。"),
            (of("≥37%", None, Some("-0.6"), Some(false)), "未达到37%以上的年度目标，差0.6个百分点。"),
            (
                of("≥40%", Some("2030年目标"), Some("-3.6"), Some(false)),
                "距2030年40%以上的目标还差3.6个百分点。",
            ),
            (of("36.4%左右", Some("长期目标"), Some("0.0"), Some(true)), "达到36.4%左右的目标。"),
            (of("36%左右", None, Some("+0.4"), Some(true)), "达到36%左右的年度目标。"),
            (
                of("≤37%", Some("按7个月折算"), Some("-0.6"), Some(true)),
                "达到按7个月折算的年度目标（37%以内），低0.6个百分点。",
            ),
            (of("≥100%", None, Some("-63.6"), Some(false)), "未达到100%的年度目标，差63.6个百分点。"),
            (of("全省前列", Some("2027年目标"), None, None), "目标为2027年全省前列，届时认定。"),
            (
                Figure {
                    judged: "按部分时段数未达标", ..of("稳步上升", Some("长期目标"), None, None)
                },
                "按部分时段的数值未达到稳步上升的目标。",
            ),
            (
                Figure { why: Some("时段不一致"), ..of("≥9%", Some("2022年目标"), None, None) },
                "时段不一致，不与2022年9%以上的目标比较。",
            ),
        ] {
            assert_eq!(told(vec![aim]), format!("{head}{tail}"));
        }
        let trees =
            Figure { unit: "株", value: "12", change: None, ..of("≥9株", None, Some("+3"), Some(true)) };
        assert_eq!(
            told(vec![trees]),
            "截至2025年3月5日，绿化率12株（初步数），达到9株以上的年度目标，多3株。"
        );
    }

    #[test]
    fn what_has_the_same_time_shares_a_sentence_and_parts_come_last() {
        let bare = |name, period, lacks| Figure {
            name,
            period,
            lacks,
            change: None,
            aim: None,
            counted_on: Some("2025-11-30"),
            ..of("", None, None, None)
        };
        let all = vec![
            bare("甲", Some("1—9月"), None),
            bare("乙", Some("1—9月"), None),
            bare("丙", Some("累计"), Some((3, 8))),
            bare("丁", Some("累计"), None),
            bare("戊", Some("累计"), Some((3, 8))),
            bare("己", Some("1—9月"), Some((3, 8))),
        ];
        assert_eq!(
            told(all),
            "1—9月，甲36.4%（初步数）；乙36.4%（初步数）。截至2025年11月30日，丁36.4%（初步数）。\
             按已报的5家汇总（应报8家，数据不全，暂不与目标比较），截至2025年11月30日，丙36.4%（初步数），戊36.4%（初步数）；\
             1—9月，己36.4%（初步数）。"
        );
    }

    #[test]
    fn what_is_judged_one_by_one_says_how_many() {
        let counted = Figure {
            value: "",
            period: None,
            judged: "按初步数未达标",
            note: Some("9个县区中4个达到，5个未达到"),
            is_counted: true,
            lacks: Some((1, 9)),
            ..of("≥90%", Some("长期目标"), None, None)
        };
        assert_eq!(
            told(vec![counted]),
            "绿化率逐个判定，目标为90%以上，9个县区中4个达到，5个未达到，按初步数未达标。"
        );
    }

    #[test]
    fn only_a_ratio_of_few_things_stands_in_prose_and_no_code_does() {
        let with = |ratio, open| {
            told(vec![Figure {
                ratio: Some(ratio),
                open,
                aim: None,
                change: None,
                ..of("", None, None, None)
            }])
        };
        assert_eq!(with("7/8", None), "截至2025年3月5日，绿化率36.4%（7/8，初步数）。");
        for ratio in ["23.5/160", "4429/4506", "0.7/1"] {
            assert_eq!(
                with(ratio, Some("待核实（N421）")),
                "截至2025年3月5日，绿化率36.4%（初步数，待核实）。"
            );
        }
    }
}
