//! Names that say too little alone: 覆盖率, 项目, 总投资.
//!
//! Takes a name with the goal before it and the title of its task; gives a name with its subject.
//! Never changes a name that says what it is about.

use super::naming::without_aside;
use super::text::patterns;
use super::verbs::is_verb_only;

patterns! {
    RATE = r"^(完成|办结|整改|销号|覆盖|安装|治理|整治|回收|处置|处理|成活|合格|满意|清洗|建成|达标|修复|复绿|利用|使用|入住|及时|准确|有效|尽责|持证|查处|响应|抽检|保存|无害化|资源化|综合|安全|排放|收集|签约|参与|参保|转化|公示|上报|结案|归集|通过|核查|化解|开工|竣工|反馈|回访|知晓|配套|更新|验收|改造|检测|监测|监管|年检|培训|上岗|建档|接入|联网|保障|维护|运行|完好|正常)+(率|比例)$";
    THING = r"^(项目|工程|任务|目标|企业|线路|站点|点位|村|行政村|单位|机构|问题|县|区|城市|街道|社区|学校|(总|年度|完成|计划|规划|累计|建设|新增|年|日)*(投资|规模|里程|面积|长度|数量|装机|能力|容量|产值|产量|收入|交易额|总量|产能|处理能力|人数|户数|覆盖面|装机规模|总工程量|工程量))$";
    METRIC = r"(?P<stem>.{2,16}?)(综合|安全|无害化|资源化|在线)*(安装|覆盖|建成|回收|利用|处置|处理|治理|整治|完成|达标|配套|合格|抽检|登记)(率|比例|面积)$";
    WORK_RATE = r"^.{2,16}?(?P<metric>(综合|安全|无害化|资源化|在线)*(安装|覆盖|建成|回收|利用|处置|处理|治理|整治|完成|达标|配套|合格|抽检|登记|改造|更新|普及|使用|检测|监测|通过|保存|满意)(率|比例))$";
    SIZE = r"(面积|长度|里程|规模|数量|个数)$";
    LEVEL = r"^\d+(\.\d+)?[万亿]*元(及?以上)$|^(国家|部|省|市|县|州|盟|区)级(及?以上)?$";
    LEVEL_OF = r"^(国家|部|省|市|县|州|盟|区|乡|镇)级";
    TOO_LONG = r"^.{26,}$";
}

/// The name with its subject: that of the goal before it, or the title of its task.
pub(crate) fn with_subject(name: String, last: Option<&str>, title: Option<&str>) -> String {
    let last = last.map(without_aside).filter(|last| !is_weak(last) && *last != name);
    if LEVEL.is_match(&name) {
        // 市级储备库面积…，县级…: the one level stands for the other.
        let other = |last: &str| {
            let rest =
                LEVEL_OF.find(last).map(|m| &last[m.end()..]).filter(|rest| rest.chars().count() > 2)?;
            LEVEL_OF.is_match(&name).then(|| format!("{name}{rest}"))
        };
        let whole = |last: &str| other(last).unwrap_or_else(|| format!("{last}（{name}）"));
        return last.map_or_else(|| aside(&name, title), whole);
    }
    if RATE.is_match(&name)
        && let Some(whole) = last.and_then(|last| after(last, &name)).filter(|w| !TOO_LONG.is_match(w))
    {
        return whole;
    }
    if is_weak(&name) { aside(&name, title) } else { name }
}

/// Whether a name says too little alone.
fn is_weak(name: &str) -> bool {
    RATE.is_match(name) || THING.is_match(name) || is_verb_only(name)
}

/// 油烟净化器安装率 and 清洗率: 油烟净化器清洗率; 混接点整治 and 整治率: 混接点整治率.
fn after(last: &str, name: &str) -> Option<String> {
    let measured = METRIC.is_match(last) || !last.ends_with(['率', '例', '比', '度']);
    if !measured {
        return None;
    }
    // 合格率98%，监测覆盖率100%: what has two words of its own is of its own.
    if METRIC.is_match(last) && name.chars().count() > 3 {
        return None;
    }
    let bare = SIZE.find(last).filter(|m| m.start() > 6).map_or(last, |m| &last[..m.start()]);
    let stem = METRIC.captures(bare).and_then(|c| c.name("stem")).map_or(bare, |m| m.as_str());
    let shared =
        name.char_indices().map(|(at, _)| at).skip(1).filter(|at| stem.ends_with(&name[..*at])).last();
    Some(format!("{stem}{}", &name[shared.unwrap_or(0)..]))
}

/// 利用率 of 秸秆综合利用率: what is measured, without the thing it is measured of.
pub(crate) fn metric_of(name: &str) -> Option<&str> {
    let metric = WORK_RATE.captures(name)?.name("metric")?;
    name.get(metric.start()..)
}

/// 总投资（推进重大工程）.
fn aside(name: &str, title: Option<&str>) -> String {
    let title = title.map(|t| t.split([',', '，', '。', '：', ':', '(', '（']).next().unwrap_or(t).trim());
    match title.filter(|t| (3..=22).contains(&t.chars().count()) && !t.contains(name)) {
        Some(title) => format!("{name}（{title}）"),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_too_little_gets_its_subject() {
        let named = |name: &str, last, title| with_subject(name.to_owned(), last, title);
        assert_eq!(named("清洗率", Some("油烟净化器安装率"), None), "油烟净化器清洗率");
        assert_eq!(named("整治率", Some("小区雨污混接点整治"), None), "小区雨污混接点整治率");
        assert_eq!(named("成活率", Some("新造林带"), None), "新造林带成活率");
        assert_eq!(named("总投资", Some("断头管"), Some("推进重大工程")), "总投资（推进重大工程）");
        assert_eq!(named("省级", Some("名师名校长"), None), "名师名校长（省级）");
        assert_eq!(named("失业率", Some("新增就业"), Some("稳定就业")), "失业率");
    }
}
