//! Kinds of hostile and unlucky input that no other file of the suite holds, by the numbers of the findings.

use nianbao::diagnostic::Severity;
use nianbao::render::OutputFile;

use crate::support::{Checked, check, starter_files, today};

const SLJ: &str = "submissions/demo/2025/slj.yaml";

/// The starter with a piece of a report replaced.
fn with(from: &str, to: &str) -> Checked {
    let mut files = starter_files();
    let text = String::from_utf8(files[SLJ].clone()).expect("the starter is UTF-8");
    assert!(text.contains(from), "{text}");
    files.insert(SLJ.to_owned(), text.replacen(from, to, 1).into_bytes());
    check(&files)
}

fn built(files: &nianbao::diagnostic::Files) -> (Vec<OutputFile>, Vec<&'static str>) {
    let project = nianbao::source::Project::memory(files.clone());
    let built =
        nianbao::pipeline::build_workspace(&project, &nianbao::pipeline::Selection::default(), today());
    let built = built.expect("memory can be listed");
    let codes = built.findings.iter().map(|found| found.rule.code).collect();
    (built.files, codes)
}

/// `#` is how plants count their furnaces: what stands behind it is no remark without a word.
#[test]
fn f4_text_behind_a_number_sign_is_never_lost_in_silence() {
    for field in ["issues", "next_steps", "public_progress"] {
        for text in ["完成1 #机组改造，2 #机组在建", "完成 #3、#4 高炉", "厂区 #1"] {
            let checked = with("    percent: 45\n", &format!("    percent: 45\n    {field}: {text}\n"));
            let seen = checked.findings.iter().any(|found| {
                let line = checked.workspace.sources.position(found.place).line;
                let of_slj = checked.workspace.sources.path(found.place) == SLJ;
                of_slj && line == 15 && found.severity != Severity::Hint
            });
            assert!(seen, "{field}: {text}\n{}", checked.printed());
        }
    }
    // In a block, in quotes or within a word it is a sign like others.
    for text in ["|\n      完成1 #机组改造", "\"完成1 #机组改造\"", "完成1#机组改造，C#语言"]
    {
        let checked = with("    percent: 45\n", &format!("    percent: 45\n    issues: {text}\n"));
        let codes = checked.codes();
        assert!(!codes.contains(&"N019") && !codes.contains(&"N035"), "{text}\n{}", checked.printed());
    }
}

/// Two wide blanks begin a paragraph here; in a block they are content, wherever they stand.
#[test]
fn f4_wide_blanks_begin_paragraphs() {
    for lines in [
        "　　第一段。\n    第二段。",
        "第一段。\n    　　第二段。",
        "　　第一段。\n\n    　　第二段。\n    第三行。",
    ] {
        let checked = with("summary: |\n", &format!("summary: |\n    {lines}\nsuggestions: |\n"));
        let errors = checked.findings.iter().filter(|found| found.severity == Severity::Error).count();
        assert_eq!(errors, 0, "{lines}\n{}", checked.printed());
    }
}

/// Rules read the value that is published, however it is written in the file.
#[test]
fn f5b_what_escapes_and_folds_hide_is_found() {
    let number = "13800001111";
    let escaped: String = number.chars().map(|c| format!("\\u{:04x}", u32::from(c))).collect();
    let bytes: String = number.chars().map(|c| format!("\\x{:02x}", u32::from(c))).collect();
    for written in [
        format!("\"电话{escaped}。\""),
        format!("\"电话{bytes}。\""),
        "\"电话1380000\\\n      1111。\"".to_owned(),
        "电话１３８０００0１１１１。".to_owned(),
        "\"电话138\\u200b0000\\u200b1111。\"".to_owned(),
        "电话138-0000-1111。".to_owned(),
        "电话138 **0000** 1111。".to_owned(),
    ] {
        let checked =
            with("    percent: 45\n", &format!("    percent: 45\n    public_progress: {written}\n"));
        assert!(checked.codes().contains(&"N601"), "{written}\n{}", checked.printed());
    }
}

