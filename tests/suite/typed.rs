//! Numbers that the office types by hand into `text.md`: one that equals a figure which not everybody may see is
//! treated as that figure named.

use nianbao::diagnostic::Files;
use nianbao::pipeline::{Built, Selection, build_workspace};
use nianbao::source::Project;

use crate::moment::{add_next_year, change};
use crate::support::{starter_files, today};

/// A change to a file: its name, what stands there, what takes its place.
type Edit<'a> = (&'a str, &'a str, &'a str);

const TEXT: &str = "submissions/demo/2025/text.md";
const STHJJ: &str = "submissions/demo/2025/sthjj.yaml";
const SLJ: &str = "submissions/demo/2025/slj.yaml";
const REVIEW: &str = "nianbao: decisions/1\nplan: demo\nyear: 2025\npublic_review: {by: 市河长办, on: 2025-12-17, disclosure: proactive}\n";

fn build(text: &str, edits: &[(&str, &str, &str)]) -> Built {
    build_year(text, edits, &Selection::default())
}

fn build_year(text: &str, edits: &[(&str, &str, &str)], selection: &Selection) -> Built {
    let mut files: Files = starter_files();
    files.insert("submissions/demo/2025/decisions.yaml".into(), REVIEW.into());
    files.insert(TEXT.into(), text.into());
    for (name, from, to) in edits {
        change(&mut files, name, from, to);
    }
    build_workspace(&Project::memory(files), selection, today()).expect("memory can be listed")
}

fn codes(built: &Built) -> Vec<(&'static str, String)> {
    let sources = &built.workspace.sources;
    let here = built.findings.iter().filter(|found| sources.path(found.place) == TEXT);
    here.map(|f| (f.rule.code, sources.get(f.place.file()).text[f.place.bytes()].to_owned())).collect()
}

/// The files of an edition, beside the page of findings, that say something.
fn saying(built: &Built, edition: &str, words: &str) -> usize {
    let here = built.files.iter().filter(|file| {
        file.path.starts_with(edition) && file.path.ends_with("-report.md")
            || file.path.starts_with(edition) && file.path.contains("/fragment/")
    });
    here.filter(|file| String::from_utf8_lossy(&file.bytes).contains(words)).count()
}

const REFUSED: &[(&str, &str, &str)] =
    &[(STHJJ, "value: \"83.3\"\n    n: 10\n", "value: \"31,717.42\"\n    n: 3806\n")];
const ASKED: &[(&str, &str, &str)] =
    &[(STHJJ, "value: \"83.3\"", "value: \"83.33\""), (STHJJ, "    value_status: provisional\n", "")];

#[test]
fn t1_a_refused_figure_typed_by_hand_is_refused_as_the_named_one() {
    for typed in [
        "31717.42",
        "31,717.42",
        "３１，７１７．４２",
        "31 717.42",
        "3.171742万",
        "3.171742w",
        "3.171742<b>万",
    ] {
        let text = format!("# 总体评价\n\n甲段水质{typed}%。\n\n# 主要做法和成效\n\n乙段照印。\n");
        let built = build(&text, REFUSED);
        let number = typed.trim_end_matches(['万', 'w', '<', 'b', '>']);
        assert_eq!(codes(&built), [("N929", number.to_owned())], "{typed}");
        for edition in ["public/", "internal/"] {
            assert_eq!(saying(&built, edition, "甲段水质"), 0, "{edition} {typed}");
            assert!(saying(&built, edition, "乙段照印") > 0, "{edition} {typed}");
        }
    }
}

#[test]
fn t1_the_numbers_of_a_refused_entry_or_text_are_refused_with_it() {
    let entry = &[(SLJ, "完成两县", "完成4.7公里、两县"), (SLJ, "percent: 45", "percent: 450")];
    let built = build("# 总体评价\n\n甲段整治4.7公里。\n", entry);
    assert!(codes(&built).contains(&("N929", "4.7".to_owned())), "{:?}", codes(&built));
    assert_eq!(saying(&built, "", "甲段整治"), 0);
    // With personal data beside it the office reads the text, and nobody else does.
    let personal = &[(SLJ, "完成两县", "完成4.7公里（李工18635300000）、两县")];
    let built = build("# 总体评价\n\n甲段整治4.7公里。\n", personal);
    assert_eq!(codes(&built), [("N930", "4.7".to_owned())]);
    assert_eq!(saying(&built, "public/", "甲段整治"), 0);
    assert!(saying(&built, "internal/", "甲段整治4.7（材料有误）公里。") > 0);
}

