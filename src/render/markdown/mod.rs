//! The Markdown of submissions, made safe.
//!
//! Takes the text a unit wrote; gives HTML for a page, or plain text, and what had to be refused.
//! Never lets through an element, an address or an attribute that the text could abuse: the events of
//! the parser are filtered, so there is no HTML of unknown origin that would need cleaning.

mod emphasis;
#[cfg(test)]
mod tests;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html};

/// An event of the parser and the bytes it came from.
type Piece<'a> = (Event<'a>, Range<usize>);

/// Lists and quotations deeper than this are flattened: nobody means them, and a page that nests
/// fifty thousand elements stops a browser.
const MAX_DEPTH: usize = 12;

/// Text made safe.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Elements that this module wrote itself; everything else is escaped.
    pub html: String,
    /// What was not taken over: bytes of the text, and the reason in Chinese.
    pub refused: Vec<(Range<usize>, String)>,
}

/// Renders the text of a submission: paragraphs, lists, tables, emphasis, links.
///
/// Raw HTML is shown as text. A link that is not `http`, `https`, `mailto` or `tel` keeps its words and
/// loses its address; a picture becomes its description. Headings become bold paragraphs, because the
/// outline of the page belongs to the page.
pub fn to_html(text: &str) -> Rendered {
    let mut refused = vec![];
    let events = safe_events(text, &mut refused);
    let mut out = String::with_capacity(text.len() + text.len() / 2);
    html::push_html(&mut out, events.into_iter().map(|(event, _)| event));
    Rendered { html: out, refused }
}

/// What [`to_html`] would refuse, for the check of submissions.
pub fn refused(text: &str) -> Vec<(Range<usize>, String)> {
    let mut refused = vec![];
    safe_events(text, &mut refused);
    refused
}

/// The words alone, blocks parted by a blank, cut after `limit` characters with “…”.
pub fn excerpt(text: &str, limit: usize) -> String {
    let mut plain = String::new();
    for (event, _) in safe_events(text, &mut vec![]) {
        match event {
            Event::Text(words) | Event::Code(words) => plain.push_str(&words),
            Event::SoftBreak | Event::HardBreak => plain.push(' '),
            Event::End(end) if !is_inline_end(end) => plain.push(' '),
            _ => {}
        }
    }
    let mut words = String::with_capacity(plain.len());
    for part in plain.split_whitespace() {
        // Chinese sentences that stood in two blocks need no blank between them.
        if words.chars().next_back().is_some_and(char::is_alphanumeric) {
            words.push(' ');
        }
        words.push_str(part);
    }
    match words.char_indices().nth(limit) {
        None => words,
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or("")),
    }
}

fn safe_events<'a>(text: &'a str, refused: &mut Vec<(Range<usize>, String)>) -> Vec<Piece<'a>> {
    // Without ENABLE_HEADING_ATTRIBUTES (they become real attributes) and ENABLE_STRIKETHROUGH
    // (“5~10吨、8~12吨” is no deletion).
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter();
    let mut filter = Filter { refused, dropped: vec![], depth: 0, inline: vec![], out: vec![], text };
    for (event, range) in parser {
        filter.take(event, range);
    }
    filter.flush();
    filter.out
}

struct Filter<'a, 'r> {
    text: &'a str,
    refused: &'r mut Vec<(Range<usize>, String)>,
    /// For every open link, list and quotation: whether its tags were left out.
    dropped: Vec<bool>,
    depth: usize,
    /// Inline events since the last block boundary, waiting for the repair of emphasis.
    inline: Vec<Piece<'a>>,
    out: Vec<Piece<'a>>,
}

