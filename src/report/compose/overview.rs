//! 总体情况: the figures of a plan-year, section by section and against last year.
//!
//! Takes counts and standings; gives the first page. Never counts what its pages do not show.

use super::YearData;
use super::frame::{Spec, Tab, fact};
use super::stage::Stage;
use super::words::{
    DASH, INDICATOR_ORDER, SUBMISSION_ORDER, count, filled, link, rate, ratio, share, timeliness, words,
};
use crate::assess::{Movements, TaskStatus};
use crate::plan::TaskIndex;
use crate::report::{
    Count, Download, Edition, Empty, EmptyTarget, Fact, HeatCell, IndicatorFigures, Link, Overview,
    OverviewNote, Ratio, SectionStrip, StripCell, SubmissionFigures, TaskFigures,
};
use crate::submission::Disclosure;
use crate::wording;

/// What the pages of an edition hold, counted from the pages themselves.
#[derive(Debug, Clone, Copy)]
pub(super) struct Covered {
    pub(super) tasks: usize,
    pub(super) units: usize,
    pub(super) indicators: usize,
}

impl Stage<'_> {
    /// `2025年度` and the subject without its “本年度”.
    pub(super) fn report_title(&self) -> (String, Vec<String>) {
        let subject = self.plan.definition.reporting.subject.replace("本年度", "").replace("年度", "");
        let parts = vec![format!("{}年度", self.now.round.year), subject];
        (parts.concat(), parts)
    }

    /// The first page.
    pub(super) fn overview<E: Edition>(&self, covered: Covered) -> Overview<E> {
        let (title, title_parts) = self.report_title();
        let mut spec = Spec::article("index.html", title, Tab::Overview);
        spec.title_parts = title_parts;
        spec.eyebrow = vec![link(
            self.plan.definition.title.inner.as_str(),
            format!("../../{}/index.html", self.plan.key()),
        )];
        spec.byline = self.byline();
        let tasks = self.task_figures();
        let indicators = self.indicator_figures();
        let submissions = self.submission_figures();
        Overview {
            frame: self.frame::<E>(spec),
            empty: (self.now.round.submissions.is_empty()).then(|| self.empty()),
            summary: self.summary(&submissions, &tasks, &indicators),
            value_note: self.value_note(),
            coverage_note: self.coverage_note(covered),
            catalogue: self.catalogue(),
            files: self.files(""),
            submissions,
            tasks,
            indicators,
            minis: self.plan.indicators().map(|(index, _)| self.measured(index).mini("")).collect(),
            sections: self.section_strips(),
            changes: self.changes(),
            year_on_year: self.year_on_year(),
            plan_change_note: self.plan_change_note(),
            internal: E::only(|| self.overview_note()),
        }
    }

    fn byline(&self) -> Vec<Link> {
        let mut byline = vec![];
        byline.extend(self.published_at().map(|at| words(format!("发布时间：{at}"))));
        byline.extend(super::frame::source(self.input).map(|s| words(format!("来源：{s}"))));
        byline.extend(self.data_as_of().map(words));
        byline.push(words(format!("汇总截至：{}", self.summed_up_to())));
        byline
    }

    fn empty(&self) -> Empty {
        let counts = &self.now.progress.unit_counts;
        let targets = self.plan.indicators().map(|(index, indicator)| {
            let target = self.measured(index).target();
            let note = target.note.map(|n| format!("（{n}）")).unwrap_or_default();
            EmptyTarget {
                link: self.indicator_link("", index),
                target_text: format!("{}{note}", target.full),
                units_text: self
                    .names(indicator.reported_by.iter().filter_map(|id| self.plan.unit_named(id.as_str()))),
            }
        });
        Empty {
            heading: "本年度尚未收到报送材料".to_owned(),
            text: format!(
                "应报{}家，已报0家。报送截止时间为{}。汇总审核后在本页发布。",
                counts.expected, self.now.progress.deadline.text
            ),
            last: self.last.map(|(last, _)| {
                let year = last.round.year;
                last.to_page(format!("查看{year}年度工作情况"), format!("../{year}/index.html"))
            }),
            targets: targets.collect(),
        }
    }

    /// 报送情况 in figures.
    pub(super) fn submission_figures(&self) -> SubmissionFigures {
        let progress = self.now.progress;
        let counted = count(&SUBMISSION_ORDER, progress.units.iter().map(|u| timeliness(u.timeliness)));
        let marks: Vec<&'static str> =
            counted.parts.iter().flat_map(|part| std::iter::repeat_n(part.tag.key, part.n)).collect();
        let rate = on_time_rate(self.now);
        let last_rate = self.last.map(|(last, _)| on_time_rate(last));
        SubmissionFigures {
            expected: progress.unit_counts.expected,
            reported: progress.unit_counts.received,
            count: counted,
            marks,
            change_text: match progress.movements {
                Movements::Tasks(_) => {
                    rate_change(&rate, self.last.map(|(last, _)| last.round.year), last_rate.as_ref())
                }
                // Before the deadline a rate is none of the year's yet.
                Movements::NoYear | Movements::NotDue => rate_change(&rate, None, None),
            },
            rate,
            last_rate,
        }
    }

    /// 重点任务 in figures.
    pub(super) fn task_figures(&self) -> TaskFigures {
        let counted = self.count_tasks((0..self.tasks).map(TaskIndex));
        let standings = || self.now.progress.tasks.iter();
        let has_end = || standings().filter(|t| !t.ongoing && t.status != TaskStatus::Ongoing);
        let on_schedule = has_end()
            .filter(|t| matches!(t.status, TaskStatus::Completed | TaskStatus::Ahead | TaskStatus::OnTrack))
            .count();
        let completion = self.now.progress.task_counts.completion;
        TaskFigures {
            on_schedule: ratio(on_schedule, completion.whole),
            completed: ratio(completion.part, completion.whole),
            text: match counted.total {
                0 => "方案没有列出任务。".to_owned(),
                all => format!("{all}项任务中，{}。", counted.words("项")),
            },
            note: self.rate_note(&counted),
            count: counted,
        }
    }

    /// 指标 in figures.
    pub(super) fn indicator_figures(&self) -> IndicatorFigures {
        let counted = self.count_indicators(self.plan.indicators().map(|(index, _)| index));
        let (met, missed) = (counted.of("met"), counted.of("missed"));
        IndicatorFigures {
            met: ratio(met, met + missed),
            text: self.indicator_text(&counted, met + missed),
            note: "分母为已有当年数据或已作认定、可以判定的指标；达标含达到本年时序值。".to_owned(),
            count: counted,
        }
    }

    fn summary(&self, s: &SubmissionFigures, t: &TaskFigures, i: &IndicatorFigures) -> String {
        let year = self.now.round.year;
        if self.now.round.submissions.is_empty() {
            return format!("{year}年度应报{}家，尚未收到报送材料。", s.expected);
        }
        format!("{year}年度应报{}家，{}。{}{}", s.expected, s.count.words("家"), t.text, i.text)
    }

    fn indicator_text(&self, counted: &Count, judged: usize) -> String {
        let now = self.now.progress.indicator_counts.to_be_judged_now;
        let decide = match now {
            0 => String::new(),
            n => format!("（其中{n}项目标年份已到）"),
        };
        match (counted.total, judged) {
            (0, _) => "方案没有列出指标。".to_owned(),
            (all, judged) => format!(
                "{all}项指标中，{judged}项可以判定，其中达标{}项、未达标{}项；暂不判定{}项；由办公室认定的{}项尚未认定{decide}。",
                counted.of("met"),
                counted.of("missed"),
                counted.of("pending"),
                counted.of("verdict")
            ),
        }
    }

    fn coverage_note(&self, covered: Covered) -> String {
        format!(
            "计划任务{}项，本报告列{}项；计划指标{}项，本报告列{}项；计划单位{}家，本报告列{}家。",
            self.tasks,
            covered.tasks,
            self.plan.definition.indicators.len(),
            covered.indicators,
            self.plan.definition.units.len(),
            covered.units,
        )
    }

    fn catalogue(&self) -> Vec<Fact> {
        let document = &self.plan.definition.document;
        let or_dash = |text: Option<String>| text.unwrap_or_else(|| DASH.to_owned());
        let mut facts = vec![
            fact("依据文件", format!("《{}》", self.plan.definition.title.inner)),
            fact("发文字号", or_dash(document.number.clone())),
            fact("发布机构", or_dash(super::frame::source(self.input))),
            fact("发布日期", or_dash(self.published_at().map(|at| at.chars().take(10).collect()))),
            fact("汇总截至", self.summed_up_to()),
        ];
        if let Some(keywords) = filled(self.input.office.site.column_keywords.as_ref()) {
            facts.push(fact("主题词", keywords));
        }
        facts
    }

    /// Files of the plan-year, from a page's base.
    pub(super) fn files(&self, base: &str) -> Vec<Download> {
        let stem = format!("{base}files/{}-{}", self.plan.key(), self.now.round.year);
        let file = |text: &str, href: String, kind| Download { text: text.to_owned(), href, kind };
        let mut files = vec![file("年度工作情况（Markdown）", format!("{stem}-report.md"), "md")];
        files.push(file("全部数据（JSON）", format!("{base}data/report.json"), "json"));
        for (text, name) in [
            ("任务台账（CSV）", "tasks"),
            ("各单位任务进展（CSV）", "answers"),
            ("节点（CSV）", "milestones"),
            ("指标完成情况（CSV）", "indicators"),
            ("指标历年和各单位数值（CSV）", "values"),
            ("责任单位（CSV）", "units"),
            ("报送统计（CSV）", "submissions"),
        ] {
            files.push(file(text, format!("{base}data/{name}.csv"), "csv"));
        }
        files.push(file("数据说明（Frictionless）", format!("{base}data/datapackage.json"), "json"));
        files.push(file("网站编辑器粘贴稿", format!("{base}fragment/index.html"), "html"));
        files
    }

    fn section_strips(&self) -> Vec<SectionStrip> {
        self.section_tasks()
            .iter()
            .enumerate()
            .filter(|(_, tasks)| !tasks.is_empty())
            .map(|(at, tasks)| {
                let counted = self.count_tasks(tasks.iter().copied());
                SectionStrip {
                    link: self.section_link("", at),
                    cells: tasks.iter().map(|&task| self.strip_cell(task)).collect(),
                    heat: heat(&counted),
                    count: counted,
                }
            })
            .collect()
    }

    fn strip_cell(&self, task: TaskIndex) -> StripCell {
        let (definition, status) = (self.plan.task(task), self.task_tag(task));
        StripCell {
            href: format!("tasks/{}.html", definition.id.key()),
            title: format!("{}：{}", definition.title.inner, status.word),
            status,
        }
    }

    fn overview_note(&self) -> OverviewNote {
        let review = match &self.now.round.decisions.public_review {
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
        OverviewNote { open: self.open_matters(""), findings_text: self.findings_text(), review_text: review }
    }
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
            class: match (part.n, part.tag.key) {
                (0, _) => "h0",
                (_, "behind") => "hw",
                (_, "overdue") => "ha",
                (_, "not_started" | "ongoing" | "none") => "hn",
                (n, _) => SHADES[(4 * n).div_ceil(counted.total.max(1)).min(4)],
            },
        })
        .collect()
}

/// 按时率 of a year.
pub(super) fn on_time_rate(year: &YearData<'_>) -> Ratio {
    rate(year.progress.unit_counts.on_time_rate)
}

/// 按时率88.9%（32/36），上年83.3%（30/36），上升5.6个百分点。
fn rate_change(now: &Ratio, last_year: Option<i32>, last: Option<&Ratio>) -> String {
    let own = match now.of {
        0 => return "尚无到期单位。".to_owned(),
        _ => format!("按时率{}（{}）", now.percent, now.text),
    };
    let (Some(year), Some(last)) = (last_year, last.filter(|last| last.of > 0)) else {
        return format!("{own}。");
    };
    let (Some(a), Some(b)) = (share(last.n, last.of), share(now.n, now.of)) else {
        return format!("{own}。");
    };
    let change = wording::points(b - a);
    format!("{own}，{year}年度{}（{}），{change}。", last.percent, last.text)
}

/// Indicators of a year by judgement, for histories.
pub(super) fn indicator_count(year: &YearData<'_>) -> Count {
    let tags = year.progress.indicators.iter().map(super::words::standing);
    count(&INDICATOR_ORDER, tags)
}
