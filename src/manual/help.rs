//! What stands behind a key, in a sentence.
//!
//! Takes a key; gives the sentence of the form's definition where the form asks for it, else one from here.

use super::plan_help::PLAN;
use crate::workbook::{Field, HEAD, Need, SHEETS};

/// (kind of file, key of the part or nothing, key) and what is written there; of what a form does not ask for.
pub(super) static OWN: &[(&str, &str, &str, &str)] = &[
    ("", "", "nianbao", "文件的种类和版本，照抄"),
    ("", "", "plan", "方案编号，即 plans 文件夹里的文件名"),
    ("", "", "year", "报告年度，四位数字"),
    ("", "", "sample", "示例数据写 true，每一页都会注明；真实数据不写"),
    ("", "", "id", "方案里的编号，照抄"),
    ("", "", "by", "作出决定的单位"),
    ("", "", "on", "决定的日期，从这一天起有效"),
    ("", "", "reason", "为什么这样决定"),
    ("", "", "document", "依据的文件，写文号；没有的不写"),
    ("", "", "indicator", "指标编号"),
    ("", "", "task", "任务编号"),
    ("submission", "", "unit", "单位的编号、名称或别名"),
    ("submission", "", "people", "谁填写、谁审核；不离开这个文件"),
    ("submission", "", "tasks", "本单位承担的任务，一项一条"),
    ("submission", "", "indicators", "本单位填报的指标，一项一条"),
    ("submission", "", "milestones", "要求本单位填报的节点，一项一条"),
    ("submission", "tasks", "status", "照实选一项；“逾期”由程序计算，不填"),
    ("submission", "milestones", "status", "照实选一项"),
    ("submission", "indicators", "missing", "没有数值时选一项"),
    ("submission", "indicators", "value_status", "选一项；以后还会变的不选终值"),
    ("submission", "last_year", "value_status", "不写即为终值；仍会变的选一项"),
    ("submission", "tasks", "evidence", "证明已完成的材料，一份一条；不公开"),
    ("submission", "tasks", "funds", "本年度资金，万元；不公开"),
    ("submission", "tasks", "explanation", "答复对这一条的核实：写数字、日期、原因"),
    ("submission", "indicators", "explanation", "答复对这一条的核实：写数字、日期、原因"),
    ("submission", "milestones", "explanation", "答复对这一条的核实：写数字、日期、原因"),
    (
        "submission",
        "indicators",
        "last_year",
        "上年的终值，现在已经知道的才填；两个数值都保留，以后与终值比较",
    ),
    ("submission", "evidence", "title", "材料的名称"),
    ("submission", "evidence", "file", "材料的文件名，没有的不写"),
    ("decisions", "", "extensions", "准许哪个单位延期报送"),
    ("decisions", "", "choices", "几家答复不一致时，以哪一家为准"),
    ("decisions", "", "overrides", "办公室认定的任务状态；填报的状态仍然列出"),
    ("decisions", "", "verdicts", "只能由人判断的目标是否达到"),
    ("decisions", "", "accepts", "看过待核实的问题，采用所报的内容"),
    ("decisions", "", "public_review", "公开审查的结论；没有它，这一年度不公开"),
    ("decisions", "", "dispatch", "年度报告的文号、日期、签发人等，印在报告上"),
    ("decisions", "dispatch", "number", "发文字号；没有的不写"),
    ("decisions", "dispatch", "dated", "报告的成文日期；不写则印定稿日期，未定稿的留空"),
    ("decisions", "dispatch", "signatory", "签发人；上行文才印"),
    ("decisions", "dispatch", "contact", "联系人和电话，印在附注"),
    ("decisions", "dispatch", "copies", "抄送的机关"),
    ("decisions", "dispatch", "addressees", "主送的机关；不写则为方案所定"),
    ("decisions", "extensions", "unit", "延期的单位"),
    ("decisions", "extensions", "until", "延到哪一天"),
    ("decisions", "choices", "unit", "以它的答复为准的单位"),
    ("decisions", "overrides", "status", "办公室认定的状态"),
    ("decisions", "overrides", "until", "认定到哪一天为止，可以不写"),
    ("decisions", "verdicts", "year", "目标的年份；没有年份的目标不写"),
    ("decisions", "verdicts", "unit", "只对一个县区的目标，写这个县区"),
    ("decisions", "verdicts", "verdict", "认定的结果"),
    ("decisions", "accepts", "unit", "被问到的单位；办公室自己的事项不写"),
    ("decisions", "accepts", "milestone", "节点编号"),
    ("decisions", "accepts", "value", "同一年有两个历年公布值的，写明采用哪一个"),
    ("decisions", "accepts", "year", "那个数值的年份；几年都有这个数的才写"),
    ("decisions", "accepts", "code", "问题的编号，如 N421"),
    ("decisions", "public_review", "by", "审查的单位"),
    ("decisions", "public_review", "on", "审查的日期"),
    ("decisions", "public_review", "disclosure", "公开的方式"),
    ("decisions", "public_review", "reason", "依申请公开或不予公开的，写明理由"),
    ("record", "", "closed_on", "这一年在哪一天定稿，就在哪一天评价"),
    ("record", "", "by", "决定定稿的单位"),
    ("record", "", "files", "定稿时的材料，由 nianbao close 写成，不要改动"),
    ("record", "", "corrections", "定稿后改动了什么、为什么，新的写在最后"),
    ("record", "files", "file", "年度文件夹里的文件名"),
    ("record", "files", "sha256", "文件定稿时的校验码（SHA-256）"),
    ("record", "files", "lines", "只对收文登记簿：定稿时的行数"),
    ("record", "corrections", "on", "决定更正的日期，从这一天起有效"),
    ("record", "corrections", "by", "决定更正的单位"),
    ("record", "corrections", "what", "改动了什么"),
    ("record", "corrections", "why", "为什么改动"),
    ("record", "corrections", "file", "被改动的文件，只写文件名"),
    ("record", "corrections", "sha256", "文件更正后的校验码，由 nianbao check 给出"),
    ("record", "corrections", "lines", "只对收文登记簿：更正时的行数"),
];

