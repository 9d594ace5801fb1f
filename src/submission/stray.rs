//! A file that is not read, and what is said of it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::folder::{Folders, ROOT, file_name};
use super::rules;
use crate::diagnostic::Diagnostics;
use crate::plan::{Plan, UnitIndex};
use crate::source::{EntryKind, FileId, FileKind, Place, Problem, SourceFile, Sources, is_workbook};

/// A file below `submissions/` that is not read.
#[derive(Debug, Clone)]
pub struct Stray {
    /// Its file, without text unless it is one.
    pub file: FileId,
    /// Its path in the workspace.
    pub name: String,
    /// Why it is not read.
    pub why: Why,
    /// The plan it belongs to, by its folder or its text.
    pub plan: Option<String>,
    /// The reporting year, likewise.
    pub year: Option<i32>,
    /// The unit whose it seems to be.
    pub unit: Option<UnitIndex>,
    /// Whether its text says that it is a submission.
    pub is_form: bool,
}

/// Why a file is not read. Folders by their path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Its ending, or what it is.
    Ending(FileKind),
    /// It lies outside of the folder of a year.
    NoFolder(FileKind),
    /// The folder is not one of a plan.
    PlanFolder(String),
    /// The folder is not one of a year.
    YearFolder(String),
    /// The folder lies below that of a year.
    SubFolder(String),
    /// Another file of that meaning was read.
    Twice(String),
    /// A file of the office, which is read under this name alone.
    Misnamed(&'static str),
    /// A link.
    Link,
    /// A pipe, a device.
    Special,
    /// It lies in the folder of another round, by its plan's key and its year, than it says; in words.
    Elsewhere(String, (String, i32)),
    /// Another reader has named it.
    Named,
}

impl Why {
    pub(super) fn of_kind(kind: EntryKind) -> Self {
        if kind == EntryKind::Link { Why::Link } else { Why::Special }
    }

    fn folder(&self) -> Option<&str> {
        match self {
            Why::PlanFolder(path) | Why::YearFolder(path) | Why::SubFolder(path) => Some(path),
            _ => None,
        }
    }

    fn chinese(&self) -> String {
        match self {
            Why::Ending(kind) => kind.chinese().to_owned(),
            Why::NoFolder(_) => "没有放在“方案/年度”文件夹里".to_owned(),
            Why::PlanFolder(_) => "所在文件夹的名称不是任何方案的编号".to_owned(),
            Why::YearFolder(_) => "所在文件夹的名称不是四位数的年度".to_owned(),
            Why::SubFolder(_) => "年度文件夹里的子文件夹不读取".to_owned(),
            Why::Twice(first) => format!("已读取“{}”，同样的文件只能有一个", file_name(first)),
            Why::Misnamed(right) => format!("看来是 {right}，只按这个名字读取"),
            Why::Link => "这是一个链接（快捷方式），工作区内的链接一律不跟随".to_owned(),
            Why::Special => "这不是普通文件".to_owned(),
            Why::Elsewhere(words, _) => words.clone(),
            Why::Named => "不是这里的文件".to_owned(),
        }
    }
}

impl Stray {
    /// Whether it lies where another reader looks, who has its own word to say of it.
    pub(super) fn is_elsewhere(&self) -> bool {
        matches!(self.why, Why::Elsewhere(..) | Why::Named)
    }

    /// The round in whose folder it is told that it lies there, by its plan's key and its year.
    pub(super) fn is_told_in(&self) -> Option<(&str, i32)> {
        match &self.why {
            Why::Elsewhere(_, (plan, year)) => Some((plan, *year)),
            _ => None,
        }
    }

    /// Names what a closed year does not know: it counts nothing, and its unit is what it was. Gives `false`, so
    /// that it is not kept.
    pub(super) fn came_after(&self, day: NaiveDate, out: &mut Diagnostics) -> bool {
        if !self.is_elsewhere() {
            out.report(
                &rules::LATER,
                Place::of_file(self.file),
                format!("“{}”没有读取，也未计入：年度已定稿（{day}）", self.name),
            )
            .label("这份材料不在定稿材料里")
            .help("请移出文件夹；确需计入的，改成能读取的报送件，并在 record.yaml 的“更正”里写明");
        }
        false
    }

