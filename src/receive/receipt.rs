//! 回执: what the unit gets in hand, as Markdown and as plain text.

use super::desk::Desk;
use super::precheck::Precheck;
use crate::diagnostic::Severity;
use crate::intake::seal;
use crate::plan::UnitIndex;

/// What a receipt says.
pub(super) struct Receipt<'r> {
    pub(super) title: &'static str,
    pub(super) unit: UnitIndex,
    pub(super) opening: String,
    pub(super) version: Option<u32>,
    /// The name under which a file was handed in, and its digest.
    pub(super) file: Option<(&'r str, &'r str)>,
    /// By what it is known whose the file is, as far as it does not say so itself.
    pub(super) known_by: &'r str,
    pub(super) verdict: &'r str,
    pub(super) reasons: &'r [String],
    pub(super) precheck: Option<&'r Precheck>,
    pub(super) sequence: u64,
    /// The hash of the line of the book: who has the receipt can prove the book.
    pub(super) tip: &'r str,
}

/// The receipt as Markdown and as plain text, each sealed with the digest of its own text.
pub(super) fn receipt(desk: &Desk<'_>, receipt: &Receipt<'_>) -> (String, String) {
    let facts = facts(desk, receipt);
    let lists = lists(receipt);
    let signed = [
        desk.office.office.clone().unwrap_or_else(|| desk.plan.definition.reporting.recipient.clone()),
        desk.entered.unwrap_or(desk.time).format("%Y年%-m月%-d日").to_string(),
    ];
    let name = desk.name(receipt.unit);
    let mut markdown =
        format!("# {}\n\n{}：\n\n{}\n\n", receipt.title, escaped(name), escaped(&receipt.opening));
    let mut plain = format!("{}\n\n{name}：\n    {}\n\n", receipt.title, receipt.opening);
    for (what, value) in &facts {
        markdown.push_str(&format!("- {what}：{}\n", escaped(value)));
        plain.push_str(&format!("{what}：{}\n", one_line(value)));
    }
    for (heading, items) in &lists {
        markdown.push_str(&format!("\n## {heading}\n\n"));
        plain.push_str(&format!("\n{heading}\n"));
        for (number, item) in (1..).zip(items) {
            markdown.push_str(&format!("{number}. {}\n", escaped(item)));
            plain.push_str(&format!("{number}. {}\n", one_line(item)));
        }
    }
    markdown.push_str(&format!("\n{}\n\n{}\n", escaped(&signed[0]), signed[1]));
    plain.push_str(&format!("\n{}\n{}\n", one_line(&signed[0]), signed[1]));
    (seal(&markdown, receipt.tip), seal(&plain, receipt.tip))
}

fn facts(desk: &Desk<'_>, receipt: &Receipt<'_>) -> Vec<(&'static str, String)> {
    let by_hand = if desk.entered.is_some() { "（补登）" } else { "" };
    let time = format!("{}{by_hand}", desk.time.format("%Y-%m-%d %H:%M:%S %:z"));
    let until = desk.extended_until(receipt.unit);
    let deadline = desk.plan.definition.reporting.deadline(desk.year, until, &desk.office.calendar());
    let mut facts = vec![
        ("方案", desk.plan.definition.title.inner.clone()),
        ("年度", desk.year.to_string()),
        ("时间", time),
        ("报送时限", deadline.text),
    ];
    facts.extend(receipt.version.map(|version| ("版次", format!("第{version}版"))));
    if let Some((name, digest)) = receipt.file {
        facts.push(("文件名", name.to_owned()));
        facts.push(("文件校验码（SHA-256）", digest.to_owned()));
    }
    if !receipt.known_by.is_empty() {
        facts.push(("认定依据", receipt.known_by.to_owned()));
    }
    facts.push(("结果", receipt.verdict.to_owned()));
    facts.push(("登记序号", receipt.sequence.to_string()));
    facts
}

/// What is to be mended, by weight.
fn lists(receipt: &Receipt<'_>) -> Vec<(&'static str, Vec<String>)> {
    let of = |severity| receipt.precheck.map(|precheck| precheck.lines(severity)).unwrap_or_default();
    let lists = [
        ("退回或确认的理由", receipt.reasons.to_vec()),
        ("必须修改", of(Severity::Error)),
        ("需要说明（写在“核实说明”里，要有数字、日期或原因）", of(Severity::Verify)),
        ("提示", of(Severity::Hint)),
    ];
    lists.into_iter().filter(|(_, items)| !items.is_empty()).collect()
}

/// Words of others stay words: no line of their own, no control characters.
fn one_line(text: &str) -> String {
    crate::source::signs(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same in Markdown: no character of it is markup.
fn escaped(text: &str) -> String {
    one_line(text).chars().fold(String::new(), |mut out, c| {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
            out.push('\\');
        }
        out.push(c);
        out
    })
}
