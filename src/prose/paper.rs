//! The Markdown of a paper as pieces: what Word and the CMS fragment are made from.
//!
//! Takes Markdown that a template made; gives headings, blocks and marks in order. Never keeps HTML: a comment
//! that is a mark steers the paper, other comments are dropped, any other tag is words.
//!
//! A mark stands on a line of its own and is invisible in every other reader. `<!-- 分页 -->`, `<!-- 横向 -->`
//! and `<!-- 纵向 -->` steer pages; the others say what the paragraphs are that follow until the next mark or
//! heading: `版头`, `题注`, `主送`, `正文`, `结语`, `附件说明`, `落款`, `附注`, `版记`.

use pulldown_cmark::{Alignment, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::lines::is_wide;
use super::{Align, Block, Inline, Table};

/// A piece of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A heading with its number as a part of its words.
    Heading {
        /// 1 is the title, 2 is 一、, 3 is （一）, 4 is 1., 5 is （1）.
        level: u8,
        /// Never empty.
        words: Vec<Inline>,
    },
    /// Paragraphs, lists, tables, quotations.
    Block(Block),
    /// What a comment steers.
    Mark(Mark),
}

/// What a comment says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// `分页`.
    PageBreak,
    /// `横向`: a new page, landscape from here on.
    Landscape,
    /// `纵向`: a new page, portrait from here on.
    Portrait,
    /// What the paragraphs are that follow.
    Role(Role),
}

/// What paragraphs are on a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// `版头`: number of the document, who signs.
    Head,
    /// `题注`: below the title.
    Note,
    /// `主送`.
    Addressee,
    /// `正文`.
    Body,
    /// `结语`: 特此报告; it belongs to no heading.
    Closing,
    /// `附件说明`.
    Annexes,
    /// `落款`: who issues, and when.
    Signature,
    /// `附注`: in brackets below the date.
    Remark,
    /// `版记`: copies and printing.
    Imprint,
}

/// The words of every mark.
pub const MARKS: [(&str, Mark); 12] = [
    ("分页", Mark::PageBreak),
    ("横向", Mark::Landscape),
    ("纵向", Mark::Portrait),
    ("版头", Mark::Role(Role::Head)),
    ("题注", Mark::Role(Role::Note)),
    ("主送", Mark::Role(Role::Addressee)),
    ("正文", Mark::Role(Role::Body)),
    ("结语", Mark::Role(Role::Closing)),
    ("附件说明", Mark::Role(Role::Annexes)),
    ("落款", Mark::Role(Role::Signature)),
    ("附注", Mark::Role(Role::Remark)),
    ("版记", Mark::Role(Role::Imprint)),
];

/// The mark that a line is, if it is nothing else.
pub fn mark(line: &str) -> Option<Mark> {
    let words = line.trim().strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    MARKS.iter().find(|(name, _)| *name == words).map(|(_, mark)| *mark)
}

/// Reads a paper, in time linear in its length whatever it nests.
pub fn read(markdown: &str) -> Vec<Piece> {
    let mut reader = Reader::default();
    Parser::new_ext(markdown, Options::ENABLE_TABLES).for_each(|event| reader.take(event));
    reader.end_paragraph();
    reader.pieces
}

