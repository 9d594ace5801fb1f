//! Small rounds on the starter plan, changed in one place each.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{Answer, FigureState, Gap, Outcome, Tables, consolidate};
use crate::diagnostic::Diagnostics;
use crate::intake::Book;
use crate::measure::Unlike;
use crate::plan::{self, Plan};
use crate::source::{Project, Sources};
use crate::submission::{self, Held, Round, Survey};

const PLAN: &str = "plans/demo.yaml";

/// The starter with pieces of its files replaced; an empty piece removes the file.
fn tables(changes: &[(&str, &str, &str)]) -> (Plan, Round, Tables) {
    let mut files: Vec<(String, String)> = crate::starter::files()
        .into_iter()
        .map(|(name, bytes)| (name.to_owned(), String::from_utf8_lossy(bytes).into_owned()))
        .collect();
    for (name, from, to) in changes {
        if from.is_empty() {
            files.retain(|(file, _)| file != name);
            continue;
        }
        let file = files.iter_mut().find(|(file, _)| file == name).expect("the starter has the file");
        assert!(file.1.contains(from), "{name} has no {from}");
        file.1 = file.1.replace(from, to);
    }
    let project = Project::memory(files);
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let mut plans = plan::read_all(&project, &mut sources, &mut out).expect("memory can be listed");
    let folders = submission::survey(&project, &mut sources, &plans, &[]).expect("memory can be listed");
    let plan = plans.remove(0);
    let round = submission::read_all(
        &project,
        &mut sources,
        &plan,
        2025,
        (Survey { folders: &folders, looks_at: &|_, _| true }, None),
        &mut out,
    );
    let tables = consolidate(&plan, &round, &Book::default(), &std::collections::BTreeSet::new());
    (plan, round, tables)
}

fn outcome<'t>(plan: &Plan, tables: &'t Tables, id: &str) -> &'t Outcome {
    &tables.indicators[plan.indicator_by_id(id).expect("the plan has it").0].outcome
}

const HEDONG: &str = "submissions/demo/2025/hedong.yaml";
const HEXI: &str = "submissions/demo/2025/hexi.yaml";

#[test]
fn counties_add_up() {
    let (plan, _, tables) = tables(&[]);
    let Outcome::Value(value) = outcome(&plan, &tables, "outlets-fixed") else { panic!("a value") };
    assert_eq!((value.number, value.sources.len()), (Decimal::from(55), 2));
}

#[test]
fn a_missing_county_makes_the_whole_incomplete() {
    let (plan, _, tables) = tables(&[(HEXI, "", "")]);
    match outcome(&plan, &tables, "outlets-fixed") {
        Outcome::Incomplete { partial: Some(value), have: 1, of: 2 } => {
            assert_eq!(value.number, Decimal::from(30))
        }
        other => panic!("{other:?}"),
    }
    let task = &tables.tasks[0];
    assert_eq!(task.answers.len(), 4);
    assert_eq!(task.answers[3].answer, Answer::NotSubmitted);
}

