//! A rule: a constant with a code, a name, a weight, and the examples that its test runs.

/// How much a finding weighs, in the words of statistics offices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// 强制: must be mended; blocks acceptance and makes exit code 1.
    Error,
    /// 核实: must be answered by an explanation, which travels with the figure.
    Verify,
    /// 提示: informs.
    Hint,
}

impl Severity {
    /// The Chinese word shown to people.
    pub fn chinese(self) -> &'static str {
        match self {
            Severity::Error => "强制",
            Severity::Verify => "核实",
            Severity::Hint => "提示",
        }
    }

    /// The word in machine formats and settings.
    pub fn english(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Verify => "verify",
            Severity::Hint => "hint",
        }
    }
}

/// A pair of files, one that breaks the rule and one that does not, as changes to the starter
/// workspace (`starter/`). The test of the rules runs both; `explain` shows both.
#[derive(Debug)]
pub enum Example {
    /// In `file` of the starter, `find` becomes `good` or `bad`.
    Change {
        /// A file of the starter workspace.
        file: &'static str,
        /// A piece of it that occurs exactly once.
        find: &'static str,
        /// What stands there in the good example.
        good: &'static str,
        /// What stands there in the bad one.
        bad: &'static str,
    },
    /// The whole file; it may be new to the starter.
    File {
        /// A file name in the workspace.
        file: &'static str,
        /// Its text in the good example.
        good: &'static str,
        /// Its text in the bad one.
        bad: &'static str,
    },
    /// The bad example is the starter without this file; the good one is the starter.
    Missing {
        /// A file of the starter workspace.
        file: &'static str,
    },
    /// Bytes that cannot stand in a text constant, e.g. another encoding of the file.
    Bytes {
        /// A file name in the workspace.
        file: &'static str,
        /// Its bytes in the bad example.
        bad: &'static [u8],
        /// How a reader may imagine it.
        shown: &'static str,
    },
}

/// What can be wrong, once and for all. Codes are never reused; the hundreds digit is the group.
#[derive(Debug)]
pub struct Rule {
    /// `N` and three digits.
    pub code: &'static str,
    /// The bad pattern, in English with hyphens: `missing-submission`.
    pub name: &'static str,
    /// Weight, unless the office has changed it in its settings.
    pub severity: Severity,
    /// One line in Chinese.
    pub title: &'static str,
    /// Why it matters and how to mend it, in Chinese.
    pub why: &'static str,
    /// Tested examples.
    pub example: Example,
}
