//! The frame of the report as a paper.
//!
//! Takes the plan's duty to report; gives title, addressees, opening and closing. Never invents a
//! date of signature or a leader's words.

use chrono::Datelike as _;
use rust_decimal::Decimal;

use super::frame::publisher;
use super::stage::Stage;
use crate::measure::written;
use crate::plan::{Located, Number};
use crate::report::{Edition, Letter};
use crate::submission::Funds;
use crate::wording::Reader;

/// `2025年度` and the subject without its “本年度”.
pub(super) fn report_title(stage: &Stage<'_>) -> (String, Vec<String>) {
    let subject = stage.plan.definition.reporting.subject.replace("本年度", "").replace("年度", "");
    let parts = vec![format!("{}年度", stage.now.round.year), subject];
    (parts.concat(), parts)
}

/// Title, addressees, opening, closing.
pub(super) fn letter<E: Edition>(stage: &Stage<'_>) -> Letter {
    let definition = &stage.plan.definition;
    let (title, _) = report_title(stage);
    let office = publisher(stage.input).unwrap_or_default();
    let number = definition.document.number.as_ref().map(|n| format!("（{n}）")).unwrap_or_default();
    let basis = format!("根据《{}》{number}要求，", definition.title.inner);
    let year = stage.now.round.year;
    match E::READER {
        Reader::Public => Letter {
            title,
            addressees: vec![],
            opening: format!("{basis}现将{year}年度工作情况公布如下。"),
            closing: None,
            signature: office,
            date: None,
            funds: None,
        },
        Reader::Office => Letter {
            title: format!("{office}关于{title}的报告"),
            addressees: addressees(&definition.reporting.forwarded_to),
            opening: format!(
                "{basis}我办对各责任单位报送的{year}年度工作情况进行了汇总。现将有关情况报告如下："
            ),
            closing: Some("特此报告。".to_owned()),
            signature: office,
            date: Some(paper_date(stage)),
            funds: funds_text(stage),
        },
    }
}

/// The month of the report; the day is the signer's. When a year is over and not closed nobody knows
/// it yet: the month in which somebody happens to build is not it.
fn paper_date(stage: &Stage<'_>) -> String {
    let moment = &stage.now.progress.moment;
    let day = moment.seen_on();
    if moment.is_overrun() {
        return "　　　　年　　月　　日".to_owned();
    }
    format!("{}年{}月　日", day.year(), day.month())
}

/// 资金 as reported, added up over all entries; `None` when nobody reported any.
fn funds_text(stage: &Stage<'_>) -> Option<String> {
    let forms = || stage.now.round.submissions.iter().filter_map(|s| s.form.as_ref());
    let entries = || forms().flat_map(|form| &form.tasks).filter_map(|entry| entry.funds.as_ref());
    let total = |field: fn(&Funds) -> Option<&Located<Number>>| -> Option<(usize, Decimal)> {
        let mut sum = (0, Decimal::ZERO);
        for number in entries().filter_map(field) {
            sum = (sum.0 + 1, sum.1.checked_add(number.inner.value)?);
        }
        (sum.0 > 0).then_some(sum)
    };
    let (planned, spent) = (total(|f| f.planned.as_ref()), total(|f| f.spent.as_ref()));
    let parts = [
        planned.map(|(n, sum)| format!("计划投入{}万元（{n}项填报）", written(sum))),
        spent.map(|(n, sum)| format!("实际支出{}万元（{n}项填报）", written(sum))),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty())
        .then(|| format!("按各单位填报合计，{}。同一项目由多家单位填报的，可能重复。", parts.join("，")))
}

/// One line a variant: a 报告 goes in principle to one superior (条例第十五条); party committee and
/// government of one level share a line.
fn addressees(forwarded_to: &[String]) -> Vec<String> {
    let mut lines: Vec<String> = vec![];
    for name in forwarded_to.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        let joins = name.ends_with("政府") && lines.last().is_some_and(|last| last.ends_with("委"));
        match lines.last_mut() {
            Some(last) if joins => {
                last.push('、');
                last.push_str(name);
            }
            _ => lines.push(name.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    #[test]
    fn party_committee_and_government_share_a_line() {
        let given = ["省生态环境保护委员会办公室", "市委", "市政府"].map(str::to_owned);
        assert_eq!(super::addressees(&given), ["省生态环境保护委员会办公室", "市委、市政府"]);
    }
}
