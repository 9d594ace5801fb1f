//! Of which plan a workbook is that does not say it: by its titles, and by the tasks, indicators and milestones
//! that it lists.

use std::collections::BTreeSet;

use super::head::{hidden, titled};
use super::known::plain;
use crate::plan::Plan;
use crate::source::{Sheet, SourceFile};
use crate::submission::whose::year_in;

/// Rows in which a table says what it is of.
const TITLE_ROWS: u32 = 6;
/// Ids from which a table is one of a plan: many plans number alike.
const ENOUGH: usize = 2;

/// The unit for which a form was made, as its hidden sheet says.
pub fn made_for(file: &SourceFile) -> Option<String> {
    hidden(&file.sheets).remove("unit").filter(|unit| !unit.is_empty())
}

/// The year for which a form was made, as its hidden sheet says.
pub fn made_for_year(file: &SourceFile) -> Option<i32> {
    hidden(&file.sheets).remove("year").and_then(|year| year_in(&year))
}

/// Of which plan a workbook is that names none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fitting {
    /// Of this one, by position; and by what it is known, in words.
    One(usize, String),
    /// Of one of these: its contents say no more.
    Several(Vec<usize>),
    /// Nothing in it is of any plan.
    None,
}

/// The plan of `plans` that a workbook fits. The only plan there is fits whatever is handed in.
pub fn fitting(plans: &[Plan], file: &SourceFile) -> Fitting {
    let looks = Looks::at(file);
    let mut left: Vec<usize> = (0..plans.len()).collect();
    let mut known_by = vec![];
    // What says more comes first; what says less chooses among what is left.
    let ways: [Way<'_>; 4] = [
        (&|plan| looks.names(plan), "表题中的方案名称"),
        (&|plan| looks.lists_titles(plan), "所列任务、指标、节点的名称"),
        (&|plan| looks.lists_ids(plan), "所列的编号"),
        (&|plan| looks.is_of_a_unit(plan), "表题中的单位"),
    ];
    for (way, words) in ways {
        let of_it: Vec<usize> = left.iter().copied().filter(|at| way(&plans[*at])).collect();
        if !of_it.is_empty() && (of_it.len() < left.len() || known_by.is_empty()) {
            left = of_it;
            known_by.push(words);
        }
    }
    match left.as_slice() {
        [only] if known_by.is_empty() => Fitting::One(*only, "唯一的方案".to_owned()),
        _ if known_by.is_empty() => Fitting::None,
        [one] => Fitting::One(*one, known_by.join("、")),
        _ => Fitting::Several(left),
    }
}

/// Why it cannot be told of which plan a workbook is, and what to do.
pub fn unsaid(plans: &[Plan], file: &SourceFile) -> String {
    let named = |at: &usize| {
        let definition = &plans[*at].definition;
        format!("{}（{}）", definition.id.as_str(), definition.title.trim())
    };
    let all: Vec<usize> = (0..plans.len()).collect();
    let (why, among) = match fitting(plans, file) {
        Fitting::Several(several) => ("从内容看这几个方案都有可能", several),
        Fitting::One(..) | Fitting::None => ("从内容也看不出是哪一个", all),
    };
    let known: Vec<String> = among.iter().map(named).collect();
    if known.is_empty() {
        return match hidden(&file.sheets).remove("plan").filter(|plan| !plan.is_empty()) {
            Some(plan) => format!("表里写的方案是“{plan}”，这里没有这个方案的文件；请用 --plan 指明方案文件"),
            None => "表里没有写明方案；请用 --plan 指明方案文件".to_owned(),
        };
    }
    format!("表里没有写明方案，{why}；核对后用 --plan 写方案编号指明：{}", known.join("、"))
}

/// A way to know a plan, and what it goes by.
type Way<'w> = (&'w dyn Fn(&Plan) -> bool, &'static str);

/// What a workbook shows.
struct Looks<'f> {
    file: &'f SourceFile,
    /// All that stands in its cells.
    texts: BTreeSet<String>,
    /// What stands in the first rows.
    above: Vec<String>,
}

impl<'f> Looks<'f> {
    fn at(file: &'f SourceFile) -> Self {
        let visible = || file.sheets.iter().filter(|sheet: &&Sheet| !sheet.hidden);
        let texts = visible().flat_map(|sheet| sheet.cells.values()).map(|cell| plain(&cell.text)).collect();
        let titles = visible().flat_map(|sheet| sheet.cells.range(..(TITLE_ROWS + 1, 0)));
        Looks { file, texts, above: titles.map(|(_, cell)| plain(&cell.text)).collect() }
    }

    fn names(&self, plan: &Plan) -> bool {
        let names = [plan.definition.title.as_str(), plan.definition.reporting.subject.as_str()].map(plain);
        let mut names = names.iter().filter(|name| name.chars().count() > 3);
        names.any(|name| self.above.iter().any(|text| text.contains(name.as_str())))
    }

    fn lists_titles(&self, plan: &Plan) -> bool {
        let tasks = plan.tasks().map(|(_, _, task)| task.title.as_str());
        let rest = plan.milestones().map(|(_, milestone)| milestone.what.as_str());
        self.holds(tasks.chain(plan.indicators().map(|(_, item)| item.name.as_str())).chain(rest)) > 0
    }

    fn lists_ids(&self, plan: &Plan) -> bool {
        let tasks = plan.tasks().map(|(_, _, task)| task.id.as_str());
        let rest = plan.milestones().map(|(_, milestone)| milestone.id.as_str());
        self.holds(tasks.chain(plan.indicators().map(|(_, item)| item.id.as_str())).chain(rest)) >= ENOUGH
    }

    fn is_of_a_unit(&self, plan: &Plan) -> bool {
        titled(plan, &self.file.sheets).is_some()
    }

    /// How many of some words stand in cells of their own.
    fn holds<'w>(&self, words: impl Iterator<Item = &'w str>) -> usize {
        words.filter(|word| self.texts.contains(&plain(word))).count()
    }
}
