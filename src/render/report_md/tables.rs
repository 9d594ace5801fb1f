//! The annexes: tables in Markdown.
//!
//! Takes a composed report; gives rows with escaped cells. Never cuts a figure.

use std::fmt::Write as _;

use crate::prose;
use crate::report::{Edition, InternalReport, Measure, Passage, RegisterRow, Report, SubmissionRow};

/// Characters of a narrative in a cell; the whole text stands in the body.
const CELL: usize = 120;

fn heading(out: &mut String, annex: usize, title: &str) {
    let _ = write!(out, "## 附件{annex}　{title}\n\n");
}

fn table(out: &mut String, head: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    let rule = vec!["---"; head.len()].join(" | ");
    let _ = write!(out, "| {} |\n| {rule} |\n", head.join(" | "));
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| prose::words(cell)).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out.push('\n');
}

/// 附件1 指标完成情况表.
pub(super) fn indicators<E: Edition>(out: &mut String, report: &Report<E>, annex: usize) {
    heading(out, annex, "指标完成情况表");
    let head = [
        "序号",
        "指标名称",
        "单位",
        "指标属性",
        "基期值",
        "上年值",
        "本年目标",
        "本年完成值",
        "时段和状态",
        "同比",
        "与目标差",
        "是否达到时序进度",
        "判定",
        "口径",
        "填报单位",
        "来源",
    ];
    let rows = report.indicator_table.groups.iter().flat_map(|group| &group.rows).map(|row| {
        let with = |text: &str, note: Option<&String>| match note {
            Some(note) => format!("{text}（{note}）"),
            None => text.to_owned(),
        };
        vec![
            row.seq.to_string(),
            row.link.text.clone(),
            row.unit_of_measure.clone(),
            row.kind.to_owned(),
            with(&row.baseline, row.baseline_year.as_ref()),
            with(&row.last.value, Some(&row.last.note)),
            with(&row.target_text, row.target_note.as_ref()),
            with(&row.shown.value, row.shown.ratio.as_ref()),
            row.shown.note.clone(),
            row.change_text.clone(),
            row.difference.clone(),
            row.schedule_text.clone(),
            row.standing.word.to_owned(),
            row.basis.clone(),
            row.units_text.clone(),
            if row.source_text.is_empty() { "—".to_owned() } else { row.source_text.clone() },
        ]
    });
    table(out, &head, rows);
    let _ = write!(out, "{}\n\n", prose::words(&report.indicator_table.note));
}

/// 进展情况 in a cell.
fn progress<E: Edition>(row: &RegisterRow<E>) -> String {
    row.progress.as_ref().map_or_else(|| "—".to_owned(), |p| p.prose.excerpt(CELL))
}

/// 附件2 重点任务进展台账.
pub(super) fn tasks<E: Edition>(out: &mut String, report: &Report<E>, annex: usize) {
    heading(out, annex, "重点任务进展台账");
    let head = [
        "序号",
        "任务编号",
        "重点任务",
        "牵头单位",
        "责任单位",
        "完成时限",
        "年度节点",
        "进展情况",
        "完成情况",
        "完成率",
        "来源",
    ];
    let rows =
        report.register.iter().flat_map(|page| &page.groups).flat_map(|group| &group.rows).map(|row| {
            vec![
                row.seq.to_string(),
                row.id.clone(),
                row.link.text.clone(),
                row.lead_text.clone(),
                row.units_text.clone(),
                row.due.clone(),
                row.milestone.clone(),
                progress(row),
                match &row.agreeing {
                    Some(agreeing) => format!("{}（{agreeing}家）", row.status.word),
                    None => row.status.word.to_owned(),
                },
                match &row.percent_source {
                    Some(source) => format!("{}（{}）", row.percent, source.unit),
                    None => row.percent.clone(),
                },
                row.source.as_ref().map_or_else(|| "—".to_owned(), |s| s.text.clone()),
            ]
        });
    table(out, &head, rows);
}

/// 填报长期坚持的单位进展.
pub(super) fn ongoing<E: Edition>(out: &mut String, report: &Report<E>) {
    let rows = &report.paper.ongoing;
    if rows.is_empty() {
        return;
    }
    out.push_str("填报长期坚持的单位进展\n\n");
    let cells = rows.iter().enumerate().map(|(at, row)| {
        let seq = (at + 1).to_string();
        vec![seq, row.task.clone(), row.passage.unit.clone(), row.passage.words.clone()]
    });
    table(out, &["序号", "任务", "单位", "进展"], cells);
}

/// 以文字表述的目标.
pub(super) fn goals(out: &mut String, rows: Vec<[String; 4]>) {
    table(out, &["目标年份", "认定情况", "项数", "目标"], rows.into_iter().map(Vec::from));
}

/// 下一步措施 and by when.
pub(super) fn measures(out: &mut String, measures: &[Measure]) {
    let rows = measures.iter().map(|measure| {
        let Passage { unit, words, .. } = &measure.passage;
        vec![measure.task.clone(), unit.clone(), words.clone(), measure.due.clone()]
    });
    table(out, &["任务", "单位", "措施", "计划完成时间"], rows);
}

/// 附件3 报送情况统计表: counts.
pub(super) fn submissions<E: Edition>(out: &mut String, report: &Report<E>, annex: usize) {
    heading(out, annex, "报送情况统计表");
    let head = [
        "类别",
        "应报",
        "已报",
        "按时",
        "迟报",
        "退回待重报",
        "时间不详",
        "未报",
        "未到期",
        "零报告",
        "材料有误",
        "退回修改（家次）",
        "按时率",
    ];
    let row = |row: &SubmissionRow| {
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
        cells.push(
            row.rate.as_ref().map_or_else(|| "—".to_owned(), |r| format!("{}（{}）", r.percent, r.text)),
        );
        cells
    };
    let page = &report.submissions;
    table(out, &head, page.rows.iter().chain([&page.total]).map(row));
}

/// Unit by unit: internal.
pub(super) fn units(out: &mut String, report: &InternalReport) {
    let head = [
        "序号",
        "单位",
        "应报时间",
        "首次报送时间",
        "退回次数",
        "最终接收时间",
        "报送状态",
        "材料完整性",
        "备注",
    ];
    let rows = report.submissions.internal.units.iter().map(|unit| {
        vec![
            unit.seq.to_string(),
            unit.unit.text.clone(),
            unit.due.clone(),
            unit.first_received.clone(),
            unit.returns.clone(),
            unit.accepted.clone(),
            unit.timeliness.word.to_owned(),
            unit.completeness.clone(),
            unit.remark.clone(),
        ]
    });
    table(out, &head, rows);
}
