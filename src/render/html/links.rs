//! The check of the tool's own output.
//!
//! Takes the pages as they will be written; gives findings: a relative link or anchor that leads
//! nowhere, an outside resource, a label that points at nothing, an id twice on a page, a page without
//! anything, an element that the editor of a CMS would drop, a feed that no program would take.
//! Never looks at the view models: it reads what a browser would read. Never judges words: what a user
//! wrote may say anything.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::markup::{self, Markup};
use super::{outside, xml};
use crate::diagnostic::Diagnostics;
use crate::render::rules::FAULTY_OUTPUT;
use crate::source::{SourceFile, Sources};

/// Elements that the paste-in body may hold.
const FRAGMENT: [&str; 14] =
    ["p", "h2", "h3", "table", "thead", "tbody", "tr", "th", "td", "ul", "ol", "li", "strong", "br"];

/// More findings than this on one site say nothing new.
const MOST: usize = 50;

/// Something wrong, at a byte of a page.
struct Fault {
    at: usize,
    length: usize,
    message: String,
}

/// An edition as it will be written.
pub(super) struct Site<'a> {
    /// Pages and texts.
    pub(super) files: &'a BTreeMap<String, String>,
    /// Names of the files beside them.
    pub(super) others: &'a [String],
    /// `public` or `internal`.
    pub(super) edition: &'a str,
    /// The path below which the site stands on its server, where the settings say it.
    pub(super) root: Option<&'a str>,
}

/// Checks all pages of an edition against each other and against the other files beside them.
pub(super) fn check(site: &Site<'_>, sources: &mut Sources, out: &mut Diagnostics) {
    let Site { files, others, edition, root } = *site;
    let pages: Vec<(&String, &String)> = files.iter().collect();
    let read: BTreeMap<&str, Markup<'_>> = pages
        .par_iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, text)| (path.as_str(), markup::read(text)))
        .collect();
    let known: BTreeSet<&str> =
        files.keys().map(String::as_str).chain(others.iter().map(String::as_str)).collect();
    let faults: Vec<Vec<Fault>> = pages
        .par_iter()
        .map(|(path, text)| file_faults(path, text, &Known { pages: &read, files: &known, root }))
        .collect();
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

/// What an address may lead to.
struct Known<'a> {
    pages: &'a BTreeMap<&'a str, Markup<'a>>,
    files: &'a BTreeSet<&'a str>,
    root: Option<&'a str>,
}

fn file_faults(path: &str, text: &str, known: &Known<'_>) -> Vec<Fault> {
    if let Some(page) = known.pages.get(path) {
        return page_faults(path, text, page, known);
    }
    if path.ends_with(".xml") {
        let fault = xml::fault(path, text);
        let told =
            |(at, why): (usize, String)| Fault { at, length: 0, message: format!("“{path}”{why}") };
        return fault.map(told).into_iter().collect();
    }
    let styles = if path.ends_with(".css") { outside::of_styles(text) } else { vec![] };
    styles.into_iter().map(|range| outside_fault(path, &text[range.clone()], range.start)).collect()
}

fn page_faults(path: &str, text: &str, page: &Markup<'_>, known: &Known<'_>) -> Vec<Fault> {
    let mut faults = vec![];
    if text.trim().is_empty() {
        faults.push(Fault { at: 0, length: 0, message: format!("页面“{path}”是空的") });
    }
    for &(address, at) in page.addresses.iter().chain(&page.resources) {
        if let Some(reason) = dead(path, address, known) {
            let message = format!("页面“{path}”的链接“{address}”{reason}");
            faults.push(Fault { at, length: address.len(), message });
        }
    }
    faults.extend(reaching_out(path, page));
    for &(id, at) in page.labels.iter().filter(|(id, _)| !page.ids.contains(id)) {
        let message = format!("页面“{path}”的标注指向不存在的“{id}”");
        faults.push(Fault { at, length: id.len(), message });
    }
    for &(id, at) in &page.twice {
        let message = format!("页面“{path}”中编号“{id}”出现两次");
        faults.push(Fault { at, length: id.len(), message });
    }
    if path.ends_with("fragment/overview.html") {
        for &(name, at) in page.elements.iter().filter(|(name, _)| !FRAGMENT.contains(name)) {
            let message = format!("粘贴稿中有网站编辑器不接受的标记“{name}”");
            faults.push(Fault { at, length: name.len(), message });
        }
    }
    faults
}

