//! What is taken out of the intake book, or from beside it, is missed: once, and by its number.

use std::sync::LazyLock;

use nianbao::diagnostic::{Diagnostics, Files};
use nianbao::pipeline::{self, Selection};
use nianbao::source::Project;

use crate::book::digest;
use crate::round::{ROUND, played};

/// The round is played once.
static FILES: LazyLock<Files> = LazyLock::new(|| played().files);

/// Code and message of what stands against the book of a workspace.
fn accused(files: &Files) -> Vec<(&'static str, String)> {
    let mut out = Diagnostics::default();
    let as_of = "2025-12-20".parse().expect("a day");
    let read = pipeline::read(&Project::memory(files.clone()), &Selection::default(), as_of, &mut out)
        .expect("memory can be listed");
    let rounds = read.plans.iter().flat_map(|plan| &plan.rounds).flat_map(|round| round.read.iter());
    let of_intake = rounds.chain(out.iter()).filter(|found| found.rule.code.starts_with("N80"));
    of_intake.map(|found| (found.rule.code, found.message.clone())).collect()
}

fn path(name: &str) -> String {
    format!("{ROUND}/{name}")
}

fn lines(files: &Files) -> Vec<String> {
    let text = String::from_utf8(files[&path("intake.jsonl")].clone()).expect("UTF-8");
    text.lines().map(str::to_owned).collect()
}

fn with_lines(files: &Files, lines: &[String]) -> Files {
    let mut files = files.clone();
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    files.insert(path("intake.jsonl"), text.into_bytes());
    files
}

#[test]
fn lines_that_are_taken_out_are_one_finding_that_says_which() {
    let all = lines(&FILES);
    assert!(all.len() > 9, "{}", all.len());
    for at in 0..all.len() {
        for count in if at % 5 == 0 { 1..=2 } else { 1..=1 } {
            let rest = [&all[..at], &all[(at + count).min(all.len())..]].concat();
            let found = accused(&with_lines(&FILES, &rest));
            let (first, last) = (at + 1, (at + count).min(all.len()));
            let named = if first == last {
                format!("缺第{first}行")
            } else {
                format!("缺第{first}—{last}行")
            };
            let [(code, message)] = &found[..] else { panic!("{named}: {found:?}") };
            assert!(*code == "N802" && message.contains(&named), "{named}: {message}");
        }
    }
}

/// Everything that was written with the last lines goes with them; what remains is whole in itself.
#[test]
fn an_end_that_is_taken_away_with_all_that_came_with_it_is_missed() {
    let all = lines(&FILES);
    for kept in (1..all.len()).step_by(2) {
        let mut files = with_lines(&FILES, &all[..kept]);
        let text = all[..kept].concat();
        files.retain(|name, bytes| {
            let receipt = name.strip_prefix(&path("receipts/")).and_then(|name| name.get(..4));
            let late = receipt.is_some_and(|number| number.parse::<usize>().is_ok_and(|first| first > kept));
            let original = name.starts_with(&path("received/")) && !text.contains(&digest(bytes));
            !late && !original
        });
        let found = accused(&files);
        let missing = |(code, message): &(&str, String)| {
            *code == "N802" && message.contains(&format!("缺第{}", kept + 1))
        };
        assert_eq!(found.iter().filter(|found| missing(found)).count(), 1, "{kept}: {found:?}");
        files.remove(&path("intake.end"));
        assert!(accused(&files).iter().any(|(_, message)| message.contains("缺少 intake.end")), "{kept}");
    }
}

#[test]
fn a_receipt_that_is_gone_is_missed_by_its_line() {
    let receipts: Vec<&String> = FILES.keys().filter(|name| name.contains("/receipts/")).collect();
    assert!(receipts.len() > 10);
    for name in receipts.iter().step_by(3) {
        let mut files = FILES.clone();
        files.remove(*name);
        let found = accused(&files);
        let [("N808", message)] = &found[..] else { panic!("{name}: {found:?}") };
        let (file, number) =
            (name.rsplit('/').next().expect("a name"), &name[path("receipts/").len()..][..4]);
        let line: u32 = number.parse().expect("a number");
        assert!(message.contains(&format!("第{line}行")) && message.contains(file), "{name}: {message}");
    }
    // All of them, or both of one step: one cause, one finding.
    let mut files = FILES.clone();
    files.retain(|name, _| !name.contains("/receipts/"));
    assert_eq!(accused(&files).len(), 1, "{:?}", accused(&files));
    let mut files = FILES.clone();
    files.retain(|name, _| !name.contains("/receipts/0001-"));
    assert_eq!(accused(&files).len(), 1, "{:?}", accused(&files));
}
