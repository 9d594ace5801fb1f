//! Verbs of making: what is built, trained, closed or handed out, and what stands behind the verb.
//!
//! Takes the words in front of a figure; gives the verb and its object.
//! Never cuts a word in two: 增设 is a verb, 新增设施 begins with one and goes on with a noun.

use std::sync::LazyLock;

use regex::Regex;

use super::text::{pattern, patterns};

/// Verbs that make something countable; longest first.
const VERBS: &str = "\
    除险加固|新建成|组织开展|建有|设有|配有|建立健全|\
    新改扩建|改建扩建|升级改造|推广应用|增殖放流|组织开展|遴选培育|培育认定|孵化培育|\
    更新造林|签约服务|改扩建|制修订|新培育|新改建|新认证|新认定|新推出|新改造|新开工|\
    新创建|新增加|补充|充实|增设|增配|新设|扩充|升级|新增|新建|建成|建好|建设|改建|\
    扩建|建立|创建|创成|创办|培育|孵化|打造|形成|完成|改造|实施|推进|引进|招引|引入|\
    布设|布局|布点|设立|开设|组建|筹建|筹集|探索|开展|举办|举行|组织|发动|动员|治理|\
    整治|修复|加固|加装|安装|铺设|敷设|淘汰|关停|拆除|清理|推广|发展|扶持|帮扶|支持|\
    资助|认定|命名|遴选|评选|评定|选树|选拔|选派|选聘|招聘|招收|引育|培养|培训|轮训|\
    配备|配置|配齐|聘请|研究|开工|竣工|投产|投放|投用|实现|提供|增加|化解|盘活|更新|\
    迁建|搬迁|储备|谋划|申报|争创|争取|获评|获得|取得|纳入|签约|签订|转化|攻克|制定|\
    修订|编制|出台|发布|推出|落地|落户|集聚|聚集|吸纳|吸引|安置|安排|转移|服务|惠及|\
    救助|发放|产生|造林|栽植|种植|绿化|抚育|供应|保障|解决|打通|购置|购买|采购|投入|\
    配建|投建|搭建|构建|应用|回收|处置|处理|收集|利用|建档|治愈|筛查|检查|抽检|检测|\
    监测|巡查|清运|清淤|疏浚|整改|销号|消除|退出|取缔|压减|削减|减排|节约|腾退|拆迁|\
    征收|出让|供地|报废|置换|栽种|补植|放流|养殖|饲养|收购|销售|外销|演出|巡演|送戏|\
    接待|开发|设置|布放|接入|汇聚|归集|上云|开通|开行|延伸|拓宽|硬化|亮化|美化|维修|\
    养护|修缮|修建|重建|翻建|打井|联网|选育|引种|认证|登记|注册|入库|纳规|上市|入统|\
    新开|再造|再建|续建|帮助|扶助|慰问|走访|宣讲|宣传|普及|覆盖|带动|促进|申创|创评|\
    评出|表彰|树立|聘用|招用|招录|引导|吸收|孵育|复垦|整理|恢复|保护|管护|封育|飞播|\
    退耕|治沙|补齐|募集|办好|落实|完善|上线|编写|更换|回填|查处|挂牌|撤并|关闭|连通|消纳|防治|防控|接种|免疫|诊疗|成交";

/// Verbs that only follow another: 改造提升.
const SECOND: &str = "提升|提质|增效|扩容|达标|升级";

/// Words in front of a verb that say when, where or how much.
const AHEAD: &str = "\\d{1,2}月(?:底|末|\\d{1,2}日)?(?:之?前)?|(?:年|汛|季|月|采暖季|供暖季)(?:底|末)?前|全年|年内|当年|今年|明年|每年|首批|力争|确保|争取|计划|拟|累计|共|重点|积极|大力|加快|着力|扎实|深入|有序|稳步|持续|全面|科学|统筹|同步|逐步|率先|至少|滚动|到|全市|全省|全县|全区|全州|市级|[一二两三四五六七八九\\d]年(?:内|累计|来|间|共)?|每个?(?:县|区|市|乡|镇|村|街道|社区)[^,;]{0,6}?";

patterns! {
    SUFFIX = r"^(成|性|率|量|数|额|度|级|型|化|费|金|品|员|者|师)|^(面积|项目|工程|任务|目标|能力|水平|规模|标准|体系|长度|里程|时间|比例|占比|质量|效率|人数|户数|次数|个数|业务|网络|平台|中心|基地|设施|服务|行动|活动)$";
    WORD = r"^(数(据|字|商|控|智|学)|量(子|化)|化(肥|工|学|石)|金(融|属|银)|品(牌|种|质)|员工|成(果|套|人|品)|性(能|病)|型(号|材)|师资|度假|额度)";
    BOUND = r"^(后|前|区|用地([^指规面]|$)|者|商(?:户|贸|业)?$|期间)";
    GIVEN = r"[\u{4e00}-\u{9fff}](配备|配置|配齐|安装|布设|布局|设立|设置|新建|新设|建成|提供|开展|发放|推广)";
    COMPOUND = r"^(工程|项目|行动|任务|设施|体系|平台|中心|基地|面积|能力|里程)";
    PLACE_OF_WORK = r"^(监测|检测|检查|化验|服务|回收|处理|救助|接种|筛查|收集|处置|监控|救护|培训|管护|投放|体验|展示|应用|诊疗)(室|站|厂|点|所|班|车|亭|中心|基地|网)";
    COUNT_WORD = r"(至少|不少于|不低于|约|近|各|总计|共|了|达)+$";
}

