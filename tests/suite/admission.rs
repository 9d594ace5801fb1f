//! What is wrong is not used, what is asked about is marked or waits, and every question can be answered.

use nianbao::check;
use nianbao::diagnostic::{Diagnostic, Files, Severity};
use nianbao::pipeline::{Selection, build_workspace};
use nianbao::source::Project;

use crate::support::{Checked, check as run, starter_files, today};

const STHJJ: &str = "submissions/demo/2025/sthjj.yaml";
const HEDONG: &str = "submissions/demo/2025/hedong.yaml";
const SLJ: &str = "submissions/demo/2025/slj.yaml";

/// The starter with pieces replaced.
pub(crate) fn changed(changes: &[(&str, &str, &str)]) -> Files {
    let mut files = starter_files();
    for (name, from, to) in changes {
        let bytes = files.get_mut(*name).expect("the starter has the file");
        let text = String::from_utf8_lossy(bytes).into_owned();
        assert!(text.contains(from), "{name} has no {from}");
        *bytes = text.replace(from, to).into_bytes();
    }
    files
}

const REVIEWED: &str = "nianbao: decisions/1\nplan: demo\nyear: 2025\npublic_review: {by: 示例办公室, on: 2025-12-19, disclosure: proactive}\n";

/// With the round cleared for publication, and what else was decided.
pub(crate) fn reviewed(mut files: Files, more: &str) -> Files {
    files.insert("submissions/demo/2025/decisions.yaml".to_owned(), format!("{REVIEWED}{more}").into_bytes());
    files
}

/// The files of an edition, as text.
pub(crate) fn edition(files: &Files, edition: &str) -> Vec<(String, String)> {
    let built = build_workspace(&Project::memory(files.clone()), &Selection::default(), today())
        .expect("memory can be listed");
    let of = built.files.into_iter().filter(|file| file.path.starts_with(edition));
    of.map(|file| (file.path.clone(), String::from_utf8_lossy(&file.bytes).into_owned())).collect()
}

pub(crate) fn all(files: &[(String, String)], wanted: &str) -> Vec<String> {
    files.iter().filter(|(_, text)| text.contains(wanted)).map(|(path, _)| path.clone()).collect()
}

#[test]
fn t1_what_is_wrong_stands_on_no_surface() {
    let bad = [(STHJJ, "value: \"83.3\"\n    n: 10\n    of: 12", "value: \"158.4\"\n    n: 19\n    of: 12")];
    let files = changed(&bad);
    assert!(!edition(&reviewed(files.clone(), ""), "public/demo/2025/").is_empty());
    assert_eq!(all(&edition(&reviewed(files.clone(), ""), "public/"), "158.4"), Vec::<String>::new());
    for name in
        ["review/", "internal/demo/2025/indicators", "internal/demo/2025/files", "internal/demo/2025/data"]
    {
        let of = edition(&files, name);
        assert!(!of.is_empty(), "{name}");
        // The list of findings quotes what is wrong; nothing else does.
        let found = all(&of, "158.4").into_iter().filter(|path| !path.ends_with(".json"));
        assert_eq!(
            found.filter(|path| !path.ends_with("findings.csv")).collect::<Vec<_>>(),
            Vec::<String>::new()
        );
    }
    let internal = edition(&files, "internal/");
    assert!(all(&internal, "材料有误（N402）").iter().any(|path| path.ends_with("river-good-ratio.html")));
    assert!(all(&internal, "材料有误1家").iter().any(|path| path.ends_with("-report.md")));
}

#[test]
fn t1_a_secret_stands_in_no_file_and_personal_data_in_none_outside() {
    let text = "对重点断面加密监测，发现异常及时溯源。";
    let secret = changed(&[(STHJJ, text, "加密监测断面见机密★3年附图七。")]);
    for (path, content) in edition(&secret, "") {
        assert!(!content.contains("附图七"), "{path}");
    }
    let personal = changed(&[(STHJJ, text, "加密监测由18735399999值守。")]);
    let outside = edition(&reviewed(personal.clone(), ""), "public/demo/2025/");
    assert!(!outside.is_empty());
    assert_eq!(all(&outside, "18735399999"), Vec::<String>::new());
    assert_eq!(all(&edition(&personal, "review/"), "18735399999"), Vec::<String>::new());
    let inside = edition(&personal, "internal/");
    assert!(!all(&inside, "18735399999").is_empty());
    assert!(all(&inside, "进展情况：材料有误（N601），不公开").iter().any(|path| path.contains("/tasks/")));
}

