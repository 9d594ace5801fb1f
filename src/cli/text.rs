//! `nianbao text`: the skeleton of the office's own text, and what changed since it was written.
//!
//! Takes a plan and a year; writes `text.md` where there is none, or says which material is another now and what in
//! the text no longer holds. Never
//! touches a text that is there.

use std::path::Path;

use nianbao::diagnostic::{self, Diagnostic, Diagnostics};
use nianbao::pipeline::{self, Selection, Workspace, YearRound};
use nianbao::plan::Date;
use nianbao::report::{self, Changed, Composer, Input, InternalReport, Stuff};
use nianbao::source::Project;
use nianbao::submission::text::About;

use super::text_options::Options;
use super::{Failure, Outcome, build, cannot, disk, screen, shown_path, writing};

pub(super) fn run(workspace: &Path, options: &Options) -> Outcome {
    let root = build::root(workspace)?;
    let project = Project::Folder(root.clone());
    let selection =
        Selection { plan: Some(options.plan.clone()), year: Some(options.year), ..Selection::default() };
    let (read, found) = pipeline::check_workspace(&project, &selection, build::today())?;
    build::settled(&read)?;
    let [plan] = read.plans.as_slice() else {
        return Err(Failure(format!("没有方案“{}”；请先运行 nianbao check", options.plan)));
    };
    build::in_reach(plan, options.year, build::today())?;
    let assessed = plan.assess(&read.sources);
    let years = plan.years(&assessed.years, |_| true);
    let at = years.iter().position(|year| year.round.year == options.year);
    let at = at.ok_or_else(|| Failure(format!("没有{}年度的材料", options.year)))?;
    let input = Input {
        years: &years,
        at,
        sources: &read.sources,
        findings: &[],
        as_of: Date(years[at].progress.moment.seen_on()),
        since: None,
    };
    let report: InternalReport = Composer::new(&input).report();
    let round = plan.rounds.iter().find(|round| round.round.year == options.year);
    if options.refresh {
        let round = round.ok_or_else(|| Failure(format!("没有{}年度的材料", options.year)))?;
        return refresh(&read, round, &report, &found);
    }
    let name = format!("submissions/{}/{}/text.md", plan.plan.definition.id.as_str(), options.year);
    write(&root.join(&name), &report::skeleton(&report))?;
    screen::print(&format!("已写入 {name}：在各标题下写文字，“>”开头的材料不会印出\n"))?;
    Ok(false)
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        writing::create_dir_all(folder).map_err(|e| cannot("写入", folder, &e))?;
    }
    if path.symlink_metadata().is_ok() {
        return Err(Failure(format!(
            "“{}”已经存在，没有覆盖；要看起草以后材料有什么变动，加上 --refresh",
            shown_path(path)
        )));
    }
    // Whole or not at all: what a kill leaves half done would stand in the way of the next run.
    disk::create(path, text.as_bytes())
}

/// Says what changed; the text stays as it is.
fn refresh(read: &Workspace, year: &YearRound, report: &InternalReport, found: &Diagnostics) -> Outcome {
    let Some(words) = &year.round.words else {
        return Err(Failure(
            "这个年度没有可用的报告文稿（text.md）；请先运行 nianbao text 或 nianbao check".into(),
        ));
    };
    let part = |about: About| match about {
        About::Task(task) => Some(Stuff::Task(year.plan.task(task).id.as_str())),
        About::Practices => Some(Stuff::Practices),
        About::Problems => Some(Stuff::Problems),
        About::Plans => Some(Stuff::Plans),
        About::Suggestions => Some(Stuff::Suggestions),
        _ => None,
    };
    let changed: Vec<String> = words
        .passages
        .iter()
        .filter_map(|passage| {
            let changed = report::changed(report, part(passage.about)?, passage.material.as_deref()?)?;
            Some(told(
                &changed,
                read.sources.path(passage.heading),
                read.sources.position(passage.heading).line,
            ))
        })
        .collect();
    // What the text itself says that is no longer so: names without a figure, typed numbers that nobody reports.
    let found: Vec<&Diagnostic> = found.iter().filter(|found| found.place.file() == words.file).collect();
    if changed.is_empty() && found.is_empty() {
        screen::print("起草以后，各处的材料没有变动，文稿里的数据都对得上\n")?;
        return Ok(false);
    }
    if changed.is_empty() {
        screen::print("起草以后，各处的材料没有变动\n")?;
    } else {
        let said = format!("起草以后，{}处的材料有变动，文稿没有改动：\n{}", changed.len(), changed.concat());
        screen::print(&said)?;
    }
    if !found.is_empty() {
        screen::print(&format!("\n文稿里有{}处需要核对：\n\n", found.len()))?;
        screen::print_colored(&diagnostic::text(found, &read.sources, screen::has_color(), screen::width()))?;
    }
    Ok(false)
}

fn told(changed: &Changed, file: &str, line: usize) -> String {
    let Changed { heading, material, said } = changed;
    let said: String = said.iter().map(|line| format!("  > {line}\n")).collect();
    format!("\n{heading}（{file} 第{line}行）\n{said}  改好后，把标题下的标记改为 <!-- 材料 {material} -->\n")
}
