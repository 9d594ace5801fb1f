//! Where a text names units, and in which role.
//!
//! Takes the matching form of a paragraph; gives [`Clause`]s with [`Mention`]s in printed order.
//! Behind a label, or in a bracket with two known names, everything is a list and is kept; what is not
//! known to be a unit is said. Never takes over the names of persons, and never decides which names are
//! one body: `bodies` does.

use std::ops::Range;

use super::brackets;
use super::names::{self, is_known, split_names};
pub(crate) use super::roles::Role;
use super::text::patterns;

patterns! {
    pub(super) LABEL = r"(?P<l>(第一|主要|总|主)?(牵头|责任|配合|主办|协办|参与|参加|支持|承办|实施|落实|负责|协同|主责|督导|督办|指导|监督|验收|完成|联系|分管)(责任|配合|落实|实施)?(单位|部门|主体|站所|股室|科室|处室|司局|机构|企业|乡镇|县区|领导|人|时限|时间)(及分工)?|(牵头|主办|承办|主责|落实|责任|配合|参加|参与|协办|协同)[:：])〕?[:：]?";
    pub(super) LABEL_COLON = r"(第一|主要|总|主)?(牵头|责任|配合|主办|协办|参与|参加|支持|承办|实施|落实|负责|协同|主责|督导|督办|指导|监督|验收)(责任|配合|落实|实施)?(单位|部门|主体|站所|股室|科室|处室|司局|机构|企业|乡镇|县区)(及分工)?(〕|:|〕:|(分别)?(为|是):?)|(^|[;。, 〔(])(牵头|主办|承办|主责|落实|责任|配合|参加|参与|协办|协同):";
    BLANKET = r"(?P<cut>[,;。]?(以下|上述|以上|具体|本方案)?(各项|任务|工作|措施|内容|事项|所有)*(均|都)(需要?|须|由|应|涉及)(?P<who>.+?)(负责抓好落实|负责落实|抓好落实|负责实施|贯彻落实|落实|负责|参与|配合|实施)?[,]?(不再(一一|逐一|单独|另行|重复)?(列出|列示|赘述|单列|做分工|标注|列)?|下同)[,。]?(下同)?)";
    BLANKET_OPEN = r"(以下|上述|以上)(各项|任务|工作|措施|内容|事项|所有)+[,]?(均|都)(需要?|须|由|应|涉及)(?P<who>[^,;。]+?)(负责抓好落实|负责落实|抓好落实|负责实施|贯彻落实|落实|负责|参与|配合|实施)([,;。]|$)|(?P<who2>各[^。;]{2,60}?)(对|负责)?(以下|上述|以上)(各项|任务|工作)+(均)?(须|需|应|要)?(负责)?(落实|抓好落实|组织实施)([,;。]|$)";
    OVERSIGHT = r"督导|督办|指导|监督|验收";
    DATE_LABEL = r"(完成时限|完成时间|时限要求|办结时限|时限|时间)$";
    DUE = r"(^\d{1,2}月(份|\d{1,2}日)?(底|末|上旬|中旬|下旬)?(之?前)?(完成)?$|^年底前?$|^20\d\d年\d{1,2}月(\d{1,2}日)?|20\d\d年[^,;、]{0,10}?(前|底|末|完成|到位|建成)[^,;、]{0,6}|长期(坚持|推进)?|持续(推进|开展|实施)|全年|常态化(推进)?)$";
    FOLLOW = r"(?P<who>各[^,。;]{2,40}?)(参照|按照|对照|根据)(以下|上述|本)[^,。;]{0,24}(抓好落实|落实|组织实施|负责)";
    SUBJECT_OF_PLAN = r"(^|[,。;])(?P<who>[^,。;]{2,24}?(政府|县委|市委|党委|各县区|管委会)[^,。;]{0,10}?)(为|是)(本)?(规划|方案|计划|行动)?(的)?(实施|责任)(的)?(责任|实施)?主体";
}

