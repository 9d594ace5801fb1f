//! The office's own text beside the figures of the round.

use super::pieces::Joined;
use super::{Check, Facts};
use crate::check::own::unpublishable;
use crate::diagnostic::{Diagnostics, Edit, Example, Rule, Severity};
use crate::plan::IndicatorIndex;
use crate::source::Place;
use crate::submission::text::{Figure, OfficePiece, Word};

pub(super) static CHECKS: &[Check] = &[
    Check { rule: &NO_FIGURE, run: no_figure },
    Check { rule: &OPEN_FIGURE, run: open_figure },
    Check { rule: &NOT_PUBLISHED, run: not_published },
    Check { rule: &NO_RULE, run: unruled_tables },
];

const FILE: &str = "submissions/demo/2025/text.md";

static NO_FIGURE: Rule = Rule {
    code: "N923",
    name: "text-figure-missing",
    severity: Severity::Error,
    title: "报告文稿引用的数据还没有",
    why: "文稿按名称引用的指标，本年度没有数值，或者没有可比的上年数。这一段不采用，报告仍用各单位的文字；数据报来、核实后再引用，或改写这一句。",
    example: Example::File {
        file: FILE,
        good: "# 总体评价\n\n地表水优良断面比例{{ 数值(\"river-good-ratio\") }}。\n",
        bad: "# 总体评价\n\n地表水优良断面比例同比{{ 同比(\"river-good-ratio\") }}。\n",
    },
};

/// Checks that every figure that the text names is there.
fn no_figure(facts: &Facts<'_>, out: &mut Diagnostics) {
    for (word, _) in words(facts) {
        let Word::Figure(figure, place) = word else { continue };
        let lacks = match figure {
            Figure::Value(index) if !has_value(facts, *index) => "数值",
            Figure::Change(index) if facts.progress.indicators[index.0].year_on_year.is_err() => {
                "可比的上年数"
            }
            Figure::Target(index) if facts.plan.indicator(*index).targets.is_empty() => "目标",
            _ => continue,
        };
        let (Figure::Value(index) | Figure::Change(index) | Figure::Target(index)) = figure else { continue };
        let name = &facts.plan.indicator(*index).name;
        out.report(&NO_FIGURE, *place, format!("“{}”本年度没有{lacks}，这一段不采用", name.inner))
            .label("引用的数据还没有")
            .help("请在数据报来、核实后再引用，或改写这一句");
    }
}

static OPEN_FIGURE: Rule = Rule {
    code: "N928",
    name: "text-figure-open",
    severity: Severity::Hint,
    title: "报告文稿引用的数据待核实",
    why: "文稿按名称引用的数值或者它的上年数有待核实的问题。内部版和审查用的版本照印，并注明“待核实”；公开版没有这个数，这一段不采用，仍用各单位的文字。单位说明或者办公室采信以后，公开版自然印出。",
    example: Example::Edits {
        good: &[Edit::Write {
            file: FILE,
            text: "# 总体评价\n\n水质优良比例{{ 数值(\"river-good-ratio\") }}。\n",
        }],
        bad: &[
            Edit::Write {
                file: FILE,
                text: "# 总体评价\n\n水质优良比例{{ 数值(\"river-good-ratio\") }}。\n",
            },
            Edit::Replace { file: super::STHJJ, find: "    value_status: provisional\n", with: "" },
        ],
    },
};

