//! Roles of units: what a final verb or a mark makes of the names in front of it.
//!
//! Takes an item of a list; gives its name and its role. Rules that a document says once (列首位的为牵头
//! 单位, 首个逗号之前的为牵头单位, 带*的为牵头单位) are read here as well.
//! Never drops a verb that it does not know: the names stay, with a remark.

use std::ops::Range;

use super::text::patterns;

patterns! {
    LEAD_TAIL = r"(共同|联合|分别)?(总)?(牵头|主办|主责)(抓总|负责|组织|推进|落实|实施|协调|单位)*$";
    SUPPORT_TAIL = r"(积极|协同|密切|共同)?(配合|参与|参加|协助|协同|支持|协办)(落实|实施|做好|推进|单位)?$";
    WORK_TAIL = r"(等)?(按照|按|依|依据|根据|结合)?(各自)?(的)?(职责|职能|工作职责|部门职责)?(分工)?(范围)?(内)?(分别|共同|具体|组织|分级|协同|同)?(负责|落实|实施|推进|承担|抓好|承办|办理|完成)(落实|推进|实施|组织实施|抓落实|抓好落实)?$";
    OTHER_TAIL = r"(牵头)?(业务)?(监督指导|指导督促|督促指导|指导监督|督促落实|督促|指导|督导|督办|监督|监管|审核|审批|把关|统筹|协调|跟踪|调度|验收|考核|联系|包保|保障|审定|汇总)(负责|落实)?$";
    MARK_FRONT = r"^[*★※▲●☆△]+";
    MARK_BACK = r"[*★※▲●☆△]+$";
    ROLE_ASIDE = r"\((?P<r>牵头|主办|配合|协办|参与|责任)(单位)?\)$";
    FIRST_NAME = r"(列|排|排名|排列)(在|于)?(第一|首|最前)(位|个|名)?(面)?的?(单位|部门)?(均)?(为|是|作为|系)(总)?牵头(责任)?(单位|部门)?|(第一|首)个?(责任)?(单位|部门)?(均)?(为|是|作为|系)(总)?牵头(责任)?(单位|部门)?|(首位|第一位)(单位|部门)?(均)?(为|是|作为)(总)?牵头";
    FIRST_COMMA = r"(首个|第一个|首)逗号(之)?前(面)?的?(单位|部门)?(均)?(为|是|作为|系)(总)?牵头(责任)?(单位|部门)?";
    MARKED = r"(带|标|注|加|有)?[“”]?(?P<m>[*★※▲●☆△]|星)号?[“”]?(的|者)?(单位|部门)?(均)?(为|是|作为|系)(总)?牵头(责任)?(单位|部门)?";
    RULE_PIECE = r"(下同|为牵头|是牵头|作为牵头|逗号|首位|第一位|不再(列出|重复|赘述|逐一)|无相应|代为)";
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

/// Which unit of a list leads, as a document says once for all lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LeadRule {
    /// The first of a list.
    FirstName,
    /// All in front of the first comma.
    FirstComma,
    /// Those with a mark; nothing else to do: marks are read anyway.
    Marked,
}

/// The rule of a paragraph, and where it stands.
pub(crate) fn lead_rule(norm: &str) -> Option<(LeadRule, Range<usize>)> {
    let rules = [
        (&*FIRST_COMMA, LeadRule::FirstComma),
        (&*MARKED, LeadRule::Marked),
        (&*FIRST_NAME, LeadRule::FirstName),
    ];
    rules.iter().find_map(|(r, rule)| Some((*rule, r.find(norm)?.range())))
}

/// Whether a piece of a bracket is a rule about lists, not a list.
pub(crate) fn is_rule(piece: &str) -> bool {
    RULE_PIECE.is_match(piece)
}

/// A final verb: where it begins, the role, and the verb where the role had to be guessed.
pub(crate) fn tail(item: &str) -> Option<(usize, Role, Option<&str>)> {
    let known =
        [(&*LEAD_TAIL, Role::Lead), (&*SUPPORT_TAIL, Role::Supporting), (&*WORK_TAIL, Role::Responsible)];
    let found = known.iter().find_map(|(r, role)| Some((r.find(item)?.start(), *role, None)));
    // 市教育督导局 is a name: a verb that no rule knows must follow a whole name.
    found.or_else(|| {
        let verb = OTHER_TAIL.find(item).filter(|m| super::names::is_unit(&item[..m.start()]))?;
        Some((verb.start(), Role::Responsible, Some(verb.as_str())))
    })
}

/// A name without its mark, and the role that the mark gives.
pub(crate) fn mark(name: &str) -> (&str, Option<Role>) {
    if let Some(c) = ROLE_ASIDE.captures(name) {
        let role = match &c["r"] {
            "牵头" | "主办" => Role::Lead,
            "责任" => Role::Responsible,
            _ => Role::Supporting,
        };
        return (&name[..c.get(0).map_or(name.len(), |m| m.start())], Some(role));
    }
    let front = MARK_FRONT.find(name).map_or(0, |m| m.end());
    let back = MARK_BACK.find(name).map_or(name.len(), |m| m.start());
    let marked = front > 0 || back < name.len();
    (name.get(front..back).unwrap_or(name), marked.then_some(Role::Lead))
}

/// The role that a label gives: 牵头单位, 参加部门; none where it names persons.
pub(crate) fn of_label(label: &str) -> Option<Role> {
    if label.contains("领导") || label.ends_with('人') {
        return None;
    }
    let lead = ["牵头", "主办", "主责", "主要责任", "第一责任", "总责任"];
    // Who looks on does not answer for the task, but has a part in it.
    let support = ["配合", "协办", "参与", "参加", "支持", "协同", "督导", "督办", "指导", "监督", "验收"];
    Some(if lead.iter().any(|w| label.contains(w)) {
        Role::Lead
    } else if support.iter().any(|w| label.contains(w)) {
        Role::Supporting
    } else {
        Role::Responsible
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_and_marks_give_roles() {
        assert_eq!(tail("市水利局牵头").map(|t| t.1), Some(Role::Lead));
        assert_eq!(tail("市水利局审核").map(|t| (t.1, t.2)), Some((Role::Responsible, Some("审核"))));
        assert_eq!(tail("市教育督导室"), None);
        assert_eq!(mark("*市水利局"), ("市水利局", Some(Role::Lead)));
        assert_eq!(mark("市水利局(配合)"), ("市水利局", Some(Role::Supporting)));
        for (text, rule) in [
            ("各项任务排在首位的为牵头单位", LeadRule::FirstName),
            ("说明:首个逗号之前的是牵头单位,下同", LeadRule::FirstComma),
            ("带*号的为牵头单位", LeadRule::Marked),
        ] {
            assert_eq!(lead_rule(text).map(|r| r.0), Some(rule), "{text}");
        }
    }
}
