//! What is asked about a figure travels with everything that is made of it, onto every surface and no further than it
//! (truth.md, T2 and T11).

mod made;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use nianbao::diagnostic::Files;

use crate::moment::{built, change};
use crate::support::starter_files;

type Pages = BTreeMap<String, String>;

fn pages(files: &Files, day: &str) -> Pages {
    let text = |(path, bytes): (String, Vec<u8>)| Some((path, String::from_utf8(bytes).ok()?));
    built(files, day).into_iter().filter_map(text).collect()
}

fn of_made() -> &'static Pages {
    static PAGES: OnceLock<Pages> = OnceLock::new();
    PAGES.get_or_init(|| pages(&made::files(), "2026-12-31"))
}

/// What stands between the two marks on the page of a task.
fn printed(edition: &str, at: usize) -> Option<String> {
    let page = &of_made()[&format!("{edition}/made/2026/tasks/q-{at}.html")];
    let words = page.split_once('甲')?.1;
    Some(words.split_once('乙')?.0.to_owned())
}

/// A figure, count or share that the text names is the same for everybody, or marked for the office and withheld from the
/// public: whatever it is made of, and whichever function names it.
#[test]
fn t2_what_the_text_names_is_the_same_for_all_or_marked_and_withheld() {
    let mut marked = vec![];
    let named = made::named();
    for (at, what) in named.iter().enumerate() {
        match (printed("internal", at), printed("public", at)) {
            (Some(inside), outside) if inside.contains("待核实") => {
                assert_eq!(outside, None, "{what}: {inside}");
                marked.push(what.as_str());
            }
            (inside, outside) if what.starts_with("数值") && inside.is_some() => {
                // Who is silent or faulty is named for the office only.
                let figure =
                    |words: Option<String>| words.map(|words| words.split('（').next().map(str::to_owned));
                assert_eq!(figure(inside), figure(outside), "{what}");
            }
            (inside, outside) => assert_eq!(inside, outside, "{what}"),
        }
    }
    let expected = [
        "数值(\"open\")",
        "同比(\"open\")",
        "数值(\"sum-open\")",
        "同比(\"sum-open\")",
        "数值(\"ratio-open\")",
        "同比(\"ratio-open\")",
        "数值(\"each-open\")",
        "同比(\"each-open\")",
        "任务数(\"已完成\")",
        "比例(\"完成率\")",
        "比例(\"达标率\")",
    ];
    assert_eq!(marked, expected);
    assert_eq!(printed("internal", 9).as_deref(), None, "there is no figure in dispute");
}

/// No file of the public edition has a figure that waits, was refused or is in dispute.
#[test]
fn t2_no_public_file_has_a_figure_that_waits_or_was_refused() {
    for (path, text) in of_made().iter().filter(|(path, _)| path.starts_with("public/")) {
        for figure in ["73.41", "77.91", "25.13", "26.47", "4711.53", "945.28", "533.91"] {
            assert!(!text.contains(figure), "{figure} in {path}");
        }
    }
}

/// Counts and shares of the office's edition say what is asked about of what they count, wherever they stand.
#[test]
fn t2_counts_carry_the_mark_of_what_they_count() {
    let page = |path: &str| &of_made()[&format!("internal/made/{path}")];
    let counted = "已完成 <b>3</b> <small>（其中2项待核实）</small>";
    for path in ["2026/index.html", "2026/tasks/index.html", "2026/sections/s01.html"] {
        assert!(page(path).contains(counted), "{path}");
    }
    let paper = page("2026/files/made-2026-report.md");
    for words in [
        "已完成3项（其中2项待核实）、正常推进1项",
        "有完成时限的4项任务中，已完成3项（其中2项待核实），完成率75.0%",
        "本部分4项任务，已完成3项（其中2项待核实）、正常推进1项",
        "修订办法（待核实）",
        "其中4项的数值待核实",
    ] {
        assert!(paper.contains(words), "{words} in {paper}");
    }
    let overview = page("2026/index.html");
    for words in
        ["已完成3项（其中2项待核实），完成率3/4", "达到时序进度4项（其中2项待核实）", "待核实（N501）"]
    {
        assert!(overview.contains(words), "{words}");
    }
    assert!(page("2026/units/hbj.html").contains("已完成 <b>2</b> <small>（均待核实）</small>"));
    let history = page("index.html").split("历年任务和指标").nth(1).expect("the plan has a history");
    assert!(history.contains("<small>（其中2项待核实）</small>"), "{history}");
}

