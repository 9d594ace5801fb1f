//! Tables: of indicators with their years, of tasks with their units.
//!
//! Takes paragraphs that are rows; gives [`Table`]s with columns that were understood.
//! Never reads a table whose head names neither indicators nor units.

use std::ops::Range;

use super::figures::{Figure, figures};
use super::goals::Goal;
use super::measure::{Found, Relation, clean_name, direction, operator};
use super::text::{Paragraph, patterns};
use super::units::Role;
use super::years::years;
use crate::plan::{Direction, IndicatorKind};

patterns! {
    NAME = r"^(主要|具体|核心|评价|考核)?指标(名称|内容|项目)?$|^(名称|指标体系)$";
    UNIT = r"^(计量)?单位$|^计量$";
    KIND = r"^(指标)?(属性|性质|类型)$";
    BASE = r"(现状|基期|基准|实际|基础)";
    GOAL = r"(目标|规划|20\d\d年?)";
    DUTY = r"(?P<lead>牵头|主要责任|主办|主责)(单位|部门)|(?P<help>配合|协同|协办|参与)(单位|部门)|(?P<work>责任|落实|承办|实施)(单位|部门|主体)";
    WORK = r"^(重点|主要|工作|具体)?(任务|工作|事项|内容|举措|措施|项目)(名称|内容|清单|及内容)?$";
    LIMIT = r"(时限|完成时间|时间要求|进度)";
    OF_NAME = r"\((?P<u>[^()]{1,12})\)$";
    FOOT = r"^(注|备注|说明|合计|总计)";
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    Unit,
    Kind,
    Base(Option<i32>),
    Goal(Option<i32>),
    Duty(Role),
    Work,
    Limit,
    Other,
}

/// A table that was understood.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// Its paragraphs, head included.
    pub(crate) rows: Range<usize>,
    columns: Vec<Column>,
}

/// Name, value and year of how things stand.
pub(crate) type Fact = (String, String, Option<i32>);

/// A row of a table of tasks.
#[derive(Debug, Clone)]
pub(crate) struct Work {
    /// Paragraph of the row.
    pub(crate) at: usize,
    pub(crate) what: String,
    /// The same, as printed.
    pub(crate) words: String,
    /// The row is a task of its own: its words hold the goals.
    pub(crate) own: bool,
    pub(crate) units: Vec<(Role, String)>,
    pub(crate) due: Option<String>,
}

/// All tables of a range that were understood.
pub(crate) fn tables(paragraphs: &[Paragraph], body: Range<usize>) -> Vec<Table> {
    let mut found = vec![];
    let mut at = body.start;
    while at < body.end {
        let row = |at: usize| paragraphs.get(at).is_some_and(|p| at < body.end && p.is_row());
        if !row(at) {
            at += 1;
            continue;
        }
        let start = at;
        while row(at) {
            at += 1;
        }
        // The head may stand in the second row, under a title that spans the table.
        let head =
            (start..at.min(start + 3)).find_map(|i| Some((i, columns(&cells(&paragraphs.get(i)?.norm))?)));
        if let Some((_, columns)) = head {
            found.push(Table { rows: start..at, columns });
        }
    }
    found
}

/// The cells of a row.
fn cells(norm: &str) -> Vec<&str> {
    norm.split('|').map(str::trim).collect()
}

fn columns(head: &[&str]) -> Option<Vec<Column>> {
    let all: Vec<Column> = head.iter().map(|cell| column(cell)).collect();
    let has = |wanted: fn(&Column) -> bool| all.iter().any(wanted);
    let goals = has(|c| *c == Column::Name) && has(|c| matches!(c, Column::Goal(_)));
    let work = has(|c| *c == Column::Work) && has(|c| matches!(c, Column::Duty(_)));
    (goals || work).then_some(all)
}

fn column(cell: &str) -> Column {
    let year = years(&format!("{}年", cell.trim_end_matches('年'))).last().map(|y| y.year);
    if let Some(c) = DUTY.captures(cell) {
        return Column::Duty(match () {
            () if c.name("lead").is_some() => Role::Lead,
            () if c.name("help").is_some() => Role::Supporting,
            () => Role::Responsible,
        });
    }
    match cell {
        _ if cell.chars().count() > 16 => Column::Other,
        _ if NAME.is_match(cell) => Column::Name,
        _ if UNIT.is_match(cell) => Column::Unit,
        _ if KIND.is_match(cell) => Column::Kind,
        _ if BASE.is_match(cell) => Column::Base(year),
        _ if WORK.is_match(cell) => Column::Work,
        _ if LIMIT.is_match(cell) => Column::Limit,
        _ if GOAL.is_match(cell) => Column::Goal(year),
        _ => Column::Other,
    }
}

impl Table {
    /// Whether it is a table of indicators.
    pub(crate) fn has_goals(&self) -> bool {
        self.columns.contains(&Column::Name)
    }

