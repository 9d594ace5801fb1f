//! Goals in words: a state to be reached, with a year or with 全覆盖 and the like.
//!
//! Takes a sentence and the clauses that figures have used; gives goals that a person decides.
//! Never takes bare activity (加强、推进) for a goal.

use std::ops::Range;

use super::classify::IN_WORDS;
use super::goals::{Goal, Harvest, Sentence};
use super::measure::clean_name;
use super::text::patterns;
use crate::plan::Direction;

patterns! {
    STATE = r"(基本|全面|总体|初步|显著|明显|有效|持续|稳步|大幅(度)?|进一步|更加|不断|逐步|全部|根本|加快|深入|得到(有效|全面|基本|明显|严格|切实)?|取得(了)?(突破性|显著|明显|积极|重大|长足)?|保持|实现|完成|稳定)*(建成|形成|建立|健全|完善|实现|完成|消除|清零|杜绝|达到|优于|好转|改善|提升|提高|增强|巩固|稳固|牢固|坚实|稳定|下降|减少|降低|遏制|扭转|保障|管控|控制|保护|贯彻执行|贯彻|落实|成效|进展|突破|前列|后列|新台阶|全覆盖|零直排|零增长|不减少|不降低|不改变|不发生恶化|不恶化|应收尽收|可防可控|达标|兴盛|呈现|启动|退出|优化|推进|实施|有序开展|显现|达峰|峰值|稳中有升|稳中有降|互联互通|新引擎|平均水平|考核任务|下达任务|减排要求|循环|建设先行区|现代化)(基本)?(建成|形成|实现|完善|提升|健全|稳定|呈现)?$";
    VERB_FIRST = r"^(基本|全面|总体|初步|着力|加快|率先|稳定|显著|大幅度?|彻底)*(建成|形成|形式|建立|健全|完善|实现|完成|消除|筑牢|构建|达到|保持|提高|降低|解决|无|杜绝)(?P<obj>.+)$";
    STRONG = r"(全覆盖|不减少|不降低|不改变|清零|应收尽收|零直排|零增长|全部(建成|达到|完成|更换|达标|淘汰|推行)|基本消除|全面消除|全面完成|不发生|全面达标|基本实现)";
    RELATIVE = r"达到(或优于)?(国家|全省|全国|上级|省|市|[\u{4e00}-\u{9fff}]{2,4}市).{0,16}(标准|水平|要求|任务)|(完成|达到)(上级|省级|国家|省|市).{0,4}(下达|考核).{0,6}(任务|要求|目标)?$|进入.{0,8}(前列|第一方阵|前[\d一二三四五六七八九十]+)";
    PLAIN_WORK = r"^(加强|推进|推动|开展|积极|支持|鼓励|引导|探索|深入|统筹|落实|强化|优化|深化|大力|制定|组织|严格|依托|依法|按照|围绕|坚持|以|通过|结合|同时|其中|要|各|对)";
    QUALIFIER = r"(力争|确保|争取)";
    ANNUAL = r"每(年|季度|月)";
    REPORT = r"(报送|汇总|报告|上报)";
}

/// Reads the goals in words of a sentence.
pub(crate) fn read(sentence: &Sentence<'_>, used: &[Range<usize>], harvest: &mut Harvest) {
    if sentence.above.status {
        return;
    }
    for clause in sentence.clauses() {
        let taken = used.iter().any(|u| u.start < clause.end && clause.start < u.end);
        if taken
            || sentence.figures.iter().any(|f| clause.start <= f.range.start && f.range.end <= clause.end)
        {
            continue;
        }
        if let Some(goal) = goal(sentence, &clause) {
            harvest.goals.push(goal);
        }
    }
}

fn goal(sentence: &Sentence<'_>, clause: &Range<usize>) -> Option<Goal> {
    let (year, own) = sentence.year_at(clause.end);
    let words = sentence.norm(clause.clone());
    let bare = clean_name(words);
    let long = bare.chars().count();
    let only_done = long < 7 && (bare.ends_with("完成") || bare.ends_with("建成"));
    if only_done || !(4..=60).contains(&long) || ANNUAL.is_match(words) || REPORT.is_match(words) {
        return None;
    }
    let past = sentence.years.iter().any(|y| y.past)
        || own.is_some_and(|y| sentence.above.start.is_some_and(|s| y.year < s));
    let strong = STRONG.is_match(&bare) || RELATIVE.is_match(&bare);
    let state = strong || STATE.is_match(&bare) || VERB_FIRST.is_match(&bare) || RELATIVE.is_match(&bare);
    let work = PLAIN_WORK.is_match(&bare) && !strong;
    if past || !state || work || (year.is_none() && !strong) {
        return None;
    }
    // In running text of a task only a year of the same sentence makes a state a goal.
    let review = if year.is_none() {
        vec!["原文此句没有写年份，请核对目标年份".to_owned()]
    } else {
        vec![]
    };
    Some(Goal {
        name: name_of(&bare),
        unit: None,
        direction: Direction::Up,
        op: IN_WORDS,
        year,
        value: None,
        value_max: None,
        text: Some(bare),
        qualifier: QUALIFIER.find(words).map(|m| m.as_str().to_owned()),
        quote: sentence.paragraph.quote(clause.clone()),
        line: sentence.paragraph.line_of(clause.start),
        change: None,
        base_year: None,
        per_county: false,
        review,
        task: None,
        clause: None,
        kind: None,
        group: None,
        place: None,
        duty: vec![],
        place_body: None,
        duty_bodies: vec![],
    })
}

/// What the state is said of.
fn name_of(words: &str) -> String {
    let name = match STATE.find(words) {
        Some(found) if found.start() > 0 && words[..found.start()].chars().count() >= 2 => {
            words[..found.start()].to_owned()
        }
        _ => VERB_FIRST.captures(words).map_or(words.to_owned(), |c| c["obj"].to_owned()),
    };
    let name = clean_name(&name);
    let name = if name.chars().count() < 2 { words } else { name.as_str() };
    name.chars().take(40).collect()
}
