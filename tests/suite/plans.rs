//! The five plans of the repository against the official texts they were made from.
//!
//! The texts are not part of the repository: where the folder `../shared/sources` is missing the test
//! says that it did not run.

use std::path::Path;

use nianbao::check;
use nianbao::diagnostic::{Diagnostics, Severity, short};
use nianbao::plan;
use nianbao::source::{Project, Sources};

const PLANS: [&str; 5] = ["yangquan", "pingliang", "lingqiu", "lvliang", "xinzhou"];

#[test]
fn every_quote_is_proven_and_nothing_of_the_texts_is_left_unanswered() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let texts = root.join("../shared/sources");
    if !texts.is_dir() {
        eprintln!("not run: the official texts (../shared/sources) are not here");
        return;
    }
    let project = Project::Folder(root.to_owned());
    for name in PLANS {
        let mut sources = Sources::default();
        let text = texts.join(format!("{name}.txt")).to_string_lossy().into_owned();
        let files = sources.load(&project, &[format!("plans/{name}.yaml"), text]);
        let mut out = Diagnostics::default();
        let plan = plan::read(&sources, files[0], &mut out)
            .unwrap_or_else(|| panic!("{name}: {}", short(out.iter(), &sources)));
        check::plan(&plan, &sources, &mut out);
        check::original(&plan, files[1], &sources, &mut out);
        let open: Vec<_> =
            out.iter().filter(|d| d.severity == Severity::Error || d.rule.code.starts_with("N18")).collect();
        assert!(open.is_empty(), "{name}:\n{}", short(open, &sources));
    }
}

#[test]
fn every_plan_has_example_submissions_that_say_so() {
    let project = Project::Folder(Path::new(env!("CARGO_MANIFEST_DIR")).to_owned());
    for name in PLANS {
        let files: Vec<String> = project.list(&format!("submissions/{name}")).expect("it can be listed");
        let in_force: Vec<&String> =
            files.iter().filter(|f| f.ends_with(".yaml") && !f.contains("/received/")).collect();
        assert!(in_force.len() >= 5, "{name} has {} submissions", in_force.len());
        for file in in_force {
            let bytes = project.bytes(file).expect("it can be read").expect("it is small");
            let text = String::from_utf8(bytes).expect("it is UTF-8");
            assert!(
                text.contains("sample: true")
                    || text.contains("示例数据: 是")
                    || text.contains("示例数据: true"),
                "{file} does not say that it is an example"
            );
        }
    }
}
