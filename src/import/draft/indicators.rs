//! Goals with one name become one indicator with several targets.
//!
//! Takes the goals in the order of the document; gives indicators.
//! Never joins goals of different units of measure, and says where two statements disagree.

use std::collections::{BTreeMap, BTreeSet};

use super::same::{Said, once};
use super::{Notes, Parts};
use crate::import::grammar::goals::Goal;
use crate::import::grammar::text::plain;
use crate::plan::{
    Baseline, Combine, Direction, Id, Indicator, Level, Located, Number, Operator, Per, Section, Target,
};

#[derive(Default)]
struct Group<'a> {
    goals: Vec<&'a Goal>,
    said: Vec<Said<'a>>,
}

/// All indicators.
pub(super) fn indicators(
    parts: &Parts<'_>,
    sections: &[Located<Section>],
    notes: &mut Notes,
) -> Vec<Located<Indicator>> {
    let ids: Vec<(String, Vec<Located<Id>>)> = by_task(parts, sections);
    let mut groups: Vec<Group<'_>> = vec![];
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for said in once(&parts.gathered.goals) {
        let goal = said.goal;
        let key = format!(
            "{}|{:?}|{:?}|{:?}|{}",
            plain(&goal.name),
            goal.unit,
            goal.change.map(|c| c as u8),
            goal.base_year,
            goal.value.is_none()
        );
        let at = *known.entry(key).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Group::default());
        }
        if let Some(group) = groups.get_mut(at) {
            group.goals.push(goal);
            group.said.push(said);
        }
    }
    let made = groups.iter().enumerate();
    made.map(|(at, group)| group.indicator(at, parts, &ids, notes).into()).collect()
}

/// Id and reporting units of each task, in the order in which tasks were found.
fn by_task(parts: &Parts<'_>, sections: &[Located<Section>]) -> Vec<(String, Vec<Located<Id>>)> {
    let mut next = vec![0; sections.len()];
    let mut ids = vec![];
    for found in &parts.layout.tasks {
        let order = next.get(found.section).copied().unwrap_or(0);
        if let Some(n) = next.get_mut(found.section) {
            *n += 1;
        }
        let task = sections.get(found.section).and_then(|s| s.tasks.get(order));
        let units =
            task.map_or(vec![], |t| match (t.lead_units.as_slice(), t.responsible_units.as_slice()) {
                ([lead], _) => vec![lead.clone()],
                ([], [one]) => vec![one.clone()],
                _ => vec![],
            });
        ids.push((task.map(|t| t.id.as_str().to_owned()).unwrap_or_default(), units));
    }
    ids
}

