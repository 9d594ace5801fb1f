//! What a figure rests on, what was amended and what the office decided is said in full: all sources of a sum, what an
//! amendment changed from what to what, who decided what and when, and each unit's own target.

use nianbao::diagnostic::Files;

use crate::moment::{add_next_year, built, change, checked, close, example};

const PLAN: &str = "plans/demo.yaml";
const DECISIONS: &str = "submissions/demo/2025/decisions.yaml";
const DAY: &str = "2026-12-28";

fn text(files: &Files, path: &str) -> String {
    let found = built(files, DAY).into_iter().find(|(own, _)| own == path);
    String::from_utf8(found.unwrap_or_else(|| panic!("no {path}")).1).expect("UTF-8")
}

/// Five counties that each report one part of a sum.
fn five() -> Files {
    let mut files = example();
    let more: Vec<String> = ["bei", "nan", "zhong"]
        .iter()
        .map(|id| format!("  - {{id: {id}, name: {id}县, aliases: [], kind: county}}\n"))
        .collect();
    let counties = "  - {id: counties, name: 各县, kind: collective, members: [hedong, hexi]}\n";
    let all = counties.replace("hedong, hexi", "hedong, hexi, bei, nan, zhong");
    change(&mut files, PLAN, counties, &format!("{}{all}", more.concat()));
    for (at, id) in ["bei", "nan", "zhong"].iter().enumerate() {
        let report = format!(
            "nianbao: submission/1\nplan: demo\nyear: 2025\nunit: {id}\nsample: true\nfilled_on: 2025-12-09\nindicators:\n\
             {}  - {{id: outlets-fixed, value: '2{at}', period: 累计, value_status: provisional, source: 台账}}\n",
            "\n".repeat(at)
        );
        files.insert(format!("submissions/demo/2025/{id}.yaml"), report.into_bytes());
    }
    files
}

#[test]
fn t8_all_sources_of_a_sum_can_be_reached() {
    let page = text(&five(), "internal/demo/2025/indicators/outlets-fixed.html");
    let row =
        page.split("id=\"c21\"").nth(1).and_then(|rest| rest.split("</tbody>").next()).expect("a table");
    assert!(row.contains("其余2处来源"), "{row}");
    for (unit, line) in [("bei", 8), ("nan", 9), ("zhong", 10)] {
        let place = format!("submissions/demo/2025/{unit}.yaml:{line}");
        assert!(row.contains(&place), "{place}: {row}");
    }
    let csv = text(&five(), "internal/demo/2025/data/values.csv");
    let whole = csv.lines().find(|line| line.starts_with("outlets-fixed,") && line.contains("全域,2025年"));
    assert_eq!(
        whole.map(|line| line.matches('；').count()),
        Some(12),
        "four marks in units, lines and digests each, {csv}"
    );
}

#[test]
fn t8_a_total_of_some_says_what_it_lacks_in_the_table_of_years() {
    let mut files = five();
    files.remove("submissions/demo/2025/nan.yaml");
    // Of one year there is no table of years.
    let published = "unit_of_measure: 个\n    history: [{year: 2024, value: \"60\", source: 示例公报}]";
    change(&mut files, PLAN, "unit_of_measure: 个", published);
    let page = text(&files, "internal/demo/2025/indicators/outlets-fixed.html");
    let row = page.split("历年数值").nth(1).and_then(|rest| rest.split("</tbody>").next()).expect("a table");
    assert!(row.contains("<b>97</b>") && row.contains("数据不全，缺1家（未报1家），应有5家"), "{row}");
}

#[test]
fn t6_rules_compare_nothing_across_a_changed_unit_of_measure() {
    let mut files = example();
    close(&mut files, 2025, "2026-02-01");
    change(&mut files, PLAN, "unit_of_measure: 个", "unit_of_measure: 百个");
    let plan = String::from_utf8(files[PLAN].clone()).expect("UTF-8");
    let amendment =
        "amendments: [{from: 2026, indicator: outlets-fixed, what: 改按百个计量, why: 统计制度调整}]\n";
    files.insert(PLAN.to_owned(), format!("{plan}{amendment}").into_bytes());
    let then = String::from_utf8(files["submissions/demo/2025/hexi.yaml"].clone()).expect("UTF-8");
    for (value, asked) in [("0.25", false), ("0.26", false)] {
        let now = then.replace("2025", "2026").replace("value: \"25\"", &format!("value: \"{value}\""));
        files.insert("submissions/demo/2026/hexi.yaml".to_owned(), now.into_bytes());
        let found = checked(&files, DAY).1.into_vec();
        let is_asked = found.iter().any(|found| ["N421", "N422", "N423"].contains(&found.rule.code));
        assert_eq!(is_asked, asked, "{value}: {found:?}");
    }
}

