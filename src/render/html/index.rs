//! The one search index of an edition: all plans and years, in files that a search page loads on demand.
//!
//! Takes the entries of all plan-years, newest first; gives scripts, because a page opened from a disk may
//! load a script but not fetch a file. `n.js` says how many entries there are and which plan-year each
//! belongs to. `d<k>.js` holds what is shown of 100 entries, `w<k>.js` the full words of 40. `t<k>.js` holds
//! the entries of all terms whose hash is k; a term is a character or a pair of neighbouring characters, so
//! every substring is found. A query loads one file for each of its pairs, and the entries that it shows:
//! how much is read depends on the query and not on the size of the site.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization as _;

use crate::report::Entry;

/// Entries in a file of what is shown, and in one of full words.
const ENTRIES: usize = 100;
const WORDS: usize = 40;

/// Entries of terms in a file: some 30 kB, whatever the size of the site.
const POSTINGS: usize = 4_000;

/// The entries of a plan-year.
pub(super) struct Book<'a> {
    /// From the root to the folder of the plan-year: `yangquan/2025/`.
    pub(super) prefix: String,
    /// `关于…的实施方案 2025年度`.
    pub(super) label: String,
    /// Whose plan it is: found like words of the label.
    pub(super) region: String,
    pub(super) entries: &'a [Entry],
}

/// Entries of a term: in titles, and in the other words.
#[derive(Default)]
struct Postings {
    titles: Vec<usize>,
    rest: Vec<usize>,
}

/// The first entry of each book, and the number of all.
pub(super) fn starts(books: &[Book<'_>]) -> Vec<usize> {
    let mut all = 0;
    let mut starts = vec![0];
    starts.extend(books.iter().map(|book| {
        all += book.entries.len();
        all
    }));
    starts
}

/// Files of the index, below `folder`.
pub(super) fn files(books: &[Book<'_>], folder: &str) -> Vec<(String, String)> {
    let entries: Vec<&Entry> = books.iter().flat_map(|book| book.entries).collect();
    let terms = terms(&entries);
    let buckets = buckets(terms);
    let of: Vec<(usize, &str, &str, &str)> = starts(books)
        .into_iter()
        .zip(books)
        .map(|(start, book)| (start, book.prefix.as_str(), book.label.as_str(), book.region.as_str()))
        .collect();
    let head = format!("NB.n({},{},{ENTRIES},{WORDS},{})", entries.len(), buckets.len(), json(&of));
    let mut files = vec![(format!("{folder}n.js"), head)];
    for (number, part) in entries.chunks(ENTRIES).enumerate() {
        let rows: Vec<[&str; 4]> =
            part.iter().map(|e| [e.kind, e.title.as_str(), e.href.as_str(), e.snippet.as_str()]).collect();
        files.push((format!("{folder}d{number}.js"), format!("NB.d({number},{})", json(&rows))));
    }
    for (number, part) in entries.chunks(WORDS).enumerate() {
        let rows: Vec<&str> = part.iter().map(|entry| entry.words.as_str()).collect();
        files.push((format!("{folder}w{number}.js"), format!("NB.w({number},{})", json(&rows))));
    }
    for (number, terms) in buckets.into_iter().enumerate() {
        let rows: BTreeMap<String, String> =
            terms.into_iter().map(|(term, postings)| (term, postings.written())).collect();
        files.push((format!("{folder}t{number}.js"), format!("NB.t({number},{})", json(&rows))));
    }
    files
}

/// The terms by their hash, in so many parts that each stays small.
fn buckets(terms: BTreeMap<String, Postings>) -> Vec<BTreeMap<String, Postings>> {
    let all: usize = terms.values().map(|postings| postings.titles.len() + postings.rest.len() + 2).sum();
    let count = (all / POSTINGS).clamp(8, 512);
    let mut buckets: Vec<BTreeMap<String, Postings>> = (0..count).map(|_| BTreeMap::new()).collect();
    for (term, postings) in terms {
        let at = hash(&term) % count;
        buckets[at].insert(term, postings);
    }
    buckets
}

fn terms(entries: &[&Entry]) -> BTreeMap<String, Postings> {
    let mut all: BTreeMap<String, Postings> = BTreeMap::new();
    for (number, entry) in entries.iter().enumerate() {
        for term in terms_of([entry.title.as_str()]) {
            all.entry(term).or_default().titles.push(number);
        }
        for term in terms_of([entry.snippet.as_str(), entry.words.as_str()]) {
            all.entry(term).or_default().rest.push(number);
        }
    }
    all
}

/// The characters and the pairs of some texts, each once.
fn terms_of<'t>(texts: impl IntoIterator<Item = &'t str>) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    for text in texts {
        let characters: Vec<char> = fold(text).chars().collect();
        let parts = (1..=2).flat_map(|length| characters.windows(length));
        let own = parts.filter(|part| !part.iter().any(|c| c.is_whitespace()));
        terms.extend(own.map(|part| part.iter().collect::<String>()));
    }
    terms
}

