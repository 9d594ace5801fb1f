//! Right and wrong values, units, operators, years and pairings.

use super::*;
use crate::source::{SourceFile, Sources};

/// The codes for a target of the starter's first indicator.
fn codes(unit: &str, target: &str) -> Vec<&'static str> {
    let starter = crate::starter::files();
    let (_, bytes) = starter.iter().find(|(name, _)| *name == PLAN).expect("the starter has a plan");
    let text = String::from_utf8_lossy(bytes)
        .replacen("unit_of_measure: \"%\"", &format!("unit_of_measure: \"{unit}\""), 1)
        .replacen("{year: 2027, op: \">=\", value: \"90\", quote: 到2027年优良断面比例达到90%}", target, 1)
        .replacen("    baseline: {year: 2024, value: \"81\", quote: 2024年优良断面比例为81%}\n", "", 1);
    assert!(text.contains(target) && text.contains(unit), "{target}");
    let mut sources = Sources::default();
    let file = sources.add(SourceFile::new(PLAN, text.as_bytes()));
    let mut out = Diagnostics::default();
    let plan = crate::plan::read(&sources, file, &mut out).expect("it is well formed");
    check(&plan, &mut out);
    out.iter().map(|found| found.rule.code).collect()
}

#[test]
fn t13_what_the_quote_says_passes() {
    for (unit, target) in [
        ("%", "{year: 2030, op: \">=\", value: \"65\", quote: 到2030年提高到百分之六十五}"),
        ("万户", "{year: 2027, op: \">=\", value: \"3.2\", quote: 累计改造3.2万户以上}"),
        ("户", "{year: 2027, op: \">=\", value: \"32000\", quote: 累计改造３．２万户}"),
        ("亩", "{year: 2027, op: \">=\", value: \"12000\", quote: 造林一万二千亩}"),
        ("万亩", "{year: 2027, op: \">=\", value: \"1.2\", quote: 造林一万二千亩}"),
        ("万亩", "{year: 2027, op: \">=\", value: \"1.2\", quote: 造林一点二万亩以上}"),
        ("亩", "{year: 2027, op: \">=\", value: \"12000\", quote: 造林1万2千亩}"),
        ("户", "{year: 2027, op: \">=\", value: \"21600\", quote: 改造两万一千六百户}"),
        ("万吨", "{year: 2027, op: \">=\", value: \"120\", quote: 处理一百二十万吨}"),
        ("亿元", "{year: 2027, op: \">=\", value: \"3\", quote: 投资三亿元}"),
        ("亿元", "{year: 2027, op: \">\", value: \"120\", quote: 产值突破120亿}"),
        ("%", "{year: 2027, op: \"<=\", value: \"8\", quote: 漏损率控制在8%以内}"),
        ("%", "{year: 2027, op: \"<\", value: \"8\", quote: 漏损率低于8%}"),
        ("%", "{year: 2027, op: \"~\", value: \"8\", quote: 稳定在8%左右}"),
        ("座", "{year: 2027, op: range, value: \"2\", value_max: \"3\", quote: 建成2至3座}"),
        (
            "%",
            "{year: 2027, op: \">=\", value: \"12\", change: fall, baseline_year: 2023, quote: 2027年较2023年下降12%}",
        ),
        (
            "%",
            "{year: 2027, op: \">=\", value: \"12\", change: fall, baseline_year: 2023, quote: 较2023年累计降幅扩大到12%}",
        ),
        ("%", "{year: 2027, op: \">=\", value: \"100\", quote: 垃圾分类全覆盖}"),
        ("%", "{year: 2027, op: \">=\", value: \"33\", quote: 由2020年的31%提高到33%}"),
        ("%", "{year: 2027, op: range, value: \"20\", value_max: \"30\", quote: 保持在20%—30%}"),
        ("座", "{year: 2027, op: \">=\", value: \"15\", quote: 从12座增加至15座以上}"),
        ("微克/立方米", "{year: 2027, op: \"<=\", value: \"31\", quote: 年均浓度降至31微克/立方米}"),
    ] {
        assert!(codes(unit, target).is_empty(), "{unit} {target}: {:?}", codes(unit, target));
    }
    // What measures the change itself has it as its lower bound.
    for name in ["单位产值能耗下降率", "能耗降幅", "新增能力", "用能增速"] {
        let target = "targets: [{year: 2027, op: \">=\", value: \"5\", quote: 能耗下降5%}]";
        assert_eq!(codes_of(&[(name, "%", target)], &[]), Vec::<&str>::new(), "{name}");
    }
}

