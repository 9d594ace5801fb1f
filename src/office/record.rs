//! The record of a closed year, `record.yaml`: its day of record, what it was closed with, corrections.
//!
//! Takes the file and the files that it names; gives [`ClosedYear`], and a finding for each file that
//! changed since without a correction. Never decides what counts at which moment.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::rules;
use crate::diagnostic::Diagnostics;
use crate::plan::{Date, Located};
use crate::source::{FileId, Place, Project, Sources, sha256_hex};
use crate::syntax;

/// Says of a file whether the intake book has a later version of it.
type Replaced<'a> = &'a dyn Fn(&str) -> bool;

/// The book is named in the record with so many lines: what is added later changes nothing of them.
pub const BOOK: &str = "intake.jsonl";
/// The plan of a closed year, beside its record.
pub const PLAN: &str = "plan.yaml";
/// The record itself.
pub const RECORD: &str = "record.yaml";

/// A record file.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// `record/1`.
    pub nianbao: String,
    /// 计划.
    pub plan: Located<String>,
    /// 年度.
    pub year: Located<i32>,
    /// 定稿日期: the day of record.
    pub closed_on: Located<Date>,
    /// 决定单位.
    pub by: String,
    /// 依据文件.
    #[serde(default)]
    pub document: Option<String>,
    /// 定稿材料: the files that it was closed with.
    #[serde(default)]
    pub files: Vec<Located<Kept>>,
    /// 更正, newest last.
    #[serde(default)]
    pub corrections: Vec<Located<Correction>>,
}

/// A file that a year was closed with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// 文件, in the folder of the year.
    pub file: String,
    /// 校验码: SHA-256; of the intake book, that of its first lines.
    pub sha256: String,
    /// 行数 of the intake book.
    #[serde(default)]
    pub lines: Option<usize>,
}

/// 更正: what was changed after closing, and why.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// 决定日期.
    pub on: Date,
    /// 决定单位.
    pub by: Located<String>,
    /// 内容.
    pub what: Located<String>,
    /// 原因.
    pub why: Located<String>,
    /// 文件 that was changed, in the folder of the year.
    pub file: String,
}

/// A year that was closed.
#[derive(Debug, Clone)]
pub struct ClosedYear {
    /// The record's file.
    pub file: FileId,
    /// What it says.
    pub record: Record,
}

impl ClosedYear {
    /// 定稿日期.
    pub fn day(&self) -> NaiveDate {
        self.record.closed_on.0
    }

    /// Whether the year was closed with a file of that path.
    pub fn kept(&self, path: &str) -> bool {
        self.record.files.iter().any(|kept| kept.file == name_of(path))
    }

    /// Whether a correction names a file of that path: it counts as it is now.
    pub fn corrected(&self, path: &str) -> bool {
        self.record.corrections.iter().any(|correction| correction.file.trim() == name_of(path))
    }

    /// What corrections say: it is printed on the pages of the year and in its report.
    pub fn printed(&self) -> impl Iterator<Item = &Located<String>> {
        self.record.corrections.iter().flat_map(|correction| {
            let Correction { by, what, why, .. } = &correction.inner;
            [by, what, why]
        })
    }

