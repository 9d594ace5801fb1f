//! The annexes of the paper: tables that fit a page.
//!
//! Takes the composed pages; gives sheets. Sources are named so that an outsider understands them, for the office
//! with file and line. Never cuts a figure, and leaves out no row without saying so.

use chrono::Datelike as _;

use super::super::cells::DASH;
use super::super::stage::Stage;
use super::super::tags::task_status;
use super::sheet::{When, numbers, sheet, words};
use crate::plan::{MilestoneSite, TaskIndex};
use crate::report::{
    Edition, IndicatorRow, IndicatorTable, RegisterRow, Sheet, Source, SubmissionRow, SubmissionUnit,
    Submissions, SubmissionsNote, TaskRegister, goals,
};
use crate::wording::summary::title;

/// Names of a cell up to this many stand in full.
const NAMED: usize = 6;
/// Characters of a narrative in a cell; the whole text stands in the body.
const CELL: usize = 100;

/// 指标完成情况表: what has a figure; goals in words stand in the body.
pub(super) fn indicators<E: Edition>(table: &IndicatorTable<E>) -> Sheet {
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
        words("schedule", "时序进度", When::Said),
        words("standing", "判定", When::Always),
        words("source", "来源", When::Said),
    ];
    let measured = || table.groups.iter().flat_map(|group| &group.rows).filter(|row| !goals::in_words(row));
    let rows = measured().enumerate().map(|(at, row)| indicator(at + 1, row)).collect();
    let mut sheet = sheet(&columns, rows);
    let bases: Vec<String> = measured()
        .filter(|row| row.basis != DASH)
        .map(|row| format!("{}，{}", title(&row.link.text), row.basis.trim_end_matches('。')))
        .collect();
    if !bases.is_empty() {
        sheet.notes.push(format!("各指标口径为：{}。", bases.join("；")));
    }
    sheet
}

fn indicator<E: Edition>(seq: usize, row: &IndicatorRow<E>) -> Vec<String> {
    let with = |text: &str, note: Option<&String>| match note {
        Some(note) if text != DASH => format!("{text}（{note}）"),
        _ => text.to_owned(),
    };
    let note =
        row.shown.note.replace("初步值", "初步数").replace("预计值", "预计数").replace("终值", "最终数");
    vec![
        seq.to_string(),
        title(&row.link.text),
        row.unit_of_measure.clone(),
        row.kind.to_owned(),
        with(&row.baseline, row.baseline_year.as_ref()),
        if row.last.present { format!("{}（{}）", row.last.value, row.last.note) } else { DASH.to_owned() },
        with(&row.target_text, row.target_note.as_ref()),
        with(&row.shown.value, row.shown.ratio.as_ref()),
        note,
        goals::change(row).unwrap_or(DASH).to_owned(),
        row.difference.clone(),
        row.schedule_text.clone(),
        with(row.standing.word, row.standing_note.as_ref()),
        sources(&row.sources, row.origins.len()).unwrap_or_else(|| row.units_text.clone()),
    ]
}

/// `市能源局`; for the office `市能源局（nyj.yaml第93行）`; of many the first ones.
fn sources<E: Edition>(named: &[Source<E>], all: usize) -> Option<String> {
    let said: Vec<String> = named.iter().map(source).collect();
    let more = if all > said.len() { format!("等{all}处") } else { String::new() };
    (!said.is_empty()).then(|| format!("{}{more}", said.join("、")))
}

fn source<E: Edition>(source: &Source<E>) -> String {
    match E::shown(&source.internal) {
        None => source.unit.to_string(),
        Some(note) => {
            let file = note.path.rsplit('/').next().unwrap_or(&note.path);
            format!("{}（{file}第{}行）", source.unit, source.line)
        }
    }
}

/// 重点任务进展台账.
pub(super) fn tasks<E: Edition>(register: &[TaskRegister<E>]) -> Sheet {
    let columns = [
        numbers("seq", "序号", When::Always),
        words("id", "编号", When::Always),
        words("task", "重点任务", When::Always),
        words("lead", "牵头单位", When::Said),
        words("units", "责任单位", When::Said),
        words("due", "完成时限", When::Said),
        words("milestone", "年度节点", When::Said),
        words("status", "完成情况", When::Always),
        words("percent", "完成率", When::Said),
        words("progress", "进展情况", When::Said),
        words("source", "来源", When::Said),
    ];
    let rows = register.iter().flat_map(|page| &page.groups).flat_map(|group| &group.rows);
    sheet(&columns, rows.map(task).collect())
}

fn task<E: Edition>(row: &RegisterRow<E>) -> Vec<String> {
    let status = row.status.tag.word.replace("暂无内容", "没有填报");
    let progress = match (&row.progress, &row.progress_unit) {
        (Some(words), Some(unit)) => format!("{unit}：{}", words.prose.excerpt(CELL)),
        (Some(words), None) => words.prose.excerpt(CELL),
        (None, _) => DASH.to_owned(),
    };
    // The unit stands before its words; where in its file they stand is for the office.
    let place = row.source.as_ref().filter(|at| E::shown(&at.internal).is_some()).map(source);
    vec![
        row.seq.to_string(),
        row.id.clone(),
        title(&row.link.text),
        row.lead_text.clone(),
        some(&row.units_text, NAMED),
        row.due.clone(),
        row.milestone.clone(),
        match (&row.status.set_by_office, &row.agreeing) {
            (Some(set), _) => format!("{status}（{set}）"),
            (None, Some(agreeing)) => format!("{status}（{agreeing}家）"),
            (None, None) => status,
        },
        match &row.percent_source {
            Some(source) => format!("{}（{}）", row.percent, source.unit),
            None => row.percent.clone(),
        },
        progress,
        place.unwrap_or_else(|| DASH.to_owned()),
    ]
}

