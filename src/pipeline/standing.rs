//! How the rounds of a plan stand, for each audience.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{PlanRounds, YearRound};
use crate::admission::{self, Audience};
use crate::assess::{self, Before, Elsewhere, Progress};
use crate::check::{self, Echo, Facts, LastYear, OwnFacts, Reports, TypedFacts};
use crate::consolidate::{self, Tables};
use crate::diagnostic::Diagnostics;
use crate::office;
use crate::plan::{Amendment, Descent, Located, MilestoneSite, Moment};
use crate::report::YearData;
use crate::source::Sources;
use crate::submission::text::TypedNumber;
use crate::submission::{Disclosure, Round};

/// A year as one audience sees it.
#[derive(Debug, Clone)]
pub struct YearView {
    /// What was admitted.
    pub round: Round,
    /// The tables of it.
    pub tables: Tables,
    /// Where things stand.
    pub progress: Progress,
    /// The numbers that the office typed into its text and that are no figure of everybody's: the same for all.
    pub typed: Vec<TypedNumber>,
}

/// A plan's years as the office sees them, oldest first.
#[derive(Debug)]
pub struct Assessed {
    /// What admission went by: findings about single submissions, with the office's weights.
    pub own: Vec<Diagnostics>,
    /// The years, parallel to the plan's rounds: the office sees all of them.
    pub years: Vec<Option<YearView>>,
    /// The same of what closed years saw, parallel to [`PlanRounds::kept`].
    pub kept: Vec<Assessed>,
}

impl PlanRounds {
    /// Which of the kept rounds are those that a round was closed with.
    pub(super) fn kept_of(&self, at: usize) -> Option<usize> {
        let year = self.rounds[at].round.year;
        self.kept.iter().position(|kept| kept.rounds.last().is_some_and(|last| last.round.year == year))
    }

    /// The position of the round before a round, if it is the year before, and what of it became what.
    fn previous(&self, at: usize) -> Option<(usize, &Descent)> {
        let before = at.checked_sub(1)?;
        let (earlier, own) = (&self.rounds[before], &self.rounds[at]);
        let unseen = own.closed.as_ref().is_some_and(|closed| !closed.has_seen(earlier.closed.as_ref()));
        let next = earlier.round.year + 1 == own.round.year && !unseen;
        next.then(|| self.rounds[at].descents.get(before)).flatten().map(|descent| (before, descent))
    }

    /// Last year as the rules about single submissions see it.
    fn last_year<'a>(&'a self, at: usize, years: &'a [Option<YearView>]) -> Option<LastYear<'a>> {
        let (before, descent) = self.previous(at)?;
        let round = &years[before].as_ref()?.round;
        Some(LastYear { plan: &self.rounds[before].plan, descent, round })
    }

    /// Last year as it stood.
    fn before<'a>(&'a self, at: usize, years: &'a [Option<YearView>]) -> Option<Before<'a>> {
        let (before, descent) = self.previous(at)?;
        let YearView { round, tables, progress, .. } = years[before].as_ref()?;
        Some(Before { plan: &self.rounds[before].plan, descent, round, tables, progress })
    }

