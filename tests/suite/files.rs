//! Whatever lies below `plans/` and `submissions/` is read or named, and never counts as silence (T10, F14).

use nianbao::assess::{Completeness, Timeliness};
use nianbao::pipeline::YearRound;

use crate::support::{Checked, check, starter_files};

const HEXI: &str = "submissions/demo/2025/hexi.yaml";

/// The starter with the file of 河西县 moved elsewhere, and something else beside it.
fn moved(to: &str, more: &[(&str, &str)]) -> Checked {
    let mut files = starter_files();
    let bytes = files.remove(HEXI).expect("the starter has it");
    if !to.is_empty() {
        files.insert(to.to_owned(), bytes);
    }
    for (name, text) in more {
        files.insert((*name).to_owned(), text.as_bytes().to_vec());
    }
    check(&files)
}

fn round(checked: &Checked) -> &YearRound {
    let mut rounds = checked.workspace.plans[0].rounds.iter();
    rounds.find(|year| year.round.year == 2025).expect("the round is there")
}

/// How 河西县, the last of the plan's units that report, stands.
fn hexi(checked: &Checked) -> (Timeliness, Completeness) {
    let plan = &checked.workspace.plans[0];
    let at = plan.rounds.iter().position(|year| year.round.year == 2025).expect("the round is there");
    let assessed = plan.assess(&checked.workspace.sources);
    let standing =
        assessed.years[at].as_ref().expect("the office sees it").progress.units.last().expect("units report");
    (standing.timeliness, standing.completeness)
}

fn found(checked: &Checked, code: &str) -> Vec<String> {
    checked.findings.iter().filter(|f| f.rule.code == code).map(|f| f.message.clone()).collect()
}

#[test]
fn t10_a_file_that_is_not_read_is_named_and_its_unit_is_not_silent() {
    for to in [
        "submissions/demo/2025/hexi.yaml.txt",
        "submissions/demo/2025/HEXI.Yaml.bak",
        "submissions/demo/2025/hexi.YML",
        "submissions/demo/2025/hexi",
        "submissions/demo/2025/河西县（最终版）.csv",
        "submissions/demo/2025/2025年河西县报送.wps",
        "submissions/demo/2025/hexi-2.zip",
        "submissions/demo/2025年/x.yaml",
        "submissions/demo/2025年度/县区/hexi.yaml",
        "submissions/demo/2025/县区/hexi.yaml",
        "submissions/demo/hexi.yaml",
        "submissions/Demo/2025/hexi.yaml",
        "submissions/demo-/2025/hexi.yaml",
        "submissions/other-name/二〇二五/hexi.yaml",
        "submissions/hexi.yaml",
    ] {
        let checked = moved(to, &[]);
        let named = found(&checked, "N341");
        assert!(named.len() == 1 && named[0].contains("没有读取"), "{to}: {}", checked.printed());
        assert!(checked.printed().contains(to), "{to} is not named: {}", checked.printed());
        let (timeliness, completeness) = hexi(&checked);
        assert_ne!(timeliness, Timeliness::Missing, "{to}");
        assert_eq!(completeness, Completeness::Faulty, "{to}");
        assert!(found(&checked, "N302").is_empty(), "{to} is chased: {}", checked.printed());
    }
}

#[test]
fn t10_what_systems_leave_behind_is_no_report_and_no_finding() {
    let checked = moved(
        "",
        &[
            ("submissions/demo/2025/._hexi.yaml", "\u{0}\u{5}"),
            ("submissions/demo/2025/.#hexi.yaml", "x"),
            ("submissions/demo/2025/~$河西县.xlsx", "x"),
            ("submissions/demo/Thumbs.db", "x"),
            ("submissions/.gitkeep", ""),
            ("plans/desktop.ini", "x"),
            ("plans/.DS_Store", "x"),
        ],
    );
    assert_eq!(hexi(&checked).0, Timeliness::Missing);
    assert_eq!(checked.codes(), ["N302", "N331"], "{}", checked.printed());
}

