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
