//! What a cell's number format makes of a number: digits with words around them, a percentage, a day.

use rust_decimal::Decimal;

/// A number format: sections, of which one shows a number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Format {
    sections: Vec<Section>,
}

/// A part of a format, with the words that it puts around the digits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Section {
    /// The numbers that it is for; without it, all.
    pub(super) when: Option<(Compared, Decimal)>,
    pub(super) look: Look,
    /// `约`.
    pub(super) before: String,
    /// `元`, `亿元`, `‰`.
    pub(super) after: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compared {
    Above,
    Below,
    AtLeast,
    AtMost,
    Equal,
    Other,
}

/// What digits are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Look {
    /// The number as it is, with at least so many decimals (`0.00`); `shift` digits further to the right than it is
    /// stored: `0,` shows thousands, `0!.0,` ten thousands.
    Plain { decimals: u32, shift: u32 },
    /// `98%`, with at least so many decimals.
    Percent { decimals: u32 },
    /// A day or a time.
    Date(Parts),
    /// `@` and everything else.
    #[default]
    Other,
}

/// What of a day is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) year: bool,
    pub(super) month: bool,
    pub(super) day: bool,
    pub(super) clock: bool,
}

impl Parts {
    /// A whole day, perhaps with a clock time.
    pub(super) const fn day(clock: bool) -> Self {
        Parts { year: true, month: true, day: true, clock }
    }
}

impl From<Look> for Format {
    fn from(look: Look) -> Self {
        Section { look, ..Section::default() }.into()
    }
}

impl From<Section> for Format {
    fn from(section: Section) -> Self {
        Format { sections: vec![section] }
    }
}

impl Format {
    /// A format that every workbook knows by its number, as a Chinese program shows it.
    pub(super) fn built_in(id: u32) -> Format {
        let plain = |decimals| Look::Plain { decimals, shift: 0 };
        let shown = |year, month, day| Look::Date(Parts { year, month, day, clock: false });
        let yuan =
            |decimals| Section { look: plain(decimals), after: "元".to_owned(), ..Section::default() };
        match id {
            1 | 3 | 37 | 38 | 41 => plain(0).into(),
            2 | 4 | 39 | 40 | 43 => plain(2).into(),
            5 | 6 | 42 => yuan(0).into(),
            7 | 8 | 44 => yuan(2).into(),
            9 => Look::Percent { decimals: 0 }.into(),
            10 => Look::Percent { decimals: 2 }.into(),
            17 | 27 | 36 | 50 | 52 | 57 => shown(true, true, false).into(),
            16 | 28 | 29 | 51 | 53 | 54 | 58 => shown(false, true, true).into(),
            14 | 15 | 30 | 31 => Look::Date(Parts::day(false)).into(),
            18..=22 | 32..=35 | 45..=47 | 55 | 56 => Look::Date(Parts::day(true)).into(),
            _ => Format::default(),
        }
    }

    /// A format by its code; Chinese programs call `General` G/通用格式: `yyyy"年"m"月"d"日"`, `0.00%`, `#,##0.0_ `, `[>=10000]0!.0,"万";0`.
    pub(super) fn of_code(code: &str) -> Format {
        let code = code.replace("G/通用格式", "General");
        let sections = sections(&code).iter().map(|tokens| section(tokens)).collect();
        Format { sections }
    }

    /// The section that shows a number.
    pub(super) fn of(&self, number: Decimal) -> Section {
        let fits = |section: &&Section| section.when.is_some_and(|when| holds(when, number));
        let any = |section: &&Section| section.when.is_none();
        let mut free = self.sections.iter().filter(any);
        let first = free.next();
        // Without conditions the second is for what is below zero.
        let plain = match free.next() {
            Some(below) if number.is_sign_negative() && self.sections.iter().all(|s| s.when.is_none()) => {
                Some(below)
            }
            _ => first,
        };
        self.sections.iter().find(fits).or(plain).cloned().unwrap_or_default()
    }
}

fn holds((how, edge): (Compared, Decimal), number: Decimal) -> bool {
    match how {
        Compared::Above => number > edge,
        Compared::Below => number < edge,
        Compared::AtLeast => number >= edge,
        Compared::AtMost => number <= edge,
        Compared::Equal => number == edge,
        Compared::Other => number != edge,
    }
}

/// A piece of a code: a sign that means something, words that are only shown, what stood in square brackets.
#[derive(Debug, PartialEq, Eq)]
enum Token {
    Sign(char),
    Words(String),
    Bracket(String),
}

