//! What a cell's number format makes of a number: the digits, a percentage, a day.

/// A number format.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Format {
    /// The number as it is, with at least so many decimals (`0.00`).
    Plain { decimals: u32 },
    /// `98%`, with at least so many decimals.
    Percent { decimals: u32 },
    /// A day; with a clock time where the format has one.
    Date { clock: bool },
    /// `@` and everything else.
    #[default]
    Other,
}

impl Format {
    /// A format that every workbook knows by its number.
    pub(super) fn built_in(id: u32) -> Format {
        match id {
            1 | 3 | 37 | 38 => Format::Plain { decimals: 0 },
            2 | 4 | 39 | 40 => Format::Plain { decimals: 2 },
            9 => Format::Percent { decimals: 0 },
            10 => Format::Percent { decimals: 2 },
            14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 => Format::Date { clock: false },
            18..=22 | 32..=35 | 45..=47 | 55 | 56 => Format::Date { clock: true },
            _ => Format::Other,
        }
    }

    /// A format by its code: `yyyy"年"m"月"d"日"`, `0.00%`, `#,##0.0_ `.
    pub(super) fn of_code(code: &str) -> Format {
        let code = bare(code);
        if code.is_empty() || code.eq_ignore_ascii_case("general") || code == "@" {
            return Format::Other;
        }
        let decimals = code.split_once('.').map_or(0, |(_, rest)| {
            rest.chars().take_while(|c| matches!(c, '0' | '#' | '?')).filter(|c| *c == '0').count() as u32
        });
        if code.contains('%') {
            return Format::Percent { decimals };
        }
        let lower = code.to_lowercase();
        let clock = lower.contains(['h', 's']);
        if lower.contains(['y', 'd', 'm']) || clock {
            return Format::Date { clock };
        }
        if code.contains(['0', '#']) && !lower.contains("e+") {
            Format::Plain { decimals }
        } else {
            Format::Other
        }
    }
}

/// The first section of a code without what is only shown: quoted words, colours, escapes, padding.
fn bare(code: &str) -> String {
    let mut bare = String::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => drop(chars.by_ref().find(|c| *c == '"')),
            '[' => drop(chars.by_ref().find(|c| *c == ']')),
            '\\' | '_' | '*' => drop(chars.next()),
            ';' => break,
            _ => bare.push(c),
        }
    }
    bare.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_known_by_what_they_show() {
        for (code, format) in [
            ("General", Format::Other),
            ("@", Format::Other),
            ("0.00", Format::Plain { decimals: 2 }),
            ("#,##0.0_);[Red](#,##0.0)", Format::Plain { decimals: 1 }),
            ("0.00%", Format::Percent { decimals: 2 }),
            ("0%", Format::Percent { decimals: 0 }),
            ("yyyy\"年\"m\"月\"d\"日\"", Format::Date { clock: false }),
            ("[$-804]yyyy/m/d;@", Format::Date { clock: false }),
            ("m\"月\"d\"日\"", Format::Date { clock: false }),
            ("yyyy-mm-dd hh:mm", Format::Date { clock: true }),
            ("0.00E+00", Format::Other),
            ("0\"个\"", Format::Plain { decimals: 0 }),
        ] {
            assert_eq!(Format::of_code(code), format, "{code}");
        }
    }
}