/// A unit as a text names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention {
    /// In the matching form.
    pub(crate) name: String,
    /// The prefix that the text left out: 省 in 省工业和信息化厅、财政厅.
    pub(crate) prefix: Option<String>,
    pub(crate) role: Role,
    /// In front of the first comma of its list.
    pub(crate) first: bool,
    /// It looks like a unit; else it stands behind a label and was kept for that.
    pub(crate) known: bool,
    /// 含园区、林场: what a bracket adds to the name.
    pub(crate) aside: Option<String>,
}

impl Mention {
    /// A unit that running text names.
    pub(crate) fn in_prose(name: String) -> Self {
        Mention { name, prefix: None, role: Role::Responsible, first: false, known: true, aside: None }
    }
}

/// A piece of text that names units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clause {
    /// Where it stands in the text.
    pub(crate) range: Range<usize>,
    pub(crate) mentions: Vec<Mention>,
    /// 等: not all are named.
    pub(crate) partial: bool,
    /// 完成时限, as printed.
    pub(crate) due: Option<String>,
    /// Pieces that do not look like units and were left out.
    pub(crate) unsure: Vec<String>,
    /// Final verbs whose role had to be guessed: 指导, 审核.
    pub(crate) verbs: Vec<String>,
    /// It was read from running text, not from a list.
    pub(crate) prose: bool,
}

/// The units of a cell, all in one role unless the cell says otherwise.
pub(crate) fn of_cell(cell: &str, role: Role) -> Clause {
    let mut clause = empty(0..0, false);
    let half: String = cell.chars().map(super::text::half_width).collect();
    for piece in split_outside(&half, &[';', '。', '\n']) {
        clause.read_list(piece, Some(role), true);
    }
    clause
}

/// The units of a sentence that says nothing else.
pub(crate) fn of_sentence(list: &str, range: Range<usize>) -> Clause {
    let mut clause = empty(range, false);
    clause.read_list(list, None, false);
    clause
}

/// Whether a paragraph holds a list of units.
pub(crate) fn has_units(norm: &str) -> bool {
    clauses(norm).iter().any(|c| !c.prose && !c.mentions.is_empty())
}

/// Whether a paragraph is a list of units and nothing else: 牵头单位：市水利局.
pub(crate) fn is_list_line(norm: &str) -> bool {
    let norm = norm.trim_start_matches(['(', '〔']);
    LABEL_COLON.find(norm).is_some_and(|m| m.start() == 0)
}

/// Who is to follow all tasks, in a sentence above or below them.
pub(crate) fn followers(norm: &str) -> Vec<Clause> {
    let mut found = vec![];
    for c in FOLLOW.captures_iter(norm).chain(SUBJECT_OF_PLAN.captures_iter(norm)) {
        found.extend(c.name("who").and_then(everyone));
    }
    for c in BLANKET_OPEN.captures_iter(norm) {
        found.extend(c.name("who").or(c.name("who2")).and_then(everyone));
    }
    found
}

fn everyone(who: regex::Match<'_>) -> Option<Clause> {
    let mut clause = empty(who.range(), true);
    clause.add(who.as_str(), Role::Also, true);
    (!clause.mentions.is_empty() && clause.unsure.is_empty()).then_some(clause)
}

