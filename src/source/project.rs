//! A workspace: the folder that holds plans, submissions, templates and settings; or the same in memory.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use super::decode::{MAX_BYTES, decode};
use super::problem::{Problem, refusal, walk_refusal};
use super::signs::on_one_line;

/// The files nianbao works on. Names are relative to the workspace, with `/`, and cannot leave it.
#[derive(Debug, Clone)]
pub enum Project {
    /// A folder on disk.
    Folder(PathBuf),
    /// Files in memory, for tests and for the examples of the rules.
    Memory(BTreeMap<String, Vec<u8>>),
}

/// What lies under a name of the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// A plain file.
    File,
    /// A link: never followed, whatever it points to.
    Link,
    /// A folder.
    Folder,
    /// A pipe, a socket, a device: never opened.
    Other,
    /// The system does not let one look: something may be there, and reading it says why it cannot be read.
    Unseen,
}

/// Something that lies in a folder of the workspace.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name relative to the workspace, with `/`.
    pub name: String,
    /// What it is.
    pub kind: EntryKind,
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
        write!(f, "无法读取“{}”：{}", shown_path(&self.path), refusal(&self.error))
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
        let entries = self.entries(folder)?;
        Ok(entries.into_iter().filter(|e| e.kind == EntryKind::File).map(|e| e.name).collect())
    }

    /// Everything below a folder, sorted by name: files, folders, links and what else there is. A folder
    /// that is itself a link is the only entry.
    ///
    /// # Errors
    /// When the folder is there and cannot be listed.
    pub fn entries(&self, folder: &str) -> Result<Vec<Entry>, ProjectError> {
        match self {
            Project::Memory(files) => {
                let prefix = format!("{folder}/");
                let names = files.keys().filter(|name| name.starts_with(&prefix)).cloned();
                Ok(names.map(|name| Entry { name, kind: EntryKind::File }).collect())
            }
            Project::Folder(root) => list_folder(root, folder),
        }
    }

    /// What lies under a name; `None` when nothing does. A name that leads through a link is a link.
    pub fn kind(&self, name: &str) -> Option<EntryKind> {
        match self {
            Project::Memory(files) => files.contains_key(name).then_some(EntryKind::File),
            Project::Folder(root) => kind_on_disk(root, name),
        }
    }

    /// Whether anything lies under that name. What is not a plain file is there all the same: reading it
    /// says why it cannot be read, where passing over it would be taken for its absence.
    pub fn contains(&self, name: &str) -> bool {
        self.kind(name).is_some()
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// When the file is missing, no plain file, over [`MAX_BYTES`], or the system refuses.
    pub fn bytes(&self, name: &str) -> Result<Vec<u8>, Problem> {
        let refused = |error: io::Error| Problem::Unreadable(error.kind(), refusal(&error));
        match self {
            Project::Memory(files) => match files.get(name) {
                Some(bytes) if bytes.len() as u64 > MAX_BYTES => Err(Problem::TooLarge(bytes.len() as u64)),
                Some(bytes) => Ok(bytes.clone()),
                None => Err(refused(io::ErrorKind::NotFound.into())),
            },
            Project::Folder(root) => {
                let Some(path) = inside(root, name) else {
                    return Err(Problem::Outside);
                };
                match kind_on_disk(root, name) {
                    Some(EntryKind::Link) => Err(Problem::Link),
                    Some(EntryKind::Folder | EntryKind::Other) => Err(Problem::NotAFile),
                    Some(EntryKind::File | EntryKind::Unseen) | None => {
                        read_limited(&path).map_err(refused)?
                    }
                }
            }
        }
    }
}

/// Below the root no part of a name may be a link. A full name was typed by a person, who may mean one.
fn kind_on_disk(root: &Path, name: &str) -> Option<EntryKind> {
    let path = inside(root, name)?;
    if Path::new(name).is_absolute() {
        return seen(std::fs::metadata(&path));
    }
    let mut at = root.to_owned();
    let mut kind = EntryKind::Folder;
    for part in Path::new(name).components() {
        at = entry_named(at, part);
        kind = seen(std::fs::symlink_metadata(&at))?;
        if matches!(kind, EntryKind::Link | EntryKind::Unseen) {
            return Some(kind);
        }
    }
    Some(kind)
}

/// What the system says of a name. That it does not let one look is no absence: what lies in a folder without
/// permission would be taken for nothing.
fn seen(told: io::Result<std::fs::Metadata>) -> Option<EntryKind> {
    match told {
        Ok(meta) => Some(kind_of(meta.file_type())),
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound
            | io::ErrorKind::NotADirectory
            | io::ErrorKind::InvalidFilename
            | io::ErrorKind::InvalidInput => None,
            _ => Some(EntryKind::Unseen),
        },
    }
}

fn kind_of(kind: std::fs::FileType) -> EntryKind {
    if kind.is_symlink() {
        EntryKind::Link
    } else if kind.is_dir() {
        EntryKind::Folder
    } else if kind.is_file() {
        EntryKind::File
    } else {
        EntryKind::Other
    }
}

