//! What the word of a judgement leaves open: which target decides it, and how many of how many units.

use super::subject::Subject;
use super::target::{name, named};
use super::{Reader, label};
use crate::assess::{MetBy, Standing, TargetJudgement, TargetResult};

/// What stands beside the word of a judgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgementNote {
    /// `13个县区中6个达到，7个未达到`, `2030年目标≥62%`.
    pub text: String,
    /// Whether it counts units that are judged one by one.
    pub is_count: bool,
    /// Whether what it tells decides, and not the target that stands beside the value.
    pub decides: bool,
}

/// What the word of the judgement leaves open, for all surfaces: how many of how many units meet what each has
/// to, and which target decides where it is not the one that stands beside the value, or is one unit's own.
pub fn note(subject: &Subject<'_>, reader: Reader) -> Option<JudgementNote> {
    let standing = subject.standing;
    let counts = |judged: &&TargetJudgement| judged.counts && judged.is_live && judged.aggregate.is_some();
    let several = standing.targets.iter().filter(counts).count() > 1;
    let mut parts: Vec<String> = standing
        .targets
        .iter()
        .filter(counts)
        .map(|judged| {
            let text = counted(subject, judged, reader);
            if several { format!("{}：{text}", name(subject.target(judged))) } else { text }
        })
        .collect();
    let is_count = !parts.is_empty();
    let deciding = deciding(subject);
    let decides = !deciding.is_empty() && !deciding.iter().any(|judged| is_beside(subject, judged));
    let of_one_unit = |judged: &&TargetJudgement| subject.target(judged).unit.is_some();
    let told = deciding.iter().filter(|judged| judged.aggregate.is_none());
    parts.extend(told.filter(|judged| decides || of_one_unit(judged)).map(|judged| told_of(subject, judged)));
    (!parts.is_empty()).then(|| JudgementNote { text: parts.join("；"), is_count, decides })
}

/// The judgements that the standing rests on; none where it rests on the schedule or the baseline.
fn deciding<'a>(subject: &Subject<'a>) -> Vec<&'a TargetJudgement> {
    let targets = &subject.standing.targets;
    let live = |result: TargetResult| -> Vec<&'a TargetJudgement> {
        targets.iter().filter(|judged| judged.is_live && judged.result == result).collect()
    };
    match subject.standing.standing {
        Standing::Met(MetBy::ThisYear(at) | MetBy::Always(at) | MetBy::Stage(at) | MetBy::Last(at)) => {
            targets.get(at).into_iter().collect()
        }
        Standing::Behind | Standing::FarBehind => {
            let missed = live(TargetResult::Missed);
            if missed.is_empty() { live(TargetResult::OffPace) } else { missed }
        }
        Standing::ToBeJudged => live(TargetResult::ToBeJudged),
        Standing::NotComparable => live(TargetResult::NotComparable),
        Standing::NoData => live(TargetResult::NoData),
        Standing::OnSchedule | Standing::Worsening => vec![],
    }
}

/// Whether a target is what is shown beside the value: a reckoned value may stand there in its place.
fn is_beside(subject: &Subject<'_>, judged: &TargetJudgement) -> bool {
    let standing = subject.standing;
    let in_its_place = judged.result == TargetResult::Met && standing.is_reckoned();
    standing.course.reference == Some(judged.target) && !in_its_place
}

/// `2030年目标≥62%`, `长期目标（河东县）≥60%未达到`.
fn told_of(subject: &Subject<'_>, judged: &TargetJudgement) -> String {
    let result = if judged.result == TargetResult::Met { "" } else { label::result(judged.result) };
    format!("{}{}{result}", named(subject.plan, subject.target(judged)), subject.bound_text(judged))
}

/// Names of one group up to this many stand in full.
const NAMED: usize = 5;

/// `13个县区中6个达到，2个未达到（甲县、乙县），5个没有可判定的数据`: who misses it is named for the office. What is
/// nought is not said, but for who meets it.
pub(super) fn counted(subject: &Subject<'_>, judged: &TargetJudgement, reader: Reader) -> String {
    let counted = judged.aggregate.unwrap_or_default();
    let whom = if counted.of_counties { subject.plan.county_word() } else { "单位" };
    if counted.of == 0 {
        return format!("没有应当填报的{whom}");
    }
    if counted.lacking == counted.of {
        return format!("{}个{whom}均没有可判定的数据", counted.of);
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
    .map(|(n, word, results)| format!("{n}个{word}{}", who(subject, judged, results, reader)))
    .collect();
    format!("{}个{whom}中{}", counted.of, parts.join("，"))
}

/// `（甲县、乙县）`, for the office.
fn who(subject: &Subject<'_>, judged: &TargetJudgement, results: &[TargetResult], reader: Reader) -> String {
    let is = |of: &crate::assess::CountyRow| {
        let own = of.results.get(judged.target).and_then(Option::as_ref);
        own.is_some_and(|own| results.contains(&own.result))
    };
    let rows = subject.standing.counties.iter().filter(|row| reader == Reader::Office && is(row));
    let names: Vec<&str> = rows.map(|row| subject.plan.unit(row.unit).name.as_str()).collect();
    match names.len() {
        0 => String::new(),
        n if n <= NAMED => format!("（{}）", names.join("、")),
        n => format!("（{}等{n}个）", names[..NAMED - 1].join("、")),
    }
}
