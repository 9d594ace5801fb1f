//! Which page is made from which template.

use serde::Serialize;

use super::feed::{Feed, Sitemap};
use super::search::{self, Books, OfAll, OfYear};
use super::titles::Titles;
use super::{Context, Job, Made, Page, Pages, trimmed};
use crate::render::paper::{Paper, Part, body};
use crate::render::templates::{Fault, Templates};
use crate::report::{Edition, Fragment, Frame, Link, Report, Site, Working};

type Jobs<'a> = Vec<Box<dyn Job + 'a>>;

/// All jobs of an edition.
pub(super) fn jobs<'a, E: Edition>(pages: &Pages<'a, E>) -> Jobs<'a> {
    let mut jobs: Jobs<'a> = vec![];
    // Without a year there is nothing to find.
    let search = (!pages.reports.is_empty()).then(|| search::ALL.to_owned());
    let books = Books::new(pages);
    let home = pages.home;
    let outside = |site: &'a Site, search: Option<String>| Outside { site, search };
    jobs.push(outside(&home.site, search.clone()).page("home.html", &home.frame, home));
    for plan in pages.plans {
        let search = search.clone().map(|at| format!("{}{at}", plan.frame.root));
        jobs.push(outside(&plan.site, search).page("plan.html", &plan.frame, plan));
    }
    jobs.push(Box::new(NotFound::new(pages, search)));
    for (at, report) in pages.reports.iter().enumerate() {
        let paper = pages.papers.get(at).map(Vec::as_slice).unwrap_or_default().first();
        report_jobs(Inside { report, paper }, &books, &mut jobs);
    }
    if !pages.reports.is_empty() {
        jobs.push(Box::new(OfAll::new(pages, books)));
    }
    if E::PUBLISHED {
        jobs.push(Box::new(Feed::new(pages)));
        jobs.extend(Sitemap::new(pages).map(|map| Box::new(map) as Box<dyn Job + 'a>));
    }
    jobs
}

/// Pages outside of a plan-year.
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
        Box::new(Page { template, context: self.context(frame, page) })
    }

    fn context<'p, P: Serialize>(&self, frame: &'p Frame, page: &'p P) -> Context<'p, P>
    where
        'a: 'p,
    {
        Context {
            site: self.site,
            frame,
            page,
            title: String::new(),
            year: None,
            search: self.search.clone(),
            index: None,
            fragment: None,
            preview: None,
        }
    }
}

/// Pages of a plan-year.
struct Inside<'a, E: Edition> {
    report: &'a Report<E>,
    /// Its paper; none where the template is at fault.
    paper: Option<&'a Paper>,
}

impl<'a, E: Edition> Inside<'a, E> {
    fn page<P: Serialize + Send + Sync>(
        &self,
        template: &'static str,
        frame: &'a Frame,
        page: &'a P,
    ) -> Box<dyn Job + 'a> {
        Box::new(Page { template, context: self.context(frame, page) })
    }

    fn context<P: Serialize>(&self, frame: &'a Frame, page: &'a P) -> Context<'a, P> {
        Context {
            site: &self.report.site,
            frame,
            page,
            title: String::new(),
            year: Some(self.report.year),
            search: frame.base.as_ref().map(|base| format!("{base}search.html")),
            index: None,
            fragment: None,
            preview: None,
        }
    }
}

fn report_jobs<'a, E: Edition>(inside: Inside<'a, E>, books: &Books<'a>, jobs: &mut Jobs<'a>) {
    let report = inside.report;
    jobs.push(inside.page("overview.html", &report.overview.frame, &report.overview));
    jobs.extend(report.sections.iter().map(|page| inside.page("section.html", &page.frame, page)));
    jobs.extend(report.register.iter().map(|page| inside.page("tasks.html", &page.frame, page)));
    jobs.extend(report.tasks.iter().map(|page| inside.page("task.html", &page.frame, page)));
    let table = &report.indicator_table;
    jobs.push(inside.page("indicators.html", &table.frame, table));
    jobs.extend(report.indicators.iter().map(|page| inside.page("indicator.html", &page.frame, page)));
    jobs.push(inside.page("units.html", &report.unit_list.frame, &report.unit_list));
    jobs.extend(report.units.iter().map(|page| inside.page("unit.html", &page.frame, page)));
    jobs.push(inside.page("submissions.html", &report.submissions.frame, &report.submissions));
    jobs.push(inside.page("method.html", &report.method.frame, &report.method));
    jobs.push(Box::new(OfYear::new(inside.context(&report.search.frame, &report.search), books)));
    let context = inside.context(&report.fragment.frame, &report.fragment);
    jobs.extend(inside.paper.map(|paper| Box::new(FragmentPages { context, paper }) as Box<dyn Job + 'a>));
    if let Some(Working { today, findings }) = E::shown(&report.internal) {
        jobs.push(inside.page("today.html", &today.frame, today));
        jobs.push(inside.page("findings.html", &findings.frame, findings));
    }
}

/// The paste-in body, and the page that helps to paste it.
struct FragmentPages<'a> {
    context: Context<'a, Fragment>,
    paper: &'a Paper,
}

/// The body at its own headings, or one level down for the preview inside a page.
#[derive(Serialize)]
struct Body<'a> {
    parts: &'a [Part],
    shift: u8,
}

