//! Tests of the formats: what was put into a file is what comes out of it.

mod pages;
mod typed;

use std::io::Write as _;

use super::*;

/// The grids of a document as text: `head` `|` cells, a repeated place as `=`.
fn grids(document: &Document) -> Vec<Vec<String>> {
    let shown = |(at, row): (usize, &Row)| {
        let cell = |(c, cell): (usize, &Cell)| {
            if row.repeats(at, c) { "=".to_owned() } else { cell.text.replace('\n', "/") }
        };
        row.cells.iter().enumerate().map(cell).collect::<Vec<_>>().join("|")
    };
    let of = |grid: &Grid| grid.rows.iter().enumerate().map(shown).collect();
    document.grids.iter().map(of).collect()
}

fn heads(document: &Document) -> Vec<usize> {
    document.grids.iter().map(|grid| grid.head).collect()
}

fn texts(document: &Document) -> Vec<&str> {
    document.lines.iter().map(|line| &*line.text).collect()
}

fn html(body: &str) -> Document {
    document("x.html", format!("<!DOCTYPE html><html><body>{body}</body></html>").as_bytes()).unwrap()
}

/// An archive of parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx(body: &str, more: &[(&str, &str)]) -> Document {
    let body = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let mut parts = vec![("word/document.xml", &*body)];
    parts.extend_from_slice(more);
    document("x.docx", &archive(&parts)).unwrap()
}

#[test]
fn spans_of_a_web_table_are_expanded() {
    let page = html(
        "<p>前</p><table><tr><th rowspan=2>类别</th><th rowspan=2>指标</th><th colspan=2>目标值</th></tr>\
         <tr><th>2026年</th><th>2028年</th></tr>\
         <tr><td rowspan=2>水</td><td>断面</td><td>1</td><td>2</td></tr><tr><td>管网</td><td>3</td><td></td></tr>\
         <tr><td colspan=4>一、空气</td></tr><tr><td></td><td>优良天数</td><td>5</td><td>6</td></tr></table><p>后</p>",
    );
    assert_eq!(
        grids(&page),
        [[
            "类别|指标|目标值|=",
            "=|=|2026年|2028年",
            "水|断面|1|2",
            "=|管网|3|",
            "一、空气|=|=|=",
            "|优良天数|5|6"
        ]]
    );
    assert_eq!(heads(&page), [2]);
    let grid = &page.grids[0];
    assert_eq!(grid.head_of(3), ["目标值", "2028年"]);
    assert_eq!(grid.rows[3].cells[0].text.as_ref(), "水");
    assert_eq!(grid.rows[4].across(), Some("一、空气"));
    assert_eq!(grid.lines(), 2..8);
    assert_eq!(texts(&page)[1..4], ["类别|指标|目标值|", "||2026年|2028年", "水|断面|1|2"]);
}

#[test]
fn a_table_that_arranges_a_page_becomes_its_lines() {
    let inner = "<table><tr><td>任务</td><td>单位</td></tr><tr><td>甲</td><td>乙</td></tr></table>";
    let page = html(&format!(
        "<table><tr><td>左栏</td></tr><tr><td><p>一、总体要求</p><div>第一段。</div>{inner}<h2>二、其他</h2></td></tr></table>"
    ));
    assert_eq!(texts(&page), ["左栏", "一、总体要求", "第一段。", "任务|单位", "甲|乙", "二、其他"]);
    assert_eq!(grids(&page), [["任务|单位", "甲|乙"]]);
    assert_eq!(page.lines[5].heading, Some(2));
}

#[test]
fn f13_tags_and_tables_without_measure_are_read_in_bounds() {
    for bomb in [
        format!("<a {}>内</a>", "x ".repeat(40_000)),
        format!("<a {}>内</a>", "x='>' ".repeat(40_000)),
        format!("<a {}>内</a>", "x=y\" ".repeat(40_000)),
        format!("<p{}>内</p>", "/".repeat(40_000)),
        format!("</a {}>内", "x=\"\" ".repeat(40_000)),
        format!("<a x=\"{}\">内</a>", "&amp;".repeat(40_000)),
        format!("<!--{}-->内", "<!--".repeat(40_000)),
        format!("内<script>{}</script>", "<!--<script>".repeat(20_000)),
        format!("<!DOCTYPE {}>内", "x \"\" ".repeat(40_000)),
        format!("内{}", "<".repeat(100_000)),
        format!("内{}", "</".repeat(100_000)),
        format!("内{}", "<table><tr><td>".repeat(60_000)),
        format!("内<table>{}</table>", "<tr><td rowspan=0 colspan=90>x</td><td>y</td></tr>".repeat(4_000)),
        format!("内<table>{}</table>", "<tr><td rowspan=65534>x</td><td>y</td></tr>".repeat(4_000)),
    ] {
        let page = html(&bomb);
        assert!(page.lines.iter().any(|l| l.text.contains('内')), "{}", &bomb[..40]);
        assert!(page.grids.iter().map(|g| g.rows.len() * g.width()).sum::<usize>() <= 400_000);
    }
}

