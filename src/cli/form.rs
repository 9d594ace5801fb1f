//! `nianbao form`: the forms of a round, for one unit or for all that report.
//!
//! Takes a plan, a year and units; writes a file for each unit and shape. A form that somebody may have
//! filled in is never replaced.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use nianbao::check;
use nianbao::diagnostic::{Diagnostics, Rule};
use nianbao::form::{self, Asked, OfficeRules, UnitForm};
use nianbao::office::Office;
use nianbao::pipeline::{self, PlanRounds, Selection, YearRound};
use nianbao::plan::{Date, Plan, UnitIndex, UnitKind};
use nianbao::source::{Project, Sources};
use nianbao::submission::Form;

use super::args::{self, FormFormat};
use super::output::write_new;
use super::{Failure, Outcome, build, cannot, disk, screen, shown_path, target};

pub(super) fn run(workspace: &Path, options: &args::Form) -> Outcome {
    let root = build::root(workspace)?;
    let selection = Selection {
        plan: options.selection.plan.clone(),
        year: options.selection.year,
        running: true,
        ..Selection::default()
    };
    let as_of = build::as_of(&options.selection);
    let mut found = Diagnostics::default();
    let read = pipeline::read(&Project::Folder(root.clone()), &selection, as_of, &mut found)?;
    build::settled(&read)?;
    build::known(&read, &options.selection, &found)?;
    let out = options.out.clone().unwrap_or_else(|| root.join("forms"));
    target::beside(&out, &root)?;
    let rules = weighed(&read.office);
    let mut written = Written::default();
    let mut said = String::new();
    for plan in &read.plans {
        match forms(plan, options, (&read.office, &read.sources)) {
            Ok(forms) => {
                for form in &forms {
                    written.form(&out, form, options.format, &rules)?;
                }
                said.push_str(&of_plan(plan, &forms));
            }
            // With one plan there is nothing else to do.
            Err(why) if options.selection.plan.is_some() || read.plans.len() == 1 => return Err(why),
            Err(Failure(why)) => said.push_str(&format!("{}：{why}\n", plan.plan.definition.id.as_str())),
        }
    }
    for path in &read.stopped {
        said.push_str(&format!("{path}：方案有误，没有制表；运行 nianbao check {path} 查看\n"));
    }
    said.push_str(&written.said(&out));
    screen::print(&said)?;
    // A plan that cannot be used has units who wait for their forms.
    Ok(written.outcome()? || !read.stopped.is_empty() || written.is_nothing())
}

fn of_plan(plan: &PlanRounds, forms: &[UnitForm]) -> String {
    let Some(first) = forms.first() else { return String::new() };
    let units = match forms {
        [one] => one.unit_name.clone(),
        many => format!("{} 家单位", many.len()),
    };
    let mut said =
        format!("{} {}年：{units}，截止{}\n", plan.plan.definition.title.inner, first.year, first.deadline);
    // Whoever is meant by a name for several that nobody has listed gets no form.
    let empty =
        plan.plan.units().filter(|(_, unit)| unit.kind == UnitKind::Collective && unit.members.is_empty());
    let empty: Vec<String> = empty.map(|(_, unit)| format!("“{}”", unit.name.as_str())).collect();
    if !empty.is_empty() {
        let all = empty.join("、");
        said.push_str(&format!("合称{all}没有写明成员，所含的单位没有制表；请在方案里填写 members\n"));
    }
    said
}

/// The forms of a plan's round, in order of protocol.
fn forms(
    plan: &PlanRounds,
    options: &args::Form,
    (office, sources): (&Office, &Sources),
) -> Result<Vec<UnitForm>, Failure> {
    let (at, round) = plan
        .rounds
        .iter()
        .enumerate()
        .find(|(_, round)| round.wanted)
        .ok_or_else(|| Failure("没有可以制表的年度；请用 --year 写明年度".into()))?;
    let year = round.round.year;
    build::in_reach(plan, year, build::as_of(&options.selection))?;
    if let Some(closed) = &round.closed {
        return Err(Failure(format!("{year}年度已于{}定稿，不再制表", Date(closed.day()).chinese())));
    }
    let units = units(&round.plan, options.unit.as_deref().filter(|_| !options.all))?;
    let before = at.checked_sub(1).map(|before| &plan.rounds[before]);
    let before = before.filter(|before| before.round.year + 1 == year);
    let done = plan.done_before(at, sources);
    let asked = |unit: UnitIndex| Asked { done: done.clone(), ..asked(round, before, unit, office) };
    Ok(units.into_iter().map(|unit| form::unit_form(&asked(unit))).collect())
}

