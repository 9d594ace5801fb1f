//! Why a file has no text, in words.

use std::io;

use super::decode::{Content, MAX_BYTES};
use super::workbook::WorkbookFault;

/// Why a file has no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The system would not give the file: what kind of refusal, and in words.
    Unreadable(io::ErrorKind, String),
    /// The name leads out of the workspace.
    Outside,
    /// Larger than [`MAX_BYTES`](super::decode::MAX_BYTES): its size in bytes.
    TooLarge(u64),
    /// No step of the decoding ladder fits.
    Undecodable,
    /// A zero byte: not a text file.
    Binary,
    /// A link: it may lead out of the workspace.
    Link,
    /// A folder, a pipe, a device.
    NotAFile,
    /// It is named and nobody reads it.
    NotRead,
    /// Another kind of file, known by its bytes.
    Other(Content),
    /// A workbook that cannot be opened.
    Workbook(WorkbookFault),
}

impl Problem {
    /// The reason in words, for a headline.
    pub fn chinese(&self) -> String {
        match self {
            Problem::Unreadable(_, words) => format!("文件无法读取：{words}"),
            Problem::Outside => "文件名越出了工作区".to_owned(),
            Problem::TooLarge(size) => too_large(*size),
            Problem::Undecodable => "文件编码无法识别".to_owned(),
            Problem::Binary => "文件含有二进制内容，不是文本文件".to_owned(),
            Problem::Link => "这是一个链接（快捷方式），工作区内的链接一律不跟随".to_owned(),
            Problem::NotRead => "文件没有读取".to_owned(),
            Problem::Other(content) => format!("这是{}，不是填报用的表格", content.name()),
            Problem::Workbook(fault) => fault.chinese().to_owned(),
            Problem::NotAFile => "这里应是一个文件，实际是文件夹或特殊文件".to_owned(),
        }
    }

    /// The reason in words, behind words that say that it cannot be read.
    pub fn reason(&self) -> String {
        match self {
            Problem::Unreadable(_, words) => words.clone(),
            _ => self.chinese(),
        }
    }

    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Problem::Link => "请删去链接，把文件本身放到这里",
            Problem::Other(Content::Archive) => {
                "请先解压缩，提交里面的报送表（Excel 表、网页表存出的文件或 .yaml 文件）"
            }
            Problem::Other(Content::Mail) => {
                "请打开邮件，把附件里的报送表（Excel 表、网页表存出的文件或 .yaml 文件）另存出来，提交那份表"
            }
            Problem::Other(Content::SavedPage) => {
                "请在浏览器里打开填报网页，用网页上的按钮存出填报内容，提交存出的文件；附在网页里的表格请另存后提交"
            }
            Problem::Other(_) => {
                "请把内容填入办公室下发的报送表（Excel 表、网页表或 .yaml 文件），再提交那份表；只改扩展名没有用"
            }
            Problem::Workbook(fault) => fault.help(),
            Problem::TooLarge(_) => "请只保留文字内容；图片和附件另行存放、另行提交",
            Problem::Unreadable(io::ErrorKind::PermissionDenied, _) => {
                "请把这个文件和所在文件夹的读取权限给运行 nianbao 的用户，或者请管理员处理"
            }
            Problem::Unreadable(io::ErrorKind::NotFound, _) => "请核对文件名和所在的文件夹",
            Problem::Unreadable(..) => "请先排除上面的原因；文件在网络磁盘或移动磁盘上的，先复制到本机再试",
            Problem::Outside => "请把文件放进工作区，写它在工作区里的名称",
            Problem::NotAFile => "请移走同名的文件夹，把文件放到这里",
            _ => "请另存为 UTF-8 编码的文本文件，或重新下载表格填写",
        }
    }
}

impl WorkbookFault {
    fn chinese(self) -> &'static str {
        match self {
            WorkbookFault::Damaged => "这个 Excel 工作簿不完整，或者已损坏",
            WorkbookFault::Locked => "这个 Excel 工作簿设有打开密码",
            WorkbookFault::TooMuch => "这个 Excel 工作簿的内容太多，不是一张报送表",
            WorkbookFault::OtherFormat => "不能读取这种格式的工作簿",
        }
    }

    fn help(self) -> &'static str {
        match self {
            WorkbookFault::Damaged => "请用 Excel 或 WPS 打开原来的文件，另存为 .xlsx 后重新提交",
            WorkbookFault::Locked => "请用 Excel 或 WPS 打开，在“另存为”的工具选项里去掉密码，保存后重新提交",
            WorkbookFault::TooMuch => "请只保留填报内容，图片、附表和历年台账另行提交",
            WorkbookFault::OtherFormat => "请用 Excel 或 WPS 打开，另存为 .xlsx 后重新提交",
        }
    }
}

/// That a file is over [`MAX_BYTES`], with its size and the limit.
pub fn too_large(size: u64) -> String {
    const MIB: u64 = 1024 * 1024;
    // A file that is over by a byte must not read as one of just the limit.
    let tenths = size.saturating_mul(10).div_ceil(MIB);
    let shown = if tenths.is_multiple_of(10) {
        (tenths / 10).to_string()
    } else {
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    format!("文件过大（{shown}MiB），超过{}MiB的上限", MAX_BYTES / MIB)
}

/// The system's own error of a walk through folders, without the English words that are put around it.
pub fn walk_refusal(error: walkdir::Error) -> io::Error {
    // Without one it is a link that leads in a circle; links are not followed.
    error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into())
}

/// What the system refused, in words; its own where there are none for it.
pub fn refusal(error: &io::Error) -> String {
    let words = match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件或文件夹",
        io::ErrorKind::PermissionDenied => "没有权限",
        io::ErrorKind::AlreadyExists => "已经存在",
        io::ErrorKind::StorageFull => "磁盘已满",
        io::ErrorKind::QuotaExceeded => "超过了磁盘配额",
        io::ErrorKind::FileTooLarge => "文件太大",
        io::ErrorKind::ReadOnlyFilesystem => "所在的磁盘是只读的",
        io::ErrorKind::IsADirectory => "这是一个文件夹",
        io::ErrorKind::NotADirectory => "上一级不是文件夹",
        io::ErrorKind::DirectoryNotEmpty => "文件夹不是空的",
        io::ErrorKind::InvalidFilename => "名称太长或含有不能用的字符",
        io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => "正被其他程序使用",
        io::ErrorKind::CrossesDevices => "不在同一个磁盘上",
        io::ErrorKind::StaleNetworkFileHandle => "网络磁盘已经断开",
        io::ErrorKind::AddrInUse => "已被其他程序占用",
        io::ErrorKind::TimedOut => "等待超时",
        io::ErrorKind::OutOfMemory => "内存不足",
        io::ErrorKind::BrokenPipe => "接收的程序已经关闭",
        _ => return other_refusal(error),
    };
    words.to_owned()
}

/// What the system has no kind for: its number, which a technician can look up.
fn other_refusal(error: &io::Error) -> String {
    match error.raw_os_error() {
        Some(5) => "读写磁盘出错（系统错误 5）".to_owned(),
        Some(40) => "链接绕成了圈（系统错误 40）".to_owned(),
        Some(number) => format!("系统错误 {number}"),
        // Words that a library has put in the place of the system's are none that a clerk can read.
        None => "读写没有完成".to_owned(),
    }
}
