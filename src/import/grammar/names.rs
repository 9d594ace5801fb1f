//! Names of units: where one ends and the next begins, and what is no name.
//!
//! Takes pieces of lists; gives names. Never splits 发展和改革委员会 or 县（市、区）.

use super::text::patterns;
use super::units::split_outside;

patterns! {
    CERTAIN = r"^(省|市|县|区|州|盟|旗|自治区|国家|中央|各|有关|相关|全国|最高|[\u{4e00}-\u{9fff}]{1,6}(省|市|县|区|州)).{0,24}(局|委|厅|办|部|委员会|办公室|办公厅|政府|党委|管委会|支队|总队|大队|法院|检察院|中心|公司|银行|海关|联合会|妇联|文联|残联|科协|工会|团委|领导小组|党工委|专班|单位|部门|办事处|分局|县|区|市|州|街道|乡镇|旗|纪委监委|研究院|院|站|社|校|集团|协会|机构)(\([^()]{1,12}\))?$";
    SUFFIX = r"(局|委|厅|办|部|署|[\u{4e00}-\u{9fff}]{2}司|科|股|处室|[^教浴温卧客居候]室|[^好坏之多各何到随深远高益用难一几数两三四五六七八九十百]处|委员会|办公室|办公厅|政府|党委|管委会|党工委|支队|总队|大队|中队|消防队|法院|检察院|公安处|中心|公司|集团|银行|支行|分行|海关|联合会|妇联|文联|残联|科协|工商联|侨联|工会|团委|团市委|团省委|团县委|领导小组|专班|指挥部|联席会议|单位|部门|机构|办事处|街道|乡镇|镇|乡|分局|县|区|市|州|盟|旗|园区|新区|人大|政协|监委|纪委|研究院|科学院|学院|大学|高校|中学|小学|幼儿园|少工委|医院|学校|党校|院|站|台|社|报社|协会|学会|商会|企业|馆|所|校|会|军分区|武装部|机场|林场|各地|镇街|(车务|工务|机务|供电)段|总站|电信|移动|联通|铁塔|银保监)(\([^()]{1,14}\))?$";
    NO_NAME = r"[的“”《》%]|^(推进|加强|实施|落实|要|将|可|应([^急对]|$)|并|及时|根据|按照|通过|以|对([^外]|$)|在|为|把|确保|完善|建立|健全|包括|含|如|即|见|不含|其中|简称|以下|试行|修订)|\d";
    ET_CETERA = r"等(\d+|[一二三四五六七八九十]+)?(个|家)?(有关|相关|市直|省直|县直|区直|各|执法|监管|主管|职能|成员|责任|行业|行业主管)?(部门|单位|成员单位|部门和单位|地区)?$";
    OWN_PREFIX = r"^(省|市|县|区|州|盟|旗|自治区|自治州|国家|中央|中国|各|有关|相关|全|本|团|军|[\u{4e00}-\u{9fff}]{2,5}(省|市|县|区|州|盟|旗))";
    NO_HEIR = r"(园区|新区|高新|经开|开发区|示范区|银保监|证监|管局$|银行|人行|公司|集团|学院|大学|供电|海关|武警|分局|部门|单位|政府|铁路|民航|证监|出入境|电网|电力|保险|国网|街道|乡镇)";
    BEGINS_OWN = r"^(省|市|县|区|州|各|自治区|国家|有关|相关|[\u{4e00}-\u{9fff}]{2,4}(市|县|区|州|园区|新区|开发区)|高新|经开|开发区)";
    ASIDE = r"\((?P<a>(含|包括|不含)[^()]*|[^()]*下同|按[^()]{0,12}(负责|分工|落实)|(分别|共同|具体)?负责)\)$";
    GIVEN_TO = r"^由?(?P<who>[^,。;]{2,40}?)(牵头|负责|承担|落实|实施|办理|主办)+的?(任务|事项|工作|项目|职责|重点任务|重点工作)*(\([^()]*\))?$";
    DUTY_OF = r"\((?P<a>[\u{4e00}-\u{9fff}、]{2,12})\)$";
    PLATE = r"\((?P<a>[\u{4e00}-\u{9fff}]{4,14})\)$";
    MAYBE = r"^[\u{4e00}-\u{9fff}A-Za-z()（）·、]{2,24}$";
    NO_MAYBE = r"(的|了|等|并|工作|任务|时间|时限|完成|推进|加强|落实|负责|[年月][底末内初中前]|[全当每上本]年|[每逐本]月|年度|同志|张某|联系人|电话|下同|有关|以及|达到|建成|实现|提高|不再)";
    REMARK = r"(下同|不再|无相应|代为|负责|落实|推进|年|月|日|完成|有关|略|无|/|-)";
    PLACE_GOVERNMENT = r"^[\u{4e00}-\u{9fff}]{2,4}?(?P<t>(市|县|区|镇|乡|街道)(人民政府|政府|党委、?(人民)?政府|管委会|办事处))$";
    BARE_PLACE = r"^[\u{4e00}-\u{9fff}]{2,4}$";
    NAMED_PLACE = r"^[\u{4e00}-\u{9fff}]{2,5}(市|县|区|镇|乡|旗|街道)$";
    OPEN_COUNTY = r"^(各有关|各相关|各|有关|相关|所有)?(县|区|市|旗|乡|镇|州|县区|市县)(\((市|区|市、区|县|县级市)\))?$";
    REST_COUNTY = r"^(县|区|市|旗|镇|街道|乡|州)(\(|市|区|县|人民|政府|党|级|街道|乡|$)";
    INNER_AND = r"(发展和改革|住房和城|规划和自|资源和规|文化和旅|业和信息|资源和社|交通和|卫生和|管理和综|经济和信|教育和体|科学和|广播电视和|文物和|民族和宗|水利和|林业和草|党委和|党工委和|机关和|农业和|商务和|统计和|人大及其|党组和|城乡规划和|旅游和|体育和|广电和|工商和|质量和|安全和)";
}

