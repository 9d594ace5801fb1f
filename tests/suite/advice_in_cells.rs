//! Whatever stands in the cells of a workbook: what is told of it speaks of cells and sheets, never of keys, signs
//! and lines of a text.

use nianbao::diagnostic::Files;
use nianbao::source::SourceFile;

use crate::support::{check, starter_files};
use crate::workbooks::{book, rich, sheet, text};

const STHJJ: &str = "submissions/demo/2025/sthjj";

/// The bureau's own form, filled in with what it reports.
fn filled() -> Vec<u8> {
    let checked = check(&starter_files());
    let plan = &checked.workspace.plans[0].plan;
    let yaml = &starter_files()[&format!("{STHJJ}.yaml")];
    let (said, wrong) = crate::round_trip::read(plan, "sthjj.yaml", yaml);
    crate::round_trip::workbook(plan, &said.unwrap_or_else(|| panic!("{wrong}")))
}

/// The same with other words in some cells: `change` is asked for each cell by sheet, row, and the key of its field.
fn with(form: &[u8], change: impl Fn(&str, u32, &str) -> Option<String>) -> Files {
    let sheets = SourceFile::new("a.xlsx", form).sheets;
    let hidden = sheets.iter().find(|sheet| sheet.name == "_form").expect("it is ours");
    let keys: Vec<(String, String)> = hidden
        .rows()
        .into_iter()
        .map(|row| (hidden.text(row, 1).to_owned(), hidden.text(row, 2).to_owned()))
        .collect();
    let key_of = |sheet: &str, row: u32, column: u32| match (sheet, column) {
        ("基本情况", 2) if row > 4 => Some("head".to_owned()),
        _ => {
            let wanted = format!("key.{sheet}.{}", letters(column));
            keys.iter().find(|(key, _)| *key == wanted).map(|(_, key)| key.clone())
        }
    };
    let all: Vec<String> = sheets
        .iter()
        .map(|from| {
            let last = from.rows().last().copied().unwrap_or(0);
            let rows: Vec<String> = (1..=last)
                .map(|row| {
                    let cells: Vec<String> = (1..=40)
                        .map(|column| {
                            let now = from.text(row, column).to_owned();
                            let key = key_of(&from.name, row, column)
                                .filter(|_| row > 4 || from.name == "基本情况");
                            let said = key.and_then(|key| change(&from.name, row, &key)).unwrap_or(now);
                            text(&said.replace('&', "&amp;").replace('<', "&lt;"))
                        })
                        .collect();
                    rich(&cells)
                })
                .collect();
            sheet(&from.name, &rows)
        })
        .collect();
    let mut files = starter_files();
    files.remove(&format!("{STHJJ}.yaml")).expect("the starter has it");
    files.insert(format!("{STHJJ}.fods"), book(&all));
    files
}

/// What is only of texts: how a key, a list or a paragraph is written there.
fn is_of_texts(words: &str) -> bool {
    let signs = [
        "缩进",
        "键",
        "“|”",
        "- {",
        "[{",
        ": [",
        "{",
        "另起一行",
        "顶格",
        "冒号",
        "null",
        "加上一行",
        "删去一行",
        "YAML",
        "文件开头",
    ];
    let is_key = |word: &str| {
        let key = word.trim_start_matches(['“', '（']);
        let key = key.split(':').next().unwrap_or_default();
        word.contains(": ")
            && key.len() > 1
            && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    signs.iter().any(|sign| words.contains(sign)) || words.split_inclusive(' ').any(is_key)
}

#[test]
fn no_advice_about_a_cell_is_one_about_a_text() {
    let form = filled();
    let bad = [
        "98%",
        "3.2万吨",
        "约50",
        "无",
        "待定",
        "2025年13月",
        "2025-11-31",
        "明年底",
        "1",
        "-5",
        "0.7",
        "99999",
        "基本完成",
        "“完成”",
        "同上",
        "联系人张三13800000000",
        "见附件",
        "2025-01-05",
        "持续推进，取得明显成效",
    ];
    let mut wrong = vec![];
    let mut told = std::collections::BTreeSet::new();
    let mut look = |files: Files, what: &str| {
        let checked = check(&files);
        let sources = &checked.workspace.sources;
        for found in checked.findings.iter().filter(|found| sources.path(found.place).ends_with(".fods")) {
            told.insert(found.rule.code);
            let related = found.related.iter().map(|related| related.label.as_str());
            let words = [found.message.as_str(), found.label.as_str(), found.help.as_deref().unwrap_or("")];
            for words in words.into_iter().chain(related).filter(|words| is_of_texts(words)) {
                wrong.push(format!("{what}: {} {words}", found.rule.code));
            }
        }
    };
    for word in bad {
        // All rows of one field at once, and what surrounds it as it was.
        look(with(&form, |_, row, key| (row % 2 == 1 || key == "head").then(|| word.to_owned())), word);
        look(with(&form, |_, row, key| (row % 2 == 0 && key != "status").then(|| word.to_owned())), word);
    }
    for status in ["已完成", "滞后", "未启动", "不涉及", "长期坚持", "无进展"] {
        look(with(&form, |_, _, key| (key == "status").then(|| status.to_owned())), status);
    }
    for key in ["status", "progress", "value", "n", "period", "value_status", "source", "done_on", "head"] {
        look(with(&form, |_, _, own| (own == key).then(String::new)), key);
    }
    let other_plan =
        String::from_utf8(with(&form, |_, _, _| None)[&format!("{STHJJ}.fods")].clone()).expect("text");
    for (from, to) in [
        ("<text:p>demo</text:p>", "<text:p>demo2</text:p>"),
        ("<text:p>RW-02-01</text:p>", "<text:p>RW-92-91</text:p>"),
    ] {
        let mut files = with(&form, |_, _, _| None);
        files.insert(format!("{STHJJ}.fods"), other_plan.replace(from, to).into_bytes());
        look(files, to);
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(told.len() > 25, "the table strikes few rules: {told:?}");
}

/// A column as a window names it.
fn letters(column: u32) -> String {
    let letter = |at: u32| char::from(b'A' + u8::try_from(at).unwrap_or_default()).to_string();
    let at = column - 1;
    if at < 26 { letter(at) } else { format!("{}{}", letter(at / 26 - 1), letter(at % 26)) }
}
