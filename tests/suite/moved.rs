//! A task against the year before (T6, T7): the status that each year's report has, or, where others answered in one
//! of the years, over whom it is compared; and nothing where one of the years has none.

use nianbao::diagnostic::Files;
use nianbao::pipeline::{Selection, build_workspace};
use nianbao::source::Project;

use crate::moment::{as_of, change, close, example};

const DAY: &str = "2027-01-10";

fn report(year: i32, unit: &str) -> String {
    format!("submissions/demo/{year}/{unit}.yaml")
}

/// Two years of the example, the first closed; `first` and `second` change what was said.
fn years(first: &[Said], second: &[Said], decided: (&str, &str)) -> Files {
    led_years(false, (first, second), decided)
}

/// What a unit said: whose file, from, to.
type Said<'a> = (&'a str, &'a str, &'a str);

fn led_years(is_led: bool, (first, second): (&[Said], &[Said]), (then, now): (&str, &str)) -> Files {
    let mut files = example();
    if is_led {
        let both = "responsible_units: [slj, sthjj]";
        let led = "lead_units: [slj]\n        responsible_units: [sthjj]";
        change(&mut files, "plans/demo.yaml", both, led);
    }
    for (unit, from, to) in first {
        change(&mut files, &report(2025, unit), from, to);
    }
    for unit in ["slj", "sthjj", "hedong", "hexi"] {
        let text = String::from_utf8(example()[&report(2025, unit)].clone()).expect("UTF-8");
        let text = text.replace("year: 2025", "year: 2026").replace("2025-1", "2026-1");
        files.insert(report(2026, unit), text.into_bytes());
    }
    for (unit, from, to) in second {
        change(&mut files, &report(2026, unit), from, to);
    }
    for (year, decided) in [(2025, then), (2026, now)] {
        let text = format!(
            "nianbao: decisions/1\nplan: demo\nyear: {year}\n{decided}public_review: {{by: 市河长办, on: {year}-12-28, disclosure: proactive}}\n"
        );
        files.insert(format!("submissions/demo/{year}/decisions.yaml"), text.into_bytes());
    }
    close(&mut files, 2025, "2026-01-20");
    files
}

/// The overview of 2026 of an edition, and the task's page, as text without marks.
fn pages(files: &Files, edition: &str) -> (String, String) {
    let project = Project::memory(files.clone());
    let built = build_workspace(&project, &Selection::default(), as_of(DAY)).expect("memory can be listed");
    let text = |name: String| {
        let file = built.files.iter().find(|file| file.path == name).unwrap_or_else(|| panic!("no {name}"));
        String::from_utf8(file.bytes.clone()).expect("UTF-8")
    };
    (
        text(format!("{edition}/demo/2026/index.html")),
        text(format!("{edition}/demo/2026/tasks/rw-02-01.html")),
    )
}

const WORSE: (&str, &str) =
    ("status: on_track", "status: behind\n    issues: 征地受阻\n    next_steps: 3月底前协调解决");

#[test]
fn t7_last_year_s_status_is_the_one_of_its_own_report() {
    let behind = ("hexi", WORSE.0, WORSE.1);
    let set =
        "overrides: [{task: RW-02-01, status: ahead, reason: 现场核查, by: 市河长办, on: 2025-12-18}]\n";
    let files = years(&[behind], &[behind], (set, ""));
    for edition in ["public", "internal"] {
        let (overview, _) = pages(&files, edition);
        assert!(overview.contains("0项向好，1项转差，0项不变"), "{edition}: {overview}");
    }
    let choice = "choices: [{task: RW-02-01, unit: slj, reason: 以市级为准, by: 市河长办, on: 2025-12-18}]\n";
    let (overview, _) = pages(&years(&[behind], &[behind], (choice, "")), "internal");
    assert!(overview.contains("0项向好，1项转差，0项不变"), "{overview}");
    let (overview, _) = pages(&years(&[behind], &[behind], ("", "")), "internal");
    assert!(overview.contains("0项向好，0项转差，1项不变"), "{overview}");
}

