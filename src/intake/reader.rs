//! Reads `intake.jsonl`: one JSON object a line, each with the hash of the line before and its own.

use super::book::{Book, numbers};
use super::event::Event;
use super::unfinished::Unfinished;
use super::{ending, rules, sense};
use crate::diagnostic::Diagnostics;
use crate::plan::Plan;
use crate::source::{Encoding, Place, Project, SourceFile, Sources, sha256_hex};

/// Reads the book of a round; a missing one is empty. A book or lines that cannot be read, a broken chain
/// and lines that contradict others become findings; what is wrong counts nothing.
pub fn read(project: &Project, sources: &mut Sources, plan: &Plan, year: i32, out: &mut Diagnostics) -> Book {
    let folder = format!("submissions/{}/{year}", plan.definition.id.as_str());
    let name = format!("{folder}/intake.jsonl");
    let unfinished = Unfinished::read(project, &folder);
    let empty = Book { tip: "0".repeat(64), unfinished, ..Book::default() };
    if !project.contains(&name) {
        return empty;
    }
    let file = sources.load(project, std::slice::from_ref(&name))[0];
    let mut book = Book { file: Some(file), ..empty };
    if let Some(why) = unreadable(sources.get(file)) {
        out.report(&rules::UNREADABLE_BOOK, Place::of_file(file), format!("收文登记簿无法读取：{why}"))
            .label("收文时间和退回记录都无从知道，有关单位记为时间不详")
            .help("请用备份恢复登记簿；登记簿只能由工具追加，不要用其他软件打开后保存");
        book.damaged = true;
        book.wrong.push((0, u64::MAX));
        return book;
    }
    if let Some(what) = project.bytes(&name).ok().and_then(|bytes| touched(&bytes)) {
        out.report(&rules::BROKEN_CHAIN, Place::of_file(file), format!("收文登记簿被其他软件改动：{what}"))
            .label("登记簿的每一行以一个换行符结束，没有回车符、空行和文件头标记；各行的内容另行核对")
            .help("登记簿只能由工具追加，不要用其他软件打开后保存。请用备份恢复");
    }
    Lines { text: &sources.get(file).text, plan }.read(&mut book, out);
    ending::check(project, sources, &folder, &mut book, out);
    book
}

/// The book as it was when it had so many lines: what was written later was not known, whatever time it bears,
/// and makes nothing doubtful. What is wrong with the lines is said where all are read.
pub fn first_lines(book: &Book, lines: usize, sources: &Sources, plan: &Plan) -> Book {
    let mut then = Book { file: book.file, tip: "0".repeat(64), ..Book::default() };
    let Some(file) = book.file else { return then };
    let text = &sources.get(file).text;
    let ends = text.match_indices('\n').map(|(at, _)| at + 1);
    let end = if lines == 0 { Some(0) } else { ends.into_iter().nth(lines - 1) };
    let text = &text[..end.unwrap_or(text.len())];
    // A book that cannot be read at all has no lines to tell apart.
    then.damaged = book.events.is_empty() && book.damaged;
    Lines { text, plan }.read(&mut then, &mut Diagnostics::default());
    then
}

/// Why nothing of a book can be relied on. The tool writes UTF-8; what is read as another encoding is not
/// what it wrote, though it may decode.
fn unreadable(file: &SourceFile) -> Option<String> {
    match (&file.problem, file.encoding) {
        (Some(problem), _) => Some(problem.reason()),
        (None, Encoding::Utf8 | Encoding::Utf8Bom) => None,
        (None, other) => Some(format!("内容不是 UTF-8 编码（按 {} 才能读出），已被改动或损坏", other.name())),
    }
}

/// What was changed around the lines of a book, which the program writes byte by byte. A workspace that was checked out
/// on another system has its line ends, up to the line after which the program went on: that is no change.
fn touched(bytes: &[u8]) -> Option<&'static str> {
    let mut lines = bytes.split(|byte| *byte == b'\n').skip_while(|line| is_of_another_system(line));
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => Some("开头多了文件头标记（BOM）"),
        _ if lines.any(|line| line.contains(&b'\r')) => Some("换行里多了回车符"),
        [b'\n', ..] => Some("多了空行"),
        _ if bytes.windows(2).any(|pair| pair == b"\n\n") => Some("多了空行"),
        [.., last] if *last != b'\n' => Some("末尾少了换行符"),
        _ => None,
    }
}

/// Whether a line ends as those of another system do, and has no other mark of that kind.
fn is_of_another_system(line: &[u8]) -> bool {
    line.len() > 1 && line.iter().position(|byte| *byte == b'\r') == Some(line.len() - 1)
}

