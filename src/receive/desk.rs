//! The desk at which files come in: the workspace, the plan, the year, and what the book says.

use chrono::{DateTime, FixedOffset, NaiveDate, Timelike as _, Utc};

use crate::diagnostic::Diagnostics;
use crate::intake::{self, Book, Event, Unfinished};
use crate::office::{self, Office};
use crate::pipeline;
use crate::plan::{self, AsOf, Moment, Plan, UnitIndex};
use crate::source::{Digest, Project, Sources, is_workbook, is_yaml, sha256_hex};
use crate::submission;

/// Why something was not done; in Chinese, with what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused(pub String);

/// What is said of something that is there already and counts as it was taken.
pub(super) const NOT_AGAIN: &str = "没有重复登记";

impl Refused {
    /// Whether nobody has to do anything: what was handed in is there already.
    pub fn is_there_already(&self) -> bool {
        self.0.contains(NOT_AGAIN)
    }
}

/// What somebody who receives has said.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The clock's time.
    pub now: DateTime<Utc>,
    /// The time of receipt, where it is given by hand.
    pub at: Option<AsOf>,
    /// The plan; needed only where nothing else says it.
    pub plan: Option<&'a str>,
    /// The year; needed only where it is not the round that is running.
    pub year: Option<i32>,
}

/// What has become of something that came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It counts, and nothing is to be mended.
    Clean,
    /// It counts, or waits, and something is to be mended or decided.
    Wanting,
}

/// One step: all of it is written, or nothing.
#[derive(Debug, Clone)]
pub struct Step {
    /// The folder of the round, relative to the workspace.
    pub folder: String,
    /// Which files belong together.
    pub slip: Unfinished,
    /// New files by their names below the folder: the original and the receipts.
    pub adds: Vec<(String, Vec<u8>)>,
    /// The whole book as it is then.
    pub book: String,
    /// The file in force, where it changes.
    pub in_force: Option<(String, Vec<u8>)>,
    /// The unit, to notice two files of one unit in one batch.
    pub of: String,
    /// What happened, for the screen.
    pub said: String,
    /// How it came out.
    pub outcome: Outcome,
}

/// The desk of one round.
pub(super) struct Desk<'a> {
    pub(super) project: &'a Project,
    pub(super) sources: Sources,
    pub(super) office: Office,
    pub(super) plan: Plan,
    pub(super) year: i32,
    pub(super) folder: String,
    pub(super) book: Book,
    pub(super) closed: bool,
    /// When it came.
    pub(super) time: DateTime<FixedOffset>,
    /// When it is entered, where the time was given by hand.
    pub(super) entered: Option<DateTime<FixedOffset>>,
}

/// What a step is made of, before hashes are known.
pub(super) struct Draft<'d> {
    pub(super) unit: UnitIndex,
    pub(super) events: Vec<Event>,
    /// The original that comes in: name below `received/`, and bytes.
    pub(super) original: Option<(String, Vec<u8>)>,
    /// The new file in force: the name below the folder, the original's name, and bytes.
    pub(super) in_force: Option<(String, String, Vec<u8>)>,
    /// Makes the receipt, given the sequence and the hash of its last line.
    pub(super) receipt: &'d dyn Fn(u64, &str) -> (String, String),
    pub(super) said: String,
    pub(super) outcome: Outcome,
}

/// The plans of a workspace.
pub(super) fn plans(project: &Project, sources: &mut Sources) -> Result<Vec<Plan>, Refused> {
    let plans = plan::read_all(project, sources, &mut Diagnostics::default());
    plans.map_err(|error| Refused(error.to_string()))
}

