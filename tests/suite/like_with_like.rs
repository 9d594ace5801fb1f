//! Like with like: sums over other units are not compared, figures that are of other times or bases do not contradict
//! each other, the same months are the same time, and a figure is held against all that is known of it.

use nianbao::diagnostic::Files;

use crate::moment::{built, checked, close};

/// A plan of two offices and some counties, with one indicator `i`.
fn plan(counties: &[&str], indicator: &str, amendments: &str) -> Vec<u8> {
    let listed: String =
        counties.iter().map(|id| format!("  - {{id: {id}, name: {id}县, kind: county}}\n")).collect();
    let members = counties.join(", ");
    let text = format!(
        "nianbao: plan/1\nid: made\ntitle: 青溪市湿地修复方案\nregion: 青溪市\nissuer: 青溪市人民政府办公室\n\
         document: {{number: 青政办发〔2025〕7号, index_number: null, adopted: 2025-01-10, published: 2025-01-15}}\n\
         horizon: [2030]\nreporting: {{subject: 湿地修复工作, first_year: 2025, due: 12-15, inclusive: true, cutoff: '24:00', \
         timezone: Asia/Shanghai, weekend: keep, recipient: 市湿地办, note: 按惯例}}\n\
         units:\n  - {{id: lcj, name: 市林草局, kind: department}}\n  - {{id: zgj, name: 市资规局, kind: department}}\n{listed}  \
         - {{id: all, name: 各县, kind: collective, members: [{members}]}}\n\
         sections:\n  - {{id: s01, number: 一, title: 任务, tasks: [{{id: T-1, title: 修复湿地, responsible_units: [lcj], due: 2030}}]}}\n\
         indicators:\n  - {{id: i, task: T-1, {indicator}}}\namendments: [{amendments}]\n"
    );
    text.into_bytes()
}

fn report(year: i32, unit: &str, figure: &str, progress: &str) -> (String, Vec<u8>) {
    let task = match progress {
        "" => String::new(),
        said => format!("tasks:\n  - {{id: T-1, status: on_track, progress: {said}}}\n"),
    };
    let text = format!(
        "nianbao: submission/1\nplan: made\nyear: {year}\nunit: {unit}\nfilled_on: {year}-12-08\n\
         {task}indicators:\n  - {{id: i, {figure}, source: 湿地台账}}\n"
    );
    (format!("submissions/made/{year}/{unit}.yaml"), text.into_bytes())
}

fn files(plan: Vec<u8>, reports: &[(String, Vec<u8>)]) -> Files {
    let files = [("plans/made.yaml".to_owned(), plan)].into_iter().chain(reports.iter().cloned());
    files.collect()
}

/// The messages of a rule.
fn said(files: &Files, code: &str) -> Vec<String> {
    let (read, found) = checked(files, "2027-01-10");
    assert_eq!(read.plans.len(), 1, "the plan is sound: {:?}", found.into_vec());
    let found = found.into_vec().into_iter().filter(|found| found.rule.code == code);
    found.map(|found| found.message).collect()
}

/// A file of the office's edition of 2026, without its marks.
fn page(files: &Files, path: &str) -> String {
    let name = format!("internal/made/2026/{path}");
    let built = built(files, "2027-01-10");
    let (_, bytes) = built.iter().find(|(path, _)| *path == name).unwrap_or_else(|| panic!("no {name}"));
    let text = String::from_utf8_lossy(bytes).into_owned();
    let bare = text.split('<').map(|part| part.split_once('>').map_or(part, |(_, after)| after));
    bare.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

const SUM: &str = "name: 修复面积, unit_of_measure: 公顷, direction: up, reported_by: [all], level: county, combine: sum, targets: []";
const FIGURE: &str = "period: 全年, value_status: final";

#[test]
fn t6_a_sum_is_compared_over_the_same_units_or_not_at_all() {
    let of =
        |unit: &str, year: i32, value: &str| report(year, unit, &format!("value: '{value}', {FIGURE}"), "");
    let then = [of("bei", 2025, "31"), of("dong", 2025, "42"), of("xi", 2025, "53")];
    let now = |more: &str| {
        let figure = |value: &str, last: &str| {
            let last =
                if more.is_empty() { String::new() } else { format!(", last_year: {{value: '{last}'}}") };
            format!("value: '{value}', {FIGURE}{last}")
        };
        [report(2026, "bei", &figure("34", "31.5"), ""), report(2026, "dong", &figure("47", "42.5"), "")]
    };
    let gone =
        "{from: 2026, what: 西县划出本市, was: {ids: [xi]}, why: 区划调整, document: 省政函〔2026〕2号}";
    let workspace = |more: &str| {
        let mut files = files(plan(&["bei", "dong", "xi"], SUM, ""), &then);
        close(&mut files, 2025, "2026-02-01");
        files.insert("plans/made.yaml".into(), plan(&["bei", "dong"], SUM, gone));
        files.extend(now(more));
        files
    };
    let told = page(&workspace(""), "indicators/i.html");
    assert!(told.contains("汇总的单位不同，不作比较（本年2家，上年3家）"), "{told}");
    assert!(!told.contains("35.7%") && !told.contains("下降45"), "{told}");
    // Each of the two is what it was.
    assert!(!page(&workspace(""), "data/indicators.csv").contains("下降"));
    // Final values of the same two are like this year's sum, and no correction of that over three.
    let settled = workspace("last_year");
    let told = page(&settled, "indicators/i.html");
    assert!(told.contains("上升7.0公顷（9.5%）") && told.contains("按2026年的2家汇总，原报为3家"), "{told}");
    let closed = built(&settled, "2027-01-10");
    let closed = closed.iter().filter(|(path, _)| path.starts_with("internal/made/2025/indicators"));
    assert!(closed.clone().count() > 0);
    assert!(closed.clone().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("填报终值为74")));
}

