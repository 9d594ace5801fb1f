//! Which open questions are answered: by the unit's explanation, or by the office's acceptance.

use std::collections::BTreeMap;

use super::own::OwnFacts;
use super::phrasing::plain;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::plan::Located;
use crate::source::Place;
use crate::submission::{Accept, Decisions, Explanation, Form, Named};

/// Answers the findings from position `from` on. Plain words answer only where the entry has one question;
/// those before `from` count.
pub(super) fn answer(facts: &OwnFacts<'_>, found: &mut Diagnostics, from: usize) {
    let mut questions: BTreeMap<Place, usize> = BTreeMap::new();
    for finding in found.iter().filter(|finding| finding.severity == Severity::Verify) {
        if let Some((entry, _)) = entry_of(facts, finding.place) {
            *questions.entry(entry).or_default() += 1;
        }
    }
    for finding in found.iter_mut().skip(from) {
        if finding.severity != Severity::Verify {
            continue;
        }
        if let Some((entry, Some(explanation))) = entry_of(facts, finding.place) {
            let only = questions.get(&entry) == Some(&1);
            explain(finding, explanation, only);
        }
        if let Some(accept) = facts.round.decisions.accepts.iter().find(|a| accepts(facts, a, finding)) {
            finding.accepted = Some(in_words(accept));
        }
    }
}

fn explain(finding: &mut Diagnostic, explanation: &Located<Explanation>, only: bool) {
    let code = finding.rule.code;
    let words = match &explanation.inner {
        Explanation::Words(words) if only => Some(words.as_str()),
        Explanation::Words(_) => {
            let more =
                format!("这一项有几个问题要答复，请在核实说明里按编号分列，例如“核实说明: {{{code}: …}}”");
            finding.help = Some(match finding.help.take() {
                Some(help) => format!("{help}；{more}"),
                None => more,
            });
            None
        }
        named @ Explanation::ByCode(_) => named.to_code(code).map(|words| words.inner.as_str()),
    };
    finding.explanation =
        words.filter(|words| brings_a_fact(words, &finding.message)).map(|words| words.trim().to_owned());
}

/// The entry in which a place lies, by its own place, with its explanation; else the head of the form.
fn entry_of<'a>(facts: &OwnFacts<'a>, place: Place) -> Option<(Place, Option<&'a Located<Explanation>>)> {
    let submission = facts.round.submissions.iter().find(|submission| submission.file == place.file())?;
    let form: &Form = submission.form.as_ref().or(submission.unclaimed.as_ref())?;
    let tasks = form.tasks.iter().map(|entry| (entry.place, entry.explanation.as_ref()));
    let steps = form.milestones.iter().map(|entry| (entry.place, entry.explanation.as_ref()));
    let figures = form.indicators.iter().map(|entry| (entry.place, entry.explanation.as_ref()));
    let head = (form.unit.place, form.explanation.as_ref());
    tasks.chain(steps).chain(figures).find(|(entry, _)| entry.contains(place)).or(Some(head))
}

/// Whether the office has accepted what a finding asks: the same code, at the entry that it names, or, where
/// it names none, at anything else of the unit, its line in the plan included. Without a unit it is about
/// what no unit handed in.
fn accepts(facts: &OwnFacts<'_>, accept: &Accept, finding: &Diagnostic) -> bool {
    if !accept.code.trim().eq_ignore_ascii_case(finding.rule.code) || !facts.moment.has_seen(accept.on.0) {
        return false;
    }
    let places: Vec<Place> = std::iter::once(finding.place).chain(finding.concerns.iter().copied()).collect();
    let Some(unit) = &accept.unit else {
        let submitted = |place: &Place| facts.round.submissions.iter().any(|s| s.file == place.file());
        return !places.iter().any(submitted);
    };
    let Some(unit) = unit.of else { return false };
    let whole = accept.task.is_none() && accept.indicator.is_none() && accept.milestone.is_none();
    let line = facts.plan.unit(unit).name.place;
    if whole && places.iter().any(|place| line.contains(*place)) {
        return true;
    }
    let of_unit = facts.round.submissions.iter().filter(|submission| submission.unit == Some(unit));
    of_unit.filter_map(|submission| Some((submission.file, submission.form.as_ref()?))).any(|(file, form)| {
        places.iter().any(|place| (whole && place.file() == file) || names(accept, form, *place))
    })
}

/// Answers a finding about the plan itself by a decision that names its code.
pub(super) fn accept_of_plan<'d>(decisions: impl Iterator<Item = &'d Decisions>, finding: &mut Diagnostic) {
    let code = finding.rule.code;
    let mut accepts = decisions.flat_map(|of| &of.accepts);
    let found = accepts.find(|accept| accept.code.trim().eq_ignore_ascii_case(code));
    finding.accepted = found.map(in_words);
}

fn in_words(accept: &Located<Accept>) -> String {
    format!("{}（{}，{}）", accept.reason, accept.by, accept.on)
}

/// Whether a decision names the entry in which a place lies.
fn names(accept: &Accept, form: &Form, place: Place) -> bool {
    fn is<I: Copy + PartialEq>(wanted: &Option<Named<I>>, of: &Named<I>) -> bool {
        wanted.as_ref().is_some_and(|wanted| wanted.of.is_some() && wanted.of == of.of)
    }
    form.tasks.iter().any(|t| is(&accept.task, &t.id) && t.place.contains(place))
        || form.milestones.iter().any(|m| is(&accept.milestone, &m.id) && m.place.contains(place))
        || form.indicators.iter().any(|f| is(&accept.indicator, &f.id) && f.place.contains(place))
}

