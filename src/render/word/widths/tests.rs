use super::*;

fn cells(rows: &[&[&str]]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
}

#[test]
fn a_figure_keeps_its_ratio_and_a_long_text_gets_the_room() {
    let head = ["序号", "数值", "进展"].map(str::to_owned);
    let rows = cells(&[&["1", "98.3（4429/4506）", &"完成清淤并恢复岸坡".repeat(20)]]);
    let fit = fit(&head, &rows, 8844, 24);
    assert_eq!(fit.columns.iter().sum::<u32>(), 8844);
    assert_eq!(lines("98.3（4429/4506）", fit.columns[1], fit.kind), 1);
    assert!(fit.columns[2] > fit.columns[1] * 2, "{fit:?}");
}

#[test]
fn a_bracket_goes_below_its_figure_where_the_table_gets_lower() {
    let head = ["指标", "基期值", "完成值", "时段和状态", "判定", "填报单位"].map(str::to_owned);
    let row: &[&str] = &[
        "新建园区大宗货物铁路运输比例",
        "96.16（2019年）",
        "79.9（17585/22010）",
        "截至2025-11-30累计，初步数，应报13家、已报8家",
        "按初步数未达标（13个县区中7个达到，1个未达到）",
        "甲区、乙市、丙市、丁县等8家",
    ];
    let rows = cells(&[row, row, row]);
    let fit = fit(&head, &rows, 9000, 24);
    assert_eq!(lines("96.16（2019年）", fit.columns[1], fit.kind), 2, "{fit:?}");
    assert_eq!(lines("（17585/22010）", fit.columns[2], fit.kind), 1, "{fit:?}");
    assert_eq!(parted("96.16（2019年）", fit.columns[1], fit.kind), ["96.16", "（2019年）"]);
    assert_eq!(parted("96.16（2019年）", 9000, fit.kind).len(), 1, "there is room");
    assert_eq!(parted("甲区（2019年完工，已移交）", 400, fit.kind).len(), 1, "it is no figure");
}

#[test]
fn one_bracket_among_many_rows_is_not_worth_a_wide_column() {
    let head = ["指标", "基期值", "目标", "时段和状态", "填报单位"].map(str::to_owned);
    let name = "中心城区建成区排水管网雨污分流改造长度";
    let plain: &[&str] = &[name, "—", "35以上", "截至2025-11-30累计，初步数", "甲区、乙市、丙市、丁县等8家"];
    let mut all = vec![plain; 30];
    let one: &[&str] = &[name, "56.5（2019年）", "66以上", "全年，预计数", "水利部门"];
    all.insert(7, one);
    let few = fit(&head, &cells(&all), 6000, 24);
    assert_eq!(lines("56.5（2019年）", few.columns[1], few.kind), 2, "{few:?}");
    let every = fit(&head, &cells(&vec![one; 30]), 9000, 24);
    assert_eq!(lines("56.5（2019年）", every.columns[1], every.kind), 1, "{every:?}");
}

#[test]
fn a_long_ratio_begins_a_line_and_parts_no_number() {
    let head = ["指标", "完成值", "填报单位"].map(str::to_owned);
    let rows = cells(&[&["森林覆盖率", "26.12（11193.7/45670.25）", "市规划和自然资源局"]]);
    let fit = fit(&head, &rows, 4600, 21);
    assert_eq!(
        parted("26.12（11193.7/45670.25）", fit.columns[1], fit.kind),
        ["26.12", "（11193.7/45670.25）"],
        "{fit:?}"
    );
    assert_eq!(lines("（11193.7/45670.25）", fit.columns[1], fit.kind), 1, "{fit:?}");
}

