//! A target in prose, and how far a figure is from it.
//!
//! Takes targets with the distance that was reckoned; gives the end of a sentence. Never judges and never reckons.

use super::part_of_year::in_words;
use crate::submission::PartOfYear;

/// What stands beside a figure as its target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AimOf {
    /// Of which time.
    pub kind: AimKind,
    /// The unit that it is for, where it is not for the whole.
    pub unit: Option<String>,
    /// Of what was reckoned: the plan's own target behind it, `2030年目标为下降65%`.
    pub end: Option<String>,
}

/// Of which time a target is, or how it was reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AimKind {
    /// The plan's own, of this very year.
    ThisYear(i32),
    /// The plan's own, of a year to come.
    Of(i32),
    /// The plan's own, of a year that is over: nobody is on the way to it any more.
    Past(i32),
    /// The plan's own, without a year.
    Always,
    /// 内插: the time path.
    Path,
    /// 折算: the same part of it as of the year.
    Pace(PartOfYear),
}

impl AimOf {
    /// What stands behind how it was reckoned.
    fn behind(&self) -> String {
        self.end.as_ref().map(|end| format!("；{end}")).unwrap_or_default()
    }

    /// `2027年目标`, `未定年份的目标`, `时序值，内插`, `按11个月折算`; none for a target of this very year.
    pub fn note(&self) -> Option<String> {
        let unit = self.unit.as_deref();
        let whose = unit.unwrap_or_default();
        Some(match self.kind {
            AimKind::ThisYear(_) => return unit.map(str::to_owned),
            AimKind::Of(year) | AimKind::Past(year) => format!("{whose}{year}年目标"),
            AimKind::Always => format!("{whose}未定年份的目标"),
            AimKind::Path => format!("时序值，内插{}", self.behind()),
            AimKind::Pace(part) => {
                let whose = unit.map(|unit| format!("{unit}，")).unwrap_or_default();
                format!("{whose}按{}折算{}", in_words(part), self.behind())
            }
        })
    }
}

/// A target with the distance from it.
#[derive(Debug, Clone)]
pub struct Aim<'a> {
    /// `≥80%`, `40%左右`.
    pub text: &'a str,
    /// What it is.
    pub of: &'a AimOf,
    /// Signed.
    pub difference: Option<&'a str>,
    /// Whether it is on the good side.
    pub is_good: Option<bool>,
}

impl<'a> Aim<'a> {
    /// How it was reckoned, where it is not the plan's own.
    pub(super) fn reckoned(&self) -> Option<String> {
        let is_so = matches!(self.of.kind, AimKind::Path | AimKind::Pace(_));
        self.of.note().filter(|_| is_so)
    }
}

/// What stands beside a target.
pub(super) struct Beside<'a> {
    /// 计量单位, or empty.
    pub(super) unit: &'a str,
    /// The judgement, where no difference says it.
    pub(super) judged: &'a str,
    /// What the judgement leaves open.
    pub(super) note: Option<&'a str>,
    /// Whether the note counts units that are judged one by one.
    pub(super) is_counted: bool,
    /// Whether what the note tells decides, and not this target.
    pub(super) is_decided_elsewhere: bool,
    /// Whether the judgement is that the target is met.
    pub(super) is_met: bool,
    /// Why the figure is not comparable with the target.
    pub(super) why: Option<&'a str>,
}

/// `，未达到37%以上的年度目标，差0.6个百分点`.
pub(super) fn against(aim: &Aim<'_>, figure: &Beside<'_>) -> String {
    let end = aim.of.end.as_ref().filter(|_| figure.why.is_none());
    let end = end.map(|end| format!("（{end}）")).unwrap_or_default();
    format!("{}{end}{}", beside_it(aim, figure), decided_elsewhere(aim, figure))
}

/// `，但未定年份的目标≥85%未达到，判定为未达标`: what decides, where the target beside the value says otherwise; and how many
/// of how many units, where the target of all is missed as well.
fn decided_elsewhere(aim: &Aim<'_>, figure: &Beside<'_>) -> String {
    let Some(note) = figure.note.filter(|_| figure.why.is_none() && aim.difference.is_some()) else {
        return String::new();
    };
    match (aim.is_good, figure.is_decided_elsewhere, figure.is_met) {
        (Some(false), true, true) if !figure.is_counted => {
            format!("，但已达到{note}，判定为{}", figure.judged)
        }
        (Some(false), true, true) => format!("，但{note}，判定为{}", figure.judged),
        (Some(true), true, false) if note.ends_with(figure.judged) => format!("，但{note}"),
        (Some(true), true, false) => format!("，但{note}，判定为{}", figure.judged),
        (Some(_), false, false) | (Some(false), true, false) if figure.is_counted => format!("，{note}"),
        _ => String::new(),
    }
}

