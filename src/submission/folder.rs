//! Sorts what lies below `submissions/`: the files of each round, and the strays, which are named and never
//! taken for silence.

use std::collections::{BTreeMap, BTreeSet};

use super::misplaced::{self, Misplaced};
use super::stray::{Stray, Why};
use super::whose;
use crate::plan::{Plan, UnitIndex};
use crate::source::{
    DECISIONS, EntryKind, FileId, FileKind, OF_THE_ROUND, Problem, Project, ProjectError, SourceFile,
    Sources, is_left_behind, is_workbook, is_yaml, meant_of_round,
};

/// The folder that all of it lies in.
pub(super) const ROOT: &str = "submissions";
/// What lies below `submissions/`, sorted.
#[derive(Debug, Clone, Default)]
pub struct Folders {
    rounds: BTreeMap<(String, i32), RoundFiles>,
    strays: Vec<Stray>,
}

/// The files of one round that have a reader.
#[derive(Debug, Clone, Default)]
pub(super) struct RoundFiles {
    /// Submissions, by name.
    pub(super) forms: Vec<String>,
    /// The decisions of the office: one file, or two of which one counts.
    pub(super) decisions: Vec<String>,
}

/// Sorts everything below `submissions/`. `stopped` are the files of plans that could not be read: what lies
/// in the folders of those plans is not judged.
///
/// # Errors
/// When the folder is there and cannot be listed.
pub fn survey(
    project: &Project,
    sources: &mut Sources,
    plans: &[Plan],
    stopped: &[String],
) -> Result<Folders, ProjectError> {
    let mut found = Survey { plans, stopped, folders: Folders::default(), waiting: vec![] };
    for entry in project.entries(ROOT)? {
        let path: Vec<&str> = entry.name.split('/').skip(1).collect();
        if !path.iter().any(|part| is_left_behind(part)) {
            found.place(&entry.name, &path, entry.kind);
        }
    }
    let mut elsewhere = misplaced::in_other_rounds(project, sources, plans, &found.folders.forms());
    elsewhere.extend(misplaced::among_plans(project, sources, plans, stopped));
    for Misplaced { name, why, of } in elsewhere {
        found.stray(
            &name,
            why.map_or(Why::Named, |(words, lies)| Why::Elsewhere(words, lies)),
            Some(of.0),
            Some(of.1),
        );
    }
    found.read_strays(project, sources);
    Ok(found.folders)
}

impl Folders {
    /// The years for which a plan has submissions, or something that was meant as one, sorted.
    pub fn years(&self, plan: &Plan) -> Vec<i32> {
        let key = plan.key();
        let rounds = self.rounds.keys().filter(|(of, _)| *of == key).map(|(_, year)| *year);
        // What lies in the folder of another round makes no round of its own: a year may be mistyped.
        let strays =
            self.strays.iter().filter(|stray| stray.plan.as_ref() == Some(&key) && !stray.is_elsewhere());
        let years: BTreeSet<i32> = rounds.chain(strays.filter_map(|stray| stray.year)).collect();
        years.into_iter().collect()
    }

    /// All submissions, each with the round in whose folder it lies.
    fn forms(&self) -> Vec<((String, i32), String)> {
        let of = |(round, files): (&(String, i32), &RoundFiles)| {
            files.forms.iter().map(|name| (round.clone(), name.clone())).collect::<Vec<_>>()
        };
        self.rounds.iter().flat_map(of).collect()
    }

    pub(super) fn files(&self, plan: &Plan, year: i32) -> RoundFiles {
        self.rounds.get(&(plan.key(), year)).cloned().unwrap_or_default()
    }

    pub(super) fn strays(&self, plan: &Plan, year: i32) -> impl Iterator<Item = &Stray> {
        let key = plan.key();
        self.strays.iter().filter(move |s| s.plan.as_ref() == Some(&key) && s.year == Some(year))
    }

    /// What belongs to no round: the plan or the year cannot be told.
    pub(super) fn unplaced(&self) -> impl Iterator<Item = &Stray> {
        self.strays.iter().filter(|stray| stray.plan.is_none() || stray.year.is_none())
    }
}

struct Survey<'a> {
    plans: &'a [Plan],
    stopped: &'a [String],
    folders: Folders,
    /// Strays whose text is still to be looked into.
    waiting: Vec<Waiting>,
}

/// A file that is not read as a submission, with what its path says of it.
struct Waiting {
    name: String,
    why: Why,
    plan: Option<String>,
    year: Option<i32>,
}

