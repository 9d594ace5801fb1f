//! `nianbao receive`: files come in, are given back, are taken; the book is proven.
//!
//! The order of what is written is what makes a step whole: the slip that names its files, the originals and
//! receipts, the book, the file in force; then the slip goes. The book alone decides whether a step counts.

mod steps;

pub(super) use steps::recover;

use std::io;
use std::path::{Path, PathBuf};

use nianbao::diagnostic::{self, Diagnostic};
use nianbao::pipeline::{self, Selection};
use nianbao::plan::AsOf;
use nianbao::receive::{self, Asked, Handed, Outcome as Came, Refused, Step};
use nianbao::source::{Project, refusal, shown_path, walk_refusal};

use super::{Failure, Outcome, args, build, disk, screen, there};

pub(super) fn run(workspace: &Path, options: &args::Receive) -> Outcome {
    let root = build::root(workspace)?;
    if options.verify {
        return verify(&root, options);
    }
    let acts = [&options.give_back, &options.accept, &options.paper];
    if options.paths.is_empty() && acts.iter().all(|act| act.is_none()) {
        return Err(Failure("请给出收到的文件、文件夹或 zip；核对登记簿请用 --verify".to_owned()));
    }
    let _lock = disk::lock(&root)?;
    recover(&root)?;
    if options.paths.is_empty() { act(&root, options) } else { take_in(&root, options) }
}

fn asked(options: &args::Receive) -> Asked<'_> {
    let (plan, year) = (options.plan.as_deref(), options.year);
    Asked { now: build::now(), at: options.at, plan, year }
}

/// 签收 of any number of files.
fn take_in(root: &Path, options: &args::Receive) -> Outcome {
    let (mut batch, mut wanting) = (vec![], false);
    for handed in handed_in(&options.paths)? {
        let (name, came) = match handed {
            Ok(handed) => (handed.name.clone(), register(root, &handed, &batch, options)),
            Err((name, refused)) => (name, Ok(Err(refused))),
        };
        match came? {
            Ok(step) => {
                wanting |= step.outcome == Came::Wanting;
                let mark = if step.outcome == Came::Clean { "●" } else { "▲" };
                screen::print(&format!("{mark} {name}\n  {}\n", said(&step)))?;
                batch.push(step.of);
            }
            Err(refused) => {
                wanting |= !refused.is_there_already();
                let Refused(why) = refused;
                screen::print(&format!("○ {name}\n  没有登记：{why}\n"))?;
            }
        }
    }
    Ok(wanting)
}

fn register(
    root: &Path,
    handed: &Handed,
    batch: &[String],
    options: &args::Receive,
) -> Result<Result<Step, Refused>, Failure> {
    let project = Project::Folder(root.to_owned());
    let step = match receive::register(&project, handed, batch, &asked(options)) {
        Ok(step) => step,
        Err(refused) => return Ok(Err(refused)),
    };
    steps::write(root, &step)?;
    Ok(Ok(step))
}

/// 退回, 采用, 纸质件.
fn act(root: &Path, options: &args::Receive) -> Outcome {
    let project = Project::Folder(root.to_owned());
    let asked = asked(options);
    let step = match (&options.give_back, &options.accept, &options.paper) {
        (Some(unit), None, None) => receive::give_back(&project, unit, &options.reason, &asked),
        (None, Some(unit), None) => receive::accept(&project, unit, &options.reason, &asked),
        (None, None, Some(unit)) => receive::paper(&project, unit, &asked),
        _ => Err(Refused("--return、--accept、--paper 一次只能用一个".to_owned())),
    };
    let step = step.map_err(|Refused(why)| Failure(why))?;
    steps::write(root, &step)?;
    screen::print(&format!("● {}\n", said(&step)))?;
    Ok(false)
}

/// What happened, and where the receipt lies.
fn said(step: &Step) -> String {
    let receipt = step.adds.iter().map(|(name, _)| name).find(|name| name.starts_with("receipts/"));
    let receipt = receipt.map(|name| format!("\n  回执：{}/{name}", step.folder)).unwrap_or_default();
    format!("{}{receipt}", step.said)
}

type Incoming = Result<Handed, (String, Refused)>;

