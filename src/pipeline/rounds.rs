//! Reads the years of a plan, each at its own moment and with its own plan.
//!
//! Takes a plan and the folders of its rounds; gives [`YearRound`]s, oldest first. Never looks at how a
//! year stands.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check::{self, LastYear, OwnFacts};
use crate::diagnostic::Diagnostics;
use crate::intake::{self, Book};
use crate::office::{self, ClosedYear, Office, Standing, Unseen};
use crate::plan::{self, AsOf, Descent, Moment, Plan, UnitIndex};
use crate::source::{FileId, Project, ProjectError, Sources};
use crate::submission::{self, Decisions, Folders, Later, Round, Survey};

use super::Selection;
use super::sight::{Sight, book_known};

/// One year of a plan.
#[derive(Debug)]
pub struct YearRound {
    /// The plan of the year: a closed year keeps its own.
    pub plan: Arc<Plan>,
    /// The settings of the year: a closed year keeps those that judged it.
    pub office: Arc<Office>,
    /// What of it was what of the plans of the rounds before, parallel to these.
    pub descents: Vec<Descent>,
    /// From when it is seen.
    pub moment: Moment,
    /// Its record, where it was closed by then.
    pub closed: Option<ClosedYear>,
    /// What units handed in and what the office decided.
    pub round: Round,
    /// Files that were not there yet.
    pub later: Vec<Later>,
    /// The intake book, as it was when the year was closed or is looked at.
    pub book: Book,
    /// All of it, what was written since included.
    pub whole_book: Book,
    /// Files that are not any more what the year was closed with: what stands in them now says nothing of it.
    pub changed: Vec<FileId>,
    /// Whether the office's text is one of them.
    pub text_changed: bool,
    /// What is wrong with its files; reported with the rules' findings, where the year is wanted.
    pub read: Diagnostics,
    /// Corrections of earlier years that it has not seen, of one that is seen as it was closed.
    pub unseen: Vec<Unseen>,
    /// Whether the selection asks for it; other years are there to be compared with.
    pub wanted: bool,
    /// Whether it comes after the year that is asked for: it has no pages, and nothing is said of it.
    pub beyond: bool,
}

impl YearRound {
    /// Findings without those about what was written into a file since the year was closed; that it was, stays.
    pub(super) fn about_what_was_there(&self, mut found: Diagnostics) -> Diagnostics {
        let of_record = |code: &str| code.starts_with("N8");
        if !self.changed.is_empty() {
            found.retain(|finding| {
                of_record(finding.rule.code) || !self.changed.contains(&finding.place.file())
            });
        }
        found
    }
}

/// All years of a plan.
pub(super) struct Read {
    /// The rounds, oldest first.
    pub(super) rounds: Vec<YearRound>,
    /// The folders of those that cannot be read for want of a certain record or plan.
    pub(super) stopped: Vec<String>,
    /// What the office decided in each round about questions of the plan itself.
    pub(super) decisions: Vec<Decisions>,
}

/// What all years of a plan are read from.
#[derive(Clone, Copy)]
pub(super) struct Years<'a> {
    pub(super) project: &'a Project,
    /// The plan as it is now.
    pub(super) plan: &'a Arc<Plan>,
    /// The settings as they are now.
    pub(super) office: &'a Arc<Office>,
    pub(super) folders: &'a Folders,
    pub(super) selection: &'a Selection,
    pub(super) as_of: AsOf,
}

