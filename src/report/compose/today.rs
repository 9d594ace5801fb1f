//! 今日要情: what the office has to do today.
//!
//! Takes standings and findings; gives lists of what is to be done. Never part of the public edition.

use super::calls::calls;
use super::cells::DASH;
use super::concerns::task_note;
use super::frame::{Spec, Tab, frame, summed_up_to};
use super::letter::letter;
use super::links::{link, task_link, unit_link, words};
use super::open_matters::open_matters;
use super::since::changes;
use super::stage::Stage;
use super::tags::task_state;
use crate::assess::{TaskStatus, Timeliness, UnitCounts};
use crate::diagnostic::Severity;
use crate::plan::{Role, TaskIndex, UnitIndex};
use crate::report::{Internal, LateTask, Link, Today, TodayFigure, Todo};
use crate::wording;

pub(super) fn today(stage: &Stage<'_>) -> Today {
    let mut spec = Spec::list("today.html", "今日要情", Tab::Today);
    spec.script = false;
    spec.byline = vec![
        words(format!("{}年度", stage.now.round.year)),
        words(format!("截至{}", summed_up_to::<Internal>(stage))),
        words(format!("截止时间：{}", stage.now.progress.deadline.text)),
    ];
    Today {
        frame: frame::<Internal>(stage, spec),
        figures: today_figures(stage),
        todo: todo(stage),
        calls: calls(stage),
        changes: changes(stage),
        late_tasks: late_tasks(stage),
    }
}

fn today_figures(stage: &Stage<'_>) -> Vec<TodayFigure> {
    let (units, tasks) = (&stage.now.progress.unit_counts, &stage.now.progress.task_counts);
    let open = |severity| stage.own_findings().filter(|f| f.is_open() && f.severity == severity).count();
    let figure = |label, value: usize, note: String| TodayFigure { label, value: value.to_string(), note };
    let mut figures = vec![
        figure("应报", units.expected, stage.now.progress.deadline.text.clone()),
        figure("已报", units.received, reported(units)),
        figure("未报", units.missing, "已过截止日，尚未收到".to_owned()),
        figure("未到期", units.not_yet_due, "还没有到截止日".to_owned()),
        figure("退回待补", units.returned_pending, format!("退回共{}家次", units.returns)),
        figure("材料有误", units.faulty, "有误的部分未采用".to_owned()),
        figure(
            "待认定",
            open_matters(stage, "").iter().map(|kind| kind.which.len()).sum(),
            "数值不一致、状态不一致、定性目标".to_owned(),
        ),
        figure(
            "滞后和逾期",
            tasks.behind + tasks.overdue,
            format!("滞后{}项，逾期{}项", tasks.behind, tasks.overdue),
        ),
        figure("强制问题", open(Severity::Error), "必须改正".to_owned()),
        figure("核实问题", open(Severity::Verify), "必须说明".to_owned()),
    ];
    // How many are owed is asked every morning; what there is none of is no news.
    figures.retain(|figure| figure.value != "0" || ["应报", "已报", "未报"].contains(&figure.label));
    figures
}

/// 按时2家，迟报0家，材料有误1家: of all that reported.
fn reported(units: &UnitCounts) -> String {
    let faulty = if units.faulty > 0 { format!("，材料有误{}家", units.faulty) } else { String::new() };
    format!("按时{}家，迟报{}家{faulty}", units.on_time, units.late)
}

fn todo(stage: &Stage<'_>) -> Vec<Todo> {
    let mut todo = units_to_call(stage);
    todo.extend(open_matters(stage, "").into_iter().map(|kind| Todo {
        kind: "认定",
        text: format!("{}（{}项）", kind.what, kind.which.len()),
        which: kind.which,
        state: "在 decisions.yaml 中登记".to_owned(),
    }));
    let open = stage.own_findings().filter(|finding| finding.is_open()).count();
    if open > 0 {
        todo.push(Todo {
            kind: "核实",
            text: format!("{open}处强制或核实问题尚未改正或说明"),
            which: vec![link("核对发现", "findings.html")],
            state: "逐条列在核对发现".to_owned(),
        });
    }
    todo.extend(blanks(stage));
    if stage.now.round.decisions.public_review.is_none() {
        todo.push(Todo {
            kind: "公开",
            text: "尚无公开审查记录".to_owned(),
            which: vec![],
            state: "在 decisions.yaml 的“公开审查”中登记".to_owned(),
        });
    }
    todo
}

