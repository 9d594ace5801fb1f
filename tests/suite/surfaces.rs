//! Every surface says the same of every figure and count (truth.md, T7 and T8): page, card, table, paper,
//! CSV and JSON of all example plans, in both editions.

mod counties;
mod made;
mod marks;
mod printed;
mod ruled;
mod states;
mod verdicts;

use std::collections::BTreeMap;
use std::path::Path;

use nianbao::assess::{IndicatorStanding, ReportState};
use nianbao::consolidate::Answer;
use nianbao::pipeline::{self, Selection, YearView};
use nianbao::plan::Plan;
use nianbao::render::{OutputFile, data};
use nianbao::report::{
    Edition, IndicatorPage, IndicatorRow, Input, Internal, InternalReport, Public, PublicReport, RegisterRow,
    Report, compose, goals,
};
use nianbao::source::Project;
use nianbao::wording::Reader;

use crate::support::paper_of;

/// A report with the files that are written beside its pages, and what it was made from.
struct Surfaces<'a, E: Edition> {
    report: &'a Report<E>,
    year: &'a YearView,
    json: serde_json::Value,
    csv: BTreeMap<String, Vec<BTreeMap<String, String>>>,
    paper: String,
}

impl<'a, E: Edition> Surfaces<'a, E> {
    fn new(report: &'a Report<E>, year: &'a YearView, files: &[OutputFile], paper: &OutputFile) -> Self {
        let text = |file: &OutputFile| String::from_utf8(file.bytes.clone()).expect("files are UTF-8");
        let named = |end: &str| files.iter().find(|file| file.path.ends_with(end)).expect("it is written");
        let json = serde_json::from_str(&text(named("report.json"))).expect("it is JSON");
        let csv = files.iter().filter(|file| file.path.ends_with(".csv"));
        let csv = csv.map(|file| {
            let name = Path::new(&file.path).file_stem().expect("it has a name").to_string_lossy();
            (name.into_owned(), rows(&text(file)))
        });
        Surfaces { report, year, json, csv: csv.collect(), paper: text(paper) }
    }

    fn at(&self) -> String {
        format!("{} {} {}", E::NAME, self.report.plan, self.report.year)
    }

    fn csv_row(&self, table: &str, id: &str) -> &BTreeMap<String, String> {
        let found = self.csv[table].iter().find(|row| row["id"] == id);
        found.unwrap_or_else(|| panic!("{}: {table}.csv has no {id}", self.at()))
    }

    fn json_row(&self, table: &str, id: &str) -> &serde_json::Value {
        let rows = self.json["tables"][table].as_array().expect("the table is there");
        rows.iter().find(|row| row["id"] == id).unwrap_or_else(|| panic!("{}: JSON has no {id}", self.at()))
    }

    /// The rows of the table, which stand by group, beside the standings, which stand as in the plan.
    fn indicators_in_plan_order<'s>(
        &'s self,
        plan: &'s Plan,
    ) -> impl Iterator<Item = (&'s IndicatorRow<E>, &'s IndicatorStanding)> {
        self.year.progress.indicators.iter().map(|standing| {
            let id = plan.indicator(standing.indicator).id.as_str();
            (self.indicator_rows().find(|row| row.id == id).expect("it has a row"), standing)
        })
    }

    fn indicator_rows(&self) -> impl Iterator<Item = &IndicatorRow<E>> {
        self.report.indicator_table.groups.iter().flat_map(|group| &group.rows)
    }

    fn register_rows(&self) -> impl Iterator<Item = &RegisterRow<E>> {
        self.report.register.iter().flat_map(|page| &page.groups).flat_map(|group| &group.rows)
    }
}

/// A CSV file: RFC 4180, with a byte order mark.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.deserialize().map(|row| row.expect("each row has the columns of the head")).collect()
}

