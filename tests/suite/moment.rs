//! The moment of a year: closed years stay as they were, open ones are judged at their own end, and what
//! came later does not exist.

use nianbao::assess::{Light, Standing, TaskStatus, Timeliness};
use nianbao::diagnostic::{Diagnostics, Files};
use nianbao::pipeline::{self, Closure, Selection, Workspace};
use nianbao::plan::AsOf;
use nianbao::source::Project;

use crate::support::starter_files;

const PLAN: &str = "plans/demo.yaml";

/// The example without its source text, so that a test may change what the plan demands.
pub(crate) fn example() -> Files {
    let mut files = starter_files();
    files.remove("sources/demo.txt");
    files
}

pub(crate) fn as_of(text: &str) -> AsOf {
    text.parse().expect("a moment")
}

pub(crate) fn change(files: &mut Files, name: &str, from: &str, to: &str) {
    let text = String::from_utf8(files[name].clone()).expect("it is UTF-8");
    assert!(text.contains(from), "{name} has no {from}");
    files.insert(name.to_owned(), text.replace(from, to).into_bytes());
}

pub(crate) fn checked(files: &Files, day: &str) -> (Workspace, Diagnostics) {
    let project = Project::memory(files.clone());
    pipeline::check_workspace(&project, &Selection::default(), as_of(day)).expect("memory can be listed")
}

/// The codes of findings and what they say.
fn found(files: &Files, day: &str) -> Vec<(&'static str, String)> {
    checked(files, day).1.into_vec().into_iter().map(|d| (d.rule.code, d.message)).collect()
}

/// Closes a year as `nianbao close` does.
pub(crate) fn close(files: &mut Files, year: i32, on: &str) {
    let (workspace, _) = checked(files, on);
    let plan = &workspace.plans[0];
    let round = plan.rounds.iter().find(|round| round.round.year == year).expect("there is a round");
    let closure = Closure {
        on: on.parse().expect("a day"),
        by: "示例办公室".into(),
        document: Some("示定〔1〕号".into()),
    };
    let project = Project::memory(files.clone());
    let closing = pipeline::closing(&project, &workspace, (plan, round), closure).expect("it can be closed");
    files.insert(format!("{}/plan.yaml", closing.folder), closing.plan);
    files.insert(format!("{}/settings.yaml", closing.folder), closing.settings);
    files.insert(format!("{}/record.yaml", closing.folder), closing.record.into_bytes());
}

/// Next year's round, with the same answers a year later.
pub(crate) fn add_next_year(files: &mut Files) {
    for unit in ["slj", "sthjj", "hedong", "hexi"] {
        let text =
            String::from_utf8(files[&format!("submissions/demo/2025/{unit}.yaml")].clone()).expect("UTF-8");
        let text = text.replace("year: 2025", "year: 2026").replace("2025-1", "2026-1");
        files.insert(format!("submissions/demo/2026/{unit}.yaml"), text.into_bytes());
    }
}

/// The plan from 2026 on: a unit renamed, a task with another id, a target raised.
fn amend(files: &mut Files) {
    change(
        files,
        PLAN,
        "{id: slj, name: 市水利局, aliases: [水利局]",
        "{id: slj, name: 市水务局, aliases: [市水利局]",
    );
    change(files, PLAN, "value: \"120\"", "value: \"150\"");
    let amendments = "amendments:\n  \
        - {from: 2026, unit: slj, what: 更名为市水务局, was: {name: 市水利局}, why: 机构改革, document: 示编发〔2026〕3号}\n  \
        - {from: 2026, indicator: outlets-fixed, what: 目标提高到150个, why: 新排查出30个, document: 示政办发〔2026〕2号}\n";
    change(
        files,
        PLAN,
        "value: \"150\", quote: 到2027年完成120个入河排污口整治}\n",
        &format!("value: \"150\", quote: 到2027年完成120个入河排污口整治}}\n{amendments}"),
    );
}

