//! The form as one page that needs no network: fields, checks, draft, opening, saving, printing.
//!
//! Takes a form and the rules as the office weighs them; gives HTML. The fields stand in the page; the script
//! beside this file looks after them. Never trusts a text: a policy in the page lets nothing run or load but
//! what is written here, and every word of a plan or of last year is escaped.

mod fields;
mod html;
mod model;

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::asked::UnitForm;
use crate::diagnostic::{Rule, Severity};
use html::Html;

const STYLE: &str = include_str!("style.css");

/// The parts of the script, from reading and writing files to what happens on a click.
const SCRIPT: &[&str] = &[
    include_str!("script/yaml_read.js"),
    include_str!("script/remarks.js"),
    include_str!("script/yaml_write.js"),
    include_str!("script/values.js"),
    include_str!("script/persons.js"),
    include_str!("script/words.js"),
    include_str!("script/rules.js"),
    include_str!("script/controls.js"),
    include_str!("script/meant.js"),
    include_str!("script/files.js"),
    include_str!("script/sheet.js"),
    include_str!("script/main.js"),
];

/// What the page goes by.
#[derive(Debug, Clone)]
pub struct OfficeRules<'r> {
    /// All rules with the weight that the office gives them; the page speaks in their words.
    pub weights: Vec<(&'r Rule, Severity)>,
    /// The lists of words by which texts are weighed, by name.
    pub lists: BTreeMap<&'static str, Vec<&'static str>>,
}

