//! `nianbao close`: a year gets its day of record.
//!
//! Takes a plan and a year; writes `record.yaml`, `plan.yaml` and `settings.yaml` beside the submissions. The record is
//! put in place last and in one step: without it the year is open, whatever else a kill leaves behind.

use std::io;
use std::path::{Path, PathBuf};

use nianbao::diagnostic::{self, Diagnostic, Severity};
use nianbao::office::{PLAN, RECORD, SETTINGS};
use nianbao::pipeline::{self, Closing, Closure, PlanRounds, Selection, Workspace, YearRound};
use nianbao::plan::{AsOf, Date, Moment};
use nianbao::source::Project;

use super::{Failure, Outcome, args, build, cannot, disk, receive, screen, shown_path, writing};

pub(super) fn run(workspace: &Path, options: &args::Close) -> Outcome {
    let root = build::root(workspace)?;
    // What is received meanwhile would not be in the record; what a run has left half done would be.
    let _lock = disk::lock(&root)?;
    receive::recover(&root)?;
    let project = Project::Folder(root.clone());
    let selection =
        Selection { plan: Some(options.plan.clone()), year: Some(options.year), ..Selection::default() };
    let as_of = options.on.unwrap_or_else(build::today);
    let (read, found) = pipeline::check_workspace(&project, &selection, as_of)?;
    build::settled(&read)?;
    let [plan] = read.plans.as_slice() else {
        let words = "没有可以定稿的方案";
        return Err(Failure(format!("{words}“{}”；请先运行 nianbao check", options.plan)));
    };
    if pipeline::has_record(&project, plan, options.year) {
        return Err(Failure(format!(
            "{}年度已经定稿，不能再次定稿；需要改动的，在 record.yaml 的“更正”里写明",
            options.year
        )));
    }
    let year = plan.rounds.iter().find(|year| year.round.year == options.year && year.wanted);
    let year = year
        .filter(|year| !year.round.submissions.is_empty())
        .ok_or_else(|| nothing(options.year, year.map_or(0, |year| year.later.len())))?;
    in_order(plan, options.year)?;
    in_time(&year.moment, (plan, year), &read, options)?;
    let on = day_of_record(plan.plan.definition.reporting.inner.clone(), options, as_of)?;
    may_close(&found.into_vec(), &read, &options.despite)?;
    let by = options.by.clone().or_else(|| read.office.office.clone());
    let by = by.unwrap_or_else(|| plan.plan.definition.reporting.recipient.clone());
    let by = args::words(&by).map_err(|why| Failure(format!("决定定稿的单位写不进记录：{why}")))?;
    let closure = Closure { on, by, document: options.document.clone() };
    let reviewed = year.round.decisions.public_review.is_some();
    if !reviewed && !options.before_review {
        return Err(Failure(format!(
            "没有定稿：到定稿日期{on}为止，{year}年度还没有公开审查（已写审查、审查日期较晚的，--on 写审查以后的日期）。请逐条看有没有个人姓名、住址、病情、举报线索等规则认不出的内容，审查后把“公开审查”写入 submissions/{plan}/{year}/decisions.yaml，再定稿；确需先定稿、后审查的，加上 --before-review",
            year = options.year,
            plan = plan.plan.definition.id.as_str(),
        )));
    }
    let closing = pipeline::closing(&project, &read, (plan, year), closure)
        .ok_or_else(|| Failure("方案或材料刚才有变动，没有定稿；请再运行一次".into()))?;
    write(&root, &closing)?;
    screen::print(&said(&closing, options.year, on, reviewed))?;
    Ok(false)
}

/// That there is nothing to close: nothing came, or all that there is came later.
fn nothing(year: i32, later: usize) -> Failure {
    Failure(match later {
        0 => format!("{year}年度还没有报送材料，不能定稿"),
        n => {
            format!("到定稿日期为止，{year}年度还没有收到报送材料，不能定稿（以后的有{n}份）；请核对定稿日期")
        }
    })
}

/// A year that compares itself with one that may still change would change with it.
fn in_order(plan: &PlanRounds, year: i32) -> Result<(), Failure> {
    let open = |round: &&YearRound| {
        round.round.year < year && round.closed.is_none() && !round.round.submissions.is_empty()
    };
    match plan.rounds.iter().find(open) {
        Some(earlier) => Err(Failure(format!(
            "{year}年度没有定稿：到定稿日期为止，{before}年度还没有定稿，与它的比较以后还会变。请先定稿{before}年度：nianbao close --plan {plan} --year {before} --on 日期，日期不晚于{year}年度的定稿日期",
            before = earlier.round.year,
            plan = plan.plan.key(),
        ))),
        None => Ok(()),
    }
}

