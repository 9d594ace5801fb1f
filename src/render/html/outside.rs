//! What reaches out of the site: addresses that a browser would fetch elsewhere, in pages and style
//! sheets.
//!
//! Takes addresses and style sheets; gives what leads outside. Never follows anything.

use std::ops::Range;

/// Whether an address has a scheme or a host of its own. `data:` is inside: it holds what it shows.
pub(super) fn is_outside(address: &str) -> bool {
    let address = address.trim();
    address.starts_with("//") || scheme(address).is_some_and(|scheme| !scheme.eq_ignore_ascii_case("data"))
}

/// Whether an address is one that a reader may follow out of the site.
pub(super) fn is_followed(address: &str) -> bool {
    scheme(address)
        .is_some_and(|own| ["http", "https", "mailto", "tel"].iter().any(|s| own.eq_ignore_ascii_case(s)))
}

/// The scheme of an address, without its colon.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let ok = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(ok)).then_some(scheme)
}

/// The addresses of a style sheet that lead outside: `url(…)` and `@import "…"`.
pub(super) fn of_styles(text: &str) -> Vec<Range<usize>> {
    let calls = text.match_indices("url(").map(|(at, word)| at + word.len());
    let imports = text.match_indices("@import").map(|(at, word)| at + word.len());
    let mut found: Vec<Range<usize>> = calls
        .chain(imports)
        .map(|from| {
            let rest =
                text[from..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
            let start = text.len() - rest.len();
            let end = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ')' | ';');
            start..start + rest.find(end).unwrap_or(rest.len())
        })
        .filter(|range| is_outside(&text[range.clone()]))
        .collect();
    found.sort_by_key(|range| range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f6_addresses_that_reach_out_are_known() {
        for outside in
            ["http://a.cn/x", "HTTPS://a.cn", "//a.cn/x", "ftp://x", "javascript:x", " https://a.cn"]
        {
            assert!(is_outside(outside), "{outside}");
        }
        for inside in ["a/b.html", "../x", "data:image/png;base64,x", "#a", "", "x?y=http://a.cn", "/start/x"]
        {
            assert!(!is_outside(inside), "{inside}");
        }
        let found = |text: &str| of_styles(text).into_iter().map(|r| text[r].to_owned()).collect::<Vec<_>>();
        assert_eq!(
            found("@import url(https://a.cn/x.css);@import '//b.cn';a{background:url( \"http://c.cn/y\" )}"),
            ["https://a.cn/x.css", "//b.cn", "http://c.cn/y"]
        );
        assert!(found("a{background:url(x.png);b:url(data:x)}@import \"own.css\"").is_empty());
    }
}