/// All clauses of a paragraph that name units.
pub(crate) fn clauses(norm: &str) -> Vec<Clause> {
    let mut found: Vec<Clause> =
        brackets::outer(norm).into_iter().filter_map(|range| brackets::list(norm, range)).collect();
    let outside = |at: usize, found: &[Clause]| !found.iter().any(|c| c.range.contains(&at));
    let mut from = 0;
    while let Some(label) = norm.get(from..).and_then(|rest| LABEL_COLON.find(rest)) {
        let start = from + label.start();
        from += label.end();
        if outside(start, &found) {
            let end = norm[start..].find('。').map_or(norm.len(), |at| start + at);
            if let Some(clause) = read(norm, start..end, true) {
                from = end;
                found.push(clause);
            }
        }
    }
    // 任务分工：市水利局、市财政局 on a line of its own.
    if found.is_empty()
        && let Some(from) = brackets::other_label(norm)
    {
        let names = split_names(&norm[from..]);
        if names.iter().all(|name| is_known(&without_tail(name))) {
            found.extend(read(norm, from..norm.len(), true));
        }
    }
    if found.is_empty() {
        found.extend(super::actors::sentences(norm).filter_map(|range| read(norm, range, false)));
    }
    if found.is_empty() {
        found.extend(super::actors::prose(norm));
    }
    // 责任单位：县财政局（国资中心）: a bracket in a list is part of it.
    let lists: Vec<Range<usize>> = found.iter().map(|c| c.range.clone()).collect();
    found.retain(|c| {
        !lists.iter().any(|l| {
            l.start < c.range.start && c.range.end < l.end + 4 && *l != c.range && c.range.start < l.end
        })
    });
    found.sort_by_key(|c| c.range.start);
    found
}

pub(super) fn without_tail(item: &str) -> String {
    super::roles::tail(item).map_or(item, |(at, ..)| &item[..at]).to_owned()
}

/// A clause without names.
pub(super) fn empty(range: Range<usize>, prose: bool) -> Clause {
    Clause { range, mentions: vec![], partial: false, due: None, unsure: vec![], verbs: vec![], prose }
}

/// Reads a list of units.
pub(super) fn read(norm: &str, range: Range<usize>, labelled: bool) -> Option<Clause> {
    let inside = norm.get(range.clone())?;
    let mut clause = empty(range, false);
    let rest = match BLANKET.captures(inside) {
        Some(c) => {
            clause.add(&c["who"], Role::Also, true);
            inside.replacen(&c["cut"], "", 1)
        }
        None => inside.to_owned(),
    };
    for piece in split_outside(&rest, &[';', '。']) {
        clause.read_piece(piece, labelled);
    }
    (!clause.mentions.is_empty() || clause.due.is_some()).then_some(clause)
}

/// Splits at some characters outside brackets.
pub(crate) fn split_outside<'a>(text: &'a str, at: &[char]) -> Vec<&'a str> {
    let (mut pieces, mut depth, mut start) = (vec![], 0usize, 0);
    for (i, c) in text.char_indices() {
        match c {
            '(' | '〔' => depth += 1,
            ')' | '〕' => depth = depth.saturating_sub(1),
            c if depth == 0 && at.contains(&c) => {
                pieces.push(&text[start..i]);
                start = i + c.len_utf8();
            }
            _ => {}
        }
    }
    pieces.push(&text[start..]);
    pieces
}

impl Clause {
    fn read_piece(&mut self, piece: &str, labelled: bool) {
        let labels: Vec<_> = LABEL
            .captures_iter(piece)
            .filter_map(|c| Some((c.get(0)?.range(), c.name("l")?.as_str())))
            .collect();
        let labels: Vec<_> = labels.into_iter().filter(|(range, _)| is_label(piece, range)).collect();
        let first = labels.first().map_or(piece.len(), |(range, _)| range.start);
        self.read_list(&piece[..first], None, labelled && labels.is_empty());
        for (at, (range, label)) in labels.iter().enumerate() {
            let end = labels.get(at + 1).map_or(piece.len(), |(next, _)| next.start);
            let text = piece.get(range.end..end).unwrap_or_default();
            if DATE_LABEL.is_match(label) {
                self.due = Some(text.trim_matches([',', '。', ' ']).to_owned());
            } else if let Some(role) = super::roles::of_label(label) {
                let text = text.strip_prefix(['为', '是']).unwrap_or(text).trim_start_matches(':');
                if let Some(word) = OVERSIGHT.find(label) {
                    self.verbs.push(word.as_str().to_owned());
                }
                self.read_list(text, Some(role), true);
            }
        }
    }

