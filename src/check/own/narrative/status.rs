//! A status needs its reasons: issues, evidence, a percentage that fits.

use crate::syntax::Terms;
use rust_decimal::Decimal;

use super::{ENTRY, PLAN, SLJ, task_name};
use crate::check::own::{Check, OwnFacts};
use crate::diagnostic::{Diagnostics, Edit, Example, Rule, Severity};
use crate::plan::{Due, Located};
use crate::submission::{Status, is_no_text};

pub(super) static CHECKS: &[Check] = &[
    Check { rule: &COMPLETED_WITHOUT_EVIDENCE, run: completed_without_evidence },
    Check { rule: &BEHIND_WITHOUT_ISSUES, run: behind_without_issues },
    Check { rule: &BEHIND_WITHOUT_STEPS, run: behind_without_steps },
    Check { rule: &ANSWER_WITHOUT_REASON, run: answers_without_reason },
    Check { rule: &PERCENT_AGAINST_STATUS, run: percent_against_status },
    Check { rule: &NO_LONGER_COMPLETED, run: no_longer_completed },
    Check { rule: &PERCENT_FELL, run: percent_fell },
    Check { rule: &ONGOING_WITH_END, run: ongoing_with_end },
    Check { rule: &COMPLETED_WITHOUT_END, run: completed_without_end },
];

const LAST_YEAR: &str = "submissions/demo/2024/slj.yaml";

/// Whether a text field says anything.
fn stated(field: &Option<Located<String>>) -> bool {
    field.as_ref().is_some_and(|text| !is_no_text(text))
}

static COMPLETED_WITHOUT_EVIDENCE: Rule = Rule {
    code: "N501",
    name: "completed-without-evidence",
    severity: Severity::Verify,
    title: "已完成，没有佐证材料",
    why: "填“已完成”的任务要列出佐证材料，例如验收意见、批复文件。材料另行报送的，请在“核实说明”里写明。",
    example: Example::Change {
        file: SLJ,
        find: ENTRY,
        good: "    status: completed\n    percent: 100\n    evidence: [{title: 入河排污口整治验收意见, file: null}]\n",
        bad: "    status: completed\n    percent: 100\n",
    },
};

/// Checks that what is done is shown to be done.
fn completed_without_evidence(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.entries() {
        let entry = found.entry;
        let shown = entry.evidence.iter().any(|evidence| !is_no_text(&evidence.title));
        if entry.status.inner == Status::Completed && !shown {
            out.report(
                &COMPLETED_WITHOUT_EVIDENCE,
                entry.status.place,
                format!("{}已完成，没有佐证材料", task_name(facts, &found)),
            )
            .label("填报的完成情况为“已完成”")
            .help(evidence_help(Terms::at(facts.sources, entry.status.place)));
        }
    }
}

fn evidence_help(terms: Terms) -> String {
    let line = format!("[{{{}: 竣工验收意见}}]", terms.typed("title"));
    terms.add_either("evidence", &line, "竣工验收意见")
}

static BEHIND_WITHOUT_ISSUES: Rule = Rule {
    code: "N502",
    name: "behind-without-issues",
    severity: Severity::Error,
    title: "滞后或未启动，没有写存在问题",
    why: "“滞后”“未启动”的任务必须写明存在问题，办公室据此协调。该内容不公开。",
    example: Example::Change {
        file: SLJ,
        find: ENTRY,
        good: "    status: behind\n    percent: 20\n    issues: 土地手续未办结，主体工程未开工\n    next_steps: 明年一季度办结用地手续，二季度开工\n",
        bad: "    status: behind\n    percent: 20\n    next_steps: 明年一季度办结用地手续，二季度开工\n",
    },
};

/// Checks that a lateness has a cause.
fn behind_without_issues(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.entries() {
        let (entry, status) = (found.entry, found.entry.status.inner);
        if matches!(status, Status::Behind | Status::NotStarted) && !stated(&entry.issues) {
            out.report(
                &BEHIND_WITHOUT_ISSUES,
                entry.status.place,
                format!("{}{}，没有写存在问题", task_name(facts, &found), status.chinese()),
            )
            .label(format!("填报的完成情况为“{}”", status.chinese()))
            .help("请填写“存在问题”，例如：“土地手续未办结，主体工程未开工”");
        }
    }
}

static BEHIND_WITHOUT_STEPS: Rule = Rule {
    code: "N503",
    name: "behind-without-next-steps",
    severity: Severity::Error,
    title: "滞后或未启动，没有写下一步措施",
    why: "“滞后”“未启动”的任务必须写明下一步措施和时间。该内容不公开。",
    example: Example::Change {
        file: SLJ,
        find: ENTRY,
        good: "    status: not_started\n    issues: 资金尚未落实\n    next_steps: 明年3月底前落实资金，4月开工\n",
        bad: "    status: not_started\n    issues: 资金尚未落实\n",
    },
};