/// Writes the form as a page, empty or with answers.
pub fn page(form: &UnitForm, rules: &OfficeRules<'_>) -> String {
    let script = format!("(function () {{\n\"use strict\";\n{}}}());\n", SCRIPT.concat());
    let mut page = Html::default();
    page.out.push_str("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    let policy = policy(&script);
    page.open("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy)]);
    page.out.push_str(
        "\n<meta name=\"renderer\" content=\"webkit\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n",
    );
    page.element("title", &[], &form.name());
    page.out.push_str("<link rel=\"icon\" href=\"data:,\">\n<style>");
    page.out.push_str(STYLE);
    page.out.push_str("</style>\n</head>\n<body>\n");
    frame(&mut page, form, &left(&rules.weights));
    page.out.push_str("<section id=\"sheet\" aria-hidden=\"true\"></section>\n");
    page.out.push_str("<script type=\"application/json\" id=\"data\">");
    page.out.push_str(&model::json(form, rules));
    page.out.push_str("</script>\n<script>");
    page.out.push_str(&script);
    page.out.push_str("</script>\n</body>\n</html>\n");
    page.out
}

/// Nothing is loaded, nothing runs and nothing is sent but what stands in the page as it was written.
fn policy(script: &str) -> String {
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
        digest(script),
        digest(STYLE)
    )
}

/// What the page leaves to the office, in the words of its rules.
fn left(rules: &[(&Rule, Severity)]) -> String {
    let titles =
        rules.iter().filter(|(rule, _)| model::LEFT.contains(&rule.code)).map(|(rule, _)| rule.title);
    let titles: Vec<String> = titles.map(|title| format!("“{title}”")).collect();
    format!(
        "本页检查不到、由办公室收到后检查的：{}；补报的上年终值；与其他单位、县区所报的数的关系。",
        titles.join("、")
    )
}

fn frame(page: &mut Html, form: &UnitForm, left: &str) {
    page.element("a", &[("class", "skip"), ("href", "#form")], "跳到填报内容");
    page.open("header", &[("class", "mast")]);
    page.open("div", &[("class", "wrap")]);
    page.element("p", &[], &form.basis());
    page.element("h1", &[], &form.name());
    page.element("p", &[], &format!("报送：{}　截止：{}", form.recipient, form.deadline));
    page.close("div");
    page.close("header");
    if form.sample {
        page.open("aside", &[("class", "sample"), ("aria-label", "示例数据说明")]);
        page.open("p", &[("class", "wrap")]);
        page.element("b", &[], "示例数据");
        page.text("上年填报内容为示例，不代表实际工作情况。");
        page.close("p");
        page.close("aside");
    }
    bar(page);
    page.open("div", &[("class", "wrap cols")]);
    page.open("main", &[]);
    page.open(
        "div",
        &[("id", "note"), ("class", "note"), ("role", "alert"), ("tabindex", "-1"), ("hidden", "")],
    );
    page.close("div");
    page.element(
        "noscript",
        &[],
        "浏览器不允许本页运行脚本，不能检查和保存；可以打印后手工填写，或改用 YAML、Excel 的报送表。",
    );
    page.element("p", &[("class", "intro")], &introduction(form));
    page.open("form", &[("id", "form"), ("autocomplete", "off"), ("novalidate", "")]);
    fields::head(page, form);
    for (at, table) in form.tables.iter().enumerate() {
        fields::table(page, form, at, table);
    }
    page.close("form");
    page.close("main");
    side(page, left);
    page.close("div");
}

fn introduction(form: &UnitForm) -> String {
    let last = if form.has_last_year {
        format!("灰底的是贵单位{}年的填报内容，供对照，不会自动计入本年。", form.year - 1)
    } else {
        "没有可以对照的上年填报内容。".to_owned()
    };
    let none = if form.tables.iter().all(|table| table.rows.is_empty()) {
        "方案没有点名交给贵单位任务、指标或节点；有相关工作的写在“总体情况”，没有的填“零报告”。"
    } else {
        ""
    };
    format!(
        "本页不联网，填写内容只存在本机；填好后点“保存文件”，把存下的 {}.yaml 报送，文件名不要改。没有内容的留空，不写“无”。{last}{none}",
        form.unit
    )
}

fn bar(page: &mut Html) {
    page.open("div", &[("class", "bar"), ("role", "region"), ("aria-label", "保存、打开和打印")]);
    page.open("div", &[("class", "wrap")]);
    let buttons = [
        ("save", "key", "保存文件"),
        ("open", "", "打开文件"),
        ("next", "", "下一处"),
        ("print", "", "打印"),
    ];
    for (id, class, words) in buttons {
        page.element("button", &[("type", "button"), ("id", id), ("class", class)], words);
    }
    page.out.push_str("<input type=\"file\" id=\"file\" accept=\".yaml,.yml\" tabindex=\"-1\" hidden aria-label=\"打开已有的报送文件\">\n");
    page.out.push_str("<a class=\"more\" href=\"#side\">还差 <b id=\"lacks-bar\">0</b> 项</a>\n");
    page.element("span", &[("id", "state"), ("role", "status")], "");
    page.close("div");
    page.close("div");
}

/// What is still missing or wrong, each a link to its field.
fn side(page: &mut Html, left: &str) {
    page.open(
        "aside",
        &[("id", "side"), ("class", "side"), ("tabindex", "0"), ("aria-label", "还差的和要核对的")],
    );
    page.out.push_str("<h2>还差 <span id=\"lacks\">0</span> 项</h2>\n");
    page.element("p", &[("id", "tally"), ("class", "hint"), ("role", "status")], "");
    page.out.push_str("<ol id=\"list\"></ol>\n");
    page.open("div", &[("id", "kept"), ("hidden", "")]);
    page.element("h3", &[], "本页没有栏目、保存时原样写回的内容");
    page.out.push_str("<ul id=\"kept-list\"></ul>\n");
    page.element("button", &[("type", "button"), ("id", "forget")], "不再保留");
    page.close("div");
    page.element("p", &[("class", "hint")], "Tab 到下一格，Ctrl+Enter 到下一处未填，Ctrl+S 保存。");
    page.element("p", &[("class", "hint"), ("id", "left")], left);
    page.element("button", &[("type", "button"), ("id", "clear")], "清除草稿，重新填");
    page.close("aside");
}

/// SHA-256 in Base64, as a policy names what may run.
fn digest(text: &str) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in Sha256::digest(text.as_bytes()).chunks(3) {
        let bits = three.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte))
            << (8 * (3 - three.len()));
        let signs =
            (0..4).map(|at| if at <= three.len() { SIGNS[bits >> (18 - 6 * at) & 63] as char } else { '=' });
        out.extend(signs);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_written_as_policies_name_it() {
        assert_eq!(digest(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_eq!(digest("abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }

    #[test]
    fn no_part_of_the_page_ends_its_own_script() {
        assert!(!SCRIPT.concat().contains("</") && !STYLE.contains("</"));
    }
}
