//! The paper says what all units said (issue 9): nobody is chosen, nobody is lost, nobody is hurried on.

use std::path::Path;

use nianbao::pipeline::{self, Selection};
use nianbao::render::OutputFile;
use nianbao::report::{Edition, Input, InternalReport, PublicReport, Report, compose};
use nianbao::source::Project;
use nianbao::submission::text::About;
use nianbao::submission::{Form, Round, Status};

use crate::support::paper_of;

/// Composes every year of a project and hands it out with its round.
fn each_year(project: &Project, mut seen: impl FnMut(&PublicReport, &InternalReport, &Round)) {
    let as_of = "2026-12-31".parse().expect("a day");
    let mut out = nianbao::diagnostic::Diagnostics::default();
    let read = pipeline::read(project, &Selection::default(), as_of, &mut out).expect("it can be read");
    for plan in &read.plans {
        let assessed = plan.assess(&read.sources);
        let years = plan.years(&assessed.years, |_| true);
        for at in 0..years.len() {
            let input = Input {
                years: &years,
                at,
                sources: &read.sources,
                findings: &[],
                as_of: "2026-12-31".parse().expect("a day"),
                since: None,
            };
            let (outside, inside) = compose(&input);
            seen(&outside, &inside, years[at].round);
        }
    }
}

fn text(file: OutputFile) -> String {
    String::from_utf8(file.bytes).expect("files are UTF-8")
}

fn forms(round: &Round) -> impl Iterator<Item = &Form> {
    round.submissions.iter().filter_map(|submission| submission.form.as_ref())
}

fn says(words: Option<&str>) -> bool {
    words.is_some_and(|words| !words.trim().is_empty())
}

