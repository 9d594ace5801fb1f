//! Words for what makes no status: nobody was asked, nobody spoke, nobody has a part in it, or nobody could say.
//!
//! Takes tasks and milestones with their answers; gives the word that the paper has for them. Never says that
//! somebody failed where nobody was asked.

use super::super::stage::Stage;
use super::paper_title;
use crate::plan::TaskIndex;
use crate::wording;
use crate::wording::summary::Silent;

/// How a task stands, in the word of all surfaces.
pub(super) fn status_word(stage: &Stage<'_>, task: TaskIndex) -> &'static str {
    wording::state(stage.task_standing(task).state())
}

/// Tasks without an answer that counts, by why; named where this paper may.
pub(super) fn silent(
    stage: &Stage<'_>,
    tasks: &[TaskIndex],
    is_named: impl Fn(TaskIndex) -> bool,
) -> Vec<Silent> {
    let mut kinds: Vec<(Silent, bool)> = vec![];
    for &task in tasks {
        let (word, is_named) = (status_word(stage, task), is_named(task));
        let title = paper_title(stage, task);
        match kinds.iter_mut().find(|(kind, _)| kind.word == word) {
            Some((kind, all)) => {
                kind.n += 1;
                kind.names.push(title);
                *all &= is_named;
            }
            None => kinds.push((Silent { word, n: 1, names: vec![title] }, is_named)),
        }
    }
    let told = |(kind, all): (Silent, bool)| if all { kind } else { Silent { names: vec![], ..kind } };
    kinds.into_iter().map(told).collect()
}
