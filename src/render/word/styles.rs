//! The styles of the paper: fonts, sizes, line pitch and indents of GB/T 9704—2012, each with its name.
//!
//! Takes nothing; gives `word/styles.xml` and `word/fontTable.xml`. Fonts are named, never embedded: they are
//! licensed, and the machine that shows the paper has its own. Sizes are half points, distances twips.

use super::page::STANDARD;
use super::xml::Xml;

/// Namespace of WordprocessingML.
pub(super) const SPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Id of the style of tables.
pub(super) const TABLE: &str = "NbTable";

/// 三号, in half points.
pub(super) const BODY_SIZE: u32 = 32;
/// 发文机关标志, where its words fit on a line.
pub(super) const MARK_SIZE: u32 = 88;
/// A character of the body, in twips.
pub(super) const CHARACTER: u32 = 320;

const TITLE_FACE: &str = "方正小标宋简体";
const BODY_FACE: &str = "仿宋_GB2312";
/// Second faces: （一） and names of who signs.
pub(super) const SECOND_FACE: &str = "楷体_GB2312";
const HEADING_FACE: &str = "黑体";
const NUMBER_FACE: &str = "宋体";
/// Digits and Latin letters: habit, not standard.
const LATIN_FACE: &str = "Times New Roman";

/// Fonts, and by what name a machine without them may have the like.
const FONTS: [(&str, Option<&str>); 6] = [
    (LATIN_FACE, None),
    (NUMBER_FACE, Some("SimSun")),
    (HEADING_FACE, Some("SimHei")),
    (BODY_FACE, Some("仿宋")),
    (SECOND_FACE, Some("楷体")),
    (TITLE_FACE, Some("小标宋")),
];

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Note,
    Addressee,
    Body,
    Part,
    Subpart,
    Item,
    Subitem,
    ListItem,
    Quotation,
    Annexes,
    Signature,
    Remark,
    AnnexLabel,
    AnnexTitle,
    TableTitle,
    Cell,
    Head,
    Mark,
    Number,
    Rule,
    Imprint,
    PageNumber,
}

/// How a paragraph of a role looks.
pub(super) struct Style {
    pub(super) role: Role,
    /// Its id in our own style sheet.
    pub(super) id: &'static str,
    /// Its name, as Word's list of styles shows it.
    pub(super) name: &'static str,
    /// Names under which an office's own document may have it.
    pub(super) aliases: &'static [&'static str],
    face: &'static str,
    size: u32,
    line: u32,
    align: &'static str,
    /// First line, in hundredths of a character.
    first: u32,
    /// Whole paragraph, in hundredths of a character.
    left: u32,
    before: u32,
    after: u32,
    outline: Option<u8>,
    keep_next: bool,
    color: Option<&'static str>,
}

const BODY: Style = Style {
    role: Role::Body,
    id: "NbBody",
    name: "公文正文",
    aliases: &["正文首行缩进", "body text first indent", "正文文本", "body text"],
    face: BODY_FACE,
    size: BODY_SIZE,
    line: STANDARD.line_pitch,
    align: "both",
    first: 200,
    left: 0,
    before: 0,
    after: 0,
    outline: None,
    keep_next: false,
    color: None,
};

const LINE: u32 = STANDARD.line_pitch;
const CENTERED: Style = Style { align: "center", first: 0, keep_next: true, ..BODY };
const FLUSH: Style = Style { first: 0, ..BODY };
const HEADING: Style = Style { keep_next: true, align: "left", ..BODY };

