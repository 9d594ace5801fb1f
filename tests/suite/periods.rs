//! The time of a figure where nobody wrote it, and where the head of the form ends earlier.

use crate::support::{Checked, check, starter_files};

const STHJJ: &str = "submissions/demo/2025/sthjj.yaml";

fn with(changes: &[(&str, &str)]) -> Checked {
    let mut files = starter_files();
    let mut text = String::from_utf8(files[STHJJ].clone()).expect("text");
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replacen(old, new, 1);
    }
    files.insert(STHJJ.to_owned(), text.into_bytes());
    check(&files)
}

const NO_PERIOD: (&str, &str) = ("    period: 1—11月\n", "");
const NO_DAY: (&str, &str) = ("    as_of: 2025-11-30\n", "");

#[test]
fn a_figure_without_a_period_ends_where_its_form_does_and_says_so() {
    for (changes, read) in [
        (vec![NO_PERIOD], "读作1—11月"),
        (vec![NO_PERIOD, NO_DAY], "读作1—11月"),
        (vec![NO_PERIOD, NO_DAY, ("as_of: 2025-11-30", "as_of: 2025-11-20")], "读作截至2025-11-20"),
    ] {
        let checked = with(&changes);
        assert_eq!(checked.codes(), ["N232"], "{}", checked.printed());
        let said = &checked.findings[0];
        assert!(said.message.contains(read) && said.severity.chinese() == "核实", "{}", checked.printed());
    }
    let nothing = with(&[NO_PERIOD, NO_DAY, ("as_of: 2025-11-30\n", "")]);
    assert!(
        nothing.codes().contains(&"N232") && !nothing.printed().contains("读作"),
        "{}",
        nothing.printed()
    );
}

#[test]
fn a_figure_that_goes_on_behind_the_day_of_its_form_is_asked_about() {
    let checked = with(&[NO_DAY, ("as_of: 2025-11-30", "as_of: 2025-10-31")]);
    assert_eq!(checked.codes(), ["N441"], "{}", checked.printed());
    assert!(checked.printed().contains("按时段计"), "{}", checked.printed());
    // Its own day counts, and a form may speak of more days than its figures.
    for changes in [
        vec![("as_of: 2025-11-30", "as_of: 2025-10-31")],
        vec![NO_DAY, ("as_of: 2025-11-30", "as_of: 2025-12-05")],
    ] {
        let checked = with(&changes);
        assert!(checked.findings.is_empty(), "{}", checked.printed());
    }
}
