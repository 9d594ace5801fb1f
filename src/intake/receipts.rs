//! Receipts (回执) are kept beside the originals, and prove the book from outside: who has one knows a line.

use rayon::prelude::*;

use super::book::{Book, numbers};
use super::rules;
use super::steps::{Step, steps};
use crate::diagnostic::Diagnostics;
use crate::source::{
    Digest, Place, Problem, Project, ProjectError, SourceFile, Sources, is_left_behind, sha256_hex,
};

const LINE: &str = "登记校验码：";
const OWN: &str = "回执校验码：";

/// The text of a receipt with the hash of its line of the book, and its own digest.
pub fn seal(text: &str, line: &str) -> String {
    let body = format!("{text}\n{LINE}{line}\n\n");
    let own = sha256_hex(body.as_bytes());
    format!("{body}{OWN}{own}\n")
}

/// The hash of the line that a receipt speaks of; `None` when it is not as it was written.
fn line_of(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?.replace("\r\n", "\n");
    let (body, _) = text.split_at(text.rfind(OWN)?);
    let whole = text[body.len()..] == format!("{OWN}{}\n", sha256_hex(body.as_bytes()));
    let line = body.rfind(LINE).map(|at| body[at + LINE.len()..].trim())?;
    whole.then(|| line.to_owned())
}

/// What the receipts of a round say against its book.
#[derive(Debug, Default)]
pub(super) struct Receipts {
    /// Files that are no receipts of this book, by their paths.
    pub(super) strange: Vec<String>,
    /// The texts of those that are whole and speak of lines that are missing: what they name is explained by that.
    lost: Vec<String>,
}

impl Receipts {
    /// Whether a receipt of a missing line names an original by its digest.
    pub(super) fn name_original(&self, digest: &Digest) -> bool {
        self.lost.iter().any(|text| text.contains(digest.own()))
    }

    /// Whether a receipt of a missing line is that of a unit.
    pub(super) fn name_unit(&self, name: &str) -> bool {
        self.lost.iter().any(|text| text.contains(&format!("\n{name}：\n")))
    }
}

/// Proves the receipts of a round: each is as it was written, its line stands in the book, and each step of the
/// book has its own.
///
/// # Errors
/// When their folder cannot be listed.
pub(super) fn prove(
    project: &Project,
    sources: &mut Sources,
    folder: &str,
    book: &Book,
    out: &mut Diagnostics,
) -> Result<Receipts, ProjectError> {
    let listed = project.list(&format!("{folder}/receipts"))?;
    let hidden = |name: &str| {
        let below = name.strip_prefix(&format!("{folder}/")).unwrap_or(name);
        name.rsplit('/').next().is_some_and(is_left_behind)
            || book.unfinished.as_ref().is_some_and(|left| left.hides(below))
    };
    let names: Vec<String> = listed.into_iter().filter(|name| !hidden(name)).collect();
    let (steps, mut said) = (steps(book), Receipts::default());
    let firsts: Vec<u64> = steps.iter().map(Step::first).collect();
    let read: Vec<Kind> = names.par_iter().map(|name| kind(project, name, book, &firsts)).collect();
    let mut behind: Vec<(u64, &str)> = vec![];
    for (name, kind) in names.iter().zip(read) {
        let why = match kind {
            Kind::Proven(text) => {
                said.lost.extend(text);
                continue;
            }
            Kind::Explained(text) => {
                said.lost.push(text);
                said.strange.push(name.clone());
                continue;
            }
            Kind::Behind(number, text) => {
                said.lost.push(text);
                said.strange.push(name.clone());
                behind.push((number, name));
                continue;
            }
            Kind::Wrong(why) => why,
        };
        said.strange.push(name.clone());
        let place = Place::of_file(sources.add(SourceFile::without_text(name, Problem::NotRead)));
        out.report(&rules::RECEIPT, place, format!("回执“{name}”{why}"))
            .label("这份回执与登记簿对不上")
            .help("请用备份恢复登记簿和回执；不是回执的文件，请移出 receipts 文件夹");
    }
    cut_off(sources, book, &behind, out);
    lacking(folder, book, &steps, &names, out);
    Ok(said)
}

