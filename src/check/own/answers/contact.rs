//! A telephone number by which the unit can be called back.

use unicode_normalization::UnicodeNormalization as _;

use super::SLJ;
use crate::check::own::{Check, OwnFacts};
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};

pub(super) static CHECKS: &[Check] = &[Check { rule: &NO_NUMBER, run: no_numbers }];

/// Digits of the shortest number that reaches anybody.
const SHORTEST: usize = 7;

static NO_NUMBER: Rule = Rule {
    code: "N212",
    name: "phone-without-number",
    severity: Severity::Hint,
    title: "联系电话里看不出号码",
    why: "材料有疑问时按这个号码联系。Excel 会把长号码改写成 1.38E+10，后面几位就看不到了；也不要写“见上”或加引号。",
    example: Example::Change {
        file: SLJ,
        find: "phone: \"13800000000\"",
        good: "phone: \"0353-1234567转8\"",
        bad: "phone: \"1.38E+10\"",
    },
};

/// Checks that what stands for a telephone number is one, with nothing around it that is none of it.
fn no_numbers(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for answered in facts.answered() {
        let Some(phone) = answered.form.people.as_ref().and_then(|people| people.phone.as_ref()) else {
            continue;
        };
        let narrow: String = phone.nfkc().collect();
        let Some(why) = what_is_wrong(narrow.trim()) else { continue };
        out.report(&NO_NUMBER, phone.place, format!("联系电话{why}"))
            .label("按它联系不上填报人")
            .help("填写手机号码或带区号的座机号码，例如 0353-1234567");
    }
}

fn what_is_wrong(phone: &str) -> Option<&'static str> {
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let scientific = phone.split_once(['e', 'E']).is_some_and(|(number, power)| {
        let power = power.trim_start_matches('+');
        digits(number) > 0 && (1..=2).contains(&power.len()) && power.bytes().all(|b| b.is_ascii_digit())
    });
    // Digits of one number stand together but for signs between them.
    let runs = phone.split(|c: char| !(c.is_ascii_digit() || c.is_whitespace() || "-()+".contains(c)));
    if phone.is_empty() {
        None
    } else if scientific {
        Some("被改写成了科学记数法，后面几位看不到了")
    } else if runs.map(digits).max().unwrap_or(0) < SHORTEST {
        Some("里没有电话号码")
    } else if phone.contains(['“', '”', '"', '\'', '‘', '’']) {
        Some("多了引号")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_one_however_it_is_spaced() {
        for good in
            ["13800000055", "0353-1234567", "138 0000 0055", "(0353)1234567转8", "+86 13800000055", ""]
        {
            assert_eq!(what_is_wrong(good), None, "{good}");
        }
        for bad in ["1.38E+10", "1.38e10", "见上", "12345", "“13800000055”", "无"] {
            assert!(what_is_wrong(bad).is_some(), "{bad}");
        }
    }
}
