//! A made-up workspace as plain values: what is asked, what came, what was decided.
//!
//! Takes nothing; gives the words that generator, writer and sums share. Never a type of the program.

use chrono::NaiveDate;

use super::number::Frac;

/// Digits as a clerk writes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digits {
    pub(super) count: i64,
    pub(super) scale: u32,
}

impl Digits {
    pub(super) fn number(self) -> Frac {
        Frac::of(i128::from(self.count), 10i128.pow(self.scale))
    }
}

impl std::fmt::Display for Digits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let power = 10i64.pow(self.scale);
        let sign = if self.count < 0 { "-" } else { "" };
        let (whole, rest) = (self.count.abs() / power, self.count.abs() % power);
        match self.scale {
            0 => write!(f, "{sign}{whole}"),
            scale => write!(f, "{sign}{whole}.{rest:0width$}", width = scale as usize),
        }
    }
}

/// A text in one of its spellings, and which of several things it names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    pub(super) spelling: &'static str,
    pub(super) thing: u8,
}

/// Somebody whom a plan names: a unit, or all counties by their common name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Body {
    Unit(usize),
    Counties,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Due {
    Never,
    Year(i32),
    Day(NaiveDate),
}

impl Due {
    pub(super) fn day(self) -> Option<NaiveDate> {
        match self {
            Due::Never => None,
            Due::Year(year) => NaiveDate::from_ymd_opt(year, 12, 31),
            Due::Day(day) => Some(day),
        }
    }
}

#[derive(Debug)]
pub(super) struct Task {
    /// 牵头、责任、配合、落实.
    pub(super) roles: [Vec<Body>; 4],
    pub(super) due: Due,
    /// The last day of each milestone.
    pub(super) milestones: Vec<Option<Due>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
    Keep,
    Range,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joined {
    None,
    Sum,
    Ratio,
    Mean,
    Min,
    Max,
    Each,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Op {
    AtLeast,
    AtMost,
    Above,
    Below,
    Equal,
    About,
    Range,
    Words,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    Rise,
    Fall,
}

#[derive(Debug, Clone)]
pub(super) struct Target {
    pub(super) year: Option<i32>,
    pub(super) op: Op,
    pub(super) value: Option<Digits>,
    pub(super) max: Option<Digits>,
    pub(super) governs: bool,
    pub(super) unit: Option<usize>,
    pub(super) per: bool,
    pub(super) change: Option<(Change, Option<i32>)>,
}

#[derive(Debug)]
pub(super) struct Indicator {
    pub(super) measure: &'static str,
    /// By what n ÷ N is multiplied; 100 and 1,000 are shares of a whole.
    pub(super) factor: i64,
    pub(super) way: Way,
    pub(super) decimals: Option<u32>,
    pub(super) accumulates: bool,
    pub(super) basis: Option<Named>,
    pub(super) reporters: Vec<Body>,
    pub(super) by_county: bool,
    pub(super) joined: Joined,
    pub(super) baseline: Option<(i32, Digits)>,
    /// Published for years before.
    pub(super) history: Vec<(i32, Figure)>,
    pub(super) targets: Vec<Target>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Span {
    Year,
    Months(u32),
    Until(NaiveDate),
    Cumulative,
}

/// 预计、初步、终值, the least settled first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Settled {
    Estimated,
    Provisional,
    Final,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Absent {
    Unmonitored,
    Unpublished,
    Unconcerned,
}

/// A number with what must be known of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figure {
    pub(super) value: Digits,
    pub(super) parts: Option<(Digits, Digits)>,
    pub(super) span: Span,
    pub(super) settled: Option<Settled>,
    pub(super) basis: Option<Named>,
    pub(super) standard: Option<Named>,
}

/// What a unit writes of an indicator, and last year's final value.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) indicator: usize,
    pub(super) said: Result<Figure, Absent>,
    pub(super) last_year: Option<(Digits, Option<(Digits, Digits)>)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Completed,
    Ahead,
    OnTrack,
    Behind,
    NotStarted,
    Ongoing,
    NotApplicable,
    NoProgress,
    NotYetAvailable,
}

#[derive(Debug, Clone)]
pub(super) struct Form {
    pub(super) filled: Option<NaiveDate>,
    pub(super) nil: bool,
    /// Task, status, percentage.
    pub(super) tasks: Vec<(usize, Status, Option<Digits>)>,
    /// Task, milestone, status.
    pub(super) milestones: Vec<(usize, usize, Status)>,
    pub(super) entries: Vec<Entry>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ruling {
    Met,
    Missed,
    Pending,
}

#[derive(Debug, Default)]
pub(super) struct Decisions {
    /// Who, until, decided on.
    pub(super) extensions: Vec<(Body, NaiveDate, NaiveDate)>,
    /// Task, unit, decided on.
    pub(super) task_choices: Vec<(usize, usize, NaiveDate)>,
    /// Indicator, unit, decided on.
    pub(super) choices: Vec<(usize, usize, NaiveDate)>,
    /// Task, status, decided on.
    pub(super) overrides: Vec<(usize, Status, NaiveDate)>,
    pub(super) verdicts: Vec<Verdict>,
    /// Indicator of which the office takes what was published though it is asked about (N134), decided on.
    pub(super) taken: Vec<(usize, NaiveDate)>,
}

/// Indicator, year, unit, ruling, decided on.
pub(super) type Verdict = (usize, Option<i32>, Option<usize>, Ruling, NaiveDate);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    Received,
    Accepted,
    Returned,
}

#[derive(Debug, Default)]
pub(super) struct Round {
    pub(super) year: i32,
    /// One a unit.
    pub(super) forms: Vec<Option<Form>>,
    pub(super) decisions: Decisions,
    /// Day, hour, unit, version, event, in order of time.
    pub(super) book: Vec<(NaiveDate, u32, usize, u32, Event)>,
}

#[derive(Debug)]
pub(super) struct World {
    pub(super) seed: u64,
    /// The day from which it is seen.
    pub(super) today: NaiveDate,
    pub(super) inclusive: bool,
    /// Hour and minute of the cut-off; none for the end of the day.
    pub(super) cutoff: Option<(u32, u32)>,
    pub(super) adopted: Option<NaiveDate>,
    /// Milestones are asked of those due in so many years.
    pub(super) window: Option<i32>,
    /// Departments come first, then counties.
    pub(super) departments: usize,
    pub(super) counties: usize,
    pub(super) tasks: Vec<Task>,
    pub(super) indicators: Vec<Indicator>,
    /// 2025 and 2026.
    pub(super) rounds: Vec<Round>,
}

impl World {
    pub(super) fn units(&self) -> usize {
        self.departments + self.counties
    }

