//! Which names are one body: abbreviations, left-out prefixes, misprints.
//!
//! Takes mentions in order; gives units with ids, aliases and kinds, and says what was merged.
//! Never merges two names of different endings, and never makes an id of guessed pinyin.

use std::collections::BTreeMap;

use super::offices::{IDS, SHORT};
use super::text::{patterns, plain};
use super::units::Mention;
use crate::plan::UnitKind;

patterns! {
    COUNTIES = r"^(各|每个|所有|全部)(设区)?(县级市|县|区|市|州|盟|旗|自治县|、|\(|\)|,)+(级)?(党委|党工委)?(和|、)?(人民)?(政府|党委和政府|管委会)?(、?(高新区|经开区|开发区|示范区).{0,6})?$";
    COUNTY = r"^[\u{4e00}-\u{9fff}]{1,5}(县|区|市|旗)(委|党委)?(和|、)?(人民政府|政府|委和政府|人民政府办公室)?$";
    PARK = r"(园区|新区|高新区|经开区|开发区|示范区).{0,14}(管委会|党工委|管理委员会)";
    COLLECTIVE = r"^(各|有关|相关|所有)|(各|有关|相关|组成|直属).{0,6}(部门|单位|机构|企业|高校)$|(部门|成员单位|责任单位)$";
    OTHER = r"(领导小组|专班|指挥部|联席会议|政协|人大|保护委员会|企业|公司|银行|协会|学会)";
}

/// A body of the draft.
#[derive(Debug, Clone)]
pub(crate) struct Body {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) kind: UnitKind,
    pub(crate) review: Vec<String>,
    /// Line of the first mention.
    pub(crate) line: usize,
    /// Of a collective: the bodies that the text lists for it.
    pub(crate) members: Vec<usize>,
    /// A table names it as one of the places.
    pub(crate) in_table: bool,
    /// A list left its prefix out.
    left_out: bool,
    key: String,
}

impl Body {
    /// Whether it is all counties: 各县（市、区）人民政府.
    pub(crate) fn is_of_counties(&self) -> bool {
        COUNTIES.is_match(&plain(&self.name))
    }
}

/// All bodies of a document, in the order in which they are first named.
#[derive(Debug, Default)]
pub(crate) struct Bodies {
    pub(crate) list: Vec<Body>,
    by_key: BTreeMap<String, usize>,
    region: String,
}

impl Bodies {
    pub(crate) fn new(region: Option<&str>) -> Self {
        Bodies { region: region.unwrap_or_default().to_owned(), ..Bodies::default() }
    }

    /// The body of a mention, taken in when it is new.
    pub(crate) fn take(&mut self, mention: &Mention, line: usize) -> usize {
        let full = mention.prefix.clone().unwrap_or_default() + &mention.name;
        let key = self.key(&full);
        let at = self.by_key.get(&key).copied().or_else(|| self.akin(&key));
        let Some(at) = at else { return self.add(&full, &key, mention, line) };
        self.by_key.entry(key).or_insert(at);
        if let Some(body) = self.list.get_mut(at) {
            body.also_known_as(&display(&full));
            if mention.prefix.is_some() {
                body.also_known_as(&display(&mention.name));
            }
        }
        at
    }

    fn add(&mut self, full: &str, key: &str, mention: &Mention, line: usize) -> usize {
        let kind = self.kind(full);
        let mut body = Body {
            id: String::new(),
            name: display(full),
            aliases: vec![],
            kind,
            review: vec![],
            line,
            members: vec![],
            in_table: false,
            left_out: false,
            key: key.to_owned(),
        };
        if !mention.known {
            body.review.push(format!("“{}”写在单位名单里，按单位列出，请核对", mention.name));
        }
        if let Some(aside) = &mention.aside {
            body.aliases.push(display(&format!("{full}({aside})")));
        }
        if let Some(prefix) = &mention.prefix {
            body.aliases.push(display(&mention.name));
            body.review.push(format!("名单中省去了前缀“{prefix}”，已补上，请核对"));
            body.left_out = true;
        }
        self.list.push(body);
        self.by_key.insert(key.to_owned(), self.list.len() - 1);
        self.list.len() - 1
    }

    /// What two spellings of one body have in common.
    fn key(&self, name: &str) -> String {
        let mut key = plain(name);
        if COUNTIES.is_match(&key) {
            let county = key.contains(['县', '区', '旗']);
            return if county { "各县区" } else { "各市州" }.to_owned();
        }
        let level = self.region.chars().next_back();
        // 自然资源局 of a list that left 市 out, and 市自然资源局, are one.
        if let Some(level) = level.filter(|l| "省市县区州旗".contains(*l))
            && is_common(&key)
        {
            key.insert(0, level);
        }
        if let Some(rest) = key
            .strip_prefix(self.region.as_str())
            .filter(|r| !self.region.is_empty() && r.chars().count() > 1)
        {
            key = level.map(String::from).unwrap_or_default() + rest;
        }
        for (long, short) in SHORT {
            if key.contains(long) {
                key = key.replace(long, short);
            }
        }
        key
    }

