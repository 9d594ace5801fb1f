//! Data files and the Markdown paper, from the plans of the repository and from a workspace whose
//! internal fields hold words of their own.

use std::path::Path;

use nianbao::diagnostic::Diagnostics;
use nianbao::pipeline::{self, Selection, Workspace};
use nianbao::render::{OutputFile, data};
use nianbao::report::{Input, InternalReport, PublicReport, compose};
use nianbao::source::Project;

use crate::support::paper_of;

fn read(project: &Project) -> (Workspace, Diagnostics) {
    let mut out = Diagnostics::default();
    let as_of = "2025-12-31".parse().expect("a day");
    let workspace = pipeline::read(project, &Selection::default(), as_of, &mut out).expect("it can be read");
    (workspace, out)
}

fn reports(workspace: &Workspace) -> Vec<(PublicReport, InternalReport)> {
    let mut reports = vec![];
    for plan in &workspace.plans {
        let assessed = plan.assess(&workspace.sources);
        let years = plan.years(&assessed.years, |_| true);
        for at in 0..years.len() {
            reports.push(compose(&Input {
                years: &years,
                at,
                sources: &workspace.sources,
                findings: &[],
                as_of: "2025-12-31".parse().expect("a day"),
                since: None,
            }));
        }
    }
    reports
}

fn texts(files: &[OutputFile]) -> Vec<(String, String)> {
    let text = |f: &OutputFile| String::from_utf8(f.bytes.clone()).expect("UTF-8");
    files.iter().map(|file| (file.path.clone(), text(file))).collect()
}

#[test]
fn the_repositorys_data_agree_with_their_package() {
    let (workspace, _) = read(&Project::Folder(Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()));
    let reports = reports(&workspace);
    assert!(reports.len() >= 5);
    for (public, internal) in &reports {
        for files in [data::outside(public), data::internal(internal)] {
            let texts = texts(&files);
            let package = &texts.iter().find(|(p, _)| p.ends_with("datapackage.json")).expect("a package").1;
            let package: serde_json::Value = serde_json::from_str(package).expect("JSON");
            let resources = package["resources"].as_array().expect("a list");
            assert_eq!(resources.len(), files.len() - 1);
            for resource in resources {
                let path = resource["path"].as_str().expect("a path");
                let file = files.iter().find(|f| f.path.ends_with(&format!("/data/{path}"))).expect(path);
                assert_eq!(resource["bytes"].as_u64(), Some(file.bytes.len() as u64), "{path}");
            }
            let json = &texts.iter().find(|(p, _)| p.ends_with("report.json")).expect("the report").1;
            let json: serde_json::Value = serde_json::from_str(json).expect("JSON");
            assert_eq!(json["format"], "nianbao-report/2");
            let tasks = json["tables"]["tasks"].as_array().expect("a list").len();
            assert_eq!(tasks, public.overview.tasks.count.total);
            for (name, rows) in json["tables"].as_object().expect("tables") {
                for row in rows.as_array().expect("rows") {
                    for key in row.as_object().expect("an object").keys() {
                        assert!(json["fields"][name][key].is_string(), "{name}.{key} is described");
                    }
                }
            }
            for (path, text) in texts.iter().filter(|(p, _)| p.ends_with(".csv")) {
                assert!(text.starts_with('\u{feff}'), "{path}");
            }
        }
    }
}

#[test]
fn the_papers_have_the_parts_of_a_report_in_order() {
    let (workspace, _) = read(&Project::Folder(Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()));
    for (public, internal) in &reports(&workspace) {
        let paper = texts(&[paper_of(internal)]).remove(0).1;
        let mut rest = paper.as_str();
        for part in [
            "## 一、总体情况",
            "总体进展\n",
            "报送情况\n",
            "## 二、主要目标完成情况",
            "## 三、重点任务进展情况",
            "特此报告。",
            "## 附件1",
            "## 附件2",
            "## 附件3",
        ] {
            let at = rest.find(part).unwrap_or_else(|| panic!("{part} follows"));
            rest = &rest[at..];
        }
        let paper = texts(&[paper_of(public)]).remove(0).1;
        for word in ["存在的主要问题", "下一步工作打算", "意见建议", "特此报告"] {
            assert!(!paper.contains(&format!("、{word}")) && !paper.starts_with(word), "{word}");
        }
        for line in paper.lines().filter(|line| line.starts_with('|')) {
            // Cells are escaped: every bare bar parts two cells.
            assert!(line.ends_with('|'), "{line}");
        }
    }
}

