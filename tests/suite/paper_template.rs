//! The paper is a template (issue 9): one override changes the Markdown and the body for a CMS; the numbers of
//! parts follow what stands there; no datum becomes markup.

use nianbao::pipeline::{Built, Selection, build_workspace};
use nianbao::source::Project;

use crate::support::{starter_files, today};

const REVIEW: &str = "nianbao: decisions/1\nplan: demo\nyear: 2025\npublic_review: {by: 市河长办, on: 2025-12-17, disclosure: proactive}\n";

fn build(changes: &[(&str, &str)]) -> Built {
    let mut files = starter_files();
    files.insert("submissions/demo/2025/decisions.yaml".into(), REVIEW.as_bytes().to_vec());
    for (name, text) in changes {
        files.insert((*name).to_owned(), text.as_bytes().to_vec());
    }
    let project = Project::memory(files);
    build_workspace(&project, &Selection::default(), today()).expect("memory can be listed")
}

fn text<'b>(built: &'b Built, path: &str) -> &'b str {
    let found = built.files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("no {path}"));
    std::str::from_utf8(&found.bytes).expect("files are UTF-8")
}

const PUBLIC: [&str; 2] =
    ["public/demo/2025/files/demo-2025-report.md", "public/demo/2025/fragment/overview.html"];
const INTERNAL: [&str; 2] =
    ["internal/demo/2025/files/demo-2025-report.md", "internal/demo/2025/fragment/overview.html"];

#[test]
fn one_override_changes_every_paper_made_from_it() {
    let own = "{% extends \"builtin/paper.md\" %}{% block opening %}\n<!-- 正文 -->\n\n现将*全年*情况{{ \"*如下*\" }}：\n{% endblock %}\
               {% block receipts %}{% endblock %}";
    let built = build(&[("templates/paper.md", own)]);
    assert!(!built.broken_templates, "{:?}", built.findings);
    for paths in [PUBLIC, INTERNAL] {
        let (markdown, html) = (text(&built, paths[0]), text(&built, paths[1]));
        assert!(markdown.contains("现将*全年*情况\\*如下\\*："), "{markdown}");
        assert!(html.contains("现将全年情况*如下*："), "{html}");
        // A part that an override empties goes, and its heading with it.
        assert!(!markdown.contains("）报送情况\n"), "{markdown}");
        assert!(!html.contains("）报送情况</h3>"), "{html}");
    }
}

#[test]
fn an_override_of_one_edition_leaves_the_other() {
    let own = "{% extends \"builtin/report.md\" %}{% block title %}\n# 公开的题目\n{% endblock %}";
    let built = build(&[("templates/report.md", own)]);
    for path in PUBLIC {
        assert!(text(&built, path).contains("公开的题目"), "{path}");
    }
    for path in INTERNAL {
        assert!(!text(&built, path).contains("公开的题目"), "{path}");
    }
}

#[test]
fn a_faulty_override_is_found_at_its_place() {
    let own = "{% extends \"builtin/paper.md\" %}{% block opening %}{{ lettre.opening }}{% endblock %}";
    let built = build(&[("templates/paper.md", own)]);
    assert!(built.broken_templates);
    let found = built.findings.iter().find(|found| found.rule.code == "N901").expect("it is found");
    assert_eq!(&own[found.place.bytes()], "lettre.opening");
}

#[test]
fn parts_are_numbered_without_a_gap_and_none_is_empty() {
    let built = build(&[]);
    for path in [PUBLIC[0], INTERNAL[0]] {
        let paper = text(&built, path);
        let headings: Vec<&str> = paper.lines().filter(|line| line.starts_with('#')).collect();
        let parts: Vec<&str> = headings.iter().filter(|line| line.starts_with("## ")).copied().collect();
        for (at, part) in parts.iter().filter(|part| !part.contains("附件")).enumerate() {
            let number = ["一", "二", "三", "四", "五", "六"][at];
            assert!(part.starts_with(&format!("## {number}、")), "{path}: {part}");
        }
        let mut lines = paper.lines().filter(|line| !line.is_empty() && !line.starts_with("<!--")).peekable();
        while let Some(line) = lines.next() {
            let level = |line: &str| line.len() - line.trim_start_matches('#').len();
            if line.starts_with('#') {
                let next = lines.peek().unwrap_or_else(|| panic!("{path}: nothing below {line}"));
                assert!(!next.starts_with('#') || level(next) > level(line), "{path}: {line}");
            }
        }
    }
}

#[test]
fn what_units_write_is_never_markup() {
    let form = String::from_utf8(starter_files()["submissions/demo/2025/slj.yaml"].clone()).expect("UTF-8");
    let own = "完成两县入河排污口的**全面排查**，建立了一口一档。";
    assert!(form.contains(own));
    let hostile = "<!-- 横向 --> ## 附件　假 {{ letter.title }} <script>x</script> | a_b_ **";
    let form = form.replace(own, &format!("{hostile}\n\n      {hostile}"));
    let built = build(&[("submissions/demo/2025/slj.yaml", &form)]);
    let (markdown, html) = (text(&built, INTERNAL[0]), text(&built, INTERNAL[1]));
    assert!(markdown.contains("{{ letter.title }}") && html.contains("{{ letter.title }}"), "{markdown}");
    assert!(!html.contains("<script") && html.contains("&lt;script"), "{html}");
    assert!(!markdown.lines().any(|line| line.starts_with("## 附件") && line.contains("假")));
    let marks = markdown.lines().filter(|line| line.trim() == "<!-- 横向 -->").count();
    assert!(marks <= 3, "{marks}");
}
