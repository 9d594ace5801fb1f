//! The located tree of a YAML file: an arena of nodes, each with its bytes.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, StructureStyle};

use super::fold::unfolded;
use super::marks::{Mark, mark_behind};

pub(super) type NodeId = usize;

/// Levels of nesting that are read. A submission has six.
pub(super) const MAX_DEPTH: usize = 64;
/// Keys, values, lists and mappings of one file: as many as a workbook may have cells. The longest plan has
/// a twentieth of them.
pub(super) const MAX_NODES: usize = 200_000;
/// Nodes that all aliases of a file together may stand for.
const ALIAS_BUDGET: usize = 10_000;

#[derive(Debug, Clone)]
pub(super) enum Kind {
    Scalar {
        text: String,
        plain: bool,
    },
    List(Vec<NodeId>),
    Map(Vec<(NodeId, NodeId)>),
    /// Stands where a fault was noted; answers every type, so that the reading goes on.
    Placeholder,
}

#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) span: Range<u32>,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) root: NodeId,
    /// Words that the parser took for marks of its own and that nothing refers to.
    pub(super) marks: Vec<Mark>,
}

/// Why a text is no tree. Places are bytes of the parsed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TreeFault {
    /// The parser's own category, and where it gave up.
    Grammar {
        at: usize,
        info: String,
        /// The last thing that the parser has understood.
        done: Range<usize>,
        /// Whether braces or brackets are open there.
        in_braces: bool,
    },
    TooDeep {
        at: usize,
    },
    TooMuch {
        at: usize,
    },
    TooManyAliases {
        at: Range<usize>,
    },
    SecondDocument {
        at: usize,
    },
    Empty,
}

impl Tree {
    pub(super) fn parse(text: &str) -> Result<Tree, TreeFault> {
        let mut builder = Builder { text, ..Builder::default() };
        let mut done = 0..0;
        for event in Parser::new_from_str(text) {
            let (event, span) = event.map_err(|error| TreeFault::Grammar {
                at: error.marker().byte_offset().unwrap_or(0).min(text.len()),
                info: error.info(),
                done: done.clone(),
                in_braces: builder.open.last().is_some_and(|open| open.flow),
            })?;
            let span = span.byte_range().unwrap_or(0..0);
            if builder.nodes.len() >= MAX_NODES {
                return Err(TreeFault::TooMuch { at: span.start });
            }
            // A block ends where the next token begins.
            builder.mark(&event, &span, done.end);
            if matches!(event, Event::Scalar(..)) && span.end > done.end {
                done = builder.trimmed(span.clone());
            }
            builder.event(event, span)?;
        }
        let root = builder.root.ok_or(TreeFault::Empty)?;
        builder.marks.retain(|mark| mark.anchor == 0 || !builder.referred.contains(&mark.anchor));
        Ok(Tree { nodes: builder.nodes, root, marks: builder.marks })
    }

    pub(super) fn kind(&self, id: NodeId) -> &Kind {
        &self.nodes[id].kind
    }

    /// The value of a key in the root mapping, if the text is one.
    pub(super) fn top(&self, key: &str) -> Option<NodeId> {
        let Kind::Map(pairs) = self.kind(self.root) else { return None };
        pairs.iter().find(|(k, _)| self.is_text(*k, key)).map(|&(_, value)| value)
    }

    /// The id of the entry in which a value stands, however deep.
    pub(super) fn id_around(&self, mut node: NodeId) -> Option<&str> {
        loop {
            let pairs = |at: NodeId| match self.kind(at) {
                Kind::Map(pairs) => pairs.as_slice(),
                Kind::List(_) | Kind::Scalar { .. } | Kind::Placeholder => &[],
            };
            let holds = |at: &NodeId| pairs(*at).iter().any(|(_, value)| *value == node);
            node = (0..self.nodes.len()).find(holds)?;
            if let Some((_, id)) = pairs(node).iter().find(|(key, _)| self.is_text(*key, "id")) {
                return self.text(*id);
            }
        }
    }

