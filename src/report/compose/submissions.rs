//! 报送情况: counts for everybody, unit by unit for the office.
//!
//! Takes standings of units; gives counts, and rows for the office. Never names a unit in public.

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate};

use super::YearData;
use super::cells::DASH;
use super::frame::{Spec, Tab, frame, summed_up_to};
use super::headline::submission_figures;
use super::links::{fact, unit_link, words};
use super::rates::rate;
use super::receipts::{receipts, self_dated};
use super::returned;
use super::stage::Stage;
use super::tags::{report_state, unit_kind};
use super::unit_note::material;
use crate::assess::{Timeliness, UnitCounts, UnitStanding};
use crate::plan::{UnitIndex, UnitKind};
use crate::report::{
    Day, Days, Edition, Fact, SubmissionRow, SubmissionUnit, SubmissionYear, Submissions, SubmissionsNote,
};
use crate::submission::Later;
use crate::wording::{self, Reader};

/// The page on submissions.
pub(super) fn submissions<E: Edition>(stage: &Stage<'_>) -> Submissions<E> {
    let mut spec = Spec::article("submissions.html", "报送情况", Tab::Submissions);
    // The office reads unit by unit: a wide table that is sorted.
    let by_unit = E::READER == Reader::Office;
    (spec.script, spec.wide) = (by_unit, by_unit);
    spec.byline = vec![
        words(format!("{}年度", stage.now.round.year)),
        words(format!("截至{}", summed_up_to::<E>(stage))),
    ];
    let figures = submission_figures(stage);
    let total = submission_row(stage.now, "合计", |_| true);
    let kinds = [
        (stage.plan.county_word(), vec![UnitKind::County]),
        (unit_kind(stage.plan, UnitKind::Department), vec![UnitKind::Department]),
        ("其他", vec![UnitKind::Collective, UnitKind::Other]),
    ];
    let rows = kinds.into_iter().map(|(name, kinds)| {
        submission_row(stage.now, name, |unit| kinds.contains(&stage.plan.unit(unit).kind))
    });
    Submissions {
        frame: frame::<E>(stage, spec),
        summary: format!(
            "{}年度应报{}家，已报{}家。各单位状态：{}。{}{}",
            stage.now.round.year,
            total.expected,
            total.reported,
            if total.expected == 0 { "原文未要求报送".to_owned() } else { figures.count.words("家") },
            figures.change_text,
            wording::own_dates(self_dated(stage.now)).unwrap_or_default()
        ),
        rows: rows.filter(|row| row.expected > 0).collect(),
        total,
        days: days(stage),
        receipts: receipts(stage),
        rules: deadline_rules(stage, E::READER),
        history: submission_history(stage),
        internal: E::only(|| submissions_note(stage)),
    }
}

fn submission_row(year: &YearData<'_>, kind: &str, belongs: impl Fn(UnitIndex) -> bool) -> SubmissionRow {
    let counts = UnitCounts::of(year.progress.units.iter().filter(|standing| belongs(standing.unit)));
    SubmissionRow {
        kind: kind.to_owned(),
        expected: counts.expected,
        due: counts.due,
        reported: counts.received,
        on_time: counts.on_time,
        late: counts.late,
        returned_pending: counts.returned_pending,
        missing: counts.missing,
        waiting: counts.not_yet_due,
        faulty: counts.faulty,
        undated: counts.undated,
        nil: counts.nil,
        partial: counts.partial,
        returns: counts.returns,
        rate: (counts.due > 0).then(|| rate(counts.on_time_rate)),
    }
}

fn submission_history(stage: &Stage<'_>) -> Vec<SubmissionYear> {
    let now = stage.now.round.year;
    stage.input.years[stage.input.first_seen()..=stage.input.at]
        .iter()
        .rev()
        .map(|year| {
            let number = year.round.year;
            let label = format!("{number}年度");
            SubmissionYear {
                link: if number == now {
                    words(label)
                } else {
                    year.to_page(label, format!("../{number}/submissions.html"))
                },
                row: submission_row(year, "合计", |_| true),
                current: number == now,
            }
        })
        .collect()
}

/// 逐日接收 in the month of the deadline, by the intake book.
fn days(stage: &Stage<'_>) -> Option<Days> {
    let deadline = &stage.now.progress.deadline;
    let last = deadline.last_day;
    let day_of =
        |unit: &UnitStanding| Some(unit.first_received?.with_timezone(deadline.end.offset()).date_naive());
    let units = || stage.now.progress.units.iter();
    let received: Vec<NaiveDate> = units().filter_map(day_of).collect();
    let late = |day: NaiveDate| {
        units().filter(|unit| unit.timeliness == Timeliness::Late && day_of(unit) == Some(day)).count()
    };
    if received.is_empty() {
        return None;
    }
    let in_month = |day: &&NaiveDate| (day.year(), day.month()) == (last.year(), last.month());
    let days = days_of_month(last);
    let shown: Vec<Day> = (1..=days)
        .filter_map(|day| {
            let n = received.iter().filter(in_month).filter(|d| d.day() == day).count();
            (n > 0).then(|| Day { day, n, late: last.with_day(day).map_or(0, late) })
        })
        .collect();
    let (before, on, after) = received.iter().fold((0, 0, 0), |(b, o, a), day| match day.cmp(&last) {
        std::cmp::Ordering::Less => (b + 1, o, a),
        std::cmp::Ordering::Equal => (b, o + 1, a),
        std::cmp::Ordering::Greater => (b, o, a + 1),
    });
    Some(Days {
        month: format!("{}年{}月", last.year(), last.month()),
        days,
        received: shown,
        deadline_day: last.day(),
        deadline_text: format!("{}月{}日截止", last.month(), last.day()),
        description: format!("截止日当天接收{on}家，此前共{before}家，此后{after}家；图中为截止日所在月份。"),
    })
}

