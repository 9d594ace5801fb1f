//! What a paper and its pages say beside the words and figures of units: the mark of what is asked about, why a target
//! is missed, that a round still runs.

use nianbao::diagnostic::Files;

use crate::moment::{built, change, close, example};
use crate::support::page;

const PLAN: &str = "plans/demo.yaml";
const STHJJ: &str = "submissions/demo/2025/sthjj.yaml";
const REPORT: &str = "demo/2025/files/demo-2025-report.md";

fn reviewed(mut files: Files) -> Files {
    let review = "nianbao: decisions/1\nplan: demo\nyear: 2025\npublic_review: {by: 示例办公室, on: 2025-12-18, disclosure: proactive}\n";
    files.insert("submissions/demo/2025/decisions.yaml".to_owned(), review.as_bytes().to_vec());
    files
}

/// Words that say a figure which cannot be used: they are asked about.
fn asked() -> Files {
    let mut files = example();
    change(&mut files, PLAN, "responsible_units: [slj, sthjj]", "responsible_units: [sthjj, slj]");
    change(&mut files, STHJJ, "对重点断面加密监测", "水质优良断面比例84.7%，对重点断面加密监测");
    change(&mut files, STHJJ, "全年地表水水质保持稳定。", "优良断面比例为84.7%。");
    change(&mut files, STHJJ, "    value: \"83.3\"\n    n: 10\n    of: 12\n", "    value: 约84.7\n");
    files
}

#[test]
fn what_is_asked_about_words_stands_behind_them_on_paper_and_pages() {
    let built_now = built(&asked(), "2025-12-20");
    let words = "水质优良断面比例84.7%，对重点断面加密监测，发现异常及时溯源。";
    for edition in ["internal", "review"] {
        let paper = page(&built_now, &format!("{edition}/{REPORT}"));
        assert!(paper.contains(&format!("{words}（待核实）")), "{edition}: {paper}");
        for place in ["tasks/index.html", "tasks/rw-02-01.html", "sections/s02.html", "units/sthjj.html"] {
            let shown = page(&built_now, &format!("{edition}/demo/2025/{place}"));
            let behind = shown.split("84.7%").nth(1).unwrap_or_else(|| panic!("{edition}: {place}"));
            // Behind the words, or beside the status before them.
            let is_marked = behind.split("</tr>").next().is_some_and(|row| row.contains("待核实（N"));
            let before = shown.split("84.7%").next().and_then(|before| before.rsplit("<tr>").next());
            assert!(is_marked || before.is_some_and(|row| row.contains("待核实（N")), "{edition}: {place}");
        }
        let ledger = page(&built_now, &format!("{edition}/demo/2025/data/tasks.csv"));
        assert!(ledger.contains("（待核实）"), "{edition}: {ledger}");
    }
    // 总体情况 of units stands in an annex.
    let paper = page(&built_now, &format!("internal/{REPORT}"));
    assert!(paper.contains("优良断面比例为84.7%。（待核实） |"), "{paper}");
    let public = built(&reviewed(asked()), "2025-12-20");
    let paper = page(&public, &format!("public/{REPORT}"));
    assert!(!paper.contains("84.7") && !paper.contains("溯源。（待核实）"), "{paper}");
    // What nobody asks about has no mark.
    let sound = page(&built(&example(), "2025-12-20"), &format!("internal/{REPORT}"));
    assert!(sound.contains("对重点断面加密监测，发现异常及时溯源。\n"), "{sound}");
}

/// A target that is missed, with what the unit says of it.
fn missed(note: &str) -> Files {
    let mut files = example();
    change(
        &mut files,
        PLAN,
        "- {year: 2027, op: \">=\", value: \"90\", quote: 到2027年优良断面比例达到90%}",
        "- {year: 2025, op: \">=\", value: \"90\", quote: 到2025年优良断面比例达到90%}",
    );
    let source = "    source: 市生态环境局监测数据（示例）\n";
    change(&mut files, STHJJ, source, &format!("{source}    note: {note}\n"));
    files
}

#[test]
fn why_a_target_is_missed_is_told_where_the_unit_says_it() {
    let public = built(&reviewed(missed("两个断面汛期来水浑浊")), "2025-12-20");
    let paper = page(&public, &format!("public/{REPORT}"));
    assert!(paper.contains("差6.7个百分点（原因：两个断面汛期来水浑浊）。"), "{paper}");
    assert!(paper.contains("未达标（原因：两个断面汛期来水浑浊） |"), "the annex is no barer: {paper}");
    let indicator = page(&public, "public/demo/2025/indicators/river-good-ratio.html");
    assert!(indicator.contains("未达到的原因：两个断面汛期来水浑浊"), "{indicator}");
    // Where nobody says why, nothing is said.
    let none = built(&reviewed(missed("无")), "2025-12-20");
    assert!(!page(&none, &format!("public/{REPORT}")).contains("原因"));
    // Of a target that is met the note stays with the office.
    let mut met = missed("两个断面汛期来水浑浊");
    change(
        &mut met,
        PLAN,
        "value: \"90\", quote: 到2025年优良断面比例达到90%",
        "value: \"80\", quote: 到2025年优良断面比例达到80%",
    );
    let met = built(&reviewed(met), "2025-12-20");
    for (path, bytes) in met.iter().filter(|(path, _)| path.starts_with("public/")) {
        assert!(!String::from_utf8_lossy(bytes).contains("来水浑浊"), "{path}");
    }
}

