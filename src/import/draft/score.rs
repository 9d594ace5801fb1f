//! How well a draft agrees with a plan that people encoded.
//!
//! Takes the draft and the plan as definitions; gives [`Score`] with precision and recall.
//! A statement counts once, however many indicators a person made of it: 受污染耕地、污染地块…达到95%.
//! Names and units of measure are compared where a target agrees, roles where an assignment does.
//! Goals in words and projects are not scored: people word them freely.

use std::collections::BTreeSet;
use std::fmt;

use crate::import::grammar::text::plain;
use crate::plan::{Definition, Indicator, Operator, Target, Unit};

/// Found, expected and common to both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// In the draft.
    pub found: usize,
    /// In the plan.
    pub expected: usize,
    /// Found and expected.
    pub right: usize,
}

impl Share {
    /// Right among the found, in ten-thousandths; nothing found is no fault.
    pub fn precision(self) -> usize {
        ratio(self.right, self.found)
    }

    /// Right among the expected, in ten-thousandths.
    pub fn recall(self) -> usize {
        ratio(self.right, self.expected)
    }
}

fn ratio(part: usize, whole: usize) -> usize {
    part.saturating_mul(10_000).checked_div(whole).unwrap_or(10_000)
}

impl std::ops::Add for Share {
    type Output = Share;
    fn add(self, other: Share) -> Share {
        Share {
            found: self.found + other.found,
            expected: self.expected + other.expected,
            right: self.right + other.right,
        }
    }
}

/// Agreement of a draft with a plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Score {
    /// Tasks, by title.
    pub tasks: Share,
    /// Printed assignments: task and body, whatever the spelling; the role must agree.
    pub units: Share,
    /// 落实单位: named once for all tasks.
    pub also: Share,
    /// Of the assignments whose task and body agree: those whose role agrees too.
    pub roles: Share,
    /// Targets with a figure: year, operator, value, and where they stand.
    pub targets: Share,
    /// Of the targets that agree: those whose indicators have the same name, or one within the other.
    pub names: Share,
    /// Of the targets that agree: those with the same unit of measure.
    pub measures: Share,
    /// Every difference, in words.
    pub differences: Vec<String>,
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = [
            ("任务", self.tasks),
            ("责任单位", self.units),
            ("统一落实单位", self.also),
            ("单位角色", self.roles),
            ("数值目标", self.targets),
            ("指标名称", self.names),
            ("计量单位", self.measures),
        ];
        for (name, share) in rows {
            let (p, r) = (share.precision(), share.recall());
            writeln!(
                f,
                "{name}：对照 {}，识别 {}，一致 {}；准确率 {}.{:02}%，召回率 {}.{:02}%",
                share.expected,
                share.found,
                share.right,
                p / 100,
                p % 100,
                r / 100,
                r % 100
            )?;
        }
        Ok(())
    }
}

/// Compares a draft with a plan.
pub fn score(draft: &Definition, truth: &Definition) -> Score {
    let mut differences = vec![];
    let tasks = compare("任务", &titles(draft), &titles(truth), &mut differences);
    let units =
        compare("单位", &mentions(draft, truth, false), &mentions(truth, truth, false), &mut differences);
    let also =
        compare("统一落实", &mentions(draft, truth, true), &mentions(truth, truth, true), &mut differences);
    let roles = roles(draft, truth);
    let (targets, names, measures) = targets(draft, truth, &mut differences);
    Score { tasks, units, also, roles, targets, names, measures, differences }
}

fn compare(
    what: &str,
    found: &BTreeSet<String>,
    expected: &BTreeSet<String>,
    out: &mut Vec<String>,
) -> Share {
    out.extend(expected.difference(found).map(|x| format!("{what}漏：{x}")));
    out.extend(found.difference(expected).map(|x| format!("{what}多：{x}")));
    Share { found: found.len(), expected: expected.len(), right: found.intersection(expected).count() }
}

fn titles(plan: &Definition) -> BTreeSet<String> {
    plan.sections.iter().flat_map(|s| &s.tasks).map(|t| plain(&t.title)).collect()
}

/// `task / role / body` for every mention; the body by the truth's id where a spelling agrees.
fn mentions(plan: &Definition, truth: &Definition, also: bool) -> BTreeSet<String> {
    let body = |id: &str| {
        let unit = plan.units.iter().find(|u| u.id.key() == id.to_ascii_lowercase());
        unit.map_or_else(|| id.to_owned(), |u| resolve(u, plan, truth))
    };
    let mut found = BTreeSet::new();
    for task in plan.sections.iter().flat_map(|s| &s.tasks) {
        let lists = if also {
            vec![("落实", &task.also)]
        } else {
            vec![
                ("牵头", &task.lead_units),
                ("责任", &task.responsible_units),
                ("配合", &task.supporting_units),
            ]
        };
        for (role, ids) in lists {
            found.extend(
                ids.iter().map(|id| format!("{} / {role} / {}", plain(&task.title), body(id.as_str()))),
            );
        }
    }
    found
}

