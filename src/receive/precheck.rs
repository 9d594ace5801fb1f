//! 初审: the rules of `check`, over the round as it will be.

use std::collections::BTreeMap;

use super::desk::{Desk, Refused, sound};
use crate::diagnostic::{Diagnostic, Severity};
use crate::pipeline::{self, Selection};
use crate::plan::AsOf;
use crate::source::{Project, Sources};

/// What the rules find in one file.
pub(super) struct Precheck {
    /// What stands open, by weight and place.
    pub(super) found: Vec<Diagnostic>,
    pub(super) sources: Sources,
}

impl Precheck {
    /// How many of a weight.
    pub(super) fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|found| found.severity == severity).count()
    }

    /// A finding in one line, as it stands in a letter: `第14行：数值里带了“%”（N026）。只写数字：45`.
    pub(super) fn line(&self, found: &Diagnostic) -> String {
        let sources = &self.sources;
        let place = sources.cell_words(found.place).unwrap_or_else(|| {
            match sources.get(found.place.file()).sheets.is_empty() {
                true => format!("第{}行", sources.position(found.place).line),
                false => "整个文件".to_owned(),
            }
        });
        let mut line = format!("{place}：{}（{}）", found.message, found.rule.code);
        if let Some(help) = &found.help {
            line.push_str("。改法：");
            line.push_str(help);
        }
        line
    }

    /// The findings of a weight, each in one line.
    pub(super) fn lines(&self, severity: Severity) -> Vec<String> {
        self.found.iter().filter(|found| found.severity == severity).map(|found| self.line(found)).collect()
    }
}

/// Runs the rules over the round with some files as they will be (`None`: gone); gives what stands
/// against the file of a name.
pub(super) fn precheck(
    desk: &Desk<'_>,
    name: &str,
    shown: &str,
    changes: BTreeMap<String, Option<Vec<u8>>>,
) -> Result<Precheck, Refused> {
    let id = desk.plan.definition.id.as_str();
    let own = format!("submissions/{id}");
    let mut names = desk.project.list(&own).map_err(|error| Refused(error.to_string()))?;
    names.push("nianbao.yaml".to_owned());
    names.push(desk.sources.get(desk.plan.file).path.clone());
    let read = |name: String| Some((name.clone(), desk.project.bytes(&name).ok()?));
    let mut files: BTreeMap<String, Vec<u8>> = names.into_iter().filter_map(read).collect();
    for (name, bytes) in changes {
        let path = format!("{}/{name}", desk.folder);
        match bytes {
            Some(bytes) => files.insert(path, bytes),
            None => files.remove(&path),
        };
    }
    let selection =
        Selection { plan: Some(id.to_owned()), year: Some(desk.year), desk: true, ..Selection::default() };
    let as_of = AsOf::today(desk.time.to_utc());
    let (mut read, found) = pipeline::check_workspace(&Project::Memory(files), &selection, as_of)
        .map_err(|error| Refused(error.to_string()))?;
    sound(&read, id)?;
    let path = format!("{}/{name}", desk.folder);
    let about = |found: &Diagnostic| {
        read.sources.path(found.place) == path && (found.is_open() || found.severity == Severity::Hint)
    };
    let mut found: Vec<Diagnostic> = found.into_vec().into_iter().filter(about).collect();
    found.sort_by_key(|found| found.severity);
    read.sources.show_as(&path, shown);
    Ok(Precheck { found, sources: read.sources })
}