#[test]
fn t2_an_open_question_marks_the_figure_inside_and_keeps_it_from_the_public() {
    let asked = changed(&[(HEDONG, "value: \"30\"", "value: \"30.25\"")]);
    let public = edition(&reviewed(asked.clone(), ""), "public/");
    for number in ["30.25", "55.25"] {
        assert_eq!(all(&public, number), Vec::<String>::new());
    }
    assert!(all(&public, "待核实").iter().any(|path| path.ends_with("outlets-fixed.html")));
    let reviewers = edition(&asked, "review/");
    assert!(all(&reviewers, "待核实（N414）").iter().any(|path| path.ends_with("outlets-fixed.html")));
    let inside = edition(&asked, "internal/");
    let marked = all(&inside, "待核实（N414）");
    for surface in ["indicators/outlets-fixed.html", "indicators/index.html", "indicators.csv", "report.json"]
    {
        assert!(marked.iter().any(|path| path.ends_with(surface)), "{surface}: {marked:?}");
    }
    // A paper that somebody signs bears the mark without the code of the rule.
    let paper = inside.iter().find(|(path, _)| path.ends_with("report.md")).expect("there is a paper");
    let told = paper.1.lines().filter(|line| line.contains("完成整治的入河排污口"));
    assert!(
        told.clone().any(|line| line.contains("55.25") && line.contains("待核实")),
        "{:?}",
        told.collect::<Vec<_>>()
    );
}

#[test]
fn t2_an_answer_or_an_acceptance_lets_the_figure_out() {
    let answered =
        [(HEDONG, "value: \"30\"", "value: \"30.5\"\n    explanation: {N414: 一处排口跨县界，两县各计半个}")];
    let waits = |files: &Files| {
        let pages = edition(files, "public/demo/2025/indicators/");
        assert!(!pages.is_empty());
        !all(&pages, "待核实").is_empty()
    };
    assert!(!waits(&reviewed(changed(&answered), "")));
    let asked = || changed(&[(HEDONG, "value: \"30\"", "value: \"30.5\"")]);
    let accepts = "accepts:\n  - {unit: 河东县, indicator: outlets-fixed, code: N414, reason: 与河西县各计半个, by: 示例办公室, on: 2025-12-19}\n";
    assert!(!waits(&reviewed(asked(), accepts)));
    let later = accepts.replace("2025-12-19", "2025-12-25");
    assert!(waits(&reviewed(asked(), &later)), "it counts from its day");
}

#[test]
fn t2_plain_words_answer_one_question_and_not_two() {
    let one = "    value_status: provisional\n    explanation: 上级部门12月20日前不定稿\n";
    let both = "    explanation: 上级部门12月20日前不定稿\n";
    let open = |change: &[(&str, &str, &str)]| {
        run(&changed(change))
            .findings
            .iter()
            .filter(|f| f.severity == Severity::Verify && f.is_open())
            .count()
    };
    let status = "    value_status: provisional\n";
    let value = "value: \"83.3\"\n    n: 10\n    of: 12";
    assert_eq!(open(&[(STHJJ, value, "value: \"83.3\"\n    n: 9\n    of: 12"), (STHJJ, status, one)]), 0);
    assert_eq!(open(&[(STHJJ, value, "value: \"83.3\"\n    n: 9\n    of: 12"), (STHJJ, status, both)]), 2);
}

#[test]
fn t2_a_review_over_open_questions_is_a_finding() {
    let files = changed(&[(HEDONG, "value: \"30\"", "value: \"30.5\"")]);
    assert!(run(&reviewed(files, "")).codes().contains(&"N644"));
}

