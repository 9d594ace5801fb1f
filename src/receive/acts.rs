//! What the office does with what has come: gives it back (退回), takes it (采用), notes its paper copy.

use std::collections::BTreeMap;

use super::desk::{Asked, Desk, Draft, Outcome, Refused, Step, plan_named, plans};
use super::precheck::{Precheck, precheck};
use super::receipt::{Receipt, receipt};
use super::whose::unit_of;
use crate::diagnostic::Severity;
use crate::intake::{Event, EventKind};
use crate::office::CountedCopy;
use crate::plan::{Moment, UnitIndex};
use crate::source::{Project, Sources};
use crate::submission;

/// 退回: the last version of a unit, with what the rules find in it and what the office says.
///
/// # Errors
/// When nothing came of the unit, it is returned already, or there is no reason.
pub fn give_back(
    project: &Project,
    unit: &str,
    reasons: &[String],
    asked: &Asked<'_>,
) -> Result<Step, Refused> {
    let (desk, unit) = desk(project, unit, asked)?;
    let last = last(&desk, unit)?;
    if desk.closed {
        let why = "年度已经定稿，退回后重新报送的也不会计入；确需改正的，在 record.yaml 的“更正”里写明";
        return Err(Refused(why.to_owned()));
    }
    if desk.book.of(unit).filter(|event| event.version == last.version).last().is_some_and(is_return) {
        return Err(Refused(format!("“{}”第{}版已经退回，还没有重新报送", desk.name(unit), last.version)));
    }
    let precheck = precheck_of(&desk, unit, &last)?;
    let mut all = precheck.lines(Severity::Error);
    all.extend(precheck.lines(Severity::Verify));
    all.extend(reasons.iter().map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty()));
    if all.is_empty() {
        return Err(Refused("没有发现要修改或说明的问题；退回须说明理由，请加上 --reason".to_owned()));
    }
    let event = Event { reasons: all.clone(), ..desk.event(unit, last.version, EventKind::Returned) };
    let text = Words {
        title: "退回通知", verdict: "退回，请修改后重新报送", reasons: &all, precheck: None
    };
    act(&desk, unit, Some(last.version), vec![event], None, &text)
}

fn is_return(event: &Event) -> bool {
    event.event == EventKind::Returned
}

/// 采用: the last version of a unit counts, by the office's decision.
///
/// # Errors
/// When nothing came, nothing waits, the year is closed, or no reason is given.
pub fn accept(project: &Project, unit: &str, reasons: &[String], asked: &Asked<'_>) -> Result<Step, Refused> {
    let (desk, unit) = desk(project, unit, asked)?;
    let last = last(&desk, unit)?;
    if desk.closed {
        let why = "年度已经定稿；确需采用的，在 record.yaml 的“更正”里写明这个单位的文件";
        return Err(Refused(why.to_owned()));
    }
    let last = not_returned(&desk, unit, last)?;
    let now = desk.book.in_force(unit).filter(|_| !desk.book.is_returned(unit));
    if now.is_some_and(|now| now.version == last.version) && desk.book.is_accepted(unit) {
        return Err(Refused(format!("“{}”第{}版已经采用", desk.name(unit), last.version)));
    }
    let reasons: Vec<String> = reasons.iter().map(|reason| reason.trim().to_owned()).collect();
    if reasons.iter().all(String::is_empty) {
        return Err(Refused("采用须说明理由，请加上 --reason".to_owned()));
    }
    let original = last.file.clone().unwrap_or_default();
    let bytes = original_of(&desk, &original)?;
    desk.may_be_replaced(unit, &bytes)?;
    let ending = original.rsplit_once('.').map_or("yaml", |(_, ending)| ending);
    let name = format!("{}.{ending}", desk.plan.unit(unit).id.as_str());
    let superseded = desk.superseded(unit).filter(|event| event.version != last.version);
    let taken = desk.event(unit, last.version, EventKind::Accepted);
    let events = superseded.into_iter().chain([Event { reasons: reasons.clone(), ..taken }]).collect();
    let precheck = precheck_of(&desk, unit, &last)?;
    if let Some(blank) = precheck.found.iter().find(|found| submission::is_blank_form(found)) {
        let why = format!("{}；空表不能采用，请退回", blank.message);
        return Err(Refused(why));
    }
    let verdict = match precheck.count(Severity::Error) {
        0 => "经办公室确认，采用".to_owned(),
        errors => format!("经办公室确认，采用；仍有{errors}处必须修改，有误的部分不采用，请修改后重新报送"),
    };
    let text =
        Words { title: "采用通知", verdict: &verdict, reasons: &reasons, precheck: Some(&precheck) };
    act(&desk, unit, Some(last.version), events, Some((name, original, bytes)), &text)
}

/// The version that may be taken: what was returned counts nothing until it has come again, but what waits beside it
/// can be taken.
fn not_returned(desk: &Desk<'_>, unit: UnitIndex, last: Event) -> Result<Event, Refused> {
    let is_returned = |version: u32| {
        let of_version = desk.book.of(unit).filter(|event| event.version == version);
        of_version.filter(|event| event.event != EventKind::Paper).last().is_some_and(is_return)
    };
    if !is_returned(last.version) {
        return Ok(last);
    }
    let waiting = desk.book.waiting(unit).into_iter().filter(|version| !is_returned(*version)).max();
    let came = |event: &&Event| event.event == EventKind::Received && Some(event.version) == waiting;
    desk.book.of(unit).find(came).cloned().ok_or_else(|| {
        let (name, version) = (desk.name(unit), last.version);
        Refused(format!("“{name}”第{version}版已经退回，没有待确认的材料；单位修改后重新报送的再采用"))
    })
}