/// The items of a list; 、 inside brackets and inside 各区、县（市） does not part them.
pub(crate) fn split_names(list: &str) -> Vec<String> {
    let mut items: Vec<String> = vec![];
    for piece in split_outside(list, &['、', ',', '/', ' ', ';', '|', '。']) {
        let piece = piece.trim_matches([' ', '。', ':', '〕', '〔']);
        if piece.is_empty() {
            continue;
        }
        match items.last_mut() {
            Some(last) if OPEN_COUNTY.is_match(last) && REST_COUNTY.is_match(piece) => {
                last.push('、');
                last.push_str(piece);
            }
            // 县委、县政府 answer as one, and so do 各镇政府、街道办事处.
            Some(last) if is_pair(last, piece) => {
                last.push('、');
                last.push_str(piece);
            }
            // 党委、政府 of the same place belong together.
            Some(last) if last.ends_with("党委") && (piece == "政府" || piece == "人民政府") => {
                last.push('、');
                last.push_str(piece);
            }
            _ => items.push(piece.to_owned()),
        }
    }
    items
}

fn is_pair(last: &str, piece: &str) -> bool {
    let level = last.strip_suffix('委').filter(|l| matches!(*l, "省" | "市" | "县" | "区" | "州" | "旗"));
    let both = level.is_some_and(|l| piece == format!("{l}政府") || piece == format!("{l}人民政府"));
    let towns = last.starts_with('各')
        && !last.contains('、')
        && (last.ends_with("政府") || last.ends_with('镇') || last.ends_with('乡'))
        && matches!(piece, "街道办事处" | "街道办" | "街道");
    both || towns
}

/// Splits at 和, 与, 及, 以及, 会同 where both sides are units.
pub(crate) fn split_and(name: &str) -> Vec<String> {
    for joint in ["以及", "会同", "和", "与", "及"] {
        for (at, found) in name.match_indices(joint) {
            let (left, right) = (&name[..at], &name[at + found.len()..]);
            let near: String = near(name, at);
            if !INNER_AND.is_match(&near)
                && is_unit(left)
                && is_unit(right)
                && (BEGINS_OWN.is_match(right) || joint == "会同")
            {
                let mut all = split_and(left);
                all.extend(split_and(right));
                return all;
            }
        }
    }
    vec![name.to_owned()]
}

fn near(name: &str, at: usize) -> String {
    let before: Vec<char> = name[..at].chars().rev().take(4).collect();
    before.into_iter().rev().chain(name[at..].chars().take(3)).collect()
}

/// A name without 由 and 等; and whether 等 says that there are more.
pub(crate) fn trim(name: &str) -> (String, bool) {
    let name = name.trim_matches([' ', ',', '。', ':', '、', '-', '〕', '〔']);
    let name = name.strip_prefix('由').unwrap_or(name);
    match ET_CETERA.find(name) {
        Some(found) => (name[..found.start()].to_owned(), true),
        None => (name.to_owned(), false),
    }
}

/// Whether a piece may be the name of a unit.
pub(crate) fn is_unit(name: &str) -> bool {
    (2..=32).contains(&name.chars().count()) && SUFFIX.is_match(name) && !NO_NAME.is_match(name)
}