#[test]
fn attributes_are_taken_away_only_where_a_page_has_none() {
    let long = "字 ".repeat(3_000);
    let page = html(&format!("<p title=\"{long}\">甲</p><p class='a' id=b>乙 &lt; 丙</p>"));
    assert_eq!(texts(&page), ["甲", "乙 < 丙"]);
}

fn cell(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
}

#[test]
fn spans_of_a_word_table_are_expanded() {
    let head = cell("", "类别") + &cell("<w:gridSpan w:val=\"2\"/>", "目标");
    let first = cell("<w:vMerge w:val=\"restart\"/>", "水") + &cell("", "断面") + &cell("", "1");
    let second = cell("<w:vMerge/>", "") + &cell("", "管网") + &cell("", "2");
    let third = format!("<w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}{}", cell("", "渠"), cell("", "3"));
    let document = docx(
        &format!(
            "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{head}</w:tr><w:tr>{first}</w:tr><w:tr>{second}</w:tr><w:tr>{third}</w:tr></w:tbl>"
        ),
        &[],
    );
    assert_eq!(grids(&document), [["类别|目标|=", "水|断面|1", "=|管网|2", "|渠|3"]]);
    assert_eq!(heads(&document), [1]);
}

#[test]
fn words_of_frames_stand_once_and_deleted_words_never() {
    let frame = "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框中</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
        <mc:Fallback><w:txbxContent><w:p><w:r><w:t>框中</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>";
    let document = docx(
        &format!(
            "<w:p><w:r><w:t>前</w:t></w:r>{frame}<w:del><w:r><w:t>删</w:t></w:r></w:del><w:r><w:t>后</w:t></w:r></w:p>"
        ),
        &[],
    );
    assert_eq!(texts(&document), ["框中", "前后"]);
}

#[test]
fn headings_and_numbers_come_from_styles_and_what_they_stand_on() {
    let numbering = "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\">\
        <w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"4\"><w:abstractNumId w:val=\"1\"/></w:num>\
        <w:num w:numId=\"5\"><w:abstractNumId w:val=\"1\"/></w:num>\
        <w:num w:numId=\"6\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num></w:numbering>";
    let styles = "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"a\"><w:pPr><w:numPr><w:numId w:val=\"4\"/></w:numPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>\
        <w:style w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style><w:style w:styleId=\"c\"><w:basedOn w:val=\"c\"/></w:style></w:styles>";
    let styled = |style: &str, list: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{list}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let list = |id: u8| format!("<w:numPr><w:numId w:val=\"{id}\"/></w:numPr>");
    let body = styled("b", "", "甲") + &styled("a", &list(5), "乙") + &styled("c", &list(6), "丙");
    let document = docx(&body, &[("word/numbering.xml", numbering), ("word/styles.xml", styles)]);
    assert_eq!(texts(&document), ["一、甲", "二、乙", "一、丙"]);
    let headings: Vec<Option<u8>> = document.lines.iter().map(|l| l.heading).collect();
    assert_eq!(headings, [Some(1), Some(1), None]);
}

#[test]
fn f13_a_number_longer_than_its_text_is_no_number() {
    let numbering = format!(
        "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:lvlText w:val=\"{}\"/></w:lvl></w:abstractNum>\
         <w:num w:numId=\"4\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>",
        "%1".repeat(1_000)
    );
    let body = "<w:p><w:pPr><w:numPr><w:numId w:val=\"4\"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>";
    let document = docx(&body.repeat(20_000), &[("word/numbering.xml", &numbering)]);
    assert!(document.lines.iter().all(|line| line.text == "甲"));
    assert_eq!(document.lines.len(), 20_000);
}

#[test]
fn radicals_are_written_as_the_characters_they_show() {
    assert_eq!(texts(&Document::from_text("x", "⼀、⼯作⽬标")), ["一、工作目标"]);
    assert_eq!(texts(&html("<p>市⽔利局</p>")), ["市水利局"]);
}

#[test]
fn a_word_file_of_the_old_format_tells_numbers_headings_and_tables() {
    let document = document("x.doc", include_bytes!("numbers.doc")).unwrap();
    assert_eq!(
        texts(&document)[..7],
        [
            "柳溪县绿道建设方案",
            "一、总体目标",
            "二、主要任务",
            "（一）建设滨河绿道。到2027年，建成绿道40公里。",
            "（二）完善驿站。",
            "三、保障措施",
            "附表"
        ]
    );
    assert_eq!(document.lines[6].heading, Some(1));
    assert_eq!(
        grids(&document),
        [[
            "类别|指标|2026年|2027年",
            "建设|绿道里程（公里）|20|40",
            "=|驿站（个）|3|8",
            "管护|管护覆盖率|>95%|="
        ]]
    );
}

/// An OLE file with one stream.
fn ole(stream: &str, data: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(vec![])).unwrap();
    file.create_stream(stream).unwrap().write_all(data).unwrap();
    file.into_inner().into_inner()
}

