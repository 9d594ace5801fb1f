//! A plan with its names looked up: units by id, name or alias; tasks and indicators by id.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization as _;

use super::definition::{Definition, Milestone, Section, Task, Unit, UnitKind};
use super::indicator::Indicator;
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Project, ProjectError, Sources};
use crate::syntax::{self, Date, Due, Id, Located};

/// Position of a unit in the plan: its rank of protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitIndex(pub usize);

/// Position of a task in the plan, counted over all sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaskIndex(pub usize);

/// Position of an indicator in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndicatorIndex(pub usize);

/// Where a task stands: section and place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaskSite {
    section: usize,
    task: usize,
}

/// Where a milestone stands: task and place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MilestoneSite {
    /// Its task.
    pub task: TaskIndex,
    /// Its place in the task's list.
    pub at: usize,
}

/// What a unit is to a task, in the order of answering for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 牵头单位.
    Lead,
    /// 责任单位.
    Responsible,
    /// 配合单位.
    Supporting,
    /// 落实单位: named once for all tasks.
    Also,
    /// Not assigned by the plan; the unit answered all the same.
    Unassigned,
}

/// A plan that was read.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Its file.
    pub file: FileId,
    /// What the file says.
    pub definition: Definition,
    units: HashMap<String, UnitIndex>,
    tasks: HashMap<String, TaskIndex>,
    sites: Vec<TaskSite>,
    indicators: HashMap<String, IndicatorIndex>,
    milestones: HashMap<String, MilestoneSite>,
    milestone_sites: Vec<MilestoneSite>,
    assigned: Vec<Vec<(UnitIndex, Role)>>,
    reporters: Vec<Vec<UnitIndex>>,
    // The same two tables the other way round: a large plan is asked for them unit by unit.
    tasks_of: Vec<Vec<(TaskIndex, Role)>>,
    indicators_of: Vec<Vec<IndicatorIndex>>,
}

/// Reads a plan; `None` when its file has faults: a plan is used as a whole or not at all.
pub fn read(sources: &Sources, file: FileId, out: &mut Diagnostics) -> Option<Plan> {
    let reading = syntax::read::<Definition>(sources, file, "plan", false, out);
    reading.value.filter(|_| !reading.faulty).map(|definition| Plan::new(file, definition))
}

