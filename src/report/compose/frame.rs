//! The frame of every page: addresses, crumbs, navigation, notices.
//!
//! Takes what a page is; gives its [`Frame`]. All addresses are relative, so that the site works
//! from a disk. Never prints what the settings do not give.

use std::sync::Arc;

use super::Input;
use super::stage::Stage;
use super::words::{filled, grouped, link, words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::office::Correction;
use crate::plan::{IndicatorIndex, Located, Plan, TaskIndex, UnitIndex};
use crate::report::{Column, Edition, Fact, Frame, Link, NavItem, Notice, Pager, Site};
use crate::submission::Disclosure;
use crate::wording::Reader;

/// Entries on one page of a long list.
pub(super) const PAGE: usize = 100;

/// Which column a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    Overview,
    Tasks,
    Indicators,
    Units,
    Submissions,
    Today,
    Findings,
    Other,
}

/// What a page is, before its frame is built.
pub(super) struct Spec {
    /// Below the folder of the plan-year.
    pub(super) path: String,
    pub(super) title: String,
    pub(super) title_parts: Vec<String>,
    pub(super) eyebrow: Vec<Link>,
    pub(super) byline: Vec<Link>,
    /// Between the year and the page.
    pub(super) crumbs: Vec<Link>,
    pub(super) tab: Tab,
    pub(super) kind: &'static str,
    pub(super) wide: bool,
    pub(super) script: bool,
}

impl Spec {
    /// An article without anything special.
    pub(super) fn article(path: impl Into<String>, title: impl Into<String>, tab: Tab) -> Self {
        Spec {
            path: path.into(),
            title: title.into(),
            title_parts: vec![],
            eyebrow: vec![],
            byline: vec![],
            crumbs: vec![],
            tab,
            kind: "article",
            wide: false,
            script: false,
        }
    }

    /// A list with a filter.
    pub(super) fn list(path: impl Into<String>, title: impl Into<String>, tab: Tab) -> Self {
        Spec { kind: "list", wide: true, script: true, ..Spec::article(path, title, tab) }
    }
}

impl Stage<'_> {
    /// The frame of a page of the plan-year.
    pub(super) fn frame<E: Edition>(&self, spec: Spec) -> Frame {
        let base = "../".repeat(spec.path.matches('/').count());
        let root = format!("{base}../../");
        let plan = self.plan.key();
        let year = self.now.round.year;
        let mut crumbs = vec![
            link("首页", format!("{root}index.html")),
            link(self.plan.definition.title.inner.as_str(), format!("{root}{plan}/index.html")),
        ];
        if spec.path == "index.html" {
            crumbs.push(words(format!("{year}年度")));
        } else {
            crumbs.push(link(format!("{year}年度"), format!("{base}index.html")));
            crumbs.extend(spec.crumbs);
            crumbs.push(words(spec.title.as_str()));
        }
        let description = format!("{}：{}年度{}", self.plan.definition.title.inner, year, spec.title);
        Frame {
            nav: nav::<E>(&base, &root, &plan, year, (spec.tab, &spec.path)),
            title: spec.title,
            title_parts: spec.title_parts,
            eyebrow: spec.eyebrow,
            byline: spec.byline,
            path: format!("{plan}/{year}/{}", spec.path),
            root,
            base: Some(base),
            crumbs,
            kind: spec.kind,
            edition: E::NAME,
            published_at: self.published_at(),
            source: source(self.input),
            description,
            wide: spec.wide,
            script: spec.script,
            notices: self.notices::<E>(),
            data_version: self.input.as_of.to_string(),
            digest: grouped(&self.digest, 16),
        }
    }

    /// The true time of publication, only of what was reviewed for it.
    pub(super) fn published_at(&self) -> Option<String> {
        let review = self.now.round.decisions.public_review.as_ref()?;
        if review.disclosure != Disclosure::Proactive {
            return None;
        }
        let key = format!("{}/{}", self.plan.definition.id.as_str(), self.now.round.year);
        filled(self.input.office.site.published.get(&key)).map(str::to_owned)
    }

    fn notices<E: Edition>(&self) -> Arc<[Notice]> {
        let mut notices: Vec<Notice> = E::notice().into_iter().collect();
        if self.now.tables.sample {
            notices.push(sample_notice());
        }
        let corrections = self.corrections();
        if !corrections.is_empty() {
            notices.push(Notice { key: "corrected", heading: "更正", text: corrections.join("；") });
        }
        notices.into()
    }

    /// 更正 after closing, oldest first: when, what, why, by whom. What must not be printed is not, in no
    /// edition; that it is there is said.
    pub(super) fn corrections(&self) -> Vec<String> {
        let Some(closed) = self.now.closed else { return vec![] };
        let mut corrections: Vec<&Located<Correction>> = closed.record.corrections.iter().collect();
        corrections.sort_by_key(|correction| correction.on);
        let found = self.findings_in.get(&closed.file).map(Vec::as_slice).unwrap_or_default();
        let said = |c: &Located<Correction>| {
            let faulty = |finding: &&Diagnostic| {
                finding.severity == Severity::Error && c.place.contains(finding.place)
            };
            if found.iter().any(faulty) {
                return format!("{}，有一项更正，内容有误或不宜公开，改正后列出", c.on);
            }
            format!("{}，{}（原因：{}；{}）", c.on, c.what.trim(), c.why.trim(), c.by.trim())
        };
        corrections.into_iter().map(said).collect()
    }

    /// 汇总截至: of a closed year its day of record; a year that is over says that it is still open.
    pub(super) fn summed_up_to(&self) -> String {
        let state = match () {
            () if self.now.closed.is_some() => "（定稿）",
            () if self.now.progress.moment.is_overrun() => "（尚未定稿）",
            () => "",
        };
        format!("{}{state}", self.input.as_of)
    }

    /// Address of a unit's page.
    pub(super) fn unit_link(&self, base: &str, unit: UnitIndex) -> Link {
        let unit = self.plan.unit(unit);
        link(unit.name.inner.as_str(), format!("{base}units/{}.html", unit.id.key()))
    }

    /// Address of a task's page.
    pub(super) fn task_link(&self, base: &str, task: TaskIndex) -> Link {
        let task = self.plan.task(task);
        link(task.title.inner.as_str(), format!("{base}tasks/{}.html", task.id.key()))
    }

    /// Address of an indicator's page.
    pub(super) fn indicator_link(&self, base: &str, indicator: IndicatorIndex) -> Link {
        let indicator = self.plan.indicator(indicator);
        link(indicator.name.inner.as_str(), format!("{base}indicators/{}.html", indicator.id.key()))
    }

    /// `三、持续深入推进污染防治攻坚`, to its page.
    pub(super) fn section_link(&self, base: &str, at: usize) -> Link {
        let section = &self.plan.definition.sections[at];
        link(section_title(self.plan, at), format!("{base}sections/{}.html", section.id.key()))
    }
}

