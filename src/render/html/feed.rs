//! The site map and the Atom feed of the public edition.
//!
//! The feed holds the years whose time of publication the settings give: a date that nobody stated
//! would be an invented one.

use serde::Serialize;

use super::{Job, Made, Pages, trimmed};
use crate::render::templates::{Fault, Templates};
use crate::report::{Edition, Site};

/// `sitemap.xml`.
pub(super) struct Sitemap {
    model: SitemapModel,
}

#[derive(Serialize)]
struct SitemapModel {
    page: Paths,
}

#[derive(Serialize)]
struct Paths {
    base: String,
    paths: Vec<String>,
}

impl Sitemap {
    pub(super) fn new<E: Edition>(pages: &Pages<'_, E>) -> Sitemap {
        let mut paths = vec![pages.home.frame.path.clone()];
        paths.extend(pages.plans.iter().map(|plan| plan.frame.path.clone()));
        for report in pages.reports {
            paths.push(report.overview.frame.path.clone());
            paths.extend(report.sections.iter().map(|page| page.frame.path.clone()));
            paths.extend(report.register.iter().map(|page| page.frame.path.clone()));
            paths.extend(report.tasks.iter().map(|page| page.frame.path.clone()));
            paths.push(report.indicator_table.frame.path.clone());
            paths.extend(report.indicators.iter().map(|page| page.frame.path.clone()));
            paths.push(report.unit_list.frame.path.clone());
            paths.extend(report.units.iter().map(|page| page.frame.path.clone()));
            paths.push(report.submissions.frame.path.clone());
            paths.push(report.method.frame.path.clone());
        }
        let base = pages.home.site.base_url.clone().unwrap_or_default();
        Sitemap { model: SitemapModel { page: Paths { base, paths } } }
    }
}

impl Job for Sitemap {
    fn make(&self, templates: &Templates) -> Result<Made, Box<Fault>> {
        Ok(Made::one("sitemap.xml", trimmed(&templates.render("sitemap.xml", &self.model)?)))
    }
}

/// `feed.xml`.
pub(super) struct Feed<'a> {
    site: &'a Site,
    page: FeedModel,
}

#[derive(Serialize)]
struct FeedContext<'a> {
    site: &'a Site,
    page: &'a FeedModel,
}

#[derive(Serialize)]
struct FeedModel {
    base: String,
    id: String,
    updated: String,
    author: String,
    entries: Vec<FeedEntry>,
}

#[derive(Serialize)]
struct FeedEntry {
    id: String,
    title: String,
    path: String,
    updated: String,
    summary: String,
}

/// What a feed without any entry carries; Atom demands a time.
const NEVER: &str = "1970-01-01T00:00:00+08:00";

impl<'a> Feed<'a> {
    pub(super) fn new<E: Edition>(pages: &Pages<'a, E>) -> Feed<'a> {
        let site = &pages.home.site;
        let base = site.base_url.clone().unwrap_or_default();
        let mut entries: Vec<FeedEntry> = pages
            .reports
            .iter()
            .filter_map(|report| {
                let frame = &report.overview.frame;
                Some(FeedEntry {
                    id: format!("urn:nianbao:{}:{}", report.plan, report.year),
                    title: frame.title.clone(),
                    path: frame.path.clone(),
                    updated: atom_time(frame.published_at.as_deref()?)?,
                    summary: report.overview.summary.clone(),
                })
            })
            .collect();
        entries.sort_by(|a, b| (&b.updated, &a.id).cmp(&(&a.updated, &b.id)));
        let updated = entries.first().map_or(NEVER.to_owned(), |entry| entry.updated.clone());
        let id = if base.is_empty() { "urn:nianbao:feed".to_owned() } else { format!("{base}feed.xml") };
        let author = site.host_unit.clone().unwrap_or_else(|| site.title.clone());
        Feed { site, page: FeedModel { base, id, updated, author, entries } }
    }
}

impl Job for Feed<'_> {
    fn make(&self, templates: &Templates) -> Result<Made, Box<Fault>> {
        let context = FeedContext { site: self.site, page: &self.page };
        Ok(Made::one("feed.xml", trimmed(&templates.render("feed.xml", &context)?)))
    }
}

/// `2025-12-30 17:30` in Beijing as Atom writes it; `None` for anything else.
fn atom_time(published: &str) -> Option<String> {
    let time = chrono::NaiveDateTime::parse_from_str(published, "%Y-%m-%d %H:%M").ok()?;
    Some(time.format("%Y-%m-%dT%H:%M:00+08:00").to_string())
}