/// What a report says is text in the Markdown paper too, behind any number of backslashes.
#[test]
fn f11_no_markup_of_a_report_reaches_the_markdown_paper() {
    for backslashes in 0..4 {
        let strokes = "\\".repeat(backslashes);
        let attack = format!(
            "甲{strokes}<img src=x onerror=alert(1)> 乙{strokes}[点此{strokes}](javascript:alert(2)) 丙"
        );
        let mut files = starter_files();
        let text = String::from_utf8(files[SLJ].clone()).expect("the starter is UTF-8");
        let own = text.replace("    progress: |\n", &format!("    progress: |\n      {attack}\n"));
        assert_ne!(own, text);
        files.insert(SLJ.to_owned(), own.into_bytes());
        let (made, _) = built(&files);
        let papers: Vec<&OutputFile> = made.iter().filter(|file| file.path.ends_with(".md")).collect();
        let mut said = 0;
        for paper in papers {
            let markdown = std::str::from_utf8(&paper.bytes).expect("papers are UTF-8");
            said += markdown.matches("onerror").count();
            let mut html = String::new();
            pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(markdown));
            assert!(
                !html.contains("<img") && !html.contains("javascript:alert(2)\""),
                "{}: {attack}\n{html}",
                paper.path
            );
        }
        assert!(said > 0, "the words stand in a paper");
    }
}

/// One slip in the settings costs what it is about, and nothing else.
#[test]
fn f16_a_slip_in_the_settings_keeps_the_rest() {
    let own = "nianbao: office/1\noffice: 甲市河长办\ncommittee: 甲市委员会\nregion: 示例市\nsite:\n  domain: www.a.cn\n";
    for slip in [
        "  icpp: 备案号\n",
        "  icp: [a\n",
        "cutoff: abc\n",
        "lights: red\n",
        "offfice: x\n",
        "holidays: {2025: x}\n",
    ] {
        let mut files = starter_files();
        files.insert("nianbao.yaml".to_owned(), format!("{own}{slip}").into_bytes());
        let checked = check(&files);
        let told = checked
            .findings
            .iter()
            .any(|found| checked.workspace.sources.path(found.place) == "nianbao.yaml");
        assert!(told, "{slip}: {}", checked.printed());
        let office = &checked.workspace.office;
        assert_eq!(office.office.as_deref(), Some("甲市河长办"), "{slip}: {}", checked.printed());
        assert_eq!(office.committee.as_deref(), Some("甲市委员会"), "{slip}");
    }
}

/// No weight that an office gives lets a secret or a number of a person out, of a report or of its own settings.
#[test]
fn f5b_no_setting_publishes_what_must_stay_in() {
    let text = "完成两县入河排污口的**全面排查**";
    for (code, hidden, word) in [
        ("N601", "电话15912345678", "15912345678"),
        ("N602", "证号11010519491231002X", "11010519491231002X"),
        ("N605", "发shuili@example.com", "shuili@"),
        ("N621", "〔绝密★5年〕甲", "绝密★"),
    ] {
        for weight in ["hint", "verify"] {
            let mut files = starter_files();
            let slj = String::from_utf8(files[SLJ].clone()).expect("the starter is UTF-8");
            files.insert(SLJ.to_owned(), slj.replacen(text, hidden, 1).into_bytes());
            files.insert(
                "nianbao.yaml".to_owned(),
                format!("nianbao: office/1\nregion: 示例市\nseverity: {{{code}: {weight}, N196: hint}}\nsite: {{host_unit: 机密★甲办}}\n")
                    .into_bytes(),
            );
            files.insert("submissions/demo/2025/decisions.yaml".to_owned(), REVIEWED.as_bytes().to_vec());
            let (made, codes) = built(&files);
            assert!(codes.contains(&"N197") && codes.contains(&code), "{code}: {codes:?}");
            let shown = |word: &str| {
                let holds = |file: &&OutputFile| String::from_utf8_lossy(&file.bytes).contains(word);
                let outside = made.iter().filter(|file| file.path.starts_with("public/"));
                outside.filter(holds).count()
            };
            assert!(made.iter().any(|file| file.path == "public/demo/2025/index.html"), "it is published");
            assert_eq!((shown(word), shown("机密★")), (0, 0), "{code}: {weight}");
        }
    }
}