/// What a file among the receipts is.
enum Kind {
    /// Its line stands in the book; with its text where another line of its step is missing.
    Proven(Option<String>),
    /// Its line is among those of which the book says already what is wrong.
    Explained(String),
    /// Its line would stand behind the end of the book.
    Behind(u64, String),
    Wrong(&'static str),
}

fn kind(project: &Project, name: &str, book: &Book, firsts: &[u64]) -> Kind {
    let Ok(bytes) = project.bytes(name) else { return Kind::Wrong("无法读取") };
    let Some(line) = line_of(&bytes) else {
        return Kind::Wrong("被改动过，或者不是工具写的回执");
    };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    if let Some(last) = book.events.iter().find(|event| event.hash == line) {
        let lacks = number(name).is_some_and(|first| book.is_wrong(first, last.sequence));
        return Kind::Proven(lacks.then_some(text));
    }
    let Some(number) = number(name) else {
        return Kind::Wrong("所记的登记行不在登记簿里，文件名也不是工具写的");
    };
    // Its line is one of those from its own number to where the next step begins.
    let next = firsts.iter().copied().find(|first| *first > number).unwrap_or(u64::MAX);
    if book.is_wrong(number, next.saturating_sub(1)) {
        return Kind::Explained(text);
    }
    if number > book.last_number() {
        return Kind::Behind(number, text);
    }
    Kind::Wrong("所记的登记行不在登记簿里：登记簿缺行或被改动")
}

/// The number of the first line of its step, which a receipt bears in its name.
fn number(name: &str) -> Option<u64> {
    name.rsplit('/').next()?.split('-').next()?.parse().ok()
}

/// The end of the book was cut off: receipts speak of lines behind it. One finding, whatever their number.
fn cut_off(sources: &mut Sources, book: &Book, behind: &[(u64, &str)], out: &mut Diagnostics) {
    let Some((_, name)) = behind.first() else { return };
    let last = book.last_number();
    let to = behind.iter().map(|(number, _)| *number).max().unwrap_or(last);
    let names: Vec<&str> = behind.iter().filter_map(|(_, name)| name.rsplit('/').next()).collect();
    let place = Place::of_file(sources.add(SourceFile::without_text(*name, Problem::NotRead)));
    let lines = numbers(last.saturating_add(1), to);
    out.report(
        &rules::RECEIPT,
        place,
        format!("收文登记簿末尾缺行：登记簿到第{last}行为止，回执记到第{to}行"),
    )
    .label(format!("记着{lines}的回执：{}", names.join("、")))
    .help("登记簿末尾被删去。请用备份恢复登记簿；不是回执的文件，请移出 receipts 文件夹");
}

/// Steps whose receipts are gone: each is named by its line, all together by one finding.
fn lacking(folder: &str, book: &Book, steps: &[Step<'_>], there: &[String], out: &mut Diagnostics) {
    let is_there = |name: &String| there.iter().any(|path| path == &format!("{folder}/receipts/{name}"));
    let mut lacking: Vec<(&Step<'_>, Vec<String>)> = vec![];
    for step in steps.iter().filter(|step| step.lines.iter().all(|line| !line.void)) {
        let gone: Vec<String> = step.receipts().into_iter().filter(|name| !is_there(name)).collect();
        if !gone.is_empty() {
            lacking.push((step, gone));
        }
    }
    let help = "每一次登记都写有回执，不能删除或改名。请用备份恢复";
    if lacking.len() > 1 && there.is_empty() {
        let place = book.file.map(Place::of_file).unwrap_or_default();
        out.report(
            &rules::RECEIPT,
            place,
            format!("“{folder}/receipts”里的回执全部缺失，应有{}次登记的回执", lacking.len()),
        )
        .label("登记簿的每一次登记都应有回执")
        .help(help);
        return;
    }
    for (step, gone) in lacking {
        let place = step.line().map(|line| line.place).unwrap_or_default();
        out.report(
            &rules::RECEIPT,
            place,
            format!("登记簿第{}行的回执缺失：{}", step.first(), gone.join("、")),
        )
        .label("这一次登记写过回执")
        .help(help);
    }
}
