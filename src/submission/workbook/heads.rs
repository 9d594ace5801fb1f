//! What the heads of a list say: which of them stand over which column, and what a column of that head is.

use super::labels::{by_meaning, meant_by};
use crate::source::{Sheet, heading};
use crate::syntax::meaning;
use crate::workbook::{self, Field, LACKING, LAST_YEAR};

/// What units call the column that says which task, indicator or milestone a row is.
const TITLES: [(&str, &[&str]); 3] = [
    (
        "tasks",
        &[
            "任务",
            "任务名称",
            "工作任务",
            "主要任务",
            "目标任务",
            "重点工作",
            "工作内容",
            "任务内容",
            "重点工作任务",
        ],
    ),
    ("indicators", &["指标", "指标项", "指标内容", "主要指标", "目标指标"]),
    (
        "milestones",
        &["项目", "项目名称", "重点项目", "工程", "工程名称", "重点工程", "节点名称", "里程碑", "节点任务"],
    ),
];
/// What units call the column of the ids.
const IDS: [(&str, &[&str]); 3] = [
    ("tasks", &["任务编号", "任务编码", "任务号", "工作编号"]),
    ("indicators", &["指标编号", "指标编码", "指标号"]),
    ("milestones", &["节点编号", "节点编码", "项目编号", "工程编号"]),
];
/// What belongs to the plan in any table, and is not read.
const OF_THE_PLAN: [&str; 17] = [
    "单位",
    "序号",
    "类别",
    "工作目标",
    "目标",
    "目标值",
    "年度目标",
    "方案目标",
    "完成时限",
    "时限",
    "方案时限",
    "计量单位",
    "责任单位",
    "牵头单位",
    "配合单位",
    "所属任务",
    "牵头部门",
];

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// The id of the row.
    Id,
    /// Its title in the plan.
    Title,
    /// Something else that the plan or the form filled.
    Given,
    /// An answer.
    Answer(&'static Field),
}

/// The heads of a row by column. Where the row above groups some of its columns (`资金` over `计划投入` and
/// `实际支出`), what stands there over a blank is the head of that column.
pub(super) fn of_row(sheet: &Sheet, row: u32) -> Vec<(u32, String)> {
    let mut heads = sheet.heads(row);
    let above = row.saturating_sub(1);
    let wide = |at: u32| {
        sheet
            .merged
            .iter()
            .find(|area| area.holds(above, at) && area.first.1 < area.last.1 && area.last.0 == above)
    };
    let groups = sheet.cells.range((above, 0)..(row, 0)).any(|((_, at), _)| {
        wide(*at).is_some_and(|area| {
            (area.first.1..=area.last.1).filter(|at| !sheet.text(row, *at).is_empty()).count() > 1
        })
    });
    if !groups || heads.is_empty() {
        return heads;
    }
    for ((_, at), cell) in sheet.cells.range((above, 0)..(row, 0)) {
        let head = heading(&cell.text);
        if wide(*at).is_none() && !head.is_empty() && !heads.iter().any(|(known, _)| known == at) {
            heads.push((*at, head));
        }
    }
    heads.sort();
    heads
}

/// Whether the name of a sheet says that it lists what a layout lists.
pub(super) fn names_list(layout: &workbook::Sheet, name: &str) -> bool {
    TITLES.iter().any(|(list, words)| *list == layout.list && name.contains(words[0]))
}

/// Whether a head is one of the form's own, word for word.
pub(super) fn is_of_form(layout: &workbook::Sheet, head: &str) -> bool {
    layout.plan.iter().any(|column| column.heading == head)
        || layout.fields.iter().any(|field| field.heading() == head)
}

/// What a head says its column is. `own`: of a unit's own table, in which a head may be longer than the word that
/// is known.
pub(super) fn column(layout: &'static workbook::Sheet, head: &str, own: bool) -> Option<Column> {
    // The third column of the plan is what the row is called; the two before say its number and its id.
    if let Some(at) = layout.plan.iter().position(|column| column.heading == head) {
        return Some(match layout.plan[at].key {
            "id" => Column::Id,
            _ if at == 2 => Column::Title,
            _ => Column::Given,
        });
    }
    if let Some(field) = layout.fields.iter().find(|field| field.heading() == head) {
        return Some(Column::Answer(field));
    }
    if head == LACKING || head.starts_with(LAST_YEAR) || head.starts_with("上年") {
        return Some(Column::Given);
    }
    if TITLES.iter().any(|(list, words)| *list == layout.list && words.contains(&head)) {
        return Some(Column::Title);
    }
    if IDS.iter().any(|(list, words)| *list == layout.list && words.contains(&head)) {
        return Some(Column::Id);
    }
    if OF_THE_PLAN.contains(&head) {
        return Some(Column::Given);
    }
    if let Some(field) = by_meaning(layout.fields, head) {
        return Some(Column::Answer(field));
    }
    if !own {
        return None;
    }
    match OF_THE_PLAN.iter().any(|word| head.ends_with(word)) {
        true => Some(Column::Given),
        false => meant_by(layout.fields, head, meaning::guessed).map(Column::Answer),
    }
}
