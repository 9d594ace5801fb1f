//! The command line (RUN): one file a command.
//!
//! Takes arguments; gives screen text, files and an exit code: 0 nothing 强制, 1 findings that must be
//! mended, 2 the tool could not work. The only room that writes, asks for the date, and prints.
//! Never judges: it calls the library and shows what comes back.

mod args;
mod build;
mod check;
mod close;
mod disk;
mod fault;
mod folding;
mod form;
mod http;
mod import;
mod memory;
mod new;
mod output;
mod receive;
mod reference;
mod screen;
mod serve;
mod status;
mod target;
mod text;
mod text_options;
mod writing;

use std::io;
use std::path::Path;
use std::process::ExitCode;

use args::{Arguments, Command};
use nianbao::source::{refusal, shown_path};

/// Exit code for findings that must be mended.
const FINDINGS: u8 = 1;
/// Exit code when the tool could not work.
const CANNOT_WORK: u8 = 2;

/// Why a command could not do its work. The text is Chinese and names the path.
#[derive(Debug)]
struct Failure(String);

impl<E: std::error::Error + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        let any: &dyn std::error::Error = &error;
        Failure(any.downcast_ref::<io::Error>().map_or_else(|| error.to_string(), refusal))
    }
}

fn cannot(what: &str, path: &Path, error: &io::Error) -> Failure {
    Failure(format!("无法{what}“{}”：{}", shown_path(path), refusal(error)))
}

/// What somebody names must be there; that it may not be looked at is another thing than that it is not.
fn there(full: &Path, named: &Path) -> Result<(), Failure> {
    match full.symlink_metadata() {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(Failure(format!("没有“{}”这个文件或文件夹", shown_path(named))))
        }
        Err(error) => Err(cannot("查看", named, &error)),
    }
}

/// What a command that did its work says: whether something 强制 was found.
type Outcome = Result<bool, Failure>;

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    memory::watch();
    let done = match args::parse() {
        Ok(arguments) => dispatch(&arguments),
        Err(args::Shown::Help(text)) => screen::print(&text).map(|()| false),
        Err(args::Shown::Fault(text)) => {
            screen::complain(&text);
            if std::env::args_os().len() == 1 {
                screen::told_by_double_click();
            }
            return ExitCode::from(CANNOT_WORK);
        }
    };
    fault::tell();
    match done {
        Ok(false) => ExitCode::SUCCESS,
        Ok(true) => ExitCode::from(FINDINGS),
        Err(Failure(text)) => {
            screen::complain(&format!("错误：{text}\n"));
            ExitCode::from(CANNOT_WORK)
        }
    }
}

fn dispatch(arguments: &Arguments) -> Outcome {
    // An empty path means: look for the workspace from here upwards.
    let workspace = &arguments.workspace.clone().unwrap_or_default();
    match &arguments.command {
        Command::Build(options) => build::run(workspace, options),
        Command::Check(options) => check::run(workspace, options),
        Command::Form(options) => form::run(workspace, options),
        Command::Close(options) => close::run(workspace, options),
        Command::Receive(options) => receive::run(workspace, options),
        Command::Status(options) => status::run(workspace, options),
        Command::Text(options) => text::run(workspace, options),
        Command::Import(options) => import::run(options),
        Command::Serve(options) => serve::run(workspace, options),
        Command::Rules => reference::rules(),
        Command::Explain { code } => reference::explain(code.as_deref()),
        Command::Templates { action } => reference::templates(workspace, action.as_ref()),
        Command::Schema { kind } => reference::schema(*kind),
        Command::New { folder } => new::run(folder),
    }
}