#[test]
fn t2_an_open_figure_typed_by_hand_is_marked_inside_and_absent_outside() {
    for typed in ["83.33%", "83.3%", "８３．３３％"] {
        let text = format!("# 总体评价\n\n甲段水质{typed}，平稳。\n");
        let built = build(&text, ASKED);
        let number = typed.trim_end_matches(['%', '％']);
        assert_eq!(codes(&built), [("N930", number.to_owned())], "{typed}");
        assert_eq!(saying(&built, "public/", "甲段水质"), 0, "{typed}");
        assert!(saying(&built, "internal/", &format!("甲段水质{typed}（待核实），平稳。")) > 0, "{typed}");
    }
}

/// Another unit's figure of what the environment bureau reports.
const RIVAL: (&str, &str, &str) = (
    SLJ,
    "主体工程已开工。}\n",
    "主体工程已开工。}\nindicators:\n  - {id: river-good-ratio, value: \"75.5\", period: 1—11月, value_status: provisional, \
     standard: GB 3838—2002, source: 水文站（示例）}\n",
);
const BOTH_ASKED: (&str, &str, &str) =
    ("plans/demo.yaml", "reported_by: [sthjj]", "reported_by: [sthjj, slj]");

#[test]
fn t1_a_figure_that_the_public_edition_does_not_print_is_withheld_for_whatever_reason() {
    let took = (
        "submissions/demo/2025/decisions.yaml",
        "year: 2025\n",
        "year: 2025\nchoices:\n  - {indicator: river-good-ratio, unit: sthjj, by: 市河长办, on: 2025-12-16, reason: 断面监测以生态环境部门为准}\n",
    );
    // Both say the same, and one of them is asked about.
    let alike = (SLJ, "value: \"75.5\"", "value: \"83.33\"");
    let asked = [ASKED[0], ASKED[1], RIVAL, alike, BOTH_ASKED];
    let cases: [(&[Edit], &str, Option<&str>); 6] = [
        (&[RIVAL, BOTH_ASKED], "83.3", Some("待核实")),
        (&[RIVAL, BOTH_ASKED], "75.5", Some("待核实")),
        (&[RIVAL, BOTH_ASKED, took], "83.3", None),
        (&[RIVAL, BOTH_ASKED, took], "75.5", Some("未采用")),
        (&[RIVAL], "75.5", Some("未采用")),
        (&asked, "83.33", Some("待核实")),
    ];
    for (edits, typed, mark) in cases {
        let built = build(&format!("# 总体评价\n\n甲段水质{typed}%。\n"), edits);
        let found: Vec<_> = mark.iter().map(|_| ("N930", typed.to_owned())).collect();
        assert_eq!(codes(&built), found, "{typed} {mark:?}");
        assert_eq!(saying(&built, "public/", "甲段水质") > 0, mark.is_none(), "{typed} {mark:?}");
        let marked =
            format!("甲段水质{typed}%{}。", mark.map(|mark| format!("（{mark}）")).unwrap_or_default());
        assert!(saying(&built, "internal/", &marked) > 0, "{marked}");
    }
}

#[test]
fn t1_a_note_for_the_office_may_name_what_is_wrong_and_is_marked() {
    let text = "# 总体评价\n\n公开的话。\n\n<!-- 内部 -->\n该局填31717.42%。\n<!-- /内部 -->\n";
    let built = build(text, REFUSED);
    assert_eq!(codes(&built), [("N930", "31717.42".to_owned())]);
    assert!(saying(&built, "public/", "公开的话。") > 0 && saying(&built, "public/", "31717") == 0);
    assert!(saying(&built, "internal/", "该局填31717.42%（材料有误）。") > 0);
}

