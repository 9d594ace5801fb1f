//! PDF files: text by the places of its characters.
//!
//! Takes the bytes of a PDF; gives paragraphs and tables in the order of reading, without page furniture.
//! Never recognises pictures of text: pages that are scanned are named.

mod cmap;
mod fonts;
mod gb1;
mod marks;
mod place;
mod truetype;
mod weight;

use std::borrow::Cow;

use hayro_syntax::object::{Name, Stream};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use self::marks::Reader;
use super::page::{Marks, assemble};
use super::{Document, Refusal};

/// Pages of one document.
const MOST_PAGES: usize = 3_000;

/// Reads a PDF.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Document, Refusal> {
    if !weight::is_bearable(bytes) {
        return Err(Refusal::Damaged("PDF 解压后过大，可能不是正常的文件。"));
    }
    let owned = bytes.to_vec();
    // The reader of PDF syntax is not ours; a fault in it ends this file, not the program.
    let read = std::panic::catch_unwind(move || pages(owned));
    let pages = read.unwrap_or(Err(Refusal::Damaged("PDF 已损坏。")))?;
    assemble(name, pages)
}

fn pages(bytes: Vec<u8>) -> Result<Vec<Marks>, Refusal> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            Refusal::NotText("PDF 设有打开密码。请去掉密码，或者另存为 .docx 后再导入。")
        }
        _ => Refusal::Damaged("PDF 已损坏，或者不是完整的 PDF。"),
    })?;
    let mut reader = Reader::new();
    let mut pages = vec![];
    for page in pdf.pages().iter().take(MOST_PAGES) {
        pages.push(reader.read(page));
        if reader.is_tired() {
            return Err(Refusal::Damaged("PDF 的内容过多，可能不是正常的文件。"));
        }
    }
    Ok(pages)
}

/// The data of a stream that is no picture.
fn decoded<'a>(stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
    let picture = stream.dict().get::<Name<'_>>("Subtype").is_some_and(|n| n.as_str() == "Image");
    if picture { None } else { stream.decoded_data().ok() }
}
