//! The one place through which `receive` writes below `submissions/`: each file whole or not at all.
//!
//! A file is filled under a hidden name beside its place, brought to the disk, and put in place in one step;
//! then its folder is brought to the disk. What a kill leaves behind are hidden names, which are passed over.
//! Never writes into a file that is there.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::fault::{Fate, gate};
use super::{Failure, cannot};

/// How often somebody who waits for the lock looks again, and for how long in all.
const LOOK: Duration = Duration::from_millis(50);
const LOOKS: u32 = 600;

/// Writes; every single thing that it does to the disk passes the gate first.
#[derive(Debug)]
pub(super) struct Disk;

/// Asked before everything that changes the disk.
fn step() -> io::Result<()> {
    loop {
        match gate() {
            // A signal came first: the call is made again, as the standard library does it.
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            passed => return passed.map(|_| ()),
        }
    }
}

impl Disk {
    /// Puts a file in the place of another, or where none was.
    pub(super) fn replace(&self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        let fresh = self.fill(path, bytes)?;
        step().and_then(|()| fs::rename(&fresh, path)).map_err(|e| self.undone(&fresh, path, &e))?;
        self.settle(path)
    }

    /// Puts a file where none is; one that is there stays.
    pub(super) fn create(&self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        let fresh = self.fill(path, bytes)?;
        let linked = step().and_then(|()| match fs::hard_link(&fresh, path) {
            // Some file systems have no links.
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists && !path.exists() => {
                fs::rename(&fresh, path)
            }
            other => other,
        });
        if let Err(error) = linked {
            return Err(match error.kind() {
                io::ErrorKind::AlreadyExists => {
                    let _ = step().and_then(|()| fs::remove_file(&fresh));
                    Failure(format!("“{}”已经存在，没有覆盖", path.display()))
                }
                _ => self.undone(&fresh, path, &error),
            });
        }
        self.remove(&fresh)
    }

    /// Takes a file away; that it is gone already is as good.
    pub(super) fn remove(&self, path: &Path) -> Result<(), Failure> {
        match step().and_then(|()| fs::remove_file(path)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(cannot("删除", path, &error)),
            _ => self.settle(path),
        }
    }

    /// Fills a hidden file beside a place.
    fn fill(&self, path: &Path, bytes: &[u8]) -> Result<PathBuf, Failure> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let fresh = path.with_file_name(format!(".{name}.nianbao-new"));
        let fill = || -> io::Result<()> {
            if let Some(folder) = path.parent().filter(|folder| !folder.is_dir()) {
                step()?;
                fs::create_dir_all(folder)?;
            }
            step()?;
            // What a kill has left under this name, a link included, is taken away and not written into.
            match fs::remove_file(&fresh) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            let mut file = File::create_new(&fresh)?;
            if let Fate::IsCut = gate()? {
                file.write_all(&bytes[..bytes.len() / 2])?;
                std::process::abort();
            }
            file.write_all(bytes)?;
            step()?;
            file.sync_all()
        };
        fill().map_err(|error| self.undone(&fresh, path, &error))?;
        Ok(fresh)
    }

    /// What could not be put in place does not stay beside it.
    fn undone(&self, fresh: &Path, path: &Path, error: &io::Error) -> Failure {
        let _ = step().and_then(|()| fs::remove_file(fresh));
        cannot("写入", path, error)
    }

    /// Brings the names of a folder to the disk.
    fn settle(&self, path: &Path) -> Result<(), Failure> {
        let folder = path.parent().unwrap_or(path);
        step().and_then(|()| sync_folder(folder)).map_err(|e| cannot("写入", folder, &e))
    }
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        // Some network file systems know no such thing.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            Ok(())
        }
        other => other,
    }
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "other systems may refuse")]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// The lock of everything that is written below `submissions/`: waits for whoever has it.
pub(super) fn lock(root: &Path) -> Result<File, Failure> {
    let folder = root.join("submissions");
    fs::create_dir_all(&folder).map_err(|e| cannot("建立", &folder, &e))?;
    let path = folder.join(".intake.nianbao-lock");
    if fs::symlink_metadata(&path).is_ok_and(|meta| !meta.is_file()) {
        return Err(Failure(format!("“{}”不是普通文件，请移走后再试", path.display())));
    }
    let open = || File::options().create(true).write(true).truncate(false).open(&path);
    let file = open().map_err(|e| cannot("写入", &path, &e))?;
    for _ in 0..LOOKS {
        if file.try_lock().is_ok() {
            return Ok(file);
        }
        std::thread::sleep(LOOK);
    }
    Err(Failure("另一个 nianbao 正在登记收文，请等它结束后再试".to_owned()))
}
