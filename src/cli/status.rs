//! `nianbao status`: who has reported, who has not, how many days are left, what has changed.
//!
//! Every unit that must report stands in exactly one of six states; their counts make up the whole.

mod course;
mod text;

use std::path::Path;

use chrono::{DateTime, FixedOffset};
use nianbao::assess::{ReportState, UnitStanding};
use nianbao::consolidate::{Duty, UnitRecord};
use nianbao::diagnostic::{Diagnostic, Severity, whereabouts};
use nianbao::intake::{Event, EventKind};
use nianbao::office::CountedCopy;
use nianbao::pipeline::{self, PlanRounds, Selection, Workspace, YearRound, YearView};
use nianbao::plan::{AsOf, Moment, Plan, UnitIndex};
use nianbao::source::Project;
use nianbao::submission::unfilled;
use nianbao::wording;
use serde::Serialize;

use self::course::{Course, Stage};
use super::args::{self, StatusFormat};
use super::{Failure, Outcome, build, screen};

pub(super) fn run(workspace: &Path, options: &args::Status) -> Outcome {
    let project = Project::Folder(build::root(workspace)?);
    let selection = Selection {
        plan: options.selection.plan.clone(),
        year: options.selection.year,
        running: true,
        ..Selection::default()
    };
    let as_of = build::as_of(&options.selection);
    let (read, found) = pipeline::check_workspace(&project, &selection, as_of)?;
    build::known(&read, &options.selection, &found)?;
    let mut rounds = rounds(&read, &found.into_vec());
    if let Some(since) = options.since {
        let same = |round: &RoundStatus| Selection {
            plan: Some(round.plan.clone()),
            year: Some(round.year),
            ..Selection::default()
        };
        for round in &mut rounds {
            let (then, _) = pipeline::check_workspace(&project, &same(round), since)?;
            round.changes = Some(changes(round, &then, (&read, since)));
        }
    }
    if let Some(unit) = &options.unit {
        keep(&mut rounds, &read.plans, unit)?;
    }
    match options.format {
        StatusFormat::Json => {
            let mut text =
                serde_json::to_string_pretty(&rounds).expect("strings and numbers always serialise");
            text.push('\n');
            screen::print_exact(&text)?;
        }
        StatusFormat::Text => {
            screen::print(&text::text(&rounds, options.unit.is_some(), screen::width().min(80)))?;
        }
    }
    Ok(rounds.iter().flat_map(|round| &round.units).any(|unit| unit.is_owed))
}

/// The wanted rounds of a workspace.
fn rounds(read: &Workspace, found: &[Diagnostic]) -> Vec<RoundStatus> {
    let mut rounds = vec![];
    for plan in &read.plans {
        let assessed = plan.assess(&read.sources);
        let wanted = plan.rounds.iter().zip(&assessed.years).filter(|(year, _)| year.wanted);
        for (year, view) in wanted.filter_map(|(year, view)| Some((year, view.as_ref()?))) {
            rounds.push(RoundStatus::new(year, view, (read, found)));
        }
    }
    rounds
}

/// Keeps one unit, by id, name or alias, of the plans that know it.
fn keep(rounds: &mut Vec<RoundStatus>, plans: &[PlanRounds], wanted: &str) -> Result<(), Failure> {
    for round in rounds.iter_mut() {
        let plan = plans.iter().find(|plan| plan.plan.key() == round.plan);
        let year = plan.and_then(|plan| plan.rounds.iter().find(|year| year.round.year == round.year));
        // By its name of that year, else by the one that it has now.
        let called = year.map(|year| &*year.plan).into_iter().chain(plan.map(|plan| &*plan.plan));
        let mut called = called.filter_map(|of| Some(of.unit(of.unit_named(wanted)?).id.to_string()));
        let unit = called.next();
        round.units.retain(|kept| Some(&kept.id) == unit.as_ref());
        if let Some(changes) = &mut round.changes {
            changes.retain(|change| Some(&change.id) == unit.as_ref());
        }
    }
    rounds.retain(|round| !round.units.is_empty() || round.course.stage == Stage::BeforeFirst);
    if rounds.is_empty() {
        return Err(Failure(format!("应报单位里没有“{wanted}”；请写方案里的单位编号或名称")));
    }
    Ok(())
}

#[derive(Serialize)]
struct RoundStatus {
    plan: String,
    title: String,
    year: i32,
    as_of: String,
    deadline: String,
    days_left: i64,
    /// Which copy counts: `file`, or the sealed `paper`.
    counts: &'static str,
    /// Whether its year runs, is closed, has not begun or is none of the plan's.
    course: Course,
    /// 应报: the sum of the six below.
    expected: usize,
    on_time: usize,
    late: usize,
    faulty: usize,
    returned_pending: usize,
    missing: usize,
    not_yet_due: usize,
    /// 已报: on time, late or faulty.
    reported: usize,
    /// Files that nobody can say the unit of.
    unmatched_files: usize,
    units: Vec<UnitStatus>,
    /// With `--since`: what has changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Vec<Change>>,
}

