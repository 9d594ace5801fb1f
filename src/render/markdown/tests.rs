//! Attack strings, Chinese emphasis, and what people paste.

use super::*;

fn html(text: &str) -> String {
    to_html(text).html.trim_end().to_owned()
}

/// Strings that run a script, load something or break out of the page if they are let through.
const ATTACKS: [&str; 46] = [
    "<script>alert(1)</script>",
    "前<script src=//evil.cn/x.js></script>后",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe src=\"javascript:alert(1)\"></iframe>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<!-- <img src=x onerror=alert(1)> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "<!DOCTYPE html><body onload=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](\u{1}javascript:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](//evil.cn/)",
    "[x](\\\\evil.cn\\share)",
    "[x](http:evil.cn)",
    "[x](https://)",
    "[x](附件1.docx)",
    "[x](#main)",
    "[x](?q=1)",
    "<javascript:alert(1)>",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "![x](javascript:alert(1))",
    "![x](https://evil.cn/track.gif)",
    "![x](x\" onerror=\"alert(1))",
    "[x](https://a.cn \"t\" onclick=alert(1))",
    "[x](https://a.cn/\"onmouseover=\"alert(1))",
    "# h {onclick=alert(1)}",
    "```\"><script>alert(1)</script>\nx\n```",
    "``` js onload=alert(1)\n</code></pre><script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "| <img src=x onerror=alert(1)> | b |\n|---|---|\n| </td></table><script>alert(1)</script> | x |",
    "- <script>alert(1)</script>\n- [x](javascript:alert(1))",
    "> <script>alert(1)</script>",
    "**<b onclick=alert(1)>“重点”**工作</b>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62;",
];

/// Reads the elements of a piece of HTML: names, and attributes as written.
fn elements(html: &str) -> Vec<String> {
    html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or("").to_owned()).collect()
}

#[test]
fn attacks_come_out_as_words() {
    const PLAIN: [&str; 17] = [
        "p",
        "strong",
        "em",
        "code",
        "pre",
        "ul",
        "ol",
        "li",
        "blockquote",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "br /",
        "div",
    ];
    for attack in ATTACKS {
        let out = html(attack);
        for element in elements(&out) {
            let name = element.trim_start_matches('/');
            let ours = PLAIN.contains(&name)
                || name == "a"
                || name.starts_with("a href=\"https://a.cn")
                || name == "div class=\"scroll\" role=\"group\" aria-label=\"表格\" tabindex=\"0\"";
            assert!(ours, "{attack:?} gave <{element}>:\n{out}");
            assert!(!name.contains("onmouseover=\""), "{attack:?} gave <{element}>");
        }
    }
}

#[test]
fn what_is_refused_says_where() {
    let text = "见[附件](javascript:alert(1))和<b>加粗</b>。";
    let refused = to_html(text).refused;
    let places: Vec<&str> = refused.iter().map(|(range, _)| &text[range.clone()]).collect();
    assert_eq!(places, ["[附件](javascript:alert(1))", "<b>", "</b>"]);
    assert_eq!(html(text), "<p>见附件和&lt;b&gt;加粗&lt;/b&gt;。</p>");
    assert!(to_html("见[通报](https://www.example.gov.cn/a.html)，电话<tel:0353-1>").refused.is_empty());
    assert_eq!(super::refused("![图](a.png)").len(), 1);
}

#[test]
fn chinese_emphasis_is_rendered_as_meant() {
    for (text, expected) in [
        ("这是**“重点”**工作", "<p>这是<strong>“重点”</strong>工作</p>"),
        ("**完成率98%。**后续", "<p><strong>完成率98%。</strong>后续</p>"),
        ("这是**重点（一）**的", "<p>这是<strong>重点（一）</strong>的</p>"),
        ("**完成率98%。**后续**工作**", "<p><strong>完成率98%。</strong>后续<strong>工作</strong></p>"),
        (
            "**《办法》**[全文](https://a.cn)**（一）**的",
            "<p><strong>《办法》</strong><a href=\"https://a.cn\">全文</a><strong>（一）</strong>的</p>",
        ),
        ("普通**加粗**文字", "<p>普通<strong>加粗</strong>文字</p>"),
        // What is no pair stays as it was typed.
        ("`a**b**c`", "<p><code>a**b**c</code></p>"),
        (r"\*\*“x”\*\*工作", "<p>**“x”**工作</p>"),
        ("面积3**的", "<p>面积3**的</p>"),
        ("** 空格 **的", "<p>** 空格 **的</p>"),
        ("****", "<hr />"),
        ("甲****乙", "<p>甲****乙</p>"),
    ] {
        assert_eq!(html(text), expected, "{text}");
    }
    assert!(html("|甲|\n|---|\n|是**“重点”**工作|").contains("<td>是<strong>“重点”</strong>工作</td>"));
}

#[test]
fn blocks_as_offices_write_them() {
    assert_eq!(html("一、完成情况\n二、问题"), "<p>一、完成情况二、问题</p>");
    assert_eq!(html("see\nbelow"), "<p>see\nbelow</p>");
    assert_eq!(html("    缩进的一段"), "<p>缩进的一段</p>");
    assert_eq!(html("# 标题"), "<p><strong>标题</strong></p>");
    assert_eq!(html("5~10吨、8~12吨"), "<p>5~10吨、8~12吨</p>");
    assert_eq!(html("- 甲\n- 乙"), "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>");
    assert!(html("|甲|乙|\n|---|---:|\n|1|2|").contains("<td style=\"text-align: right\">2</td>"));
    assert!(html("```rust\n**a**\n```").contains("<pre><code>**a**\n</code></pre>"));
}

#[test]
fn depth_and_length_are_bounded() {
    let deep = html(&"> ".repeat(50_000));
    assert!(deep.matches("<blockquote>").count() <= MAX_DEPTH);
    assert_eq!(deep.matches("<blockquote>").count(), deep.matches("</blockquote>").count());
    let list = html(&format!("{}甲", "- ".repeat(2_000)));
    assert_eq!(list.matches("<li>").count(), list.matches("</li>").count());
    assert!(html(&"[".repeat(100_000)).starts_with("<p>[[["));
    assert!(html(&"**“".repeat(20_000)).contains('“'));
}

#[test]
fn excerpts_are_plain_and_short() {
    assert_eq!(excerpt("**重点**：\n\n- 甲\n- 乙[丙](https://a.cn)", 40), "重点：甲 乙丙");
    assert_eq!(excerpt("一二三四五六", 3), "一二三…");
    assert_eq!(excerpt("", 3), "");
}
