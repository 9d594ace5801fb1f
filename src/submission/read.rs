//! Reads the submissions of a plan and year, in parallel; the result does not depend on the threads.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization as _;

use super::decided::{Closed, counted_decisions};
use super::decisions::Decisions;
use super::folder::{Folders, RoundFiles, file_name};
use super::form::Form;
use super::round::{Round, Submission};
use super::stray::Stray;
use super::text;
use super::{left_out, whose, workbook};
use crate::diagnostic::Diagnostics;
use crate::plan::{Plan, UnitIndex};
use crate::source::{FileId, Place, Project, Sources, is_workbook, is_yaml};
use crate::syntax::{self, Reading};

/// What was there at a moment in the past.
#[derive(Debug, Clone, Default)]
pub struct Past {
    /// The units that stand in the intake book: it says what had come of them, and not their own date.
    pub booked: BTreeSet<UnitIndex>,
    /// Where the version then in force is not the one now: its original, or none where nothing had come.
    pub versions: BTreeMap<UnitIndex, Option<String>>,
    /// Of a closed year.
    pub closed: Option<Closed>,
}

/// The folders of all rounds, and whether what lies in another round's folder is told there.
#[derive(Clone, Copy)]
pub struct Survey<'a> {
    /// The folders.
    pub folders: &'a Folders,
    /// Whether a round, by the key of its plan and its year, is looked at as well.
    pub looks_at: &'a dyn Fn(&str, i32) -> bool,
}

impl Past {
    /// Whether a file that is there now is the version that was in force then; what does not stand in the
    /// book dates itself, see [`super::Seen`].
    fn had(&self, submission: &Submission) -> bool {
        submission.unit.is_none_or(|unit| !self.booked.contains(&unit) || !self.versions.contains_key(&unit))
    }
}

