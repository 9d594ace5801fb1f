//! A figure beside last year's.

use rust_decimal::Decimal;

use super::factor::telling;
use super::{STHJJ, Valued, settled, unit_of, valued};
use crate::check::own::{Check, OwnFacts};
use crate::check::phrasing::plain;
use crate::diagnostic::{Diagnostics, Edit, Example, Rule, Severity};
use crate::measure::same_time;
use crate::plan::{Located, Number};
use crate::submission::{Figure, Period};

pub(super) static CHECKS: &[Check] = &[
    Check { rule: &JUMP, run: jumps },
    Check { rule: &CUMULATIVE_FELL, run: cumulative_fell },
    Check { rule: &UNCHANGED, run: unchanged },
    Check { rule: &OTHER_BASIS, run: other_basis },
    Check { rule: &OTHER_STANDARD, run: other_standard },
    Check { rule: &OTHER_PERIOD, run: other_period },
    Check { rule: &OTHER_BASE, run: other_base },
];

const VALUE: &str = "value: \"83.3\"\n    n: 10\n    of: 12\n";
const COUNT: &str = "value: \"25\"";
const HEXI: &str = super::HEXI;
/// Last year's submissions, which the starter has not.
const STHJJ_2024: &str = "submissions/demo/2024/sthjj.yaml";
const HEXI_2024: &str = "submissions/demo/2024/hexi.yaml";
const RATIO_2024: &str = "nianbao: submission/1\nplan: demo\nyear: 2024\nunit: 市生态环境局\nsample: true\nfilled_on: 2024-12-10\nindicators:\n  - {id: river-good-ratio, value: \"80.2\", period: 1—11月, value_status: provisional, standard: GB 3838—2002, source: 市生态环境局监测数据（示例）}\n";
const COUNT_2024: &str = "nianbao: submission/1\nplan: demo\nyear: 2024\nunit: 河西县\nsample: true\nfilled_on: 2024-12-10\nindicators:\n  - {id: outlets-fixed, value: \"21\", period: 累计, value_status: provisional, source: 河西县水利部门统计（示例）}\n";

/// A value and last year's of the same unit and the same kind of period.
struct Pair<'a> {
    now: Valued<'a>,
    last: &'a Located<Figure>,
    before: &'a Located<Number>,
    period: Option<Period>,
    /// Whose value the other one is, for sentences.
    other: &'static str,
}

fn pairs<'a>(facts: &OwnFacts<'a>) -> Vec<Pair<'a>> {
    valued(facts).filter_map(|now| pair(facts, now)).collect()
}

/// A value with what the unit reported last year. Last year's final value is of the whole year; of what accumulates
/// over years it is the sum up to its end.
fn pair<'a>(facts: &OwnFacts<'a>, now: Valued<'a>) -> Option<Pair<'a>> {
    let last = facts.last_figure(now.found.unit, now.found.index)?;
    let before = last.value.as_ref()?;
    if !now.settled {
        return Some(Pair { now, last, before, period: now.found.figure.covers, other: "上年" });
    }
    let cumulative = last.covers.filter(|period| *period == Period::Cumulative);
    Some(Pair { now, last, before, period: Some(cumulative.unwrap_or(Period::Year)), other: "上年所报" })
}

/// The same, and last year's final values beside what was reported of that year then: one year in two words.
fn pairs_and_settled<'a>(facts: &OwnFacts<'a>) -> Vec<Pair<'a>> {
    pairs(facts).into_iter().chain(settled(facts).filter_map(|now| pair(facts, now))).collect()
}

