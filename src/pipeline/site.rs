//! The whole way to the files of `out/`, edition by edition.

use std::sync::Arc;

use rayon::prelude::*;

use super::earlier::Earlier;
use super::{PlanRounds, Selection, Workspace, YearView, read};
use crate::admission::Audience;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::office::Office;
use crate::plan::{AsOf, Date};
use crate::render::paper::{self, Paper};
use crate::render::{OutputFile, data, html, templates::Templates, word};
use crate::report::{
    self, Composer, Edition, Home, Input, Internal, PlanHome, PlanYears, Public, Report, Review, YearData,
};
use crate::source::{Project, ProjectError, Sources};

/// A built site.
#[derive(Debug, Default)]
pub struct Built {
    /// What was read.
    pub workspace: Workspace,
    /// Each plan's years as the office sees them, parallel to its rounds.
    pub views: Vec<Vec<Option<YearView>>>,
    /// All findings, sorted.
    pub findings: Diagnostics,
    /// The files of `out/`, sorted by name; empty when they were handed out as they were made.
    pub files: Vec<OutputFile>,
    /// Whether a template of the user's, or a page made from it, is faulty: the last good output must
    /// then stay.
    pub broken_templates: bool,
}

/// Builds a workspace and keeps the files: for the preview and for tests.
///
/// # Errors
/// As [`read`].
pub fn build_workspace(project: &Project, selection: &Selection, as_of: AsOf) -> Result<Built, ProjectError> {
    let mut files = vec![];
    let mut built = build_into(project, selection, as_of, &mut |made| files.extend(made))?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    built.files = files;
    Ok(built)
}

/// Reads, assesses, checks, composes and renders a workspace: what `nianbao build` writes. Files are
/// handed out as they are made, edition by edition, so that a large site never lies in memory whole.
///
/// # Errors
/// As [`read`].
pub fn build_into(
    project: &Project,
    selection: &Selection,
    as_of: AsOf,
    take: Take<'_>,
) -> Result<Built, ProjectError> {
    let mut out = Diagnostics::default();
    let selection = &Selection { following: true, ..selection.clone() };
    let mut workspace = read(project, selection, as_of, &mut out)?;
    let earlier = selection.since.map(|since| Earlier::read(project, selection, since)).transpose()?;
    let mut of_templates = Diagnostics::default();
    let templates = Templates::load(project, &mut workspace.sources, &mut of_templates)?;
    let assessed: Vec<super::Assessed> =
        workspace.plans.par_iter().map(|plan| plan.assess(&workspace.sources)).collect();
    out.weigh(&workspace.office.severities());
    for (plan, assessed) in workspace.plans.iter().zip(&assessed) {
        plan.check(assessed, &workspace.sources, &mut out);
    }
    out.sort();
    let mut of_pages = out.clone();
    for (plan, assessed) in workspace.plans.iter().zip(&assessed) {
        plan.check_others(assessed, &workspace.sources, &mut of_pages);
    }
    of_pages.sort();
    let word = word_template(project, &workspace.office, &mut of_templates);
    // Pages without the names that the office has set are not its pages.
    if !of_templates.has_errors() && !workspace.settings_unread {
        let seen = |audience, workspace: &Workspace| -> Vec<Views> {
            let plans = workspace.plans.par_iter().zip(&assessed);
            plans.map(|(plan, assessed)| plan.seen_by(audience, assessed)).collect()
        };
        let kept = |audience, workspace: &Workspace| -> Vec<Vec<Views>> {
            let of_plan = |(plan, assessed): (&PlanRounds, &super::Assessed)| {
                let each = plan.kept.iter().zip(&assessed.kept);
                each.map(|(kept, assessed)| kept.seen_by(audience, assessed)).collect()
            };
            workspace.plans.iter().zip(&assessed).map(of_plan).collect()
        };
        let earlier = earlier.as_ref();
        let mut into =
            Into { templates: &templates, word, found: &of_pages, earlier, out: &mut of_templates, take };
        // One edition after the other: what an audience sees lives no longer than its pages are made.
        let public = seen(Audience::Public, &workspace);
        let of_closed = kept(Audience::Public, &workspace);
        render_edition::<Public>(&mut workspace, (&public, &of_closed), |_| true, &mut into);
        drop(public);
        let review = seen(Audience::Review, &workspace);
        let waits = |view: &YearView| view.round.decisions.disclosure().is_none();
        // Without a year that waits for its review there is nothing to look at.
        if review.iter().flatten().flatten().any(waits) {
            let of_closed = kept(Audience::Review, &workspace);
            render_edition::<Review>(&mut workspace, (&review, &of_closed), waits, &mut into);
        }
        drop(review);
        let views: Vec<&Views> = assessed.iter().map(|assessed| &assessed.years).collect();
        let of_closed = kept(Audience::Office, &workspace);
        render_edition::<Internal>(&mut workspace, (&views, &of_closed), |_| true, &mut into);
    }
    let views = assessed.into_iter().map(|assessed| assessed.years).collect();
    let broken_templates = of_templates.has_errors();
    out.extend(of_templates);
    out.sort();
    Ok(Built { workspace, views, findings: out, files: vec![], broken_templates })
}

