//! The pages on which searches end: one for all plans and years, and one in each plan-year that shows its own
//! hits first. All ask one index.
//!
//! Takes the reports of an edition; gives their search pages and the files of the index. Never searches
//! itself: the browser does.

use std::cmp::Reverse;

use serde::Serialize;

use super::index::{self, Book};
use super::titles::Titles;
use super::{Context, Job, Made, Pages, trimmed};
use crate::render::templates::{Fault, Templates};
use crate::report::{Edition, Entry, Frame, Link, Report, Search, Site};

/// Where the index lies, below the edition's root.
const FOLDER: &str = "search/";
/// The page for all plans and years.
pub(super) const ALL: &str = "search.html";

/// What a search page knows of the index.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Index {
    /// Folder of its files, from the page.
    folder: String,
    /// The first of the page's own entries, and the one after its last; none where all are its own.
    from: Option<usize>,
    to: Option<usize>,
    /// The page for all plans and years, where that is another one.
    all: Option<String>,
}

/// The index of an edition: its plan-years, newest first.
pub(super) struct Books<'a> {
    books: Vec<Book<'a>>,
    starts: Vec<usize>,
}

impl<'a> Books<'a> {
    pub(super) fn new<E: Edition>(pages: &Pages<'a, E>) -> Books<'a> {
        let mut reports: Vec<&'a Report<E>> = pages.reports.iter().collect();
        reports.sort_by_key(|report| Reverse(report.year));
        let books: Vec<Book<'a>> = reports
            .into_iter()
            .map(|report| Book {
                prefix: format!("{}/{}/", report.plan, report.year),
                label: format!("{} {}年度", report.plan_title, report.year),
                region: report.search.region.clone(),
                entries: &report.search.entries,
            })
            .collect();
        let starts = index::starts(&books);
        Books { books, starts }
    }

    /// What the search page of a plan-year knows.
    fn of(&self, prefix: &str, root: &str) -> Index {
        let at = self.books.iter().position(|book| book.prefix == prefix);
        Index {
            folder: format!("{root}{FOLDER}"),
            from: at.map(|at| self.starts[at]),
            to: at.map(|at| self.starts[at + 1]),
            all: (self.books.len() > 1).then(|| format!("{root}{ALL}")),
        }
    }
}

/// The search page of a plan-year.
pub(super) struct OfYear<'a> {
    context: Context<'a, Search>,
    index: Index,
}

impl<'a> OfYear<'a> {
    pub(super) fn new(context: Context<'a, Search>, books: &Books<'_>) -> Self {
        let frame = context.frame;
        let prefix = frame.path.strip_suffix(ALL).unwrap_or("");
        OfYear { index: books.of(prefix, &frame.root), context }
    }
}

impl Job for OfYear<'_> {
    fn frame(&self) -> Option<&Frame> {
        Some(self.context.frame)
    }

    fn make(&self, templates: &Templates, titles: &Titles) -> Result<Made, Box<Fault>> {
        let context = Context { index: Some(&self.index), ..self.context.titled(titles) };
        let text = templates.render("search.html", &context)?;
        Ok(Made::one(&self.context.frame.path, trimmed(&text)))
    }
}

/// The search page of all plans and years, with the index.
pub(super) struct OfAll<'a> {
    site: &'a Site,
    frame: Frame,
    page: Whole,
    books: Books<'a>,
}

/// What the search page of all plans and years shows: the way to each.
#[derive(Serialize)]
struct Whole {
    total_text: String,
    entries: Vec<Entry>,
    external: bool,
    pages: Vec<Link>,
}

impl<'a> OfAll<'a> {
    pub(super) fn new<E: Edition>(pages: &Pages<'a, E>, books: Books<'a>) -> Self {
        let home = pages.home;
        let title = "搜索全部方案和年度";
        let to = |text: &str, href: String| Link { text: text.to_owned(), href: Some(href) };
        let frame = Frame {
            title: title.into(),
            name: title.into(),
            path: ALL.into(),
            crumbs: vec![to("首页", "index.html".into()), Link { text: title.into(), href: None }],
            kind: "list",
            description: title.into(),
            ..home.frame.clone()
        };
        let ways = books.books.iter().map(|book| to(&book.label, format!("{}{ALL}", book.prefix)));
        let page = Whole {
            total_text: format!("{}个年度共{}条", books.books.len(), books.starts.last().unwrap_or(&0)),
            entries: vec![],
            external: true,
            pages: ways.collect(),
        };
        OfAll { site: &home.site, frame, page, books }
    }
}

impl Job for OfAll<'_> {
    fn frame(&self) -> Option<&Frame> {
        Some(&self.frame)
    }

    fn make(&self, templates: &Templates, titles: &Titles) -> Result<Made, Box<Fault>> {
        let index = Index { folder: FOLDER.into(), from: None, to: None, all: None };
        let context = Context {
            site: self.site,
            frame: &self.frame,
            page: &self.page,
            title: titles.title(&self.frame, self.site),
            year: None,
            search: Some(ALL.into()),
            index: Some(&index),
            fragment: None,
            preview: None,
        };
        let mut made = Made::one(ALL, trimmed(&templates.render("search.html", &context)?));
        made.files.extend(index::files(&self.books.books, FOLDER));
        Ok(made)
    }
}
