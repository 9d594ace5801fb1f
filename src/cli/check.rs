//! `nianbao check`: the office's own rules at anybody's desk.

mod desk;
mod of_plan;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use nianbao::diagnostic::{self, Diagnostic, Diagnostics};
use nianbao::pipeline::{self, Selection, Workspace};
use nianbao::source::{Problem, Project, SourceFile, Sources, shown_path};
use nianbao::{check, plan, submission};

use self::desk::Desk;
use super::args::{self, Format};
use super::{Failure, Outcome, build, import, screen, there};

/// Findings with the files that they are about.
#[derive(Default)]
struct Found {
    list: Vec<Diagnostic>,
    sources: Sources,
}

impl Found {
    /// Takes over the findings of another run.
    fn add(&mut self, list: Vec<Diagnostic>, sources: Sources) {
        let before = self.sources.absorb(sources);
        self.list.extend(list.into_iter().map(|finding| finding.behind(before)));
    }
}

pub(super) fn run(workspace: &Path, options: &args::Check) -> Outcome {
    if let Some(text) = &options.source {
        return against_original(options, text);
    }
    if options.paths.is_empty() {
        if options.last_year.is_some() {
            return Err(Failure("用 --last-year 时，请同时给出要检查的报送件".to_owned()));
        }
        let root = build::root(workspace)?;
        let (read, found) = all(&Project::Folder(root), options, true)?;
        build::known(&read, &options.selection, &found)?;
        build::known_year(&read, &options.selection)?;
        if read.plans.is_empty() && read.stopped.is_empty() && !found.has_errors() {
            return Err(Failure("plans 文件夹里没有方案，什么也没有检查".to_owned()));
        }
        return show(&found.into_vec(), &read.sources, options.format);
    }
    let mut found = Found::default();
    let root = build::root(workspace).ok();
    let (inside, outside) = sort_paths(root.as_deref(), options)?;
    if let (Some(root), false) = (&root, inside.is_empty()) {
        let (read, list) = all(&Project::Folder(root.clone()), options, false)?;
        for name in &inside {
            must_be_checked(root, name, &read)?;
        }
        let wanted = |d: &Diagnostic| {
            let path = read.sources.path(d.place);
            inside.iter().any(|name| path == name || path.starts_with(&format!("{name}/")))
        };
        found.add(list.into_vec().into_iter().filter(wanted).collect(), read.sources);
    }
    for path in outside {
        alone(root.as_deref(), &path, options, &mut found)?;
    }
    show(&found.list, &found.sources, options.format)
}

/// The paths that the run over the workspace contains, and those that are checked by themselves.
fn sort_paths(
    root: Option<&Path>,
    options: &args::Check,
) -> Result<(BTreeSet<String>, Vec<PathBuf>), Failure> {
    let (mut inside, mut outside) = (BTreeSet::new(), vec![]);
    for path in &options.paths {
        let full = std::path::absolute(path)?;
        // A link whose target is gone is there all the same.
        there(&full, path)?;
        match root.and_then(|root| relative(root, &full)) {
            Some(name) if is_of_workspace(&name) && options.last_year.is_none() => {
                inside.insert(name);
            }
            _ => outside.push(full),
        }
    }
    Ok((inside, outside))
}

/// What somebody wants checked and what was not must not look as if all were well.
fn must_be_checked(root: &Path, name: &str, read: &Workspace) -> Result<(), Failure> {
    if read.sources.has(name) {
        return Ok(());
    }
    let is_folder = root.join(name).is_dir();
    let why = if name.contains("/received/") {
        "这是收文原件，由登记簿核对；请检查现行的报送件".to_owned()
    } else if let Some(plan) = read.stopped.iter().find(|plan| belongs(name, plan)) {
        format!("所属的方案有误，请先运行 nianbao check {plan}")
    } else if let Some(folder) =
        read.stopped_years.iter().find(|folder| name.starts_with(&format!("{folder}/")))
    {
        format!("这一年的定稿记录或当年方案有误，请先运行 nianbao check {folder}/record.yaml")
    } else if is_folder {
        "这个文件夹里没有可以检查的文件".to_owned()
    } else {
        "系统或编辑软件留下的文件不读取".to_owned()
    };
    Err(Failure(format!("“{name}”没有检查：{why}")))
}

/// Whether a name lies in the folder of the submissions of a plan's file.
fn belongs(name: &str, plan_file: &str) -> bool {
    let stem =
        plan_file.rsplit('/').next().and_then(|last| last.rsplit_once('.')).map_or("", |(stem, _)| stem);
    name.split('/').nth(1).is_some_and(|folder| folder.eq_ignore_ascii_case(stem))
}

