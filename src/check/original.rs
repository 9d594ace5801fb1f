//! A plan against its official text: every quote is proven, and what the text has and the plan does
//! not use is listed, so that completeness is seen and not claimed.
//!
//! White space and line breaks do not count; everything else must agree to the letter.

use std::ops::Range;

use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::plan::{Located, Plan, UnitKind};
use crate::source::{FileId, Place, Sources, unified};
use crate::syntax::{Spoken, spoken};

const PLAN: &str = "plans/demo.yaml";
const TEXT: &str = "sources/demo.txt";

/// The rules of this file.
pub(super) static RULES: &[&Rule] =
    &[&QUOTE_NOT_FOUND, &UNUSED_NUMBER, &UNUSED_BRACKET, &UNUSED_YEAR, &UNUSED_PROJECT, &UNREADABLE_TEXT];

static QUOTE_NOT_FOUND: Rule = Rule {
    code: "N181",
    name: "quote-not-in-original",
    severity: Severity::Error,
    title: "引文在方案原文中找不到",
    why: "引文必须是方案原文中连续的一段，只有空格和换行可以不同。请从原文复制，不要改动标点。",
    example: Example::Change {
        file: PLAN,
        find: "quote: 到2027年优良断面比例达到90%",
        good: "quote: 到2027年优良断面比例达到90%",
        bad: "quote: 到2027年优良断面占比达到90%",
    },
};

static UNUSED_NUMBER: Rule = Rule {
    code: "N182",
    name: "unused-number",
    severity: Severity::Hint,
    title: "原文中目标词旁边的数字没有用到",
    why: "这个数字可能是一个漏掉的目标。是目标的，请补入指标；不是目标的，请在 not_a_target 中写明理由。",
    example: Example::Change {
        file: TEXT,
        find: "严格控制新增排污口。",
        good: "严格控制新增排污口。",
        bad: "县城污水处理率达到95%以上。",
    },
};

static UNUSED_BRACKET: Rule = Rule {
    code: "N183",
    name: "unused-units",
    severity: Severity::Hint,
    title: "原文中的责任单位没有用到",
    why: "括号里像是责任单位。请核对任务的责任单位和 quote；不是责任单位的，请在 not_a_target 中写明理由。",
    example: Example::Change {
        file: TEXT,
        find: "严格控制新增排污口。",
        good: "严格控制新增排污口。",
        bad: "严格控制新增排污口。（市水利局、市农业农村局负责）",
    },
};

static UNUSED_YEAR: Rule = Rule {
    code: "N184",
    name: "unused-year",
    severity: Severity::Hint,
    title: "原文中带年份的目标没有用到",
    why: "这句话给出了年份，可能是一个有时限的目标。请补入指标或节点；不是目标的，请在 not_a_target 中写明理由。",
    example: Example::Change {
        file: TEXT,
        find: "严格控制新增排污口。",
        good: "严格控制新增排污口。",
        bad: "到2030年，河流生态功能全面恢复。",
    },
};

static UNUSED_PROJECT: Rule = Rule {
    code: "N185",
    name: "unused-project",
    severity: Severity::Hint,
    title: "原文中点名的项目没有用到",
    why: "这里像是一个点名的工程或项目。请补为节点；不作为节点的，请在 not_a_target 中写明理由。",
    example: Example::Change {
        file: TEXT,
        find: "严格控制新增排污口。",
        good: "严格控制新增排污口。",
        bad: "推进河西县垃圾中转站二期工程。",
    },
};

static UNREADABLE_TEXT: Rule = Rule {
    code: "N193",
    name: "unreadable-original",
    severity: Severity::Error,
    title: "方案原文无法读取",
    why: "sources 文件夹里的原文读不出来，引文也就无法核对。请换成可以读取的文本文件；暂不核对的，把它移走。",
    example: Example::Bytes { file: TEXT, bad: b"\x00\x01", shown: "（损坏的文件）" },
};

