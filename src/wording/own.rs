//! Targets that name a unit each: all of them are told, and how many units meet theirs.

use super::Reader;
use super::counted::counted_as;
use super::ground::ground;
use super::subject::Subject;
use super::target::{said, said_short, scope};
use crate::assess::{Grounds, NoValue, TargetJudgement};
use crate::consolidate::Gap;
use crate::plan::{Indicator, Target};
use crate::submission::Held;

/// `2个县中1个达到，1个未达到：甲县58%，未达到≥60%，差2个百分点；乙县56%，达到≥55%`: targets of one unit each, all of
/// them. Outside of the office no unit is named that said nothing.
pub(super) fn own(subject: &Subject<'_>, reader: Reader) -> Option<String> {
    let own = subject.standing.own_targets.as_ref()?;
    let targets = own.targets.iter().filter_map(|at| subject.standing.targets.get(*at));
    let parts = targets
        .filter(|judged| reader == Reader::Office || spoke(judged))
        .map(|judged| (ground(subject, judged, reader), whose(subject, judged)));
    let parts = together(parts);
    let parts = if parts.is_empty() { String::new() } else { format!("：{}", parts.join("；")) };
    Some(format!("{}{parts}", counted_as(subject, &own.counted, reader, |_| String::new())))
}

/// Each unit with its own target: `甲县≥60；乙县≥55`, and with 计量单位; those with the same one together.
pub fn own_targets(subject: &Subject<'_>) -> Option<[String; 2]> {
    let own = subject.standing.own_targets.as_ref()?;
    let targets = || own.targets.iter().filter_map(|at| subject.standing.targets.get(*at));
    let listed = |text: fn(&Indicator, &Target) -> String| {
        let each =
            targets().map(|judged| (text(subject.indicator, subject.target(judged)), whose(subject, judged)));
        together(each).join("；")
    };
    Some([listed(said_short), listed(said)])
}

/// Units of which the same is said stand before it together.
fn together(said: impl Iterator<Item = (String, String)>) -> Vec<String> {
    let mut told: Vec<(String, Vec<String>)> = vec![];
    for (text, unit) in said {
        match told.iter_mut().find(|(known, _)| *known == text) {
            Some((_, units)) => units.push(unit),
            None => told.push((text, vec![unit])),
        }
    }
    told.iter().map(|(text, units)| format!("{}{text}", units.join("、"))).collect()
}

fn whose(subject: &Subject<'_>, judged: &TargetJudgement) -> String {
    scope(subject.plan, subject.target(judged)).unwrap_or_default()
}

/// Whether what is said of a unit rests on its own words or on a decision, and not on its silence.
fn spoke(judged: &TargetJudgement) -> bool {
    match judged.grounds {
        Grounds::NoValue(NoValue::Gap(gap)) => {
            matches!(gap, Gap::Missing(_) | Gap::NilReturn | Gap::Held(Held::Open(_)))
        }
        _ => true,
    }
}
