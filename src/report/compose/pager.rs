//! Long lists in parts.
//!
//! Takes how many entries there are; gives parts with their addresses. Never more than a hundred a page.

use crate::report::{Link, Pager};

/// Entries on one page of a long list.
const PAGE: usize = 100;

/// Address of the n-th part of a page, from 1: the first keeps the address.
pub(super) fn part(stem: &str, page: usize) -> String {
    if page <= 1 { format!("{stem}.html") } else { format!("{stem}.{page}.html") }
}

/// How many parts a list needs; at least one.
pub(super) fn parts(entries: usize) -> usize {
    entries.div_ceil(PAGE).max(1)
}

/// The entries of a part.
pub(super) fn slice<T>(entries: &[T], page: usize) -> &[T] {
    let start = ((page - 1) * PAGE).min(entries.len());
    &entries[start..(start + PAGE).min(entries.len())]
}

/// Where one is; `None` when all stands on one page. `stem` is the file's own name.
pub(super) fn pager(stem: &str, page: usize, entries: usize) -> Option<Pager> {
    let pages = parts(entries);
    if pages == 1 {
        return None;
    }
    let (first, last) = ((page - 1) * PAGE + 1, (page * PAGE).min(entries));
    let links = (1..=pages).map(|n| Link { text: n.to_string(), href: (n != page).then(|| part(stem, n)) });
    Some(Pager {
        page,
        pages,
        text: format!("第{first}—{last}项，共{entries}项"),
        prev: (page > 1).then(|| part(stem, page - 1)),
        next: (page < pages).then(|| part(stem, page + 1)),
        links: links.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_part_keeps_the_address() {
        assert!(pager("rw-1", 1, 100).is_none());
        let second = pager("rw-1", 2, 250).expect("three parts");
        assert_eq!(second.text, "第101—200项，共250项");
        assert_eq!(second.prev.as_deref(), Some("rw-1.html"));
        assert_eq!(second.next.as_deref(), Some("rw-1.3.html"));
        assert_eq!(slice(&(0..250).collect::<Vec<_>>(), 3).len(), 50);
    }
}