#[test]
fn t13_a_difference_in_value_unit_operator_or_year_is_a_finding() {
    for (code, unit, target) in [
        ("N188", "%", "{year: 2027, op: \">=\", value: \"65\", quote: 提高到6.5%}"),
        ("N188", "%", "{year: 2027, op: \">=\", value: \"31\", quote: 由31%提高到33%}"),
        ("N188", "座", "{year: 2027, op: \">=\", value: \"12\", quote: 从2020年的12座增加至15座}"),
        ("N189", "%", "{year: 2027, op: \"<=\", value: \"5\", quote: 较2024年下降5%}"),
        (
            "N189",
            "%",
            "{year: 2027, op: \">=\", value: \"5\", change: rise, baseline_year: 2024, quote: 较2024年下降5%}",
        ),
        (
            "N189",
            "微克/立方米",
            "{year: 2027, op: \"<=\", value: \"31\", change: fall, baseline_year: 2024, quote: 年均浓度下降到31微克/立方米}",
        ),
        (
            "N189",
            "%",
            "{year: 2027, op: \">=\", value: \"52\", change: rise, baseline_year: 2024, quote: 覆盖率提高到52%}",
        ),
        ("N188", "户", "{year: 2027, op: \">=\", value: \"3.2\", quote: 累计改造3.2万户}"),
        ("N188", "亩", "{year: 2027, op: \">=\", value: \"1200\", quote: 造林一万二千亩}"),
        ("N188", "万亩", "{year: 2027, op: \">=\", value: \"12\", quote: 造林一万二千亩}"),
        ("N188", "万亩", "{year: 2027, op: \">=\", value: \"2\", quote: 造林1万2千亩}"),
        ("N188", "亩", "{year: 2027, op: \">=\", value: \"22000\", quote: 造林两万零二百亩}"),
        ("N188", "千瓦", "{year: 2027, op: \">=\", value: \"30\", quote: 达到30千瓦时}"),
        ("N188", "%", "{year: 2027, op: \">=\", value: \"36\", quote: 提高到百分之三十五}"),
        ("N188", "%", "{year: 2027, op: \">=\", value: \"5\", quote: 提高5个百分点}"),
        ("N188", "座", "{year: 2027, op: range, value: \"2\", value_max: \"4\", quote: 建成2至3座}"),
        ("N189", "%", "{year: 2027, op: \"<=\", value: \"65\", quote: 提高到65%以上}"),
        ("N189", "%", "{year: 2027, op: \">=\", value: \"65\", quote: 不超过65%}"),
        ("N189", "%", "{year: 2027, op: \">=\", value: \"65\", quote: 超过65%}"),
        ("N189", "%", "{year: 2027, op: \">=\", value: \"65\", quote: 65%左右}"),
        ("N189", "%", "{year: 2027, op: \"~\", value: \"65\", quote: 提高到65%}"),
        ("N189", "座", "{year: 2027, op: \">=\", value: \"2\", quote: 建成2至3座}"),
        // A change is no level, whichever way the operator points.
        ("N189", "%", "{year: 2027, op: \">=\", value: \"20\", quote: 比2020年下降20%}"),
        ("N189", "%", "{year: 2027, op: \">=\", value: \"5\", quote: 年均增长5%}"),
        ("N190", "%", "{year: 2027, op: \">=\", value: \"65\", quote: 到2030年提高到65%}"),
        (
            "N190",
            "%",
            "{year: 2027, op: \">=\", value: \"12\", change: fall, baseline_year: 2020, quote: 较2023年下降12%}",
        ),
    ] {
        assert_eq!(codes(unit, target), [code], "{unit} {target}");
    }
}

/// The codes for a plan of some indicators, each `(name, unit, targets)`, and some tasks, each `(due, quote)`.
fn codes_of(indicators: &[(&str, &str, &str)], tasks: &[(&str, &str)]) -> Vec<&'static str> {
    let tasks: Vec<(&str, &str, &str)> = tasks.iter().map(|(due, quote)| ("任务", *due, *quote)).collect();
    codes_of_titled(indicators, &tasks)
}

