//! The rules of group N8 about the record of a year.

use crate::diagnostic::{Edit, Example, Rule, Severity};

/// All rules of the record, by code.
pub static RULES: &[&Rule] = &[&CHANGED, &PLAN_WITHOUT_RECORD, &WRONG_RECORD, &WITHOUT_DIGEST];

const RECORD: &str = "submissions/demo/2025/record.yaml";

/// Said of a file that only a faulty correction names.
pub(super) const FAULTY: &str = "更正记录有误";

/// A record after which one file was changed; the others have their corrections.
const CLOSED: &str = "格式: record/1\n方案: demo\n年度: 2025\n定稿日期: 2025-12-18\n决定单位: 示例办公室\n定稿材料:\n  - {文件: slj.yaml, 校验码: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855}\n更正:\n  - {决定日期: 2025-12-19, 决定单位: 示例办公室, 内容: 更正, 原因: 填写有误, 文件: sthjj.yaml}\n  - {决定日期: 2025-12-19, 决定单位: 示例办公室, 内容: 更正, 原因: 填写有误, 文件: hedong.yaml}\n  - {决定日期: 2025-12-19, 决定单位: 示例办公室, 内容: 更正, 原因: 填写有误, 文件: hexi.yaml}\n  - {决定日期: 2025-12-19, 决定单位: 示例办公室, 内容: 更正, 原因: 填写有误, 文件: decisions.yaml}\n";
const WRITE: Edit = Edit::Write { file: RECORD, text: CLOSED };
const HEAD: &str = "更正:\n";
const DECISIONS: &str = "submissions/demo/2025/decisions.yaml";
const NONE_DECIDED: &str = "nianbao: decisions/1\nplan: demo\nyear: 2025\n";
const ONE_CORRECTION: &str = "格式: record/1\n方案: demo\n年度: 2025\n定稿日期: 2025-12-18\n决定单位: 示例办公室\n更正:\n  - {决定日期: 2025-12-19, 决定单位: 示例办公室, 内容: 撤回一项决定, 原因: 重复, 文件: decisions.yaml}\n";

pub(super) static CHANGED: Rule = Rule {
    code: "N821",
    name: "changed-after-closing",
    severity: Severity::Error,
    title: "定稿后的材料有改动而没有更正记录",
    why: "年度定稿后，报告应保持原样：改动过的材料，和定稿后才放进来的决定、文稿、方案、设置，都不采用。确需更正的，在 record.yaml 的“更正”里写明日期、单位、内容、原因和文件，更正会印在这一年的页面和报告里。",
    example: Example::Edits {
        good: &[
            WRITE,
            Edit::Replace {
                file: RECORD,
                find: HEAD,
                with: "更正:\n  - {决定日期: 2025-12-19, 决定单位: 示例办公室, 内容: 排污口整治数由100改为96, 原因: 误计在建4个, 文件: slj.yaml}\n",
            },
        ],
        bad: &[WRITE],
    },
};

pub(super) static PLAN_WITHOUT_RECORD: Rule = Rule {
    code: "N823",
    name: "plan-without-record",
    severity: Severity::Hint,
    title: "有当年方案或当年设置而没有定稿记录",
    why: "年度文件夹里的 plan.yaml 和 settings.yaml 是定稿时的方案和设置，由 nianbao close 与 record.yaml 一起写成；没有 record.yaml 时不起作用。定稿中途停止的，重新运行 nianbao close。",
    example: Example::File {
        file: "submissions/demo/2025/plan.yaml",
        good: "",
        bad: "nianbao: plan/1\nid: demo\n",
    },
};

pub(super) static WRONG_RECORD: Rule = Rule {
    code: "N824",
    name: "wrong-record",
    severity: Severity::Error,
    title: "定稿记录的内容不对",
    why: "定稿记录要与所在的方案、年度一致；每条更正要写明单位、内容、原因和文件，日期不早于定稿日期。",
    example: Example::Edits {
        good: &[
            WRITE,
            Edit::Replace {
                file: RECORD,
                find: HEAD,
                with: "更正:\n  - {决定日期: 2025-12-19, 决定单位: 示例办公室, 内容: 补充数值, 原因: 漏填, 文件: slj.yaml}\n",
            },
        ],
        bad: &[
            WRITE,
            Edit::Replace {
                file: RECORD,
                find: HEAD,
                with: "更正:\n  - {决定日期: 2025-12-09, 决定单位: 示例办公室, 内容: 补充数值, 原因: 漏填, 文件: slj.yaml}\n",
            },
        ],
    },
};

pub(super) static WITHOUT_DIGEST: Rule = Rule {
    code: "N826",
    name: "correction-without-digest",
    severity: Severity::Hint,
    title: "更正没有写明文件的校验码",
    why: "更正里的校验码记下文件更正后的样子。没有校验码，更正以后文件再被改动就看不出来。校验码由这条提示给出，照抄即可。",
    example: Example::Edits {
        good: &[
            Edit::Write { file: DECISIONS, text: NONE_DECIDED },
            Edit::Write { file: RECORD, text: ONE_CORRECTION },
            Edit::Replace {
                file: RECORD,
                find: "文件: decisions.yaml",
                with: "文件: decisions.yaml, 校验码: 4c7b1513cd1f55d78e2c38a0006e1b1a96e27e136c3c48976250668e1708fb27",
            },
        ],
        bad: &[
            WRITE,
            Edit::Replace {
                file: RECORD,
                find: HEAD,
                with: "更正:\n  - {决定日期: 2025-12-19, 决定单位: 示例办公室, 内容: 排污口整治数由100改为96, 原因: 误计在建4个, 文件: slj.yaml}\n",
            },
        ],
    },
};
