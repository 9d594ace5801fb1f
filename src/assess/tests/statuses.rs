//! The status of tasks and milestones, and their lights.

use rust_decimal::Decimal;

use super::super::{DecidedBy, Light, Movement, Movements, TaskStanding, TaskStatus, Unmoved, light_of};
use super::{World, world};
use crate::office::Lights;

const UNITS: [&str; 5] = ["slj", "zjj", "c1", "c2", "c3"];

fn with(task: &str, statuses: &[&str]) -> World {
    let mut world = world(&format!("{{id: RW-1, title: 任务, {task}}}"), "");
    for (unit, status) in UNITS.into_iter().zip(statuses) {
        world = match *status {
            "" => world,
            "silent" => world.form(unit, "filled_on: 2025-12-01"),
            "nil" => world.form(unit, "nil_return: 无"),
            status => world.form(unit, &format!("tasks: [{{id: RW-1, status: {status}}}]")),
        };
    }
    world
}

fn task(world: &World) -> TaskStanding {
    world.assess().tasks[0].clone()
}

fn reason(world: &World) -> String {
    world.assess().task_reason(0)
}

const ALL: &str = "due: 2030, responsible_units: [slj, zjj, c1]";
const LED: &str = "due: 2030, lead_units: [slj], responsible_units: [zjj, c1]";

#[test]
fn the_worst_of_the_reported() {
    use TaskStatus::{
        Ahead, Behind, Completed, NoAnswer, NotApplicable, NotStarted, OnTrack, Ongoing, Unstated,
    };
    for (statuses, expected) in [
        (["completed", "completed", "completed"], Completed),
        (["completed", "ahead", "completed"], Ahead),
        (["completed", "ahead", "on_track"], OnTrack),
        (["not_started", "ahead", "on_track"], NotStarted),
        (["not_started", "behind", "on_track"], Behind),
        (["completed", "", "silent"], OnTrack),
        (["completed", "nil", "completed"], Completed),
        (["nil", "nil", "nil"], NotApplicable),
        (["nil", "", "nil"], NoAnswer),
        (["completed", "not_applicable", "nil"], Completed),
        (["completed", "no_progress", ""], OnTrack),
        (["completed", "ongoing", ""], Ongoing),
        (["on_track", "ongoing", "no_progress"], OnTrack),
        (["ongoing", "not_applicable", "no_progress"], Ongoing),
        (["not_applicable", "no_progress", "not_yet_available"], Unstated),
        (["not_applicable", "not_applicable", "nil"], NotApplicable),
        (["", "silent", ""], NoAnswer),
    ] {
        let stands = task(&with(ALL, &statuses));
        assert_eq!(stands.status, expected, "{statuses:?}");
        assert_eq!(stands.reported, expected);
        let by = match expected {
            NoAnswer => DecidedBy::Nobody,
            OnTrack if !statuses.contains(&"on_track") => DecidedBy::Unfinished,
            _ => DecidedBy::Worst,
        };
        assert_eq!(stands.decided_by, by, "{statuses:?}");
    }
}

#[test]
fn the_lead_unit_answers_for_the_task() {
    let stands = task(&with(LED, &["on_track", "behind", "completed"]));
    assert_eq!((stands.status, stands.decided_by), (TaskStatus::OnTrack, DecidedBy::Lead));
    assert_eq!(stands.disagreeing.len(), 1);
    assert_eq!(
        reason(&with(LED, &["on_track", "behind", "completed"])),
        "以牵头单位为准：水利局为“正常推进”"
    );
    let silent = task(&with(LED, &["silent", "behind", "completed"]));
    assert_eq!(
        (silent.status, silent.decided_by, silent.lead_silent),
        (TaskStatus::Behind, DecidedBy::Worst, true)
    );
    assert_eq!((silent.expected, silent.answered, silent.silent, silent.missing), (3, 2, 1, 0));
    let agreed = task(&with(ALL, &["ongoing", "ongoing", ""]));
    assert_eq!(agreed.agreeing, super::super::Rate { part: 2, whole: 3 });
    assert_eq!(
        reason(&with(ALL, &["ongoing", "ongoing", ""])),
        "水利局、住建局为“长期坚持”（3家中2家填报“长期坚持”）"
    );
    assert_eq!(
        reason(&with(LED, &["silent", "behind", "completed"])),
        "牵头单位未填报状态，按逾期、滞后、未启动、正常推进、超前的次序取在前的状态：住建局为“滞后”（3家中1家填报“滞后”）"
    );
}