    fn is_text(&self, id: NodeId, wanted: &str) -> bool {
        matches!(self.kind(id), Kind::Scalar { text, .. } if text == wanted)
    }

    pub(super) fn text(&self, id: NodeId) -> Option<&str> {
        match self.kind(id) {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }
}

/// An open list or mapping with the nodes it has so far.
struct Open {
    id: NodeId,
    children: Vec<NodeId>,
    flow: bool,
    /// Its place among the anchors, if it has one.
    anchor: Option<usize>,
}

#[derive(Default)]
struct Builder<'t> {
    text: &'t str,
    nodes: Vec<Node>,
    open: Vec<Open>,
    /// Nodes by anchor, with the number of nodes that they stand for.
    anchors: Vec<(NodeId, usize)>,
    /// Where each anchor of the parser stands among them.
    known: HashMap<usize, usize>,
    root: Option<NodeId>,
    documents: usize,
    alias_nodes: usize,
    marks: Vec<Mark>,
    /// Anchors to which an alias refers.
    referred: HashSet<usize>,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, span: Range<usize>) -> Result<(), TreeFault> {
        match event {
            Event::Scalar(text, style, anchor, ..) => {
                let plain = style == ScalarStyle::Plain;
                let span = self.trimmed(span);
                let text = unfolded(text.into_owned(), self.text.get(span.clone()).unwrap_or(""));
                let id = self.push(span, Kind::Scalar { text, plain });
                self.anchor(anchor, id, 1);
                self.attach(id);
            }
            Event::SequenceStart(style, anchor, ..) => {
                self.begin(span, Kind::List(vec![]), anchor, style == StructureStyle::Flow)?;
            }
            Event::MappingStart(style, anchor, ..) => {
                self.begin(span, Kind::Map(vec![]), anchor, style == StructureStyle::Flow)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.finish(span),
            Event::Alias(anchor) => self.alias(anchor, span)?,
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(TreeFault::SecondDocument { at: span.start });
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, span: Range<usize>, kind: Kind, anchor: usize, flow: bool) -> Result<(), TreeFault> {
        if self.open.len() >= MAX_DEPTH {
            return Err(TreeFault::TooDeep { at: span.start });
        }
        let id = self.push(span, kind);
        // An anchor counts only when it is closed, so that a thing cannot contain itself.
        let anchor = self.anchor(anchor, id, 0);
        self.open.push(Open { id, children: vec![], flow, anchor });
        Ok(())
    }

    fn anchor(&mut self, anchor: usize, id: NodeId, size: usize) -> Option<usize> {
        (anchor > 0).then(|| {
            self.anchors.push((id, size));
            self.known.insert(anchor, self.anchors.len() - 1);
            self.anchors.len() - 1
        })
    }

    fn finish(&mut self, span: Range<usize>) {
        let Some(Open { id, children, anchor, .. }) = self.open.pop() else { return };
        // A block ends where the next token begins; what lies between is white space.
        let end = self.text.get(..span.end).unwrap_or(self.text).trim_end().len() as u32;
        let node = &mut self.nodes[id];
        node.span.end = node.span.start.max(end);
        match &mut node.kind {
            Kind::List(items) => *items = children,
            Kind::Map(pairs) => *pairs = children.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect(),
            _ => {}
        }
        let size = self.nodes.len() - id;
        if let Some(anchor) = anchor {
            self.anchors[anchor].1 = size;
        }
        self.attach(id);
    }

    /// Notes an anchor or a tag before a thing; `from`: the end of the last word.
    fn mark(&mut self, event: &Event<'_>, span: &Range<usize>, from: usize) {
        let (anchor, tagged) =
            (event.anchor_id().unwrap_or(0), event.tag().is_some_and(|tag| !tag.is_yaml_core_schema()));
        if anchor == 0 && !tagged {
            return;
        }
        let from = self.marks.last().map_or(from, |last| last.word.end.max(from));
        let is_key = self.open.last().is_some_and(|open| {
            matches!(self.nodes[open.id].kind, Kind::Map(_)) && open.children.len() % 2 == 0
        });
        let plain = matches!(event, Event::Scalar(_, ScalarStyle::Plain, ..)) && !is_key;
        let value = self.trimmed(span.clone());
        let in_braces = self.open.last().is_some_and(|open| open.flow);
        self.marks.extend(mark_behind(self.text, from, plain.then_some(value)).map(|mark| Mark {
            anchor,
            in_braces,
            ..mark
        }));
    }

    fn alias(&mut self, anchor: usize, span: Range<usize>) -> Result<(), TreeFault> {
        self.referred.insert(anchor);
        let known = self.known.get(&anchor).map(|at| self.anchors[*at]);
        let Some((node, size)) = known.filter(|(_, size)| *size > 0) else {
            return Err(TreeFault::TooManyAliases { at: span });
        };
        self.alias_nodes += size;
        if self.alias_nodes > ALIAS_BUDGET {
            return Err(TreeFault::TooManyAliases { at: span });
        }
        // Sizes of later anchors must count what their aliases stand for, so the nodes are copied:
        // the budget bounds the copies.
        let copy = self.copy(node);
        self.attach(copy);
        Ok(())
    }

    fn copy(&mut self, id: NodeId) -> NodeId {
        let Node { span, kind } = self.nodes[id].clone();
        let kind = match kind {
            Kind::List(items) => Kind::List(items.into_iter().map(|item| self.copy(item)).collect()),
            Kind::Map(pairs) => {
                Kind::Map(pairs.into_iter().map(|(k, v)| (self.copy(k), self.copy(v))).collect())
            }
            leaf => leaf,
        };
        self.nodes.push(Node { span, kind });
        self.nodes.len() - 1
    }

    fn push(&mut self, span: Range<usize>, kind: Kind) -> NodeId {
        self.nodes.push(Node { span: span.start as u32..span.end as u32, kind });
        self.nodes.len() - 1
    }

    fn attach(&mut self, id: NodeId) {
        match self.open.last_mut() {
            Some(open) => open.children.push(id),
            None => self.root = Some(id),
        }
    }

    fn trimmed(&self, span: Range<usize>) -> Range<usize> {
        let text = self.text.get(span.clone()).unwrap_or("");
        span.start..span.start + text.trim_end().len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_know_their_bytes() {
        let text = "a: 一\nb:\n  - x: |\n      多行\n      文字\n  - y\nc: {d: \"1\"}\n";
        let tree = Tree::parse(text).expect("it is well formed");
        let place = |key: &str| {
            let span = &tree.nodes[tree.top(key).expect("the key is there")].span;
            &text[span.start as usize..span.end as usize]
        };
        assert_eq!(place("a"), "一");
        assert!(place("b").starts_with("- x: |") && place("b").ends_with("- y"), "{:?}", place("b"));
        assert_eq!(place("c"), "{d: \"1\"}");
    }

    #[test]
    fn bombs_are_refused() {
        let mut laughs = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for i in 1..10 {
            let previous = format!("*a{}, ", i - 1).repeat(9);
            laughs.push_str(&format!("a{i}: &a{i} [{previous}]\n"));
        }
        assert!(matches!(Tree::parse(&laughs), Err(TreeFault::TooManyAliases { .. })));
        assert!(Tree::parse("a: &a [*a]\n").is_err());
        for bomb in ["[".repeat(100_000), "{a: ".repeat(100_000), "- ".repeat(50_000)] {
            assert!(Tree::parse(&bomb).is_err());
        }
        let long = "- {id: a}\n".repeat(MAX_NODES);
        assert!(matches!(Tree::parse(&long), Err(TreeFault::TooMuch { .. })));
        assert_eq!(Tree::parse("").err(), Some(TreeFault::Empty));
    }
}
