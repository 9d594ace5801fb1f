//! The state of rounds as a person reads it in a window of 80 columns.

use std::fmt::Write as _;

use super::course::Stage;
use super::{Lack, RoundStatus, UnitStatus};
use crate::cli::folding::folded;
use crate::cli::screen;

/// Names of what a unit lacks that are shown beside each other.
const NAMED: usize = 3;

/// `by_name`: whether what each unit lacks and is asked is listed in full.
pub(super) fn text(rounds: &[RoundStatus], by_name: bool, width: usize) -> String {
    let mut out = String::new();
    for round in rounds {
        head(round, width, &mut out);
        if !(round.course.asks() || by_name && round.course.stage == Stage::NotBegun) {
            out.push('\n');
            continue;
        }
        out.push('\n');
        let name = round.units.iter().map(|unit| screen::columns(&unit.name)).max().unwrap_or(0);
        for unit in &round.units {
            out.push_str(&line(unit, (&round.plan, round.year), name.min(width / 3), width));
            details(unit, (by_name, round.counts, &round.deadline), width, &mut out);
        }
        since(round, width, &mut out);
        out.push('\n');
    }
    out
}

fn head(round: &RoundStatus, width: usize, out: &mut String) {
    let left = match round.days_left {
        _ if round.course.stage == Stage::Closed => "已定稿".to_owned(),
        days if days > 0 => format!("还有{days}天"),
        0 => "今天截止".to_owned(),
        days => format!("已过{}天", -days),
    };
    folded("", &format!("{} {}年度", round.title, round.year), width, out);
    if round.course.stage != Stage::BeforeFirst {
        folded("", &format!("报送时限：{}（{left}）", round.deadline), width, out);
    }
    let names: Vec<&str> = round.units.iter().map(|unit| unit.name.as_str()).collect();
    for words in round.course.words(round.year, &names) {
        folded("", &words, width, out);
    }
    if !round.course.asks() {
        unmatched(round, width, out);
        return;
    }
    let mut parts = vec![format!("应报{}家，已报{}家", round.expected, round.reported)];
    for (count, word) in [
        (round.on_time, "按时"),
        (round.late, "迟报"),
        (round.faulty, "材料有误"),
        (round.returned_pending, "退回待补"),
        (round.missing, "未报"),
        (round.not_yet_due, "未到期"),
    ] {
        if count > 0 {
            let came = if word == "材料有误" { came(round) } else { String::new() };
            parts.push(format!("{word}{count}家{came}"));
        }
    }
    let waiting: usize = round.units.iter().map(|unit| unit.waiting.len()).sum();
    if waiting > 0 {
        parts.push(format!("另有{waiting}份待确认"));
    }
    folded("", &parts.join("，"), width, out);
    unmatched(round, width, out);
}

/// Files of which nobody knows whose they are.
fn unmatched(round: &RoundStatus, width: usize, out: &mut String) {
    if round.unmatched_files > 0 {
        let (files, plan, year) = (round.unmatched_files, &round.plan, round.year);
        let words =
            format!("另有{files}个文件无法对应到单位（运行 nianbao check --plan {plan} --year {year} 查看）");
        folded("", &words, width, out);
    }
}

/// When faulty material came: the report counts its units by that as well, beside their faults.
fn came(round: &RoundStatus) -> String {
    let faulty = || round.units.iter().filter(|unit| unit.state == "faulty");
    let parts = [("on_time", "按时送达"), ("late", "迟报")].into_iter().filter_map(|(key, word)| {
        let n = faulty().filter(|unit| unit.timeliness == key).count();
        (n > 0).then(|| format!("{word}{n}家"))
    });
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() { String::new() } else { format!("（其中{}）", parts.join("、")) }
}

/// `● 按时  市水利局  2025-12-08（自报）  材料齐全 23/23`; what does not fit goes to a line of its own.
fn line(unit: &UnitStatus, of: (&str, i32), name: usize, width: usize) -> String {
    let mark = match unit.state {
        "on_time" => "●",
        "late" | "returned_pending" | "faulty" => "▲",
        "missing" => "■",
        _ => "○",
    };
    let head = format!("{mark} {}  {}", screen::padded(unit.state_word, 8), screen::padded(&unit.name, name));
    let rest = rest(unit, of);
    let mut text = String::new();
    if screen::columns(&head) + 2 + screen::columns(&rest) <= width && !rest.is_empty() {
        let _ = writeln!(text, "{head}  {rest}");
    } else {
        folded("", head.trim_end(), width, &mut text);
        if !rest.is_empty() {
            folded("    ", &rest, width, &mut text);
        }
    }
    text
}

