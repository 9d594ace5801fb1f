//! Whose a file is: plan, year and unit, as the file itself says.

use super::desk::{Asked, Desk, Refused, plan_named};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::plan::{Plan, UnitIndex};
use crate::source::{FileId, SourceFile, Sources};
use crate::submission::{self, Fitting, Form};
use crate::syntax;

/// Whose a file is.
pub(super) struct Whose {
    /// Position of the plan.
    pub(super) plan: usize,
    pub(super) year: i32,
    pub(super) unit: UnitIndex,
    /// What it says, where it can be read.
    pub(super) form: Option<Form>,
    /// Whether its form was issued to another unit than the one that it says it is of.
    pub(super) issued_to_other: bool,
    /// By what it is known whose it is, as far as it does not say so itself; empty where it says all.
    pub(super) known_by: String,
}

/// Reads whose a file is. What it does not say is not taken from its name.
pub(super) fn whose(
    sources: &Sources,
    file: FileId,
    plans: &[Plan],
    asked: &Asked<'_>,
) -> Result<Whose, Refused> {
    if let Some(problem) = &sources.get(file).problem {
        return Err(Refused(format!("不能读取：{}。{}", problem.chinese(), problem.help())));
    }
    let stated = submission::stated_in(sources.get(file));
    if let Some(kind) = stated.kind.as_deref().filter(|kind| !kind.starts_with("submission")) {
        return Err(Refused(format!("这不是报送件（格式写的是“{kind}”）")));
    }
    let said = |own: Option<String>, stated: Option<&str>| {
        own.filter(|own| !own.trim().is_empty()).or_else(|| stated.map(str::to_owned))
    };
    let mut found = Diagnostics::default();
    let own = submission::plan_said(sources, file, &mut found).map(|plan| plan.inner);
    let is_text = sources.get(file).sheets.is_empty();
    let own = said(own, stated.plan.as_deref());
    // Whatever somebody adds at the desk, what is no report at all stays none.
    if let (true, None, Some(refused)) = (is_text, &own, no_report(&found)) {
        return Err(refused);
    }
    let mut known_by = vec![];
    let named = match own {
        Some(own) => own,
        None => unsaid_plan(sources.get(file), plans, asked, &mut known_by)?,
    };
    let at = plan_named(plans, &named, stated.unit.as_deref())?;
    let plan = &plans[at];
    if asked.plan.is_some_and(|wanted| !wanted.eq_ignore_ascii_case(plan.definition.id.as_str())) {
        return Err(Refused(format!("这是方案“{}”的材料", plan.definition.id.as_str())));
    }
    let (read, found) = submission::read_one(sources, plan, file);
    let no_form = found.iter().find(|found| submission::is_no_form(found));
    if let Some(found) = no_form.filter(|_| !known_by.is_empty()) {
        return Err(cannot_be_read(found));
    }
    let form = read.form.or(read.unclaimed);
    // What a workbook does not say is taken from its name where it is read; here the name says nothing.
    let says = |said: bool| sources.get(file).sheets.is_empty() || said;
    let own = form.as_ref().filter(|_| says(stated.year.is_some())).map(|form| form.year.inner);
    let own = own.or(stated.year);
    if let (Some(own), Some(wanted)) = (own, asked.year)
        && own != wanted
    {
        return Err(Refused(format!("这是{own}年度的材料，--year 写的是{wanted}；请核对年度")));
    }
    if own.is_none() && asked.year.is_some() {
        known_by.push("年度由登记人员指明".to_owned());
    }
    let year = own.or(asked.year);
    let year = year.ok_or_else(|| {
        let why = "没有写明年度，看不出是哪一年的材料；请单位补写，或核对后加上 --year 年度";
        Refused(why.to_owned())
    })?;
    let titled = stated.unit.is_some() || submission::titled_in(plan, sources.get(file)).is_some();
    let own = form.as_ref().filter(|_| says(titled)).map(|form| form.unit.inner.clone());
    if own.is_some() && stated.unit.is_none() && !is_text {
        known_by.push("单位按表题认定".to_owned());
    }
    let unit = said(own, stated.unit.as_deref());
    let unit = unit_of(plan, &unit.ok_or_else(|| unsaid("单位"))?)?;
    Desk::is_running(plan, year, asked)?;
    let issued_to = stated.issued_to.as_deref().and_then(|issued| plan.unit_named(issued));
    let issued_to_other = issued_to.is_some_and(|issued| issued != unit);
    Ok(Whose { plan: at, year, unit, form, issued_to_other, known_by: known_by.join("；") })
}

/// The plan of a file that names none: as somebody at the desk says, else as the contents of a workbook tell.
fn unsaid_plan(
    file: &SourceFile,
    plans: &[Plan],
    asked: &Asked<'_>,
    known_by: &mut Vec<String>,
) -> Result<String, Refused> {
    if let Some(named) = asked.plan {
        known_by.push("方案由登记人员指明".to_owned());
        return Ok(named.to_owned());
    }
    if file.sheets.is_empty() {
        return Err(unsaid("方案"));
    }
    match submission::plan_fitting(plans, file) {
        Fitting::One(at, by) => {
            known_by.push(format!("方案按{by}认定"));
            Ok(plans[at].definition.id.to_string())
        }
        Fitting::Several(_) | Fitting::None => Err(Refused(submission::plan_unsaid(plans, file))),
    }
}

fn unsaid(what: &str) -> Refused {
    Refused(format!("没有写明{what}，看不出是谁的材料；请单位补写后再收"))
}

/// What a text is that is no report at all: a table, a letter, nothing.
fn no_report(found: &Diagnostics) -> Option<Refused> {
    found.iter().find(|found| syntax::tells_another_kind(found.rule)).map(cannot_be_read)
}

fn cannot_be_read(found: &Diagnostic) -> Refused {
    let help = found.help.as_deref().map(|help| format!("。{help}")).unwrap_or_default();
    Refused(format!("不能读取：{}{help}", found.message))
}

/// The unit of a name, which must be one that reports.
pub(super) fn unit_of(plan: &Plan, named: &str) -> Result<UnitIndex, Refused> {
    let Some(unit) = plan.unit_named(named) else {
        let names: Vec<&str> = plan.units().map(|(_, unit)| unit.name.as_str()).collect();
        let near = nearest(named, &names).map(|near| format!("，是不是“{near}”？"));
        let near = near.unwrap_or_else(|| "。".to_owned());
        return Err(Refused(format!(
            "方案“{}”里没有单位“{}”{near}请核对单位名称或编号",
            plan.definition.id.as_str(),
            named.trim()
        )));
    };
    if plan.unit(unit).must_report() {
        Ok(unit)
    } else {
        Err(Refused(format!("“{}”不是应报单位；请核对单位", plan.unit(unit).name.as_str())))
    }
}
