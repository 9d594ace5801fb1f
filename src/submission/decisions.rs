//! What the office decided (formats.md, section 4). Nothing here can change a reported figure.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::form::Status;
use super::named::Named;
use crate::plan::{
    Date, IndicatorIndex, Located, MilestoneSite, Number, Plan, Published, TaskIndex, UnitIndex,
};
use crate::source::Place;

/// A decisions file of one plan and year.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decisions {
    /// `decisions/1`.
    pub nianbao: String,
    /// 计划.
    pub plan: Located<String>,
    /// 年度.
    pub year: Located<i32>,
    /// 示例数据.
    #[serde(default)]
    pub sample: bool,
    /// 延期.
    #[serde(default)]
    pub extensions: Vec<Located<Extension>>,
    /// 采用: which of several answers counts.
    #[serde(default)]
    pub choices: Vec<Located<Choice>>,
    /// 状态认定: set by the office; the reported one stays visible.
    #[serde(default)]
    pub overrides: Vec<Located<Override>>,
    /// 达标认定: for targets that only a person can judge.
    #[serde(default)]
    pub verdicts: Vec<Located<Verdict>>,
    /// 采信: an open 核实 at which the office has looked, and takes the figure.
    #[serde(default)]
    pub accepts: Vec<Located<Accept>>,
    /// 公开审查.
    #[serde(default)]
    pub public_review: Option<Located<PublicReview>>,
    /// 发文: head and foot of the year's paper; printed for the office only, and only what is given.
    #[serde(default)]
    pub dispatch: Option<Located<Dispatch>>,
}

/// 发文: what the sent paper carries besides its text.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dispatch {
    /// 发文字号.
    #[serde(default)]
    pub number: Option<String>,
    /// 成文日期.
    #[serde(default)]
    pub dated: Option<Date>,
    /// 报告签发人.
    #[serde(default)]
    pub signatory: Option<String>,
    /// 联系人及电话.
    #[serde(default)]
    pub contact: Option<String>,
    /// 抄送.
    #[serde(default)]
    pub copies: Vec<String>,
    /// 主送, in place of those that the plan names.
    #[serde(default)]
    pub addressees: Vec<String>,
}

impl Decisions {
    /// What the public review came to; `None` where nothing was reviewed yet.
    pub fn disclosure(&self) -> Option<Disclosure> {
        self.public_review.as_ref().map(|review| review.disclosure)
    }

    /// The extension that holds for a unit, by its position: its own or that of a collective it belongs to; of
    /// several the one that gives most time, so that a second extension need not delete the first.
    pub fn extension_of(&self, plan: &Plan, unit: UnitIndex) -> Option<usize> {
        let holds = |named: UnitIndex| {
            let members = &plan.unit(named).members;
            named == unit || members.iter().any(|member| plan.unit_named(member.as_str()) == Some(unit))
        };
        let of = |at: &usize| plan.unit_named(&self.extensions[*at].unit).is_some_and(holds);
        (0..self.extensions.len()).filter(of).max_by_key(|&at| self.extensions[at].until)
    }

    /// Until when a unit may report, where that was extended.
    pub fn extended_until(&self, plan: &Plan, unit: UnitIndex) -> Option<NaiveDate> {
        self.extension_of(plan, unit).map(|at| self.extensions[at].until.0)
    }
}

/// 延期 of one unit.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// 单位.
    pub unit: Named<UnitIndex>,
    /// 延至.
    pub until: Date,
    /// 理由.
    pub reason: String,
    /// 依据文件.
    #[serde(default)]
    pub document: Option<String>,
    /// 决定单位; without it the decision does not count, which is a finding.
    #[serde(default)]
    pub by: Option<String>,
    /// 决定日期; without it the decision does not count, which is a finding.
    #[serde(default)]
    pub on: Option<Date>,
}