/// The files that paths stand for, those of folders and archives one by one.
fn handed_in(paths: &[PathBuf]) -> Result<Vec<Incoming>, Failure> {
    let mut all = vec![];
    for path in paths {
        let full = std::path::absolute(path)?;
        there(&full, path)?;
        let of_batch =
            |name: &Path| shown_path(name.strip_prefix(full.parent().unwrap_or(&full)).unwrap_or(name));
        let names = if full.is_dir() { below(&full) } else { vec![Ok(full.clone())] };
        if names.is_empty() {
            let why = "文件夹里没有可以收的文件（以“.”“~$”开头的不收）".to_owned();
            all.push(Err((of_batch(&full), Refused(why))));
        }
        for name in names {
            let name = match name {
                Ok(name) => name,
                Err(NotListed { folder, error }) => {
                    let why = match error {
                        Some(error) => format!("无法列出这个文件夹：{}；里面的文件没有收", refusal(&error)),
                        None => "这是链接，不跟随；请收它指向的文件本身".to_owned(),
                    };
                    all.push(Err((of_batch(&folder), Refused(why))));
                    continue;
                }
            };
            let shown = of_batch(&name);
            let folder = Project::Folder(name.parent().unwrap_or(Path::new(".")).to_owned());
            match folder.bytes(&shown_path(&name)) {
                Ok(bytes) => all.extend(receive::unpack(Handed { name: shown, bytes })),
                Err(problem) => {
                    let why = format!("{}；{}", problem.chinese(), problem.help());
                    all.push(Err((shown, Refused(why))));
                }
            }
        }
    }
    Ok(all)
}

/// A folder that the system does not let one list, or a link, which is not followed.
struct NotListed {
    folder: PathBuf,
    /// Why; nothing of a link.
    error: Option<io::Error>,
}

/// The files below a folder, by name; links are not followed, what systems leave behind is passed over. A folder
/// that cannot be listed takes its own files with it and no others.
fn below(folder: &Path) -> Vec<Result<PathBuf, NotListed>> {
    let mut found = vec![];
    let visible = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !(name.starts_with('.') || name.starts_with("~$") || name == "__MACOSX")
    };
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(visible);
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let of = error.path().unwrap_or(folder).to_owned();
                found.push(Err(NotListed { folder: of, error: Some(walk_refusal(error)) }));
                continue;
            }
        };
        let name = entry.file_name().to_string_lossy().to_lowercase();
        if entry.file_type().is_file() && !matches!(name.as_str(), "thumbs.db" | "desktop.ini") {
            found.push(Ok(entry.into_path()));
        } else if entry.path_is_symlink() {
            found.push(Err(NotListed { folder: entry.into_path(), error: None }));
        }
    }
    found
}

/// Proves books, originals, receipts and the files in force.
fn verify(root: &Path, options: &args::Receive) -> Outcome {
    let selection = Selection { plan: options.plan.clone(), year: options.year, ..Selection::default() };
    let mut out = diagnostic::Diagnostics::default();
    let as_of: AsOf = options.at.unwrap_or_else(build::today);
    let read = pipeline::read(&Project::Folder(root.to_owned()), &selection, as_of, &mut out)?;
    let years = || read.plans.iter().flat_map(|plan| &plan.rounds).filter(|year| year.wanted);
    let of_intake = |found: &&Diagnostic| nianbao::intake::RULES.iter().any(|r| r.code == found.rule.code);
    let mut found: Vec<Diagnostic> =
        years().flat_map(|year| year.read.iter().filter(of_intake).cloned()).collect();
    found.sort_by_key(|found| (found.place.file(), found.place.start()));
    screen::print_colored(&diagnostic::text(&found, &read.sources, screen::has_color(), screen::width()))?;
    let stopped = read.stopped.iter().map(|plan| format!("{plan}：方案有误，没有核对\n"));
    screen::print(&stopped.collect::<String>())?;
    let lines: usize = years().map(|year| year.whole_book.events.len()).sum();
    let files: usize =
        years().flat_map(|year| &year.whole_book.events).filter(|event| event.file.is_some()).count();
    // What nobody booked is told, and is nothing that the book contradicts.
    let differs = found.iter().any(|found| found.severity != diagnostic::Severity::Hint);
    let verdict = match (found.is_empty(), differs) {
        (true, _) => "全部相符",
        (false, false) => "登记过的全部相符，另有提示，见上",
        (false, true) => "有不相符的地方，见上",
    };
    screen::print(&format!("登记簿{lines}行，收文原件{files}份：{verdict}\n"))?;
    // Who keeps the last line's hash elsewhere can prove later that the book was only continued.
    for year in years() {
        if let Some(last) = year.whole_book.events.last() {
            let (plan, of, number) = (year.plan.key(), year.round.year, last.sequence);
            screen::print(&format!("{plan} {of}年度 第{number}行（末行）校验码：\n  {}\n", last.hash))?;
        }
        if let Some(closed) = &year.closed {
            let (plan, of, day) = (year.plan.key(), year.round.year, closed.day());
            let since = year.whole_book.events.len().saturating_sub(year.book.events.len());
            let since = if since > 0 {
                format!("；定稿后的{since}行只登记，不计入")
            } else {
                String::new()
            };
            screen::print(&format!("{plan} {of}年度 已于{day}定稿，以定稿时采用的各版为准{since}\n"))?;
        }
    }
    Ok(differs || !read.stopped.is_empty())
}
