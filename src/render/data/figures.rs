//! The tables of figures: this year's indicators, and all values year by year and unit by unit.
//!
//! Takes a composed report; gives rows of text. Never names for a figure a source that did not give it.

use super::columns::{Column, Kind, Table, cell, integer, number, or_empty, origin, status, text};
use crate::report::{Edition, IndicatorPage, IndicatorRow, Report, Shown, Source};

/// `n/of`, n and of.
fn ratio(shown: &Shown) -> [String; 3] {
    let text = or_empty(shown.ratio.as_ref());
    let (n, of) = text.split_once('/').map(|(n, of)| (n.to_owned(), of.to_owned())).unwrap_or_default();
    [text, n, of]
}

/// Of a figure made from several: all of them, in one order.
const ORIGINS: [Column; 3] = [
    text("source_unit", "填报单位；几家时以“；”分开；往年数值为该年的报送件，注明某年填报的为那一年的"),
    text("source_line", "报送件中的行号，次序同填报单位"),
    text("source_sha256", "报送件SHA-256的前12位，次序同填报单位"),
];

fn origins<E: Edition>(sources: &[Source<E>]) -> [String; 3] {
    let mut joined: [String; 3] = Default::default();
    for source in sources {
        for (all, one) in joined.iter_mut().zip(origin(Some(source))) {
            if !all.is_empty() {
                all.push('；');
            }
            all.push_str(&one);
        }
    }
    joined
}

pub(super) fn indicators<E: Edition>(report: &Report<E>) -> Table {
    let mut columns = vec![
        text("id", "指标编号"),
        text("name", "指标名称"),
        text("group", "类别"),
        text("unit_of_measure", "计量单位"),
        text("kind", "指标属性"),
        number("baseline", "基期值"),
        text("baseline_year", "基期年份"),
        number("last_value", "上年值"),
        text("last_note", "上年值的时段和状态，或没有的原因"),
        text("last_counted_on", "上年值的截至日期，仅累计数"),
        text("last_settled", "上年终值，与上年值不同的"),
        text("stages", "以前年度已认定的阶段目标及其认定结果"),
        text("target", "本年目标或时序值"),
        text("target_words", "目标的文字，含力争等限定语"),
        text("target_note", "目标说明"),
        number("value", "本年完成值"),
        Column { name: "ratio", kind: Kind::Ratio, meaning: "分子/分母，供阅读" },
        number("n", "分子"),
        number("of", "分母"),
        text("period", "时段"),
        text("value_status", "数据状态"),
        text("open", "待核实的问题（规则编号）"),
        text("missing_reason", "没有数值的原因"),
        text("difference", "与目标差"),
        text("change", "同比"),
        text("compared_with", "同比所比的上年日期和数值，两年日期不同或者上年另有终值的"),
        text("on_schedule", "是否达到时序进度"),
        text("standing", "判定（标识）"),
        text("standing_word", "判定"),
        text("standing_note", "判定说明：达到的县区数和应达到的县区数，或者达到的是哪一年的目标"),
        text("basis", "口径"),
        text("units", "填报单位"),
        integer("parts_missing", "汇总所缺的单位数；空格为不缺"),
        integer("parts_expected", "汇总应有的单位数"),
        text("parts_note", "汇总应有、已有的单位数和所缺各家的情况"),
    ];
    columns.extend(ORIGINS);
    let groups = &report.indicator_table.groups;
    let rows = groups.iter().flat_map(|g| g.rows.iter().map(|row| indicator_row(&g.link.text, row)));
    Table { name: "indicators", title: "指标完成情况表", key: &["id"], columns, rows: rows.collect() }
}

/// `2025年“体系基本健全”：达到（2025年度已认定）`.
fn stages<E: Edition>(row: &IndicatorRow<E>) -> String {
    let stages = row.goals.iter().filter(|goal| goal.is_stage);
    let told = stages.map(|goal| format!("{}“{}”：{}", goal.year, goal.words, goal.standing));
    told.collect::<Vec<_>>().join("；")
}

