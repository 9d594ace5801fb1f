//! What the page's script knows: the form, the words of the vocabulary, and the rules as the office puts them.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::super::asked::{Row, Table, UnitForm};
use super::super::yaml;
use super::OfficeRules;
use crate::diagnostic::{Rule, Severity};
use crate::submission::{FIGURE_TEXTS, FORM_TEXTS, MILESTONE_TEXTS, Reach, TASK_TEXTS, TextField};
use crate::syntax::{SAID_BY_FORMS, TEXTS, meaning, vocabulary};
use crate::workbook::{Field, HEAD, INDICATORS, Kind, MILESTONES, Need, TASKS};

/// The rules that a page can apply by itself, or whose words it needs to say why it cannot read a file.
pub(super) const SPOKEN: &[&str] = &[
    "N001", "N003", "N004", "N005", "N007", "N008", "N009", "N010", "N011", "N012", "N013", "N014", "N015",
    "N016", "N017", "N018", "N020", "N021", "N022", "N023", "N024", "N025", "N026", "N027", "N028", "N029",
    "N030", "N031", "N033", "N034", "N035", "N036", "N207", "N208", "N213", "N224", "N231", "N232", "N233",
    "N234", "N235", "N236", "N321", "N322", "N401", "N402", "N403", "N411", "N412", "N413", "N414", "N415",
    "N416", "N417", "N421", "N422", "N423", "N424", "N425", "N426", "N427", "N428", "N441", "N442", "N443",
    "N501", "N502", "N503", "N504", "N505", "N506", "N507", "N508", "N509", "N521", "N522", "N523", "N524",
    "N525", "N526", "N527", "N529", "N541", "N542", "N543", "N545", "N546", "N547", "N548", "N601", "N602",
    "N603", "N604", "N605", "N608",
];

/// Rules about one submission that a page does not apply. It says so, by their titles.
pub(super) const LEFT: &[&str] = &[
    "N212", "N404", "N451", "N452", "N528", "N530", "N549", "N550", "N551", "N606", "N607", "N609", "N610",
    "N611", "N621", "N622", "N623", "N631", "N632", "N633",
];

/// The rule that a gap breaks: by list and key of the field.
fn gap(list: &str, key: &str) -> &'static str {
    match (list, key) {
        (
            "",
            "as_of" | "people.preparer" | "people.phone" | "people.reviewer" | "people.approver" | "summary",
        ) => "N213",
        ("tasks", "progress") => "N541",
        ("tasks", "issues") => "N502",
        ("tasks", "next_steps") => "N503",
        ("tasks", "evidence") => "N501",
        ("indicators", "value") => "N235",
        ("indicators", "n" | "of") => "N403",
        ("indicators", "period") => "N232",
        ("indicators", "value_status") => "N233",
        ("indicators", "source") => "N234",
        ("milestones", "done_on") => "N525",
        _ => "",
    }
}

/// All of it as JSON that may stand in a page.
pub(super) fn json(form: &UnitForm, rules: &OfficeRules<'_>) -> String {
    let model = json!({
        "version": form.version,
        "plan": form.plan,
        "year": form.year,
        "unit": form.unit,
        "unit_name": form.unit_name,
        "names": form.unit_names,
        "title": form.name(),
        "basis": form.basis(),
        "sample": form.sample,
        "chinese": keys(),
        "english": english(),
        "meanings": keys().into_keys().map(|key| (key, meaning::other_words(key))).collect::<BTreeMap<_, _>>(),
        "words": words(),
        "words_of": words_of(),
        "texts": TEXTS,
        "said_by_forms": SAID_BY_FORMS,
        "rules": spoken(&rules.weights),
        "lists": rules.lists,
        "head": {"fields": fields("", HEAD, form.year), "last": form.head.last},
        "tables": form.tables.iter().map(|of| table(of, form.year)).collect::<Vec<_>>(),
    });
    // Inside a script element nothing but its end can be taken for a sign.
    model.to_string().replace('<', "\\u003c")
}

/// The keys of a submission in both languages.
fn keys() -> BTreeMap<&'static str, &'static str> {
    let fields = [HEAD, TASKS.fields, INDICATORS.fields, MILESTONES.fields].into_iter().flatten();
    let own = ["nianbao", "plan", "year", "unit", "sample", "id", "title", "file"];
    let lists = [TASKS.list, INDICATORS.list, MILESTONES.list];
    let all = fields.flat_map(Field::path).chain(own).chain(lists);
    all.map(|key| (key, vocabulary::chinese_key(key))).collect()
}