/// For the public what waits is said to wait: neither unsaid, nor what the other units say of it.
#[test]
fn t7_a_task_that_waits_is_counted_as_waiting() {
    let paper = &of_made()["public/made/2026/files/made-2026-report.md"];
    for words in ["已完成1项、正常推进1项、待核实2项", "数值待核实", "待核实"] {
        assert!(paper.contains(words), "{words} in {paper}");
    }
    assert!(!paper.contains("无进展或尚未统计"), "{paper}");
    let rows = &of_made()["public/made/2026/data/tasks.csv"];
    let row = rows.lines().find(|line| line.starts_with("T-3,")).expect("it has a row");
    assert!(row.contains(",待核实,"), "{row}");
    let chapter = paper.split("### （一）").nth(1).and_then(|rest| rest.split("###").next());
    assert!(paper.contains("因有填报待核实，总体暂不判断"), "{chapter:?}");
}

const REVIEW: &str = "nianbao: decisions/1\nplan: demo\nyear: 2025\npublic_review: {by: 市河长办, on: 2025-12-17, disclosure: proactive}\n";
const DECISIONS: &str = "submissions/demo/2025/decisions.yaml";
const STHJJ: &str = "submissions/demo/2025/sthjj.yaml";
const VALUE: &str = "value: \"83.3\"\n    n: 10\n    of: 12";
const OWN: &str = "对重点断面加密监测，发现异常及时溯源。";

fn starter(edits: &[(&str, &str, &str)]) -> Pages {
    let mut files = starter_files();
    files.insert(DECISIONS.to_owned(), REVIEW.into());
    edits.iter().for_each(|(name, from, to)| change(&mut files, name, from, to));
    pages(&files, "2025-12-20")
}

/// A figure that could not be read, or whose entry is not used for whatever reason, does not go out in words either.
#[test]
fn t1_words_do_not_say_a_figure_that_is_not_used() {
    let words = (STHJJ, OWN, "水质优良断面比例84.7%，发现异常及时溯源。");
    for entry in [
        "value: \"84.7%\"",
        "value: 约84.7",
        "value: [84.7]",
        "value: \"84.7万\"",
        "valeu: \"84.7\"\n    n: 10\n    of: 12",
        "value: \"84.7\"\n    n: 10\n    of: 12\n    level: 市级",
        "value: \"84.7\"\n    missing: 未监测",
    ] {
        let pages = starter(&[words, (STHJJ, VALUE, entry)]);
        for (path, text) in pages.iter().filter(|(path, _)| path.starts_with("public/")) {
            assert!(!text.contains("比例84.7"), "{entry}: {path}");
        }
        let task = "demo/2025/tasks/rw-02-01.html";
        assert!(pages[&format!("internal/{task}")].contains("比例84.7"), "{entry}: the office reads it");
        assert!(pages[&format!("public/{task}")].contains("文字待核实"), "{entry}: the gap is said");
    }
    let another = starter(&[
        (STHJJ, OWN, "水质优良断面比例84.7%，发现异常及时溯源。"),
        (STHJJ, "id: river-good-ratio", "id: river-god-ratio"),
        (STHJJ, "value: \"83.3\"", "value: \"84.7\""),
    ]);
    assert!(!another["public/demo/2025/tasks/rw-02-01.html"].contains("84.7"), "of a name that nobody knows");
    // What is sound goes out.
    let sound = starter(&[(STHJJ, OWN, "水质优良断面比例83.3%，发现异常及时溯源。")]);
    assert!(sound["public/demo/2025/tasks/rw-02-01.html"].contains("比例83.3%"));
}

/// When a report came is known, be it that its content waits for another review.
#[test]
fn t11_a_late_report_after_the_review_is_late_and_not_without_a_date() {
    let pages = starter(&[(STHJJ, "filled_on: 2025-12-10", "filled_on: 2025-12-19")]);
    let page = &pages["public/demo/2025/submissions.html"];
    assert!(page.contains("按时3家、迟报1家") && !page.contains("时间不详"), "{page}");
    let table = |edition: &str| &pages[&format!("{edition}/demo/2025/data/submissions.csv")];
    assert_eq!(table("public"), table("internal"));
    for (path, text) in pages.iter().filter(|(path, _)| path.starts_with("public/")) {
        assert!(!text.contains("10/12") && !text.contains("发现异常及时溯源"), "{path}");
    }
}