/// The plan and the forms of one workspace; every field that is not public holds SENTINEL.
fn sentinels() -> Project {
    let plan = "
nianbao: plan/1
id: p
title: 试行方案
region: 试行市
horizon: [2027]
reporting: {subject: 本年度工作情况, first_year: 2025, due: 12-15, recipient: 办公室}
units:
  - {id: a, name: 甲局, kind: department}
  - {id: b, name: 乙局, kind: department}
sections:
  - {id: s1, number: 一, title: 总则, tasks: [{id: RW-1, title: '=任务|一', responsible_units: [a, b], due: 2027}]}
indicators:
  - {id: zb-1, name: 比例, task: RW-1, unit_of_measure: '%', direction: up, decimals: 1, reported_by: [a], targets: [{year: 2027, op: '>=', value: 90}]}
";
    let form = "
nianbao: submission/1
plan: p
year: 2025
unit: a
document_number: SENTINEL
filled_on: 2025-12-01
people: {preparer: PERSON, phone: '13800009999', reviewer: PERSON, approver: PERSON}
summary: SENTINEL
suggestions: SENTINEL
tasks:
  - id: RW-1
    status: behind
    progress: SENTINEL
    public_progress: '公开<b>的</b>进展'
    issues: SENTINEL
    next_steps: SENTINEL
    funds: {planned: '987654', spent: '876543'}
    evidence: [{title: SENTINEL, file: SENTINEL.pdf}]
    explanation: SENTINEL
indicators:
  - {id: zb-1, value: '81.5', period: 1—11月, value_status: provisional, note: SENTINEL, explanation: SENTINEL}
";
    Project::memory([("plans/p.yaml", plan), ("submissions/p/2025/a.yaml", form)])
}

#[test]
fn nothing_internal_is_in_public_data_or_paper_and_nobody_in_either() {
    let (workspace, _) = read(&sentinels());
    let (public, internal) = &reports(&workspace)[0];
    let mut open = texts(&data::outside(public));
    open.extend(texts(&[paper_of(public)]));
    for (path, text) in &open {
        for word in ["SENTINEL", "PERSON", "13800009999", "987654", "submissions/p"] {
            assert!(!text.contains(word), "{path}: {word}");
        }
    }
    let mut closed = texts(&data::internal(internal));
    closed.extend(texts(&[paper_of(internal)]));
    assert!(closed.iter().any(|(path, text)| path.ends_with("report.md") && text.contains("SENTINEL")));
    assert!(closed.iter().any(|(path, text)| path.ends_with("concerns.csv") && text.contains("987654")));
    for (path, text) in &closed {
        assert!(!text.contains("PERSON") && !text.contains("13800009999"), "{path}");
    }
}

#[test]
fn hostile_text_stays_text() {
    let (workspace, _) = read(&sentinels());
    let (public, _) = &reports(&workspace)[0];
    let paper = texts(&[paper_of(public)]).remove(0).1;
    assert!(paper.contains("=任务\\|一"));
    assert!(!paper.replace("\\<", "").contains("<b"), "{paper}");
    let tasks = texts(&data::outside(public)).into_iter().find(|(p, _)| p.ends_with("/tasks.csv"));
    assert!(tasks.expect("the table").1.contains("RW-1,'=任务|一,"));
}

#[test]
fn provisional_values_are_public_with_period_and_status() {
    let (workspace, _) = read(&sentinels());
    let (public, _) = &reports(&workspace)[0];
    let paper = texts(&[paper_of(public)]).remove(0).1;
    assert!(paper.contains("1—11月，比例81.5%（初步数）"), "{paper}");
}

