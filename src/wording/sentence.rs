//! Whether a thing and what is to become of it read as one sentence.
//!
//! Takes the name of a goal and its words; never changes either.

/// What says of the thing before it how it is or becomes: 水质 and 持续改善 make a sentence.
const PREDICATES: &str = "\
    持续 进一步 基本 全面 显著 得到 更加 更为 逐步 不断 有效 总体 稳定 初步 大幅 明显 取得 实现 完成 达到 \
    力争 争取 着力 努力 力求 尽力 降低 \
    建成 形成 巩固 提升 提高 下降 减少 增强 改善 繁荣 迈上 有序 严格 加快 全覆盖 不减少 不反弹 稳中 深入 创出";

/// Whether a name and what is to become of it read as one sentence: not where the target names the thing again.
pub fn joins(name: &str, text: &str) -> bool {
    let chars: Vec<char> = name.chars().collect();
    let end: String = chars[chars.len().saturating_sub(2)..].iter().collect();
    PREDICATES.split_whitespace().any(|word| text.starts_with(word)) && !text.contains(&end)
}

#[cfg(test)]
mod tests {
    use super::joins;

    #[test]
    fn a_goal_reads_as_a_sentence_where_it_is_one() {
        for (name, text) in [("河道水质", "持续改善"), ("分类收集", "全覆盖"), ("滨河绿带", "基本建成")]
        {
            assert!(joins(name, text), "{name} {text}");
        }
        for (name, text) in [
            ("岸线绿化", "全面绿化"),
            ("污水设施覆盖", "全覆盖"),
            ("河长名片", "打造一批"),
            ("碳达峰", "尽早达峰"),
            ("", "绿化"),
        ] {
            assert!(!joins(name, text), "{name} {text}");
        }
    }
}
