//! What people write for the fixed words of a status, and which words only they can tell the meaning of.

use crate::diagnostic::nearest;

/// The status that other words mean.
pub(super) fn meant_status(found: &str) -> Option<&'static str> {
    let found = found.trim();
    STATUSES.iter().find(|(_, words)| words.contains(&found)).map(|(status, _)| *status)
}

/// Words that people use for a status, by what they mean.
const STATUSES: [(&str, &[&str]); 5] = [
    (
        "on_track",
        &[
            "正常",
            "推进中",
            "进行中",
            "正在推进",
            "有序推进",
            "按计划推进",
            "在建",
            "正在进行",
            "已启动",
            "启动",
            "已开工",
            "已开展",
            "持续推进",
            "稳步推进",
            "按时序推进",
        ],
    ),
    (
        "completed",
        &[
            "完成",
            "超额完成",
            "全部完成",
            "全面完成",
            "圆满完成",
            "提前完成",
            "已全部完成",
            "已超额完成",
            "办结",
            "已办结",
            "已建成",
            "已达标",
        ],
    ),
    ("behind", &["缓慢", "推进缓慢", "进度缓慢", "进展缓慢", "进度滞后", "推进滞后"]),
    ("not_started", &["尚未启动", "未开始", "未开工", "尚未开工", "未开展", "尚未开展"]),
    ("ongoing", &["长期", "常态化", "常态化推进", "长期推进", "持续开展"]),
];

/// Words that turn what follows into something else, and words that take half of it back.
const NEGATIONS: [char; 5] = ['未', '没', '不', '非', '否'];
const HEDGES: [&str; 8] = ["部分", "基本", "大部", "即将", "将近", "拟", "约", "阶段性"];

/// Whether a word near one or several fixed ones may say the opposite of it, half of it, or two things: then
/// only the person who wrote it knows. `未完成` is near `已完成`, and `已启动` near `未启动`.
pub(super) fn says_otherwise(found: &str, known: &[&str]) -> bool {
    // `已完成80%` is not completed.
    let counted = found.contains(|c: char| c.is_numeric() || matches!(c, '%' | '％' | '成'));
    let several = known.iter().filter(|word| found.contains(**word)).count() > 1;
    let hedged = HEDGES.iter().any(|word| found.contains(word));
    let negated = |word: &str| word.contains(NEGATIONS);
    let turned = nearest(found, known).is_some_and(|near| negated(near) != negated(found));
    several || hedged || turned || counted && !known.contains(&found)
}
