//! HTML as it is written: every text escaped, every attribute in quotes.

/// A page as it grows.
#[derive(Default)]
pub(super) struct Html {
    pub(super) out: String,
}

impl Html {
    /// Opens an element. Names are the program's own, values may be anybody's.
    pub(super) fn open(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            if !value.is_empty() || *name == "value" {
                self.out.push_str("=\"");
                self.out.push_str(&escaped(value));
                self.out.push('"');
            }
        }
        self.out.push('>');
    }

    pub(super) fn close(&mut self, tag: &str) {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push_str(">\n");
    }

    pub(super) fn text(&mut self, text: &str) {
        self.out.push_str(&escaped(text));
    }

    /// An element with nothing but a text in it.
    pub(super) fn element(&mut self, tag: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(tag, attributes);
        self.text(text);
        self.close(tag);
    }
}

/// A text in which nothing is a sign of HTML, inside an element or in an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // HTML knows no zero character, and would put another in its place.
            '\0' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_texts() {
        let mut page = Html::default();
        page.element("p", &[("title", "\"><b onclick='x'>"), ("hidden", "")], "</p><script>&");
        assert_eq!(
            page.out,
            "<p title=\"&quot;&gt;&lt;b onclick=&#39;x&#39;&gt;\" hidden>&lt;/p&gt;&lt;script&gt;&amp;</p>\n"
        );
    }
}
