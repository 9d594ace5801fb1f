//! What leads to a person or a place without being a number of a card: accounts, plates, names, positions.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::folded::Folded;
use super::{SLJ, TEXT, all_fields};
use crate::check::own::{Check, OwnFacts};
use crate::check::phrasing::contact_help;
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};

pub(super) static CHECKS: &[Check] = &[
    Check { rule: &COORDINATES, run: |facts, out| pieces(facts, &POSITIONS, out) },
    Check { rule: &ACCOUNT, run: |facts, out| pieces(facts, &ACCOUNTS, out) },
    Check { rule: &PLATE, run: |facts, out| pieces(facts, &PLATES, out) },
    Check { rule: &PERSON, run: |facts, out| pieces(facts, &PERSONS, out) },
];

/// A kind of piece, and how it is found in a text without blanks, in small half-width letters and signs.
/// No pattern asks for classes of Unicode: the library has them only where a test brings them in. The piece is
/// the group `piece` where there is one.
struct Kind {
    rule: &'static Rule,
    what: &'static str,
    help: &'static str,
    pattern: &'static LazyLock<Regex>,
    /// Whether a piece that looks right is one after all.
    holds: fn(&str) -> bool,
}

impl Kind {
    fn find(&self, text: &str) -> Vec<Range<usize>> {
        let folded = Folded::narrow(text);
        let found = self.pattern.captures_iter(&folded.text).filter_map(|found| {
            let piece = found.name("piece").or_else(|| found.get(0))?;
            (self.holds)(piece.as_str()).then(|| folded.original(&piece.range()))
        });
        found.collect()
    }
}

/// Reports the pieces of a kind in all texts that are published.
fn pieces(facts: &OwnFacts<'_>, kind: &Kind, out: &mut Diagnostics) {
    for field in all_fields(facts).filter(|field| field.public) {
        for range in kind.find(field.text) {
            let place = field.within(range);
            out.report(kind.rule, place, format!("“{}”里有{}", field.name, kind.what))
                .label(kind.what)
                .help(contact_help(facts.sources, place, kind.help));
        }
    }
}

/// What of this kind stands in a text of the office, in words.
pub(super) fn unpublishable(text: &str) -> Option<&'static str> {
    [&ACCOUNTS, &PLATES].into_iter().find(|kind| !kind.find(text).is_empty()).map(|kind| kind.what)
}

/// Only patterns of this file.
fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is right")
}

static COORDINATES: Rule = Rule {
    code: "N607",
    name: "coordinates",
    severity: Severity::Verify,
    title: "拟公开的文字里有经纬度",
    why: "取水口、排污口、管线等的准确位置一般不公开。请改为地名，确需公开的在“核实说明”里写明依据。成对的小数和度分秒也会查出。",
    example: Example::Change {
        file: SLJ,
        find: TEXT,
        good: "完成两县入河排污口的全面排查，建立了一口一档。",
        bad: "完成两县入河排污口的全面排查，1号口位于东经113.5812、北纬37.8569。",
    },
};

static POSITIONS: Kind =
    Kind {
        rule: &COORDINATES, what: "经纬度", help: "请改为地名", pattern: &POSITION, holds: is_position
    };

/// A word and a number; degrees and minutes; or two decimals side by side.
static POSITION: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?:东经|北纬|经度|纬度)[^0-9\n，,。]*[0-9][0-9.°]+|[ne]?[0-9]{1,3}[°度][0-9]{1,2}[′'’分](?:[0-9.]+[″”秒])?|[0-9]{2,3}\.[0-9]{3,}[°ne]*[,，、/;；\n]+[0-9]{2,3}\.[0-9]{3,}",
    )
});

/// Two decimals are a position when they can lie in the country, in either order.
fn is_position(piece: &str) -> bool {
    if piece.contains(['东', '北', '经', '纬', '°', '度']) {
        return true;
    }
    let degrees =
        |part: &str| part.split('.').next().and_then(|whole| whole.parse::<u32>().ok()).unwrap_or(0);
    let mut parts = piece.split([',', '，', '、', '/', ';', '；', '\n']).filter(|part| !part.is_empty());
    let (one, other) = (degrees(parts.next().unwrap_or("")), degrees(parts.next().unwrap_or("")));
    let (east, north) = (73..=135, 3..=53);
    (east.contains(&one) && north.contains(&other)) || (east.contains(&other) && north.contains(&one))
}

