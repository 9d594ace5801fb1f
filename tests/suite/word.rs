//! Word papers as a build writes them: beside every Markdown paper, from its edition alone, in the style of the office.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use nianbao::pipeline::{Built, Selection, build_workspace};
use nianbao::source::Project;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::support::{starter_files, today};

fn build(files: &BTreeMap<String, Vec<u8>>) -> Built {
    build_workspace(&Project::memory(files.clone()), &Selection::default(), today())
        .expect("memory can be listed")
}

fn files() -> BTreeMap<String, Vec<u8>> {
    starter_files().into_iter().collect()
}

/// All parts of a document as one text, each after its name.
pub(crate) fn text(bytes: &[u8]) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut out = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        out.push_str(&part.name().expect("a name"));
        part.read_to_string(&mut out).expect("UTF-8");
    }
    out
}

fn papers(built: &Built) -> BTreeMap<&str, &[u8]> {
    let word = built.files.iter().filter(|file| file.path.ends_with(".docx"));
    word.map(|file| (file.path.as_str(), file.bytes.as_slice())).collect()
}

#[test]
fn every_markdown_paper_has_its_word_beside_it_with_the_same_bytes_each_time() {
    let (first, second) = (build(&files()), build(&files()));
    let papers = papers(&first);
    let markdown =
        first.files.iter().filter(|file| file.path.contains("/files/") && file.path.ends_with(".md"));
    let beside: Vec<String> = markdown.map(|file| file.path.replace(".md", ".docx")).collect();
    assert!(beside.len() >= 2);
    assert_eq!(papers.keys().map(|path| (*path).to_owned()).collect::<Vec<_>>(), beside);
    for file in second.files.iter().filter(|file| file.path.ends_with(".docx")) {
        assert_eq!(papers[file.path.as_str()], file.bytes, "{}", file.path);
    }
    // Offered where the Markdown is.
    for page in first.files.iter().filter(|file| file.path.ends_with(".html")) {
        let page_text = String::from_utf8_lossy(&page.bytes).into_owned();
        assert_eq!(page_text.contains("-report.md\""), page_text.contains("-report.docx\""), "{}", page.path);
    }
}

#[test]
fn nothing_internal_is_in_any_part_of_a_document_for_others() {
    let mut files = files();
    let name = "submissions/demo/2025/slj.yaml";
    let form = String::from_utf8(files[name].clone()).expect("text");
    let marked = [
        ("示例填报人", "PERSON"),
        ("13800000000", "13800009999"),
        ("本年度清洁河流各项工作按计划推进", "SENTINEL"),
        ("    percent: 45\n", "    percent: 45\n    issues: SENTINEL\n    next_steps: SENTINEL\n"),
    ];
    let form = marked.iter().fold(form, |form, (from, to)| {
        assert!(form.contains(from), "{from}");
        form.replace(from, to)
    });
    files.insert(name.to_owned(), form.into_bytes());
    let built = build(&files);
    let papers = papers(&built);
    let inside =
        |(path, bytes): (&&str, &&[u8])| path.starts_with("internal/") && text(bytes).contains("SENTINEL");
    assert!(papers.iter().any(inside), "what the superior reads stands in the office's paper");
    for (path, bytes) in &papers {
        let text = text(bytes);
        assert!(!text.contains("PERSON") && !text.contains("13800009999"), "{path}");
        assert!(path.starts_with("internal/") || !text.contains("SENTINEL"), "{path}");
    }
}

#[test]
fn a_faulty_office_document_is_a_located_finding_and_a_good_one_gives_its_styles() {
    let mut files = files();
    let settings = String::from_utf8(files["nianbao.yaml"].clone()).expect("text");
    files.insert("nianbao.yaml".into(), format!("{settings}docx_template: 样式.docx\n").into_bytes());
    files.insert("样式.docx".into(), b"not a document".to_vec());
    let built = build(&files);
    let found: Vec<_> = built.findings.iter().filter(|found| found.rule.code == "N911").collect();
    assert_eq!(found.len(), 1);
    let sources = &built.workspace.sources;
    assert_eq!(sources.path(found[0].place), "nianbao.yaml");
    assert_eq!(sources.text(found[0].place), "样式.docx");
    assert!(built.broken_templates && papers(&built).is_empty(), "the last good output stays");

    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    for (name, part) in [
        (
            "word/document.xml",
            format!(
                "<w:document {space}><w:body><w:sectPr><w:pgSz w:w=\"10000\" w:h=\"15000\"/></w:sectPr></w:body></w:document>"
            ),
        ),
        (
            "word/styles.xml",
            format!(
                "<w:styles {space}><w:style w:type=\"paragraph\" w:styleId=\"own\"><w:name w:val=\"heading 1\"/>\
                 <w:rPr><w:sz w:val=\"30\"/></w:rPr></w:style></w:styles>"
            ),
        ),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(part.as_bytes()).expect("bytes");
    }
    files.insert("样式.docx".into(), zip.finish().expect("a zip").into_inner());
    let built = build(&files);
    assert!(!built.broken_templates);
    for (path, bytes) in papers(&built) {
        let text = text(bytes);
        assert!(text.contains("<w:pStyle w:val=\"own\"/>") && text.contains("w:w=\"10000\""), "{path}");
    }
}