fn asked<'a>(
    round: &'a YearRound,
    before: Option<&'a YearRound>,
    unit: UnitIndex,
    office: &Office,
) -> Asked<'a> {
    let plan: &Plan = &round.plan;
    let last_year = before.and_then(|before| {
        let descent = round.descents.last()?;
        Some((before.plan.as_ref(), descent, said(before, descent.unit(unit)?)?))
    });
    let until = round.round.decisions.extended_until(plan, unit);
    let deadline = plan.definition.reporting.deadline(round.round.year, until, &office.calendar());
    let samples = || round.round.submissions.iter().filter_map(|submission| submission.form.as_ref());
    Asked {
        plan,
        year: round.round.year,
        unit,
        deadline: deadline.text,
        sample: samples().chain(last_year.map(|(.., form)| form)).any(|form| form.sample),
        last_year,
        done: BTreeMap::new(),
    }
}

/// What a unit said in a year: the file in force.
fn said(year: &YearRound, unit: UnitIndex) -> Option<&Form> {
    let own = year.round.submissions.iter().find(|submission| submission.unit == Some(unit))?;
    own.form.as_ref()
}

/// The units whose forms are wanted: one that reports, or all that do.
fn units(plan: &Plan, wanted: Option<&str>) -> Result<Vec<UnitIndex>, Failure> {
    let Some(wanted) = wanted.filter(|wanted| !wanted.eq_ignore_ascii_case("all")) else {
        return Ok(plan.reporting_units().collect());
    };
    let unit = plan
        .unit_named(wanted)
        .ok_or_else(|| Failure(format!("方案“{}”里没有单位“{wanted}”", plan.definition.id.as_str())))?;
    if plan.unit(unit).must_report() {
        return Ok(vec![unit]);
    }
    let members = plan.unit(unit).members.iter().filter_map(|id| plan.unit_named(id.as_str()));
    let members: Vec<&str> = members.map(|member| plan.unit(member).name.as_str()).collect();
    Err(Failure(if members.is_empty() {
        format!("“{}”不在报送范围内，没有报送表", plan.unit(unit).name.as_str())
    } else {
        format!("“{}”是合称，由所含单位分别报送：{}", plan.unit(unit).name.as_str(), members.join("、"))
    }))
}

/// What has become of the files.
#[derive(Default)]
struct Written {
    fresh: usize,
    same: usize,
    kept: Vec<PathBuf>,
}

impl Written {
    fn form(
        &mut self,
        out: &Path,
        form: &UnitForm,
        format: FormFormat,
        rules: &OfficeRules<'static>,
    ) -> Result<(), Failure> {
        let folder = out.join(&form.plan).join(form.year.to_string());
        for (ending, make) in shapes(format) {
            self.file(folder.join(format!("{}.{ending}", form.unit)), &make(form, rules)?)?;
        }
        Ok(())
    }

    fn file(&mut self, path: PathBuf, bytes: &[u8]) -> Result<(), Failure> {
        match fs::symlink_metadata(&path) {
            Err(_) => {
                write_new(&path, bytes)?;
                self.fresh += 1;
            }
            Ok(meta)
                if meta.is_file()
                    && disk::is_same(&path, bytes).map_err(|e| cannot("读取", &path, &e))? =>
            {
                self.same += 1;
            }
            Ok(_) => self.kept.push(path),
        }
        Ok(())
    }

    fn is_nothing(&self) -> bool {
        self.fresh + self.same + self.kept.len() == 0
    }

    fn said(&self, out: &Path) -> String {
        let mut text = format!("已写入 {}：{} 个文件", shown_path(out), self.fresh);
        if self.same > 0 {
            text.push_str(&format!("；{} 个文件没有变化", self.same));
        }
        text.push('\n');
        text
    }

    /// A form that is there already and differs may be filled in: that it stays is no success.
    fn outcome(&self) -> Outcome {
        let Some(first) = self.kept.first() else { return Ok(false) };
        let more =
            if self.kept.len() > 1 { format!("等 {} 个文件", self.kept.len()) } else { String::new() };
        Err(Failure(format!(
            "“{}”{more}已经存在，内容不同，可能已经填写，没有覆盖；请移走后再运行，或用 --out 另指一个文件夹",
            shown_path(first)
        )))
    }
}

/// Writes one shape of a form.
type Make = fn(&UnitForm, &OfficeRules<'static>) -> Result<Vec<u8>, Failure>;

/// The rules as this office weighs them.
fn weighed(office: &Office) -> OfficeRules<'static> {
    let changed = office.severities();
    let weight = |rule: &'static Rule| changed.get(rule.code).copied().unwrap_or(rule.severity);
    let weights = check::rules().into_iter().map(|rule| (rule, weight(rule))).collect();
    OfficeRules { weights, lists: check::word_lists() }
}

fn shapes(format: FormFormat) -> Vec<(&'static str, Make)> {
    let all: [(&str, FormFormat, Make); 3] = [
        ("yaml", FormFormat::Yaml, |form, _| Ok(form::yaml(form).into_bytes())),
        ("xlsx", FormFormat::Xlsx, |form, _| Ok(form::workbook(form)?)),
        ("html", FormFormat::Html, |form, rules| Ok(form::page(form, rules).into_bytes())),
    ];
    let wanted = all.into_iter().filter(|(_, of, _)| format == FormFormat::All || format == *of);
    wanted.map(|(ending, _, make)| (ending, make)).collect()
}
