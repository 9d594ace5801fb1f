//! Before something is published, somebody has reviewed it.

use super::{Check, Facts};
use crate::diagnostic::{Diagnostics, Edit, Example, Rule, Severity};
use crate::source::Place;
use crate::submission::Disclosure;
use crate::syntax::Terms;

pub(super) static CHECKS: &[Check] = &[
    Check { rule: &REVIEW_BEFORE_SUBMISSIONS, run: review_before_submissions },
    Check { rule: &PUBLISHED_WITHOUT_REVIEW, run: published_without_review },
];

/// What is looked at when everything else has been found and answered.
pub(super) static RULES: &[&Rule] = &[&REVIEW_OVER_QUESTIONS];

const DECISIONS: &str = "submissions/demo/2025/decisions.yaml";
const OFFICE: &str = "nianbao.yaml";
const OFFICE_PUBLISHED: &str = "region: 示例市\nsite:\n  published: {demo/2025: 2025-12-19 17:30}\n";

static REVIEW_BEFORE_SUBMISSIONS: Rule = Rule {
    code: "N642",
    name: "review-before-submissions",
    severity: Severity::Verify,
    title: "公开审查早于报送",
    why: "公开审查之后又收到了材料，作出了决定（延期、采用、状态认定、达标认定、采信），或者改写了 text.md，新的内容没有经过审查，公开版不采用。请重新审查，并更新审查日期。材料何时收到看收文登记簿，没有登记的看填报日期。",
    example: Example::File {
        file: DECISIONS,
        good: "nianbao: decisions/1\nplan: demo\nyear: 2025\npublic_review: {by: 示例办公室, on: 2025-12-18, disclosure: proactive}\n",
        bad: "nianbao: decisions/1\nplan: demo\nyear: 2025\npublic_review: {by: 示例办公室, on: 2025-12-10, disclosure: proactive}\n",
    },
};

/// Checks that the review saw everything: what came later is not public until it is reviewed again.
fn review_before_submissions(facts: &Facts<'_>, out: &mut Diagnostics) {
    let Some(review) = &facts.round.decisions.public_review else { return };
    // What was returned is read by nobody.
    let there = facts.round.submissions.iter().filter(|submission| !submission.returned);
    let came = there.filter_map(|submission| {
        let filled = || submission.form.as_ref()?.filled_on.as_ref().map(|date| date.place);
        Some((submission.came_on()?, filled().unwrap_or(Place::of_file(submission.file)), "材料"))
    });
    let words = facts.round.words.as_ref().and_then(|words| words.since.as_ref());
    let came = came.chain(words.map(|since| (since.inner, since.place, "办公室的文字")));
    // A decision that nobody reviewed is published as little as a text.
    // That the office answers this very question is nothing new to review.
    let answers = |place: &Place| {
        let mut accepts = facts.round.decisions.accepts.iter();
        accepts.any(|of| of.place == *place && *of.code == REVIEW_BEFORE_SUBMISSIONS.code)
    };
    let decided = facts.round.decisions.dated().map(|(what, on, place)| (on, place, what));
    let decided = decided.filter(|(_, place, _)| !answers(place));
    let came = came.chain(decided);
    let late = came.filter(|(day, _, _)| review.missed(*day)).max_by_key(|(day, _, _)| *day);
    let Some((day, place, what)) = late else { return };
    let message = format!("公开审查在{}，其后{day}又有{what}，没有经过审查，公开版不采用", review.on);
    out.report(&REVIEW_BEFORE_SUBMISSIONS, review.place, message)
        .label("本年度的公开审查")
        .related(place, "审查之后来的")
        .help("请重新审查，并更新审查日期");
}

