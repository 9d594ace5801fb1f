//! The office's own text, `text.md` (issue 9): passages by heading, figures by name, internal passages.

use nianbao::pipeline::{Built, Selection, build_workspace};
use nianbao::source::Project;

use crate::support::{starter_files, today};

const REVIEW: &str = "nianbao: decisions/1\nplan: demo\nyear: 2025\npublic_review: {by: 市河长办, on: 2025-12-17, disclosure: proactive}\n";
const FILE: &str = "submissions/demo/2025/text.md";

fn build(text: &str) -> Built {
    let mut files = starter_files();
    files.insert("submissions/demo/2025/decisions.yaml".into(), REVIEW.as_bytes().to_vec());
    files.insert(FILE.into(), text.as_bytes().to_vec());
    let project = Project::memory(files);
    build_workspace(&project, &Selection::default(), today()).expect("memory can be listed")
}

fn paper(built: &Built, edition: &str) -> String {
    let path = format!("{edition}/demo/2025/files/demo-2025-report.md");
    let found = built.files.iter().find(|file| file.path == path).expect("it is written");
    String::from_utf8(found.bytes.clone()).expect("UTF-8")
}

/// Codes of the findings in the text, with the words that they mark.
fn found(built: &Built, text: &str) -> Vec<(&'static str, String)> {
    let here = built.findings.iter().filter(|f| built.workspace.sources.get(f.place.file()).path == FILE);
    here.map(|f| (f.rule.code, text[f.place.bytes()].to_owned())).collect()
}

#[test]
fn passages_stand_where_their_headings_say_and_figures_are_looked_up() {
    let text = "# 总体评价\n\n河流治理{{ 任务数(\"正常推进\") }}任务正常推进，{{ rate(\"on_time\") }}按时，比例{{ 数值(“river-good-ratio”) }}。\n\n\
                > 市水利局：参考材料不印\n\n<!-- 备忘不印 -->\n\n### RW-02-01 整治入河排污口\n\n办公室的**概括**。\n\n### 指标 river-good-ratio\n\n水质稳中向好。\n";
    let built = build(text);
    assert_eq!(found(&built, text), []);
    for edition in ["internal", "public"] {
        let paper = paper(&built, edition);
        let at = paper.find("## 一、总体情况").expect("the part is there");
        assert!(
            paper[at..].contains("1项任务正常推进，100.0%按时，比例83.3%（1—11月，初步数）。"),
            "{paper}"
        );
        assert!(paper.contains("办公室的**概括**。") && paper.contains("水质稳中向好。"), "{paper}");
        assert!(!paper.contains("参考材料不印") && !paper.contains("备忘不印"), "{paper}");
        // What stands in place of the units' passages replaces them.
        let body = &paper[..paper.find("## 附件").expect("annexes follow")];
        assert!(!body.contains("一口一档"), "{body}");
    }
}

#[test]
fn what_is_internal_is_in_no_public_file() {
    let text = "# 总体评价\n\n公开的话。\n\n<!-- 内部 -->\nSENTINEL-inside\n<!-- /内部 -->\n\n公开的第二句。\n\n# 存在的主要问题\n\nSENTINEL-problems\n";
    let built = build(text);
    let inside = paper(&built, "internal");
    assert!(inside.contains("SENTINEL-inside") && inside.contains("SENTINEL-problems"), "{inside}");
    assert!(
        paper(&built, "public").contains("公开的话。") && paper(&built, "public").contains("公开的第二句。")
    );
    for file in built.files.iter().filter(|file| file.path.starts_with("public/")) {
        assert!(!String::from_utf8_lossy(&file.bytes).contains("SENTINEL"), "{}", file.path);
    }
}

