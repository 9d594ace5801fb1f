//! The page of an indicator.
//!
//! Takes an indicator with its standing; gives its page. Never decides how it stands.

use super::amended;
use super::figures::Measured;
use super::frame::{Spec, Tab, frame};
use super::judgement::{key_figures, lead, reason, trace};
use super::links::{fact, indicator_link, link, task_link, words};
use super::reporters::{indicator_note, reporters};
use super::series::series;
use super::settled::{settled_list, settled_notice};
use super::sources::records;
use super::stage::Stage;
use super::tags::indicator_kind;
use super::year_rows::year_rows;
use crate::plan::{Combine, Direction, IndicatorIndex, Level, UnitKind};
use crate::report::{Edition, Fact, Frame, IndicatorPage, Link, TargetRow};
use crate::submission::SubmissionIndex;
use crate::wording::{self, Reader};

const BASE: &str = "../";

/// All indicators' pages.
pub(super) fn indicator_pages<E: Edition>(stage: &Stage<'_>) -> Vec<IndicatorPage<E>> {
    let all = stage.plan.definition.indicators.len();
    (0..all)
        .map(|at| {
            let neighbour = |at: Option<usize>| {
                at.filter(|&at| at < all).map(|at| indicator_link(stage, BASE, IndicatorIndex(at)))
            };
            let measured = Measured::of(stage, IndicatorIndex(at));
            indicator_page(&measured, neighbour(at.checked_sub(1)), neighbour(Some(at + 1)))
        })
        .collect()
}

/// Whether counties alone are asked.
fn are_counties(measured: &Measured<'_, '_>) -> bool {
    let plan = measured.stage.plan;
    plan.reporters(measured.index).iter().all(|unit| plan.unit(*unit).kind == UnitKind::County)
}

fn indicator_page<E: Edition>(
    measured: &Measured<'_, '_>,
    prev: Option<Link>,
    next: Option<Link>,
) -> IndicatorPage<E> {
    let (reporters, mut drawn_on) = reporters::<E>(measured);
    drawn_on.extend(value_files(measured));
    IndicatorPage {
        id: measured.indicator.id.as_str().to_owned(),
        frame: indicator_frame::<E>(measured),
        standing: measured.tag(),
        standing_text: reason::<E>(measured),
        lead: lead::<E>(measured),
        figures: key_figures::<E>(measured),
        series: series(measured),
        rows: year_rows(measured),
        reporters,
        reporters_heading: match measured.indicator.level {
            // A department that is asked beside counties is none of them.
            Level::County if are_counties(measured) => format!("各{}数值", measured.stage.plan.county_word()),
            Level::County => "各填报单位数值".to_owned(),
            Level::City => "填报单位数值".to_owned(),
        },
        basis: basis_facts::<E>(measured),
        targets: target_rows(measured),
        trace: trace::<E>(measured),
        sources: records(measured.stage, BASE, drawn_on),
        prev,
        next,
        internal: E::only(|| indicator_note(measured)),
    }
}

/// Files of the value, and of last year's final one: who gives that need not have one of this year.
fn value_files(measured: &Measured<'_, '_>) -> impl Iterator<Item = SubmissionIndex> {
    let last = measured.stage.figures(measured.index).last_year.as_ref();
    measured.value().into_iter().chain(last).flat_map(|value| value.sources.iter().map(|at| at.submission))
}

fn indicator_frame<E: Edition>(measured: &Measured<'_, '_>) -> Frame {
    let indicator = measured.indicator;
    let path = format!("indicators/{}.html", indicator.id.key());
    let mut spec = Spec::article(path, indicator.name.inner.clone(), Tab::Indicators);
    // What decisions name it by; nobody else does.
    spec.eyebrow.extend((E::READER == Reader::Office).then(|| words(indicator.id.as_str())));
    spec.eyebrow.extend(indicator.group.as_deref().map(words));
    // What is measured by nothing goes neither up nor down.
    spec.eyebrow.extend((!measured.in_words()).then(|| {
        words(match indicator.direction.inner {
            Direction::Up => "越高越好",
            Direction::Down => "越低越好",
            Direction::Keep => "保持类指标",
            Direction::Range => "区间类指标",
        })
    }));
    spec.byline = vec![words(format!("{}年度", measured.stage.now.round.year))];
    let task = indicator.task.as_ref().and_then(|id| measured.stage.plan.task_by_id(id.as_str()));
    if let Some(task) = task {
        spec.byline.push(task_link(measured.stage, BASE, task));
    }
    spec.byline.push(words(format!("填报单位：{}", measured.units_text())));
    spec.crumbs = vec![link("指标完成情况表", "index.html")];
    let mut frame = frame::<E>(measured.stage, spec);
    if let Some(notice) = settled_notice(measured) {
        // Its own stands in the place of the list of all.
        let list = settled_list(measured.stage);
        let others = frame.notices.iter().filter(|notice| Some(*notice) != list).cloned();
        frame.notices = others.chain([notice]).collect();
    }
    frame
}

fn basis_facts<E: Edition>(measured: &Measured<'_, '_>) -> Vec<Fact> {
    let value = measured.value();
    let own = |text: Option<&String>| text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
    let basis = own(value.and_then(|v| v.basis.as_ref())).or_else(|| own(measured.indicator.basis.as_ref()));
    // Where there is no figure of the whole, those who reported say what theirs are.
    let figures = &measured.stage.figures(measured.index).figures;
    let apart = figures.iter().filter_map(|figure| own(figure.value()?.basis.as_ref())).next().is_some();
    let none = if apart { "由各填报单位分别注明" } else { "方案和填报均未注明" };
    let mut facts = vec![fact("口径", basis.unwrap_or_else(|| none.to_owned()))];
    if let Some(standard) = own(value.and_then(|v| v.standard.as_ref())) {
        facts.push(fact("执行标准", standard));
    }
    if measured.indicator.kind.is_some() {
        facts.push(fact("指标属性", indicator_kind(measured.indicator.kind)));
    }
    facts.push(fact("填报单位", measured.units_text()));
    if measured.indicator.level == Level::County {
        facts.push(fact("汇总方式", combine_text(measured.indicator.combine.inner)));
    }
    if !measured.in_words() {
        facts.push(fact(
            "修约",
            match measured.indicator.decimals {
                Some(_) => format!(
                    "按GB/T 8170，保留{}位小数，不足以看出与目标的比较结果的多保留几位",
                    measured.standing.digits
                ),
                None => "按填报的位数列示".to_owned(),
            },
        ));
    }
    facts.extend(amended::of_indicator::<E>(measured.stage, measured.index));
    facts
}

fn target_rows(measured: &Measured<'_, '_>) -> Vec<TargetRow> {
    measured
        .indicator
        .targets
        .iter()
        .enumerate()
        .map(|(at, target)| TargetRow {
            year: target.year.map_or_else(|| "长期".to_owned(), |year| format!("{year}年")),
            text: wording::bound_in_words(&wording::target_said(measured.indicator, target)),
            scope: wording::target_scope(measured.stage.plan, target),
            quote: target.quote.as_ref().map(|q| q.inner.clone()),
            current: measured.standing.course.reference == Some(at),
        })
        .collect()
}

fn combine_text(how: Combine) -> &'static str {
    match how {
        Combine::None => "分单位列示，不汇总",
        Combine::Sum => "各单位求和",
        Combine::Ratio => "分子之和÷分母之和，不取百分比的平均",
        Combine::Mean => "各单位算术平均，不加权",
        Combine::Min => "取各单位最小值",
        Combine::Max => "取各单位最大值",
        Combine::EachMeets => "逐个判定",
    }
}
