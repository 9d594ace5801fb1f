//! Sentences that sum a year up for the paper.
//!
//! Takes counts and names; gives sentences as offices write them: a zero is not printed but where its
//! absence would be asked about. Never judges and never reckons.

use super::Reader;

/// 重点任务, counted.
pub struct Tasks<'a> {
    /// All of the plan.
    pub total: usize,
    /// `正常推进13项、滞后7项`: the statuses that units reported.
    pub stated: &'a str,
    /// Tasks of which nobody reported anything: how many, and their names where this paper names them.
    pub silent: (usize, &'a [String]),
    /// With a limit of time, and how many of these are completed; the share in words.
    pub limited: (usize, usize, &'a str),
}

/// `27项任务中，正常推进13项、滞后7项，考核评估1项未填报。有完成时限的10项任务尚无已完成的。`
pub fn tasks(of: &Tasks<'_>) -> String {
    if of.total == 0 {
        return "原文没有列出任务。".to_owned();
    }
    let silent = match of.silent {
        (0, _) => String::new(),
        (n, names) if n <= 3 => format!("{}{n}项未填报", names.join("、")),
        (n, _) => format!("{n}项未填报"),
    };
    let parts: Vec<&str> = [of.stated, silent.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    let limited = match of.limited {
        (0, ..) => String::new(),
        (n, 0, _) => format!("有完成时限的{n}项任务尚无已完成的。"),
        (n, done, share) => format!("有完成时限的{n}项任务中，已完成{done}项，完成率{share}。"),
    };
    format!("{}项任务中，{}。{limited}", of.total, parts.join("，"))
}

/// What is said of comparisons, once for all figures: whether some are compared. Last year's figures may be there and
/// be of another period, or be the office's only.
pub fn not_compared(some: bool, reader: Reader) -> String {
    let open = if reader == Reader::Public { "可以公开、" } else { "" };
    match some {
        false => format!("各项数值没有{open}口径和时段相同的上年数，不作同比。"),
        true => format!("以下数值没有{open}口径和时段相同的上年数的，不作同比。"),
    }
}

/// 方案目标, counted.
#[derive(Clone, Copy)]
pub struct Goals<'a> {
    /// With figures, and in words.
    pub measured: usize,
    /// In words.
    pub worded: usize,
    /// In words, with a figure reported beside them.
    pub beside: usize,
    /// Names of those that are met.
    pub met: &'a [String],
    /// Names of those that are missed.
    pub missed: &'a [String],
    /// How many of both are judged by figures that are not final.
    pub unsettled: usize,
    /// Of the others, those whose year has not come.
    pub later: usize,
    /// Of the others, those that a person has still to judge.
    pub open: usize,
    /// Of the others, those of whose differing figures the office has chosen none.
    pub disputed: usize,
    /// Of the others, flows of a part of the year that keep their pace, and those that lag.
    pub paced: [usize; 2],
    /// Of the others, those with a figure that may not be compared.
    pub unlike: usize,
    /// Of the others, those of which some parts are lacking.
    pub partial: usize,
    /// Of the others, those of which nothing was said.
    pub lacking: usize,
}

/// `目标53项，其中设数值的12项、以文字表述的41项。已判定6项，达到4项（…），未达到2项（…）；其余47项中，未到目标年份41项、尚待认定6项。`
pub fn goals(of: &Goals<'_>) -> String {
    let all = of.measured + of.worded + of.beside;
    let kinds = match (of.measured, of.worded, of.beside) {
        (0, 0, 0) => return "原文没有列出指标。".to_owned(),
        (_, 0, 0) => "，均设数值".to_owned(),
        (0, _, 0) => "，均以文字表述".to_owned(),
        (measured, worded, beside) => {
            let kinds =
                [("设数值的", measured), ("以文字表述的", worded), ("以文字表述而另有填报数值的", beside)];
            let kinds = kinds.iter().filter(|(_, n)| *n > 0).map(|(word, n)| format!("{word}{n}项"));
            format!("，其中{}", kinds.collect::<Vec<_>>().join("、"))
        }
    };
    let judged = of.met.len() + of.missed.len();
    let rest = all - judged;
    let [kept, slow] = of.paced;
    let counted = [
        ("未到目标年份", of.later),
        ("尚待认定", of.open),
        ("数值待核定", of.disputed),
        ("累计量按折算达到进度", kept),
        ("累计量按折算未达到进度", slow),
        ("不可比", of.unlike),
        ("数据不全", of.partial),
        ("没有数值", of.lacking),
    ];
    let parts: Vec<String> =
        counted.iter().filter(|(_, n)| *n > 0).map(|(word, n)| format!("{word}{n}项")).collect();
    let parts = parts.join("、");
    if judged == 0 {
        return format!("目标{all}项{kinds}，本年度尚不能判定：{parts}。");
    }
    let group = |word: &str, names: &[String]| match names.len() {
        0 => None,
        n if n <= NAMED => Some(format!("{word}{n}项（{}）", names.join("、"))),
        n => Some(format!("{word}{n}项")),
    };
    let groups: Vec<String> =
        [group("达到", of.met), group("未达到", of.missed)].into_iter().flatten().collect();
    let rest = match rest {
        0 => String::new(),
        n => format!("；其余{n}项中，{parts}"),
    };
    let unsettled = unsettled(of.unsettled, judged);
    format!("目标{all}项{kinds}。已判定{judged}项{unsettled}，{}{rest}。", groups.join("，"))
}

/// `（均按初步数等未定数判定）`: what a count of judgements is not without.
pub fn unsettled(n: usize, judged: usize) -> String {
    match n {
        0 => String::new(),
        n if n == judged => "（均按初步数等未定数判定）".to_owned(),
        n => format!("（其中{n}项按初步数等未定数判定）"),
    }
}

/// What stands before the table of goals in words.
pub fn worded(n: usize) -> String {
    format!("以文字表述、不设数值的目标{n}项，按目标年份列表如下。")
}

/// Names up to this many stand in full.
const NAMED: usize = 5;

/// 报送, counted.
pub struct Receipts<'a> {
    /// `2025年12月15日`.
    pub until: &'a str,
    /// `县区5家、部门31家`.
    pub kinds: &'a str,
    /// 应报.
    pub expected: usize,
    /// 已报.
    pub reported: usize,
    /// `按时` 33, with the units where this paper names them: only what is not zero, in a fixed order.
    pub how: &'a [(&'static str, usize, Vec<String>)],
    /// Not there: 退回待补, 未报, 未到期.
    pub lacking: &'a [(&'static str, usize, Vec<String>)],
    /// Of these, whose material came and was returned: 退回待补.
    pub returned: usize,
    /// `91.7%` and `33/36`, where a deadline has passed: no rate without what it is of.
    pub rate: Option<(&'a str, &'a str)>,
    /// `2025年度为88.9%，32/36`.
    pub before: &'a str,
}

