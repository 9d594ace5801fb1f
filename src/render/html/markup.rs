//! What a browser would find in a page: ids, addresses, labels, elements.
//!
//! Takes the text of a page, also of one that a user's template broke; gives what stands in its tags,
//! with places. Never looks into scripts and text fields: nothing there is markup.

use std::collections::BTreeSet;

/// What a browser would find in a page.
#[derive(Default)]
pub(super) struct Markup<'t> {
    /// Ids.
    pub(super) ids: BTreeSet<&'t str>,
    /// Ids that occur twice.
    pub(super) twice: Vec<(&'t str, usize)>,
    /// Where readers can go: `href` and `action`, with the byte at which the address stands.
    pub(super) addresses: Vec<(&'t str, usize)>,
    /// What a browser fetches by itself: pictures, scripts, style sheets, frames.
    pub(super) resources: Vec<(&'t str, usize)>,
    /// Ids that labels and descriptions point at.
    pub(super) labels: Vec<(&'t str, usize)>,
    /// Names of elements.
    pub(super) elements: Vec<(&'t str, usize)>,
    /// Style sheets inside the page and its `style` attributes.
    pub(super) styles: Vec<(&'t str, usize)>,
}

/// An attribute, with the byte at which its value stands.
type Attribute<'t> = (&'t str, &'t str, usize);

/// Links of a page's head that a browser does not fetch.
const NOT_FETCHED: [&str; 7] = ["canonical", "alternate", "author", "license", "prev", "next", "help"];

/// Reads the tags of a page.
pub(super) fn read(text: &str) -> Markup<'_> {
    let mut page = Markup::default();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find('<')).map(|n| from + n) {
        let rest = &text[at + 1..];
        if rest.starts_with("!--") {
            from = rest.find("-->").map_or(text.len(), |n| at + 1 + n);
            continue;
        }
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            from = at + 1;
            continue;
        }
        let end = at + 1 + tag_end(rest);
        let tag = &text[at + 1..end];
        let name = &tag[..tag.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(tag.len())];
        page.elements.push((name, at + 1));
        page.tag(name, &attributes(tag, name.len(), at + 1));
        from = end;
        if ["textarea", "script", "style", "title"].contains(&name) {
            let close = format!("</{name}");
            let length = text[end..].find(&close).unwrap_or(text.len() - end);
            if name == "style" {
                page.styles.push((&text[end..end + length], end));
            }
            from = end + length;
        }
    }
    page
}

impl<'t> Markup<'t> {
    fn tag(&mut self, element: &str, attributes: &[Attribute<'t>]) {
        let rel = attributes.iter().find(|(name, ..)| *name == "rel").map_or("", |(_, value, _)| value);
        let fetched = element == "link" && !rel.split_whitespace().any(|word| NOT_FETCHED.contains(&word));
        for &(name, value, at) in attributes {
            match name {
                "id" if !self.ids.insert(value) => self.twice.push((value, at)),
                "href" | "xlink:href" if fetched || ["image", "use"].contains(&element) => {
                    self.resources.push((value, at));
                }
                "src" | "poster" | "data" | "background" => self.resources.push((value, at)),
                "srcset" => {
                    let first = |part: &'t str| part.split_whitespace().next().unwrap_or("");
                    self.resources.extend(value.split(',').map(|part| (first(part), at)));
                }
                "href" | "action" | "formaction" => self.addresses.push((value, at)),
                "style" => self.styles.push((value, at)),
                "aria-labelledby" | "aria-describedby" | "aria-controls" | "for" => {
                    self.labels.extend(value.split_whitespace().map(|id| (id, at)));
                }
                _ => {}
            }
        }
    }
}

/// Where a tag ends: at the first `>` outside of a quoted value.
fn tag_end(tag: &str) -> usize {
    let (mut quote, mut before) = (None, b' ');
    for (at, byte) in tag.bytes().enumerate() {
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if byte == b'>' => return at,
            None if before == b'=' && matches!(byte, b'"' | b'\'') => quote = Some(byte),
            None => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    tag.len()
}

/// The attributes of a tag behind its name, quoted in either way or not at all. `base`: where it stands.
fn attributes(tag: &str, from: usize, base: usize) -> Vec<Attribute<'_>> {
    let mut found = vec![];
    let mut at = from;
    loop {
        at += tag[at..].len() - tag[at..].trim_start_matches(|c: char| c.is_whitespace() || c == '/').len();
        let name_end = tag[at..].find(|c: char| c.is_whitespace() || c == '=').map_or(tag.len(), |n| at + n);
        let name = &tag[at..name_end];
        let rest = tag[name_end..].trim_start();
        if name.is_empty() && !rest.starts_with('=') {
            return found;
        }
        let Some(rest) = rest.strip_prefix('=') else {
            at = name_end;
            continue;
        };
        let value = rest.trim_start();
        let start = tag.len() - value.len();
        let (start, end, next) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let end = value[1..].find(quote).map_or(tag.len(), |n| start + 1 + n);
                (start + 1, end, (end + 1).min(tag.len()))
            }
            _ => {
                let end = value.find(char::is_whitespace).map_or(tag.len(), |n| start + n);
                (start, end, end)
            }
        };
        found.push((name, &tag[start..end], base + start));
        at = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_found_however_they_are_quoted() {
        let text = "<a href=\"x?a=1&amp;b=2\" id='z' class=k title>甲</a><img alt=\"a > b\" src = 'p.png'><input value=\"=\" id=\"q\">";
        let page = read(text);
        assert_eq!(page.addresses, [("x?a=1&amp;b=2", 9)]);
        assert_eq!(page.resources.iter().map(|(value, _)| *value).collect::<Vec<_>>(), ["p.png"]);
        assert_eq!(page.ids.iter().copied().collect::<Vec<_>>(), ["q", "z"]);
        assert_eq!(page.elements.len(), 3);
    }

    #[test]
    fn what_is_not_markup_is_passed_over() {
        let text = "<script>if(a<b){x=\"<p id=\\\"a\\\">\"}</script><textarea><p id=\"a\"></textarea><!-- <p id=\"a\"> --> 1 < 2 <p id=\"a\">";
        let page = read(text);
        assert!(page.twice.is_empty() && page.ids.len() == 1);
    }

    #[test]
    fn broken_markup_is_read_to_its_end() {
        for text in [
            "<",
            "<a",
            "<a href=\"",
            "<a href=",
            "<a =",
            "<a = >",
            "<!--",
            "<a \"\"\"=\">",
            "<textarea>",
            "<é=\"x\">",
            "<a é='",
            "<a href='x\" >",
            "<style",
            "<a/=/=",
            "<p　id=x>",
        ] {
            let _ = read(text);
        }
    }
}
