//! Sentences of the paper, in full.

use super::*;

/// A task of the year 2031 that five units are asked about.
fn state<'a>(
    statuses: &'a [&'static str],
    whole: &'static str,
    silent: &'a [(&'a str, String)],
) -> TaskState<'a> {
    TaskState {
        due: Some(&Due::Year(2031)),
        statuses,
        named: &[],
        whole: Some(whole),
        by: DecidedBy::Worst,
        decided: None,
        silent,
        asked: 5,
        signer: Some("我办"),
    }
}

#[test]
fn a_task_in_one_sentence() {
    let none = [("丙局", "未填报".to_owned()), ("丁局", "零报告".to_owned()), ("戊局", "未报".to_owned())];
    assert_eq!(
        task(&state(&["正常推进", "滞后", "正常推进"], "滞后", &none)).sentence(),
        "完成时限为2031年，6家单位中3家填报，其中正常推进2家、滞后1家，总体滞后；已报送的单位中，丙局未填报。"
    );
    let named = [("滞后", vec!["丙局"])];
    let said = TaskState { named: &named, ..state(&["正常推进", "滞后"], "滞后", &[]) };
    assert_eq!(
        task(&said).sentence(),
        "完成时限为2031年，2家单位填报，其中正常推进1家、滞后1家（丙局），总体滞后。"
    );
    assert_eq!(
        task(&state(&["滞后", "滞后"], "滞后", &[])).sentence(),
        "完成时限为2031年，2家单位填报，均为滞后。"
    );
    let unfinished =
        TaskState { by: DecidedBy::Unfinished, ..state(&["已完成", "已完成"], "正常推进", &[]) };
    assert_eq!(
        task(&unfinished).sentence(),
        "完成时限为2031年，2家单位填报，均为已完成，因尚未报齐，总体暂列正常推进。"
    );
    let told = TaskState { silent: &none[..1], ..unfinished };
    assert_eq!(
        task(&told).sentence(),
        "完成时限为2031年，3家单位中2家填报，均为已完成；丙局未填报，总体暂列正常推进。"
    );
    assert_eq!(task(&state(&[], "未填报", &[])).sentence(), "完成时限为2031年，本年度尚无单位填报。");
}

#[test]
fn who_is_silent_is_told_however_many_they_are() {
    let mut silent = ["丙局", "丁局", "戊局", "己局"].map(|unit| (unit, "未填报".to_owned())).to_vec();
    let said = task(&state(&["正常推进"], "正常推进", &silent)).sentence();
    assert_eq!(said, "完成时限为2031年，5家单位中1家填报，为正常推进；4家未填报。");
    silent.extend([("庚局", "未报".to_owned()), ("辛局", "材料有误".to_owned())]);
    let said = task(&state(&["正常推进"], "正常推进", &silent)).sentence();
    assert_eq!(
        said,
        "完成时限为2031年，7家单位中1家填报，为正常推进；已报送的单位中，4家未填报，辛局材料有误。"
    );
}

#[test]
fn what_most_say_alike_is_said_once() {
    let of = |n: usize, rest: &str| Told {
        due: "完成时限为2031年".to_owned(),
        of: format!("5家单位中{n}家填报"),
        rest: rest.to_owned(),
    };
    let all =
        [of(1, "为正常推进"), of(1, "为正常推进"), of(1, "为正常推进"), of(1, "为滞后"), of(2, "均为滞后")];
    let common = Common::among(&all).expect("four of five say how many answered");
    assert_eq!(common.sentence(), "以下任务除另有说明外，5家单位中1家填报，为正常推进。");
    let left: Vec<String> = all.iter().map(|told| told.without(&common).sentence()).collect();
    assert_eq!(left[0], "完成时限为2031年。");
    assert_eq!(left[3], "完成时限为2031年，已填报的1家滞后。");
    assert_eq!(left[4], "完成时限为2031年，5家单位中2家填报，均为滞后。");
    assert_eq!(Common::among(&all[..2]), None, "two say it each for itself");
}