/// Two closed years with a review each, a plan amended between them, and a third year begun.
fn two_closed_years() -> Files {
    let mut files = example();
    let review = |year: i32, on: &str| {
        format!(
            "nianbao: decisions/1\nplan: demo\nyear: {year}\npublic_review: {{by: 示例办公室, on: {on}, disclosure: proactive}}\n"
        )
    };
    files.insert("submissions/demo/2025/decisions.yaml".into(), review(2025, "2026-01-10").into_bytes());
    close(&mut files, 2025, "2026-01-20");
    amend(&mut files);
    add_next_year(&mut files);
    files.insert("submissions/demo/2026/decisions.yaml".into(), review(2026, "2027-01-10").into_bytes());
    close(&mut files, 2026, "2027-01-20");
    files
}

pub(crate) fn built(files: &Files, day: &str) -> Vec<(String, Vec<u8>)> {
    let project = Project::memory(files.clone());
    let built =
        pipeline::build_workspace(&project, &Selection::default(), as_of(day)).expect("memory can be listed");
    built.files.into_iter().map(|file| (file.path, file.bytes)).collect()
}

#[test]
fn t3_closed_years_have_the_same_bytes_whenever_they_are_built() {
    let files = two_closed_years();
    let of_years = |day: &str| -> Vec<(String, Vec<u8>)> {
        let closed = |path: &str| path.contains("/demo/2025/") || path.contains("/demo/2026/");
        built(&files, day).into_iter().filter(|(path, _)| closed(path)).collect()
    };
    let (now, later) = (of_years("2027-02-01"), of_years("2028-02-01"));
    assert!(now.len() > 100, "both years in both editions: {}", now.len());
    for ((path, a), (other, b)) in now.iter().zip(&later) {
        assert!(path == other && a == b, "{path} changes with the day on which it is built");
    }
    assert_eq!(now.len(), later.len());
    let text = |path: &str| {
        let file = now.iter().find(|(name, _)| name == path).unwrap_or_else(|| panic!("{path} was not made"));
        String::from_utf8_lossy(&file.1).into_owned()
    };
    assert!(text("internal/demo/2025/index.html").contains("汇总截至：2026-01-20（定稿）"));
}

#[test]
fn t4_a_closed_year_renders_with_its_own_plan() {
    let files = two_closed_years();
    let site = built(&files, "2027-02-01");
    for (path, bytes) in &site {
        let text = String::from_utf8_lossy(bytes);
        if path.contains("/demo/2025/") {
            assert!(!text.contains("市水务局"), "{path} knows the new name");
            assert!(!text.contains("150个") && !text.contains("≥150"), "{path} knows the new target");
        }
    }
    let page = |path: &str| {
        let file =
            site.iter().find(|(name, _)| name == path).unwrap_or_else(|| panic!("{path} was not made"));
        String::from_utf8_lossy(&file.1).into_owned()
    };
    let unit = page("internal/demo/2026/units/slj.html");
    assert!(unit.contains("市水务局") && unit.contains("2025年度（市水利局）"), "the unit's past is its own");
    let codes: Vec<_> = found(&files, "2027-02-01").into_iter().map(|(code, _)| code).collect();
    assert!(!codes.contains(&"N131"), "the amendments say what changed: {codes:?}");
}

#[test]
fn t4_what_no_amendment_explains_is_found() {
    let mut files = example();
    close(&mut files, 2025, "2026-01-20");
    assert_eq!(found(&files, "2026-02-01"), []);
    change(&mut files, PLAN, "name: 河西县", "name: 河西新区");
    change(&mut files, PLAN, "value: \"120\"", "value: \"90\"");
    let said: Vec<String> =
        found(&files, "2026-02-01").into_iter().filter(|(code, _)| *code == "N131").map(|(_, m)| m).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].contains("河西新区") && said[1].contains("目标"), "{said:?}");
    // An amendment that gives another former name than the plan of record had explains nothing.
    change(
        &mut files,
        PLAN,
        "value: \"90\", quote: 到2027年完成120个入河排污口整治}\n",
        "value: \"90\", quote: 到2027年完成120个入河排污口整治}\namendments:\n  - {from: 2026, unit: hexi, what: 更名, was: {name: 河南县}, why: 调整}\n  - {from: 2026, indicator: outlets-fixed, what: 目标调整, why: 调整}\n",
    );
    let said: Vec<String> =
        found(&files, "2026-02-01").into_iter().filter(|(code, _)| *code == "N131").map(|(_, m)| m).collect();
    assert!(said.len() == 1 && said[0].contains("河南县"), "{said:?}");
}

