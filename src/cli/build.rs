//! `nianbao build`: everything into `out/`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use nianbao::diagnostic::{self, Diagnostic, Diagnostics};
use nianbao::office::NAME;
use nianbao::pipeline::{self, Built, PlanRounds, Selection, Workspace};
use nianbao::plan::AsOf;
use nianbao::render::OutputFile;
use nianbao::source::{Project, Sources};
use nianbao::submission::Disclosure;

use super::args;
use super::output::Replacement;
use super::{Failure, Outcome, screen, shown_path};

pub(super) fn run(workspace: &Path, options: &args::Build) -> Outcome {
    let root = root(workspace)?;
    let selection = Selection {
        plan: options.selection.plan.clone(),
        year: options.selection.year,
        since: options.since,
        of_the_plan: true,
        ..Selection::default()
    };
    let out = options.out.clone().unwrap_or_else(|| root.join("out"));
    // First of all: whoever named a folder that must not be replaced need not wait to hear it.
    let mut writing = Writing { replacement: Replacement::begin(&out, &root)?, files: 0, failure: None };
    screen::progress("正在检查、汇总和生成…");
    let built =
        pipeline::build_into(&Project::Folder(root), &selection, as_of(&options.selection), &mut |files| {
            writing.take(&files)
        });
    screen::progress_done();
    let site = built?;
    known(&site.workspace, &options.selection, &site.findings)?;
    known_year(&site.workspace, &options.selection)?;
    let list = site.findings.clone().into_vec();
    let counts = diagnostic::counts(&list);
    if site.broken_templates {
        screen::print_colored(&of_templates(&list, &site.workspace.sources))?;
        return Err(Failure("模板有误，原有结果未改动".into()));
    }
    let files = writing.files;
    let unsettled = settled(&site.workspace);
    if unsettled.is_err() || !writing.finish()? {
        screen::print_colored(&diagnostic::text(
            &list,
            &site.workspace.sources,
            screen::has_color(),
            screen::width(),
        ))?;
        unsettled.map_err(|Failure(why)| Failure(format!("{why}，原有结果未改动")))?;
        return Err(Failure("没有可以生成的方案，原有结果未改动".into()));
    }
    // `check` makes no pages, so what is to be said of templates is said here.
    screen::print_colored(&of_templates(&list, &site.workspace.sources))?;
    screen::print(&summary(&site, files, (&out, &running(&site.workspace, options)), counts))?;
    Ok(counts.errors > 0)
}

/// Files on their way into the folder that will replace the old output.
struct Writing {
    replacement: Replacement,
    files: usize,
    /// The first thing that went wrong; what comes after it is not written.
    failure: Option<Failure>,
}

impl Writing {
    fn take(&mut self, files: &[OutputFile]) {
        if self.failure.is_none() {
            self.files += files.len();
            self.failure = self.replacement.write(files).err();
        }
    }

    /// Puts the new output in the place of the old one; false when there is none.
    fn finish(self) -> Result<bool, Failure> {
        match self.failure {
            Some(failure) => Err(failure),
            None if self.files == 0 => Ok(false),
            None => self.replacement.finish().map(|()| true),
        }
    }
}

/// What is wrong with templates and the pages made from them.
fn of_templates(list: &[Diagnostic], sources: &Sources) -> String {
    let found = list.iter().filter(|d| d.rule.code.starts_with("N9"));
    diagnostic::text(found, sources, screen::has_color(), screen::width())
}

fn summary(built: &Built, files: usize, (out, running): (&Path, &str), counts: diagnostic::Counts) -> String {
    let mut text = String::new();
    let workspace = &built.workspace;
    for (plan, views) in workspace.plans.iter().zip(&built.views) {
        let wanted = plan.rounds.iter().zip(views).filter(|(year, _)| year.wanted);
        for year in wanted.filter_map(|(_, view)| view.as_ref()) {
            let reported = year.progress.unit_counts.received;
            text.push_str(&format!(
                "{} {}年：应报 {} 家，已报 {} 家；任务 {} 项，指标 {} 项\n",
                plan.plan.definition.title.inner,
                year.round.year,
                year.tables.units.len(),
                reported,
                year.tables.tasks.len(),
                year.tables.indicators.len(),
            ));
        }
    }
    text.push_str(running);
    for path in &workspace.stopped {
        text.push_str(&format!("{path}：方案有误，未生成；运行 nianbao check {path} 查看\n"));
    }
    for folder in &workspace.stopped_years {
        text.push_str(&format!("{folder}：定稿记录或当年方案有误，这一年未生成；运行 nianbao check 查看\n"));
    }
    text.push_str(&format!("已写入 {}：{files} 个文件\n", shown_path(out)));
    text.push_str(&editions(built, out));
    text.push_str(&format!("检查结果：{counts}"));
    if counts.errors + counts.verify + counts.hints > 0 {
        text.push_str(&format!("；运行 {} 查看", checks(built)));
    }
    text.push('\n');
    text
}

