//! Small rounds on the starter plan, with one thing wrong each.

use std::sync::Arc;

use super::Audience;
use crate::diagnostic::Diagnostics;
use crate::pipeline::{self, Selection};
use crate::plan::Plan;
use crate::source::Project;
use crate::submission::{Form, Held, Part, Round, Submission};

/// The starter's round with pieces of its files replaced (a new file where nothing is replaced), admitted.
fn admitted(changes: &[(&str, &str, &str)], audience: Audience) -> (Arc<Plan>, Round) {
    let mut files: Vec<(String, String)> = crate::starter::files()
        .into_iter()
        .map(|(name, bytes)| (name.to_owned(), String::from_utf8_lossy(bytes).into_owned()))
        .collect();
    for (name, from, to) in changes {
        let name = format!("submissions/demo/{name}");
        match files.iter_mut().find(|(file, _)| *file == name) {
            Some((_, text)) => {
                assert!(text.contains(from), "{name} has no {from}");
                *text = text.replace(from, to);
            }
            None => files.push((name, (*to).to_owned())),
        }
    }
    if audience == Audience::Public {
        let review = "public_review: {by: 示例办公室, on: 2025-12-19, disclosure: proactive}\n";
        let name = "submissions/demo/2025/decisions.yaml";
        match files.iter_mut().find(|(file, _)| file == name) {
            Some((_, text)) => text.push_str(review),
            None => files
                .push((name.to_owned(), format!("nianbao: decisions/1\nplan: demo\nyear: 2025\n{review}"))),
        }
    }
    let project = Project::memory(files);
    let as_of = "2025-12-20".parse().expect("a day");
    let read = pipeline::read(&project, &Selection::default(), as_of, &mut Diagnostics::default());
    let read = read.expect("memory can be listed");
    let rounds = &read.plans[0];
    let assessed = rounds.assess(&read.sources);
    let mut years = rounds.seen_by(audience, &assessed);
    (Arc::clone(&rounds.plan), years.pop().flatten().expect("there is a round").round)
}

fn of<'r>(plan: &Plan, round: &'r Round, unit: &str) -> &'r Submission {
    let unit = plan.unit_named(unit);
    round.submissions.iter().find(|submission| submission.unit == unit).expect("the unit has submitted")
}

fn form<'r>(plan: &Plan, round: &'r Round, unit: &str) -> &'r Form {
    of(plan, round, unit).form.as_ref().expect("it can be used")
}

const STHJJ: &str = "2025/sthjj.yaml";
const SLJ: &str = "2025/slj.yaml";
const VALUE: &str = "value: \"83.3\"\n    n: 10\n    of: 12";
const TEXT: &str = "完成两县入河排污口的**全面排查**，建立了一口一档。";
const FIGURE: fn() -> Part = || Part::Figure("river-good-ratio".to_owned());

#[test]
fn t1_the_sound_starter_is_admitted_as_it_is() {
    for audience in [Audience::Office, Audience::Review, Audience::Public] {
        let (_, round) = admitted(&[], audience);
        for submission in &round.submissions {
            assert!(submission.withheld.is_empty() && submission.questions.is_empty(), "{submission:?}");
        }
    }
}

#[test]
fn t1_a_figure_that_cannot_be_is_withheld_with_its_code() {
    for (bad, code) in [
        ("value: \"116.7\"\n    n: 14\n    of: 12", "N402"),
        ("value: \"83.3\"\n    n: 10\n    of: 0", "N402"),
        ("value: \"83.3\"\n    missing: 未监测", "N236"),
        ("value: \"83.3\"\n    n: 10", "N403"),
    ] {
        let (plan, round) = admitted(&[(STHJJ, VALUE, bad)], Audience::Office);
        let submission = of(&plan, &round, "sthjj");
        assert!(form(&plan, &round, "sthjj").indicators.is_empty(), "{bad}");
        assert_eq!(submission.held(&FIGURE()), Some(Held::Faulty(code)), "{bad}");
        assert!(submission.is_faulty());
        assert!(!form(&plan, &round, "sthjj").tasks.is_empty(), "the rest is used");
    }
}

#[test]
fn t1_of_two_entries_for_one_task_neither_counts() {
    let twice = "tasks:\n  - {id: rw-02-01, status: completed, progress: 河道清淤三处。, evidence: [{title: 验收单}]}\n";
    let (plan, round) = admitted(&[(SLJ, "tasks:\n", twice)], Audience::Office);
    assert!(form(&plan, &round, "slj").tasks.is_empty());
    let held = of(&plan, &round, "slj").held(&Part::Task("rw-02-01".to_owned()));
    assert_eq!(held, Some(Held::Faulty("N224")));
}