/// What is wrong with the office's own templates, before a page is made: what stops a build is no surprise.
///
/// # Errors
/// When `templates/` is there and cannot be listed.
pub fn check_templates(
    project: &Project,
    workspace: &mut Workspace,
    out: &mut Diagnostics,
) -> Result<(), ProjectError> {
    Templates::load(project, &mut workspace.sources, out)?;
    word_template(project, &workspace.office, out);
    out.sort();
    Ok(())
}

/// Whoever takes the files.
pub type Take<'a> = &'a mut dyn FnMut(Vec<OutputFile>);

/// A plan's years as an audience sees them, parallel to its rounds.
type Views = Vec<Option<YearView>>;

/// What all editions are rendered with, and where the files and the faults of templates go.
struct Into<'a> {
    templates: &'a Templates,
    /// The office's own document for Word papers.
    word: Option<Arc<word::Template>>,
    found: &'a Diagnostics,
    earlier: Option<&'a Earlier>,
    out: &'a mut Diagnostics,
    take: Take<'a>,
}

/// Composes and renders one edition; what its pages are made from lives only as long as it does.
fn render_edition<E: Written>(
    workspace: &mut Workspace,
    (views, kept): (&[impl std::borrow::Borrow<Views>], &[Vec<Views>]),
    has_pages: impl Fn(&YearView) -> bool,
    into: &mut Into<'_>,
) {
    let views = || views.iter().map(std::borrow::Borrow::borrow);
    let years: Vec<Vec<YearData<'_>>> =
        workspace.plans.iter().zip(views()).map(|(plan, views)| plan.years(views, &has_pages)).collect();
    let kept: Vec<Vec<Vec<YearData<'_>>>> = workspace
        .plans
        .iter()
        .zip(kept)
        .map(|(plan, views)| {
            plan.kept.iter().zip(views).map(|(kept, views)| kept.years(views, &has_pages)).collect()
        })
        .collect();
    let plans: Vec<PlanYears<'_>> = workspace
        .plans
        .iter()
        .zip(&years)
        .map(|(plan, years)| PlanYears { plan: &plan.plan, years })
        .collect();
    // The newest day of all plans: they may lie in different zones. Before the first year the documents
    // themselves are the news.
    let newest = |with_pages: bool| {
        let years = years.iter().flatten().filter(|year| year.has_pages || !with_pages);
        years.map(|year| Date(year.progress.moment.seen_on())).max()
    };
    let of_documents = || workspace.plans.iter().map(|plan| plan.plan.dated()).max();
    let Some(day) = newest(true).or_else(|| newest(false)).or_else(of_documents) else { return };
    let findings: Vec<Diagnostic> = into.found.iter().cloned().collect();
    // Faults of templates add files to the run while the composed pages still look into it.
    let sources = workspace.sources.clone();
    let office = &workspace.office;
    let inputs: Vec<Input<'_>> = plans
        .iter()
        .zip(&kept)
        .flat_map(|(of, kept)| (0..of.years.len()).map(move |at| (of.years, kept, at)))
        .filter(|(years, _, at)| years[*at].has_pages)
        .map(|(years, kept, at)| as_closed(kept, years[at].round.year).unwrap_or((years, at)))
        .map(|(years, at)| Input {
            years,
            at,
            sources: &sources,
            findings: &findings,
            as_of: Date(years[at].progress.moment.seen_on()),
            since: into.earlier.map(|earlier| earlier.of(&years[at])),
        })
        .collect();
    // What is composed lives side by side with the pages; what it was composed from does not.
    let reports: Vec<Report<E>> = inputs.par_iter().map(|input| Composer::new(input).report()).collect();
    let papers = papers(&reports, &mut workspace.sources, into);
    let template = into.word.clone();
    let mut names = vec![];
    for ((report, papers), input) in reports.iter().zip(&papers).zip(&inputs) {
        let region = &input.years[input.at].plan.definition.region;
        names.extend(beside::<E>(report, papers, &look(office, template.as_ref(), region), into.take));
    }
    let outer = (report::home::<E>(&plans, office, day), homes::<E>(&plans, office, day));
    edition(&outer, (&reports, &papers), &names, &mut workspace.sources, into);
}

