//! The terminal: prints, and knows whether colours and progress belong there.

use std::io::{self, IsTerminal as _, Write as _};

/// Prints to standard output. A reader that has gone away (`| head`) is no fault.
pub(super) fn print(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Prints to standard error.
pub(super) fn complain(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Whether standard output shows colours.
pub(super) fn has_color() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
        && io::stdout().is_terminal()
}

/// Columns to write in: those of the terminal, else a width that reads well in a file.
pub(super) fn width() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
    asked.or_else(terminal_columns).unwrap_or(100).clamp(40, 200)
}

#[cfg(unix)]
fn terminal_columns() -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok()?;
    (size.ws_col > 0).then_some(usize::from(size.ws_col))
}

#[cfg(not(unix))]
fn terminal_columns() -> Option<usize> {
    None
}

/// A line that says what is going on, on a terminal only.
pub(super) fn progress(text: &str) {
    if io::stderr().is_terminal() {
        complain(&format!("\r\x1b[2K{text}"));
    }
}

/// Takes the line of progress away.
pub(super) fn progress_done() {
    if io::stderr().is_terminal() {
        complain("\r\x1b[2K");
    }
}

/// Columns that a text takes on a terminal: Chinese characters and full-width marks take two.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

fn is_wide(c: char) -> bool {
    matches!(c as u32, 0x1100..=0x115f | 0x2e80..=0x303e | 0x3041..=0xa4cf | 0xac00..=0xd7a3
        | 0xf900..=0xfaff | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x20000..=0x3fffd)
        || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '●' | '▲' | '■' | '○' | '◇' | '□' | '√')
}

/// A text with blanks behind it up to a width.
pub(super) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}