impl Survey<'_> {
    fn place(&mut self, name: &str, path: &[&str], kind: EntryKind) {
        let Some((&last, folders)) = path.split_last() else {
            // `submissions` itself is a link or a file.
            return self.stray(name, Why::of_kind(kind), None, None);
        };
        let Some(&folder) = folders.first() else { return self.in_root(name, last, kind) };
        if self.is_stopped(folder) {
            return;
        }
        let exact = self.plans.iter().find(|plan| plan.definition.id.as_str() == folder);
        let meant = exact.or_else(|| self.plans.iter().find(|p| p.key().eq_ignore_ascii_case(folder)));
        let plan = meant.map(Plan::key);
        let year = folders.get(1).and_then(|year| exact_year(year));
        let stray =
            |why: Why, year: Option<i32>| Waiting { name: name.to_owned(), why, plan: plan.clone(), year };
        let wrong_plan = exact.is_none().then(|| Why::PlanFolder(format!("{ROOT}/{folder}")));
        match (folders, wrong_plan) {
            (_, Some(why)) => {
                let year = year.or_else(|| folders.get(1).and_then(|name| whose::year_in(name)));
                self.meaning(stray(why, year), kind);
            }
            ([] | [_], None) => self.in_plan(name, last, kind, plan),
            ([_, wrong, ..], None) if year.is_none() => {
                let why = Why::YearFolder(format!("{ROOT}/{folder}/{wrong}"));
                self.meaning(stray(why, whose::year_in(wrong)), kind);
            }
            ([_, _], None) => self.in_round(name, last, kind, (plan, year)),
            ([_, _, "received" | "receipts", ..], None) => {}
            ([_, _, inner @ ..], None) => {
                let outer = path[..path.len() - 1 - inner.len()].join("/");
                let why = Why::SubFolder(format!("{ROOT}/{outer}/{}", inner[0]));
                self.meaning(stray(why, year), kind);
            }
        }
    }

    /// Whether the folder is that of a plan that was stopped, and of no other.
    fn is_stopped(&self, folder: &str) -> bool {
        let stands = self.plans.iter().any(|plan| plan.key().eq_ignore_ascii_case(folder));
        !stands && self.stopped.iter().any(|path| whose::stem(file_name(path)).eq_ignore_ascii_case(folder))
    }

    /// Directly in `submissions/`.
    fn in_root(&mut self, name: &str, last: &str, kind: EntryKind) {
        let plan = self.plans.iter().find(|p| p.key().eq_ignore_ascii_case(last)).map(Plan::key);
        match kind {
            EntryKind::Folder => {}
            EntryKind::File => {
                self.stray(name, Why::NoFolder(FileKind::of(last)), None, whose::year_in(last))
            }
            _ if self.is_stopped(last) => {}
            _ => self.stray(name, Why::of_kind(kind), plan, None),
        }
    }

    /// Directly in the folder of a plan.
    fn in_plan(&mut self, name: &str, last: &str, kind: EntryKind, plan: Option<String>) {
        let year = whose::year_in(last);
        match kind {
            EntryKind::Folder => {}
            EntryKind::File => self.stray(name, Why::NoFolder(FileKind::of(last)), plan, year),
            _ => self.stray(name, Why::of_kind(kind), plan, year),
        }
    }

    /// Where the files of a round lie. What bears a name that is read is read, whatever it is: reading a
    /// link or a folder says what it is.
    fn in_round(
        &mut self,
        name: &str,
        last: &str,
        kind: EntryKind,
        (plan, year): (Option<String>, Option<i32>),
    ) {
        let (Some(plan), Some(year)) = (plan, year) else { return };
        let of = self.plans.iter().find(|own| own.key() == plan);
        let is_unit = || of.is_some_and(|plan| plan.unit_named(whose::stem(last)).is_some());
        let files = self.folders.rounds.entry((plan.clone(), year)).or_default();
        if DECISIONS.contains(&last) {
            files.decisions.push(name.to_owned());
        } else if let Some(right) = meant_of_round(last).filter(|_| kind == EntryKind::File && !is_unit()) {
            self.stray(name, Why::Misnamed(right), Some(plan), Some(year));
        } else if (is_yaml(last) || is_workbook(last)) && !OF_THE_ROUND.contains(&last) {
            files.forms.push(name.to_owned());
        } else if !OF_THE_ROUND.contains(&last) && kind != EntryKind::Folder {
            let ending = || Why::Ending(FileKind::of(last));
            let why = if kind == EntryKind::File { ending() } else { Why::of_kind(kind) };
            self.stray(name, why, Some(plan), Some(year));
        }
    }

    /// In a folder where nothing is read: a stray for that reason, folders themselves excepted.
    fn meaning(&mut self, stray: Waiting, kind: EntryKind) {
        let last = file_name(&stray.name);
        let why = match kind {
            EntryKind::Folder => return,
            EntryKind::File
                if matches!(stray.why, Why::SubFolder(_)) && !is_yaml(last) && !is_workbook(last) =>
            {
                Why::Ending(FileKind::of(last))
            }
            EntryKind::File => stray.why,
            EntryKind::Link | EntryKind::Other | EntryKind::Unseen => Why::of_kind(kind),
        };
        self.waiting.push(Waiting { why, ..stray });
    }

    fn stray(&mut self, name: &str, why: Why, plan: Option<String>, year: Option<i32>) {
        self.waiting.push(Waiting { name: name.to_owned(), why, plan, year });
    }

    /// Looks into the strays that are texts, and finds out whose they are.
    fn read_strays(&mut self, project: &Project, sources: &mut Sources) {
        let mut waiting = std::mem::take(&mut self.waiting);
        for stray in &mut waiting {
            // Beside the file that it was meant as it is only one too many.
            if let Why::Misnamed(right) = stray.why {
                let folder = stray.name.strip_suffix(file_name(&stray.name)).unwrap_or_default();
                let names = DECISIONS.into_iter().filter(|_| DECISIONS.contains(&right));
                let beside = names.chain([right]).map(|name| format!("{folder}{name}"));
                if let Some(first) = beside.into_iter().find(|path| project.contains(path)) {
                    stray.why = Why::Twice(first);
                }
            }
        }
        let is_text = |stray: &&Waiting| {
            !matches!(stray.why, Why::Link | Why::Special) && FileKind::of(file_name(&stray.name)).is_text()
        };
        let texts: Vec<String> = waiting.iter().filter(is_text).map(|stray| stray.name.clone()).collect();
        let mut read = sources.load(project, &texts).into_iter().zip(texts).peekable();
        for stray in waiting {
            let file = match read.next_if(|(_, name)| *name == stray.name) {
                Some((file, _)) => file,
                None => sources.add(SourceFile::without_text(&stray.name, Problem::NotRead)),
            };
            let text = &sources.get(file).text;
            let stray = self.whose(stray, text, file);
            self.folders.strays.push(stray);
        }
    }

    fn whose(&self, stray: Waiting, text: &str, file: FileId) -> Stray {
        let Waiting { name, why, plan, year } = stray;
        let by_text = |key: &str| {
            let plans = self.plans.iter();
            plans.map(Plan::key).find(|id| id.eq_ignore_ascii_case(key.trim()))
        };
        let stated_plan = whose::stated(text, "plan");
        let plan = plan.or_else(|| stated_plan.and_then(by_text)).or_else(|| self.plan_like(&name));
        let stated_year = whose::stated(text, "year");
        let year = year.or_else(|| stated_year.and_then(whose::year_in));
        let of = plan.as_ref().and_then(|key| self.plans.iter().find(|plan| plan.key() == *key));
        let unit = of.and_then(|of| unit_of(of, text, file_name(&name)));
        let is_form = whose::stated(text, "nianbao").is_some_and(|kind| kind.starts_with("submission"))
            || whose::stated(text, "unit").is_some();
        Stray { file, name, why, plan, year, unit, is_form }
    }

    /// The plan whose id a wrong folder's name resembles.
    fn plan_like(&self, name: &str) -> Option<String> {
        let folder = name.split('/').nth(1).filter(|_| name.split('/').count() > 2)?;
        let ids: Vec<&str> = self.plans.iter().map(|plan| plan.definition.id.as_str()).collect();
        crate::diagnostic::nearest(folder, &ids).map(str::to_lowercase)
    }
}

/// Whose a stray is: its text says it, else its name.
fn unit_of(plan: &Plan, text: &str, file_name: &str) -> Option<UnitIndex> {
    match whose::stated(text, "unit") {
        Some(stated) => plan.unit_named(stated).or_else(|| whose::unit_meant(plan, stated, file_name)),
        None => whose::unit_by_name(plan, file_name),
    }
}

pub(super) fn file_name(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// A folder's name as a reporting year: four digits and nothing else.
fn exact_year(name: &str) -> Option<i32> {
    let is_year = name.len() == 4 && name.bytes().all(|b| b.is_ascii_digit()) && name.starts_with(['1', '2']);
    is_year.then(|| name.parse().ok()).flatten()
}
