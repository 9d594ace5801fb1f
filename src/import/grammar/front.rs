//! What stands before and after the body: title, issuer, numbers, dates; and the page around it.
//!
//! Takes all paragraphs; gives the document's data and the range of paragraphs that is the plan.
//! Never takes a number or a date of another document, named in 根据…, for its own.

use std::ops::Range;

use super::headline::{
    FIRST_HEADING, NOT_TITLE, TITLE_WORD, annexed, clean_title, ends_sentence, find_title, month_below,
    said_again,
};
use super::numerals::date_in;
use super::signature;
use super::text::{Paragraph, patterns, plain};
use crate::plan::Date;

patterns! {
    CONTENTS = r"(\.{3,}|…+|·{3,})\d{0,3}$|^目录$";
    AFTER = r"^(相关(解读|链接|附件|文档|文章|阅读|新闻|政策)|解读链接|政策(解读|咨询|图解)|附件下载|图解|〔?图解〕?|打印|关闭|分享|扫一扫|上一篇|下一篇|版权所有|主办(单位)?[:：]|首页[|]|网站(地图|声明|标识)|联系我们|责任编辑|信息来源|来源[:：]|浏览次数|抄送[:：]|.{0,30}(办公室|办公厅|局)20\d\d年\d{1,2}月\d{1,2}日(印发)?$)";
    ANNEX_BELOW = r"^(附件|附表)[\d一二三四五六七八九十]{0,2}[:.、]?$";
    NUMBER = r"(?P<n>[\u{4e00}-\u{9fff}]{1,12}(?P<b>〔|\()20\d\d[〕)](第)?\d{1,4}号)";
    INDEX = r"索引号[:|]*(?P<v>[0-9A-Za-z][0-9A-Za-z/()_.-]{6,})";
    ISSUER = r"(发文机关|发布机构|发文单位|发布单位|制发机关|公开主体|制定机关|发文机构)[:|]*(?P<v>[\u{4e00}-\u{9fff}、]{3,40}?)(成文|发布|关键|主题|标题|生效|文号|发文|索引|公开|有效|$|[|:])";
    ADOPTED = r"(成文日期|签发日期|生成日期|印发日期|成文时间)[:|]*(?P<v>[^|]{6,14})";
    PUBLISHED = r"((发布日期|发布时间|公开日期|公开时间|印发时间)[:|]*|^(时间|日期)[:|]+)(?P<v>[^|]{6,14})";
    REGION = r"(?P<v>[\u{4e00}-\u{9fff}]{2,9}?(自治区|自治州|自治县|新区|流域|省|市|州|盟|县|区|旗))";
    ANNUAL = r"(?P<y>20\d\d)年(?P<d>度)?";
    YEAR_OF_WORK = r"(现就|现将|做好|就)(全?[市县区镇省])?(?P<y>20\d\d)年度?([^,。;\d]|\d{1,2}月[^,。;至到-]{0,12}(至|到|-)\d{1,2}月){2,50}(安排|通知|部署|分解|明确|印发|下达|公布|工作)";
    MONTHS = r"^\((?P<y>20\d\d)年\d{1,2}月[^()年]*(-|至|到|~)[^()年]*\d{1,2}月[^()年]*\)$";
    FROM_TO = r"从(?P<y>20\d\d)年\d{1,2}月(\d{1,2}日)?(起|开始)?[,]?(至|到|-)(当年|同年)?\d{1,2}月";
    THIS_YEAR = r"(^|[,。;:])今年(内)?,";
    FIVE = r"十(?P<n>[三四五六七])五";
    VOID = r"(废止|失效)";
}

/// The document's data as found.
#[derive(Debug, Default)]
pub(crate) struct Front {
    pub(crate) title: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) issuer: Option<String>,
    pub(crate) number: Option<String>,
    pub(crate) index_number: Option<String>,
    pub(crate) adopted: Option<Date>,
    pub(crate) published: Option<Date>,
    /// No line looks like a title; the first one was taken.
    pub(crate) title_guessed: bool,
    /// Line of the title.
    pub(crate) title_line: usize,
    /// The paragraphs of the plan itself.
    pub(crate) body: Range<usize>,
    /// The document says that it is no longer in force.
    pub(crate) void: bool,
    /// 现就2026年度……工作安排如下: the year of a plan whose title names none.
    year_of_work: Option<i32>,
}

