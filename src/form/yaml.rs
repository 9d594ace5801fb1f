//! The form as a file with Chinese keys: a comment for every field, last year's answer above each.

use super::asked::{Entry, Row, Table, UnitForm};
use super::scalar;
use crate::syntax::vocabulary;
use crate::workbook::{Field, HEAD, Kind, Need, Sheet};

const NUMERALS: [&str; 3] = ["一", "二", "三"];

/// Writes the form, empty or with answers. Read as a submission it says what its answers say.
pub fn yaml(form: &UnitForm) -> String {
    let mut page = Lines { text: String::new(), year: form.year };
    page.comments(0, &introduction(form));
    page.line(0, &format!("{}: submission/1", vocabulary::chinese_key("nianbao")));
    page.line(0, &format!("{}: {}", vocabulary::chinese_key("plan"), form.plan));
    page.line(0, &format!("{}: {}", vocabulary::chinese_key("year"), form.year));
    page.line(0, &format!("{}: {}", vocabulary::chinese_key("unit"), form.unit));
    if form.sample {
        page.comments(0, &["演示用；正式报送时没有下面这一行".to_owned()]);
        page.line(0, &format!("{}: true", vocabulary::chinese_key("sample")));
    }
    let (above, below): (Vec<usize>, Vec<usize>) =
        (0..HEAD.len()).partition(|at| !matches!(HEAD[*at].key, "suggestions" | "explanation"));
    page.line(0, "");
    page.fields(0, HEAD, &above, &form.head);
    let tables = form.tables.iter().filter(|table| !table.rows.is_empty());
    for (numeral, table) in NUMERALS.iter().zip(tables) {
        page.table(numeral, table);
    }
    page.line(0, "");
    page.fields(0, HEAD, &below, &form.head);
    page.text
}

fn introduction(form: &UnitForm) -> Vec<String> {
    let last_year = if form.has_last_year {
        format!("以“上年”开头的说明是贵单位{}年的填报内容，供对照，不会计入本年。", form.year - 1)
    } else {
        "没有可以对照的上年填报内容。".to_owned()
    };
    let mut lines = vec![
        format!("{}（表样 {}）", form.name(), form.version),
        format!("依据：{}", form.basis()),
        format!("报送：{}　截止：{}", form.recipient, form.deadline),
        String::new(),
        "怎样填：".to_owned(),
        "1. 只在冒号后面填写。冒号用半角，后面空一格；行首的空格不要改动，不要用 Tab。".to_owned(),
        "2. 没有内容的留空，不写“无”“/”。以 # 开头的行是说明，不必删除。".to_owned(),
        "3. 冒号后面是“|”的，文字从下一行写起，可以写几行，每行开头比这一项多空两格。".to_owned(),
        format!("4. 日期写成 {}-11-30；数字不带单位；联系电话和数字两边可以加半角引号。", form.year),
        format!("5. {last_year}"),
        format!(
            "6. 填好后自查：nianbao check {}.yaml --plan {}.yaml（方案文件向办公室索取）；文件名不要改，没有填写的表不算报送。",
            form.unit, form.plan
        ),
    ];
    if form.tables.iter().all(|table| table.rows.is_empty()) {
        lines.push(
            "方案没有点名交给贵单位任务、指标或节点；有相关工作的写在“总体情况”，没有的填“零报告”。".into(),
        );
    }
    lines
}

/// The text as it grows.
struct Lines {
    text: String,
    /// The year of the form, of which its examples are.
    year: i32,
}

impl Lines {
    fn line(&mut self, indent: usize, line: &str) {
        if !line.is_empty() {
            self.text.extend(std::iter::repeat_n(' ', indent));
            self.text.push_str(line);
        }
        self.text.push('\n');
    }

    /// Comments: whatever stands in a text of the plan or of last year, it stays behind its sign.
    fn comments(&mut self, indent: usize, lines: &[String]) {
        for line in lines.iter().flat_map(|text| scalar::lines(text)) {
            self.line(indent, format!("# {line}").trim_end());
        }
    }

    fn table(&mut self, numeral: &str, table: &Table) {
        let Table { sheet, rows } = table;
        let name = vocabulary::chinese_key(sheet.list);
        self.line(0, "");
        let mut about = vec![format!("{numeral}、{name}（{}项）", rows.len())];
        about.extend(fixed_words(sheet));
        self.comments(0, &about);
        self.line(0, &format!("{name}:"));
        let all: Vec<usize> = (0..sheet.fields.len()).collect();
        for row in rows {
            self.comments(2, &heading(sheet, row));
            self.line(2, &format!("- {}: {}", vocabulary::chinese_key("id"), row.id));
            self.fields(4, sheet.fields, &all, &row.said);
            self.line(0, "");
        }
    }

