//! A rule: a constant with a code, a name, a weight, and the examples that its test runs.

use std::collections::BTreeMap;

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
        /// Its text in the good example; empty when the starter is the good example.
        good: &'static str,
        /// Its text in the bad one.
        bad: &'static str,
    },
    /// The bad example is the starter without this file; the good one is the starter.
    Missing {
        /// A file of the starter workspace.
        file: &'static str,
    },
    /// Several changes at once, for rules that look at more than one file.
    Edits {
        /// What is done to the starter in the good example.
        good: &'static [Edit],
        /// What is done to it in the bad one.
        bad: &'static [Edit],
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

/// One change to a workspace.
#[derive(Debug, Clone, Copy)]
pub enum Edit {
    /// In `file`, `find` (which occurs exactly once) becomes `with`.
    Replace {
        /// A file name in the workspace.
        file: &'static str,
        /// A piece of it.
        find: &'static str,
        /// What stands there afterwards.
        with: &'static str,
    },
    /// The whole file, new or replaced.
    Write {
        /// A file name in the workspace.
        file: &'static str,
        /// Its text.
        text: &'static str,
    },
    /// A file that is text to a program only: a workbook, with what a reader may imagine.
    Made {
        /// A file name in the workspace.
        file: &'static str,
        /// Its text.
        text: &'static str,
        /// What a reader is shown in its place.
        shown: &'static str,
    },
    /// Another file with the same content.
    Copy {
        /// A file name in the workspace.
        from: &'static str,
        /// The name of the copy.
        to: &'static str,
    },
    /// The file is taken away.
    Remove {
        /// A file name in the workspace.
        file: &'static str,
    },
}

/// A workspace in memory, as examples are applied to it.
pub type Files = BTreeMap<String, Vec<u8>>;

impl Edit {
    fn apply(&self, files: &mut Files) -> Result<(), String> {
        match self {
            Edit::Write { file, text } | Edit::Made { file, text, .. } => {
                files.insert((*file).to_owned(), text.as_bytes().to_vec());
            }
            Edit::Copy { from, to } => {
                let bytes = files.get(*from).ok_or_else(|| format!("{from} is not there"))?;
                files.insert((*to).to_owned(), bytes.clone());
            }
            Edit::Remove { file } => {
                files.remove(*file).ok_or_else(|| format!("{file} is not there"))?;
            }
            Edit::Replace { file, find, with } => {
                let bytes = files.get(*file).ok_or_else(|| format!("{file} is not there"))?;
                let text = String::from_utf8_lossy(bytes);
                if text.matches(find).count() != 1 {
                    return Err(format!("“{find}” does not occur exactly once in {file}"));
                }
                let changed = text.replacen(find, with, 1).into_bytes();
                files.insert((*file).to_owned(), changed);
            }
        }
        Ok(())
    }
}

impl Example {
    /// Makes the good example out of the starter workspace.
    ///
    /// # Errors
    /// When the example does not fit the starter: a mistake in the rule's declaration.
    pub fn apply_good(&self, files: &mut Files) -> Result<(), String> {
        match self {
            Example::Change { file, find, good, .. } => Edit::Replace { file, find, with: good }.apply(files),
            Example::File { good: "", .. } => Ok(()),
            Example::File { file, good, .. } => Edit::Write { file, text: good }.apply(files),
            Example::Edits { good, .. } => good.iter().try_for_each(|edit| edit.apply(files)),
            Example::Missing { .. } | Example::Bytes { .. } => Ok(()),
        }
    }

    /// Makes the bad example out of the starter workspace.
    ///
    /// # Errors
    /// When the example does not fit the starter: a mistake in the rule's declaration.
    pub fn apply_bad(&self, files: &mut Files) -> Result<(), String> {
        match self {
            Example::Change { file, find, bad, .. } => Edit::Replace { file, find, with: bad }.apply(files),
            Example::File { file, bad, .. } => Edit::Write { file, text: bad }.apply(files),
            Example::Edits { bad, .. } => bad.iter().try_for_each(|edit| edit.apply(files)),
            Example::Missing { file } => Edit::Remove { file }.apply(files),
            Example::Bytes { file, bad, .. } => {
                files.insert((*file).to_owned(), bad.to_vec());
                Ok(())
            }
        }
    }
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

impl Rule {
    /// What answers it, where it asks: the unit at its own entry, or the office on record.
    pub fn answered_by(&self) -> Option<String> {
        (self.severity == Severity::Verify).then(|| {
            let code = self.code;
            format!(
                "答复：请改正；确实如此的，在这一项的“核实说明”里写明数字、日期或原因，例如“核实说明: {{{code}: …}}”；\
                 或由办公室在 decisions.yaml 的 accepts（采信）里写明编号 {code} 和理由。"
            )
        })
    }
}