fn rest(unit: &UnitStatus, (plan, year): (&str, i32)) -> String {
    let mut text = String::new();
    if let Some(day) = &unit.received {
        text.push_str(day);
        if unit.self_reported {
            text.push_str("（自报）");
        }
        if unit.days_late > 0 {
            let _ = write!(text, "，迟{}天", unit.days_late);
        }
        if let Some(day) = &unit.resubmitted {
            let _ = write!(text, "，退回后补报（{day}）");
        }
    }
    match unit.state {
        "faulty" => {
            let gap = if text.is_empty() { "" } else { "  " };
            let _ = write!(text, "{gap}运行 nianbao check --plan {plan} --year {year} 查看");
        }
        "returned_pending" => {
            text.push_str("收到，已退回，等待重新报送");
        }
        _ if unit.received.is_some() => {
            let _ = write!(text, "  {} {}/{}", unit.completeness_word, unit.answered, unit.assigned);
        }
        "missing" => {
            let _ = write!(text, "已过{}天", -unit.days_left);
        }
        _ => {}
    }
    if !unit.unfilled.is_empty() && unit.received.is_some() {
        let _ = write!(text, "，基本情况缺{}项", unit.unfilled.len());
    }
    if !unit.questions.is_empty() {
        let _ = write!(text, "  待核实{}处", unit.questions.len());
    }
    text
}

/// Of the two copies the one that came and does not count, or counts and is not alone.
fn copies(unit: &UnitStatus, counts: &str) -> Option<String> {
    match (&unit.paper, &unit.file, counts) {
        (Some(paper), None, "file") => Some(format!("盖章纸质件已于{paper}收到，还没有电子件")),
        (Some(paper), None, _) => Some(format!("盖章纸质件已于{paper}收到；没有电子件，内容无从汇总")),
        (None, Some(file), "paper") => Some(format!("电子件已于{file}收到，还没有盖章纸质件；以纸质件为准")),
        (Some(paper), Some(_), _) => Some(match unit.older_paper {
            Some((of, now)) => {
                format!("盖章纸质件（{paper}收到）是第{of}版的，现行的是第{now}版，还没有第{now}版的纸质件")
            }
            // Dates of one form are in the order of their words.
            None if unit.file.as_ref().is_some_and(|file| file > paper) => {
                let file = unit.file.as_deref().unwrap_or("");
                format!("盖章纸质件已于{paper}收到，早于电子件（{file}收到），请核对两件的内容是否相同")
            }
            None => format!("盖章纸质件已于{paper}收到"),
        }),
        _ => None,
    }
}

fn details(
    unit: &UnitStatus,
    (by_name, counts, deadline): (bool, &str, &str),
    width: usize,
    out: &mut String,
) {
    if unit.deadline != deadline {
        let left = match unit.days_left {
            0 if unit.received.is_none() => "，今天截止".to_owned(),
            days @ 1.. if unit.received.is_none() => format!("，还有{days}天"),
            days if unit.received.is_none() => format!("，已过{}天", -days),
            _ => String::new(),
        };
        folded("    ", &format!("报送时限：{}{left}", unit.deadline), width, out);
    }
    if let Some(copies) = copies(unit, counts) {
        folded("    ", &copies, width, out);
    }
    if !unit.waiting.is_empty() {
        let all: Vec<String> = unit.waiting.iter().map(|version| format!("第{version}版")).collect();
        let way = "采用的用 receive --accept，退回的用 receive --return";
        folded("    ", &format!("{}收到后还没有采用，待确认：{way}", all.join("、")), width, out);
    }
    if by_name {
        for reason in &unit.reasons {
            folded("    ", &format!("退回的理由：{reason}"), width, out);
        }
        for fault in unit.faults.iter().take(NAMED) {
            folded("    ", &format!("有误 {} {}：{}", fault.code, fault.place, fault.message), width, out);
        }
        if unit.faults.len() > NAMED {
            folded("    ", &format!("另有{}处有误", unit.faults.len() - NAMED), width, out);
        }
        if !unit.unfilled.is_empty() {
            folded("    ", &format!("基本情况没有填写：{}", unit.unfilled.join("、")), width, out);
        }
        for Lack { kind, id, name } in &unit.lacks {
            folded("    ", &format!("缺{kind} {id} {name}"), width, out);
        }
        for question in &unit.questions {
            let asked = format!("待核实 {} {}：{}", question.whereabouts, question.code, question.message);
            folded("    ", &asked, width, out);
        }
    } else if !unit.lacks.is_empty() {
        let names: Vec<&str> = unit.lacks.iter().take(NAMED).map(|lack| lack.name.as_str()).collect();
        let more =
            if unit.lacks.len() > NAMED { format!("等{}项", unit.lacks.len()) } else { String::new() };
        folded("    ", &format!("缺：{}{more}", names.join("、")), width, out);
    }
}

fn since(round: &RoundStatus, width: usize, out: &mut String) {
    let Some(changes) = &round.changes else { return };
    out.push_str(if changes.is_empty() { "\n没有变化\n" } else { "\n变化：\n" });
    for change in changes {
        let at = change.at.as_ref().map(|at| format!("{at} ")).unwrap_or_default();
        folded("    ", &format!("{at}{}：{}", change.name, change.what), width, out);
    }
}
