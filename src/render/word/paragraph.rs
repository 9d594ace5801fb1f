//! A paragraph: its style, and what the style cannot know.
//!
//! Takes a role and runs; gives `w:p`. Never sets a font or a size that the style has.

use super::page::{Direction, STANDARD};
use super::roles::Role;
use super::xml::Xml;

/// Lines around a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Border {
    /// 版头分隔线: red, below.
    Red,
    /// 版记: above, below and between.
    Imprint,
}

/// A paragraph as it will be written.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    /// Its style; without one it is a carrier of a section, a twentieth of a line high.
    pub(super) role: Option<Role>,
    /// Its runs.
    pub(super) runs: Vec<u8>,
    /// Begins a page.
    pub(super) new_page: bool,
    /// Stays with the paragraph after it.
    pub(super) keep_next: bool,
    /// Its lines stay together.
    pub(super) keep_lines: bool,
    /// Twips before it, where they are not the style's.
    pub(super) before: Option<u32>,
    /// Left indent, hanging first line and right indent in twips, where they are not the style's.
    pub(super) indent: Option<[u32; 3]>,
    /// Where it is not the style's.
    pub(super) align: Option<&'static str>,
    /// A tab on the right, from the left edge.
    pub(super) tab: Option<u32>,
    /// Around it.
    pub(super) border: Option<Border>,
    /// Twips from line to line, where they are not the style's.
    pub(super) line: Option<u32>,
}

impl Paragraph {
    /// A paragraph of that role.
    pub(super) fn of(role: Role, runs: Vec<u8>) -> Self {
        Paragraph { role: Some(role), runs, ..Paragraph::default() }
    }

    /// Writes it; `section` are the properties of the section that ends with it.
    pub(super) fn write(&self, xml: &mut Xml, id: &dyn Fn(Role) -> String, section: Option<&[u8]>) {
        xml.open("w:p", &[]);
        xml.open("w:pPr", &[]);
        if let Some(role) = self.role {
            xml.value("w:pStyle", &id(role));
        }
        for (is_set, name) in [
            (self.keep_next, "w:keepNext"),
            (self.keep_lines, "w:keepLines"),
            (self.new_page, "w:pageBreakBefore"),
        ] {
            if is_set {
                xml.empty(name, &[]);
            }
        }
        self.place(xml);
        if let Some(section) = section {
            xml.raw(section);
        }
        xml.close("w:pPr");
        xml.raw(&self.runs);
        xml.close("w:p");
    }

    fn place(&self, xml: &mut Xml) {
        if self.border == Some(Border::Imprint) {
            let width = STANDARD.area(Direction::Portrait)[0].to_string();
            xml.empty(
                "w:framePr",
                &[
                    ("w:w", &width),
                    ("w:wrap", "around"),
                    ("w:vAnchor", "margin"),
                    ("w:hAnchor", "margin"),
                    ("w:xAlign", "center"),
                    ("w:yAlign", "bottom"),
                ],
            );
        }
        self.borders(xml);
        if let Some(tab) = self.tab {
            xml.open("w:tabs", &[]);
            xml.empty("w:tab", &[("w:val", "right"), ("w:pos", &tab.to_string())]);
            xml.close("w:tabs");
        }
        self.spacing(xml);
        if let Some([left, hanging, right]) = self.indent.map(|sides| sides.map(|side| side.to_string())) {
            // An indent counted in characters would win over one in twips: it is set to nothing.
            xml.empty(
                "w:ind",
                &[
                    ("w:leftChars", "0"),
                    ("w:left", &left),
                    ("w:rightChars", "0"),
                    ("w:right", &right),
                    ("w:hangingChars", "0"),
                    ("w:hanging", &hanging),
                ],
            );
        }
        if let Some(align) = self.align {
            xml.value("w:jc", align);
        }
    }

    fn spacing(&self, xml: &mut Xml) {
        if self.role.is_none() {
            xml.value("w:snapToGrid", "0");
            xml.empty(
                "w:spacing",
                &[("w:before", "0"), ("w:after", "0"), ("w:line", "20"), ("w:lineRule", "exact")],
            );
            return;
        }
        let before = self.before.map(|before| before.to_string());
        let line = self.line.map(|line| line.to_string());
        let mut attributes = vec![];
        attributes.extend(before.as_deref().map(|before| ("w:before", before)));
        if let Some(line) = &line {
            attributes.extend([("w:line", line.as_str()), ("w:lineRule", "exact")]);
        }
        if !attributes.is_empty() {
            xml.empty("w:spacing", &attributes);
        }
    }

    fn borders(&self, xml: &mut Xml) {
        // 0.35 mm outside, 0.25 mm inside (GB/T 9704, 7.4.1); the red line lies 4 mm below the number.
        let sides: &[[&str; 4]] = match self.border {
            None => return,
            Some(Border::Red) => &[["w:bottom", "12", "0", "FF0000"]],
            Some(Border::Imprint) => &[
                ["w:top", "8", "1", "000000"],
                ["w:bottom", "8", "1", "000000"],
                ["w:between", "6", "1", "000000"],
            ],
        };
        xml.open("w:pBdr", &[]);
        for [side, size, space, color] in sides {
            xml.empty(side, &[("w:val", "single"), ("w:sz", size), ("w:space", space), ("w:color", color)]);
        }
        xml.close("w:pBdr");
    }
}
