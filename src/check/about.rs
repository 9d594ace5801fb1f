//! What a sentence is about.

use super::phrasing::plain;

/// The name of an indicator, as it is looked for in sentences.
pub(super) struct About {
    pairs: Vec<String>,
}

impl About {
    /// The pairs of neighbouring characters of a name.
    pub(super) fn of(name: &str) -> Self {
        let characters: Vec<char> = plain(name).chars().collect();
        About { pairs: characters.windows(2).map(|pair| pair.iter().collect()).collect() }
    }

    /// Whether a sentence speaks of it: more than half of its name's pairs of characters stand in it, of a name of two
    /// characters the name.
    pub(super) fn is_named_in(&self, sentence: &str) -> bool {
        self.is_in(&plain(sentence))
    }

    /// The same of a sentence as `plain` gives it.
    pub(super) fn is_in(&self, plain_sentence: &str) -> bool {
        let there = self.pairs.iter().filter(|pair| plain_sentence.contains(pair.as_str())).count();
        there * 2 > self.pairs.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t2_a_sentence_is_about_what_it_names() {
        let name = About::of("河流断面水质优良比例");
        assert!(name.is_named_in("全市河流水质优良断面比例达到91.7%"));
        assert!(!name.is_named_in("农村卫生厕所普及率达到91.7%"));
        let short = About::of("投资");
        assert!(short.is_named_in("完成投资3.2亿元") && !short.is_named_in("完成贷款3.2亿元"));
        assert!(!About::of("水").is_named_in("水3.2亿元"));
    }
}
