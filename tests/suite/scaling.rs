//! Absurd input costs what its length costs: nothing grows with the square of it.
//!
//! Each shape is read at a length and at four times that length; the time of the processor, not of the clock, is
//! compared. Linear work grows four times, quadratic work sixteen; less than nine is asked for, and whatever
//! disturbs a measurement would have to disturb it five times in a row. A second limit holds what a byte costs:
//! so many times as much as a byte of an ordinary long report, and no more.

use std::sync::OnceLock;

use nianbao::diagnostic::Files;
use nianbao::prose::Prose;

use crate::support::{build, check, starter_files};

pub(crate) const SLJ: &str = "submissions/demo/2025/slj.yaml";
const PLAN: &str = "plans/demo.yaml";

/// Growth that is too much when the length grows four times, in tenths.
const TOO_MUCH: u64 = 90;
/// So much more than a byte of an ordinary report may a byte cost.
const DEAR: u64 = 60;
/// Nanoseconds from which on a cost is more than noise.
const ENOUGH: u64 = 40_000_000;
/// Lengths that are tried, in bytes.
const SHORTEST: usize = 8 * 1024;
const LONGEST: usize = 512 * 1024;

/// Nanoseconds for which this thread has had a processor.
fn processor() -> u64 {
    #[expect(clippy::disallowed_methods, reason = "a test may ask the system")]
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells it");
    told.split(' ').next().and_then(|number| number.parse().ok()).expect("a number")
}

