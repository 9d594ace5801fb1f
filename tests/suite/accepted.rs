//! 采信 (T1, T2): a decision answers the question that it names, and says so when it answers none; one that is wrong
//! itself answers nothing.

use nianbao::diagnostic::{Diagnostic, Files, Severity};

use crate::moment::{change, checked, close, example};

const DECISIONS: &str = "submissions/demo/2025/decisions.yaml";
const DAY: &str = "2025-12-20";

fn county(unit: &str) -> String {
    format!("submissions/demo/2025/{unit}.yaml")
}

/// Two counties that count halves of an outlet: each is asked.
fn asked() -> Files {
    let mut files = example();
    change(&mut files, &county("hedong"), "value: \"30\"", "value: \"30.5\"");
    change(&mut files, &county("hexi"), "value: \"25\"", "value: \"25.5\"");
    files
}

fn decided(mut files: Files, accepts: &str) -> Files {
    let text = format!(
        "nianbao: decisions/1\nplan: demo\nyear: 2025\naccepts:\n  - {{{accepts}, reason: 界河排口两县各计半个, by: 市河长办, on: 2025-12-18}}\n"
    );
    files.insert(DECISIONS.into(), text.into_bytes());
    files
}

/// The questions of a code that are open, and whether the decision itself is spoken of.
fn open(files: &Files, code: &str) -> (usize, Vec<Diagnostic>) {
    let (workspace, found) = checked(files, DAY);
    let found = found.into_vec();
    let open = found.iter().filter(|d| d.rule.code == code && d.is_open()).count();
    let told = found.into_iter().filter(|d| workspace.sources.path(d.place) == DECISIONS).collect();
    (open, told)
}

#[test]
fn t2_an_acceptance_takes_the_question_that_it_names_and_no_other() {
    assert_eq!(open(&asked(), "N414").0, 2);
    for (accepts, left) in [
        ("unit: hedong, indicator: outlets-fixed, code: N414", 1),
        ("unit: 河西县, indicator: outlets-fixed, code: n414", 1),
        // Of the unit there is one such question: what is meant is plain.
        ("unit: hexi, code: N414", 1),
        // These name nothing that is asked, or one of several.
        ("unit: hexi, task: RW-02-01, code: N414", 2),
        ("unit: sthjj, indicator: river-good-ratio, code: N414", 2),
        ("indicator: outlets-fixed, code: N414", 2),
        ("task: RW-02-01, code: N414", 2),
        ("unit: hedong, indicator: outlets-fixed, code: N421", 2),
    ] {
        let (still, told) = open(&decided(asked(), accepts), "N414");
        assert_eq!(still, left, "{accepts}");
        let idle = told.iter().filter(|d| d.rule.code == "N253").count();
        assert_eq!(idle, usize::from(left == 2), "{accepts}: an idle decision is told: {told:?}");
    }
}

#[test]
fn t2_an_acceptance_that_is_left_when_nothing_is_asked_any_more_is_told() {
    let files = decided(example(), "unit: hedong, indicator: outlets-fixed, code: N414");
    let (_, told) = open(&files, "N414");
    assert_eq!(told.iter().map(|d| d.rule.code).collect::<Vec<_>>(), ["N253"]);
}

#[test]
fn t1_a_decision_that_is_wrong_itself_answers_nothing() {
    let right = "unit: hexi, indicator: outlets-fixed, code: N414";
    for (from, to, code) in [
        ("reason: 界河排口两县各计半个", "reason: “”", "N244"),
        ("by: 市河长办", "by: ' '", "N248"),
        ("plan: demo", "plan: other", "N202"),
    ] {
        let mut files = decided(asked(), right);
        change(&mut files, DECISIONS, from, to);
        let (still, told) = open(&files, "N414");
        assert!(told.iter().any(|d| d.rule.code == code), "{code}: {told:?}");
        assert_eq!(still, 2, "{code}");
    }
}