/// Reads all plans of a workspace, in the order of their file names. Whatever else lies in `plans/` becomes
/// a finding.
///
/// # Errors
/// When the folder `plans/` cannot be listed.
pub fn read_all(
    project: &Project,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Result<Vec<Plan>, ProjectError> {
    let names = super::strays::plan_files(project, sources, out)?;
    let files = sources.load(project, &names);
    Ok(files.into_iter().filter_map(|file| read(sources, file, out)).collect())
}

impl Plan {
    /// Indexes a definition. Of two things with one id the first counts; `check` reports the second.
    pub fn new(file: FileId, definition: Definition) -> Self {
        let mut plan = Plan {
            file,
            definition,
            units: HashMap::new(),
            tasks: HashMap::new(),
            sites: vec![],
            indicators: HashMap::new(),
            milestones: HashMap::new(),
            milestone_sites: vec![],
            assigned: vec![],
            reporters: vec![],
            tasks_of: vec![],
            indicators_of: vec![],
        };
        plan.index_units();
        plan.index_tasks();
        for (at, indicator) in plan.definition.indicators.iter().enumerate() {
            plan.indicators.entry(indicator.id.key()).or_insert(IndicatorIndex(at));
        }
        plan.assigned = plan.tasks().map(|(task, ..)| plan.assignment(task)).collect();
        plan.reporters =
            plan.indicators().map(|(_, indicator)| plan.expanded(&indicator.reported_by)).collect();
        plan.index_duties();
        plan
    }

    fn index_duties(&mut self) {
        self.tasks_of = vec![vec![]; self.definition.units.len()];
        for (task, units) in self.assigned.iter().enumerate() {
            for (unit, role) in units {
                self.tasks_of[unit.0].push((TaskIndex(task), *role));
            }
        }
        self.indicators_of = vec![vec![]; self.definition.units.len()];
        for (indicator, units) in self.reporters.iter().enumerate() {
            for unit in units {
                self.indicators_of[unit.0].push(IndicatorIndex(indicator));
            }
        }
    }

    fn index_units(&mut self) {
        // Ids first, then names, then aliases: an alias never hides another unit's own name.
        let units = &self.definition.units;
        for (at, unit) in units.iter().enumerate() {
            self.units.entry(unit.id.key()).or_insert(UnitIndex(at));
        }
        for (at, unit) in units.iter().enumerate() {
            self.units.entry(matching(&unit.name)).or_insert(UnitIndex(at));
        }
        for (at, unit) in units.iter().enumerate() {
            for alias in &unit.aliases {
                self.units.entry(matching(alias)).or_insert(UnitIndex(at));
            }
        }
    }

    fn index_tasks(&mut self) {
        for (section, content) in self.definition.sections.iter().enumerate() {
            for (task, definition) in content.tasks.iter().enumerate() {
                let index = TaskIndex(self.sites.len());
                self.sites.push(TaskSite { section, task });
                self.tasks.entry(definition.id.key()).or_insert(index);
                for (at, milestone) in definition.milestones.iter().enumerate() {
                    let site = MilestoneSite { task: index, at };
                    self.milestone_sites.push(site);
                    self.milestones.entry(milestone.id.key()).or_insert(site);
                }
            }
        }
    }

    /// The plan's id in lower case: the name of its folder in the output.
    pub fn key(&self) -> String {
        self.definition.id.key()
    }

    /// The day of the document: published, else adopted, else the first day of the first reporting year.
    pub fn dated(&self) -> Date {
        let document = &self.definition.document;
        let first = chrono::NaiveDate::from_ymd_opt(self.definition.reporting.first_year, 1, 1);
        document.published.or(document.adopted).unwrap_or(Date(first.unwrap_or_default()))
    }

    /// A unit by id, name or alias; without regard to case, width and blanks.
    pub fn unit_named(&self, name: &str) -> Option<UnitIndex> {
        self.units.get(&matching(name)).copied()
    }

    /// Other ways to write the names of units, parted by blanks: by them a reader finds what stands under the names.
    pub fn also_called(&self, units: impl IntoIterator<Item = UnitIndex>) -> String {
        let mut also: Vec<&str> = vec![];
        for unit in units.into_iter().map(|unit| self.unit(unit)) {
            // A name that it got only later stands where its name stood: nobody knew it in that year.
            let known = unit.aliases.iter().filter(|alias| alias.place != unit.name.place);
            for alias in known.filter(|alias| !alias.trim().is_empty()) {
                if !also.contains(&alias.as_str()) {
                    also.push(alias);
                }
            }
        }
        also.join(" ")
    }

    /// The unit at an index.
    pub fn unit(&self, index: UnitIndex) -> &Located<Unit> {
        &self.definition.units[index.0]
    }

    /// All units in order of protocol.
    pub fn units(&self) -> impl Iterator<Item = (UnitIndex, &Located<Unit>)> {
        self.definition.units.iter().enumerate().map(|(at, unit)| (UnitIndex(at), unit))
    }

    /// The units that must report, in order of protocol.
    pub fn reporting_units(&self) -> impl Iterator<Item = UnitIndex> + '_ {
        self.units().filter(|(_, unit)| unit.must_report()).map(|(index, _)| index)
    }

    /// What its counties are: those of a county's plan are 乡镇.
    pub fn county_word(&self) -> &'static str {
        let is_town = |unit: &Unit| {
            unit.kind != UnitKind::County
                || unit.name.trim().ends_with(['乡', '镇'])
                || unit.name.ends_with("街道")
        };
        let has_counties = self.units().any(|(_, unit)| unit.kind == UnitKind::County);
        if has_counties && self.units().all(|(_, unit)| is_town(unit)) { "乡镇" } else { "县区" }
    }

    /// A task by id.
    pub fn task_by_id(&self, id: &str) -> Option<TaskIndex> {
        self.tasks.get(&id.trim().to_ascii_lowercase()).copied()
    }

    /// The task at an index.
    pub fn task(&self, index: TaskIndex) -> &Located<Task> {
        let site = self.sites[index.0];
        &self.definition.sections[site.section].tasks[site.task]
    }

    /// The section of a task, with its position.
    pub fn section_of(&self, index: TaskIndex) -> (usize, &Located<Section>) {
        let at = self.sites[index.0].section;
        (at, &self.definition.sections[at])
    }

    /// All tasks in the plan's order, with their section.
    pub fn tasks(&self) -> impl Iterator<Item = (TaskIndex, &Located<Section>, &Located<Task>)> {
        (0..self.sites.len()).map(TaskIndex).map(|index| (index, self.section_of(index).1, self.task(index)))
    }

    /// An indicator by id.
    pub fn indicator_by_id(&self, id: &str) -> Option<IndicatorIndex> {
        self.indicators.get(&id.trim().to_ascii_lowercase()).copied()
    }

    /// The indicator at an index.
    pub fn indicator(&self, index: IndicatorIndex) -> &Located<Indicator> {
        &self.definition.indicators[index.0]
    }

    /// All indicators in the plan's order.
    pub fn indicators(&self) -> impl Iterator<Item = (IndicatorIndex, &Located<Indicator>)> {
        self.definition.indicators.iter().enumerate().map(|(at, i)| (IndicatorIndex(at), i))
    }

    /// A milestone by id.
    pub fn milestone_by_id(&self, id: &str) -> Option<MilestoneSite> {
        self.milestones.get(&id.trim().to_ascii_lowercase()).copied()
    }

    /// The milestone at a site.
    pub fn milestone(&self, site: MilestoneSite) -> &Located<Milestone> {
        &self.task(site.task).milestones[site.at]
    }

    /// All milestones in the plan's order.
    pub fn milestones(&self) -> impl Iterator<Item = (MilestoneSite, &Located<Milestone>)> {
        self.milestone_sites.iter().map(|&site| (site, self.milestone(site)))
    }

    /// The units assigned to a task with their roles; collectives stand as their members. Lead units
    /// first, then the plan's own order; a unit named twice keeps its first role.
    pub fn assigned(&self, task: TaskIndex) -> &[(UnitIndex, Role)] {
        &self.assigned[task.0]
    }

    /// The tasks assigned to a unit.
    pub fn tasks_of(&self, unit: UnitIndex) -> impl Iterator<Item = (TaskIndex, Role)> + '_ {
        self.tasks_of[unit.0].iter().copied()
    }

    /// The units whose figure an indicator asks for; collectives stand as their members.
    pub fn reporters(&self, indicator: IndicatorIndex) -> &[UnitIndex] {
        &self.reporters[indicator.0]
    }

    /// The units whose figures are the parts of an indicator by counties. A department that is asked beside
    /// counties gives a total of its own, which is shown and never counted among them.
    pub fn parts_of(&self, indicator: IndicatorIndex) -> Vec<UnitIndex> {
        let asked = self.reporters(indicator);
        let has_county = asked.iter().any(|unit| self.unit(*unit).kind == UnitKind::County);
        let is_part = |unit: &UnitIndex| !has_county || self.unit(*unit).kind != UnitKind::Department;
        asked.iter().copied().filter(is_part).collect()
    }

    /// The indicators that ask for a unit's figure.
    pub fn indicators_of(&self, unit: UnitIndex) -> &[IndicatorIndex] {
        &self.indicators_of[unit.0]
    }

    /// Whether a milestone must be answered by a unit in a year: of the units that the document itself names
    /// for the task, where the plan asks for milestones at all and this one is due soon. Blanket implementers
    /// answer where they have a part; what goes on for ever falls due in no year.
    pub fn asks_milestone(&self, unit: UnitIndex, site: MilestoneSite, year: i32) -> bool {
        let due = self.milestone(site).due.as_ref().map(|due| due.inner);
        due != Some(Due::Ongoing)
            && self.definition.reporting.asks.milestone(due.and_then(Due::last_day), year)
            && self.answers_for(unit, site.task)
    }

    /// Whether the document names a unit itself as one that leads a task or is responsible for it.
    pub fn answers_for(&self, unit: UnitIndex, task: TaskIndex) -> bool {
        let named = |role: Role| matches!(role, Role::Lead | Role::Responsible);
        self.assigned(task).iter().any(|(other, role)| *other == unit && named(*role))
    }

    /// Units by id, each once; collectives replaced by their members.
    fn expanded(&self, ids: &[Located<Id>]) -> Vec<UnitIndex> {
        let mut units = vec![];
        for id in ids {
            self.expand(id, &mut units);
        }
        let mut seen = vec![false; self.definition.units.len()];
        units.retain(|unit: &UnitIndex| !std::mem::replace(&mut seen[unit.0], true));
        units
    }

    /// Units by id, collectives replaced by their members; unknown ids are left out, `check` reports them.
    fn expand(&self, id: &Id, units: &mut Vec<UnitIndex>) {
        let Some(&index) = self.units.get(&id.key()) else { return };
        let unit = self.unit(index);
        let members = if unit.kind == UnitKind::Collective { unit.members.as_slice() } else { &[] };
        if members.is_empty() {
            return units.push(index);
        }
        // A collective within a collective is not expanded further: it would allow a circle.
        for member in members {
            units.extend(self.units.get(&member.key()));
        }
    }

    fn assignment(&self, index: TaskIndex) -> Vec<(UnitIndex, Role)> {
        let task = self.task(index);
        let later = self.definition.assignments.iter().find(|a| a.task.key() == task.id.key());
        let none = vec![];
        let parts = [
            (&task.lead_units, Role::Lead),
            (later.map_or(&none, |a| &a.lead_units), Role::Lead),
            (&task.responsible_units, Role::Responsible),
            (later.map_or(&none, |a| &a.responsible_units), Role::Responsible),
            (&task.supporting_units, Role::Supporting),
            (later.map_or(&none, |a| &a.supporting_units), Role::Supporting),
            (&task.also, Role::Also),
        ];
        let mut assigned: Vec<(UnitIndex, Role)> = vec![];
        let mut seen = vec![false; self.definition.units.len()];
        for (ids, role) in parts {
            for unit in self.expanded(ids) {
                if !std::mem::replace(&mut seen[unit.0], true) {
                    assigned.push((unit, role));
                }
            }
        }
        assigned
    }
}

impl Unit {
    /// Whether the unit hands in a submission of its own.
    pub fn must_report(&self) -> bool {
        self.reports.unwrap_or(matches!(self.kind, UnitKind::Department | UnitKind::County))
    }
}

/// A name in the form in which names are compared: width, case and blanks do not count.
fn matching(name: &str) -> String {
    if name.is_ascii() {
        return name.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    }
    name.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}
