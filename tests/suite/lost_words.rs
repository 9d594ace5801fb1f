//! A line of a form that was deleted, and text that was written where nobody reads it: each is one finding that names
//! the line, and what it says to do gives back what was meant.

use crate::layout_slips::{FILLED, checked, form_filled};

/// The only finding about a text: its code, its line, and all it says.
fn only(text: &str) -> (&'static str, usize, String) {
    let found = checked(text);
    let [one] = &found.findings[..] else { panic!("{}\n{text}", found.printed()) };
    let line = found.workspace.sources.position(one.place).line;
    (one.rule.code, line, format!("{} {}", one.message, one.help.as_deref().unwrap_or("")))
}

/// The number of the line that begins with some words.
fn line_of(text: &str, begin: &str) -> usize {
    text.lines().position(|line| line.starts_with(begin)).expect("it is there") + 1
}

#[test]
fn the_first_line_of_a_list_is_missed_where_it_stood() {
    for text in [FILLED.to_owned(), form_filled()] {
        for (begin, says) in [
            ("  - 编号: RW-02-01", "补上“- 编号: …”（编号照下发的表，“-”比各键少缩进两格）"),
            ("  - 编号: MS-02-01-1", "列表第一项的前面像是少了“- 编号: …”一行"),
            ("任务:", "在这一行的上面加上一行“任务:”，左端不空格"),
            ("填报信息:", "在这一行的上面加上一行“填报信息:”，左端不空格"),
            ("    资金:", "在这一行的上面加上一行“资金:”，左端空4格"),
        ] {
            // Right below a text a key that is none of the entry's own is text.
            if begin == "    资金:" && text == FILLED {
                continue;
            }
            let line = line_of(&text, begin);
            let without: Vec<&str> =
                text.lines().enumerate().filter(|(at, _)| at + 1 != line).map(|(_, line)| line).collect();
            let (code, at, said) = only(&(without.join("\n") + "\n"));
            assert!(code == "N023" && said.contains(says), "{begin}: {code} {said}");
            // Comments of the form may stand between.
            let between = &without[line - 1..at - 1];
            assert!(between.iter().all(|line| line.trim_start().starts_with('#')), "{begin}: {at}");
        }
    }
}

#[test]
fn a_file_without_its_title_is_one_finding() {
    let text = FILLED.replace("      - 标题: 排查报告\n", "        文件: 排查报告.pdf\n");
    let (code, _, said) = only(&text);
    assert!(code == "N023" && said.contains("补上“- 标题: …”"), "{code} {said}");
}

#[test]
fn a_list_that_is_named_as_on_paper_is_known() {
    for (written, code) in
        [("任务", "N010"), ("一、任务", "N021"), ("一、任务：", "N021"), ("1. 任务", "N021")]
    {
        for text in [FILLED.to_owned(), form_filled()] {
            let bad = text.replace("\n任务:\n", &format!("\n{written}\n"));
            let (found, line, said) = only(&bad);
            assert_eq!((found, line), (code, line_of(&bad, written)), "{said}");
            assert!(said.contains("写成“任务:”"), "{said}");
        }
    }
    // A text may have such a line.
    let text = FILLED.replace("      建立了一口一档。", "      一、任务");
    assert_eq!(checked(&text).codes(), Vec::<&str>::new());
}

#[test]
fn a_text_of_several_lines_behind_a_sign_is_one_finding_whose_mend_works() {
    let plain = "进展情况: |\n      完成两县86个入河排污口的全面排查。\n      建立了一口一档。\n";
    for sign in
        ["& ", "@", "* ", "%", "`", "\"一口\"", "\"", "[1]", "[", "{", "'甲'", "'", "> ", "? ", "- ", "| "]
    {
        for below in ["      建立台账86份；\n      - 移交12处。\n", "  建立台账86份。\n"] {
            let written = format!("进展情况: {sign}完成排查86处，\n{below}");
            let bad = FILLED.replace(plain, &written);
            let found = checked(&bad);
            let [one] = &found.findings[..] else { panic!("{sign}: {}", found.printed()) };
            let line = found.workspace.sources.position(one.place).line;
            assert!(["N011", "N018", "N017"].contains(&one.rule.code), "{sign}: {}", found.printed());
            let (_, block) = one.help.as_deref().unwrap_or("").split_once("：\n").expect("an example");
            let mut lines: Vec<&str> = bad.lines().collect();
            lines.splice(line - 1..line - 2 + block.lines().count(), block.lines());
            let right = lines.join("\n") + "\n";
            assert_eq!(checked(&right).codes(), Vec::<&str>::new(), "{sign}: {right}");
            // The bar of the form and a quote that nothing closes are none of the words.
            let is_stray = ["\"", "'", "| "].contains(&sign);
            let words = block.lines().nth(1).unwrap_or("").trim();
            assert_eq!(words.starts_with("完成"), is_stray, "{sign}: {block}");
        }
    }
    // A text in quotes may have several lines.
    let text = FILLED.replace(plain, "进展情况: \"完成排查86处，\n      建立台账86份。\"\n");
    assert_eq!(checked(&text).codes(), Vec::<&str>::new());
}

