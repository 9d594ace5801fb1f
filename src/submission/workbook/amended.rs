//! A form that was handed out before the plan was changed: which of its rows the plan does not know any more, and what
//! the plan asks since.
//!
//! Takes the hidden sheet; gives one finding. Rows of what has left the plan are not read: whoever filled them in has
//! made no mistake.

use std::collections::BTreeSet;

use super::Book;
use super::known::known;
use super::rules;
use super::said::listed;
use crate::diagnostic::Diagnostics;
use crate::plan::UnitIndex;
use crate::source::Place;
use crate::workbook::{SAMPLE, SHEETS, Sheet, locked_key};

/// Rows of the form that the plan does not know, as sheet and id in small letters.
pub(super) type Gone = BTreeSet<(&'static str, String)>;

/// Says what of a form the plan has changed since.
pub(super) fn tell(book: &Book<'_>, unit: Option<UnitIndex>, out: &mut Diagnostics) -> Gone {
    let mut gone = Gone::new();
    if book.is_of_other_plan() {
        return gone;
    }
    let (mut left, mut came) = (vec![], vec![]);
    for layout in SHEETS {
        let rows = rows(book, layout);
        let of_plan: BTreeSet<String> =
            known(book.plan, layout.list).iter().map(|(id, _)| id.trim().to_lowercase()).collect();
        for (id, title) in rows.iter().filter(|(id, _)| !of_plan.contains(id)) {
            left.push(title.clone());
            gone.insert((layout.name, id.clone()));
        }
        // Only a form says how many rows it has: what holds but some of them is none that was handed out.
        let is_whole = book.said(&format!("rows.{}", layout.name)).is_some();
        let had: BTreeSet<&String> = rows.iter().map(|(id, _)| id).collect();
        let asked = unit.filter(|_| is_whole).map(|unit| asked(book, layout, unit)).unwrap_or_default();
        came.extend(asked.into_iter().filter(|(id, _)| !had.contains(id)).map(|(_, title)| title));
    }
    if left.is_empty() && came.is_empty() {
        return gone;
    }
    let names = |all: &[String]| listed(&all.iter().map(String::as_str).collect::<Vec<_>>());
    let mut parts = vec![];
    if !left.is_empty() {
        parts.push(format!("{}已不在方案里，没有读取", names(&left)));
    }
    if !came.is_empty() {
        parts.push(format!("现在还要填报{}，表里没有", names(&came)));
    }
    let message = format!("这张表是方案调整以前下发的：{}", parts.join("；"));
    let found = out.report(&rules::OLD_FORM, Place::of_file(book.file), message);
    found.help(match came.is_empty() {
        true => "不用重填；下次用办公室新下发的表",
        false => "请向办公室索取新的报送表，补填增加的各项；已填的内容可以照抄过去",
    });
    gone
}

/// The rows of a list as the form was handed out: ids in small letters, and titles.
fn rows(book: &Book<'_>, layout: &Sheet) -> Vec<(String, String)> {
    let Some(title) = layout.plan.get(2).map(|column| column.heading) else { return vec![] };
    let (begin, end) = (format!("locked.{}.", layout.name), format!(".{title}"));
    let of_row = |(key, words): (&String, &String)| {
        let id = key.strip_prefix(&begin)?.strip_suffix(&end)?;
        let is_row = id != SAMPLE.to_lowercase() && locked_key(layout.name, id, title) == *key;
        is_row.then(|| (id.to_owned(), words.clone()))
    };
    book.hidden
        .range(begin.clone()..)
        .take_while(|(key, _)| key.starts_with(&begin))
        .filter_map(of_row)
        .collect()
}

/// What the plan asks of a unit in a list of which every entry is asked: ids in small letters, and titles.
fn asked(book: &Book<'_>, layout: &Sheet, unit: UnitIndex) -> Vec<(String, String)> {
    let plan = book.plan;
    let named = |id: &str, title: &str| (id.to_lowercase(), title.to_owned());
    match layout.list {
        "tasks" => plan
            .tasks_of(unit)
            .map(|(at, _)| named(plan.task(at).id.as_str(), &plan.task(at).title))
            .collect(),
        "indicators" => {
            let all = plan.indicators_of(unit).iter().map(|at| plan.indicator(*at));
            all.map(|item| named(item.id.as_str(), &item.name)).collect()
        }
        _ => vec![],
    }
}