/// Reads what stands around the body.
pub(crate) fn read(paragraphs: &[Paragraph]) -> Front {
    let first = first_heading(paragraphs);
    let end = end_of_body(paragraphs, first);
    let mut front = Front { body: first..end, ..Front::default() };
    let title = find_title(paragraphs, if first == 0 { paragraphs.len().min(8) } else { first });
    if let Some((title, lines)) = title {
        front.title_line = paragraphs.get(lines.start).map_or(1, |p| p.line);
        front.title = Some(title);
        // What stands between title and first heading opens the plan, unless it is a table of contents.
        let contents = |p: &Paragraph| CONTENTS.is_match(&p.norm) || FIRST_HEADING.is_match(&p.norm);
        let plain = !paragraphs.get(lines.end..first).unwrap_or_default().iter().any(contents);
        front.body.start = if plain { lines.end } else { first };
    }
    // A notice with points of its own: the plan stands below, under its title said again.
    if let Some(again) = front.title.as_deref().and_then(|t| said_again(paragraphs, t, first)) {
        front.title_line = paragraphs.get(again).map_or(front.title_line, |p| p.line);
        front.body.start = again + 1;
    } else if let Some((title, lines)) = annexed(paragraphs, first) {
        front.title_line = paragraphs.get(lines.start).map_or(front.title_line, |p| p.line);
        front.title = Some(title);
        front.body.start = lines.end;
    } else if front.title.is_none() {
        front.read_first_line(paragraphs, first);
    }
    let head = paragraphs.get(..first.max(front.body.start)).unwrap_or_default();
    front.read_catalogue(head);
    let tail = paragraphs.get(front.body.end.saturating_sub(10).max(front.body.start)..front.body.end);
    let tail = tail.unwrap_or_default();
    let date = |p: &Paragraph| signature::date(&p.norm).filter(|_| !PUBLISHED.is_match(&p.norm));
    front.adopted = front.adopted.or_else(|| head.iter().rev().find_map(date));
    if front.adopted.is_none() {
        let short = |p: &&Paragraph| p.norm.chars().count() < 20 && !p.is_row();
        let last = tail.get(tail.len().saturating_sub(4)..).unwrap_or_default();
        front.adopted = last.iter().filter(short).find_map(|p| date_in(&p.norm));
    }
    let place = front.title.as_deref().and_then(|t| REGION.captures(t).map(|c| c["v"].to_owned()));
    // A catalogue names the first of those that sign.
    let signed = signature::issuer(head, tail, place.as_deref());
    let one = front.issuer.take();
    let more = signed.filter(|s| one.as_ref().is_none_or(|one| s.split('、').any(|name| name == one)));
    front.issuer = more.or(one);
    front.region = front.find_region(paragraphs);
    let opening = paragraphs.get(..first.max(front.body.start)).unwrap_or_default();
    front.year_of_work =
        opening.iter().find_map(|p| YEAR_OF_WORK.captures(&p.norm)?["y"].parse::<i32>().ok());
    // (2022年8月25日-12月5日) below the title: the months of one year.
    let months = || opening.iter().find_map(|p| MONTHS.captures(&p.norm)?["y"].parse::<i32>().ok());
    // 从2026年4月10日起至7月20日开展…: the days of one year.
    let days = || opening.iter().find_map(|p| FROM_TO.captures(&p.norm)?["y"].parse::<i32>().ok());
    front.year_of_work = front.year_of_work.or_else(months).or_else(days);
    let month = || month_below(opening, front.title.as_deref());
    front.year_of_work = front.year_of_work.or_else(month);
    // 今年，… of a document with a date is the year of the date.
    let this = || paragraphs.iter().any(|p| THIS_YEAR.is_match(&p.norm));
    front.year_of_work = front.year_of_work.or_else(|| front.year().filter(|_| this()));
    front
}

