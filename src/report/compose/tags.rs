//! Tags: what was judged, as a mark and a word, and how many stand at each.
//!
//! Takes statuses and kinds; gives tags, words and counts in fixed orders.
//! Never chooses a status: it only names what was judged.

use super::cells::DASH;
use crate::assess::{IndicatorStanding, ReportState, Standing, State, TaskStanding, TaskStatus};
use crate::consolidate::IndicatorRecord;
use crate::plan::{IndicatorKind, Plan, Role, UnitKind};
use crate::report::{Count, CountPart, Tag, TaskState};
use crate::submission::Status;
use crate::wording;

pub(super) const COMPLETED: Tag = Tag::new("completed", "√", "已完成");
pub(super) const ON_TRACK: Tag = Tag::new("on_track", "●", "正常推进");
const AHEAD: Tag = Tag { id: "ahead", word: "超前", ..ON_TRACK };
pub(super) const BEHIND: Tag = Tag::new("behind", "▲", "滞后");
pub(super) const OVERDUE: Tag = Tag::new("overdue", "■", "逾期");
pub(super) const NOT_STARTED: Tag = Tag::new("not_started", "○", "未启动");
pub(super) const ONGOING: Tag = Tag::new("ongoing", "◇", "长期坚持");
/// Nobody who was asked has a part in it: an answer, and no silence.
pub(super) const NOT_APPLICABLE: Tag = Tag::new("not_applicable", "／", "不涉及");
pub(super) const NONE: Tag = Tag::new("none", "—", "暂无内容");
pub(super) const OPEN: Tag = Tag { id: "open", word: "待核实", ..NONE };

/// A nil return.
pub(super) const NIL: Tag = Tag { id: "nil_return", word: "零报告", ..NOT_APPLICABLE };

/// One without a status that counts, for its own reason.
const fn none(id: &'static str, word: &'static str) -> Tag {
    Tag { id, word, ..NONE }
}

/// States of tasks, milestones and answers in the order of all bars, keys and tables: one name for each, wherever it
/// stands. The last holds what has no name here: without it the others would not add up.
pub(super) const STATES: [Tag; 22] = [
    COMPLETED,
    AHEAD,
    ON_TRACK,
    BEHIND,
    OVERDUE,
    NOT_STARTED,
    Tag { id: "partly_not_started", word: "部分单位未启动", ..NOT_STARTED },
    ONGOING,
    NOT_APPLICABLE,
    NIL,
    none("not_applicable_so_far", "已填报的均不涉及"),
    none("no_progress", "无进展"),
    none("not_yet_available", "尚未统计"),
    none("no_progress_or_not_yet", "无进展或尚未统计"),
    OPEN,
    none("to_be_corrected", "待补正"),
    none("not_all_reported", "尚未报齐"),
    none("no_answer_when_due", "到期未填报"),
    none("no_answer", "未填报"),
    none("not_asked", "没有安排单位填报"),
    none("no_unit_named", "未明确填报单位"),
    none("none", "无状态"),
];

pub(super) const MET: Tag = Tag::new("met", "●", "达标");
pub(super) const MISSED: Tag = Tag::new("missed", "▲", "未达标");
pub(super) const PENDING: Tag = Tag::new("pending", "○", "暂不判定");
pub(super) const VERDICT: Tag = Tag::new("verdict", "◇", "待认定");
/// Its year has not come: nobody owes a judgement yet.
pub(super) const LATER: Tag = Tag::new("later", "☆", wording::NOT_YET);

/// A flow of a part of the year: it keeps its pace or lags, and is neither met nor missed yet.
pub(super) const PACED: Tag = Tag::new("paced", "◎", "按折算比较进度");
/// There is a figure, and it may not be compared.
pub(super) const UNLIKE: Tag = Tag::new("unlike", "□", "不可比");

/// Judgements of indicators in their order.
pub(super) const INDICATOR_ORDER: [Tag; 7] = [MET, MISSED, PACED, VERDICT, UNLIKE, PENDING, LATER];

const ON_TIME: Tag = Tag::new("on_time", "●", "按时");
const LATE: Tag = Tag::new("late", "▲", "迟报");
const RETURNED: Tag = Tag::new("returned", "△", "退回待补");
const FAULTY: Tag = Tag::new("faulty", "▲", "材料有误");
const MISSING: Tag = Tag::new("missing", "□", "未报");
const WAITING: Tag = Tag::new("waiting", "○", "未到期");

/// States of submissions in their order.
pub(super) const SUBMISSION_ORDER: [Tag; 6] = [ON_TIME, LATE, FAULTY, RETURNED, MISSING, WAITING];

/// Kinds of units in the order of all lists of units.
pub(super) const UNIT_KINDS: [UnitKind; 4] =
    [UnitKind::County, UnitKind::Department, UnitKind::Collective, UnitKind::Other];