/// The pieces so far and what is open. Lists in lists and quotations in quotations are laid flat: a paper
/// has neither, and nothing can be nested until the stack ends.
#[derive(Default)]
struct Reader {
    pieces: Vec<Piece>,
    words: Vec<Inline>,
    /// Words inside `**`.
    strong: Option<Vec<Inline>>,
    /// Address and words of a link.
    link: Option<(String, String)>,
    /// A line end that may be a blank.
    soft: bool,
    /// Of each list inside the other: the next number, if it has numbers.
    lists: Vec<Option<u64>>,
    items: Vec<Vec<Block>>,
    quotes: usize,
    quoted: Vec<Block>,
    table: Option<Table>,
    row: Vec<Vec<Inline>>,
    /// An HTML block.
    html: Option<String>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) if self.html.is_none() => self.text(&words),
            Event::Code(words) => self.text(&words),
            Event::Html(text) | Event::Text(text) => match &mut self.html {
                Some(html) => html.push_str(&text),
                None => self.text(&text),
            },
            Event::InlineHtml(tag) if tag.starts_with("<!--") => {}
            Event::InlineHtml(tag) => self.text(&tag),
            Event::SoftBreak => self.soft = true,
            Event::HardBreak => self.end_paragraph(),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { .. } | Tag::Paragraph | Tag::CodeBlock(_) => self.end_paragraph(),
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::List(first) => {
                self.end_paragraph();
                self.lists.push(first);
            }
            Tag::Item => {
                self.end_paragraph();
                match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let label = format!("{number}.");
                        *number = number.saturating_add(1);
                        self.text(&label);
                    }
                    _ => self.items.push(vec![]),
                }
            }
            Tag::BlockQuote(_) => {
                self.end_paragraph();
                self.quotes += 1;
            }
            Tag::Table(align) => {
                self.table = Some(Table { align: align.iter().map(side).collect(), ..Table::default() })
            }
            Tag::Strong => self.strong = self.strong.take().or(Some(vec![])),
            Tag::Link { dest_url, .. } => self.link = Some((dest_url.into_string(), String::new())),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                let words = std::mem::take(&mut self.words);
                if !words.is_empty() {
                    self.pieces.push(Piece::Heading { level: depth(level), words });
                }
            }
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::Item => self.end_paragraph(),
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::List(_) => {
                self.end_paragraph();
                self.lists.pop();
                if self.lists.is_empty() {
                    self.end_list();
                }
            }
            TagEnd::BlockQuote(_) => {
                self.end_paragraph();
                self.quotes = self.quotes.saturating_sub(1);
                if self.quotes == 0 && !self.quoted.is_empty() {
                    let quoted = std::mem::take(&mut self.quoted);
                    self.pieces.push(Piece::Block(Block::Quote(quoted)));
                }
            }
            TagEnd::TableCell => self.row.push(std::mem::take(&mut self.words)),
            TagEnd::TableHead | TagEnd::TableRow => {
                let row = std::mem::take(&mut self.row);
                if let Some(table) = &mut self.table {
                    if tag == TagEnd::TableHead { table.head = row } else { table.rows.push(row) }
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.push(Block::Table(table));
                }
            }
            TagEnd::Strong => {
                if let Some(words) = self.strong.take().filter(|words| !words.is_empty()) {
                    self.words.push(Inline::Strong(words));
                }
            }
            TagEnd::Link => self.end_link(),
            _ => {}
        }
    }

    fn text(&mut self, words: &str) {
        if let Some((_, linked)) = &mut self.link {
            linked.push_str(words);
            return;
        }
        let soft = std::mem::take(&mut self.soft);
        let place = self.strong.as_mut().unwrap_or(&mut self.words);
        let before = match place.last() {
            Some(Inline::Text(text)) => text.chars().next_back(),
            _ => None,
        };
        let is_blank =
            soft && before.is_some_and(|c| !is_wide(c)) && words.chars().next().is_some_and(|c| !is_wide(c));
        let blank = if is_blank { " " } else { "" };
        match place.last_mut() {
            Some(Inline::Text(text)) => text.extend([blank, words]),
            _ => place.push(Inline::Text(words.to_owned())),
        }
    }

    fn end_link(&mut self) {
        let Some((address, words)) = self.link.take() else { return };
        let is_web = ["http://", "https://"].iter().any(|scheme| address.starts_with(scheme));
        if is_web && !words.is_empty() {
            self.strong.as_mut().unwrap_or(&mut self.words).push(Inline::Link { words, address });
        } else {
            self.text(&words);
        }
    }

    /// Ends the words that are open: a paragraph, or those of an item.
    fn end_paragraph(&mut self) {
        self.soft = false;
        if let Some(strong) = self.strong.as_mut().filter(|strong| !strong.is_empty()) {
            self.words.push(Inline::Strong(std::mem::take(strong)));
        }
        let words = std::mem::take(&mut self.words);
        // Only the number of an item is no paragraph yet.
        let waits = matches!(words.as_slice(), [Inline::Text(text)] if self.lists.last().is_some_and(Option::is_some)
            && text.strip_suffix('.').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit())));
        if waits {
            self.words = words;
        } else if !words.is_empty() {
            self.push(Block::Paragraph(words));
        }
    }

    fn push(&mut self, block: Block) {
        match self.items.last_mut() {
            Some(item) if !self.lists.is_empty() => item.push(block),
            _ if self.quotes > 0 => self.quoted.push(block),
            _ => self.pieces.push(Piece::Block(block)),
        }
    }

    fn end_list(&mut self) {
        let mut items = std::mem::take(&mut self.items);
        items.retain(|item| !item.is_empty());
        if !items.is_empty() {
            self.push(Block::List(items));
        }
    }

    /// Marks are kept, other comments dropped, and what is no comment is words.
    fn end_html(&mut self) {
        let html = self.html.take().unwrap_or_default();
        let mut rest = html.as_str();
        while let Some((before, after)) = rest.split_once("<!--") {
            self.words_of_html(before);
            let (comment, after) = after.split_once("-->").unwrap_or((after, ""));
            self.pieces.extend(mark(&format!("<!--{comment}-->")).map(Piece::Mark));
            rest = after;
        }
        self.words_of_html(rest);
    }

    fn words_of_html(&mut self, text: &str) {
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            self.push(Block::Paragraph(vec![Inline::Text(line.to_owned())]));
        }
    }
}

