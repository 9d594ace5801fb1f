//! Which reading of a document is the right one: where each task has its own list of units.
//!
//! Takes the paragraphs of the body; gives the outline and the layout of the reading that fits best.
//! Never prefers a reading by its words: only what the document does throughout counts.

use std::ops::Range;

use super::outline::{self, Node};
use super::points::Reading;
use super::table::{self, Table};
use super::tasks::{self, Layout};
use super::text::Paragraph;
use super::units::has_units;

/// How much better, in hundredths, a reading must be that takes short lines for headings.
const MARGIN: usize = 20;

/// The outline and the layout of a document.
pub(crate) fn read(paragraphs: &[Paragraph], body: Range<usize>, tables: &[Table]) -> (Node, Layout) {
    let lists = lists(paragraphs, body.clone());
    let of = |reading| {
        let root = outline::read(paragraphs, body.clone(), tables, reading);
        let layout = tasks::layout(paragraphs, &root, table::holds_tasks(tables));
        (root, layout)
    };
    let marked = of(Reading::Marked);
    let share = fit(&marked.1, &lists);
    let none = |layout: &Layout| layout.tasks.iter().filter(|t| !t.safeguard).count() == 0;
    let poor = if lists.len() > 1 { share + MARGIN <= 100 } else { none(&marked.1) };
    if !poor || table::holds_tasks(tables) {
        return marked;
    }
    let short = of(Reading::Short);
    let better = if lists.len() > 1 {
        fit(&short.1, &lists) >= share + MARGIN
    } else {
        short.1.tasks.iter().filter(|t| !t.safeguard && !t.text.is_empty()).count() > 2
    };
    if better { short } else { marked }
}

/// The lists of units: paragraphs that hold one, those that follow each other as one list.
fn lists(paragraphs: &[Paragraph], body: Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = vec![];
    for at in body {
        if !paragraphs.get(at).is_some_and(|p| !p.is_row() && has_units(&p.norm)) {
            continue;
        }
        match found.last_mut().filter(|last| last.end == at && starts_with_label(paragraphs, at)) {
            Some(last) => last.end = at + 1,
            None => found.push(at..at + 1),
        }
    }
    found
}

/// 牵头单位：… goes on where a list stands above; 1.推进…。（市水利局） is of another task.
fn starts_with_label(paragraphs: &[Paragraph], at: usize) -> bool {
    paragraphs.get(at).is_some_and(|p| super::units::is_list_line(&p.norm))
}

/// Of all tasks and lists, how many in a hundred belong one to one.
fn fit(layout: &Layout, lists: &[Range<usize>]) -> usize {
    let mut owned = vec![false; lists.len()];
    let (mut one, mut all) = (0, 0);
    for task in &layout.tasks {
        let holds = |list: &Range<usize>| {
            list.contains(&task.at) || task.text.iter().any(|(at, _)| list.contains(at))
        };
        let own: Vec<usize> = (0..lists.len()).filter(|at| holds(&lists[*at])).collect();
        own.iter().for_each(|at| owned[*at] = true);
        if !task.safeguard || !own.is_empty() {
            one += usize::from(own.len() == 1);
            all += own.len().max(1);
        }
    }
    let outside = owned.iter().filter(|owned| !**owned).count();
    (one * 100).checked_div(all + outside).unwrap_or(0)
}
