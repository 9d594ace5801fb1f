//! Entries with a fault of form: they are not used, their neighbours are, and what is wrong with the thing they are
//! about is told in the same run.

use nianbao::diagnostic::Files;

use crate::support::{Checked, check, starter_files};

const STHJJ: &str = "submissions/demo/2025/sthjj.yaml";
const ENTRY: &str = "  - id: RW-02-01\n    status: on_track\n    percent: 40\n    progress: |\n";

/// The starter with other entries before the bureau's own.
fn with(entries: &str) -> Files {
    let mut files = starter_files();
    let text = String::from_utf8(files[STHJJ].clone()).expect("the starter is UTF-8");
    assert!(text.contains(ENTRY));
    let text = text.replacen(ENTRY, &format!("{ENTRY}      对重点断面加密监测12次。\n{entries}"), 1);
    let text = text.replacen("      对重点断面加密监测，发现异常及时溯源。\n", "", 1);
    files.insert(STHJJ.to_owned(), text.into_bytes());
    files
}

fn tasks(checked: &Checked) -> Vec<String> {
    let rounds = &checked.workspace.plans[0].rounds;
    let round = rounds.iter().find(|round| round.round.year == 2025).expect("the round");
    let forms = round.round.submissions.iter().filter_map(|submission| submission.form.as_ref());
    let form = forms.into_iter().find(|form| form.unit.contains("生态环境")).expect("it was read");
    form.tasks.iter().map(|entry| entry.id.inner.clone()).collect()
}

#[test]
fn several_faults_in_one_entry_cost_no_other_entry() {
    for entry in [
        "  - {id: RW-02-07, status: 好, percent: 四十}\n",
        "  - {id: RW-02-07, status: 好, percent: 四十, new_due: 年底, colour: red}\n",
    ] {
        let checked = check(&with(entry));
        assert_eq!(tasks(&checked), ["RW-02-01"], "{}", checked.printed());
    }
}

#[test]
fn what_an_entry_with_a_fault_is_about_is_looked_at_in_the_same_run() {
    let checked = check(&with("  - {id: RW-02-07, status: on_track, percent: 四十}\n"));
    let codes = checked.codes();
    assert!(codes.contains(&"N025") && codes.contains(&"N221"), "{}", checked.printed());
    // Nothing else of the file is held back for it.
    assert_eq!(tasks(&checked), ["RW-02-01"]);
    // The same thing twice is no matter of which of the two is well formed.
    let twice = check(&with("  - {id: rw-02-01, status: on_track, percent: 四十}\n"));
    assert!(twice.codes().contains(&"N224"), "{}", twice.printed());
    // An id that is faulty itself has that finding, and no second one.
    let bare = check(&with("  - {id: [RW-02-07], status: on_track, percent: 四十}\n"));
    assert!(!bare.codes().contains(&"N221"), "{}", bare.printed());
}

/// The codes found where the bureau's only entry says something else.
fn codes_of(rest: &str) -> Vec<&'static str> {
    let mut files = starter_files();
    let text = String::from_utf8(files[STHJJ].clone()).expect("the starter is UTF-8");
    let (before, after) = text.split_once("    status: on_track\n    percent: 40\n").expect("the entry");
    let after = &after[after.find("indicators:").expect("its figures")..];
    files.insert(STHJJ.to_owned(), format!("{before}{rest}{after}").into_bytes());
    check(&files).codes()
}

#[test]
fn whatever_else_is_wrong_in_an_entry_with_a_fault_is_told_beside_it() {
    // Words that are none of the fixed ones, a number that is none, and what the rules say of the rest.
    let codes = codes_of("    status: 滞后\n    percent: 四十\n    progress: 请联系13800138000。\n");
    for code in ["N025", "N502", "N503", "N601"] {
        assert!(codes.contains(&code), "{code} is not among {codes:?}");
    }
    // Nothing is asked that rests on what is supposed: of a status that cannot be read nobody knows whether it needs
    // a reason, and what is written under an unknown key may be what lacks.
    for (written, lacks) in [
        ("    status: 差不多\n", "N502"),
        ("    status: 滞后\n    issues: [土地, 资金]\n", "N502"),
        ("    status: 滞后\n    困难原因若干: 用地手续尚未办结。\n", "N502"),
    ] {
        let codes = codes_of(&format!("{written}    progress: 已开工3处。\n"));
        assert!(!codes.contains(&lacks), "{written}: {codes:?}");
        assert!(codes.iter().any(|code| code.starts_with("N02") || code.starts_with("N03")), "{codes:?}");
    }
}

#[test]
fn what_lacks_is_told_although_another_entry_has_a_fault() {
    let mut files = starter_files();
    let text = String::from_utf8(files[STHJJ].clone()).expect("the starter is UTF-8");
    let faulty = text.replacen("percent: 40", "percent: 四十", 1);
    let at = faulty.find("indicators:").expect("the bureau reports a figure");
    files.insert(STHJJ.to_owned(), faulty.as_bytes()[..at].to_vec());
    let codes = check(&files).codes();
    assert!(codes.contains(&"N025") && codes.contains(&"N312"), "{codes:?}");
    // The task with the fault is answered: it is 材料有误, and nobody asks for it again.
    assert!(!codes.contains(&"N311"), "{codes:?}");
    // Where a line could not be read at all, it may have been what lacks.
    let unread = faulty.replacen("percent: 四十", "四十%%%", 1);
    files.insert(STHJJ.to_owned(), unread.as_bytes()[..unread.find("indicators:").unwrap()].to_vec());
    let codes = check(&files).codes();
    assert!(!codes.contains(&"N312"), "{codes:?}");
}

#[test]
fn all_that_is_wrong_with_a_decision_is_told_in_one_run() {
    let mut files = starter_files();
    let text = "nianbao: decisions/1\nplan: demo\nyear: 2025\noverrides:\n  - {task: RW-02-09, status: 好, reason: \"—\", by: 示例办公室, on: 2025-12-18}\naccepts:\n  - {unit: slj, milestone: MS-09-09, code: N527, reason: 已看过实物, by: 示例办公室, on: 2025-12-18}\n";
    files.insert("submissions/demo/2025/decisions.yaml".to_owned(), text.into());
    let checked = check(&files);
    let codes = checked.codes();
    for code in ["N031", "N244"] {
        assert!(codes.contains(&code), "{code} is not among {codes:?}\n{}", checked.printed());
    }
    let printed = checked.printed();
    assert!(printed.contains("任务“RW-02-09”不在方案里"), "{printed}");
    assert!(printed.contains("节点“MS-09-09”不在方案里"), "{printed}");
}
