//! Reads a file into a model type: all faults of the file in one run.
//!
//! The derived `Deserialize` is run over the located tree; at a fault the tree is repaired with a
//! placeholder and the same code runs again, until nothing is left to complain about. What is then
//! used contains none of the faulty parts.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde::de::DeserializeOwned;

use super::blank;
use super::cells::{Cells, Piece};
use super::context::{Hint, Supposed};
use super::faults::{Fault, What};
use super::grammar::Grammar;
use super::mend::{
    Part, Smallest, mend, part_around, remove_parts, remove_smallest, smallest_around, take_out_invisible,
    translate_keys,
};
use super::origin::Origin;
use super::report::Reporter;
use super::sentences::Language;
use super::suppose::{self, LeftOut};
use super::tree::{Kind, NodeId, Tree};
use super::value::deserialize;
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Sources};

/// Faults that are looked for in one file; a file with more is not a form any more.
const MAX_FAULTS: usize = 200;
/// Nodes that are read again in all while faults are looked for: a file of megabytes is not read 200 times.
const MAX_REREAD: usize = 6_000_000;
/// Times that values which turned out wrong are mended and the file is read again.
const MAX_REPAIRS: usize = 4;

/// What was read from a file.
#[derive(Debug)]
pub struct Reading<T> {
    /// The value; without the parts that are faulty. `None` when nothing is left to use, and for
    /// files that must be faultless (plans) at any fault.
    pub value: Option<T>,
    /// Whether something 强制 was found.
    pub faulty: bool,
    /// Of a form in which nothing is filled in: how many entries are blank. There is no value then.
    pub blank: Option<usize>,
    /// What is left out as something in it is faulty; `None` where all is used, or nothing can be told of it.
    pub left_out: Option<Box<LeftOut<T>>>,
    /// Lists with rows of which nobody can say what they answer, where nothing else is lost; of a workbook.
    pub unnamed: Vec<&'static str>,
}

/// What the plan counts a figure in, by the id of its entry; nothing where no plan is known.
pub type Measures<'m> = &'m dyn Fn(&str) -> Option<String>;

/// A value and what of the file is not in it.
type Rest<T> = (Option<T>, Option<Box<LeftOut<T>>>);

/// Reads a file of a kind (`plan`, `submission`, `decisions`, `office`). `salvage`: whether list
/// items without faults are used although others have some; of settings, every key without a fault.
pub fn read<T: DeserializeOwned>(
    sources: &Sources,
    file: FileId,
    kind: &str,
    salvage: bool,
    out: &mut Diagnostics,
) -> Reading<T> {
    with(Reporter::new(sources, file, kind, out), salvage)
}

/// The same of a submission whose plan is known: mends of its figures are in the plan's units.
pub fn read_measured<T: DeserializeOwned>(
    sources: &Sources,
    file: FileId,
    measures: Measures<'_>,
    out: &mut Diagnostics,
) -> Reading<T> {
    let mut reporter = Reporter::new(sources, file, "submission", out);
    reporter.measures = measures;
    with(reporter, true)
}

fn with<T: DeserializeOwned>(mut reporter: Reporter<'_, '_>, salvage: bool) -> Reading<T> {
    let mut blank = None;
    let (value, left_out) = read_value(&mut reporter, salvage, &mut blank);
    Reading { value, faulty: reporter.faults > 0, blank, left_out, unnamed: vec![] }
}

/// Reads pieces as a submission.
pub fn read_cells<T: DeserializeOwned>(
    sources: &Sources,
    file: FileId,
    measures: Measures<'_>,
    (cells, root): (&Cells, Piece),
    out: &mut Diagnostics,
) -> Reading<T> {
    let mut reporter = Reporter::new(sources, file, "submission", out);
    reporter.measures = measures;
    reporter.language = Language::Chinese;
    let mut tree = cells.tree(root);
    let origin = Origin::Cells { file, cells };
    let invisible = take_out_invisible(&mut tree);
    reporter.invisible(&tree, &invisible, &origin);
    let mut pass = collect::<T>(tree.clone(), &origin, vec![]);
    reporter.pass(&pass, &origin);
    pass.faulty.extend(&cells.faulty);
    let (value, left_out) = match pass.value {
        Some(_) if reporter.faults > 0 || !pass.faulty.is_empty() => salvaged(tree, pass, &origin),
        value => (value, None),
    };
    Reading { value, faulty: reporter.faults > 0, blank: None, left_out, unnamed: vec![] }
}

/// What one pass over the tree of a file has found.
pub(super) struct Pass<T> {
    value: Option<T>,
    /// The tree after its repairs.
    pub(super) tree: Tree,
    /// The key of each value, as it is written in the file.
    pub(super) found: Vec<(NodeId, Fault)>,
    pub(super) hints: Vec<Hint>,
    pub(super) twice: Vec<Twice>,
    faulty: Vec<NodeId>,
}

