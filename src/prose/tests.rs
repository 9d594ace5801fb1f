//! What clerks type, what attackers type, and generated texts, on all surfaces at once.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, html};

use super::*;

fn page(text: &str) -> String {
    Prose::read(text).html().trim_end().to_owned()
}

fn paper(text: &str) -> String {
    Prose::read(text).markdown()
}

/// What a reader of CommonMark makes of our Markdown.
fn reread(markdown: &str, options: Options) -> String {
    let mut out = String::new();
    html::push_html(&mut out, Parser::new_ext(markdown, options));
    out
}

/// The characters that a person sees, without white space.
fn seen(html: &str) -> String {
    let text = html
        .split('<')
        .enumerate()
        .map(|(at, part)| if at == 0 { part } else { part.split_once('>').expect("elements end").1 })
        .collect::<String>();
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    bare(&text)
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn has_table(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Table(_) => true,
        Block::List(items) => items.iter().any(|item| has_table(item)),
        Block::Quote(blocks) => has_table(blocks),
        Block::Paragraph(_) => false,
    })
}

/// Our page and a foreign reader's view of our paper show the same characters and the same elements.
fn agree(text: &str) -> Result<(), TestCaseError> {
    let prose = Prose::read(text);
    let options = if has_table(&prose.blocks) { Options::ENABLE_TABLES } else { Options::empty() };
    let theirs = reread(&prose.markdown(), options);
    prop_assert_eq!(seen(&prose.html()), seen(&theirs), "{:?}\n{}", text, prose.markdown());
    for element in ["<strong>", "<li>", "<blockquote>", "<a href", "<tr>", "<ul>", "<p>"] {
        let count = |html: &str| html.matches(element).count();
        // Readers part the paragraphs of some lists that stand close here.
        if element != "<p>" || count("<li>") == 0 && !prose.html().contains("<li>") {
            prop_assert_eq!(count(&prose.html()), count(&theirs), "{} {:?}\n{}", element, text, theirs);
        }
    }
    prop_assert!(
        !theirs.contains("<h") && !theirs.contains("<em>") && !theirs.contains("<code"),
        "{}",
        theirs
    );
    Ok(())
}

/// Letters and digits in order.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a text was read as nothing but paragraphs of characters.
fn is_plain(prose: &Prose) -> bool {
    prose.blocks.iter().all(|block| match block {
        Block::Paragraph(words) => words.iter().all(|word| matches!(word, Inline::Text(_))),
        _ => false,
    })
}

const PIECES: [&str; 58] = [
    "*", "*", "**", "***", "_", "__", "~", "~~", "^", "<", ">", "#", "|", "\\", "`", "```", "[", "]", "(",
    ")", "!", "&", "&lt;", "&#42;", "$", "+", "-", "--", "=", ".", ":", "1", "27", "3.5", "08", "%", "℃",
    "m²", "a", "PM", "池体", "米", "完成", "，", "。", "：", "“", "”", "（", "）", "、", "　", " ", " ",
    "\n", "\n", "\n\n", "①",
];

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..24).prop_map(|parts| parts.concat())
}

