//! Documents of many kinds of office, each with what a person reads in it.
//!
//! The texts were written before the grammar saw them; every place, body and figure is made up. Beside
//! `name.txt` or `name.html` stands `name.gold`, a line a finding: `T` a task, `U` a role and its units,
//! `F` title, region and issuers, `D` by when (where a document prints time limits), `G` year, name, comparison, value and unit, `O` a
//! figure that may be taken or left. Names hold what a person calls the thing, not each word around it.

use super::*;

use std::collections::BTreeMap;
use std::ops::AddAssign;

/// Found rightly, found, and to be found.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    right: usize,
    found: usize,
    wanted: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.wanted += other.wanted;
    }
}

impl Tally {
    /// The smaller of precision and recall, in hundredths.
    fn least(self) -> usize {
        let share = |of: usize| (self.right * 100).checked_div(of).unwrap_or(100);
        share(self.found).min(share(self.wanted))
    }
}

/// A task as a person reads it.
#[derive(Default)]
struct Work {
    title: String,
    /// Role and name.
    units: Vec<(String, String)>,
    due: Option<String>,
}

/// A target as a person reads it.
#[derive(Clone)]
struct Aim {
    year: Option<i32>,
    value: String,
    name: String,
    op: String,
    measure: String,
}

/// What a person reads in a document.
#[derive(Default)]
struct Gold {
    tasks: Vec<Work>,
    targets: Vec<Aim>,
    optional: Vec<(Option<i32>, String)>,
    /// Title, region and those that issue it; `-` where the text does not say.
    front: Vec<String>,
}

/// What is compared: how many agree of tasks, units, roles, time limits, targets, comparisons, names,
/// units of measure. Roles are of the units that agree; what follows targets, of the targets that agree.
const MEASURES: [&str; 8] = ["任务", "单位", "角色", "时限", "目标", "比较符", "名称", "计量单位"];

fn gold(text: &str) -> Gold {
    let mut gold = Gold::default();
    let number = |value: &str| value.parse::<plan::Number>().unwrap().value.normalize().to_string();
    for line in text.lines() {
        let Some((kind, rest)) = line.split_once(' ') else { continue };
        let words: Vec<&str> = rest.split_whitespace().collect();
        let year = words.first().and_then(|y| y.parse().ok());
        match kind {
            "T" => gold.tasks.push(Work { title: key(rest), ..Work::default() }),
            "U" => {
                let (role, names) = rest.split_once(' ').unwrap();
                let names = names.replace('（', "(").replace('）', ")");
                let names = crate::import::grammar::units::split_outside(&names, &['、', '，']);
                let names = names.iter().map(|n| (role.to_owned(), key(&n.replace('&', "、"))));
                gold.tasks.last_mut().unwrap().units.extend(names);
            }
            "F" => gold.front = words.iter().map(|w| (*w).to_owned()).collect(),
            "D" => gold.tasks.last_mut().unwrap().due = Some(rest.trim().to_owned()),
            "G" => gold.targets.push(Aim {
                year,
                name: words[1..words.len() - 3].concat(),
                op: words[words.len() - 3].to_owned(),
                value: number(words[words.len() - 2]),
                measure: words[words.len() - 1].trim_matches('-').to_owned(),
            }),
            "O" => gold.optional.push((year, number(words[1]))),
            other => panic!("{other}: {line}"),
        }
    }
    gold
}

/// Words without marks and white space, in half width.
fn key(words: &str) -> String {
    let marks = |c: char| c.is_whitespace() || ",，。;；:：、.·()（）〔〕[]“”\"《》".contains(c);
    words.chars().filter(|c| !marks(*c)).collect()
}

