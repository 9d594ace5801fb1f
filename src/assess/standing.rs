//! The standing of an indicator, from its judgements and its schedule (assessment.md, section 1).

/// How an indicator stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// 达到目标: and which.
    Met(MetBy),
    /// 达到时序进度: d ≥ 0.
    OnSchedule,
    /// 落后于时序进度: −tolerance ≤ d < 0.
    Behind,
    /// 明显落后: d < −tolerance.
    FarBehind,
    /// 差于基期: no schedule to compare with, but on the wrong side of the baseline.
    Worsening,
    /// 待认定.
    ToBeJudged,
    /// 不可比.
    NotComparable,
    /// 无数据.
    NoData,
}

/// Which target is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MetBy {
    /// 本年目标, by position in the targets.
    ThisYear(usize),
    /// 长期目标: a target without a year.
    Always(usize),
    /// 最终目标: the last one; early when its year has not come.
    Last(usize),
}

impl Standing {
    /// The word on screen and paper.
    pub fn chinese(self) -> &'static str {
        match self {
            Standing::Met(MetBy::ThisYear(_)) => "达到本年目标",
            Standing::Met(MetBy::Always(_)) => "达到目标",
            Standing::Met(MetBy::Last(_)) => "达到最终目标",
            Standing::OnSchedule => "达到时序进度",
            Standing::Behind => "落后于时序进度",
            Standing::FarBehind => "明显落后",
            Standing::Worsening => "差于基期",
            Standing::ToBeJudged => "待认定",
            Standing::NotComparable => "不可比",
            Standing::NoData => "无数据",
        }
    }

    /// The identifier in files and style classes.
    pub fn key(self) -> &'static str {
        match self {
            Standing::Met(_) => "met",
            Standing::OnSchedule => "on_schedule",
            Standing::Behind => "behind",
            Standing::FarBehind => "far_behind",
            Standing::Worsening => "worsening",
            Standing::ToBeJudged => "to_be_judged",
            Standing::NotComparable => "not_comparable",
            Standing::NoData => "no_data",
        }
    }

    /// Rank among standings that compare a value with something, the best 0; `None` for the others.
    pub fn rank(self) -> Option<u8> {
        Some(match self {
            Standing::Met(_) => 0,
            Standing::OnSchedule => 1,
            Standing::Behind => 2,
            Standing::FarBehind => 3,
            Standing::Worsening => 4,
            _ => return None,
        })
    }
}
