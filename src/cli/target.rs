//! Where the result goes, and whether what lies there may be replaced.
//!
//! Takes the folder that a person named and the workspace; gives the folder's true place. Only an
//! earlier result, known by its mark and with nothing foreign inside, or an empty or absent folder
//! is replaced. Never removes or writes anything.

use std::collections::HashSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use nianbao::source::{on_one_line, shown_path, walk_refusal};

use super::{Failure, cannot};

/// The file that marks a result. It lists every file of it: what is not on the list is foreign.
pub(super) const MARK: &str = ".nianbao-output";
/// Bytes of a mark: more than the names of a million files have.
const MOST_MARK: u64 = 128 * 1024 * 1024;
/// The first line of a mark.
const FIRST_LINE: &str = "nianbao output/1";
/// Files that keep a folder in version control: they do not fill it, and the new result keeps them.
pub(super) const KEPT: [&str; 2] = [".gitkeep", ".gitignore"];
/// Files that desktops drop into every folder that somebody looks at.
const DROPPINGS: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];
/// What people put into a workspace, besides what they name themselves.
const OWN: [&str; 6] = ["plans", "submissions", "sources", "templates", "nianbao.yaml", ".git"];
/// The folders of a result, as results without a mark have them.
const EDITIONS: [&str; 3] = ["public", "review", "internal"];
/// Foreign files that are named; more say nothing new.
const NAMED: usize = 3;

/// The true place of a result folder: links followed, and nothing of the user's inside or around it.
pub(super) fn target(named: &Path, workspace: &Path) -> Result<PathBuf, Failure> {
    let real = real(named)?;
    outside_of_own_files(&real, workspace)?;
    not_mounted(&real)?;
    replaceable(&real)?;
    Ok(real)
}

/// The true place of a folder that gets more files, beside what lies in it: not among what the workspace consists
/// of, where they would be taken for plans or reports, and not in a result, which is replaced as a whole.
pub(super) fn beside(named: &Path, workspace: &Path) -> Result<PathBuf, Failure> {
    let (real, root) = (real(named)?, fs::canonicalize(workspace)?);
    let refuse = |why: &str| {
        Err(Failure(format!(
            "不能写入“{}”：{why}，什么也没有写入；请用 --out 另指一个文件夹",
            shown_path(&real)
        )))
    };
    for name in OWN {
        let own = fs::canonicalize(root.join(name)).unwrap_or_else(|_| root.join(name));
        if real.starts_with(&own) || real.starts_with(root.join(name)) {
            return refuse(&format!("这里有工作区自己的文件（{name}）"));
        }
    }
    if real.starts_with(root.join("out")) || real.ancestors().any(|above| files_of(above).is_some()) {
        return refuse("这里是生成结果的文件夹，下次生成时会被整个替换");
    }
    Ok(real)
}

/// The text of the mark for the files of a result.
pub(super) fn mark(files: &mut [String]) -> String {
    files.sort_unstable();
    format!(
        "{FIRST_LINE}\n# 本文件夹由 nianbao build 生成，下次生成时整个替换；请勿在此存放其他文件。\n{}\n",
        files.join("\n")
    )
}

/// Follows links as far as the path exists; what does not exist yet is kept as written.
fn real(named: &Path) -> Result<PathBuf, Failure> {
    let mut real = PathBuf::new();
    for part in std::path::absolute(named)?.components() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            Component::CurDir => {}
            other => real.push(other),
        }
        if fs::symlink_metadata(&real).is_ok() {
            real = fs::canonicalize(&real).map_err(|_| {
                Failure(format!(
                    "“{}”是一个链接，所指的文件夹打不开；请改正链接，或用 --out 另指一个文件夹",
                    shown_path(&real)
                ))
            })?;
        }
    }
    Ok(real)
}

/// Refuses a folder that is, holds or lies in what the workspace consists of.
fn outside_of_own_files(real: &Path, workspace: &Path) -> Result<(), Failure> {
    let root = fs::canonicalize(workspace)?;
    let refuse = |why: &str| {
        Err(Failure(format!(
            "结果不能写入“{}”：{why}。生成时结果文件夹会被整个替换，请用 --out 另指一个空文件夹或尚不存在的文件夹",
            shown_path(real)
        )))
    };
    if root.starts_with(real) {
        return refuse("这里就是工作区，或者工作区在它里面");
    }
    if real.components().any(|part| part.as_os_str() == ".git") {
        return refuse("这里是版本库的内部文件夹");
    }
    for name in OWN {
        let own = fs::canonicalize(root.join(name)).unwrap_or_else(|_| root.join(name));
        if real.starts_with(&own) || own.starts_with(real) || real.starts_with(root.join(name)) {
            return refuse(&format!("这里有工作区自己的文件（{name}）"));
        }
    }
    if std::env::current_dir().and_then(fs::canonicalize).is_ok_and(|here| here.starts_with(real)) {
        return refuse("当前文件夹就是它，或者在它里面");
    }
    if real.ancestors().skip(1).any(|above| files_of(above).is_some()) {
        return refuse("它在另一份生成结果里面");
    }
    Ok(())
}