/// How a text is taken.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Way {
    /// As a file of the workspace: read, assessed, checked.
    Check(&'static str),
    /// And made into pages.
    Build(&'static str),
    /// As an official document of this name, which is drafted as a plan.
    Import(&'static str),
    /// As the text of a field: in HTML, Markdown and plain text.
    Prose,
}

fn take(way: Way, text: &str) {
    let with = |name: &str| -> Files {
        let mut files = starter_files();
        files.insert(name.to_owned(), text.as_bytes().to_vec());
        files
    };
    match way {
        Way::Check(name) => drop(check(&with(name)).printed()),
        Way::Build(name) => drop(build(&with(name)).printed()),
        Way::Import(name) => {
            if let Ok(document) = nianbao::import::document(name, text.as_bytes()) {
                let _ = nianbao::import::import(&document, "draft");
            }
        }
        Way::Prose => {
            let prose = Prose::read(text);
            let _ = (prose.html(), prose.plain(), prose.run_in(), prose.excerpt(40), prose.markdown());
        }
    }
}

/// What it costs to take a text; what is done in parallel is done by one thread.
fn cost(way: Way, text: &str) -> u64 {
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread can be made");
    alone.install(|| {
        let before = processor();
        take(way, text);
        processor() - before
    })
}

/// A text of about so many bytes.
type Make<'m> = &'m dyn Fn(usize) -> String;

/// What was measured of a shape.
struct Measured {
    /// Nanoseconds for a kibibyte.
    kibibyte: u64,
    /// Growth at four times the length in tenths, where it was too much each time.
    growth: Vec<u64>,
}

/// Looks at a shape from the length on at which its cost can be told from noise.
fn measured(way: Way, make: Make<'_>) -> Measured {
    measured_from(SHORTEST, way, make)
}

/// Looks at a shape from a length on: a square shows only where numbers are so large that all else is little.
fn measured_from(shortest: usize, way: Way, make: Make<'_>) -> Measured {
    let nothing = || cost(way, &make(0));
    let mut empty = nothing().min(nothing());
    let whole = |length: usize| cost(way, &make(length));
    let mut length = shortest;
    let mut long = whole(length).saturating_sub(empty);
    while long < ENOUGH && length < LONGEST {
        length *= 4;
        long = whole(length).saturating_sub(empty);
    }
    let kibibyte = long * 1024 / length as u64;
    let mut growth = vec![];
    while long >= ENOUGH && growth.len() < 5 {
        // What was taken for the cost of nothing in a busy moment would be missing from the short text each time.
        empty = empty.min(nothing());
        let beyond = |length: usize| whole(length).saturating_sub(empty);
        growth.push(beyond(length) * 10 / beyond(length / 4).max(1));
        if growth.last().is_some_and(|growth| *growth < TOO_MUCH) {
            growth.clear();
            break;
        }
    }
    Measured { kibibyte, growth }
}

/// A piece again and again, up to a length.
fn again(piece: &str, length: usize) -> String {
    piece.repeat(length / piece.len())
}

pub(crate) fn starter(name: &str) -> String {
    String::from_utf8(starter_files().remove(name).expect("it is there")).expect("it is text")
}

/// Pieces that are repeated behind the whole file.
const LINES: [&str; 33] = [
    "摘要：内容\n",
    "  摘要：内容\n",
    "总体情况：内容\n",
    "摘要: 内容\n",
    "summary: 内容\n",
    "没有冒号的一行\n",
    "  没有冒号的一行\n",
    "percent 45\n",
    "\tx: 1\n",
    "　x: 1\n",
    "- x\n",
    "－ 编号：甲\n",
    "- - - - - - - -\n",
    "? a\n",
    "&a1 x\n",
    "*a\n",
    "!x y\n",
    "---\n",
    "...\n",
    "\"\n",
    "'\n",
    "“\n",
    "{\n",
    "}\n",
    "[\n",
    "|\n",
    "x: |\n 甲\n",
    "x: >\n甲\n\n",
    "# 注\n",
    "\u{feff}\n",
    "\u{200b}：\n",
    "\r",
    "a: 1 # b\n",
];

/// Pieces that are repeated as the text of a field, on one line and on many.
const WORDS: [&str; 40] = [
    "１２３ ",
    "123 ",
    "1 3 8 ",
    "13800000000 ",
    "1,234,567 ",
    "0353-1234567，",
    "a@b.com ",
    "110101199003070011，",
    "完成率达到45.5%，",
    "2025年12月15日",
    "[a](",
    "[a](https://b.c) ",
    "[",
    "](",
    "<a",
    "<!--",
    "<",
    "&amp;",
    "**",
    "**甲",
    "*",
    "_",
    "`",
    "\\",
    "|",
    "|-",
    "> ",
    "# ",
    "　",
    " ",
    "，",
    "：",
    "“",
    "（",
    "（一）",
    "一是",
    "http://",
    "TODO ",
    "{{",
    "甲",
];

/// Entries that are repeated in a list of the form, `#` with their number.
const ENTRIES: [(&str, &str); 7] = [
    ("indicators", "  - {id: outlets-fixed, value: \"3\"}\n"),
    ("indicators", "  - {id: a#, value: \"3\"}\n"),
    ("tasks", "  - {id: RW-02-01, status: completed, percent: 45, progress: 完成#处}\n"),
    ("tasks", "  - {id: a#}\n"),
    ("milestones", "  - {id: MS-02-01-1, status: completed, note: 已开工。}\n"),
    ("milestones", "  - {}\n"),
    ("tasks", "  - id: a\n    evidence:\n      - {title: 甲#}\n"),
];

/// A shape: what it is called, and its text of about so many bytes.
pub(crate) type Shape = (String, Box<dyn Fn(usize) -> String>);

pub(crate) fn shape(name: String, make: impl Fn(usize) -> String + 'static) -> Shape {
    (name, Box::new(make))
}

/// An ordinary long report.
fn ordinary(length: usize) -> String {
    let text = "完成东河三处入河排污口整治，新建管网2.5公里，投用一座泵站。";
    format!("{}suggestions: |\n{}", starter(SLJ), again(&format!("  {text}\n"), length))
}

/// Measures shapes; fails with all that is wrong with them.
fn hold(way: Way, usual: u64, shapes: impl IntoIterator<Item = Shape>) {
    hold_from(SHORTEST, way, usual, shapes);
}

pub(crate) fn hold_from(shortest: usize, way: Way, usual: u64, shapes: impl IntoIterator<Item = Shape>) {
    let mut faults = vec![];
    for (name, make) in shapes {
        let found = measured_from(shortest, way, &make);
        if !found.growth.is_empty() {
            faults.push(format!("{name:?} grows {:?} tenths when it is four times as long", found.growth));
        }
        if found.kibibyte > usual * DEAR {
            faults.push(format!("{name:?} costs {} ns a KiB, the usual {usual}", found.kibibyte));
        }
    }
    assert!(faults.is_empty(), "{way:?}: {faults:#?}");
}

/// What a kibibyte of an ordinary report costs.
pub(crate) fn usual() -> u64 {
    static USUAL: OnceLock<u64> = OnceLock::new();
    *USUAL.get_or_init(|| measured(Way::Check(SLJ), &ordinary).kibibyte)
}

#[test]
fn f9_lines_of_a_form_cost_their_number() {
    let shapes = LINES.iter().map(|line| {
        let base = starter(SLJ);
        shape(format!("lines {line:?}"), move |length| format!("{base}{}", again(line, length)))
    });
    hold(Way::Check(SLJ), usual(), shapes);
}

/// What is no form at all: one text over very many lines, and a line below it that is no part of it.
#[test]
fn f9_lines_of_one_text_cost_less_than_lines_of_a_form() {
    let shapes = [" b\r\n", " 甲\n", "\tb\n"].map(|line| {
        shape(format!("header {line:?}"), move |length| format!("Subject: a\r\n{}\r\nx", again(line, length)))
    });
    hold_from(LONGEST / 4, Way::Check(SLJ), usual() / 6, shapes);
}

#[test]
fn f9_words_of_a_text_cost_their_number() {
    let shapes = WORDS.iter().map(|words| {
        let base = starter(SLJ);
        let of = move |length| base.replace("建立了一口一档。", &again(words, length));
        shape(format!("progress {words:?}"), of)
    });
    hold(Way::Check(SLJ), usual(), shapes);
}

#[test]
fn f9_words_behind_a_key_cost_their_number() {
    const FEW: [&str; 12] =
        ["１２３ ", "，", "：", "，说明：甲", "{", "[", "　", "\"", "a: ", "&a ", "*a ", "# "];
    let shapes = FEW.iter().flat_map(|words| {
        ["x: ", "x: {", "x: [", "suggestions: \""].map(|before| {
            let base = starter(SLJ);
            let of = move |length| format!("{base}{before}{}\n", again(words, length));
            shape(format!("{before}{words}"), of)
        })
    });
    hold(Way::Check(SLJ), usual(), shapes);
}

/// A form with entries in one list.
fn entries(list: &'static str, entry: &'static str) -> Shape {
    let head = starter(SLJ).split("tasks:").next().unwrap_or_default().to_owned();
    shape(format!("{list} {entry}"), move |length| {
        let entries = (0..length / entry.len()).map(|at| entry.replace('#', &at.to_string()));
        format!("{head}{list}:\n{}", entries.collect::<String>())
    })
}

#[test]
fn f9_entries_cost_their_number() {
    for way in [Way::Check(SLJ), Way::Build(SLJ)] {
        let shapes = ENTRIES.iter().map(|(list, entry)| entries(list, entry));
        hold(way, usual() * 4, shapes);
    }
}

#[test]
fn f9_thousands_of_ids_and_targets_cost_their_number() {
    let unknown = [
        ("tasks", "  - {id: RW-#, status: on_track}\n"),
        ("milestones", "  - {id: MS-#, status: on_track}\n"),
        ("indicators", "  - {id: a#, value: \"3\"}\n"),
        ("tasks", "  - {id: RW-#}\n"),
    ];
    let shapes = unknown.map(|(list, entry)| entries(list, entry));
    hold_from(LONGEST / 2, Way::Check(SLJ), usual() * 4, shapes);
    let goals = ["到2027年达到90%，", "到2027年甲率达到9#%，", "到2027年甲率达到9#%。"].map(|goal| {
        let of = move |length: usize| {
            let goals = (0..length / goal.len()).map(|at| goal.replace('#', &at.to_string()));
            format!("一、总体要求\n（一）任务。\n{}", goals.collect::<String>())
        };
        shape(goal.to_owned(), of)
    });
    hold_from(LONGEST / 4, Way::Import("a.txt"), usual() * 4, goals);
}

#[test]
fn f9_files_of_the_office_cost_their_length() {
    let decisions = "nianbao: decisions/1\nplan: demo\nyear: 2025\naccepts:\n";
    let accept = "  - {unit: slj, task: RW-02-01, code: N421, reason: 已核实, by: 甲, on: 2025-12-16}\n";
    let settings = "nianbao: office/1\nholidays: [\n";
    let plan = starter(PLAN).replace("indicators:", "not_a_target:\n@indicators:");
    let target = "  - {quote: 到2027年, reason: 期限}\n";
    let plan_of = move |length| plan.replace('@', &again(target, length));
    let book = "{\"sequence\":1,\"time\":\"2025-12-08T10:00:00+08:00\",\"unit\":\"slj\",\"version\":1}\n";
    hold(Way::Check(PLAN), usual(), [shape("quotes".into(), plan_of)]);
    let of = move |length| format!("{decisions}{}", again(accept, length));
    hold(Way::Check("submissions/demo/2025/decisions.yaml"), usual(), [shape("accepts".into(), of)]);
    let of = move |length| format!("{settings}{}]\n", again("2025-10-01, ", length));
    hold(Way::Check("nianbao.yaml"), usual(), [shape("holidays".into(), of)]);
    let books =
        [book, "{}\n", "[\n", "x\n"].map(|line| shape(line.into(), move |length| again(line, length)));
    hold(Way::Check("submissions/demo/2025/intake.jsonl"), usual(), books);
    let texts = ["甲", "# 甲\n", "甲。\n\n", "> ", "２０２５年完成１２处，", "<!-- "]
        .map(|words| shape(words.into(), move |length| again(words, length)));
    hold(Way::Check("submissions/demo/2025/text.md"), usual(), texts);
}

#[test]
fn f9_official_texts_cost_their_length() {
    let lines = [
        "一、甲\n",
        "（一）甲\n",
        "1. 甲。\n",
        "到2027年达到90%，",
        "较2020年，",
        "2027年建成1个。",
        "（市水利局）",
        "（",
        "第一章\n",
        "２０２７年",
        "甲",
    ];
    let title = "示例市清洁河流三年行动方案\n\n";
    let of =
        |piece: &'static str| shape(piece.into(), move |length| format!("{title}{}", again(piece, length)));
    // A document is read with more care than a report: each clause of it may be a goal.
    hold(Way::Import("a.txt"), usual() * 4, lines.map(of));
    let tags = ["<p>甲</p>", "<div>", "<table>", "<tr><td>1", "<a ", "&", "&#", "<!--", "a=b ", "<b a=b>"];
    hold(Way::Import("a.html"), usual(), tags.map(of));
    let words = ["{", "\\u20013 ?", "\\par ", "{\\*\\x ", "\\'d6"];
    let of =
        |piece: &'static str| shape(piece.into(), move |length| format!("{{\\rtf1 {}", again(piece, length)));
    hold(Way::Import("a.rtf"), usual(), words.map(of));
}

#[test]
fn f9_prose_costs_its_length() {
    const MORE: [&str; 10] =
        ["\n", "甲\n", "- 甲\n", "  - 甲\n", "1. 甲\n", "> > > ", "|甲|乙|\n", "|-|-|\n", "## 甲\n", "***"];
    let shapes = WORDS
        .iter()
        .chain(&MORE)
        .map(|words| shape(format!("{words:?}"), move |length| again(words, length)));
    hold(Way::Prose, usual(), shapes);
    let table = |length| format!("{}\n{}\n|1|2|", again("|甲", length / 2), again("|-", length / 2));
    hold(Way::Prose, usual(), [shape("wide table".into(), table)]);
}
