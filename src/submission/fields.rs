//! The texts of a submission, and how far each may go: the one list that rules, admission and pages share.

use super::decisions::Decisions;
use super::explanation::Explanation;
use super::form::{Evidence, Figure, Form, MilestoneEntry, TaskEntry};
use crate::plan::Located;
use crate::source::Place;

/// How far a text may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Published after review.
    Public,
    /// For the office.
    Office,
    /// Never leaves the file.
    File,
}

/// A text as it stands somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words<'a> {
    /// Where.
    pub place: Place,
    /// What it says, decoded.
    pub text: &'a str,
}

/// A text field of a part of a submission.
#[derive(Debug)]
pub struct TextField<T> {
    /// Its key.
    pub key: &'static str,
    /// Its name on the form.
    pub name: &'static str,
    /// How far it may go.
    pub reach: Reach,
    /// Whether a value is not the same without it: it is then withheld with the whole figure.
    pub qualifies: bool,
    /// What stands in it.
    pub read: fn(&T) -> Vec<Words<'_>>,
    /// Takes it out.
    pub clear: fn(&mut T),
}

fn one(field: &Option<Located<String>>) -> Vec<Words<'_>> {
    field.iter().map(|text| Words { place: text.place, text: &text.inner }).collect()
}

fn explained(field: &Option<Located<Explanation>>) -> Vec<Words<'_>> {
    let Some(explanation) = field else { return vec![] };
    match &explanation.inner {
        Explanation::Words(text) => vec![Words { place: explanation.place, text }],
        Explanation::ByCode(answers) => {
            answers.iter().map(|(_, text)| Words { place: text.place, text: &text.inner }).collect()
        }
    }
}

fn of_evidence(
    list: &[Located<Evidence>],
    part: fn(&Evidence) -> Option<&Located<String>>,
) -> Vec<Words<'_>> {
    list.iter()
        .filter_map(|evidence| part(&evidence.inner))
        .map(|text| Words { place: text.place, text: &text.inner })
        .collect()
}

const fn field<T>(
    key: &'static str,
    name: &'static str,
    reach: Reach,
    read: fn(&T) -> Vec<Words<'_>>,
    clear: fn(&mut T),
) -> TextField<T> {
    TextField { key, name, reach, qualifies: false, read, clear }
}

/// Texts of the submission itself.
pub static FORM_TEXTS: &[TextField<Form>] = &[
    field("summary", "总体情况", Reach::Public, |f| one(&f.summary), |f| f.summary = None),
    field("suggestions", "意见建议", Reach::Office, |f| one(&f.suggestions), |f| f.suggestions = None),
    field("nil_return", "零报告", Reach::Office, |f| one(&f.nil_return), |f| f.nil_return = None),
    field(
        "document_number",
        "文号",
        Reach::Office,
        |f| one(&f.document_number),
        |f| f.document_number = None,
    ),
    field("explanation", "核实说明", Reach::Office, |f| explained(&f.explanation), |f| f.explanation = None),
];

/// Texts of a task entry.
pub static TASK_TEXTS: &[TextField<TaskEntry>] = &[
    field("progress", "进展情况", Reach::Public, |t| one(&t.progress), |t| t.progress = None),
    field(
        "public_progress",
        "公开表述",
        Reach::Public,
        |t| one(&t.public_progress),
        // The other wording was not meant for the public: it does not take this one's place.
        |t| (t.public_progress, t.progress) = (None, None),
    ),
    field("issues", "存在问题", Reach::Office, |t| one(&t.issues), |t| t.issues = None),
    field("next_steps", "下一步措施", Reach::Office, |t| one(&t.next_steps), |t| t.next_steps = None),
    field(
        "evidence.title",
        "佐证材料标题",
        Reach::Office,
        |t| of_evidence(&t.evidence, |e| Some(&e.title)),
        |t| t.evidence.clear(),
    ),
    field(
        "evidence.file",
        "佐证材料文件名",
        Reach::Office,
        |t| of_evidence(&t.evidence, |e| e.file.as_ref()),
        |t| t.evidence.clear(),
    ),
    field("explanation", "核实说明", Reach::Office, |t| explained(&t.explanation), |t| t.explanation = None),
];

/// Texts of a milestone entry.
pub static MILESTONE_TEXTS: &[TextField<MilestoneEntry>] = &[
    field("note", "说明", Reach::Office, |m| one(&m.note), |m| m.note = None),
    field("explanation", "核实说明", Reach::Office, |m| explained(&m.explanation), |m| m.explanation = None),
];

