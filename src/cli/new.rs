//! `nianbao new`: an empty workspace with one small example plan.

use std::fs;
use std::path::Path;

use super::output::write_new;
use super::{Failure, Outcome, screen};

pub(super) fn run(folder: &Path) -> Outcome {
    if folder.is_file() {
        return Err(Failure(format!("“{}”是一个文件，请换一个名称", folder.display())));
    }
    if folder.exists() && fs::read_dir(folder)?.next().is_some() {
        return Err(Failure(format!("文件夹“{}”不是空的，没有写入任何内容", folder.display())));
    }
    for (name, bytes) in nianbao::starter::files() {
        write_new(&folder.join(name), bytes)?;
    }
    for name in ["templates", "out"] {
        fs::create_dir_all(folder.join(name))?;
    }
    screen::print(&format!(
        "已建立工作区“{0}”，内有一个示例方案和四份示例报送件。\n下一步：\n  nianbao -C {0} check\n  nianbao -C {0} build\n然后用浏览器打开 {1}\n",
        folder.display(),
        folder.join("out/public/index.html").display()
    ))?;
    Ok(false)
}
