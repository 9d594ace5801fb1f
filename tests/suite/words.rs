//! Whatever a user writes into a field, the other plans, units and pages are still made.

use nianbao::diagnostic::Files;
use nianbao::pipeline::{Built, Selection, build_workspace};
use nianbao::source::Project;
use serde_yaml::Value;

use crate::support::starter_files;

/// What careless and hostile people write: tags of templates, words of programmers, markup, links.
const HOSTILE: &str = "TODO：待补 {{ 数量 }} {% 如果 %} ｛｛ lorem ipsum None >None< >NaN< >undefined< \
                       <p id=\"main\" aria-labelledby=\"x\"> <a href='x.html'> <img src=http://a.cn/x> </textarea></script>\
                       <style>@import url(//a.cn) [甲](HTTPS://A.CN/x) <HTTP://b.cn> <!-- \" ' = &amp; ]]> \u{1}\u{b}\u{1b}[0m\u{85}\u{fffe}\u{202e}";

fn build(files: &Files) -> Built {
    let as_of = "2025-12-20".parse().expect("a valid day");
    let built = build_workspace(&Project::memory(files.clone()), &Selection::default(), as_of);
    built.expect("memory can be listed")
}

/// The starter with every field filled that a person may fill.
fn full_workspace() -> Files {
    let mut files = starter_files();
    let own = "submissions/demo/2025/slj.yaml";
    let text = String::from_utf8(files[own].clone()).expect("the starter is UTF-8");
    let filled = text.replace(
        "status: on_track\n    percent: 45",
        "status: behind\n    percent: 45\n    issues: 进度慢\n    next_steps: 加快\n    explanation: 汛期停工\n    public_progress: 正在整治\n    \
         evidence: [{title: 台账, file: 台账.pdf}]",
    );
    assert_ne!(filled, text, "the starter has changed");
    files.insert(own.into(), format!("{filled}suggestions: 增加资金\n").into_bytes());
    files.insert(
        "nianbao.yaml".into(),
        "nianbao: office/1\noffice: 市河长办\ncommittee: 委员会\nregion: 示例市\nsite:\n  name: 市政府\n  domain: www.a.cn\n  \
         id_code: '0000000000'\n  column: 年报\n  column_description: 说明\n  column_keywords: 词\n  column_type: 类\n  host_unit: 主办\n  \
         operating_unit: 承办\n  contact: 电话\n  icp: 备案\n  police: 公安\n  published: {demo/2025: 2025-12-30 17:30}\n"
            .into(),
    );
    files.insert(
        "submissions/demo/2025/decisions.yaml".into(),
        "nianbao: decisions/1\nplan: demo\nyear: 2025\nextensions: [{unit: hexi, until: 2025-12-18, reason: 汛期, document: 批复, by: 市河长办, on: 2025-12-12}]\n\
         public_review: {by: 市河长办, on: 2025-12-19, disclosure: proactive}\n"
            .into(),
    );
    let plan = String::from_utf8(files["plans/demo.yaml"].clone()).expect("the starter is UTF-8");
    files.insert(
        "plans/other.yaml".into(),
        plan.replace("id: demo\n", "id: other\n").replace("清洁河流", "其他").into_bytes(),
    );
    files
}

/// The names of all keys that hold a text.
fn keys(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Mapping(pairs) => {
            for (key, value) in pairs {
                match (key.as_str(), value) {
                    (Some(key), Value::String(_)) if !found.iter().any(|k| k == key) => {
                        found.push(key.into())
                    }
                    _ => keys(value, found),
                }
            }
        }
        Value::Sequence(items) => items.iter().for_each(|item| keys(item, found)),
        _ => {}
    }
}

fn with_hostile(value: &mut Value, name: &str) {
    match value {
        Value::Mapping(pairs) => {
            for (key, value) in pairs.iter_mut() {
                match value {
                    Value::String(text) if key.as_str() == Some(name) => *text = format!("{text}{HOSTILE}"),
                    other => with_hostile(other, name),
                }
            }
        }
        Value::Sequence(items) => items.iter_mut().for_each(|item| with_hostile(item, name)),
        _ => {}
    }
}

