//! 总体情况: the figures of a plan-year, section by section and against last year.
//!
//! Takes counts and standings; gives the first page. Never counts what its pages do not show.

use super::cells::{DASH, filled};
use super::changes::{changes, plan_change_note, year_on_year};
use super::downloads::downloads;
use super::figures::Measured;
use super::findings::findings_text;
use super::frame::{Spec, Tab, frame, published_at, publisher, summed_up_to};
use super::headline::{indicator_figures, submission_figures, task_figures, value_note};
use super::letter::report_title;
use super::links::{fact, indicator_link, link, section_link, words};
use super::mini::mini;
use super::open_matters::open_matters;
use super::paper::in_short;
use super::stage::Stage;
use super::tags::{beside_state, count_words, side_by_side, task_state};
use crate::plan::TaskIndex;
use crate::report::{
    Count, Edition, Empty, EmptyTarget, Fact, HeatCell, IndicatorTable, Link, Mini, OfficeText, Overview,
    OverviewNote, SectionStrip, StripCell, SubmissionFigures,
};
use crate::submission::Disclosure;
use crate::wording::summary::{in_marks, title as set};

/// What the pages of an edition hold, counted from the pages themselves.
#[derive(Debug, Clone, Copy)]
pub(super) struct Covered {
    pub(super) tasks: usize,
    pub(super) units: usize,
    pub(super) indicators: usize,
}

/// The first page.
pub(super) fn overview<E: Edition>(
    stage: &Stage<'_>,
    covered: Covered,
    table: &IndicatorTable<E>,
) -> Overview<E> {
    let (title, title_parts) = report_title(stage);
    let mut spec = Spec::article("index.html", title, Tab::Overview);
    spec.title_parts = title_parts;
    spec.eyebrow =
        vec![link(set(&stage.plan.definition.title), format!("../../{}/index.html", stage.plan.key()))];
    spec.byline = byline::<E>(stage);
    let tasks = task_figures(stage);
    let indicators = indicator_figures(stage);
    let submissions = submission_figures(stage);
    let minis: Vec<Mini<E>> =
        stage.plan.indicators().map(|(index, _)| mini(&Measured::of(stage, index), "")).collect();
    Overview {
        frame: frame::<E>(stage, spec),
        empty: (stage.now.round.submissions.is_empty()).then(|| empty(stage)),
        words: OfficeText::default(),
        summary: summary(stage, &submissions, table),
        value_note: value_note(stage),
        coverage_note: coverage_note(stage, covered),
        catalogue: catalogue::<E>(stage),
        files: downloads::<E>(stage, ""),
        submissions,
        tasks,
        indicators,
        unvalued: count_words(minis.iter().filter(|mini| !mini.shown.present).map(|mini| mini.standing)),
        minis,
        sections: section_strips(stage),
        changes: changes::<E>(stage),
        year_on_year: year_on_year::<E>(stage),
        plan_change_note: plan_change_note(stage),
        internal: E::only(|| overview_note(stage)),
    }
}

fn byline<E: Edition>(stage: &Stage<'_>) -> Vec<Link> {
    let mut byline = vec![];
    byline.extend(published_at(stage).map(|at| words(format!("发布时间：{at}"))));
    byline.extend(publisher(stage.input).map(|s| words(format!("来源：{s}"))));
    byline.extend(stage.data_as_of().map(words));
    byline.push(words(format!("汇总截至：{}", summed_up_to::<E>(stage))));
    byline
}

fn empty(stage: &Stage<'_>) -> Empty {
    let counts = &stage.now.progress.unit_counts;
    let targets = stage.plan.indicators().map(|(index, indicator)| {
        let target = Measured::of(stage, index).target();
        let note = target.note().map(|n| format!("（{n}）")).unwrap_or_default();
        EmptyTarget {
            link: indicator_link(stage, "", index),
            target_text: format!("{}{note}", target.in_words()),
            units_text: stage
                .names(indicator.reported_by.iter().filter_map(|id| stage.plan.unit_named(id.as_str()))),
        }
    });
    Empty {
        heading: "本年度尚未收到报送材料".to_owned(),
        text: format!(
            "应报{}家，已报0家。报送截止时间为{}。汇总审核后在本页发布。",
            counts.expected, stage.now.progress.deadline.text
        ),
        last: stage.last.map(|(last, _)| {
            let year = last.round.year;
            last.to_page(format!("查看{year}年度工作情况"), format!("../{year}/index.html"))
        }),
        targets: targets.collect(),
    }
}

