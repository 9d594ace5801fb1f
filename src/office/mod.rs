//! The office's settings, `nianbao.yaml`, and the record of a closed year (MODEL).
//!
//! Takes the settings file, gives [`Office`]; takes `record.yaml`, gives [`ClosedYear`]. Nothing in the
//! settings is required: what is not given is not printed, never invented.
//! The settings never hold anything about a single plan or year.

mod closed;
mod corrected;
mod record;
mod rules;

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostics, Severity};
use crate::plan::{Calendar, Date, Located, Number};
use crate::source::{FileId, Project, Sources};
use crate::syntax;

pub use closed::ClosedYear;
pub use corrected::{Corrected, Unseen};
pub use record::{BOOK, Correction, Kept, PLAN, RECORD, Record, SETTINGS, Standing, digest, record};
pub use rules::RULES;

/// The settings file.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// `office/1`.
    pub nianbao: String,
    /// 办公室名称.
    #[serde(default)]
    pub office: Option<String>,
    /// 委员会名称.
    #[serde(default)]
    pub committee: Option<String>,
    /// 地区.
    #[serde(default)]
    pub region: Option<String>,
    /// 发文机关标志 of Word papers, such as `示例市人民政府办公室文件`; without it they have no red head.
    #[serde(default)]
    pub letterhead: Option<String>,
    /// 收文以哪一份为准: the file, or the sealed paper copy.
    #[serde(default)]
    pub receipt: CountedCopy,
    /// Word 样式文件: a .docx of the workspace whose styles, page size, header and footer the papers take.
    #[serde(default)]
    pub docx_template: Option<Located<String>>,
    /// 网站.
    #[serde(default)]
    pub site: Site,
    /// 放假的日子.
    #[serde(default)]
    pub holidays: BTreeSet<Date>,
    /// 调休上班的周末.
    #[serde(default)]
    pub workdays: BTreeSet<Date>,
    /// 红黄绿灯.
    #[serde(default)]
    pub lights: Lights,
    /// 规则级别: code to error, verify or hint.
    #[serde(default)]
    pub severity: BTreeMap<String, Located<Weight>>,
}

/// Data of the web site (domain 3.1); printed only where given.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// SiteName 网站名称.
    #[serde(default)]
    pub name: Option<String>,
    /// SiteDomain 域名.
    #[serde(default)]
    pub domain: Option<String>,
    /// SiteIDCode 政府网站标识码.
    #[serde(default)]
    pub id_code: Option<String>,
    /// ColumnName 栏目名称.
    #[serde(default)]
    pub column: Option<String>,
    /// ColumnDescription.
    #[serde(default)]
    pub column_description: Option<String>,
    /// ColumnKeywords.
    #[serde(default)]
    pub column_keywords: Option<String>,
    /// ColumnType.
    #[serde(default)]
    pub column_type: Option<String>,
    /// 主办单位.
    #[serde(default)]
    pub host_unit: Option<String>,
    /// 承办单位.
    #[serde(default)]
    pub operating_unit: Option<String>,
    /// 联系方式 of the site: printed in the footer.
    #[serde(default)]
    pub contact: Option<String>,
    /// ICP备案号.
    #[serde(default)]
    pub icp: Option<String>,
    /// 公安机关备案号.
    #[serde(default)]
    pub police: Option<String>,
    /// 发布时间 by plan and year (`yangquan/2025: 2025-12-30 17:30`): the true time of publication.
    #[serde(default)]
    pub published: BTreeMap<String, String>,
    /// 根地址, such as `https://www.example.gov.cn/report/`, for the site map, the feed and the page that
    /// a server shows at addresses it does not have.
    #[serde(default)]
    pub base_url: Option<Located<String>>,
}

