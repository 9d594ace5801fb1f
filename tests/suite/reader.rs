//! The reader against hostile input, and against another YAML reader.

#![expect(clippy::disallowed_methods, reason = "a test may read and write the files of the repository")]

use nianbao::diagnostic::{Diagnostics, short, text};
use nianbao::office::Office;
use nianbao::plan::Definition;
use nianbao::source::{SourceFile, Sources};
use nianbao::submission::{Decisions, Form};
use nianbao::syntax;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::support::{build, check, starter_files};

const SLJ: &str = "submissions/demo/2025/slj.yaml";

/// What is done to a file: at a share of its length, something is taken out and something put in.
#[derive(Debug, Clone)]
struct Mutation {
    at: usize,
    remove: usize,
    insert: String,
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let pieces = prop::sample::select(vec![
        "",
        "：",
        "，",
        "“",
        "”",
        "\"",
        "'",
        "{",
        "}",
        "[",
        "]",
        "\t",
        "　",
        "- ",
        ": ",
        ":",
        "#",
        "|\n",
        ">\n",
        "&a ",
        "*a",
        "!x ",
        "---\n",
        "...\n",
        "\u{feff}",
        "é",
        "𠮷",
        "1e9",
        "99999999999999999999999",
        "-0.0",
        "NaN",
        "9999-12-31",
        "0000-00-00",
        "id: RW-02-01\n",
        "status: 已完成\n",
        "percent: １２%\n",
        "tasks:\n",
        "null",
        "~",
        "\u{0}",
        "\u{85}",
        "\u{2028}",
        "\r",
        "%YAML 1.1\n",
        "<<: *a\n",
        "? ",
        "  ",
        "\n",
    ]);
    (0usize..2_000, 0usize..40, prop::collection::vec(pieces, 0..4))
        .prop_map(|(at, remove, insert)| Mutation { at, remove, insert: insert.concat() })
}

fn mutated(text: &str, mutations: &[Mutation]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for mutation in mutations {
        let at = mutation.at % (chars.len() + 1);
        let end = (at + mutation.remove).min(chars.len());
        chars.splice(at..end, mutation.insert.chars());
    }
    chars.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a submission, a plan or a decision is made into: findings, and never a panic; every place
    /// lies in its file, and can be printed.
    #[test]
    fn mutated_files_never_panic(
        which in prop::sample::select(vec![SLJ, "submissions/demo/2025/sthjj.yaml", "plans/demo.yaml", "nianbao.yaml"]),
        mutations in prop::collection::vec(mutation(), 1..6),
    ) {
        let mut files = starter_files();
        let original = String::from_utf8(files[which].clone()).expect("the starter is UTF-8");
        files.insert(which.to_owned(), mutated(&original, &mutations).into_bytes());
        let checked = check(&files);
        let sources = &checked.workspace.sources;
        for found in &checked.findings {
            let related = found.related.iter().map(|related| related.place);
            for place in std::iter::once(found.place).chain(related) {
                prop_assert!(sources.surrounding(place).get(place.bytes()).is_some(), "{found:?}");
            }
        }
        let _ = short(&checked.findings, sources);
        let _ = text(&checked.findings, sources, true, 80);
    }
}

/// The commonest slips in a template here: Chinese names, commas and quotes inside the tags.
#[test]
fn f3_chinese_inside_a_template_tag_is_a_finding_that_can_be_printed() {
    for tag in [
        "{{ 报告名称 }}",
        "{{ page.title，1 }}",
        "{% if “是” %}x{% endif %}",
        "{{ page。title }}",
        "{%　if 1 %}{% endif %}",
    ] {
        let mut files = starter_files();
        files.insert(
            "templates/overview.html".to_owned(),
            format!("<p>河长制</p>\n<p>{tag}</p>\n").into_bytes(),
        );
        let built = build(&files);
        let sources = &built.workspace.sources;
        let found = built.findings.iter().find(|found| found.rule.code == "N901").expect(tag);
        assert_eq!(sources.position(found.place).line, 2, "{tag}");
        assert!(text(&built.findings, sources, false, 80).contains("overview.html"), "{tag}");
    }
}

/// Reads one text with both readers; `None` where the other reader cannot know our vocabulary.
fn both<T: DeserializeOwned + Serialize>(
    text: &str,
    kind: &str,
) -> Option<(serde_json::Value, serde_json::Value)> {
    let other: T = serde_yaml::from_str(text).ok()?;
    let mut sources = Sources::default();
    let file = sources.add(SourceFile::new("x.yaml", text.as_bytes()));
    let mut out = Diagnostics::default();
    let reading = syntax::read::<T>(&sources, file, kind, true, &mut out);
    assert!(!reading.faulty, "{}", short(out.iter(), &sources));
    let ours = reading.value.expect("a file without faults has a value");
    let json = |value: &T| serde_json::to_value(value).expect("the model serialises");
    Some((json(&ours), json(&other)))
}

#[test]
fn both_readers_agree_on_every_file_of_the_repository() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut compared, mut skipped) = (0, vec![]);
    for folder in ["plans", "submissions", "starter"] {
        for entry in walkdir::WalkDir::new(root.join(folder)).sort_by_file_name() {
            let path = entry.expect("the repository can be listed").into_path();
            if path.extension().is_none_or(|extension| extension != "yaml") {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("the file is UTF-8");
            let kind = text
                .lines()
                .find_map(|line| line.strip_prefix("nianbao: "))
                .unwrap_or("")
                .trim_end_matches("/1");
            let pair = match kind {
                "plan" => both::<Definition>(&text, kind),
                "submission" => both::<Form>(&text, kind),
                "decisions" => both::<Decisions>(&text, kind),
                "office" => both::<Office>(&text, kind),
                other => panic!("{}: unknown kind {other}", path.display()),
            };
            match pair {
                Some((ours, other)) => {
                    assert_eq!(ours, other, "{}", path.display());
                    compared += 1;
                }
                None => skipped.push(path.display().to_string()),
            }
        }
    }
    // Files with Chinese keys or values are beyond the other reader.
    assert!(compared > skipped.len() * 3, "{compared} compared; skipped {skipped:#?}");
}

/// Of many lines that are one text one is taken away for the line that does not fit below them; then that line is named.
#[test]
fn the_line_below_one_long_text_is_blamed_and_not_each_line_of_it() {
    let mut files = starter_files();
    files.insert(SLJ.to_owned(), format!("Subject: a\r\n{}\r\nx", " b\r\n".repeat(60)).into_bytes());
    let printed = check(&files).printed();
    assert!(printed.contains("“x”这一行缺少冒号"), "{printed}");
    assert!(printed.matches("“b”这一行缺少冒号").count() < 2, "{printed}");
}
