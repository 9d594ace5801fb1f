//! Tests of the room as a whole.

use super::*;
use crate::diagnostic::Diagnostics;
use crate::plan::{self, Definition};
use crate::source::{SourceFile, Sources};

fn sources() -> Option<std::path::PathBuf> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let beside = [root.join("../shared/sources"), root.join("../../shared/sources")];
    beside.into_iter().find(|p| p.is_dir())
}

#[expect(clippy::disallowed_methods, reason = "the test reads the sources that stand beside the repository")]
fn bytes(path: &std::path::Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

fn definition(yaml: &[u8]) -> Definition {
    let mut sources = Sources::default();
    let file = sources.add(SourceFile::new("plans/x.yaml", yaml));
    let mut out = Diagnostics::default();
    let plan = plan::read(&sources, file, &mut out);
    let found: Vec<String> = out.iter().map(|d| format!("{d:?}")).collect();
    plan.unwrap_or_else(|| panic!("{found:?}")).definition
}

/// Prints the figures with `cargo test --lib agrees_with -- --nocapture`;
/// `NIANBAO_SHOW=<plan>` prints the differences as well.
#[test]
fn agrees_with_the_plans_that_people_encoded() {
    let Some(folder) = sources() else {
        println!("没有找到 ../shared/sources，未对照");
        return;
    };
    let show = std::env::var("NIANBAO_SHOW").unwrap_or_default();
    let mut sum = Score::default();
    for name in ["yangquan", "xinzhou", "pingliang", "lingqiu", "lvliang"] {
        let text = bytes(&folder.join(format!("{name}.txt")));
        let document = document(&format!("{name}.txt"), &text).unwrap();
        let draft = import(&document, name).unwrap();
        let read_back = definition(draft.yaml.as_bytes());
        let plan = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("plans/{name}.yaml"));
        let score = score(&read_back, &definition(&bytes(&plan)));
        println!("== {name}\n{score}{:?}", draft.counts);
        if show == name || show == "all" {
            score.differences.iter().for_each(|d| println!("  {d}"));
        }
        sum.tasks = sum.tasks + score.tasks;
        sum.units = sum.units + score.units;
        sum.also = sum.also + score.also;
        sum.targets = sum.targets + score.targets;
    }
    println!("== 合计\n{sum}");
}
