//! What of a submission is not there, and what is there with a question.

use super::part::{Held, Part, Question, Withheld};
use super::round::{Round, Submission};
use crate::plan::{Date, UnitIndex};

impl Submission {
    /// When what counts of it was there to be looked at: by the book, else by what it says itself.
    pub fn came_on(&self) -> Option<Date> {
        self.arrived.or_else(|| self.filled_on())
    }

    /// 填报日期, whether or not anything else of it is there.
    pub fn filled_on(&self) -> Option<Date> {
        let form = self.form.as_ref().and_then(|form| form.filled_on.as_ref());
        form.map(|day| day.inner).or(self.bears)
    }

    /// Why a part is not there, where admission took it out. A fault says more than a question.
    pub fn held(&self, part: &Part) -> Option<Held> {
        let of = |part: &Part| {
            let first = self.withheld.partition_point(|withheld| withheld.part < *part);
            self.withheld.get(first).filter(|withheld| withheld.part == *part).map(|withheld| withheld.held)
        };
        [of(part), of(&Part::Whole)].into_iter().flatten().min()
    }

    /// The open questions about a part, or about a text in it.
    pub fn questions_about<'s>(&'s self, part: &'s Part) -> impl Iterator<Item = &'s Question> {
        self.questions.iter().filter(move |question| question.part.is_in(part))
    }

    /// What was taken out of a part, or out of a text in it.
    pub fn withheld_in<'s>(&'s self, part: &'s Part) -> impl Iterator<Item = &'s Withheld> {
        self.withheld.iter().filter(move |withheld| withheld.part.is_in(part))
    }

    /// Whether something 强制 stands against it (材料有误).
    pub fn is_faulty(&self) -> bool {
        self.faulty || self.withheld.iter().any(|withheld| matches!(withheld.held, Held::Faulty(_)))
    }
}

impl Round {
    /// The day on which a version of a unit's came that a decision of an earlier day has not seen: by the book,
    /// else the day on which it was filled in.
    pub fn replaced_since(&self, unit: UnitIndex, decided: Date) -> Option<Date> {
        let of_unit = self.submissions.iter().filter(|submission| submission.unit == Some(unit));
        of_unit.filter_map(Submission::came_on).max().filter(|came| *came > decided)
    }

    /// Takes out what figures say of the year before.
    pub fn forget_last_year(&mut self) {
        for submission in &mut self.submissions {
            let forms = [submission.form.as_mut(), submission.unclaimed.as_mut()];
            for form in forms.into_iter().flatten() {
                form.indicators.iter_mut().for_each(|figure| figure.inner.last_year = None);
            }
        }
    }
}