fn deadline_rules(stage: &Stage<'_>, reader: Reader) -> Vec<Fact> {
    let reporting = &stage.plan.definition.reporting;
    let mut rules = vec![];
    if let Some(clause) = reporting.clause.as_deref().filter(|c| !c.trim().is_empty()) {
        let quote = reporting.quote.as_ref().map(|q| format!("：{}", q.inner)).unwrap_or_default();
        rules.push(fact("依据", format!("{clause}{quote}")));
    }
    // 说明 is what the office notes for itself.
    if let Some(note) = reporting.note.as_ref().filter(|_| reader == Reader::Office) {
        rules.push(fact("说明", note.as_str()));
    }
    rules.push(fact("截止", stage.now.progress.deadline.text.as_str()));
    rules.push(fact("认定", "以首次被采用的版本的签收时间为准；退回后重新报送的，另记时间。"));
    rules.push(fact("零报告", "说明没有可报内容的报送，计为已报、材料齐全。"));
    rules.push(fact("材料有误", "计为已报，不计为按时或迟报；有误的部分不采用，改正后重新汇总。"));
    rules
}

fn submissions_note(stage: &Stage<'_>) -> SubmissionsNote {
    let rows = stage.now.progress.units.iter().enumerate();
    let strangers = stage.now.round.submissions.iter().filter(|s| s.unit.is_none());
    SubmissionsNote {
        deadline: stage.now.progress.deadline.text.clone(),
        units: rows.map(|(at, standing)| submission_unit(stage, at + 1, standing)).collect(),
        strangers: strangers.map(|s| stage.input.sources.get(s.file).path.clone()).collect(),
        later: stage.now.later.iter().map(|later| came_later(stage, later)).collect(),
        pager: None,
    }
}

/// What came later, as the office finds it.
fn came_later(stage: &Stage<'_>, later: &Later) -> String {
    let name = later.unit.map_or("单位无法识别", |unit| stage.name(unit));
    match later.booked {
        Some(at) => format!("{name}（{}签收）", moment_text(stage, at)),
        None => format!("{name} {}", stage.input.sources.get(later.file).path),
    }
}

fn submission_unit(stage: &Stage<'_>, seq: usize, standing: &UnitStanding) -> SubmissionUnit {
    let file = stage
        .unit_record(standing.unit)
        .and_then(|(record, _)| record.submission)
        .map(|at| stage.now.round.submissions[at.0].file);
    let received = match (standing.first_received, standing.received_on) {
        (Some(at), _) => moment_text(stage, at),
        (None, Some(day)) => format!("{}（自报）", date_text(day)),
        (None, None) => DASH.to_owned(),
    };
    SubmissionUnit {
        seq,
        unit: unit_link(stage, "", standing.unit),
        timeliness: report_state(standing.state()),
        due: standing.deadline.text.clone(),
        first_received: received,
        returns: if standing.first_received.is_some() {
            standing.returns.to_string()
        } else {
            DASH.to_owned()
        },
        accepted: standing.accepted_at.map_or_else(|| DASH.to_owned(), |at| moment_text(stage, at)),
        completeness: material(standing),
        remark: remark(stage, standing),
        path: file.map(|file| stage.input.sources.get(file).path.clone()),
    }
}

fn moment_text(stage: &Stage<'_>, at: DateTime<FixedOffset>) -> String {
    let offset = *stage.now.progress.deadline.end.offset();
    at.with_timezone(&offset).format("%Y-%m-%d %H:%M").to_string()
}

fn remark(stage: &Stage<'_>, standing: &UnitStanding) -> String {
    let mut parts = vec![wording::unit_state(standing)];
    let decisions = &stage.now.round.decisions;
    if let Some(e) = standing.extension.and_then(|at| decisions.extensions.get(at)) {
        parts.push(format!("延至{}：{}", e.until, e.reason));
    }
    parts.extend(returned::reasons(stage, standing).into_iter().map(|why| format!("退回：{why}")));
    parts.retain(|part| !part.is_empty());
    parts.join("；")
}

fn days_of_month(day: NaiveDate) -> u32 {
    let (year, month) = if day.month() == 12 { (day.year() + 1, 1) } else { (day.year(), day.month() + 1) };
    NaiveDate::from_ymd_opt(year, month, 1).and_then(|first| first.pred_opt()).map_or(31, |last| last.day())
}

/// A day in a table.
fn date_text(date: chrono::NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}
