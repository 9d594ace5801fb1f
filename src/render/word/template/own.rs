//! The styles of an office's document, and ours where it has none.
//!
//! Takes `styles.xml`; gives it without automatic numbers, completed, and which of its styles each role has. Never
//! changes a style that the office made: numbers are left out because the paper's headings bring their own. A style
//! whose size nobody chose, but the program that made the file, stays what it is in all but size and line pitch.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

use super::archive::{attribute, each};
use crate::render::word::roles::{Role, STYLES, Style};
use crate::render::word::styles;
use crate::render::word::xml::Xml;

/// The style sheet and who has which style.
pub(super) struct Own {
    pub(super) sheet: Vec<u8>,
    /// Parallel to [`STYLES`].
    pub(super) ids: Vec<String>,
}

/// Sizes that programs give the text of an empty document, in half points: Word, with and without Chinese, in old
/// and new versions, and LibreOffice.
const UNCHOSEN: [u32; 4] = [20, 21, 22, 24];

/// What a style sheet has.
#[derive(Default)]
struct Found {
    /// Names of paragraph styles, in lower case, and their ids.
    by_name: BTreeMap<String, String>,
    ids: BTreeSet<String>,
    /// The style of paragraphs that name none.
    plain: Option<String>,
    /// Of the style that is being read, where it is one of paragraphs.
    open: Option<String>,
    /// On what each style of paragraphs is based.
    bases: BTreeMap<String, String>,
    /// Its own size, in half points.
    sizes: BTreeMap<String, u32>,
    /// The size of whatever has none.
    default_size: Option<u32>,
    root: Option<bool>,
}

impl Found {
    fn take(&mut self, tag: &BytesStart<'_>) {
        if self.root.is_none() {
            let space = attribute(tag, "xmlns:w");
            self.root = Some(tag.name().as_ref() == "w:styles" && space.as_deref() == Some(styles::SPACE));
        }
        match tag.name().as_ref() {
            "w:style" => {
                let id = attribute(tag, "w:styleId").unwrap_or_default();
                self.ids.insert(id.clone());
                let is_paragraph = attribute(tag, "w:type").is_none_or(|kind| kind == "paragraph");
                if is_paragraph && attribute(tag, "w:default").is_some_and(|on| on == "1" || on == "true") {
                    self.plain = Some(id.clone());
                }
                self.open = is_paragraph.then_some(id);
            }
            "w:basedOn" => {
                let base = attribute(tag, "w:val");
                self.bases.extend(self.open.clone().zip(base));
            }
            "w:sz" => {
                let size = attribute(tag, "w:val").and_then(|size| size.trim().parse().ok());
                match (&self.open, size) {
                    (Some(id), Some(size)) => _ = self.sizes.entry(id.clone()).or_insert(size),
                    (None, size) if self.ids.is_empty() => self.default_size = size,
                    _ => {}
                }
            }
            "w:name" => {
                if let (Some(id), Some(name)) = (&self.open, attribute(tag, "w:val")) {
                    self.by_name.entry(name.to_lowercase()).or_insert_with(|| id.clone());
                }
            }
            _ => {}
        }
    }

    fn of(&self, style: &Style) -> Option<&String> {
        let names = [style.name].into_iter().chain(style.aliases.iter().copied());
        names.into_iter().find_map(|name| self.by_name.get(&name.to_lowercase()))
    }

    /// Whether somebody chose the size of a style: on it or on what it is based, or for all text one that no
    /// program writes by itself.
    fn has_size(&self, id: &str) -> bool {
        let mut at = id.to_owned();
        // A circle ends with the styles that there are.
        for _ in 0..=self.ids.len() {
            if self.plain.as_ref() == Some(&at) {
                break;
            }
            if self.sizes.contains_key(&at) {
                return true;
            }
            match self.bases.get(&at) {
                Some(base) => at.clone_from(base),
                None => break,
            }
        }
        let plain = self.plain.as_ref().and_then(|plain| self.sizes.get(plain));
        plain.copied().or(self.default_size).is_some_and(|size| !UNCHOSEN.contains(&size))
    }

    fn free(&self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        while self.ids.contains(&id) {
            id.push('N');
        }
        id
    }
}

/// Reads a style sheet and completes it.
pub(super) fn read(text: &str) -> Result<Own, String> {
    let mut found = Found::default();
    each(text, |tag| found.take(tag));
    // LibreOffice marks no style as that of all text: the name says it.
    let by_name = || ["normal", "default paragraph style"].iter().find_map(|name| found.by_name.get(*name));
    found.plain = found.plain.take().or_else(|| by_name().cloned());
    if found.root != Some(true) {
        return Err("样式表的格式不能识别；请用 Word 或 WPS 另存为“Word 文档（.docx）”".to_owned());
    }
    let mut more = Xml::piece();
    let mut ids = vec![];
    for style in &STYLES {
        let named = found.of(style);
        if let Some(id) = named.filter(|id| found.has_size(id)) {
            ids.push(id.clone());
            continue;
        }
        let id = found.free(style.id);
        match (named, &found.plain) {
            (Some(base), _) => style.sized(&mut more, &id, base, true),
            // The office's own text, two characters in.
            (None, Some(plain)) if style.role == Role::Body => {
                style.sized(&mut more, &id, plain, !found.has_size(plain));
            }
            (None, plain) => style.write(&mut more, &id, plain.as_deref()),
        }
        ids.push(id);
    }
    if !found.ids.contains(styles::TABLE) {
        styles::table(&mut more);
    }
    Ok(Own { sheet: completed(text, &more.finish())?, ids })
}

/// The style sheet without numbers, and with `more` at its end.
fn completed(text: &str, more: &[u8]) -> Result<Vec<u8>, String> {
    let damaged = || "样式表不是完整的 XML".to_owned();
    let mut reader = Reader::from_str(text);
    let mut writer = Writer::new(Vec::new());
    let (mut depth, mut skipped) = (0_usize, 0_usize);
    loop {
        let event = reader.read_event().map_err(|_| damaged())?;
        match &event {
            Event::Eof => break,
            Event::Start(tag) if skipped > 0 || tag.name().as_ref() == "w:numPr" => {
                skipped += 1;
                continue;
            }
            Event::End(_) if skipped > 0 => {
                skipped -= 1;
                continue;
            }
            _ if skipped > 0 => continue,
            Event::Empty(tag) if tag.name().as_ref() == "w:numPr" => continue,
            Event::Start(_) => depth += 1,
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    writer.get_mut().extend_from_slice(more);
                }
            }
            _ => {}
        }
        writer.write_event(event).map_err(|_| damaged())?;
    }
    Ok(writer.into_inner())
}