/// The first heading that is no line of a table of contents.
fn first_heading(paragraphs: &[Paragraph]) -> usize {
    // A document whose headings are numbered needs no styles to find the first.
    let numbered = paragraphs.iter().any(|p| FIRST_HEADING.is_match(&p.norm));
    let heading = |at: &usize| {
        let p = &paragraphs[*at];
        // The document's own title may be marked as a heading too.
        let titled = || paragraphs.get(..*at).is_some_and(|h| h.iter().any(|p| TITLE_WORD.is_match(&p.norm)));
        let title = || TITLE_WORD.is_match(&p.norm) && *at < 12 && !titled();
        FIRST_HEADING.is_match(&p.norm) || (!numbered && p.heading.is_some() && !title())
    };
    let listed = |at: usize| {
        let norm = &paragraphs[at].norm;
        CONTENTS.is_match(norm)
            || (paragraphs[at + 1..].iter().take(200).any(|p| p.norm == *norm) && norm.chars().count() < 60)
    };
    let all: Vec<usize> = (0..paragraphs.len()).filter(heading).collect();
    // Without headings the body begins at its first table, or somewhere below the title.
    let table = || paragraphs.iter().position(Paragraph::is_row);
    let found = all.iter().copied().find(|at| !listed(*at)).or(all.first().copied());
    found.or_else(table).unwrap_or(0)
}

fn end_of_body(paragraphs: &[Paragraph], first: usize) -> usize {
    // The page's furniture is short and comes in the last fifth; a long paragraph is never cut.
    let from = first.max(paragraphs.len() / 2);
    let furniture = |p: &Paragraph| p.norm.chars().count() < 120 && AFTER.is_match(&p.norm);
    // 抄送：… closes the letter; an annex below it is still of the plan.
    let annex = paragraphs.iter().rposition(|p| ANNEX_BELOW.is_match(&p.norm));
    let from = from.max(annex.filter(|at| at + 1 < paragraphs.len()).unwrap_or(0));
    (from..paragraphs.len()).find(|at| furniture(&paragraphs[*at])).unwrap_or(paragraphs.len())
}

/// Behind the line that addresses the readers, if there is one.
fn addressed(paragraphs: &[Paragraph], first: usize) -> usize {
    let line = |p: &Paragraph| p.norm.starts_with('各') && p.norm.ends_with(':');
    paragraphs.get(..first).and_then(|head| head.iter().position(line)).map_or(0, |at| at + 1)
}

impl Front {
    /// Without a title that names its kind the first line stands for it.
    fn read_first_line(&mut self, paragraphs: &[Paragraph], first: usize) {
        let heads = paragraphs.get(..first).unwrap_or_default();
        let fits = |p: &&Paragraph| {
            (4..=50).contains(&p.norm.chars().count())
                && !ends_sentence(&p.norm)
                && !NOT_TITLE.is_match(&p.norm)
                && !p.is_row()
        };
        let Some(line) = heads.iter().position(|p| fits(&p)) else {
            self.body.start = self.body.start.min(addressed(paragraphs, first));
            return;
        };
        self.title = Some(clean_title(paragraphs[line].raw.trim()));
        self.title_guessed = true;
        self.title_line = paragraphs[line].line;
        self.body.start = self.body.start.min((line + 1).max(addressed(paragraphs, first)));
    }

    fn read_catalogue(&mut self, head: &[Paragraph]) {
        for p in head {
            let norm = p.norm.replace(' ', "");
            let value = |r: &regex::Regex| r.captures(&norm).map(|c| c["v"].to_owned());
            self.index_number = self.index_number.take().or_else(|| value(&INDEX));
            self.issuer = self.issuer.take().or_else(|| value(&ISSUER));
            self.adopted = self.adopted.or_else(|| date_in(&value(&ADOPTED)?));
            self.published = self.published.or_else(|| date_in(&value(&PUBLISHED)?));
            self.void |= VOID.is_match(&norm) && norm.chars().count() < 40;
            if self.number.is_none() && !norm.contains("根据") && (norm.chars().count() < 80) {
                self.number = NUMBER.captures(&norm).map(|c| number_text(&c["n"], p));
            }
        }
    }

