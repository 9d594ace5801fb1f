//! What templates can call: safe Markdown, excerpts, and the geometry of charts.
//!
//! Takes values of the view models; gives text and finished numbers. Never judges, rounds or words
//! anything: that was done when the report was composed.

use minijinja::value::Serde;
use minijinja::{Environment, Error, ErrorKind, Value};

use crate::prose::Prose;
use crate::report::chart;
use crate::report::{Days, Receipts, Series};

/// Makes the functions and filters known.
pub(super) fn install(env: &mut Environment<'static>) {
    env.add_filter("md", |text: &str| Value::from_safe_string(Prose::read(text).html()));
    env.add_filter("markdown", |text: &str| Value::from_safe_string(Prose::read(text).markdown()));
    env.add_filter("excerpt", |text: &str, limit: usize| Prose::read(text).excerpt(limit));
    env.add_function("chart", |series: Serde<Series>| optional(chart::chart(&series)));
    env.add_function("spark", |series: Serde<Series>| optional(chart::spark(&series)));
    env.add_function("columns", |days: Serde<Days>| optional(chart::columns(&days)));
    env.add_function("curve", |receipts: Serde<Receipts>| optional(chart::curve(&receipts)));
    env.add_function("bar", |count: &Value| bar(count));
    env.add_function("percent_bar", |text: &str| optional(chart::percent_bar(text)));
    env.add_function("unit_marks", |keys: Vec<String>| optional(chart::unit_marks(&keys)));
}

fn optional<T: serde::Serialize>(drawn: Option<T>) -> Value {
    drawn.map_or(Value::from(()), |drawn| Value::from(Serde(&drawn)))
}

fn bar(count: &Value) -> Result<Value, Error> {
    let mut parts = vec![];
    for part in count.get_attr("parts")?.try_iter()? {
        let key = part.get_attr("key")?;
        let n = part.get_attr("n")?.as_usize();
        match (key.as_str(), n) {
            (Some(key), Some(n)) => parts.push((key.to_owned(), n)),
            _ => return Err(Error::new(ErrorKind::InvalidOperation, "bar() takes a count")),
        }
    }
    Ok(Value::from(Serde(&chart::bar(&parts))))
}
