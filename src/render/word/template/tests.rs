//! An office's document gives what it has, and nothing that leads out of it; whatever is broken is said.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::sync::Arc;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::Template;
use crate::diagnostic::Diagnostics;
use crate::render::word::tests::{elements, parts, whole};
use crate::render::word::{Look, document};
use crate::source::{Place, Project};

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const R: &str = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// A document as an office may have it: numbered headings, a header with a picture, a footer, wide margins.
fn office() -> BTreeMap<String, Vec<u8>> {
    let body = format!(
        "<w:document {W} {R}><w:body><w:p><w:r><w:t>SENTINEL</w:t></w:r></w:p><w:sectPr>\
         <w:headerReference w:type=\"default\" r:id=\"rId7\"/><w:footerReference w:type=\"default\" r:id=\"rId8\"/>\
         <w:pgSz w:w=\"10318\" w:h=\"14570\"/><w:pgMar w:top=\"1000\" w:right=\"1100\" w:bottom=\"1200\" w:left=\"1300\" \
         w:header=\"500\" w:footer=\"600\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    );
    let styles = format!(
        "<w:styles {W}><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr>\
         <w:jc w:val=\"center\"/></w:pPr><w:rPr><w:sz w:val=\"36\"/></w:rPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"not a title\"/></w:style></w:styles>"
    );
    let rels = |list: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{list}</Relationships>"
        )
    };
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let texts = [
        ("word/document.xml", body),
        ("word/styles.xml", styles),
        (
            "word/_rels/document.xml.rels",
            rels(&format!(
                "<Relationship Id=\"rId7\" Type=\"{kind}/header\" Target=\"header1.xml\"/>\
                 <Relationship Id=\"rId8\" Type=\"{kind}/footer\" Target=\"/word/footer1.xml\"/>\
                 <Relationship Id=\"rId9\" Type=\"{kind}/attachedTemplate\" Target=\"http://example.org/x\" TargetMode=\"External\"/>"
            )),
        ),
        (
            "word/header1.xml",
            format!(
                "<w:hdr {W} {R}><w:p><w:r><w:t>某某办公室</w:t></w:r><w:r><w:drawing r:embed=\"rId1\"/></w:r></w:p></w:hdr>"
            ),
        ),
        (
            "word/_rels/header1.xml.rels",
            rels(&format!("<Relationship Id=\"rId1\" Type=\"{kind}/image\" Target=\"media/image1.png\"/>")),
        ),
        ("word/footer1.xml", format!("<w:ftr {W}><w:p><w:r><w:t>页脚</w:t></w:r></w:p></w:ftr>")),
        ("word/media/image1.png", "png".to_owned()),
        ("word/vbaProject.bin", "SENTINEL".to_owned()),
        ("docProps/core.xml", "SENTINEL".to_owned()),
    ];
    texts.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect()
}

fn zipped(parts: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).expect("an entry");
        zip.write_all(bytes).expect("bytes");
    }
    zip.finish().expect("a zip").into_inner()
}

const PAPER: &str =
    "# 标题\n\n## 一、甲\n\n正文\n\n<!-- 横向 -->\n\n## 附件1　表\n\n| 列 |\n| --- |\n| 格 |\n";

#[test]
fn what_the_office_has_by_name_is_used_and_the_rest_is_ours() {
    let template = Template::read(&zipped(&office())).expect("a good document");
    let look = Look { letterhead: None, template: Some(Arc::new(template)) };
    let bytes = document(PAPER, &look);
    assert_eq!(bytes, document(PAPER, &look));
    let parts = parts(&bytes);
    whole(&parts);
    let main = &parts["word/document.xml"];
    assert!(main.contains("<w:pStyle w:val=\"1\"/>"), "the office's heading: {main}");
    assert!(!parts["word/styles.xml"].contains("numPr"), "headings bring their own numbers");
    assert!(parts["word/styles.xml"].contains("<w:jc w:val=\"center\"/>"));
    // An id that means something else is not taken for ours.
    assert!(main.contains("<w:pStyle w:val=\"TitleN\"/>"), "{main}");
    assert!(
        parts["word/styles.xml"].contains("<w:basedOn w:val=\"a\"/>"),
        "the body is the office's, indented"
    );
    assert!(main.contains("<w:pgSz w:w=\"10318\" w:h=\"14570\"/>"));
    assert!(main.contains("<w:pgSz w:w=\"14570\" w:h=\"10318\" w:orient=\"landscape\"/>"));
    assert!(
        main.contains("w:top=\"1000\" w:right=\"1100\" w:bottom=\"1200\" w:left=\"1300\" w:header=\"500\"")
    );
    assert!(parts["word/header1.xml"].contains("某某办公室"));
    assert!(parts["word/footer1.xml"].contains("页脚"));
    assert!(!parts["word/settings.xml"].contains("evenAndOddHeaders"), "its header is for all pages");
    for (name, text) in &parts {
        assert!(!text.contains("SENTINEL") && !text.contains("example.org"), "{name}");
    }
    assert!(!elements(main).iter().any(|(name, _)| name == "w:titlePg"));
}