/// The verb at the end of the words in front of a figure: 建成, 改造提升.
static AT_END: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!("(?P<v>(?:{VERBS})(?:(?:和|、|并|及)?(?:{VERBS}|{SECOND}))*|建)$")));

/// Words of circumstance, a verb or two, and what they act upon.
static IN_FRONT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        "^(?P<a>(?:{AHEAD}|到?20\\d\\d年(?:年?底|末)?(?:前)?|,)*)(?P<v>(?:{VERBS}|[新再](?:{VERBS}))(?:和|、|并|及)?)"
    ))
});

static INSIDE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("(?:{VERBS})")));

static ONE_MORE: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!("^(?:{VERBS}|{SECOND})(?:和|、|并|及)?")));

/// Words that end like a word of count and are none.
const WHOLE: [&str; 13] =
    ["节约", "公约", "预约", "契约", "就近", "附近", "公共", "总共", "雷达", "马达", "通达", "发达", "直达"];

/// The words without 至少, 共 and the like at their end.
pub(crate) fn without_count_word(words: &str) -> &str {
    let whole = WHOLE.iter().any(|w| words.ends_with(w));
    COUNT_WORD.find(words).filter(|_| !whole).map_or(words, |m| &words[..m.start()])
}

/// The verb that the words in front of a figure end with, as a byte from which it goes.
pub(crate) fn verb_at_end(words: &str) -> Option<usize> {
    let stem = without_count_word(words);
    AT_END.captures(stem)?.name("v").map(|m| m.start())
}

/// The object of the verb that the words begin with; none where they begin with no verb or hold
/// nothing else.
pub(crate) fn object(words: &str) -> Option<&str> {
    let first = IN_FRONT.captures(words)?;
    let mut rest = &words[first.get(0)?.end()..];
    // 检查室, 监测站: a name that begins with a verb.
    if PLACE_OF_WORK.is_match(&words[first.name("v")?.start()..]) {
        return None;
    }
    if rest.is_empty() || is_suffix(rest) || BOUND.is_match(rest) || all_verbs(rest) {
        return None;
    }
    // 改造提升敬老院: a second verb goes with the first, unless a name begins with it: 治理面积.
    while let Some(more) = ONE_MORE.find(rest) {
        let next = &rest[more.end()..];
        if next.chars().count() < 3 || is_suffix(next) || COMPOUND.is_match(next) {
            break;
        }
        rest = next;
    }
    Some(rest.trim_start_matches('的'))
}

/// 治理率, 治理面积: the verb is the first half of a noun; 数据 and 金融 are whole words.
fn is_suffix(rest: &str) -> bool {
    SUFFIX.is_match(rest) && !WORD.is_match(rest)
}

/// 改造提升: nothing but verbs.
fn all_verbs(rest: &str) -> bool {
    ONE_MORE.find(rest).is_some_and(|m| m.end() == rest.len() || all_verbs(&rest[m.end()..]))
}

/// The object of the last verb of a phrase that begins with a circumstance: 在重点湖库安装监测设备.
pub(crate) fn last_object(words: &str) -> Option<&str> {
    // 为村卫生室配备智能健康监测设备: what is given, not the verb within its name.
    if let Some(given) = GIVEN.find(words).map(|m| &words[m.end()..]) {
        return Some(given).filter(|rest| rest.chars().count() > 2 && !is_suffix(rest));
    }
    let verbs: Vec<usize> = INSIDE.find_iter(words).filter(|m| m.start() > 0).map(|m| m.end()).collect();
    let objects = verbs.iter().rev().map(|end| &words[*end..]);
    objects.into_iter().find(|rest| rest.chars().count() > 2 && !is_suffix(rest))
}

/// Whether the words begin with a verb of making, or with 推动.
pub(crate) fn opens_with_verb(words: &str) -> bool {
    IN_FRONT.is_match(words) || words.starts_with("推动")
}

/// Whether a verb of making stands among the words.
pub(crate) fn holds_verb(words: &str) -> bool {
    INSIDE.is_match(words)
}

/// Whether the words are verbs and circumstance only.
pub(crate) fn is_verb_only(words: &str) -> bool {
    let stem = without_count_word(words);
    let mut rest = stem;
    if let Some(first) = IN_FRONT.captures(rest).and_then(|c| c.get(0).map(|m| m.end())) {
        rest = &rest[first..];
        while let Some(more) = ONE_MORE.find(rest) {
            rest = &rest[more.end()..];
        }
        return rest.is_empty();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_whole_words() {
        assert_eq!(object("新增设施蔬菜"), Some("设施蔬菜"));
        assert_eq!(object("筹集保障性租赁住房"), Some("保障性租赁住房"));
        assert_eq!(object("改造提升乡镇敬老院"), Some("乡镇敬老院"));
        assert_eq!(object("完成治理面积"), Some("治理面积"));
        assert_eq!(object("治理率"), None);
        assert_eq!(object("办理时限"), None);
        assert!(is_verb_only("新建改造") && !is_verb_only("新建管网") && verb_at_end("首批投放").is_some());
    }
}
