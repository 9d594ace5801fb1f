//! Slips of the layout of a form, at every field and depth: each is one finding, and what it says to do, done to
//! the letter, gives back what was meant.

use std::sync::Arc;

use nianbao::form::{self, Asked, unit_form};

use crate::round_trip::read;
use crate::support::{Checked, check, starter_files};

const SLJ: &str = "submissions/demo/2025/slj.yaml";

/// What a clerk has filled in: every kind of field has something in it.
pub(crate) const FILLED: &str = "格式: submission/1
方案: demo
年度: 2025
单位: 市水利局
示例数据: true
填报日期: 2025-12-08
截至日期: 2025-11-30
填报信息:
  填报人: 示例填报人
  联系电话: \"13800000000\"
  审核人: 示例审核人
  签发人: 示例签发人
总体情况: |
  本年度排查排污口86个，建立一口一档。
  其中示例河12个。
任务:
  - 编号: RW-02-01
    完成情况: 正常推进
    完成率: 45
    进展情况: |
      完成两县86个入河排污口的全面排查。
      建立了一口一档。
    存在问题: |
      资金缺口120万元。
    资金:
      计划投入: \"120\"
      实际支出: \"80\"
    佐证材料:
      - 标题: 排查报告
节点:
  - 编号: MS-02-01-1
    完成情况: 正常推进
    说明: |
      主体工程已开工。
意见建议: |
  建议加快用地审批。
";

pub(crate) fn checked(text: &str) -> Checked {
    let mut files = starter_files();
    files.insert(SLJ.to_owned(), text.as_bytes().to_vec());
    check(&files)
}

/// The form as the office hands it out, with its comments, and those answers in it.
pub(crate) fn form_filled() -> String {
    let plan = Arc::clone(&checked(FILLED).workspace.plans[0].plan);
    let said = read(&plan, "slj.yaml", FILLED.as_bytes()).0.expect("it can be read");
    let unit = plan.unit_named("slj").expect("it reports");
    let (deadline, last_year, done) = (String::new(), None, Default::default());
    let asked = Asked { plan: &plan, year: 2025, unit, deadline, sample: true, last_year, done };
    form::yaml(&unit_form(&asked).with_answers(&said))
}

/// The ways in which a line slips.
fn slips(line: &str) -> Vec<(&'static str, String)> {
    let indent = line.len() - line.trim_start().len();
    let mut all = vec![("one too many", format!(" {line}")), ("two too many", format!("  {line}"))];
    if indent > 0 {
        all.push(("one too few", line[1..].to_owned()));
        all.push(("at the margin", line.trim_start().to_owned()));
        all.push(("tabs of two", format!("{}{}", "\t".repeat(indent / 2), line.trim_start())));
        all.push(("tabs of four", format!("{}{}", "\t".repeat(indent.div_ceil(4)), line.trim_start())));
    }
    if let Some((key, value)) = line.split_once(": ").filter(|(_, value)| !value.starts_with(['|', '"'])) {
        all.push(("no colon", format!("{key} {value}")));
        all.push(("another sign", format!("{key}；{value}")));
        if !line.contains("- ") {
            all.push(("full-width colon", format!("{key}：{value}")));
        }
    }
    all
}

/// Numbers of lines and a count: `第3—5行…改为4个`.
fn numbers(piece: &str) -> Vec<usize> {
    let all = piece.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    all.map(|number| number.parse().expect("a number")).collect()
}

/// The text with what a finding says to do.
fn mended(text: &str, line: usize, help: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if let Some((_, block)) = help.split_once("多缩进两个半角空格：\n") {
        let key = block.lines().next().expect("a key").trim_end();
        let opener = (0..line).rev().find(|at| lines[*at].trim_end() == key).expect("the key above");
        let old = block.lines().skip(1).map(str::trim);
        for (at, (new, old)) in (opener + 1..).zip(block.lines().skip(1).zip(old)) {
            assert_eq!(lines[at].trim(), old, "the example is what stands there");
            lines[at] = new.to_owned();
        }
        return lines.join("\n") + "\n";
    }
    if let Some(written) = help.split("写成“").nth(1).and_then(|rest| rest.split('”').next()) {
        let old = &lines[line - 1];
        let margin = &old[..old.len() - old.trim_start_matches([' ', '-']).len()];
        let written = written.trim_start_matches("- ");
        lines[line - 1] = format!("{margin}{written}");
    }
    for piece in help.split(['；', '，']).filter(|piece| piece.starts_with('第')) {
        let said = numbers(piece);
        let (first, last, count) = (said[0], said[said.len() - 2], said[said.len() - 1]);
        for line in &mut lines[first - 1..last] {
            *line = match piece {
                piece if piece.contains('补') => format!("{}{line}", " ".repeat(count)),
                piece if piece.contains("删去") => line.split_at(count).1.to_owned(),
                _ => format!("{}{}", " ".repeat(count), line.trim_start()),
            };
        }
    }
    if help.contains("半角冒号") {
        lines[line - 1] = lines[line - 1].replacen('：', ": ", 1);
    }
    lines.join("\n") + "\n"
}