fn codes_of_titled(indicators: &[(&str, &str, &str)], tasks: &[(&str, &str, &str)]) -> Vec<&'static str> {
    let indicator = |(at, (name, unit, targets)): (usize, &(&str, &str, &str))| {
        format!(
            "  - {{id: i{at}, name: {name}, task: T-0, unit_of_measure: \"{unit}\", direction: up, level: city, combine: none, \
             reported_by: [a], {targets}}}\n"
        )
    };
    let task = |(at, (title, due, quote)): (usize, &(&str, &str, &str))| {
        format!("  - {{id: T-{at}, title: {title}, due: {due}, responsible_units: [a], quote: {quote}}}\n")
    };
    let text = format!(
        "nianbao: plan/1\nid: p\ntitle: 方案\nregion: 某市\nhorizon: [2035]\nreporting: {{subject: 工作, first_year: 2025, \
         due: 12-15, recipient: 办公室}}\nunits:\n  - {{id: a, name: 甲局, kind: department}}\nsections:\n- id: s\n  title: 部分\n  \
         tasks:\n{}indicators:\n{}",
        tasks.iter().enumerate().map(task).collect::<String>(),
        indicators.iter().enumerate().map(indicator).collect::<String>(),
    );
    let mut sources = Sources::default();
    let file = sources.add(SourceFile::new("plans/p.yaml", text.as_bytes()));
    let mut out = Diagnostics::default();
    let plan = crate::plan::read(&sources, file, &mut out);
    let plan = plan.unwrap_or_else(|| panic!("it is well formed: {text} {out:?}"));
    check(&plan, &mut out);
    out.iter().map(|found| found.rule.code).collect()
}

/// Targets of `(year, value)` that all quote one sentence.
fn goals(of: &[(i32, &str)], quote: &str) -> String {
    let one = |(year, value): &(i32, &str)| {
        format!("{{year: {year}, op: \">=\", value: \"{value}\", quote: \"{quote}\"}}")
    };
    format!("targets: [{}]", of.iter().map(one).collect::<Vec<_>>().join(", "))
}

#[test]
fn t13_each_number_of_a_quote_has_its_own_year() {
    for (quote, pairs) in [
        ("到2027年、2030年覆盖率分别达到60%、80%", [(2027, "60"), (2030, "80")]),
        ("覆盖率2027年、2030年分别提高到60%以上和80%以上，位居全省前列", [(2027, "60"), (2030, "80")]),
        ("2027、2030年，管网覆盖率分别不低于60%、80%。", [(2027, "60"), (2030, "80")]),
        ("到2027年覆盖率达到60%，到2030年达到80%", [(2027, "60"), (2030, "80")]),
        (
            "到2027年覆盖率由2024年的55%提高到60%；2030年在2024年基础上再提高，达到80%",
            [(2027, "60"), (2030, "80")],
        ),
        ("到2030年覆盖率达到80%（其中到2027年达到60%）", [(2027, "60"), (2030, "80")]),
        ("覆盖率达到60%（2027年）、80%（2030年）", [(2027, "60"), (2030, "80")]),
        ("“十四五”末覆盖率达到60%，“十五五”末达到80%", [(2025, "60"), (2030, "80")]),
        ("到2025年底和“十五五”末，覆盖率分别达到60%、80%", [(2025, "60"), (2030, "80")]),
    ] {
        let [(first, low), (last, high)] = pairs;
        let right = [("管网覆盖率", "%", &*goals(&pairs, quote))];
        assert_eq!(codes_of(&right, &[]), [""; 0], "{quote}");
        let wrong = [("管网覆盖率", "%", &*goals(&[(last, low), (first, high)], quote))];
        assert_eq!(codes_of(&wrong, &[]), ["N190", "N190"], "{quote}");
    }
    // What holds for each of the years, and what the sentence leaves open.
    for quote in [
        "到2027年、2030年覆盖率均保持在60%以上",
        "2026—2030年每年覆盖率不低于60%",
        "“十五五”期间覆盖率不低于60%",
        "覆盖率达到60%，力争2027年、确保2030年完成",
    ] {
        let both = [("管网覆盖率", "%", &*goals(&[(2027, "60"), (2030, "60")], quote))];
        assert_eq!(codes_of(&both, &[]), [""; 0], "{quote}");
    }
    let late = [("治理率", "%", &*goals(&[(2030, "70")], "“十四五”末治理率达到70%"))];
    assert_eq!(codes_of(&late, &[]), ["N190"]);
    let base = |year: i32| {
        let quote = "2020年为31%，2024年为33%";
        let text = format!("baseline: {{year: {year}, value: \"33\", quote: {quote}}}, targets: []");
        codes_of(&[("森林覆盖率", "%", &text)], &[])
    };
    assert_eq!((base(2024), base(2020)), (vec![], vec!["N190"]));
}

