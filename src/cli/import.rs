//! `nianbao import`: a draft plan from official text.

use std::path::Path;

use nianbao::diagnostic::{self, Diagnostics};
use nianbao::import::{self, Document, Draft};
use nianbao::plan;
use nianbao::source::{Problem, Project, SourceFile, Sources, shown_path};

use super::output::write_new;
use super::{Failure, Outcome, args, screen};

pub(super) fn run(options: &args::Import) -> Outcome {
    let path = &options.file;
    let name = shown_path(path);
    let folder = Project::Folder(std::env::current_dir()?);
    let document = read_document(&folder, path)?;
    let id = match &options.id {
        Some(id) => checked_id(id)?,
        None => id_of(path),
    };
    let draft = import::import(&document, &id).map_err(|why| Failure(format!("“{name}”：{why}")))?;
    if let Some(truth) = &options.score {
        screen::print(&format!("{}", import::score(&draft.definition, &read_plan(&folder, truth)?)))?;
        return Ok(false);
    }
    match &options.out {
        Some(out) => {
            write_new(out, draft.yaml.as_bytes())?;
            screen::print(&summary(&draft, &name, Some(out)))?;
        }
        None => {
            screen::print_exact(&draft.yaml)?;
            screen::complain(&summary(&draft, &name, None));
        }
    }
    Ok(faults(&draft))
}

/// An official document of any format that can be read.
pub(super) fn read_document(folder: &Project, path: &Path) -> Result<Document, Failure> {
    let name = shown_path(path);
    let full = shown_path(&std::path::absolute(path)?);
    let refused = |why: &dyn std::fmt::Display| Failure(format!("“{name}”：{why}"));
    match folder.bytes(&full) {
        Ok(bytes) => import::document(&name, &bytes).map_err(|why| refused(&why)),
        Err(Problem::TooLarge(size)) => Err(refused(&import::Refusal::TooLarge(size))),
        Err(problem) => Err(refused(&problem.chinese())),
    }
}

fn checked_id(id: &str) -> Result<String, Failure> {
    id.parse::<plan::Id>()
        .map(|id| id.0)
        .map_err(|_| Failure(format!("编号“{id}”不合适：只用英文字母、数字和短横线，例如 river-plan")))
}

/// The file's own name where it can be an id; a name is never made from Chinese words.
fn id_of(path: &Path) -> String {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    stem.parse::<plan::Id>().map_or_else(|_| "plan".to_owned(), |id| id.0)
}

fn read_plan(folder: &Project, path: &Path) -> Result<plan::Definition, Failure> {
    let mut sources = Sources::default();
    let full = shown_path(&std::path::absolute(path)?);
    let file = sources.load(folder, &[full])[0];
    plan::read(&sources, file, &mut Diagnostics::default())
        .map(|plan| plan.definition)
        .ok_or_else(|| Failure(format!("“{}”不是可以对照的方案；请先检查它", shown_path(path))))
}

fn summary(draft: &Draft, name: &str, out: Option<&Path>) -> String {
    let counts = draft.counts;
    let mut text = format!(
        "{name}：识别出 {} 个部分、{} 项任务、{} 个单位、{} 条数值目标、{} 条文字目标、{} 个节点\n",
        counts.sections, counts.tasks, counts.units, counts.figures, counts.verdicts, counts.milestones
    );
    if draft.review.is_empty() {
        text.push_str("没有需要核对的内容\n");
    } else {
        text.push_str(&format!("请核对 {} 处：\n", draft.review.len()));
        for note in &draft.review {
            let quote =
                if note.quote.is_empty() { String::new() } else { format!("（“{}”）", note.quote) };
            text.push_str(&format!("  第{}行：{}{quote}\n", note.line, note.message));
        }
    }
    if let Some(out) = out {
        text.push_str(&format!(
            "已写入 {0}。核对后删去各处的 review，再运行：\n  nianbao check {0} --source {name}\n",
            shown_path(out)
        ));
    }
    text
}

/// Whether the draft would not pass `check`; it always should.
fn faults(draft: &Draft) -> bool {
    let mut sources = Sources::default();
    let name = format!("{}.yaml", draft.definition.id.as_str());
    let file = sources.add(SourceFile::new(name, draft.yaml.as_bytes()));
    let mut out = Diagnostics::default();
    if let Some(plan) = plan::read(&sources, file, &mut out) {
        nianbao::check::plan(&plan, &sources, &mut out);
    }
    let errors: Vec<_> =
        out.iter().filter(|found| found.severity == diagnostic::Severity::Error).cloned().collect();
    screen::complain(&diagnostic::short(&errors, &sources));
    !errors.is_empty()
}
