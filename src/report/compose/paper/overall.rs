//! 总体情况 and 主要目标 of the paper: sentences from counts that the pages show, too.
//!
//! Takes the composed pages; gives sentences. Never counts what they do not, and names a unit for the office only.

use chrono::Datelike as _;

use super::super::answers::answered_words;
use super::super::headline::completed_asked;
use super::super::rates::rate;
use super::super::receipts::self_dated;
use super::super::stage::Stage;
use super::super::tags::report_state;
use super::comparing::common_lack;
use super::office::Office;
use super::silence;
use crate::assess::{Completeness, Finish, Movements, TaskStanding, TaskStatus, Timeliness, UnitStanding};
use crate::plan::{TaskIndex, UnitKind};
use crate::prose::Prose;
use crate::report::{
    Change, Edition, Group, IndicatorRow, IndicatorTable, Overview, PaperField, PaperGoals, SubmissionRow,
    Submissions, goals,
};
use crate::submission::text::About;
use crate::submission::{Held, Ruling};
use crate::wording::achievement::{Said, figures, in_prose, lacking as lacking_for};
use crate::wording::summary::{self, title};
use crate::wording::{self, Absence, AimKind, Reader};

/// 总体进展.
pub(super) fn progress<E: Edition>(
    stage: &Stage<'_>,
    overview: &Overview<E>,
    table: &IndicatorTable<E>,
) -> Vec<String> {
    let mut said = in_short(stage, table).to_vec();
    if overview.changes.comparable {
        let named = |change: &Change| {
            let open = change.open.as_ref().map_or("", |_| "（待核实）");
            format!("{}{open}", title(&change.link.text))
        };
        let names = |of: &[Change]| of.iter().map(named).collect::<Vec<_>>();
        said.push(summary::moved(
            &names(&overview.changes.better),
            &names(&overview.changes.worse),
            &overview.changes.basis,
        ));
    }
    said.push(in_prose(&overview.value_note));
    said
}

/// How tasks and goals stand: the two sentences of the paper and of the year's first page.
pub(in super::super) fn in_short<E: Edition>(stage: &Stage<'_>, table: &IndicatorTable<E>) -> [String; 2] {
    [tasks::<E>(stage), judged(table)]
}

fn tasks<E: Edition>(stage: &Stage<'_>) -> String {
    let all: Vec<TaskIndex> = (0..stage.tasks).map(TaskIndex).collect();
    let (stated, silent) = by_status(stage, &all);
    // Which units are silent can be read off a task that asks some: such a task is named for the office only.
    let may_name =
        E::READER == Reader::Office || silent.iter().all(|task| stage.task_standing(*task).expected == 0);
    let year = stage.now.round.year;
    let limited: Vec<_> = stage.now.progress.tasks.iter().filter(|task| task.has_end()).collect();
    let ends: Vec<Finish> = limited.iter().map(|task| task.finish()).collect();
    let is_due = |task: &&&TaskStanding| task.due.is_some_and(|day| day.year() <= year);
    let due: Vec<Finish> = limited.iter().filter(is_due).map(|task| task.finish()).collect();
    // Whatever those said who answered: that one has no part in it is an answer, and not that of the others.
    let is_partial = |task: &TaskStanding| {
        task.answered + task.questioned < task.expected && !answered_words(stage, task.task).is_empty()
    };
    let partial = stage.now.progress.tasks.iter().filter(|task| is_partial(task));
    let completion = stage.now.progress.task_counts.completion;
    summary::tasks(&summary::Tasks {
        total: stage.tasks,
        stated: &stated,
        silent: &silence::silent(stage, &silent, |_| may_name),
        limited: (completion.whole, completion.part, &rate(completion).percent),
        asked: completed_asked(stage),
        partial: partial.count(),
        ends: &ends,
        due: (year, &due),
    })
}

/// Tasks counted by how they stand, and those of which nobody gave a status. By its status, as in every count: one unit that
/// has no part in it speaks for none of the others.
pub(super) fn by_status(stage: &Stage<'_>, tasks: &[TaskIndex]) -> (String, Vec<TaskIndex>) {
    let is_silent = |task: &TaskIndex| stage.task_standing(*task).status == TaskStatus::NoAnswer;
    let (silent, told): (Vec<TaskIndex>, Vec<TaskIndex>) = tasks.iter().copied().partition(is_silent);
    (stage.count_tasks(told).words("项"), silent)
}

