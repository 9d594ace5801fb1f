//! Why a task has its status.

use super::{Reader, label};
use crate::assess::{DecidedBy, EntryStanding, State, TaskStanding, TaskStatus};
use crate::consolidate::Answer;
use crate::plan::{Plan, Role};
use crate::submission::{Held, Round};

/// Why this status, in one sentence without its end: `以牵头单位为准：市水利局为“正常推进”`. The reasons of
/// decisions and the names of units are the office's; the public reads how it came about.
pub fn reason(plan: &Plan, round: &Round, standing: &TaskStanding, reader: Reader) -> String {
    match reader {
        Reader::Office => of_office(plan, round, standing),
        Reader::Public => match standing.decided_by {
            DecidedBy::Override(_) => {
                let reported = label::state(standing.reported_state());
                format!("完成情况由办公室认定（填报汇总为“{reported}”）")
            }
            DecidedBy::Choice(_) if differ(standing) => "各单位填报不一，由办公室确定采用其中一家".to_owned(),
            DecidedBy::Choice(_) => "由办公室确定采用其中一家的填报".to_owned(),
            DecidedBy::Lead => format!("以牵头单位填报为准{}", share(standing)),
            DecidedBy::Worst if differ(standing) => {
                format!("各责任单位填报不一，{FIRST_IN_ORDER}{}", share(standing))
            }
            DecidedBy::Worst => format!("以责任单位的填报为准{}", share(standing)),
            DecidedBy::Unfinished => unfinished(standing),
            DecidedBy::Questioned => QUESTIONED.to_owned(),
            DecidedBy::Withheld(_) => "办公室确定采用的填报有待补正，补正之前不作判断".to_owned(),
            DecidedBy::Nobody => nobody(standing).unwrap_or("尚无填报").to_owned(),
        },
    }
}

/// How one of several is taken, beside a single task.
const FIRST_IN_ORDER: &str = "按逾期、滞后、未启动、正常推进、超前的次序取在前的状态";

/// In which order one status of several goes before another.
const WORST_FIRST: &str = "按逾期、滞后、未启动（只有部分单位的注明）、正常推进、超前的次序取在前的状态；均已完成的为已完成，其余均长期坚持的为长期坚持，尚未报齐的暂列正常推进";

/// By which rule several units make one status of a task, before all tasks: of leads where the plan has any, and of who
/// decided otherwise where somebody did.
pub fn tasks_jointly(has_leads: bool, decided: Option<&str>) -> String {
    let leads = if has_leads { "有牵头单位的按牵头单位，其余" } else { "" };
    let decided = decided.map(|we| format!("，{we}另有认定的在该任务处注明")).unwrap_or_default();
    format!("各项任务的总体情况，{leads}从各责任单位的填报中{WORST_FIRST}{decided}。")
}

/// By which rule several units that say different things make one status of a thing: a note below a table.
pub fn jointly(has_leads: bool) -> String {
    let leads = if has_leads { "有牵头单位的按牵头单位，其余" } else { "" };
    format!("多家单位填报不一的，完成情况{leads}{WORST_FIRST}。")
}

/// Whether the units that gave a status gave different ones.
fn differ(standing: &TaskStanding) -> bool {
    let mut stated = standing.entries.iter().filter_map(|entry| entry.stated);
    let first = stated.next();
    stated.any(|other| Some(other) != first)
}

/// Why a task has no status though units gave one.
const QUESTIONED: &str = "有责任单位的填报待核实，可能改变总体状态，说明或者认可之前不作判断";

/// Why a task is not completed though nobody says otherwise: not all who were asked answered.
fn unfinished(standing: &TaskStanding) -> String {
    let asked = |entry: &&EntryStanding| entry.role != Role::Unassigned;
    let done = |entry: &&EntryStanding| entry.status == TaskStatus::Completed;
    let completed = standing.entries.iter().filter(asked).filter(done).count();
    let (whole, status) = (standing.expected, label::state(standing.state()));
    format!("{whole}家中{completed}家填报“已完成”，尚未全部作出有效答复，暂不认定为已完成，按“{status}”计")
}

/// `办公室认定，填报汇总为“滞后”`: the mark beside a status that the office set; `None` for every other.
pub fn set_by_office(standing: &TaskStanding) -> Option<String> {
    set_by(standing, "办公室")
}

