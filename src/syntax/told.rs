//! Turns what the grammar met in one file into findings: slips, lines that stand elsewhere, what is no YAML.
//!
//! Takes the grammar's data; gives located findings, the same slip once with its count.
//! Never looks for faults itself.

use std::collections::BTreeMap;
use std::ops::Range;

use super::align::Shift;
use super::bad_line::BadLine;
use super::commented::{Commented, commented, mend};
use super::de::shortened;
use super::grammar::Grammar;
use super::layout::indentation;
use super::lines::{self, Written};
use super::origin::Origin;
use super::report::{MOST_RELATED, Reporter, code_points};
use super::rules;
use super::slips::{Mend, Slip};
use super::tree::{NodeId, Tree};
use crate::diagnostic::Diagnostic;
use crate::source::Place;

impl Reporter<'_, '_> {
    /// Slips, paragraphs and lines that were no YAML.
    pub(super) fn grammar(&mut self, grammar: &Grammar<'_>) {
        self.shifts(grammar);
        self.slips(grammar);
        for found in &grammar.paragraphs {
            let said = lines::paragraph(found, self.language);
            let (place, opener) = (self.place(found.place.clone()), self.place(found.opener.clone()));
            self.fault(said.rule, place, said.message)
                .label(said.label)
                .related(opener, said.opener)
                .help(said.help);
        }
        for hash in &grammar.hashes {
            self.cut_off(hash.clone());
        }
        self.bad_lines(grammar);
    }

    /// Lines that were no YAML; the same of several lines is one cause.
    fn bad_lines(&mut self, grammar: &Grammar<'_>) {
        let mut told: BTreeMap<&str, Vec<&(Range<usize>, BadLine)>> = BTreeMap::new();
        let mut order: Vec<&str> = vec![];
        for bad in grammar.bad.iter().chain(grammar.marks.iter().map(|(_, mark)| mark)) {
            let same = told.entry(&bad.1.message).or_default();
            if same.is_empty() {
                order.push(&bad.1.message);
            }
            same.push(bad);
        }
        for message in order {
            let lines = &told[message];
            let at =
                |(line, said): &(Range<usize>, BadLine)| line.start + said.at.start..line.start + said.at.end;
            let places: Vec<Place> = lines.iter().map(|bad| self.place(at(bad))).collect();
            let count = if lines.len() > 1 { format!("（共{}处）", lines.len()) } else { String::new() };
            let found = self.fault(lines[0].1.rule, places[0], format!("{message}{count}"));
            found.help(lines[0].1.help);
            for other in places.iter().skip(1).take(MOST_RELATED) {
                found.related(*other, "这里也是");
            }
            found.concerns = places[1..].to_vec();
        }
    }

    /// Each kind of slip once, with its count and its lines.
    fn slips(&mut self, grammar: &Grammar<'_>) {
        let mut kinds: BTreeMap<Slip, Vec<Range<usize>>> = BTreeMap::new();
        for mend in &grammar.mends {
            let places = kinds.entry(mend.slip).or_default();
            match places.last_mut() {
                // Two tabs beside each other are one slip.
                Some(last) if last.end == mend.range.start => last.end = mend.range.end,
                _ => places.push(mend.range.clone()),
            }
        }
        for (slip, mut places) in kinds {
            places.sort_by_key(|range| range.start);
            let lines: Vec<usize> =
                places.iter().map(|range| grammar.copy.line_of(range.start) + 1).collect();
            let written = self.written(slip, grammar, (&places, &lines));
            let mut said = lines::slip(slip, &lines, self.language, &written);
            let emptied = || grammar.emptied().next().filter(|_| slip == Slip::TwoKeys);
            if let Some((_, key)) = emptied() {
                said.help.push_str(&format!("\n并删去下面空着的“{key}:”一行"));
            }
            let place = self.place(places[0].clone());
            let others: Vec<Place> = places[1..].iter().map(|range| self.place(range.clone())).collect();
            let found = self.fault(said.rule, place, said.message);
            found.label(said.label).help(said.help).concerns = others;
        }
    }

