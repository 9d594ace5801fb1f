//! The printers on places of every kind: in a text, in a cell, in a very long line, and wrong ones.

use proptest::prelude::*;

use super::*;
use crate::source::{Cell, Place, Sheet, SourceFile, Sources, Written};

static RULE: Rule = Rule {
    code: "N999",
    name: "of-the-test",
    severity: Severity::Error,
    title: "测试用的规则",
    why: "只在测试中使用。",
    example: Example::Missing { file: "nianbao.yaml" },
};

fn found(place: Place) -> Vec<Diagnostic> {
    let mut out = Diagnostics::default();
    out.report(&RULE, place, "数值里带了“%”").help("只写数字：98");
    out.into_vec()
}

#[test]
fn a_cell_is_shown_by_every_printer() {
    let sheet = Sheet {
        name: "任务台账".into(),
        headings: [(6, "完成情况".to_owned())].into(),
        cells: [((7, 6), Written { text: "98%，其余在建".into(), ..Written::default() })].into(),
        ..Sheet::default()
    };
    let mut sources = Sources::default();
    let file = sources.add(SourceFile::workbook("报送件.xlsx", b"PK", vec![sheet]));
    let list = found(Place::in_cell(file, Cell { sheet: 0, row: 7, column: 6 }, 0..3));
    let words = "“任务台账”第7行“完成情况”（F7）";
    let printed = text(&list, &sources, false, 80);
    assert!(printed.contains(&format!("报送件.xlsx:{words}")) && printed.contains("“98%”："), "{printed}");
    assert_eq!(short(&list, &sources), format!("报送件.xlsx:{words}: 强制[N999] 数值里带了“%”\n"));
    let json: serde_json::Value = serde_json::from_str(&to_json(&list, &sources)).expect("it is JSON");
    let place = &json["findings"][0]["place"];
    assert_eq!((&place["cell"], &place["line"], &place["column"]), (&words.into(), &7.into(), &6.into()));
    let sarif: serde_json::Value = serde_json::from_str(&to_sarif(&list, &sources)).expect("it is JSON");
    let place = &sarif["runs"][0]["results"][0]["locations"][0];
    assert_eq!(place["logicalLocations"][0]["fullyQualifiedName"], words);
    assert!(place["physicalLocation"]["region"].is_null());
}

#[test]
fn a_finding_without_words_of_its_own_says_the_title_of_its_rule() {
    let mut sources = Sources::default();
    let file = sources.add(SourceFile::new("报送件.yaml", "percent: 98%\n".as_bytes()));
    let printed = text(&found(Place::text(file, 9..12)), &sources, false, 80);
    assert!(printed.contains("^^^ 测试用的规则"), "{printed}");
}

#[test]
fn a_place_deep_in_a_file_has_its_own_line_number_and_only_its_own_lines() {
    let mut sources = Sources::default();
    let body = format!("{}序号第三百行\n{}", "行\n".repeat(299), "行\n".repeat(50));
    let file = sources.add(SourceFile::new("长文.yaml", body.as_bytes()));
    let at = body.find("序号").expect("it stands there");
    let mut out = Diagnostics::default();
    out.report(&RULE, sources.place(file, at..at + 6), "甲")
        .related(sources.place(file, at + 21..at + 22), "乙");
    let printed = text(out.iter(), &sources, false, 80);
    assert!(printed.contains("长文.yaml:300:1") && printed.contains("300 | 序号第三百行"), "{printed}");
    assert!(printed.contains("301 | 行") && !printed.contains("299 |"), "{printed}");
}

#[test]
fn f9_findings_of_one_rule_in_one_file_are_counted_after_so_many() {
    let mut sources = Sources::default();
    let file = sources.add(SourceFile::new("甲.yaml", "行\n".repeat(5_000).as_bytes()));
    let other = sources.add(SourceFile::new("乙.yaml", b"x"));
    let (mut out, mut later) = (Diagnostics::default(), Diagnostics::default());
    for line in 0..1_234 {
        out.report(&RULE, Place::text(file, line * 4..line * 4 + 3), format!("第{line}"))
            .label("这里")
            .help("改");
    }
    later.report(&RULE, Place::of_file(other), "别的文件");
    later.extend(out);
    later.sort();
    let list = later.into_vec();
    assert_eq!(list.len(), 202);
    let rest = list.iter().find(|found| found.message.contains("还有")).expect("the rest is counted");
    assert_eq!(rest.message, "“测试用的规则”还有1034处，没有逐一列出");
    // Whoever asks what is wrong with a value must still learn of each.
    assert_eq!(rest.concerns.len(), 1_034);
    assert!(rest.concerns.contains(&Place::text(file, 1_233 * 4..1_233 * 4 + 3)));
}

#[test]
fn f9_a_line_of_a_megabyte_is_quoted_and_not_drawn() {
    let mut sources = Sources::default();
    let body = format!("note: {}此处{}\n", "长".repeat(300_000), "长".repeat(9_000));
    let file = sources.add(SourceFile::new("长行.yaml", body.as_bytes()));
    let at = body.find("此处").expect("it stands there");
    let printed = text(&found(sources.place(file, at..at + 3_000)), &sources, false, 80);
    assert!(printed.contains("长行.yaml:1:300007") && printed.contains("“此处长"), "{printed}");
    assert!(printed.len() < 1_000, "{}", printed.len());
}

proptest! {
    /// Whatever range a stage makes up, no printer falls over it.
    #[test]
    fn f3_printers_take_any_place(body in "[a河\n\t ：𠮷é]{0,40}", start in 0u32..80, end in 0u32..80) {
        let mut sources = Sources::default();
        let file = sources.add(SourceFile::new("任意.yaml", body.as_bytes()));
        for place in [Place::text(file, start..end), sources.place(file, start as usize..end as usize)] {
            let list = found(place);
            prop_assert!(text(&list, &sources, true, 80).contains("N999"));
            prop_assert!(short(&list, &sources).contains("N999"));
            prop_assert!(to_json(&list, &sources).contains("N999"));
            prop_assert!(to_sarif(&list, &sources).contains("N999"));
        }
    }
}