fn beside_it(aim: &Aim<'_>, figure: &Beside<'_>) -> String {
    let text = bound_in_words(aim.text);
    // 力争80%以上 stays so once it is reached: the plan promised no more.
    let aimed = aimed(aim, &text);
    if let Some(why) = figure.why {
        return format!("，{why}，不与{aimed}比较");
    }
    let size = aim.difference.map(|difference| difference.trim_start_matches(['+', '-', '−']));
    let none = |size: &str| size.chars().all(|c| matches!(c, '0' | '.'));
    let unit = of_difference(figure.unit);
    let over = aim.difference.is_some_and(|difference| !difference.starts_with(['-', '−']));
    // Beyond a target that has an upper end, too, nothing is lacking.
    let too_much = over && (aim.text.starts_with('＝') || aim.text.contains('～'));
    if let Some(said) = within_pace(aim, figure.unit, size.map(|size| (size, none(size), over))) {
        return said;
    }
    match (size, aim.is_good) {
        // About so much is reached or not: nobody counts by how far.
        (Some(size), Some(true)) if none(size) || text.ends_with("左右") => format!("，达到{aimed}"),
        (Some(_), Some(false)) if text.ends_with("左右") => format!("，未达到{aimed}"),
        (Some(size), Some(true)) => {
            format!("，达到{aimed}，{}{size}{unit}", direction(figure.unit, over))
        }
        (Some(size), Some(false)) if too_much => {
            format!("，未达到{aimed}，{}{size}{unit}", direction(figure.unit, over))
        }
        // A figure that may still change is on its way to the target of its year, too.
        (Some(size), Some(false)) => match aim.of.kind {
            // Without a year it is judged now, as what counts it says.
            AimKind::Always if judged(figure.judged).is_some() => {
                format!("，未达到{aimed}，差{size}{unit}")
            }
            AimKind::Of(_) | AimKind::Always => format!("，距{aimed}还差{size}{unit}"),
            AimKind::Path => format!("，落后于{aimed}{size}{unit}"),
            AimKind::Pace { .. } => {
                format!("，未达到{aimed}，{}{size}{unit}", direction(figure.unit, over))
            }
            AimKind::ThisYear(_) if figure.judged.starts_with('按') => {
                format!("，距{aimed}还差{size}{unit}")
            }
            _ => format!("，未达到{aimed}，差{size}{unit}"),
        },
        _ => {
            let note = figure.note.filter(|_| figure.is_counted || figure.is_decided_elsewhere);
            let note = note.map(|note| format!("（{note}）")).unwrap_or_default();
            match judged(figure.judged) {
                Some(judged) => format!("，{judged}{aimed}{note}"),
                None => {
                    // Nobody counts yet whether about so much is reached: how far it is off is told.
                    let off = size.filter(|size| !none(size) && aim.is_good.is_none());
                    let off = off.map(|size| format!("，目前{}{size}{unit}", direction(figure.unit, over)));
                    let off = off.unwrap_or_default();
                    format!("，目标为{}{off}，{}{note}", goal(aim, &text), figure.judged)
                }
            }
        }
    }
}

/// `，未超过按11个月折算的控制量（8.74亿立方米），低0.02亿立方米`: what may not be more is not reached, but kept to.
fn within_pace(aim: &Aim<'_>, unit: &str, size: Option<(&str, bool, bool)>) -> Option<String> {
    let AimKind::Pace(part) = aim.of.kind else { return None };
    let cap = aim.text.strip_prefix(['≤', '＜'])?;
    let (is_good, (size, is_none, over)) = (aim.is_good?, size?);
    let whose = aim.of.unit.as_deref().map(|whose| format!("{whose}，")).unwrap_or_default();
    let kept = if is_good { "未超过" } else { "超过" };
    let far = if is_none {
        String::new()
    } else {
        format!("，{}{size}{}", direction(unit, over), of_difference(unit))
    };
    Some(format!("，{kept}{whose}按{}折算的控制量（{cap}）{far}", in_words(part)))
}

