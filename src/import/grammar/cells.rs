//! Goals in the cells of a table.
//!
//! Takes a [`Table`] of indicators or of places; gives goals, and facts of its base columns.
//! Never takes what a county is to do for a goal of the whole.

use super::columns::{Column, Form};
use super::figures::{Figure, figures};
use super::goals::{Fact, Goal};
use super::measure::{Found, Relation, clean_name, direction, is_bad, operator};
use super::table::{Table, is_foot, is_nothing, without_number};
use super::text::{Paragraph, patterns, plain};
use super::units::Role;
use super::years::{bases, years};
use crate::import::document::Row;
use crate::plan::{Change, Direction, IndicatorKind, Operator};

patterns! {
    OF_NAME = r"\((?P<u>[^()]{1,12})\)$";
    OF_HEAD = r"\((?P<u>[^()]{1,12})\)";
    CHANGED = r"(较|比)(?P<y>20\d\d)年?(的)?(累计)?(?P<c>下降|降低|减少|削减|压减|增长|增加|提高|提升|上升)(率|比例|幅度)?$";
    NO_UNIT = r"^(20\d\d|较|比|与|累计|含|以上|截至)";
}

/// What a table of goals says.
#[derive(Debug, Default)]
pub(crate) struct Told {
    pub(crate) goals: Vec<Goal>,
    pub(crate) facts: Vec<Fact>,
    /// The sums of a table of places.
    pub(crate) sums: Vec<Goal>,
}

impl Table {
    /// The goals of a table; `first` is the year before which figures are facts.
    pub(crate) fn goals(&self, paragraphs: &[Paragraph], first: Option<i32>) -> Told {
        match self.form {
            Some(Form::Places) => self.of_places(paragraphs),
            _ => self.of_indicators(paragraphs, first),
        }
    }

    fn of_indicators(&self, paragraphs: &[Paragraph], first: Option<i32>) -> Told {
        let mut told = Told::default();
        let mut group: Option<String> = None;
        for row in &self.body {
            if let Some(words) = self.across(row) {
                group = Some(without_number(words)).filter(|w| !is_foot(w) && w.chars().count() < 30);
                continue;
            }
            let Some(entry) = Entry::read(self, row).filter(|e| !is_foot(&e.name) && !self.is_head(row))
            else {
                continue;
            };
            let first_of_row = told.goals.len();
            for (at, column) in self.columns.iter().enumerate() {
                let cell = plain(self.text(row, at));
                match column {
                    Column::Base(year) => told.facts.extend(fact(&entry.name, &cell, *year)),
                    Column::Goal(year) if self.is_base(at, *year, first) => {
                        told.facts.extend(fact(&entry.name, &cell, *year));
                    }
                    Column::Goal(year) => {
                        let quote = self.quote(paragraphs, row, at);
                        let goal = entry.goal(&cell, *year, quote);
                        told.goals.extend(
                            goal.map(|g| Goal { group: entry.group.clone().or_else(|| group.clone()), ..g }),
                        );
                    }
                    _ => {}
                }
            }
            let before = told.goals.len();
            if !has_value(told.goals.get(first_of_row..).unwrap_or_default()) {
                told.goals.extend(self.over_years(&entry, row, paragraphs));
            }
            if let Some(group) = &group {
                let own = told.goals.iter_mut().skip(before);
                own.for_each(|g| g.group = g.group.take().or_else(|| Some(group.clone())));
            }
        }
        told
    }

    /// Where the year's own cell is empty, 〔19〕 in the column 年均/累计 is what is to be reached by then.
    fn over_years(&self, entry: &Entry, row: &Row, paragraphs: &[Paragraph]) -> Option<Goal> {
        let year = self.columns.iter().filter_map(|c| if let Column::Goal(y) = c { *y } else { None }).max();
        let named = |at: &usize| self.heads.get(*at).is_some_and(|h| h.contains("累计"));
        let at = self.of(|c| matches!(c, Column::Other(_))).into_iter().find(named)?;
        let cell = plain(self.text(row, at));
        cell.starts_with(['〔', '[']).then(|| entry.goal(&cell, year, self.quote(paragraphs, row, at)))?
    }

    /// Of columns with bare years and no base, the first tells how things stood.
    fn is_base(&self, at: usize, year: Option<i32>, first: Option<i32>) -> bool {
        let based = self.columns.iter().any(|c| matches!(c, Column::Base(_)));
        let years: Vec<i32> =
            self.columns.iter().filter_map(|c| if let Column::Goal(y) = c { *y } else { None }).collect();
        let bare = self.heads.get(at).is_some_and(|h| !h.contains("目标") && !h.contains("计划"));
        let earliest = year.is_some() && years.iter().min().copied() == year && years.len() > 1;
        !based && bare && earliest && first.map_or(years.len() == 2, |first| year < Some(first))
    }