#[test]
fn a_quote_that_nothing_closes_loses_no_group() {
    let found = checked(&FILLED.replace("填报日期: 2025-12-08", "填报日期: \"2025-12-08"));
    // The day is not read; 填报信息 stands there.
    assert_eq!(found.codes(), ["N009", "N210"], "{}", found.printed());
}

#[test]
fn lines_behind_a_sign_beside_a_text_are_told() {
    let below = "      建立了一口一档。\n";
    for (written, code, count) in [
        ("# 另排查3处\n", "N035", 0),
        ("    # 2 移交12处\n    # 3 整改8处\n", "N035", 1),
        ("    #2移交12处\n    #3整改8处\n", "N019", 1),
        ("# 移交12处\n      整改8处\n", "N017", 0),
    ] {
        let found = checked(&FILLED.replace(below, &format!("{below}{written}")));
        let [one] = &found.findings[..] else { panic!("{written}: {}", found.printed()) };
        let line = found.workspace.sources.position(one.place).line;
        assert_eq!((one.rule.code, line), (code, line_of(FILLED, below.trim_end()) + 1), "{written}");
        assert_eq!(
            one.related.iter().filter(|other| other.label == "这一行也是").count(),
            count,
            "{written}"
        );
    }
    // What is written over a line by which the form explains itself is none of it.
    let form = form_filled();
    let about = form.lines().find(|line| line.starts_with("    # 完成率（")).expect("it is explained");
    let bad = form.replacen(about, &format!("{about}\n    # 今年：85"), 1);
    assert_eq!(only(&bad).0, "N035");
    let about = form.lines().find(|line| line.starts_with("# 意见建议（")).expect("it is explained");
    assert_eq!(only(&form.replacen(about, "# 意见建议：增加资金200万元", 1)).0, "N035");
    // Last year's answer and the words of the plan are the form's, however many lines they have.
    for own in ["    # 上年：完成12处\n    # 　　　移交3处\n", "  # —— 目标：查清\n  # 并分类整治\n"]
    {
        let bad = form.replacen("    公开表述: |\n", &format!("{own}    公开表述: |\n"), 1);
        assert!(bad != form && checked(&bad).codes().is_empty(), "{own}{}", checked(&bad).printed());
    }
}

#[test]
fn marks_of_programs_say_nothing() {
    for text in [
        format!("{FILLED}---\n"),
        format!("{FILLED}\n---\n# 完\n\n"),
        FILLED.replace("两县86个", "两县\u{c}86个"),
        FILLED.replace("建立了一口一档。", "建立了一口一档。\u{c}"),
    ] {
        assert_eq!(checked(&text).codes(), Vec::<&str>::new(), "{}", checked(&text).printed());
    }
    assert_eq!(only(&format!("{FILLED}---\n{FILLED}")).0, "N013");
}

/// What stands in brackets behind a number or a day is a remark on it: the number is known.
#[test]
fn a_remark_behind_a_number_or_a_day_has_a_place_of_its_own() {
    for (right, written, code, says) in [
        (
            "计划投入: \"120\"",
            "计划投入: 120.5（含省级资金40）",
            "N025",
            "只写数字：120.5；括号里的话写进“进展情况”",
        ),
        (
            "计划投入: \"120\"",
            "计划投入: 120万元（其中中央资金40万元）",
            "N025",
            "只写数字：120；括号里的话写进“进展情况”",
        ),
        ("完成率: 45", "完成率: 45（较上年+12）", "N025", "只写数字：45"),
        (
            "截至日期: 2025-11-30",
            "截至日期: 2025-11-30（初步）",
            "N029",
            "写成 2025-11-30；“（初步）”不写在这里",
        ),
    ] {
        let (found, _, said) = only(&FILLED.replace(right, written));
        assert!(found == code && said.contains(says), "{written}: {found} {said}");
    }
}