#[test]
fn numbers_that_are_something_else_as_well_are_printed() {
    // 12 is the refused denominator, and of another unit the plan's; days, names and counts are no figures.
    let edits = &[(STHJJ, "value: \"83.3\"\n    n: 10\n", "value: \"120\"\n    n: 14\n")];
    let text = "# 总体评价\n\n甲段到2027年整治120个，PM2.5、RW-02-01、12月15日、1—11月，1项任务，4家按时。\n";
    let built = build(text, edits);
    assert_eq!(codes(&built), []);
    assert!(saying(&built, "public/", "甲段到2027年整治120个") > 0);
    // In its own unit of measure it is the refused one, whatever else the plan has 120 of.
    let built = build("# 总体评价\n\n甲段水质120%。\n", edits);
    assert_eq!(codes(&built), [("N929", "120".to_owned())]);
    // What is mended, or accepted on record, is everybody's.
    let built = build("# 总体评价\n\n甲段水质83.3%。\n", &[]);
    assert_eq!(codes(&built), []);
    assert!(saying(&built, "public/", "甲段水质83.3%。") > 0);
}

#[test]
fn a_number_is_read_as_one_in_full() {
    let built = build("# 总体评价\n\n完成3,171,742户、３１７１７４３户。\n", &[]);
    let found = codes(&built);
    assert_eq!(found, [("N925", "3,171,742".to_owned()), ("N925", "３１７１７４３".to_owned())]);
    let known = &[(SLJ, "完成两县", "完成3171742户、两县")];
    assert_eq!(codes(&build("# 总体评价\n\n完成3,171,742户、317.1742万户。\n", known)), []);
}

/// The pages of a year are the same whichever year is asked for: what is wrong with its text is known.
#[test]
fn t1_another_year_s_build_prints_no_passage_that_is_at_fault() {
    let text = "# 总体评价\n\n甲段请拨13812345678。\n\n# 主要做法和成效\n\n乙段水质31717.42%。\n";
    let next = Selection { year: Some(2026), ..Selection::default() };
    let built = build_year(text, REFUSED, &next);
    assert!(built.files.iter().any(|file| file.path == "public/demo/2025/files/demo-2025-report.md"));
    for words in ["甲段", "乙段"] {
        assert_eq!(saying(&built, "public/", words), 0, "{words}");
    }
    let all = build(text, REFUSED);
    let own = |built: &Built| -> Vec<(String, Vec<u8>)> {
        let files = built.files.iter().filter(|file| file.path.contains("/demo/2025/files/"));
        files.map(|file| (file.path.clone(), file.bytes.clone())).collect()
    };
    assert_eq!(own(&built), own(&all));
}

/// What no review has cleared is nobody's to read in the next year's text either; whoever reviews reads it.
#[test]
fn t11_a_figure_of_a_year_that_is_not_public_is_not_public_in_the_next_year_s_text() {
    let reviewed = |year: i32| REVIEW.replace("2025", &year.to_string());
    for (of_2025, is_public) in [
        (None, false),
        (Some(reviewed(2025).replace("proactive", "withheld, reason: 含尚未公布的数据")), false),
        (Some(reviewed(2025)), true),
    ] {
        for typed in ["河西县整治26个", "全市合计整治56个"] {
            let mut files = starter_files();
            add_next_year(&mut files);
            change(&mut files, "submissions/demo/2025/hexi.yaml", "value: \"25\"", "value: \"26\"");
            files.insert("submissions/demo/2026/decisions.yaml".into(), reviewed(2026).into());
            if let Some(review) = &of_2025 {
                files.insert("submissions/demo/2025/decisions.yaml".into(), review.clone().into());
            }
            let text = format!("# 总体评价\n\n甲段上年{typed}。\n\n# 主要做法和成效\n\n乙段照印。\n");
            files.insert(TEXT.replace("2025", "2026"), text.into());
            let day = "2026-12-20".parse().expect("a day");
            let built = build_workspace(&Project::memory(files), &Selection::default(), day);
            let built = built.expect("memory can be listed");
            let codes: Vec<&str> = built.findings.iter().map(|found| found.rule.code).collect();
            assert_eq!(codes.contains(&"N930"), !is_public, "{typed}: {codes:?}");
            assert!(!codes.contains(&"N925"), "{typed}: {codes:?}");
            assert_eq!(saying(&built, "public/demo/2026", "甲段") > 0, is_public, "{typed}");
            assert!(saying(&built, "public/demo/2026", "乙段") > 0, "{typed}");
            let mark = if is_public { "" } else { "（尚未公开）" };
            assert!(saying(&built, "internal/demo/2026", &format!("{typed}{mark}。")) > 0, "{typed}");
        }
    }
}

