//! The report as a Markdown paper, in the order and the words that offices use.
//!
//! Takes a composed report; gives `files/<plan>-<year>-report.md`. Prose is made of figures only;
//! every other sentence is a unit's own, and every unit's passage stands in it. What is not ours is escaped by `prose`.
//! Never writes a sentence that judges, praises or promises, and nothing internal for the public.

mod tables;

use std::fmt::Write as _;

use super::OutputFile;
use crate::prose;
use crate::report::{Edition, InternalReport, PaperNote, Passage, Report, goals};

/// The paper of the public and the review edition: figures, indicators, tasks, annexes.
pub fn outside<E: Edition>(report: &Report<E>) -> OutputFile {
    let mut paper = Paper::new(report);
    paper.head();
    paper.part("总体情况");
    paper.overall(1);
    paper.common();
    paper.tail(&["指标完成情况表", "重点任务进展台账", "报送情况统计表"]);
    tables::indicators(&mut paper.text, report, 1);
    tables::tasks(&mut paper.text, report, 2);
    tables::ongoing(&mut paper.text, report);
    tables::submissions(&mut paper.text, report, 3);
    paper.file()
}

/// The 报告 of the office: with 存在的主要问题 and 下一步工作打算.
pub fn internal(report: &InternalReport) -> OutputFile {
    let mut paper = Paper::new(report);
    paper.head();
    paper.part("总体情况");
    let first = paper.practices();
    paper.overall(first);
    paper.common();
    paper.problems();
    paper.tail(&["指标完成情况表", "重点任务进展台账", "报送情况统计表（含迟报、未报单位名单）"]);
    tables::indicators(&mut paper.text, report, 1);
    tables::tasks(&mut paper.text, report, 2);
    tables::ongoing(&mut paper.text, report);
    tables::submissions(&mut paper.text, report, 3);
    tables::units(&mut paper.text, report);
    paper.file()
}

/// The paper while it is written.
struct Paper<'a, E: Edition> {
    report: &'a Report<E>,
    text: String,
    /// Headings of level 1 so far.
    parts: usize,
}

impl<'a, E: Edition> Paper<'a, E> {
    fn new(report: &'a Report<E>) -> Self {
        Paper { report, text: String::new(), parts: 0 }
    }

    fn file(self) -> OutputFile {
        let Report { plan, year, .. } = self.report;
        OutputFile::text(format!("{}/{plan}/{year}/files/{plan}-{year}-report.md", E::NAME), self.text)
    }

    fn paragraph(&mut self, text: &str) {
        let _ = write!(self.text, "{}\n\n", prose::words(text));
    }

    /// 一、 at level 2, （一） at level 3: the numbers are part of the heading.
    fn part(&mut self, title: &str) {
        self.parts += 1;
        let _ = write!(self.text, "## {}、{}\n\n", ordinal(self.parts), prose::words(title));
    }

    fn subpart(&mut self, number: usize, title: &str) {
        let _ = write!(self.text, "### （{}）{}\n\n", ordinal(number), prose::words(title));
    }

    fn head(&mut self) {
        let report = self.report;
        let _ = write!(self.text, "# {}\n\n", prose::words(&report.letter.title));
        for notice in report.overview.frame.notices.iter() {
            let _ = write!(
                self.text,
                "> **{}**：{}\n\n",
                prose::words(notice.heading),
                prose::words(&notice.text)
            );
        }
        // A 报告 goes to one superior: another one gets a paper of its own.
        if let Some(addressee) = report.letter.addressees.first() {
            self.paragraph(&format!("{addressee}："));
        }
        self.paragraph(&report.letter.opening);
    }

    fn common(&mut self) {
        self.part("主要目标完成情况");
        self.goals();
        self.part("重点任务进展情况");
        self.tasks();
    }

    /// 总体进展 and 报送情况: the numbers of the first two levels are given as they are needed.
    fn overall(&mut self, first: usize) {
        let overview = &self.report.overview;
        self.subpart(first, "总体进展");
        self.paragraph(&format!("{}{}", overview.tasks.text, overview.tasks.note));
        self.paragraph(&overview.indicators.text);
        if overview.changes.comparable {
            self.paragraph(&format!("与上年相比，任务状态{}", overview.changes.text));
        }
        self.paragraph(&overview.value_note);
        self.subpart(first + 1, "报送情况");
        let submissions = &self.report.submissions;
        self.paragraph(&submissions.summary);
        let total = &submissions.total;
        let counted = [
            ("退回修改", total.returns.to_string(), "家次"),
            ("零报告", total.nil.to_string(), "家"),
            ("材料有误", total.faulty.to_string(), "家"),
        ];
        let said: Vec<String> = counted
            .iter()
            .filter(|(_, n, _)| n != "0")
            .map(|(what, n, of)| format!("{what}{n}{of}"))
            .collect();
        if !said.is_empty() {
            let unused = if total.faulty > 0 { "，有误的部分未采用" } else { "" };
            self.paragraph(&format!("{}{unused}。", said.join("、")));
        }
    }

