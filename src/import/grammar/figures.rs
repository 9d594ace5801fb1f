//! Figures in a text: a value, its unit of measure, and 以上 or 以内 behind it.
//!
//! Takes matching text; gives [`Figure`]s in order. Names, titles, document numbers and standards are
//! blanked out before. Never decides whether a figure is a target.

use std::ops::Range;

use super::numerals::{chinese, percent};
use super::text::patterns;
use super::unit::{is_round, is_time, open_unit, unit_at};

patterns! {
    BOOK = r"《[^《》]*(《[^《》]*》[^《》]*)*》";
    QUOTED = r"“[^“”]{1,24}”";
    REFERENCE = r"(〔|\()20\d\d(〕|\))(第)?\d{1,4}号|第\d+号|(GB|HJ|DB|GBZ|JT|CJ|NY|SL|TB|YY|ISO|IEC)\d*(/T)?-?\d+(\.\d+)?(-\d{4})?|\d{3,4}-\d{7,8}|https?://[0-9A-Za-z./?=_&-]+|1\+[\dX]+(\+[\dNnX]+)*|\d\+\d\+[\dNX]|PM(2\.5|10)|CO2|SO2|NO2|O3|\d+G\b|\d{1,2}:\d{2}|(专栏|附件|附表|第)\d{1,3}";
    NUMBER = r"^(?P<lt>[≥≤><]=?)?(?P<a>(\d{1,3}(,\d{3})+|\d+)(\.\d+)?)";
    ROUGH = r"^(余|多)";
    RANGE = r"^(-{1,2}|~|至|到)(?P<b>(\d{1,3}(,\d{3})+|\d+)(\.\d+)?)";
    POST = r"^\(?(?P<p>及以上|及以下|以上|以下|以内|之内|左右|上下)\)?";
    RATIO = r"^:\d(\.\d+)?";
    BY_THEN = r"[年底月日末之以汛季度期]前$";
    LATIN_NAME = r"[A-Za-z]{3,}[a-z]?$";
    HAN_PERCENT = r"百分之[一二三四五六七八九十百零]+(点[零一二三四五六七八九]+)?(?P<post>以上|以下|以内|左右)?";
    HAN_COUNT = r"(?P<a>[一二两三四五六七八九十百千万亿]{1,6})(?P<post1>余|多)?";
    HAN_PLAIN = r"^[一二两三四五六七八九]$|^[一二三四五六七八九]?十[一二三四五六七八九]?$|^[一二两三四五六七八九][百千]([一二三四五六七八九]十)?$";
    HAN_BIG = r"^(?P<n>[一二两三四五六七八九十百]*千?)(?P<m>万|亿)$";
    SMALL_UNIT = r"^(个|座|处|家|所|条|项|次|期|支|套|场)$";
    SPAN = r"(寿命|年限|天数|小时数|用时|耗时|提前量|预见期|间隔|时间|时长|学时|周期|时效|时限|时延|住院日|等待日|办结日|日数|时数)[^,。;]{0,8}$";
    SHORTENED = r"[\u{4e00}-\u{9fff}]{3}((严格|稳定)?控制在|压缩(至|到|为)|缩短(至|到|为)|压减(至|到)|降低?(至|到)|延长(至|到)|提前(至|到))$|(较|比)[^,;。]{1,12}(减少|缩短|增加|延长|提前|下降|压缩)$";
}

/// A figure in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Figure {
    pub(crate) range: Range<usize>,
    /// Digits as printed, thousands separators left out.
    pub(crate) value: String,
    /// The end of a range.
    pub(crate) value_max: Option<String>,
    /// The unit of measure; empty where none is printed.
    pub(crate) unit: String,
    /// No list knows the unit.
    pub(crate) open: bool,
    /// 以上, 以内, 左右….
    pub(crate) post: String,
    /// 余 or 多: said roughly.
    pub(crate) rough: bool,
    /// ≥ or ≤ in front.
    pub(crate) sign: Option<char>,
    /// Written in Chinese digits.
    pub(crate) han: bool,
}

impl Figure {
    /// Whether its unit counts things.
    pub(crate) fn counts(&self) -> bool {
        super::unit::counts(&self.unit)
    }

    /// 10亿元以上: a size that may name a class.
    pub(crate) fn sized(&self) -> bool {
        !self.counts()
            && !self.is_share()
            && matches!(self.post.as_str(), "以上" | "及以上" | "以下" | "及以下")
    }

    /// Whether its unit is a stretch of time.
    pub(crate) fn is_time(&self) -> bool {
        is_time(&self.unit)
    }

    /// Whether it is a share: %, 个百分点, 倍.
    pub(crate) fn is_share(&self) -> bool {
        matches!(
            self.unit.as_str(),
            "%" | "‰" | "百分点" | "个百分点" | "个点" | "倍" | "成" | "个等级" | "个位次"
        )
    }
}