#[test]
fn a_choice_counts_before_the_lead_and_an_override_before_all() {
    let choice = "choices: [{task: RW-1, unit: zjj, reason: 牵头调整, by: 办公室, on: 2025-12-20}]\n";
    let set = "overrides: [{task: rw-1, status: completed, reason: 已验收, by: 办公室, on: 2025-12-20}]";
    let world = || with(LED, &["on_track", "behind", "completed"]);
    let chosen = task(&world().decisions(choice));
    assert_eq!((chosen.status, chosen.decided_by), (TaskStatus::Behind, DecidedBy::Choice(0)));
    let overridden = task(&world().decisions(&format!("{choice}{set}")));
    assert_eq!((overridden.status, overridden.reported), (TaskStatus::Completed, TaskStatus::Behind));
    assert!(overridden.overridden && overridden.decided_by == DecidedBy::Override(0));
    assert_eq!(overridden.disagreeing.len(), 2);
    assert_eq!(
        reason(&world().decisions(&format!("{choice}{set}"))),
        "办公室认定为“已完成”：已验收（填报汇总为“滞后”）"
    );
}

#[test]
fn where_completion_is_withheld_the_reason_says_so_and_no_unit_is_said_to_have_reported_it() {
    let part = with(ALL, &["completed, percent: 100", "completed", "silent"]);
    let stands = task(&part);
    assert_eq!((stands.status, stands.decided_by), (TaskStatus::OnTrack, DecidedBy::Unfinished));
    assert_eq!((stands.agreeing.part, stands.decisive.as_slice(), stands.percent), (0, &[][..], None));
    assert_eq!(reason(&part), "3家中2家填报“已完成”，尚未全部作出有效答复，暂不认定为已完成，按“正常推进”计");
    // After its day the task does not go on, and it is not known to be late either.
    let past =
        with("due: 2025-06-30, responsible_units: [slj, zjj, c1]", &["completed", "completed", "silent"]);
    let over = task(&past);
    assert_eq!((over.status, over.decided_by), (TaskStatus::Unstated, DecidedBy::Unfinished));
    assert!(reason(&past).ends_with("暂不认定为已完成，按“尚未报齐”计"), "{}", reason(&past));
    let two_lead = "due: 2030, lead_units: [slj, zjj]";
    assert_eq!(task(&with(two_lead, &["completed", ""])).decided_by, DecidedBy::Unfinished);
    assert_eq!(task(&with(two_lead, &["completed", "on_track"])).decided_by, DecidedBy::Lead);
}

#[test]
fn the_office_s_word_carries_no_unit_s_percentage() {
    let set = "overrides: [{task: RW-1, status: completed, reason: 已验收, by: 办公室, on: 2025-12-20}]";
    let world = with(ALL, &["behind, percent: 60", "on_track, percent: 80", "completed"]).decisions(set);
    let stands = task(&world);
    assert_eq!((stands.status, stands.reported), (TaskStatus::Completed, TaskStatus::Behind));
    assert_eq!((stands.percent, stands.decisive.is_empty()), (None, true));
    assert_eq!(crate::wording::set_by_office(&stands).as_deref(), Some("办公室认定，填报汇总为“滞后”"));
    assert_eq!(crate::wording::set_by_office(&task(&with(ALL, &["behind"]))), None);
}

#[test]
fn t9_a_unit_that_was_not_asked_never_counts_where_others_are() {
    let asked = "due: 2030, responsible_units: [slj]";
    assert_eq!(task(&with(asked, &["on_track", "behind"])).status, TaskStatus::OnTrack);
    let stands = task(&with(asked, &["", "behind"]));
    assert_eq!((stands.status, stands.expected, stands.missing), (TaskStatus::NoAnswer, 1, 1));
    let nobody = task(&with("due: 2030", &["", "behind"]));
    assert_eq!((nobody.status, nobody.expected), (TaskStatus::Behind, 0));
}

