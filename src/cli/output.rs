//! Writes `out/`: all of it or nothing.
//!
//! The new folder is built beside the old one, on the same file system, and the two are exchanged in
//! one step (`renameat2` with `RENAME_EXCHANGE`). Whatever happens before that step (an error, a full
//! disk, `kill -9`), the last good output stands untouched; after it, the new one is complete.
//! Files that have not changed are hard-linked from the old output. What may be replaced: [`target`].

use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};

use nianbao::render::OutputFile;
use rayon::prelude::*;

use super::target::{self, KEPT};
use super::{Failure, cannot, disk, screen, shown_path, writing};

/// Writes a file that is not there yet, with its folders. What people have written is never replaced.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if let Some(parent) = path.parent() {
        writing::create_dir_all(parent).map_err(|e| cannot("建立", parent, &e))?;
    }
    let taken = |error: &io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure(format!("“{}”已经存在，没有覆盖", shown_path(path))),
        _ => cannot("写入", path, error),
    };
    if fs::symlink_metadata(path).is_ok() {
        return Err(taken(&io::ErrorKind::AlreadyExists.into()));
    }
    // Half a file would be taken for what somebody wrote: it gets its name when it is complete.
    let fresh = beside(path, "new");
    let _ = fs::symlink_metadata(&fresh).is_ok_and(|_| writing::remove_file(&fresh).is_ok());
    let done = writing::write_new(&fresh, bytes).and_then(|()| match writing::hard_link(&fresh, path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => writing::rename(&fresh, path),
        linked => linked,
    });
    let _ = fs::symlink_metadata(&fresh).is_ok_and(|_| writing::remove_file(&fresh).is_ok());
    done.map_err(|error| taken(&error))
}

/// A folder that is being filled and will take the place of `target`.
pub(super) struct Replacement {
    target: PathBuf,
    fresh: PathBuf,
    /// Names of what was written, for the mark.
    written: Vec<String>,
    /// Held until the end: two builds must not fill the same folder.
    _lock: File,
}

impl Replacement {
    /// Starts a replacement of a folder that [`target`] accepted; what a run that was killed has left
    /// is put right first.
    pub(super) fn begin(named: &Path, workspace: &Path) -> Result<Self, Failure> {
        let target = target::target(named, workspace)?;
        let parent = target.parent().ok_or_else(|| Failure("结果文件夹不能是根目录".into()))?;
        writing::create_dir_all(parent).map_err(|e| cannot("建立", parent, &e))?;
        let lock = lock(&target)?;
        restore(&target)?;
        let fresh = beside(&target, "new");
        writing::create_dir(&fresh).map_err(|e| cannot("建立", &fresh, &e))?;
        Ok(Replacement { target, fresh, written: vec![], _lock: lock })
    }

    /// Writes files; names are relative and stay inside.
    pub(super) fn write(&mut self, files: &[OutputFile]) -> Result<(), Failure> {
        let mut folders: Vec<PathBuf> = files
            .iter()
            .filter_map(|file| Path::new(&file.path).parent())
            .map(|parent| self.fresh.join(parent))
            .collect();
        folders.sort();
        folders.dedup();
        for folder in &folders {
            writing::create_dir_all(folder).map_err(|e| cannot("建立", folder, &e))?;
        }
        files.par_iter().try_for_each(|file| self.write_one(file))?;
        self.written.extend(files.iter().map(|file| file.path.clone()));
        Ok(())
    }

    fn write_one(&self, file: &OutputFile) -> Result<(), Failure> {
        let inside = Path::new(&file.path).components().all(|part| matches!(part, Component::Normal(_)));
        if !inside {
            return Err(Failure(format!("结果文件名“{}”越出了结果文件夹", file.path)));
        }
        let path = self.fresh.join(&file.path);
        if self.link_unchanged(file, &path) {
            return Ok(());
        }
        writing::write_new(&path, &file.bytes).map_err(|e| cannot("写入", &path, &e))
    }

    /// A file with the same bytes is shared with the old output: it costs no writing.
    fn link_unchanged(&self, file: &OutputFile, path: &Path) -> bool {
        let old = self.target.join(&file.path);
        let same_size = fs::symlink_metadata(&old)
            .is_ok_and(|meta| meta.is_file() && meta.len() == file.bytes.len() as u64);
        same_size
            && disk::is_same(&old, &file.bytes).unwrap_or(false)
            && writing::hard_link(&old, path).is_ok()
    }

