//! The rules of group N8: the intake book.

use crate::diagnostic::{Example, Rule, Severity};

const BOOK: &str = "submissions/demo/2025/intake.jsonl";
const FIRST: &str = r#"{"sequence":1,"time":"2025-12-08T10:00:00+08:00","unit":"slj","version":1,"event":"received","file":"slj-1.yaml","sha256":"00","previous":"0000000000000000000000000000000000000000000000000000000000000000"}
"#;

/// All rules of the group, by code.
pub static RULES: &[&Rule] = &[&BAD_LINE, &BROKEN_CHAIN];

pub(super) static BAD_LINE: Rule = Rule {
    code: "N801",
    name: "unreadable-intake-line",
    severity: Severity::Error,
    title: "收文登记簿有无法识别的行",
    why: "登记簿由工具逐行追加，每行一条记录。手工改动会使收文时间失去凭据，请用备份恢复。",
    example: Example::File { file: BOOK, good: FIRST, bad: "手工补记：水利局12月8日送达\n" },
};

pub(super) static BROKEN_CHAIN: Rule = Rule {
    code: "N802",
    name: "broken-intake-chain",
    severity: Severity::Error,
    title: "收文登记簿的校验链断开",
    why: "每一行都记着上一行的校验码。校验链断开说明登记簿被改动或缺行，收文时间不能作为依据。",
    example: Example::File {
        file: BOOK,
        good: FIRST,
        bad: r#"{"sequence":2,"time":"2025-12-08T10:00:00+08:00","unit":"slj","version":1,"event":"received","file":"slj-1.yaml","sha256":"00","previous":"0000000000000000000000000000000000000000000000000000000000000000"}
"#,
    },
};