/// The same in a paper: by how its signer calls itself.
pub fn set_by(standing: &TaskStanding, by: &str) -> Option<String> {
    // A decision that leaves things as they were reported says so by itself.
    let reported = match standing.reported == standing.status {
        true => String::new(),
        false => format!("，填报汇总为“{}”", label::state(standing.reported_state())),
    };
    standing.overridden.then(|| format!("{by}认定{reported}"))
}

/// k of N: how many of the units asked say so.
fn share(standing: &TaskStanding) -> String {
    match (standing.agreeing.part, standing.agreeing.whole) {
        (0, _) | (_, 0 | 1) => String::new(),
        // Nobody fills in that it is overdue: it follows from the day.
        (k, n) if standing.reported == TaskStatus::Overdue => format!("（{n}家中{k}家逾期未完成）"),
        (k, n) => format!("（{n}家中{k}家填报“{}”）", said(standing)),
    }
}

/// What those fill in who make the whole what it is.
fn said(standing: &TaskStanding) -> &'static str {
    match standing.reported_state() {
        State::PartlyBegun => label::task_status(TaskStatus::NotStarted),
        other => label::state(other),
    }
}

/// Why there is no answer that counts, where it is not that all are silent.
fn nobody(standing: &TaskStanding) -> Option<&'static str> {
    match standing.state() {
        State::OthersSilent => Some("已填报的单位均不涉及，其余尚无填报"),
        other @ (State::Unasked | State::Unnamed) => Some(label::state(other)),
        _ => None,
    }
}

fn of_office(plan: &Plan, round: &Round, standing: &TaskStanding) -> String {
    let status = label::state(standing.state());
    let decisions = &round.decisions;
    match standing.decided_by {
        DecidedBy::Override(at) => {
            let decision = &decisions.overrides[at];
            let (by, why) = (decision.by.trim(), decision.reason.trim());
            let reported = label::state(standing.reported_state());
            format!("{by}认定为“{status}”：{why}（填报汇总为“{reported}”）")
        }
        DecidedBy::Choice(at) => {
            let decision = &decisions.choices[at];
            let (by, why) = (decision.by.trim(), decision.reason.trim());
            format!("{by}决定采用{}的填报：{why}", names(plan, standing))
        }
        DecidedBy::Lead => format!("以牵头单位为准：{}为“{status}”", names(plan, standing)),
        DecidedBy::Worst => {
            let silent = if standing.lead_silent { "牵头单位未填报状态，" } else { "" };
            let differ = |s: TaskStatus| s != standing.status && s != TaskStatus::NoAnswer;
            let differ = standing.entries.iter().any(|entry| differ(entry.status));
            let how = if differ { format!("{FIRST_IN_ORDER}：") } else { String::new() };
            format!("{silent}{how}{}为“{}”{}", names(plan, standing), said(standing), share(standing))
        }
        DecidedBy::Unfinished => unfinished(standing),
        DecidedBy::Questioned => QUESTIONED.to_owned(),
        DecidedBy::Withheld(at) => {
            let decision = &decisions.choices[at];
            let (by, why) = (decision.by.trim(), decision.reason.trim());
            let unit = decision.unit.of.map_or("", |unit| plan.unit(unit).name.as_str());
            format!("{by}决定采用{unit}的填报：{why}；该填报材料有误或已退回，补正之前不作判断")
        }
        DecidedBy::Nobody if let Some(why) = nobody(standing) => why.to_owned(),
        DecidedBy::Nobody if standing.entries.iter().any(is_refused) => {
            "责任单位没有可以采用的填报：没有填报，或者填报的材料有误、已退回".to_owned()
        }
        DecidedBy::Nobody => "责任单位均未填报".to_owned(),
    }
}

/// Whether something came that cannot be used.
fn is_refused(entry: &EntryStanding) -> bool {
    matches!(entry.answer, Answer::Held(_, Held::Faulty(_) | Held::Returned) | Answer::Unusable(_))
}

/// The units that decide.
fn names(plan: &Plan, standing: &TaskStanding) -> String {
    let name = |at: &usize| plan.unit(standing.entries[*at].unit).name.as_str();
    let mut deciding = standing.decisive.clone();
    deciding.sort_unstable();
    match deciding.iter().map(name).collect::<Vec<_>>().as_slice() {
        [] => "各单位".to_owned(),
        [one] => (*one).to_owned(),
        [one, two] => format!("{one}、{two}"),
        [first, ..] => format!("{first}等{}家单位", standing.decisive.len()),
    }
}
