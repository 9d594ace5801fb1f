//! Personal data in texts that are published.

use std::ops::Range;

use super::digits::{Kind, find};
use super::{SLJ, STHJJ, TEXT, all_fields, fields};
use crate::check::own::{Check, OwnFacts};
use crate::check::phrasing::contact_help;
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};

pub(super) static CHECKS: &[Check] = &[
    Check { rule: &MOBILE, run: mobiles },
    Check { rule: &IDENTITY, run: identities },
    Check { rule: &LIKE_IDENTITY, run: like_identities },
    Check { rule: &BANK, run: banks },
    Check { rule: &LANDLINE, run: landlines },
    Check { rule: &EMAIL, run: emails },
    Check { rule: &NAME, run: names },
];

static MOBILE: Rule = Rule {
    code: "N601",
    name: "mobile-number",
    severity: Severity::Error,
    title: "拟公开的文字里有手机号码",
    why: "个人手机号码不得公开。联系方式只填在“填报信息”里，那里的内容不会出现在任何报告中。全角数字、空格和短横线隔开的号码也会查出。",
    example: Example::Change {
        file: SLJ,
        find: TEXT,
        good: "完成两县入河排污口的**全面排查**，建立了一口一档。",
        bad: "完成两县入河排污口的全面排查，联系人电话１３８ ００００ ００００。",
    },
};

fn mobiles(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    numbers(facts, Kind::Mobile, &MOBILE, "手机号码", out);
}

static IDENTITY: Rule = Rule {
    code: "N602",
    name: "identity-number",
    severity: Severity::Error,
    title: "文字里有居民身份证号码",
    why: "身份证号码不得公开，也不应写进任何一栏。请删去。",
    example: Example::Change {
        file: SLJ,
        find: TEXT,
        good: "完成两县入河排污口的全面排查，建立了一口一档。",
        bad: "完成两县入河排污口的全面排查，责任人身份证号11010519491231002X。",
    },
};

fn identities(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    numbers(facts, Kind::Identity, &IDENTITY, "身份证号码", out);
}

static LIKE_IDENTITY: Rule = Rule {
    code: "N608",
    name: "number-like-an-identity-number",
    severity: Severity::Verify,
    title: "文字里有疑似身份证号码",
    why: "号码的位数和出生日期像身份证号码，校验码不对，或者是15位的旧号码。身份证号码不应写进任何一栏，请删去；确不是的（例如设备编号），请在“核实说明”里写明。",
    example: Example::Change {
        file: SLJ,
        find: TEXT,
        good: "完成两县入河排污口的全面排查，建立了一口一档。",
        bad: "完成两县入河排污口的全面排查，责任人证号110105194912310021。",
    },
};

fn like_identities(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    numbers(facts, Kind::LikeIdentity, &LIKE_IDENTITY, "疑似身份证号码", out);
}

static BANK: Rule = Rule {
    code: "N603",
    name: "bank-number",
    severity: Severity::Verify,
    title: "文字里有疑似银行卡号",
    why: "银行账号不应写进报送材料。确不是卡号的（例如设备编号），请在“核实说明”里写明。",
    example: Example::Change {
        file: SLJ,
        find: TEXT,
        good: "完成两县入河排污口的全面排查，建立了一口一档。",
        bad: "完成两县入河排污口的全面排查，奖补资金汇入6222021234567894。",
    },
};

fn banks(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    numbers(facts, Kind::Bank, &BANK, "疑似银行卡号", out);
}

static LANDLINE: Rule = Rule {
    code: "N604",
    name: "landline-number",
    severity: Severity::Hint,
    title: "拟公开的文字里有固定电话",
    why: "办公电话一般不写进进展。对外公布的监督电话可以保留。",
    example: Example::Change {
        file: SLJ,
        find: TEXT,
        good: "完成两县入河排污口的全面排查，建立了一口一档。",
        bad: "完成两县入河排污口的全面排查，详询0000-1234567。",
    },
};

fn landlines(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    numbers(facts, Kind::Landline, &LANDLINE, "固定电话", out);
}

