//! Files of a workspace, each written whole or not at all, and the lock of those who write them.
//!
//! A file is filled under a hidden name beside its place, brought to the disk, and put in place in one step;
//! then its folder is brought to the disk. What a kill leaves behind are hidden names, which are passed over.
//! Never writes into a file that is there.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Failure, cannot, shown_path, writing};

/// How often somebody who waits for the lock looks again, and for how long in all.
const LOOK: Duration = Duration::from_millis(50);
const LOOKS: u32 = 600;

/// Puts a file in the place of another, or where none was.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let fresh = fill(path, bytes)?;
    writing::rename(&fresh, path).map_err(|error| undone(&fresh, path, &error))?;
    settle(path)
}

/// Puts a file where none is; one that is there stays.
pub(super) fn create(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let fresh = fill(path, bytes)?;
    let linked = match writing::hard_link(&fresh, path) {
        // Some file systems have no links.
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists && path.symlink_metadata().is_err() => {
            writing::rename(&fresh, path)
        }
        other => other,
    };
    match linked {
        Ok(()) => remove(&fresh),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let _ = writing::remove_file(&fresh);
            Err(Failure(format!("“{}”已经存在，没有覆盖", shown_path(path))))
        }
        Err(error) => Err(undone(&fresh, path, &error)),
    }
}

/// Whether a file that is there has that content; one of another size is not read.
pub(super) fn is_same(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    if fs::metadata(path)?.len() != bytes.len() as u64 {
        return Ok(false);
    }
    #[expect(clippy::disallowed_methods, reason = "what an earlier run has written, not an input")]
    fs::read(path).map(|old| old == bytes)
}

/// Takes a file away; that it is gone already is as good.
pub(super) fn remove(path: &Path) -> Result<(), Failure> {
    match writing::remove_file(path) {
        Err(_) if path.symlink_metadata().is_ok_and(|meta| meta.is_dir()) => {
            Err(Failure(format!("“{}”是文件夹，没有删除", shown_path(path))))
        }
        Err(error) if path.symlink_metadata().is_ok() => Err(cannot("删除", path, &error)),
        _ => settle(path),
    }
}

/// Fills a hidden file beside a place.
fn fill(path: &Path, bytes: &[u8]) -> Result<PathBuf, Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let fresh = path.with_file_name(format!(".{name}.nianbao-new"));
    let fill = || -> io::Result<()> {
        if let Some(folder) = path.parent() {
            writing::create_dir_all(folder)?;
        }
        // What a kill has left under this name, a link included, is taken away and not written into.
        if fresh.symlink_metadata().is_ok() {
            writing::remove_file(&fresh)?;
        }
        let mut file = writing::create_new(&fresh)?;
        writing::append(&mut file, bytes)?;
        writing::sync(&file)
    };
    fill().map_err(|error| undone(&fresh, path, &error))?;
    Ok(fresh)
}

/// What could not be put in place does not stay beside it.
fn undone(fresh: &Path, path: &Path, error: &io::Error) -> Failure {
    let _ = writing::remove_file(fresh);
    cannot("写入", path, error)
}

/// Brings the names of a folder to the disk.
fn settle(path: &Path) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(path);
    match writing::sync_folder(folder) {
        // Some network file systems know no such thing.
        Err(error) if !matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            Err(cannot("写入", folder, &error))
        }
        _ => Ok(()),
    }
}

/// The lock of everything that is written below `submissions/`: waits for whoever has it.
pub(super) fn lock(root: &Path) -> Result<File, Failure> {
    let folder = root.join("submissions");
    let nothing_done = |Failure(why): Failure| Failure(format!("{why}；什么也没有写入，请排除后再运行一次"));
    writing::create_dir_all(&folder).map_err(|e| nothing_done(cannot("建立", &folder, &e)))?;
    let path = folder.join(".intake.nianbao-lock");
    if fs::symlink_metadata(&path).is_ok_and(|meta| !meta.is_file()) {
        return Err(Failure(format!("“{}”不是普通文件，请移走后再试", shown_path(&path))));
    }
    let file = writing::open_for_lock(&path).map_err(|e| nothing_done(cannot("写入", &path, &e)))?;
    for _ in 0..LOOKS {
        if file.try_lock().is_ok() {
            return Ok(file);
        }
        std::thread::sleep(LOOK);
    }
    Err(Failure("另一个 nianbao 正在登记收文，请等它结束后再试".to_owned()))
}
