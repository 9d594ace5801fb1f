//! Lists of values after 分别, or after a list of years.
//!
//! Takes the first figure of a list; gives one goal a value, by years or by names.
//! Never pairs lists of different length without saying so.

use std::ops::Range;

use super::figures::Figure;
use super::goals::{Goal, Sentence};
use super::measure::{Found, Relation, clean_name, relation};
use super::spot::Spot;
use super::text::patterns;
use super::verbs::{object, verb_at_end};

patterns! {
    METRIC_END = r"(率|比例|比重|占比|比率|面积|覆盖面|总量|总值|增加值|产值|容量|规模|数|系数|指数|满意度|长度|里程|装机|投资|收入|能力|密度|强度|浓度|天数|产量|总?量)$";
    RESPECTIVE = r"分别";
    ALIKE = r"(双双|均|都|同步|全部)$";
    KIND = r"^(城市|城镇|城区|农村|乡镇|镇区|昼间|夜间|小学|初中|高中|市区|县城|冬季|夏季)$";
    AFTER_KIND = r"^(城市|城镇|城区|农村|乡镇|镇区|昼间|夜间|小学|初中|高中|市区|县城|冬季|夏季)(?P<rest>[\u{4e00}-\u{9fff}]{2,})$";
}

/// One goal for each value of a list; and how many figures they took.
pub(crate) fn listed(sentence: &Sentence<'_>, at: usize, said: &[Goal]) -> Option<(Vec<Goal>, usize)> {
    let last_goal = said.last();
    let first = sentence.figures.get(at)?;
    let clause = sentence.clause(first.range.start);
    let figures = sentence.figures.get(at..at + joined(sentence, at))?;
    let left = sentence.words(clause.start..first.range.start);
    let years = year_list(sentence, first);
    let by_year = years.len() == figures.len();
    let ruled = sentence.stretches.iter().any(|s| s.range.contains(&first.range.start));
    if figures.len() < 2 || ruled || sentence.above.status || !(RESPECTIVE.is_match(left) || by_year) {
        return None;
    }
    let last = figures.last()?;
    let next = sentence.figures.get(at + figures.len()).map_or(clause.end, |f| f.range.start.min(clause.end));
    let right = last.range.end..next.max(last.range.end);
    let (found, words) = compared(sentence, left, clause.start, right, !last.is_share())?;
    let names = names_of(&words, figures.len()).or_else(|| {
        let before = sentence.norm(sentence.range.start..clause.start);
        let none = clean_name(&words).is_empty();
        things_before(before, figures.len()).or_else(|| just_said(said, figures)).filter(|_| none)
    });
    let posts = figures.iter().filter(|f| !f.post.is_empty()).count();
    let mut goals = vec![];
    for (order, figure) in figures.iter().enumerate() {
        // 80%和70%左右: what stands behind the last goes for all, unless each has its own.
        let post = if posts == 1 { &last.post } else { &figure.post };
        let unit = if figure.unit.is_empty() { &last.unit } else { &figure.unit };
        let figure = Figure { unit: unit.clone(), post: post.clone(), ..figure.clone() };
        let spot = Spot {
            sentence,
            figure: &figure,
            clause: clause.clone(),
            left: clause.start..first.range.start,
            right: figure.range.end..figure.range.end,
            after_target: true,
            last: last_goal,
        };
        let mut review = vec![];
        let name = match &names {
            _ if by_year => clean_name(&words),
            Some(names) => respective_name(names, order, &mut review),
            None => {
                review.push("“分别”所列的数值与名称个数不一致，请核对".to_owned());
                clean_name(&words)
            }
        };
        let name = if name.is_empty() { spot.name_before(&mut review) } else { name };
        let mut goal = spot.goal(name, &found, review);
        goal.quote = sentence.paragraph.quote(clause.start..figure.range.end);
        goal.review.retain(|r| !r.starts_with("一个数值"));
        if by_year {
            goal.year = years.get(order).copied();
        }
        goals.push(goal);
    }
    Some((goals, figures.len()))
}

/// 配置率、建成率双双达到100%: one value that each of several metrics is to reach.
pub(crate) fn shared(sentence: &Sentence<'_>, at: usize, last: Option<&Goal>) -> Option<Vec<Goal>> {
    let figure = sentence.figures.get(at)?;
    let clause = sentence.clause(figure.range.start);
    let left = sentence.words(clause.start..figure.range.start);
    let found = relation(left).filter(|_| figure.is_share())?;
    let words = names_before(sentence, ALIKE.replace(&left[..found.start], "").as_ref(), clause.start);
    let ruled = sentence.stretches.iter().any(|s| s.range.contains(&figure.range.start));
    let names: Vec<String> =
        super::units::split_outside(&words, &['、']).into_iter().map(clean_name).collect();
    let names = with_metric(names);
    let whole = names.len() > 1 && names.iter().all(|n| METRIC_END.is_match(n) && n.chars().count() > 3);
    if !ALIKE.is_match(&left[..found.start]) || !whole || ruled || sentence.above.status {
        return None;
    }
    let spot = Spot {
        sentence,
        figure,
        clause: clause.clone(),
        left: clause.start..figure.range.start,
        right: figure.range.end..figure.range.end,
        after_target: true,
        last,
    };
    let goal = |name: String| {
        let mut goal = spot.goal(name, &found, vec![]);
        goal.quote = sentence.paragraph.quote(clause.start..figure.range.end);
        goal.review.retain(|r| !r.starts_with("一个数值"));
        goal
    };
    Some(names.into_iter().map(goal).collect())
}

