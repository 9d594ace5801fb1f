//! The annex of the indicators: a table that fits a page.
//!
//! Takes the composed pages; gives sheets. Units are named and their files are not: a superior has none of them.
//! Never cuts a figure, and leaves out no row without saying so.

use super::super::cells::DASH;
use super::super::letter::signer;
use super::super::stage::Stage;
use super::sheet::{When, numbers, sheet, words};
use crate::consolidate::Outcome;
use crate::plan::IndicatorIndex;
use crate::report::{Edition, IndicatorRow, IndicatorTable, Sheet, Source, goals};
use crate::wording::achievement::{Lacks, in_prose};
use crate::wording::summary::title;
use crate::wording::{self, AimKind, bound_in_words};

/// Names of a cell up to this many stand in full where many rows have the same ones.
const NAMED: usize = 6;

/// So many rows that say the same say it in a note.
const OFTEN: usize = 3;

/// 指标完成情况表: what has a figure; goals in words stand in the body, and what nobody is asked for is counted.
///
/// What the body says of a figure that misses its target, be it in the office's words, is said here or pointed to.
pub(super) fn indicators<E: Edition>(
    stage: &Stage<'_>,
    table: &IndicatorTable<E>,
    is_told: impl Fn(&IndicatorRow<E>) -> bool,
) -> Sheet {
    let all = || table.groups.iter().flat_map(|group| &group.rows).filter(|row| !goals::in_words(row));
    let measured = || all().filter(|row| !goals::is_unasked(*row));
    let (each_when, each_note) = each(measured());
    let columns = [
        numbers("seq", "序号", When::Always),
        words("name", "指标", When::Always),
        words("unit", "单位", When::Kept),
        words("kind", "属性", When::Differing),
        numbers("baseline", "基期值", When::Said),
        numbers("last", "上年值", When::Said),
        words("target", "目标", When::Said),
        numbers("value", "完成值", When::Always),
        words("each", "各单位完成值", each_when),
        words("note", "时段和状态", When::Differing),
        words("change", "同比", When::Said),
        numbers("difference", "与目标差", When::Said),
        words("standing", "判定", When::Always),
        words("basis", "口径", When::Said),
        words("units", "填报单位", When::Said),
    ];
    let often = Often::of(stage, measured());
    let rows = measured().map(|row| indicator::<E>(&often, row, is_told(row))).collect();
    let mut sheet = sheet(&columns, rows);
    sheet.notes.extend(often.notes());
    sheet.notes.extend([each_note, last_years(measured()), disputed(measured())].into_iter().flatten());
    if measured().any(|row| row.shown.ratio.is_some()) {
        sheet.notes.push("完成值后的括号内为分子/分母。".to_owned());
    }
    let points = sheet.columns.iter().filter(|column| ["difference", "change"].contains(&column.key));
    let points: Vec<&str> = points.map(|column| column.title).collect();
    if !points.is_empty() {
        sheet.notes.push(format!("以百分比计的指标，{}为百分点。", points.join("和")));
    }
    if all().count() < table.groups.iter().map(|group| group.rows.len()).sum() {
        sheet.notes.push("序号为各项目标的统一编号，以文字表述的目标不在本表。".to_owned());
    }
    let unasked = all().filter(|row| goals::is_unasked(*row)).count();
    if unasked > 0 && !sheet.rows.is_empty() {
        sheet.notes.push(format!("另有{unasked}项指标未明确填报单位，不列。"));
    }
    let is_chosen = |at: &IndicatorIndex| {
        let record = stage.figures(*at);
        record.choice.is_some() && matches!(record.outcome, Outcome::Value(_))
    };
    let chosen = stage.plan.indicators().filter(|(at, _)| is_chosen(at));
    let chosen: Vec<String> = chosen.map(|(_, indicator)| title(&indicator.name)).collect();
    sheet.notes.extend(wording::chosen(&chosen, signer(stage).as_deref(), E::READER));
    sheet
}

/// What many rows say alike, and a note says once: who is lacking, and who reported.
struct Often {
    lacks: Option<Lacks>,
    reporters: Vec<(Vec<String>, String)>,
}