#[test]
fn t13_each_number_of_a_quote_has_its_own_subject() {
    for (quote, names) in [
        ("到2027年森林覆盖率达到33%，湿地保护率达到60%", ["森林覆盖率", "湿地保护率"]),
        ("森林覆盖率、湿地保护率分别达到33%、60%", ["森林覆盖率", "湿地保护率"]),
        ("到2027年，森林覆盖率和湿地保护率分别达到33%以上和60%左右", ["全市森林覆盖率", "全市湿地保护率"]),
        ("全市森林覆盖率到2027年由31%提高到33%；湿地保护率由58%提高到60%", ["森林覆盖率", "湿地保护率"]),
        ("城市、县城污水处理率分别达到33%、60%", ["城市污水处理率", "县城污水处理率"]),
        ("33%的重点河湖完成治理，60%的入河排污口完成整治", ["重点河湖治理比例", "入河排污口整治比例"]),
    ] {
        let of = |values: [&str; 2]| {
            let targets = values.map(|value| {
                let op = if quote.contains("左右") && value == "60" { "~" } else { ">=" };
                format!("targets: [{{year: 2027, op: \"{op}\", value: \"{value}\", quote: {quote}}}]")
            });
            codes_of(&[(names[0], "%", &targets[0]), (names[1], "%", &targets[1])], &[])
        };
        assert_eq!(of(["33", "60"]), [""; 0], "{quote}");
        assert_eq!(of(["60", "33"]), ["N188", "N188"], "{quote}");
    }
    // The other subject is no indicator of the plan.
    let quote = "森林覆盖率达到33%，湿地保护率达到60%";
    assert_eq!(codes_of(&[("森林覆盖率", "%", &*goals(&[(2027, "60")], quote))], &[]), ["N188"]);
    // Two names that begin alike.
    let quote = "到2027年绿地率达到38%，绿化覆盖率达到42%";
    assert_eq!(codes_of(&[("绿地率", "%", &*goals(&[(2027, "42")], quote))], &[]), ["N188"]);
    assert_eq!(codes_of(&[("绿地率", "%", &*goals(&[(2027, "38")], quote))], &[]), [""; 0]);
    // What a sentence says once for several, and what it names otherwise than the plan, is left alone.
    for (name, quote) in [
        ("污染地块安全利用率", "受污染耕地、污染地块安全利用率达到60%"),
        ("农村生活污水治理率", "城镇生活污水处理率达到95%，农村达到60%"),
        ("其他区域机械化清扫率", "主城区机械化清扫率达到85%以上，其他区域达到60%以上"),
        ("优良天数比例", "森林覆盖率达到33%，空气好的天数达到60%"),
    ] {
        assert_eq!(codes_of(&[(name, "%", &*goals(&[(2027, "60")], quote))], &[]), [""; 0], "{quote}");
    }
}

#[test]
fn t13_a_task_is_due_when_its_quote_says() {
    for (due, quote) in [
        ("2027", "甲局负责，2027年底前完成"),
        ("2027-06-30", "2027年6月底前完成排查"),
        ("2030", "“十五五”末全部建成"),
        ("2027", "2026年完成设计，2027年建成"),
        ("2028", "2026—2030年分批实施"),
        ("ongoing", "2027年前完成排查，长期坚持"),
        ("ongoing", "自2025年起实施"),
        ("2027", "较2020年翻一番"),
        ("2027", "每年6月底前报送"),
    ] {
        assert_eq!(codes_of(&[], &[(due, quote)]), [""; 0], "{due} {quote}");
    }
    for (due, quote) in [
        ("2029", "甲局负责，2027年底前完成"),
        ("2027-12-31", "2027年6月底前完成排查"),
        ("2027", "2027年6月底前完成排查"),
        ("2030", "“十四五”末全部建成"),
        ("2031", "2026—2030年分批实施"),
        ("ongoing", "2027年底前完成"),
    ] {
        assert_eq!(codes_of(&[], &[(due, quote)]), ["N190"], "{due} {quote}");
    }
}

#[test]
fn t13_of_several_years_a_task_has_the_one_of_its_own_clause() {
    for quote in ["2026年建成东河水厂，2028年建成西山电站", "东河水厂2026年投产，西山电站2028年并网"]
    {
        let codes = |first: &str, second: &str| {
            codes_of_titled(&[], &[("东河水厂", first, quote), ("西山电站", second, quote)])
        };
        assert_eq!(codes("2026", "2028"), [""; 0], "{quote}");
        assert_eq!(codes("2028", "2026"), ["N190", "N190"], "{quote}");
        // What the quote does not name may be due with either.
        assert_eq!(codes_of_titled(&[], &[("城乡供水", "2028", quote)]), [""; 0]);
    }
}

#[test]
fn t13_a_row_of_a_table_speaks_of_one_thing() {
    let row = goals(&[(2030, "0.58")], "5|农田灌溉水有效利用系数|—|0.562|0.58|预期性");
    assert_eq!(codes_of(&[("农田灌溉水有效利用系数", "", &*row)], &[]), [""; 0]);
}