/// 化肥、农药利用率: what the last names is measured of all, where none of the others has its own.
fn with_metric(mut names: Vec<String>) -> Vec<String> {
    // 完成管网、阀井改造率: the verb goes before all of them and names none.
    if let Some(first) = names.first_mut()
        && let Some(rest) = ["完成", "实现"].iter().find_map(|verb| first.strip_prefix(verb))
    {
        *first = rest.to_owned();
    }
    let Some((last, others)) = names.split_last_mut() else { return names };
    if let Some(metric) = super::weak::metric_of(last)
        && others.iter().all(|name| !METRIC_END.is_match(name) && (2..13).contains(&name.chars().count()))
    {
        others.iter_mut().for_each(|name| name.push_str(metric));
    }
    names
}

/// How a list is compared, and the words that name it: in front of it, or, of things that are made,
/// behind its last figure.
fn compared(
    sentence: &Sentence<'_>,
    left: &str,
    start: usize,
    right: Range<usize>,
    counts: bool,
) -> Option<(Found, String)> {
    let stem = left.trim_end_matches('为').trim_end_matches("分别");
    let made = |start| Found { relation: Relation::Make, start, about: false, of: String::new() };
    let behind = clean_name(sentence.norm(right));
    let between = left.rfind("分别").map(|at| at + "分别".len()).unwrap_or(left.len());
    let object = object(sentence.norm(start + between..start + left.len())).map(clean_name);
    // 分别完成退化林修复2万亩、3万亩: what is made stands between.
    if let Some(object) = object.filter(|o| counts && behind.is_empty() && o.chars().count() > 1) {
        return Some((made(left.len()), object));
    }
    if let Some(verb) = verb_at_end(left).filter(|_| counts) {
        let words =
            if behind.chars().count() > 1 { behind } else { names_before(sentence, &left[..verb], start) };
        return Some((made(verb), words));
    }
    let found = relation(left).or_else(|| relation(stem))?;
    let words = names_before(sentence, &left[..found.start.min(left.len())], start);
    Some((found, words))
}

/// How many figures follow each other with nothing but 、 or 和 between.
fn joined(sentence: &Sentence<'_>, at: usize) -> usize {
    let pairs = sentence.figures.get(at..).unwrap_or_default().windows(2);
    let near = |a: &Figure, b: &Figure| {
        matches!(sentence.words(a.range.end..b.range.start), "、" | "和" | "与" | "及" | "以及")
    };
    1 + pairs.take_while(|pair| matches!(pair, [a, b] if near(a, b))).count()
}

/// 2022年和2030年: years that stand in a row in front of a figure.
fn year_list(sentence: &Sentence<'_>, first: &Figure) -> Vec<i32> {
    let ahead: Vec<_> =
        sentence.years.iter().filter(|y| y.range.start < first.range.start && !y.past).collect();
    let mut row: Vec<i32> = vec![];
    for (order, year) in ahead.iter().enumerate() {
        let gap = order
            .checked_sub(1)
            .and_then(|i| ahead.get(i))
            .map(|before| sentence.words(before.range.end..year.range.start));
        if !gap.is_some_and(|g| matches!(g, "、" | "和" | "与" | "及" | ",")) {
            row.clear();
        }
        row.push(year.year);
    }
    row
}

/// The names of a list, as printed; a second list may leave them out: 2020年分别达到….
fn names_before(sentence: &Sentence<'_>, left: &str, start: usize) -> String {
    let stem = left.split("分别").next().unwrap_or(left);
    let words = without_bases(sentence, start..start + stem.len());
    if !clean_name(&words).is_empty() {
        return words;
    }
    let before = sentence.words(sentence.range.start..start);
    let Some(at) = before.rfind("分别") else { return words };
    let from = before[..at].rfind([',', ';', ':']).map_or(0, |i| i + 1);
    without_bases(sentence, sentence.range.start + from..sentence.range.start + at)
}

fn without_bases(sentence: &Sentence<'_>, range: Range<usize>) -> String {
    let mut words = sentence.norm(range.clone()).to_owned();
    for base in sentence.bases.iter().rev() {
        let inside = range.start <= base.range.start && base.range.end <= range.end;
        if inside {
            words.replace_range(base.range.start - range.start..base.range.end - range.start, "");
        }
    }
    words
}

