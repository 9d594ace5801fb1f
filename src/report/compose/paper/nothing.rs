//! Words that say nothing of a thing: that there was nothing to do, or that others do it.
//!
//! Takes words of units; says whether they say anything. Never drops words itself: who leaves them out says so.

use crate::submission::is_no_text;

/// Whether somebody only wrote that there was nothing to do, or that somebody else does it: `本年度无新增事项。`,
/// `本单位配合，年内无具体事项`, `由自然资源部门推进`. Every clause has to say so.
pub(super) fn is_no_matter(words: &str) -> bool {
    let mut clauses = words.split(['，', ',', '；', ';', '。']).map(str::trim).filter(|c| !c.is_empty());
    let mut is_told = false;
    let all = clauses.all(|clause| {
        let bare = without_lead(clause);
        is_told |= is_none(bare) || is_of_others(bare);
        is_none(bare) || is_of_others(bare) || ["配合", "仅配合"].contains(&bare)
    });
    is_no_text(words) || all && is_told
}

/// Without who speaks and when: 本单位、本年度、目前.
fn without_lead(clause: &str) -> &str {
    const LEADS: [&str; 20] = [
        "本单位",
        "本部门",
        "本委",
        "本局",
        "我局",
        "我委",
        "本县",
        "本市",
        "本区",
        "本乡",
        "本镇",
        "本年度",
        "本年",
        "今年",
        "全年",
        "年内",
        "目前",
        "暂时",
        "该项目",
        "项目",
    ];
    let mut rest = clause;
    while let Some(next) = LEADS.iter().find_map(|lead| rest.strip_prefix(lead)) {
        rest = next;
    }
    rest
}

/// `暂无建设任务`, `没有新增申报`.
fn is_none(clause: &str) -> bool {
    const NONE: [&str; 5] = ["暂无", "尚无", "没有", "并无", "无"];
    const WHAT: [&str; 6] = ["事项", "任务", "申报", "工作", "内容", "项目"];
    const KIND: [&str; 9] = ["新增", "新的", "具体", "相关", "有关", "建设", "其他", "此类", "该类"];
    let Some(mut rest) = NONE.iter().find_map(|word| clause.strip_prefix(word)) else { return false };
    while let Some(next) = KIND.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = next;
    }
    WHAT.contains(&rest)
}

/// `由交通运输部门推进`: what the unit does itself is not said.
fn is_of_others(clause: &str) -> bool {
    const DO: [&str; 10] =
        ["推进", "组织实施", "组织", "实施", "负责", "牵头", "承担", "办理", "制定", "申报"];
    let Some(rest) = clause.strip_prefix('由') else { return false };
    let who = DO.iter().find_map(|word| rest.strip_suffix(word));
    who.map(|who| who.trim_end_matches("统一")).is_some_and(|who| {
        who.ends_with(['门', '局', '委', '厅', '办', '位', '级']) && who.chars().count() <= 16
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_matter_of_the_units_says_nothing() {
        for words in [
            "本年度无新增事项。",
            "本单位配合，年内无具体事项",
            "暂无建设任务",
            "由住建部门推进。",
            "项目由水利、农业部门组织实施",
            "由市级统一推进",
            "无",
        ] {
            assert!(is_no_matter(words), "{words}");
        }
        for words in [
            "由住建部门推进，本局完成环评衔接",
            "无人机巡查三次",
            "配合",
            "无新增违法占用",
            "暂无建设任务，先做勘察",
            "由县里出资建成",
        ] {
            assert!(!is_no_matter(words), "{words}");
        }
    }
}
