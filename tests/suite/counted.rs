//! Numbers in findings and on the desk are those of what they count.

use nianbao::diagnostic::Files;

use crate::moment::{built, change, checked, example};

const REVIEW: &str = "nianbao: decisions/1\nplan: demo\nyear: 2025\npublic_review: {by: 示例办公室, on: 2025-12-18, disclosure: proactive}\n";

fn said(files: &Files, code: &str) -> Vec<String> {
    let found = checked(files, "2025-12-20").1.into_vec();
    found.into_iter().filter(|d| d.rule.code == code).map(|d| d.message).collect()
}

/// As many as are open, of whatever rule, and none that was answered.
#[test]
fn t2_a_review_is_told_of_as_many_questions_as_are_open() {
    let mut files = example();
    files.insert("submissions/demo/2025/decisions.yaml".into(), REVIEW.into());
    assert!(said(&files, "N644").is_empty());
    for (unit, from, to, n) in [
        ("hedong", "value: \"30\"", "value: \"30.5\"", 1),
        ("hexi", "value: \"25\"", "value: \"25.5\"", 2),
        ("sthjj", "    value_status: provisional\n", "", 3),
    ] {
        change(&mut files, &format!("submissions/demo/2025/{unit}.yaml"), from, to);
        assert_eq!(said(&files, "N644"), [format!("公开审查时还有{n}个核实的问题没有答复")], "{unit}");
    }
    let taken = format!(
        "{REVIEW}accepts: [{{unit: hexi, indicator: outlets-fixed, code: N414, reason: 各计半个, by: 市河长办, on: 2025-12-17}}]\n"
    );
    files.insert("submissions/demo/2025/decisions.yaml".into(), taken.into());
    assert_eq!(said(&files, "N644"), ["公开审查时还有2个核实的问题没有答复"]);
}

/// Each reporter with its own value, and none of those whom nobody asked.
#[test]
fn t6_reporters_that_differ_are_all_named() {
    let mut files = example();
    change(&mut files, "plans/demo.yaml", "reported_by: [sthjj]", "reported_by: [sthjj, slj, hedong]");
    for (unit, value) in [("slj", "75.0"), ("hedong", "66.7"), ("hexi", "58.3")] {
        let name = format!("submissions/demo/2025/{unit}.yaml");
        let own = format!(
            "  - {{id: river-good-ratio, value: \"{value}\", period: 1—11月, value_status: provisional, standard: GB 3838—2002, source: 监测}}\n"
        );
        let text = String::from_utf8(files[&name].clone()).expect("UTF-8");
        let text = match text.contains("indicators:\n") {
            true => text.replacen("indicators:\n", &format!("indicators:\n{own}"), 1),
            false => format!("{text}indicators:\n{own}"),
        };
        files.insert(name, text.into_bytes());
    }
    let told = said(&files, "N431");
    assert_eq!(told.len(), 1, "{told:?}");
    for part in ["市生态环境局83.3", "市水利局75.0", "河东县66.7"] {
        assert!(told[0].contains(part), "{told:?}");
    }
    assert!(!told[0].contains("河西县"), "{told:?}");
}

/// On its last day a unit is still in time, and is told that it ends today.
#[test]
fn t12_what_ends_today_is_told_on_its_last_day() {
    let mut files = example();
    files.remove("submissions/demo/2025/hexi.yaml");
    let page = |day: &str| {
        let built = built(&files, day);
        let (_, bytes) = built.iter().find(|(name, _)| name == "internal/demo/2025/today.html").expect("it");
        String::from_utf8_lossy(bytes).into_owned()
    };
    assert!(page("2025-12-14").contains("距截止时间还有1天"));
    assert!(page("2025-12-15").contains("今天截止"));
    assert!(page("2025-12-16").contains("已过截止时间1天"));
}
