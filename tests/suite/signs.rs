//! Values of a form that begin with a sign, and other slips in which text was lost or a fault was told twice.

use crate::support::{Checked, check, starter_files};

const SLJ: &str = "submissions/demo/2025/slj.yaml";
const PROGRESS: &str = "    progress: |\n      完成两县入河排污口的**全面排查**，建立了一口一档。\n";

fn with(old: &str, new: &str) -> Checked {
    let mut files = starter_files();
    let text = String::from_utf8(files[SLJ].clone()).expect("text");
    assert!(text.contains(old), "{old}");
    files.insert(SLJ.to_owned(), text.replacen(old, new, 1).into_bytes());
    check(&files)
}

#[test]
fn a_value_that_begins_with_a_sign_is_never_lost_in_silence() {
    for sign in ["&", "*", "!", "%", "@", "`", "- ", "? "] {
        for words in ["建成投用", "建成 投用污水厂两座", "建成\"一口一档\"两座"] {
            let written = format!("    progress: {sign}{words}\n");
            let checked = with(PROGRESS, &written);
            assert_eq!(checked.codes(), ["N011"], "{written}{}", checked.printed());
            let quote = if words.contains('"') { '\'' } else { '"' };
            let help = if words.contains('"') { "半角单引号" } else { "加半角引号" };
            assert!(checked.printed().contains(help), "{}", checked.printed());
            let mended = with(PROGRESS, &format!("    progress: {quote}{sign}{words}两座12个{quote}\n"));
            assert!(mended.findings.is_empty(), "{sign}{words} {}", mended.printed());
        }
    }
}

#[test]
fn signs_in_braces_and_before_groups_are_told_and_spoil_nothing_else() {
    let checked = with("note: 主体工程已开工。", "note: &主体工程已开工。");
    assert_eq!(checked.codes(), ["N011"], "{}", checked.printed());
    for (old, new) in [
        ("tasks:\n", "tasks: &任务\n"),
        ("  - id: RW-02-01\n", "  - &甲 id: RW-02-01\n"),
        ("progress: |\n", "progress: &重点 |\n"),
    ] {
        let checked = with(old, new);
        assert_eq!(checked.codes(), ["N011"], "{new}{}", checked.printed());
        assert!(checked.printed().contains("多余的删去"), "{}", checked.printed());
    }
}

#[test]
fn what_refers_to_each_other_is_read() {
    let checked = with("status: on_track\n    percent: 45\n", "status: &state on_track\n    percent: 45\n");
    assert_eq!(checked.codes(), ["N011"], "nobody refers to it: {}", checked.printed());
    let (old, new) = ("status: on_track, note: 主体工程已开工。", "status: *state, note: 主体工程已开工。");
    let mut files = starter_files();
    let text = String::from_utf8(files[SLJ].clone()).expect("text");
    let text = text.replacen("status: on_track", "status: &state on_track", 1).replacen(old, new, 1);
    files.insert(SLJ.to_owned(), text.into_bytes());
    let checked = check(&files);
    assert!(checked.findings.is_empty(), "{}", checked.printed());
}

#[test]
fn the_empty_line_of_a_key_written_on_another_line_is_no_second_fault() {
    let checked = with("status: on_track\n    percent: 45\n", "status: on_track percent: 45\n    percent:\n");
    assert_eq!(checked.codes(), ["N004"], "{}", checked.printed());
    assert!(checked.printed().contains("删去下面空着的“percent:”一行"), "{}", checked.printed());
    let other =
        with("status: on_track\n    percent: 45\n", "status: on_track percent: 45\n    percent: 50\n");
    assert!(other.codes().contains(&"N022"), "{}", other.printed());
}

#[test]
fn a_text_that_was_cut_off_is_not_called_empty_as_well() {
    let checked = with(PROGRESS, "    progress: 按要求 #1机组改造12处\n");
    assert_eq!(checked.codes(), ["N019"], "{}", checked.printed());
}

#[test]
fn words_for_a_status_lead_to_the_one_they_mean() {
    for (written, meant) in [
        ("已启动", "正常推进"),
        ("超额完成", "已完成"),
        ("推进缓慢", "滞后"),
        ("尚未开工", "未启动"),
        ("常态化", "长期坚持"),
    ] {
        let checked = with("status: on_track\n    percent", &format!("status: {written}\n    percent"));
        assert_eq!(checked.codes(), ["N031"], "{}", checked.printed());
        assert!(checked.printed().contains(&format!("是不是“{meant}")), "{}", checked.printed());
    }
    let checked = with("status: on_track\n    percent", "status: 基本完成\n    percent");
    assert!(!checked.printed().contains("是不是"), "{}", checked.printed());
}

#[test]
fn explanations_that_say_nothing_are_one_finding_of_a_unit() {
    let mut files = starter_files();
    let text = String::from_utf8(files[SLJ].clone()).expect("text");
    let text = text.replacen("    percent: 45\n", "    percent: 45\n    explanation: 无\n", 1);
    let text = text.replacen("note: 主体工程已开工。", "note: 主体工程已开工。, explanation: 已核实", 1)
        + "explanation: 属实\n";
    files.insert(SLJ.to_owned(), text.into_bytes());
    let checked = check(&files);
    assert_eq!(checked.findings.len(), 1, "{}", checked.printed());
    assert_eq!(checked.codes(), ["N546"]);
    assert!(
        checked.printed().contains("共3处") && checked.printed().contains("“已核实”"),
        "{}",
        checked.printed()
    );
}