/// Where units have told how a task goes on, its page does not say that nothing can be published.
#[test]
fn t7_what_is_published_is_not_said_to_be_lacking() {
    let overrides = "year: 2025\noverrides: [{task: RW-02-01, status: behind, reason: 现场核查, by: 市河长办, on: 2025-12-16}]\n";
    let pages = starter(&[(DECISIONS, "year: 2025\n", overrides)]);
    let page = &pages["public/demo/2025/tasks/rw-02-01.html"];
    assert!(page.contains("全面排查") && page.contains("各单位的进展情况见下表。"), "{page}");
    assert!(!page.contains("尚无可以公开的进展情况"));
}

/// 总体情况 is published after review, as the form says; what waits of it is not.
#[test]
fn t11_what_a_form_says_is_published_is() {
    let pages = starter(&[(STHJJ, "全年地表水水质保持稳定。", "全年地表水水质保持稳定，巡查四次。")]);
    assert!(pages["public/demo/2025/units/sthjj.html"].contains("水质保持稳定，巡查四次"));
    let waits = starter(&[
        (STHJJ, "全年地表水水质保持稳定。", "全年水质稳定，优良断面比例84.7%。"),
        (STHJJ, VALUE, "value: \"84.7%\""),
    ]);
    assert!(!waits["public/demo/2025/units/sthjj.html"].contains("84.7"));
    assert!(waits["internal/demo/2025/units/sthjj.html"].contains("84.7"));
}

/// What a form says of each field, and how far the one list lets it go.
#[test]
fn t11_forms_say_of_each_text_how_far_it_goes() {
    use nianbao::submission::{FORM_TEXTS, Reach, TASK_TEXTS};
    use nianbao::workbook::{HEAD, TASKS};
    let reaches = FORM_TEXTS.iter().map(|field| (field.key, field.reach));
    let reaches = reaches.chain(TASK_TEXTS.iter().map(|field| (field.key, field.reach)));
    let hints = || HEAD.iter().chain(TASKS.fields.iter());
    for (key, reach) in reaches {
        let Some(field) = hints().find(|field| field.key == key) else { continue };
        match reach {
            Reach::Public => assert!(!field.help(2026).contains("不公开"), "{key}: {}", field.help(2026)),
            _ => assert!(!field.help(2026).contains("审查后公开"), "{key}: {}", field.help(2026)),
        }
    }
    let promised = hints().filter(|field| field.help(2026).contains("审查后公开")).map(|field| field.key);
    assert_eq!(promised.collect::<Vec<_>>(), ["summary", "progress"]);
}

const HEXI: &str = "submissions/demo/2025/hexi.yaml";

/// What somebody outside can conclude of a unit without content: the public edition is the same whether it was silent or
/// what it handed in cannot be used, but for the counts, and no line that differs names it.
#[test]
fn t11_of_a_unit_without_content_nobody_outside_learns_why() {
    let mut files = starter_files();
    files.insert(DECISIONS.to_owned(), REVIEW.into());
    files.remove(HEXI).expect("it has reported");
    let silent = pages(&files, "2025-12-20");
    for wrong in [(HEXI, "year: 2025", "year: 2023"), (HEXI, "plan: demo", "plan: other")] {
        let faulty = starter(&[wrong]);
        let public = |pages: &Pages| -> Vec<String> {
            pages.keys().filter(|path| path.starts_with("public/")).cloned().collect()
        };
        assert_eq!(public(&silent), public(&faulty), "the same files");
        for path in public(&silent) {
            // Counts stand here, and only here.
            let counts = ["/index.html", "/submissions.html", "/submissions.csv", "/report.json", ".md"];
            let counts = counts.iter().any(|end| path.ends_with(end)) || path.contains("/fragment/");
            let apart = lines_apart(&silent[&path], &faulty[&path]);
            for line in &apart {
                assert!(counts, "{path}: {line}");
                assert!(!line.contains("河西县") && !line.contains("hexi"), "{path}: {line}");
            }
        }
    }
}

/// The lines of which the other text has no equal, but for the digest of all data.
fn lines_apart(one: &str, other: &str) -> Vec<String> {
    let is_digest = |line: &str| {
        ["校验码", "data_version", "digest", "sha256", "\"hash\"", "bytes"]
            .iter()
            .any(|word| line.contains(word))
    };
    let of = |text: &str| -> std::collections::BTreeSet<String> {
        text.lines().filter(|line| !is_digest(line)).map(str::to_owned).collect()
    };
    of(one).symmetric_difference(&of(other)).cloned().collect()
}
