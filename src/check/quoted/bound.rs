//! What the words around a number say of the side on which it holds.

use super::amount::Amount;
use crate::plan::{Change, Operator, Target};

/// The side that the words name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// 以上, 不低于.
    AtLeast,
    /// 以下, 以内, 不超过.
    AtMost,
    /// 超过, 突破.
    Above,
    /// 低于, 不足.
    Below,
    /// 左右.
    About,
    /// 1—2个.
    Range,
    /// 提高到, 达到: not below, or just that.
    Up,
    /// 降至: not above, or just that.
    Down,
    /// Nothing is said.
    Open,
}

const ENDS: [char; 10] = ['，', ',', '。', '；', ';', '、', '：', ':', '(', '（'];
const AT_LEAST: [&str; 7] = ["不低于", "不少于", "不小于", "不得低于", "不得少于", "至少", "最低"];
const AT_MOST: [&str; 8] = ["不高于", "不超过", "不大于", "不多于", "不得超过", "不得高于", "至多", "最多"];
const ABOVE: [&str; 5] = ["超过", "突破", "高于", "大于", "多于"];
const BELOW: [&str; 4] = ["低于", "少于", "小于", "不足"];
const UP: [&str; 9] = ["达到", "达", "提高到", "提高至", "提升到", "提升至", "增加到", "增长到", "上升至"];
const DOWN: [&str; 8] = ["降至", "降到", "降低到", "下降到", "下降至", "减少到", "压减到", "控制到"];

/// Words right before an amount that make it a change, not a level; 到 and 至 after them would make it one again.
const FALL_BY: [&str; 7] = ["下降", "降低", "减少", "压减", "削减", "下降了", "减少了"];
const RISE_BY: [&str; 7] = ["提高", "增加", "提升", "增长", "上升", "提高了", "增加了"];

/// What measures a change itself: 降幅扩大到5% is a change of 5 %.
const CHANGES: [&str; 8] = ["幅", "增速", "增长率", "下降率", "降低率", "削减率", "减少率", "提高率"];

/// What the name of an indicator has in it that measures a change itself: 下降率, 新增造林, 减排量.
const CHANGING: [&str; 8] = ["降", "减", "增", "升", "提高", "幅", "速", "变化"];

/// Whether a quote gives an amount as a change of the other way, as a change where the plan has a level, or as a level
/// where the plan has a change: less by 5 % is not “at most 5 %”, and 降到35 is no fall by 35. An indicator that
/// measures the change itself has it as its lower bound.
pub(super) fn is_other_change(text: &str, amount: &Amount, target: &Target, name: &str) -> bool {
    let (op, change) = (target.op.inner, target.change);
    let before = clause_before(text, amount);
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    match change {
        Some(_) if is_level(before) => true,
        Some(Change::Rise) => ends(&FALL_BY),
        Some(Change::Fall) => ends(&RISE_BY),
        None => {
            let is_changed = ends(&FALL_BY) || ends(&RISE_BY);
            let measures_it = CHANGING.iter().any(|word| name.contains(word));
            is_changed && (matches!(op, Operator::AtMost | Operator::Below) || !measures_it)
        }
    }
}

/// Whether the words before an amount make it a level to which something changes.
fn is_level(before: &str) -> bool {
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    (ends(&DOWN) || ends(&UP[2..])) && !CHANGES.iter().any(|word| before.contains(word))
}

/// What a quote says an amount is, where the plan says the other.
pub(super) fn other_change(text: &str, amount: &Amount) -> String {
    let what = if is_level(clause_before(text, amount)) { "要达到的数" } else { "变化的幅度" };
    format!("引文写的是{what}“{}”", amount.words(text))
}