/// Reports the numbers of a kind: identity numbers anywhere, the others where a text is published.
fn numbers(facts: &OwnFacts<'_>, kind: Kind, rule: &'static Rule, what: &str, out: &mut Diagnostics) {
    for field in
        all_fields(facts).filter(|field| field.public || matches!(kind, Kind::Identity | Kind::LikeIdentity))
    {
        for (range, found) in find(field.text) {
            if found == kind {
                let place = field.within(range);
                out.report(rule, place, format!("“{}”里有{what}", field.name))
                    .label(what)
                    .help(contact_help(facts.sources, place, "请删去；联系方式只填在“填报信息”里"));
            }
        }
    }
}

static EMAIL: Rule = Rule {
    code: "N605",
    name: "e-mail-address",
    severity: Severity::Error,
    title: "拟公开的文字里有电子邮箱",
    why: "个人电子邮箱不得公开。请删去，或只填在“填报信息”里。",
    example: Example::Change {
        file: SLJ,
        find: TEXT,
        good: "完成两县入河排污口的全面排查，建立了一口一档。",
        bad: "完成两县入河排污口的全面排查，材料发shuili@example.com。",
    },
};

/// Checks that no public text holds an address with a sign `@` between ASCII words.
fn emails(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for field in all_fields(facts).filter(|field| field.public) {
        for address in addresses(field.text) {
            let place = field.within(address);
            out.report(&EMAIL, place, format!("“{}”里有电子邮箱", field.name))
                .label("电子邮箱")
                .help(contact_help(facts.sources, place, "请删去；联系方式只填在“填报信息”里"));
        }
    }
}

/// The e-mail addresses in a text; one blank on either side of the sign does not hide them.
pub(super) fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.char_indices().filter(|(_, c)| matches!(c, '@' | '＠')).filter_map(|(at, sign)| {
        let dot = |c: char| matches!(c, '.' | '．');
        let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+') || dot(c);
        let head = text[..at].strip_suffix([' ', '　']).unwrap_or(&text[..at]);
        let rest = &text[at + sign.len_utf8()..];
        let tail = rest.strip_prefix([' ', '　']).unwrap_or(rest);
        let name: usize = head.chars().rev().take_while(|c| word(*c)).map(char::len_utf8).sum();
        let host: usize = tail.chars().take_while(|c| word(*c)).map(char::len_utf8).sum();
        let is_host = tail[..host].trim_end_matches(dot).contains(dot);
        (name > 0 && is_host).then(|| head.len() - name..text.len() - tail.len() + host)
    })
}

static NAME: Rule = Rule {
    code: "N606",
    name: "name-of-preparer",
    severity: Severity::Hint,
    title: "拟公开的文字里有填报人、审核人或签发人的姓名",
    why: "填报信息里的姓名不公开。文字里又写到的，请改为职务或单位。",
    example: Example::Change {
        file: STHJJ,
        find: "对重点断面加密监测，发现异常及时溯源。",
        good: "对重点断面加密监测，发现异常及时溯源。",
        bad: "对重点断面加密监测，示例审核人带队溯源。",
    },
};

/// Checks that who signs a form is not named in its public texts.
fn names(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for form in facts.answered().map(|a| a.form) {
        let Some(people) = &form.people else { continue };
        let names: Vec<&str> = [&people.preparer, &people.reviewer, &people.approver]
            .into_iter()
            .flatten()
            .map(|name| name.trim())
            .filter(|name| name.chars().count() >= 2)
            .collect();
        for field in fields(*facts, form).filter(|field| field.public) {
            for name in &names {
                if let Some(at) = field.text.find(name) {
                    out.report(
                        &NAME,
                        field.within(at..at + name.len()),
                        format!("“{}”里有填报信息中的姓名", field.name),
                    )
                    .help("请改为职务或单位");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f5b_addresses_are_found_with_blanks_and_full_width_signs() {
        for text in ["材料发wang@b.cn。", "材料发wang @ b.cn。", "材料发wang＠b．cn。"] {
            assert_eq!(addresses(text).count(), 1, "{text}");
        }
        for text in ["@各单位", "完成率@ 90", "甲@乙.丙"] {
            assert_eq!(addresses(text).count(), 0, "{text}");
        }
    }
}
