//! The house rules that a compiler does not hold: which room may name which, which crate lives where,
//! how long a file may be, and that every file says what it takes, gives and never does.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Room → rooms it may name. `cli` is the binary's: it may name the library as a whole.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("prose", &[]),
    ("diagnostic", &["source"]),
    ("syntax", &["source", "diagnostic"]),
    ("plan", &["source", "diagnostic", "syntax"]),
    ("submission", &["source", "diagnostic", "syntax", "plan"]),
    ("intake", &["source", "diagnostic", "plan"]),
    ("office", &["source", "diagnostic", "syntax", "plan"]),
    ("admission", &["source", "diagnostic", "plan", "submission"]),
    ("measure", &["plan", "submission"]),
    ("wording", &["plan", "submission", "measure", "consolidate", "assess"]),
    ("consolidate", &["plan", "submission", "intake", "measure"]),
    ("assess", &["plan", "submission", "intake", "measure", "consolidate", "office"]),
    (
        "check",
        &[
            "source",
            "diagnostic",
            "syntax",
            "plan",
            "submission",
            "intake",
            "office",
            "consolidate",
            "assess",
            "measure",
            "render",
        ],
    ),
    (
        "report",
        &[
            "source",
            "diagnostic",
            "prose",
            "plan",
            "submission",
            "intake",
            "office",
            "consolidate",
            "measure",
            "assess",
            "wording",
        ],
    ),
    ("render", &["source", "diagnostic", "prose", "report"]),
    ("import", &["source", "diagnostic", "plan"]),
    ("schema", &["syntax", "plan", "submission", "office"]),
    ("starter", &[]),
    (
        "pipeline",
        &[
            "source",
            "diagnostic",
            "plan",
            "submission",
            "intake",
            "office",
            "admission",
            "consolidate",
            "assess",
            "check",
            "report",
            "render",
        ],
    ),
    ("cli", &["cli"]),
];

/// Folder of `import` → folders of `import` that it may name: from the bytes to the plan, never back.
const IMPORT_MAY_NAME: &[(&str, &[&str])] =
    &[("document", &[]), ("grammar", &["document"]), ("draft", &["document", "grammar"])];

/// Crate → rooms in which it lives.
const LIVES_IN: &[(&str, &[&str])] = &[
    ("granit_parser", &["syntax"]),
    ("minijinja", &["render"]),
    ("pulldown_cmark", &["prose"]),
    ("annotate_snippets", &["diagnostic"]),
    ("encoding_rs", &["source", "import"]),
    ("hayro_syntax", &["import"]),
    ("cfb", &["import"]),
    ("clap", &["cli"]),
    ("httparse", &["cli"]),
    ("std::net", &["cli"]),
    ("std::fs", &["source", "cli"]),
    ("std::env", &["cli"]),
    ("walkdir", &["source", "cli"]),
];

