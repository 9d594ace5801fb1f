//! What is not public holds a word of its own, and is looked for in both editions.

use super::{PLAN, json, read, reports};
use crate::source::Project;

/// A form in which every field that is not public holds a word of its own.
pub(super) fn sentinel_form(unit: &str) -> String {
    format!(
        "
nianbao: submission/1
plan: p
year: 2025
unit: {unit}
document_number: SENTINEL-number-{unit}
filled_on: 2025-12-01
people: {{preparer: SENTINEL-preparer-{unit}, phone: '13800009999', reviewer: SENTINEL-reviewer-{unit}, approver: SENTINEL-approver-{unit}}}
summary: 公开的综述{unit}
suggestions: SENTINEL-suggestions-{unit}
tasks:
  - id: RW-1
    status: behind
    progress: SENTINEL-progress-{unit}
    public_progress: 公开的进展{unit}
    issues: SENTINEL-issues-{unit}
    next_steps: SENTINEL-next-{unit}
    new_due: 2031-02-03
    funds: {{planned: '987654', spent: '876543'}}
    evidence: [{{title: SENTINEL-evidence-{unit}, file: SENTINEL-file-{unit}.pdf}}]
    explanation: SENTINEL-explanation-{unit}
milestones:
  - {{id: MS-1, status: on_track, note: SENTINEL-note-{unit}, explanation: SENTINEL-step-{unit}}}
indicators:
  - {{id: zb-1, value: '8{}.5', period: 全年, value_status: final, note: SENTINEL-figure-{unit}, explanation: SENTINEL-why-{unit}}}
  - {{id: zb-3, value: '9{}.5', period: 全年, value_status: final, basis: 口径{unit}}}
",
        unit.len() + usize::from(unit == "b"),
        unit.len() + usize::from(unit == "b")
    )
}

const DECISIONS: &str = "
nianbao: decisions/1
plan: p
year: 2025
extensions: [{unit: c, until: 2025-12-20, reason: SENTINEL-extension, document: SENTINEL-document, by: SENTINEL-extender, on: 2025-12-12}]
choices: [{indicator: zb-3, unit: a, reason: SENTINEL-pick, by: SENTINEL-picker, on: 2025-12-20}, {task: RW-1, unit: a, reason: SENTINEL-choice, by: SENTINEL-chooser, on: 2025-12-20}]
overrides: [{task: RW-1, status: on_track, reason: SENTINEL-override, by: SENTINEL-overrider, on: 2025-12-20}]
verdicts: [{indicator: zb-3, year: 2025, verdict: met, reason: SENTINEL-ruling, by: SENTINEL-ruler, on: 2025-12-20}, {indicator: zb-2, year: 2025, verdict: met, reason: SENTINEL-verdict, by: SENTINEL-judge, on: 2025-12-20}]
public_review: {by: SENTINEL-publisher, on: 2025-12-28, disclosure: proactive, reason: SENTINEL-review}
";

pub(super) fn sentinel_project() -> Project {
    let path = |name: &str| format!("submissions/p/2025/{name}.yaml");
    Project::memory([
        ("plans/p.yaml".to_owned(), PLAN.to_owned()),
        (path("a"), sentinel_form("a")),
        (path("b"), sentinel_form("b")),
        (path("decisions"), DECISIONS.to_owned()),
    ])
}

#[test]
fn nothing_internal_reaches_the_public_edition() {
    let workspace = read(&sentinel_project(), None);
    assert!(workspace.findings.is_empty(), "{:?}", workspace.findings);
    let reports = reports(&workspace);
    let (_, _, public, internal) = &reports[0];
    let public = json(public);
    for word in ["SENTINEL", "13800009999", "2031-02-03", "987654", "876543", "submissions/p"] {
        let at = public.find(word).map(|at| {
            let start = public.floor_char_boundary(at.saturating_sub(120));
            public[start..].chars().take(200).collect::<String>()
        });
        assert_eq!(at, None, "{word}");
    }
    assert!(public.contains("公开的进展a") && public.contains("公开的综述b"));
    // Two values that nobody chose between are not published side by side.
    assert!(!public.contains("81.5") && !public.contains("82.5"), "differing values are internal");
    // Of two values the office chose one; the other stays inside with the reason.
    assert!(public.contains("91.5") && !public.contains("92.5"));
    let internal = json(internal);
    for word in [
        "SENTINEL-pick",
        "SENTINEL-ruling",
        "92.5",
        "SENTINEL-progress-a",
        "SENTINEL-issues-b",
        "SENTINEL-next-a",
        "SENTINEL-suggestions-b",
        "SENTINEL-evidence-a",
        "SENTINEL-override",
        "SENTINEL-choice",
        "SENTINEL-verdict",
        "SENTINEL-figure-a",
        "987654",
        "81.5",
        "82.5",
        "submissions/p/2025/a.yaml",
    ] {
        assert!(internal.contains(word), "{word}");
    }
    for word in ["SENTINEL-preparer", "13800009999", "SENTINEL-reviewer", "SENTINEL-approver"] {
        assert!(!internal.contains(word), "{word}");
    }
}
