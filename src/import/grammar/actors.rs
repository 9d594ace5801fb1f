//! Who acts in running text, where no list of units is printed.
//!
//! Takes the matching form of a paragraph; gives [`Clause`]s marked as prose, to be looked at.
//! Never takes companies, and never a unit that stands only in a quoted name.

use std::ops::Range;

use super::names::{is_certain, split_and, split_names, trim};
use super::roles::Role;
use super::tasks::{Found, Heading};
use super::text::patterns;
use super::units::{Clause, Mention, empty};

patterns! {
    BY = r"(^|[,;。:]|,?并?)由(?P<who>[^。;:]{2,140}?)(?P<role>牵头|按(照)?(各自)?职责(分工)?(共同|分别)?负责|共同负责|分别负责|负责落实|负责|组织实施|会同)";
    AHEAD = r"(^|[。])(?P<who>[^。;:,]{2,60}?)(共同|联合)?(?P<role>牵头)(,|。)";
    HELP = r"^(?:[^,。;]{0,12})?[,;](?P<who>[^,。;:]{2,80}?)(?P<role>配合|参与|参加|支持|协助|按职责分工负责|具体(承担|负责|实施)|承担)";
    SUBJECT = r"(^|[。;]|,)(?P<who>(各|市|省|县|区|州|全市|市县)[^,。;:“《]{1,60}?)(要|应|应当|须|负责|加强|强化|按照|根据|制定|组织|是(规划|方案|本)|各司其责|各司其职|设立|开设|将|把|做好|建立|成立|统筹|会同|围绕|结合)";
    FOUNDED = r"(成立|组建|设立)(?P<who>[^,。;:“]{0,40}?(领导小组|工作专班|指挥部))";
    ROLE_OF = r"发挥(?P<who>(各级|市|省|县|区)[^,。;:“]{2,30}?(委员会|委员会办公室|领导小组|专班))(的)?(统筹|协调|指导|职能|牵头|作用)";
    DEPARTMENTS = r"(建立|加强|健全|强化)(?P<who>[\u{4e00}-\u{9fff}]{2,4}(、[\u{4e00}-\u{9fff}]{2,4}){1,8})(等)?部门(之间|[^,。;]{0,40}(机制|联动|协作|协调))";
    ORGANS = r"建立(?P<who>[^,。;:“]{2,30}机关(与|和|、)[^,。;:“]{2,40}机关)的?(信息|案件|协作|联动|衔接|会商)";
    OWN_END = r"(机关报|广播电视台|门户网站|新闻媒体|财政|常委会|政协|人大|领导小组|专班|指挥部)$";
    BY_WORDS = r"^(第[一二三四五六七八九十百\d]{1,4}[条项款][:,、 ]?)?((本|该|此|上述|以上)(项|条|款)?(工作|任务|行动|措施|举措|事项|项目|工程))?由|^第[一二三四五六七八九十百\d]{1,4}[条项款][:,、 ]?";
    LAST_PART = r"(为组长的|为主任的|负责人任组长的)";
}

/// Units that act in a paragraph.
pub(crate) fn read(norm: &str) -> Vec<Clause> {
    let mut found = vec![];
    for c in SUBJECT.captures_iter(norm).chain(FOUNDED.captures_iter(norm)).chain(ROLE_OF.captures_iter(norm))
    {
        let Some(who) = c.name("who") else { continue };
        let last = LAST_PART.find(who.as_str()).map_or(who.as_str(), |m| &who.as_str()[m.end()..]);
        let names: Vec<String> =
            split_names(last).iter().flat_map(|n| split_and(n)).map(|n| trim(&n).0).collect();
        let sound = |n: &String| is_certain(n) || OWN_END.is_match(n);
        let founded = last.len() < who.as_str().len();
        if !names.is_empty()
            && (founded || names.iter().any(sound))
            && names.iter().all(|n| sound(n) || super::names::is_unit(n))
        {
            found.push(clause(who.range(), names));
        }
    }
    for c in ORGANS.captures_iter(norm) {
        if let Some(who) = c.name("who") {
            found.push(clause(
                who.range(),
                who.as_str().split(['与', '和', '、']).map(str::to_owned).collect(),
            ));
        }
    }
    for c in DEPARTMENTS.captures_iter(norm) {
        if let Some(who) = c.name("who") {
            found.push(clause(
                who.range(),
                who.as_str().split('、').map(|n| format!("{}部门", n.trim_end_matches('等'))).collect(),
            ));
        }
    }
    found.sort_by_key(|c| c.range.start);
    found
}

/// The bodies of the heading that a task stands under: 二、县自然资源局、县林业局.
pub(super) fn bodies_above(sections: &[Heading], found: &Found) -> Vec<String> {
    let part = found.part.as_deref().and_then(|part| part.split_once(' ')).map(|(_, title)| title);
    let section = sections.get(found.section).map(|section| section.title.as_str());
    part.or(section).map(super::names::bodies_of).unwrap_or_default()
}

