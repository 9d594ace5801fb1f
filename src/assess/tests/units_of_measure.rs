//! A verdict hangs neither on the unit that something is measured in nor on the digits that it is printed with, and no
//! printed numbers contradict it: by generated cases.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::super::{Standing, TargetResult};
use super::{Judged, world};

/// A figure against what is asked of its year, without a unit.
#[derive(Debug, Clone)]
struct Asked {
    up: bool,
    flow: bool,
    period: &'static str,
    baseline: Option<Decimal>,
    targets: Vec<(i32, Decimal)>,
    value: Value,
    /// 小数位数 of the plan, if it says any.
    decimals: Option<u32>,
}

#[derive(Debug, Clone)]
enum Value {
    Given(Decimal),
    /// n and N, of which the program makes the value.
    Ratio(i64, i64),
}

fn asked() -> impl Strategy<Value = Asked> {
    let number = || (1i64..4000, 0u32..4).prop_map(|(digits, scale)| Decimal::new(digits, scale));
    let periods = ["全年", "1—11月", "1—7月", "截至2025-06-15", "截至2025-11-30", "截至2025-02-10"];
    // Near to where it turns: a part of a target or a point of a line, cut off somewhere.
    let cut = (0usize..12, 0u32..6, -1i64..2);
    let value = prop_oneof![
        number().prop_map(|v| (Value::Given(v), None)),
        cut.prop_map(|cut| (Value::Given(Decimal::ZERO), Some(cut))),
        (1i64..300, 1i64..40).prop_map(|(n, of)| (Value::Ratio(n, of), None)),
    ];
    let targets = prop::collection::vec((prop_oneof![Just(2025i32), 2024i32..2031], number()), 1..3);
    let of = (any::<bool>(), any::<bool>(), prop::sample::select(periods.to_vec()));
    let rest = (prop::option::weighted(0.7, number()), targets, value, prop::option::weighted(0.6, 0u32..3));
    (of, rest).prop_map(|((up, flow, period), (baseline, targets, (value, cut), decimals))| {
        let value = match cut {
            Some((part, digits, by)) => {
                let of = targets[0].1 * Decimal::from(part + 1) / Decimal::from(12);
                Value::Given((of.round_dp(digits) + Decimal::new(by, digits)).abs())
            }
            None => value,
        };
        Asked { up, flow, period, baseline, targets, value, decimals }
    })
}

impl Asked {
    /// How it stands when everything is told in a unit that is 10^`by` times as small.
    fn stand(&self, by: i32, decimals: Option<u32>) -> Judged {
        let factor =
            if by < 0 { Decimal::new(1, by.unsigned_abs()) } else { Decimal::from(10i64.pow(by as u32)) };
        let told = |number: Decimal| (number * factor).normalize();
        let op = if self.up { ">=" } else { "<=" };
        let targets: Vec<String> = self
            .targets
            .iter()
            .map(|(year, value)| format!("{{year: {year}, op: '{op}', value: '{}'}}", told(*value)))
            .collect();
        let baseline = self
            .baseline
            .map_or(String::new(), |value| format!("baseline: {{year: 2023, value: '{}'}}, ", told(value)));
        let decimals = decimals.map_or(String::new(), |digits| format!("decimals: {digits}, "));
        let combine = match self.value {
            Value::Ratio(..) => "reported_by: [c1, c2], level: county, combine: ratio",
            Value::Given(_) => "reported_by: [slj]",
        };
        let fields = format!(
            "{{id: i, name: 指标, unit_of_measure: 吨, {combine}, accumulates: {}, {decimals}direction: {}, \
             {baseline}targets: [{}]}}",
            self.flow,
            if self.up { "up" } else { "down" },
            targets.join(", "),
        );
        let world = world("", &fields);
        let period = self.period;
        let world = match self.value {
            Value::Given(value) => {
                world.figure("slj", &format!("value: '{}', period: {period}", told(value)))
            }
            Value::Ratio(n, of) => {
                let n = told(Decimal::from(n));
                let figure = format!("value: '1', n: '{n}', of: {of}, period: {period}");
                world
                    .figure("c1", &figure)
                    .figure("c2", &format!("value: '1', n: 0, of: 1, period: {period}"))
            }
        };
        world.indicator()
    }
}

fn verdicts(judged: &Judged) -> (Standing, bool, Vec<TargetResult>) {
    (judged.standing, judged.worsening, judged.targets.iter().map(|target| target.result).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn t6_no_verdict_depends_on_the_unit_of_measure_or_on_digits(
        asked in asked(), by in -4i32..7, decimals in prop::option::of(0u32..4)
    ) {
        let (one, other) = (asked.stand(0, asked.decimals), asked.stand(by, decimals));
        prop_assert_eq!(verdicts(&one), verdicts(&other), "{:?} × 10^{}", asked, by);
    }

    #[test]
    fn t7_no_printed_numbers_contradict_their_verdict(asked in asked()) {
        let judged = asked.stand(0, asked.decimals);
        let Ok(value) = &judged.value else { return Ok(()) };
        let (v, up) = (value.as_shown(), if asked.up { Decimal::ONE } else { Decimal::NEGATIVE_ONE });
        if let (Some(path), Some(deviation)) = (judged.course.scheduled, judged.deviation) {
            let exact = up * (value.number - path.exact);
            prop_assert_eq!(up * (v - path.value), deviation, "{:?}", asked);
            prop_assert_eq!(deviation >= Decimal::ZERO, exact >= -Decimal::new(1, 15), "{:?} {:?}", asked, path);
            if judged.standing == Standing::OnSchedule && judged.targets.iter().all(|t| !t.is_live) {
                prop_assert!(deviation >= Decimal::ZERO, "{:?}", asked);
            }
            // The true distance as well, to half a unit of the last digit, where the figure has an end.
            if value.number.scale() < 10 {
                let half = Decimal::new(5, v.scale().max(path.value.scale()) + 1);
                prop_assert!((exact - deviation).abs() <= half, "{:?}", asked);
            }
        }
        for target in &judged.targets {
            let Some(pace) = target.pace else { continue };
            match target.result {
                TargetResult::OnPace => prop_assert!(pace.bound.is_met(v) == Some(true), "{:?} {:?}", asked, pace),
                TargetResult::OffPace => prop_assert!(pace.bound.is_met(v) == Some(false), "{:?} {:?}", asked, pace),
                _ => {}
            }
        }
    }
}