/// The status of a task, a milestone or an entry, as a tag.
pub(super) fn task_status(status: TaskStatus) -> Tag {
    state(State::Is(status))
}

/// How a thing stands, as a tag.
pub(super) fn state(of: State) -> Tag {
    let word = wording::state(of);
    let known = STATES.into_iter().find(|tag| tag.word == word);
    // 未明确状态: a status that was given and says nothing.
    known.unwrap_or(none("unstated", word))
}

/// How a task stands as a whole: the status, and whose it is where it is the office's.
pub(super) fn task_state(standing: &TaskStanding) -> TaskState {
    TaskState {
        tag: state(standing.state()),
        set_by_office: wording::set_by_office(standing),
        open: wording::open_questions(standing.asked.iter().copied()),
    }
}

/// `（办公室认定）`, `（待核实（N501））`: what stands behind a status in a run of words.
pub(super) fn beside_state(state: &TaskState) -> String {
    let said = [state.set_by_office.as_deref(), state.open.as_deref()].into_iter().flatten();
    let said: Vec<&str> = said.collect();
    if said.is_empty() { String::new() } else { format!("（{}）", said.join("，")) }
}

/// How an indicator stands, in one of the places that are counted.
pub(super) fn standing(indicator: &IndicatorStanding) -> Tag {
    let word = wording::judged(indicator);
    if indicator.is_under_way() {
        return Tag { word, ..PACED };
    }
    match indicator.standing {
        Standing::Met(_) | Standing::OnSchedule => Tag { word, ..MET },
        Standing::Behind | Standing::FarBehind | Standing::Worsening => Tag { word, ..MISSED },
        Standing::ToBeJudged => Tag { word, ..VERDICT },
        Standing::NotComparable if !wording::lacks_parts(indicator) => Tag { word, ..UNLIKE },
        Standing::NotComparable | Standing::NoData => Tag { word, ..PENDING },
    }
}

/// How an indicator stands, with the word that fits best: what nobody can judge yet says why.
pub(super) fn judgement(indicator: &IndicatorStanding, record: &IndicatorRecord) -> Tag {
    match wording::awaited(indicator, record) {
        Some(word @ (wording::NOT_YET | wording::JUDGED_THEN)) => Tag { word, ..LATER },
        Some(word) => Tag { word, ..PENDING },
        None => standing(indicator),
    }
}

/// Whether something is asked about the figures that a judgement rests on; where nothing is judged nothing rests on them.
pub(super) fn is_asked(indicator: &IndicatorStanding, record: &IndicatorRecord) -> bool {
    indicator.standing.rank().is_some() && !record.questions().is_empty()
}

/// Where a unit stands in the round.
pub(super) fn report_state(state: ReportState) -> Tag {
    match state {
        ReportState::OnTime => ON_TIME,
        ReportState::Late => LATE,
        ReportState::Faulty => FAULTY,
        ReportState::ReturnedPending => RETURNED,
        ReportState::Missing => MISSING,
        ReportState::NotYetDue => WAITING,
    }
}

/// A unit's own status, as a tag.
pub(super) fn own_status(status: Status) -> Tag {
    match status {
        Status::Completed => COMPLETED,
        Status::Ahead => AHEAD,
        Status::OnTrack => ON_TRACK,
        Status::Behind => BEHIND,
        Status::NotStarted => NOT_STARTED,
        Status::Ongoing => ONGOING,
        Status::NotApplicable => NOT_APPLICABLE,
        Status::NoProgress => state(State::NoProgress),
        Status::NotYetAvailable => state(State::NotYetAvailable),
    }
}

/// What a unit is to a task.
pub(super) fn role(role: Role) -> &'static str {
    match role {
        Role::Lead => "牵头",
        Role::Responsible => "责任",
        Role::Supporting => "配合",
        Role::Also => "落实",
        Role::Unassigned => "未列",
    }
}

/// What a unit is.
pub(super) fn unit_kind(plan: &Plan, kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::County => plan.county_word(),
        // Courts, unions and branches of the province's bodies report as departments do, and are none.
        UnitKind::Department => "部门和单位",
        UnitKind::Collective => "合称",
        UnitKind::Other => "其他单位",
    }
}

/// 指标属性, where the document says it.
pub(super) fn indicator_kind(kind: Option<IndicatorKind>) -> &'static str {
    match kind {
        Some(IndicatorKind::Binding) => "约束性",
        Some(IndicatorKind::Anticipatory) => "预期性",
        Some(IndicatorKind::Reference) => "参考性",
        None => DASH,
    }
}

