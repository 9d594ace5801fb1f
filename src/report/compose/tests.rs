//! Composed on the plans of the repository, on an empty round and on faulty files.

mod sentinel;

use std::path::Path;

use self::sentinel::{sentinel_form, sentinel_project};
use super::{Input, YearData, compose};
use crate::assess::{self, Before, Progress, Situation};
use crate::consolidate::{self, Tables};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::intake::{self, Book};
use crate::office::{self, Office};
use crate::plan::{self, Date, Descent, Moment, Plan};
use crate::report::{Count, Edition, InternalReport, PublicReport, Report};
use crate::source::{Project, Sources};
use crate::submission::{self, Round, Survey};

/// A plan with its years, owned.
struct Read {
    plan: Plan,
    years: Vec<(Round, Book, Tables, Progress)>,
}

/// A workspace, read without its checks.
struct Workspace {
    sources: Sources,
    office: Office,
    findings: Vec<Diagnostic>,
    plans: Vec<Read>,
}

fn read(project: &Project, extra_year: Option<i32>) -> Workspace {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let office = office::read(project, &mut sources, &mut out).expect("settings");
    let plans = plan::read_all(project, &mut sources, &mut out).expect("plans can be listed");
    let folders = submission::survey(project, &mut sources, &plans, &[]).expect("they can be listed");
    let as_of = "2025-12-31".parse().expect("a day");
    let plans = plans
        .into_iter()
        .map(|plan| {
            let mut numbers = folders.years(&plan);
            numbers.extend(extra_year);
            numbers.sort_unstable();
            numbers.dedup();
            let mut years: Vec<(Round, Book, Tables, Progress)> = vec![];
            for number in numbers {
                let round = submission::read_all(
                    project,
                    &mut sources,
                    &plan,
                    number,
                    (Survey { folders: &folders, looks_at: &|_, _| true }, None),
                    &mut out,
                );
                let book = intake::read(project, &mut sources, &plan, number, &mut out);
                let last = years.last().filter(|y| y.0.year == number - 1);
                let descent = Descent::between(&plan, &plan, number - 1);
                let previous = last.map(|(round, _, tables, progress)| Before {
                    plan: &plan,
                    descent: &descent,
                    round,
                    tables,
                    progress,
                });
                let done = assess::done_before(&plan, previous);
                let tables = consolidate::consolidate(&plan, &round, &book, &done.keys().copied().collect());
                let situation = Situation {
                    plan: &plan,
                    round: &round,
                    tables: &tables,
                    previous,
                    done: &done,
                    elsewhere: &crate::assess::Elsewhere::default(),
                    office: &office,
                    moment: Moment::open(&plan.definition.reporting, number, as_of),
                };
                let progress = assess::assess(&situation);
                years.push((round, book, tables, progress));
            }
            Read { plan, years }
        })
        .collect();
    Workspace { sources, office, findings: out.into_vec(), plans }
}

fn reports(workspace: &Workspace) -> Vec<(&Read, usize, PublicReport, InternalReport)> {
    let mut reports = vec![];
    for read in &workspace.plans {
        let plan = &read.plan;
        let descents = vec![Descent::between(plan, plan, 0); read.years.len()];
        let years: Vec<YearData<'_>> = read
            .years
            .iter()
            .enumerate()
            .map(|(at, (round, book, tables, progress))| YearData {
                plan,
                office: &workspace.office,
                descents: descents[..at].iter().collect(),
                closed: None,
                later: &[],
                round,
                book,
                tables,
                progress,
                typed: &[],
                text_changed: false,
                unseen: &[],
                has_pages: true,
            })
            .collect();
        for at in 0..years.len() {
            let (public, internal) = compose(&Input {
                years: &years,
                at,
                sources: &workspace.sources,
                findings: &workspace.findings,
                as_of: "2025-12-31".parse::<Date>().expect("a day"),
                since: None,
            });
            reports.push((read, at, public, internal));
        }
    }
    reports
}

