//! Titles of headings: where one ends and its text begins.
//!
//! Takes what stands behind a number, or a paragraph without one; gives the title and the rest.
//! Never makes a title of a sentence without saying so.

use super::text::patterns;

patterns! {
    LABEL_AHEAD = r"^(重点|主要|具体|工作)?(任务|事项|项目)(名称|内容)?:";
    ORDER = r"^[一二三四五六七八九十]{1,2}是(要)?";
    NO_TITLE = r"^(到|截至|为|根据|按照|围绕|以|对|对于|各|要|在|当前|同时|其中|此外|坚持以|市|县|省|我|把|通过|由|力争|依托|利用|结合|建立健全.*,)|20\d\d年|\d+(\.\d+)?%|[;]|达到\d|(责任|牵头|配合|督导|验收|参与|协助|主办|协办|承办|实施|落实|监督|指导)(单位|部门|主体|站所|股室|科室|处室|司局|机构|县区)|^(牵头|主办|责任|配合|参加|参与|协办|协同)$|^(完成|整改|办结|工作)?(时限|时间)(要求)?$|^(整改|工作|整治)目标$";
}

/// 1.任务：巩固参保覆盖面: how long the label is that only says that a title follows.
pub(crate) fn label_ahead(rest: &str) -> usize {
    LABEL_AHEAD.find(rest).filter(|m| m.end() < rest.len()).map_or(0, |m| m.end())
}

/// 一是实施岗位开发计划: the order is no part of the title.
pub(crate) fn without_order(title: &str) -> String {
    let words: String = title.split_whitespace().collect();
    ORDER.find(&words).map_or(words.as_str(), |m| &words[m.end()..]).to_owned()
}

/// The title at the start of a text, where its own text begins, and whether the title was cut.
pub(crate) fn title_of(rest: &str) -> (&str, Option<usize>, bool) {
    let stop = first_outside(rest, &['。', ':', ' ', ';']);
    match stop {
        None => own_line(rest),
        Some(at) => {
            let stop = rest[at..].chars().next().unwrap_or('。');
            let title = &rest[..at];
            let next = at + stop.len_utf8();
            let long = title.chars().count();
            let fits = long <= if stop == '。' { 48 } else { 34 };
            let last = rest[next..].trim().is_empty();
            match stop {
                _ if unit_bracket(title).is_some() => {
                    let cut = unit_bracket(title).unwrap_or(at);
                    (&rest[..cut], Some(cut), false)
                }
                ':' | ' ' if !fits || title.contains(',') => title_of_sentence(rest),
                ';' => title_of_sentence(rest),
                _ if last && fits => (title.trim_end(), None, false),
                // 全部使用新能源，到2028年…。（市交通运输局负责）: all that is said stands in front of the units.
                '。' if fits && title.matches(',').count() < 4 && closes_with_units(&rest[next..]) => {
                    (title.trim_end(), Some(next), false)
                }
                _ if fits && !is_sentence(title) => (title.trim_end(), Some(next), false),
                _ => title_of_sentence(rest),
            }
        }
    }
}

/// Where the units begin in 垃圾分类（市城管局）.
fn unit_bracket(title: &str) -> Option<usize> {
    let at = title.rfind(['(', '〔']).filter(|at| *at > 5)?;
    let inside = title[at..].trim_matches(['(', ')', '〔', '〕']);
    let names = super::names::split_names(inside);
    (title.ends_with([')', '〕']) && !names.is_empty() && names.iter().all(|n| super::names::is_certain(n)))
        .then_some(at)
}

/// Whether nothing but a bracket with units is left.
fn closes_with_units(rest: &str) -> bool {
    let rest = rest.trim().trim_end_matches('。');
    let inner = rest.strip_prefix(['(', '〔']).and_then(|rest| rest.strip_suffix([')', '〕']));
    inner.is_some_and(|inner| !inner.contains([')', '〕']) && super::units::has_units(rest))
}

fn is_sentence(title: &str) -> bool {
    title.matches([',', '、']).count() > 3
        || title.contains("20") && title.contains('年') && title.contains(',')
}

/// A heading of its own line, or one with its units in brackets behind it.
fn own_line(rest: &str) -> (&str, Option<usize>, bool) {
    if let Some(at) = rest.find(['(', '〔']).filter(|at| *at > 6) {
        let inside = &rest[at..];
        let named = ["单位", "牵头", "负责", "局", "委", "厅"].iter().any(|w| inside.contains(w));
        if rest.ends_with([')', '〕']) && (named || super::units::has_units(inside)) {
            return (&rest[..at], Some(at), false);
        }
    }
    if rest.chars().count() <= 60 { (rest, None, false) } else { title_of_sentence(rest) }
}

/// No title is printed: the first clause stands for one.
fn title_of_sentence(rest: &str) -> (&str, Option<usize>, bool) {
    let at = first_outside(rest, &[',', '。', ';', ':', '(']).unwrap_or(rest.len());
    let end = rest.char_indices().nth(30).map_or(rest.len(), |(i, _)| i).min(at);
    (&rest[..end], Some(0), true)
}

/// The first of some characters outside quotes and brackets.
pub(crate) fn first_outside(text: &str, stops: &[char]) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            c if depth == 0 && stops.contains(&c) => return Some(at),
            '“' | '《' | '(' | '〔' => depth += 1,
            '”' | '》' | ')' | '〕' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// The title of a paragraph without a number, and where its text begins: 推进治理。…, “一河”：….
pub(crate) fn run_in_title(norm: &str) -> Option<(&str, usize)> {
    let at = first_outside(norm, &['。', ':', ';'])?;
    let stop = norm[at..].chars().next()?;
    let title = &norm[..at];
    let long = title.chars().count();
    let body = norm[at + stop.len_utf8()..].trim();
    let least = if stop == '。' { 4..=30 } else { 2..=16 };
    let fits = stop != ';'
        && least.contains(&long)
        && body.chars().count() > 8
        && title.matches(',').count() <= usize::from(stop == '。');
    (fits && !NO_TITLE.is_match(title)).then_some((title, at + stop.len_utf8()))
}

/// 一、 as 一; （一） stays.
pub(crate) fn bare(number: &str) -> String {
    number.trim_end_matches(['、', '.', '．', '：', ':']).to_owned()
}

/// The number of a section, as the plan shows it.
pub(crate) fn section_number(number: &str) -> String {
    bare(number).replace('(', "（").replace(')', "）")
}