/// Tells which figures of the text the public edition does not have, as something is asked about them.
fn open_figure(facts: &Facts<'_>, out: &mut Diagnostics) {
    for (word, piece) in words(facts) {
        let Word::Figure(Figure::Value(index) | Figure::Change(index), place) = word else { continue };
        let mut asked = facts.tables.indicators[index.0].questions();
        let change = facts.progress.indicators[index.0].year_on_year.as_ref().ok();
        let of_last_year = change.filter(|_| matches!(word, Word::Figure(Figure::Change(_), _)));
        asked.extend(of_last_year.iter().flat_map(|change| change.asked.iter().copied()));
        if asked.is_empty() {
            continue;
        }
        let codes: Vec<&str> =
            asked.into_iter().collect::<std::collections::BTreeSet<_>>().into_iter().collect();
        let name = &facts.plan.indicator(*index).name.inner;
        let lost = match piece.internal {
            false => "，内部版注明“待核实”，公开版不采用这一段",
            true => "，内部版注明“待核实”",
        };
        out.report(&OPEN_FIGURE, *place, format!("引用的“{name}”待核实（{}）{lost}", codes.join("、")))
            .label("待核实")
            .help("请先由单位说明或由办公室采信，或改写这一句");
    }
}

fn has_value(facts: &Facts<'_>, index: IndicatorIndex) -> bool {
    let standing = &facts.progress.indicators[index.0];
    standing.value.is_ok() || standing.partial.is_some()
}

/// Words and figures of the text, each with the piece that it stands in.
fn words<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = (&'f Word, &'f OfficePiece)> {
    let passages = facts.round.words.iter().flat_map(|words| &words.passages);
    passages.flat_map(|passage| {
        passage.pieces.iter().flat_map(|piece| piece.words.iter().map(move |word| (word, piece)))
    })
}

static NOT_PUBLISHED: Rule = Rule {
    code: "N926",
    name: "text-unpublishable",
    severity: Severity::Error,
    title: "报告文稿里有不应公开的内容",
    why: "报告文稿要印在报告和网页上，不得有手机号码、身份证号码、银行卡号、电子邮箱和国家秘密标志。有这些内容的一段不采用。",
    example: Example::Edits {
        good: &[Edit::Write { file: FILE, text: "# 总体评价\n\n详情由办公室答复。\n" }],
        bad: &[Edit::Write { file: FILE, text: "# 总体评价\n\n详情请拨打13800138000。\n" }],
    },
};

/// Looks for what no paper and no page may show.
fn not_published(facts: &Facts<'_>, out: &mut Diagnostics) {
    for (word, _) in words(facts) {
        let Word::Text(text, place) = word else { continue };
        if let Some(what) = unpublishable(text) {
            let place: Place = *place;
            out.report(&NOT_PUBLISHED, place, format!("这里有{what}，这一段不采用"))
                .label("不应公开")
                .help("请删去或改写");
        }
    }
}

static NO_RULE: Rule = Rule {
    code: "N927",
    name: "text-table-without-rule",
    severity: Severity::Hint,
    title: "报告文稿中的表格排不成表",
    why: "用竖线分栏的几行，表头下一行要写“|---|---|”，竖线用半角“|”；否则不是表格，各栏的字会连在一起印在报告里。",
    example: Example::File {
        file: FILE,
        good: "# 总体评价\n\n| 河段 | 进展 |\n|---|---|\n| 上游 | 完成 |\n",
        bad: "# 总体评价\n\n| 河段 | 进展 |\n| 上游 | 完成 |\n",
    },
};

/// Looks for rows between bars that are no table.
fn unruled_tables(facts: &Facts<'_>, out: &mut Diagnostics) {
    let passages = facts.round.words.iter().flat_map(|words| &words.passages);
    for piece in passages.flat_map(|passage| &passage.pieces) {
        // A figure fills its cell.
        let joined = Joined::new(piece, |_| "0");
        let Some((at, rule)) = crate::prose::unruled_table(&joined.text) else { continue };
        let before: usize = joined.text.split_inclusive('\n').take(at).map(str::len).sum();
        let head = joined.text[before..].lines().next().unwrap_or_default().trim();
        let Some(here) = joined.place(before..before + head.len(), facts.sources) else { continue };
        out.report(&NO_RULE, here, format!("“{head}”起的几行排不成表格"))
            .label("没有表格的分隔行，或者用了全角竖线")
            .help(format!("竖线用半角“|”，在这一行的下一行写：{rule}"));
    }
}
