//! A clerk fills in the workbook that the office handed out, and does it wrongly: each mistake is told once, in
//! its cell, in words that mend it; and mended as told the workbook is clean.

use std::fmt::Write as _;

use nianbao::diagnostic::{Diagnostic, Files, Severity};
use nianbao::form::{self, Asked, unit_form};
use nianbao::source::{Sheet, SourceFile};

use crate::round_trip::read;
use crate::support::{Checked, check, starter_files};

const STHJJ: &str = "submissions/demo/2025/sthjj";

/// A workbook in the clerk's hands.
#[derive(Clone)]
pub(crate) struct Desk {
    sheets: Vec<Sheet>,
}

impl Desk {
    /// The form of 市生态环境局 with its right answers, as `form` writes it.
    pub(crate) fn filled() -> Self {
        let files = starter_files();
        let plan = std::sync::Arc::clone(&check(&files).workspace.plans[0].plan);
        let said = read(&plan, "sthjj.yaml", &files[&format!("{STHJJ}.yaml")]).0.expect("it can be read");
        let unit = plan.unit_named("sthjj").expect("it reports");
        let asked = Asked {
            plan: &plan,
            year: 2025,
            unit,
            deadline: String::new(),
            sample: true,
            last_year: None,
            done: Default::default(),
        };
        let book = form::workbook(&unit_form(&asked).with_answers(&said)).expect("it fits");
        Desk { sheets: SourceFile::new("sthjj.xlsx", &book).sheets.clone() }
    }

    pub(crate) fn sheet(&mut self, name: &str) -> &mut Sheet {
        self.sheets.iter_mut().find(|sheet| sheet.name == name).expect("the form has it")
    }

    /// Row and column of a cell: below a heading, in the row of an id or a label.
    pub(crate) fn at(&mut self, sheet: &str, row: &str, heading: &str) -> (u32, u32) {
        let sheet = self.sheet(sheet);
        let heads = sheet.heads(3);
        let column = heads.iter().find(|(_, head)| head == heading).expect("a heading").0;
        let is_row = |(at, cell): (&(u32, u32), &nianbao::source::Written)| {
            (at.0 > 3 && at.1 <= 2 && cell.text == row).then_some(at.0)
        };
        (sheet.cells.iter().find_map(is_row).expect("a row"), column)
    }

    /// Types into a cell; nothing empties it.
    pub(crate) fn types(mut self, sheet: &str, row: &str, heading: &str, words: &str) -> Self {
        let at = self.at(sheet, row, heading);
        self.puts(sheet, at, words)
    }

    pub(crate) fn puts(mut self, sheet: &str, at: (u32, u32), words: &str) -> Self {
        let cells = &mut self.sheet(sheet).cells;
        cells.remove(&at);
        if !words.is_empty() {
            let written = nianbao::source::Written { text: words.to_owned(), ..Default::default() };
            cells.insert(at, written);
        }
        self
    }

    /// Copies a sheet, as the window does.
    pub(crate) fn copies(mut self, sheet: &str, name: &str) -> Self {
        let copy = Sheet { name: name.to_owned(), ..self.sheet(sheet).clone() };
        self.sheets.push(copy);
        self
    }

    pub(crate) fn without(mut self, sheet: &str) -> Self {
        self.sheets.retain(|one| one.name != sheet);
        self
    }

