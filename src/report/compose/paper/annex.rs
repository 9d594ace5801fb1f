//! The annexes of the paper: tables that fit a page.
//!
//! Takes the composed pages; gives sheets. Units are named and their files are not: a superior has none of them.
//! Never cuts a figure, and leaves out no row without saying so.

use chrono::Datelike as _;

use super::super::answers::answered_words;
use super::super::cells::{DASH, each_once};
use super::super::milestones::{asked_of_milestone, milestone_tag};
use super::super::stage::Stage;
use super::super::tags::task_status;
use super::merge::{Said, merged, said};
use super::sheet::{When, numbers, sheet, words};
use super::table_day;
use crate::assess::{MilestoneStanding, TaskStatus};
use crate::consolidate::Outcome;
use crate::plan::{IndicatorIndex, MilestoneSite, TaskIndex, UnitIndex};
use crate::report::{Edition, IndicatorRow, IndicatorTable, RegisterRow, Sheet, Source, TaskRegister, goals};
use crate::submission::{Held, Status, TaskEntry};
use crate::wording::achievement::in_prose;
use crate::wording::paper::counted;
use crate::wording::summary::title;
use crate::wording::{self, Reader, bound_in_words};

/// Names of a cell up to this many stand in full.
const NAMED: usize = 6;

/// 指标完成情况表: what has a figure; goals in words stand in the body.
pub(super) fn indicators<E: Edition>(stage: &Stage<'_>, table: &IndicatorTable<E>) -> Sheet {
    let columns = [
        numbers("seq", "序号", When::Always),
        words("name", "指标", When::Always),
        words("unit", "单位", When::Said),
        words("kind", "属性", When::Differing),
        numbers("baseline", "基期值", When::Said),
        numbers("last", "上年值", When::Said),
        words("target", "目标", When::Said),
        numbers("value", "完成值", When::Always),
        words("note", "时段和状态", When::Differing),
        words("change", "同比", When::Said),
        numbers("difference", "与目标差", When::Said),
        words("standing", "判定", When::Always),
        words("basis", "口径", When::Said),
        words("units", "填报单位", When::Said),
    ];
    let measured = || table.groups.iter().flat_map(|group| &group.rows).filter(|row| !goals::in_words(row));
    let rows = measured().enumerate().map(|(at, row)| indicator(at + 1, row)).collect();
    let mut sheet = sheet(&columns, rows);
    if measured().any(|row| row.shown.ratio.is_some()) {
        sheet.notes.push("完成值后的括号内为分子/分母。".to_owned());
    }
    if sheet.columns.iter().any(|column| column.key == "difference") {
        sheet.notes.push("以百分比计的指标，与目标差为百分点。".to_owned());
    }
    let is_chosen = |at: &IndicatorIndex| {
        let record = stage.figures(*at);
        record.choice.is_some() && matches!(record.outcome, Outcome::Value(_))
    };
    let chosen = stage.plan.indicators().filter(|(at, _)| is_chosen(at));
    let chosen: Vec<String> = chosen.map(|(_, indicator)| title(&indicator.name)).collect();
    sheet.notes.extend(wording::chosen(&chosen, E::READER));
    sheet
}

fn indicator<E: Edition>(seq: usize, row: &IndicatorRow<E>) -> Vec<String> {
    let with = |text: &str, note: Option<&String>| match note {
        Some(note) if text != DASH => format!("{text}（{note}）"),
        _ => text.to_owned(),
    };
    vec![
        seq.to_string(),
        title(&row.link.text),
        row.unit_of_measure.clone(),
        row.kind.to_owned(),
        with(&row.baseline, row.baseline_year.as_ref()),
        if row.last.present { format!("{}（{}）", row.last.value, row.last.note) } else { DASH.to_owned() },
        with(&bound_in_words(&row.target_text), row.target_note.as_ref()),
        with(&row.shown.value, row.shown.ratio.as_ref()),
        note(row),
        if row.change.is_some() { row.change_text.clone() } else { DASH.to_owned() },
        row.difference.clone(),
        with(row.standing.word, row.standing_note.as_ref()),
        row.basis.trim_end_matches('。').to_owned(),
        reporters(&row.origins).unwrap_or_else(|| row.units_text.clone()),
    ]
}

/// `截至2025-10-31，初步数`; of a part of the reporters how many they are; without a value why there is none.
fn note<E: Edition>(row: &IndicatorRow<E>) -> String {
    let open = row.shown.open.as_ref().map(|_| "待核实".to_owned());
    if !row.shown.present {
        let why = row.shown.note.replace("待办公室决定采用哪一家", "待核定");
        // What is judged one by one has no value, and is asked about as one.
        return [Some(why), open].into_iter().flatten().collect::<Vec<_>>().join("，");
    }
    let period = match (row.shown.period.as_deref(), row.shown.counted_on.as_deref()) {
        (Some("累计"), Some(day)) => Some(format!("截至{day}累计")),
        (period, _) => period.map(str::to_owned),
    };
    let parts = row.lacks.map(|lacks| lacks.words());
    let status = row.shown.value_status.as_deref().map(in_prose);
    let said: Vec<String> = [period, status, parts, open].into_iter().flatten().collect();
    if said.is_empty() { DASH.to_owned() } else { said.join("，") }
}

