//! The title of a document: which of its lines it takes, and where it stands.
//!
//! Takes all paragraphs and the place of the first heading; gives the title with its lines.
//! Never takes a chapter's title, a signature or a day for it.

use std::ops::Range;

use super::numerals::date_in;
use super::signature;
use super::text::{Paragraph, patterns, plain};

patterns! {
    pub(super) FIRST_HEADING = r"^(第[一1][篇编章部条]|[一二三四五六七八九十]{1,2}[、.]|前言$|引言$|序言$|\(一\)|1[、.][^\d]|1\.1[^\d%]|1[\u{4e00}-\u{9fff}]{2,16}$|任务一[:：、. ]|(总体|指导|主要|工作)(要求|思想|目标|任务)$)";
    CHAPTER = r"^第[一二三四五六七八九十\d]{1,3}[篇编章节部条]";
    pub(super) TITLE_WORD = r"(方案|规划|计划|意见|办法|要点|措施|清单|行动|简本|分工|纲要|决定|细则|任务|分解|通知|若干政策|分工表|任务表|举措|分解表|责任书|目标书|保卫战|攻坚战|持久战|条例|规定|若干条|条|清单表|任务书|安排|部署|实事|项目表|台账|指引|规程|的函|公告)(\([^()]{2,24}\))*$";
    SUFFIX_LINE = r"^\(?(20\d\d|试行|修订|征求意见稿|草案|送审稿|简本)[^。]{0,16}\)?$";
    SPAN = r"[两二三四五]年|十[三四五六七]五|规划|20\d\d";
    MONTH_LINE = r"^\(?20\d\d年\d{1,2}月\)?$";
    pub(super) NOT_TITLE = r"(公开|删减)|^(抄送|主送|附件|时间|来源|发布|索引|文号|日期|浏览|字体)|[:：|]|(20\d\d|二[〇○零Oo0]..)年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日|〔20\d\d〕";
    NOTICE = r"(印发给你们|转发给你们|通知如下|现印发|请(认真)?(贯彻|组织|遵照|结合))";
    ANNEX = r"^附件[一1]?[:：]?$";
}

/// (2024—2026年) below a title belongs to it; the day below a signature does not.
fn is_suffix(line: &str) -> bool {
    SUFFIX_LINE.is_match(line) && !MONTH_LINE.is_match(line) && date_in(line).is_none()
}

/// The title and the paragraphs it takes: the last one above the first heading, in one line or more.
pub(super) fn find_title(paragraphs: &[Paragraph], first: usize) -> Option<(String, Range<usize>)> {
    let is_title = |p: &Paragraph| {
        // 第四章 保障措施 of a table of contents ends like a title too.
        let heading =
            CHAPTER.is_match(&p.norm) || FIRST_HEADING.is_match(&p.norm) || super::forms::named(p).is_some();
        p.norm.chars().count() <= 90 && TITLE_WORD.is_match(&p.norm) && !ends_sentence(&p.norm) && !heading
    };
    let last = (0..first).rev().find(|at| is_title(&paragraphs[*at]))?;
    let mut start = last;
    while start > 0
        && last - start < 3
        && belongs_to_title(&paragraphs[start - 1])
        && !begins_title(&paragraphs[start].norm)
    {
        start -= 1;
    }
    let mut end = last + 1;
    let mut title: String = paragraphs[start..end].iter().map(|p| p.raw.trim()).collect();
    if let Some(next) = paragraphs.get(end).filter(|p| end < first && is_suffix(&p.norm)) {
        title.push_str(next.raw.trim());
        end += 1;
    }
    Some((clean_title(&title), start..end))
}

/// The year of a month below the title: （2026年1月）, of what is done in that year.
pub(super) fn month_below(opening: &[Paragraph], title: Option<&str>) -> Option<i32> {
    let month = opening.iter().find(|p| MONTH_LINE.is_match(&p.norm))?;
    let one = !SPAN.is_match(title?);
    super::years::years(&month.norm).first().map(|y| y.year).filter(|_| one)
}

