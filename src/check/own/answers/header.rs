//! The head of a submission: whose it is, of which plan and year, and when it was filled in.

use super::SLJ;
use crate::check::own::{Check, OwnFacts};
use crate::check::phrasing::near_help;
use crate::diagnostic::{Diagnostics, Edit, Example, Rule, Severity};
use crate::plan::{Located, UnitIndex, UnitKind};
use crate::source::{FileId, Place};
use crate::submission::{Form, Round, Submission, is_day_of_another_round, is_original};
use crate::syntax::Terms;

pub(super) static CHECKS: &[Check] = &[
    Check { rule: &UNKNOWN_UNIT, run: unknown_units },
    Check { rule: &OTHER_PLAN, run: other_plans },
    Check { rule: &OTHER_YEAR, run: other_years },
    Check { rule: &FILE_NAME, run: file_names },
    Check { rule: &TWO_FILES, run: two_files },
    Check { rule: &NOT_ASKED, run: not_asked },
    Check { rule: &AS_OF_AFTER_FILLED, run: as_of_after_filled },
    Check { rule: &FILLED_IN_FUTURE, run: filled_in_future },
    Check { rule: &MIXED_SAMPLE, run: mixed_sample },
];

fn file_name<'a>(facts: &OwnFacts<'a>, file: FileId) -> &'a str {
    facts.sources.get(file).path.rsplit('/').next().unwrap_or_default()
}

/// The ending that a file keeps when it is renamed: a workbook stays one.
fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("yaml", |(_, ending)| ending)
}

static UNKNOWN_UNIT: Rule = Rule {
    code: "N201",
    name: "unknown-unit",
    severity: Severity::Error,
    title: "方案里没有这个单位，或者它不能代为报送",
    why: "单位写方案里的编号、名称或别名。写错时这份报送件不会计入任何单位。文件以应报单位命名、里面写的却是合称（如各县）或不报送的单位的，也是写错：合称不能代替单位报送。",
    example: Example::Change {
        file: SLJ,
        find: "unit: 市水利局",
        good: "unit: 水利局",
        bad: "unit: 市水务局",
    },
};

/// Checks that the unit is one of the plan's. At a desk a file bears the name that it would get, not its own.
fn unknown_units(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    let plan = facts.plan;
    let names: Vec<&str> = plan
        .units()
        .flat_map(|(_, unit)| {
            [unit.name.as_str(), unit.id.as_str()].into_iter().chain(unit.aliases.iter().map(|a| a.as_str()))
        })
        .collect();
    for answered in facts.answered().filter(|answered| answered.unit.is_none()) {
        let unit = &answered.form.unit;
        let file = Some(file_name(facts, answered.submission.file)).filter(|_| !facts.sources.at_desk());
        let by_file = file.and_then(|file| plan.unit_named(file.rsplit_once('.')?.0));
        let help = match (by_file, answered.submission.unit) {
            (Some(index), _) => format!("从文件名看是“{}”，请照此填写", facts.name(index)),
            (None, Some(index)) => format!("是不是“{}”？请照此填写", facts.name(index)),
            (None, None) => near_help(unit, &names, "请填写方案所列的单位名称"),
        };
        let message = match plan.unit_named(unit) {
            Some(other) => match plan.unit(other).kind {
                UnitKind::Collective => format!("“{}”是合称，不能代替具体单位报送", facts.name(other)),
                _ => format!("方案没有要求“{}”报送，它不能代替别的单位报送", facts.name(other)),
            },
            None => format!("方案里没有单位“{}”", unit.inner),
        };
        let label = match answered.submission.unit {
            Some(meant) => format!("看来是“{}”；改正前内容不采用，该单位计为材料有误", facts.name(meant)),
            None => "这份报送件无法计入任何单位".to_owned(),
        };
        out.report(&UNKNOWN_UNIT, unit.place, message).label(label).help(help);
    }
}

static OTHER_PLAN: Rule = Rule {
    code: "N202",
    name: "other-plan",
    severity: Severity::Error,
    title: "文件里的方案与所在文件夹不一致",
    why: "报送件放在 submissions/方案/年度/ 下，文件里的“方案”要与文件夹一致。可能是放错了文件夹，或者用了别的方案的表格。",
    example: Example::Change { file: SLJ, find: "plan: demo", good: "plan: demo", bad: "plan: other-plan" },
};

