//! A figure in its sentence, and the goal that it becomes.
//!
//! Takes a figure that is a target, its name and its relation; gives a [`Goal`] with its doubts.
//! Never decides whether a figure is a target: `classify` does.

use std::ops::Range;

use super::classify::METRIC_END;
use super::figures::Figure;
use super::goals::{Goal, Sentence};
use super::measure::{Found, Relation, clean_name, direction, is_bad, operator, relation};
use super::text::patterns;
use super::verbs::verb_at_end;
use crate::plan::{Change, Direction};

patterns! {
    WITHIN = r"(\d|[一二三四五六七八九])年(之)?内";
    SHARE_OF = r"(达到|达标|建成|完成|实现|符合|执行|安装|纳入|配备|覆盖|通过|创建|参加|享有|具备|安全|得到)";
    EACH = r"(每个?|各)(县|区|市|旗)[^,。;]{0,10}$|(每个?|各)(县|区县|县区|县市区|县\(市、区\)|县\(市\)|区\(县\)|市县|旗县|区)";
    OFTEN = r"(每年|每季度|每半年|每月|每周|每日|每天|每学期|年均([^浓值气水温]|$)|每两年|每三年|一年(不少于|不低于|至少))";
    QUALIFIER = r"(力争|确保|争取|基本|总体|鼓励|原则上|探索)";
    LAST_YEAR = r"(上年|去年|同比|上一年)";
    COUNTED = r"[\u{4e00}-\u{9fff}]{2}(数|量|起数|次数|个数|人数|点数|病例|事故|事件|案件|火点|伤亡|死亡|感染|断面|行为)$";
    COEFFICIENT = r"(系数|指数|死亡率|比|强度|率|弹性|综合得分|分值)$";
}

/// A figure with the words around it.
pub(crate) struct Spot<'a> {
    pub(crate) sentence: &'a Sentence<'a>,
    pub(crate) figure: &'a Figure,
    pub(crate) clause: Range<usize>,
    /// From the clause's start or the figure before.
    pub(crate) left: Range<usize>,
    /// To the clause's end or the next figure.
    pub(crate) right: Range<usize>,
    /// The figure before was a target.
    pub(crate) after_target: bool,
    /// The goal found last in the sentence.
    pub(crate) last: Option<&'a Goal>,
}