/// Whether a piece is known for a unit: by beginning and end, or as a common office without its prefix.
pub(crate) fn is_known(name: &str) -> bool {
    let name = aside(name).0;
    is_certain(name)
        || (is_unit(name)
            && (super::bodies::is_common(name) || OWN_PREFIX.is_match(name) || NO_HEIR.is_match(name)))
}

/// Whether a piece behind a label may be a unit that no list knows: 临江水投.
pub(crate) fn may_be_unit(name: &str) -> bool {
    (2..=20).contains(&name.chars().count()) && MAYBE.is_match(name) && !NO_MAYBE.is_match(name)
}

/// Whether a piece is a remark, a date or a stroke: nothing to ask about.
pub(crate) fn is_remark(piece: &str) -> bool {
    REMARK.is_match(piece)
}

/// A name and what a bracket at its end adds: 各镇人民政府（含园区，下同）.
pub(crate) fn aside(name: &str) -> (&str, Option<&str>) {
    match ASIDE.captures(name) {
        Some(c) => {
            let at = c.get(0).map_or(name.len(), |m| m.start());
            (&name[..at], c.name("a").map(|m| m.as_str()))
        }
        None => match PLATE.captures(name).and_then(|c| Some((c.get(0)?.start(), c.name("a")?.as_str()))) {
            // 县农业农村局（县乡村振兴局）: one body with two plates.
            Some((at, plate)) if is_certain(&name[..at]) && is_unit(plate) => (&name[..at], Some(plate)),
            _ => (for_what(name), None),
        },
    }
}

/// 县公安局（烟花爆竹）: the name without what of the task the body answers for; the quote keeps it.
fn for_what(name: &str) -> &str {
    let found = DUTY_OF.captures(name).and_then(|c| Some((c.get(0)?.start(), c.name("a")?.as_str())));
    let levels = |words: &str| words.chars().all(|c| "县市区旗州盟镇乡街道、".contains(c));
    match found {
        Some((at, what)) if is_certain(&name[..at]) && !is_unit(what) && !levels(what) => &name[..at],
        _ => name,
    }
}

/// 市政府 in 东江、西江市政府: the tail that names in front of it share.
pub(crate) fn shared_tail(name: &str) -> Option<String> {
    PLACE_GOVERNMENT.captures(name).map(|c| c["t"].to_owned())
}

/// 东江 or 梅城区 in front of 竹山县人民政府: the name with the tail that it shares.
pub(crate) fn with_tail(name: &str, tail: &str) -> Option<String> {
    if BARE_PLACE.is_match(name) && !is_unit(name) {
        return Some(format!("{name}{tail}"));
    }
    let level = |c: char| "市县区镇乡旗".contains(c);
    let body = tail.trim_start_matches(|c| level(c) || "街道".contains(c));
    (NAMED_PLACE.is_match(name) && !body.is_empty()).then(|| format!("{name}{body}"))
}

/// Whether a piece is a unit by its beginning too.
pub(crate) fn is_certain(name: &str) -> bool {
    is_unit(name) && CERTAIN.is_match(name)
}

/// The bodies that a title names where it says nothing else: 县自然资源局、县林业局, 市司法局负责的任务（4项）.
pub(crate) fn bodies_of(title: &str) -> Vec<String> {
    let title = super::text::plain(title);
    let names =
        split_names(GIVEN_TO.captures(&title).and_then(|c| c.name("who")).map_or(&*title, |m| m.as_str()));
    let sound = |name: &String| is_certain(name) || name.starts_with('各') && is_known(name);
    if names.iter().all(sound) { names } else { vec![] }
}

/// Whether a title says of bodies that what stands below is theirs: 市司法局负责的任务.
pub(crate) fn gives_to(title: &str) -> bool {
    GIVEN_TO.is_match(&super::text::plain(title))
}

/// The prefix that a list left out: 省工业和信息化厅、财政厅.
pub(crate) fn left_out<'a>(name: &str, before: impl Iterator<Item = &'a str>) -> Option<String> {
    if (OWN_PREFIX.is_match(name) && !name.starts_with("市场"))
        || NO_HEIR.is_match(name)
        || !super::bodies::is_common(name)
        || !name.ends_with(['局', '委', '厅', '办', '会', '队', '院', '室', '心'])
    {
        return None;
    }
    let last = before
        .filter(|n| !n.starts_with("市场"))
        .filter_map(|n| n.chars().next().filter(|c| "省市县区州".contains(*c) && n.chars().count() > 2))
        .last()?;
    Some(last.to_string())
}
