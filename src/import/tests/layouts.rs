//! Tests of layouts: marks of Markdown, years in rows, numbers that run through, who does what at the end.

use super::*;

/// Whether a draft says all of it.
fn says(text: &str, wanted: &[&str]) {
    let told = told(text);
    for line in wanted {
        assert!(told.iter().any(|t| t == line), "{line}\n{told:#?}");
    }
}

/// The draft of a web page or another file.
fn of_file(name: &str, bytes: &[u8]) -> Vec<String> {
    told_of(&import(&document(name, bytes).unwrap(), "x").unwrap().definition)
}

#[test]
fn marks_of_markdown_are_no_words() {
    let text = "# 清源市绿道建设方案\n\n> 清源市人民政府 2026年3月1日\n\n## 一、总体目标\n\n- 到2027年，绿道网密度达到**1.2公里/平方公里**以上；\n- 到2028年，骑行道达到**90公里**。\n\n## 二、重点任务\n\n### （一）建设绿道\n\n1. **建设滨河绿道**\n   2027年底前建成绿道40公里。\n   - **牵头单位**：市住建局\n   - 配合单位：市园林局\n2. **完善驿站**\n   建设驿站12座。\n   - 牵头：市文旅局\n   - 配合：市住建局\n\n---\n\n## 三、保障措施\n\n- **（一）加强领导。**成立专班。\n- **（二）落实资金。**多方筹资。\n";
    says(
        text,
        &[
            "T 建设绿道/1. 建设滨河绿道",
            "U 牵头 市住建局",
            "U 配合 市园林局",
            "G 2027 绿道 >= 40公里 Up",
            "U 牵头 市文旅局",
            "G 2028 骑行道 >= 90公里 Keep",
        ],
    );
    // Stars that mark who leads, and signs of a text without these marks, stay.
    says(
        "清源市治水方案\n一、重点任务\n（一）治理河道。清淤3公里。\n责任单位：*市水利局、市住建局（标*的为牵头单位，下同）\n（二）治理湖泊。清淤2公里。\n责任单位：*市住建局、市水利局",
        &["U 牵头 市水利局", "U 牵头 市住建局"],
    );
}

#[test]
fn years_in_rows_are_goals_of_what_the_columns_measure() {
    let rows = [
        ["年份", "新型储能装机规模（万千瓦）", "消纳责任权重（%）"],
        ["2025年（基数）", "310", "36.5"],
        ["2026年", "460", "38"],
        ["2030年", "1200", "≥45"],
    ];
    let wanted = [
        "G 2026 新型储能装机规模 >= 460万千瓦 Up",
        "G 2030 新型储能装机规模 >= 1200万千瓦 Up",
        "G 2026 消纳责任权重 >= 38% Up",
        "G 2030 消纳责任权重 >= 45% Up",
    ];
    let front = "清源市储能行动计划（2026—2030年）\n一、主要目标\n目标见下表。\n";
    let end = "\n二、重点任务\n（一）建设储能。建设电站3座。（责任单位：市能源局）";
    for mark in ["|", "\t"] {
        let table: Vec<String> = rows.iter().map(|row| row.join(mark)).collect();
        says(&format!("{front}{}{end}", table.join("\n")), &wanted);
    }
    let cells = |row: &[&str; 3]| row.map(|c| format!("<td>{c}</td>")).concat();
    let table: String = rows.iter().map(|row| format!("<tr>{}</tr>", cells(row))).collect();
    let lines = |text: &str| text.lines().map(|l| format!("<p>{l}</p>")).collect::<String>();
    let page = format!("<html><body>{}<table>{table}</table>{}</body></html>", lines(front), lines(end));
    let found = of_file("a.html", page.as_bytes());
    for line in wanted {
        assert!(found.iter().any(|t| t == line), "{line}\n{found:#?}");
    }
}

