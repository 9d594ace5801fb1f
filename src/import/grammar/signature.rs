//! Who signs a document, and on which day.
//!
//! Takes the paragraphs in front of the body and the last ones of it; gives the bodies that issue it, in
//! the order in which they sign. Never takes a body that a sentence names for one that signs.

use super::numerals::date_in;
use super::text::{Paragraph, patterns};
use crate::plan::Date;

patterns! {
    BODY = r"^(?P<v>[\u{4e00}-\u{9fff}]{2,30}?(人民政府(办公厅|办公室)?|委员会(办公室)?|办公厅|办公室|厅|局|部|委|指挥部|领导小组))(关于.*|印发《.*)?$";
    JOINT = r"(?P<v>[省市县区州]委、[省市县区州](人民)?政府)(制定|联合)?印发";
    MADE = r"(关于|印发)";
}

/// Lines longer than this are no signature.
const LONGEST: usize = 60;

/// Whether a line is the name of a body that can issue a document, with or without 关于….
pub(crate) fn is_body(line: &str) -> bool {
    BODY.is_match(line)
}

/// The day that a short line prints.
pub(crate) fn date(line: &str) -> Option<Date> {
    let norm = line.replace(' ', "");
    date_in(&norm).filter(|_| norm.chars().count() <= LONGEST && !norm.contains('。'))
}

/// Those that sign: the last block of names in front of the body, else the one above the day below the
/// text, else 县委、县政府 of a sentence, with their place.
pub(crate) fn issuer(head: &[Paragraph], tail: &[Paragraph], place: Option<&str>) -> Option<String> {
    let below = || {
        let day = tail.iter().rposition(|p| date(&p.norm).is_some() && p.norm.chars().count() < 20)?;
        // Signed in the line above, or in the line of the day.
        block(tail.get(..=day)?, 1)
    };
    block(head, head.len()).or_else(below).or_else(|| {
        let joint = head.iter().find_map(|p| JOINT.captures(&p.norm).map(|c| c["v"].to_owned()))?;
        let place = place.unwrap_or_default().trim_end_matches(['省', '市', '县', '区', '州']);
        Some(format!("{place}{joint}"))
    })
}

/// The last lines in a row that hold nothing but names of bodies; `far` is how many other lines may
/// stand below them.
fn block(lines: &[Paragraph], far: usize) -> Option<String> {
    let last = lines.iter().rposition(|p| names(p).is_some()).filter(|at| lines.len() - at <= far + 1)?;
    let mut found = names(lines.get(last)?)?;
    // A line that goes on with 关于… stands alone; lines of names stand together.
    let alone = |p: &Paragraph| MADE.is_match(&p.norm);
    let mut at = last;
    while at > 0 && !alone(lines.get(at)?) {
        at -= 1;
        let Some(more) = lines.get(at).filter(|p| !alone(p)).and_then(names) else { break };
        found = more.into_iter().chain(found).collect();
    }
    let mut once: Vec<String> = vec![];
    for name in found {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    Some(once.join("、"))
}

/// The names of a line that holds nothing else: 某市民政局　某市财政局, several side by side.
fn names(p: &Paragraph) -> Option<Vec<String>> {
    let norm = p.norm.replace(' ', "");
    // 市委办公室、市政府办公室关于印发…: those that the title of a notice names.
    let ahead = MADE.find(&norm).map(|m| &norm[..m.start()]).filter(|w| w.contains('、'));
    let bodies = |ahead: &str| -> Option<Vec<String>> {
        let one = |part: &str| BODY.captures(part).map(|c| c["v"].to_owned());
        ahead.split('、').map(one).collect()
    };
    if let Some(found) = ahead.and_then(bodies) {
        return Some(found);
    }
    if norm.chars().count() > LONGEST || norm.contains(['。', '各', '|']) {
        return None;
    }
    let signs = |part: &str| BODY.captures(without_date(part)).map(|c| c["v"].to_owned());
    let all = |parts: Vec<&str>| -> Option<Vec<String>> {
        parts.into_iter().filter(|part| !without_date(part).is_empty()).map(signs).collect()
    };
    // Side by side, as printed; or one name whose characters stand apart.
    let apart = p.raw.split_whitespace().all(|part| part.chars().count() > 2);
    let printed = all(p.raw.split_whitespace().collect()).filter(|names| apart && names.len() > 1);
    printed.or_else(|| all(p.norm.split(' ').collect())).filter(|names| !names.is_empty())
}

fn without_date(norm: &str) -> &str {
    norm.find("20").map_or(norm, |at| &norm[..at])
}
