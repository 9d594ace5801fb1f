//! Whether a figure is a target.
//!
//! Takes a figure in its sentence; gives a goal, a reason against it, or nothing (years, names).
//! Thresholds, money of support, ages, facts and counts of what was just named are no targets.

use super::goals::{Goal, Rejected, Sentence};
use super::measure::{Found, MAKE, MAKE_FIRST, Relation, clean_name, relation};
use super::spot::Spot;
use super::text::patterns;
use crate::plan::Operator;

patterns! {
    PLACE_END = r"(全县|全市|全省|全区|辖区内?|市域内?|县域内?|城区)$";
    WORK_FIRST = r"^(加快|扎实|全面|持续|深入|统筹|稳步|积极|有序|大力|重点)*(推进|实施|完成|开展|加快)";
    WORK_LAST = r"(治理|改造|建设|修复|整治|搬迁|提升|创建)$";
    METRIC_END = r"(率|比例|比重|占比|比率|面积|覆盖面|总量|总值|增加值|产值|容量|规模|数|系数|指数|满意度|长度|里程|装机|投资|收入|能力|密度|强度|浓度|天数|产量)$";
    SHARE_OF = r"(达到|达标|建成|完成|实现|符合|执行|安装|纳入|配备|覆盖|通过|创建|参加|享有|具备|安全|得到)";
    THRESHOLD_LEFT = r"(^|[^不])(高于|大于|超过|低于|小于|少于)$|(不足|超|满|堤外|半径|距离|周边|每小时|单体|单个|单台)$|(年运量|年货运量|年运输量|日处理能力|日供水|常住人口|人口|建筑面积|占地面积|流域面积|库容|投资额|总投资|年产|产能|年产值|主营业务收入)$";
    NEAR = r"^(范围|以?内的?[^,]|外|半径|区域|长的|宽|高的|深)";
    MONEY = r"(给予|奖励|补助|补贴|奖补|资助|贴息|罚款|罚金|处以|最高不超过|最高|授信|贷款额度|单户贷款|补偿标准|按每)";
    COMMENT = r"(已|已经|现有|目前|曾|共有|仅|均超过|连续[两三四五\d]|去年)";
    AHEAD = r"(到20|力争|确保|争取|目标|至少|底前|以前|将)";
    QUALIFIER = r"(力争|确保|争取|基本|总体|鼓励|原则上|探索)";
    AGE = r"(岁|周岁)$";
    SPAN = r"(寿命|年限|天数|时间|时长|学时|里程)";
    LIST_END = r"(等|及|和|与|的)$";
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

/// Decides about one figure; `before` is the end of the figure before and whether it was a target.
pub(crate) fn classify(sentence: &Sentence<'_>, at: usize, before: Option<(usize, bool)>) -> Verdict {
    let Some(figure) = sentence.figures.get(at) else { return Verdict::Nothing };
    let clause = sentence.clause(figure.range.start);
    // A threshold inside a name parts nothing: 年产值超10亿元的产业集群3个.
    let part_of_name =
        |end: usize, taken: bool| !taken && sentence.words(end..figure.range.start).starts_with('的');
    let inside = before.filter(|(end, taken)| *end > clause.start && !part_of_name(*end, *taken));
    let start = inside.map_or(clause.start, |(end, _)| end);
    // 90%以上大型矿山、80%以上中型矿山: what stands before the stop belongs to the figure before.
    let between = sentence.words(start..figure.range.start);
    let start = match between.find('、').filter(|at| inside.is_some() && *at > 0) {
        Some(at) => start + at + '、'.len_utf8(),
        None => start,
    };
    let next = sentence.figures.get(at + 1).map_or(clause.end, |f| f.range.start.min(clause.end));
    let spot = Spot {
        sentence,
        figure,
        left: start.min(figure.range.start)..figure.range.start,
        right: figure.range.end..next.max(figure.range.end),
        clause,
        after_target: before.is_some_and(|(_, taken)| taken),
    };
    spot.judge()
}

impl Spot<'_> {
    fn judge(&self) -> Verdict {
        let left = self.left();
        if self.figure.is_time() && !(SPAN.is_match(left) && relation(left).is_some()) {
            return if AGE.is_match(&self.figure.unit) {
                self.reject("年龄，不是目标", false)
            } else {
                Verdict::Nothing
            };
        }
        if self.figure.unit.is_empty() && self.unit_behind().is_none() && !self.is_coefficient() {
            return Verdict::Nothing;
        }
        if let Some(reason) = self.objection() {
            return if self.figure.han { Verdict::Nothing } else { self.reject(reason, false) };
        }
        let target = self
            .by_relation()
            .or_else(|| self.by_making())
            .or_else(|| self.by_share())
            .or_else(|| self.by_metric());
        match target {
            Some(goal) => Verdict::Target(Box::new(goal)),
            None if self.figure.han || matches!(self.figure.unit.as_str(), "亿" | "万" | "千") => {
                Verdict::Nothing
            }
            None => self.reject("没有目标的说法（达到、建成、不低于等），未列为目标", true),
        }
    }

    /// Why the figure is no target, whatever the verb says.
    fn objection(&self) -> Option<&'static str> {
        let (left, right, whole) = (self.left(), self.right(), self.whole());
        let share = self.figure.unit == "%";
        if self.sentence.above.status {
            return Some("现状数据，不是目标");
        }
        let year = self.sentence.years.iter().rfind(|y| y.range.start < self.figure.range.start);
        let old = year.is_some_and(|y| y.past || self.sentence.above.start.is_some_and(|s| y.year < s));
        if old
            || (COMMENT.is_match(left)
                && !AHEAD.is_match(self.sentence.words(self.sentence.range.start..self.figure.range.start)))
        {
            return Some("现状数据，不是目标");
        }
        if self.figure.unit.ends_with('元')
            && MONEY.is_match(self.sentence.words(self.sentence.range.start..self.figure.range.start))
            && MONEY.is_match(whole)
        {
            return Some("补助、奖励或处罚标准，不是目标");
        }
        if self.figure.rough && !left.ends_with(['到', '达', '过']) {
            return Some("概数，说明范围，不是目标");
        }
        let noun =
            !right.trim_start_matches(['、', '和', '及', '(']).is_empty() && !right.starts_with(['、', '(']);
        if NEAR.is_match(right)
            || (THRESHOLD_LEFT.is_match(left) && (noun || left.contains("每小时")) && !share)
        {
            return Some("适用范围的门槛，不是目标");
        }
        let bound = matches!(self.figure.post.as_str(), "以上" | "以下" | "以内" | "及以上" | "及以下");
        let made = MAKE.is_match(left) && self.figure.counts();
        if bound && noun && !made && !(share && SHARE_OF.is_match(right)) && !share_list(share, whole) {
            return Some("适用范围的门槛，不是目标");
        }
        if share && noun && THRESHOLD_LEFT.is_match(left) && right.starts_with('的') {
            return Some("适用范围的门槛，不是目标");
        }
        (left.ends_with('等') && self.figure.counts()).then_some("列举的个数，不是目标")
    }

    /// 达到95%, 不低于3个, 较2020年下降17%.
    fn by_relation(&self) -> Option<Goal> {
        let left = self.left();
        let found = relation(left)?;
        // 为 and 占 alone say how things are; they need a year or a word of will.
        let willed =
            self.sentence.year_at(self.figure.range.start).0.is_some() || QUALIFIER.is_match(self.whole());
        if found.relation == Relation::Is && !willed {
            return None;
        }
        if found.relation == Relation::Reach
            && left.ends_with("实现")
            && !(self.figure.unit == "%" || self.figure.counts())
        {
            return None;
        }
        let mut name = clean_name(&self.without_base(&left[..found.start]));
        if !found.of.is_empty() {
            name = format!("{name}占{}比例", found.of.trim_end_matches('的'));
        }
        let mut review = vec![];
        let verb_only =
            name.is_empty() || MAKE_FIRST.captures(&format!("{name}x")).is_some_and(|c| &c["obj"] == "x");
        if verb_only {
            let behind = clean_name(self.right());
            name = if behind.chars().count() > 1 { behind } else { self.name_before(&mut review) };
        } else if left.ends_with("做到") && !self.right().is_empty() {
            name = format!("{name}{}", self.right().trim_start_matches('的'));
        } else if let Some(c) = MAKE_FIRST.captures(&name)
            && !name.starts_with("新增")
        {
            name = clean_name(&c["obj"]);
        }
        let found = self.plain_rise(found);
        Some(self.goal(name, &found, review))
    }

    /// 提升50万亩 is an amount, 提升5个百分点 a change.
    fn plain_rise(&self, found: Found) -> Found {
        let share = matches!(self.figure.unit.as_str(), "%" | "百分点" | "个百分点" | "倍" | "‰");
        if found.relation == Relation::Rise && !share && self.sentence.bases.is_empty() {
            return Found { relation: Relation::Make, ..found };
        }
        found
    }

    /// 建成3座, 培育绿色工厂15个, 推进32个养殖场改造.
    fn by_making(&self) -> Option<Goal> {
        let left = PLACE_END.find(self.left()).map_or(self.left(), |m| &self.left()[..m.start()]);
        let right = self.right();
        let year = self.sentence.year_at(self.figure.range.start).0;
        let least = left.ends_with("至少") || left.ends_with("不少于") || left.contains("至少");
        if self.figure.han && !least && (year.is_none() || self.figure.value == "1") {
            return None;
        }
        let alone =
            right.trim_matches(['、', '和', '及', ' ', '的']).is_empty() || right.starts_with(['、', '(']);
        let found = Found {
            relation: Relation::Make,
            start: left.len(),
            about: left.ends_with(['约', '近']),
            of: String::new(),
        };
        let whole = MAKE_FIRST.captures(left).is_some_and(|c| alone && c["obj"].chars().count() > 3);
        if MAKE.is_match(left) && !whole {
            // Names in front of the count are what is counted: 灌区4座.
            let mut review = vec![];
            let mut name = clean_name(counted(right));
            if name.chars().count() < 2 {
                name = self.name_before(&mut review);
            }
            return Some(self.goal(name, &found, review));
        }
        if let Some(c) = MAKE_FIRST.captures(left)
            && alone
            && !LIST_END.is_match(&c["obj"])
        {
            let new = left.contains("新增");
            let name = clean_name(&c["obj"]);
            return Some(self.goal(if new { format!("新增{name}") } else { name }, &found, vec![]));
        }
        let bare = left.trim_start_matches(['、', '和', '及']);
        if bare.is_empty() && self.after_target && self.figure.counts() && !alone {
            return Some(self.goal(clean_name(counted(right)), &found, vec![]));
        }
        if self.after_target && alone && bare.chars().count() > 1 && !LIST_END.is_match(bare) {
            return Some(self.goal(clean_name(bare), &found, vec![]));
        }
        let work = WORK_LAST.is_match(right) && bare.is_empty();
        let first = WORK_FIRST.is_match(self.whole()) || self.after_target;
        (work && first).then(|| self.goal(clean_name(right.trim_start_matches('的')), &found, vec![]))
    }

    /// 70%以上的行政村建成省级和美乡村.
    fn by_share(&self) -> Option<Goal> {
        let right = self.sentence.words(self.figure.range.end..self.clause.end);
        if self.figure.unit != "%" || !SHARE_OF.is_match(right) {
            return None;
        }
        let own = self.right().trim_start_matches('的').trim_end_matches(['、', '和', '及']);
        let tail = SHARE_OF.find(right).map_or("", |m| &right[m.start()..]);
        let what = if own.contains(tail) { own.to_owned() } else { format!("{own}{tail}") };
        let name =
            clean_name(&format!("{}{what}的比例", clean_name(self.left().trim_start_matches(['、', '和']))));
        let found = Found { relation: Relation::Make, start: 0, about: false, of: String::new() };
        Some(self.goal(name, &found, vec![]))
    }

    /// 燃气普及率98.5%: a name and its figure, nothing between.
    fn by_metric(&self) -> Option<Goal> {
        let left = self.left();
        let name = clean_name(&self.without_base(left.trim_start_matches(['、', '和', '及'])));
        let alone = self.right().trim_matches(['、', '和', '及', ' ']).is_empty();
        let dated =
            self.sentence.year_at(self.figure.range.start).0.is_some() && !self.figure.post.is_empty();
        let named =
            METRIC_END.is_match(&name) || ((self.figure.unit == "%" || dated) && name.chars().count() > 2);
        if !named || !alone || LIST_END.is_match(&name) {
            return None;
        }
        let found = Found {
            relation: Relation::Is,
            start: 0,
            about: left.ends_with(['约', '近']),
            of: String::new(),
        };
        let review = if self.after_target || !self.figure.post.is_empty() {
            vec![]
        } else {
            vec!["原文没有写比较词（达到、不低于等），请核对".to_owned()]
        };
        Some(self.goal(name, &found, review))
    }

    fn reject(&self, reason: &'static str, unsure: bool) -> Verdict {
        let end = self.right.end;
        let quote = self.sentence.paragraph.quote(self.left.start..end);
        let found = relation(self.left());
        let name = clean_name(&found.map_or(self.left().to_owned(), |f| self.left()[..f.start].to_owned()));
        let year =
            self.sentence.years.iter().rfind(|y| y.range.start < self.figure.range.start).map(|y| y.year);
        Verdict::Rejected(Rejected {
            quote: quote.trim_matches(['、', '和', ' ']).to_owned(),
            reason,
            line: self.sentence.paragraph.line_of(self.figure.range.start),
            unsure,
            fact: (reason.starts_with("现状") && !name.is_empty())
                .then(|| (name, self.figure.value.clone(), year)),
        })
    }
}

/// What is counted, in the words behind a figure.
fn counted(right: &str) -> &str {
    let right = right.trim_end_matches(['、', '和', '及', '与']);
    match right.rfind('的').map(|at| &right[at + '的'.len_utf8()..]) {
        Some(last) if last.chars().count() > 3 => last,
        _ => right.split(['、', '(']).next().unwrap_or(right),
    }
}

/// 90%以上大型矿山、80%以上中型矿山达到…: the verb stands at the end of the list.
fn share_list(share: bool, whole: &str) -> bool {
    share && SHARE_OF.is_match(whole)
}

/// Goals in words have no figure to compare.
pub(crate) const IN_WORDS: Operator = Operator::Verdict;
