//! Named projects and dated steps.
//!
//! Takes a sentence; gives [`Step`]s with what is to be done and by when.
//! Never takes 重点工程 or 一批项目 without a name.

use std::ops::Range;

use super::goals::{Harvest, Sentence};
use super::measure::clean_name;
use super::text::patterns;

patterns! {
    PROJECT = r"(实施|推进|加快|建设|开工建设|建成|启动|完成|谋划|打造|创建|申报|争取|开展|抓好|搭建|建立|组建|成立|编制|制定|出台)(?P<what>[^,。;:]{3,44}(项目|工程|基地|产业园|园区|中心|平台|系统|电站|水库|高速|铁路|专用线|公路|示范区|示范县|示范带|试点|实验室|监测站|数据库|医院|大桥|机场|枢纽|条例|行动方案|实施方案|专项规划|工作专班|领导小组))(建设|实施|改造)?$";
    GENERIC = r"^(一批|系列|重点|重大|相关|各类|有关|示范|专项|等|这些|基础设施)*(重点|重大)?(项目|工程|基地|平台|系统|中心|试点|园区)$|(各类|等)(重点)?(工程|项目)$";
    NAMED = r"[“《]|[\u{4e00}-\u{9fff}]{2,}(水库|电站|高速|铁路|专用线|大桥|机场|产业园|示范区|基地|平台|数据库|系统|中心|专班|领导小组|条例|方案|规划|实验室)|[一二三]期|(省|市|县|区|河|山|湖|江|国家级|省级|市级|全市|全县|全省)";
    STAGE = r"(开工|投产|投运|竣工|并网|通车|封顶|主体完工|完工|建成投用|投入运行|启用|建成并|试运行|开工建设)";
    QUALIFIER = r"(力争|确保|争取)";
}

/// A named project or a dated step.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) what: String,
    pub(super) year: Option<i32>,
    pub(super) day: Option<(u32, u32)>,
    pub(super) quote: String,
    pub(super) qualifier: Option<String>,
    pub(super) line: usize,
}

/// Reads the projects of a sentence; a dated stage of work is a step too.
pub(super) fn read(sentence: &Sentence<'_>, used: &[Range<usize>], harvest: &mut Harvest) {
    if sentence.above.status || sentence.above.goals {
        return;
    }
    for clause in sentence.clauses() {
        if used.iter().any(|u| u.start < clause.end && clause.start < u.end) {
            continue;
        }
        let words = sentence.norm(clause.clone());
        let own = sentence.years.iter().rfind(|y| y.range.start < clause.end && !y.past);
        let stage = own.is_some() && STAGE.is_match(words);
        let Some(what) = what(words, stage) else { continue };
        // A step with a year is the goal of that year; the same clause is no goal in words as well.
        let quote = sentence.paragraph.quote(clause.clone());
        harvest.goals.retain(|g| g.quote != quote);
        harvest.milestones.push(Step {
            what,
            year: own.map(|y| y.year),
            day: own.and_then(|y| y.day),
            quote,
            qualifier: QUALIFIER.find(words).map(|m| m.as_str().to_owned()),
            line: sentence.paragraph.line_of(clause.start),
        });
    }
}

fn what(words: &str, stage: bool) -> Option<String> {
    if stage {
        let what = clean_name(words);
        return (what.chars().count() > 4).then_some(what);
    }
    let c = PROJECT.captures(words)?;
    let what = clean_name(&c["what"]);
    (!GENERIC.is_match(&what) && NAMED.is_match(&what) && what.chars().count() > 4).then_some(what)
}