/// The text with names and references blanked out, byte for byte as long.
pub(crate) fn blanked(norm: &str) -> String {
    let mut blank = norm.to_owned();
    for range in BOOK.find_iter(norm).chain(REFERENCE.find_iter(norm)).map(|m| m.range()) {
        fill(&mut blank, range);
    }
    // Names in quotes hold counts (“1+1+N”, “三区一地”); years (“十四五”) and shares stay.
    for found in QUOTED.find_iter(norm) {
        let inside = found.as_str();
        let digits = inside.chars().any(|c| c.is_ascii_digit() || "一二三四五六七八九十百千两万".contains(c));
        if digits && !inside.contains(['年', '%']) && !inside.starts_with("“十") {
            fill(&mut blank, found.range());
        }
    }
    blank
}

/// What stands for a character that is blanked out; no name may hold it.
pub(crate) const BLANKS: [char; 4] = ['_', '¦', '□', '🀆'];

fn fill(text: &mut String, range: Range<usize>) {
    let Some(old) = text.get(range.clone()) else { return };
    let new: String = old.chars().map(|c| BLANKS[c.len_utf8() - 1]).collect();
    text.replace_range(range, &new);
}

/// All figures of a blanked text.
pub(crate) fn figures(text: &str) -> Vec<Figure> {
    let mut found = arabic_figures(text);
    found.extend(HAN_PERCENT.captures_iter(text).filter_map(|c| {
        let all = c.get(0)?;
        let post = c.name("post").map_or("", |m| m.as_str());
        Some(in_chinese(all.range(), percent(all.as_str().strip_suffix(post)?)?, "%", post))
    }));
    let taken: Vec<Range<usize>> = found.iter().map(|f| f.range.clone()).collect();
    let free = |f: &Figure| !taken.iter().any(|t| t.start < f.range.end && f.range.start < t.end);
    found.extend(HAN_COUNT.captures_iter(text).filter_map(|c| han(text, &c)).filter(free));
    found.sort_by_key(|f| f.range.start);
    // Stretches of time stand in names (1小时到达率); only where one is measured is it a figure.
    found.retain(|f| !f.is_time() || f.unit.ends_with('岁') || measures_time(&text[..f.range.start]));
    found
}

fn arabic_figures(text: &str) -> Vec<Figure> {
    let mut found: Vec<Figure> = vec![];
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit() || "≥≤><".contains(c)) {
        let start = at + start;
        match arabic(text, start) {
            (Some(figure), end) => {
                at = end;
                found.push(figure);
            }
            (None, end) => at = end,
        }
    }
    found
}

/// Whether the words in front measure time: 预期寿命, or a list after 分别 that began before.
pub(crate) fn measures_time(before: &str) -> bool {
    // A clause is short; what stands further in front is not looked at for each figure anew.
    const CLAUSE: usize = 120;
    let start = before.char_indices().rev().nth(CLAUSE - 1).map_or(0, |(at, _)| at);
    let before = &before[start..];
    let clause = before.rsplit([',', ';', '。']).next().unwrap_or(before);
    SPAN.is_match(before)
        || SHORTENED.is_match(before)
        || SPAN.is_match(before.trim_end_matches(['年', '均', '缩', '短', '压', '减', '至', '到']))
        || (clause.contains("分别") && before.ends_with(['、', '和', '与', '及']))
}

fn in_chinese(range: Range<usize>, value: String, unit: &str, post: &str) -> Figure {
    Figure {
        range,
        value,
        value_max: None,
        unit: unit.to_owned(),
        open: false,
        post: post.to_owned(),
        rough: false,
        sign: None,
        han: true,
    }
}

/// 三座, 六十平方公里, 千家: a number in Chinese with its unit.
fn han(text: &str, c: &regex::Captures<'_>) -> Option<Figure> {
    let (all, digits) = (c.get(0)?, &c["a"]);
    let before = text[..all.start()].chars().next_back();
    // 第一个, 一个个, 十五个五年, “四个”, 每千人口, 数千家: names, orders and rough numbers.
    if before.is_some_and(|c| "第“每数几上近前".contains(c) || c.is_ascii_digit()) {
        return None;
    }
    let unit = unit_at(&text[all.end()..])?;
    let small = SMALL_UNIT.is_match(unit);
    let end = all.end() + unit.len();
    let behind = text[end..].chars().next();
    // 千方百计, 千家万户: two round numbers make a phrase.
    let phrase = matches!(digits, "百" | "千" | "万") && behind.is_some_and(|c| "百千万".contains(c));
    // 政务云二期: which of several, not how many.
    let order = unit == "期" && before.is_some_and(super::text::is_han);
    if phrase
        || order
        || behind.is_some_and(|c| "个五”性一".contains(c))
        || is_time(unit)
        || unit.contains('元')
        || is_round(unit)
    {
        return None;
    }
    // 四成以上 is 40 %; 三成立 and 一成员 are no shares.
    if unit == "成" {
        let tenths =
            chinese(digits).filter(|n| (1..10).contains(n) && !behind.is_some_and(is_word_of_tenth))?;
        let post = POST.captures(&text[end..]);
        let end = end + post.as_ref().and_then(|c| c.get(0)).map_or(0, |m| m.end());
        let post = post.map(|c| c["p"].to_owned()).unwrap_or_default();
        return Some(in_chinese(all.start()..end, (tenths * 10).to_string(), "%", &post));
    }
    let counts = super::unit::counts(unit);
    let (value, unit) = if matches!(digits, "百" | "千" | "万") && counts && !unit.starts_with(['人', '户'])
    {
        let value = if digits == "万" { 1 } else { chinese(digits)? };
        (value, if digits == "万" { format!("万{unit}") } else { unit.to_owned() })
    } else if let Some(big) = HAN_BIG.captures(digits) {
        (chinese(&big["n"]).filter(|n| *n > 0)?, format!("{}{unit}", &big["m"]))
    } else {
        let plain = HAN_PLAIN.is_match(digits) && (small || !counts);
        (chinese(digits).filter(|_| plain)?, unit.to_owned())
    };
    let post = POST.captures(&text[end..]);
    let end = end + post.as_ref().and_then(|c| c.get(0)).map_or(0, |m| m.end());
    let post = post.map(|c| c["p"].to_owned()).unwrap_or_default();
    let rough = c.name("post1").is_some();
    Some(Figure { rough, ..in_chinese(all.start()..end, value.to_string(), &unit, &post) })
}