/// Checks a plan against the text that it was made from.
pub fn original(plan: &Plan, text: FileId, sources: &Sources, out: &mut Diagnostics) {
    if let Some(problem) = &sources.get(text).problem {
        out.report(&UNREADABLE_TEXT, Place::of_file(text), format!("方案原文无法读取：{}", problem.reason()))
            .label("引文没有核对")
            .help(problem.help());
        return;
    }
    super::quoted::check(plan, out);
    let compact = Compact::new(&sources.get(text).text);
    let mut used = Used::default();
    for quote in quotes(plan) {
        let wanted = Compact::new(&quote.inner);
        let found = compact.occurrences(&wanted.text);
        if found.is_empty() && !wanted.text.is_empty() && !is_amended(plan, quote.place) {
            let start = wanted.text.chars().take(8).collect::<String>();
            let near = compact.text.find(&start).map(|at| compact.context(at..at + start.len()));
            let report = out.report(&QUOTE_NOT_FOUND, quote.place, "引文在方案原文中找不到");
            report.label("原文中没有这一段");
            report.help(match near {
                Some(near) => format!("原文中相近的一段是“{near}”；请从原文复制"),
                None => "请从原文复制，不要改动文字和标点".to_owned(),
            });
        }
        used.ranges.extend(found);
    }
    used.seal();
    let place = |range: &Range<usize>| {
        let original = compact.original(range);
        Place::text(text, original.start as u32..original.end as u32)
    };
    for (rule, ranges, what) in [
        (&UNUSED_NUMBER, numbers(&compact.text), "目标词旁边的数字没有用到"),
        (&UNUSED_BRACKET, brackets(&compact.text), "责任单位没有用到"),
        (&UNUSED_YEAR, years(&compact.text), "带年份的目标没有用到"),
        (&UNUSED_PROJECT, projects(&compact.text, plan), "点名的项目没有用到"),
    ] {
        for range in ranges {
            let wide = if std::ptr::eq(rule, &UNUSED_YEAR) {
                sentence(&compact.text, &range)
            } else {
                range.clone()
            };
            if !used.touches(&wide) {
                let words = &compact.text[range.clone()];
                out.report(rule, place(&range), format!("“{}”：{what}", super::shortened(words)))
                    .label(compact.context(range.clone()))
                    .help("补入方案，或在 not_a_target 中引用这一段并写明理由");
            }
        }
    }
}

/// Whether a quote is about a task or an indicator that an amendment changed: it may stand in the document of
/// the amendment instead.
fn is_amended(plan: &Plan, quote: Place) -> bool {
    let definition = &plan.definition;
    let documented = definition.amendments.iter().filter(|amendment| amendment.document.is_some());
    documented.into_iter().any(|amendment| {
        let task = amendment.task.as_ref().and_then(|id| plan.task_by_id(id.as_str()));
        let target = amendment.indicator.as_ref().and_then(|id| plan.indicator_by_id(id.as_str()));
        let targets = target.map(|at| &plan.indicator(at).targets);
        let quotes = targets.into_iter().flatten().filter_map(|target| target.quote.as_ref());
        let own = task.and_then(|at| plan.task(at).quote.as_ref());
        quotes.chain(own).any(|own| own.place == quote)
    })
}

fn quotes(plan: &Plan) -> Vec<&Located<String>> {
    let definition = &plan.definition;
    let mut quotes: Vec<&Located<String>> = definition.reporting.quote.iter().collect();
    for (_, _, task) in plan.tasks() {
        quotes.extend(&task.quote);
        quotes.extend(task.milestones.iter().filter_map(|m| m.quote.as_ref()));
    }
    for indicator in &definition.indicators {
        quotes.extend(indicator.baseline.iter().filter_map(|b| b.quote.as_ref()));
        quotes.extend(indicator.targets.iter().filter_map(|t| t.quote.as_ref()));
    }
    // What `import` judged and nobody has looked at is no answer.
    let answered = definition.not_a_target.iter().filter(|answer| answer.review.is_none());
    quotes.extend(answered.map(|answer| &answer.quote));
    quotes
}

/// A text without white space and marks of tables, radicals unified, with the way back: a row of a table
/// is copied from a page, from Word and from plain text with other marks between its cells.
struct Compact {
    text: String,
    /// For each byte of `text` that starts a character: its byte in the original.
    at: Vec<u32>,
    end: u32,
}

impl Compact {
    fn new(original: &str) -> Self {
        let (mut text, mut at) = (String::with_capacity(original.len()), Vec::with_capacity(original.len()));
        for (byte, c) in original.char_indices() {
            if c.is_whitespace() || c == '|' {
                continue;
            }
            let c = unified(c);
            text.push(c);
            at.extend(std::iter::repeat_n(byte as u32, c.len_utf8()));
        }
        Compact { text, at, end: original.len() as u32 }
    }

    fn original(&self, range: &Range<usize>) -> Range<usize> {
        let byte = |at: usize| self.at.get(at).copied().unwrap_or(self.end) as usize;
        let last = range.end.saturating_sub(1).max(range.start);
        let width = self.text[floor(&self.text, last)..].chars().next().map_or(0, char::len_utf8);
        byte(range.start)..byte(last) + width
    }

    fn occurrences(&self, wanted: &str) -> Vec<Range<usize>> {
        if wanted.is_empty() {
            return vec![];
        }
        self.text.match_indices(wanted).map(|(at, found)| at..at + found.len()).collect()
    }

