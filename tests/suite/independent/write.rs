//! A made-up workspace as the files that people would hand in.
//!
//! Takes a world; gives files. Never leaves out what the world says.

use std::fmt::Write as _;

use chrono::{Datelike as _, NaiveDate};
use nianbao::diagnostic::Files;
use sha2::{Digest as _, Sha256};

use super::world::*;

pub(super) fn unit_id(world: &World, unit: usize) -> String {
    if world.is_county(unit) { format!("c{unit}") } else { format!("d{unit}") }
}

fn body(world: &World, body: Body) -> String {
    match body {
        Body::Unit(unit) => unit_id(world, unit),
        Body::Counties => "counties".into(),
    }
}

fn bodies(world: &World, of: &[Body]) -> String {
    let ids: Vec<String> = of.iter().map(|b| body(world, *b)).collect();
    format!("[{}]", ids.join(", "))
}

fn due(due: Due) -> String {
    match due {
        Due::Never => "ongoing".into(),
        Due::Year(year) => year.to_string(),
        Due::Day(day) => day.to_string(),
    }
}

/// All files of a world.
pub(super) fn files(world: &World) -> Files {
    let mut files = Files::default();
    files.insert("plans/p.yaml".into(), plan(world).into_bytes());
    for round in &world.rounds {
        let folder = format!("submissions/p/{}", round.year);
        for (unit, form) in round.forms.iter().enumerate() {
            let Some(form) = form else { continue };
            let text = submission(world, round.year, unit, form);
            let id = unit_id(world, unit);
            for (_, _, of, version, event) in &round.book {
                if *of == unit && *event == Event::Received {
                    files.insert(format!("{folder}/received/{id}-{version}.yaml"), text.clone().into_bytes());
                }
            }
            files.insert(format!("{folder}/{id}.yaml"), text.into_bytes());
        }
        files.insert(format!("{folder}/decisions.yaml"), decisions(world, round).into_bytes());
        if !round.book.is_empty() {
            let book = book(world, round, &files, &folder);
            files.insert(format!("{folder}/intake.jsonl"), book.into_bytes());
        }
    }
    files
}

fn plan(world: &World) -> String {
    let cutoff = world.cutoff.map_or("24:00".into(), |(hour, minute)| format!("{hour:02}:{minute:02}"));
    let asks = world
        .window
        .map_or(String::new(), |window| format!(", asks: {{milestones: true, milestone_window: {window}}}"));
    let adopted = world.adopted.map_or("null".into(), |day| day.to_string());
    let mut text = format!(
        "nianbao: plan/1\nid: p\ntitle: 方案\nregion: 某市\ndocument: {{adopted: {adopted}}}\nhorizon: [2030]\n\
         reporting: {{subject: 工作, first_year: 2025, due: 12-15, inclusive: {}, cutoff: \"{cutoff}\", recipient: 办公室{asks}}}\nunits:\n",
        world.inclusive
    );
    for unit in 0..world.units() {
        let (id, county) = (unit_id(world, unit), world.is_county(unit));
        let (name, kind) = if county { ("县", "county") } else { ("局", "department") };
        writeln!(text, "  - {{id: {id}, name: 第{unit}{name}, kind: {kind}}}").expect("a string");
    }
    let members: Vec<String> = (world.departments..world.units()).map(|unit| unit_id(world, unit)).collect();
    writeln!(text, "  - {{id: counties, name: 各县, kind: collective, members: [{}]}}", members.join(", "))
        .expect("a string");
    text.push_str("sections:\n  - id: s1\n    title: 部分\n    tasks:\n");
    for (at, task) in world.tasks.iter().enumerate() {
        let roles: Vec<String> = ["lead_units", "responsible_units", "supporting_units", "also"]
            .iter()
            .zip(&task.roles)
            .map(|(role, of)| format!("{role}: {}", bodies(world, of)))
            .collect();
        let steps: Vec<String> = task
            .milestones
            .iter()
            .enumerate()
            .map(|(m, day)| {
                format!("{{id: M-{at}-{m}, what: 节点, due: {}}}", day.map_or("null".into(), due))
            })
            .collect();
        writeln!(
            text,
            "      - {{id: T-{at}, title: 任务{at}, {}, due: {}, milestones: [{}]}}",
            roles.join(", "),
            due(task.due),
            steps.join(", ")
        )
        .expect("a string");
    }
    text.push_str("indicators:\n");
    for (at, indicator) in world.indicators.iter().enumerate() {
        text.push_str(&indicator_text(world, at, indicator));
    }
    text
}

