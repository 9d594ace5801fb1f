//! What holds for every paper: the numbers of GB/T 9704—2012, whole parts, the same bytes, nothing lost.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::{Look, document};

/// A paper with everything that the dialect has.
const PAPER: &str = "<!-- 版头 -->\n\n试办发〔2025〕12号\n\n签发人：某某\n\n# 试行市办公室关于2025年度清洁河流工作情况的报告\n\n\
    <!-- 题注 -->\n\n示例数据\n\n<!-- 主送 -->\n\n市委、市政府：\n\n<!-- 正文 -->\n\n现将有关情况**报告**如下：\n\n\
    ## 一、总体情况\n\n### （一）进展\n\n#### 1.治理\n\n##### （1）清淤\n\n- 甲\n- 乙\n  - 丙\n\n> 引文\n\n\
    见[网页](https://www.example.gov.cn/a?b=1&c=2)。\n\n| 任务 | 单位 |\n| --- | --- |\n| 清淤 | 甲局 |\n\n\
    特此报告。\n\n<!-- 附件说明 -->\n\n附件：1.指标完成情况表\n\n　　　2.台账\n\n<!-- 落款 -->\n\n试行市办公室\n\n2025年12月31日\n\n\
    <!-- 附注 -->\n\n（此件公开发布）\n\n<!-- 横向 -->\n\n## 附件1　指标完成情况表\n\n**（一）有数值的目标**\n\n\
    | 序号 | 数值 |\n| --- | ---: |\n| 1 | 98.3（4429/4506） |\n\n<!-- 横向 -->\n\n## 附件2　台账\n\n文字\n\n\
    <!-- 纵向 -->\n\n## 附件3　统计表\n\n文字\n\n<!-- 版记 -->\n\n抄送：某局。\n\n试行市办公室　2025年12月31日印发\n";

pub(super) fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("an entry");
        let mut text = String::new();
        file.read_to_string(&mut text).expect("UTF-8");
        let name = file.name().expect("a name in UTF-8").into_owned();
        assert!(parts.insert(name.clone(), text).is_none(), "{name}");
    }
    parts
}

fn plain() -> BTreeMap<String, String> {
    parts(&document(PAPER, &Look::default()))
}