/// Marks inside of a line, an item and a cell; a line of which nothing public is left is not there.
#[test]
fn what_is_internal_inside_a_line_is_in_no_public_file() {
    let text = "# 总体评价\n\n进展平稳<!-- 内部 -->，SENTINEL-一<!-- /内部 -->，总体<!-- 备忘SENTINEL-二 -->向好。\n\n\
                # 主要做法和成效\n\n- 排查完成。\n- <!-- 内部 -->SENTINEL-三。<!-- /内部 -->\n- 整治<!-- 内部 -->\n  SENTINEL-四\n<!-- /内部 -->有序。\n";
    let built = build(text);
    assert_eq!(found(&built, text), []);
    let (inside, outside) = (paper(&built, "internal"), paper(&built, "public"));
    assert!(
        inside.contains("进展平稳，SENTINEL-一，总体向好。") && inside.contains("- SENTINEL-三。"),
        "{inside}"
    );
    assert!(inside.contains("SENTINEL-四") && !inside.contains("SENTINEL-二"), "{inside}");
    assert!(outside.contains("进展平稳，总体向好。") && outside.contains("- 排查完成。"), "{outside}");
    assert!(!outside.contains("- \n") && !outside.contains("-\n"), "{outside}");
    for file in built.files.iter().filter(|file| file.path.starts_with("public/")) {
        assert!(!String::from_utf8_lossy(&file.bytes).contains("SENTINEL"), "{}", file.path);
    }
}

#[test]
fn every_slip_is_found_at_its_place_and_not_printed() {
    for (text, code, at) in [
        ("# 总体评介\n\n不印的话。\n", "N921", "# 总体评介"),
        ("不印的话。\n", "N921", "不印的话。"),
        ("# 总体评价\n\n不印的话{{ 数值(\"pm\") }}。\n", "N922", "{{ 数值(\"pm\") }}"),
        (
            "# 总体评价\n\n不印的话{{ 数量(\"river-good-ratio\") }}。\n",
            "N922",
            "{{ 数量(\"river-good-ratio\") }}",
        ),
        ("# 总体评价\n\n不印的话{{ 任务数(\"滞后\") 。\n", "N922", "{{ 任务数(\"滞后\") 。"),
        (
            "# 总体评价\n\n不印的话{{ 同比(\"river-good-ratio\") }}。\n",
            "N923",
            "{{ 同比(\"river-good-ratio\") }}",
        ),
        ("# 总体评价\n\n不印的话。\n<!-- 内部 -->\n内\n", "N924", "<!-- 内部 -->"),
        ("# 总体评价\n\n不印的话。\n<!-- /内部 -->\n", "N924", "<!-- /内部 -->"),
        ("# 总体评价\n\n不印的话<!-- 内部 -->甲。\n", "N924", "<!-- 内部 -->"),
        ("# 总体评价\n\n不印的话<!--內部-->甲<!--/內部-->。\n", "N924", "<!--內部-->"),
        ("# 总体评价\n\n不印的话。\n＜!-- 内部 --＞\n甲\n", "N924", "＜!-"),
        ("# 总体评价\n\n不印的话。【内部】甲【/内部】\n", "N924", "【/内部"),
        ("# 总体评价\n\n不印的话。\n\n<!-- 备忘\n\n# 存在的主要问题\n\n丢了的话\n", "N924", "<!-- 备忘"),
        ("# 总体评价\n\n不印的话，请拨13812345678。\n", "N926", "不印的话，请拨13812345678。\n"),
    ] {
        let built = build(text);
        let found = found(&built, text);
        assert!(found.contains(&(code, at.to_owned())), "{text}: {found:?}");
        for edition in ["internal", "public"] {
            assert!(!paper(&built, edition).contains("不印的话"), "{text}");
        }
    }
    let typed = "# 总体评价\n\n完成71.93%。\n";
    let built = build(typed);
    assert_eq!(found(&built, typed), [("N925", "71.93".to_owned())]);
    assert!(paper(&built, "public").contains("完成71.93%"), "a hint keeps nothing from being printed");
}

