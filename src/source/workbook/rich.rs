//! Text of which parts may be struck out: what a person has crossed out in a cell is no content any more.

/// A text in runs of one look each.
#[derive(Debug, Clone, Default)]
pub(super) struct Rich {
    /// Each with whether it is struck out, where it says so itself: else the cell's font decides.
    parts: Vec<(String, Option<bool>)>,
}

impl Rich {
    /// Begins a run that looks as the cell does.
    pub(super) fn begin(&mut self) {
        self.parts.push((String::new(), None));
    }

    /// Says of the run that has begun whether it is struck out.
    pub(super) fn strikes(&mut self, struck: bool) {
        if let Some((_, own)) = self.parts.last_mut() {
            *own = Some(struck);
        }
    }

    /// Goes on with the run.
    pub(super) fn push(&mut self, text: &str) {
        if self.parts.is_empty() {
            self.begin();
        }
        if let Some((words, _)) = self.parts.last_mut() {
            words.push_str(text);
        }
    }

    /// Bytes of all of it.
    pub(super) fn len(&self) -> usize {
        self.parts.iter().map(|(words, _)| words.len()).sum()
    }

    /// Its text and what of it is struck out, in a cell whose font strikes out or does not. `plain`: what the program
    /// that wrote it means by the characters of a run.
    pub(super) fn told_apart(&self, cell: bool, plain: impl Fn(&str) -> String) -> (String, String) {
        let (mut text, mut struck) = (String::new(), String::new());
        for (words, own) in &self.parts {
            let to = if own.unwrap_or(cell) { &mut struck } else { &mut text };
            to.push_str(&plain(words));
        }
        match struck.trim().is_empty() {
            // A line break or a blank that is struck out is one all the same.
            true => (self.parts.iter().map(|(words, _)| plain(words)).collect(), String::new()),
            false => (without_gaps(&text), struck.trim().to_owned()),
        }
    }
}

/// A text without the lines that are empty now.
pub(super) fn without_gaps(text: &str) -> String {
    let lines = text.trim().split('\n').filter(|line| !line.trim().is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_struck_out_is_told_apart_by_run_and_by_cell() {
        let mut rich = Rich::default();
        rich.push("整改12处\n");
        rich.begin();
        rich.strikes(true);
        rich.push("整改9处\n");
        rich.begin();
        rich.strikes(false);
        rich.push("全部验收");
        let plain = |words: &str| words.to_owned();
        assert_eq!(rich.told_apart(false, plain), ("整改12处\n全部验收".into(), "整改9处".into()));
        assert_eq!(rich.told_apart(true, plain), ("全部验收".into(), "整改12处\n整改9处".into()));
        let mut blank = Rich::default();
        blank.push("甲");
        blank.begin();
        blank.strikes(true);
        blank.push("\n");
        assert_eq!(blank.told_apart(false, plain), ("甲\n".into(), String::new()));
    }
}