    /// Figures in sentences, by field; goals in words in one table.
    fn goals(&mut self) {
        let groups = &self.report.indicator_table.groups;
        if groups.is_empty() {
            self.paragraph("方案没有列出指标。");
        }
        let (mut at, mut compared) = (0, true);
        for group in groups {
            let measured: Vec<_> = group.rows.iter().filter(|row| !goals::in_words(row)).collect();
            if measured.is_empty() {
                continue;
            }
            at += 1;
            self.subpart(at, &group.link.text);
            compared &= measured.iter().all(|row| !row.shown.present || goals::change(row).is_some());
            let sentences: String = measured.into_iter().map(goals::sentence).collect();
            self.paragraph(&sentences);
        }
        if at > 0 && !compared {
            self.paragraph("没有口径相同的上年数值的，不作同比。");
        }
        let rows = goals::table(self.report.year, groups.iter().flat_map(|group| &group.rows));
        if !rows.is_empty() {
            self.subpart(at + 1, "以文字表述的目标");
            tables::goals(&mut self.text, rows);
        }
    }

    fn tasks(&mut self) {
        let report = self.report;
        for (at, chapter) in report.paper.chapters.iter().enumerate() {
            self.subpart(at + 1, &chapter.title);
            self.paragraph(&chapter.summary);
            for (at, task) in chapter.tasks.iter().enumerate() {
                let _ = write!(self.text, "#### {}.{}\n\n", at + 1, prose::words(&task.title));
                self.paragraph(&task.sentence);
                for group in &task.groups {
                    self.passages(group);
                }
            }
        }
    }

    /// Passages run in, each with its unit: one paragraph.
    fn passages(&mut self, passages: &[Passage]) {
        let said: String = passages.iter().map(said).collect();
        self.paragraph(&said);
    }

    fn tail(&mut self, annexes: &[&str]) {
        let letter = &self.report.letter;
        if let Some(closing) = &letter.closing {
            self.paragraph(closing);
        }
        for (at, annex) in annexes.iter().enumerate() {
            let lead = if at == 0 { "附件：" } else { "　　　" };
            let end = if at + 1 == annexes.len() { "\n\n" } else { "  \n" };
            let _ = write!(self.text, "{lead}{}\\.{}{end}", at + 1, prose::words(annex));
        }
        if !letter.signature.is_empty() {
            self.paragraph(&letter.signature);
        }
        if let Some(date) = &letter.date {
            self.paragraph(date);
        }
    }
}

impl Paper<'_, crate::report::Internal> {
    fn problems(&mut self) {
        let PaperNote { problems, measures, .. } = &self.report.paper.internal;
        if !problems.is_empty() {
            self.part("存在的主要问题");
        }
        for (at, problem) in problems.iter().enumerate() {
            let said: String = problem.passages.iter().map(said).collect();
            self.paragraph(&format!("{}.{}。{said}", at + 1, problem.task));
        }
        if !measures.is_empty() {
            self.part("下一步工作打算");
            tables::measures(&mut self.text, measures);
        }
    }

    /// 主要做法和成效: what units wrote of their year.
    /// Gives the number of what follows.
    fn practices(&mut self) -> usize {
        let summaries = &self.report.paper.internal.summaries;
        if summaries.is_empty() {
            return 1;
        }
        self.subpart(1, "主要做法和成效");
        summaries.iter().for_each(|passage| self.paragraph(&said(passage)));
        2
    }
}

/// `市水利局（滞后）：……。`
fn said(passage: &Passage) -> String {
    match passage.mark {
        Some(mark) => format!("{}（{mark}）：{}", passage.unit, passage.words),
        None => format!("{}：{}", passage.unit, passage.words),
    }
}

/// 一, 二 … 九十九; beyond that digits.
fn ordinal(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (number / 10, number % 10) {
        (0, ones) => DIGITS[ones].to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (tens @ 2..=9, ones) => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_are_chinese() {
        let words: Vec<String> = [1, 10, 11, 20, 45].into_iter().map(ordinal).collect();
        assert_eq!(words, ["一", "十", "十一", "二十", "四十五"]);
    }
}
