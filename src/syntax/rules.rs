//! The rules of group N0: what a file must be before anybody can understand it.

use crate::diagnostic::{Example, Rule, Severity};

/// Whether a rule says that a file is no form at all: nothing in it, or something else.
pub fn tells_another_kind(rule: &Rule) -> bool {
    [&EMPTY_FILE, &OTHER_KIND].iter().any(|other| other.code == rule.code)
}

const SLJ: &str = "submissions/demo/2025/slj.yaml";

const fn change(find: &'static str, good: &'static str, bad: &'static str) -> Example {
    Example::Change { file: SLJ, find, good, bad }
}

macro_rules! rules {
    ($($id:ident $code:literal $name:literal $severity:ident $title:literal $why:literal $example:expr;)*) => {
        $(pub(super) static $id: Rule = Rule {
            code: $code, name: $name, severity: Severity::$severity, title: $title, why: $why, example: $example,
        };)*
        /// All rules of the group, by code.
        pub static RULES: &[&Rule] = &[$(&$id),*];
    };
}

rules! {
    UNREADABLE "N001" "unreadable-file" Error
        "文件无法读取"
        "文件不是文本文件、编码无法识别、超过16MiB，或者没有读取权限。请另存为 UTF-8 编码的文本文件后重新提交。"
        Example::Bytes { file: SLJ, bad: b"nianbao: submission/1\nplan: demo\n\x00\n", shown: "（文件中含有二进制内容）" };
    OTHER_ENCODING "N002" "not-utf8" Hint
        "文件不是 UTF-8 编码"
        "文件已按所识别的编码读取。为避免乱码，请用记事本“另存为”并选择 UTF-8 编码。"
        Example::Bytes { file: "nianbao.yaml", bad: b"nianbao: office/1\noffice: \xca\xbe\xc0\xfd\xca\xd0\xba\xd3\xb3\xa4\xd6\xc6\xb0\xec\xb9\xab\xca\xd2\n", shown: "（以 GBK 编码保存的文件）" };
    EMPTY_FILE "N003" "empty-file" Error
        "文件是空的"
        "文件里没有任何内容。请使用办公室下发的表格填写；确无内容可报的，请填写“零报告”并说明原因。"
        Example::File { file: SLJ, good: "", bad: "\n\n" };
    GRAMMAR "N004" "yaml-grammar" Error
        "这一行的写法无法识别"
        "每一行应是“键: 值”或以“- ”开头的列表项，同一层的各行左端对齐，冒号用半角并在后面空一格。"
        change("percent: 45", "percent: 45", "percent: {45");
    FULL_WIDTH_COLON "N005" "full-width-colon" Error
        "键后面用了全角冒号"
        "键和值之间要用半角冒号并空一格，例如“完成情况: 正常推进”。中文输入法下输入的“：”不能识别。"
        change("percent: 45", "percent: 45", "percent：45");
    FULL_WIDTH_QUOTES "N006" "full-width-quotes" Error
        "值外面加了全角引号"
        "编号、日期、数字和固定选项不要加引号；确需加引号时用半角引号。"
        change("status: on_track\n    percent", "status: on_track\n    percent", "status: “on_track”\n    percent");
    TAB "N007" "tab-indentation" Error
        "行首用了制表符（Tab）"
        "缩进只能用半角空格，每层两格。请把行首的制表符改为空格。"
        change("    percent: 45", "    percent: 45", "\t\tpercent: 45");
    WIDE_SPACE "N008" "full-width-indentation" Error
        "行首用了全角空格"
        "缩进只能用半角空格，每层两格。请在英文输入状态下重新输入行首的空格。"
        change("    percent: 45", "    percent: 45", "　　percent: 45");
    UNCLOSED_QUOTE "N009" "unclosed-quote" Error
        "引号没有成对"
        "值以引号开头就要以同样的引号结尾。请补上缺少的引号，或去掉多余的引号。"
        change("preparer: 示例填报人", "preparer: 示例填报人", "preparer: \"示例填报人");
    MISSING_COLON "N010" "missing-colon" Error
        "这一行缺少冒号"
        "每一行应是“键: 值”，冒号用半角并在后面空一格。"
        change("percent: 45", "percent: 45", "percent 45");
    SPECIAL_START "N011" "special-character" Error
        "值以特殊符号开头，需要加引号"
        "以 * & ! % @ ` 开头的内容在这种格式中有特别含义。请在整段内容外面加半角引号，或把内容写在“|”下面。"
        change("percent: 45", "percent: 45", "new_due: *明年");
    TOO_COMPLEX "N012" "too-complex" Error
        "文件结构超出了限制"
        "层次超过64层，键和值合计超过20万项，或者用引用（*名称）展开的内容过多。正常的表格不需要这样写，请使用办公室下发的表格。"
        Example::File { file: SLJ, good: "", bad: "a: &a [1, 2]\nb: *a\nc: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n" };
    SECOND_DOCUMENT "N013" "second-document" Error
        "一个文件里有两份内容"
        "一个文件只能有一份内容。请删去多余的“---”，或把第二份内容存为另一个文件。"
        change("percent: 45", "percent: 45", "percent: 45\n---");
    WRONG_KIND "N014" "wrong-kind" Error
        "文件的格式标记不对"
        "第一行说明这是什么文件：方案写“nianbao: plan/1”，报送件写“nianbao: submission/1”，决定写“nianbao: decisions/1”，设置写“nianbao: office/1”。"
        change("nianbao: submission/1", "nianbao: submission/1", "nianbao: plan/1");
    WIDE_COMMA "N015" "full-width-comma" Error
        "花括号里用了全角逗号"
        "写在一行里的各项之间要用半角逗号并空一格，例如“{id: MS-02-01-1, status: on_track}”。文字里的逗号不受影响。"
        change("{id: MS-02-01-1, status: on_track,", "{id: MS-02-01-1, status: on_track,", "{id: MS-02-01-1，status: on_track,");
    NO_SPACE "N016" "no-space-after-colon" Error
        "冒号后面没有半角空格"
        "键和值之间要用半角冒号并空一格半角空格，例如“完成率: 45”。全角空格不算空格。"
        change("percent: 45", "percent: 45", "percent:45");
    RAGGED_BLOCK "N017" "ragged-text" Error
        "文字的缩进没有对齐"
        "多行文字写在“|”下面，每行都比键多缩进两个半角空格，各行左端对齐。段首空两字可以在缩进之后用全角空格。"
        change("      完成两县入河排污口的**全面排查**，建立了一口一档。", "      完成两县入河排污口的**全面排查**，建立了一口一档。", "      完成两县入河排污口的全面排查。\n    建立了一口一档。");
    LINES_WITHOUT_BAR "N018" "lines-without-bar" Error
        "多行文字前面没有写“|”"
        "从 Word 粘贴多行文字时，先在冒号后面写“|”，文字从下一行起，每行都比键多缩进两个半角空格。"
        change("progress: |\n      完成两县", "progress: |\n      完成两县", "progress:\n1. 建立一口一档。\n2. 完成两县");
    HASH_CUTS_TEXT "N019" "hash-cuts-text" Error
        "“#”后面的文字被当作注释"
        "空格之后的“#”表示注释，它后面的文字不会读到。文字里要写“#”的（例如“#1机组”），在整段文字外面加半角双引号，或把文字写在“|”下面。"
        change("note: 主体工程已开工。", "note: \"主体 #1 工程已开工。\"", "note: 主体 #1 工程已开工。");
    INVISIBLE "N020" "invisible-character" Error
        "有看不见的字符"
        "从网页、微信或 Word 复制来的文字可能带有零宽空格、不间断空格等看不见的字符，放在键或行首就无法识别。请删去后重新输入。"
        change("    percent: 45", "    percent: 45", "    \u{200b}percent: 45");
    UNKNOWN_KEY "N021" "unknown-key" Error
        "不认识的键"
        "键必须与格式说明一致。多余的键会被忽略，因此先报告出来，以免填写的内容丢失。"
        change("percent: 45", "percent: 45", "precent: 45");
    DUPLICATE_KEY "N022" "duplicate-key" Error
        "同一个键出现了两次"
        "同一项里一个键只能写一次（中文和英文写法算同一个键）。请保留正确的一个。"
        change("percent: 45", "percent: 45", "percent: 45\n    完成率: 50");
    MISSING_KEY "N023" "missing-key" Error
        "缺少必填项"
        "这一项是必填的。请按表格补充。"
        change("unit: 市水利局\n", "unit: 市水利局\n", "");
    WRONG_SHAPE "N024" "wrong-shape" Error
        "内容的形式不对"
        "这里需要另一种形式的内容，例如列表要每项一行并以“- ”开头，文字不能写成列表。"
        change("summary: |\n  本年度清洁河流各项工作按计划推进。", "summary: |\n  本年度清洁河流各项工作按计划推进。", "summary: [各项工作, 按计划推进]");
    NOT_A_NUMBER "N025" "not-a-number" Error
        "这里应填数字"
        "请填阿拉伯数字，例如 98.5。文字说明请写在“说明”或“核实说明”里；没有数据时“数值”留空，并在“缺失原因”里选择原因。"
        change("percent: 45", "percent: 45", "percent: 四十五");
    UNIT_IN_NUMBER "N026" "unit-in-number" Error
        "数值里带了计量单位"
        "计量单位由方案规定，数值里只写数字：98% 写成 98；12.3万 按方案的计量单位换算后填写。"
        change("percent: 45", "percent: 45", "percent: 45%");
    NUMBER_FORM "N027" "number-form" Hint
        "数字用了全角数字或千位分隔符"
        "已按半角数字读取。请改为半角数字，不加分隔符。"
        change("percent: 45", "percent: 45", "percent: ４５");
    DATE_FORM "N028" "date-form" Hint
        "日期建议写成“年-月-日”的形式"
        "已按所写日期读取。为避免误读，日期请写成“年-月-日”，月和日用两位数字。"
        change("filled_on: 2025-12-08", "filled_on: 2025-12-08", "filled_on: 2025年12月8日");
    BAD_DATE "N029" "bad-date" Error
        "日期无法识别"
        "日期请写成 2025-11-30 的形式。只知道月份时请填该月最后一天，并在说明里写清。"
        change("filled_on: 2025-12-08", "filled_on: 2025-12-08", "filled_on: 12月上旬");
    IMPOSSIBLE_DATE "N030" "impossible-date" Error
        "没有这一天"
        "月份为1至12，日期不超过当月天数。请核对后改正。"
        change("filled_on: 2025-12-08", "filled_on: 2025-12-08", "filled_on: 2025-11-31");
    UNKNOWN_VALUE "N031" "unknown-value" Error
        "不在可选值之内"
        "这一项只能从固定的几个值中选择，中文和英文写法均可。"
        change("status: on_track\n    percent", "status: on_track\n    percent", "status: 基本完成\n    percent");
    BAD_ID "N032" "bad-id" Error
        "编号含有不能使用的字符"
        "编号只能由英文字母、数字和短横线组成，例如 RW-02-01。全角字符请改为半角。"
        Example::Change { file: "plans/demo.yaml", find: "- id: RW-02-01\n", good: "- id: RW-02-01\n", bad: "- id: RW－02－01\n" };
    WIDE_DASH "N033" "wrong-dash" Error
        "列表项开头不是半角短横线加空格"
        "列表的每一项以半角短横线和一个半角空格“- ”开头。中文输入法下的“－”“—”“•”不能识别。"
        change("  - id: RW-02-01\n    status: on_track\n    percent: 45", "  - id: RW-02-01\n    status: on_track\n    percent: 45", "  － id: RW-02-01\n    status: on_track\n    percent: 45");
    OTHER_KIND "N034" "other-kind-of-file" Error
        "不是填报用的表格"
        "交来的是 Excel、Word、PDF、图片等其他文件，或由 Excel 另存的文本。请把内容填入办公室下发的表格（.yaml 文件）后提交；只改扩展名没有用。"
        Example::File { file: SLJ, good: "", bad: "编号\t完成情况\t完成率\nRW-02-01\t正常推进\t45\n" };
    COMMENT_AFTER_TEXT "N035" "comment-after-text" Hint
        "文字后面跟着注释"
        "空格之后的“#”表示注释，注释不会出现在报告里。属于正文的，请在整段文字外面加半角双引号；确是注释的，请另起一行写。"
        change("note: 主体工程已开工。}", "note: 主体工程已开工。}", "note: 主体工程已开工。} # 待核\nsuggestions: 加快用地审批 # 另附材料");
    NOTHING_IN_WORDS "N036" "nothing-in-words-of-a-text" Hint
        "没有内容的项写了“无”“/”一类的字"
        "数字、日期、号码和名称没有内容就留空。写“无”“/”“—”“暂无”的当作没有填写，与表格、网页里一样；“数值”没有数据的，另要写明缺失原因。"
        change("percent: 45", "percent: 45", "percent: 无");
}
