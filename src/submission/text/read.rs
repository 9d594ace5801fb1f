//! Reads the office's text, line by line.
//!
//! Takes the file; gives passages and findings. Quotations are material to work from and comments are notes:
//! neither is ever printed. Never uses a file in which an internal passage has no end, or in which something
//! looks like a mark and is none.

use super::headings::{about, figure, nearest};
use super::marks::{self, Mark, Part};
use super::since;
use super::{OfficePassage, OfficePiece, OfficeWords, Word};
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::plan::{Date, Located, Plan};
use crate::source::{FileId, Place, Project, Sources};

/// All rules of the office's text, by code.
pub static RULES: &[&Rule] = &[&HEADING, &FIGURE, &MARK, &since::SINCE];

const FILE: &str = "submissions/demo/2025/text.md";

static HEADING: Rule = Rule {
    code: "N921",
    name: "text-heading",
    severity: Severity::Error,
    title: "报告文稿的标题对不上",
    why: "text.md 的标题说明文字用在报告的哪一处：总体评价、主要做法和成效、存在的主要问题、下一步工作打算、意见建议，方案的部分（编号或标题）、任务（编号或标题）、“指标”加指标编号。对不上的标题和标题之前的文字不采用。",
    example: Example::File {
        file: FILE,
        good: "# 总体评价\n\n全市河流治理按计划推进。\n",
        bad: "# 总体评介\n\n全市河流治理按计划推进。\n",
    },
};

static FIGURE: Rule = Rule {
    code: "N922",
    name: "text-figure",
    severity: Severity::Error,
    title: "报告文稿引用的数据没有",
    why: "文稿里的数据写名称，由工具填入数值、时段和状态：数值、同比、目标后写指标编号，任务数、家数、比例后写名称。写错名称的，这一段不采用，报告仍用各单位的文字。",
    example: Example::File {
        file: FILE,
        good: "# 总体评价\n\n{{ 任务数(\"正常推进\") }}任务正常推进。\n",
        bad: "# 总体评价\n\n{{ 任务数(\"推进中\") }}任务正常推进。\n",
    },
};

static MARK: Rule = Rule {
    code: "N924",
    name: "text-mark-open",
    severity: Severity::Error,
    title: "报告文稿的内部标记没有成对",
    why: "<!-- 内部 --> 和 <!-- /内部 --> 之间的文字只印在内部版。标记不成对，就分不清哪些可以公开，因此整个文稿都不采用。",
    example: Example::File {
        file: FILE,
        good: "# 存在的主要问题\n\n前期手续偏慢。\n\n<!-- 内部 -->\n两家数据不一致。\n<!-- /内部 -->\n",
        bad: "# 存在的主要问题\n\n前期手续偏慢。\n\n<!-- 内部 -->\n两家数据不一致。\n",
    },
};

const UNPAIRED: &str = "内部标记没有成对，报告文稿不采用";

/// Reads the text of a year; `None` where there is none or nothing of it can be used.
pub fn read(
    project: &Project,
    sources: &mut Sources,
    (plan, year): (&Plan, i32),
    out: &mut Diagnostics,
) -> Option<OfficeWords> {
    let name = format!("submissions/{}/{year}/text.md", plan.definition.id.as_str());
    if !project.contains(&name) {
        return None;
    }
    let file = sources.load(project, &[name])[0];
    let source = sources.get(file);
    if let Some(problem) = &source.problem {
        let message = format!("报告文稿无法读取：{}", problem.reason());
        out.report(&MARK, Place::of_file(file), message).label("这份文稿没有采用").help(problem.help());
        return None;
    }
    let text = source.text.clone();
    let mut reader = Reader {
        sources,
        plan,
        file,
        out,
        since: None,
        passages: vec![],
        open: None,
        comment: None,
        is_sound: true,
        unused: false,
    };
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        reader.line(line, from);
        from += line.len();
    }
    reader.finish(text.len())
}

struct Reader<'a> {
    sources: &'a Sources,
    plan: &'a Plan,
    file: FileId,
    out: &'a mut Diagnostics,
    since: Option<Located<Date>>,
    passages: Vec<OfficePassage>,
    /// Where the internal mark that is open stands.
    open: Option<Place>,
    /// The comment that goes on from the line before.
    comment: Option<Place>,
    is_sound: bool,
    /// Whether what stands here belongs to a heading that names nothing: it is told once.
    unused: bool,
}

