//! Indicators: who reports them, and how their parts become one.

use super::PLAN;
use crate::check::PlanCheck;
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::plan::{Combine, Level, Plan, UnitKind};
use crate::source::Sources;

pub(super) static CHECKS: &[PlanCheck] = &[
    PlanCheck { rule: &COMBINE_WITHOUT_COUNTIES, run: combine_without_counties },
    PlanCheck { rule: &NOBODY_REPORTS, run: nobody_reports },
];

static COMBINE_WITHOUT_COUNTIES: Rule = Rule {
    code: "N128",
    name: "combine-without-counties",
    severity: Severity::Hint,
    title: "指标的层级、汇总方式与填报单位不一致",
    why: "按县区汇总（level: county）的指标应由县区填报；全市一个数（level: city）的指标不需要汇总方式，写了也不起作用。",
    example: Example::Change {
        file: PLAN,
        find: "    combine: none\n",
        good: "    combine: none\n",
        bad: "    combine: sum\n",
    },
};

/// Checks that what is combined comes from counties, and what comes from one office is not combined.
fn combine_without_counties(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    for (index, indicator) in plan.indicators() {
        let name = &indicator.name.inner;
        let combine = indicator.combine.inner;
        if indicator.level == Level::City && combine != Combine::None {
            out.report(
                &COMBINE_WITHOUT_COUNTIES,
                indicator.combine.place,
                format!("指标“{name}”是全市一个数，汇总方式不起作用"),
            )
            .help("把 level 改为 county，或把 combine 改为 none");
        }
        let (reporters, parts) = (plan.reporters(index), plan.parts_of(index));
        let has_county = reporters.iter().any(|unit| plan.unit(*unit).kind != UnitKind::Department);
        let beside: Vec<&str> = reporters
            .iter()
            .filter(|unit| !parts.contains(unit))
            .map(|unit| plan.unit(*unit).name.as_str())
            .collect();
        if indicator.level == Level::County && !beside.is_empty() {
            out.report(
                &COMBINE_WITHOUT_COUNTIES,
                indicator.reported_by[0].place,
                format!(
                    "指标“{name}”按县区汇总，填报单位里又有部门（{}）：只汇总各县区的数，部门的数只作核对",
                    beside.join("、")
                ),
            )
            .label("县区和部门写在一起")
            .help("只填写各县区；以部门的数为全市数的，把 level 改为 city");
        }
        if indicator.level == Level::County && !reporters.is_empty() && !has_county {
            out.report(
                &COMBINE_WITHOUT_COUNTIES,
                indicator.reported_by[0].place,
                format!("指标“{name}”按县区汇总，填报单位里却没有县区"),
            )
            .label("这里没有县区")
            .help("填写各县区的合称，或把 level 改为 city");
        }
    }
}

static NOBODY_REPORTS: Rule = Rule {
    code: "N129",
    name: "indicator-without-reporter",
    severity: Severity::Hint,
    title: "指标没有填报单位",
    why: "没有填报单位的指标不会出现在任何表格里，也就不会有数据。请在 reported_by 里填写以哪个单位的数为准。",
    example: Example::Change {
        file: PLAN,
        find: "reported_by: [sthjj]",
        good: "reported_by: [sthjj]",
        bad: "reported_by: []",
    },
};

/// Checks that somebody is asked for every indicator that has a number.
fn nobody_reports(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    for indicator in &plan.definition.indicators {
        if indicator.is_measured() && indicator.reported_by.is_empty() {
            out.report(
                &NOBODY_REPORTS,
                indicator.id.place,
                format!("指标“{}”没有填报单位", indicator.name.inner),
            )
            .help("例如“reported_by: [sthjj]”");
        }
    }
}
