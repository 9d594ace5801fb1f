use super::super::{AimKind, AimOf};
use super::*;
use crate::submission::PartOfYear;

const LACKS: Lacks = Lacks { have: 5, of: 8, states: TWO_STATES };
const TWO_STATES: Lacking = Lacking {
    open: 1,
    nil: 2,
    faulty: 0,
    returned: 0,
    unmeasured: 0,
    no_entry: 0,
    silent: 0,
    waiting: 0,
    unjudged: 0,
    unlike: 0,
    untold: 0,
};

static THIS_YEAR: AimOf = AimOf { kind: AimKind::ThisYear(2025), unit: None, end: None };
static LATER: AimOf = AimOf { kind: AimKind::Of(2030), unit: None, end: None };
static NEXT: AimOf = AimOf { kind: AimKind::Of(2027), unit: None, end: None };
static PAST: AimOf = AimOf { kind: AimKind::Past(2022), unit: None, end: None };
static ALWAYS: AimOf = AimOf { kind: AimKind::Always, unit: None, end: None };
static PACE: AimOf = AimOf { kind: AimKind::Pace(PartOfYear::of_months(7)), unit: None, end: None };

fn of<'a>(text: &'a str, of: &'a AimOf, difference: Option<&'a str>, is_good: Option<bool>) -> Figure<'a> {
    Figure {
        name: "绿化率",
        value: "36.4",
        unit: "%",
        ratio: Some("91/250"),
        period: Some("截至2025-03-05"),
        counted_on: None,
        status: Some("初步值"),
        open: None,
        change: Some("上升0.4个百分点"),
        compared_with: None,
        aim: Some(Aim { text, of, difference, is_good }),
        judged: "届时认定",
        note: None,
        is_counted: false,
        is_decided_elsewhere: false,
        is_met: false,
        ruled: None,
        why: None,
        because: None,
        lacks: None,
    }
}

fn told(all: Vec<Figure<'_>>) -> String {
    let all: Vec<_> = all.into_iter().map(|figure| Said::Figure(Box::new(figure))).collect();
    figures(&all, None).concat()
}

#[test]
fn a_figure_beside_its_target() {
    let head = "截至2025年3月5日，绿化率36.4%（初步数），同比上升0.4个百分点，";
    for (aim, tail) in [
        (of("≥36%", &THIS_YEAR, Some("+0.4"), Some(true)), "达到2025年36%以上的目标，高0.4个百分点。"),
        (of("≥37%", &THIS_YEAR, Some("-0.6"), Some(false)), "未达到2025年37%以上的目标，差0.6个百分点。"),
        (
            Figure { because: Some("补植推迟"), ..of("≥37%", &THIS_YEAR, Some("-0.6"), Some(false)) },
            "未达到2025年37%以上的目标，差0.6个百分点（原因：补植推迟）。",
        ),
        (
            Figure {
                because: Some("补植（两批）推迟"), ..of("≥37%", &THIS_YEAR, Some("-0.6"), Some(false))
            },
            "未达到2025年37%以上的目标，差0.6个百分点，原因：补植（两批）推迟。",
        ),
        (of("≥40%", &LATER, Some("-3.6"), Some(false)), "距2030年40%以上的目标还差3.6个百分点。"),
        (of("36.4%左右", &ALWAYS, Some("0.0"), Some(true)), "达到36.4%左右的目标。"),
        (of("36%左右", &THIS_YEAR, Some("+0.4"), Some(true)), "达到2025年36%左右的目标。"),
        (of("≤37%", &PACE, Some("-0.6"), Some(true)), "未超过按7个月折算的控制量（37%），低0.6个百分点。"),
        // Nobody is on the way to a target that is over, and nothing is lacking of what is too much.
        (of("≥37%", &PAST, Some("-0.6"), Some(false)), "未达到2022年37%以上的目标，差0.6个百分点。"),
        (of("＝36%", &PAST, Some("+0.4"), Some(false)), "未达到2022年36%的目标，高0.4个百分点。"),
        (of("＝37%", &LATER, Some("-0.6"), Some(false)), "距2030年37%的目标还差0.6个百分点。"),
        // Who strives for it has still to get there.
        (of("力争≥40%", &LATER, Some("-3.6"), Some(false)), "距2030年力争40%以上的目标还差3.6个百分点。"),
        (
            of("力争≥36%", &THIS_YEAR, Some("+0.4"), Some(true)),
            "达到2025年力争36%以上的目标，高0.4个百分点。",
        ),
        (
            Figure { judged: "按初步数未达标", ..of("37%", &THIS_YEAR, Some("-0.6"), Some(false)) },
            "距2025年37%的目标还差0.6个百分点。",
        ),
        (of("30%～36%", &LATER, Some("+0.4"), Some(false)), "未达到2030年30%～36%的目标，高0.4个百分点。"),
        (of("≥100%", &THIS_YEAR, Some("-63.6"), Some(false)), "未达到2025年100%的目标，差63.6个百分点。"),
        (of("全省前列", &NEXT, None, None), "目标为2027年全省前列，届时认定。"),
        (
            Figure { judged: "按部分时段数未达标", ..of("稳步上升", &ALWAYS, None, None) },
            "未达到稳步上升的目标。",
        ),
        (
            Figure { why: Some("时段不一致"), ..of("≥9%", &PAST, None, None) },
            "时段不一致，不与2022年9%以上的目标比较。",
        ),
    ] {
        assert_eq!(told(vec![aim]), format!("{head}{tail}"));
    }
    let trees =
        Figure {
            unit: "株", value: "12", change: None, ..of("≥9株", &THIS_YEAR, Some("+3"), Some(true))
        };
    assert_eq!(told(vec![trees]), "截至2025年3月5日，绿化率12株（初步数），达到2025年9株以上的目标，多3株。");
}