    /// What a column of a table of places measures: its head says it, or, under a bare year, the title.
    fn entry_of(&self, head: &str) -> Option<Entry> {
        let dated = years(head).first().is_some_and(|y| y.range == (0..head.len()));
        let own = Entry::of_head(head);
        if !dated && !is_foot(head) && own.is_some() {
            return own;
        }
        // 2026年(个): the head tells the unit, the title what is counted.
        let unit = OF_HEAD.captures(head).map(|c| c["u"].to_owned()).filter(|u| !NO_UNIT.is_match(u));
        let (name, unit) = (self.caption.name.clone(), unit.or_else(|| self.caption.unit.clone()));
        if !dated && !is_foot(head) && years(head).is_empty() {
            return None;
        }
        (name.chars().count() > 1).then(|| Entry { name, unit, ..Entry::default() })
    }

    /// Counties in rows: each has a goal of its own, and a sum is one of the whole.
    fn of_places(&self, paragraphs: &[Paragraph]) -> Told {
        let mut told = Told::default();
        let Some(place) = self.of(|c| *c == Column::Place).first().copied() else { return told };
        for row in &self.body {
            let name = plain(self.text(row, place));
            if self.across(row).is_some() || name.is_empty() || self.is_head(row) {
                continue;
            }
            // A sum is said of the whole, a row of its own place.
            let sum = is_foot(&name);
            for (at, column) in self.columns.iter().enumerate() {
                let (Column::Other(_) | Column::Goal(_) | Column::Work | Column::Content) = column else {
                    continue;
                };
                let cell = plain(self.text(row, at));
                let head = plain(self.heads.get(at).map_or("", String::as_str));
                // A sum over the years is nothing that one of them is to reach.
                let Some(entry) = self.entry_of(&head).filter(|_| sum || !is_foot(&head)) else { continue };
                let year = years(&head).last().map(|y| y.year);
                let Some(goal) = entry.goal(&cell, year, self.quote(paragraphs, row, at)) else { continue };
                match goal.value.is_some() {
                    true if sum => told.sums.push(goal),
                    true => told.goals.push(Goal { place: Some(name.clone()), ..goal }),
                    false => {}
                }
            }
        }
        told
    }
}

fn has_value(goals: &[Goal]) -> bool {
    goals.iter().any(|g| g.value.is_some())
}

fn fact(name: &str, cell: &str, year: Option<i32>) -> Option<Fact> {
    let figure = figures(cell).into_iter().next().or_else(|| bare(cell))?;
    Some((name.to_owned(), figure.value, figure.unit, year))
}

/// What a row says beside its figures.
#[derive(Default)]
struct Entry {
    name: String,
    unit: Option<String>,
    kind: Option<IndicatorKind>,
    group: Option<String>,
    duty: Vec<(Role, String)>,
    /// ≥ or ≤ of another column of the row: 国家标准.
    sign: Option<char>,
}

impl Entry {
    fn read(table: &Table, row: &Row) -> Option<Entry> {
        let cell = |wanted: fn(&Column) -> bool| {
            let at = table.of(wanted).into_iter().rfind(|at| !is_nothing(table.text(row, *at)))?;
            Some(plain(table.text(row, at)))
        };
        let printed = without_number(&cell(|c| *c == Column::Name)?);
        let of_name = OF_NAME.captures(&printed).map(|c| c["u"].to_owned()).filter(|u| !NO_UNIT.is_match(u));
        let name =
            if of_name.is_some() { OF_NAME.replace(&printed, "").into_owned() } else { printed.clone() };
        let kind = cell(|c| *c == Column::Kind).and_then(|k| match k {
            k if k.contains("约束") => Some(IndicatorKind::Binding),
            k if k.contains("预期") => Some(IndicatorKind::Anticipatory),
            _ => None,
        });
        let duty = table.columns.iter().enumerate().filter_map(|(at, c)| match c {
            Column::Duty(role) if !is_nothing(table.text(row, at)) => {
                Some((*role, table.text(row, at).to_owned()))
            }
            _ => None,
        });
        let unit = cell(|c| *c == Column::Unit).or(of_name);
        let group = cell(|c| *c == Column::Group);
        let other =
            table.of(|c| matches!(c, Column::Other(_) | Column::Base(_) | Column::Goal(_))).into_iter();
        let sign =
            other.filter_map(|at| plain(table.text(row, at)).chars().next()).find(|c| "≥≤".contains(*c));
        (!name.is_empty()).then(|| Entry { name, unit, kind, group, duty: duty.collect(), sign })
    }

    /// 治理行政村（个）2025年: name, unit and year stand in the head.
    fn of_head(head: &str) -> Option<Entry> {
        let unit = OF_HEAD.captures(head).map(|c| c["u"].to_owned()).filter(|u| !NO_UNIT.is_match(u));
        let mut name = unit.as_ref().map_or(head.to_owned(), |u| head.replace(&format!("({u})"), ""));
        for year in years(&name).iter().rev() {
            name.replace_range(year.range.clone(), "");
        }
        let name = clean_name(&name);
        (name.chars().count() > 1 && !name.contains("序号") && !name.contains("备注")).then(|| Entry {
            name,
            unit,
            ..Entry::default()
        })
    }

