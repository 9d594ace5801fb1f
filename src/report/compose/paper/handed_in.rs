//! The annex on who handed in, and when.
//!
//! Takes the page on submissions; gives sheets. Names units for the office only, and leaves out none without saying so.

use super::super::cells::DASH;
use super::super::stage::Stage;
use super::sheet::{When, numbers, sheet, words};
use crate::report::{Edition, Sheet, SubmissionRow, SubmissionUnit, Submissions, SubmissionsNote};

/// 报送情况统计表: counts by kind of unit.
pub(super) fn submissions<E: Edition>(page: &Submissions<E>) -> Sheet {
    let columns = [
        words("kind", "类别", When::Always),
        numbers("expected", "应报", When::Always),
        numbers("reported", "已报", When::Always),
        numbers("on_time", "按时", When::Said),
        numbers("late", "迟报", When::Said),
        numbers("faulty", "材料有误", When::Said),
        numbers("returned", "退回待补", When::Said),
        numbers("missing", "未报", When::Said),
        numbers("waiting", "未到期", When::Said),
        numbers("nil", "零报告", When::Said),
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
        row.faulty,
        row.returned_pending,
        row.missing,
        row.waiting,
        row.nil,
    ];
    cells.extend(counts.iter().map(ToString::to_string));
    cells.push(row.returns.to_string());
    cells.push(row.rate.as_ref().map_or_else(|| DASH.to_owned(), |r| format!("{}（{}）", r.percent, r.text)));
    cells
}

/// Units of which there is something to tell: internal. The others are named below the table.
pub(super) fn units(stage: &Stage<'_>, note: &SubmissionsNote) -> Sheet {
    let columns = [
        numbers("seq", "序号", When::Always),
        words("unit", "单位", When::Always),
        words("due", "应报时间", When::Said),
        words("first", "收到时间", When::Said),
        words("state", "报送状态", When::Always),
        words("remark", "说明", When::Said),
    ];
    let deadline = &stage.now.progress.deadline.text;
    let (mut rows, mut plain, mut silent, mut waiting) = (vec![], vec![], vec![], vec![]);
    for unit in &note.units {
        let is_whole = unit.completeness.starts_with("材料齐全");
        let own = unit.due != *deadline;
        if unit.timeliness.key == "on_time" && is_whole && !own && matches!(unit.returns.as_str(), "0" | DASH)
        {
            plain.push(unit.unit.text.as_str());
            continue;
        }
        // Of whom nothing is to be told but that nothing came.
        let is_silent = !own && remark(unit, true) == DASH;
        match unit.timeliness.key {
            "missing" if is_silent => silent.push(unit.unit.text.as_str()),
            "waiting" if is_silent => waiting.push(unit.unit.text.as_str()),
            _ => {}
        }
        if is_silent && ["missing", "waiting"].contains(&unit.timeliness.key) {
            continue;
        }
        let until =
            if own { unit.due.split_once('，').map_or(unit.due.as_str(), |(until, _)| until) } else { DASH };
        rows.push(vec![
            (rows.len() + 1).to_string(),
            unit.unit.text.clone(),
            until.to_owned(),
            unit.first_received.clone(),
            unit.timeliness.word.to_owned(),
            remark(unit, is_whole),
        ]);
    }
    let mut sheet = sheet(&columns, rows);
    for (word, names) in [("未报", &silent), ("未到报送时间", &waiting)] {
        if !names.is_empty() {
            sheet.notes.push(format!("{word}{}家：{}。", names.len(), names.join("、")));
        }
    }
    let is_rest = !silent.is_empty() || !waiting.is_empty() || !sheet.rows.is_empty();
    let also = if is_rest { "其余" } else { "" };
    if !plain.is_empty() {
        sheet.notes.push(format!("{also}{}家按时报送且材料齐全：{}。", plain.len(), plain.join("、")));
    }
    sheet.notes.push(format!("应报时间为{deadline}，另定的在表中注明。"));
    sheet
}

/// What the columns do not say; why something was returned stays between office and unit.
fn remark(unit: &SubmissionUnit, is_whole: bool) -> String {
    let told = unit.remark.split('；').filter(|part| !part.is_empty());
    let told: Vec<&str> = told.take_while(|part| !part.starts_with("退回：")).collect();
    // Status and time of arrival stand in columns of their own.
    let state = format!("{}（", unit.timeliness.word);
    let rest = |part: &str| match part.strip_prefix(&state).and_then(|part| part.split_once('）')) {
        Some((_, rest)) => rest.trim_start_matches('，').to_owned(),
        None if part == unit.timeliness.word => String::new(),
        None => part.to_owned(),
    };
    let mut parts: Vec<String> = told.into_iter().map(rest).filter(|part| !part.is_empty()).collect();
    if !matches!(unit.returns.as_str(), "0" | DASH) {
        parts.push(format!("退回{}次", unit.returns));
    }
    if !is_whole && unit.completeness != DASH {
        parts.push(unit.completeness.replace("，指标0/0", "").replace("，节点0/0", ""));
    }
    if parts.is_empty() { DASH.to_owned() } else { parts.join("；") }
}
