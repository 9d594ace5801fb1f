//! Where words lead: to units, tasks, indicators and sections of the plan.
//!
//! Takes what is named; gives its name with the address of its page, relative, so that the site works
//! from a disk. Never an address that leaves the site.

use super::stage::Stage;
use crate::plan::{IndicatorIndex, Plan, TaskIndex, UnitIndex};
use crate::report::{Fact, Link};
use crate::wording::summary::title;

/// Plain words without an address.
pub(super) fn words(text: impl Into<String>) -> Link {
    Link { text: text.into(), href: None }
}

/// Words with an address.
pub(super) fn link(text: impl Into<String>, href: impl Into<String>) -> Link {
    Link { text: text.into(), href: Some(href.into()) }
}

/// A term with one plain value.
pub(super) fn fact(label: impl Into<String>, value: impl Into<String>) -> Fact {
    Fact { label: label.into(), values: vec![words(value)] }
}

/// Address of a unit's page.
pub(super) fn unit_link(stage: &Stage<'_>, base: &str, unit: UnitIndex) -> Link {
    let unit = stage.plan.unit(unit);
    link(unit.name.inner.as_str(), format!("{base}units/{}.html", unit.id.key()))
}

/// Address of a task's page.
pub(super) fn task_link(stage: &Stage<'_>, base: &str, task: TaskIndex) -> Link {
    let task = stage.plan.task(task);
    link(title(&task.title.inner), format!("{base}tasks/{}.html", task.id.key()))
}

/// `（二）持续深入…`, to its page.
pub(super) fn numbered_task(stage: &Stage<'_>, base: &str, task: TaskIndex) -> Link {
    let definition = stage.plan.task(task);
    Link {
        text: numbered(definition.number.as_deref(), &title(&definition.title)),
        ..task_link(stage, base, task)
    }
}

/// Address of an indicator's page.
pub(super) fn indicator_link(stage: &Stage<'_>, base: &str, indicator: IndicatorIndex) -> Link {
    let indicator = stage.plan.indicator(indicator);
    link(title(&indicator.name.inner), format!("{base}indicators/{}.html", indicator.id.key()))
}

/// `三、持续深入推进污染防治攻坚`, to its page.
pub(super) fn section_link(stage: &Stage<'_>, base: &str, at: usize) -> Link {
    let section = &stage.plan.definition.sections[at];
    link(section_title(stage.plan, at), format!("{base}sections/{}.html", section.id.key()))
}

/// Section title of a task.
pub(super) fn section_of_task(stage: &Stage<'_>, task: TaskIndex) -> String {
    section_title(stage.plan, stage.plan.section_of(task).0)
}

/// Number and title of a section.
pub(super) fn section_title(plan: &Plan, at: usize) -> String {
    let section = &plan.definition.sections[at];
    numbered(section.number.as_deref(), &title(&section.title))
}

/// `三、…` and `（二）…`: a plain ordinal takes a 顿号, one in brackets or with a dot stands alone.
pub(super) fn numbered(number: Option<&str>, title: &str) -> String {
    match number.map(str::trim).filter(|n| !n.is_empty()) {
        None => title.to_owned(),
        Some(number) if number.ends_with(['）', ')', '.', '、', '．']) => format!("{number}{title}"),
        Some(number) if number.starts_with('第') => format!("{number} {title}"),
        Some(number) => format!("{number}、{title}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_join_titles_as_papers_write_them() {
        assert_eq!(numbered(Some("三"), "污染防治"), "三、污染防治");
        assert_eq!(numbered(Some("（二）"), "碧水"), "（二）碧水");
        assert_eq!(numbered(Some("第三章"), "任务"), "第三章 任务");
        assert_eq!(numbered(None, "任务"), "任务");
    }
}
