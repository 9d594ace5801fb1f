//! The annex on who handed in, and when.
//!
//! Takes the page on submissions; gives sheets. Names units for the office only, and leaves out none without saying so.

use chrono::NaiveDate;

use super::super::cells::DASH;
use super::super::receipts::self_dated;
use super::super::returned;
use super::super::stage::Stage;
use super::overall::kind_in_full;
use super::sheet::{When, numbers, sheet, words};
use crate::assess::{Completeness, Timeliness, UnitStanding};
use crate::report::{Edition, Sheet, SubmissionRow, Submissions, SubmissionsNote};
use crate::wording;

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
        numbers("partial", "材料不全", When::Said),
        numbers("returns", "退回修改（家次）", When::Said),
        words("rate", "按时率", When::Said),
    ];
    // Of one kind alone the sum is the same row again.
    let total = [&page.total].into_iter().filter(|_| page.rows.len() != 1);
    // While some have still time, a rate says nothing of the year.
    let is_over = page.total.waiting == 0;
    sheet(&columns, page.rows.iter().chain(total).map(|row| counts(row, is_over)).collect())
}

fn counts(row: &SubmissionRow, is_over: bool) -> Vec<String> {
    let mut cells = vec![kind_in_full(&row.kind).to_owned()];
    cells.extend(row.counts().iter().map(ToString::to_string));
    cells.push(row.partial.to_string());
    cells.push(row.returns.to_string());
    let rate = row.rate.as_ref().filter(|_| is_over);
    cells.push(rate.map_or_else(|| DASH.to_owned(), |r| format!("{}（{}）", r.percent, r.text)));
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
    let deadline = &stage.now.progress.deadline;
    let (mut rows, mut plain, mut silent, mut waiting) = (vec![], vec![], vec![], vec![]);
    let mut own_days = false;
    for unit in &note.units {
        let standings = stage.now.progress.units.iter();
        let Some(standing) = standings.into_iter().find(|of| stage.name(of.unit) == unit.unit.text) else {
            continue;
        };
        let own = standing.deadline.text != deadline.text;
        let remark = remark(stage, standing);
        if unit.timeliness.key == "on_time" && remark == DASH && !own {
            plain.push(unit.unit.text.as_str());
            continue;
        }
        // Of whom nothing is to be told but that nothing came.
        let is_silent = !own && remark == DASH;
        match unit.timeliness.key {
            "missing" if is_silent => silent.push(unit.unit.text.as_str()),
            "waiting" if is_silent => waiting.push(unit.unit.text.as_str()),
            _ => {}
        }
        if is_silent && ["missing", "waiting"].contains(&unit.timeliness.key) {
            continue;
        }
        own_days |= own;
        let until = standing.deadline.last_day.to_string();
        rows.push(vec![
            (rows.len() + 1).to_string(),
            unit.unit.text.clone(),
            until,
            unit.first_received.clone(),
            unit.timeliness.word.to_owned(),
            remark,
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
    // Those that need no row of their own are in time by their own dates, too.
    sheet.notes.extend(wording::own_dates(self_dated(stage.now)));
    sheet.notes.extend(counted_by(stage));
    let others = if own_days { "，另定的在表中注明" } else { "" };
    sheet.notes.push(format!("应报时间为{}{others}。", deadline.text));
    sheet
}

/// Which of several receipts counts, where something was returned and came again.
fn counted_by(stage: &Stage<'_>) -> Option<String> {
    let is_returned = stage.now.progress.units.iter().any(|unit| unit.returns > 0);
    is_returned.then(|| "退回修改后补报的，收到时间和报送状态按首次收到计。".to_owned())
}

/// What the columns do not say: how late, why it was returned, what of it is faulty.
fn remark(stage: &Stage<'_>, standing: &UnitStanding) -> String {
    let day = |day: Option<NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
    let is_out = matches!(standing.timeliness, Timeliness::Missing | Timeliness::NotYetDue);
    let extension = standing.extension.and_then(|at| stage.now.round.decisions.extensions.get(at));
    let came_again = standing.timeliness == Timeliness::OnTime && standing.resubmitted_late;
    let parts = [
        (standing.timeliness == Timeliness::Late).then(|| format!("迟报{}天", standing.days_late)),
        came_again.then(|| format!("按首次收到计，退回后于{}补报", day(standing.last_on))),
        (is_out && standing.last_on.is_some())
            .then(|| format!("电子件{}收到，纸质件未到", day(standing.last_on))),
        (is_out && standing.last_on.is_none() && standing.paper_on.is_some())
            .then(|| format!("纸质件{}收到，电子件未到", day(standing.paper_on))),
        standing.book_damaged.then(|| "收文登记簿无法读取".to_owned()),
        extension.map(|e| format!("经同意延期：{}", e.reason.trim_end_matches('。'))),
        // That it came again says once that it was returned.
        match returned::reasons(stage, standing) {
            none if none.is_empty() => {
                (standing.returns > u32::from(came_again)).then(|| format!("退回{}次", standing.returns))
            }
            reasons => (standing.returns > 0)
                .then(|| format!("退回{}次（{}）", standing.returns, reasons.join("；"))),
        },
        returned::faulty(stage, standing).or_else(|| material(standing)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { DASH.to_owned() } else { parts.join("；") }
}

/// `材料不全：任务应填27项、已填9项`; of what is whole nothing.
fn material(standing: &UnitStanding) -> Option<String> {
    let word = wording::completeness(standing.completeness);
    let coverage = standing.coverage;
    let kinds = [("任务", coverage.tasks), ("指标", coverage.indicators), ("节点", coverage.milestones)];
    let lacks = kinds.iter().filter(|(_, share)| share.answered < share.assigned);
    let lacks: Vec<String> = lacks
        .map(|(kind, share)| format!("{kind}应填{}项、已填{}项", share.assigned, share.answered))
        .collect();
    match standing.completeness {
        Completeness::Complete | Completeness::Nothing => None,
        Completeness::Nil | Completeness::Faulty => Some(word.to_owned()),
        Completeness::Partial if lacks.is_empty() => Some(word.to_owned()),
        Completeness::Partial => Some(format!("{word}：{}", lacks.join("，"))),
    }
}