/// Every word of a passage, whatever parts its sentences.
fn letters(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Units whose passages the office's own text replaced: it stands in the paper in their place, and names them in the
/// annex of tasks.
fn replaced<E: Edition>(report: &Report<E>, paper: &str) -> usize {
    let named: usize = report
        .paper
        .stands_for
        .iter()
        .filter(|row| report.paper.chapters.iter().flat_map(|c| &c.tasks).any(|task| task.title == row.what))
        .map(|row| {
            let units = match &row.same_as {
                Some(other) => format!("与{other}的单位相同"),
                None => row.units.concat(),
            };
            let line = letters(&format!("{}{}{units}", row.what, row.units.len()));
            assert!(paper.contains(&line), "{}: {line}", row.what);
            row.units.len()
        })
        .sum();
    let tasks = report.paper.chapters.iter().flat_map(|chapter| &chapter.tasks);
    let tasks = tasks.filter(|task| !task.words.0.is_empty());
    let counted = tasks.map(|task| {
        assert!(task.words.0.iter().all(|words| paper.contains(&letters(words))), "{}", task.id);
        task.groups.iter().flatten().map(|passage| passage.units).sum::<usize>()
    });
    let counted = counted.sum();
    assert_eq!(named, counted, "{} {}: whose words were replaced", report.plan, report.year);
    counted
}

fn stands_in_full<E: Edition>(report: &Report<E>, paper: &str) {
    let tasks = report.paper.chapters.iter().flat_map(|chapter| &chapter.tasks);
    let body = tasks.filter(|task| task.words.0.is_empty()).flat_map(|task| &task.groups);
    let annex = report.paper.ongoing.iter().map(|row| &row.passage);
    let paper = letters(paper);
    for passage in body.flatten().chain(annex) {
        assert!(!passage.words.is_empty() && !passage.unit.is_empty());
        let words = letters(&passage.words);
        assert!(paper.contains(&words), "{} {}: {words}", report.plan, report.year);
    }
}

/// Words without what a table calls the column of its rows' names: in a sentence the names stand for themselves.
fn without_labels(words: &str) -> String {
    let lines: Vec<&str> = words.lines().collect();
    let is_ruled = |at: usize| lines.get(at + 1).is_some_and(|below| below.starts_with("| ---"));
    let line = |(at, line): (usize, &&str)| match line.strip_prefix('|').and_then(|row| row.split_once('|')) {
        Some((_, rest)) if is_ruled(at) => rest.to_owned(),
        _ => (*line).to_owned(),
    };
    lines.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
}

/// Problems, next steps and notes on milestones stand in the office's paper; what does not says why: somebody wrote
/// that there is nothing, that there was nothing to do or that others do it, or has no part in it. Summaries give way
/// to what the office wrote of its practices, and their units are named.
fn stand_but_for_nothing(round: &Round, paper: &str, what: &str) {
    const NOTHING: [&str; 6] = ["无", "暂无", "没有", "不涉及", "无问题", "略"];
    let instead = round
        .words
        .as_ref()
        .is_some_and(|words| words.passages.iter().any(|passage| passage.about == About::Practices));
    let told = forms(round).flat_map(|form| {
        let summary = form.summary.iter().filter(|_| !instead).map(|words| words.inner.as_str());
        let tasks = form.tasks.iter().flat_map(|entry| [&entry.issues, &entry.next_steps]).flatten();
        let notes = form.milestones.iter().filter(|entry| entry.status.inner != Status::NotApplicable);
        let notes = notes.filter_map(|entry| entry.note.as_ref());
        summary.chain(tasks.chain(notes).map(|words| words.inner.as_str())).collect::<Vec<_>>()
    });
    let told = told.filter(|words| !is_idle(words));
    for words in told {
        let words = &without_labels(words);
        // A table or a list is set otherwise; each of its sentences and cells stands there.
        let parts =
            words.split(['\n', '|', '。', '；']).map(|part| part.trim_start_matches(['-', '*', '+', ' ']));
        for part in parts.map(letters).filter(|part| !part.is_empty() && !NOTHING.contains(&part.as_str())) {
            assert!(paper.contains(&part), "{what}: {part}");
        }
    }
}

/// Of the examples these say that there was nothing to do, or that others do it: the paper leaves them out.
fn is_idle(words: &str) -> bool {
    const IDLE: [&str; 6] = [
        "本单位配合，年内无具体事项",
        "本年度无新增事项",
        "本年度无新增申报",
        "暂无建设任务",
        "尚无建设任务",
        "本区暂无任务",
    ];
    const BY: [&str; 7] = ["推进", "负责", "组织", "实施", "牵头", "申报", "制定"];
    let bare = words.trim().trim_end_matches('。');
    let by_others =
        bare.starts_with('由') && !bare.contains('，') && BY.iter().any(|end| bare.ends_with(end));
    IDLE.contains(&bare) || by_others
}

#[test]
fn issue9_every_passage_that_was_reported_stands_in_the_paper() {
    let project = Project::Folder(Path::new(env!("CARGO_MANIFEST_DIR")).to_owned());
    let (mut years, mut yangquan) = (0, 0);
    let mut plans: Vec<String> = vec![];
    each_year(&project, |outside, inside, round| {
        let entries = || forms(round).flat_map(|form| &form.tasks);
        let reported = entries().filter(|e| says(e.progress.as_deref().map(String::as_str))).count();
        let open = entries().filter(|e| {
            let own = e.public_progress.as_ref().or(e.progress.as_ref());
            says(own.map(|text| text.inner.as_str()))
        });
        let what = format!("{} {}", inside.plan, inside.year);
        assert_eq!(inside.paper.passages(), reported, "{what}: reported = shown");
        assert_eq!(outside.paper.passages(), open.count(), "{what}: public");
        stands_in_full(inside, &text(paper_of(inside)));
        stands_in_full(outside, &text(paper_of(outside)));
        stand_but_for_nothing(round, &letters(&text(paper_of(inside))), &what);
        let summaries = forms(round).filter(|f| says(f.summary.as_deref().map(String::as_str))).count();
        let shown: usize = inside.paper.internal.summaries.iter().map(|s| s.units).sum();
        assert_eq!(shown, summaries, "{what}: summaries");
        if inside.plan == "yangquan" && inside.year == 2025 {
            yangquan = reported;
            let instead = replaced(inside, &letters(&text(paper_of(inside))));
            assert_eq!(instead, replaced(outside, &letters(&text(paper_of(outside)))), "{what}: outside");
            let practices = inside.paper.stands_for.iter().find(|row| row.what.starts_with("主要做法"));
            assert_eq!(practices.map(|row| row.units.len()), Some(summaries), "{what}: whose summaries");
            assert!(
                (1..reported / 2).contains(&instead),
                "{instead} passages replaced by the office's words"
            );
        }
        years += usize::from(reported > 0);
        if reported > 0 && !plans.contains(&inside.plan) {
            plans.push(inside.plan.clone());
        }
    });
    plans.sort();
    let all = ["lingqiu", "lvliang", "pingliang", "xinzhou", "yangquan"];
    assert_eq!((plans.iter().map(String::as_str).collect::<Vec<_>>(), years), (all.to_vec(), 7));
    assert!(yangquan >= 306, "{yangquan} passages of yangquan 2025");
}

const PLAN: &str = "
nianbao: plan/1
id: p
title: 试行方案
region: 试行市
horizon: [2027]
reporting: {subject: 本年度工作情况, first_year: 2025, due: 12-15, recipient: 办公室}
units:
  - {id: x, name: 西县, kind: county}
  - {id: y, name: 东县, kind: county}
  - {id: a, name: 甲局, kind: department}
  - {id: b, name: 乙局, kind: department}
  - {id: c, name: 丙局, kind: department}
sections:
  - {id: s1, number: 一, title: 总则, tasks: [{id: RW-1, title: 治理, responsible_units: [c, a, b, x, y], due: 2027}]}
";

fn form(unit: &str, status: &str, words: &str, more: &str) -> String {
    format!(
        "nianbao: submission/1\nplan: p\nyear: 2025\nunit: {unit}\ndocument_number: null\nfilled_on: 2025-12-01\n\
         people: {{preparer: 甲, phone: '1', reviewer: 乙, approver: 丙}}\nsuggestions: 请市里拨付资金\n\
         tasks:\n  - {{id: RW-1, status: {status}, progress: {words}{more}}}\n"
    )
}

#[test]
fn issue9_who_is_behind_speaks_first_and_words_alike_stand_once() {
    let files = [
        ("plans/p.yaml", PLAN.to_owned()),
        ("submissions/p/2025/a.yaml", form("a", "on_track", "渠道清完。", ", issues: 暂无")),
        (
            "submissions/p/2025/b.yaml",
            form("b", "behind", "管线未通。", ", issues: 天冷, next_steps: 开春复工, new_due: 2026-04-30"),
        ),
        ("submissions/p/2025/c.yaml", form("c", "ongoing", "按月巡查。", "")),
        ("submissions/p/2025/x.yaml", form("x", "on_track", "已列入计划", "")),
        ("submissions/p/2025/y.yaml", form("y", "on_track", "已列入计划。", "")),
    ];
    let project = Project::memory(files);
    let mut seen = false;
    each_year(&project, |outside, inside, _| {
        seen = true;
        let groups: Vec<Vec<String>> = inside.paper.chapters[0].tasks[0]
            .groups
            .iter()
            .map(|group| group.iter().map(|p| format!("{}{}", p.unit, p.mark.unwrap_or(""))).collect())
            .collect();
        assert_eq!(groups, [vec!["乙局滞后"], vec!["丙局", "甲局"], vec!["西县、东县"]]);
        let marked = outside.paper.chapters[0].tasks[0].groups.iter().flatten().any(|p| p.mark.is_some());
        assert!(!marked, "the public paper has no marks of single units");
        let note = &inside.paper.internal;
        assert_eq!(note.problems.len(), 1);
        assert_eq!(note.problems[0].passages.len(), 1, "暂无 is no problem");
        assert_eq!((note.measures.len(), note.measures[0].due.as_str()), (1, "2026-04-30"));
        let paper = text(paper_of(inside));
        assert!(!paper.contains("请市里拨付资金"), "no request travels in a 报告");
        assert_eq!(paper.matches("已列入计划").count(), 1, "{paper}");
    });
    assert!(seen);
}

/// Annexes are read by a superior: late tasks first with who is late and until when, answers counted, no file named.
#[test]
fn annexes_put_late_tasks_first_and_name_no_file() {
    let plan = PLAN.replace(
        "due: 2027}]}",
        "due: 2027}, {id: RW-2, title: 巡护, responsible_units: [a, b], due: 2026}, {id: RW-3, title: 宣传, responsible_units: [c], due: ongoing}]}",
    );
    let form = |unit: &str, second: &str, more: &str| {
        format!(
            "nianbao: submission/1\nplan: p\nyear: 2025\nunit: {unit}\nfilled_on: 2025-12-01\ntasks:\n  \
             - {{id: RW-1, status: on_track, progress: 渠道 2 条清完。}}\n  - {{id: RW-2, status: {second}, progress: 人手不足{more}}}\n"
        )
    };
    let late = ", issues: 缺人, next_steps: 增补, new_due: 2026-05-31";
    let project = Project::memory([
        ("plans/p.yaml", plan),
        ("submissions/p/2025/a.yaml", form("a", "behind", late)),
        ("submissions/p/2025/b.yaml", form("b", "on_track", "")),
    ]);
    let mut seen = 0;
    each_year(&project, |outside, inside, _| {
        seen += 1;
        let (own, open) = (text(paper_of(inside)), text(paper_of(outside)));
        let annex = own.split("重点任务进展台账").last().expect("the annex has its title");
        let rows: Vec<&str> =
            annex.lines().filter(|line| line.starts_with("| ") && !line.contains("序号")).collect();
        let rows: Vec<&str> = rows.into_iter().filter(|line| !line.contains("---")).collect();
        assert!(rows[0].contains("巡护") && rows[2].contains("宣传"), "{rows:?}");
        assert!(!annex.contains("RW-"), "an id says nothing to whom the paper is sent: {annex}");
        assert!(
            rows[0].contains("正常推进1家、滞后1家") && rows[0].contains("甲局（2026-05-31）"),
            "{}",
            rows[0]
        );
        assert!(!own.contains(".yaml") && own.contains("渠道2条清完。"), "{own}");
        assert!(own.contains("未填报1项（宣传）") && !own.contains("#### 3."), "{own}");
        // Outside nobody learns which unit is late.
        assert!(open.contains("正常推进1家、滞后1家") && !open.contains("2026-05-31"), "{open}");
        assert!(own.contains("滞后、未启动的列在前"), "{own}");
        // What is empty before the closing words is left out.
        assert!(!own.contains("意见建议"), "{own}");
    });
    assert_eq!(seen, 1);
}

/// Who has no part in a task speaks in the annex; what nobody has a part in is a count.
#[test]
fn who_has_no_part_in_it_stands_in_the_annex() {
    let plan = PLAN
        .replace("due: 2027}]}", "due: 2027, milestones: [{id: M-1, what: 建站}, {id: M-2, what: 通水}]}]}");
    let form = |unit: &str, status: &str, words: &str, first: &str, second: &str| {
        format!(
            "{}milestones:\n  - {{id: M-1, status: {first}, note: {unit}处一}}\n  \
             - {{id: M-2, status: {second}, note: {unit}处二}}\n",
            form(unit, status, words, "")
        )
    };
    let project = Project::memory([
        ("plans/p.yaml", plan),
        (
            "submissions/p/2025/c.yaml",
            form("c", "not_applicable", "没有渠道。", "not_applicable", "not_applicable"),
        ),
        ("submissions/p/2025/a.yaml", form("a", "on_track", "渠道清完。", "on_track", "not_applicable")),
    ]);
    let mut seen = 0;
    each_year(&project, |_, inside, _| {
        seen += 1;
        let paper = text(paper_of(inside));
        let (body, annex) = paper.split_once("正文未列的单位进展").expect("an annex");
        assert!(body.contains("**甲局**：渠道清完。") && !body.contains("没有渠道"), "{body}");
        assert!(annex.contains("| 丙局 | 没有渠道。 |"), "{annex}");
        assert!(
            annex.contains("甲局：a处一") && !annex.contains("c处一") && !annex.contains("通水"),
            "{annex}"
        );
        assert!(annex.contains("已填报的单位均不涉及的1项，本表未列。"), "{annex}");
    });
    assert_eq!(seen, 1);
}
