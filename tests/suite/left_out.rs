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