impl Pair<'_> {
    fn same_kind(&self) -> bool {
        match (self.period, self.last.covers) {
            (Some(now), Some(before)) => same_time(self.now.indicator, now, before),
            _ => false,
        }
    }

    /// Whether a count has moved from last year's towards its target, and not beyond.
    fn is_on_its_way(&self) -> bool {
        let (now, before) = (self.now.number(), self.before.value);
        let targets = self.now.indicator.targets.iter().filter(|target| target.change.is_none());
        let mut numbers = targets.filter_map(|target| Some(target.value.as_ref()?.value));
        !self.now.is_percent()
            && numbers.any(|target| (before < now && now <= target) || (target <= now && now < before))
    }

    /// Whether the two are held against each other: they are of one kind of time, or of one year, of which one told a
    /// part and the other tells the whole.
    fn is_held(&self) -> bool {
        self.same_kind() || self.now.settled && self.last.covers.is_some()
    }

    /// What last year's value leads to expect: of a flow of some months as much for each of the others.
    fn expected(&self) -> Option<Decimal> {
        let months = self.last.covers.and_then(Period::whole_months).filter(|months| *months > 0);
        let months = months.filter(|_| self.now.settled && self.now.indicator.accumulates);
        let share = Decimal::from(12).checked_div(months.unwrap_or(12).into())?;
        self.before.value.checked_mul(share)
    }

    /// How far a value may move without a word. What accumulates grows by its nature: only a sum that is more than twice
    /// last year's is a jump.
    fn limit(&self, expected: Decimal) -> Decimal {
        match self.now.is_percent() {
            true => Decimal::from(20),
            false if self.period == Some(Period::Cumulative) => expected.abs(),
            false => expected.abs() / Decimal::TWO,
        }
    }

    /// `增加12吨`: how far it has moved, where that is more than it may. Of a sum that fell another rule speaks.
    fn jump(&self) -> Option<String> {
        let goes_on = self.same_kind() && self.is_on_its_way();
        if !self.is_held() || self.factor().and_then(telling).is_some() || goes_on {
            return None;
        }
        let (change, expected) = (self.now.number().checked_sub(self.before.value)?, self.expected()?);
        let fell = self.period == Some(Period::Cumulative) && change.is_sign_negative();
        let moved = self.now.number().checked_sub(expected)?;
        if fell || moved.abs() <= self.limit(expected) || self.before.value.abs() < Decimal::TEN {
            return None;
        }
        let way = if change.is_sign_negative() { "减少" } else { "增加" };
        let unit = if self.now.is_percent() { "个百分点" } else { unit_of(self.now.indicator) };
        Some(format!("{way}{}{unit}", change.abs().normalize()))
    }

    /// Now ÷ last year, where both are positive.
    fn factor(&self) -> Option<Decimal> {
        let positive = self.now.number() > Decimal::ZERO && self.before.value > Decimal::ZERO;
        positive.then(|| self.now.number().checked_div(self.before.value)).flatten()
    }
}

static JUMP: Rule = Rule {
    code: "N422",
    name: "jump-beyond-history",
    severity: Severity::Verify,
    title: "比上年变动过大",
    why: "百分比变动超过20个百分点，累计数增加一倍以上而不是在目标以内，其他数值变动超过一半，一般需要说明原因，例如口径调整、项目集中完工。",
    example: Example::Edits {
        good: &[Edit::Write { file: STHJJ_2024, text: RATIO_2024 }],
        bad: &[
            Edit::Write { file: STHJJ_2024, text: RATIO_2024 },
            Edit::Replace { file: STHJJ, find: VALUE, with: "value: \"50.0\"\n    n: 6\n    of: 12\n" },
        ],
    },
};

/// Whether the rule on jumps has something to say of a value: others then leave it alone.
pub(super) fn has_jumped(facts: &OwnFacts<'_>, valued: &Valued<'_>) -> bool {
    pair(facts, *valued).is_some_and(|pair| pair.jump().is_some())
}

/// Checks that a value moves within bounds.
fn jumps(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for pair in pairs_and_settled(facts) {
        let Some(moved) = pair.jump() else { continue };
        let (now, before) = (&pair.now.value.written, &pair.before.written);
        pair.now
            .report(&JUMP, pair.now.value.place, format!("填{now}，比{}{before}{moved}", pair.other), out)
            .label("变动过大")
            .related(pair.before.place, "上年的数值")
            .help("请核对；确无误的在“核实说明”里写明原因，例如“断面由15个调整为12个”");
    }
}

