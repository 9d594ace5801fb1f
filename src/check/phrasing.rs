//! Words that several groups need: excerpts, comparison of texts, near names.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization as _;

use super::examples::{Shown, shown};
use crate::diagnostic::{Rule, nearest};
use crate::source::{Place, Sources};

/// The beginning of a text, for headlines.
pub(super) fn shortened(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or("").trim();
    if line.chars().count() > 24 || line.len() < text.trim().len() {
        format!("{}…", line.chars().take(24).collect::<String>())
    } else {
        line.to_owned()
    }
}

/// Letters and digits only, width and case levelled: two texts with the same plain form say the same.
pub(super) fn plain(text: &str) -> String {
    text.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// “是不是…？” where a known word is near, else what to do.
pub(super) fn near_help(word: &str, known: &[&str], otherwise: &str) -> String {
    match nearest(word, known) {
        Some(near) => format!("是不是“{near}”？"),
        None => otherwise.to_owned(),
    }
}

/// A mend that says where telephone numbers belong, in the words of the file: a workbook has a cell for them.
pub(super) fn contact_help(sources: &Sources, place: Place, help: &str) -> String {
    match sources.get(place.file()).sheets.is_empty() {
        true => help.to_owned(),
        false => help.replace("“填报信息”里", "“基本情况”的“联系电话”里"),
    }
}

/// Names joined by 、; a long list is cut and counted.
pub(super) fn listed(names: &[String]) -> String {
    const SHOWN: usize = 6;
    if names.len() <= SHOWN {
        names.join("、")
    } else {
        format!("{}等{}项", names[..SHOWN].join("、"), names.len())
    }
}

/// The rules as a page for readers.
pub(super) fn rules_markdown(rules: &[&Rule]) -> String {
    let mut out = String::from(
        "# 检查规则\n\n\
         强制：必须改正后才能采用；核实：请改正，或在“核实说明”里写明原因；提示：供参考。\n\
         各级别可由办公室在 nianbao.yaml 的 severity 里调整，调整会列在检查报告里。\n",
    );
    let mut group = "";
    for rule in rules {
        let own = rule.code.get(..2).unwrap_or("");
        if own != group {
            group = own;
            let _ = write!(out, "\n## {}\n", group_title(own));
        }
        let _ = write!(
            out,
            "\n### {} {}（{}，{}）\n\n{}\n",
            rule.code,
            rule.title,
            rule.severity.chinese(),
            rule.name,
            rule.why
        );
        if let Some(answer) = rule.answered_by() {
            let _ = write!(out, "\n{answer}\n");
        }
        for piece in shown(&rule.example) {
            example(&mut out, &piece);
        }
    }
    out
}

/// Characters of a line that readers of the list see; one example is long on purpose.
const SHOWN_WIDTH: usize = 200;

fn example(out: &mut String, Shown { title, file, text }: &Shown) {
    let _ = write!(out, "\n{title}（{file}）：\n\n````\n");
    for line in text.trim_matches('\n').lines() {
        let short: String = line.chars().take(SHOWN_WIDTH).collect();
        let rest = if short.len() < line.len() { "…" } else { "" };
        let _ = writeln!(out, "{short}{rest}");
    }
    out.push_str("````\n");
}

fn group_title(prefix: &str) -> &'static str {
    match prefix {
        "N0" => "N0 文件与写法",
        "N1" => "N1 方案本身",
        "N2" => "N2 报送件与方案是否对应",
        "N3" => "N3 报送是否齐全、按时",
        "N4" => "N4 数据",
        "N5" => "N5 文字与佐证",
        "N6" => "N6 公开与保密",
        "N7" => "N7 电子表格",
        "N8" => "N8 收文登记",
        "N9" => "N9 模板",
        _ => "其他",
    }
}
