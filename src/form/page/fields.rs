//! The fields of the page: label, box, help, place for what is found, last year's answer beside.

use super::super::asked::{Entry, Row, Table, UnitForm};
use super::super::yaml;
use super::html::Html;
use super::model::kind;
use crate::syntax::vocabulary;
use crate::workbook::{Field, HEAD, Kind, LAST_YEAR, Need};

/// What concerns the whole.
pub(super) fn head(page: &mut Html, form: &UnitForm) {
    page.open("section", &[("class", "sec"), ("aria-labelledby", "sec-h")]);
    page.element("h2", &[("id", "sec-h")], "基本情况");
    page.open("div", &[("class", "grid")]);
    for (at, field) in HEAD.iter().enumerate() {
        one(
            page,
            form,
            field,
            &Place { ids: format!("h-0-{at}"), of: "", asked: true, roomy: true },
            &form.head,
            at,
        );
    }
    page.close("div");
    page.close("section");
}

/// A list of tasks, indicators or milestones.
pub(super) fn table(page: &mut Html, form: &UnitForm, at: usize, table: &Table) {
    if table.rows.is_empty() {
        return;
    }
    let id = format!("sec-{at}");
    page.open("section", &[("class", "sec"), ("aria-labelledby", &id)]);
    page.open("h2", &[("id", &id)]);
    page.text(table.sheet.name);
    page.element("small", &[], &format!("共{}项", table.rows.len()));
    page.close("h2");
    none_of_it(page, table);
    for (row, entry) in table.rows.iter().enumerate() {
        card(page, form, &format!("{at}-{row}"), table, entry);
    }
    page.close("section");
}

/// What did not concern the unit last year can be said at once, by hand and to be checked.
fn none_of_it(page: &mut Html, table: &Table) {
    let none = vocabulary::chinese_value("Status", "not_applicable");
    let Some(status) = table.sheet.fields.iter().position(|field| field.key == "status") else { return };
    let count = table.rows.iter().filter(|row| row.said.last[status].as_deref() == Some(none)).count();
    if count > 1 {
        page.open("p", &[("class", "bulk")]);
        let words = format!("上年填“{none}”的 {count} 项，未填的都填“{none}”");
        page.element("button", &[("type", "button"), ("data-none", table.sheet.list)], &words);
        page.close("p");
    }
}

fn card(page: &mut Html, form: &UnitForm, place: &str, table: &Table, row: &Row) {
    let heading = format!("t-{place}");
    page.open("section", &[("class", "card"), ("id", &format!("r-{place}")), ("aria-labelledby", &heading)]);
    page.open("h3", &[("id", &heading)]);
    page.element("span", &[("class", "id")], &row.id);
    page.text(row.plan.first().map_or("", String::as_str));
    page.close("h3");
    page.element("p", &[("class", "state"), ("id", &format!("s-{place}"))], "");
    // 序号, 编号 and the title stand in the heading.
    for (column, text) in table.sheet.plan.iter().skip(3).zip(row.plan.iter().skip(1)) {
        if !text.is_empty() {
            page.element("p", &[("class", "plan")], &format!("{}：{text}", column.heading));
        }
    }
    for aside in &row.aside {
        page.element("p", &[("class", "plan")], aside);
    }
    if !row.asked {
        page.element("p", &[("class", "plan")], "本项不要求必填，有情况的填写");
    }
    let (folded, plain): (Vec<_>, Vec<_>) =
        table.sheet.fields.iter().enumerate().partition(|(_, field)| is_folded(table, field));
    let fields = |page: &mut Html, list: &[(usize, &Field)]| {
        page.open("div", &[("class", "grid")]);
        for (at, field) in list {
            let ids = format!("{place}-{at}");
            let roomy = table.sheet.fields.len() > FEW || field.kind == Kind::Explanation;
            one(page, form, field, &Place { ids, of: &heading, asked: row.asked, roomy }, &row.said, *at);
        }
        page.close("div");
    };
    fields(page, &plain);
    page.open("details", &[("id", &format!("f-{place}"))]);
    let names: Vec<&str> = folded.iter().map(|(_, field)| field.heading()).collect();
    page.element("summary", &[], &format!("其他栏目：{}", names.join("、")));
    fields(page, &folded);
    page.close("details");
    page.close("section");
}

/// What most entries leave empty is folded away; it opens where something in it is needed.
fn is_folded(table: &Table, field: &Field) -> bool {
    let many = table.sheet.fields.len() > FEW;
    field.kind == Kind::Explanation
        || many && matches!(field.need, Need::Optional | Need::With(_)) && field.kind != Kind::Percent
}

/// With so few fields an entry is shown at a glance.
const FEW: usize = 5;

/// Where a field stands.
struct Place<'a> {
    /// What its ids end with.
    ids: String,
    /// The id of the heading that says which entry it belongs to; empty for the head.
    of: &'a str,
    /// Whether the entry must be answered.
    asked: bool,
    /// Whether texts take the whole width.
    roomy: bool,
}

