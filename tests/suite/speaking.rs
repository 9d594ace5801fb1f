//! Who speaks for a task: nobody's words pass for those of all.

use nianbao::diagnostic::Files;

use crate::moment::built;
use crate::support::{bare, page};

fn plan(lead: &str) -> String {
    format!(
        "nianbao: plan/1
id: lamp
title: 东岭市路灯节能方案
region: 东岭市
issuer: 东岭市人民政府办公室
document: {{number: 东政办发〔2031〕4号, index_number: null, adopted: 2031-02-01, published: 2031-02-05}}
horizon: [2033]
reporting: {{subject: 路灯节能, first_year: 2031, due: 12-15, inclusive: true, cutoff: '24:00', timezone: Asia/Shanghai, weekend: keep, recipient: 市节能办, note: 按惯例}}
units:
  - {{id: csj, name: 市城市管理局, kind: department}}
  - {{id: jtj, name: 市交通运输局, kind: department}}
  - {{id: nan, name: 南岭县, kind: county}}
sections:
  - id: s1
    number: 一
    title: 任务
    tasks:
      - id: L-1
        title: 更换灯具
        lead_units: [{lead}]
        responsible_units: [csj, jtj, nan]
        due: 2033
      - id: L-2
        title: 编制导则
        lead_units: []
        responsible_units: [jtj]
        due: 2033
"
    )
}

fn report(unit: &str, status: &str, words: &str, more: &str) -> (String, Vec<u8>) {
    let text = format!(
        "nianbao: submission/1\nplan: lamp\nyear: 2031\nunit: {unit}\nfilled_on: 2031-12-08\nas_of: 2031-11-30\n\
         summary: 更换灯具三批。\ntasks:\n  - {{id: L-1, status: {status}, progress: {words}{more}}}\n"
    );
    (format!("submissions/lamp/2031/{unit}.yaml"), text.into_bytes())
}

fn files(lead: &str) -> Files {
    [
        ("plans/lamp.yaml".to_owned(), plan(lead).into_bytes()),
        report("csj", "on_track", "主干道灯具更换1200盏。", ""),
        report(
            "jtj",
            "on_track",
            "国省道灯具更换300盏。",
            "}\n  - {id: L-2, status: on_track, progress: 导则初稿写完。",
        ),
        report(
            "nan",
            "behind",
            "县城灯具更换80盏，招标推迟。",
            ", new_due: 2032-06-30, issues: 招标推迟, next_steps: 重新招标",
        ),
    ]
    .into_iter()
    .collect()
}

#[test]
fn of_many_equals_nobody_speaks_for_the_whole() {
    let built = built(&files(""), "2031-12-20");
    for edition in ["review", "internal"] {
        let task = bare(&page(&built, &format!("{edition}/lamp/2031/tasks/l-1.html")));
        assert!(task.contains("总体进展各单位的进展情况见下表。"), "{edition}: {task}");
        let register = bare(&page(&built, &format!("{edition}/lamp/2031/tasks/index.html")));
        let heard =
            "市城市管理局（正常推进）主干道灯具更换1200盏。南岭县（滞后）县城灯具更换80盏，招标推迟。";
        assert!(register.contains(heard), "{edition}: the first named and the one that decides: {register}");
        assert!(!register.contains("国省道灯具更换300盏"), "{edition}: {register}");
        let only = bare(&page(&built, &format!("{edition}/lamp/2031/tasks/l-2.html")));
        assert!(only.contains("总体进展导则初稿写完。市交通运输局填报。"), "{edition}: {only}");
    }
    let table = page(&built, "internal/lamp/2031/data/tasks.csv");
    assert!(
        table.contains("市城市管理局：主干道灯具更换1200盏。\n南岭县：县城灯具更换80盏，招标推迟。"),
        "{table}"
    );
}

#[test]
fn a_lead_unit_speaks_for_the_whole() {
    let built = built(&files("csj"), "2031-12-20");
    let task = bare(&page(&built, "internal/lamp/2031/tasks/l-1.html"));
    assert!(task.contains("总体进展主干道灯具更换1200盏。市城市管理局填报。"), "{task}");
    let register = bare(&page(&built, "internal/lamp/2031/tasks/index.html"));
    assert!(register.contains("主干道灯具更换1200盏。市城市管理局"), "{register}");
    assert!(!register.contains("县城灯具更换80盏"), "{register}");
}

/// What a unit gives as its public wording stands in place of its progress: a word for nothing is nothing.
#[test]
fn a_public_wording_that_words_nothing_is_published_as_nothing() {
    for nothing in ["无", "不公开", "详见附件"] {
        let mut files = files("csj");
        let (name, own) =
            report("csj", "on_track", "主干道灯具更换1200盏。", &format!(", public_progress: {nothing}"));
        files.insert(name, own);
        let built = built(&files, "2031-12-20");
        let outside = bare(&page(&built, "review/lamp/2031/tasks/l-1.html"));
        assert!(!outside.contains("1200盏"), "{nothing}: {outside}");
        assert!(!outside.contains(&format!("{nothing}市城市管理局填报")), "{nothing}: {outside}");
        let own_row = outside.split_once("进展情况和来源市城市管理局").expect("its row").1;
        assert!(own_row.starts_with("牵头●正常推进未提供可以公开的文字"), "{nothing}: {own_row}");
        let inside = bare(&page(&built, "internal/lamp/2031/tasks/l-1.html"));
        assert!(inside.contains("1200盏"), "{nothing}: {inside}");
    }
}
