//! What happened to units' reports, and what of them is still owed.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use crate::intake::{Event, EventKind};

/// `第2版签收`, `第1版退回`, `纸质件签收`.
pub fn event(event: &Event) -> String {
    let what = match event.event {
        EventKind::Received if event.held => "签收，待确认",
        EventKind::Received => "签收",
        EventKind::Accepted => "采用",
        EventKind::Returned => "退回",
        EventKind::Superseded => "被新版代替",
        EventKind::Paper => return "纸质件签收".to_owned(),
    };
    format!("第{}版{what}", event.version)
}

/// `2025-12-10以后`; a moment within a day has its hour.
pub fn since(moment: DateTime<FixedOffset>) -> String {
    let whole = moment.time() == NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
    let form = if whole { "%Y-%m-%d" } else { "%Y-%m-%d %H:%M" };
    format!("{}以后", moment.format(form))
}

/// `2025-12-17（收文登记簿最后有记录的一天）`.
pub fn last_booked(day: NaiveDate) -> String {
    format!("{}（收文登记簿最后有记录的一天）", day.format("%Y-%m-%d"))
}

/// `距截止时间还有3天`, `今天截止`, `已过截止时间16天`; of a round that is over no days are counted.
pub fn days_from(deadline: NaiveDate, today: NaiveDate) -> String {
    match (deadline - today).num_days() {
        days if days > 0 => format!("距截止时间还有{days}天"),
        0 => "今天截止".to_owned(),
        days if days < -LONG_AGO => format!("{}已截止", crate::plan::Date(deadline).chinese()),
        days => format!("已过截止时间{}天", -days),
    }
}

/// After so many days nobody counts them.
const LONG_AGO: i64 = 60;

/// `全部材料（任务4项、指标1项）`: what is asked of a unit of which nothing counts.
pub fn all_owed(of: &[(&str, usize)]) -> String {
    let parts: Vec<String> =
        of.iter().filter(|(_, n)| *n > 0).map(|(kind, n)| format!("{kind}{n}项")).collect();
    if parts.is_empty() {
        "全部材料".to_owned()
    } else {
        format!("全部材料（{}）", parts.join("、"))
    }
}

/// `任务2项（甲、乙）；指标5项（丙、丁、戊等）`: what a unit has not answered, the first of each kind by name.
pub fn owed(of: &[(&str, Vec<&str>)]) -> String {
    let kind = |(kind, names): &(&str, Vec<&str>)| {
        let more = if names.len() > NAMED { "等" } else { "" };
        let named: Vec<&str> = names.iter().take(NAMED).copied().collect();
        format!("{kind}{}项（{}{more}）", names.len(), named.join("、"))
    };
    let parts: Vec<String> = of.iter().filter(|(_, names)| !names.is_empty()).map(kind).collect();
    parts.join("；")
}

/// `强制2处、核实1处`: what of a unit's report is wrong or asked about.
pub fn to_mend(faults: usize, questions: usize) -> String {
    let parts = [("强制", faults), ("核实", questions)];
    let parts = parts.into_iter().filter(|(_, n)| *n > 0).map(|(word, n)| format!("{word}{n}处"));
    parts.collect::<Vec<_>>().join("、")
}

/// `2025年截止日累计接收32家，前后共34家。`: before the deadline only what has come.
pub fn came(year: &str, (in_time, all): (usize, usize), until: i64) -> String {
    match until {
        0.. => format!("{year}截止日累计接收{in_time}家，前后共{all}家。"),
        _ => format!("{year}至今接收{all}家。"),
    }
}

/// `2025年同期接收9家。`: by the same day before or after the deadline.
pub fn came_then(year: &str, n: usize) -> String {
    format!("{year}同期接收{n}家。")
}

/// `13家没有收文登记，报送时间以单位自报的填报日期为准。`: wherever a date counts that nobody else has written down.
pub fn own_dates(own: usize) -> Option<String> {
    (own > 0).then(|| format!("{own}家没有收文登记，报送时间以单位自报的填报日期为准。"))
}

/// How units are placed by their days: so many in a time of their own, and in time.
pub fn came_by(in_own_time: usize) -> String {
    let later = match in_own_time {
        0 => String::new(),
        n => format!("截止日后收到的有{n}家在另定的应报时间以内，计为按时。"),
    };
    format!("按首次报送时间累计。{later}")
}

/// Names of a kind that stand in full.
const NAMED: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_unit_owes_is_counted_and_named() {
        assert_eq!(all_owed(&[("任务", 4), ("指标", 0), ("节点", 2)]), "全部材料（任务4项、节点2项）");
        assert_eq!(all_owed(&[]), "全部材料");
        let of = [("任务", vec!["甲", "乙"]), ("指标", vec![]), ("节点", vec!["丙", "丁", "戊", "己"])];
        assert_eq!(owed(&of), "任务2项（甲、乙）；节点4项（丙、丁、戊等）");
        assert_eq!((to_mend(0, 0), to_mend(2, 1)), (String::new(), "强制2处、核实1处".to_owned()));
    }

    #[test]
    fn a_day_is_a_day_and_a_moment_has_its_hour() {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).expect("a moment");
        assert_eq!(since(at("2025-12-10T23:59:59+08:00")), "2025-12-10以后");
        assert_eq!(since(at("2025-12-10T09:05:00+08:00")), "2025-12-10 09:05以后");
    }
}