impl Often {
    fn of<'r, E: Edition>(
        stage: &Stage<'_>,
        rows: impl Iterator<Item = &'r IndicatorRow<E>> + Clone,
    ) -> Self {
        let lacks = |lacks: &Lacks| rows.clone().filter(|row| row.lacks == Some(*lacks)).count();
        let most = rows.clone().filter_map(|row| row.lacks).max_by_key(|of| (lacks(of), of.have));
        let mut reporters: Vec<Vec<String>> = vec![];
        for names in rows.clone().map(|row| names(&row.origins)).filter(|names| names.len() >= NAMED) {
            if !reporters.contains(&names) && names.iter().all(|name| is_county(stage, name)) {
                reporters.push(names);
            }
        }
        // Of two lists of one length none may stand for the other.
        let lengths: Vec<usize> = reporters.iter().map(Vec::len).collect();
        reporters.retain(|names| lengths.iter().filter(|n| **n == names.len()).count() == 1);
        let word = stage.plan.county_word();
        let called = |names: Vec<String>| {
            let word = format!("{}个{word}", names.len());
            (names, word)
        };
        Often {
            lacks: most.filter(|most| lacks(most) >= OFTEN),
            reporters: reporters.into_iter().map(called).collect(),
        }
    }

    fn notes(&self) -> Vec<String> {
        let lacks = self.lacks.map(|lacks| format!("部分汇总为{}。", lacks.words()));
        let said =
            self.reporters.iter().map(|(names, word)| format!("填报单位的{word}为{}。", names.join("、")));
        lacks.into_iter().chain(said).collect()
    }
}

fn is_county(stage: &Stage<'_>, name: &str) -> bool {
    stage.plan.units().any(|(at, _)| super::is_county(stage, at) && stage.name(at) == name)
}

fn indicator<E: Edition>(often: &Often, row: &IndicatorRow<E>, is_told: bool) -> Vec<String> {
    let with = |text: &str, note: Option<&String>| match note {
        // A bracket stands in no bracket of its kind.
        Some(note) if text != DASH && note.contains('（') => format!("{text}：{note}"),
        Some(note) if text != DASH => format!("{text}（{note}）"),
        _ => text.to_owned(),
    };
    let of = match row.target_of.kind {
        AimKind::Always if row.target_of.unit.is_none() => Some("未规定年份".to_owned()),
        // Beside those of other years none is without its own.
        AimKind::ThisYear(year) if row.target_of.unit.is_none() => Some(format!("{year}年目标")),
        _ => row.target_note.clone(),
    };
    let target = match bound_in_words(&row.target_said[0]) {
        // Nothing is above all of it.
        all if row.unit_of_measure == "%" && all == "100以上" => "100".to_owned(),
        text => text,
    };
    let standing = row.standing.word;
    let note = note(often, row);
    vec![
        row.seq.to_string(),
        with_unit(&title(&row.link.text), &row.unit_of_measure),
        row.unit_of_measure.clone(),
        row.kind.to_owned(),
        with(&row.baseline, row.baseline_year.as_ref()),
        if row.last.present { row.last.value.clone() } else { DASH.to_owned() },
        with(&target, of.as_ref()),
        with(&row.shown.value, row.shown.ratio.as_ref()),
        if row.each.is_empty() { DASH.to_owned() } else { row.each.join("、") },
        // One cause is told once.
        if note == standing { DASH.to_owned() } else { note },
        row.change_signed.clone().unwrap_or_else(|| DASH.to_owned()),
        row.difference.clone(),
        match (row.target_of.kind, goals::standing_note(row)) {
            // The target of the row is another one than the goals of single units that wait.
            (AimKind::Of(year), Some(whose)) if row.is_counted && standing == "待认定" => {
                with(standing, Some(&format!("{whose}；{year}年目标未到年份")))
            }
            (_, note) => with(standing, beside(note.or(row.ruled.clone()), row, is_told).as_ref()),
        },
        row.basis.trim_end_matches('。').to_owned(),
        reporters(often, &row.origins).unwrap_or_else(|| row.units_text.clone()),
    ]
}

/// `上年值为：甲、乙截至2025-10-31初步数；丙全年终值，时段不同，不可比。`: beside each value it would take the room of the others.
fn last_years<'r, E: Edition>(rows: impl Iterator<Item = &'r IndicatorRow<E>>) -> Option<String> {
    let mut notes: Vec<(String, Vec<String>)> = vec![];
    for row in rows.filter(|row| row.last.present) {
        let (note, name) = (of_last_year(row), title(&row.link.text));
        match notes.iter_mut().find(|(known, _)| *known == note) {
            Some((_, names)) => names.push(name),
            None => notes.push((note, vec![name])),
        }
    }
    match notes.as_slice() {
        [] => None,
        [(note, _)] => Some(format!("上年值均{}。", is(note))),
        several => {
            let told = several.iter().map(|(note, names)| format!("{}{}", names.join("、"), is(note)));
            Some(format!("上年值：{}。", told.collect::<Vec<_>>().join("；")))
        }
    }
}

/// `为全年终值`, `以米为计量单位，全年终值`: what is said of a value.
fn is(note: &str) -> String {
    match note.strip_prefix("计量单位为").and_then(|note| note.split_once('，')) {
        Some((unit, rest)) => format!("以{unit}为计量单位，{rest}"),
        None => format!("为{note}"),
    }
}