/// Refuses what another disk is mounted on or in: such a folder cannot change its name, and emptying
/// the old result would empty the disk.
#[cfg(target_os = "linux")]
fn not_mounted(real: &Path) -> Result<(), Failure> {
    #[expect(clippy::disallowed_methods, reason = "the system's own list of mounts, not an input")]
    let list = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    let mounts = list.lines().filter_map(|line| line.split(' ').nth(4)).map(unescaped);
    match mounts.map(PathBuf::from).find(|mount| mount.starts_with(real)) {
        None => Ok(()),
        Some(mount) => Err(Failure(format!(
            "“{}”上挂载了磁盘或卷，不能整个替换；请把结果写入它里面的一个文件夹，例如 --out {}",
            shown_path(&mount),
            shown_path(&mount.join("report"))
        ))),
    }
}

/// A path as the list of mounts writes it: blanks and backslashes as octal numbers.
#[cfg(target_os = "linux")]
fn unescaped(path: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .iter()
        .fold(path.to_owned(), |path, (written, meant)| path.replace(written, meant))
}

#[cfg(not(target_os = "linux"))]
fn not_mounted(_: &Path) -> Result<(), Failure> {
    Ok(())
}

/// Refuses a folder in which anything lies that is not of an earlier result.
pub(super) fn replaceable(real: &Path) -> Result<(), Failure> {
    let Ok(meta) = fs::symlink_metadata(real) else { return Ok(()) };
    if !meta.is_dir() {
        return Err(Failure(format!(
            "“{}”不是文件夹，没有替换；请用 --out 另指一个文件夹",
            shown_path(real)
        )));
    }
    let made = files_of(real);
    let foreign = foreign(real, made.as_ref().unwrap_or(&HashSet::new()))?;
    if foreign.is_empty() {
        return Ok(());
    }
    Err(Failure(if made.is_some() {
        with_foreign_files(real, &foreign)
    } else if foreign.iter().all(|name| EDITIONS.iter().any(|e| name.starts_with(&format!("{e}/")))) {
        format!(
            "“{}”里没有生成结果的标记（{MARK}），没有替换。如果它是早先版本生成的结果，请删除或改名后再运行；\
             否则请用 --out 另指一个文件夹",
            shown_path(real)
        )
    } else {
        format!(
            "“{}”不是空的，也不是 nianbao 生成的结果（里面有{}），没有替换。请用 --out 另指一个空文件夹或尚不存在的文件夹",
            shown_path(real),
            listed(&foreign)
        )
    }))
}

fn with_foreign_files(real: &Path, foreign: &[String]) -> String {
    format!(
        "“{}”里有不是生成出来的文件（{}），没有替换。请把它们移到别处，或用 --out 另指一个文件夹",
        shown_path(real),
        listed(foreign)
    )
}

fn listed(names: &[String]) -> String {
    let shown: Vec<String> =
        names.iter().take(NAMED).map(|name| format!("“{}”", on_one_line(name))).collect();
    let more = if names.len() > NAMED { format!("等 {} 个", names.len()) } else { String::new() };
    format!("{}{more}", shown.join("、"))
}

/// What the mark of a result lists; `None` without a mark.
fn files_of(folder: &Path) -> Option<HashSet<String>> {
    let path = folder.join(MARK);
    let meta = fs::symlink_metadata(&path).ok()?;
    if !meta.is_file() || meta.len() > MOST_MARK {
        return None;
    }
    #[expect(clippy::disallowed_methods, reason = "the mark of the last result, not an input")]
    let text = fs::read_to_string(path).ok()?;
    let mut lines = text.lines();
    (lines.next() == Some(FIRST_LINE))
        .then(|| lines.filter(|line| !line.starts_with('#')).map(str::to_owned).collect())
}

/// Everything below a folder that is neither on the list nor worth nothing.
fn foreign(folder: &Path, made: &HashSet<String>) -> Result<Vec<String>, Failure> {
    let mut found = vec![];
    for entry in walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            cannot("查看", &path, &walk_refusal(error))
        })?;
        let name = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let name = name.to_string_lossy().replace('\\', "/");
        let last = entry.file_name().to_str().unwrap_or("");
        let harmless = DROPPINGS.contains(&last) || name == MARK || KEPT.contains(&name.as_str());
        let own = entry.file_type().is_file() && (harmless || made.contains(&name));
        if !own && !entry.file_type().is_dir() {
            found.push(name);
        }
    }
    Ok(found)
}
