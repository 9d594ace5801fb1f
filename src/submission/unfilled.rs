//! What the head of a form must say and does not: by the one list of fields that all forms are made from.

use super::form::Form;
use crate::source::{SourceFile, heading};
use crate::syntax::{is_no_text, is_no_value, meaning, vocabulary};
use crate::workbook::{Field, HEAD, Need};

/// The fields that every form must have filled in and that this one leaves empty, in the order of the form. What
/// stands there and cannot be read is not empty. A nil return says with its reason what there is to sum up.
pub fn unfilled(form: &Form, file: &SourceFile) -> Vec<&'static Field> {
    let is_nil = form.nil_return.is_some();
    let must = HEAD.iter().filter(|field| field.need == Need::Always && !(is_nil && field.key == "summary"));
    must.filter(|field| !says(form, field.key) && !is_written(file, field)).collect()
}

fn says(form: &Form, key: &str) -> bool {
    let people = form.people.as_ref();
    // Who writes 无 where a name is asked for has named nobody.
    let is_said = |text: Option<&String>| text.is_some_and(|text| !is_no_text(text) && !is_no_value(text));
    match key {
        "filled_on" => form.filled_on.is_some(),
        "as_of" => form.as_of.is_some(),
        "people.preparer" => is_said(people.and_then(|people| people.preparer.as_ref())),
        "people.phone" => is_said(people.and_then(|people| people.phone.as_ref()).map(|phone| &phone.inner)),
        "people.reviewer" => is_said(people.and_then(|people| people.reviewer.as_ref())),
        "people.approver" => is_said(people.and_then(|people| people.approver.as_ref())),
        "summary" => is_said(form.summary.as_ref().map(|summary| &summary.inner)),
        _ => true,
    }
}

/// Whether something stands in a field, readable or not.
fn is_written(file: &SourceFile, field: &Field) -> bool {
    if !file.sheets.is_empty() {
        return file.sheets.iter().any(|sheet| {
            let mut labels = sheet.cells.iter().filter(|(_, cell)| heading(&cell.text) == field.heading());
            labels.any(|((row, column), _)| !is_no_text(sheet.text(*row, column + 1)))
        });
    }
    let last = field.path().last().unwrap_or(field.key);
    let names = [last, vocabulary::chinese_key(last)];
    let is_part = field.path().count() > 1;
    // What the form says of its fields is no answer.
    let lines = file.text.lines().filter(|line| !line.trim_start().starts_with('#'));
    lines.into_iter().any(|line| {
        // The same key further in belongs to an entry.
        let own = is_part || !line.starts_with([' ', '\t', '\u{3000}', '-']);
        // Another word for the key is a finding of its own; what is another key is not meant as this one.
        let meant = |word: &str| {
            let is_key = vocabulary::english_key(word.trim()).is_some();
            !is_key && meaning::guessed(word.trim(), &[last]) == Some(last)
        };
        own && (names.iter().any(|name| stands_in(line, name))
            || line.split_once([':', '：']).is_some_and(|(word, value)| !is_no_text(value) && meant(word)))
    })
}

/// Whether a line has something behind a key.
fn stands_in(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let begins = before.is_none_or(|before| before.is_whitespace() || matches!(before, '{' | ',' | '，'));
        let behind = line[at + name.len()..].trim_start();
        let value =
            behind.strip_prefix([':', '：']).map(|value| value.split([',', '}']).next().unwrap_or(""));
        let value = value.map(|value| value.split(" #").next().unwrap_or("").trim());
        begins && value.is_some_and(|value| !is_no_text(value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Located;

    fn empty() -> Form {
        Form {
            nianbao: String::new(),
            plan: Located::default(),
            year: Located::default(),
            unit: Located::default(),
            sample: false,
            nil_return: None,
            document_number: None,
            filled_on: None,
            as_of: None,
            people: None,
            summary: None,
            tasks: vec![],
            milestones: vec![],
            indicators: vec![],
            suggestions: None,
            explanation: None,
        }
    }

    #[test]
    fn every_field_that_forms_call_a_must_is_looked_at() {
        let file = SourceFile::new("a.yaml", "unit: x\n".as_bytes());
        let must: Vec<&str> =
            HEAD.iter().filter(|field| field.need == Need::Always).map(|field| field.key).collect();
        let lacks: Vec<&str> = unfilled(&empty(), &file).iter().map(|field| field.key).collect();
        assert_eq!(lacks, must);
        let nil = Form { nil_return: Some(Located::default()), ..empty() };
        assert!(
            unfilled(&nil, &file).iter().map(|field| field.key).eq(must[..must.len() - 1].iter().copied())
        );
    }

    #[test]
    fn what_stands_there_and_cannot_be_read_is_not_empty() {
        let lacks = |text: &str| -> Vec<&str> {
            let file = SourceFile::new("a.yaml", text.as_bytes());
            unfilled(&empty(), &file).iter().map(|field| field.heading()).collect()
        };
        let said = lacks(
            "截至日期: 11月底\n填报信息: {填报人: , 联系电话： 请打总机}\n  填报日期: 2026-12-01\n总体情况:\n",
        );
        assert_eq!(said, ["填报日期", "填报人", "审核人", "签发人", "总体情况"]);
    }
}