#[test]
fn whatever_is_broken_is_said_and_nothing_stops() {
    let changed = |name: &str, text: Vec<u8>| {
        let mut parts = office();
        parts.insert(name.to_owned(), text);
        zipped(&parts)
    };
    let replaced = |name: &str, from: &str, to: &str| {
        let text = String::from_utf8(office()[name].clone()).expect("text");
        assert!(text.contains(from), "{from}");
        changed(name, text.replace(from, to).into_bytes())
    };
    let without = |name: &str| {
        let mut parts = office();
        parts.remove(name);
        zipped(&parts)
    };
    let rels = "word/_rels/header1.xml.rels";
    let good = zipped(&office());
    for (what, bytes) in [
        ("nothing", vec![]),
        ("no zip", b"PK\x03\x04 and no more".to_vec()),
        ("cut", good[..good.len() / 2].to_vec()),
        ("no text", without("word/document.xml")),
        ("no styles", without("word/styles.xml")),
        ("no header", without("word/header1.xml")),
        ("no picture", without("word/media/image1.png")),
        ("open element", replaced("word/styles.xml", "</w:styles>", "")),
        ("bytes", changed("word/styles.xml", vec![0xff, 0xfe, 0, 1])),
        (
            "definitions",
            replaced("word/styles.xml", "<w:styles", "<!DOCTYPE x [<!ENTITY a \"b\">]><w:styles"),
        ),
        ("other format", replaced("word/styles.xml", "schemas.openxmlformats.org", "purl.oclc.org")),
        ("too large", changed("word/styles.xml", vec![b' '; 64 << 20])),
        ("no room", replaced("word/document.xml", "w:left=\"1300\"", "w:left=\"9999\"")),
        ("tiny page", replaced("word/document.xml", "w:w=\"10318\" w:h=\"14570\"", "w:w=\"1\" w:h=\"1\"")),
        ("link out", replaced(rels, "Target=", "TargetMode=\"External\" Target=")),
        ("path out", replaced(rels, "media/image1.png", "../../x.png")),
        ("dangling", replaced("word/header1.xml", "rId1", "rId2")),
        ("field out", replaced("word/footer1.xml", "页脚", "INCLUDETEXT")),
    ] {
        let project = Project::memory([("样式.docx", bytes)]);
        let mut out = Diagnostics::default();
        assert!(Template::load(&project, "样式.docx", Place::default(), &mut out).is_none(), "{what}");
        let found: Vec<_> = out.iter().collect();
        assert_eq!(found.len(), 1, "{what}");
        assert_eq!(found[0].rule.code, "N911", "{what}");
    }
    let mut out = Diagnostics::default();
    for name in ["没有.docx", "../外面.docx", "", "/etc/hostname"] {
        assert!(Template::load(&Project::memory([("a", "b")]), name, Place::default(), &mut out).is_none());
    }
    assert_eq!(out.iter().count(), 4);
}

/// The document of an office with that style sheet.
fn dressed(styles: &str) -> BTreeMap<String, String> {
    let mut own = office();
    own.insert("word/styles.xml".to_owned(), format!("<w:styles {W}>{styles}</w:styles>").into_bytes());
    let template = Template::read(&zipped(&own)).expect("a good document");
    let parts = parts(&document(PAPER, &Look { letterhead: None, template: Some(Arc::new(template)) }));
    whole(&parts);
    parts
}

