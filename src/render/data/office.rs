//! Tables that only the office has.
//!
//! Takes the internal report; gives further tables. Never takes a public one: the type forbids it.

use super::columns::{Table, cell, integer, or_empty, status, text};
use crate::report::InternalReport;

/// Tables that only the office has.
pub(super) fn tables(report: &InternalReport) -> Vec<Table> {
    vec![concerns(report), receipts(report), findings(report)]
}

fn concerns(report: &InternalReport) -> Table {
    let columns = vec![
        text("task", "任务编号"),
        text("unit", "单位"),
        text("gap", "没有填报的原因"),
        text("issues", "存在问题"),
        text("next_steps", "下一步措施"),
        text("new_due", "计划完成时间"),
        text("funds", "资金"),
        text("evidence", "佐证材料"),
        text("explanation", "核实说明"),
        text("place", "报送件和行号"),
    ];
    let rows = report.tasks.iter().flat_map(|page| {
        page.answers.iter().map(|answer| {
            let note = &answer.internal;
            let words =
                |n: &Option<crate::report::Narrative>| n.as_ref().map(|n| n.plain()).unwrap_or_default();
            vec![
                page.id.clone(),
                answer.unit.text.clone(),
                or_empty(note.gap.as_ref()),
                words(&note.issues),
                words(&note.next_steps),
                or_empty(note.new_due.as_ref()),
                or_empty(note.funds.as_ref()),
                note.evidence.join("；"),
                or_empty(note.explanation.as_ref()),
                answer.source.as_ref().map(|s| s.internal.place.clone()).unwrap_or_default(),
            ]
        })
    });
    let rows = rows.collect();
    Table {
        name: "concerns", title: "问题、措施和资金（内部）", key: &["task", "unit"], columns, rows
    }
}

fn receipts(report: &InternalReport) -> Table {
    let columns = vec![
        integer("seq", "序号"),
        text("unit", "单位"),
        text("state", "报送状态（标识）"),
        text("state_word", "报送状态"),
        text("due", "应报时间"),
        text("first_received", "首次报送"),
        text("returns", "退回次数"),
        text("accepted", "最终接收"),
        text("completeness", "材料完整性"),
        text("remark", "备注"),
        text("path", "采用的报送件"),
    ];
    let rows = report.submissions.internal.units.iter().map(|unit| {
        let mut cells = vec![unit.seq.to_string(), unit.unit.text.clone()];
        cells.extend(status(&unit.timeliness));
        cells.extend([
            unit.due.clone(),
            cell(&unit.first_received),
            cell(&unit.returns),
            cell(&unit.accepted),
            cell(&unit.completeness),
            unit.remark.clone(),
            or_empty(unit.path.as_ref()),
        ]);
        cells
    });
    let rows = rows.collect();
    Table { name: "receipts", title: "逐家报送情况（内部）", key: &["seq"], columns, rows }
}

fn findings(report: &InternalReport) -> Table {
    let columns = vec![
        text("code", "规则编号"),
        text("severity", "级别（标识）"),
        text("severity_word", "级别"),
        text("path", "文件"),
        text("place", "位置"),
        text("message", "问题"),
        text("explanation", "说明"),
    ];
    let groups = &report.internal.findings.groups;
    let rows = groups.iter().flat_map(|group| {
        group.rows.iter().map(|row| {
            let mut cells = vec![row.code.to_owned()];
            cells.extend(status(&row.severity));
            cells.extend([
                group.path.clone(),
                row.place.clone(),
                row.message.clone(),
                or_empty(row.explanation.as_ref()),
            ]);
            cells
        })
    });
    let rows = rows.collect();
    Table {
        name: "findings",
        title: "核对发现（内部）",
        key: &["path", "place", "code", "message"],
        columns,
        rows,
    }
}
