//! What a year is closed with: its record, its plan and its settings, ready to be written.
//!
//! Takes a year that was read as of its day of record; gives the three files. Never writes them.

use super::{PlanRounds, Workspace, YearRound};
use crate::office::{self, BOOK, Kept, PLAN, RECORD, Record, SETTINGS, digest};
use crate::plan::{Date, Located};
use crate::source::{FileId, Project, sha256_hex};

/// Who closes a year, when, and by what.
#[derive(Debug, Clone)]
pub struct Closure {
    /// 定稿日期.
    pub on: Date,
    /// 决定单位.
    pub by: String,
    /// 依据文件.
    pub document: Option<String>,
}

/// The files of a closed year, beside each other in one folder.
#[derive(Debug)]
pub struct Closing {
    /// The folder, relative to the workspace.
    pub folder: String,
    /// `plan.yaml`, the plan as it stands, byte by byte. To be written first: without a record it counts
    /// nothing.
    pub plan: Vec<u8>,
    /// `settings.yaml`, the settings as they stand, byte by byte; like the plan.
    pub settings: Vec<u8>,
    /// `record.yaml`.
    pub record: String,
    /// How many files it is closed with.
    pub files: usize,
}

/// The files of a year that is closed now; `None` when the plan or a file cannot be read again.
pub fn closing(
    project: &Project,
    workspace: &Workspace,
    (plan, year): (&PlanRounds, &YearRound),
    closure: Closure,
) -> Option<Closing> {
    let id = plan.plan.definition.id.as_str();
    let folder = format!("submissions/{id}/{}", year.round.year);
    let mut sources = workspace.sources.clone();
    let bytes = project.bytes(&sources.get(plan.plan.file).path).ok()?;
    // Without settings the year was judged by the defaults, and stays so.
    let settings = match project.contains(office::NAME) {
        true => project.bytes(office::NAME).ok()?,
        false => b"nianbao: office/1\n".to_vec(),
    };
    let kept = |file: &str, sha256: String| Kept { file: file.to_owned(), sha256, lines: None };
    let mut files = vec![
        kept(PLAN, sources.get(plan.plan.file).digest.own().to_owned()),
        kept(SETTINGS, sha256_hex(&settings)),
    ];
    let texts = [format!("{folder}/text.md")].into_iter().filter(|name| project.contains(name));
    let text = sources.load(project, &texts.collect::<Vec<_>>());
    let own = year.round.submissions.iter().map(|submission| submission.file);
    let others = year.round.decisions_file.into_iter().chain(text).chain(year.book.file);
    let mut all: Vec<FileId> = own.chain(others).collect();
    all.sort_unstable_by(|a, b| sources.get(*a).path.cmp(&sources.get(*b).path));
    for file in all {
        // Originals below `received/` are proven by the book.
        let Some(name) = sources.get(file).path.strip_prefix(&format!("{folder}/")) else { continue };
        if name.contains('/') {
            continue;
        }
        let lines = (name == BOOK).then(|| sources.get(file).text.matches('\n').count());
        files.push(Kept { file: name.to_owned(), sha256: digest(&sources, file, lines)?, lines });
    }
    let record = Record {
        nianbao: "record/1".to_owned(),
        plan: id.to_owned().into(),
        year: year.round.year.into(),
        closed_on: closure.on.into(),
        by: closure.by,
        document: closure.document,
        files: files.into_iter().map(Located::from).collect(),
        corrections: vec![],
    };
    Some(Closing { folder, plan: bytes, settings, files: record.files.len(), record: record.to_yaml() })
}

/// Whether a year has a record, readable or not.
pub fn has_record(project: &Project, plan: &PlanRounds, year: i32) -> bool {
    project.contains(&format!("submissions/{}/{year}/{RECORD}", plan.plan.definition.id.as_str()))
}
