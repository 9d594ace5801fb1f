//! Every text that somebody may type and that is published: a telephone number in it is found, and is in no public
//! file (T11). Which texts are published is asked of the pages themselves, with a harmless word in every field that
//! the schemas know.

use std::collections::BTreeSet;

use nianbao::diagnostic::{Files, Severity};
use nianbao::pipeline::{Built, Selection, build_workspace};
use nianbao::source::Project;
use rayon::prelude::*;
use serde_yaml::Value;

use crate::moment::close;
use crate::support::starter_files;

const PLAN: &str = "plans/demo.yaml";
const SETTINGS: &str = "nianbao.yaml";
const DECISIONS: &str = "submissions/demo/2025/decisions.yaml";
const RECORD: &str = "submissions/demo/2025/record.yaml";
const WORDS: &str = "submissions/demo/2025/text.md";
const STHJJ: &str = "submissions/demo/2025/sthjj.yaml";
const HEXI: &str = "submissions/demo/2025/hexi.yaml";
const PHONE: &str = "15912345678";

/// Words of the document itself, which are public already, and what is looked up, a name of a file or a date.
const NOT_TYPED: &[&str] = &[
    "nianbao",
    "id",
    "plan",
    "unit",
    "units",
    "task",
    "indicator",
    "milestone",
    "code",
    "file",
    "sha256",
    "quote",
    "clause",
    "index_number",
    "timezone",
    "cutoff",
    "base_url",
    "docx_template",
    "op",
    "value",
    "kind",
];

fn parsed(text: &str) -> Value {
    serde_yaml::from_str(text).expect("it is YAML")
}

/// Writes further keys into a part of a file; `at` names keys and positions.
fn put(file: &mut Value, at: &[&str], more: &str) {
    let part = at.iter().fold(file, |part, key| match key.parse::<usize>() {
        Ok(position) => part.get_mut(position).expect("an entry"),
        Err(_) => part.get_mut(*key).expect("a key"),
    });
    let Value::Mapping(more) = parsed(more) else { panic!("keys and values") };
    let part = part.as_mapping_mut().expect("a part");
    more.into_iter().for_each(|(key, value)| drop(part.insert(key, value)));
}

fn plan() -> Value {
    let mut plan = parsed(&String::from_utf8(starter_files()[PLAN].clone()).expect("UTF-8"));
    put(
        &mut plan,
        &[],
        "supersedes: 原行动方案\nissued_by: {name: 市河长办, full_name: 示例市河长制办公室, number_prefix: 示河办}\n\
        review: 待核\nassignments: [{task: RW-02-01, lead_units: [slj], reason: 分工细化, by: 市河长办}]\n\
        not_a_target: [{quote: 三年行动, reason: 不是目标, review: 待核}]\n\
        amendments: [{from: 2025, unit: slj, what: 职责调整, why: 机构改革, document: 示编发一号, was: {name: 市水务处}}]",
    );
    put(&mut plan, &["reporting"], "note: 同时报电子版\nreview: 待核");
    put(&mut plan, &["units", "0"], "review: 待核");
    put(&mut plan, &["sections", "0"], "review: 待核");
    // Its `text`, 条款全文, is the words of the document as quotes are.
    put(
        &mut plan,
        &["sections", "0", "tasks", "0"],
        "part: 水\nreview: 待核\nyearly: [{year: 2025, what: 年度安排, by: 市河长办, document: 示河办一号}]",
    );
    put(&mut plan, &["sections", "0", "tasks", "0", "milestones", "0"], "qualifier: 力争\nreview: 待核");
    put(
        &mut plan,
        &["indicators", "0"],
        "clause: 三\nphrase: 断面全部优良\nbasis: 国控断面\nreview: 待核\n\
        history: [{year: 2024, value: '80.0', source: 二〇二四年公报, basis: 国控断面, standard: 国标一}]",
    );
    put(&mut plan, &["indicators", "0", "targets", "0"], "note: 按新口径\nqualifier: 力争\nreview: 待核");
    let worded = parsed(
        "{id: river-word, name: 河道管护, direction: up, phrase: 河道管护机制建成, targets: [{year: 2027, op: verdict, text: 管护机制建成, quote: 机制}]}",
    );
    plan["indicators"].as_sequence_mut().expect("a list").push(worded);
    plan
}

