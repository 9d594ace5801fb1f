//! The frame of the report as a paper.
//!
//! Takes the plan's duty to report and what the office gave for this very paper; gives title, addressees,
//! opening, closing, date. Never invents a date of signature or a leader's words, and never takes the day on
//! which somebody builds for the day of the report.

use super::cells::filled;
use super::frame::{published_at, publisher};
use super::stage::Stage;
use crate::plan::Date;
use crate::report::{Edition, Letter};
use crate::submission::Dispatch;
use crate::wording::Reader;
use crate::wording::summary::title as set;

/// `2025年度` and the subject without its “本年度”.
pub(super) fn report_title(stage: &Stage<'_>) -> (String, Vec<String>) {
    let subject = without_year(&stage.plan.definition.reporting.subject);
    let parts = vec![format!("{}年度", stage.now.round.year), subject];
    (parts.concat(), parts)
}

/// A subject without the year that the title says: 本年度, 年度, 2031年度, 2031年.
fn without_year(subject: &str) -> String {
    let mut rest = subject.trim().replace("本年度", "").replace("各年度", "");
    while let Some(at) = rest.find("年度") {
        let digits = rest[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        rest.replace_range(at - digits..at + "年度".len(), "");
    }
    let led = rest.strip_prefix("20").and_then(|tail| tail.get(2..)).and_then(|tail| tail.strip_prefix('年'));
    led.map_or(rest.clone(), str::to_owned)
}

/// Title, addressees, opening, closing.
pub(super) fn letter<E: Edition>(stage: &Stage<'_>) -> Letter {
    let definition = &stage.plan.definition;
    let (title, _) = report_title(stage);
    let issuer = issuer(stage);
    let named = issuer.clone().unwrap_or_else(|| "（发文机关）".to_owned());
    let number = definition.document.number.as_ref().map(|n| format!("（{n}）")).unwrap_or_default();
    // Marks of a title inside of those of another are single ones.
    let own = set(&definition.title.inner).replace('《', "〈").replace('》', "〉");
    let plan = format!("《{own}》{number}");
    // A document that asks for no report is no ground of one.
    let asks = filled(definition.reporting.clause.as_ref()).is_some() || definition.reporting.quote.is_some();
    let year = stage.now.round.year;
    let given = stage.now.round.decisions.dispatch.as_ref().map(|given| &given.inner);
    match E::READER {
        Reader::Public => Letter {
            title: format!("{}{}", definition.region.trim(), set(&title)),
            addressees: vec![],
            opening: if asks {
                format!("根据{plan}，现将{year}年度工作情况公布如下。")
            } else {
                format!("现将{plan}{year}年度工作情况公布如下。")
            },
            closing: None,
            signature: issuer.unwrap_or_default(),
            date: publication_day(stage),
            number: None,
            signatory: None,
            contact: None,
            copies: vec![],
            blanks: vec![],
        },
        Reader::Office => Letter {
            title: format!("{named}关于{}的报告", set(&title)),
            addressees: to_whom(given, &definition.reporting.forwarded_to),
            opening: opening(&plan, asks, issuer.as_deref().map(we), year),
            closing: Some("特此报告。".to_owned()),
            signature: named,
            date: paper_date(stage, given),
            number: given.and_then(|given| filled(given.number.as_ref())).map(str::to_owned),
            signatory: given.and_then(|given| filled(given.signatory.as_ref())).map(str::to_owned),
            contact: given.and_then(|given| filled(given.contact.as_ref())).map(str::to_owned),
            copies: given.map(|given| said(&given.copies)).unwrap_or_default(),
            blanks: blanks(stage, issuer.is_some(), given),
        },
    }
}

/// `根据《…》要求，我办对各责任单位报送的2025年度工作情况进行了汇总。现将有关情况报告如下：`; nobody is said to have asked who did not.
fn opening(plan: &str, asks: bool, we: Option<&str>, year: i32) -> String {
    let we = we.unwrap_or("（发文机关简称）");
    let told = if asks {
        format!("根据{plan}要求，{we}对各责任单位报送的{year}年度工作情况进行了汇总")
    } else {
        format!("{we}对各责任单位报送的{plan}{year}年度落实情况进行了汇总")
    };
    format!("{told}。现将有关情况报告如下：")
}

/// What nobody has given yet: blanks of the paper that the office fills.
fn blanks(stage: &Stage<'_>, is_issued: bool, given: Option<&Dispatch>) -> Vec<&'static str> {
    let to = to_whom(given, &stage.plan.definition.reporting.forwarded_to);
    let has = |word: fn(&Dispatch) -> Option<&String>| given.and_then(|given| filled(word(given))).is_some();
    // What may be left out altogether is asked for until the office has said anything of the sending.
    let is_open = given.is_none();
    let all = [
        (!is_issued, "发文机关"),
        (to.is_empty(), "主送机关"),
        (is_open && !has(|given| given.number.as_ref()), "发文字号"),
        (!has(|given| given.signatory.as_ref()), "签发人"),
        (is_open && !has(|given| given.contact.as_ref()), "联系人"),
        (paper_date(stage, given).is_none(), "成文日期"),
    ];
    all.into_iter().filter(|(lacks, _)| *lacks).map(|(_, what)| what).collect()
}

/// Who signs, with its place: a plan names the body that collects as its own readers do, 市… or without a place.
///
/// Who only collects signs where it is a body that sends papers of its own: a 专班 or 各部门 is none, and nobody knows who
/// signs for it.
fn issuer(stage: &Stage<'_>) -> Option<String> {
    let definition = &stage.plan.definition;
    let name = publisher(stage.input)?;
    if definition.issued_by.is_some() {
        return Some(name);
    }
    let collects = name == definition.reporting.recipient.trim();
    (!collects || is_body(&name)).then(|| placed(&name, definition.region.trim()))
}

/// Whether a name is that of a body, by its kind.
fn is_body(name: &str) -> bool {
    const KINDS: [&str; 9] = ["办公室", "办", "委员会", "委", "局", "厅", "领导小组", "指挥部", "政府"];
    KINDS.iter().any(|kind| name.ends_with(kind)) && !name.starts_with('各')
}

fn placed(name: &str, region: &str) -> String {
    if name.is_empty() || region.is_empty() || name.contains(region) {
        return name.to_owned();
    }
    let kind = region.chars().next_back().filter(|kind| "省市县区旗州".contains(*kind));
    let rest = kind.and_then(|kind| name.strip_prefix(kind)).unwrap_or(name);
    format!("{region}{rest}")
}

/// How whoever signs the papers of a plan speaks of itself in them: one word from the opening to the last annex. None where
/// nobody knows who signs.
pub(super) fn signer(stage: &Stage<'_>) -> Option<String> {
    issuer(stage).map(|issuer| we(&issuer).to_owned())
}

/// How a body speaks of itself; where its kind has no such word, by its name.
fn we(issuer: &str) -> &str {
    match issuer {
        name if name.ends_with("办公室") || name.ends_with('办') => "我办",
        name if name.ends_with("委员会") || name.ends_with('委') => "我委",
        name if name.ends_with('局') => "我局",
        name if name.ends_with('厅') => "我厅",
        name if name.ends_with("领导小组") => "本领导小组",
        name => name,
    }
}

fn said(names: &[String]) -> Vec<String> {
    names.iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// As the office gave it; of a closed year the day of record. Until then nobody knows the day on which
/// somebody will sign.
fn paper_date(stage: &Stage<'_>, given: Option<&Dispatch>) -> Option<String> {
    let given = given.and_then(|given| given.dated);
    given.or_else(|| stage.now.closed.map(|closed| Date(closed.day()))).map(Date::chinese)
}

/// The day on which the year was published; before, that of its record.
fn publication_day(stage: &Stage<'_>) -> Option<String> {
    let published = published_at(stage).and_then(|at| at.get(..10)?.parse::<Date>().ok());
    published.or_else(|| stage.now.closed.map(|closed| Date(closed.day()))).map(Date::chinese)
}

/// One line a variant: a 报告 goes in principle to one superior (条例第十五条); party committee and
/// government of one level share a line.
fn to_whom(given: Option<&Dispatch>, forwarded_to: &[String]) -> Vec<String> {
    let own = given.map(|given| given.addressees.as_slice()).filter(|own| !own.is_empty());
    let mut lines: Vec<String> = vec![];
    for name in said(own.unwrap_or(forwarded_to)) {
        let joins = name.ends_with("政府") && lines.last().is_some_and(|last| last.ends_with("委"));
        match lines.last_mut() {
            Some(last) if joins => {
                last.push('、');
                last.push_str(&name);
            }
            _ => lines.push(name),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    #[test]
    fn who_signs_has_its_place() {
        for (name, region, signed) in [
            ("市河长办", "望山市", "望山市河长办"),
            ("领导小组", "望山县", "望山县领导小组"),
            ("望山县领导小组", "望山县", "望山县领导小组"),
            ("市河长办", "", "市河长办"),
        ] {
            assert_eq!(super::placed(name, region), signed);
        }
    }

    #[test]
    fn a_title_says_its_year_once() {
        for subject in ["本年度护河情况", "护河年度情况", "2031年度护河情况", "2031年护河情况", "护河情况"]
        {
            assert_eq!(super::without_year(subject), "护河情况", "{subject}");
        }
    }

    #[test]
    fn a_body_speaks_of_itself_by_its_own_kind() {
        for (name, word) in [
            ("望山市河长制办公室", "我办"),
            ("望山市河长办", "我办"),
            ("望山市水务局", "我局"),
            ("望山市发展和改革委员会", "我委"),
            ("望山县创建工作领导小组", "本领导小组"),
            ("望山县创建工作专班", "望山县创建工作专班"),
        ] {
            assert_eq!(super::we(name), word, "{name}");
        }
    }

    #[test]
    fn party_committee_and_government_share_a_line() {
        let given = ["省生态环境保护委员会办公室", "市委", "市政府"].map(str::to_owned);
        assert_eq!(super::to_whom(None, &given), ["省生态环境保护委员会办公室", "市委、市政府"]);
    }
}