    /// Puts the new folder in the place of the old one.
    pub(super) fn finish(mut self) -> Result<(), Failure> {
        for name in KEPT {
            let (kept, copy) = (self.target.join(name), self.fresh.join(name));
            if kept.is_file() {
                writing::copy(&kept, &copy).map_err(|e| cannot("写入", &copy, &e))?;
            }
        }
        let mark = self.fresh.join(target::MARK);
        let listed = target::mark(&mut self.written);
        writing::write_new(&mark, listed.as_bytes()).map_err(|e| cannot("写入", &mark, &e))?;
        // Before the names are exchanged: without it a power cut could leave names without contents. One call
        // for all files; one a file takes minutes on a large site.
        writing::sync_disk(&self.fresh).map_err(|e| cannot("写入", &self.fresh, &e))?;
        // Once more: somebody may have put a file there while pages were made.
        target::replaceable(&self.target)?;
        if !self.target.exists() {
            writing::rename(&self.fresh, &self.target).map_err(|e| cannot("启用", &self.target, &e))?;
            return Ok(());
        }
        exchange(&self.fresh, &self.target).map_err(|e| cannot("启用", &self.target, &e))?;
        // From here on `fresh` is the old output. That it could not be removed is no reason to fail.
        if remove(&self.fresh).is_err() {
            screen::complain(&format!("旧结果未能删除，请手工删除“{}”\n", shown_path(&self.fresh)));
        }
        Ok(())
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        let _ = writing::remove_dir_all(&self.fresh);
    }
}

/// `.<name>.nianbao-<what>` beside a folder.
fn beside(target: &Path, what: &str) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.nianbao-{what}"))
}

/// Takes the lock of a result folder. What stands in its place and is no plain file is left alone: a
/// link would be emptied at its end, a pipe would wait for ever.
fn lock(target: &Path) -> Result<File, Failure> {
    let path = beside(target, "lock");
    if fs::symlink_metadata(&path).is_ok_and(|meta| !meta.is_file()) {
        return Err(Failure(format!("“{}”不是普通文件，请移走后再试", shown_path(&path))));
    }
    let file = writing::open_for_lock(&path).map_err(|e| cannot("写入", &path, &e))?;
    file.try_lock()
        .map_err(|_| Failure(format!("另一个 nianbao 正在写入“{}”，请等它结束后再试", shown_path(target))))?;
    Ok(file)
}

/// Puts right what a run that was killed has left: a half-written new result is removed; an old one
/// that was already moved away comes back when nothing has taken its place.
fn restore(target: &Path) -> Result<(), Failure> {
    let (fresh, old) = (beside(target, "new"), beside(target, "old"));
    if fs::symlink_metadata(&old).is_ok() && fs::symlink_metadata(target).is_err() {
        writing::rename(&old, target).map_err(|e| cannot("恢复", target, &e))?;
    }
    for left in [fresh, old] {
        if fs::symlink_metadata(&left).is_ok() {
            remove(&left).map_err(|e| {
                let Failure(why) = cannot("清理", &left, &e);
                Failure(format!("{why}；请手工删除后再试"))
            })?;
        }
    }
    Ok(())
}

/// Removes a folder, also one whose folders somebody has made read-only.
fn remove(folder: &Path) -> io::Result<()> {
    if writing::remove_dir_all(folder).is_ok() {
        return Ok(());
    }
    for entry in walkdir::WalkDir::new(folder).into_iter().flatten() {
        if let Ok(meta) = entry.metadata()
            && meta.is_dir()
        {
            make_writable(entry.path(), meta.permissions());
        }
    }
    writing::remove_dir_all(folder)
}

fn make_writable(folder: &Path, mut permissions: fs::Permissions) {
    #[cfg(unix)]
    std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o700);
    #[cfg(not(unix))]
    #[expect(clippy::permissions_set_readonly_false, reason = "this system has no finer permissions")]
    permissions.set_readonly(false);
    // What could not be changed shows when it cannot be removed.
    let _ = fs::set_permissions(folder, permissions);
}

/// One step where the file system can, else two renames.
fn exchange(fresh: &Path, target: &Path) -> io::Result<()> {
    match writing::exchange(fresh, target) {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => swap(fresh, target),
        made => made,
    }
}

/// Two renames; if the second fails the first is undone. What a kill leaves between them, the next
/// run puts right.
fn swap(fresh: &Path, target: &Path) -> io::Result<()> {
    let old = beside(target, "old");
    writing::rename(target, &old)?;
    if let Err(error) = writing::rename(fresh, target) {
        writing::rename(&old, target)?;
        return Err(error);
    }
    writing::rename(&old, fresh)
}
