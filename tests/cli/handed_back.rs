//! What the office asks `receive` for is done or refused, and `status` knows of both copies.

use crate::receive::{before, kept, receive, status};

/// Nothing that is asked for is left undone without a word: what cannot be done together is refused as a whole.
#[test]
fn what_is_not_done_together_is_refused_and_nothing_is_written() {
    let ws = before();
    receive(&ws, "in/hexi.yaml", "2025-12-10T09:00");
    let files = kept(&ws);
    for more in [
        &["in/slj.yaml", "--return", "hexi", "--reason", "补充"][..],
        &["in/slj.yaml", "--accept", "hexi", "--reason", "补充"],
        &["in/slj.yaml", "--paper", "hexi"],
        &["in/slj.yaml", "--reason", "补充"],
        &["in/slj.yaml", "--return", "hexi", "--accept", "slj", "--paper", "slj"],
        &["--return", "hexi", "--paper", "hexi"],
        &["--accept", "hexi", "--paper", "hexi"],
        &["--paper", "hexi", "--reason", "补充"],
        &["--verify", "--reason", "补充"],
        &["--verify", "in/slj.yaml"],
        &["--reason", "补充"],
    ] {
        let ran = ws.run(&[&["receive"], more].concat());
        assert_eq!(ran.code, Some(2), "{more:?}: {}", ran.out);
        assert!(ran.err.contains("不能与") || ran.err.contains("请给出收到的文件"), "{more:?}: {}", ran.err);
        assert_eq!(kept(&ws), files, "{more:?}");
    }
}

#[test]
fn the_same_file_after_a_return_is_told_what_became_of_it() {
    let ws = before();
    receive(&ws, "in/slj.yaml", "2025-12-10T09:00");
    ws.run(&[
        "receive",
        "--return",
        "slj",
        "--reason",
        "缺少佐证",
        "--at",
        "2025-12-11T09:00",
        "--year",
        "2025",
    ]);
    let files = kept(&ws);
    let again = receive(&ws, "in/slj.yaml", "2025-12-12T09:00");
    assert!(
        again.code == Some(1) && again.out.contains("已于2025-12-11 09:00退回"),
        "{}{}",
        again.out,
        again.err
    );
    assert_eq!(kept(&ws), files);
    let text = std::fs::read_to_string(ws.path().join("in/slj.yaml")).expect("text");
    ws.write("in/new.yaml", text.replace("percent: 45", "percent: 46"));
    receive(&ws, "in/new.yaml", "2025-12-12T10:00");
    let old = receive(&ws, "in/slj.yaml", "2025-12-12T11:00");
    assert!(old.code == Some(1) && old.out.contains("现行的是第2版"), "{}", old.out);
    let same = receive(&ws, "in/new.yaml", "2025-12-12T12:00");
    assert!(same.code == Some(0) && same.out.contains("没有重复登记"), "{}", same.out);
}

#[test]
fn status_knows_of_both_copies_and_of_the_order_of_time() {
    let ws = before();
    receive(&ws, "in/slj.yaml", "2025-12-10T09:00");
    for (unit, at) in [("hexi", "2025-12-13T09:00"), ("sthjj", "2025-12-12T09:00")] {
        assert_eq!(ws.run(&["receive", "--paper", unit, "--at", at, "--year", "2025"]).code, Some(0));
    }
    let told = ws.run(&["status", "--as-of", "2025-12-20", "--since", "2025-12-01"]).out;
    assert!(told.contains("盖章纸质件已于2025-12-13收到，还没有电子件"), "{told}");
    let (first, second) = (told.find("2025-12-12 09:00"), told.find("2025-12-13 09:00"));
    assert!(first.is_some() && first < second, "{told}");
    let json = status(&ws);
    let of = |id: &str| json["units"].as_array().expect("a list").iter().find(|one| one["id"] == id).cloned();
    let hexi = of("hexi").expect("it reports");
    assert_eq!(
        (&hexi["paper"], &hexi["file"], &json["counts"]),
        (&"2025-12-13".into(), &serde_json::Value::Null, &"file".into())
    );
    let settings = std::fs::read_to_string(ws.path().join("nianbao.yaml")).expect("text");
    ws.write("nianbao.yaml", format!("{settings}\nreceipt: paper\n"));
    let told = ws.run(&["status", "--as-of", "2025-12-20", "--unit", "slj"]).out;
    assert!(told.contains("电子件已于2025-12-10收到，还没有盖章纸质件"), "{told}");
}

