//! The styles of the paper: fonts, sizes, line pitch and indents of GB/T 9704—2012, each with its name.
//!
//! Takes nothing; gives `word/styles.xml` and `word/fontTable.xml`. Fonts are named, never embedded: they are
//! licensed, and the machine that shows the paper has its own. Sizes are half points, distances twips.

use super::roles::{
    BODY, BODY_FACE, BODY_SIZE, HEADING_FACE, LATIN_FACE, NUMBER_FACE, Role, SECOND_FACE, STYLES, Style,
    TITLE_FACE,
};
use super::xml::Xml;

/// Namespace of WordprocessingML.
pub(super) const SPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Id of the style of tables.
pub(super) const TABLE: &str = "NbTable";

/// Whether a mark may hang behind the end of a full line: programs that print may lose it there.
const HANGING: &str = "w:overflowPunct";

/// Fonts, and by what name a machine without them may have the like.
const FONTS: [(&str, Option<&str>); 6] = [
    (LATIN_FACE, None),
    (NUMBER_FACE, Some("SimSun")),
    (HEADING_FACE, Some("SimHei")),
    (BODY_FACE, Some("仿宋")),
    (SECOND_FACE, Some("楷体")),
    (TITLE_FACE, Some("小标宋")),
];

fn fonts(xml: &mut Xml, face: &str) {
    // Digits beside Chinese are Times New Roman, but page numbers are 半角宋体.
    let latin = if face == NUMBER_FACE { NUMBER_FACE } else { LATIN_FACE };
    xml.empty(
        "w:rFonts",
        &[("w:ascii", latin), ("w:eastAsia", face), ("w:hAnsi", latin), ("w:cs", LATIN_FACE)],
    );
}

impl Style {
    /// Writes the style as an element of a style sheet, under that id.
    pub(super) fn write(&self, xml: &mut Xml, id: &str, base: Option<&str>) {
        xml.open("w:style", &[("w:type", "paragraph"), ("w:customStyle", "1"), ("w:styleId", id)]);
        self.definition(xml, base);
        xml.close("w:style");
    }

    /// Writes a style of an office's own kind: its base, the body with the first line two characters in, and where
    /// nobody chose a size with ours and its line pitch.
    pub(super) fn sized(&self, xml: &mut Xml, id: &str, base: &str, with_size: bool) {
        xml.open("w:style", &[("w:type", "paragraph"), ("w:customStyle", "1"), ("w:styleId", id)]);
        // A name stands once: the office's style keeps its own.
        xml.value("w:name", &format!("{}（报告）", self.name));
        xml.value("w:basedOn", base);
        xml.empty("w:qFormat", &[]);
        xml.open("w:pPr", &[]);
        xml.value(HANGING, "0");
        if with_size {
            xml.value("w:snapToGrid", "0");
            let line = self.line.to_string();
            xml.empty(
                "w:spacing",
                &[("w:before", "0"), ("w:after", "0"), ("w:line", &line), ("w:lineRule", "exact")],
            );
        }
        if self.role == Role::Body {
            // Word counts characters; what does not takes the distance.
            let first = (self.first * self.size / 10).to_string();
            xml.empty("w:ind", &[("w:firstLineChars", "200"), ("w:firstLine", &first)]);
        }
        xml.close("w:pPr");
        if with_size {
            let size = self.size.to_string();
            xml.open("w:rPr", &[]);
            xml.value("w:sz", &size);
            xml.value("w:szCs", &size);
            xml.close("w:rPr");
        }
        xml.close("w:style");
    }

    /// Writes it as one of Word's own.
    fn write_built_in(&self, xml: &mut Xml) {
        xml.open("w:style", &[("w:type", "paragraph"), ("w:styleId", self.id)]);
        self.definition(xml, Some("Normal"));
        xml.close("w:style");
    }

