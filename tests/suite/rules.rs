//! Every rule runs its own examples, and the list for readers is made from the rules.

#![expect(clippy::disallowed_methods, reason = "a test may read and write the files of the repository")]

use nianbao::check;
use nianbao::diagnostic::{Diagnostic, text};

use crate::support::{Checked, build, check as run, starter_files};

#[test]
fn codes_and_names_are_unique_and_well_formed() {
    let rules = check::rules();
    for pair in rules.windows(2) {
        assert!(pair[0].code < pair[1].code, "{} stands twice or out of order", pair[1].code);
    }
    let mut names: Vec<_> = rules.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    for pair in names.windows(2) {
        assert_ne!(pair[0], pair[1], "two rules share a name");
    }
    for rule in rules {
        let digits = rule.code.strip_prefix('N').expect("codes start with N");
        assert!(digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit()), "{}", rule.code);
        assert!(!rule.why.contains('！') && rule.why.ends_with(['。', '）']), "{} {}", rule.code, rule.why);
        assert!(!rule.title.ends_with('。'), "{} {}", rule.code, rule.title);
    }
}

#[test]
fn the_starter_has_no_findings() {
    let checked = run(&starter_files());
    assert!(checked.findings.is_empty(), "{}", checked.printed());
}

/// The findings of one rule, printed.
fn of_rule(checked: &Checked, code: &str) -> String {
    let own: Vec<&Diagnostic> = checked.findings.iter().filter(|found| found.rule.code == code).collect();
    text(own, &checked.workspace.sources, false, 100)
}

#[test]
fn bad_examples_break_their_rule_and_good_ones_do_not() {
    let mut wrong = vec![];
    for rule in check::rules() {
        let (mut good, mut bad) = (starter_files(), starter_files());
        for (applied, which) in
            [(rule.example.apply_good(&mut good), "good"), (rule.example.apply_bad(&mut bad), "bad")]
        {
            if let Err(why) = applied {
                wrong.push(format!("{} {which}: {why}", rule.code));
            }
        }
        let run = if rule.code.starts_with("N9") { build } else { run };
        let (good, bad) = (run(&good), run(&bad));
        if good.codes().contains(&rule.code) {
            wrong.push(format!("{} good example breaks it:\n{}", rule.code, of_rule(&good, rule.code)));
        }
        if !bad.codes().contains(&rule.code) {
            wrong.push(format!("{} bad example does not break it, but {:?}", rule.code, bad.codes()));
        }
        for found in bad.findings.iter().filter(|found| found.label.trim().is_empty()) {
            wrong.push(format!("{} says nothing at its place: {}", found.rule.code, found.message));
        }
        let others = bad.other_serious_codes(rule.code);
        let allowed =
            ALSO_BREAKS.iter().find(|(code, _)| *code == rule.code).map_or(&[][..], |(_, also)| also);
        if others != allowed {
            wrong.push(format!("{} bad example also breaks {others:?}", rule.code));
        }
        insta::with_settings!({snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!(format!("{}-{}", rule.code, rule.name), of_rule(&bad, rule.code));
        });
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Bad examples that cannot help breaking another rule that is 强制 or 核实, and why.
const ALSO_BREAKS: &[(&str, &[&str])] = &[
    // What a text says waits because the figure does.
    ("N612", &["N233"]),
    // A review over an open question needs one.
    ("N644", &["N233"]),
    ("N928", &["N233"]),
    // What is typed is refused or open because the figure is.
    ("N929", &["N402", "N411"]),
    ("N930", &["N233"]),
    // A unit's own table does not say when it was filled in.
    ("N702", &["N305"]),
];

/// `UPDATE_RULES=1 cargo test --test suite the_list_of_rules` writes the file again.
#[test]
fn the_list_of_rules_for_readers_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/check/RULES.md");
    let wanted = check::rules_markdown();
    if std::env::var_os("UPDATE_RULES").is_some() {
        std::fs::write(path, &wanted).expect("the file can be written");
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        found == wanted,
        "src/check/RULES.md is not what the rules say; run: \
         UPDATE_RULES=1 cargo test --test suite the_list_of_rules"
    );
}

/// 核实: an explanation that says something closes the finding and stays with it; bare words do not.
#[test]
fn an_explanation_closes_a_finding_and_bare_words_do_not() {
    let open = |explanation: &str| {
        let mut files = starter_files();
        let name = "submissions/demo/2025/sthjj.yaml";
        let text = String::from_utf8(files[name].clone()).expect("the starter is UTF-8");
        let changed = text.replace("n: 10\n", &format!("n: 9\n    explanation: {explanation}\n"));
        files.insert(name.to_owned(), changed.into_bytes());
        let checked = run(&files);
        let found = checked.findings.iter().find(|found| found.rule.code == "N401");
        found.expect("nine of twelve is not 83.3 %").is_open()
    };
    assert!(open("null"));
    assert!(open("核实无误"));
    assert!(!open("一个断面结冰停测，按有效断面计算"));
}
