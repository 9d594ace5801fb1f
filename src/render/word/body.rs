//! The paper's pieces as paragraphs, tables and sections.
//!
//! Takes pieces in order; gives sections of blocks. Never drops a piece, never writes words of its own but the
//! issuing mark that the settings give.

use super::page::{Direction, STANDARD, Sheet};
use super::paragraph::Paragraph;
use super::roles::{CHARACTER, Role};
use super::runs;

use super::table::{self, Below, Room};
use super::title;
use super::xml::Xml;
use crate::prose::paper::{Mark, Piece, Role as Said};
use crate::prose::{Block, Inline};

/// A block of a section.
pub(super) enum Item {
    Paragraph(Box<Paragraph>),
    Table(Vec<u8>),
}

/// Pages that lie the same way.
pub(super) struct Section {
    pub(super) direction: Direction,
    pub(super) items: Vec<Item>,
}

/// Lays out a paper.
pub(super) fn lay(
    pieces: &[Piece],
    sheet: &Sheet,
    letterhead: Option<&str>,
    id: &dyn Fn(Role) -> String,
) -> Vec<Section> {
    let first = Section { direction: Direction::Portrait, items: vec![] };
    let mut body = Body {
        sheet,
        id,
        letterhead,
        sections: vec![first],
        said: Said::Body,
        waits: vec![],
        new_page: false,
        has_title: false,
        in_annex: false,
    };
    if letterhead.is_some() {
        body.said = Said::Head;
    }
    let mut rest = pieces;
    while let [piece, after @ ..] = rest {
        rest = body.take(piece, after);
    }
    body.end_role();
    body.sections.retain(|section| !section.items.is_empty());
    if body.sections.is_empty() {
        let items = vec![Item::Paragraph(Box::default())];
        body.sections.push(Section { direction: Direction::Portrait, items });
    }
    body.sections
}

pub(super) struct Body<'a> {
    pub(super) sheet: &'a Sheet,
    id: &'a dyn Fn(Role) -> String,
    pub(super) letterhead: Option<&'a str>,
    pub(super) sections: Vec<Section>,
    /// What the next paragraphs are.
    said: Said,
    /// Paragraphs that are laid out together: of 版头, 附件说明, 落款, 版记.
    waits: Vec<Vec<Inline>>,
    new_page: bool,
    has_title: bool,
    in_annex: bool,
}

