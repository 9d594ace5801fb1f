//! How a unit reported, in one sentence without its name.

use chrono::{Datelike as _, NaiveDate};

use super::label;
use crate::assess::{ReportState, Timeliness, UnitStanding};

/// `迟报2天（2025年12月17日收到）`. Faulty material is neither on time nor late: it says when it came, `按时送达`.
pub fn state(standing: &UnitStanding) -> String {
    let day = |day: Option<NaiveDate>| {
        day.map_or(String::new(), |d| format!("{}年{}月{}日", d.year(), d.month(), d.day()))
    };
    // What no book knows of was received on no day: the unit itself says when it reported.
    let on = day(standing.received_on);
    let came =
        if standing.self_reported { format!("填报日期{on}，自报") } else { format!("{on}收到") };
    let in_time = if standing.state() == ReportState::Faulty { "按时送达" } else { "按时" };
    match standing.timeliness {
        Timeliness::OnTime if standing.resubmitted_late => {
            format!("{in_time}（{came}），退回后于{}补报", day(standing.last_on))
        }
        Timeliness::OnTime if standing.received_on.is_some() => format!("{in_time}（{came}）"),
        Timeliness::OnTime => in_time.to_owned(),
        Timeliness::Late => format!("迟报{}天（{came}）", standing.days_late),
        Timeliness::Missing | Timeliness::NotYetDue if standing.last_on.is_some() => format!(
            "{}（电子件{}收到，纸质件未到）",
            label::timeliness(standing.timeliness),
            day(standing.last_on)
        ),
        Timeliness::Missing | Timeliness::NotYetDue if standing.paper_on.is_some() => format!(
            "{}（纸质件{}收到，电子件未到）",
            label::timeliness(standing.timeliness),
            day(standing.paper_on)
        ),
        Timeliness::ReturnedPending => format!("退回待补（{came}）"),
        _ if standing.book_damaged => "时间不详（收文登记簿无法读取）".to_owned(),
        other => label::timeliness(other).to_owned(),
    }
}