/// Tasks by title, units by task, targets by year and value.
fn compare(plan: &Definition, gold: &Gold) -> ([Tally; MEASURES.len()], Vec<String>) {
    let mut wrong = vec![];
    let mut open: Vec<&plan::Task> =
        plan.sections.iter().flat_map(|s| s.tasks.iter().map(|t| &**t)).collect();
    let mut tally = [Tally::default(); MEASURES.len()];
    tally[0] = Tally { found: open.len(), wanted: gold.tasks.len(), right: 0 };
    let dated = gold.tasks.iter().any(|t| t.due.is_some());
    for work in &gold.tasks {
        tally[1].wanted += work.units.len();
        let Some(at) = open.iter().position(|t| key(&t.title) == work.title) else {
            wrong.push(format!("没有任务 {}", work.title));
            continue;
        };
        let task = open.remove(at);
        tally[0].right += 1;
        if !work.units.is_empty() {
            let (units, roles) = units(plan, task, work, &mut wrong);
            tally[1] += units;
            tally[2] += roles;
        }
        // Without a printed limit one of the plan's years stands there for the time being.
        let have = serde_yaml::to_string(&*task.due).unwrap().trim().trim_matches('\'').to_owned();
        let open = || have.parse().is_ok_and(|year| plan.horizon.contains(&year));
        let right = work.due.as_ref().map_or_else(open, |own| *own == have);
        if dated {
            tally[3] += Tally { right: usize::from(right), found: 1, wanted: 1 };
            if !right {
                wrong.push(format!("{}：时限 {have}，应为 {:?}", work.title, work.due));
            }
        }
    }
    wrong.extend(open.iter().map(|t| format!("多了任务 {}", *t.title)));
    let found = targets(plan, gold, &mut wrong);
    tally[4..].copy_from_slice(&found);
    (tally, wrong)
}

/// The units of a task; and of those that agree, the roles.
fn units(plan: &Definition, task: &plan::Task, work: &Work, wrong: &mut Vec<String>) -> (Tally, Tally) {
    let lists =
        [("牵头", &task.lead_units), ("责任", &task.responsible_units), ("配合", &task.supporting_units)];
    let (mut tally, mut roles) = (Tally::default(), Tally::default());
    let mut open = work.units.clone();
    for (role, id) in lists.into_iter().flat_map(|(role, ids)| ids.iter().map(move |id| (role, id))) {
        let unit = plan.units.iter().find(|u| u.id.as_str() == id.as_str()).unwrap();
        let names: Vec<String> =
            std::iter::once(&*unit.name).chain(unit.aliases.iter().map(|a| &**a)).map(|n| key(n)).collect();
        tally.found += 1;
        let Some(at) = open.iter().position(|(_, u)| names.contains(u)) else {
            wrong.push(format!("{}：多了单位 {}", work.title, *unit.name));
            continue;
        };
        let (wanted, _) = open.remove(at);
        tally.right += 1;
        roles += Tally { right: usize::from(wanted == role), found: 1, wanted: 1 };
        if wanted != role {
            wrong.push(format!("{}：{} 是{wanted}，列为{role}", work.title, *unit.name));
        }
    }
    wrong.extend(open.iter().map(|(_, u)| format!("{}：少了单位 {u}", work.title)));
    (tally, roles)
}

fn sign(op: plan::Operator) -> &'static str {
    match op {
        plan::Operator::AtLeast => ">=",
        plan::Operator::AtMost => "<=",
        plan::Operator::Above => ">",
        plan::Operator::Below => "<",
        plan::Operator::About => "~=",
        _ => "=",
    }
}

