//! Workbooks of every format, made here byte by byte or saved by office programs.

use std::io::Write as _;

use super::*;

/// An .xlsx of one sheet: `sheet` is the inside of its `<worksheet>`.
fn xlsx(sheet: &str, strings: &[&str]) -> Vec<u8> {
    let styles = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>
        <cellStyleXfs><xf numFmtId="10"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="2"/><xf numFmtId="49"/></cellXfs></styleSheet>"#;
    let items: String = strings.iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
    zipped(&[
        (
            "xl/workbook.xml",
            r#"<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="任务&amp;台账" sheetId="7" r:id="rId3"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="rId3" Type="http://x/worksheet" Target="worksheets/one.xml"/></Relationships>"#,
        ),
        ("xl/styles.xml", styles),
        ("xl/sharedStrings.xml", &format!("<sst>{items}</sst>")),
        ("xl/worksheets/one.xml", &format!("<worksheet>{sheet}</worksheet>")),
    ])
}

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("its text");
    }
    zip.finish().expect("an archive").into_inner()
}

fn one(bytes: &[u8]) -> Sheet {
    let mut sheets = open(bytes).expect("it opens");
    assert_eq!(sheets.len(), 1);
    sheets.remove(0)
}

#[test]
fn cells_are_read_as_they_are_shown() {
    let sheet = one(&xlsx(
        r#"<sheetData>
        <row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c></row>
        <row r="5" hidden="1"><c r="B5" s="1"><v>0.98</v></c><c r="C5" s="2"><v>46356</v></c><c s="3"><v>70.9</v></c>
          <c r="F5" t="inlineStr"><is><r><t>分两</t></r><rPh><t>bu</t></rPh><r><t>段_x000D_</t></r></is></c></row>
        <row><c t="b"><v>1</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c><f>SUM(A1)</f></c><c t="str"><f>"甲"</f><v>甲</v></c><c s="4"/></row>
        </sheetData><mergeCells><mergeCell ref="G7:H9"/></mergeCells>"#,
        &["编号", "完成率\n（%）"],
    ));
    assert_eq!(sheet.name, "任务&台账");
    let seen =
        |row, column| (sheet.text(row, column), sheet.cells.get(&(row, column)).map(|cell| cell.shown));
    assert_eq!(seen(5, 2), ("98%", Some(Shown::Percent)));
    assert_eq!(seen(5, 3), ("2026-11-30", Some(Shown::Date)));
    assert_eq!(seen(5, 4), ("70.90", Some(Shown::Number)));
    assert_eq!(seen(5, 6), ("分两段\n", Some(Shown::Text)));
    assert_eq!(seen(6, 1), ("TRUE", Some(Shown::Truth)));
    assert_eq!(seen(6, 2), ("#DIV/0!", Some(Shown::Error)));
    assert_eq!(seen(6, 3), ("", Some(Shown::Uncomputed)));
    assert_eq!(seen(6, 4), ("甲", Some(Shown::Text)));
    assert_eq!(seen(6, 5), ("", None));
    assert!(
        sheet.cells[&(6, 4)].formula && sheet.hidden_rows.contains(&5) && !sheet.hidden_rows.contains(&6)
    );
    assert_eq!(sheet.merged, [Area { first: (7, 7), last: (9, 8) }]);
    assert_eq!((sheet.heading_row, sheet.headings[&3].as_str()), (3, "完成率"));
    assert_eq!(sheet.covered(8, 8), Some(sheet.merged[0]));
}

/// OpenDocument in one file.
fn fods(body: &str) -> Vec<u8> {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="o" xmlns:table="t" xmlns:text="x" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles><style:style xmlns:style="s" style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document>"#
    )
    .into_bytes()
}

#[test]
fn open_document_says_the_same() {
    let sheet = one(&fods(
        r#"<table:table table:name="指标" table:style-name="ta2">
        <table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
        <table:table-row table:visibility="collapse">
          <table:table-cell office:value-type="percentage" office:value="0.7092"><text:p>70.92%</text:p></table:table-cell>
          <table:table-cell office:value-type="date" office:date-value="2026-11-30"><text:p>11月30日</text:p></table:table-cell>
          <table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="70.9"><text:p>70.90</text:p></table:table-cell>
          <table:table-cell table:number-columns-spanned="1" table:number-rows-spanned="2" office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation><text:p>第一段<text:s text:c="2"/></text:p><text:p>第二<text:span>段</text:span></text:p></table:table-cell>
          <table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value=""><text:p>#DIV/0!</text:p></table:table-cell>
        </table:table-row></table:table>"#,
    ));
    let row: Vec<(&str, Shown)> = sheet.cells.values().map(|cell| (cell.text.as_str(), cell.shown)).collect();
    assert_eq!(
        row,
        [
            ("70.92%", Shown::Percent),
            ("2026-11-30", Shown::NoYear),
            ("70.90", Shown::Number),
            ("70.90", Shown::Number),
            ("第一段  \n第二段", Shown::Text),
            ("#DIV/0!", Shown::Error),
        ]
    );
    assert!(sheet.hidden && sheet.hidden_rows.contains(&4) && !sheet.hidden_rows.contains(&3));
    assert_eq!(sheet.merged, [Area { first: (4, 5), last: (5, 5) }]);
}

