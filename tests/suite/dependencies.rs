//! What the program is built from, as the lock file, the crates and the source say it. Known weaknesses of
//! versions need the network: `tests/run` asks `cargo deny`, and says so where their list cannot be reached.

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

/// The licences of `deny.toml`.
fn allowed() -> Vec<String> {
    let deny =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/deny.toml")).expect("it is there");
    let (_, list) = deny.split_once("\nallow = [").expect("it has a list");
    let (list, _) = list.split_once(']').expect("the list ends");
    list.split(',')
        .map(|name| name.trim().trim_matches('"').to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

/// Whether an expression of SPDX can be met with what is allowed; what cannot be read is not.
fn is_met(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words: Vec<&str> = spaced.split_whitespace().rev().collect();
    let met = either(&mut words, allowed);
    met.unwrap_or(false) && words.is_empty()
}

fn either(words: &mut Vec<&str>, allowed: &[String]) -> Option<bool> {
    let mut met = both(words, allowed)?;
    while words.last() == Some(&"OR") {
        words.pop();
        met |= both(words, allowed)?;
    }
    Some(met)
}

fn both(words: &mut Vec<&str>, allowed: &[String]) -> Option<bool> {
    let mut met = one(words, allowed)?;
    while words.last() == Some(&"AND") {
        words.pop();
        met &= one(words, allowed)?;
    }
    Some(met)
}

fn one(words: &mut Vec<&str>, allowed: &[String]) -> Option<bool> {
    match words.pop()? {
        "(" => {
            let met = either(words, allowed)?;
            (words.pop()? == ")").then_some(met)
        }
        ")" | "AND" | "OR" | "WITH" => None,
        name if words.last() == Some(&"WITH") => {
            words.pop();
            let name = format!("{name} WITH {}", words.pop()?);
            Some(allowed.contains(&name))
        }
        name => Some(allowed.iter().any(|allowed| allowed == name)),
    }
}

#[test]
fn expressions_of_licences_are_read_as_they_are_meant() {
    let allowed = ["MIT", "Zlib", "A WITH b"].map(str::to_owned);
    for met in
        ["MIT", "GPL-3.0 OR MIT", "GPL/MIT", "(GPL OR MIT) AND Zlib", "A WITH b AND MIT", "GPL AND X OR MIT"]
    {
        assert!(is_met(met, &allowed), "{met}");
    }
    for not in
        ["", "GPL", "MIT AND GPL", "A", "MIT WITH b", "(MIT", "MIT MIT", "MIT AND", "(GPL OR X) AND MIT"]
    {
        assert!(!is_met(not, &allowed), "{not}");
    }
}

/// Every crate of the lock file, those of other systems and of the tests included.
#[test]
fn every_dependency_has_a_licence_that_is_allowed() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut asked = std::process::Command::new(cargo);
    asked.args(["metadata", "--offline", "--locked", "--format-version", "1", "--manifest-path"]);
    let told = asked.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).output().expect("cargo runs");
    let refused = String::from_utf8_lossy(&told.stderr).into_owned();
    assert!(told.status.success(), "run `cargo fetch --locked` first: {refused}");
    let told: serde_json::Value = serde_json::from_slice(&told.stdout).expect("cargo gives JSON");
    let packages = told["packages"].as_array().expect("a list");
    let (allowed, mut seen) = (allowed(), BTreeMap::new());
    for package in packages.iter().filter(|package| !package["source"].is_null()) {
        let (name, licence) = (&package["name"], package["license"].as_str().unwrap_or(""));
        assert!(is_met(licence, &allowed), "{name}: {licence:?} is not in deny.toml");
        seen.insert(name.to_string(), licence.to_owned());
    }
    assert!(seen.len() > 100, "{} crates", seen.len());
    // A licence that nobody needs any more is one that somebody may come in by.
    for name in &allowed {
        let needed = seen.values().any(|licence| licence.contains(name.as_str()));
        assert!(needed, "{name} is allowed and no crate has it");
    }
}
