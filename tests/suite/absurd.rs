//! Years, numbers, days and names that nobody means: each is read, judged and, where the plan stands, made
//! into pages. Nothing panics, and the other plans are made as ever.

use nianbao::pipeline::{self, Selection};
use nianbao::source::Project;

const PLAN: &str = "plans/demo.yaml";
const SLJ: &str = "submissions/demo/2025/slj.yaml";

/// The starter with pieces of a file replaced, built as of a day; what it says.
fn built(file: &str, changes: &[(&str, &str)], as_of: &str) -> pipeline::Built {
    let mut files: std::collections::BTreeMap<String, Vec<u8>> = nianbao::starter::files()
        .into_iter()
        .map(|(name, bytes)| (name.to_owned(), bytes.to_vec()))
        .collect();
    let mut text = String::from_utf8(files[file].clone()).expect("the starter is text");
    for (from, to) in changes {
        assert!(text.contains(from), "{file} has no {from:?}");
        text = text.replacen(from, to, 1);
    }
    files.insert(file.to_owned(), text.into_bytes());
    let when = as_of.parse().expect("a day");
    let selection = Selection::default();
    pipeline::build_workspace(&Project::Memory(files), &selection, when).expect("files in memory can be read")
}

fn codes(built: &pipeline::Built) -> Vec<&'static str> {
    built.findings.iter().map(|found| found.rule.code).collect()
}

#[test]
fn f16_years_nobody_means() {
    for year in
        ["0", "-1", "-2025", "1", "9999", "10000", "99999", "2147483647", "-2147483648", "99999999999"]
    {
        for as_of in ["2025-12-20", "0001-01-01", "9999-12-31"] {
            let made = built(PLAN, &[("first_year: 2025", &format!("first_year: {year}"))], as_of);
            assert!(!made.broken_templates && made.files.len() < 20_000, "{year} {as_of}");
        }
    }
}

#[test]
fn f16_days_and_moments_at_the_ends_of_time() {
    for as_of in ["0001-01-01", "1900-01-01", "9999-12-31", "9999-12-31T23:59", "2025-02-28T00:00"] {
        let made = built(PLAN, &[], as_of);
        assert!(!made.broken_templates, "{as_of}: {:?}", codes(&made));
    }
    let slj = String::from_utf8_lossy(
        nianbao::starter::files().into_iter().find(|(name, _)| *name == SLJ).expect("it is there").1,
    )
    .into_owned();
    let day = slj.lines().find(|line| line.contains("2025-1")).expect("a day").trim().to_owned();
    let key = day.split(':').next().expect("a key").to_owned();
    for value in ["0001-01-01", "9999-12-31", "-0001-01-01", "10000-01-01", "2025-13-45", "0000-00-00"] {
        let made = built(SLJ, &[(&day, &format!("{key}: {value}"))], "2025-12-20");
        assert!(!made.broken_templates, "{value}");
    }
}

#[test]
fn f10_numbers_nobody_means() {
    let n = nianbao::starter::files()
        .into_iter()
        .filter(|(name, _)| name.starts_with("submissions/"))
        .find_map(|(name, bytes)| {
            let text = String::from_utf8_lossy(bytes);
            let line = text.lines().find(|line| line.trim_start().starts_with("n: "))?;
            Some((name, line.trim().to_owned()))
        });
    let (file, line) = n.expect("a numerator is reported");
    let nines = "9".repeat(28);
    let long = "9".repeat(400);
    let tiny = format!("0.{}1", "0".repeat(27));
    for value in [
        "0",
        "-0",
        "-1",
        &nines,
        &long,
        &tiny,
        "1e28",
        "1e999",
        "NaN",
        ".inf",
        "-.inf",
        "0x7fffffffffffffff",
        "1_000",
        "\"79228162514264337593543950335\"",
        "\"-79228162514264337593543950335\"",
        "\"\"",
        "[]",
        "true",
        "null",
    ] {
        let made = built(file, &[(&line, &format!("n: {value}"))], "2025-12-20");
        assert!(!made.broken_templates, "n: {value}");
        assert!(made.files.len() > 20, "n: {value} stopped the plan");
        let shown = made.files.iter().filter(|file| file.path.ends_with(".html"));
        for page in shown {
            let text = String::from_utf8_lossy(&page.bytes);
            assert!(!text.contains(">NaN<") && !text.contains(">inf<"), "n: {value} in {}", page.path);
        }
    }
}

#[test]
fn names_that_only_some_systems_have() {
    let folder = "submissions/demo/2025/";
    let long = "长".repeat(85);
    for name in [
        "..yaml",
        ".yaml",
        "con.yaml",
        "NUL.yaml",
        "aux.yaml",
        "a\u{0}b.yaml",
        "slj\u{202e}lmay.yaml",
        "SLJ.YAML",
        "Slj.yaml",
        "水利局\u{200b}.yaml",
        "cafe\u{301}.yaml",
        "a b .yaml",
        "-rf.yaml",
        "$(id).yaml",
        "<img src=x onerror=alert(1)>.yaml",
        "{{7*7}}.yaml",
        "[x](javascript:alert(1)).yaml",
        &format!("{long}.yaml"),
        "\\\\server\\share.yaml",
        "C:\\x.yaml",
    ] {
        let mut files: Vec<(String, Vec<u8>)> = nianbao::starter::files()
            .into_iter()
            .map(|(name, bytes)| (name.to_owned(), bytes.to_vec()))
            .collect();
        let slj = files.iter().find(|(file, _)| file == SLJ).expect("it is there").1.clone();
        files.push((format!("{folder}{name}"), slj));
        let project = Project::memory(files);
        let made =
            pipeline::build_workspace(&project, &Selection::default(), "2025-12-20".parse().expect("a day"));
        let made = made.expect("files in memory can be read");
        assert!(!made.broken_templates && made.files.len() > 20, "{name:?}");
        for file in &made.files {
            let inside = std::path::Path::new(&file.path)
                .components()
                .all(|part| matches!(part, std::path::Component::Normal(_)));
            assert!(inside && file.path.is_ascii(), "{name:?} made {}", file.path);
            let is_page = [".html", ".xml", ".md"].iter().any(|end| file.path.ends_with(end));
            let live = String::from_utf8_lossy(&file.bytes).contains("<img src=x");
            assert!(!is_page || !live, "{name:?} in {}", file.path);
        }
        // Hidden files are passed over by every program.
        let said = !codes(&made).is_empty() || name.starts_with('.');
        assert!(said, "{name:?}: of two files of one unit nothing was said");
    }
}
