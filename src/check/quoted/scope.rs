//! Whether a quote gives a number to each county or to all of them together.

use super::amount::Amount;

/// Whose a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// 每个县至少5个.
    Each,
    /// 全市120个, and nothing of each.
    Whole,
    /// 各县（市、区）达到5个, 县级建成区达到95%: of each or of all.
    Open,
}

/// Words that make it each one's, whatever is counted.
const EACH: [&str; 7] = ["每个", "每县", "每区", "每市", "每一", "县县", "各自"];
const COUNTIES: [&str; 5] = ["县", "区", "市", "旗", "乡"];
/// Words that make it that of all together.
const ALL: [&str; 6] = ["全市", "全县", "全区域", "合计", "共计", "总数"];
const STOPS: [char; 4] = ['。', '；', ';', '！'];

impl Scope {
    /// By the words of its sentence up to it.
    pub(super) fn of(text: &str, amount: &Amount) -> Self {
        let before = &text[..amount.range.start];
        let sentence = before.rfind(STOPS).map_or(before, |at| &before[at..]);
        let each = EACH.iter().filter_map(|word| sentence.rfind(word).map(|at| (at, *word))).max();
        let is_each = |(at, word): (usize, &str)| {
            // 每个县（市、区）, and not 每个行政村: the next few characters name a county.
            let behind: String = sentence[at + word.len()..].chars().take(2).collect();
            let is_named = COUNTIES.iter().any(|county| word.ends_with(county) || behind.contains(county));
            // What is said of all of them again comes after it.
            is_named && !ALL.iter().any(|word| sentence[at..].contains(word))
        };
        match each {
            Some(found) if is_each(found) => Scope::Each,
            None if ALL.iter().any(|word| sentence.contains(word)) => Scope::Whole,
            _ => Scope::Open,
        }
    }

    /// Whether a target that each county has to meet, or that is for all, is what is said.
    pub(super) fn allows(self, is_each: bool) -> bool {
        match self {
            Scope::Each => is_each,
            Scope::Whole => !is_each,
            Scope::Open => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t13_whose_a_number_is_stands_before_it() {
        for (text, scope) in [
            ("到2026年每个县(市、区)至少完成5个", Scope::Each),
            ("每县建成2座，示范引领", Scope::Each),
            ("到2027年全市完成120个入河排污口整治", Scope::Whole),
            ("到2027年完成120个入河排污口整治", Scope::Open),
            ("县级建成区污水收集处理率达到95%以上", Scope::Open),
            ("每个县建成示范点，全市共30个", Scope::Open),
            ("每个行政村配备2名", Scope::Open),
            ("各县均达到3个", Scope::Open),
            ("每县有方案；建成30座", Scope::Open),
        ] {
            let amount = &Amount::all(text).into_iter().rfind(|amount| amount.value < 1000.into());
            assert_eq!(Scope::of(text, amount.as_ref().expect("a number")), scope, "{text}");
        }
        assert!(Scope::Each.allows(true) && !Scope::Each.allows(false) && !Scope::Whole.allows(true));
        assert!(Scope::Open.allows(true) && Scope::Open.allows(false));
    }
}