impl Reader<'_> {
    fn place(&self, from: usize, length: usize) -> Place {
        self.sources.place(self.file, from..from + length)
    }

    fn line(&mut self, line: &str, from: usize) {
        let (line, from) = match self.comment {
            None => (line, from),
            Some(_) => {
                let Some(end) = line.find("-->").map(|at| at + "-->".len()) else { return };
                self.comment = None;
                (&line[end..], from + end)
            }
        };
        // Material is copied from what units wrote: nothing in it is a mark.
        if line.trim_start().starts_with('>') {
            return;
        }
        let parts = marks::parts(line);
        let has_comments = parts.iter().any(|part| !matches!(part, Part::Words(..)));
        let is_blank = |part: &Part<'_>| matches!(part, Part::Words(words, _) if words.trim().is_empty());
        let only_comments =
            has_comments && parts.iter().all(|part| !matches!(part, Part::Words(..)) || is_blank(part));
        let all_internal = has_comments && self.is_all_internal(&parts);
        for part in parts {
            match part {
                // A line of comments alone is no line of the text.
                Part::Words(..) if only_comments => {}
                Part::Words(words, at) => self.written(words, from + at, all_internal),
                Part::Comment(note, at, length) => self.note(note, self.place(from + at, length)),
                Part::Open(at) => self.comment = Some(self.place(from + at, line.trim_end().len() - at)),
            }
        }
    }

    /// Whether nothing but the sign of a list would be left of a line in the public edition.
    fn is_all_internal(&self, parts: &[Part<'_>]) -> bool {
        let (mut internal, mut left) = (self.open.is_some(), String::new());
        let mut held = false;
        for part in parts {
            match part {
                Part::Words(words, _) if internal => held |= !words.trim().is_empty(),
                Part::Words(words, _) => left.push_str(words),
                Part::Comment(note, ..) => match marks::mark(note) {
                    Mark::Begin => internal = true,
                    Mark::End => internal = false,
                    Mark::Misspelt | Mark::None => {}
                },
                Part::Open(_) => {}
            }
        }
        held && marks::is_only_a_sign(&left)
    }

    /// Words of a line: a heading, or what stands below one.
    fn written(&mut self, line: &str, from: usize, all_internal: bool) {
        let words = line.trim();
        let at = from + (line.len() - line.trim_start().len());
        if let Some(found) = marks::lookalike(line) {
            let place = self.place(from + found.start, found.len());
            self.unpaired(place, "这里像是内部标记，又不是内部标记，报告文稿不采用", "不知道哪些可以公开");
        } else if words.starts_with('#') && words.trim_start_matches('#').starts_with([' ', '　']) {
            self.heading(words.trim_start_matches('#').trim(), (at, words));
        } else {
            self.words(line, from, all_internal || self.open.is_some());
        }
    }

    /// A comment: the two marks, or the mark of the material.
    fn note(&mut self, note: &str, place: Place) {
        match marks::mark(note) {
            Mark::Begin if self.open.is_none() => self.open = Some(place),
            Mark::End if self.open.is_some() => self.open = None,
            Mark::Begin | Mark::End => self.unpaired(place, UNPAIRED, "这个标记没有配对"),
            Mark::Misspelt => {
                let message = format!("“{note}”不是内部标记的写法，报告文稿不采用");
                self.unpaired(place, &message, "标记写错了");
            }
            Mark::None => {
                if let Some(said) = since::of_note(note) {
                    let first = self.passages.is_empty() && !self.unused;
                    since::take(&mut self.since, (said, place), first, self.out);
                } else if let (Some(material), Some(passage)) =
                    (note.strip_prefix("材料"), self.passages.last_mut())
                {
                    passage.material = Some(material.trim().to_owned());
                }
            }
        }
    }

    fn unpaired(&mut self, place: Place, message: &str, label: &str) {
        self.is_sound = false;
        self.out
            .report(&MARK, place, message)
            .label(label)
            .help("内部文字前写 <!-- 内部 -->，后写 <!-- /内部 -->，用半角符号");
    }

    fn heading(&mut self, title: &str, (at, line): (usize, &str)) {
        let place = self.place(at, line.len());
        self.end_passage(at);
        let Some(about) = about(title, self.plan) else {
            self.unused = true;
            let near = nearest(title, self.plan);
            let help = near.map_or_else(
                || "可用的标题见“nianbao explain N921”，文稿骨架用“nianbao text”生成".to_owned(),
                |near| format!("是不是“{near}”？"),
            );
            let message = format!("标题“{title}”对不上报告的任何一处，下面的文字不采用");
            self.out.report(&HEADING, place, message).label("没有这个标题").help(help);
            return;
        };
        self.unused = false;
        let heading = place;
        self.passages.push(OfficePassage { about, heading, place, pieces: vec![], material: None });
    }

    /// The passage that was open reaches to here.
    fn end_passage(&mut self, end: usize) {
        let (sources, file) = (self.sources, self.file);
        if let Some(passage) = self.passages.last_mut().filter(|passage| passage.place == passage.heading) {
            let from = passage.heading.bytes().start;
            passage.place = sources.place(file, from..end.max(from));
        }
    }

    fn words(&mut self, line: &str, from: usize, internal: bool) {
        let is_blank = line.trim().is_empty();
        if self.passages.is_empty() || self.unused {
            if !is_blank && !self.unused {
                self.unused = true;
                let place = self.place(from, line.trim_end().len());
                self.out
                    .report(&HEADING, place, "标题之前的文字不采用")
                    .label("这里还没有标题")
                    .help("请先写标题，例如“# 总体评价”");
            }
            return;
        }
        let said = self.parsed(line, from);
        let Some(passage) = self.passages.last_mut().filter(|_| !self.unused) else { return };
        match passage.pieces.last_mut().filter(|piece| piece.internal == internal) {
            Some(piece) => piece.words.extend(said),
            None if is_blank => {}
            None => passage.pieces.push(OfficePiece { internal, words: said }),
        }
    }

    /// A line as words and figures; a figure that nobody has leaves nothing, and its finding keeps the passage
    /// from being used.
    fn parsed(&mut self, line: &str, from: usize) -> Vec<Word> {
        let mut out = vec![];
        let mut at = 0;
        while let Some(start) = line[at..].find("{{").map(|n| at + n) {
            let Some(end) = line[start..].find("}}").map(|n| start + n) else { break };
            self.text(&line[at..start], from + at, &mut out);
            let place = self.place(from + start, end + 2 - start);
            match figure(line[start + 2..end].trim(), self.plan) {
                Ok(figure) => out.push(Word::Figure(figure, place)),
                Err((message, help)) => {
                    self.out
                        .report(&FIGURE, place, format!("{message}，这一段不采用"))
                        .label("写错了")
                        .help(help);
                    self.drop_passage();
                }
            }
            at = end + 2;
        }
        let rest = &line[at..];
        if let Some(start) = ["{{", "}}", "｛｛"].iter().find_map(|sign| rest.find(sign)) {
            let place = self.place(from + at + start, rest[start..].trim_end().len());
            self.out
                .report(&FIGURE, place, "数据的写法没有成对的括号，这一段不采用")
                .label("括号不成对")
                .help("写作 {{ 数值(\"指标编号\") }}，用半角花括号");
            self.drop_passage();
        }
        self.text(rest, from + at, &mut out);
        out
    }

    fn text(&self, words: &str, from: usize, out: &mut Vec<Word>) {
        if !words.is_empty() {
            out.push(Word::Text(words.to_owned(), self.place(from, words.len())));
        }
    }

    /// What is wrong is not used: the units' words stand in its place.
    fn drop_passage(&mut self) {
        if !self.unused {
            self.passages.pop();
        }
        self.unused = true;
    }

    fn finish(mut self, end: usize) -> Option<OfficeWords> {
        if let Some(place) = self.open {
            self.unpaired(place, UNPAIRED, "这个标记没有配对");
        }
        if let Some(place) = self.comment {
            let message = "注释没有结束，后面的文字都在注释里，报告文稿不采用";
            self.unpaired(place, message, "注释从这里开始，缺少 -->");
        }
        self.end_passage(end);
        self.is_sound.then_some(OfficeWords { file: self.file, since: self.since, passages: self.passages })
    }
}