/// The plan that somebody names: by its id. `unit` helps to say which one may be meant.
pub(super) fn plan_named(plans: &[Plan], named: &str, unit: Option<&str>) -> Result<usize, Refused> {
    let named = named.trim();
    let found = plans.iter().position(|plan| plan.definition.id.as_str().eq_ignore_ascii_case(named));
    found.ok_or_else(|| {
        let ids: Vec<&str> = plans.iter().map(|plan| plan.definition.id.as_str()).collect();
        let near = plan::meant(plans, named, unit).map(|at| format!("，是不是“{}”？", ids[at]));
        let near = near.unwrap_or_else(|| "。".to_owned());
        let known = match ids.as_slice() {
            [] => format!("plans 文件夹里没有可用的方案：把方案文件 {named}.yaml 放进去再收；有误的请先改正"),
            ids => format!(
                "可用的有：{}；材料是“{named}”的，把方案文件 {named}.yaml 放进 plans 文件夹再收，方案本身有误的请先改正",
                ids.join("、")
            ),
        };
        Refused(format!("没有编号是“{named}”的方案{near}{known}"))
    })
}

impl<'a> Desk<'a> {
    /// Opens the book of a round; a book that is damaged is not written on.
    pub(super) fn open(
        project: &'a Project,
        mut sources: Sources,
        plan: Plan,
        year: i32,
        asked: &Asked<'_>,
    ) -> Result<Self, Refused> {
        let folder = format!("submissions/{}/{year}", plan.definition.id.as_str());
        let mut out = Diagnostics::default();
        // Whatever the record says: where there is one, the year is not open.
        let closed = project.contains(&format!("{folder}/{}", office::RECORD));
        let mut found = Diagnostics::default();
        let book = intake::read(project, &mut sources, &plan, year, &mut found);
        if let Some(first) = found.iter().find(|found| found.rule.code.starts_with("N8")) {
            return Err(Refused(format!(
                "{year}年度的收文登记簿有误（{}：{}），不能在上面续记；请先用备份恢复，再运行 nianbao receive --verify",
                first.rule.code, first.message
            )));
        }
        let office = office::read(project, &mut sources, &mut out).ok_or_else(|| {
            Refused(format!(
                "设置 {} 读不出来，没有登记；请先运行 nianbao check {}",
                office::NAME,
                office::NAME
            ))
        })?;
        let zone = plan.definition.reporting.zone();
        let now = asked.now.with_timezone(&zone);
        let now = now.with_nanosecond(0).unwrap_or(now);
        let by_hand = asked.at.map(|at| Moment::open(&plan.definition.reporting, year, at).now);
        let (time, entered) = by_hand.map_or((now, None), |at| (at, Some(now)));
        if time > now {
            return Err(Refused(format!("收到时间{}还没有到", time.format("%Y-%m-%d %H:%M"))));
        }
        Ok(Desk { project, sources, office, plan, year, folder, book, closed, time, entered })
    }

    /// A line about a unit, now; its number and hashes come later.
    pub(super) fn event(&self, unit: UnitIndex, version: u32, event: crate::intake::EventKind) -> Event {
        Event {
            time: self.time,
            entered: self.entered,
            unit: self.plan.unit(unit).id.to_string(),
            version,
            event,
            ..Event::default()
        }
    }

    /// Nothing that happens to a unit happens before what has happened to it.
    pub(super) fn in_order(&self, unit: UnitIndex) -> Result<(), Refused> {
        let last = self.book.of(unit).map(|event| event.time).max();
        match last.filter(|last| self.time < *last) {
            Some(last) => Err(Refused(format!(
                "“{}”已有{}的登记，不能补登更早的时间",
                self.name(unit),
                last.with_timezone(self.time.offset()).format("%Y-%m-%d %H:%M")
            ))),
            None => Ok(()),
        }
    }

    /// The unit's own day, where the office had extended it when the file came.
    pub(super) fn extended_until(&self, unit: UnitIndex) -> Option<NaiveDate> {
        let mut sources = self.sources.clone();
        let of = (&self.plan, self.year);
        let decided = submission::decided_by(self.project, &mut sources, of, self.time.date_naive());
        decided.extended_until(&self.plan, unit)
    }

    pub(super) fn name(&self, unit: UnitIndex) -> &str {
        self.plan.unit(unit).name.as_str()
    }