/// Whether an amount is where a way begins: `由31%提高到33%`, `从2020年的12座增加至15座`.
pub(super) fn is_start(text: &str, amount: &Amount) -> bool {
    const WAYS: [&str; 12] =
        ["提高", "提升", "增加", "增长", "上升", "下降", "降低", "减少", "压减", "降至", "降到", "增至"];
    let before = clause_before(text, amount);
    let from = before.rfind(['由', '从']).map(|at| &before[at..]);
    let near = from.is_some_and(|from| from.chars().count() <= 10 && !from.contains(['到', '至']));
    let behind = behind(text, amount);
    near && WAYS.iter().any(|way| behind.contains(way))
}

impl Bound {
    /// What is said of an amount, by the words before it in its clause and those right behind it.
    pub(super) fn of(text: &str, amount: &Amount) -> Self {
        let before = clause_before(text, amount);
        let behind = behind(text, amount);
        let says = |words: &[&str]| words.iter().any(|word| before.contains(word));
        let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
        if behind.contains("左右") || behind.contains("上下") || ends(&["大约", "约为", "约达"]) {
            Bound::About
        } else if amount.upper.is_some() {
            Bound::Range
        } else if says(&AT_LEAST) || behind.contains("以上") {
            Bound::AtLeast
        } else if says(&AT_MOST) || ["以下", "以内", "之内"].iter().any(|word| behind.contains(word)) {
            Bound::AtMost
        } else if says(&ABOVE) || ends(&["超"]) {
            Bound::Above
        } else if says(&BELOW) {
            Bound::Below
        } else if ends(&UP) {
            Bound::Up
        } else if ends(&DOWN) {
            Bound::Down
        } else {
            Bound::Open
        }
    }

    /// Whether an operator is what is said. 下降12%以上 is a change of at least 12.
    pub(super) fn allows(self, op: Operator, change: Option<Change>) -> bool {
        let fits = match self {
            Bound::AtLeast => &[Operator::AtLeast][..],
            Bound::AtMost => &[Operator::AtMost],
            Bound::Above => &[Operator::Above],
            Bound::Below => &[Operator::Below],
            Bound::About => &[Operator::About],
            Bound::Range => &[Operator::Range],
            Bound::Up => &[Operator::AtLeast, Operator::Equal],
            Bound::Down => &[Operator::AtMost, Operator::Equal],
            Bound::Open => &[Operator::AtLeast, Operator::AtMost, Operator::Equal],
        };
        op == Operator::Verdict || fits.contains(&op) || (change.is_some() && self == Bound::Down)
    }

    /// The operator that says the same, as a plan writes it.
    pub(super) fn right(self) -> &'static str {
        match self {
            Bound::AtLeast => ">=",
            Bound::AtMost => "<=",
            Bound::Above => ">",
            Bound::Below => "<",
            Bound::About => "~",
            Bound::Range => "range",
            Bound::Up => ">=（或 =）",
            Bound::Down => "<=（或 =）",
            Bound::Open => ">=、<= 或 =",
        }
    }

    /// The words of the quote: the clause up to the amount, cut short, and what follows.
    pub(super) fn words(self, text: &str, amount: &Amount) -> String {
        let before = clause_before(text, amount);
        let start = before.char_indices().rev().nth(9).map_or(0, |(at, _)| at);
        format!("{}{}", &before[start..], amount.words(text))
    }
}

fn clause_before<'t>(text: &'t str, amount: &Amount) -> &'t str {
    let before = &text[..amount.range.start];
    let start = before.rfind(ENDS).map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    &before[start..]
}

/// What follows up to the end of the clause or to the next number, the unit of measure included, cut short:
/// `50%以上的矿山` counts, a word far behind does not.
fn behind<'t>(text: &'t str, amount: &Amount) -> &'t str {
    let rest = &text[amount.range.end..];
    let is_end = |c: char| ENDS.contains(&c) || c.is_ascii_digit();
    let clause = rest.find(is_end).unwrap_or(rest.len());
    let end = rest[..clause].char_indices().nth(12).map_or(clause, |(at, _)| at);
    &rest[..end]
}
