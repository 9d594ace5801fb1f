//! What the word of a judgement leaves open: which target decides it, and how many of how many units.

use super::aim::bound_in_words;
use super::counted::counted;
use super::own::own;
use super::subject::Subject;
use super::target::{name, named, scope};
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
    let by_unit = |judged: &&TargetJudgement| judged.counts && judged.aggregate.is_some();
    let is_live = standing.targets.iter().filter(by_unit).any(|judged| judged.is_live);
    // Before the year of the first such target has come, how many meet it already is what there is to tell.
    let is_next = |judged: &TargetJudgement| !is_live && standing.course.reference == Some(judged.target);
    let counts = |judged: &&TargetJudgement| by_unit(judged) && (judged.is_live || is_next(judged));
    let several = standing.targets.iter().filter(counts).count() > 1;
    let mut parts: Vec<String> = standing
        .targets
        .iter()
        .filter(counts)
        .map(|judged| {
            let text = counted(subject, judged, reader);
            // Of a target that is not the one beside the value the reader has to know which it is.
            let is_beside = standing.course.reference.is_none_or(|at| at == judged.target);
            if several || !is_beside { format!("{}：{text}", each(subject, judged)) } else { text }
        })
        .collect();
    parts.extend(own(subject, reader));
    let is_count = !parts.is_empty();
    let is_own = |judged: &&&TargetJudgement| {
        standing.own_targets.as_ref().is_some_and(|own| own.targets.contains(&judged.target))
    };
    let deciding = deciding(subject);
    let decides = !deciding.is_empty() && !deciding.iter().any(|judged| is_beside(subject, judged));
    let of_one_unit = |judged: &&TargetJudgement| subject.target(judged).unit.is_some();
    let told = deciding.iter().filter(|judged| judged.aggregate.is_none() && !is_own(judged));
    parts.extend(told.filter(|judged| decides || of_one_unit(judged)).map(|judged| told_of(subject, judged)));
    (!parts.is_empty()).then(|| JudgementNote { text: parts.join("；"), is_count, decides })
}

/// `每个县区75%以上的目标`, `2027年每个县区90%以上的目标`: what units are counted for.
fn each(subject: &Subject<'_>, judged: &TargetJudgement) -> String {
    let target = subject.target(judged);
    let year = target.year.filter(|year| *year != subject.round.year);
    let year = year.map(|year| format!("{year}年")).unwrap_or_default();
    let whom = scope(subject.plan, target).unwrap_or_default();
    match bound_in_words(&subject.bound_text(judged)) {
        bound if bound.is_empty() => name(target),
        bound => format!("{year}{whom}{bound}的目标"),
    }
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

/// `2030年目标≥62%`, `未定年份的目标（河东县）≥60%未达到`.
fn told_of(subject: &Subject<'_>, judged: &TargetJudgement) -> String {
    let result =
        if judged.result == TargetResult::Met { "" } else { label::paced(judged.result, judged.pace) };
    format!("{}{}{result}", named(subject.plan, subject.target(judged)), subject.bound_text(judged))
}