    /// Until which day decisions count: a correction of the decisions takes in those made up to it.
    pub fn decided_until(&self, decisions: &str) -> NaiveDate {
        let corrected = self.record.corrections.iter().filter(|c| c.file.trim() == name_of(decisions));
        corrected.map(|correction| correction.on.0).max().map_or(self.day(), |on| on.max(self.day()))
    }
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Reads the record of a year; `None` while the year is open. A plan without a record is reported: it
/// is what a closing that was cut off leaves behind, and counts nothing.
pub fn record(
    project: &Project,
    sources: &mut Sources,
    folder: &str,
    out: &mut Diagnostics,
) -> Option<ClosedYear> {
    let (name, plan) = (format!("{folder}/{RECORD}"), format!("{folder}/{PLAN}"));
    if !project.contains(&name) {
        if project.contains(&plan) {
            let file = sources.load(project, &[plan])[0];
            let place = sources.place(file, 0..0);
            out.report(&rules::PLAN_WITHOUT_RECORD, place, "有当年方案而没有定稿记录，当年方案不起作用")
                .help("定稿请运行 nianbao close；不定稿则删去这个文件");
        }
        return None;
    }
    let file = sources.load(project, &[name])[0];
    let record = syntax::read::<Record>(sources, file, "record", true, out).value?;
    Some(ClosedYear { file, record })
}

impl ClosedYear {
    /// Checks the record against the year and the files that it names; a changed file is not used until a
    /// correction explains it. `replaced` says of a file whether the intake book has a later version of it:
    /// that is no change of what was closed; `heads` are the places that stand for all of a file, by path.
    pub fn check(
        &self,
        (plan, year): (&str, i32),
        project: &Project,
        sources: &mut Sources,
        (replaced, heads): (Replaced<'_>, &BTreeMap<String, Place>),
        out: &mut Diagnostics,
    ) {
        let record = &self.record;
        if !record.plan.trim().eq_ignore_ascii_case(plan) || record.year.inner != year {
            let said = format!("{}、{}年", record.plan.trim(), record.year.inner);
            out.report(
                &rules::WRONG_RECORD,
                record.plan.place,
                format!("定稿记录写的是{said}，与所在文件夹不符"),
            )
            .label("方案或年度与文件夹不一致")
            .help(format!("这里应是{plan}、{year}年"));
        }
        let folder = sources.get(self.file).path.trim_end_matches(RECORD).to_owned();
        for kept in &record.files {
            if self.corrected(&kept.file) || replaced(&kept.file) {
                continue;
            }
            let path = format!("{folder}{}", kept.file);
            let file = project.contains(&path).then(|| sources.load(project, std::slice::from_ref(&path))[0]);
            let same = |file| digest(sources, file, kept.lines).is_some_and(|own| own == kept.sha256.trim());
            if file.is_some_and(same) {
                continue;
            }
            let words = if file.is_some() { "在定稿后改动过" } else { "在定稿后不见了" };
            let found =
                out.report(&rules::CHANGED, kept.place, format!("{}{words}，没有更正记录", kept.file));
            found.concerns.extend(heads.get(&path));
            found
                .label("定稿时的校验码")
                .help("请恢复定稿时的文件；确需更正的，在 record.yaml 的“更正”里写明日期、单位、内容、原因和这个文件");
        }
        self.check_corrections(out);
    }

    /// Reports a day of record that has not come.
    pub fn is_too_early(&self, today: NaiveDate, out: &mut Diagnostics) {
        let day = &self.record.closed_on;
        out.report(&rules::WRONG_RECORD, day.place, format!("定稿日期{}在{today}之后", day.inner))
            .label("这一天还没有到，年度仍按未定稿处理")
            .help("请核对定稿日期");
    }

    fn check_corrections(&self, out: &mut Diagnostics) {
        for correction in &self.record.corrections {
            let empty = [&*correction.by, &*correction.what, &*correction.why, &correction.file];
            if empty.iter().any(|text| text.trim().is_empty()) {
                out.report(&rules::WRONG_RECORD, correction.place, "更正没有写明单位、内容、原因和文件")
                    .label("有一项是空的")
                    .help("四项都要写：更正会印在这一年的页面和报告里");
            } else if correction.on.0 < self.day() {
                out.report(&rules::WRONG_RECORD, correction.place, "更正的日期早于定稿日期")
                    .label(format!("定稿日期是{}", self.record.closed_on.inner))
                    .help("定稿以前的改动不必写更正；请核对日期");
            }
        }
    }
}

/// The digest of a file; of a book that of its first lines. `None` when there are not so many.
pub fn digest(sources: &Sources, file: FileId, lines: Option<usize>) -> Option<String> {
    let source = sources.get(file);
    let Some(lines) = lines else { return Some(source.sha256.clone()) };
    let ends = source.text.match_indices('\n').map(|(at, _)| at + 1);
    let end = if lines == 0 { Some(0) } else { ends.into_iter().nth(lines - 1) };
    end.map(|end| sha256_hex(&source.text.as_bytes()[..end]))
}

impl Record {
    /// The file as it is written: in the terms of the trade, each text quoted.
    pub fn to_yaml(&self) -> String {
        let quoted = |text: &str| serde_json::to_string(text.trim()).expect("a text always serialises");
        let mut text = format!(
            "# 由 nianbao close 写成。定稿后需要改动的，在末尾的“更正”里写明：\n\
             # 更正:\n#   - {{决定日期: 2027-03-01, 决定单位: …, 内容: …, 原因: …, 文件: slj.yaml}}\n\
             格式: record/1\n方案: {}\n年度: {}\n定稿日期: {}\n决定单位: {}\n",
            self.plan.inner,
            self.year.inner,
            self.closed_on.inner,
            quoted(&self.by),
        );
        if let Some(document) = &self.document {
            text.push_str(&format!("依据文件: {}\n", quoted(document)));
        }
        text.push_str("定稿材料:\n");
        for kept in &self.files {
            let lines = kept.lines.map(|lines| format!(", 行数: {lines}")).unwrap_or_default();
            text.push_str(&format!("  - {{文件: {}, 校验码: {}{lines}}}\n", quoted(&kept.file), kept.sha256));
        }
        text
    }
}
