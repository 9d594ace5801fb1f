//! Lines that are longer than the window, broken where a reader would break them.
//!
//! Behind a mark or at a blank, before anything else; never between a number and what stands with it, never before a
//! mark that closes, never inside a command that somebody may copy.

use super::screen::columns;

/// Marks that no line begins with.
const CLOSING: &str = "，。；：、！？）】》”’〕％%,;:)]}";
/// Marks that no line ends with.
const OPENING: &str = "（【《“‘〔([{";

/// A text with its lines: those behind the first stand in by two more.
pub(super) fn folded(indent: &str, text: &str, width: usize, out: &mut String) {
    let further = format!("{indent}  ");
    let pieces = pieces(text, width.saturating_sub(columns(&further)).max(2));
    let mut at = 0;
    let mut lead = indent;
    while at < pieces.len() {
        let room = width.saturating_sub(columns(lead));
        let end = end_of_line(&pieces[at..], room);
        let line = pieces[at..at + end].concat();
        out.push_str(format!("{lead}{}", line.trim_end()).trim_end());
        out.push('\n');
        at += end;
        // The blank at which a line was broken is gone.
        while pieces.get(at).is_some_and(|piece| piece.trim().is_empty()) {
            at += 1;
        }
        lead = &further;
    }
    if pieces.is_empty() {
        out.push('\n');
    }
}

/// How many pieces go on a line: as many as fit, but back to a mark or a blank where one is in the last half.
fn end_of_line(pieces: &[String], room: usize) -> usize {
    let mut used = 0;
    let fits = pieces.iter().take_while(|piece| {
        used += columns(piece);
        used <= room || piece.trim().is_empty()
    });
    let most = fits.count().max(1);
    if most == pieces.len() {
        return most;
    }
    let mut width = 0;
    let mut best = None;
    for (at, piece) in pieces[..most].iter().enumerate() {
        width += columns(piece);
        let blank_behind = pieces.get(at + 1).is_some_and(|next| next.trim().is_empty());
        if blank_behind || piece.ends_with(['，', '。', '；', '：', '、', ' ']) {
            best = Some((at + 1, width));
        }
    }
    best.filter(|(_, width)| *width * 2 >= room).map_or(most, |(end, _)| end)
}

/// The pieces that stay whole: words, commands, numbers with what is counted, marks with what they belong to.
fn pieces(text: &str, most: usize) -> Vec<String> {
    let signs: Vec<char> = text.chars().collect();
    let mut pieces: Vec<String> = vec![];
    let mut start = 0;
    for at in 1..=signs.len() {
        if at == signs.len() || may_break(&signs, start, at) {
            let piece: String = signs[start..at].iter().collect();
            if columns(&piece) > most {
                pieces.extend(piece.chars().map(String::from));
            } else {
                pieces.push(piece);
            }
            start = at;
        }
    }
    pieces
}

/// Whether a line may end before the sign at a place.
fn may_break(signs: &[char], start: usize, at: usize) -> bool {
    let (before, after) = (signs[at - 1], signs[at]);
    let is_word = |c: char| c.is_ascii_graphic();
    if before == ' ' || after == ' ' {
        return !in_command(signs, start, at);
    }
    if CLOSING.contains(after) || OPENING.contains(before) || is_word(before) && is_word(after) {
        return false;
    }
    // 第8行, 7家, 超过2天: a number keeps the sign on either side.
    let digit = |c: char| c.is_ascii_digit();
    let is_mark = |c: char| CLOSING.contains(c) || OPENING.contains(c);
    let counted = digit(before) && !is_mark(after) || digit(after) && !is_mark(before);
    !counted
}

/// Whether the blank at a place stands between the words of a command.
fn in_command(signs: &[char], start: usize, at: usize) -> bool {
    let blank = if signs[at] == ' ' { at } else { at - 1 };
    let single = blank > start && signs.get(blank + 1).is_some_and(|c| *c != ' ') && signs[blank - 1] != ' ';
    if !single {
        return false;
    }
    let before: String = signs[start..blank].iter().collect();
    let before = before.rsplit(|c: char| !c.is_ascii_graphic()).next().unwrap_or("").to_owned();
    let after: String = signs[blank + 1..].iter().take(2).collect();
    before == "nianbao" || before.starts_with("--") || !before.is_empty() && after == "--"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: usize) -> Vec<String> {
        let mut out = String::new();
        folded("", text, width, &mut out);
        out.lines().map(str::to_owned).collect()
    }

    #[test]
    fn nothing_that_belongs_together_is_torn() {
        let text = "应报13家，已报5家，按时送达4家，迟报11家，材料有误2家（其中迟报1家），退回待补11家，未报6家，未到期7家，\
                    另有1份待确认：采用的用 receive --accept，退回的用 receive --return；另有3个文件无法对应到单位（运行 \
                    nianbao check --year 2026 查看），见“任务台账”第8行“完成率”（H8）";
        for width in 40..=120 {
            let lines = lines(text, width);
            let whole: String = lines.iter().map(|line| line.trim_start()).collect();
            let bare = |text: &str| text.replace(' ', "");
            assert_eq!(bare(&whole), bare(text), "{width}");
            for line in &lines {
                assert!(columns(line) <= width, "{width}: {line}");
                assert!(
                    !CLOSING.contains(line.trim_start().chars().next().unwrap_or('x')),
                    "{width}: {line}"
                );
                // Behind a command stands a blank, at which a line may end.
                let torn = line.ends_with(|c: char| c.is_ascii_digit() || OPENING.contains(c));
                assert!(!torn || line.ends_with("--year 2026"), "{width}: {line}");
            }
            for command in ["receive --accept", "receive --return", "nianbao check --year 2026"] {
                assert!(lines.iter().any(|line| line.contains(command)), "{width}: {command}: {lines:#?}");
            }
        }
    }

    #[test]
    fn what_is_longer_than_a_line_is_broken_all_the_same() {
        assert_eq!(lines("甲乙丙丁戊", 6), ["甲乙丙", "  丁戊"]);
        assert_eq!(lines(&"x".repeat(10), 6), ["xxxxxx", "  xxxx"]);
        assert_eq!(lines("", 6), [""]);
    }
}
