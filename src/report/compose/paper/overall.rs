//! 总体情况 and 主要目标 of the paper: sentences from counts that the pages show, too.
//!
//! Takes the composed pages; gives sentences. Never counts what they do not, and names a unit for the office only.

use super::super::rates::rate;
use super::super::stage::Stage;
use super::super::tags::timeliness;
use super::office::Office;
use crate::assess::Movements;
use crate::plan::TaskIndex;
use crate::prose::Prose;
use crate::report::{
    Edition, IndicatorRow, IndicatorTable, Overview, PaperField, PaperGoals, SubmissionRow, Submissions,
    goals,
};
use crate::submission::text::About;
use crate::wording::summary::{self, title};
use crate::wording::{self, Reader};

/// 总体进展.
pub(super) fn progress<E: Edition>(
    stage: &Stage<'_>,
    overview: &Overview<E>,
    table: &IndicatorTable<E>,
) -> Vec<String> {
    let mut said = vec![tasks::<E>(stage), judged(table)];
    if overview.changes.comparable {
        said.push(format!("与上年相比，任务状态{}", overview.changes.text));
    }
    let note = overview.value_note.replace("初步值", "初步数").replace("预计值", "预计数");
    said.push(note.replace("终值", "最终数"));
    said
}

fn tasks<E: Edition>(stage: &Stage<'_>) -> String {
    let all = || (0..stage.tasks).map(TaskIndex);
    let is_silent =
        |task: &TaskIndex| stage.task_tag(*task).key == "none" && stage.task_standing(*task).answered == 0;
    let silent: Vec<TaskIndex> = all().filter(is_silent).collect();
    // Which units are silent can be read off a task that asks some: such a task is named for the office only.
    let may_name =
        E::READER == Reader::Office || silent.iter().all(|task| stage.task_standing(*task).expected == 0);
    let named = silent.iter().filter(|_| may_name);
    let names: Vec<String> = named.map(|task| title(&stage.plan.task(*task).title.inner)).collect();
    let counted = stage.count_tasks(all().filter(|task| !is_silent(task)));
    let completion = stage.now.progress.task_counts.completion;
    summary::tasks(&summary::Tasks {
        total: stage.tasks,
        stated: &counted.words("项").replace("无状态", "没有明确状态"),
        silent: (silent.len(), &names),
        limited: (completion.whole, completion.part, &rate(completion).percent),
    })
}

fn judged<E: Edition>(table: &IndicatorTable<E>) -> String {
    let rows = || table.groups.iter().flat_map(|group| &group.rows);
    let names = |key: &str| -> Vec<String> {
        rows().filter(|row| row.standing.key == key).map(|row| title(&row.link.text)).collect()
    };
    let worded = rows().filter(|row| goals::in_words(row)).count();
    let unsettled = rows()
        .filter(|row| ["met", "missed"].contains(&row.standing.key) && row.standing.word.starts_with('按'));
    summary::goals(&summary::Goals {
        measured: rows().count() - worded,
        worded,
        met: &names("met"),
        missed: &names("missed"),
        unsettled: unsettled.count(),
    })
}

