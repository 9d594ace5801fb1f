//! Units' texts that say a figure which waits.

use super::{Check, Facts, STHJJ};
use crate::check::own::place_in;
use crate::diagnostic::{Diagnostics, Edit, Example, Rule, Severity};

pub(super) static CHECKS: &[Check] = &[Check { rule: &SAYS_WHAT_WAITS, run: says_what_waits }];

static SAYS_WHAT_WAITS: Rule = Rule {
    code: "N612",
    name: "text-says-what-waits",
    severity: Severity::Verify,
    title: "拟公开的文字里写了待核实、待核定或没有采用的数",
    why: "数值待核实、待核定或者没有采用的，公开版不印；文字里又写了同一个数，等于照样公开。这段文字因此也不公开，与数值一同等待：数值核实、改正或者决定采用以后，文字自然印出。确是另一个数的，请在“核实说明”里写明是什么数，或由办公室采信。",
    example: Example::Edits {
        good: &[Edit::Replace {
            file: STHJJ,
            find: "对重点断面加密监测，发现异常及时溯源。",
            with: "水质优良断面比例83.3%，发现异常及时溯源。",
        }],
        bad: &[
            Edit::Replace {
                file: STHJJ,
                find: "对重点断面加密监测，发现异常及时溯源。",
                with: "水质优良断面比例83.3%，发现异常及时溯源。",
            },
            Edit::Replace { file: STHJJ, find: "    value_status: provisional\n", with: "" },
        ],
    },
};

/// Checks that no published text says a figure that the public does not see.
fn says_what_waits(facts: &Facts<'_>, out: &mut Diagnostics) {
    for echo in facts.echoes {
        let place = place_in(facts, echo.said, echo.number.clone());
        let number = &echo.said.words.text[echo.number.clone()];
        let message = format!(
            "“{}”里的“{number}”是{}的数（{}），公开版不印这段文字",
            echo.said.name, echo.whose, echo.why
        );
        out.report(&SAYS_WHAT_WAITS, place, message)
            .label(echo.why)
            .help("请先核实或者改正这个数；确是另一个数的，在“核实说明”里写明是什么数");
    }
}