#[test]
fn t4_a_change_of_the_plan_is_accepted_by_its_name() {
    let mut files = example();
    close(&mut files, 2025, "2026-01-20");
    change(&mut files, "plans/demo.yaml", "title: 整治入河排污口", "title: 整治入河入湖排污口");
    change(&mut files, "plans/demo.yaml", "value: \"120\"", "value: \"130\"");
    change(&mut files, "plans/demo.yaml", "name: 市水利局,", "name: 市水务局,");
    let day = "2026-06-01";
    let open = |accepts: &str| {
        let mut files = files.clone();
        let text = format!("nianbao: decisions/1\nplan: demo\nyear: 2026\naccepts: [{accepts}]\n");
        files.insert("submissions/demo/2026/decisions.yaml".into(), text.into_bytes());
        let found = checked(&files, day).1.into_vec();
        let idle = found.iter().filter(|d| d.rule.code == "N253").count();
        (found.iter().filter(|d| d.rule.code == "N131" && d.is_open()).count(), idle)
    };
    let one =
        |named: &str| format!("{{{named}code: N131, reason: 县里已经知道, by: 市河长办, on: 2026-03-02}}");
    assert_eq!(open(""), (3, 0));
    assert_eq!(open(&one("task: RW-02-01, ")), (2, 0));
    assert_eq!(open(&one("indicator: river-good-ratio, ")), (3, 1), "nothing was changed in it");
    assert_eq!(open(&one("unit: sthjj, ")), (3, 1));
    assert_eq!(open(&one("milestone: MS-02-01-1, ")), (3, 1));
    assert_eq!(open(&one("")), (3, 1), "one decision is not all of them");
    assert_eq!(open(&one("unit: xiangcun, ")), (3, 0), "what is 强制 is not used, and said once");
    let all = ["unit: slj, ", "task: RW-02-01, ", "indicator: outlets-fixed, "].map(one).join(", ");
    assert_eq!(open(&all), (0, 0));
}

#[test]
fn t5_an_extension_of_nobody_and_of_no_day_does_not_count() {
    for (given, counts) in [
        ("by: 市河长办, on: 2025-12-10", true),
        ("by: 市河长办", false),
        ("on: 2025-12-10", false),
        ("document: 便函", false),
    ] {
        let mut files = example();
        change(&mut files, &county("slj"), "filled_on: 2025-12-08", "filled_on: 2025-12-17");
        let text = format!(
            "nianbao: decisions/1\nplan: demo\nyear: 2025\nextensions: [{{unit: slj, until: 2025-12-18, reason: 冰期巡查, {given}}}]\n"
        );
        files.insert(DECISIONS.into(), text.into_bytes());
        let found = checked(&files, DAY).1.into_vec();
        assert_eq!(found.iter().any(|d| d.rule.code == "N303"), !counts, "{given}");
        let wrong = found.iter().any(|d| d.rule.code == "N248" && d.severity == Severity::Error);
        assert_eq!(wrong, !counts, "{given}");
    }
}

/// A correction takes an acceptance in like every other decision: from its day on the question is answered.
#[test]
fn t3_an_acceptance_that_a_correction_of_a_closed_year_brings_counts() {
    let mut files = asked();
    close(&mut files, 2025, "2026-01-20");
    let mut files = decided(files, "unit: hexi, indicator: outlets-fixed, code: N414");
    change(&mut files, DECISIONS, "on: 2025-12-18", "on: 2026-02-03");
    let record = "submissions/demo/2025/record.yaml";
    let line = "更正:\n  - {决定日期: 2026-02-03, 决定单位: 市河长办, 内容: 采信河西县的数, 原因: 漏办, 文件: decisions.yaml}\n";
    let text = String::from_utf8(files[record].clone()).expect("UTF-8");
    files.insert(record.into(), (text + line).into_bytes());
    let open_on = |day: &str| {
        let found = checked(&files, day).1.into_vec();
        let idle = found.iter().any(|d| d.rule.code == "N253");
        (found.iter().filter(|d| d.rule.code == "N414" && d.is_open()).count(), idle)
    };
    assert_eq!(open_on("2026-03-01"), (1, false));
    assert_eq!(open_on("2026-02-02").0, 2, "it was not made yet");
}
