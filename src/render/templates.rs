//! Templates: the built-in ones, and the files of the workspace's `templates/` that replace them.
//!
//! Takes the workspace; gives pages from view models. `templates/<name>` wins over the built-in
//! `<name>`; `builtin/<name>` always means the built-in, so that an override can extend it.
//! Never prints a list, an unknown name or unescaped text, and never stops at the first faulty template.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value};
use serde::Serialize;

use super::functions;
use super::overrides::{self, Overrides};
use super::rules::FAULTY_TEMPLATE;
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Project, ProjectError, SourceFile, Sources};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Steps of a page where the office has templates of its own: enough for a register of ten thousand rows,
/// far too little for a loop that never ends. The built-in templates alone need no limit: they end.
const FUEL: u64 = 10_000_000;

/// How the templates of papers escape: no word of a datum becomes markup.
const MARKDOWN: &str = "markdown";

/// Bytes of a page where the office has templates of its own. A register of ten thousand rows has four million.
const LARGEST_PAGE: usize = 64 << 20;

/// A page that is being made, and does not grow without end.
struct Page {
    bytes: Vec<u8>,
    most: usize,
}

impl std::io::Write for Page {
    fn write(&mut self, piece: &[u8]) -> std::io::Result<usize> {
        if piece.len() > self.most - self.bytes.len() {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The templates of a run.
#[derive(Debug)]
pub struct Templates {
    env: Environment<'static>,
    overrides: BTreeMap<String, FileId>,
    assets: BTreeMap<String, String>,
}

/// A page that could not be made: the template at fault, the bytes in it, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Name of the template: an override's own name or, for the built-in, `builtin/<name>`.
    pub template: String,
    /// Bytes of the template's text.
    pub range: std::ops::Range<usize>,
    /// In Chinese, without the place.
    pub message: String,
}

impl Templates {
    /// Reads the overrides and compiles all templates. A file that nothing asks for and a template
    /// that does not compile are findings.
    ///
    /// # Errors
    /// When `templates/` is there and cannot be listed.
    pub fn load(
        project: &Project,
        sources: &mut Sources,
        out: &mut Diagnostics,
    ) -> Result<Templates, ProjectError> {
        let Overrides { files: overrides, wanted } = overrides::load(project, sources, out)?;
        let texts: BTreeMap<String, String> =
            overrides.iter().map(|(name, file)| (name.clone(), sources.get(*file).text.clone())).collect();
        let templates = Templates { env: environment(texts.clone()), overrides, assets: texts };
        for name in wanted.iter().filter(|name| is_template(name)) {
            if let Err(error) = templates.env.get_template(name) {
                templates.report(&fault(&error, name), sources, out);
            }
        }
        Ok(templates)
    }

    /// The built-in templates alone.
    pub fn built_in() -> Templates {
        let nothing = BTreeMap::new();
        Templates { env: environment(BTreeMap::new()), overrides: BTreeMap::new(), assets: nothing }
    }

    /// A page.
    ///
    /// # Errors
    /// When a template does not compile or asks for something that the view model does not have.
    pub fn render(&self, name: &str, model: &impl Serialize) -> Result<String, Box<Fault>> {
        let template = self.env.get_template(name).map_err(|error| Box::new(fault(&error, name)))?;
        let most = if self.overrides.is_empty() { usize::MAX } else { LARGEST_PAGE };
        let mut page = Page { bytes: Vec::new(), most };
        let made = template.render_captured_to(Value::from(Serde(model)), &mut page);
        made.map_err(|error| Box::new(fault(&error, name)))?;
        Ok(String::from_utf8(page.bytes).expect("the engine writes text"))
    }

    /// The text of a style sheet or script: the override as it is, or the built-in without the
    /// comments and indents of its source.
    pub fn asset(&self, name: &str) -> String {
        match self.assets.get(name) {
            Some(own) => own.clone(),
            None if name.ends_with(".css") => {
                // Between declarations blanks and line ends mean nothing; the style sheet has none inside its
                // strings but those that a backslash takes away.
                slim(built_in(name).unwrap_or(""))
                    .replace("\\\n", "")
                    .replace("{\n", "{")
                    .replace(";\n", ";")
                    .replace(",\n", ",")
                    .replace("}\n", "}")
                    .replace("; ", ";")
                    .replace(" {", "{")
                    .replace("{ ", "{")
                    .replace(" }", "}")
            }
            None => slim(built_in(name).unwrap_or("")),
        }
    }

    /// Turns a fault into a finding. A fault that shows in a built-in template comes from an override
    /// it works with, or from the tool itself; the built-in's text then becomes a file of the run.
    pub fn report(&self, fault: &Fault, sources: &mut Sources, out: &mut Diagnostics) {
        let own = self.overrides.get(&fault.template).copied();
        let file = own.unwrap_or_else(|| {
            let name = fault.template.trim_start_matches("builtin/");
            let text = built_in(name).unwrap_or("");
            sources.add(SourceFile::new(format!("builtin/{name}"), text.as_bytes()))
        });
        // The engine counts bytes and marks one of them; a character of Chinese has three.
        let place = sources.place(file, fault.range.clone());
        let found =
            out.report(&FAULTY_TEMPLATE, place, format!("模板“{}”：{}", fault.template, fault.message));
        found.label("错误在这里");
        if own.is_none() {
            found.help("这是内置模板。改过其他模板的，请检查改过的模板；没有改过的，请告知工具维护人员");
        } else {
            found.help(format!("内置模板可用“nianbao templates copy {}”取得，供对照", fault.template));
        }
    }
}

/// Names of the built-in templates, sorted.
pub fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> = BUILT_IN.files().filter_map(|file| file.path().to_str()).collect();
    names.extend(BUILT_IN.dirs().flat_map(|dir| dir.files().filter_map(|file| file.path().to_str())));
    names.sort_unstable();
    names
}

/// The text of a built-in template.
pub fn built_in(name: &str) -> Option<&'static str> {
    BUILT_IN.get_file(name).and_then(|file| file.contents_utf8())
}

