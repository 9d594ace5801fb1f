//! How many of how many units meet what each of them has to.

use super::Reader;
use super::figure::by_state;
use super::subject::Subject;
use crate::assess::{Aggregate, TargetJudgement, TargetResult};

/// Names of one group up to this many stand in full.
const NAMED: usize = 5;

/// `13个县区中6个达到，2个未达到（甲县、乙县），5个没有可判定的数据`: for the office who misses it is named. What is
/// nought is not said, but for who meets it.
pub(super) fn counted(subject: &Subject<'_>, judged: &TargetJudgement, reader: Reader) -> String {
    let counted = judged.aggregate.unwrap_or_default();
    counted_as(subject, &counted, reader, |results| match reader {
        Reader::Office => who(subject, judged, results),
        // In public the table of all units tells of each; no sentence picks some of them out.
        Reader::Public => String::new(),
    })
}

/// The same of any count; `who` names units of some results.
pub(super) fn counted_as(
    subject: &Subject<'_>,
    counted: &Aggregate,
    reader: Reader,
    who: impl Fn(&[TargetResult]) -> String,
) -> String {
    let whom = if counted.of_counties { subject.plan.county_word() } else { "单位" };
    if counted.of == 0 {
        return format!("没有应当填报的{whom}");
    }
    let states = by_state(&counted.states, "个", reader);
    let states = if states.is_empty() { states } else { format!("（{states}）") };
    if counted.lacking == counted.of {
        // All for one reason: it is the word.
        let all = format!("{}个", counted.of);
        let one = by_state(&counted.states, "个", reader);
        return match one.strip_suffix(all.as_str()).filter(|word| !word.contains('、')) {
            Some(word) => format!("{}个{whom}均{word}", counted.of),
            None => format!("{}个{whom}的数据都还不能判定{states}", counted.of),
        };
    }
    if counted.met == counted.of && counted.on_pace == 0 {
        return format!("{}个{whom}全部达到", counted.of);
    }
    let parts: Vec<String> = [
        (counted.met - counted.on_pace, "达到", &[][..]),
        (counted.on_pace, "按折算达到进度", &[]),
        (counted.off_pace, "按折算未达到进度", &[TargetResult::OffPace]),
        (counted.missed - counted.off_pace, "未达到", &[TargetResult::Missed, TargetResult::NotDue]),
        (counted.lacking, "没有可判定的数据", &[]),
    ]
    .into_iter()
    .filter(|(n, word, _)| *n > 0 || *word == "达到" && counted.on_pace + counted.off_pace == 0)
    .map(|(n, word, results)| match word {
        // All of them for one reason: it is the word.
        "没有可判定的数据" => match one_reason(counted, n, reader) {
            Some(reason) => format!("{n}个{reason}"),
            None => format!("{n}个{word}{states}"),
        },
        word => format!("{n}个{word}{}", who(results)),
    })
    .collect();
    format!("{}个{whom}中{}", counted.of, parts.join("，"))
}

/// `未报`, where nothing else is lacking.
fn one_reason(counted: &Aggregate, n: usize, reader: Reader) -> Option<String> {
    let told = by_state(&counted.states, "个", reader);
    told.strip_suffix(&format!("{n}个")).filter(|word| !word.contains('、')).map(str::to_owned)
}

/// `（甲县、乙县）`: of each its page shows everybody the figure and the judgement.
fn who(subject: &Subject<'_>, judged: &TargetJudgement, results: &[TargetResult]) -> String {
    let is = |of: &crate::assess::CountyRow| {
        let own = of.results.get(judged.target).and_then(Option::as_ref);
        own.is_some_and(|own| results.contains(&own.result))
    };
    let rows = subject.standing.counties.iter().filter(|row| is(row));
    let names: Vec<&str> = rows.map(|row| subject.plan.unit(row.unit).name.as_str()).collect();
    match names.len() {
        0 => String::new(),
        n if n <= NAMED => format!("（{}）", names.join("、")),
        n => format!("（{}等{n}个）", names[..NAMED - 1].join("、")),
    }
}
