//! Every call of the program that changes a disk.
//!
//! Takes paths and bytes; does what the standard library's function of the same name does. Each call passes
//! the seam of [`fault`](super::fault) first, and is made again when a signal interrupted it.
//! Never decides what is written, or where.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use super::fault::{Fate, gate};

/// Makes a call, and makes it again as often as a signal interrupts it: network disks do that.
fn again<T>(call: impl Fn() -> io::Result<T>) -> io::Result<T> {
    loop {
        let made = match gate() {
            Ok(Fate::Passes) => call(),
            Ok(Fate::IsCut) => std::process::abort(),
            Err(error) => Err(error),
        };
        match made {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            made => return made,
        }
    }
}

/// Makes a folder and those above it.
pub(super) fn create_dir_all(path: &Path) -> io::Result<()> {
    if path.is_dir() { Ok(()) } else { again(|| fs::create_dir_all(path)) }
}

/// Makes a folder that is not there yet.
pub(super) fn create_dir(path: &Path) -> io::Result<()> {
    again(|| fs::create_dir(path))
}

/// Makes an empty file that is not there yet.
pub(super) fn create_new(path: &Path) -> io::Result<File> {
    again(|| File::create_new(path))
}

/// Makes an empty file, or empties the one that is there.
pub(super) fn create(path: &Path) -> io::Result<File> {
    again(|| File::create(path))
}

/// Opens a file for a lock: it is made where it is not there, and never changed.
pub(super) fn open_for_lock(path: &Path) -> io::Result<File> {
    again(|| File::options().create(true).write(true).truncate(false).open(path))
}

/// Writes all bytes at the end of an open file.
pub(super) fn append(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    loop {
        return match gate() {
            Ok(Fate::Passes) => file.write_all(bytes),
            Ok(Fate::IsCut) => {
                // As a power cut leaves it: what has been written is there, the rest is not.
                let _ = file.write_all(&bytes[..bytes.len() / 2]);
                std::process::abort()
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => Err(error),
        };
    }
}

/// Writes a new file.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    append(&mut create_new(path)?, bytes)
}

/// Brings an open file's bytes to the disk.
pub(super) fn sync(file: &File) -> io::Result<()> {
    again(|| file.sync_all())
}

/// Brings the names in a folder to the disk; systems that cannot do it do it themselves.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    again(|| File::open(folder)?.sync_all())?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Gives a file or folder another name; a file of that name is replaced.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    again(|| fs::rename(from, to))
}

/// Gives a file a second name that is not there yet.
pub(super) fn hard_link(from: &Path, to: &Path) -> io::Result<()> {
    again(|| fs::hard_link(from, to))
}

/// Copies a file.
pub(super) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    again(|| fs::copy(from, to).map(drop))
}

/// Removes a file.
pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    again(|| fs::remove_file(path))
}

/// Removes a folder with all that is in it.
pub(super) fn remove_dir_all(path: &Path) -> io::Result<()> {
    again(|| fs::remove_dir_all(path))
}

/// Brings everything on a folder's disk to the disk.
#[cfg(target_os = "linux")]
pub(super) fn sync_disk(folder: &Path) -> io::Result<()> {
    again(|| Ok(rustix::fs::syncfs(File::open(folder)?)?))
}

/// Elsewhere one call cannot do it.
#[cfg(not(target_os = "linux"))]
pub(super) fn sync_disk(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Exchanges the names of two folders in one step; `Unsupported` where the file system cannot.
#[cfg(target_os = "linux")]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    again(|| match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        // Some network file systems cannot.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Err(io::ErrorKind::Unsupported.into()),
        made => Ok(made?),
    })
}

/// Exchanges the names of two folders in one step; `Unsupported` where the file system cannot.
#[cfg(not(target_os = "linux"))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
