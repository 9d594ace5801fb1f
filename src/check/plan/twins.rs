//! Plans of one workspace that cannot stand beside each other.
//!
//! Takes all plans; gives those that can be used. Never stops a plan for the fault of another.

use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::plan::Plan;
use crate::source::Sources;

/// The rules of this file.
pub(in crate::check) static RULES: &[&Rule] = &[&SAME_PLAN_ID];

static SAME_PLAN_ID: Rule = Rule {
    code: "N118",
    name: "same-plan-id",
    severity: Severity::Error,
    title: "两个方案的编号相同",
    why: "编号是报送文件夹和网页地址的一部分，不区分大小写：demo 和 DEMO、demo.yaml 和 demo.yml 是同一个编号。\
          两个方案编号相同时只采用一个（文件名与编号一致的优先，其次是文件名全小写的），另一个不生成：复制出来的“demo - 副本.yaml”\
          顶替不了 demo.yaml。请给多出来的一个另编一个号，或删去多余的文件。",
    example: Example::File {
        file: "plans/demo.yml",
        good: "",
        bad: "nianbao: plan/1\nid: demo\ntitle: 示例市清洁河流三年行动方案（副本）\nregion: 示例市\nissuer: 示例市人民政府办公室\n\
              document: {number: null, index_number: null, adopted: 2025-01-10, published: 2025-01-15}\nhorizon: [2027]\n\
              reporting: {subject: 工作情况, first_year: 2025, due: 12-15, inclusive: true, recipient: 市河长制办公室, clause: 三（一）, quote: 每年12月15日前报送}\n\
              units:\n  - {id: slj, name: 市水利局, kind: department}\nsections: []\nindicators: []\n",
    },
};

/// Leaves one plan of each id, without regard to case, and reports the others.
pub fn distinct(mut plans: Vec<Plan>, sources: &Sources, out: &mut Diagnostics) -> Vec<Plan> {
    let path = |plan: &Plan| sources.get(plan.file).path.clone();
    // The file that the id names is the plan, whatever copies of it lie beside; how names sort says nothing.
    let is_named_so = |plan: &Plan| {
        let path = path(plan);
        let name = path.rsplit('/').next().unwrap_or(&path);
        name.rsplit_once('.').is_some_and(|(stem, _)| stem == plan.definition.id.as_str())
    };
    let stands_first =
        |plan: &Plan| (!is_named_so(plan), path(plan).chars().any(char::is_uppercase), path(plan));
    plans.sort_by_key(stands_first);
    let mut kept: Vec<Plan> = vec![];
    for plan in plans {
        match kept.iter().find(|other| other.key() == plan.key()) {
            None => kept.push(plan),
            Some(other) => {
                let id = &plan.definition.id;
                let message = format!("方案编号“{}”与“{}”的相同，没有采用", id.as_str(), path(other));
                let help = if is_named_so(&plan) {
                    "请另编一个号，并把文件改为同样的名称；或删去多余的文件"
                } else {
                    "这个文件名与编号不一致，看来是副本：请删去或移出 plans 文件夹；确是另一个方案的，另编一个号，并把文件改为同样的名称"
                };
                out.report(&SAME_PLAN_ID, id.place, message)
                    .label("与另一个方案的编号相同（不区分大小写）")
                    .related(other.definition.id.place, "采用的是这一个")
                    .help(help);
            }
        }
    }
    kept.sort_by_key(path);
    kept
}
