//! Drafts of plans from official text: the grammar of the genre, no model and no guess.
//!
//! Takes a txt, HTML or docx file; gives a [`Draft`] that a person reviews, or a [`Refusal`].
//! Never drops a finding silently: what is unsure is marked and listed, every quote is exact.
//!
//! `document` (any format → lines and grids) → `grammar` (what they mean) → `draft` (the plan file).

mod document;
mod draft;
mod grammar;

#[cfg(test)]
mod tests;

pub use document::{Cell, Document, Grid, Line, Refusal, Remark, Row, document};
pub use draft::{Counts, Draft, ReviewNote, Score, Share, score};

use grammar::{account, annex, choice, division, duty, front, gather, members, table, text, years};

/// Makes a draft of a plan; `id` becomes its id.
///
/// # Errors
/// A [`Refusal`] when the text does not look like a plan.
pub fn import(document: &Document, id: &str) -> Result<Draft, Refusal> {
    let paragraphs = text::paragraphs(&document.lines, &document.grids);
    if paragraphs.is_empty() {
        return Err(Refusal::Empty);
    }
    let front = front::read(&paragraphs);
    let tables = table::tables(&paragraphs, &document.grids, front.body.clone());
    let (root, mut layout) = choice::read(&paragraphs, front.body.clone(), &tables);
    division::join(&paragraphs, &mut layout);
    annex::add_tasks(&paragraphs, &tables, &mut layout);
    let mut gathered = gather::gather(&paragraphs, &front, &layout);
    let first = front.year().or_else(|| years::after_bases(paragraphs.iter().map(|p| p.norm.as_str())));
    annex::add_goals(&paragraphs, &tables, (first, front.annual()), &mut gathered);
    members::settle(&paragraphs, &mut gathered.bodies);
    gathered.bodies.name_ids();
    if layout.tasks.is_empty() && gathered.goals.is_empty() {
        return Err(Refusal::NoPlan(match root.children.is_empty() && tables.is_empty() {
            true => "没有找到“一、”“（一）”“第一章”一类的章节编号。",
            false => "有章节，但没有找到任务、措施或目标。",
        }));
    }
    if layout.tasks.is_empty() {
        gathered.remark(front.title_line.max(1), "没有找到任务，请补充 sections", "");
    }
    let duties = duty::read(&paragraphs, 0..front.body.end);
    let left = account::left(&paragraphs, front.body.clone(), &tables, &gathered, &duties);
    let lone = account::lone(&paragraphs, &layout, &gathered, &duties);
    gathered.remarks.extend(lone);
    gathered.remarks.extend(account::behind(&paragraphs, front.body.end));
    gathered.remarks.extend(left);
    gathered.remarks.extend(document.remarks.iter().map(|r| (r.line, r.message.clone(), String::new())));
    Ok(draft::write(&draft::Parts {
        id,
        paragraphs: &paragraphs,
        front: &front,
        layout: &layout,
        gathered: &gathered,
        duties: &duties,
    }))
}
