//! Group N6: what must not leave the office, or not stand in a report.
//!
//! Takes the texts of submissions; gives findings at the very characters.
//! Never removes anything: what is published is decided by types in `report`; this is the second lock.

mod digits;
mod personal;
mod review;
mod wording;

use super::{Check, OwnFacts};
use crate::check::words::said;
use crate::plan::Located;
use crate::source::Place;
use crate::submission::Form;

/// Submissions of the starter, which the examples change.
pub(super) const SLJ: &str = "submissions/demo/2025/slj.yaml";
pub(super) const STHJJ: &str = "submissions/demo/2025/sthjj.yaml";
/// A text of the starter that is published.
pub(super) const TEXT: &str = "完成两县入河排污口的**全面排查**，建立了一口一档。";

/// The group's checks, file by file.
pub(super) static CHECKS: &[&[Check]] = &[personal::CHECKS, wording::CHECKS, review::CHECKS];

/// A text of a submission.
#[derive(Clone, Copy)]
struct Field<'a> {
    /// Its name on the form.
    name: &'static str,
    text: &'a Located<String>,
    /// Whether it is published after review.
    public: bool,
    explanation: Option<&'a str>,
}

impl<'a> Field<'a> {
    fn new(
        name: &'static str,
        text: &'a Located<String>,
        public: bool,
        explanation: Option<&'a str>,
    ) -> Self {
        Field { name, text, public, explanation }
    }
}

/// All texts of a form but the restricted ones (填报信息), which never leave the file.
fn fields(form: &Form) -> Vec<Field<'_>> {
    let mut fields = vec![];
    fields.extend(form.summary.iter().map(|text| Field::new("总体情况", text, true, None)));
    fields.extend(form.suggestions.iter().map(|text| Field::new("意见建议", text, false, None)));
    fields.extend(form.nil_return.iter().map(|text| Field::new("零报告", text, false, None)));
    for entry in &form.tasks {
        let why = said(&entry.explanation);
        // Where there is a wording for the public, the other one stays inside.
        let own = entry.public_progress.is_none();
        fields.extend(entry.progress.iter().map(|text| Field::new("进展情况", text, own, why)));
        fields.extend(entry.public_progress.iter().map(|text| Field::new("公开表述", text, true, why)));
        fields.extend(entry.issues.iter().map(|text| Field::new("存在问题", text, false, why)));
        fields.extend(entry.next_steps.iter().map(|text| Field::new("下一步措施", text, false, why)));
        fields.extend(entry.explanation.iter().map(|text| Field::new("核实说明", text, false, None)));
    }
    for step in &form.milestones {
        let why = said(&step.explanation);
        fields.extend(step.note.iter().map(|text| Field::new("说明", text, true, why)));
        fields.extend(step.explanation.iter().map(|text| Field::new("核实说明", text, false, None)));
    }
    for figure in &form.indicators {
        let why = said(&figure.explanation);
        fields.extend(figure.source.iter().map(|text| Field::new("来源", text, true, why)));
        fields.extend(figure.basis.iter().map(|text| Field::new("口径", text, true, why)));
        fields.extend(figure.note.iter().map(|text| Field::new("说明", text, true, why)));
        fields.extend(figure.explanation.iter().map(|text| Field::new("核实说明", text, false, None)));
    }
    fields
}

/// All texts of the round.
fn all_fields<'a>(facts: &OwnFacts<'a>) -> impl Iterator<Item = Field<'a>> {
    facts.answered().flat_map(|answered| fields(answered.form))
}

/// A text as it stands in its file, so that what is found in it has an exact place.
fn raw<'a>(facts: &OwnFacts<'a>, field: &Field<'_>) -> &'a str {
    facts.sources.text(field.text.place)
}

/// The place of a range of bytes of [`raw`].
fn within(field: &Field<'_>, range: std::ops::Range<usize>) -> Place {
    field.text.place.within(range)
}
