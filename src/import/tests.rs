//! Tests of the room as a whole.

mod documents;
mod formats;
mod layouts;

use super::*;

use crate::diagnostic::Diagnostics;
use crate::plan::{self, Definition};
use crate::source::{SourceFile, Sources};

fn sources() -> Option<std::path::PathBuf> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let beside = [root.join("../shared/sources"), root.join("../../shared/sources")];
    beside.into_iter().find(|p| p.is_dir())
}

#[expect(clippy::disallowed_methods, reason = "the test reads the sources that stand beside the repository")]
fn bytes(path: &std::path::Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

fn definition(yaml: &[u8]) -> Definition {
    let mut sources = Sources::default();
    let file = sources.add(SourceFile::new("plans/x.yaml", yaml));
    let mut out = Diagnostics::default();
    let plan = plan::read(&sources, file, &mut out);
    let found: Vec<String> = out.iter().map(|d| format!("{d:?}")).collect();
    plan.unwrap_or_else(|| panic!("{found:?}")).definition
}

/// Prints the figures with `cargo test --lib agrees_with -- --ignored --nocapture`;
/// `NIANBAO_SHOW=<plan>` prints the differences as well.
#[test]
#[ignore = "needs the official texts in ../shared/sources; tests/run runs it where they are"]
fn agrees_with_the_plans_that_people_encoded() {
    let folder = sources().expect("the official texts are in ../shared/sources");
    let show = std::env::var("NIANBAO_SHOW").unwrap_or_default();
    let mut sum = Score::default();
    for name in ["yangquan", "xinzhou", "pingliang", "lingqiu", "lvliang"] {
        let text = bytes(&folder.join(format!("{name}.txt")));
        let document = document(&format!("{name}.txt"), &text).unwrap();
        let draft = import(&document, name).unwrap();
        let read_back = definition(draft.yaml.as_bytes());
        let plan = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("plans/{name}.yaml"));
        let score = score(&read_back, &definition(&bytes(&plan)));
        println!("== {name}\n{score}{:?}", draft.counts);
        if show == name || show == "all" {
            score.differences.iter().for_each(|d| println!("  {d}"));
        }
        sum.tasks = sum.tasks + score.tasks;
        sum.units = sum.units + score.units;
        sum.also = sum.also + score.also;
        sum.roles = sum.roles + score.roles;
        sum.targets = sum.targets + score.targets;
        sum.names = sum.names + score.names;
        sum.measures = sum.measures + score.measures;
    }
    println!("== 合计\n{sum}");
    for share in [sum.tasks, sum.units, sum.also, sum.roles, sum.targets, sum.names] {
        assert!(share.precision().min(share.recall()) >= 9700, "{sum}");
    }
}

/// What a draft says, one finding a line: T task, U unit, G figure, V words, M step, N no target, R report.
fn told(text: &str) -> Vec<String> {
    let document = Document::from_text("x.txt", text);
    let draft = match import(&document, "x") {
        Ok(draft) => draft,
        Err(refusal) => return vec![refusal.to_string()],
    };
    let read_back = definition(draft.yaml.as_bytes());
    assert_eq!(serde_json::to_value(&read_back).unwrap(), serde_json::to_value(&draft.definition).unwrap());
    told_of(&draft.definition)
}

fn told_of(plan: &Definition) -> Vec<String> {
    let mut told = vec![];
    let names = |ids: &[plan::Located<plan::Id>]| -> String {
        let name = |id: &plan::Id| {
            plan.units.iter().find(|u| u.id.as_str() == id.as_str()).unwrap().name.to_string()
        };
        ids.iter().map(|id| name(id)).collect::<Vec<_>>().join("、")
    };
    for section in &plan.sections {
        for task in &section.tasks {
            let part = task.part.as_deref().map(|p| format!("/{p}")).unwrap_or_default();
            told.push(format!(
                "T {}{part}/{} {}",
                section.title,
                task.number.as_deref().unwrap_or("-"),
                *task.title
            ));
            for (role, ids) in [
                ("牵头", &task.lead_units),
                ("责任", &task.responsible_units),
                ("配合", &task.supporting_units),
                ("落实", &task.also),
            ] {
                if !ids.is_empty() {
                    told.push(format!("U {role} {}", names(ids)));
                }
            }
            // The end of the plan stands where the text says nothing.
            let said = plan.review.as_ref().and_then(|r| r.split("due 暂写 ").nth(1)?.get(..4)?.parse().ok());
            if Some(*task.due) != said.map(plan::Due::Year) {
                told.push(format!("D {}", *task.due));
            }
            told.extend(task.milestones.iter().map(|m| {
                format!("M {} {}", m.what, m.due.as_ref().map(|d| d.to_string()).unwrap_or_default())
                    .trim_end()
                    .to_owned()
            }));
        }
    }
    for indicator in &plan.indicators {
        for target in &indicator.targets {
            told.push(line_of(indicator, target));
        }
    }
    told.extend(plan.not_a_target.iter().map(|n| format!("N {}", *n.quote)));
    if plan.reporting.clause.is_some() {
        let r = &plan.reporting;
        told.push(format!("R {} {} {} {:?}", *r.due, r.recipient, r.subject, r.forwarded_to));
    }
    told
}