/// Checks that the plan in a file is the plan of its folder.
fn other_plans(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    let wanted = facts.plan.definition.id.as_str();
    let decisions = facts.round.decisions_file.map(|_| &facts.round.decisions.plan);
    for stated in all_forms(facts).map(|form| &form.plan).chain(decisions) {
        if states_other_plan(facts, stated) {
            let (beside, label, help) = match facts.sources.at_desk() {
                true => {
                    ("检查所用的方案", "与检查所用的方案不一致", "；是别的方案的，请换用那个方案的报送表")
                }
                false => ("所在文件夹", OTHER_PLAN.title, "，或移到所属方案的文件夹"),
            };
            out.report(
                &OTHER_PLAN,
                stated.place,
                format!("文件里的方案是“{}”，{beside}是“{wanted}”", stated.inner),
            )
            .label(label)
            .help(format!("改为 {wanted}{help}"));
        }
    }
}

/// Says that no plan has the name that a file gives, where nothing tells which one is meant.
pub fn no_such_plan(stated: &Located<String>, ids: &[&str], out: &mut Diagnostics) {
    out.report(&OTHER_PLAN, stated.place, format!("没有编号是“{}”的方案", stated.inner))
        .label("方案要写方案编号")
        .help(format!("改为这份材料所属方案的编号：{}", ids.join("、")));
}

static OTHER_YEAR: Rule = Rule {
    code: "N203",
    name: "other-year",
    severity: Severity::Error,
    title: "文件里的年度与所在文件夹不一致",
    why: "可能是沿用了上一年的表格而没有改年度，或者放错了文件夹。年度不对的数据不能采用。",
    example: Example::Change { file: SLJ, find: "year: 2025", good: "year: 2025", bad: "year: 2024" },
};

/// Checks that the year in a file is the year of its folder.
fn other_years(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    let wanted = facts.round.year;
    let decisions = facts.round.decisions_file.map(|_| &facts.round.decisions.year);
    for stated in all_forms(facts).map(|form| &form.year).chain(decisions) {
        if states_other_year(facts, stated) {
            if !(1000..3000).contains(&stated.inner) {
                out.report(
                    &OTHER_YEAR,
                    stated.place,
                    format!("年度写的是{}，不是四位数的年度", stated.inner),
                )
                .label("应为四位数")
                .help(format!("写成四位数，例如 {wanted}"));
                continue;
            }
            out.report(
                &OTHER_YEAR,
                stated.place,
                format!("文件里的年度是{}，所在文件夹是{wanted}年", stated.inner),
            )
            .help(match stated.inner < facts.plan.definition.reporting.first_year {
                true => format!("核对后改为 {wanted}"),
                false => format!("核对后改为 {wanted}，或移到 {} 文件夹", stated.inner),
            });
        }
    }
}

static FILE_NAME: Rule = Rule {
    code: "N204",
    name: "file-name-is-not-unit",
    severity: Severity::Hint,
    title: "文件名不是单位编号",
    why: "报送件按单位编号命名，便于查找，也避免同一单位有两份文件。内容已按文件里的单位采用。",
    example: Example::Edits {
        good: &[],
        bad: &[
            Edit::Remove { file: SLJ },
            Edit::Write {
                file: "submissions/demo/2025/shuili.yaml",
                text: "nianbao: submission/1\nplan: demo\nyear: 2025\nunit: 市水利局\nsample: true\nnil_return: 本年度机构调整，任务已移交\nfilled_on: 2025-12-08\n",
            },
        ],
    },
};

/// Checks that a file bears its unit's id, of its year or of today. Of two files of one unit none is told to take the other's name.
fn file_names(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for files in of_one_unit(facts.round) {
        let [Submission { unit: Some(unit), form: Some(form), file, .. }] = files else { continue };
        if facts.sources.at_desk() || is_original(&facts.sources.get(*file).path) {
            continue;
        }
        let (name, id) = (file_name(facts, *file), &facts.plan.unit(*unit).id);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let right = format!("{}.{}", id.as_str(), ending(name));
        if !stem.is_ascii() || facts.plan.unit_named(stem) != Some(*unit) {
            out.report(
                &FILE_NAME,
                form.unit.place,
                format!("“{}”的文件名是“{name}”，应为“{right}”", facts.name(*unit)),
            )
            .help(format!("把文件改名为 {right}"));
        }
    }
}

