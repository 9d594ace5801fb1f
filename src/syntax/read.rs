//! Reads a file into a model type: all faults of the file in one run.
//!
//! The derived `Deserialize` is run over the located tree; at a fault the tree is repaired with a
//! placeholder and the same code runs again, until nothing is left to complain about. What is then
//! used contains none of the faulty parts.

use std::cell::RefCell;
use std::collections::HashSet;
use std::ops::Range;

use serde::de::DeserializeOwned;

use super::de::{Context, De, Hint, shortened};
use super::faults::{Fault, What};
use super::mend::{mend, remove_around, translate_keys};
use super::repair::{Repaired, Slip, guilty_line, repair};
use super::tree::{Kind, Node, NodeId, Tree, TreeFault};
use super::words::{both_names, grammar, words};
use super::{rules, scalar};
use crate::diagnostic::{Diagnostics, nearest};
use crate::source::{Encoding, FileId, Place, Sources};

/// Faults that are reported of one file; a file with more is not a form any more.
const MAX_FAULTS: usize = 200;
/// Lines of bad grammar that are passed over in one file.
const MAX_BAD_LINES: usize = 40;

/// What was read from a file.
#[derive(Debug)]
pub struct Reading<T> {
    /// The value; without the parts that are faulty. `None` when nothing is left to use, and for
    /// files that must be faultless (plans) at any fault.
    pub value: Option<T>,
    /// Whether something 强制 was found.
    pub faulty: bool,
}

/// Reads a file of a kind (`plan`, `submission`, `decisions`, `office`). `salvage`: whether list
/// items without faults are used although others have some.
pub fn read<T: DeserializeOwned>(
    sources: &Sources,
    file: FileId,
    kind: &str,
    salvage: bool,
    out: &mut Diagnostics,
) -> Reading<T> {
    let mut reader = Reader { sources, file, out, faults: 0, bad_lines: vec![] };
    let value = reader.read(kind, salvage);
    Reading { value, faulty: reader.faults > 0 }
}

struct Reader<'s, 'o> {
    sources: &'s Sources,
    file: FileId,
    out: &'o mut Diagnostics,
    faults: usize,
    /// Lines of the copy that were passed over because of their grammar.
    bad_lines: Vec<Range<usize>>,
}

impl Reader<'_, '_> {
    fn read<T: DeserializeOwned>(&mut self, kind: &str, salvage: bool) -> Option<T> {
        self.encoding()?;
        let text = &self.sources.get(self.file).text;
        let mut repaired = repair(text);
        self.slips(&repaired);
        let mut tree = self.tree(&mut repaired)?;
        if kind != "plan" && kind != "office" {
            translate_keys(&mut tree);
        }
        self.kind(&tree, kind, &repaired)?;
        self.duplicates(&mut tree, &repaired);
        let pristine = tree.clone();
        let (value, faulty) = self.collect::<T>(tree, &repaired);
        if self.faults == 0 {
            return value;
        }
        salvage.then(|| self.salvage(pristine, &faulty, &repaired)).flatten()
    }

    fn fault(
        &mut self,
        rule: &'static crate::diagnostic::Rule,
        place: Place,
        message: String,
    ) -> &mut crate::diagnostic::Diagnostic {
        self.faults += 1;
        self.out.report(rule, place, message)
    }

    fn place(&self, range: Range<u32>) -> Place {
        Place::text(self.file, range)
    }

    /// Says what the bytes are; `None` when there is no text to read.
    fn encoding(&mut self) -> Option<()> {
        let file = self.sources.get(self.file);
        let place = self.place(0..0);
        if let Some(problem) = &file.problem {
            let (why, help) = (problem.chinese(), problem.help());
            self.fault(&rules::UNREADABLE, place, why).help(help);
            return None;
        }
        if matches!(file.encoding, Encoding::Gb18030 | Encoding::Utf16) {
            let first = shortened(file.line(1));
            self.out
                .report(
                    &rules::OTHER_ENCODING,
                    place,
                    format!("文件是 {} 编码，已照此读取", file.encoding.name()),
                )
                .label(format!("第一行读作“{first}”，如有乱码请以 UTF-8 重新保存"))
                .help("用记事本打开，“另存为”时编码选 UTF-8");
        }
        Some(())
    }

    fn slips(&mut self, repaired: &Repaired) {
        for (range, slip) in &repaired.slips {
            let (rule, message, help) = match slip {
                Slip::FullWidthColon => {
                    (&rules::FULL_WIDTH_COLON, "键后面用了全角冒号“：”", "改为半角冒号加一个空格“: ”")
                }
                Slip::Tab => (&rules::TAB, "行首用了制表符（Tab）", "改为半角空格，每层两格"),
                Slip::NoSpace => {
                    (&rules::NO_SPACE, "冒号后面没有半角空格", "冒号后面空一格，例如“percent: 45”")
                }
                Slip::WideComma => {
                    (&rules::WIDE_COMMA, "花括号里用了全角逗号“，”", "改为半角逗号加一个空格“, ”")
                }
                Slip::WideSpace => (&rules::WIDE_SPACE, "行首用了全角空格", "改为半角空格，每层两格"),
            };
            let place = self.place(range.clone());
            self.fault(rule, place, message.into()).help(help);
        }
    }

