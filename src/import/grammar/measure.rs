//! What a figure is called, which way is better, and how it is compared.
//!
//! Takes the words around a figure; gives name, direction and operator.
//! Never makes up a direction that the words do not tell: then it is open, and asked for.

use super::figures::Figure;
use super::text::patterns;
use crate::plan::{Direction, Operator};

patterns! {
    OP = r"(?P<least>(不|不得|不应|不能|不可|不宜|不准|不许|严禁|禁止)(低于|少于|小于|短于)|至少为?)$|(?P<most>(不|不得|不应|不能|不可|不宜|不准|不许|严禁|禁止)(高于|超过|超|大于|多于|长于|突破)|(稳定)?控制(在|到|为)|严控在|压减(到|至)|限制在|压缩(到|至)|缩短(到|至))$|(?P<fall_to>(下降|降低|降|减少|减|削减|缩减|压降|压缩|缩短|精简|压减)(到|至|为))$|(?P<rise_to>(提高|提升|增加|增长|增|上升|扩大|延长|延伸|升|发展|恢复|扩|提)(到|至|为))$|(?P<hold>(稳定)?(保持|维持|稳定|巩固)(在|为|于)?)$|(?P<reach>达到|达|做到|实现)$|(?P<above>高于|大于|超过|突破|超|多于|优于)$|(?P<below>低于|小于|少于|不足)$|(?P<fall>(下降|降低|减少|压减|削减|缩减|压降|压缩|缩短|精简|降)(幅度|比例)?(为|达到|达)?)$|(?P<rise>(增长|提高|提升|增加|上升|翻)(幅度)?)$|(?P<is>为|是|占|占比|在|到|至)$";
    OF = r"(?P<op>不得?低于|不得?少于|不得?小于|不得?高于|达到|达|占|超过|控制在|不得?超过)(?P<of>[^,。;、]{1,12}的)$";
    FILL = r"(每[千万百]?(人口?|平方米|元|吨|公里|平方公里|公顷|亩|户|辆|车|床|张)|每百户|每(人|户|亩|吨|床|生|张)(每|/)?(月|年|天|日|次)?|约|近|大约|全部|全市|全省)$";
    LEAD = r"^(全年|年内|今年|每(年|季度|半年|学期|月|周|旬|日|天)|到|其中|并|且|以及|及|和|与|同时|同步|全面|努力|力争|确保|争取|实现|推动|推进|使|将|稳步|进一步|全市|全省|全县|全区|全国|我市|我省|我县|我区|市域|、|,|:|-|累计|通过|要|均|逐步|基本|预计|平均|两级|[一二三四五六七八九\d]年内|[两三四五](年|年来)|\d+\.|\(\d{1,2}\)|[①-⑳]|加快|切实)+";
    TAIL = r"([一二两三四五]年累计|同比|较上年|比上年|每(年|月|季度|周|日|天|学期)|一年|平均|日均|月均|均|分别|总体|稳定|力争|确保|争取|要|应|将|可|需|已|一般|基本|年均|,|、|远期|近期|总体上|也|全部|原则上|累计|逐步|占|在|的)+$";
    DOWN = r"(浓度|死亡率|死亡人数|发病率|发生率|患病率|事故|起数|排放(总量|量|强度)?|能耗|电耗|煤耗|水耗|物耗|强度|投诉(量|率)?|负债率|流失面积|失业率|超标率|降尘量|用水总量|用水量|消费总量|消耗(量)?|漏损率|损失率|污染天数(比率|比例)?|产生量|差距|缺口|间距|误差|时延|时限|时间|成本|返贫率|负担率|不良率|杂费|使用量|施用量|增速控制|起)$";
    LIMITED = r"^[^,;]{0,6}(用水|能源消费|煤炭消费|能耗|排放)总量";
    UP = r"(率|比例|比重|占比|比|覆盖|面积|总值|增加值|产值|收入|装机|容量|规模|数量|总量|产量|人数|个数|指数|满意度|系数|能力|天数|优良|水平|投资|额|数|保有量|长度|里程|寿命|年限|投入强度|蓄积量|总产|产能|学位|床位|医师数|流量|库容|盖度|合计|总工程量|工程量)$";
    BAD = r"(劣|超标|污染|事故|死亡|违法|违规|案件|隐患|火灾|火点|发病|病例|失信|投诉|信访|危房|缺口|返贫)";
    STRONG_UP = r"进水[^,;]{0,10}浓度$|(岸电|绿电|再生水|清洁能源|可再生能源|秸秆)[^,;]{0,6}(使用|利用|消费)总?量$|(投入强度|减排量|下降率|下降幅度|降低率|削减率|降幅|减量|节约率|节水量|节能量|碳汇量|降低|下降|减少量|开发强度提升|水体治理|水体整治|水体消除)$";
}

/// What makes one word with 达.
const WORDS_OF_REACH: [char; 9] = ['雷', '马', '通', '抵', '发', '表', '传', '下', '直'];

/// How the words in front of a figure compare it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    Least,
    Most,
    FallTo,
    RiseTo,
    Hold,
    Reach,
    Above,
    Below,
    Fall,
    Rise,
    Is,
    /// A verb of making: 建成5个.
    Make,
}

/// A relation and the byte where it starts in the words in front.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) relation: Relation,
    pub(crate) start: usize,
    /// 约 or 近.
    pub(crate) about: bool,
    /// 国土面积的, between the relation and the figure.
    pub(crate) of: String,
}