/// Targets by year and value; what is optional counts neither way. Of one year and value, those whose
/// names agree belong together.
fn targets(plan: &Definition, gold: &Gold, wrong: &mut Vec<String>) -> [Tally; 4] {
    let mut found: BTreeMap<(Option<i32>, String), Vec<Aim>> = BTreeMap::new();
    for (of, target) in plan.indicators.iter().flat_map(|i| i.targets.iter().map(move |t| (i, t))) {
        let Some(value) = &target.value else { continue };
        let place =
            target.unit.as_ref().and_then(|id| plan.units.iter().find(|u| u.id.as_str() == id.as_str()));
        let aim = Aim {
            year: target.year,
            value: value.value.normalize().to_string(),
            name: format!("{}{}", place.map_or("", |u| u.name.as_str()), *of.name),
            op: sign(*target.op).to_owned(),
            measure: of.unit_of_measure.clone().unwrap_or_default(),
        };
        found.entry((aim.year, aim.value.clone())).or_default().push(aim);
    }
    let mut tally = [Tally::default(); 4];
    let mut judge = |at: usize, right: bool| {
        tally[at] += Tally { right: usize::from(right), found: 1, wanted: 1 };
        !right
    };
    let mut missed = vec![];
    for want in &gold.targets {
        let twins = found.entry((want.year, want.value.clone())).or_default();
        let named = twins.iter().position(|t| alike(&t.name, &want.name));
        // A name that belongs to another figure of the same value waits for it.
        let other = |t: &Aim| {
            gold.targets.iter().any(|g| {
                (g.year, &g.value) == (t.year, &t.value) && g.name != want.name && alike(&t.name, &g.name)
            })
        };
        let at = named.or_else(|| twins.iter().position(|t| !other(t)));
        let Some(have) = at.map(|at| twins.remove(at)) else {
            missed.push(want);
            continue;
        };
        judge(0, true);
        let show = |a: &Aim| format!("{:?} {} {} {} {}", a.year, a.name, a.op, a.value, a.measure);
        let differs = [
            judge(1, have.op == want.op || (have.op == "=" && ["0", "100"].contains(&&*want.value))),
            judge(2, alike(&have.name, &want.name)),
            judge(3, key(&have.measure) == key(&want.measure)),
        ];
        if differs.contains(&true) {
            wrong.push(format!("{} ≠ {}", show(&have), show(want)));
        }
    }
    for want in missed {
        tally[0] += Tally { right: 0, found: 0, wanted: 1 };
        wrong.push(format!("目标漏 {:?} {} {}", want.year, want.value, want.name));
    }
    for (place, rest) in found {
        let free = gold.optional.iter().filter(|o| **o == place).count();
        for more in rest.iter().skip(free) {
            tally[0] += Tally { right: 0, found: 1, wanted: 0 };
            wrong.push(format!("目标多 {:?} {} {}", more.year, more.value, more.name));
        }
    }
    tally
}

/// One name within the other, without the words in brackets, or most of its characters in order.
fn alike(a: &str, b: &str) -> bool {
    let bare = |name: &str| key(super::grammar::naming::without_aside(name));
    let (a, b, whole, other) = (bare(a), bare(b), key(a), key(b));
    let within = |a: &str, b: &str| {
        let mut rest = a.chars();
        let hits = b.chars().filter(|c| rest.clone().any(|r| r == *c) && rest.any(|r| r == *c)).count();
        hits * 4 >= b.chars().count() * 3 && hits > 1
    };
    a.contains(&b) || b.contains(&a) || within(&whole, &other)
}

#[expect(clippy::disallowed_methods, reason = "the test reads the documents that stand beside it")]
fn documents_in(folder: &std::path::Path) -> Vec<(String, Vec<u8>, Gold)> {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e != "gold"));
    paths.sort();
    let read = |path: std::path::PathBuf| {
        let gold = gold(&std::fs::read_to_string(path.with_extension("gold")).unwrap());
        (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap(), gold)
    };
    paths.into_iter().map(read).collect()
}

/// A document of this folder, read once for all tests.
struct Known {
    name: String,
    gold: Gold,
    document: Document,
    draft: Draft,
}

fn draft((name, bytes, gold): (String, Vec<u8>, Gold)) -> Known {
    let document = document(&name, &bytes).unwrap();
    let draft = import(&document, "x").unwrap();
    Known { name, gold, document, draft }
}

/// The documents of a folder, half of them by each of two hands.
fn read_all(folder: &std::path::Path) -> Vec<Known> {
    let mut first = documents_in(folder);
    let second = first.split_off(first.len() / 2);
    let hand = |part: Vec<_>| part.into_iter().map(draft).collect::<Vec<_>>();
    std::thread::scope(|scope| {
        let other = scope.spawn(|| hand(second));
        let mut all = hand(first);
        all.extend(other.join().unwrap());
        all
    })
}

