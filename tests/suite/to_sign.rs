//! What keeps a chief from signing (issue 9): nothing invented in head and opening, nothing said of every task again,
//! no two places that disagree, and one block of the template that changes every form of the paper.

use nianbao::pipeline::{Built, Selection, build_workspace};
use nianbao::source::Project;

use crate::support::{starter_files, today};
use crate::word;

const PLAN: &str = "
nianbao: plan/1
id: p
title: 试行方案
region: 试行市
horizon: [2027]
reporting: {subject: 本年度工作情况, first_year: 2025, due: 12-15, recipient: 工作专班, clause: null}
units:
  - {id: a, name: 甲局, kind: department}
  - {id: b, name: 乙局, kind: department}
  - {id: c, name: 丙局, kind: department}
sections:
  - id: s1
    number: 一
    title: 总则
    tasks:
      - {id: RW-1, title: 清淤, responsible_units: [a, b, c], due: 2027}
      - {id: RW-2, title: 植树, responsible_units: [a, b, c], due: 2026}
      - {id: RW-3, title: 巡河, responsible_units: [a, b, c], due: 2027}
      - id: RW-4
        title: 堤防
        responsible_units: [a, b, c]
        due: 2027
        milestones: [{id: MS-1, what: 堤防方案}]
indicators:
  - {id: dust, name: 降尘量, task: RW-1, unit_of_measure: 吨, direction: down, reported_by: [a], targets: [{year: 2027, op: verdict, text: 持续下降}]}
  - {id: face, name: 面貌, task: RW-1, direction: up, reported_by: [a], targets: [{year: 2025, op: verdict, text: 明显改善}]}
";

fn form(unit: &str, fourth: &str, more: &str) -> String {
    let task = |id: &str, status: &str, more: &str| {
        format!("  - {{id: {id}, status: {status}, progress: {unit}已做{id}{more}}}\n")
    };
    format!(
        "nianbao: submission/1\nplan: p\nyear: 2025\nunit: {unit}\nfilled_on: 2025-12-01\ntasks:\n{}{}{}{}{more}",
        task("RW-1", "on_track", ""),
        task("RW-2", "on_track", ""),
        task("RW-3", "on_track", ""),
        task("RW-4", fourth, if fourth == "behind" { ", issues: 缺料, next_steps: 开春复工" } else { "" }),
    )
}

fn files(plan: &str) -> Vec<(&'static str, String)> {
    let done = "milestones:\n  - {id: MS-1, status: completed, done_on: 2025-09-01, note: 方案已印}\n";
    let under_way = "milestones:\n  - {id: MS-1, status: on_track, note: 提供点位}\n";
    let ruled = "nianbao: decisions/1\nplan: p\nyear: 2025\nverdicts:\n  - {indicator: face, year: 2025, verdict: missed, reason: 两岸堆料未清, by: 试行办, on: 2025-12-20}\n";
    vec![
        ("plans/p.yaml", plan.to_owned()),
        ("submissions/p/2025/a.yaml", form("a", "on_track", done)),
        ("submissions/p/2025/b.yaml", form("b", "behind", under_way)),
        ("submissions/p/2025/decisions.yaml", ruled.to_owned()),
    ]
}

fn built(files: Vec<(&'static str, String)>) -> Built {
    let project = Project::memory(files);
    build_workspace(&project, &Selection::default(), "2025-12-28".parse().expect("a day"))
        .expect("memory can be listed")
}

fn paper<'b>(built: &'b Built, edition: &str) -> &'b str {
    let path = format!("{edition}/p/2025/files/p-2025-report.md");
    let found = built.files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("no {path}"));
    std::str::from_utf8(&found.bytes).expect("files are UTF-8")
}

