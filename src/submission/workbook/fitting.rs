//! Of which plan a workbook is that does not say it: by its titles, and by the tasks, indicators and milestones
//! that it lists.

use std::collections::BTreeSet;

use super::head::{hidden, titled};
use super::known::plain;
use crate::plan::Plan;
use crate::source::{Sheet, SourceFile};

/// Rows in which a table says what it is of.
const TITLE_ROWS: u32 = 6;
/// Ids from which a table is one of a plan: many plans number alike.
const ENOUGH: usize = 2;

/// The unit for which a form was made, as its hidden sheet says.
pub fn made_for(file: &SourceFile) -> Option<String> {
    hidden(&file.sheets).remove("unit").filter(|unit| !unit.is_empty())
}

/// The only plan of `plans` that a workbook fits, by position; `None` where it fits none or several.
pub fn fitting(plans: &[Plan], file: &SourceFile) -> Option<usize> {
    let sheets: Vec<&Sheet> = file.sheets.iter().filter(|sheet| !sheet.hidden).collect();
    let texts: BTreeSet<String> =
        sheets.iter().flat_map(|sheet| sheet.cells.values()).map(|cell| plain(&cell.text)).collect();
    let above: Vec<String> = sheets
        .iter()
        .flat_map(|sheet| sheet.cells.range(..(TITLE_ROWS + 1, 0)))
        .map(|(_, cell)| plain(&cell.text))
        .collect();
    let named = |plan: &Plan| {
        let names = [plan.definition.title.as_str(), plan.definition.reporting.subject.as_str()].map(plain);
        let mut names = names.iter().filter(|name| name.chars().count() > 3);
        names.any(|name| above.iter().any(|text| text.contains(name.as_str())))
    };
    let count =
        |words: &mut dyn Iterator<Item = &str>| words.filter(|word| texts.contains(&plain(word))).count();
    let titles = |plan: &Plan| {
        let tasks = plan.tasks().map(|(_, _, task)| task.title.as_str());
        let rest = plan.milestones().map(|(_, milestone)| milestone.what.as_str());
        count(&mut tasks.chain(plan.indicators().map(|(_, item)| item.name.as_str())).chain(rest)) > 0
    };
    let ids = |plan: &Plan| {
        let tasks = plan.tasks().map(|(_, _, task)| task.id.as_str());
        let rest = plan.milestones().map(|(_, milestone)| milestone.id.as_str());
        count(&mut tasks.chain(plan.indicators().map(|(_, item)| item.id.as_str())).chain(rest)) >= ENOUGH
    };
    let of_a_unit = |plan: &Plan| titled(plan, &file.sheets).is_some();
    let mut left: Vec<usize> = (0..plans.len()).collect();
    let mut fits = false;
    // What says more comes first; what says less chooses among what is left.
    let ways: [&dyn Fn(&Plan) -> bool; 4] = [&named, &titles, &ids, &of_a_unit];
    for way in ways {
        let of_it: Vec<usize> = left.iter().copied().filter(|at| way(&plans[*at])).collect();
        if !of_it.is_empty() {
            (left, fits) = (of_it, true);
        }
    }
    match left.as_slice() {
        [one] if fits => Some(*one),
        _ => None,
    }
}