    /// A body whose name holds all characters of another, in order: 市工信局 in 市工业和信息化局.
    fn akin(&self, key: &str) -> Option<usize> {
        let ends_alike = |a: &str, b: &str| a.chars().next_back() == b.chars().next_back();
        let at = self.list.iter().position(|b| {
            let (short, long) =
                if b.key.len() < key.len() { (b.key.as_str(), key) } else { (key, b.key.as_str()) };
            short.len() < long.len() && ends_alike(short, long) && abbreviates(short, long)
        })?;
        Some(at)
    }

    fn kind(&self, name: &str) -> UnitKind {
        let name = plain(name);
        if PARK.is_match(&name) && !name.starts_with('各') {
            return UnitKind::County;
        }
        if COLLECTIVE.is_match(&name) || COUNTIES.is_match(&name) {
            return UnitKind::Collective;
        }
        if OTHER.is_match(&name) {
            return UnitKind::Other;
        }
        if COUNTY.is_match(&name) && !name.starts_with(['市', '省', '县', '区']) && name != self.region {
            return UnitKind::County;
        }
        UnitKind::Department
    }

    /// A table names the body as one of the counties or towns.
    pub(crate) fn is_county(&mut self, at: usize) {
        if let Some(body) = self.list.get_mut(at) {
            body.kind = UnitKind::County;
            body.in_table = true;
        }
    }

    /// The body of a place: 东湖区, or 东湖区人民政府.
    pub(crate) fn county(&self, place: &str) -> Option<usize> {
        let names = [place.to_owned(), format!("{place}政府"), format!("{place}人民政府")];
        self.list.iter().position(|body| names.contains(&plain(&body.name)))
    }

    /// Gives the ids, when all bodies are known.
    pub(crate) fn name_ids(&mut self) {
        let mut used: BTreeMap<String, usize> = BTreeMap::new();
        for (at, body) in self.list.iter_mut().enumerate() {
            let stem = body.key.strip_prefix(['省', '市', '县', '区', '州']).unwrap_or(&body.key);
            let known = IDS.iter().find(|(name, _)| *name == stem).map(|(_, id)| (*id).to_owned());
            let known = known.or_else(|| (body.key == "各县区").then(|| "counties".to_owned()));
            let id = known.unwrap_or_else(|| format!("u{:02}", at + 1));
            let count = used.entry(id.clone()).or_insert(0);
            *count += 1;
            body.id = if *count == 1 { id } else { format!("{id}-{count}") };
        }
        for body in &mut self.list {
            body.settle();
        }
        self.part_names();
    }

    /// No two bodies share a name: a plan with such bodies does not load.
    fn part_names(&mut self) {
        let mut used: Vec<String> = vec![];
        for body in &mut self.list {
            while used.contains(&plain(&body.name)) {
                body.review.push(format!("原文另有同名单位“{}”，请核对是否同一单位", body.name));
                body.name.push_str("（另）");
            }
            used.push(plain(&body.name));
        }
        for body in &mut self.list {
            body.aliases.retain(|alias| {
                let free = !used.contains(&plain(alias));
                if free {
                    used.push(plain(alias));
                }
                free
            });
        }
    }
}

impl Body {
    fn also_known_as(&mut self, name: &str) {
        if plain(&self.name) != plain(name) && !self.aliases.iter().any(|a| plain(a) == plain(name)) {
            self.aliases.push(name.to_owned());
        }
    }

    /// The fullest spelling becomes the name, and the merge is said.
    fn settle(&mut self) {
        let longest = self
            .aliases
            .iter()
            .position(|a| a.chars().count() > self.name.chars().count() && !a.contains("联和会"));
        if let Some(at) = longest
            && self.kind == UnitKind::Department
        {
            std::mem::swap(&mut self.name, &mut self.aliases[at]);
        }
        if self.aliases.len() > usize::from(self.left_out) {
            self.review.push(format!("把“{}”并入“{}”，请核对是同一单位", self.aliases.join("”“"), self.name));
        }
    }
}

/// Whether a name begins like a common office: only then a left-out prefix is put back.
pub(crate) fn is_common(name: &str) -> bool {
    let stem = |id: &str| id.strip_suffix(['局', '委', '厅', '部']).unwrap_or(id).to_owned();
    const MORE: [&str; 10] =
        ["邮政管理", "粮食", "药监", "体育", "人防", "国动办", "信访", "档案", "通信管理", "外办"];
    let long = SHORT.iter().any(|(long, short)| name.starts_with(long) || name.starts_with(short));
    long || MORE.iter().any(|m| name.starts_with(m)) || IDS.iter().any(|(id, _)| name.starts_with(&stem(id)))
}

/// Names are shown with full-width brackets.
fn display(name: &str) -> String {
    name.replace('(', "（").replace(')', "）")
}

/// Whether `short` leaves characters out of `long`, word by word; a mere beginning is another office:
/// 生态环境局 and 生态环境保护综合行政执法局.
fn abbreviates(short: &str, long: &str) -> bool {
    let end = short.char_indices().next_back().map_or(0, |(at, _)| at);
    let stem = &short[..end];
    let count = stem.chars().count();
    if count < 3
        || long.starts_with(stem)
        || long.ends_with(&short[short.chars().next().map_or(0, char::len_utf8)..])
    {
        return false;
    }
    let mut rest = long.chars();
    let first = (short.chars().nth(1), long.chars().nth(1));
    first.0 == first.1 && short.chars().all(|c| rest.any(|l| l == c))
}