static KNOWN: std::sync::LazyLock<Vec<Known>> = std::sync::LazyLock::new(|| {
    read_all(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/import/tests/documents"))
});

/// `NIANBAO_SHOW=all cargo test --lib documents_of_many -- --nocapture` prints the differences;
/// `NIANBAO_DOCUMENTS=<folder>` measures other documents, before they join these.
#[test]
fn documents_of_many_offices_are_read_as_people_read_them() {
    let show = std::env::var("NIANBAO_SHOW").is_ok();
    let mut sum = [Tally::default(); MEASURES.len()];
    println!("== {MEASURES:?}");
    let mut good = 0;
    let other = std::env::var_os("NIANBAO_DOCUMENTS");
    let others = other.as_ref().map(|folder| read_all(std::path::Path::new(folder)));
    let all = others.as_ref().unwrap_or(&KNOWN);
    for Known { name, gold, draft, .. } in all {
        let (tally, wrong) = compare(&definition(draft.yaml.as_bytes()), gold);
        println!("== {name} {:?}", tally.map(Tally::least));
        if show {
            wrong.iter().for_each(|w| println!("  {w}"));
        }
        good += usize::from([0, 1, 4].iter().all(|at| tally[*at].least() >= 85));
        sum.iter_mut().zip(tally).for_each(|(sum, own)| *sum += own);
    }
    println!("== 合计 {:?} {good}/{}", sum.map(Tally::least), all.len());
    if other.is_some() {
        return;
    }
    assert!(all.len() >= 227);
    assert!(sum.iter().all(|t| t.least() >= 97), "{sum:?}");
    assert!(good * 10 >= all.len() * 9, "{good}");
}

/// Titles, regions and those that sign, of the documents whose annotation names them.
#[test]
fn fronts_of_documents_are_read_as_people_read_them() {
    for Known { name, gold, draft, .. } in KNOWN.iter().filter(|known| !known.gold.front.is_empty()) {
        let plan = &draft.definition;
        let region = if plan.region == "待填写" { "-" } else { plan.region.as_str() };
        let issuer = plan.issuer.as_deref().unwrap_or("-");
        assert_eq!([&*plan.title.inner, region, issuer], gold.front[..], "{name}");
    }
}

/// What a person sees of a draft can be read: no blanks for digits, no empty name, quotes as printed.
#[test]
fn drafts_of_documents_have_readable_names_and_true_quotes() {
    for Known { name, document, draft, .. } in KNOWN.iter() {
        let text: String = document.lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join("\n");
        let squeeze = |t: &str| t.chars().filter(|c| !c.is_whitespace() && *c != '|').collect::<String>();
        let text = squeeze(&text);
        let draft = &draft.definition;
        for indicator in &draft.indicators {
            let readable = indicator.name.chars().any(|c| c.is_alphabetic())
                && !indicator.name.contains(crate::import::grammar::figures::BLANKS)
                && !indicator.name.starts_with(['、', '，', '的', '）']);
            assert!(readable, "{name}: {:?}", *indicator.name);
            for quote in indicator.targets.iter().filter_map(|t| t.quote.as_deref()) {
                assert!(text.contains(&squeeze(quote)), "{name}: {quote}");
            }
        }
        for unit in &draft.units {
            assert!(
                unit.name.chars().count() > 1 && !unit.name.contains(['。', '：', '；']),
                "{name}: {:?}",
                *unit.name
            );
        }
    }
}

/// Readers of YAML 1.1 refuse a plain `=`, and take `yes` or `1:30` for something else.
#[test]
fn drafts_are_read_by_any_reader_of_yaml() {
    let scalar = crate::import::grammar::text::pattern(r"^[ -]*([a-z_]+: )?(?P<v>[^\s].*)$");
    for Known { name, draft, .. } in KNOWN.iter() {
        for line in draft.yaml.lines().filter(|l| !l.trim_start().starts_with('#')) {
            let Some(value) = scalar.captures(line).map(|c| c["v"].to_owned()) else { continue };
            let quoted =
                value.starts_with(['"', '\'']) || value.ends_with(':') || matches!(&*value, "[]" | "{}");
            let odd = value.starts_with(['=', '%', '@', '`', '&', '*', '!', '?', ',', ']', '}'])
                || value == "<<"
                || matches!(&*value.to_lowercase(), "yes" | "no" | "on" | "off" | "y" | "n")
                || value.contains('\t');
            assert!(quoted || !odd, "{name}: {line}");
        }
    }
}
