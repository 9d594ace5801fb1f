//! The figures that open a report: submissions, tasks, indicators, and what holds for them.
//!
//! Takes counts and standings; gives them with a sentence each. Never a rate without its denominator.

use super::YearData;
use super::judged::count_indicators;
use super::rates::{rate, ratio, share};
use super::stage::Stage;
use super::tags::{SUBMISSION_ORDER, count, report_state};
use crate::assess::{IndicatorStanding, Light, Movements, NoValue, Rate, TaskStanding, TaskStatus};
use crate::measure::printed;
use crate::plan::{TaskIndex, ValueStatus};
use crate::report::{Count, IndicatorFigures, Ratio, SubmissionFigures, TaskFigures};
use crate::wording;

/// 报送情况 in figures.
pub(super) fn submission_figures(stage: &Stage<'_>) -> SubmissionFigures {
    let progress = stage.now.progress;
    let counted = count(&SUBMISSION_ORDER, progress.units.iter().map(|u| report_state(u.state())));
    let marks: Vec<&'static str> =
        counted.parts.iter().flat_map(|part| std::iter::repeat_n(part.tag.key, part.n)).collect();
    let rate = on_time_rate(stage.now);
    let last_rate = stage.last.map(|(last, _)| on_time_rate(last));
    SubmissionFigures {
        expected: progress.unit_counts.expected,
        reported: progress.unit_counts.received,
        count: counted,
        marks,
        change_text: match progress.movements {
            Movements::Tasks(_) => {
                rate_change(&rate, stage.last.map(|(last, _)| last.round.year), last_rate.as_ref())
            }
            // Before the deadline a rate is none of the year's yet.
            Movements::NoYear | Movements::NotDue => rate_change(&rate, None, None),
        },
        rate,
        last_rate,
    }
}

/// 重点任务 in figures.
pub(super) fn task_figures(stage: &Stage<'_>) -> TaskFigures {
    let counted = stage.count_tasks((0..stage.tasks).map(TaskIndex));
    // A light and a count say the same: what nears its day, or has come to it, is not on schedule until it is done.
    let keeps = |task: &TaskStanding| task.light == Light::Green;
    let limited = || stage.now.progress.tasks.iter().filter(|task| task.has_end());
    let on_schedule = limited().filter(|task| keeps(task)).count();
    let near = limited().filter(|task| task.light == Light::Yellow && is_under_way(task.status)).count();
    let completion = stage.now.progress.task_counts.completion;
    TaskFigures {
        on_schedule: ratio(on_schedule, completion.whole),
        completed: ratio(completion.part, completion.whole),
        note: schedule_note((on_schedule, asked(stage, keeps)), near, completion.whole)
            + &rate_note(stage, &counted),
        count: counted,
    }
}

/// 指标 in figures.
pub(super) fn indicator_figures(stage: &Stage<'_>) -> IndicatorFigures {
    let counted = count_indicators(stage, stage.plan.indicators().map(|(index, _)| index));
    let (met, missed) = (counted.of("met"), counted.of("missed"));
    let under_way = stage.now.progress.indicators.iter().any(IndicatorStanding::is_under_way);
    let apart = if under_way { "，不含只有部分时段数值的累计量" } else { "" };
    IndicatorFigures {
        met: ratio(met, met + missed),
        note: match met + missed {
            0 => "尚无可以判定的指标。".to_owned(),
            all => format!(
                "已有当年数据或已作认定、可以判定的{all}项中，达标{met}项{}（含达到本年时序值的{apart}）。",
                open_of(&counted, "met")
            ),
        },
        count: counted,
    }
}

/// `（其中1项待核实）`: what is asked about of those that are counted at a key.
fn open_of(count: &Count, key: &str) -> String {
    let open = count.parts.iter().filter(|part| part.tag.key == key).find_map(|part| part.open.as_ref());
    open.map_or(String::new(), |open| format!("（{open}）"))
}

/// Of the tasks with an end that are completed, those of which it is asked whether they are.
pub(super) fn completed_asked(stage: &Stage<'_>) -> usize {
    asked(stage, |task| task.status == TaskStatus::Completed)
}

/// Tasks with an end, of some statuses, about whose status something is asked.
fn asked(stage: &Stage<'_>, is_counted: impl Fn(&TaskStanding) -> bool) -> usize {
    let tasks = stage.now.progress.tasks.iter().filter(|task| task.has_end() && is_counted(task));
    tasks.filter(|task| !task.asked.is_empty()).count()
}