/// 报送情况.
pub(super) fn receipts<E: Edition>(stage: &Stage<'_>, page: &Submissions<E>) -> Vec<String> {
    let progress = stage.now.progress;
    let total = &page.total;
    let names_units = E::READER == Reader::Office;
    let units = |key: &str, with_days: bool| -> Vec<String> {
        let here = progress.units.iter().filter(|unit| names_units && timeliness(unit.timeliness).key == key);
        here.map(|unit| {
            let name = stage.name(unit.unit);
            if with_days { format!("{name}，迟报{}天", unit.days_late) } else { name.to_owned() }
        })
        .collect()
    };
    let kinds: Vec<String> = page.rows.iter().map(|row| format!("{}{}家", row.kind, row.expected)).collect();
    let how = [
        ("按时", total.on_time, vec![]),
        ("迟报", total.late, units("late", true)),
        ("报送时间不详", total.unknown, vec![]),
    ];
    // What was returned is not 已报: it stands beside it, as in every count.
    let lacking = [
        ("退回待补", total.returned_pending, units("returned", false)),
        ("未报", total.missing, units("missing", false)),
        ("未到报送时间", total.waiting, vec![]),
    ];
    let rate = total.rate.as_ref().map(|rate| (rate.percent.as_str(), rate.text.as_str()));
    let until = crate::plan::Date(progress.deadline.last_day).chinese();
    let mut said = vec![summary::receipts(&summary::Receipts {
        until: &until,
        kinds: &if kinds.len() > 1 { kinds.join("、") } else { String::new() },
        expected: total.expected,
        reported: total.reported,
        how: &how,
        lacking: &lacking,
        returned: total.returned_pending,
        rate,
        before: &before(stage, page),
    })];
    said.extend(besides(total));
    said
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

/// 退回修改, 零报告, 材料有误: what is not zero.
fn besides(total: &SubmissionRow) -> Option<String> {
    let counted = [
        (usize::try_from(total.returns).unwrap_or(usize::MAX), "退回修改", "家次"),
        (total.nil, "零报告", "家"),
        (total.faulty, "材料有误", "家"),
    ];
    let said: Vec<String> =
        counted.into_iter().filter(|(n, ..)| *n > 0).map(|(n, what, of)| format!("{what}{n}{of}")).collect();
    let unused = if total.faulty > 0 { "，有误的部分未采用" } else { "" };
    (!said.is_empty()).then(|| format!("{}{unused}。", said.join("、")))
}

/// Figures in sentences, by field; where the office wrote of an indicator, its words.
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
    let sentence = |row: &IndicatorRow<E>| match own(&row.id) {
        Some(words) => Some(words),
        None if row.shown.present || row.is_counted => Some(goals::sentence(row)),
        None => None,
    };
    let fields = table.groups.iter().map(|group| {
        let mut sentences: Vec<String> = group.rows.iter().filter_map(sentence).collect();
        let silent = |row: &&IndicatorRow<E>| {
            !row.shown.present && !row.is_counted && !goals::in_words(row) && own(&row.id).is_none()
        };
        sentences.extend(lacking(group.rows.iter().filter(silent)));
        PaperField { title: title(&group.link.text), sentences }
    });
    fields.filter(|field| !field.sentences.is_empty()).collect()
}

/// What has no figure, one sentence a reason, at the end of its field; the targets stand in the annex.
fn lacking<'r, E: Edition>(rows: impl Iterator<Item = &'r IndicatorRow<E>>) -> Vec<String> {
    let mut why: Vec<(&str, Vec<String>)> = vec![];
    for row in rows {
        let (name, reason) = (title(&row.link.text), row.shown.note.as_str());
        match why.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, names)) => names.push(name),
            None => why.push((reason, vec![name])),
        }
    }
    why.iter().map(|(reason, names)| wording::paper::lacking(names, reason)).collect()
}

/// What is said of comparisons, once for all figures.
pub(super) fn comparison<E: Edition>(table: &IndicatorTable<E>) -> Option<String> {
    let rows = || table.groups.iter().flat_map(|group| &group.rows).filter(|row| row.shown.present);
    let compared = rows().filter(|row| goals::change(row).is_some()).count();
    match (rows().count(), compared) {
        (0, _) => None,
        (all, some) if all == some => None,
        (_, 0) => Some("以上数值均无口径相同的上年数，不作同比。".to_owned()),
        _ => Some("没有口径相同的上年数的，不作同比。".to_owned()),
    }
}

/// Goals in words.
pub(super) fn worded<E: Edition>(stage: &Stage<'_>, table: &IndicatorTable<E>) -> Vec<PaperGoals> {
    goals::table(stage.now.round.year, table.groups.iter().flat_map(|group| &group.rows))
}
