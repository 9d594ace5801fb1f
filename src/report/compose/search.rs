//! 搜索和网站地图.
//!
//! Takes what other pages say; gives entries to find them by. Never says more than they do.

use std::collections::BTreeMap;

use super::cells::joined;
use super::figures::Measured;
use super::frame::{Spec, Tab, frame};
use super::links::{link, section_link, section_of_task};
use super::stage::Stage;
use super::tags::{beside_state, task_state};
use super::unit_page::{also_written, duties};
use crate::plan::TaskIndex;
use crate::prose::Prose;
use crate::report::{Edition, Entry, IndicatorPage, Narrative, OfficeText, Search, SectionPage, TaskPage};
use crate::wording::summary::title as set;

/// 搜索和网站地图.
pub(super) fn search_page<E: Edition>(stage: &Stage<'_>, shown: &Pages<'_, E>) -> Search {
    let mut spec = Spec::list("search.html", "搜索和网站地图", Tab::Other);
    spec.wide = false;
    let entries = entries::<E>(stage, shown);
    let of = |kind: &str| entries.iter().filter(|entry| entry.kind == kind).count();
    Search {
        frame: frame::<E>(stage, spec),
        region: stage.plan.definition.region.trim().to_owned(),
        total_text: format!(
            "共{}条：部分{}条，任务{}条，指标{}条，单位{}条",
            entries.len(),
            of("部分"),
            of("任务"),
            of("指标"),
            of("单位")
        ),
        external: entries.len() > 300,
        entries,
        pages: vec![
            link("总体情况", "index.html"),
            link("任务台账", "tasks/index.html"),
            link("指标完成情况表", "indicators/index.html"),
            link("责任单位", "units/index.html"),
            link("报送情况", "submissions.html"),
            link("评价方法", "method.html"),
            link("网站编辑器粘贴稿", "fragment/index.html"),
        ],
    }
}

/// The pages whose words are searched.
pub(super) struct Pages<'p, E: Edition> {
    pub(super) sections: &'p [SectionPage<E>],
    pub(super) tasks: &'p [TaskPage<E>],
    pub(super) indicators: &'p [IndicatorPage<E>],
}

/// What the pages of each task say, by its id: a long one goes on.
fn words_of_tasks<E: Edition>(pages: &[TaskPage<E>]) -> BTreeMap<&str, String> {
    let mut words: BTreeMap<&str, String> = BTreeMap::new();
    for page in pages {
        let said = page.progress.as_ref().map(|voice| &voice.words);
        let narratives = [page.goal.as_ref(), page.text.as_ref(), said].into_iter().flatten().map(plain);
        let facts = page.facts.iter().flat_map(|fact| &fact.values).map(|link| link.text.clone());
        let milestones = page.milestones.iter().map(|milestone| milestone.what.clone());
        let answers = page.answers.iter().map(|answer| {
            let said = answer.progress.as_ref().map(plain).unwrap_or_default();
            format!("{}：{said}", answer.unit.text)
        });
        let own = words.entry(page.id.as_str()).or_default();
        let all = narratives
            .chain(spoken(&page.words))
            .chain(page.quote.clone())
            .chain(facts)
            .chain(milestones)
            .chain(answers);
        all.for_each(|text| add(own, &text));
    }
    words
}

fn words_of_section<E: Edition>(page: &SectionPage<E>) -> String {
    let mut words = String::new();
    add(&mut words, &page.summary);
    spoken(&page.words).for_each(|text| add(&mut words, &text));
    words
}

/// What the office wrote.
fn spoken(words: &OfficeText) -> impl Iterator<Item = String> + '_ {
    words.0.iter().map(|text| Prose::read(text).plain())
}

fn words_of_indicator<E: Edition>(page: &IndicatorPage<E>) -> String {
    let mut words = String::new();
    add(&mut words, &page.lead);
    page.targets.iter().for_each(|target| add(&mut words, &target.text));
    for reporter in &page.reporters {
        let unit = reporter.shown.unit_of_measure.as_deref().filter(|_| reporter.shown.present).unwrap_or("");
        add(&mut words, &format!("{}：{}{unit}", reporter.unit.text, reporter.shown.value));
    }
    words
}

fn plain(narrative: &Narrative) -> String {
    narrative.plain()
}

/// Adds a text to words, in one line.
fn add(words: &mut String, text: &str) {
    for piece in text.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(piece);
    }
}

fn entries<E: Edition>(stage: &Stage<'_>, shown: &Pages<'_, E>) -> Vec<Entry> {
    let mut words = words_of_tasks(shown.tasks);
    let mut entries: Vec<Entry> = vec![];
    for (at, section) in stage.section_tasks().iter().enumerate() {
        let title = section_link(stage, "", at);
        entries.push(Entry {
            kind: "部分",
            title: title.text,
            href: title.href.unwrap_or_default(),
            snippet: format!("任务{}项", section.len()),
            words: shown.sections.get(at).map(words_of_section).unwrap_or_default(),
        });
    }
    for (task, _, definition) in stage.plan.tasks() {
        entries.push(Entry {
            kind: "任务",
            title: set(&definition.title.inner),
            href: format!("tasks/{}.html", definition.id.key()),
            snippet: task_snippet(stage, task),
            words: words.remove(definition.id.as_str()).unwrap_or_default(),
        });
    }
    for (index, indicator) in stage.plan.indicators() {
        let measured = Measured::of(stage, index);
        let figure = measured.shown::<E>();
        let value = if figure.present {
            let unit = indicator.unit_of_measure.as_deref().unwrap_or("");
            format!("{}{unit}（{}）", figure.value, figure.note)
        } else {
            figure.note
        };
        entries.push(Entry {
            kind: "指标",
            title: set(&indicator.name.inner),
            href: format!("indicators/{}.html", indicator.id.key()),
            snippet: format!("{}；目标{}；{value}", measured.tag().word, measured.target().in_words()),
            words: shown.indicators.get(index.0).map(words_of_indicator).unwrap_or_default(),
        });
    }
    unit_entries(stage, &mut entries);
    entries
}

fn unit_entries(stage: &Stage<'_>, entries: &mut Vec<Entry>) {
    for (index, unit) in stage.plan.units() {
        entries.push(Entry {
            kind: "单位",
            title: unit.name.inner.clone(),
            href: format!("units/{}.html", unit.id.key()),
            snippet: duties(stage, index),
            words: also_written(stage, index).unwrap_or_default(),
        });
    }
}

fn task_snippet(stage: &Stage<'_>, task: TaskIndex) -> String {
    let units: Vec<&str> = stage.plan.assigned(task).iter().take(3).map(|(u, _)| stage.name(*u)).collect();
    let more = if stage.plan.assigned(task).len() > units.len() { "等" } else { "" };
    let state = task_state(stage.task_standing(task));
    let whose = beside_state(&state);
    format!(
        "{} {}{whose}；{}；{}{more}",
        stage.plan.task(task).id.as_str(),
        state.tag.word,
        section_of_task(stage, task),
        joined(&units)
    )
}