impl Job for FragmentPages<'_> {
    fn frame(&self) -> Option<&Frame> {
        Some(self.context.frame)
    }

    fn make(&self, templates: &Templates, titles: &Titles) -> Result<Made, Box<Fault>> {
        let page = self.context.page;
        let parts = body(&self.paper.markdown);
        let body = trimmed(&templates.render("fragment.html", &Body { parts: &parts, shift: 0 })?);
        let preview = trimmed(&templates.render("fragment.html", &Body { parts: &parts, shift: 1 })?);
        let context =
            Context { fragment: Some(&body), preview: Some(&preview), ..self.context.titled(titles) };
        let helper = trimmed(&templates.render("fragment-page.html", &context)?);
        let path = &page.frame.path;
        let folder = path.strip_suffix("index.html").unwrap_or("");
        Ok(Made { files: vec![(path.clone(), helper), (format!("{folder}overview.html"), body)] })
    }
}

/// 404.html. A server shows it at every address that it does not have, so its links count from the
/// site's address. Of a site whose address nobody gave it leads nowhere and holds its style sheet itself.
struct NotFound<'a> {
    outside: Outside<'a>,
    frame: Frame,
    page: Ways,
}

#[derive(Serialize)]
struct Ways {
    links: Vec<Link>,
    /// The style sheet, where the page cannot lead to it.
    styles: Option<String>,
}

impl<'a> NotFound<'a> {
    fn new<E: Edition>(pages: &Pages<'a, E>, search: Option<String>) -> Self {
        let home = pages.home;
        let known = home.site.base_url.as_deref().map(root_path);
        let root = known.unwrap_or_default();
        let rooted = |link: Link| Link { href: link.href.map(|href| format!("{root}{href}")), ..link };
        let search = search.filter(|_| known.is_some()).map(|href| format!("{root}{href}"));
        let mut links = vec![];
        if known.is_some() {
            links.push(rooted(Link { text: "首页".into(), href: Some("index.html".into()) }));
            links.extend(home.plans.iter().map(|plan| rooted(plan.link.clone())));
            links.extend(search.clone().map(|href| Link { text: "搜索和网站地图".into(), href: Some(href) }));
        }
        let frame = Frame {
            title: "没有找到这个页面".into(),
            name: "没有找到这个页面".into(),
            title_parts: vec![],
            eyebrow: vec![],
            byline: vec![],
            path: "404.html".into(),
            root: root.to_owned(),
            crumbs: home.frame.crumbs.iter().cloned().map(rooted).collect(),
            kind: "site",
            published_at: None,
            description: String::new(),
            script: false,
            ..home.frame.clone()
        };
        NotFound { outside: Outside { site: &home.site, search }, frame, page: Ways { links, styles: None } }
    }
}

impl Job for NotFound<'_> {
    fn frame(&self) -> Option<&Frame> {
        Some(&self.frame)
    }

    fn make(&self, templates: &Templates, titles: &Titles) -> Result<Made, Box<Fault>> {
        let is_rooted = self.outside.site.base_url.is_some();
        let styles = (!is_rooted).then(|| templates.asset("site.css").replace("</", "<\\/"));
        let page = Ways { links: self.page.links.clone(), styles };
        let context = self.outside.context(&self.frame, &page).titled(titles);
        Ok(Made::one("404.html", trimmed(&templates.render("404.html", &context)?)))
    }
}

/// The path of a site's address: `/report/` of `https://www.example.gov.cn/report/`.
pub(super) fn root_path(base_url: &str) -> &str {
    let after_scheme = base_url.find("://").map_or(0, |at| at + 3);
    base_url[after_scheme..].find('/').map_or("/", |at| &base_url[after_scheme + at..])
}
