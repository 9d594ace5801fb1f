//! The search index of a large site, in files that the search page loads on demand.
//!
//! Takes the entries; gives scripts, because a page opened from a disk may load a script but not
//! fetch a file. `d<k>.js` holds 100 entries. `t<k>.js` holds the entries of all terms whose hash is
//! k; a term is a character or a pair of neighbouring characters, so every substring is found.
//! A query loads one file for each of its pairs, and the entries that it shows: how much is read
//! depends on the query and not on the size of the site.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization as _;

use crate::report::Entry;

/// Entries in a file.
const ENTRIES: usize = 100;

/// Entries of a term: in titles, and in the other words.
#[derive(Default)]
struct Postings {
    titles: Vec<usize>,
    rest: Vec<usize>,
}

/// Files of the index, below `folder`.
pub(super) fn files(entries: &[Entry], folder: &str) -> Vec<(String, String)> {
    let buckets = bucket_count(entries.len());
    let mut files = vec![(format!("{folder}n.js"), format!("NB.n({},{buckets},{ENTRIES})", entries.len()))];
    for (number, part) in entries.chunks(ENTRIES).enumerate() {
        let rows: Vec<[&str; 4]> =
            part.iter().map(|e| [e.kind, e.title.as_str(), e.href.as_str(), e.snippet.as_str()]).collect();
        files.push((format!("{folder}d{number}.js"), format!("NB.d({number},{})", json(&rows))));
    }
    for (number, terms) in terms(entries, buckets).into_iter().enumerate() {
        let rows: BTreeMap<String, String> =
            terms.into_iter().map(|(term, postings)| (term, postings.written())).collect();
        files.push((format!("{folder}t{number}.js"), format!("NB.t({number},{})", json(&rows))));
    }
    files
}

/// Some 30 kB a file, whatever the size of the site.
fn bucket_count(entries: usize) -> usize {
    (entries / 40).clamp(8, 512)
}

fn terms(entries: &[Entry], buckets: usize) -> Vec<BTreeMap<String, Postings>> {
    let mut all: Vec<BTreeMap<String, Postings>> = (0..buckets).map(|_| BTreeMap::new()).collect();
    for (number, entry) in entries.iter().enumerate() {
        for (text, in_title) in [(&entry.title, true), (&entry.snippet, false)] {
            let folded = fold(text);
            let characters: Vec<char> = folded.chars().collect();
            let singles = characters.iter().map(|c| vec![*c]);
            let pairs = characters.windows(2).map(<[char]>::to_vec);
            for term in singles.chain(pairs).filter(|term| !term.iter().any(|c| c.is_whitespace())) {
                let postings = all[hash(&term) % buckets].entry(term.into_iter().collect()).or_default();
                let list = if in_title { &mut postings.titles } else { &mut postings.rest };
                if list.last() != Some(&number) {
                    list.push(number);
                }
            }
        }
    }
    all
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
fn hash(term: &[char]) -> usize {
    term.iter().fold(0, |sum, c| (sum * 31 + *c as usize) % 65_521)
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

    fn entry(title: &str, snippet: &str) -> Entry {
        Entry { kind: "任务", title: title.into(), href: "x.html".into(), snippet: snippet.into() }
    }

    #[test]
    fn every_pair_of_characters_leads_to_its_entries() {
        let entries = [entry("入河排污口", "PM2.5"), entry("排水", "排污口整治</script>")];
        let all = terms(&entries, 8);
        let find = |term: &str| {
            let key: Vec<char> = term.chars().collect();
            all[hash(&key) % 8].get(term).map(Postings::written)
        };
        assert_eq!(find("排污").as_deref(), Some("0|1"));
        assert_eq!(find("排").as_deref(), Some("0 1|1"));
        assert_eq!(find("m2").as_deref(), Some("|0"));
        assert_eq!(find("污水"), None);
        assert!(files(&entries, "search/").iter().all(|(_, text)| !text.contains("</script")));
    }

    #[test]
    fn numbers_in_base_36() {
        assert_eq!((base36(0).as_str(), base36(35).as_str(), base36(36).as_str()), ("0", "z", "10"));
    }
}