/// 成 begins a word: 成立, 成员.
fn is_word_of_tenth(c: char) -> bool {
    "立为员套效功果本熟型品绩长就交分批".contains(c)
}

/// The figure that starts at a byte, if it is one; and where to look on.
fn arabic(text: &str, start: usize) -> (Option<Figure>, usize) {
    let Some(c) = NUMBER.captures(&text[start..]) else {
        return (None, start + text[start..].chars().next().map_or(1, char::len_utf8));
    };
    let part = |name: &str| c.name(name).map_or("", |m| m.as_str());
    let mut end = start + c.get(0).map_or(1, |m| m.end());
    let skip = |found: Option<&str>| found.map_or(0, str::len);
    let mut rough = skip(ROUGH.find(&text[end..]).map(|m| m.as_str()));
    end += rough;
    let mut unit = unit_at(&text[end..]).unwrap_or_default().to_owned();
    end += unit.len();
    let mut max = None;
    if let Some(range) = RANGE.captures(&text[end..]).filter(|r| !is_year(r, &text[end..])) {
        max = Some(range["b"].replace(',', ""));
        end += range.get(0).map_or(0, |m| m.end());
        let more = unit_at(&text[end..]).unwrap_or_default();
        end += more.len();
        if !more.is_empty() {
            more.clone_into(&mut unit);
        }
    }
    if let Some(more) = ROUGH.find(&text[end..]) {
        rough += more.len();
        end += more.len();
    }
    if unit.is_empty()
        && let Some(ratio) = RATIO.find(&text[end..]).filter(|_| text[..start].contains('比'))
    {
        unit = ratio.as_str().to_owned();
        end += ratio.end();
    }
    let open = unit.is_empty() || is_round(&unit);
    let more = if open { open_unit(&text[end..]).unwrap_or_default() } else { "" };
    unit.push_str(more);
    end += more.len();
    let post = POST.captures(&text[end..]);
    let after = end + post.as_ref().and_then(|c| c.get(0)).map_or(0, |m| m.end());
    let figure = Figure {
        range: start..after,
        value: part("a").replace(',', ""),
        value_max: max,
        open: open && !more.is_empty(),
        post: post.map(|c| c["p"].to_owned()).unwrap_or_default(),
        rough: rough > 0,
        sign: part("lt").chars().next(),
        han: false,
        unit,
    };
    (Some(figure).filter(|f| is_free(text, f, end)), after)
}

/// 到2027年 behind a number is no end of a range.
fn is_year(range: &regex::Captures<'_>, rest: &str) -> bool {
    let end = range.get(0).map_or(0, |m| m.end());
    range["b"].len() == 4 && range["b"].starts_with("20") && rest[end..].starts_with('年')
}

/// Whether a figure is no part of a name or a longer number: H2O, A4, 1.2.3, 第3, No.5, 前3, 5G.
fn is_free(text: &str, figure: &Figure, end: usize) -> bool {
    let before = &text[..figure.range.start];
    let with_unit = !figure.unit.is_empty();
    let free_left = match before.chars().next_back() {
        // 削减VOCs500吨: the letters are a name of their own.
        Some(c) if c.is_ascii_alphanumeric() => {
            LATIN_NAME.is_match(before) && with_unit && figure.value.len() > 1
        }
        Some('.' | '第' | '〔' | '_' | '+') => figure.sign.is_some(),
        Some('/') => with_unit && ends_with_unit(before),
        Some('前') => BY_THEN.is_match(before),
        _ => true,
    };
    let behind = text[end..].chars().next();
    free_left && (with_unit || !behind.is_some_and(|c| c.is_ascii_alphabetic() || "_:".contains(c)))
}

/// 5万千瓦/ in front of a second figure.
fn ends_with_unit(before: &str) -> bool {
    let words = before.trim_end_matches('/');
    let from = words.rfind(|c: char| c.is_ascii_digit()).map(|at| at + 1);
    from.is_some_and(|at| unit_at(&words[at..]).is_some_and(|u| u.len() == words.len() - at))
}
