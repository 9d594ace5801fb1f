//! How cells of the workbook look, and what may be typed into them.

use rust_xlsxwriter::{
    ColNum, DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Formula, RowNum,
    Worksheet, XlsxError,
};

use crate::syntax::vocabulary;
use crate::workbook::{Field, Kind};

/// Characters that a cell can hold, with a few to spare for the sign that something was left out.
const MOST: usize = 32_000;

/// The formats of the workbook.
pub(super) struct Looks {
    pub(super) title: Format,
    pub(super) small: Format,
    pub(super) heads: Format,
    pub(super) plan: Format,
    pub(super) last: Format,
    pub(super) input: Format,
    pub(super) sample: Format,
    pub(super) lacking: Format,
}

impl Looks {
    pub(super) fn new() -> Self {
        let font = || Format::new().set_font_name("宋体").set_font_size(11);
        let cell = || {
            font()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_border(FormatBorder::Thin)
                .set_border_color("B0B8BC")
                .set_num_format("@")
        };
        let grey = || cell().set_background_color("F1F3F4");
        Looks {
            title: font().set_font_size(16).set_bold(),
            small: font().set_font_size(10).set_font_color("4C5A60"),
            heads: cell()
                .set_bold()
                .set_background_color("D9E7EC")
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            plan: grey(),
            last: grey().set_italic().set_font_color("5A666B"),
            input: cell().set_unlocked(),
            sample: cell().set_background_color("FFF7DC").set_font_color("6B5A1E"),
            // A formula: a cell of text would show it instead of working it out.
            lacking: grey().set_font_color("A03020").set_num_format("General"),
        }
    }
}

/// A text as a cell can hold it.
pub(super) fn fitting(text: &str) -> String {
    if text.encode_utf16().count() <= MOST {
        return text.to_owned();
    }
    let mut units = 0;
    let fits = text.chars().take_while(|c| {
        units += c.len_utf16();
        units <= MOST
    });
    fits.chain("……（过长，以下未带出）".chars()).collect()
}

/// The height of a row in points: texts with the widths of their columns in Chinese characters.
pub(super) fn height(texts: &[(&str, u16)], least: usize) -> u32 {
    let lines = |(text, width): &(&str, u16)| -> usize {
        let across = usize::from(*width).max(1) * 2;
        text.lines().map(|line| line.chars().map(columns).sum::<usize>().div_ceil(across).max(1)).sum()
    };
    let lines = texts.iter().map(lines).max().unwrap_or(1).max(least);
    // No row is higher than 409 points.
    u32::try_from(lines * 16 + 4).unwrap_or(409).min(409)
}

fn columns(c: char) -> usize {
    if c.is_ascii() { 1 } else { 2 }
}

/// `A`, `Z`, `AA`.
pub(super) fn column_name(column: ColNum) -> String {
    rust_xlsxwriter::utility::column_number_to_name(column)
}

/// `G5`.
pub(super) fn cell_name(row: RowNum, column: ColNum) -> String {
    format!("{}{}", column_name(column), row + 1)
}

/// Lets cells of a column take only what the field takes, and says before what that is.
pub(super) fn validate(
    sheet: &mut Worksheet,
    field: &Field,
    year: i32,
    (row, column): (RowNum, ColNum),
    last: RowNum,
) -> Result<(), XlsxError> {
    let own = cell_name(row, column);
    let number = format!("ISNUMBER(VALUE({own})),ISERROR(FIND(\"%\",{own}))");
    let date = format!("AND(LEN({own})=10,ISNUMBER(DATEVALUE({own})))");
    let rule = DataValidation::new();
    let rule = match field.kind {
        Kind::Word(of) => {
            let words: Vec<&str> = vocabulary::values(of).iter().map(|(_, word)| *word).collect();
            rule.allow_list_strings(&words)?
        }
        Kind::Number => rule.allow_custom(Formula::new(format!("=AND({number})"))),
        Kind::Percent => {
            let within = format!("VALUE({own})>=0,VALUE({own})<=100");
            rule.allow_custom(Formula::new(format!("=AND({number},{within})")))
        }
        Kind::Date => rule.allow_custom(Formula::new(format!("={date}"))),
        Kind::Due => {
            let year = format!("AND(LEN({own})=4,ISNUMBER(VALUE({own})))");
            rule.allow_custom(Formula::new(format!("=OR({date},{year},{own}=\"长期坚持\")")))
        }
        Kind::Line | Kind::Text | Kind::Phone | Kind::Evidence | Kind::Explanation => rule.allow_any_value(),
    };
    let more = match field.kind {
        Kind::Word(_) => "；从下拉列表中选",
        Kind::Evidence => "；一行一件，文件写成〔文件：文件名〕",
        _ => "",
    };
    let help = field.help(year);
    let told = format!("{}：{help}{more}。", super::yaml::need(field.need));
    let rule = rule
        .set_input_title(field.heading())?
        .set_input_message(&told)?
        .set_error_title(field.heading())?
        .set_error_message(format!("这里的内容不合要求。{help}{more}。"))?
        .set_error_style(DataValidationErrorStyle::Stop);
    sheet.add_data_validation(row, column, last, column, &rule)?;
    Ok(())
}
