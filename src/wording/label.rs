//! The words of statuses and standings on screen and paper.

use super::Reader;
use crate::assess::{
    Completeness, IndicatorStanding, Light, MetBy, NoValue, Pace, ReportState, Standing, State,
    TargetJudgement, TargetResult, TaskStatus, Timeliness, Unsettled,
};
use crate::consolidate::Gap;
use crate::plan::{Date, ValueStatus};
use crate::submission::Held;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The status of a task, a milestone, or one unit's entry.
pub fn task_status(status: TaskStatus) -> &'static str {
    match status {
        TaskStatus::Completed => "已完成",
        TaskStatus::Ahead => "超前",
        TaskStatus::OnTrack => "正常推进",
        TaskStatus::Behind => "滞后",
        TaskStatus::Overdue => "逾期",
        TaskStatus::NotStarted => "未启动",
        TaskStatus::Ongoing => "长期坚持",
        TaskStatus::NotApplicable => "不涉及",
        TaskStatus::Unstated => "未明确状态",
        TaskStatus::NoAnswer => "未填报",
    }
}

/// How a task or a milestone stands; where its answers make no status, why: what waits is not unsaid.
pub fn state(state: State) -> &'static str {
    match state {
        State::Is(status) => task_status(status),
        State::PartlyBegun => "部分单位未启动",
        State::NoProgress => "无进展",
        State::NotYetAvailable => "尚未统计",
        State::NoneOfBoth => "无进展或尚未统计",
        State::OthersSilent => "已填报的均不涉及",
        State::Questioned => Held::Open("").chinese(),
        State::Withheld => "待补正",
        State::Unfinished => "尚未报齐",
        State::Lapsed => "到期未填报",
        State::Unasked => "没有安排单位填报",
        State::Unnamed => "未明确填报单位",
    }
}

/// How an indicator stands.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Met(MetBy::ThisYear(_)) => "达到本年目标",
        Standing::Met(MetBy::Always(_)) => "达到目标",
        Standing::Met(MetBy::Stage(_)) => "提前达到阶段目标",
        Standing::Met(MetBy::Last(_)) => "达到最终目标",
        Standing::OnSchedule => "达到时序进度",
        Standing::Behind => "落后",
        Standing::FarBehind => "明显落后",
        Standing::Worsening => "差于基期",
        Standing::ToBeJudged => "待认定",
        Standing::NotComparable => "不可比",
        Standing::NoData => "无数据",
    }
}

/// Whether nothing more can change what an indicator's judgement rests on.
pub fn is_settled(indicator: &IndicatorStanding) -> bool {
    matches!(basis(indicator), Basis::Settled)
}

/// How an indicator stands, in few words for a tag. What rests on a value that is not settled never reads
/// like a final judgement.
pub fn judged(indicator: &IndicatorStanding) -> &'static str {
    let by = basis(indicator).place();
    match indicator.standing {
        Standing::OnSchedule if indicator.is_under_way() => paced(TargetResult::OnPace, pace_of(indicator)),
        Standing::Behind | Standing::FarBehind if indicator.is_under_way() => {
            paced(TargetResult::OffPace, pace_of(indicator))
        }
        Standing::Met(_) => MET[by],
        Standing::OnSchedule => {
            ["达到时序进度", "按初步数达到时序进度", "按预计数达到时序进度", "按部分时段数达到时序进度"][by]
        }
        Standing::Behind | Standing::FarBehind if !indicator.is_reckoned() => MISSED[by],
        Standing::Behind => ["落后", "按初步数落后", "按预计数落后", "按部分时段数落后"][by],
        Standing::FarBehind => {
            ["明显落后", "按初步数明显落后", "按预计数明显落后", "按部分时段数明显落后"][by]
        }
        Standing::Worsening => {
            ["差于基期", "按初步数差于基期", "按预计数差于基期", "按部分时段数差于基期"][by]
        }
        Standing::NotComparable if lacks_parts(indicator) => "数据不全",
        other => standing(other),
    }
}

/// Whether nothing can be said only because some of the units that make up the whole gave nothing.
pub fn lacks_parts(indicator: &IndicatorStanding) -> bool {
    let of_total = matches!(indicator.value, Err(NoValue::Incomplete { .. }));
    let counted = indicator.targets.iter().filter(|judged| judged.counts && judged.is_live);
    of_total
        || counted
            .filter_map(|judged| judged.aggregate)
            .any(|counted| counted.lacking > counted.states.unlike)
}

/// Why nobody can judge it yet, as it is counted: the words of a list say more.
pub fn unjudged(word: &'static str) -> &'static str {
    match word {
        "数据不全" | "暂不判定" | TOLD_ELSEWHERE => word,
        "待核定" => "数值待核定",
        "待核实" => "数值待核实",
        _ => "没有数值",
    }
}

/// How one figure stands to one target, in the words of [`judged`]: a part's figure that may still change is
/// judged no more flatly than the whole's.
pub fn judged_one(judged: &TargetJudgement) -> &'static str {
    let by = rests_on(judged.unsettled).place();
    match judged.result {
        TargetResult::Met => MET[by],
        TargetResult::Missed => MISSED[by],
        other => paced(other, judged.pace),
    }
}

