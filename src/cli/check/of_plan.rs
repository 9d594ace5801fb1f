//! Of which plan a file is that is checked by itself.

use std::path::{Path, PathBuf};

use nianbao::check;
use nianbao::diagnostic::Diagnostics;
use nianbao::plan::{self, Plan};
use nianbao::source::{FileId, Project, SourceFile, Sources, shown_path};
use nianbao::submission::{self, Fitting, Stated};

use crate::cli::{Failure, args, screen};

/// What can be said of a text without its plan: whether it is a report at all, what is wrong with it, and that no
/// plan has the name that it gives.
pub(super) fn without_plan(root: Option<&Path>, sources: &Sources, file: FileId, out: &mut Diagnostics) {
    submission::report_problem(sources, file, out);
    let plans = read(root);
    let ids: Vec<&str> = plans.iter().map(|(_, plan)| plan.definition.id.as_str()).collect();
    // Where there is no plan at all, `--plan` has to say where one is.
    if ids.is_empty() {
        return;
    }
    let mut of_text = Diagnostics::default();
    let said = submission::plan_said(sources, file, &mut of_text).filter(|plan| !plan.trim().is_empty());
    if let Some(plan) = said {
        check::no_such_plan(&plan, &ids, out);
    }
}

/// The plan that a submission belongs to: `--plan` as a file or an id, else what the file says, else the only one
/// of the workspace, else the one that it means. `None` where nothing says it.
pub(super) fn plan_of(
    root: Option<&Path>,
    said: &Stated,
    options: &args::Check,
) -> Result<Option<PathBuf>, Failure> {
    let plans = root.map(plans_in).unwrap_or_default();
    let of_workspace = |named: &str| {
        let is_named =
            |path: &&PathBuf| path.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case(named.trim()));
        plans.iter().find(is_named).cloned()
    };
    if let Some(wanted) = &options.selection.plan {
        let direct = PathBuf::from(wanted);
        if direct.is_file() {
            return Ok(Some(std::path::absolute(direct)?));
        }
        let none = || Failure(format!("没有找到方案“{wanted}”；请用 --plan 指明方案文件"));
        return of_workspace(wanted).ok_or_else(none).map(Some);
    }
    // What the file says instead is a finding like others.
    let named = said.plan.as_deref();
    Ok(named.and_then(of_workspace).or_else(|| match plans.as_slice() {
        [only] => Some(only.clone()),
        _ => meant(root, named?, said.unit.as_deref()),
    }))
}

/// The plan that a file means with a name that is none.
fn meant(root: Option<&Path>, named: &str, unit: Option<&str>) -> Option<PathBuf> {
    let (paths, plans): (Vec<PathBuf>, Vec<Plan>) = read(root).into_iter().unzip();
    plan::meant(&plans, named, unit).and_then(|at| paths.into_iter().nth(at))
}

/// The files of the plans of a workspace.
fn plans_in(root: &Path) -> Vec<PathBuf> {
    let files = Project::Folder(root.to_owned()).list("plans").unwrap_or_default();
    let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    files.iter().filter(|name| name.ends_with(".yaml")).map(|name| root.join(name)).collect()
}

/// The plan whose tasks, titles or units a workbook holds that does not name it; said on standard error, as it is
/// no fault of the file.
pub(super) fn by_contents(root: Option<&Path>, file: &SourceFile) -> Option<PathBuf> {
    if file.sheets.is_empty() {
        return None;
    }
    let (paths, plans): (Vec<PathBuf>, Vec<Plan>) = read(root).into_iter().unzip();
    let Fitting::One(at, by) = submission::plan_fitting(&plans, file) else { return None };
    let definition = &plans[at].definition;
    screen::complain(&format!(
        "“{}”里没有写明方案，按{by}认作方案 {}（{}）；不是的，请用 --plan 指明\n",
        shown_path(Path::new(&file.path)),
        definition.id.as_str(),
        definition.title.trim()
    ));
    paths.into_iter().nth(at)
}

/// Why a workbook of an unknown plan is not checked, and what to do.
pub(super) fn unsaid(root: Option<&Path>, file: &SourceFile) -> String {
    let (_, plans): (Vec<PathBuf>, Vec<Plan>) = read(root).into_iter().unzip();
    submission::plan_unsaid(&plans, file)
}

fn read(root: Option<&Path>) -> Vec<(PathBuf, Plan)> {
    let of = |path: PathBuf| {
        let mut sources = Sources::default();
        let folder = Project::Folder(path.parent()?.to_owned());
        let file = sources.load(&folder, &[shown_path(&path)])[0];
        Some((path, plan::read(&sources, file, &mut Diagnostics::default())?))
    };
    root.map(plans_in).unwrap_or_default().into_iter().filter_map(of).collect()
}