/// Checks that a lateness has a remedy.
fn behind_without_steps(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.entries() {
        let (entry, status) = (found.entry, found.entry.status.inner);
        if matches!(status, Status::Behind | Status::NotStarted) && !stated(&entry.next_steps) {
            out.report(
                &BEHIND_WITHOUT_STEPS,
                entry.status.place,
                format!("{}{}，没有写下一步措施", task_name(facts, &found), status.chinese()),
            )
            .label(format!("填报的完成情况为“{}”", status.chinese()))
            .help("请填写“下一步措施”，例如：“明年3月底前办结用地手续，4月开工”");
        }
    }
}

static ANSWER_WITHOUT_REASON: Rule = Rule {
    code: "N504",
    name: "answer-without-reason",
    severity: Severity::Verify,
    title: "不涉及、无进展或尚未统计，没有写原因",
    why: "这几种答复也是正式答复，要用一句话写明原因，否则与漏填无异。",
    example: Example::Change {
        file: SLJ,
        find: "    status: on_track\n    percent: 45\n    progress: |\n      完成两县入河排污口的**全面排查**，建立了一口一档。\n",
        good: "    status: not_applicable\n    progress: 入河排污口职能本年已划转市生态环境局。\n",
        bad: "    status: not_applicable\n",
    },
};

/// Checks that an answer without a status says why.
fn answers_without_reason(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.entries() {
        let (entry, status) = (found.entry, found.entry.status.inner);
        let bare = matches!(status, Status::NotApplicable | Status::NoProgress | Status::NotYetAvailable);
        if bare && !stated(&entry.progress) && !stated(&entry.issues) {
            out.report(
                &ANSWER_WITHOUT_REASON,
                entry.status.place,
                format!("{}填“{}”，没有写原因", task_name(facts, &found), status.chinese()),
            )
            .help("在“进展情况”里用一句话写明原因");
        }
    }
}

static PERCENT_AGAINST_STATUS: Rule = Rule {
    code: "N505",
    name: "percentage-against-status",
    severity: Severity::Verify,
    title: "完成率与完成情况不一致",
    why: "“已完成”的完成率应为100，完成率为100的应填“已完成”，“未启动”的完成率应为0。请核对其中一处。",
    example: Example::Change {
        file: SLJ,
        find: ENTRY,
        good: ENTRY,
        bad: "    status: on_track\n    percent: 100\n",
    },
};

/// Checks that the percentage says the same as the status.
fn percent_against_status(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.entries() {
        let (entry, status) = (found.entry, found.entry.status.inner);
        let Some(percent) = &entry.percent else { continue };
        let whole = percent.value == Decimal::ONE_HUNDRED;
        let wanted = match status {
            Status::Completed if percent.value < Decimal::ONE_HUNDRED => "“已完成”的完成率应为100",
            Status::OnTrack | Status::Behind | Status::NotStarted | Status::NoProgress if whole => {
                "完成率为100的应填“已完成”"
            }
            Status::NotStarted if percent.value > Decimal::ZERO => "“未启动”的完成率应为0",
            _ => continue,
        };
        out.report(
            &PERCENT_AGAINST_STATUS,
            percent.place,
            format!("{}填“{}”，完成率却是{}", task_name(facts, &found), status.chinese(), percent.written),
        )
        .label("完成率")
        .related(entry.status.place, "完成情况")
        .help(wanted);
    }
}

static NO_LONGER_COMPLETED: Rule = Rule {
    code: "N506",
    name: "no-longer-completed",
    severity: Severity::Verify,
    title: "上年已完成，今年却没有完成",
    why: "上年填“已完成”的任务，今年填了别的。可能是上年误报，也可能是标准提高，请写明原因。",
    example: Example::Edits {
        good: &[Edit::Write {
            file: LAST_YEAR,
            text: "nianbao: submission/1\nplan: demo\nyear: 2024\nunit: 市水利局\nsample: true\nfilled_on: 2024-12-08\ntasks:\n  - {id: RW-02-01, status: on_track, percent: 20, progress: 印发排查方案。}\n",
        }],
        bad: &[Edit::Write {
            file: LAST_YEAR,
            text: "nianbao: submission/1\nplan: demo\nyear: 2024\nunit: 市水利局\nsample: true\nfilled_on: 2024-12-08\ntasks:\n  - {id: RW-02-01, status: completed, progress: 完成首轮排查。, evidence: [{title: 排查报告}]}\n",
        }],
    },
};