/// One of the names; where only the last is whole, what it measures is added.
fn respective_name(names: &[String], order: usize, review: &mut Vec<String>) -> String {
    let name = names.get(order).cloned().unwrap_or_default();
    // 城市、农村低保标准: what follows the one kind is measured of the other.
    if let Some(last) =
        names.last().and_then(|last| AFTER_KIND.captures(last)).filter(|_| KIND.is_match(&name))
    {
        return format!("{name}{}", &last["rest"]);
    }
    match names.last() {
        // 铁路、水路货运量: what follows the same character is measured of both.
        Some(last) if METRIC_END.is_match(last) && shared_metric(&name, last).is_some() => {
            format!("{name}{}", shared_metric(&name, last).unwrap_or_default())
        }
        // 燃气、供水、排水管网覆盖率: what one of the others shares with the last, the rest have too.
        Some(last)
            if METRIC_END.is_match(last) && !METRIC_END.is_match(&name) && shared_by(names).is_some() =>
        {
            format!("{name}{}", shared_by(names).unwrap_or_default())
        }
        Some(last) if METRIC_END.is_match(last) && !METRIC_END.is_match(&name) => {
            review.push("由“分别”拆开的名称，请补全".to_owned());
            format!("{name}（{last}）")
        }
        _ => name,
    }
}

/// What the last of several names measures, as one of the others tells.
fn shared_by(names: &[String]) -> Option<&str> {
    let (last, others) = names.split_last()?;
    others.iter().find_map(|name| shared_metric(name, last))
}

fn shared_metric<'a>(name: &str, last: &'a str) -> Option<&'a str> {
    let end = name.chars().next_back()?;
    let at = last.find(end)? + end.len_utf8();
    // 高速公路、普通干线路面材料利用率: names of one make are about as long.
    if last[..at].chars().count() > name.chars().count() + 3 {
        return None;
    }
    let metric = &last[at..];
    (!METRIC_END.is_match(name) && metric.chars().count() > 1 && METRIC_END.is_match(metric))
        .then_some(metric)
}

/// 接待游客6800万人次、总收入720亿元，分别增长9%和11%: what the clause before has counted.
fn things_before(before: &str, count: usize) -> Option<Vec<String>> {
    let clause = before.trim_end_matches([',', ';']).rsplit([',', ';']).next()?;
    let parts = super::units::split_outside(clause, &['、']);
    let name = |part: &&str| {
        let words = &part[..part.find(|c: char| c.is_ascii_digit())?];
        let name = clean_name(words);
        let name = object(&name).map_or(name.clone(), clean_name);
        (name.chars().count() > 1).then_some(name)
    };
    let names: Option<Vec<String>> = parts.iter().map(name).collect();
    names.filter(|names| names.len() == count)
}

/// 到2028年，普及率达到55%，合格率达到95%；到2030年，分别达到65%和100%: as many as were just named.
fn just_said(said: &[Goal], figures: &[Figure]) -> Option<Vec<String>> {
    let own = said.get(said.len().checked_sub(figures.len())?..)?;
    let alike = |(goal, figure): (&Goal, &Figure)| goal.unit.as_deref() == Some(figure.unit.as_str());
    let names: Vec<String> = own.iter().map(|goal| goal.name.clone()).collect();
    let one_year = own.windows(2).all(|pair| matches!(pair, [a, b] if a.year == b.year && a.name != b.name));
    (one_year && own.iter().zip(figures).all(alike)).then_some(names)
}

/// Names joined by 和, 与 or 及; 及以上 joins none.
fn parts(words: &str) -> impl Iterator<Item = &str> {
    let joint = |(at, c): (usize, char)| {
        let rest = &words[at + c.len_utf8()..];
        (matches!(c, '和' | '与') || c == '及' && !rest.starts_with(['以', '其', '时'])).then_some((at, rest))
    };
    let mut start = 0;
    let mut cuts: Vec<(usize, usize)> = words
        .char_indices()
        .filter_map(joint)
        .map(|(at, rest)| (std::mem::replace(&mut start, words.len() - rest.len()), at))
        .collect();
    cuts.push((start, words.len()));
    cuts.into_iter().filter_map(|(from, to)| words.get(from..to))
}

fn names_of(words: &str, count: usize) -> Option<Vec<String>> {
    let stem = words.trim_end_matches(['、', ',']);
    // 城乡低保标准: one for the towns and one for the villages.
    if let Some(rest) = clean_name(stem).strip_prefix("城乡").filter(|r| count == 2 && r.chars().count() > 1)
    {
        return Some(vec![format!("城市{rest}"), format!("农村{rest}")]);
    }
    let names: Vec<String> = super::units::split_outside(stem, &['、'])
        .into_iter()
        .flat_map(|part| parts(part).map(clean_name).collect::<Vec<_>>())
        .filter(|n| !n.is_empty())
        .collect();
    (names.len() == count).then_some(names)
}
