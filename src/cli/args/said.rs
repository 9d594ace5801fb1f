//! What is said of arguments: help and faults in Chinese, and how values are read.
//!
//! Takes the program's arguments; gives [`Arguments`], or what to show instead.
//! Every value that can be wrong is read here: no words of a library reach the screen.

use std::ops::RangeInclusive;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory as _, FromArgMatches as _};
use nianbao::diagnostic::nearest;
use nianbao::plan::AsOf;
use nianbao::source::on_one_line;

use super::{Arguments, TEMPLATE};

/// Years that may be meant; others are slips of the finger.
const YEARS: RangeInclusive<i32> = 1900..=2199;

/// A year in four digits.
pub(in crate::cli) fn year(text: &str) -> Result<i32, String> {
    let year = text.parse().ok().filter(|year| YEARS.contains(year));
    year.ok_or_else(|| "请写成四位数的年份，例如 2026".to_owned())
}

/// A day or an hour, of a year that may be meant.
pub(in crate::cli) fn day(text: &str) -> Result<AsOf, String> {
    let day: AsOf = text.parse()?;
    let (first, last) = (YEARS.start(), YEARS.end());
    if day.year().is_some_and(|year| YEARS.contains(&year)) {
        return Ok(day);
    }
    Err(format!("年份须在{first}和{last}之间"))
}

/// Words that are written into a record or a receipt: not nothing, on one line, of characters that can be printed.
pub(in crate::cli) fn words(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("不能是空的".to_owned());
    }
    // What would be shown as a sign cannot be printed as it is.
    let unseen = |c: char| matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
    if on_one_line(text) != text || text.contains(unseen) {
        return Err("里面有换行、制表符或看不见的控制字符，请重新输入".to_owned());
    }
    Ok(text.to_owned())
}

/// The code of a rule.
pub(super) fn rule(text: &str) -> Result<String, String> {
    let code = text.trim().to_ascii_uppercase();
    let codes: Vec<&str> = nianbao::check::rules().into_iter().map(|rule| rule.code).collect();
    if codes.contains(&code.as_str()) {
        return Ok(code);
    }
    let near = nearest(&code, &codes).filter(|_| !code.is_empty());
    let near = near.map(|near| format!("，是不是“{near}”？")).unwrap_or_default();
    Err(format!("没有这个编号的规则{near}；编号用逗号分开，全部编号见 nianbao rules"))
}

pub(super) fn port(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| "请写 0 到 65535 之间的整数".to_owned())
}

/// What to show instead of running.
pub(in crate::cli) enum Shown {
    Help(String),
    Fault(String),
}

/// Reads the program's arguments.
pub(in crate::cli) fn parse() -> Result<Arguments, Shown> {
    let command = chinese(Arguments::command());
    let matches = command.try_get_matches().map_err(|error| shown(&error))?;
    Arguments::from_arg_matches(&matches).map_err(|error| shown(&error))
}

/// Replaces the English words that clap puts into its help.
fn chinese(command: clap::Command) -> clap::Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(
            clap::Arg::new("help")
                .short('h')
                .long("help")
                .help("显示帮助")
                .action(clap::ArgAction::Help)
                .global(false),
        );
    if command.get_version().is_some() {
        command = command.arg(
            clap::Arg::new("version")
                .short('V')
                .long("version")
                .help("显示版本")
                .action(clap::ArgAction::Version),
        );
    }
    command = command.mut_args(|arg| {
        let heading = if arg.is_positional() { "参数" } else { "选项" };
        arg.help_heading(heading).hide_possible_values(false)
    });
    for name in names {
        command = command.mut_subcommand(name, chinese);
    }
    command
}

