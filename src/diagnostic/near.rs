//! “是不是…？”: the known word that somebody probably meant.

/// The nearest candidate: for ASCII words within two slips, for Chinese words within one character
/// in six or two in eight; or the only one that contains the word or stands in it. The first of equals.
pub fn nearest<'c>(word: &str, candidates: &[&'c str]) -> Option<&'c str> {
    let word = word.trim();
    candidates
        .iter()
        .filter_map(|candidate| distance(word, candidate).map(|distance| (distance, *candidate)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn distance(word: &str, candidate: &str) -> Option<usize> {
    let (long, short) = (word.chars().count(), candidate.chars().count());
    let (long, short) = (long.max(short), long.min(short));
    if word.is_ascii() {
        let distance =
            strsim::damerau_levenshtein(&word.to_ascii_lowercase(), &candidate.to_ascii_lowercase());
        return (distance <= if short > 3 { 2 } else { 1 }).then_some(distance);
    }
    // Long texts cost quadratic time and are no names.
    if long > 64 {
        return None;
    }
    let distance = strsim::damerau_levenshtein(word, candidate);
    let contained = short >= 3 && (word.contains(candidate) || candidate.contains(word));
    (contained || (short >= 2 && distance <= (short / 3).clamp(1, 3))).then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_near_and_other_things_are_not() {
        let units = ["市水利局", "市财政局", "市生态环境局"];
        assert_eq!(nearest("水利局", &units), Some("市水利局"));
        assert_eq!(nearest("市水务局", &units), Some("市水利局"));
        assert_eq!(nearest("示例市生态环境局", &units), Some("市生态环境局"));
        assert_eq!(nearest("市公安局", &units), None);
        assert_eq!(nearest("precent", &["percent", "period"]), Some("percent"));
        assert_eq!(nearest("RW-02-1", &["RW-02-01", "RW-03-05"]), Some("RW-02-01"));
        assert_eq!(nearest("", &units), None);
    }
}
