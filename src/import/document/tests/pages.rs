//! PDF and OFD files that these tests write themselves.

use super::*;

/// Writes a PDF: pages of content over fonts F1 (characters in UTF-16), F2 (`font`) and a picture.
fn pdf(pages: &[String], font: &str) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        String::new(),
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>".to_owned(),
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000>>".to_owned(),
        font.to_owned(),
        stream("<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>", "x"),
        stream("<</Length 200>>", "1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfchar <0001> <2F54> <0002> <52295E02> endbfchar 1 beginbfrange <0010> <0012> <0041> endbfrange"),
    ];
    let mut kids = String::new();
    for content in pages {
        let at = objects.len() + 1;
        objects.push(stream(&format!("<</Length {}>>", content.len()), content));
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {at} 0 R/Resources<</Font<</F1 3 0 R/F2 5 0 R>>/XObject<</X 6 0 R>>>>>>"
        ));
        kids.push_str(&format!("{} 0 R ", at + 1));
    }
    objects[1] = format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len());
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = vec![];
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    places.iter().for_each(|place| file.extend(format!("{place:010} 00000 n \n").bytes()));
    file.extend(
        format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF", places.len() + 1).bytes(),
    );
    file
}

fn stream(dictionary: &str, data: &str) -> String {
    format!("{dictionary}\nstream\n{data}\nendstream")
}

/// Shows a text of size 16 at a place, in UTF-16.
fn show(x: i32, y: i32, text: &str) -> String {
    let hex: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("BT /F1 16 Tf 1 0 0 1 {x} {y} Tm <{hex}> Tj ET\n")
}

fn line(x: i32, y: i32, to_x: i32, to_y: i32) -> String {
    format!("{x} {y} m {to_x} {to_y} l S\n")
}

/// A file with text and a table.
pub(super) fn sample() -> Vec<u8> {
    pdf(
        &[show(90, 740, "一、目标") + &ruled(700, &[["甲", "乙", "丙", "丁"], ["1", "2", "3", "4"]], false)],
        "null",
    )
}

/// Characters and rules that no paper can hold.
pub(super) fn far_away() {
    let far = "BT /F1 99999999 Tf 99999999 0 0 99999999 -99999999 99999999 Tm <0041> Tj 99999999 99999999 Td <0042> Tj ET\n";
    let rules: String = [-99_999_999, 0, 99_999_999]
        .iter()
        .flat_map(|at| [line(*at, -99_999_999, *at, 99_999_999), line(-99_999_999, *at, 99_999_999, *at)])
        .collect();
    let document = plain(&[format!("{far}{rules}{}", show(90, 700, "一、目标"))]);
    assert!(document.lines.iter().any(|line| line.text.contains("一、目标")));
}

fn plain(pages: &[String]) -> Document {
    document("x.pdf", &pdf(pages, "null")).unwrap()
}

/// 28 characters fill a line of the pages here.
const FULL: &str = "全市河湖水质持续改善生态流量得到保障城乡供水安全可靠节水";

#[test]
fn lines_of_a_page_become_paragraphs_without_headers_and_numbers() {
    let first = show(200, 800, "青川市人民政府公报")
        + &show(114, 740, "一、工作目标")
        + &show(114, 712, &FULL.chars().take(26).collect::<String>())
        + &show(82, 684, FULL)
        + &show(82, 656, "水平明显提高。")
        + &show(114, 628, &FULL.chars().take(26).collect::<String>())
        + &show(270, 40, "— 1 —");
    let second = show(200, 800, "青川市人民政府公报")
        + &show(82, 740, "效率大幅提升。")
        + &show(114, 712, "二、主要任务")
        + &show(270, 40, "— 2 —");
    let document = plain(&[first, second]);
    let part: String = FULL.chars().take(26).collect();
    assert_eq!(
        texts(&document),
        [
            "一、工作目标",
            &format!("{part}{FULL}水平明显提高。"),
            &format!("{part}效率大幅提升。"),
            "二、主要任务"
        ]
    );
    assert!(document.remarks.is_empty());
}

#[test]
fn what_is_drawn_twice_aslant_or_apart_is_read_once_and_in_order() {
    let slant = "BT /F1 40 Tf 0.7 0.7 -0.7 0.7 100 300 Tm <66FF> Tj ET\n";
    let bold = show(100, 700, "市水利局") + &show(101, 700, "市水利局");
    let figures = "BT /F1 16 Tf 1 0 0 1 100 660 Tm [<5230> <0032> -500 <0030> -500 <0032> -500 <0037> -500 <5E74>] TJ ET\n";
    // The later line stands first in the file.
    let document = plain(&[format!("{slant}{}{bold}{figures}", show(100, 600, "第三行"))]);
    assert_eq!(texts(&document), ["市水利局", "到2027年", "第三行"]);
}

