//! Tests of what only a format can show: spans of tables, headings by their style.

use super::*;

/// A table of a web page with a head in two rows, groups across it, and who answers.
#[test]
fn w_a_table_with_spans_gives_groups_years_and_reporters() {
    let page = "<html><body><p>清源市生态指标方案</p><p>一、主要目标</p><p>见附表。</p><p>二、重点任务</p>\
        <p>（一）落实目标。分解目标。（市生态环境局负责）</p><table border=1>\
        <tr><td rowspan=2>指标</td><td rowspan=2>单位</td><td colspan=3>目标值</td><td rowspan=2>责任单位</td></tr>\
        <tr><td>2026年</td><td>2027年</td><td>2028年</td></tr>\
        <tr><td colspan=6>一、水质</td></tr>\
        <tr><td>优良断面比例</td><td>%</td><td>90</td><td>91</td><td>≥92</td><td>市生态环境局、市水利局</td></tr>\
        <tr><td>劣五类断面</td><td>个</td><td>1</td><td>0</td><td>0</td><td>市生态环境局</td></tr>\
        <tr><td colspan=6>二、生态</td></tr>\
        <tr><td>湿地面积</td><td>万亩</td><td colspan=3>不降低</td><td>市林业局</td></tr></table></body></html>";
    let draft = import(&document("a.html", page.as_bytes()).unwrap(), "x").unwrap().definition;
    let of = |name: &str| draft.indicators.iter().find(|i| *i.name == name).unwrap();
    let water = of("优良断面比例");
    assert_eq!(water.group.as_deref(), Some("水质"));
    assert_eq!(
        water.targets.iter().map(|t| t.year).collect::<Vec<_>>(),
        [Some(2026), Some(2027), Some(2028)]
    );
    assert_eq!(water.reported_by.len(), 2);
    assert_eq!(line_of(of("劣五类断面"), &of("劣五类断面").targets[1]), "G 2027 劣五类断面 <= 0个 Down");
    assert_eq!(of("湿地面积").targets[0].text.as_deref(), Some("湿地面积不降低"));
}

/// Headings of Word that no number shows.
#[test]
fn ad_headings_by_style_alone_make_the_outline() {
    let line = |number, text: &str, heading| Line { heading, ..Line::new(number, text) };
    let lines = vec![
        line(1, "清源市绿道建设方案", None),
        line(2, "重点任务", Some(1)),
        line(3, "建设滨河绿道", Some(2)),
        line(4, "2027年底前建成绿道40公里。（责任单位：市住建局、市园林局）", None),
        line(5, "完善驿站", Some(2)),
        line(6, "建设驿站12座。（责任单位：市文旅局）", None),
    ];
    let document = Document { name: "a.docx".into(), lines, ..Document::default() };
    assert_eq!(
        told_of(&import(&document, "x").unwrap().definition),
        [
            "T 重点任务/- 建设滨河绿道",
            "U 责任 市住建局、市园林局",
            "T 重点任务/- 完善驿站",
            "U 责任 市文旅局",
            "G 2027 绿道 >= 40公里 Up",
            "G - 驿站 >= 12座 Up",
        ]
    );
}
