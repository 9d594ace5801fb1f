//! Which year and which subject each number of a sentence belongs to: the nearest before it, or, after 分别, the one
//! that stands at the same place in its list.
//!
//! Takes a sentence; gives for a number its years and its subject. What the sentence leaves open is `None`.

use std::ops::Range;

use super::amount::Amount;
use super::years::{Year, years};

/// Where a clause ends; 、 parts the items of a list, | the cells of a table.
const ENDS: [char; 13] = ['|', '，', ',', '。', '；', ';', '、', '：', ':', '(', '（', ')', '）'];
const SENTENCES: [char; 3] = ['。', '；', ';'];

/// A sentence, read.
pub(super) struct Said<'t> {
    /// Its text.
    pub(super) text: &'t str,
    /// Its years, in order.
    pub(super) years: Vec<Year>,
    /// Its numbers, in order.
    pub(super) amounts: Vec<Amount>,
    lists: Vec<Respective>,
}

/// `…分别达到60%、80%`.
struct Respective {
    /// The positions of its numbers.
    amounts: Range<usize>,
    /// The positions of as many years.
    years: Option<Range<usize>>,
    /// As many subjects.
    subjects: Option<Vec<String>>,
}

impl<'t> Said<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let years = years(text);
        let mut amounts = Amount::all(text);
        amounts.retain(|amount| !years.iter().any(|year| year.range.contains(&amount.range.start)));
        let mut said = Said { text, years, amounts, lists: vec![] };
        said.lists =
            text.match_indices("分别").filter_map(|(at, word)| said.list(at, at + word.len())).collect();
        said
    }

    /// The list whose word stands there.
    fn list(&self, start: usize, end: usize) -> Option<Respective> {
        let of_amount = |at: usize| self.amounts.iter().any(|amount| amount.range.contains(&at));
        let stop = |(at, c): &(usize, char)| (*c == ',' || SENTENCES.contains(c)) && !of_amount(end + at);
        let stop = self.text[end..].char_indices().find(stop).map_or(self.text.len(), |(at, _)| end + at);
        let first = self.amounts.partition_point(|amount| amount.range.start < end);
        let amounts = first..self.amounts.partition_point(|amount| amount.range.start < stop);
        let of = amounts.len();
        if of < 2 {
            return None;
        }
        let sentence = self.text[..start].rfind(SENTENCES).unwrap_or(0);
        let last = self.years.partition_point(|year| year.range.end <= start);
        let listed = self.joined(last).filter(|years| self.years[years.start].range.start >= sentence);
        let years = listed.filter(|years| years.len() == of);
        let clause = self.text[..start].rfind([',', '。', '；', ';', ':', '：']).map_or(0, |at| at + 1);
        let behind = self.years[..last].last().map_or(0, |year| year.range.end);
        let subjects = split(self.text.get(clause.max(behind)..start).unwrap_or(""), of);
        // Two lists of one length: which of them is meant is left open.
        let both = years.is_some() && subjects.is_some();
        Some(Respective { amounts, years: years.filter(|_| !both), subjects: subjects.filter(|_| !both) })
    }

    /// The years that end before a position among them and stand together: no clause ends between them.
    fn joined(&self, end: usize) -> Option<Range<usize>> {
        let mut start = end.checked_sub(1)?;
        while start > 0 {
            let between = &self.text[self.years[start - 1].range.end..self.years[start].range.start];
            if !Amount::all(between).is_empty() || between.contains([',', '。', '；', ';']) {
                break;
            }
            start -= 1;
        }
        Some(start..end)
    }

    fn position(&self, amount: &Amount) -> Option<usize> {
        self.amounts.iter().position(|other| other.range == amount.range)
    }

    /// The years of a number, of those that are wanted.
    pub(super) fn years_of(&self, amount: &Amount, wanted: impl Fn(&Year) -> bool) -> Option<Vec<&Year>> {
        let at = self.position(amount)?;
        if let Some(list) = self.lists.iter().find(|list| list.amounts.contains(&at)) {
            let years = list.years.clone()?;
            return Some(vec![&self.years[years.start + (at - list.amounts.start)]]);
        }
        if self.amounts.iter().any(|amount| self.in_brackets(amount).is_some()) {
            return self.in_brackets(amount).map(|year| vec![year]);
        }
        let before = |year: &&Year| year.range.end <= amount.range.start && wanted(year);
        let last = self.years.iter().rposition(|year| before(&year))?;
        let years: Vec<&Year> = self.years[self.joined(last + 1)?].iter().filter(before).collect();
        Some(years)
    }

    /// `60%（2027年）`.
    fn in_brackets(&self, amount: &Amount) -> Option<&Year> {
        let year = self.years.iter().find(|year| year.range.start >= amount.range.end)?;
        let between = &self.text[amount.range.end..year.range.start];
        let (behind, inside) = between.split_once(['(', '（'])?;
        let close = self.text[year.range.end..].find([')', '）']).map(|at| year.range.end + at)?;
        // Brackets with a number of their own are a sentence of their own.
        let is_alone = !self.amounts.iter().any(|other| (year.range.end..close).contains(&other.range.start));
        (is_alone && !behind.contains(ENDS) && !inside.contains(ENDS)).then_some(year)
    }

    /// What a number is said of: its clause, or the nearest before that says more than a verb.
    fn subject(&self, at: usize, unit: Option<&str>) -> Option<String> {
        if let Some(list) = self.lists.iter().find(|list| list.amounts.contains(&at)) {
            return list.subjects.as_ref().map(|subjects| subjects[at - list.amounts.start].clone());
        }
        let end_of = |at: usize| {
            let amount = &self.amounts[at];
            amount.unit_end(self.text, unit).unwrap_or(amount.range.end)
        };
        let amount = &self.amounts[at];
        let previous = at.checked_sub(1);
        let from = previous.map_or(0, end_of).min(amount.range.start);
        let rest = &self.text[end_of(at)..];
        let next = self.amounts.get(at + 1).map_or(self.text.len(), |next| next.range.start);
        let stop = rest.find(ENDS).map_or(self.text.len(), |stop| end_of(at) + stop).min(next);
        let behind = self.bare(end_of(at)..stop.max(end_of(at)));
        let clauses = self.clauses(from..amount.range.start);
        // What follows an earlier number in its own clause is said of that one.
        let is_own =
            |clause: &Range<usize>| clause.start > from || from == 0 || clause.end == amount.range.start;
        let own = clauses.into_iter().rev().filter(is_own).map(|clause| self.bare(clause));
        let before = own.into_iter().find(|words| words.chars().count() > 1).unwrap_or_default();
        let words = format!("{before} {behind}");
        match words.chars().filter(|c| c.is_alphanumeric()).count() > 1 {
            true => Some(words.trim().to_owned()),
            false => self.subject(previous?, unit),
        }
    }

    /// The clauses of a stretch.
    fn clauses(&self, stretch: Range<usize>) -> Vec<Range<usize>> {
        let mut start = stretch.start;
        let mut found = vec![];
        for (at, end) in self.text[stretch.clone()].match_indices(ENDS) {
            found.push(start..stretch.start + at);
            start = stretch.start + at + end.len();
        }
        found.push(start..stretch.end);
        found
    }

    /// The words of a stretch without years, verbs and what else says nothing of the subject.
    fn bare(&self, stretch: Range<usize>) -> String {
        let is_year = |at: usize| self.years.iter().any(|year| year.range.contains(&at));
        let kept = self.text[stretch.clone()].char_indices().filter(|(at, _)| !is_year(stretch.start + at));
        without_verbs(&kept.map(|(_, c)| c).collect::<String>())
    }

    /// Whose a number is, where it is another's: the sentence gives a number of the same unit to the name that is
    /// looked for, and says this one of something else. `others` are the names of the plan's other indicators.
    pub(super) fn is_of_another(
        &self,
        amount: &Amount,
        (name, unit): (&str, Option<&str>),
        others: &[String],
    ) -> Option<String> {
        let at = self.position(amount)?;
        let own = self.subject(at, unit)?;
        let mut rivals = (0..self.amounts.len()).filter(|other| *other != at);
        let is_better = |other: usize| {
            let has_unit = self.amounts[other].has_unit(self.text, unit);
            let Some(words) = self.subject(other, unit).filter(|words| has_unit && *words != own) else {
                return false;
            };
            // 绿地率 and 绿化覆盖率 have a character in common; where the whole name stands beside another number,
            // that says nothing.
            let is_named = words.contains(name) && likeness(name, &own) == 0;
            let strange = is_named || likeness(name, &words) >= 60 && !share_a_word(name, &own);
            let swapped = |rival: &String| {
                let at_home = likeness(rival, &own);
                at_home >= 60
                    && at_home >= likeness(name, &own) + 25
                    && likeness(name, &words) > likeness(rival, &words)
            };
            strange || others.iter().any(swapped)
        };
        rivals.any(is_better).then_some(own)
    }
}