/// The paper copy of a version that another file has replaced does not bear what counts, wherever it is spoken of.
#[test]
fn a_paper_copy_of_an_older_version_is_called_that() {
    let ws = before();
    receive(&ws, "in/hexi.yaml", "2025-12-08T09:00");
    let paper = ws.run(&["receive", "--paper", "hexi", "--at", "2025-12-09T09:00", "--year", "2025"]);
    assert!(paper.out.contains("报送时间以电子件收到为准"), "{}", paper.out);
    let text = std::fs::read_to_string(ws.path().join("in/hexi.yaml")).expect("text");
    ws.write("in/again.yaml", format!("{text}\n# 再报\n"));
    let again = receive(&ws, "in/again.yaml", "2025-12-10T09:00");
    assert!(again.out.contains("盖章纸质件是第1版的，请补交第2版的"), "{}{}", again.out, again.err);
    let told = ws.run(&["status", "--as-of", "2025-12-20", "--unit", "hexi"]).out;
    assert!(told.contains("第1版的，现行的是第2版"), "{told}");
    ws.run(&["receive", "--paper", "hexi", "--at", "2025-12-11T09:00", "--year", "2025"]);
    let told = ws.run(&["status", "--as-of", "2025-12-20", "--unit", "hexi"]).out;
    assert!(!told.contains("现行的是第2版"), "{told}");
}

#[test]
fn what_was_returned_is_not_taken_by_a_command_that_does_not_name_it() {
    let ws = before();
    receive(&ws, "in/slj.yaml", "2025-12-10T09:00");
    let back =
        ["receive", "--return", "slj", "--reason", "缺少佐证", "--at", "2025-12-11T09:00", "--year", "2025"];
    assert_eq!(ws.run(&back).code, Some(0));
    let taken = ws.run(&[
        "receive",
        "--accept",
        "slj",
        "--reason",
        "采用",
        "--at",
        "2025-12-12T09:00",
        "--year",
        "2025",
    ]);
    assert!(taken.code == Some(2) && taken.err.contains("第1版已经退回"), "{}{}", taken.out, taken.err);
    let told = ws.run(&["status", "--as-of", "2025-12-20", "--unit", "slj"]).out;
    assert!(told.contains("退回的理由：缺少佐证"), "{told}");
}

#[test]
fn what_says_another_year_or_nothing_is_refused() {
    let ws = before();
    let ran = ws.run(&["receive", "in/slj.yaml", "--year", "2026", "--at", "2025-12-10T09:00"]);
    assert!(ran.code == Some(1) && ran.out.contains("这是2025年度的材料"), "{}{}", ran.out, ran.err);
    std::fs::create_dir(ws.path().join("none")).expect("a folder");
    ws.write("none/~$a.xlsx", "x");
    let ran = ws.run(&["receive", "none", "--at", "2025-12-10T09:00"]);
    assert!(ran.code == Some(1) && ran.out.contains("没有可以收的文件"), "{}{}", ran.out, ran.err);
    ws.write("in/empty.yaml", "格式: submission/1\n方案: demo\n年度: 2025\n单位: 市水利局\n示例数据: true\n");
    let ran = ws.run(&["check", "in/empty.yaml", "--as-of", "2025-12-10"]);
    assert!(ran.out.contains("N703") && ran.out.contains("还没有填写"), "{}{}", ran.out, ran.err);
}
