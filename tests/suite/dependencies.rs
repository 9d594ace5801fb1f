//! What the program is built from, as the lock file and the source say it. Known weaknesses of versions need
//! the network and are not asked about here.

#![expect(clippy::disallowed_methods, reason = "a test may read the files of the repository")]

use std::collections::BTreeMap;

fn lock() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock")).expect("it is there")
}

fn field<'p>(package: &'p str, key: &str) -> Option<&'p str> {
    let line = package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""));
    line.and_then(|line| line.strip_suffix('"'))
}

#[test]
fn every_dependency_comes_from_the_registry_with_its_digest() {
    let lock = lock();
    let packages = lock.split("[[package]]").skip(1);
    let mut count = 0;
    for package in packages.filter(|package| field(package, "name") != Some("nianbao")) {
        let name = field(package, "name").expect("a name");
        let source = field(package, "source").unwrap_or("");
        assert!(source.starts_with("registry+"), "{name} comes from {source:?}");
        assert!(field(package, "checksum").is_some_and(|digest| digest.len() == 64), "{name} has no digest");
        count += 1;
    }
    assert!(count > 20, "the lock file is not read any more");
}

#[test]
fn few_dependencies_are_there_twice() {
    let lock = lock();
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in lock.split("[[package]]").skip(1) {
        let of = versions.entry(field(package, "name").expect("a name")).or_default();
        of.extend(field(package, "version"));
    }
    let twice: Vec<_> =
        versions.iter().filter(|(_, versions)| versions.len() > 1).map(|(name, _)| *name).collect();
    assert_eq!(twice, TWICE, "{versions:?}");
}

/// Names with more than one version; another is a question to whoever brings it.
const TWICE: [&str; 6] = ["getrandom", "r-efi", "rand", "rand_chacha", "rand_core", "syn"];

/// Tests build `regex` with more of Unicode than the program has, because other crates of the tests ask for
/// it: a pattern with `(?i)` or a script would work in tests and panic in the program.
#[test]
fn patterns_ask_for_nothing_that_only_tests_have() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let mut seen = 0;
    for entry in walkdir::WalkDir::new(root).into_iter().filter_map(Result::ok) {
        let is_code = entry.path().extension().is_some_and(|end| end == "rs");
        let text = is_code.then(|| std::fs::read_to_string(entry.path()).expect("it can be read"));
        let text = text.filter(|text| text.contains("patterns!") || text.contains("Regex"));
        for line in text.iter().flat_map(|text| text.lines()).filter(|line| line.contains("r\"")) {
            seen += 1;
            let flag = line
                .split("(?")
                .skip(1)
                .any(|rest| rest.split([':', ')', 'P', '<']).next().is_some_and(|flags| flags.contains('i')));
            assert!(
                !flag && !line.contains(r"\p") && !line.contains(r"\P"),
                "{}: {line}",
                entry.path().display()
            );
        }
    }
    assert!(seen > 100, "patterns are not found any more: {seen}");
}