/// What is judged of a year: its tasks, its indicators, its units.
type Judged = (Vec<(TaskStatus, Light, Option<i64>)>, Vec<Standing>, Vec<Timeliness>);

/// Everything that is judged of the years that are over.
fn judged(files: &Files, day: &str) -> Vec<Judged> {
    let (workspace, _) = checked(files, day);
    let plan = &workspace.plans[0];
    let assessed = plan.assess(&workspace.sources);
    let of = |view: &pipeline::YearView| {
        let progress = &view.progress;
        (
            progress.tasks.iter().map(|t| (t.status, t.light, t.days_left)).collect(),
            progress.indicators.iter().map(|i| i.standing).collect(),
            progress.units.iter().map(|u| u.timeliness).collect(),
        )
    };
    assessed.years.iter().flatten().map(of).collect()
}

#[test]
fn t3_a_year_that_was_never_closed_is_judged_at_its_own_end() {
    let mut files = example();
    change(&mut files, PLAN, "due: 2027\n", "due: 2025-12-30\n");
    add_next_year(&mut files);
    let now = judged(&files, "2027-01-05");
    assert_eq!(now.len(), 2);
    for later in ["2028-01-05", "2031-06-30 09:00"] {
        assert_eq!(judged(&files, later), now, "{later}");
    }
    // The first year is as it was before the second one came.
    assert_eq!(judged(&files, "2026-01-05")[0].0, now[0].0);
}

#[test]
fn t5_before_anything_came_nothing_is_there() {
    let files = starter_files();
    let seen = judged(&files, "2025-12-01");
    assert!(seen[0].2.iter().all(|timeliness| *timeliness == Timeliness::NotYetDue), "{seen:?}");
    assert!(seen[0].0.iter().all(|(status, ..)| *status == TaskStatus::NoAnswer));
    let names = found(&files, "2025-12-01").into_iter().filter(|(code, _)| *code == "N822").count();
    assert_eq!(names, 4, "each file is named");
    let pages = built(&files, "2025-12-01");
    for (path, bytes) in pages.iter().filter(|(path, _)| path.contains("/demo/2025/")) {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("发现异常及时溯源"), "{path} shows a text that has not come");
    }
}

#[test]
fn t5_a_decision_counts_from_its_day() {
    let mut files = starter_files();
    let decisions = "nianbao: decisions/1\nplan: demo\nyear: 2025\noverrides:\n  - {task: RW-02-01, status: behind, reason: 现场核查发现尚有5处未整治, by: 示例办公室, on: 2025-12-18}\n";
    files.insert("submissions/demo/2025/decisions.yaml".into(), decisions.as_bytes().to_vec());
    let first = |day: &str| judged(&files, day)[0].0[0].0;
    assert_eq!(first("2025-12-18"), TaskStatus::Behind);
    assert_ne!(first("2025-12-17"), TaskStatus::Behind);
}

