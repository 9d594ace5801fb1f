//! Units that were joined, parted, renamed or dissolved: what their amendment explains needs no other word, and
//! what it does not explain is found.

use nianbao::diagnostic::Files;

use crate::moment::{checked, close, example};

const PLAN: &str = "plans/demo.yaml";

/// A plan with its units, what is asked of them, and amendments.
fn plan(units: &str, tasks: &str, indicators: &str, amendments: &str) -> Vec<u8> {
    let text = format!(
        "nianbao: plan/1\nid: demo\ntitle: 示例市节水方案\nregion: 示例市\nissuer: 示例市人民政府办公室\n\
         document: {{number: 示政办发〔2025〕9号, index_number: null, adopted: 2025-03-01, published: 2025-03-05}}\n\
         horizon: [2030]\nreporting: {{subject: 节水工作, first_year: 2025, due: 12-15, inclusive: true, cutoff: '24:00', \
         timezone: Asia/Shanghai, weekend: keep, recipient: 市节水办, note: 按惯例, asks: {{milestones: true}}}}\n\
         units:\n{units}sections:\n  - {{id: s01, number: 一, title: 任务, tasks: [{tasks}]}}\n\
         indicators: [{indicators}]\namendments: [{amendments}]\n"
    );
    text.into_bytes()
}

fn unit(id: &str, name: &str) -> String {
    format!("  - {{id: {id}, name: {name}, kind: department}}\n")
}

const COUNTIES: &str =
    "  - {id: north, name: 北县, kind: county}\n  - {id: south, name: 南县, kind: county}\n";

fn units(departments: &[(&str, &str)], members: &str) -> String {
    let own: String = departments.iter().map(|(id, name)| unit(id, name)).collect();
    format!("{own}{COUNTIES}  - {{id: each, name: 各有关单位, kind: collective, members: [{members}]}}\n")
}

fn task(id: &str, assigned: &str) -> String {
    format!(
        "{{id: {id}, title: 推进节水{id}, {assigned}, due: 2030, milestones: [{{id: M-{id}, what: 建成示范, due: 2026}}]}}"
    )
}

fn indicator(id: &str, reporters: &str, whose: &str) -> String {
    format!(
        "{{id: {id}, name: 节水量{id}, task: T-1, unit_of_measure: 万立方米, direction: up, level: city, combine: none, \
         reported_by: [{reporters}], targets: [{{year: 2030, op: '>=', value: '5'{whose}}}]}}"
    )
}

/// What N131 says once 2025 was closed with one plan and goes on with another.
fn unexplained(before: Vec<u8>, after: Vec<u8>) -> Vec<String> {
    let mut files: Files = example();
    files.retain(|name, _| !name.starts_with("submissions/"));
    files.insert(PLAN.into(), before);
    let report = "nianbao: submission/1\nplan: demo\nyear: 2025\nunit: 北县\nfilled_on: 2025-12-01\nsample: true\nnil_return: 境内没有列入清单的工程\n";
    files.insert("submissions/demo/2025/north.yaml".into(), report.into());
    close(&mut files, 2025, "2026-01-20");
    files.insert(PLAN.into(), after);
    let (read, found) = checked(&files, "2026-06-01");
    assert_eq!(read.plans.len(), 1, "the plan is sound: {:?}", found.into_vec());
    let found = found.into_vec().into_iter();
    found.filter(|found| found.rule.code == "N131").map(|found| found.message).collect()
}

/// Two offices of which each has work of its own and both have some together.
fn apart() -> Vec<u8> {
    let tasks = [
        task("T-1", "lead_units: [water], responsible_units: [towns]"),
        task("T-2", "responsible_units: [towns], supporting_units: [each]"),
        task("T-3", "lead_units: [forest], supporting_units: [water]"),
        task("T-4", "responsible_units: [each]"),
    ];
    let indicators = [
        indicator("a", "water", ""),
        indicator("b", "towns", ", unit: towns"),
        indicator("c", "water, towns", ""),
        indicator("d", "forest", ""),
        indicator("e", "each", ""),
    ];
    plan(
        &units(
            &[("water", "市水务局"), ("towns", "市城建局"), ("forest", "市林业局")],
            "water, north, south",
        ),
        &tasks.join(", "),
        &indicators.join(", "),
        "",
    )
}

/// The same with one office in the place of two.
fn joined(id: &str, name: &str, (task_2, amendment): (&str, &str)) -> Vec<u8> {
    let tasks = [
        task("T-1", &format!("lead_units: [{id}]")),
        task("T-2", task_2),
        task("T-3", &format!("lead_units: [forest], supporting_units: [{id}]")),
        task("T-4", "responsible_units: [each]"),
    ];
    let indicators = [
        indicator("a", id, ""),
        indicator("b", id, &format!(", unit: {id}")),
        indicator("c", id, ""),
        indicator("d", "forest", ""),
        indicator("e", "each", ""),
    ];
    let units = units(&[(id, name), ("forest", "市林业局")], &format!("{id}, north, south"));
    plan(&units, &tasks.join(", "), &indicators.join(", "), amendment)
}

