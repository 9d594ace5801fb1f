//! The frame of every page: crumbs, navigation, notices.
//!
//! Takes what a page is; gives its [`Frame`]. All addresses are relative, so that the site works
//! from a disk. Never prints what the settings do not give.

use std::sync::Arc;

use super::cells::{filled, grouped};
use super::links::{fact, link, words};
use super::settled::settled_list;
use super::stage::Stage;
use super::{Input, YearData};
use crate::assess::ReportState;
use crate::diagnostic::{Diagnostic, Severity};
use crate::office::{Corrected, Correction, Unseen};
use crate::plan::{Date, Located};
use crate::report::{Column, Edition, Frame, Link, NavItem, Notice, Site};
use crate::submission::Disclosure;
use crate::wording::summary::title as set;
use crate::wording::{self, Reader};

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

/// The frame of a page of the plan-year.
pub(super) fn frame<E: Edition>(stage: &Stage<'_>, spec: Spec) -> Frame {
    let base = "../".repeat(spec.path.matches('/').count());
    let root = format!("{base}../../");
    let plan = stage.plan.key();
    let year = stage.now.round.year;
    let name = name(stage, &spec);
    let mut crumbs = vec![
        link("首页", format!("{root}index.html")),
        link(set(&stage.plan.definition.title), format!("{root}{plan}/index.html")),
    ];
    if spec.path == "index.html" {
        crumbs.push(words(format!("{year}年度")));
    } else {
        crumbs.push(link(format!("{year}年度"), format!("{base}index.html")));
        crumbs.extend(spec.crumbs);
        crumbs.push(words(spec.title.as_str()));
    }
    // The title of the report names its year itself.
    let year_of = format!("{year}年度");
    let own = spec.title.strip_prefix(&year_of).unwrap_or(&spec.title);
    let description = format!("{}：{year_of}{own}", set(&stage.plan.definition.title));
    Frame {
        name,
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
        published_at: published_at(stage),
        source: publisher(stage.input),
        description,
        wide: spec.wide,
        script: spec.script,
        notices: notices::<E>(stage),
        data_version: content_day(stage.now, stage.input.as_of).to_string(),
        corrected_on: corrected_on(stage).map(|on| on.to_string()),
        digest: grouped(&stage.digest, 16),
    }
}

/// Page, plan, year and place; what an earlier part says itself is not said again.
fn name(stage: &Stage<'_>, spec: &Spec) -> String {
    let plan = &stage.plan.definition;
    let mut name = spec.title.clone();
    name.push_str(&part_of_list(&spec.path));
    for more in [&set(&plan.title), &format!("{}年度", stage.now.round.year), &plan.region] {
        if !name.contains(more.trim()) {
            name.push_str(" - ");
            name.push_str(more.trim());
        }
    }
    name
}

/// （第2页）of a list that goes on: its further parts have a number before their ending.
fn part_of_list(path: &str) -> String {
    let part = path.strip_suffix(".html").and_then(|stem| stem.rsplit_once('.'));
    part.map(|(_, number)| format!("（第{number}页）")).unwrap_or_default()
}

/// The true time of publication, only of what was reviewed for it.
pub(super) fn published_at(stage: &Stage<'_>) -> Option<String> {
    let review = stage.now.round.decisions.public_review.as_ref()?;
    if review.disclosure != Disclosure::Proactive {
        return None;
    }
    let key = format!("{}/{}", stage.plan.definition.id.as_str(), stage.now.round.year);
    filled(stage.input.office().site.published.get(&key)).map(str::to_owned)
}

fn notices<E: Edition>(stage: &Stage<'_>) -> Arc<[Notice]> {
    let mut notices: Vec<Notice> = E::notice().into_iter().collect();
    if stage.now.tables.sample {
        notices.push(sample_notice());
    }
    notices.extend(running(stage));
    let mut corrections = corrections(stage);
    let unseen = stage.now.unseen.iter().filter(|unseen| !unseen.is_review);
    corrections.extend(unseen.map(|unseen| unseen_correction(stage, unseen)));
    if !corrections.is_empty() {
        notices.push(Notice { key: "corrected", heading: "更正", text: corrections.join("；") });
    }
    notices.extend(settled_list(stage).cloned());
    notices.into()
}

/// That the round still runs: some have time to report, and nobody has reviewed or closed what there is.
fn running(stage: &Stage<'_>) -> Option<Notice> {
    let units = &stage.now.progress.units;
    let waiting = units.iter().filter(|unit| unit.state() == ReportState::NotYetDue).count();
    let is_settled = stage.now.closed.is_some() || stage.now.round.decisions.public_review.is_some();
    let day = content_day(stage.now, stage.input.as_of);
    (waiting > 0 && !is_settled).then(|| Notice {
        key: "running",
        heading: "起草中",
        text: wording::running(stage.now.round.year, day, (units.len(), waiting)),
    })
}

/// The day of the last correction that counts.
fn corrected_on(stage: &Stage<'_>) -> Option<Date> {
    stage.now.closed?.corrections_of_content().map(|correction| correction.on).max()
}

