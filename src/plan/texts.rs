//! The texts of a plan that the office types itself: the one list of what is published with it.
//!
//! The document's own words (quotes, clauses, its number) are public already, and ids are looked up, not read.

use serde::Serialize;

use super::index::Plan;
use crate::source::Place;

/// Texts by the part of the plan in which they stand, with the keys of the file. Whatever the schema of a plan
/// calls a text is here, or is named by the test as the document's own.
pub static PLAN_TEXTS: &[(&str, &[&str])] = &[
    ("Definition", &["title", "region", "issuer", "supersedes"]),
    ("Document", &["number"]),
    ("Issuer", &["name", "full_name", "number_prefix"]),
    ("Reporting", &["subject", "cutoff", "timezone", "recipient", "forwarded_to", "note"]),
    ("Unit", &["name", "aliases"]),
    ("Section", &["number", "title"]),
    ("Task", &["number", "title", "part", "goal"]),
    ("Yearly", &["what", "by", "document"]),
    ("Milestone", &["what", "qualifier"]),
    ("Indicator", &["name", "group", "unit_of_measure", "basis", "phrase"]),
    ("Published", &["basis", "standard", "source"]),
    ("Target", &["text", "phrase", "qualifier", "note"]),
    ("Assignment", &["reason", "by"]),
    ("Answer", &["reason"]),
    ("Amendment", &["what", "why", "document"]),
    ("Was", &["name"]),
];

/// A part of a plan with the texts in it.
#[derive(Debug)]
pub struct PlanTexts {
    /// What the part is called.
    pub name: &'static str,
    /// Where it stands.
    pub place: Place,
    /// Its texts, as they are published.
    pub texts: Vec<String>,
}

impl Plan {
    /// Marks published values about which something is asked, by their places.
    pub fn doubt(&mut self, asked: &[(Place, &'static str)]) {
        let all =
            self.definition.indicators.iter_mut().flat_map(|indicator| indicator.inner.history.iter_mut());
        for then in all {
            let own = asked.iter().find(|(place, _)| *place == then.value.place);
            then.inner.doubted = own.map(|(_, code)| *code);
        }
    }

    /// All texts that the office typed into the plan.
    pub fn texts(&self) -> Vec<PlanTexts> {
        let plan = &self.definition;
        let head = plan.title.place;
        let mut found = vec![
            texts(plan, "Definition", "方案的标题和发文机关", head),
            texts(&plan.document, "Document", "文号", head),
            texts(&plan.reporting.inner, "Reporting", "报送要求", plan.reporting.place),
        ];
        found.extend(plan.issued_by.iter().map(|issuer| texts(issuer, "Issuer", "发文单位", head)));
        found.extend(plan.units.iter().map(|unit| texts(&unit.inner, "Unit", "单位", unit.place)));
        for section in &plan.sections {
            found.push(texts(&section.inner, "Section", "部分", section.place));
            for task in &section.tasks {
                found.push(texts(&task.inner, "Task", "任务", task.place));
                let yearly = task.yearly.iter();
                found.extend(yearly.map(|of| texts(&of.inner, "Yearly", "年度工作安排", of.place)));
                let steps = task.milestones.iter();
                found.extend(steps.map(|step| texts(&step.inner, "Milestone", "节点", step.place)));
            }
        }
        for indicator in &plan.indicators {
            found.push(texts(&indicator.inner, "Indicator", "指标", indicator.place));
            let history = indicator.history.iter();
            found.extend(history.map(|then| texts(&then.inner, "Published", "历年公布值", then.place)));
            let targets = indicator.targets.iter();
            found.extend(targets.map(|target| texts(&target.inner, "Target", "目标", target.place)));
        }
        let given = plan.assignments.iter();
        found.extend(given.map(|given| texts(&given.inner, "Assignment", "分工", given.place)));
        let answers = plan.not_a_target.iter();
        found.extend(answers.map(|of| texts(&of.inner, "Answer", "不列为目标的理由", of.place)));
        for amendment in &plan.amendments {
            found.push(texts(&amendment.inner, "Amendment", "调整记录", amendment.place));
            found.extend(amendment.was.iter().map(|was| texts(was, "Was", "调整记录", amendment.place)));
        }
        found
    }
}

/// The texts of a part by the keys of the list.
fn texts(part: &impl Serialize, of: &str, name: &'static str, place: Place) -> PlanTexts {
    let keys = PLAN_TEXTS.iter().find(|(listed, _)| *listed == of).map_or(&[][..], |(_, keys)| keys);
    let value = serde_json::to_value(part).unwrap_or_default();
    let of_key = |key: &&str| match &value[*key] {
        serde_json::Value::Array(list) => list.clone(),
        other => vec![other.clone()],
    };
    let texts = keys.iter().flat_map(of_key).filter_map(|text| text.as_str().map(str::to_owned)).collect();
    PlanTexts { name, place, texts }
}