static ACCOUNT: Rule = Rule {
    code: "N609",
    name: "messenger-account",
    severity: Severity::Verify,
    title: "拟公开的文字里有QQ号或微信号",
    why: "个人的QQ号、微信号等账号不得公开。联系方式只填在“填报信息”里；对外公布的政务账号可以保留，并在“核实说明”里写明。",
    example: Example::Change {
        file: SLJ,
        find: TEXT,
        good: "完成两县入河排污口的全面排查，通过微信公众号公布了结果。",
        bad: "完成两县入河排污口的全面排查，问题线索加微信shuili_2025反映。",
    },
};

static ACCOUNTS: Kind = Kind {
    rule: &ACCOUNT,
    what: "QQ号或微信号",
    help: "请删去；联系方式只填在“填报信息”里",
    pattern: &MESSENGER,
    holds: |_| true,
};

/// Digits are also written out. Letters alone need a sign or 号 before them: “QQ群” is no account.
static MESSENGER: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?:(?:^|[^a-z0-9])(?:qq|wechat|weixin|wx|vx)|微信|薇信|威信|企鹅|钉钉|[v微]信)(?:同号|[群号码是为:：(（“])*(?P<piece>[0-9〇零一二三四五六七八九]{5,}|[a-z][-a-z0-9]{5,})",
    )
});

static PLATE: Rule = Rule {
    code: "N610",
    name: "licence-plate",
    severity: Severity::Verify,
    title: "拟公开的文字里有车牌号",
    why: "车牌号能查到车主，一般不公开。请改为“1辆货车”等说法；确需公开的，在“核实说明”里写明依据。",
    example: Example::Change {
        file: SLJ,
        find: TEXT,
        good: "完成两县入河排污口的全面排查，查处违规倾倒的货车1辆。",
        bad: "完成两县入河排污口的全面排查，查处违规倾倒的货车晋C·D1234。",
    },
};

static PLATES: Kind = Kind {
    rule: &PLATE,
    what: "车牌号",
    help: "请删去，或改为不指明车辆的说法",
    pattern: &LICENCE,
    // Five letters are a word.
    holds: |piece| piece.chars().filter(char::is_ascii_digit).count() >= 2,
};

/// GA 36: a province, a letter, five or (new energy) six characters without I and O.
static LICENCE: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?P<piece>[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-hj-np-z][-·•.]?[a-hj-np-z0-9]{4,5}(?:[a-hj-np-z0-9]|[学警挂港澳领使]))(?:[^a-z0-9-]|$)",
    )
});

static PERSON: Rule = Rule {
    code: "N611",
    name: "name-of-a-person",
    severity: Severity::Verify,
    title: "拟公开的文字里有疑似个人姓名",
    why: "联系人、举报人、村民等个人的姓名一般不公开。请改为职务、单位或“某村村民”等说法；依法应当公开的，在“核实说明”里写明依据。只有写在这类称呼后面的姓名能够查出，其余的由公开审查人逐条看。",
    example: Example::Change {
        file: SLJ,
        find: TEXT,
        good: "完成两县入河排污口的全面排查，联系人：市水利局河长制科。",
        bad: "完成两县入河排污口的全面排查，联系人：张建国。",
    },
};

static PERSONS: Kind = Kind {
    rule: &PERSON,
    what: "疑似个人姓名",
    help: "请改为职务或单位",
    pattern: &NAMED,
    holds: |name| {
        !NO_NAMES.contains(&name)
            && !name.contains('某')
            && !name.ends_with(['科', '局', '办', '室', '处', '股', '部', '组', '队', '站', '所', '司'])
    },
};

/// Words that begin like a name, and what no name begins with.
const NO_NAMES: [&str; 62] = [
    "方面",
    "方向",
    "方式",
    "方法",
    "方案",
    "高层",
    "高度",
    "高效",
    "高峰",
    "高速",
    "金额",
    "金融",
    "任务",
    "任期",
    "任命",
    "任职",
    "任免",
    "时段",
    "于年底",
    "于年初",
    "常住",
    "常驻",
    "常态",
    "常委",
    "常务",
    "常规",
    "康复",
    "康养",
    "林地",
    "林草",
    "林木",
    "林权",
    "林长",
    "田地",
    "田间",
    "石料",
    "石材",
    "石油",
    "石灰",
    "程序",
    "钱款",
    "史料",
    "段落",
    "范围",
    "范例",
    "钟点",
    "白天",
    "毛利",
    "文件",
    "文明",
    "文化",
    "文书",
    "黄河",
    "江河",
    "江段",
    "汪洋",
    "武装",
    "贺信",
    "易地",
    "易于",
    "秦岭",
    "陆续",
];