#[test]
fn text_that_was_written_as_a_comment_is_told() {
    for (old, new, code) in [
        ("    percent: 45\n", "    percent: 45\n    issues: # 用地手续未办结\n", "N035"),
        ("    percent: 45\n", "    percent: 45\n    issues: |\n    # 用地手续未办结\n", "N035"),
        ("    percent: 45\n", "    percent: 45\n    issues: #用地手续未办结\n", "N019"),
        (PROGRESS, "    progress: |\n      新增用户12家。\n    #2 新增用户4家\n", "N019"),
    ] {
        let checked = with(old, new);
        assert_eq!(checked.codes(), [code], "{new}{}", checked.printed());
    }
}

#[test]
fn an_item_that_lost_its_first_line_is_one_finding() {
    let more = "    status: on_track\n    percent: 45\n    progress: 另一项完成排查12处。\n    issues: 用地手续慢。\n";
    let checked = with("milestones:\n", &format!("{more}milestones:\n"));
    assert_eq!(checked.codes(), ["N022"], "{}", checked.printed());
    assert_eq!(checked.findings.len(), 1, "{}", checked.printed());
    assert!(checked.printed().contains("前面像是少了“- id: …”一行"), "{}", checked.printed());
}

#[test]
fn numbers_in_brackets_fences_and_breaks_of_word_are_told_or_read() {
    let numbered = with(PROGRESS, "    progress: [1]完成排查12处；[2]完成整改5处\n");
    assert!(numbered.printed().contains("加半角双引号"), "{}", numbered.printed());
    let mut files = starter_files();
    let text = String::from_utf8(files[SLJ].clone()).expect("text");
    files.insert(SLJ.to_owned(), format!("```yaml\n{text}```\n").into_bytes());
    let fenced = check(&files);
    assert!(fenced.printed().contains("删去这一行；开头和结尾"), "{}", fenced.printed());
    let broken = with(PROGRESS, "    progress: 完成排查12处。\u{b}完成整改5处。\n");
    assert!(broken.findings.is_empty(), "{}", broken.printed());
}

#[test]
fn quotes_inside_a_value_are_none_around_it() {
    let checked = with("    percent: 45\n", "    percent: 45\n    new_due: “十四五”末\n");
    assert_eq!(checked.codes(), ["N029"], "{}", checked.printed());
}

#[test]
fn last_years_value_has_no_reason_and_no_remark() {
    let mut files = starter_files();
    let name = "submissions/demo/2025/sthjj.yaml";
    let text = String::from_utf8(files[name].clone()).expect("text");
    let (old, new) = ("    period: 1—11月\n", "    period: 1—11月\n    last_year: {value: 达到要求}\n");
    files.insert(name.to_owned(), text.replacen(old, new, 1).into_bytes());
    let checked = check(&files);
    assert_eq!(checked.codes(), ["N025"], "{}", checked.printed());
    let printed = checked.printed();
    assert!(!printed.contains("missing") && !printed.contains("note"), "{printed}");
}

#[test]
fn of_two_files_of_one_unit_neither_with_its_name_one_is_taken_and_named() {
    let mut files = starter_files();
    let text = files.remove(SLJ).expect("the starter has it");
    for name in ["水利局上报.yaml", "水利局上报2.yaml"] {
        files.insert(format!("submissions/demo/2025/{name}"), text.clone());
    }
    let checked = check(&files);
    assert_eq!(checked.codes(), ["N205"], "{}", checked.printed());
    assert!(checked.printed().contains("两份都没有以单位编号“slj”命名"), "{}", checked.printed());
}

#[test]
fn a_public_wording_that_refers_to_another_cell_words_nothing() {
    for words in ["见进展情况", "同I5", "与进展情况相同。"] {
        let checked = with("    percent: 45\n", &format!("    percent: 45\n    public_progress: {words}\n"));
        assert_eq!(checked.codes(), ["N550"], "{words} {}", checked.printed());
    }
}

#[test]
fn a_list_that_lost_the_line_of_its_name_is_one_finding() {
    for (name, list) in [(SLJ, "tasks"), ("submissions/demo/2025/sthjj.yaml", "indicators")] {
        let mut files = starter_files();
        let text = String::from_utf8(files[name].clone()).expect("text");
        files.insert(name.to_owned(), text.replacen(&format!("{list}:\n"), "", 1).into_bytes());
        let checked = check(&files);
        assert_eq!(checked.codes(), ["N023"], "{}", checked.printed());
        let printed = checked.printed();
        assert!(printed.contains(&format!("缺少“{list}:”一行")) && checked.findings.len() == 1, "{printed}");
    }
}

#[test]
fn a_line_above_the_form_is_one_finding() {
    let mut files = starter_files();
    let text = String::from_utf8(files[SLJ].clone()).expect("text");
    let above = "市水利局报送材料\n\n# 2. 没有内容的留空。以 # 开头的行是说明，不必删除。\n";
    files.insert(SLJ.to_owned(), format!("{above}{text}").into_bytes());
    let checked = check(&files);
    assert_eq!(checked.codes(), ["N010"], "{}", checked.printed());
    assert!(checked.printed().contains("删去这一行，或在行首加“#”"), "{}", checked.printed());
}