#[derive(Serialize)]
struct UnitStatus {
    id: String,
    name: String,
    state: &'static str,
    state_word: &'static str,
    #[serde(skip)]
    is_owed: bool,
    timeliness: &'static str,
    word: &'static str,
    received: Option<String>,
    /// The day on which a file of it came in first, by the book.
    file: Option<String>,
    /// The day on which its sealed paper copy came in first, by the book.
    paper: Option<String>,
    /// 退回后补报: the day of the later version.
    resubmitted: Option<String>,
    days_late: i64,
    /// Days until the unit's own deadline; below nothing once it has passed.
    days_left: i64,
    self_reported: bool,
    completeness: &'static str,
    completeness_word: &'static str,
    answered: usize,
    assigned: usize,
    lacks: Vec<Lack>,
    /// What every form must say about the whole and this one does not, by name.
    unfilled: Vec<&'static str>,
    /// 待确认: versions that came and were neither taken nor given back.
    waiting: Vec<u32>,
    /// 强制: what makes its material faulty.
    faults: Vec<Question>,
    /// The version that the paper copy is of and the one in force, where that is newer.
    older_paper: Option<(u32, u32)>,
    /// The unit's own deadline.
    deadline: String,
    /// Why the last version was given back, while nothing new has come.
    reasons: Vec<String>,
    /// Open 核实.
    questions: Vec<Question>,
}

/// Something that a unit was asked for and has not answered.
#[derive(Serialize)]
struct Lack {
    kind: &'static str,
    id: String,
    name: String,
}

/// A finding in a unit's file: a 核实 that waits for its explanation, or a 强制.
#[derive(Serialize)]
struct Question {
    code: &'static str,
    message: String,
    line: usize,
    /// File and place as a person finds it.
    place: String,
    /// The same without the file.
    #[serde(skip)]
    whereabouts: String,
}

impl Question {
    fn new(finding: &Diagnostic, read: &Workspace) -> Self {
        let line = read.sources.position(finding.place).line;
        let in_book = read.sources.cell_words(finding.place);
        let is_book = !read.sources.get(finding.place.file()).sheets.is_empty();
        Question {
            code: finding.rule.code,
            message: finding.message.clone(),
            line,
            place: whereabouts(finding.place, &read.sources),
            whereabouts: in_book.unwrap_or_else(|| match is_book {
                true => "整个文件".to_owned(),
                false => format!("第{line}行"),
            }),
        }
    }
}

/// What has happened to a unit since a day: a line of the book, or another state.
#[derive(Serialize)]
struct Change {
    id: String,
    name: String,
    /// When; of another state it is not known.
    at: Option<String>,
    what: String,
}

impl Lack {
    fn new(plan: &Plan, duty: Duty) -> Self {
        let kind = duty.kind();
        let (id, name) = (duty.id(plan).to_owned(), duty.name(plan).to_owned());
        Lack { kind, id, name }
    }
}

impl RoundStatus {
    /// A closed year has its own plan: units are called as they were then.
    fn new(year: &YearRound, view: &YearView, found: (&Workspace, &[Diagnostic])) -> Self {
        let progress = &view.progress;
        let course = Course::of(year, view);
        let mut units: Vec<UnitStatus> = view
            .tables
            .units
            .iter()
            .zip(&progress.units)
            .map(|(record, standing)| UnitStatus::new((year, view), record, standing, found))
            .collect();
        if course.stage == Stage::BeforeFirst {
            units.clear();
        }
        let count = |state: ReportState| units.iter().filter(|unit| unit.state == state.key()).count();
        let [on_time, late, faulty, returned_pending, missing, not_yet_due] = ReportState::ALL.map(count);
        RoundStatus {
            plan: year.plan.key(),
            title: year.plan.definition.title.inner.clone(),
            year: view.round.year,
            as_of: progress.moment.now.to_rfc3339(),
            deadline: progress.deadline.text.clone(),
            counts: match year.office.receipt {
                CountedCopy::File => "file",
                CountedCopy::Paper => "paper",
            },
            days_left: (progress.deadline.last_day - progress.moment.seen_on()).num_days(),
            course,
            expected: units.len(),
            on_time,
            late,
            faulty,
            returned_pending,
            missing,
            not_yet_due,
            reported: on_time + late + faulty,
            unmatched_files: view.round.submissions.iter().filter(|file| file.unit.is_none()).count(),
            units,
            changes: None,
        }
    }
}