    /// Whether something that was handed in may be lost with it, when its unit is otherwise silent.
    pub(super) fn may_be_a_report(&self) -> bool {
        if self.is_form || self.unit.is_some() {
            return true;
        }
        match &self.why {
            Why::Ending(kind) | Why::NoFolder(kind) => {
                matches!(
                    kind,
                    FileKind::Yaml(_)
                        | FileKind::Workbook
                        | FileKind::OtherTable
                        | FileKind::Document
                        | FileKind::Archive
                )
            }
            Why::Elsewhere(..) | Why::Named => true,
            Why::Link | Why::Special | Why::PlanFolder(_) | Why::YearFolder(_) | Why::SubFolder(_) => true,
            Why::Twice(_) | Why::Misnamed(_) => false,
        }
    }

    /// The name that the file should bear, as far as it can be told.
    fn right_name(&self, plan: Option<&Plan>) -> String {
        let unit = self.unit.zip(plan).map(|(unit, plan)| plan.unit(unit).id.as_str());
        let plan = plan.map_or("方案编号", |plan| plan.definition.id.as_str());
        let year = self.year.map_or("年度".to_owned(), |year| year.to_string());
        // A workbook stays one.
        let ending = self.name.rsplit_once('.').filter(|_| is_workbook(&self.name));
        let ending = ending.map_or("yaml".to_owned(), |(_, ending)| ending.to_lowercase());
        format!("{ROOT}/{plan}/{year}/{}.{ending}", unit.unwrap_or("单位编号"))
    }

    fn help(&self, plan: Option<&Plan>) -> String {
        let right = self.right_name(plan);
        match &self.why {
            Why::Ending(kind) => help(*kind, &right),
            Why::NoFolder(FileKind::Yaml(_) | FileKind::Workbook) => format!("如果是报送件，移到 {right}"),
            Why::NoFolder(kind) => help(*kind, &right),
            Why::PlanFolder(_) | Why::YearFolder(_) | Why::SubFolder(_) => format!("移到 {right}"),
            Why::Elsewhere(..) => format!("移到 {right}；年度或方案写错了的，改正文件里的内容"),
            Why::Named => format!("移到 {right}"),
            Why::Twice(_) => "请把两份内容合为一份，删去这一份".to_owned(),
            Why::Misnamed(right) => format!("请把文件改名为 {right}；不需要的，请移出文件夹"),
            Why::Link | Why::Special => format!("请把报送件本身放到 {right}"),
        }
    }

    /// Reports a file by itself. `taken`: the file of the same unit that is in force.
    fn report(&self, plan: Option<&Plan>, taken: Option<&str>, out: &mut Diagnostics) {
        let place = Place::of_file(self.file);
        let is_office_s = matches!(self.why, Why::Misnamed(_));
        let lost = is_office_s || taken.is_none() && self.may_be_a_report();
        let rule = if lost { &rules::NOT_READ } else { &rules::PASSED_OVER };
        let unit = self.unit.zip(plan).map(|(unit, plan)| plan.unit(unit).name.as_str());
        let found = out.report(rule, place, format!("“{}”没有读取：{}", self.name, self.why.chinese()));
        found.label(match (unit, taken) {
            (Some(unit), None) => format!("看来是“{unit}”的报送件；改正前该单位计为材料有误，不计为未报"),
            (Some(unit), Some(taken)) => format!("“{unit}”已采用 {}", file_name(taken)),
            (None, _) if is_office_s => "办公室的决定、文稿和定稿材料没有这个文件".to_owned(),
            (None, _) if lost => "看不出是哪家单位的".to_owned(),
            (None, _) => "看不出有报送内容".to_owned(),
        });
        found.help(match taken {
            Some(_) => "请核对是否还有要补充的内容，然后移出文件夹；不要用它覆盖已采用的文件".to_owned(),
            None => self.help(plan),
        });
    }
}

/// Names a workbook of which nothing was read, beside the file of its unit that was.
pub(super) fn report_beside(file: FileId, name: &str, (unit, taken): (&str, &str), out: &mut Diagnostics) {
    out.report(&rules::PASSED_OVER, Place::of_file(file), format!("“{name}”没有读取：里面没有报送表的内容"))
        .label(format!("“{unit}”已采用 {}", file_name(taken)))
        .help("请核对是否还有要补充的内容，然后移出文件夹；不要用它覆盖已采用的文件");
}

