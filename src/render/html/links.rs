//! The check of the tool's own output.
//!
//! Takes the pages as they will be written; gives findings: a relative link or anchor that leads
//! nowhere, an outside resource, a label that points at nothing, an id twice on a page, text that a
//! template left behind, an element that the editor of a CMS would drop.
//! Never looks at the view models: it reads what a browser would read.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::diagnostic::Diagnostics;
use crate::render::rules::FAULTY_OUTPUT;
use crate::source::{SourceFile, Sources};

/// Words that stand in a page only when something was forgotten.
const PLACEHOLDERS: [&str; 7] = ["{{", "{%", "TODO", "lorem ipsum", ">None<", ">undefined<", ">NaN<"];

/// Elements that the paste-in body may hold.
const FRAGMENT: [&str; 14] =
    ["p", "h2", "h3", "table", "thead", "tbody", "tr", "th", "td", "ul", "ol", "li", "strong", "br"];

/// More findings than this on one site say nothing new.
const MOST: usize = 50;

/// What a browser would find in a page.
#[derive(Default)]
struct Read<'t> {
    ids: BTreeSet<&'t str>,
    /// Ids that occur twice.
    twice: Vec<&'t str>,
    /// `href`, `src`, `action`, with the byte at which they stand.
    addresses: Vec<(&'t str, usize)>,
    /// Ids that labels and descriptions point at.
    labels: Vec<(&'t str, usize)>,
    elements: Vec<(&'t str, usize)>,
}

/// Something wrong, at a byte of a page.
struct Fault {
    at: usize,
    length: usize,
    message: String,
}

/// Checks all pages of an edition against each other and against the other files beside them.
pub(super) fn check(
    files: &BTreeMap<String, String>,
    others: &[String],
    edition: &str,
    sources: &mut Sources,
    out: &mut Diagnostics,
) {
    let pages: Vec<(&String, &String)> = files.iter().filter(|(path, _)| path.ends_with(".html")).collect();
    let read: BTreeMap<&str, Read<'_>> =
        pages.par_iter().map(|(path, text)| (path.as_str(), read(text))).collect();
    let known: BTreeSet<&str> =
        files.keys().map(String::as_str).chain(others.iter().map(String::as_str)).collect();
    let faults: Vec<Vec<Fault>> =
        pages.par_iter().map(|(path, text)| page_faults(path, text, &read, &known)).collect();
    let mut left = MOST;
    for ((path, text), faults) in pages.into_iter().zip(faults) {
        if faults.is_empty() || left == 0 {
            continue;
        }
        let file = sources.add(SourceFile::new(format!("{edition}/{path}"), text.as_bytes()));
        for fault in faults.into_iter().take(left) {
            left -= 1;
            let place = sources.place(file, fault.at..fault.at + fault.length);
            out.report(&FAULTY_OUTPUT, place, fault.message).label("在生成的页面中");
        }
    }
}

fn page_faults(path: &str, text: &str, all: &BTreeMap<&str, Read<'_>>, known: &BTreeSet<&str>) -> Vec<Fault> {
    let Some(page) = all.get(path) else { return vec![] };
    let mut faults = vec![];
    for &(address, at) in &page.addresses {
        if let Some(reason) = dead(path, address, all, known) {
            let message = format!("页面“{path}”的链接“{address}”{reason}");
            faults.push(Fault { at, length: address.len(), message });
        }
    }
    for &(id, at) in page.labels.iter().filter(|(id, _)| !page.ids.contains(id)) {
        faults.push(Fault {
            at, length: id.len(), message: format!("页面“{path}”的标注指向不存在的“{id}”")
        });
    }
    for id in &page.twice {
        faults.push(Fault {
            at: 0, length: 0, message: format!("页面“{path}”中编号“{id}”出现两次")
        });
    }
    for word in PLACEHOLDERS {
        if let Some(at) = text.find(word) {
            let message = format!("页面“{path}”中留有占位文字“{word}”");
            faults.push(Fault { at, length: word.len(), message });
        }
    }
    if path.ends_with("fragment/overview.html") {
        for &(name, at) in page.elements.iter().filter(|(name, _)| !FRAGMENT.contains(name)) {
            let message = format!("粘贴稿中有网站编辑器不接受的标记“{name}”");
            faults.push(Fault { at, length: name.len(), message });
        }
    }
    faults
}

/// Why an address of a page leads nowhere.
fn dead(
    path: &str,
    address: &str,
    all: &BTreeMap<&str, Read<'_>>,
    known: &BTreeSet<&str>,
) -> Option<&'static str> {
    if address == "data:,"
        || ["http://", "https://", "mailto:", "tel:"].iter().any(|s| address.starts_with(s))
    {
        return None;
    }
    let (rest, anchor) = address.split_once('#').map_or((address, None), |(rest, id)| (rest, Some(id)));
    let file = rest.split('?').next().unwrap_or("");
    let Some(target) = resolve(path, file) else { return Some("越出了网站") };
    if !known.contains(target.as_str()) {
        return Some("没有对应的文件");
    }
    match (anchor, all.get(target.as_str())) {
        (Some(id), Some(page)) if !page.ids.contains(id) => Some("在目标页面中没有对应的位置"),
        _ => None,
    }
}

/// The file that a relative address means; `None` when it climbs out of the site.
fn resolve(path: &str, address: &str) -> Option<String> {
    if address.is_empty() {
        return Some(path.to_owned());
    }
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// Reads the tags of a page. The pages are our own, so attributes are in double quotes and text has
/// no bare `<`; a page of a user's template that breaks this is at worst checked less well.
fn read(text: &str) -> Read<'_> {
    let mut page = Read::default();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find('<')).map(|n| from + n) {
        let rest = text.get(at + 1..).unwrap_or("");
        if rest.starts_with("!--") {
            from = rest.find("-->").map_or(text.len(), |n| at + 1 + n);
            continue;
        }
        let end = tag_end(rest).map_or(text.len(), |n| at + 1 + n);
        let tag = text.get(at + 1..end).unwrap_or("");
        from = end.max(at + 1);
        if tag.starts_with(['/', '!', '?']) {
            continue;
        }
        let name = tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or("");
        page.elements.push((name, at + 1));
        attributes(tag, at + 1, &mut page);
        if name == "textarea" {
            from = text.get(end..).and_then(|rest| rest.find("</textarea>")).map_or(text.len(), |n| end + n);
        }
    }
    page
}

