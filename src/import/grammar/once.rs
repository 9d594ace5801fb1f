//! What a document says once about who does what: who is to follow all tasks, who has which of them.
//!
//! Takes sentences outside of the tasks; gives the tasks their units. Never overrules a task's own list.

use super::gather::Work;
use super::tasks::Layout;
use super::text::{Paragraph, patterns};
use super::units::{Mention, followers};

patterns! {
    ALL_LEVELS = r"^各级(人民)?(党委(和|、))?政府$";
}

impl Work<'_> {
    /// Who is to follow all tasks: named once, in a sentence of its own.
    pub(super) fn follow(&mut self, paragraph: &Paragraph, safeguard: bool) {
        for clause in followers(&paragraph.norm) {
            for mention in &clause.mentions {
                // 各级人民政府 of a city's plan are those that the notice addresses.
                let named = self.counties.as_ref().filter(|_| ALL_LEVELS.is_match(&mention.name));
                let named = named.map(|name| Mention { name: name.clone(), ..mention.clone() });
                let unit = self.out.bodies.take(named.as_ref().unwrap_or(mention), paragraph.line);
                // Said among the safeguards, it holds for them too.
                if !self.everyone.iter().any(|(known, _)| *known == unit) {
                    self.everyone.push((unit, safeguard));
                }
            }
        }
    }

    /// 疫源清剿行动由省林草局负责；…: who does what, said once in a chapter of its own.
    pub(super) fn divide(&mut self, layout: &Layout) {
        let titles: std::collections::HashMap<String, usize> =
            layout.tasks.iter().enumerate().rev().map(|(i, t)| (super::text::plain(&t.title), i)).collect();
        let all = layout.contexts.iter().flat_map(|context| context.text.iter().copied());
        for (at, from) in all.collect::<Vec<_>>() {
            let Some(paragraph) = self.paragraphs.get(at) else { continue };
            let text = paragraph.norm.get(from..).unwrap_or_default();
            let mut start = from;
            for piece in text.split_inclusive([';', '。']) {
                let end = piece.find(['由', ':']).filter(|end| *end > 9);
                let named = |end: usize| piece[..end].trim_matches(['“', '”', '《', '》', ',']);
                let task = end.and_then(|end| Some((*titles.get(named(end))?, &piece[end..])));
                if let Some((index, rest)) = task {
                    let list = rest.trim_start_matches(['由', ':']).trim_end_matches([';', '。']);
                    self.give(index, paragraph, (start, piece.len()), list);
                }
                start += piece.len();
            }
        }
    }

    /// Gives a task the units of a sentence elsewhere, where its own text names none.
    fn give(&mut self, index: usize, paragraph: &Paragraph, (start, long): (usize, usize), list: &str) {
        if !super::actors::says_who(list) && !super::actors::says_one(list) {
            return;
        }
        let Some(mut task) = self.out.tasks.get_mut(index).map(std::mem::take) else { return };
        if task.quote.is_none() {
            let clause = super::units::of_sentence(list, start..start + long);
            (task.lead, task.responsible, task.supporting) = Default::default();
            task.review.retain(|r| !r.contains("取自正文叙述"));
            self.assign(&mut task, paragraph, &clause);
        }
        if let Some(place) = self.out.tasks.get_mut(index) {
            *place = task;
        }
    }

    /// Adds those that follow all tasks.
    pub(super) fn everyone(&mut self, layout: &Layout) {
        for (task, found) in self.out.tasks.iter_mut().zip(&layout.tasks) {
            for (unit, _) in self.everyone.iter().filter(|(_, all)| *all || !found.safeguard) {
                let lists = [&task.lead, &task.responsible, &task.supporting, &task.also];
                if !lists.iter().any(|list| list.contains(unit)) {
                    task.also.push(*unit);
                }
            }
        }
    }
}
