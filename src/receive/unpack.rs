//! What was handed in: files, and the files of archives, within limits.

use std::io::{Cursor, Read as _};

use super::desk::Refused;
use crate::source::{Content, MAX_BYTES, Problem, SourceFile, is_left_behind, on_one_line};

/// Entries that are looked at in one archive.
const MAX_ENTRIES: usize = 2_000;
/// Bytes that one archive may unpack to.
const MAX_UNPACKED: u64 = 256 * 1024 * 1024;

/// A file as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// Its name, as it was handed in: for people, never for a path.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A file as it is, or the files of an archive, each with its name or why it cannot be taken.
pub fn unpack(handed: Handed) -> Vec<Result<Handed, (String, Refused)>> {
    let file = SourceFile::new(handed.name.as_str(), &handed.bytes);
    if file.problem != Some(Problem::Other(Content::Archive)) {
        return vec![Ok(handed)];
    }
    let refused = |why: &str| vec![Err((handed.name.clone(), Refused(why.to_owned())))];
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(handed.bytes.as_slice())) else {
        let lower = handed.name.to_lowercase();
        let is_archive = [".zip", ".rar", ".7z"].iter().any(|ending| lower.ends_with(ending));
        return refused(match is_archive {
            true => "压缩包打不开；只能读取 zip，请解压后再收",
            false => "文件不完整或已损坏，打不开；请单位用原来的程序打开原件，另存一份后重新提交",
        });
    };
    if archive.len() > MAX_ENTRIES {
        return refused("压缩包里的文件过多，没有打开；请解压后再收");
    }
    let (mut files, mut left) = (vec![], MAX_UNPACKED);
    for at in 0..archive.len() {
        let Some((name, read)) = entry(&mut archive, at, &handed.name, left) else { continue };
        match read {
            Ok(bytes) => {
                left -= bytes.len() as u64;
                files.push(Ok(Handed { name, bytes }));
            }
            Err(why) => files.push(Err((name, why))),
        }
    }
    // The order of an archive is chance.
    files.sort_by(|a, b| name_of(a).cmp(name_of(b)));
    if files.is_empty() { refused("压缩包里没有文件") } else { files }
}

fn name_of(file: &Result<Handed, (String, Refused)>) -> &str {
    match file {
        Ok(handed) => &handed.name,
        Err((name, _)) => name,
    }
}

/// One entry: its name for people, and its bytes. Nothing for folders and what systems leave behind.
fn entry(
    archive: &mut zip::ZipArchive<Cursor<&[u8]>>,
    at: usize,
    outer: &str,
    left: u64,
) -> Option<(String, Result<Vec<u8>, Refused>)> {
    let unreadable = || Refused("压缩包里的这个文件读不出来（加密或损坏）；请解压后再收".to_owned());
    let mut file = match archive.by_index(at) {
        Ok(file) => file,
        Err(_) => return Some((format!("{outer}（第{}个文件）", at + 1), Err(unreadable()))),
    };
    // Windows writes names as GBK; the ladder of texts reads them as well.
    let name = SourceFile::new("", file.name_raw()).text.replace('\\', "/");
    if file.is_dir() || name.split('/').any(|part| !matches!(part, "." | "..") && is_left_behind(part)) {
        return None;
    }
    let name = format!("{outer}/{}", on_one_line(&name));
    let limit = MAX_BYTES.min(left);
    let mut bytes = vec![];
    // What the archive says of a size is not believed.
    let read = match (&mut file).take(limit + 1).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() as u64 > limit => Err(Refused("解压后过大，没有读取".to_owned())),
        Ok(_) => Ok(bytes),
        Err(_) => Err(unreadable()),
    };
    Some((name, read))
}