/// A built-in style sheet or script without block comments, indents and empty lines.
fn slim(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    let lines = bare.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

pub(super) fn is_template(name: &str) -> bool {
    !name.ends_with(".css") && !name.ends_with(".js")
}

fn environment(overrides: BTreeMap<String, String>) -> Environment<'static> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    // Needed for the place of a fault; its long form, which shows all data, is never printed.
    env.set_debug(true);
    env.set_fuel((!overrides.is_empty()).then_some(FUEL));
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    env.set_syntax(syntax.expect("the delimiters are the usual ones"));
    env.set_formatter(format_value);
    env.set_auto_escape_callback(|name| {
        let is_markup = [".html", ".xml", ".svg"].iter().any(|end| name.ends_with(end));
        match () {
            () if is_markup => AutoEscape::Html,
            () if name.ends_with(".md") => AutoEscape::Custom(MARKDOWN.into()),
            () => AutoEscape::None,
        }
    });
    env.set_loader(move |name| -> Result<Option<String>, Error> {
        let text = match name.strip_prefix("builtin/") {
            Some(name) => built_in(name).map(str::to_owned),
            // An override may extend what it replaces, so the built-in keeps a name of its own.
            None => overrides.get(name).cloned().or_else(|| built_in(name).map(str::to_owned)),
        };
        Ok(text)
    });
    functions::install(&mut env);
    env
}

/// Prints nothing for `none`, 是 or 否 for a truth value, and refuses lists and objects: a page never
/// shows how a program writes them.
fn format_value(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let write = |out: &mut Output<'_>, text: &str| out.write_str(text).map_err(Error::from);
    match value.kind() {
        ValueKind::None => Ok(()),
        ValueKind::Undefined => Err(ErrorKind::UndefinedError.into()),
        ValueKind::Bool => write(out, if value.is_true() { "是" } else { "否" }),
        ValueKind::Number => write(out, &value.to_string()),
        ValueKind::String => {
            let text = value.as_str().unwrap_or("");
            match state.auto_escape() {
                _ if value.is_safe() => write(out, text),
                AutoEscape::Html => escape(out, text).map_err(Error::from),
                AutoEscape::Custom(_) => write(out, &crate::prose::words(text)),
                _ => write(out, text),
            }
        }
        _ => Err(Error::new(ErrorKind::BadSerialization, "list or map printed")),
    }
}

/// Escapes for text and for quoted attributes. The engine's own escape also changes `/`, which
/// makes every address half as long again.
fn escape(out: &mut impl std::fmt::Write, text: &str) -> std::fmt::Result {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.write_str(&text[from..at])?;
        out.write_str(entity)?;
        from = at + 1;
    }
    out.write_str(&text[from..])
}

/// Finds the innermost template and place of an error.
fn fault(error: &Error, name: &str) -> Fault {
    let mut inner = error;
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        if let Some(cause) = cause.downcast_ref::<Error>() {
            inner = if cause.name().is_some() { cause } else { inner };
        }
        source = cause.source();
    }
    Fault {
        template: inner.name().unwrap_or(name).to_owned(),
        range: inner.range().unwrap_or(0..0),
        message: message(inner),
    }
}

