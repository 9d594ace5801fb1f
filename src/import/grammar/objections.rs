//! What speaks against a figure: facts, rules, thresholds, conditions, counts of the subject.
//!
//! Takes a figure in its sentence; gives the reason why it is no target, if there is one.
//! Never looks for a goal: `classify` does, where nothing speaks against it.

use super::classify::{METRIC_END, PLACE_END, SHARE_OF};
use super::figures::Figure;
use super::frame::{CONDITIONS, SUPPORTS, is_condition};
use super::goals::Sentence;
use super::measure::{clean_name, relation};
use super::spot::Spot;
use super::text::patterns;
use super::verbs::{self, verb_at_end};
use super::years::Year;

patterns! {
    THRESHOLD_LEFT = r"(^|[^不])(高于|大于|超过|超|低于|小于|少于|满)$|(不足|堤外|半径|距离|周边|每小时|单体|单个|单台|单机容量|单班作业|单次|不满)$|(年运量|年货运量|年运输量|日处理能力|日供水|常住人口|人口|建筑面积|占地面积|流域面积|库容|投资额|总投资|年产|产能|年产值|主营业务收入|年销售收入|年营业收入|年产值|年用电量|年用水量|单体面积|户均)$";
    NEAR = r"^(范围|以?内的?[^,]|外|半径|区域|长的|宽|高的|深)";
    COMMENT = r"(已|已经|现有|目前|曾|共有|仅|均超过|连续[两三四五\d]|去年|上年末|截至)";
    AHEAD = r"(到20|力争|确保|争取|目标|至少|底前|以前|将|达到)";
    PER_ITEM = r"^[、,]?每(个|处|座|家|所|条|户|亩|村|套|台|辆|张)(不少于|不低于|不超过|约|达到|面积)*$";
    DONE_LAST = r"(治理|改造|整治|修复|提升|搬迁|退出|达标|验收|建设|管控|销号|处置|封场|清理|清淤|关闭|腾退|回填|复垦|工程|任务|项目)(工程|任务|工作|项目)?$";
    TREATED_LEFT = r"(^|[,;、])对[^,;、]{0,8}?(\d[\d.]*万?[^\d,;、]{1,2}){0,2}$";
    TREATED_RIGHT = r"^(\d[\d.]*万?[户人个])?[^,;]{2,16}?(进行|逐[一个户人村车项家站点]|建档|全部纳入|每[年月季日周]|实地|全面(排查|核查|摸底|检查)|开展[^,;]{0,8}(排查|核查|摸底|检查|评估|调查|体检))";
    AROUND = r"((高程|水位|地面|标高)以[上下]|堤外|沿岸|半径|距离|周边|两侧|以外|之外|以上水位|高程|埋深|宽度?|厚度?|深度?)$";
    SIZED = r"不得?(小于|大于|窄于|薄于|厚于|宽于)$";
    SIZE_UNIT = r"^(千?伏|毫米|兆帕|蒸吨|马力|总?吨级)$";
    MARK_NAME = r"(得分|分值|评分|成绩|指数|满意度|分数|平均分|水平)(达到?|为|不低于|提高到|超过|保持在)?$";
    MODAL = r"(应|须|不得|不能|不可|不宜|不准|严禁|禁止|一般|原则上)";
    DIMENSION = r"(距离|间距|净距|退距|宽度?|高度?|深度?|厚度?|半径|容积|坡度|坡比|安全系数|埋深|粒径|孔径|边界噪声|温度|湿度|照度|流速|压力|班额|面积比|层数)$";
    PART_SIZE = r"(路面|路基|路肩|车道|机耕路|道路|沟底|渠底|堤顶|坝顶|栽植|基坑|井|渠道|步道|人行道|绿道|缓冲带|隔离带)(净|平均)?(宽度?|高度?|深度?|厚度?|坡度)$";
    DIMENSION_BEHIND = r"^的[\u{4e00}-\u{9fff}]{0,6}(距离|间距|宽度|高度|深度|厚度|缓冲带|隔离带|防护带)";
    QUOTA = r"(推荐|申报|上报|推选|遴选|评选|入选)[^,;。\d]{0,6}(不超过|不多于|至多|最多|限)$|每个?(省|市|县|区|地|校|单位|部门)(原则上|可|限)?(不超过|不多于|至多|最多|限报?)$";
    THESE_DAYS = r"^(督察(发现|指出)|检查发现|排查发现|巡查发现|反馈指出|经查|近年来|近几年来?|目前|当前|长期以来|现阶段|据(初步)?统计)";
    CLASS_BEHIND = r"^(级|[\u{4e00}-\u{9fff}]{1,6}?(及)?(以上|以下)的?[\u{4e00}-\u{9fff}])";
    SIZE_OPENS = r"[\u{4e00}-\u{9fff}](\(|〔)$";
    OF_CLASS = r"^[^,;]{2,20}(达到?|优于|不低于|保持|稳定)[^,;]{0,6}[ⅠⅡⅢⅣⅤI一二三四]+类";
    CLOSE = r"(消除|淘汰|关停|整治|取缔|拆除|清理|化解|编制)$";
}

