//! A whole round by script: files come in through every door around the deadline, some faulty, some returned,
//! and at each step status and report say what is so; then single bytes are changed, and each is noticed.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use nianbao::assess::{ReportState, UnitStanding};
use nianbao::diagnostic::{Diagnostics, Files};
use nianbao::form::{self, unit_form};
use nianbao::intake::{END, end_of};
use nianbao::pipeline::{self, Selection, YearView, check_workspace};
use nianbao::plan::Plan;
use nianbao::receive::{Asked, Handed, Outcome, Refused, Step, accept, give_back, register, unpack};
use nianbao::source::{Project, SourceFile, Sources};
use nianbao::submission::{Form, read_one};
use proptest::prelude::*;

use crate::round_trip::workbook;
use crate::support::starter_files;

pub(crate) const ROUND: &str = "submissions/demo/2025";

/// The office's workspace, in memory, and the reports as the units have them.
pub(crate) struct World {
    pub(crate) files: Files,
    forms: Files,
}

fn at(time: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&format!("{time}:00+08:00")).expect("a time").to_utc()
}

impl World {
    fn new() -> Self {
        let mut files = starter_files();
        let mut forms = Files::new();
        for unit in ["hedong", "hexi", "slj", "sthjj"] {
            let bytes = files.remove(&format!("{ROUND}/{unit}.yaml")).expect("the example has it");
            forms.insert(unit.to_owned(), bytes);
        }
        World { files, forms }
    }

    fn form(&self, unit: &str, changes: &[(&str, &str)]) -> String {
        let mut text = String::from_utf8(self.forms[unit].clone()).expect("UTF-8");
        for (from, to) in changes {
            assert!(text.contains(from), "{from}");
            text = text.replace(from, to);
        }
        text
    }

    /// The plan, and what a unit's form says.
    fn said(&self, unit: &str) -> (Arc<Plan>, Form) {
        let mut out = Diagnostics::default();
        let as_of = "2025-12-01".parse().expect("a day");
        let read = pipeline::read(&self.project(), &Selection::default(), as_of, &mut out).expect("memory");
        let plan = Arc::clone(&read.plans[0].plan);
        let mut sources = Sources::default();
        let file = sources.add(SourceFile::new("a.yaml", &self.forms[unit]));
        let (said, _) = read_one(&sources, &plan, file);
        (plan, said.form.expect("it can be read"))
    }

    /// The same as a workbook.
    fn workbook(&self, unit: &str) -> Vec<u8> {
        let (plan, said) = self.said(unit);
        workbook(&plan, &said)
    }

    /// The form handed out to a unit, with its answers filled in: keys in Chinese, the rows of the plan.
    fn filled(&self, unit: &str) -> String {
        let (plan, said) = self.said(unit);
        let (deadline, unit) = (String::new(), plan.unit_named(unit).expect("it reports"));
        let asked = form::Asked {
            plan: &plan,
            year: 2025,
            unit,
            deadline,
            sample: true,
            last_year: None,
            done: Default::default(),
        };
        form::yaml(&unit_form(&asked).with_answers(&said))
    }

    fn project(&self) -> Project {
        Project::memory(self.files.clone())
    }

    /// What the program writes, written.
    fn apply(&mut self, step: Step) -> Outcome {
        let path = |name: &str| format!("{}/{name}", step.folder);
        for (name, bytes) in &step.adds {
            assert!(self.files.insert(path(name), bytes.clone()).is_none(), "{name} was there");
        }
        self.files.insert(path("intake.jsonl"), step.book.clone().into_bytes());
        self.files.insert(path(END), end_of(&step.book).into_bytes());
        for name in &step.slip.removes {
            self.files.remove(&path(name));
        }
        if let Some((name, bytes)) = &step.in_force {
            self.files.insert(path(name), bytes.clone());
        }
        step.outcome
    }

    fn receive(&mut self, name: &str, bytes: &[u8], time: &str) -> Result<Outcome, Refused> {
        let asked = Asked { now: at(time), at: None, plan: None, year: None };
        let handed = Handed { name: name.to_owned(), bytes: bytes.to_vec() };
        let [Ok(handed)] = &unpack(handed)[..] else { panic!("one file") };
        let step = register(&self.project(), handed, &[], &asked)?;
        Ok(self.apply(step))
    }