/// What a browser would fetch from elsewhere when it shows the page.
fn reaching_out(path: &str, page: &Markup<'_>) -> Vec<Fault> {
    // What has another scheme or another host is a dead link already.
    let resources = page.resources.iter().filter(|(address, _)| outside::is_followed(address));
    let styles = page.styles.iter().flat_map(|&(text, base)| {
        let found = outside::of_styles(text).into_iter();
        found.map(move |range| (&text[range.clone()], base + range.start))
    });
    resources.copied().chain(styles).map(|(address, at)| outside_fault(path, address, at)).collect()
}

fn outside_fault(path: &str, address: &str, at: usize) -> Fault {
    let message = format!("“{path}”引用了网站以外的资源“{address}”");
    Fault { at, length: address.len(), message }
}

/// Why an address of a page leads nowhere.
fn dead(path: &str, address: &str, known: &Known<'_>) -> Option<&'static str> {
    if address.starts_with("data:") || outside::is_followed(address) {
        return None;
    }
    let (rest, anchor) = address.split_once('#').map_or((address, None), |(rest, id)| (rest, Some(id)));
    let file = rest.split('?').next().unwrap_or("");
    let inside = known.root.and_then(|root| file.strip_prefix(root));
    let resolved = match inside {
        Some(inside) => resolve("", inside),
        None if file.starts_with('/') => None,
        None => resolve(path, file),
    };
    let Some(target) = resolved else { return Some("越出了网站") };
    if !known.files.contains(target.as_str()) {
        return Some("没有对应的文件");
    }
    match (anchor, known.pages.get(target.as_str())) {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(files: &[(&str, &str)]) -> Vec<String> {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        let mut out = Diagnostics::default();
        let others = ["files/a.docx".into()];
        let site = Site { files: &files, others: &others, edition: "public", root: Some("/hhb/") };
        check(&site, &mut Sources::default(), &mut out);
        out.iter().map(|found| found.message.clone()).collect()
    }

    #[test]
    fn what_leads_nowhere_is_found() {
        let good = "<h1 id=\"a\">x</h1><a href=\"b/c.html#z\">1</a><a href=\"files/a.docx\">2</a><a href=\"#a\">3</a>\
                    <a href=\"https://a.cn/x\">4</a><form action=\"b/c.html?q=1\"></form>\
                    <a href=\"HTTP://A.CN\">5</a><link rel=\"canonical\" href=\"https://a.cn/\">TODO {{ x }} {% y %} None";
        let other = "<p id=\"z\" aria-labelledby=\"z\"></p><a href=\"../index.html\">x</a><a href=\"/hhb/index.html#a\">x</a>";
        assert_eq!(messages(&[("index.html", good), ("b/c.html", other)]), Vec::<String>::new());
        for (bad, word) in [
            ("<a href=\"no.html\">x</a>", "没有对应的文件"),
            ("<a href=\"#no\">x</a>", "没有对应的位置"),
            ("<a href=\"../x.html\">x</a>", "越出了网站"),
            ("<a href=\"/hhb/no.html\">x</a>", "没有对应的文件"),
            ("<a href=\"/index.html\">x</a>", "越出了网站"),
            ("<a href=\"javascript:alert(1)\">x</a>", "没有对应的文件"),
            ("<img src=\"//evil.cn/x.gif\">", "越出了网站"),
            ("<p aria-labelledby=\"no\">x</p>", "不存在"),
            ("<p id=\"a\"></p><p id=\"a\"></p>", "两次"),
            ("<img src='HTTP://evil.cn/x.gif'>", "网站以外"),
            ("<script src=https://evil.cn/x.js></script>", "网站以外"),
            ("<iframe src=\"https://evil.cn/\"></iframe>", "网站以外"),
            ("<link rel=\"stylesheet\" href=\"https://evil.cn/x.css\">", "网站以外"),
            ("<p style=\"background:url(http://evil.cn/x)\">x</p>", "网站以外"),
            ("<style>@import url(https://evil.cn/x.css)</style>x", "网站以外"),
            (" \n", "空的"),
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
}
