//! 签收、登记、初审 of one file.

use std::collections::BTreeMap;

use super::desk::{Asked, Desk, Draft, NOT_AGAIN, Outcome, Refused, Step, plans};
use super::precheck::{Precheck, precheck};
use super::receipt::{Receipt, receipt};
use super::unpack::Handed;
use super::whose::{Whose, whose};
use crate::diagnostic::Severity;
use crate::intake::{Event, EventKind};
use crate::office::CountedCopy;
use crate::plan::UnitIndex;
use crate::source::{Digest, Project, SourceFile, Sources, is_workbook};
use crate::submission::{self, Form};

/// What becomes of a version.
enum Verdict {
    /// 采用.
    Accepted,
    /// It counts, and its faulty parts do not.
    Faulty,
    /// It waits for the office, and what is in force stays; why.
    Held(String),
}

/// What is to be written when a file comes in. `batch` are the units of which a file came in the same run.
///
/// # Errors
/// When the file is nobody's, is there already, or would take the place of something that is kept nowhere.
pub fn register(
    project: &Project,
    handed: &Handed,
    batch: &[String],
    asked: &Asked<'_>,
) -> Result<Step, Refused> {
    let mut sources = Sources::default();
    let mut plans = plans(project, &mut sources)?;
    let file = sources.add(SourceFile::new(handed.name.as_str(), &handed.bytes));
    let Whose { plan, year, unit, form, issued_to_other, known_by } = whose(&sources, file, &plans, asked)?;
    let ending = ending(sources.get(file));
    let desk = Desk::open(project, sources, plans.swap_remove(plan), year, asked)?;
    let digest = Digest::of(&handed.bytes);
    if let Some(same) = desk.book.same(unit, &digest) {
        return Err(again(&desk, unit, same));
    }
    desk.in_order(unit)?;
    let version = desk.book.latest(unit).map_or(1, |event| event.version.saturating_add(1));
    let id = desk.plan.unit(unit).id.to_string();
    let original = format!("{id}-{version}.{ending}");
    let incoming = Incoming {
        unit,
        version,
        name: format!("{id}.{ending}"),
        original,
        digest,
        form,
        known_by,
        issued_to_other,
    };
    let of = format!("{}/{year}/{id}", desk.plan.key());
    let twice = batch.contains(&of).then(|| second_of_batch(&desk, unit));
    // The form's own sheet names another unit: whose it is, the office has to find out.
    let issued = "这份表是下发给另一家单位的，单位被改写，请核对是哪家单位的材料";
    let held = if issued_to_other { Some(issued.to_owned()) } else { twice };
    incoming.received(&desk, handed, held)
}

/// Why a file waits that came in one run with another of its unit: which that is, and by what it came first.
fn second_of_batch(desk: &Desk<'_>, unit: UnitIndex) -> String {
    let before = desk.book.latest(unit).map(|before| {
        let name = before.name.as_deref().unwrap_or_default();
        format!("（第{}版“{name}”，按文件名的顺序在前）", before.version)
    });
    format!("同一批里已有这家单位的另一份材料{}，请办公室确认采用哪一版", before.unwrap_or_default())
}

/// What came is there already: what became of it then still holds, and must be known to who hands it in again.
fn again(desk: &Desk<'_>, unit: UnitIndex, same: &Event) -> Refused {
    let time =
        |event: &Event| event.time.with_timezone(desk.time.offset()).format("%Y-%m-%d %H:%M").to_string();
    let decided = |event: &&Event| {
        event.version == same.version && matches!(event.event, EventKind::Returned | EventKind::Accepted)
    };
    let returned = desk.book.of(unit).filter(decided).last().filter(|last| last.event == EventKind::Returned);
    let now = desk.book.in_force(unit).filter(|now| now.version != same.version);
    let now = now.map(|now| format!("；现行的是第{}版", now.version)).unwrap_or_default();
    let (name, version, came) = (desk.name(unit), same.version, time(same));
    Refused(match returned {
        Some(returned) => format!(
            "与“{name}”第{version}版（{came}收到）完全相同，这一版已于{}退回；请按退回的理由修改后重新报送{now}",
            time(returned)
        ),
        None => format!("与“{name}”第{version}版（{came}收到）完全相同，{NOT_AGAIN}{now}"),
    })
}

