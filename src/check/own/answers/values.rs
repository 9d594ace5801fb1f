//! A figure must say what it is: value or reason, period, status, source.

use super::STHJJ;
use crate::check::own::facts::FigureOf;
use crate::check::own::{Check, OwnFacts};
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::submission::Period;
use crate::syntax::Terms;

pub(super) static CHECKS: &[Check] = &[
    Check { rule: &UNKNOWN_PERIOD, run: unknown_periods },
    Check { rule: &NO_PERIOD, run: no_periods },
    Check { rule: &NO_STATUS, run: no_statuses },
    Check { rule: &NO_SOURCE, run: no_sources },
    Check { rule: &NO_VALUE_NO_REASON, run: no_value_no_reason },
    Check { rule: &VALUE_AND_MISSING, run: value_and_missing },
];

const VALUE: &str = "value: \"83.3\"\n    n: 10\n    of: 12";

fn name<'a>(facts: &OwnFacts<'a>, found: &FigureOf<'a>) -> &'a str {
    &facts.plan.indicator(found.index).name
}

static UNKNOWN_PERIOD: Rule = Rule {
    code: "N231",
    name: "unknown-period",
    severity: Severity::Error,
    title: "时段的写法无法识别",
    why: "时段只有四种：全年、1—11月（从1月起）、截至2025-11-30、累计。时段不明的数不能与目标和上年比较。",
    example: Example::Change {
        file: STHJJ,
        find: "period: 1—11月",
        good: "period: 1-11月",
        bad: "period: 前三季度",
    },
};

/// Checks that a period is one of the four kinds.
fn unknown_periods(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.figures() {
        if let Some(period) = &found.figure.period
            && !period.trim().is_empty()
            && found.figure.covers.is_none()
        {
            out.report(&UNKNOWN_PERIOD, period.place, format!("时段“{}”无法识别", period.inner))
                .label(format!("指标“{}”的时段", name(facts, &found)))
                .help({
                    let kinds = format!("“全年”“1—11月”“截至{}-11-30”或“累计”", facts.round.year);
                    match Period::meant(period, facts.round.year) {
                        Some(meant) => format!("写成“{meant}”；不是的，写{kinds}"),
                        None => format!("写成{kinds}；前三季度写“1—9月”"),
                    }
                });
        }
    }
}

static NO_PERIOD: Rule = Rule {
    code: "N232",
    name: "value-without-period",
    severity: Severity::Verify,
    title: "数值没有写时段",
    why: "1—11月的数和全年的数不能比较，每个数值都要写明时段。没有写的，暂按这个数（没有的按表头）的截至日期认定：截至11月30日的算作1—11月；没有截至日期的，不与目标和上年比较。",
    example: Example::Change {
        file: STHJJ,
        find: "    period: 1—11月\n",
        good: "    period: 1—11月\n",
        bad: "",
    },
};

/// Checks that a value says which time it covers.
fn no_periods(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.figures() {
        let stated = found.figure.period.as_ref().is_some_and(|period| !period.trim().is_empty());
        let Some(value) = found.figure.value.as_ref().filter(|_| !stated) else { continue };
        let (taken, example) = match found.figure.covers {
            Some(period) => (format!("，暂按截至日期读作{period}"), period.to_string()),
            None => (String::new(), "1—11月".to_owned()),
        };
        let message = format!("指标“{}”的数值没有写时段{taken}", name(facts, &found));
        out.report(&NO_PERIOD, value.place, message).label("这个数是哪一段时间的").help(
            Terms::at(facts.sources, value.place).add("period", &example)
                + "；整年的写“全年”，历年合计的写“累计”",
        );
    }
}

static NO_STATUS: Rule = Rule {
    code: "N233",
    name: "value-without-status",
    severity: Severity::Verify,
    title: "数值没有写数据状态",
    why: "预计值、初步值和终值要分清，初步值以后可能修订。请填写“数据状态”。",
    example: Example::Change {
        file: STHJJ,
        find: "    value_status: provisional\n",
        good: "    value_status: provisional\n",
        bad: "",
    },
};

