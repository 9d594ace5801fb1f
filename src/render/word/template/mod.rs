//! An office's own document as the source of styles: its styles, page size, header and footer.
//!
//! Takes the file that the settings name; gives what papers are set with. What it has by name is used as it is, what
//! it lacks is ours. Never takes its text, its macros, its metadata or anything that leads out of the document; a
//! file that can't be used is a finding at the line that names it.

mod archive;
mod own;
mod sheet;
#[cfg(test)]
mod tests;

use super::package::{Kind, Part, Relationship};
use super::page::{Direction, Reference, Sheet};
use super::roles::{Role, STYLES};
use crate::diagnostic::Diagnostics;
use crate::render::rules::FAULTY_WORD_TEMPLATE;
use crate::source::{Place, Project};

/// Which ways a sheet lies.
const DIRECTIONS: [Direction; 2] = [Direction::Portrait, Direction::Landscape];

/// What papers are set with.
#[derive(Debug, Clone)]
pub struct Template {
    pub(super) styles: Vec<u8>,
    ids: Vec<String>,
    pub(super) sheet: Sheet,
    /// Headers and footers; none where the office's document has none.
    pub(super) references: Vec<Reference>,
    pub(super) title_page: bool,
    pub(super) even_and_odd: bool,
    pub(super) parts: Vec<Part>,
    pub(super) relationships: Vec<Relationship>,
}

/// Whether a name that settings give stays in the workspace, on whatever system they are read.
fn is_of_workspace(name: &str) -> bool {
    !name.starts_with(['/', '\\'])
        && name.split(['/', '\\']).all(|part| part != "..")
        && name.as_bytes().get(1) != Some(&b':')
}

impl Template {
    /// Reads the file of that name; what is wrong with it is a finding at `place`.
    pub fn load(project: &Project, name: &str, place: Place, out: &mut Diagnostics) -> Option<Template> {
        let read = || {
            // What a file names is of the workspace; only a person at the keyboard may name another place.
            if !is_of_workspace(name) {
                return Err("只能是工作区里的文件，不能写盘符、开头的“/”或“..”".to_owned());
            }
            if !project.contains(name) {
                return Err("工作区里没有这个文件".to_owned());
            }
            match project.bytes(name) {
                Ok(bytes) => Template::read(&bytes),
                Err(problem) => Err(problem.reason()),
            }
        };
        match read() {
            Ok(template) => Some(template),
            Err(reason) => {
                let message = format!("Word 样式文件“{name}”不能使用：{reason}");
                let found = out.report(&FAULTY_WORD_TEMPLATE, place, message);
                found.label("这里指明的文件");
                found.help("换成用 Word 或 WPS 存成的 .docx 文件；删去这一行，则按 GB/T 9704—2012 的样式");
                None
            }
        }
    }

    /// Reads a document.
    fn read(bytes: &[u8]) -> Result<Template, String> {
        let mut archive = archive::Archive::open(bytes)?;
        let missing = |what: &str| format!("里面没有{what}，不是 Word 文档（.docx）");
        let document = archive.xml("word/document.xml")?.ok_or_else(|| missing("正文"))?;
        let styles = archive.xml("word/styles.xml")?.ok_or_else(|| missing("样式表"))?;
        let own = own::read(&styles)?;
        let pages = sheet::read(&mut archive, &document)?;
        let mut even_and_odd = pages.references.is_empty();
        if let Some(settings) = archive.xml("word/settings.xml")? {
            archive::each(&settings, |tag| {
                even_and_odd |= tag.name().as_ref() == "w:evenAndOddHeaders" && archive::is_on(tag);
            });
        }
        let mut template = Template {
            styles: own.sheet,
            ids: own.ids,
            sheet: pages.sheet,
            references: pages.references,
            title_page: pages.title_page,
            even_and_odd,
            parts: pages.parts,
            relationships: pages.relationships,
        };
        // Styles may name the fonts of the theme.
        if let Some(theme) = archive.xml("word/theme/theme1.xml")?
            && archive.bytes("word/theme/_rels/theme1.xml.rels")?.is_none()
        {
            template.relationships.push((
                "rIdTheme".into(),
                Kind::Theme.relationship(),
                "theme/theme1.xml".into(),
            ));
            template.parts.push(Part::word("theme/theme1.xml", Kind::Theme, theme.into_bytes()));
        }
        Ok(template)
    }

    /// The id of the style of a role.
    pub(super) fn id(&self, role: Role) -> String {
        let at = STYLES.iter().position(|style| style.role == role).unwrap_or(0);
        self.ids[at].clone()
    }
}