#[test]
fn not_concerned_is_an_answer_and_not_a_lack() {
    let (plan, _, tables) = tables(&[(HEXI, "value: \"25\"", "value: null\n    missing: 不涉及")]);
    match outcome(&plan, &tables, "outlets-fixed") {
        Outcome::Value(value) => assert_eq!(value.number, Decimal::from(30)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn different_periods_are_not_added() {
    let (plan, _, tables) = tables(&[(HEXI, "period: 累计", "period: 1—11月")]);
    assert!(matches!(
        outcome(&plan, &tables, "outlets-fixed"),
        Outcome::None(Gap::Mixed(Unlike { period: true, .. }))
    ));
}

#[test]
fn a_ratio_is_the_ratio_of_sums() {
    let (plan, _, tables) = tables(&[
        (PLAN, "combine: sum", "combine: ratio"),
        (PLAN, "unit_of_measure: 个", "unit_of_measure: \"%\""),
        (HEDONG, "value: \"30\"", "value: \"50\"\n    n: 1\n    of: 2"),
        (HEXI, "value: \"25\"", "value: \"100\"\n    n: 8\n    of: 8"),
    ]);
    match outcome(&plan, &tables, "outlets-fixed") {
        Outcome::Value(value) => {
            assert_eq!(value.ratio, Some((Decimal::from(9), Decimal::from(10))));
            assert_eq!(value.number, Decimal::from(90));
        }
        other => panic!("{other:?}"),
    }
}

/// t9: people for each square metre are no percentage.
#[test]
fn t9_a_ratio_that_is_no_share_is_not_multiplied() {
    let (plan, _, tables) = tables(&[
        (PLAN, "combine: sum", "combine: ratio"),
        (PLAN, "unit_of_measure: 个", "unit_of_measure: 平方米/人"),
        (HEDONG, "value: \"30\"", "value: \"12\"\n    n: 240\n    of: 20"),
        (HEXI, "value: \"25\"", "value: \"16\"\n    n: 160\n    of: 10"),
    ]);
    match outcome(&plan, &tables, "outlets-fixed") {
        Outcome::Value(value) => assert_eq!(value.number.round_dp(2).to_string(), "13.33"),
        other => panic!("{other:?}"),
    }
}

/// t9: what a department adds up for the counties is not one of them.
#[test]
fn t9_a_department_beside_its_counties_is_not_added() {
    let total = "note: 主体工程已开工。}";
    let line = format!("{total}\nindicators:\n  - {{id: outlets-fixed, value: \"55\", period: 累计}}");
    let (plan, _, tables) =
        tables(&[(PLAN, "reported_by: [counties]", "reported_by: [counties, slj]"), (SLJ, total, &line)]);
    match outcome(&plan, &tables, "outlets-fixed") {
        Outcome::Value(value) => assert_eq!((value.number, value.sources.len()), (Decimal::from(55), 2)),
        other => panic!("{other:?}"),
    }
}

/// t9: the one who was asked has answered; what another knows is shown and does not count.
#[test]
fn t9_an_asked_unit_s_not_yet_published_is_its_answer() {
    let [(file, from, to)] = second_figure("84.1");
    let own = "value: \"83.3\"\n    n: 10\n    of: 12";
    let (plan, _, tables) = tables(&[(STHJJ, own, "value: null\n    missing: 尚未公布"), (file, from, &to)]);
    let record = &tables.indicators[plan.indicator_by_id("river-good-ratio").expect("the plan has it").0];
    assert!(matches!(record.outcome, Outcome::None(Gap::Missing(_))), "{:?}", record.outcome);
    assert!(record.figures.iter().any(|figure| !figure.expected && figure.value().is_some()));
}

/// t6: figures that look the same and are not of one basis do not agree; nor do two on both sides of a target.
#[test]
fn t6_reporters_agree_only_when_nothing_depends_on_which_is_taken() {
    for (value, plan_target, agree) in [("83.33", "83.3", true), ("83.33", "83.32", false)] {
        let [(file, from, to)] = second_figure(value);
        let (plan, _, tables) =
            tables(&[TWO, (PLAN, "value: \"90\"", &format!("value: \"{plan_target}\"")), (file, from, &to)]);
        let found = outcome(&plan, &tables, "river-good-ratio");
        assert_eq!(matches!(found, Outcome::Value(_)), agree, "{value} {plan_target} {found:?}");
    }
    let [(file, from, to)] = second_figure("83.3");
    let other = to.replace("standard: GB3838-2002", "standard: GB3838-2002, basis: 省控断面");
    let (plan, _, tables) = tables(&[TWO, (file, from, &other)]);
    let Outcome::Conflict(unlike) = outcome(&plan, &tables, "river-good-ratio") else { panic!("{tables:?}") };
    assert_eq!(unlike, &Unlike { value: false, basis: true, standard: false, period: false });
}

/// Last year's final value comes with this year's figure, for the whole as for each county.
#[test]
fn last_year_s_final_values_add_up_like_this_year_s() {
    let (plan, _, tables) = tables(&[
        (HEDONG, "value: \"30\"", "value: \"30\"\n    last_year: {value: \"14\", source: 统计年报}"),
        (HEXI, "value: \"25\"", "value: \"25\"\n    last_year: {value: \"9\", source: 统计年报}"),
    ]);
    let record = &tables.indicators[plan.indicator_by_id("outlets-fixed").expect("the plan has it").0];
    let last = record.last_year.as_ref().expect("both gave it");
    assert_eq!((last.number, last.is_final()), (Decimal::from(23), true));
}

const STHJJ: &str = "submissions/demo/2025/sthjj.yaml";
const TWO: (&str, &str, &str) = (PLAN, "reported_by: [sthjj]", "reported_by: [sthjj, slj]");
const SLJ: &str = "submissions/demo/2025/slj.yaml";

fn second_figure(value: &str) -> [(&'static str, &'static str, String); 1] {
    let end = "note: 主体工程已开工。}";
    [(
        SLJ,
        end,
        format!(
            "{end}\nindicators:\n  - {{id: river-good-ratio, value: \"{value}\", period: 1—11月, standard: GB3838-2002}}"
        ),
    )]
}

#[test]
fn two_reporters_agree_after_rounding_or_conflict() {
    // The time path of the year is 83.333…: 83.3 lags behind it and 83.34 does not, though both round to 83.3.
    for (value, agree) in [("83.30", true), ("83.32", true), ("83.34", false), ("83.4", false)] {
        let [(file, from, to)] = second_figure(value);
        let (plan, _, tables) = tables(&[TWO, (PLAN, "value: \"81\"", "value: \"80\""), (file, from, &to)]);
        match outcome(&plan, &tables, "river-good-ratio") {
            Outcome::Value(found) => {
                assert!(agree, "{value}");
                assert_eq!(found.sources.len(), 2);
            }
            Outcome::Conflict(Unlike::VALUE) => assert!(!agree, "{value}"),
            other => panic!("{other:?}"),
        }
    }
}

/// Eleven twelfths of 90.9 are 83.325, which lies between 83.30 and 83.34: of a flow one figure keeps pace and the
/// other does not.
#[test]
fn t6_two_figures_of_a_flow_on_two_sides_of_its_pace_do_not_agree() {
    let target = (PLAN, "{year: 2027, op: \">=\", value: \"90\"", "{year: 2025, op: \">=\", value: \"90.9\"");
    let flow = (PLAN, "decimals: 1\n", "decimals: 1\n    accumulates: true\n");
    let [(file, from, to)] = second_figure("83.34");
    let (plan, _, stock) = tables(&[TWO, target, (file, from, &to)]);
    assert!(matches!(outcome(&plan, &stock, "river-good-ratio"), Outcome::Value(_)));
    let (plan, _, of_flow) = tables(&[TWO, target, flow, (file, from, &to)]);
    assert!(matches!(outcome(&plan, &of_flow, "river-good-ratio"), Outcome::Conflict(Unlike::VALUE)));
}

#[test]
fn a_nil_return_is_no_silence() {
    let (_, _, tables) = tables(&[
        (HEXI, "filled_on:", "nil_return: 本年度无相关工作\nfilled_on:"),
        (HEXI, "  - id: outlets-fixed", "  - id: river-good-ratio"),
    ]);
    assert!(tables.units[3].nil_return.is_some());
    assert!(tables.units[3].coverage.total().is_complete());
    let state = &tables.indicators[1].figures[1].state;
    assert!(matches!(state, FigureState::NilReturn), "{state:?}");
}

#[test]
fn a_faulty_part_is_neither_used_nor_called_silence() {
    let (_, _, found) = tables(&[(HEXI, "status: on_track", "status: 基本完成")]);
    assert!(found.units[3].faulty);
    let unused = &found.tasks[0].answers[3].answer;
    assert!(matches!(unused, Answer::Held(_, Held::Faulty("N031"))), "{unused:?}");
    assert!(matches!(found.indicators[1].figures[1].state, FigureState::Value(_)));
    // What lacks besides is told, unless the fault may hide it.
    let gone = "  - id: outlets-fixed\n";
    let lacking = (HEXI, gone, "  - id: somewhere-else\n");
    let (_, _, found) = tables(&[(HEXI, "status: on_track", "status: 基本完成"), lacking]);
    assert!(matches!(found.indicators[1].figures[1].state, FigureState::NoEntry));
    let (_, _, found) = tables(&[(HEXI, "  - id: outlets-fixed", "  - id: [outlets-fixed]")]);
    assert!(matches!(found.indicators[1].figures[1].state, FigureState::Unusable));
}

proptest! {
    /// The order in which submissions were read changes nothing.
    #[test]
    fn order_does_not_show(order in Just(vec![0usize, 1, 2, 3]).prop_shuffle()) {
        let (plan, round, tables) = tables(&[]);
        let mut shuffled = round.clone();
        shuffled.submissions = order.iter().map(|&at| round.submissions[at].clone()).collect();
        let again = consolidate(&plan, &shuffled, &Book::default(), &std::collections::BTreeSet::new());
        for (a, b) in tables.indicators.iter().zip(&again.indicators) {
            let number = |o: &Outcome| match o { Outcome::Value(v) => Some(v.number), _ => None };
            prop_assert_eq!(number(&a.outcome), number(&b.outcome));
        }
        for (a, b) in tables.tasks.iter().zip(&again.tasks) {
            let units = |t: &super::TaskRecord| t.answers.iter().map(|x| x.unit).collect::<Vec<_>>();
            prop_assert_eq!(units(a), units(b));
        }
    }

    /// The ratio of a union is the ratio of the sums, however the counties are divided.
    #[test]
    fn ratio_of_sums(a in 0u32..1000, b in 1u32..1000, c in 0u32..1000, d in 1u32..1000) {
        let (n1, n2) = (a.min(b).to_string(), c.min(d).to_string());
        let (plan, _, tables) = tables(&[
            (PLAN, "combine: sum", "combine: ratio"),
        (PLAN, "unit_of_measure: 个", "unit_of_measure: \"%\""),
            (HEDONG, "value: \"30\"", &format!("value: \"1\"\n    n: {n1}\n    of: {b}")),
            (HEXI, "value: \"25\"", &format!("value: \"1\"\n    n: {n2}\n    of: {d}")),
        ]);
        let Outcome::Value(value) = outcome(&plan, &tables, "outlets-fixed") else { panic!("a value") };
        let expected = Decimal::from(a.min(b) + c.min(d)) * Decimal::from(100) / Decimal::from(b + d);
        prop_assert_eq!(value.number, expected);
    }
}