/// Reads at most [`MAX_BYTES`]; never trusts the size that the system reports, and never opens a pipe,
/// which would wait for a writer.
fn read_limited(path: &Path) -> io::Result<Result<Vec<u8>, Problem>> {
    if !std::fs::metadata(path)?.is_file() {
        return Ok(Err(Problem::NotAFile));
    }
    let file = File::open(path)?;
    let meta = file.metadata()?;
    if meta.len() > MAX_BYTES {
        return Ok(Err(Problem::TooLarge(meta.len())));
    }
    let mut bytes = Vec::with_capacity(meta.len() as usize);
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    let size = bytes.len() as u64;
    Ok(if size > MAX_BYTES { Err(Problem::TooLarge(size)) } else { Ok(bytes) })
}

/// `root/name`, unless the name tries to leave the root. Absolute names are allowed: a person may
/// check a file that lies elsewhere; names inside files never reach this function unchecked.
fn inside(root: &Path, name: &str) -> Option<PathBuf> {
    let path = Path::new(name);
    if path.is_absolute() {
        return Some(path.components().fold(PathBuf::new(), entry_named));
    }
    let leaves = path.components().any(|part| !matches!(part, Component::Normal(_) | Component::CurDir));
    (!leaves).then(|| path.components().fold(root.to_owned(), entry_named))
}

/// The entry of a folder that has a name, or the one that is shown by it: on a disk names are bytes.
fn entry_named(folder: PathBuf, name: Component<'_>) -> PathBuf {
    let path = folder.join(name);
    let (Component::Normal(name), Err(_)) = (name, path.symlink_metadata()) else { return path };
    let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
    let mut shown_so: Vec<_> = entries
        .map(|entry| entry.file_name())
        .filter(|entry| shown_name(entry) == *name.to_string_lossy())
        .collect();
    shown_so.sort();
    shown_so.first().map_or(path, |entry| folder.join(entry))
}

/// A name as people know it, on one line. Archives of Windows are unpacked elsewhere with names in GBK: they are read
/// as texts are. A line end in a name is a sign for it everywhere: no surface can be made to show a line of its own.
fn shown_name(name: &std::ffi::OsStr) -> String {
    let decoded = || decode(name.as_encoded_bytes()).map(|(text, _)| text);
    let known = name.to_str().map(str::to_owned).or_else(decoded);
    on_one_line(&known.unwrap_or_else(|| name.to_string_lossy().into_owned())).into_owned()
}

/// A path as people know it, with `/`.
pub fn shown_path(path: &Path) -> String {
    // Part by part: a folder in UTF-8 may hold a name in GBK.
    let shown: PathBuf = path.iter().map(shown_name).collect();
    shown.to_string_lossy().replace('\\', "/")
}

fn list_folder(root: &Path, folder: &str) -> Result<Vec<Entry>, ProjectError> {
    let base = root.join(folder);
    match kind_on_disk(root, folder) {
        None => return Ok(vec![]),
        Some(kind @ (EntryKind::Link | EntryKind::File | EntryKind::Other)) => {
            return Ok(vec![Entry { name: folder.to_owned(), kind }]);
        }
        // What may not be looked at is said when it cannot be listed.
        Some(EntryKind::Folder | EntryKind::Unseen) => {}
    }
    let mut entries = vec![];
    for entry in walkdir::WalkDir::new(&base).follow_links(false).min_depth(1) {
        let entry = entry.map_err(|error| ProjectError {
            path: error.path().unwrap_or(&base).to_owned(),
            error: walk_refusal(error),
        })?;
        if let Ok(name) = entry.path().strip_prefix(root) {
            entries.push(Entry { name: shown_path(name), kind: kind_of(entry.file_type()) });
        }
    }
    // The order of a folder differs between file systems; the order of names does not.
    entries.sort();
    Ok(entries)
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

    #[cfg(unix)]
    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test writes what a link leads to")]
    fn f14_links_and_pipes_are_seen_and_never_followed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().join("ws");
        std::fs::create_dir_all(root.join("plans/deep")).expect("a folder");
        std::fs::write(folder.path().join("outside.yaml"), "secret").expect("a file");
        std::os::unix::fs::symlink("../../outside.yaml", root.join("plans/a.yaml")).expect("a link");
        std::os::unix::fs::symlink("plans", root.join("more")).expect("a link");
        std::os::unix::net::UnixListener::bind(root.join("plans/pipe.yaml")).expect("a socket");
        let project = Project::Folder(root);
        let kinds: Vec<EntryKind> = ["plans/a.yaml", "more/a.yaml", "plans/pipe.yaml", "plans"]
            .iter()
            .filter_map(|name| project.kind(name))
            .collect();
        assert_eq!(kinds, [EntryKind::Link, EntryKind::Link, EntryKind::Other, EntryKind::Folder]);
        let listed = project.entries("plans").expect("it can be listed");
        assert_eq!(listed.len(), 3, "{listed:?}");
        assert_eq!(project.entries("more").expect("it can be listed").len(), 1);
        assert!(project.list("plans").expect("it can be listed").is_empty());
        let mut sources = super::super::Sources::default();
        let files = sources.load(&project, &["plans/a.yaml".to_owned(), "plans/pipe.yaml".to_owned()]);
        for file in files {
            assert!(sources.get(file).problem.is_some() && sources.get(file).text.is_empty());
        }
        assert!(project.bytes("plans/a.yaml").is_err());
    }
}