#[test]
fn t4_a_page_names_what_an_amendment_changed_from_what_to_what() {
    let mut files = example();
    let review = "public_review: {by: 示例办公室, on: 2026-01-20, disclosure: proactive}\n";
    let decisions = format!("nianbao: decisions/1\nplan: demo\nyear: 2025\n{review}");
    files.insert(DECISIONS.to_owned(), decisions.into_bytes());
    close(&mut files, 2025, "2026-02-01");
    change(&mut files, PLAN, "op: \">=\", value: \"120\"", "op: \">=\", value: \"150\"");
    change(&mut files, PLAN, "        due: 2027\n", "        due: 2029\n");
    change(&mut files, PLAN, "due: 2026, quote: 2026年建成东河", "due: 2028, quote: 2026年建成东河");
    let amendments = "amendments:\n  - {from: 2026, indicator: outlets-fixed, what: 提高整治目标, why: 省级任务调整, document: 示政办发〔2026〕9号}\n  \
                      - {from: 2026, task: RW-02-01, what: 推迟完成时限, why: 汛情, document: 示政办发〔2026〕9号}\n";
    let mut plan = files[PLAN].clone();
    plan.extend_from_slice(amendments.as_bytes());
    files.insert(PLAN.to_owned(), plan);
    let now = String::from_utf8(files["submissions/demo/2025/sthjj.yaml"].clone()).expect("UTF-8");
    files.insert("submissions/demo/2026/sthjj.yaml".to_owned(), now.replace("2025", "2026").into_bytes());
    let next =
        format!("nianbao: decisions/1\nplan: demo\nyear: 2026\n{}", review.replace("2026-01", "2026-12"));
    files.insert("submissions/demo/2026/decisions.yaml".to_owned(), next.into_bytes());
    for edition in ["public", "internal"] {
        let page = text(&files, &format!("{edition}/demo/2026/indicators/outlets-fixed.html"));
        for said in [
            "自2026年度起：提高整治目标（省级任务调整，依据示政办发〔2026〕9号）",
            "2027年目标由≥120个改为≥150个",
        ] {
            assert!(page.contains(said), "{edition}: {said}");
        }
        let page = text(&files, &format!("{edition}/demo/2026/tasks/rw-02-01.html"));
        for said in ["完成时限由“2027年”改为“2029年”", "的时限由2026年改为2028年"] {
            assert!(page.contains(said), "{edition}: {said}");
        }
        // The year before knows nothing of it.
        let page = text(&files, &format!("{edition}/demo/2025/indicators/outlets-fixed.html"));
        assert!(!page.contains("方案调整"), "{edition}");
    }
}

#[test]
fn t8_the_paper_says_who_decided_what_and_when() {
    let mut files = example();
    change(&mut files, PLAN, "reported_by: [sthjj]", "reported_by: [sthjj, slj]");
    let own = "indicators:\n  - {id: river-good-ratio, value: \"91.7\", n: 11, of: 12, period: 1—11月, value_status: provisional, source: 水利局}\nmilestones:\n";
    change(&mut files, "submissions/demo/2025/slj.yaml", "milestones:\n", own);
    let decisions = "nianbao: decisions/1\nplan: demo\nyear: 2025\n\
        overrides:\n  - {task: RW-02-01, status: not_applicable, reason: 河道已划归邻市, by: 示例办公室, on: 2025-12-20}\n\
        choices:\n  - {indicator: river-good-ratio, unit: slj, reason: 以水文站复测为准, by: 示例办公室, on: 2025-12-21}\n\
        public_review: {by: 示例办公室, on: 2026-01-20, disclosure: proactive}\n";
    files.insert(DECISIONS.to_owned(), decisions.as_bytes().to_vec());
    let inside = text(&files, "internal/demo/2025/files/demo-2025-report.md");
    for said in [
        "经认定总体不涉及（河道已划归邻市）",
        "## 附件5　认定和采用的事项",
        "| 地表水优良断面比例 | 采用市水利局的数值 | 以水文站复测为准 | 2025-12-21 |",
        "| 状态认定为“不涉及” | 河道已划归邻市 | 2025-12-20 |",
        "决定单位均为示例办公室。",
    ] {
        assert!(inside.contains(said), "{said}: {inside}");
    }
    let outside = text(&files, "public/demo/2025/files/demo-2025-report.md");
    for said in ["经认定总体不涉及", "“地表水优良断面比例”的完成值，由我办确定采用其中一家的填报。"]
    {
        assert!(outside.contains(said), "{said}: {outside}");
    }
    for kept in ["邻市", "复测", "示例办公室2025"] {
        assert!(!outside.contains(kept), "{kept}");
    }
}