/// The sections of a code without padding and colours.
fn sections(code: &str) -> Vec<Vec<Token>> {
    let (mut all, mut tokens) = (vec![], vec![]);
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => tokens.push(Token::Words(chars.by_ref().take_while(|c| *c != '"').collect())),
            '[' => tokens.push(Token::Bracket(chars.by_ref().take_while(|c| *c != ']').collect())),
            // `!` is what Chinese programs write for the backslash.
            '\\' | '!' => tokens.push(Token::Words(chars.next().into_iter().collect())),
            '_' | '*' => drop(chars.next()),
            ';' => all.push(std::mem::take(&mut tokens)),
            c if c.is_ascii() => tokens.push(Token::Sign(c)),
            c => tokens.push(Token::Words(c.to_string())),
        }
    }
    all.push(tokens);
    all
}

fn section(tokens: &[Token]) -> Section {
    let signs: String =
        tokens.iter().filter_map(|token| if let Token::Sign(c) = token { Some(*c) } else { None }).collect();
    let lower = signs.trim().to_lowercase();
    let when = tokens.iter().find_map(|token| match token {
        Token::Bracket(inside) => condition(inside),
        _ => None,
    });
    let timed = |token: &Token| matches!(token, Token::Bracket(inside) if ["h", "hh", "m", "mm", "s", "ss"].contains(&&*inside.to_lowercase()));
    let (before, after) = words(tokens);
    let bare = |look| Section { when, look, ..Section::default() };
    // `General"元"`.
    if lower.starts_with("general") {
        return Section { when, look: Look::Other, before, after };
    }
    let is_digit = |c: char| matches!(c, '0' | '#' | '?');
    let fraction = lower.contains('/') && lower.contains(is_digit);
    if lower.contains('%') {
        return bare(Look::Percent { decimals: decimals(&lower) });
    }
    if !lower.contains("e+") && (lower.contains(['y', 'm', 'd', 'h', 's']) || tokens.iter().any(timed)) {
        return bare(Look::Date(parts(&lower, tokens.iter().any(timed))));
    }
    if lower.contains(is_digit) && !lower.contains("e+") && !fraction {
        let (decimals, shift) = match (pointed(tokens), decimals(&lower)) {
            (0, decimals) => (decimals, 0),
            (inside, _) => (inside, inside),
        };
        return Section {
            when,
            look: Look::Plain { decimals, shift: shift + 3 * thousands(tokens) },
            before,
            after,
        };
    }
    bare(Look::Other)
}

/// `>=10000` of a section that is for some numbers only.
fn condition(inside: &str) -> Option<(Compared, Decimal)> {
    let ways = [
        (">=", Compared::AtLeast),
        ("<=", Compared::AtMost),
        ("<>", Compared::Other),
        (">", Compared::Above),
        ("<", Compared::Below),
        ("=", Compared::Equal),
    ];
    let (how, edge) = ways.iter().find_map(|(sign, how)| Some((*how, inside.strip_prefix(sign)?)))?;
    Some((how, Decimal::from_str_exact(edge.trim()).ok()?))
}

/// The words before and behind the digits; those between them are none.
fn words(tokens: &[Token]) -> (String, String) {
    let is_digit = |token: &Token| matches!(token, Token::Sign('0' | '#' | '?' | 'l' | 'L'));
    let first = tokens.iter().position(is_digit).unwrap_or(tokens.len());
    let last = tokens.iter().rposition(is_digit).map_or(tokens.len(), |at| at + 1);
    let all = |tokens: &[Token]| -> String {
        let of = |token: &Token| match token {
            Token::Words(words) => words.clone(),
            Token::Sign('$') => "$".to_owned(),
            // `[$¥-804]`: a sign of money with where it is used.
            Token::Bracket(inside) => {
                inside.strip_prefix('$').and_then(|sign| sign.split('-').next()).unwrap_or("").to_owned()
            }
            Token::Sign(_) => String::new(),
        };
        tokens.iter().map(of).collect()
    };
    measure(&all(&tokens[..first]), &all(&tokens[last..]))
}

/// Words around digits as a unit of measure: without blanks and signs of the number, `¥` as 元.
pub(super) fn measure(before: &str, after: &str) -> (String, String) {
    let said = |words: &str| -> String {
        words.chars().filter(|c| !c.is_whitespace() && !"-+()（）－—,".contains(*c)).collect()
    };
    let (before, after) = (said(before), said(after));
    match before.trim_matches(['¥', '￥']) {
        "" if !before.is_empty() && after.is_empty() => (String::new(), "元".to_owned()),
        _ => (before, after),
    }
}

/// Digits behind the point that are always shown.
fn decimals(code: &str) -> u32 {
    let digits =
        |rest: &str| rest.chars().take_while(|c| matches!(c, '0' | '#' | '?')).filter(|c| *c == '0').count();
    code.split_once('.').map_or(0, |(_, rest)| digits(rest) as u32)
}

/// Commas right behind the last digit: each leaves out three.
fn thousands(tokens: &[Token]) -> u32 {
    let Some(last) = tokens.iter().rposition(|token| matches!(token, Token::Sign('0' | '#' | '?'))) else {
        return 0;
    };
    tokens[last + 1..].iter().take_while(|token| **token == Token::Sign(',')).count() as u32
}

