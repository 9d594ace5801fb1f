//! The form as a page: for every unit of the five plans, with every field, and with nothing in it that a text put
//! there.

use std::collections::BTreeSet;
use std::path::Path;

use nianbao::check;
use nianbao::diagnostic::{Diagnostics, Severity};
use nianbao::form::{self, Asked, OfficeRules, UnitForm, unit_form};
use nianbao::pipeline::{self, Selection, Workspace};
use nianbao::plan::{Plan, UnitIndex};
use nianbao::source::Project;
use nianbao::workbook::{HEAD, Kind};

use crate::support::{check as checked, starter_files};

fn repository() -> Workspace {
    let project = Project::Folder(Path::new(env!("CARGO_MANIFEST_DIR")).to_owned());
    let mut found = Diagnostics::default();
    let day = "2026-12-20".parse().expect("a day");
    pipeline::read(&project, &Selection::default(), day, &mut found).expect("it can be listed")
}

fn rules() -> OfficeRules<'static> {
    let weights = check::rules().into_iter().map(|rule| (rule, rule.severity)).collect();
    OfficeRules { weights, lists: check::word_lists() }
}

fn blank(plan: &Plan, unit: UnitIndex) -> UnitForm {
    unit_form(&Asked {
        plan,
        year: 2026,
        unit,
        deadline: "2026年12月15日".into(),
        sample: true,
        last_year: None,
        done: Default::default(),
    })
}

/// What stands behind `name=` in the elements of a page.
fn values<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let sign = format!(" {name}=\"");
    page.split(sign.as_str())
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .map(|(value, _)| value)
        .collect()
}

/// The part of a page that a browser shows, without style and script.
fn body(page: &str) -> &str {
    let body = page.split_once("</head>").expect("it has a head").1;
    body.split_once("<script").expect("it has a script").0
}

#[test]
fn every_unit_of_the_plans_has_a_page_with_every_field() {
    let rules = rules();
    let mut pages = 0;
    for plan in repository().plans {
        let plan = &plan.plan;
        for unit in plan.reporting_units() {
            let form = blank(plan, unit);
            let page = form::page(&form, &rules);
            assert_eq!(page, form::page(&blank(plan, unit), &rules), "the same form has the same bytes");
            let shown = body(&page);
            let ids: Vec<&str> = values(shown, "id");
            let known: BTreeSet<&str> = ids.iter().copied().collect();
            assert_eq!(known.len(), ids.len(), "each id once");
            let mut places: Vec<(String, Kind)> =
                HEAD.iter().enumerate().map(|(at, field)| (format!("h-0-{at}"), field.kind)).collect();
            for (t, table) in form.tables.iter().enumerate() {
                for r in 0..table.rows.len() {
                    let fields = table.sheet.fields.iter().enumerate();
                    places.extend(fields.map(|(at, field)| (format!("{t}-{r}-{at}"), field.kind)));
                }
            }
            for (place, _) in &places {
                assert!(known.contains(format!("c-{place}").as_str()), "{}: c-{place}", form.unit);
            }
            assert_eq!(values(shown, "data-kind").len(), places.len(), "{}", form.unit);
            for name in ["for", "aria-labelledby", "aria-describedby", "data-copy"] {
                for id in values(shown, name).iter().flat_map(|list| list.split(' ')) {
                    assert!(known.contains(id), "{}: {name}={id}", form.unit);
                }
            }
            pages += 1;
        }
    }
    assert!(pages > 100, "{pages}");
}