impl Body<'_> {
    /// Takes a piece, with the note below it where it is a table; gives what is left.
    fn take<'p>(&mut self, piece: &Piece, after: &'p [Piece]) -> &'p [Piece] {
        match piece {
            Piece::Block(Block::Table(table)) => {
                self.end_role();
                let below = self.below(after);
                self.table(table, below);
                return &after[usize::from(below.note.is_some())..];
            }
            Piece::Mark(mark) => {
                self.end_role();
                match mark {
                    Mark::PageBreak => self.new_page = true,
                    Mark::Landscape => self.turn(Direction::Landscape),
                    Mark::Portrait => self.turn(Direction::Portrait),
                    Mark::Role(role) => self.said = *role,
                }
            }
            Piece::Heading { level, words } => {
                self.end_role();
                self.heading(*level, words);
            }
            Piece::Block(block) => self.block(block, 0),
        }
        after
    }

    /// What stands right below a table.
    fn below<'p>(&self, after: &'p [Piece]) -> Below<'p> {
        let note = match after {
            [Piece::Block(Block::Paragraph(words)), ..] if self.in_annex && is_note(words) => {
                Some(words.as_slice())
            }
            _ => None,
        };
        let end = [Said::Closing, Said::Annexes, Said::Signature];
        let is_end = matches!(after, [Piece::Mark(Mark::Role(role)), ..] if end.contains(role));
        Below { note, is_end }
    }

    pub(super) fn direction(&self) -> Direction {
        self.sections.last().map_or(Direction::Portrait, |section| section.direction)
    }

    fn turn(&mut self, direction: Direction) {
        let is_empty = self.sections.last().is_none_or(|section| section.items.is_empty());
        if self.direction() == direction {
            self.new_page = !is_empty;
        } else {
            self.sections.push(Section { direction, items: vec![] });
            self.new_page = false;
        }
    }

    pub(super) fn push(&mut self, mut paragraph: Paragraph) {
        paragraph.new_page = std::mem::take(&mut self.new_page);
        self.item(Item::Paragraph(Box::new(paragraph)));
    }

    fn item(&mut self, item: Item) {
        if let Some(section) = self.sections.last_mut() {
            section.items.push(item);
        }
    }

    /// Keeps the paragraph that was written last with what comes.
    pub(super) fn keep_last(&mut self) {
        let last = self.sections.last_mut().and_then(|section| section.items.last_mut());
        if let Some(Item::Paragraph(paragraph)) = last {
            paragraph.keep_next = true;
        }
    }

    fn last_role(&self) -> Option<Role> {
        match self.sections.last()?.items.last()? {
            Item::Paragraph(paragraph) => paragraph.role,
            Item::Table(_) => None,
        }
    }

    fn heading(&mut self, level: u8, words: &[Inline]) {
        let text = runs::words(words);
        if level == 1 && !self.has_title {
            self.head(&[]);
            self.title(&text);
        } else if let Some((label, name)) = annex(&text) {
            self.annex(label, name);
        } else {
            let role = rank(&text, level);
            self.push(Paragraph::of(role, written(words, false)));
        }
        self.said = Said::Body;
    }

    fn title(&mut self, text: &str) {
        self.has_title = true;
        let mut xml = Xml::piece();
        for (at, line) in title::lines(text).iter().enumerate() {
            if at > 0 {
                runs::sign(&mut xml, "w:br");
            }
            runs::run(&mut xml, line);
        }
        let mut paragraph = Paragraph::of(Role::Title, xml.finish());
        // Two lines below what stands over it: the red rule, or number and 签发人.
        let is_below = self.sections.iter().any(|section| !section.items.is_empty());
        paragraph.before = is_below.then_some(STANDARD.line_pitch * 2);
        self.push(paragraph);
    }

    /// 附件1 on the first line of a page, its title on the third.
    fn annex(&mut self, label: &str, name: &str) {
        let section = self.sections.last();
        self.new_page |= section.is_some_and(|section| !section.items.is_empty());
        self.in_annex = true;
        let label = Paragraph::of(Role::AnnexLabel, text_run(label));
        self.push(label);
        if !name.is_empty() {
            self.push(Paragraph::of(Role::AnnexTitle, text_run(name)));
        }
    }

    fn block(&mut self, block: &Block, depth: u32) {
        match block {
            Block::Paragraph(words) => self.paragraph(words, depth),
            Block::List(items) => {
                for item in items {
                    self.list_item(item, depth);
                }
            }
            Block::Table(table) => {
                self.end_role();
                self.table(table, Below::default());
            }
            // What stands right below the title says what the paper is.
            Block::Quote(blocks) if self.said == Said::Note || self.is_below_title() => {
                self.quote(blocks, Role::Note, depth);
            }
            Block::Quote(blocks) => self.quote(blocks, Role::Quotation, depth),
        }
    }

    fn is_below_title(&self) -> bool {
        let roles = self.sections.iter().flat_map(|section| &section.items).map(|item| match item {
            Item::Paragraph(paragraph) => paragraph.role,
            Item::Table(_) => None,
        });
        let head = [Role::Mark, Role::Number, Role::Rule, Role::Title, Role::Note].map(Some);
        self.has_title && self.said == Said::Body && roles.into_iter().all(|role| head.contains(&role))
    }

    fn quote(&mut self, blocks: &[Block], role: Role, depth: u32) {
        for block in blocks {
            match block {
                Block::Paragraph(words) => self.push(Paragraph::of(role, written(words, role != Role::Note))),
                other => self.block(other, depth),
            }
        }
    }

    fn list_item(&mut self, item: &[Block], depth: u32) {
        for (at, block) in item.iter().enumerate() {
            match block {
                Block::Paragraph(words) => {
                    let mut xml = Xml::piece();
                    if at == 0 {
                        runs::run(&mut xml, "· ");
                    }
                    runs::write(&mut xml, words, true);
                    let mut paragraph = Paragraph::of(Role::ListItem, xml.finish());
                    let left = CHARACTER * (3 + 2 * depth.min(6));
                    let hanging = if at == 0 { CHARACTER } else { 0 };
                    paragraph.indent = Some([left, hanging, 0]);
                    self.push(paragraph);
                }
                other => self.block(other, depth + 1),
            }
        }
    }

    fn paragraph(&mut self, words: &[Inline], depth: u32) {
        let role = match self.said {
            Said::Head | Said::Annexes | Said::Signature | Said::Imprint => {
                self.waits.push(words.to_vec());
                return;
            }
            Said::Note => Role::Note,
            Said::Addressee => Role::Addressee,
            Said::Remark => Role::Remark,
            // A paragraph that is strong as a whole names the table below it.
            Said::Body if self.in_annex && matches!(words, [Inline::Strong(_)]) => Role::TableTitle,
            Said::Body if self.in_annex && is_note(words) => Role::TableNote,
            Said::Body if depth > 0 => Role::ListItem,
            Said::Body | Said::Closing => Role::Body,
        };
        if role == Role::Remark {
            self.keep_last();
        }
        let bold = role == Role::Body || role == Role::ListItem;
        let mut paragraph = Paragraph::of(role, written(words, bold));
        // A line apart from who signs above the text.
        if role == Role::Body && self.last_role() == Some(Role::Signature) {
            paragraph.before = Some(STANDARD.line_pitch);
        }
        // What cannot be broken leaves the line before it short: justified, its characters would be drawn apart.
        if role == Role::Body && has_long_run(&runs::words(words)) {
            paragraph.align = Some("left");
        }
        self.push(paragraph);
    }

    fn table(&mut self, table: &crate::prose::Table, below: Below<'_>) {
        let direction = self.direction();
        let [width, height] = self.sheet.area(direction);
        let size = if direction == Direction::Landscape { 21 } else { 24 };
        let last = self.sections.last().and_then(|section| section.items.last());
        // Two tables without a paragraph between them would be one.
        if self.new_page || matches!(last, Some(Item::Table(_))) {
            self.push(Paragraph::default());
        }
        // What names a table stands on its page.
        self.keep_last();
        let parted = below.note.and_then(|note| table::parted_note(note, width));
        let below =
            Below { note: parted.as_ref().map(|(first, _)| first.as_slice()).or(below.note), ..below };
        let pieces = table::write(table, Room { width, height, size }, below, self.id);
        for (at, piece) in pieces.into_iter().enumerate() {
            if at > 0 {
                self.push(Paragraph::default());
            }
            self.item(Item::Table(piece));
        }
        if let Some((_, rest)) = parted {
            self.push(Paragraph::of(Role::TableNote, written(&rest, false)));
        }
    }

    /// Lays out the paragraphs that waited for each other.
    fn end_role(&mut self) {
        let waits = std::mem::take(&mut self.waits);
        match self.said {
            Said::Annexes => self.annexes(&waits),
            Said::Signature => self.signature(&waits),
            Said::Imprint => self.imprint(&waits),
            Said::Head if !waits.is_empty() => self.head(&waits),
            _ => {}
        }
        self.said = Said::Body;
    }
}

