//! Where a text names units, and in which role.
//!
//! Takes the matching form of a paragraph; gives [`Clause`]s with [`Mention`]s in printed order.
//! Never takes over the names of persons, and never decides which names are one body: `bodies` does.

use std::ops::Range;

use super::names::{self, is_unit, split_names};
use super::text::patterns;

patterns! {
    LABEL = r"(?P<l>(第一|主要|总|主)?(牵头|责任|配合|主办|协办|参与|参加|支持|承办|实施|落实|负责|协同|主责|督导|督办|指导|完成|联系|分管)(责任|配合|落实|实施)?(单位|部门|主体|科室|机构|领导|人|时限|时间)(及分工)?)〕?[:：]?";
    LABEL_COLON = r"(第一|主要|总|主)?(牵头|责任|配合|主办|协办|参与|参加|支持|承办|实施|落实|负责|协同|主责|督导|督办|指导)(责任|配合|落实|实施)?(单位|部门|主体)(及分工)?(〕|:|〕:)";
    LEAD_TAIL = r"(总)?牵头(抓总|负责|组织|推进|落实|实施|协调)*$";
    SUPPORT_TAIL = r"(积极|协同|密切)?(配合|参与|参加|协助|协同|支持)(落实|实施|做好|推进)?$";
    WORK_TAIL = r"(等)?(按照|按|依|依据|根据|结合)?(各自)?(的)?(职责|职能|工作职责|部门职责)?(分工)?(范围)?(内)?(分别|共同|具体|组织|分级|协同|同)?(负责|落实|实施|推进|承担|抓好)(落实|推进|实施|组织实施|抓落实)?$";
    BLANKET = r"(?P<cut>[,;。]?(以下|上述|以上|具体)?(各项|任务|工作|措施|内容|事项|所有)*(均|都)(需要?|须|由|应|涉及)(?P<who>.+?)(负责抓好落实|负责落实|抓好落实|负责实施|贯彻落实|落实|负责|参与|配合|实施)?[,]?(不再(一一|逐一|单独|另行|重复)?(列出|列示|赘述|单列|做分工|标注|列)?|下同)[,。]?(下同)?)";
    BY = r"(^|[,;。:]|,并?)由(?P<who>[^,。;:()]{2,60}?)(?P<role>牵头|负责|组织实施|会同)";
    HELP = r"^(?:[^,。;]{0,12})?[,;](?P<who>[^,。;:]{2,80}?)(?P<role>配合|参与|协助|按职责分工负责)";
    DATE_LABEL = r"(完成时限|完成时间|时限要求|办结时限)";
    FIRST_LEADS = r"(列|排)(在)?(第一|首)(位|个)?的?(单位|部门)?(均)?(为|是|作为)(总)?牵头(责任)?(单位|部门)";
    FOLLOW = r"(?P<who>各[^,。;]{2,40}?)(参照|按照|对照|根据)(以下|上述|本)[^,。;]{0,24}(抓好落实|落实|组织实施|负责)";
}

/// What a mention makes of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// 牵头.
    Lead,
    /// 责任.
    Responsible,
    /// 配合.
    Supporting,
    /// 落实: named once for all tasks.
    Also,
}

/// A unit as a text names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention {
    /// In the matching form.
    pub(crate) name: String,
    /// The prefix that the text left out: 省 in 省工业和信息化厅、财政厅.
    pub(crate) prefix: Option<String>,
    pub(crate) role: Role,
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
    /// Names that do not look like units.
    pub(crate) unsure: Vec<String>,
    /// It was read from running text, not from a list.
    pub(crate) prose: bool,
}

/// The units of a cell, all in one role unless the cell says otherwise.
pub(crate) fn of_cell(cell: &str, role: Role) -> Clause {
    let mut clause = empty(0..0, false);
    for piece in split_outside(cell, &[';', '。']) {
        clause.read_list(piece, Some(role));
    }
    clause
}

/// Whether a paragraph holds a list of units.
pub(crate) fn has_units(norm: &str) -> bool {
    clauses(norm).iter().any(|c| !c.prose && !c.mentions.is_empty())
}

