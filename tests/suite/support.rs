//! What the tests of the suite share: the starter in memory, and a run of the pipeline over it.

use chrono::DateTime;
use nianbao::diagnostic::{Diagnostic, Files, Severity, text};
use nianbao::pipeline::{Selection, Workspace, build_workspace, check_workspace};
use nianbao::plan::AsOf;
use nianbao::render::{OutputFile, paper, templates::Templates};
use nianbao::report::{Edition, Report};
use nianbao::source::Project;
use nianbao::starter;

/// A checked workspace.
pub(crate) struct Checked {
    pub(crate) workspace: Workspace,
    pub(crate) findings: Vec<Diagnostic>,
}

/// The starter workspace, to be changed.
pub(crate) fn starter_files() -> Files {
    starter::files().into_iter().map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect()
}

/// A day on which the example round is complete.
pub(crate) fn today() -> AsOf {
    AsOf::today(DateTime::parse_from_rfc3339("2025-12-20T12:00:00+08:00").expect("a valid time").to_utc())
}

/// Runs everything over a workspace in memory, as of noon of 20 December 2025.
pub(crate) fn check(files: &Files) -> Checked {
    let project = Project::memory(files.clone());
    let (workspace, findings) =
        check_workspace(&project, &Selection::default(), today()).expect("memory can be listed");
    Checked { workspace, findings: findings.into_vec() }
}

/// Builds a workspace in memory as well: rules about templates and pages speak only then.
pub(crate) fn build(files: &Files) -> Checked {
    let project = Project::memory(files.clone());
    let built = build_workspace(&project, &Selection::default(), today()).expect("memory can be listed");
    Checked { workspace: built.workspace, findings: built.findings.into_vec() }
}

impl Checked {
    /// The codes, each once, sorted.
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        let mut codes: Vec<_> = self.findings.iter().map(|found| found.rule.code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// The codes of what must be mended or explained, without one.
    pub(crate) fn other_serious_codes(&self, own: &str) -> Vec<&'static str> {
        let mut codes: Vec<_> = self
            .findings
            .iter()
            .filter(|found| found.severity != Severity::Hint && found.rule.code != own)
            .map(|found| found.rule.code)
            .collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// The findings as printed, 100 columns wide.
    pub(crate) fn printed(&self) -> String {
        text(&self.findings, &self.workspace.sources, false, 100)
    }
}

/// The paper of a report by the built-in template: that of the first addressee.
pub(crate) fn paper_of<E: Edition>(report: &Report<E>) -> OutputFile {
    let papers = paper::papers(report, &Templates::built_in()).expect("the built-in template works");
    papers.first().expect("there is a paper").file()
}

/// What a file says that was made; it is there.
pub(crate) fn page(files: &[(String, Vec<u8>)], name: &str) -> String {
    let (_, bytes) = files.iter().find(|(path, _)| path == name).unwrap_or_else(|| panic!("no {name}"));
    String::from_utf8_lossy(bytes).into_owned()
}

/// A page without its marks and blanks.
pub(crate) fn bare(html: &str) -> String {
    let parts = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, after)| after));
    parts.collect::<String>().split_whitespace().collect()
}
