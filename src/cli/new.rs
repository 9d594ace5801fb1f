//! `nianbao new`: an empty workspace with one small example plan.

use std::fs;
use std::path::Path;

use super::output::write_new;
use super::{Failure, Outcome, cannot, screen, shown_path, writing};

/// What version control leaves out: results, and what `build` and `receive` keep for themselves while they run.
const IGNORED: &str = "/out/\n.*.nianbao-*\n";
/// Files of closed years and originals are proven byte by byte: no checkout may change the ends of their lines.
const AS_THEY_ARE: &str = "* -text\n";

pub(super) fn run(folder: &Path) -> Outcome {
    if folder.is_file() {
        return Err(Failure(format!("“{}”是一个文件，请换一个名称", shown_path(folder))));
    }
    if folder.exists() && fs::read_dir(folder)?.next().is_some() {
        return Err(Failure(format!(
            "文件夹“{}”不是空的，没有写入任何内容；里面是上次没有建完的工作区的，请先清空",
            shown_path(folder)
        )));
    }
    let was_there = folder.exists();
    if let Err(failure) = fill(folder) {
        // The folder was empty or absent: all that is in it now was written here.
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let _ = if path.is_dir() { writing::remove_dir_all(&path) } else { writing::remove_file(&path) };
        }
        if !was_there {
            let _ = fs::remove_dir(folder);
        }
        return Err(failure);
    }
    screen::print(&format!(
        "已建立工作区“{0}”，内有一个示例方案和四份示例报送件。\n下一步：\n  nianbao -C {0} check\n  nianbao -C {0} build\n然后用浏览器打开 {1}\n",
        shown_path(folder),
        shown_path(&folder.join("out/review/index.html"))
    ))?;
    Ok(false)
}

fn fill(folder: &Path) -> Result<(), Failure> {
    for (name, bytes) in nianbao::starter::files() {
        write_new(&folder.join(name), bytes)?;
    }
    write_new(&folder.join(".gitignore"), IGNORED.as_bytes())?;
    write_new(&folder.join(".gitattributes"), AS_THEY_ARE.as_bytes())?;
    for name in ["templates", "out"] {
        let path = folder.join(name);
        writing::create_dir_all(&path).map_err(|e| cannot("建立", &path, &e))?;
    }
    Ok(())
}
