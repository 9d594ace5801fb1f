//! The tables of the data files, column by column.
//!
//! Takes a composed report; gives rows of text. Never lists a column that its edition may not show.

use super::columns::{Column, Table, cell, integer, number, or_empty, origin, status, text};
use super::figures;
use crate::report::{Answer, Edition, RegisterRow, Report, SubmissionRow, TaskPage, Voice};

/// Tables of both editions.
pub(super) fn common<E: Edition>(report: &Report<E>) -> Vec<Table> {
    vec![
        tasks(report),
        answers(report),
        milestones(report),
        figures::indicators(report),
        figures::values(report),
        units(report),
        submissions(report),
    ]
}

/// `60%` as 60.
fn bare_percent(text: &str) -> String {
    cell(text.trim_end_matches('%'))
}

/// The identifiers of states, each with its word.
pub(super) const STATES: &str = "完成情况（标识）：completed 已完成、ahead 超前、on_track 正常推进、behind 滞后、overdue 逾期、\
not_started 未启动、partly_not_started 部分单位未启动、ongoing 长期坚持、not_applicable 不涉及、nil_return 零报告、\
not_applicable_so_far 已填报的均不涉及、no_progress 无进展、not_yet_available 尚未统计、no_progress_or_not_yet 无进展或尚未统计、\
open 待核实、to_be_corrected 待补正、not_all_reported 尚未报齐、no_answer_when_due 到期未填报、no_answer 未填报、\
not_asked 没有安排单位填报、no_unit_named 未明确填报单位、unstated 未明确状态、none 无状态";

const ORIGIN: [Column; 3] = [
    text("source_unit", "填报单位"),
    integer("source_line", "报送件中的行号"),
    text("source_sha256", "报送件SHA-256的前12位"),
];

fn tasks<E: Edition>(report: &Report<E>) -> Table {
    let mut columns = vec![
        text("id", "任务编号"),
        text("title", "任务"),
        text("section", "方案部分"),
        text("lead", "牵头单位"),
        text("units", "其他单位"),
        text("due", "完成时限"),
        text("milestones_near", "本年和次年的节点"),
        text("status", STATES),
        text("status_word", "完成情况"),
        text("agreeing", "填报这一状态的单位数/应填报的单位数"),
        text("set_by_office", "完成情况由办公室认定的，注明填报汇总的状态"),
        text("open", "决定完成情况的填报待核实的问题"),
        number("percent", "完成率（%），取自决定状态的单位"),
        text("percent_unit", "完成率的填报单位"),
        integer("percent_line", "完成率在报送件中的行号"),
        text("progress", "进展情况（纯文字，一段一行；几家各说各的，前面写明单位）"),
    ];
    columns.extend(ORIGIN);
    let groups = report.register.iter().flat_map(|page| &page.groups);
    let rows = groups.flat_map(|group| group.rows.iter().map(|row| task_row(&group.link.text, row)));
    Table { name: "tasks", title: "任务台账", key: &["id"], columns, rows: rows.collect() }
}

fn task_row<E: Edition>(section: &str, row: &RegisterRow<E>) -> Vec<String> {
    let mut cells = vec![
        row.id.clone(),
        row.link.text.clone(),
        section.to_owned(),
        cell(&row.lead_text),
        cell(&row.units_text),
        cell(&row.due),
        cell(&row.milestone),
    ];
    cells.extend(status(&row.status.tag));
    cells.push(or_empty(row.agreeing.as_ref()).replace('/', "／"));
    cells.push(or_empty(row.status.set_by_office.as_ref()));
    cells.push(or_empty(row.status.open.as_ref()));
    cells.push(bare_percent(&row.percent));
    let [unit, line, _] = origin(row.percent_source.as_ref());
    cells.extend([unit, line]);
    cells.push(voices(&row.progress));
    cells.extend(origin(row.source.as_ref()));
    cells
}

/// Whose words they are stands before them where there are several.
fn voices(voices: &[Voice]) -> String {
    let said = |voice: &Voice| {
        let unit = if voices.len() > 1 { format!("{}：", voice.unit) } else { String::new() };
        format!("{unit}{}", voice.words.plain())
    };
    voices.iter().map(said).collect::<Vec<_>>().join("\n")
}

fn answers<E: Edition>(report: &Report<E>) -> Table {
    let mut columns = vec![
        text("task", "任务编号"),
        text("unit", "单位"),
        text("role", "分工：牵头、责任、配合、落实、未列"),
        text("status", "本单位填报的完成情况（标识，取值同tasks；空白填报为none）"),
        text("status_word", "完成情况"),
        number("percent", "完成率（%）"),
        text("open", "待核实的问题（规则编号）"),
        text("progress", "进展情况（纯文字，一段一行）"),
    ];
    columns.extend(ORIGIN);
    let rows = report.tasks.iter().flat_map(|page| page.answers.iter().map(|a| answer_row(page, a)));
    let rows = rows.collect();
    Table { name: "answers", title: "各单位填报的任务进展", key: &["task", "unit"], columns, rows }
}

