//! What is not known is not told, in sentences and rows of the paper: silence is no failure, the verdict on one goal is
//! none on the next, and a count is what its own words come to (issue 9).

use nianbao::diagnostic::Files;

use crate::moment::built;
use crate::support::page;

const PLAN: &str = "nianbao: plan/1
id: wet
title: 北塘市湿地保护方案
region: 北塘市
issuer: 北塘市人民政府办公室
issued_by: {name: 北塘市林业局}
document: {number: 北政办发〔2031〕6号, index_number: null, adopted: 2031-02-01, published: 2031-02-05}
horizon: [2034]
reporting: {subject: 湿地保护, first_year: 2031, due: 12-15, inclusive: true, cutoff: '24:00', timezone: Asia/Shanghai, weekend: keep, recipient: 市林业局, note: 按惯例}
units:
  - {id: a, name: 甲局, kind: department}
  - {id: b, name: 乙局, kind: department}
  - {id: c, name: 丙局, kind: department}
  - {id: wyh, name: 湿地保护委员会, kind: collective, members: []}
sections:
  - id: s1
    number: 一
    title: 任务
    tasks:
      - {id: W-1, title: 退耕还湿, responsible_units: [a, b], due: 2031}
      - {id: W-2, title: 候鸟监测, responsible_units: [c], due: 2031}
      - {id: W-3, title: 界桩埋设, responsible_units: [a], due: 2031}
      - {id: W-4, title: 苇田收割, responsible_units: [a, b, c], due: 2033}
indicators:
  - id: system
    name: 保护体系
    task: W-1
    reported_by: [a]
    level: city
    unit_of_measure: null
    direction: up
    combine: none
    targets:
      - {year: 2031, op: verdict, text: 框架搭成}
      - {year: 2034, op: verdict, text: 全面建成}
";

fn report(unit: &str, year: i32, tasks: &str) -> (String, Vec<u8>) {
    let text = format!(
        "nianbao: submission/1\nplan: wet\nyear: {year}\nunit: {unit}\nfilled_on: {year}-12-08\nas_of: {year}-11-30\n\
         summary: {year}年巡护12次。\ntasks:\n{tasks}"
    );
    (format!("submissions/wet/{year}/{unit}.yaml"), text.into_bytes())
}

fn entry(task: &str, status: &str) -> String {
    let more = if ["behind", "not_started"].contains(&status) {
        ", issues: 材料涨价3成, next_steps: 2032年6月底前补埋"
    } else {
        ""
    };
    format!("  - {{id: {task}, status: {status}, progress: {task}巡护12次{more}}}\n")
}

fn files(more: Vec<(String, Vec<u8>)>) -> Files {
    let own = [entry("W-1", "completed"), entry("W-3", "behind"), entry("W-4", "not_applicable")].concat();
    let plan = ("plans/wet.yaml".to_owned(), PLAN.as_bytes().to_vec());
    [plan, report("a", 2031, &own)].into_iter().chain(more).collect()
}

fn decisions(year: i32, what: &str) -> (String, Vec<u8>) {
    let text = format!("nianbao: decisions/1\nplan: wet\nyear: {year}\n{what}");
    (format!("submissions/wet/{year}/decisions.yaml"), text.into_bytes())
}

const RULED: &str = "verdicts:\n  - {indicator: system, year: 2031, verdict: met, reason: 三级网络共12处建成, by: 市林业局, on: 2031-12-20}\n";

fn paper(files: &Files, edition: &str, year: i32, day: &str) -> String {
    page(&built(files, day), &format!("{edition}/wet/{year}/files/wet-{year}-report.md"))
}

#[test]
fn issue9_the_verdict_on_a_stage_is_none_on_the_goal_that_follows() {
    let later = report("a", 2032, &entry("W-4", "on_track"));
    let files = files(vec![decisions(2031, RULED), later]);
    let own = paper(&files, "internal", 2031, "2032-12-28");
    assert!(own.contains("| 2031年 | 达到 | 1 |") && own.contains("达到1项（保护体系）"), "{own}");
    for edition in ["internal", "review"] {
        let next = paper(&files, edition, 2032, "2032-12-28");
        let row = |start: &str| next.lines().find(|line| line.starts_with(start)).map(str::to_owned);
        let stage = row("| 2031年 | 达到（2031年度已认定） | 1 |").unwrap_or_else(|| panic!("{next}"));
        let last = row("| 2034年 | 届时认定 | 1 |").unwrap_or_else(|| panic!("{next}"));
        assert!(stage.contains("框架搭成") && last.contains("全面建成"), "{stage} {last}");
        assert!(
            next.contains("以文字表述的目标1项，按目标年份列表如下，另列以前年度已认定的阶段目标1项。"),
            "{next}"
        );
        assert!(next.contains("未到目标年份1项") && !next.contains("已判定"), "{next}");
    }
    let made = built(&files, "2032-12-28");
    for name in ["data/indicators.csv", "data/report.json", "indicators/index.html", "index.html"] {
        let told = page(&made, &format!("internal/wet/2032/{name}"));
        assert!(!told.contains("达标率1/1") && !told.contains("达到最终目标"), "{name}: {told}");
    }
    let card = page(&made, "internal/wet/2032/indicators/system.html");
    assert!(card.contains("届时认定"), "{card}");
}

#[test]
fn issue9_nobody_is_said_to_have_failed_who_only_was_not_heard() {
    let own = paper(&files(vec![]), "internal", 2031, "2031-12-28");
    assert!(
        own.contains(
            "有完成时限的4项任务尚无可以认定完成的，其中2031年底前到期的3项中，未完成1项、\
             已填报的单位均完成而尚未报齐1项、没有填报1项。"
        ),
        "{own}"
    );
    // One unit's nil answer is an answer, and the task is one of which others are silent.
    assert!(own.contains("其中2项只有部分责任单位填报"), "{own}");
}