/// Every rule that asks can be answered: at a unit's entry by its explanation, elsewhere by the office.
#[test]
fn t2_every_question_can_be_answered() {
    let mut wrong = vec![];
    for rule in check::rules().into_iter().filter(|rule| rule.severity == Severity::Verify) {
        let mut files = starter_files();
        rule.example.apply_bad(&mut files).expect("the example fits");
        let asked = run(&files);
        let mut own = asked.findings.iter().filter(|found| found.rule.code == rule.code);
        let Some(found) = own.next() else {
            wrong.push(format!("{}: not found", rule.code));
            continue;
        };
        if !found.is_open() {
            wrong.push(format!("{}: answered in its own example", rule.code));
        }
        for (how, answered) in answers(&asked, &files, found) {
            let same = |again: &&Diagnostic| again.rule.code == rule.code && again.message == found.message;
            let after = run(&answered);
            match after.findings.iter().find(same) {
                Some(again) if again.is_open() => {
                    wrong.push(format!("{}: still open after {how}", rule.code))
                }
                Some(_) => {}
                None => wrong.push(format!("{}: not there any more after {how}", rule.code)),
            }
        }
        if rule.answered_by().is_none() {
            wrong.push(format!("{}: its text does not say what answers it", rule.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The workspace with the finding answered: by the office, and in the unit's file by the unit.
fn answers(asked: &Checked, files: &Files, found: &Diagnostic) -> Vec<(&'static str, Files)> {
    let code = found.rule.code;
    let path = asked.workspace.sources.path(found.place).to_owned();
    let plan = &asked.workspace.plans[0];
    let year = plan.rounds.iter().find(|year| year.round.year == 2025).expect("the round is there");
    let submission = year.round.submissions.iter().find(|s| s.file == found.place.file());
    let line = plan.plan.units().find(|(_, unit)| unit.name.place.contains(found.place)).map(|(at, _)| at);
    let unit = submission.and_then(|s| s.unit).or(line);
    let named = unit.map_or(String::new(), |unit| format!("unit: {}, ", plan.plan.unit(unit).id.as_str()));
    let accept = format!(
        "\naccepts:\n  - {{{named}code: {code}, reason: 已看过原始记录, by: 示例办公室, on: 2025-12-17}}\n"
    );
    let mut accepted = files.clone();
    let decisions = accepted
        .entry("submissions/demo/2025/decisions.yaml".to_owned())
        .or_insert_with(|| b"nianbao: decisions/1\nplan: demo\nyear: 2025\n".to_vec());
    decisions.extend(accept.bytes());
    // What is decided after a year is closed counts in it once a correction says so.
    if let Some(record) = accepted.get_mut("submissions/demo/2025/record.yaml") {
        let line = "  - {决定日期: 2025-12-18, 决定单位: 示例办公室, 内容: 采信, 原因: 已核实, 文件: decisions.yaml}\n";
        record.extend(line.bytes());
    }
    let mut all = vec![("the office's acceptance", accepted)];
    if let Some(form) = submission.and_then(|s| s.form.as_ref()) {
        let mut explained = files.clone();
        let text = String::from_utf8_lossy(&files[&path]).into_owned();
        let entries = (form.tasks.iter().map(|entry| entry.place))
            .chain(form.indicators.iter().map(|entry| entry.place))
            .chain(form.milestones.iter().map(|entry| entry.place));
        let entry = entries.into_iter().find(|entry| entry.contains(found.place));
        explained
            .insert(path, with_explanation(&text, entry.map(|entry| entry.bytes().start), code).into_bytes());
        all.push(("the unit's explanation", explained));
    }
    all
}

/// Writes an explanation at the head of an entry, or of the form.
fn with_explanation(text: &str, entry: Option<usize>, code: &str) -> String {
    let words = format!("explanation: {{{code}: 因9月起断面改由上级考核}}");
    match entry {
        None => text.replacen('\n', &format!("\n{words}\n"), 1),
        Some(at) if text[at..].starts_with('{') => format!("{}{{{words}, {}", &text[..at], &text[at + 1..]),
        Some(at) => format!("{}{words}\n    {}", &text[..at], &text[at..]),
    }
}

#[test]
fn t11_every_field_of_a_submission_is_in_the_one_list() {
    use nianbao::submission::{FIGURE_TEXTS, FORM_TEXTS, MILESTONE_TEXTS, PEOPLE_KEYS, TASK_TEXTS};
    let schema: serde_json::Value = serde_json::from_str(&nianbao::schema::submission()).expect("it is JSON");
    let mut missing = vec![];
    let listed = |type_name: &str, key: &str| match type_name {
        "TaskEntry" => TASK_TEXTS.iter().any(|field| field.key == key),
        "MilestoneEntry" => MILESTONE_TEXTS.iter().any(|field| field.key == key),
        "Figure" => FIGURE_TEXTS.iter().any(|field| field.key == key),
        "Evidence" => TASK_TEXTS.iter().any(|field| field.key == format!("evidence.{key}")),
        "LastYear" => FIGURE_TEXTS.iter().any(|field| field.key == format!("last_year.{key}")),
        "People" => PEOPLE_KEYS.contains(&key),
        _ => FORM_TEXTS.iter().any(|field| field.key == key),
    };
    // What is looked up or compared and never shown as it is typed.
    let looked_up = ["id", "nianbao", "plan", "unit"];
    let mut seen = 0;
    let definitions = schema["$defs"].as_object().expect("there are definitions");
    let parts = definitions.iter().map(|(name, part)| (name.as_str(), part)).chain([("Form", &schema)]);
    for (name, part) in parts {
        let Some(properties) = part["properties"].as_object() else { continue };
        for (key, property) in properties.iter().filter(|(key, _)| key.is_ascii()) {
            let text = property.to_string();
            let is_text = text.contains("\"string\"") && !text.contains("pattern") && !text.contains("enum")
                || text.contains("Explanation");
            if is_text && !looked_up.contains(&key.as_str()) {
                seen += 1;
                if !listed(name, key) {
                    missing.push(format!("{name}.{key}"));
                }
            }
        }
    }
    assert!(seen > 20, "the schema has texts: {seen}");
    assert!(missing.is_empty(), "in no list of texts: {missing:?}");
}

#[test]
fn t11_the_standard_and_the_papers_of_a_figure_are_read_as_they_are_published() {
    let cases = [
        (STHJJ, "standard: GB 3838—2002", "standard: GB 3838—2002 咨询18735399999", "N601"),
        (
            SLJ,
            "progress: |\n      完成两县入河排污口的**全面排查**，建立了一口一档。",
            "progress: \"排查完成。\\u0031873539999\\x39\"",
            "N601",
        ),
        (SLJ, "percent: 45\n", "percent: 45\n    evidence: [{title: 名单（11010519491231002X）}]\n", "N602"),
    ];
    for (file, from, to, code) in cases {
        assert!(run(&changed(&[(file, from, to)])).codes().contains(&code), "{to}");
    }
}

#[test]
fn t2_a_first_year_is_looked_at_beside_the_plan_and_the_units_own_words() {
    let codes = |changes: &[(&str, &str, &str)]| run(&changed(changes)).codes();
    let value = "value: \"83.3\"\n    n: 10\n    of: 12";
    // A tenth of baseline and target, thousands of times the target, a beginning.
    assert!(codes(&[(STHJJ, value, "value: \"8.3\"")]).contains(&"N451"));
    assert!(codes(&[(HEDONG, "value: \"30\"", "value: \"420000\"")]).contains(&"N451"));
    assert!(!codes(&[(HEDONG, "value: \"30\"", "value: \"12\"")]).contains(&"N451"));
    let text = "对重点断面加密监测，发现异常及时溯源。";
    let words = "全市地表水优良断面比例升至0.833%，其余照旧。";
    assert!(codes(&[(STHJJ, text, words)]).contains(&"N452"));
    assert!(!codes(&[(STHJJ, text, "农村卫生厕所普及率升至0.833%，其余照旧。")]).contains(&"N452"));
}

#[test]
fn t2_a_count_on_its_way_is_no_jump_and_a_changed_base_is_told() {
    let last = |figure: &str| {
        format!(
            "nianbao: submission/1\nplan: demo\nyear: 2024\nunit: 河东县\nsample: true\nfilled_on: 2024-12-10\nindicators:\n  - {{id: outlets-fixed, {figure}, period: 1—11月, value_status: provisional, source: 县统计（示例）}}\n"
        )
    };
    let with = |now: &str, before: &str| {
        let mut files =
            changed(&[(HEDONG, "value: \"30\"", now), (HEDONG, "period: 累计", "period: 1—11月")]);
        files.insert("submissions/demo/2024/hedong.yaml".to_owned(), last(before).into_bytes());
        run(&files).codes()
    };
    assert!(!with("value: \"66\"", "value: \"38\"").contains(&"N422"));
    assert!(with("value: \"176\"", "value: \"38\"").contains(&"N422"), "beyond the target");
    assert!(with("value: \"40\"\n    n: 4\n    of: 10", "value: \"38\", n: 5, of: 13").contains(&"N428"));
}

/// Two are asked for one figure, and one of the answers is in question: what is left is not the city's figure.
#[test]
fn t2_a_question_about_one_of_two_figures_leaves_no_figure_in_public() {
    const PLAN: &str = "plans/demo.yaml";
    const SLJ: &str = "submissions/demo/2025/slj.yaml";
    let end = "note: 主体工程已开工。}\n";
    let second = format!(
        "{end}indicators:\n  - {{id: river-good-ratio, value: \"87.5\", n: 10.5, of: 12, period: 1—11月, value_status: provisional, standard: GB 3838—2002, source: 示例, as_of: 2025-11-30}}\n"
    );
    let two = (PLAN, "reported_by: [sthjj]", "reported_by: [sthjj, slj]");
    let files = reviewed(changed(&[two, (SLJ, end, &second)]), "");
    let built = run(&files);
    let asked =
        |f: &&Diagnostic| f.is_open() && f.severity == Severity::Verify && f.message.contains("优良断面");
    assert!(built.findings.iter().any(|f| asked(&f)), "{:?}", built.codes());
    let pages = crate::moment::built(&files, "2025-12-20");
    for name in ["public/demo/2025/data/indicators.csv", "public/demo/2025/data/values.csv"] {
        let page =
            pages.iter().find(|(path, _)| path == name).unwrap_or_else(|| panic!("{name} is not made"));
        let text = String::from_utf8_lossy(&page.1).into_owned();
        let whole = text.lines().filter(|l| l.contains("river-good-ratio") && !l.contains("局,2025年"));
        for line in whole.filter(|line| !line.contains("2024年,80")) {
            assert!(!line.contains(",83.3,") && !line.contains(",87.5,"), "{name}: {line}");
        }
    }
}

/// One unit says 滞后 with a percentage that asks a question: without its word the others' is not the task's.
#[test]
fn t2_a_question_about_a_unit_s_status_leaves_no_better_status_in_public() {
    let own = "status: on_track\n    percent: 45";
    let files = reviewed(
        changed(&[(
            SLJ,
            own,
            "status: behind\n    percent: 100\n    issues: 用地手续未办结\n    next_steps: 明年3月底前办结用地手续",
        )]),
        "",
    );
    let pages = crate::moment::built(&files, "2025-12-20");
    let status = |edition: &str| {
        let name = format!("{edition}/demo/2025/data/tasks.csv");
        let page = pages.iter().find(|(path, _)| *path == name).expect("it is made");
        let text = String::from_utf8_lossy(&page.1).into_owned();
        text.lines().find(|line| line.starts_with("RW-02-01")).expect("the task has a row").to_owned()
    };
    assert!(status("internal").contains(",behind,滞后,"), "{}", status("internal"));
    let public = status("public");
    assert!(public.contains(",open,待核实,") && !public.contains("正常推进"), "{public}");
    let task = pages.iter().find(|(path, _)| path == "public/demo/2025/tasks/rw-02-01.html");
    let task = String::from_utf8_lossy(&task.expect("it has a page").1).into_owned();
    assert!(task.contains("可能改变总体状态"), "the page says why");
}