/// However a number is written, and whatever stands in it: who reads it reads the figure.
#[test]
fn t1_a_figure_is_withheld_however_its_number_is_written() {
    let whole = [
        "pH83.33",
        "八十三点三三",
        "百分之八十三点三三",
        "83.**33**",
        "83\\.33",
        "<b>83</b>.33",
        "83.<!-- 注 -->33",
        "8<!-- 注 -->3.<!-- 内部 --><!-- /内部 -->33",
        "８３．３３",
        "八十三点33",
    ];
    let lines: Vec<String> = whole.iter().map(|typed| format!("甲段水质{typed}，平稳。\n\n")).collect();
    let built = build(&format!("# 总体评价\n\n{}", lines.concat()), ASKED);
    assert_eq!(codes(&built).len(), whole.len(), "{:?}", codes(&built));
    assert!(codes(&built).iter().all(|(code, _)| *code == "N930"), "{:?}", codes(&built));
    assert_eq!(saying(&built, "public/", "甲段水质"), 0);
    let report = "internal/demo/2025/files/demo-2025-report.md";
    let report = built.files.iter().find(|file| file.path == report).expect("there");
    let marks = String::from_utf8_lossy(&report.bytes).matches("（待核实），平稳。").count();
    assert_eq!(marks, whole.len());
    // For the office it is another number, for everybody the withheld one; names, words and hours are no figures.
    let text = "# 总体评价\n\n甲段水质83.<!-- 内部 -->9<!-- /内部 -->33%。\n\n# 主要做法和成效\n\n乙段PM2.5、GB3838—2002、RW-02-01，一是两家三项，九点三十分。\n";
    let built = build(text, ASKED);
    assert_eq!(saying(&built, "public/", "甲段水质"), 0);
    assert!(saying(&built, "public/", "乙段PM2.5") > 0, "{:?}", codes(&built));
}

/// A count that is another number for the public is named with its mark inside, and not at all outside.
#[test]
fn t7_a_named_count_is_one_number_or_not_for_everybody() {
    let text = "# 总体评价\n\n甲段逾期{{ 任务数(\"逾期\") }}。\n\n# 主要做法和成效\n\n乙段应报{{ 家数(\"应报\") }}。\n";
    // Past its day, and nobody says until when: asked about, and for the public without a status.
    let behind = [
        (
            "plans/demo.yaml",
            "also: [counties]\n        due: 2027",
            "also: [counties]\n        due: 2025-11-30",
        ),
        (SLJ, "status: on_track\n    percent: 45", "status: behind\n    percent: 45"),
    ];
    let built = build(text, &behind);
    let open: Vec<_> = built.findings.iter().filter(|f| f.is_open()).map(|f| f.rule.code).collect();
    assert!(codes(&built).iter().any(|(code, _)| *code == "N930"), "{open:?}");
    assert_eq!(saying(&built, "public/", "甲段逾期"), 0);
    assert!(saying(&built, "internal/", "甲段逾期1项（含待核实）。") > 0);
    assert!(saying(&built, "public/", "乙段应报4家。") > 0);
    let built = build(text, &[]);
    assert_eq!(codes(&built), []);
    assert!(saying(&built, "public/", "甲段逾期0项。") > 0);
}