/// 更正 after closing, oldest first: when, what, why, by whom. What must not be printed is not, in no
/// edition; that it is there is said.
fn corrections(stage: &Stage<'_>) -> Vec<String> {
    let Some(closed) = stage.now.closed else { return vec![] };
    let mut corrections: Vec<&Located<Correction>> = closed.corrections_of_content().collect();
    corrections.sort_by_key(|correction| correction.on);
    let found = stage.findings_in.get(&closed.file).map(Vec::as_slice).unwrap_or_default();
    let said = |c: &Located<Correction>| {
        let faulty =
            |finding: &&Diagnostic| finding.severity == Severity::Error && c.place.contains(finding.place);
        if found.iter().any(faulty) {
            return format!("{}，有一项更正，内容有误或不宜公开，改正后列出", c.on);
        }
        format!("{}，{}（原因：{}；{}）", c.on, c.what.trim(), c.why.trim(), c.by.trim())
    };
    corrections.into_iter().map(said).collect()
}

/// A correction of an earlier year that this one was closed before: what it says is printed where it may be.
fn unseen_correction(stage: &Stage<'_>, unseen: &Unseen) -> String {
    let found = stage.findings_in.get(&unseen.what.place.file()).map(Vec::as_slice).unwrap_or_default();
    let faulty = |finding: &&Diagnostic| {
        finding.severity == Severity::Error && unseen.what.place.contains(finding.place)
    };
    let what = match found.iter().any(faulty) {
        true => String::new(),
        false => format!("：{}", unseen.what.trim()),
    };
    let (year, on) = (unseen.year, Date(unseen.on));
    let then = match unseen.before {
        Corrected::Known => "本年度仍按定稿时的材料，不随之改动".to_owned(),
        Corrected::ByDay => {
            "本年度按其中注明在定稿以前作出的决定列示，更正撤去的以前的决定已无从知道".to_owned()
        }
        Corrected::Gone => format!("更正以前的材料已不在，本年度与{year}年度的比较不再采用这份材料"),
    };
    format!("{year}年度报告在本年度定稿以后（{on}）有更正{what}；{then}")
}

/// 汇总截至: of a closed year its day of record; a year that is over says to the office that it is still open.
pub(super) fn summed_up_to<E: Edition>(stage: &Stage<'_>) -> String {
    let state = match () {
        () if stage.now.closed.is_some() => "（定稿）",
        // What has its day of publication is no draft to its readers.
        () if published_at(stage).is_some() => "",
        () if stage.now.progress.moment.is_overrun() && !E::PUBLISHED => "（尚未定稿）",
        () => "",
    };
    format!("{}{state}", content_day(stage.now, stage.input.as_of))
}

/// The day from which on the pages say what they say. Of a year that is over and not closed it is the day on which the
/// last of it came, was decided or fell due: the day on which somebody makes the pages again says nothing of what is on
/// them, and on a day before the last of these they said something else.
pub(super) fn content_day(year: &YearData<'_>, as_of: Date) -> Date {
    let moment = &year.progress.moment;
    if year.closed.is_some() || !moment.is_overrun() {
        return as_of;
    }
    // Who has not handed in is 未报 from the day after the deadline on.
    let silent = year.progress.units.iter().filter(|unit| unit.past_due && unit.received_on.is_none());
    let missed = silent.filter_map(|unit| unit.deadline.end.date_naive().succ_opt());
    let fell_due = missed.chain([moment.judged.date_naive()]).max().map(Date);
    last_day(year).max(fell_due).map_or(as_of, |day| day.min(as_of))
}

fn last_day(year: &YearData<'_>) -> Option<Date> {
    let came = year.progress.units.iter().flat_map(|unit| {
        let at = unit.accepted_at.or(unit.last_received).map(|at| at.date_naive());
        [at, unit.received_on, unit.last_on, unit.paper_on]
    });
    let of = &year.round.decisions;
    let decided = of.choices.iter().map(|one| one.on).chain(of.overrides.iter().map(|one| one.on));
    let decided =
        decided.chain(of.verdicts.iter().map(|one| one.on)).chain(of.accepts.iter().map(|one| one.on));
    let decided = decided.chain(of.public_review.iter().map(|one| one.on));
    came.flatten().map(Date).chain(decided).max()
}

/// The line that stands on everything built from example data.
pub(super) fn sample_notice() -> Notice {
    Notice {
        key: "sample",
        heading: "示例数据",
        text: "任务、责任单位和目标摘自印发的原文；进展、数值、状态和报送记录均为示例，仅用于展示，不代表实际工作情况。"
            .to_owned(),
    }
}

/// 来源 of pages and signature of the paper: who signs by the plan; else the office of the settings, where
/// the plan is of its region; else the body that collects. One tool may hold plans of several places, and the
/// office of one never signs for another.
pub(super) fn publisher(input: &Input<'_>) -> Option<String> {
    let (office, plan) = (input.office(), &input.years[input.at].plan.definition);
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