/// `未达到`, of `按初步数未达标`: by what stands beside the figure.
fn judged(word: &str) -> Option<&'static str> {
    let by = word.strip_suffix("达标").or_else(|| word.strip_suffix("达到"))?;
    Some(if by.ends_with('未') { "未达到" } else { "达到" })
}

fn aimed(aim: &Aim<'_>, text: &str) -> String {
    let whose = aim.of.unit.as_deref().unwrap_or_default();
    match aim.of.kind {
        AimKind::Always => format!("{whose}{text}的目标"),
        // A goal of five years that falls due now is no goal of the year: it has its year as all others.
        AimKind::ThisYear(year) | AimKind::Of(year) | AimKind::Past(year) => {
            format!("{whose}{year}年{text}的目标")
        }
        AimKind::Path => format!("按直线推算的本年进度（{text}）"),
        AimKind::Pace(part) => {
            let whose = if whose.is_empty() { String::new() } else { format!("{whose}，") };
            format!("{whose}按{}折算的进度（{text}）", in_words(part))
        }
    }
}

fn of_difference(unit: &str) -> &str {
    match unit {
        "%" => "个百分点",
        "‰" => "个千分点",
        unit => unit,
    }
}

/// A rate or a concentration is higher, an amount is more.
pub(super) fn direction(unit: &str, over: bool) -> &'static str {
    match (unit.is_empty() || unit.contains(['%', '‰', '/']), over) {
        (true, true) => "高",
        (true, false) => "低",
        (false, true) => "多",
        (false, false) => "少",
    }
}

/// `2027年40%左右`.
pub(super) fn goal(aim: &Aim<'_>, text: &str) -> String {
    let whose = aim.of.unit.as_deref().unwrap_or_default();
    match aim.of.kind {
        AimKind::Of(year) | AimKind::Past(year) => format!("{whose}{year}年{text}"),
        AimKind::ThisYear(_) | AimKind::Always => format!("{whose}{text}"),
        AimKind::Path | AimKind::Pace(_) => text.to_owned(),
    }
}

/// Words of a plan that promise less than they name.
pub(super) const HEDGES: [&str; 6] = ["力争", "争取", "着力", "努力", "力求", "尽力"];

/// `≥80%` as prose has it: `80%以上`. Nothing is above all of it: `100%`.
pub fn bound_in_words(text: &str) -> String {
    // Of several units each has its own: `甲县≥80%；乙县≥70%`.
    if text.contains('；') {
        return text.split('；').map(bound_in_words).collect::<Vec<_>>().join("；");
    }
    if let Some(at) = text.find(['≥', '≤', '＞', '＜']).filter(|at| *at > 0)
        && !text[..at].contains(|c: char| c.is_ascii_digit())
    {
        return format!("{}{}", &text[..at], bound_in_words(&text[at..]));
    }
    if let Some((every, rest)) = rate(text) {
        return format!("每{every}{}", bound_in_words(rest));
    }
    let mut chars = text.chars();
    match chars.next() {
        Some('≥') if matches!(chars.as_str(), "100%" | "100.0%") => chars.as_str().to_owned(),
        Some('≥') => format!("{}以上", chars.as_str()),
        Some('≤') => format!("{}以内", chars.as_str()),
        Some('＞') => format!("超过{}", chars.as_str()),
        Some('＜') => format!("低于{}", chars.as_str()),
        Some('＝') => chars.as_str().to_owned(),
        _ => text.to_owned(),
    }
}

/// `≥1次/季度` as prose has it: 每季度1次以上.
fn rate(text: &str) -> Option<(&str, &str)> {
    let (rest, every) = text.rsplit_once('/')?;
    let is_time = ["年", "半年", "季度", "月", "周", "日"].contains(&every);
    (is_time && rest.starts_with(|c: char| "≥≤＞＜".contains(c))).then_some((every, rest))
}

#[cfg(test)]
mod tests {
    #[test]
    fn so_many_a_time_reads_as_a_sentence_has_it() {
        for (text, words) in [
            ("≥1次/季度", "每季度1次以上"),
            ("≤3.5万吨/年", "每年3.5万吨以内"),
            ("≥80%", "80%以上"),
            ("≤35微克/立方米", "35微克/立方米以内"),
            ("持续下降", "持续下降"),
            ("甲县≥80%；乙县≤70%", "甲县80%以上；乙县70%以内"),
        ] {
            assert_eq!(super::bound_in_words(text), words);
        }
    }
}