    fn give_back(&mut self, unit: &str, reason: &str, time: &str) -> Result<Outcome, Refused> {
        let asked = Asked { now: at(time), at: None, plan: None, year: None };
        let step = give_back(&self.project(), unit, &[reason.to_owned()], &asked)?;
        Ok(self.apply(step))
    }

    /// How the round stands at a moment; the six states always make up the whole.
    fn seen<T>(&self, moment: &str, look: impl Fn(&YearView, &[&str]) -> T) -> T {
        let as_of = moment.parse().expect("a moment");
        let (read, found) =
            check_workspace(&self.project(), &Selection::default(), as_of).expect("memory can be listed");
        let assessed = read.plans[0].assess(&read.sources);
        let view = assessed.years[0].as_ref().expect("the office sees it");
        let units = &view.progress.units;
        let sum: usize = ReportState::ALL.map(|state| counted(units, state)).iter().sum();
        assert_eq!(sum, units.len());
        let codes: Vec<&str> = found.iter().map(|found| found.rule.code).collect();
        assert!(!codes.iter().any(|code| code.starts_with("N80")), "{moment}: {codes:?}");
        look(view, &codes)
    }

    /// The states of hedong, hexi, slj, sthjj.
    fn states(&self, moment: &str) -> [&'static str; 4] {
        self.seen(moment, |view, _| {
            let key = |at: usize| view.progress.units[at].state().key();
            // In the order of the plan: departments, then counties.
            [key(2), key(3), key(0), key(1)]
        })
    }

    /// The outlets that all counties have mended, as the report adds them; `None` where one is lacking.
    fn outlets(&self, moment: &str) -> Vec<String> {
        self.seen(moment, |view, _| {
            let forms = view.round.submissions.iter().filter_map(|s| s.form.as_ref());
            let figures =
                forms.flat_map(|form| &form.indicators).filter(|f| f.id.as_str() == "outlets-fixed");
            figures.filter_map(|figure| Some(figure.value.as_ref()?.written.clone())).collect()
        })
    }
}

fn counted(units: &[UnitStanding], state: ReportState) -> usize {
    units.iter().filter(|unit| unit.state() == state).count()
}

