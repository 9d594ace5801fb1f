//! What is asked about one figure keeps it from the public on every surface: in units' own words, and where only the
//! figures of others show that something is wrong.

use nianbao::diagnostic::Files;
use nianbao::pipeline::{Built, Selection, build_workspace};
use nianbao::source::Project;

use crate::moment::change;
use crate::support::{starter_files, today};

type Edit<'a> = (&'a str, &'a str, &'a str);

const STHJJ: &str = "submissions/demo/2025/sthjj.yaml";
const SLJ: &str = "submissions/demo/2025/slj.yaml";
const HEXI: &str = "submissions/demo/2025/hexi.yaml";
const DECISIONS: &str = "submissions/demo/2025/decisions.yaml";
const REVIEW: &str = "nianbao: decisions/1\nplan: demo\nyear: 2025\npublic_review: {by: 市河长办, on: 2025-12-17, disclosure: proactive}\n";
const FINAL: Edit = (STHJJ, "    value_status: provisional\n", "");
const OWN: &str = "对重点断面加密监测，发现异常及时溯源。";

fn build(edits: &[Edit]) -> Built {
    let mut files: Files = starter_files();
    files.insert(DECISIONS.into(), REVIEW.into());
    for (name, from, to) in edits {
        change(&mut files, name, from, to);
    }
    build_workspace(&Project::memory(files), &Selection::default(), today()).expect("memory can be listed")
}

fn said(built: &Built, edition: &str, words: &str) -> usize {
    let here = built.files.iter().filter(|file| file.path.starts_with(edition));
    here.filter(|file| String::from_utf8_lossy(&file.bytes).contains(words)).count()
}

fn found(built: &Built, code: &str) -> Vec<String> {
    let sources = &built.workspace.sources;
    let own = built.findings.iter().filter(|found| found.rule.code == code && found.is_open());
    own.map(|found| sources.get(found.place.file()).text[found.place.bytes()].to_owned()).collect()
}

#[test]
fn t2_a_text_that_says_what_waits_waits_with_it() {
    let text = "对重点断面加密监测，水质优良断面占83.3%，发现异常及时溯源。";
    let built = build(&[FINAL, (STHJJ, OWN, text), (SLJ, "完成两县", "优良断面比例达83.3%，完成两县")]);
    assert_eq!(found(&built, "N612"), ["83.3", "83.3"]);
    for words in ["优良断面占83.3", "比例达83.3"] {
        assert_eq!(said(&built, "public/", words), 0, "{words}");
        assert!(said(&built, "internal/", words) > 0, "{words}");
    }
    let page = "public/demo/2025/tasks/rw-02-01.html";
    let page = built.files.iter().find(|file| file.path == page).expect("there");
    assert!(String::from_utf8_lossy(&page.bytes).contains("待核实"), "the gap is shown as one");
}

#[test]
fn t2_a_text_goes_out_with_its_figure_and_by_itself_where_it_says_another() {
    // Nothing waits; the office accepts the figure; the number is another; the unit says which.
    let text = (STHJJ, OWN, "水质优良断面占83.3%，发现异常及时溯源。");
    let accept = "year: 2025\naccepts:\n  - {unit: sthjj, indicator: river-good-ratio, code: N233, by: 市河长办, on: 2025-12-16, reason: 监测站已提供全年数}\n";
    let which = (
        STHJJ,
        "    percent: 40\n",
        "    percent: 40\n    explanation: 83.3%是2024年省级公报公布的数，不是本年监测值\n",
    );
    let cases: [(&[Edit], &str); 4] = [
        (&[text], "优良断面占83.3"),
        (&[FINAL, text, (DECISIONS, "year: 2025\n", accept)], "优良断面占83.3"),
        (&[FINAL, (STHJJ, OWN, "清理河岸垃圾83.3吨，发现异常及时溯源。")], "垃圾83.3吨"),
        (&[FINAL, text, which], "优良断面占83.3"),
    ];
    for (edits, words) in cases {
        let built = build(edits);
        assert_eq!(found(&built, "N612"), Vec::<String>::new(), "{words}");
        assert!(said(&built, "public/", words) > 0, "{words}");
    }
}

#[test]
fn t1_a_text_that_says_a_refused_or_disputed_figure_waits() {
    let refused = [
        (STHJJ, "value: \"83.3\"\n    n: 10\n", "value: \"117.42\"\n    n: 3806\n"),
        (STHJJ, OWN, "水质优良断面比例117.42%，发现异常及时溯源。"),
    ];
    let rival = "主体工程已开工。}\nindicators:\n  - {id: river-good-ratio, value: \"75.5\", period: 1—11月, value_status: provisional, \
     standard: GB 3838—2002, source: 水文站（示例）}\n";
    let disputed = [
        ("plans/demo.yaml", "reported_by: [sthjj]", "reported_by: [sthjj, slj]"),
        (SLJ, "主体工程已开工。}\n", rival),
        (SLJ, "完成两县", "水质优良断面比例百分之七十五点五，完成两县"),
    ];
    for (edits, words) in [(&refused[..], "比例117.42"), (&disputed[..], "百分之七十五点五")] {
        let built = build(edits);
        assert_eq!(found(&built, "N612").len(), 1, "{words}");
        assert_eq!(said(&built, "public/", words), 0, "{words}");
        assert!(said(&built, "internal/", words) > 0, "{words}");
    }
}

#[test]
fn t2_what_is_asked_of_figures_beside_each_other_travels_with_them() {
    // A department that is asked as well: of the two sums one is wrong.
    let asked = ("plans/demo.yaml", "reported_by: [counties]", "reported_by: [counties, sthjj]");
    let city = (
        STHJJ,
        "indicators:\n",
        "indicators:\n  - {id: outlets-fixed, value: \"77.7\", period: 累计, value_status: provisional, source: 市级汇总（示例）}\n",
    );
    let built = build(&[asked, city]);
    assert_eq!(found(&built, "N432").len(), 1);
    let values = |edition: &str| {
        let path = format!("{edition}/demo/2025/data/values.csv");
        let file = built.files.iter().find(|file| file.path == path).expect("there");
        String::from_utf8_lossy(&file.bytes).into_owned()
    };
    assert!(!values("public").contains("77.7"), "{}", values("public"));
    assert!(values("internal").contains("N432"), "{}", values("internal"));
    // The county whose period differs from the others'.
    let built = build(&[(HEXI, "period: 累计", "period: 1—11月")]);
    assert_eq!(found(&built, "N433").len(), 1);
    let page = "public/demo/2025/indicators/outlets-fixed.html";
    let page = built.files.iter().find(|file| file.path == page).expect("there");
    assert!(String::from_utf8_lossy(&page.bytes).contains("待核实"));
}