fn indicator_text(world: &World, at: usize, i: &Indicator) -> String {
    let way = match i.way {
        Way::Up => "up",
        Way::Down => "down",
        Way::Keep => "keep",
        Way::Range => "range",
    };
    let joined = match i.joined {
        Joined::None => "none",
        Joined::Sum => "sum",
        Joined::Ratio => "ratio",
        Joined::Mean => "mean",
        Joined::Min => "min",
        Joined::Max => "max",
        Joined::Each => "each_meets",
    };
    let level = if i.by_county { "county" } else { "city" };
    let mut text = format!(
        "  - {{id: i{at}, name: 指标{at}, unit_of_measure: \"{}\", direction: {way}, level: {level}, combine: {joined}, reported_by: {}",
        i.measure,
        bodies(world, &i.reporters)
    );
    let mut add = |piece: String| text.push_str(&format!(", {piece}"));
    if let Some(decimals) = i.decimals {
        add(format!("decimals: {decimals}"));
    }
    if i.accumulates {
        add("accumulates: true".into());
    }
    if let Some(basis) = i.basis {
        add(format!("basis: \"{}\"", basis.spelling));
    }
    if let Some((year, value)) = i.baseline {
        add(format!("baseline: {{year: {year}, value: \"{value}\"}}"));
    }
    if !i.history.is_empty() {
        let one = |(year, figure): &(i32, Figure)| {
            format!("{{year: {year}, {}, source: 公报}}", figure_text(figure, None))
        };
        let all: Vec<String> = i.history.iter().map(one).collect();
        add(format!("history: [{}]", all.join(", ")));
    }
    let targets: Vec<String> = i.targets.iter().map(|t| target(world, t)).collect();
    add(format!("targets: [{}]", targets.join(", ")));
    text + "}\n"
}

fn target(world: &World, t: &Target) -> String {
    let op = match t.op {
        Op::AtLeast => ">=",
        Op::AtMost => "<=",
        Op::Above => ">",
        Op::Below => "<",
        Op::Equal => "=",
        Op::About => "~",
        Op::Range => "range",
        Op::Words => "verdict",
    };
    let mut parts = vec![format!("op: \"{op}\"")];
    parts.extend(t.year.map(|year| format!("year: {year}")));
    parts.extend(t.value.map(|value| format!("value: \"{value}\"")));
    parts.extend(t.max.map(|max| format!("value_max: \"{max}\"")));
    parts.extend((t.op == Op::Words).then(|| "text: 基本形成格局".into()));
    parts.extend(t.governs.then(|| "governs: true".into()));
    parts.extend(t.unit.map(|unit| format!("unit: {}", unit_id(world, unit))));
    parts.extend(t.per.then(|| "per: county".into()));
    if let Some((change, year)) = t.change {
        parts.push(format!("change: {}", if change == Change::Rise { "rise" } else { "fall" }));
        parts.extend(year.map(|year| format!("baseline_year: {year}")));
    }
    format!("{{{}}}", parts.join(", "))
}

/// A figure; published ones have no span. Some say no period, and only the day up to which they count: that day, or the
/// months that end with it, is their span.
fn figure_text(figure: &Figure, year: Option<i32>) -> String {
    let mut parts = vec![format!("value: \"{}\"", figure.value)];
    parts.extend(figure.parts.map(|(n, of)| format!("n: \"{n}\", of: \"{of}\"")));
    if let Some(year) = year {
        let by_day = figure.value.to_string().ends_with(['1', '3', '5', '7']);
        let ends_month = |day: NaiveDate| day.succ_opt().is_some_and(|next| next.month() != day.month());
        parts.push(match figure.span {
            Span::Months(11) if by_day => format!("as_of: {year}-11-30"),
            Span::Months(6) if by_day => format!("as_of: {year}-06-30"),
            Span::Until(day) if by_day && !ends_month(day) => format!("as_of: {day}"),
            Span::Year => "period: 全年".into(),
            Span::Months(month) => format!("period: 1—{month}月"),
            Span::Until(day) => format!("period: 截至{day}"),
            Span::Cumulative => "period: 累计".into(),
        });
    }
    parts.extend(figure.settled.map(|settled| {
        let word = match settled {
            Settled::Estimated => "estimated",
            Settled::Provisional => "provisional",
            Settled::Final => "final",
        };
        format!("value_status: {word}")
    }));
    parts.extend(figure.basis.map(|basis| format!("basis: \"{}\"", basis.spelling)));
    parts.extend(figure.standard.map(|standard| format!("standard: \"{}\"", standard.spelling)));
    parts.join(", ")
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Completed => "completed",
        Status::Ahead => "ahead",
        Status::OnTrack => "on_track",
        Status::Behind => "behind",
        Status::NotStarted => "not_started",
        Status::Ongoing => "ongoing",
        Status::NotApplicable => "not_applicable",
        Status::NoProgress => "no_progress",
        Status::NotYetAvailable => "not_yet_available",
    }
}

