//! What stands beside a count, a change and a receipt so that whoever signs need not ask (issue 9).

use nianbao::diagnostic::Files;

use crate::moment::built;
use crate::support::page;

const PLAN: &str = "nianbao: plan/1
id: dust
title: 南塘市降尘方案
region: 南塘市
issuer: 南塘市人民政府办公室
issued_by: {name: 南塘市生态环境委员会}
document: {number: 南政办发〔2031〕3号, index_number: null, adopted: 2031-02-01, published: 2031-02-05}
horizon: [2034]
reporting: {subject: 降尘, first_year: 2031, due: 12-15, inclusive: true, cutoff: '24:00', timezone: Asia/Shanghai, weekend: keep, recipient: 市降尘办, note: 按惯例}
units:
  - {id: a, name: 甲局, kind: department}
  - {id: b, name: 乙局, kind: department}
  - {id: beiling, name: 北岭县, kind: county}
  - {id: park, name: 南塘高新园管委会, kind: county}
sections:
  - id: s1
    number: 一
    title: 任务
    tasks:
      - {id: D-1, title: 裸地绿化, responsible_units: [a, b, beiling, park], due: 2033}
      - {id: D-2, title: 料场封闭, responsible_units: [a, b], due: 2034}
indicators:
  - id: green
    name: 裸地绿化率
    task: D-1
    reported_by: [a]
    level: city
    unit_of_measure: '%'
    decimals: 2
    direction: up
    combine: none
    targets:
      - {year: 2034, op: '>=', value: '60'}
";

fn report(unit: &str, year: i32, rest: &str) -> (String, Vec<u8>) {
    let text = format!(
        "nianbao: submission/1\nplan: dust\nyear: {year}\nunit: {unit}\nfilled_on: {year}-12-08\nas_of: {year}-11-30\n\
         summary: {year}年洒水320车次。\ntasks:\n  - {{id: D-1, status: on_track, progress: 覆网{unit}12处。}}\n{rest}"
    );
    (format!("submissions/dust/{year}/{unit}.yaml"), text.into_bytes())
}

fn figure(value: &str, day: &str, more: &str) -> String {
    format!(
        "  - {{id: D-2, status: on_track, progress: 封闭料场3处。}}\nindicators:\n  - {{id: green, value: '{value}', \
         period: 累计, value_status: provisional, source: 园林台账, as_of: {day}{more}}}\n"
    )
}

fn files(all: Vec<(String, Vec<u8>)>) -> Files {
    let plan = ("plans/dust.yaml".to_owned(), PLAN.as_bytes().to_vec());
    [plan].into_iter().chain(all).collect()
}

fn paper(files: &Files, edition: &str, year: i32, day: &str) -> String {
    page(&built(files, day), &format!("{edition}/dust/{year}/files/dust-{year}-report.md"))
}

#[test]
fn issue9_a_change_from_another_day_tells_it_and_the_value_settled_since() {
    let final_value = ", last_year: {value: '52.30', value_status: final, source: 年度监测}";
    let of = |day: &str, last: &str| {
        let years = [
            report("a", 2031, &figure("52.10", "2031-11-30", "")),
            report("a", 2032, &figure("52.60", day, last)),
        ];
        paper(&files(years.to_vec()), "internal", 2032, "2032-12-28")
    };
    let told = of("2032-10-31", final_value);
    assert!(told.contains("，较2031年11月底（52.10%，2031年终值52.30%）上升0.50个百分点"), "{told}");
    assert!(told.contains("上年值均为截至2031-11-30累计初步数，2031年终值52.30%。"), "{told}");
    let alike = of("2032-11-30", "");
    assert!(alike.contains("，同比上升0.50个百分点") && !alike.contains("较2031年"), "{alike}");
}

