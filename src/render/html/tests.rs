//! The site of the repository's own plans: complete, self-contained, light, the same every time.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::*;
use crate::diagnostic::Diagnostic;
use crate::pipeline::{self, Selection};
use crate::source::Project;

/// Both editions of a workspace, and the findings about templates and output.
struct Built {
    files: Vec<OutputFile>,
    found: Vec<Diagnostic>,
}

fn build(project: &Project) -> Built {
    // Of the repository's plans the one with all kinds of pages and two years.
    let only = matches!(project, Project::Folder(_)).then(|| "yangquan".to_owned());
    let selection = Selection { plan: only, year: None, ..Selection::default() };
    let as_of = "2026-01-05".parse().unwrap();
    let built = pipeline::build_workspace(project, &selection, as_of).unwrap();
    let found = built.findings.into_vec().into_iter().filter(|f| f.rule.code.starts_with("N9")).collect();
    Built { files: built.files, found }
}

fn repository() -> Project {
    Project::Folder(Path::new(env!("CARGO_MANIFEST_DIR")).to_owned())
}

fn starter(extra: &[(&str, &str)]) -> Project {
    let files = crate::starter::files().into_iter().map(|(name, bytes)| (name.to_owned(), bytes.to_vec()));
    Project::memory(files.chain(extra.iter().map(|(n, t)| ((*n).to_owned(), t.as_bytes().to_vec()))))
}

fn text<'b>(built: &'b Built, path: &str) -> &'b str {
    let file = built.files.iter().find(|file| file.path == path);
    let file = file.unwrap_or_else(|| panic!("{path} was not made"));
    std::str::from_utf8(&file.bytes).unwrap()
}

fn faults(built: &Built) -> Vec<String> {
    built.found.iter().map(|found| format!("{} {}", found.rule.code, found.message)).collect()
}

#[test]
fn the_repository_gives_a_complete_site_without_dead_links() {
    let built = build(&repository());
    assert_eq!(faults(&built), Vec::<String>::new());
    let paths: BTreeSet<&str> = built.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths.len(), built.files.len(), "no file twice");
    let fixed = [
        "public/index.html",
        "public/404.html",
        "public/assets/site.css",
        "public/yangquan/index.html",
        "public/yangquan/2025/index.html",
        "public/yangquan/2025/tasks/index.html",
        "public/yangquan/2025/tasks/rw-03-02.html",
        "public/yangquan/2025/indicators/index.html",
        "public/yangquan/2025/units/index.html",
        "public/yangquan/2025/units/slj.html",
        "public/yangquan/2025/submissions.html",
        "public/yangquan/2025/search.html",
        "public/yangquan/2025/method.html",
        "public/yangquan/2025/fragment/overview.html",
        "public/yangquan/2025/fragment/index.html",
        "internal/index.html",
        "internal/yangquan/2025/today.html",
        "internal/yangquan/2025/findings.html",
    ];
    for path in fixed {
        assert!(paths.contains(path), "{path}");
    }
    assert!(!paths.contains("public/yangquan/2025/today.html"));
    weights(&built);
    outside_requests(&built);
    says_what_it_has(&built);
}

/// What is not there has no row, no column and no legend; what is public is in words that need no file.
fn says_what_it_has(built: &Built) {
    let page = |name: &str| text(built, &format!("public/yangquan/2025/{name}"));
    let units = page("units/index.html");
    let row = |name: &str| units.split("<tr>").find(|row| row.contains(name)).unwrap_or_default();
    assert!(!units.contains("牵头</th>") && row("平定县</a>").contains("25"), "no unit leads");
    assert!(units.contains("没有单独承担任务和指标的合称："));
    assert!(
        row("平定县</a>").matches("data-n").count() == 0
            && units.contains("<td data-n=\"8\"><a class=\"st-behind\"")
    );
    let receipts = page("submissions.html");
    assert!(receipts.contains(">未报</th>") && !receipts.contains("材料有误</th>"));
    let table = page("indicators/index.html");
    let (measured, worded) = table.split_once("id=\"d12\"").unwrap();
    assert!(measured.contains("forest-cover.html") && worded.contains("waste-sorting.html"));
    assert!(!worded.contains("与目标差") && !measured.contains("waste-sorting.html"));
    assert!(!table.contains("均为—"), "what the plan does not say is no kind");
    assert!(!page("indicators/forest-cover.html").contains("基期</li>"), "no picture has one");
    let office = text(built, "internal/yangquan/2025/units/pingding.html");
    let own = page("units/pingding.html");
    assert!(own.contains("平定县报送材料</a>") && !own.contains("报送件 第") && office.contains("报送件 第"));
    // A unit's own status is public; whether it was silent is not.
    assert!(own.contains("st-behind") && !own.contains("未填报"));
    let found = built.files.iter().filter(|file| file.path.starts_with("public/search"));
    let found =
        found.filter(|file| String::from_utf8_lossy(&file.bytes).contains("滞后环节集中在窑炉深度治理"));
    assert!(found.count() > 0, "the office's sentences can be searched");
}