fn submission(world: &World, year: i32, unit: usize, form: &Form) -> String {
    let id = unit_id(world, unit);
    let mut text = format!("nianbao: submission/1\nplan: p\nyear: {year}\nunit: {id}\n");
    if let Some(day) = form.filled {
        writeln!(text, "filled_on: {day}").expect("a string");
    }
    if form.nil {
        text.push_str("nil_return: 本年度没有涉及本单位的工作\n");
        return text;
    }
    let tasks: Vec<String> = form.tasks.iter().map(|(task, said, percent)| {
        let percent = percent.map_or(String::new(), |p| format!(", percent: \"{p}\""));
        format!("  - {{id: T-{task}, status: {}{percent}, progress: 第{unit}家的进展, issues: 资金没有到位, next_steps: 明年6月前完成招标}}\n", status(*said))
    }).collect();
    let steps: Vec<String> = form
        .milestones
        .iter()
        .map(|(task, at, said)| format!("  - {{id: M-{task}-{at}, status: {}}}\n", status(*said)))
        .collect();
    let figures: Vec<String> = form
        .entries
        .iter()
        .map(|entry| {
            let said = match &entry.said {
                Ok(figure) => figure_text(figure, Some(year)),
                Err(Absent::Unmonitored) => "missing: not_monitored".into(),
                Err(Absent::Unpublished) => "missing: not_yet_published".into(),
                Err(Absent::Unconcerned) => "missing: not_applicable".into(),
            };
            let last = entry.last_year.map_or(String::new(), |(value, parts)| {
                let parts = parts.map_or(String::new(), |(n, of)| format!(", n: \"{n}\", of: \"{of}\""));
                format!(", last_year: {{value: \"{value}\"{parts}, source: 年鉴}}")
            });
            format!("  - {{id: i{}, {said}{last}, source: 统计报表}}\n", entry.indicator)
        })
        .collect();
    for (key, list) in [("tasks", tasks), ("milestones", steps), ("indicators", figures)] {
        if !list.is_empty() {
            write!(text, "{key}:\n{}", list.concat()).expect("a string");
        }
    }
    text
}

fn decisions(world: &World, round: &Round) -> String {
    let (d, signed) =
        (&round.decisions, |on: &NaiveDate| format!("reason: 经会商确定, by: 办公室, on: {on}"));
    let mut text = format!("nianbao: decisions/1\nplan: p\nyear: {}\n", round.year);
    let mut list = |key: &str, items: Vec<String>| {
        if !items.is_empty() {
            writeln!(text, "{key}:\n  - {{{}}}", items.join("}\n  - {")).expect("a string");
        }
    };
    list(
        "extensions",
        d.extensions
            .iter()
            .map(|(who, until, on)| format!("unit: {}, until: {until}, {}", body(world, *who), signed(on)))
            .collect(),
    );
    let of_tasks = d
        .task_choices
        .iter()
        .map(|(task, unit, on)| format!("task: T-{task}, unit: {}, {}", unit_id(world, *unit), signed(on)));
    let of_figures = d
        .choices
        .iter()
        .map(|(i, unit, on)| format!("indicator: i{i}, unit: {}, {}", unit_id(world, *unit), signed(on)));
    list("choices", of_tasks.chain(of_figures).collect());
    list(
        "overrides",
        d.overrides
            .iter()
            .map(|(task, said, on)| format!("task: T-{task}, status: {}, {}", status(*said), signed(on)))
            .collect(),
    );
    list(
        "accepts",
        d.taken.iter().map(|(i, on)| format!("indicator: i{i}, code: N134, {}", signed(on))).collect(),
    );
    list(
        "verdicts",
        d.verdicts
            .iter()
            .map(|(i, year, unit, ruling, on)| {
                let word = match ruling {
                    Ruling::Met => "met",
                    Ruling::Missed => "missed",
                    Ruling::Pending => "pending",
                };
                let year = year.map_or("null".into(), |year| year.to_string());
                let unit = unit.map_or(String::new(), |unit| format!("unit: {}, ", unit_id(world, unit)));
                format!("indicator: i{i}, year: {year}, {unit}verdict: {word}, {}", signed(on))
            })
            .collect(),
    );
    text
}

fn book(world: &World, round: &Round, files: &Files, folder: &str) -> String {
    let digest =
        |bytes: &[u8]| -> String { Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect() };
    let (mut text, mut previous) = (String::new(), "0".repeat(64));
    for (at, (day, hour, unit, version, event)) in round.book.iter().enumerate() {
        let id = unit_id(world, *unit);
        let word = match event {
            Event::Received => "received",
            Event::Accepted => "accepted",
            Event::Returned => "returned",
        };
        let original = (*event == Event::Received).then(|| {
            let name = format!("{id}-{version}.yaml");
            let hash = digest(&files[&format!("{folder}/received/{name}")]);
            format!("\"file\":\"{name}\",\"sha256\":\"{hash}\",")
        });
        let line = format!(
            "{{\"sequence\":{},\"time\":\"{day}T{hour:02}:30:00+08:00\",\"unit\":\"{id}\",\"version\":{version},\"event\":\"{word}\",{}\"previous\":\"{previous}\"}}",
            at + 1,
            original.unwrap_or_default()
        );
        previous = digest(line.as_bytes());
        text.push_str(&line);
        text.push('\n');
    }
    text
}