/// Where a tag ends: at the first `>` outside of quotes.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quoted = false;
    tag.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    })
}

fn attributes<'t>(tag: &'t str, base: usize, page: &mut Read<'t>) {
    let mut from = 0;
    while let Some(at) = tag.get(from..).and_then(|rest| rest.find("=\"")).map(|n| from + n) {
        let name_start = tag[..at].rfind(char::is_whitespace).map_or(0, |n| n + 1);
        let start = at + 2;
        let length = tag[start..].find('"').unwrap_or(tag.len() - start);
        let (name, value) = (&tag[name_start..at], &tag[start..start + length]);
        match name {
            "id" if !page.ids.insert(value) => page.twice.push(value),
            "href" | "src" | "action" => page.addresses.push((value, base + start)),
            "aria-labelledby" | "aria-describedby" | "aria-controls" | "for" => {
                page.labels.extend(value.split_whitespace().map(|id| (id, base + start)));
            }
            _ => {}
        }
        from = start + length + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(files: &[(&str, &str)]) -> Vec<String> {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        let mut out = Diagnostics::default();
        check(&files, &["files/a.docx".into()], "public", &mut Sources::default(), &mut out);
        out.iter().map(|found| found.message.clone()).collect()
    }

    #[test]
    fn what_leads_nowhere_is_found() {
        let good = "<h1 id=\"a\">x</h1><a href=\"b/c.html#z\">1</a><a href=\"files/a.docx\">2</a><a href=\"#a\">3</a>\
                    <a href=\"https://a.cn/x\">4</a><form action=\"b/c.html?q=1\"></form>";
        let other = "<p id=\"z\" aria-labelledby=\"z\"></p><a href=\"../index.html\">x</a>";
        assert_eq!(messages(&[("index.html", good), ("b/c.html", other)]), Vec::<String>::new());
        for (bad, word) in [
            ("<a href=\"no.html\">x</a>", "没有对应的文件"),
            ("<a href=\"#no\">x</a>", "没有对应的位置"),
            ("<a href=\"../x.html\">x</a>", "越出了网站"),
            ("<a href=\"javascript:alert(1)\">x</a>", "没有对应的文件"),
            ("<img src=\"//evil.cn/x.gif\">", "没有对应的文件"),
            ("<p aria-labelledby=\"no\">x</p>", "不存在"),
            ("<p id=\"a\"></p><p id=\"a\"></p>", "两次"),
            ("<p>{{ title }}</p>", "占位"),
        ] {
            let found = messages(&[("index.html", bad)]);
            assert!(found.len() == 1 && found[0].contains(word), "{bad}: {found:?}");
        }
    }

    #[test]
    fn the_fragment_holds_only_what_an_editor_keeps() {
        assert!(
            messages(&[("p/2025/fragment/overview.html", "<p style=\"x\">a</p><table></table>")]).is_empty()
        );
        assert_eq!(messages(&[("p/2025/fragment/overview.html", "<p><span>a</span></p>")]).len(), 1);
    }

    #[test]
    fn broken_markup_does_not_stop_the_check() {
        for text in ["<", "<a href=\"", "<a href=", "<!--", "<a \"\"\"=\">", "<textarea>", "<é=\"x\">"] {
            let _ = messages(&[("index.html", text)]);
        }
    }
}