#[test]
fn a_page_loads_nothing_and_runs_only_its_own_script() {
    let workspace = checked(&starter_files()).workspace;
    let plan = &workspace.plans[0].plan;
    let page = form::page(&blank(plan, plan.unit_named("slj").expect("a unit")), &rules());
    for word in
        ["http://", "https://", "//cdn", "url(", "@import", "innerHTML", "eval(", "new Function", "fetch("]
    {
        assert!(!page.contains(word), "{word}");
    }
    let policy = values(&page, "content")[0];
    assert!(policy.starts_with("default-src &#39;none&#39;;"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    let shown = body(&page);
    let handlers = shown.split(" on").skip(1).filter(|rest| {
        rest.split(['=', ' ', '>']).next().is_some_and(|word| {
            !word.is_empty()
                && word.bytes().all(|b| b.is_ascii_lowercase())
                && rest[word.len()..].starts_with('=')
        })
    });
    assert_eq!(handlers.count(), 0);
    assert!(!shown.contains(" style="));
}

#[test]
fn hostile_texts_of_the_plan_and_of_last_year_stay_texts() {
    const BAD: &str = "</script></textarea><img src=x onerror=alert(1)>\"'><!--&";
    let workspace = checked(&starter_files()).workspace;
    let plan = &workspace.plans[0].plan;
    let mut form = blank(plan, plan.unit_named("slj").expect("a unit"));
    form.title = BAD.into();
    form.unit_name = BAD.into();
    form.recipient = BAD.into();
    form.deadline = BAD.into();
    for entry in form.tables.iter_mut().flat_map(|table| &mut table.rows) {
        entry.plan.iter_mut().for_each(|text| *text = BAD.into());
        entry.aside.push(BAD.into());
        entry.said.last.iter_mut().for_each(|last| *last = Some(BAD.into()));
        entry.said.now.iter_mut().for_each(|now| *now = Some(BAD.into()));
    }
    form.head.last.iter_mut().for_each(|last| *last = Some(BAD.into()));
    form.head.now.iter_mut().for_each(|now| *now = Some(BAD.into()));
    let page = form::page(&form, &rules());
    assert!(!page.contains("<img"), "the text became an element");
    assert_eq!(page.matches("</script").count(), 2, "the script ends where it ends");
    assert_eq!(page.matches("<!--").count(), 0);
    assert!(page.contains("&lt;/textarea&gt;&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&gt;&lt;!--&amp;"));
}

#[test]
fn the_page_speaks_in_the_words_and_weights_of_the_office() {
    let workspace = checked(&starter_files()).workspace;
    let plan = &workspace.plans[0].plan;
    let form = blank(plan, plan.unit_named("slj").expect("a unit"));
    let mut heavier = rules();
    for (rule, weight) in &mut heavier.weights {
        if rule.code == "N541" {
            *weight = Severity::Error;
        }
    }
    let page = form::page(&form, &heavier);
    let data =
        page.split_once("id=\"data\">").expect("it has data").1.split_once("</script>").expect("it ends").0;
    let data: serde_json::Value = serde_json::from_str(data).expect("it is JSON");
    let spoken = data["rules"].as_object().expect("rules by code");
    for (code, said) in spoken {
        let rule = check::rule(code).expect("a rule of the program");
        assert_eq!(
            (said["title"].as_str(), said["why"].as_str()),
            (Some(rule.title), Some(rule.why)),
            "{code}"
        );
    }
    assert_eq!(spoken["N541"]["weight"], "error");
    assert_eq!(spoken["N541"]["weight_word"], "强制");
    // What the script may name, it has the words of.
    let script = page.rsplit_once("<script>").expect("it has a script").1;
    let named = script.split("\"N").skip(1).filter_map(|rest| rest.get(..3));
    for code in named.filter(|code| code.bytes().all(|b| b.is_ascii_digit())) {
        assert!(spoken.contains_key(&format!("N{code}")), "N{code}");
    }
    for field in data["tables"]
        .as_array()
        .expect("tables")
        .iter()
        .flat_map(|t| t["fields"].as_array().expect("fields"))
    {
        let code = field["code"].as_str().expect("a code or nothing");
        assert!(code.is_empty() || spoken.contains_key(code), "{code}");
    }
}

/// What the page cannot look at it names; nothing about a unit's own words and figures is passed over in silence.
#[test]
fn every_rule_about_ones_own_words_and_figures_is_applied_or_named() {
    // What lies with others or with the office, and is no matter of the one who fills in.
    const OF_OTHERS: [&str; 11] =
        ["N612", "N613", "N431", "N432", "N433", "N434", "N544", "N641", "N642", "N643", "N644"];
    let workspace = checked(&starter_files()).workspace;
    let plan = &workspace.plans[0].plan;
    let page = form::page(&blank(plan, plan.unit_named("slj").expect("a unit")), &rules());
    let left = page.split_once("id=\"left\">").expect("it says what it leaves").1;
    let left = left.split_once('<').expect("it ends").0;
    let script = page.rsplit_once("<script>").expect("it has a script").1;
    for rule in check::rules() {
        let group = rule.code.as_bytes()[1];
        if !(b'4'..=b'6').contains(&group) || OF_OTHERS.contains(&rule.code) {
            continue;
        }
        let applied = script.contains(&format!("\"{}\"", rule.code))
            || page.contains(&format!("\"code\":\"{}\"", rule.code));
        let named = left.contains(rule.title);
        assert!(applied != named, "{} {}: applied {applied}, named {named}", rule.code, rule.title);
    }
}

/// Offices have browsers with old engines: what they cannot read would leave a page that does nothing.
#[test]
fn the_script_is_written_for_old_browsers() {
    let workspace = checked(&starter_files()).workspace;
    let plan = &workspace.plans[0].plan;
    let page = form::page(&blank(plan, plan.unit_named("slj").expect("a unit")), &rules());
    let script = page.rsplit_once("<script>").expect("it has a script").1;
    for sign in
        ["=>", "${", "?.", "??", "import ", "export ", "async ", "await ", ".at(", ".replaceAll(", "(?<"]
    {
        assert_eq!(script.lines().find(|line| line.contains(sign)), None, "{sign}");
    }
    for word in ["let", "const", "class"] {
        let opens = |line: &&str| {
            line.trim_start().starts_with(&format!("{word} ")) || line.contains(&format!("({word} "))
        };
        assert_eq!(script.lines().find(opens), None, "{word}");
    }
}