/// What is still to come in would be left out: before the deadline a year is closed only by who says so.
fn in_time(
    moment: &Moment,
    (plan, year): (&PlanRounds, &YearRound),
    read: &Workspace,
    options: &args::Close,
) -> Result<(), Failure> {
    let reporting = &plan.plan.definition.reporting;
    let deadline = reporting.deadline(year.round.year, None, &read.office.calendar());
    let (on, last) = (moment.seen_on(), deadline.last_day);
    if on > last || options.before_deadline {
        return Ok(());
    }
    Err(Failure(format!(
        "没有定稿：定稿日期{on}时报送还没有截止（{}），以后收到的材料不会采用。请在截止以后定稿；确需提前定稿的，加上 --before-deadline",
        deadline.text
    )))
}

/// The day of record: in the year or after it, and not in the future.
fn day_of_record(
    reporting: nianbao::plan::Reporting,
    options: &args::Close,
    as_of: AsOf,
) -> Result<Date, Failure> {
    let on = Moment::open(&reporting, options.year, as_of).seen_on();
    let today = Moment::open(&reporting, options.year, build::today()).seen_on();
    if on > today {
        return Err(Failure(format!("定稿日期{on}还没有到，没有定稿")));
    }
    if on.to_string().as_str() < format!("{:04}-01-01", options.year).as_str() {
        return Err(Failure(format!("定稿日期{on}早于{}年，没有定稿；请核对年度或日期", options.year)));
    }
    Ok(Date(on))
}

/// What must be mended stands in the way, unless each rule that is broken is named.
fn may_close(found: &[Diagnostic], read: &Workspace, despite: &[String]) -> Result<(), Failure> {
    let named = |d: &Diagnostic| despite.iter().any(|code| code == d.rule.code);
    let errors: Vec<&Diagnostic> =
        found.iter().filter(|d| d.severity == Severity::Error && !named(d)).collect();
    if errors.is_empty() {
        return Ok(());
    }
    let mut codes: Vec<&str> = errors.iter().map(|d| d.rule.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let list = diagnostic::short(errors.iter().copied(), &read.sources);
    Err(Failure(format!(
        "还有必须修改的问题，没有定稿：\n{list}请改正后再定稿；确需带着这些问题定稿的（有误的部分不采用），加上 --despite {}",
        codes.join(",")
    )))
}

fn said(closing: &Closing, year: i32, on: Date, reviewed: bool) -> String {
    let folder = &closing.folder;
    let mut text = format!(
        "{year}年度已定稿，定稿日期{on}，定稿材料{}份。\n已写入 {folder}/{RECORD}、{folder}/{PLAN}、{folder}/{SETTINGS}\n",
        closing.files
    );
    if on.year() > year {
        text.push_str(&format!(
            "任务、节点是否到期按定稿日期判断：{year}年底至{on}之间到期的，也按已到期列示。\n"
        ));
    }
    if !reviewed {
        text.push_str(
            "到定稿日期为止还没有公开审查：审查后把“公开审查”写在 decisions.yaml 的末尾，并在 record.yaml 的“更正”里写明 decisions.yaml（nianbao check 给出要写的一行）；只有公开审查的，页面和报告不列为更正。\n",
        );
    }
    text
}

/// The files are written beside their places; the record is put in place last. What stands beside them is removed
/// when that fails: the year is open as before.
fn write(root: &Path, closing: &Closing) -> Result<(), Failure> {
    let folder = root.join(&closing.folder);
    let place = |name: &str| (beside(&folder.join(name)), folder.join(name));
    let (kept, record) = ([place(PLAN), place(SETTINGS)], place(RECORD));
    let written = fill(&kept[0].0, &closing.plan)
        .and_then(|()| fill(&kept[1].0, &closing.settings))
        .and_then(|()| fill(&record.0, closing.record.as_bytes()))
        .and_then(|()| put_in_place(&kept, &record));
    for (fresh, _) in kept.iter().chain([&record]) {
        if std::fs::symlink_metadata(fresh).is_ok() {
            let _ = writing::remove_file(fresh);
        }
    }
    // All names stand; that a power cut could still take them back is no reason to call the year open.
    let _ = written.is_ok() && writing::sync_folder(&folder).is_ok();
    written
        .map_err(|Failure(why)| Failure(format!("{why}。这个年度没有定稿，请解决后再运行一次 nianbao close")))
}

/// A file beside its place, and its place.
type Fresh = (PathBuf, PathBuf);

fn put_in_place(kept: &[Fresh], (fresh_record, record): &Fresh) -> Result<(), Failure> {
    for (fresh, place) in kept {
        writing::rename(fresh, place).map_err(|e| cannot("写入", place, &e))?;
    }
    // A link fails where another run has closed the year meanwhile; a renaming would replace its record.
    match writing::hard_link(fresh_record, record) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(Failure(format!("“{}”已经存在，没有覆盖", shown_path(record))))
        }
        Err(_) => writing::rename(fresh_record, record).map_err(|e| cannot("写入", record, &e)),
    }
}

/// A hidden name in the same folder, which is passed over when a kill leaves it behind.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.nianbao-new"))
}

fn fill(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut file = writing::create(path).map_err(|e| cannot("写入", path, &e))?;
    writing::append(&mut file, bytes)
        .and_then(|()| writing::sync(&file))
        .map_err(|e| cannot("写入", path, &e))
}