/// Whether a document says once that the first unit of each list leads.
pub(crate) fn first_leads(norm: &str) -> Option<Range<usize>> {
    FIRST_LEADS.find(norm).map(|m| m.range())
}

/// Who is to follow the tasks below, in a sentence above them.
pub(crate) fn followers(norm: &str) -> Option<Clause> {
    let c = FOLLOW.captures(norm)?;
    let who = c.name("who")?;
    let mut clause = empty(who.range(), true);
    clause.add(who.as_str(), Role::Also);
    (!clause.mentions.is_empty()).then_some(clause)
}

/// All clauses of a paragraph that name units.
pub(crate) fn clauses(norm: &str) -> Vec<Clause> {
    let mut found: Vec<Clause> =
        brackets(norm).into_iter().filter_map(|range| bracket(norm, range)).collect();
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
    if found.is_empty() {
        found.extend(prose(norm));
    }
    found.sort_by_key(|c| c.range.start);
    found
}

/// Outer brackets of every kind, nested and mismatched ones included.
fn brackets(norm: &str) -> Vec<Range<usize>> {
    let mut found = vec![];
    let (mut depth, mut start) = (0usize, 0);
    for (at, c) in norm.char_indices() {
        match c {
            '(' | '〔' => {
                // A list of units that was never closed ends where the next one opens.
                if depth == 1
                    && LABEL_COLON.find(&norm[at..]).is_some_and(|m| m.start() == c.len_utf8())
                    && norm[start..at].contains("单位:")
                {
                    found.push(start..at);
                    (depth, start) = (1, at + c.len_utf8());
                    continue;
                }
                if depth == 0 {
                    start = at + c.len_utf8();
                }
                depth += 1;
            }
            ')' | '〕' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.push(start..at);
                }
            }
            _ => {}
        }
    }
    if depth > 0 {
        found.push(start..norm.trim_end_matches(['。', ')', '〕']).len().max(start));
    }
    found
}

fn bracket(norm: &str, range: Range<usize>) -> Option<Clause> {
    let inside = norm.get(range.clone())?;
    if inside.chars().count() < 3 {
        return None;
    }
    // 【责任单位】市水利局: the label alone is in the bracket.
    if LABEL.find(inside).is_some_and(|m| m.range() == (0..inside.len())) {
        return None;
    }
    let labelled = LABEL_COLON.is_match(inside) || LABEL.find(inside).is_some_and(|m| m.start() == 0);
    let tailed = [&*LEAD_TAIL, &*SUPPORT_TAIL, &*WORK_TAIL].iter().any(|r| {
        r.is_match(inside.trim_end_matches('。'))
            || inside.split([',', ';', '、']).any(|piece| r.is_match(piece))
    });
    if labelled || tailed {
        return read(norm, range, labelled);
    }
    // A bare list: every piece is a unit, and it stands at the end or right behind a title.
    let pieces = split_names(inside);
    let all = !pieces.is_empty() && pieces.iter().all(|p| names::is_certain(p));
    let after = norm.get(range.end..)?.trim_start_matches([')', '〕', '。', ' ', ';']);
    let title = range.start < 100 && (norm[..range.start].rfind(['。', ',', ';']).is_none());
    let placed = after.is_empty() || (title && (after.starts_with(':') || pieces.len() > 1));
    if all && placed { read(norm, range, false) } else { None }
}

fn empty(range: Range<usize>, prose: bool) -> Clause {
    Clause { range, mentions: vec![], partial: false, due: None, unsure: vec![], prose }
}

