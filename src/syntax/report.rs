//! Turns what was found in one file into findings.
//!
//! Takes the data of the grammar, the slips and the typed reader; gives located findings, the same
//! slip once with its count.
//! Never looks for faults itself.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::alike::{alike, keys, lists};
use super::commented::Commented;
use super::context::{Hint, Remark};
use super::copy::Copy;
use super::de::shortened;
use super::faults::What;
use super::grammar::Grammar;
use super::layout::{is_invisible, is_odd_space};
use super::origin::Origin;
use super::read::{Measures, Pass, Twice};
use super::sentences::{self, Context, Language};
use super::tree::{Kind, NodeId, Tree, TreeFault};
use super::{foreign, meaning, rules};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::source::{Content, Encoding, FileId, Place, Problem, Sources};

/// Keys of one entry that stand twice from which on it is another entry.
const A_WHOLE_ITEM: usize = 3;
/// Further places of one finding that are shown.
pub(super) const MOST_RELATED: usize = 5;

/// Whether a mapping has a value.
fn holds(tree: &Tree, map: NodeId, value: NodeId) -> bool {
    matches!(tree.kind(map), Kind::Map(pairs) if pairs.iter().any(|(_, own)| *own == value))
}

/// The code points of what nobody sees.
pub(super) fn code_points(text: impl Iterator<Item = char>) -> String {
    let unseen = text.filter(|c| is_invisible(*c) || is_odd_space(*c));
    let codes: BTreeSet<u32> = unseen.map(u32::from).collect();
    codes.iter().take(4).map(|code| format!("U+{code:04X}")).collect::<Vec<_>>().join("、")
}

/// Findings about one file on their way out.
pub(super) struct Reporter<'s, 'o> {
    pub(super) sources: &'s Sources,
    pub(super) file: FileId,
    pub(super) kind: &'s str,
    pub(super) out: &'o mut Diagnostics,
    pub(super) faults: usize,
    pub(super) language: Language,
    /// What the plan counts figures in.
    pub(super) measures: Measures<'s>,
}

impl<'s, 'o> Reporter<'s, 'o> {
    pub(super) fn new(sources: &'s Sources, file: FileId, kind: &'s str, out: &'o mut Diagnostics) -> Self {
        let language = Language::of(sources.get(file));
        let mut reporter = Reporter { sources, file, kind, out, faults: 0, language, measures: &|_| None };
        if !reporter.may_be_chinese() {
            reporter.language = Language::English;
        }
        reporter
    }

    /// Plans and settings have English keys only.
    pub(super) fn may_be_chinese(&self) -> bool {
        self.kind != "plan" && self.kind != "office"
    }

    pub(super) fn fault(&mut self, rule: &'static Rule, place: Place, message: String) -> &mut Diagnostic {
        self.faults += 1;
        self.out.report(rule, place, message)
    }

    pub(super) fn place(&self, range: Range<usize>) -> Place {
        self.sources.place(self.file, range)
    }

    fn copied(&self, copy: &Copy<'_>, range: Range<usize>) -> Place {
        self.place(copy.original_range(range))
    }