/// Runs a check over all example plans, years and both editions, and over a made-up workspace of hard cases.
fn everywhere(
    internal: impl Fn(&Surfaces<'_, Internal>, &Plan),
    public: impl Fn(&Surfaces<'_, Public>, &Plan),
) {
    let examples = Project::Folder(Path::new(env!("CARGO_MANIFEST_DIR")).to_owned());
    let seen = over(&examples, &internal, &public);
    assert!(seen >= 7, "{seen} plan-years of the repository");
    assert_eq!(over(&Project::memory(made::files()), &internal, &public), 2);
}

/// Runs a check over a project; how many plan-years there were.
fn over(
    project: &Project,
    internal: impl Fn(&Surfaces<'_, Internal>, &Plan),
    public: impl Fn(&Surfaces<'_, Public>, &Plan),
) -> usize {
    let mut out = nianbao::diagnostic::Diagnostics::default();
    let as_of = "2026-12-31".parse().expect("a day");
    let read = pipeline::read(project, &Selection::default(), as_of, &mut out);
    let read = read.expect("the project can be read");
    let mut seen = 0;
    for plan in &read.plans {
        let assessed = plan.assess(&read.sources);
        let years = plan.years(&assessed.years, |_| true);
        for (at, view) in assessed.years.iter().enumerate() {
            let view = view.as_ref().expect("the office sees every year");
            let (outside, inside): (PublicReport, InternalReport) = compose(&Input {
                years: &years,
                at,
                sources: &read.sources,
                findings: &[],
                as_of: "2026-12-31".parse().expect("a day"),
                since: None,
            });
            let (files, paper) = (data::internal(&inside), paper_of(&inside));
            internal(&Surfaces::new(&inside, view, &files, &paper), years[at].plan);
            let (files, paper) = (data::outside(&outside), paper_of(&outside));
            public(&Surfaces::new(&outside, view, &files, &paper), years[at].plan);
            seen += 1;
        }
    }
    seen
}

fn dash(text: &str) -> String {
    if text == "—" { String::new() } else { text.to_owned() }
}

/// The value, its difference from the target, its change and its judgement.
fn figures_agree<E: Edition>(of: &Surfaces<'_, E>) {
    for row in of.indicator_rows() {
        let what = format!("{}: {}", of.at(), row.id);
        let page = of.report.indicators.iter().find(|page| page.id == row.id).expect("it has a page");
        let minis = &of.report.overview.minis;
        let mini = minis.iter().find(|mini| mini.link.text == row.link.text).expect("it has a card");
        let own = (&row.shown.value, &row.shown.note);
        assert_eq!((&mini.shown.value, &mini.shown.note), own, "{what}: card");
        assert_eq!((&page.figures[0].value, &page.figures[0].note), own, "{what}: page");
        assert_eq!(
            (mini.standing.word, page.standing.word),
            (row.standing.word, row.standing.word),
            "{what}"
        );
        let csv = of.csv_row("indicators", &row.id);
        assert_eq!(csv["value"], dash(&row.shown.value), "{what}: CSV");
        assert_eq!(csv["difference"], dash(&row.difference), "{what}: difference in CSV");
        assert_eq!(csv["change"], dash(&row.change_text), "{what}: change in CSV");
        assert_eq!(csv["standing_word"], row.standing.word, "{what}: judgement in CSV");
        assert_eq!(
            mini.standing_note, row.standing_note,
            "{what}: what the judgement leaves open, on the card"
        );
        assert_eq!(csv["standing_note"], row.standing_note.clone().unwrap_or_default(), "{what}: in CSV");
        year_row_agrees(page, row, &what);
        let years = &of.report.overview.year_on_year;
        if let Some(year) = years.iter().find(|year| year.link.text == row.link.text)
            && year.now != "—"
            && year.before != "—"
        {
            assert_eq!(year.text, row.change_text, "{what}: change on the overview");
        }
        let json = of.json_row("indicators", &row.id);
        for name in [
            "value",
            "difference",
            "change",
            "standing_word",
            "standing_note",
            "source_unit",
            "parts_missing",
        ] {
            let text = match &json[name] {
                serde_json::Value::Null => String::new(),
                serde_json::Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            assert_eq!(text, csv[name], "{what}: {name} in JSON");
        }
        in_the_paper(of, row, &what);
    }
}

/// What has a figure stands in the annex with it, a goal in words in the table of these.
fn in_the_paper<E: Edition>(of: &Surfaces<'_, E>, row: &IndicatorRow<E>, what: &str) {
    let sheet = &of.report.paper.indicators;
    let name = nianbao::wording::summary::title(&row.link.text);
    if goals::in_words(row) {
        assert!(of.report.paper.goals.iter().any(|kind| !kind.goals.is_empty()), "{what}: goals in words");
        return;
    }
    if goals::is_unasked(row) {
        assert!(of.paper.contains("未明确填报单位，没有统计"), "{what}: who is asked");
        return;
    }
    // The unit stands behind the name, in its own brackets or in those that the name ends with.
    let begun = name.trim_end_matches('）');
    let mut named = sheet.rows.iter().filter(|cells| cells["name"].starts_with(begun));
    let agrees = |cells: &BTreeMap<&str, String>| {
        let change = row.change_signed.as_deref().unwrap_or("—");
        cells["value"].starts_with(&row.shown.value)
            && cells["difference"] == row.difference
            && cells["change"] == change
            && cells["standing"].starts_with(row.standing.word)
            && goals::standing_note(row).is_none_or(|note| cells["standing"].contains(&note))
    };
    let cells = named.find(|cells| agrees(cells)).unwrap_or_else(|| panic!("{what}: annex"));
    let line = format!("| {} | {} |", cells["seq"], nianbao::prose::words(&cells["name"]));
    let line = of.paper.lines().find(|text| text.starts_with(&line)).expect("it stands in the paper");
    for column in &sheet.columns {
        let cell = nianbao::prose::words(&cells[column.key]);
        assert!(line.contains(&format!("| {cell} |")), "{what}: {} {cell} in {line}", column.title);
    }
}

fn year_row_agrees<E: Edition>(page: &IndicatorPage<E>, row: &IndicatorRow<E>, what: &str) {
    let Some(current) = page.rows.iter().find(|year| year.current && year.shown.present) else { return };
    assert_eq!(current.shown.value, row.shown.value, "{what}: year row");
    if row.lacks.is_none() {
        assert_eq!(current.difference, row.difference, "{what}: difference on the page");
        assert_eq!(dash(&current.change_text), dash(&row.change_text), "{what}: change on the page");
    }
}

/// The sources that a cell names are those of the numbers in it: reported by that unit, at that line.
fn sources_are_the_cells_own<E: Edition>(of: &Surfaces<'_, E>, plan: &Plan) {
    for (row, standing) in of.indicators_in_plan_order(plan) {
        let what = format!("{}: {}", of.at(), row.id);
        let value = standing.value.as_ref().ok().or(standing.partial.as_ref());
        let named: Vec<&str> = row.origins.iter().map(|source| &*source.unit).collect();
        let reported: Vec<&str> = value
            .map(|value| value.sources.as_slice())
            .unwrap_or_default()
            .iter()
            .filter_map(|at| of.year.round.submissions[at.submission.0].unit)
            .map(|unit| plan.unit(unit).name.as_str())
            .collect();
        assert_eq!(named, reported, "{what}: all sources and no other");
        let csv = of.csv_row("indicators", &row.id);
        assert_eq!(csv["source_unit"], reported.join("；"), "{what}: CSV");
        let lacks = row.lacks.map(|lacks| (lacks.of - lacks.have).to_string()).unwrap_or_default();
        assert_eq!(csv["parts_missing"], lacks, "{what}: a total says what it lacks");
        if row.lacks.is_some() {
            assert!(row.shown.note.contains('缺'), "{what}: {}", row.shown.note);
        }
    }
    for (row, standing) in of.register_rows().zip(&of.year.progress.tasks) {
        let what = format!("{}: {}", of.at(), row.id);
        let decides = |at: &usize| plan.unit(standing.entries[*at].unit).name.as_str();
        let deciding: Vec<&str> = standing.decisive.iter().map(decides).collect();
        if let Some(source) = &row.percent_source {
            assert!(deciding.contains(&&*source.unit), "{what}: percentage of {}", source.unit);
        }
        assert_eq!(row.percent != "—", row.percent_source.is_some(), "{what}");
        // The words beside a status are a deciding unit's wherever one of them has any.
        let has_words = |at: &usize| match standing.entries[*at].answer {
            Answer::Entry(submission, entry) => {
                let form = of.year.round.submissions[submission.0].form.as_ref();
                form.and_then(|form| form.tasks[entry].progress.as_ref())
                    .is_some_and(|t| !t.trim().is_empty())
            }
            _ => false,
        };
        if E::READER == Reader::Office && standing.decisive.iter().any(has_words) {
            let mut heard = row.progress.iter().map(|voice| voice.unit.as_str());
            assert!(heard.any(|unit| deciding.contains(&unit)), "{what}: {deciding:?} decide");
        }
    }
}

/// Counts of tasks and indicators are the same wherever they stand, and add up.
fn tasks_and_indicators_agree<E: Edition>(of: &Surfaces<'_, E>) {
    let (what, overview) = (of.at(), &of.report.overview);
    let register = &of.report.register[0].count;
    assert_eq!(overview.tasks.count.total, register.total, "{what}");
    let sections: usize = overview.sections.iter().map(|section| section.count.total).sum();
    assert_eq!(sections, register.total, "{what}: sections add up");
    for part in &register.parts {
        let rows = of.register_rows().filter(|row| row.status.tag.id == part.tag.id).count();
        assert_eq!(
            (part.n, overview.tasks.count.of_id(part.tag.id)),
            (rows, rows),
            "{what}: {}",
            part.tag.word
        );
    }
    for part in &of.report.indicator_table.count.parts {
        let rows = of.indicator_rows().filter(|row| row.standing.key == part.tag.key).count();
        let on_overview = overview.indicators.count.of(part.tag.key);
        // Nor does the word of a count say flatly what may still change.
        let is_flat = part.n > 0 && ["达标", "未达标"].contains(&part.tag.word);
        let mut own = of.indicator_rows().filter(|row| row.standing.key == part.tag.key);
        assert!(!is_flat || own.all(|row| row.standing.word == part.tag.word), "{what}: {}", part.tag.word);
        // What nobody can judge is counted by why.
        let counted = of.report.indicator_table.count.of(part.tag.key);
        assert_eq!((counted, on_overview), (rows, rows), "{what}: {}", part.tag.word);
    }
}

/// Counts of units are the same wherever they stand, and add up.
fn counts_agree<E: Edition>(of: &Surfaces<'_, E>, plan: &Plan) {
    let what = of.at();
    let (overview, total) = (&of.report.overview, &of.report.submissions.total);
    let counts = &of.year.progress.unit_counts;
    assert_eq!(
        (total.expected, total.reported, total.due),
        (counts.expected, counts.received, counts.due),
        "{what}"
    );
    assert_eq!(
        (overview.submissions.expected, overview.submissions.reported),
        (total.expected, total.reported),
        "{what}"
    );
    let states =
        total.on_time + total.late + total.faulty + total.returned_pending + total.missing + total.waiting;
    assert_eq!(states, total.expected, "{what}: every unit in one state");
    let due = of
        .year
        .progress
        .units
        .iter()
        .filter(|unit| unit.past_due || matches!(unit.state(), ReportState::OnTime | ReportState::Late));
    assert_eq!(total.due, due.count(), "{what}: units that are not due are none of a rate");
    for row in &of.report.submissions.rows {
        assert!(row.rate.as_ref().is_none_or(|rate| rate.of == row.due), "{what}: {}", row.kind);
    }
    let kinds: usize = of.report.submissions.rows.iter().map(|row| row.reported).sum();
    assert_eq!(kinds, total.reported, "{what}: kinds of units add up");
    tasks_and_indicators_agree(of);
    let csv = of.csv["submissions"].last().expect("the total is the last row");
    assert_eq!(
        (&csv["expected"], &csv["reported"]),
        (&total.expected.to_string(), &total.reported.to_string()),
        "{what}"
    );
    // Of one kind of units the sentence says it all.
    let table = format!("| {} | {} |", total.expected, total.reported);
    let told = format!("单位{}家，已报{}家", total.expected, total.reported);
    let of_one = of.report.submissions.rows.len() == 1 && of.paper.contains(&told);
    assert!(of_one || of.paper.contains(&table), "{what}: the paper");
    for (row, standing) in of.indicators_in_plan_order(plan) {
        let flat = ["达标", "未达标"].contains(&row.standing.word);
        let settled = standing.value.as_ref().is_ok_and(|value| value.is_final())
            || standing.targets.iter().all(|target| target.unsettled.is_none());
        assert!(!flat || settled, "{what}: {} is {} on {}", row.id, row.standing.word, row.shown.note);
    }
}

#[test]
fn t7_every_surface_shows_the_same_figure_and_count() {
    everywhere(
        |of, plan| {
            figures_agree(of);
            counts_agree(of, plan);
        },
        |of, plan| {
            figures_agree(of);
            counts_agree(of, plan);
        },
    );
}

#[test]
fn t8_every_cell_names_the_source_of_that_cell() {
    everywhere(sources_are_the_cells_own, sources_are_the_cells_own);
}

/// Its members are counted one by one; nought beside its name would say that it has nothing to do.
#[test]
fn t8_a_collective_has_no_counts_of_its_own() {
    let pages = crate::moment::built(&crate::support::starter_files(), "2025-12-20");
    let csv = pages.iter().find(|(path, _)| path == "internal/demo/2025/data/units.csv").expect("it is made");
    let text = String::from_utf8_lossy(&csv.1);
    let cells = |name: &str| -> Vec<String> {
        let line =
            text.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{name}: {text}"));
        line.split(',').skip(2).map(|cell| cell.trim().to_owned()).collect()
    };
    assert!(cells("各县,").iter().all(String::is_empty), "{text}");
    assert!(cells("河东县,").iter().all(|cell| cell.parse::<u32>().is_ok()), "{text}");
}
