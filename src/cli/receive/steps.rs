//! Writes a step, and puts right what a run that was cut off has left.

use std::path::{Component, Path, PathBuf};

use nianbao::intake::{END, SLIP, Unfinished, end_of};
use nianbao::receive::Step;
use nianbao::source::{Project, walk_refusal};

use crate::cli::{Failure, cannot, disk, shown_path};

/// Writes a step. Whatever goes wrong before the book is in place: the state before; after it: the one after.
pub(in crate::cli) fn write(root: &Path, step: &Step) -> Result<(), Failure> {
    let folder = root.join(&step.folder);
    // What lies there and is not in the book is not ours to take back if this run is cut off.
    for (name, _) in &step.adds {
        if folder.join(name).symlink_metadata().is_ok() {
            let path = format!("{}/{name}", step.folder);
            return Err(Failure(format!("“{path}”已经存在而没有登记，请先移走；没有登记")));
        }
    }
    let written = write_parts(&folder, step);
    match (written, put_right(root, &step.folder)) {
        (_, Ok(true)) => Ok(()),
        (Err(why), Ok(false)) => Err(Failure(format!("{}；没有登记", why.0))),
        (Ok(()), Ok(false)) => Err(Failure("登记簿没有写入；没有登记".to_owned())),
        (_, Err(why)) => Err(Failure(format!("{}；下一次运行 nianbao receive 时自动理清", why.0))),
    }
}

fn write_parts(folder: &Path, step: &Step) -> Result<(), Failure> {
    disk::replace(&folder.join(SLIP), step.slip.text().as_bytes())?;
    for (name, bytes) in &step.adds {
        disk::create(&folder.join(name), bytes)?;
    }
    disk::replace(&folder.join("intake.jsonl"), step.book.as_bytes())
}

/// Puts right what runs that were cut off have left, in all rounds.
pub(in crate::cli) fn recover(root: &Path) -> Result<(), Failure> {
    let submissions = root.join("submissions");
    for entry in walkdir::WalkDir::new(&submissions).min_depth(3).max_depth(3) {
        let entry = entry.map_err(|error| {
            let of = error.path().unwrap_or(&submissions).to_owned();
            cannot("查看", &of, &walk_refusal(error))
        })?;
        if entry.file_name() == SLIP {
            let folder = entry.path().parent().and_then(|folder| folder.strip_prefix(root).ok());
            let folder = folder.map(|folder| folder.to_string_lossy().replace('\\', "/"));
            put_right(root, &folder.unwrap_or_default())?;
        }
    }
    Ok(())
}

/// Finishes a step that the book has, or takes back one that it has not; then the slip goes. Says whether
/// the book has it.
fn put_right(root: &Path, folder: &str) -> Result<bool, Failure> {
    let base = root.join(folder);
    let project = Project::Folder(root.to_owned());
    let slip = Unfinished::read(&project, folder);
    match &slip {
        Some(slip) if slip.is_booked => finish(&base, &project, folder, slip)?,
        Some(slip) => {
            for name in &slip.adds {
                disk::remove(&inside(&base, name)?)?;
            }
        }
        None => {}
    }
    disk::remove(&base.join(SLIP))?;
    Ok(slip.is_some_and(|slip| slip.is_booked))
}

fn finish(base: &Path, project: &Project, folder: &str, slip: &Unfinished) -> Result<(), Failure> {
    if let Some((name, original)) = &slip.in_force {
        let from = format!("{folder}/received/{original}");
        let bytes =
            project.bytes(&from).map_err(|problem| Failure(format!("“{from}”：{}", problem.chinese())))?;
        disk::replace(&inside(base, name)?, &bytes)?;
    }
    for name in &slip.removes {
        disk::remove(&inside(base, name)?)?;
    }
    let book = format!("{folder}/intake.jsonl");
    let bytes =
        project.bytes(&book).map_err(|problem| Failure(format!("“{book}”：{}", problem.chinese())))?;
    disk::replace(&base.join(END), end_of(&String::from_utf8_lossy(&bytes)).as_bytes())
}

/// A name below the folder; one that leads out of it was not written by this program.
fn inside(base: &Path, name: &str) -> Result<PathBuf, Failure> {
    let path = Path::new(name);
    if path.components().all(|part| matches!(part, Component::Normal(_))) && !name.is_empty() {
        return Ok(base.join(path));
    }
    Err(Failure(format!("“{}”里的文件名“{name}”越出了文件夹", shown_path(&base.join(SLIP)))))
}
