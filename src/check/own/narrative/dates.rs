//! Due dates that have passed, new ones, and the dates of milestones.

use crate::syntax::Terms;
use chrono::NaiveDate;

use super::{ENTRY, PLAN, SLJ, task_name};
use crate::check::own::facts::{EntryOf, StepOf};
use crate::check::own::{Check, OwnFacts};
use crate::check::phrasing::shortened;
use crate::diagnostic::{Diagnostics, Edit, Example, Rule, Severity};
use crate::submission::{Form, Status};

pub(super) static CHECKS: &[Check] = &[
    Check { rule: &OVERDUE_WITHOUT_NEW_DUE, run: overdue_without_new_due },
    Check { rule: &LATE_WITHOUT_NEW_DUE, run: late_without_new_due },
    Check { rule: &OVERDUE_ON_TRACK, run: overdue_on_track },
    Check { rule: &NEW_DUE_PAST, run: new_dues_past },
    Check { rule: &STEP_DONE_AGAINST_STATUS, run: steps_done_against_status },
    Check { rule: &STEP_WITHOUT_DATE, run: steps_without_date },
    Check { rule: &STEP_DONE_LATER, run: steps_done_later },
    Check { rule: &STEP_OVERDUE, run: steps_overdue },
];

const STEP: &str = "{id: MS-02-01-1, status: on_track, note: 主体工程已开工。}";
const DUE: &str = "        due: 2027\n";
const PAST: &str = "        due: 2025-10-31\n";
const BEHIND: &str = "    status: behind\n    percent: 45\n    issues: 两处排污口权属不清\n    next_steps: 明年3月底前明确责任主体\n";
const BEHIND_NEW: &str = "    status: behind\n    percent: 45\n    issues: 两处排污口权属不清\n    next_steps: 明年3月底前明确责任主体\n    new_due: 2026-06-30\n";
// They end the task of the other units, so that only one is overdue.
const STHJJ_DONE: Edit = Edit::Replace {
    file: super::STHJJ,
    find: "    status: on_track\n    percent: 40\n",
    with: "    status: completed\n    evidence: [{title: 监测报告}]\n",
};
const HEDONG_DONE: Edit = Edit::Replace {
    file: "submissions/demo/2025/hedong.yaml",
    find: "    status: on_track\n",
    with: "    status: completed\n    evidence: [{title: 验收意见}]\n",
};
const HEXI_DONE: Edit = Edit::Replace {
    file: "submissions/demo/2025/hexi.yaml",
    find: "    status: on_track\n",
    with: "    status: completed\n    evidence: [{title: 验收意见}]\n",
};
const TASK_PAST: Edit = Edit::Replace { file: PLAN, find: DUE, with: PAST };

static OVERDUE_WITHOUT_NEW_DUE: Rule = Rule {
    code: "N521",
    name: "overdue-without-new-due",
    severity: Severity::Verify,
    title: "已逾期，没有写计划完成时间",
    why: "完成时限已过而没有完成的任务，要写明新的“计划完成时间”。该内容不公开。",
    example: Example::Edits {
        good: &[
            TASK_PAST,
            STHJJ_DONE,
            HEDONG_DONE,
            HEXI_DONE,
            Edit::Replace { file: SLJ, find: ENTRY, with: BEHIND_NEW },
        ],
        bad: &[
            TASK_PAST,
            STHJJ_DONE,
            HEDONG_DONE,
            HEXI_DONE,
            Edit::Replace { file: SLJ, find: ENTRY, with: BEHIND },
        ],
    },
};

/// The day on which a unit wrote: it could not know what came after. That something is overdue by now is
/// for `assess` to say; here it is about words that contradict a date.
fn written_on(facts: &OwnFacts<'_>, form: &Form) -> NaiveDate {
    form.filled_on.as_ref().map_or(facts.judged_on(), |date| date.0.min(facts.judged_on()))
}

/// Whether the task's last day was over when the entry was written.
fn is_overdue(facts: &OwnFacts<'_>, found: &EntryOf<'_>) -> bool {
    let due = facts.plan.task(found.task).due.last_day();
    due.is_some_and(|day| day < written_on(facts, found.form))
}

/// Checks that what is late has a new day. Who says it is on schedule is asked that first.
fn overdue_without_new_due(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.entries() {
        let (entry, status) = (found.entry, found.entry.status.inner);
        let late = matches!(status, Status::Behind | Status::NotStarted | Status::NoProgress);
        if late && entry.new_due.is_none() && is_overdue(facts, &found) {
            let due = &facts.plan.task(found.task).due;
            out.report(
                &OVERDUE_WITHOUT_NEW_DUE,
                entry.status.place,
                format!("{}已逾期，没有写计划完成时间", task_name(facts, &found)),
            )
            .label(format!("填报的完成情况为“{}”", status.chinese()))
            .related(due.place, format!("方案的完成时限是{}", due.chinese()))
            .help(
                Terms::at(facts.sources, entry.status.place)
                    .add("new_due", &format!("{}-06-30", facts.round.year + 1)),
            );
        }
    }
}