/// The pace that an indicator as a whole keeps or does not.
fn pace_of(indicator: &IndicatorStanding) -> Option<Pace> {
    let is_paced = |judged: &&TargetJudgement| {
        judged.is_live && matches!(judged.result, TargetResult::OnPace | TargetResult::OffPace)
    };
    indicator.targets.iter().find(is_paced).and_then(|judged| judged.pace)
}

/// How a flow of a part of the year stands to the part of its target, by which side of it is the good one.
pub const PACED: [[&str; 2]; 2] =
    [["按折算达到进度", "按折算未达到进度"], ["按折算未超过控制量", "按折算超过控制量"]];

/// A result in words, of a flow by its pace.
pub(super) fn paced(of: TargetResult, pace: Option<Pace>) -> &'static str {
    let words = PACED[usize::from(pace.is_some_and(|pace| pace.is_ceiling()))];
    match of {
        TargetResult::OnPace => words[0],
        TargetResult::OffPace => words[1],
        other => result(other),
    }
}

/// Met, by what the judgement rests on.
const MET: [&str; 4] = ["达标", "按初步数达标", "按预计数达标", "按部分时段数达标"];
/// Missed, by what the judgement rests on.
const MISSED: [&str; 4] = ["未达标", "按初步数未达标", "按预计数未达标", "按部分时段数未达标"];

/// What a judgement rests on.
enum Basis {
    Settled,
    Provisional,
    Estimated,
    Part,
}

impl Basis {
    fn place(&self) -> usize {
        match self {
            Basis::Settled => 0,
            Basis::Provisional => 1,
            Basis::Estimated => 2,
            Basis::Part => 3,
        }
    }
}

fn basis(indicator: &IndicatorStanding) -> Basis {
    let why = match &indicator.value {
        Ok(value) => Unsettled::of(value),
        // Judged by a person, or county by county: as settled as the figures that were compared.
        Err(_) => indicator.targets.iter().find_map(|target| target.unsettled),
    };
    rests_on(why)
}

fn rests_on(why: Option<Unsettled>) -> Basis {
    match why {
        None => Basis::Settled,
        Some(Unsettled::Part(_, status) | Unsettled::NoPeriod(status) | Unsettled::Status(status)) => {
            match status {
                Some(ValueStatus::Estimated) => Basis::Estimated,
                Some(ValueStatus::Final) => Basis::Part,
                Some(ValueStatus::Provisional) | None => Basis::Provisional,
            }
        }
        Some(Unsettled::Several) => Basis::Provisional,
    }
}

/// A value against one target.
pub fn result(result: TargetResult) -> &'static str {
    match result {
        TargetResult::Met => "达到",
        TargetResult::Missed => "未达到",
        TargetResult::NotDue => "未到期",
        TargetResult::OnPace => PACED[0][0],
        TargetResult::OffPace => PACED[0][1],
        TargetResult::ToBeJudged => "待认定",
        TargetResult::NotComparable => "不可比",
        TargetResult::NoData => "无数据",
    }
}

/// Whether a unit reported in time.
pub fn timeliness(timeliness: Timeliness) -> &'static str {
    match timeliness {
        Timeliness::NotYetDue => "未到期",
        Timeliness::OnTime => "按时",
        Timeliness::Late => "迟报",
        Timeliness::Missing => "未报",
        Timeliness::ReturnedPending => "退回待补",
        Timeliness::Undated => "已报送（日期不明）",
    }
}

/// Where a unit stands in the round.
pub fn report_state(state: ReportState) -> &'static str {
    match state {
        ReportState::OnTime => "按时",
        ReportState::Late => "迟报",
        ReportState::Faulty => "材料有误",
        ReportState::ReturnedPending => "退回待补",
        ReportState::Missing => "未报",
        ReportState::NotYetDue => "未到期",
    }
}

/// Whether everything that was asked for was answered.
pub fn completeness(completeness: Completeness) -> &'static str {
    match completeness {
        Completeness::Complete => "材料齐全",
        Completeness::Partial => "材料不全",
        Completeness::Nil => "零报告",
        Completeness::Faulty => "材料有误",
        Completeness::Nothing => "无材料",
    }
}

/// A light, beside its shape.
pub fn light(light: Light) -> &'static str {
    match light {
        Light::Green => "正常",
        Light::Yellow => "关注",
        Light::Red => "预警",
        Light::Grey => "不评价",
    }
}

/// Why there is no value. Which unit was silent, late or faulty is the office's; the public has one word
/// for all of it.
pub fn gap(gap: Gap, reader: Reader) -> Cow<'static, str> {
    match (reader, gap) {
        _ if is_untold(gap, reader) => "暂无数据".into(),
        (Reader::Office, Gap::Held(held)) => withheld(held).into(),
        _ => gap.chinese(),
    }
}