/// The items of a list, where there are so many.
fn split(list: &str, of: usize) -> Option<Vec<String>> {
    let parts = |ends: &[char]| -> Vec<String> {
        list.split(ends).map(without_verbs).filter(|part| !part.is_empty()).collect()
    };
    let found =
        [parts(&['、']), parts(&['、', '和', '及', '与'])].into_iter().find(|parts| parts.len() == of)?;
    // 城市、县城污水处理率: what is said once at the end holds for the short ones before it.
    let last = found.last().cloned().unwrap_or_default();
    let whole = |item: String| match item.chars().count() {
        short @ ..=4 => item + &last.chars().skip(short).collect::<String>(),
        _ => item,
    };
    Some(found.into_iter().map(whole).collect())
}

/// Words around a number that name no subject.
const VERBS: [&str; 44] = [
    "年底前",
    "年底",
    "底前",
    "年末",
    "之前",
    "分别",
    "提高到",
    "提高至",
    "提升到",
    "提升至",
    "增加到",
    "增加至",
    "增长到",
    "上升至",
    "降低到",
    "降低至",
    "下降到",
    "下降至",
    "降至",
    "降到",
    "减少到",
    "稳定",
    "维持",
    "保持",
    "控制",
    "达到",
    "达",
    "不低于",
    "不少于",
    "不高于",
    "不超过",
    "以上",
    "以下",
    "以内",
    "左右",
    "力争",
    "确保",
    "争取",
    "累计",
    "提高",
    "提升",
    "全部",
    "到",
    "均",
];