static LATE_WITHOUT_NEW_DUE: Rule = Rule {
    code: "N529",
    name: "late-without-new-due",
    severity: Severity::Hint,
    title: "滞后或未启动，没有写计划完成时间",
    why: "“滞后”“未启动”的任务要写明预计什么时候完成，办公室据此逐项调度。该内容不公开。",
    example: Example::Change {
        file: SLJ,
        find: ENTRY,
        good: "    status: behind\n    percent: 20\n    issues: 土地手续未办结\n    next_steps: 明年3月底前办结用地手续\n    new_due: 2027-06-30\n",
        bad: "    status: behind\n    percent: 20\n    issues: 土地手续未办结\n    next_steps: 明年3月底前办结用地手续\n",
    },
};

/// Checks that what is late is promised for a day. What is overdue is asked about by [`overdue_without_new_due`].
fn late_without_new_due(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.entries() {
        let (entry, status) = (found.entry, found.entry.status.inner);
        let late = matches!(status, Status::Behind | Status::NotStarted);
        if late && entry.new_due.is_none() && !is_overdue(facts, &found) {
            out.report(
                &LATE_WITHOUT_NEW_DUE,
                entry.status.place,
                format!("{}{}，没有写计划完成时间", task_name(facts, &found), status.chinese()),
            )
            .label(format!("填报的完成情况为“{}”", status.chinese()))
            .help(
                Terms::at(facts.sources, entry.status.place)
                    .add("new_due", &format!("{}-06-30", facts.round.year + 1)),
            );
        }
    }
}

static OVERDUE_ON_TRACK: Rule = Rule {
    code: "N522",
    name: "overdue-but-on-track",
    severity: Severity::Verify,
    title: "完成时限已过，却填“正常推进”",
    why: "完成时限已过的任务，没有完成就是逾期。请填“已完成”或“滞后”；时限经批准调整的，请在“核实说明”里写明依据。",
    example: Example::Edits {
        good: &[
            TASK_PAST,
            STHJJ_DONE,
            HEDONG_DONE,
            HEXI_DONE,
            Edit::Replace { file: SLJ, find: ENTRY, with: BEHIND_NEW },
        ],
        bad: &[TASK_PAST, STHJJ_DONE, HEDONG_DONE, HEXI_DONE],
    },
};

/// Checks that nothing overdue is called on schedule.
fn overdue_on_track(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.entries() {
        let (entry, status) = (found.entry, found.entry.status.inner);
        if matches!(status, Status::OnTrack | Status::Ahead) && is_overdue(facts, &found) {
            let due = &facts.plan.task(found.task).due;
            out.report(
                &OVERDUE_ON_TRACK,
                entry.status.place,
                format!("{}的完成时限已过，却填“{}”", task_name(facts, &found), status.chinese()),
            )
            .label("填报的完成情况")
            .related(due.place, format!("方案的完成时限是{}", due.chinese()))
            .help("请填“已完成”或“滞后”；时限有调整的，在“核实说明”里写明依据");
        }
    }
}

static NEW_DUE_PAST: Rule = Rule {
    code: "N523",
    name: "new-due-in-the-past",
    severity: Severity::Verify,
    title: "计划完成时间已经过去",
    why: "“计划完成时间”是还没有完成的任务预计完成的时间，应在填报之日以后。请核对日期。",
    example: Example::Change {
        file: SLJ,
        find: ENTRY,
        good: "    status: behind\n    percent: 45\n    issues: 两处排污口权属不清\n    next_steps: 明年3月底前明确责任主体\n    new_due: 2028-06-30\n",
        bad: "    status: behind\n    percent: 45\n    issues: 两处排污口权属不清\n    next_steps: 明年3月底前明确责任主体\n    new_due: 2025-06-30\n",
    },
};

/// Checks that a new due date is one.
fn new_dues_past(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.entries() {
        let Some(new) = &found.entry.new_due else { continue };
        let Some(day) = new.last_day() else { continue };
        let Some(filled) = found.form.filled_on.as_ref().filter(|filled| day < filled.0) else { continue };
        out.report(
            &NEW_DUE_PAST,
            new.place,
            format!("{}的计划完成时间{}早于填报日期", task_name(facts, &found), new.chinese()),
        )
        .label("计划完成时间")
        .related(filled.place, "填报日期")
        .help("请核对日期；已经完成的，完成情况填“已完成”");
    }
}

static STEP_DONE_AGAINST_STATUS: Rule = Rule {
    code: "N524",
    name: "milestone-done-but-not-completed",
    severity: Severity::Verify,
    title: "节点写了完成日期，却没有填“已完成”",
    why: "有完成日期的节点应填“已完成”；还没有完成的，请删去完成日期。",
    example: Example::Change {
        file: SLJ,
        find: STEP,
        good: "{id: MS-02-01-1, status: completed, done_on: 2025-11-20, note: 主体工程已完工。}",
        bad: "{id: MS-02-01-1, status: on_track, done_on: 2025-11-20, note: 主体工程已开工。}",
    },
};

