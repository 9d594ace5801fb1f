//! Numbers that the office typed by hand into its text.

use super::{Check, Facts, STHJJ};
use crate::diagnostic::{Diagnostics, Edit, Example, Rule, Severity};
use crate::submission::text::{Typed, TypedNumber, Unseen};

pub(super) static CHECKS: &[Check] = &[
    Check { rule: &UNKNOWN, run: unknown },
    Check { rule: &REFUSED, run: refused },
    Check { rule: &OPEN, run: open },
];

const FILE: &str = "submissions/demo/2025/text.md";

static UNKNOWN: Rule = Rule {
    code: "N925",
    name: "text-number-typed",
    severity: Severity::Hint,
    title: "报告文稿里的数字在材料中找不到",
    why: "手写的数字与方案和各单位报送的材料都对不上，可能笔误，也可能数据已经更新。能按名称引用的数据请引用，数据更新时文稿跟着更新。",
    example: Example::File {
        file: FILE,
        good: "# 总体评价\n\n地表水优良断面比例83.3%。\n",
        bad: "# 总体评价\n\n地表水优良断面比例84.7%。\n",
    },
};

/// Tells of typed numbers that stand in nothing that the report is made from.
fn unknown(facts: &Facts<'_>, out: &mut Diagnostics) {
    for number in facts.typed.iter().filter(|number| number.what == Typed::Unknown) {
        let typed = words(facts, number);
        out.report(&UNKNOWN, number.place, format!("“{typed}”在方案和各单位的材料里都找不到"))
            .label("手写的数字")
            .help(NAMED);
    }
}

const NAMED: &str = "请核对；能按名称引用的，写作 {{ 数值(\"指标编号\") }}";

static REFUSED: Rule = Rule {
    code: "N929",
    name: "text-number-refused",
    severity: Severity::Error,
    title: "报告文稿里手写了没有采用的数",
    why: "手写的数字只与材料中没有采用的数（材料有误或已退回）相同：有误的不采用，抄在文稿里也一样。这一段不采用，报告仍用各单位的文字；单位改正以后再引用，或改写这一句。确是另一个数的，请连同计量单位一起写明，或按名称引用。",
    example: Example::Edits {
        good: &[Edit::Write { file: FILE, text: "# 总体评价\n\n水质优良比例83.3%。\n" }],
        bad: &[
            Edit::Write { file: FILE, text: "# 总体评价\n\n水质优良比例116.7%。\n" },
            Edit::Replace {
                file: STHJJ,
                find: "value: \"83.3\"\n    n: 10\n",
                with: "value: \"116.7\"\n    n: 14\n",
            },
        ],
    },
};

/// Tells of typed numbers that are figures which nobody uses.
fn refused(facts: &Facts<'_>, out: &mut Diagnostics) {
    for (number, (held, whose, used)) in held(facts) {
        if used || number.internal {
            continue;
        }
        let typed = words(facts, number);
        let message = format!("“{typed}”是没有采用的数：{whose}{}，这一段不采用", why(held));
        out.report(&REFUSED, number.place, message)
            .label("手写的数字")
            .help("请在单位改正以后再引用，或改写这一句");
    }
}

static OPEN: Rule = Rule {
    code: "N930",
    name: "text-number-open",
    severity: Severity::Hint,
    title: "报告文稿里手写的数待核实、待核定或不公开",
    why: "手写的数字只与材料中待核实、不公开的数相同，或者只与几家单位不一致而待核定的数、没有采用的数、尚未公开的上年的数相同。内部版照印，并注明“待核实”“待核定”“未采用”，审查用的版本只印待核实的和尚未公开的；公开版没有这个数，这一段不采用，仍用各单位的文字。引用的任务数、家数、比例，公开版因有待核实的填报而不是同一个数的，也是这样。单位说明或者办公室采信、决定采用以后，公开版自然印出。只印在内部版的一段写了没有采用的数的，也在数后注明。",
    example: Example::Edits {
        good: &[Edit::Write { file: FILE, text: "# 总体评价\n\n水质优良比例83.3%。\n" }],
        bad: &[
            Edit::Write { file: FILE, text: "# 总体评价\n\n水质优良比例83.3%。\n" },
            Edit::Replace { file: STHJJ, find: "    value_status: provisional\n", with: "" },
        ],
    },
};

/// Tells of typed numbers that the office's own edition alone shows, or shows with a mark.
fn open(facts: &Facts<'_>, out: &mut Diagnostics) {
    for (number, (held, whose, used)) in held(facts) {
        if !used && !number.internal {
            continue;
        }
        let lost = if number.internal { "" } else { "，公开版不采用这一段" };
        let (typed, mark) = (words(facts, number), held.chinese());
        let message = format!("“{typed}”是{whose}的数{}，内部版注明“{mark}”{lost}", why(held));
        out.report(&OPEN, number.place, message)
            .label("手写的数字")
            .help("请先由单位改正、说明或由办公室采信，或改写这一句");
    }
}

fn held<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = (&'f TypedNumber, (Unseen, &'f str, bool))> {
    facts.typed.iter().filter_map(|number| match &number.what {
        Typed::Held { held, whose, used } => Some((number, (*held, whose.as_str(), *used))),
        Typed::Unknown | Typed::Apart => None,
    })
}

/// `（材料有误，N402）`.
fn why(held: Unseen) -> String {
    match (held, held.code()) {
        (_, Some(code)) => format!("（{}，{code}）", held.chinese()),
        (Unseen::Uneven, None) => String::new(),
        (_, None) => format!("（该年度{}）", held.chinese()),
    }
}

fn words<'f>(facts: &'f Facts<'_>, number: &TypedNumber) -> &'f str {
    facts.sources.get(number.place.file()).text.get(number.place.bytes()).unwrap_or_default()
}
