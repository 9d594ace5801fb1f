//! Search, method and fragment of a plan-year.
//!
//! Takes what other pages say; gives it in other forms. Never says more than they do.

use super::frame::{Spec, Tab, sample_notice};
use super::stage::Stage;
use super::words::{DASH, link};
use crate::plan::TaskIndex;
use crate::report::{
    Block, Chapter, Edition, Entry, Fragment, IndicatorTable, Method, Notice, Overview, Search,
};
use crate::wording::method;

impl Stage<'_> {
    /// 搜索和网站地图.
    pub(super) fn search<E: Edition>(&self) -> Search {
        let mut spec = Spec::list("search.html", "搜索和网站地图", Tab::Other);
        spec.wide = false;
        let entries = self.entries::<E>();
        let of = |kind: &str| entries.iter().filter(|entry| entry.kind == kind).count();
        Search {
            frame: self.frame::<E>(spec),
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

    fn entries<E: Edition>(&self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = vec![];
        for (at, section) in self.section_tasks().iter().enumerate() {
            let title = self.section_link("", at);
            entries.push(Entry {
                kind: "部分",
                title: title.text,
                href: title.href.unwrap_or_default(),
                snippet: format!("任务{}项", section.len()),
            });
        }
        for (task, _, definition) in self.plan.tasks() {
            entries.push(Entry {
                kind: "任务",
                title: definition.title.inner.clone(),
                href: format!("tasks/{}.html", definition.id.key()),
                snippet: self.task_snippet(task),
            });
        }
        for (index, indicator) in self.plan.indicators() {
            let measured = self.measured(index);
            let shown = measured.shown::<E>();
            let value = if shown.present {
                let unit = indicator.unit_of_measure.as_deref().unwrap_or("");
                format!("{}{unit}（{}）", shown.value, shown.note)
            } else {
                shown.note
            };
            entries.push(Entry {
                kind: "指标",
                title: indicator.name.inner.clone(),
                href: format!("indicators/{}.html", indicator.id.key()),
                snippet: format!("{}；目标{}；{value}", measured.tag().word, measured.target().full),
            });
        }
        self.unit_entries(&mut entries);
        entries
    }

    fn unit_entries(&self, entries: &mut Vec<Entry>) {
        for (index, unit) in self.plan.units() {
            entries.push(Entry {
                kind: "单位",
                title: unit.name.inner.clone(),
                href: format!("units/{}.html", unit.id.key()),
                snippet: format!(
                    "承担任务{}项，填报指标{}项",
                    self.assigned_to(index).count(),
                    self.indicators_of[index.0].len()
                ),
            });
        }
    }

    fn task_snippet(&self, task: TaskIndex) -> String {
        let units: Vec<&str> = self.plan.assigned(task).iter().take(3).map(|(u, _)| self.name(*u)).collect();
        let more = if self.plan.assigned(task).len() > units.len() { "等" } else { "" };
        format!(
            "{} {}；{}；{}{more}",
            self.plan.task(task).id.as_str(),
            self.task_tag(task).word,
            self.section_of(task),
            super::words::joined(&units)
        )
    }

    /// 评价方法.
    pub(super) fn method<E: Edition>(&self) -> Method {
        let mut spec = Spec::article("method.html", "评价方法", Tab::Other);
        spec.kind = "article";
        let mut chapters: Vec<Chapter> = method()
            .iter()
            .enumerate()
            .map(|(at, section)| Chapter {
                anchor: format!("m{}", at + 1),
                title: section.title.to_owned(),
                paragraphs: section.paragraphs.iter().map(|&text| text.to_owned()).collect(),
                rules: vec![],
            })
            .collect();
        chapters.push(self.own_rules(chapters.len() + 1));
        Method { frame: self.frame::<E>(spec), chapters }
    }

    /// What this office and this plan have set.
    fn own_rules(&self, number: usize) -> Chapter {
        let lights = &self.input.office.lights;
        let inclusive = if lights.inclusive { "（含）" } else { "（不含）" };
        let rule = |term: &str, text: String| (term.to_owned(), text);
        Chapter {
            anchor: format!("m{number}"),
            title: "本地设置".to_owned(),
            paragraphs: vec!["以下数值由设置和方案给定，改动设置后所有页面同时更新。".to_owned()],
            rules: vec![
                rule("报送截止", self.now.progress.deadline.text.clone()),
                rule(
                    "黄灯",
                    format!(
                        "低于序时进度不超过{}个百分点{inclusive}，或{}日内到期尚未完成",
                        lights.yellow_points, lights.due_within_days
                    ),
                ),
                rule("红灯", format!("低于序时进度{}个百分点以上，或已逾期", lights.yellow_points)),
                rule(
                    "指标允许偏差",
                    format!("目标值与基期值之差的{}%，超出为“明显落后”", lights.tolerance_percent),
                ),
                rule("修约", "四舍六入五成双（GB/T 8170），只在显示时修约一次".to_owned()),
            ],
        }
    }

    /// 粘贴稿: what the overview and the indicator table say, as plain blocks.
    pub(super) fn fragment<E: Edition>(&self, overview: &Overview<E>, table: &IndicatorTable<E>) -> Fragment {
        let mut spec = Spec::list("fragment/index.html", "网站编辑器粘贴稿", Tab::Other);
        (spec.wide, spec.script) = (false, false);
        let frame = self.frame::<E>(spec);
        let mut blocks: Vec<Block> = frame.notices.iter().map(notice).collect();
        let definition = &self.plan.definition;
        let number = definition.document.number.as_ref().map(|n| format!("（{n}）")).unwrap_or_default();
        blocks.push(paragraph(format!(
            "根据《{}》{number}，现将{}年度工作情况公布如下。{}",
            definition.title.inner, self.now.round.year, overview.value_note
        )));
        blocks.push(heading("一、总体情况"));
        blocks.push(paragraph(overview.summary.clone()));
        blocks.push(paragraph(format!("{}{}", overview.submissions.change_text, overview.tasks.note)));
        blocks.push(heading("二、主要指标完成情况"));
        blocks.push(self.fragment_indicators(table));
        blocks.push(heading("三、重点任务进展情况"));
        blocks.push(self.fragment_tasks());
        blocks.push(paragraph(overview.coverage_note.clone()));
        Fragment { frame, blocks }
    }

    fn fragment_indicators<E: Edition>(&self, table: &IndicatorTable<E>) -> Block {
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
            title: format!("表1　{}年度指标完成情况", self.now.round.year),
            head: ["序号", "指标", "目标", "完成情况", "判定"].map(str::to_owned).to_vec(),
            rows: rows.collect(),
        }
    }

    fn fragment_tasks(&self) -> Block {
        let rows = self.plan.tasks().map(|(task, _, definition)| {
            let status = self.task_tag(task);
            vec![
                self.section_of(task),
                definition.title.inner.clone(),
                definition.due.inner.chinese(),
                format!("{} {}", status.mark, status.word),
            ]
        });
        Block::Table {
            title: format!("表2　{}年度重点任务进展", self.now.round.year),
            head: ["部分", "任务", "完成时限", "完成情况"].map(str::to_owned).to_vec(),
            rows: rows.collect(),
        }
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
