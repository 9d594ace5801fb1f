//! Which page is made from which template.

use serde::Serialize;

use super::feed::{Feed, Sitemap};
use super::{Context, Job, Made, Page, Pages, index, trimmed};
use crate::render::templates::{Fault, Templates};
use crate::report::{Edition, Fragment, Frame, Link, Report, Search, Site, Working};

type Jobs<'a> = Vec<Box<dyn Job + 'a>>;

/// All jobs of an edition.
pub(super) fn jobs<'a, E: Edition>(pages: &Pages<'a, E>) -> Jobs<'a> {
    let mut jobs: Jobs<'a> = vec![];
    let search = default_search(pages);
    let home = pages.home;
    jobs.push(Outside { site: &home.site, search: search.clone() }.page("home.html", &home.frame, home));
    for plan in pages.plans {
        let own = plan.years.first().and_then(|year| year.link.href.as_deref()).and_then(search_beside);
        let search = own.or_else(|| search.clone().map(|at| format!("{}{at}", plan.frame.root)));
        jobs.push(Outside { site: &plan.site, search }.page("plan.html", &plan.frame, plan));
    }
    jobs.push(Box::new(NotFound::new(pages, search)));
    for report in pages.reports {
        report_jobs(report, &mut jobs);
    }
    if !E::INTERNAL {
        jobs.push(Box::new(Feed::new(pages)));
        jobs.push(Box::new(Sitemap::new(pages)));
    }
    jobs
}

/// The search page of the newest year on the home page, relative to the home page.
fn default_search<E: Edition>(pages: &Pages<'_, E>) -> Option<String> {
    let first = pages.home.plans.iter().find_map(|plan| plan.years.first())?;
    search_beside(first.link.href.as_deref()?)
}

/// The search page beside the overview of a plan-year.
fn search_beside(overview: &str) -> Option<String> {
    overview.strip_suffix("index.html").map(|folder| format!("{folder}search.html"))
}

/// A page outside of a plan-year.
struct Outside<'a> {
    site: &'a Site,
    search: Option<String>,
}

impl<'a> Outside<'a> {
    fn page<P: Serialize + Send + Sync>(
        self,
        template: &'static str,
        frame: &'a Frame,
        page: &'a P,
    ) -> Box<dyn Job + 'a> {
        let Outside { site, search } = self;
        let context =
            Context { site, frame, page, year: None, search, index: None, fragment: None, preview: None };
        Box::new(Page { template, context })
    }
}

/// A page of a plan-year.
fn inside<'a, E: Edition, P: Serialize + Send + Sync>(
    report: &'a Report<E>,
    template: &'static str,
    frame: &'a Frame,
    page: &'a P,
) -> Box<dyn Job + 'a> {
    Box::new(Page { template, context: context(report, frame, page) })
}

fn context<'a, E: Edition, P: Serialize>(
    report: &'a Report<E>,
    frame: &'a Frame,
    page: &'a P,
) -> Context<'a, P> {
    Context {
        site: &report.site,
        frame,
        page,
        year: Some(report.year),
        search: frame.base.as_ref().map(|base| format!("{base}search.html")),
        index: None,
        fragment: None,
        preview: None,
    }
}

fn report_jobs<'a, E: Edition>(report: &'a Report<E>, jobs: &mut Jobs<'a>) {
    jobs.push(inside(report, "overview.html", &report.overview.frame, &report.overview));
    jobs.extend(report.sections.iter().map(|page| inside(report, "section.html", &page.frame, page)));
    jobs.extend(report.register.iter().map(|page| inside(report, "tasks.html", &page.frame, page)));
    jobs.extend(report.tasks.iter().map(|page| inside(report, "task.html", &page.frame, page)));
    let table = &report.indicator_table;
    jobs.push(inside(report, "indicators.html", &table.frame, table));
    jobs.extend(report.indicators.iter().map(|page| inside(report, "indicator.html", &page.frame, page)));
    jobs.push(inside(report, "units.html", &report.unit_list.frame, &report.unit_list));
    jobs.extend(report.units.iter().map(|page| inside(report, "unit.html", &page.frame, page)));
    jobs.push(inside(report, "submissions.html", &report.submissions.frame, &report.submissions));
    jobs.push(inside(report, "method.html", &report.method.frame, &report.method));
    jobs.push(Box::new(SearchPage { context: context(report, &report.search.frame, &report.search) }));
    jobs.push(Box::new(FragmentPages { context: context(report, &report.fragment.frame, &report.fragment) }));
    if let Some(Working { today, findings }) = E::shown(&report.internal) {
        jobs.push(inside(report, "today.html", &today.frame, today));
        jobs.push(inside(report, "findings.html", &findings.frame, findings));
    }
}