#[test]
fn issue9_the_number_of_answers_compared_follows_from_its_words() {
    let both = |year: i32| {
        let tasks = [entry("W-1", "on_track"), entry("W-3", "on_track")].concat();
        [report("a", year, &tasks), report("b", year, &entry("W-1", "on_track"))]
    };
    let set =
        "overrides:\n  - {task: W-1, status: behind, reason: 验收2处未通过, by: 市林业局, on: 2032-12-20}\n";
    let third = report("c", 2032, &entry("W-4", "on_track"));
    let mut all: Vec<_> = both(2031).into_iter().chain(both(2032)).collect();
    let of = |all: Vec<(String, Vec<u8>)>| {
        let plan = ("plans/wet.yaml".to_owned(), PLAN.as_bytes().to_vec());
        paper(&[plan].into_iter().chain(all).collect(), "internal", 2032, "2032-12-28")
    };
    assert!(of(all.clone()).contains("（按两年都有答复的单位比较，共3家次）"), "{}", of(all));
    // Another answers in one year alone: what was decided for all is none of those who answered in both.
    all.push(report("b", 2031, &entry("W-1", "on_track")));
    let plan = PLAN.replace("[a, b], due", "[a, b, c], due");
    all.extend([decisions(2032, set), third]);
    let files: Files = [("plans/wet.yaml".to_owned(), plan.into_bytes())].into_iter().chain(all).collect();
    let files = with_third(files);
    let told = paper(&files, "internal", 2032, "2032-12-28");
    assert!(told.contains("共1家次；1项任务因有一年的情况另经认定不作比较"), "{told}");
}

/// The third answers to the first task in the second year alone.
fn with_third(mut files: Files) -> Files {
    let (name, text) = report("c", 2032, &[entry("W-1", "on_track"), entry("W-4", "on_track")].concat());
    files.insert(name, text);
    files
}

#[test]
fn issue9_the_signer_is_called_as_the_opening_calls_it() {
    let decided =
        "overrides:\n  - {task: W-1, status: behind, reason: 验收2处未通过, by: 市林业局, on: 2031-12-20}\n";
    let files = files(vec![
        decisions(2031, &format!("{decided}{RULED}")),
        report("b", 2031, &entry("W-1", "not_started")),
    ]);
    for edition in ["internal", "review"] {
        let told = paper(&files, edition, 2031, "2031-12-28");
        assert!(
            told.contains("我局另有认定的在该任务处注明") && told.contains("我局认定，填报汇总为"),
            "{told}"
        );
        assert!(
            !told.contains("办公室认定") && !told.contains("由办公室") && !told.contains("经办公室"),
            "{told}"
        );
        // The rule that is used: nobody leads, and of two words the one that goes before.
        assert!(
            !told.contains("有牵头单位的")
                && told.contains("按逾期、滞后、未启动（只有部分单位的注明）、正常推进"),
            "{told}"
        );
        // One result has one name, in the sentence and in the table.
        assert!(told.contains("填报汇总为“部分单位未启动”"), "{told}");
    }
    let plain = paper(&self::files(vec![]), "internal", 2031, "2031-12-28");
    assert!(!plain.contains("另有认定"), "nothing was decided: {plain}");
}

#[test]
fn issue9_what_lacks_in_the_paper_is_told_beside_it() {
    let files = files(vec![]);
    let own = paper(&files, "internal", 2031, "2031-12-28");
    assert!(
        own.contains("签发人：（待填）") && !own.contains("dispatch") && !own.contains("**待填**"),
        "{own}"
    );
    let today = page(&built(&files, "2031-12-28"), "internal/wet/2031/today.html");
    assert!(today.contains("还没有填：主送机关、发文字号、签发人、联系人、成文日期"), "{today}");
}

/// What a report that is not public has ruled on is not still to be judged in the public one after it.
#[test]
fn t11_a_verdict_in_a_withheld_report_is_not_denied_in_public() {
    let review = |year: i32, how: &str| {
        format!("public_review: {{by: 市林业局, on: {year}-12-28, disclosure: {how}}}\n")
    };
    let withheld = format!("{RULED}{}", review(2031, "withheld, reason: 涉及未公开事项"));
    let own = [decisions(2031, &withheld), decisions(2032, &review(2032, "proactive"))];
    let mut files = files(own.into_iter().chain([report("a", 2032, &entry("W-4", "on_track"))]).collect());
    crate::moment::change(
        &mut files,
        "plans/wet.yaml",
        "      - {year: 2034, op: verdict, text: 全面建成}\n",
        "",
    );
    let all = built(&files, "2033-01-20");
    assert!(!all.iter().any(|(path, _)| path.starts_with("public/wet/2031/")));
    for name in [
        "files/wet-2032-report.md",
        "data/indicators.csv",
        "indicators/system.html",
        "index.html",
        "indicators/index.html",
    ] {
        let told = page(&all, &format!("public/wet/2032/{name}"));
        let denied = ["待认定", "尚无认定结果", "没有数值1项"].into_iter().find(|word| told.contains(word));
        assert_eq!(denied, None, "{name}: {told}");
        assert!(told.contains("以前年度报告未公开"), "{name}: {told}");
    }
    let own = page(&all, "internal/wet/2032/indicators/system.html");
    assert!(own.contains("2031年度已认定"), "{own}");
}