#[test]
fn t1_of_a_return_and_content_beside_it_neither_counts() {
    let nil = "sample: true\nnil_return: 本年没有承担这方面的任务\n";
    for audience in [Audience::Office, Audience::Review, Audience::Public] {
        let (plan, round) = admitted(&[(SLJ, "sample: true\n", nil)], audience);
        let form = form(&plan, &round, "slj");
        assert!(form.nil_return.is_none() && form.tasks.is_empty() && form.milestones.is_empty());
        assert!(form.summary.is_none() && form.filled_on.is_some(), "when it came is not in question");
        let submission = of(&plan, &round, "slj");
        let entries = [Part::Task("rw-02-01".to_owned()), Part::Milestone("ms-02-01-1".to_owned())];
        for part in entries.into_iter().chain([Part::NilReturn]) {
            assert_eq!(submission.held(&part), Some(Held::Faulty("N321")), "{part:?}");
        }
    }
    let figure = ("2025/hexi.yaml", "sample: true\n", nil);
    let (plan, round) = admitted(&[figure], Audience::Office);
    assert!(self::form(&plan, &round, "hexi").indicators.is_empty());
}

#[test]
fn t1_a_paper_of_another_year_or_plan_is_not_used_at_all() {
    for (from, to, code) in [("year: 2025", "year: 2023", "N203"), ("plan: demo", "plan: water", "N202")] {
        let (plan, round) = admitted(&[(SLJ, from, to)], Audience::Office);
        let submission = of(&plan, &round, "slj");
        assert!(submission.form.is_none());
        assert_eq!(submission.held(&FIGURE()), Some(Held::Faulty(code)));
    }
}

#[test]
fn t1_personal_data_stays_inside_and_secrets_go_everywhere() {
    let progress = |audience, text: &str| {
        let (plan, round) = admitted(&[(SLJ, TEXT, text)], audience);
        assert!(of(&plan, &round, "slj").is_faulty());
        let entry = &form(&plan, &round, "slj").tasks[0];
        assert_eq!(entry.status.inner.key(), "on_track", "the rest of the entry is used");
        entry.progress.as_ref().map(|text| text.inner.clone())
    };
    let phone = "排查完成，联系李工18635300000。";
    assert!(progress(Audience::Office, phone).is_some());
    assert_eq!(progress(Audience::Review, phone), None);
    assert_eq!(progress(Audience::Public, phone), None);
    for audience in [Audience::Office, Audience::Review, Audience::Public] {
        assert_eq!(progress(audience, "排查完成（秘密★5年）。"), None);
    }
}

#[test]
fn t1_an_inner_wording_does_not_take_the_place_of_a_withheld_one() {
    let both = "    progress: 内部口径的进展，共十二处。\n    public_progress: 咨询请拨18635300000。\n";
    let own = format!("    progress: |\n      {TEXT}\n");
    let (plan, round) = admitted(&[(SLJ, &own, both)], Audience::Review);
    let entry = &form(&plan, &round, "slj").tasks[0];
    assert!(entry.progress.is_none() && entry.public_progress.is_none());
}

#[test]
fn t1_contradictory_and_backward_decisions_are_not_applied() {
    let decisions = "nianbao: decisions/1\nplan: demo\nyear: 2025\nextensions:\n  - {unit: slj, until: 2025-11-30, reason: 另有安排, by: 示例办公室, on: 2025-11-20}\n  - {unit: hexi, until: 2025-12-30, reason: 道路中断, by: 示例办公室, on: 2025-12-12}\nchoices:\n  - {task: RW-02-01, unit: slj, reason: 牵头单位, by: 示例办公室, on: 2025-12-18}\n  - {task: RW-02-01, unit: sthjj, reason: 监测单位, by: 示例办公室, on: 2025-12-18}\n";
    let (_, round) = admitted(&[("2025/decisions.yaml", "", decisions)], Audience::Office);
    let left: Vec<&str> = round.decisions.extensions.iter().map(|e| e.unit.as_str()).collect();
    assert_eq!(left, ["hexi"]);
    assert!(round.decisions.choices.is_empty());
}