fn repository() -> Workspace {
    read(&Project::Folder(Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()), None)
}

fn sum(count: &Count) -> usize {
    count.parts.iter().map(|part| part.n).sum()
}

/// Sums agree, and everything of the plan has its page.
fn adds_up<E: Edition>(read: &Read, report: &Report<E>) {
    let o = &report.overview;
    let (tasks, indicators) = (read.plan.tasks().count(), read.plan.definition.indicators.len());
    assert_eq!(o.tasks.count.total, tasks);
    assert_eq!(sum(&o.tasks.count), tasks, "the statuses are all tasks");
    let sections: usize = o.sections.iter().map(|s| s.count.total).sum();
    assert_eq!(sections, tasks, "the sections are all tasks");
    let cells: usize = o.sections.iter().map(|s| s.cells.len()).sum();
    assert_eq!(cells, tasks);
    assert_eq!(sum(&o.indicators.count), indicators);
    let judged = o.indicators.count.of("met") + o.indicators.count.of("missed");
    assert_eq!(o.indicators.met.of, judged, "met and missed are what was judged");
    assert_eq!(o.minis.len(), indicators);
    assert_eq!(sum(&o.submissions.count), o.submissions.expected);
    assert_eq!(o.submissions.marks.len(), o.submissions.expected);
    let total = &report.submissions.total;
    assert_eq!(
        total.on_time + total.late + total.faulty + total.returned_pending + total.missing + total.waiting,
        total.expected
    );
    let by_kind: usize = report.submissions.rows.iter().map(|row| row.expected).sum();
    assert_eq!(by_kind, total.expected);
    let rows: usize = report.register.iter().flat_map(|r| &r.groups).map(|g| g.rows.len()).sum();
    assert_eq!(rows, tasks, "the register has every task");
    let table: usize = report.indicator_table.groups.iter().map(|g| g.rows.len()).sum();
    assert_eq!(table, indicators);
    for (_, _, task) in read.plan.tasks() {
        assert!(report.tasks.iter().any(|page| page.id == task.id.as_str()), "{}", task.id.as_str());
    }
    for (_, unit) in read.plan.units() {
        assert!(report.units.iter().any(|page| page.id == unit.id.as_str()));
    }
    let listed: usize = report.unit_list.groups.iter().map(|g| g.units.len()).sum();
    assert_eq!(listed, read.plan.definition.units.len());
    assert_eq!(
        o.coverage_note,
        format!(
            "方案任务{tasks}项，本报告列{tasks}项；方案指标{indicators}项，本报告列{indicators}项；方案单位{listed}家，本报告列{listed}家。"
        )
    );
    for section in &report.sections {
        assert_eq!(sum(&section.count), section.count.total);
    }
}

#[test]
fn the_repositorys_plans_add_up_in_both_editions() {
    let workspace = repository();
    let reports = reports(&workspace);
    assert!(reports.len() >= 5);
    for (read, _, public, internal) in &reports {
        adds_up(read, public);
        adds_up(read, internal);
    }
}

#[test]
fn addresses_are_unique_and_go_down_from_the_edition() {
    let workspace = repository();
    for (_, _, public, internal) in &reports(&workspace) {
        for paths in [paths(public), paths(internal)] {
            let mut sorted = paths.clone();
            sorted.sort();
            sorted.dedup();
            assert_eq!(sorted.len(), paths.len());
            assert!(paths.iter().all(|p| p.chars().all(|c| c.is_ascii_graphic() && !c.is_ascii_uppercase())));
        }
    }
}