/// Texts of a figure. Period, basis and standard say what the value is.
pub static FIGURE_TEXTS: &[TextField<Figure>] = &[
    TextField {
        qualifies: true,
        ..field("period", "时段", Reach::Public, |f| one(&f.period), |f| f.period = None)
    },
    TextField {
        qualifies: true,
        ..field("basis", "口径", Reach::Public, |f| one(&f.basis), |f| f.basis = None)
    },
    TextField {
        qualifies: true,
        ..field("standard", "标准", Reach::Public, |f| one(&f.standard), |f| f.standard = None)
    },
    field("source", "来源", Reach::Public, |f| one(&f.source), |f| f.source = None),
    field(
        "last_year.source",
        "上年终值的来源",
        Reach::Public,
        |f| f.last_year.iter().flat_map(|last| one(&last.source)).collect(),
        |f| f.last_year.iter_mut().for_each(|last| last.inner.source = None),
    ),
    field("note", "说明", Reach::Public, |f| one(&f.note), |f| f.note = None),
    field("explanation", "核实说明", Reach::Office, |f| explained(&f.explanation), |f| f.explanation = None),
];

/// Who filled in and signed (填报信息): read by nobody but the office at its own desk.
pub static PEOPLE_KEYS: &[&str] = &["preparer", "phone", "reviewer", "approver"];

/// A text of a submission, with what it is.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// Its name on the form.
    pub name: &'static str,
    /// How far it may go. Where there is a wording for the public, the other one stays inside.
    pub reach: Reach,
    /// Whether a value is not the same without it.
    pub qualifies: bool,
    /// The words.
    pub words: Words<'a>,
}

impl Form {
    /// All texts of a submission but those that never leave the file.
    pub fn texts(&self) -> Vec<Said<'_>> {
        let mut said = all(FORM_TEXTS, self);
        for entry in &self.tasks {
            let own = entry.public_progress.is_none();
            said.extend(all(TASK_TEXTS, &entry.inner).into_iter().map(|text| match text.name {
                "进展情况" if !own => Said { reach: Reach::Office, ..text },
                _ => text,
            }));
        }
        said.extend(self.milestones.iter().flat_map(|entry| all(MILESTONE_TEXTS, &entry.inner)));
        said.extend(self.indicators.iter().flat_map(|entry| all(FIGURE_TEXTS, &entry.inner)));
        said
    }
}

fn all<'a, T>(fields: &'static [TextField<T>], part: &'a T) -> Vec<Said<'a>> {
    let of = |field: &'static TextField<T>| {
        let said = |words| Said { name: field.name, reach: field.reach, qualifies: field.qualifies, words };
        (field.read)(part).into_iter().map(said)
    };
    fields.iter().flat_map(of).collect()
}

/// What a decision says besides what it decides.
struct Grounds<'a> {
    place: Place,
    /// Reason and document.
    why: [Option<&'a str>; 2],
    by: Option<&'a str>,
}

impl Decisions {
    /// What the office writes into its decisions: it is printed with what was decided. Each text stands for the
    /// decision that it belongs to. Who signs the paper and who is asked about it is for those to whom it is sent.
    pub fn texts(&self) -> Vec<Said<'_>> {
        let said =
            |name, reach, place, text| Said { name, reach, qualifies: false, words: Words { place, text } };
        let mut found = vec![];
        for Grounds { place, why, by } in self.grounds() {
            let why = why.into_iter().flatten();
            found.extend(why.map(|text| said("决定的理由", Reach::Public, place, text)));
            found.extend(by.map(|text| said("决定单位", Reach::Public, place, text)));
        }
        if let Some(dispatch) = &self.dispatch {
            let head = dispatch.number.iter().chain(&dispatch.copies).chain(&dispatch.addressees);
            found.extend(head.map(|text| said("发文", Reach::Public, dispatch.place, text)));
            let people = dispatch.signatory.iter().chain(&dispatch.contact);
            found.extend(people.map(|text| said("发文", Reach::Office, dispatch.place, text)));
        }
        found
    }

    fn grounds(&self) -> Vec<Grounds<'_>> {
        let mut found: Vec<Grounds<'_>> = vec![];
        let mut add = |place, why, by| found.push(Grounds { place, why, by });
        for decision in &self.extensions {
            let why = [Some(decision.reason.as_str()), decision.document.as_deref()];
            add(decision.place, why, decision.by.as_deref());
        }
        self.choices.iter().for_each(|d| add(d.place, [Some(d.reason.as_str()), None], Some(&d.by)));
        self.overrides.iter().for_each(|d| add(d.place, [Some(d.reason.as_str()), None], Some(&d.by)));
        self.verdicts.iter().for_each(|d| add(d.place, [Some(d.reason.as_str()), None], Some(&d.by)));
        self.accepts.iter().for_each(|d| add(d.place, [Some(d.reason.as_str()), None], Some(&d.by)));
        if let Some(review) = &self.public_review {
            add(review.place, [review.reason.as_deref(), None], Some(&review.by));
        }
        found
    }
}