/// 采信: the office has looked at an open 核实 and takes what was reported.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// 单位; without one, a matter of the office's own.
    #[serde(default)]
    pub unit: Option<Named<UnitIndex>>,
    /// 任务编号.
    #[serde(default)]
    pub task: Option<Named<TaskIndex>>,
    /// 指标编号.
    #[serde(default)]
    pub indicator: Option<Named<IndicatorIndex>>,
    /// 节点编号.
    #[serde(default)]
    pub milestone: Option<Named<MilestoneSite>>,
    /// The only indicator of whose published value the plan's rule asks, where the decision names none.
    #[serde(skip)]
    pub published: Option<IndicatorIndex>,
    /// 数值: of two that were published for one year, the one that holds.
    #[serde(default)]
    pub value: Option<Located<Number>>,
    /// 年度 of that value, where the same number was published for several years.
    #[serde(default)]
    pub year: Option<i32>,
    /// 规则编号 of the finding.
    pub code: Located<String>,
    /// 理由.
    pub reason: String,
    /// 决定单位.
    pub by: String,
    /// 决定日期.
    pub on: Date,
}

impl Accept {
    /// Whether it takes a published figure of the plan about which a rule asks: that of the indicator that it
    /// names, else the only one about which is asked; where it names a value, that one.
    pub fn takes_published(&self, index: IndicatorIndex, then: &Published, code: &str) -> bool {
        let of_it = self.indicator.as_ref().map_or(self.published, |named| named.of) == Some(index);
        let is_it = self.value.as_ref().is_none_or(|value| value.value == then.value.value)
            && self.year.is_none_or(|year| year == then.year);
        of_it && is_it && self.unit.is_none() && self.code.trim().eq_ignore_ascii_case(code)
    }
}

impl Decisions {
    /// Whether a published figure of the plan can be used: nothing is asked about it, or the office has taken it.
    pub fn may_use(&self, index: IndicatorIndex, then: &Published) -> bool {
        let taken = |code| self.accepts.iter().any(|accept| accept.takes_published(index, then, code));
        then.doubted.is_none_or(taken)
    }

    /// Whether the office said of a published figure, by its value, that it is the one of several that holds.
    pub fn chose(&self, index: IndicatorIndex, then: &Published) -> bool {
        let named = self.accepts.iter().filter(|accept| accept.value.is_some());
        let mut named = named.map(|accept| (accept, then.doubted.unwrap_or(accept.code.trim())));
        named.any(|(accept, code)| accept.takes_published(index, then, code))
    }

    /// The decisions that nothing 强制 stands against. A head that names another plan or year makes the whole file
    /// a stranger's.
    #[must_use]
    pub fn without(&self, faults: &[Place]) -> Self {
        let stands = |place: Place| !faults.iter().any(|fault| place.contains(*fault));
        if !stands(self.plan.place) || !stands(self.year.place) {
            return Self { sample: self.sample, ..Self::default() };
        }
        let mut admitted = self.clone();
        admitted.extensions.retain(|decision| stands(decision.place));
        admitted.accepts.retain(|decision| stands(decision.place));
        admitted.choices.retain(|decision| stands(decision.place));
        admitted.overrides.retain(|decision| stands(decision.place));
        admitted.verdicts.retain(|decision| stands(decision.place));
        admitted.dispatch = admitted.dispatch.filter(|dispatch| stands(dispatch.place));
        admitted.public_review = admitted.public_review.filter(|review| stands(review.place));
        admitted
    }

