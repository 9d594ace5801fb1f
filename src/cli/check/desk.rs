//! One submission beside its plan, for whoever filled it in: the office's rules, and last year's answers.

use std::path::Path;
use std::sync::Arc;

use nianbao::diagnostic::{Diagnostic, Diagnostics};
use nianbao::pipeline::{self, Selection};
use nianbao::source::{Problem, Project, SourceFile, Sources, shown_path};
use nianbao::{plan, submission};

use crate::cli::{Failure, args, build};

fn unread(path: &Path, problem: &Problem) -> Failure {
    Failure(format!("“{}”没有检查：{}；{}", shown_path(path), problem.chinese(), problem.help()))
}

/// A plan at a desk that has no workspace.
pub(super) struct Desk<'a> {
    folder: Project,
    plan_file: &'a Path,
    plan: Arc<plan::Plan>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(plan_file: &'a Path) -> Result<Self, Failure> {
        let folder = Project::Folder(plan_file.parent().unwrap_or(Path::new(".")).to_owned());
        let mut sources = Sources::default();
        let file = sources.load(&folder, &[shown_path(plan_file)])[0];
        match plan::read(&sources, file, &mut Diagnostics::default()) {
            Some(plan) => Ok(Desk { folder, plan_file, plan: Arc::new(plan) }),
            None => Err(Failure(format!("方案“{}”有误，请先检查方案", shown_path(plan_file)))),
        }
    }

    fn bytes(&self, path: &Path) -> Result<Vec<u8>, Failure> {
        self.folder.bytes(&shown_path(path)).map_err(|problem| unread(path, &problem))
    }

    /// Whether a file holds sheets, whatever it is called.
    fn is_workbook(&self, path: &Path) -> bool {
        self.bytes(path).is_ok_and(|bytes| !SourceFile::new("", &bytes).sheets.is_empty())
    }

    /// The unit and year that a submission says it is of, however little else of it can be read; where it says
    /// no year, the round that is running.
    fn whose(&self, path: &Path, options: &args::Check) -> Result<(Option<plan::UnitIndex>, i32), Failure> {
        let mut sources = Sources::default();
        let file = sources.load(&self.folder, &[shown_path(&std::path::absolute(path)?)])[0];
        if let Some(problem) = &sources.get(file).problem {
            return Err(unread(path, problem));
        }
        let (read, _) = submission::read_one(&sources, &self.plan, file);
        let stated = submission::stated_in(sources.get(file));
        let unit = read.unit.or_else(|| self.plan.unit_named(stated.unit.as_deref()?));
        let unit = unit.or_else(|| self.unit_of_then(stated.unit.as_deref()?, stated.year?));
        let reporting = &self.plan.definition.reporting;
        let of_form =
            read.form.as_ref().map(|form| form.year.inner).filter(|year| (1000..3000).contains(year));
        let year = of_form.or(stated.year).unwrap_or_else(|| {
            let as_of = build::as_of(&options.selection);
            reporting.running_year(plan::Moment::open(reporting, reporting.first_year, as_of).seen_on())
        });
        Ok((unit, year))
    }

    /// The plan as it was in a year, before amendments changed it, and the way back to it.
    fn then(&self, year: i32) -> Option<(Arc<plan::Plan>, plan::Descent)> {
        let then = self.plan.in_year(year, chrono::NaiveDate::from_ymd_opt(year, 12, 31)?);
        let back = plan::Descent::between(&self.plan, &then, year);
        Some((then, back))
    }

    /// The unit that bore a name or an id in a year.
    fn unit_of_then(&self, name: &str, year: i32) -> Option<plan::UnitIndex> {
        let (then, back) = self.then(year)?;
        let named = then.unit_named(name)?;
        self.plan.units().map(|(unit, _)| unit).find(|unit| back.unit(*unit) == Some(named))
    }

    /// The id that a unit bore in a year.
    fn id_of_then(&self, unit: plan::UnitIndex, year: i32) -> Option<String> {
        let (then, back) = self.then(year)?;
        Some(then.unit(back.unit(unit)?).id.key())
    }

    /// What the workspace of the plan keeps of the unit's last year: its file, unless one was given, and the plan as
    /// it stood then.
    fn kept_of_last_year(
        &self,
        unit: Option<plan::UnitIndex>,
        year: i32,
        is_given: bool,
    ) -> Vec<(String, Vec<u8>)> {
        let plans = self.plan_file.parent().filter(|folder| folder.ends_with("plans"));
        let (Some(root), Some(unit)) = (plans.and_then(Path::parent), unit) else { return vec![] };
        let workspace = Project::Folder(root.to_owned());
        let folder = format!("submissions/{}/{year}", self.plan.definition.id.as_str());
        let ids = self.id_of_then(unit, year).into_iter().chain([self.plan.unit(unit).id.key()]);
        let ids: Vec<String> = ids.collect();
        let endings = ["yaml", "yml", "xlsx", "xls", "ods", "et"];
        let kept = |name: String| workspace.bytes(&name).ok().map(|bytes| (name, bytes));
        let names = ids.iter().flat_map(|id| endings.iter().map(move |ending| format!("{id}.{ending}")));
        let of_unit = names.map(|name| format!("{folder}/{name}")).find_map(kept);
        let then = kept(format!("{folder}/plan.yaml"));
        of_unit.filter(|_| !is_given).into_iter().chain(then).collect()
    }

    /// Checks a submission as the office would, with last year's beside it where it is given.
    pub(super) fn check(
        &self,
        path: &Path,
        options: &args::Check,
    ) -> Result<(Vec<Diagnostic>, Sources), Failure> {
        let (unit, year) = self.whose(path, options)?;
        let id = self.plan.definition.id.as_str().to_owned();
        let named = |path: &Path, year: i32| {
            let unit = unit.map_or("unknown".to_owned(), |unit| self.plan.unit(unit).id.key());
            let ending = if self.is_workbook(path) { "xlsx" } else { "yaml" };
            format!("submissions/{id}/{year}/{unit}.{ending}")
        };
        let name = named(path, year);
        let mut files = vec![
            (format!("plans/{id}.yaml"), self.bytes(self.plan_file)?),
            (name.clone(), self.bytes(path)?),
        ];
        if let Some(last) = &options.last_year {
            let (of, its_year) = self.whose(last, options)?;
            if (of, its_year) != (unit, year.saturating_sub(1)) || of.is_none() {
                let whose = of.map_or("不明单位", |unit| self.plan.unit(unit).name.as_str());
                let last = shown_path(last);
                return Err(Failure(format!(
                    "上年的报送件“{last}”是{whose}{its_year}年度的，应为同一单位{}年度的",
                    year.saturating_sub(1)
                )));
            }
            files.push((named(last, year.saturating_sub(1)), self.bytes(&std::path::absolute(last)?)?));
        }
        files.extend(self.kept_of_last_year(unit, year.saturating_sub(1), options.last_year.is_some()));
        // `--plan` has served: it named the plan's file.
        let as_of = build::as_of(&options.selection);
        let (mut read, found) = pipeline::check_workspace(
            &Project::memory(files),
            &Selection { desk: true, ..Selection::default() },
            as_of,
        )?;
        let of_it = |d: &Diagnostic| read.sources.path(d.place) == name;
        let list: Vec<Diagnostic> = found.into_vec().into_iter().filter(of_it).collect();
        read.sources.show_as(&name, &shown_path(path));
        Ok((list, read.sources))
    }
}