#[test]
fn overdue_is_computed_from_the_day_after() {
    let task_in = |year: i32, due: &str, status: &str, as_of: &str| {
        let world = with(&format!("due: {due}, responsible_units: [slj]"), &[status]);
        task(&world.year(year).seen_at(as_of)).status
    };
    let task_of = |due: &str, status: &str, as_of: &str| task_in(2036, due, status, as_of);
    let (eve, day) = ("2025-12-31T23:59:59+08:00", "2026-01-01T00:00:00+08:00");
    assert_eq!(task_of("2025", "on_track", eve), TaskStatus::OnTrack);
    assert_eq!(task_of("2025", "on_track", day), TaskStatus::Overdue);
    assert_eq!(task_of("2025", "completed", day), TaskStatus::Completed);
    assert_eq!(task_of("2025", "not_applicable", day), TaskStatus::NotApplicable);
    assert_eq!(task_of("2025", "ongoing", day), TaskStatus::Overdue);
    assert_eq!(task_of("2025", "silent", day), TaskStatus::NoAnswer);
    assert_eq!(task_of("2025-12-19", "behind", "2025-12-19T12:00:00+08:00"), TaskStatus::Behind);
    assert_eq!(task_of("2025-12-19", "behind", "2025-12-20T00:00:00+08:00"), TaskStatus::Overdue);
    assert_eq!(task_of("ongoing", "behind", "2035-01-01T00:00:00+08:00"), TaskStatus::Behind);
    // t3: what falls due at the end of a year is no fault of that year, whenever it is looked at.
    for later in ["2026-01-09", "2026-12-20", "2031-06-30 08:00"] {
        assert_eq!(task_in(2025, "2025", "on_track", later), TaskStatus::OnTrack);
        assert_eq!(task_in(2025, "2025-12-30", "on_track", later), TaskStatus::Overdue);
    }
}

#[test]
fn lights_at_their_thresholds() {
    let point = |text: &str| Some(text.parse::<Decimal>().expect("a decimal"));
    let plain = Lights::default();
    let behind = |points, lights: &Lights| light_of(TaskStatus::Behind, points, Some(400), lights);
    assert_eq!(behind(point("10"), &plain), Light::Yellow);
    assert_eq!(behind(point("10.01"), &plain), Light::Red);
    assert_eq!(behind(point("-3"), &plain), Light::Yellow);
    assert_eq!(behind(None, &plain), Light::Yellow);
    let exclusive = Lights { inclusive: false, ..Lights::default() };
    assert_eq!(behind(point("10"), &exclusive), Light::Red);
    assert_eq!(behind(point("9.99"), &exclusive), Light::Yellow);
    for (days, light) in [(31, Light::Green), (30, Light::Yellow), (0, Light::Yellow)] {
        assert_eq!(light_of(TaskStatus::OnTrack, None, Some(days), &plain), light, "{days}");
        assert_eq!(light_of(TaskStatus::Completed, None, Some(days), &plain), Light::Green);
        assert_eq!(light_of(TaskStatus::NoAnswer, None, Some(days), &plain), Light::Grey);
    }
    assert_eq!(light_of(TaskStatus::OnTrack, None, None, &plain), Light::Green);
    assert_eq!(light_of(TaskStatus::Overdue, None, Some(-1), &plain), Light::Red);
    for status in [TaskStatus::Ongoing, TaskStatus::NotApplicable, TaskStatus::Unstated] {
        assert_eq!(light_of(status, None, None, &plain), Light::Grey);
    }
}

#[test]
fn points_behind_the_straight_line_of_time() {
    // From 1 January 2025 to 31 December 2025 are 364 days; by 1 July 181 of them have passed.
    let world = |entry: &str| {
        world("{id: RW-1, title: 任务, due: 2025, responsible_units: [slj]}", "")
            .form("slj", &format!("tasks: [{{id: RW-1, {entry}}}]"))
            .seen_at("2025-07-01T09:00:00+08:00")
    };
    let near = task(&world("status: behind, percent: 40"));
    assert_eq!(near.expected_percent.map(|p| p.round_dp(2).to_string()).as_deref(), Some("49.73"));
    assert_eq!((near.percent, near.light), (Some((Decimal::from(40), 0)), Light::Yellow));
    assert_eq!(task(&world("status: behind, percent: 39")).light, Light::Red);
    assert_eq!(task(&world("status: not_started")).light, Light::Red);
    assert_eq!(task(&world("status: behind")).light, Light::Yellow);
    let own = task(&world("status: on_track, percent: 10"));
    assert_eq!((own.light, own.points_behind), (Light::Green, None));
}

#[test]
fn tasks_without_end_stay_out_of_the_completion_rate() {
    let tasks = "{id: RW-1, title: 甲, due: ongoing, responsible_units: [slj]}, {id: RW-2, title: 乙, due: 2030, responsible_units: [slj]}, {id: RW-3, title: 丙, due: 2030, responsible_units: [slj]}, {id: RW-4, title: 丁, due: 2030, responsible_units: [slj]}";
    let counts = world(tasks, "")
        .form("slj", "tasks: [{id: RW-1, status: completed}, {id: RW-2, status: completed}, {id: RW-3, status: ongoing}, {id: RW-4, status: behind}]")
        .assess()
        .task_counts;
    assert_eq!((counts.total, counts.without_end), (4, 2));
    assert_eq!((counts.completion.part, counts.completion.whole), (1, 2));
}

