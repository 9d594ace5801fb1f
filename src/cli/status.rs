//! `nianbao status`: who has reported, who has not, how many days are left.

use std::fmt::Write as _;
use std::path::Path;

use nianbao::assess::{Timeliness, UnitStanding};
use nianbao::consolidate::{Duty, UnitRecord};
use nianbao::diagnostic::Diagnostics;
use nianbao::pipeline::{self, PlanRounds, Selection, YearView};
use nianbao::source::Project;
use nianbao::wording;
use serde::Serialize;

use super::args::{self, StatusFormat};
use super::{Failure, Outcome, build, screen};

pub(super) fn run(workspace: &Path, options: &args::Status) -> Outcome {
    let root = build::root(workspace)?;
    let selection =
        Selection { plan: options.selection.plan.clone(), year: options.selection.year, running: true };
    let as_of = build::as_of(&options.selection);
    let mut out = Diagnostics::default();
    let read = pipeline::read(&Project::Folder(root), &selection, as_of, &mut out)?;
    build::known(&read, &options.selection, &out)?;
    let mut rounds = vec![];
    for plan in &read.plans {
        let assessed = plan.assess(&read.office, &read.sources);
        let wanted = plan.rounds.iter().zip(&assessed.years).filter(|(year, _)| year.wanted);
        for view in wanted.filter_map(|(_, view)| view.as_ref()) {
            rounds.push(RoundStatus::new(plan, view));
        }
    }
    if let Some(unit) = &options.unit {
        keep(&mut rounds, &read.plans, unit)?;
    }
    match options.format {
        StatusFormat::Json => {
            let mut text =
                serde_json::to_string_pretty(&rounds).expect("strings and numbers always serialise");
            text.push('\n');
            screen::print_exact(&text)?;
        }
        StatusFormat::Text => screen::print(&text(&rounds, options.unit.is_some(), screen::width()))?,
    }
    Ok(false)
}

/// Keeps one unit, by id, name or alias, of the plans that know it.
fn keep(rounds: &mut Vec<RoundStatus>, plans: &[PlanRounds], wanted: &str) -> Result<(), Failure> {
    for round in rounds.iter_mut() {
        let plan = plans.iter().find(|plan| plan.plan.key() == round.plan);
        let unit = plan.and_then(|of| Some(of.plan.unit(of.plan.unit_named(wanted)?).id.to_string()));
        round.units.retain(|kept| Some(&kept.id) == unit.as_ref());
    }
    rounds.retain(|round| !round.units.is_empty());
    if rounds.is_empty() {
        return Err(Failure(format!("应报单位里没有“{wanted}”；请写方案里的单位编号或名称")));
    }
    Ok(())
}

#[derive(Serialize)]
struct RoundStatus {
    plan: String,
    title: String,
    year: i32,
    as_of: String,
    deadline: String,
    days_left: i64,
    expected: usize,
    reported: usize,
    on_time: usize,
    late: usize,
    missing: usize,
    not_yet_due: usize,
    returned_pending: usize,
    /// Files that nobody can say the unit of.
    unmatched_files: usize,
    units: Vec<UnitStatus>,
}

#[derive(Serialize)]
struct UnitStatus {
    id: String,
    name: String,
    timeliness: &'static str,
    word: &'static str,
    received: Option<String>,
    days_late: i64,
    self_reported: bool,
    completeness: &'static str,
    completeness_word: &'static str,
    answered: usize,
    assigned: usize,
    lacks: Vec<Lack>,
}

/// Something that a unit was asked for and has not answered.
#[derive(Serialize)]
struct Lack {
    kind: &'static str,
    id: String,
    name: String,
}

impl Lack {
    fn new(plan: &PlanRounds, duty: Duty) -> Self {
        let kind = duty.kind();
        let (id, name) = (duty.id(&plan.plan).to_owned(), duty.name(&plan.plan).to_owned());
        Lack { kind, id, name }
    }
}

