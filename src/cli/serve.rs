//! `nianbao serve`: a preview on loopback that follows every saved file.
//!
//! The workspace is looked over several times a second (names, sizes, times of change); after a change
//! everything is built again in memory and open pages reload themselves. What cannot be built leaves
//! the last good pages, with the reason shown on them. Nothing is written to disk.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::net::TcpListener;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use nianbao::diagnostic;
use nianbao::pipeline::{self, Built, Selection};
use nianbao::source::{Project, ProjectError};

use super::http::{self, Answer, Request};
use super::{Failure, Outcome, args, build, refusal, screen};

/// How often the workspace is looked over.
const LOOK: Duration = Duration::from_millis(200);
/// How long an open page waits for news before it asks again.
const WAIT: Duration = Duration::from_secs(20);
const NEWS: &str = "/__nianbao/news";

pub(super) fn run(workspace: &Path, options: &args::Serve) -> Outcome {
    let root = build::root(workspace)?;
    let listener = TcpListener::bind(("127.0.0.1", options.port)).map_err(|error| {
        let why = refusal(&error);
        Failure(format!("无法在端口 {} 上提供预览：{why}；请用 --port 换一个端口", options.port))
    })?;
    let port = listener.local_addr()?.port();
    let shared = Arc::new(Shared::default());
    // Taken before the files are read: what is saved from now on is a change, however late the watch begins.
    let first = fingerprint(&root);
    rebuild(&root, options, &shared);
    screen::print(&format!(
        "预览：http://127.0.0.1:{port}/public/index.html\n内部版：http://127.0.0.1:{port}/internal/index.html\n修改方案、报送件或模板后页面会自动更新；按 Ctrl+C 结束。\n"
    ))?;
    let watched = Arc::clone(&shared);
    std::thread::scope(|scope| {
        scope.spawn(|| watch(&root, options, &watched, first));
        http::serve(&listener, move |request| answer(request, &shared, port))
    })
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    version: u64,
    files: HashMap<String, Vec<u8>>,
    /// What the panel at the foot of each page shows.
    panel: String,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        // A poisoned lock only means that another request failed; the pages are still whole.
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Rebuilds whenever the workspace is not as it was, beginning with how it was before the first build.
fn watch(root: &Path, options: &args::Serve, shared: &Shared, mut last: u64) {
    loop {
        std::thread::sleep(LOOK);
        let now = fingerprint(root);
        if now != last {
            last = now;
            rebuild(root, options, shared);
        }
    }
}

/// A number that changes when a file of the workspace does.
fn fingerprint(root: &Path) -> u64 {
    let mut hash = DefaultHasher::new();
    for folder in ["plans", "submissions", "templates", "sources", "nianbao.yaml"] {
        for entry in walkdir::WalkDir::new(root.join(folder)).sort_by_file_name().into_iter().flatten() {
            if let Ok(meta) = entry.metadata().map_err(|_| ()) {
                entry.path().hash(&mut hash);
                meta.len().hash(&mut hash);
                meta.modified().ok().hash(&mut hash);
            }
        }
    }
    hash.finish()
}

fn rebuild(root: &Path, options: &args::Serve, shared: &Shared) {
    let selection = Selection {
        plan: options.selection.plan.clone(),
        year: options.selection.year,
        ..Selection::default()
    };
    let as_of = build::as_of(&options.selection);
    let start = Instant::now();
    let built = attempt(|| pipeline::build_workspace(&Project::Folder(root.to_owned()), &selection, as_of));
    let mut state = shared.lock();
    state.version += 1;
    match built {
        Ok(site) => {
            let list: Vec<_> = site.findings.into_vec();
            let shown: Vec<_> =
                list.iter().filter(|d| d.severity == diagnostic::Severity::Error).take(50).cloned().collect();
            let mut panel = diagnostic::short(&shown, &site.workspace.sources);
            panel.push_str(&format!("{}（{} 毫秒）", diagnostic::counts(&list), start.elapsed().as_millis()));
            if site.broken_templates || site.files.is_empty() {
                panel.insert_str(0, "未能生成新的页面，以下显示的是上一次的结果。\n");
            } else {
                state.files = site.files.into_iter().map(|file| (file.path, file.bytes)).collect();
            }
            state.panel = panel;
        }
        Err(error) => state.panel = format!("未能生成新的页面：{error}"),
    }
    drop(state);
    shared.changed.notify_all();
}

/// A build, or why there is none. A fault of the program itself must not end the watch in silence: the
/// pages would stay as they are for ever, and nobody would be told.
fn attempt(build: impl FnOnce() -> Result<Built, ProjectError>) -> Result<Built, String> {
    match catch_unwind(AssertUnwindSafe(build)) {
        Ok(built) => built.map_err(|error| error.to_string()),
        Err(_) => Err("程序内部出错，请把刚才修改的文件告知工具维护人员；改正后会重新生成".to_owned()),
    }
}

fn answer(request: &Request, shared: &Shared, port: u16) -> Answer {
    // Only what a browser on this machine asks for by this machine's name, and not for a page of another
    // site: neither its scripts nor its frames may read the internal edition.
    let known = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    if !known.iter().any(|name| name == request.header("Host")) || is_for_another_site(request) {
        return Answer::words(403, "只在本机预览");
    }
    if !matches!(request.method.as_str(), "GET" | "HEAD") {
        return Answer::words(405, "只能查看");
    }
    let (path, query) = request.address.split_once('?').unwrap_or((&request.address, ""));
    match path {
        NEWS => Answer::words(200, &news(shared, query).to_string()),
        "/" => Answer { location: Some("/public/index.html"), ..Answer::words(302, "") },
        _ => page(shared, path),
    }
}

/// Browsers say for which site they ask. Somebody who follows a link to the preview may see it.
fn is_for_another_site(request: &Request) -> bool {
    let follows_link =
        request.header("Sec-Fetch-Mode") == "navigate" && request.header("Sec-Fetch-Dest") == "document";
    !matches!(request.header("Sec-Fetch-Site"), "" | "same-origin" | "none") && !follows_link
}

/// Waits until there is something newer than what the page has.
fn news(shared: &Shared, query: &str) -> u64 {
    let seen: u64 = query.strip_prefix("v=").and_then(|v| v.parse().ok()).unwrap_or(0);
    let state = shared.lock();
    let (state, _) = shared
        .changed
        .wait_timeout_while(state, WAIT, |state| state.version <= seen)
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    state.version
}

fn page(shared: &Shared, path: &str) -> Answer {
    let state = shared.lock();
    let name = path.trim_start_matches('/');
    let name =
        if name.is_empty() || name.ends_with('/') { format!("{name}index.html") } else { name.to_owned() };
    let (status, bytes) = match state.files.get(&name) {
        Some(bytes) => (200, bytes.clone()),
        None => {
            let edition = if name.starts_with("internal/") { "internal" } else { "public" };
            let missing = state.files.get(&format!("{edition}/404.html"));
            (404, missing.cloned().unwrap_or_else(|| "<!DOCTYPE html><body>没有这个页面</body>".into()))
        }
    };
    let kind = content_type(&name);
    let bytes =
        if kind.starts_with("text/html") || status == 404 { with_panel(bytes, &state) } else { bytes };
    let kind = if status == 404 { "text/html; charset=utf-8" } else { kind };
    Answer { status, kind, location: None, body: bytes }
}

/// The page with the panel and the script that waits for news.
fn with_panel(bytes: Vec<u8>, state: &State) -> Vec<u8> {
    let Ok(html) = String::from_utf8(bytes) else { return vec![] };
    let words: String = state
        .panel
        .chars()
        .map(|c| match c {
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '&' => "&amp;".to_owned(),
            other => other.to_string(),
        })
        .collect();
    let open = if state.panel.lines().count() > 1 { " open" } else { "" };
    let panel = format!(
        "<details{open} style=\"position:fixed;right:0;bottom:0;max-width:100%;z-index:99;background:#1c282c;color:#fff;font:14px/1.6 sans-serif;padding:4px 12px\">\
         <summary>预览 · 检查结果</summary><pre style=\"white-space:pre-wrap;max-height:40vh;overflow:auto;margin:4px 0\">{words}</pre></details>\
         <script>(function wait(){{fetch('{NEWS}?v={version}').then(function(r){{return r.text()}}).then(function(v){{\
         if(+v>{version})location.reload();else wait()}}).catch(function(){{setTimeout(wait,1000)}})}})()</script>",
        version = state.version,
    );
    match html.rfind("</body>") {
        Some(at) => format!("{}{panel}{}", &html[..at], &html[at..]).into_bytes(),
        None => format!("{html}{panel}").into_bytes(),
    }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml",
        "md" | "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f10_a_panic_while_building_is_told_and_the_next_build_is_tried() {
        let why = attempt(|| panic!("a figure with forty digits")).err();
        assert!(why.is_some_and(|why| why.contains("内部出错")));
        assert!(attempt(|| Ok(Built::default())).is_ok());
    }
}
