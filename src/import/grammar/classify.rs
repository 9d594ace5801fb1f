//! Whether a figure is a target.
//!
//! Takes a figure in its sentence; gives a goal, a reason against it, or nothing (years, names).
//! Thresholds, money of support, ages, facts and counts of what was just named are no targets. In a
//! task or a chapter of goals every count and share is a goal unless something speaks against it.

use super::bounds;
use super::figures::Figure;
use super::goals::{Goal, Rejected, Sentence};
use super::measure::{Found, Relation, clean_name, relation};
use super::objections::objection;
use super::spot::Spot;
use super::text::patterns;
use super::verbs::{object, verb_at_end};
use crate::plan::Operator;

patterns! {
    pub(crate) PLACE_END = r"(全县|全市|全省|全州|全区|全国|辖区内?|市域内?|县域内?|城区|市区|主城区|建成区|流域)$";
    WORK_LAST = r"(治理|改造|建设|修复|整治|搬迁|提升|创建|任务|达标|验收|覆盖|建成|完成|投用|投产|运行|开工)$";
    pub(crate) METRIC_END = r"(率|比例|比重|占比|比率|面积|覆盖面|总量|总值|增加值|产值|容量|库容|规模|数|系数|指数|满意度|长度|里程|装机|投资|收入|能力|密度|强度|浓度|天数|产量|以上|程度|得分|水平|寿命|保有量|蓄积量|用量|排放量|消费量|消耗量|使用量)$";
    pub(crate) SHARE_OF = r"(达到|能够?提供|达标|建成|完成|实现|符合|执行|安装|纳入|配备|覆盖|通过|创建|参加|享有|具备|安全|得到|设立|建立|开展|应用|采用|使用|开设|接入|落实|执行|推行|实行)";
    QUALIFIER = r"(力争|确保|争取|基本|总体|鼓励|原则上|探索)";
    AGE = r"(岁|周岁)$";
    WORKED = r"(改造|修复|治理|培训|抚育|清淤|疏浚|巡查|检查|抽检|监测|清理|关停|拆除|淘汰|取缔|收集|回收|查处|整改|消除|整治|帮扶|救助|引进|招聘|发放|压减|削减|带动|吸纳|促进|转移|安置|恢复|接待|服务)[\u{4e00}-\u{9fff}]{2}$";
    SET = r"^(确保|力争|按期|全面|年内|,)*(完成|办好|落实|实施|办结)[^,;。]{0,16}(部署|下达|确定|安排|交办|要求|分配)的$";
    SIZE_OF = r"^\d+(\.\d+)?[^\d,;。、]{1,5}(以上|以下)的";
    SLOGAN = r"^(全覆盖|百分百|百分之百|确保|到位|提升|转变|下降|清零|不放过|一批)";
    TOTAL = r"^.{0,4}(设立|组建|发起|成立)[^,;]{0,4}规模$|(总规模|总额|总额度)$";
    DONE_NOUN = r"(调查|评估|监测|检测|治理|整治|改造|修复|验收|核查|排查)$";
    LIST_END = r"(等|及|和|与|的)$";
    SAME_SUBJECT = r"^(、|,|/|和|及|共|合计|共计|总计|总?面积|总?长度|约|其中)*$";
    ASIDE = r"^\((含|其中|包括)";
}

/// What a figure is.
pub(crate) enum Verdict {
    /// A target.
    Target(Box<Goal>),
    /// No target, for a reason.
    Rejected(Rejected),
    /// Nothing to speak of.
    Nothing,
}

