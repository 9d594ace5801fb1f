//! What an entry still lacks, by the needs of its fields: worked out here and, in the workbook, by a formula.

use crate::syntax::vocabulary;
use crate::workbook::{Field, Need};

/// The headings of what is still to be filled in. An entry that nobody must answer lacks nothing until
/// something stands in it.
pub(super) fn lacking(fields: &[Field], now: &[Option<String>], asked: bool) -> Vec<&'static str> {
    let filled = |key: &str| fields.iter().zip(now).any(|(field, said)| field.key == key && said.is_some());
    if !asked && now.iter().all(Option::is_none) {
        return vec![];
    }
    let status = fields.iter().zip(now).find(|(field, _)| field.key == "status");
    let status = status.and_then(|(_, said)| said.as_deref());
    let wanted = |field: &Field| match field.need {
        Need::Always => true,
        Need::Optional => false,
        Need::With(list) => list.iter().any(|key| status == Some(vocabulary::chinese_value("Status", key))),
        Need::Without(other) => !filled(other) && is_first(fields, field.key, other),
        Need::Beside(other) => filled(other),
    };
    let open = fields.iter().zip(now).filter(|(field, said)| said.is_none() && wanted(field));
    open.map(|(field, _)| field.heading()).collect()
}

/// Of two fields of which one must be filled in, the first is named.
fn is_first(fields: &[Field], one: &str, other: &str) -> bool {
    let at = |key: &str| fields.iter().position(|field| field.key == key);
    at(one) < at(other)
}

/// The same as a formula over the cells of a row, and what else is to be asked: `cell` names the cell of a field.
pub(super) fn formula(
    fields: &[Field],
    asked: bool,
    doubts: &[String],
    cell: impl Fn(&str) -> String,
) -> String {
    let one = |field: &Field| {
        let own = cell(field.key);
        let condition = match field.need {
            Need::Always => format!("{own}=\"\""),
            Need::Optional => return None,
            Need::With(list) => {
                let status = cell("status");
                let is = |key: &&str| format!("{status}=\"{}\"", vocabulary::chinese_value("Status", key));
                format!("AND(OR({}),{own}=\"\")", list.iter().map(is).collect::<Vec<_>>().join(","))
            }
            Need::Without(other) if !is_first(fields, field.key, other) => return None,
            Need::Without(other) => format!("AND({}=\"\",{own}=\"\")", cell(other)),
            Need::Beside(other) => format!("AND({}<>\"\",{own}=\"\")", cell(other)),
        };
        Some(format!("IF({condition},\"{} \",\"\")", field.heading()))
    };
    let parts: Vec<String> = fields.iter().filter_map(one).chain(doubts.iter().cloned()).collect();
    let all = format!("TRIM({})", parts.join("&"));
    match fields {
        [first, .., last] if !asked => {
            format!("=IF(COUNTA({}:{})=0,\"\",{all})", cell(first.key), cell(last.key))
        }
        _ => format!("={all}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::{INDICATORS, TASKS};

    fn now(fields: &[Field], said: &[(&str, &str)]) -> Vec<Option<String>> {
        let of = |key: &str| said.iter().find(|(named, _)| *named == key).map(|(_, text)| (*text).to_owned());
        fields.iter().map(|field| of(field.key)).collect()
    }

    #[test]
    fn what_lacks_depends_on_what_is_said() {
        let task = |said: &[(&str, &str)]| lacking(TASKS.fields, &now(TASKS.fields, said), true);
        assert_eq!(task(&[]), ["完成情况", "进展情况"]);
        assert_eq!(task(&[("status", "滞后"), ("progress", "在建")]), ["存在问题", "下一步措施"]);
        assert_eq!(task(&[("status", "已完成"), ("progress", "完工")]), ["佐证材料"]);
        let figure = |said: &[(&str, &str)]| lacking(INDICATORS.fields, &now(INDICATORS.fields, said), true);
        assert_eq!(figure(&[]), ["数值"]);
        assert_eq!(figure(&[("missing", "未监测")]), Vec::<&str>::new());
        assert_eq!(figure(&[("value", "1"), ("n", "1")]), ["分母", "时段", "数据状态", "来源"]);
        assert!(lacking(TASKS.fields, &now(TASKS.fields, &[]), false).is_empty());
    }
}