struct Lines<'a> {
    text: &'a str,
    plan: &'a Plan,
}

/// What is known of the line before.
struct Before {
    hash: String,
    /// Its number.
    sequence: u64,
    /// Whether it was found to be wrong: then the line behind it need not say so again.
    is_wrong: bool,
    /// Whether its own digest proves it.
    is_proven: bool,
}

impl Lines<'_> {
    /// Reads the lines, and what they say together; what cannot be relied on is marked.
    fn read(&self, book: &mut Book, out: &mut Diagnostics) {
        self.each(book, out);
        sense::check(book, self.plan, out);
        for event in book.events.iter().filter(|event| event.void) {
            match event.of {
                Some(unit) => {
                    book.doubtful.insert(unit);
                }
                None => book.damaged = true,
            }
        }
    }

    fn each(&self, book: &mut Book, out: &mut Diagnostics) {
        let file = book.file.unwrap_or_default();
        let mut before = Before { hash: book.tip.clone(), sequence: 0, is_wrong: false, is_proven: true };
        let mut start = 0u32;
        for line in self.text.split_inclusive('\n') {
            let place = Place::text(file, start..start + line.trim_end().len() as u32);
            start += line.len() as u32;
            let line = line.trim_end_matches('\n');
            if line.trim().is_empty() {
                continue;
            }
            before = self.one(line, place, &before, book, out);
        }
        book.tip = before.hash;
    }

    fn one(
        &self,
        line: &str,
        place: Place,
        before: &Before,
        book: &mut Book,
        out: &mut Diagnostics,
    ) -> Before {
        let due = before.sequence.saturating_add(1);
        let after = Before {
            hash: sha256_hex(line.as_bytes()),
            sequence: due,
            is_wrong: false,
            is_proven: Event::is_untouched(line).is_some(),
        };
        let Ok(event) = serde_json::from_str::<Event>(line) else {
            book.damaged = true;
            book.wrong.push((due, due));
            out.report(&rules::BAD_LINE, place, "收文登记簿的这一行无法识别")
                .label("这一行不是登记簿的记录")
                .help("登记簿只能由工具追加。请用备份恢复");
            return Before { is_wrong: true, ..after };
        };
        let of = self.plan.unit_named(&event.unit);
        if Event::is_untouched(line) == Some(false) {
            out.report(&rules::BROKEN_CHAIN, place, "收文登记簿的这一行被改动")
                .label("内容与本行的校验码不符")
                .help("登记簿只能由工具追加。请用备份恢复，并核对收文原件");
            book.wrong.push((due, due));
            book.events.push(Event { place, of, void: true, hash: after.hash.clone(), ..event });
            return Before { is_wrong: true, ..after };
        }
        let follows = event.previous == before.hash;
        let broken = !(before.is_wrong || follows && event.sequence == due);
        // What was taken out is named by its number; behind it every line fits the one before.
        let behind_gap = broken && !follows && event.sequence > due && after.is_proven;
        if behind_gap {
            gap(book, place, (due, event.sequence - 1), out);
        } else if broken {
            out.report(&rules::BROKEN_CHAIN, place, "收文登记簿的校验链在这一行断开")
                .label("与上一行的校验码或序号不衔接：上一行被改动，或者中间缺行")
                .help("登记簿只能由工具追加。请用备份恢复，并核对收文原件");
            book.wrong.push((before.sequence, due));
            // Which of the two was changed is known only where each proves itself.
            if let (false, Some(last)) = (before.is_proven, book.events.last_mut()) {
                last.void = true;
            }
        }
        book.damaged |= broken;
        let void = broken && !after.is_proven;
        let sequence = if follows || !after.is_proven { due } else { event.sequence };
        book.events.push(Event { place, of, void, behind_gap, hash: after.hash.clone(), ..event });
        Before { sequence, ..after }
    }
}

/// Lines that are missing: one finding, at the line behind them.
fn gap(book: &mut Book, place: Place, (first, last): (u64, u64), out: &mut Diagnostics) {
    let lines = numbers(first, last);
    book.wrong.push((first, last));
    out.report(&rules::BROKEN_CHAIN, place, format!("收文登记簿缺{lines}"))
        .label(format!("这一行写的是第{}行，上面缺{lines}", last.saturating_add(1)))
        .help("登记簿只能由工具追加，不能删行。请用备份恢复；缺的是什么，可以看 receipts 里这个序号的回执");
}
