//! What `build --out` may replace: an earlier result or nothing, never what somebody else put there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::workspace::{Ran, Workspace};

const MARK: &str = ".nianbao-output";

fn build(workspace: &Workspace, out: &str) -> Ran {
    workspace.run(&["build", "--as-of", "2025-12-20", "--out", out])
}

/// Every file of the workspace, with its bytes; links as where they lead.
fn everything(workspace: &Workspace) -> BTreeMap<PathBuf, Vec<u8>> {
    walkdir::WalkDir::new(workspace.path())
        .into_iter()
        .map(|entry| entry.expect("it can be listed"))
        .filter(|entry| !entry.file_type().is_dir())
        .filter(|entry| !entry.file_name().to_string_lossy().ends_with(".nianbao-lock"))
        .map(|entry| {
            let linked = std::fs::read_link(entry.path()).map(|to| to.to_string_lossy().into_owned().into());
            let bytes = linked.or_else(|_| std::fs::read(entry.path())).expect("it can be read");
            (entry.into_path(), bytes)
        })
        .collect()
}

/// The build refuses, says which way out there is, and leaves every byte where it was.
fn refuses(workspace: &Workspace, out: &str, says: &str) {
    let before = everything(workspace);
    let ran = build(workspace, out);
    assert_eq!(ran.code, Some(2), "--out {out} was accepted: {}", ran.out);
    assert!(ran.err.contains(says), "--out {out}: {}", ran.err);
    assert!(before == everything(workspace), "--out {out} changed something");
}

#[test]
fn f0_the_workspace_and_what_belongs_to_it_is_never_replaced() {
    let workspace = Workspace::new();
    workspace.write(".git/config", "[core]\n");
    let above = workspace.path().parent().expect("it lies in a folder").to_string_lossy().into_owned();
    let itself = workspace.path().to_string_lossy().into_owned();
    for out in [".", "..", &itself, &above, "./plans/..", "out/.."] {
        refuses(&workspace, out, "工作区");
    }
    for out in
        ["plans", "submissions/demo", "submissions/demo/2025/new", "templates", "sources/x", "nianbao.yaml"]
    {
        refuses(&workspace, out, "工作区自己的文件");
    }
    for out in [".git", ".git/hooks/site"] {
        refuses(&workspace, out, "版本库");
    }
    // An empty folder, but somebody stands in it.
    std::fs::create_dir(workspace.path().join("here")).expect("it can be made");
    let ran = crate::workspace::run(&workspace.path().join("here"), &["build", "--out", "."]);
    assert_eq!(ran.code, Some(2), "{}", ran.out);
    assert!(ran.err.contains("当前文件夹"), "{}", ran.err);
}

#[test]
fn f0_a_folder_with_foreign_files_is_never_replaced() {
    let workspace = Workspace::new();
    workspace.write("桌面/照片.jpg", "x");
    workspace.write("桌面/材料/一.docx", "x");
    refuses(&workspace, "桌面", "“材料/一.docx”、“照片.jpg”");
    workspace.write("file", "x");
    refuses(&workspace, "file", "不是文件夹");
    // Pages of some other tool, or of a version that did not leave a mark.
    workspace.write("site/public/index.html", "x");
    workspace.write("site/review/index.html", "x");
    refuses(&workspace, "site", "早先版本");
    // A mark is a file that says so, not any file of its name.
    workspace.write(&format!("site/{MARK}"), "public/index.html\n");
    refuses(&workspace, "site", "早先版本");
}

#[test]
fn f0_an_earlier_result_is_replaced_until_something_foreign_lies_in_it() {
    let workspace = Workspace::new();
    workspace.write("empty/.gitkeep", "");
    workspace.write("empty/.DS_Store", "x");
    for out in ["empty", "empty", "absent/deep", "absent/deep"] {
        assert_eq!(build(&workspace, out).code, Some(0), "{out}");
    }
    assert!(workspace.path().join("empty/.gitkeep").is_file(), "what keeps the folder in git stays");
    assert!(!workspace.path().join("empty/.DS_Store").exists());
    refuses(&workspace, "empty/public", "另一份生成结果");
    refuses(&workspace, "empty/new/deeper", "另一份生成结果");
    workspace.write("empty/public/demo/2025/批示.docx", "x");
    refuses(&workspace, "empty", "“public/demo/2025/批示.docx”");
    std::fs::remove_file(workspace.path().join("empty/public/demo/2025/批示.docx")).expect("it was there");
    assert_eq!(build(&workspace, "empty").code, Some(0));
}

