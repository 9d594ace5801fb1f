//! Where statements stand: unit, line, digest; the path for the office.
//!
//! Takes places; gives sources and records of files. Never shows a path or a line in the public edition: they say
//! something only to whoever has the files.

use std::sync::Arc;

use super::YearData;
use super::cells::grouped;
use super::links::unit_link;
use super::stage::Stage;
use crate::consolidate::FigureRef;
use crate::plan::{Located, UnitIndex};
use crate::report::{Edition, PathNote, Source, SourceRecord};
use crate::source::{FileId, Place};
use crate::submission::{Figure, SubmissionIndex};
use crate::wording::Reader;

/// Where a statement stands. `page` is the page with the record of the file, empty for the same.
pub(super) fn source<E: Edition>(stage: &Stage<'_>, page: &str, unit: UnitIndex, place: Place) -> Source<E> {
    let line = stage.input.sources.position(place).line;
    let name = stage.name(unit);
    Source {
        text: told(E::READER, name, "", line),
        href: format!("{page}#{}", anchor(stage, unit)),
        unit: Arc::clone(&stage.unit_names[unit.0]),
        line,
        digest: stage.file(place.file()).digest,
        internal: E::only(|| path(stage, place.file(), Some(line))),
    }
}

/// Where figures of another year stand, in the files of that year; `place` says where in an entry. Their records are
/// on that year's page, so that nothing here leads to one.
pub(super) fn sources_then<E: Edition>(
    stage: &Stage<'_>,
    year: &YearData<'_>,
    figures: &[FigureRef],
    place: impl Fn(&Located<Figure>) -> Option<Place>,
) -> Vec<Source<E>> {
    let of = |at: &FigureRef| {
        let submission = &year.round.submissions[at.submission.0];
        let unit = &year.plan.unit(submission.unit?).name.inner;
        let place = place(submission.form.as_ref()?.indicators.get(at.at)?)?;
        let (file, line) = (stage.file(place.file()), stage.input.sources.position(place).line);
        Some(Source {
            text: told(E::READER, unit, &format!("{}年", year.round.year), line),
            href: String::new(),
            unit: Arc::from(unit.as_str()),
            line,
            digest: file.digest,
            internal: E::only(|| path(stage, place.file(), Some(line))),
        })
    };
    figures.iter().filter_map(of).collect()
}

/// `市水利局报送材料`; the office opens it at its line.
fn told(reader: Reader, unit: &str, year: &str, line: usize) -> String {
    match reader {
        Reader::Public => format!("{unit}{year}报送材料"),
        Reader::Office => format!("{unit} {year}报送件 第{line}行"),
    }
}

fn path(stage: &Stage<'_>, file: FileId, line: Option<usize>) -> PathNote {
    let path = stage.file(file).path;
    let place = line.map_or_else(|| path.to_string(), |line| format!("{path}:{line}"));
    PathNote { path, place }
}

fn anchor(stage: &Stage<'_>, unit: UnitIndex) -> String {
    format!("src-{}", stage.plan.unit(unit).id.key())
}

/// Records of the files of units, in the plan's order and once each.
pub(super) fn records<E: Edition>(
    stage: &Stage<'_>,
    base: &str,
    submissions: impl IntoIterator<Item = SubmissionIndex>,
) -> Vec<SourceRecord<E>> {
    let mut known: Vec<SubmissionIndex> = submissions.into_iter().collect();
    known.sort();
    known.dedup();
    known
        .into_iter()
        .filter_map(|at| {
            let submission = &stage.now.round.submissions[at.0];
            let unit = submission.unit?;
            let file = stage.input.sources.get(submission.file);
            Some(SourceRecord {
                anchor: anchor(stage, unit),
                unit: unit_link(stage, base, unit),
                sha256: file.digest.own().to_owned(),
                digest: grouped(file.digest.own(), 12),
                internal: E::only(|| path(stage, submission.file, None)),
            })
        })
        .collect()
}