    /// The fields of one entry; those below a common key stand together.
    fn fields(&mut self, indent: usize, fields: &[Field], wanted: &[usize], said: &Entry) {
        let mut open = "";
        for &at in wanted {
            let field = &fields[at];
            let group = field.key.split_once('.').map_or("", |(group, _)| group);
            if group != open && !group.is_empty() {
                self.line(indent, &format!("{}:", vocabulary::chinese_key(group)));
            }
            open = group;
            let indent = if group.is_empty() { indent } else { indent + 2 };
            let last = said.last.get(at).and_then(Option::as_deref);
            let now = said.now.get(at).and_then(Option::as_deref);
            let about = format!("{}（{}）：{}", field.heading(), need(field.need), field.help(self.year));
            self.comments(indent, &[format!("{about}{}", how(field.kind))]);
            if let Some(last) = last {
                self.comments(indent, &[format!("上年：{}", last.trim_end().replace('\n', "\n　　　"))]);
            }
            let key = vocabulary::chinese_key(field.path().last().unwrap_or(field.key));
            self.field(indent, key, field.kind, now);
        }
    }

    fn field(&mut self, indent: usize, key: &str, kind: Kind, now: Option<&str>) {
        match (kind, now) {
            (Kind::Text, None) => self.line(indent, &format!("{key}: |")),
            (Kind::Phone, None) => self.line(indent, &format!("{key}: \"\"")),
            (_, None) => self.line(indent, &format!("{key}:")),
            (Kind::Word(_) | Kind::Date, Some(now)) => self.line(indent, &format!("{key}: {now}")),
            (Kind::Number | Kind::Percent | Kind::Phone | Kind::Due, Some(now)) => {
                self.line(indent, &format!("{key}: {}", scalar::quoted(now)));
            }
            (Kind::Evidence, Some(now)) => {
                self.line(indent, &format!("{key}:"));
                for (title, file) in scalar::documents(now) {
                    let names = [vocabulary::chinese_key("title"), vocabulary::chinese_key("file")];
                    self.line(indent + 2, &format!("- {}: {}", names[0], scalar::inline(title)));
                    if let Some(file) = file {
                        self.line(indent + 4, &format!("{}: {}", names[1], scalar::inline(file)));
                    }
                }
            }
            (Kind::Explanation, Some(now)) => match scalar::by_code(now) {
                Some(answers) => {
                    self.line(indent, &format!("{key}:"));
                    for (code, words) in answers {
                        self.words(indent + 2, code, &words);
                    }
                }
                None => self.words(indent, key, now),
            },
            (Kind::Line | Kind::Text, Some(now)) => self.words(indent, key, now),
        }
    }

    fn words(&mut self, indent: usize, key: &str, text: &str) {
        match scalar::block(text) {
            Some(sign) => {
                self.line(indent, &format!("{key}: {sign}"));
                text.lines().for_each(|line| self.line(indent + 2, line));
            }
            None => self.line(indent, &format!("{key}: {}", scalar::inline(text))),
        }
    }
}

/// Which row this is, and what the plan says of it.
fn heading(sheet: &Sheet, row: &Row) -> Vec<String> {
    // 序号 and 编号 do not stand here.
    let columns = sheet.plan.iter().skip(2).zip(&row.plan).filter(|(_, text)| !text.is_empty());
    let mut lines: Vec<String> =
        columns.map(|(column, text)| format!("{}：{text}", column.heading)).collect();
    lines.extend(row.aside.iter().cloned());
    if !row.asked {
        lines.push("本项不要求必填，有情况的填写".to_owned());
    }
    if let Some(first) = lines.first_mut() {
        first.insert_str(0, "—— ");
    }
    lines
}

/// `完成情况从下列选一项：…`, for each field with fixed words.
fn fixed_words(sheet: &Sheet) -> Vec<String> {
    let fields = sheet.fields.iter();
    let words = fields.filter_map(|field| match field.kind {
        Kind::Word(of) => {
            let words: Vec<&str> = vocabulary::values(of).iter().map(|(_, word)| *word).collect();
            Some(format!("{}从下列选一项：{}", field.heading(), words.join("、")))
        }
        _ => None,
    });
    words.collect()
}

/// How it is written in this kind of file.
fn how(kind: Kind) -> String {
    match kind {
        Kind::Word(_) => "；只写上面所列的词".to_owned(),
        Kind::Evidence => {
            let [list, title, file] = ["evidence", "title", "file"].map(vocabulary::chinese_key);
            format!("；写成 {list}: [{{{title}: 工程验收意见, {file}: 验收意见.pdf}}]")
        }
        _ => String::new(),
    }
}

/// When a field of the whole is filled in and how, as the workbook says it beside.
pub(super) fn asked_for(field: &Field, year: i32) -> String {
    format!("{}。{}", need(field.need), field.help(year))
}

/// When a field has to be filled in, in words: `必填`, `滞后、未启动时必填`.
pub(super) fn need(need: Need) -> String {
    match need {
        Need::Always => "必填".to_owned(),
        Need::Optional => "可不填".to_owned(),
        Need::With(list) => {
            let words: Vec<&str> = list.iter().map(|key| vocabulary::chinese_value("Status", key)).collect();
            format!("{}时必填", words.join("、"))
        }
        Need::Without(other) => format!("没有{}时必填", vocabulary::chinese_key(other)),
        Need::Beside(other) => format!("填了{}时必填", vocabulary::chinese_key(other)),
    }
}
