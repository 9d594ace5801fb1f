//! The rows counted. Every rate carries its denominator.

use super::indicators::IndicatorStanding;
use super::lights::Light;
use super::milestones::MilestoneStanding;
use super::rate::Rate;
use super::standing::Standing;
use super::status::TaskStatus;
use super::tasks::TaskStanding;
use super::units::{Completeness, ReportState, Timeliness, UnitStanding};

/// 报送情况: every unit stands in one of the six states of [`ReportState`], and they add up to 应报.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UnitCounts {
    /// 应报.
    pub expected: usize,
    /// 按时.
    pub on_time: usize,
    /// 迟报.
    pub late: usize,
    /// 未报.
    pub missing: usize,
    /// 退回待补.
    pub returned_pending: usize,
    /// 未到期.
    pub not_yet_due: usize,
    /// 材料有误: neither on time nor late, whenever it came.
    pub faulty: usize,
    /// Of these, who gave no date at all.
    pub undated: usize,
    /// 已报: on time, late or faulty.
    pub received: usize,
    /// 退回后补报.
    pub resubmitted_late: usize,
    /// 退回单位: units to which something was returned at least once.
    pub returned: usize,
    /// 退回次数 of all units.
    pub returns: u32,
    /// 零报告.
    pub nil: usize,
    /// 材料齐全, nil returns included.
    pub complete: usize,
    /// 材料不全.
    pub partial: usize,
    /// 已到期: whose own deadline has passed, or who is on time before it: the denominator of every rate.
    pub due: usize,
    /// 按时率: on time, of those that were due.
    pub on_time_rate: Rate,
}

impl UnitCounts {
    /// Counts some of the units of a round.
    pub fn of<'u>(units: impl Iterator<Item = &'u UnitStanding>) -> Self {
        let units: Vec<&UnitStanding> = units.collect();
        let state = |is: ReportState| units.iter().filter(|unit| unit.state() == is).count();
        let content = |is: Completeness| units.iter().filter(|unit| unit.completeness == is).count();
        let [on_time, late, faulty, returned_pending, missing, not_yet_due] = ReportState::ALL.map(state);
        let due = units.iter().filter(|unit| unit.is_due()).count();
        UnitCounts {
            expected: units.len(),
            due,
            on_time_rate: Rate { part: on_time, whole: due },
            on_time,
            late,
            missing,
            returned_pending,
            not_yet_due,
            faulty,
            undated: units.iter().filter(|unit| unit.timeliness == Timeliness::Undated).count(),
            received: on_time + late + faulty,
            resubmitted_late: units.iter().filter(|unit| unit.resubmitted_late).count(),
            returned: units.iter().filter(|unit| unit.returns > 0).count(),
            returns: units.iter().fold(0, |sum, unit| unit.returns.saturating_add(sum)),
            nil: content(Completeness::Nil),
            complete: content(Completeness::Complete) + content(Completeness::Nil),
            partial: content(Completeness::Partial),
        }
    }
}

/// 任务 by status and light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TaskCounts {
    /// All tasks.
    pub total: usize,
    /// 已完成.
    pub completed: usize,
    /// 超前.
    pub ahead: usize,
    /// 正常推进.
    pub on_track: usize,
    /// 滞后.
    pub behind: usize,
    /// 逾期.
    pub overdue: usize,
    /// 未启动.
    pub not_started: usize,
    /// 长期坚持, by status.
    pub ongoing: usize,
    /// 不涉及.
    pub not_applicable: usize,
    /// 未明确状态.
    pub unstated: usize,
    /// 未填报.
    pub no_answer: usize,
    /// Tasks without an end, by the plan or by status: outside the completion rate.
    pub without_end: usize,
    /// 完成率: completed of the tasks that have an end.
    pub completion: Rate,
    /// ●.
    pub green: usize,
    /// ▲.
    pub yellow: usize,
    /// ■.
    pub red: usize,
    /// ○.
    pub grey: usize,
    /// Tasks whose status the office set.
    pub overridden: usize,
    /// Tasks whose status rests on an answer that is asked about.
    pub asked: usize,
    /// Tasks on which a unit reports worse than the status that counts.
    pub disagreeing: usize,
}