#[test]
fn what_is_said_of_a_slip_done_to_the_letter_gives_back_what_was_meant() {
    let mut wrong = vec![];
    let mut tried = 0;
    for (text, every) in [(FILLED.to_owned(), 1), (form_filled(), 4)] {
        assert_eq!(checked(&text).codes(), Vec::<&str>::new(), "{}\n{text}", checked(&text).printed());
        let lines: Vec<&str> = text.lines().collect();
        // A key that stands both in an entry and in the head may be meant in either.
        let says = |line: &&str| {
            let bare = line.trim();
            !bare.is_empty() && !bare.starts_with('#') && !bare.starts_with("核实说明")
        };
        let lines_that_say = lines.iter().enumerate().filter(|(_, line)| says(line));
        for (at, line) in lines_that_say.step_by(every) {
            for (kind, slipped) in slips(line) {
                let mut with = lines.clone();
                with[at] = &slipped;
                let with = with.join("\n") + "\n";
                let found = checked(&with);
                tried += 1;
                // Text below a bar may stand deeper, and less deep as long as it is deeper than its key.
                let is_free = found.findings.is_empty() && !line.contains(": ") && !line.ends_with(':');
                let is_item = found.findings.is_empty() && line.contains("- 标题");
                if is_free || is_item {
                    continue;
                }
                let [one] = &found.findings[..] else {
                    wrong.push(format!("{kind}: {slipped:?}\n{}", found.printed()));
                    continue;
                };
                let place = found.workspace.sources.position(one.place);
                let mended = mended(&with, place.line, one.help.as_deref().unwrap_or(""));
                let after = checked(&mended);
                let words = |text: &str| text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
                if !after.findings.is_empty() || words(&mended) != words(&text) {
                    let (said, left) = (found.printed(), after.printed());
                    wrong.push(format!("{kind}: {slipped:?}\n{said}done:\n{left}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {tried}\n{}", wrong.len(), wrong.join("\n"));
    assert!(tried > 250, "{tried}");
}

/// A change to the form, the only code it gives, words of what is said, and what is to be written instead.
type Slip = (&'static str, &'static str, &'static str, &'static str);

static OTHERS: &[Slip] = &[
    ("    资金:\n", "    资金: 26000万元\n", "N024", "冒号后面不写内容，写成“资金:”"),
    ("  填报人: 示例", "  填报人示例", "N010", "写成“填报人: 示例填报人”"),
    ("  - 编号: RW", "    编号: RW", "N033", "写成“- 编号: RW-02-01”"),
    ("  - 编号: RW", "  编号: RW", "N033", "写成“- 编号: RW-02-01”"),
    ("进展情况: |", "进展情况: ｜", "N018", "写成“进展情况: |”"),
    ("完成率: 45\n", "完成率: 45  计划完成时间: 2027\n", "N004", "写成两行"),
    ("说明: |\n      主体", "说明: \"东河\"主体", "N009", "写成“说明: “东河”主体工程已开工。”"),
    ("完成情况: 正常推进\n    完成率", "完成情况: 已完成80%\n    完成率", "N031", "完成的百分数写在“完成率”"),
    ("完成情况: 正常推进\n    完成率", "完成情况: 正常\n    完成率", "N031", "是不是“正常推进”？"),
    ("完成率: 45", "完成率: 无", "N036", "没有的留空"),
    ("    资金:\n", "    上年：74\n    资金:\n", "N021", "写成“# 上年：74”"),
    ("  填报人: 示例填报人\n", "  填报人:\n", "N213", "填报人"),
];

#[test]
fn one_slip_is_one_finding_beside_the_words_of_the_form() {
    for text in [FILLED.to_owned(), form_filled()] {
        for (right, written, code, help) in OTHERS {
            let text = text.replace("示例河", "东河");
            let bad = text.replacen(right, written, 1);
            // The form explains its fields between them, and has an empty line for the second key.
            if bad == text || written.contains("计划完成时间") && text.contains("计划完成时间:") {
                continue;
            }
            let found = checked(&bad);
            let codes: Vec<&str> = found.findings.iter().map(|found| found.rule.code).collect();
            assert_eq!(codes, [*code], "{written}\n{}", found.printed());
            let said =
                format!("{} {}", found.findings[0].message, found.findings[0].help.as_deref().unwrap_or(""));
            assert!(said.contains(help), "{written}: {said}");
        }
    }
}

#[test]
fn a_form_pasted_twice_is_one_finding_and_the_first_counts() {
    let found = checked(&format!("{FILLED}{FILLED}"));
    assert_eq!(found.codes(), ["N013"], "{}", found.printed());
    assert_eq!(found.findings.len(), 1);
}

#[test]
fn a_key_that_was_read_as_text_of_another_is_missed() {
    let text = FILLED.replace("    存在问题: |\n", "      存在问题: |\n");
    let found = checked(&text);
    let [one] = &found.findings[..] else { panic!("{}", found.printed()) };
    assert!(one.rule.code == "N017" && one.message.contains("被当作“进展情况”的文字"), "{}", one.message);
    // Where the key stands in the item besides, the line is text.
    let text = FILLED.replace("      建立了一口一档。", "      存在问题: 已整改。");
    assert_eq!(checked(&text).codes(), Vec::<&str>::new());
}

/// The words with which a form explains its fields are those that it writes: a clerk who takes off the sign in front
/// of one is told of that line alone.
#[test]
fn a_line_by_which_the_form_explains_is_known_without_its_sign() {
    let form = form_filled();
    let explains = |line: &&str| {
        let bare = line.trim_start();
        let label = bare.strip_prefix("# ").and_then(|bare| bare.split_once('：')).map(|(label, _)| label);
        bare.len() < line.len() && label.is_some_and(|label| !label.contains(['（', '—', '　']))
    };
    let lines: Vec<&str> = form.lines().filter(explains).collect();
    assert!(lines.len() > 3, "{lines:?}");
    for line in lines {
        let found = checked(&form.replacen(line, &line.replacen("# ", "", 1), 1));
        let [one] = &found.findings[..] else { panic!("{line}: {}", found.printed()) };
        assert!(one.rule.code == "N021" && one.message.contains("行首少了“#”"), "{line}: {}", one.message);
    }
}