fn submission() -> Value {
    let mut form = parsed(&String::from_utf8(starter_files()[STHJJ].clone()).expect("UTF-8"));
    put(
        &mut form,
        &[],
        "document_number: 示环函一号\nsuggestions: 增加监测点位\nexplanation: 2025年7月起换表",
    );
    put(
        &mut form,
        &["tasks", "0"],
        "public_progress: 加密监测断面\nissues: 点位少\nnext_steps: 增设点位\nexplanation: 2025年7月停工\nevidence: [{title: 监测报告, file: 监测.pdf}]",
    );
    put(&mut form, &["milestones", "0"], "explanation: 2025年7月停工");
    put(
        &mut form,
        &["indicators", "0"],
        "basis: 国控断面\nnote: 按月均值\nexplanation: 2025年7月换表\nlast_year: {value: '82.0', source: 上年公报}",
    );
    form
}

const DECIDED: &str = "
nianbao: decisions/1
plan: demo
year: 2025
sample: true
extensions: [{unit: hexi, until: 2025-12-18, reason: 汛情, document: 示河办二号, by: 市河长办, on: 2025-12-10}]
choices: [{task: RW-02-01, unit: slj, reason: 以水利局为准, by: 市河长办, on: 2025-12-17}]
overrides: [{task: RW-02-01, status: behind, reason: 现场核查, by: 市河长办, on: 2025-12-17}]
verdicts: [{indicator: river-word, year: 2027, verdict: met, reason: 专家评估, by: 市河长办, on: 2025-12-17}]
accepts: [{unit: slj, task: RW-02-01, code: N543, reason: 已看过, by: 市河长办, on: 2025-12-17}]
dispatch: {number: 示河办报一号, dated: 2025-12-20, signatory: 签发人甲, contact: 联系人乙, copies: [市委办], addressees: [省河长办]}
public_review: {by: 市河长办, on: 2025-12-19, disclosure: proactive, reason: 已审}
";

const SET: &str = "
nianbao: office/1
office: 示例市河长制办公室
committee: 示例市河长制工作委员会
region: 示例市
letterhead: 示例市河长制办公室文件
docx_template: null
site: {name: 市政府网, domain: www.a.cn, id_code: '0000000000', column: 年报栏, column_description: 栏目说明, column_keywords: 关键词, column_type: 栏目类, host_unit: 主办甲, operating_unit: 承办乙, contact: 联系丙, icp: 备案一, police: 公安备案, base_url: 'https://a.cn/', published: {demo/2025: 2025-12-30 17:30}}
";

const SAID: &str = "# 总体评价\n\n总的评价。\n\n# 主要做法和成效\n\n主要做法。\n\n## s02\n\n章节的话。\n\n### RW-02-01\n\n任务的话。\n\n### 指标 river-good-ratio\n\n指标的话。\n\n# 存在的主要问题\n\n主要问题。\n\n# 下一步工作打算\n\n下一步。\n\n# 意见建议\n\n建议的话。\n";

/// A workspace with every field filled, closed.
fn full() -> Vec<(&'static str, Value)> {
    let hexi = parsed(
        "{nianbao: submission/1, plan: demo, year: 2025, unit: 河西县, sample: true, filled_on: 2025-12-09, nil_return: 本县没有排污口}",
    );
    vec![
        (PLAN, plan()),
        (SETTINGS, parsed(SET)),
        (DECISIONS, parsed(DECIDED)),
        (STHJJ, submission()),
        (HEXI, hexi),
    ]
}

