//! Texts: there is one, it says something, and it is this unit's and this year's.

use super::{SLJ, STHJJ, task_name};
use crate::check::fact::brings_a_fact;
use crate::check::own::{Check, OwnFacts};
use crate::check::phrasing::{plain, shortened};
use crate::diagnostic::{Diagnostics, Edit, Example, Rule, Severity};
use crate::source::Place;
use crate::submission::{Status, is_no_public_text};
use crate::syntax::{POINTING, words_for_no_text};

pub(super) static CHECKS: &[Check] = &[
    Check { rule: &NO_PROGRESS_TEXT, run: no_progress_texts },
    Check { rule: &EMPTY_WORDS, run: empty_words },
    Check { rule: &TEXT_OF_LAST_YEAR, run: texts_of_last_year },
    Check { rule: &LONG_TEXT, run: long_texts },
    Check { rule: &EMPTY_PUBLIC, run: empty_public_wordings },
    Check { rule: &NO_RULE, run: unruled_tables },
    Check { rule: &EMPTY_EXPLANATION, run: empty_explanations },
];

pub(super) const PROGRESS: &str =
    "    progress: |\n      完成两县入河排污口的**全面排查**，建立了一口一档。\n";
/// Characters of a plain text below which two equal texts may be chance.
const TELLING_LENGTH: usize = 16;
/// Characters of one text over which nobody reads it.
const MAX_LENGTH: usize = 3_000;

macro_rules! ten_times {
    ($text:expr) => {
        concat!($text, $text, $text, $text, $text, $text, $text, $text, $text, $text)
    };
}

/// A text of three thousand and two hundred characters.
const LONG_PROGRESS: &str = concat!(
    "    progress: |\n      ",
    ten_times!(ten_times!("本月排查入河排污口八十六个，其中工业排污口九个，逐一登记造册并上图。")),
    "\n"
);

static NO_PROGRESS_TEXT: Rule = Rule {
    code: "N541",
    name: "status-without-progress",
    severity: Severity::Verify,
    title: "没有写进展情况",
    why: "完成情况要有事实支持。请写明本年度做了什么、做到什么程度。",
    example: Example::Change { file: SLJ, find: PROGRESS, good: PROGRESS, bad: "" },
};

/// Whether a status claims that something was done.
pub(super) fn claims(status: Status) -> bool {
    matches!(status, Status::Completed | Status::Ahead | Status::OnTrack | Status::Behind | Status::Ongoing)
}

/// Checks that a claim has words.
fn no_progress_texts(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.entries() {
        let (entry, status) = (found.entry, found.entry.status.inner);
        let empty = entry.progress.as_ref().is_none_or(|text| text.trim().is_empty());
        if claims(status) && empty {
            out.report(
                &NO_PROGRESS_TEXT,
                entry.status.place,
                format!("{}填“{}”，没有写进展情况", task_name(facts, &found), status.chinese()),
            )
            .label("填报的完成情况")
            .help("例如“完成两县入河排污口排查，建立一口一档”");
        }
    }
}

static EMPTY_WORDS: Rule = Rule {
    code: "N542",
    name: "empty-words",
    severity: Severity::Verify,
    title: "进展情况没有实际内容",
    why: "“无”“……”“按要求推进”一类的话没有说明做了什么。请写具体事项、数量和时间。",
    example: Example::Change {
        file: SLJ,
        find: PROGRESS,
        good: PROGRESS,
        bad: "    progress: 正在按照方案要求有序推进。\n",
    },
};

/// Phrases that say nothing by themselves; what is left of a text without them must say something.
const PHRASES: [&str; 41] = [
    "正在",
    "按照",
    "按",
    "要求",
    "计划",
    "方案",
    "有序",
    "稳步",
    "扎实",
    "积极",
    "持续",
    "全力",
    "认真",
    "推进",
    "开展",
    "落实",
    "实施",
    "各项",
    "工作",
    "相关",
    "任务",
    "正常",
    "已",
    "无",
    "暂无",
    "同上",
    "略",
    "详见附件",
    "加强",
    "管理",
    "进行",
    "中",
    "见",
    "附件",
    "附表",
    "总结",
    "材料",
    "具体",
    "全部",
    "基本",
    "完成",
];

/// The lists of these rules, each by its name.
pub(super) fn lists() -> [(&'static str, Vec<&'static str>); 6] {
    let [before, how, whither, after] = POINTING.map(<[_]>::to_vec);
    [
        ("phrases", PHRASES.to_vec()),
        ("nothing", words_for_no_text().collect()),
        ("points_before", before),
        ("points_how", how),
        ("points_to", whither),
        ("points_after", after),
    ]
}

