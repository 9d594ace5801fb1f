//! The office's settings: do they name things that exist?

use crate::check::own::{has_mark_of_secrecy, unpublishable};
use crate::diagnostic::{Diagnostics, Example, Rule, Severity, nearest};
use crate::office::Office;
use crate::source::{FileId, Sources};

/// The rules of this file.
pub(super) static RULES: &[&Rule] = &[&UNKNOWN_CODE, &INCOMPLETE_ADDRESS, &UNPUBLISHABLE, &LOWERED];

static UNKNOWN_CODE: Rule = Rule {
    code: "N191",
    name: "unknown-rule-code",
    severity: Severity::Error,
    title: "设置中的规则编号不存在",
    why: "severity 中的编号写错时，级别调整不会生效。运行 nianbao rules 查看全部编号。",
    example: Example::Change {
        file: "nianbao.yaml",
        find: "region: 示例市\n",
        good: "region: 示例市\nseverity: {N302: hint}\n",
        bad: "region: 示例市\nseverity: {N999: hint}\n",
    },
};

static INCOMPLETE_ADDRESS: Rule = Rule {
    code: "N192",
    name: "incomplete-site-address",
    severity: Severity::Error,
    title: "网站地址（base_url）不完整",
    why: "site.base_url 用于网站地图、订阅和“没有找到这个页面”，须是以 http:// 或 https:// 开头的完整地址，不带 ? 和 #，中文部分须转码。写得不完整时不采用，不生成网站地图。",
    example: Example::Change {
        file: "nianbao.yaml",
        find: "region: 示例市\n",
        good: "region: 示例市\nsite: {base_url: \"https://www.example.gov.cn/report/\"}\n",
        bad: "region: 示例市\nsite: {base_url: www.example.gov.cn/report}\n",
    },
};

static UNPUBLISHABLE: Rule = Rule {
    code: "N196",
    name: "unpublishable-words-in-settings",
    severity: Severity::Error,
    title: "设置里的文字有个人信息或国家秘密标志",
    why: "设置里的机关名称、栏目、联系方式和备案号印在每一页上，不得有手机号码、身份证号码、银行卡号、电子邮箱和国家秘密标志；有的不印。对外公布的联系方式请用办公电话；确需公布手机或邮箱的，在 severity 里调低这条规则的级别；国家秘密标志在任何级别都不印。",
    example: Example::Change {
        file: "nianbao.yaml",
        find: "region: 示例市\n",
        good: "region: 示例市\nsite: {contact: 0000-1234567}\n",
        bad: "region: 示例市\nsite: {contact: 15912345678}\n",
    },
};

static LOWERED: Rule = Rule {
    code: "N197",
    name: "lowered-weight-of-a-rule-of-disclosure",
    severity: Severity::Error,
    title: "设置调低了公开审查类强制规则的级别",
    why: "手机号码、身份证号码、电子邮箱、国家秘密标志和公开审查手续不是本单位可以放宽的，N6开头的强制规则不能调低；写了也不采用，有关文字仍不印出。其他规则的级别可以调整。",
    example: Example::Change {
        file: "nianbao.yaml",
        find: "region: 示例市\n",
        good: "region: 示例市\nseverity: {N611: error}\n",
        bad: "region: 示例市\nseverity: {N621: hint}\n",
    },
};

/// Takes weights out that no office may give: what keeps secrets and personal data in is not its to lower.
pub fn fix_weights(office: &mut Office, out: &mut Diagnostics) {
    office.severity.retain(|code, weight| {
        let rule = super::rule(code).filter(|rule| rule.severity == Severity::Error);
        let lowered = Severity::from(weight.inner) != Severity::Error;
        let Some(rule) = rule.filter(|rule| lowered && rule.code.starts_with(DISCLOSURE)) else {
            return true;
        };
        let message = format!("{}（{}）的级别不能调低，仍为强制", rule.code, rule.title);
        out.report(&LOWERED, weight.place, message).label("没有采用").help("请删去这一项");
        false
    });
}

/// The group of the rules about what must not leave the office.
const DISCLOSURE: &str = "N6";

/// Whether a text of the settings is not printed: by the office's own weight of the rule, and never with a mark
/// of secrecy.
pub fn is_withheld_setting(office: &Office, text: &str) -> bool {
    let weight = office.severities().get(UNPUBLISHABLE.code).copied().unwrap_or(UNPUBLISHABLE.severity);
    has_mark_of_secrecy(text) || weight == Severity::Error && unpublishable(text).is_some()
}

/// Looks at all that is printed of the settings of a file.
pub fn settings_texts(office: &Office, file: FileId, sources: &Sources, out: &mut Diagnostics) {
    let written = &sources.get(file).text;
    for (key, text) in office.texts() {
        let Some(what) = unpublishable(&text) else { continue };
        // A text that quotes or escapes hide stands somewhere in the file.
        let at = written.find(text.trim()).unwrap_or_default();
        let end = if written[at..].starts_with(text.trim()) { at + text.trim().len() } else { at };
        out.report(&UNPUBLISHABLE, sources.place(file, at..end), format!("设置的 {key} 里有{what}，不印"))
            .label(what)
            .help("这一项会公开，请删去");
    }
}

/// Judges the settings.
pub fn settings(office: &Office, out: &mut Diagnostics) {
    let codes: Vec<&str> = super::rules().iter().map(|rule| rule.code).collect();
    for (code, weight) in &office.severity {
        if !codes.contains(&code.as_str()) {
            let help = match nearest(code, &codes) {
                Some(near) => format!("是不是“{near}”？"),
                None => "运行 nianbao rules 查看全部编号".to_owned(),
            };
            out.report(&UNKNOWN_CODE, weight.place, format!("没有规则“{code}”"))
                .label("这里调整了它的级别")
                .help(help);
        }
    }
    if let Some(written) = office.site.base_url.as_ref().filter(|_| office.site.root().is_none()) {
        out.report(&INCOMPLETE_ADDRESS, written.place, "网站地址 base_url 不完整，没有采用".to_owned())
            .label("须是完整的网址，不带“?”和“#”")
            .help("写成 https://www.example.gov.cn/report/ 的形式");
    }
}