/// Decides about one figure; `before` is the end of the figure before and whether it was a target,
/// `last` the goal found last in the sentence.
pub(crate) fn classify(
    sentence: &Sentence<'_>,
    at: usize,
    before: Option<(usize, bool)>,
    last: Option<&Goal>,
) -> Verdict {
    let Some(figure) = sentence.figures.get(at) else { return Verdict::Nothing };
    let clause = sentence.clause(figure.range.start);
    // A threshold inside a name parts nothing: 年产值超10亿元的产业集群3个, 8000吨级码头2座.
    let part_of_name = |end: usize, taken: bool| {
        let words = sentence.words(end..figure.range.start);
        // 10亿元以上5个: the class of what is counted.
        let class = words.is_empty() && sentence.figures.get(at.wrapping_sub(1)).is_some_and(|f| f.sized());
        !taken && (class || words.starts_with(['的', '级']) || bounds::is_metric_word(words))
    };
    let inside = before.filter(|(end, taken)| *end > clause.start && !part_of_name(*end, *taken));
    let start = inside.map_or(clause.start, |(end, _)| end);
    let start = inside.map_or(start, |_| start + bounds::joint(sentence.words(start..figure.range.start)));
    // （市林业局，2026年底前）排查40处: a bracket in front belongs to none.
    let start = start + bounds::aside_ahead(sentence.words(start..figure.range.start));
    // 3座110千伏变电站: the second figure is part of what is counted.
    let mut follow = sentence.figures.get(at + 1..).unwrap_or_default().iter();
    let part = |f: &&Figure| figure.counts() && super::objections::is_part_of_name(sentence, figure, f);
    let next = follow.find(|f| !part(f)).map_or(clause.end, |f| f.range.start.min(clause.end));
    let next =
        figure.range.end + bounds::open_part(sentence.words(figure.range.end..next.max(figure.range.end)));
    let spot = Spot {
        sentence,
        figure,
        left: start.min(figure.range.start)..figure.range.start,
        right: figure.range.end..next.max(figure.range.end),
        clause,
        after_target: before.is_some_and(|(_, taken)| taken),
        last,
    };
    judge(&spot)
}

fn judge(spot: &Spot<'_>) -> Verdict {
    let left = spot.left();
    let lives = left.ends_with("寿命") && !spot.sentence.above.status;
    let timed = super::figures::measures_time(left) && relation(left).is_some();
    if spot.figure.is_time() && !timed && !lives {
        return if AGE.is_match(&spot.figure.unit) {
            reject(spot, "年龄，不是目标", false)
        } else {
            Verdict::Nothing
        };
    }
    // 实现两个全覆盖: what is counted has been said elsewhere.
    if spot.figure.han && SLOGAN.is_match(spot.right()) {
        return Verdict::Nothing;
    }
    let bare = spot.figure.unit.is_empty() && spot.figure.sign.is_none();
    if bare && spot.unit_behind().is_none() && !spot.is_coefficient() {
        return Verdict::Nothing;
    }
    if let Some(reason) = objection(spot) {
        return if spot.figure.han { Verdict::Nothing } else { reject(spot, reason, false) };
    }
    let target = by_relation(spot)
        .or_else(|| by_same_subject(spot))
        .or_else(|| by_making(spot))
        .or_else(|| by_share(spot))
        .or_else(|| by_metric(spot))
        .or_else(|| super::placed::by_place(spot));
    match target {
        Some(goal) => Verdict::Target(Box::new(goal)),
        None if spot.figure.han || super::unit::is_round(&spot.figure.unit) => Verdict::Nothing,
        None => reject(spot, "没有目标的说法（达到、建成、不低于等），未列为目标", true),
    }
}

/// 达到95%, 不低于3个, 较2020年下降17%.
fn by_relation(spot: &Spot<'_>) -> Option<Goal> {
    let left = spot.left();
    let signed = spot.figure.sign.is_some();
    let found = relation(left).or_else(|| {
        signed.then(|| Found { relation: Relation::Is, start: left.len(), about: false, of: String::new() })
    })?;
    // 为 and 占 alone say how things are; they need a year or a word of will.
    let willed = signed
        || spot.sentence.year_at(spot.figure.range.start).0.is_some()
        || QUALIFIER.is_match(spot.whole());
    if found.relation == Relation::Is && !willed {
        return None;
    }
    if found.relation == Relation::Reach
        && left.ends_with("实现")
        && !(spot.figure.is_share() || spot.figure.counts())
    {
        return None;
    }
    // 改造提升12个, 改造提升1.5万亩: making, not a rise.
    let verb = verb_at_end(left).is_some_and(|at| at < found.start || spot.figure.counts());
    if found.relation == Relation::Rise && !spot.figure.is_share() && verb {
        return None;
    }
    let mut review = vec![];
    let mut name = spot.metric(&found, &mut review);
    if !found.of.is_empty() {
        name = format!("{name}占{}比例", found.of.trim_end_matches('的'));
    }
    let found = plain_rise(spot, found);
    Some(spot.goal(name, &found, review))
}