    fn find_region(&self, paragraphs: &[Paragraph]) -> Option<String> {
        let first = |text: &str| {
            let c = REGION.captures(text)?;
            // 黄河流域临江市…: the place stands behind the river's basin.
            let behind = || {
                REGION
                    .captures(&text[c.name("v")?.end()..])
                    .filter(|c| c.get(0).is_some_and(|m| m.start() == 0))
            };
            let inner = c["v"].ends_with("流域").then(behind).flatten();
            let place = |c: &regex::Captures<'_>| c["v"].trim_start_matches("中共").to_owned();
            let inner = inner.map(|c| place(&c)).filter(|p| !p.contains("重点") && !p.ends_with('区'));
            let found = inner.unwrap_or_else(|| place(&c));
            const ODD: [&str; 11] =
                ["关于", "推进", "建设", "印发", "地区", "城市", "加快", "实施", "全面", "有关", "相关"];
            // 鹤城市 is a place, 海绵城市 and 老城市 are none.
            let named = found.chars().count() == 3
                && text.starts_with(&found)
                && !found.starts_with(['大', '小', '新', '老', '各', '全']);
            let odd = |o: &&str| found.contains(*o) && !(named && *o == "城市");
            (!ODD.iter().any(odd)).then_some(found)
        };
        let of_title = self.title.as_deref().and_then(first);
        let of_issuer = self.issuer.as_deref().and_then(first);
        of_issuer.or(of_title).or_else(|| {
            paragraphs.iter().take(40).find_map(|p| {
                let at = p.norm.find("人民政府")?;
                let before = &p.norm[..at];
                let start = before
                    .rfind(|c: char| !super::text::is_han(c))
                    .map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
                first(&before[start..])
            })
        })
    }
}

impl Front {
    /// The year of the document: of its dates, else of its number 〔2025〕. A figure of an earlier year
    /// is how things stood, not where they are to go.
    pub(crate) fn year(&self) -> Option<i32> {
        let of_number = || {
            let number = self.number.as_ref()?;
            let (_, rest) = number.split_once(['〔', '[', '(', '（', '【'])?;
            rest.split(['〕', ']', ')', '）', '】']).next()?.trim().parse().ok()
        };
        let of_title = || self.period().map(|(first, _)| first);
        self.adopted.or(self.published).map(|date| date.year()).or_else(of_number).or_else(of_title)
    }
}

impl Front {
    /// First and last year of the plan, as its title says: 2025—2027年, “十五五”.
    pub(crate) fn period(&self) -> Option<(i32, i32)> {
        let title = plain(self.title.as_deref()?);
        let range = super::years::years(&title).into_iter().find_map(|y| Some((y.from?, y.year)));
        let five = || {
            let c = FIVE.captures(&title)?;
            let plan = "三四五六七"
                .chars()
                .position(|n| c["n"].starts_with(n))
                .and_then(|n| i32::try_from(n).ok())?;
            let last = 2020 + 5 * plan;
            Some((last - 4, last))
        };
        range.or_else(five)
    }

    /// The year of an annual plan: its title names one year, and none to reach (2030年前).
    pub(crate) fn annual(&self) -> Option<i32> {
        let title = plain(self.title.as_deref()?);
        if super::years::years(&title).is_empty() && self.period().is_none() && self.year_of_work.is_some() {
            return self.year_of_work;
        }
        let mut years = ANNUAL.captures_iter(&title).filter_map(|c| {
            let (all, year) = (c.get(0)?, c["y"].parse::<i32>().ok()?);
            let (before, behind) = (&title[..all.start()], &title[all.end()..]);
            let range =
                before.ends_with(['-', '~', '至', '到']) || behind.starts_with(['-', '~', '至', '前', '底']);
            Some((year, range))
        });
        let (year, range) = years.next()?;
        let near = self.year().is_none_or(|of_document| (year - of_document).abs() <= 1);
        (!range && years.next().is_none() && near).then_some(year)
    }
}

/// The number with the brackets as printed.
fn number_text(found: &str, p: &Paragraph) -> String {
    let label = ["发文字号", "文号", "发文号", "字号"].iter().find_map(|l| found.strip_prefix(l));
    let found = label.unwrap_or(found);
    let raw: String = p.raw.split_whitespace().collect();
    let (wanted, start) = (plain(found), raw.char_indices());
    for (at, _) in start {
        let piece: String = raw[at..].chars().take(wanted.chars().count()).collect();
        if plain(&piece) == wanted {
            return piece;
        }
    }
    found.to_owned()
}
