//! What lies in the workspace's `templates/`: which files replace something, and what is wrong with them.
//!
//! Takes the workspace; gives the files, by name. Only what a template itself says can be a fault
//! here: words of submissions and plans are never looked at.
//! Never compiles a template, and never stops at a file that no page asks for.

use std::collections::BTreeMap;
use std::ops::Range;

use super::rules::{FAULTY_TEMPLATE, PLACEHOLDER_LEFT, UNUSED_TEMPLATE};
use super::templates::{built_in, is_template, names};
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Place, Project, ProjectError, Sources};

/// The folder of the workspace.
const FOLDER: &str = "templates/";

/// Operators, look-ups and filters in one tag; the built-in templates have sixteen at most.
const MOST_LINKS: usize = 200;
/// `elif` in one template.
const MOST_BRANCHES: usize = 100;

/// What somebody forgot in a template. Ends of tags stand alone where a beginning was mistyped.
const PLACEHOLDERS: [&str; 6] = ["TODO", "lorem ipsum", "Lorem ipsum", "}}", "%}", "｛｛"];

/// The files of `templates/` that a run has.
pub(super) struct Overrides {
    /// Files with a text that differs from the built-in, by name.
    pub(super) files: BTreeMap<String, FileId>,
    /// Names that stand for a built-in or that another file names.
    pub(super) wanted: Vec<String>,
}