impl Group<'_> {
    fn indicator(
        &self,
        at: usize,
        parts: &Parts<'_>,
        ids: &[(String, Vec<Located<Id>>)],
        notes: &mut Notes,
    ) -> Indicator {
        let first = self.goals.first().copied();
        let task = self.goals.iter().find_map(|g| g.task).and_then(|t| ids.get(t));
        let direction = self
            .goals
            .iter()
            .map(|g| g.direction)
            .find(|d| *d != Direction::Keep)
            .or(first.map(|g| g.direction));
        let line = first.map_or(1, |g| g.line);
        let name = first.map(|g| g.name.clone()).unwrap_or_default();
        let per_county = self.goals.iter().any(|g| g.per_county);
        let governs = self.governs();
        let targets = self.said.iter().enumerate();
        let targets: Vec<Located<Target>> = targets
            .map(|(i, said)| Target { governs: governs.contains(&i), ..target(said, parts, notes) }.into())
            .collect();
        let remarks = self.remarks();
        Indicator {
            id: Id(format!("zb-{:03}", at + 1)).into(),
            name: name.clone().into(),
            clause: if task.is_none() { first.and_then(|g| g.clause.clone()) } else { None },
            task: task.map(|(id, _)| Id(id.clone()).into()),
            group: self.goals.iter().find_map(|g| g.group.clone()),
            unit_of_measure: first.and_then(|g| g.unit.clone()),
            direction: direction.unwrap_or(Direction::Keep).into(),
            kind: self.goals.iter().find_map(|g| g.kind),
            decimals: None,
            accumulates: false,
            phrase: None,
            history: vec![],
            basis: None,
            reported_by: self.reporters(parts, task),
            level: if per_county { Level::County } else { Level::City },
            combine: if per_county { Combine::EachMeets } else { Combine::None }.into(),
            baseline: self.baseline(parts),
            review: notes.take(&remarks, line, &name),
            targets,
        }
    }

    /// Who answers: those that a table names, else the one that leads the task.
    fn reporters(&self, parts: &Parts<'_>, task: Option<&(String, Vec<Located<Id>>)>) -> Vec<Located<Id>> {
        let named = self.said.iter().flat_map(|s| std::iter::once(s.goal).chain(s.again.iter().copied()));
        let mut bodies: Vec<usize> = vec![];
        for body in named.flat_map(|g| g.duty_bodies.iter().copied()) {
            if !bodies.contains(&body) {
                bodies.push(body);
            }
        }
        if bodies.is_empty() {
            return task.map(|(_, units)| units.clone()).unwrap_or_default();
        }
        parts.gathered.bodies.ids(&bodies)
    }

    /// The figures for one year and place, each time in the order of the text, by their positions.
    fn of_one_year(&self) -> impl Iterator<Item = Vec<(usize, &Goal)>> {
        let mut years: BTreeMap<_, Vec<(usize, &Goal)>> = BTreeMap::new();
        for (at, goal) in self.goals.iter().enumerate().filter(|(_, goal)| goal.value.is_some()) {
            years.entry((goal.year, goal.place_body)).or_default().push((at, goal));
        }
        years.into_values()
    }

    /// Of several figures for one year one must count: one that a figure can decide, else the first.
    fn governs(&self) -> BTreeSet<usize> {
        let chosen = |twins: Vec<(usize, &Goal)>| {
            let exact = twins.iter().find(|(_, goal)| goal.op != Operator::About);
            exact.or(twins.first()).map(|(at, _)| *at)
        };
        self.of_one_year().filter(|twins| twins.len() > 1).filter_map(chosen).collect()
    }

    /// One goal said in two ways.
    fn remarks(&self) -> Vec<String> {
        let differs = |twins: Vec<(usize, &Goal)>| {
            let said = |goal: &Goal| (goal.value.clone(), goal.op);
            twins.windows(2).any(|pair| matches!(pair, [(_, a), (_, b)] if said(a) != said(b)))
        };
        if self.of_one_year().any(differs) {
            vec!["同一目标在原文中有两种说法，暂以标有 governs 的一处为准，请核对".to_owned()]
        } else {
            vec![]
        }
    }

    /// A fact of the same name, with its year, is the baseline.
    fn baseline(&self, parts: &Parts<'_>) -> Option<Located<Baseline>> {
        let goal = self.goals.iter().find(|g| g.value.is_some())?;
        let name = plain(&goal.name);
        let first = self.goals.iter().filter_map(|g| g.year).min();
        parts.gathered.rejected.iter().find_map(|r| {
            let (of, value, unit, year) = r.fact.as_ref()?;
            let year = year.filter(|y| first.is_none_or(|first| *y < first))?;
            let measure = unit.is_empty() || Some(unit) == goal.unit.as_ref();
            let alike = plain(of) == name || (name.chars().count() > 3 && plain(of).ends_with(&name));
            let value: Number = value.parse().ok()?;
            let alike = alike && measure;
            let baseline = Baseline {
                year,
                value: value.into(),
                quote: (!r.quote.is_empty()).then(|| r.quote.clone().into()),
            };
            alike.then(|| baseline.into())
        })
    }
}

fn target(said: &Said<'_>, parts: &Parts<'_>, notes: &mut Notes) -> Target {
    let goal = said.goal;
    let again: Vec<String> =
        said.again.iter().map(|g| format!("第{}行同：“{}”", g.line, g.quote.replace('\n', " "))).collect();
    let place = goal.place_body.and_then(|b| parts.gathered.bodies.list.get(b));
    let number =
        |text: &Option<String>| text.as_ref().and_then(|v| v.parse::<Number>().ok()).map(Located::from);
    let value = number(&goal.value);
    let op = if value.is_none() { Operator::Verdict } else { goal.op };
    Target {
        year: goal.year,
        op: op.into(),
        text: goal.text.clone().or_else(|| value.is_none().then(|| goal.quote.clone())),
        phrase: None,
        value,
        value_max: number(&goal.value_max),
        qualifier: goal.qualifier.clone(),
        quote: Some(goal.quote.clone().into()),
        governs: false,
        unit: place.map(|b| Id(b.id.clone()).into()),
        per: goal.per_county.then_some(Per::County),
        change: goal.change,
        baseline_year: goal.base_year,
        note: (!again.is_empty()).then(|| again.join("；")),
        review: notes.take(&goal.review, goal.line, &goal.quote),
    }
}
