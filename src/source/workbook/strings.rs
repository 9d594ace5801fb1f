//! Text as .xlsx keeps it: `_x000D_` stands for a character that XML cannot hold.

/// Resolves the escapes.
pub(super) fn resolved(text: &str) -> String {
    if !text.contains("_x") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let code = from.get(2..6).filter(|_| from.as_bytes().get(6) == Some(&b'_'));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                rest = &from[7..];
            }
            None => {
                out.push_str("_x");
                rest = &from[2..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_resolved_and_words_stay() {
        assert_eq!(resolved("一_x000D_\n二"), "一\r\n二");
        assert_eq!(resolved("_x005F_x000D_"), "_x000D_");
        assert_eq!(resolved("a_xyz_b_x00"), "a_xyz_b_x00");
        assert_eq!(resolved("_x水利_"), "_x水利_");
    }
}