static PUBLISHED_WITHOUT_REVIEW: Rule = Rule {
    code: "N643",
    name: "published-without-review",
    severity: Severity::Error,
    title: "写了发布时间，没有公开审查",
    why: "先审后发：发布前要有公开审查（谁审查、哪一天、公开属性），公开属性应为“主动公开”。请在 decisions.yaml 里补充 public_review，或删去发布时间。",
    example: Example::Edits {
        good: &[
            Edit::Replace { file: OFFICE, find: "region: 示例市\n", with: OFFICE_PUBLISHED },
            Edit::Write {
                file: DECISIONS,
                text: "nianbao: decisions/1\nplan: demo\nyear: 2025\npublic_review: {by: 示例办公室, on: 2025-12-18, disclosure: proactive}\n",
            },
        ],
        bad: &[Edit::Replace { file: OFFICE, find: "region: 示例市\n", with: OFFICE_PUBLISHED }],
    },
};

/// Checks that what is said to be published has been cleared for it.
fn published_without_review(facts: &Facts<'_>, out: &mut Diagnostics) {
    let key = format!("{}/{}", facts.plan.key(), facts.round.year);
    let published = facts.office.site.published.iter().find(|(round, _)| round.eq_ignore_ascii_case(&key));
    let Some((_, time)) = published else { return };
    // Who looks back, or sets the time beforehand, sees nothing published yet.
    let day = time.trim().get(..10).and_then(|day| day.parse::<chrono::NaiveDate>().ok());
    if day.is_some_and(|day| day > facts.progress.moment.seen_on()) {
        return;
    }
    let words = match &facts.round.decisions.public_review {
        None => "没有公开审查",
        Some(review) if review.disclosure != Disclosure::Proactive => "公开属性却不是主动公开",
        Some(_) => return,
    };
    // The settings have no place for each entry; the plan stands for what is published.
    out.report(
        &PUBLISHED_WITHOUT_REVIEW,
        facts.plan.definition.id.place,
        format!("{}年度报告写了发布时间{}，{words}", facts.round.year, time.trim()),
    )
    .label("这个方案的报告")
    .help(format!(
        "在 decisions.yaml 里补充 {}，或在 nianbao.yaml 里删去发布时间",
        Terms::of(facts.sources, facts.round.decisions_file).name("public_review")
    ));
}

static REVIEW_OVER_QUESTIONS: Rule = Rule {
    code: "N644",
    name: "review-over-open-questions",
    severity: Severity::Hint,
    title: "公开审查时还有核实的问题没有答复",
    why: "没有答复的数据在公开版里显示“待核实”，不参加合计和判定。请先由单位说明或由办公室采信（accepts），再作公开审查。",
    example: Example::Edits {
        good: &[Edit::Write {
            file: DECISIONS,
            text: "nianbao: decisions/1\nplan: demo\nyear: 2025\npublic_review: {by: 示例办公室, on: 2025-12-18, disclosure: proactive}\n",
        }],
        bad: &[
            Edit::Write {
                file: DECISIONS,
                text: "nianbao: decisions/1\nplan: demo\nyear: 2025\npublic_review: {by: 示例办公室, on: 2025-12-18, disclosure: proactive}\n",
            },
            Edit::Replace { file: super::STHJJ, find: "    value_status: provisional\n", with: "" },
        ],
    },
};

/// Checks that nothing is cleared for publication over a question: `open` are the codes of what is asked about the
/// material and waits in public, one a finding, however many parts it is about.
pub(super) fn review_over_questions(facts: &Facts<'_>, open: &[&'static str], out: &mut Diagnostics) {
    let Some(review) = &facts.round.decisions.public_review else { return };
    if review.disclosure == Disclosure::Proactive && !open.is_empty() {
        let codes: std::collections::BTreeSet<&str> = open.iter().copied().collect();
        let listed = codes.into_iter().collect::<Vec<_>>().join("、");
        out.report(
            &REVIEW_OVER_QUESTIONS,
            review.place,
            format!("公开审查时还有{}个核实的问题没有答复", open.len()),
        )
        .label(format!("规则编号：{listed}"))
        .help("请先由单位说明或由办公室采信，再作公开审查");
    }
}
