//! The manual of the files that people write, as an office can print it (SAY).
//!
//! Takes the keys of a file from its schema, terms and fixed words from the vocabulary, what a form asks for from
//! its definition; gives a page of Markdown for each kind of file. Never says of a key what a type does not.

mod help;
mod plan_help;

use std::fmt::Write as _;

use crate::schema::{self, Group, Key, Written};
use crate::syntax::vocabulary;

/// A kind of file.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// Its name on the command line.
    pub name: &'static str,
    /// Its Chinese name, which serves as well.
    pub chinese: &'static str,
    /// What it is, where it stands, what to heed, with an example; `{keys}` is where the keys stand.
    text: &'static str,
    keys: fn() -> Vec<Group>,
}

/// All pages.
pub static PAGES: &[Page] = &[
    Page { name: "plan", chinese: "方案", text: include_str!("plan.md"), keys: schema::keys_of_plan },
    Page {
        name: "submission",
        chinese: "报送件",
        text: include_str!("submission.md"),
        keys: schema::keys_of_submission,
    },
    Page {
        name: "decisions",
        chinese: "办公室决定",
        text: include_str!("decisions.md"),
        keys: schema::keys_of_decisions,
    },
    Page {
        name: "record",
        chinese: "定稿记录",
        text: include_str!("record.md"),
        keys: schema::keys_of_record,
    },
];

/// The page of a kind of file, by either name.
pub fn page(name: &str) -> Option<&'static Page> {
    let name = name.trim();
    PAGES.iter().find(|page| page.name.eq_ignore_ascii_case(name) || page.chinese == name)
}

impl Page {
    /// The whole page.
    pub fn markdown(&self) -> String {
        self.text.replace("{keys}\n", &self.tables())
    }

    /// The piece of YAML that the page shows as its example.
    pub fn example(&self) -> &'static str {
        let (_, rest) = self.text.split_once("```yaml\n").unwrap_or_default();
        rest.split_once("```").map_or("", |(example, _)| example)
    }

    fn tables(&self) -> String {
        let mut text = String::new();
        for (at, group) in (self.keys)().iter().enumerate() {
            if at > 0 {
                text.push('\n');
            }
            let _ = match &group.of {
                None => writeln!(text, "### 文件开头\n"),
                Some(key) if self.name == "plan" => writeln!(text, "### `{key}` 的各项\n"),
                Some(key) => writeln!(text, "### {}（{key}）\n", vocabulary::chinese_key(key)),
            };
            self.table(group, &mut text);
        }
        text
    }

    fn table(&self, group: &Group, text: &mut String) {
        // A plan has English keys alone: whoever encodes it reads the key, what it is stands behind it.
        let alone = self.name == "plan";
        let names = if alone { ("键", "---") } else { ("中文键 | 英文键", "---|---") };
        let _ = writeln!(text, "| {} | 必填 | 写什么 | 说明 |\n|{}|---|---|---|", names.0, names.1);
        let mut keys: Vec<&Key> = group.keys.iter().collect();
        // The vocabulary has them in the order in which people write.
        keys.sort_by_key(|key| vocabulary::KEYS.iter().position(|(name, _)| *name == key.name));
        for key in keys {
            let names = match alone {
                true => format!("`{}`", key.name),
                false => format!("{} | `{}`", vocabulary::chinese_key(&key.name), key.name),
            };
            let asked = self.name == "submission" && help::is_asked(group.of.as_deref(), &key.name);
            let must = if key.required || asked { "是" } else { "" };
            let help = help::of(self.name, group.of.as_deref(), &key.name).unwrap_or_default();
            let _ = writeln!(text, "| {names} | {must} | {} | {help} |", written(&key.written));
        }
    }
}

/// What stands behind a key, in words.
fn written(kind: &Written) -> String {
    match kind {
        Written::Text => "文字".to_owned(),
        Written::Whole => "整数".to_owned(),
        Written::YesOrNo => "`true` 是，`false` 否".to_owned(),
        Written::Part(name) => match (name.as_str(), vocabulary::values(name)) {
            ("Date", _) => "日期，如 2026-12-08".to_owned(),
            ("Number", _) => "数，不带单位".to_owned(),
            ("Due", _) => "日期或年份".to_owned(),
            ("Id", _) => "编号".to_owned(),
            ("MonthDay", _) => "月和日，如 12-15".to_owned(),
            ("Explanation", _) => "文字，或写明编号：`{N421: …}`".to_owned(),
            (_, []) => "见下表".to_owned(),
            (_, values) => {
                let both = values.iter().map(|(value, word)| format!("{word}（`{value}`）"));
                both.collect::<Vec<_>>().join("、")
            }
        },
        Written::List => "列表，每项见下表".to_owned(),
        Written::Each(item) => format!("列表，每项为{}", written(item)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_explained_and_every_explanation_has_its_key() {
        let mut missing = vec![];
        let mut used: Vec<(&str, &str, &str)> = vec![];
        for page in PAGES {
            for group in (page.keys)() {
                let of = group.of.as_deref();
                for key in &group.keys {
                    if help::of(page.name, of, &key.name).is_none_or(|help| help.is_empty()) {
                        missing.push(format!("{} {of:?} {}", page.name, key.name));
                    }
                    used.extend(help::own(page.name, of, &key.name));
                }
            }
        }
        assert!(missing.is_empty(), "{missing:#?}");
        let idle: Vec<_> = help::OWN
            .iter()
            .chain(plan_help::PLAN)
            .filter(|(kind, part, key, _)| !used.contains(&(kind, part, key)))
            .collect();
        assert!(idle.is_empty(), "they explain nothing: {idle:#?}");
    }

    #[test]
    fn a_page_has_its_tables_its_example_and_no_hole() {
        for page in PAGES {
            let text = page.markdown();
            assert!(!text.contains("{keys}") && text.contains("| 必填 |"), "{}", page.name);
            let head = if page.name == "plan" { "nianbao: plan/1" } else { "格式: " };
            assert!(page.example().starts_with(head), "{}", page.name);
        }
        let decisions = page("decisions").expect("it is there").markdown();
        for key in ["抄送 | `copies`", "主送 | `addressees`"] {
            assert!(decisions.contains(&format!("| {key} |  | 列表，每项为文字 |")), "{decisions}");
        }
        assert!(page("报送件").is_some() && page(" Decisions ").is_some() && page("nothing").is_none());
        let text = page("submission").expect("it is there").markdown();
        assert!(
            text.contains("已完成（`completed`）") && text.contains("| 完成情况 | `status` | 是 |"),
            "{text}"
        );
    }
}