/// `应于2025年12月15日前报送的单位36家（县区5家、部门31家），已报34家，其中按时33家、迟报1家（市审计局）；未报2家（…）。按时报送率91.7%（33/36）。`
pub fn receipts(of: &Receipts<'_>) -> String {
    if of.expected == 0 {
        return "原文没有列出应报送的单位。".to_owned();
    }
    let part = |(word, n, units): &(&'static str, usize, Vec<String>)| match units.as_slice() {
        [] => format!("{word}{n}家"),
        units => format!("{word}{n}家（{}）", units.join("、")),
    };
    let parts = |of: &[(&'static str, usize, Vec<String>)]| -> Vec<String> {
        of.iter().filter(|(_, n, _)| *n > 0).map(part).collect()
    };
    let (how, lacking) = (parts(of.how), parts(of.lacking));
    let kinds = if of.kinds.is_empty() { String::new() } else { format!("（{}）", of.kinds) };
    let how = match (of.reported, how.as_slice()) {
        (0, _) if of.returned == 0 => "，尚未收到报送材料".to_owned(),
        (0, _) => "，已报0家".to_owned(),
        (n, [only]) if n == of.expected && lacking.is_empty() => format!("，全部报送，均为{}", bare(only)),
        (n, parts) => format!("，已报{n}家，其中{}", parts.join("、")),
    };
    let lacking = if lacking.is_empty() || of.reported + of.returned == 0 {
        String::new()
    } else {
        format!("；{}", lacking.join("、"))
    };
    let before = if of.before.is_empty() { String::new() } else { format!("；{}", of.before) };
    let rate =
        of.rate.map(|(rate, parts)| format!("按时报送率{rate}（{parts}{before}）。")).unwrap_or_default();
    format!("应于{}前报送的单位{}家{kinds}{how}{lacking}。{rate}", of.until, of.expected)
}

/// `按时` of `按时33家`.
fn bare(part: &str) -> &str {
    part.find(|c: char| c.is_ascii_digit()).map_or(part, |at| &part[..at])
}

/// A title as a paper prints it: full-width commas, brackets and colons beside Chinese characters, and a dash
/// between years. Not a word is changed.
pub fn title(text: &str) -> String {
    let chars: Vec<char> = text.trim().chars().collect();
    let wide = |at: Option<&char>| {
        at.is_some_and(|c| ('\u{2e80}'..='\u{9fff}').contains(c) || "“”‘’（）《》、，；：。".contains(*c))
    };
    let digit = |at: Option<&char>| at.is_some_and(char::is_ascii_digit);
    // Years of this age, and no number of a standard.
    let year = |at: usize| {
        let four = at.checked_sub(4).and_then(|from| chars.get(from..at));
        let before = at.checked_sub(5).and_then(|at| chars.get(at));
        four.is_some_and(|four| {
            matches!(four, ['1', '9', ..] | ['2', '0', ..]) && four.iter().all(char::is_ascii_digit)
        }) && !before.is_some_and(|c| c.is_ascii_alphanumeric() || *c == ' ')
    };
    let mut out = String::with_capacity(text.len());
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        let after = chars.get(at + 1);
        let beside = wide(before) || wide(after);
        let between_figures = digit(before) && digit(after);
        out.push(match c {
            ',' if beside && !between_figures => '，',
            ';' if beside => '；',
            ':' if beside && !between_figures => '：',
            '(' if beside => '（',
            ')' if beside || out.contains('（') => '）',
            '-' | '－' | '~' | '～' if digit(after) && year(at) => '—',
            c => c,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zero_is_only_said_where_it_would_be_asked_about() {
        let silent = ["考核".to_owned()];
        let of =
            Tasks {
                total: 9, stated: "正常推进6项、滞后2项", silent: (1, &silent), limited: (3, 0, "0.0%")
            };
        assert_eq!(
            tasks(&of),
            "9项任务中，正常推进6项、滞后2项，考核1项未填报。有完成时限的3项任务尚无已完成的。"
        );
        let of = Tasks { total: 4, stated: "已完成4项", silent: (0, &[]), limited: (4, 4, "100.0%") };
        assert_eq!(tasks(&of), "4项任务中，已完成4项。有完成时限的4项任务中，已完成4项，完成率100.0%。");
        let met = ["绿地".to_owned(), "水质".to_owned()];
        let none = Goals {
            measured: 0,
            worded: 0,
            beside: 0,
            met: &[],
            missed: &[],
            unsettled: 0,
            later: 0,
            open: 0,
            disputed: 0,
            paced: [0, 0],
            unlike: 0,
            partial: 0,
            lacking: 0,
        };
        assert_eq!(
            goals(&Goals {
                measured: 6,
                worded: 2,
                met: &met,
                unsettled: 1,
                later: 1,
                open: 1,
                paced: [1, 0],
                unlike: 1,
                partial: 1,
                lacking: 1,
                ..none
            }),
            "目标8项，其中设数值的6项、以文字表述的2项。已判定2项（其中1项按初步数等未定数判定），达到2项（绿地、水质）；其余6项中，未到目标年份1项、尚待认定1项、累计量按折算达到进度1项、不可比1项、数据不全1项、没有数值1项。"
        );
        assert_eq!(
            goals(&Goals { measured: 3, later: 3, ..none }),
            "目标3项，均设数值，本年度尚不能判定：未到目标年份3项。"
        );
        assert_eq!(
            goals(&Goals { measured: 2, beside: 1, open: 2, disputed: 1, ..none }),
            "目标3项，其中设数值的2项、以文字表述而另有填报数值的1项，本年度尚不能判定：尚待认定2项、数值待核定1项。"
        );
    }

    #[test]
    fn receipts_name_who_is_late_only_where_the_paper_does() {
        let late = vec![("按时", 5, vec![]), ("迟报", 1, vec!["甲局，迟报2天".to_owned()])];
        let none = vec![("未报", 1, vec!["乙局".to_owned()])];
        let mut of = Receipts {
            until: "2031年3月1日",
            kinds: "县区2家、部门5家",
            expected: 7,
            reported: 6,
            how: &late,
            lacking: &none,
            returned: 0,
            rate: Some(("71.4%", "5/7")),
            before: "",
        };
        assert_eq!(
            receipts(&of),
            "应于2031年3月1日前报送的单位7家（县区2家、部门5家），已报6家，其中按时5家、迟报1家（甲局，迟报2天）；未报1家（乙局）。按时报送率71.4%（5/7）。"
        );
        let all = vec![("按时", 7, vec![])];
        (of.reported, of.how, of.lacking, of.rate) = (7, &all, &[], Some(("100.0%", "7/7")));
        assert_eq!(
            receipts(&of),
            "应于2031年3月1日前报送的单位7家（县区2家、部门5家），全部报送，均为按时。按时报送率100.0%（7/7）。"
        );
        (of.reported, of.how, of.rate) = (0, &[], None);
        assert_eq!(receipts(&of), "应于2031年3月1日前报送的单位7家（县区2家、部门5家），尚未收到报送材料。");
        let back = [("退回待补", 2, vec![]), ("未报", 5, vec![])];
        (of.returned, of.lacking) = (2, &back);
        assert_eq!(
            receipts(&of),
            "应于2031年3月1日前报送的单位7家（县区2家、部门5家），已报0家；退回待补2家、未报5家。"
        );
    }

    #[test]
    fn a_title_is_set_as_a_paper_sets_it() {
        for (from, to) in [
            ("建设规划简本(2022-2025年)", "建设规划简本（2022—2025年）"),
            ("治水,治气", "治水，治气"),
            ("面积1,200亩(含A、B区)", "面积1,200亩（含A、B区）"),
            ("GB 3838-2002", "GB 3838-2002"),
            ("比例1:5", "比例1:5"),
        ] {
            assert_eq!(title(from), to);
        }
    }
}