#[test]
fn t4_a_merger_is_explained_by_its_amendment() {
    let none: [String; 0] = [];
    for (id, name) in [("water", "市水务局"), ("water", "市水务和城建局"), ("utilities", "市水务和城建局")]
    {
        let amendment = format!(
            "{{from: 2026, unit: {id}, what: 两局合并, was: {{ids: [water, towns]}}, why: 机构改革, document: 示编发〔2026〕1号}}"
        );
        let own = format!("responsible_units: [{id}], supporting_units: [each]");
        assert_eq!(unexplained(apart(), joined(id, name, (&own, &amendment))), none, "{id} {name}");
        // What the merger does not explain: another office has the task now, or the new one lost its lead.
        let other = joined(id, name, ("responsible_units: [forest], supporting_units: [each]", &amendment));
        assert!(unexplained(apart(), other).iter().any(|said| said.contains("推进节水T-2")));
        let lesser = joined(id, name, (&format!("supporting_units: [{id}, each]"), &amendment));
        assert_eq!(unexplained(apart(), lesser).len(), 1, "{id} only supports what towns answered for");
    }
    let silent = joined("water", "市水务局", ("responsible_units: [water], supporting_units: [each]", ""));
    assert!(unexplained(apart(), silent).len() > 3, "without an amendment nothing is explained");
}

#[test]
fn t4_a_division_is_explained_by_its_amendments() {
    let none: [String; 0] = [];
    let before = joined("water", "市水务局", ("responsible_units: [water], supporting_units: [each]", ""));
    let after = String::from_utf8(apart()).expect("UTF-8");
    let amendments = "{from: 2026, unit: water, what: 分设, was: {id: water}, why: 机构改革, document: 示编发〔2026〕1号}, \
         {from: 2026, unit: towns, what: 由市水务局分设, was: {id: water}, why: 机构改革, document: 示编发〔2026〕1号}";
    let explained = after.replace("amendments: []", &format!("amendments: [{amendments}]"));
    assert_eq!(unexplained(before.clone(), explained.clone().into_bytes()), none);
    assert!(!unexplained(before.clone(), after.into_bytes()).is_empty());
    // A part of it has lost a task to an office of which no amendment speaks.
    let moved = explained
        .replace("responsible_units: [towns], supporting", "responsible_units: [forest], supporting");
    assert_eq!(unexplained(before, moved.into_bytes()).len(), 1);
}

#[test]
fn t4_another_id_alone_and_a_dissolved_unit_are_explained_once() {
    let none: [String; 0] = [];
    let before = String::from_utf8(apart()).expect("UTF-8");
    // Another id and another name, in every place that names the unit.
    let renamed = before
        .replace("towns", "cities")
        .replace("市城建局", "市城管局")
        .replace("amendments: []", "amendments: [{from: 2026, unit: cities, what: 更名, was: {name: 市城建局, id: towns}, why: 机构改革, document: 示编发〔2026〕1号}]");
    assert_eq!(unexplained(before.clone().into_bytes(), renamed.into_bytes()), none);
    // Dissolved: what it did beside others is left to them; what it did alone needs a word of its own.
    let gone = before
        .replace(&unit("water", "市水务局"), "")
        .replace("lead_units: [water], responsible_units: [towns]", "responsible_units: [towns]")
        .replace(", supporting_units: [water]", "")
        .replace("members: [water, north, south]", "members: [north, south]")
        .replace("reported_by: [water]", "reported_by: [forest]")
        .replace("reported_by: [water, towns]", "reported_by: [towns]");
    let said = "amendments: [{from: 2026, what: 市水务局撤销, was: {ids: [water]}, why: 机构改革, document: 示编发〔2026〕1号}]";
    let found = unexplained(before.into_bytes(), gone.replace("amendments: []", said).into_bytes());
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("节水量a") && found[0].contains("填报单位"), "{found:?}");
}