/// The relation at the end of the words in front of a figure.
pub(crate) fn relation(left: &str) -> Option<Found> {
    let stem = FILL.find(left).map_or(left, |m| &left[..m.start()]);
    let about = left.len() > stem.len() && left.ends_with(['约', '近']);
    if let Some(c) = OP.captures(stem) {
        let names: [(&str, Relation); 11] = [
            ("least", Relation::Least),
            ("most", Relation::Most),
            ("fall_to", Relation::FallTo),
            ("rise_to", Relation::RiseTo),
            ("hold", Relation::Hold),
            ("reach", Relation::Reach),
            ("above", Relation::Above),
            ("below", Relation::Below),
            ("fall", Relation::Fall),
            ("rise", Relation::Rise),
            ("is", Relation::Is),
        ];
        let (name, relation) = names.iter().find(|(name, _)| c.name(name).is_some())?;
        let start = c.name(name)?.start();
        // 雷达, 通达: half of a word compares nothing.
        if c.name("reach").is_some_and(|m| m.as_str() == "达") && stem[..start].ends_with(WORDS_OF_REACH) {
            return None;
        }
        return Some(Found { relation: *relation, start, about, of: String::new() });
    }
    let c = OF.captures(stem)?;
    let relation = match &c["op"] {
        "不低于" | "不少于" | "不小于" | "不得低于" | "不得少于" | "不得小于" => {
            Relation::Least
        }
        "控制在" | "不超过" | "不高于" | "不得超过" | "不得高于" => Relation::Most,
        "超过" => Relation::Above,
        _ => Relation::Reach,
    };
    Some(Found { relation, start: c.get(0)?.start(), about, of: c["of"].to_owned() })
}

/// So many bytes words may have that become a name; and a year with what belongs to it.
const LONGEST_NAME: usize = 600;
const LONGEST_YEAR: usize = 96;

/// The name without years, places and adverbs around it; words that are no name are left as they are.
pub(crate) fn clean_name(words: &str) -> String {
    let mut name = words.trim().trim_start_matches(super::text::is_sign);
    while name.len() <= LONGEST_NAME {
        let lead = LEAD.find(name).map_or(0, |m| m.end());
        // 使用比例, 到岗率: the word in front is none within a longer one.
        let within = match name[..lead].chars().next_back() {
            Some('使') => name[lead..].starts_with('用'),
            Some('到') => name[lead..].starts_with(['点', '岗', '位', '课', '期', '达', '账']),
            _ => false,
        };
        let rest = &name[if within { lead - '使'.len_utf8() } else { lead }..];
        let head = &rest[..rest.floor_char_boundary(LONGEST_YEAR)];
        let year =
            super::years::years(head).first().filter(|y| y.range.start == 0).map_or(0, |y| y.range.end);
        let rest = &rest[year..];
        let tail = TAIL.find(rest).map_or(rest.len(), |m| m.start());
        let mut next = rest[..tail].trim_matches([' ', ',', '。', ';', ':', '-']).trim_start_matches('的');
        // Half of a pair of quotes says nothing.
        if next.matches('“').count() != next.matches('”').count() {
            next = next.trim_start_matches(['“', '”']).trim_end_matches(['“', '”']);
        }
        if next == name {
            break;
        }
        name = next;
    }
    name.to_owned()
}

/// Whether a name is of something that nobody wants more of.
pub(crate) fn is_bad(name: &str) -> bool {
    BAD.is_match(name)
}

/// Which way is better, and whether the words tell it.
pub(crate) fn direction(name: &str, relation: Relation, post: &str) -> (Direction, bool) {
    match (relation, post) {
        (_, "以内" | "之内" | "以下" | "及以下") => return (Direction::Down, true),
        (Relation::Most | Relation::FallTo | Relation::Below, _) => return (Direction::Down, true),
        (Relation::Hold, "") => return (Direction::Keep, true),
        (_, "以上" | "及以上") => return (Direction::Up, true),
        (Relation::Least | Relation::RiseTo | Relation::Above | Relation::Make, _) => {
            return (Direction::Up, true);
        }
        (Relation::Fall | Relation::Rise, _) => return (Direction::Up, true),
        _ => {}
    }
    if STRONG_UP.is_match(name) {
        (Direction::Up, true)
    } else if DOWN.is_match(name) || LIMITED.is_match(name) {
        (Direction::Down, true)
    } else if UP.is_match(name) {
        (Direction::Up, true)
    } else {
        (Direction::Keep, false)
    }
}

/// The operator for a figure.
pub(crate) fn operator(figure: &Figure, found: &Found, direction: Direction) -> Operator {
    if figure.value_max.is_some() {
        return Operator::Range;
    }
    match figure.sign {
        Some('≥') => return Operator::AtLeast,
        Some('≤') => return Operator::AtMost,
        Some('>') => return Operator::Above,
        Some('<') => return Operator::Below,
        _ => {}
    }
    match figure.post.as_str() {
        "左右" | "上下" => return Operator::About,
        "以上" | "及以上" => return Operator::AtLeast,
        "以下" | "以内" | "之内" | "及以下" => return Operator::AtMost,
        _ => {}
    }
    if found.about {
        return Operator::About;
    }
    match found.relation {
        Relation::Least | Relation::RiseTo | Relation::Make | Relation::Fall | Relation::Rise => {
            Operator::AtLeast
        }
        Relation::Most | Relation::FallTo => Operator::AtMost,
        Relation::Above => Operator::Above,
        Relation::Below => Operator::Below,
        Relation::Hold => Operator::Equal,
        Relation::Reach | Relation::Is if direction == Direction::Down => Operator::AtMost,
        Relation::Reach | Relation::Is => Operator::AtLeast,
    }
}