#[test]
fn milestones_fall_due_by_themselves() {
    let task = "due: 2030, responsible_units: [slj, zjj], milestones: [{id: MS-1, what: 开工, due: 2025-12-01}, {id: MS-2, what: 完工, due: null}]";
    let world = with(task, &[])
        .form("slj", "milestones: [{id: ms-1, status: completed, done_on: 2025-11-30}]")
        .form("zjj", "milestones: [{id: MS-1, status: on_track}]");
    let progress = world.assess();
    assert_eq!(progress.milestones[0].status, TaskStatus::Overdue);
    assert_eq!(progress.milestones[0].days_left, Some(-19));
    assert!(progress.milestones[0].done_on.is_none(), "one of two has done its part");
    assert_eq!(progress.milestones[1].status, TaskStatus::NoAnswer);
    assert_eq!(progress.tasks[0].overdue_milestones, 1);
    assert_eq!((progress.milestone_counts.overdue, progress.milestone_counts.no_answer), (1, 1));
}

#[test]
fn a_milestone_is_completed_on_the_last_of_its_days() {
    let task =
        "due: 2030, responsible_units: [slj, zjj], milestones: [{id: MS-1, what: 开工, due: 2025-12-01}]";
    let done = |day: &str| format!("milestones: [{{id: ms-1, status: completed, done_on: {day}}}]");
    let world = with(task, &[]).form("slj", &done("2025-11-30")).form("zjj", &done("2025-10-08"));
    let progress = world.assess();
    assert_eq!(progress.milestones[0].done_on.map(|on| on.to_string()).as_deref(), Some("2025-11-30"));
}

fn last_year(mut world: World, statuses: &[(&str, &str)]) -> World {
    for (unit, status) in statuses {
        world.previous.push(format!(
            "nianbao: submission/1\nplan: demo\nyear: 2024\nunit: {unit}\ntasks: [{{id: RW-1, status: {status}}}]"
        ));
    }
    world
}

#[test]
fn t3_last_year_s_status_is_how_it_stood_at_last_year_s_end() {
    let task = "due: 2024, responsible_units: [slj]";
    let world = last_year(with(task, &["completed"]), &[("slj", "behind")]);
    let moved = Movement { before: TaskStatus::Behind, now: TaskStatus::Completed, units: 1, reported: None };
    assert_eq!(world.assess().movements, Movements::Tasks(vec![Ok(moved)]));
}

#[test]
fn t6_years_are_compared_over_the_units_that_answered_in_both() {
    use TaskStatus::{Behind, OnTrack};
    // Last year 住建局 was behind; this year it is silent, which is no progress.
    let silent = last_year(
        with(ALL, &["on_track", "", "on_track"]),
        &[("slj", "on_track"), ("zjj", "behind"), ("c1", "on_track")],
    );
    let reported = Some((Behind, OnTrack));
    let moved = Movement { before: OnTrack, now: OnTrack, units: 2, reported };
    assert_eq!(silent.assess().movements, Movements::Tasks(vec![Ok(moved)]));
    let all =
        last_year(with(ALL, &["on_track", "on_track", "nil"]), &[("slj", "on_track"), ("zjj", "behind")]);
    let moved = Movement { before: Behind, now: OnTrack, units: 2, reported: None };
    assert_eq!(all.assess().movements, Movements::Tasks(vec![Ok(moved)]));
    let strangers = last_year(with(ALL, &["on_track"]), &[("zjj", "behind")]);
    assert_eq!(strangers.assess().movements, Movements::Tasks(vec![Err(Unmoved::NobodyInBoth)]));
    // Before the deadline nothing is compared.
    let early = last_year(with(ALL, &["on_track"]), &[("slj", "behind")]).seen_at("2025-12-10");
    assert_eq!(early.assess().movements, Movements::NotDue);
    assert_eq!(with(ALL, &["on_track"]).assess().movements, Movements::NoYear);
}

#[test]
fn t6_units_that_are_not_due_are_no_part_of_a_rate() {
    let early = with(ALL, &["on_track"]).seen_at("2025-12-10").assess();
    let counts = early.unit_counts;
    assert_eq!((counts.expected, counts.due, counts.not_yet_due), (5, 1, 4));
    assert_eq!(counts.on_time_rate, super::super::Rate { part: 1, whole: 1 });
}
