//! Names that lead elsewhere, that no other system can bear, or that differ by case alone, in every place where a
//! name is taken from input: nothing outside is read, written or printed, and what is written has names that every
//! system can bear.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write as _};

use crate::workspace::{Ran, Workspace, run};

/// What must never be read: it lies beside the workspace.
const SECRET: &str = "SENTINEL-outside";

/// Names as an attacker, another system or a slip makes them.
fn names() -> Vec<String> {
    let mut names: Vec<String> = [
        "..",
        ".",
        "../secret",
        "../../secret",
        "a/../../secret",
        "/etc/hostname",
        "//secret",
        "~/secret",
        "C:\\secret",
        "..\\secret",
        "\\\\server\\share",
        "%2e%2e/secret",
        "a\u{0}b",
        "\u{202e}lmay.jls",
        "a\u{200b}b",
        "CON",
        "con.yaml",
        "nul",
        "Aux.txt",
        "lpt1",
        "COM9.pdf",
        "a.",
        "a ",
        " a",
        "a:b",
        "a|b",
        "a?*b",
        "SLJ",
        "Slj.yaml",
        "SLJ.YAML",
        "-rf",
        "--help",
        "\"quoted\"",
        "{{ 7*7 }}",
        "line\nbreak",
        "\u{1b}[31mred",
        "index",
        "decisions.yaml",
        "record.yaml",
        ".intake.nianbao-new",
        ".git/config",
        "$HOME",
        "`id`",
        "",
    ]
    .map(str::to_owned)
    .into();
    names.push("长".repeat(85));
    names.push("长".repeat(86));
    names.push("a".repeat(5_000));
    names.push("d/".repeat(300));
    names
}

/// Everything beside the workspace, and what of the workspace is the office's own.
fn outside(ws: &Workspace) -> BTreeMap<String, Vec<u8>> {
    let above = ws.path().parent().expect("it lies in a folder").to_owned();
    let files = walkdir::WalkDir::new(&above).into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_file());
    let named = files.map(|entry| {
        let name = entry.path().strip_prefix(&above).expect("below").to_string_lossy().into_owned();
        (name, std::fs::read(entry.path()).expect("it can be read"))
    });
    let own = ["ws/out/", "ws/submissions/demo/2025/", "ws/forms"];
    let is_own = |name: &str| own.iter().any(|own| name.starts_with(own)) || name.ends_with(".nianbao-lock");
    named.filter(|(name, _)| !is_own(name)).collect()
}

/// Whether a name can be a file on every system.
fn is_portable(path: &str) -> bool {
    path.split('/').all(|part| {
        let stem = part.split('.').next().unwrap_or("").to_ascii_lowercase();
        let numbered =
            |head: &str| stem.strip_prefix(head).is_some_and(|rest| rest.len() == 1 && rest != "0");
        !part.is_empty()
            && part.len() <= 255
            && !part.ends_with(['.', ' '])
            && !part.chars().any(|c| c.is_control() || "\\:*?\"<>|\u{202e}\u{200b}".contains(c))
            && !["con", "prn", "aux", "nul"].contains(&stem.as_str())
            && !numbered("com")
            && !numbered("lpt")
    })
}

/// Runs a command and looks at what it left.
fn holds(ws: &Workspace, before: &BTreeMap<String, Vec<u8>>, arguments: &[&str], case: &str) -> Ran {
    let ran = ws.run(arguments);
    let said = format!("{case}: {arguments:?}: {:?}\n{}\n{}", ran.code, ran.out, ran.err);
    assert!(matches!(ran.code, Some(0..=2)), "{said}");
    assert!(!ran.out.contains(SECRET) && !ran.err.contains(SECRET), "{said}");
    assert!(*before == outside(ws), "something outside changed: {said}");
    for folder in ["out", "forms", "submissions/demo/2025"] {
        let mut seen = BTreeSet::new();
        if !ws.path().join(folder).exists() {
            continue;
        }
        for (name, bytes) in ws.files(folder) {
            assert!(folder != "out" || is_portable(&name), "{name:?}: {said}");
            assert!(folder != "out" || seen.insert(name.to_lowercase()), "{name:?} is there twice: {said}");
            let has = bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes());
            assert!(!has, "{folder}/{name} holds what lies outside: {said}");
        }
    }
    ran
}

/// A name as YAML writes it, whatever is in it.
fn quoted(name: &str) -> String {
    serde_json::to_string(name).expect("a text serialises")
}

fn with_secret() -> Workspace {
    let ws = Workspace::new();
    for name in ["secret", "secret.yaml", "secret.docx", "secret.html"] {
        std::fs::write(ws.path().parent().expect("a folder").join(name), SECRET).expect("it can be written");
    }
    ws
}