/// Whether nobody reported anything of a task.
pub(super) fn is_silent(stage: &Stage<'_>, task: TaskIndex) -> bool {
    let standing = stage.task_standing(task);
    stage.task_tag(task).key == "none" && standing.answered + standing.questioned == 0
}

fn judged<E: Edition>(table: &IndicatorTable<E>) -> String {
    let rows = || table.groups.iter().flat_map(|group| &group.rows);
    // What the plan has no target for in this year was held against a line between its years: neither is met or missed.
    let is_path = |row: &&IndicatorRow<E>| row.target_of.kind == AimKind::Path && !row.is_decided_elsewhere;
    let names = |key: &str| -> Vec<String> {
        let judged = rows().filter(|row| row.standing.key == key && !is_path(row));
        judged.map(|row| title(&row.link.text)).collect()
    };
    let worded = rows().filter(|row| goals::in_words(row)).count();
    let is_open = |word: &str| word.starts_with('按');
    let judged = || rows().filter(|row| ["met", "missed"].contains(&row.standing.key) && !is_path(row));
    let of = |key: &str| rows().filter(|row| row.standing.key == key).count();
    let stand = |words: &[&str]| rows().filter(|row| words.contains(&row.standing.word)).count();
    summary::goals(&summary::Goals {
        measured: rows().count() - worded,
        worded,
        met: &names("met"),
        missed: &names("missed"),
        unsettled: judged().filter(|row| is_open(row.standing.word)).count(),
        asked: judged().filter(|row| row.shown.open.is_some()).count(),
        waiting: stand(&[Held::Open("").chinese()]),
        later: of("later"),
        open: stand(&["待认定"]),
        disputed: stand(&["待核定"]),
        line: ["met", "missed"]
            .map(|key| rows().filter(|row| row.standing.key == key && is_path(row)).count()),
        paced: wording::PACED.map(|words| words.map(|word| stand(&[word]))),
        unlike: of("unlike"),
        partial: stand(&["数据不全"]),
        elsewhere: stand(&[wording::TOLD_ELSEWHERE]),
        lacking: of("pending")
            - stand(&["待核定", "数据不全", Held::Open("").chinese(), wording::TOLD_ELSEWHERE]),
    })
}

/// 报送情况.
pub(super) fn receipts<E: Edition>(stage: &Stage<'_>, page: &Submissions<E>) -> Vec<String> {
    let progress = stage.now.progress;
    let total = &page.total;
    let names_units = E::READER == Reader::Office;
    let units = |key: &str| -> Vec<String> {
        let here = progress.units.iter().filter(|unit| names_units && report_state(unit.state()).key == key);
        here.map(|unit| {
            let name = stage.name(unit.unit);
            match unit.timeliness {
                Timeliness::Late => format!("{name}，迟报{}天", unit.days_late),
                Timeliness::OnTime => format!("{name}，按时送达"),
                _ => name.to_owned(),
            }
        })
        .collect()
    };
    let kinds: Vec<String> = page
        .rows
        .iter()
        .map(|row| format!("{}{}家{}", kind_in_full(&row.kind), row.expected, among(stage, &row.kind)))
        .collect();
    let how = [
        ("按时", total.on_time, vec![]),
        ("迟报", total.late, units("late")),
        ("材料有误", total.faulty, units("faulty")),
    ];
    // What was returned is not 已报: it stands beside it, as in every count.
    let lacking = [
        ("退回待补", total.returned_pending, units("returned")),
        ("未报", total.missing, units("missing")),
        ("未到报送时间", total.waiting, vec![]),
    ];
    // While some have still time, a rate says nothing of the year.
    let rate = total.rate.as_ref().filter(|_| total.waiting == 0);
    let rate = rate.map(|rate| (rate.percent.as_str(), rate.text.as_str()));
    let until = crate::plan::Date(progress.deadline.last_day).chinese();
    let mut said = summary::receipts(&summary::Receipts {
        until: &until,
        kinds: &if kinds.len() > 1 { kinds.join("、") } else { String::new() },
        expected: total.expected,
        reported: total.reported,
        how: &how,
        lacking: &lacking,
        returned: total.returned_pending,
        rate,
        before: &before(stage, page),
    });
    said.extend(besides::<E>(stage, total));
    said.extend(wording::own_dates(self_dated(stage.now)));
    vec![said]
}

