//! Takes parts out of a form.

use std::collections::{BTreeMap, BTreeSet};

use super::Audience;
use super::parts::key;
use crate::plan::Located;
use crate::submission::{
    FIGURE_TEXTS, FORM_TEXTS, Form, Held, MILESTONE_TEXTS, Part, TASK_TEXTS, TextField, Withheld,
};

/// Personal data is kept inside the office, with a mark; a mark of secrecy is kept nowhere.
const SECRECY: &str = "N621";
/// The group of the rules that ask how far a text may go, and not whether it is right.
const DISCLOSURE: &str = "N6";

/// Takes parts out. What may stay where it is for this audience stays.
pub(super) fn withhold(form: &mut Option<Form>, withheld: &[Withheld], audience: Audience) {
    if withheld.iter().any(|withheld| withheld.part == Part::Whole) {
        *form = None;
        return;
    }
    let Some(form) = form else { return };
    // One walk over the entries, however many of them are withheld.
    let mut whole: BTreeSet<&Part> = BTreeSet::new();
    let mut texts: BTreeMap<Option<&Part>, Vec<&'static str>> = BTreeMap::new();
    for withheld in withheld {
        match &withheld.part {
            Part::Text(of, field) if stays_out(withheld.held, audience) => {
                texts.entry(of.as_deref()).or_default().push(field);
            }
            Part::NilReturn => form.nil_return = None,
            Part::Text(..) | Part::Whole | Part::Head => {}
            entry => drop(whole.insert(entry)),
        }
    }
    clear(FORM_TEXTS, form, texts.get(&None));
    take_out(&mut form.tasks, (&whole, &texts), TASK_TEXTS, |entry| Part::Task(key(&entry.id)));
    take_out(&mut form.milestones, (&whole, &texts), MILESTONE_TEXTS, |entry| {
        Part::Milestone(key(&entry.id))
    });
    take_out(&mut form.indicators, (&whole, &texts), FIGURE_TEXTS, |figure| Part::Figure(key(&figure.id)));
    // This year's figure stays where only last year's final value cannot be used.
    for figure in form.indicators.iter_mut().filter(|figure| figure.last_year.is_some()) {
        if whole.contains(&Part::LastYear(key(&figure.id))) {
            figure.inner.last_year = None;
        }
    }
}

/// What is taken out: entries as a whole, and texts of entries.
type Out<'w> = (&'w BTreeSet<&'w Part>, &'w BTreeMap<Option<&'w Part>, Vec<&'static str>>);

fn take_out<T>(
    entries: &mut Vec<Located<T>>,
    (whole, texts): Out<'_>,
    fields: &[TextField<T>],
    part: impl Fn(&T) -> Part,
) {
    if whole.is_empty() && texts.is_empty() {
        return;
    }
    entries.retain(|entry| !whole.contains(&part(&entry.inner)));
    for entry in entries {
        let part = part(&entry.inner);
        clear(fields, &mut entry.inner, texts.get(&Some(&part)));
    }
}

fn stays_out(held: Held, audience: Audience) -> bool {
    match held {
        Held::Faulty(SECRECY) | Held::Returned => true,
        // What must not leave the office may stay in it; what is wrong is wrong for everybody.
        Held::Faulty(code) => audience != Audience::Office || !code.starts_with(DISCLOSURE),
        Held::Open(_) => audience == Audience::Public,
    }
}

fn clear<T>(fields: &[TextField<T>], part: &mut T, keys: Option<&Vec<&'static str>>) {
    let Some(keys) = keys else { return };
    fields.iter().filter(|field| keys.contains(&field.key)).for_each(|field| (field.clear)(part));
}