/// Number and title of a section.
pub(super) fn section_title(plan: &Plan, at: usize) -> String {
    let section = &plan.definition.sections[at];
    numbered(section.number.as_deref(), &section.title)
}

/// `三、…` and `（二）…`: a plain ordinal takes a 顿号, one in brackets or with a dot stands alone.
pub(super) fn numbered(number: Option<&str>, title: &str) -> String {
    match number.map(str::trim).filter(|n| !n.is_empty()) {
        None => title.to_owned(),
        Some(number) if number.ends_with(['）', ')', '.', '、', '．']) => format!("{number}{title}"),
        Some(number) if number.starts_with('第') => format!("{number} {title}"),
        Some(number) => format!("{number}、{title}"),
    }
}

/// The line that stands on everything built from example data.
pub(super) fn sample_notice() -> Notice {
    Notice {
        key: "sample",
        heading: "示例数据",
        text: "任务、责任单位和目标摘自方案原文；进展、数值、状态和报送记录均为示例，仅用于展示，不代表实际工作情况。"
            .to_owned(),
    }
}

/// 来源 of pages and signature of the paper: who signs by the plan; else the office of the settings, where
/// the plan is of its region; else the body that collects. One tool may hold plans of several places, and the
/// office of one never signs for another.
pub(super) fn source(input: &Input<'_>) -> Option<String> {
    let (office, plan) = (input.office, &input.years[input.at].plan.definition);
    let signs = plan.issued_by.as_ref().and_then(|issuer| filled(Some(&issuer.name)));
    let settings = || {
        let names = [&office.office, &office.committee, &office.site.host_unit];
        names.into_iter().find_map(|name| filled(name.as_ref())).filter(|_| office.serves(&plan.region))
    };
    signs.or_else(settings).or_else(|| filled(Some(&plan.reporting.recipient))).map(str::to_owned)
}

