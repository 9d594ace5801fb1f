//! What is there for one plan and year.
//!
//! Takes what was read; holds it, and says of it which thing of the plan each entry is about. Never reads a file.

use std::collections::BTreeMap;

use super::decisions::Decisions;
use super::form::Form;
use super::part::{Question, Withheld};
use super::resolve;
use super::text::OfficeWords;
use crate::plan::{Date, Plan, UnitIndex};
use crate::source::{FileId, Place, Sources};
use crate::syntax::LeftOut;

/// Position of a submission in its [`Round`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubmissionIndex(pub usize);

/// One unit's file of one year.
#[derive(Debug, Clone)]
pub struct Submission {
    /// Its file.
    pub file: FileId,
    /// The unit: by what the file says, else by the file's name; `None` when neither is known.
    pub unit: Option<UnitIndex>,
    /// What the file says, without its faulty parts; `None` when nothing of it can be used.
    pub form: Option<Form>,
    /// What a file says that names a unit nobody knows, where its own unit is only guessed: it is checked,
    /// and never used.
    pub unclaimed: Option<Form>,
    /// What is not in it as something in each part is faulty.
    pub left_out: Option<Box<LeftOut<Form>>>,
    /// Whether the file has faults of form (材料有误).
    pub faulty: bool,
    /// Whether what cannot be read of it may be the answer to anything.
    pub hides_answers: bool,
    /// Lists of it in which a row may be the answer to anything that the list asks.
    pub hides_in: Vec<&'static str>,
    /// 退回待补: by the intake book it was returned and nothing has come since, so that nothing of it counts.
    pub returned: bool,
    /// The day on which the version that counts came, by the intake book.
    pub arrived: Option<Date>,
    /// The day that it bears itself, kept where admission takes out all that it says: that it came, and when, is no
    /// part of what waits or is wrong.
    pub bears: Option<Date>,
    /// The entries that the reader left out, and what admission took out; sorted by part: it is looked up for
    /// every thing of the plan.
    pub withheld: Vec<Withheld>,
    /// What admission let through with a question; empty as read.
    pub questions: Vec<Question>,
}

impl Submission {
    /// A file that was handed in and cannot be read as a submission: its unit is not silent.
    pub(super) fn unread(file: FileId, unit: Option<UnitIndex>) -> Self {
        Submission {
            file,
            unit,
            form: None,
            unclaimed: None,
            left_out: None,
            faulty: true,
            hides_answers: true,
            hides_in: vec![],
            returned: false,
            arrived: None,
            bears: None,
            withheld: vec![],
            questions: vec![],
        }
    }
}

/// What is there for one plan and year.
#[derive(Debug, Clone)]
pub struct Round {
    /// Reporting year.
    pub year: i32,
    /// Submissions, by unit rank; of several of one unit the one in force comes first: the one that bears
    /// the unit's id. Files of units that nobody knows come last.
    pub submissions: Vec<Submission>,
    /// What the office decided; empty where there is no file.
    pub decisions: Decisions,
    /// The decisions file, where there is one.
    pub decisions_file: Option<FileId>,
    /// What is not in the decisions as something in each part is faulty.
    pub decisions_left_out: Option<Box<LeftOut<Decisions>>>,
    /// The office's own text for the report, where there is one that can be used.
    pub words: Option<OfficeWords>,
}

impl Round {
    /// The round beside the plan of its year: everything that names a thing of the plan knows which.
    pub fn beside(mut self, plan: &Plan) -> Self {
        for submission in &mut self.submissions {
            let read = [&mut submission.form, &mut submission.unclaimed].into_iter().flatten();
            let supposed = submission.left_out.iter_mut().flat_map(|left_out| &mut left_out.supposed);
            read.chain(supposed).for_each(|form| resolve::form(form, (plan, self.year)));
        }
        let supposed = self.decisions_left_out.iter_mut().flat_map(|left_out| &mut left_out.supposed);
        supposed.chain([&mut self.decisions]).for_each(|decisions| resolve::decisions(decisions, plan));
        self
    }

    /// The file that stands for each unit: the line that names the unit, so that what is said there
    /// concerns the whole.
    pub fn in_force(&self) -> BTreeMap<UnitIndex, Place> {
        let mut files = BTreeMap::new();
        for submission in &self.submissions {
            let form = submission.form.as_ref().or(submission.unclaimed.as_ref());
            let place = form.map_or(Place::of_file(submission.file), |form| form.unit.place);
            if let Some(unit) = submission.unit {
                files.entry(unit).or_insert(place);
            }
        }
        files
    }

    /// The files of the round by their paths, each with the line at which what is said concerns all of it:
    /// of a submission the one that names the unit, of the decisions the one that names the plan.
    pub fn heads(&self, sources: &Sources) -> BTreeMap<String, Place> {
        let of = |submission: &Submission| {
            let form = submission.form.as_ref().or(submission.unclaimed.as_ref());
            form.map_or(Place::of_file(submission.file), |form| form.unit.place)
        };
        let decisions = self.decisions_file.map(|_| self.decisions.plan.place);
        let words = self.words.as_ref().map(|words| Place::of_file(words.file));
        let places = self.submissions.iter().map(of).chain(decisions).chain(words);
        places.map(|place| (sources.get(place.file()).path.clone(), place)).collect()
    }
}