/// A paper of another region has neither this office's red head nor its styles.
#[test]
fn the_red_head_is_that_of_the_plans_own_region() {
    for (region, has_head) in [("示例市", true), ("别处市", false)] {
        let mut files = files();
        let settings = String::from_utf8(files["nianbao.yaml"].clone()).expect("text");
        let settings = settings.replace("region: 示例市", &format!("region: {region}"));
        files.insert("nianbao.yaml".into(), format!("{settings}letterhead: 某某办公室文件\n").into_bytes());
        let built = build(&files);
        assert!(!papers(&built).is_empty());
        for (path, bytes) in papers(&built) {
            assert_eq!(text(bytes).contains("某某办公室文件"), has_head, "{path}");
        }
    }
}

/// 发文: what the office gives for the sent paper stands in the paper and in Word, and in nothing for others.
#[test]
fn head_and_foot_of_the_sent_paper_come_from_the_decisions() {
    let mut files = files();
    let decisions = "nianbao: decisions/1\nplan: demo\nyear: 2025\ndispatch:\n  number: 示河办发〔2026〕7号\n  dated: 2026-01-05\n  \
                     signatory: 示例署名\n  contact: 示例联系人\n  addressees: [甲上级机关, 乙上级机关]\n  copies: [丙抄送机关, 丁抄送机关]\n";
    files.insert("submissions/demo/2025/decisions.yaml".into(), decisions.as_bytes().to_vec());
    let built =
        build_workspace(&Project::memory(files), &Selection::default(), "2026-01-10".parse().expect("a day"))
            .expect("memory can be listed");
    assert!(!built.broken_templates, "{:?}", built.findings);
    let all = ["示河办发〔2026〕7号", "示例署名", "示例联系人", "2026年1月5日", "丙抄送机关，丁抄送机关"];
    let own: Vec<_> = built
        .files
        .iter()
        .filter(|file| file.path.starts_with("internal/") && file.path.contains("-report"))
        .collect();
    for ending in [".md", ".docx"] {
        // One paper for each addressee, and none that names two.
        let papers: Vec<String> = own
            .iter()
            .filter(|file| file.path.ends_with(ending))
            .map(|file| {
                if ending == ".md" {
                    String::from_utf8_lossy(&file.bytes).into_owned()
                } else {
                    text(&file.bytes)
                }
            })
            .collect();
        assert_eq!(papers.len(), 2, "{ending}");
        for (to, other) in [("甲上级机关", "乙上级机关"), ("乙上级机关", "甲上级机关")] {
            let paper = papers.iter().find(|paper| paper.contains(&format!("{to}：")));
            let paper = paper.unwrap_or_else(|| panic!("{ending}: a paper for {to}"));
            assert!(!paper.contains(other), "{ending}: {to}");
            for word in all {
                assert!(paper.contains(word), "{ending}: {word}");
            }
        }
    }
    for file in built.files.iter().filter(|file| !file.path.starts_with("internal/")) {
        let text = if file.path.ends_with(".docx") {
            text(&file.bytes)
        } else {
            String::from_utf8_lossy(&file.bytes).into_owned()
        };
        for word in ["示河办发〔2026〕7号", "示例署名", "示例联系人", "丙抄送机关", "甲上级机关"]
        {
            assert!(!text.contains(word), "{}: {word}", file.path);
        }
    }
}

#[test]
fn an_override_of_the_paper_reaches_word() {
    let mut files = files();
    let own = "{% extends \"builtin/paper.md\" %}{% block progress %}\n本段由办公室改写，增长12.5%。\n{% endblock %}\
               {% block annex_tasks %}\n<!-- 横向 -->\n## 附件　自制的表\n\n| 甲 | 乙 |\n| --- | --- |\n| 一 | 二 |\n{% endblock %}";
    files.insert("templates/paper.md".into(), own.as_bytes().to_vec());
    let built = build(&files);
    assert!(!built.broken_templates, "{:?}", built.findings);
    assert!(!papers(&built).is_empty());
    for (path, bytes) in papers(&built) {
        let text = text(bytes);
        assert!(text.contains("本段由办公室改写") && text.contains("自制的表"), "{path}");
        assert!(!text.contains("重点任务进展台账"), "{path}");
    }
}