fn line_of(indicator: &plan::Indicator, target: &plan::Target) -> String {
    let year = target.year.map(|y| y.to_string()).unwrap_or("-".into());
    let Some(value) = &target.value else {
        return format!("V {year} {}", target.text.as_deref().unwrap_or("?"));
    };
    let op = serde_json::to_value(*target.op).unwrap();
    let max = target.value_max.as_ref().map(|m| format!("-{m}", m = **m)).unwrap_or_default();
    let unit = indicator.unit_of_measure.as_deref().unwrap_or("");
    let change = match (target.change, target.baseline_year) {
        (None, _) => String::new(),
        (Some(c), base) => format!(" {c:?}{}", base.map(|b| format!(" {b}")).unwrap_or_default()),
    };
    let per = if target.per.is_some() { " 每县" } else { "" };
    format!(
        "G {year} {} {} {}{max}{unit}{change}{per} {:?}",
        *indicator.name,
        op.as_str().unwrap(),
        **value,
        *indicator.direction
    )
}

/// Name, text, and what must be told of it.
fn cases() -> Vec<(&'static str, &'static str, Vec<&'static str>)> {
    let files = [include_str!("tests/cases.txt"), include_str!("tests/kinds.txt")];
    let all = files.into_iter().flat_map(|file| file.split("== ")).filter(|case| !case.trim().is_empty());
    all.map(|case| {
        let (name, rest) = case.split_once('\n').unwrap();
        let (text, expected) = rest.split_once("\n--\n").unwrap();
        (name, text, expected.lines().filter(|l| !l.is_empty()).collect())
    })
    .collect()
}

#[test]
fn texts_in_many_layouts() {
    let all = cases();
    assert!(all.len() >= 50);
    let wrong = all.iter().filter(|(_, text, expected)| told(text) != *expected);
    let wrong: Vec<String> =
        wrong.map(|(name, text, _)| format!("== {name}\n{}", told(text).join("\n"))).collect();
    assert!(wrong.is_empty(), "其他结果：\n{}", wrong.join("\n"));
}

fn refused(name: &str, bytes: &[u8]) -> String {
    match document(name, bytes).and_then(|d| import(&d, "x")) {
        Ok(draft) => panic!("{}", draft.yaml),
        Err(refusal) => refusal.to_string(),
    }
}

#[test]
fn what_is_no_plan_is_refused_in_clear_words() {
    assert_eq!(refused("a.txt", b""), "文件是空的，没有可以导入的文字。");
    assert_eq!(refused("a.txt", " \n\n　".as_bytes()), "文件是空的，没有可以导入的文字。");
    assert!(refused("a.pdf", b"%PDF-1.7 ...").contains("PDF"));
    assert!(refused("a.doc", b"\xd0\xcf\x11\xe0....").contains(".docx"));
    assert!(refused("a.bin", &[0, 1, 2, 3, 0xff, 0xfe, 0]).contains("二进制"));
    assert!(refused("a.docx", b"PK\x03\x04 broken").contains("docx"));
    assert!(refused("a.txt", "今天天气很好，我们去公园散步。".as_bytes()).contains("看不出是方案"));
    assert!(
        refused("a.txt", "Lorem ipsum dolor sit amet.\n".repeat(500).as_bytes()).contains("看不出是方案")
    );
    let notice = "关于放假的通知\n各单位：\n现将放假安排通知如下，请遵照执行。\n办公室";
    assert!(refused("a.txt", notice.as_bytes()).contains("看不出是方案"));
}

#[test]
fn fifty_megabytes_are_refused_at_once() {
    let large = vec![b'a'; 50 * 1024 * 1024];
    assert_eq!(refused("a.txt", &large), "文件过大（50MiB），超过16MiB的上限。请只保留方案正文后再导入。");
}

const PLAN: [&str; 7] = [
    "青山市人民政府办公室关于印发青山市河湖保护实施方案的通知",
    "青政办发〔2025〕7号",
    "青山市河湖保护实施方案",
    "一、重点任务",
    "（一）治理河道。到2027年，河湖水质优良比例达到90%以上。（牵头单位：市水利局；配合单位：市生态环境局）",
    "二、保障措施",
    "（一）加强领导。各县区于每年11月30日前向市河长制办公室报送本年度工作情况。",
];

const TOLD: [&str; 6] = [
    "T 重点任务/（一） 治理河道",
    "U 牵头 市水利局",
    "U 配合 市生态环境局",
    "T 保障措施/（一） 加强领导",
    "G 2027 河湖水质优良比例 >= 90% Up",
    "R 11-30 市河长制办公室 本年度工作情况 []",
];