/// Reads the folder and judges its files.
///
/// # Errors
/// When the folder is there and cannot be listed.
pub(super) fn load(
    project: &Project,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Result<Overrides, ProjectError> {
    let mut paths = project.list("templates")?;
    paths.retain(|path| !is_left_by_a_program(path.trim_start_matches(FOLDER)));
    let ids = sources.load(project, &paths);
    let names = paths.iter().map(|path| path.trim_start_matches(FOLDER).to_owned());
    // A copy that nobody has changed yet is the built-in.
    let is_own = |(name, file): &(String, FileId)| built_in(name) != Some(sources.get(*file).text.as_str());
    let mut files: BTreeMap<String, FileId> = names.zip(ids).filter(is_own).collect();
    let wanted: Vec<String> = files.keys().filter(|name| is_wanted(name, &files, sources)).cloned().collect();
    for (name, &file) in &files {
        if wanted.contains(name) {
            judge(name, file, sources, out);
        } else {
            report_unused(name, file, out);
        }
    }
    files.retain(|_, file| {
        let source = sources.get(*file);
        source.problem.is_none() && overloaded(&source.text).is_none()
    });
    Ok(Overrides { files, wanted })
}

/// Whether an editor or a system left the file: swap files, backups of the moment, notes of a desktop.
fn is_left_by_a_program(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    name.split('/').any(|part| part.starts_with('.'))
        || last.starts_with(['#', '~'])
        || last.ends_with(['~', '#'])
        || [".tmp", ".swp", ".part"].iter().any(|end| last.ends_with(end))
        || ["Thumbs.db", "desktop.ini"].contains(&last)
}

fn is_wanted(name: &str, files: &BTreeMap<String, FileId>, sources: &Sources) -> bool {
    let quoted = [format!("\"{name}\""), format!("'{name}'")];
    let names_it = |text: &str| quoted.iter().any(|quoted| text.contains(quoted.as_str()));
    built_in(name).is_some()
        || files.iter().any(|(other, file)| other != name && names_it(&sources.get(*file).text))
}

fn judge(name: &str, file: FileId, sources: &Sources, out: &mut Diagnostics) {
    let source = sources.get(file);
    let at = Place::of_file(file);
    if let Some(problem) = &source.problem {
        out.report(&FAULTY_TEMPLATE, at, format!("模板“{name}”无法读取：{}", problem.reason()))
            .label("页面用不上这个文件")
            .help("请换成 UTF-8 编码的模板，或删去这个文件，恢复内置模板");
    } else if source.text.trim().is_empty() {
        out.report(&FAULTY_TEMPLATE, at, format!("模板“{name}”是空的"))
            .label("文件里没有内容")
            .help("可能没有保存完整；请重新保存，或删去这个文件，恢复内置模板");
    } else if let Some((tag, help)) = overloaded(&source.text).filter(|_| is_template(name)) {
        out.report(&FAULTY_TEMPLATE, sources.place(file, tag), format!("模板“{name}”里的语句过于复杂"))
            .label("从这里开始")
            .help(help);
    } else if is_template(name) {
        let literal = literal(&source.text);
        for word in PLACEHOLDERS {
            if let Some(start) = literal.find(word) {
                let place = sources.place(file, start..start + word.len());
                out.report(&PLACEHOLDER_LEFT, place, format!("模板“{name}”中留有占位文字“{word}”"))
                    .label("会原样出现在页面上")
                    .help("写上正式的文字，或改正标签；标签写作 {{ 名称 }} 或 {% 语句 %}，用半角花括号");
            }
        }
    }
}

/// The text of a template that goes into pages as it stands: tags, remarks, raw blocks, scripts and
/// style sheets are blanked, so that every byte keeps its place.
fn literal(text: &str) -> String {
    let mut parts: Vec<Range<usize>> = vec![];
    let mut from = 0;
    while let Some(start) = text[from..].find("{").map(|n| from + n) {
        let end = tag_end(text, start);
        parts.extend((end > start + 1).then_some(start..end));
        from = end;
    }
    let mut bare = blanked(text, &parts);
    for (open, close) in [("<script", "</script>"), ("<style", "</style>")] {
        let starts = bare.match_indices(open).map(|(start, _)| start);
        let parts: Vec<Range<usize>> = starts
            .map(|start| start..bare[start..].find(close).map_or(bare.len(), |length| start + length))
            .collect();
        bare = blanked(&bare, &parts);
    }
    bare
}

/// The tag that the engine must not be given, with what to do about it: it reads and runs a chain of
/// operators, and a chain of `elif`, by calling itself for each link.
fn overloaded(text: &str) -> Option<(Range<usize>, &'static str)> {
    let (mut from, mut branches) = (0, 0);
    while let Some(start) = text[from..].find('{').map(|n| from + n) {
        let end = tag_end(text, start);
        let tag = &text[start..end];
        if links(tag) > MOST_LINKS {
            return Some((start..end, "一个标签里的运算、取值和过滤最多200个；请分成几步，或用循环"));
        }
        branches += usize::from(tag.trim_start_matches(['{', '%', '-', '+', ' ']).starts_with("elif"));
        if branches > MOST_BRANCHES {
            return Some((start..end, "一个模板里的 elif 最多100个；请改用循环或对照表"));
        }
        from = end;
    }
    None
}

/// Links of a tag's longest possible chain; words in quotes are none.
fn links(tag: &str) -> usize {
    let (mut quote, mut links) = (None, 0);
    for c in tag.chars() {
        match quote {
            Some(open) => quote = Some(open).filter(|open| *open != c),
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None => links += usize::from("-+*/%~|.[(<>=!".contains(c)),
        }
    }
    let words = tag.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    links + words.filter(|word| ["and", "or", "not", "in", "is", "if"].contains(word)).count()
}

/// The byte after the tag that starts at a brace; the byte after the brace where none does.
fn tag_end(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let after = |close: &str| rest.find(close).map_or(text.len(), |at| start + at + close.len());
    let is_raw = |rest: &str| rest.trim_start_matches(['{', '%', '-', ' ']).starts_with("raw");
    match rest.get(1..2) {
        Some("{") => after("}}"),
        Some("#") => after("#}"),
        Some("%") if is_raw(rest) => match rest.find("endraw") {
            Some(at) => text[start + at..].find("%}").map_or(text.len(), |end| start + at + end + 2),
            None => text.len(),
        },
        Some("%") => after("%}"),
        _ => start + 1,
    }
}

fn blanked(text: &str, parts: &[Range<usize>]) -> String {
    let mut out = text.to_owned();
    for part in parts {
        out.replace_range(part.clone(), &" ".repeat(part.len()));
    }
    out
}

fn report_unused(name: &str, file: FileId, out: &mut Diagnostics) {
    let found = out
        .report(&UNUSED_TEMPLATE, Place::of_file(file), format!("没有名为“{name}”的模板，这个文件不起作用"))
        .label("没有页面用到它");
    match nearest(name, &names()) {
        Some(near) => found.help(format!("是不是“{near}”？")),
        None => found.help("可用的名称见“nianbao templates”"),
    };
}

fn nearest<'n>(name: &str, known: &[&'n str]) -> Option<&'n str> {
    let best = known.iter().map(|other| (strsim::damerau_levenshtein(name, other), *other)).min()?;
    (best.0 <= 3 || best.0 * 3 <= name.chars().count()).then_some(best.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::templates::Templates;

    fn found(files: &[(&str, &str)]) -> Diagnostics {
        let project = Project::memory(files.iter().map(|(name, text)| (*name, text.as_bytes())));
        let mut out = Diagnostics::default();
        Templates::load(&project, &mut Sources::default(), &mut out).expect("memory can be listed");
        out
    }

    fn codes(files: &[(&str, &str)]) -> Vec<&'static str> {
        found(files).iter().map(|found| found.rule.code).collect()
    }

    #[test]
    fn files_that_do_not_compile_or_mean_nothing_are_findings() {
        assert_eq!(codes(&[("templates/404.html", "{% block %}")]), ["N901"]);
        assert_eq!(codes(&[("templates/overveiw.html", "x")]), ["N902"]);
        let included = [("templates/404.html", "{% include \"mine.html\" %}"), ("templates/mine.html", "x")];
        assert!(codes(&included).is_empty());
        let out = found(&[("templates/overveiw.html", "x")]);
        assert_eq!(
            out.iter().next().and_then(|found| found.help.as_deref()),
            Some("是不是“overview.html”？")
        );
    }

    #[test]
    fn f6_only_what_a_page_asks_for_can_stop_a_build() {
        let stray = [
            "templates/.unit.html.swp",
            "templates/.DS_Store",
            "templates/unit.html~",
            "templates/#unit.html#",
            "templates/.git/index",
            "templates/4913.tmp",
        ];
        for name in stray {
            assert!(codes(&[(name, "\0\u{1}")]).is_empty(), "{name}");
        }
        // A picture or a table is no template, and nobody asks for it: a hint and no more.
        assert_eq!(codes(&[("templates/badge.png", "\0")]), ["N902"]);
        assert_eq!(codes(&[("templates/broken.html", "{% block %}")]), ["N902"]);
        assert_eq!(codes(&[("templates/unit.html", "\0")]), ["N901"]);
        for empty in ["", " \n\t\n", "\u{feff}"] {
            assert_eq!(codes(&[("templates/unit.html", empty)]), ["N901"], "{empty:?}");
            assert_eq!(codes(&[("templates/site.css", empty)]), ["N901"], "{empty:?}");
        }
    }

    #[test]
    fn f2_what_a_template_leaves_behind_is_found_in_the_template() {
        for (text, at) in [
            ("甲{{ 1 }} TODO", "TODO"),
            ("<p>{ { page }}</p>", "}}"),
            ("{% if true %}x{% endif %} %}", "%}"),
            ("<!-- lorem ipsum -->", "lorem ipsum"),
            ("｛｛ 1 }}", "}}"),
        ] {
            let out = found(&[("templates/404.html", text)]);
            let first = out.iter().next().unwrap_or_else(|| panic!("{text} passes"));
            assert_eq!(first.rule.code, "N904", "{text}");
            // The last one: what stands before it belongs to a tag.
            let start = text.rfind(at);
            assert_eq!(Some(first.place.bytes().start), start, "{text}");
        }
        for text in [
            "{# TODO #}x",
            "{{ 'TODO' }}",
            "{% raw %}{{ x }}{% endraw %}",
            "<style>@media print{a{color:red}}</style>",
            "<script>if(a){if(b){c()}}</script>{{ 1 }}",
            "{",
            "{ TOD O",
        ] {
            assert_eq!(codes(&[("templates/404.html", text)]), Vec::<&str>::new(), "{text}");
        }
    }
}
