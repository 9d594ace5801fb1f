//! Narratives of submissions and tasks, rendered once.
//!
//! Takes forms and the plan; gives narratives by answer. Never lets a narrative through that its edition
//! may not show.

use rayon::prelude::*;

use crate::consolidate::Answer;
use crate::plan::{Located, Plan, TaskIndex};
use crate::report::{Edition, Narrative};
use crate::submission::{
    Form, MilestoneEntry, Part, Round, Submission, SubmissionIndex, TaskEntry, is_no_public_text,
};
use crate::wording::{self, Reader};

/// What was written in words, by submission and by task.
pub(super) struct Narratives {
    forms: Vec<FormWords>,
    goals: Vec<(Option<Narrative>, Option<Narrative>)>,
}

/// Narratives of a submission.
#[derive(Default)]
struct FormWords {
    summary: Option<Narrative>,
    suggestions: Option<Narrative>,
    tasks: Vec<EntryWords>,
    notes: Vec<Option<Narrative>>,
}

/// Narratives of an entry.
#[derive(Default)]
struct EntryWords {
    progress: Option<Narrative>,
    /// `Some(None)`: the unit gave a public wording, and it is empty.
    public: Option<Option<Narrative>>,
    issues: Option<Narrative>,
    next_steps: Option<Narrative>,
}

impl Narratives {
    /// Renders everything once.
    pub(super) fn new(plan: &Plan, round: &Round) -> Self {
        let forms = round
            .submissions
            .par_iter()
            .map(|s| s.form.as_ref().map(|form| FormWords::new(s, form)).unwrap_or_default());
        let render = Narrative::read;
        let goals = plan.tasks().map(|(_, _, task)| {
            (task.goal.as_deref().and_then(render), task.text.as_deref().and_then(render))
        });
        Narratives { forms: forms.collect(), goals: goals.collect() }
    }

    /// 进展情况 as the edition may show it.
    pub(super) fn progress<E: Edition>(&self, answer: Answer) -> Option<Narrative> {
        let words = self.entry_words(answer)?;
        match &words.public {
            _ if E::READER == Reader::Office => words.progress.clone(),
            Some(public) => public.clone(),
            None => words.progress.clone(),
        }
    }

    /// 公开表述, 存在问题, 下一步措施: for internal parts only.
    pub(super) fn internal_words(&self, answer: Answer) -> [Option<Narrative>; 3] {
        match self.entry_words(answer) {
            Some(words) => [words.public.clone().flatten(), words.issues.clone(), words.next_steps.clone()],
            None => [None, None, None],
        }
    }

    fn entry_words(&self, answer: Answer) -> Option<&EntryWords> {
        match answer {
            Answer::Entry(submission, at) => self.forms[submission.0].tasks.get(at),
            _ => None,
        }
    }

    /// 总体情况 of a unit, which is published after review, and 意见建议, which is for internal parts only.
    pub(super) fn unit_words(&self, submission: SubmissionIndex) -> (Option<Narrative>, Option<Narrative>) {
        let words = &self.forms[submission.0];
        (words.summary.clone(), words.suggestions.clone())
    }

    /// A unit's note on a milestone: for internal parts only.
    pub(super) fn milestone_note(&self, submission: SubmissionIndex, at: usize) -> Option<Narrative> {
        self.forms[submission.0].notes.get(at).cloned().flatten()
    }

    /// 目标要求 and the full clause of a task.
    pub(super) fn goal(&self, task: TaskIndex) -> (Option<Narrative>, Option<Narrative>) {
        self.goals[task.0].clone()
    }
}

impl FormWords {
    fn new(submission: &Submission, form: &Form) -> Self {
        let text = |field: &Option<Located<String>>, of: Option<&Part>, key: &'static str| {
            let words = field.as_ref().and_then(|text| Narrative::read(text))?;
            Some(Narrative { open: asked(submission, of, key), ..words })
        };
        let entry = |entry: &TaskEntry| {
            let part = Part::Task(Part::key_of(&entry.id));
            let text = |field: &Option<Located<String>>, key| text(field, Some(&part), key);
            let public = |written: &str| {
                text(&entry.public_progress, "public_progress").filter(|_| !is_no_public_text(written))
            };
            EntryWords {
                progress: text(&entry.progress, "progress"),
                // 无 is no wording: nothing is published in its place.
                public: entry.public_progress.as_ref().map(|written| public(written)),
                issues: text(&entry.issues, "issues"),
                next_steps: text(&entry.next_steps, "next_steps"),
            }
        };
        let note = |entry: &Located<MilestoneEntry>| {
            text(&entry.note, Some(&Part::Milestone(Part::key_of(&entry.id))), "note")
        };
        FormWords {
            summary: text(&form.summary, None, "summary"),
            suggestions: text(&form.suggestions, None, "suggestions"),
            tasks: form.tasks.iter().map(|located| entry(located)).collect(),
            notes: form.milestones.iter().map(note).collect(),
        }
    }
}

/// What is asked about a text, or about the whole entry in which it stands.
fn asked(submission: &Submission, of: Option<&Part>, key: &'static str) -> Option<String> {
    // Most submissions ask nothing.
    if submission.questions.is_empty() {
        return None;
    }
    let text = Part::Text(of.cloned().map(Box::new), key);
    let about =
        submission.questions.iter().filter(|question| question.part == text || Some(&question.part) == of);
    wording::open_questions(about.map(|question| question.code))
}