/// The site, from the settings.
pub(super) fn site(office: &crate::office::Office) -> Site {
    let own = |text: &Option<String>| filled(text.as_ref()).map(str::to_owned);
    let site = &office.site;
    let host = own(&site.host_unit).or_else(|| own(&office.office));
    let title = own(&site.column).or_else(|| own(&site.name)).unwrap_or_else(|| "方案年度进展".to_owned());
    let items = [
        ("主办单位", host.clone()),
        ("承办单位", own(&site.operating_unit)),
        ("联系方式", own(&site.contact)),
        ("网站标识码", own(&site.id_code)),
        ("ICP备案号", own(&site.icp)),
        ("公安机关备案号", own(&site.police)),
    ];
    Site {
        name: own(&site.name),
        domain: own(&site.domain),
        id_code: own(&site.id_code),
        host_unit: host,
        column: Column {
            name: title.clone(),
            description: own(&site.column_description),
            keywords: own(&site.column_keywords),
            kind: own(&site.column_type),
        },
        title,
        footer_items: items
            .into_iter()
            .filter_map(|(label, value)| value.map(|value| fact(label, value)))
            .collect(),
        base_url: site.root(),
    }
}

/// A term with one plain value.
pub(super) fn fact(label: impl Into<String>, value: impl Into<String>) -> Fact {
    Fact { label: label.into(), values: vec![words(value)] }
}

fn nav<E: Edition>(base: &str, root: &str, plan: &str, year: i32, at: (Tab, &str)) -> Vec<NavItem> {
    let mut tabs = vec![
        (Tab::Overview, "总体情况", "index.html"),
        (Tab::Tasks, "重点任务", "tasks/index.html"),
        (Tab::Indicators, "指标完成", "indicators/index.html"),
        (Tab::Units, "责任单位", "units/index.html"),
        (Tab::Submissions, "报送情况", "submissions.html"),
    ];
    if E::READER == Reader::Office {
        tabs.insert(0, (Tab::Today, "今日要情", "today.html"));
        tabs.push((Tab::Findings, "核对发现", "findings.html"));
    }
    let mut items: Vec<NavItem> = tabs
        .into_iter()
        .map(|(tab, text, path)| NavItem {
            text: text.to_owned(),
            href: format!("{base}{path}"),
            current: match () {
                () if path == at.1 => Some("page"),
                () if tab == at.0 => Some("true"),
                () => None,
            },
        })
        .collect();
    items.push(NavItem {
        text: format!("{year}年度 · 更换年度"),
        href: format!("{root}{plan}/index.html"),
        current: None,
    });
    items
}

/// Address of the n-th part of a page, from 1: the first keeps the address.
pub(super) fn part(stem: &str, page: usize) -> String {
    if page <= 1 { format!("{stem}.html") } else { format!("{stem}.{page}.html") }
}

/// How many parts a list needs; at least one.
pub(super) fn parts(entries: usize) -> usize {
    entries.div_ceil(PAGE).max(1)
}

/// The entries of a part.
pub(super) fn slice<T>(entries: &[T], page: usize) -> &[T] {
    let start = ((page - 1) * PAGE).min(entries.len());
    &entries[start..(start + PAGE).min(entries.len())]
}

/// Where one is; `None` when all stands on one page. `stem` is the file's own name.
pub(super) fn pager(stem: &str, page: usize, entries: usize) -> Option<Pager> {
    let pages = parts(entries);
    if pages == 1 {
        return None;
    }
    let (first, last) = ((page - 1) * PAGE + 1, (page * PAGE).min(entries));
    let links = (1..=pages).map(|n| Link { text: n.to_string(), href: (n != page).then(|| part(stem, n)) });
    Some(Pager {
        page,
        pages,
        text: format!("第{first}—{last}项，共{entries}项"),
        prev: (page > 1).then(|| part(stem, page - 1)),
        next: (page < pages).then(|| part(stem, page + 1)),
        links: links.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_part_keeps_the_address() {
        assert!(pager("rw-1", 1, 100).is_none());
        let second = pager("rw-1", 2, 250).expect("three parts");
        assert_eq!(second.text, "第101—200项，共250项");
        assert_eq!(second.prev.as_deref(), Some("rw-1.html"));
        assert_eq!(second.next.as_deref(), Some("rw-1.3.html"));
        assert_eq!(slice(&(0..250).collect::<Vec<_>>(), 3).len(), 50);
    }

    #[test]
    fn numbers_join_titles_as_papers_write_them() {
        assert_eq!(numbered(Some("三"), "污染防治"), "三、污染防治");
        assert_eq!(numbered(Some("（二）"), "碧水"), "（二）碧水");
        assert_eq!(numbered(Some("第三章"), "任务"), "第三章 任务");
        assert_eq!(numbered(None, "任务"), "任务");
    }
}
