//! Ids: unique, and the same as the file's name.

use std::collections::BTreeMap;

use super::PLAN;
use crate::check::PlanCheck;
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::plan::{Id, Located, Plan};
use crate::source::Sources;

pub(super) static CHECKS: &[PlanCheck] = &[
    PlanCheck { rule: &DUPLICATE_ID, run: duplicate_ids },
    PlanCheck { rule: &RESERVED_ID, run: reserved_ids },
    PlanCheck { rule: &ID_IS_NOT_FILE_NAME, run: id_is_file_name },
    PlanCheck { rule: &REVIEW_LEFT, run: review_left },
];

static DUPLICATE_ID: Rule = Rule {
    code: "N101",
    name: "duplicate-id",
    severity: Severity::Error,
    title: "方案里有重复的编号",
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

static RESERVED_ID: Rule = Rule {
    code: "N119",
    name: "reserved-id",
    severity: Severity::Error,
    title: "编号不能用作文件名",
    why: "每个方案、部分、任务、指标和单位的页面以编号命名。index 是各栏目首页的名称，assets 是样式文件夹的名称；decisions、plan、record、settings 是年度文件夹里其他文件的名称，单位不能用；con、prn、aux、nul、com1—com9、lpt1—lpt9 在 Windows 上不能用作文件名。请另编一个号。",
    example: Example::Change {
        file: PLAN,
        find: "  - {id: counties, name",
        good: "  - {id: index-office, name: 市林业局, aliases: [], kind: other}\n  - {id: counties, name",
        bad: "  - {id: index, name: 市林业局, aliases: [], kind: other}\n  - {id: counties, name",
    },
};

/// Checks that every id can name a page, on every system, and takes no other page's name.
fn reserved_ids(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    let definition = &plan.definition;
    let sections = definition.sections.iter();
    let named = [("方案", &definition.id)]
        .into_iter()
        .chain(definition.units.iter().map(|unit| ("单位", &unit.id)))
        .chain(sections.clone().map(|section| ("部分", &section.id)))
        .chain(sections.flat_map(|section| &section.tasks).map(|task| ("任务", &task.id)))
        .chain(definition.indicators.iter().map(|indicator| ("指标", &indicator.id)));
    for (kind, id) in named.filter(|(kind, id)| is_reserved(kind, &id.key())) {
        out.report(&RESERVED_ID, id.place, format!("{kind}编号“{}”不能用作文件名", id.as_str()))
            .label("这个名称另有用途，或系统不允许")
            .help("请另编一个号，例如在末尾加数字");
    }
}

/// Files of a round's folder that are no unit's.
const OF_THE_ROUND: [&str; 4] = ["decisions", "plan", "record", "settings"];

fn is_reserved(kind: &str, key: &str) -> bool {
    let numbered = |stem: &str| {
        key.strip_prefix(stem)
            .is_some_and(|rest| rest.len() == 1 && matches!(rest.as_bytes()[0], b'1'..=b'9'))
    };
    ["con", "prn", "aux", "nul"].contains(&key)
        || numbered("com")
        || numbered("lpt")
        || (if kind == "方案" { key == "assets" } else { key == "index" })
        || (kind == "单位" && OF_THE_ROUND.contains(&key))
}

static ID_IS_NOT_FILE_NAME: Rule = Rule {
    code: "N102",
    name: "id-is-not-file-name",
    severity: Severity::Error,
    title: "方案编号与文件名不一致",
    why: "方案文件按编号命名：编号为 demo 的方案存为 plans/demo.yaml，报送件放在 submissions/demo/ 下。两者不一致时找不到报送件。",
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
            format!("方案编号“{}”与文件名“{name}”不一致", id.as_str()),
        )
        .label(format!("文件名要求这里是 {stem}"))
        .help(format!("把编号改为 {stem}，或把文件改名为 {}.yaml", id.as_str()));
    }
}

static REVIEW_LEFT: Rule = Rule {
    code: "N103",
    name: "review-mark-left",
    severity: Severity::Hint,
    title: "方案里还有“待核对”的内容",
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
    marks.extend(definition.not_a_target.iter().map(|answer| &answer.review));
    for mark in marks.into_iter().flatten() {
        out.report(&REVIEW_LEFT, mark.place, format!("待核对：{}", super::super::phrasing::shortened(mark)))
            .label("核对后请删去这一行");
    }
}

#[cfg(test)]
mod tests {
    use super::is_reserved;

    #[test]
    fn f16_ids_that_cannot_name_a_page_are_known() {
        for id in ["con", "nul", "com1", "lpt9", "index"] {
            assert!(is_reserved("任务", id), "{id}");
        }
        for id in ["com", "com0", "com10", "console", "index-1", "assets"] {
            assert!(!is_reserved("任务", id), "{id}");
        }
        assert!(is_reserved("方案", "assets") && !is_reserved("方案", "index") && is_reserved("方案", "aux"));
    }
}
