//! What stands around the body of a paper: 版头, 附件说明, 署名和成文日期, 版记.
//!
//! Takes the lines of one of them; gives paragraphs that belong together. Never makes up a number or a name.

use super::body::{Body, text_run};
use super::page::{Direction, STANDARD};
use super::paragraph::{Border, Paragraph};
use super::roles::{CHARACTER, MARK_SIZE, PITCH, Role, SECOND_FACE};
use super::runs;
use super::widths::half_characters;
use super::xml::Xml;
use crate::prose::Inline;

impl Body<'_> {
    /// 版头: the mark where the settings give one, the number, who signs, the red rule.
    pub(super) fn head(&mut self, lines: &[Vec<Inline>]) {
        let mark = self.letterhead.filter(|_| !self.sections.iter().any(|section| !section.items.is_empty()));
        if let Some(mark) = mark {
            let mut paragraph = Paragraph::of(Role::Mark, mark_run(mark));
            paragraph.keep_lines = true;
            self.push(paragraph);
        } else if lines.is_empty() {
            return;
        }
        let texts: Vec<String> = lines.iter().map(|line| runs::words(line)).collect();
        let signer = texts.iter().find_map(|text| text.strip_prefix("签发人：")).map(str::to_owned);
        let others: Vec<&String> = texts.iter().filter(|text| !text.starts_with("签发人：")).collect();
        let mut xml = Xml::piece();
        for (at, text) in others.iter().enumerate() {
            if at > 0 {
                runs::sign(&mut xml, "w:br");
            }
            runs::run(&mut xml, text);
        }
        let mut paragraph = Paragraph::of(Role::Number, vec![]);
        if let Some(signer) = &signer {
            // The number one character in on the left, who signs one character in on the right.
            runs::sign(&mut xml, "w:tab");
            runs::run(&mut xml, "签发人：");
            runs::faced(&mut xml, signer, SECOND_FACE);
            let width = self.sheet.area(Direction::Portrait)[0];
            paragraph.tab = Some(width.saturating_sub(CHARACTER));
            paragraph.indent = Some([CHARACTER, 0, CHARACTER]);
            paragraph.align = Some("left");
        }
        paragraph.runs = xml.finish();
        if mark.is_none() {
            paragraph.before = Some(0);
        }
        self.push(paragraph);
        if mark.is_some() {
            let mut rule = Paragraph::of(Role::Rule, vec![]);
            rule.border = Some(Border::Red);
            self.push(rule);
        }
    }

    /// 附件：1.…: later lines begin below the name of the first.
    pub(super) fn annexes(&mut self, lines: &[Vec<Inline>]) {
        for (at, line) in lines.iter().enumerate() {
            let text = runs::words(line);
            let text = text.trim_start_matches(['\u{3000}', ' ']);
            let number = text.trim_start_matches("附件：");
            let digits = u32::try_from(number.bytes().take_while(u8::is_ascii_digit).count()).unwrap_or(0);
            // Digits take half a character, the point after them a quarter.
            let numbered = if digits > 0 { CHARACTER * digits / 2 + CHARACTER / 4 } else { 0 };
            let begin = CHARACTER * 2 + if at == 0 { 0 } else { CHARACTER * 3 };
            let left = CHARACTER * 5 + numbered;
            self.keep_last();
            let mut paragraph = Paragraph::of(Role::Annexes, text_run(text));
            paragraph.indent = Some([left, left - begin, 0]);
            paragraph.before = (at == 0).then_some(STANDARD.line_pitch);
            paragraph.keep_lines = true;
            self.push(paragraph);
        }
    }

    /// 署名 two characters from the right; the date begins two characters further than it (7.3.5.2). A date that
    /// is too long for that lies two characters from the right, and the name moves.
    pub(super) fn signature(&mut self, lines: &[Vec<Inline>]) {
        let texts: Vec<String> = lines.iter().map(|line| runs::words(line)).collect();
        let width = |text: &str| half_characters(text) * PITCH / 2;
        let line = self.sheet.area(self.direction())[0];
        let begins = match texts.as_slice() {
            [issuer, date] => {
                let name = line.saturating_sub(width(issuer) + PITCH * 2);
                let last = line.saturating_sub(width(date) + PITCH * 2);
                let begin = name.min(last.saturating_sub(PITCH * 2));
                [Some(begin), Some(begin + PITCH * 2)]
            }
            _ => [None, None],
        };
        for (at, text) in texts.iter().enumerate() {
            self.keep_last();
            let mut paragraph = Paragraph::of(Role::Signature, text_run(text));
            match begins.get(at).copied().flatten() {
                Some(begin) => {
                    paragraph.indent = Some([begin, 0, 0]);
                    paragraph.align = Some("left");
                }
                None => paragraph.indent = Some([0, 0, PITCH * 2]),
            }
            paragraph.before = (at == 0).then_some(STANDARD.line_pitch);
            paragraph.keep_lines = true;
            self.push(paragraph);
        }
    }

    pub(super) fn imprint(&mut self, lines: &[Vec<Inline>]) {
        for line in lines {
            let text = runs::words(line);
            let mut xml = Xml::piece();
            let mut paragraph = Paragraph::of(Role::Imprint, vec![]);
            // 印发机关 left, 印发日期 right.
            match text.rsplit_once('\u{3000}').filter(|(_, date)| date.ends_with("印发")) {
                Some((body, date)) => {
                    runs::run(&mut xml, body.trim_end_matches('\u{3000}'));
                    runs::sign(&mut xml, "w:tab");
                    runs::run(&mut xml, date);
                    paragraph.tab = Some(self.sheet.area(Direction::Portrait)[0].saturating_sub(280));
                }
                None => runs::run(&mut xml, &text),
            }
            paragraph.runs = xml.finish();
            paragraph.indent = Some([280, 0, 280]);
            paragraph.border = Some(Border::Imprint);
            self.push(paragraph);
        }
    }
}

/// 发文机关标志 on one line: as large as its style where it fits, else smaller.
fn mark_run(words: &str) -> Vec<u8> {
    let fits = STANDARD.area(Direction::Portrait)[0] * 2 / 10 / half_characters(words).max(1);
    let mut xml = Xml::piece();
    runs::sized(&mut xml, words, fits.clamp(32, MARK_SIZE));
    xml.finish()
}