/// The first of many names.
fn some(names: &str, most: usize) -> String {
    let all: Vec<&str> = names.split('、').collect();
    if all.len() <= most {
        names.to_owned()
    } else {
        format!("{}等{}家", all[..most - 1].join("、"), all.len())
    }
}

/// 重大项目和节点: due in this year or before, or answered.
pub(super) fn milestones(stage: &Stage<'_>) -> Sheet {
    let columns = [
        numbers("seq", "序号", When::Always),
        words("what", "项目或节点", When::Always),
        words("task", "所属任务", When::Always),
        words("due", "期限", When::Said),
        words("status", "完成情况", When::Always),
        words("done_on", "完成日期", When::Said),
        words("units", "填报单位", When::Said),
    ];
    let year = stage.now.round.year;
    let mut rows = vec![];
    let mut later = 0;
    for task in (0..stage.tasks).map(TaskIndex) {
        for at in stage.milestones(task) {
            let standing = &stage.now.progress.milestones[at];
            let is_due = standing.due.is_some_and(|day| day.year() <= year);
            if is_due || !standing.entries.is_empty() {
                rows.push(milestone(stage, task, at, rows.len() + 1));
            } else {
                later += 1;
            }
        }
    }
    let mut sheet = sheet(&columns, rows);
    if later > 0 && !sheet.rows.is_empty() {
        sheet.notes.push(format!("其余{later}项未到期限或没有期限，本年度没有填报，不列。"));
    }
    sheet
}

fn milestone(stage: &Stage<'_>, task: TaskIndex, at: usize, seq: usize) -> Vec<String> {
    let (record, standing) = (&stage.now.tables.milestones[at], &stage.now.progress.milestones[at]);
    let site: MilestoneSite = record.site;
    let definition = stage.plan.milestone(site);
    let units: Vec<&str> = standing.entries.iter().map(|(unit, _)| stage.name(*unit)).collect();
    vec![
        seq.to_string(),
        title(&definition.what),
        title(&stage.plan.task(task).title.inner),
        definition.due.as_ref().map_or_else(|| DASH.to_owned(), |due| due.inner.chinese()),
        task_status(standing.status).word.replace("暂无内容", "没有填报"),
        standing.done_on.map_or_else(|| DASH.to_owned(), |day| day.to_string()),
        if units.is_empty() { DASH.to_owned() } else { some(&units.join("、"), 3) },
    ]
}

/// 报送情况统计表: counts by kind of unit.
pub(super) fn submissions<E: Edition>(page: &Submissions<E>) -> Sheet {
    let columns = [
        words("kind", "类别", When::Always),
        numbers("expected", "应报", When::Always),
        numbers("reported", "已报", When::Always),
        numbers("on_time", "按时", When::Said),
        numbers("late", "迟报", When::Said),
        numbers("returned", "退回待补", When::Said),
        numbers("unknown", "时间不详", When::Said),
        numbers("missing", "未报", When::Said),
        numbers("waiting", "未到期", When::Said),
        numbers("nil", "零报告", When::Said),
        numbers("faulty", "材料有误", When::Said),
        numbers("returns", "退回修改（家次）", When::Said),
        words("rate", "按时率", When::Said),
    ];
    sheet(&columns, page.rows.iter().chain([&page.total]).map(counts).collect())
}

fn counts(row: &SubmissionRow) -> Vec<String> {
    let mut cells = vec![row.kind.clone()];
    let counts = [
        row.expected,
        row.reported,
        row.on_time,
        row.late,
        row.returned_pending,
        row.unknown,
        row.missing,
        row.waiting,
        row.nil,
        row.faulty,
    ];
    cells.extend(counts.iter().map(ToString::to_string));
    cells.push(row.returns.to_string());
    cells.push(row.rate.as_ref().map_or_else(|| DASH.to_owned(), |r| format!("{}（{}）", r.percent, r.text)));
    cells
}

/// Unit by unit: internal. What holds for all stands below.
pub(super) fn units(stage: &Stage<'_>, note: &SubmissionsNote) -> Sheet {
    let columns = [
        numbers("seq", "序号", When::Always),
        words("unit", "单位", When::Always),
        words("due", "另定的应报时间", When::Said),
        words("state", "报送状态", When::Always),
        words("first", "首次报送", When::Said),
        words("accepted", "最终接收", When::Said),
        numbers("returns", "退回次数", When::Said),
        words("completeness", "材料完整性", When::Said),
        words("remark", "备注", When::Said),
    ];
    let deadline = &stage.now.progress.deadline.text;
    let row = |unit: &SubmissionUnit| {
        // What came once was first and last at the same moment.
        let again = unit.accepted != unit.first_received;
        vec![
            unit.seq.to_string(),
            unit.unit.text.clone(),
            if unit.due == *deadline { DASH.to_owned() } else { unit.due.clone() },
            unit.timeliness.word.to_owned(),
            unit.first_received.clone(),
            if again { unit.accepted.clone() } else { DASH.to_owned() },
            unit.returns.clone(),
            unit.completeness.replace("，指标0/0", "").replace("，节点0/0", ""),
            remark(unit),
        ]
    };
    let mut sheet = sheet(&columns, note.units.iter().map(row).collect());
    sheet.notes.push(format!("应报时间为{deadline}，另定的在表中注明。"));
    sheet
}

/// What the columns do not say.
fn remark(unit: &SubmissionUnit) -> String {
    let is_said = unit.remark.starts_with(&format!("{}（", unit.timeliness.word))
        && !unit.remark.contains(['；', '，']);
    if is_said || unit.remark == unit.timeliness.word || unit.remark.is_empty() {
        return DASH.to_owned();
    }
    unit.remark.clone()
}
