//! The terminal: prints, and knows whether colours and progress belong there.

use std::borrow::Cow;
use std::io::{self, IsTerminal as _, Write as _};

use nianbao::source::signs;

use super::{Failure, refusal};

/// Prints words to standard output. Control characters of a file or a file's name show as signs: they
/// must not move the cursor, rename the window or turn the line round.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    print_exact(&signs(text))
}

/// Prints findings with their colours. The printer has made signs of what escapes there were in texts;
/// the ones that are left are its own.
pub(super) fn print_colored(text: &str) -> Result<(), Failure> {
    let parts: Vec<Cow<'_, str>> = text.split('\u{1b}').map(signs).collect();
    print_exact(&parts.join("\u{1b}"))
}

/// Prints to standard output what is exact as it is: data for programs.
pub(super) fn print_exact(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // A reader that has gone away (`| head`) is no fault; a full disk is one.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure(format!("结果没有完整输出：{}", refusal(&error))))
        }
        _ => Ok(()),
    }
}

/// Prints words to standard error. That nobody can read them changes nothing.
pub(super) fn complain(text: &str) {
    complain_exact(&signs(text));
}

fn complain_exact(text: &str) {
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

/// What somebody needs to know who has opened the program like a document; on Windows its window would be
/// gone before a word is read, so it waits there.
pub(super) fn told_by_double_click() {
    complain(
        "\nnianbao 没有窗口，要在终端里运行：先打开工作区（或想放工作区的）文件夹，在那里打开终端（Windows：在文件夹的地址栏输入 cmd 后按回车），\n输入 nianbao new 我的工作区 新建一个带示例的工作区，或输入 nianbao check 检查已有的工作区。\n",
    );
    if cfg!(windows) && io::stdin().is_terminal() {
        complain("按回车键关闭。\n");
        let _ = io::stdin().read_line(&mut String::new());
    }
}

/// A line that says what is going on, on a terminal only.
pub(super) fn progress(text: &str) {
    if io::stderr().is_terminal() {
        complain_exact(&format!("\r\x1b[2K{text}"));
    }
}

/// Takes the line of progress away.
pub(super) fn progress_done() {
    if io::stderr().is_terminal() {
        complain_exact("\r\x1b[2K");
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
