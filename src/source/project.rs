//! A workspace: the folder that holds plans, submissions, templates and settings; or the same in memory.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use super::decode::MAX_BYTES;

/// The files nianbao works on. Names are relative to the workspace, with `/`, and cannot leave it.
#[derive(Debug, Clone)]
pub enum Project {
    /// A folder on disk.
    Folder(PathBuf),
    /// Files in memory, for tests and for the examples of the rules.
    Memory(BTreeMap<String, Vec<u8>>),
}

/// The tool cannot work on this workspace.
#[derive(Debug)]
pub struct ProjectError {
    /// What it was about.
    pub path: PathBuf,
    /// The system's words.
    pub error: io::Error,
}

impl std::fmt::Display for ProjectError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "无法读取“{}”：{}", self.path.display(), self.error)
    }
}

impl std::error::Error for ProjectError {}

impl Project {
    /// A workspace in memory.
    pub fn memory<N: Into<String>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (N, B)>) -> Self {
        Project::Memory(files.into_iter().map(|(name, bytes)| (name.into(), bytes.into())).collect())
    }

    /// The files below a folder of the workspace, sorted by name. A missing folder holds none.
    /// Links are not followed: what they point to may lie outside.
    ///
    /// # Errors
    /// When the folder is there and cannot be listed.
    pub fn list(&self, folder: &str) -> Result<Vec<String>, ProjectError> {
        match self {
            Project::Memory(files) => {
                let prefix = format!("{folder}/");
                Ok(files.keys().filter(|name| name.starts_with(&prefix)).cloned().collect())
            }
            Project::Folder(root) => list_folder(root, folder),
        }
    }

    /// Whether a file of that name exists.
    pub fn contains(&self, name: &str) -> bool {
        match self {
            Project::Memory(files) => files.contains_key(name),
            Project::Folder(root) => inside(root, name).is_some_and(|path| path.is_file()),
        }
    }

    /// The bytes of a file; the inner error is the size of a file over [`MAX_BYTES`].
    ///
    /// # Errors
    /// When the file is missing, not a plain file, or the system refuses.
    pub fn bytes(&self, name: &str) -> io::Result<Result<Vec<u8>, u64>> {
        match self {
            Project::Memory(files) => {
                files.get(name).cloned().map(Ok).ok_or_else(|| io::ErrorKind::NotFound.into())
            }
            Project::Folder(root) => {
                let path = inside(root, name)
                    .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "文件名越出了工作区"))?;
                read_limited(&path)
            }
        }
    }
}

/// Reads at most [`MAX_BYTES`]; never trusts the size that the system reports.
fn read_limited(path: &Path) -> io::Result<Result<Vec<u8>, u64>> {
    let file = File::open(path)?;
    let meta = file.metadata()?;
    if meta.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "这是一个文件夹"));
    }
    if meta.len() > MAX_BYTES {
        return Ok(Err(meta.len()));
    }
    let mut bytes = Vec::with_capacity(meta.len() as usize);
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(if bytes.len() as u64 > MAX_BYTES { Err(bytes.len() as u64) } else { Ok(bytes) })
}

/// `root/name`, unless the name tries to leave the root. Absolute names are allowed: a person may
/// check a file that lies elsewhere; names inside files never reach this function unchecked.
fn inside(root: &Path, name: &str) -> Option<PathBuf> {
    let path = Path::new(name);
    if path.is_absolute() {
        return Some(path.to_owned());
    }
    let leaves = path.components().any(|part| !matches!(part, Component::Normal(_) | Component::CurDir));
    (!leaves).then(|| root.join(path))
}

fn list_folder(root: &Path, folder: &str) -> Result<Vec<String>, ProjectError> {
    let base = root.join(folder);
    if !base.exists() {
        return Ok(vec![]);
    }
    let mut names = vec![];
    for entry in walkdir::WalkDir::new(&base).follow_links(false).max_depth(8) {
        let entry = entry.map_err(|error| ProjectError {
            path: error.path().unwrap_or(&base).to_owned(),
            error: error.into(),
        })?;
        if entry.file_type().is_file()
            && let Ok(name) = entry.path().strip_prefix(root)
        {
            names.push(name.to_string_lossy().replace('\\', "/"));
        }
    }
    // The order of a folder differs between file systems; the order of names does not.
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_leave_the_workspace() {
        let root = Path::new("ws");
        assert!(inside(root, "plans/a.yaml").is_some());
        assert!(inside(root, "../secret").is_none());
        assert!(inside(root, "plans/../../secret").is_none());
    }
}
