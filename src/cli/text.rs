//! `nianbao text`: the skeleton of the office's own text, and what changed since it was written.
//!
//! Takes a plan and a year; writes `text.md` where there is none, or says which material is another now. Never
//! touches a text that is there.

use std::path::Path;

use nianbao::pipeline::{self, PlanRounds, Selection, YearRound};
use nianbao::plan::Date;
use nianbao::report::{self, Changed, Composer, Input, InternalReport};
use nianbao::source::Project;
use nianbao::submission::text::About;

use super::text_options::Options;
use super::{Failure, Outcome, build, cannot, disk, screen, writing};

pub(super) fn run(workspace: &Path, options: &Options) -> Outcome {
    let root = build::root(workspace)?;
    let project = Project::Folder(root.clone());
    let selection =
        Selection { plan: Some(options.plan.clone()), year: Some(options.year), ..Selection::default() };
    let (read, _) = pipeline::check_workspace(&project, &selection, build::today())?;
    let [plan] = read.plans.as_slice() else {
        return Err(Failure(format!("没有方案“{}”；请先运行 nianbao check", options.plan)));
    };
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
    };
    let report: InternalReport = Composer::new(&input).report();
    let round = plan.rounds.iter().find(|round| round.round.year == options.year);
    if options.refresh {
        let round = round.ok_or_else(|| Failure(format!("没有{}年度的材料", options.year)))?;
        return refresh(plan, round, &report);
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
            path.display()
        )));
    }
    // Whole or not at all: what a kill leaves half done would stand in the way of the next run.
    disk::create(path, text.as_bytes())
}

/// Says what changed; the text stays as it is.
fn refresh(plan: &PlanRounds, year: &YearRound, report: &InternalReport) -> Outcome {
    let Some(words) = &year.round.words else {
        return Err(Failure(
            "这个年度没有可用的报告文稿（text.md）；请先运行 nianbao text 或 nianbao check".into(),
        ));
    };
    let of_tasks = words.passages.iter().filter_map(|passage| match (passage.about, &passage.material) {
        (About::Task(task), Some(material)) => Some((plan.plan.task(task).id.as_str(), material.as_str())),
        _ => None,
    });
    let changed = report::changed(report, of_tasks);
    if changed.is_empty() {
        screen::print("起草以后，各任务的材料没有变动\n")?;
        return Ok(false);
    }
    let told: String = changed.iter().map(told).collect();
    screen::print(&format!("起草以后，{}项任务的材料有变动，文稿没有改动：\n{told}", changed.len()))?;
    Ok(false)
}

fn told(changed: &Changed) -> String {
    let Changed { task, material, said } = changed;
    let said: String = said.iter().map(|line| format!("  > {line}\n")).collect();
    format!("\n{task}\n{said}  改好后，把标题下的标记改为 <!-- 材料 {material} -->\n")
}
