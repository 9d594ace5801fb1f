//! Timeliness and completeness of units.

use super::super::{Completeness, Timeliness, UnitStanding};
use super::{World, world};
use crate::assess::NoValue;
use crate::consolidate::Gap;
use crate::intake::EventKind::{Accepted, Received, Returned};

fn slj(world: &World) -> UnitStanding {
    world.assess().units[0].clone()
}

const TASK: &str = "{id: RW-1, title: 任务, due: 2030, responsible_units: [slj]}";

#[test]
fn silence_is_not_late_before_the_deadline() {
    let look =
        |as_of: &str, reporting: &str| slj(&world("", "").reporting(reporting).seen_at(as_of)).timeliness;
    let plain = "inclusive: true";
    assert_eq!(look("2025-12-15T23:59:59+08:00", plain), Timeliness::NotYetDue);
    assert_eq!(look("2025-12-16T00:00:00+08:00", plain), Timeliness::Missing);
    assert_eq!(look("2025-12-15T15:59:59Z", plain), Timeliness::NotYetDue);
    assert_eq!(look("2025-12-15T16:00:00Z", plain), Timeliness::Missing);
    assert_eq!(look("2025-12-14T23:59:59+08:00", "inclusive: false"), Timeliness::NotYetDue);
    assert_eq!(look("2025-12-15T00:00:00+08:00", "inclusive: false"), Timeliness::Missing);
    assert_eq!(look("2025-12-15T17:30:59+08:00", "cutoff: '17:30'"), Timeliness::NotYetDue);
    assert_eq!(look("2025-12-15T17:31:00+08:00", "cutoff: '17:30'"), Timeliness::Missing);
}

#[test]
fn the_unit_s_own_date_counts_where_there_is_no_book() {
    let look = |filled: &str| slj(&world("", "").form("slj", filled));
    let on_time = look("filled_on: 2025-12-15");
    assert_eq!((on_time.timeliness, on_time.self_reported, on_time.days_late), (Timeliness::OnTime, true, 0));
    let late = look("filled_on: 2025-12-17");
    assert_eq!((late.timeliness, late.days_late), (Timeliness::Late, 2));
    assert_eq!(crate::wording::unit_state(&late), "迟报2天（填报日期2025年12月17日，自报）");
    assert_eq!(look("").timeliness, Timeliness::Undated);
    let early = world("", "").form("slj", "").seen_at("2025-12-01T09:00:00+08:00");
    assert_eq!(slj(&early).timeliness, Timeliness::OnTime);
}

#[test]
fn the_book_decides_by_the_first_accepted_version() {
    let book = || world("", "").form("slj", "filled_on: 2025-12-01");
    let late = slj(&book().event("slj", Received, 1, "2025-12-17T09:00:00+08:00"));
    assert_eq!((late.timeliness, late.days_late, late.self_reported), (Timeliness::Late, 2, false));

    assert_eq!(crate::wording::unit_state(&late), "迟报2天（2025年12月17日收到）");

    let pending = book().event("slj", Received, 1, "2025-12-10T09:00:00+08:00").event(
        "slj",
        Returned,
        1,
        "2025-12-11T09:00:00+08:00",
    );
    let stands = slj(&pending);
    assert_eq!((stands.timeliness, stands.returns), (Timeliness::ReturnedPending, 1));
    assert_eq!(stands.accepted_at, None, "nothing was accepted");

    let again = slj(&pending.event("slj", Received, 2, "2025-12-18T09:00:00+08:00").event(
        "slj",
        Accepted,
        2,
        "2025-12-19T09:00:00+08:00",
    ));
    assert_eq!((again.timeliness, again.resubmitted_late, again.days_late), (Timeliness::OnTime, true, 0));
    assert_eq!(crate::wording::unit_state(&again), "按时（2025年12月10日收到），退回后于2025年12月18日补报");

    let in_force = again.accepted_at.map(|at| at.to_rfc3339());
    assert_eq!(in_force.as_deref(), Some("2025-12-18T09:00:00+08:00"), "the version in force, not the first");

    let twice_late = book()
        .event("slj", Received, 1, "2025-12-16T09:00:00+08:00")
        .event("slj", Returned, 1, "2025-12-17T09:00:00+08:00")
        .event("slj", Received, 2, "2025-12-20T09:00:00+08:00")
        .event("slj", Accepted, 2, "2025-12-20T10:00:00+08:00");
    let stands = slj(&twice_late);
    assert_eq!((stands.timeliness, stands.days_late), (Timeliness::Late, 5));
    assert!(!stands.resubmitted_late);

    let last_minute = slj(&book().event("slj", Received, 1, "2025-12-15T23:59:59+08:00"));
    assert_eq!(last_minute.timeliness, Timeliness::OnTime);
}