/// Checks that what was done stays done.
fn no_longer_completed(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.entries() {
        let (entry, status) = (found.entry, found.entry.status.inner);
        let Some(last) = facts.last_entry(found.unit, found.task) else { continue };
        let undone = !matches!(status, Status::Completed | Status::Ongoing | Status::NotApplicable);
        if last.status.inner == Status::Completed && undone {
            out.report(
                &NO_LONGER_COMPLETED,
                entry.status.place,
                format!("{}上年已完成，今年填“{}”", task_name(facts, &found), status.chinese()),
            )
            .label("今年的完成情况")
            .related(last.status.place, "上年填“已完成”")
            .help("请核对；确需改变的在“核实说明”里写明原因");
        }
    }
}

static PERCENT_FELL: Rule = Rule {
    code: "N507",
    name: "percentage-fell",
    severity: Severity::Verify,
    title: "任务完成率比上年低",
    why: "任务的完成率从方案开始累计，不应下降。可能是填成了当年的完成率，也可能是任务范围有调整。",
    example: Example::Edits {
        good: &[Edit::Write {
            file: LAST_YEAR,
            text: "nianbao: submission/1\nplan: demo\nyear: 2024\nunit: 市水利局\nsample: true\nfilled_on: 2024-12-08\ntasks:\n  - {id: RW-02-01, status: on_track, percent: 20, progress: 印发排查方案。}\n",
        }],
        bad: &[Edit::Write {
            file: LAST_YEAR,
            text: "nianbao: submission/1\nplan: demo\nyear: 2024\nunit: 市水利局\nsample: true\nfilled_on: 2024-12-08\ntasks:\n  - {id: RW-02-01, status: on_track, percent: 60, progress: 印发排查方案。}\n",
        }],
    },
};

/// Checks that a task with an end does not go backwards.
fn percent_fell(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.entries() {
        let last = facts.last_entry(found.unit, found.task).and_then(|entry| entry.percent.as_ref());
        let (Some(now), Some(before)) = (&found.entry.percent, last) else { continue };
        let endless = facts.plan.task(found.task).due.inner == Due::Ongoing;
        if now.value < before.value && !endless {
            out.report(
                &PERCENT_FELL,
                now.place,
                format!("{}的完成率{}低于上年的{}", task_name(facts, &found), now.written, before.written),
            )
            .label("今年的完成率")
            .related(before.place, "上年的完成率")
            .help("请核对是否填成了当年的完成率");
        }
    }
}

static ONGOING_WITH_END: Rule = Rule {
    code: "N508",
    name: "ongoing-with-due-date",
    severity: Severity::Verify,
    title: "有时限的任务填了“长期坚持”",
    why: "方案为这项任务规定了完成时限，填“长期坚持”会使它不计入完成率。请按实际填“正常推进”“滞后”等。",
    example: Example::Change { file: SLJ, find: ENTRY, good: ENTRY, bad: "    status: ongoing\n" },
};

/// Checks that an end that the plan sets is not turned into none.
fn ongoing_with_end(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.entries() {
        let due = &facts.plan.task(found.task).due;
        if found.entry.status.inner == Status::Ongoing && due.inner != Due::Ongoing {
            out.report(
                &ONGOING_WITH_END,
                found.entry.status.place,
                format!("{}有完成时限，却填“长期坚持”", task_name(facts, &found)),
            )
            .label("填报的完成情况")
            .related(due.place, format!("方案的完成时限是{}", due.chinese()))
            .help("请按实际填“正常推进”“滞后”等");
        }
    }
}

static COMPLETED_WITHOUT_END: Rule = Rule {
    code: "N509",
    name: "completed-without-end",
    severity: Severity::Hint,
    title: "长期坚持的任务填了“已完成”",
    why: "方案没有为这项任务规定时限，一般填“长期坚持”或“正常推进”。本年度的工作做完了，请在进展里说明。",
    example: Example::Edits {
        good: &[
            Edit::Replace { file: PLAN, find: "        due: 2027\n", with: "        due: ongoing\n" },
            Edit::Replace { file: SLJ, find: ENTRY, with: "    status: ongoing\n" },
        ],
        bad: &[
            Edit::Replace { file: PLAN, find: "        due: 2027\n", with: "        due: ongoing\n" },
            Edit::Replace {
                file: SLJ,
                find: ENTRY,
                with: "    status: completed\n    evidence: [{title: 入河排污口整治验收意见}]\n",
            },
        ],
    },
};

/// Checks that what has no end is not called ended.
fn completed_without_end(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.entries() {
        let due = &facts.plan.task(found.task).due;
        if found.entry.status.inner == Status::Completed && due.inner == Due::Ongoing {
            out.report(
                &COMPLETED_WITHOUT_END,
                found.entry.status.place,
                format!("{}是长期坚持的任务，却填“已完成”", task_name(facts, &found)),
            )
            .related(due.place, "方案没有规定完成时限")
            .help("一般填“长期坚持”");
        }
    }
}
