//! Sentences that sum a year up, in full.

use super::*;

#[test]
fn a_zero_is_only_said_where_it_would_be_asked_about() {
    let silent = |word, n, names: &[&str]| Silent {
        word,
        n,
        names: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    let both = [silent("未填报", 1, &["考核"]), silent("未明确填报单位", 2, &[])];
    let of = Tasks {
        total: 11,
        stated: "正常推进6项、滞后2项",
        silent: &both,
        limited: (3, 0, "0.0%"),
        asked: 0,
        partial: 0,
        ends: &[Finish::Open; 3],
        due: (2031, &[]),
    };
    assert_eq!(
        tasks(&of),
        "11项任务中，正常推进6项、滞后2项、未填报1项（考核）、未明确填报单位2项。有完成时限的3项任务尚无已完成的。"
    );
    let of = Tasks {
        total: 4,
        stated: "已完成4项",
        silent: &[],
        limited: (4, 4, "100.0%"),
        asked: 0,
        partial: 2,
        ends: &[],
        due: (2031, &[]),
    };
    assert_eq!(
        tasks(&of),
        "4项任务中，已完成4项。其中2项只有部分责任单位填报，按已填报的汇总。有完成时限的4项任务中，已完成4项，完成率100.0%。"
    );
}

#[test]
fn what_fell_due_is_told_by_how_it_ended() {
    use Finish::{Done, Open, Silent as Unsaid, Unconfirmed};
    for (limited, ends, due, said) in [
        (
            (3, 0, "0.0%"),
            &[Open; 3][..],
            &[Open; 2][..],
            "3项任务尚无已完成的，其中2031年底前到期的2项均未完成。",
        ),
        ((3, 0, "0.0%"), &[Open; 3], &[Open; 3], "3项任务尚无已完成的，均于2031年底前到期。"),
        (
            (3, 2, "66.7%"),
            &[Done, Done, Open],
            &[Done, Open],
            "3项任务中，已完成2项，完成率66.7%，其中2031年底前到期的2项完成1项。",
        ),
        // Who is silent, and of whom not all are heard, has not failed.
        (
            (3, 0, "0.0%"),
            &[Open, Unsaid, Unconfirmed],
            &[Unsaid, Unconfirmed],
            "3项任务尚无可以认定完成的，其中2031年底前到期的2项中，已填报的单位均完成而尚未报齐1项、没有填报1项。",
        ),
        (
            (2, 0, "0.0%"),
            &[Unsaid, Open],
            &[Unsaid],
            "2项任务尚无可以认定完成的，其中2031年底前到期的1项没有填报。",
        ),
        (
            (2, 1, "50.0%"),
            &[Unsaid, Done],
            &[Unsaid, Done],
            "2项任务中，已完成1项，完成率50.0%，均于2031年底前到期，已完成1项、没有填报1项。",
        ),
    ] {
        let of = Tasks {
            total: 11,
            stated: "正常推进6项、滞后2项",
            silent: &[],
            limited,
            asked: 0,
            partial: 0,
            ends,
            due: (2031, due),
        };
        assert!(tasks(&of).ends_with(said), "{}", tasks(&of));
    }
}

#[test]
fn goals_are_counted_by_how_they_stand() {
    let met = ["绿地".to_owned(), "水质".to_owned()];
    let none = Goals {
        measured: 0,
        worded: 0,
        line: [0, 0],
        met: &[],
        missed: &[],
        unsettled: 0,
        asked: 0,
        waiting: 0,
        later: 0,
        open: 0,
        disputed: 0,
        paced: [[0, 0]; 2],
        unlike: 0,
        partial: 0,
        elsewhere: 0,
        lacking: 0,
    };
    assert_eq!(
        goals(&Goals {
            measured: 6,
            worded: 2,
            met: &met,
            unsettled: 1,
            later: 1,
            open: 1,
            paced: [[1, 0], [1, 0]],
            unlike: 1,
            partial: 1,
            lacking: 1,
            ..none
        }),
        "目标8项，以数值衡量的6项、以文字表述的2项。已判定2项（其中1项为初步判定），达到2项（绿地、水质）；其余6项中，未到目标年份1项、尚待认定1项、累计量按折算达到进度1项、累计量按折算未超过控制量1项、不可比1项、数据不全1项、没有数值1项。"
    );
    // What is met may be many; what is missed is named, however much it is.
    let many: Vec<String> = ["甲", "乙", "丙", "丁", "戊", "己", "庚"].map(str::to_owned).to_vec();
    assert_eq!(
        goals(&Goals { measured: 13, met: &many, missed: &many[..6], ..none }),
        "目标13项，均以数值衡量。已判定13项，达到7项，未达到6项（甲、乙、丙、丁、戊、己）。"
    );
    assert_eq!(
        goals(&Goals { measured: 3, later: 3, ..none }),
        "目标3项，均以数值衡量，本年度尚不能判定：未到目标年份3项。"
    );
    assert_eq!(
        goals(&Goals { measured: 3, open: 2, disputed: 1, ..none }),
        "目标3项，均以数值衡量，本年度尚不能判定：尚待认定2项、数值待核定1项。"
    );
}

#[test]
fn receipts_name_who_is_late_only_where_the_paper_does() {
    let late = vec![("按时", 5, vec![]), ("迟报", 1, vec!["甲局，迟报2天".to_owned()])];
    let none = vec![("未报", 1, vec!["乙局".to_owned()])];
    let mut of = Receipts {
        until: "2031年3月1日",
        kinds: "县区2家、部门5家",
        expected: 7,
        reported: 6,
        how: &late,
        lacking: &none,
        returned: 0,
        rate: Some(("71.4%", "5/7")),
        before: "",
    };
    assert_eq!(
        receipts(&of),
        "应于2031年3月1日前报送的单位7家（县区2家、部门5家），已报6家，其中按时5家、迟报1家（甲局，迟报2天）；未报1家（乙局）。按时报送率71.4%（5/7）。"
    );
    let all = vec![("按时", 7, vec![])];
    (of.reported, of.how, of.lacking, of.rate) = (7, &all, &[], Some(("100.0%", "7/7")));
    assert_eq!(
        receipts(&of),
        "应于2031年3月1日前报送的单位7家（县区2家、部门5家），全部报送，均为按时。按时报送率100.0%（7/7）。"
    );
    (of.reported, of.how, of.rate) = (0, &[], None);
    assert_eq!(receipts(&of), "应于2031年3月1日前报送的单位7家（县区2家、部门5家），尚未收到报送材料。");
    let back = [("退回待补", 2, vec![]), ("未报", 5, vec![])];
    (of.returned, of.lacking) = (2, &back);
    assert_eq!(
        receipts(&of),
        "应于2031年3月1日前报送的单位7家（县区2家、部门5家），已报0家；退回待补2家、未报5家。"
    );
}

#[test]
fn why_nothing_is_compared_is_told_to_everybody() {
    let public = |some, why| not_compared(some, why, Reader::Public);
    assert_eq!(public(false, Some("上年报告未公开")), "上年报告未公开，各项数值不作同比。");
    assert_eq!(public(false, None), "各项数值没有已经公开的、口径和时段相同的上年数，不作同比。");
    assert_eq!(not_compared(true, None, Reader::Office), "以下数值没有口径和时段相同的上年数的，不作同比。");
    let names = ["降尘量".to_owned(), "水质".to_owned()];
    let told = judged_by_change(&names, "经我局认定");
    assert_eq!(told.as_deref(), Some("降尘量、水质的目标以上年数为比较基准，已经我局认定。"));
    assert_eq!(judged_by_change(&[], "经认定"), None);
}

#[test]
fn a_number_of_answers_is_what_its_words_come_to() {
    assert_eq!(compared_units(7, [0, 0]), "按两年都有答复的单位比较，共7家次");
    assert_eq!(
        compared_units(5, [1, 2]),
        "按两年都有答复的单位比较，共5家次；1项任务因有一年的情况另经认定不作比较，2项任务因有一年没有可比的状态不作比较"
    );
    let names = ["绿地率".to_owned(), "水质".to_owned()];
    assert_eq!(
        unasked(&names, 1).as_deref(),
        Some("绿地率、水质2项指标，方案未明确填报单位，没有统计，其中1项计入尚待认定。")
    );
}
