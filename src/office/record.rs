//! The record of a closed year, `record.yaml`: its day of record, what it was closed with, corrections.
//!
//! Takes the file; gives the standing of its year. A record that says nothing certain is never taken for
//! none. Never looks at the files that it names.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ClosedYear, rules};
use crate::diagnostic::Diagnostics;
use crate::plan::{Date, Located};
use crate::source::{FileId, Project, Sources, sha256_hex};
use crate::syntax;

/// The book is named in the record with so many lines: what is added later changes nothing of them.
pub const BOOK: &str = "intake.jsonl";
/// The plan of a closed year, beside its record.
pub const PLAN: &str = "plan.yaml";
/// The settings of a closed year, beside its record.
pub const SETTINGS: &str = "settings.yaml";
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
    /// 校验码 of the file as it was corrected: a later change of it needs a correction of its own.
    #[serde(default)]
    pub sha256: Option<String>,
    /// 行数 of the intake book, as when the year is closed.
    #[serde(default)]
    pub lines: Option<usize>,
}

/// What a folder says of the standing of its year.
#[derive(Debug)]
pub enum Standing {
    /// There is no record.
    Open,
    /// It was closed.
    Closed(Box<ClosedYear>),
    /// There is a record that says nothing certain: whether the year was closed, and when, is not known.
    Unknown,
}

/// Reads the record of a year. A plan without a record is reported: it is what a closing that was cut off
/// leaves behind, and counts nothing. A record that cannot be read, or is that of another year, is never
/// taken for none.
pub fn record(
    project: &Project,
    sources: &mut Sources,
    folder: &str,
    (plan, year): (&str, i32),
    out: &mut Diagnostics,
) -> Standing {
    let name = format!("{folder}/{RECORD}");
    if !project.contains(&name) {
        for (kept, what) in [(PLAN, "当年方案"), (SETTINGS, "当年设置")] {
            let kept = format!("{folder}/{kept}");
            if project.contains(&kept) {
                let file = sources.load(project, &[kept])[0];
                let place = sources.place(file, 0..0);
                let message = format!("有{what}而没有定稿记录，{what}不起作用");
                out.report(&rules::PLAN_WITHOUT_RECORD, place, message)
                    .help("定稿请运行 nianbao close；不定稿则删去这个文件");
            }
        }
        return Standing::Open;
    }
    let file = sources.load(project, &[name])[0];
    let Some(record) = syntax::read::<Record>(sources, file, "record", true, out).value else {
        return Standing::Unknown;
    };
    if !record.plan.trim().eq_ignore_ascii_case(plan) || record.year.inner != year {
        let said = format!("{}、{}年", record.plan.trim(), record.year.inner);
        out.report(
            &rules::WRONG_RECORD,
            record.plan.place,
            format!("定稿记录写的是{said}，与所在文件夹不符"),
        )
        .label("方案或年度与文件夹不一致")
        .help(format!("这里应是{plan}、{year}年；改正以前，这一年不生成"));
        return Standing::Unknown;
    }
    Standing::Closed(Box::new(ClosedYear::new(file, record)))
}

/// The digest of a file; of a book that of its first lines. `None` when there are not so many.
pub fn digest(sources: &Sources, file: FileId, lines: Option<usize>) -> Option<String> {
    let source = sources.get(file);
    let Some(lines) = lines else { return Some(source.digest.own().to_owned()) };
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
             # 更正:\n#   - {{决定日期: 2027-03-01, 决定单位: …, 内容: …, 原因: …, 文件: slj.yaml, 校验码: …}}\n\
             # （校验码由 nianbao check 给出）\n\
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