    /// The files of a unit that lie in the folder of the round, whatever their ending.
    pub(super) fn lying(&self, unit: UnitIndex) -> Vec<String> {
        let id = self.plan.unit(unit).id.as_str();
        let names = self.project.list(&self.folder).unwrap_or_default();
        let below = names.iter().filter_map(|name| name.strip_prefix(&format!("{}/", self.folder)));
        let is_own = |name: &&str| {
            let stem = name.rsplit_once('.').map_or("", |(stem, _)| stem);
            stem.eq_ignore_ascii_case(id) && (is_yaml(name) || is_workbook(name))
        };
        below.filter(is_own).map(str::to_owned).collect()
    }

    /// What lies there must be kept as an original before another file takes its place.
    pub(super) fn may_be_replaced(&self, unit: UnitIndex, by: &[u8]) -> Result<(), Refused> {
        for name in self.lying(unit) {
            let Ok(bytes) = self.project.bytes(&format!("{}/{name}", self.folder)) else {
                return Err(Refused(format!("{}/{name} 无法读取，没有替换", self.folder)));
            };
            if bytes != by && self.book.same(unit, &Digest::of(&bytes)).is_none() {
                return Err(Refused(format!(
                    "文件夹里的 {folder}/{name} 不是登记过的原件，替换后就没有了；\
                     请先登记它（nianbao receive {folder}/{name}），被改动过的请先恢复",
                    folder = self.folder
                )));
            }
        }
        Ok(())
    }

    /// Puts a step together.
    pub(super) fn step(&self, draft: Draft<'_>) -> Step {
        let text = self.book_text();
        let first = self.book.events.len() as u64 + 1;
        let (book, tip) = self.book.with(&text, draft.events);
        let id = self.plan.unit(draft.unit).id.as_str();
        let (markdown, plain) = (draft.receipt)(first, &tip);
        let mut adds: Vec<(String, Vec<u8>)> = vec![];
        adds.extend(draft.original.map(|(name, bytes)| (format!("received/{name}"), bytes)));
        for (ending, text) in [("md", markdown), ("txt", plain)] {
            adds.push((format!("receipts/{first:04}-{id}.{ending}"), text.into_bytes()));
        }
        let own = draft.in_force.as_ref().map_or("", |(name, ..)| name.as_str());
        let removes = if own.is_empty() { vec![] } else { self.lying(draft.unit) };
        let slip = Unfinished {
            unit: id.to_owned(),
            book: sha256_hex(book.as_bytes()),
            adds: adds.iter().map(|(name, _)| name.clone()).collect(),
            in_force: draft.in_force.as_ref().map(|(name, original, _)| (name.clone(), original.clone())),
            removes: removes.into_iter().filter(|name| name != own).collect(),
            is_booked: false,
        };
        Step {
            folder: self.folder.clone(),
            slip,
            adds,
            book,
            in_force: draft.in_force.map(|(name, _, bytes)| (name, bytes)),
            of: format!("{}/{}/{id}", self.plan.key(), self.year),
            said: draft.said,
            outcome: draft.outcome,
        }
    }

    /// The round that is running when something comes.
    pub(super) fn is_running(plan: &Plan, year: i32, asked: &Asked<'_>) -> Result<(), Refused> {
        let reporting = &plan.definition.reporting;
        let at = asked.at.unwrap_or_else(|| AsOf::today(asked.now));
        let running = reporting.running_year(Moment::open(reporting, year, at).seen_on());
        let time = Moment::open(reporting, year, at).now;
        if asked.at.is_some() && time > asked.now {
            return Err(Refused(format!("收到时间{}还没有到", time.format("%Y-%m-%d %H:%M"))));
        }
        if year < reporting.first_year {
            let first = reporting.first_year;
            return Err(Refused(format!("年度写的是{year}，方案从{first}年度起报送；请核对年度")));
        }
        if asked.year != Some(year) && year != running {
            return Err(Refused(format!(
                "年度写的是{year}，正在报送的是{running}年度；请核对年度，确是{year}年度材料的，加上 --year {year}"
            )));
        }
        Ok(())
    }
}

/// Whether a plan of the workspace can be worked with, as `check` sees it.
pub(super) fn sound(read: &pipeline::Workspace, id: &str) -> Result<(), Refused> {
    if read.plans.is_empty() {
        return Err(Refused(format!("方案“{id}”有误，请先运行 nianbao check plans/{id}.yaml")));
    }
    Ok(())
}
