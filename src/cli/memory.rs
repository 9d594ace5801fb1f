//! Stops the program before it takes the machine's memory.
//!
//! Inputs have limits of their own, page by page and file by file. What is left is a template of the office's
//! that joins a text to itself over and over: the engine has no limit for it. Where the system tells how much
//! memory the program has (Linux), it ends with words and not with the machine; the result stands as it was.
//! A large workspace may take more than a small one: the limit grows with what it holds.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

/// MiB that a workspace of some hundred submissions needs many times over.
const MOST: u64 = 4096;
/// MiB for each MiB that the workspace holds: a build of ten thousand submissions takes about half of it.
const FOR_EACH: u64 = 64;
/// MiB that the workspace holds, when it is known.
static HELD: AtomicU64 = AtomicU64::new(0);

/// Lets a large workspace have the memory that it needs.
pub(super) fn allow_for(root: &Path) {
    let files =
        ["plans", "submissions"].into_iter().flat_map(|folder| walkdir::WalkDir::new(root.join(folder)));
    let bytes = files.filter_map(|file| file.ok()?.metadata().ok()).filter(|data| data.is_file());
    HELD.store(bytes.map(|data| data.len()).sum::<u64>() >> 20, Ordering::Relaxed);
}

/// Starts looking, in a thread of its own that ends with the program.
#[cfg(target_os = "linux")]
pub(super) fn watch() {
    std::thread::spawn(|| {
        while resident().is_some_and(|now| now <= most()) {
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        let most = most();
        if resident().is_some() {
            super::screen::complain(&format!(
                "错误：占用的内存超过 {most} MiB，已经停止，原有结果未改动。多半是 templates 文件夹里改过的模板把文字反复拼接到自己后面；请逐个移走改过的模板再试\n"
            ));
            std::process::exit(i32::from(super::CANNOT_WORK));
        }
    });
}

/// Elsewhere the system's own limits hold.
#[cfg(not(target_os = "linux"))]
pub(super) fn watch() {}

/// MiB at which the program ends.
#[cfg(target_os = "linux")]
fn most() -> u64 {
    // A test does not fill four gigabytes.
    #[cfg(debug_assertions)]
    if let Some(most) = std::env::var("NIANBAO_TEST_MEMORY").ok().and_then(|text| text.parse().ok()) {
        return most;
    }
    MOST + FOR_EACH * HELD.load(Ordering::Relaxed)
}

/// MiB that the program has in memory now.
#[cfg(target_os = "linux")]
fn resident() -> Option<u64> {
    #[expect(clippy::disallowed_methods, reason = "the system's own figure, not an input")]
    let text = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = text.split(' ').nth(1)?.parse().ok()?;
    Some(pages * rustix::param::page_size() as u64 / (1 << 20))
}