    /// The goals of a table of indicators, and the facts of its base columns.
    pub(crate) fn goals(&self, paragraphs: &[Paragraph]) -> (Vec<Goal>, Vec<Fact>) {
        let (mut goals, mut facts) = (vec![], vec![]);
        let first_year = self
            .columns
            .iter()
            .filter_map(|c| if let Column::Goal(Some(y)) = c { Some(*y) } else { None })
            .min();
        let years = self.columns.iter().filter(|c| matches!(c, Column::Goal(Some(_)))).count();
        let based = self.columns.iter().any(|c| matches!(c, Column::Base(_)));
        for at in self.rows.clone() {
            let Some(paragraph) = paragraphs.get(at) else { break };
            let cells = cells(&paragraph.norm);
            if cells.len() != self.columns.len() || columns(&cells).is_some() {
                continue;
            }
            let Some(row) = Row::read(&self.columns, &cells).filter(|r| !FOOT.is_match(&r.name)) else {
                continue;
            };
            for (column, cell) in self.columns.iter().zip(&cells) {
                match column {
                    Column::Base(year) => facts.extend(fact(&row.name, cell, *year)),
                    // Of two columns with years and no base, the first tells how things stood.
                    Column::Goal(year) if !based && years > 1 && *year == first_year => {
                        facts.extend(fact(&row.name, cell, *year));
                    }
                    Column::Goal(year) => goals.extend(row.goal(paragraph, cell, *year)),
                    _ => {}
                }
            }
        }
        (goals, facts)
    }

    /// The rows of a table of tasks.
    pub(crate) fn works(&self, paragraphs: &[Paragraph]) -> Vec<Work> {
        let mut works: Vec<Work> = vec![];
        for at in self.rows.clone() {
            let Some(paragraph) = paragraphs.get(at) else { break };
            let cells = cells(&paragraph.norm);
            if cells.len() != self.columns.len() || columns(&cells).is_some() {
                continue;
            }
            let mut work =
                Work { at, what: String::new(), words: String::new(), own: false, units: vec![], due: None };
            let printed: Vec<&str> = paragraph.raw.split(['|', '\t']).collect();
            for (i, (column, cell)) in
                self.columns.iter().zip(&cells).enumerate().filter(|(_, (_, c))| !c.is_empty())
            {
                match column {
                    // The most exact of several columns of tasks is the last.
                    Column::Work => {
                        (*cell).clone_into(&mut work.what);
                        printed.get(i).unwrap_or(cell).trim().clone_into(&mut work.words);
                    }
                    Column::Duty(role) => work.units.push((*role, (*cell).to_owned())),
                    Column::Limit => work.due = Some((*cell).to_owned()),
                    _ => {}
                }
            }
            if !work.what.is_empty() {
                works.push(work);
            }
        }
        works
    }
}

fn fact(name: &str, cell: &str, year: Option<i32>) -> Option<Fact> {
    let figure = figures(cell).into_iter().next().or_else(|| bare(cell))?;
    Some((name.to_owned(), figure.value, year))
}

struct Row {
    name: String,
    unit: Option<String>,
    kind: Option<IndicatorKind>,
}

impl Row {
    fn read(columns: &[Column], cells: &[&str]) -> Option<Row> {
        let cell =
            |wanted: Column| columns.iter().position(|c| *c == wanted).and_then(|i| cells.get(i)).copied();
        let printed = cell(Column::Name)?;
        let of_name = OF_NAME.captures(printed).map(|c| c["u"].to_owned());
        let name = OF_NAME
            .replace(printed, "")
            .trim_start_matches(|c: char| c.is_ascii_digit() || ".、".contains(c))
            .to_owned();
        let unit = cell(Column::Unit).filter(|u| !u.is_empty() && *u != "-").map(str::to_owned).or(of_name);
        let kind = cell(Column::Kind).and_then(|k| match k {
            k if k.contains("约束") => Some(IndicatorKind::Binding),
            k if k.contains("预期") => Some(IndicatorKind::Anticipatory),
            _ => None,
        });
        (!name.is_empty()).then_some(Row { name, unit, kind })
    }

    fn goal(&self, paragraph: &Paragraph, cell: &str, year: Option<i32>) -> Option<Goal> {
        let total = cell.starts_with('〔');
        let inside = cell.trim_matches(['〔', '〕', '*', '[', ']']);
        let figure = figures(inside).into_iter().next().or_else(|| bare(inside))?;
        let left = inside.get(..figure.range.start.min(inside.len())).unwrap_or_default();
        let found = super::measure::relation(left).unwrap_or(Found {
            relation: Relation::Is,
            start: 0,
            about: false,
            of: String::new(),
        });
        let (mut way, known) = direction(
            &self.name,
            if figure.sign.is_some() { Relation::Is } else { found.relation },
            &figure.post,
        );
        let mut review = vec![];
        let signed = match figure.sign {
            Some('≥' | '>') => Some(Direction::Up),
            Some('≤' | '<') => Some(Direction::Down),
            _ => None,
        };
        way = signed.unwrap_or(way);
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
        Some(Goal {
            name: clean_name(&self.name),
            unit,
            direction: if figure.value_max.is_some() { Direction::Range } else { way },
            op,
            year,
            value: Some(figure.value),
            value_max: figure.value_max,
            text: None,
            qualifier: (!figure.post.is_empty()).then_some(figure.post),
            quote: paragraph.raw.trim().to_owned(),
            line: paragraph.line,
            change: None,
            base_year: None,
            per_county: false,
            review,
            task: None,
            clause: None,
            kind: self.kind,
        })
    }
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
        post: String::new(),
        rough: false,
        sign: None,
        han: false,
        open: false,
    })
}