/// Whether nothing is left of a text once phrases are taken away.
pub(super) fn says_nothing(text: &str) -> bool {
    let mut rest = plain(text);
    if rest.chars().count() > 24 {
        return false;
    }
    for phrase in PHRASES {
        rest = rest.replace(phrase, "");
    }
    rest.chars().count() <= 1
}

/// Whether a text goes on behind a `#` and was not read from there on: that is said where files are read.
fn is_cut_off(facts: &OwnFacts<'_>, place: Place) -> bool {
    let behind = facts.sources.surrounding(place).get(place.bytes().end..).unwrap_or("");
    let behind = behind.trim_start_matches(' ').strip_prefix('#');
    behind
        .is_some_and(|words| !words.starts_with(|c: char| c.is_whitespace() || c == '#') && !words.is_empty())
}

/// Checks that a progress text says something.
fn empty_words(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.entries() {
        let Some(text) = &found.entry.progress else { continue };
        let empty = !text.trim().is_empty() && says_nothing(text) && !is_cut_off(facts, text.place);
        if claims(found.entry.status.inner) && empty {
            out.report(
                &EMPTY_WORDS,
                text.place,
                format!("{}的进展情况没有实际内容", task_name(facts, &found)),
            )
            .label("没有说明做了什么")
            .help("请写具体事项、数量和时间，例如“排查排污口86个，建立一口一档”");
        }
    }
}

static TEXT_OF_LAST_YEAR: Rule = Rule {
    code: "N543",
    name: "text-of-last-year",
    severity: Severity::Verify,
    title: "进展情况与上年一字不差",
    why: "文字与上年相同，多半是沿用旧表忘了修改。请写本年度的进展。",
    example: Example::Edits {
        good: &[Edit::Write {
            file: "submissions/demo/2024/slj.yaml",
            text: "nianbao: submission/1\nplan: demo\nyear: 2024\nunit: 市水利局\nsample: true\nfilled_on: 2024-12-08\ntasks:\n  - {id: RW-02-01, status: on_track, progress: 印发排查方案，培训业务人员。}\n",
        }],
        bad: &[Edit::Write {
            file: "submissions/demo/2024/slj.yaml",
            text: "nianbao: submission/1\nplan: demo\nyear: 2024\nunit: 市水利局\nsample: true\nfilled_on: 2024-12-08\ntasks:\n  - {id: RW-02-01, status: on_track, progress: 完成两县入河排污口的全面排查，建立了一口一档。}\n",
        }],
    },
};

/// Checks that a text is not last year's.
fn texts_of_last_year(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.entries() {
        let last = facts.last_entry(found.unit, found.task).and_then(|entry| entry.progress.as_ref());
        let (Some(now), Some(before)) = (&found.entry.progress, last) else { continue };
        if is_telling(now) && plain(now) == plain(before) {
            out.report(
                &TEXT_OF_LAST_YEAR,
                now.place,
                format!("{}的进展情况与上年一字不差", task_name(facts, &found)),
            )
            .label("今年的文字")
            .related(before.place, "上年的文字")
            .help("请写本年度的进展；确无变化的，完成情况填“无进展”并写明原因");
        }
    }
}

pub(in crate::check) fn is_telling(text: &str) -> bool {
    plain(text).chars().count() >= TELLING_LENGTH
}

static LONG_TEXT: Rule = Rule {
    code: "N545",
    name: "long-text",
    severity: Severity::Hint,
    title: "文字过长",
    why: "一项任务的文字超过3000字，汇总报告无法采用。请写要点，详细材料列入佐证。",
    example: Example::Change { file: SLJ, find: PROGRESS, good: PROGRESS, bad: LONG_PROGRESS },
};

/// Checks that texts can be read.
fn long_texts(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.entries() {
        let entry = found.entry;
        for text in
            [&entry.progress, &entry.public_progress, &entry.issues, &entry.next_steps].into_iter().flatten()
        {
            let length = text.chars().filter(|c| !c.is_whitespace()).count();
            if length > MAX_LENGTH {
                out.report(
                    &LONG_TEXT,
                    text.place,
                    format!("{}的文字有{length}字，超过{MAX_LENGTH}字", task_name(facts, &found)),
                )
                .help("请写要点，详细材料列入“佐证材料”");
            }
        }
    }
}

