//! A closing chapter that says by number who does what: 第三条 由市商务局牵头，市邮政管理局配合。
//!
//! Takes the layout; gives each of its points to the task that has the number.
//! Never joins a point that says anything but who, nor one whose number no earlier task has.

use super::tasks::{Found, Layout};
use super::text::{Paragraph, plain};
use super::units::{has_units, is_list_line};

/// Joins points that are lists of units with the tasks of their numbers.
pub(crate) fn join(paragraphs: &[Paragraph], layout: &mut Layout) {
    let words = |task: &Found| paragraphs.get(task.at).and_then(|p| p.norm.get(task.title_at.start..));
    let lists = |task: &Found| {
        words(task).is_some_and(|words| {
            let opens =
                |at: usize| words.get(..at).is_some_and(|head| head.is_empty() || head.ends_with('由'));
            let whole = super::actors::sentences(words).next();
            whole.is_some_and(|range| opens(range.start) && range.end + 4 > words.len())
                || is_list_line(words)
        })
    };
    let given = |task: &Found| {
        let of = |(at, from): &(usize, usize)| paragraphs.get(*at).and_then(|p| p.norm.get(*from..));
        task.text.iter().filter_map(of).any(has_units)
    };
    for at in (0..layout.tasks.len()).rev() {
        let own = layout.tasks.get(at).filter(|task| !task.number.is_empty() && lists(task)).cloned();
        let Some(own) = own else { continue };
        let same = |task: &&mut Found| {
            task.section != own.section && plain(&task.number) == plain(&own.number) && !given(task)
        };
        let Some(task) = layout.tasks.iter_mut().take(at).find(same) else { continue };
        task.text.push((own.at, own.title_at.start));
        layout.tasks.remove(at);
    }
    while layout.sections.len() > 1 && !layout.tasks.iter().any(|t| t.section + 1 == layout.sections.len()) {
        layout.sections.pop();
    }
}
