//! The files of a plan-year, as pages offer them.
//!
//! Takes a page's base; gives links. Never names a file that no renderer writes.

use super::stage::Stage;
use crate::report::Download;

/// Files of the plan-year, from a page's base.
pub(super) fn downloads(stage: &Stage<'_>, base: &str) -> Vec<Download> {
    let stem = format!("{base}files/{}-{}", stage.plan.key(), stage.now.round.year);
    let file = |text: &str, href: String, kind| Download { text: text.to_owned(), href, kind };
    let mut files = vec![
        file("年度工作情况（Word）", format!("{stem}-report.docx"), "docx"),
        file("年度工作情况（Markdown）", format!("{stem}-report.md"), "md"),
    ];
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