fn summary<E: Edition>(stage: &Stage<'_>, s: &SubmissionFigures, table: &IndicatorTable<E>) -> String {
    let year = stage.now.round.year;
    if stage.now.round.submissions.is_empty() {
        return format!("{year}年度应报{}家，尚未收到报送材料。", s.expected);
    }
    // Counted once: the paper says the same.
    let [tasks, goals] = in_short(stage, table);
    format!("{year}年度应报{}家，{}。{tasks}{goals}", s.expected, s.count.words("家"))
}

fn coverage_note(stage: &Stage<'_>, covered: Covered) -> String {
    format!(
        "方案任务{}项，本报告列{}项；方案指标{}项，本报告列{}项；方案单位{}家，本报告列{}家。",
        stage.tasks,
        covered.tasks,
        stage.plan.definition.indicators.len(),
        covered.indicators,
        stage.plan.definition.units.len(),
        covered.units,
    )
}

fn catalogue<E: Edition>(stage: &Stage<'_>) -> Vec<Fact> {
    let document = &stage.plan.definition.document;
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| DASH.to_owned());
    let mut facts = vec![
        fact("依据文件", in_marks(&stage.plan.definition.title)),
        fact("发文字号", or_dash(document.number.clone())),
        fact("发布机构", or_dash(publisher(stage.input))),
        fact("发布日期", or_dash(published_at(stage).map(|at| at.chars().take(10).collect()))),
        fact("汇总截至", summed_up_to::<E>(stage)),
    ];
    if let Some(keywords) = filled(stage.input.office().site.column_keywords.as_ref()) {
        facts.push(fact("主题词", keywords));
    }
    facts
}

fn section_strips(stage: &Stage<'_>) -> Vec<SectionStrip> {
    let sections = stage.section_tasks();
    let sections: Vec<_> = sections.iter().enumerate().filter(|(_, tasks)| !tasks.is_empty()).collect();
    let mut counts: Vec<Count> =
        sections.iter().map(|(_, tasks)| stage.count_tasks(tasks.iter().copied())).collect();
    // A column of noughts says nothing.
    side_by_side(counts.iter_mut());
    let strip = |((at, tasks), counted): (&(usize, &Vec<TaskIndex>), Count)| SectionStrip {
        link: section_link(stage, "", *at),
        cells: tasks.iter().map(|&task| strip_cell(stage, task)).collect(),
        heat: heat(&counted),
        count: counted,
    };
    sections.iter().zip(counts).map(strip).collect()
}

fn strip_cell(stage: &Stage<'_>, task: TaskIndex) -> StripCell {
    let (definition, state) = (stage.plan.task(task), task_state(stage.task_standing(task)));
    let whose = beside_state(&state);
    StripCell {
        href: format!("tasks/{}.html", definition.id.key()),
        title: format!("{}：{}{whose}", set(&definition.title.inner), state.tag.word),
        status: state.tag,
    }
}

fn overview_note(stage: &Stage<'_>) -> OverviewNote {
    let review = match &stage.now.round.decisions.public_review {
        None => "尚无公开审查记录。".to_owned(),
        Some(review) => {
            let attribute = match review.disclosure {
                Disclosure::Proactive => "主动公开",
                Disclosure::OnRequest => "依申请公开",
                Disclosure::Withheld => "不予公开",
            };
            let reason = review.reason.as_ref().map(|r| format!("，理由：{r}")).unwrap_or_default();
            format!("公开审查：{}，{}，{attribute}{reason}。", review.by, review.on)
        }
    };
    OverviewNote { open: open_matters(stage, ""), findings_text: findings_text(stage), review_text: review }
}

/// Shades of a row: in quarters of the section; 滞后 and 逾期 have colours of their own.
fn heat(counted: &Count) -> Vec<HeatCell> {
    const SHADES: [&str; 5] = ["h0", "h1", "h2", "h3", "h4"];
    counted
        .parts
        .iter()
        .map(|part| HeatCell {
            word: part.tag.word,
            n: part.n,
            open: part.open.clone(),
            class: match (part.n, part.tag.key) {
                (0, _) => "h0",
                (_, "behind") => "hw",
                (_, "overdue") => "ha",
                (_, "not_started" | "ongoing" | "not_applicable" | "none") => "hn",
                (n, _) => SHADES[(4 * n).div_ceil(counted.total.max(1)).min(4)],
            },
        })
        .collect()
}
