//! The house rules that a compiler does not hold: which room may name which, which crate lives where,
//! how long a file may be, and that every file says what it takes, gives and never does.

mod code;
mod habits;

use std::collections::{BTreeMap, BTreeSet};

use code::{File, files, settled};

/// Room → rooms it may name. `cli` is the binary's: it may name the library as a whole.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("prose", &[]),
    ("diagnostic", &["source"]),
    ("syntax", &["source", "diagnostic"]),
    ("workbook", &["source", "diagnostic", "syntax"]),
    ("plan", &["source", "diagnostic", "syntax"]),
    ("submission", &["source", "diagnostic", "syntax", "workbook", "plan"]),
    ("intake", &["source", "diagnostic", "plan"]),
    ("office", &["source", "diagnostic", "syntax", "plan"]),
    ("admission", &["source", "diagnostic", "plan", "submission"]),
    ("measure", &["plan", "submission"]),
    ("wording", &["plan", "submission", "intake", "measure", "consolidate", "assess"]),
    ("consolidate", &["plan", "submission", "intake", "measure"]),
    ("assess", &["plan", "submission", "intake", "measure", "consolidate", "office"]),
    (
        "check",
        &[
            "source",
            "diagnostic",
            "prose",
            "syntax",
            "plan",
            "submission",
            "intake",
            "office",
            "consolidate",
            "assess",
            "measure",
            "render",
            "starter",
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
    ("form", &["diagnostic", "syntax", "workbook", "plan", "submission", "measure", "wording"]),
    ("render", &["source", "diagnostic", "prose", "report"]),
    ("import", &["source", "diagnostic", "plan"]),
    ("schema", &["syntax", "plan", "submission", "office"]),
    ("manual", &["syntax", "schema", "workbook"]),
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
    ("receive", &["source", "diagnostic", "syntax", "plan", "submission", "intake", "office", "pipeline"]),
    ("cli", &["cli"]),
];

/// Folder of `import` → folders of `import` that it may name: from the bytes to the plan, never back.
const IMPORT_MAY_NAME: &[(&str, &[&str])] =
    &[("document", &[]), ("grammar", &["document"]), ("draft", &["document", "grammar"])];

/// Crate, or part of the standard library → rooms in which it lives.
const LIVES_IN: &[(&str, &[&str])] = &[
    ("granit_parser", &["syntax"]),
    ("minijinja", &["render"]),
    ("pulldown_cmark", &["prose"]),
    ("annotate_snippets", &["diagnostic"]),
    ("encoding_rs", &["source", "import"]),
    ("hayro_syntax", &["import"]),
    ("cfb", &["source", "import"]),
    ("zip", &["source", "render", "receive"]),
    ("quick_xml", &["source", "import", "render"]),
    ("html5gum", &["import"]),
    ("rust_xlsxwriter", &["form"]),
    ("regex", &["import", "check"]),
    ("schemars", &["schema", "syntax", "plan", "submission", "office"]),
    ("clap", &["cli"]),
    ("httparse", &["cli"]),
    ("tempfile", &["cli"]),
    ("rustix", &["cli"]),
    ("walkdir", &["source", "cli"]),
    ("std::fs", &["source", "cli"]),
    ("std::net", &["cli"]),
    ("std::env", &["cli"]),
    ("std::process", &["cli", "main"]),
    ("std::time", &["cli"]),
    ("std::thread", &["cli"]),
];

fn may_name(room: &str) -> Option<&'static [&'static str]> {
    MAY_NAME.iter().find(|(name, _)| *name == room).map(|(_, allowed)| *allowed)
}

/// The room of this crate that a path leads into. The binary names the library by its own name.
fn room_of(named: &[String]) -> Option<&str> {
    match named.first()?.as_str() {
        "crate" => Some(named.get(1)?),
        "nianbao" => Some("library"),
        _ => None,
    }
}

