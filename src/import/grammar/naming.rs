//! What a goal is called: the words as printed, with their subject.
//!
//! Takes a figure in its sentence; gives a name that a person can read.
//! Never makes a name of blanked characters and never leaves one empty.

use std::ops::Range;

use super::classify::METRIC_END;
use super::figures::BLANKS;
use super::measure::{Found, Relation, clean_name};
use super::spot::Spot;
use super::text::patterns;
use super::verbs::{is_verb_only, last_object, object, verb_at_end};

patterns! {
    FROM = r"(由|从)(目前的?|现在的?|现有的?|上年的?|去年的?)?\d";
    CONDITION = r"^(在(建|线|册|校|园|岗|职|产|营)|从(业|教)|对(口|外|接|标)|为民|沿(海|江|河|线|岸|黄|边)|向阳)";
    CIRCUMSTANCE = r"^(在|对|为|向|沿|于|从|面向|围绕|针对|依托|结合)";
    PLACE = r"^(其中)?[:,]?(?P<p>[\u{4e00}-\u{9fff}]{1,6}(县|区|市|镇|乡|街道|州|旗|城|城镇|农村|山区|平原|港|园))$";
    PART = r"^其中[:,]?(?P<p>.{1,12})$";
    WORDS = r"[\u{4e00}-\u{9fff}A-Za-z]{2}";
    pub(crate) DOING = r"^(力争|确保|争取|组织|全部|基本)*(完成|实现|推进|推动|促进|建成|新建|形成|打造|开展|达到|落实|实施|加快|提供|发展|推广)";
    TREATED = r"^对[^,;\d]{0,10}\d+(\.\d+)?万?(个|处|座|家|条|项|户|台|辆|口|宗|起|件)(?P<thing>[\u{4e00}-\u{9fff}]{3,12}?)(和|及|与|进行|逐|开展|实施|建档|全部|全面|$)";
    DONE_BEFORE = r"^(对|在)[^,;]{2,}?(开展|进行|实施|组织)(?P<what>[\u{4e00}-\u{9fff}“”]{2,10})$";
    PART_OF = r"(县|区|市|镇|乡|村|州|旗|城市|城镇|农村|山区|平原|地区|幼儿园|小学|初中|高中|学校|医院|卫生院|企业|机构|小区|社区|人群|居民|学生)$";
    OF_PART = r"^(?P<metric>.{2,}?(率|比例|占比|比重|浓度|强度|通达度|满意度))(?P<part>[\u{4e00}-\u{9fff}]{2,8})$";
    STEP = r"(新?开工(建设)?|竣工|投产|投用|完工|投入运行)$";
    PER_TIME = r"(年均|日均|月均)";
    ADVERB_ONLY = r"^(分别|总体|稳定|平均|年均|日均|累计|总数|总量|数量|规模|比例|占比|比率|总计|合计|力争|确保|争取|同比|(较|比)(上年|去年)(同期)?|进一步|稳步|逐步|全部|基本|增速|增幅|降幅|幅度)*$";
}

