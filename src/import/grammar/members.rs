//! Who 各县（市、区） are: the places that the text itself lists.
//!
//! Takes the paragraphs and the bodies found; gives the collective of counties its members.
//! Never takes a place of which the text does not say that it is one of them, and always asks.

use super::bodies::Bodies;
use super::text::{Paragraph, patterns, plain};
use super::units::Mention;
use crate::plan::UnitKind;

patterns! {
    LIST = r"(?P<l>[\u{4e00}-\u{9fff}]{1,5}?[县区市旗]((、|和)[\u{4e00}-\u{9fff}]{1,5}?[县区市旗]){1,29})(\)|。|,|;|:|人民政府|政府|$)";
    SHARED = r"(^|[(:,。;]|包括|分别为|分别是|管辖|下辖|辖|含|即)(?P<own>([\u{4e00}-\u{9fff}]{1,4}?[县区市旗]、)*[\u{4e00}-\u{9fff}]{1,4}?[县区市旗](和|及|、))?(?P<bare>[\u{4e00}-\u{9fff}]{1,3}(、[\u{4e00}-\u{9fff}]{1,3}){1,9})(?P<n>[两二三四五六七八九十])个?(?P<level>县|区|市|旗)";
    CUE = r"各(县|区|市|旗)|([一二三四五六七八九十两\d]+(个)?(县|区|市|旗)){1,3}[:(,]|辖[^。]{0,12}[县区市旗]";
    NO_PLACE = r"^(.{0,2}(城|郊|新|园|景|社|灾|牧|库|校|片|辖|开发|高新|示范|保护|功能)区|[山林湖矿港农老]区|(各|全|本|该|有关|相关).*)$";
    PLACE = r"^[\u{4e00}-\u{9fff}]{1,5}[县区市旗]$";
}

/// Gives the collective of all counties its members, where the text lists them.
pub(crate) fn settle(paragraphs: &[Paragraph], bodies: &mut Bodies) {
    let Some(all) = bodies.list.iter().position(|b| b.kind == UnitKind::Collective && b.is_of_counties())
    else {
        return;
    };
    let name = plain(&bodies.list[all].name);
    // A text that lists them says so of one level: 各市 of a province are no counties.
    let level = |place: &str| place.chars().next_back().is_some_and(|c| name.contains(c));
    let listed = paragraphs.iter().find_map(|p| Some((list(&p.norm)?, p.line)));
    let mut members: Vec<usize> = vec![];
    if let Some((places, line)) = listed {
        for place in places.iter().filter(|place| level(place)) {
            let at =
                bodies.county(place).unwrap_or_else(|| bodies.take(&Mention::in_prose(place.clone()), line));
            bodies.is_county(at);
            members.push(at);
        }
    }
    if members.is_empty() {
        let place = |name: &str| PLACE.is_match(name.trim_end_matches("人民政府"));
        let own = bodies.list.iter().enumerate().filter(|(_, b)| b.kind == UnitKind::County && b.in_table);
        let own = own.filter(|(_, b)| place(&b.name) && level(b.name.trim_end_matches("人民政府")));
        members = own.map(|(at, _)| at).collect();
    }
    if members.len() > 1
        && let Some(body) = bodies.list.get_mut(all)
    {
        body.members = members;
        body.review.push("成员取自原文列举的各地，请核对是否齐全".to_owned());
    }
}

/// The places of a paragraph that says what they are: 六区一县（东湖区、西山区…）, 各县（市、区）：…,
/// 港区和清源、石桥两县.
fn list(norm: &str) -> Option<Vec<String>> {
    let cue = CUE.find(norm)?;
    let rest = norm.get(cue.start()..)?;
    if let Some(names) = SHARED.captures_iter(rest).find_map(|c| shared(&c)) {
        return Some(names);
    }
    let found = LIST.captures_iter(rest).find_map(|c| {
        let names: Vec<String> = c["l"].split(['、', '和']).map(str::to_owned).collect();
        let sound = |name: &String| PLACE.is_match(name) && !NO_PLACE.is_match(name);
        let mut once = names.clone();
        once.sort();
        once.dedup();
        (names.len() > 1 && once.len() == names.len() && names.iter().all(sound)).then_some(names)
    })?;
    (found.len() > 1).then_some(found)
}

/// 东城区、港区和清源、石桥两县: the count says how many share the level.
fn shared(c: &regex::Captures<'_>) -> Option<Vec<String>> {
    let bare: Vec<&str> = c["bare"].split('、').collect();
    let count = "一二三四五六七八九十".chars().position(|n| c["n"].starts_with(n)).map(|at| at + 1);
    let count = count.or((&c["n"] == "两").then_some(2))?;
    let own = c.name("own").map_or("", |m| m.as_str().trim_end_matches(['和', '及', '、']));
    let own = own.split('、').filter(|name| !name.is_empty()).map(str::to_owned);
    let names: Vec<String> = own.chain(bare.iter().map(|name| format!("{name}{}", &c["level"]))).collect();
    let sound = names.iter().all(|name| PLACE.is_match(name) && !name.starts_with(['各', '全']));
    (bare.len() == count && sound).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_listed_where_the_text_says_what_they_are() {
        let names = |text: &str| list(text).unwrap_or_default().join(" ");
        assert_eq!(names("各县(市)人民政府:云岭县、石屏市、河口县、芒果市。"), "云岭县 石屏市 河口县 芒果市");
        assert_eq!(names("六区一县(东湖区、西山区、安平县)"), "东湖区 西山区 安平县");
        assert_eq!(
            names("三区两县(东城区、港区、北郊区和清源、石桥两县)"),
            "东城区 港区 北郊区 清源县 石桥县"
        );
        assert_eq!(names("各县(区):平川、林城、三河三县"), "平川县 林城县 三河县");
        assert_eq!(names("各县要在山区、库区和平原两县推广。"), "");
        assert_eq!(names("各县区要统筹城区、郊区建设。"), "");
        assert_eq!(names("在甲县、乙县开展试点。"), "");
    }
}
