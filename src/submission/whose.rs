//! Whose a file is that is not, or cannot be, read as a submission: by its name, and by what its text says.

use unicode_normalization::UnicodeNormalization as _;

use super::form::Form;
use crate::diagnostic::Diagnostics;
use crate::plan::{Plan, UnitIndex};
use crate::source::{FileId, Place, SourceFile, Sources};
use crate::syntax::{self, Located, meaning, vocabulary};

/// The unit that a file's name speaks of: `slj`, `市水利局（最终版）`, `2025年水利局报送 (1)`. `None` where it
/// names none, or several.
pub(super) fn unit_by_name(plan: &Plan, file_name: &str) -> Option<UnitIndex> {
    let stem = stem(file_name);
    plan.unit_named(stem).or_else(|| unit_within(plan, stem))
}

/// A name without its endings: `slj.yaml.txt` → `slj`.
pub(super) fn stem(file_name: &str) -> &str {
    let mut stem = file_name;
    while let Some((before, ending)) = stem.rsplit_once('.') {
        let is_ending = (1..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
        if before.is_empty() || !is_ending {
            break;
        }
        stem = before;
    }
    stem
}

/// The one unit whose name, alias or id stands in a text; the longest name decides, so that 市能源局 is not
/// taken for a unit called 能源.
pub(super) fn unit_within(plan: &Plan, text: &str) -> Option<UnitIndex> {
    let text: String = text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let ids: Vec<&str> = text
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        .flat_map(|run| std::iter::once(run).chain(run.split('-')))
        .collect();
    let mut best: Option<(usize, UnitIndex)> = None;
    let mut several = false;
    for (index, unit) in plan.units() {
        let names = std::iter::once(unit.name.as_str()).chain(unit.aliases.iter().map(|a| a.as_str()));
        let named = names.filter(|name| name.chars().count() > 1 && text.contains(*name)).map(str::len).max();
        let by_id = ids.contains(&unit.id.key().as_str()).then_some(1);
        let Some(length) = named.max(by_id) else { continue };
        match best {
            Some((longest, _)) if length < longest => {}
            Some((longest, _)) if length == longest => several = true,
            _ => (best, several) = (Some((length, index)), false),
        }
    }
    best.filter(|_| !several).map(|(_, unit)| unit)
}

/// The unit of a submission by the name that it gives. One that hands in nothing itself, 各县, speaks for nobody: a
/// file that bears the name of a unit which must report is that unit's attempt, and whose it says it is, is wrong.
pub(super) fn unit_stated(plan: &Plan, stated: &str, file_name: &str) -> Option<UnitIndex> {
    let reports = |unit: &UnitIndex| plan.unit(*unit).must_report();
    let unit = plan.unit_named(stated)?;
    let is_of_another = !reports(&unit) && plan.unit_named(stem(file_name)).is_some_and(|own| reports(&own));
    (!is_of_another).then_some(unit)
}

/// The unit that a submission means with a name that the plan does not know: by the file's name, else the
/// only unit whose name holds the one given or is held by it.
pub(super) fn unit_meant(plan: &Plan, stated: &str, file_name: &str) -> Option<UnitIndex> {
    if let Some(unit) = plan.unit_named(stem(file_name)) {
        return Some(unit);
    }
    let stated = stated.trim();
    let alike = |name: &str| {
        name.chars().count().min(stated.chars().count()) > 2
            && (name.contains(stated) || stated.contains(name))
    };
    let mut meant = plan.units().filter(|(_, unit)| {
        unit.must_report() && (alike(&unit.name) || unit.aliases.iter().any(|alias| alike(alias)))
    });
    match (meant.next(), meant.next()) {
        (Some((unit, _)), None) => Some(unit),
        _ => unit_by_name(plan, file_name),
    }
}

/// What a file says of itself, as far as it can be read at all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stated {
    /// The kind: `submission/1`.
    pub kind: Option<String>,
    /// The plan.
    pub plan: Option<String>,
    /// The year.
    pub year: Option<i32>,
    /// The unit.
    pub unit: Option<String>,
    /// The unit for which a workbook was issued, by its hidden sheet.
    pub issued_to: Option<String>,
}

impl Stated {
    /// Whether the file says that it is a submission; without a kind, whether it speaks for a unit.
    pub(super) fn is_a_report(&self) -> bool {
        let kind = self.kind.as_deref().map(str::trim);
        kind.map_or(self.unit.is_some(), |kind| kind.starts_with("submission"))
    }
}

/// What a file says of kind, plan, year and unit, in its first lines or in its sheets, however little else
/// can be read.
pub fn stated_in(file: &SourceFile) -> Stated {
    if !file.sheets.is_empty() {
        return super::workbook::stated(file);
    }
    let text = &file.text;
    let said = |key: &str| stated_or_meant(text, key).map(str::to_owned);
    Stated {
        kind: said("nianbao"),
        plan: said("plan"),
        year: stated_or_meant(text, "year").and_then(year_in),
        unit: said("unit"),
        issued_to: None,
    }
}

/// The plan that a text names, wherever in it; what is wrong with the text is said as well.
pub fn plan_said(sources: &Sources, file: FileId, out: &mut Diagnostics) -> Option<Located<String>> {
    let read = syntax::read::<Form>(sources, file, "submission", true, out).value.map(|form| form.plan);
    // A fault elsewhere takes the form and not its first lines.
    read.or_else(|| {
        let text = sources.get(file).text.as_str();
        let said = stated_or_meant(text, "plan")?;
        let start = u32::try_from(said.as_ptr() as usize - text.as_ptr() as usize).ok()?;
        let place = Place::text(file, start..start + u32::try_from(said.len()).ok()?);
        Some(Located { inner: said.to_owned(), place })
    })
}

/// What stands at the head of a submission.
const HEAD: [&str; 4] = ["nianbao", "plan", "year", "unit"];

/// What the first lines of a text say under a key, in either language: `unit: 市水利局`, `单位：市水利局`.
pub(super) fn stated<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    under(text, |word| {
        let word = word.trim();
        vocabulary::english_key(word).unwrap_or(word) == key
    })
}

/// The same, or what stands at the left edge under a word that stands for the key.
fn stated_or_meant<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    let is_meant = |word: &str| !word.starts_with(' ') && meaning::guessed(word.trim(), &HEAD) == Some(key);
    stated(text, key).or_else(|| under(text, is_meant))
}

/// The unit that the title of a workbook speaks of, where nothing in it says whose it is.
pub fn titled_in(plan: &Plan, file: &SourceFile) -> Option<UnitIndex> {
    super::workbook::titled(plan, &file.sheets)
}

/// What the first lines of a text say under the first key of a kind: `unit: 市水利局`, `单位：市水利局`.
fn under(text: &str, is_key: impl Fn(&str) -> bool) -> Option<&str> {
    text.lines().take(60).find_map(|line| {
        let (key, value) = line.split_once([':', '：'])?;
        let value = value.split(" #").next().unwrap_or(value).trim().trim_matches(['"', '\'', '“', '”']);
        (is_key(key) && !value.is_empty()).then_some(value)
    })
}

/// The year in the name of a folder or file: `2025年`, `２０２５`, `2025-2`.
pub(super) fn year_in(name: &str) -> Option<i32> {
    let name: String = name.nfkc().collect();
    name.split(|c: char| !c.is_ascii_digit())
        .find(|run| run.len() == 4 && run.starts_with("20"))?
        .parse()
        .ok()
}
