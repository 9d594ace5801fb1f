//! The pages above the plan-years: all plans, and one plan with its years.
//!
//! Takes all plans with their years; gives two kinds of pages. Never says more of a year than its
//! own overview.

use super::cells::{DASH, filled, joined};
use super::frame::{content_day, sample_notice, site};
use super::judged::{Judged, count_judged};
use super::links::{fact, link, numbered, section_title, words};
use super::tags::{
    BEHIND, COMPLETED, NOT_APPLICABLE, NOT_STARTED, ON_TRACK, ONGOING, OVERDUE, count_tasks, is_asked,
    judgement, side_by_side, state, unit_kind,
};
use super::{PlanYears, YearData};
use crate::assess::{State, TaskStatus};
use crate::measure::printed;
use crate::office::Office;
use crate::plan::{Date, IndicatorIndex, Plan, UnitIndex, UnitKind};
use crate::report::{
    Count, Edition, Fact, Frame, Home, KeyRow, Link, Notice, PlanCard, PlanHome, PlanIndicator, PlanSection,
    PlanTask, PlanYear, YearCard,
};
use crate::submission::Disclosure;
use crate::wording::summary::title as set;
use crate::wording::{self, Reader};

/// 方案与年度: all plans, the newest years first.
pub fn home<E: Edition>(plans: &[PlanYears<'_>], office: &Office, as_of: Date) -> Home {
    let site = site(office);
    let sample = plans.iter().any(is_sample);
    let as_of = newest(plans, as_of);
    let frame = outer_frame::<E>("index.html", "方案与年度", vec![], office, as_of, sample);
    Home {
        frame,
        lead: lead(plans),
        plans: newest_first(plans).into_iter().map(|plan| plan_card(plan, office)).collect(),
        no_years: E::NO_YEARS,
        key: key(),
        reading: reading(),
        site,
    }
}

/// Those with the newest year first, then those of which there is no year to read; else in the order given.
fn newest_first<'p, 'a>(plans: &'p [PlanYears<'a>]) -> Vec<&'p PlanYears<'a>> {
    let mut plans: Vec<&PlanYears<'_>> = plans.iter().collect();
    let newest = |of: &PlanYears<'_>| with_pages(of).last().map(|year| year.round.year);
    plans.sort_by_key(|of| std::cmp::Reverse(newest(of)));
    plans
}

/// One plan with its years.
pub fn plan_home<E: Edition>(of: &PlanYears<'_>, office: &Office, as_of: Date) -> PlanHome {
    let plan = of.plan;
    let path = format!("{}/index.html", plan.key());
    let title = &set(&plan.definition.title);
    let crumbs = vec![link("首页", "../index.html"), words(title.as_str())];
    let as_of = newest(std::slice::from_ref(of), as_of);
    let mut frame = outer_frame::<E>(&path, title, crumbs, office, as_of, is_sample(of));
    if !title.contains(plan.definition.region.trim()) {
        frame.name = format!("{title} - {}", plan.definition.region.trim());
    }
    let latest = with_pages(of).last();
    PlanHome {
        site: site(office),
        frame,
        facts: plan_facts(plan),
        duty: duty(plan, E::READER),
        years: with_pages(of).rev().map(|year| year_card(of, year, "", office)).collect(),
        no_years: E::NO_YEARS,
        sections: plan_sections(plan, latest),
        indicators: plan.indicators().map(|(index, _)| plan_indicator(plan, index, latest)).collect(),
        history: history(of),
        amendments: plan
            .definition
            .amendments
            .iter()
            .map(|amendment| wording::amended_since(amendment))
            .collect(),
    }
}

/// The years of which the edition has pages, ascending.
fn with_pages<'a>(of: &PlanYears<'a>) -> impl DoubleEndedIterator<Item = &'a YearData<'a>> {
    of.years.iter().filter(|year| year.has_pages)
}

