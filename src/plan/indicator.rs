//! What a plan file says of an indicator: figures that are asked for and goals in words.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::syntax::{Id, Located, Number};

/// 指标.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// 编号.
    pub id: Located<Id>,
    /// 名称.
    pub name: Located<String>,
    /// 所属任务; `null` for a goal of the whole plan.
    #[serde(default)]
    pub task: Option<Located<Id>>,
    /// 条款, where there is no task.
    #[serde(default)]
    pub clause: Option<String>,
    /// 类别 for grouping: 空气、水….
    #[serde(default)]
    pub group: Option<String>,
    /// 计量单位; `null` for goals in words.
    #[serde(default, deserialize_with = "plain_unit")]
    pub unit_of_measure: Option<String>,
    /// 方向; required, never guessed.
    pub direction: Located<Direction>,
    /// 属性, only where the document says so: nothing is assumed.
    #[serde(default)]
    pub kind: Option<IndicatorKind>,
    /// 小数位数 of the published figure; without it as many digits as are reported, and always as many as the verdict needs.
    #[serde(default)]
    pub decimals: Option<u32>,
    /// 累计量: adds up over the year (用水量、造林面积). Otherwise it is a level or a rate, and a value for
    /// part of a year stands for itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub accumulates: bool,
    /// 列举时的说法 of a goal in words, where name and target do not join by themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phrase: Option<String>,
    /// 口径.
    #[serde(default)]
    pub basis: Option<String>,
    /// 填报单位: whose figure counts; more than one must agree, or the office decides.
    #[serde(default)]
    pub reported_by: Vec<Located<Id>>,
    /// 层级.
    #[serde(default)]
    pub level: Level,
    /// 汇总方式.
    #[serde(default)]
    pub combine: Located<Combine>,
    /// 基期.
    #[serde(default)]
    pub baseline: Option<Located<Baseline>>,
    /// 历年公布值 from before the first round, each with its source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Located<Published>>,
    /// 目标.
    #[serde(default)]
    pub targets: Vec<Located<Target>>,
    /// 待核对.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Located<String>>,
}

impl Indicator {
    /// The plan's own numbers for it: baseline and targets, those that are changes left out.
    pub fn planned(&self) -> impl Iterator<Item = Decimal> {
        let targets = self.targets.iter().filter(|target| target.change.is_none());
        let targets = targets.filter_map(|target| Some(target.value.as_ref()?.value));
        self.baseline.iter().map(|base| base.value.value).chain(targets)
    }
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// 越大越好.
    Up,
    /// 越小越好.
    Down,
    /// 保持: neither way is better; the target says what must hold.
    Keep,
    /// 区间内为好.
    Range,
}

/// How binding an indicator is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorKind {
    /// 约束性.
    Binding,
    /// 预期性.
    Anticipatory,
    /// 参考性.
    Reference,
}

/// Who has the figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 全市: one figure.
    #[default]
    City,
    /// 县区: each county has its own; they are combined.
    County,
}

/// How the figures of counties become one (assessment.md, section 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Combine {
    /// 不汇总.
    #[default]
    None,
    /// 求和.
    Sum,
    /// Σn / ΣN, never a mean of percentages.
    Ratio,
    /// 算术平均, unweighted.
    Mean,
    /// 取最小.
    Min,
    /// 取最大.
    Max,
    /// 逐县达标: k of N meet it.
    EachMeets,
}

/// 基期值.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// 基期年份.
    pub year: i32,
    /// 基期值.
    pub value: Located<Number>,
    /// 原文依据.
    #[serde(default)]
    pub quote: Option<Located<String>>,
}

/// 历年公布值: what was published before the plan's first round.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// 年度.
    pub year: i32,
    /// 数值.
    pub value: Located<Number>,
    /// 分子.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<Located<Number>>,
    /// 分母.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Located<Number>>,
    /// 数据状态: estimated, provisional or final, as in submissions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_status: Option<ValueStatus>,
    /// 口径.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// 标准, with its edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
    /// 来源: where it was published, and when.
    pub source: Located<String>,
    /// 待核实: the code of a question about it, which the office has to answer before it is used.
    #[serde(skip)]
    pub doubted: Option<&'static str>,
}

/// How settled a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ValueStatus {
    /// 预计值.
    Estimated,
    /// 初步值.
    Provisional,
    /// 终值.
    Final,
}

impl ValueStatus {
    /// The word on screen and paper.
    pub fn chinese(self) -> &'static str {
        match self {
            ValueStatus::Estimated => "预计值",
            ValueStatus::Provisional => "初步值",
            ValueStatus::Final => "终值",
        }
    }
}

/// 目标.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// 目标年份; `null` holds always.
    #[serde(default)]
    pub year: Option<i32>,
    /// 比较符.
    pub op: Located<Operator>,
    /// 目标值; none for goals in words.
    #[serde(default)]
    pub value: Option<Located<Number>>,
    /// 区间上限.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_max: Option<Located<Number>>,
    /// 目标的文字, decided by a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// 列举时的说法 of this goal in words, where name and text do not make a sentence: a goal of another year
    /// reads otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phrase: Option<String>,
    /// 力争、左右、以上… as printed.
    #[serde(default)]
    pub qualifier: Option<String>,
    /// 原文依据.
    #[serde(default)]
    pub quote: Option<Located<String>>,
    /// 同一目标有几种说法时，以此为准.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub governs: bool,
    /// 只对一个县区的目标.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Located<Id>>,
    /// 每个县区都要达到.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Per>,
    /// 与基期相比的变化.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// 变化所比的年份.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline_year: Option<i32>,
    /// 说明.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// 待核对.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Located<String>>,
}

/// How a value is compared with its target. 以上/以下/以内 include the number, 超过/不足 do not (民法典 1259).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Operator {
    /// 达到、以上、不低于.
    #[serde(rename = ">=")]
    AtLeast,
    /// 以下、以内、不高于.
    #[serde(rename = "<=")]
    AtMost,
    /// 超过、高于.
    #[serde(rename = ">")]
    Above,
    /// 低于、不足.
    #[serde(rename = "<")]
    Below,
    /// 等于.
    #[serde(rename = "=")]
    Equal,
    /// 左右: needs a person's verdict.
    #[serde(rename = "~")]
    About,
    /// 区间, inclusive at both ends.
    #[serde(rename = "range")]
    Range,
    /// 定性: in words, decided by a person.
    #[serde(rename = "verdict")]
    Verdict,
}

/// Whom a target holds for, one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// 每个县区.
    County,
}

/// A target that is a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// 下降.
    Fall,
    /// 上升.
    Rise,
}
/// 计量单位, with one spelling of what people write in several ways: every surface prints it as it stands here.
fn plain_unit<'de, D: serde::Deserializer<'de>>(input: D) -> Result<Option<String>, D::Error> {
    let written = Option::<String>::deserialize(input)?;
    Ok(written.map(|written| match written.trim() {
        "％" | "﹪" => "%".to_owned(),
        plain => plain.to_owned(),
    }))
}
