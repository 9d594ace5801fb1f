//! What the columns of a table hold, by the words of its head.
//!
//! Takes the head words of each column; gives [`Column`]s, or nothing where the table is of no known kind.
//! Never reads the rows below.

use super::text::{patterns, plain};
use super::units::Role;
use super::years::years;

patterns! {
    NAME = r"((指标|目标)(名称|项目)|指标(内容)?|^名称|指标体系|考核内容|考核项目|考核事项)$";
    UPPER = r"(一级|二级)指标$|^(类别|类型|领域|重点领域|工作领域|工作类别|任务类别|分类|[\u{4e00}-\u{9fff}]{2,4}(类别|类型|领域)|类|维度|方面|目标类别|指标类别|指标类型|大类|板块)$";
    UNIT = r"^(计量)?单位(名称)?$|^计量$";
    KIND = r"^(指标)?(属性|性质)$";
    BASE = r"(现状|基期|基数|基准|实际|基础|完成值|完成情况)";
    GOAL = r"(目标|规划|任务数|计划数|指标值|考核要求|标准值)|20\d\d年?";
    VALUE = r"(目标|任务|计划|指标|规划)(值|数|量)(\([^()]*\))?$";
    OF_YEAR = r"^(全年|年度|年内|本年度?)(目标|任务|计划)?(值|数|量)?$";
    PART_OF_YEAR = r"^(第?[一二三四]季度|上半年|下半年|前[一二三两]季度|[一二三四五六七八九十\d]{1,2}月(份|底|末)?|半年)(目标|任务|计划|进度|完成)?(值|数|量)?$";
    DUTY = r"^[\u{4e00}-\u{9fff}]{1,8}(单位|部门|科室|股室|处室|主体|机构|站所|司局|室)(及(人员|责任人|分工))?(\([^()]*\))?$|^(牵头|主办|责任|配合|协办)$";
    NO_DUTY = r"^(指标|计量|度量|填报|报送|报表|被考核|考核对象|货币|金额|数量|任务|建设|用人|服务|受益)(单位|部门)";
    WORK = r"^(一级|二级|三级|[\u{4e00}-\u{9fff}]{2,4})?(任务|工作|事项|举措|措施|项目|工程|实事)(名称|清单|及内容)?$";
    CONTENT = r"((完成|验收|达标|考核|工作)标准$|量化(指标|目标|要求)|绩效目标|预期(目标|成效|效果)|目标任务|任务目标|工作内容|建设内容|主要内容|具体内容|任务内容|目标要求|工作目标|工作要求|具体要求|具体举措|具体措施|主要措施|重点措施|主要举措|重点举措|推进措施|工作举措|具体任务|内容及标准|年度目标|主要任务及目标|^内容|工作措施)";
    LIMIT = r"(时限|完成时间|时间要求|进度|完成日期)";
    PLACE = r"^(县|区|市|镇|乡|街道|地区|区域|区县|县区|县市区|行政区|县\(市、区\)|市\(州\)|县\(区\)|镇\(街道\)|乡镇|乡\(镇\)|乡镇\(街道\)|镇街|地市|城市|设区市|市州|各?(县|市|区|镇).{0,10})(名称)?$";
    pub(super) ASIDE = r"(评分|计分|扣分|得分|分值|权重|评价标准|考核办法|序号|编号|备注|领导|责任人|联系|资金|投资|来源|依据)";
    ORDER = r"^(序号|编号|No\.?)$";
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Column {
    /// Names of indicators.
    Name,
    /// Groups of indicators.
    Group,
    /// Units of measure.
    Unit,
    /// 约束性, 预期性.
    Kind,
    /// How things stood, with its year.
    Base(Option<i32>),
    /// Where they are to go, with its year.
    Goal(Option<i32>),
    /// Who answers.
    Duty(Role),
    /// Titles of tasks.
    Work,
    /// What a task is to reach.
    Content,
    /// By when.
    Limit,
    /// Counties and towns.
    Place,
    /// Anything else, with its words.
    Other(String),
}

/// What a table is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Indicators in rows, goals in columns.
    Indicators,
    /// Tasks in rows, with those who answer.
    Tasks,
    /// Places in rows, goals in columns.
    Places,
}