fn side(align: &Alignment) -> Align {
    match align {
        Alignment::None => Align::None,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Inline {
        Inline::Text(words.to_owned())
    }

    fn paragraph(words: &str) -> Piece {
        Piece::Block(Block::Paragraph(vec![text(words)]))
    }

    #[test]
    fn marks_headings_and_words_come_in_order() {
        let paper = "<!-- 题注 -->\n仅供参考\n\n# 甲办关于治河的报告\n\n<!-- 主送 -->\n\n市政府：\n\n<!-- 正文 -->\n<!-- 无人知道 -->\n\n\
                     清淤\n三处，完成 a\nb。\n\n## 一、概况\n\n第一行  \n第二行\n";
        assert_eq!(
            read(paper),
            [
                Piece::Mark(Mark::Role(Role::Note)),
                paragraph("仅供参考"),
                Piece::Heading { level: 1, words: vec![text("甲办关于治河的报告")] },
                Piece::Mark(Mark::Role(Role::Addressee)),
                paragraph("市政府："),
                Piece::Mark(Mark::Role(Role::Body)),
                paragraph("清淤三处，完成 a b。"),
                Piece::Heading { level: 2, words: vec![text("一、概况")] },
                paragraph("第一行"),
                paragraph("第二行"),
            ]
        );
    }

    #[test]
    fn what_data_say_comes_back_as_it_was() {
        for words in
            ["a|b*c*_d_ <b>&amp; [x](y) `z` ~1~", "1. 首", "- 3.5", "# 井", "> 98%", "\\*", "$x$ ^2^"]
        {
            let pieces = read(&super::super::words(words));
            assert_eq!(pieces, [paragraph(words)], "{words}");
        }
    }

    #[test]
    fn tables_lists_and_html_lose_nothing() {
        let paper = "| 项 | 数 |\n| --- | ---: |\n| 甲 \\| 乙 | 1 |\n\n- 一\n- 二\n  - 三\n\n1. 首\n2. 次\n\n<div>框</div>\n\n> 引\n";
        let cell = |words: &str| vec![text(words)];
        let item = |words: &str| vec![Block::Paragraph(vec![text(words)])];
        assert_eq!(
            read(paper),
            [
                Piece::Block(Block::Table(Table {
                    head: vec![cell("项"), cell("数")],
                    align: vec![Align::None, Align::Right],
                    rows: vec![vec![cell("甲 | 乙"), cell("1")]],
                })),
                Piece::Block(Block::List(vec![item("一"), item("二"), item("三")])),
                paragraph("1.首"),
                paragraph("2.次"),
                paragraph("<div>框</div>"),
                Piece::Block(Block::Quote(vec![Block::Paragraph(vec![text("引")])])),
            ]
        );
        // Neither a deep nest nor an open comment is too much.
        let deep = "> - ".repeat(20_000);
        assert!(read(&format!("{deep}底")).len() <= 2);
        assert_eq!(read("<!-- 未完\n甲"), []);
    }

    #[test]
    fn strong_words_stay_strong() {
        assert_eq!(
            read("**（一）概况**"),
            [Piece::Block(Block::Paragraph(vec![Inline::Strong(vec![text("（一）概况")])]))]
        );
    }
}
