//! A workspace in a temporary folder, and the program run in it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A workspace made by `nianbao new`.
pub(crate) struct Workspace {
    folder: tempfile::TempDir,
}

/// What a run left behind.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Ran {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("the program writes UTF-8"),
            err: String::from_utf8(output.stderr).expect("the program writes UTF-8"),
        }
    }
}

/// The program, with nothing of this machine's settings.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nianbao"));
    command.env_remove("COLUMNS").env("NO_COLOR", "1").env("TZ", "America/New_York");
    command
}

pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Ran {
    program().current_dir(folder).args(arguments).output().expect("the program starts").into()
}

impl Workspace {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let made = run(folder.path(), &["new", "ws"]);
        assert_eq!(made.code, Some(0), "{}", made.err);
        Workspace { folder }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("ws")
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        run(&self.path(), arguments)
    }

    /// Replaces a piece of a file that must be there.
    pub(crate) fn change(&self, name: &str, from: &str, to: &str) {
        let path = self.path().join(name);
        let text = std::fs::read_to_string(&path).expect("the file can be read");
        assert!(text.contains(from), "{name} has no {from:?}");
        std::fs::write(path, text.replacen(from, to, 1)).expect("the file can be written");
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("names have folders")).expect("it can be made");
        std::fs::write(path, text).expect("the file can be written");
    }

    /// Every file below a folder of the workspace, with its bytes.
    pub(crate) fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let root = self.path().join(folder);
        walkdir::WalkDir::new(&root)
            .into_iter()
            .map(|entry| entry.expect("the folder can be listed"))
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let name =
                    entry.path().strip_prefix(&root).expect("it lies below").to_string_lossy().into_owned();
                (name, std::fs::read(entry.path()).expect("the file can be read"))
            })
            .collect()
    }
}