    /// The years as a report is composed from them, without those that its audience does not see; `has_pages`
    /// says of which of them the edition has pages.
    pub fn years<'a>(
        &'a self,
        views: &'a [Option<YearView>],
        has_pages: impl Fn(&YearView) -> bool,
    ) -> Vec<YearData<'a>> {
        let seen = |at: usize| views.get(at).is_some_and(Option::is_some);
        let years = self.rounds.iter().zip(views).filter_map(|(year, view)| Some((year, view.as_ref()?)));
        years
            .map(|(year, view)| YearData {
                plan: &year.plan,
                office: &year.office,
                descents: year
                    .descents
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| seen(*at))
                    .map(|(_, d)| d)
                    .collect(),
                closed: year.closed.as_ref(),
                later: &year.later,
                round: &view.round,
                book: &year.book,
                tables: &view.tables,
                progress: &view.progress,
                typed: &view.typed,
                text_changed: year.text_changed,
                unseen: &year.unseen,
                has_pages: has_pages(view) && !year.beyond,
            })
            .collect()
    }

    /// Judges each submission, admits what can be used, joins it and says how it stands, oldest first:
    /// a year looks at how the one before stood.
    pub fn assess(&self, sources: &Sources) -> Assessed {
        let (mut own, mut years): (Vec<Diagnostics>, Vec<Option<YearView>>) = (vec![], vec![]);
        let kept: Vec<Assessed> = self.kept.iter().map(|kept| kept.assess(sources)).collect();
        for (at, year) in self.rounds.iter().enumerate() {
            if let Some(kept) = self.kept_of(at).map(|which| &kept[which]) {
                own.push(kept.own.last().cloned().unwrap_or_default());
                years.push(kept.years.last().cloned().flatten());
                continue;
            }
            let (plan, office, round, moment) = (&year.plan, &*year.office, &year.round, year.moment);
            let previous = self.last_year(at, &years);
            let mut found = year.read.clone();
            let closed = year.closed.as_ref();
            check::own(&OwnFacts { sources, office, plan, round, closed, previous, moment }, &mut found);
            let mut found = year.about_what_was_there(found);
            let view = self.beside(at, &mut found, (&own, &years, sources));
            years.push(Some(view));
            own.push(found);
        }
        for at in (0..years.len()).filter(|at| self.kept_of(*at).is_none()) {
            let typed = self.typed(at, &own, &years);
            years[at].iter_mut().for_each(|view| view.typed.clone_from(&typed));
        }
        Assessed { own, years, kept }
    }

    /// A year as the office sees it. What only shows once figures stand beside each other, and what texts say of
    /// those that wait, is added to what was found: it travels with its part as everything else does.
    fn beside(
        &self,
        at: usize,
        found: &mut Diagnostics,
        (own, earlier, sources): (&[Diagnostics], &[Option<YearView>], &Sources),
    ) -> YearView {
        let year = &self.rounds[at];
        let office = |found: &Diagnostics| {
            self.view(at, admission::admit(&year.round, found, Audience::Office), year.moment, earlier)
        };
        let mut view = office(found);
        let from = found.len();
        check::beside(&self.facts(at, (&view, &[]), earlier, sources), found);
        if found.len() > from {
            view = office(found);
        }
        let from = found.len();
        let published = self.admitted(at, found, Audience::Public, earlier);
        let (plan, handed_in, tables) = (&*year.plan, &year.round, &view.tables);
        let now =
            Reports { plan, handed_in, used: &view.round, published: &published, tables, is_public: true };
        // What waits of the year before waits in this year's words, too.
        let then = self.previous(at).and_then(|(before, _)| {
            Some((before, self.admitted(before, own.get(before)?, Audience::Public, earlier)))
        });
        let before = then.as_ref().and_then(|(at, published)| {
            Some(Reports { is_public: is_cleared(published), ..self.reports(*at, published, earlier)? })
        });
        let echoes =
            check::echoes(&TypedFacts { now, before, progress: &view.progress, progress_published: None });
        check::repeated(&self.facts(at, (&view, &echoes), earlier, sources), found);
        if found.len() > from { office(found) } else { view }
    }

    /// A year as an audience may use it. What a unit reports of a year that a review has withheld does not become
    /// public because it stands in the report of the next; `office` are the years as the office sees them.
    fn admitted(
        &self,
        at: usize,
        found: &Diagnostics,
        audience: Audience,
        office: &[Option<YearView>],
    ) -> Round {
        let mut admitted = admission::admit(&self.rounds[at].round, found, audience);
        let before = self.previous(at).and_then(|(before, _)| office[before].as_ref());
        let disclosed = before.and_then(|before| before.round.decisions.disclosure());
        if audience == Audience::Public && disclosed.is_some_and(|how| how != Disclosure::Proactive) {
            admitted.forget_last_year();
        }
        admitted
    }

    /// A year as the rules about the whole see it.
    fn facts<'a>(
        &'a self,
        at: usize,
        (view, echoes): (&'a YearView, &'a [Echo<'a>]),
        earlier: &'a [Option<YearView>],
        sources: &'a Sources,
    ) -> Facts<'a> {
        let YearRound { plan, office, closed, .. } = &self.rounds[at];
        let previous = self.last_year(at, earlier);
        let YearView { round, tables, progress, typed } = view;
        let (closed, moment) = (closed.as_ref(), progress.moment);
        let admitted = OwnFacts { sources, office, plan, round, closed, previous, moment };
        Facts { admitted, tables, progress, typed, echoes }
    }

    /// The reports of a year, by what may be published of them.
    fn reports<'r>(
        &'r self,
        at: usize,
        published: &'r Round,
        years: &'r [Option<YearView>],
    ) -> Option<Reports<'r>> {
        let YearRound { plan, round, .. } = &self.rounds[at];
        let YearView { round: used, tables, .. } = years.get(at)?.as_ref()?;
        Some(Reports { plan, handed_in: round, used, published, tables, is_public: true })
    }

    /// The numbers that the office typed into the text of a year and that not everybody may see.
    fn typed(&self, at: usize, own: &[Diagnostics], years: &[Option<YearView>]) -> Vec<TypedNumber> {
        let Some(words) = &self.rounds[at].round.words else { return vec![] };
        let Some(YearView { progress, .. }) = &years[at] else { return vec![] };
        let before = self.previous(at).map(|(before, _)| before);
        let published = |at: usize| self.admitted(at, &own[at], Audience::Public, years);
        let (now, then) = (published(at), before.map(published));
        let Some(now) = self.reports(at, &now, years) else { return vec![] };
        let before = before.zip(then.as_ref()).and_then(|(at, published)| {
            Some(Reports { is_public: is_cleared(published), ..self.reports(at, published, years)? })
        });
        // What is counted or summed may be another number without what waits.
        let public = self.view(at, now.published.clone(), self.rounds[at].moment, years);
        let progress_published = Some(&public.progress);
        check::typed(words, &TypedFacts { now, before, progress, progress_published })
    }

    /// The years as another audience sees them, parallel to the plan's rounds. The public sees those that
    /// a review has cleared and nothing of the others, not even as last year's values.
    pub fn seen_by(&self, audience: Audience, assessed: &Assessed) -> Vec<Option<YearView>> {
        let mut years: Vec<Option<YearView>> = vec![];
        for (at, year) in self.rounds.iter().enumerate() {
            if let Some(which) = self.kept_of(at) {
                let kept = self.kept[which].seen_by(audience, &assessed.kept[which]);
                years.push(kept.into_iter().last().flatten());
                continue;
            }
            let moment = year.moment;
            let admitted = self.admitted(at, &assessed.own[at], audience, &assessed.years);
            let seen = audience != Audience::Public || is_cleared(&admitted) && self.is_of_its_time(at);
            let mut view = seen.then(|| {
                let office = (self.before(at, &assessed.years), self.before(at, &years));
                let own = assessed.years[at].as_ref().map(|view| &view.progress);
                let elsewhere = Elsewhere::of(&year.plan, office, own);
                self.view_without(at, admitted, moment, (&years, &elsewhere))
            });
            if let (Some(view), Some(own)) = (&mut view, &assessed.years[at]) {
                view.typed.clone_from(&own.typed);
            }
            years.push(view);
        }
        years
    }

    /// Whether the plan of a round can be told: what an amendment changed later, and does not say how it was, cannot be
    /// undone in a year that is open. What a review has cleared was another report.
    fn is_of_its_time(&self, at: usize) -> bool {
        let year = &self.rounds[at];
        let is_told = |amendment: &Located<Amendment>| self.plan.tells_what_was(amendment);
        year.closed.is_some() || self.plan.amended_after(year.round.year).into_iter().all(is_told)
    }

    /// The milestones that were completed before a round, as the office sees it, with the year whose report says so.
    pub fn done_before(&self, at: usize, sources: &Sources) -> BTreeMap<MilestoneSite, i32> {
        let assessed = self.assess(sources);
        let done = assess::done_before(&self.rounds[at].plan, self.before(at, &assessed.years));
        done.into_iter().map(|(site, done)| (site, done.year)).collect()
    }

    /// Joins an admitted round and says how it stands.
    fn view(&self, at: usize, round: Round, moment: Moment, earlier: &[Option<YearView>]) -> YearView {
        self.view_without(at, round, moment, (earlier, &Elsewhere::default()))
    }

    /// The same for an audience that does not see all reports in which something was settled: nobody is asked for it.
    fn view_without(
        &self,
        at: usize,
        round: Round,
        moment: Moment,
        (earlier, elsewhere): (&[Option<YearView>], &Elsewhere),
    ) -> YearView {
        let YearRound { plan, office, book, .. } = &self.rounds[at];
        let previous = self.before(at, earlier);
        let done = assess::done_before(plan, previous);
        let settled = done.keys().chain(&elsewhere.milestones).copied().collect();
        let tables = consolidate::consolidate(plan, &round, book, &settled);
        let tables = match previous {
            Some(last) => tables.settled_after(plan, (last.plan, last.tables, last.descent)),
            None => tables,
        };
        let progress = assess::assess(&assess::Situation {
            plan,
            round: &round,
            tables: &tables,
            previous,
            done: &done,
            elsewhere,
            office,
            moment,
        });
        YearView { round, tables, progress, typed: vec![] }
    }

    /// What is wrong with the wanted rounds: each submission by itself, and the rounds as a whole. Of the
    /// other years, what is wrong with their closing: the wanted ones compare themselves with them.
    pub fn check(&self, assessed: &Assessed, sources: &Sources, out: &mut Diagnostics) {
        for year in self.rounds.iter().filter(|year| !year.wanted && !year.beyond) {
            // Why a correction does not count stands in the record, whichever rule says so.
            let record = year.closed.as_ref().map(|closed| closed.file);
            let mut found = year.read.clone();
            found.retain(|finding| {
                let is_of_closing = office::RULES.iter().any(|rule| rule.code == finding.rule.code);
                is_of_closing || Some(finding.place.file()) == record
            });
            found.weigh(&year.office.severities());
            found.of_year(year.round.year);
            out.extend(found);
        }
        self.check_years(assessed, sources, |year| year.wanted, out);
    }

    /// What is wrong with the other rounds: their pages are the same whichever year is asked for.
    pub fn check_others(&self, assessed: &Assessed, sources: &Sources, out: &mut Diagnostics) {
        self.check_years(assessed, sources, |year| !year.wanted && !year.beyond, out);
    }

    fn check_years(
        &self,
        assessed: &Assessed,
        sources: &Sources,
        which: impl Fn(&YearRound) -> bool,
        out: &mut Diagnostics,
    ) {
        let check_one = |(at, year): (usize, &YearRound)| {
            let view = assessed.years[at].as_ref().expect("the office sees every year");
            let mut found = assessed.own[at].clone();
            check::joint(&self.facts(at, (view, &[]), &assessed.years, sources), &mut found);
            found.weigh(&year.office.severities());
            found.of_year(year.round.year);
            found
        };
        let years: Vec<(usize, &YearRound)> =
            self.rounds.iter().enumerate().filter(|(_, year)| which(year)).collect();
        // Year by year on as many threads as there are; put together in the order of the years.
        let found: Vec<Diagnostics> = years.into_par_iter().map(check_one).collect();
        found.into_iter().for_each(|found| out.extend(found));
    }
}

/// Whether a review has cleared a year for everybody.
fn is_cleared(admitted: &Round) -> bool {
    admitted.decisions.disclosure() == Some(Disclosure::Proactive)
}