/// A key that stands twice in one mapping.
pub(super) struct Twice {
    pub(super) key: NodeId,
    pub(super) first: NodeId,
    pub(super) text: String,
    /// Whether it is a key of the whole file.
    pub(super) top: bool,
    /// The mapping in which it stands.
    pub(super) of: NodeId,
}

fn read_value<T: DeserializeOwned>(
    reporter: &mut Reporter<'_, '_>,
    salvage: bool,
    blank: &mut Option<usize>,
) -> Rest<T> {
    let Some(text) = reporter.text() else { return (None, None) };
    let mut grammar = Grammar::new(text, reporter.kind == "submission");
    let mut repairs = 0;
    let (plain, pass, (invisible, nothing)) = loop {
        let mut tree = match grammar.tree() {
            Ok(tree) => tree,
            Err(fault) => {
                reporter.grammar(&grammar);
                reporter.quoted(&grammar, &[]);
                reporter.no_tree(fault, &grammar.copy);
                return (None, None);
            }
        };
        reporter.language = if reporter.may_be_chinese() { language(&tree) } else { Language::English };
        if reporter.may_be_chinese() {
            translate_keys(&mut tree);
        }
        repairs += 1;
        let whole = 0..u32::try_from(grammar.copy.text.len()).unwrap_or(u32::MAX);
        if repairs <= MAX_REPAIRS
            && reporter.is_other(&tree)
            && grammar.mend_values(std::slice::from_ref(&whole))
        {
            continue;
        }
        if !reporter.is_wanted(&tree, &grammar) {
            return (None, None);
        }
        let (twice, mut nothing) = (duplicates(&mut tree), vec![]);
        let invisible = if reporter.may_be_chinese() { take_out_invisible(&mut tree) } else { vec![] };
        if reporter.kind == "submission" {
            nothing = blank::words_for_nothing(&mut tree);
            *blank = blank::forget(&mut tree);
            if blank.is_some() {
                return (None, None);
            }
        }
        let origin = Origin::Text { file: reporter.file, grammar: &grammar };
        let pass = collect::<T>(tree.clone(), &origin, twice);
        if aligned(&mut grammar, &pass) || repairs <= MAX_REPAIRS && grammar.mend_values(&wrong_values(&pass))
        {
            continue;
        }
        break (tree, pass, (invisible, nothing));
    };
    reporter.grammar(&grammar);
    let origin = Origin::Text { file: reporter.file, grammar: &grammar };
    reporter.invisible(&plain, &invisible, &origin);
    let wrong = |(node, _): &(NodeId, Fault)| pass.tree.nodes[*node].span.start as usize;
    let wrong: Vec<usize> = pass.found.iter().map(wrong).map(|at| grammar.copy.original_byte(at)).collect();
    reporter.quoted(&grammar, &wrong);
    reporter.nothing(&plain, &nothing, &origin);
    reporter.pass(&pass, &origin);
    if reporter.faults > 0 && salvage && reporter.kind == "office" {
        return (without_faulty_keys(plain, &pass.faulty, &origin), None);
    }
    if reporter.faults > 0 && salvage && pass.value.is_some() {
        return salvaged(plain, pass, &origin);
    }
    (pass.value.filter(|_| reporter.faults == 0), None)
}

/// Puts lines where their keys belong, if less is wrong with the form then, or if one was read as text of another.
fn aligned<T: DeserializeOwned>(grammar: &mut Grammar<'_>, pass: &Pass<T>) -> bool {
    let Some(mut trial) = grammar.aligned() else { return false };
    let Ok(mut tree) = trial.tree() else { return false };
    translate_keys(&mut tree);
    let twice = duplicates(&mut tree);
    blank::words_for_nothing(&mut tree);
    if blank::forget(&mut tree).is_some() {
        return false;
    }
    let after = collect::<T>(tree.clone(), &Origin::Text { file: FileId::default(), grammar: &trial }, twice);
    let faults = |pass: &Pass<T>| pass.found.len() + pass.twice.len();
    let better = faults(&after) < faults(pass) || trial.has_swallowed() && faults(&after) <= faults(pass);
    if better {
        *grammar = trial;
    }
    better
}

/// The language of most keys.
fn language(tree: &Tree) -> Language {
    let (mut chinese, mut english) = (0, 0);
    for node in &tree.nodes {
        let Kind::Map(pairs) = &node.kind else { continue };
        for text in pairs.iter().filter_map(|(key, _)| tree.text(*key)) {
            *if text.is_ascii() { &mut english } else { &mut chinese } += 1;
        }
    }
    if chinese > english { Language::Chinese } else { Language::English }
}