/// Reads the round of a plan and year; as it was, where one looks back.
pub fn read_all(
    project: &Project,
    sources: &mut Sources,
    plan: &Plan,
    year: i32,
    (survey, past): (Survey<'_>, Option<&Past>),
    out: &mut Diagnostics,
) -> Round {
    let folders = survey.folders;
    let closed = past.and_then(|past| past.closed.as_ref());
    let RoundFiles { forms: names, decisions: decided } = folders.files(plan, year);
    let files = sources.load(project, &names);
    let shared: &Sources = sources;
    let mut read: Vec<(Submission, Diagnostics)> =
        files.par_iter().map(|&file| read_one(shared, plan, file)).collect();
    if let Some(past) = past {
        read.retain(|(submission, _)| past.had(submission));
        read.extend(originals(project, sources, plan, past));
    }
    forget_evidence(&mut read, sources);
    let read = pass_over_tables(read, plan, sources, out);
    let mut submissions = Vec::with_capacity(read.len());
    for (submission, found) in read {
        submissions.push(submission);
        out.extend(found);
    }
    let mut strays = unreferenced(folders.strays(plan, year), &submissions);
    // What lies elsewhere is told there; here it is told where the unit would be silent.
    let is_there = |stray: &&Stray| stray.unit.is_some_and(|unit| in_force(&submissions, unit).is_some());
    strays.retain(|stray| !stray.is_elsewhere() || !is_there(stray));
    if let Some(closed) = closed {
        strays.retain(|stray| {
            closed.files.contains(file_name(&stray.name)) || stray.came_after(closed.day, out)
        });
    }
    // The order of protocol, so that entries of a task stand in the order of the plan everywhere.
    submissions.sort_by_cached_key(|s| rank(sources, plan, s));
    let told_there =
        |stray: &&&Stray| stray.is_told_in().is_some_and(|(plan, year)| (survey.looks_at)(plan, year));
    let told: Vec<&Stray> = strays.iter().filter(|stray| !told_there(stray)).copied().collect();
    report_strays(&told, plan, &submissions, sources, out);
    stand_in(&strays, &mut submissions);
    submissions.sort_by_key(|s| s.unit.map_or(usize::MAX, |unit| unit.0));
    let decided = counted_decisions(decided, closed, sources, out);
    let decisions_file = decided.map(|name| sources.load(project, &[name])[0]);
    let read = decisions_file.map(|file| syntax::read::<Decisions>(sources, file, "decisions", true, out));
    let (decisions, decisions_left_out) =
        read.map_or((None, None), |Reading { value, left_out, .. }| (value, left_out));
    let decisions = decisions.unwrap_or_default();
    let words = text::read(project, sources, (plan, year), out);
    Round { year, submissions, decisions, decisions_file, decisions_left_out, words }.beside(plan)
}

/// Takes out workbooks that a submission names as evidence: they are not handed in to be read.
fn forget_evidence(read: &mut Vec<(Submission, Diagnostics)>, sources: &Sources) {
    let forms = read.iter().filter_map(|(submission, _)| Some((submission.file, submission.form.as_ref()?)));
    let named: HashSet<(FileId, String)> =
        forms.flat_map(|(file, form)| evidence_files(form).map(move |name| (file, name))).collect();
    read.retain(|(submission, _)| {
        let name = one_spelling(file_name(&sources.get(submission.file).path));
        let is_evidence = |(by, named): &(FileId, String)| *by != submission.file && *named == name;
        !workbook::is_workbook(sources, submission.file) || !named.iter().any(is_evidence)
    });
}

/// Takes out workbooks of which nothing can be used, beside a file of the same unit that can: an annex, a draft.
/// They are named, and cost the unit nothing.
fn pass_over_tables(
    read: Vec<(Submission, Diagnostics)>,
    plan: &Plan,
    sources: &Sources,
    out: &mut Diagnostics,
) -> Vec<(Submission, Diagnostics)> {
    let of = |(submission, _): &(Submission, Diagnostics)| {
        submission.form.as_ref().and(submission.unit).map(|unit| (unit, submission.file))
    };
    let usable: BTreeMap<UnitIndex, FileId> = read.iter().filter_map(of).collect();
    let is_table = |submission: &Submission| {
        let useless = submission.form.is_none() && submission.unclaimed.is_none();
        useless && workbook::is_workbook(sources, submission.file)
    };
    let beside = |submission: &Submission| submission.unit.and_then(|unit| Some((unit, *usable.get(&unit)?)));
    let mut kept = vec![];
    for (submission, found) in read {
        match beside(&submission).filter(|_| is_table(&submission)) {
            Some((unit, taken)) => {
                let (name, taken) = (&sources.get(submission.file).path, &sources.get(taken).path);
                super::stray::report_beside(submission.file, name, (&plan.unit(unit).name, taken), out);
            }
            None => kept.push((submission, found)),
        }
    }
    kept
}

/// Names of the files that a submission gives as evidence.
fn evidence_files(form: &Form) -> impl Iterator<Item = String> {
    let evidence = form.tasks.iter().flat_map(|entry| &entry.evidence);
    evidence.filter_map(|evidence| Some(one_spelling(file_name(evidence.file.as_ref()?))))
}

/// A name in one spelling: some systems keep an accent apart from its letter, in names of files alone.
fn one_spelling(name: &str) -> String {
    name.nfc().collect()
}

/// The versions that were in force and are not any more, from the originals.
fn originals(
    project: &Project,
    sources: &mut Sources,
    plan: &Plan,
    past: &Past,
) -> Vec<(Submission, Diagnostics)> {
    let versions = past.versions.iter().filter_map(|(unit, name)| Some((*unit, name.clone()?)));
    let (units, names): (Vec<UnitIndex>, Vec<String>) = versions.unzip();
    let files = sources.load(project, &names);
    let of = |(unit, file): (UnitIndex, FileId)| {
        let (read, found) = read_one(sources, plan, file);
        // The book says whose it is; what says otherwise cannot be used.
        let is_own = read.unit == Some(unit) && read.unclaimed.is_none();
        (if is_own { read } else { Submission::unread(file, Some(unit)) }, found)
    };
    units.into_iter().zip(files).map(of).collect()
}

/// Lets files among the originals and receipts that no line of the book knows stand for units that are
/// silent otherwise: what may be a report is no silence.
pub fn stand_in_for(
    round: &mut Round,
    plan: &Plan,
    names: &[String],
    project: &Project,
    sources: &mut Sources,
) {
    let files = sources.load(project, names);
    for (file, name) in files.into_iter().zip(names) {
        let (said, last) = (whose::stated_in(sources.get(file)), file_name(name));
        if !said.is_a_report() && !is_yaml(last) && !is_workbook(last) {
            continue;
        }
        let unit = said.unit.map_or_else(
            || whose::unit_by_name(plan, last),
            |stated| plan.unit_named(&stated).or_else(|| whose::unit_meant(plan, &stated, last)),
        );
        if unit.is_none_or(|unit| in_force(&round.submissions, unit).is_none()) {
            round.submissions.push(Submission::unread(file, unit));
        }
    }
    round.submissions.sort_by_key(|s| s.unit.map_or(usize::MAX, |unit| unit.0));
}

/// Of several files of one unit the one named `<unit>.yaml` is in force, whatever else lies beside it; then
/// those whose name differs in case or ending, then the others by name.
fn rank(sources: &Sources, plan: &Plan, submission: &Submission) -> (usize, u8, FileId) {
    let Some(unit) = submission.unit else { return (usize::MAX, 0, submission.file) };
    let name = file_name(&sources.get(submission.file).path);
    let id = plan.unit(unit).id.as_str();
    let order = match name.rsplit_once('.') {
        _ if submission.unclaimed.is_some() => 4,
        Some((stem, "yaml")) if stem == id => 0,
        Some((stem, _)) if stem == id => 1,
        Some((stem, _)) if stem.eq_ignore_ascii_case(id) => 2,
        _ => 3,
    };
    (unit.0, order, submission.file)
}

/// The file in force of a unit.
fn in_force(submissions: &[Submission], unit: UnitIndex) -> Option<FileId> {
    submissions.iter().find(|s| s.unit == Some(unit)).map(|s| s.file)
}

/// Strays without those that a submission names as evidence.
fn unreferenced<'s>(strays: impl Iterator<Item = &'s Stray>, submissions: &[Submission]) -> Vec<&'s Stray> {
    let forms = submissions.iter().filter_map(|s| s.form.as_ref());
    let named: HashSet<String> = forms.flat_map(evidence_files).collect();
    strays.filter(|stray| !named.contains(&one_spelling(file_name(&stray.name)))).collect()
}

