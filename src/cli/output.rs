//! Writes `out/`: all of it or nothing.
//!
//! The new folder is built beside the old one, on the same file system, and the two are exchanged in
//! one step (`renameat2` with `RENAME_EXCHANGE`). Whatever happens before that step (an error, a full
//! disk, `kill -9`), the last good output stands untouched; after it, the new one is complete.
//! Files that have not changed are hard-linked from the old output.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};

use nianbao::render::OutputFile;
use rayon::prelude::*;

use super::{Failure, refusal};

/// Writes a file that is not there yet, with its folders. What people have written is never replaced.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|e| cannot("建立", parent, &e))?;
    }
    let mut file = File::create_new(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure(format!("“{}”已经存在，没有覆盖", path.display())),
        _ => cannot("写入", path, &error),
    })?;
    file.write_all(bytes).map_err(|e| cannot("写入", path, &e))
}

/// A folder that is being filled and will take the place of `target`.
pub(super) struct Replacement {
    target: PathBuf,
    fresh: PathBuf,
    /// Held until the end: two builds must not fill the same folder.
    _lock: File,
}

impl Replacement {
    /// Starts a replacement; leftovers of a run that was killed are removed.
    pub(super) fn begin(target: &Path) -> Result<Self, Failure> {
        let target =
            if target.is_absolute() { target.to_owned() } else { std::env::current_dir()?.join(target) };
        let parent = target.parent().ok_or_else(|| Failure("结果文件夹不能是根目录".into()))?.to_owned();
        let name =
            target.file_name().ok_or_else(|| Failure("结果文件夹的名称不合适".into()))?.to_string_lossy();
        fs::create_dir_all(&parent).map_err(|e| cannot("建立", &parent, &e))?;
        let lock_path = parent.join(format!(".{name}.nianbao-lock"));
        let lock = File::create(&lock_path).map_err(|e| cannot("写入", &lock_path, &e))?;
        lock.try_lock().map_err(|_| {
            Failure(format!("另一个 nianbao 正在写入“{}”，请等它结束后再试", target.display()))
        })?;
        let fresh = parent.join(format!(".{name}.nianbao-new"));
        if fresh.exists() {
            fs::remove_dir_all(&fresh).map_err(|e| cannot("清理", &fresh, &e))?;
        }
        fs::create_dir(&fresh).map_err(|e| cannot("建立", &fresh, &e))?;
        Ok(Replacement { target, fresh, _lock: lock })
    }

    /// Writes files; names are relative and stay inside.
    pub(super) fn write(&self, files: &[OutputFile]) -> Result<(), Failure> {
        let mut folders: Vec<PathBuf> = files
            .iter()
            .filter_map(|file| Path::new(&file.path).parent())
            .map(|parent| self.fresh.join(parent))
            .collect();
        folders.sort();
        folders.dedup();
        for folder in &folders {
            fs::create_dir_all(folder).map_err(|e| cannot("建立", folder, &e))?;
        }
        files.par_iter().try_for_each(|file| self.write_one(file))
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
        let mut out = File::create_new(&path).map_err(|e| cannot("写入", &path, &e))?;
        out.write_all(&file.bytes).map_err(|e| cannot("写入", &path, &e))
    }

    /// A file with the same bytes is shared with the old output: it costs no writing.
    fn link_unchanged(&self, file: &OutputFile, path: &Path) -> bool {
        let old = self.target.join(&file.path);
        let same_size = fs::symlink_metadata(&old)
            .is_ok_and(|meta| meta.is_file() && meta.len() == file.bytes.len() as u64);
        same_size && same_bytes(&old, &file.bytes) && fs::hard_link(&old, path).is_ok()
    }

    /// Puts the new folder in the place of the old one.
    pub(super) fn finish(self) -> Result<(), Failure> {
        // A folder that is kept in version control by a hidden file stays so.
        let keep = self.target.join(".gitkeep");
        if keep.is_file() {
            let copy = self.fresh.join(".gitkeep");
            fs::copy(&keep, &copy).map_err(|e| cannot("写入", &copy, &e))?;
        }
        if !self.target.exists() {
            fs::rename(&self.fresh, &self.target).map_err(|e| cannot("启用", &self.target, &e))?;
            return Ok(());
        }
        if !self.target.is_dir() {
            return Err(Failure(format!("“{}”不是文件夹，没有替换", self.target.display())));
        }
        exchange(&self.fresh, &self.target).map_err(|e| cannot("启用", &self.target, &e))?;
        // From here on `fresh` is the old output. That it could not be removed is no reason to fail.
        let _ = fs::remove_dir_all(&self.fresh);
        Ok(())
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.fresh);
    }
}

fn same_bytes(path: &Path, bytes: &[u8]) -> bool {
    #[expect(clippy::disallowed_methods, reason = "an output file of the last run, not an input")]
    fs::read(path).is_ok_and(|old| old == bytes)
}

#[cfg(target_os = "linux")]
fn exchange(fresh: &Path, target: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, fresh, CWD, target, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        // Some network file systems cannot exchange: two renames, as elsewhere.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::NOTSUP) => {
            swap(fresh, target)
        }
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchange(fresh: &Path, target: &Path) -> io::Result<()> {
    swap(fresh, target)
}

/// Two renames; if the second fails the first is undone.
fn swap(fresh: &Path, target: &Path) -> io::Result<()> {
    let old = fresh.with_extension("nianbao-old");
    fs::rename(target, &old)?;
    if let Err(error) = fs::rename(fresh, target) {
        fs::rename(&old, target)?;
        return Err(error);
    }
    fs::rename(&old, fresh)
}

fn cannot(what: &str, path: &Path, error: &io::Error) -> Failure {
    Failure(format!("无法{what}“{}”：{}", path.display(), refusal(error)))
}