/// Budgets: overview 60 KiB, task 30 KiB (36 units make some larger), style sheet 30 KiB, scripts 6 KB.
fn weights(built: &Built) {
    for file in built.files.iter().filter(|file| file.path.starts_with("public/yangquan/")) {
        let limit = match file.path.rsplit('/').next().unwrap() {
            "index.html" if file.path.ends_with("/2025/index.html") => 60 * 1024,
            name if name.starts_with("rw-") => 30 * 1024,
            _ => continue,
        };
        assert!(file.bytes.len() <= limit, "{} weighs {}", file.path, file.bytes.len());
    }
    assert!(text(built, "public/assets/site.css").len() <= 30 * 1024);
    assert!(text(built, "public/assets/site.js").len() <= 6_000);
    assert!(text(built, "public/assets/search.js").len() <= 7_500);
}

fn outside_requests(built: &Built) {
    for file in built.files.iter().filter(|file| !file.path.ends_with(".docx")) {
        let text = std::str::from_utf8(&file.bytes).unwrap();
        for sign in ["src=\"http", "src=\"//", "@import", "url(http", "url(//", "<iframe", "<img"] {
            assert!(!text.contains(sign), "{} has {sign}", file.path);
        }
    }
}

/// What units reported is one thing, what the office set another: no page shows the second as the first.
#[test]
fn a_status_set_by_the_office_says_so_on_every_page() {
    let decisions = "nianbao: decisions/1\nplan: demo\nyear: 2025\noverrides: [{task: RW-02-01, status: completed, reason: 已验收, by: 市河长办, on: 2025-12-28}]\n";
    let built = build(&starter(&[("submissions/demo/2025/decisions.yaml", decisions)]));
    for edition in ["review", "internal"] {
        for page in
            ["index", "tasks/index", "tasks/rw-02-01", "sections/s02", "units/slj", "units/hedong", "search"]
        {
            let text = text(&built, &format!("{edition}/demo/2025/{page}.html"));
            assert!(
                text.contains("办公室认定，填报汇总为“") || text.contains("办公室认定（填报汇总为“"),
                "{edition} {page}"
            );
        }
    }
}

/// Two plans of one name, a task and an indicator called like a fixed page, two tasks of one name.
#[test]
fn no_two_pages_have_one_title() {
    let files = crate::starter::files();
    let (_, demo) = files.iter().find(|(name, _)| *name == "plans/demo.yaml").unwrap();
    let demo = std::str::from_utf8(demo).unwrap();
    let task = "  - {id: RW-02-01, number: （一）, title: 报送情况, kind: task, goal: g, responsible_units: [slj], due: 2027, quote: 整治}\n";
    let twice = task.replace("RW-02-01", "RW-08-01");
    let third = task.replace("RW-02-01", "RW-08-02");
    let many = demo.replace("\nindicators:\n", &format!("\n    {twice}    {third}indicators:\n"));
    let other = many.replace("id: demo", "id: other");
    let built = build(&starter(&[("plans/demo.yaml", &many), ("plans/other.yaml", &other)]));
    let mut titles: BTreeMap<(String, String), &str> = BTreeMap::new();
    for file in built
        .files
        .iter()
        .filter(|f| f.path.ends_with(".html") && !f.path.ends_with("fragment/overview.html"))
    {
        let text = std::str::from_utf8(&file.bytes).unwrap();
        let title = text.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap();
        let edition = file.path.split('/').next().unwrap();
        let before = titles.insert((edition.to_owned(), title.to_owned()), &file.path);
        assert_eq!(before, None, "{title} is also the title of {}", file.path);
    }
    let all: Vec<&String> = titles.keys().map(|(_, title)| title).collect();
    assert!(all.iter().any(|t| t.starts_with("评价方法 - 示例市清洁河流三年行动方案 - 2025年度")), "{all:?}");
    assert!(all.iter().any(|t| t.contains("（other/2025/tasks/rw-08-02）")), "{all:?}");
}

