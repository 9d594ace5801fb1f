//! The numbers that a report tells, each with the part in which it stands.

use super::count::{Count, Names};
use crate::plan::{Located, Number, Plan};
use crate::source::Place;
use crate::submission::{
    FIGURE_TEXTS, FORM_TEXTS, Figure, Form, MILESTONE_TEXTS, Part, Submission, TASK_TEXTS, TextField,
    unread_figures,
};

/// A number of a report.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) count: Count,
    /// Where it stands; of a number in a text, the text.
    pub(super) place: Place,
    pub(super) part: Part,
    /// What it is about, in words.
    pub(super) about: String,
}

/// All numbers of a report.
pub(super) fn told(plan: &Plan, names: &Names, form: &Form) -> Vec<Told> {
    let mut list = List { names, found: vec![] };
    list.texts(FORM_TEXTS, form, None, "");
    for entry in &form.tasks {
        let part = Part::Task(Part::key_of(&entry.id));
        let title = entry.id.of.map_or(entry.id.as_str(), |task| plan.task(task).title.as_str());
        let about = format!("任务“{title}”");
        let funds = entry.funds.iter().flat_map(|funds| [&funds.planned, &funds.spent]);
        list.numbers(std::iter::once(&entry.percent), Some("%"), (&part, &about));
        list.numbers(funds, Some("万元"), (&part, &about));
        list.texts(TASK_TEXTS, &entry.inner, Some(&part), &about);
    }
    for entry in &form.milestones {
        let part = Part::Milestone(Part::key_of(&entry.id));
        let what = entry.id.of.map_or(entry.id.as_str(), |site| plan.milestone(site).what.as_str());
        let about = format!("节点“{}”", what.trim());
        list.texts(MILESTONE_TEXTS, &entry.inner, Some(&part), &about);
    }
    for figure in &form.indicators {
        list.figure(plan, figure);
    }
    list.found
}

/// The numbers of figures that are left out: what could not be read of them is a number in the words of others.
pub(super) fn unread(plan: &Plan, names: &Names, submission: &Submission) -> Vec<(Count, Part, String)> {
    let of_figure = |(part, written): (Part, &[String])| {
        let indicator = part.indicator().and_then(|id| plan.indicator_by_id(id)).map(|at| plan.indicator(at));
        let unit = indicator.and_then(|indicator| indicator.unit_of_measure.as_deref());
        let name = indicator.map_or(part.indicator().unwrap_or_default(), |indicator| &indicator.name);
        let about = format!("指标“{name}”");
        let values = written.iter().filter(|text| text.chars().count() <= VALUE);
        let numbers = values.flat_map(|text| {
            let told = names.quantities(text).into_iter().filter(|number| !number.loose);
            told.map(move |number| Count::in_text(text, &number.number).or_of(unit)).collect::<Vec<_>>()
        });
        numbers.map(|count| (count, part.clone(), about.clone())).collect::<Vec<_>>()
    };
    unread_figures(submission).flat_map(of_figure).collect()
}

/// Longer than this it is a text and no value.
const VALUE: usize = 20;

struct List<'n> {
    names: &'n Names,
    found: Vec<Told>,
}

impl List<'_> {
    fn figure(&mut self, plan: &Plan, figure: &Figure) {
        let indicator = figure.id.of.map(|index| plan.indicator(index));
        let name = indicator.map_or(figure.id.as_str(), |indicator| indicator.name.as_str());
        let unit = indicator.and_then(|indicator| indicator.unit_of_measure.as_deref());
        let part = Part::Figure(Part::key_of(&figure.id));
        let about = format!("指标“{name}”");
        self.numbers(std::iter::once(&figure.value), unit, (&part, &about));
        // Nobody says what numerator and denominator count.
        self.numbers([&figure.n, &figure.of], None, (&part, &about));
        if let Some(last) = &figure.last_year {
            let (part, about) = (Part::LastYear(Part::key_of(&figure.id)), format!("{about}的上年终值"));
            self.number(&last.value, unit, (&part, &about));
            self.numbers([&last.n, &last.of], None, (&part, &about));
        }
        self.texts(FIGURE_TEXTS, figure, Some(&part), &about);
    }

    fn numbers<'v>(
        &mut self,
        numbers: impl IntoIterator<Item = &'v Option<Located<Number>>>,
        unit: Option<&str>,
        of: (&Part, &str),
    ) {
        numbers.into_iter().flatten().for_each(|number| self.number(number, unit, of));
    }

    fn number(&mut self, number: &Located<Number>, unit: Option<&str>, (part, about): (&Part, &str)) {
        let count = Count::of(number.value, unit);
        self.found.push(Told { count, place: number.place, part: part.clone(), about: about.to_owned() });
    }

    fn texts<T>(&mut self, fields: &[TextField<T>], of: &T, part: Option<&Part>, about: &str) {
        for field in fields {
            let part = Part::Text(part.cloned().map(Box::new), field.key);
            let about =
                if about.is_empty() { field.name.to_owned() } else { format!("{about}的{}", field.name) };
            for words in (field.read)(of) {
                let text = words.text;
                let told = self.names.quantities(text).into_iter().filter(|number| number.counts_something());
                self.found.extend(told.map(|number| Told {
                    count: Count::in_text(text, &number.number),
                    place: words.place,
                    part: part.clone(),
                    about: about.clone(),
                }));
            }
        }
    }
}
