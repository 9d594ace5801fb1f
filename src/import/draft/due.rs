//! By when a task is to be done.
//!
//! Takes the words of a time limit, or the text of a task; gives a day, a year, or no end.
//! Never takes the end of a document's own validity for a limit.

use chrono::Datelike as _;

use crate::import::grammar::figures::blanked;
use crate::import::grammar::gather::Task as Work;
use crate::import::grammar::text::plain;
use crate::import::grammar::years::{Year, years};
use crate::plan::{Date, Due};

/// The last year by which the text of a task wants something done, or a goal of it reached, up to the
/// end of the plan.
pub(super) fn due_in(work: &Work, end: i32) -> Option<Due> {
    let text = blanked(&plain(&work.text));
    let valid = |y: &Year| !text[..y.range.start].ends_with("有效期");
    let years = years(&text).into_iter().filter(|y| y.until && !y.past && y.year < 2050 && valid(y));
    let last = years.max_by_key(|y| (y.year, y.day));
    let reached = work.reaches.filter(|year| *year <= end && last.as_ref().is_none_or(|l| l.year < *year));
    reached.map(Due::Year).or_else(|| last.as_ref().map(of_year))
}

/// 2026年6月底 as a day, 2027年 as a year, 长期 as no end; 6月底 is of the year of an annual plan.
pub(super) fn due(text: &str, annual: Option<i32>) -> Option<Due> {
    let text = plain(text);
    if ["长期", "持续", "常态", "全年"].iter().any(|w| text.contains(w)) {
        return Some(Due::Ongoing);
    }
    let own = |annual: i32| years(&format!("{annual}年{text}")).into_iter().find(|y| y.day.is_some());
    // 年底前 of an annual plan is the end of its year.
    if let Some(annual) = annual.filter(|_| text.trim_end_matches(['前', '完', '成']) == "年底") {
        return Some(Due::Year(annual));
    }
    let year = years(&text).into_iter().next_back().or_else(|| annual.and_then(own))?;
    Some(of_year(&year))
}

fn of_year(year: &Year) -> Due {
    let date = year.day.and_then(|(m, d)| chrono::NaiveDate::from_ymd_opt(year.year, m, d));
    date.map_or(Due::Year(year.year), |d| {
        if (d.month(), d.day()) == (12, 31) { Due::Year(d.year()) } else { Due::Date(Date(d)) }
    })
}
