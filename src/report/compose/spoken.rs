//! The office's own words on the pages that they are about.
//!
//! Takes the composed paper; puts its words of the year, of a section and of a task on their pages. Never composes a
//! word: what an edition must not show is not in its paper either.

use std::collections::BTreeMap;

use crate::report::{Edition, OfficeText, Overview, Paper, SectionPage, TaskPage, TaskRegister};

/// The pages that have a place for the office's words.
pub(super) struct Places<'p, E: Edition> {
    pub(super) overview: &'p mut Overview<E>,
    pub(super) sections: &'p mut [SectionPage<E>],
    pub(super) tasks: &'p mut [TaskPage<E>],
    pub(super) register: &'p mut [TaskRegister<E>],
}

/// Puts them there. What the office wrote of a task stands in place of the units' words in every list; a page that
/// goes on says it once.
pub(super) fn put<E: Edition>(paper: &Paper<E>, places: Places<'_, E>) {
    let tasks: BTreeMap<&str, &OfficeText> = paper
        .chapters
        .iter()
        .flat_map(|chapter| &chapter.tasks)
        .map(|task| (task.id.as_str(), &task.words))
        .collect();
    let of = |id: &str| tasks.get(id).copied().cloned().unwrap_or_default();
    places.overview.words = paper.assessment.clone();
    for page in places.sections {
        let chapter = paper.chapters.iter().find(|chapter| chapter.id == page.id);
        page.words = chapter.map(|chapter| chapter.words.clone()).unwrap_or_default();
        page.tasks.iter_mut().for_each(|task| task.words = of(&task.id));
    }
    let mut said: Option<String> = None;
    for page in places.tasks {
        if said.as_ref() != Some(&page.id) {
            page.words = of(&page.id);
            said = Some(page.id.clone());
        }
    }
    for row in places.register.iter_mut().flat_map(|page| &mut page.groups).flat_map(|group| &mut group.rows)
    {
        row.words = of(&row.id);
    }
}
