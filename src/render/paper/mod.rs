//! The report as a paper: Markdown that a template makes, and the body for a CMS made from it.
//!
//! Takes a composed report and the templates; gives `files/<plan>-<year>-report.md`, one for each addressee, and
//! pieces of it for whoever lays it out. The template places, `frame` numbers, `body` hands on; what is not
//! ours is escaped when it is printed. Never holds a sentence of its own.

mod body;
mod frame;

use serde::Serialize;

pub(super) use body::{Part, body};

use super::OutputFile;
use super::templates::{Fault, Templates};
use crate::report::{Edition, Letter, Notice, Report};

/// A paper, ready to be laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Below `out/`, without its ending: `public/p/2025/files/p-2025-report`.
    pub name: String,
    /// In the dialect of `prose::paper`.
    pub markdown: String,
}

impl Paper {
    /// The Markdown file.
    pub fn file(&self) -> OutputFile {
        OutputFile::text(format!("{}.md", self.name), self.markdown.clone())
    }
}

/// What the template sees.
#[derive(Serialize)]
#[serde(bound = "")]
struct Context<'a, E: Edition> {
    /// Reporting year.
    year: i32,
    /// 送审稿, 内部资料, 示例数据, 更正.
    notices: &'a [Notice],
    /// Title, opening, closing, signature.
    letter: &'a Letter,
    /// 主送 of this variant.
    addressee: Option<&'a str>,
    /// Everything else.
    paper: &'a crate::report::Paper<E>,
}

/// The papers of a plan-year: one, or for several addressees one each.
///
/// # Errors
/// When a template does not compile or asks for something that the view model does not have.
pub fn papers<E: Edition>(report: &Report<E>, templates: &Templates) -> Result<Vec<Paper>, Box<Fault>> {
    let Report { plan, year, letter, .. } = report;
    let name = match E::shown(&report.paper.internal) {
        None => "report.md",
        Some(_) => "report-internal.md",
    };
    let variants: Vec<Option<&str>> = match letter.addressees.as_slice() {
        [] => vec![None],
        all => all.iter().map(|one| Some(one.as_str())).collect(),
    };
    let paper = |(at, addressee): (usize, Option<&str>)| {
        let context = Context {
            year: *year,
            notices: &report.overview.frame.notices,
            letter,
            addressee,
            paper: &report.paper,
        };
        let markdown = frame::framed(&templates.render(name, &context)?);
        let variant = if at == 0 { String::new() } else { format!("-{}", at + 1) };
        let name = format!("{}/{plan}/{year}/files/{plan}-{year}-report{variant}", E::NAME);
        Ok(Paper { name, markdown })
    };
    variants.into_iter().enumerate().map(paper).collect()
}
