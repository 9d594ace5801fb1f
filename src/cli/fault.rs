//! The seam at which a test makes writing fail: every call that changes a disk passes [`gate`] first.
//!
//! In a debug build `NIANBAO_TEST_FAULT=<what>:<n>` makes the n-th such call of the process, counted from 1,
//! and where it says so all later ones, end as the name says. A release build has no such thing in it.
//!
//! | what | the n-th call | later ones |
//! |---|---|---|
//! | `kill` | the process ends before it | |
//! | `cut` | a file is written half, then the process ends | |
//! | `full` | disk full | disk full |
//! | `denied` | no permission | no permission |
//! | `readonly` | read-only file system | the same |
//! | `vanished` | no such file or folder | pass |
//! | `interrupted` | interrupted by a signal | pass |
//! | `count` | pass; the number of calls is told at the end | pass |

use std::io;

/// What becomes of a call that writes.
pub(super) enum Fate {
    /// It is made.
    Passes,
    /// It writes half of its bytes, and the process ends.
    #[cfg_attr(not(debug_assertions), expect(dead_code, reason = "only a debug build can be made to fail"))]
    IsCut,
}

/// Asked before every call that changes a disk.
#[cfg(not(debug_assertions))]
pub(super) fn gate() -> io::Result<Fate> {
    Ok(Fate::Passes)
}

/// Asked before every call that changes a disk.
#[cfg(debug_assertions)]
pub(super) fn gate() -> io::Result<Fate> {
    let at = plan::CALLS.fetch_add(1, std::sync::atomic::Ordering::SeqCst) + 1;
    plan::fate(at)
}

/// Tells how many calls there were, where a test asks.
pub(super) fn tell() {
    #[cfg(debug_assertions)]
    plan::tell();
}

#[cfg(debug_assertions)]
mod plan {
    use std::io;
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::Fate;

    pub(super) static CALLS: AtomicU64 = AtomicU64::new(0);

    /// What is to fail, and which call.
    fn asked() -> Option<&'static (String, u64)> {
        static ASKED: OnceLock<Option<(String, u64)>> = OnceLock::new();
        let read = || {
            let text = std::env::var("NIANBAO_TEST_FAULT").ok()?;
            let (what, at) = text.split_once(':')?;
            Some((what.to_owned(), at.parse().ok()?))
        };
        ASKED.get_or_init(read).as_ref()
    }

    pub(super) fn fate(call: u64) -> io::Result<Fate> {
        let Some((what, at)) = asked() else { return Ok(Fate::Passes) };
        let error = |kind: io::ErrorKind| Err(io::Error::from(kind));
        match what.as_str() {
            "kill" if call == *at => std::process::abort(),
            "cut" if call == *at => Ok(Fate::IsCut),
            "full" if call >= *at => error(io::ErrorKind::StorageFull),
            "denied" if call >= *at => error(io::ErrorKind::PermissionDenied),
            "readonly" if call >= *at => error(io::ErrorKind::ReadOnlyFilesystem),
            "vanished" if call == *at => error(io::ErrorKind::NotFound),
            "interrupted" if call == *at => error(io::ErrorKind::Interrupted),
            _ => Ok(Fate::Passes),
        }
    }

    pub(super) fn tell() {
        if asked().is_some_and(|(what, _)| what == "count") {
            super::super::screen::complain(&format!("writes={}\n", CALLS.load(Ordering::SeqCst)));
        }
    }
}
