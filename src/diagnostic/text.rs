//! Findings for people: with a picture of the place, or one line each.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::finding::Diagnostic;
use super::rule::Severity;
use crate::source::{Place, Sources, on_one_line};

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
            Severity::Verify if found.answer().is_some() => counts.explained += 1,
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
        let _ = writeln!(out, "{}", on_one_line(&headline(found, sources)));
    }
    out
}

fn headline(found: &Diagnostic, sources: &Sources) -> String {
    let explained = if found.answer().is_some() { "（已说明）" } else { "" };
    format!(
        "{}: {}[{}] {}{explained}{}",
        whereabouts(found.place, sources),
        found.severity.chinese(),
        found.rule.code,
        found.message,
        year_of(found, sources)
    )
}

/// `文件:行:列`, or a cell as a person finds it: `文件:“任务台账”第7行“完成情况”（F7）`.
pub fn whereabouts(place: Place, sources: &Sources) -> String {
    let path = sources.path(place);
    match sources.cell_words(place) {
        Some(words) => format!("{path}:{words}"),
        // A workbook as a whole has no line.
        None if !sources.get(place.file()).sheets.is_empty() => path.to_owned(),
        None => {
            let at = sources.position(place);
            format!("{path}:{}:{}", at.line, at.column)
        }
    }
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
        .primary_title(on_one_line(&format!("{}{}", found.message, year_of(found, sources))).into_owned())
        .id(found.rule.code);
    let mut group = Group::with_title(title);
    let mut marks = vec![Mark { place: found.place, label: &found.label, kind: AnnotationKind::Primary }];
    marks.extend(found.related.iter().map(|related| Mark {
        place: related.place,
        label: &related.label,
        kind: AnnotationKind::Context,
    }));
    for marks in by_file(&marks) {
        group = if marks.iter().all(|mark| has_lines(mark.place, sources)) {
            group.element(lines(&marks, sources))
        } else {
            marks.iter().fold(group, |group, mark| quoted(group, mark, sources))
        };
    }
    if let Some(help) = &found.help {
        group = group.element(Level::HELP.with_name(Some("建议")).message(help.as_str()));
    }
    if let Some(words) = found.answer() {
        group = group.element(Level::NOTE.with_name(Some("说明")).message(words));
    }
    group
}

/// A place with its words.
struct Mark<'a> {
    place: Place,
    label: &'a str,
    kind: AnnotationKind,
}

/// The marks of each file together, as annotate-snippets wants them; files in order of their first mark.
fn by_file<'m, 'a>(marks: &'m [Mark<'a>]) -> Vec<Vec<&'m Mark<'a>>> {
    let mut files: Vec<Vec<&Mark<'a>>> = vec![];
    for mark in marks {
        match files.iter_mut().find(|of| of[0].place.file() == mark.place.file()) {
            Some(of) => of.push(mark),
            None => files.push(vec![mark]),
        }
    }
    files
}

/// Bytes of a line up to which it is shown as a picture. Longer ones were not written by hand.
const LONG_LINE: usize = 4_000;
/// Characters quoted of a cell or of a very long line.
const QUOTED: usize = 40;

fn has_lines(place: Place, sources: &Sources) -> bool {
    let file = sources.get(place.file());
    let line = file.line(sources.position(place).line);
    place.cell().is_none() && !file.text.is_empty() && line.len() <= LONG_LINE
}

/// The marked lines of one text. Only the piece from the first to the last of them is handed on: a
/// file of a million lines costs no more than one of ten.
fn lines<'a>(marks: &[&Mark<'a>], sources: &'a Sources) -> Snippet<'a, Annotation<'a>> {
    let file = sources.get(marks[0].place.file());
    let spans: Vec<Range<usize>> = marks.iter().map(|mark| visible(&file.text, mark.place)).collect();
    let first = spans.iter().map(|span| span.start).min().unwrap_or(0);
    let last = spans.iter().map(|span| span.end).max().unwrap_or(0);
    let start = file.text[..first].rfind('\n').map_or(0, |end| end + 1);
    let end = file.text[last..].find('\n').map_or(file.text.len(), |at| last + at + 1);
    let mut snippet = Snippet::source(&file.text[start..end])
        .path(on_one_line(&file.path))
        .line_start(file.position(first as u32).line)
        .fold(true);
    for (mark, span) in marks.iter().zip(spans) {
        let label = (!mark.label.is_empty()).then_some(mark.label);
        snippet = snippet.annotation(mark.kind.span(span.start - start..span.end - start).label(label));
    }
    snippet
}

/// What cannot be shown as a picture is quoted: a cell, a very long line, a file without text.
fn quoted<'a>(group: Group<'a>, mark: &Mark<'a>, sources: &'a Sources) -> Group<'a> {
    let (path, words) = (on_one_line(sources.path(mark.place)), sources.text(mark.place));
    let origin = match sources.cell_words(mark.place) {
        Some(cell) => Origin::path(format!("{path}:{cell}")),
        None if sources.surrounding(mark.place).is_empty() => Origin::path(path),
        None => {
            let at = sources.position(mark.place);
            Origin::path(path).line(at.line).char_column(at.column)
        }
    };
    let words = match words.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("“{}…”", &words[..end]),
        None if words.is_empty() => String::new(),
        None => format!("“{words}”"),
    };
    let message =
        [words.as_str(), mark.label].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
    group.element(origin).element(Level::INFO.with_name(Some("此处")).message(message.join("：")))
}

/// A long place is marked on its first line only; a mark over thirty lines says nothing.
fn visible(text: &str, place: Place) -> Range<usize> {
    let Range { start, end } = place.bytes();
    let start = text.floor_char_boundary(start);
    let end = text.ceil_char_boundary(end.max(start));
    match text[start..end].find('\n') {
        Some(0) | None => start..end,
        Some(line) => start..start + line,
    }
}