fn without_verbs(text: &str) -> String {
    let mut text = text.to_owned();
    for verb in VERBS {
        text = text.replace(verb, "");
    }
    let small = ['在', '为', '至', '由', '从', '的', '约', '前', '底', '末', '了', '并', '其', '中', '%'];
    text.chars().filter(|c| c.is_alphanumeric() && !small.contains(c)).collect()
}

/// How much of a name, pair of characters by pair, stands in some words, in per cent. That it is a rate or a number
/// of something is said by the number itself.
pub(super) fn likeness(name: &str, words: &str) -> usize {
    const KINDS: [&str; 7] = ["比例", "占比", "比率", "率", "数量", "数", "面积"];
    let name = KINDS.iter().find_map(|kind| name.strip_suffix(kind)).unwrap_or(name);
    let chars: Vec<char> = name.chars().filter(|c| c.is_alphanumeric()).collect();
    let pairs: Vec<String> = chars.windows(2).map(|pair| pair.iter().collect()).collect();
    if pairs.is_empty() {
        return if words.contains(name) { 100 } else { 0 };
    }
    let there = pairs.iter().filter(|pair| words.contains(pair.as_str())).count();
    100 * there / pairs.len()
}

/// Whether a name and some words have a character in common that says something.
fn share_a_word(name: &str, words: &str) -> bool {
    const OF_ALL: &str = "率比例量数度积额总值全市县区各";
    name.chars().any(|c| c.is_alphanumeric() && !OF_ALL.contains(c) && words.contains(c))
}