/// Values in which a slip may be the cause of the fault: `preparer：张三` below `people:` is one text.
fn wrong_values<T>(pass: &Pass<T>) -> Vec<Range<u32>> {
    let faults = pass.found.iter().filter(|(_, fault)| !matches!(fault.what, What::MissingKey { .. }));
    faults.map(|(node, _)| pass.tree.nodes[*node].span.clone()).collect()
}

/// Takes keys out that stand twice in one mapping: the first counts.
fn duplicates(tree: &mut Tree) -> Vec<Twice> {
    let mut all = vec![];
    for id in 0..tree.nodes.len() {
        let Kind::Map(pairs) = tree.kind(id) else { continue };
        let mut first: HashMap<&str, NodeId> = HashMap::with_capacity(pairs.len());
        let (mut keep, mut twice) = (Vec::with_capacity(pairs.len()), vec![]);
        for &(key, value) in pairs {
            match tree.text(key) {
                Some(text) if first.contains_key(text) => {
                    let top = id == tree.root;
                    twice.push(Twice { key, first: first[text], text: text.to_owned(), top, of: id });
                }
                text => {
                    first.extend(text.map(|text| (text, key)));
                    keep.push((key, value));
                }
            }
        }
        if !twice.is_empty() {
            tree.nodes[id].kind = Kind::Map(keep);
            all.extend(twice);
        }
    }
    all
}

/// Runs the model's own code until the tree holds no fault; gives the nodes that had one.
fn collect<T: DeserializeOwned>(mut tree: Tree, origin: &Origin<'_, '_>, twice: Vec<Twice>) -> Pass<T> {
    let mut faulty = vec![];
    let mut found: Vec<(NodeId, Fault)> = vec![];
    let most = (MAX_REREAD / tree.nodes.len().max(1)).clamp(3, MAX_FAULTS);
    let (value, hints) = loop {
        let (result, hints) = deserialize::<T>(&tree, origin, &Supposed::default());
        match result {
            Ok(value) => break (Some(value), hints),
            Err(fault) => {
                let node = fault.at.unwrap_or(tree.root);
                let goes_on = faulty.len() < most && mend(&mut tree, node, &fault.what);
                found.push((node, fault));
                if !goes_on {
                    break (None, hints);
                }
                faulty.push(node);
            }
        }
    };
    Pass { value, tree, found, hints, twice, faulty }
}

/// Settings without their faulty keys: each stands for itself, so that a slip in one costs no other.
fn without_faulty_keys<T: DeserializeOwned>(
    mut tree: Tree,
    faulty: &[NodeId],
    origin: &Origin<'_, '_>,
) -> Option<T> {
    let known = faulty.iter().filter(|id| **id < tree.nodes.len());
    let parts: Vec<Smallest> = known.filter_map(|id| smallest_around(&tree, &tree.nodes[*id].span)).collect();
    remove_smallest(&mut tree, &parts);
    deserialize::<T>(&tree, origin, &Supposed::default()).0.ok()
}

/// The value without its faulty parts: the list items (or top-level keys) that hold them are left out.
fn salvaged<T: DeserializeOwned>(mut tree: Tree, pass: Pass<T>, origin: &Origin<'_, '_>) -> Rest<T> {
    let known = pass.faulty.iter().filter(|id| **id < tree.nodes.len());
    let mut spans: Vec<Range<u32>> = known.map(|id| tree.nodes[*id].span.clone()).collect();
    spans.extend(origin.passed_over());
    let mut parts: Vec<Part> = vec![];
    for part in spans.iter().filter_map(|span| part_around(&tree, span)) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    let lost = lost(&tree, &pass, origin);
    let loses_more = !pass.twice.is_empty() || !origin.passed_over().is_empty();
    let left_out = suppose::left_out(&tree, (pass.tree, &lost, loses_more), &parts, origin);
    remove_parts(&mut tree, &parts);
    (deserialize::<T>(&tree, origin, &Supposed::default()).0.ok(), left_out)
}

/// Where something was written that the mended tree has nothing for: keys that nobody knows, and lines that were
/// passed over.
fn lost<T>(tree: &Tree, pass: &Pass<T>, origin: &Origin<'_, '_>) -> Vec<Range<u32>> {
    let kept: HashSet<NodeId> = pass
        .tree
        .nodes
        .iter()
        .filter_map(|node| if let Kind::Map(pairs) = &node.kind { Some(pairs) } else { None })
        .flatten()
        .map(|(key, _)| *key)
        .collect();
    let unknown = pass.found.iter().filter(|(_, fault)| matches!(fault.what, What::UnknownKey { .. }));
    let dropped = unknown.map(|(key, _)| *key).filter(|key| *key < tree.nodes.len() && !kept.contains(key));
    dropped.map(|key| tree.nodes[key].span.clone()).chain(origin.passed_over()).collect()
}
