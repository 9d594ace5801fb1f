//! Words of a clerk as YAML, so that the reader finds in it what was said and nothing else.

/// Lines of a text, at any line end that a reader may take for one.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'])
}

/// A text on one line: as it stands where nothing in it can be taken for a sign, else in quotes.
pub(super) fn inline(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Begins with a Chinese character and holds nothing but letters, digits and harmless signs.
fn is_plain(text: &str) -> bool {
    let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let harmless =
        |c: char| chinese(c) || c.is_ascii_alphanumeric() || "，。；、（）《》“”〔〕—·.-/% ".contains(c);
    text.starts_with(chinese) && text.chars().all(harmless) && !text.ends_with(' ')
}

/// In double quotes, with every character that is not plainly visible written out.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_invisible(c) => out.push_str(&escape(c)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{ffff}')
}

fn escape(c: char) -> String {
    if (c as u32) < 0x100 { format!("\\x{:02X}", c as u32) } else { format!("\\u{:04X}", c as u32) }
}

/// The sign of a block for a text that reads best as one and comes back as it is; `None` for others.
pub(super) fn block(text: &str) -> Option<&'static str> {
    let body = text.strip_suffix('\n').unwrap_or(text);
    let clean = |line: &str| !line.ends_with([' ', '　']) && !line.contains(|c| c == '\t' || is_invisible(c));
    let many = body.contains('\n') || body.chars().count() > 40;
    let fits = many
        && !body.is_empty()
        && !body.ends_with('\n')
        && !body.starts_with(['\n', ' ', '　'])
        && body.split('\n').all(clean);
    fits.then_some(if body.len() == text.len() { "|-" } else { "|" })
}

/// Title and file of each document: a line a document.
pub(super) fn documents(text: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| {
        let parts = line.strip_suffix('〕').and_then(|line| line.rsplit_once("〔文件："));
        match parts.map(|(title, file)| (title.trim(), file.trim())) {
            Some((title, file)) if !title.is_empty() && !file.is_empty() => (title, Some(file)),
            _ => (line, None),
        }
    })
}

/// Code and answer of each finding, where every passage names one: `N421：…`.
pub(super) fn by_code(text: &str) -> Option<Vec<(&str, String)>> {
    let mut answers: Vec<(&str, String)> = vec![];
    for line in text.lines() {
        match line.split_once('：').filter(|(code, _)| is_code(code.trim())) {
            Some((code, words)) => answers.push((code.trim(), words.to_owned())),
            None => {
                let (_, words) = answers.last_mut()?;
                words.push('\n');
                words.push_str(line);
            }
        }
    }
    (!answers.is_empty()).then_some(answers)
}

fn is_code(word: &str) -> bool {
    word.len() == 4 && word.starts_with('N') && word[1..].bytes().all(|byte| byte.is_ascii_digit())
}