#[test]
fn what_decides_is_said_where_the_target_beside_the_value_says_otherwise() {
    let with = |note, judged, is_good, is_elsewhere, is_met| {
        let text = told(vec![Figure {
            note: Some(note),
            judged,
            is_decided_elsewhere: is_elsewhere,
            is_met,
            is_counted: note.contains('个'),
            period: None,
            status: None,
            change: None,
            ratio: None,
            ..of("≥36%", &THIS_YEAR, Some(if is_good { "+0.4" } else { "-0.4" }), Some(is_good))
        }]);
        text.strip_prefix("绿化率36.4%，").map(str::to_owned).unwrap_or(text)
    };
    for (note, judged, is_good, is_elsewhere, is_met, expected) in [
        (
            "未定年份的目标≥40%未达到",
            "未达标",
            true,
            true,
            false,
            "达到2025年36%以上的目标，高0.4个百分点，但未定年份的目标≥40%未达到，判定为未达标。",
        ),
        (
            "2031年目标稳步改善待认定",
            "待认定",
            true,
            true,
            false,
            "达到2025年36%以上的目标，高0.4个百分点，但2031年目标稳步改善待认定。",
        ),
        (
            "未定年份的目标≥30%",
            "达标",
            false,
            true,
            true,
            "未达到2025年36%以上的目标，差0.4个百分点，但已达到未定年份的目标≥30%，判定为达标。",
        ),
        (
            "7个县中5个达到，2个未达到",
            "未达标",
            false,
            false,
            false,
            "未达到2025年36%以上的目标，差0.4个百分点，7个县中5个达到，2个未达到。",
        ),
        (
            "4个县中1个达到，3个未达到",
            "未达标",
            false,
            true,
            false,
            "未达到2025年36%以上的目标，差0.4个百分点，4个县中1个达到，3个未达到。",
        ),
        ("7个县全部达到", "达标", true, false, true, "达到2025年36%以上的目标，高0.4个百分点。"),
    ] {
        assert_eq!(with(note, judged, is_good, is_elsewhere, is_met), expected);
    }
}

#[test]
fn what_has_the_same_time_shares_a_sentence_and_parts_come_last() {
    let bare = |name, period, lacks| Figure {
        name,
        period,
        lacks,
        change: None,
        aim: None,
        counted_on: Some("2025-11-30"),
        ..of("", &THIS_YEAR, None, None)
    };
    let all = vec![
        bare("甲", Some("1—9月"), None),
        bare("乙", Some("1—9月"), None),
        bare("丙", Some("累计"), Some(LACKS)),
        bare("丁", Some("累计"), None),
        bare("戊", Some("累计"), Some(LACKS)),
        bare("己", Some("1—9月"), Some(LACKS)),
    ];
    assert_eq!(
        told(all),
        "1—9月，甲36.4%（初步数）；乙36.4%（初步数）。截至2025年11月底，丁36.4%（初步数）。\
         按已有的5家汇总：截至2025年11月底，丙36.4%（初步数），戊36.4%（初步数）；\
         1—9月，己36.4%（初步数）；其余3家暂缺（待核实1家、零报告2家），暂不与目标比较。"
    );
}

#[test]
fn what_several_fields_lack_alike_is_said_before_them() {
    let part =
        Figure { aim: None, change: None, ratio: None, lacks: Some(LACKS), ..of("", &ALWAYS, None, None) };
    assert_eq!(
        figures(&[Said::Figure(Box::new(part))], Some(&LACKS)).concat(),
        "部分汇总：截至2025年3月5日，绿化率36.4%（初步数）。"
    );
    assert_eq!(
        in_common(&LACKS),
        "下列注明“部分汇总”的数值按已有的5家汇总，其余3家暂缺（待核实1家、零报告2家），暂不与目标比较。"
    );
}

#[test]
fn a_count_beside_its_number_needs_no_word() {
    let named = |name, unit| {
        let bare = Figure {
            name,
            unit,
            value: "9",
            aim: None,
            change: None,
            ratio: None,
            ..of("", &ALWAYS, None, None)
        };
        told(vec![bare])
    };
    for (name, unit, said) in [
        ("示范园区数", "个", "示范园区9个"),
        ("示范带条数", "条", "示范带条数9条"),
        ("利用系数", "个", "利用系数9个"),
        ("绿地占比数", "%", "绿地占比数9%"),
    ] {
        assert_eq!(named(name, unit), format!("截至2025年3月5日，{said}（初步数）。"));
    }
}

#[test]
fn what_is_judged_one_by_one_says_how_many() {
    let counted = Figure {
        value: "",
        period: None,
        judged: "按初步数未达标",
        note: Some("9个县区中4个达到，5个未达到"),
        is_counted: true,
        lacks: Some(LACKS),
        ..of("≥90%", &ALWAYS, None, None)
    };
    assert_eq!(told(vec![counted]), "绿化率目标为90%以上，9个县区中4个达到，5个未达到，按初步数未达标。");
}

#[test]
fn only_a_ratio_of_few_things_stands_in_prose_and_no_code_does() {
    let with = |ratio, open| {
        told(vec![Figure {
            ratio: Some(ratio),
            open,
            aim: None,
            change: None,
            ..of("", &THIS_YEAR, None, None)
        }])
    };
    assert_eq!(with("7/8", None), "截至2025年3月5日，绿化率36.4%（7/8，初步数）。");
    for ratio in ["23.5/160", "4429/4506", "0.7/1"] {
        assert_eq!(with(ratio, Some("待核实（N421）")), "截至2025年3月5日，绿化率36.4%（初步数，待核实）。");
    }
}
