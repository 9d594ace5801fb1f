//! Web pages in one file (.mht), which office systems also name .doc.
//!
//! Takes the bytes of a MIME file; gives the bytes of the page in it.
//! Never opens another part than the first page.

/// Lines of the head that are looked at.
const HEAD: usize = 16 * 1024;

/// Whether a file is a MIME file.
pub(super) fn is_mht(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(bytes.get(..2048).unwrap_or(bytes)).to_ascii_lowercase();
    let start = start.trim_start();
    let known = ["mime-version:", "from:", "date:", "subject:", "content-type:", "x-"];
    known.iter().any(|word| start.starts_with(word)) && start.contains("content-type:")
}

/// The first page of a MIME file, unpacked.
pub(super) fn page(bytes: &[u8]) -> Option<Vec<u8>> {
    let (head, body) = head(bytes);
    let Some(boundary) = value(&head, "boundary=") else { return part(&head, body) };
    let mark = format!("--{}", boundary.trim_matches('"')).into_bytes();
    let mut rest = body;
    while let Some(at) = find(rest, &mark) {
        rest = rest.get(at + mark.len()..)?;
        let end = find(rest, &mark).unwrap_or(rest.len());
        let (head, body) = self::head(rest.get(..end)?.trim_ascii_start());
        if let Some(page) = part(&head, body) {
            return Some(page);
        }
    }
    None
}

/// The head of a part in small letters, folded lines put together, and its body.
fn head(bytes: &[u8]) -> (String, &[u8]) {
    let near = bytes.get(..HEAD).unwrap_or(bytes);
    let end = find(near, b"\r\n\r\n").map(|at| (at, 4)).or_else(|| find(near, b"\n\n").map(|at| (at, 2)));
    let (end, gap) = end.unwrap_or((near.len(), 0));
    let text =
        String::from_utf8_lossy(&bytes[..end]).replace("\r\n", "\n").replace("\n\t", " ").replace("\n ", " ");
    (text, bytes.get(end + gap..).unwrap_or_default())
}

/// What stands behind a word of the head.
fn value(head: &str, word: &str) -> Option<String> {
    let at = head.to_ascii_lowercase().find(word)? + word.len();
    let rest = head.get(at..)?;
    let rest = rest.trim_start();
    let end = if let Some(quoted) = rest.strip_prefix('"') {
        quoted.find('"').map(|at| at + 2)
    } else {
        rest.find([';', '\n', ' '])
    };
    rest.get(..end.unwrap_or(rest.len())).map(str::to_owned)
}

fn part(head: &str, body: &[u8]) -> Option<Vec<u8>> {
    let kind = value(head, "content-type:")?.to_ascii_lowercase();
    if !kind.starts_with("text/html") {
        return None;
    }
    let coding = value(head, "content-transfer-encoding:").unwrap_or_default().to_ascii_lowercase();
    Some(match coding.trim() {
        "base64" => base64(body),
        "quoted-printable" => quoted(body),
        _ => body.to_vec(),
    })
}

fn base64(body: &[u8]) -> Vec<u8> {
    let sextet = |byte: &u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let sextets: Vec<u8> = body.iter().filter_map(sextet).collect();
    let bytes = sextets.chunks(4).flat_map(|group| {
        let word =
            group.iter().fold(0u32, |word, six| word << 6 | u32::from(*six)) << (6 * (4 - group.len()));
        let [_, a, b, c] = word.to_be_bytes();
        [a, b, c].into_iter().take(group.len().saturating_sub(1))
    });
    bytes.collect()
}

fn quoted(body: &[u8]) -> Vec<u8> {
    let mut made = Vec::with_capacity(body.len());
    let mut at = 0;
    while let Some(byte) = body.get(at) {
        at += 1;
        if *byte != b'=' {
            made.push(*byte);
            continue;
        }
        let hex = body.get(at..at + 2).and_then(|h| std::str::from_utf8(h).ok());
        if let Some(byte) = hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            made.push(byte);
            at += 2;
        } else {
            // A line end behind `=` is none.
            let rest = body.get(at..).unwrap_or_default();
            at += if rest.starts_with(b"\r\n") { 2 } else { usize::from(rest.starts_with(b"\n")) };
        }
    }
    made
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}
