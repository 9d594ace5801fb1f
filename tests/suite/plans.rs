//! The five plans of the repository against the official texts they were made from.
//!
//! The texts are not part of the repository: the tests that need them are ignored, and `tests/run` runs them
//! where the folder `../shared/sources` is there and says so where it is not.

use std::path::Path;

use nianbao::check;
use nianbao::diagnostic::{Diagnostics, Severity, short};
use nianbao::plan;
use nianbao::source::{Project, Sources};

use crate::support::{check as run, starter_files};

const PLANS: [&str; 5] = ["yangquan", "pingliang", "lingqiu", "lvliang", "xinzhou"];

#[test]
#[ignore = "needs the official texts in ../shared/sources; tests/run runs it where they are"]
fn every_quote_is_proven_and_nothing_of_the_texts_is_left_unanswered() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let texts = root.join("../shared/sources");
    assert!(texts.is_dir(), "the official texts are in ../shared/sources");
    let project = Project::Folder(root.to_owned());
    for name in PLANS {
        let mut sources = Sources::default();
        let text = texts.join(format!("{name}.txt")).to_string_lossy().into_owned();
        let files = sources.load(&project, &[format!("plans/{name}.yaml"), text]);
        let mut out = Diagnostics::default();
        let plan = plan::read(&sources, files[0], &mut out)
            .unwrap_or_else(|| panic!("{name}: {}", short(out.iter(), &sources)));
        check::plan(&plan, &sources, &mut out);
        check::original(&plan, files[1], &sources, &mut out);
        let open: Vec<_> =
            out.iter().filter(|d| d.severity == Severity::Error || d.rule.code.starts_with("N18")).collect();
        assert!(open.is_empty(), "{name}:\n{}", short(open, &sources));
    }
}

#[test]
fn every_plan_has_example_submissions_that_say_so() {
    let project = Project::Folder(Path::new(env!("CARGO_MANIFEST_DIR")).to_owned());
    for name in PLANS {
        let files: Vec<String> = project.list(&format!("submissions/{name}")).expect("it can be listed");
        let in_force: Vec<&String> =
            files.iter().filter(|f| f.ends_with(".yaml") && !f.contains("/received/")).collect();
        assert!(in_force.len() >= 5, "{name} has {} submissions", in_force.len());
        for file in in_force {
            let bytes = project.bytes(file).expect("it can be read");
            let text = String::from_utf8(bytes).expect("it is UTF-8");
            assert!(
                text.contains("sample: true")
                    || text.contains("示例数据: 是")
                    || text.contains("示例数据: true"),
                "{file} does not say that it is an example"
            );
        }
    }
}

#[test]
fn t11_every_text_that_the_office_types_into_a_plan_is_in_the_one_list() {
    use nianbao::plan::PLAN_TEXTS;
    let schema: serde_json::Value = serde_json::from_str(&nianbao::schema::plan()).expect("it is JSON");
    // The document's own words, what is looked up, and notes for whoever still reviews the plan.
    let own = ["quote", "clause", "index_number", "id", "nianbao", "review"];
    let listed =
        |part: &str, key: &str| PLAN_TEXTS.iter().any(|(of, keys)| *of == part && keys.contains(&key));
    let (mut missing, mut seen) = (vec![], 0);
    let definitions = schema["$defs"].as_object().expect("there are definitions");
    let parts = definitions.iter().map(|(name, part)| (name.as_str(), part));
    for (name, part) in parts.chain([("Definition", &schema)]) {
        let Some(properties) = part["properties"].as_object() else { continue };
        for (key, property) in properties.iter().filter(|(key, _)| key.is_ascii()) {
            let text = property.to_string();
            let is_text = text.contains("\"string\"") && !text.contains("pattern") && !text.contains("enum");
            // 条款全文 is the document's.
            if !is_text || own.contains(&key.as_str()) || (name, key.as_str()) == ("Task", "text") {
                continue;
            }
            seen += 1;
            if !listed(name, key) {
                missing.push(format!("{name}.{key}"));
            }
        }
    }
    assert!(seen > 30, "the schema has texts: {seen}");
    assert!(missing.is_empty(), "in no list of texts: {missing:?}");
}

#[test]
fn t11_what_the_office_types_anywhere_in_a_plan_is_looked_at() {
    let baseline = "    baseline: {year: 2024, value: \"81\", quote: 2024年优良断面比例为81%}\n";
    let history =
        "    baseline: null\n    history: [{year: 2024, value: \"80.0\", source: 公报（问15912345678）}]\n";
    for (from, to) in [
        (baseline, history.to_owned()),
        ("    decimals: 1\n", "    decimals: 1\n    basis: 国考断面（秘密★3年）\n".to_owned()),
        ("reporting:\n", "reporting:\n  note: 电子版发送hb2027@126.com\n".to_owned()),
    ] {
        let mut files = starter_files();
        let bytes = files.get_mut("plans/demo.yaml").expect("the starter has a plan");
        let text = String::from_utf8_lossy(bytes).into_owned();
        assert!(text.contains(from), "{from}");
        *bytes = text.replacen(from, &to, 1).into_bytes();
        assert!(run(&files).codes().contains(&"N132"), "{to}");
    }
}