#[test]
fn t8_a_countys_own_target_is_told_in_its_row() {
    let mut files = example();
    let target = "      - {year: 2027, op: \">=\", value: \"120\"";
    let own = "      - {year: 2026, op: \">=\", value: \"64\", unit: hexi, quote: 到2027年完成120个入河排污口整治}\n";
    change(&mut files, PLAN, target, &format!("{own}{target}"));
    let page = text(&files, "internal/demo/2025/indicators/outlets-fixed.html");
    assert!(page.contains("2026年目标≥64个"), "{page}");
}

#[test]
fn t2_what_waits_of_last_year_waits_in_this_years_words() {
    let mut files = example();
    add_next_year(&mut files);
    for year in [2025, 2026] {
        let decisions = format!(
            "nianbao: decisions/1\nplan: demo\nyear: {year}\npublic_review: {{by: 示例办公室, on: {year}-12-20, disclosure: proactive}}\n"
        );
        files.insert(format!("submissions/demo/{year}/decisions.yaml"), decisions.into_bytes());
    }
    change(&mut files, "submissions/demo/2025/sthjj.yaml", "    value_status: provisional\n", "");
    let now = String::from_utf8(files["submissions/demo/2026/hexi.yaml"].clone()).expect("UTF-8");
    let now = now.replacen("新增巡查点十处。", "上年优良断面比例83.3%。", 1);
    files.insert("submissions/demo/2026/hexi.yaml".to_owned(), now.into_bytes());
    let other = String::from_utf8(files["submissions/demo/2026/sthjj.yaml"].clone()).expect("UTF-8");
    let other = other.replace("\"83.3\"", "\"91.7\"").replace("n: 10", "n: 11");
    files.insert("submissions/demo/2026/sthjj.yaml".to_owned(), other.into_bytes());
    let found = checked(&files, DAY).1.into_vec();
    assert!(
        found.iter().any(|found| found.rule.code == "N612" && found.message.contains("上年市生态环境局"))
    );
    for (path, bytes) in built(&files, DAY) {
        let holds = String::from_utf8_lossy(&bytes).contains("比例83.3%");
        assert!(!(holds && path.starts_with("public/demo/2026")), "{path}");
    }
}

#[test]
fn t11_a_nil_return_is_an_answer_that_every_reader_sees() {
    let mut files = example();
    let nil = "nianbao: submission/1\nplan: demo\nyear: 2025\nunit: 河西县\nsample: true\nfilled_on: 2025-12-09\nnil_return: 没有排污口\n";
    files.insert("submissions/demo/2025/hexi.yaml".to_owned(), nil.as_bytes().to_vec());
    let review = "nianbao: decisions/1\nplan: demo\nyear: 2025\npublic_review: {by: 示例办公室, on: 2025-12-20, disclosure: proactive}\n";
    files.insert(DECISIONS.to_owned(), review.as_bytes().to_vec());
    for edition in ["public", "internal"] {
        let paper = text(&files, &format!("{edition}/demo/2025/files/demo-2025-report.md"));
        assert!(paper.contains("零报告1家"), "{edition}: {paper}");
        let page = text(&files, &format!("{edition}/demo/2025/indicators/outlets-fixed.html"));
        let table = page.split("各县区数值").last().and_then(|rest| rest.split("</table>").next());
        assert!(table.is_some_and(|table| table.contains("河西县") && table.contains("零报告")), "{edition}");
    }
}
