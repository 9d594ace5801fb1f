//! What lies in `plans/` and is no plan: named, so that nobody takes a plan for read that is not.

use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::source::{
    EntryKind, FileKind, Place, Problem, Project, ProjectError, SourceFile, Sources, is_left_behind, is_yaml,
};

/// The rules of this file.
pub static RULES: &[&Rule] = &[&PLAN_NOT_READ, &NO_PLAN];

static PLAN_NOT_READ: Rule = Rule {
    code: "N186",
    name: "plan-file-not-read",
    severity: Severity::Error,
    title: "方案文件夹里有没有读取的方案",
    why: "只读取 plans/方案编号.yaml。扩展名不对、放在子文件夹里或只是一个链接的方案不读取，它的报告也就没有生成。",
    example: Example::File { file: "plans/other.yaml.txt", good: "", bad: "nianbao: plan/1\nid: other\n" },
};

static NO_PLAN: Rule = Rule {
    code: "N187",
    name: "not-a-plan",
    severity: Severity::Hint,
    title: "方案文件夹里有多余的文件",
    why: "plans 文件夹只放方案（.yaml）。方案的原文放到 sources 文件夹，其他文件请移到别处。",
    example: Example::File {
        file: "plans/demo.docx", good: "", bad: "示例市清洁河流三年行动方案\n"
    },
};

/// The names of the plans; what else lies in the folder is reported.
pub(super) fn plan_files(
    project: &Project,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Result<Vec<String>, ProjectError> {
    let mut names = vec![];
    for entry in project.entries("plans")? {
        let path: Vec<&str> = entry.name.split('/').skip(1).collect();
        if path.iter().any(|part| is_left_behind(part)) {
            continue;
        }
        let last = path.last().copied().unwrap_or("plans");
        match (path.as_slice(), entry.kind) {
            // A link or a folder of that name is read as well: the reader says what it is.
            ([name], _) if is_yaml(name) => names.push(entry.name),
            (_, EntryKind::Folder) => {}
            (_, EntryKind::Link) => {
                not_read(sources, entry.name, "这是一个链接，工作区内的链接一律不跟随", out)
            }
            (_, EntryKind::Other | EntryKind::Unseen) => not_read(sources, entry.name, "这不是普通文件", out),
            (_, EntryKind::File) if path.len() > 1 && is_yaml(last) => {
                not_read(sources, entry.name, "子文件夹里的方案不读取，请移到 plans 文件夹", out);
            }
            (_, EntryKind::File) => match FileKind::of(last) {
                FileKind::Yaml(why) => not_read(sources, entry.name, why, out),
                kind => no_plan(sources, entry.name, kind, out),
            },
        }
    }
    Ok(names)
}

fn named(sources: &mut Sources, name: String) -> Place {
    Place::of_file(sources.add(SourceFile::without_text(name, Problem::NotRead)))
}

fn not_read(sources: &mut Sources, name: String, why: &str, out: &mut Diagnostics) {
    let message = format!("“{name}”没有读取：{why}");
    let stem =
        name.rsplit('/').next().and_then(|last| last.split('.').next()).unwrap_or("方案编号").to_owned();
    out.report(&PLAN_NOT_READ, named(sources, name), message)
        .label("这个方案没有生成报告")
        .help(format!("方案文件应为 plans/{stem}.yaml"));
}

fn no_plan(sources: &mut Sources, name: String, kind: FileKind, out: &mut Diagnostics) {
    let message = format!("“{name}”不是方案，没有读取");
    let help = match kind {
        FileKind::Document | FileKind::Text => {
            "方案的原文放到 sources 文件夹；由原文生成方案草稿，用 nianbao import"
        }
        _ => "请移到别处",
    };
    out.report(&NO_PLAN, named(sources, name), message).label(kind.chinese()).help(help);
}
