//! One file at a desk beside the workspace: what it is, its content says, and where it is received the same is said.

use crate::workspace::Workspace;

/// Hands a file to `check` and to `receive`; gives exit codes and what both said.
fn both(name: &str, bytes: &[u8]) -> ((Option<i32>, String), (Option<i32>, String)) {
    let workspace = Workspace::new();
    let desk = tempfile::tempdir().expect("a temporary folder");
    let path = desk.path().join(name);
    std::fs::write(&path, bytes).expect("it can be written");
    std::fs::remove_file(workspace.path().join("submissions/demo/2025/hedong.yaml")).expect("it is there");
    let path = path.to_string_lossy();
    let checked = workspace.run(&["check", &path, "--as-of", "2025-12-12"]);
    let received = workspace.run(&["receive", &path, "--at", "2025-12-12T10:00"]);
    ((checked.code, checked.out + &checked.err), (received.code, received.out + &received.err))
}

fn hedong() -> String {
    let workspace = Workspace::new();
    let path = workspace.path().join("submissions/demo/2025/hedong.yaml");
    std::fs::read_to_string(path).expect("the starter has it")
}

#[test]
fn what_is_no_form_is_called_what_it_is_at_both_desks() {
    let utf16: Vec<u8> =
        "编号\t完成率\r\nRW-02-01\t40\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16 = [&[0xff, 0xfe], utf16.as_slice()].concat();
    let letter = "市河长办：\n现将我县工作情况报告如下：\n一、全年封堵排污口十处。\n";
    let cases: [(&str, &[u8], &str); 6] = [
        ("台账.yaml", &utf16, "Unicode 文本"),
        ("台账.csv", "编号,完成情况,完成率\nRW-02-01,正常推进,40\n".as_bytes(), "CSV"),
        ("报告.txt", letter.as_bytes(), "一篇文字"),
        ("报告.pdf", b"%PDF-1.7 ...", "PDF 文件"),
        ("hedong.yaml", b"\n\n", "文件是空的"),
        ("照片.yaml", b"\xff\xd8\xff\xe0....", "图片"),
    ];
    for (name, bytes, words) in cases {
        let ((code, checked), (received_code, received)) = both(name, bytes);
        assert!(code == Some(1) && checked.contains(words), "{name}: {checked}");
        assert!(received_code == Some(1) && received.contains(words), "{name}: {received}");
        assert!(!checked.contains("--plan"), "a clerk has no other plan: {checked}");
    }
    let ((_, checked), (_, received)) = both("材料.rar", b"Rar!\x1a\x07\x00....");
    assert!(checked.contains("先解压缩") && received.contains("解压"), "{checked}{received}");
}

#[test]
fn a_form_is_a_form_whatever_it_is_called() {
    for name in ["hedong.txt", "河东县（最终版）.yaml.txt", "表", "hedong.docx"] {
        let ((code, checked), (received_code, received)) = both(name, hedong().as_bytes());
        assert_eq!(code, Some(0), "{name}: {checked}");
        assert!(received_code == Some(0) && received.contains("采用"), "{name}: {received}");
    }
}

#[test]
fn a_key_of_the_head_in_other_words_costs_nothing_but_its_own_finding() {
    let text = hedong().replace("plan: demo", "所属方案：demo").replace("year: 2025", "报告年份: 2025");
    let ((code, checked), (_, received)) = both("hedong.yaml", text.as_bytes());
    assert_eq!(code, Some(1));
    for words in ["是不是“plan（方案）”？", "是不是“year（年度）”？", "强制 3 处"]
    {
        assert!(checked.contains(words), "{words}: {checked}");
    }
    assert!(received.contains("河东县 2025年度 第1版") && received.contains("3处必须修改"), "{received}");
    // The plan's title in the place of its id.
    let text = hedong().replace("plan: demo", "plan: 示例市清洁河流三年行动方案");
    let ((code, checked), _) = both("hedong.yaml", text.as_bytes());
    assert!(code == Some(1) && checked.contains("改为 demo") && !checked.contains("文件夹"), "{checked}");
    let text = hedong().replace("year: 2025", "year: 2026");
    let ((_, checked), _) = both("hedong.yaml", text.as_bytes());
    assert!(checked.contains("把“year”改为 2025；不是的") && !checked.contains("文件夹"), "{checked}");
}

/// A form of a year before the plan's first, with dates of its own time: refused where it comes in, and told so
/// at the desk in the same words.
#[test]
fn a_year_before_the_plans_first_is_told_before_it_is_refused() {
    for dates in ["2024-1", "2025-1"] {
        let text = hedong().replace("year: 2025", "year: 2024").replace("2025-1", dates);
        let ((code, checked), (received_code, received)) = both("hedong.yaml", text.as_bytes());
        let words = "年度写的是2024，方案从2025年度起报送";
        assert!(code == Some(1) && checked.contains(words), "{checked}");
        assert!(received_code == Some(1) && received.contains(words), "{received}");
    }
    // In the folder of its own time it is kept to be compared with.
    let workspace = Workspace::new();
    let text = hedong().replace("year: 2025", "year: 2024").replace("2025-1", "2024-1");
    workspace.write("submissions/demo/2024/hedong.yaml", text);
    let kept = workspace.run(&["check", "submissions/demo/2024/hedong.yaml", "--as-of", "2025-12-12"]);
    assert_eq!(kept.code, Some(0), "{}", kept.out);
}