#[test]
fn goals_may_be_named_as_goals() {
    let head = "清源县2026年林长制目标责任书\n一、责任目标\n";
    let end = "\n二、重点任务\n（一）绿化国土。义务植树45万株。（责任单位：县林业局）";
    let named = "| 序号 | 目标名称 | 单位 | 2026年目标值 |\n| --- | --- | --- | --- |\n| 1 | 森林覆盖率 | % | ≥62.3 |\n| 2 | 火灾受害率 | ‰ | ≤0.8 |";
    says(
        &format!("{head}{named}{end}"),
        &["G 2026 森林覆盖率 >= 62.3% Up", "G 2026 火灾受害率 <= 0.8‰ Down"],
    );
    let words = "责任目标|计量单位|2026年目标值|分值\n森林覆盖率|%|62.3|20\n湿地保护率|%|58|15";
    says(&format!("{head}{words}{end}"), &["G 2026 森林覆盖率 >= 62.3% Up", "G 2026 湿地保护率 >= 58% Up"]);
}

#[test]
fn lines_of_labelled_values_are_rows() {
    let text = "清源省治水计划\n一、主要目标\n专栏1 主要指标\n指标名称：农业用水量（亿立方米）；2024年：13.2；2027年：不高于11.8\n指标名称：监测自动化率（%）；2024年：72；2027年：88\n二、重点任务\n（一）节水。新增节水灌溉25万亩。（责任单位：省水利厅）\n清源省水利厅\n2025年12月1日";
    says(text, &["G 2027 农业用水量 <= 11.8亿立方米 Down", "G 2027 监测自动化率 >= 88% Up"]);
}

#[test]
fn numbers_that_run_through_the_chapters_count_the_tasks() {
    let text = "全国草原修复方案\n一、主要任务\n（1）开展评价。布设样地300个。本项工作由草原司牵头，规划财务司、监测中心配合。\n（2）提升防火能力。新增阻隔带80公里。本项工作由防灾司负责。\n二、组织实施\n（3）加强领导。健全机制。\n（4）定期报告。按时总结。";
    let told = told(text);
    let tasks: Vec<&str> = told.iter().filter(|t| t.starts_with("T ")).map(String::as_str).collect();
    assert_eq!(tasks.len(), 4, "{told:#?}");
    for line in ["U 牵头 草原司", "U 配合 规划财务司、监测中心", "U 责任 防灾司"] {
        assert!(told.iter().any(|t| t == line), "{line}\n{told:#?}");
    }
    // 第一，…第三， through two groups.
    let text = "清源区攻坚方案\n一、攻坚任务\n（一）治理扬尘\n第一，管控工地。安装监测设备40套。（牵头单位：区住建局；责任单位：区城管局）\n第二，清扫道路。购置洒水车22台。（牵头单位：区城管局；责任单位：区水务局）\n（二）治理噪声\n第三，防治噪声。建设声屏障3公里。（牵头单位：区交通局；责任单位：区公安分局）";
    let found = super::told(text);
    assert_eq!(found.iter().filter(|t| t.starts_with("T ")).count(), 3, "{found:#?}");
    assert!(found.iter().any(|t| t.starts_with("T ") && t.ends_with("防治噪声")), "{found:#?}");
}

#[test]
fn a_closing_chapter_gives_units_by_number() {
    let text = "清源市减塑措施\n一、具体措施\n第一条 推动商场减塑。建设回收站900个。\n第二条 压减快递包装。投放循环箱30万个。\n二、工作保障\n第三条 加强协调。建立机制。\n三、责任分工\n第一条 由市商务局牵头，市市场监管局配合。\n第二条 由市邮政管理局牵头，市商务局配合。";
    let told = told(text);
    assert_eq!(told.iter().filter(|t| t.starts_with("T ")).count(), 3, "{told:#?}");
    for line in ["U 牵头 市商务局", "U 配合 市市场监管局", "U 牵头 市邮政管理局", "U 配合 市商务局"]
    {
        assert!(told.iter().any(|t| t == line), "{line}\n{told:#?}");
    }
}

#[test]
fn sizes_conditions_and_scopes_are_no_goals() {
    let task = |words: &str| {
        told(&format!("清源市建设方案\n一、建设范围\n包括4个区，总面积8960平方公里。\n二、重点任务\n（一）推进建设。{words}（责任单位：市能源局）"))
            .into_iter()
            .filter(|t| t.starts_with("G "))
            .collect::<Vec<_>>()
    };
    assert_eq!(task("新建500千伏变电站12座。"), ["G - 500千伏变电站 >= 12座 Up"]);
    assert_eq!(
        task("场界昼间超过70分贝、夜间超过55分贝的，依法查处。建设屏障3公里。"),
        ["G - 屏障 >= 3公里 Up"]
    );
    assert_eq!(task("完成化工园等5个高风险地块风险管控。"), ["G - 高风险地块风险管控 >= 5个 Up"]);
}