/// A word for a person, what may stand between, and a name with one of the commonest surnames up to where it must end.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    let called = "联系人|负责人|经办人|责任人|当事人|法定代表人|姓名|村民|居民|户主|举报人|投诉人|信访人|上访户|\
                  贫困户|低保户|五保户|残疾人|患者|病人|伤者|死者|受害人|职工|河长[:：|]";
    let surname = "欧阳|司马|上官|诸葛|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|宇文|端木|独孤|南宫|\
                   [王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶\
                   阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易常武乔贺赖龚文]";
    let end = "[，。；、,;.()（）\\n0-9:|]|$|等|家|户|反映|举报|投诉|电话|手机|同志|女士|先生|建立|组织|牵头|负责|主持|带领|\
               介绍|表示|自行|已经";
    compiled(&format!("(?:{called})(?:[:：|(（]|为|是)*(?P<piece>(?:{surname})[一-鿿]{{1,2}})(?:{end})"))
});

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(kind: &Kind, texts: &[&str]) {
        for text in texts {
            assert!(!kind.find(text).is_empty(), "{} missed in {text}", kind.what);
        }
    }

    fn passes(kind: &Kind, texts: &[&str]) {
        for text in texts {
            let found: Vec<&str> = kind.find(text).into_iter().map(|range| &text[range]).collect();
            assert!(found.is_empty(), "{} in {text}: {found:?}", kind.what);
        }
    }

    #[test]
    fn f5b_accounts_are_found_in_the_spellings_people_use() {
        let typed = [
            "QQ：123456",
            "加ｑｑ１２３４５６７８",
            "QQ群号 778 899 001",
            "微信号是wang-1985",
            "微信同号：138a_bcd",
        ];
        finds(&ACCOUNTS, &typed[..4]);
        finds(
            &ACCOUNTS,
            &["VX:shuiwu99", "wx：abc12345", "薇信 lvshui2020", "QQ一二三四五六七", "（微信：a_b_c_d_e_f）"],
        );
        passes(
            &ACCOUNTS,
            &[
                "微信公众号“示例水利”",
                "建立微信群12个",
                "QQ群3个",
                "用微信2025年推送",
                "BQQ123456",
                "微信小程序abcdefg",
            ],
        );
    }

    #[test]
    fn f5b_plates_are_found_and_numbers_of_papers_are_not() {
        finds(
            &PLATES,
            &[
                "晋C12345",
                "货车晋 c·D1234 一辆",
                "新能源车京AD12345。",
                "粤Ｂ１２３４５",
                "晋A1234挂",
                "陕A·123*45",
            ],
        );
        passes(&PLATES, &["晋ICP备12345678号", "晋B2-20210123", "新A1标段", "云A级12345", "京ABCDEF"]);
    }

    #[test]
    fn f5b_names_are_found_after_words_for_persons() {
        finds(
            &PERSONS,
            &["联系人：张三", "联系人： 李 建 国，电话", "村民王小二反映", "举报人赵四。", "责任人:马化"],
        );
        finds(
            &PERSONS,
            &[
                "联系人 张三，",
                "联系人张三。",
                "联系人为张三，",
                "联系人（张三），",
                "联系人：张三 建立台账",
                "经办人：李四同志",
                "联系人：欧阳锋，",
                "| 联系人 | 张三 |",
                "举报人：张三。",
                "贫困户张三、上访户",
                "病人李四，",
            ],
        );
        let fine = [
            "联系人：市水利局",
            "责任人：王某",
            "居民方面，",
            "村民高度重视",
            "居民用水",
            "村民于2025年",
            "负责人：各县区长",
            "联系人：金属科",
            "负责人任期，",
            "河长江段。",
            "居民高峰，",
            "患者康复。",
            "责任人方面，",
            "职工文化等活动",
            "联系人为市水利局",
        ];
        passes(&PERSONS, &fine);
    }

    #[test]
    fn f5b_positions_are_found_as_pairs_and_in_degrees() {
        let typed = [
            "113.580519,37.857094",
            "37.857094， 113.580519",
            "１１３．５８０５，３７．８５７０",
            "E113°34′50″",
            "北纬37度51分",
            "位于东经 113.58",
        ];
        finds(&POSITIONS, &typed);
        finds(&POSITIONS, &["该县纬度较高，排口在经度113.58处"]);
        passes(
            &POSITIONS,
            &["由113.58降到37.85", "1.125，2.375", "113.5801，201.2345", "气温25度", "25°C，3级风"],
        );
    }
}