/// Every element of a part in order: its name and its attributes.
pub(super) fn elements(xml: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut reader = Reader::from_str(xml);
    let mut out = vec![];
    let mut open = vec![];
    loop {
        let event = reader.read_event().expect("well-formed XML");
        if let Event::Start(tag) | Event::Empty(tag) = &event {
            let attributes = tag.attributes().map(|attribute| {
                let attribute = attribute.expect("an attribute");
                (attribute.key.as_ref().to_owned(), attribute.value.clone().into_owned())
            });
            out.push((tag.name().as_ref().to_owned(), attributes.collect()));
        }
        match event {
            Event::Start(tag) => open.push(tag.name().as_ref().to_owned()),
            Event::End(tag) => assert_eq!(open.pop().as_deref(), Some(tag.name().as_ref())),
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    out
}

/// The values that an element has in a part, one after the other.
fn values(xml: &str, name: &str, attribute: &str) -> Vec<String> {
    let all = elements(xml).into_iter().filter(|(found, _)| found == name);
    all.filter_map(|(_, mut attributes)| attributes.remove(attribute)).collect()
}

/// What stands between the tags of a style.
fn style(styles: &str, name: &str) -> String {
    let at = styles.find(&format!("<w:name w:val=\"{name}\"/>")).unwrap_or_else(|| panic!("{name}"));
    styles[at..].split("</w:style>").next().expect("its text").to_owned()
}

/// The paragraphs of the document: style, words, whole XML.
fn paragraphs(document: &str) -> Vec<(String, String, String)> {
    let pieces = document.split("<w:p>").skip(1);
    let each = pieces.map(|piece| {
        let whole = piece.split("</w:p>").next().expect("its end").to_owned();
        let id = values(&format!("<w:p>{whole}</w:p>"), "w:pStyle", "w:val").into_iter().next();
        let texts = whole.split("<w:t xml:space=\"preserve\">").skip(1);
        let words = texts.map(|text| text.split("</w:t>").next().unwrap_or("")).collect();
        (id.unwrap_or_default(), words, whole)
    });
    each.collect()
}

fn twips_of_millimetres(thousandths: u32) -> u32 {
    // 1 mm are 56.693 twips.
    thousandths * 56_693 / 1_000_000
}

/// Every part has a type and is well-formed, every relationship leads to a part, every id to a relationship.
pub(super) fn whole(parts: &BTreeMap<String, String>) {
    let types = elements(&parts["[Content_Types].xml"]);
    let of = |name: &str| types.iter().filter_map(|(_, a)| a.get(name)).cloned().collect::<Vec<String>>();
    let (endings, names) = (of("Extension"), of("PartName"));
    for name in names.iter() {
        assert!(parts.contains_key(name.trim_start_matches('/')), "{name} is there");
    }
    for (name, text) in parts {
        if name.ends_with(".png") {
            continue;
        }
        elements(text);
        let ending = name.rsplit('.').next().unwrap_or("").to_owned();
        assert!(name.starts_with('[') || endings.contains(&ending), "{name} has a type");
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        if name.ends_with(".rels") {
            let base = folder.trim_end_matches("_rels");
            for target in values(text, "Relationship", "Target") {
                assert!(parts.contains_key(&format!("{base}{target}")), "{name} → {target}");
            }
        }
        let ids: BTreeSet<String> =
            values(&parts["word/_rels/document.xml.rels"], "Relationship", "Id").into_iter().collect();
        for (_, attributes) in elements(text) {
            if let Some(id) = attributes.get("r:id") {
                assert!(ids.contains(id), "{name}: {id}");
            }
        }
    }
}

#[test]
fn the_sheet_has_the_measures_of_the_standard() {
    let parts = plain();
    let document = &parts["word/document.xml"];
    let sizes: Vec<_> = elements(document).into_iter().filter(|(name, _)| name == "w:pgSz").collect();
    let margins: Vec<_> = elements(document).into_iter().filter(|(name, _)| name == "w:pgMar").collect();
    assert_eq!(sizes.len(), 3, "upright, lying, upright");
    for at in [0, 2] {
        assert_eq!((sizes[at].1["w:w"].as_str(), sizes[at].1["w:h"].as_str()), ("11906", "16838"));
        for (side, millimetres) in [("w:top", 37), ("w:right", 26), ("w:bottom", 35), ("w:left", 28)] {
            let twips: u32 = margins[at].1[side].parse().expect("a number");
            assert!(twips.abs_diff(twips_of_millimetres(millimetres * 1000)) <= 1, "{side} {twips}");
        }
    }
    assert_eq!((sizes[1].1["w:w"].as_str(), sizes[1].1["w:h"].as_str()), ("16838", "11906"));
    assert_eq!(sizes[1].1["w:orient"], "landscape");
    // The paper lies with its head to the binding: every margin stays where it is on the sheet.
    for (side, upright) in
        [("w:top", "w:left"), ("w:right", "w:top"), ("w:bottom", "w:right"), ("w:left", "w:bottom")]
    {
        assert_eq!(margins[1].1[side], margins[0].1[upright], "{side}");
    }
    for (_, grid) in elements(document).into_iter().filter(|(name, _)| name == "w:docGrid") {
        assert_eq!(grid["w:type"], "linesAndChars");
        let (pitch, space): (i64, i64) =
            (grid["w:linePitch"].parse().expect("twips"), grid["w:charSpace"].parse().expect("4096ths"));
        assert!((225 * 56_693 / 1000 / pitch, 22) == (22, 22), "22 lines in 225 mm");
        // 28 characters of 16 points and that space, in 4096ths of a point, in 156 mm.
        let width = 28 * (16 * 4096 + space);
        let room = 8844 * 4096 / 20;
        assert!(width <= room && room - width < 16 * 4096, "28 characters in 156 mm");
    }
}

#[test]
fn fonts_sizes_and_pitch_are_those_of_the_standard() {
    let parts = plain();
    let styles = &parts["word/styles.xml"];
    for (name, face, size) in [
        ("Title", "方正小标宋简体", "44"),
        ("公文正文", "仿宋_GB2312", "32"),
        ("主送机关", "仿宋_GB2312", "32"),
        ("heading 1", "黑体", "32"),
        ("heading 2", "楷体_GB2312", "32"),
        ("heading 3", "仿宋_GB2312", "32"),
        ("heading 4", "仿宋_GB2312", "32"),
        ("附件标识", "黑体", "32"),
        ("附件标题", "方正小标宋简体", "44"),
        ("版记", "仿宋_GB2312", "28"),
        ("footer", "宋体", "28"),
    ] {
        let text = style(styles, name);
        assert!(text.contains(&format!("w:eastAsia=\"{face}\"")), "{name}: {text}");
        assert!(text.contains(&format!("<w:sz w:val=\"{size}\"/>")), "{name}: {text}");
        assert!(text.contains("<w:b w:val=\"0\"/>"), "{name} is not bold");
    }
    let body = style(styles, "公文正文");
    assert!(body.contains("w:line=\"579\" w:lineRule=\"exact\""), "28.95 points");
    assert!(body.contains("w:firstLineChars=\"200\" w:firstLine=\"640\""), "two characters in");
    assert!(body.contains("<w:spacing w:val=\"-5\"/>"));
    assert!(
        !parts.keys().any(|name| name.contains("font") && name != "word/fontTable.xml"),
        "no font inside"
    );
    assert!(!parts["word/fontTable.xml"].contains("embed"));
}

#[test]
fn page_numbers_stand_right_on_odd_pages_and_left_on_even_ones() {
    let parts = plain();
    assert!(parts["word/settings.xml"].contains("<w:evenAndOddHeaders/>"));
    let targets: BTreeMap<String, String> = elements(&parts["word/_rels/document.xml.rels"])
        .into_iter()
        .filter_map(|(_, mut a)| Some((a.remove("Id")?, a.remove("Target")?)))
        .collect();
    let references: Vec<_> = elements(&parts["word/document.xml"])
        .into_iter()
        .filter(|(name, _)| name == "w:footerReference")
        .map(|(_, a)| (a["w:type"].clone(), targets[&a["r:id"]].clone()))
        .collect();
    assert_eq!(references.len(), 6, "two in each of three sections");
    for (kind, target) in references {
        let footer = &parts[&format!("word/{target}")];
        let (side, indent) = if kind == "even" { ("left", "w:left") } else { ("right", "w:right") };
        assert!(footer.contains(&format!("<w:ind {indent}=\"280\"/><w:jc w:val=\"{side}\"/>")), "{footer}");
        assert!(footer.contains("— </w:t>") && footer.contains(" —</w:t>") && footer.contains(" PAGE "));
    }
}

#[test]
fn every_piece_has_its_style() {
    let parts = plain();
    let found = paragraphs(&parts["word/document.xml"]);
    let id = |words: &str| {
        let hit = found.iter().find(|(_, text, _)| text == words);
        hit.unwrap_or_else(|| panic!("{words} in {found:?}")).0.clone()
    };
    for (words, style) in [
        ("试行市办公室关于2025年度清洁河流工作情况的报告", "Title"),
        ("示例数据", "NbNote"),
        ("市委、市政府：", "NbAddressee"),
        ("现将有关情况报告如下：", "NbBody"),
        ("一、总体情况", "Heading1"),
        ("（一）进展", "Heading2"),
        ("1.治理", "Heading3"),
        ("（1）清淤", "Heading4"),
        ("· 甲", "NbListItem"),
        ("引文", "NbQuotation"),
        ("见网页（https://www.example.gov.cn/a?b=1&amp;c=2）。", "NbBody"),
        ("任务", "NbHead"),
        ("甲局", "NbCell"),
        ("附件：1.指标完成情况表", "NbAnnexes"),
        ("2.台账", "NbAnnexes"),
        ("2025年12月31日", "NbSignature"),
        ("（此件公开发布）", "NbRemark"),
        ("附件1", "NbAnnexLabel"),
        ("指标完成情况表", "NbAnnexTitle"),
        ("（一）有数值的目标", "NbTableTitle"),
        ("抄送：某局。", "NbImprint"),
    ] {
        assert_eq!(id(words), style, "{words}");
    }
    let known: BTreeSet<String> =
        values(&parts["word/styles.xml"], "w:style", "w:styleId").into_iter().collect();
    for part in parts.values() {
        for used in values(part, "w:pStyle", "w:val").into_iter().chain(values(part, "w:tblStyle", "w:val")) {
            assert!(known.contains(&used), "{used}");
        }
    }
}

#[test]
fn annexes_begin_pages_and_closing_lines_stay_together() {
    let parts = plain();
    let found = paragraphs(&parts["word/document.xml"]);
    let whole = |words: &str| &found.iter().find(|(_, text, _)| text == words).expect(words).2;
    assert!(!whole("附件1").contains("pageBreakBefore"), "the section turns the page");
    assert!(whole("附件2").contains("<w:pageBreakBefore/>"), "the same section goes on");
    for words in ["特此报告。", "附件：1.指标完成情况表", "2.台账", "试行市办公室"] {
        assert!(whole(words).contains("<w:keepNext/>"), "{words}");
    }
    assert!(whole("抄送：某局。").contains("w:yAlign=\"bottom\""));
}

#[test]
fn tables_repeat_their_heads_and_keep_their_rows() {
    let long = "很长的说明".repeat(2000);
    let paper = format!("<!-- 横向 -->\n\n| 序号 | 说明 |\n| --- | --- |\n| 1 | 短 |\n| 2 | {long} |\n");
    let parts = parts(&document(&paper, &Look::default()));
    let rows: Vec<&str> = parts["word/document.xml"].split("<w:tr>").skip(1).collect();
    assert!(rows[0].contains("<w:tblHeader/>") && rows[0].contains("<w:cantSplit/>"));
    assert!(rows[1].contains("<w:cantSplit/>") && !rows[1].contains("tblHeader"));
    assert!(!rows[2].contains("<w:cantSplit/>"), "a row of many pages may part");
    let columns = values(&parts["word/document.xml"], "w:gridCol", "w:w");
    let sum: u32 = columns.iter().map(|width| width.parse::<u32>().expect("twips")).sum();
    assert_eq!(sum, 16838 - 2098 - 1984, "as wide as the type area");
}

#[test]
fn what_ends_a_paper_and_what_explains_a_table_stand_on_no_page_alone() {
    let rows = |n: u32| (1..=n).map(|at| format!("| {at} | 乙 |\n")).collect::<String>();
    let table = |n: u32| format!("| 序号 | 单位 |\n| --- | --- |\n{}\n", rows(n));
    let annex = format!("<!-- 横向 -->\n\n## 附件1　表\n\n{}注：甲。乙。\n", table(4));
    let paper = format!("# 关于河流的报告\n\n{}<!-- 结语 -->\n\n特此报告。\n\n{annex}", table(5));
    let parts = parts(&document(&paper, &Look::default()));
    let tables = parts["word/document.xml"].split("<w:tbl>").skip(1);
    let tables: Vec<Vec<&str>> = tables
        .map(|table| table.split("</w:tbl>").next().expect("its end").split("<w:tr>").skip(1).collect())
        .collect();
    assert_eq!(tables.iter().map(Vec::len).collect::<Vec<_>>(), [4, 2, 6]);
    let keeps = |row: &str| row.matches("<w:keepNext/>").count();
    assert!(tables[1].iter().all(|row| keeps(row) == 2), "the last rows go with the end");
    assert_eq!(
        tables[2].iter().map(|row| keeps(row)).collect::<Vec<_>>(),
        [0, 0, 2, 2, 2, 0],
        "three rows go with the note"
    );
    let plain = document(&format!("## 附件1　表\n\n{}", table(4)), &Look::default());
    let rows: Vec<usize> =
        self::parts(&plain)["word/document.xml"].split("<w:tr>").skip(1).map(keeps).collect();
    assert_eq!(rows, [0, 0, 0, 2, 2], "no page holds the last row alone");
    let note = tables[2][5];
    assert!(
        note.contains("<w:gridSpan w:val=\"2\"/>")
            && note.contains("注：甲。乙。")
            && note.contains("cantSplit")
    );
}

#[test]
fn what_goes_on_of_a_long_note_is_a_paragraph_without_the_head_of_the_table() {
    let note: String = (1..=40).map(|at| format!("第{at}项指标的数值由填报单位在年终核定后更新。")).collect();
    let table = "| 序号 | 单位 |\n| --- | --- |\n| 1 | 乙 |\n";
    let paper = format!("<!-- 横向 -->\n\n## 附件1　表\n\n{table}\n注：{note}\n");
    let document = &parts(&document(&paper, &Look::default()))["word/document.xml"];
    let (inside, behind) = document.split_once("</w:tbl>").expect("a table");
    assert!(inside.contains("注：第1项指标") && !inside.contains("第40项指标"), "{inside}");
    assert!(behind.contains("第40项指标") && !behind.contains("第1项指标"), "{behind}");
    let last = inside.rsplit("<w:tr>").next().expect("the note's row");
    assert!(last.contains("cantSplit") && last.contains("注：") && last.contains("更新。</w:t>"), "{last}");
}

#[test]
fn the_package_is_complete_and_the_same_every_time() {
    for look in
        [Look::default(), Look { letterhead: Some("试行市人民政府办公室文件".into()), template: None }]
    {
        let bytes = document(PAPER, &look);
        assert_eq!(bytes, document(PAPER, &look));
        let parts = parts(&bytes);
        whole(&parts);
        let core = &parts["docProps/core.xml"];
        assert!(core.contains("试行市办公室关于2025年度清洁河流工作情况的报告"));
        assert!(!core.contains("creator") && !core.contains("lastModifiedBy") && !core.contains("dcterms"));
    }
}

#[test]
fn the_red_head_is_drawn_only_where_the_settings_give_its_words() {
    let plain = plain();
    assert!(!plain["word/document.xml"].contains("NbMark"));
    let mark = "试行市人民政府办公室文件";
    let parts = parts(&document(PAPER, &Look { letterhead: Some(mark.into()), template: None }));
    let found = paragraphs(&parts["word/document.xml"]);
    assert_eq!((found[0].0.as_str(), found[0].1.as_str()), ("NbMark", mark));
    assert_eq!(found[1].1, "试办发〔2025〕12号签发人：某某");
    assert!(found[2].2.contains("w:color=\"FF0000\""));
    assert_eq!(found[3].0, "Title");
    assert!(style(&parts["word/styles.xml"], "发文机关标志").contains("FF0000"));
}

#[test]
fn hostile_texts_stay_texts_in_whole_parts() {
    let nested = "> ".repeat(300) + "深\n\n" + &"- ".repeat(300) + "深\n";
    let wide = format!("| {} |\n|{}\n| {} |\n", "头 | ".repeat(99), "---|".repeat(100), "格 | ".repeat(99));
    for text in [
        "",
        "\u{0}\u{1}\u{8}\u{b}\u{fffe}\u{ffff}\u{feff}",
        "# \u{7}标题]]>&<x>\n\n正文 \u{1b}[31m &amp; &#0; &#xFFFF; <w:p/> <!-- 横向 --> ]]>\n",
        "<!-- 横向 -->\n\n<!-- 纵向 -->\n\n<!-- 横向 -->\n",
        "<!-- 落款 -->\n\n<!-- 版记 -->\n\n<!-- 附件说明 -->\n",
        "| |\n|---|\n",
        nested.as_str(),
        wide.as_str(),
    ] {
        let parts = parts(&document(text, &Look::default()));
        for part in parts.values() {
            elements(part);
            assert!(!part.chars().any(crate::render::is_forbidden));
        }
        let document = &parts["word/document.xml"];
        assert!(document.contains("<w:sectPr>"));
        let columns = document.matches("<w:gridCol").count();
        assert!(columns <= 63, "{columns}");
        assert!(!document.contains("</w:tbl><w:tbl>") && !document.contains("</w:tbl><w:sectPr>"));
    }
    let parts = parts(&document(&wide, &Look::default()));
    assert_eq!(parts["word/document.xml"].matches('格').count(), 99, "no cell is lost");
}
