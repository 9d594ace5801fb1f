//! What the report as a paper needs besides the pages: title, addressees, opening, closing.
//!
//! Takes nothing; gives types. Never holds a name of a person that nobody gave for this very paper.

use serde::Serialize;

/// The frame of the 报告 as a paper (Markdown and Word).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// `…关于2025年度…工作情况的报告`; in the public edition `某市2025年度…工作情况`.
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
    /// 成文日期: as the office gave it, or the day of record; in the public edition the day of publication. Absent
    /// while nobody knows it.
    pub date: Option<String>,
    /// 发文字号; internal.
    pub number: Option<String>,
    /// 签发人; internal.
    pub signatory: Option<String>,
    /// 联系人 and 电话; internal.
    pub contact: Option<String>,
    /// 抄送; internal.
    pub copies: Vec<String>,
    /// What is still blank in the paper; internal, and empty in the public edition.
    pub blanks: Vec<&'static str>,
}
