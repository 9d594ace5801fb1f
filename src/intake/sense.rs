//! Whether the lines of a book can be true together: times, versions, units, digests.

use std::collections::HashMap;

use super::book::Book;
use super::event::{Event, EventKind};
use super::rules;
use crate::diagnostic::Diagnostics;
use crate::plan::Plan;

/// Reports lines that contradict the lines before them, and voids them.
pub(super) fn check(book: &mut Book, plan: &Plan, out: &mut Diagnostics) {
    let mut versions: HashMap<String, u32> = HashMap::new();
    let (mut latest, mut lines_missing) = (None, false);
    for event in &mut book.events {
        let key = event.of.map_or_else(|| event.unit.to_lowercase(), |unit| plan.unit(unit).id.key());
        let last = versions.entry(key).or_default();
        let mut faults: Vec<String> = vec![];
        if latest.is_some_and(|latest| event.written() < latest) {
            faults.push(format!("时间{}早于上一行", event.written().format("%Y-%m-%d %H:%M")));
        }
        if event.entered.is_some_and(|entered| event.time > entered) {
            faults.push("补登的收到时间晚于登记时间".to_owned());
        }
        if event.of.is_none() {
            faults.push(format!("方案里没有单位“{}”", event.unit));
        }
        lines_missing |= event.behind_gap;
        let before = *last;
        let out_of_turn = version_fault(event, last);
        // Of a version that came out of turn the line may be among those that are missing, which is said already.
        let is_explained = lines_missing && out_of_turn.is_some() && event.version > before;
        faults.extend(out_of_turn.filter(|_| !is_explained));
        faults.extend(digest_fault(event));
        // What is already known to have been changed need not be sensible.
        if event.void {
            continue;
        }
        latest = latest.max(Some(event.written()));
        event.void = is_explained || !faults.is_empty();
        for why in faults {
            out.report(&rules::IMPOSSIBLE_LINE, event.place, format!("收文登记簿的这一行不合情理：{why}"))
                .label("这一行不能作为依据，不采用；有关单位记为时间不详")
                .help("登记簿只能由工具追加。请用备份恢复，并核对收文原件");
        }
    }
}

/// Versions of a unit come one after the other, and nothing happens to one that has not come.
fn version_fault(event: &Event, last: &mut u32) -> Option<String> {
    let version = event.version;
    let what = match event.event {
        EventKind::Received => {
            let due = last.saturating_add(1);
            let fault = (version != due).then(|| format!("版本应为第{due}版，写的是第{version}版"));
            *last = version.max(*last);
            return fault;
        }
        // Paper may come before any file.
        EventKind::Paper if version <= *last => return None,
        EventKind::Paper => "纸质件签收",
        EventKind::Accepted => "采用",
        EventKind::Returned => "退回",
        EventKind::Superseded => "代替",
    };
    (version == 0 || version > *last).then(|| format!("第{version}版还没有签收，就登记为{what}"))
}

fn digest_fault(event: &Event) -> Option<String> {
    let is_digest = |text: &str| text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
    match (&event.file, &event.sha256) {
        (_, Some(digest)) if !is_digest(digest) => Some("原件的校验码应为64位十六进制数".to_owned()),
        (Some(_), None) => Some("登记了原件，没有登记校验码".to_owned()),
        _ => None,
    }
}
