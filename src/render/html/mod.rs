//! The static site of one edition.
//!
//! Takes the composed pages and the templates; gives files, in an order that does not depend on the
//! threads, with relative links only and no outside resource.
//! Never writes to disk, and never lets a page pass that its own check finds faulty.

mod feed;
mod index;
mod links;
mod markup;
mod outside;
mod pages;
mod search;
#[cfg(test)]
mod tests;
mod titles;
mod xml;

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use super::OutputFile;
use super::paper::Paper;
use super::templates::{Fault, Templates};
use crate::diagnostic::Diagnostics;
use crate::report::{Edition, Frame, Home, PlanHome, Report, Site};
use crate::source::Sources;
use links::Seen;
use titles::Titles;

/// All pages of one edition.
#[derive(Debug, Clone, Copy)]
pub struct Pages<'a, E: Edition> {
    /// 方案与年度.
    pub home: &'a Home,
    /// A page for each plan.
    pub plans: &'a [PlanHome],
    /// The plan-years.
    pub reports: &'a [Report<E>],
    /// The papers of each, parallel to `reports`: their first is the body for a CMS.
    pub papers: &'a [Vec<Paper>],
    /// Files that others write into the same edition, below its root: what pages may link to besides
    /// other pages.
    pub others: &'a [String],
}

/// Pages that are made before any of them is handed out: enough for every processor, and few beside the
/// ten thousands of a large site.
const AT_ONCE: usize = 256;

/// Renders the site of an edition, in the folder of its name, hands it out as it is made, and checks it.
///
/// A fault of a template or of the result is a finding 强制; the files made so far are given all the
/// same, for the preview. Whoever keeps them looks at the findings first.
pub fn site<E: Edition>(
    pages: &Pages<'_, E>,
    templates: &Templates,
    sources: &mut Sources,
    out: &mut Diagnostics,
    take: &mut dyn FnMut(Vec<OutputFile>),
) {
    let mut jobs = pages::jobs(pages);
    jobs.push(Box::new(Assets));
    let titles = Titles::of(jobs.iter().filter_map(|job| job.frame()));
    let mut seen: Vec<Seen> = vec![];
    // Which job has made a file: the text of a faulty one is made again.
    let mut makers: BTreeMap<String, usize> = BTreeMap::new();
    let mut complete = true;
    for (from, some) in jobs.chunks(AT_ONCE).enumerate() {
        let made: Vec<Result<Looked, Box<Fault>>> =
            some.par_iter().map(|job| job.make(templates, &titles).map(Made::looked_at::<E>)).collect();
        let mut files = vec![];
        for (at, made) in made.into_iter().enumerate() {
            match made {
                Ok(made) => {
                    makers.extend(made.iter().map(|(_, seen)| (seen.path.clone(), from * AT_ONCE + at)));
                    let (done, looked): (Vec<OutputFile>, Vec<Seen>) = made.into_iter().unzip();
                    files.extend(done);
                    seen.extend(looked);
                }
                Err(fault) => {
                    complete = false;
                    templates.report(&fault, sources, out);
                }
            }
        }
        take(files);
    }
    // A page that a faulty template kept from being made would only cause a flood of dead links.
    if complete {
        let root = pages.home.site.base_url.as_deref().map(pages::root_path);
        for (path, faults) in links::faults(seen, &links::Around { others: pages.others, root }) {
            let again = makers.get(&path).and_then(|at| jobs[*at].make(templates, &titles).ok());
            let text = again.and_then(|made| made.files.into_iter().find(|(name, _)| *name == path));
            let text = text.map(|(_, text)| text).unwrap_or_default();
            links::tell(format!("{}/{path}", E::NAME), &text, faults, sources, out);
        }
    }
}

/// Files as they are written, and what the check remembers of each.
type Looked = Vec<(OutputFile, Seen)>;

/// The files that one job makes: a page, mostly.
struct Made {
    files: Vec<(String, String)>,
}

impl Made {
    fn one(path: &str, text: String) -> Made {
        Made { files: vec![(path.to_owned(), text)] }
    }

    /// The files as they are written, and what the check remembers of them.
    fn looked_at<E: Edition>(self) -> Looked {
        let look = |(path, text): (String, String)| {
            let seen = links::look(&path, &text);
            (OutputFile::text(format!("{}/{path}", E::NAME), text), seen)
        };
        self.files.into_iter().map(look).collect()
    }
}

/// The style sheet and the scripts of all pages.
struct Assets;

impl Job for Assets {
    fn frame(&self) -> Option<&Frame> {
        None
    }

    fn make(&self, templates: &Templates, _titles: &Titles) -> Result<Made, Box<Fault>> {
        let file = |name: &str| (format!("assets/{name}"), templates.asset(name));
        Ok(Made { files: ["site.css", "site.js", "search.js"].map(file).into() })
    }
}

/// Something to render, on any thread.
trait Job: Send + Sync {
    /// The frame of the page; `None` of what is no page.
    fn frame(&self) -> Option<&Frame>;

    fn make(&self, templates: &Templates, titles: &Titles) -> Result<Made, Box<Fault>>;
}

/// What every template of a page sees.
#[derive(Serialize)]
struct Context<'a, P: Serialize> {
    site: &'a Site,
    frame: &'a Frame,
    page: &'a P,
    /// The title of the document: no other page has it.
    title: String,
    /// Reporting year, on pages of a plan-year.
    year: Option<i32>,
    /// Address of the page that answers searches.
    search: Option<String>,
    /// The search index, on a search page.
    index: Option<&'a search::Index>,
    /// The paste-in body as text and as a preview, on the page that helps to paste it.
    fragment: Option<&'a str>,
    preview: Option<&'a str>,
}

impl<'a, P: Serialize> Context<'a, P> {
    /// The same with its title, which is known when all pages are.
    fn titled(&self, titles: &Titles) -> Context<'a, P> {
        let title = titles.title(self.frame, self.site);
        Context { title, search: self.search.clone(), ..*self }
    }
}

/// A page from one template.
struct Page<'a, P: Serialize> {
    template: &'static str,
    context: Context<'a, P>,
}

impl<P: Serialize + Send + Sync> Job for Page<'_, P> {
    fn frame(&self) -> Option<&Frame> {
        Some(self.context.frame)
    }

    fn make(&self, templates: &Templates, titles: &Titles) -> Result<Made, Box<Fault>> {
        let text = templates.render(self.template, &self.context.titled(titles))?;
        Ok(Made::one(&self.context.frame.path, trimmed(&text)))
    }
}

/// The page without the indents and empty lines of its template, and without the line ends between the
/// parts of a table: a fifth of its weight. What stands in a text field keeps its lines.
fn trimmed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut verbatim = false;
    for line in text.split('\n') {
        let starts = line.contains("<textarea") || line.contains("<pre");
        let kept = if verbatim { line } else { line.trim_start() };
        if !verbatim && is_part_of_table(kept) && out.ends_with(">\n") {
            out.pop();
        }
        verbatim = (verbatim || starts) && !(line.contains("</textarea>") || line.contains("</pre>"));
        if verbatim || !kept.is_empty() {
            out.push_str(kept);
            out.push('\n');
        }
    }
    out
}

/// Whether a line begins with a cell, or with the end of a row: no browser shows what stands before them.
fn is_part_of_table(line: &str) -> bool {
    ["<td", "<th>", "<th ", "</tr>"].iter().any(|part| line.starts_with(part))
}