/// The size that the text of the paper has, its style and what that is based on followed to the end; and the style.
fn text_of(parts: &BTreeMap<String, String>) -> (String, String) {
    let main = &parts["word/document.xml"];
    let before = &main[..main.find("正文").expect("the text")];
    let at = before.rfind("<w:pStyle w:val=\"").expect("a style") + "<w:pStyle w:val=\"".len();
    let mut id = before[at..].split('"').next().expect("an id").to_owned();
    let first = id.clone();
    let value = |style: &str, name: &str| {
        let from = style.find(&format!("<w:{name} w:val=\""))?;
        style[from..].split('"').nth(1).map(str::to_owned)
    };
    let sheet = &parts["word/styles.xml"];
    loop {
        let start = sheet.find(&format!("w:styleId=\"{id}\"")).expect("the style is there");
        let style = sheet[start..].split("</w:style>").next().expect("its end");
        if let Some(size) = value(style, "sz") {
            return (size, first);
        }
        let Some(base) = value(style, "basedOn") else { return ("none".into(), first) };
        id = base;
    }
}

/// Text styles as programs write them into an empty document shrink no paper; a size that somebody chose stays.
#[test]
fn a_size_that_nobody_chose_shrinks_no_text() {
    let style = |id: &str, name: &str, base: &str, more: &str| {
        let base = if base.is_empty() { String::new() } else { format!("<w:basedOn w:val=\"{base}\"/>") };
        format!(
            "<w:style w:type=\"paragraph\"{} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{base}{more}</w:style>",
            if name == "Normal" { " w:default=\"1\"" } else { "" }
        )
    };
    let size = |n: u32| format!("<w:rPr><w:sz w:val=\"{n}\"/><w:szCs w:val=\"{n}\"/></w:rPr>");
    let defaults =
        |n: u32| format!("<w:docDefaults><w:rPrDefault>{}</w:rPrDefault></w:docDefaults>", size(n));
    let spaced =
        "<w:pPr><w:spacing w:lineRule=\"auto\" w:line=\"276\" w:before=\"0\" w:after=\"140\"/></w:pPr>";
    // As LibreOffice writes it: 12 points by default, Text Body with none of its own.
    let libre = |body: &str| {
        format!(
            "{}{}{}",
            defaults(24),
            style("Normal", "Normal", "", &size(24)).replace(" w:default=\"1\"", ""),
            style("TextBody", "Body Text", "Normal", &format!("{spaced}{body}"))
        )
    };
    // As Word writes it with Chinese: 五号 in the style of all text.
    let word = |plain: &str, body: &str| {
        format!("{}{}{body}", defaults(22), style("a", "Normal", "", &format!("{spaced}{plain}")))
    };
    for (what, sheet, expected) in [
        ("LibreOffice, as it comes", libre(""), ("32", "NbBody")),
        ("LibreOffice, with a size", libre(&size(30)), ("30", "TextBody")),
        ("Word, as it comes", word(&size(21), ""), ("32", "NbBody")),
        ("Word, its text in a size", word(&size(28), ""), ("28", "NbBody")),
        ("Word, no size in the style", word("", &style("a0", "Body Text", "a", "")), ("32", "NbBody")),
        (
            "Word, a size on the way",
            word(
                &size(21),
                &format!("{}{}", style("m", "母版", "a", &size(30)), style("a0", "Body Text", "m", "")),
            ),
            ("30", "a0"),
        ),
        (
            "a circle",
            word(
                &size(21),
                &format!("{}{}", style("m", "母版", "a0", ""), style("a0", "Body Text", "m", "")),
            ),
            ("32", "NbBody"),
        ),
    ] {
        let parts = dressed(&sheet);
        let (size, id) = text_of(&parts);
        assert_eq!((size.as_str(), id.as_str()), expected, "{what}: {}", parts["word/styles.xml"]);
    }
    // What the office made of it stays: its style is the base.
    assert!(dressed(&libre(""))["word/styles.xml"].contains("<w:basedOn w:val=\"TextBody\"/>"));
}
