//! The sums of the tests' own: made-up workspaces, reckoned a second time from the published method, with
//! fractions and in other words, and compared with what the program makes of them.

mod asked;
mod course;
mod duties;
mod generate;
mod goals;
mod made_plan;
mod moved;
mod number;
mod rollup;
mod told;
mod world;
mod write;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use nianbao::diagnostic::Files;

use goals::Goals;
use rollup::Seen;
use world::World;

/// What the independent sums make of a world.
fn reckoned(world: &World) -> BTreeMap<String, String> {
    let mut facts = BTreeMap::new();
    for at in 0..world.rounds.len() {
        let seen = Seen::of(world, at);
        seen.tell_duties(&mut facts);
        (0..world.indicators.len()).for_each(|at| Goals::of(&seen, at).tell(&mut facts));
    }
    facts
}

/// Where two ways of reckoning differ.
fn differences(own: &BTreeMap<String, String>, program: &BTreeMap<String, String>) -> Vec<String> {
    let mut keys: Vec<&String> = own.keys().chain(program.keys()).collect();
    keys.sort();
    keys.dedup();
    let differ = keys.into_iter().filter(|key| own.get(*key) != program.get(*key));
    differ
        .map(|key| format!("{key}\n    own:     {:?}\n    program: {:?}", own.get(key), program.get(key)))
        .collect()
}

fn printed(files: &Files) -> String {
    files.iter().filter(|(name, _)| !name.contains("/received/")).fold(
        String::new(),
        |mut all, (name, bytes)| {
            write!(all, "--- {name}\n{}", String::from_utf8_lossy(bytes)).expect("a string");
            all
        },
    )
}

/// Seeds to look at: so many as hold the tests, or those of `SEEDS=from..to`.
fn seeds() -> std::ops::Range<u64> {
    let given = std::env::var("SEEDS").ok();
    let ends = given.as_deref().and_then(|seeds| seeds.split_once(".."));
    ends.and_then(|(from, to)| Some(from.parse().ok()?..to.parse().ok()?)).unwrap_or(0..320)
}

#[test]
fn the_independent_sums_agree_with_the_program() {
    let (mut report, mut facts) = (String::new(), 0);
    let mut differing = 0;
    for seed in seeds() {
        let world = generate::world(seed);
        let files = write::files(&world);
        let (program, kept_out) = told::facts(&world, &files);
        assert!(kept_out.is_empty(), "seed {seed} is not valid: {kept_out:#?}\n{}", printed(&files));
        let own = reckoned(&world);
        facts += own.len();
        let differ = differences(&own, &program);
        if !differ.is_empty() {
            differing += 1;
            if report.is_empty() {
                write!(report, "{}", printed(&files)).expect("a string");
            }
            write!(report, "\nseed {}, seen on {}:\n  {}", world.seed, world.today, differ.join("\n  "))
                .expect("a string");
        }
    }
    assert!(report.is_empty(), "{differing} workspaces differ; the first of them:\n{report}");
    assert!(facts > 0);
}

/// What is measured in thousandths of the unit is the same thing: no standing and no result depends on it.
#[test]
fn a_change_of_unit_changes_no_standing() {
    let mut compared = 0;
    for seed in 1000..1060 {
        let mut world = generate::world(seed);
        // Whether two reporters agree is a matter of the digits shown.
        world.indicators.iter_mut().filter(|i| !i.by_county).for_each(|i| i.reporters.truncate(1));
        let judged = |world: &World| {
            let (facts, _) = told::facts(world, &write::files(world));
            let of = |key: &str| {
                key.ends_with("standing") || key.ends_with("years ahead") || key.ends_with("completion")
            };
            facts.into_iter().filter(|(key, _)| of(key)).collect::<BTreeMap<_, _>>()
        };
        let before = judged(&world);
        compared += before.len();
        world.measure_in_thousandths();
        let differ = differences(&before, &judged(&world));
        assert!(differ.is_empty(), "seed {seed}:\n{}\n{}", differ.join("\n"), printed(&write::files(&world)));
    }
    assert!(compared > 500);
}