/// A closed year beside those that it saw, where an earlier one was corrected since.
fn as_closed<'k, 'a>(kept: &'k [Vec<YearData<'a>>], year: i32) -> Option<(&'k [YearData<'a>], usize)> {
    let is_last = |years: &&Vec<YearData<'_>>| years.last().is_some_and(|last| last.round.year == year);
    let years = kept.iter().find(is_last)?;
    Some((years, years.len() - 1))
}

/// Hands out what lies beside the pages of a plan-year, data and papers; gives the names, which pages link to.
fn beside<E: Written>(
    report: &Report<E>,
    papers: &[Paper],
    look: &word::Look,
    take: &mut dyn FnMut(Vec<OutputFile>),
) -> Vec<String> {
    let (mut files, papers) = rayon::join(
        || E::data(report),
        || {
            let papers: Vec<OutputFile> = papers.iter().map(Paper::file).collect();
            let word = word::beside(&papers, look);
            papers.into_iter().chain(word).collect::<Vec<_>>()
        },
    );
    files.extend(papers);
    let root = format!("{}/", E::NAME);
    let names = files.iter().filter_map(|file| file.path.strip_prefix(&root)).map(str::to_owned).collect();
    take(files);
    names
}

/// The papers of each report; one whose template is at fault has none.
fn papers<E: Edition>(reports: &[Report<E>], sources: &mut Sources, into: &mut Into<'_>) -> Vec<Vec<Paper>> {
    let made: Vec<_> = reports.par_iter().map(|report| paper::papers(report, into.templates)).collect();
    let mut papers = vec![];
    for made in made {
        papers.push(made.unwrap_or_else(|fault| {
            into.templates.report(&fault, sources, into.out);
            vec![]
        }));
    }
    papers
}

/// How the papers of a plan of that region look: the red head and the styles are the office's own.
fn look(office: &Office, template: Option<&Arc<word::Template>>, region: &str) -> word::Look {
    let is_own = office.serves(region);
    word::Look {
        letterhead: office.letterhead.clone().filter(|_| is_own),
        template: template.filter(|_| is_own).cloned(),
    }
}

/// The office's own document for Word papers, where the settings name one.
fn word_template(project: &Project, office: &Office, out: &mut Diagnostics) -> Option<Arc<word::Template>> {
    let name = office.docx_template.as_ref()?;
    word::Template::load(project, name.trim(), name.place, out).map(Arc::new)
}

/// An edition as it is written: the files beside its pages.
trait Written: Edition {
    fn data(report: &Report<Self>) -> Vec<OutputFile>;
}

impl Written for Public {
    fn data(report: &Report<Public>) -> Vec<OutputFile> {
        data::outside(report)
    }
}

impl Written for Review {
    fn data(report: &Report<Review>) -> Vec<OutputFile> {
        data::outside(report)
    }
}

impl Written for Internal {
    fn data(report: &Report<Internal>) -> Vec<OutputFile> {
        data::internal(report)
    }
}

fn homes<E: Edition>(plans: &[PlanYears<'_>], office: &Office, day: Date) -> Vec<PlanHome> {
    plans.iter().map(|plan| report::plan_home::<E>(plan, office, day)).collect()
}

/// Hands out the pages of one edition; they may link to the files that lie beside them.
fn edition<E: Edition>(
    (home, plans): &(Home, Vec<PlanHome>),
    (reports, papers): (&[Report<E>], &[Vec<Paper>]),
    others: &[String],
    sources: &mut Sources,
    into: &mut Into<'_>,
) {
    let pages = html::Pages { home, plans, reports, papers, others };
    html::site(&pages, into.templates, sources, into.out, into.take);
}