/// The page on which searches end, and its index.
struct SearchPage<'a> {
    context: Context<'a, Search>,
}

impl Job for SearchPage<'_> {
    fn make(&self, templates: &Templates) -> Result<Made, Box<Fault>> {
        let search = self.context.page;
        let context = Context { index: Some("search/"), ..self.context.copy() };
        let text = templates.render("search.html", &context)?;
        let path = &search.frame.path;
        let mut made = Made::one(path, trimmed(&text));
        if search.external {
            let folder = path.strip_suffix("search.html").unwrap_or("");
            made.files.extend(index::files(&search.entries, &format!("{folder}search/")));
        }
        Ok(made)
    }
}

impl<'a, P: Serialize> Context<'a, P> {
    fn copy(&self) -> Context<'a, P> {
        Context { search: self.search.clone(), ..*self }
    }
}

/// The paste-in body, and the page that helps to paste it.
struct FragmentPages<'a> {
    context: Context<'a, Fragment>,
}

/// The body at its own headings, or one level down for the preview inside a page.
#[derive(Serialize)]
struct Body<'a> {
    page: &'a Fragment,
    shift: u8,
}

impl Job for FragmentPages<'_> {
    fn make(&self, templates: &Templates) -> Result<Made, Box<Fault>> {
        let page = self.context.page;
        let body = trimmed(&templates.render("fragment.html", &Body { page, shift: 0 })?);
        let preview = trimmed(&templates.render("fragment.html", &Body { page, shift: 1 })?);
        let context = Context { fragment: Some(&body), preview: Some(&preview), ..self.context.copy() };
        let helper = trimmed(&templates.render("fragment-page.html", &context)?);
        let path = &page.frame.path;
        let folder = path.strip_suffix("index.html").unwrap_or("");
        Ok(Made { files: vec![(path.clone(), helper), (format!("{folder}overview.html"), body)] })
    }
}

/// 404.html.
struct NotFound<'a> {
    site: &'a Site,
    frame: Frame,
    search: Option<String>,
    page: Ways,
}

#[derive(Serialize)]
struct Ways {
    links: Vec<Link>,
}

impl<'a> NotFound<'a> {
    fn new<E: Edition>(pages: &Pages<'a, E>, search: Option<String>) -> Self {
        let home = pages.home;
        let mut links = vec![Link { text: "首页".into(), href: Some("index.html".into()) }];
        for plan in &home.plans {
            links.push(plan.link.clone());
        }
        links.extend(search.clone().map(|href| Link { text: "搜索和网站地图".into(), href: Some(href) }));
        let frame = Frame {
            title: "没有找到这个页面".into(),
            title_parts: vec![],
            eyebrow: vec![],
            byline: vec![],
            path: "404.html".into(),
            kind: "site",
            published_at: None,
            description: String::new(),
            script: false,
            ..home.frame.clone()
        };
        NotFound { site: &home.site, frame, search, page: Ways { links } }
    }
}

impl Job for NotFound<'_> {
    fn make(&self, templates: &Templates) -> Result<Made, Box<Fault>> {
        let context = Context {
            site: self.site,
            frame: &self.frame,
            page: &self.page,
            year: None,
            search: self.search.clone(),
            index: None,
            fragment: None,
            preview: None,
        };
        Ok(Made::one("404.html", trimmed(&templates.render("404.html", &context)?)))
    }
}
