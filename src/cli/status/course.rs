//! What is to be said of a round before its units: that its year is closed, has not begun, or is none of the plan's.

use chrono::Datelike as _;
use nianbao::intake::EventKind;
use nianbao::pipeline::{YearRound, YearView};
use serde::Serialize;

/// Units that are named one by one.
const NAMED: usize = 8;

/// Where a round stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Stage {
    /// Its year has come, and it is not closed.
    Running,
    /// It is closed: what was in force then counts.
    Closed,
    /// Its year has not come, and nobody has reported.
    NotBegun,
    /// The plan asks for reports only later.
    BeforeFirst,
}

/// A receipt that came after a year was closed and counts nothing.
#[derive(Serialize)]
pub(super) struct After {
    id: String,
    name: String,
    at: String,
}

/// The course of a round.
#[derive(Serialize)]
pub(super) struct Course {
    pub(super) stage: Stage,
    closed_on: Option<String>,
    after_closing: Vec<After>,
    #[serde(skip)]
    first_year: i32,
}

impl Course {
    pub(super) fn of(year: &YearRound, view: &YearView) -> Self {
        let first_year = year.plan.definition.reporting.first_year;
        let reported = view.tables.units.iter().any(|unit| unit.submission.is_some());
        let stage = match () {
            () if view.round.year < first_year => Stage::BeforeFirst,
            () if year.closed.is_some() => Stage::Closed,
            () if !reported && view.progress.moment.seen_on().year() < view.round.year => Stage::NotBegun,
            () => Stage::Running,
        };
        let closed_on = year.closed.as_ref().map(|closed| closed.day().to_string());
        let last = year.book.events.iter().map(|event| event.sequence).max().unwrap_or(0);
        let since = year.whole_book.events.iter().filter(|event| event.sequence > last);
        let came = since.filter(|event| stage == Stage::Closed && event.event == EventKind::Received);
        let after = came.filter_map(|event| {
            let unit = year.plan.unit(event.of?);
            let at = event.time.with_timezone(view.progress.moment.now.offset());
            Some(After {
                id: unit.id.to_string(),
                name: unit.name.inner.clone(),
                at: at.format("%Y-%m-%d").to_string(),
            })
        });
        Course { stage, closed_on, after_closing: after.collect(), first_year }
    }

    /// Whether units can be said to have reported or not.
    pub(super) fn asks(&self) -> bool {
        matches!(self.stage, Stage::Running | Stage::Closed)
    }

    /// What is said of it. `units`: the names of those that report.
    pub(super) fn words(&self, year: i32, units: &[&str]) -> Vec<String> {
        match self.stage {
            Stage::Running => vec![],
            Stage::BeforeFirst => {
                vec![format!("方案从{}年度起报送，{year}年度不用报送，没有应报单位", self.first_year)]
            }
            Stage::NotBegun => {
                let more = if units.len() > NAMED { format!("等{}家", units.len()) } else { String::new() };
                let named = units[..units.len().min(NAMED)].join("、");
                vec![format!("{year}年度的报送还没有开始（{year}年1月1日起），到时应报：{named}{more}")]
            }
            Stage::Closed => {
                let day = self.closed_on.as_deref().unwrap_or("");
                let mut words = vec![format!("已于{day}定稿，以下按定稿时采用的各版")];
                if !self.after_closing.is_empty() {
                    let each: Vec<String> = self
                        .after_closing
                        .iter()
                        .map(|after| format!("{}（{}）", after.name, after.at))
                        .collect();
                    words.push(format!("定稿后登记、未计入{}次：{}", each.len(), each.join("、")));
                }
                words
            }
        }
    }
}
