//! The check of the tool's own output.
//!
//! Takes the pages as they are made, one by one, and keeps no text; gives findings: a relative link or anchor that leads
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
const FRAGMENT: [&str; 15] =
    ["p", "h2", "h3", "div", "table", "thead", "tbody", "tr", "th", "td", "ul", "ol", "li", "strong", "br"];

/// More findings than this on one site say nothing new.
const MOST: usize = 50;

/// Something wrong, at a byte of a page.
pub(super) struct Fault {
    at: usize,
    length: usize,
    message: String,
}

/// What is remembered of a file until all are known; its text is not.
pub(super) struct Seen {
    /// Its place in the edition.
    pub(super) path: String,
    /// What addresses can lead to on it; none where it is no page.
    ids: Option<BTreeSet<Box<str>>>,
    /// Where it leads, each address once.
    addresses: Vec<(Box<str>, usize)>,
    /// What it shows by itself.
    faults: Vec<Fault>,
}

/// What the pages of an edition may lead to besides each other.
pub(super) struct Around<'a> {
    /// Names of the files beside them.
    pub(super) others: &'a [String],
    /// The path below which the site stands on its server, where the settings say it.
    pub(super) root: Option<&'a str>,
}

/// Reads a file as a browser would.
pub(super) fn look(path: &str, text: &str) -> Seen {
    let path = path.to_owned();
    if path.ends_with(".html") {
        let page = markup::read(text);
        let mut known = BTreeSet::new();
        let all = page.addresses.iter().chain(&page.resources);
        let addresses = all.filter(|(address, _)| known.insert(*address)).map(|&(to, at)| (to.into(), at));
        let (addresses, faults) = (addresses.collect(), page_faults(&path, text, &page));
        return Seen { ids: Some(page.ids.into_iter().map(Into::into).collect()), addresses, faults, path };
    }
    let faults = if path.ends_with(".xml") {
        let told =
            |(at, why): (usize, String)| Fault { at, length: 0, message: format!("“{path}”{why}") };
        xml::fault(&path, text).map(told).into_iter().collect()
    } else {
        let styles = if path.ends_with(".css") { outside::of_styles(text) } else { vec![] };
        styles.into_iter().map(|range| outside_fault(&path, &text[range.clone()], range.start)).collect()
    };
    Seen { ids: None, addresses: vec![], faults, path }
}

/// What is wrong with the files of an edition, by path, when all have been seen; no more than says
/// something new.
pub(super) fn faults(mut seen: Vec<Seen>, around: &Around<'_>) -> Vec<(String, Vec<Fault>)> {
    let own: Vec<(String, Vec<Fault>)> =
        seen.iter_mut().map(|seen| (seen.path.clone(), std::mem::take(&mut seen.faults))).collect();
    let pages: BTreeMap<&str, &BTreeSet<Box<str>>> =
        seen.iter().filter_map(|seen| Some((seen.path.as_str(), seen.ids.as_ref()?))).collect();
    let paths = seen.iter().map(|seen| &seen.path).chain(around.others);
    let known = Known { pages: &pages, files: &paths.map(String::as_str).collect(), root: around.root };
    let dead: Vec<Vec<Fault>> = seen.par_iter().map(|seen| dead_ends(seen, &known)).collect();
    let mut found: Vec<(String, Vec<Fault>)> = own
        .into_iter()
        .zip(dead)
        .map(|((path, mut faults), dead)| {
            faults.extend(dead);
            faults.sort_by_key(|fault| fault.at);
            (path, faults)
        })
        .filter(|(_, faults)| !faults.is_empty())
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let mut left = MOST;
    for (_, faults) in &mut found {
        faults.truncate(left);
        left -= faults.len();
    }
    found.retain(|(_, faults)| !faults.is_empty());
    found
}

/// Tells what is wrong with a file, whose text becomes one of the run's.
pub(super) fn tell(
    path: String,
    text: &str,
    faults: Vec<Fault>,
    sources: &mut Sources,
    out: &mut Diagnostics,
) {
    let file = sources.add(SourceFile::new(path, text.as_bytes()));
    for fault in faults {
        let place = sources.place(file, fault.at..fault.at + fault.length);
        out.report(&FAULTY_OUTPUT, place, fault.message).label("在生成的页面中");
    }
}

/// What an address may lead to.
struct Known<'a> {
    pages: &'a BTreeMap<&'a str, &'a BTreeSet<Box<str>>>,
    files: &'a BTreeSet<&'a str>,
    root: Option<&'a str>,
}

/// The addresses of a page that lead nowhere.
fn dead_ends(seen: &Seen, known: &Known<'_>) -> Vec<Fault> {
    let found = seen.addresses.iter().filter_map(|(address, at)| {
        let reason = dead(&seen.path, address, known)?;
        let message = format!("页面“{}”的链接“{address}”{reason}", seen.path);
        Some(Fault { at: *at, length: address.len(), message })
    });
    found.collect()
}

/// What is wrong with a page whatever else the site holds.
fn page_faults(path: &str, text: &str, page: &Markup<'_>) -> Vec<Fault> {
    let mut faults = vec![];
    if text.trim().is_empty() {
        faults.push(Fault { at: 0, length: 0, message: format!("页面“{path}”是空的") });
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
        (Some(id), Some(ids)) if !ids.contains(id) => Some("在目标页面中没有对应的位置"),
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
        let seen = files.iter().map(|(path, text)| look(path, text)).collect();
        let around = Around { others: &["files/a.docx".into()], root: Some("/hhb/") };
        let found = faults(seen, &around).into_iter();
        found.flat_map(|(_, faults)| faults).map(|fault| fault.message).collect()
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