fn is_note(words: &[Inline]) -> bool {
    runs::words(words).starts_with("注：")
}

/// Runs of inlines.
fn written(words: &[Inline], bold: bool) -> Vec<u8> {
    let mut xml = Xml::piece();
    runs::write(&mut xml, words, bold);
    xml.finish()
}

pub(super) fn text_run(words: &str) -> Vec<u8> {
    let mut xml = Xml::piece();
    runs::run(&mut xml, words);
    xml.finish()
}

/// Whether digits and letters stand together that no line may part: `70.36%`, `11241/12155`.
fn has_long_run(words: &str) -> bool {
    const LONG: usize = 5;
    let mut run = 0;
    words.chars().any(|c| {
        run = if c.is_ascii_graphic() { run + 1 } else { 0 };
        run >= LONG
    })
}

/// Label and title of the heading of an annex.
fn annex(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("附件")?;
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (label, name) = text.split_at("附件".len() + digits);
    let is_parted = name.is_empty() || name.starts_with(['\u{3000}', ' ', '：']);
    is_parted.then(|| (label, name.trim_start_matches(['\u{3000}', ' ', '：'])))
}

/// The style of a heading: by its own number, else by its level.
fn rank(text: &str, level: u8) -> Role {
    let is_chinese = |c: char| "一二三四五六七八九十百".contains(c);
    let inside = text.strip_prefix('（').and_then(|rest| rest.split_once('）')).map(|(number, _)| number);
    let before = |sign: char| text.split_once(sign).map(|(number, _)| number).filter(|n| !n.is_empty());
    let is_all = |number: &str, of: &dyn Fn(char) -> bool| !number.is_empty() && number.chars().all(of);
    let digits = |c: char| c.is_ascii_digit();
    if before('、').is_some_and(|number| is_all(number, &is_chinese)) {
        Role::Part
    } else if inside.is_some_and(|number| is_all(number, &is_chinese)) {
        Role::Subpart
    } else if inside.is_some_and(|number| is_all(number, &digits)) {
        Role::Subitem
    } else if before('.').is_some_and(|number| is_all(number, &digits)) {
        Role::Item
    } else {
        match level {
            0..=2 => Role::Part,
            3 => Role::Subpart,
            4 => Role::Item,
            _ => Role::Subitem,
        }
    }
}