/// The other plan is made, no finding blames a template, and no page or table is broken.
fn stands(files: &Files, what: &str) {
    let built = build(files);
    let of_pages: Vec<&str> =
        built.findings.iter().filter(|f| f.rule.code.starts_with("N9")).map(|f| f.message.as_str()).collect();
    assert!(of_pages.is_empty() && !built.broken_templates, "{what}: {of_pages:?}");
    let has = |path: &str| built.files.iter().any(|file| file.path == path);
    assert!(has("review/other/2025/index.html"), "{what}: the other plan is not made");
    for file in built.files.iter().filter(|file| !file.path.ends_with(".docx")) {
        let text = std::str::from_utf8(&file.bytes).expect("results are text");
        let bad = |c: char| (c.is_control() && !"\t\n\r".contains(c)) || c == '\u{fffe}';
        assert!(
            file.path.ends_with(".json") || !text.contains(bad),
            "{what}: a control character in {}",
            file.path
        );
        if file.path.ends_with(".xml") {
            let mut reader = quick_xml::Reader::from_str(text);
            while !matches!(reader.read_event().expect("it is well-formed"), quick_xml::events::Event::Eof) {}
        }
    }
}

#[test]
fn f2_no_text_of_a_user_breaks_a_build() {
    let files = full_workspace();
    stands(&files, "the workspace as it is");
    let mut tried = 0;
    for name in [
        "plans/demo.yaml",
        "nianbao.yaml",
        "submissions/demo/2025/decisions.yaml",
        "submissions/demo/2025/slj.yaml",
        "submissions/demo/2025/sthjj.yaml",
    ] {
        let whole: Value = serde_yaml::from_slice(&files[name]).expect("it is YAML");
        let mut found = vec![];
        keys(&whole, &mut found);
        for key in found {
            let (mut changed, mut value) = (files.clone(), whole.clone());
            with_hostile(&mut value, &key);
            let text = serde_yaml::to_string(&value).expect("it can be written");
            changed.insert(name.into(), text.into_bytes());
            stands(&changed, &format!("{name}: {key}"));
            tried += 1;
        }
    }
    assert!(tried > 60, "only {tried} fields were tried");
}

#[test]
fn f2_no_name_of_a_file_breaks_a_build() {
    for name in ["{{7*7}}", "TODO", "<p id=\"main\">", "a\u{1b}[0mb", "%}"] {
        let mut files = full_workspace();
        let own = files.remove("submissions/demo/2025/hexi.yaml").expect("it is there");
        files.insert(format!("submissions/demo/2025/{name}.yaml"), own);
        stands(&files, name);
    }
}

#[test]
fn f2_two_plans_of_one_id_are_a_finding_and_stop_no_other() {
    for twin in ["plans/DEMO.yaml", "plans/demo.yml", "plans/Demo.yaml"] {
        let mut files = full_workspace();
        let id = twin.trim_start_matches("plans/").split('.').next().expect("a name").to_owned();
        let plan = String::from_utf8(files["plans/demo.yaml"].clone()).expect("it is text");
        files.insert(twin.into(), plan.replace("id: demo\n", &format!("id: {id}\n")).into_bytes());
        stands(&files, twin);
        let built = build(&files);
        let codes: Vec<&str> = built.findings.iter().map(|found| found.rule.code).collect();
        assert!(codes.contains(&"N118"), "{twin}: {codes:?}");
        assert!(built.files.iter().any(|file| file.path == "internal/demo/2025/index.html"));
        assert_eq!(built.workspace.stopped, [twin]);
        let silent = |found: &nianbao::diagnostic::Diagnostic| {
            found.rule.code == "N302" && built.workspace.sources.path(found.place) == "plans/demo.yaml"
        };
        assert!(!built.findings.iter().any(silent), "{twin}: the submissions are those of demo.yaml");
    }
}
