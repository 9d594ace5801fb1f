//! Reports that lie where another reader looks: in the folder of another round, or among the plans.
//!
//! Takes files that somebody else reads or names; says for which round they stand. Never reads them as
//! submissions: a report counts from its own place alone, and is never silence.

use super::whose::{Stated, stated_in};
use crate::plan::Plan;
use crate::source::{Project, Sources};

/// A report in a place that is not its own.
pub(super) struct Misplaced {
    pub(super) name: String,
    /// Why it is not read for its round, and the round in whose folder it lies; `None` where another reader has
    /// named it.
    pub(super) why: Option<(String, (String, i32))>,
    /// The key of the plan and the year that it states.
    pub(super) of: (String, i32),
}

/// Submissions in the folder of one round that say they are of another. `own` are the names of all with the round
/// in whose folder they lie.
pub(super) fn in_other_rounds(
    project: &Project,
    sources: &mut Sources,
    plans: &[Plan],
    own: &[((String, i32), String)],
) -> Vec<Misplaced> {
    let names: Vec<String> = own.iter().map(|(_, name)| name.clone()).collect();
    let mut found = vec![];
    for ((round, name), said) in own.iter().zip(stated(project, sources, &names)) {
        let plan = said.plan.as_ref().and_then(|id| plan_named(plans, id)).unwrap_or_else(|| round.0.clone());
        let of = (plan, said.year.unwrap_or(round.1));
        if of != *round && said.is_a_report() {
            let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
            let words = format!("里面写的是“{}”方案{}年度，却放在 {folder}", of.0, of.1);
            let why = Some((words, round.clone()));
            found.push(Misplaced { name: name.clone(), why, of });
        }
    }
    found
}

/// Submissions among the plans; the reader of plans names them.
pub(super) fn among_plans(
    project: &Project,
    sources: &mut Sources,
    plans: &[Plan],
    stopped: &[String],
) -> Vec<Misplaced> {
    let of = |(name, said): (&String, Stated)| {
        let of = (said.plan.as_ref().and_then(|id| plan_named(plans, id))?, said.year?);
        said.is_a_report().then(|| Misplaced { name: name.clone(), why: None, of })
    };
    stopped.iter().zip(stated(project, sources, stopped)).filter_map(of).collect()
}

/// What files say of themselves.
fn stated(project: &Project, sources: &mut Sources, names: &[String]) -> Vec<Stated> {
    sources.look_ahead(project, names).iter().map(|file| stated_in(file)).collect()
}

fn plan_named(plans: &[Plan], id: &str) -> Option<String> {
    plans.iter().map(Plan::key).find(|key| key.eq_ignore_ascii_case(id.trim()))
}