fn utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// The round as it runs; what is said of it on the way is asserted, the workspace at its end is given.
pub(crate) fn played() -> World {
    let mut world = World::new();
    let (waits, ok) = ("not_yet_due", Ok(Outcome::Clean));
    assert_eq!(world.states("2025-12-01"), [waits; 4]);
    // GB18030, under a name that says nothing.
    let text = world.form("slj", &[]);
    let gbk = encoding_rs::GB18030.encode(&text).0.into_owned();
    assert_eq!(world.receive("新建 文本文档.yaml.txt", &gbk, "2025-12-08T10:00"), ok);
    assert_eq!(world.states("2025-12-08"), [waits, waits, "on_time", waits]);
    // UTF-16, with a figure that cannot be: it counts as 材料有误, and the figure is not used.
    let faulty = utf16(&world.form("hexi", &[("value: \"25\"", "value: \"二十五个\"")]));
    assert_eq!(world.receive("河西.yaml", &faulty, "2025-12-14T23:00"), Ok(Outcome::Wanting));
    assert_eq!(world.states("2025-12-15"), [waits, "faulty", "on_time", waits]);
    assert!(world.outlets("2025-12-15").is_empty());
    // The form that the office hands out, filled by program; a minute before the end and a second after it.
    let sthjj = world.filled("sthjj");
    assert_ne!(sthjj, world.form("sthjj", &[]), "it is another file with the same answers");
    assert_eq!(world.receive("a.yaml", sthjj.as_bytes(), "2025-12-15T23:59"), ok);
    assert_eq!(world.give_back("河西县", "排污口数量不是数字", "2025-12-15T23:59"), ok);
    assert_eq!(world.states("2025-12-16"), ["missing", "returned_pending", "on_time", "on_time"]);
    let hedong = world.form("hedong", &[]);
    assert_eq!(world.receive("b.yaml", hedong.as_bytes(), "2025-12-16T00:00"), ok);
    assert_eq!(world.states("2025-12-16"), ["late", "returned_pending", "on_time", "on_time"]);
    let of_hedong = world.outlets("2025-12-16");
    assert_eq!(of_hedong.len(), 1, "what was returned does not count");
    // Again after the deadline: in time by its first version, and it says so.
    let mended = world.form("hexi", &[]);
    assert_eq!(world.receive("hexi.yaml", mended.as_bytes(), "2025-12-18T09:00"), ok);
    assert_eq!(world.states("2025-12-18"), ["late", "on_time", "on_time", "on_time"]);
    world.seen("2025-12-18", |view, _| {
        let hexi = &view.progress.units[3];
        assert!(hexi.resubmitted_late && hexi.returns == 1, "{hexi:?}");
        assert_eq!(hexi.received_on.map(|day| day.to_string()).as_deref(), Some("2025-12-14"));
    });
    assert_eq!(world.outlets("2025-12-18").len(), 2);
    // A voluntary second version takes the place of the first; the first date stays.
    let better = world.form("hedong", &[("filled_on: 2025-12-11", "filled_on: 2025-12-18")]);
    assert_eq!(world.receive("b2.yaml", better.as_bytes(), "2025-12-19T08:00"), ok);
    world.seen("2025-12-19", |view, _| assert_eq!(view.progress.units[2].days_late, 1));
    assert!(world.receive("b2.yaml", better.as_bytes(), "2025-12-19T09:00").is_err(), "the same again");
    // What was accepted may still be returned; then nothing of it counts, until it has come again.
    assert_eq!(world.give_back("slj", "缺少佐证", "2025-12-19T10:00"), ok);
    assert_eq!(world.states("2025-12-19"), ["late", "on_time", "returned_pending", "on_time"]);
    assert!(world.give_back("slj", "缺少佐证", "2025-12-19T11:00").is_err(), "returned already");
    let again = world.workbook("slj");
    assert_eq!(world.receive("表.fods", &again, "2025-12-20T09:00"), ok);
    let there = ["slj.fods", "slj.yaml"].map(|name| world.files.contains_key(&format!("{ROUND}/{name}")));
    assert_eq!(there, [true, false], "of two shapes one is in force");
    assert_eq!(world.states("2025-12-20"), ["late", "on_time", "on_time", "on_time"]);
    // Looked at from earlier days, the round is as it was then.
    assert_eq!(world.states("2025-12-08"), [waits, waits, "on_time", waits]);
    assert_eq!(world.states("2025-12-19T10:30"), ["late", "on_time", "returned_pending", "on_time"]);
    assert!(world.outlets("2025-12-15").is_empty());
    world
}

#[test]
fn a_round_is_played_and_stands_as_it_was_played() {
    let world = played();
    let book = String::from_utf8(world.files[&format!("{ROUND}/intake.jsonl")].clone()).expect("UTF-8");
    assert!(book.contains("新建 文本文档.yaml.txt") && !book.contains("entered"), "{book}");
    for (name, bytes) in world.files.iter().filter(|(name, _)| name.ends_with(".txt")) {
        let text = String::from_utf8_lossy(bytes);
        if name.contains("receipts/") {
            assert!(text.contains("登记校验码") && !text.contains("13800000"), "{name}: {text}");
        }
    }
    let returned = world.files.iter().filter(|(name, _)| name.contains("receipts/") && name.ends_with(".md"));
    let returned = returned.filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("退回通知"));
    assert_eq!(returned.count(), 2);
}

