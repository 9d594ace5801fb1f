//! Takes a part out of a form.

use super::Audience;
use crate::submission::{
    FIGURE_TEXTS, FORM_TEXTS, Form, Held, MILESTONE_TEXTS, Part, TASK_TEXTS, TextField, Withheld,
};

/// Personal data is kept inside the office, with a mark; a mark of secrecy is kept nowhere.
const SECRECY: &str = "N621";

/// Takes one part out. What may stay where it is for this audience stays.
pub(super) fn withhold(form: &mut Option<Form>, withheld: &Withheld, audience: Audience) {
    if withheld.part == Part::Whole {
        *form = None;
        return;
    }
    let Some(form) = form else { return };
    let is = |id: &str, key: &str| id.trim().eq_ignore_ascii_case(key);
    match &withheld.part {
        Part::NilReturn => form.nil_return = None,
        Part::Task(key) => form.tasks.retain(|entry| !is(&entry.id, key)),
        Part::Milestone(key) => form.milestones.retain(|entry| !is(&entry.id, key)),
        Part::Figure(key) => form.indicators.retain(|entry| !is(&entry.id, key)),
        Part::Text(of, field) if stays_out(withheld.held, audience) => {
            text(form, of.as_deref(), field);
        }
        Part::Text(..) | Part::Whole | Part::Head => {}
    }
}

fn stays_out(held: Held, audience: Audience) -> bool {
    match held {
        Held::Faulty(SECRECY) | Held::Returned => true,
        Held::Faulty(_) => audience != Audience::Office,
        Held::Open(_) => audience == Audience::Public,
    }
}

fn text(form: &mut Form, of: Option<&Part>, field: &str) {
    let is = |id: &str, key: &str| id.trim().eq_ignore_ascii_case(key);
    match of {
        None => clear(FORM_TEXTS, form, field),
        Some(Part::Task(key)) => {
            let of = form.tasks.iter_mut().filter(|entry| is(&entry.id, key));
            of.for_each(|entry| clear(TASK_TEXTS, &mut entry.inner, field));
        }
        Some(Part::Milestone(key)) => {
            let of = form.milestones.iter_mut().filter(|entry| is(&entry.id, key));
            of.for_each(|entry| clear(MILESTONE_TEXTS, &mut entry.inner, field));
        }
        Some(Part::Figure(key)) => {
            let of = form.indicators.iter_mut().filter(|entry| is(&entry.id, key));
            of.for_each(|entry| clear(FIGURE_TEXTS, &mut entry.inner, field));
        }
        Some(_) => {}
    }
}

fn clear<T>(fields: &[TextField<T>], part: &mut T, key: &str) {
    fields.iter().filter(|field| field.key == key).for_each(|field| (field.clear)(part));
}