/// 2台30万千瓦煤电机组: a size between a count and what is counted.
pub(crate) fn is_part_of_name(sentence: &Sentence<'_>, count: &Figure, size: &Figure) -> bool {
    let behind = sentence.words(size.range.end..sentence.clause(size.range.start).end);
    let noun = behind.chars().take_while(|c| super::text::is_han(*c)).count() > 1;
    // 1支20人以上的应急救援队.
    // 4台35蒸吨以下燃煤锅炉: what is measured is no count, and its bound is part of the class.
    let bound = matches!(size.post.as_str(), "以上" | "以下" | "及以上" | "及以下");
    let of = bound && (behind.starts_with('的') || noun && !size.counts() && !size.han);
    let joint =
        ["的", "及以上", "及以下", "以上", "和", "及", "与", "共"].iter().any(|j| behind.starts_with(j));
    count.range.end == size.range.start
        && !size.is_share()
        && (of || (size.han || !size.counts() && size.post.is_empty()) && noun && !joint)
}

/// Why the figure is no target, whatever the verb says.
pub(crate) fn objection(spot: &Spot<'_>) -> Option<&'static str> {
    let left = spot.left();
    if spot.sentence.above.status && !looks_ahead(spot) {
        return Some("现状数据，不是目标");
    }
    if is_base(spot) {
        return Some("基期数据，不是目标");
    }
    let year = spot.sentence.years.iter().rfind(|y| y.range.start < spot.figure.range.start);
    let old = year.is_some_and(|y| {
        (y.past && !is_since(spot, y)) || spot.sentence.above.start.is_some_and(|s| y.year < s)
    });
    let so_far = spot.sentence.words(spot.sentence.range.start..spot.figure.range.start);
    let told = COMMENT.is_match(left)
        || THESE_DAYS.is_match(so_far)
        || spot.sentence.above.preamble && super::reach::SO_FAR.is_match(so_far);
    if old || (told && !AHEAD.is_match(so_far)) {
        return Some("现状数据，不是目标");
    }
    let stretch = spot.sentence.stretches.iter().find(|s| s.range.contains(&spot.figure.range.start));
    if let Some(stretch) = stretch {
        let goal = stretch.reason == SUPPORTS
            && !spot.figure.unit.contains('元')
            && left.ends_with(['到', '于'])
            && METRIC_END.is_match(&clean_name(left));
        if !goal {
            return Some(stretch.reason);
        }
    }
    // 学前教育20分: what a part of a score weighs.
    if spot.figure.unit == "分" && relation(left).is_none() && !MARK_NAME.is_match(left) {
        return Some("评分标准，不是目标");
    }
    if spot.figure.rough && !left.ends_with(['到', '达', '过']) {
        return Some("概数，说明范围，不是目标");
    }
    threshold(spot)
}

/// 2013年以来改造的5万户: the look back ends with its clause.
fn is_since(spot: &Spot<'_>, year: &Year) -> bool {
    let rest = spot.sentence.words(year.range.end..spot.sentence.range.end);
    (rest.starts_with("以来") || rest.starts_with('来')) && year.range.start < spot.clause.start
}

/// In a chapter of facts: 到2027年，达到…, a year ahead of the document.
fn looks_ahead(spot: &Spot<'_>) -> bool {
    let (_, own) = spot.sentence.year_at(spot.figure.range.start);
    let start = spot.sentence.above.start;
    own.is_some_and(|y| y.until && start.is_some_and(|s| y.year > s)) && relation(spot.left()).is_some()
}

/// The figure says which things are meant, not how many there shall be.
fn threshold(spot: &Spot<'_>) -> Option<&'static str> {
    const NO: Option<&str> = Some("适用范围的门槛，不是目标");
    let (left, right, whole) = (spot.left(), spot.right(), spot.whole());
    let share = spot.figure.is_share();
    if (is_condition(right) || is_of_condition(spot)) && !share {
        return Some(CONDITIONS);
    }
    if is_class_of_size(spot) {
        return Some("说明对象的规模，不是目标");
    }
    let noun =
        !right.trim_start_matches(['、', '和', '及', '(']).is_empty() && !right.starts_with(['、', '(']);
    if NEAR.is_match(right) || (THRESHOLD_LEFT.is_match(left) && (noun || left.contains("每小时")) && !share)
    {
        return NO;
    }
    let bound = matches!(spot.figure.post.as_str(), "以上" | "以下" | "以内" | "及以上" | "及以下");
    let closed = CLOSE.is_match(left) && spot.figure.unit.ends_with('人');
    let made = verb_at_end(left).is_some() && spot.figure.counts() && !closed;
    if bound && noun && !made && !(share && SHARE_OF.is_match(right)) && !share_list(share, whole) {
        return NO;
    }
    if share && noun && THRESHOLD_LEFT.is_match(left) && right.starts_with('的') {
        return NO;
    }
    if is_attribute(spot) || is_treated(spot) {
        return Some("说明对象的个数，不是目标");
    }
    if SIZE_OPENS.is_match(left) && right.starts_with(')') && verbs::object(left).is_some() {
        return Some("说明对象的规模，不是目标");
    }
    let next = spot.sentence.figures.iter().find(|f| f.range.start == spot.figure.range.end);
    if spot.figure.sized() && next.is_some_and(|f| f.counts()) {
        return NO;
    }
    let parts = spot.sentence.figures.iter().rfind(|f| f.range.end == spot.figure.range.start);
    if parts.is_some_and(|f| f.counts() && is_part_of_name(spot.sentence, f, spot.figure)) {
        return Some("说明对象的规模，不是目标");
    }
    if AROUND.is_match(left) || PER_ITEM.is_match(left) {
        return NO;
    }
    if CLASS_BEHIND.is_match(right) && !right.contains("规模以") && !share && !made {
        return NO;
    }
    if is_norm(spot) {
        return Some("技术要求，不是目标");
    }
    if QUOTA.is_match(left) {
        return Some("申报或推荐的名额，不是目标");
    }
    (spot.figure.counts() && !is_done_list(spot) && (left.ends_with('等') || is_sum(spot)))
        .then_some("列举的个数，不是目标")
}

/// 昼间超过70分贝、夜间超过55分贝的: what the last of a list is, all of them are.
fn is_of_condition(spot: &Spot<'_>) -> bool {
    let last = spot.sentence.figures.iter().rfind(|f| f.range.end <= spot.clause.end);
    let closes = |f: &Figure| spot.sentence.words(f.range.end..spot.clause.end) == "的";
    THRESHOLD_LEFT.is_match(spot.left()) && last.is_some_and(closes)
}

/// 新建500千伏变电站12座: the voltage is of each one that is counted.
fn is_class_of_size(spot: &Spot<'_>) -> bool {
    let next = spot.sentence.figures.iter().find(|f| f.range.start == spot.right.end);
    let next = next.filter(|f| f.range.end <= spot.clause.end && !f.is_share());
    let noun =
        (2..=10).contains(&spot.right().chars().count()) && spot.right().chars().all(super::text::is_han);
    next.is_some() && noun && SIZE_UNIT.is_match(&spot.figure.unit) && relation(spot.right()).is_none()
}

/// 推动甲公司等4家企业完成改造: as many as the first names stand for are to be done.
pub(crate) fn is_done_list(spot: &Spot<'_>) -> bool {
    spot.left().ends_with('等') && verbs::opens_with_verb(spot.left()) && DONE_LAST.is_match(spot.right())
}

/// 甲河、乙河和丙河3座水库: as many as were just named.
fn is_sum(spot: &Spot<'_>) -> bool {
    let left = spot.left();
    let names = 1 + left.matches(['、', '和', '及']).count();
    // 支持青坪、白洋两个镇: two count as a sum where the figure is written like one.
    let least = if spot.figure.han { 2 } else { 3 };
    names >= least && spot.figure.value == names.to_string() && !spot.right().is_empty()
}

/// 18个县级水源地水质优良率100%: the first figure counts the subject of the second.
fn is_attribute(spot: &Spot<'_>) -> bool {
    let place = PLACE_END.find(spot.left()).map_or(spot.left(), |m| &spot.left()[..m.start()]);
    let next = spot.sentence.figures.iter().find(|f| f.range.start == spot.right.end);
    let opens = clean_name(place).is_empty() || place.ends_with(['使', '对', '在', '现']);
    // 5条主要河道水质稳定达到Ⅲ类: what is to be reached is a class.
    if opens && spot.figure.counts() && OF_CLASS.is_match(spot.right()) {
        return true;
    }
    let Some(next) = next.filter(|f| f.range.end <= spot.clause.end) else { return false };
    let right = spot.right();
    let stem = relation(right).map_or(right, |f| &right[..f.start]);
    let measured = METRIC_END.is_match(&clean_name(stem)) && (next.is_share() || stem.len() < right.len());
    spot.figure.counts() && measured && opens && right.chars().count() > 3
}

/// 对全市412个图斑进行实地核查: how many there are, not how many shall be.
fn is_treated(spot: &Spot<'_>) -> bool {
    let left = spot.sentence.words(spot.clause.start..spot.figure.range.start);
    let right = spot.sentence.words(spot.figure.range.end..spot.clause.end);
    spot.figure.counts() && TREATED_LEFT.is_match(left) && TREATED_RIGHT.is_match(right)
}

/// 间距不得小于50米, 应保持不少于80米的防护距离: what each one must be like, not what is to be reached.
fn is_norm(spot: &Spot<'_>) -> bool {
    let left = spot.left();
    let Some(found) = relation(left).filter(|_| !spot.figure.is_share()) else { return false };
    let measured = DIMENSION.is_match(&clean_name(&left[..found.start]).replace(['应', '须'], ""));
    let name = clean_name(&left[..found.start]);
    // 单个项目面积不少于2万亩: what each one must be.
    if ["单个", "单体", "单块", "单宗", "单项", "单座"].iter().any(|one| name.starts_with(one)) {
        return true;
    }
    // 路面宽度控制在3-6米: a measure of each one that is built.
    if PART_SIZE.is_match(&name) && spot.figure.unit.ends_with('米') {
        return true;
    }
    let dated = spot.sentence.years.iter().any(|y| y.until && y.range.start < spot.figure.range.start);
    let sized = SIZED.is_match(left);
    let ruled = sized || MODAL.is_match(spot.sentence.words(spot.clause.start..spot.figure.range.start));
    !dated && ruled && (measured || DIMENSION_BEHIND.is_match(spot.right()))
}

/// 由2024年的16.5%提高到: how things stood.
fn is_base(spot: &Spot<'_>) -> bool {
    let from = spot.figure.range.start;
    let dated = spot.sentence.bases.iter().any(|b| b.from && b.range.end == from);
    let rest = spot.sentence.words(spot.figure.range.end..spot.clause.end);
    dated
        || (spot.left().ends_with(['由', '从'])
            && ["提", "增", "升", "降", "减", "扩", "上", "下", "压", "缩", "到", "至"]
                .iter()
                .any(|w| rest.starts_with(w)))
}
/// 90%以上大型矿山、80%以上中型矿山达到…: the verb stands at the end of the list.
fn share_list(share: bool, whole: &str) -> bool {
    share && SHARE_OF.is_match(whole)
}