#[test]
fn t3_what_changes_or_comes_after_closing_is_said_and_corrections_are_printed() {
    let mut files = example();
    files.remove("submissions/demo/2025/hexi.yaml");
    close(&mut files, 2025, "2026-01-20");
    let before = judged(&files, "2026-02-01");
    // A report that comes late counts nothing.
    files.insert(
        "submissions/demo/2025/hexi.yaml".into(),
        starter_files()["submissions/demo/2025/hexi.yaml"].clone(),
    );
    assert_eq!(judged(&files, "2026-02-01"), before);
    assert!(found(&files, "2026-02-01").iter().any(|(code, _)| *code == "N822"));
    // A change needs its correction.
    change(&mut files, "submissions/demo/2025/sthjj.yaml", "n: 10\n", "n: 11\n");
    let codes =
        |files: &Files| found(files, "2026-02-01").into_iter().map(|(code, _)| code).collect::<Vec<_>>();
    assert!(codes(&files).contains(&"N821"));
    let record = "submissions/demo/2025/record.yaml";
    let text = String::from_utf8(files[record].clone()).expect("UTF-8");
    let correction = "更正:\n  - {决定日期: 2026-02-01, 决定单位: 示例办公室, 内容: 优良断面由10个改为11个, 原因: 漏计1个, 文件: sthjj.yaml}\n";
    files.insert(record.into(), format!("{text}{correction}").into_bytes());
    assert!(!codes(&files).contains(&"N821"), "{:?}", found(&files, "2026-02-01"));
    let pages = built(&files, "2026-03-01");
    for path in ["internal/demo/2025/index.html", "internal/demo/2025/files/demo-2025-report.md"] {
        let page =
            pages.iter().find(|(name, _)| name == path).unwrap_or_else(|| panic!("{path} was not made"));
        assert!(
            String::from_utf8_lossy(&page.1).contains("优良断面由10个改为11个"),
            "{path} hides the correction"
        );
    }
    // What is printed is looked at as everything is that is printed.
    change(&mut files, record, "漏计1个", "经电话13912345678核实漏计1个");
    assert!(codes(&files).contains(&"N601"), "{:?}", found(&files, "2026-02-01"));
    for (path, bytes) in built(&files, "2026-03-01") {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(path.ends_with("findings.html") || !text.contains("13912345678"), "{path} prints a number");
    }
    // A file that was closed with is not silently gone either.
    files.remove("submissions/demo/2025/slj.yaml");
    assert!(codes(&files).contains(&"N821"));
}

#[test]
fn t3_what_changed_after_closing_is_not_used_until_a_correction_explains_it() {
    let mut files = example();
    let decisions = "submissions/demo/2025/decisions.yaml";
    let review = "nianbao: decisions/1\nplan: demo\nyear: 2025\npublic_review: {by: 示例办公室, on: 2026-01-10, disclosure: proactive, reason: null}\n";
    files.insert(decisions.into(), review.as_bytes().to_vec());
    close(&mut files, 2025, "2026-01-20");
    add_next_year(&mut files);
    change(&mut files, "submissions/demo/2025/hedong.yaml", "value: \"30\"", "value: \"64\"");
    let values = |files: &Files, edition: &str| {
        let path = format!("{edition}/demo/2025/data/values.csv");
        let built = built(files, "2026-12-20");
        built
            .iter()
            .find(|(name, _)| *name == path)
            .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
    };
    for edition in ["public", "internal"] {
        let values = values(&files, edition).expect("the year is there");
        assert!(!values.contains(",64,") && !values.contains(",89,"), "{edition} uses the change: {values}");
    }
    assert!(values(&files, "internal").expect("the year is there").contains("N821"));
    // Whoever checks the running round only hears of it too: that round compares itself with the closed one.
    let of_closing = |files: &Files| {
        let found = checked(files, "2026-12-20").1.into_vec();
        let years: Vec<_> = found.iter().filter(|f| f.rule.code == "N821").map(|f| f.year).collect();
        years
    };
    assert_eq!(of_closing(&files), [Some(2025)]);
    let record = "submissions/demo/2025/record.yaml";
    let text = String::from_utf8(files[record].clone()).expect("UTF-8");
    let correction = "更正:\n  - {决定日期: 2026-02-01, 决定单位: 示例办公室, 内容: 排污口由30个改为64个, 原因: 漏计34个, 文件: hedong.yaml}\n";
    files.insert(record.into(), format!("{text}{correction}").into_bytes());
    assert!(values(&files, "public").expect("the year is there").contains(",64,"));
    // Decisions that nobody explains decide nothing, not even that the year is public.
    change(&mut files, decisions, "2026-01-10", "2026-01-11");
    assert_eq!(values(&files, "public"), None);
}

#[test]
fn t12_the_office_reads_by_name_what_a_unit_has_not_answered() {
    let mut files = starter_files();
    let page = |files: &Files| {
        let built = built(files, "2025-12-20");
        let page = built.iter().find(|(name, _)| name == "internal/demo/2025/units/sthjj.html");
        String::from_utf8_lossy(&page.expect("the unit has a page").1).into_owned()
    };
    assert!(!page(&files).contains("尚缺"), "nothing lacks");
    let file = "submissions/demo/2025/sthjj.yaml";
    let text = String::from_utf8(files[file].clone()).expect("UTF-8");
    let (before, _) = text.split_once("\nindicators:").expect("it answers indicators");
    files.insert(file.into(), format!("{before}\n").into_bytes());
    let page = page(&files);
    assert!(page.contains("尚缺") && page.contains("<p>指标 river-good-ratio "), "{page}");
}

