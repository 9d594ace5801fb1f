//! Milestones on all surfaces: what is asked of them, what was refused, and what is done already.

use nianbao::diagnostic::Files;

use crate::moment::{built, checked};
use crate::support::{bare, page};

const PLAN: &str = "nianbao: plan/1
id: port
title: 南湾市港口提升方案
region: 南湾市
issuer: 南湾市人民政府办公室
document: {number: 南政办发〔2030〕2号, index_number: null, adopted: 2030-01-10, published: 2030-01-15}
horizon: [2033]
reporting: {subject: 港口提升, first_year: 2030, due: 12-15, inclusive: true, cutoff: '24:00', timezone: Asia/Shanghai, weekend: keep, recipient: 市港口办, note: 按惯例, asks: {milestones: true}}
units:
  - {id: gkj, name: 市港口局, kind: department}
  - {id: dong, name: 东湾县, kind: county}
  - {id: xi, name: 西湾县, kind: county}
sections:
  - id: s1
    number: 一
    title: 任务
    tasks:
      - id: P-1
        title: 扩建码头
        lead_units: [gkj]
        responsible_units: [dong]
        due: 2033
        milestones:
          - {id: K-1, what: 一号泊位投用, due: 2030}
          - {id: K-2, what: 二号泊位投用, due: 2031}
          - {id: K-3, what: 三号泊位投用, due: 2031}
";

fn report(year: i32, unit: &str, milestones: &str) -> (String, Vec<u8>) {
    let text = format!(
        "nianbao: submission/1\nplan: port\nyear: {year}\nunit: {unit}\nfilled_on: {year}-12-08\nas_of: {year}-11-30\n\
         summary: {year}年打桩{unit}段12根。\ntasks:\n  - {{id: P-1, status: on_track, progress: '{unit}：{year}年打桩12根。'}}\n\
         milestones: [{milestones}]\n"
    );
    (format!("submissions/port/{year}/{unit}.yaml"), text.into_bytes())
}

/// The office leads; in 2031 it says nothing of what it completed in 2030, gives a day for what is not completed, and
/// of the third a status that is none.
fn files() -> Files {
    [
        ("plans/port.yaml".to_owned(), PLAN.as_bytes().to_vec()),
        report(
            2030,
            "gkj",
            "{id: K-1, status: completed, done_on: 2030-08-02}, {id: K-2, status: on_track}, {id: K-3, status: on_track}",
        ),
        report(2030, "dong", "{id: K-1, status: completed, done_on: 2030-08-02}"),
        report(2031, "gkj", "{id: K-2, status: on_track, done_on: 2031-10-09}, {id: K-3, status: 快了}"),
        report(2031, "dong", ""),
    ]
    .into_iter()
    .collect()
}

/// A file of an edition of 2031, without its marks and blanks.
fn told(files: &[(String, Vec<u8>)], name: &str) -> String {
    bare(&page(files, name))
}

#[test]
fn t2_what_is_asked_of_a_milestone_stands_beside_it_inside_and_waits_outside() {
    let built = |files: &Files| built(files, "2031-12-20");
    let inside = built(&files());
    for edition in ["review", "internal"] {
        let page = told(&inside, &format!("{edition}/port/2031/tasks/p-1.html"));
        assert!(
            page.contains("二号泊位投用●正常推进待核实（N524）市港口局：正常推进，待核实（N524）"),
            "{edition}: {page}"
        );
        assert!(!page.contains("2031-10-09"), "{edition}: no day of what is not completed");
        let unit = told(&inside, &format!("{edition}/port/2031/units/gkj.html"));
        assert!(unit.contains("●正常推进待核实（N524）"), "{edition}: {unit}");
        let rows = told(&inside, &format!("{edition}/port/2031/data/milestones.csv"));
        assert!(rows.contains("on_track,正常推进,,,待核实（N524）,"), "{edition}: {rows}");
        let paper = told(&inside, &format!("{edition}/port/2031/files/port-2031-report.md"));
        assert!(paper.contains("|正常推进（待核实）|"), "{edition}: {paper}");
        let list = format!("{edition}/port/2031/tasks/index.html");
        let (_, list) = inside.iter().find(|(path, _)| *path == list).expect("it is made");
        let mark = "二号泊位投用（2031年）：正常推进，待核实（N524）";
        assert!(String::from_utf8_lossy(list).contains(mark), "{edition}: the mark of the time line");
    }
    let review = "nianbao: decisions/1\nplan: port\nyear: 2031\n\
                  public_review: {by: 市港口办, on: 2031-12-18, disclosure: proactive, reason: 已审}\n";
    let mut cleared = files();
    cleared.insert("submissions/port/2031/decisions.yaml".to_owned(), review.as_bytes().to_vec());
    let page = |files: &Files| told(&built(files), "public/port/2031/tasks/p-1.html");
    let waits = page(&cleared);
    assert!(waits.contains("待核实") && !waits.contains("N524"), "{waits}");
    let public = built(&cleared);
    for name in ["files/port-2031-report.md", "data/milestones.csv", "tasks/p-1.html"] {
        let page = self::told(&public, &format!("public/port/2031/{name}"));
        assert!(page.contains("待核实"), "{name}: {page}");
        for denied in ["无进展或尚未统计", "未明确状态"] {
            assert!(!page.contains(denied), "{name}: {page}");
        }
    }
    let told =
        "accepts: [{unit: gkj, milestone: K-2, code: N524, reason: 已核, by: 市港口办, on: 2031-12-17}]\n";
    cleared.insert("submissions/port/2031/decisions.yaml".to_owned(), format!("{review}{told}").into_bytes());
    let said = page(&cleared);
    assert!(said.contains("二号泊位投用●正常推进") && !said.contains("待核实"), "{said}");
}