#[test]
fn rooms_name_only_what_they_may() {
    let mut wrong = vec![];
    for file in files().iter().filter(|file| !["lib", "main"].contains(&file.room())) {
        let room = file.room();
        let Some(allowed) = may_name(room) else {
            wrong.push(format!("{}: the room `{room}` is not in the table", file.path.display()));
            continue;
        };
        let rooms: BTreeSet<&str> = file.names.iter().filter_map(|named| room_of(named)).collect();
        for named in rooms.into_iter().filter(|named| *named != room && may_name(named).is_some()) {
            if !allowed.contains(&named) {
                wrong.push(format!("{}: `{room}` must not name `{named}`", file.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Each room stands behind the rooms that it names: what one gives is settled before another takes it.
#[test]
fn no_room_names_one_that_names_it() {
    for (room, allowed) in MAY_NAME {
        for other in *allowed {
            let back = may_name(other).unwrap_or_default();
            assert!(room == other || !back.contains(room), "`{room}` and `{other}` may name each other");
        }
    }
}

#[test]
fn the_folders_of_import_run_in_one_direction() {
    let folder = |module: &[String]| module.get(1).cloned().unwrap_or_default();
    let (mut seen, mut wrong) = (BTreeSet::new(), vec![]);
    for file in files().iter().filter(|file| file.room() == "import") {
        let own = folder(&file.module);
        let Some((_, allowed)) = IMPORT_MAY_NAME.iter().find(|(name, _)| *name == own) else { continue };
        for named in file.names.iter().filter(|named| room_of(named) == Some("import")) {
            let other = folder(&named[1..]);
            let is_folder = IMPORT_MAY_NAME.iter().any(|(name, _)| *name == other);
            // The room's own door holds its errors.
            if other.is_empty() {
                continue;
            }
            if other != own && (!is_folder || !allowed.contains(&other.as_str())) {
                wrong.push(format!("{}: `{own}` must not name `{}`", file.path.display(), named.join("::")));
            }
        }
        seen.insert(own);
    }
    assert_eq!(seen.len(), IMPORT_MAY_NAME.len(), "{seen:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn crates_live_in_their_rooms() {
    let mut wrong = vec![];
    for file in files() {
        for (name, homes) in LIVES_IN {
            let wanted: Vec<&str> = name.split("::").collect();
            let names = |named: &Vec<String>| {
                named.len() >= wanted.len() && named.iter().zip(&wanted).all(|(a, b)| a == b)
            };
            if file.names.iter().any(names) && !homes.contains(&file.room()) {
                wrong.push(format!("{}: `{name}` lives in {homes:?}", file.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The file of a room in which a path of the same room stands: the room's door hands on what others hold.
fn home<'f>(room: &BTreeMap<&[String], &'f File>, named: &[String]) -> Option<&'f File> {
    let module = &named[1..];
    let (at, file) = (1..=module.len()).rev().find_map(|n| Some((n, *room.get(&module[..n])?)))?;
    match module.get(at).and_then(|name| file.brings.get(name)) {
        Some(brought) if brought.first().is_some_and(|first| first == "crate") && brought != named => {
            home(room, brought)
        }
        _ => Some(file),
    }
}

/// Circles that are still there; none may come, and one that is gone leaves this list.
const CIRCLES: &[&str] = &[
    "submission/folder → submission/stray",
    "render/overrides → render/templates",
    "syntax/read → syntax/report",
    "import/document/grid → import/document/heads",
];

/// Files of a room do not go round in circles. A door (`mod.rs`) names its files and they may name it.
/// The grammar of `import` reads a language, and its parts do go round.
#[test]
fn files_of_a_room_run_in_one_direction() {
    let files = files();
    let mut wrong = vec![];
    for (room, _) in MAY_NAME {
        let of_room: BTreeMap<&[String], &File> = files
            .iter()
            .filter(|file| file.room() == *room)
            .map(|file| (file.module.as_slice(), file))
            .collect();
        let is_door = |file: &File| file.path.ends_with("mod.rs");
        let mut names: BTreeMap<&[String], BTreeSet<&[String]>> = BTreeMap::new();
        for file in of_room.values().filter(|file| !is_door(file)) {
            let own = file.names.iter().filter(|named| room_of(named) == Some(room));
            let others = own.filter_map(|named| home(&of_room, named));
            let others = others.filter(|other| !is_door(other) && other.module != file.module);
            names.insert(&file.module, others.map(|other| other.module.as_slice()).collect());
        }
        wrong.extend(circles(&names));
    }
    wrong.retain(|circle| !circle.starts_with("import/grammar/"));
    wrong.sort();
    let mut known: Vec<&str> = CIRCLES.to_vec();
    known.sort_unstable();
    assert_eq!(wrong, known, "circles of files");
}

/// Pairs of files that reach each other.
fn circles(names: &BTreeMap<&[String], BTreeSet<&[String]>>) -> Vec<String> {
    let reach = |from: &[String]| {
        let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
        while let Some(at) = next.pop() {
            for other in names.get(at).into_iter().flatten() {
                if seen.insert(*other) {
                    next.push(other);
                }
            }
        }
        seen
    };
    let reached: BTreeMap<&[String], BTreeSet<&[String]>> =
        names.keys().map(|file| (*file, reach(file))).collect();
    let back = |a: &[String], b: &[String]| reached.get(b).is_some_and(|others| others.contains(a));
    let pairs = names.iter().flat_map(|(a, others)| others.iter().map(move |b| (*a, *b)));
    pairs
        .filter(|(a, b)| a < b && back(a, b) || back(a, b) && !names[b].contains(a))
        .map(|(a, b)| format!("{} → {}", a.join("/"), b.join("/")))
        .collect()
}

/// Short files do not excuse a long class: the methods of a type stand in two files at most.
#[test]
fn no_type_has_its_methods_in_many_files() {
    let files = files();
    let mut of: BTreeMap<String, BTreeSet<&std::path::Path>> = BTreeMap::new();
    for file in &files {
        for named in &file.methods_of {
            of.entry(settled(&files, file, named)[1..].join("::")).or_default().insert(&file.path);
        }
    }
    assert_eq!(of["report::compose::stage::Stage"].len(), 1, "types are found");
    assert_eq!(of["import::grammar::spot::Spot"].len(), 2, "a type is known in other files than its own");
    of.retain(|_, files| files.len() > 2);
    assert!(of.is_empty(), "methods of one type in more than two files: {of:#?}");
}

#[test]
fn files_introduce_themselves() {
    let mut wrong = vec![];
    for File { path, text, .. } in files() {
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

/// Facts are worded in one room: what judges speaks in numbers and enums.
#[test]
fn measure_and_assess_word_nothing() {
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for file in files().iter().filter(|file| ["measure", "assess"].contains(&file.room())) {
        if file.path.ends_with("unit.rs") || file.path.ends_with("comparison.rs") {
            continue; // names of units of measure, and characters that people type for each other
        }
        for line in without_tests(&file.text).lines().filter(|line| !line.trim_start().starts_with("//")) {
            let code = line.split("//").next().unwrap_or("");
            assert!(!code.chars().any(is_chinese), "{}: {line}", file.path.display());
        }
    }
}

#[test]
fn no_city_is_known_to_the_code() {
    let cities =
        ["阳泉", "平凉", "灵丘", "吕梁", "忻州", "yangquan", "pingliang", "lingqiu", "lvliang", "xinzhou"];
    for File { path, text, .. } in files() {
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

/// The code without its tests, which may name anything.
fn without_tests(text: &str) -> String {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text).to_owned()
}

/// Both manuals print the table of rooms as it is held here, and `lib.rs` names every room of the library.
#[test]
fn the_manuals_print_the_table_of_rooms() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for manual in ["README.md", "README.zh-CN.md"] {
        #[expect(clippy::disallowed_methods, reason = "the test reads the manual")]
        let text = std::fs::read_to_string(root.join(manual)).expect("the manual can be read");
        for (room, allowed) in MAY_NAME.iter().filter(|(room, _)| *room != "cli") {
            let line = text.lines().find(|line| line.starts_with(&format!("| `{room}` |")));
            let line = line.unwrap_or_else(|| panic!("{manual} has no room `{room}`"));
            let names = if allowed.is_empty() { "–".to_owned() } else { allowed.join(", ") };
            assert!(line.ends_with(&format!("| {names} |")), "{manual}: {line}\nmay name: {names}");
        }
    }
    let door = files().into_iter().find(|file| file.path.ends_with("lib.rs")).expect("there is a library");
    for (room, _) in MAY_NAME.iter().filter(|(room, _)| *room != "cli") {
        assert!(door.text.contains(&format!("pub mod {room};")), "{room}");
        assert!(*room == "pipeline" || door.text.contains(&format!("| [`{room}`] |")), "{room}");
    }
}

/// What changes a disk goes through the seam at which tests make it fail: nothing is written that no test
/// has seen failing.
#[test]
fn every_call_that_writes_passes_the_seam() {
    const WRITES: [&str; 12] = [
        "rename",
        "hard_link",
        "copy",
        "write",
        "create_dir",
        "create_dir_all",
        "remove_file",
        "remove_dir_all",
        "create",
        "create_new",
        "options",
        "renameat_with",
    ];
    let mut wrong = vec![];
    for file in files().iter().filter(|file| file.room() == "cli") {
        let is = |named: &[String], path: &[&str]| named.iter().map(String::as_str).eq(path.iter().copied());
        let has_gate = file.names.iter().any(|named| named.last().is_some_and(|name| name == "gate"));
        for named in file.names.iter().filter(|_| !has_gate) {
            let last = named.last().map_or("", String::as_str);
            if WRITES.contains(&last)
                && (is(named, &["std", "fs", last])
                    || is(named, &["std", "fs", "File", last])
                    || is(named, &["rustix", "fs", last]))
            {
                wrong.push(format!("{}: {}", file.path.display(), named.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