#[test]
fn what_came_after_the_day_looked_at_had_not_come() {
    let book = world("", "").form("slj", "").event("slj", Received, 1, "2025-12-17T09:00:00+08:00");
    assert_eq!(slj(&book.seen_at("2025-12-16T12:00:00+08:00")).timeliness, Timeliness::Missing);
}

#[test]
fn an_extension_replaces_the_day_of_its_unit() {
    let text = "extensions: [{unit: 水利局, until: 2025-12-18, reason: 出差}, {unit: 各县, until: 2025-12-17, reason: 汛情}]";
    let progress = world("", "")
        .form("slj", "filled_on: 2025-12-18")
        .form("c1", "filled_on: 2025-12-18")
        .form("zjj", "filled_on: 2025-12-16")
        .decisions(text)
        .assess();
    let found: Vec<_> = progress.units.iter().map(|u| (u.timeliness, u.days_late, u.extension)).collect();
    assert_eq!(found[0], (Timeliness::OnTime, 0, Some(0)));
    assert_eq!(found[1], (Timeliness::Late, 1, None));
    assert_eq!(found[2], (Timeliness::Late, 1, Some(1)));
    assert_eq!(progress.units[0].deadline.text, "2025年12月18日（星期四）24时前，含当日，经批准延期");
    assert_eq!(progress.deadline.text, "2025年12月15日（星期一）24时前，含当日");
    let counts = progress.unit_counts;
    assert_eq!((counts.expected, counts.on_time, counts.late, counts.missing), (5, 1, 2, 2));
    assert_eq!(counts.received, 3);
}

/// t6: what was given back while there is time may still come in time.
#[test]
fn what_was_returned_lowers_a_rate_once_the_deadline_has_passed() {
    let book = || {
        world("", "")
            .form("slj", "")
            .form("c1", "filled_on: 2025-12-02")
            .event("slj", Received, 1, "2025-12-03T09:00:00+08:00")
            .event("slj", Returned, 1, "2025-12-04T09:00:00+08:00")
    };
    let counts = |moment: &str| book().seen_at(moment).assess().unit_counts;
    let early = counts("2025-12-09T09:00:00+08:00");
    assert_eq!((early.returned_pending, early.not_yet_due, early.due), (1, 3, 1));
    assert_eq!(early.on_time_rate, crate::assess::Rate { part: 1, whole: 1 });
    let later = counts("2025-12-16T09:00:00+08:00");
    assert_eq!((later.returned_pending, later.missing, later.due), (1, 3, 5));
    assert_eq!(later.on_time_rate, crate::assess::Rate { part: 1, whole: 5 });
}

#[test]
fn completeness_is_answered_of_assigned() {
    let look = |rest: &str| slj(&world(TASK, "").form("slj", rest)).completeness;
    assert_eq!(look("tasks: [{id: rw-1, status: on_track}]"), Completeness::Complete);
    assert_eq!(look(""), Completeness::Partial);
    assert_eq!(look("nil_return: 无此项工作"), Completeness::Nil);
    assert_eq!(slj(&world(TASK, "")).completeness, Completeness::Nothing);
}

#[test]
fn silence_before_the_day_is_no_failure_of_a_figure() {
    let look = |moment: &str| {
        let city = super::indicator("direction: up, targets: [{year: 2025, op: '>=', value: '7'}]");
        let stands = world("", &city).seen_at(moment).indicator();
        (stands.value.clone().expect_err("nothing came"), stands.reason.clone())
    };
    let (none, reason) = look("2025-12-01T09:00:00+08:00");
    assert_eq!(none, NoValue::Gap(Gap::NotYetDue));
    assert!(reason.contains("未到期") && !reason.contains("未报"), "{reason}");
    let (none, reason) = look("2025-12-20T09:00:00+08:00");
    assert_eq!(none, NoValue::Gap(Gap::NotSubmitted));
    assert!(reason.contains("未报"), "{reason}");
}