static EMPTY_PUBLIC: Rule = Rule {
    code: "N550",
    name: "public-wording-says-nothing",
    severity: Severity::Hint,
    title: "公开表述没有实际内容",
    why: "填了“公开表述”，公开版就登公开表述，不登进展情况。只写“无”“同上”“不公开”“同意公开”或只指向别处的，公开版不登这项任务的文字。可以照登进展情况的，公开表述留空；要另作表述的，写明内容。",
    example: Example::Change {
        file: SLJ,
        find: "    percent: 45\n",
        good: "    percent: 45\n    public_progress: 完成12处\n",
        bad: "    percent: 45\n    public_progress: 无\n",
    },
};

/// Looks for public wordings that word nothing.
fn empty_public_wordings(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.entries() {
        let written = found.entry.public_progress.as_ref();
        let Some(text) = written.filter(|text| !text.trim().is_empty() && is_no_public_text(text)) else {
            continue;
        };
        let name = task_name(facts, &found);
        out.report(&EMPTY_PUBLIC, text.place, format!("{name}的公开表述只写了“{}”", shortened(text.trim())))
            .label("公开版不登这项任务的文字")
            .help("可以照登进展情况的，公开表述留空；要另作表述的，写明内容");
    }
}

static NO_RULE: Rule = Rule {
    code: "N548",
    name: "table-without-rule",
    severity: Severity::Hint,
    title: "文字中的表格排不成表",
    why: "用竖线分栏的几行，表头下一行要写“|---|---|”，竖线用半角“|”；否则不是表格，各栏的字会连在一起印出。",
    example: Example::Change {
        file: SLJ,
        find: PROGRESS,
        good: "    progress: |\n      完成排查：\n\n      | 河段 | 长度 |\n      |---|---|\n      | 上游 | 3千米 |\n",
        bad: "    progress: |\n      完成排查：\n\n      ｜河段｜长度｜\n      ｜上游｜3千米｜\n",
    },
};

/// Looks for rows between bars that are no table.
fn unruled_tables(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.entries() {
        let entry = found.entry;
        let texts = [&entry.progress, &entry.public_progress, &entry.issues, &entry.next_steps];
        for text in texts.into_iter().flatten() {
            let Some((at, rule)) = crate::prose::unruled_table(text) else { continue };
            let head = text.lines().nth(at).unwrap_or_default().trim();
            let name = task_name(facts, &found);
            out.report(
                &NO_RULE,
                text.place,
                format!("{name}的文字中“{}”起的几行排不成表格", shortened(head)),
            )
            .label("这段文字里的表格")
            .help(format!("竖线用半角“|”，在表头“{}”的下一行写：{rule}", head.replace('｜', "|")));
        }
    }
}

static EMPTY_EXPLANATION: Rule = Rule {
    code: "N546",
    name: "explanation-says-nothing",
    severity: Severity::Hint,
    title: "核实说明没有说明原因",
    why: "“核实无误”“数据准确”“情况属实”不能说明数据为什么是这样，核实的问题仍算没有答复。请写事实：数字、日期或原因，例如口径调整、项目推迟。一项有几个问题的，按编号分列。",
    example: Example::Change {
        file: STHJJ,
        find: "value_status: provisional\n",
        good: "value_status: provisional\n    explanation: 两个断面本年新增，与上年断面数不同\n",
        bad: "value_status: provisional\n    explanation: 核实无误\n",
    },
};

/// Checks that explanations explain. Of one form it is one habit, however often it is written.
fn empty_explanations(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for answered in facts.answered() {
        let explanations = answered.form.texts().into_iter().filter(|said| said.name == "核实说明");
        let empty: Vec<_> = explanations
            .map(|said| (said.words.text.trim(), said.words.place))
            .filter(|(text, _)| !text.is_empty() && !brings_a_fact(text, ""))
            .collect();
        let Some(((text, place), others)) = empty.split_first() else { continue };
        let count = if others.is_empty() { String::new() } else { format!("（共{}处）", empty.len()) };
        let message = format!("核实说明“{}”没有说明原因{count}", shortened(text));
        let found = out.report(&EMPTY_EXPLANATION, *place, message);
        found.help("请写事实：数字、日期或原因，例如“本年断面由15个调整为12个”；没有问题要答复的留空");
        for (text, other) in others.iter().take(LISTED) {
            found.related(*other, format!("这里写的是“{}”", shortened(text)));
        }
        found.concerns = others.iter().map(|(_, place)| *place).collect();
    }
}

/// Further places that a finding names.
const LISTED: usize = 5;
