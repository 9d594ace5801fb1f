//! The files of a plan-year, as pages offer them.
//!
//! Takes a page's base; gives links. Never names a file that no renderer writes.

use super::letter::letter;
use super::stage::Stage;
use crate::report::{Download, Edition};

/// Files of the plan-year, from a page's base.
pub(super) fn downloads<E: Edition>(stage: &Stage<'_>, base: &str) -> Vec<Download> {
    let stem = format!("{base}files/{}-{}", stage.plan.key(), stage.now.round.year);
    let file = |text: &str, href: String, kind| Download { text: text.to_owned(), href, kind };
    // One paper for each addressee, numbered as they are written.
    let papers = letter::<E>(stage).addressees;
    let several = papers.len() > 1;
    let mut files = vec![];
    for at in 0..papers.len().max(1) {
        let to = papers.get(at).filter(|_| several).map(|to| format!("，主送{to}")).unwrap_or_default();
        let nth = if at == 0 { String::new() } else { format!("-{}", at + 1) };
        let name = format!("{stem}-report{nth}");
        files.push(file(&format!("年度工作情况（Word{to}）"), format!("{name}.docx"), "docx"));
        files.push(file(&format!("年度工作情况（Markdown{to}）"), format!("{name}.md"), "md"));
    }
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