#[test]
fn f0_the_mark_lists_every_file_of_the_result() {
    let workspace = Workspace::new();
    assert_eq!(build(&workspace, "out").code, Some(0));
    let mut files = workspace.files("out");
    let mark = String::from_utf8(files.remove(MARK).expect("there is a mark")).expect("it is text");
    let listed: Vec<&str> = mark.lines().skip(2).collect();
    assert_eq!(listed, files.keys().map(String::as_str).collect::<Vec<_>>());
}

#[cfg(unix)]
#[test]
fn f7_a_link_is_followed_and_never_replaced() {
    use std::os::unix::fs::symlink;
    let workspace = Workspace::new();
    let at = |name: &str| workspace.path().join(name);
    std::fs::create_dir(at("webroot")).expect("it can be made");
    std::fs::remove_dir(at("out")).expect("it was empty");
    symlink("webroot", at("out")).expect("a link can be made");
    for _ in 0..2 {
        assert_eq!(build(&workspace, "out").code, Some(0));
        assert!(std::fs::symlink_metadata(at("out")).expect("it is there").is_symlink());
        assert!(at("webroot/public/index.html").is_file());
    }
    std::fs::rename(at("webroot/public"), at("elsewhere")).expect("it can be moved");
    symlink("../elsewhere", at("webroot/public")).expect("a link can be made");
    refuses(&workspace, "out", "“public”");
    symlink("nowhere", at("dangling")).expect("a link can be made");
    refuses(&workspace, "dangling", "链接");
    symlink("submissions", at("hidden")).expect("a link can be made");
    refuses(&workspace, "hidden", "工作区自己的文件");
}

#[cfg(unix)]
#[test]
fn f7_a_lock_that_is_no_plain_file_is_left_alone() {
    let workspace = Workspace::new();
    workspace.write("precious", "content");
    let lock = workspace.path().join(".out.nianbao-lock");
    std::os::unix::fs::symlink("precious", &lock).expect("a link can be made");
    refuses(&workspace, "out", "不是普通文件");
    std::fs::remove_file(&lock).expect("it was there");
    let made = std::process::Command::new("mkfifo").arg(&lock).status().expect("mkfifo is there");
    assert!(made.success());
    let ran = build(&workspace, "out");
    assert!(ran.code == Some(2) && ran.err.contains("不是普通文件"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn f7_a_read_only_old_result_is_replaced_and_leaves_nothing_behind() {
    use std::os::unix::fs::PermissionsExt as _;
    let workspace = Workspace::new();
    assert_eq!(build(&workspace, "out").code, Some(0));
    for folder in ["out/public/demo", "out/public", "out"] {
        let path = workspace.path().join(folder);
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o555)).expect("it is ours");
    }
    for _ in 0..2 {
        let ran = build(&workspace, "out");
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert_eq!(left(&workspace.path()), Vec::<String>::new());
    }
}

/// What stands beside the result besides the lock.
fn left(folder: &Path) -> Vec<String> {
    std::fs::read_dir(folder)
        .expect("it can be listed")
        .map(|entry| entry.expect("it can be listed").file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("nianbao-") && !name.ends_with("-lock"))
        .collect()
}

#[test]
fn f8_what_a_kill_between_two_renames_leaves_is_put_right() {
    let workspace = Workspace::new();
    let at = |name: &str| workspace.path().join(name);
    assert_eq!(build(&workspace, "out").code, Some(0));
    let good = workspace.files("out");
    // Killed after the first rename: the old result is away, the new one has not come.
    std::fs::rename(at("out"), at(".out.nianbao-old")).expect("it can be moved");
    workspace.write(".out.nianbao-new/public/half.html", "x");
    workspace.write("templates/404.html", "{% block %}");
    assert_eq!(build(&workspace, "out").code, Some(2), "the template is faulty");
    assert!(good == workspace.files("out"), "the last good result is back");
    std::fs::remove_file(at("templates/404.html")).expect("it was there");
    // Killed after the second: the new one has come, the old one is still there.
    workspace.write(".out.nianbao-old/public/old.html", "x");
    for _ in 0..2 {
        assert_eq!(build(&workspace, "out").code, Some(0));
    }
    assert!(good == workspace.files("out"));
    assert_eq!(left(&workspace.path()), Vec::<String>::new());
}
