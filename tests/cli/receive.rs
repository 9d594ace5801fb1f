//! `nianbao receive` as the office runs it: what is said, two at once, killed anywhere, a full disk.

use std::collections::BTreeMap;
use std::io::Write as _;

use crate::workspace::{Ran, Workspace, program};

const ROUND: &str = "submissions/demo/2025";

/// A workspace whose four reports lie outside, in `in/`, and have not come yet.
pub(crate) fn before() -> Workspace {
    let ws = Workspace::new();
    for unit in ["hedong", "hexi", "slj", "sthjj"] {
        let name = format!("{ROUND}/{unit}.yaml");
        let bytes = std::fs::read(ws.path().join(&name)).expect("the example has it");
        ws.write(&format!("in/{unit}.yaml"), bytes);
        std::fs::remove_file(ws.path().join(name)).expect("it is there");
    }
    ws
}

pub(crate) fn receive(ws: &Workspace, file: &str, at: &str) -> Ran {
    ws.run(&["receive", file, "--at", at])
}

pub(crate) fn status(ws: &Workspace) -> serde_json::Value {
    let ran = ws.run(&["status", "--as-of", "2025-12-20", "--format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&ran.out).expect("it is JSON");
    let count = |state: &str| all[0][state].as_u64().expect("a number");
    let states = ["on_time", "late", "faulty", "returned_pending", "missing", "not_yet_due"];
    assert_eq!(states.iter().map(|state| count(state)).sum::<u64>(), count("expected"), "{}", ran.out);
    all[0].clone()
}

fn state(ws: &Workspace, unit: &str) -> String {
    let status = status(ws);
    let units = status["units"].as_array().expect("a list").clone();
    let unit = units.iter().find(|one| one["id"] == unit).expect("it reports").clone();
    unit["state"].as_str().expect("a word").to_owned()
}

fn proven(ws: &Workspace) {
    let ran = ws.run(&["receive", "--verify"]);
    assert!(ran.code == Some(0) && ran.out.contains("全部相符"), "{}{}", ran.out, ran.err);
}

/// Everything below `submissions/` but the lock.
pub(crate) fn kept(ws: &Workspace) -> BTreeMap<String, Vec<u8>> {
    let mut files = ws.files("submissions");
    files.retain(|name, _| !name.ends_with(".nianbao-lock"));
    files
}

#[test]
fn a_folder_comes_in_once_and_the_receipts_say_what_came() {
    let ws = before();
    let came = receive(&ws, "in", "2025-12-10T09:00");
    assert_eq!(came.code, Some(0), "{}{}", came.out, came.err);
    assert_eq!(came.out.matches("已签收，采用").count(), 4, "{}", came.out);
    proven(&ws);
    let files = kept(&ws);
    assert_eq!(files["demo/2025/slj.yaml"], files["demo/2025/received/slj-1.yaml"]);
    let receipt = String::from_utf8(files["demo/2025/receipts/0005-slj.md"].clone()).expect("text");
    for words in ["市水利局", "2025-12-10 09:00", "补登", "第1版", "已签收，采用", "登记校验码"]
    {
        assert!(receipt.contains(words), "{words}: {receipt}");
    }
    assert!(!receipt.contains("13800000"), "people stay in the file");
    let again = receive(&ws, "in", "2025-12-11T09:00");
    assert!(again.code == Some(0) && again.out.matches("没有重复登记").count() == 4, "{}", again.out);
    assert_eq!(kept(&ws), files, "nothing was written");
}

#[test]
fn what_cannot_be_taken_is_said_and_takes_no_one_s_place() {
    let ws = before();
    assert_eq!(receive(&ws, "in", "2025-12-10T09:00").code, Some(0));
    let files = kept(&ws);
    let slj = std::fs::read_to_string(ws.path().join("in/slj.yaml")).expect("text");
    for (from, to, says) in [
        ("year: 2025", "year: 2024", "从2025年度起"),
        ("year: 2025", "year: 2027", "正在报送的是2025年度"),
        ("unit: 市水利局", "unit: 市水务局", "没有单位“市水务局”"),
        ("unit: 市水利局", "unit: 各县", "不是应报单位"),
        ("unit: 市水利局\n", "", "没有写明单位"),
        ("plan: demo", "plan: demi", "是不是“demo”"),
        ("nianbao: submission/1", "nianbao: decisions/1", "不是报送件"),
    ] {
        assert!(slj.contains(from), "{from}");
        // The name of the file says something else, and is not listened to.
        ws.write("odd/sthjj.yaml", slj.replacen(from, to, 1));
        let ran = receive(&ws, "odd/sthjj.yaml", "2025-12-12T09:00");
        assert!(ran.code == Some(1) && ran.out.contains(says), "{to}: {}{}", ran.out, ran.err);
        assert_eq!(kept(&ws), files, "{to}");
    }
    ws.write("odd/scan.pdf", b"%PDF-1.4\nsomething");
    assert!(receive(&ws, "odd/scan.pdf", "2025-12-12T09:00").out.contains("没有登记"));
    // A time that has not come, and one before what has happened.
    let future = receive(&ws, "odd/scan.pdf", "2199-12-12T09:00");
    assert!(future.out.contains("没有登记"), "{}", future.out);
    ws.write("odd/slj.yaml", slj.replace("percent: 45", "percent: 46"));
    let early = receive(&ws, "odd/slj.yaml", "2025-12-09T09:00");
    assert!(early.out.contains("不能补登更早的时间"), "{}", early.out);
    assert_eq!(kept(&ws), files);
    // Another person's file of the same unit comes in, and waits.
    ws.write(
        "odd/slj.yaml",
        slj.replace("percent: 45", "percent: 46").replace("preparer: 示例填报人", "preparer: 另一人"),
    );
    let other = receive(&ws, "odd/slj.yaml", "2025-12-12T09:00");
    assert!(other.code == Some(1) && other.out.contains("填报人与现行的一版不同"), "{}", other.out);
    assert_eq!(kept(&ws)["demo/2025/slj.yaml"], files["demo/2025/slj.yaml"]);
    proven(&ws);
    // Until the office takes it.
    let bare = ws.run(&["receive", "--year", "2025", "--accept", "市水利局"]);
    assert!(bare.code == Some(2) && bare.err.contains("--reason"), "{}", bare.err);
    let taken =
        ws.run(&["receive", "--year", "2025", "--accept", "市水利局", "--reason", "电话核实，以后一份为准"]);
    assert_eq!(taken.code, Some(0), "{}", taken.err);
    assert_eq!(kept(&ws)["demo/2025/slj.yaml"], kept(&ws)["demo/2025/received/slj-2.yaml"]);
    proven(&ws);
}

#[test]
fn what_lies_there_and_is_kept_nowhere_is_not_replaced() {
    let ws = Workspace::new();
    let slj = std::fs::read_to_string(ws.path().join(format!("{ROUND}/slj.yaml"))).expect("text");
    ws.write("in/slj.yaml", slj.replace("percent: 45", "percent: 50"));
    let ran = receive(&ws, "in/slj.yaml", "2025-12-10T09:00");
    assert!(ran.code == Some(1) && ran.out.contains("请先登记它"), "{}", ran.out);
    let own = receive(&ws, &format!("{ROUND}/slj.yaml"), "2025-12-10T09:00");
    assert_eq!(own.code, Some(0), "{}", own.out);
    assert_eq!(receive(&ws, "in/slj.yaml", "2025-12-10T10:00").code, Some(0));
    let files = kept(&ws);
    assert_eq!(files["demo/2025/received/slj-1.yaml"], slj.into_bytes());
    assert_eq!(files["demo/2025/slj.yaml"], files["demo/2025/received/slj-2.yaml"]);
    proven(&ws);
}

#[test]
fn a_closed_year_books_and_keeps_what_it_was_closed_with() {
    let ws = before();
    assert_eq!(receive(&ws, "in", "2025-12-10T09:00").code, Some(0));
    let closed =
        ws.run(&["close", "--plan", "demo", "--year", "2025", "--on", "2025-12-20", "--before-review"]);
    assert_eq!(closed.code, Some(0), "{}", closed.err);
    let force = kept(&ws)["demo/2025/slj.yaml"].clone();
    let slj = std::fs::read_to_string(ws.path().join("in/slj.yaml")).expect("text");
    ws.write("in/slj.yaml", slj.replace("percent: 45", "percent: 60"));
    let late = receive(&ws, "in/slj.yaml", "2026-01-08T09:00");
    assert!(late.code == Some(1) && late.out.contains("年度已经定稿"), "{}", late.out);
    assert_eq!(kept(&ws)["demo/2025/slj.yaml"], force);
    proven(&ws);
    let checked = ws.run(&["check", "--as-of", "2026-02-01", "--year", "2025"]);
    assert!(checked.code == Some(0) && checked.out.contains("N822"), "{}", checked.out);
    let taken = ws.run(&["receive", "--year", "2025", "--accept", "slj", "--reason", "补充"]);
    assert!(taken.code == Some(2) && taken.err.contains("更正"), "{}", taken.err);
}

#[test]
fn an_archive_is_opened_within_limits_and_its_names_lead_nowhere() {
    let ws = before();
    let slj = std::fs::read(ws.path().join("in/slj.yaml")).expect("bytes");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
    let options = zip::write::SimpleFileOptions::default();
    let mut add = |name: &str, bytes: &[u8]| {
        zip.start_file(name, options).expect("an entry");
        zip.write_all(bytes).expect("memory");
    };
    add("../../../escaped.yaml", &slj);
    add("材料/bomb.yaml", &vec![b' '; 40 * 1024 * 1024]);
    add("__MACOSX/._slj.yaml", b"x");
    let bytes = zip.finish().expect("an archive").into_inner();
    ws.write("in/all.zip", bytes);
    let ran = receive(&ws, "in/all.zip", "2025-12-10T09:00");
    assert!(ran.code == Some(1) && ran.out.contains("解压后过大"), "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("市水利局 2025年度 第1版"), "{}", ran.out);
    let above = ws.path().parent().expect("a folder above").to_owned();
    assert!(!above.join("escaped.yaml").exists() && !ws.path().join("escaped.yaml").exists());
    assert!(kept(&ws).keys().all(|name| name.starts_with("demo/2025/")), "{:?}", kept(&ws).keys());
    proven(&ws);
    ws.write("in/broken.zip", b"PK\x03\x04 and nothing more");
    assert_eq!(receive(&ws, "in/broken.zip", "2025-12-10T09:00").code, Some(1));
}

#[test]
fn the_paper_copy_has_its_own_line_and_may_be_the_one_that_counts() {
    let ws = before();
    assert_eq!(receive(&ws, "in", "2025-12-10T09:00").code, Some(0));
    let paper = |unit: &str, at: &str| ws.run(&["receive", "--paper", unit, "--at", at]);
    assert_eq!(paper("slj", "2025-12-14T09:00").code, Some(0));
    assert_eq!(paper("hexi", "2025-12-17T09:00").code, Some(0));
    assert_eq!(paper("hexi", "2025-12-17T10:00").code, Some(2), "once");
    proven(&ws);
    assert_eq!((state(&ws, "hexi"), state(&ws, "hedong")), ("on_time".into(), "on_time".into()));
    let settings = std::fs::read_to_string(ws.path().join("nianbao.yaml")).expect("text");
    ws.write("nianbao.yaml", format!("{settings}\nreceipt: paper\n"));
    let states = ["slj", "hexi", "hedong"].map(|unit| state(&ws, unit));
    assert_eq!(states, ["on_time", "late", "missing"]);
}

#[test]
fn several_at_once_lose_nothing() {
    let ws = before();
    let mut running = vec![];
    for unit in ["hedong", "hexi", "slj", "sthjj"] {
        let mut command = program();
        command.current_dir(ws.path()).args(["receive", &format!("in/{unit}.yaml")]);
        command.args(["--at", "2025-12-10T09:00"]).stdout(std::process::Stdio::null());
        running.push(command.spawn().expect("it starts"));
    }
    for mut one in running {
        assert!(one.wait().expect("it ends").success());
    }
    proven(&ws);
    assert_eq!(status(&ws)["on_time"], 4, "{}", status(&ws));
    assert_eq!(kept(&ws).keys().filter(|name| name.contains("receipts/")).count(), 8);
}

/// Seen from outside, between any two things that are written, the state is the one before or the one after.
#[cfg(debug_assertions)]
#[test]
fn cut_off_anywhere_the_state_is_the_old_or_the_new_and_the_next_run_goes_through() {
    // A second version takes the place of a first one: everything that can be written is written.
    let ws = before();
    assert_eq!(receive(&ws, "in", "2025-12-10T09:00").code, Some(0));
    let slj = std::fs::read_to_string(ws.path().join("in/slj.yaml")).expect("text");
    ws.write("new.yaml", slj.replace("percent: 45", "percent: 52"));
    let old = kept(&ws);
    let arguments = ["receive", "new.yaml", "--at", "2025-12-12T09:00"];
    let run = |fault: &str| -> Ran {
        let mut command = program();
        command.current_dir(ws.path()).args(arguments).env("NIANBAO_TEST_FAULT", fault);
        command.output().expect("it starts").into()
    };
    let back = || {
        let root = ws.path().join("submissions");
        std::fs::remove_dir_all(&root).expect("it is there");
        for (name, bytes) in &old {
            ws.write(&format!("submissions/{name}"), bytes);
        }
    };
    let done = run("count:0");
    let told = done.err.lines().find_map(|line| line.strip_prefix("writes="));
    let all: u32 = told.and_then(|number| number.parse().ok()).expect("a debug build tells");
    let new_force = kept(&ws)["demo/2025/slj.yaml"].clone();
    assert!(all > 30 && new_force != old["demo/2025/slj.yaml"], "{all}");
    let (mut before, mut after) = (0, 0);
    for at in 1..=all {
        for what in ["kill", "cut", "full"] {
            back();
            let ran = run(&format!("{what}:{at}"));
            proven(&ws);
            let shown = ws.run(&["status", "--as-of", "2025-12-20", "--format", "json"]);
            assert!(shown.out.contains("\"on_time\": 4"), "{what}:{at}: {}", shown.out);
            let checked = ws.run(&["check", "--as-of", "2025-12-20"]);
            assert_eq!(checked.code, Some(0), "{what}:{at}: {}", checked.out);
            let book = String::from_utf8(kept(&ws)["demo/2025/intake.jsonl"].clone()).expect("text");
            match book.lines().count() {
                8 => before += 1,
                11 => after += 1,
                lines => panic!("{what}:{at}: {lines} lines"),
            }
            if what == "full" && ran.code == Some(0) {
                assert_eq!(book.lines().count(), 11, "{what}:{at}: it said that it was done");
            }
            // The next run puts right what is left and takes the file, once.
            let next = run("none:0");
            assert_eq!(next.code, Some(0), "{what}:{at}: {}{}", next.out, next.err);
            let files = kept(&ws);
            assert_eq!(files["demo/2025/slj.yaml"], new_force, "{what}:{at}");
            assert!(
                files.keys().all(|name| !name.contains("nianbao-new")),
                "{what}:{at}: {:?}",
                files.keys()
            );
            assert_eq!(files["demo/2025/intake.jsonl"].iter().filter(|b| **b == b'\n').count(), 11);
        }
    }
    assert!(before > 0 && after > 0);
}

/// What came and was neither taken nor given back waits for the office: `status` says so until it is decided.
#[test]
fn what_waits_for_a_decision_is_named_by_status() {
    let ws = before();
    receive(&ws, "in/slj.yaml", "2025-12-10T09:00");
    let text = std::fs::read_to_string(ws.path().join("in/slj.yaml")).expect("it is there");
    ws.write("in/other.yaml", text.replace("示例填报人", "另一填报人"));
    assert!(receive(&ws, "in/other.yaml", "2025-12-11T09:00").out.contains("未采用"));
    let waiting = |ws: &Workspace| {
        let units = status(ws)["units"].as_array().expect("a list").clone();
        units.iter().find(|one| one["id"] == "slj").expect("it reports")["waiting"].clone()
    };
    assert_eq!(waiting(&ws), serde_json::json!([2]));
    let told = ws.run(&["status", "--as-of", "2025-12-12"]).out;
    assert!(told.contains("另有1份待确认") && told.contains("第2版收到后还没有采用"), "{told}");
    // A later version that is taken leaves nothing to decide; neither does giving back.
    ws.write("in/third.yaml", text.replace("percent: 45", "percent: 46"));
    receive(&ws, "in/third.yaml", "2025-12-12T09:00");
    assert_eq!(waiting(&ws), serde_json::json!([]));
    ws.write("in/fourth.yaml", text.replace("示例填报人", "第三人"));
    receive(&ws, "in/fourth.yaml", "2025-12-13T09:00");
    assert_eq!(waiting(&ws), serde_json::json!([4]));
    ws.run(&["receive", "--return", "slj", "--reason", "填报人不明", "--at", "2025-12-13T10:00"]);
    assert_eq!(waiting(&ws), serde_json::json!([]));
    let ahead = receive(&ws, "in/hexi.yaml", "2099-12-13T09:00");
    assert!(ahead.out.contains("还没有到") && !ahead.out.contains("--year"), "{}", ahead.out);
}

/// What a mail program or a browser saves holds a report at best: it says so, and what to do.
#[test]
fn letters_saved_pages_and_nothing_are_called_what_they_are() {
    let ws = Workspace::new();
    let slj = std::fs::read_to_string(ws.path().join("submissions/demo/2025/slj.yaml")).expect("it is there");
    let letter = format!(
        "Received: from mx.example.cn (mx.example.cn [10.0.0.1])\r\n\tby mail.example.cn; Mon, 8 Dec 2025 09:00:00 +0800\r\n\
         From: =?UTF-8?B?55Sy?= <a@example.cn>\r\nTo: b@example.cn\r\nSubject: =?UTF-8?B?5oql6YCB?=\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=\"x\"\r\n\r\n--x\r\nContent-Disposition: attachment; filename=slj.yaml\r\n\r\n{slj}\r\n--x--\r\n"
    );
    let page = "From: <Saved by Blink>\r\nSnapshot-Content-Location: file:///slj.html\r\nSubject: x\r\nMIME-Version: 1.0\r\n\
                Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"x\"\r\n\r\n--x\r\n\r\n<html></html>\r\n";
    let mut outlook = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    outlook.resize(1024, 0);
    outlook.extend("__substg1.0_0037001F".bytes().flat_map(|byte| [byte, 0]));
    outlook.resize(4096, 0);
    let files: [(&str, &[u8], &[&str]); 6] = [
        ("报送.eml", letter.as_bytes(), &["一封邮件", "附件", "另存"]),
        ("slj.yaml", letter.as_bytes(), &["一封邮件", "附件", "另存"]),
        ("报送.msg", &outlook, &["一封邮件", "附件"]),
        ("slj.mht", page.as_bytes(), &["存下来的网页", "按钮"]),
        ("空.yaml", b"", &["文件是空的"]),
        ("空.xlsx", b"\r\n \n", &["文件是空的"]),
    ];
    for (name, bytes, words) in files {
        ws.write(&format!("in/{name}"), bytes);
        let path = format!("in/{name}");
        for more in [&[][..], &["--plan", "demo", "--year", "2025"]] {
            let ran = ws.run(&[&["receive", &path], more].concat());
            assert_eq!(ran.code, Some(1), "{name}: {}", ran.out);
            assert!(words.iter().all(|word| ran.out.contains(word)), "{name}: {}", ran.out);
            assert!(
                !ran.out.contains("没有写明") && !ran.out.contains("Excel 工作簿不完整"),
                "{name}: {}",
                ran.out
            );
        }
        let ran = ws.run(&["check", &path, "--plan", "plans/demo.yaml"]);
        assert!(ran.code != Some(0) && ran.out.contains(words[0]), "{name}: {}{}", ran.out, ran.err);
    }
    assert!(!ws.path().join("submissions/demo/2025/intake.jsonl").exists());
}
