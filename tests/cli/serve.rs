//! `serve`: follows saved files, survives broken ones, and answers this machine only.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::workspace::{Workspace, program};

/// A running preview; it ends with the test.
struct Preview {
    child: Child,
    port: u16,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    fn start(workspace: &Workspace) -> Self {
        let mut child = program()
            .current_dir(workspace.path())
            .args(["serve", "--port", "0", "--as-of", "2025-12-20"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("it is piped"))
            .read_line(&mut line)
            .expect("it says where");
        let port = line.split("127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next()?.parse().ok());
        Preview { child, port: port.unwrap_or_else(|| panic!("no port in {line}")) }
    }

    fn request(&self, method: &str, path: &str, host: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
            .expect("it reads");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// A request as it goes over the wire; what the server does not take any more is not sent.
    fn raw(&self, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        for part in request.chunks(4096) {
            if stream.write_all(part).is_err() {
                break;
            }
        }
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.request("GET", path, &format!("127.0.0.1:{}", self.port))
    }

    /// Waits until a page says something; a generous bound, so that a slow machine makes nothing red.
    fn until(&self, path: &str, says: &str) -> String {
        let start = Instant::now();
        loop {
            let page = self.get(path);
            if page.contains(says) {
                return page;
            }
            assert!(start.elapsed() < Duration::from_secs(60), "{path} never says {says}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

const TASK: &str = "/review/demo/2025/tasks/rw-02-01.html";

#[test]
fn saved_files_show_and_broken_ones_leave_the_last_good_page() {
    let workspace = Workspace::new();
    let preview = Preview::start(&workspace);
    assert!(preview.get(TASK).contains("全面排查"));
    let version = preview.get("/__nianbao/news?v=0");
    assert!(version.ends_with('1'), "{version}");

    workspace.change("submissions/demo/2025/slj.yaml", "全面排查", "全面复查");
    preview.until(TASK, "全面复查");

    workspace.change("submissions/demo/2025/slj.yaml", "percent: 45", "percent: 45%");
    let page = preview.until(TASK, "N026");
    assert!(page.contains("预览"), "findings stand in the page");

    workspace.write("templates/task.html", "{% extends \"builtin/task.html\" %}{% block main %}{{ 无 }");
    let page = preview.until(TASK, "上一次的结果");
    assert!(page.contains("整治入河排污口"), "the last good page stays");

    std::fs::remove_file(workspace.path().join("templates/task.html")).expect("it was there");
    workspace.change("submissions/demo/2025/slj.yaml", "percent: 45%", "percent: 46");
    preview.until(TASK, "46%");
}

#[test]
fn only_this_machine_and_only_its_own_files() {
    let workspace = Workspace::new();
    let preview = Preview::start(&workspace);
    let host = format!("localhost:{}", preview.port);
    assert!(preview.request("GET", "/internal/index.html", &host).starts_with("HTTP/1.1 200"));
    assert!(preview.request("GET", "/internal/index.html", "evil.example").starts_with("HTTP/1.1 403"));
    assert!(preview.request("POST", "/public/index.html", &host).starts_with("HTTP/1.1 405"));
    for path in ["/public/../../nianbao.yaml", "/../plans/demo.yaml", "/plans/demo.yaml", "//etc/passwd"] {
        let answer = preview.request("GET", path, &host);
        assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
        assert!(!answer.contains("nianbao: "), "{path}");
    }
    assert!(preview.get("/").contains("/public/index.html"));
}

#[test]
fn f17_pages_of_other_sites_get_nothing() {
    let workspace = Workspace::new();
    let preview = Preview::start(&workspace);
    let ask = |fetch: &str| {
        let port = preview.port;
        preview.raw(
            format!("GET /internal/index.html HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{fetch}\r\n").as_bytes(),
        )
    };
    for (fetch, status) in [
        ("", "200"),
        ("Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n", "200"),
        ("sec-fetch-site: same-origin\r\nSec-Fetch-Dest: script\r\n", "200"),
        ("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n", "200"),
        ("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script\r\n", "403"),
        ("Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n", "403"),
    ] {
        let answer = ask(fetch);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{fetch}: {answer}");
        for header in
            ["Cross-Origin-Resource-Policy: same-origin", "X-Frame-Options: DENY", "frame-ancestors 'none'"]
        {
            assert!(answer.contains(header), "{header}");
        }
    }
}

#[test]
fn f17_requests_that_never_end_end() {
    let workspace = Workspace::new();
    let preview = Preview::start(&workspace);
    let host = format!("Host: 127.0.0.1:{}\r\n", preview.port);
    let huge =
        preview.raw(format!("POST / HTTP/1.1\r\n{host}Content-Length: 99999999999999\r\n\r\nx").as_bytes());
    assert!(huge.starts_with("HTTP/1.1 405"), "{huge}");
    let mut endless = format!("GET / HTTP/1.1\r\n{host}X: ").into_bytes();
    endless.resize(40 << 20, b'a');
    let answer = preview.raw(&endless);
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 431"), "{answer}");
    let nonsense = preview.raw(b"\x16\x03\x01 hello\r\n\r\n");
    assert!(nonsense.starts_with("HTTP/1.1 400"), "{nonsense}");
    // Slow clients keep nobody waiting.
    let slow: Vec<TcpStream> =
        (0..200).map(|_| TcpStream::connect(("127.0.0.1", preview.port)).expect("it listens")).collect();
    assert!(preview.get("/public/index.html").starts_with("HTTP/1.1 200"));
    drop(slow);
}