impl Spot<'_> {
    /// The unblanked words of a range.
    pub(crate) fn printed(&self, range: Range<usize>) -> String {
        self.sentence.norm(range).to_owned()
    }

    /// The name in a range: bases left out, cut where 由…提高到 begins.
    pub(crate) fn name_in(&self, range: Range<usize>) -> String {
        let mut words = self.printed(range.clone());
        for base in self.sentence.bases.iter().rev() {
            let (Some(from), Some(to)) =
                (base.range.start.checked_sub(range.start), base.range.end.checked_sub(range.start))
            else {
                continue;
            };
            if to > words.len() {
                continue;
            }
            if base.from {
                words.truncate(from);
            } else {
                words.replace_range(from..to, "");
            }
        }
        if let Some(from) = FROM.find(&words) {
            words.truncate(from.start());
        }
        clean_name(words.trim_start_matches(['、', '和', '及']))
    }

    /// The metric in front of a relation: 非化石能源消费占比 in …占比达到25%.
    pub(crate) fn metric(&self, found: &Found, review: &mut Vec<String>) -> String {
        let start = self.left.start;
        let name = self.name_in(start..start + found.start);
        let right = clean_name(self.printed(self.right.clone()).trim_start_matches('的'));
        // 投入不低于24亿元: of money, the verb is what is measured.
        let paid = self.figure.unit.contains('元') && ["投入", "投资", "贷款", "融资"].contains(&&*name);
        let empty = name.is_empty() || is_verb_only(&name) && !paid || ADVERB_ONLY.is_match(&name);
        if empty && right.chars().count() > 1 && !self.right().starts_with(['(', '、']) {
            return right;
        }
        if let (true, Some(per), Some(last)) = (empty, PER_TIME.find(self.left()), self.last) {
            return format!("{}（{}）", without_aside(&last.name), per.as_str());
        }
        // 完成率2026年达到95%、2027年达到100%: the same is measured again.
        let again = self.last.filter(|g| {
            self.after_target
                && self.left.start > self.clause.start
                && g.unit.as_deref() == Some(&self.figure.unit)
        });
        if let (true, Some(last)) = (empty, again) {
            return without_aside(&last.name).to_owned();
        }
        if empty {
            return self.name_before(review);
        }
        if self.left().ends_with("做到") && !self.right().is_empty() {
            return format!("{name}{}", right.trim_start_matches('的'));
        }
        // 每个行政村配备不少于2套预警终端: what is counted stands behind.
        if verb_at_end(&name).is_some() && self.figure.counts() && right.chars().count() > 1 {
            return right;
        }
        // 监测对象帮扶措施覆盖率, 封育保护面积: a metric may begin with a verb that is part of it.
        let part = METRIC_END.is_match(&name) && !DOING.is_match(&name);
        let name = match object(&name).filter(|_| !name.starts_with("新增") && !part) {
            Some(object) if object.chars().count() > 2 => clean_name(object),
            _ => name,
        };
        // 普惠托位占比六成以上: the share is what is measured.
        let share = found.relation == Relation::Is && self.figure.is_share();
        let word = &self.left()[found.start..];
        let lone = word.starts_with('占') && !METRIC_END.is_match(&name);
        let name = match share && (lone || word.starts_with("占比")) {
            true => format!("{name}占比"),
            false => self.of_last(name),
        };
        // 教师占比幼儿园达到55%: the part stands behind the metric.
        match OF_PART.captures(&name).filter(|c| self.figure.is_share() && PART_OF.is_match(&c["part"])) {
            Some(of) => format!("{}（{}）", &of["metric"], &of["part"]),
            None => name,
        }
    }

    /// 东山县达到75%: the place goes with what was measured last.
    pub(crate) fn of_last(&self, name: String) -> String {
        let own = self.last.map(|g| (g.name.as_str(), g.unit.as_deref()));
        let above = self.sentence.above.last.as_ref().map(|(n, u)| (n.as_str(), u.as_deref()));
        // A place alone has no metric of its own: that of the sentence before is meant.
        let whole = own.filter(|(name, _)| !PLACE.is_match(name)).or(above);
        let same = |(_, unit): &(&str, Option<&str>)| *unit == Some(self.figure.unit.as_str());
        let Some((last, _)) = whole.filter(same) else {
            return name;
        };
        let part = PLACE.captures(&name).or_else(|| PART.captures(self.left()).and(PART.captures(&name)));
        let within =
            self.left().starts_with("其中") || self.whole().contains("其中") || PLACE.is_match(&name);
        match part.filter(|_| within) {
            Some(part) => format!("{}（{}）", without_aside(last), &part["p"]),
            // 大中型矿山建成率达到90%，小型矿山达到60%: the same is measured of both.
            None => self.same_metric(&name, last).unwrap_or(name),
        }
    }

    /// What was measured of the one thing, of the other.
    fn same_metric(&self, name: &str, last: &str) -> Option<String> {
        let stated = super::measure::relation(self.left()).is_some() && self.figure.is_share();
        let tail = name.char_indices().rev().nth(1).map(|(at, _)| &name[at..])?;
        if !stated || METRIC_END.is_match(name) {
            return None;
        }
        // 教师占比幼儿园达到55%、特教学校达到90%: the part stands behind the metric.
        if last.contains('（') && METRIC_END.is_match(without_aside(last)) && name.chars().count() <= 8 {
            return Some(format!("{}（{name}）", without_aside(last)));
        }
        let at = last.find(tail)? + tail.len();
        METRIC_END.is_match(&last[at..]).then(|| format!("{name}{}", &last[at..]))
    }

    /// 其中主城区80公里: a part of what was counted last.
    pub(crate) fn part_of_last(&self, name: String) -> String {
        if self.whole().contains("其中") { self.of_last(name) } else { name }
    }

    /// 改造提升1.5万亩: the verb is of this figure, its object of the one before.
    pub(crate) fn name_of_verb(&self, review: &mut Vec<String>) -> String {
        match self.last.filter(|_| self.after_target) {
            Some(last) => {
                let left = self.printed(self.left.clone());
                let verb = clean_name(left.trim_start_matches(['、', '和', '及']));
                let thing = without_aside(&last.name);
                let thing = STEP.find(thing).filter(|s| s.start() > 0).map_or(thing, |s| &thing[..s.start()]);
                if STEP.is_match(&verb) {
                    return format!("{thing}{verb}");
                }
                // 新建小学4所，2027年再建3所: the same is done again.
                let again = verb.trim_start_matches('再');
                let behind = last.quote.find(again).map(|at| &last.quote[at + again.len()..]);
                let same =
                    |rest: &str| rest.starts_with(thing) || rest.starts_with(|c: char| c.is_ascii_digit());
                if !again.is_empty() && behind.is_some_and(same) {
                    return thing.to_owned();
                }
                // 完成搬迁 of 避险搬迁: the verb is said already.
                let done = verb.trim_start_matches("完成").trim_start_matches("实现");
                if !done.is_empty() && thing.ends_with(done) {
                    return thing.to_owned();
                }
                format!("{verb}{}", thing.strip_prefix("新增").unwrap_or(thing))
            }
            None => {
                let name = self.name_before(review);
                let left = self.printed(self.left.clone());
                // 加快抽水蓄能电站建设，开工5座、投产3座: the step goes with the thing.
                match STEP.find(&left).filter(|_| !name.is_empty()) {
                    Some(step) => format!("{}{}", name.trim_end_matches("建设"), step.as_str()),
                    None => name,
                }
            }
        }
    }

    /// The name stands in the clause before; said so.
    pub(crate) fn name_before(&self, review: &mut Vec<String>) -> String {
        let start = self.sentence.range.start;
        let before = self.sentence.norm(start..self.clause.start).trim_end_matches([',', ';', ':']);
        let clause = before.rsplit([',', ';', ':']).next().unwrap_or(before);
        if let Some(last) = self.last.filter(|_| clause.chars().any(|c| c.is_ascii_digit())) {
            return without_aside(&last.name).to_owned();
        }
        review.push("指标名称取自前一分句，请核对".to_owned());
        // 对63处事故多发点段建档，完成治理90%: what is treated.
        if let Some(thing) = TREATED.captures(clause) {
            let left = self.printed(self.left.clone());
            let verb = verb_at_end(&left).map_or("", |at| left[at..].trim_start_matches("完成"));
            return format!("{}{}", &thing["thing"], super::verbs::without_count_word(verb));
        }
        // 对全市46家企业开展检查，每季度1次: what is done so often.
        if let Some(done) = DONE_BEFORE.captures(clause).filter(|_| self.figure.counts()) {
            return clean_name(&done["what"]);
        }
        let digits =
            clause.find(|c: char| c.is_ascii_digit()).filter(|_| super::years::years(clause).is_empty());
        let name = clean_name(&clause[..digits.unwrap_or(clause.len())]);
        if name.is_empty() { clean_name(&self.printed(self.clause.clone())) } else { name }
    }

    /// A name of at least two characters that mean something; else the clause as printed.
    pub(crate) fn readable(&self, name: String, review: &mut Vec<String>) -> String {
        let name = match (CIRCUMSTANCE.is_match(&name) && !CONDITION.is_match(&name))
            .then(|| last_object(&name))
            .flatten()
        {
            Some(object) => object.to_owned(),
            None => name,
        };
        // 零工驿站建成4个: the verb behind a name is none of it.
        let done = ["建成", "完成"].iter().find_map(|verb| name.strip_suffix(verb));
        let name = done.filter(|rest| rest.chars().count() > 3 && self.figure.counts()).unwrap_or(&name);
        let name = without_count(&without_years(name)).to_owned();
        let sound = |name: &str| WORDS.is_match(name) && !name.contains(BLANKS);
        if sound(&name) {
            let last = self.last.map(|g| g.name.as_str());
            return super::weak::with_subject(name, last, self.sentence.above.title.as_deref());
        }
        // 其中2025年200家: a part of what was counted last.
        if let Some(last) = self.last.filter(|g| g.unit.as_deref() == Some(self.figure.unit.as_str())) {
            return without_aside(&last.name).to_owned();
        }
        review.push("没有认出指标名称，暂用原句，请改写".to_owned());
        let clause = self.printed(self.clause.start..self.figure.range.end);
        if sound(&clause) {
            return clause.trim_start_matches(['、', ',', '-']).to_owned();
        }
        let sentence: String = self.sentence.norm(self.sentence.range.clone()).chars().take(30).collect();
        if sound(&sentence) { sentence } else { "未命名指标".to_owned() }
    }
}

/// 12个乡镇水源地水质达标率: the count is of the subject.
fn without_count(name: &str) -> &str {
    let name = name.trim_start_matches(|c: char| ('①'..='⑳').contains(&c));
    let digits = name.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    let unit = super::unit::unit_at(&name[digits..]).filter(|u| digits > 0 && super::unit::counts(u));
    match unit.map(|u| &name[digits + u.len()..]) {
        Some(rest) if rest.chars().count() > 3 && !rest.starts_with(['以', '及']) => rest,
        _ => name,
    }
}

/// 新型储能装机规模2027年: the year is no part of a name, unless it is one of a standard.
fn without_years(name: &str) -> String {
    let mut words = name.to_owned();
    for year in super::years::years(name).iter().rev() {
        words.replace_range(year.range.clone(), "");
    }
    if words.chars().count() < 2 { name.to_owned() } else { clean_name(&words) }
}

/// 湿地（亩）without what was added in brackets.
pub(crate) fn without_aside(name: &str) -> &str {
    name.find('（').filter(|at| *at > 0).map_or(name, |at| &name[..at])
}
