//! The site map and the Atom feed of the public edition.
//!
//! Takes the pages and the site's address; gives `sitemap.xml`, which only a site with an address can
//! have, and `feed.xml`, which holds the years whose time of publication the settings give.
//! Never a date that nobody stated, nor an address that leads nowhere.

use serde::Serialize;

use super::titles::Titles;
use super::{Job, Made, Pages, trimmed};
use crate::render::templates::{Fault, Templates};
use crate::report::{Edition, Frame, Site};
use crate::source::sha256_hex;

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
    /// The site map; `None` where the settings give no address: a site map holds full addresses only.
    pub(super) fn new<E: Edition>(pages: &Pages<'_, E>) -> Option<Sitemap> {
        let base = pages.home.site.base_url.clone()?;
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
        Some(Sitemap { model: SitemapModel { page: Paths { base, paths } } })
    }
}

impl Job for Sitemap {
    fn frame(&self) -> Option<&Frame> {
        None
    }

    fn make(&self, templates: &Templates, _: &Titles) -> Result<Made, Box<Fault>> {
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

impl<'a> Feed<'a> {
    /// The feed. Atom demands a time also of one without entries: the day of its data.
    pub(super) fn new<E: Edition>(pages: &Pages<'a, E>) -> Feed<'a> {
        let site = &pages.home.site;
        let base = site.base_url.clone().unwrap_or_default();
        let mut entries: Vec<FeedEntry> = pages
            .reports
            .iter()
            .filter_map(|report| {
                let frame = &report.overview.frame;
                Some(FeedEntry {
                    id: id(site, &format!("{}/{}", report.plan, report.year)),
                    title: frame.title.clone(),
                    path: frame.path.clone(),
                    updated: atom_time(frame.published_at.as_deref()?)?,
                    summary: report.overview.summary.clone(),
                })
            })
            .collect();
        entries.sort_by(|a, b| (&b.updated, &a.path).cmp(&(&a.updated, &b.path)));
        let data_of = || format!("{}T00:00:00+08:00", pages.home.frame.data_version);
        let updated = entries.first().map_or_else(data_of, |entry| entry.updated.clone());
        let author = site.host_unit.clone().unwrap_or_else(|| site.title.clone());
        Feed { site, page: FeedModel { base, id: id(site, "feed.xml"), updated, author, entries } }
    }
}

impl Job for Feed<'_> {
    fn frame(&self) -> Option<&Frame> {
        None
    }

    fn make(&self, templates: &Templates, _: &Titles) -> Result<Made, Box<Fault>> {
        let context = FeedContext { site: self.site, page: &self.page };
        Ok(Made::one("feed.xml", trimmed(&templates.render("feed.xml", &context)?)))
    }
}

/// The id of a feed or an entry, which no other site has: its address; where the settings give none, a
/// UUID (version 8, RFC 9562) made from what the settings say of the site.
fn id(site: &Site, path: &str) -> String {
    if let Some(base) = &site.base_url {
        return format!("{base}{path}");
    }
    let own = [Some(&site.title), site.name.as_ref(), site.host_unit.as_ref(), site.domain.as_ref()];
    let words: Vec<&str> = own.into_iter().map(|word| word.map_or("", String::as_str)).collect();
    let hex = sha256_hex(format!("{}\n{path}", words.join("\n")).as_bytes());
    format!("urn:uuid:{}-{}-8{}-8{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..32])
}

/// `2025-12-30 17:30` in Beijing as Atom writes it; `None` for anything else.
fn atom_time(published: &str) -> Option<String> {
    let time = chrono::NaiveDateTime::parse_from_str(published, "%Y-%m-%d %H:%M").ok()?;
    Some(time.format("%Y-%m-%dT%H:%M:00+08:00").to_string())
}
