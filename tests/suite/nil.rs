//! A nil return that cannot be used: neither it nor what stands beside it counts, and it is no silence.

use crate::admission::{all, changed, edition, reviewed};
use crate::support::{check, starter_files};

const SLJ: &str = "submissions/demo/2025/slj.yaml";

/// Whichever of the two is right, nobody knows: a nil return and what stands beside it are on no surface.
#[test]
fn t1_a_nil_return_and_its_content_stand_on_no_surface() {
    let nil = [
        (SLJ, "sample: true\n", "sample: true\nnil_return: SENTINEL本年没有承担任务\n"),
        (SLJ, "summary: |\n", "summary: |\n  SENTINEL总体\n"),
        (SLJ, "完成两县", "SENTINEL完成两县"),
        (SLJ, "主体工程已开工", "SENTINEL主体工程已开工"),
    ];
    let files = changed(&nil);
    assert_eq!(all(&edition(&reviewed(files.clone(), ""), "public/"), "SENTINEL"), Vec::<String>::new());
    for name in ["review/", "internal/"] {
        let of = edition(&files, name);
        assert!(!of.is_empty(), "{name}");
        assert_eq!(all(&of, "SENTINEL"), Vec::<String>::new(), "{name}");
    }
    let internal = edition(&files, "internal/demo/2025/");
    let paper = all(&internal, "正常推进3家").into_iter().find(|path| path.ends_with("-report.md"));
    assert!(paper.is_some(), "what was written beside the nil return is not counted");
    for page in ["units/slj.html", "tasks/rw-02-01.html"] {
        assert!(all(&internal, "N321").iter().any(|path| path.ends_with(page)), "{page}");
    }
    assert_eq!(all(&internal, "零报告1家"), Vec::<String>::new(), "it is no nil return either");
}

/// A nil return that cannot be used was an answer: nothing is said to be lacking beside it.
#[test]
fn t1_a_faulty_nil_return_is_no_silence() {
    let nil = "sample: true\nnil_return: 零报告\n";
    let text = String::from_utf8_lossy(&starter_files()[SLJ]).into_owned();
    let head = text.split("summary:").next().expect("a head").replace("sample: true\n", nil);
    let checked = check(&changed(&[(SLJ, &text, &head)]));
    let plan = &checked.workspace.plans[0];
    let assessed = plan.assess(&checked.workspace.sources);
    let tables = &assessed.years[0].as_ref().expect("the year").tables;
    let unit = plan.plan.unit_named("slj").expect("the unit");
    let record = tables.units.iter().find(|record| record.unit == unit).expect("it reports");
    assert!(record.faulty && record.lacks.is_empty(), "{record:?}");
}