    pub(super) fn is_county(&self, unit: usize) -> bool {
        unit >= self.departments
    }

    /// The units meant, each once.
    pub(super) fn meant(&self, bodies: &[Body]) -> Vec<usize> {
        let mut units = vec![];
        for body in bodies {
            let several = match *body {
                Body::Unit(unit) => unit..unit + 1,
                Body::Counties => self.departments..self.units(),
            };
            units.extend(several.filter(|unit| !units.contains(unit)).collect::<Vec<_>>());
        }
        units
    }

    /// The same world with every figure that is no share told in thousandths of its unit.
    pub(super) fn measure_in_thousandths(&mut self) {
        let World { indicators, rounds, .. } = self;
        let finer = |digits: &mut Digits| digits.count *= 1000;
        for i in indicators.iter_mut().filter(|i| i.factor == 1) {
            i.baseline.iter_mut().for_each(|(_, value)| finer(value));
            i.history.iter_mut().for_each(|(_, figure)| figure.finer());
            let own = |t: &&mut Target| {
                t.change.is_none_or(|(change, _)| i.way == Way::Up && change == Change::Fall)
            };
            for t in i.targets.iter_mut().filter(own) {
                t.value.iter_mut().chain(&mut t.max).for_each(finer);
            }
        }
        for form in rounds.iter_mut().flat_map(|round| round.forms.iter_mut().flatten()) {
            for entry in form.entries.iter_mut().filter(|entry| indicators[entry.indicator].factor == 1) {
                entry.said.iter_mut().for_each(Figure::finer);
                if let Some((value, parts)) = &mut entry.last_year {
                    finer(value);
                    parts.iter_mut().for_each(|(n, _)| finer(n));
                }
            }
        }
    }
}

impl Figure {
    fn finer(&mut self) {
        self.value.count *= 1000;
        self.parts.iter_mut().for_each(|(n, _)| n.count *= 1000);
    }
}