fn shown(error: &clap::Error) -> Shown {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            return Shown::Help(words_of_help(&error.to_string()));
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            return Shown::Fault(words_of_help(&error.to_string()));
        }
        _ => {}
    }
    let text = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(list)) => list.join("、"),
        _ => String::new(),
    };
    let (argument, value) = (text(ContextKind::InvalidArg), text(ContextKind::InvalidValue));
    let message = match error.kind() {
        ErrorKind::InvalidValue => {
            let valid = text(ContextKind::ValidValue);
            if value.is_empty() {
                format!("选项“{argument}”缺少内容")
            } else {
                format!("“{argument}”不能是“{}”，可选：{valid}", on_one_line(&value))
            }
        }
        ErrorKind::ValueValidation => {
            use std::error::Error as _;
            let why = error.source().map(|why| format!("：{why}")).unwrap_or_default();
            format!("“{argument}”不能是“{}”{why}", on_one_line(&value))
        }
        ErrorKind::InvalidSubcommand => {
            let near = text(ContextKind::SuggestedSubcommand);
            let near = if near.is_empty() { String::new() } else { format!("，是不是“{near}”？") };
            format!("没有“{}”这个命令{near}", text(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => {
            let near = text(ContextKind::SuggestedArg);
            let near = if near.is_empty() { String::new() } else { format!("，是不是“{near}”？") };
            format!("没有“{argument}”这个选项{near}")
        }
        ErrorKind::MissingRequiredArgument => format!("缺少：{argument}"),
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::ArgumentConflict => match text(ContextKind::PriorArg) {
            other if other.is_empty() || other == argument => format!("“{argument}”只能写一次"),
            other => format!("“{argument}”不能与“{other}”同时使用，什么也没有做；请分开运行"),
        },
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("“{argument}”的内容个数不对")
        }
        ErrorKind::InvalidUtf8 => "参数含有无法识别的字符".to_owned(),
        _ => "参数有误".to_owned(),
    };
    Shown::Fault(format!("错误：{message}\n运行 nianbao --help 查看用法\n"))
}

/// The few words of clap's own that no setting reaches.
fn words_of_help(text: &str) -> String {
    text.replace("[possible values: ", "[可选：")
        .replace("[default: ", "[默认：")
        .replace("Possible values:", "可选：")
        .replace("[OPTIONS]", "[选项]")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said when arguments are given.
    fn fault(arguments: &[&str]) -> String {
        let read = chinese(Arguments::command()).try_get_matches_from(arguments);
        match read.map_err(|error| shown(&error)) {
            Err(Shown::Fault(text)) => text,
            _ => String::new(),
        }
    }

    /// Options of all commands that take a value, with the words that come before them.
    fn options(command: &clap::Command, before: &[String]) -> Vec<(Vec<String>, String)> {
        let mut found = vec![];
        for sub in command.get_subcommands() {
            let words = [before, &[sub.get_name().to_owned()]].concat();
            let valued = sub.get_arguments().filter(|arg| arg.get_action().takes_values());
            let longs = valued.filter_map(|arg| arg.get_long());
            found.extend(longs.map(|long| (words.clone(), format!("--{long}"))));
            found.extend(options(sub, &words));
        }
        found
    }

    #[test]
    fn a_wrong_value_of_any_option_is_refused_in_chinese() {
        let all = options(&chinese(Arguments::command()), &["nianbao".to_owned()]);
        assert!(all.len() > 30, "{}", all.len());
        let mut refused = std::collections::BTreeSet::new();
        for (before, option) in &all {
            for value in
                ["abc", "", "99999", "-1", "1.5", "10000-01-01", "9999-12-31", "0001-01-01", "甲\n乙"]
            {
                let given = format!("{option}={value}");
                let words: Vec<&str> = before.iter().map(String::as_str).chain([given.as_str()]).collect();
                let said = fault(&words);
                let Some(why) = said.strip_prefix("错误：").filter(|why| why.contains("不能是")) else {
                    continue;
                };
                refused.insert(option.clone());
                // What is of the option itself is no language.
                let valid =
                    ["text", "short", "json", "sarif", "yaml", "xlsx", "html", "all", "nianbao rules"];
                let rest = valid.iter().fold(why.replace("--", ""), |why, word| why.replace(word, ""));
                let rest = rest.replace(option.trim_start_matches('-'), "").replace(value, "");
                let rest: String = rest.lines().next().unwrap_or_default().to_owned();
                let english = rest.split(|c: char| !c.is_ascii_lowercase()).any(|word| word.len() > 2);
                assert!(!english, "{words:?}: {said}");
            }
        }
        for option in
            ["--year", "--as-of", "--at", "--on", "--since", "--port", "--by", "--despite", "--format"]
        {
            assert!(refused.contains(option), "{option} takes anything");
        }
    }

    #[test]
    fn days_and_years_are_those_that_may_be_meant() {
        assert!(
            year("2052").is_ok() && year("9999").is_err() && year("99999").is_err() && year("abc").is_err()
        );
        for wrong in
            ["9999-12-31", "9999-12-31T10:00", "2200-01-01T00:00:00+08:00", "1899-12-31", "0001-01-01"]
        {
            assert!(day(wrong).is_err_and(|why| why.contains("年份")), "{wrong}");
        }
        assert!(day("2025-12-15").is_ok() && day("2025-12-15T17:30:00+08:00").is_ok());
    }

    #[test]
    fn words_and_codes_are_what_can_be_printed_and_what_there_is() {
        assert_eq!(words(" 市河长办 ").as_deref(), Ok("市河长办"));
        for wrong in
            ["", "　 ", "甲\n乙", "甲\u{1b}[31m", "甲\u{202e}乙", "\u{200b}", "甲\r乙", "甲\u{2028}乙"]
        {
            assert!(words(wrong).is_err(), "{wrong:?}");
        }
        assert_eq!(rule("n301 ").as_deref(), Ok("N301"));
        for wrong in ["N999", "", "N301 x"] {
            assert!(rule(wrong).is_err_and(|why| why.contains("没有这个编号")), "{wrong}");
        }
        assert!(rule("N30l").is_err_and(|why| why.contains("N301")));
    }
}