fn is_under_way(status: TaskStatus) -> bool {
    matches!(status, TaskStatus::Ahead | TaskStatus::OnTrack)
}

/// `有完成时限的10项任务中，达到时序进度5项（临近或者已到完成时限、尚未认定完成的2项不计入）。`
fn schedule_note((on_schedule, asked): (usize, usize), near: usize, all: usize) -> String {
    let apart = match near {
        0 => String::new(),
        n => format!("（临近或者已到完成时限、尚未认定完成的{n}项不计入）"),
    };
    let open = wording::beside_count(asked, on_schedule);
    match all {
        0 => String::new(),
        all => format!("有完成时限的{all}项任务中，达到时序进度{on_schedule}项{open}{apart}。"),
    }
}

/// 已完成3项，完成率…; with what is left out of the denominator.
pub(super) fn rate_note(stage: &Stage<'_>, count: &Count) -> String {
    let counts = &stage.now.progress.task_counts;
    let rate = counts.completion;
    let percent = share(rate.part, rate.whole).map(|p| format!("（{}%）", printed(p)));
    let mut text = match rate.whole {
        0 => String::new(),
        whole => format!(
            "有完成时限的{whole}项任务中，已完成{}项{}，完成率{}/{whole}{}。",
            rate.part,
            wording::beside_count(completed_asked(stage), rate.part),
            rate.part,
            percent.unwrap_or_default()
        ),
    };
    if counts.without_end > 0 {
        text.push_str(&format!("没有固定期限、长期坚持的{}项不计入分母。", counts.without_end));
    }
    if count.of("not_applicable") > 0 {
        text.push_str(&format!("{}项不涉及。", count.of("not_applicable")));
    }
    if count.of("none") > 0 {
        text.push_str(&format!("{}项没有可以采用的状态。", count.of("none")));
    }
    text
}

/// What holds for the values shown: how many are provisional and how many are final, and how many are
/// not of the whole.
pub(super) fn value_note(stage: &Stage<'_>) -> String {
    let (mut whole, mut settled, mut partial, mut separate) = (0, 0, 0, 0);
    for standing in &stage.now.progress.indicators {
        match &standing.value {
            Ok(value) => {
                whole += 1;
                settled += usize::from(value.status == Some(ValueStatus::Final));
            }
            Err(NoValue::Incomplete { .. }) => partial += 1,
            Err(NoValue::Separate) => separate += 1,
            Err(_) => {}
        }
    }
    let mut text = match (whole, settled) {
        (0, _) if partial + separate == 0 => return "本年度尚无指标数值。".to_owned(),
        (0, _) => String::new(),
        (all, settled) if all == settled => format!("{all}项指标数值均为终值。"),
        (all, 0) => format!("{all}项指标数值均为初步数或预计数，全年终值由主管部门审定后更新。"),
        (all, settled) => format!(
            "{all}项指标数值中，终值{settled}项，其余{}项为初步数或预计数，全年终值由主管部门审定后更新。",
            all - settled
        ),
    };
    if partial > 0 {
        text.push_str(&format!("{partial}项指标只有部分单位的数值，列已有部分，不与目标比较。"));
    }
    if separate > 0 {
        text.push_str(&format!("{separate}项指标按单位分别判定。"));
    }
    text
}

/// 按时率 of a year.
fn on_time_rate(year: &YearData<'_>) -> Ratio {
    rate(year.progress.unit_counts.on_time_rate)
}

/// 按时率88.9%（32/36），上年83.3%（30/36），上升5.6个百分点。
fn rate_change(now: &Ratio, last_year: Option<i32>, last: Option<&Ratio>) -> String {
    let own = match now.of {
        0 => return "尚无到期单位。".to_owned(),
        _ => format!("按时率{}（{}）", now.percent, now.text),
    };
    let (Some(year), Some(last)) = (last_year, last.filter(|last| last.of > 0)) else {
        return format!("{own}。");
    };
    let of = |ratio: &Ratio| Rate { part: ratio.n, whole: ratio.of };
    let Some(change) = of(now).since(of(last)).map(wording::points) else {
        return format!("{own}。");
    };
    format!("{own}，{year}年度{}（{}），{change}。", last.percent, last.text)
}