fn paths<E: Edition>(report: &Report<E>) -> Vec<String> {
    let mut paths: Vec<&str> = vec![
        &report.overview.frame.path,
        &report.indicator_table.frame.path,
        &report.unit_list.frame.path,
        &report.submissions.frame.path,
        &report.search.frame.path,
        &report.method.frame.path,
        &report.fragment.frame.path,
    ];
    paths.extend(report.sections.iter().map(|page| page.frame.path.as_str()));
    paths.extend(report.register.iter().map(|page| page.frame.path.as_str()));
    paths.extend(report.tasks.iter().map(|page| page.frame.path.as_str()));
    paths.extend(report.indicators.iter().map(|page| page.frame.path.as_str()));
    paths.extend(report.units.iter().map(|page| page.frame.path.as_str()));
    paths.into_iter().map(str::to_owned).collect()
}

#[test]
fn nothing_of_people_reaches_either_edition() {
    let workspace = repository();
    let mut names: Vec<String> = vec![];
    for (round, ..) in workspace.plans.iter().flat_map(|read| &read.years) {
        let forms = round.submissions.iter().filter_map(|s| s.form.as_ref());
        for people in forms.filter_map(|form| form.people.as_ref()) {
            names.extend(people.phone.iter().map(|phone| phone.inner.clone()));
            names.extend(
                [&people.preparer, &people.reviewer, &people.approver].into_iter().flatten().cloned(),
            );
        }
    }
    names.sort();
    names.dedup();
    assert!(!names.is_empty());
    for (_, _, public, internal) in &reports(&workspace) {
        let (public, internal) = (json(public), json(internal));
        for name in &names {
            assert!(!public.contains(name.as_str()), "{name}");
            assert!(!internal.contains(name.as_str()), "{name}");
        }
    }
}

fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("view models are plain data")
}

#[test]
fn a_year_without_submissions_shows_what_is_due() {
    let workspace = read(&Project::Folder(Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()), Some(2031));
    for (read, at, public, internal) in &reports(&workspace) {
        adds_up(read, public);
        if read.years[*at].0.year != 2031 {
            continue;
        }
        let empty = public.overview.empty.as_ref().expect("nothing was submitted");
        assert!(empty.text.contains("已报0家"), "{}", empty.text);
        assert_eq!(empty.targets.len(), read.plan.definition.indicators.len());
        assert_eq!(public.overview.submissions.reported, 0);
        // Who is in the same case stands in one line, with a link for each.
        let todo = &internal.internal.today.todo;
        let called: Vec<_> = todo.iter().filter(|one| ["催办", "提醒"].contains(&one.kind)).collect();
        let units: usize = called.iter().map(|one| one.which.len()).sum();
        assert_eq!(units, public.overview.submissions.expected);
        assert_eq!(called.len(), 1, "{:?}", called.iter().map(|one| &one.text).collect::<Vec<_>>());
        assert!(
            called[0].text.starts_with(&format!("{units}家")) && called[0].text.ends_with('天'),
            "{}",
            called[0].text
        );
        let goals: Vec<_> = todo.iter().filter(|one| one.text.contains("目标需要认定")).collect();
        assert!(goals.len() <= 1, "{goals:?}");
    }
}

const PLAN: &str = "
nianbao: plan/1
id: p
title: 试行方案
region: 试行市
horizon: [2027]
reporting: {subject: 本年度工作情况, first_year: 2025, due: 12-15, recipient: 办公室}
units:
  - {id: a, name: 甲局, kind: department}
  - {id: b, name: 乙局, kind: department}
  - {id: c, name: 丙局, kind: department}
sections:
  - id: s1
    number: 一
    title: 总则
    tasks:
      - {id: RW-1, title: 任务一, lead_units: [a], responsible_units: [b, c], due: 2027, milestones: [{id: MS-1, what: 开工}]}
indicators:
  - {id: zb-1, name: 比例, task: RW-1, unit_of_measure: '%', direction: up, decimals: 1, reported_by: [a, b], targets: [{year: 2027, op: '>=', value: 90}]}
  - {id: zb-3, name: 左右, task: RW-1, unit_of_measure: '%', direction: up, decimals: 1, reported_by: [a, b], targets: [{year: 2025, op: '~', value: 90}]}
  - {id: zb-2, name: 面貌, task: RW-1, direction: up, reported_by: [a], targets: [{year: 2025, op: verdict, text: 明显改善}]}
