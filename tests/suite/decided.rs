//! What the office decides holds for whom and as long as it may.

use nianbao::diagnostic::Files;

use crate::moment::{built, change, checked, example};

const DECISIONS: &str = "submissions/demo/2025/decisions.yaml";
const DAY: &str = "2025-12-28";

fn decided(what: &str) -> Files {
    let mut files = example();
    let text = format!("nianbao: decisions/1\nplan: demo\nyear: 2025\n{what}");
    files.insert(DECISIONS.into(), text.into_bytes());
    files
}

fn codes(files: &Files, day: &str) -> Vec<&'static str> {
    checked(files, day).1.into_vec().into_iter().map(|finding| finding.rule.code).collect()
}

fn data(files: &Files, day: &str, name: &str) -> String {
    let path = format!("internal/demo/2025/data/{name}");
    let found = built(files, day).into_iter().find(|(own, _)| *own == path);
    String::from_utf8(found.unwrap_or_else(|| panic!("{path} was not made")).1).expect("UTF-8")
}

#[test]
fn t7_whom_nobody_asked_cannot_be_chosen() {
    let choice = "choices:\n  - {indicator: river-good-ratio, unit: slj, reason: 以水利局为准, by: 示例办公室, on: 2025-12-18}\n";
    let guest = "indicators:\n  - {id: river-good-ratio, value: \"91.7\", n: 11, of: 12, period: 1—11月, value_status: provisional, source: 水利局}\nmilestones:\n";
    let with_guest = |what: &str| {
        let mut files = decided(what);
        change(&mut files, "submissions/demo/2025/slj.yaml", "milestones:\n", guest);
        files
    };
    let (chosen, without) = (with_guest(choice), with_guest(""));
    assert!(codes(&chosen, DAY).contains(&"N251") && !codes(&without, DAY).contains(&"N251"));
    let figures = |files: &Files| data(files, DAY, "indicators.csv");
    assert_eq!(figures(&chosen), figures(&without), "the asked unit's figure stands");
    // Once the plan asks it, the choice is the office's own.
    let mut asked = chosen;
    change(&mut asked, "plans/demo.yaml", "reported_by: [sthjj]", "reported_by: [sthjj, slj]");
    assert!(!codes(&asked, DAY).contains(&"N251"));
    assert!(figures(&asked).contains("91.7"), "{}", figures(&asked));
}

#[test]
fn t7_nor_for_a_task() {
    let choice =
        "choices:\n  - {task: RW-02-01, unit: slj, reason: 以水利局为准, by: 示例办公室, on: 2025-12-18}\n";
    let unasked = |what: &str| {
        let mut files = decided(what);
        let plan = "plans/demo.yaml";
        change(&mut files, plan, "responsible_units: [slj, sthjj]", "responsible_units: [sthjj]");
        files
    };
    let (chosen, without) = (unasked(choice), unasked(""));
    assert!(codes(&chosen, DAY).contains(&"N251"), "{:?}", codes(&chosen, DAY));
    assert_eq!(data(&chosen, DAY, "tasks.csv"), data(&without, DAY, "tasks.csv"));
    assert!(!codes(&decided(choice), DAY).contains(&"N251"), "the plan asks it");
}

#[test]
fn t7_a_status_that_the_office_set_ends_on_its_day() {
    let set = |until: &str| {
        decided(&format!(
            "overrides:\n  - {{task: RW-02-01, status: behind{until}, reason: 现场核查, by: 示例办公室, on: 2025-12-10}}\n"
        ))
    };
    let tasks = |files: &Files, day: &str| data(files, day, "tasks.csv");
    let (lasting, ending, none) = (set(""), set(", until: 2025-12-20"), decided(""));
    assert!(!codes(&ending, "2025-12-20").iter().any(|code| ["N021", "N827"].contains(code)));
    assert_eq!(tasks(&ending, "2025-12-20"), tasks(&lasting, "2025-12-20"), "the day itself counts");
    assert!(codes(&ending, "2025-12-21").contains(&"N827"));
    assert_eq!(tasks(&ending, "2025-12-21"), tasks(&none, "2025-12-21"), "then the units' word stands again");
    assert_ne!(tasks(&lasting, "2025-12-21"), tasks(&none, "2025-12-21"));
}

/// What the office took and cannot be used leaves a gap: nobody else's word takes its place unsaid.
#[test]
fn t1_a_choice_of_what_is_withheld_leaves_a_gap() {
    let mut files = decided(
        "choices:\n  - {indicator: river-good-ratio, unit: sthjj, reason: 以监测为准, by: 示例办公室, on: 2025-12-18}\n",
    );
    let own = "indicators:\n  - {id: river-good-ratio, value: \"91.7\", n: 11, of: 12, period: 1—11月, value_status: provisional, source: 水利局}\nmilestones:\n";
    change(&mut files, "submissions/demo/2025/slj.yaml", "milestones:\n", own);
    change(&mut files, "plans/demo.yaml", "reported_by: [sthjj]", "reported_by: [sthjj, slj]");
    let row = |files: &Files| {
        let table = data(files, DAY, "indicators.csv");
        table.lines().find(|line| line.contains("river-good-ratio")).expect("it has a row").to_owned()
    };
    assert!(row(&files).contains(",83.3,"), "{}", row(&files));
    change(&mut files, "submissions/demo/2025/sthjj.yaml", "n: 10", "n: 19");
    assert!(!row(&files).contains(",83.3,") && !row(&files).contains("91.7"), "{}", row(&files));
    assert!(row(&files).contains("材料有误"), "{}", row(&files));
}

#[test]
fn t1_nor_of_a_task() {
    let files = decided(
        "choices:\n  - {task: RW-02-01, unit: sthjj, reason: 以监测为准, by: 示例办公室, on: 2025-12-18}\n",
    );
    let row = |files: &Files| {
        let table = data(files, DAY, "tasks.csv");
        table.lines().find(|line| line.contains("RW-02-01")).expect("it has a row").to_owned()
    };
    assert!(!row(&files).contains("补正"), "{}", row(&files));
    // A rule forbids it, or it cannot be read: the unit has answered all the same.
    for faulty in ["percent: 145", "percent: 40\n    percent: 45"] {
        let mut files = files.clone();
        change(&mut files, "submissions/demo/2025/sthjj.yaml", "percent: 40", faulty);
        assert!(!codes(&files, DAY).contains(&"N243"), "{:?}", codes(&files, DAY));
        assert!(row(&files).contains(",待补正,"), "{}", row(&files));
        let page = "internal/demo/2025/tasks/rw-02-01.html";
        let found = built(&files, DAY).into_iter().find(|(own, _)| own == page).expect("it is made").1;
        let page = String::from_utf8(found).expect("UTF-8");
        assert!(page.contains("办公室确定采用的填报有待补正，补正之前不作判断"), "{page}");
    }
}