#[test]
fn t4_a_target_raised_by_a_document_is_quoted_from_that_document() {
    let mut files = starter_files();
    let raised = "value: \"93\", quote: 到2027年优良断面比例力争达到93%}";
    change(&mut files, PLAN, "value: \"90\", quote: 到2027年优良断面比例达到90%}", raised);
    let codes =
        |files: &Files| found(files, "2025-12-20").into_iter().map(|(code, _)| code).collect::<Vec<_>>();
    assert!(codes(&files).contains(&"N181"), "{:?}", codes(&files));
    let amendment = "amendments:\n  - {from: 2025, indicator: river-good-ratio, what: 目标提高, why: 省里下达, document: 示政发〔2025〕7号}\nindicators:\n";
    change(&mut files, PLAN, "\nindicators:\n", &format!("\n{amendment}"));
    assert!(!codes(&files).contains(&"N181"), "{:?}", codes(&files));
    // What the document says is compared all the same.
    change(&mut files, PLAN, "value: \"93\"", "value: \"39\"");
    assert!(codes(&files).contains(&"N188"), "{:?}", codes(&files));
}

#[test]
fn t11_what_the_office_writes_into_a_plan_is_looked_at_before_it_is_published() {
    let mut files = starter_files();
    let amendment = |why: &str| {
        format!("\namendments:\n  - {{from: 2026, unit: slj, what: 职责调整, why: {why}}}\nindicators:\n")
    };
    change(&mut files, PLAN, "\nindicators:\n", &amendment("机构改革，询一五九 一二三四 五六七八"));
    assert!(found(&files, "2026-12-20").iter().any(|(code, _)| *code == "N132"));
    for (path, bytes) in built(&files, "2026-12-20") {
        assert!(!String::from_utf8_lossy(&bytes).contains("一五九 一二三四"), "{path} prints a number");
    }
}

#[test]
fn t4_a_task_with_another_id_and_an_indicator_measured_anew() {
    let mut files = example();
    close(&mut files, 2025, "2026-01-20");
    add_next_year(&mut files);
    change(&mut files, PLAN, "RW-02-01", "RW-02-09");
    change(&mut files, PLAN, "unit_of_measure: \"%\"", "unit_of_measure: 公里");
    let amendments = "amendments:\n  - {from: 2026, task: RW-02-09, was: {id: RW-02-01}, what: 编号调整, why: 任务移动}\n  - {from: 2026, indicator: river-good-ratio, what: 改按公里统计, why: 统计口径调整}\nindicators:\n";
    change(&mut files, PLAN, "\nindicators:\n", &format!("\n{amendments}"));
    for unit in ["slj", "sthjj", "hedong", "hexi"] {
        let name = format!("submissions/demo/2026/{unit}.yaml");
        let text = String::from_utf8(files[&name].clone()).expect("UTF-8").replace("RW-02-01", "RW-02-09");
        files.insert(name, text.into_bytes());
    }
    let (workspace, _) = checked(&files, "2026-12-20");
    let plan = &workspace.plans[0];
    let assessed = plan.assess(&workspace.sources);
    let second = assessed.years[1].as_ref().expect("a year");
    let changed = second.progress.indicators[0].year_on_year.as_ref().expect_err("another unit of measure");
    assert!(format!("{changed:?}").contains("公里"), "{changed:?}");
    let pages = built(&files, "2026-12-20");
    let page = pages.iter().find(|(path, _)| path == "internal/demo/2026/tasks/rw-02-09.html");
    let page = String::from_utf8_lossy(&page.expect("it was made").1).into_owned();
    assert!(page.contains("../../2025/tasks/rw-02-01.html"), "its past is under its old id");
    let codes: Vec<_> = found(&files, "2026-12-20").into_iter().filter(|(code, _)| *code == "N131").collect();
    assert_eq!(codes, [], "the amendments say it");
}
