//! What must hold for all numbers (assessment.md, section 1), by generated cases.

use std::fmt::Write as _;

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::super::Standing;
use super::{final_value, indicator, world};

/// A baseline, targets and a year, without units.
#[derive(Debug, Clone)]
struct Course {
    up: bool,
    year: i32,
    baseline: Option<(i32, Decimal)>,
    targets: Vec<(Option<i32>, bool, Decimal)>,
}

fn number() -> impl Strategy<Value = Decimal> {
    (-1500i64..1500, 0u32..3).prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

fn course() -> impl Strategy<Value = Course> {
    let target = (prop::option::weighted(0.85, 2021i32..2034), any::<bool>(), number());
    let baseline = prop::option::weighted(0.8, (2015i32..2026, number()));
    (any::<bool>(), 2020i32..2036, baseline, prop::collection::vec(target, 1..4))
        .prop_map(|(up, year, baseline, targets)| Course { up, year, baseline, targets })
}

impl Course {
    fn stand(&self, value: Decimal) -> super::Judged {
        self.stand_with(value, 1)
    }

    fn stand_with(&self, value: Decimal, decimals: u32) -> super::Judged {
        let mut text = format!("direction: {}", if self.up { "up" } else { "down" });
        if let Some((year, value)) = self.baseline {
            write!(text, ", baseline: {{year: {year}, value: '{value}'}}").expect("it is a string");
        }
        text.push_str(", targets: [");
        for (year, strict, value) in &self.targets {
            let op = match (self.up, strict) {
                (true, false) => ">=",
                (true, true) => ">",
                (false, false) => "<=",
                (false, true) => "<",
            };
            let year = year.map_or("null".to_owned(), |year| year.to_string());
            write!(text, "{{year: {year}, op: '{op}', value: '{value}'}}, ").expect("it is a string");
        }
        text.push(']');
        // Not a share: those end at 100, and no other number and no turned sign does.
        let measured = indicator(&text).replace("'%'", "个");
        let measured = measured.replace("decimals: 1", &format!("decimals: {decimals}"));
        world("", &measured).year(self.year).figure("slj", &final_value(value)).indicator()
    }

    /// Every number times a factor; a negative one turns the direction.
    fn times(&self, factor: Decimal) -> Course {
        Course {
            up: self.up == (factor > Decimal::ZERO),
            year: self.year,
            baseline: self.baseline.map(|(year, value)| (year, value * factor)),
            targets: self.targets.iter().map(|(y, strict, value)| (*y, *strict, value * factor)).collect(),
        }
    }
}

/// The better the lower. What is not judged for want of a schedule lies between a target met and
/// a value worse than the baseline.
fn rank(standing: Standing) -> u8 {
    standing.rank().unwrap_or(1)
}

fn near(a: Option<Decimal>, b: Option<Decimal>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= Decimal::new(1, 12) * (Decimal::ONE + a.abs()),
        (a, b) => a == b,
    }
}