/// 提升50万亩 is an amount, 提升5个百分点 a change.
fn plain_rise(spot: &Spot<'_>, found: Found) -> Found {
    if found.relation == Relation::Rise && !spot.figure.is_share() && spot.sentence.bases.is_empty() {
        return Found { relation: Relation::Make, ..found };
    }
    found
}

/// 湿地2处、共600亩: a second measure of what was just counted.
fn by_same_subject(spot: &Spot<'_>) -> Option<Goal> {
    let last = spot.last.filter(|_| spot.after_target)?;
    let same = SAME_SUBJECT.is_match(spot.left()) && !spot.left().contains("其中");
    if !same || !is_alone(spot) || spot.figure.is_share() {
        return None;
    }
    let name = format!("{}（{}）", super::naming::without_aside(&last.name), spot.figure.unit);
    Some(spot.goal(name, &made(spot, spot.left().len()), vec![]))
}

pub(super) fn made(spot: &Spot<'_>, start: usize) -> Found {
    let about = spot.left().ends_with(['约', '近']) || spot.left().starts_with("预计");
    Found { relation: Relation::Make, start, about, of: String::new() }
}

/// Nothing follows the figure that could be what it counts.
pub(super) fn is_alone(spot: &Spot<'_>) -> bool {
    let right = spot.right();
    right.trim_matches(['、', '和', '及', '与', ' ', '的']).is_empty()
        || right.starts_with(['、', '('])
        || ASIDE.is_match(right)
        || SAME_SUBJECT.is_match(right)
}

/// 建成3座, 培育绿色工厂15个, 推进32个养殖场改造.
fn by_making(spot: &Spot<'_>) -> Option<Goal> {
    let left = without_place(spot.left());
    let year = spot.sentence.year_at(spot.figure.range.start).0;
    let least = left.ends_with("至少") || left.ends_with("不少于") || left.contains("至少");
    // 监测覆盖率100%: a metric that begins with a verb is read as one.
    let printed = spot.printed(spot.left.clone());
    if spot.figure.is_share() && METRIC_END.is_match(&printed) && !super::naming::DOING.is_match(&printed) {
        return None;
    }
    let small = spot.figure.han && spot.figure.unit.chars().count() == 1;
    if small && !least && (year.is_none() || spot.figure.value == "1") {
        return None;
    }
    let alone = is_alone(spot);
    let right = spot.right();
    let found = made(spot, left.len());
    let printed = spot.printed(spot.left.start..spot.left.start + left.len());
    let printed = super::verbs::without_count_word(&printed).to_owned();
    let whole = alone && object(&printed).is_some_and(|o| o.chars().count() > 1);
    let said = alone && !super::verbs::is_verb_only(&clean_name(&printed));
    if verb_at_end(left).is_some() && !whole && said && printed.chars().count() > 3 {
        return Some(spot.goal(clean_name(&printed), &found, vec![]));
    }
    if verb_at_end(left).is_some() && !whole {
        return Some(of_verb(spot, &printed, &found));
    }
    if let Some(name) = set_or_sized(spot, left) {
        return Some(spot.goal(name, &found, vec![]));
    }
    if whole && !LIST_END.is_match(&printed) {
        let object = clean_name(object(&printed).unwrap_or_default());
        // 治理河道, 培训人员: two characters say too little without their verb.
        let worked = object.chars().count() < 3 && WORKED.is_match(&printed);
        let object = if worked { clean_name(&printed) } else { object };
        let new = left.contains("新增");
        return Some(spot.goal(if new { format!("新增{object}") } else { object }, &found, vec![]));
    }
    let bare = left.trim_start_matches(['、', '和', '及']);
    if bare.is_empty() && spot.after_target && spot.figure.counts() && !alone {
        let name = clean_name(counted(&spot.printed(spot.right.clone())));
        return Some(spot.goal(name, &found, vec![]));
    }
    if spot.after_target && alone && bare.chars().count() > 1 && !LIST_END.is_match(bare) {
        let name = clean_name(printed.trim_start_matches(['、', '和', '及']));
        return Some(spot.goal(spot.part_of_last(name), &found, vec![]));
    }
    if super::objections::is_done_list(spot) {
        return Some(spot.goal(clean_name(&spot.printed(spot.right.clone())), &found, vec![]));
    }
    // 完成砖瓦行业28条生产线整合退出: the count stands inside what is done.
    if let Some(of) = object(&printed).filter(|_| spot.figure.counts() && spot.figure.post.is_empty()) {
        let name = clean_name(&format!("{of}{}", spot.printed(spot.right.clone())));
        return (!LIST_END.is_match(of)).then(|| spot.goal(name, &found, vec![]));
    }
    let work = WORK_LAST.is_match(right) && clean_name(bare).is_empty();
    work.then(|| {
        let name = clean_name(spot.printed(spot.right.clone()).trim_start_matches('的'));
        spot.goal(name, &found, vec![])
    })
}

