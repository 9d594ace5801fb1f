//! Documents of many kinds of office, each with what a person reads in it.
//!
//! The texts were written before the grammar saw them; every place, body and figure is made up. Beside
//! `name.txt` or `name.html` stands `name.gold`, a line a finding: `T` a task, `U` a role and its units,
//! `G` year, name, comparison, value and unit, `O` a figure that may be taken or left.

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

/// What a person reads in a document.
#[derive(Default)]
struct Gold {
    tasks: Vec<(String, Vec<String>)>,
    targets: Vec<(Option<i32>, String)>,
    optional: Vec<(Option<i32>, String)>,
}

fn gold(text: &str) -> Gold {
    let mut gold = Gold::default();
    let number = |value: &str| value.parse::<plan::Number>().unwrap().value.normalize().to_string();
    for line in text.lines() {
        let Some((kind, rest)) = line.split_once(' ') else { continue };
        let words: Vec<&str> = rest.split_whitespace().collect();
        let year = words.first().and_then(|y| y.parse().ok());
        match kind {
            "T" => gold.tasks.push((key(rest), vec![])),
            "U" => {
                let names = rest.split_once(' ').unwrap().1.replace('（', "(").replace('）', ")");
                let names = crate::import::grammar::units::split_outside(&names, &['、', '，']);
                gold.tasks.last_mut().unwrap().1.extend(names.iter().map(|n| key(&n.replace('&', "、"))));
            }
            "G" => gold.targets.push((year, number(words[words.len() - 2]))),
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
fn compare(plan: &Definition, gold: &Gold) -> ([Tally; 3], Vec<String>) {
    let mut wrong = vec![];
    let mut tasks: Vec<&plan::Task> =
        plan.sections.iter().flat_map(|s| s.tasks.iter().map(|t| &**t)).collect();
    let mut tally = [
        Tally { found: tasks.len(), wanted: gold.tasks.len(), right: 0 },
        Tally::default(),
        Tally::default(),
    ];
    for (title, units) in &gold.tasks {
        tally[1].wanted += units.len();
        let Some(at) = tasks.iter().position(|t| key(&t.title) == *title) else {
            wrong.push(format!("没有任务 {title}"));
            continue;
        };
        let task = tasks.remove(at);
        tally[0].right += 1;
        if units.is_empty() {
            continue;
        }
        let ids = [&task.lead_units, &task.responsible_units, &task.supporting_units];
        let mut open = units.clone();
        for id in ids.into_iter().flatten() {
            let unit = plan.units.iter().find(|u| u.id.as_str() == id.as_str()).unwrap();
            let names: Vec<String> = std::iter::once(&*unit.name)
                .chain(unit.aliases.iter().map(|a| &**a))
                .map(|n| key(n))
                .collect();
            tally[1].found += 1;
            match open.iter().position(|u| names.contains(u)) {
                Some(at) => {
                    open.remove(at);
                    tally[1].right += 1;
                }
                None => wrong.push(format!("{title}：多了单位 {}", *unit.name)),
            }
        }
        wrong.extend(open.iter().map(|u| format!("{title}：少了单位 {u}")));
    }
    wrong.extend(tasks.iter().map(|t| format!("多了任务 {}", *t.title)));
    tally[2] = targets(plan, gold, &mut wrong);
    (tally, wrong)
}

/// Targets by year and value; what is optional counts neither way.
fn targets(plan: &Definition, gold: &Gold, wrong: &mut Vec<String>) -> Tally {
    let mut tally = Tally::default();
    let mut count: BTreeMap<(Option<i32>, String), (usize, usize)> = BTreeMap::new();
    for target in plan.indicators.iter().flat_map(|i| i.targets.iter()) {
        let Some(value) = &target.value else { continue };
        count.entry((target.year, value.value.normalize().to_string())).or_default().0 += 1;
    }
    gold.targets.iter().for_each(|t| count.entry(t.clone()).or_default().1 += 1);
    for (target, (found, wanted)) in count {
        let free = gold.optional.iter().filter(|o| **o == target).count();
        let found = if found > wanted { wanted.max(found.saturating_sub(free)) } else { found };
        tally += Tally { right: found.min(wanted), found, wanted };
        if found != wanted {
            wrong.push(format!("目标 {target:?}：{found} 个，应为 {wanted} 个"));
        }
    }
    tally
}

#[expect(clippy::disallowed_methods, reason = "the test reads the documents that stand beside it")]
fn documents() -> Vec<(String, Vec<u8>, Gold)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/import/tests/documents");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e != "gold"));
    paths.sort();
    let read = |path: std::path::PathBuf| {
        let gold = gold(&std::fs::read_to_string(path.with_extension("gold")).unwrap());
        (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap(), gold)
    };
    paths.into_iter().map(read).collect()
}

/// `NIANBAO_SHOW=all cargo test --lib documents_of_many -- --nocapture` prints the differences.
#[test]
fn documents_of_many_offices_are_read_as_people_read_them() {
    let show = std::env::var("NIANBAO_SHOW").is_ok();
    let mut sum = [Tally::default(); 3];
    let mut good = 0;
    let all = documents();
    for (name, bytes, gold) in &all {
        let draft = import(&document(name, bytes).unwrap(), "x").unwrap();
        let (tally, wrong) = compare(&definition(draft.yaml.as_bytes()), gold);
        println!("== {name} {:?}", tally.map(Tally::least));
        if show {
            wrong.iter().for_each(|w| println!("  {w}"));
        }
        good += usize::from(tally.iter().all(|t| t.least() >= 85));
        sum.iter_mut().zip(tally).for_each(|(sum, own)| *sum += own);
    }
    println!("== 合计 {:?} {good}/{}", sum.map(Tally::least), all.len());
    assert!(all.len() >= 33);
    assert!(sum.iter().all(|t| t.least() >= 95), "{sum:?}");
    assert!(good * 10 >= all.len() * 9, "{good}");
}

/// What a person sees of a draft can be read: no blanks for digits, no empty name, quotes as printed.
#[test]
fn drafts_of_documents_have_readable_names_and_true_quotes() {
    for (name, bytes, _) in documents() {
        let document = document(&name, &bytes).unwrap();
        let text: String = document.lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join("\n");
        let squeeze = |t: &str| t.chars().filter(|c| !c.is_whitespace() && *c != '|').collect::<String>();
        let text = squeeze(&text);
        let draft = import(&document, "x").unwrap().definition;
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
    for (name, bytes, _) in documents() {
        let draft = import(&document(&name, &bytes).unwrap(), "x").unwrap();
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