#[test]
fn t9_of_a_milestone_the_words_of_those_count_whom_the_plan_names() {
    let status = |gkj: &str, dong: &str| {
        let mut files = files();
        let plan = PLAN.replace("lead_units: [gkj]", "responsible_units: [gkj]");
        let plan = plan.replace("        responsible_units: [dong]", "        also: [dong]");
        files.insert("plans/port.yaml".to_owned(), plan.into_bytes());
        let said = |words: &str| {
            if words.is_empty() { String::new() } else { format!("{{id: K-2, status: {words}}}") }
        };
        files.extend([report(2031, "gkj", &said(gkj)), report(2031, "dong", &said(dong))]);
        let rows = page(&built(&files, "2031-12-20"), "internal/port/2031/data/milestones.csv");
        let row = rows.lines().find(|row| row.contains("K-2")).expect("its row").to_owned();
        ["已完成", "滞后", "未填报", "未明确状态"].into_iter().find(|word| row.contains(word)).unwrap_or("?")
    };
    let (done, late) = ("completed, done_on: 2031-05-01", "behind, note: 打桩缓慢");
    assert_eq!(status("", done), "已完成");
    assert_eq!(status(done, late), "滞后");
    assert_eq!(status(late, done), "滞后");
    assert_eq!(status(done, ""), "已完成");
}

#[test]
fn t9_a_nil_return_is_an_answer_to_a_milestone_too() {
    let mut files = files();
    let nil = "nianbao: submission/1\nplan: port\nyear: 2031\nunit: gkj\nfilled_on: 2031-12-08\nas_of: 2031-11-30\nnil_return: 2031年码头工程全部移交省港航集团，本单位没有工作。\n";
    files.insert("submissions/port/2031/gkj.yaml".to_owned(), nil.as_bytes().to_vec());
    files.insert("submissions/port/2031/dong.yaml".to_owned(), nil.replace("gkj", "dong").into_bytes());
    let made = built(&files, "2031-12-20");
    let rows = page(&made, "internal/port/2031/data/milestones.csv");
    let row = rows.lines().find(|row| row.contains("K-2")).expect("its row");
    assert!(row.contains("不涉及") && !row.contains("未填报"), "{row}");
}

#[test]
fn t1_a_refused_milestone_is_no_silence() {
    let built = built(&files(), "2031-12-20");
    let page = told(&built, "internal/port/2031/tasks/p-1.html");
    assert!(page.contains("三号泊位投用—材料有误市港口局：材料有误（N031）"), "{page}");
    let unit = told(&built, "internal/port/2031/units/gkj.html");
    assert!(unit.contains("—材料有误材料有误（N031）"), "{unit}");
    let paper = told(&built, "internal/port/2031/files/port-2031-report.md");
    assert!(paper.contains("|三号泊位投用|扩建码头|2031年|材料有误|市港口局：材料有误，未采用|"), "{paper}");
}

#[test]
fn t12_what_was_completed_before_is_asked_of_nobody() {
    let (read, _) = checked(&files(), "2031-12-20");
    let plan = &read.plans[0];
    assert_eq!(plan.done_before(1, &read.sources).into_values().collect::<Vec<_>>(), [2030]);
    let tables = |at: usize| plan.assess(&read.sources).years[at].as_ref().expect("a year").tables.clone();
    let lacks = |at: usize| tables(at).units.iter().map(|unit| unit.lacks.len()).collect::<Vec<_>>();
    assert_eq!(
        (lacks(0), lacks(1)),
        (vec![0, 2, 0], vec![0, 2, 0]),
        "the first one is asked of nobody any more"
    );
    let built = built(&files(), "2031-12-20");
    for edition in ["review", "internal"] {
        let page = told(&built, &format!("{edition}/port/2031/tasks/p-1.html"));
        assert!(page.contains("一号泊位投用√已完成2030-08-022030年度已完成"), "{edition}: {page}");
        let rows = told(&built, &format!("{edition}/port/2031/data/milestones.csv"));
        assert!(rows.contains("completed,已完成,2030-08-02,2030年度已完成,"), "{edition}: {rows}");
    }
}