#[test]
fn a_saved_web_page_tells_the_same_as_its_text() {
    let paragraphs: String =
        PLAN.iter().map(|p| format!("<p><span style=\"x\">&emsp;{p}</span></p>\n")).collect();
    let page = format!(
        "<!DOCTYPE html><html><head><title>x</title><script>var a='<p>一、假的</p>';</script></head><body>\
         <nav><ul><li>首页</li></ul></nav><table><tr><td>索引号：</td><td>000014349/2025-00777</td></tr>\
         <tr><td>成文日期：</td><td>2025年3月1日</td></tr></table>{paragraphs}\
         <div>相关解读</div><div>版权所有：青山市人民政府</div></body></html>"
    );
    let draft = import(&document("a.html", page.as_bytes()).unwrap(), "x").unwrap();
    assert_eq!(told_of(&draft.definition), TOLD);
    let head = draft.definition.document;
    assert_eq!(head.index_number.as_deref(), Some("000014349/2025-00777"));
    assert_eq!(head.number.as_deref(), Some("青政办发〔2025〕7号"));
    assert_eq!(head.adopted.map(|d| d.to_string()).as_deref(), Some("2025-03-01"));
    let gbk = encoding_rs::GBK.encode(&page.replace('→', "")).0.into_owned();
    assert_eq!(told_of(&import(&document("a.htm", &gbk).unwrap(), "x").unwrap().definition), TOLD);
}

/// A Word file whose numbers Word makes itself.
fn docx(body: &str) -> Vec<u8> {
    use std::io::Write as _;
    let level = |i: u8, form: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{i}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{form}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let numbering = format!(
        "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"3\">{}{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"3\"/></w:num></w:numbering>",
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCounting", "（%2）")
    );
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
    for (name, text) in [("word/document.xml", document), ("word/numbering.xml", numbering)] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_word_file_tells_the_same_with_the_numbers_that_word_makes() {
    let mut body = String::new();
    for line in PLAN {
        let level = match line {
            l if l.starts_with("（一）") => Some(1),
            l if l.starts_with(['一', '二']) => Some(0),
            _ => None,
        };
        let bare = if level.is_some() { line.split_once(['、', '）']).unwrap().1 } else { line };
        let number = level.map(|l| {
            format!("<w:pPr><w:numPr><w:ilvl w:val=\"{l}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>")
        });
        body.push_str(&format!("<w:p>{}<w:r><w:t>{bare}</w:t></w:r></w:p>", number.unwrap_or_default()));
    }
    body.push_str("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>备注</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>A&amp;B</w:t></w:r></w:p></w:tc></w:tr></w:tbl>");
    let document = document("a.docx", &docx(&body)).unwrap();
    assert_eq!(document.lines.last().unwrap().text, "备注|A&B");
    assert_eq!(told_of(&import(&document, "x").unwrap().definition), TOLD);
}

#[test]
fn quotes_are_cut_from_the_text_as_it_is() {
    let text = "青山市方案\n一、重点任务\n（一）绿化 国土。到 2027 年，森林\n覆盖率达到 ３６.５ ％ 以上，全市见缝插绿，完成造林面积２０万 亩。（责任单位：市 林业局）";
    let draft = import(&Document::from_text("a", text), "x").unwrap();
    let squeeze = |t: &str| t.split_whitespace().collect::<String>();
    for target in draft.definition.indicators.iter().flat_map(|i| i.targets.iter()) {
        assert!(squeeze(text).contains(&squeeze(target.quote.as_ref().unwrap())), "{target:?}");
    }
    assert_eq!(draft.definition.indicators.len(), 2);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 200, failure_persistence: None, ..Default::default() })]

    /// Whatever the text: an answer, and a draft that can be read back.
    #[test]
    fn no_text_makes_it_fail(pieces in proptest::collection::vec(piece(), 0..60)) {
        let text = pieces.concat();
        let _ = document("a.html", text.as_bytes());
        if let Ok(draft) = import(&Document::from_text("a", &text), "x") {
            definition(draft.yaml.as_bytes());
        }
    }

    #[test]
    fn no_bytes_make_it_fail(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
        let _ = document("a", &bytes).and_then(|d| import(&d, "x"));
        let mut archive = b"PK\x03\x04".to_vec();
        archive.extend(&bytes);
        let _ = document("a.docx", &archive);
    }
}

/// Pieces of which official texts are made, and some of which they are not.
fn piece() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let words = [
        "一、",
        "（一）",
        "1.",
        "（1）",
        "第一章 ",
        "第一节 ",
        "专栏1 ",
        "\n",
        "\n",
        "。",
        "，",
        "；",
        "：",
        "、",
        "|",
        "\t",
        "　",
        " ",
        "到2027年",
        "较2020年下降",
        "达到",
        "95%",
        "1.2万个",
        "以上",
        "左右",
        "分别",
        "建成",
        "（责任单位：",
        "）",
        "〔",
        "〕",
        "《",
        "》",
        "“",
        "”",
        "市水利局",
        "各县（市、区）政府",
        "牵头",
        "配合",
        "以下均需",
        "不再列出",
        "重点任务",
        "总体要求",
        "保障措施",
        "主要目标",
        "每年12月15日前",
        "报送",
        "指标",
        "责任单位",
        "序号|指标|单位|2030年",
        "\u{200b}",
        "🀆",
        "<p>",
        "</table>",
        "&amp;",
        "二〇二五年",
    ];
    prop_oneof![9 => proptest::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,6}"]
}