#[test]
fn a_held_version_waits_for_the_office() {
    let mut world = World::new();
    let (first, asked) =
        (world.form("slj", &[]), Asked { now: at("2025-12-10T09:00"), at: None, plan: None, year: None });
    assert_eq!(world.receive("a.yaml", first.as_bytes(), "2025-12-08T09:00"), Ok(Outcome::Clean));
    let older = world.form("slj", &[("filled_on: 2025-12-08", "filled_on: 2025-12-01")]);
    assert_eq!(world.receive("b.yaml", older.as_bytes(), "2025-12-09T09:00"), Ok(Outcome::Wanting));
    let force = |world: &World| world.files[&format!("{ROUND}/slj.yaml")].clone();
    assert_eq!(force(&world), first.as_bytes());
    let step = accept(&world.project(), "水利局", &["以此为准".to_owned()], &asked).expect("it waits");
    world.apply(step);
    assert_eq!(force(&world), older.as_bytes());
    assert_eq!(world.states("2025-12-11")[2], "on_time");
    assert!(accept(&world.project(), "水利局", &["再次".to_owned()], &asked).is_err());
    // Without a known receiver of the file nothing is guessed from its name.
    let nobody = world.form("slj", &[("unit: 市水利局\n", "")]);
    assert!(world.receive("slj.yaml", nobody.as_bytes(), "2025-12-11T09:00").is_err());
}

/// The codes of group N8 of a workspace, with the paths that they name.
fn accused(files: &Files) -> Vec<(&'static str, String)> {
    let mut out = Diagnostics::default();
    let as_of = "2025-12-20".parse().expect("a day");
    let read = pipeline::read(&Project::memory(files.clone()), &Selection::default(), as_of, &mut out)
        .expect("memory can be listed");
    let rounds = read.plans.iter().flat_map(|plan| &plan.rounds).flat_map(|round| round.read.iter());
    let of_intake = rounds.chain(out.iter()).filter(|found| found.rule.code.starts_with("N80"));
    of_intake.map(|found| (found.rule.code, read.sources.path(found.place).to_owned())).collect()
}

#[test]
fn every_changed_byte_of_book_originals_receipts_and_files_in_force_is_noticed() {
    let world = played();
    assert_eq!(accused(&world.files), []);
    let names: Vec<&String> = world.files.keys().filter(|name| name.starts_with(ROUND)).collect();
    let changed = |name: &str, at: usize, change: &dyn Fn(u8) -> u8| {
        let mut files = world.files.clone();
        let bytes = files.get_mut(name).expect("it is there");
        let (was, is) = (bytes[at], change(bytes[at]));
        bytes[at] = is;
        (was != is).then_some(files)
    };
    let changes: [&dyn Fn(u8) -> u8; 5] = [&|b| b ^ 1, &|b| b ^ 0x20, &|b| b | 0x80, &|_| b' ', &|_| b'\r'];
    for name in names {
        let length = world.files[name].len();
        let is_book = name.ends_with("intake.jsonl");
        // Of the book one byte of every class in every line: the last line has nothing behind it.
        let step = if is_book { 13 } else { (length / 9).max(1) };
        let ends = if is_book { length.saturating_sub(90)..length } else { length - 1..length };
        for at in (0..length).step_by(step).chain(ends) {
            let change = changes[at % changes.len()];
            let Some(files) = changed(name, at, change) else { continue };
            let found = accused(&files);
            assert!(!found.is_empty(), "{name}, byte {at}");
            let original = name.contains("/received/");
            let says = found.iter().any(|(_, path)| {
                // What an original should be stands in the book: its line is named.
                path == name || original && path.ends_with("intake.jsonl")
            });
            assert!(says, "{name}, byte {at}: {found:?}");
        }
    }
    // Lines cut off at the end, whatever they say.
    let name = format!("{ROUND}/intake.jsonl");
    let text = String::from_utf8(world.files[&name].clone()).expect("UTF-8");
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    for kept in 0..lines.len() {
        let mut files = world.files.clone();
        files.insert(name.clone(), lines[..kept].concat().into_bytes());
        assert!(!accused(&files).is_empty(), "{kept} lines are left");
    }
}