    /// The tree; lines of bad grammar are reported and passed over.
    fn tree(&mut self, repaired: &mut Repaired) -> Option<Tree> {
        loop {
            match Tree::parse(&repaired.text) {
                Ok(tree) => return Some(tree),
                Err(TreeFault::Empty) => {
                    let place = self.place(0..0);
                    if self.faults == 0 {
                        self.fault(&rules::EMPTY_FILE, place, "文件是空的".into());
                    }
                    return None;
                }
                Err(TreeFault::TooDeep { at }) => {
                    let place = self.at(repaired, at..at + 1);
                    self.fault(&rules::TOO_COMPLEX, place, "内容的层次超过64层".into());
                    return None;
                }
                Err(TreeFault::TooManyAliases { at }) => {
                    let place = self.at(repaired, at);
                    self.fault(&rules::TOO_COMPLEX, place, "引用（*名称）展开的内容过多或自我引用".into());
                    return None;
                }
                Err(TreeFault::SecondDocument { at }) => {
                    let place = self.at(repaired, at..at + 3);
                    self.fault(&rules::SECOND_DOCUMENT, place, "一个文件里有两份内容（多余的“---”）".into());
                    return None;
                }
                Err(TreeFault::Grammar { at, info }) => self.bad_line(repaired, at, &info)?,
            }
        }
    }

    /// Reports the line to blame and blanks it in the copy.
    fn bad_line(&mut self, repaired: &mut Repaired, at: usize, info: &str) -> Option<()> {
        let line = guilty_line(&repaired.text, at);
        let words = repaired.text[line.clone()].to_owned();
        let above = repaired.text[..line.start].trim_end();
        let above = above.rsplit('\n').next().unwrap_or("");
        let said = grammar(&words, above, info);
        let place = self.at(repaired, line.start + said.at.start..line.start + said.at.end);
        self.fault(said.rule, place, said.message).help(said.help);
        if words.trim().is_empty() || self.bad_lines.len() >= MAX_BAD_LINES {
            return None;
        }
        repaired.text.replace_range(line.clone(), &" ".repeat(line.len()));
        self.bad_lines.push(line);
        Some(())
    }

    fn at(&self, repaired: &Repaired, range: Range<usize>) -> Place {
        let limit = self.sources.get(self.file).text.len() as u32;
        // The parser counts bytes as it likes where it gives up; a place never cuts a character.
        let whole = |byte: usize| repaired.text.floor_char_boundary(byte) as u32;
        let start = repaired.original(whole(range.start)).min(limit);
        self.place(start..repaired.original(whole(range.end)).clamp(start, limit))
    }

    fn node_place(&self, node: &Node, repaired: &Repaired) -> Place {
        self.at(repaired, node.span.start as usize..node.span.end as usize)
    }

    fn kind(&mut self, tree: &Tree, kind: &str, repaired: &Repaired) -> Option<()> {
        let wanted = format!("{kind}/1");
        if !matches!(tree.kind(tree.root), Kind::Map(_)) {
            let place = self.node_place(&tree.nodes[tree.root], repaired);
            self.fault(&rules::WRONG_SHAPE, place, "文件内容不是“键: 值”的形式".into())
                .help(format!("第一行写“nianbao: {wanted}”，其后按表格填写"));
            return None;
        }
        let found = tree.top("nianbao").map(|id| (tree.text(id).unwrap_or("").trim(), id));
        match found {
            Some((text, _)) if text == wanted => Some(()),
            Some((text, id)) => {
                let place = self.node_place(&tree.nodes[id], repaired);
                let message = format!("文件的格式标记是“{}”，这里需要“{wanted}”", shortened(text));
                self.fault(&rules::WRONG_KIND, place, message).help(format!("第一行写“nianbao: {wanted}”"));
                None
            }
            None => {
                let place = self.place(0..0);
                self.fault(&rules::WRONG_KIND, place, format!("缺少格式标记“nianbao: {wanted}”"))
                    .help(format!("在第一行加上“nianbao: {wanted}”"));
                None
            }
        }
    }

    fn duplicates(&mut self, tree: &mut Tree, repaired: &Repaired) {
        for id in 0..tree.nodes.len() {
            let Kind::Map(pairs) = tree.kind(id) else { continue };
            let (mut seen, mut keep, mut twice) = (HashSet::new(), vec![], vec![]);
            for &(key, value) in pairs {
                match tree.text(key) {
                    Some(text) if !seen.insert(text) => {
                        let first = keep.iter().find(|(k, _)| tree.text(*k) == Some(text)).map(|(k, _)| *k);
                        twice.push((key, first.unwrap_or(key), text.to_owned()));
                    }
                    _ => keep.push((key, value)),
                }
            }
            for (key, first, text) in twice {
                let (place, first) = (
                    self.node_place(&tree.nodes[key], repaired),
                    self.node_place(&tree.nodes[first], repaired),
                );
                self.fault(&rules::DUPLICATE_KEY, place, format!("键“{}”重复", both_names(&text)))
                    .related(first, "第一次写在这里")
                    .help("保留正确的一个，删去另一个");
            }
            tree.nodes[id].kind = Kind::Map(keep);
        }
    }