fn all(project: &Project, options: &args::Check, running: bool) -> Result<(Workspace, Diagnostics), Failure> {
    let selection = Selection {
        plan: options.selection.plan.clone(),
        year: options.selection.year,
        running,
        of_the_plan: true,
        ..Selection::default()
    };
    let as_of = build::as_of(&options.selection);
    let (mut read, mut found) = pipeline::check_workspace(project, &selection, as_of)?;
    pipeline::check_templates(project, &mut read, &mut found)?;
    Ok((read, found))
}

/// Files whose findings the run over the workspace contains.
fn is_of_workspace(name: &str) -> bool {
    name == "nianbao.yaml"
        || ["plans", "submissions", "templates"]
            .iter()
            .any(|f| name == *f || name.starts_with(&format!("{f}/")))
}

/// The name in the workspace. The file itself may be a link, which is to be named and not followed.
fn relative(root: &Path, full: &Path) -> Option<String> {
    let root = root.canonicalize().ok()?;
    let full = match (full.parent(), full.file_name()) {
        (Some(folder), Some(name)) => folder.canonicalize().ok()?.join(name),
        _ => full.canonicalize().ok()?,
    };
    full.strip_prefix(root).ok().map(shown_path)
}

/// A file that lies outside of the workspace: a plan by itself, or a submission against its plan.
fn alone(root: Option<&Path>, path: &Path, options: &args::Check, found: &mut Found) -> Result<(), Failure> {
    if path.is_dir() {
        let why = "文件夹只能检查工作区的 plans、submissions 和 templates；请给出文件";
        return Err(Failure(format!("“{}”没有检查：{why}", shown_path(path))));
    }
    let folder = Project::Folder(path.parent().unwrap_or(Path::new(".")).to_owned());
    let name = shown_path(path);
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    // Whatever its name: what it is, its content says, as where it will be received.
    let file = sources.load(&folder, std::slice::from_ref(&name))[0];
    match &sources.get(file).problem {
        Some(problem @ Problem::Unreadable(..)) => {
            return Err(Failure(format!("“{name}”没有检查：{}", problem.chinese())));
        }
        // What it is and what to do: a finding like others.
        Some(_) => {
            submission::report_problem(&sources, file, &mut out);
            found.add(out.into_vec(), sources);
            return Ok(());
        }
        None => {}
    }
    let stated = submission::stated_in(sources.get(file));
    if stated.kind.as_deref().is_some_and(|kind| kind.starts_with("plan/")) {
        if let Some(plan) = plan::read(&sources, file, &mut out) {
            check::plan(&plan, &sources, &mut out);
        }
        out.sort();
        found.add(out.into_vec(), sources);
        return Ok(());
    }
    let of = match of_plan::plan_of(root, &stated, options)? {
        None => of_plan::by_contents(root, sources.get(file)),
        named => named,
    };
    let Some(plan_file) = of else {
        if !sources.get(file).sheets.is_empty() {
            return Err(Failure(format!("“{name}”没有检查：{}", of_plan::unsaid(root, sources.get(file)))));
        }
        of_plan::without_plan(root, &sources, file, &mut out);
        if out.is_empty() {
            let why = match &stated.plan {
                Some(plan) => format!("写的方案是“{plan}”，这里没有这个方案的文件；请用 --plan 指明方案文件"),
                None => "看不出这份报送件属于哪个方案；请用 --plan 指明方案文件".to_owned(),
            };
            return Err(Failure(format!("“{name}”没有检查：{why}")));
        }
        out.sort();
        found.add(out.into_vec(), sources);
        return Ok(());
    };
    let (list, sources) = Desk::new(&plan_file)?.check(path, options)?;
    found.add(list, sources);
    Ok(())
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
        .map(|path| std::path::absolute(path).map(|p| shown_path(&p)))
        .collect::<Result<_, _>>()?;
    let mut sources = Sources::default();
    let plan_file = sources.load(&folder, &names[..1])[0];
    // The lines that a draft was made from, whatever the format.
    let text_file = sources.add(SourceFile::new(&*names[1], document.text().as_bytes()));
    if sources.get(text_file).problem.is_some() {
        return Err(Failure(format!("原文“{}”的文字过长，无法核对", shown_path(text))));
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
        sources.show_as(name, &shown_path(shown));
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