/// The columns of a head, and what the table is about. Of each column `heads` has all the words above it and
/// its own, the lowest; `figures` tells whether it holds bare figures.
pub(crate) fn read(heads: &[(String, String)], figures: &[bool]) -> Option<(Form, Vec<Column>)> {
    let mut columns: Vec<Column> = heads.iter().map(|(all, own)| of_cells(all, own)).collect();
    let has = |columns: &[Column], wanted: fn(&Column) -> bool| columns.iter().any(wanted);
    let goals = has(&columns, |c| matches!(c, Column::Goal(_)));
    let works = columns.iter().filter(|c| matches!(c, Column::Work | Column::Content)).count();
    let duty = has(&columns, |c| matches!(c, Column::Duty(_)));
    // 目标任务|全年: bare figures are measured, so what stands in front of them is an indicator.
    // Where one body leads and others help, what they do is a task, however it is measured.
    let led = has(&columns, |c| *c == Column::Duty(Role::Lead));
    let measured = !led && columns.iter().zip(figures).any(|(c, f)| *f && matches!(c, Column::Goal(_)));
    if measured && !has(&columns, |c| *c == Column::Name) {
        let words =
            columns.iter().zip(figures).rposition(|(c, f)| !f && matches!(c, Column::Work | Column::Content));
        // 责任目标|2026年目标值: of two columns of goals the one in words says what is measured.
        let first = columns.iter().zip(figures).position(|(c, f)| *f && matches!(c, Column::Goal(_)));
        let words = words.or_else(|| {
            let in_words = |(c, f): (&Column, &bool)| !f && *c == Column::Goal(None);
            columns.iter().zip(figures).take(first.unwrap_or(0)).rposition(in_words)
        });
        if let Some(name) = words.and_then(|at| columns.get_mut(at)) {
            *name = Column::Name;
        }
    }
    if has(&columns, |c| *c == Column::Name) && goals {
        return Some((Form::Indicators, columns));
    }
    if works > 0 && (duty || works > 1 || has(&columns, |c| *c == Column::Limit)) {
        return Some((Form::Tasks, columns));
    }
    // 序号|内容|牵头单位: those who answer tell a table of tasks, whatever its first words.
    let words = |c: &Column| matches!(c, Column::Other(words) if !ASIDE.is_match(words));
    if duty
        && works == 0
        && !goals
        && let Some(name) = columns.iter_mut().find(|c| words(c))
    {
        *name = Column::Work;
        return Some((Form::Tasks, columns));
    }
    let place = columns.iter().position(|c| *c == Column::Place);
    if place.is_some_and(|at| at < 2) {
        return Some((Form::Places, columns));
    }
    // 考核内容|目标值: the first column of words is the name.
    if goals && let Some(name) = columns.iter_mut().find(|c| matches!(c, Column::Work | Column::Other(_))) {
        let order = matches!(name, Column::Other(words) if ORDER.is_match(words));
        if !order {
            *name = Column::Name;
            return Some((Form::Indicators, columns));
        }
    }
    None
}

/// 进度安排 above 2026年, 单位 above 牵头: where the words above are wider, the own ones tell.
fn of_cells(all: &str, own: &str) -> Column {
    match (column(all), column(own)) {
        (Column::Other(_) | Column::Unit, duty @ Column::Duty(_)) => duty,
        (Column::Limit | Column::Content | Column::Work, Column::Goal(year @ Some(_))) => Column::Goal(year),
        (whole, _) => whole,
    }
}

fn column(head: &str) -> Column {
    let cell = plain(head);
    let bare = cell.replace(' ', "");
    let year = years(&format!("{}年", bare.trim_end_matches('年'))).last().map(|y| y.year);
    let year = year.or_else(|| years(&bare).last().map(|y| y.year));
    if DUTY.is_match(&bare) && !NO_DUTY.is_match(&bare) {
        // 责任单位（第一个为牵头单位）: what a bracket says of some is not the role of all.
        let label = bare.split('(').next().unwrap_or(bare.as_str());
        return Column::Duty(super::roles::of_label(label).unwrap_or(Role::Responsible));
    }
    match bare.as_str() {
        long if long.chars().count() > 24 => Column::Other(cell),
        c if UPPER.is_match(c) => Column::Group,
        c if UNIT.is_match(c) => Column::Unit,
        c if KIND.is_match(c) => Column::Kind,
        c if ASIDE.is_match(c) && !c.contains("来源") => Column::Other(cell),
        c if PART_OF_YEAR.is_match(c) => Column::Other(cell),
        c if VALUE.is_match(c) || OF_YEAR.is_match(c) => Column::Goal(year),
        c if c.starts_with("量化") => Column::Content,
        c if NAME.is_match(c) => Column::Name,
        c if CONTENT.is_match(c) => Column::Content,
        c if WORK.is_match(c) => Column::Work,
        c if LIMIT.is_match(c) => Column::Limit,
        c if PLACE.is_match(c) => Column::Place,
        c if BASE.is_match(c) => Column::Base(year),
        c if GOAL.is_match(c) => Column::Goal(year),
        _ => Column::Other(cell),
    }
}
