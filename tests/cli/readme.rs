//! README.md is true: its commands run, its numbers are the plans' own, and the Chinese manual has the
//! same parts.
//!
//! A block after `<!-- tried -->` is run, one after the other, in one temporary folder; `<!-- tried, exit 1 -->`
//! says which exit code is meant. A block after `<!-- prints -->` holds lines that the last run printed, in
//! that order; others may stand between them.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::workspace::run;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const ENGLISH: &str = "README.md";
const CHINESE: &str = "README.zh-CN.md";

/// A fenced piece of a manual.
#[derive(Debug)]
struct Block {
    /// The line before it that is not empty.
    before: String,
    language: String,
    text: String,
}

/// What a manual consists of, apart from its prose.
#[derive(Debug, Default)]
struct Manual {
    /// How deep each heading stands.
    levels: Vec<usize>,
    blocks: Vec<Block>,
    /// Rows of tables, each with the number of its cells.
    rows: Vec<usize>,
}

fn text(name: &str) -> String {
    std::fs::read_to_string(Path::new(ROOT).join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn manual(name: &str) -> Manual {
    let (mut manual, mut open, mut before) = (Manual::default(), None::<Block>, String::new());
    for line in text(name).lines() {
        if let Some(mut block) = open.take() {
            if line == "```" {
                manual.blocks.push(block);
            } else {
                block.text.push_str(line);
                block.text.push('\n');
                open = Some(block);
            }
            continue;
        }
        if let Some(language) = line.strip_prefix("```") {
            open = Some(Block { before: before.clone(), language: language.to_owned(), text: String::new() });
        } else if line.starts_with('#') {
            manual.levels.push(line.chars().take_while(|c| *c == '#').count());
        } else if line.starts_with('|') {
            manual.rows.push(line.replace("\\|", "").matches('|').count());
        }
        if !line.trim().is_empty() {
            before = line.to_owned();
        }
    }
    assert!(open.is_none(), "{name}: a block is not closed");
    manual
}

/// A shell in a folder that the blocks share, with the program on its path and nothing else of ours.
struct Shell {
    folder: tempfile::TempDir,
    here: PathBuf,
    printed: String,
}

impl Shell {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let here = folder.path().to_owned();
        Shell { folder, here, printed: String::new() }
    }

    fn run(&mut self, script: &str, wanted: i32) {
        let place = self.folder.path().join("where");
        // `cd` in one block holds for the next, as it does for a reader.
        let script = format!("trap 'pwd > \"$PLACE\"' EXIT\nset -e\n{script}");
        let program = Path::new(env!("CARGO_BIN_EXE_nianbao")).parent().expect("it lies in a folder");
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::iter::once(program.to_owned()).chain(std::env::split_paths(&path));
        let output = Command::new("sh")
            .args(["-c", &script])
            .current_dir(&self.here)
            .env("PATH", std::env::join_paths(path).expect("folders without separators"))
            .env("PLACE", &place)
            .env("NO_COLOR", "1")
            .env_remove("COLUMNS")
            .output()
            .expect("a shell starts");
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(wanted), "{script}\n{printed}{complaint}");
        self.here = std::fs::read_to_string(&place).expect("the shell says where it is").trim_end().into();
        self.printed = printed;
    }

    /// Each line was printed, after the one before.
    fn printed(&self, lines: &str) {
        let mut rest = self.printed.lines();
        for line in lines.lines() {
            assert!(
                rest.any(|printed| printed.trim_end() == line.trim_end()),
                "README.md shows a line that was not printed (or not in this order):\n{line}\n--- printed:\n{}",
                self.printed
            );
        }
    }
}

#[test]
#[cfg(unix)]
fn its_commands_run_and_print_what_it_shows() {
    let (mut shell, mut tried) = (Shell::new(), 0);
    for block in manual(ENGLISH).blocks {
        match block.before.as_str() {
            "<!-- tried -->" => shell.run(&block.text, 0),
            "<!-- tried, exit 1 -->" => shell.run(&block.text, 1),
            "<!-- prints -->" => {
                shell.printed(&block.text);
                continue;
            }
            _ => continue,
        }
        assert_eq!(block.language, "sh", "{}", block.text);
        tried += 1;
    }
    assert!(tried >= 5, "only {tried} blocks are marked as tried");
}

#[test]
fn its_counts_are_those_of_the_plans() {
    let readme = text(ENGLISH);
    let is_count = |line: &&str| line.starts_with("| `plans/") && line.matches('|').count() == 10;
    let rows: Vec<&str> = readme.lines().filter(is_count).collect();
    let plans = std::fs::read_dir(Path::new(ROOT).join("plans")).expect("it is there").count();
    assert_eq!(rows.len(), plans, "each plan has its row");
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let plan = cells[0].split('`').nth(1).expect("the plan's file");
        // Any text will do: the counts are printed before what does not agree with it.
        let ran = run(Path::new(ROOT), &["check", plan, "--source", plan]);
        let counts = ran.out.lines().next().unwrap_or_default();
        let counts = counts.rsplit_once("：任务").expect("the counts come first").1;
        let found: Vec<&str> =
            counts.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect();
        assert_eq!(cells[1..8], found, "{plan}");
    }
}

#[test]
fn its_examples_of_files_are_read() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let blocks = manual(ENGLISH).blocks;
    let examples: Vec<&Block> = blocks.iter().filter(|block| block.language == "yaml").collect();
    assert_eq!(examples.len(), 2, "a plan and a submission");
    let [plan, submission] = [folder.path().join("demo.yaml"), folder.path().join("slj.yaml")];
    std::fs::write(&plan, &examples[0].text).expect("it can be written");
    std::fs::write(&submission, &examples[1].text).expect("it can be written");
    let ran = run(folder.path(), &["check", "demo.yaml"]);
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    // What the example of a plan leaves out, the submission cannot answer; its form must be right.
    let ran = run(folder.path(), &["check", "slj.yaml", "--plan", "demo.yaml", "--format", "short"]);
    assert!(!ran.out.contains("[N0"), "{}", ran.out);
}

#[test]
fn both_manuals_have_the_same_parts() {
    let (english, chinese) = (manual(ENGLISH), manual(CHINESE));
    assert_eq!(english.levels, chinese.levels, "headings");
    assert_eq!(english.rows, chinese.rows, "tables");
    assert_eq!(english.blocks.len(), chinese.blocks.len(), "blocks");
    for (ours, theirs) in english.blocks.iter().zip(&chinese.blocks) {
        assert_eq!(ours.language, theirs.language, "{}", theirs.text);
        // Only comments are translated.
        assert_eq!(without_comments(&ours.text), without_comments(&theirs.text));
        let marks = [&ours.before, &theirs.before].map(|line| line.starts_with("<!--"));
        assert_eq!(marks[0], marks[1], "{}", theirs.text);
    }
}

/// The lines of a block, each up to a `#`.
fn without_comments(text: &str) -> Vec<&str> {
    text.lines().map(|line| line.split(" #").next().unwrap_or(line).trim_end()).collect()
}
