//! 校验码: the mark of what a year's report is made from.
//!
//! Takes the input of a report; gives a digest that is another one as soon as something printed may be. Never looks
//! at what is made of it.

use super::Input;
use crate::consolidate::{FigureRef, Value};
use crate::office::Office;
use crate::plan::{IndicatorIndex, Located};
use crate::source::{FileId, Place, sha256_hex};
use crate::submission::Figure;

/// SHA-256 over what the report is made from: the files of the round and of those before it with their plans, the
/// settings and the day of the report; of a closed year also what it was closed with, the corrections that count, and
/// the final values that the next year gave, and not its record as a file. What comes in later years, or came after a year was closed, changes nothing, and a
/// correction does.
pub(super) fn digest(input: &Input<'_>) -> String {
    let mut text = format!("{}\n", input.as_of);
    let office = input.office().clone();
    // The site is that of today, also of a year that was closed before.
    let office = match input.years[input.at].closed {
        Some(_) => office.of_closed_year(&Office::default()),
        None => office,
    };
    text.push_str(&serde_json::to_string(&office).unwrap_or_default());
    let mut add = |digest: &str| {
        text.push('\n');
        text.push_str(digest);
    };
    let of = |file: FileId| input.sources.get(file).digest.own();
    settled_marks(input).iter().for_each(|mark| add(mark));
    for year in &input.years[input.first_seen()..=input.at] {
        let counts = |file: &FileId| year.closed.is_none_or(|closed| closed.stands(*file, input.sources));
        let of_office =
            year.round.decisions_file.into_iter().chain(year.round.words.as_ref().map(|w| w.file));
        add(of(year.plan.file));
        year.round.submissions.iter().for_each(|submission| add(of(submission.file)));
        of_office.filter(counts).for_each(|file| add(of(file)));
        let record = year.closed.iter().filter_map(|closed| serde_json::to_string(&closed.record).ok());
        record.for_each(|record| add(&record));
        year.book.events.last().iter().for_each(|line| add(&line.hash));
    }
    sha256_hex(text.as_bytes())
}

/// What of the year after a closed year stands on the closed year's pages, to be told by the mark of their data.
fn settled_marks(input: &Input<'_>) -> Vec<String> {
    let (now, next) = (&input.years[input.at], input.years.get(input.at + 1));
    let Some(next) = next.filter(|next| now.closed.is_some() && next.round.year == now.round.year + 1) else {
        return vec![];
    };
    let mark = |index: IndicatorIndex, value: &Value| {
        let stands = |at: &FigureRef| {
            let submission = next.round.submissions.get(at.submission.0)?;
            let place = settled_place(submission.form.as_ref()?.indicators.get(at.at)?)?;
            let (path, line) = (input.sources.path(place), input.sources.position(place).line);
            Some(format!("{path}:{line}"))
        };
        let sources: Vec<String> = value.sources.iter().filter_map(stands).collect();
        let id = next.plan.indicator(index).id.key();
        format!("{id} {:?} {:?} {sources:?}", value.quantity, value.questions)
    };
    let given = |(index, _): (IndicatorIndex, _)| {
        let record = next.tables.indicators.get(index.0);
        let parts =
            record.into_iter().flat_map(|record| &record.figures).filter_map(|of| of.last_year.as_ref());
        let whole = record.and_then(|record| record.last_year.as_ref());
        whole.into_iter().chain(parts).map(|value| mark(index, value)).collect::<Vec<_>>()
    };
    next.plan.indicators().flat_map(given).collect()
}

/// Where in an entry the final value of the year before stands, not this year's figure.
pub(super) fn settled_place(figure: &Located<Figure>) -> Option<Place> {
    figure.last_year.as_ref().map(|last| last.value.place)
}