    /// Values that go on behind their quotes; `wrong` are the places of those that are wrong without quotes, too.
    pub(super) fn quoted(&mut self, grammar: &Grammar<'_>, wrong: &[usize]) {
        for quoted in &grammar.quoted {
            if !quoted.is_text && wrong.contains(&quoted.place.start) {
                continue;
            }
            let written = &quoted.written;
            let help = match quoted.is_text {
                true if written.contains(": '") => format!("在整段文字外面加半角单引号，写成“{written}”"),
                true => format!("文字里的引号用全角，写成“{written}”"),
                false => format!("去掉引号，写成“{written}”"),
            };
            self.fault(
                &rules::UNCLOSED_QUOTE,
                self.place(quoted.place.clone()),
                "引号后面还有文字".to_owned(),
            )
            .label("以引号开头的内容，到另一半引号为止")
            .help(help);
        }
    }

    /// Words that say that there is nothing, where a value was asked for: they are taken as empty; and what was written as
    /// a comment.
    pub(super) fn nothing(&mut self, tree: &Tree, values: &[NodeId], origin: &Origin<'_, '_>) {
        self.commented(origin);
        let places: Vec<Place> = values.iter().map(|value| origin.place(tree, *value)).collect();
        let Some((first, others)) = places.split_first() else { return };
        let all = if others.is_empty() { String::new() } else { format!("，共{}处", places.len()) };
        let message = format!("这里应填数字、日期、号码或名称，写“无”“/”“暂无”一类的当作没有填写{all}");
        let found = self.out.report(&rules::NOTHING_IN_WORDS, *first, message);
        found.help("没有的留空");
        for place in others.iter().take(MOST_RELATED) {
            found.related(*place, "当作没有填写");
        }
    }

    /// Texts of a form that were written as comments.
    fn commented(&mut self, origin: &Origin<'_, '_>) {
        if self.kind == "submission" {
            let within = origin.within_paragraphs();
            let found = commented(&self.sources.get(self.file).text).into_iter();
            found.filter(|found| !within(found.first.start)).for_each(|found| self.comment(found));
        }
    }

    /// A comment behind a value of text: words that were cut off, or a remark.
    pub(super) fn comment(&mut self, found: Commented) {
        let Commented { first: range, more, at_text } = found;
        let place = self.place(range.clone());
        let text = self.sources.text(place);
        let more: Vec<Place> = more.into_iter().map(|range| self.place(range)).collect();
        if at_text && text.chars().nth(1).is_some_and(|c| !c.is_whitespace() && c != '#') {
            let found = self.cut_off(range);
            more.iter().take(MOST_RELATED).for_each(|other| _ = found.related(*other, "这一行也是"));
            return;
        }
        let help = match at_text {
            true => mend(&self.sources.get(self.file).text[..range.start]),
            false => "是填报内容的，写到相应的键后面，不带“#”；确是注释的不必改",
        };
        if self.may_be_chinese() && text.trim_matches(['#', ' ']).chars().count() > 0 {
            let message = format!("“#”后面的文字是注释，不会出现在报告里：“{}”", shortened(text));
            let found = self.out.report(&rules::COMMENT_AFTER_TEXT, place, message);
            found.label("从这里起是注释").help(help);
            more.iter().take(MOST_RELATED).for_each(|other| _ = found.related(*other, "这一行也是"));
        }
    }