#[test]
fn the_same_input_gives_the_same_bytes_on_any_number_of_threads() {
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let four = rayon::ThreadPoolBuilder::new().num_threads(4).build().unwrap();
    let project = starter(&[]);
    assert_eq!(one.install(|| build(&project)).files, four.install(|| build(&project)).files);
}

#[test]
fn an_override_changes_one_block_of_all_pages() {
    let own =
        "{% extends \"builtin/base.html\" %}{% block footer %}<footer>本单位页脚</footer>{% endblock %}";
    let built = build(&starter(&[("templates/base.html", own)]));
    assert_eq!(faults(&built), Vec::<String>::new());
    let pages: Vec<&OutputFile> = built
        .files
        .iter()
        .filter(|file| file.path.ends_with(".html") && !file.path.ends_with("fragment/overview.html"))
        .collect();
    assert!(pages.len() > 10);
    for page in pages {
        assert!(String::from_utf8_lossy(&page.bytes).contains("本单位页脚"), "{}", page.path);
    }
}

#[test]
fn faulty_overrides_are_findings_with_a_place() {
    for (template, code, words) in [
        (
            "{% extends \"builtin/task.html\" %}{% block content %}{{ page.titel }}{% endblock %}",
            "N901",
            "titel",
        ),
        ("{% extends \"builtin/task.html\" %}{% block content %}", "N901", "语法"),
        (
            "{% extends \"builtin/task.html\" %}{% block content %}<a href=\"x.html\">x</a>{% endblock %}",
            "N903",
            "x.html",
        ),
    ] {
        let built = build(&starter(&[("templates/task.html", template)]));
        let found = faults(&built);
        assert!(!found.is_empty(), "{template}");
        assert!(found.iter().all(|fault| fault.starts_with(code)), "{found:?}");
        assert!(found.iter().any(|fault| fault.contains(words)), "{found:?}");
    }
}

#[test]
fn pages_carry_their_tags() {
    let settings = "nianbao: office/1\noffice: 示例市河长制办公室\nsite:\n  name: 示例市人民政府\n  domain: www.example.gov.cn\n  \
                    id_code: \"0000000000\"\n  column: 年度进展\n  base_url: https://www.example.gov.cn/report/\n  published:\n    demo/2025: 2025-12-30 17:30\n";
    let decisions = "nianbao: decisions/1\nplan: demo\nyear: 2025\npublic_review:\n  by: 示例市河长制办公室\n  on: 2025-12-29\n  \
                     disclosure: proactive\n";
    let built =
        build(&starter(&[("nianbao.yaml", settings), ("submissions/demo/2025/decisions.yaml", decisions)]));
    let has = |path: &str, name: &str| text(&built, path).contains(&format!("<meta name=\"{name}\""));
    assert!(has("public/index.html", "SiteIDCode") && !has("public/index.html", "ColumnName"));
    assert!(has("public/demo/2025/tasks/index.html", "ColumnName"));
    assert!(!has("public/demo/2025/tasks/index.html", "ArticleTitle"));
    assert!(
        has("public/demo/2025/index.html", "ArticleTitle") && has("public/demo/2025/index.html", "PubDate")
    );
    assert!(text(&built, "public/feed.xml").contains("<updated>2025-12-30T17:30:00+08:00</updated>"));
    assert!(
        text(&built, "public/sitemap.xml")
            .contains("<loc>https://www.example.gov.cn/report/demo/2025/index.html</loc>")
    );
    let canonical =
        "<link rel=\"canonical\" href=\"https://www.example.gov.cn/report/demo/2025/tasks/index.html\">";
    assert!(text(&built, "public/demo/2025/tasks/index.html").contains(canonical));
    assert!(!text(&built, "internal/demo/2025/tasks/index.html").contains("canonical"));
    let bare = build(&starter(&[]));
    assert!(!text(&bare, "review/demo/2025/index.html").contains("canonical"), "it needs a full address");
    assert!(!text(&bare, "review/demo/2025/index.html").contains("PubDate"));
    let feed = text(&bare, "public/feed.xml");
    assert!(
        !feed.contains("<entry>") && feed.contains("<updated>2025-01-15T00:00:00+08:00</updated>"),
        "{feed}"
    );
    assert!(!bare.files.iter().any(|file| file.path == "public/sitemap.xml"), "it holds full addresses only");
}

