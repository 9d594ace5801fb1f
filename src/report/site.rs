//! What stands around every page: site, frame, links, provenance; and the small words of all pages.
//!
//! Takes nothing; gives the types that every page shares. Never holds text that a template would
//! have to finish: all text is ready to place.

use std::sync::Arc;

use serde::Serialize;

use super::edition::Edition;
use crate::prose::Prose;
use crate::wording;

/// Data of the web site, from the settings; what is not given is absent and prints nothing.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Site {
    /// SiteName; the office's or the plan's name where the settings have none: see `title`.
    pub name: Option<String>,
    /// SiteDomain.
    pub domain: Option<String>,
    /// SiteIDCode.
    pub id_code: Option<String>,
    /// 主办单位 for the header and the footer.
    pub host_unit: Option<String>,
    /// Name of the column: the large line of the header. Never empty.
    pub title: String,
    /// The four column tags.
    pub column: Column,
    /// Items of the footer in order: 主办单位, 承办单位, 联系方式, 网站标识码, ICP备案号, 公安机关备案号.
    pub footer_items: Vec<Fact>,
    /// 根地址, ending in `/`, for the site map and the feed.
    pub base_url: Option<String>,
}

/// Tags of the column (国办发〔2017〕47号).
#[derive(Debug, Clone, Default, Serialize)]
pub struct Column {
    /// ColumnName.
    pub name: String,
    /// ColumnDescription.
    pub description: Option<String>,
    /// ColumnKeywords.
    pub keywords: Option<String>,
    /// ColumnType.
    pub kind: Option<String>,
}

/// The frame of one page.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// The one `h1`.
    pub title: String,
    /// What the page is called where nothing stands around it, as in a list of bookmarks: page, plan, year,
    /// place; empty for the home page, which has the site's name.
    pub name: String,
    /// Parts of a long title, between which a line may break; empty for others.
    pub title_parts: Vec<String>,
    /// The small line above the title.
    pub eyebrow: Vec<Link>,
    /// The grey line below the title, item by item.
    pub byline: Vec<Link>,
    /// Address below the edition's root: `yangquan/2025/tasks/rw-03-02.html`.
    pub path: String,
    /// From the page to the edition's root: `../../../`, or empty.
    pub root: String,
    /// From the page to the folder of the plan-year: `../`, or empty; `None` outside of one.
    pub base: Option<String>,
    /// 当前位置, from 首页; the last is the page itself and has no address.
    pub crumbs: Vec<Link>,
    /// Columns of the plan-year; empty on pages outside of one.
    pub nav: Vec<NavItem>,
    /// `home`, `list` or `article`: which tags the head carries.
    pub kind: &'static str,
    /// `public` or `internal`.
    pub edition: &'static str,
    /// 发布时间 `YYYY-MM-DD HH:MM`, only when the settings give it.
    pub published_at: Option<String>,
    /// 来源: the office.
    pub source: Option<String>,
    /// Description tag: one sentence.
    pub description: String,
    /// Whether the page prints in landscape (`wide-page`).
    pub wide: bool,
    /// Whether the page uses the script (filter, search).
    pub script: bool,
    /// Lines that stand above every page: 示例数据, 未经公开审查, 内部.
    pub notices: Arc<[Notice]>,
    /// 数据版本 for the footer.
    pub data_version: String,
    /// The day of the last correction of a closed year: the data are no longer those of the closing.
    pub corrected_on: Option<String>,
    /// First 16 digits of the digest over all inputs, in groups of four.
    pub digest: String,
}

/// A line above the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// `sample`, `running`, `unreviewed` or `internal`.
    pub key: &'static str,
    /// The first words, in bold.
    pub heading: &'static str,
    /// The rest.
    pub text: String,
}

/// A column in the navigation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NavItem {
    /// Its name.
    pub text: String,
    /// Relative to the page.
    pub href: String,
    /// `page` on the page itself, `true` on pages below it.
    pub current: Option<&'static str>,
}

/// Text, with an address where there is a page behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The words.
    pub text: String,
    /// Relative to the page.
    pub href: Option<String>,
}

/// A term and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// The term.
    pub label: String,
    /// Links or plain text, joined by `、`; “—” stands as text where there is nothing.
    pub values: Vec<Link>,
}

/// A status in its three forms: style class, mark, word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Tag {
    /// Class `st-<key>`: `completed`, `on_track`, `behind`, `overdue`, `not_started`, `ongoing`, `not_applicable`,
    /// `none`;
    /// `met`, `missed`, `paced`, `unlike`, `pending`, `verdict`; `on_time`, `late`, `missing`, `returned`, `waiting`, `faulty`.
    pub key: &'static str,
    /// The identifier in data files: of a state of its own another one than that of the group in which it is counted.
    pub id: &'static str,
    /// The mark, in GBK.
    pub mark: &'static str,
    /// The word.
    pub word: &'static str,
}