/// The day up to which the years hold something; without any, that of the run.
fn newest(plans: &[PlanYears<'_>], as_of: Date) -> Date {
    let years = plans.iter().flat_map(|of| with_pages(of));
    years.map(|year| content_day(year, Date(year.progress.moment.seen_on()))).max().unwrap_or(as_of)
}

fn is_sample(of: &PlanYears<'_>) -> bool {
    with_pages(of).any(|year| year.tables.sample)
}

fn outer_frame<E: Edition>(
    path: &str,
    title: &str,
    crumbs: Vec<Link>,
    office: &Office,
    as_of: Date,
    sample: bool,
) -> Frame {
    let mut notices: Vec<Notice> = E::notice().into_iter().collect();
    if sample {
        notices.push(sample_notice());
    }
    Frame {
        title: title.to_owned(),
        name: if path == "index.html" { String::new() } else { title.to_owned() },
        title_parts: vec![],
        eyebrow: vec![],
        byline: vec![],
        root: "../".repeat(path.matches('/').count()),
        path: path.to_owned(),
        base: None,
        crumbs,
        nav: vec![],
        kind: if path == "index.html" { "home" } else { "list" },
        edition: E::NAME,
        published_at: None,
        source: filled(office.office.as_ref()).map(str::to_owned),
        description: title.to_owned(),
        wide: false,
        script: false,
        notices: notices.into(),
        data_version: as_of.to_string(),
        corrected_on: None,
        digest: String::new(),
    }
}

fn lead(plans: &[PlanYears<'_>]) -> String {
    match plans {
        [] => "尚未登记方案。".to_owned(),
        [only] => {
            let r = &only.plan.definition.reporting;
            let due = r.due.inner;
            format!(
                "有关单位每年{}月{}日前报送{}，由{}汇总后在本栏目列出。",
                due.month, due.day, r.subject, r.recipient
            )
        }
        many => format!("共{}个方案。各方案的报送要求、年度报告和历年变化分别列出。", many.len()),
    }
}

fn plan_card(of: &PlanYears<'_>, office: &Office) -> PlanCard {
    let key = of.plan.key();
    let base = format!("{key}/");
    PlanCard {
        anchor: format!("p-{key}"),
        link: link(set(&of.plan.definition.title), format!("{key}/index.html")),
        facts: plan_facts(of.plan),
        years: with_pages(of).rev().map(|year| year_card(of, year, &base, office)).collect(),
    }
}

fn plan_facts(plan: &Plan) -> Vec<Fact> {
    let d = &plan.definition;
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| DASH.to_owned());
    let horizon: Vec<String> = d.horizon.iter().map(|year| format!("{year}年")).collect();
    let reporting: Vec<UnitIndex> = plan.reporting_units().collect();
    let of = |kind: UnitKind| reporting.iter().filter(|unit| plan.unit(**unit).kind == kind).count();
    let others = reporting.len() - of(UnitKind::County) - of(UnitKind::Department);
    let kinds = [
        (plan.county_word(), of(UnitKind::County)),
        (unit_kind(plan, UnitKind::Department), of(UnitKind::Department)),
        ("其他", others),
    ];
    let kinds = kinds.iter().filter(|(_, n)| *n > 0).map(|(word, n)| format!("{word}{n}家"));
    let units = kinds.collect::<Vec<_>>().join("，");
    let mut facts = vec![
        fact("地区", d.region.as_str()),
        fact("发文机关", or_dash(d.issuer.clone())),
        fact("发文字号", or_dash(d.document.number.clone())),
        fact("索引号", or_dash(d.document.index_number.clone())),
        fact("成文日期", or_dash(d.document.adopted.map(|date| date.to_string()))),
        fact("发布日期", or_dash(d.document.published.map(|date| date.to_string()))),
        fact("目标年份", if horizon.is_empty() { DASH.to_owned() } else { horizon.join("、") }),
        fact("任务和指标", format!("任务{}项，指标{}项", plan.tasks().count(), d.indicators.len())),
        fact("报送单位", if units.is_empty() { DASH.to_owned() } else { units }),
    ];
    if let Some(supersedes) = &d.supersedes {
        facts.push(fact("替代方案", supersedes.as_str()));
    }
    facts
}

fn duty(plan: &Plan, reader: Reader) -> Vec<Fact> {
    let r = &plan.definition.reporting;
    let due = r.due.inner;
    let inclusive = if r.inclusive { "（含当日）" } else { "（不含当日）" };
    let mut facts = vec![
        fact("报送内容", r.subject.as_str()),
        fact("报送时限", format!("每年{}月{}日前{inclusive}", due.month, due.day)),
        fact("报送对象", r.recipient.as_str()),
    ];
    if !r.forwarded_to.is_empty() {
        facts.push(fact("汇总后报告", r.forwarded_to.join("、")));
    }
    let own = |text: &Option<String>| text.clone().filter(|t| !t.trim().is_empty());
    facts.extend(own(&r.clause).map(|clause| fact("条款", clause)));
    facts.extend(r.quote.as_ref().map(|quote| fact("原文", set(&quote.inner))));
    // What the office notes for itself.
    let note = own(&r.note).filter(|_| reader == Reader::Office);
    facts.extend(note.map(|note| fact("说明", note)));
    facts
}

fn year_card(of: &PlanYears<'_>, year: &YearData<'_>, base: &str, office: &Office) -> YearCard {
    let number = year.round.year;
    let counts = &year.progress.unit_counts;
    let open = year.round.submissions.is_empty();
    let key = format!("{}/{number}", of.plan.definition.id.as_str());
    let reviewed = year
        .round
        .decisions
        .public_review
        .as_ref()
        .is_some_and(|review| review.disclosure == Disclosure::Proactive);
    let published = filled(office.site.published.get(&key)).filter(|_| reviewed);
    let mut lines = vec![];
    if open {
        lines.push(format!("应报{}家，尚未收到报送材料", counts.expected));
        lines.push(format!("截止{}", year.progress.deadline.text));
    } else {
        lines.push(format!("应报{}家，已报{}家", counts.expected, counts.received));
        let forms = year.round.submissions.iter().filter_map(|s| s.form.as_ref());
        let as_of = forms.filter_map(|form| form.as_of.as_ref()).map(|day| day.inner).max();
        lines.extend(as_of.map(|day| format!("数据截至{day}")));
        lines.extend(published.map(|at| format!("{at} 发布")));
    }
    YearCard {
        link: link(format!("{number}年度"), format!("{base}{number}/index.html")),
        state: match () {
            () if open => "open",
            () if published.is_some() => "published",
            () => "draft",
        },
        count: (!open).then(|| count_tasks(year.progress.tasks.iter())),
        lines,
    }
}

/// Linked to the latest year's pages, where that year's plan has them.
fn plan_sections(plan: &Plan, latest: Option<&YearData<'_>>) -> Vec<PlanSection> {
    let to = |path: String, text: String, has: &dyn Fn(&Plan) -> bool| match latest {
        Some(year) if has(year.plan) => link(text, format!("{}/{path}", year.round.year)),
        _ => words(text),
    };
    let mut sections: Vec<PlanSection> = plan
        .definition
        .sections
        .iter()
        .enumerate()
        .map(|(at, section)| PlanSection {
            link: to(format!("sections/{}.html", section.id.key()), section_title(plan, at), &|then| {
                then.definition.sections.iter().any(|other| other.id.key() == section.id.key())
            }),
            tasks: vec![],
        })
        .collect();
    for (task, _, definition) in plan.tasks() {
        let units: Vec<&str> =
            plan.assigned(task).iter().map(|(unit, _)| plan.unit(*unit).name.inner.as_str()).collect();
        sections[plan.section_of(task).0].tasks.push(PlanTask {
            id: definition.id.as_str().to_owned(),
            link: to(
                format!("tasks/{}.html", definition.id.key()),
                numbered(definition.number.as_deref(), &set(&definition.title)),
                &|then| then.task_by_id(definition.id.as_str()).is_some(),
            ),
            units_text: joined(&units),
            also: plan.also_called(plan.assigned(task).iter().map(|(unit, _)| *unit)),
            due: definition.due.inner.chinese(),
        });
    }
    sections
}

fn plan_indicator(plan: &Plan, index: IndicatorIndex, latest: Option<&YearData<'_>>) -> PlanIndicator {
    let indicator = plan.indicator(index);
    let units: Vec<&str> = indicator
        .reported_by
        .iter()
        .filter_map(|id| plan.unit_named(id.as_str()))
        .map(|unit| plan.unit(unit).name.inner.as_str())
        .collect();
    let name = indicator.name.inner.clone();
    PlanIndicator {
        link: match latest {
            Some(year) if year.plan.indicator_by_id(indicator.id.as_str()).is_some() => {
                link(name, format!("{}/indicators/{}.html", year.round.year, indicator.id.key()))
            }
            _ => words(name),
        },
        unit_of_measure: indicator.unit_of_measure.clone().unwrap_or_else(|| DASH.to_owned()),
        baseline: indicator
            .baseline
            .as_ref()
            .map_or_else(|| DASH.to_owned(), |b| format!("{}（{}年）", printed(b.value.inner.value), b.year)),
        targets: indicator
            .targets
            .iter()
            .map(|target| {
                let year = target.year.map(|year| format!("{year}年")).unwrap_or_default();
                format!("{year}{}", wording::bound_in_words(&wording::target_said_short(indicator, target)))
            })
            .collect(),
        units_text: joined(&units),
    }
}

/// All years with pages, the newest first, with the states that one of them has.
fn history(of: &PlanYears<'_>) -> Vec<PlanYear> {
    let mut years: Vec<PlanYear> = with_pages(of).rev().map(plan_year).collect();
    side_by_side(years.iter_mut().map(|year| &mut year.count));
    years
}

fn plan_year(year: &YearData<'_>) -> PlanYear {
    let counts = &year.progress.unit_counts;
    PlanYear {
        link: link(format!("{}年度", year.round.year), format!("{}/index.html", year.round.year)),
        count: count_tasks(year.progress.tasks.iter()),
        indicators: indicator_count(year),
        reported: format!("{}/{}", counts.received, counts.expected),
    }
}

fn key() -> Vec<KeyRow> {
    let row = |tag, meaning, counted| KeyRow { tag, meaning, counted };
    vec![
        row(COMPLETED, "填报为已完成", "计入"),
        row(state(State::Is(TaskStatus::Ahead)), "超过进度要求", "计入"),
        row(ON_TRACK, "达到进度要求", "计入"),
        row(BEHIND, "低于进度要求，尚未超过完成时限", "计入"),
        row(OVERDUE, "已过完成时限，尚未完成", "计入"),
        row(NOT_STARTED, "尚未开展；有的单位尚未开展、有的已经开展的，为“部分单位未启动”", "计入"),
        row(ONGOING, "没有截止日期，持续开展", "不计入"),
        row(NOT_APPLICABLE, "应填报的单位均不涉及，或者均为零报告", "有完成时限的计入"),
        row(
            state(State::NoProgress),
            "填报的均为无进展；均为尚未统计的为“尚未统计”，两者都有的合称",
            "有完成时限的计入",
        ),
        row(state(State::OthersSilent), "已填报的单位均不涉及，其余单位没有填报", "有完成时限的计入"),
        row(state(State::Questioned), "填报待核实或者待补正，可能改变总体情况", "有完成时限的计入"),
        row(
            state(State::Is(TaskStatus::NoAnswer)),
            "应填报的单位均没有填报；“没有安排单位填报”“未明确填报单位”的，没有应填报的单位",
            "有完成时限的计入",
        ),
    ]
}

fn reading() -> Vec<Fact> {
    vec![
        fact(
            "指标判定",
            "达标，是完成值与目标的比较；好于或差于时序多少，是完成值与时序值的差；提前或落后的年数，是目标路径上出现当前数值的年份与本年的差。三者分别给出，不合并为一个分数。时段、口径、执行标准版本不同的数值，不作同比。",
        ),
        fact(
            "数据状态",
            "每年12月报送的数值多为1—11月初步数，次年经主管部门审定后更新为终值。页面在每个数值旁注明时段和状态。",
        ),
        fact(
            "来源",
            "每条进展和每个数值都注明报送单位，并给出报送件的校验码，可以追溯到原始报送件；在报送件中的行号见数据文件。",
        ),
    ]
}

/// Indicators of a year by judgement, for histories: as its own pages count them.
fn indicator_count(year: &YearData<'_>) -> Count {
    let all = year.progress.indicators.iter().zip(&year.tables.indicators);
    let judged = all.map(|(standing, record)| Judged {
        tag: judgement(standing, record),
        is_settled: wording::is_settled(standing),
        is_asked: is_asked(standing, record),
    });
    count_judged(&judged.collect::<Vec<_>>())
}