#[test]
fn files_that_cannot_be_read_are_named_with_the_way_to_go() {
    let why = |bytes: &[u8]| document("x", bytes).unwrap_err().to_string();
    assert!(why(&ole("/Workbook", b"x")).contains("Excel"));
    assert!(why(&ole("/Other", b"x")).contains(".docx"));
    let mut locked = vec![0; 400];
    (locked[0], locked[1], locked[2], locked[11]) = (0xec, 0xa5, 0xc1, 1);
    assert!(why(&ole("/WordDocument", &locked)).contains("密码"));
    locked[2] = 0x65;
    assert!(why(&ole("/WordDocument", &locked)).contains("Word 6"));
    assert!(why(&archive(&[("xl/workbook.xml", "")])).contains("Excel"));
    assert!(why(&archive(&[("content.xml", "")])).contains("OpenDocument"));
    assert!(why(&archive(&[("a/方案.txt", "")])).contains("解压"));
    assert!(why(b"MIME-Version: 1.0\nContent-Type: image/png\n\nx").contains(".mht"));
}

#[test]
fn rtf_tells_text_numbers_and_tables() {
    let text = r"{\rtf1\ansi\ansicpg936\uc1{\fonttbl{\f0\fcharset134 \'cb\'ce\'cc\'e5;}{\f1\fcharset0 Arial;}}{\stylesheet{\s1 x;}}{\*\generator y;}{\header \'cd\'b7\par}
{\pard\outlinelevel0{\listtext\f0 \'d2\'bb\'a1\'a2\tab}\f0\'c4\'bf\'b1\'ea\par}
{\pard\f1 \u21040?\u8805?90%{\*\bkmkstart z}{\pict 0102}\par}
\trowd\clvmgf\cellx1000\cellx3000\pard\intbl\f0\'c0\'e0\cell\'d6\'b5\cell\row
\trowd\clvmrg\cellx1000\cellx2000\cellx3000\pard\intbl\cell 1\cell 2\par 3\cell\row
\pard\f0\'cd\'ea\par}";
    let document = document("x.doc", text.as_bytes()).unwrap();
    assert_eq!(texts(&document), ["一、 目标", "到≥90%", "类|值|", "|1|2 3", "完"]);
    assert_eq!(grids(&document), [["类|值|=", "=|1|2/3"]]);
    assert_eq!(document.lines[0].heading, Some(1));
}

#[test]
fn a_page_saved_in_one_file_is_read() {
    let quoted = "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"--=_x\"\r\n\r\nnote\r\n----=_x\r\nContent-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><p>=D2=BB=A1=A2=C4=BF=\r\n=B1=EA</p></body></html>\r\n----=_x--\r\n";
    assert_eq!(texts(&document("x.doc", quoted.as_bytes()).unwrap()), ["一、目标"]);
    let plain = "Content-Type: text/html\nMIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\nPHA+55Sy\n5LmZPC9wPg==\n";
    assert_eq!(texts(&document("x.mht", plain.as_bytes()).unwrap()), ["甲乙"]);
}

/// Bytes that are damaged in many ways, the same at every run.
#[test]
fn damaged_files_of_every_format_are_read_or_refused() {
    let rtf = br"{\rtf1\ansi{\fonttbl{\f0\fcharset134 x;}}\trowd\cellx900\intbl a\cell\row\u21040?\'c4\bin3 abc\par}".to_vec();
    let page = pages::sample();
    let word = include_bytes!("numbers.doc").to_vec();
    let mut seed = 12345u32;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    for (name, whole, times) in [("x.rtf", &rtf, 300), ("x.pdf", &page, 150), ("x.doc", &word, 150)] {
        for _ in 0..times {
            let mut bytes = whole.clone();
            for _ in 0..=next(6) {
                let at = next(bytes.len() - 8) + 8;
                bytes[at] = [0, 0xff, b'9', b'(', next(256) as u8][next(5)];
            }
            if next(3) == 0 {
                bytes.truncate(next(whole.len()).max(9));
            }
            let _ = document(name, &bytes);
        }
    }
}

#[test]
fn places_and_counts_without_measure_are_read_in_bounds() {
    let rtf =
        r"{\rtf1\ansi\trowd\cellx2147483647\trleft-2147483648\cellx-2147483648\intbl a\cell b\cell\row}";
    assert_eq!(grids(&document("x.rtf", rtf.as_bytes()).unwrap()).len(), 1);
    let numbering = "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"4294967295\"/>\
        <w:numFmt w:val=\"decimalEnclosedCircle\"/><w:lvlText w:val=\"%1\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"4\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";
    let body = "<w:p><w:pPr><w:numPr><w:numId w:val=\"4\"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>";
    let document = docx(&body.repeat(2), &[("word/numbering.xml", numbering)]);
    assert_eq!(texts(&document), ["甲", "甲"]);
    // A page whose characters stand at the end of the world.
    pages::far_away();
}