/// A file that comes in, as it is called once it is there.
struct Incoming {
    unit: UnitIndex,
    version: u32,
    /// In force.
    name: String,
    /// Below `received/`.
    original: String,
    digest: Digest,
    form: Option<Form>,
    /// By what it is known whose it is, as far as it does not say so itself.
    known_by: String,
    /// Whether the form was issued to another unit.
    issued_to_other: bool,
}

impl Incoming {
    fn received(self, desk: &Desk<'_>, handed: &Handed, held: Option<String>) -> Result<Step, Refused> {
        let closed = desk.closed.then(|| "年度已经定稿，只登记，不采用".to_owned());
        let held = closed.or(held).or_else(|| self.other_hands(desk).map(str::to_owned));
        let (verdict, precheck) = self.judged(desk, handed, held)?;
        let takes_over = !matches!(verdict, Verdict::Held(_));
        if takes_over {
            desk.may_be_replaced(self.unit, &handed.bytes)?;
        }
        let events = self.events(desk, handed, &verdict);
        let counts = |severity| precheck.as_ref().map_or(0, |precheck| precheck.count(severity));
        let (errors, questions) = (counts(Severity::Error), counts(Severity::Verify));
        let verdict = format!("{}{}", said(&verdict, errors, questions), self.of_paper(desk));
        let name = desk.name(self.unit);
        let known_by =
            if self.known_by.is_empty() { String::new() } else { format!("\n    {}", self.known_by) };
        let said = format!(
            "{name} {}年度 第{}版（{}收到）：{verdict}{known_by}",
            desk.year,
            self.version,
            desk.time.format("%Y-%m-%d %H:%M")
        );
        let receipt = |sequence: u64, tip: &str| {
            receipt(
                desk,
                &Receipt {
                    title: "收文回执",
                    unit: self.unit,
                    opening: self.opening(desk.year),
                    version: Some(self.version),
                    file: Some((base_name(&handed.name), self.digest.own())),
                    known_by: &self.known_by,
                    verdict: &verdict,
                    reasons: &[],
                    precheck: precheck.as_ref(),
                    sequence,
                    tip,
                },
            )
        };
        Ok(desk.step(Draft {
            unit: self.unit,
            events,
            original: Some((self.original.clone(), handed.bytes.clone())),
            in_force: takes_over.then(|| (self.name.clone(), self.original.clone(), handed.bytes.clone())),
            receipt: &receipt,
            outcome: if takes_over && errors == 0 { Outcome::Clean } else { Outcome::Wanting },
            said,
        }))
    }

    /// How the receipt begins: of a form that was issued to another unit nobody knows that this one sent it.
    fn opening(&self, year: i32) -> String {
        match self.issued_to_other {
            true => format!("收到写明是你单位的{year}年度材料一份，是否你单位报送有待核对，登记如下。"),
            false => format!("你单位报送的{year}年度材料收悉，登记如下。"),
        }
    }

    /// What is still to come on paper, where the office goes by the sealed copy or has an older one.
    fn of_paper(&self, desk: &Desk<'_>) -> String {
        let before = desk.book.record(self.unit).and_then(|record| record.paper_of);
        let counts = desk.office.receipt == CountedCopy::Paper;
        match before {
            Some(version @ 1..) => {
                format!("；已签收的盖章纸质件是第{version}版的，请补交第{}版的", self.version)
            }
            None if counts => "；报送时间以盖章纸质件签收为准".to_owned(),
            Some(_) => "；盖章纸质件先于电子件收到，请核对两件的内容是否相同".to_owned(),
            None => String::new(),
        }
    }