impl<'a> Filter<'a, '_> {
    fn take(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(end, range),
            Event::InlineHtml(words) => {
                self.refuse(&range, "HTML 标记不采用，按文字显示");
                self.inline.push((Event::Text(words), range));
            }
            Event::Html(words) => self.inline.push((Event::Text(words), range)),
            Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak => {
                self.inline.push((event, range));
            }
            Event::Rule => self.block(event, range),
            // Footnotes, task marks and formulas are not enabled.
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Link { link_type, dest_url, .. } => self.start_link(link_type, dest_url, range),
            Tag::Image { .. } => {
                self.refuse(&range, "不采用图片，只显示图片说明；图片请作为佐证材料报送");
                self.dropped.push(true);
            }
            Tag::Emphasis | Tag::Strong => self.inline.push((Event::Start(tag), range)),
            Tag::Heading { .. } => {
                self.block(Event::Start(Tag::Paragraph), range.clone());
                self.inline.push((Event::Html("<strong>".into()), range));
            }
            Tag::HtmlBlock => {
                self.refuse(&range, "HTML 标记不采用，按文字显示");
                self.block(Event::Start(Tag::Paragraph), range);
            }
            // Four blanks at the start of a line are an indent to the person who typed them.
            Tag::CodeBlock(CodeBlockKind::Indented) => self.block(Event::Start(Tag::Paragraph), range),
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => {
                self.block(Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)), range);
            }
            Tag::Table(_) => {
                // A wide table scrolls in its own box, which has to be reached with the keyboard.
                let open = "<div class=\"scroll\" role=\"group\" aria-label=\"表格\" tabindex=\"0\">";
                self.block(Event::Html(open.into()), range.clone());
                self.block(Event::Start(tag), range);
            }
            Tag::BlockQuote(_) => self.nest(Event::Start(Tag::BlockQuote(None)), range),
            Tag::List(_) | Tag::Item => self.nest(Event::Start(tag), range),
            Tag::Paragraph | Tag::TableHead | Tag::TableRow | Tag::TableCell => {
                self.block(Event::Start(tag), range);
            }
            _ => {}
        }
    }

    fn start_link(&mut self, link_type: LinkType, url: CowStr<'a>, range: Range<usize>) {
        let refusal = if link_type == LinkType::Email { None } else { refusal(&url) };
        self.dropped.push(refusal.is_some());
        match refusal {
            Some(reason) => self.refuse(&range, reason),
            None => {
                let link = Tag::Link { link_type, dest_url: url, title: "".into(), id: "".into() };
                self.inline.push((Event::Start(link), range));
            }
        }
    }

    fn end(&mut self, end: TagEnd, range: Range<usize>) {
        match end {
            TagEnd::Link | TagEnd::Image => {
                let is_dropped = self.dropped.pop();
                self.inline.extend((is_dropped == Some(false)).then_some((Event::End(TagEnd::Link), range)));
            }
            TagEnd::Emphasis | TagEnd::Strong => self.inline.push((Event::End(end), range)),
            TagEnd::Heading(_) => {
                self.inline.push((Event::Html("</strong>".into()), range.clone()));
                self.block(Event::End(TagEnd::Paragraph), range);
            }
            TagEnd::HtmlBlock => self.block(Event::End(TagEnd::Paragraph), range),
            TagEnd::CodeBlock => self.end_code(range),
            TagEnd::Table => {
                self.block(Event::End(end), range.clone());
                self.block(Event::Html("</div>\n".into()), range);
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.flush();
                self.depth -= 1;
                if self.dropped.pop() == Some(false) {
                    let end = if let TagEnd::BlockQuote(_) = end { TagEnd::BlockQuote(None) } else { end };
                    self.out.push((Event::End(end), range));
                }
            }
            TagEnd::Paragraph | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell => {
                self.block(Event::End(end), range);
            }
            _ => {}
        }
    }

    /// Ends the block that [`Filter::start`] opened: a code block if it was fenced, else a paragraph.
    fn end_code(&mut self, range: Range<usize>) {
        let opened = self.out.iter().rev().find(|(event, _)| matches!(event, Event::Start(_)));
        let is_code = matches!(opened, Some((Event::Start(Tag::CodeBlock(_)), _)));
        if is_code {
            // Code keeps its line ends and its asterisks.
            self.out.append(&mut self.inline);
        }
        let end = if is_code { TagEnd::CodeBlock } else { TagEnd::Paragraph };
        self.block(Event::End(end), range);
    }

    fn nest(&mut self, event: Event<'a>, range: Range<usize>) {
        self.flush();
        self.depth += 1;
        let drop = self.depth > MAX_DEPTH;
        self.dropped.push(drop);
        if !drop {
            self.out.push((event, range));
        }
    }

    fn block(&mut self, event: Event<'a>, range: Range<usize>) {
        self.flush();
        self.out.push((event, range));
    }

    fn refuse(&mut self, range: &Range<usize>, reason: &str) {
        self.refused.push((range.clone(), reason.to_owned()));
    }

    fn flush(&mut self) {
        let mut run = std::mem::take(&mut self.inline);
        emphasis::repair(&mut run, self.text);
        join_lines(&mut run);
        self.out.append(&mut run);
    }
}

/// Why an address is not taken over; `None` when it is.
fn refusal(url: &str) -> Option<&'static str> {
    if url.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\\') {
        return Some("链接地址含有空白或控制字符，不采用");
    }
    let lower = url.to_ascii_lowercase();
    let has_host = |rest: &str| rest.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    match lower.split_once(':') {
        Some(("http" | "https", rest)) => {
            (!rest.strip_prefix("//").is_some_and(has_host)).then_some("链接地址不完整，不采用")
        }
        Some(("mailto" | "tel", rest)) => rest.is_empty().then_some("链接地址不完整，不采用"),
        Some((scheme, _)) if !scheme.contains(['/', '?', '#']) => {
            Some("链接只能是 http、https、mailto 或 tel 开头的地址，不采用")
        }
        _ => Some("链接没有写完整的网址，在公开页面上无法打开，不采用"),
    }
}

/// A line end between Chinese characters is no blank.
fn join_lines(run: &mut Vec<Piece<'_>>) {
    let breaks: Vec<usize> = (0..run.len())
        .filter(|&at| matches!(run[at].0, Event::SoftBreak))
        .filter(|&at| {
            let before = run[..at].iter().rev().find_map(|(event, _)| last_char(event));
            let after = run[at + 1..].iter().find_map(|(event, _)| first_char(event));
            before.is_some_and(is_wide) || after.is_some_and(is_wide)
        })
        .collect();
    for at in breaks.into_iter().rev() {
        run.remove(at);
    }
}

fn last_char(event: &Event<'_>) -> Option<char> {
    match event {
        Event::Text(words) | Event::Code(words) => words.chars().next_back(),
        _ => None,
    }
}

fn first_char(event: &Event<'_>) -> Option<char> {
    match event {
        Event::Text(words) | Event::Code(words) => words.chars().next(),
        _ => None,
    }
}

/// Chinese characters, their punctuation and full-width forms.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2014}' | '\u{2018}'..='\u{201d}' | '\u{2026}' | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

fn is_inline_end(end: TagEnd) -> bool {
    matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image)
}