impl UnitStatus {
    fn new(
        (year, view): (&YearRound, &YearView),
        record: &UnitRecord,
        standing: &UnitStanding,
        (read, found): (&Workspace, &[Diagnostic]),
    ) -> Self {
        let unit = year.plan.unit(record.unit);
        let share = record.coverage.total();
        let file = record.submission.map(|at| view.round.submissions[at.0].file);
        let asked = |finding: &&Diagnostic| finding.severity == Severity::Verify && finding.is_open();
        let about = || found.iter().filter(|finding| Some(finding.place.file()) == file);
        let faults = about().filter(|finding| finding.severity == Severity::Error);
        let record_of = year.book.record(record.unit).unwrap_or_default();
        let day =
            |time: DateTime<FixedOffset>| time.with_timezone(view.progress.moment.now.offset()).date_naive();
        let form = record.submission.map(|at| &view.round.submissions[at.0]).and_then(|it| it.form.as_ref());
        let returned = year.book.of(record.unit).filter(|event| event.event == EventKind::Returned).last();
        let is_waiting = standing.state() == ReportState::ReturnedPending;
        let reasons = returned.filter(|_| is_waiting).map(|event| event.reasons.clone());
        let unfilled = form.zip(file).map(|(form, file)| unfilled(form, read.sources.get(file)));
        UnitStatus {
            id: unit.id.to_string(),
            name: unit.name.inner.clone(),
            state: standing.state().key(),
            state_word: wording::report_state(standing.state()),
            is_owed: standing.state().is_owed(),
            timeliness: standing.timeliness.key(),
            word: wording::timeliness(standing.timeliness),
            received: standing.received_on.map(|day| day.to_string()),
            file: record_of.first_received.map(|time| day(time).to_string()),
            paper: record_of.paper_received.map(|time| day(time).to_string()),
            older_paper: record_of.older_paper(),
            deadline: standing.deadline.text.clone(),
            resubmitted: standing.last_on.filter(|_| standing.resubmitted_late).map(|day| day.to_string()),
            days_late: standing.days_late,
            days_left: (standing.deadline.last_day - view.progress.moment.seen_on()).num_days(),
            self_reported: standing.self_reported,
            completeness: standing.completeness.key(),
            completeness_word: wording::completeness(standing.completeness),
            answered: share.answered,
            assigned: share.assigned,
            waiting: year.book.waiting(record.unit),
            lacks: record.lacks.iter().map(|duty| Lack::new(&year.plan, *duty)).collect(),
            unfilled: unfilled.unwrap_or_default().iter().map(|field| field.heading()).collect(),
            reasons: reasons.unwrap_or_default(),
            faults: faults.map(|finding| Question::new(finding, read)).collect(),
            questions: about().filter(asked).map(|finding| Question::new(finding, read)).collect(),
        }
    }
}

/// What has changed since: the lines of the book, in the order of time, then the units that stand elsewhere.
fn changes(now: &RoundStatus, then: &Workspace, (read, since): (&Workspace, AsOf)) -> Vec<Change> {
    let view = |of: &Workspace| -> Option<YearView> {
        let plan = of.plans.iter().find(|plan| plan.plan.key() == now.plan)?;
        let at = plan.rounds.iter().position(|year| year.round.year == now.year)?;
        plan.assess(&of.sources).years.swap_remove(at)
    };
    let round = round_of(read, now);
    let mut changes: Vec<Change> = round.map(|year| booked(year, since)).unwrap_or_default();
    let (Some(round), Some(was), Some(is)) = (round, view(then), view(read)) else { return changes };
    changes.extend(is.progress.moved_since(&was.progress).units.iter().map(|(unit, before, after)| {
        let of = round.plan.unit(*unit);
        Change {
            id: of.id.to_string(),
            name: of.name.inner.clone(),
            at: None,
            what: format!("{} → {}", wording::report_state(*before), wording::report_state(*after)),
        }
    }));
    changes
}

fn round_of<'a>(read: &'a Workspace, of: &RoundStatus) -> Option<&'a YearRound> {
    let plan = read.plans.iter().find(|plan| plan.plan.key() == of.plan)?;
    plan.rounds.iter().find(|year| year.round.year == of.year)
}

fn booked(year: &YearRound, since: AsOf) -> Vec<Change> {
    let from = Moment::open(&year.plan.definition.reporting, year.round.year, since).seen;
    let change = |(unit, event): (UnitIndex, &Event)| {
        let unit = year.plan.unit(unit);
        Change {
            id: unit.id.to_string(),
            name: unit.name.inner.clone(),
            at: Some(event.time.with_timezone(from.offset()).format("%Y-%m-%d %H:%M").to_string()),
            what: wording::event(event),
        }
    };
    year.book.since(from).map(change).collect()
}