/// `（含平凉工业园区）`: what reports among the counties and is none by its name. Who counts them elsewhere misses it.
fn among(stage: &Stage<'_>, kind: &str) -> String {
    if kind != stage.plan.county_word() {
        return String::new();
    }
    let is_place = |name: &str| name.ends_with(['县', '区', '市', '旗', '州', '镇', '乡']);
    let of = |unit: &&UnitStanding| stage.plan.unit(unit.unit).kind == UnitKind::County;
    let names = stage.now.progress.units.iter().filter(of).map(|unit| stage.name(unit.unit));
    let others: Vec<&str> = names.filter(|name| !is_place(name)).collect();
    if others.is_empty() { String::new() } else { format!("（含{}）", others.join("、")) }
}

/// 部门和单位: courts, unions and branches of the province's bodies report as departments do, and are none.
pub(super) fn kind_in_full(kind: &str) -> &str {
    if kind == "部门" { "部门和单位" } else { kind }
}

/// The rate of the year before, where there is one; before the deadline a rate is none of the year's yet,
/// and nothing is compared.
fn before<E: Edition>(stage: &Stage<'_>, page: &Submissions<E>) -> String {
    if matches!(stage.now.progress.movements, Movements::NotDue) {
        return String::new();
    }
    let last = page.history.iter().find(|year| !year.current);
    let rate = last.and_then(|last| Some((last.link.text.as_str(), last.row.rate.as_ref()?)));
    rate.map_or_else(String::new, |(year, rate)| {
        format!("{year}为{}", format_args!("{}，{}", rate.percent, rate.text))
    })
}

/// 退回修改, 零报告, 延期: what is not zero, with the units for the office; what became of faulty material.
fn besides<E: Edition>(stage: &Stage<'_>, total: &SubmissionRow) -> Option<String> {
    let units = |is: &dyn Fn(&UnitStanding) -> bool| -> String {
        let here = stage.now.progress.units.iter().filter(|unit| E::READER == Reader::Office && is(unit));
        let names: Vec<&str> = here.map(|unit| stage.name(unit.unit)).collect();
        if names.is_empty() { String::new() } else { format!("（{}）", names.join("、")) }
    };
    let extended: &dyn Fn(&UnitStanding) -> bool = &|unit| unit.extension.is_some();
    let more = match E::READER {
        Reader::Office => stage.now.progress.units.iter().filter(|unit| extended(unit)).count(),
        Reader::Public => 0,
    };
    let counted = [
        (
            usize::try_from(total.returns).unwrap_or(usize::MAX),
            "退回修改",
            "家次",
            units(&|unit| unit.returns > 0),
        ),
        (total.nil, "零报告", "家", units(&|unit| unit.completeness == Completeness::Nil)),
        (total.partial, "材料不全", "家", units(&|unit| unit.completeness == Completeness::Partial)),
        (more, "经同意延期报送", "家", units(extended)),
    ];
    let said: Vec<String> = counted
        .into_iter()
        .filter(|(n, ..)| *n > 0)
        .map(|(n, what, of, units)| format!("{what}{n}{of}{units}"))
        .collect();
    let unused = (total.faulty > 0).then(|| "材料有误的，有误的部分未采用".to_owned());
    let said: Vec<String> =
        [said.join("、")].into_iter().filter(|said| !said.is_empty()).chain(unused).collect();
    (!said.is_empty()).then(|| format!("{}。", said.join("；")))
}

