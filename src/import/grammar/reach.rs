//! How far a year reaches: which one holds for a figure.
//!
//! Takes a place in a sentence; gives the year that holds there and where it is printed.
//! Never carries a year out of the clause that it dates alone, nor past the row of years it is one of.

use super::goals::Sentence;
use super::text::patterns;
use super::years::Year;

patterns! {
    DEADLINE = r"^,?(主汛期?前|汛前|采暖季前|供暖季前|入冬前|开学前)?(全部|基本|全面)?(完成|建成|到位|(正式)?投用|(正式)?投入(使用|运行|运营)|投运|(建成)?(试)?运行|启用|上线|开通|通水|通车|开工|完工|竣工|达标|见效)+(任务|建设|目标)?$";
    DEADLINE_AHEAD = r"^(力争|确保|须|要|于|并|在|均)*$";
    OFTEN = r"(每(月|周|季度?|半年|日|天|旬|学期)|一(年|个月|周|季度)(不少于|不低于|至少))";
    OVER_PLAN = r"([二两三四五2345]年(累计|内|来|间|共|总计|建成|完成|新增|计划)|规划期(内|间)?|行动期(内|间)?|期内)";
    YEARLY = r"每年";
    A_HEAD = r"每(人|户|生|床|亩|吨)每?(/)?(月|年|天)";
    EFFORT = r"秋冬季(期间|内|期)|攻坚期(间|内)|[两二三四五六\d]年(左右)?的?(努力|时间|攻坚|集中|持续)";
    pub(crate) SO_FAR = r"(^|[,。;])(\d{1,2}(-|~|至)\d{1,2}月份?|今年以来|上半年|前[一二三两]季度|一季度|去年|上年)|预计有|现有";
    OPENS = r"^(其中|20\d\d年(\d{1,2}月)?(\d{1,2}日)?|至|从|自|展望|远期|近期|力争|确保|争取|计划|预计|全市|全省|全县|全区|全州|各地|要|将|并|且|再|[二两三四五]年|,|:|-|\d{1,2}\.|\(\d{1,2}\)|[一二三四五六七八九十]是)*$";
}

impl Sentence<'_> {
    /// The year that holds at a place, and the year's own place in the sentence.
    pub(crate) fn year_at(&self, at: usize) -> (Option<i32>, Option<&Year>) {
        let clause = self.clause(at);
        let own = self.years.iter().rfind(|y| {
            let between = self.words(y.range.end..at.max(y.range.end));
            // 近期目标(2028年): a bracket that holds nothing but the year dates what follows.
            let label = between.starts_with(')') && self.words(0..y.range.start).ends_with('(');
            y.range.start < at && !y.past && (label || !leaves_bracket(between))
        });
        let here = self.words(clause.start..at);
        // 2026年9月底前出台细则，每年推出60项: a day is of its own clause.
        let by = |y: &Year| y.day.is_some() || self.words(y.range.clone()).ends_with('前');
        let own = own.filter(|y| {
            let span = y.from.is_some() || self.words(0..y.range.start).ends_with('年');
            let parted = self.words(y.range.end..at).contains(';');
            y.range.start >= clause.start
                || !(by(y) || span || parted)
                || !YEARLY.is_match(self.words(y.range.end..at))
        });
        // 2026年实现…，三年累计…: what is said of all years is of none of them.
        let own = own.filter(|y| y.range.start >= clause.start || !OVER_PLAN.is_match(here));
        let own = own.filter(|y| y.range.start >= clause.start || self.goes_on(y, at));
        let behind = || self.years.iter().find(|y| y.range.start > at && self.is_deadline(y)).map(|y| y.year);
        // 每月至少1次 holds in every year.
        let often = OFTEN.is_match(here) && !A_HEAD.is_match(here);
        // 1-4月，浓度同比上升6.8%: a look back in front of the first heading is no goal of the year.
        let so_far = self.above.preamble && SO_FAR.is_match(self.words(self.range.start..at));
        let default = self.above.default.filter(|_| !often && !so_far);
        // 经过三年努力，…: by the end of the plan's years.
        // Where the title names none, the sentence's own last year: 用三年时间，…，到2028年底，….
        let own_end = || self.years.iter().rfind(|y| y.until && !y.past).map(|y| y.year);
        let effort = EFFORT.is_match(self.words(self.range.start..at));
        let end = || self.above.end.or_else(own_end).filter(|_| effort);
        let year = own.map(|y| y.year).or_else(behind).or(self.carried).or_else(end).or(default);
        (year, own)
    }

    /// Whether a year holds beyond its own clause.
    fn goes_on(&self, year: &Year, at: usize) -> bool {
        let clause = self.clause(year.range.start);
        let between = self.words(clause.end..at);
        let parted = between.contains(';');
        // 覆盖率2025年达到95%，新增40个: a year behind a subject dates what is said of the subject.
        // 近期目标(2028年):… — a head says it of all that follows.
        let head = self.words(clause.end..self.range.end).starts_with(':');
        if !head && !OPENS.is_match(self.words(clause.start..year.range.start)) {
            return false;
        }
        // 2026年建9所，2027年7所，2028年5所；每县1所: one of a row of years ends with the row.
        let part = self.words(self.range.start..year.range.start).rfind(';').map_or(0, |at| at + 1);
        let row = self.years.iter().filter(|y| {
            y.range.start >= self.range.start + part && y.range.end <= year.range.start && y.year < year.year
        });
        !parted || row.count() == 0
    }

    /// …，2026年底前完成: a clause that only says by when holds for what stands before it.
    fn is_deadline(&self, year: &Year) -> bool {
        let clause = self.clause(year.range.start);
        let rest = self.words(year.range.end..clause.end);
        let ahead = self.words(clause.start..year.range.start);
        let season = rest.contains("前");
        (year.until || season) && !year.past && DEADLINE.is_match(rest) && DEADLINE_AHEAD.is_match(ahead)
    }
}

/// 460辆(2025年160辆、2026年100辆),推广…: what is said in a bracket ends with it.
fn leaves_bracket(between: &str) -> bool {
    let mut depth = 0i32;
    between.chars().any(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth < 0
    })
}