#[test]
fn t6_what_is_of_another_time_does_not_contradict_in_number() {
    let indicator = |more: &str| {
        format!(
            "name: 修复面积, unit_of_measure: 公顷, direction: up, {more}reported_by: [lcj, zgj], targets: []"
        )
    };
    let two = |one: &str, other: &str| {
        let plan = plan(&["bei"], &indicator(""), "");
        files(plan, &[report(2026, "lcj", one, ""), report(2026, "zgj", other, "")])
    };
    let status = "value_status: provisional";
    for (one, other, message, word) in [
        (
            format!("value: '12', period: 1—10月, {status}"),
            format!("value: '12', period: 1—11月, {status}"),
            "指标“修复面积”各单位填报的时段不一致：市林草局12（1—10月），市资规局12（1—11月）",
            "时段不一致",
        ),
        (
            format!("value: '12', period: 1—11月, basis: 含库塘, {status}"),
            format!("value: '12', period: 1—11月, {status}"),
            "指标“修复面积”各单位填报的口径不一致：市林草局12（含库塘），市资规局12（口径未注明）",
            "口径不一致",
        ),
        (
            format!("value: '12', period: 1—11月, {status}"),
            format!("value: '13', period: 1—11月, {status}"),
            "指标“修复面积”各单位填报的数值不一致：市林草局12，市资规局13",
            "数值不一致",
        ),
    ] {
        let files = two(&one, &other);
        assert_eq!(said(&files, "N431"), [message]);
        let told = page(&files, "indicators/i.html");
        assert!(told.contains(&format!("2家单位填报的{word}，待办公室决定")), "{told}");
    }
    // What adds up over a year is the same up to the end of November, however that is told.
    let flow = plan(&["bei"], &indicator("accumulates: true, "), "");
    let one = report(2026, "lcj", &format!("value: '12', period: 1—11月, {status}"), "");
    let other = report(2026, "zgj", &format!("value: '12', period: 截至2026-11-30, {status}"), "");
    let then = report(2025, "lcj", &format!("value: '10', period: 累计, as_of: 2025-11-30, {status}"), "");
    let before = report(2025, "zgj", &format!("value: '10', period: 1—11月, {status}"), "");
    let files = files(flow, &[one, other, then, before]);
    assert!(said(&files, "N431").is_empty() && said(&files, "N427").is_empty());
    assert!(page(&files, "indicators/i.html").contains("上升2公顷（20.0%）"));
}

#[test]
fn t2_a_figure_is_held_against_all_that_is_known_of_it() {
    let of = |indicator: &str, unit: &str, figure: &str, progress: &str| {
        let indicator = format!("unit_of_measure: 公顷, direction: up, {indicator}");
        let reports = [report(2026, unit, figure, progress)];
        files(plan(&["bei", "dong"], &indicator, ""), &reports)
    };
    let city = "name: 修复面积, reported_by: [lcj]";
    let published = format!(
        "{city}, targets: [], history: [{{year: 2025, value: '56', value_status: final, source: 青溪日报}}]"
    );
    let figure = |value: &str| format!("value: '{value}', {FIGURE}");
    let found = said(&of(&published, "lcj", &figure("57000"), ""), "N421");
    assert_eq!(found, ["指标“修复面积”填57000，与2025年的公布值56相差约1000倍"]);
    assert!(said(&of(&published, "lcj", &figure("57"), ""), "N421").is_empty());

    let last = format!("{}, last_year: {{value: '56', value_status: final}}", figure("57000"));
    let found = said(&of(&format!("{city}, targets: []"), "lcj", &last, ""), "N421");
    assert_eq!(found, ["指标“修复面积”填57000，与所填的上年终值56相差约1000倍"]);

    let own = "name: 修复面积, reported_by: [all], level: county, combine: sum, \
               targets: [{year: 2026, op: '>=', value: '56', unit: bei}, {year: 2030, op: '>=', value: '60000'}]";
    let found = said(&of(own, "bei", &figure("57000"), ""), "N451");
    assert_eq!(found, ["指标“修复面积”填57000，与方案里的56相差约1000倍"]);
    assert!(said(&of(own, "dong", &figure("57000"), ""), "N451").is_empty(), "it is no target of that unit");

    let short = "name: 湿地, reported_by: [lcj], targets: []";
    let found = said(&of(short, "lcj", &figure("57000"), "全年修复湿地5.7公顷"), "N452");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(said(&of(short, "lcj", &figure("57000"), "全年修复堤岸5.7公顷"), "N452").is_empty());
}

#[test]
fn t6_the_parts_of_a_ratio_do_not_grow_by_tens_unseen() {
    let ratio = "name: 保护率, unit_of_measure: '%', direction: up, reported_by: [all], level: county, combine: ratio, targets: []";
    let of = |year: i32, value: &str, n: &str, of: &str| {
        report(year, "bei", &format!("value: '{value}', n: {n}, of: {of}, {FIGURE}"), "")
    };
    let two = |now| files(plan(&["bei"], ratio, ""), &[of(2025, "60", "45", "75"), now]);
    let found = said(&two(of(2026, "61", "4575", "7500")), "N421");
    assert_eq!(found, ["指标“保护率”的分母填7500，与上年75相差约100倍"]);
    assert!(said(&two(of(2026, "61.3", "46", "75")), "N421").is_empty());
}
