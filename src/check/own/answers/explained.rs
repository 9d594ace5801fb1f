//! Answers to questions name the question.

use super::STHJJ;
use crate::check::own::{Check, OwnFacts};
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::plan::Located;
use crate::submission::{Explanation, Form};
use crate::syntax::Terms;

pub(super) static CHECKS: &[Check] = &[Check { rule: &NO_QUESTION, run: answers_to_no_question }];

static NO_QUESTION: Rule = Rule {
    code: "N237",
    name: "answer-to-no-question",
    severity: Severity::Hint,
    title: "核实说明里写的不是规则编号",
    why: "核实说明按问题的编号分列，例如“核实说明: {N421: …}”。编号写错，或编号后面用了全角冒号，这条说明就不知道答复哪个问题，问题仍然没有答复。",
    example: Example::Change {
        file: STHJJ,
        find: "    percent: 40\n",
        good: "    percent: 40\n    explanation: {N507: 上年按12处计，今年按18处计}\n",
        bad: "    percent: 40\n    explanation: {N507：上年按12处计，今年按18处计}\n",
    },
};

/// Checks that what is explained by code is explained by a code that there is.
fn answers_to_no_question(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for answered in facts.answered() {
        for explanation in explanations(answered.form) {
            let Explanation::ByCode(answers) = &explanation.inner else { continue };
            for (code, _) in answers.iter().filter(|(code, _)| crate::check::rule(code.trim()).is_none()) {
                tell(facts, code, out);
            }
        }
    }
}

fn tell(facts: &OwnFacts<'_>, code: &Located<String>, out: &mut Diagnostics) {
    let key = Terms::at(facts.sources, code.place).typed("explanation").to_owned();
    let known = code.trim().get(..4).and_then(crate::check::rule);
    let help = match known {
        Some(rule) => format!("编号后面用半角冒号加一个空格，写成“{key}: {{{}: …}}”", rule.code),
        None => format!("写上要答复的那个问题的编号，例如“{key}: {{N421: …}}”"),
    };
    let shown: String = code.trim().chars().take(12).collect();
    out.report(&NO_QUESTION, code.place, format!("“{shown}”不是规则编号，这条说明没有答复任何问题"))
        .help(help);
}

/// All explanations of a form.
fn explanations(form: &Form) -> impl Iterator<Item = &Located<Explanation>> {
    let tasks = form.tasks.iter().filter_map(|entry| entry.explanation.as_ref());
    let milestones = form.milestones.iter().filter_map(|entry| entry.explanation.as_ref());
    let figures = form.indicators.iter().filter_map(|figure| figure.explanation.as_ref());
    form.explanation.iter().chain(tasks).chain(milestones).chain(figures)
}