/// 纸质件签收: the sealed paper copy of a unit came in.
///
/// # Errors
/// When it is booked already.
pub fn paper(project: &Project, unit: &str, asked: &Asked<'_>) -> Result<Step, Refused> {
    let (desk, unit) = desk(project, unit, asked)?;
    let version = desk.book.latest(unit).map_or(0, |event| event.version);
    let same = |event: &&Event| event.event == EventKind::Paper && event.version == version;
    if let Some(before) = desk.book.of(unit).find(same) {
        return Err(Refused(format!(
            "“{}”的纸质件已于{}签收",
            desk.name(unit),
            before.time.format("%Y-%m-%d %H:%M")
        )));
    }
    desk.in_order(unit)?;
    let event = desk.event(unit, version, EventKind::Paper);
    let counts = match desk.office.receipt {
        CountedCopy::Paper => "报送时间以纸质件签收为准",
        CountedCopy::File => "报送时间以电子件收到为准",
    };
    let file = if version == 0 { "，电子件还没有收到" } else { "" };
    let verdict = format!("盖章纸质件已签收{file}；{counts}");
    let text = Words { title: "收文回执", verdict: &verdict, reasons: &[], precheck: None };
    act(&desk, unit, (version > 0).then_some(version), vec![event], None, &text)
}

/// The desk of the round that a person means.
fn desk<'a>(project: &'a Project, unit: &str, asked: &Asked<'_>) -> Result<(Desk<'a>, UnitIndex), Refused> {
    let mut sources = Sources::default();
    let mut plans = plans(project, &mut sources)?;
    let at = match (asked.plan, plans.as_slice()) {
        (Some(named), _) => plan_named(&plans, named, Some(unit))?,
        (None, [_]) => 0,
        (None, []) => return Err(Refused("plans 文件夹里没有可用的方案".to_owned())),
        (None, _) => return Err(Refused("工作区里有几个方案，请用 --plan 指明".to_owned())),
    };
    let unit = unit_of(&plans[at], unit)?;
    let reporting = &plans[at].definition.reporting;
    let when = asked.at.unwrap_or_else(|| crate::plan::AsOf::today(asked.now));
    let today = Moment::open(reporting, reporting.first_year, when).seen_on();
    let year = asked.year.unwrap_or_else(|| reporting.running_year(today));
    Ok((Desk::open(project, sources, plans.swap_remove(at), year, asked)?, unit))
}

/// What an act is called, for screen and notice.
struct Words<'w> {
    title: &'static str,
    verdict: &'w str,
    reasons: &'w [String],
    /// What stands open against what is taken.
    precheck: Option<&'w Precheck>,
}

/// The last version that came.
fn last(desk: &Desk<'_>, unit: UnitIndex) -> Result<Event, Refused> {
    desk.in_order(unit)?;
    let last = desk.book.latest(unit).cloned();
    last.ok_or_else(|| {
        Refused(format!(
            "“{}”{}年度还没有收文登记；要处理其他年度的，请用 --year",
            desk.name(unit),
            desk.year
        ))
    })
}

fn original_of(desk: &Desk<'_>, name: &str) -> Result<Vec<u8>, Refused> {
    let path = format!("{}/received/{name}", desk.folder);
    let bytes = desk.project.bytes(&path);
    bytes
        .map_err(|problem| Refused(format!("收文原件 {path} 无法读取（{}）；请用备份恢复", problem.reason())))
}

/// What the rules find in a version that came, as if it were in force.
fn precheck_of(desk: &Desk<'_>, unit: UnitIndex, event: &Event) -> Result<Precheck, Refused> {
    let file = event.file.clone().unwrap_or_default();
    let bytes = original_of(desk, &file)?;
    let ending = file.rsplit_once('.').map_or("yaml", |(_, ending)| ending);
    let name = format!("{}.{ending}", desk.plan.unit(unit).id.as_str());
    let mut changes: BTreeMap<String, Option<Vec<u8>>> =
        desk.lying(unit).into_iter().map(|name| (name, None)).collect();
    changes.insert(name.clone(), Some(bytes));
    let taken = desk.event(unit, event.version, EventKind::Accepted);
    let (book, _) = desk.book.with(&desk.book_text(), vec![taken]);
    changes.insert("intake.jsonl".to_owned(), Some(book.into_bytes()));
    precheck(desk, &name, event.name.as_deref().unwrap_or(&name), changes)
}

fn act(
    desk: &Desk<'_>,
    unit: UnitIndex,
    version: Option<u32>,
    events: Vec<Event>,
    in_force: Option<(String, String, Vec<u8>)>,
    words: &Words<'_>,
) -> Result<Step, Refused> {
    let of_version = version.map(|version| format!(" 第{version}版")).unwrap_or_default();
    let mut said = format!("{} {}年度{of_version}：{}", desk.name(unit), desk.year, words.verdict);
    for reason in words.reasons {
        said.push_str("\n    ");
        said.push_str(reason);
    }
    let receipt = |sequence: u64, tip: &str| {
        receipt(
            desk,
            &Receipt {
                title: words.title,
                unit,
                opening: format!("你单位{}年度的报送材料，处理情况如下。", desk.year),
                version,
                file: None,
                known_by: "",
                verdict: words.verdict,
                reasons: words.reasons,
                precheck: words.precheck,
                sequence,
                tip,
            },
        )
    };
    let outcome = Outcome::Clean;
    Ok(desk.step(Draft { unit, events, original: None, in_force, receipt: &receipt, said, outcome }))
}