#[test]
fn what_the_office_decided_of_a_task_or_waits_for_is_in_its_sentence() {
    let none = [("丙局", "未填报".to_owned())];
    let decided = TaskState {
        by: DecidedBy::Override(0),
        decided: Some("市河长办2031-01-05决定：唯有丙局未动工"),
        ..state(&["正常推进", "未启动"], "正常推进", &[])
    };
    assert_eq!(
        task(&decided).sentence(),
        "完成时限为2031年，2家单位填报，其中正常推进1家、未启动1家，经认定总体正常推进（市河长办2031-01-05决定：唯有丙局未动工）。"
    );
    let chosen = TaskState { by: DecidedBy::Choice(0), whole: Some("滞后"), ..decided };
    assert_eq!(
        task(&chosen).sentence(),
        "完成时限为2031年，2家单位填报，其中正常推进1家、未启动1家，由我办确定采用其中一家的填报，\
         总体滞后（市河长办2031-01-05决定：唯有丙局未动工）。"
    );
    let set =
        TaskState { whole: Some("不涉及"), by: DecidedBy::Override(0), ..state(&[], "", &none[..1]) };
    assert_eq!(task(&set).sentence(), "完成时限为2031年，本年度尚无单位填报，经认定总体不涉及；丙局未填报。");
    let waiting = |statuses| TaskState { whole: None, by: DecidedBy::Questioned, ..state(statuses, "", &[]) };
    assert_eq!(
        task(&waiting(&["已完成", "待核实", "已完成"])).sentence(),
        "完成时限为2031年，3家单位填报，其中已完成2家、待核实1家，因有填报待核实，总体暂不判断。"
    );
    assert_eq!(task(&waiting(&["待核实"])).sentence(), "完成时限为2031年，本年度的填报待核实，暂不判断。");
    let nothing = TaskState { whole: None, ..state(&["不涉及"], "", &[]) };
    assert_eq!(task(&nothing).sentence(), "完成时限为2031年，1家单位填报，为不涉及。");
}

#[test]
fn many_silent_units_are_counted_and_tasks_without_an_answer_are_named_once() {
    let of = |name, word: &str| (name, word.to_owned());
    let mut none =
        vec![of("甲乡", "未填报"), of("乙乡", "未填报"), of("丙乡", "未填报"), of("戊乡", "材料有误")];
    assert_eq!(silent(&none), "甲乡、乙乡、丙乡未填报，戊乡材料有误");
    none.push(of("丁乡", "未填报"));
    assert_eq!(silent(&none), "4家未填报，戊乡材料有误");
    none.extend([of("己乡", "未报"), of("庚乡", "零报告")]);
    assert_eq!(
        silent(&none),
        "已报送的单位中，4家未填报，戊乡材料有误",
        "who is silent altogether is named once, elsewhere"
    );
    let told = TaskState {
        due: None,
        statuses: &["正常推进"],
        named: &[],
        whole: Some("正常推进"),
        by: DecidedBy::Worst,
        decided: None,
        silent: &none,
        asked: 6,
        signer: None,
    };
    assert_eq!(
        task(&told).sentence(),
        "8家单位中1家填报，为正常推进；已报送的单位中，4家未填报，戊乡材料有误。"
    );
    let names = vec!["考核".to_owned(), "评估".to_owned()];
    let both = [Silent { word: "未填报", n: 2, names }];
    assert_eq!(chapter(5, None, "滞后3项", &both), "本部分5项任务，滞后3项、未填报2项（考核、评估）。");
    assert_eq!(chapter(2, None, "", &both), "本部分2项任务（考核、评估），均未填报。");
    assert_eq!(
        chapter(3, Some(&Due::Year(2031)), "滞后3项", &[]),
        "本部分3项任务，完成时限均为2031年，滞后3项。"
    );
}
