//! `nianbao rules`, `explain`, `templates`, `schema`: what one looks up.

use std::fmt::Write as _;
use std::path::Path;

use nianbao::diagnostic::Rule;
use nianbao::syntax::vocabulary;
use nianbao::{check, manual, render, schema};

use super::args::{SchemaKind, TemplateAction};
use super::output::write_new;
use super::{Failure, Outcome, screen, shown_path};

pub(super) fn rules() -> Outcome {
    let mut text = String::new();
    for rule in check::rules() {
        let _ = writeln!(text, "{}  {}  {}", rule.code, rule.severity.chinese(), rule.title);
    }
    text.push_str("\n“nianbao explain 编号”说明每条规则的理由、改法和正误示例。\n");
    screen::print(&text)?;
    Ok(false)
}

pub(super) fn explain(code: Option<&str>) -> Outcome {
    let pages = || {
        let pages = manual::PAGES.iter().map(|page| format!("{}（{}）", page.name, page.chinese));
        pages.collect::<Vec<_>>().join("、")
    };
    let Some(code) = code else {
        return Err(Failure(format!(
            "请写明要解释什么：规则编号，例如 nianbao explain N301（nianbao rules 列出全部规则）；或者文件种类：{}",
            pages()
        )));
    };
    if let Some(page) = manual::page(code) {
        screen::print(&page.markdown())?;
        return Ok(false);
    }
    let wanted = code.trim().to_ascii_uppercase();
    let rules = check::rules();
    let Some(rule) = rules.iter().find(|rule| rule.code == wanted || rule.name.eq_ignore_ascii_case(code))
    else {
        return Err(Failure(format!(
            "没有规则或文件种类“{code}”；运行 nianbao rules 查看全部规则，文件种类有：{}",
            pages()
        )));
    };
    screen::print(&explanation(rule))?;
    Ok(false)
}

fn explanation(rule: &Rule) -> String {
    let mut text = format!("{} {}（{}）\n\n{}\n", rule.code, rule.title, rule.severity.chinese(), rule.why);
    if let Some(answer) = rule.answered_by() {
        let _ = writeln!(text, "\n{answer}");
    }
    let mut part = |title: &str, file: &str, words: &str| {
        let _ = writeln!(text, "\n{title}（{file}）：");
        // Units and the office write these with Chinese keys; English ones serve as well.
        let is_theirs = file.starts_with("submissions/") && file.ends_with(".yaml");
        let words = if is_theirs { vocabulary::in_chinese(words) } else { words.to_owned() };
        for line in words.trim_end().lines() {
            let _ = writeln!(text, "    {line}");
        }
    };
    for piece in check::shown(&rule.example) {
        part(piece.title, &piece.file, &piece.text);
    }
    text
}

pub(super) fn templates(workspace: &Path, action: Option<&TemplateAction>) -> Outcome {
    let Some(TemplateAction::Copy { name }) = action else {
        let mut text = String::new();
        for name in render::templates::names() {
            let _ = writeln!(text, "{name}");
        }
        text.push_str(
            "\n“nianbao templates copy 模板”把它复制到工作区的 templates 文件夹，改过的同名文件优先。\n",
        );
        screen::print(&text)?;
        return Ok(false);
    };
    let Some(content) = render::templates::built_in(name) else {
        return Err(Failure(format!("没有模板“{name}”；运行 nianbao templates 查看全部模板")));
    };
    let root = super::build::root(workspace)?;
    let path = root.join("templates").join(name);
    write_new(&path, content.as_bytes())?;
    screen::print(&format!("已复制到 {}\n", shown_path(&path)))?;
    Ok(false)
}

pub(super) fn schema(kind: SchemaKind) -> Outcome {
    let text = match kind {
        SchemaKind::Plan => schema::plan(),
        SchemaKind::Submission => schema::submission(),
        SchemaKind::Decisions => schema::decisions(),
        SchemaKind::Record => schema::record(),
        SchemaKind::Office => schema::office(),
    };
    screen::print_exact(&text)?;
    Ok(false)
}