    /// A list in which tails such as 牵头 and 配合 close a group.
    fn read_list(&mut self, list: &str, role: Option<Role>, labelled: bool) {
        let comma = super::titles::first_outside(list, &[',']).unwrap_or(list.len());
        let mut open: Vec<(String, bool)> = vec![];
        let mut read = 0;
        for item in split_names(list) {
            let place = list[read..].find(item.as_str()).map_or(read, |at| read + at);
            let first = place < comma;
            read = (place + item.len()).min(list.len());
            let item = item.trim_start_matches('由').to_owned();
            if let Some(due) = DUE.find(&item).filter(|m| m.start() == 0 || !is_known(&item)) {
                self.due.get_or_insert_with(|| due.as_str().to_owned());
                continue;
            }
            if super::roles::is_rule(&item) && !names::is_unit(names::aside(&item).0) {
                continue;
            }
            match super::roles::tail(&item) {
                Some((at, of_tail, verb)) => {
                    // 市水利局、市林业局，市财政局、市审计局配合: what stands before the comma does not help.
                    if of_tail == Role::Supporting && !first {
                        let behind = open.iter().position(|(_, first)| !first).unwrap_or(open.len());
                        let mut behind = open.split_off(behind);
                        self.close(&mut open, role.unwrap_or(Role::Responsible), labelled);
                        open.append(&mut behind);
                    }
                    open.push((item[..at].to_owned(), first));
                    if let Some(verb) = verb {
                        self.verbs.push(verb.to_owned());
                    }
                    self.close(&mut open, of_tail, labelled);
                }
                None => open.push((item, first)),
            }
        }
        self.close(&mut open, role.unwrap_or(Role::Responsible), labelled);
    }

    fn close(&mut self, open: &mut Vec<(String, bool)>, role: Role, labelled: bool) {
        let tail = open.iter().rev().find_map(|(name, _)| names::shared_tail(name));
        for (name, first) in open.drain(..) {
            let whole = tail.as_ref().and_then(|tail| names::with_tail(&name, tail));
            let before = self.mentions.len();
            self.add(whole.as_deref().unwrap_or(&name), role, labelled);
            for mention in self.mentions.iter_mut().skip(before) {
                mention.first = first;
            }
        }
    }

    /// Adds the names of a list.
    pub(super) fn add(&mut self, list: &str, role: Role, labelled: bool) {
        for name in split_names(list).iter().flat_map(|n| names::split_and(n)) {
            // A label that no list knows parts from the name that follows it: 责任分工：市水利局.
            let (name, partial) = names::trim(name.rsplit(':').next().unwrap_or(&name));
            self.partial |= partial;
            let (name, marked) = super::roles::mark(&name);
            let (name, aside) = names::aside(name);
            if name.is_empty() {
                continue;
            }
            let known = names::is_unit(name);
            let taken = known || (labelled && names::may_be_unit(name));
            if !taken {
                if !names::is_remark(name) {
                    self.unsure.push(name.to_owned());
                }
                continue;
            }
            let prefix = names::left_out(name, self.mentions.iter().map(|m| m.name.as_str()));
            let role = marked.unwrap_or(role);
            let mention = Mention {
                name: name.to_owned(),
                prefix,
                role,
                first: false,
                known,
                // （标*的为牵头单位，下同） is a rule about all lists, no part of a name.
                aside: aside.filter(|words| !super::roles::is_rule(words)).map(str::to_owned),
            };
            if !self.mentions.iter().any(|m| m.name == mention.name && m.role == mention.role) {
                self.mentions.push(mention);
            }
        }
    }
}

/// A label at the start, behind a stop, or with a colon; 参与单位 inside a name is none.
fn is_label(piece: &str, range: &Range<usize>) -> bool {
    let before = piece[..range.start].chars().next_back();
    let found = &piece[range.clone()];
    found.ends_with([':', '：', '〕'])
        || before.is_none_or(|c| matches!(c, ',' | ' ' | '〔' | '(' | '、' | '|'))
}