    /// Runs the model's own code until the tree holds no fault; gives the nodes that had one.
    fn collect<T: DeserializeOwned>(
        &mut self,
        mut tree: Tree,
        repaired: &Repaired,
    ) -> (Option<T>, Vec<NodeId>) {
        let mut faulty = vec![];
        let mut found: Vec<(NodeId, Fault)> = vec![];
        let value = loop {
            let (result, hints) = deserialize::<T>(&tree, self.file, repaired);
            match result {
                Ok(value) => {
                    self.hints(&tree, &hints, repaired);
                    break Some(value);
                }
                Err(fault) => {
                    let node = fault.at.unwrap_or(tree.root);
                    if faulty.len() >= MAX_FAULTS || !mend(&mut tree, node, &fault.what) {
                        found.push((node, fault));
                        break None;
                    }
                    faulty.push(node);
                    found.push((node, fault));
                }
            }
        };
        self.report_faults(&tree, found, repaired);
        (value, faulty)
    }

    /// An unknown key one slip away from a missing one of the same mapping is one fault, not two.
    fn report_faults(&mut self, tree: &Tree, found: Vec<(NodeId, Fault)>, repaired: &Repaired) {
        let unknown: Vec<(u32, String)> = found
            .iter()
            .filter_map(|(node, fault)| match &fault.what {
                What::UnknownKey { found, .. } => Some((tree.nodes[*node].span.start, found.clone())),
                _ => None,
            })
            .collect();
        for (node, fault) in &found {
            let span = tree.nodes[*node].span.clone();
            if let What::MissingKey { key } = &fault.what {
                let misspelt = unknown
                    .iter()
                    .any(|(at, word)| span.contains(at) && nearest(word, &[key.as_str()]).is_some());
                if misspelt || self.near_bad_line(&span, repaired) {
                    self.faults += 1;
                    continue;
                }
            }
            self.report(tree, *node, &fault.what, repaired);
        }
    }

    /// Whether a line of this mapping was passed over: what it lacks may stand there.
    fn near_bad_line(&self, span: &Range<u32>, repaired: &Repaired) -> bool {
        let line_of = |at: usize| repaired.text[..at.min(repaired.text.len())].matches('\n').count();
        let (first, last) = (line_of(span.start as usize), line_of(span.end as usize));
        self.bad_lines.iter().any(|bad| (first.saturating_sub(1)..=last + 1).contains(&line_of(bad.start)))
    }

    fn report(&mut self, tree: &Tree, node: NodeId, what: &What, repaired: &Repaired) {
        let mut place = self.node_place(&tree.nodes[node], repaired);
        if matches!(what, What::MissingKey { .. }) {
            // A missing key has no place of its own: the first key of the item stands for it.
            place = place.within(0..self.sources.text(place).find(['\n', ':']).unwrap_or(0));
        }
        let (rule, message, help) = words(what);
        let reported = self.fault(rule, place, message);
        if let Some(help) = help {
            reported.help(help);
        }
    }

    fn hints(&mut self, tree: &Tree, hints: &[Hint], repaired: &Repaired) {
        for hint in hints {
            let place = self.node_place(&tree.nodes[hint.node], repaired);
            let word = tree.text(hint.node).unwrap_or("").trim();
            let (rule, message) = match hint.type_name {
                scalar::DATE => (&rules::DATE_FORM, format!("日期“{word}”已读作 {}", hint.plain)),
                _ => (&rules::NUMBER_FORM, format!("数字“{word}”已读作 {}", hint.plain)),
            };
            self.out.report(rule, place, message).help(format!("写成 {}", hint.plain));
        }
    }

    /// The value without its faulty parts: the list items (or top-level keys) that hold them are left out.
    fn salvage<T: DeserializeOwned>(
        &self,
        mut tree: Tree,
        faulty: &[NodeId],
        repaired: &Repaired,
    ) -> Option<T> {
        let mut spans: Vec<Range<u32>> = faulty
            .iter()
            .filter(|id| **id < tree.nodes.len())
            .map(|id| tree.nodes[*id].span.clone())
            .collect();
        spans.extend(self.bad_lines.iter().map(|line| line.start as u32..line.end as u32));
        for span in spans {
            remove_around(&mut tree, &span);
        }
        deserialize::<T>(&tree, self.file, repaired).0.ok()
    }
}

fn deserialize<T: DeserializeOwned>(
    tree: &Tree,
    file: FileId,
    repaired: &Repaired,
) -> (Result<T, Fault>, Vec<Hint>) {
    let original = |byte: u32| repaired.original(byte);
    let context = Context { tree, file, original: &original, hints: RefCell::default() };
    let result = T::deserialize(De { context: &context, node: tree.root });
    (result, context.hints.into_inner())
}