fn files_of(parts: &[(&'static str, Value)]) -> Files {
    let mut files = starter_files();
    for (name, value) in parts {
        files.insert((*name).to_owned(), serde_yaml::to_string(value).expect("it is written").into_bytes());
    }
    files.remove("sources/demo.txt");
    files.insert(WORDS.to_owned(), SAID.as_bytes().to_vec());
    files
}

fn build(files: &Files) -> Built {
    let as_of = "2026-03-01".parse().expect("a day");
    build_workspace(&Project::memory(files.clone()), &Selection::default(), as_of)
        .expect("memory can be listed")
}

fn public(built: &Built) -> impl Iterator<Item = (&str, &[u8])> {
    let public = built.files.iter().filter(|file| file.path.starts_with("public/"));
    public.map(|file| (file.path.as_str(), file.bytes.as_slice()))
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

/// The places of all texts of a value that somebody types, as pointers.
fn leaves(value: &Value, at: &mut Vec<String>, key: &str, found: &mut Vec<Vec<String>>) {
    match value {
        Value::Mapping(pairs) => {
            for (name, value) in pairs {
                let name = name.as_str().expect("keys are texts").to_owned();
                at.push(name.clone());
                // The key of a part's field, the position in a list not counted.
                leaves(value, at, &name, found);
                at.pop();
            }
        }
        Value::Sequence(list) => {
            for (position, value) in list.iter().enumerate() {
                at.push(position.to_string());
                leaves(value, at, key, found);
                at.pop();
            }
        }
        Value::String(_) if !NOT_TYPED.contains(&key) => found.push(at.clone()),
        _ => {}
    }
}

fn at_mut<'v>(value: &'v mut Value, at: &[String]) -> &'v mut Value {
    at.iter().fold(value, |part, key| match part {
        Value::Sequence(list) => &mut list[key.parse::<usize>().expect("a position")],
        part => part.get_mut(key.as_str()).expect("a key"),
    })
}

/// The workspace with something behind each text that is named.
fn with(parts: &[(&'static str, Value)], more: &[(usize, Vec<String>, String)]) -> Files {
    let mut parts = parts.to_vec();
    for (part, at, word) in more {
        let text = at_mut(&mut parts[*part].1, at);
        *text = Value::String(format!("{}{word}", text.as_str().expect("a text")));
    }
    files_of(&parts)
}

fn all_leaves(parts: &[(&'static str, Value)]) -> Vec<(usize, Vec<String>)> {
    let of = |(part, (_, value)): (usize, &(&str, Value))| {
        let mut found = vec![];
        leaves(value, &mut vec![], "", &mut found);
        found.into_iter().map(move |at| (part, at)).collect::<Vec<_>>()
    };
    parts.iter().enumerate().flat_map(of).collect()
}

#[test]
fn t11_the_workspace_of_this_test_has_every_text_of_the_schemas() {
    let parts = full();
    let keys = |parts: &[usize]| -> BTreeSet<String> {
        let found = all_leaves(&full()).into_iter().filter(|(part, _)| parts.contains(part));
        let name = |at: Vec<String>| at.into_iter().rev().find(|key| key.parse::<usize>().is_err());
        found.filter_map(|(_, at)| name(at)).collect()
    };
    let (mut seen, mut missing) = (0, vec![]);
    for (schema, own) in [
        (nianbao::schema::plan(), keys(&[0])),
        (nianbao::schema::office(), keys(&[1])),
        (nianbao::schema::decisions(), keys(&[2])),
        (nianbao::schema::submission(), keys(&[3, 4])),
    ] {
        let schema: serde_json::Value = serde_json::from_str(&schema).expect("it is JSON");
        let of_parts = schema["$defs"].as_object().expect("there are parts").values();
        for part in of_parts.chain([&schema]) {
            for (key, property) in part["properties"].as_object().into_iter().flatten() {
                let text = property.to_string();
                let is_text =
                    text.contains("\"string\"") && !text.contains("pattern") && !text.contains("enum");
                if key.is_ascii() && is_text && !NOT_TYPED.contains(&key.as_str()) && key != "published" {
                    seen += 1;
                    if !own.contains(key) {
                        missing.push(key.clone());
                    }
                }
            }
        }
    }
    assert!(seen > 60 && parts.len() == 5, "{seen} texts");
    assert!(missing.is_empty(), "not in the workspace: {missing:?}");
}

fn errors(built: &Built) -> Vec<String> {
    let errors = built.findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|d| format!("{} {}", d.rule.code, d.message)).collect()
}

/// Whether a number behind a text is said; in no case may it be in a public file, and of what nobody says a word
/// nothing at all may be there.
fn said_or_unpublished(with: impl Fn(&str) -> Built) -> Result<bool, String> {
    let built = with(&format!("（询{PHONE}）"));
    if let Some((path, _)) = public(&built).find(|(_, bytes)| holds(bytes, PHONE)) {
        return Err(format!("the number is in {path}"));
    }
    if !errors(&built).is_empty() {
        return Ok(true);
    }
    let word = "甲丙乙丁";
    match public(&with(word)).find(|(_, bytes)| holds(bytes, word)) {
        Some((path, _)) => Err(format!("not said, and published in {path}")),
        None => Ok(false),
    }
}

#[test]
fn t11_a_telephone_number_in_any_published_text_is_found_and_is_in_no_public_file() {
    let parts = full();
    let leaves = all_leaves(&parts);
    let sound = build(&files_of(&parts));
    assert_eq!(errors(&sound), Vec::<String>::new());
    assert!(public(&sound).any(|(path, _)| path == "public/demo/2025/index.html"));
    let name = |at: usize| format!("{} {}", parts[leaves[at].0].0, leaves[at].1.join("."));
    let one = |at: usize| {
        let (part, path) = &leaves[at];
        said_or_unpublished(|word| build(&with(&parts, &[(*part, path.clone(), word.to_owned())])))
            .map_err(|why| format!("{}: {why}", name(at)))
    };
    let all: Vec<Result<bool, String>> = (0..leaves.len()).into_par_iter().map(one).collect();
    let wrong: Vec<&String> = all.iter().filter_map(|one| one.as_ref().err()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    // The office's decisions are printed for those to whom the paper is sent; who signs it and whom they may ask
    // is theirs to know.
    for ((part, at), one) in leaves.iter().zip(&all).filter(|((part, _), _)| parts[*part].0 == DECISIONS) {
        let key = at.iter().rev().find(|key| key.parse::<usize>().is_err()).expect("a key");
        let is_printed =
            ["reason", "by", "document", "number", "copies", "addressees"].contains(&key.as_str());
        assert!(!is_printed || *one == Ok(true), "{}: {at:?}", parts[*part].0);
    }
    let said = all.iter().filter(|one| **one == Ok(true)).count();
    assert!(said > 70, "{said} of {} are looked at", leaves.len());
}

/// A workspace with words behind a piece of one of its files.
fn behind(files: &Files, (path, piece): (&str, &str), words: &str) -> Built {
    let text = String::from_utf8(files[path].clone()).expect("UTF-8");
    assert!(text.contains(piece), "{path} has no {piece}");
    let mut files = files.clone();
    files.insert(path.to_owned(), text.replacen(piece, &format!("{piece}{words}"), 1).into_bytes());
    build(&files)
}

#[test]
fn t11_nor_is_one_in_the_office_s_text_or_in_the_record_of_a_closed_year() {
    let mut files = files_of(&full());
    let passages =
        ["总的评价", "主要做法。", "章节的话", "任务的话", "指标的话", "主要问题。", "下一步。", "建议的话"];
    for piece in passages {
        let place = (WORDS, piece.trim_end_matches('。'));
        assert_eq!(said_or_unpublished(|words| behind(&files, place, words)), Ok(true), "{piece}");
    }
    // A mark of secrecy stands nowhere, not even where a number may.
    for piece in ["签发人甲", "联系人乙"] {
        let built = behind(&files, (DECISIONS, piece), "（机密★5年）");
        assert!(errors(&built).iter().any(|said| said.starts_with("N621")), "{piece}");
        let paper = built.files.iter().filter(|file| file.path.ends_with("-report.md"));
        assert!(
            paper.clone().count() > 0 && paper.clone().all(|file| !holds(&file.bytes, "机密★")),
            "{piece}"
        );
    }
    close(&mut files, 2025, "2026-01-20");
    let correction = "更正:\n  - {决定日期: 2026-02-01, 决定单位: 更正单位, 内容: 更正内容, 原因: 更正原因, 文件: slj.yaml}\n";
    files.get_mut(RECORD).expect("a record").extend(correction.as_bytes());
    for piece in ["示例办公室", "示定〔1〕号", "更正单位", "更正内容", "更正原因"] {
        let said = said_or_unpublished(|words| behind(&files, (RECORD, piece), words));
        assert!(said.is_ok(), "{piece}: {said:?}");
        assert_eq!(said, Ok(piece.starts_with("更正")), "{piece}");
    }
}