/// A line of [`OWN`], by what it is about.
pub(super) type About = (&'static str, &'static str, &'static str);

/// What is written behind a key of a file or of a part of it.
pub(super) fn of(kind: &str, part: Option<&str>, key: &str) -> Option<String> {
    let (about, help) = line(kind, part, key).unzip();
    let help = help.map(str::to_owned);
    help.clone()
        .filter(|_| about.is_some_and(|(kind, ..): About| !kind.is_empty()))
        .or_else(|| if kind == "submission" { asked(part, key) } else { None })
        .or(help)
}

/// Whether every form asks for a key of a submission, or of an entry of one of its lists.
pub(super) fn is_asked(part: Option<&str>, key: &str) -> bool {
    field(part, key).is_some_and(|field| field.need == Need::Always)
}

/// What the line that explains a key is about, if it stands here.
#[cfg(test)]
pub(super) fn own(kind: &str, part: Option<&str>, key: &str) -> Option<About> {
    line(kind, part, key).map(|(about, _)| about)
}

/// The line of a key, else that of the key everywhere.
fn line(kind: &str, part: Option<&str>, key: &str) -> Option<(About, &'static str)> {
    let find = |kind: &str, part: &str| {
        let is = |(of, list, name, _): &&(&str, &str, &str, &str)| (*of, *list, *name) == (kind, part, key);
        OWN.iter().chain(PLAN).find(is).map(|(of, list, name, help)| ((*of, *list, *name), *help))
    };
    find(kind, part.unwrap_or_default()).or_else(|| find(kind, "*")).or_else(|| find("", ""))
}

/// The year of the manual's own examples.
const YEAR: i32 = 2026;

/// The sentence of the form's definition.
fn asked(part: Option<&str>, key: &str) -> Option<String> {
    field(part, key).map(|field| field.help(YEAR))
}

/// The field of the form's definition.
fn field(part: Option<&str>, key: &str) -> Option<&'static Field> {
    let full = |list: &str| match part {
        Some(part) if part != list => format!("{part}.{key}"),
        _ => key.to_owned(),
    };
    let of_list = |list: &str, fields: &'static [Field]| {
        let wanted = full(list);
        fields.iter().find(|field| field.key == wanted)
    };
    let of_entries = || SHEETS.iter().find_map(|sheet| of_list(sheet.list, sheet.fields));
    of_list("", HEAD).or_else(|| part.and_then(|_| of_entries()))
}