#[test]
fn t10_of_two_files_the_one_named_after_the_unit_counts_and_is_not_overwritten() {
    let text = String::from_utf8(starter_files()[HEXI].clone()).expect("the starter is UTF-8");
    let other = text.replace("value: \"25\"", "value: \"99\"");
    for copy in ["hexi (1).yaml", "hexi - 副本.yaml", "0-河西.yaml", "HEXI.yaml", "hexi.yml"] {
        let name = format!("submissions/demo/2025/{copy}");
        let checked = moved(HEXI, &[(&name, &other)]);
        let taken = round(&checked)
            .round
            .submissions
            .iter()
            .find(|s| s.form.as_ref().is_some_and(|form| form.unit.inner == "河西县"));
        let path = &checked.workspace.sources.get(taken.expect("one is taken").file).path;
        assert_eq!(path, HEXI, "{copy}");
        let said = found(&checked, "N205");
        assert!(said.len() == 1 && said[0].contains("采用 hexi.yaml") && said[0].contains(copy), "{said:?}");
        assert!(!checked.printed().contains("改名为 hexi.yaml"), "{}", checked.printed());
        assert!(!checked.codes().contains(&"N204"), "{}", checked.printed());
    }
    // A workbook or a draft beside the file in force loses nothing.
    for beside in ["hexi.xlsx", "旧稿/hexi.yaml", "河西县扫描件.pdf"] {
        let checked = moved(HEXI, &[(&format!("submissions/demo/2025/{beside}"), "x")]);
        assert_eq!(checked.codes(), ["N342"], "{beside}: {}", checked.printed());
        assert_eq!(hexi(&checked).1, Completeness::Complete);
    }
}

#[test]
fn t10_an_unknown_unit_is_not_silence_where_it_can_be_guessed() {
    let text = String::from_utf8(starter_files()[HEXI].clone()).expect("the starter is UTF-8");
    let wrong = text.replace("unit: 河西县", "unit: 西县区");
    let checked = moved("", &[(HEXI, &wrong)]);
    assert_eq!(hexi(&checked).1, Completeness::Faulty);
    assert!(
        found(&checked, "N302").is_empty() && found(&checked, "N201").len() == 1,
        "{}",
        checked.printed()
    );
    // Nobody can tell whose it is: it is counted beside the units.
    let checked =
        moved("", &[("submissions/demo/2025/表一.yaml", &wrong), ("submissions/demo/2025/总结.docx", "x")]);
    assert_eq!(hexi(&checked).0, Timeliness::Missing);
    assert_eq!(round(&checked).round.submissions.iter().filter(|s| s.unit.is_none()).count(), 2);
    assert_eq!(found(&checked, "N341").len(), 1);
}

#[test]
fn t10_many_files_in_one_wrong_folder_are_one_finding() {
    let checked = moved(
        "submissions/demo/2025年/hexi.yaml",
        &[("submissions/demo/2025年/b.yaml.txt", "x"), ("submissions/demo/2025年/a.docx", "x")],
    );
    let named = found(&checked, "N341");
    assert!(named.len() == 1 && named[0].contains("3个文件"), "{}", checked.printed());
}

#[test]
fn t10_evidence_that_a_submission_names_is_no_stray() {
    let text = String::from_utf8(starter_files()[HEXI].clone()).expect("the starter is UTF-8");
    let with = text.replace(
        "    progress: |\n",
        "    evidence:\n      - {title: 巡查台账, file: 佐证/巡查.pdf}\n    progress: |\n",
    );
    let checked = moved("", &[(HEXI, &with), ("submissions/demo/2025/佐证/巡查.pdf", "x")]);
    assert!(checked.findings.is_empty(), "{}", checked.printed());
}

/// A Mac keeps the accent of a name apart from its letter; what the clerk typed has them together.
#[test]
fn names_of_files_are_the_same_in_either_spelling() {
    let text = String::from_utf8(starter_files()[HEXI].clone()).expect("the starter is UTF-8");
    let (together, apart) = ("佐证/Caf\u{e9}台账.xlsx", "佐证/Cafe\u{301}台账.xlsx");
    for (typed, lies) in [(together, apart), (apart, together)] {
        let with = text.replace(
            "    progress: |\n",
            &format!("    evidence:\n      - {{title: 巡查台账, file: {typed}}}\n    progress: |\n"),
        );
        let checked = moved("", &[(HEXI, &with), (&format!("submissions/demo/2025/{lies}"), "x")]);
        assert!(checked.findings.is_empty(), "{}", checked.printed());
    }
}

#[test]
fn f14_plans_in_the_wrong_place_are_named() {
    for (name, code) in [
        ("plans/more/other.yaml", "N186"),
        ("plans/other.YAML", "N186"),
        ("plans/other.yml.txt", "N186"),
        ("plans/原文.docx", "N187"),
        ("plans/README.md", "N187"),
    ] {
        let checked = moved(HEXI, &[(name, "nianbao: plan/1\n")]);
        assert_eq!(checked.codes(), [code], "{name}: {}", checked.printed());
        assert!(checked.printed().contains(name));
    }
}
