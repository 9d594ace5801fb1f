//! What `admission` took out of a submission, and what it let through with a question.

use super::read::{Round, Submission};
use crate::plan::{Date, UnitIndex};

/// A part of a submission, by its key in the plan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// All of it.
    Whole,
    /// 零报告.
    NilReturn,
    /// The entry of a task.
    Task(String),
    /// The entry of a milestone.
    Milestone(String),
    /// The figure of an indicator.
    Figure(String),
    /// 上年终值 in the figure of an indicator.
    LastYear(String),
    /// A text field: the entry in which it stands, and its key.
    Text(Option<Box<Part>>, &'static str),
    /// Something of the head that nothing is computed from.
    Head,
}

impl Part {
    /// The key of an entry, by the id as it is written.
    pub fn key_of(id: &str) -> String {
        id.trim().to_ascii_lowercase()
    }

    /// Whether what is taken out with one of them takes the other with it, or something of the same entry.
    pub fn touches(&self, other: &Part) -> bool {
        let entry = |part: &Part| match part {
            Part::Text(Some(of), _) => (**of).clone(),
            Part::LastYear(id) => Part::Figure(id.clone()),
            part => part.clone(),
        };
        self == other || entry(self) == entry(other)
    }

    /// Whether it is another part, or a text in it.
    fn is_in(&self, other: &Part) -> bool {
        self == other || matches!(self, Part::Text(Some(of), _) if **of == *other)
    }
}

/// Why a part cannot be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Held {
    /// 材料有误: a rule of weight 强制, by its code.
    Faulty(&'static str),
    /// 退回待补: the whole of it was returned and has not come again.
    Returned,
    /// 待核实: an open question, by its code. Only what is published waits for the answer.
    Open(&'static str),
}

impl Held {
    /// The reason in words, for a cell.
    pub fn chinese(self) -> &'static str {
        match self {
            Held::Faulty(_) => "材料有误",
            Held::Returned => "退回待补",
            Held::Open(_) => "待核实",
        }
    }

    /// The code of the rule.
    pub fn code(self) -> &'static str {
        match self {
            Held::Faulty(code) | Held::Open(code) => code,
            Held::Returned => "N304",
        }
    }
}

/// A part that was taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// Which.
    pub part: Part,
    /// Why.
    pub held: Held,
}

/// An open question (核实) about a part that is used all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Which part.
    pub part: Part,
    /// The code of the rule.
    pub code: &'static str,
    /// What is asked.
    pub message: String,
}

impl Submission {
    /// When what counts of it was there to be looked at: by the book, else by what it says itself.
    pub fn came_on(&self) -> Option<Date> {
        self.arrived.or_else(|| Some(self.form.as_ref()?.filled_on.as_ref()?.inner))
    }

    /// Why a part is not there, where admission took it out. A fault says more than a question.
    pub fn held(&self, part: &Part) -> Option<Held> {
        let of = |part: &Part| {
            let first = self.withheld.partition_point(|withheld| withheld.part < *part);
            self.withheld.get(first).filter(|withheld| withheld.part == *part).map(|withheld| withheld.held)
        };
        [of(part), of(&Part::Whole)].into_iter().flatten().min()
    }

    /// The open questions about a part, or about a text in it.
    pub fn questions_about<'s>(&'s self, part: &'s Part) -> impl Iterator<Item = &'s Question> {
        self.questions.iter().filter(move |question| question.part.is_in(part))
    }

    /// What was taken out of a part, or out of a text in it.
    pub fn withheld_in<'s>(&'s self, part: &'s Part) -> impl Iterator<Item = &'s Withheld> {
        self.withheld.iter().filter(move |withheld| withheld.part.is_in(part))
    }

    /// Whether something 强制 stands against it (材料有误).
    pub fn is_faulty(&self) -> bool {
        self.faulty || self.withheld.iter().any(|withheld| matches!(withheld.held, Held::Faulty(_)))
    }
}

impl Round {
    /// The day on which a version of a unit's came that a decision of an earlier day has not seen.
    pub fn replaced_since(&self, unit: UnitIndex, decided: Date) -> Option<Date> {
        let of_unit = self.submissions.iter().filter(|submission| submission.unit == Some(unit));
        of_unit.filter_map(|submission| submission.arrived).max().filter(|came| *came > decided)
    }
}