#[test]
fn no_text_of_the_office_stops_a_build() {
    for text in [
        "",
        "\u{feff}# 总体评价\n\n好。",
        "# \n## \n###",
        "{{{{}}}}",
        "# 总体评价\n{{}}",
        "<!--",
        "# 总体评价\n\n}}\n\n-->",
        "\0\u{1}",
    ] {
        assert!(!build(text).broken_templates, "{text:?}");
    }
}

fn build_with(text: &str, edit: impl FnOnce(&mut nianbao::diagnostic::Files)) -> Built {
    let mut files = starter_files();
    files.insert("submissions/demo/2025/decisions.yaml".into(), REVIEW.as_bytes().to_vec());
    files.insert(FILE.into(), text.as_bytes().to_vec());
    edit(&mut files);
    build_workspace(&Project::memory(files), &Selection::default(), today()).expect("memory can be listed")
}

#[test]
fn t8_what_only_some_units_reported_is_no_figure_of_the_whole() {
    let text = "# 总体评价\n\n整治排污口{{ 数值(\"outlets-fixed\") }}个整。\n";
    let built = build_with(text, |files| {
        files.remove("submissions/demo/2025/hexi.yaml").expect("it is there");
    });
    for edition in ["internal", "public"] {
        let paper = paper(&built, edition);
        let silent = if edition == "public" { "没有数据" } else { "未报" };
        let words = format!("30个（按已有的1家汇总，其余1家{silent}，");
        assert!(paper.contains(&words), "{edition}: {paper}");
    }
}

#[test]
fn t2_what_is_asked_about_is_marked_inside_absent_outside_and_told_at_its_place() {
    let text = "# 总体评价\n\n甲段水质{{ 数值(\"river-good-ratio\") }}。\n";
    let asked = |files: &mut nianbao::diagnostic::Files| {
        let name = "submissions/demo/2025/sthjj.yaml";
        crate::moment::change(files, name, "    value_status: provisional\n", "");
    };
    let built = build_with(text, asked);
    assert_eq!(found(&built, text), [("N928", "{{ 数值(\"river-good-ratio\") }}".to_owned())]);
    assert!(
        paper(&built, "internal").contains("甲段水质83.3%（1—11月，待核实）。"),
        "{}",
        paper(&built, "internal")
    );
    assert!(!paper(&built, "public").contains("甲段水质"));
    let inside = "# 总体评价\n\n公开的话。\n\n<!-- 内部 -->\n\n水质{{ 数值(\"river-good-ratio\") }}。\n\n<!-- /内部 -->\n";
    let built = build_with(inside, asked);
    assert!(paper(&built, "public").contains("公开的话。"), "only the internal words need the figure");
    let told = built.findings.iter().find(|found| found.rule.code == "N928").expect("it is told");
    assert!(!told.message.contains("公开版"), "{}", told.message);
}

/// What the office wrote stands on the pages that it is about, and not the words of one unit.
#[test]
fn the_offices_words_stand_on_the_pages_that_they_are_about() {
    let text = "# 总体评价\n\n全年河道水质**稳中向好**。\n\n## s02\n\n本部分两项工程开工。\n\n### RW-02-01\n\n排污口整治逐处销号。\n\n<!-- 内部 -->\n\n两处仍有反复。\n\n<!-- /内部 -->\n";
    let built = build_with(text, |_| {});
    let page = |path: &str| {
        let found = built.files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("no {path}"));
        String::from_utf8_lossy(&found.bytes).into_owned()
    };
    for edition in ["internal", "public"] {
        let of = |name: &str| page(&format!("{edition}/demo/2025/{name}"));
        assert!(of("index.html").contains("全年河道水质<strong>稳中向好</strong>。"));
        assert!(of("sections/s02.html").contains("本部分两项工程开工。"));
        for name in ["tasks/rw-02-01.html", "tasks/index.html", "sections/s02.html"] {
            assert!(of(name).contains("排污口整治逐处销号。"), "{edition} {name}");
            assert_eq!(of(name).contains("两处仍有反复。"), edition == "internal", "{edition} {name}");
        }
    }
}