    /// What stands in the mended text, or what nobody sees in the file.
    fn written(
        &self,
        slip: Slip,
        grammar: &Grammar<'_>,
        (places, lines): (&[Range<usize>], &[usize]),
    ) -> Written {
        let from = |line: usize| {
            let from = grammar.copy.copied_byte(grammar.copy.line(line - 1).start);
            grammar.copy.text.get(from..).unwrap_or("")
        };
        let copied = |line: usize| from(line).lines().next().unwrap_or("");
        let blanks = |line: &usize| (*line, from(*line).bytes().take_while(|byte| *byte == b' ').count());
        // A long line may hold thousands of slips: it is looked at once.
        let mut each = lines.to_vec();
        each.dedup();
        let first = |line: usize| {
            let own = copied(line).trim().trim_start_matches("- ");
            let second = grammar.copy.text.split_once(copied(line)).and_then(|(_, rest)| rest.lines().nth(1));
            match second.filter(|_| slip == Slip::TwoKeys) {
                Some(second) => format!("{own}\n{}", second.trim()),
                None => own.to_owned(),
            }
        };
        // Whole lines that were put in, each above the line of its place.
        let is_whole = matches!(slip, Slip::NoHeading | Slip::NoGroup);
        let whole = grammar.mends.iter().filter(|mend| is_whole && slip == mend.slip);
        let line = |mend: &Mend| grammar.copy.line_of(mend.range.start) + 1;
        let mut put_in: Vec<(usize, String)> =
            whole.map(|mend| (line(mend), mend.with.trim_end().to_owned())).collect();
        put_in.sort();
        Written {
            characters: self.characters(slip, places),
            blanks: each.iter().map(blanks).collect(),
            first: lines.first().map(|line| first(*line)).unwrap_or_default(),
            put_in,
            original: lines.first().map_or("", |line| grammar.copy.words(line - 1).trim()).to_owned(),
        }
    }

    /// Lines that do not stand where their keys belong: one cause, one finding.
    fn shifts(&mut self, grammar: &Grammar<'_>) {
        // Of a line that lacks its dash it is said where the dash belongs.
        let has_dash = |line: usize| {
            let dashes = |mend: &&Mend| matches!(mend.slip, Slip::NoDash | Slip::NoItem);
            let mut mends = grammar.mends.iter().filter(dashes);
            !mends.any(|mend| grammar.copy.line_of(mend.range.start) == line)
        };
        let all: Vec<Shift> = grammar.shifts.iter().filter(|shift| has_dash(shift.line)).cloned().collect();
        let Some(first) = all.iter().find(|shift| shift.swallowed).or(all.first()) else { return };
        let said = lines::shifted(&grammar.copy, first, &all);
        let at = |shift: &Shift| {
            let (range, words) = (grammar.copy.line(shift.line), grammar.copy.words(shift.line));
            self.place(range.start + indentation(words)..range.start + words.trim_end().len())
        };
        let place = at(first);
        let others: Vec<Place> = all.iter().filter(|shift| *shift != first).map(at).collect();
        let found = self.fault(said.rule, place, said.message);
        found.label(said.label).help(said.help);
        for other in others.iter().take(MOST_RELATED) {
            found.related(*other, "这里也要改");
        }
        found.concerns = others;
    }

    /// The code points of what nobody sees.
    fn characters(&self, slip: Slip, places: &[Range<usize>]) -> String {
        let text = &self.sources.get(self.file).text;
        let places = if slip == Slip::Invisible { places } else { &[] };
        code_points(places.iter().flat_map(|range| text[range.clone()].chars()))
    }

    pub(super) fn cut_off(&mut self, range: Range<usize>) -> &mut Diagnostic {
        let text = &self.sources.get(self.file).text;
        let stands_alone = text[..range.start].rsplit('\n').next().is_none_or(|line| line.trim().is_empty());
        let help = match stands_alone {
            true => mend(&text[..range.start]),
            false => "在整段文字外面加半角双引号，或把文字写在“|”下面；确实是注释的，另起一行写",
        };
        let place = self.place(range);
        let cut = shortened(self.sources.text(place));
        self.fault(&rules::HASH_CUTS_TEXT, place, format!("“#”后面的文字被当作注释，没有读到：“{cut}”"))
            .label("从这里起读不到")
            .help(help)
    }
}
