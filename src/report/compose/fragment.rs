//! 粘贴稿: what the overview and the indicator table say, as plain blocks.
//!
//! Takes these pages; gives blocks. Never says more than they do.

use super::cells::DASH;
use super::frame::{Spec, Tab, frame, sample_notice};
use super::links::section_of_task;
use super::stage::Stage;
use crate::report::{Block, Edition, Fragment, IndicatorTable, Notice, Overview};

/// 粘贴稿: what the overview and the indicator table say, as plain blocks.
pub(super) fn fragment_page<E: Edition>(
    stage: &Stage<'_>,
    overview: &Overview<E>,
    table: &IndicatorTable<E>,
) -> Fragment {
    let mut spec = Spec::list("fragment/index.html", "网站编辑器粘贴稿", Tab::Other);
    (spec.wide, spec.script) = (false, false);
    let frame = frame::<E>(stage, spec);
    let mut blocks: Vec<Block> = frame.notices.iter().map(notice).collect();
    let definition = &stage.plan.definition;
    let number = definition.document.number.as_ref().map(|n| format!("（{n}）")).unwrap_or_default();
    blocks.push(paragraph(format!(
        "根据《{}》{number}，现将{}年度工作情况公布如下。{}",
        definition.title.inner, stage.now.round.year, overview.value_note
    )));
    blocks.push(heading("一、总体情况"));
    blocks.push(paragraph(overview.summary.clone()));
    blocks.push(paragraph(format!("{}{}", overview.submissions.change_text, overview.tasks.note)));
    blocks.push(heading("二、主要指标完成情况"));
    blocks.push(fragment_indicators(stage, table));
    blocks.push(heading("三、重点任务进展情况"));
    blocks.push(fragment_tasks(stage));
    blocks.push(paragraph(overview.coverage_note.clone()));
    Fragment { frame, blocks }
}

fn fragment_indicators<E: Edition>(stage: &Stage<'_>, table: &IndicatorTable<E>) -> Block {
    let rows = table.groups.iter().flat_map(|group| &group.rows).map(|row| {
        let unit = match row.unit_of_measure.as_str() {
            DASH => String::new(),
            unit => format!("（{unit}）"),
        };
        let ratio = row.shown.ratio.as_ref().map(|r| format!("（{r}）")).unwrap_or_default();
        let done = if row.shown.present {
            format!("{}{ratio}，{}", row.shown.value, row.shown.note)
        } else {
            row.shown.note.clone()
        };
        let note = row.target_note.as_ref().map(|n| format!("（{n}）")).unwrap_or_default();
        vec![
            row.seq.to_string(),
            format!("{}{unit}", row.link.text),
            format!("{}{note}", row.target_text),
            done,
            format!("{} {}", row.standing.mark, row.standing.word),
        ]
    });
    Block::Table {
        title: format!("表1　{}年度指标完成情况", stage.now.round.year),
        head: ["序号", "指标", "目标", "完成情况", "判定"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}

fn fragment_tasks(stage: &Stage<'_>) -> Block {
    let rows = stage.plan.tasks().map(|(task, _, definition)| {
        let status = stage.task_tag(task);
        vec![
            section_of_task(stage, task),
            definition.title.inner.clone(),
            definition.due.inner.chinese(),
            format!("{} {}", status.mark, status.word),
        ]
    });
    Block::Table {
        title: format!("表2　{}年度重点任务进展", stage.now.round.year),
        head: ["部分", "任务", "完成时限", "完成情况"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}

fn notice(notice: &Notice) -> Block {
    let heading = if notice.key == "sample" { sample_notice().heading } else { notice.heading };
    Block::Paragraph { text: format!("{heading}：{}", notice.text), strong: true }
}

fn paragraph(text: String) -> Block {
    Block::Paragraph { text, strong: false }
}

fn heading(text: &str) -> Block {
    Block::Heading { level: 2, text: text.to_owned() }
}
