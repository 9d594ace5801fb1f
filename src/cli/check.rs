//! `nianbao check`: the office's own rules at anybody's desk.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use nianbao::diagnostic::{self, Diagnostic, Diagnostics};
use nianbao::pipeline::{self, Selection, Workspace};
use nianbao::source::{Project, SourceFile, Sources};
use nianbao::{check, plan, submission};

use super::args::{self, Format};
use super::{Failure, Outcome, build, import, refusal, screen};

pub(super) fn run(workspace: &Path, options: &args::Check) -> Outcome {
    if options.paths.is_empty() && options.source.is_none() {
        let root = build::root(workspace)?;
        let (read, found) = all(&Project::Folder(root), options)?;
        build::known(&read, &options.selection, &found)?;
        return show(&found.into_vec(), &read.sources, options.format);
    }
    if let Some(text) = &options.source {
        return against_original(options, text);
    }
    let root = build::root(workspace).ok();
    let (mut inside, mut outside) = (BTreeSet::new(), vec![]);
    for path in &options.paths {
        let full = std::path::absolute(path)?;
        if !full.exists() {
            return Err(Failure(format!("没有“{}”这个文件或文件夹", path.display())));
        }
        match root.as_ref().and_then(|root| relative(root, &full)) {
            Some(name) if is_of_workspace(&name) => {
                inside.insert(name);
            }
            _ => outside.push(full),
        }
    }
    let mut errors = false;
    if let (Some(root), false) = (&root, inside.is_empty()) {
        let (read, found) = all(&Project::Folder(root.clone()), options)?;
        let wanted = |d: &Diagnostic| {
            let path = read.sources.path(d.place);
            inside.iter().any(|name| path == name || path.starts_with(&format!("{name}/")))
        };
        let list: Vec<Diagnostic> = found.into_vec().into_iter().filter(wanted).collect();
        errors |= show(&list, &read.sources, options.format)?;
    }
    for path in outside {
        errors |= alone(root.as_deref(), &path, options)?;
    }
    Ok(errors)
}

fn all(project: &Project, options: &args::Check) -> Result<(Workspace, Diagnostics), Failure> {
    let selection =
        Selection { plan: options.selection.plan.clone(), year: options.selection.year, running: false };
    let as_of = build::as_of(&options.selection);
    Ok(pipeline::check_workspace(project, &selection, as_of)?)
}

/// Files whose findings the run over the workspace contains.
fn is_of_workspace(name: &str) -> bool {
    name == "nianbao.yaml"
        || ["plans", "submissions"].iter().any(|f| name == *f || name.starts_with(&format!("{f}/")))
}

fn relative(root: &Path, full: &Path) -> Option<String> {
    let (root, full) = (root.canonicalize().ok()?, full.canonicalize().ok()?);
    full.strip_prefix(root).ok().map(|path| path.to_string_lossy().replace('\\', "/"))
}

/// A file that lies outside of the workspace: a plan by itself, or a submission against its plan.
fn alone(root: Option<&Path>, path: &Path, options: &args::Check) -> Outcome {
    let folder = Project::Folder(path.parent().unwrap_or(Path::new(".")).to_owned());
    let name = path.to_string_lossy().into_owned();
    let mut sources = Sources::default();
    let file = sources.load(&folder, std::slice::from_ref(&name))[0];
    let kind = sources.get(file).text.lines().find_map(|line| {
        line.trim().strip_prefix("nianbao:").or_else(|| line.trim().strip_prefix("格式:")).map(str::trim)
    });
    if kind.is_some_and(|kind| kind.starts_with("plan/")) {
        let mut out = Diagnostics::default();
        if let Some(plan) = plan::read(&sources, file, &mut out) {
            check::plan(&plan, &sources, &mut out);
        }
        out.sort();
        return show(&out.into_vec(), &sources, options.format);
    }
    let plan_file = plan_of(root, &sources.get(file).text, options)?;
    let bytes = |path: &Path| {
        folder
            .bytes(&path.to_string_lossy())
            .map_err(|error| Failure(format!("无法读取“{}”：{}", path.display(), refusal(&error))))?
            .map_err(|_| Failure(format!("“{}”过大", path.display())))
    };
    let mut out = Diagnostics::default();
    let mut plan_sources = Sources::default();
    let plan_id = plan_sources.load(&folder, &[plan_file.to_string_lossy().into_owned()])[0];
    let Some(plan) = plan::read(&plan_sources, plan_id, &mut out) else {
        return Err(Failure(format!("方案“{}”有误，请先检查方案", plan_file.display())));
    };
    let (read, _) = submission::read_one(&sources, &plan, file);
    let year = read.form.as_ref().map_or(plan.definition.reporting.first_year, |form| form.year.inner);
    let unit = read.unit.map_or("unknown".to_owned(), |unit| plan.unit(unit).id.key());
    let id = plan.definition.id.as_str().to_owned();
    let inner = format!("submissions/{id}/{year}/{unit}.yaml");
    let project =
        Project::memory([(format!("plans/{id}.yaml"), bytes(&plan_file)?), (inner.clone(), bytes(path)?)]);
    // `--plan` has served: it named the plan's file.
    let as_of = build::as_of(&options.selection);
    let (mut read, found) = pipeline::check_workspace(&project, &Selection::default(), as_of)?;
    let list: Vec<Diagnostic> =
        found.into_vec().into_iter().filter(|d| read.sources.path(d.place) == inner).collect();
    read.sources.show_as(&inner, &name);
    show(&list, &read.sources, options.format)
}