/// Checks that a date of completion stands with a completed milestone only.
fn steps_done_against_status(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.steps() {
        let entry = found.entry;
        if let Some(done) = entry.done_on.as_ref().filter(|_| entry.status.inner != Status::Completed) {
            out.report(
                &STEP_DONE_AGAINST_STATUS,
                done.place,
                format!("节点“{}”写了完成日期，却填“{}”", step_name(facts, &found), entry.status.chinese()),
            )
            .label("完成日期")
            .related(entry.status.place, "完成情况")
            .help(format!(
                "完成情况改为“{}”，或删去完成日期",
                Terms::at(facts.sources, entry.status.place).value("Status", "completed")
            ));
        }
    }
}

fn step_name(facts: &OwnFacts<'_>, found: &StepOf<'_>) -> String {
    shortened(&facts.plan.milestone(found.site).what)
}

static STEP_WITHOUT_DATE: Rule = Rule {
    code: "N525",
    name: "milestone-without-date",
    severity: Severity::Hint,
    title: "节点已完成，没有写完成日期",
    why: "已完成的节点请写明完成日期，只知道月份的写该月最后一天。",
    example: Example::Change {
        file: SLJ,
        find: STEP,
        good: "{id: MS-02-01-1, status: completed, done_on: 2025-11-20, note: 主体工程已完工。}",
        bad: "{id: MS-02-01-1, status: completed, note: 主体工程已完工。}",
    },
};

/// Checks that a completed milestone has its day.
fn steps_without_date(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.steps() {
        let entry = found.entry;
        if entry.status.inner == Status::Completed && entry.done_on.is_none() {
            out.report(
                &STEP_WITHOUT_DATE,
                entry.status.place,
                format!("节点“{}”已完成，没有写完成日期", step_name(facts, &found)),
            )
            .help(
                Terms::at(facts.sources, entry.status.place)
                    .add("done_on", &format!("{}-11-20", facts.round.year)),
            );
        }
    }
}

static STEP_DONE_LATER: Rule = Rule {
    code: "N526",
    name: "milestone-done-in-the-future",
    severity: Severity::Verify,
    title: "节点的完成日期晚于填报日期",
    why: "填报时还没有到的日期不能算完成。请核对日期；预计完成的，状态填“正常推进”，在说明里写预计时间。",
    example: Example::Change {
        file: SLJ,
        find: STEP,
        good: "{id: MS-02-01-1, status: completed, done_on: 2025-11-20, note: 主体工程已完工。}",
        bad: "{id: MS-02-01-1, status: completed, done_on: 2025-12-30, note: 主体工程已完工。}",
    },
};

/// Checks that nothing was done after it was reported.
fn steps_done_later(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.steps() {
        let (Some(done), Some(filled)) = (&found.entry.done_on, &found.form.filled_on) else { continue };
        if done.inner > filled.inner {
            out.report(
                &STEP_DONE_LATER,
                done.place,
                format!("节点“{}”的完成日期{}晚于填报日期", step_name(facts, &found), done.inner),
            )
            .label("完成日期")
            .related(filled.place, "填报日期")
            .help("请核对日期");
        }
    }
}

static STEP_OVERDUE: Rule = Rule {
    code: "N527",
    name: "milestone-overdue-but-on-track",
    severity: Severity::Verify,
    title: "节点时限已过，却填“正常推进”",
    why: "节点的时限已过而没有完成，就是逾期。请填“已完成”或“滞后”，并在说明里写明原因。",
    example: Example::Edits {
        good: &[
            Edit::Replace { file: PLAN, find: "due: 2026, quote", with: "due: 2025-10-31, quote" },
            Edit::Replace {
                file: super::STHJJ,
                find: "{id: MS-02-01-1, status: on_track, note: 环评手续已办结。}",
                with: "{id: MS-02-01-1, status: behind, note: 设备到货延迟。}",
            },
            Edit::Replace {
                file: SLJ,
                find: STEP,
                with: "{id: MS-02-01-1, status: behind, note: 设备到货推迟两个月。}",
            },
        ],
        bad: &[
            Edit::Replace { file: PLAN, find: "due: 2026, quote", with: "due: 2025-10-31, quote" },
            Edit::Replace {
                file: super::STHJJ,
                find: "{id: MS-02-01-1, status: on_track, note: 环评手续已办结。}",
                with: "{id: MS-02-01-1, status: behind, note: 设备到货延迟。}",
            },
        ],
    },
};

/// Checks that no overdue milestone is called on schedule.
fn steps_overdue(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.steps() {
        let Some(due) = &facts.plan.milestone(found.site).due else { continue };
        let over = due.last_day().is_some_and(|day| day < written_on(facts, found.form));
        let status = found.entry.status.inner;
        if over && matches!(status, Status::OnTrack | Status::Ahead | Status::Ongoing) {
            out.report(
                &STEP_OVERDUE,
                found.entry.status.place,
                format!("节点“{}”的时限已过，却填“{}”", step_name(facts, &found), status.chinese()),
            )
            .label("填报的完成情况")
            .related(due.place, format!("方案的时限是{}", due.chinese()))
            .help("请填“已完成”或“滞后”");
        }
    }
}