const REVIEWED: &str = "nianbao: decisions/1\nplan: demo\nyear: 2025\nsample: true\n\
                        public_review: {by: 示例办公室, on: 2025-12-18, disclosure: proactive}\n";

/// Two slips side by side cost what they are about: the review still holds, and the others' entries count.
#[test]
fn f16_slips_side_by_side_cost_no_neighbour() {
    let mut files = starter_files();
    let decisions = format!("{REVIEWED}dispatch: {{copies: 甲, addressees: 乙, numbre: 1}}\n");
    files.insert("submissions/demo/2025/decisions.yaml".to_owned(), decisions.into_bytes());
    let (made, codes) = built(&files);
    assert!(codes.contains(&"N024"), "{codes:?}");
    assert!(made.iter().any(|file| file.path == "public/demo/2025/index.html"), "the year stays published");
    let slj = String::from_utf8(files[SLJ].clone()).expect("the starter is UTF-8");
    let marked =
        slj.replacen("    percent: 45\n", "    percent: 45\n    foo: 1\n    bar: [2]\n    baz: {a: 3}\n", 1);
    files.insert(SLJ.to_owned(), marked.into_bytes());
    let checked = check(&files);
    let round = &checked.workspace.plans[0].rounds[0].round;
    let answered = round.submissions.iter().find(|file| checked.workspace.sources.get(file.file).path == SLJ);
    let form = answered.and_then(|file| file.form.as_ref()).expect("the file is read");
    assert!(
        form.tasks.is_empty() && !form.milestones.is_empty() && form.summary.is_some(),
        "{}",
        checked.printed()
    );
}

/// What no XML can hold stops no feed and stands in none.
#[test]
fn f16_control_characters_of_a_title_reach_no_feed() {
    for sign in ['\u{1}', '\u{b}', '\u{1b}', '\u{fffe}'] {
        let mut files = starter_files();
        let plan = String::from_utf8(files["plans/demo.yaml"].clone()).expect("the starter is UTF-8");
        let title = plan.lines().find(|line| line.starts_with("title: ")).expect("it has a title");
        let escaped = format!("title: \"甲\\u{:04x}乙方案\"", u32::from(sign));
        files.insert("plans/demo.yaml".to_owned(), plan.replacen(title, &escaped, 1).into_bytes());
        files.remove("sources/demo.txt");
        let (made, codes) = built(&files);
        assert!(!made.is_empty() || codes.iter().any(|code| code.starts_with("N0")), "{sign:?}: {codes:?}");
        for file in made.iter().filter(|file| file.path.ends_with(".xml") || file.path.ends_with(".html")) {
            let text = std::str::from_utf8(&file.bytes).expect("UTF-8");
            assert!(!text.contains(sign), "{sign:?} in {}", file.path);
        }
    }
}

/// A mark of direction shows another number than is written: it is named, and no page shows it.
#[test]
fn what_turns_a_line_round_is_no_text() {
    for mark in ['\u{200f}', '\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}'] {
        let mut files = starter_files();
        let text = String::from_utf8(files[SLJ].clone()).expect("the starter is UTF-8");
        let own = text.replace("    progress: |\n", &format!("    progress: |\n      完成{mark}12处。\n"));
        assert_ne!(own, text);
        files.insert(SLJ.to_owned(), own.into_bytes());
        assert!(check(&files).codes().contains(&"N633"), "{mark:?}");
        let (made, _) = built(&files);
        let outside = made.iter().filter(|file| !file.path.starts_with("internal/"));
        for file in outside.filter(|file| !file.path.ends_with(".docx")) {
            let text = std::str::from_utf8(&file.bytes).expect("UTF-8");
            assert!(!text.contains(mark), "{mark:?} in {}", file.path);
        }
    }
}