/// Of the pairs of task and body that both plans have: those with the same role in both.
fn roles(draft: &Definition, truth: &Definition) -> Share {
    let bare = |mention: &String| {
        let (task, rest) = mention.split_once(" / ").unwrap_or((mention, ""));
        format!("{task} / {}", rest.split_once(" / ").map_or(rest, |(_, body)| body))
    };
    let (found, expected) = (mentions(draft, truth, false), mentions(truth, truth, false));
    let pairs = |all: &BTreeSet<String>| all.iter().map(bare).collect::<BTreeSet<String>>();
    let both: BTreeSet<String> = pairs(&found).intersection(&pairs(&expected)).cloned().collect();
    let agreed: BTreeSet<String> = found.intersection(&expected).map(bare).collect();
    let right = both.intersection(&agreed).count();
    Share { found: both.len(), expected: both.len(), right }
}

fn resolve(unit: &Unit, plan: &Definition, truth: &Definition) -> String {
    let spellings = |u: &Unit| -> Vec<String> {
        let all = std::iter::once(u.name.as_str()).chain(u.aliases.iter().map(|a| a.as_str()));
        all.map(|n| plain(n).replace(['(', ')', '、'], "").replacen(plain(&plan.region).as_str(), "市", 1))
            .collect()
    };
    let own = spellings(unit);
    let twin = truth.units.iter().find(|t| spellings(t).iter().any(|n| own.contains(n)));
    twin.map_or_else(|| own.first().cloned().unwrap_or_default(), |t| t.id.as_str().to_owned())
}

struct Statement<'a> {
    target: &'a Target,
    indicator: &'a Indicator,
    quote: String,
}

fn statements(plan: &Definition) -> Vec<Statement<'_>> {
    let mut all: Vec<Statement<'_>> = vec![];
    let targets = plan.indicators.iter().flat_map(|i| i.targets.iter().map(move |t| (&**i, &**t)));
    for (indicator, target) in targets.filter(|(_, t)| *t.op != Operator::Verdict && t.value.is_some()) {
        let quote = target.quote.as_ref().map(|q| plain(q)).unwrap_or_default();
        let twin = |s: &&Statement<'_>| s.quote == quote && agree(s.target, target);
        if all.iter().find(twin).is_none() {
            all.push(Statement { target, indicator, quote });
        }
    }
    all
}

fn targets(draft: &Definition, truth: &Definition, out: &mut Vec<String>) -> (Share, Share, Share) {
    let (found, expected) = (statements(draft), statements(truth));
    let mut free: Vec<bool> = vec![true; found.len()];
    let (mut right, mut names, mut measures) = (0, 0, 0);
    for want in &expected {
        let fits = |(at, have): &(usize, &Statement<'_>)| {
            free.get(*at) == Some(&true) && agree(want.target, have.target) && touch(&want.quote, &have.quote)
        };
        match found.iter().enumerate().find(fits) {
            Some((at, have)) => {
                free[at] = false;
                right += 1;
                let (a, b) = (plain(&want.indicator.name), plain(&have.indicator.name));
                let named = alike(&a, &b);
                let measured = measure(want.indicator) == measure(have.indicator);
                names += usize::from(named);
                measures += usize::from(measured);
                if !named {
                    out.push(format!("名称不同：{a} | {b}"));
                }
                if !measured {
                    out.push(format!("计量单位不同：{a}"));
                }
            }
            None => out.push(format!("目标漏：{}", describe(want))),
        }
    }
    for (have, free) in found.iter().zip(free) {
        if free {
            out.push(format!("目标多：{}", describe(have)));
        }
    }
    let matched = right;
    let of = |n| Share { found: matched, expected: matched, right: n };
    (Share { found: found.len(), expected: expected.len(), right }, of(names), of(measures))
}

/// One name within the other, or four characters in a row that both have.
fn alike(a: &str, b: &str) -> bool {
    let chars: Vec<char> = a.chars().collect();
    a.contains(b) || b.contains(a) || chars.windows(4).any(|w| b.contains(&w.iter().collect::<String>()))
}

fn measure(indicator: &Indicator) -> String {
    plain(indicator.unit_of_measure.as_deref().unwrap_or_default())
}

fn describe(s: &Statement<'_>) -> String {
    let value = s.target.value.as_ref().map(|v| v.value.normalize().to_string()).unwrap_or_default();
    format!("{:?} {:?} {value} | {}", s.target.year, *s.target.op, s.quote)
}

fn agree(a: &Target, b: &Target) -> bool {
    let number = |t: &Target| t.value.as_ref().map(|v| v.value.normalize().to_string());
    let max = |t: &Target| t.value_max.as_ref().map(|v| v.value.normalize().to_string());
    *a.op == *b.op && number(a) == number(b) && max(a) == max(b) && year(a, b)
}

/// Where the text names no year, a person may have set the plan's last year and said so in a note.
fn year(a: &Target, b: &Target) -> bool {
    let said =
        |t: &Target| t.note.as_deref().is_some_and(|n| n.contains("没有写年份") || n.contains("未写年份"));
    a.year == b.year || (said(a) && b.year.is_none()) || (said(b) && a.year.is_none())
}

/// Whether two quotes are of one place: they share six characters in a row that hold a digit.
fn touch(a: &str, b: &str) -> bool {
    let chars: Vec<char> = a.chars().collect();
    let size = chars.len().min(b.chars().count()).min(6);
    size > 0
        && chars.windows(size).any(|w| {
            let piece: String = w.iter().collect();
            (piece.chars().any(|c| c.is_ascii_digit())
                || "一二三四五六七八九十两".chars().any(|c| piece.contains(c)))
                && b.contains(&piece)
        })
}