impl Tag {
    /// A tag that is counted as itself.
    pub const fn new(key: &'static str, mark: &'static str, word: &'static str) -> Self {
        Tag { key, id: key, mark, word }
    }
}

/// The status of a task: never without the office's mark where the office set it, nor without what is asked about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TaskState {
    /// The status.
    #[serde(flatten)]
    pub tag: Tag,
    /// `办公室认定，填报汇总为“滞后”`, where the office set it.
    pub set_by_office: Option<String>,
    /// `待核实（N501）`, where something is asked about the answers that it rests on.
    pub open: Option<String>,
}

/// How many stand at a status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CountPart {
    /// The status.
    #[serde(flatten)]
    pub tag: Tag,
    /// How many.
    pub n: usize,
    /// `待核实`, `其中1项待核实`: what is asked about of those that are counted.
    pub open: Option<String>,
}

/// Counts by status in the fixed order; `parts` has all of them, zeros included.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Count {
    /// In the fixed order; their sum is `total`.
    pub parts: Vec<CountPart>,
    /// All together.
    pub total: usize,
}

/// n of N; never a bare percentage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ratio {
    /// n.
    pub n: usize,
    /// N.
    #[serde(rename = "N")]
    pub of: usize,
    /// `3/20`.
    pub text: String,
    /// `15.0%`; “—” when N is 0.
    pub percent: String,
}

/// Prose by a unit or by the plan, read once and shared by all surfaces that show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Narrative {
    /// For papers and data.
    #[serde(skip)]
    pub prose: Arc<Prose>,
    /// For pages: safe to place as it is.
    pub html: Arc<str>,
    /// `待核实（N516）`, where something is asked about these words or about the whole entry that they stand in.
    pub open: Option<String>,
}

impl Narrative {
    /// Reads what somebody wrote; `None` if it holds no character.
    pub fn read(text: &str) -> Option<Narrative> {
        let prose = Prose::read(text);
        let html = Arc::from(prose.html());
        (!prose.blocks.is_empty()).then(|| Narrative { prose: Arc::new(prose), html, open: None })
    }

    /// In plain text, with the mark of what is asked about it.
    pub fn plain(&self) -> String {
        let mark = self.open.as_ref().map_or("", |_| wording::ASKED);
        format!("{}{mark}", self.prose.plain())
    }
}

/// Where a statement or a figure comes from.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct Source<E: Edition> {
    /// `市水利局 报送件 第23行`.
    pub text: String,
    /// The record at the foot of the page that draws on the file: `#src-slj`, `tasks/rw-1.html#src-slj`.
    pub href: String,
    /// Name of the unit.
    pub unit: Arc<str>,
    /// Line in the file, from 1.
    pub line: usize,
    /// First 12 digits of the file's SHA-256, in groups of four.
    pub digest: Arc<str>,
    /// Internal: the file.
    pub internal: E::Only<PathNote>,
}

/// Internal: a place in a file of the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PathNote {
    /// Path below the workspace.
    pub path: Arc<str>,
    /// `path:line`; the path alone for a whole file.
    pub place: String,
}

/// The record of a file, at the foot of a page that draws on it.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct SourceRecord<E: Edition> {
    /// `src-slj`.
    pub anchor: String,
    /// The unit.
    pub unit: Link,
    /// SHA-256 in full.
    pub sha256: String,
    /// Its first 12 digits, in groups of four.
    pub digest: String,
    /// Internal: the file.
    pub internal: E::Only<PathNote>,
}

/// A figure as shown: value, n/N, period and status always together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// Rounded to the indicator's decimals; “—” when there is none.
    pub value: String,
    /// Whether there is a value.
    pub present: bool,
    /// Why there is none.
    pub reason: Option<String>,
    /// `7/8`.
    pub ratio: Option<String>,
    /// 计量单位.
    pub unit_of_measure: Option<String>,
    /// `1—11月`, `全年`.
    pub period: Option<String>,
    /// Of a value that adds up: the day on which it was counted, where all its reporters give the same.
    pub counted_on: Option<String>,
    /// `初步值`.
    pub value_status: Option<String>,
    /// `1—11月初步值`; the reason when there is no value. An open question stands at its end.
    pub note: String,
    /// `待核实（N421）`, where something is asked about the value; the public edition has no such value.
    pub open: Option<String>,
}

/// A file to download.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Download {
    /// What it is.
    pub text: String,
    /// Relative to the page.
    pub href: String,
    /// `docx`.
    pub kind: &'static str,
}

/// Where one is among the parts of a long list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pager {
    /// This part, from 1.
    pub page: usize,
    /// How many parts.
    pub pages: usize,
    /// `第101—200项，共2345项`.
    pub text: String,
    /// The part before.
    pub prev: Option<String>,
    /// The part after.
    pub next: Option<String>,
    /// All parts; the current one has no address.
    pub links: Vec<Link>,
}

/// A title with rows: what `tbody` with a `rowgroup` heading shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group<T> {
    /// Heading of the group.
    pub link: Link,
    /// Its rows.
    pub rows: Vec<T>,
}