/// `市能源局`; of many the first ones. Where in their files it stands says nothing to whom the paper is sent.
fn reporters<E: Edition>(origins: &[Source<E>]) -> Option<String> {
    let mut names: Vec<&str> = vec![];
    for origin in origins {
        if !names.contains(&&*origin.unit) {
            names.push(&origin.unit);
        }
    }
    (!names.is_empty()).then(|| some(&names.join("、"), NAMED))
}

/// 重点任务进展台账: what is late first, for the office with who is, and until when.
pub(super) fn tasks<E: Edition>(stage: &Stage<'_>, register: &[TaskRegister<E>]) -> Sheet {
    let columns = [
        numbers("seq", "序号", When::Always),
        words("task", "重点任务", When::Always),
        words("lead", "牵头单位", When::Said),
        words("units", "责任单位", When::Said),
        words("due", "完成时限", When::Said),
        words("milestone", "年度节点", When::Said),
        words("status", "完成情况", When::Always),
        words("percent", "完成率", When::Said),
        words("answers", "单位填报情况", When::Said),
        words("behind", "滞后、未启动的单位和计划完成时间", When::Said),
    ];
    let rows = register.iter().flat_map(|page| &page.groups).flat_map(|group| &group.rows);
    let mut rows: Vec<(u8, Vec<String>)> =
        rows.map(|row| (lateness(row.status.tag.key), task(stage, row))).collect();
    let note = late_first(&mut rows);
    let mut sheet = sheet(&columns, numbered(rows));
    sheet.notes.extend(note);
    if sheet.columns.iter().any(|column| column.key == "percent") {
        sheet.notes.push("完成率为决定完成情况的单位填报的完成率，有几家的取最低的一家。".to_owned());
    }
    sheet
}

/// What is overdue or behind, what has not begun, everything else.
fn lateness(key: &str) -> u8 {
    match key {
        "overdue" | "behind" => 0,
        "not_started" => 1,
        _ => 2,
    }
}

/// Puts late rows first, all else in the plan's order; says so where it moves any.
fn late_first(rows: &mut [(u8, Vec<String>)]) -> Option<String> {
    let moves = rows.windows(2).any(|pair| pair[0].0 > pair[1].0);
    rows.sort_by_key(|(late, _)| *late);
    moves.then(|| "滞后、未启动的列在前，其余按方案的顺序。".to_owned())
}

fn numbered(rows: Vec<(u8, Vec<String>)>) -> Vec<Vec<String>> {
    let number = |(at, (_, mut row)): (usize, (u8, Vec<String>))| {
        row.insert(0, (at + 1).to_string());
        row
    };
    rows.into_iter().enumerate().map(number).collect()
}

fn task<E: Edition>(stage: &Stage<'_>, row: &RegisterRow<E>) -> Vec<String> {
    let status = row.status.tag.word.to_owned();
    let task = (0..stage.tasks).map(TaskIndex).find(|at| stage.plan.task(*at).id.as_str() == row.id);
    let own = task.map(|task| answered_words(stage, task)).unwrap_or_default();
    let answers: Vec<(UnitIndex, &TaskEntry)> = task
        .map(|at| stage.record(at).answers.as_slice())
        .unwrap_or_default()
        .iter()
        .filter_map(|answer| Some((answer.unit, &stage.entry(answer.answer)?.inner)))
        .collect();
    vec![
        title(&row.link.text),
        row.lead_text.clone(),
        some(&row.units_text, NAMED),
        row.due.clone(),
        row.milestone.clone(),
        match (&row.status.set_by_office, &row.status.open) {
            (Some(set), _) => format!("{status}（{set}）"),
            (None, Some(_)) => format!("{status}（待核实）"),
            (None, None) => status,
        },
        match &row.percent_source {
            // Whose it is, is the slowest unit's name: the office's matter.
            Some(source) if E::READER == Reader::Office => format!("{}（{}）", row.percent, source.unit),
            _ => row.percent.clone(),
        },
        if own.is_empty() { DASH.to_owned() } else { counted(&own) },
        behind::<E>(stage, &answers),
    ]
}

/// `市水利局（2026-06-30）；郊区`.
fn behind<E: Edition>(stage: &Stage<'_>, answers: &[(UnitIndex, &TaskEntry)]) -> String {
    let is_late = |entry: &TaskEntry| matches!(entry.status.inner, Status::Behind | Status::NotStarted);
    let late = answers.iter().filter(|(_, entry)| E::READER == Reader::Office && is_late(entry));
    let said: Vec<String> = late
        .map(|(unit, entry)| {
            let due = entry.new_due.as_ref().map(|due| format!("（{}）", table_day(&due.inner)));
            format!("{}{}", stage.name(*unit), due.unwrap_or_default())
        })
        .collect();
    if said.is_empty() { DASH.to_owned() } else { said.join("；") }
}