impl RoundStatus {
    fn new(plan: &PlanRounds, view: &YearView) -> Self {
        let progress = &view.progress;
        let units: Vec<UnitStatus> = view
            .tables
            .units
            .iter()
            .zip(&progress.units)
            .map(|(record, standing)| UnitStatus::new(plan, record, standing))
            .collect();
        let count =
            |timeliness: Timeliness| progress.units.iter().filter(|u| u.timeliness == timeliness).count();
        RoundStatus {
            plan: plan.plan.key(),
            title: plan.plan.definition.title.inner.clone(),
            year: view.round.year,
            as_of: progress.moment.now.to_rfc3339(),
            deadline: progress.deadline.text.clone(),
            days_left: (progress.deadline.last_day - progress.moment.seen_on()).num_days(),
            expected: units.len(),
            reported: view.tables.units.iter().filter(|unit| unit.submission.is_some()).count(),
            on_time: count(Timeliness::OnTime),
            late: count(Timeliness::Late),
            missing: count(Timeliness::Missing),
            not_yet_due: count(Timeliness::NotYetDue),
            returned_pending: count(Timeliness::ReturnedPending),
            unmatched_files: view.round.submissions.iter().filter(|file| file.unit.is_none()).count(),
            units,
        }
    }
}

impl UnitStatus {
    fn new(plan: &PlanRounds, record: &UnitRecord, standing: &UnitStanding) -> Self {
        let unit = plan.plan.unit(record.unit);
        let share = record.coverage.total();
        UnitStatus {
            id: unit.id.to_string(),
            name: unit.name.inner.clone(),
            timeliness: standing.timeliness.key(),
            word: wording::timeliness(standing.timeliness),
            received: standing.received_on.map(|day| day.to_string()),
            days_late: standing.days_late,
            self_reported: standing.self_reported,
            completeness: standing.completeness.key(),
            completeness_word: wording::completeness(standing.completeness),
            answered: share.answered,
            assigned: share.assigned,
            lacks: record.lacks.iter().map(|duty| Lack::new(plan, *duty)).collect(),
        }
    }
}

/// `by_name`: whether what each unit lacks is listed.
fn text(rounds: &[RoundStatus], by_name: bool, width: usize) -> String {
    let mut out = String::new();
    for round in rounds {
        let left = match round.days_left {
            days if days > 0 => format!("还有{days}天"),
            0 => "今天截止".to_owned(),
            days => format!("已过{}天", -days),
        };
        let _ = writeln!(out, "{} {}年度", round.title, round.year);
        let _ = writeln!(out, "报送时限：{}（{left}）", round.deadline);
        let mut parts = vec![format!("应报{}家", round.expected), format!("已报{}家", round.reported)];
        for (count, word) in [
            (round.on_time, "按时"),
            (round.late, "迟报"),
            (round.missing, "未报"),
            (round.not_yet_due, "未到期"),
            (round.returned_pending, "退回待补"),
        ] {
            if count > 0 {
                parts.push(format!("{word}{count}家"));
            }
        }
        if round.unmatched_files > 0 {
            parts.push(format!(
                "另有{}个文件无法对应到单位（运行 nianbao check 查看）",
                round.unmatched_files
            ));
        }
        let _ = writeln!(out, "{}\n", parts.join("，"));
        let name = round.units.iter().map(|unit| screen::columns(&unit.name)).max().unwrap_or(0);
        for unit in &round.units {
            let _ = writeln!(out, "{}", line(unit, name.min(width / 2)));
            for Lack { kind, id, name } in unit.lacks.iter().filter(|_| by_name) {
                let _ = writeln!(out, "    缺{kind} {id} {name}");
            }
        }
        out.push('\n');
    }
    out
}

/// `● 按时  市水利局  2025-12-08（自报）  材料齐全 23/23`
fn line(unit: &UnitStatus, name: usize) -> String {
    let mark = match unit.timeliness {
        "on_time" => "●",
        "late" | "returned_pending" => "▲",
        "missing" => "■",
        _ => "○",
    };
    let mut text = format!("{mark} {}  {}", screen::padded(unit.word, 8), screen::padded(&unit.name, name));
    if let Some(day) = &unit.received {
        let _ = write!(text, "  {day}");
        if unit.self_reported {
            text.push_str("（自报）");
        }
        if unit.days_late > 0 {
            let _ = write!(text, "，迟{}天", unit.days_late);
        }
        let _ = write!(text, "  {} {}/{}", unit.completeness_word, unit.answered, unit.assigned);
    } else if unit.completeness == "faulty" {
        let _ = write!(text, "  {}（运行 nianbao check 查看）", unit.completeness_word);
    }
    text
}