fn summary(progress: &super::Assessed) -> String {
    let mut text = String::new();
    for unit in &progress.units {
        write!(text, "{:?} {:?} {}; ", unit.timeliness, unit.completeness, crate::wording::unit_state(unit))
            .expect("a string");
    }
    for (at, task) in progress.tasks.iter().enumerate() {
        let reason = progress.task_reason(at);
        write!(text, "{:?} {:?} {:?} {reason}; ", task.status, task.light, task.disagreeing)
            .expect("a string");
    }
    for at in 0..progress.indicators.len() {
        let indicator = progress.judged(at);
        write!(text, "{:?} {} {:?}", indicator.standing, indicator.reason, indicator.steps)
            .expect("a string");
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_worse_value_never_gets_a_better_standing(course in course(), a in number(), b in number()) {
        let (better, worse) = if (a > b) == course.up { (a, b) } else { (b, a) };
        let (high, low) = (course.stand(better), course.stand(worse));
        prop_assert!(rank(high.standing) <= rank(low.standing), "{:?} {:?}", high.standing, low.standing);
        prop_assert!(high.deviation >= low.deviation);
        prop_assert!(low.worsening || !high.worsening);
    }

    #[test]
    fn completion_is_nought_at_the_baseline_and_one_at_the_target(course in course()) {
        let Some((_, b)) = course.baseline else { return Ok(()) };
        for (at, (_, _, t)) in course.targets.iter().enumerate() {
            let ends = [(b, Decimal::ZERO), (*t, Decimal::ONE)];
            for (value, completion) in ends {
                let found = course.stand(value).targets[at].completion;
                prop_assert_eq!(found, (b != *t).then_some(completion));
            }
        }
    }

    #[test]
    fn a_change_of_unit_changes_neither_completion_nor_standing(course in course(), v in number(), k in 1u32..5) {
        // What is told in thousands has three digits more.
        let factor = Decimal::new(1, k);
        let (one, other) = (course.stand(v), course.times(factor).stand_with(v * factor, 1 + k));
        prop_assert_eq!(one.standing, other.standing);
        prop_assert!(near(one.completion, other.completion));
        prop_assert!(near(one.years_ahead, other.years_ahead));
        prop_assert!(near(one.deviation.map(|d| d * factor), other.deviation));
    }

    #[test]
    fn turning_sign_and_direction_changes_no_standing(course in course(), v in number()) {
        let (one, other) = (course.stand(v), course.times(Decimal::NEGATIVE_ONE).stand(-v));
        prop_assert_eq!(one.standing, other.standing);
        prop_assert_eq!(one.completion, other.completion);
        prop_assert_eq!(one.deviation, other.deviation);
        prop_assert_eq!(one.course.tolerance, other.course.tolerance);
        prop_assert_eq!(one.worsening, other.worsening);
    }

    #[test]
    fn the_ratio_of_a_union_is_the_ratio_of_sums(parts in prop::collection::vec((0i64..500, 1i64..500), 3)) {
        let fields = "{id: i, name: 指标, unit_of_measure: '%', decimals: 1, reported_by: [all], level: county, combine: ratio, direction: up, targets: [{year: 2025, op: '>=', value: '60'}]}";
        let mut world = world("", fields);
        for (unit, (n, of)) in ["c1", "c2", "c3"].into_iter().zip(&parts) {
            // The value of each county is beside the point: only n and N count.
            world = world.figure(unit, &format!("value: '1', n: {n}, of: {of}, period: 全年"));
        }
        let (n, of) = parts.iter().fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
        let ratio = Decimal::from(n) * Decimal::from(100) / Decimal::from(of);
        let stands = world.indicator();
        prop_assert_eq!(stands.value.as_ref().map(|value| value.number), Ok(ratio));
        prop_assert_eq!(stands.standing.rank() == Some(0), ratio >= Decimal::from(60));
    }

    #[test]
    fn the_order_of_submissions_changes_nothing(
        forms in prop::collection::vec((0usize..7, number()), 5).prop_shuffle(),
        order in Just([0usize, 1, 2, 3, 4]).prop_shuffle(),
    ) {
        let words = ["completed", "ahead", "on_track", "behind", "not_started", "ongoing", "no_progress"];
        let units = ["slj", "zjj", "c1", "c2", "c3"];
        let task = "{id: RW-1, title: 任务, due: 2030, lead_units: [zjj], responsible_units: [slj, all]}";
        let fields = "{id: i, name: 指标, unit_of_measure: 个, decimals: 0, reported_by: [all], level: county, combine: sum, direction: up, baseline: {year: 2020, value: '0'}, targets: [{year: 2030, op: '>=', value: '100'}]}";
        let build = |order: &[usize]| order.iter().fold(world(task, fields), |world, &at| {
            let (status, value) = &forms[at];
            let rest = format!(
                "filled_on: 2025-12-{:02}\ntasks: [{{id: RW-1, status: {}}}]\nindicators: [{{id: i, value: '{value}', period: 全年}}]",
                at + 13, words[*status],
            );
            world.form(units[at], &rest)
        });
        prop_assert_eq!(summary(&build(&[0, 1, 2, 3, 4]).assess()), summary(&build(&order).assess()));
    }
}
