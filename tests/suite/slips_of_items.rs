//! Forms with the same slip in thousands of items cost their number: what is said of each hangs on its own lines.

use crate::scaling::{SLJ, Shape, Way, hold_from, shape, starter, usual};

/// From this length on a square shows.
const SHORTEST: usize = 64 * 1024;

/// Items with a slip, `#` with their number, and what stands behind all of them.
const ITEMS: [(&str, &str, &str); 7] = [
    ("指标", "  - 编号: RW-#\n    完成情况: 正常推进\n    进展情况: 甲#\n", "任务:\n"),
    ("任务", "  - 编号: RW-#\n    完成情况: 滞后 完成率: 40\n    完成率:\n    进展情况: 甲\n", ""),
    (
        "任务",
        "  - 编号: RW-#\n    完成情况: 滞后\n    完成情况: 滞后\n    进展情况: 甲\n    进展情况: 乙\n",
        "",
    ),
    ("任务", "  - 编号: RW-#\n    完成情况: 正常推进\n    进展情况: &甲 乙#\n", ""),
    ("任务", "  - 编号: RW-#\n    完成情况: 正常推进\n    进展情况: !甲 乙#\n", ""),
    ("任务", "  - 编号: RW-#\n    完成情况: 正常推进\n    进展情况: - 乙#\n", ""),
    ("任务", "  - 编号: RW-#\n    完成率: # 80\n    存在问题: |\n    # 用地#\n", ""),
];

fn items((list, item, below): (&'static str, &'static str, &'static str)) -> Shape {
    let head = starter(SLJ).split("tasks:").next().unwrap_or_default().to_owned();
    shape(format!("{list} {item}"), move |length| {
        let items = (0..length / item.len()).map(|at| item.replacen('#', &at.to_string(), 1));
        format!("{head}{list}:\n{}{below}", items.collect::<String>())
    })
}

#[test]
fn f9_slips_of_items_cost_their_number() {
    hold_from(SHORTEST, Way::Check(SLJ), usual() * 4, ITEMS.into_iter().map(items));
}

/// An item that goes on with its keys again and again, as if the lines with which the others begin were gone.
#[test]
fn f9_keys_that_stand_again_and_again_cost_their_number() {
    let head = starter(SLJ).split("tasks:").next().unwrap_or_default().to_owned();
    let keys = "    完成情况: 正常推进\n    完成率: 3\n    进展情况: 甲\n    存在问题: 乙\n";
    let all = shape("keys again".to_owned(), move |length| {
        format!("{head}任务:\n  - 编号: RW-1\n{}", keys.repeat(length / keys.len()))
    });
    hold_from(SHORTEST, Way::Check(SLJ), usual() * 4, [all]);
}
