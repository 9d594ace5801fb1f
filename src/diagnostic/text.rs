//! Findings for people: with a picture of the place, or one line each.

use std::fmt::Write as _;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::finding::Diagnostic;
use super::rule::Severity;
use crate::source::{Place, Sources};

/// How many findings of each weight; explained ones are counted apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// 强制.
    pub errors: usize,
    /// 核实 without an explanation.
    pub verify: usize,
    /// 核实 that the unit has explained.
    pub explained: usize,
    /// 提示.
    pub hints: usize,
}

/// Counts findings by weight.
pub fn counts<'a>(list: impl IntoIterator<Item = &'a Diagnostic>) -> Counts {
    let mut counts = Counts::default();
    for found in list {
        match found.severity {
            Severity::Error => counts.errors += 1,
            Severity::Verify if found.explanation.is_some() => counts.explained += 1,
            Severity::Verify => counts.verify += 1,
            Severity::Hint => counts.hints += 1,
        }
    }
    counts
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "强制 {} 处，核实 {} 处", self.errors, self.verify)?;
        if self.explained > 0 {
            write!(f, "（另有 {} 处已说明）", self.explained)?;
        }
        write!(f, "，提示 {} 处", self.hints)
    }
}

/// One line a finding: `文件:行:列: 级别[编号] 说明`.
pub fn short<'a>(list: impl IntoIterator<Item = &'a Diagnostic>, sources: &Sources) -> String {
    let mut out = String::new();
    for found in list {
        let _ = writeln!(out, "{}", headline(found, sources));
    }
    out
}

fn headline(found: &Diagnostic, sources: &Sources) -> String {
    let at = sources.position(found.place);
    let explained = if found.explanation.is_some() { "（已说明）" } else { "" };
    format!(
        "{}:{}:{}: {}[{}] {}{explained}{}",
        sources.path(found.place),
        at.line,
        at.column,
        found.severity.chinese(),
        found.rule.code,
        found.message,
        year_of(found, sources)
    )
}

/// The reporting year, where neither the message nor the file's name says it.
fn year_of(found: &Diagnostic, sources: &Sources) -> String {
    match found.year {
        Some(year)
            if !sources.path(found.place).contains(&format!("/{year}/"))
                && !found.message.contains(&year.to_string()) =>
        {
            format!("（{year}年度）")
        }
        _ => String::new(),
    }
}

/// The finding with its lines, a mark under the place, and how to mend it. `width` in columns.
pub fn text<'a>(
    list: impl IntoIterator<Item = &'a Diagnostic>,
    sources: &Sources,
    color: bool,
    width: usize,
) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(width.max(40));
    let mut out = String::new();
    for found in list {
        let group = picture(found, sources);
        let _ = writeln!(out, "{}\n", renderer.render(&[group]).trim_end());
    }
    out
}

fn picture<'a>(found: &'a Diagnostic, sources: &'a Sources) -> Group<'a> {
    let level = match found.severity {
        Severity::Error => Level::ERROR,
        Severity::Verify => Level::WARNING,
        Severity::Hint => Level::NOTE,
    };
    let title = level
        .with_name(Some(found.severity.chinese()))
        .primary_title(format!("{}{}", found.message, year_of(found, sources)))
        .id(found.rule.code);
    let mut group = Group::with_title(title);
    // annotate-snippets wants all marks of a file in one snippet.
    let mut places = vec![(found.place, found.label.as_str(), AnnotationKind::Primary)];
    places.extend(found.related.iter().map(|r| (r.place, r.label.as_str(), AnnotationKind::Context)));
    let mut files: Vec<_> = vec![];
    for (place, ..) in &places {
        if !files.contains(&place.file) {
            files.push(place.file);
        }
    }
    for id in files {
        let file = sources.get(id);
        if file.text.is_empty() {
            group = group.element(Origin::path(file.path.as_str()));
            continue;
        }
        let mut snippet = Snippet::source(file.text.as_str()).path(file.path.as_str()).fold(true);
        for (place, label, kind) in places.iter().filter(|(place, ..)| place.file == id) {
            let label = (!label.is_empty()).then_some(*label);
            snippet = snippet.annotation(kind.span(visible(&file.text, *place)).label(label));
        }
        group = group.element(snippet);
    }
    if let Some(help) = &found.help {
        group = group.element(Level::HELP.with_name(Some("建议")).message(help.as_str()));
    }
    if let Some(words) = &found.explanation {
        group = group.element(Level::NOTE.with_name(Some("说明")).message(words.as_str()));
    }
    group
}

/// A long place is marked on its first line only; a mark over thirty lines says nothing.
fn visible(text: &str, place: Place) -> std::ops::Range<usize> {
    let (start, end) = (place.start as usize, (place.end as usize).min(text.len()));
    let start = start.min(end);
    match text[start..end].find('\n') {
        Some(0) | None => start..end,
        Some(line) => start..start + line,
    }
}
