//! Tests of tables that are only typed: with bars, tabs, blanks, one cell a line, page by page.

use super::*;

/// The only grid of a text, and its head.
fn table(text: &str) -> (Vec<String>, usize) {
    let document = Document::from_text("x.txt", text);
    let (grids, heads) = (grids(&document), heads(&document));
    assert_eq!(grids.len(), 1, "{:?}", texts(&document));
    // Every row stands on the line that its grid names.
    for grid in &document.grids {
        for row in &grid.rows {
            assert!(document.lines.iter().any(|l| l.number == row.lines.start && l.text.contains('|')));
        }
    }
    (grids.into_iter().next().unwrap(), heads[0])
}

#[test]
fn tables_with_bars_are_read_with_what_is_left_open() {
    let (rows, head) = table(
        "前面的话。\n| 类别 | 指标 | 单位 | 2028年 |\n| --- | :-- | --- | --: |\n| 水 | 断面优良率 | % | 90 |\n|  | 管网长度 | 千米 | 50 |\n二、大气\n| 气 | 优良天数 |  | 300 |\n后面的话。",
    );
    assert_eq!(
        rows,
        [
            "类别|指标|单位|2028年",
            "水|断面优良率|%|90",
            "=|管网长度|千米|50",
            "二、大气|=|=|=",
            "气|优良天数||300"
        ]
    );
    assert_eq!(head, 1);
    // A row without the merged cell is put under the columns that it looks like.
    let (rows, _) =
        table("类别｜指标｜数值\n水务｜断面优良率｜90\n管网覆盖比例｜50\n林业｜造林面积｜70\n抚育面积｜80");
    assert_eq!(rows[2..], ["=|管网覆盖比例|50", "林业|造林面积|70", "=|抚育面积|80"]);
    let drawn = "┌──┬──┐\n│指标│目标│\n├──┼──┤\n│造林│70│\n└──┴──┘";
    assert_eq!(table(drawn).0, ["指标|目标", "造林|70"]);
}

#[test]
fn tables_with_tabs_are_read_and_numbered_paragraphs_are_none() {
    let (rows, head) = table("序号\t任务\t责任单位\n1\t清淤\t市水利局\n\t护岸\t市住建局\n2\t绿化\t\n正文。");
    assert_eq!(rows, ["序号|任务|责任单位", "1|清淤|市水利局", "=|护岸|市住建局", "2|绿化|"]);
    assert_eq!(head, 1);
    assert_eq!(table("指标\t\t目标\n造林面积\t70\n抚育\t\t\t80").0, ["指标|目标", "造林面积|70", "抚育|80"]);
    for prose in ["一、\t总体要求\n二、\t主要任务\n三、\t保障措施", "1.\t甲事项\n2.\t乙事项", "甲\t乙"]
    {
        assert!(Document::from_text("x", prose).grids.is_empty(), "{prose}");
    }
}

#[test]
fn tables_with_one_cell_a_line_are_read() {
    let (rows, head) = table(
        "附表\n序号\n重点工作\n牵头单位\n完成时限\n1\n完成河道清淤\n市水利局\n2027年\n2\n建设口袋公园\n市住建局\n2028年\n3\n修订条例\n市司法局\n2026年\n三、保障措施\n加强领导。",
    );
    assert_eq!(
        rows,
        [
            "序号|重点工作|牵头单位|完成时限",
            "1|完成河道清淤|市水利局|2027年",
            "2|建设口袋公园|市住建局|2028年",
            "3|修订条例|市司法局|2026年"
        ]
    );
    assert_eq!(head, 1);
    // Merged cells leave gaps; a group of years makes a second row of the head.
    let (rows, head) = table(
        "序号\n\n指标名称\n\n目标值\n\n2026年\n\n2028年\n\n责任单位\n\n1\n\n断面优良率\n\n88\n\n90\n\n市生态环境局\n\n2\n\n造林面积\n\n5\n\n8\n\n3\n\n供水保证率\n\n97\n\n99\n\n市水利局",
    );
    assert_eq!(head, 2, "{rows:?}");
    assert_eq!(
        rows,
        [
            "序号|指标名称|目标值|=|责任单位",
            "=|=|2026年|2028年|=",
            "1|断面优良率|88|90|市生态环境局",
            "2|造林面积|5|8|=",
            "3|供水保证率|97|99|市水利局"
        ]
    );
    // Without numbers the figures show the rows.
    let (rows, _) = table("指标名称\n单位\n目标值\n断面优良率\n%\n90\n造林面积\n万亩\n8\n绿地率\n%\n41");
    assert_eq!(rows[3], "绿地率|%|41");
    for prose in ["工作目标\n主要任务\n保障措施\n责任单位", "序号\n名称\n1\n甲\n丙\n丁"]
    {
        assert!(Document::from_text("x", prose).grids.is_empty(), "{prose}");
    }
}

