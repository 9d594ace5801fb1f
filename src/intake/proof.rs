//! Whether the originals are what the book says, and whether the files in force are those that were accepted.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::book::{Book, received};
use super::event::{Event, EventKind};
use super::rules;
use crate::diagnostic::Diagnostics;
use crate::plan::{Plan, UnitIndex};
use crate::source::{Digest, Place, Problem, Project, ProjectError, SourceFile, Sources, is_left_behind};

/// Proves a book. `then` is the book as it was at the moment that is looked at, and `files` are the files
/// that stand for the units at that moment, each by the place that concerns all of it; `None` where a correction of a
/// closed year stands for the file, which that year's record proves. Gives the files among the
/// originals and receipts that the book does not know.
///
/// # Errors
/// When the folder of the originals cannot be listed.
pub fn prove(
    project: &Project,
    sources: &mut Sources,
    (plan, year): (&Plan, i32),
    (book, then): (&Book, &Book),
    files: &BTreeMap<UnitIndex, Option<Place>>,
    out: &mut Diagnostics,
) -> Result<Vec<String>, ProjectError> {
    let folder = received(plan, year);
    let named: Vec<(&Event, String)> = book
        .events
        .iter()
        .filter_map(|event| Some((event, format!("{folder}/{}", event.file.as_ref()?))))
        .collect();
    let faults: Vec<Option<String>> =
        named.par_iter().map(|(event, name)| fault(project, event, name)).collect();
    for ((event, name), fault) in named.iter().zip(faults) {
        if let Some(fault) = fault {
            out.report(&rules::ORIGINAL, event.place, format!("收文原件“{name}”{fault}"))
                .label("这一行登记的原件")
                .help("原件收到后不得改动。请用备份恢复原件");
        }
    }
    let known: BTreeSet<&str> = named.iter().map(|(_, name)| name.as_str()).collect();
    let hidden = |name: &str| {
        let below = name.strip_prefix(folder.as_str()).map(|rest| format!("received{rest}"));
        book.unfinished.as_ref().zip(below).is_some_and(|(left, below)| left.hides(&below))
    };
    let listed = project.list(&folder)?;
    let left = |name: &String| name.rsplit('/').next().is_some_and(is_left_behind);
    let unknown = |name: &String| !known.contains(name.as_str()) && !hidden(name) && !left(name);
    let mut lost: Vec<String> = listed.into_iter().filter(unknown).collect();
    let round = format!("submissions/{}/{year}", plan.definition.id.as_str());
    super::ending::must_be_there(project, &round, book, out);
    let receipts = super::receipts::prove(project, sources, &round, book, out)?;
    // What came with a line that is missing is told with it.
    let is_explained =
        |name: &&String| project.bytes(name).is_ok_and(|bytes| receipts.name_original(&Digest::of(&bytes)));
    let untold: Vec<String> = lost.iter().filter(|name| !is_explained(name)).cloned().collect();
    unregistered(sources, &folder, &untold, out);
    let told = |unit: UnitIndex| receipts.name_unit(&plan.unit(unit).name.inner);
    in_force(sources, plan, then, (files, &told), out);
    not_booked((plan, book), (files, &told), out);
    lost.extend(receipts.strange);
    Ok(lost)
}

/// What is wrong with the original of a line.
fn fault(project: &Project, event: &Event, name: &str) -> Option<String> {
    match project.bytes(name) {
        Err(problem) => Some(format!("无法读取：{}", problem.reason())),
        Ok(bytes) => {
            let digest = event.sha256.as_deref()?;
            (!Digest::of(&bytes).is(digest)).then(|| "与登记时不同，已被改动".to_owned())
        }
    }
}

/// Originals that no line speaks of: the line was lost, or the file was put there by hand.
fn unregistered(sources: &mut Sources, folder: &str, lost: &[String], out: &mut Diagnostics) {
    let Some(first) = lost.first() else { return };
    let place = Place::of_file(sources.add(SourceFile::without_text(first, Problem::NotRead)));
    let names: Vec<&str> = lost.iter().filter_map(|name| name.rsplit('/').next()).collect();
    let message = format!("“{folder}”里有{}个原件没有收文登记", lost.len());
    out.report(&rules::UNREGISTERED, place, message)
        .label(names.join("、"))
        .help("登记簿可能缺行或丢失，请用备份恢复；不是收文原件的，请移出 received 文件夹");
}

