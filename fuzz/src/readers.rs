//! The list of readers.

use crate::workspace::{build, check, import, prose, with_template_of_office};
use crate::{desk, pack};

/// What is done with random bytes.
pub struct Reader {
    /// Its name, and that of its folder in `seeds/`.
    pub name: &'static str,
    /// Reads the bytes; panics when something that always holds does not.
    pub run: fn(&[u8]),
}

const ROUND: &str = "submissions/demo/2025";

macro_rules! readers {
    ($($name:ident = $run:expr;)*) => {
        /// All readers.
        pub const READERS: &[Reader] = &[$(Reader { name: stringify!($name), run: $run }),*];
    };
}

readers! {
    // Files of a workspace.
    submission = |bytes| check(&format!("{ROUND}/slj.yaml"), bytes);
    plan = |bytes| check("plans/demo.yaml", bytes);
    decisions = |bytes| check(&format!("{ROUND}/decisions.yaml"), bytes);
    record = |bytes| check(&format!("{ROUND}/record.yaml"), bytes);
    settings = |bytes| check("nianbao.yaml", bytes);
    book = |bytes| check(&format!("{ROUND}/intake.jsonl"), bytes);
    slip = |bytes| check(&format!("{ROUND}/.intake.nianbao-new"), bytes);
    source = |bytes| check("sources/demo.txt", bytes);
    // Submissions in other shapes; `_parts` are packed first, so that what is inside meets the bytes.
    workbook = |bytes| check(&format!("{ROUND}/slj.xlsx"), bytes);
    workbook_parts = |bytes| check(&format!("{ROUND}/slj.xlsx"), &pack::archive(bytes));
    workbook_ods_parts = |bytes| check(&format!("{ROUND}/slj.ods"), &pack::archive(bytes));
    workbook_fods = |bytes| check(&format!("{ROUND}/slj.fods"), bytes);
    workbook_xls = |bytes| check(&format!("{ROUND}/slj.xls"), bytes);
    page = |bytes| check(&format!("{ROUND}/slj.html"), bytes);
    // What is made of them.
    site = |bytes| build(&format!("{ROUND}/slj.yaml"), bytes);
    text = |bytes| build(&format!("{ROUND}/text.md"), bytes);
    template = |bytes| build("templates/overview.html", bytes);
    template_paper = |bytes| build("templates/report.md", bytes);
    office_docx = with_template_of_office;
    office_docx_parts = |bytes| with_template_of_office(&pack::archive(bytes));
    // What comes in at the desk.
    receive = |bytes| desk::take_in("来件.zip", bytes);
    receive_parts = |bytes| desk::take_in("来件.zip", &pack::archive(bytes));
    // Official documents.
    import_txt = |bytes| import("a.txt", bytes);
    import_docx = |bytes| import("a.docx", bytes);
    import_docx_parts = |bytes| import("a.docx", &pack::archive(bytes));
    import_ofd = |bytes| import("a.ofd", bytes);
    import_ofd_parts = |bytes| import("a.ofd", &pack::archive(bytes));
    import_pdf = |bytes| import("a.pdf", bytes);
    import_doc = |bytes| import("a.doc", bytes);
    import_html = |bytes| import("a.html", bytes);
    import_mht = |bytes| import("a.mht", bytes);
    import_rtf = |bytes| import("a.rtf", bytes);
    // Sentences.
    prose = prose;
}