/// Digits behind a point that is only drawn among them.
fn pointed(tokens: &[Token]) -> u32 {
    let drawn = |token: &Token| matches!(token, Token::Words(words) if words == ".");
    let Some(at) = tokens.iter().position(drawn) else { return 0 };
    let is_digit = |token: &&Token| matches!(token, Token::Sign('0' | '#' | '?'));
    if tokens[..at].iter().any(|token| is_digit(&token)) {
        tokens[at + 1..].iter().filter(is_digit).count() as u32
    } else {
        0
    }
}

fn parts(code: &str, timed: bool) -> Parts {
    let clock = timed || code.contains(['h', 's']);
    let year = code.contains('y');
    // `ddd` is a day of the week.
    let day = code.split(|c| c != 'd').any(|run| (1..=2).contains(&run.len()));
    // Beside hours or seconds and without a day, `m` stands for minutes.
    let month = code.contains('m') && (year || day || !clock);
    Parts { year, month, day, clock }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str, number: &str) -> (Look, String, String) {
        let shown = Format::of_code(code).of(Decimal::from_str_exact(number).expect("a number"));
        (shown.look, shown.before, shown.after)
    }

    #[test]
    fn codes_are_known_by_what_they_show() {
        let plain = |decimals| Look::Plain { decimals, shift: 0 };
        let shown = |year, month, day| Look::Date(Parts { year, month, day, clock: false });
        for (code, look) in [
            ("General", Look::Other),
            ("@", Look::Other),
            ("0.00", plain(2)),
            ("#,##0.0_);[Red](#,##0.0)", plain(1)),
            ("0.00%", Look::Percent { decimals: 2 }),
            ("0%", Look::Percent { decimals: 0 }),
            ("yyyy\"年\"m\"月\"d\"日\"", shown(true, true, true)),
            ("[$-804]yyyy/m/d;@", shown(true, true, true)),
            ("m\"月\"d\"日\"", shown(false, true, true)),
            ("[DBNum1][$-804]yyyy\"年\"m\"月\"", shown(true, true, false)),
            ("yyyy\\-mm", shown(true, true, false)),
            ("yyyy", shown(true, false, false)),
            ("yyyy-mm-dd hh:mm", Look::Date(Parts::day(true))),
            ("h:mm", Look::Date(Parts { clock: true, ..Parts::default() })),
            ("[h]:mm", Look::Date(Parts { clock: true, ..Parts::default() })),
            ("0.00E+00", Look::Other),
            ("# ?/?", Look::Other),
            ("_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", plain(2)),
        ] {
            assert_eq!(of(code, "46000"), (look, String::new(), String::new()), "{code}");
        }
    }

    #[test]
    fn words_beside_the_digits_are_what_they_measure() {
        for (code, number, words) in [
            ("0\"个\"", "5", ("", "个")),
            ("#,##0.00\"元\"", "5", ("", "元")),
            ("0.0亿元", "5", ("", "亿元")),
            ("0.0\\ \"‰\"", "5", ("", "‰")),
            ("0.00\"%\"", "5", ("", "%")),
            ("\"约\"0", "5", ("约", "")),
            ("\"¥\"#,##0.00;\"¥\"\\-#,##0.00", "-5", ("", "元")),
            ("[$￥-804]#,##0", "5", ("", "元")),
            ("[$$-409]#,##0", "5", ("$", "")),
            ("General\"万元\"", "5", ("", "万元")),
            ("G/通用格式\"人\"", "5", ("", "人")),
            ("0\"盈\";0\"亏\"", "-5", ("", "亏")),
        ] {
            let (_, before, after) = of(code, number);
            assert_eq!((before.as_str(), after.as_str()), words, "{code}");
        }
    }

    #[test]
    fn digits_that_are_left_out_are_counted() {
        for (code, number, shift, after) in [
            ("#,##0,", "12000", 3, ""),
            ("#,##0,\"千\"", "12000", 3, "千"),
            ("0.0,,", "12000", 6, ""),
            ("0!.0,\"万\"", "12000", 4, "万"),
            ("0\\.0000", "12000", 4, ""),
            ("[>=100000000]0!.00,,\"亿\";[>=10000]0!.0,\"万\";0", "12000", 4, "万"),
            ("[>=100000000]0!.00,,\"亿\";[>=10000]0!.0,\"万\";0", "300000000", 8, "亿"),
            ("[>=100000000]0!.00,,\"亿\";[>=10000]0!.0,\"万\";0", "500", 0, ""),
            ("#,##0", "12000", 0, ""),
        ] {
            let (look, _, words) = of(code, number);
            assert!(matches!(look, Look::Plain { shift: is, .. } if is == shift), "{code}: {look:?}");
            assert_eq!(words, after, "{code}");
        }
    }
}