#[test]
fn tables_aligned_by_blanks_are_read_with_broken_cells_put_together() {
    let (rows, head) = table(
        "附件1  指标表\n\n  序号    指标名称          单位     目标值         责任单位\n                                   2026年  2028年\n   1     断面优良率         %       88      90      市生态环境局\n   2     农村生活污水治     %       35      40      市生态环境局\n         理率\n   3     造林面积          万亩              8      市林业局\n\n三、组织实施\n加强领导。",
    );
    assert_eq!(head, 2, "{rows:?}");
    assert_eq!(
        rows,
        [
            "序号|指标名称|单位|目标值|=|责任单位",
            "=|=|=|2026年|2028年|=",
            "1|断面优良率|%|88|90|市生态环境局",
            "2|农村生活污水治理率|%|35|40|市生态环境局",
            "3|造林面积|万亩||8|市林业局"
        ]
    );
    let (rows, _) = table("指标　　　　　目标\n造林面积　　　80\n绿地率　　　　41%\n优良天数　　　300");
    assert_eq!(rows, ["指标|目标", "造林面积|80", "绿地率|41%", "优良天数|300"]);
    for prose in
        ["主任：张三  副主任：李四  成员：王五\n一、总则  范围\n二、分则  责任", "甲  乙  丙\n丁  戊  己"]
    {
        assert!(Document::from_text("x", prose).grids.is_empty(), "{prose}");
    }
}

#[test]
fn text_printed_page_by_page_is_read_without_headers_and_with_one_head() {
    let page = |number: u32, rows: &str| {
        format!(
            "        临川市文件汇编\n 序号    指标名称        2026 年   2028 年\n{rows}\n                 — {number} —\n\u{c}"
        )
    };
    let text = page(1, "  1      断面优良率        88       90\n  2      造林面积          5        8")
        + &page(2, "  3      绿地率           40       41\n  4      优良天数         300      310")
        + &page(3, "  5      管网长度          9       10\n");
    let document = Document::from_text("x.txt", &text);
    assert_eq!(
        grids(&document),
        [[
            "序号|指标名称|2026 年|2028 年",
            "1|断面优良率|88|90",
            "2|造林面积|5|8",
            "3|绿地率|40|41",
            "4|优良天数|300|310",
            "5|管网长度|9|10"
        ]]
    );
    assert!(texts(&document).iter().all(|line| !line.contains("汇编") && !line.contains('—')));
    // Each row keeps the line of the file.
    assert_eq!(document.grids[0].rows[3].lines, 8..9);
}

#[test]
fn a_table_with_a_group_before_its_numbers_is_read_cell_by_cell() {
    let text = "类别\n序号\n指标\n目标值\n水环境\n1\n断面优良率\n90\n2\n管网长度\n50\n大气\n3\n优良天数\n310\n4\n重污染天数\n2\n五、其他\n后面。";
    assert_eq!(
        table(text).0,
        [
            "类别|序号|指标|目标值",
            "水环境|1|断面优良率|90",
            "=|2|管网长度|50",
            "大气|3|优良天数|310",
            "=|4|重污染天数|2"
        ]
    );
}

#[test]
fn paragraphs_of_one_cell_stay_in_it_where_each_cell_has_its_line() {
    let text = "序号\n任务名称\n主要内容\n责任单位\n1\n河道清淤\n完成北河、南河清淤，长度30公里以上。\n市水利局\n各县区政府\n2\n湿地修复\n修复湿地3处，种植苗木两万株以上。\n市林业局\n3\n农村污水\n新建设施20座，改造设施5座以上。\n市生态环境局\n市住建局\n附件2\n后文";
    assert_eq!(
        table(text).0[1..],
        [
            "1|河道清淤|完成北河、南河清淤，长度30公里以上。|市水利局/各县区政府",
            "2|湿地修复|修复湿地3处，种植苗木两万株以上。|市林业局",
            "3|农村污水|新建设施20座，改造设施5座以上。|市生态环境局/市住建局"
        ]
    );
}

#[test]
fn typed_heads_of_two_rows_have_their_spans() {
    for text in [
        "指标\t目标值\t\t责任单位\n\t2026年\t2028年\t\n断面优良率\t88\t90\t市生态环境局",
        "|指标|目标值||责任单位|\n||2026年|2028年||\n|断面优良率|88|90|市生态环境局|",
    ] {
        let (rows, head) = table(text);
        assert_eq!(rows, ["指标|目标值|=|责任单位", "=|2026年|2028年|=", "断面优良率|88|90|市生态环境局"]);
        assert_eq!(head, 2);
    }
}

#[test]
fn tabs_part_cells_in_word_and_mean_nothing_in_its_prose() {
    let paragraph = |cells: &[&str]| {
        let runs: Vec<String> = cells.iter().map(|c| format!("<w:r><w:t>{c}</w:t></w:r>")).collect();
        format!("<w:p>{}</w:p>", runs.join("<w:r><w:tab/></w:r>"))
    };
    let body = paragraph(&["前言", "1"])
        + &paragraph(&["一、总体要求", "2"])
        + &paragraph(&["联系人：", "甲", "乙"])
        + &paragraph(&["正文。"])
        + &paragraph(&["指标名称", "单位", "2028年"])
        + &paragraph(&["断面优良率", "%", "90"]);
    let document = docx(&body, &[]);
    assert_eq!(grids(&document), [["指标名称|单位|2028年", "断面优良率|%|90"]]);
    assert_eq!(texts(&document)[..3], ["前言 1", "一、总体要求 2", "联系人： 甲 乙"]);
}