fn message(error: &Error) -> String {
    let words = match error.kind() {
        ErrorKind::SyntaxError => "语法有误",
        ErrorKind::UndefinedError => "页面数据中没有这个名称",
        ErrorKind::TemplateNotFound | ErrorKind::BadInclude => "所引用的模板不存在",
        ErrorKind::UnknownFilter => "没有这个过滤器",
        ErrorKind::UnknownTest => "没有这个判断",
        ErrorKind::UnknownFunction | ErrorKind::UnknownMethod => "没有这个函数",
        ErrorKind::TooManyArguments => "参数多了",
        ErrorKind::MissingArgument => "缺少参数",
        ErrorKind::BadSerialization => "直接输出了列表或对象，请写明要输出其中哪一项",
        ErrorKind::OutOfFuel => "运行步数过多，可能是循环没有尽头",
        ErrorKind::WriteFailure => "页面超过了64 MiB，可能是循环没有尽头",
        ErrorKind::UnknownBlock => "没有这个块",
        _ => "无法执行",
    };
    match error.detail() {
        Some(detail) if !matches!(error.kind(), ErrorKind::BadSerialization | ErrorKind::WriteFailure) => {
            format!("{words}（{detail}）")
        }
        _ => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    type Model = BTreeMap<&'static str, Option<&'static str>>;

    fn load(files: &[(&str, &str)]) -> (Templates, Sources, Diagnostics) {
        let project = Project::memory(files.iter().map(|(name, text)| (*name, text.as_bytes())));
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        let templates = Templates::load(&project, &mut sources, &mut out).unwrap();
        (templates, sources, out)
    }

    fn page(text: &str, model: &Model) -> Result<String, Box<Fault>> {
        load(&[("templates/overview.html", text)]).0.render("overview.html", model)
    }

    #[test]
    fn values_print_as_chinese_pages_need() {
        let model = Model::from([("a", Some("<b>“重点” 甲/乙 & 丙's</b>")), ("n", None)]);
        assert_eq!(
            page("{{ a }}|{{ n }}|{{ true }}|{{ 1 == 2 }}|{{ 12 }}", &model).unwrap(),
            "&lt;b&gt;“重点” 甲/乙 &amp; 丙&#39;s&lt;/b&gt;||是|否|12"
        );
        assert_eq!(page("{{ '**甲**<i>'|md }}", &model).unwrap(), "<p><strong>甲</strong>&lt;i&gt;</p>\n");
    }

    #[test]
    fn faults_have_a_place_and_chinese_words() {
        for (text, at, words) in [
            ("一二{{ titel }}", "titel", "没有这个名称"),
            ("{% if titel %}x{% endif %}", "titel", "没有这个名称"),
            ("{{ [1, 2] }}", "[1, 2]", "列表"),
            ("{{ n | nofilter }}", "nofilter", "过滤器"),
            (
                "{% for i in range(9999) %}{% for j in range(9999) %}{{ i }}{% endfor %}{% endfor %}",
                "",
                "步数",
            ),
        ] {
            let fault = page(text, &Model::from([("n", None)])).unwrap_err();
            assert!(fault.message.contains(words), "{text}: {fault:?}");
            if !at.is_empty() {
                assert_eq!(&text[fault.range.clone()], at, "{fault:?}");
            }
        }
    }

    #[test]
    fn f13_templates_without_measure_are_faults_with_a_place() {
        let wide = "甲乙丙丁".repeat(4000);
        let endless = format!("{{% for i in range(100000) %}}{wide}{{% endfor %}}");
        let fault = page(&endless, &Model::new()).unwrap_err();
        assert_eq!(fault.message, "页面超过了64 MiB，可能是循环没有尽头");
        for text in [
            format!("甲{{{{ 2{} }}}}", "*2".repeat(60_000)),
            format!("甲{{{{ n{} }}}}", "|trim".repeat(60_000)),
            format!("甲{{{{ {}n }}}}", "not ".repeat(60_000)),
            format!("甲{{{{ n{} }}}}", ".n[0]".repeat(60_000)),
            format!("甲{{% if n %}}{}{{% endif %}}", "{% elif n %}".repeat(60_000)),
            format!("甲{{{{ {}1{} }}}}", "(".repeat(60_000), ")".repeat(60_000)),
        ] {
            let (_, sources, out) = load(&[("templates/overview.html", &text)]);
            let found: Vec<_> = out.iter().collect();
            assert_eq!(found.len(), 1, "{:.60}", text);
            assert!(
                found[0].message.contains("过于复杂") && found[0].place.bytes().start >= 3,
                "{:.60}",
                text
            );
            assert!(sources.text(found[0].place).starts_with("{"));
        }
        // Many words are not a chain, and quotes hide what is in them.
        let fine = format!("{{{{ '{}' }}}}", "1+1".repeat(500));
        assert!(load(&[("templates/overview.html", &fine)]).2.is_empty());
    }

    #[test]
    fn an_override_wins_and_may_extend_the_original() {
        let own = "{% extends \"builtin/404.html\" %}{% block lead %}请回首页{% endblock %}";
        let (templates, _, out) = load(&[("templates/404.html", own)]);
        assert!(out.is_empty());
        assert_eq!(templates.overrides.len(), 1);
        let (templates, _, out) = load(&[]);
        assert!(out.is_empty() && templates.asset("site.css").starts_with(":root"));
        let (templates, _, _) = load(&[("templates/site.css", "body{}")]);
        assert_eq!(templates.asset("site.css"), "body{}");
    }
}