/// Names behind the count are what is counted; where there is none, the verb's own: 灌区4座.
fn of_verb(spot: &Spot<'_>, printed: &str, found: &Found) -> Goal {
    let mut review = vec![];
    let mut name = clean_name(counted(&spot.printed(spot.right.clone())));
    if name.chars().count() < 2 {
        name = spot.name_of_verb(&mut review);
    } else if spot.figure.is_share() {
        name = format!("{}{name}的比例", clean_name(printed));
    }
    spot.goal(name, found, review)
}

/// 完成国家、省部署的28个“一件事”落地: as many as were set; 设立总规模50亿元的数据产业基金: how large
/// the one thing is to be.
fn set_or_sized(spot: &Spot<'_>, left: &str) -> Option<String> {
    let right = spot.right();
    let thing = || clean_name(counted(&spot.printed(spot.right.clone())).trim_start_matches('的'));
    if SET.is_match(left) && spot.figure.counts() && right.chars().count() > 2 {
        return Some(thing());
    }
    let size = TOTAL.find(left).filter(|_| right.starts_with('的'))?;
    let size = if size.as_str().contains('总') { size.as_str() } else { "规模" };
    Some(format!("{}{size}", thing()))
}

/// 新建全县5座: the place behind a verb is no object; 生态清洁小流域 is one.
fn without_place(left: &str) -> &str {
    let Some(place) = PLACE_END.find(left) else { return left };
    let rest = &left[..place.start()];
    let free = rest.is_empty() || verb_at_end(rest).is_some() || rest.ends_with(['在', '使', '对', '、']);
    if free { rest } else { left }
}

/// 70%以上的行政村建成省级和美乡村.
fn by_share(spot: &Spot<'_>) -> Option<Goal> {
    let right = spot.printed(spot.figure.range.end..spot.clause.end);
    let done = SHARE_OF.is_match(&right) || (right.starts_with('的') && super::verbs::holds_verb(&right));
    if spot.figure.unit != "%" || !done {
        return None;
    }
    let own = spot.printed(spot.right.clone());
    let own = own.trim_start_matches('的').trim_end_matches(['、', '和', '及']);
    let tail = SHARE_OF.find(&right).map_or("", |m| &right[m.start()..]);
    let until = tail.find(|c: char| c.is_ascii_digit() || c == '、').unwrap_or(tail.len());
    let tail = &tail[..until];
    let what = if own.contains(tail) { own.to_owned() } else { format!("{own}{tail}") };
    let left = spot.printed(spot.left.clone());
    let subject = clean_name(left.trim_start_matches(['、', '和']).trim_end_matches('在'));
    let name = clean_name(&format!("{subject}{what}的比例"));
    let found = Found { relation: Relation::Make, start: 0, about: false, of: String::new() };
    Some(spot.goal(name, &found, vec![]))
}