impl Years<'_> {
    /// All rounds. What has changed in the plan is reported; the rest waits in the rounds.
    pub(super) fn read(&self, sources: &mut Sources, out: &mut Diagnostics) -> Result<Read, ProjectError> {
        let (mut rounds, mut stopped): (Vec<YearRound>, Vec<String>) = (vec![], vec![]);
        for year in self.numbers() {
            let beyond = self.only().is_some_and(|only| only < year);
            // What is wrong with the record of a year that nobody asked for is not said.
            let mut unsaid = Diagnostics::default();
            let said = if beyond { &mut unsaid } else { &mut *out };
            let Some(mut round) = self.year(year, sources, said)? else {
                if !beyond {
                    stopped.push(self.folder(year));
                }
                continue;
            };
            let back = |earlier: &YearRound| Descent::between(&round.plan, &earlier.plan, earlier.round.year);
            round.descents = rounds.iter().map(back).collect();
            rounds.push(round);
        }
        let decisions = decided_of_plan(&rounds, sources);
        let asked = rounds.iter().position(|round| round.beyond).unwrap_or(rounds.len());
        self.explain_changes(&rounds[..asked], &decisions[..asked], out);
        Ok(Read { rounds, stopped, decisions })
    }

    /// The only year that is asked for.
    fn only(&self) -> Option<i32> {
        self.selection.year.or_else(|| self.selection.running.then(|| self.running()))
    }

    /// The round that is running.
    fn running(&self) -> i32 {
        self.plan.definition.reporting.running_on(self.as_of)
    }

    /// Whether a round, by the key of its plan and its year, is asked for as well.
    fn looks_at(&self, plan: &str, year: i32) -> bool {
        let wanted = self.selection.plan.as_ref();
        wanted.is_none_or(|wanted| wanted.eq_ignore_ascii_case(plan))
            && self.only().is_none_or(|only| only == year)
    }

    fn numbers(&self) -> Vec<i32> {
        let only = self.only();
        let mut years = self.folders.years(self.plan);
        let reporting = &self.plan.definition.reporting;
        let is_meant =
            |year: &i32| !self.selection.of_the_plan || reporting.reaches(*year, self.as_of).is_ok();
        // Before the first report of all there is something to show: what is due, from whom. A closed year has the same
        // pages whenever it is built, and no round stands beside it for the clock's sake.
        match only {
            Some(only) => years.extend(Some(only).filter(is_meant)),
            None if years.is_empty() => years.push(self.running()),
            None => {}
        }
        years.sort_unstable();
        years.dedup();
        // Earlier years are what a year is compared with and linked to; later ones are not there yet.
        // The next one is read for what it says of the one asked for.
        let more = i32::from(self.selection.following);
        years.retain(|year| only.is_none_or(|last| *year <= last.saturating_add(more)));
        years
    }

    /// One round; `None` when nothing certain is known of a closed year's record or plan, which is reported.
    fn year(
        &self,
        year: i32,
        sources: &mut Sources,
        of_plan: &mut Diagnostics,
    ) -> Result<Option<YearRound>, ProjectError> {
        let (mut found, project) = (Diagnostics::default(), self.project);
        let out = &mut found;
        let kept = self.standing(year, sources, out).and_then(|(plan, moment, record)| {
            Some((plan, self.office_of(year, record.as_ref(), sources, out)?, moment, record))
        });
        let Some((plan, office, moment, record)) = kept else {
            found.of_year(year);
            of_plan.extend(found);
            return Ok(None);
        };
        let all = intake::read(project, sources, &plan, year, out);
        let known = book_known(&all, record.as_ref(), &plan, sources);
        let book = if moment.looking_back { known.at(moment.seen) } else { known.clone() };
        let (known, then) = (&known, &book);
        let restored = self.restored(year, &plan, (record.as_ref(), then), sources);
        let (record_of, restored) = (record.as_ref(), &restored);
        let sight =
            Sight { plan: &plan, moment: &moment, record: record_of, book: &all, known, then, restored };
        let past = if moment.looking_back { Some(sight.past(year)) } else { sight.overtaking(year) };
        let looks_at = |plan: &str, year: i32| self.looks_at(plan, year);
        let survey = Survey { folders: self.folders, looks_at: &looks_at };
        let mut round = submission::read_all(project, sources, &plan, year, (survey, past.as_ref()), out);
        let later = sight.see(&mut round, sources, out);
        sight.mark_receipts(&mut round);
        let files = sight.to_prove(&round);
        let (changed, text_changed) = sight.changed(&round, sources);
        let unknown = intake::prove(project, sources, (&plan, year), (&all, &book), &files, out)?;
        match &record {
            None => submission::stand_in_for(&mut round, &plan, &unknown, project, sources),
            Some(record) => {
                let heads = round.heads(sources);
                let is_explained = |file: &str| sight.is_explained(file, past.as_ref());
                record.check(project, sources, (&is_explained, &heads), out);
                sight.keep_proven(record, &mut round, sources, out);
                // A report that is gone is no silence: it was there.
                let lost = record.lost(project, &self.folder(year));
                let lost: Vec<String> =
                    lost.into_iter().filter(|path| sight.is_lost(path, past.as_ref())).collect();
                submission::stand_in_for(&mut round, &plan, &lost, project, sources);
            }
        }
        let mut year = YearRound {
            plan,
            office,
            descents: vec![],
            closed: record.filter(|_| moment.closed),
            moment,
            text_changed,
            round,
            later,
            whole_book: all.clone(),
            book,
            changed,
            unseen: vec![],
            read: found,
            wanted: self.only().is_none_or(|only| only == year),
            beyond: self.only().is_some_and(|only| only < year),
        };
        let read = std::mem::take(&mut year.read);
        year.read = year.about_what_was_there(read);
        Ok(Some(year))
    }

    /// The originals of units whose file is not any more what the year was closed with, where the book has them: the
    /// year is judged by what was in force when it was closed.
    fn restored(
        &self,
        year: i32,
        plan: &Plan,
        (record, then): (Option<&ClosedYear>, &Book),
        sources: &mut Sources,
    ) -> BTreeMap<UnitIndex, String> {
        let Some(record) = record else { return BTreeMap::new() };
        let mut restored = BTreeMap::new();
        for name in record.names() {
            let Some(unit) = name.rsplit_once('.').and_then(|(stem, _)| plan.unit_named(stem)) else {
                continue;
            };
            let Some(digest) = record.missed(&name, self.project, sources) else { continue };
            if let Some(original) = then.original_with(plan, year, unit, digest) {
                restored.insert(unit, original);
            }
        }
        restored
    }

    /// The plan of a year, its moment, and its record if it was closed by then, or has been since: what its files
    /// were when it was closed is the nearest that is known of the days before.
    fn standing(
        &self,
        year: i32,
        sources: &mut Sources,
        out: &mut Diagnostics,
    ) -> Option<(Arc<Plan>, Moment, Option<ClosedYear>)> {
        let today = Moment::open(&self.plan.definition.reporting, year, self.as_of);
        let of = (self.plan.definition.id.as_str(), year);
        let mut record = match office::record(self.project, sources, &self.folder(year), of, out) {
            Standing::Open => return Some((self.plan.in_year(year, today.seen_on()), today, None)),
            Standing::Closed(record) => record,
            Standing::Unknown => return None,
        };
        record.keep_sound_corrections(today.seen_on(), today.looking_back);
        record.find_reviews(self.project, sources);
        let plan = self.plan_of_record(year, &record, sources, out)?.in_year(year, today.seen_on());
        let open = Moment::open(&plan.definition.reporting, year, self.as_of);
        if !open.has_seen(record.day()) {
            // Before its day of record a year was open.
            if !open.looking_back {
                record.is_too_early(open.seen_on(), out);
            }
            return Some((plan, open, open.looking_back.then_some(*record)));
        }
        let moment = Moment::closed(&plan.definition.reporting, record.day());
        Some((plan, moment, Some(*record)))
    }

    fn folder(&self, year: i32) -> String {
        format!("submissions/{}/{year}", self.plan.definition.id.as_str())
    }

    /// A file that stands in the folder of a closed year as its record says.
    fn kept(&self, year: i32, name: &str, record: &ClosedYear, sources: &mut Sources) -> Option<FileId> {
        let path = format!("{}/{name}", self.folder(year));
        let file = self.project.contains(&path).then(|| sources.load(self.project, &[path])[0]);
        file.filter(|file| record.proves(name, *file, sources) == Some(true))
    }

    /// The plan that a year was closed with, wherever it still stands. A plan that was changed since, or
    /// cannot be read, is never used for the year, and no other in its place.
    fn plan_of_record(
        &self,
        year: i32,
        record: &ClosedYear,
        sources: &mut Sources,
        out: &mut Diagnostics,
    ) -> Option<Arc<Plan>> {
        match self.kept(year, office::PLAN, record, sources) {
            Some(file) => {
                let mut plan = plan::read(sources, file, out)?;
                // What was only advice when the year was closed need not be said again.
                let mut found = Diagnostics::default();
                check::plan(&plan, sources, &mut found);
                let sound = !found.has_errors();
                plan.doubt(&check::doubted_history(&found, &self.office.severities()));
                if !sound {
                    out.extend(found);
                }
                sound.then(|| Arc::new(plan))
            }
            // The plan has stayed as it was: it is the plan of record too. That the copy is gone is said
            // with the other files.
            None if record.proves(office::PLAN, self.plan.file, sources) != Some(false) => {
                Some(Arc::clone(self.plan))
            }
            None => {
                record.check_file(office::PLAN, self.project, sources, &BTreeMap::new(), out);
                None
            }
        }
    }

    /// The office's settings as they hold for a year: those of its record, else those of today.
    fn office_of(
        &self,
        year: i32,
        record: Option<&ClosedYear>,
        sources: &mut Sources,
        out: &mut Diagnostics,
    ) -> Option<Arc<Office>> {
        let of_record = |record| self.settings_of_record(year, record, sources, out);
        record.map_or_else(|| Some(Arc::clone(self.office)), of_record)
    }

    /// The settings that a year was closed with. Settings that were changed since are never used for the year,
    /// and no others in their place; a record that names none is older than they are.
    fn settings_of_record(
        &self,
        year: i32,
        record: &ClosedYear,
        sources: &mut Sources,
        out: &mut Diagnostics,
    ) -> Option<Arc<Office>> {
        if !record.kept(office::SETTINGS) && !record.corrected(office::SETTINGS) {
            return Some(Arc::clone(self.office));
        }
        match self.kept(year, office::SETTINGS, record, sources) {
            Some(file) => {
                let mut kept = office::read_file(sources, file, out)?;
                // Closed under such a weight or not: it lets nothing out, and there is nothing left to mend.
                check::fix_weights(&mut kept, &mut Diagnostics::default());
                // The site is that of today, and was looked at with today's settings.
                kept.site = office::Site::default();
                super::printable(&mut kept, file, sources, out);
                Some(Arc::new(kept.of_closed_year(self.office)))
            }
            None => {
                record.check_file(office::SETTINGS, self.project, sources, &BTreeMap::new(), out);
                None
            }
        }
    }

    /// What has changed between the plan that was closed last and the plan as it is now.
    fn explain_changes(&self, rounds: &[YearRound], decisions: &[Decisions], out: &mut Diagnostics) {
        let earlier: Vec<&Plan> = rounds.iter().map(|round| &*round.plan).collect();
        let last = rounds.last().map_or(i32::MAX, |round| round.round.year.saturating_add(1));
        check::amended_names(self.plan, &earlier, self.only().map_or(i32::MAX, |_| last), out);
        for open in rounds.iter().filter(|round| round.closed.is_none()) {
            check::amended_too_early(self.plan, &open.round, out);
        }
        let closed = rounds.iter().rev().find(|round| round.closed.is_some());
        if let Some(last) = closed.filter(|round| round.plan.file != self.plan.file) {
            check::plan_changes(self.plan, (&last.plan, last.round.year), decisions, out);
        }
    }
}

/// What the office decided in each round about questions of the plan itself.
fn decided_of_plan(rounds: &[YearRound], sources: &Sources) -> Vec<Decisions> {
    let decided = |(at, year): (usize, &YearRound)| {
        let before = at.checked_sub(1).map(|before| &rounds[before]).zip(year.descents.last());
        let previous =
            before.map(|(before, descent)| LastYear { plan: &before.plan, descent, round: &before.round });
        let facts = OwnFacts {
            sources,
            office: &year.office,
            plan: &year.plan,
            round: &year.round,
            closed: year.closed.as_ref(),
            previous,
            moment: year.moment,
        };
        check::decided_of_plan(&facts, &year.read)
    };
    rounds.iter().enumerate().map(decided).collect()
}