/// A table of 4 columns with two rows of head and a merged cell, drawn by lines.
fn ruled(top: i32, rows: &[[&str; 4]], merged: bool) -> String {
    let xs = [80, 180, 330, 430, 530];
    let bottom = top - 30 * rows.len() as i32;
    let mut page: String = xs.iter().map(|x| line(*x, top, *x, bottom)).collect();
    for at in 0..=rows.len() as i32 {
        let left = if merged && at == rows.len() as i32 - 1 { xs[1] } else { xs[0] };
        page.push_str(&line(left, top - 30 * at, xs[4], top - 30 * at));
    }
    for (at, row) in rows.iter().enumerate() {
        for (x, text) in xs.iter().zip(row).filter(|(_, text)| !text.is_empty()) {
            page.push_str(&show(x + 6, top - 30 * at as i32 - 22, text));
        }
    }
    page
}

#[test]
fn cells_that_are_drawn_become_a_grid_and_go_on_over_pages() {
    let head = ["类别", "指标名称", "2026年", "2028年"];
    let first = show(200, 760, "附表 主要指标")
        + &ruled(700, &[head, ["水", "断面优良率", "88", "90"], ["", "供水保证率", "97", "99"]], true);
    let second = ruled(760, &[head, ["", "管网漏损率", "9", "8"], ["气", "优良天数", "300", "310"]], false)
        + &show(114, 560, "注：以统计数为准。");
    let document = plain(&[first, second]);
    assert_eq!(
        grids(&document),
        [[
            "类别|指标名称|2026年|2028年",
            "水|断面优良率|88|90",
            "=|供水保证率|97|99",
            "=|管网漏损率|9|8",
            "气|优良天数|300|310"
        ]]
    );
    assert_eq!(heads(&document), [1]);
    assert_eq!(texts(&document)[0], "附表 主要指标");
    assert_eq!(texts(&document).last(), Some(&"注：以统计数为准。"));
}

#[test]
fn columns_without_rules_become_a_grid() {
    let row = |y: i32, cells: [&str; 3]| {
        cells.iter().zip([90, 270, 420]).map(|(text, x)| show(x, y, text)).collect::<String>()
    };
    let page = row(700, ["指标名称", "单位", "2028年目标"])
        + &row(670, ["断面优良率", "%", "90"])
        + &row(640, ["造林面积", "万亩", "12.5"])
        + &row(610, ["管网长度", "千米", "300"]);
    assert_eq!(
        grids(&plain(&[page])),
        [["指标名称|单位|2028年目标", "断面优良率|%|90", "造林面积|万亩|12.5", "管网长度|千米|300"]]
    );
}

#[test]
fn fonts_tell_their_characters_in_many_ways() {
    let of = |font: &str, hex: &str| {
        let page = format!("BT /F2 16 Tf 1 0 0 1 90 700 Tm <{hex}> Tj ET");
        texts(&document("x.pdf", &pdf(&[page], font)).unwrap()).join("/")
    };
    let wide = |encoding: &str, more: &str| {
        format!(
            "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/{encoding}/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/CIDSystemInfo<</Ordering(GB1)>>/DW 1000/W[1 [500 600] 814 907 500]>>]{more}>>"
        )
    };
    assert_eq!(of(&wide("GBK-EUC-H", ""), "CBAE35B8D6"), "水5钢");
    assert_eq!(of(&wide("UniGB-UTF16-H", ""), "6C34D842DFB7"), "水𠮷");
    // Numbers of glyphs of Adobe-GB1: 一 4162, 啊 940, 5 as 834.
    assert_eq!(of(&wide("Identity-H", ""), "1042 03AC 0342 0016"), "一啊55");
    assert_eq!(of(&wide("Identity-H", "/ToUnicode 7 0 R"), "00010002001000110012"), "水利市ABC");
    let named =
        "<</Type/Font/Subtype/Type1/BaseFont/X/Encoding<</Differences[1/greaterequal/nine/uni6C34]>>>>";
    assert_eq!(of(named, "01020320"), "≥9水");
    assert_eq!(of("<</Type/Font/Subtype/Type1/BaseFont/Symbol>>", "B339"), "≥9");
}