/// The commands that show what was found: `check` alone looks at the round that is running.
fn checks(built: &Built) -> String {
    let years: BTreeSet<i32> = built.findings.iter().filter_map(|found| found.year).collect();
    let of_years: Vec<String> = years.iter().map(|year| format!("nianbao check --year {year}")).collect();
    if of_years.is_empty() { "nianbao check".to_owned() } else { of_years.join("、") }
}

/// Which years may be published, which wait for their review, and where to look at them.
fn editions(built: &Built, out: &Path) -> String {
    let years = || built.views.iter().flatten().flatten();
    let count = |disclosure: Option<Disclosure>| {
        years().filter(|year| year.round.decisions.disclosure() == disclosure).count()
    };
    let page = |edition: &str| shown_path(&out.join(edition).join("index.html"));
    let mut text = format!("公开版：{} 个年度 {}\n", count(Some(Disclosure::Proactive)), page("public"));
    let waiting = count(None);
    if waiting > 0 {
        text.push_str(&format!("送审版：{waiting} 个年度尚无公开审查记录 {}\n", page("review")));
    }
    text.push_str(&format!("内部版：{} 个年度 {}\n", years().count(), page("internal")));
    text
}

/// The workspace folder: as given, else the nearest folder upwards that holds `plans`.
pub(super) fn root(given: &Path) -> Result<PathBuf, Failure> {
    let root = folder(given)?;
    super::memory::allow_for(&root);
    Ok(root)
}

fn folder(given: &Path) -> Result<PathBuf, Failure> {
    if !given.as_os_str().is_empty() {
        return if given.join("plans").is_dir() {
            Ok(given.to_owned())
        } else {
            Err(Failure(format!("“{}”里没有 plans 文件夹，不是工作区", shown_path(given))))
        };
    }
    let here = std::env::current_dir()?;
    here.ancestors().find(|folder| folder.join("plans").is_dir()).map(Path::to_owned).ok_or_else(|| {
        Failure("这里没有 plans 文件夹；请进入工作区，或用 -C 指明工作区，或用 nianbao new 新建".into())
    })
}

/// The moment of `--as-of`; without it, today.
pub(super) fn as_of(selection: &args::Selection) -> AsOf {
    selection.as_of.unwrap_or_else(today)
}

/// Today, in each plan's own zone.
pub(super) fn today() -> AsOf {
    AsOf::today(now())
}

/// The clock's time.
pub(super) fn now() -> chrono::DateTime<chrono::Utc> {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks for the time")]
    let now = chrono::Utc::now();
    now
}

/// Settings of which nothing can be read are no reason to go on without any: what is written would not bear the
/// names of the office, nor count its holidays.
pub(super) fn settled(workspace: &Workspace) -> Result<(), Failure> {
    match workspace.settings_unread {
        true => Err(Failure(format!("设置 {NAME} 无法读取；请运行 nianbao check {NAME} 查看"))),
        false => Ok(()),
    }
}

/// A year for which something is written must be one of the plan.
pub(super) fn in_reach(plan: &PlanRounds, year: i32, as_of: AsOf) -> Result<(), Failure> {
    let reporting = &plan.plan.definition.reporting;
    reporting.reaches(year, as_of).map_err(Failure)
}

/// A year that was asked for must be one of a plan's; one for which there are files is looked at, whatever it is.
pub(super) fn known_year(read: &Workspace, selection: &args::Selection) -> Result<(), Failure> {
    let Some(year) = selection.year else { return Ok(()) };
    let is_there = |plan: &PlanRounds| plan.rounds.iter().any(|round| round.wanted);
    if read.plans.iter().any(is_there) || !read.stopped.is_empty() || !read.stopped_years.is_empty() {
        return Ok(());
    }
    match read.plans.as_slice() {
        [plan] => in_reach(plan, year, as_of(selection)),
        [] => Ok(()),
        _ => Err(Failure(format!("各方案都没有{year}年度；请核对年度"))),
    }
}

/// Rounds that are running and of which nothing was made, because nothing has come in yet: `form`, `status` and
/// `check` speak of them.
fn running(workspace: &Workspace, options: &args::Build) -> String {
    let mut text = String::new();
    if options.selection.year.is_some() {
        return text;
    }
    for plan in &workspace.plans {
        let year = plan.plan.definition.reporting.running_on(as_of(&options.selection));
        if plan.rounds.iter().all(|round| round.round.year < year) {
            text.push_str(&format!(
                "{}：正在报送的是{year}年度，还没有收到材料，没有生成这一年度；要看应报情况，加上 --year {year}\n",
                plan.plan.definition.title.inner
            ));
        }
    }
    text
}

/// A plan that was asked for by name must exist.
pub(super) fn known(
    workspace: &Workspace,
    selection: &args::Selection,
    found: &Diagnostics,
) -> Result<(), Failure> {
    match &selection.plan {
        Some(plan) if workspace.plans.is_empty() && workspace.stopped.is_empty() && !found.has_errors() => {
            Err(Failure(format!("没有方案“{plan}”；方案编号是 plans 文件夹里的文件名")))
        }
        _ => Ok(()),
    }
}