/// One workspace holds plans of several places: each paper is signed by whom its plan names, or by the
/// office of its own region, and never by the office of another.
#[test]
fn the_office_of_one_place_signs_no_paper_of_another() {
    let plan = |id: &str, region: &str, issuer: &str| {
        format!(
            "
nianbao: plan/1
id: {id}
title: {region}方案
region: {region}
horizon: [2027]
{issuer}reporting: {{subject: 本年度工作情况, first_year: 2025, due: 12-15, recipient: {region}收件处}}
units: [{{id: a, name: 甲局, kind: department}}]
sections:
  - {{id: s1, number: 一, title: 总则, tasks: [{{id: RW-1, title: 任务, responsible_units: [a], due: 2027}}]}}
"
        )
    };
    let form = |plan: &str| format!("nianbao: submission/1\nplan: {plan}\nyear: 2025\nunit: a\ntasks: []\n");
    let files = [
        ("nianbao.yaml", "nianbao: office/1\noffice: 临河市统筹办\nregion: 临河市\n".to_owned()),
        ("plans/named.yaml", plan("named", "望山市", "issued_by: {name: 望山市绿化办}\n")),
        ("plans/other.yaml", plan("other", "望山县", "")),
        ("plans/own.yaml", plan("own", "临河市", "")),
        ("submissions/named/2025/a.yaml", form("named")),
        ("submissions/other/2025/a.yaml", form("other")),
        ("submissions/own/2025/a.yaml", form("own")),
    ];
    let (workspace, _) = read(&Project::memory(files.iter().map(|(name, text)| (*name, text.as_str()))));
    let signed: Vec<String> =
        reports(&workspace).into_iter().map(|(_, paper)| paper.letter.signature).collect();
    assert_eq!(signed, ["望山市绿化办", "（发文机关）", "临河市统筹办"]);
}

/// 历年公布值: a row with its source on the page and in the data; drawn with what was reported since, and the
/// line breaks where the basis is another. What a round reported itself is not told twice.
#[test]
fn published_values_stand_with_their_source_and_are_never_joined_across_bases() {
    let plan = "
nianbao: plan/1
id: lake
title: 湖泊保护方案
region: 临河市
horizon: [2027]
reporting: {subject: 本年度工作情况, first_year: 2025, due: 12-15, recipient: 办公室}
units: [{id: a, name: 甲局, kind: department}]
sections:
  - {id: s1, number: 一, title: 总则, tasks: [{id: RW-1, title: 任务, responsible_units: [a], due: 2027}]}
indicators:
  - id: clarity
    name: 透明度
    task: RW-1
    unit_of_measure: 米
    direction: up
    reported_by: [a]
    history:
      - {year: 2022, value: '1.30', basis: 湖心, source: 市统计公报2023年3月}
      - {year: 2024, value: '1.45', basis: 全湖, value_status: final, source: 市统计公报2025年3月}
      - {year: 2025, value: '9.99', source: 不应出现}
    targets: [{year: 2027, op: '>=', value: '1.8'}]
";
    let form = "nianbao: submission/1\nplan: lake\nyear: 2025\nunit: a\nfilled_on: 2025-12-10\ntasks: []\nindicators:\n  \
                - {id: clarity, value: '1.52', period: 1—11月, value_status: provisional, basis: 全湖, source: 监测, as_of: 2025-11-30}\n";
    let (workspace, _) =
        read(&Project::memory([("plans/lake.yaml", plan), ("submissions/lake/2025/a.yaml", form)]));
    let (public, _) = &reports(&workspace)[0];
    let page = &public.indicators[0];
    let rows: Vec<_> = page.rows.iter().map(|row| (row.year.as_str(), row.shown.value.as_str())).collect();
    assert_eq!(rows, [("2025年", "1.52"), ("2024年", "1.45"), ("2022年", "1.30")]);
    let link = page.rows[2].source_link.as_ref().expect("its source");
    assert_eq!(link.text, "市统计公报2023年3月（口径：湖心）");
    let run = page.series.as_ref().expect("a run");
    let drawn: Vec<_> = run.actuals.iter().map(|a| (a.year, a.text.as_str(), a.break_before)).collect();
    assert_eq!(drawn, [(2022, "1.30", false), (2024, "1.45", true), (2025, "1.52", false)]);
    let data = texts(&data::outside(public));
    let values = &data.iter().find(|(path, _)| path.ends_with("values.csv")).expect("the values").1;
    assert!(values.contains("市统计公报2025年3月") && !values.contains("不应出现"), "{values}");
}