    /// What was decided, with its day and its place; what bears no day is not among it.
    pub fn dated(&self) -> impl Iterator<Item = (&'static str, Date, Place)> + '_ {
        let extensions = self.extensions.iter().filter_map(|of| Some(("延期的决定", of.on?, of.place)));
        let choices = self.choices.iter().map(|of| ("采用的决定", of.on, of.place));
        let overrides = self.overrides.iter().map(|of| ("状态认定", of.on, of.place));
        let accepts = self.accepts.iter().map(|of| ("采信", of.on, of.place));
        let verdicts = self.verdicts.iter().map(|of| ("达标认定", of.on, of.place));
        extensions.chain(choices).chain(overrides).chain(accepts).chain(verdicts)
    }

    /// Takes out what was decided after a day, and says what and where it was.
    pub fn forget_after(&mut self, day: NaiveDate) -> Vec<(&'static str, Place)> {
        let mut forgotten = vec![];
        keep(&mut self.extensions, ("延期的决定", day), |decision| decision.on, &mut forgotten);
        keep(&mut self.choices, ("采用的决定", day), |decision| Some(decision.on), &mut forgotten);
        keep(&mut self.overrides, ("状态认定", day), |decision| Some(decision.on), &mut forgotten);
        keep(&mut self.accepts, ("采信", day), |decision| Some(decision.on), &mut forgotten);
        keep(&mut self.verdicts, ("达标认定", day), |decision| Some(decision.on), &mut forgotten);
        if let Some(review) = self.public_review.take_if(|review| review.on.0 > day) {
            forgotten.push(("公开审查", review.place));
        }
        forgotten
    }
}

impl Decisions {
    /// Takes out the statuses that were set for a time which is over, and says where and until when.
    pub(super) fn end_overrides(&mut self, day: NaiveDate) -> Vec<(Date, Place)> {
        let mut ended = vec![];
        self.overrides.retain(|decision| {
            let over = decision.until.filter(|until| until.0 < day);
            ended.extend(over.map(|until| (until, decision.place)));
            over.is_none()
        });
        ended
    }
}

/// Keeps what was decided by the day; what has no day was always decided.
fn keep<T>(
    list: &mut Vec<Located<T>>,
    (what, day): (&'static str, NaiveDate),
    on: impl Fn(&T) -> Option<Date>,
    forgotten: &mut Vec<(&'static str, Place)>,
) {
    list.retain(|decision| {
        let made = on(&decision.inner).is_none_or(|on| on.0 <= day);
        if !made {
            forgotten.push((what, decision.place));
        }
        made
    });
}

/// 采用: whose answer counts for a task or an indicator.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// 任务编号.
    #[serde(default)]
    pub task: Option<Named<TaskIndex>>,
    /// 指标编号.
    #[serde(default)]
    pub indicator: Option<Named<IndicatorIndex>>,
    /// 单位 whose answer counts.
    pub unit: Named<UnitIndex>,
    /// 理由.
    pub reason: String,
    /// 决定单位.
    pub by: String,
    /// 决定日期.
    pub on: Date,
}

impl Choice {
    /// Whether the plan asks the unit for what is chosen; `None` where the choice names something unknown. Where
    /// a plan asks nobody for a task, everybody may be chosen.
    pub fn was_asked(&self, plan: &Plan) -> Option<bool> {
        let unit = self.unit.of?;
        if let Some(task) = &self.task {
            let asked = plan.assigned(task.of?);
            return Some(asked.is_empty() || asked.iter().any(|(one, _)| *one == unit));
        }
        Some(plan.reporters(self.indicator.as_ref()?.of?).contains(&unit))
    }
}

/// 状态认定.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// 任务编号.
    pub task: Named<TaskIndex>,
    /// 完成情况 as the office sees it.
    pub status: Located<Status>,
    /// The last day on which it holds; without one it holds until the next round.
    #[serde(default)]
    pub until: Option<Date>,
    /// 理由.
    pub reason: String,
    /// 决定单位.
    pub by: String,
    /// 决定日期.
    pub on: Date,
}

/// 达标认定.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// 指标编号.
    pub indicator: Named<IndicatorIndex>,
    /// 年度 of the target; `null` for one without a year.
    #[serde(default)]
    pub year: Option<i32>,
    /// 单位, for a target of one county.
    #[serde(default)]
    pub unit: Option<Named<UnitIndex>>,
    /// 认定结果.
    pub verdict: Ruling,
    /// 理由.
    pub reason: String,
    /// 决定单位.
    pub by: String,
    /// 决定日期.
    pub on: Date,
}

/// A person's answer to a target in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    /// 达标.
    Met,
    /// 未达标.
    Missed,
    /// 待认定.
    Pending,
}

/// 公开审查 of the round: who reviewed it before publication.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicReview {
    /// 审查单位.
    pub by: String,
    /// 审查日期.
    pub on: Date,
    /// 公开属性.
    pub disclosure: Disclosure,
    /// 理由, for the last two.
    #[serde(default)]
    pub reason: Option<String>,
}

impl PublicReview {
    /// Whether what came on a day came too late to be reviewed.
    pub fn missed(&self, day: Date) -> bool {
        day > self.on
    }
}

/// 公开属性.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Disclosure {
    /// 主动公开.
    Proactive,
    /// 依申请公开.
    OnRequest,
    /// 不予公开.
    Withheld,
}