/// Whether the heading above says that its tasks are theirs: 一、市司法局负责的任务.
pub(super) fn given_above(sections: &[Heading], found: &Found) -> bool {
    sections.get(found.section).is_some_and(|section| super::names::gives_to(&section.title))
}

/// Sentences that say nothing but who leads and who helps: 市水利局牵头，市住建局、市财政局配合。
pub(crate) fn sentences(norm: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    let ends = norm.match_indices('。').map(|(at, _)| at).chain([norm.len()]);
    let all: Vec<Range<usize>> =
        ends.map(|end| std::mem::replace(&mut start, end + '。'.len_utf8())..end).collect();
    let behind = |range: &Range<usize>| {
        let words = norm.get(range.clone())?;
        let by = BY_WORDS.find(words).map_or(0, |m| m.end());
        // 本项工作由防灾司负责: a sentence about nothing else needs no second name.
        let one = by > '由'.len_utf8() && says_one_unit(&words[by..]);
        (one || says_who(&words[by..])).then_some(range.start + by..range.end)
    };
    all.into_iter().filter_map(move |range| behind(&range))
}

/// Whether a sentence is what ends like a body, and its role.
fn says_one_unit(sentence: &str) -> bool {
    let name = super::roles::tail(sentence).map(|(at, ..)| &sentence[..at]);
    name.is_some_and(|name| split_and(name).iter().all(|n| super::names::is_unit(&trim(n).0)))
}

/// Whether a sentence names who leads and who helps, and nothing else.
pub(crate) fn says_who(sentence: &str) -> bool {
    let parts: Vec<&str> = sentence.split([',', ';']).collect();
    let tails = parts.iter().filter(|p| super::roles::tail(p).is_some()).count();
    let names = split_names(sentence);
    let bare =
        |item: &String| super::roles::tail(item).map_or(item.clone(), |(at, ..)| item[..at].to_owned());
    let all =
        |item: &String, sound: fn(&str) -> bool| split_and(&bare(item)).iter().all(|n| sound(&trim(n).0));
    let known = names.iter().any(|item| all(item, super::names::is_known));
    let long = names.iter().all(|item| bare(item).chars().count() > 2);
    let whole = |item: &String| !item.contains('由') && all(item, super::names::is_unit);
    // 观测司、各省气象局负责: what ends like bodies, one that is known or all of some length.
    tails > 0 && tails == parts.len() && names.len() > 1 && (known || long) && names.iter().all(whole)
}

/// Whether a sentence names one body and its role, and nothing else: 各市人民政府负责.
pub(crate) fn says_one(sentence: &str) -> bool {
    let name = super::roles::tail(sentence).map(|(at, ..)| trim(&sentence[..at]).0);
    name.is_some_and(|name| super::names::is_known(&name))
}

fn clause(range: std::ops::Range<usize>, names: Vec<String>) -> Clause {
    Clause {
        range,
        mentions: names.into_iter().map(Mention::in_prose).collect(),
        partial: false,
        due: None,
        unsure: vec![],
        verbs: vec![],
        prose: true,
    }
}

/// 由市教育局牵头，市财政局配合 in a sentence.
pub(super) fn prose(norm: &str) -> Vec<Clause> {
    let mut found = vec![];
    for c in AHEAD.captures_iter(norm) {
        let Some(who) = c.name("who").filter(|who| !who.as_str().starts_with('由')) else { continue };
        let names: Vec<String> = split_names(who.as_str()).iter().flat_map(|n| split_and(n)).collect();
        if names.iter().all(|n| super::names::is_certain(&trim(n).0)) {
            let mut clause = empty(who.range(), true);
            clause.add(who.as_str(), Role::Lead, false);
            found.push(clause);
        }
    }
    for c in BY.captures_iter(norm) {
        let (Some(who), Some(all)) = (c.name("who"), c.get(0)) else { continue };
        let role = if &c["role"] == "牵头" { Role::Lead } else { Role::Responsible };
        let mut clause = empty(who.range(), true);
        clause.add(who.as_str(), role, false);
        if let Some(help) = norm.get(all.end()..).and_then(|rest| HELP.captures(rest)) {
            clause.add(
                &help["who"],
                if help["role"].starts_with(['按', '具', '承']) {
                    Role::Responsible
                } else {
                    Role::Supporting
                },
                false,
            );
        }
        if clause.unsure.is_empty() && !clause.mentions.is_empty() {
            // A sentence that says nothing else is a list: 由市水利局、市财政局负责落实。
            let opens = norm[..all.start()].is_empty() || all.as_str().starts_with('。');
            let closes = norm[all.end()..].is_empty() || norm[all.end()..].starts_with('。');
            clause.prose =
                !(opens || norm[..all.start()].ends_with('。')) || !closes || clause.mentions.len() < 2;
            found.push(clause);
        }
    }
    found
}
