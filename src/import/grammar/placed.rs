//! Goals that their place makes goals: a count in a task or a chapter of goals, whatever the verb.
//!
//! Takes a figure that no comparison and no known verb explains; gives a goal where the words allow one.
//! Never takes a count that stands in front of the first heading.

use super::classify::{counted, is_alone, made, stands_in_preamble};
use super::goals::Goal;
use super::measure::clean_name;
use super::spot::Spot;
use super::text::patterns;

patterns! {
    MOVED = r"(推动|引导|带动|促进|支持|力争|争取|确保|助力)$";
    SERVED = r"(为|对|在|帮助|组织|面向|帮扶|向)$|^(为|对)[^,;]{2,20}的$";
    NO_NAME = r"(^[各每]|[对在由按从向为以经])$";
    NO_VERB = r"[的等在为对以按由从向到于和与、第各约近超“《]$";
    LIST_END = r"(等|及|和|与|的)$";
    ARRIVES = r"^[^,;。、]{2,24}?(下沉|上线|入驻|落地|开工|投产|投运|通车|并网|进驻|纳入|入选|晋级|升级|达到|达标|建成|通过|实现|获评|创成|创建|恢复|出列|接入|签订|签约|配备|安装|纳管)";
}

/// In a task or a chapter of goals: 首批投放分类亭80座, 购置60辆重卡, whatever the verb.
pub(super) fn by_place(spot: &Spot<'_>) -> Option<Goal> {
    let figure = spot.figure;
    if stands_in_preamble(spot)
        || figure.han
        || figure.is_share()
        || super::unit::is_round(&figure.unit)
        || figure.rough
    {
        return None;
    }
    let printed = spot.printed(spot.left.clone());
    let left = super::verbs::without_count_word(printed.trim_start_matches(['、', '和', '及']));
    let mut review = vec![];
    if figure.open {
        review.push(format!("计量单位“{}”不常见，请核对", figure.unit));
    }
    if is_alone(spot) {
        let name = clean_name(left);
        let sound = name.chars().count() > 1 && !LIST_END.is_match(&name) && !NO_NAME.is_match(&name);
        return sound.then(|| spot.goal(spot.part_of_last(name), &made(spot, left.len()), review));
    }
    // 300项高频事项下沉至乡镇: so many of a thing are to get somewhere.
    let right = spot.printed(spot.right.clone());
    if clean_name(left).is_empty() && figure.counts() && figure.post.is_empty() && ARRIVES.is_match(&right) {
        return Some(spot.goal(clean_name(&right), &made(spot, left.len()), review));
    }
    // 为6万名妇女开展免费筛查: who is served, and by what.
    let moved = MOVED.is_match(left) && right.chars().count() > 3 && figure.post.is_empty();
    let served = SERVED.is_match(left) && super::verbs::holds_verb(&right);
    if (served || moved) && figure.counts() {
        return Some(spot.goal(clean_name(&right), &made(spot, left.len()), review));
    }
    // A short word in front is a verb that no list knows: 购入60辆重卡.
    let word = clean_name(left);
    let verb = (2..=4).contains(&word.chars().count()) && !NO_VERB.is_match(left);
    let noun = clean_name(counted(&spot.printed(spot.right.clone())));
    let sound = verb && figure.counts() && noun.chars().count() > 1 && figure.post.is_empty();
    sound.then(|| spot.goal(noun, &made(spot, left.len()), review))
}
