//! The rules about files that lie below `submissions/` and are not read.

use crate::diagnostic::{Edit, Example, Rule, Severity};

/// All rules of this file, by code.
pub static RULES: &[&Rule] = &[&NOT_READ, &PASSED_OVER];

pub(super) static NOT_READ: Rule = Rule {
    code: "N341",
    name: "file-not-read",
    severity: Severity::Error,
    title: "报送文件夹里有没有读取的文件",
    why: "只读取 submissions/方案/年度/ 下以单位编号命名的 .yaml 文件和 Excel 表（.xlsx、.xls、.et、.ods）。扩展名不对、放错文件夹、链接和其他格式的文件都不读取；里面如有报送内容，就没有进入汇总。办公室的 decisions.yaml、text.md 等文件改了名字或扩展名，也不读取。能看出是哪家单位的，该单位计为“材料有误”，不计为未报。",
    example: Example::Edits {
        good: &[],
        bad: &[
            Edit::Remove { file: "submissions/demo/2025/hexi.yaml" },
            Edit::Write {
                file: "submissions/demo/2025/hexi.yaml.txt",
                text: "nianbao: submission/1\nplan: demo\nyear: 2025\nunit: 河西县\nnil_return: 本县境内没有列入清单的入河排污口\n",
            },
        ],
    },
};

pub(super) static PASSED_OVER: Rule = Rule {
    code: "N342",
    name: "file-passed-over",
    severity: Severity::Hint,
    title: "报送文件夹里有多余的文件",
    why: "这个文件没有读取，也看不出有报送内容因此遗漏：同一单位已有报送件，或者不像报送件。请核对后移出文件夹，以免误会。",
    example: Example::File {
        file: "submissions/demo/2025/slj.docx",
        good: "",
        bad: "市水利局2025年度工作总结\n",
    },
};

const RECORD: &str = "submissions/demo/2025/record.yaml";
const CLOSED: &str = "格式: record/1\n方案: demo\n年度: 2025\n定稿日期: 2025-12-18\n决定单位: 示例办公室\n更正:\n  - {决定日期: 2025-12-18, 决定单位: 示例办公室, 内容: 补充, 原因: 漏列, 文件: slj.yaml}\n  - {决定日期: 2025-12-18, 决定单位: 示例办公室, 内容: 补充, 原因: 漏列, 文件: sthjj.yaml}\n  - {决定日期: 2025-12-18, 决定单位: 示例办公室, 内容: 补充, 原因: 漏列, 文件: hedong.yaml}\n  - {决定日期: 2025-12-18, 决定单位: 示例办公室, 内容: 补充, 原因: 漏列, 文件: hexi.yaml}\n  - {决定日期: 2025-12-18, 决定单位: 示例办公室, 内容: 补充, 原因: 漏列, 文件: decisions.yaml}\n";
const NOTES: &str = "nianbao: submission/1\nplan: demo\nyear: 2025\nunit: 河西县\nfilled_on: 2025-12-19\nsample: true\nnil_return: 本县境内没有列入清单的入河排污口\n";

pub(super) static LATER: Rule = Rule {
    code: "N822",
    name: "later-than-the-moment",
    severity: Severity::Hint,
    title: "在所看日期之后的材料，未计入",
    why: "定稿后收到的材料不计入这一年的报告；用 --as-of 回看以前的某一天时，之后填报的材料还不存在。定稿后确需计入的，在 record.yaml 的“更正”里写明。",
    example: Example::Edits {
        good: &[Edit::Write { file: RECORD, text: CLOSED }],
        bad: &[
            Edit::Write { file: RECORD, text: CLOSED },
            Edit::Write { file: "submissions/demo/2025/hexi-2.yaml", text: NOTES },
        ],
    },
};