/// The plan that a submission belongs to: `--plan` as a file or an id, else what the file says.
fn plan_of(root: Option<&Path>, text: &str, options: &args::Check) -> Result<PathBuf, Failure> {
    let said = text
        .lines()
        .find_map(|line| ["plan", "方案", "计划"].iter().find_map(|key| line.trim().strip_prefix(key)))
        .map(|rest| rest.trim_start_matches([':', '：']).trim().to_owned());
    let wanted = options
        .selection
        .plan
        .clone()
        .or(said)
        .ok_or_else(|| Failure("看不出这份报送件属于哪个方案；请用 --plan 指明方案文件".to_owned()))?;
    let direct = PathBuf::from(&wanted);
    if direct.is_file() {
        return Ok(std::path::absolute(direct)?);
    }
    root.map(|root| root.join("plans").join(format!("{wanted}.yaml")))
        .filter(|path| path.is_file())
        .ok_or_else(|| Failure(format!("没有找到方案“{wanted}”；请用 --plan 指明方案文件")))
}

/// `check plans/x.yaml --source TEXT`.
fn against_original(options: &args::Check, text: &Path) -> Outcome {
    let [plan_path] = options.paths.as_slice() else {
        return Err(Failure("用 --source 核对时，请同时给出一个方案文件".to_owned()));
    };
    let folder = Project::Folder(std::env::current_dir()?);
    let document = import::read_document(&folder, text)?;
    let names: Vec<String> = [plan_path.as_path(), text]
        .iter()
        .map(|path| std::path::absolute(path).map(|p| p.to_string_lossy().into_owned()))
        .collect::<Result<_, _>>()?;
    let mut sources = Sources::default();
    let plan_file = sources.load(&folder, &names[..1])[0];
    // The lines that a draft was made from, whatever the format.
    let text_file = sources.add(SourceFile::new(&*names[1], document.text().as_bytes()));
    if sources.get(text_file).problem.is_some() {
        return Err(Failure(format!("原文“{}”的文字过长，无法核对", text.display())));
    }
    let mut out = Diagnostics::default();
    if let Some(plan) = plan::read(&sources, plan_file, &mut out) {
        check::plan(&plan, &sources, &mut out);
        check::original(&plan, text_file, &sources, &mut out);
        if options.format == Format::Text {
            screen::print(&counts_of(&plan))?;
        }
    }
    out.sort();
    for (name, shown) in names.iter().zip([plan_path.as_path(), text]) {
        sources.show_as(name, &shown.to_string_lossy());
    }
    show(&out.into_vec(), &sources, options.format)
}

/// What a plan holds, in one line.
fn counts_of(plan: &plan::Plan) -> String {
    let definition = &plan.definition;
    let safeguards = plan.tasks().filter(|(.., task)| task.kind == plan::TaskKind::Safeguard).count();
    let targets: usize = definition.indicators.iter().map(|i| i.targets.len()).sum();
    let numeric: usize =
        definition.indicators.iter().flat_map(|i| &i.targets).filter(|t| t.inner.value.is_some()).count();
    format!(
        "{}：任务 {} 项（另有保障措施 {} 项），单位 {} 个，指标 {} 个，目标 {} 条（其中数值目标 {} 条），节点 {} 个\n",
        definition.title.inner,
        plan.tasks().count() - safeguards,
        safeguards,
        definition.units.len(),
        definition.indicators.len(),
        targets,
        numeric,
        plan.milestones().count(),
    )
}

/// Prints findings; says whether something 强制 is among them.
fn show(list: &[Diagnostic], sources: &Sources, format: Format) -> Outcome {
    let counts = diagnostic::counts(list);
    match format {
        Format::Json => screen::print_exact(&diagnostic::to_json(list, sources))?,
        Format::Sarif => screen::print_exact(&diagnostic::to_sarif(list, sources))?,
        Format::Short => screen::print(&diagnostic::short(list, sources))?,
        Format::Text => {
            screen::print_colored(&diagnostic::text(list, sources, screen::has_color(), screen::width()))?;
            let end = if list.is_empty() {
                "检查完毕，没有发现问题".to_owned()
            } else {
                format!("检查完毕：{counts}")
            };
            screen::print(&format!("{end}\n"))?;
        }
    }
    Ok(counts.errors > 0)
}
