//! Which plan a file means with a name that no plan has as its id.

use super::index::Plan;
use crate::diagnostic::nearest;

/// The plan that a name means: by its id; by its title, where that of one plan only has the name in it; by the
/// unit, where one plan only has it; by an id that is nearly the name. `None` where nothing says it.
pub fn meant(plans: &[Plan], named: &str, unit: Option<&str>) -> Option<usize> {
    let named = named.trim();
    let all = || plans.iter().enumerate();
    if let Some((at, _)) = all().find(|(_, plan)| plan.definition.id.as_str().eq_ignore_ascii_case(named)) {
        return Some(at);
    }
    let knows = |plan: &Plan| unit.is_some_and(|unit| plan.unit_named(unit).is_some());
    let titled: Vec<usize> = all().filter(|(_, plan)| is_titled(plan, named)).map(|(at, _)| at).collect();
    let of_unit: Vec<usize> = all().filter(|(_, plan)| knows(plan)).map(|(at, _)| at).collect();
    let both: Vec<usize> = titled.iter().copied().filter(|at| of_unit.contains(at)).collect();
    let only = |list: &[usize]| match list {
        [one] => Some(*one),
        _ => None,
    };
    let by_spelling = || {
        let ids: Vec<&str> = plans.iter().map(|plan| plan.definition.id.as_str()).collect();
        let near = nearest(named, &ids)?;
        ids.iter().position(|id| *id == near)
    };
    only(&both).or_else(|| only(&titled)).or_else(by_spelling).or_else(|| only(&of_unit))
}

/// Whether the title of a plan has a name in it, or is held by it.
fn is_titled(plan: &Plan, named: &str) -> bool {
    let bare = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let (title, named) = (bare(&plan.definition.title.inner), bare(named));
    named.chars().count() > 1 && !named.is_ascii() && (title.contains(&named) || named.contains(&title))
}