#[test]
fn what_the_office_wrote_of_a_missed_target_is_pointed_to() {
    let mut files = reviewed(missed("两个断面汛期来水浑浊"));
    let text = "<!-- 日期 2025-12-16 -->\n\n### 指标 river-good-ratio\n\n优良断面比例没有达到目标，主要受汛期影响。\n";
    files.insert("submissions/demo/2025/text.md".to_owned(), text.as_bytes().to_vec());
    let paper = page(&built(&files, "2025-12-20"), &format!("public/{REPORT}"));
    assert!(paper.contains("主要受汛期影响。") && paper.contains("未达标（情况见正文） |"), "{paper}");
}

#[test]
fn a_round_that_still_runs_is_said_to_be_so_once_and_only_then() {
    let mut files = example();
    files.remove("submissions/demo/2025/hexi.yaml").expect("it has reported");
    let said = "2025年度报送尚未结束，截至2025年12月12日，应报4家中1家未到报送时间";
    let times = |built: &[(String, Vec<u8>)], path: &str| page(built, path).matches("报送尚未结束").count();
    let running = built(&files, "2025-12-12");
    for edition in ["internal", "review"] {
        assert!(page(&running, &format!("{edition}/{REPORT}")).contains(said), "{edition}");
        for path in [REPORT, "demo/2025/index.html", "demo/2025/tasks/rw-02-01.html"] {
            assert_eq!(times(&running, &format!("{edition}/{path}")), 1, "{edition}: {path}");
        }
    }
    // Past the deadline nobody is waited for.
    let over = built(&files, "2025-12-20");
    assert_eq!(times(&over, &format!("internal/{REPORT}")), 0);
    // What has been reviewed or closed is no draft.
    let mut cleared = reviewed(files.clone());
    change(&mut cleared, "submissions/demo/2025/decisions.yaml", "2025-12-18", "2025-12-11");
    let cleared = built(&cleared, "2025-12-12");
    assert_eq!(times(&cleared, &format!("internal/{REPORT}")), 0);
    close(&mut files, 2025, "2025-12-13");
    assert_eq!(times(&built(&files, "2025-12-13"), &format!("internal/{REPORT}")), 0);
}

#[test]
fn a_figure_in_dispute_has_its_mark_on_its_card() {
    let mut files = example();
    change(&mut files, PLAN, "reported_by: [sthjj]", "reported_by: [sthjj, slj]");
    let figure = "indicators:\n  - {id: river-good-ratio, value: \"75.0\", n: 9, of: 12, period: 1—11月, value_status: provisional, standard: GB 3838—2002, source: 断面月报（示例）, as_of: 2025-11-30}\n";
    let slj = String::from_utf8(files["submissions/demo/2025/slj.yaml"].clone()).expect("UTF-8");
    let slj = slj.split("indicators:").next().expect("a form").to_owned() + figure;
    files.insert("submissions/demo/2025/slj.yaml".to_owned(), slj.into_bytes());
    let built = built(&files, "2025-12-20");
    let paper = page(&built, &format!("internal/{REPORT}"));
    assert!(
        paper.contains(
            "填报不一致的：地表水优良断面比例，市生态环境局：83.3（10/12）、市水利局：75（9/12）。"
        ),
        "{paper}"
    );
    let table = page(&built, "internal/demo/2025/data/indicators.csv");
    assert!(table.contains("待核实（N431）"), "{table}");
    for path in ["tasks/rw-02-01.html", "units/sthjj.html"] {
        let shown = page(&built, &format!("internal/demo/2025/{path}"));
        let card =
            shown.split("数值不一致，待办公室决定").nth(1).unwrap_or_else(|| panic!("{path}: {shown}"));
        let card = card.split("</li>").next().unwrap_or(card);
        assert!(card.contains("待核实（N431）"), "{path}: {card}");
    }
}