/// `截至2025-11-30累计初步数，2025年终值26.15%`: what the value of last year is, and what it has been settled at since.
fn of_last_year<E: Edition>(row: &IndicatorRow<E>) -> String {
    let counted = row.counted_before.as_ref().filter(|_| row.compared_with.is_some());
    let note = match counted {
        Some(day) => row.last.note.replacen("累计", &format!("截至{day}累计"), 1),
        None => row.last.note.clone(),
    };
    let settled = row.settled_before.as_ref().map(|value| format!("，{value}")).unwrap_or_default();
    format!("{}{settled}", in_prose(&note))
}

/// Values of single units where nothing is summed up: a column where many rows have some, else a note.
fn each<'r, E: Edition>(rows: impl Iterator<Item = &'r IndicatorRow<E>> + Clone) -> (When, Option<String>) {
    let told = rows.clone().filter(|row| !row.each.is_empty());
    if told.clone().count() * 4 >= rows.count() {
        return (When::Any, None);
    }
    let told = told.map(|row| format!("{}，{}", title(&row.link.text), row.each.join("、")));
    let told: Vec<String> = told.collect();
    (When::Kept, (!told.is_empty()).then(|| format!("各单位完成值：{}。", told.join("；"))))
}

/// What several units say unlike of one figure: the office's superior reads who says what.
fn disputed<'r, E: Edition>(rows: impl Iterator<Item = &'r IndicatorRow<E>>) -> Option<String> {
    let told = rows.filter(|row| !row.shown.present).filter_map(|row| {
        let note = E::shown(&row.internal)?;
        let of = |said: &String| said.split('，').next().unwrap_or(said).to_owned();
        let said: Vec<String> = note.conflicts.iter().map(of).collect();
        (!said.is_empty()).then(|| format!("{}，{}", title(&row.link.text), said.join("、")))
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| format!("填报不一致的：{}。", told.join("；")))
}

/// What stands beside a judgement, with why a target is missed, or where the office says it.
fn beside<E: Edition>(note: Option<String>, row: &IndicatorRow<E>, is_told: bool) -> Option<String> {
    let why = match &row.because {
        _ if row.standing.key != "missed" => None,
        _ if is_told => Some("情况见正文".to_owned()),
        because => because.as_ref().map(|words| format!("原因：{words}")),
    };
    let said: Vec<String> = note.into_iter().chain(why).collect();
    (!said.is_empty()).then(|| said.join("；"))
}

/// `森林覆盖率（%）`: a column of its own for two signs would take the room of the others.
fn with_unit(name: &str, unit: &str) -> String {
    match name.strip_suffix('）') {
        _ if unit == DASH => name.to_owned(),
        Some(name) => format!("{name}，{unit}）"),
        None => format!("{name}（{unit}）"),
    }
}

/// `截至2025-10-31，初步数`; of a part of the reporters how many they are; without a value why there is none.
fn note<E: Edition>(often: &Often, row: &IndicatorRow<E>) -> String {
    let open = row.shown.open.as_ref().map(|_| "待核实".to_owned());
    if !row.each.is_empty() {
        return open.unwrap_or_else(|| DASH.to_owned());
    }
    if !row.shown.present {
        let why = wording::told_to_superiors(&row.shown.note);
        let open = open.filter(|_| !why.ends_with("待核定"));
        // What is judged one by one has no value, and is asked about as one.
        return [Some(why), open].into_iter().flatten().collect::<Vec<_>>().join("，");
    }
    let period = match (row.shown.period.as_deref(), row.shown.counted_on.as_deref()) {
        (Some("累计"), Some(day)) => Some(format!("截至{day}累计")),
        (period, _) => period.map(str::to_owned),
    };
    let parts =
        row.lacks.map(|lacks| if often.lacks == Some(lacks) { "部分汇总".to_owned() } else { lacks.words() });
    let status = row.shown.value_status.as_deref().map(in_prose);
    let said: Vec<String> = [period, status, parts, open].into_iter().flatten().collect();
    if said.is_empty() { DASH.to_owned() } else { said.join("，") }
}

/// `市能源局`, and of counties that many rows name how many they are. Where in their files it stands says nothing to
/// whom the paper is sent.
fn reporters<E: Edition>(often: &Often, origins: &[Source<E>]) -> Option<String> {
    let names = names(origins);
    let called = often.reporters.iter().find(|(known, _)| *known == names).map(|(_, word)| word.clone());
    called.or_else(|| (!names.is_empty()).then(|| names.join("、")))
}

fn names<E: Edition>(origins: &[Source<E>]) -> Vec<String> {
    let mut names: Vec<String> = vec![];
    for origin in origins {
        if !names.iter().any(|known| *known == *origin.unit) {
            names.push(origin.unit.to_string());
        }
    }
    names
}