impl Postings {
    /// Differences in base 36, parted by blanks; titles and the rest parted by `|`.
    fn written(&self) -> String {
        let mut out = String::new();
        for (list, is_first) in [(&self.titles, true), (&self.rest, false)] {
            if !is_first {
                out.push('|');
            }
            let mut before = 0;
            for (at, number) in list.iter().enumerate() {
                let _ = write!(out, "{}{}", if at == 0 { "" } else { " " }, base36(number - before));
                before = *number;
            }
        }
        out
    }
}

fn base36(mut number: usize) -> String {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let mut digits = vec![];
    loop {
        digits.push(char::from(DIGITS[number % 36]));
        number /= 36;
        if number == 0 {
            break;
        }
    }
    digits.iter().rev().collect()
}

/// The form in which texts are compared: width and case do not count. The script does the same.
fn fold(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase()
}

/// The script computes the same number.
fn hash(term: &str) -> usize {
    term.chars().fold(0, |sum, c| (sum * 31 + c as usize) % 65_521)
}

/// JSON that may stand in a script: `</` cannot end one, and the two line ends of JavaScript that
/// JSON does not know are written out.
fn json(rows: &impl serde::Serialize) -> String {
    let text = serde_json::to_string(rows).expect("strings always serialise");
    text.replace("</", "<\\/").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(title: &str, snippet: &str, words: &str) -> Entry {
        let [title, snippet, words] = [title, snippet, words].map(str::to_owned);
        Entry { kind: "任务", title, href: "x.html".into(), snippet, words }
    }

    #[test]
    fn every_pair_of_characters_leads_to_its_entries() {
        let entries =
            [entry("入河排污口", "PM2.5", ""), entry("排水", "排污口整治</script>", "平定县 抽水蓄能")];
        let book = |prefix: &str, entries| Book {
            prefix: prefix.into(),
            label: prefix.into(),
            region: "甲市".into(),
            entries,
        };
        let books = [book("a/2026/", &entries[..1]), book("a/2025/", &entries[1..])];
        let all = terms(&entries.iter().collect::<Vec<_>>());
        let find = |term: &str| all.get(term).map(Postings::written);
        assert_eq!(find("排污").as_deref(), Some("0|1"));
        assert_eq!(find("排").as_deref(), Some("0 1|1"));
        assert_eq!(find("m2").as_deref(), Some("|0"));
        assert_eq!(find("蓄能").as_deref(), Some("|1"));
        assert_eq!((find("污水"), find("县抽")), (None, None));
        let made = files(&books, "search/");
        assert!(made.iter().all(|(_, text)| !text.contains("</script")));
        assert_eq!(
            made[0].1,
            r#"NB.n(2,8,100,40,[[0,"a/2026/","a/2026/","甲市"],[1,"a/2025/","a/2025/","甲市"]])"#
        );
    }

    #[test]
    fn numbers_in_base_36() {
        assert_eq!((base36(0).as_str(), base36(35).as_str(), base36(36).as_str()), ("0", "z", "10"));
    }
}
