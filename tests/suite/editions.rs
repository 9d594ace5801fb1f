//! Which edition holds which year, and what a reader of each can learn (truth.md, T11).

use nianbao::diagnostic::Files;
use nianbao::pipeline::{Built, Selection, build_workspace};
use nianbao::source::Project;

use crate::support::starter_files;

const DECISIONS: &str = "nianbao: decisions/1\nplan: demo\nyear: 2025\npublic_review: {by: 市河长办, on: 2025-12-17, disclosure: proactive}\n";

/// The starter with files added, taken away or with a piece replaced.
fn workspace(changes: &[(&str, &str, &str)]) -> Built {
    let mut files = starter_files();
    for (name, from, to) in changes {
        let name = format!("submissions/demo/{name}");
        if from.is_empty() {
            files.insert(name, to.as_bytes().to_vec());
        } else if to.is_empty() {
            files.remove(&name).expect("the starter has the file");
        } else {
            let text = String::from_utf8(files[&name].clone()).expect("the starter is UTF-8");
            assert!(text.contains(from), "{name} has no {from}");
            files.insert(name, text.replace(from, to).into_bytes());
        }
    }
    build(&files, "2025-12-20")
}

fn build(files: &Files, as_of: &str) -> Built {
    let project = Project::memory(files.clone());
    let as_of = as_of.parse().expect("a day");
    build_workspace(&project, &Selection::default(), as_of).expect("memory can be listed")
}

fn has(built: &Built, path: &str) -> bool {
    built.files.iter().any(|file| file.path == path)
}

fn text<'b>(built: &'b Built, path: &str) -> &'b str {
    let file = built.files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("no {path}"));
    std::str::from_utf8(&file.bytes).expect("pages are UTF-8")
}

#[test]
fn t11_a_year_is_public_only_when_a_review_has_cleared_it() {
    let year = |edition: &str| format!("{edition}/demo/2025/index.html");
    let reviewed = |disclosure: &str| {
        let text = DECISIONS.replace("disclosure: proactive", disclosure);
        workspace(&[("2025/decisions.yaml", "", &text)])
    };
    for (built, public, review) in [
        (workspace(&[]), false, true),
        (reviewed("disclosure: proactive"), true, false),
        (reviewed("disclosure: withheld, reason: 含未公布的统计数据"), false, false),
        (reviewed("disclosure: on_request, reason: 个别单位内容需核定"), false, false),
    ] {
        assert_eq!((has(&built, &year("public")), has(&built, &year("review"))), (public, review));
        assert!(has(&built, &year("internal")) && has(&built, "public/index.html"));
        let beside = built.files.iter().filter(|file| file.path.starts_with("public/demo/2025/")).count();
        assert_eq!(beside > 0, public, "data and paper go with the pages");
    }
    let waiting = workspace(&[]);
    let pages = waiting.files.iter().filter(|f| f.path.starts_with("review/") && f.path.ends_with(".html"));
    for page in pages.filter(|page| !page.path.contains("/fragment/")) {
        assert!(String::from_utf8_lossy(&page.bytes).contains("审查通过前不得对外发布"), "{}", page.path);
    }
}

/// Nothing of a year that nobody cleared is told by the next one, not even as last year's value.
#[test]
fn t11_a_public_year_tells_nothing_of_one_that_is_not() {
    let last = "nianbao: submission/1\nplan: demo\nyear: 2025\nunit: 市生态环境局\nsample: true\nfilled_on: 2025-12-09\nindicators:\n  - {id: river-good-ratio, value: \"77.8\", n: 7, of: 9, period: 1—11月, value_status: provisional, standard: GB 3838—2002, source: 监测}\n";
    let own = last
        .replace("year: 2025", "year: 2026")
        .replace("2025-12-09", "2026-12-09")
        .replace("77.8", "88.9")
        .replace("n: 7", "n: 8");
    let review = DECISIONS.replace("2025", "2026");
    let mut files = starter_files();
    files.insert("submissions/demo/2025/sthjj.yaml".into(), last.as_bytes().to_vec());
    files.insert("submissions/demo/2026/sthjj.yaml".into(), own.into_bytes());
    files.insert("submissions/demo/2026/decisions.yaml".into(), review.into_bytes());
    let built = build(&files, "2026-12-20");
    let page = "demo/2026/indicators/river-good-ratio.html";
    assert!(text(&built, &format!("internal/{page}")).contains("77.8"), "the office compares");
    assert!(text(&built, &format!("public/{page}")).contains("88.9"));
    for file in built.files.iter().filter(|file| file.path.starts_with("public/")) {
        assert!(!String::from_utf8_lossy(&file.bytes).contains("77.8"), "{}", file.path);
    }
}

/// Who was silent cannot be read off a page; a nil return can, for it is an answer.
#[test]
fn t11_silence_has_no_row_and_a_nil_return_has_one() {
    let built = workspace(&[("2025/decisions.yaml", "", DECISIONS), ("2025/hexi.yaml", "sample", "")]);
    let county = text(&built, "public/demo/2025/indicators/outlets-fixed.html");
    let rows = county.split("id=\"c5\"").nth(1).expect("counties are listed");
    let rows = rows.split("</table>").next().expect("the table ends");
    assert!(rows.contains("河东县") && !rows.contains("河西县"), "{rows}");
    let own = text(&built, "public/demo/2025/units/hexi.html");
    for word in ["未报", "暂无", "无状态", "未填报"] {
        assert!(!own.contains(word), "{word}");
    }
    let nil = "nianbao: submission/1\nplan: demo\nyear: 2025\nunit: hexi\nsample: true\nfilled_on: 2025-12-08\nnil_return: 本县没有入河排污口\n";
    let built = workspace(&[("2025/decisions.yaml", "", DECISIONS), ("2025/hexi.yaml", "", nil)]);
    assert!(text(&built, "public/demo/2025/units/hexi.html").contains("零报告"));
    assert!(text(&built, "public/demo/2025/tasks/rw-02-01.html").contains("零报告"));
}

/// t1: a milestone that a rule forbids is a gap with its code, and not silence.
#[test]
fn t1_a_withheld_milestone_is_a_gap_with_its_code() {
    let twice = "milestones:\n  - {id: ms-02-01-1, status: completed, done_on: 2025-10-08}\n";
    let built = workspace(&[("2025/slj.yaml", "milestones:\n", twice)]);
    let task = text(&built, "internal/demo/2025/tasks/rw-02-01.html");
    assert!(task.contains("市水利局：材料有误（N224）"), "{task}");
    assert!(!text(&built, "review/demo/2025/tasks/rw-02-01.html").contains("2025-10-08"));
    assert!(text(&built, "internal/demo/2025/data/milestones.csv").contains("材料有误（N224）"));
}
