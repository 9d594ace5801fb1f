//! The plan's targets of which a unit's form speaks.

use crate::plan::{Indicator, Located, Plan, Target, UnitIndex, UnitKind};
use crate::wording;

/// A target that a unit should know of, and of whom it is where it is another's.
pub(super) struct Known<'a> {
    pub(super) target: &'a Target,
    pub(super) of: Option<UnitIndex>,
}

/// The targets of the whole and of the unit itself; a body that is no part of the whole, such as a department, sees
/// those of the single units as well.
pub(super) fn targets_for<'a>(plan: &'a Plan, unit: UnitIndex, indicator: &'a Indicator) -> Vec<Known<'a>> {
    let is_part = plan.unit(unit).kind == UnitKind::County;
    let known = |target: &'a Located<Target>| {
        let named = target.unit.as_ref().and_then(|id| plan.unit_named(id.as_str()));
        let Some(of) = named.filter(|of| *of != unit && !is_member(plan, *of, unit)) else {
            return Some(Known { target, of: None });
        };
        (!is_part).then_some(Known { target, of: Some(of) })
    };
    indicator.targets.iter().filter_map(known).collect()
}

fn is_member(plan: &Plan, collective: UnitIndex, unit: UnitIndex) -> bool {
    plan.unit(collective).members.iter().any(|member| plan.unit_named(member.as_str()) == Some(unit))
}

/// `2027年目标：≥55%；2035年目标：≥60%`, each once, with the name of whose it is where it is another's.
pub(super) fn goals(plan: &Plan, indicator: &Indicator, targets: &[Known<'_>]) -> String {
    let mut goals: Vec<String> = vec![];
    for Known { target, of } in targets {
        let whose = of.map_or(String::new(), |of| format!("（{}）", plan.unit(of).name.inner));
        let (name, full) = (wording::target_name(target), wording::target_full(indicator, target));
        let goal = one_line(&format!("{name}{whose}：{full}"));
        if !goals.contains(&goal) {
            goals.push(goal);
        }
    }
    goals.join("；")
}

/// A text of the plan in one line: the plan's line ends are those of its file.
pub(super) fn one_line(text: &str) -> String {
    text.lines().map(str::trim).collect()
}