static CUMULATIVE_FELL: Rule = Rule {
    code: "N423",
    name: "cumulative-value-fell",
    severity: Severity::Verify,
    title: "累计数比上年小",
    why: "累计数只会增加。比上年小，可能是填成了本年的数，也可能是上年的数有误。",
    example: Example::Edits {
        good: &[Edit::Write { file: HEXI_2024, text: COUNT_2024 }],
        bad: &[
            Edit::Write { file: HEXI_2024, text: COUNT_2024 },
            Edit::Replace { file: HEXI, find: COUNT, with: "value: \"19\"" },
        ],
    },
};

/// Checks that what accumulates does not shrink.
fn cumulative_fell(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for pair in pairs_and_settled(facts).into_iter().filter(Pair::same_kind) {
        if pair.period == Some(Period::Cumulative) && pair.now.number() < pair.before.value {
            let (now, before) = (&pair.now.value.written, &pair.before.written);
            let (message, place) =
                (format!("的累计数{now}小于{}的{before}", pair.other), pair.now.value.place);
            pair.now
                .report(&CUMULATIVE_FELL, place, message, out)
                .label("累计数")
                .related(pair.before.place, "上年的累计数")
                .help("请核对是否填成了本年的数；上年有误的在“核实说明”里写明");
        }
    }
}

static UNCHANGED: Rule = Rule {
    code: "N424",
    name: "value-unchanged",
    severity: Severity::Verify,
    title: "与上年的数值一字不差",
    why: "带小数的数值连续两年完全相同，多半是沿用了旧表。确未变化的，请在“核实说明”里写明。",
    example: Example::Edits {
        good: &[Edit::Write { file: STHJJ_2024, text: RATIO_2024 }],
        bad: &[
            Edit::Write { file: STHJJ_2024, text: RATIO_2024 },
            Edit::Replace { file: STHJJ, find: VALUE, with: "value: \"80.2\"\n" },
        ],
    },
};

/// Checks that a value of three digits or more is not last year's to the digit. Whole hundreds stay often.
fn unchanged(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for pair in pairs(facts) {
        let digits = pair.now.value.written.bytes().filter(u8::is_ascii_digit).count();
        let plain = pair.now.number() == Decimal::ONE_HUNDRED || pair.now.number().is_zero();
        if digits >= 3 && !plain && pair.now.value.written == pair.before.written {
            let message = format!("填{}，与上年一字不差", pair.now.value.written);
            pair.now
                .report(&UNCHANGED, pair.now.value.place, message, out)
                .related(pair.before.place, "上年的数值")
                .help("请核对是否沿用了旧表；确未变化的在“核实说明”里写明");
        }
    }
}

fn text(field: Option<&Located<String>>) -> Option<&str> {
    field.map(|words| words.trim()).filter(|words| !words.is_empty())
}

static OTHER_BASIS: Rule = Rule {
    code: "N425",
    name: "basis-changed",
    severity: Severity::Verify,
    title: "口径与方案或上年不同",
    why: "口径不同的数不能比较，同比和达标都会显示“不可比”。请改按方案的口径填报，或写明口径调整的依据。",
    example: Example::Edits {
        good: &[Edit::Write { file: STHJJ_2024, text: RATIO_2024 }],
        bad: &[
            Edit::Write { file: STHJJ_2024, text: RATIO_2024 },
            Edit::Replace {
                file: STHJJ_2024,
                find: "standard: GB 3838—2002",
                with: "basis: 国考断面, standard: GB 3838—2002",
            },
            Edit::Replace {
                file: STHJJ,
                find: "    standard: GB 3838—2002\n",
                with: "    basis: 国考和省考断面\n    standard: GB 3838—2002\n",
            },
        ],
    },
};

/// Checks that the basis is the plan's, or where the plan names none, last year's.
fn other_basis(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for valued in valued(facts) {
        let Some(basis) = valued.found.figure.basis.as_ref() else { continue };
        let Some(now) = text(Some(basis)) else { continue };
        let last = facts.last_figure(valued.found.unit, valued.found.index);
        let before = last.and_then(|figure| figure.basis.as_ref());
        let (place, wanted, whose) = match (valued.indicator.basis.as_deref(), before) {
            (Some(planned), _) => (valued.indicator.id.place, planned.trim(), "方案"),
            (None, Some(before)) => (before.place, before.trim(), "上年"),
            (None, None) => continue,
        };
        if !wanted.is_empty() && plain(now) != plain(wanted) {
            valued
                .report(&OTHER_BASIS, basis.place, format!("的口径“{now}”与{whose}的“{wanted}”不同"), out)
                .label("口径")
                .related(place, format!("{whose}的口径是“{wanted}”"))
                .help("请改按原口径填报，或在“核实说明”里写明调整的依据");
        }
    }
}