/// Figures in sentences, by field; where the office wrote of an indicator, its words. What has no figure is told
/// at the end of its field; what nobody is asked for comes at the end of all.
pub(super) fn fields<E: Edition>(
    stage: &Stage<'_>,
    table: &IndicatorTable<E>,
    office: &Office<'_, E>,
) -> Vec<PaperField> {
    let own = |id: &str| {
        let index = stage.plan.indicators().find(|(_, indicator)| indicator.id.as_str() == id)?.0;
        let words = office.of(About::Indicator(index)).0;
        (!words.is_empty()).then(|| words.iter().map(|text| Prose::read(text).run_in()).collect::<String>())
    };
    let said = |row: &'_ IndicatorRow<E>| own(&row.id).map(Said::Own);
    let common = common_lack(table);
    let mut fields = vec![];
    for group in in_order(&table.groups) {
        let words: Vec<Said<'_>> = group
            .rows
            .iter()
            .filter_map(|row| {
                said(row).or_else(|| {
                    // A goal in words stands in the table of those, however many units are counted for it.
                    (row.shown.present || is_judged_by_parts(row))
                        .then(|| Said::Figure(Box::new(goals::figure(row))))
                })
            })
            .collect();
        let none = group.rows.iter().filter(|row| {
            !row.shown.present
                && !goals::is_unasked(*row)
                && !is_judged_by_parts(*row)
                && !goals::in_words(*row)
                && own(&row.id).is_none()
        });
        let mut sentences = figures(&words, common.as_ref());
        sentences.extend(lacking(none));
        if !sentences.is_empty() {
            fields.push(PaperField { title: field_title(&group.link.text), sentences });
        }
    }
    let all = table.groups.iter().flat_map(|group| &group.rows);
    let unasked: Vec<_> = all.filter(|row| goals::is_unasked(*row) && !goals::in_words(*row)).collect();
    let open = unasked.iter().filter(|row| row.standing.word == "待认定").count();
    let unasked: Vec<String> = unasked.iter().map(|row| title(&row.link.text)).collect();
    let others = summary::unasked(&unasked, open);
    fields.extend(others.map(|words| PaperField { title: "其他指标".to_owned(), sentences: vec![words] }));
    fields
}

/// Fields in the order in which such reports tell them, and the others behind as the plan has them.
fn in_order<E: Edition>(groups: &[Group<IndicatorRow<E>>]) -> Vec<&Group<IndicatorRow<E>>> {
    const ORDER: [&str; 6] = ["空气", "水", "土壤", "固废", "噪声", "生态"];
    let mut all: Vec<&Group<IndicatorRow<E>>> = groups.iter().collect();
    let rank = |name: &str| ORDER.iter().position(|known| *known == name);
    all.sort_by_key(|group| rank(&group.link.text).unwrap_or(ORDER.len()));
    all
}

/// 固体废物: a heading has no short names.
fn field_title(name: &str) -> String {
    if name == "固废" { "固体废物".to_owned() } else { title(name) }
}

/// Whether units are judged one by one, or one of them, where there is no figure of the whole.
fn is_judged_by_parts<E: Edition>(row: &IndicatorRow<E>) -> bool {
    let is_judged =
        row.is_counted || row.standing_note.is_some() && ["met", "missed"].contains(&row.standing.key);
    is_judged && !row.shown.present && !goals::in_words(row)
}

/// What has no figure, one sentence a reason, at the end of its field; the targets stand in the annex.
fn lacking<'r, E: Edition>(rows: impl Iterator<Item = &'r IndicatorRow<E>>) -> Vec<String> {
    type Reason<'a> = (Option<Absence>, &'a str);
    let mut why: Vec<(Reason<'_>, Vec<String>)> = vec![];
    for row in rows {
        let (name, reason) = (title(&row.link.text), (row.absence, row.shown.note.as_str()));
        match why.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, names)) => names.push(name),
            None => why.push((reason, vec![name])),
        }
    }
    why.iter().map(|((absence, reason), names)| lacking_for(names, *absence, reason)).collect()
}

/// Goals in words. Why a person found one missed is the office's to tell its superior; what the unit says of it stands
/// for everybody.
pub(super) fn worded<E: Edition>(stage: &Stage<'_>, table: &IndicatorTable<E>) -> Vec<PaperGoals> {
    let why = |row: &IndicatorRow<E>| {
        let (index, _) = stage.plan.indicators().find(|(_, of)| of.id.as_str() == row.id)?;
        let mut ruled = stage.now.round.decisions.verdicts.iter().rev();
        let ruled = ruled.find(|of| of.indicator.of == Some(index) && of.verdict == Ruling::Missed)?;
        let reason = ruled.reason.trim().trim_end_matches('。');
        (E::READER == Reader::Office && !reason.is_empty()).then(|| reason.to_owned())
    };
    let why = |row: &IndicatorRow<E>| why(row).or_else(|| row.because.clone());
    goals::table(table.groups.iter().flat_map(|group| &group.rows), why)
}