    /// The text of the file; says what the bytes are, and where there is no text to read, why.
    pub(super) fn text(&mut self) -> Option<&'s str> {
        let file = self.sources.get(self.file);
        let place = Place::of_file(self.file);
        let workbook = (!file.sheets.is_empty()).then_some(Problem::Other(Content::Workbook));
        if let Some(problem) = file.problem.as_ref().or(workbook.as_ref()) {
            let rule = match problem {
                Problem::Other(_) => &rules::OTHER_KIND,
                _ => &rules::UNREADABLE,
            };
            let (message, help) = (problem.chinese(), problem.help());
            self.fault(rule, place, message).help(help);
            return None;
        }
        if let Some(table) = foreign::table(&file.text) {
            let place = self.place(0..file.line(1).len());
            let what = match table.sheet {
                Some(sheet) => format!("这是{}，只有报送表的“{sheet}”一张", table.kind),
                None => format!("这是{}，不是填报用的表格", table.kind),
            };
            self.fault(&rules::OTHER_KIND, place, what)
                .label("各栏排成一行，没有“键: 值”")
                .help("请直接提交 Excel 表本身（.xlsx、.xls、.et），各张表都在里面；不要另存为文本");
            return None;
        }
        if matches!(file.encoding, Encoding::Gb18030 | Encoding::Utf16) {
            let first = shortened(file.line(1));
            let message = format!("文件是 {} 编码，已照此读取", file.encoding.name());
            self.out
                .report(&rules::OTHER_ENCODING, place, message)
                .label(format!("第一行读作“{first}”，如有乱码请以 UTF-8 重新保存"))
                .help("用记事本打开，“另存为”时编码选 UTF-8");
        }
        if let Some((kind, help)) = foreign::other(&file.text) {
            let place = self.place(0..file.line(1).len());
            self.fault(&rules::OTHER_KIND, place, format!("这是{kind}，不是填报用的表格"))
                .label("没有“键: 值”")
                .help(help);
            return None;
        }
        Some(&file.text)
    }

    /// Why there is no tree at all.
    pub(super) fn no_tree(&mut self, fault: Option<TreeFault>, copy: &Copy<'_>) {
        let (rule, range, message): (&'static Rule, _, &str) = match fault {
            Some(TreeFault::TooDeep { at }) => (&rules::TOO_COMPLEX, at..at + 1, "内容的层次超过64层"),
            Some(TreeFault::TooMuch { at }) => (&rules::TOO_COMPLEX, at..at, "内容超过20万项"),
            Some(TreeFault::TooManyAliases { at }) => {
                (&rules::TOO_COMPLEX, at, "引用（*名称）展开的内容过多或自我引用")
            }
            Some(TreeFault::SecondDocument { at }) => {
                (&rules::SECOND_DOCUMENT, at..at + 3, "一个文件里有两份内容，中间有“---”一行")
            }
            Some(TreeFault::Empty) if self.faults == 0 => (&rules::EMPTY_FILE, 0..0, "文件是空的"),
            None if self.faults == 0 => (&rules::GRAMMAR, 0..0, "文件的写法无法识别"),
            _ => return,
        };
        let place = self.copied(copy, range);
        let is_second = rule.code == rules::SECOND_DOCUMENT.code;
        let found = self.fault(rule, place, message.to_owned());
        if is_second {
            found.help("“---”以下是另一份材料的（例如另一家单位的），存成另一个文件分别提交；同一份材料的，删去“---”一行");
        }
    }

    fn marker<'t>(&self, tree: &'t Tree) -> Option<(&'t str, NodeId)> {
        tree.top("nianbao").map(|id| (tree.text(id).unwrap_or("").trim(), id))
    }

    /// Whether a tree is not what was asked for, perhaps because of slips.
    pub(super) fn is_other(&self, tree: &Tree) -> bool {
        !matches!(tree.kind(tree.root), Kind::Map(_)) || self.marker(tree).is_none()
    }

    /// Whether the file is of the kind that was asked for; says so if not.
    pub(super) fn is_wanted(&mut self, tree: &Tree, grammar: &Grammar<'_>) -> bool {
        let wanted = format!("{}/1", self.kind);
        let first = match self.language {
            Language::Chinese => format!("格式: {wanted}"),
            Language::English => format!("nianbao: {wanted}"),
        };
        let (rule, place, message, help): (&'static Rule, _, _, _) = match self.marker(tree) {
            Some((text, _)) if text == wanted => return true,
            _ if !matches!(tree.kind(tree.root), Kind::Map(_)) => (
                &rules::WRONG_SHAPE,
                Origin::Text { file: self.file, grammar }.place(tree, tree.root),
                "文件内容不是“键: 值”的形式".to_owned(),
                format!("第一行写“{first}”，其后按表格填写"),
            ),
            Some((text, id)) => (
                &rules::WRONG_KIND,
                Origin::Text { file: self.file, grammar }.place(tree, id),
                format!("文件的格式标记是“{}”，这里需要“{wanted}”", shortened(text)),
                format!("第一行写“{first}”"),
            ),
            None => {
                // The head was cut off: all that is missing of it is said at once.
                let lacks = |key: &&&str| self.kind == "submission" && tree.top(key).is_none();
                let lacking =
                    ["plan", "year", "unit"].iter().filter(lacks).map(|key| self.language.typed(key));
                let lines: Vec<String> = lacking.map(|key| format!("“{key}: …”")).collect();
                let (also, lines) = match lines.is_empty() {
                    true => (String::new(), String::new()),
                    false => {
                        (format!("，也没有{}", lines.join("")), format!("，再补上{}各行", lines.join("")))
                    }
                };
                (
                    &rules::WRONG_KIND,
                    Place::of_file(self.file),
                    format!("缺少格式标记“{first}”{also}"),
                    format!("在第一行加上“{first}”{lines}；可以从办公室下发的表里照抄"),
                )
            }
        };
        self.grammar(grammar);
        self.quoted(grammar, &[]);
        self.fault(rule, place, message).help(help);
        false
    }

    /// Words that name something and hold what nobody sees: they were read without it.
    pub(super) fn invisible(&mut self, tree: &Tree, values: &[NodeId], origin: &Origin<'_, '_>) {
        let places: Vec<Place> = values.iter().map(|value| origin.place(tree, *value)).collect();
        let Some((first, rest)) = places.split_first() else { return };
        let text = self.sources.text(*first);
        let codes = code_points(text.chars());
        let seen: String = text.chars().filter(|c| !is_invisible(*c)).collect();
        let count = if rest.is_empty() { String::new() } else { format!("（共{}处）", places.len()) };
        let message = format!("“{}”里有看不见的字符（{}）{count}", shortened(seen.trim()), codes);
        let found = self.fault(&rules::INVISIBLE, *first, message);
        for place in rest {
            found.related(*place, "这里也有");
        }
        found.help("删去后重新输入；从网页、微信或 Word 复制来的文字常带有这种字符");
    }

    /// What one pass over the tree has found.
    pub(super) fn pass<T>(&mut self, pass: &Pass<T>, origin: &Origin<'_, '_>) {
        self.twice(&pass.tree, &pass.twice, origin);
        self.type_faults(pass, origin);
        self.hints(&pass.tree, &pass.hints, origin);
    }

    fn twice(&mut self, tree: &Tree, twice: &[Twice], origin: &Origin<'_, '_>) {
        let start = |key: NodeId| tree.nodes[key].span.start;
        // The mark of the form stands again: what follows is a form of its own.
        let again = twice.iter().find(|twice| twice.top && twice.text == "nianbao");
        if let Some(Twice { key, first, .. }) = again {
            let (place, first) = (origin.place(tree, *key), origin.place(tree, *first));
            self.fault(&rules::SECOND_DOCUMENT, place, "一个文件里有两份表，只读了前一份".to_owned())
                .label("第二份从这里开始")
                .related(first, "第一份从这里开始")
                .help("只留正确的一份，另一份从“格式”一行起删去");
        }
        let of_first =
            |twice: &&Twice| again.is_none_or(|again| !twice.top || start(twice.key) < start(again.key));
        // Of each mapping its first key that stands twice, and how many there are.
        let mut of_items: BTreeMap<NodeId, (NodeId, usize)> = BTreeMap::new();
        twice.iter().for_each(|again| of_items.entry(again.of).or_insert((again.key, 0)).1 += 1);
        let emptied = origin.emptied();
        for again in twice.iter().filter(of_first) {
            let Twice { key, first, text, .. } = again;
            let (place, first) = (origin.place(tree, *key), origin.place(tree, *first));
            let (begins, count) = of_items[&again.of];
            if count >= A_WHOLE_ITEM && !again.top {
                match begins == again.key {
                    true => self.item_without_id(text, count, (place, first)),
                    false => self.faults += 1,
                }
                continue;
            }
            if origin.line_of(place).is_some_and(|line| emptied.contains(&line)) {
                self.faults += 1;
                continue;
            }
            let message = format!("键“{}”重复", self.language.key(text));
            self.fault(&rules::DUPLICATE_KEY, place, message)
                .label("又写了一次")
                .related(first, "第一次写在这里")
                .help("保留正确的一个，删去另一个");
        }
    }

    /// An item that goes on with all its keys once more: the line with which the next one begins is not there.
    fn item_without_id(&mut self, key: &str, count: usize, (place, first): (Place, Place)) {
        let (key, id) = (self.language.key(key), self.language.typed("id"));
        let message = format!("从这里起“{key}”等{count}个键又写了一遍，前面像是少了“- {id}: …”一行");
        self.fault(&rules::DUPLICATE_KEY, place, message)
            .label("下一项从这里开始")
            .related(first, "第一次写在这里")
            .help(format!(
                "在这一行的上面补上“- {id}: …”（编号照下发的表，“-”比各键少缩进两格）；确是同一项写了两遍的，只留正确的一遍"
            ));
    }

    /// An unknown key one slip away from a missing one of the same mapping is one fault, not two.
    fn type_faults<T>(&mut self, pass: &Pass<T>, origin: &Origin<'_, '_>) {
        let tree = &pass.tree;
        let unknown: Vec<(u32, &str)> = pass
            .found
            .iter()
            .filter_map(|(node, fault)| match &fault.what {
                What::UnknownKey { found, known } => {
                    Some((tree.nodes[*node].span.start, meaning::guessed(found, known)?))
                }
                _ => None,
            })
            .collect();
        let (keys, lists) =
            if pass.found.is_empty() { Default::default() } else { (keys(tree), lists(tree)) };
        let year = tree.top("year").and_then(|node| tree.text(node)?.trim().parse().ok());
        for (node, fault) in &pass.found {
            let span = tree.nodes[*node].span.clone();
            if let What::MissingKey { key } = &fault.what {
                let misspelt = unknown.iter().any(|(at, meant)| span.contains(at) && meant == key);
                if misspelt || origin.near_bad_line(&span) || origin.is_begun_anew(&span) {
                    self.faults += 1;
                    continue;
                }
            }
            if origin.is_quoted_anew(&span) {
                self.faults += 1;
                continue;
            }
            let alike = alike((tree, &pass.found), (&lists, &keys), *node, &fault.what);
            if alike.first().is_some_and(|first| first != node) {
                self.faults += 1;
                continue;
            }
            let name = |value: &NodeId| keys.get(value).and_then(|key| tree.text(*key));
            let (key, list) = (name(node), lists.get(node).and_then(name));
            // Of last year there is neither a reason nor a remark.
            let of_last_year =
                || keys.keys().any(|map| name(map) == Some("last_year") && holds(tree, *map, *node));
            let key = key.filter(|key| *key != "value" || !of_last_year());
            let (cells, place) = (origin.is_cells(), origin.place(tree, *node));
            let written = if cells { "" } else { self.sources.text(place).trim_matches(['"', '\'', ' ']) };
            let figure = tree.id_around(*node).filter(|_| key == Some("value"));
            let unit = &figure.and_then(self.measures);
            let (language, unit) = (self.language, unit.as_deref());
            let context = Context { language, cells, key, list, year, unit, written };
            let others = alike.iter().skip(1).map(|node| origin.place(tree, *node)).collect();
            self.type_fault(tree, *node, &fault.what, &context, (origin, others));
        }
    }

    fn type_fault(
        &mut self,
        tree: &Tree,
        node: NodeId,
        what: &What,
        context: &Context<'_>,
        (origin, others): (&Origin<'_, '_>, Vec<Place>),
    ) {
        let mut place = origin.place(tree, node);
        if let What::MissingKey { key } = what {
            // In a text a missing key has no place of its own: the first key of the item stands for it.
            let first = self.sources.text(place).find(['\n', ':']).unwrap_or(0);
            place = origin.gap(node, key).unwrap_or_else(|| place.within(0..first));
        }
        let (rule, mut message, help) = sentences::words(what, context);
        if !others.is_empty() {
            message.push_str(&format!("（共{}项）", others.len() + 1));
        }
        let reported = self.fault(rule, place, message);
        for other in others.iter().take(MOST_RELATED) {
            reported.related(*other, "这里也是");
        }
        reported.concerns = others;
        if let Some(help) = help {
            reported.help(help);
        }
    }

    fn hints(&mut self, tree: &Tree, hints: &[Hint], origin: &Origin<'_, '_>) {
        for hint in hints {
            let place = origin.place(tree, hint.node);
            let word = shortened(tree.text(hint.node).unwrap_or("").trim());
            let (rule, message, plain) = match &hint.remark {
                Remark::Date(plain) => (&rules::DATE_FORM, format!("日期“{word}”已读作 {plain}"), plain),
                Remark::Number(plain) => (&rules::NUMBER_FORM, format!("数字“{word}”已读作 {plain}"), plain),
                Remark::Comment(range) => {
                    let first = origin.original(range.clone());
                    self.comment(Commented { first, more: vec![], at_text: true });
                    continue;
                }
            };
            let found = self.out.report(rule, place, message);
            if tree.text(hint.node).is_some_and(|text| text.contains(is_invisible)) {
                found.label("这里有看不见的字符");
            }
            found.help(format!("写成 {plain}"));
        }
    }
}