/// 燃气普及率98.5%: a name and its figure, nothing between.
fn by_metric(spot: &Spot<'_>) -> Option<Goal> {
    if stands_in_preamble(spot) {
        return None;
    }
    let left = spot.left();
    let name = spot.name_in(spot.left.clone());
    let dated = spot.sentence.year_at(spot.figure.range.start).0.is_some() && !spot.figure.post.is_empty();
    let named =
        METRIC_END.is_match(&name) || ((spot.figure.unit == "%" || dated) && name.chars().count() > 2);
    if !named || !is_alone(spot) || LIST_END.is_match(&name) {
        return None;
    }
    let found =
        Found { relation: Relation::Is, start: 0, about: left.ends_with(['约', '近']), of: String::new() };
    let review = if spot.after_target || !spot.figure.post.is_empty() {
        vec![]
    } else {
        vec!["原文没有写比较词（达到、不低于等），请核对".to_owned()]
    };
    Some(spot.goal(spot.of_last(name), &found, review))
}

/// 流域面积7.8万平方公里 in front of the first heading.
pub(super) fn stands_in_preamble(spot: &Spot<'_>) -> bool {
    spot.sentence.above.preamble && spot.sentence.year_at(spot.figure.range.start).1.is_none()
}

fn reject(spot: &Spot<'_>, reason: &'static str, unsure: bool) -> Verdict {
    let end = spot.right.end;
    let quote = spot.sentence.paragraph.quote(spot.left.start..end);
    let found = relation(spot.left());
    let end_of_name = found.map_or(spot.left.end, |f| spot.left.start + f.start);
    let name = spot.name_in(spot.left.start..end_of_name);
    let base = spot.sentence.bases.iter().find(|b| b.from && b.range.end == spot.figure.range.start);
    let year = spot.sentence.years.iter().rfind(|y| y.range.start < spot.figure.range.start);
    let year = base.map(|b| b.year).or(year.map(|y| y.year));
    let told = reason.starts_with("现状") || reason.starts_with("基期");
    Verdict::Rejected(Rejected {
        quote: quote.trim_matches(['、', '和', ' ']).to_owned(),
        reason,
        line: spot.sentence.paragraph.line_of(spot.figure.range.start),
        at: spot.figure.range.start,
        unsure,
        fact: (told && !name.is_empty())
            .then(|| (name, spot.figure.value.clone(), spot.figure.unit.clone(), year)),
    })
}
/// What is counted, in the words behind a figure.
pub(super) fn counted(right: &str) -> &str {
    let right = right.trim_end_matches(['、', '和', '及', '与']);
    // 1支20人以上的应急救援队: how large it is does not name it.
    let right = SIZE_OF.find(right).map_or(right, |m| &right[m.end()..]);
    match right.rfind('的').map(|at| &right[at + '的'.len_utf8()..]) {
        // 3个工业园区的信息调查: the whole is what is done.
        Some(last) if DONE_NOUN.is_match(last) => right,
        Some(last) if last.chars().count() > 3 => last,
        // 6个县(市、区)通过认定: a bracket parts nothing.
        _ => {
            let first = super::units::split_outside(right, &['、']).into_iter().next().unwrap_or(right);
            let aside = first.find('(').filter(|at| right[..*at].chars().count() > 1);
            aside.map_or(first, |at| &first[..at])
        }
    }
}

/// Goals in words have no figure to compare.
pub(crate) const IN_WORDS: Operator = Operator::Verdict;
