//! Receipts (回执) are kept beside the originals, and prove the book from outside: who has one knows a line.

use rayon::prelude::*;

use super::book::Book;
use super::rules;
use crate::diagnostic::Diagnostics;
use crate::source::{Place, Problem, Project, ProjectError, SourceFile, Sources, is_left_behind, sha256_hex};

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

/// Proves the receipts of a round: each is as it was written, and its line stands in the book. Gives those that
/// are none.
///
/// # Errors
/// When their folder cannot be listed.
pub(super) fn prove(
    project: &Project,
    sources: &mut Sources,
    folder: &str,
    book: &Book,
    out: &mut Diagnostics,
) -> Result<Vec<String>, ProjectError> {
    let listed = project.list(&format!("{folder}/receipts"))?;
    let hidden = |name: &str| {
        let below = name.strip_prefix(&format!("{folder}/")).unwrap_or(name);
        name.rsplit('/').next().is_some_and(is_left_behind)
            || book.unfinished.as_ref().is_some_and(|left| left.hides(below))
    };
    let names: Vec<String> = listed.into_iter().filter(|name| !hidden(name)).collect();
    let fault = |name: &String| -> Option<&'static str> {
        let Ok(bytes) = project.bytes(name) else { return Some("无法读取") };
        match line_of(&bytes) {
            None => Some("被改动过，或者不是工具写的回执"),
            Some(line) if book.events.iter().any(|event| event.hash == line) => None,
            Some(_) => Some("所记的登记行不在登记簿里：登记簿缺行或被改动"),
        }
    };
    let faults: Vec<Option<&str>> = names.par_iter().map(fault).collect();
    let mut strange = vec![];
    for (name, fault) in names.iter().zip(faults) {
        let Some(fault) = fault else { continue };
        strange.push(name.clone());
        let place = Place::of_file(sources.add(SourceFile::without_text(name, Problem::NotRead)));
        out.report(&rules::RECEIPT, place, format!("回执“{name}”{fault}"))
            .label("这份回执与登记簿对不上")
            .help("请用备份恢复登记簿和回执；不是回执的文件，请移出 receipts 文件夹");
    }
    Ok(strange)
}