#[test]
fn a_date_has_room_with_the_marks_that_keep_to_it() {
    let head = ["重点任务", "滞后、未启动的单位和计划完成时间"].map(str::to_owned);
    let rows = cells(&[&[
        &"统筹推进黄河流域污染治理，改善流域生态环境".repeat(9),
        "汾阳市（2026-03-31）；临县（2026-11-30）",
    ]]);
    let fit = fit(&head, &rows, 5200, 24);
    assert_eq!(lines("（2026-03-31）；", fit.columns[1], fit.kind), 1, "{fit:?}");
    let narrow = 15 * 5 * 24 + MARGINS;
    assert_eq!(
        parted("汾阳市（2026-03-31）；临县；郊区（2026-11-30）", narrow + 10 * 5 * 24, TYPES[0]),
        ["汾阳市（2026-03-31）；", "临县；", "郊区（2026-11-30）"]
    );
    assert_eq!(parted("汾阳市（2026-03-31）", narrow, TYPES[0]), ["汾阳市", "（2026-03-31）"]);
    assert_eq!(
        parted("汾阳市（2026-03-31）、郊区（未明确）、临县（2026-11-30）", narrow, TYPES[0]),
        ["汾阳市", "（2026-03-31）、", "郊区（未明确）、", "临县", "（2026-11-30）"]
    );
    assert_eq!(parted("市水利局、市能源局（2026-03-31）", 9000, TYPES[0]).len(), 1);
    assert_eq!(parted("市水利局：主管线剩余两段未贯通；平定县：完成封井", narrow, TYPES[0]).len(), 1);
}

#[test]
fn every_table_fills_its_width_and_no_column_is_nothing() {
    for count in [1, 2, 7, 16, 40, 63] {
        for length in [0, 1, 40, 4000] {
            let head: Vec<String> = (0..count).map(|at| format!("列{at}")).collect();
            let row: Vec<String> = (0..count).map(|at| "字3.14".repeat(length * (at % 3))).collect();
            let fit = fit(&head, &[row], 12756, 21);
            assert_eq!(fit.columns.iter().sum::<u32>(), 12756, "{count} {length}");
            assert!(fit.columns.iter().all(|width| *width > 0), "{fit:?}");
        }
    }
}

#[test]
fn a_ratio_keeps_to_its_number_and_a_year_to_its_bracket() {
    let head = ["指标", "目标", "完成值", "时段和状态", "判定", "口径", "填报单位"].map(str::to_owned);
    let row = |name: &str| {
        [
            name,
            "持续下降（2030年目标）",
            "79.9（5502/7000）",
            "截至2025-11-30累计，初步数",
            "按初步数未达标",
            "生产能力",
            "市自然资源部门",
        ]
        .map(str::to_owned)
        .to_vec()
    };
    let rows: Vec<Vec<String>> = (0..9).map(|_| row("新建园区大宗货物铁路运输比例（%）")).collect();
    let fit = fit(&head, &rows, 12756, 21);
    assert_eq!(fit.kind.size, 21, "{fit:?}");
    assert_eq!(lines("79.9（5502/7000）", fit.columns[2], fit.kind), 1, "{fit:?}");
    let aim = parted("持续下降（2030年目标）", fit.columns[1], fit.kind);
    assert!(aim.iter().all(|line| lines(line, fit.columns[1], fit.kind) == 1), "{aim:?} {fit:?}");
    // Names and phrases stand in no column of single characters.
    for (at, cell) in rows[0].iter().enumerate() {
        assert!(lines(cell, fit.columns[at], fit.kind) <= 4, "{cell}: {fit:?}");
    }
}

#[test]
fn where_the_type_would_be_too_small_the_ratio_stands_below() {
    let head: Vec<String> = (0..6).map(|at| format!("列{at}")).collect();
    let row: Vec<String> = (0..6).map(|at| format!("{at}.55（121.3/457）")).collect();
    let fit = fit(&head, std::slice::from_ref(&row), 11600, 21);
    assert_eq!(fit.kind.size, 21, "{fit:?}");
    let lines: Vec<usize> =
        row.iter().zip(&fit.columns).map(|(cell, column)| parted(cell, *column, fit.kind).len()).collect();
    assert_eq!(lines, [1, 2, 2, 2, 2, 2], "as many in one piece as the type allows: {fit:?}");
}

#[test]
fn a_heading_is_not_set_in_single_words() {
    assert_eq!(
        [heading("序号"), heading("完成值"), heading("填报单位"), heading("退回修改（家次）")],
        [4, 6, 4, 8]
    );
    assert_eq!(heading("滞后、未启动的单位和计划完成时间"), 12);
}