#[test]
fn issue9_who_signs_and_why_is_never_invented() {
    let built_one = built(files(PLAN));
    let (own, open) = (paper(&built_one, "internal"), paper(&built_one, "review"));
    assert!(own.contains("# （发文机关）关于2025年度工作情况的报告"), "{own}");
    for blank in ["（发文字号）", "签发人：（待填）", "（主送机关）：", "（发文机关简称）对各责任单位"]
    {
        assert!(own.contains(blank), "{blank}: {own}");
        assert!(!open.contains(blank), "{blank} is no matter of the public");
    }
    assert!(!own.contains("工作专班") && !open.contains("工作专班"), "a 专班 sends no papers");
    assert!(!own.contains("根据《") && !open.contains("根据《"), "the document asks for no report");
    let named = PLAN
        .replace("clause: null", "clause: 八（一）, forwarded_to: [省河长办]")
        .replace("region: 试行市", "region: 试行市\nissued_by: {name: 试行市河长办}");
    let mut given = files(&named);
    given[3].1.push_str("dispatch: {signatory: 某某, dated: 2025-12-30}\n");
    let built_two = built(given);
    let own = paper(&built_two, "internal");
    assert!(own.contains("# 试行市河长办关于") && own.contains("根据《试行方案》要求，我办对"), "{own}");
    for blank in ["待填", "（发文字号）", "（发文机关）", "（联系人："] {
        assert!(!own.contains(blank), "{blank}: what may be left out is left out: {own}");
    }
}

#[test]
fn issue9_what_most_tasks_say_alike_is_said_before_them() {
    let built = built(files(PLAN));
    let own = paper(&built, "internal");
    let alike = "以下任务除另有说明外，3家单位中2家填报，均为正常推进。";
    assert_eq!(own.matches(alike).count(), 1, "{own}");
    assert_eq!(own.matches("3家单位中2家填报").count(), 1, "{own}");
    assert!(own.contains("完成时限为2026年。") && own.contains("正常推进1家、滞后1家，总体滞后。"), "{own}");
    assert!(
        own.contains("从各责任单位的填报中按逾期、滞后、未启动（只有部分单位的注明）、正常推进、超前的次序取在前的状态；均已完成的为已完成"),
        "how one status comes of several: {own}"
    );
}

/// A thing is not done in one place and under way in another, a late unit without a date does not pass in silence, and
/// what was missed has its reason.
#[test]
fn issue9_places_of_the_paper_agree() {
    let built = built(files(PLAN));
    let (own, open) = (paper(&built, "internal"), paper(&built, "review"));
    assert!(own.contains("甲局（已完成）：方案已印；乙局：提供点位"), "{own}");
    assert!(own.contains("多家单位填报不一的，完成情况按逾期、滞后、未启动"), "{own}");
    assert!(own.contains("乙局（未明确）"), "the annex says that no day was given: {own}");
    assert!(own.contains("有关单位均未明确计划完成时间"), "{own}");
    assert!(own.contains("面貌明显改善（两岸堆料未清）"), "{own}");
    assert!(!open.contains("两岸堆料未清"), "why is the office's to tell");
    // What the plan measures by something stays a goal with a figure in a year without one.
    assert!(own.contains("以数值衡量的1项、以文字表述的1项"), "{own}");
    assert!(!own.lines().any(|line| line.starts_with('|') && line.contains("降尘量持续下降")), "{own}");
}

#[test]
fn issue9_one_block_changes_markdown_word_and_the_body_for_an_editor() {
    let mut files = starter_files();
    let review = "nianbao: decisions/1\nplan: demo\nyear: 2025\npublic_review: {by: 市河长办, on: 2025-12-17, disclosure: proactive}\n";
    files.insert("submissions/demo/2025/decisions.yaml".into(), review.as_bytes().to_vec());
    let own = "{% extends \"builtin/paper.md\" %}{% block opening %}\n<!-- 正文 -->\n\n本办换了开头一句：\n{% endblock %}";
    files.insert("templates/paper.md".into(), own.as_bytes().to_vec());
    let built = build_workspace(&Project::memory(files), &Selection::default(), today())
        .expect("memory can be listed");
    assert!(!built.broken_templates, "{:?}", built.findings);
    for edition in ["public", "internal"] {
        for name in ["files/demo-2025-report.md", "files/demo-2025-report.docx", "fragment/overview.html"] {
            let path = format!("{edition}/demo/2025/{name}");
            let file = built.files.iter().find(|file| file.path == path);
            let bytes = &file.unwrap_or_else(|| panic!("no {path}")).bytes;
            let text = if name.ends_with(".docx") {
                word::text(bytes)
            } else {
                String::from_utf8_lossy(bytes).into_owned()
            };
            assert!(text.contains("本办换了开头一句："), "{path}");
            assert!(!text.contains("现将有关情况报告如下"), "{path}");
        }
    }
}
