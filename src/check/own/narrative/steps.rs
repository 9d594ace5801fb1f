//! A task beside its own milestones.

use super::{SLJ, task_name};
use crate::check::own::{Check, OwnFacts};
use crate::diagnostic::{Diagnostics, Edit, Example, Rule, Severity};
use crate::submission::{MilestoneEntry, Status};

pub(super) static CHECKS: &[Check] =
    &[Check { rule: &COMPLETED_BEFORE_ITS_STEPS, run: completed_before_its_steps }];

const STEP: &str = "status: on_track, note: 主体工程已开工。";
const COMPLETED: &str =
    "    status: completed\n    percent: 100\n    evidence: [{title: 入河排污口整治验收意见, file: null}]\n";

static COMPLETED_BEFORE_ITS_STEPS: Rule = Rule {
    code: "N551",
    name: "completed-before-its-milestones",
    severity: Severity::Verify,
    title: "任务已完成，所属节点没有完成",
    why: "同一单位填任务“已完成”，而任务所属的节点填滞后、未启动，或者期限已过仍未完成，两处至少有一处不对。请核对后改正；节点由其他单位负责、不影响任务完成的，在“核实说明”里写明。",
    example: Example::Edits {
        good: &[
            Edit::Replace { file: SLJ, find: super::ENTRY, with: COMPLETED },
            Edit::Replace { file: SLJ, find: STEP, with: "status: completed, done_on: 2025-11-20" },
        ],
        bad: &[
            Edit::Replace { file: SLJ, find: super::ENTRY, with: COMPLETED },
            Edit::Replace { file: SLJ, find: STEP, with: "status: behind, note: 征地没有完成。" },
        ],
    },
};

/// Checks that who calls a task completed does not call a milestone of it late.
fn completed_before_its_steps(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    let day = facts.judged_on();
    for found in facts.entries().filter(|found| found.entry.status.inner == Status::Completed) {
        let own =
            facts.steps().filter(|step| std::ptr::eq(step.form, found.form) && step.site.task == found.task);
        let open: Vec<_> = own
            .filter(|step| {
                let due = facts.plan.milestone(step.site).due.as_ref().and_then(|due| due.last_day());
                is_late(step.entry, due.is_some_and(|due| due < day))
            })
            .collect();
        let Some(first) = open.first() else { continue };
        let named: Vec<String> = open
            .iter()
            .map(|step| format!("“{}”{}", facts.plan.milestone(step.site).what, step.entry.status.chinese()))
            .collect();
        let message = format!("{}填已完成，所属节点{}", task_name(facts, &found), named.join("、"));
        let report = out.report(&COMPLETED_BEFORE_ITS_STEPS, found.entry.status.place, message);
        report
            .label("任务填“已完成”")
            .related(first.entry.status.place, "节点没有完成")
            .help("请核对任务和节点的完成情况；确无误的在“核实说明”里写明原因");
    }
}

fn is_late(step: &MilestoneEntry, past_due: bool) -> bool {
    match step.status.inner {
        Status::Behind | Status::NotStarted => true,
        Status::Completed | Status::NotApplicable => false,
        _ => past_due,
    }
}