/// Checks that a value says how settled it is.
fn no_statuses(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.figures().filter(|found| found.figure.value_status.is_none()) {
        if let Some(value) = &found.figure.value {
            out.report(&NO_STATUS, value.place, format!("指标“{}”的数值没有写数据状态", name(facts, &found)))
                .label("是预计值、初步值还是终值")
                .help(status_help(Terms::at(facts.sources, value.place)));
        }
    }
}

/// How to add the status of a value, in the words of the file.
fn status_help(terms: Terms) -> String {
    let line = terms.value("ValueStatus", "provisional");
    let meaning = if line == "初步值" { "" } else { "（初步值）" };
    terms.add_either("value_status", line, "初步值") + meaning
}

static NO_SOURCE: Rule = Rule {
    code: "N234",
    name: "value-without-source",
    severity: Severity::Hint,
    title: "数值没有写来源",
    why: "公开的每个数都要说得出来源。请填写“来源”，例如“国控断面自动监测”。",
    example: Example::Change {
        file: STHJJ,
        find: "    source: 市生态环境局监测数据（示例）\n",
        good: "    source: 市生态环境局监测数据（示例）\n",
        bad: "",
    },
};

/// Checks that a value says where it comes from.
fn no_sources(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.figures() {
        let stated = found.figure.source.as_ref().is_some_and(|source| !source.trim().is_empty());
        if let Some(value) = found.figure.value.as_ref().filter(|_| !stated) {
            out.report(&NO_SOURCE, value.place, format!("指标“{}”的数值没有写来源", name(facts, &found)))
                .help(Terms::at(facts.sources, value.place).add("source", "市统计局年报"));
        }
    }
}

static NO_VALUE_NO_REASON: Rule = Rule {
    code: "N235",
    name: "no-value-no-reason",
    severity: Severity::Error,
    title: "指标没有数值，也没有写缺失原因",
    why: "没有数据要说明原因：未监测、尚未公布、不涉及。空着会与漏填混淆。",
    example: Example::Change {
        file: STHJJ,
        find: VALUE,
        good: "value: null\n    missing: 尚未公布",
        bad: "value: null",
    },
};

/// Checks that silence about a figure has a reason. Goals in words may have a note instead.
fn no_value_no_reason(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.figures() {
        let figure = found.figure;
        let in_words = !facts.plan.indicator(found.index).is_measured();
        let noted = in_words && figure.note.as_ref().is_some_and(|note| !note.trim().is_empty());
        if figure.value.is_none() && figure.missing.is_none() && !noted {
            let terms = Terms::at(facts.sources, figure.id.place);
            let (label, help) = if in_words {
                ("这是定性目标，请写说明".to_owned(), format!("写明进展和依据：{}", terms.add("note", "…")))
            } else {
                let (value, missing) = (terms.typed("value"), terms.typed("missing"));
                let help = format!("填写数值；没有数据的{}", terms.add("missing", "尚未公布"));
                (format!("没有“{value}”，也没有“{missing}”"), help)
            };
            out.report(
                &NO_VALUE_NO_REASON,
                figure.id.place,
                format!("指标“{}”没有数值，也没有写原因", name(facts, &found)),
            )
            .label(label)
            .help(help);
        }
    }
}

static VALUE_AND_MISSING: Rule = Rule {
    code: "N236",
    name: "value-and-missing",
    severity: Severity::Error,
    title: "既填了数值，又填了缺失原因",
    why: "有数值就没有缺失，两者只能填一个。请核对后删去一个。",
    example: Example::Change {
        file: STHJJ,
        find: VALUE,
        good: VALUE,
        bad: "value: \"83.3\"\n    missing: 尚未公布\n    n: 10\n    of: 12",
    },
};

/// Checks that a figure is there or is not.
fn value_and_missing(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.figures() {
        if let (Some(value), Some(missing)) = (&found.figure.value, &found.figure.missing) {
            out.report(
                &VALUE_AND_MISSING,
                missing.place,
                format!("指标“{}”既有数值，又有缺失原因", name(facts, &found)),
            )
            .label(format!("缺失原因：{}", missing.inner.chinese()))
            .related(value.place, "数值")
            .help("请只保留一个");
        }
    }
}