/// All styles, in the order of a paper.
pub(super) static STYLES: [Style; 23] = [
    BODY,
    Style {
        role: Role::Title,
        id: "Title",
        name: "Title",
        aliases: &["公文标题", "标题"],
        face: TITLE_FACE,
        size: 44,
        line: 700,
        ..CENTERED
    },
    Style {
        role: Role::Note,
        id: "NbNote",
        name: "题注说明",
        aliases: &["题注"],
        face: SECOND_FACE,
        size: 28,
        line: 480,
        before: 120,
        ..CENTERED
    },
    Style {
        role: Role::Addressee,
        id: "NbAddressee",
        name: "主送机关",
        aliases: &["主送"],
        before: LINE,
        align: "left",
        ..FLUSH
    },
    Style {
        role: Role::Part,
        id: "Heading1",
        name: "heading 1",
        aliases: &["一级标题", "公文一级标题"],
        face: HEADING_FACE,
        outline: Some(0),
        ..HEADING
    },
    Style {
        role: Role::Subpart,
        id: "Heading2",
        name: "heading 2",
        aliases: &["二级标题", "公文二级标题"],
        face: SECOND_FACE,
        outline: Some(1),
        ..HEADING
    },
    Style {
        role: Role::Item,
        id: "Heading3",
        name: "heading 3",
        aliases: &["三级标题", "公文三级标题"],
        outline: Some(2),
        ..HEADING
    },
    Style {
        role: Role::Subitem,
        id: "Heading4",
        name: "heading 4",
        aliases: &["四级标题", "公文四级标题"],
        outline: Some(3),
        ..HEADING
    },
    Style { role: Role::ListItem, id: "NbListItem", name: "公文列表", aliases: &[], ..BODY },
    Style {
        role: Role::Quotation,
        id: "NbQuotation",
        name: "公文引文",
        aliases: &[],
        face: SECOND_FACE,
        left: 200,
        first: 0,
        ..BODY
    },
    Style {
        role: Role::Annexes, id: "NbAnnexes", name: "附件说明", aliases: &[], align: "left", ..FLUSH
    },
    Style {
        role: Role::Signature,
        id: "NbSignature",
        name: "发文机关署名",
        aliases: &["落款"],
        align: "right",
        ..FLUSH
    },
    Style { role: Role::Remark, id: "NbRemark", name: "附注", aliases: &[], align: "left", ..BODY },
    Style {
        role: Role::AnnexLabel,
        id: "NbAnnexLabel",
        name: "附件标识",
        aliases: &["附件序号"],
        face: HEADING_FACE,
        align: "left",
        keep_next: true,
        ..FLUSH
    },
    Style {
        role: Role::AnnexTitle,
        id: "NbAnnexTitle",
        name: "附件标题",
        aliases: &[],
        face: TITLE_FACE,
        size: 44,
        line: 700,
        before: LINE,
        after: 240,
        outline: Some(0),
        ..CENTERED
    },
    Style {
        role: Role::TableTitle,
        id: "NbTableTitle",
        name: "表格标题",
        aliases: &["表题"],
        face: HEADING_FACE,
        size: 24,
        line: 400,
        before: 120,
        align: "left",
        keep_next: true,
        ..FLUSH
    },
    Style {
        role: Role::Cell, id: "NbCell", name: "表格文字", aliases: &[], size: 24, line: 320, ..FLUSH
    },
    Style {
        role: Role::Head,
        id: "NbHead",
        name: "表头",
        aliases: &[],
        face: HEADING_FACE,
        size: 24,
        line: 320,
        ..CENTERED
    },
    Style {
        role: Role::Mark,
        id: "NbMark",
        name: "发文机关标志",
        aliases: &[],
        face: TITLE_FACE,
        size: MARK_SIZE,
        line: 1200,
        before: 1984,
        color: Some("FF0000"),
        ..CENTERED
    },
    Style {
        role: Role::Number,
        id: "NbNumber",
        name: "发文字号",
        aliases: &[],
        before: LINE * 2,
        ..CENTERED
    },
    Style { role: Role::Rule, id: "NbRule", name: "版头分隔线", aliases: &[], line: 227, ..CENTERED },
    Style {
        role: Role::Imprint,
        id: "NbImprint",
        name: "版记",
        aliases: &[],
        size: 28,
        line: 500,
        align: "left",
        ..FLUSH
    },
    Style {
        role: Role::PageNumber,
        id: "Footer",
        name: "footer",
        aliases: &["页脚"],
        face: NUMBER_FACE,
        size: 28,
        line: 280,
        align: "left",
        ..FLUSH
    },
];

/// The style of a role.
pub(super) fn style(role: Role) -> &'static Style {
    STYLES.iter().find(|style| style.role == role).unwrap_or(&STYLES[0])
}

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
    pub(super) fn write(&self, xml: &mut Xml, id: &str, base: &str) {
        xml.open("w:style", &[("w:type", "paragraph"), ("w:customStyle", "1"), ("w:styleId", id)]);
        self.definition(xml, Some(base));
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
        xml.value("w:widowControl", "0");
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
            Some(_) => style.write(&mut xml, style.id, "Normal"),
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
