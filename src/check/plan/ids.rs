//! Ids: unique, and the same as the file's name.

use std::collections::BTreeMap;

use super::PLAN;
use crate::check::PlanCheck;
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::plan::{Id, Located, Plan};
use crate::source::Sources;

pub(super) static CHECKS: &[PlanCheck] = &[
    PlanCheck { rule: &DUPLICATE_ID, run: duplicate_ids },
    PlanCheck { rule: &ID_IS_NOT_FILE_NAME, run: id_is_file_name },
    PlanCheck { rule: &REVIEW_LEFT, run: review_left },
];

static DUPLICATE_ID: Rule = Rule {
    code: "N101",
    name: "duplicate-id",
    severity: Severity::Error,
    title: "计划里有重复的编号",
    why: "单位、章节、任务、节点、指标的编号在同类中不能重复，大小写不同也算重复。编号重复时，报送的内容无法对应到唯一的任务或指标。请给其中一个另编一个号。",
    example: Example::Change {
        file: PLAN,
        find: "  - {id: counties, name",
        good: "  - {id: lyj, name: 市林业局, aliases: [], kind: other}\n  - {id: counties, name",
        bad: "  - {id: SLJ, name: 市林业局, aliases: [], kind: other}\n  - {id: counties, name",
    },
};

/// Checks that ids are unique within their kind, without regard to case.
fn duplicate_ids(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    let definition = &plan.definition;
    let tasks = || definition.sections.iter().flat_map(|section| &section.tasks);
    unique("单位", definition.units.iter().map(|unit| &unit.id), out);
    unique("章节", definition.sections.iter().map(|section| &section.id), out);
    unique("任务", tasks().map(|task| &task.id), out);
    unique("节点", tasks().flat_map(|task| task.milestones.iter().map(|milestone| &milestone.id)), out);
    unique("指标", definition.indicators.iter().map(|indicator| &indicator.id), out);
}

fn unique<'a>(kind: &str, ids: impl Iterator<Item = &'a Located<Id>>, out: &mut Diagnostics) {
    let mut first: BTreeMap<String, &Located<Id>> = BTreeMap::new();
    for id in ids {
        match first.get(&id.key()) {
            Some(other) => {
                out.report(&DUPLICATE_ID, id.place, format!("{kind}编号“{id}”重复", id = id.as_str()))
                    .label("与前面的编号相同（不区分大小写）")
                    .related(other.place, "第一次用在这里")
                    .help("请另编一个号，例如在末尾加数字");
            }
            None => {
                first.insert(id.key(), id);
            }
        }
    }
}

static ID_IS_NOT_FILE_NAME: Rule = Rule {
    code: "N102",
    name: "id-is-not-file-name",
    severity: Severity::Error,
    title: "计划编号与文件名不一致",
    why: "计划文件按编号命名：编号为 demo 的计划存为 plans/demo.yaml，报送件放在 submissions/demo/ 下。两者不一致时找不到报送件。",
    example: Example::Change { file: PLAN, find: "\nid: demo\n", good: "\nid: demo\n", bad: "\nid: demo2\n" },
};

/// Checks that `plans/x.yaml` holds the plan `x`.
fn id_is_file_name(plan: &Plan, sources: &Sources, out: &mut Diagnostics) {
    let path = &sources.get(plan.file).path;
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let id = &plan.definition.id;
    // A file that lies elsewhere, e.g. a draft that somebody checks, may have any name.
    if path.starts_with("plans/") && stem != id.as_str() {
        out.report(
            &ID_IS_NOT_FILE_NAME,
            id.place,
            format!("计划编号“{}”与文件名“{name}”不一致", id.as_str()),
        )
        .label(format!("文件名要求这里是 {stem}"))
        .help(format!("把编号改为 {stem}，或把文件改名为 {}.yaml", id.as_str()));
    }
}

static REVIEW_LEFT: Rule = Rule {
    code: "N103",
    name: "review-mark-left",
    severity: Severity::Hint,
    title: "计划里还有“待核对”的内容",
    why: "由原文自动生成的草稿用 review 标出拿不准的地方。请对照原文核对，改好后删去 review 一行。",
    example: Example::Change {
        file: PLAN,
        find: "        due: 2027\n",
        good: "        due: 2027\n",
        bad: "        due: 2027\n        review: 原文未写明时限，暂按规划期末填写\n",
    },
};

/// Lists what a draft has left for a person to decide.
fn review_left(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    let definition = &plan.definition;
    let mut marks = vec![&definition.review, &definition.reporting.review];
    marks.extend(definition.units.iter().map(|unit| &unit.review));
    for section in &definition.sections {
        marks.push(&section.review);
        for task in &section.tasks {
            marks.push(&task.review);
            marks.extend(task.milestones.iter().map(|milestone| &milestone.review));
        }
    }
    for indicator in &definition.indicators {
        marks.push(&indicator.review);
        marks.extend(indicator.targets.iter().map(|target| &target.review));
    }
    for mark in marks.into_iter().flatten() {
        out.report(&REVIEW_LEFT, mark.place, format!("待核对：{}", super::super::words::shortened(mark)))
            .label("核对后请删去这一行");
    }
}
