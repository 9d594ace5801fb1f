//! The parts of a submission, and why one of them is not there.

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
        self == other || self.entry() == other.entry()
    }

    /// The entry in which it stands, or it itself.
    pub fn entry(&self) -> Part {
        match self {
            Part::Text(Some(of), _) => (**of).clone(),
            Part::LastYear(id) => Part::Figure(id.clone()),
            part => part.clone(),
        }
    }

    /// The key of the indicator whose figure it is, of this year or the last.
    pub fn indicator(&self) -> Option<&str> {
        match self {
            Part::Figure(id) | Part::LastYear(id) => Some(id),
            _ => None,
        }
    }

    /// Whether it is another part, or a text in it.
    pub(super) fn is_in(&self, other: &Part) -> bool {
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