impl Site {
    /// The address below which the site stands, ending in `/`; `None` where none is given or what is
    /// given is not a whole one.
    pub fn root(&self) -> Option<String> {
        let url = self.base_url.as_ref()?.trim();
        let (scheme, rest) = url.split_once("://")?;
        let host = rest.split('/').next().unwrap_or("");
        let is_web = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
        let has_host = host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[');
        let is_plain =
            |c: char| c.is_ascii_graphic() && !matches!(c, '?' | '#' | '"' | '<' | '>' | '\\' | '@');
        let is_whole = is_web && has_host && rest.chars().all(is_plain);
        let closing = if url.ends_with('/') { "" } else { "/" };
        is_whole.then(|| format!("{}://{rest}{closing}", scheme.to_ascii_lowercase()))
    }
}

/// Thresholds of the lights (assessment.md, section 2).
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Lights {
    /// 黄灯: behind by up to so many points.
    pub yellow_points: Number,
    /// Whether that number itself is still yellow.
    pub inclusive: bool,
    /// 黄灯: due within so many days and not completed.
    pub due_within_days: u32,
    /// 指标允许偏差: per cent of |目标 − 基期|.
    pub tolerance_percent: Number,
}

impl Default for Lights {
    fn default() -> Self {
        let ten = || Number { written: "10".into(), value: Decimal::from(10) };
        Lights { yellow_points: ten(), inclusive: true, due_within_days: 30, tolerance_percent: ten() }
    }
}

/// Which copy's receipt decides whether a unit was in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CountedCopy {
    /// 电子件: the file.
    #[default]
    File,
    /// 纸质件: the sealed paper copy.
    Paper,
}

/// A severity as settings write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename = "Severity", rename_all = "snake_case")]
pub enum Weight {
    /// 强制.
    Error,
    /// 核实.
    Verify,
    /// 提示.
    Hint,
}

impl From<Weight> for Severity {
    fn from(weight: Weight) -> Self {
        match weight {
            Weight::Error => Severity::Error,
            Weight::Verify => Severity::Verify,
            Weight::Hint => Severity::Hint,
        }
    }
}

impl Office {
    /// Whether it is the office of a plan of that region; without a region of its own it is that of all plans.
    pub fn serves(&self, region: &str) -> bool {
        let own = self.region.as_deref().map_or("", str::trim);
        own.is_empty() || region.trim().is_empty() || own == region.trim()
    }

    /// The settings of a closed year: what judged it and whose names it bore, as kept with its record. Where the
    /// site stands, and the document that papers take their looks from, are those of today.
    #[must_use]
    pub fn of_closed_year(self, today: &Office) -> Office {
        Office { site: today.site.clone(), docx_template: today.docx_template.clone(), ..self }
    }

    /// What the office types into its settings and is printed, by the key of the file.
    pub fn texts(&self) -> Vec<(&'static str, String)> {
        let mut own = self.clone();
        let times = self.site.published.values().map(|time| ("published", time.clone())).collect::<Vec<_>>();
        let texts = own.printed().into_iter().filter_map(|(key, text)| Some((key, text.clone()?)));
        texts.chain(times).collect()
    }

    /// Leaves of what is printed only the texts that may be; the others are as if nobody had given them.
    pub fn keep_texts(&mut self, may_be: impl Fn(&str) -> bool) {
        for (_, text) in self.printed() {
            text.take_if(|text| !may_be(text));
        }
        self.site.published.retain(|_, time| may_be(time));
    }

