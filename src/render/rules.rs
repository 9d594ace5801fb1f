//! The rules of group N9: templates, and the tool's own output.

use crate::diagnostic::{Edit, Example, Rule, Severity};

/// All rules of the group, by code.
pub static RULES: &[&Rule] =
    &[&FAULTY_TEMPLATE, &UNUSED_TEMPLATE, &FAULTY_OUTPUT, &PLACEHOLDER_LEFT, &FAULTY_WORD_TEMPLATE];

pub(super) static FAULTY_TEMPLATE: Rule = Rule {
    code: "N901",
    name: "faulty-template",
    severity: Severity::Error,
    title: "模板有错误",
    why: "templates/ 中的模板写法有误，或者用了页面数据中没有的名称。页面无法生成，上一次的输出保持不变。\
          请对照内置模板修改；只想改动一处时，用 {% extends \"builtin/文件名\" %} 继承内置模板，再改写其中一块。",
    example: Example::File {
        file: "templates/404.html",
        good: "{% extends \"builtin/404.html\" %}\n{% block lead %}请从首页重新进入。{% endblock %}\n",
        bad: "{% extends \"builtin/404.html\" %}\n{% block lead %}请从首页重新进入。\n",
    },
};

pub(super) static UNUSED_TEMPLATE: Rule = Rule {
    code: "N902",
    name: "unused-template",
    severity: Severity::Hint,
    title: "模板文件没有用到",
    why: "templates/ 中的文件与内置模板同名才会生效。名称写错的模板不起作用，页面仍按内置模板生成。",
    example: Example::File {
        file: "templates/tasks.htm",
        good: "",
        bad: "{% extends \"builtin/tasks.html\" %}\n",
    },
};

pub(super) static FAULTY_OUTPUT: Rule = Rule {
    code: "N903",
    name: "faulty-output",
    severity: Severity::Error,
    title: "生成的页面有错误",
    why: "页面生成后逐页核对：相对链接、页内锚点、无障碍标注、外部资源、订阅和网站地图的格式，以及粘贴稿所用的标记。核对不通过的页面不能发布。\
          改过模板的，请检查模板；没有改过模板的，请把这条信息告知工具维护人员。",
    example: Example::File {
        file: "templates/404.html",
        good: "{% extends \"builtin/404.html\" %}\n",
        bad: "{% extends \"builtin/404.html\" %}\n{% block lead %}见<a href=\"no-such-page.html\">首页</a>。{% endblock %}\n",
    },
};

pub(super) static PLACEHOLDER_LEFT: Rule = Rule {
    code: "N904",
    name: "placeholder-in-template",
    severity: Severity::Error,
    title: "模板里留有占位文字",
    why: "模板正文中的 TODO、lorem ipsum、没有成对的标签会原样出现在每一个页面上。只检查模板自己的文字；报送件和方案中的同样文字不受影响。",
    example: Example::File {
        file: "templates/404.html",
        good: "{% extends \"builtin/404.html\" %}\n{% block lead %}请从首页重新进入。{% endblock %}\n",
        bad: "{% extends \"builtin/404.html\" %}\n{% block lead %}TODO：补写说明。{% endblock %}\n",
    },
};

pub(super) static FAULTY_WORD_TEMPLATE: Rule = Rule {
    code: "N911",
    name: "faulty-word-template",
    severity: Severity::Error,
    title: "Word 样式文件不能使用",
    why: "设置中的 docx_template 指明一份 .docx，文稿的样式、页面、页眉和页脚从它取得，正文不用。文件不存在、已损坏、过大，或页眉页脚指向文件以外的，不能使用；\
          上一次的输出保持不变。",
    example: Example::Edits {
        good: &[],
        bad: &[Edit::Write { file: "nianbao.yaml", text: "nianbao: office/1\ndocx_template: 样式.docx\n" }],
    },
};
