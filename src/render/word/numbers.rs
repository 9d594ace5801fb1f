//! Page numbers: — 1 — right on odd pages, left on even ones, one character in.
//!
//! Takes a sheet; gives footers. On a sheet that lies the number stands where other pages have it (GB/T 9704, 8):
//! along the edge that is the foot of the paper, turned as the paper is.

use super::page::{Direction, Sheet};
use super::styles::SPACE;
use super::xml::Xml;

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const MAIN: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const SHAPE: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape";
const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// Twips of a millimetre's thousandth would be fractions; a twip is 635 of these.
const EMU: u32 = 635;
/// The line of the number: 四号.
const CHARACTER: u32 = 280;
/// 7 mm from the type area to the number.
const BELOW: u32 = 397;

/// Which pages a footer is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parity {
    Odd,
    Even,
}

/// A footer part.
pub(super) fn footer(sheet: &Sheet, direction: Direction, parity: Parity, style: &str) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.open(
        "w:ftr",
        &[
            ("xmlns:w", SPACE),
            ("xmlns:mc", COMPATIBILITY),
            ("xmlns:wp", DRAWING),
            ("xmlns:a", MAIN),
            ("xmlns:wps", SHAPE),
        ],
    );
    match direction {
        Direction::Portrait => line(&mut xml, parity, style),
        Direction::Landscape => along_the_edge(&mut xml, sheet, parity, style),
    }
    xml.close("w:ftr");
    xml.finish()
}

/// The paragraph with the number.
fn line(xml: &mut Xml, parity: Parity, style: &str) {
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.value("w:pStyle", style);
    let (indent, side) = match parity {
        Parity::Odd => ("w:right", "right"),
        Parity::Even => ("w:left", "left"),
    };
    xml.empty("w:ind", &[(indent, &CHARACTER.to_string())]);
    xml.value("w:jc", side);
    xml.close("w:pPr");
    words(xml, "— ");
    for kind in ["begin", "separate", "end"] {
        if kind == "separate" {
            xml.open("w:r", &[]);
            xml.leaf("w:instrText", &[("xml:space", "preserve")], " PAGE ");
            xml.close("w:r");
        }
        if kind == "end" {
            words(xml, "1");
        }
        xml.open("w:r", &[]);
        xml.empty("w:fldChar", &[("w:fldCharType", kind)]);
        xml.close("w:r");
    }
    words(xml, " —");
    xml.close("w:p");
}

fn words(xml: &mut Xml, words: &str) {
    super::runs::run(xml, words);
}

/// A box along the left edge, as long as the type area is high, its words turned to the right.
fn along_the_edge(xml: &mut Xml, sheet: &Sheet, parity: Parity, style: &str) {
    let [top, _, _, left] = sheet.margins(Direction::Landscape);
    let [_, height] = sheet.area(Direction::Landscape);
    let emu = |twips: u32| (twips * EMU).to_string();
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.value("w:pStyle", style);
    xml.close("w:pPr");
    xml.open("w:r", &[]);
    xml.open("mc:AlternateContent", &[]);
    xml.open("mc:Choice", &[("Requires", "wps")]);
    xml.open("w:drawing", &[]);
    xml.open(
        "wp:anchor",
        &[
            ("distT", "0"),
            ("distB", "0"),
            ("distL", "0"),
            ("distR", "0"),
            ("simplePos", "0"),
            ("relativeHeight", "2"),
            ("behindDoc", "0"),
            ("locked", "0"),
            ("layoutInCell", "1"),
            ("allowOverlap", "1"),
        ],
    );
    xml.empty("wp:simplePos", &[("x", "0"), ("y", "0")]);
    for (name, from, offset) in [
        ("wp:positionH", "page", emu(left.saturating_sub(BELOW + CHARACTER))),
        ("wp:positionV", "page", emu(top)),
    ] {
        xml.open(name, &[("relativeFrom", from)]);
        xml.leaf("wp:posOffset", &[], &offset);
        xml.close(name);
    }
    let (across, along) = (emu(CHARACTER), emu(height));
    xml.empty("wp:extent", &[("cx", &across), ("cy", &along)]);
    xml.empty("wp:wrapNone", &[]);
    let name = if parity == Parity::Odd { "页码（单页）" } else { "页码（双页）" };
    xml.empty("wp:docPr", &[("id", if parity == Parity::Odd { "1" } else { "2" }), ("name", name)]);
    shape(xml, [&across, &along], parity, style);
    xml.close("wp:anchor");
    xml.close("w:drawing");
    xml.close("mc:Choice");
    xml.close("mc:AlternateContent");
    xml.close("w:r");
    xml.close("w:p");
}

fn shape(xml: &mut Xml, [across, along]: [&str; 2], parity: Parity, style: &str) {
    xml.open("a:graphic", &[]);
    xml.open("a:graphicData", &[("uri", SHAPE)]);
    xml.open("wps:wsp", &[]);
    xml.empty("wps:cNvSpPr", &[("txBox", "1")]);
    xml.open("wps:spPr", &[]);
    xml.open("a:xfrm", &[]);
    xml.empty("a:off", &[("x", "0"), ("y", "0")]);
    xml.empty("a:ext", &[("cx", across), ("cy", along)]);
    xml.close("a:xfrm");
    xml.open("a:prstGeom", &[("prst", "rect")]);
    xml.empty("a:avLst", &[]);
    xml.close("a:prstGeom");
    xml.empty("a:noFill", &[]);
    xml.open("a:ln", &[]);
    xml.empty("a:noFill", &[]);
    xml.close("a:ln");
    xml.close("wps:spPr");
    xml.open("wps:txbx", &[]);
    xml.open("w:txbxContent", &[]);
    line(xml, parity, style);
    xml.close("w:txbxContent");
    xml.close("wps:txbx");
    xml.open(
        "wps:bodyPr",
        &[("vert", "vert"), ("wrap", "square"), ("lIns", "0"), ("tIns", "0"), ("rIns", "0"), ("bIns", "0")],
    );
    xml.empty("a:noAutofit", &[]);
    xml.close("wps:bodyPr");
    xml.close("wps:wsp");
    xml.close("a:graphicData");
    xml.close("a:graphic");
}