/// Settings of a site that was published, with or without an address.
fn published(site: &str) -> Vec<(&'static str, String)> {
    let settings = format!(
        "nianbao: office/1\nregion: 示例市\nsite:\n  published: {{demo/2025: 2025-12-30 17:30}}\n{site}"
    );
    let decisions = "nianbao: decisions/1\nplan: demo\nyear: 2025\npublic_review: {by: 市河长办, on: 2025-12-29, disclosure: proactive}\n";
    vec![("nianbao.yaml", settings), ("submissions/demo/2025/decisions.yaml", decisions.to_owned())]
}

fn built_as(site: &str) -> Built {
    let files = published(site);
    let extra: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let built = build(&starter(&extra));
    assert_eq!(faults(&built), Vec::<String>::new(), "{site}");
    built
}

#[test]
fn a_missing_page_finds_its_style_sheet_at_every_depth() {
    for (base, root) in
        [("https://a.gov.cn/x/y", "/x/y/"), ("http://a.gov.cn", "/"), ("HTTPS://a.cn:8443/z/", "/z/")]
    {
        let built = built_as(&format!("  base_url: \"{base}\"\n"));
        let page = text(&built, "public/404.html");
        for address in page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            let ok = address.starts_with(root) || address.starts_with('#') || address.starts_with("data:");
            assert!(ok, "{base}: {address}");
        }
        assert!(page.contains(&format!("href=\"{root}assets/site.css\"")));
    }
    // Nobody knows how deep a site without an address lies: its page leads nowhere and brings its styles.
    let bare = text(&built_as(""), "public/404.html").to_owned();
    assert!(bare.contains("<style>:root") && !bare.contains("assets/") && !bare.contains("<form"));
    let links: Vec<&str> =
        bare.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(links.iter().all(|l| l.starts_with('#') || l.starts_with("data:")), "{links:?}");
}

#[test]
fn a_feed_has_an_id_that_no_other_site_has() {
    let id = |site: &str| {
        let built = built_as(site);
        let feed = text(&built, "public/feed.xml").to_owned();
        assert!(!feed.contains("1970-01-01"));
        let mut ids: Vec<String> =
            feed.split("<id>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect();
        let count = ids.len();
        ids.dedup();
        assert_eq!((ids.len(), count), (2, 2), "the feed and its entry have each their own: {ids:?}");
        ids
    };
    let (one, other) = (id("  name: 甲市人民政府\n"), id("  name: 乙市人民政府\n"));
    assert!(one.iter().all(|id| id.starts_with("urn:uuid:") && !other.contains(id)), "{one:?} {other:?}");
    assert_eq!(one, id("  name: 甲市人民政府\n"), "the same site keeps it");
    let full = id("  base_url: https://a.gov.cn/nb\n");
    assert!(full.iter().all(|id| id.starts_with("https://a.gov.cn/nb/")), "{full:?}");
}

#[test]
fn an_address_that_is_not_whole_is_not_used() {
    let root = |url: &str| {
        crate::office::Site { base_url: Some(url.to_owned().into()), ..Default::default() }.root()
    };
    for bad in [
        "www.a.cn/x",
        "//a.cn",
        "ftp://a.cn",
        "https://",
        "https:///x",
        "https://a.cn/?x",
        "https://a.cn/#x",
        "https://a.cn/年报",
        "https://a .cn",
        "",
        "https://u@a.cn/",
    ] {
        assert_eq!(root(bad), None, "{bad}");
    }
    assert_eq!(root(" HTTP://a.cn/x ").as_deref(), Some("http://a.cn/x/"));
}