    /// The workbook as an office program saves it.
    fn saved(&self) -> Vec<u8> {
        let mut all = String::new();
        for sheet in &self.sheets {
            let _ = write!(all, r#"<table:table table:name="{}">"#, sheet.name);
            let last = sheet.rows().last().copied().unwrap_or(0);
            for row in 1..=last {
                all.push_str("<table:table-row>");
                let wide = sheet.cells.keys().filter(|at| at.0 == row).map(|at| at.1).max().unwrap_or(0);
                for column in 1..=wide {
                    all.push_str(&cell(sheet.text(row, column)));
                }
                all.push_str("</table:table-row>");
            }
            all.push_str("</table:table>");
        }
        format!(
            r#"<?xml version="1.0"?><office:document xmlns:office="o" xmlns:table="t" xmlns:text="x" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>{all}</office:spreadsheet></office:body></office:document>"#
        )
        .into_bytes()
    }

    /// What the rules say of it in its round.
    pub(crate) fn checked(&self) -> Checked {
        let mut files: Files = starter_files();
        files.remove(&format!("{STHJJ}.yaml")).expect("the starter has it");
        files.insert(format!("{STHJJ}.fods"), self.saved());
        check(&files)
    }
}

fn cell(text: &str) -> String {
    if text.is_empty() {
        return "<table:table-cell/>".to_owned();
    }
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let lines: String = escaped.split('\n').map(|line| format!("<text:p>{line}</text:p>")).collect();
    format!(r#"<table:table-cell office:value-type="string">{lines}</table:table-cell>"#)
}

/// Code, cell and message of each finding about the workbook.
pub(crate) fn told(checked: &Checked) -> Vec<String> {
    let of = |found: &Diagnostic| {
        let sources = &checked.workspace.sources;
        let here = sources.path(found.place).starts_with(STHJJ);
        let cell = sources.cell_words(found.place).unwrap_or_default();
        here.then(|| {
            format!("{} {cell} {} {}", found.rule.code, found.message, found.help.as_deref().unwrap_or(""))
        })
    };
    checked.findings.iter().filter_map(of).collect()
}

#[test]
fn what_the_office_hands_out_filled_in_is_clean() {
    let checked = Desk::filled().checked();
    assert!(checked.findings.is_empty(), "{}", checked.printed());
}

/// One mistake: what the clerk does, the one code, and words that the finding must have.
pub(crate) struct Slip {
    pub(crate) name: &'static str,
    pub(crate) done: fn(Desk) -> Desk,
    pub(crate) code: &'static str,
    pub(crate) says: &'static [&'static str],
}

const T: &str = "任务台账";
const I: &str = "指标";
const TASK: &str = "RW-02-01";
const RATIO: &str = "river-good-ratio";

static SLIPS: &[Slip] = &[
    Slip {
        name: "the unit of measure",
        done: |d| d.types(I, RATIO, "计量单位", "‰"),
        code: "N722",
        says: &["第5行", "“‰”", "“%”", "（D5）", "换算"],
    },
    Slip {
        name: "target and unit of a row, due of a task",
        done: |d| d.types(I, RATIO, "方案目标", "2027年目标≥80%"),
        code: "N713",
        says: &["“指标”第5行", "“方案目标”", "（E5）"],
    },
    Slip {
        name: "the due day",
        done: |d| d.types(T, TASK, "完成时限", "2030年"),
        code: "N713",
        says: &["“完成时限”", "（E5）"],
    },
    Slip {
        name: "goal and due and title at once",
        done: |d| {
            let d = d.types(T, TASK, "工作目标", "自定目标").types(T, TASK, "完成时限", "2030年");
            d.types(T, TASK, "重点任务", "整治全部排口")
        },
        code: "N713",
        says: &["“重点任务”“工作目标”“完成时限”", "（C5）"],
    },
    Slip {
        name: "an answer in the column of last year",
        done: |d| d.types(T, TASK, "上年填报", "本年对重点断面加密监测。"),
        code: "N713",
        says: &["“上年填报”", "白色格"],
    },
    Slip {
        name: "over the example",
        done: |d| d.types(T, "示例", "进展情况", "对重点断面加密监测，发现异常及时溯源。"),
        code: "N723",
        says: &["第4行", "“进展情况”", "（I4）"],
    },
    Slip {
        name: "over the example, with the id",
        done: |d| d.types(T, "示例", "进展情况", "监测。").types(T, "示例", "编号", TASK),
        code: "N723",
        says: &["编号“RW-02-01”"],
    },
    Slip {
        name: "a status of one's own",
        done: |d| d.types(T, TASK, "完成情况", "基本完成"),
        code: "N031",
        says: &["“基本完成”", "正常推进", "（G5）"],
    },
    Slip {
        name: "a percentage with its sign",
        done: |d| d.types(T, TASK, "完成率", "40%"),
        code: "N026",
        says: &["只写数字：40", "（H5）"],
    },
    Slip {
        name: "a share of one for a percentage",
        done: |d| d.types(T, TASK, "完成率", "0.4"),
        code: "N412",
        says: &["是不是40", "（H5）"],
    },
    Slip {
        name: "a share of one for a figure",
        done: |d| d.types(I, RATIO, "数值", "0.833"),
        code: "N412",
        says: &["83.3", "（G5）"],
    },
    Slip {
        name: "parts that do not make the value",
        done: |d| d.types(I, RATIO, "分子", "9"),
        code: "N401",
        says: &["9÷12", "（G5）"],
    },
    Slip {
        name: "one part of two",
        done: |d| d.types(I, RATIO, "分母", ""),
        code: "N403",
        says: &["“分子”和“分母”两格"],
    },
    Slip {
        name: "a date in words",
        done: |d| d.types("基本情况", "截至日期", "填写", "2025年11月底"),
        code: "N029",
        says: &["2025-11-30", "（B8）"],
    },
    Slip {
        name: "no period",
        done: |d| d.types(I, RATIO, "时段", ""),
        code: "N232",
        says: &["时段", "例如 1—11月"],
    },
    Slip {
        name: "a stroke for nothing",
        done: |d| d.types(I, RATIO, "数值", "/").types(I, RATIO, "分子", "").types(I, RATIO, "分母", ""),
        code: "N025",
        says: &["“/”", "“缺失原因”"],
    },
    Slip {
        name: "behind without reasons",
        done: |d| {
            d.types(T, TASK, "完成情况", "滞后").types(T, TASK, "下一步措施", "3月底前完成第二批。").types(
                T,
                TASK,
                "计划完成时间",
                "2026-06-30",
            )
        },
        code: "N502",
        says: &["存在问题"],
    },
    Slip {
        name: "finished without evidence",
        done: |d| d.types(T, TASK, "完成情况", "已完成").types(T, TASK, "完成率", "100"),
        code: "N501",
        says: &["佐证材料"],
    },
    Slip {
        name: "a milestone done without a day",
        done: |d| d.types("节点", "MS-02-01-1", "完成情况", "已完成"),
        code: "N525",
        says: &["完成日期"],
    },
    Slip {
        name: "another year in the form",
        done: |d| d.types("基本情况", "年度", "填写", "2024"),
        code: "N704",
        says: &["2025年度", "2024"],
    },
    Slip {
        name: "another unit in the form",
        done: |d| d.types("基本情况", "单位", "填写", "市水利局"),
        code: "N704",
        says: &["市生态环境局", "市水利局"],
    },
    Slip {
        name: "a row added at the end",
        done: |d| d.puts(T, (6, 3), "环保宣传").puts(T, (6, 7), "正常推进").puts(T, (6, 9), "宣传六次。"),
        code: "N710",
        says: &["环保宣传"],
    },
    Slip {
        name: "the id deleted",
        done: |d| d.types(T, TASK, "编号", ""),
        code: "N711",
        says: &["按名称认定"],
    },
    Slip {
        name: "a head renamed", done: |d| d.puts(T, (3, 9), "情况"), code: "N706", says: &["“进展情况”"]
    },
];

#[test]
fn each_slip_of_a_clerk_is_told_once_in_its_cell() {
    each_is_told_once(SLIPS);
}

/// Does each of some slips by itself: there is one finding, of its code and with its words.
pub(crate) fn each_is_told_once(slips: &[Slip]) {
    let mut wrong = vec![];
    for slip in slips {
        let said = told(&(slip.done)(Desk::filled()).checked());
        let of: Vec<&String> = said.iter().filter(|line| line.starts_with(slip.code)).collect();
        let all = of.len() == 1 && slip.says.iter().all(|words| of[0].contains(words));
        if !all || said.len() != 1 {
            wrong.push(format!("{}: {} {:?}\n{}\n", slip.name, slip.code, slip.says, said.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn without_the_hidden_sheet_a_form_is_read_all_the_same() {
    let bare = Desk::filled().without("_form");
    let checked = bare.checked();
    let serious = checked.findings.iter().filter(|found| found.severity == Severity::Error).count();
    assert_eq!(serious, 0, "{}", checked.printed());
    let over = bare.types(T, "示例", "进展情况", "对断面监测。").checked();
    assert!(over.codes().contains(&"N723"), "{}", over.printed());
}