/// The first of many names.
fn some(names: &str, most: usize) -> String {
    let all = each_once(&[names]);
    if all.len() <= most {
        all.join("、")
    } else {
        format!("{}等{}家", all[..most - 1].join("、"), all.len())
    }
}

/// 重点项目和节点: due in this year or before, or answered; late first. What nobody has a part in is counted only.
pub(super) fn milestones<E: Edition>(stage: &Stage<'_>) -> Sheet {
    let columns = [
        numbers("seq", "序号", When::Always),
        words("what", "项目或节点", When::Always),
        words("task", "所属任务", When::Always),
        words("due", "完成时限", When::Said),
        words("status", "完成情况", When::Always),
        words("done_on", "完成日期", When::Said),
        words("progress", "进展情况", When::Said),
        words("units", "填报单位", When::Said),
    ];
    let year = stage.now.round.year;
    let mut rows = vec![];
    let (mut later, mut none) = (0, 0);
    for task in (0..stage.tasks).map(TaskIndex) {
        for at in stage.milestones(task) {
            let standing = &stage.now.progress.milestones[at];
            let is_due = standing.due.is_some_and(|day| day.year() <= year);
            if standing.status == TaskStatus::NotApplicable {
                none += 1;
            } else if is_due || is_told(stage, at) {
                let late = lateness(task_status(standing.status).key);
                rows.push((late, milestone::<E>(stage, task, at)));
            } else {
                later += 1;
            }
        }
    }
    let note = late_first(&mut rows);
    let mut sheet = sheet(&columns, numbered(rows));
    sheet.notes.extend(note);
    let left_out = [(none, "已报的单位均不涉及"), (later, "未到期限或没有期限，本年度没有填报")];
    let left_out: Vec<String> =
        left_out.iter().filter(|(n, _)| *n > 0).map(|(n, why)| format!("{n}项{why}")).collect();
    if !left_out.is_empty() && !sheet.rows.is_empty() {
        sheet.notes.push(format!("另有{}，不列。", left_out.join("；")));
    }
    sheet
}

/// Whether there is something to tell of a milestone: somebody spoke of it, now or when it was completed.
fn is_told(stage: &Stage<'_>, at: usize) -> bool {
    let (record, standing) = (&stage.now.tables.milestones[at], &stage.now.progress.milestones[at]);
    !standing.entries.is_empty() || standing.done_in.is_some() || !record.held.is_empty()
}

/// The day on which it was completed as a whole.
fn done_on(standing: &MilestoneStanding) -> String {
    standing.done_on.map_or_else(|| DASH.to_owned(), |day| day.to_string())
}

fn milestone<E: Edition>(stage: &Stage<'_>, task: TaskIndex, at: usize) -> Vec<String> {
    let (record, standing) = (&stage.now.tables.milestones[at], &stage.now.progress.milestones[at]);
    let site: MilestoneSite = record.site;
    let definition = stage.plan.milestone(site);
    // Who has no part in it says nothing of it.
    let concerned = || {
        record.answers.iter().filter(|answer| {
            let entry = answer.entry(stage.now.round);
            entry.is_none_or(|entry| entry.status.inner != Status::NotApplicable)
        })
    };
    let units: Vec<&str> = concerned().map(|answer| stage.name(answer.unit)).collect();
    // What units wrote beside a milestone is the office's; who wrote stands before the words.
    let notes = concerned().filter(|_| E::READER == Reader::Office);
    let notes = notes.filter_map(|answer| {
        let words = stage.narratives.milestone_note(answer.submission, answer.at)?;
        Some(Said { unit: stage.name(answer.unit), mark: None, words: said(&words) })
    });
    let notes: Vec<String> = merged(notes)
        .iter()
        .map(|passage| format!("{}：{}", passage.unit, passage.words.trim_end_matches('。')))
        .collect();
    let since = standing.done_in.filter(|_| units.is_empty()).map(wording::done_in);
    let refused = record.held.iter().filter(|(_, held)| !matches!(held, Held::Open(_)));
    let refused = refused.filter(|_| E::READER == Reader::Office);
    let refused = refused.map(|(unit, held)| format!("{}：{}，未采用", stage.name(*unit), held.chinese()));
    let notes: Vec<String> = since.into_iter().chain(notes).chain(refused).collect();
    let mark = asked_of_milestone(stage, at).map_or("", |_| "（待核实）");
    let names = if units.is_empty() { DASH.to_owned() } else { some(&units.join("、"), 3) };
    vec![
        title(&definition.what),
        title(&stage.plan.task(task).title.inner),
        definition.due.as_ref().map_or_else(|| DASH.to_owned(), |due| due.inner.chinese()),
        format!("{}{mark}", milestone_tag::<E>(stage, at).word),
        done_on(standing),
        if notes.is_empty() { DASH.to_owned() } else { notes.join("；") },
        if E::READER == Reader::Office { DASH.to_owned() } else { names },
    ]
}
