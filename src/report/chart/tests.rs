//! The geometry against a chart drawn by hand, and against numbers nobody should send.

use super::*;
use crate::report::series::{Actual, Day, Days, Node};

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn series(baseline: Option<(i32, &str)>, actuals: &[(i32, &str, bool)], targets: &[(i32, &str)]) -> Series {
    Series {
        name: "城市生活垃圾资源化利用比例".into(),
        unit_of_measure: Some("%".into()),
        percent: true,
        year: 2026,
        baseline: baseline.map(|(year, v)| Point { year, value: decimal(v), text: v.into() }),
        actuals: actuals
            .iter()
            .map(|&(year, v, is_final)| Actual {
                year,
                value: decimal(v),
                text: v.into(),
                is_final,
                break_before: false,
                apart: false,
            })
            .collect(),
        targets: targets
            .iter()
            .map(|&(year, v)| Node { year, value: decimal(v), text: format!("≥{v}"), interpolated: false })
            .collect(),
        description: String::new(),
    }
}

fn garbage() -> Series {
    let actuals = [
        (2021, "48.0", true),
        (2022, "52.1", true),
        (2023, "55.3", true),
        (2024, "57.0", true),
        (2025, "58.4", true),
        (2026, "59.2", false),
    ];
    series(Some((2021, "48.0")), &actuals, &[(2025, "60.0"), (2030, "65.0")])
}

#[test]
fn the_chart_of_the_sample_is_as_drawn_by_hand() {
    let drawn = chart(&garbage()).unwrap();
    let grid: Vec<_> = drawn.grid.iter().map(|line| (line.text.as_str(), line.y.as_str())).collect();
    assert_eq!(grid[..2], [("45", "270"), ("50", "222.8")]);
    assert_eq!(grid.last(), Some(&("70", "34")));
    assert!(drawn.cut);
    let path = &drawn.path[0];
    assert_eq!((path.class, path.x1.as_str(), path.y1.as_str()), ("path interp", "8", "241.68"));
    assert_eq!((path.x2.as_str(), path.y2.as_str()), ("43.56", "128.4"));
    let last = drawn.actuals.last().unwrap();
    assert_eq!((last.class, last.x2.as_str(), last.y2.as_str()), ("act prov", "52.44", "135.95"));
    let gap = drawn.gap.unwrap();
    assert_eq!((gap.y1.as_str(), gap.y2.as_str()), ("118.96", "135.95"));
    let shown: Vec<i32> = drawn.years.iter().filter(|label| !label.opt).map(|label| label.text).collect();
    assert_eq!(shown, [2021, 2023, 2026, 2028, 2030]);
    let labels: Vec<_> = drawn.labels.iter().map(|label| label.text.as_str()).collect();
    assert_eq!(labels, ["59.2", "目标 ≥65.0", "基期 48.0"]);
    assert_eq!(drawn.marks.iter().filter(|mark| mark.id == "m-base").count(), 1);
}

#[test]
fn the_spark_is_cut_four_years_on() {
    let mut run = garbage();
    run.year = 2024;
    run.actuals.truncate(4);
    let drawn = spark(&run).unwrap();
    let path: Vec<_> = drawn.lines.iter().filter(|line| line.class == "path").collect();
    assert_eq!(path.len(), 2);
    assert_eq!(path[1].x2, "97");
    assert_eq!(drawn.marks.iter().map(|mark| mark.id).collect::<Vec<_>>(), ["m-target", "m-final"]);
}

#[test]
fn a_single_value_stands_on_a_line_with_its_target() {
    let drawn = spark(&series(None, &[(2026, "45", false)], &[(2026, "90")])).unwrap();
    let lines: Vec<_> = drawn.lines.iter().map(|l| (l.class, l.x1.as_str(), l.x2.as_str())).collect();
    assert_eq!(lines, [("axis", "3", "97"), ("act prov", "3", "45.3")]);
    let marks: Vec<_> = drawn.marks.iter().map(|m| (m.id, m.x.as_str())).collect();
    assert_eq!(marks, [("m-target", "87.6"), ("m-prov", "45.3")]);
    assert_eq!(
        spark(&series(None, &[(2026, "45", true)], &[])),
        None,
        "a value alone is a number, no picture"
    );
}