static TWO_FILES: Rule = Rule {
    code: "N205",
    name: "two-files-for-one-unit",
    severity: Severity::Error,
    title: "同一单位有两份报送件",
    why: "每个单位只能有一份现行的报送件。以单位编号命名的一份有效，其他的不采用；以前的版本存放在 received 文件夹。",
    example: Example::File {
        file: "submissions/demo/2025/slj2.yaml",
        good: "",
        bad: "nianbao: submission/1\nplan: demo\nyear: 2025\nunit: 水利局\nsample: true\nnil_return: 本年度机构调整，任务已移交\nfilled_on: 2025-12-08\n",
    },
};

/// Checks that no two files speak for one unit, and says of two which one counts and why.
fn two_files(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for files in of_one_unit(facts.round) {
        let [taken, others @ ..] = files else { continue };
        let Some(unit) = taken.unit else { continue };
        for other in others.iter().filter(|other| !is_of_another_round(facts, other)) {
            two_files_of(facts, unit, taken, other, out);
        }
    }
}

/// Whether a file says that it is of another plan or year: then it is no second one.
fn is_of_another_round(facts: &OwnFacts<'_>, submission: &Submission) -> bool {
    let form = submission.form.as_ref().or(submission.unclaimed.as_ref());
    form.is_some_and(|form| states_other_plan(facts, &form.plan) || states_other_year(facts, &form.year))
}

/// Whether a file says that it is of another plan than its folder.
pub(super) fn states_other_plan(facts: &OwnFacts<'_>, stated: &Located<String>) -> bool {
    let wanted = facts.plan.definition.id.as_str();
    !stated.trim().eq_ignore_ascii_case(wanted) && *stated != Located::default()
}

fn states_other_year(facts: &OwnFacts<'_>, stated: &Located<i32>) -> bool {
    stated.inner != facts.round.year && *stated != Located::default()
}

/// All forms of the round, those that are not in force among them.
fn all_forms<'a>(facts: &OwnFacts<'a>) -> impl Iterator<Item = &'a Form> {
    facts.round.submissions.iter().filter_map(|one| one.form.as_ref().or(one.unclaimed.as_ref()))
}

/// The submissions, those of one unit together, the one in force first.
fn of_one_unit(round: &Round) -> impl Iterator<Item = &[Submission]> {
    round.submissions.chunk_by(|a, b| a.unit.is_some() && a.unit == b.unit)
}

fn two_files_of(
    facts: &OwnFacts<'_>,
    unit: UnitIndex,
    taken: &Submission,
    other: &Submission,
    out: &mut Diagnostics,
) {
    let place = |submission: &Submission| {
        let form = submission.form.as_ref().or(submission.unclaimed.as_ref());
        form.map_or(Place::of_file(submission.file), |form| form.unit.place)
    };
    let (used, unused) = (file_name(facts, taken.file), file_name(facts, other.file));
    let id = facts.plan.unit(unit).id.as_str();
    let is_named = used.rsplit_once('.').is_some_and(|(stem, _)| stem.eq_ignore_ascii_case(id));
    let (why, help) = if is_named {
        (
            "以单位编号命名".to_owned(),
            format!(
                "请核对 {unused} 是否还有要补进 {used} 的内容，然后删去 {unused}；以前的版本存放在 received 文件夹"
            ),
        )
    } else {
        (
            format!("两份都没有以单位编号“{id}”命名，暂按文件名的顺序"),
            format!("请核对后只保留正确的一份，命名为 {id}.{}", ending(used)),
        )
    };
    out.report(
        &TWO_FILES,
        place(other),
        format!("“{}”有两份报送件：采用 {used}（{why}），没有采用 {unused}", facts.name(unit)),
    )
    .label("没有采用这一份")
    .related(place(taken), format!("采用 {used}"))
    .help(help);
}

static NOT_ASKED: Rule = Rule {
    code: "N206",
    name: "unit-that-need-not-report",
    severity: Severity::Hint,
    title: "该单位不在报送范围内",
    why: "方案没有要求这个单位报送（类别为合称、其他，或注明 reports: false）。内容会显示在任务里，但不计入应报单位。合称不能代替成员报送。",
    example: Example::File {
        file: "submissions/demo/2025/counties.yaml",
        good: "",
        bad: "nianbao: submission/1\nplan: demo\nyear: 2025\nunit: 各县\nsample: true\nnil_return: 各县已分别报送\nfilled_on: 2025-12-08\n",
    },
};