/// Lines that begin like blocks.
fn documents() -> impl Strategy<Value = String> {
    let heads = [
        "",
        "",
        "- ",
        "* ",
        "  - ",
        "    - ",
        "> ",
        "# ",
        "## ",
        "1. ",
        "2)",
        "（1）",
        "一是",
        "　　",
        "    ",
        "|",
        "|---|",
        "| a | b |",
        "|---|---:|",
        "\\- ",
        "+ ",
        "---",
        "===",
    ];
    let line = (
        prop::sample::select(heads.to_vec()),
        prop::collection::vec(prop::sample::select(&PIECES[..]), 0..6),
    );
    prop::collection::vec(line, 0..8).prop_map(|lines| {
        let lines: Vec<String> =
            lines.into_iter().map(|(head, rest)| format!("{head}{}", rest.concat())).collect();
        lines.join("\n")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn f1_no_sign_of_a_text_is_lost(text in texts()) {
        let prose = Prose::read(&text);
        prop_assert_eq!(letters(&seen(&prose.html())), letters(&text));
        prop_assert_eq!(letters(&prose.plain()), letters(&text));
        let has_escape = ["\\*", "\\|", "\\[", "\\]", "\\-", "\\+", "\\#", "\\>"].iter().any(|e| bare(&text).contains(e));
        if is_plain(&prose) && !has_escape {
            prop_assert_eq!(seen(&prose.html()), bare(&text));
            prop_assert_eq!(bare(&prose.plain()), bare(&text));
        }
        agree(&text)?;
    }

    #[test]
    fn f1_every_reader_shows_the_same(text in documents()) {
        prop_assert_eq!(letters(&Prose::read(&text).plain()), letters(&text));
        agree(&text)?;
    }

    #[test]
    fn plain_words_stay_words_in_headings_and_cells(text in texts()) {
        let words = words(&text);
        prop_assert!(!words.contains('\n'));
        for (markdown, options) in [
            (words.clone(), Options::empty()),
            (format!("## {words}"), Options::empty()),
            (format!("| 表头 |\n| --- |\n| {words} |"), Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH),
        ] {
            let events = Parser::new_ext(&markdown, options).filter_map(|event| match event {
                Event::Text(text) => Some(text.to_string()),
                _ => None,
            });
            let shown = events.collect::<String>();
            prop_assert_eq!(bare(shown.strip_prefix("表头").unwrap_or(&shown)), bare(&text), "{}", markdown);
        }
    }
}

#[test]
fn f1_signs_of_clerks_stay_signs() {
    for text in [
        "沉淀池5*4*3米，滤池长*宽*高为6*2*1.5米",
        "总分=70*0.5+88*0.5",
        "文件 jsz_2025_v2.xlsx、_说明_.docx",
        "水温18~22℃，投加量3~5吨，另3~5吨",
        "COD<20，氨氮>1.0，<15%的占比",
        "> 90%为达标",
        "#3机组、# 4机组和5#炉",
        "型号A*B*C、DN300*8、M_12_x",
        "D:\\数据\\年报\\_终稿",
        "R^2^=0.98，10^3^个",
        "2024.12 完成",
        "- 3.5个百分点",
        "-5℃时停运\n+2℃时恢复",
        "[1]见附件，发〔2025〕3号[2](31页)",
        "A&B公司 &lt;甲&gt; &nbsp;",
        "2**10等于1024，138**1234**56，138****5678",
        "张**、李**等两人",
        "甲|乙|丙",
        "费用$5和$6",
    ] {
        let prose = Prose::read(text);
        assert!(is_plain(&prose), "{text}: {prose:?}");
        assert_eq!(seen(&prose.html()), bare(text));
        assert_eq!(bare(&prose.plain()), bare(text));
        agree(text).unwrap();
    }
}

#[test]
fn chinese_emphasis_is_shown_as_meant_everywhere() {
    for (text, html, markdown) in [
        ("全面**“清零”**行动", "<p>全面<strong>“清零”</strong>行动</p>", "全面“**清零**”行动"),
        ("**整治率97%。**下步", "<p><strong>整治率97%。</strong>下步</p>", "**整治率97%**。下步"),
        ("属于**难点（二）**的", "<p>属于<strong>难点（二）</strong>的</p>", "属于**难点（二）**&#30340;"),
        ("降**（二）类**水", "<p>降<strong>（二）类</strong>水</p>", "&#38477;**（二）类**水"),
        ("达到**97%**以上", "<p>达到<strong>97%</strong>以上</p>", "达到**97%**&#20197;上"),
        ("一般**加重**的字", "<p>一般<strong>加重</strong>的字</p>", "一般**加重**的字"),
        (
            "**《规定》**[全文](https://b.cn/?a=1&b=2)**（三）**目",
            "<p><strong>《规定》</strong><a href=\"https://b.cn/?a=1&amp;b=2\">全文</a><strong>（三）</strong>目</p>",
            "**《规定》**[全文](https://b.cn/?a=1\\&b=2)（**三**）目",
        ),
        // What is no pair stays as it was typed.
        ("容积4**的", "<p>容积4**的</p>", "容积4\\*\\*的"),
        ("** 空格 **的", "<p>** 空格 **的</p>", "\\*\\* 空格 \\*\\*的"),
        (r"\**“y”\**行动", "<p>**“y”**行动</p>", "\\*\\*“y”\\*\\*行动"),
        ("甲****乙", "<p>甲****乙</p>", "甲\\*\\*\\*\\*乙"),
        ("***要点***", "<p><strong>要点</strong></p>", "**要点**"),
    ] {
        assert_eq!(page(text), html, "{text}");
        assert_eq!(paper(text), markdown, "{text}");
        agree(text).unwrap();
    }
}

#[test]
fn line_ends_as_offices_mean_them() {
    for (text, plain) in [
        ("关停两座\n砖窑，PM\n2.5下降", "关停两座砖窑，PM 2.5下降"),
        ("主要做法：\n1.排查\n2.整改，\n限期办结\n3.验收", "主要做法：\n1.排查\n2.整改，限期办结\n3.验收"),
        ("　　甲段。\n　　乙段\n续行", "甲段。\n乙段续行"),
        (
            "一是建账。\n二是销号。\n第三，回访。\n（四）归档",
            "一是建账。\n二是销号。\n第三，回访。\n（四）归档",
        ),
        ("①甲\n②乙\n• 丙", "①甲\n②乙\n• 丙"),
        // Figures at the begin of a line are no items.
        ("共计\n1.5万米和\n1、2号炉", "共计1.5万米和1、2号炉"),
        ("第三季度和\n4、5月，全年\n12.完", "第三季度和4、5月，全年12.完"),
        ("一、二季度正常\n三季度停产", "一、二季度正常三季度停产"),
        ("甲\r\n乙\r\r丙", "甲乙\n丙"),
        ("- 甲\n  续\n- 乙\n  - 丙\n\n  另段\n后文续行\n\n收尾", "· 甲续\n· 乙\n　· 丙\n另段后文续行\n收尾"),
    ] {
        assert_eq!(Prose::read(text).plain(), plain, "{text}");
        agree(text).unwrap();
    }
}

#[test]
fn blocks_as_offices_write_them() {
    assert_eq!(page("# 工作\n正文"), "<p><strong>工作</strong></p>\n<p>正文</p>");
    assert_eq!(
        page("- 甲\n- 乙\n  - 丙"),
        "<ul>\n<li>甲</li>\n<li>乙\n<ul>\n<li>丙</li>\n</ul>\n</li>\n</ul>"
    );
    assert_eq!(page("> 原话"), "<blockquote>\n<p>原话</p>\n</blockquote>");
    let table = "|点位|值|\n|:---|---:|\n|甲\\|乙|7|8|\n|**“丙”**类|\n表后一句";
    let html = page(table);
    assert!(html.contains(
        "<td style=\"text-align: left\">甲|乙</td><td style=\"text-align: right\">7</td><td>8</td>"
    ));
    assert!(html.contains("<strong>“丙”</strong>类") && html.ends_with("<p>表后一句</p>"));
    assert_eq!(
        paper(table),
        "| 点位 | 值 |  |\n| :--- | ---: | --- |\n| 甲\\|乙 | 7 | 8 |\n| “**丙**”类 |\n\n表后一句"
    );
    assert_eq!(Prose::read(table).plain(), "点位｜值｜\n甲|乙｜7｜8\n“丙”类\n表后一句");
    assert_eq!(paper("- 甲\n- 乙\n  - 丙"), "- 甲\n- 乙\n  - 丙");
}

/// Strings that run a script, load something or break out of their place if they are let through.
const ATTACKS: [&str; 30] = [
    "<script>alert(1)</script>",
    "甲\\<img src=x onerror=alert(1)> 乙\\[点此\\](javascript:alert(2))",
    "\\\\<svg onload=alert(1)> \\\\[x\\\\](javascript:alert(1))",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<!-- <img src=x onerror=alert(1)> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](\u{1}javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](//evil.cn/)",
    "[x](\\\\evil.cn\\share)",
    "[x](https://)",
    "<javascript:alert(1)>",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "[1]: javascript:alert(1)\n[1]",
    "![x](https://evil.cn/track.gif)",
    "![x](x\" onerror=\"alert(1))",
    "[x](https://a.cn \"t\" onclick=alert(1))",
    "[x](https://a.cn/\"onmouseover=\"alert(1))",
    "```\"><script>alert(1)</script>\nx\n```",
    "| <img src=x onerror=alert(1)> | b |\n|---|---|\n| </td></table><script>alert(1)</script> | x |",
    "- <script>alert(1)</script>\n- [x](javascript:alert(1))",
    "**<b onclick=alert(1)>“重点”**工作</b>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62;",
];

#[test]
fn f11_attacks_come_out_as_words_everywhere() {
    const OURS: &str = " p strong ul li blockquote table thead tbody tr th td br ";
    for attack in ATTACKS {
        let prose = Prose::read(attack);
        for html in [prose.html(), reread(&prose.markdown(), Options::ENABLE_TABLES)] {
            for element in html.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
                let name = element.trim_start_matches('/').split(' ').next().unwrap();
                let ours = OURS.contains(&format!(" {name} "))
                    || element == "/a"
                    || element.starts_with("a href=\"https://")
                    || element == "/div"
                    || element.starts_with("div class=\"scroll\"");
                assert!(ours && !element.contains(" on"), "{attack:?} gave <{element}>:\n{html}");
            }
        }
        if !attack.contains('|') {
            agree(attack).unwrap();
        }
    }
}

#[test]
fn addresses_lead_to_the_web_or_nowhere() {
    assert_eq!(page("见[通报](https://b.gov.cn/x)"), "<p>见<a href=\"https://b.gov.cn/x\">通报</a></p>");
    assert_eq!(Prose::read("见[通报](https://b.gov.cn/x)").plain(), "见通报（https://b.gov.cn/x）");
    assert_eq!(page("见[表](file:///C:/x.doc)和[信](mailto:a@b.cn)"), "<p>见表和信</p>");
    assert_eq!(page("[注](COD:30)、[2025](7号)"), "<p>[注](COD:30)、[2025](7号)</p>");
}

#[test]
fn excerpts_are_plain_and_cut_no_figure() {
    let short = |text: &str, limit| Prose::read(text).excerpt(limit);
    assert_eq!(short("**要点**：\n\n- 甲\n- 乙[丙](https://b.cn)", 40), "要点：甲 乙丙");
    assert_eq!(short("一二三四五六", 3), "一二三…");
    assert_eq!(short("投资12345.6万元", 5), "投资…");
    assert_eq!(short("", 3), "");
}

#[test]
fn f9_depth_and_size_are_bounded() {
    let hostile = [
        "[a](".repeat(250_000),
        "[".repeat(1_000_000),
        "](".repeat(500_000),
        "**“".repeat(300_000),
        "**甲 ".repeat(300_000),
        "*\n".repeat(500_000),
        "***\n".repeat(200_000),
        "短行\n".repeat(200_000),
        "> ".repeat(500_000),
        "- ".repeat(500_000),
        "- 甲\n\n".repeat(200_000),
        format!("- 甲{}乙", "\n".repeat(500_000)),
        (0..2_000).map(|level| format!("{}- 甲\n", "  ".repeat(level))).collect(),
        "| a |\n|---|\n".repeat(100_000),
        format!("|a|\n|-|\n{}", "|".repeat(300_000)),
        "\\".repeat(1_000_000),
        "1.甲\n".repeat(200_000),
        "“（".repeat(300_000) + "**x**",
        format!("甲**{}**乙", "。".repeat(500_000)),
    ];
    for text in hostile {
        let prose = Prose::read(&text);
        let sizes =
            [prose.html().len(), prose.markdown().len(), prose.plain().len(), prose.excerpt(100).len()];
        assert!(sizes.iter().all(|&size| size <= 40 * text.len() + 1_000), "{sizes:?}");
    }
    let deep = page(&(0..50).map(|level| format!("{}- 甲\n", "  ".repeat(level))).collect::<String>());
    assert_eq!(deep.matches("<ul>").count(), blocks::MAX_DEPTH);
    assert_eq!(deep.matches('甲').count(), 50);
}

#[test]
fn rows_between_bars_want_a_row_of_dashes() {
    for (text, found) in [
        ("| 河段 | 长度 |\n| 上游 | 3 |", Some((0, "|---|---|"))),
        ("说明\n｜河段｜长度｜完成｜\n｜上游｜3｜是｜", Some((1, "|---|---|---|"))),
        ("｜河段｜长度｜\n｜---｜---｜\n｜上游｜3｜", Some((0, "|---|---|"))),
        ("| 河段 | 长度 |\n|---|---|\n| 上游 | 3 |", None),
        ("甲|乙 两类，\n丙|丁 两类", None),
        ("| 只有一行 | 不是表 |", None),
    ] {
        assert_eq!(super::unruled_table(text), found.map(|(at, rule)| (at, rule.to_owned())), "{text}");
    }
}