fn answer_row<E: Edition>(page: &TaskPage<E>, answer: &Answer<E>) -> Vec<String> {
    let mut cells = vec![page.id.clone(), answer.unit.text.clone(), answer.role.to_owned()];
    cells.extend(status(&answer.status));
    cells.push(answer.percent.as_deref().map(bare_percent).unwrap_or_default());
    cells.push(or_empty(answer.open.as_ref()));
    cells.push(answer.progress.as_ref().map(|p| p.prose.plain()).unwrap_or_default());
    cells.extend(origin(answer.source.as_ref()));
    cells
}

fn milestones<E: Edition>(report: &Report<E>) -> Table {
    let columns = vec![
        text("id", "节点编号"),
        text("task", "任务编号"),
        text("what", "内容"),
        text("due", "完成时限"),
        text("qualifier", "力争、确保等限定语"),
        text(
            "status",
            "完成情况（标识，取值同tasks；refused 填报未采用、told_elsewhere 以前年度报告未公开）",
        ),
        text("status_word", "完成情况"),
        text("done_on", "完成日期"),
        text("done_in", "以前年度已填报完成"),
        text("open", "待核实的问题"),
        text("held", "未采用的填报：材料有误、待核实"),
    ];
    let first = report.tasks.iter().filter(|page| page.pager.as_ref().is_none_or(|pager| pager.page == 1));
    let rows = first.flat_map(|page| {
        page.milestones.iter().map(|m| {
            let mut cells = vec![
                m.id.clone(),
                page.id.clone(),
                m.what.clone(),
                cell(&m.due),
                or_empty(m.qualifier.as_ref()),
            ];
            cells.extend(status(&m.status));
            cells.extend([&m.done_on, &m.done_in, &m.open, &m.held].map(|cell| or_empty(cell.as_ref())));
            cells
        })
    });
    Table { name: "milestones", title: "节点", key: &["id"], columns, rows: rows.collect() }
}

fn units<E: Edition>(report: &Report<E>) -> Table {
    let mut columns = vec![
        text("name", "单位"),
        text("kind", "类别"),
        integer("tasks", "承担任务数"),
        integer("lead", "其中牵头"),
        integer("indicators", "填报指标数"),
    ];
    // What the unit itself said of its tasks, as on its page; of the whole task the table of tasks speaks.
    let parts = [
        integer("completed", "本单位填报已完成"),
        integer("ahead", "本单位填报超前"),
        integer("on_track", "本单位填报正常推进"),
        integer("behind", "本单位填报滞后"),
        integer("overdue", "本单位填报逾期"),
        integer("not_started", "本单位填报未启动"),
        integer("ongoing", "本单位填报长期坚持"),
        integer("not_applicable", "本单位填报不涉及"),
        integer("nil_return", "本单位零报告"),
        integer("no_progress", "本单位填报无进展"),
        integer("not_yet_available", "本单位填报尚未统计"),
        integer("open", "本单位的填报待核实"),
        integer("none", "本单位没有填报"),
    ];
    columns.extend(parts);
    let rows = report.unit_list.groups.iter().flat_map(|group| {
        group.units.iter().map(|unit| {
            // Nought would say that it has nothing to do.
            let count = |n: usize| if unit.is_collective { String::new() } else { n.to_string() };
            let mut cells = vec![unit.link.text.clone(), group.name.to_owned()];
            cells.extend([unit.task_count, unit.lead_count, unit.indicator_count].map(count));
            cells.extend(parts.iter().map(|part| count(unit.count.of_id(part.name))));
            cells
        })
    });
    Table { name: "units", title: "责任单位", key: &["name"], columns, rows: rows.collect() }
}

fn submissions<E: Edition>(report: &Report<E>) -> Table {
    let columns = vec![
        text("kind", "单位类别"),
        integer("expected", "应报"),
        integer("reported", "已报"),
        integer("on_time", "按时"),
        integer("late", "迟报"),
        integer("faulty", "材料有误"),
        integer("returned_pending", "退回待补"),
        integer("missing", "未报"),
        integer("waiting", "未到期"),
        integer("nil", "零报告"),
        integer("returns", "退回修改（家次）"),
    ];
    let row = |row: &SubmissionRow| {
        let mut cells = vec![row.kind.clone()];
        cells.extend(row.counts().iter().map(ToString::to_string));
        cells.push(row.returns.to_string());
        cells
    };
    let page = &report.submissions;
    let rows = page.rows.iter().chain([&page.total]).map(row).collect();
    Table { name: "submissions", title: "报送统计", key: &["kind"], columns, rows }
}