fn one(page: &mut Html, form: &UnitForm, field: &Field, stands: &Place<'_>, said: &Entry, at: usize) {
    let Place { ids: place, of, asked, roomy } = stands;
    let last = said.last.get(at).and_then(Option::as_deref);
    let wide = *roomy && matches!(field.kind, Kind::Text | Kind::Evidence | Kind::Explanation);
    page.open("div", &[("class", if wide { "field wide" } else { "field" })]);
    page.open("div", &[("class", "own")]);
    let (control, label) = (format!("c-{place}"), format!("l-{place}"));
    page.open("label", &[("for", &control), ("id", &label)]);
    page.text(field.heading());
    let always = field.need == Need::Always && *asked;
    let class = if always || matches!(field.need, Need::With(_) | Need::Without(_) | Need::Beside(_)) {
        "need must"
    } else {
        "need"
    };
    let need = match field.need {
        Need::Always if !asked => "填写本项时必填".to_owned(),
        need => yaml::need(need),
    };
    page.element("i", &[("class", class)], &need);
    page.close("label");
    let mut known = format!("h-{place} m-{place}");
    if last.is_some() {
        known.push_str(&format!(" o-{place}"));
    }
    let named = format!("{of} {label}");
    let mut attributes: Vec<(&str, &str)> = vec![
        ("id", &control),
        ("data-kind", kind(field.kind)),
        ("aria-describedby", &known),
        ("autocomplete", "off"),
    ];
    if !of.is_empty() {
        attributes.push(("aria-labelledby", &named));
    }
    if always {
        attributes.push(("aria-required", "true"));
    }
    let now = said.now.get(at).and_then(Option::as_deref).unwrap_or("");
    control_of(page, form, field, &mut attributes, now);
    page.element("p", &[("class", "hint"), ("id", &format!("h-{place}"))], &help(field, form.year));
    page.open("div", &[("class", "msg"), ("id", &format!("m-{place}"))]);
    page.close("div");
    page.close("div");
    if let Some(last) = last {
        before(page, field, place, last);
    }
    page.close("div");
}

fn control_of<'a>(
    page: &mut Html,
    form: &UnitForm,
    field: &Field,
    attributes: &mut Vec<(&'a str, &'a str)>,
    now: &str,
) {
    let (first, last) = days(form, field);
    match field.kind {
        Kind::Word(of) => {
            page.open("select", attributes);
            let mut option = |value: &str, words: &str| {
                let chosen: &[(&str, &str)] = if value == now && !now.is_empty() {
                    &[("value", value), ("selected", "")]
                } else {
                    &[("value", value)]
                };
                page.element("option", chosen, words);
            };
            option("", "请选择");
            vocabulary::values(of).iter().for_each(|(_, word)| option(word, word));
            page.close("select");
        }
        Kind::Text | Kind::Evidence | Kind::Explanation => {
            let rows = if field.kind == Kind::Text && field.need == Need::Always { "4" } else { "2" };
            let mut attributes = attributes.clone();
            attributes.push(("rows", rows));
            page.open("textarea", &attributes);
            // HTML takes a line end at the beginning for its own.
            if now.starts_with('\n') {
                page.text("\n");
            }
            page.text(now);
            page.close("textarea");
        }
        kind => {
            let mut attributes = attributes.clone();
            attributes.extend(input(kind));
            let shown = placeholder(kind, form.year);
            if !shown.is_empty() {
                attributes.push(("placeholder", &shown));
            }
            if kind == Kind::Date {
                attributes.extend([("min", first.as_str()), ("max", last.as_str())]);
            }
            attributes.push(("value", now));
            page.open("input", &attributes);
            page.text("\n");
        }
    }
}

/// What kind of box a browser is asked for. Numbers are texts: a number box would take their digits away.
fn input(kind: Kind) -> &'static [(&'static str, &'static str)] {
    match kind {
        Kind::Number => &[("type", "text"), ("inputmode", "decimal"), ("class", "short")],
        Kind::Percent => &[("type", "text"), ("inputmode", "decimal"), ("class", "short")],
        Kind::Date => &[("type", "date"), ("class", "short")],
        Kind::Due => &[("type", "text"), ("class", "short")],
        Kind::Phone => &[("type", "tel")],
        _ => &[("type", "text")],
    }
}

/// What an empty box shows, with dates of the form's year.
fn placeholder(kind: Kind, year: i32) -> String {
    match kind {
        Kind::Percent => "0—100".to_owned(),
        Kind::Date => format!("{year}-11-30"),
        Kind::Due => format!("{next}-06-30 或 {next}", next = year + 1),
        _ => String::new(),
    }
}

/// From when to when a date lies: a report is made in its year, at the latest in June of the next.
fn days(form: &UnitForm, field: &Field) -> (String, String) {
    let year = form.year;
    match field.key {
        "filled_on" => (format!("{year}-01-01"), format!("{}-06-30", year + 1)),
        "as_of" => (format!("{year}-01-01"), format!("{year}-12-31")),
        _ => ("1990-01-01".to_owned(), format!("{}-12-31", year + 1)),
    }
}

fn help(field: &Field, year: i32) -> String {
    let help = field.help(year);
    match field.kind {
        Kind::Evidence => format!("{help}；一行一件，文件写成“标题〔文件：文件名〕”"),
        Kind::Explanation => format!("{help}；几个问题分行写，每行以编号开头，例如“N421：…”"),
        _ => help,
    }
}

/// Last year's answer, to compare with. It comes over only by hand, and never figures, days and persons.
fn before(page: &mut Html, field: &Field, place: &str, last: &str) {
    page.open("div", &[("class", "last"), ("id", &format!("o-{place}"))]);
    page.element("b", &[], LAST_YEAR);
    page.element("p", &[], last);
    let words =
        matches!(field.kind, Kind::Word(_) | Kind::Text | Kind::Line) && field.key != "document_number";
    if words && !field.key.starts_with("people.") && field.key != "value_status" {
        let name = format!("引用上年的{}", field.heading());
        page.element(
            "button",
            &[
                ("type", "button"),
                ("id", &format!("b-{place}")),
                ("data-copy", &format!("c-{place}")),
                ("aria-label", &name),
            ],
            "引用上年",
        );
    }
    page.close("div");
}