/// Pieces of files in which a name stands, each with the file and what it is written for.
const IN_FILES: [(&str, &str, &str); 8] = [
    ("plans/demo.yaml", "id: demo\n", "id: NAME\n"),
    ("plans/demo.yaml", "{id: slj,", "{id: NAME,"),
    ("plans/demo.yaml", "name: 市水利局,", "name: NAME,"),
    ("plans/demo.yaml", "id: RW-02-01\n", "id: NAME\n"),
    ("plans/demo.yaml", "id: river-good-ratio\n", "id: NAME\n"),
    ("nianbao.yaml", "region:", "docx_template: NAME\nregion:"),
    ("submissions/demo/2025/slj.yaml", "unit: 市水利局\n", "unit: NAME\n"),
    ("submissions/demo/2025/slj.yaml", "plan: demo\n", "plan: NAME\n"),
];

#[test]
fn names_in_files_lead_nowhere() {
    for (file, from, to) in IN_FILES {
        let ws = with_secret();
        let original = std::fs::read_to_string(ws.path().join(file)).expect("it can be read");
        assert!(original.contains(from), "{file} has no {from:?}");
        let write = |name: &str| {
            ws.write(file, original.replacen(from, &to.replace("NAME", &quoted(name)), 1));
            outside(&ws)
        };
        let taken = names().into_iter().filter(|name| {
            let before = write(name);
            holds(&ws, &before, &["check", "--as-of", "2025-12-20"], &format!("{file}, {to}, {name:?}")).code
                == Some(0)
        });
        // What is taken is built with: the first and the last of it, for each costs a whole site.
        let taken: Vec<String> = taken.collect();
        for name in taken.first().into_iter().chain(taken.last()) {
            let before = write(name);
            holds(&ws, &before, &["build", "--as-of", "2025-12-20"], &format!("{file}, {to}, {name:?}"));
        }
    }
}

#[test]
fn names_of_evidence_lead_nowhere() {
    let ws = with_secret();
    let evidence: Vec<String> =
        names().iter().map(|name| format!("{{title: 台账, file: {}}}", quoted(name))).collect();
    let evidence = format!("    evidence: [{}]\n    progress: |\n", evidence.join(", "));
    ws.change("submissions/demo/2025/slj.yaml", "    progress: |\n", &evidence);
    let before = outside(&ws);
    let ran = holds(&ws, &before, &["build", "--as-of", "2025-12-20"], "evidence");
    assert!(ran.out.contains("已写入"), "{}{}", ran.out, ran.err);
}