/// Words that assure and say nothing; they are taken away before anything is looked for.
const ASSURANCES: [&str; 68] = [
    "已核实",
    "经核实",
    "核实",
    "核对",
    "复核",
    "确认",
    "查证",
    "审核",
    "认真",
    "严格",
    "反复",
    "数据",
    "数字",
    "情况",
    "准确",
    "无误",
    "属实",
    "真实",
    "可靠",
    "有效",
    "正确",
    "如实",
    "填报",
    "上报",
    "填写",
    "没有问题",
    "无问题",
    "没有错误",
    "没有异常",
    "无异常",
    "请予采信",
    "以此为准",
    "为准",
    "系统",
    "特此说明",
    "我局",
    "我单位",
    "本单位",
    "本局",
    "相关",
    "有关",
    "部门",
    "科室",
    "同意",
    "符合实际",
    "与实际一致",
    "来源",
    "清楚",
    "到位",
    "各项",
    "全部",
    "逐项",
    "逐一",
    "把关",
    "各",
    "均",
    "已",
    "经",
    "与",
    "请",
    "我",
    "局",
    "并",
    "为",
    "是",
    "均为",
    "所",
    "确",
];

/// What a cause is told with.
const CAUSES: [&str; 62] = [
    "因为",
    "由于",
    "原因",
    "系因",
    "因",
    "受",
    "导致",
    "所致",
    "造成",
    "引起",
    "为了",
    "调整",
    "变更",
    "变化",
    "改为",
    "改按",
    "改用",
    "推迟",
    "延迟",
    "延期",
    "提前",
    "暂停",
    "停产",
    "停工",
    "关闭",
    "关停",
    "拆除",
    "迁",
    "新增",
    "新建",
    "扩建",
    "增设",
    "减少了",
    "撤销",
    "取消",
    "合并",
    "划转",
    "移交",
    "完工",
    "竣工",
    "投产",
    "投运",
    "开工",
    "验收",
    "招标",
    "批复",
    "检修",
    "故障",
    "降雨",
    "干旱",
    "来水",
    "洪",
    "疫情",
    "市场",
    "价格",
    "口径",
    "方法",
    "计量单位",
    "断面",
    "笔误",
    "误填",
    "重复计算",
];

/// Whether an explanation says why: a number or a date that the finding itself does not have, or a cause. An
/// assurance is none, and neither is a copy of the finding.
pub(super) fn brings_a_fact(text: &str, message: &str) -> bool {
    let (mut rest, message) = (plain(text), plain(message));
    if rest.is_empty() || message.contains(&rest) {
        return false;
    }
    rest = without_copied_numbers(&rest, &message);
    for words in ASSURANCES {
        rest = rest.replace(words, "");
    }
    // A date alone tells nothing: something must have happened on it.
    let told = rest.chars().filter(|c| !c.is_ascii_digit() && !"年月日号于在以".contains(*c)).count();
    if told < 2 {
        return false;
    }
    let left = rest.chars().count();
    let number = rest.chars().any(|c| c.is_ascii_digit()) || counts(&rest);
    left >= 6 || (left >= 4 && (number || CAUSES.iter().any(|cause| rest.contains(cause))))
}

/// Whether something is counted or dated in Chinese numerals: 两处, 三月, 十二个.
pub(super) fn counts(text: &str) -> bool {
    const NUMERALS: &str = "一二两三四五六七八九十百千万亿半";
    const MEASURES: &str = "个家座处条项件人户次辆台套村口月日号年季成倍吨亩万亿县市乡镇";
    let characters: Vec<char> = text.chars().collect();
    characters.windows(2).any(|pair| NUMERALS.contains(pair[0]) && MEASURES.contains(pair[1]))
}

/// The text without the numbers that stand in the finding as well.
fn without_copied_numbers(text: &str, message: &str) -> String {
    let mut kept = String::new();
    for piece in text.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = piece.trim_end_matches(|c: char| !c.is_ascii_digit());
        if digits.is_empty() || !message.contains(digits) {
            kept.push_str(piece);
        } else {
            kept.push_str(&piece[digits.len()..]);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const FINDING: &str = "指标“光伏装机”填3180000，与上年310相差约10000倍";

    #[test]
    fn t2_assurances_and_copies_do_not_answer() {
        for text in [
            "",
            "无",
            "核实无误",
            "已核实，数据准确无误。",
            "经核实情况属实",
            "经我局认真核对，数据真实可靠，请予采信",
            "填3180000，已核实",
            "与上年310相差约10000倍",
            "数据已与相关科室反复核对，没有问题",
            "各项数据来源清楚，逐级审核把关到位",
            "已于2026年3月5日核实无误",
            "2026年数据准确",
            "经复核属实。2026",
            "我局填报无误，请以系统数据为准",
            FINDING,
        ] {
            assert!(!brings_a_fact(text, FINDING), "{text}");
        }
    }

    #[test]
    fn t2_a_number_a_date_or_a_cause_answers() {
        for text in [
            "上年填报的计量单位是万千瓦，今年为千瓦",
            "6月并网两座电站共42兆瓦",
            "统计口径由发电侧改为并网侧",
            "北山基地于2025年9月30日投运",
            "两个断面本年起不再考核",
            "2026年6月投运",
            "因系统升级重复计算1次",
            "县域没有这类设施，垃圾外运处理",
            "取暖季结束后由住建部门公布",
            "一座电站跨县界，两县各计半座",
        ] {
            assert!(brings_a_fact(text, FINDING), "{text}");
        }
    }
}
