//! The server of the preview: one request, one answer, and the connection ends.
//!
//! Takes connections on loopback; gives each request's method, address and headers to a function and
//! writes its answer. Never reads a body, and never keeps more of a request than [`MOST_BYTES`]: what is
//! longer, slower or no HTTP is refused.

use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Bytes of a request up to its empty line; browsers send one or two thousand.
const MOST_BYTES: usize = 32 * 1024;
const MOST_HEADERS: usize = 100;
/// How long a request may take to arrive, and an answer to be taken.
const PATIENCE: Duration = Duration::from_secs(10);
/// Connections at one time; each open page holds one.
const MOST_CONNECTIONS: usize = 4096;
/// What a thread that answers needs; pages lie on the heap.
const STACK: usize = 256 * 1024;

/// What a browser asks for.
pub(super) struct Request {
    pub(super) method: String,
    /// As written: path and query.
    pub(super) address: String,
    headers: Vec<(String, String)>,
}

impl Request {
    /// The value of a header; empty when it is not sent.
    pub(super) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value.as_str())
    }
}

/// What a browser gets.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) kind: &'static str,
    /// Where to go instead.
    pub(super) location: Option<&'static str>,
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// A few words.
    pub(super) fn words(status: u16, text: &str) -> Self {
        Answer { status, kind: "text/plain; charset=utf-8", location: None, body: text.into() }
    }
}

/// Says with every answer that the page is for this window alone: not to be kept, framed, guessed at or
/// read by pages of other sites.
const ALWAYS: &str = "Connection: close\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\
    X-Frame-Options: DENY\r\nContent-Security-Policy: frame-ancestors 'none'\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\nCross-Origin-Opener-Policy: same-origin\r\nReferrer-Policy: same-origin\r\n";

/// Answers every connection in a thread of its own: a page that waits for news keeps no other waiting.
pub(super) fn serve(
    listener: &TcpListener,
    answer: impl Fn(&Request) -> Answer + Send + Sync + 'static,
) -> ! {
    let (answer, open) = (Arc::new(answer), Arc::new(AtomicUsize::new(0)));
    loop {
        let Ok((stream, _)) = listener.accept() else {
            // Too many files are open; some of them will be closed.
            std::thread::sleep(Duration::from_millis(20));
            continue;
        };
        let counted = Counted::new(&open);
        if open.load(Ordering::Relaxed) > MOST_CONNECTIONS {
            continue;
        }
        let answer = Arc::clone(&answer);
        // Without a thread the connection is closed; the browser asks again.
        let _ = std::thread::Builder::new().stack_size(STACK).spawn(move || {
            let _counted = counted;
            // A page that was closed while it waited is no fault.
            let _ = converse(stream, answer.as_ref());
        });
    }
}

/// A connection while it is open.
struct Counted(Arc<AtomicUsize>);

impl Counted {
    fn new(open: &Arc<AtomicUsize>) -> Self {
        open.fetch_add(1, Ordering::Relaxed);
        Counted(Arc::clone(open))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn converse(mut stream: TcpStream, answer: &impl Fn(&Request) -> Answer) -> io::Result<()> {
    stream.set_write_timeout(Some(PATIENCE))?;
    let request = receive(&mut stream)?;
    let (given, is_head) = match &request {
        Ok(request) => (answer(request), request.method == "HEAD"),
        Err(status) => (Answer::words(*status, "不能识别的请求"), false),
    };
    send(&mut stream, &given, is_head)?;
    stream.shutdown(Shutdown::Write)?;
    // What is still on its way is taken and thrown away for a moment, else the answer would be lost.
    stream.set_read_timeout(Some(Duration::from_millis(200)))?;
    let _ = io::copy(&mut stream.take(MOST_BYTES as u64), &mut io::sink());
    Ok(())
}

/// Reads the head of a request; the inner error is the status that refuses it.
fn receive(stream: &mut TcpStream) -> io::Result<Result<Request, u16>> {
    let until = Instant::now() + PATIENCE;
    let (mut bytes, mut part) = (vec![], [0; 4096]);
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(Err(408));
        }
        stream.set_read_timeout(Some(left))?;
        let count = stream.read(&mut part)?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes.extend_from_slice(&part[..count]);
        match parse(&bytes) {
            Ok(Some(request)) => return Ok(Ok(request)),
            Ok(None) if bytes.len() >= MOST_BYTES => return Ok(Err(431)),
            Ok(None) => {}
            Err(_) => return Ok(Err(400)),
        }
    }
}

/// The request; `None` while its end has not come.
fn parse(bytes: &[u8]) -> Result<Option<Request>, httparse::Error> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut head = httparse::Request::new(&mut headers);
    if head.parse(bytes)?.is_partial() {
        return Ok(None);
    }
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ok(Some(Request {
        method: head.method.unwrap_or("").to_owned(),
        address: head.path.unwrap_or("").to_owned(),
        headers: head.headers.iter().map(|header| (header.name.to_owned(), text(header.value))).collect(),
    }))
}

fn send(stream: &mut TcpStream, answer: &Answer, is_head: bool) -> io::Result<()> {
    let reason = match answer.status {
        200 => "OK",
        302 => "Found",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        431 => "Request Header Fields Too Large",
        _ => "Bad Request",
    };
    let location = answer.location.map(|to| format!("Location: {to}\r\n")).unwrap_or_default();
    let head = format!(
        "HTTP/1.1 {} {reason}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{location}{ALWAYS}\r\n",
        answer.status,
        answer.kind,
        answer.body.len()
    );
    stream.write_all(head.as_bytes())?;
    if !is_head {
        stream.write_all(&answer.body)?;
    }
    stream.flush()
}
