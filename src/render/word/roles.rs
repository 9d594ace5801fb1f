//! What paragraphs of a paper are, and how each kind looks: fonts, sizes, line pitch and indents of GB/T 9704—2012.
//!
//! Takes nothing; gives a table. Sizes are half points, distances twips.

use super::page::STANDARD;

/// 三号, in half points.
pub(super) const BODY_SIZE: u32 = 32;
/// 发文机关标志, where its words fit on a line.
pub(super) const MARK_SIZE: u32 = 88;
/// From character to character of the body, in twips: 28 in 156 mm.
pub(super) const PITCH: u32 = 315;
/// A character of the body, in twips.
pub(super) const CHARACTER: u32 = 320;

pub(super) const TITLE_FACE: &str = "方正小标宋简体";
pub(super) const BODY_FACE: &str = "仿宋_GB2312";
/// Second faces: （一） and names of who signs.
pub(super) const SECOND_FACE: &str = "楷体_GB2312";
pub(super) const HEADING_FACE: &str = "黑体";
pub(super) const NUMBER_FACE: &str = "宋体";
/// Digits and Latin letters: habit, not standard.
pub(super) const LATIN_FACE: &str = "Times New Roman";

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
    TableNote,
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
    pub(super) face: &'static str,
    pub(super) size: u32,
    pub(super) line: u32,
    pub(super) align: &'static str,
    /// First line, in hundredths of a character.
    pub(super) first: u32,
    /// Whole paragraph, in hundredths of a character.
    pub(super) left: u32,
    pub(super) before: u32,
    pub(super) after: u32,
    pub(super) outline: Option<u8>,
    pub(super) keep_next: bool,
    pub(super) color: Option<&'static str>,
}

/// The body; other styles are told by what differs from it.
pub(super) const BODY: Style = Style {
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
pub(super) static STYLES: [Style; 24] = [
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
        role: Role::TableNote,
        id: "NbTableNote",
        name: "表注",
        aliases: &[],
        size: 24,
        line: 400,
        align: "left",
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
