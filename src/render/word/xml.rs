//! The XML of a part, element by element.
//!
//! Takes names, attributes and words; gives a part with its declaration. Never lets a character through that
//! XML forbids: one of them, and Word refuses the whole document.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::render::is_forbidden;

/// An attribute: its name and its value.
pub(super) type Attribute<'a> = (&'a str, &'a str);

/// A part that is being written.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    /// Begins a part with its declaration.
    pub(super) fn part() -> Self {
        let mut xml = Xml::piece();
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml
    }

    /// A piece that will stand inside of a part.
    pub(super) fn piece() -> Self {
        Xml { writer: Writer::new(Vec::new()) }
    }

    fn event(&mut self, event: Event<'_>) {
        self.writer.write_event(event).expect("memory takes every byte");
    }

    /// `<name …>`.
    pub(super) fn open(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.event(Event::Start(BytesStart::new(name).with_attributes(attributes.iter().copied())));
    }

    /// `</name>`.
    pub(super) fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// `<name …/>`.
    pub(super) fn empty(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.event(Event::Empty(BytesStart::new(name).with_attributes(attributes.iter().copied())));
    }

    /// `<name w:val="…"/>`, as most of Word's elements are.
    pub(super) fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Words.
    pub(super) fn text(&mut self, words: &str) {
        let allowed: String = words.chars().filter(|c| !is_forbidden(*c)).collect();
        self.event(Event::Text(BytesText::new(&allowed)));
    }

    /// An element with words inside.
    pub(super) fn leaf(&mut self, name: &str, attributes: &[Attribute<'_>], words: &str) {
        self.open(name, attributes);
        self.text(words);
        self.close(name);
    }

    /// What another writer wrote, as it is.
    pub(super) fn raw(&mut self, piece: &[u8]) {
        self.writer.get_mut().extend_from_slice(piece);
    }

    /// The bytes.
    pub(super) fn finish(self) -> Vec<u8> {
        self.writer.into_inner()
    }
}