/// Whether a reader learns only that there is nothing: of silence and of what cannot be used, the public.
fn is_untold(gap: Gap, reader: Reader) -> bool {
    let faulty_or_silent = matches!(
        gap,
        Gap::NotSubmitted
            | Gap::NotYetDue
            | Gap::NoEntry
            | Gap::Unusable
            | Gap::Held(Held::Faulty(_) | Held::Returned)
    );
    reader == Reader::Public && faulty_or_silent
}

/// Why a reader finds no value, as far as sentences differ by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absence {
    /// 未到期.
    NotYetDue,
    /// 暂无数据: more is not told.
    Untold,
    /// 待核实: there is one, and it is looked into.
    Open,
    /// There are values, of each unit its own.
    Separate,
    /// Reporters contradict each other.
    Conflict,
    /// The plan names nobody who would report it.
    Unasked,
    /// Any other: its own words say it.
    Other,
}

/// Why a reader finds no value.
pub fn absence(none: NoValue, reader: Reader) -> Absence {
    match none {
        NoValue::Conflict(..) => Absence::Conflict,
        NoValue::Separate => Absence::Separate,
        NoValue::Incomplete { .. } => Absence::Other,
        NoValue::Gap(gap) if is_untold(gap, reader) => Absence::Untold,
        NoValue::Gap(Gap::NotYetDue) => Absence::NotYetDue,
        NoValue::Gap(Gap::Held(Held::Open(_))) if reader == Reader::Public => Absence::Open,
        NoValue::Gap(Gap::NoReporter) => Absence::Unasked,
        NoValue::Gap(_) => Absence::Other,
    }
}

/// `材料有误（N402）`: why something was not admitted, for the office.
pub fn withheld(held: Held) -> String {
    format!("{}（{}）", held.chinese(), held.code())
}

/// What stands in the place of words that were withheld: with unit and code for the office; the public reads
/// only that something waits for its answer.
pub fn withheld_words<'w>(held: impl IntoIterator<Item = (&'w str, Held)>, reader: Reader) -> Option<String> {
    let words: Vec<String> = held
        .into_iter()
        .filter_map(|(unit, held)| match reader {
            Reader::Office => Some(format!("{unit}：{}", withheld(held))),
            Reader::Public => matches!(held, Held::Open(_)).then(|| held.chinese().to_owned()),
        })
        .collect();
    let words: BTreeSet<String> = words.into_iter().collect();
    (!words.is_empty()).then(|| words.into_iter().collect::<Vec<_>>().join("；"))
}

/// What stands in the place of words that an answer does not have, or that wait.
pub fn words_gap(waits: bool) -> &'static str {
    if waits { "文字待核实" } else { "未提供可以公开的文字" }
}

/// What stands where nobody speaks for a task as a whole.
pub fn progress_gap(told: Told, reader: Reader) -> &'static str {
    match (told, reader) {
        (Told::ByEach, _) => "各单位的进展情况见下表。",
        (Told::Waits, _) => "进展情况待核实。",
        (Told::Nothing, Reader::Public) => "尚无可以公开的进展情况。",
        (Told::Nothing, Reader::Office) => "尚无可以采用的进展情况。",
    }
}

/// What there is to read of a task for which nobody speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// What each of its units says.
    ByEach,
    /// Words that wait.
    Waits,
    /// Nothing.
    Nothing,
}

/// Of a milestone or a goal that a report has settled which is not public.
pub const TOLD_ELSEWHERE: &str = "以前年度报告未公开";

/// `2031年度已完成`: since when a milestone is completed that nobody has to speak of any more.
pub fn done_in(year: i32) -> String {
    format!("{year}年度已完成")
}

/// `待核实`, `均待核实`, `其中1项待核实`: the mark beside a count of which something is asked about; `None` where nothing is.
pub fn asked_of(n: usize, all: usize) -> Option<String> {
    match (n, all) {
        (0, _) => None,
        (1, 1) => Some("待核实".to_owned()),
        _ if n == all => Some("均待核实".to_owned()),
        _ => Some(format!("其中{n}项待核实")),
    }
}

/// The same in brackets, behind a count in a sentence; nothing where nothing is asked.
pub fn beside_count(n: usize, all: usize) -> String {
    asked_of(n, all).map_or(String::new(), |open| format!("（{open}）"))
}

/// `2026年度报送尚未结束，截至2026年11月29日，应报36家中27家未到报送时间，以下随报送更新。`
pub fn running(year: i32, day: Date, (expected, waiting): (usize, usize)) -> String {
    let day = day.chinese();
    format!(
        "{year}年度报送尚未结束，截至{day}，应报{expected}家中{waiting}家未到报送时间，以下内容随报送更新。"
    )
}

/// What a paper puts behind words of a unit of which something is asked; behind their stop, as it is about all of them.
pub const ASKED: &str = "（待核实）";

/// `待核实（N421、N411）`: the mark beside what is asked about; `None` where nothing is.
pub fn open_questions<'c>(codes: impl IntoIterator<Item = &'c str>) -> Option<String> {
    let codes: BTreeSet<&str> = codes.into_iter().collect();
    let listed = codes.into_iter().collect::<Vec<_>>().join("、");
    (!listed.is_empty()).then(|| format!("待核实（{listed}）"))
}