/// What the paper still leaves blank, and where it is written: the paper itself is for its reader, and says nothing of it.
fn blanks(stage: &Stage<'_>) -> Option<Todo> {
    let blanks = letter::<Internal>(stage).blanks;
    let of_plan = |blank: &&&str| ["发文机关", "主送机关"].contains(*blank);
    let in_plan = blanks.iter().filter(of_plan).count();
    let places = [
        (in_plan > 0, "发文机关、主送机关写在方案（issued_by、forwarded_to）"),
        (in_plan < blanks.len(), "文号、签发人、联系人、成文日期写在 decisions.yaml 的“发文”"),
    ];
    let places: Vec<&str> = places.iter().filter(|(is, _)| *is).map(|(_, place)| *place).collect();
    (!blanks.is_empty()).then(|| Todo {
        kind: "待填",
        text: format!("报告（内部版）中还没有填：{}", blanks.join("、")),
        which: vec![],
        state: places.join("；"),
    })
}

/// Units of which the same is to be said and done, in one. Overdue first, then returned, then what is still in
/// time; the plan's order within each.
fn units_to_call(stage: &Stage<'_>) -> Vec<Todo> {
    let mut kinds: Vec<(u8, &'static str, String, &'static str, Vec<Link>)> = vec![];
    let today = stage.now.progress.moment.seen_on();
    for standing in &stage.now.progress.units {
        let (rank, kind, state) = match standing.timeliness {
            Timeliness::Missing => (0, "催办", "尚未收到材料"),
            Timeliness::ReturnedPending => (1, "退回", "等待重新报送"),
            Timeliness::NotYetDue => (2, "提醒", "未到截止时间"),
            _ => continue,
        };
        let days = wording::days_from(standing.deadline.last_day, today);
        let text = format!("{}，{days}", wording::unit_state(standing));
        let link = unit_link(stage, "", standing.unit);
        match kinds.iter_mut().find(|of| (of.0, &of.2) == (rank, &text)) {
            Some(of) => of.4.push(link),
            None => kinds.push((rank, kind, text, state, vec![link])),
        }
    }
    kinds.sort_by_key(|of| of.0);
    let one = |(_, kind, text, state, which): (u8, &'static str, String, &'static str, Vec<Link>)| Todo {
        kind,
        text: format!("{}家{text}", which.len()),
        which,
        state: state.to_owned(),
    };
    kinds.into_iter().map(one).collect()
}

fn is_late(status: TaskStatus) -> bool {
    matches!(status, TaskStatus::Overdue | TaskStatus::Behind | TaskStatus::NotStarted)
}

/// Tasks that are overdue, behind or not started, the worst first, then in the plan's order.
fn late_tasks(stage: &Stage<'_>) -> Vec<LateTask> {
    let mut late: Vec<TaskIndex> = (0..stage.tasks)
        .map(TaskIndex)
        .filter(|&task| {
            let status = stage.task_standing(task).status;
            is_late(status)
        })
        .collect();
    late.sort_by_key(|&task| (std::cmp::Reverse(stage.task_standing(task).status.severity()), task));
    late.into_iter().map(|task| late_task(stage, task)).collect()
}

fn late_task(stage: &Stage<'_>, task: TaskIndex) -> LateTask {
    let note = task_note(stage, task);
    // Who reports it so; where the office or the day decided, who answers for it.
    let entries = stage.task_standing(task).entries.iter();
    let mut leads: Vec<UnitIndex> =
        entries.filter(|entry| is_late(entry.status)).map(|entry| entry.unit).collect();
    for role in [Role::Lead, Role::Responsible] {
        if leads.is_empty() {
            leads = stage.named(task, role);
        }
    }
    let dues: Vec<String> = stage
        .record(task)
        .answers
        .iter()
        .filter_map(|answer| {
            let due = stage.entry(answer.answer)?.new_due.as_ref()?;
            Some(format!("{}：{}", stage.name(answer.unit), due.inner.chinese()))
        })
        .collect();
    LateTask {
        link: task_link(stage, "", task),
        status: task_state(stage.task_standing(task)),
        lead: stage.names(leads),
        issues: note.issues,
        next_steps: note.next_steps,
        new_due: if dues.is_empty() { DASH.to_owned() } else { dues.join("；") },
    }
}