#[test]
fn broken_lines_end_where_their_figure_ends() {
    let wide = "全市各级各有关部门要切实加强水资源节约集约利用工作，用水总量控制在";
    says(
        &format!(
            "清源市节水方案\n一、重点任务\n（一）节约用水。{wide}\n1.36亿立方米以内，创建节水单位20家。\n（责任单位：市水利局）"
        ),
        &["G - 用水总量 <= 1.36亿立方米 Down", "G - 节水单位 >= 20家 Up"],
    );
    // ②… on a new line goes on with a list that began within the task.
    let found = told(
        "清源市河湖方案\n一、重点任务\n1.整治排污口。①完成120个排污口规范化建设；\n②排污口整治完成率达到85%。\n责任单位：市水利局、市住建局",
    );
    assert_eq!(found.iter().filter(|t| t.starts_with("T ")).count(), 1, "{found:#?}");
}

#[test]
fn texts_of_open_document_are_read_with_numbers_and_spans() {
    let p = |text: &str| format!("<text:p>{text}</text:p>");
    let cell = |text: &str, span: &str| format!("<table:table-cell {span}>{}</table:table-cell>", p(text));
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let table = [
        row(&[
            cell("指标", "table:number-rows-spanned=\"2\""),
            cell("单位", "table:number-rows-spanned=\"2\""),
            cell("目标值", "table:number-columns-spanned=\"2\""),
        ]),
        row(&[cell("2027年", ""), cell("2030年", "")]),
        row(&[cell("绿道长度", ""), cell("公里", ""), cell("40", ""), cell("90", "")]),
        row(&[cell("驿站", ""), cell("座", ""), cell("12", ""), cell("30", "")]),
    ];
    let item = |text: &str| format!("<text:list-item>{}</text:list-item>", p(text));
    let body = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\" xmlns:style=\"s\"><office:automatic-styles><text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\" style:num-prefix=\"（\" style:num-suffix=\"）\" style:num-format=\"一, 二, 三, ...\"/></text:list-style></office:automatic-styles><office:body><office:text>{}<text:tracked-changes>{}</text:tracked-changes><text:h text:outline-level=\"1\">主要目标</text:h><table:table>{}</table:table><text:h text:outline-level=\"1\">重点任务</text:h><text:list text:style-name=\"L\">{}{}</text:list></office:text></office:body></office:document-content>",
        p("清源市绿道<text:span>建设</text:span>方案"),
        p("删去的话999家"),
        table.concat(),
        item("建设绿道。铺设绿道40公里。（责任单位：市住建局）"),
        item("完善驿站。培训人员<text:s text:c=\"2\"/>600名。（责任单位：市文旅局）"),
    );
    let styles = "<office:document-styles xmlns:text=\"t\" xmlns:style=\"s\"><text:outline-style><text:outline-level-style text:level=\"1\" style:num-suffix=\"、\" style:num-format=\"一, 二, 三, ...\"/></text:outline-style></office:document-styles>";
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
    for (name, text) in [("content.xml", body.as_str()), ("styles.xml", styles)] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
    }
    let found = of_file("a.odt", &zip.finish().unwrap().into_inner());
    for line in [
        "T 重点任务/（一） 建设绿道",
        "U 责任 市住建局",
        "G 2027 绿道长度 >= 40公里 Up",
        "G 2030 驿站 >= 30座 Up",
    ] {
        assert!(found.iter().any(|t| t == line), "{line}\n{found:#?}");
    }
    assert!(!found.iter().any(|t| t.contains("999")), "{found:#?}");
}

#[test]
fn a_line_may_end_within_a_unit_of_measure() {
    says(
        "清源市空气提升方案\n一、总体目标\n到2027年，全市PM2.5平均浓度下降到32微克/立方\n米以下，优良天数比率达到86%以上。\n二、重点任务\n（一）治理扬尘。（市住建局牵头）\n",
        &["G 2027 优良天数比率 >= 86% Up"],
    );
}
