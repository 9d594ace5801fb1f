//! 报送情况: counts for everybody, unit by unit for the office.
//!
//! Takes standings of units; gives counts, and rows for the office. Never names a unit in public.

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate};

use super::YearData;
use super::frame::{Spec, Tab, fact};
use super::stage::Stage;
use super::unit::coverage_text;
use super::words::{DASH, rate, timeliness, words};
use crate::assess::{Completeness, UnitCounts, UnitStanding};
use crate::intake::EventKind;
use crate::plan::{UnitIndex, UnitKind};
use crate::report::{
    Day, Days, Edition, Fact, SubmissionRow, SubmissionUnit, SubmissionYear, Submissions, SubmissionsNote,
};
use crate::submission::Later;
use crate::wording::{self, Reader};

impl Stage<'_> {
    /// The page on submissions.
    pub(super) fn submissions<E: Edition>(&self) -> Submissions<E> {
        let mut spec = Spec::article("submissions.html", "报送情况", Tab::Submissions);
        // The office reads unit by unit: a wide table that is sorted.
        let by_unit = E::READER == Reader::Office;
        (spec.script, spec.wide) = (by_unit, by_unit);
        spec.byline =
            vec![words(format!("{}年度", self.now.round.year)), words(format!("截至{}", self.input.as_of))];
        let figures = self.submission_figures();
        let total = self.submission_row(self.now, "合计", |_| true);
        let kinds = [
            ("县区", vec![UnitKind::County]),
            ("部门", vec![UnitKind::Department]),
            ("其他", vec![UnitKind::Collective, UnitKind::Other]),
        ];
        let rows = kinds.into_iter().map(|(name, kinds)| {
            self.submission_row(self.now, name, |unit| kinds.contains(&self.plan.unit(unit).kind))
        });
        Submissions {
            frame: self.frame::<E>(spec),
            summary: format!(
                "{}年度应报{}家，已报{}家：{}。{}",
                self.now.round.year,
                total.expected,
                total.reported,
                if total.expected == 0 {
                    "方案未要求报送".to_owned()
                } else {
                    figures.count.words("家")
                },
                figures.change_text
            ),
            rows: rows.filter(|row| row.expected > 0).collect(),
            total,
            days: self.days(),
            rules: self.deadline_rules(),
            history: self.submission_history(),
            internal: E::only(|| self.submissions_note()),
        }
    }

    fn submission_row(
        &self,
        year: &YearData<'_>,
        kind: &str,
        belongs: impl Fn(UnitIndex) -> bool,
    ) -> SubmissionRow {
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
            unknown: counts.undated,
            nil: counts.nil,
            faulty: counts.faulty,
            returns: counts.returns,
            rate: (counts.due > 0).then(|| rate(counts.on_time_rate)),
        }
    }

    fn submission_history(&self) -> Vec<SubmissionYear> {
        let now = self.now.round.year;
        self.input.years[..=self.input.at]
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
                    row: self.submission_row(year, "合计", |_| true),
                    current: number == now,
                }
            })
            .collect()
    }

    /// 逐日接收 in the month of the deadline, by the intake book.
    fn days(&self) -> Option<Days> {
        let deadline = &self.now.progress.deadline;
        let last = deadline.last_day;
        let received: Vec<NaiveDate> = self
            .now
            .progress
            .units
            .iter()
            .filter_map(|u| u.first_received)
            .map(|at| at.with_timezone(deadline.end.offset()).date_naive())
            .collect();
        if received.is_empty() {
            return None;
        }
        let in_month = |day: &&NaiveDate| (day.year(), day.month()) == (last.year(), last.month());
        let days = days_of_month(last);
        let shown: Vec<Day> = (1..=days)
            .filter_map(|day| {
                let n = received.iter().filter(in_month).filter(|d| d.day() == day).count();
                (n > 0).then_some(Day { day, n, late: day > last.day() })
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
            description: format!(
                "截止日当天接收{on}家，此前共{before}家，此后{after}家；图中为截止日所在月份。"
            ),
        })
    }

    fn deadline_rules(&self) -> Vec<Fact> {
        let reporting = &self.plan.definition.reporting;
        let mut rules = vec![];
        if let Some(clause) = reporting.clause.as_deref().filter(|c| !c.trim().is_empty()) {
            let quote = reporting.quote.as_ref().map(|q| format!("：{}", q.inner)).unwrap_or_default();
            rules.push(fact("依据", format!("方案{clause}{quote}")));
        }
        if let Some(note) = &reporting.note {
            rules.push(fact("说明", note.as_str()));
        }
        rules.push(fact("截止", self.now.progress.deadline.text.as_str()));
        rules.push(fact("认定", "以首次被采用的版本的签收时间为准；退回后重新报送的，另记时间。"));
        rules.push(fact("零报告", "说明没有可报内容的报送，计为已报、材料齐全。"));
        rules.push(fact("材料有误", "计为已报，有误的部分不采用，改正后重新汇总。"));
        rules
    }

    fn submissions_note(&self) -> SubmissionsNote {
        let rows = self.now.progress.units.iter().enumerate();
        let strangers = self.now.round.submissions.iter().filter(|s| s.unit.is_none());
        SubmissionsNote {
            units: rows.map(|(at, standing)| self.submission_unit(at + 1, standing)).collect(),
            strangers: strangers.map(|s| self.input.sources.get(s.file).path.clone()).collect(),
            later: self.now.later.iter().map(|later| self.later(later)).collect(),
            pager: None,
        }
    }

    /// What came later, as the office finds it.
    fn later(&self, later: &Later) -> String {
        let name = later.unit.map_or("单位无法识别", |unit| self.name(unit));
        match later.booked {
            Some(at) => format!("{name}（{}签收）", self.moment(at)),
            None => format!("{name} {}", self.input.sources.get(later.file).path),
        }
    }

    fn submission_unit(&self, seq: usize, standing: &UnitStanding) -> SubmissionUnit {
        let file = self
            .unit_record(standing.unit)
            .and_then(|(record, _)| record.submission)
            .map(|at| self.now.round.submissions[at.0].file);
        let received = match (standing.first_received, standing.received_on) {
            (Some(at), _) => self.moment(at),
            (None, Some(day)) => format!("{}（自报）", super::figures::day(day)),
            (None, None) => DASH.to_owned(),
        };
        SubmissionUnit {
            seq,
            unit: self.unit_link("", standing.unit),
            timeliness: timeliness(standing.timeliness),
            due: standing.deadline.text.clone(),
            first_received: received,
            returns: if standing.first_received.is_some() {
                standing.returns.to_string()
            } else {
                DASH.to_owned()
            },
            accepted: standing.received_at.map_or_else(|| DASH.to_owned(), |at| self.moment(at)),
            completeness: match standing.completeness {
                Completeness::Nothing => DASH.to_owned(),
                found => format!("{}（{}）", wording::completeness(found), coverage_text(standing)),
            },
            remark: self.remark(standing),
            path: file.map(|file| self.input.sources.get(file).path.clone()),
        }
    }

    fn moment(&self, at: DateTime<FixedOffset>) -> String {
        let offset = *self.now.progress.deadline.end.offset();
        at.with_timezone(&offset).format("%Y-%m-%d %H:%M").to_string()
    }

    fn remark(&self, standing: &UnitStanding) -> String {
        let mut parts = vec![wording::unit_state(standing)];
        let decisions = &self.now.round.decisions;
        if let Some(e) = standing.extension.and_then(|at| decisions.extensions.get(at)) {
            parts.push(format!("延至{}：{}", e.until, e.reason));
        }
        // Only units with something returned are looked up: the book is long, returns are few.
        let events = self.now.book.events.iter().filter(|_| standing.returns > 0);
        for event in events.filter(|event| event.event == EventKind::Returned) {
            let about = self.plan.unit_named(&event.unit) == Some(standing.unit);
            if about && !event.reasons.is_empty() {
                parts.push(format!("退回：{}", event.reasons.join("；")));
            }
        }
        parts.retain(|part| !part.is_empty());
        parts.join("；")
    }
}

fn days_of_month(day: NaiveDate) -> u32 {
    let (year, month) = if day.month() == 12 { (day.year() + 1, 1) } else { (day.year(), day.month() + 1) };
    NaiveDate::from_ymd_opt(year, month, 1).and_then(|first| first.pred_opt()).map_or(31, |last| last.day())
}