#[test]
fn a_single_value_is_a_bar_from_its_baseline_and_no_chart() {
    let later = series(None, &[(2025, "26", false)], &[(2035, "30")]);
    assert_eq!(chart(&later), None);
    let bar = spark(&later).unwrap();
    assert_eq!(bar.lines.iter().map(|line| line.class).collect::<Vec<_>>(), ["axis", "act prov"]);
    let drawn =
        spark(&series(Some((2020, "40")), &[(2026, "36", true)], &[(2026, "35"), (2030, "30")])).unwrap();
    let marks: Vec<_> = drawn.marks.iter().map(|m| (m.id, m.x.as_str())).collect();
    assert_eq!(marks, [("m-base", "97"), ("m-target", "3"), ("m-final", "21.8")]);
}

#[test]
fn breaks_part_the_line() {
    let mut run = garbage();
    (run.actuals[3].break_before, run.actuals[3].apart) = (true, true);
    run.actuals[4].apart = true;
    let drawn = chart(&run).unwrap();
    assert_eq!(drawn.actuals.len(), 3, "eleven months are no point on the line of whole years");
    assert_eq!(drawn.breaks, [Break { x: "30.22".into() }]);
}

#[test]
fn strange_numbers_never_panic() {
    let max = Decimal::MAX.to_string();
    let min = Decimal::MIN.to_string();
    for (baseline, actuals, targets) in [
        (None, vec![], vec![]),
        (None, vec![(2026, "0", false)], vec![]),
        (Some((2026, "5")), vec![(2026, "5", true)], vec![(2026, "5")]),
        (Some((2020, max.as_str())), vec![(2026, min.as_str(), true)], vec![(2030, "0")]),
        (Some((i32::MIN, "1")), vec![(i32::MAX, "2", true)], vec![]),
        (None, vec![(2025, "0.0000000000000000001", true), (2026, "0.0000000000000000002", true)], vec![]),
        (Some((2020, "-5")), vec![(2026, "-3", false)], vec![(2030, "0")]),
        (Some((2020, "100")), vec![(2026, "104", false)], vec![(2035, "100")]),
    ] {
        let run = series(baseline, &actuals, &targets);
        let (drawn, small) = (chart(&run), spark(&run));
        for line in drawn.iter().flat_map(|c| &c.actuals).chain(small.iter().flat_map(|s| &s.lines)) {
            assert!(decimal(&line.y1) >= whole(0) && decimal(&line.y1) <= whole(300), "{run:?}");
        }
        assert!(drawn.is_none_or(|c| c.grid.len() <= 13));
    }
}

#[test]
fn labels_of_many_years_do_not_touch() {
    let drawn = chart(&series(Some((1990, "1")), &[(2026, "3", true)], &[(2060, "9")])).unwrap();
    let xs: Vec<Decimal> = drawn.years.iter().map(|label| decimal(&label.x)).collect();
    assert!(xs.windows(2).all(|pair| pair[1] - pair[0] >= Decimal::new(45, 1)));
}

#[test]
fn bars_marks_and_columns() {
    let parts = bar(&[("completed".into(), 1), ("behind".into(), 0), ("on_track".into(), 2)]).parts;
    assert_eq!(parts.len(), 2);
    assert_eq!((parts[1].x.as_str(), parts[1].width.as_str()), ("33.33", "66.67"));
    assert!(bar(&[]).parts.is_empty());
    assert_eq!(percent_bar("140"), Some("100".into()));
    assert_eq!(percent_bar("—"), None);
    let keys: Vec<String> = vec!["on_time".into(); 36];
    let marks = unit_marks(&keys).unwrap();
    assert_eq!((marks.width, marks.height), (260, 62));
    assert_eq!((marks.marks[13].x, marks.marks[13].y), (31, 31));
    assert_eq!(unit_marks(&[]), None);
    let days = Days {
        month: "2026年12月".into(),
        days: 18,
        received: vec![
            Day { day: 2, n: 1, late: 0 },
            Day { day: 15, n: 10, late: 4 },
            Day { day: 99, n: 1, late: 1 },
        ],
        deadline_day: 15,
        deadline_text: String::new(),
        description: String::new(),
    };
    let drawn = columns(&days).unwrap();
    assert_eq!(drawn.pillars.iter().map(|p| p.key).collect::<Vec<_>>(), ["on_time", "on_time", "late"]);
    assert_eq!((drawn.pillars[2].y.as_str(), drawn.pillars[2].height.as_str()), ("46", "48"));
    assert_eq!((drawn.pillars[0].x.as_str(), drawn.pillars[0].y.as_str()), ("6.33", "154"));
    assert_eq!(drawn.deadline_x, "83.33");
}