/// The key of each Chinese term, of those as well that were keys once.
fn english() -> BTreeMap<&'static str, &'static str> {
    let keys = keys();
    let former = vocabulary::former_terms().iter().copied().filter(|(_, key)| keys.contains_key(key));
    keys.iter().map(|(english, chinese)| (*chinese, *english)).chain(former).collect()
}

fn words() -> BTreeMap<&'static str, Value> {
    let fields = [HEAD, TASKS.fields, INDICATORS.fields, MILESTONES.fields].into_iter().flatten();
    let types = fields.filter_map(|field| match field.kind {
        Kind::Word(of) => Some(of),
        _ => None,
    });
    types.map(|of| (of, json!(vocabulary::values(of)))).collect()
}

/// What an entry of a list is called.
fn words_of() -> BTreeMap<&'static str, &'static str> {
    [&TASKS, &INDICATORS, &MILESTONES]
        .into_iter()
        .map(|of| (of.list, vocabulary::chinese_key(of.list)))
        .collect()
}

fn spoken<'r>(rules: &[(&'r Rule, Severity)]) -> BTreeMap<&'r str, Value> {
    let rules = rules.iter().filter(|(rule, _)| SPOKEN.contains(&rule.code));
    let one = |(rule, weight): &(&'r Rule, Severity)| {
        let said = json!({
            "weight": weight.english(),
            "weight_word": weight.chinese(),
            "title": rule.title,
            "why": rule.why,
        });
        (rule.code, said)
    };
    rules.map(one).collect()
}

fn table(table: &Table, year: i32) -> Value {
    let rows: Vec<Value> = table.rows.iter().map(row).collect();
    json!({
        "list": table.sheet.list,
        "name": table.sheet.name,
        "fields": fields(table.sheet.list, table.sheet.fields, year),
        "rows": rows,
    })
}

fn row(row: &Row) -> Value {
    let part = |at: usize| row.plan.get(at).cloned().unwrap_or_default();
    json!({
        "id": row.id,
        "title": part(0),
        "unit": part(1),
        "due": part(2),
        "asked": row.asked,
        "facts": row.facts,
        "last": row.said.last,
    })
}

/// A field as the script reads it.
#[derive(Serialize)]
struct Asked {
    key: &'static str,
    path: Vec<&'static str>,
    heading: &'static str,
    kind: &'static str,
    of: &'static str,
    need: Value,
    needed: String,
    help: String,
    code: &'static str,
    reach: &'static str,
}

fn fields(list: &str, fields: &[Field], year: i32) -> Vec<Asked> {
    fields.iter().map(|field| asked(list, field, year)).collect()
}

fn asked(list: &str, field: &Field, year: i32) -> Asked {
    let need = match field.need {
        Need::Always => json!(["always"]),
        Need::Optional => json!(["optional"]),
        Need::With(list) => {
            let words = list.iter().map(|key| vocabulary::chinese_value("Status", key));
            json!(["with", words.collect::<Vec<_>>()])
        }
        Need::Without(other) => json!(["without", other]),
        Need::Beside(other) => json!(["beside", other]),
    };
    Asked {
        key: field.key,
        path: field.path().collect(),
        heading: field.heading(),
        kind: kind(field.kind),
        of: if let Kind::Word(of) = field.kind { of } else { "" },
        need,
        needed: yaml::need(field.need),
        help: field.help(year),
        code: gap(list, field.key),
        reach: reach(list, field.key),
    }
}

pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Word(_) => "word",
        Kind::Number => "number",
        Kind::Percent => "percent",
        Kind::Date => "date",
        Kind::Due => "due",
        Kind::Line => "line",
        Kind::Text => "text",
        Kind::Phone => "phone",
        Kind::Evidence => "evidence",
        Kind::Explanation => "explanation",
    }
}

/// How far the words of a field go: `public`, `office`; nothing where no rule reads them.
fn reach(list: &str, key: &str) -> &'static str {
    match list {
        "tasks" => reach_in(TASK_TEXTS, key),
        "indicators" => reach_in(FIGURE_TEXTS, key),
        "milestones" => reach_in(MILESTONE_TEXTS, key),
        _ => reach_in(FORM_TEXTS, key),
    }
}

fn reach_in<T>(texts: &[TextField<T>], key: &str) -> &'static str {
    let parts = |text: &TextField<T>| {
        text.key == key || text.key.strip_prefix(key).is_some_and(|rest| rest.starts_with('.'))
    };
    match texts.iter().find(|text| parts(text)).map(|text| text.reach) {
        Some(Reach::Public) => "public",
        Some(Reach::Office) => "office",
        Some(Reach::File) | None => "",
    }
}
