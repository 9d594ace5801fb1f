//! 核对发现: the findings in the files of the plan-year, file by file.
//!
//! Takes findings; gives rows and counts. Never part of the public edition.

use super::frame::{Spec, Tab, frame};
use super::links::{unit_link, words};
use super::stage::Stage;
use super::tags::count;
use crate::diagnostic::{Diagnostic, Severity};
use crate::report::{Count, FindingGroup, FindingRow, Findings, Internal, Tag};
use crate::source::FileId;

const ERROR: Tag = Tag::new("error", "■", "强制");
const VERIFY: Tag = Tag::new("verify", "▲", "核实");
const EXPLAINED: Tag = Tag::new("explained", "●", "已说明");
const HINT: Tag = Tag::new("hint", "○", "提示");

pub(super) fn findings(stage: &Stage<'_>) -> Findings {
    let mut spec = Spec::list("findings.html", "核对发现", Tab::Findings);
    spec.byline = vec![words(format!("{}年度", stage.now.round.year))];
    let mut groups: Vec<(FileId, FindingGroup)> = vec![];
    for finding in stage.own_findings() {
        let file = finding.place.file();
        let at = match groups.iter().position(|(known, _)| *known == file) {
            Some(at) => at,
            None => {
                groups.push((file, finding_group(stage, file)));
                groups.len() - 1
            }
        };
        groups[at].1.rows.push(finding_row(stage, finding));
    }
    let changed = stage.input.office().severity.iter().map(|(code, weight)| {
        let word = match weight.inner {
            crate::office::Weight::Error => "强制",
            crate::office::Weight::Verify => "核实",
            crate::office::Weight::Hint => "提示",
        };
        format!("{code} 按设置改为“{word}”")
    });
    Findings {
        frame: frame::<Internal>(stage, spec),
        count: finding_counts(stage),
        groups: groups.into_iter().map(|(_, group)| group).collect(),
        changed: changed.collect(),
    }
}

/// 强制n处，核实n处….
pub(super) fn findings_text(stage: &Stage<'_>) -> String {
    let counted = finding_counts(stage);
    match counted.total {
        0 => "没有核对发现。".to_owned(),
        _ => format!("核对发现：{}。", counted.words("处")),
    }
}

fn finding_counts(stage: &Stage<'_>) -> Count {
    count(&[ERROR, VERIFY, EXPLAINED, HINT], stage.own_findings().map(severity))
}

fn finding_group(stage: &Stage<'_>, file: FileId) -> FindingGroup {
    let submission = stage.now.round.submissions.iter().find(|s| s.file == file);
    FindingGroup {
        path: stage.input.sources.get(file).path.clone(),
        unit: submission.and_then(|s| s.unit).map(|unit| unit_link(stage, "", unit)),
        rows: vec![],
    }
}

fn finding_row(stage: &Stage<'_>, finding: &Diagnostic) -> FindingRow {
    let position = stage.input.sources.position(finding.place);
    FindingRow {
        code: finding.rule.code,
        severity: severity(finding),
        message: finding.message.clone(),
        place: format!("第{}行第{}列", position.line, position.column),
        label: finding.label.clone(),
        help: finding.help.clone(),
        explanation: finding.answer().map(str::to_owned),
    }
}

fn severity(finding: &Diagnostic) -> Tag {
    match finding.severity {
        Severity::Error => ERROR,
        Severity::Verify if finding.answer().is_some() => EXPLAINED,
        Severity::Verify => VERIFY,
        Severity::Hint => HINT,
    }
}