#[test]
fn t2_an_open_question_travels_inside_and_waits_outside() {
    let asked = [(STHJJ, "    value_status: provisional\n", "")];
    let (plan, round) = admitted(&asked, Audience::Office);
    let submission = of(&plan, &round, "sthjj");
    assert_eq!(submission.questions_about(&FIGURE()).map(|q| q.code).collect::<Vec<_>>(), ["N233"]);
    assert_eq!((form(&plan, &round, "sthjj").indicators.len(), submission.is_faulty()), (1, false));
    let (plan, round) = admitted(&asked, Audience::Public);
    assert!(form(&plan, &round, "sthjj").indicators.is_empty());
    assert_eq!(of(&plan, &round, "sthjj").held(&FIGURE()), Some(Held::Open("N233")));
}

/// What last year's round said of the demo's ratio.
const LAST_YEAR: &str = "nianbao: submission/1\nplan: demo\nyear: 2024\nunit: 市生态环境局\nsample: true\nfilled_on: 2024-12-10\nindicators:\n  - {id: river-good-ratio, value: \"80.2\", period: 1—11月, value_status: provisional, source: 监测数据（示例）}\n";

#[test]
fn t3_last_year_s_final_value_is_held_to_the_rules_of_figures_and_falls_alone() {
    let key = || Part::LastYear("river-good-ratio".to_owned());
    for (last, code, held) in [
        ("value: \"812\"", "N411", Held::Open("N411")),
        ("value: \"-80.4\"", "N411", Held::Open("N411")),
        ("value: \"0.804\"", "N412", Held::Open("N412")),
        ("value: \"8.04\"", "N421", Held::Open("N421")),
        ("value: \"80.4\", n: 41, of: 60", "N401", Held::Open("N401")),
        ("value: \"80.4\", n: 41, of: 0", "N402", Held::Faulty("N402")),
        ("value: \"80.4\", n: 61, of: 51", "N402", Held::Faulty("N402")),
        ("value: \"80.4\", n: 41", "N403", Held::Faulty("N403")),
    ] {
        let with = format!("{VALUE}\n    last_year: {{{last}, source: 年报}}");
        let changes = [(STHJJ, VALUE, with.as_str()), ("2024/sthjj.yaml", "", LAST_YEAR)];
        let (plan, round) = admitted(&changes, Audience::Public);
        let submission = of(&plan, &round, "sthjj");
        assert_eq!(submission.held(&key()), Some(held), "{last}");
        assert_eq!(submission.held(&FIGURE()), None, "{last}");
        let figure = &form(&plan, &round, "sthjj").indicators[0];
        assert!(figure.value.is_some() && figure.last_year.is_none(), "{last}: {code}");
        let (plan, round) = admitted(&changes, Audience::Office);
        let kept = form(&plan, &round, "sthjj").indicators[0].last_year.is_some();
        assert_eq!(kept, matches!(held, Held::Open(_)), "the office sees what is only asked about: {last}");
    }
    let sound = format!("{VALUE}\n    last_year: {{value: \"80.4\", n: 41, of: 51, source: 年报}}");
    let changes = [(STHJJ, VALUE, sound.as_str()), ("2024/sthjj.yaml", "", LAST_YEAR)];
    let (plan, round) = admitted(&changes, Audience::Public);
    assert!(form(&plan, &round, "sthjj").indicators[0].last_year.is_some());
    assert!(of(&plan, &round, "sthjj").withheld.is_empty());
}

#[test]
fn t3_a_final_count_is_set_beside_what_was_reported_of_the_same_year() {
    let (own, hexi) = ("2025/hexi.yaml", "2024/hexi.yaml");
    let before = "nianbao: submission/1\nplan: demo\nyear: 2024\nunit: 河西县\nsample: true\nfilled_on: 2024-12-10\nindicators:\n  - {id: outlets-fixed, value: \"21\", period: 累计, value_status: provisional, source: 统计（示例）}\n";
    for (last, code) in [("2100", "N421"), ("14", "N423"), ("-21", "N413"), ("21.5", "N414")] {
        let with = format!("value: \"25\"\n    last_year: {{value: \"{last}\", source: 年报}}");
        let changes = [(own, "value: \"25\"", with.as_str()), (hexi, "", before)];
        let (plan, round) = admitted(&changes, Audience::Public);
        let withheld: Vec<&str> = of(&plan, &round, "hexi").withheld.iter().map(|w| w.held.code()).collect();
        assert!(withheld.contains(&code), "{last}: {withheld:?}");
        assert!(form(&plan, &round, "hexi").indicators[0].value.is_some(), "{last}");
    }
}
