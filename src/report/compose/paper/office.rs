//! The office's own words, with the figures that they name.
//!
//! Takes the office's text and the composed pages; gives words for each part of the paper; a figure that is asked
//! about carries its mark. Never prints a passage in which a figure is missing or withheld in this edition, nor one
//! with a finding 强制: the units' words stand in its place. A figure typed by hand is treated as a named one.

use super::super::rates::ratio;
use super::super::stage::Stage;
use super::Pages;
use crate::assess::counted;
use crate::diagnostic::Severity;
use crate::plan::IndicatorIndex;
use crate::report::{Edition, IndicatorRow, OfficeText, goals};
use crate::source::Place;
use crate::submission::Held;
use crate::submission::text::{About, Figure, OfficePassage, OfficePiece, Typed, Unseen, Word};
use crate::wording::Reader;
use crate::wording::achievement::{stated, stated_change, stated_target};

/// What stands in the place of a text that is not any more what a year was closed with.
const CHANGED: &str =
    "（办公室的文稿在定稿以后有改动，写明更正以前不印；原有文稿的各处暂用各单位的文字。）\n";

/// What the office wrote, as one edition shows it.
pub(super) struct Office<'o, E: Edition> {
    stage: &'o Stage<'o>,
    pages: &'o Pages<'o, E>,
}

impl<'o, E: Edition> Office<'o, E> {
    pub(super) fn new(stage: &'o Stage<'o>, pages: &'o Pages<'o, E>) -> Self {
        Office { stage, pages }
    }

    /// The words for a part; empty where there are none, or none that can be used.
    pub(super) fn of(&self, about: About) -> OfficeText {
        let Some(words) = &self.stage.now.round.words else {
            // What the closed year printed nobody knows: that other words stand here is said once.
            let is_said = self.stage.now.text_changed && about == About::Assessment;
            return OfficeText(is_said.then(|| CHANGED.to_owned()).into_iter().collect());
        };
        let found = self.stage.findings_in.get(&words.file).map(Vec::as_slice).unwrap_or_default();
        // What is said of the file as a whole, that it changed after closing, concerns every passage.
        let whole = Place::of_file(words.file);
        let faulty = |passage: &OfficePassage| {
            let concerns = |place: Place| place == whole || passage.place.contains(place);
            found.iter().any(|finding| finding.severity == Severity::Error && concerns(finding.place))
        };
        let here = words.passages.iter().filter(|passage| passage.about == about && !faulty(passage));
        OfficeText(here.filter_map(|passage| self.passage(passage)).flatten().collect())
    }

    /// Whether it wrote of an indicator.
    pub(super) fn tells_of(&self, id: &str) -> bool {
        let index = self.stage.plan.indicators().find(|(_, indicator)| indicator.id.as_str() == id);
        index.is_some_and(|(index, _)| !self.of(About::Indicator(index)).0.is_empty())
    }

    fn passage(&self, passage: &OfficePassage) -> Option<Vec<String>> {
        let shown = passage.pieces.iter().filter(|piece| !piece.internal || E::READER == Reader::Office);
        let mut texts: Vec<String> = vec![];
        for piece in shown {
            let words = self.piece(piece)?;
            match texts.last_mut() {
                // A part of a line goes on where the part before it ended.
                Some(before) if !before.ends_with('\n') => before.push_str(&words),
                _ => texts.push(words),
            }
        }
        Some(texts)
    }

    fn piece(&self, piece: &OfficePiece) -> Option<String> {
        let words = piece.words.iter().map(|word| match word {
            Word::Text(words, place) => self.typed(words, *place),
            Word::Figure(figure, place) => self.named(*figure, *place),
        });
        words.collect()
    }

    /// Words with a mark behind each typed number that not everybody may see; none where this edition has it not.
    fn typed(&self, words: &str, place: Place) -> Option<String> {
        let mut out = words.to_owned();
        // Of one that begins in words before these, with a note between, the mark stands at its end.
        let ends_here = |behind: usize| place.bytes().start < behind && behind <= place.bytes().end;
        let here = self.stage.now.typed.iter().filter(|number| ends_here(number.behind));
        // From behind, so that the marks do not move each other.
        for number in here.collect::<Vec<_>>().into_iter().rev() {
            let Typed::Held { held, used, .. } = &number.what else { continue };
            let is_there = match held {
                _ if !used => number.internal,
                Unseen::Held(Held::Open(_)) | Unseen::Unpublished | Unseen::Uneven => !E::PUBLISHED,
                // Of what several say unlike, or who was not taken, the office alone reads who says what.
                Unseen::Held(Held::Faulty(_) | Held::Returned) | Unseen::Disputed | Unseen::Untaken(_) => {
                    E::READER == Reader::Office
                }
            };
            if !is_there {
                return None;
            }
            out.insert_str(number.behind - place.bytes().start, &format!("（{}）", held.chinese()));
        }
        Some(out)
    }

    /// A figure that is named; one that is another for the public is none for it, and whatever is made of one.
    fn named(&self, figure: Figure, place: Place) -> Option<String> {
        let uneven = self.stage.now.typed.iter().find(|number| number.place == place);
        let words = self.figure(figure)?;
        match uneven.map(|number| &number.what) {
            Some(Typed::Held { .. } | Typed::Apart) if E::PUBLISHED => None,
            // A figure of an indicator says by itself what is asked about it.
            Some(Typed::Held { held, .. }) => Some(format!("{words}（{}）", held.chinese())),
            _ => Some(words),
        }
    }

    fn figure(&self, figure: Figure) -> Option<String> {
        match figure {
            Figure::Value(index) => {
                let row = self.row(index)?;
                row.shown.present.then(|| stated(&goals::figure(row)))
            }
            Figure::Change(index) => stated_change(&goals::figure(self.row(index)?)),
            Figure::Target(index) => stated_target(&goals::figure(self.row(index)?)),
            Figure::Tasks(_) => self.count(figure, "项"),
            Figure::Units(_) => self.count(figure, "家"),
            Figure::Rate(_) => {
                let of = counted(self.stage.now.progress, figure)?;
                (!of.whole.is_empty()).then(|| ratio(of.part.len(), of.whole.len()).percent)
            }
        }
    }

    fn count(&self, figure: Figure, measure: &str) -> Option<String> {
        let of = counted(self.stage.now.progress, figure)?;
        Some(format!("{}{measure}", of.part.len()))
    }

    fn row(&self, index: IndicatorIndex) -> Option<&'o IndicatorRow<E>> {
        let id = self.stage.plan.indicator(index).id.as_str();
        self.pages.table.groups.iter().flat_map(|group| &group.rows).find(|row| row.id == id)
    }
}
