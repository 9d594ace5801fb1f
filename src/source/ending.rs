//! What a file is by its name: read, left behind by a system, or something to say a word about.

/// The names under which the decisions of a round are read; of two the one that a closed year names, else the
/// first.
pub(crate) const DECISIONS: [&str; 2] = ["decisions.yaml", "decisions.yml"];

/// The files of a round that are no submissions: each is read under its own name alone.
pub(crate) const OF_THE_ROUND: [&str; 8] = [
    DECISIONS[0],
    DECISIONS[1],
    "text.md",
    "record.yaml",
    "plan.yaml",
    "settings.yaml",
    "intake.jsonl",
    "intake.end",
];

/// The file of a round that is meant with a name that nothing is read under: `Record.yaml`, `text.markdown`,
/// `decisions.xlsx`. A document or a table of another name may be anything.
pub(crate) fn meant_of_round(name: &str) -> Option<&'static str> {
    let stem = |name: &str| name.split('.').next().unwrap_or(name).trim().to_lowercase();
    let meant = OF_THE_ROUND.into_iter().find(|own| stem(own) == stem(name));
    let is_text = is_yaml(name) || FileKind::of(name).is_text();
    meant
        .filter(|own| is_text || is_workbook(name) && DECISIONS.contains(own))
        .filter(|_| name.contains('.') && !OF_THE_ROUND.contains(&name))
}

/// Files and folders that systems, editors and office programs leave behind: passed over, never read.
pub(crate) fn is_left_behind(name: &str) -> bool {
    let lower = name.to_lowercase();
    // A hidden file that bears the name of a report is not passed over: somebody may miss it.
    let hidden =
        lower.starts_with('.') && !(is_yaml(&lower) && !lower.starts_with("._") && !lower.starts_with(".#"));
    hidden
        || lower.starts_with("~$")
        || lower.ends_with('~')
        || (lower.starts_with('#') && lower.ends_with('#'))
        || (lower.starts_with("~wrl") && lower.ends_with(".tmp"))
        || matches!(
            lower.as_str(),
            "thumbs.db" | "ehthumbs.db" | "desktop.ini" | "__macosx" | "icon\r" | "icon␍"
        )
}

/// Whether a name ends as the files do that are read.
pub(crate) fn is_yaml(name: &str) -> bool {
    name.ends_with(".yaml") || name.ends_with(".yml")
}

/// Whether a name ends as the workbooks do that are read.
pub(crate) fn is_workbook(name: &str) -> bool {
    let lower = name.to_lowercase();
    [".xlsx", ".xlsm", ".xls", ".et", ".ods", ".fods"].iter().any(|ending| lower.ends_with(ending))
}

/// A kind of file that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// YAML under another ending: `slj.yaml.txt`, `slj.YAML`, `slj.yaml.bak`.
    Yaml(&'static str),
    /// A workbook of a kind that is read.
    Workbook,
    /// A table of a kind that is not.
    OtherTable,
    /// A text document: Word, WPS, PDF, OFD.
    Document,
    /// An archive.
    Archive,
    /// A picture or scan.
    Picture,
    /// A text file, or a name without ending.
    Text,
    /// Anything else.
    Unknown,
}

impl FileKind {
    /// The kind by a file's name.
    pub fn of(name: &str) -> Self {
        let lower = name.to_lowercase();
        let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
        if is_yaml(&lower) {
            return FileKind::Yaml("扩展名应写成小写的 .yaml");
        }
        if lower.rsplit_once('.').is_some_and(|(stem, _)| is_yaml(stem)) {
            return FileKind::Yaml(match ending {
                "txt" => "文件名末尾多了 .txt（记事本另存时会自动加上）",
                _ => "文件名末尾多了一段扩展名",
            });
        }
        match ending {
            "xlsx" | "xls" | "xlsm" | "et" | "ods" | "fods" => FileKind::Workbook,
            "xlsb" | "xltx" | "xlt" | "ett" | "csv" | "tsv" | "numbers" | "uos" => FileKind::OtherTable,
            "docx" | "doc" | "docm" | "wps" | "wpt" | "odt" | "rtf" | "pdf" | "ofd" | "htm" | "html" => {
                FileKind::Document
            }
            "zip" | "rar" | "7z" | "tar" | "gz" | "tgz" => FileKind::Archive,
            "jpg" | "jpeg" | "png" | "bmp" | "tif" | "tiff" | "gif" | "heic" => FileKind::Picture,
            "" | "txt" | "md" | "markdown" | "json" | "jsonl" | "ym" | "yam" => FileKind::Text,
            _ => FileKind::Unknown,
        }
    }

    /// What it is, in words that stand behind “没有读取：”.
    pub(crate) fn chinese(self) -> &'static str {
        match self {
            FileKind::Yaml(why) => why,
            FileKind::Workbook => "这是 Excel 工作簿，这里不读取",
            FileKind::OtherTable => "这种电子表格不能读取",
            FileKind::Document => "这是文字材料（Word、WPS、PDF等），不能从中读出填报内容",
            FileKind::Archive => "这是压缩包",
            FileKind::Picture => "这是图片",
            FileKind::Text => "这不是 .yaml 文件",
            FileKind::Unknown => "不认识这种文件",
        }
    }

    /// Whether its text may say whose it is.
    pub(crate) fn is_text(self) -> bool {
        matches!(self, FileKind::Yaml(_) | FileKind::Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t10_what_systems_leave_behind_is_passed_over_and_nothing_else() {
        for name in
            ["._fgw.yaml", ".DS_Store", "~$fgw.xlsx", ".#fgw.yaml", "Desktop.ini", "fgw.yaml~", ".gitkeep"]
        {
            assert!(is_left_behind(name), "{name}");
        }
        for name in ["fgw.yaml", ".fgw.yaml", "fgw.xlsx", "thumbs.yaml", "~fgw.yaml", "fgw"] {
            assert!(!is_left_behind(name), "{name}");
        }
    }

    #[test]
    fn t10_every_ending_has_words_of_its_own() {
        let kinds = [
            "fgw.YML",
            "fgw.yml.txt",
            "fgw.et",
            "fgw.csv",
            "fgw.wps",
            "fgw.rar",
            "fgw.JPG",
            "fgw",
            "fgw.exe",
        ];
        let words: Vec<&str> = kinds.iter().map(|name| FileKind::of(name).chinese()).collect();
        let mut distinct = words.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), kinds.len(), "{words:?}");
    }
}