    fn goal(&self, cell: &str, year: Option<i32>, quote: (String, usize)) -> Option<Goal> {
        if is_nothing(cell) {
            return None;
        }
        let total = cell.starts_with('〔');
        let inside = cell.trim_matches(['〔', '〕', '*', '[', ']']);
        let Some(figure) = bare(inside).or_else(|| figures(inside).into_iter().next()) else {
            return self.in_words(inside, year, quote);
        };
        let left = inside.get(..figure.range.start.min(inside.len())).unwrap_or_default();
        let found = super::measure::relation(left).unwrap_or(Found {
            relation: Relation::Is,
            start: 0,
            about: left.ends_with('约'),
            of: String::new(),
        });
        let relation = if figure.sign.is_some() { Relation::Is } else { found.relation };
        let (way, known) = self.way(&figure, relation);
        let signed = match figure.sign {
            Some('≥' | '>') => Some(Direction::Up),
            Some('≤' | '<') => Some(Direction::Down),
            _ => None,
        };
        // 国家标准≤0.50: what is printed beside it in the row holds for its years.
        let beside = self.sign.filter(|_| figure.sign.is_none() && figure.value_max.is_none());
        let signed = signed.or(beside.map(|c| if c == '≤' { Direction::Down } else { Direction::Up }));
        let figure = Figure { sign: figure.sign.or(beside), ..figure };
        let way = signed.unwrap_or(way);
        let mut review = vec![];
        if !known && signed.is_none() {
            review.push("表中没有说明方向：越大越好还是越小越好，请填写 direction".to_owned());
        }
        if year.is_none() {
            review.push("表中没有写目标年份，请核对".to_owned());
        }
        if total {
            review.push("表中用〔〕标注，一般为几年累计数，请核对".to_owned());
        }
        let op = operator(&figure, &found, if known || signed.is_some() { way } else { Direction::Up });
        let unit = self.unit.clone().or((!figure.unit.is_empty()).then(|| figure.unit.clone()));
        let goal = self.bare_goal(year, quote);
        let (name, change, base_of_name) = changed(&goal.name);
        Some(Goal {
            name,
            change,
            unit,
            direction: if figure.value_max.is_some() { Direction::Range } else { way },
            op,
            value: Some(figure.value),
            value_max: figure.value_max,
            qualifier: (!figure.post.is_empty()).then_some(figure.post),
            base_year: bases(cell).first().map(|b| b.year).or(base_of_name),
            review,
            ..goal
        })
    }

    /// Which way is better, and whether that is known.
    fn way(&self, figure: &Figure, relation: Relation) -> (Direction, bool) {
        let (way, known) = direction(&self.name, relation, &figure.post);
        // A goal of nothing is an upper bound, but for work of which a row has none; work that is named is to be done.
        match known {
            _ if figure.value == "0" && (is_bad(&self.name) || !known || way != Direction::Up) => {
                (Direction::Down, true)
            }
            false if self.unit.as_deref().is_some_and(super::unit::counts) && !is_bad(&self.name) => {
                (Direction::Up, true)
            }
            false if super::verbs::verb_at_end(&self.name).is_some() => (Direction::Up, true),
            known => (way, known),
        }
    }

    /// 不降低, 完成上级下达任务: a goal that a person decides.
    fn in_words(&self, cell: &str, year: Option<i32>, quote: (String, usize)) -> Option<Goal> {
        (2..60).contains(&cell.chars().count()).then(|| Goal {
            text: Some(format!("{}{cell}", self.name)),
            unit: None,
            ..self.bare_goal(year, quote)
        })
    }

    fn bare_goal(&self, year: Option<i32>, (quote, line): (String, usize)) -> Goal {
        Goal {
            name: clean_name(&self.name),
            unit: self.unit.clone(),
            direction: Direction::Up,
            op: Operator::Verdict,
            year,
            value: None,
            value_max: None,
            text: None,
            qualifier: None,
            quote,
            line,
            change: None,
            base_year: None,
            per_county: false,
            review: vec![],
            task: None,
            clause: Some("指标表".to_owned()),
            kind: self.kind,
            group: self.group.clone(),
            place: None,
            duty: self.duty.clone(),
            place_body: None,
            duty_bodies: vec![],
        }
    }
}

/// 排放较2020年下降率: what changes, how, and since when.
fn changed(name: &str) -> (String, Option<Change>, Option<i32>) {
    let Some(found) = CHANGED.captures(name) else { return (name.to_owned(), None, None) };
    let rises = ["增长", "增加", "提高", "提升", "上升"].contains(&&found["c"]);
    let change = if rises { Change::Rise } else { Change::Fall };
    let stem = found.get(0).map_or(name, |m| &name[..m.start()]);
    (stem.to_owned(), Some(change), found["y"].parse().ok())
}

/// A cell that is a number alone.
fn bare(cell: &str) -> Option<Figure> {
    let value: String = cell.chars().filter(|c| *c != ',').collect();
    let number =
        value.chars().all(|c| c.is_ascii_digit() || c == '.') && value.chars().any(|c| c.is_ascii_digit());
    number.then(|| Figure {
        range: 0..cell.len(),
        value,
        value_max: None,
        unit: String::new(),
        open: false,
        post: String::new(),
        rough: false,
        sign: None,
        han: false,
    })
}
