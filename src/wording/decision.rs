//! What the office decided, in words: the decision, and why, by whom and when.
//!
//! Takes decisions; gives sentences for the office's own readers. Never judges whether a decision is right.

use super::Reader;
use super::target::name;
use crate::plan::{Indicator, Target};
use crate::submission::{Accept, Choice, Override, Ruling, Verdict};

/// A decision in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// `采用市水利局的填报`, `状态认定为“不涉及”`.
    pub what: String,
    /// 理由.
    pub reason: String,
    /// 决定单位.
    pub by: String,
    /// 决定日期.
    pub on: String,
}

impl Decided {
    fn new(what: String, (reason, by): (&str, &str), on: &impl ToString) -> Self {
        let own = |text: &str| text.trim().trim_end_matches('。').to_owned();
        Decided { what, reason: own(reason), by: own(by), on: on.to_string() }
    }

    /// A status that the office set.
    pub fn status(of: &Override) -> Self {
        let what = format!("状态认定为“{}”", of.status.inner.chinese());
        Self::new(what, (&of.reason, &of.by), &of.on)
    }

    /// Whose answer to a task counts.
    pub fn answer(of: &Choice, whose: &str) -> Self {
        Self::new(format!("采用{whose}的填报"), (&of.reason, &of.by), &of.on)
    }

    /// Whose figure counts.
    pub fn figure(of: &Choice, whose: &str) -> Self {
        Self::new(format!("采用{whose}的数值"), (&of.reason, &of.by), &of.on)
    }

    /// What a person judged of a target.
    pub fn verdict(of: &Verdict, indicator: &Indicator) -> Self {
        let word = match of.verdict {
            Ruling::Met => "认定为达到",
            Ruling::Missed => "认定为未达到",
            Ruling::Pending => "暂不认定",
        };
        let several = indicator.targets.len() > 1;
        let is_it = |target: &&Target| target.year == of.year;
        let target = indicator.targets.iter().map(|target| &target.inner).find(is_it).filter(|_| several);
        let target = target.map(name).unwrap_or_default();
        Self::new(format!("{target}{word}"), (&of.reason, &of.by), &of.on)
    }

    /// A question at which the office has looked, and took what was reported or published.
    /// `asked`: what was asked, in words; whoever reads the paper knows no codes.
    pub fn accepted(of: &Accept, asked: Option<&str>) -> Self {
        let asked = asked.map(|asked| format!("（所问：{asked}）")).unwrap_or_default();
        let what = match &of.value {
            Some(value) => {
                let year = of.year.map(|year| format!("{year}年")).unwrap_or_default();
                format!("采用{year}公布值{}{asked}", value.written)
            }
            None => format!("采信{asked}"),
        };
        Self::new(what, (&of.reason, &of.by), &of.on)
    }

    /// `采用市水利局的填报：现场核对（市河长办，2025-12-18）`.
    pub fn sentence(&self) -> String {
        format!("{}：{}（{}，{}）", self.what, self.reason, self.by, self.on)
    }

    /// `现场核对`: why, behind what was decided; by whom and when stands in the annex of decisions.
    pub fn behind(&self) -> String {
        self.reason.clone()
    }
}

/// Who said that a goal is reached which no figure decides, as the paper's signer calls itself; the reasons are the office's.
pub fn ruled(signer: Option<&str>, reader: Reader) -> String {
    match (signer, reader) {
        (Some(we), Reader::Public) => format!("经{we}认定"),
        _ => "经认定".to_owned(),
    }
}

/// `由我局确定采用其中一家的填报`.
pub fn taken(signer: Option<&str>) -> String {
    match signer {
        Some(we) => format!("由{we}确定采用其中一家的填报"),
        None => "经研究采用其中一家的填报".to_owned(),
    }
}

/// `“甲”、“乙”的完成值，由办公室确定采用其中一家的填报。`: what every reader learns of figures that the office chose;
/// `None` for none.
pub fn chosen(names: &[String], signer: Option<&str>, reader: Reader) -> Option<String> {
    let names: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    let where_to = if reader == Reader::Office { "，见附件“认定和采用的事项”" } else { "" };
    (!names.is_empty()).then(|| format!("{}的完成值，{}{where_to}。", names.join("、"), taken(signer)))
}
