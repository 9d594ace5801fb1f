//! What a heading or a name in the office's text stands for.
//!
//! Takes words and the plan; gives what they name, or the nearest name. Never guesses.

use super::{About, Figure, PARTS, RATES, TASK_COUNTS, UNIT_COUNTS};
use crate::plan::{IndicatorIndex, Plan};

/// The part of the report that a heading names.
pub(super) fn about(words: &str, plan: &Plan) -> Option<About> {
    let wanted = bare(words);
    names(plan).into_iter().find(|(name, _)| bare(name) == wanted).map(|(_, about)| about)
}

/// The name of a part that is nearest to a heading, to ask whether it was meant.
pub(super) fn nearest(words: &str, plan: &Plan) -> Option<String> {
    let wanted = bare(words);
    let far = |name: &str| strsim::damerau_levenshtein(&bare(name), &wanted);
    let best = names(plan).into_iter().map(|(name, _)| (far(&name), name)).min()?;
    (best.0 <= 2 || best.0 * 3 <= wanted.chars().count()).then_some(best.1)
}

/// All names of all parts: id, title, number and title.
fn names(plan: &Plan) -> Vec<(String, About)> {
    let mut all: Vec<(String, About)> =
        PARTS.iter().map(|(name, about)| ((*name).to_owned(), *about)).collect();
    let mut add = |id: &str, number: Option<&str>, title: &str, about| {
        all.push((id.to_owned(), about));
        all.push((title.to_owned(), about));
        all.push((format!("{id}{title}"), about));
        all.extend(number.map(|number| (format!("{number}{title}"), about)));
    };
    for (at, section) in plan.definition.sections.iter().enumerate() {
        add(section.id.as_str(), section.number.as_deref(), &section.title, About::Section(at));
    }
    for (index, _, task) in plan.tasks() {
        add(task.id.as_str(), task.number.as_deref(), &task.title.inner, About::Task(index));
    }
    for (index, indicator) in plan.indicators() {
        all.push((format!("指标{}", indicator.id.as_str()), About::Indicator(index)));
        all.push((format!("指标{}", indicator.name.inner), About::Indicator(index)));
    }
    all
}

/// Letters and digits only, without regard to case.
fn bare(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The figure that `数值("pm25")` names.
///
/// # Errors
/// What is wrong with it, and what it could be.
pub(super) fn figure(call: &str, plan: &Plan) -> Result<Figure, (String, String)> {
    let functions = "可用的有：数值、同比、目标（指标编号），任务数、家数、比例（名称）";
    let (name, rest) = call.split_once(['(', '（']).ok_or_else(|| {
        (format!("“{call}”不是数据的写法"), format!("写作 数值(\"指标编号\")；{functions}"))
    })?;
    let name = name.trim();
    let quotes = [' ', '"', '\'', '“', '”', '‘', '’', '「', '」', '　'];
    let asked = rest.trim_end().trim_end_matches([')', '）']).trim_matches(quotes);
    let indicator = || indicator(asked, plan);
    match name.to_ascii_lowercase().as_str() {
        "数值" | "value" => indicator().map(Figure::Value),
        "同比" | "change" => indicator().map(Figure::Change),
        "目标" | "target" => indicator().map(Figure::Target),
        "任务数" | "tasks" => counted(asked, &TASK_COUNTS).map(Figure::Tasks),
        "家数" | "units" => counted(asked, &UNIT_COUNTS).map(Figure::Units),
        "比例" | "rate" => counted(asked, &RATES).map(Figure::Rate),
        _ => Err((format!("没有名为“{name}”的数据"), functions.to_owned())),
    }
}

fn indicator(asked: &str, plan: &Plan) -> Result<IndicatorIndex, (String, String)> {
    let is = |name: &str| bare(name) == bare(asked);
    let mut all = plan.indicators();
    let found = all.find(|(_, indicator)| is(indicator.id.as_str()) || is(&indicator.name));
    found.map(|(index, _)| index).ok_or_else(|| {
        let far = |id: &str| strsim::damerau_levenshtein(&bare(id), &bare(asked));
        let near = plan.indicators().map(|(_, i)| (far(i.id.as_str()), i.id.as_str())).min();
        let near = near.filter(|(far, id)| *far <= 3 || far * 3 <= id.len());
        let help = near.map_or_else(|| "指标编号见方案".to_owned(), |(_, id)| format!("是不是“{id}”？"));
        (format!("方案里没有编号或名称为“{asked}”的指标"), help)
    })
}

fn counted(asked: &str, known: &[(&'static str, &'static str)]) -> Result<&'static str, (String, String)> {
    let found = known.iter().find(|(key, word)| *word == asked || key.eq_ignore_ascii_case(asked));
    found.map(|(key, _)| *key).ok_or_else(|| {
        let words: Vec<&str> = known.iter().map(|(_, word)| *word).collect();
        (format!("没有名为“{asked}”的数"), format!("可用的有：{}", words.join("、")))
    })
}
