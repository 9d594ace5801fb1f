//! The sheet: its size, its margins, its grid, as GB/T 9704—2012 has them.
//!
//! Takes a direction; gives the properties of a section. Never measures in anything but twips (a twentieth of a
//! point, 1440 to the inch), which is what Word counts in.

use super::xml::Xml;

/// Which way the sheet lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// 纵向.
    Portrait,
    /// 横向.
    Landscape,
}

/// A sheet that stands upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sheet {
    /// Shorter side.
    pub(super) width: u32,
    /// Longer side.
    pub(super) height: u32,
    /// 天头.
    pub(super) top: u32,
    /// 切口.
    pub(super) right: u32,
    /// 地脚.
    pub(super) bottom: u32,
    /// 订口.
    pub(super) left: u32,
    /// From the upper edge to the header.
    pub(super) header: u32,
    /// From the lower edge to the foot of the page number.
    pub(super) footer: u32,
    /// Kind of the grid.
    pub(super) grid: &'static str,
    /// 行距 of the grid.
    pub(super) line_pitch: u32,
    /// What a character of the grid is wider than its type, in 1/4096 of a point.
    pub(super) character_space: i32,
    /// Whether a sheet that lies keeps its margins as they are on paper, its head to the binding, and its page
    /// number where other pages have it (GB/T 9704, 8); else they are those of a page of its own.
    pub(super) turned: bool,
}

/// A4 with 37, 26, 35 and 28 mm, 22 lines of 28 characters. The upper edge of the page number lies 7 mm below
/// the type area: its line of 14 points ends 23 mm above the edge of the sheet.
pub(super) const STANDARD: Sheet = Sheet {
    width: 11906,
    height: 16838,
    top: 2098,
    right: 1474,
    bottom: 1984,
    left: 1588,
    header: 851,
    footer: 1304,
    grid: "linesAndChars",
    line_pitch: 579,
    character_space: -849,
    turned: true,
};

impl Sheet {
    /// Top, right, bottom and left margin of a page.
    pub(super) fn margins(&self, direction: Direction) -> [u32; 4] {
        match direction {
            Direction::Landscape if self.turned => [self.left, self.top, self.right, self.bottom],
            _ => [self.top, self.right, self.bottom, self.left],
        }
    }

    /// Width and height of a page.
    pub(super) fn size(&self, direction: Direction) -> [u32; 2] {
        match direction {
            Direction::Portrait => [self.width, self.height],
            Direction::Landscape => [self.height, self.width],
        }
    }

    /// Width and height of the type area.
    pub(super) fn area(&self, direction: Direction) -> [u32; 2] {
        let [top, right, bottom, left] = self.margins(direction);
        let [width, height] = self.size(direction);
        [width.saturating_sub(left + right), height.saturating_sub(top + bottom)]
    }
}

/// Header and footer parts that a section shows: kind of reference, kind of page, relationship.
pub(super) type Reference = (&'static str, &'static str, String);

/// Writes the properties of a section that begins on a new page.
pub(super) fn section(
    xml: &mut Xml,
    sheet: &Sheet,
    direction: Direction,
    references: &[Reference],
    first: bool,
) {
    let number = |n: u32| n.to_string();
    xml.open("w:sectPr", &[]);
    for (name, kind, relationship) in references {
        if *kind != "first" || first {
            xml.empty(name, &[("w:type", kind), ("r:id", relationship)]);
        }
    }
    xml.value("w:type", "nextPage");
    let [width, height] = sheet.size(direction).map(number);
    let size = [("w:w", width.as_str()), ("w:h", height.as_str()), ("w:orient", "landscape")];
    xml.empty("w:pgSz", if direction == Direction::Landscape { &size } else { &size[..2] });
    let [top, right, bottom, left] = sheet.margins(direction).map(number);
    xml.empty(
        "w:pgMar",
        &[
            ("w:top", &top),
            ("w:right", &right),
            ("w:bottom", &bottom),
            ("w:left", &left),
            ("w:header", &number(sheet.header)),
            ("w:footer", &number(sheet.footer)),
            ("w:gutter", "0"),
        ],
    );
    xml.empty("w:cols", &[("w:space", "425")]);
    if first {
        xml.empty("w:titlePg", &[]);
    }
    xml.empty(
        "w:docGrid",
        &[
            ("w:type", sheet.grid),
            ("w:linePitch", &number(sheet.line_pitch)),
            ("w:charSpace", &sheet.character_space.to_string()),
        ],
    );
    xml.close("w:sectPr");
}