/// What leaves the plan has no other name than its own, and an amendment says it by that.
#[test]
fn t4_what_leaves_the_plan_is_explained_by_its_own_name() {
    let with = |amendments: &str| {
        let tasks = [task("T-1", "lead_units: [water]"), task("T-2", "responsible_units: [water]")];
        plan(
            &units(&[("water", "市水务局"), ("towns", "市城建局")], "water, north"),
            &tasks.join(", "),
            &indicator("a", "water", ""),
            amendments,
        )
    };
    let before = || {
        let tasks = [
            task("T-1", "lead_units: [water], supporting_units: [forest]"),
            task("T-2", "responsible_units: [water]"),
            task("T-9", "responsible_units: [water]"),
        ];
        let indicators = [indicator("a", "water, forest", ""), indicator("z", "water", "")];
        let departments = [("water", "市水务局"), ("towns", "市城建局"), ("forest", "市林业局")];
        let members = "water, north, forest";
        plan(&units(&departments, members), &tasks.join(", "), &indicators.join(", "), "")
    };
    let gone = "{from: 2026, unit: forest, what: 划归省管, why: 改革}, {from: 2026, task: T-9, what: 不再实施, why: 已并入省计划}, {from: 2026, indicator: z, what: 不再考核, why: 省里不再公布}";
    assert_eq!(unexplained(before(), with(gone)), Vec::<String>::new());
    let without = unexplained(before(), with(""));
    let about =
        |kind: &str| without.iter().filter(|said| said.starts_with(kind) && said.contains("已不在")).count();
    assert_eq!(["单位", "任务", "指标"].map(about), [1, 1, 1], "{without:?}");
    // Whoever writes only what it became of is told that it stays itself.
    let own = "{from: 2026, unit: towns, what: 市林业局并入, why: 改革, was: {ids: [forest]}}, {from: 2026, was: {ids: [T-9, z]}, what: 不再实施, why: 调整}";
    let said = unexplained(before(), with(own));
    assert!(said.iter().any(|said| said.contains("市城建局") && said.contains("was.ids")), "{said:?}");
    assert!(!said.iter().any(|said| said.contains("市城建局") && said.contains("已不在")), "{said:?}");
}

#[test]
fn t4_an_amendment_of_what_never_was_is_a_fault_that_stops_no_plan() {
    let mut files: Files = example();
    close(&mut files, 2025, "2026-01-20");
    let text = String::from_utf8(files[PLAN].clone()).expect("UTF-8");
    let amended = |named: &str| {
        let mut files = files.clone();
        let text = format!("{text}amendments: [{{from: 2026, {named}, what: 撤销, why: 改革}}]\n");
        files.insert(PLAN.into(), text.into_bytes());
        let (read, found) = checked(&files, "2026-06-01");
        assert_eq!(read.plans.len(), 1, "{named}");
        found
            .into_vec()
            .into_iter()
            .map(|d| d.rule.code)
            .filter(|code| code.starts_with("N10"))
            .collect::<Vec<_>>()
    };
    assert_eq!(amended("unit: henan"), ["N104"]);
    assert_eq!(amended("task: RW-09"), ["N105"]);
    assert_eq!(amended("indicator: old"), ["N105"]);
    assert_eq!(amended("unit: hexi"), Vec::<&str>::new());
}

/// Tasks that became one: their indicators stay where they were, and the units' words of both are compared.
#[test]
fn t4_indicators_of_joined_tasks_stay_where_they_were() {
    let departments = units(&[("water", "市水务局")], "water, north");
    let tasks = [task("T-1", "lead_units: [water]"), task("T-2", "lead_units: [water]")].join(", ");
    let before = plan(&departments, &tasks, &indicator("a", "water", ""), "");
    let joined = "{from: 2026, task: T-3, what: 两项并为一项, why: 精简, was: {ids: [T-2, T-1]}}";
    let moved = indicator("a", "water", "").replace("task: T-1", "task: T-3");
    let after = plan(&departments, &task("T-3", "lead_units: [water]"), &moved, joined);
    assert_eq!(unexplained(before, after), Vec::<String>::new());
}

/// A county that is new has joined the others by one amendment, of itself or of what they are called together.
#[test]
fn t4_who_joins_a_collective_is_explained_once() {
    let tasks = [
        task("T-1", "lead_units: [water], responsible_units: [each]"),
        task("T-2", "responsible_units: [each]"),
    ];
    let asked = indicator("i-1", "each", "");
    let with = |members: &str, more: &str, amendment: &str| {
        plan(&(units(&[("water", "市水务局")], members) + more), &tasks.join(", "), &asked, amendment)
    };
    let before = with("north, south", "", "");
    let east = "  - {id: east, name: 东县, kind: county}\n";
    let own = "{from: 2026, unit: east, what: 新设, was: {ids: []}, why: 区划调整}";
    let of_all = "{from: 2026, unit: each, what: 增加东县, why: 区划调整}";
    let after = |amendment: &str| unexplained(before.clone(), with("north, south, east", east, amendment));
    assert_eq!(after(&format!("{own}, {of_all}")), Vec::<String>::new());
    let unsaid = after("");
    assert!(unsaid.iter().any(|said| said.contains("填报单位")), "{unsaid:?}");
}