/// Counts tags by their words, in the order in which they come.
pub(super) fn count_words(tags: impl Iterator<Item = Tag>) -> Count {
    let mut counted = Count::default();
    for tag in tags {
        match counted.parts.iter_mut().find(|part| part.tag.word == tag.word) {
            Some(part) => part.n += 1,
            None => counted.parts.push(CountPart { tag, n: 1, open: None }),
        }
        counted.total += 1;
    }
    counted
}

/// Counts tags by key in a fixed order. A key outside of the order counts with the last part.
pub(super) fn count(order: &[Tag], tags: impl Iterator<Item = Tag>) -> Count {
    count_marked(order, tags.map(|tag| (tag, false)))
}

/// The same, each with whether something is asked about it: what is counted from it says so.
pub(super) fn count_marked(order: &[Tag], tags: impl Iterator<Item = (Tag, bool)>) -> Count {
    count_by(order, |tag| tag.key, tags)
}

fn count_by(order: &[Tag], by: fn(&Tag) -> &'static str, tags: impl Iterator<Item = (Tag, bool)>) -> Count {
    let mut counted: Vec<(usize, usize)> = vec![(0, 0); order.len()];
    for (tag, is_asked) in tags {
        let at = order.iter().position(|own| by(own) == by(&tag)).unwrap_or(order.len() - 1);
        counted[at].0 += 1;
        counted[at].1 += usize::from(is_asked);
    }
    let part = |(&tag, &(n, asked)): (&Tag, &(usize, usize))| CountPart {
        tag,
        n,
        open: wording::asked_of(asked, n),
    };
    Count {
        parts: order.iter().zip(&counted).map(part).collect(),
        total: counted.iter().map(|(n, _)| n).sum(),
    }
}

/// Tasks counted by their states, in the fixed order.
pub(super) fn count_tasks<'s>(tasks: impl Iterator<Item = &'s TaskStanding>) -> Count {
    count_states(tasks.map(|task| (state(task.state()), !task.asked.is_empty())))
}

/// States counted in the fixed order, each by its own word, and whether something is asked about it.
pub(super) fn count_states(tags: impl Iterator<Item = (Tag, bool)>) -> Count {
    let named = |tag: Tag| STATES.into_iter().find(|own| own.word == tag.word);
    let of_group = |tag: Tag| STATES.into_iter().rev().find(|own| own.id == tag.key);
    let known = tags.map(|(tag, is_asked)| (named(tag).or(of_group(tag)).unwrap_or(tag), is_asked));
    count_by(&STATES, |tag| tag.id, known)
}

/// Counts side by side keep only the states that one of them has.
pub(super) fn side_by_side<'c>(counts: impl Iterator<Item = &'c mut Count>) {
    let mut counts: Vec<&mut Count> = counts.collect();
    let is_said = |id: &str| counts.iter().any(|count| count.of_id(id) > 0);
    let said: Vec<&str> = STATES.iter().map(|tag| tag.id).filter(|id| is_said(id)).collect();
    counts.iter_mut().for_each(|count| count.parts.retain(|part| said.contains(&part.tag.id)));
}

impl Count {
    /// How many stand at a key.
    pub fn of(&self, key: &str) -> usize {
        self.parts.iter().filter(|part| part.tag.key == key).map(|part| part.n).sum()
    }

    /// How many stand at a state of its own.
    pub fn of_id(&self, id: &str) -> usize {
        self.parts.iter().filter(|part| part.tag.id == id).map(|part| part.n).sum()
    }

    /// The parts that are not zero, in words: `已完成3项、滞后2项`.
    pub(super) fn words(&self, measure: &str) -> String {
        let parts: Vec<String> = self
            .parts
            .iter()
            .filter(|part| part.n > 0)
            .map(|part| {
                let open = part.open.as_ref().map_or(String::new(), |open| format!("（{open}）"));
                format!("{}{}{measure}{open}", part.tag.word, part.n)
            })
            .collect();
        parts.join("、")
    }
}

impl CountPart {
    /// The mark with its word.
    pub fn text(&self) -> String {
        format!("{} {}", self.tag.mark, self.tag.word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The script that sorts tables has an order of its own for what is judged; it may lack nothing.
    #[test]
    fn the_script_orders_all_statuses() {
        let script = include_str!("../../../templates/site.js");
        let order =
            script.split("var ORDER = (").nth(1).and_then(|rest| rest.split(").split").next()).unwrap();
        let keys: Vec<&str> = order.split(|c: char| !c.is_ascii_lowercase() && c != '_').collect();
        let at = |key: &str| keys.iter().position(|own| *own == key);
        for tags in [&STATES[..], &INDICATOR_ORDER, &SUBMISSION_ORDER] {
            for tag in tags.iter().filter(|tag| tag.key != NONE.key) {
                assert!(at(tag.key).is_some(), "{} has no place", tag.key);
            }
        }
        assert!(at("completed") < at("behind") && at("met") < at("missed") && at("on_time") < at("missing"));
    }
}