    /// The one list of it. The address of the site is looked at as one.
    fn printed(&mut self) -> [(&'static str, &mut Option<String>); 16] {
        let site = &mut self.site;
        [
            ("office", &mut self.office),
            ("committee", &mut self.committee),
            ("region", &mut self.region),
            ("letterhead", &mut self.letterhead),
            ("name", &mut site.name),
            ("domain", &mut site.domain),
            ("id_code", &mut site.id_code),
            ("column", &mut site.column),
            ("column_description", &mut site.column_description),
            ("column_keywords", &mut site.column_keywords),
            ("column_type", &mut site.column_type),
            ("host_unit", &mut site.host_unit),
            ("operating_unit", &mut site.operating_unit),
            ("contact", &mut site.contact),
            ("icp", &mut site.icp),
            ("police", &mut site.police),
        ]
    }

    /// The workday calendar.
    pub fn calendar(&self) -> Calendar {
        Calendar {
            holidays: self.holidays.iter().map(|date| date.0).collect(),
            workdays: self.workdays.iter().map(|date| date.0).collect(),
        }
    }

    /// Changed weights of rules.
    pub fn severities(&self) -> BTreeMap<String, Severity> {
        self.severity.iter().map(|(code, weight)| (code.clone(), weight.inner.into())).collect()
    }
}

/// Reads the settings; without a file, the defaults. A key with a fault is reported and left out, and
/// the others count: a slip in one must not take the names off every page. `None` when nothing of the file can be
/// read: then the office's settings are not known, and the defaults are not they.
pub fn read(project: &Project, sources: &mut Sources, out: &mut Diagnostics) -> Option<Office> {
    if !project.contains(NAME) {
        return Some(Office::default());
    }
    let file = sources.load(project, &[NAME.to_owned()])[0];
    read_file(sources, file, out)
}

/// The file of the settings, in the root of the workspace.
pub const NAME: &str = "nianbao.yaml";

/// Settings of a file, as [`read`] reads them.
pub fn read_file(sources: &Sources, file: FileId, out: &mut Diagnostics) -> Option<Office> {
    let read = syntax::read::<Office>(sources, file, "office", true, out).value;
    // A text with faults is a text: what can be read of it counts. Bytes that are none say nothing of the office.
    let source = sources.get(file);
    let is_text = source.problem.is_none() && source.sheets.is_empty();
    is_text.then(|| read.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Office, Vec<String>) {
        let project = Project::memory([("nianbao.yaml", text)]);
        let mut out = Diagnostics::default();
        let office = read(&project, &mut Sources::default(), &mut out).unwrap_or_default();
        (office, out.iter().map(|found| found.rule.code.to_owned()).collect())
    }

    #[test]
    fn f16_a_slip_in_one_setting_costs_no_other() {
        let good = "nianbao: office/1\noffice: 甲办\nregion: 甲市\nsite:\n  name: 甲网\n  icp: 备1\n  published: {a/2025: 2025-12-30 17:30}\n\
                    holidays: [2025-10-01, 2025-10-02]\nlights: {yellow_points: \"7\", due_within_days: 20}\nseverity: {N302: hint, N303: hint}\n";
        let (whole, codes) = read_text(good);
        assert_eq!(codes, Vec::<String>::new());
        for (from, to) in [
            ("  icp:", "  icpp:"),
            ("office: 甲办", "office: [甲办]"),
            ("[2025-10-01,", "[2025-13-01,"),
            ("yellow_points: \"7\"", "yellow_points: 七"),
            ("{N302: hint", "{N302: mild"),
            ("due_within_days: 20", "due_within_days: -1"),
            ("region: 甲市\n", "region: 甲市\nregion: 乙市\n"),
            ("region: 甲市\n", "region: 甲市\n？？\n"),
            ("published: {a/2025: 2025-12-30 17:30}", "published: 2025"),
            // Two faults of one key, or of several, are still no fault of their neighbours.
            ("  icp: 备1\n", "  icp: 备1\n  contactt: [1]\n  polic: {a: 1}\n"),
            ("lights: {", "lights: {yelow: [七, {a: b}], "),
            ("severity: {", "severity: {n1: [x], "),
        ] {
            assert!(good.contains(from), "{from}");
            let (office, codes) = read_text(&good.replace(from, to));
            assert!(!codes.is_empty(), "{to} passes");
            // Everything is as it was but for the one that is wrong.
            let differs = [
                office.office != whole.office,
                office.region != whole.region,
                office.site.name != whole.site.name,
                office.site.icp != whole.site.icp,
                office.site.published != whole.site.published,
                office.holidays != whole.holidays,
                office.lights.yellow_points.value != whole.lights.yellow_points.value,
                office.lights.due_within_days != whole.lights.due_within_days,
                office.severity.len() != whole.severity.len(),
            ];
            let count = differs.iter().filter(|differs| **differs).count();
            assert!(count <= 1, "{to}: {differs:?}");
        }
        let (office, _) = read_text(&good.replace("yellow_points: \"7\"", "yellow_points: 七"));
        assert_eq!(office.lights.yellow_points.value, Decimal::from(10), "what is not used is the default");
    }
}
