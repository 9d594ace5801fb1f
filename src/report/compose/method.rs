//! 评价方法: how things are judged, and what this office and this plan have set.
//!
//! Takes the method in words and the settings; gives chapters. Never judges.

use super::frame::{Spec, Tab, frame};
use super::stage::Stage;
use crate::report::{Chapter, Edition, Method};
use crate::wording::method;

/// 评价方法.
pub(super) fn method_page<E: Edition>(stage: &Stage<'_>) -> Method {
    let mut spec = Spec::article("method.html", "评价方法", Tab::Other);
    spec.kind = "article";
    let mut chapters: Vec<Chapter> = method()
        .iter()
        .enumerate()
        .map(|(at, section)| Chapter {
            anchor: format!("m{}", at + 1),
            title: section.title.to_owned(),
            paragraphs: section.paragraphs.iter().map(|&text| text.to_owned()).collect(),
            rules: vec![],
        })
        .collect();
    chapters.push(own_rules(stage, chapters.len() + 1));
    Method { frame: frame::<E>(stage, spec), chapters }
}

/// What this office and this plan have set.
fn own_rules(stage: &Stage<'_>, number: usize) -> Chapter {
    let lights = &stage.input.office().lights;
    let inclusive = if lights.inclusive { "（含）" } else { "（不含）" };
    let rule = |term: &str, text: String| (term.to_owned(), text);
    Chapter {
        anchor: format!("m{number}"),
        title: "本地设置".to_owned(),
        paragraphs: vec!["以下数值由设置和方案给定，改动设置后所有页面同时更新。".to_owned()],
        rules: vec![
            rule("报送截止", stage.now.progress.deadline.text.clone()),
            rule(
                "黄灯",
                format!(
                    "低于序时进度不超过{}个百分点{inclusive}，或{}日内到期尚未完成",
                    lights.yellow_points, lights.due_within_days
                ),
            ),
            rule("红灯", format!("低于序时进度{}个百分点以上，或已逾期", lights.yellow_points)),
            rule(
                "指标允许偏差",
                format!("目标值与基期值之差的{}%，超出为“明显落后”", lights.tolerance_percent),
            ),
            rule("修约", "四舍六入五成双（GB/T 8170），只在显示时修约一次".to_owned()),
        ],
    }
}