";

#[test]
fn faulty_files_count_and_stay_out() {
    let path = |name: &str| format!("submissions/p/2025/{name}.yaml");
    let project = Project::memory([
        ("plans/p.yaml".to_owned(), PLAN.to_owned()),
        (path("a"), sentinel_form("a").replace("status: behind", "status: 差不多")),
        (path("b"), "这不是表格：[".to_owned()),
        (path("stranger"), sentinel_form("戊局")),
    ]);
    let workspace = read(&project, None);
    assert!(!workspace.findings.is_empty());
    let reports = reports(&workspace);
    let (read, _, public, internal) = &reports[0];
    adds_up(read, public);
    adds_up(read, internal);
    assert_eq!(public.submissions.total.faulty, 2);
    assert!(public.submissions.summary.contains("材料有误2家"), "{}", public.submissions.summary);
    // What is faulty is neither on time nor late, on any surface: every unit is counted once.
    let (overview, total) = (&public.overview.submissions, &public.submissions.total);
    assert_eq!((overview.count.of("faulty"), overview.count.of("on_time")), (2, total.on_time));
    let state = |unit: &crate::report::SubmissionUnit| (unit.timeliness.key == "faulty").then_some(unit.seq);
    assert_eq!(internal.submissions.internal.units.iter().filter_map(state).count(), 2);
    assert_eq!(total.rate.as_ref().map(|rate| rate.text.as_str()), Some("0/3"));
    assert!(!json(public).contains("SENTINEL"));
    assert_eq!(internal.submissions.internal.strangers, vec![path("stranger")]);
    assert!(internal.internal.findings.groups.len() >= 2);
}

#[test]
fn long_lists_are_paged_and_the_first_page_keeps_its_address() {
    let units: String =
        (0..230).map(|n| format!("  - {{id: u{n}, name: 第{n}局, kind: department}}\n")).collect();
    let ids: Vec<String> = (0..230).map(|n| format!("u{n}")).collect();
    let plan = PLAN
        .replace("  - {id: c, name: 丙局, kind: department}\n", &units)
        .replace("responsible_units: [b, c]", &format!("responsible_units: [{}]", ids.join(", ")));
    let project = Project::memory([
        ("plans/p.yaml".to_owned(), plan),
        ("submissions/p/2025/a.yaml".to_owned(), sentinel_form("a")),
    ]);
    let workspace = read(&project, None);
    let reports = reports(&workspace);
    let (_, _, public, internal) = &reports[0];
    assert_eq!(public.tasks.len(), 1, "only answers are listed in public");
    let pages: Vec<&str> = internal.tasks.iter().map(|page| page.frame.path.as_str()).collect();
    assert_eq!(pages, ["p/2025/tasks/rw-1.html", "p/2025/tasks/rw-1.2.html", "p/2025/tasks/rw-1.3.html"]);
    let listed: usize = internal.tasks.iter().map(|page| page.answers.len()).sum();
    assert_eq!(listed, 231);
}

#[test]
fn the_same_input_gives_the_same_report() {
    let workspace = read(&sentinel_project(), None);
    let (first, second) = (reports(&workspace), reports(&workspace));
    assert_eq!(json(&first[0].3), json(&second[0].3));
}

#[test]
fn a_collective_is_never_said_to_have_nothing_to_do() {
    let workspace = repository();
    for (read, _, public, _) in &reports(&workspace) {
        for page in &public.units {
            let collective =
                read.plan.units().any(|(_, u)| u.id.as_str() == page.id && !u.members.is_empty());
            let byline = json(&page.frame);
            assert_eq!(byline.contains("由所属单位分别承担"), collective, "{}", page.id);
        }
    }
}
