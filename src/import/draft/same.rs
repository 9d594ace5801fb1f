//! Goals that a document says twice: in the text and in the table of its annex.
//!
//! Takes the goals in the order of the document; gives each once, with the quotes of its twins.
//! Never joins goals of different value, year or comparison, nor two of one sentence.

use std::collections::BTreeMap;

use crate::import::grammar::goals::Goal;
use crate::import::grammar::naming::without_aside;
use crate::import::grammar::text::plain;
use crate::plan::Operator;

/// A goal and where else it is said.
#[derive(Debug)]
pub(super) struct Said<'a> {
    pub(super) goal: &'a Goal,
    /// Lines and words of its twins.
    pub(super) again: Vec<&'a Goal>,
}

/// Each goal once.
pub(super) fn once(goals: &[Goal]) -> Vec<Said<'_>> {
    let mut said: Vec<Said<'_>> = vec![];
    // Twins have one value and year, and stand on two lines: only such goals are looked at.
    let mut alike: BTreeMap<_, BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
    for goal in goals {
        let alike = alike.entry((&goal.value, &goal.value_max, goal.year, goal.place_body)).or_default();
        let elsewhere = alike.iter().filter(|(line, _)| goal.value.is_some() && **line != goal.line);
        let mut others = elsewhere.flat_map(|(_, others)| others);
        let twin = others.find(|at| said.get(**at).is_some_and(|said| is_twin(said.goal, goal))).copied();
        match twin.and_then(|at| said.get_mut(at)) {
            Some(twin) => twin.again.push(goal),
            None => {
                alike.entry(goal.line).or_default().push(said.len());
                said.push(Said { goal, again: vec![] });
            }
        }
    }
    said
}

fn is_twin(a: &Goal, b: &Goal) -> bool {
    let same = a.value.is_some()
        && a.line != b.line
        && (&a.value, &a.value_max, a.change, a.place_body)
            == (&b.value, &b.value_max, b.change, b.place_body)
        && (a.op == b.op || is_bare(a.op, b.op))
        && measure(a) == measure(b);
    // A table of goals gives each its year; a sentence may leave it out.
    let year = a.year == b.year;
    same && year && alike(&plain(&a.name), &plain(&b.name))
}

/// 稳定在61% in the text, 61 in the table: the cell has no comparison of its own.
fn is_bare(a: Operator, b: Operator) -> bool {
    let bare = |op| matches!(op, Operator::Equal | Operator::AtLeast | Operator::AtMost);
    let opposed = |a, b| matches!((a, b), (Operator::AtLeast, Operator::AtMost));
    bare(a) && bare(b) && !opposed(a, b) && !opposed(b, a)
}

fn measure(goal: &Goal) -> String {
    plain(goal.unit.as_deref().unwrap_or_default()).replace("个(条)", "个")
}

fn alike(a: &str, b: &str) -> bool {
    let (short, long) = if a.chars().count() < b.chars().count() { (a, b) } else { (b, a) };
    let short = without_aside(short);
    short.chars().count() >= 2 && (short == long || (long.ends_with(short) || long.starts_with(short)))
}