#[test]
fn rooms_name_only_what_they_may() {
    let mut wrong = vec![];
    for (path, text) in files() {
        let room = room(&path);
        let allowed = MAY_NAME.iter().find(|(name, _)| *name == room).map(|(_, allowed)| *allowed);
        let Some(allowed) = allowed else {
            if room != "lib" && room != "main" {
                wrong.push(format!("{}: the room `{room}` is not in the table", path.display()));
            }
            continue;
        };
        for named in named_rooms(&without_tests(&text)) {
            if named != room
                && !allowed.contains(&named.as_str())
                && MAY_NAME.iter().any(|(n, _)| *n == named)
            {
                wrong.push(format!("{}: `{room}` must not name `{named}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_folders_of_import_run_in_one_direction() {
    let mut seen = std::collections::BTreeSet::new();
    let mut wrong = vec![];
    for (path, text) in files() {
        let Some(own) = path.strip_prefix("import").ok().and_then(|rest| {
            IMPORT_MAY_NAME.iter().find(|(name, _)| rest.starts_with(name) && rest.components().count() > 1)
        }) else {
            continue;
        };
        seen.insert(own.0);
        let depth = path.components().count() - 2 - usize::from(path.ends_with("mod.rs"));
        let above = format!("{}super::", "super::".repeat(depth));
        let text = without_tests(&text);
        for (other, _) in IMPORT_MAY_NAME.iter().filter(|(o, _)| *o != own.0 && !own.1.contains(o)) {
            let named = |line: &str| {
                line.contains(&format!("import::{other}")) || line.contains(&format!("{above}{other}::"))
            };
            if text.lines().any(|line| !line.trim_start().starts_with("//") && named(line)) {
                wrong.push(format!("{}: `{}` must not name `{other}`", path.display(), own.0));
            }
        }
        // Through the room's own door the others could be named without their folder.
        if text.lines().any(|line| line.contains("crate::import::{") || line.contains("crate::import::*")) {
            wrong.push(format!("{}: names the room `import` as a whole", path.display()));
        }
    }
    assert_eq!(seen.len(), IMPORT_MAY_NAME.len(), "{seen:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn crates_live_in_their_rooms() {
    let mut wrong = vec![];
    for (path, text) in files() {
        let (room, text) = (room(&path), without_tests(&text));
        for (name, homes) in LIVES_IN {
            let used = text.lines().any(|line| {
                let code = line.split("//").next().unwrap_or("");
                code.contains(&format!("{name}::")) || code.contains(&format!("use {name}"))
            });
            if used && !homes.contains(&room.as_str()) {
                wrong.push(format!("{}: `{name}` lives in {homes:?}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_are_short_and_introduce_themselves() {
    let mut wrong = vec![];
    for (path, text) in files() {
        let lines = text.lines().count();
        if lines > 400 {
            wrong.push(format!("{}: {lines} lines; a file has at most 400", path.display()));
        }
        if !text.starts_with("//!") {
            wrong.push(format!("{}: does not open with what it takes and gives (//!)", path.display()));
        }
        if path.ends_with("mod.rs")
            && !text.lines().take_while(|l| l.starts_with("//!")).any(|l| l.contains("ever"))
        {
            wrong.push(format!("{}: its header does not say what the room never does", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A place may be a cell: whoever takes it apart as bytes of a text would be wrong about workbooks.
#[test]
fn only_source_takes_places_apart() {
    for (path, text) in files() {
        for variant in ["Place::Text", "Place::Cell"] {
            assert!(
                room(&path) == "source" || !without_tests(&text).contains(variant),
                "{} names {variant}; ask the place instead",
                path.display()
            );
        }
    }
}

#[test]
fn no_city_is_known_to_the_code() {
    let cities =
        ["阳泉", "平凉", "灵丘", "吕梁", "忻州", "yangquan", "pingliang", "lingqiu", "lvliang", "xinzhou"];
    for (path, text) in files() {
        let code: String = without_tests(&text)
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        for city in cities {
            assert!(!code.contains(city), "{} names {city}", path.display());
        }
    }
}

fn files() -> BTreeMap<PathBuf, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    walkdir::WalkDir::new(&root)
        .into_iter()
        .map(|entry| entry.expect("src can be listed").into_path())
        .filter(|path| path.extension().is_some_and(|e| e == "rs") && !is_test(path))
        .map(|path| {
            #[expect(clippy::disallowed_methods, reason = "the test reads the code itself")]
            let text = std::fs::read_to_string(&path).expect("the code can be read");
            (path.strip_prefix(&root).expect("it lies below").to_owned(), text)
        })
        .collect()
}

/// Tests beside the code may name anything.
fn is_test(path: &Path) -> bool {
    path.components().any(|part| matches!(part.as_os_str().to_str(), Some("tests" | "tests.rs")))
}

fn room(path: &Path) -> String {
    let first = path.components().next().expect("paths are not empty").as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The code without its tests, which may name anything.
fn without_tests(text: &str) -> String {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text).to_owned()
}

fn named_rooms(text: &str) -> Vec<String> {
    let mut rooms: Vec<String> = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.match_indices("crate::").map(move |(at, _)| &line[at + 7..]))
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        .collect();
    rooms.sort();
    rooms.dedup();
    rooms
}