/// Reads a list of units.
fn read(norm: &str, range: Range<usize>, labelled: bool) -> Option<Clause> {
    let inside = norm.get(range.clone())?;
    let mut clause = empty(range, false);
    let rest = match BLANKET.captures(inside) {
        Some(c) => {
            clause.add(&c["who"], Role::Also);
            inside.replacen(&c["cut"], "", 1)
        }
        None => inside.to_owned(),
    };
    for piece in split_outside(&rest, &[';', '。']) {
        clause.read_piece(piece);
    }
    // Without a label or a role, one odd name makes it an ordinary remark in brackets.
    let sound = labelled || clause.unsure.len() <= clause.mentions.len() / 3;
    (sound && (!clause.mentions.is_empty() || clause.due.is_some())).then_some(clause)
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
    fn read_piece(&mut self, piece: &str) {
        let labels: Vec<_> = LABEL
            .captures_iter(piece)
            .filter_map(|c| Some((c.get(0)?.range(), c.name("l")?.as_str())))
            .collect();
        let labels: Vec<_> = labels.into_iter().filter(|(range, _)| is_label(piece, range)).collect();
        let first = labels.first().map_or(piece.len(), |(range, _)| range.start);
        self.read_list(&piece[..first], None);
        for (at, (range, label)) in labels.iter().enumerate() {
            let end = labels.get(at + 1).map_or(piece.len(), |(next, _)| next.start);
            let text = piece.get(range.end..end).unwrap_or_default();
            if DATE_LABEL.is_match(label) {
                self.due = Some(text.trim_matches([',', '。', ' ']).to_owned());
            } else if let Some(role) = role_of(label) {
                self.read_list(text, Some(role));
            }
        }
    }

    /// A list in which tails such as 牵头 and 配合 close a group.
    fn read_list(&mut self, list: &str, role: Option<Role>) {
        let mut open: Vec<String> = vec![];
        for item in split_names(list) {
            let item = item.trim_start_matches('由').to_owned();
            let tail = [
                (&*LEAD_TAIL, Role::Lead),
                (&*SUPPORT_TAIL, Role::Supporting),
                (&*WORK_TAIL, Role::Responsible),
            ];
            let Some((found, of_tail)) = tail.iter().find_map(|(r, role)| Some((r.find(&item)?, *role)))
            else {
                open.push(item);
                continue;
            };
            let name = item[..found.start()].to_owned();
            open.push(name);
            self.close(&mut open, of_tail);
        }
        self.close(&mut open, role.unwrap_or(Role::Responsible));
    }

    fn close(&mut self, open: &mut Vec<String>, role: Role) {
        for name in open.drain(..) {
            self.add(&name, role);
        }
    }

    fn add(&mut self, list: &str, role: Role) {
        for name in split_names(list).iter().flat_map(|n| names::split_and(n)) {
            let (name, partial) = names::trim(&name);
            self.partial |= partial;
            if name.is_empty() {
                continue;
            }
            if !is_unit(&name) {
                self.unsure.push(name);
                continue;
            }
            let prefix = names::left_out(&name, self.mentions.iter().map(|m| m.name.as_str()));
            let mention = Mention { name, prefix, role };
            if !self.mentions.contains(&mention) {
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

fn role_of(label: &str) -> Option<Role> {
    if label.contains("领导")
        || label.ends_with('人')
        || label.contains("督导")
        || label.contains("督办")
        || label.contains("指导")
    {
        return None;
    }
    let lead = ["牵头", "主办", "主责", "主要责任", "第一责任", "总责任"];
    let support = ["配合", "协办", "参与", "参加", "支持", "协同"];
    Some(if lead.iter().any(|w| label.contains(w)) {
        Role::Lead
    } else if support.iter().any(|w| label.contains(w)) {
        Role::Supporting
    } else {
        Role::Responsible
    })
}

/// 由市教育局牵头，市财政局配合 in a sentence.
fn prose(norm: &str) -> Vec<Clause> {
    let mut found = vec![];
    for c in BY.captures_iter(norm) {
        let (Some(who), Some(all)) = (c.name("who"), c.get(0)) else { continue };
        let role = if &c["role"] == "牵头" { Role::Lead } else { Role::Responsible };
        let mut clause = empty(who.range(), true);
        clause.add(who.as_str(), role);
        if let Some(help) = norm.get(all.end()..).and_then(|rest| HELP.captures(rest)) {
            clause.add(
                &help["who"],
                if help["role"].starts_with('按') { Role::Responsible } else { Role::Supporting },
            );
        }
        if clause.unsure.is_empty() && !clause.mentions.is_empty() {
            found.push(clause);
        }
    }
    found
}