static OTHER_STANDARD: Rule = Rule {
    code: "N426",
    name: "standard-changed",
    severity: Severity::Hint,
    title: "所用标准与上年不同",
    why: "标准的版本不同，数值不能直接比较，同比显示“不可比”。请核对版本号。",
    example: Example::Edits {
        good: &[Edit::Write { file: STHJJ_2024, text: RATIO_2024 }],
        bad: &[
            Edit::Write { file: STHJJ_2024, text: RATIO_2024 },
            Edit::Replace { file: STHJJ, find: "standard: GB 3838—2002", with: "standard: GB 3838—2026" },
        ],
    },
};

/// Checks that the standard and its edition are last year's.
fn other_standard(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for pair in pairs(facts) {
        let (Some(now), Some(before)) = (&pair.now.found.figure.standard, &pair.last.standard) else {
            continue;
        };
        if plain(now) != plain(before) {
            let message = format!("所用标准“{}”与上年的“{}”不同", now.trim(), before.trim());
            pair.now
                .report(&OTHER_STANDARD, now.place, message, out)
                .related(before.place, "上年所用的标准")
                .help("请核对标准号和版本年份");
        }
    }
}

static OTHER_PERIOD: Rule = Rule {
    code: "N427",
    name: "period-changed",
    severity: Severity::Hint,
    title: "时段与上年不同，不能同比",
    why: "1—11月的数与全年的数不能比较。请尽量按上年的时段填报。",
    example: Example::Edits {
        good: &[Edit::Write { file: STHJJ_2024, text: RATIO_2024 }],
        bad: &[
            Edit::Write { file: STHJJ_2024, text: RATIO_2024 },
            Edit::Replace { file: STHJJ_2024, find: "period: 1—11月", with: "period: 1—10月" },
        ],
    },
};

/// Checks that the kind of period is last year's.
fn other_period(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for pair in pairs(facts).into_iter().filter(|pair| !pair.same_kind()) {
        let (Some(now), Some(before)) = (&pair.now.found.figure.period, &pair.last.period) else { continue };
        if pair.period.is_some() {
            let message = format!("的时段“{}”与上年的“{}”不同", now.trim(), before.trim());
            pair.now
                .report(&OTHER_PERIOD, now.place, message, out)
                .related(before.place, "上年的时段")
                .help("请尽量按上年的时段填报；不能的会显示“不可比”");
        }
    }
}

static OTHER_BASE: Rule = Rule {
    code: "N428",
    name: "base-of-ratio-changed",
    severity: Severity::Hint,
    title: "比例的分母与上年不同",
    why: "分母变了（例如断面由15个调整为12个），比例的升降不全是工作的结果。请在“核实说明”或说明里写明调整的依据。",
    example: Example::Edits {
        good: &[Edit::Write { file: STHJJ_2024, text: RATIO_2024 }],
        bad: &[
            Edit::Write { file: STHJJ_2024, text: RATIO_2024 },
            Edit::Replace {
                file: STHJJ_2024,
                find: "value: \"80.2\"",
                with: "value: \"80.0\", n: 12, of: 15",
            },
        ],
    },
};

/// Checks that a ratio rests on as many things as last year.
fn other_base(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for pair in pairs(facts) {
        let (Some(now), Some(before)) = (&pair.now.found.figure.of, &pair.last.of) else { continue };
        // A base of days or of volumes differs every year; one of sections, villages, projects should not.
        let counted = |n: Decimal| n.fract().is_zero() && n <= Decimal::from(200);
        if now.value != before.value && counted(now.value) && counted(before.value) {
            let message = format!("的分母由{}变为{}", before.written, now.written);
            pair.now
                .report(&OTHER_BASE, now.place, message, out)
                .label("今年的分母")
                .related(before.place, "上年的分母")
                .help("请写明调整的依据，例如“断面由15个调整为12个”");
        }
    }
}