fn indicator_row<E: Edition>(group: &str, row: &IndicatorRow<E>) -> Vec<String> {
    let mut cells = vec![
        row.id.clone(),
        row.link.text.clone(),
        group.to_owned(),
        cell(&row.unit_of_measure),
        row.kind.to_owned(),
        cell(&row.baseline),
        or_empty(row.baseline_year.as_ref()),
        cell(&row.last.value),
        row.last.note.clone(),
        or_empty(row.counted_before.as_ref()),
        or_empty(row.settled_before.as_ref()),
        stages(row),
        cell(&row.target_text),
        cell(&row.target_words),
        or_empty(row.target_note.as_ref()),
        cell(&row.shown.value),
    ];
    cells.extend(ratio(&row.shown));
    cells.extend([
        or_empty(row.shown.period.as_ref()),
        or_empty(row.shown.value_status.as_ref()),
        or_empty(row.shown.open.as_ref()),
        or_empty(row.shown.reason.as_ref()),
        cell(&row.difference),
        cell(&row.change_text),
        or_empty(row.compared_with.as_ref()),
        cell(&row.schedule_text),
    ]);
    cells.extend(status(&row.standing));
    cells.push(or_empty(row.standing_note.as_ref()));
    cells.push(cell(&row.basis));
    cells.push(cell(&row.units_text));
    cells.extend(row.lacks.map_or_else(Default::default, |lacks| {
        let missing = lacks.of.saturating_sub(lacks.have);
        [missing.to_string(), lacks.of.to_string(), lacks.words()]
    }));
    cells.extend(origins(&row.origins));
    cells
}

pub(super) fn values<E: Edition>(report: &Report<E>) -> Table {
    let columns = vec![
        text("indicator", "指标编号"),
        text("name", "指标名称"),
        text("scope", "全域，或填报单位"),
        text("year", "年份"),
        number("value", "数值"),
        Column { name: "ratio", kind: Kind::Ratio, meaning: "分子/分母，供阅读" },
        number("n", "分子"),
        number("of", "分母"),
        text("period", "时段"),
        text("value_status", "数据状态"),
        text("note", "时段和状态，或没有数值的原因"),
        text("schedule", "时序目标"),
    ]
    .into_iter()
    .chain(ORIGINS)
    .collect();
    let mut rows = vec![];
    for page in &report.indicators {
        for row in &page.rows {
            rows.push(value_row(page, ("全域", &row.year), &row.shown, &row.schedule, &row.origins));
        }
        let year = format!("{}年", report.year);
        for row in &page.reporters {
            let own = row.source.as_slice();
            rows.push(value_row(page, (&row.unit.text, &year), &row.shown, "", own));
            let before = format!("{}年", report.year - 1);
            let (last, own) = (row.last_year.iter(), row.last_source.as_slice());
            rows.extend(last.map(|last| value_row(page, (&row.unit.text, &before), last, "", own)));
            let (settled, own) = (row.settled.iter(), row.settled_origins.as_slice());
            rows.extend(settled.map(|value| value_row(page, (&row.unit.text, &year), value, "", own)));
        }
    }
    let key = &["indicator", "scope", "year", "note"];
    Table { name: "values", title: "指标历年数值和各单位数值", key, columns, rows }
}

fn value_row<E: Edition>(
    page: &IndicatorPage<E>,
    (scope, year): (&str, &str),
    shown: &Shown,
    schedule: &str,
    sources: &[Source<E>],
) -> Vec<String> {
    let mut cells = vec![
        page.id.clone(),
        page.frame.title.clone(),
        scope.to_owned(),
        year.to_owned(),
        cell(&shown.value),
    ];
    cells.extend(ratio(shown));
    cells.extend([
        or_empty(shown.period.as_ref()),
        or_empty(shown.value_status.as_ref()),
        shown.note.clone(),
        cell(schedule),
    ]);
    cells.extend(origins(sources));
    cells
}
