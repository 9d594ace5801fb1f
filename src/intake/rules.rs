//! The rules of group N8: the intake book and its originals.

use crate::diagnostic::{Edit, Example, Rule, Severity};

const BOOK: &str = "submissions/demo/2025/intake.jsonl";
const FIRST: &str = r#"{"sequence":1,"time":"2025-12-08T10:00:00+08:00","unit":"slj","version":1,"event":"received","previous":"0000000000000000000000000000000000000000000000000000000000000000"}
"#;

/// All rules of the group, by code.
pub static RULES: &[&Rule] = &[
    &BAD_LINE,
    &BROKEN_CHAIN,
    &UNREADABLE_BOOK,
    &ORIGINAL,
    &NOT_THE_ORIGINAL,
    &IMPOSSIBLE_LINE,
    &UNREGISTERED,
    &RECEIPT,
    &NOT_BOOKED,
];

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
        bad: r#"{"sequence":2,"time":"2025-12-08T10:00:00+08:00","unit":"slj","version":1,"event":"received","previous":"0000000000000000000000000000000000000000000000000000000000000000"}
"#,
    },
};

pub(super) static UNREADABLE_BOOK: Rule = Rule {
    code: "N803",
    name: "unreadable-intake-book",
    severity: Severity::Error,
    title: "收文登记簿无法读取",
    why: "登记簿在，但是读不出来：文件损坏、不是 UTF-8 编码、过大、没有权限，或者只是一个链接。这时不能改用自报日期，有关单位记为时间不详。",
    example: Example::Bytes {
        file: BOOK,
        bad: b"{\"sequence\":1,\"time\":\"2025-12-08\xd4\"}\n",
        shown: "（有一个字节损坏的登记簿）",
    },
};

pub(super) static ORIGINAL: Rule = Rule {
    code: "N804",
    name: "original-missing-or-changed",
    severity: Severity::Error,
    title: "收文原件缺失或被改动",
    why: "登记簿记着每份原件的校验码。原件不在、打不开或与登记时不同，收到的究竟是什么就没有凭据。",
    example: Example::File {
        file: BOOK,
        good: FIRST,
        bad: r#"{"sequence":1,"time":"2025-12-08T10:00:00+08:00","unit":"counties","version":1,"event":"received","held":true,"file":"counties-1.yaml","sha256":"0000000000000000000000000000000000000000000000000000000000000001","previous":"0000000000000000000000000000000000000000000000000000000000000000"}
"#,
    },
};

pub(super) static NOT_THE_ORIGINAL: Rule = Rule {
    code: "N805",
    name: "in-force-is-not-the-original",
    severity: Severity::Error,
    title: "现行的报送件不是登记采用的原件",
    why: "汇总用的是文件夹里的报送件，登记簿证明的是收到的原件，两者应当相同。现行文件被直接修改过的，数据就失去了来源。",
    example: Example::File {
        file: BOOK,
        good: FIRST,
        bad: r#"{"sequence":1,"time":"2025-12-08T10:00:00+08:00","unit":"slj","version":1,"event":"received","sha256":"0000000000000000000000000000000000000000000000000000000000000001","previous":"0000000000000000000000000000000000000000000000000000000000000000"}
{"sequence":2,"time":"2025-12-09T09:00:00+08:00","unit":"slj","version":1,"event":"accepted","previous":"f0770d4fd59b0b30a92eb0bd6ac8ac915412c6114a23c901b87c4cd0819b6159"}
"#,
    },
};

pub(super) static IMPOSSIBLE_LINE: Rule = Rule {
    code: "N806",
    name: "contradictory-intake-line",
    severity: Severity::Error,
    title: "收文登记簿的记录自相矛盾",
    why: "时间倒流、没有签收就采用或退回、版本跳号、单位不存在或校验码不完整，都不会由工具写出，说明登记簿被改动过。",
    example: Example::File {
        file: BOOK,
        good: FIRST,
        bad: r#"{"sequence":1,"time":"2025-12-08T10:00:00+08:00","unit":"slj","version":3,"event":"received","previous":"0000000000000000000000000000000000000000000000000000000000000000"}
"#,
    },
};

pub(super) static UNREGISTERED: Rule = Rule {
    code: "N807",
    name: "original-without-entry",
    severity: Severity::Error,
    title: "收文原件没有登记",
    why: "received 文件夹里有登记簿没有记的原件：登记簿缺行或丢失，或者有人手工放入。收文时间不能作为依据。",
    example: Example::Edits {
        good: &[],
        bad: &[Edit::Write {
            file: "submissions/demo/2025/received/slj-1.yaml",
            text: "nianbao: submission/1\n",
        }],
    },
};

pub(super) static NOT_BOOKED: Rule = Rule {
    code: "N809",
    name: "in-force-without-entry",
    severity: Severity::Hint,
    title: "现行的报送件没有收文登记",
    why: "这一年度有收文登记簿，这份报送件却没有登记，是手工放进文件夹的：什么时候收到、收到的是什么，都没有凭据。内容照常采用；请用 nianbao receive 登记。没有登记簿的年度不作此要求。",
    example: Example::File { file: BOOK, good: "", bad: FIRST },
};

pub(super) static RECEIPT: Rule = Rule {
    code: "N808",
    name: "receipt-against-the-book",
    severity: Severity::Error,
    title: "回执与收文登记簿对不上",
    why: "每份回执都记着登记簿一行的校验码和自己的校验码。对不上，说明登记簿缺行、被改动，或者回执被改动。单位手里的回执也可以这样核对。",
    example: Example::Edits {
        good: &[],
        bad: &[Edit::Write {
            file: "submissions/demo/2025/receipts/0001-slj.md",
            text: "# 收文回执\n\n市水利局：\n",
        }],
    },
};
