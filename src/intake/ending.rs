//! Where the book ends, kept beside it: lines that are taken away from its end, together with all that was written
//! with them, leave nothing else that would miss them.

use super::book::{Book, numbers};
use super::rules;
use crate::diagnostic::Diagnostics;
use crate::source::{Place, Problem, Project, SourceFile, Sources, sha256_hex};

/// The name of the file, beside the book.
pub const END: &str = "intake.end";

const LINES: &str = "收文登记簿共";
const HASH: &str = "行，末行校验码";

/// What stands in the file for a book.
pub fn end_of(book: &str) -> String {
    let lines: Vec<&str> = book.lines().filter(|line| !line.trim().is_empty()).collect();
    let last = lines.last().map_or_else(|| "0".repeat(64), |line| sha256_hex(line.as_bytes()));
    written(lines.len() as u64, &last)
}

fn written(lines: u64, last: &str) -> String {
    format!("{LINES}{lines}{HASH}{last}\n")
}

/// How many lines a file speaks of; `None` when it is not as the program writes it.
fn lines_of(text: &str) -> Option<u64> {
    let (lines, hash) = text.strip_prefix(LINES)?.split_once(HASH)?;
    let lines = lines.parse().ok()?;
    (written(lines, hash.trim_end()) == text).then_some(lines)
}

/// The book must have the line that the file speaks of. Lines behind it are a step whose last write is yet to come.
pub(super) fn check(
    project: &Project,
    sources: &mut Sources,
    folder: &str,
    book: &mut Book,
    out: &mut Diagnostics,
) {
    let path = format!("{folder}/{END}");
    let Ok(bytes) = project.bytes(&path) else { return };
    let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
    let said = lines_of(&text);
    let (last, place) = (book.last_number(), end_place(book));
    match said {
        Some(lines) if lines > last => {
            book.damaged = true;
            book.wrong.push((last + 1, lines));
            if book.file.is_none() {
                let own = Place::of_file(sources.add(SourceFile::without_text(path, Problem::NotRead)));
                out.report(
                    &rules::BROKEN_CHAIN,
                    own,
                    format!("收文登记簿 intake.jsonl 不见了，缺第1—{lines}行"),
                )
                .label(format!("{END} 记着登记簿共有{lines}行"))
                .help("请用备份恢复登记簿、收文原件和回执");
                return;
            }
            out.report(&rules::BROKEN_CHAIN, place, format!("收文登记簿缺{}", numbers(last + 1, lines)))
                .label(format!("登记簿到第{last}行为止；{END} 记着共有{lines}行"))
                .help("登记簿末尾被删去。请用备份恢复登记簿、收文原件和回执");
        }
        Some(lines) if lines == 0 || book.is_wrong(lines, lines) => {}
        Some(lines) if book.events.iter().any(|event| text == written(lines, &event.hash)) => {}
        _ => {
            let own = Place::of_file(sources.add(SourceFile::without_text(path, Problem::NotRead)));
            out.report(&rules::BROKEN_CHAIN, own, format!("{END} 与收文登记簿对不上"))
                .label(format!("{END} 记着登记簿的行数和末行校验码，由工具写出"))
                .help("请用备份恢复登记簿和这个文件；登记簿确认无误的，移走这个文件，下一次登记时重新写出");
        }
    }
}

/// A book that the program writes has the file beside it; where a run was cut off it may be yet to come.
pub(super) fn must_be_there(project: &Project, folder: &str, book: &Book, out: &mut Diagnostics) {
    let Some(last) = book.events.last().filter(|last| last.own.is_some() && !last.void) else { return };
    if book.unfinished.is_some() || project.contains(&format!("{folder}/{END}")) {
        return;
    }
    out.report(&rules::BROKEN_CHAIN, last.place, format!("收文登记簿旁边缺少 {END}"))
        .label(format!("{END} 记着登记簿的行数和末行校验码；没有它，末尾缺行就看不出来"))
        .help("请用备份恢复，并核对登记簿末尾没有缺行；核对无误的，下一次登记时重新写出");
}

/// The last line, or the whole of a book without lines.
fn end_place(book: &Book) -> Place {
    let whole = book.file.map(Place::of_file).unwrap_or_default();
    book.events.last().map_or(whole, |event| event.place)
}