impl TaskCounts {
    pub(super) fn of(tasks: &[TaskStanding]) -> Self {
        let status = |is: TaskStatus| tasks.iter().filter(|task| task.status == is).count();
        let light = |is: Light| tasks.iter().filter(|task| task.light == is).count();
        let ended = tasks.iter().filter(|task| task.has_end());
        TaskCounts {
            total: tasks.len(),
            completed: status(TaskStatus::Completed),
            ahead: status(TaskStatus::Ahead),
            on_track: status(TaskStatus::OnTrack),
            behind: status(TaskStatus::Behind),
            overdue: status(TaskStatus::Overdue),
            not_started: status(TaskStatus::NotStarted),
            ongoing: status(TaskStatus::Ongoing),
            not_applicable: status(TaskStatus::NotApplicable),
            unstated: status(TaskStatus::Unstated),
            no_answer: status(TaskStatus::NoAnswer),
            without_end: tasks.iter().filter(|task| !task.has_end()).count(),
            completion: Rate {
                part: ended.clone().filter(|task| task.status == TaskStatus::Completed).count(),
                whole: ended.count(),
            },
            green: light(Light::Green),
            yellow: light(Light::Yellow),
            red: light(Light::Red),
            grey: light(Light::Grey),
            overridden: tasks.iter().filter(|task| task.overridden).count(),
            asked: tasks.iter().filter(|task| !task.asked.is_empty()).count(),
            disagreeing: tasks.iter().filter(|task| !task.disagreeing.is_empty()).count(),
        }
    }
}

/// 节点.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MilestoneCounts {
    /// All milestones.
    pub total: usize,
    /// 已完成.
    pub completed: usize,
    /// 逾期.
    pub overdue: usize,
    /// 滞后 or 未启动.
    pub behind: usize,
    /// 超前 or 正常推进.
    pub on_track: usize,
    /// 未填报.
    pub no_answer: usize,
    /// The others: 长期坚持, 不涉及, 未明确状态.
    pub other: usize,
}

impl MilestoneCounts {
    pub(super) fn of(milestones: &[MilestoneStanding]) -> Self {
        let count = |is: &[TaskStatus]| milestones.iter().filter(|m| is.contains(&m.status)).count();
        MilestoneCounts {
            total: milestones.len(),
            completed: count(&[TaskStatus::Completed]),
            overdue: count(&[TaskStatus::Overdue]),
            behind: count(&[TaskStatus::Behind, TaskStatus::NotStarted]),
            on_track: count(&[TaskStatus::Ahead, TaskStatus::OnTrack]),
            no_answer: count(&[TaskStatus::NoAnswer]),
            other: count(&[TaskStatus::Ongoing, TaskStatus::NotApplicable, TaskStatus::Unstated]),
        }
    }
}

/// 指标 by standing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct IndicatorCounts {
    /// All indicators.
    pub total: usize,
    /// 达到目标.
    pub met: usize,
    /// 达到时序进度.
    pub on_schedule: usize,
    /// 落后.
    pub behind: usize,
    /// 明显落后.
    pub far_behind: usize,
    /// 按折算比较进度: flows of a part of the year, neither met nor missed yet, and none of those above.
    pub under_way: usize,
    /// 差于基期, without a schedule.
    pub worsening: usize,
    /// 差于基期, whatever the standing.
    pub worse_than_baseline: usize,
    /// 待认定.
    pub to_be_judged: usize,
    /// 待认定, with a target whose year has come: what the office has to decide now.
    pub to_be_judged_now: usize,
    /// 未到期, whatever the standing: no target's year has come, and nothing can be said before.
    pub awaiting: usize,
    /// 不可比.
    pub not_comparable: usize,
    /// 无数据.
    pub no_data: usize,
    /// 达标率: met or on schedule, of those that were judged (met, on schedule, behind, far behind, worsening).
    pub good: Rate,
}

impl IndicatorCounts {
    pub(super) fn of(indicators: &[IndicatorStanding]) -> Self {
        let settled = || indicators.iter().filter(|i| !i.is_under_way());
        let count = |is: fn(Standing) -> bool| settled().filter(|i| is(i.standing)).count();
        let met = count(|s| matches!(s, Standing::Met(_)));
        let on_schedule = count(|s| s == Standing::OnSchedule);
        IndicatorCounts {
            total: indicators.len(),
            met,
            on_schedule,
            behind: count(|s| s == Standing::Behind),
            far_behind: count(|s| s == Standing::FarBehind),
            under_way: indicators.len() - settled().count(),
            worsening: count(|s| s == Standing::Worsening),
            worse_than_baseline: indicators.iter().filter(|i| i.worsening).count(),
            to_be_judged: count(|s| s == Standing::ToBeJudged),
            to_be_judged_now: indicators
                .iter()
                .filter(|i| i.standing == Standing::ToBeJudged && i.targets.iter().any(|t| t.is_open()))
                .count(),
            awaiting: indicators.iter().filter(|i| i.awaiting).count(),
            not_comparable: count(|s| s == Standing::NotComparable),
            no_data: count(|s| s == Standing::NoData),
            good: Rate { part: met + on_schedule, whole: count(|s| s.rank().is_some()) },
        }
    }
}