#[test]
fn what_is_struck_out_is_no_text_of_a_cell() {
    let styles = r#"<styleSheet><fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts>
        <cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/></cellXfs><dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>"#;
    let strings = r#"<sst><si><t>甲</t></si><si><r><t>留下</t></r><r><rPr><strike/></rPr><t>删去</t></r><r><rPr><b/></rPr><t>也留下</t></r></si></sst>"#;
    let rows = r#"<sheetData><row r="2"><c r="A2" t="s" s="1"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" s="1"><v>45</v></c>
        <c r="D2" t="s" s="2"><v>0</v></c><c r="E2" t="inlineStr"><is><r><rPr><strike/></rPr><t>三处</t></r><r><rPr/><t>四处</t></r></is></c></row></sheetData>"#;
    let notes = r#"<comments><commentList><comment ref="D2"><text><r><t>[线程批注]你的版本… 注释:还差两处</t></r></text></comment></commentList></comments>"#;
    let book = zipped(&[
        (
            "xl/workbook.xml",
            r#"<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/one.xml"/></Relationships>"#,
        ),
        (
            "xl/worksheets/_rels/one.xml.rels",
            r#"<Relationships><Relationship Id="r9" Type="x/comments" Target="../notes.xml"/></Relationships>"#,
        ),
        ("xl/notes.xml", notes),
        ("xl/styles.xml", styles),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/one.xml", &format!("<worksheet>{rows}</worksheet>")),
    ]);
    let open_document = r#"<table:table table:name="a"><table:table-row/><table:table-row>
        <table:table-cell table:style-name="gone" office:value-type="string"><text:p>甲</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>留下<text:span text:style-name="gone">删去</text:span>也留下</text:p></table:table-cell>
        <table:table-cell table:style-name="derived" office:value-type="float" office:value="45"><text:p>45</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><office:annotation><dc:creator>某某</dc:creator><text:p>还差两处</text:p></office:annotation><text:p>甲</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p><text:span text:style-name="gone">三处</text:span></text:p><text:p>四处</text:p></table:table-cell>
        </table:table-row></table:table>"#;
    let styles = r#"<style:style style:name="gone"><style:text-properties style:text-line-through-style="solid"/></style:style>
        <style:style style:name="derived" style:parent-style-name="gone"/>"#;
    let open_document = String::from_utf8(fods(open_document))
        .expect("text")
        .replace("<office:body>", &format!("{styles}<office:body>"));
    for sheet in [one(&book), one(open_document.as_bytes())] {
        let texts: Vec<&str> = (1..=5).map(|column| sheet.text(2, column)).collect();
        assert_eq!(texts, ["", "留下也留下", "", "甲", "四处"]);
        let struck: Vec<(u32, &str)> =
            sheet.struck.iter().map(|(at, words)| (at.1, words.as_str())).collect();
        assert_eq!(struck, [(1, "甲"), (2, "删去"), (3, "45"), (5, "三处")]);
        assert_eq!(sheet.notes.values().collect::<Vec<_>>(), ["还差两处"]);
    }
}

#[test]
fn bombs_are_refused_and_padding_is_not() {
    let laughs: String = (0..300_000).map(|_| "<row><c><v>1</v></c></row>").collect();
    assert_eq!(open(&xlsx(&format!("<sheetData>{laughs}</sheetData>"), &[])), Err(WorkbookFault::TooMuch));
    let long = "水".repeat(1_000_000);
    let cells: String = (0..20).map(|_| r#"<row><c t="s"><v>0</v></c></row>"#).collect();
    assert_eq!(
        open(&xlsx(&format!("<sheetData>{cells}</sheetData>"), &[&long])),
        Err(WorkbookFault::TooMuch)
    );
    let far = r#"<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>"#;
    assert_eq!(one(&xlsx(far, &[])).cells.len(), 2);
    let beyond = r#"<sheetData><row r="4294967295"><c><v>1</v></c></row></sheetData>"#;
    assert_eq!(open(&xlsx(beyond, &[])), Err(WorkbookFault::Damaged));
    let padded = r#"<table:table table:name="a"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>"#;
    assert_eq!(open(&fods(padded)), Err(WorkbookFault::TooMuch));
}

#[test]
fn what_is_no_workbook_says_so() {
    assert_eq!(open(b"PK\x03\x04 xl/workbook.xml"), Err(WorkbookFault::Damaged));
    assert_eq!(open(&zipped(&[("xl/workbook.bin", "")])), Err(WorkbookFault::OtherFormat));
    assert_eq!(open(&zipped(&[("xl/workbook.xml", "<workbook/>")])), Err(WorkbookFault::Damaged));
    assert_eq!(open(b"\xd0\xcf\x11\xe0 cut off"), Err(WorkbookFault::Damaged));
    let locked = [("content.xml", ""), ("META-INF/manifest.xml", "<manifest:encryption-data/>")];
    assert_eq!(open(&zipped(&locked)), Err(WorkbookFault::Locked));
}

proptest::proptest! {
    /// Nothing that is cut, changed or put together makes it panic.
    #[test]
    fn no_bytes_make_it_panic(at in 0usize..4000, byte in 0u8..=255, cut in 0usize..4000) {
        let mut bytes = fods(r#"<table:table table:name="a"><table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table>"#);
        let length = bytes.len();
        bytes[at % length] = byte;
        bytes.truncate(length - cut % length);
        let _ = open(&bytes);
        let mut zip = xlsx(r#"<sheetData><row><c s="1"><v>0.5</v></c></row></sheetData>"#, &["x"]);
        let length = zip.len();
        zip[at % length] = byte;
        zip.truncate(length - cut % length);
        let _ = open(&zip);
    }
}
