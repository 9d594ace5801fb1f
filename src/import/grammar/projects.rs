//! Named projects and dated steps.
//!
//! Takes a sentence; gives [`Step`]s with what is to be done and by when.
//! Never takes 重点工程 or 一批项目 without a name.

use std::ops::Range;

use super::goals::{Harvest, Sentence};
use super::measure::clean_name;
use super::text::patterns;

patterns! {
    PROJECT = r"(实施|推进|加快|建设|开工建设|建成|启动|完成|谋划|打造|创建|申报|争取|开展|抓好|搭建|建立|组建|成立|编制|制定|出台)(?P<what>[^,。;:]{3,90}(项目|工程|基地|产业园|园区|中心|平台|系统|电站|水库|高速|铁路|专用线|公路|示范区|示范县|示范带|试点|实验室|监测站|数据库|医院|大桥|机场|枢纽|条例|行动方案|实施方案|专项规划|工作专班|领导小组))(建设|实施|改造)?$";
    GENERIC = r"^(一批|系列|重点|重大|相关|各类|有关|示范|专项|等|这些|基础设施)*(重点|重大)?(项目|工程|基地|平台|系统|中心|试点|园区)$|(各类|等)(重点)?(工程|项目)$";
    NAMED = r"[“《]|[\u{4e00}-\u{9fff}]{2,}(水库|电站|高速|铁路|专用线|大桥|机场|产业园|示范区|基地|平台|数据库|系统|中心|专班|领导小组|条例|方案|规划|实验室)|[一二三]期|(省|市|县|区|河|山|湖|江|国家级|省级|市级|全市|全县|全省)";
    ET_CETERA = r"等(一批)?(重点|重大)?(建设)?(项目|工程)(建设)?$";
    OWN_END = r"(项目|工程|基地|园区?|中心|平台|系统|电站|水库|高速|铁路|专用线|公路|区|县|试点|实验室|站|库|医院|学校|大桥|机场|枢纽|管网|加固|治理|厂|线|[一二三]期|\([^()]*\))$";
    BARE_STAGE = r"^.{0,6}(开工|投产|投运|竣工|并网|通车|封顶|完工|建成投用|投入运行|启用|建成)$";
    STAGE = r"(开工|投产|投运|竣工|并网|通车|封顶|主体完工|完工|建成投用|投入运行|启用|建成并|试运行|开工建设)";
    QUALIFIER = r"(力争|确保|争取)";
}

/// A named project or a dated step.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) what: String,
    pub(crate) year: Option<i32>,
    pub(crate) day: Option<(u32, u32)>,
    pub(crate) quote: String,
    pub(crate) qualifier: Option<String>,
}

/// Reads the projects of a sentence; a dated stage of work is a step too.
pub(crate) fn read(sentence: &Sentence<'_>, used: &[Range<usize>], harvest: &mut Harvest) {
    if sentence.above.status || sentence.above.goals {
        return;
    }
    let mut made: Vec<Step> = vec![];
    for clause in sentence.clauses() {
        if used.iter().any(|u| u.start < clause.end && clause.start < u.end) {
            continue;
        }
        let words = sentence.norm(clause.clone());
        let own = sentence.years.iter().rfind(|y| y.range.start < clause.end && !y.past);
        let stage = own.is_some() && STAGE.is_match(words);
        let bare = clean_name(words);
        // 力争2028年主体完工 says when what was just named is done.
        if stage && BARE_STAGE.is_match(&bare) && !made.is_empty() {
            for step in made.iter_mut().filter(|s| s.year.is_none()) {
                step.year = own.map(|y| y.year);
                step.day = own.and_then(|y| y.day);
                step.qualifier = step.qualifier.take().or_else(|| qualifier(words));
            }
            continue;
        }
        // A step with a year is the goal of that year; the same clause is no goal in words as well.
        let quote = sentence.paragraph.quote(clause.clone());
        let mut named = if stage { vec![bare.clone()] } else { named(words) };
        // What is said right behind 到2025年底 is to be done by then, in whatever words.
        let told = harvest.goals.iter().any(|g| g.quote == quote);
        if named.is_empty()
            && !told
            && right_behind_year(sentence, &clause)
            && (5..60).contains(&bare.chars().count())
        {
            named.push(bare);
        }
        if !named.is_empty() {
            harvest.goals.retain(|g| g.quote != quote);
        }
        let step = |what| Step {
            what,
            year: own.map(|y| y.year),
            day: own.and_then(|y| y.day),
            quote: quote.clone(),
            qualifier: qualifier(words),
        };
        made.extend(named.into_iter().filter(|w| w.chars().count() > 4).map(step));
    }
    for step in made {
        if !harvest.milestones.iter().any(|m| m.what == step.what) {
            harvest.milestones.push(step);
        }
    }
}

/// Whether a clause holds a year to reach something, or follows one that stands alone.
fn right_behind_year(sentence: &Sentence<'_>, clause: &Range<usize>) -> bool {
    sentence.years.iter().filter(|y| y.until && !y.past).any(|y| {
        let alone = sentence.words(y.range.end.min(clause.start)..clause.start);
        let inside = clause.start <= y.range.start && y.range.end < clause.end;
        inside || (y.range.end <= clause.start && alone.trim_matches([',', ':']).is_empty())
    })
}

fn qualifier(words: &str) -> Option<String> {
    QUALIFIER.find(words).map(|m| m.as_str().to_owned())
}

/// The projects of a clause: one, or a list of names.
fn named(words: &str) -> Vec<String> {
    let Some(c) = PROJECT.captures(words) else { return vec![] };
    let all = ET_CETERA.find(&c["what"]).map_or(&c["what"], |m| &c["what"][..m.start()]);
    let pieces: Vec<String> = super::units::split_outside(all, &['、']).into_iter().map(clean_name).collect();
    let whole = pieces.len() > 1 && pieces.iter().all(|p| OWN_END.is_match(p) && NAMED.is_match(p));
    let names = if whole { pieces } else { vec![clean_name(&c["what"])] };
    // 各县建成区 is a place; nothing is built.
    if c["what"].starts_with('区') {
        return vec![];
    }
    names.into_iter().filter(|n| !GENERIC.is_match(n) && NAMED.is_match(n)).collect()
}
