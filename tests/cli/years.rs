//! Which years a run is about: those of the plan, and the round that is running.

#![expect(clippy::disallowed_methods, reason = "a test looks into the workspace that it made")]

use crate::workspace::Workspace;

#[test]
fn a_year_that_is_none_of_the_plan_replaces_nothing() {
    let ws = Workspace::new();
    let day = ["--as-of", "2025-12-20"];
    assert_eq!(ws.run(&[&["build"][..], &day].concat()).code, Some(0));
    let page = ws.path().join("out/review/demo/2025/index.html");
    let before = std::fs::read(&page).expect("the year has its page");
    for (year, why) in [
        ("1999", "方案从2025年度开始报送，没有1999年度"),
        ("2024", "没有2024年度"),
        ("2030", "2030年度还没有开始"),
    ] {
        for command in ["build", "check", "form"] {
            let ran = ws.run(&[&[command, "--year", year][..], &day].concat());
            assert!(ran.code == Some(2) && ran.err.contains(why), "{command} {year}: {}{}", ran.out, ran.err);
        }
        assert!(!ws.path().join(format!("out/internal/demo/{year}")).exists());
        assert_eq!(std::fs::read(&page).expect("it is still there"), before);
    }
    // The next round may be looked at before its first report.
    let next = ws.run(&[&["build", "--year", "2026"][..], &day].concat());
    assert!(
        next.code == Some(0) && next.out.contains("2026年：应报 4 家，已报 0 家"),
        "{}{}",
        next.out,
        next.err
    );
}

/// Of several plans those that have no such year have no pages of it.
#[test]
fn a_year_of_one_plan_makes_none_of_another() {
    let ws = Workspace::new();
    let plan = std::fs::read_to_string(ws.path().join("plans/demo.yaml")).expect("the plan");
    let plan = plan.replace("id: demo\n", "id: other\n").replace("first_year: 2025", "first_year: 2024");
    ws.write("plans/other.yaml", plan);
    let built = ws.run(&["build", "--year", "2024", "--as-of", "2025-12-20"]);
    assert!(built.out.contains("2024年：应报"), "{}{}", built.out, built.err);
    assert!(ws.path().join("out/internal/other/2024").exists());
    assert!(!ws.path().join("out/internal/demo/2024").exists());
    let none = ws.run(&["build", "--year", "1999", "--as-of", "2025-12-20"]);
    assert!(none.code == Some(2) && none.err.contains("各方案都没有1999年度"), "{}", none.err);
}

#[test]
fn build_says_which_round_is_running() {
    let ws = Workspace::new();
    let late = ["--as-of", "2026-11-29"];
    let both = ws.run(&[&["build"][..], &late].concat());
    assert!(both.out.contains("2025年：应报 4 家，已报 4 家"), "{}", both.out);
    assert!(both.out.contains("正在报送的是2026年度") && both.out.contains("--year 2026"), "{}", both.out);
    let closed =
        ws.run(&["close", "--plan", "demo", "--year", "2025", "--on", "2026-01-20", "--before-review"]);
    assert_eq!(closed.code, Some(0), "{}", closed.err);
    // A closed year has the same pages whenever it is built: the running round is named, and made when it is asked for.
    let next = ws.run(&[&["build"][..], &late].concat());
    assert!(next.out.contains("正在报送的是2026年度"), "{}", next.out);
    let asked = ws.run(&[&["build", "--year", "2026"][..], &late].concat());
    assert!(asked.out.contains("2026年：应报 4 家，已报 0 家") && !asked.out.contains("正在报送的是"));
}

/// A plan that comes into the office years after its first round has nothing to show of that one.
#[test]
fn a_plan_without_any_report_has_its_running_round_only() {
    let ws = Workspace::new();
    std::fs::remove_dir_all(ws.path().join("submissions/demo")).expect("removed");
    ws.change("plans/demo.yaml", "first_year: 2025", "first_year: 2022");
    let built = ws.run(&["build", "--as-of", "2026-11-29"]);
    assert!(built.out.contains("2026年：应报 4 家，已报 0 家"), "{}{}", built.out, built.err);
    for year in [2022, 2025] {
        assert!(!built.out.contains(&format!("{year}年：")), "{}", built.out);
        assert!(!ws.path().join(format!("out/internal/demo/{year}")).exists());
    }
}