#[test]
fn a_font_without_a_table_in_the_pdf_tells_its_characters_itself() {
    // A table of characters alone: 水 is glyph 7 (a segment), 利 glyph 9 (a list of glyphs).
    let words: [u16; 22] = [
        4,
        44,
        0,
        6,
        0,
        0,
        0,
        0x5229,
        0x6c34,
        0xffff,
        0,
        0x5229,
        0x6c34,
        0xffff,
        0,
        7u16.wrapping_sub(0x6c34),
        1,
        6,
        0,
        0,
        9,
        0,
    ];
    let part: String = words.iter().map(|word| format!("{word:04X}")).collect();
    let entry = "636D6170 00000000 0000001C 00000038";
    let cmap = format!("0000 0001 0003 0001 0000000C {part}");
    let hex = format!("00010000 0001 0000 0000 0000{entry}{cmap}>");
    let page = "BT /F2 16 Tf 1 0 0 1 90 700 Tm <00070009> Tj ET".to_owned();
    let font = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2/CIDSystemInfo<</Ordering(Identity)>>/FontDescriptor<</FontFile2 10 0 R>>>>]>>";
    let mut file = pdf(&[page], font);
    // The file's list of places ends before this object: readers then look for objects themselves.
    let tail = file.windows(4).position(|w| w == b"xref").unwrap();
    let object = stream(&format!("<</Filter/ASCIIHexDecode/Length {}>>", hex.len()), &hex);
    file.splice(tail..tail, format!("10 0 obj\n{object}\nendobj\n").into_bytes());
    assert_eq!(texts(&document("x.pdf", &file).unwrap()), ["水利"]);
}

#[test]
fn a_page_that_lies_on_its_side_is_read_upright() {
    let shown = |x: i32, y: i32, text: &str| show(x, y, text).replace("1 0 0 1", "0 1 -1 0");
    let page = shown(150, 100, "二、任务") + &shown(200, 100, "三、保障") + &shown(100, 300, "一、目标");
    let file = pdf(&[page], "null");
    let text = String::from_utf8(file)
        .unwrap()
        .replace("/MediaBox[0 0 595 842]", "/MediaBox[0 0 595 842]/Rotate 90");
    assert_eq!(texts(&document("x.pdf", text.as_bytes()).unwrap()), ["一、目标", "二、任务", "三、保障"]);
}

#[test]
fn pages_without_text_are_named() {
    let picture = "q 595 0 0 842 0 0 cm /X Do Q".to_owned();
    let refused =
        |pages: &[String], font: &str| document("x.pdf", &pdf(pages, font)).unwrap_err().to_string();
    assert!(refused(std::slice::from_ref(&picture), "null").contains("扫描件"));
    let mixed = plain(&[show(90, 700, "一、目标"), picture]);
    assert_eq!(mixed.remarks.len(), 1);
    assert!(mixed.remarks[0].message.contains("第2页是扫描图像"));
    let blind = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</CIDSystemInfo<</Ordering(Identity)>>>>]>>";
    let page = "BT /F2 16 Tf 90 700 Td <00010002> Tj ET".to_owned();
    assert!(refused(&[page], blind).contains("对照表"));
}

fn ofd(objects: &str) -> Document {
    let page = format!(
        "<ofd:Page xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
    );
    let document_xml = "<ofd:Document xmlns:ofd=\"x\"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Pages/P0/Content.xml\"/></ofd:Pages></ofd:Document>";
    let parts = [
        (
            "OFD.xml",
            "<ofd:OFD xmlns:ofd=\"x\"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        ),
        ("Doc_0/Document.xml", document_xml),
        ("Doc_0/Pages/P0/Content.xml", &page),
    ];
    document("x.ofd", &archive(&parts)).unwrap()
}

#[test]
fn ofd_pages_are_read_by_the_places_of_their_characters() {
    let text = |x: u32, y: u32, step: &str, text: &str| {
        format!(
            "<ofd:TextObject ID=\"9\" Boundary=\"{x} {y} 150 6\" Size=\"5\"><ofd:TextCode X=\"0\" Y=\"5\" DeltaX=\"{step}\">{text}</ofd:TextCode></ofd:TextObject>"
        )
    };
    let rule = |from: &str, to: &str| {
        format!(
            "<ofd:PathObject Boundary=\"0 0 210 297\"><ofd:AbbreviatedData>M {from} L {to}</ofd:AbbreviatedData></ofd:PathObject>"
        )
    };
    let across: String =
        [100, 110, 120].iter().map(|y| rule(&format!("30 {y}"), &format!("150 {y}"))).collect();
    let down: String = [30, 90, 150].iter().map(|x| rule(&format!("{x} 100"), &format!("{x} 120"))).collect();
    let cells = text(32, 102, "g 1 5", "指标")
        + &text(92, 102, "g 1 5", "目标")
        + &text(32, 112, "g 3 5", "水质达标")
        + &text(92, 112, "2.5 2.5 2.5", "≥90%");
    let document = ofd(&(text(40, 60, "g 2 2.5 2.5 5", "到2027年&lt;底&gt;")
        + &text(40, 40, "g 5 5", "一、工作目标")
        + &across
        + &down
        + &cells));
    assert_eq!(texts(&document)[..2], ["一、工作目标", "到2027年<底>"]);
    assert_eq!(grids(&document), [["指标|目标", "水质达标|≥90%"]]);
}