/// Names the second of two files of one meaning.
pub(super) fn report_second(sources: &mut Sources, name: &str, counted: &str, out: &mut Diagnostics) {
    let why = Why::Twice(counted.to_owned());
    let place = Place::of_file(sources.add(SourceFile::without_text(name, Problem::NotRead)));
    out.report(&rules::PASSED_OVER, place, format!("“{name}”没有读取：{}", why.chinese()))
        .label(format!("已采用 {}", file_name(counted)))
        .help("请把两份内容合为一份，删去这一份");
}

/// How to mend a file of a kind; `name` is the name that it should bear.
fn help(kind: FileKind, name: &str) -> String {
    match kind {
        FileKind::Yaml(_) => format!("把文件改名为 {name}（在系统设置中显示文件扩展名后再改）"),
        FileKind::OtherTable => {
            let name = name.strip_suffix(".yaml").unwrap_or(name);
            format!("请用 Excel 或 WPS 打开，另存为 {name}.xlsx")
        }
        FileKind::Workbook | FileKind::Document | FileKind::Picture => {
            format!("请把内容填进报送表，存为 {name}；这个文件可作为佐证材料，移出本文件夹保存")
        }
        FileKind::Archive => format!("请先解压缩，把其中的报送件存为 {name}"),
        FileKind::Text => format!("如果是报送件，把文件改名为 {name}；不是的，请移出本文件夹"),
        FileKind::Unknown => format!("如果是报送件，请另存为 {name}；不是的，请移出本文件夹"),
    }
}

/// Reports strays; those of one wrong folder together. `taken` gives the file in force of a stray's unit.
pub(super) fn report<'s>(
    strays: impl IntoIterator<Item = &'s Stray>,
    plan: impl Fn(&Stray) -> Option<&'s Plan>,
    taken: impl Fn(&Stray) -> Option<String>,
    out: &mut Diagnostics,
) {
    let mut folders: BTreeMap<&str, Vec<&Stray>> = BTreeMap::new();
    for stray in strays.into_iter().filter(|stray| stray.why != Why::Named) {
        match stray.why.folder() {
            Some(folder) if taken(stray).is_none() => folders.entry(folder).or_default().push(stray),
            _ => stray.report(plan(stray), taken(stray).as_deref(), out),
        }
    }
    for (folder, strays) in folders {
        match strays.as_slice() {
            [one] => one.report(plan(one), None, out),
            [first, ..] => report_folder(folder, first, &strays, plan(first), out),
            [] => {}
        }
    }
}

fn report_folder(folder: &str, first: &Stray, all: &[&Stray], plan: Option<&Plan>, out: &mut Diagnostics) {
    let names: Vec<&str> = all.iter().map(|s| s.name.strip_prefix(folder).unwrap_or(&s.name)).collect();
    let names: Vec<&str> = names.iter().map(|name| name.trim_start_matches('/')).collect();
    let right = first.right_name(plan);
    let right = right.rsplit_once('/').map_or("", |(folder, _)| folder);
    let place = Place::of_file(first.file);
    out.report(
        &rules::NOT_READ,
        place,
        format!("“{folder}”里的{}个文件没有读取：{}", all.len(), first.why.chinese()),
    )
    .label(names.join("、"))
    .help(format!("把这些文件移到 {right}/"));
}

impl Folders {
    /// Reports what belongs to no round. `wanted` is the key of the only plan that is looked at, if any.
    pub fn report_unplaced(&self, plans: &[Plan], wanted: Option<&str>, out: &mut Diagnostics) {
        let of_plan = |stray: &&Stray| match (wanted, &stray.plan) {
            (Some(wanted), Some(plan)) => wanted.eq_ignore_ascii_case(plan),
            (Some(_), None) => false,
            (None, _) => true,
        };
        let plan = |stray: &Stray| {
            let key = stray.plan.as_ref()?;
            plans.iter().find(|plan| plan.key() == *key)
        };
        report(self.unplaced().filter(of_plan), plan, |_| None, out);
    }
}