/// Checks that the unit is one that must report.
fn not_asked(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for answered in facts.answered() {
        if let Some(unit) = answered.unit
            && !facts.plan.unit(unit).must_report()
        {
            out.report(
                &NOT_ASKED,
                answered.form.unit.place,
                format!("方案没有要求“{}”报送", facts.name(unit)),
            )
            .related(facts.plan.unit(unit).name.place, "方案里的单位")
            .help(match facts.sources.at_desk() {
                true => "请由方案所列的具体单位分别报送；确需报送的，请与办公室联系",
                false => "请由方案所列的具体单位分别报送；确需报送的，在方案里注明 reports: true",
            });
        }
    }
}

static AS_OF_AFTER_FILLED: Rule = Rule {
    code: "N208",
    name: "as-of-after-filled-on",
    severity: Severity::Verify,
    title: "截至日期晚于填报日期",
    why: "填报时还不可能有填报日之后的数据。请核对两个日期；预计的数据把数据状态写为“预计值”，截至日期写实际统计到的日期。",
    example: Example::Change {
        file: SLJ,
        find: "as_of: 2025-11-30",
        good: "as_of: 2025-11-30",
        bad: "as_of: 2025-12-31",
    },
};

/// Checks that nobody reports the future.
fn as_of_after_filled(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for answered in facts.answered() {
        let Some(filled) = &answered.form.filled_on else { continue };
        let figures = answered.form.indicators.iter();
        let own = figures.filter_map(|f| f.as_of.as_ref());
        for as_of in answered.form.as_of.iter().chain(own) {
            if as_of.inner > filled.inner && as_of.year() == facts.round.year {
                out.report(
                    &AS_OF_AFTER_FILLED,
                    as_of.place,
                    format!("截至日期{}晚于填报日期{}", as_of.inner, filled.inner),
                )
                .label("截至日期")
                .related(filled.place, "填报日期")
                .help("请核对两个日期");
            }
        }
    }
}

static FILLED_IN_FUTURE: Rule = Rule {
    code: "N209",
    name: "filled-in-the-future",
    severity: Severity::Hint,
    title: "填报日期晚于检查日期",
    why: "检查以 --as-of 指定的日期（默认当天）为准。填报日期在其后，可能是日期写错，也可能是在重做以前的报告。",
    example: Example::Change {
        file: SLJ,
        find: "filled_on: 2025-12-08",
        good: "filled_on: 2025-12-08",
        bad: "filled_on: 2025-12-28",
    },
};

/// Checks that the file was filled in before it is judged.
fn filled_in_future(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    let today = facts.moment.seen_on();
    for filled in facts.answered().filter_map(|a| a.form.filled_on.as_ref()) {
        if filled.0 > today && !is_day_of_another_round(filled.inner, facts.round.year) {
            out.report(
                &FILLED_IN_FUTURE,
                filled.place,
                format!("填报日期{}晚于检查日期{today}", filled.inner),
            )
            .help("请核对填报日期");
        }
    }
}

static MIXED_SAMPLE: Rule = Rule {
    code: "N210",
    name: "mixed-sample",
    severity: Severity::Hint,
    title: "示例数据与正式数据混在一起",
    why: "只要有一份是示例数据（sample: true），整个报告都会标注“示例数据”。正式汇总前请删去或改正示例文件。",
    example: Example::Change { file: SLJ, find: "sample: true", good: "sample: true", bad: "sample: false" },
};

/// Checks that a round is either all example or all real.
fn mixed_sample(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    let forms = || facts.answered().map(|a| a.form);
    let real = forms().find(|form| !form.sample);
    let example = forms().find(|form| form.sample);
    if let (Some(real), Some(example)) = (real, example) {
        out.report(&MIXED_SAMPLE, example.unit.place, "示例数据与正式数据混在一起")
            .label("这一份是示例数据")
            .related(real.unit.place, "这一份不是")
            .help(format!("正式报送的，{}", Terms::at(facts.sources, example.unit.place).take_out("sample")));
    }
}