/// Files that the program itself writes, and that somebody has changed.
#[test]
fn names_in_the_books_lead_nowhere() {
    let line = |name: &str| {
        format!(
            r#"{{"sequence":1,"time":"2025-12-08T10:00:00+08:00","unit":"slj","version":1,"event":"received","file":{},"sha256":"{:064}","previous":"{:064}"}}"#,
            quoted(name),
            1,
            0
        )
    };
    let slip = |name: &str| {
        format!(
            r#"{{"unit":"slj","book":"00","adds":[{0}],"in_force":[{0},{0}],"removes":[{0}]}}"#,
            quoted(name)
        )
    };
    let record = |name: &str| {
        format!(
            "nianbao: record/1\nplan: demo\nyear: 2025\nclosed_on: 2026-01-10\nby: 办公室\nfiles:\n  - {{file: {0}, sha256: 00}}\n\
             corrections:\n  - {{date: 2026-02-01, by: 办公室, what: 更正, why: 更正, file: {0}}}\n",
            quoted(name)
        )
    };
    let round = "submissions/demo/2025";
    type Text<'t> = &'t dyn Fn(&str) -> String;
    let texts: [Text<'_>; 3] = [&line, &slip, &record];
    let files = ["intake.jsonl", ".intake.nianbao-new", "record.yaml"].into_iter().zip(texts);
    for (file, text) in files {
        let ws = with_secret();
        let before = outside(&ws);
        for name in names() {
            ws.write(&format!("{round}/{file}"), text(&name));
            let accept = ["receive", "--accept", "slj", "--year", "2025", "--reason", "x"];
            let verify = ["receive", "--verify"];
            let act: &[&str] = if file == "record.yaml" { &verify } else { &accept };
            holds(&ws, &before, act, &format!("{file}, {name:?}"));
        }
    }
}

#[test]
fn names_in_arguments_lead_nowhere() {
    let places: [&[&str]; 7] = [
        &["form", "--unit", "NAME"],
        &["form", "--plan", "NAME"],
        &["check", "--plan", "NAME"],
        &["close", "--year", "2025", "--plan", "NAME"],
        &["receive", "--reason", "x", "--accept", "NAME"],
        &["import", "sources/demo.txt", "--id", "NAME"],
        &["templates", "copy", "NAME"],
    ];
    let ws = with_secret();
    let before = outside(&ws);
    for place in places {
        for name in names().into_iter().filter(|name| !name.contains('\0')) {
            let arguments: Vec<&str> =
                place.iter().map(|word| if *word == "NAME" { &name } else { *word }).collect();
            holds(&ws, &before, &arguments, "arguments");
        }
    }
}

/// What an archive says that its files are called is for people: no path is made of it.
#[test]
fn names_in_archives_lead_nowhere() {
    let ws = with_secret();
    let slj = std::fs::read(ws.path().join("submissions/demo/2025/slj.yaml")).expect("the example has it");
    std::fs::remove_file(ws.path().join("submissions/demo/2025/slj.yaml")).expect("it is there");
    let mut archive = zip::ZipWriter::new(Cursor::new(vec![]));
    for (at, name) in names().iter().enumerate() {
        let started = archive.start_file(name.as_str(), zip::write::SimpleFileOptions::default());
        if started.is_ok() {
            // Each another version of one report.
            let own = String::from_utf8_lossy(&slj).replace("percent: 45", &format!("percent: {}", at % 100));
            archive.write_all(own.as_bytes()).expect("it can be packed");
        }
    }
    ws.write("in.zip", archive.finish().expect("it is packed").into_inner());
    let before = outside(&ws);
    let ran = holds(&ws, &before, &["receive", "in.zip", "--at", "2025-12-10T09:00"], "archive");
    assert!(ran.out.contains("已签收，采用"), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}') && !ran.out.contains('\u{202e}'), "{:?}", ran.out);
    let written = ws.files("submissions/demo/2025");
    assert!(
        written.len() > 20 && written.keys().all(|name| is_portable(name) && name.is_ascii()),
        "{:?}",
        written.keys()
    );
    let proven = ws.run(&["receive", "--verify", "--year", "2025"]);
    assert!(proven.out.contains("全部相符"), "{}", proven.out);
}

/// A file of any name that comes from outside is taken by what it says.
#[cfg(target_os = "linux")]
#[test]
fn files_of_any_name_come_in_under_a_name_of_ours() {
    let ws = with_secret();
    let name = "submissions/demo/2025/slj.yaml";
    let slj = std::fs::read_to_string(ws.path().join(name)).expect("the example has it");
    std::fs::remove_file(ws.path().join(name)).expect("it is there");
    let folder = ws.path().parent().expect("a folder").join("in");
    std::fs::create_dir(&folder).expect("it can be made");
    for (at, name) in names().iter().enumerate() {
        let text = slj.replace("percent: 45", &format!("percent: {}", at % 100));
        if !name.contains('/') {
            // What the system does not take cannot come.
            let _ = std::fs::write(folder.join(name), text);
        }
    }
    let given = folder.to_string_lossy().into_owned();
    let ran = run(&ws.path(), &["receive", &given, "--at", "2025-12-10T09:00"]);
    assert!(ran.out.contains("已签收，采用"), "{}{}", ran.out, ran.err);
    assert!(!ran.out.contains('\u{1b}') && !ran.out.contains('\u{202e}'), "{:?}", ran.out);
    let written = ws.files("submissions/demo/2025");
    assert!(written.keys().all(|name| is_portable(name) && name.is_ascii()), "{:?}", written.keys());
}

/// What settings name lies in the workspace, however the name is written.
#[test]
fn a_document_for_papers_lies_in_the_workspace() {
    let ws = Workspace::new();
    let build = ["build", "--as-of", "2025-12-20"];
    assert_eq!(ws.run(&build).code, Some(0));
    let paper =
        ws.files("out").into_iter().find(|(name, _)| name.ends_with(".docx")).expect("papers are made").1;
    let outside = ws.path().parent().expect("a folder").join("外.docx");
    std::fs::write(&outside, &paper).expect("it can be written");
    ws.write("内.docx", &paper);
    let settings = std::fs::read_to_string(ws.path().join("nianbao.yaml")).expect("the example has it");
    let with = |name: &str| {
        ws.write("nianbao.yaml", format!("{settings}docx_template: {}\n", quoted(name)));
        ws.run(&build)
    };
    assert_eq!(with("内.docx").code, Some(0));
    let full = outside.to_string_lossy().into_owned();
    let inner = ws.path().join("内.docx").to_string_lossy().into_owned();
    for name in
        [&full, &inner, "../外.docx", "./../外.docx", "C:\\外.docx", "\\\\server\\外.docx", "..\\外.docx"]
    {
        let ran = with(name);
        assert_eq!(ran.code, Some(2), "{name}: {}{}", ran.out, ran.err);
        assert!(ran.out.contains("N911") && ran.out.contains("只能是工作区里的文件"), "{name}: {}", ran.out);
    }
}
