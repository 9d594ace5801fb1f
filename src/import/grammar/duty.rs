//! The duty to report: when, to whom, about what.
//!
//! Takes paragraphs; gives all [`Duty`]s found. Never chooses one silently.

use super::text::{Paragraph, patterns};

patterns! {
    WHEN = r"(?P<every>每年度?|每季度?|每半年|每月|每年度|年度|于每年)(?P<when>((\d{1,2})月(\d{1,2}日|底|末)|(\d{1,2})日|年?底|末|底|结束后|初|(首|第一个月|次月))[^,。;]{0,14}?(前|以前|之前|内)?)?";
    ONCE = r"(于)?(?P<when>\d{1,2}月\d{1,2}日)(之|以)?前";
    OF_YEAR = r"(年度|全年|年终|总结)";
    REPORT = r"(报送|上报|报告|报至|报|函告|反馈|备案|通报)";
    DAY = r"(?P<m>\d{1,2})月(?P<d>\d{1,2})日";
    TO = r"向(?P<who>[^,。;:]{2,30}?)(书面|专题|集中|及时|统一)?(报送|报告|上报|反馈|报备)|(报送至?|报至|上报至?|报)(?P<to>[^,。;:]{1,28}?(办公室|办公厅|局|委员会|委|厅|部|领导小组|专班|政府|办|指挥部|中心|督查室))(,|。|;|$|备案|汇总|审定)|(报送|报)[^,。;:]{1,14}?至(?P<at>[^,。;:]{2,28}?(办公室|办公厅|局|委|厅|部|领导小组|专班|政府|办|指挥部|中心))(,|。|;|$)";
    WHAT = r"(书面)?(报送|上报|报告|报)(?P<what>[^,。;:向]{2,34}(情况|进展|总结|报告|小结|成效|台账|工作))";
    ALSO_WHAT = r"将(?P<what>[^,。;:]{2,30}?)(书面)?(报送|上报|报|反馈)";
    ONWARD = r"汇总后[,]?(向|报(送)?)(?P<to>[^。;]{2,60}?)(专题报告|报告|$|[,。;])";
    NO_DUTY = r"(企业|突发|排污单位|事故|社会公布|患者|疫情)";
}

/// A duty to report, as printed.
#[derive(Debug, Clone)]
pub(crate) struct Duty {
    /// Days of the year, month and day.
    pub(crate) days: Vec<(u32, u32)>,
    /// 每年, 每季度, 每月….
    pub(crate) every: String,
    pub(crate) recipient: Option<String>,
    pub(crate) subject: Option<String>,
    pub(crate) forwarded_to: Vec<String>,
    pub(crate) quote: String,
    pub(crate) line: usize,
    /// Paragraph, for the clause.
    pub(crate) at: usize,
}

impl Duty {
    /// The day of the report on the whole year: of 6月30日、12月10日 the one at its end.
    pub(crate) fn day(&self) -> Option<(u32, u32)> {
        self.days.iter().find(|(month, _)| *month > 9).or(self.days.first()).copied()
    }
}

/// All duties of the paragraphs, those with a day first.
pub(crate) fn read(paragraphs: &[Paragraph], body: std::ops::Range<usize>) -> Vec<Duty> {
    let mut found = vec![];
    for at in body {
        let Some(paragraph) = paragraphs.get(at) else { break };
        let norm = &paragraph.norm;
        if !norm.contains('报') || !(norm.contains('每') || OF_YEAR.is_match(norm)) {
            continue;
        }
        for range in super::goals::sentences(norm, 0) {
            let Some(words) = norm.get(range.clone()) else { continue };
            found.extend(of_sentence(paragraph, range.start, words).map(|duty| Duty { at, ..duty }));
        }
    }
    found.sort_by_key(|d: &Duty| d.days.is_empty());
    found
}

fn of_sentence(paragraph: &Paragraph, start: usize, words: &str) -> Option<Duty> {
    let regular = WHEN.captures_iter(words).find(|c| c.name("when").is_some());
    let when = regular.or_else(|| ONCE.captures(words).filter(|_| OF_YEAR.is_match(words)))?;
    let all = when.get(0)?;
    let report = REPORT.find(words)?;
    if NO_DUTY.is_match(words) {
        return None;
    }
    let every = when.name("every").map_or("每年", |m| m.as_str().trim_start_matches('于')).to_owned();
    let mut days: Vec<(u32, u32)> = DAY
        .captures_iter(words)
        .filter_map(|c| Some((c["m"].parse().ok()?, c["d"].parse().ok()?)))
        .filter(|(m, d)| (1..=12).contains(m) && (1..=31).contains(d))
        .collect();
    days.dedup();
    if days.is_empty() && every.contains('年') && when["when"].contains('底') {
        days.push((12, 31));
    }
    let behind = &words[all.end().min(report.start())..];
    let capture = |r: &regex::Regex, text: &str, name: &str| r.captures(text).map(|c| c[name].to_owned());
    let end = words.len();
    let from = words[..all.start()].rfind([';', '。']).map_or(0, |i| i + 1);
    Some(Duty {
        days,
        every,
        recipient: recipient(behind).or_else(|| recipient(words)),
        subject: capture(&ALSO_WHAT, words, "what").or_else(|| capture(&WHAT, behind, "what")),
        forwarded_to: capture(&ONWARD, words, "to").map(|to| split(&to)).unwrap_or_default(),
        quote: paragraph.quote(start + from..start + end),
        line: paragraph.line_of(start + all.start()),
        at: 0,
    })
}

fn recipient(words: &str) -> Option<String> {
    let c = TO.captures(words)?;
    let who =
        c.name("who").or(c.name("to")).or(c.name("at"))?.as_str().trim_start_matches(['送', '至', '给']);
    (!who.is_empty()).then(|| who.to_owned())
}

fn split(to: &str) -> Vec<String> {
    super::names::split_names(to).iter().flat_map(|n| super::names::split_and(n)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::Line;
    use crate::import::grammar::text::paragraphs;

    #[test]
    fn of_several_days_the_last_of_the_year_is_for_the_whole() {
        let text = "各科室请于6月30日、12月10日前分别将半年、全年工作总结报局办公室。";
        let read = read(&paragraphs(&[Line::new(1, text)], &[]), 0..1);
        let duty = read.first().expect("a duty");
        assert_eq!(duty.days, [(6, 30), (12, 10)]);
        assert_eq!(duty.day(), Some((12, 10)));
        assert_eq!(duty.recipient.as_deref(), Some("局办公室"));
    }
}