#[test]
fn issue9_what_a_change_is_from_stands_on_the_pages_and_in_the_data_too() {
    let last = ", last_year: {value: '52.30', value_status: final, source: 年度监测}";
    let years = [
        report("a", 2031, &figure("52.10", "2031-11-30", "")),
        report("a", 2032, &figure("52.60", "2032-10-31", last)),
    ];
    let built = built(&files(years.to_vec()), "2032-12-28");
    for path in ["index.html", "indicators/index.html", "data/indicators.csv"] {
        let text = page(&built, &format!("internal/dust/2032/{path}"));
        assert!(text.contains("较2031年11月底（52.10%，2031年终值52.30%）"), "{path}: {text}");
    }
    let data = page(&built, "internal/dust/2032/data/indicators.csv");
    assert!(data.contains(",2031-11-30,2031年终值52.30%,"), "{data}");
}

#[test]
fn issue9_what_came_in_part_is_counted_in_text_and_table() {
    let files = files(vec![
        report("a", 2031, &figure("52.10", "2031-11-30", "")),
        report("b", 2031, ""),
        report("park", 2031, ""),
    ]);
    let own = paper(&files, "internal", 2031, "2031-12-28");
    assert!(own.contains("材料不全1家（乙局）"), "{own}");
    // What reports among the counties and is none by its name is named.
    assert!(own.contains("县区2家（含南塘高新园管委会）"), "{own}");
    let open = paper(&files, "review", 2031, "2031-12-28");
    assert!(open.contains("材料不全1家。") && !open.contains("乙局）"), "{open}");
    for told in [&own, &open] {
        let head = told.lines().find(|line| line.starts_with("| 类别 |")).expect("there is a table");
        assert!(head.contains("材料不全") && head.contains("按时率"), "{head}");
    }
    // Before the day a share says nothing of the year, in the table as in the text.
    let early = paper(&files, "internal", 2031, "2031-12-10");
    assert!(!early.contains("按时率") && !early.contains("按时报送率"), "{early}");
}

#[test]
fn issue9_why_nothing_is_compared_is_said_to_everybody() {
    let files = files(vec![report("a", 2031, &figure("52.10", "2031-11-30", ""))]);
    for edition in ["internal", "review"] {
        let told = paper(&files, edition, 2031, "2031-12-28");
        assert!(told.contains("本年度是首次报送，没有上年数，各项数值不作同比。"), "{told}");
    }
}

#[test]
fn issue9_a_limit_of_time_is_no_paragraph_of_its_own() {
    let all = ["a", "b", "beiling"].map(|unit| report(unit, 2031, ""));
    let plan = PLAN.replace("D-2, title: 料场封闭, responsible_units: [a, b], due: 2034}", "D-2, title: 料场封闭, responsible_units: [a, b, beiling, park], due: 2034}\n      - {id: D-3, title: 道路清扫, responsible_units: [a, b, beiling, park], due: 2034}\n      - {id: D-4, title: 车辆冲洗, responsible_units: [a, b, beiling, park], due: 2034}");
    let more = |text: &[u8], unit: &str| {
        let text = String::from_utf8(text.to_vec()).expect("UTF-8");
        let entries: String = ["D-2", "D-3", "D-4"]
            .map(|id| {
                let status = if id == "D-3" && unit == "b" { "no_progress" } else { "on_track" };
                format!("  - {{id: {id}, status: {status}, progress: {unit}清扫{id}路段8条。}}\n")
            })
            .concat();
        format!("{text}{entries}").into_bytes()
    };
    let all = all.into_iter().map(|(name, text)| {
        let unit =
            name.rsplit('/').next().and_then(|own| own.strip_suffix(".yaml")).expect("a unit").to_owned();
        (name, more(&text, &unit))
    });
    let plan = ("plans/dust.yaml".to_owned(), plan.into_bytes());
    let files: Files = [plan].into_iter().chain(all).collect();
    let told = paper(&files, "internal", 2031, "2031-12-28");
    assert!(told.contains("4家单位中3家填报，均为正常推进"), "{told}");
    assert!(
        told.contains("完成时限为2034年。**甲局**：") || told.contains("完成时限为2033年。**甲局**："),
        "{told}"
    );
    assert!(told.contains("已填报的单位中，正常推进2家、无进展1家"), "{told}");
}