/// The file in force must be the original that was accepted last; before any is accepted, the last that came.
fn in_force(
    sources: &Sources,
    plan: &Plan,
    book: &Book,
    (files, is_told): (&BTreeMap<UnitIndex, Option<Place>>, &dyn Fn(UnitIndex) -> bool),
    out: &mut Diagnostics,
) {
    for unit in book.units().into_iter().filter(|unit| !is_told(*unit)) {
        let Some(right) = book.in_force(unit) else { continue };
        // Without a digest there is nothing to compare with.
        let Some(digest) = right.sha256.as_deref() else { continue };
        let is_original = |place: Place| sources.get(place.file()).digest.is(digest);
        let accepted = book.is_accepted(unit);
        match files.get(&unit) {
            Some(None) => {}
            Some(&Some(place)) if is_original(place) => {}
            Some(&Some(place)) => altered(plan, unit, right, (place, accepted), out),
            // What was returned may have been taken away.
            None if book.is_returned(unit) => {}
            None => lacking(plan, unit, right, out),
        }
    }
}

/// Files in force of which a book says nothing, though there is one: they were laid there by hand.
fn not_booked(
    (plan, book): (&Plan, &Book),
    (files, is_told): (&BTreeMap<UnitIndex, Option<Place>>, &dyn Fn(UnitIndex) -> bool),
    out: &mut Diagnostics,
) {
    let is_used = book.events.iter().any(|event| event.event == EventKind::Received && !event.void);
    // What is wrong with a book is said of its lines: behind a gap the entry may have stood.
    if !is_used || book.damaged {
        return;
    }
    let unknown = |unit: UnitIndex| !book.has_come(unit) && !is_told(unit);
    let laid: Vec<(UnitIndex, Place)> = files
        .iter()
        .filter_map(|(unit, place)| Some((*unit, (*place)?)))
        .filter(|(unit, _)| unknown(*unit))
        .collect();
    let Some(&(first, place)) = laid.first() else { return };
    let names: Vec<&str> = laid.iter().map(|(unit, _)| plan.unit(*unit).name.as_str()).collect();
    let message = match laid.len() {
        1 => format!("“{}”现行的报送件没有收文登记", plan.unit(first).name.inner),
        count => format!("有{count}家单位现行的报送件没有收文登记：{}", names.join("、")),
    };
    let found = out.report(&rules::NOT_BOOKED, place, message);
    found
        .label("手工放进文件夹的，收文登记簿里没有")
        .help("先移出文件夹，再用 nianbao receive 登记（补记收到的时间用 --at）");
    found.concerns = laid[1..].iter().map(|(_, place)| *place).collect();
}

fn altered(
    plan: &Plan,
    unit: UnitIndex,
    right: &Event,
    (place, accepted): (Place, bool),
    out: &mut Diagnostics,
) {
    let (name, how) = (&plan.unit(unit).name.inner, if accepted { "采用" } else { "签收" });
    out.report(&rules::NOT_THE_ORIGINAL, place, format!("“{name}”现行的报送件与登记{how}的原件不同"))
        .label(format!("登记的是第{}版 {}", right.version, original(right)))
        .related(right.place, "登记在这一行")
        .help("现行的报送件不能直接修改。请恢复为登记的原件；确有改正的，由单位重新报送并登记");
}

fn lacking(plan: &Plan, unit: UnitIndex, right: &Event, out: &mut Diagnostics) {
    let unit = plan.unit(unit);
    out.report(
        &rules::NOT_THE_ORIGINAL,
        right.place,
        format!("“{}”有收文登记，文件夹里没有它的报送件", unit.name.inner),
    )
    .label(format!("登记的是第{}版 {}", right.version, original(right)))
    .help(format!("请用备份恢复，或把原件复制为 {}.{}", unit.id.as_str(), ending(right)));
}

/// The ending that the original has: a workbook stays a workbook.
fn ending(event: &Event) -> &str {
    original(event).rsplit_once('.').map_or("yaml", |(_, ending)| ending)
}

fn original(event: &Event) -> &str {
    event.file.as_deref().unwrap_or("原件")
}