#[test]
fn a_wide_table_of_the_fragment_scrolls_in_a_named_box() {
    let fragment =
        page(&built(&reviewed(example()), "2025-12-20"), "public/demo/2025/fragment/overview.html");
    let boxes: Vec<&str> = fragment.split("<div ").skip(1).collect();
    assert!(!boxes.is_empty(), "{fragment}");
    let mut names = vec![];
    for opened in boxes {
        let (tag, inside) = opened.split_once('>').expect("a tag");
        assert!(tag.contains("role=\"region\"") && tag.contains("tabindex=\"0\""), "{tag}");
        let name = tag.split("aria-label=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a name");
        assert!(!names.contains(&name.to_owned()), "{name} twice");
        names.push(name.to_owned());
        assert!(inside.trim_start().starts_with("<table"), "{inside}");
    }
    assert!(names.iter().any(|name| name.contains("指标完成情况表")), "{names:?}");
}

/// Where units are judged one by one, what each reported is no time of the whole.
#[test]
fn values_of_single_units_stand_apart_from_the_time_of_the_whole() {
    let mut files = example();
    change(&mut files, PLAN, "combine: sum", "combine: each_meets");
    change(&mut files, PLAN, "value: \"120\", quote:", "value: \"20\", per: county, quote:");
    let paper = page(&built(&files, "2025-12-20"), &format!("internal/{REPORT}"));
    let annex =
        paper.split("## 附件1").nth(1).and_then(|rest| rest.split("## 附件2").next()).expect("an annex");
    let head: Vec<&str> =
        annex.lines().find(|line| line.starts_with("| 序号")).expect("a head").split(" | ").collect();
    let row: Vec<&str> = annex
        .lines()
        .find(|line| line.contains("完成整治的入河排污口"))
        .expect("a row")
        .split(" | ")
        .collect();
    let at =
        head.iter().position(|title| title.contains("各单位完成值")).unwrap_or_else(|| panic!("{annex}"));
    assert!(row[at].contains("河东县") && row[at].contains("、河西县"), "{row:?}");
    assert!(!row.iter().enumerate().any(|(of, cell)| of != at && cell.contains("河东县")), "{row:?}");
}

/// A table of a few rows takes no page of its own in the public paper, and one of a single row is a sentence.
#[test]
fn the_small_table_of_receipts_stands_in_the_body_of_the_public_paper() {
    let files = reviewed(example());
    let built_now = built(&files, "2025-12-20");
    let paper = page(&built_now, &format!("public/{REPORT}"));
    let body = paper.split("## 二、").next().expect("a body");
    assert!(body.contains("| 类别 | 应报 | 已报 |"), "{paper}");
    assert!(!paper.contains("报送情况统计表"), "{paper}");
    assert!(page(&built_now, &format!("internal/{REPORT}")).contains("　报送情况统计表"));
    let mut alike = files;
    for unit in [
        "slj, name: 市水利局, aliases: [水利局], kind: department",
        "sthjj, name: 市生态环境局, aliases: [], kind: department",
    ] {
        change(&mut alike, PLAN, unit, &unit.replace("department", "county"));
    }
    let one = built(&alike, "2025-12-20");
    for edition in ["public", "internal"] {
        let paper = page(&one, &format!("{edition}/{REPORT}"));
        assert!(!paper.contains("| 类别 |"), "{edition}: {paper}");
    }
}

/// What of a unit's material is faulty and not used is told to whom the office's paper is sent; others read how many units.
#[test]
fn the_office_s_annex_says_what_of_a_unit_s_material_is_faulty() {
    let mut files = reviewed(example());
    change(&mut files, STHJJ, "    of: 12\n", "    of: 12\n    missing: 未监测\n");
    let built = built(&files, "2025-12-20");
    let paper = page(&built, &format!("internal/{REPORT}"));
    let row = paper.lines().find(|line| line.contains("| 材料有误 | 有误的为指标1项 |"));
    assert!(row.is_some_and(|row| row.contains("市生态环境局")), "{paper}");
    assert!(!page(&built, &format!("public/{REPORT}")).contains("有误的为"));
}

/// The page of a part of the plan counts its tasks in the words of the paper.
#[test]
fn a_page_of_a_part_counts_as_the_paper_does() {
    let mut files = example();
    let silent = "      - {id: RW-02-09, title: 清理河岸垃圾, responsible_units: [slj], due: 2027}\n";
    change(&mut files, PLAN, "indicators:\n  - id: river", &format!("{silent}indicators:\n  - id: river"));
    let built = built(&files, "2025-12-20");
    let paper = page(&built, &format!("internal/{REPORT}"));
    let sentence =
        paper.lines().find(|line| line.starts_with("本部分2项任务")).unwrap_or_else(|| panic!("{paper}"));
    let counted = sentence.split('。').next().expect("a sentence");
    assert!(counted.contains("未填报1项"), "{counted}");
    let shown = page(&built, "internal/demo/2025/sections/s02.html");
    let counted = counted.replace("，完成时限均为2027年", "");
    assert!(shown.contains(&counted), "{counted}: {shown}");
}