impl Spot<'_> {
    pub(crate) fn left(&self) -> &str {
        self.sentence.words(self.left.clone())
    }

    pub(crate) fn right(&self) -> &str {
        self.sentence.words(self.right.clone())
    }

    pub(crate) fn whole(&self) -> &str {
        self.sentence.words(self.clause.clone())
    }

    /// A value without a unit of measure: 0.565 of a coefficient.
    pub(crate) fn is_coefficient(&self) -> bool {
        let Some(found) = relation(self.left()) else { return false };
        let name = clean_name(&self.left()[..found.start]);
        let name = name.split('(').next().unwrap_or_default();
        let bounded = !self.figure.post.is_empty()
            || matches!(found.relation, Relation::Most | Relation::Least | Relation::FallTo);
        let alone = self.right().trim_end_matches(['、', '和']).is_empty();
        let index = name.ends_with("指数") || name.ends_with("得分");
        let none = self.figure.value == "0" && (COUNTED.is_match(name) || METRIC_END.is_match(name));
        alone
            && (index
                || none
                || (self.figure.value.contains('.') && found.relation != Relation::Is)
                || (COEFFICIENT.is_match(name) && (self.figure.value.contains('.') || bounded)))
    }

    /// 95、98%: the unit stands behind the next figure.
    pub(crate) fn unit_behind(&self) -> Option<&str> {
        let gap = self.right();
        let next = self.sentence.figures.iter().find(|f| f.range.start == self.right.end)?;
        matches!(gap, "、" | "和" | "与" | "及").then_some(next.unit.as_str()).filter(|u| !u.is_empty())
    }

    pub(crate) fn goal(&self, name: String, found: &Found, mut review: Vec<String>) -> Goal {
        let figure = self.figure;
        let name = self.readable(name, &mut review);
        let (mut direction, known) = self.way(&name, found);
        if !known && figure.value_max.is_none() {
            review.push("原文没有说明方向：越大越好还是越小越好，请填写 direction".to_owned());
        }
        // Nothing is the least that there can be.
        if figure.value == "0" && !matches!(found.relation, Relation::Fall | Relation::Rise) {
            direction = Direction::Down;
        }
        if figure.value_max.is_some() {
            direction = Direction::Range;
        }
        let (year, _) = self.sentence.year_at(figure.range.start);
        let change = match found.relation {
            Relation::Fall => Some(Change::Fall),
            Relation::Rise => Some(Change::Rise),
            _ => None,
        };
        let base_year = change
            .and(self.sentence.bases.iter().rfind(|b| b.range.start < figure.range.start).map(|b| b.year));
        let base_year = base_year.or_else(|| change.and(self.year_before()));
        self.remark(&mut review, change.is_some() && base_year.is_none(), year.is_none());
        let op = operator(
            figure,
            found,
            if direction == Direction::Keep && !known { Direction::Up } else { direction },
        );
        let unit = if figure.unit.is_empty() { self.unit_behind().unwrap_or_default() } else { &figure.unit };
        if super::unit::is_round(unit) {
            review.push(format!("原文的计量单位只写了“{unit}”，请补全"));
        }
        Goal {
            name: shorten(&name),
            unit: (!unit.is_empty()).then(|| self.period_unit(self.steps_of_scale(unit))),
            direction,
            op,
            year,
            value: Some(figure.value.clone()),
            value_max: figure.value_max.clone(),
            text: None,
            qualifier: self.qualifier(found),
            quote: self.quote(),
            line: self.sentence.paragraph.line_of(figure.range.start),
            change,
            base_year,
            per_county: self.per_county(),
            review,
            task: None,
            clause: None,
            kind: None,
            group: None,
            place: None,
            duty: vec![],
            place_body: None,
            duty_bodies: vec![],
        }
    }

    /// Which way is better, and whether the words tell it.
    fn way(&self, name: &str, found: &Found) -> (Direction, bool) {
        // 富营养化指数≤55: the sign tells it, whatever the name.
        match self.figure.sign {
            Some('≤' | '<') => return (Direction::Down, true),
            Some('≥' | '>') => return (Direction::Up, true),
            _ => {}
        }
        let (way, known) = direction(name.trim_end_matches('）'), found.relation, &self.figure.post);
        if known {
            return (way, known);
        }
        // 床位使用率（平原县）: the metric tells it, not the part.
        let (way, known) = match super::naming::without_aside(name) {
            whole if whole.len() < name.len() => direction(whole, found.relation, &self.figure.post),
            _ => (way, known),
        };
        // More of what is counted is better, unless the name says otherwise.
        if !known && self.figure.counts() && !is_bad(name) { (Direction::Up, true) } else { (way, known) }
    }

    /// 比上年: the year before the plan's own.
    fn year_before(&self) -> Option<i32> {
        let words = self.sentence.words(self.clause.start..self.figure.range.start);
        self.sentence.above.default.filter(|_| LAST_YEAR.is_match(words)).map(|y| y - 1)
    }

    pub(crate) fn remark(&self, review: &mut Vec<String>, no_base: bool, no_year: bool) {
        if no_base {
            review.push("原文没有写与哪一年相比，请填写 baseline_year".to_owned());
        }
        let often = OFTEN.is_match(self.whole());
        if no_year && !often {
            review.push("原文此句没有写年份，请核对目标年份".to_owned());
        }
        if no_year && WITHIN.is_match(self.whole()) {
            review.push("原文写的是几年之内，请换算成年份".to_owned());
        } else if often {
            review.push("按年、季或月计的次数或数量，请核对填报口径".to_owned());
        }
        if self.left().contains("远期") {
            review.push("原文写有“远期”，请核对目标年份".to_owned());
        }
        let name = self.left();
        if name.contains('、') && self.figure.unit == "%" && !name.starts_with('、') {
            review.push("一个数值对应几项，可能应分为几个指标，请核对".to_owned());
        }
    }

    /// pH值提高0.3个单位: steps of a scale, not so many bodies.
    fn steps_of_scale<'u>(&self, unit: &'u str) -> &'u str {
        let changes = ["提高", "提升", "上升", "降低", "下降"].iter().any(|verb| self.left().ends_with(verb));
        if changes && unit == "个" && self.right().starts_with("单位") { "个单位" } else { unit }
    }

    /// 每季度至少1次 is measured in 次/季度.
    pub(crate) fn period_unit(&self, unit: &str) -> String {
        let left = self.sentence.words(self.clause.start..self.figure.range.start);
        let period = [
            ("每季度", "季度"),
            ("每半年", "半年"),
            ("每学期", "学期"),
            ("每年", "年"),
            ("年均", "年"),
            ("一年不少于", "年"),
            ("一年至少", "年"),
            ("每月", "月"),
            ("每周", "周"),
            ("每日", "日"),
            ("每天", "日"),
        ];
        match period.iter().find(|(word, _)| left.contains(word)) {
            Some((_, period)) if self.figure.counts() => format!("{unit}/{period}"),
            _ => unit.to_owned(),
        }
    }

    pub(crate) fn per_county(&self) -> bool {
        let here = self.sentence.words(self.clause.start..self.figure.range.start);
        let before = self.sentence.words(self.sentence.range.start..self.clause.start);
        let last = before.trim_end_matches([',', ';']).rsplit([',', ';']).next().unwrap_or(before);
        EACH.is_match(here) || (verb_at_end(here).is_some() && EACH.is_match(last) && last.contains('每'))
    }

    pub(crate) fn qualifier(&self, found: &Found) -> Option<String> {
        let words = self.sentence.norm(self.clause.start..self.figure.range.start);
        let front = QUALIFIER.find(words).map(|m| m.as_str().to_owned());
        let post = (!self.figure.post.is_empty()).then(|| self.figure.post.clone());
        let own = ["不低于", "不少于", "不超过", "不高于", "突破", "超过", "至少", "控制在", "保持", "稳定"];
        let left = self.left();
        let own = own.iter().find(|w| left.contains(*w)).filter(|_| found.relation != Relation::Is);
        front.or(post).or_else(|| own.map(|w| (*w).to_owned()))
    }

    pub(crate) fn quote(&self) -> String {
        let short = self.sentence.words(self.left.clone()).chars().count() < 4;
        let start = if short { self.clause.start } else { self.left.start };
        let share = self.figure.unit == "%" && SHARE_OF.is_match(self.right());
        let end = if !self.right().is_empty() && (share || verb_at_end(self.left()).is_some()) {
            self.right.end
        } else {
            self.figure.range.end
        };
        let quote = self.sentence.paragraph.quote(start..end);
        quote.trim_start_matches(['、', '和', '-', '—']).trim_end_matches('、').to_owned()
    }
}

/// A name that a table can hold.
fn shorten(name: &str) -> String {
    if name.chars().count() <= 40 {
        return name.to_owned();
    }
    let last = name.rsplit(['、', '的']).next().unwrap_or(name);
    let last = if last.chars().count() < 4 { name } else { last };
    last.chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect()
}