#[test]
fn what_contradicts_itself_in_the_book_is_not_used() {
    let world = played();
    let name = format!("{ROUND}/intake.jsonl");
    let text = String::from_utf8(world.files[&name].clone()).expect("UTF-8");
    let mut files = world.files.clone();
    // The time of 河东县's first receipt is made earlier, by hand: it would have been in time.
    let forged = text.replacen("2025-12-16T00:00:00", "2025-12-13T00:00:00", 1);
    assert_ne!(forged, text);
    files.insert(name, forged.into_bytes());
    let as_of = "2025-12-20".parse().expect("a day");
    let (read, _) =
        check_workspace(&Project::memory(files.clone()), &Selection::default(), as_of).expect("memory");
    let assessed = read.plans[0].assess(&read.sources);
    let hedong = &assessed.years[0].as_ref().expect("the office sees it").progress.units[2];
    assert!(hedong.book_damaged && hedong.received_on.is_none(), "{hedong:?}");
    // Nothing is written on a book that is not whole.
    let mut world = World { files, forms: world.forms };
    let again = world.form("hedong", &[("\"30\"", "\"31\"")]);
    let refused = world.receive("c.yaml", again.as_bytes(), "2025-12-20T09:00").expect_err("it is damaged");
    assert!(refused.0.contains("登记簿有误") && refused.0.contains("N802"), "{refused:?}");
}

/// What may become of a unit, and when.
fn fate() -> impl Strategy<Value = Vec<(u8, u32)>> {
    prop::collection::vec((0u8..7, 0u32..20), 0..4).prop_map(|mut acts| {
        acts.sort_by_key(|(_, day)| *day);
        acts
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_unit_that_is_asked_stands_in_exactly_one_of_the_six_states(
        fates in prop::collection::vec(fate(), 4),
        moment in 0u32..24,
        later in prop::option::of(0u32..8),
    ) {
        let mut world = World::new();
        let units = ["slj", "sthjj", "hedong", "hexi"];
        let time = |day: u32, hour: usize| format!("2025-12-{:02}T{:02}:00", day + 8, 9 + hour);
        if let Some(later) = later {
            let until = 12 + later;
            let text = format!("nianbao: decisions/1\nplan: demo\nyear: 2025\nextensions:\n  - {{unit: hexi, until: 2025-12-{until}, reason: 汛后, by: 示例办公室, on: 2025-12-09}}\n");
            world.files.insert(format!("{ROUND}/decisions.yaml"), text.into_bytes());
        }
        for (at, (unit, fate)) in units.iter().zip(&fates).enumerate() {
            for (act, day) in fate {
                let (when, good) = (time(*day, at), world.form(unit, &[]));
                // What is refused (the same again, before what was, nothing to return) changes nothing.
                let _ = match act {
                    0 => world.receive("a.yaml", good.as_bytes(), &when),
                    1 => world.receive("a.yaml", good.replace("RW-02-01", "RW-99-99").as_bytes(), &when),
                    2 => world.receive("a.yaml", format!("{good}\nsuggestions: 第{day}日的意见\n").as_bytes(), &when),
                    3 => world.give_back(unit, "请补充", &when),
                    4 => world.receive("a.yaml", good.replace("filled_on", "filled_in").as_bytes(), &when),
                    5 => {
                        // Put there by hand, and no workbook: no silence.
                        world.files.insert(format!("{ROUND}/{unit}.xlsx"), b"PK\x03\x04 cut".to_vec());
                        Ok(Outcome::Clean)
                    }
                    _ => world.receive("a.yaml", good.split("people").next().unwrap_or("").as_bytes(), &when),
                };
            }
        }
        let as_of = time(moment, 3);
        let as_of = as_of.parse().expect("a moment");
        let (read, _) = check_workspace(&world.project(), &Selection::default(), as_of).expect("memory can be listed");
        let assessed = read.plans[0].assess(&read.sources);
        let progress = &assessed.years[0].as_ref().expect("the office sees it").progress;
        let mut seen: Vec<&str> = progress.units.iter().map(|one| read.plans[0].plan.unit(one.unit).id.as_str()).collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, ["hedong", "hexi", "slj", "sthjj"], "each once, and nobody else");
        let counted: Vec<usize> = ReportState::ALL.iter().map(|state| counted(&progress.units, *state)).collect();
        prop_assert_eq!(counted.iter().sum::<usize>(), progress.unit_counts.expected);
        for one in &progress.units {
            let silent = matches!(one.state(), ReportState::Missing | ReportState::NotYetDue);
            let passed = one.deadline.end <= read.plans[0].rounds.last().expect("a round").moment.now;
            prop_assert!(!silent || passed == (one.state() == ReportState::Missing), "{:?}", one);
        }
    }
}
