//! One finding, and the list that every stage pushes to.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::rule::{Rule, Severity};
use crate::source::{FileId, Place};

/// Another place that helps to understand a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// What stands there.
    pub label: String,
}

/// Something that a person should look at. The message makes sense alone; the labels say what
/// stands at each place; the help says how to mend it.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// Weight in this run: the rule's own unless the settings say otherwise.
    pub severity: Severity,
    /// Headline in Chinese.
    pub message: String,
    /// The one primary place.
    pub place: Place,
    /// Words for the primary place: the title of the rule, unless the stage knows better ones.
    pub label: String,
    /// Further places.
    pub related: Vec<Related>,
    /// Other parts of the material that the finding is as much about as the primary place: of two
    /// entries for one task, both.
    pub concerns: Vec<Place>,
    /// How to mend it, with an example.
    pub help: Option<String>,
    /// The unit's own words that answer a 核实 finding; the finding then stands as explained.
    pub explanation: Option<String>,
    /// The office's words for taking the figure as it is (采信); the finding then stands as explained.
    pub accepted: Option<Accepted>,
    /// The reporting year it is about; `None` when it holds for the plan or the file as such.
    pub year: Option<i32>,
}

/// What the office said of a question, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Its words, with who said so and on which day.
    pub words: String,
    /// The day.
    pub on: NaiveDate,
}

impl Diagnostic {
    /// Better words for the primary place than the title of the rule.
    pub fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.label = label.into();
        self
    }

    /// One more place.
    pub fn related(&mut self, place: Place, label: impl Into<String>) -> &mut Self {
        self.related.push(Related { place, label: label.into() });
        self
    }

    /// One more part that it is about, as much as the primary place.
    pub fn also_concerns(&mut self, place: Place) -> &mut Self {
        self.concerns.push(place);
        self
    }

    /// How to mend it.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// What answers a 核实 finding: the unit's words, else the office's.
    pub fn answer(&self) -> Option<&str> {
        self.explanation.as_deref().or(self.accepted.as_ref().map(|accepted| accepted.words.as_str()))
    }

    /// The same finding where the files of its run stand behind others.
    #[must_use]
    pub fn behind(mut self, files: u32) -> Self {
        self.place = self.place.behind(files);
        self.concerns.iter_mut().for_each(|place| *place = place.behind(files));
        self.related.iter_mut().for_each(|related| related.place = related.place.behind(files));
        self
    }

    /// Whether the office's word is all that answers it, and was not given by a day: who looked then saw a question.
    pub fn was_open_on(&self, day: NaiveDate) -> bool {
        let accepted = self.accepted.as_ref().filter(|_| self.explanation.is_none());
        self.is_open() || accepted.is_some_and(|accepted| accepted.on > day)
    }

    /// Whether it must still be mended or answered.
    pub fn is_open(&self) -> bool {
        match self.severity {
            Severity::Error => true,
            Severity::Verify => self.answer().is_none(),
            Severity::Hint => false,
        }
    }
}

/// The sink: stages push, nobody stops at the first fault.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// How many findings each rule has in each file, and where the one stands that counts the rest.
    counted: BTreeMap<(FileId, &'static str), Counted>,
    /// What is handed out in place of a finding that is only counted.
    spare: Option<Box<Diagnostic>>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Counted {
    listed: usize,
    rest: Option<usize>,
}

/// Findings of one rule in one file that are listed one by one. What has more is no form any more; a
/// file of megabytes must cost neither memory nor the patience of whoever reads the list.
const MOST_LISTED: usize = 200;

impl Diagnostics {
    /// Reports a finding; the returned reference takes labels and help.
    pub fn report(
        &mut self,
        rule: &'static Rule,
        place: Place,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let found = Diagnostic {
            rule,
            severity: rule.severity,
            message: message.into(),
            place,
            label: rule.title.to_owned(),
            related: vec![],
            concerns: vec![],
            help: None,
            explanation: None,
            accepted: None,
            year: None,
        };
        let counted = self.counted.entry((place.file(), rule.code)).or_default();
        counted.listed += 1;
        if counted.listed <= MOST_LISTED {
            self.list.push(found);
            return self.list.last_mut().expect("it was pushed just now");
        }
        let at = *counted.rest.get_or_insert(self.list.len());
        if at == self.list.len() {
            let mut rest = found.clone();
            "从这里起".clone_into(&mut rest.label);
            rest.help = Some("请先改正列出的各处，再检查一次".to_owned());
            self.list.push(rest);
        }
        let rest = &mut self.list[at];
        rest.message = format!("“{}”还有{}处，没有逐一列出", rule.title, counted.listed - MOST_LISTED);
        rest.concerns.push(place);
        self.spare.insert(Box::new(found))
    }

    /// Says of all findings so far which reporting year they are about: what stands at a line of the
    /// plan, such as a unit that has not reported, is true of one year only.
    pub fn of_year(&mut self, year: i32) {
        for found in &mut self.list {
            found.year = Some(year);
        }
    }

    /// Leaves only some of them.
    pub fn retain(&mut self, keep: impl Fn(&Diagnostic) -> bool) {
        // From here on nothing stands where it stood.
        self.counted.clear();
        self.list.retain(|found| keep(found));
    }

    /// Takes over the findings of another list, e.g. of a file read on another thread.
    pub fn extend(&mut self, other: Diagnostics) {
        let before = self.list.len();
        for (key, counted) in other.counted {
            let rest = counted.rest.map(|at| at + before);
            self.counted.entry(key).or_insert(Counted { rest, ..counted });
        }
        self.list.extend(other.list);
    }

    /// Takes over findings that were chosen from another list.
    pub fn take(&mut self, found: Vec<Diagnostic>) {
        self.list.extend(found);
    }

    /// The findings so far.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// The findings so far, to answer them.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, Diagnostic> {
        self.list.iter_mut()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether something 强制 stands in it.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|found| found.severity == Severity::Error)
    }

    /// Gives rules other weights, as the office's settings say; the report of findings lists them.
    pub fn weigh(&mut self, severities: &BTreeMap<String, Severity>) {
        for found in &mut self.list {
            if let Some(&severity) = severities.get(found.rule.code) {
                found.severity = severity;
            }
        }
    }

    /// Sorts by file, place and code, so that the order of the stages does not show, and drops
    /// findings that say the same thing of the same place.
    pub fn sort(&mut self) {
        // From here on nothing stands where it stood.
        self.counted.clear();
        self.list.sort_by(|a, b| {
            (a.place, a.rule.code, a.year, &a.message).cmp(&(b.place, b.rule.code, b.year, &b.message))
        });
        self.list.dedup_by(|a, b| {
            (a.place, a.rule.code, a.year) == (b.place, b.rule.code, b.year) && a.message == b.message
        });
    }

    /// The findings, as a list.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.list
    }
}