    /// Whether it comes from other hands than what is in force, or is older: then a person decides.
    fn other_hands(&self, desk: &Desk<'_>) -> Option<&'static str> {
        let (now, new) = (desk.form_in_force(self.unit)?, self.form.as_ref()?);
        let preparer = |form: &Form| {
            let people = form.people.as_ref()?;
            people.preparer.as_ref().map(|name| name.split_whitespace().collect::<String>())
        };
        let (before, after) = (preparer(&now), preparer(new));
        if before.is_some() && after.is_some() && before != after {
            return Some("填报人与现行的一版不同，请办公室确认采用哪一版");
        }
        let filled = |form: &Form| form.filled_on.as_ref().map(|on| on.0);
        let older = filled(new).zip(filled(&now)).is_some_and(|(new, now)| new < now);
        older.then_some("填报日期早于现行的一版，请办公室确认采用哪一版")
    }

    /// The verdict of the rules, over the round as it would be with this file in force.
    fn judged(
        &self,
        desk: &Desk<'_>,
        handed: &Handed,
        held: Option<String>,
    ) -> Result<(Verdict, Option<Precheck>), Refused> {
        // Of a closed year nothing is judged any more.
        if let (Some(why), true) = (&held, desk.closed) {
            return Ok((Verdict::Held(why.clone()), None));
        }
        let (book, _) = desk.book.with(&desk.book_text(), self.events(desk, handed, &Verdict::Accepted));
        let mut changes: BTreeMap<String, Option<Vec<u8>>> =
            desk.lying(self.unit).into_iter().map(|name| (name, None)).collect();
        changes.insert(self.name.clone(), Some(handed.bytes.clone()));
        changes.insert(format!("received/{}", self.original), Some(handed.bytes.clone()));
        changes.insert("intake.jsonl".to_owned(), Some(book.into_bytes()));
        let found = precheck(desk, &self.name, &handed.name, changes)?;
        let accepted = desk.book.is_accepted(self.unit) && !desk.book.is_returned(self.unit);
        let verdict = match (held, found.count(Severity::Error)) {
            (Some(why), _) => Verdict::Held(why),
            (None, 0) => Verdict::Accepted,
            (None, _) if accepted => Verdict::Held("有必须修改的问题，现行的仍是已采用的一版".to_owned()),
            (None, _) => Verdict::Faulty,
        };
        Ok((verdict, Some(found)))
    }

    fn events(&self, desk: &Desk<'_>, handed: &Handed, verdict: &Verdict) -> Vec<Event> {
        let mut events = vec![Event {
            held: matches!(verdict, Verdict::Held(_)),
            file: Some(self.original.clone()),
            name: Some(base_name(&handed.name).to_owned()),
            sha256: Some(self.digest.own().to_owned()),
            ..desk.event(self.unit, self.version, EventKind::Received)
        }];
        if !matches!(verdict, Verdict::Held(_)) {
            events.extend(desk.superseded(self.unit));
        }
        if matches!(verdict, Verdict::Accepted) {
            events.push(desk.event(self.unit, self.version, EventKind::Accepted));
        }
        events
    }
}

/// The ending under which a file is kept: what it is decides, and its name only between kinds of workbooks.
fn ending(file: &SourceFile) -> String {
    if file.sheets.is_empty() {
        return "yaml".to_owned();
    }
    let given = file.path.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    if is_workbook(&format!("x.{given}")) { given } else { "xlsx".to_owned() }
}

/// The name without the folders that it lay in on somebody's machine.
fn base_name(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

fn said(verdict: &Verdict, errors: usize, questions: usize) -> String {
    let mut text = match verdict {
        Verdict::Accepted => "已签收，采用".to_owned(),
        Verdict::Faulty => format!("已签收；有{errors}处必须修改，有误的部分不采用，请修改后重新报送"),
        Verdict::Held(why) if errors > 0 => format!("已签收，未采用：{why}；有{errors}处必须修改"),
        Verdict::Held(why) => format!("已签收，未采用：{why}"),
    };
    if questions > 0 {
        text.push_str(&format!("；有{questions}处需要说明"));
    }
    text
}

impl Desk<'_> {
    /// The book as it is continued: with its own line ends.
    pub(super) fn book_text(&self) -> String {
        let path = format!("{}/intake.jsonl", self.folder);
        let bytes = self.project.bytes(&path).unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default().replace("\r\n", "\n")
    }

    /// The line that says that the version in force gives way, where there is one that counts.
    pub(super) fn superseded(&self, unit: UnitIndex) -> Option<Event> {
        let now = self.book.in_force(unit).filter(|_| !self.book.is_returned(unit))?;
        Some(self.event(unit, now.version, EventKind::Superseded))
    }

    /// What the version in force says; `None` where nothing counts.
    fn form_in_force(&self, unit: UnitIndex) -> Option<Form> {
        let now = self.book.in_force(unit).filter(|_| !self.book.is_returned(unit))?;
        let name = format!("{}/received/{}", self.folder, now.file.as_deref()?);
        let mut sources = self.sources.clone();
        let file = sources.load(self.project, &[name])[0];
        let (read, _) = submission::read_one(&sources, &self.plan, file);
        read.form
    }
}
