//! Of which plan a file is that is checked by itself.

use std::path::{Path, PathBuf};

use nianbao::diagnostic::Diagnostics;
use nianbao::plan::{self, Plan};
use nianbao::source::{Project, SourceFile, Sources, shown_path};
use nianbao::submission;

use crate::cli::{Failure, args, screen};

/// The plan that a submission belongs to: `--plan` as a file or an id, else what the file says, else the only one
/// of the workspace. `None` where nothing says it.
pub(super) fn plan_of(
    root: Option<&Path>,
    said: Option<String>,
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
    let named = said.as_deref().and_then(of_workspace);
    match (named, plans.as_slice(), said) {
        (Some(plan), ..) => Ok(Some(plan)),
        // What the file says instead is a finding like others.
        (None, [only], _) => Ok(Some(only.clone())),
        (None, _, Some(said)) => Err(Failure(format!("没有找到方案“{said}”；请用 --plan 指明方案文件"))),
        (None, _, None) => Ok(None),
    }
}

/// The files of the plans of a workspace.
fn plans_in(root: &Path) -> Vec<PathBuf> {
    let files = Project::Folder(root.to_owned()).list("plans").unwrap_or_default();
    files.iter().filter(|name| name.ends_with(".yaml")).map(|name| root.join(name)).collect()
}

/// The plan whose tasks, titles or units a workbook holds that does not name it; said on standard error, as it is
/// no fault of the file.
pub(super) fn by_contents(root: Option<&Path>, file: &SourceFile) -> Option<PathBuf> {
    if file.sheets.is_empty() {
        return None;
    }
    let (paths, plans): (Vec<PathBuf>, Vec<Plan>) = read(root).into_iter().unzip();
    let at = submission::plan_fitting(&plans, file)?;
    let definition = &plans[at].definition;
    screen::complain(&format!(
        "“{}”里没有写明方案，按内容认作方案 {}（{}）；不是的，请用 --plan 指明\n",
        shown_path(Path::new(&file.path)),
        definition.id.as_str(),
        definition.title.trim()
    ));
    paths.into_iter().nth(at)
}

/// Why a workbook of an unknown plan is not checked, and what to do.
pub(super) fn unsaid(root: Option<&Path>) -> String {
    let ids: Vec<String> = read(root).iter().map(|(_, plan)| plan.definition.id.to_string()).collect();
    let named = if ids.is_empty() { "方案文件".to_owned() } else { ids.join("、") };
    format!("表里没有写明方案，从内容也看不出是哪一个；请用 --plan 指明方案：{named}")
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