    fn definition(&self, xml: &mut Xml, base: Option<&str>) {
        xml.value("w:name", self.name);
        if let Some(base) = base {
            xml.value("w:basedOn", base);
        }
        xml.empty("w:qFormat", &[]);
        xml.open("w:pPr", &[]);
        if self.keep_next {
            xml.empty("w:keepNext", &[]);
        }
        // No page begins with the last line of a paragraph, nor ends with the first of one.
        let is_cell = matches!(self.role, Role::Cell | Role::Head);
        xml.value("w:widowControl", if is_cell { "0" } else { "1" });
        xml.value(HANGING, "0");
        xml.value("w:snapToGrid", "0");
        let number = |n: u32| n.to_string();
        xml.empty(
            "w:spacing",
            &[
                ("w:before", &number(self.before)),
                ("w:after", &number(self.after)),
                ("w:line", &number(self.line)),
                ("w:lineRule", "exact"),
            ],
        );
        xml.empty(
            "w:ind",
            &[
                ("w:leftChars", &number(self.left)),
                ("w:left", &number(self.left * self.size / 10)),
                ("w:firstLineChars", &number(self.first)),
                ("w:firstLine", &number(self.first * self.size / 10)),
            ],
        );
        xml.value("w:jc", self.align);
        if let Some(level) = self.outline {
            xml.value("w:outlineLvl", &level.to_string());
        }
        xml.close("w:pPr");
        self.characters(xml);
    }

    fn characters(&self, xml: &mut Xml) {
        xml.open("w:rPr", &[]);
        fonts(xml, self.face);
        // The faces carry the weight: no heading is bold.
        xml.value("w:b", "0");
        xml.value("w:i", "0");
        if let Some(color) = self.color {
            xml.value("w:color", color);
        }
        // 28 characters of 16 points in 156 mm: each a quarter of a point closer.
        xml.value("w:spacing", if self.size == BODY_SIZE { "-5" } else { "0" });
        xml.value("w:kern", "0");
        xml.value("w:sz", &self.size.to_string());
        xml.value("w:szCs", &self.size.to_string());
        xml.close("w:rPr");
    }
}

/// `word/styles.xml`.
pub(super) fn sheet() -> Vec<u8> {
    let mut xml = Xml::part();
    xml.open("w:styles", &[("xmlns:w", SPACE)]);
    defaults(&mut xml);
    xml.open("w:style", &[("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")]);
    Style { name: "Normal", first: 0, ..BODY }.definition(&mut xml, None);
    xml.close("w:style");
    for style in &STYLES {
        match style.id.strip_prefix("Nb") {
            Some(_) => style.write(&mut xml, style.id, Some("Normal")),
            None => style.write_built_in(&mut xml),
        }
    }
    table(&mut xml);
    xml.close("w:styles");
    xml.finish()
}

fn defaults(xml: &mut Xml) {
    xml.open("w:docDefaults", &[]);
    xml.open("w:rPrDefault", &[]);
    xml.open("w:rPr", &[]);
    fonts(xml, BODY_FACE);
    xml.value("w:sz", &BODY_SIZE.to_string());
    xml.value("w:szCs", &BODY_SIZE.to_string());
    xml.empty("w:lang", &[("w:val", "en-US"), ("w:eastAsia", "zh-CN"), ("w:bidi", "ar-SA")]);
    xml.close("w:rPr");
    xml.close("w:rPrDefault");
    xml.empty("w:pPrDefault", &[]);
    xml.close("w:docDefaults");
}

/// The style of tables: thin lines all around.
pub(super) fn table(xml: &mut Xml) {
    xml.open("w:style", &[("w:type", "table"), ("w:customStyle", "1"), ("w:styleId", TABLE)]);
    xml.value("w:name", "公文表格");
    xml.open("w:tblPr", &[]);
    xml.open("w:tblBorders", &[]);
    for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
        xml.empty(side, &[("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "auto")]);
    }
    xml.close("w:tblBorders");
    xml.open("w:tblCellMar", &[]);
    for (side, width) in [("w:top", "30"), ("w:left", "60"), ("w:bottom", "30"), ("w:right", "60")] {
        xml.empty(side, &[("w:w", width), ("w:type", "dxa")]);
    }
    xml.close("w:tblCellMar");
    xml.close("w:tblPr");
    xml.close("w:style");
}

/// `word/fontTable.xml`: names only.
pub(super) fn font_table() -> Vec<u8> {
    let mut xml = Xml::part();
    xml.open("w:fonts", &[("xmlns:w", SPACE)]);
    for (name, alternative) in FONTS {
        xml.open("w:font", &[("w:name", name)]);
        if let Some(alternative) = alternative {
            xml.value("w:altName", alternative);
        }
        xml.close("w:font");
    }
    xml.close("w:fonts");
    xml.finish()
}
