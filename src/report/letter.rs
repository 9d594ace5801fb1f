//! What the report as a paper needs besides the pages: title, addressees, opening, closing.
//!
//! Takes nothing; gives types. Never holds a name of a person.

use serde::Serialize;

/// The frame of the 报告 as a paper (Markdown and Word).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// `…关于2025年度…工作情况的报告`; in the public edition `2025年度…工作情况`.
    pub title: String,
    /// 主送机关, one variant of the paper each: a 报告 goes to one superior. Empty in the public
    /// edition, which is no 报告.
    pub addressees: Vec<String>,
    /// 根据《…》要求，…现将有关情况报告如下：
    pub opening: String,
    /// 特此报告。; absent in the public edition.
    pub closing: Option<String>,
    /// 署名.
    pub signature: String,
    /// 成文日期 with the day left open: it is the day on which somebody signs. Absent in the public
    /// edition.
    pub date: Option<String>,
    /// 资金: what units reported, added up; internal.
    pub funds: Option<String>,
}