/// Where the title stands alone once more, with headings below.
pub(super) fn said_again(paragraphs: &[Paragraph], title: &str, first: usize) -> Option<usize> {
    let title = plain(title);
    let same = |at: &usize| paragraphs.get(*at).is_some_and(|p| p.norm.trim_matches(['《', '》']) == title);
    let at = (first + 1..paragraphs.len()).find(same)?;
    let below = paragraphs.get(at..).unwrap_or_default().iter().filter(|p| FIRST_HEADING.is_match(&p.norm));
    (below.count() > 1).then_some(at)
}

/// 附件1 alone on its line below a notice with points, then the title of the plan.
pub(super) fn annexed(paragraphs: &[Paragraph], first: usize) -> Option<(String, Range<usize>)> {
    let notice = paragraphs.get(..first)?.iter().any(|p| NOTICE.is_match(&p.norm));
    let at = (first + 1..paragraphs.len()).find(|at| ANNEX.is_match(&paragraphs[*at].norm))?;
    let mut end = at + 1;
    let mut title = String::new();
    while let Some(line) = paragraphs.get(end).filter(|p| !FIRST_HEADING.is_match(&p.norm) && end < at + 4) {
        if ends_sentence(&line.norm) || line.is_row() {
            break;
        }
        title.push_str(line.raw.trim());
        end += 1;
        if TITLE_WORD.is_match(&plain(&title)) {
            break;
        }
    }
    if let Some(next) = paragraphs.get(end).filter(|p| is_suffix(&p.norm)) {
        title.push_str(next.raw.trim());
        end += 1;
    }
    let below = paragraphs.get(end..)?.iter().filter(|p| FIRST_HEADING.is_match(&p.norm)).count();
    let plan = TITLE_WORD.is_match(&plain(&title)) && !title.contains("分工") && !title.contains("指标");
    (notice && plan && below > 1).then(|| (clean_title(&title), at..end))
}

/// Whether a line ends like a sentence, or like what leads to one.
pub(super) fn ends_sentence(norm: &str) -> bool {
    norm.contains('。') || norm.ends_with([':', ';', ','])
}

fn belongs_to_title(p: &Paragraph) -> bool {
    let long = p.norm.chars().count();
    (2..60).contains(&long)
        && !ends_sentence(&p.norm)
        && !NOT_TITLE.is_match(&p.norm)
        && !TITLE_WORD.is_match(&p.norm)
        && !signature::is_body(&p.norm)
        && !FIRST_HEADING.is_match(&p.norm)
}

/// A line that starts a title by itself needs nothing from the line above.
fn begins_title(norm: &str) -> bool {
    norm.starts_with("关于")
}

/// The plan's own name, without the notice and the marks around it.
pub(super) fn clean_title(raw: &str) -> String {
    let title: String = raw.split_whitespace().collect();
    // 《…》 of a notice around the plan's own name.
    let title = match title.strip_prefix('《').and_then(|t| t.strip_suffix('》')) {
        Some(inner) if !inner.contains('《') => inner.to_owned(),
        _ => title,
    };
    let title = match (title.find("关于印发"), title.strip_suffix("的通知")) {
        (Some(at), Some(stem)) => stem[at + "关于印发".len()..].trim_matches(['《', '》']).to_owned(),
        _ => title,
    };
    // 某办公室印发《…》: the paper's own name stands inside.
    let title = match (title.find("印发《"), title.strip_suffix('》')) {
        (Some(at), Some(stem)) => stem[at + "印发《".len()..].to_owned(),
        _ => title,
    };
    let upper = title.strip_prefix('(').or_else(|| title.strip_prefix('（'));
    match upper.and_then(|t| t.split_once([')', '）'])) {
        Some((place, rest)) if place.chars().count() <= 6 && rest.chars().count() > 6 => rest.to_owned(),
        _ => title,
    }
}