#[test]
fn t6_over_fewer_units_it_is_said_over_whom() {
    // 河西县 was behind last year and is silent now: the others went on as they did, and one of them fell behind.
    let mut files = years(&[("hexi", WORSE.0, WORSE.1)], &[("hedong", WORSE.0, WORSE.1)], ("", ""));
    files.remove(&report(2026, "hexi"));
    let (overview, _) = pages(&files, "internal");
    assert!(overview.contains("1项转差"), "{overview}");
    assert!(overview.contains("按两年都填报的3家汇总；上年报告为“滞后”，本年为“滞后”"), "{overview}");
    // What the office decided was said of all of them.
    let set =
        "overrides: [{task: RW-02-01, status: ahead, reason: 现场核查, by: 市河长办, on: 2025-12-18}]\n";
    let mut files = years(&[], &[("hedong", WORSE.0, WORSE.1)], (set, ""));
    files.remove(&report(2026, "hexi"));
    assert!(pages(&files, "internal").0.contains("1项没有两年可比的状态"));
}

#[test]
fn t2_what_waits_is_not_compared() {
    // The lead said 已完成 last year and 正常推进 now: it is asked, and the public does not know it.
    let done = "status: completed\n    percent: 100\n    evidence: [{title: 验收单}]";
    let done = ("slj", "status: on_track\n    percent: 45", done);
    let files = led_years(true, (&[done], &[]), ("", ""));
    let (overview, page) = pages(&files, "public");
    assert!(page.contains("待核实"), "{page}");
    assert!(overview.contains("0项向好，0项转差，0项不变，1项没有两年可比的状态"), "{overview}");
}

#[test]
fn t4_tasks_that_became_one_are_compared_with_all_they_were() {
    let mut files = example();
    let second = "      - {id: RW-02-02, number: （二）, title: 巡查河道, kind: task, responsible_units: [hedong], due: 2027, quote: 各县巡查河道}\nindicators:\n";
    change(&mut files, "plans/demo.yaml", "indicators:\n", second);
    change(
        &mut files,
        &report(2025, "hedong"),
        "indicators:\n",
        "  - id: RW-02-02\n    status: behind\n    progress: 巡查船检修，7月起停航\n    issues: 船只少\n    next_steps: 5月底前添置\nindicators:\n",
    );
    close(&mut files, 2025, "2026-01-20");
    change(&mut files, "plans/demo.yaml", second, "indicators:\n");
    change(&mut files, "plans/demo.yaml", "RW-02-01", "RW-02-09");
    let text = String::from_utf8(files["plans/demo.yaml"].clone()).expect("UTF-8");
    let joined = "amendments:\n  - {from: 2026, task: RW-02-09, what: 两项合并, why: 精简, was: {ids: [RW-02-01, RW-02-02]}}\n";
    files.insert("plans/demo.yaml".into(), (text + joined).into_bytes());
    for unit in ["slj", "sthjj", "hedong", "hexi"] {
        let text = String::from_utf8(example()[&report(2025, unit)].clone()).expect("UTF-8");
        let text = text
            .replace("year: 2025", "year: 2026")
            .replace("2025-1", "2026-1")
            .replace("RW-02-01", "RW-02-09");
        files.insert(report(2026, unit), text.into_bytes());
    }
    let project = Project::memory(files);
    let built = build_workspace(&project, &Selection::default(), as_of(DAY)).expect("memory can be listed");
    let text = |name: &str| {
        let file = built.files.iter().find(|file| file.path == name).unwrap_or_else(|| panic!("no {name}"));
        String::from_utf8(file.bytes.clone()).expect("UTF-8")
    };
    let page = text("internal/demo/2026/tasks/rw-02-09.html");
    assert!(page.contains("2025年度（整治入河排污口）") && page.contains("2025年度（巡查河道）"), "{page}");
    assert!(text("internal/demo/2026/index.html").contains("1项向好，0项转差，0项不变"));
    assert!(!built.findings.iter().any(|d| d.rule.code == "N131"));
}