    /// The range with some characters around it.
    fn context(&self, range: Range<usize>) -> String {
        let before: Vec<char> = self.text[..range.start].chars().rev().take(12).collect();
        let after: String = self.text[range.end..].chars().take(12).collect();
        format!("…{}{}{after}…", before.iter().rev().collect::<String>(), &self.text[range])
    }
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Ranges that quotes cover, merged.
#[derive(Default)]
struct Used {
    ranges: Vec<Range<usize>>,
}

impl Used {
    fn seal(&mut self) {
        self.ranges.sort_by_key(|range| (range.start, range.end));
        let mut merged: Vec<Range<usize>> = vec![];
        for range in self.ranges.drain(..) {
            match merged.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        self.ranges = merged;
    }

    fn touches(&self, range: &Range<usize>) -> bool {
        let after = self.ranges.partition_point(|used| used.end <= range.start);
        self.ranges.get(after).is_some_and(|used| used.start < range.end)
    }
}

/// Words that make a number near them look like a goal.
const GOAL_WORDS: &str = "达到 提高 降低 下降 控制在 不低于 不少于 不高于 超过 以上 以内 以下 完成 建成 实现 力争 确保 保持 增加 新增 提升 增长 减少 左右 维持 不超 全覆盖";

/// Units of measure that follow a number in a goal.
const MEASURES: &str = "% ％ 个百分点 微克 毫克 万亩 亩 公顷 平方公里 平方米 立方米 亿 万 千瓦 公里 吨 天 个 家 座 处 条 项 户 名 辆 台 套 蒸吨 所 支 只 倍 元 批 种 次 件";

fn numbers(text: &str) -> Vec<Range<usize>> {
    let is_goal = |number: &Spoken| {
        let rest = &text[number.range.end..];
        // Written out, most numbers are words: 三年行动, 一批.
        let is_word = number.written && number.number.fract().is_zero();
        let measured = MEASURES.split(' ').any(|measure| rest.starts_with(measure)) && !is_word;
        if number.part_of.is_none() && !measured {
            return false;
        }
        let before = last_characters(&text[..number.range.start], 30);
        let after: String = rest.chars().take(12).collect();
        GOAL_WORDS.split(' ').any(|word| before.contains(word) || after.contains(word))
    };
    spoken(text).into_iter().filter(is_goal).map(|number| number.range).collect()
}

fn last_characters(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().nth(count.saturating_sub(1)).map_or(0, |(at, _)| at);
    &text[start..]
}

const OPEN: [char; 5] = ['(', '（', '[', '【', '〔'];
const CLOSE: [char; 5] = [')', '）', ']', '】', '〕'];

/// Brackets that name bodies and their duty.
fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut found = vec![];
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices() {
        if OPEN.contains(&c) {
            open = Some(at);
        } else if CLOSE.contains(&c)
            && let Some(start) = open.take()
        {
            let range = start..at + c.len_utf8();
            let inside = &text[range.clone()];
            let bodies =
                ["局", "委", "办", "政府", "部门", "单位", "公司"].iter().any(|w| inside.contains(w));
            let duty = ["负责", "责任单位", "牵头", "、"].iter().any(|w| inside.contains(w));
            if bodies && duty && inside.chars().count() >= 4 {
                found.push(range);
            }
        }
    }
    found
}

/// `到2027年`, `2025年底前`: years that a goal is to be met by.
fn years(text: &str) -> Vec<Range<usize>> {
    let mut found = vec![];
    for (at, _) in text.match_indices('年') {
        let Some(start) = at.checked_sub(4).filter(|s| text.is_char_boundary(*s)) else { continue };
        let is_year =
            text[start..at].starts_with("20") && text[start..at].bytes().all(|b| b.is_ascii_digit());
        let goal = text[..start].ends_with('到')
            || ["底前", "底", "前"].iter().any(|w| text[at + '年'.len_utf8()..].starts_with(w));
        if is_year && goal {
            found.push(start..at + '年'.len_utf8());
        }
    }
    found
}

fn sentence(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text[..range.start].rfind(['。', ';', '；']).map_or(0, |at| at + 1);
    let start = (start..range.start + 1).find(|at| text.is_char_boundary(*at)).unwrap_or(range.start);
    let end = text[range.end..].find(['。', ';', '；']).map_or(text.len(), |at| range.end + at);
    start..end
}

/// `盂县上社抽水蓄能电站`, `…二期项目`: works that carry the name of a county or a phase.
fn projects(text: &str, plan: &Plan) -> Vec<Range<usize>> {
    let places: Vec<&str> = plan
        .units()
        .filter(|(_, unit)| unit.kind == UnitKind::County && unit.name.chars().count() > 2)
        .map(|(_, unit)| unit.name.as_str())
        .collect();
    let mut found = vec![];
    for ending in ["电站", "专用线", "污水处理厂", "焚烧发电", "水库", "工程", "项目"] {
        for (at, _) in text.match_indices(ending) {
            let start = text[..at]
                .rfind(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '—' | '+')))
                .map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
            let name = &text[start..at + ending.len()];
            let named = places.iter().any(|place| name.contains(place))
                || name.contains("期工程")
                || name.contains("期项目");
            if named && (6..=40).contains(&name.chars().count()) {
                found.push(start..at + ending.len());
            }
        }
    }
    found.sort_by_key(|range| (range.start, range.end));
    // `…水库除险加固工程` is one project, not two.
    found.dedup_by(|later, earlier| {
        let same = later.start == earlier.start;
        if same {
            earlier.end = earlier.end.max(later.end);
        }
        same
    });
    found
}