fn report_strays(
    strays: &[&Stray],
    plan: &Plan,
    submissions: &[Submission],
    sources: &Sources,
    out: &mut Diagnostics,
) {
    let taken = |stray: &Stray| {
        stray.unit.and_then(|unit| in_force(submissions, unit)).map(|file| sources.get(file).path.clone())
    };
    super::stray::report(strays.iter().copied(), |_| Some(plan), taken, out);
}

/// Lets what was handed in and not read stand for its unit, so that it does not count as silence; what
/// belongs to no unit is kept beside, to be counted.
fn stand_in(strays: &[&Stray], submissions: &mut Vec<Submission>) {
    for stray in strays.iter().filter(|stray| stray.may_be_a_report()) {
        let taken = stray.unit.is_some_and(|unit| in_force(submissions, unit).is_some());
        if !taken {
            submissions.push(Submission::unread(stray.file, stray.unit));
        }
    }
}

/// Says of a file that has no text what it is and what to do.
pub fn report_problem(sources: &Sources, file: FileId, out: &mut Diagnostics) {
    syntax::read::<Form>(sources, file, "submission", true, out);
}

/// Reads one submission file against a plan.
pub fn read_one(sources: &Sources, plan: &Plan, file: FileId) -> (Submission, Diagnostics) {
    let mut out = Diagnostics::default();
    let mut submission = read_form(sources, plan, file, &mut out);
    left_out::record(&mut submission, &out);
    (submission, out)
}

/// What the plan counts an indicator in.
pub(super) fn measure(plan: &Plan, id: &str) -> Option<String> {
    let indicator = plan.indicator(plan.indicator_by_id(id)?);
    indicator.unit_of_measure.as_deref().map(str::to_owned)
}

fn read_form(sources: &Sources, plan: &Plan, file: FileId, out: &mut Diagnostics) -> Submission {
    let reading = match workbook::is_workbook(sources, file) {
        true => workbook::read(sources, plan, file, out),
        false => syntax::read_measured::<Form>(sources, file, &|id| measure(plan, id), out),
    };
    let name = file_name(&sources.get(file).path);
    let by_name = whose::unit_by_name(plan, name);
    if let Some(entries) = reading.blank {
        let message = match entries {
            0 => "这份报送表还没有填写".to_owned(),
            entries => format!("这份报送表还没有填写：{entries}项都是空的"),
        };
        out.report(&workbook::NOTHING_FILLED_IN, Place::of_file(file), message)
            .label("除单位和年度外没有内容")
            .help("请填写后再提交；全年确无相关工作的，在“零报告”里写明原因");
        return Submission::unread(file, by_name);
    }
    let stated = reading.value.as_ref().and_then(|form| whose::unit_stated(plan, &form.unit, name));
    let (left_out, hides_in) = (reading.left_out, reading.unnamed);
    let submission = match (stated, reading.value) {
        // A file whose content cannot be used is still the attempt of the unit that it is named after.
        (_, None) => Submission { faulty: reading.faulty, ..Submission::unread(file, by_name) },
        (Some(unit), form) => {
            Submission { form, left_out, faulty: reading.faulty, ..Submission::unread(file, Some(unit)) }
        }
        (None, Some(form)) => match whose::unit_meant(plan, &form.unit, name) {
            Some(unit) => {
                Submission { unclaimed: Some(form), left_out, ..Submission::unread(file, Some(unit)) }
            }
            None => Submission {
                form: Some(form),
                left_out,
                faulty: reading.faulty,
                ..Submission::unread(file, None)
            },
        },
    };
    Submission { hides_in, ..submission }
}
