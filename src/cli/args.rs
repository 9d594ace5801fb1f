//! Arguments, with their help in Chinese.

mod said;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use nianbao::plan::AsOf;

pub(super) use said::{Shown, parse};
use said::{day, port};
pub(super) use said::{words, year};

const TEMPLATE: &str = "\
{about-with-newline}
用法：{usage}

{all-args}{after-help}
";

/// 从方案到年度报告：检查报送件，汇总、评价并生成报告
#[derive(Debug, Parser)]
#[command(name = "nianbao", version, help_template = TEMPLATE, disable_help_subcommand = true)]
#[command(after_help = "退出码：0 没有必须修改的问题；1 有必须修改的问题；2 无法工作（读写失败或参数有误）")]
pub(super) struct Arguments {
    /// 工作区文件夹；默认从当前文件夹向上查找含 plans 的文件夹
    #[arg(short = 'C', long, global = true, value_name = "文件夹")]
    pub(super) workspace: Option<PathBuf>,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 检查、汇总、评价，并把全部报告写入 out
    Build(Build),
    /// 检查方案和报送件，一次列出全部问题
    Check(Check),
    /// 查看报送情况：谁已报、谁未报、还有几天；有单位未报、退回待补或材料有误时退出码为 1
    Status(Status),
    /// 收文：签收、登记、初审，退回，核对登记簿
    Receive(Receive),
    /// 制作报送表：每个单位一份，带出方案内容和上年填报，供填写
    Form(Form),
    /// 年度定稿：记下定稿日期、材料和当年方案，此后这一年的报告保持原样
    Close(Close),
    /// 生成报告文稿（text.md）的骨架；--refresh 列出起草以后有变动的材料和对不上的数据
    Text(super::text_options::Options),
    /// 从方案原文（txt、html、docx、doc、wps、pdf、ofd、odt、rtf）生成方案草稿
    Import(Import),
    /// 在本机预览网站，修改文件后自动更新
    Serve(Serve),
    /// 列出全部检查规则
    Rules,
    /// 解释一条规则（为什么、怎样改、正误示例），或一种文件（放在哪里、每个键写什么、例子），可以打印
    Explain {
        /// 规则编号，例如 N301；或 plan 方案、submission 报送件、decisions 办公室决定、record 定稿记录
        #[arg(value_name = "编号或文件种类")]
        code: Option<String>,
    },
    /// 列出网页模板；copy 把一个内置模板复制到工作区以便修改
    Templates {
        #[command(subcommand)]
        action: Option<TemplateAction>,
    },
    /// 输出文件格式的 JSON Schema，供编辑器使用
    Schema {
        /// 文件种类
        #[arg(value_name = "种类")]
        kind: SchemaKind,
    },
    /// 新建一个带示例方案的工作区
    New {
        /// 新文件夹
        #[arg(value_name = "文件夹")]
        folder: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(super) struct Selection {
    /// 只处理一个方案；检查单份报送件时也可以写方案文件
    #[arg(long, value_name = "方案编号")]
    pub(super) plan: Option<String>,
    /// 只看一个年度；生成时保留以前的年度，用来比较和链接
    #[arg(long, value_name = "年度", value_parser = year)]
    pub(super) year: Option<i32>,
    /// 以哪一天（或时刻）为准判断未报和逾期；默认今天（方案所在时区）
    #[arg(long, value_name = "日期", value_parser = day)]
    pub(super) as_of: Option<AsOf>,
}

#[derive(Debug, Args)]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) selection: Selection,
    /// 内部版“今日要情”列出这一天（或时刻）以后的变化；默认列登记簿最后有记录的一天
    #[arg(long, value_name = "日期", value_parser = day)]
    pub(super) since: Option<AsOf>,
    /// 结果文件夹
    #[arg(long, value_name = "文件夹")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// 要检查的文件；不写则检查整个工作区
    #[arg(value_name = "文件")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) selection: Selection,
    /// 输出格式
    #[arg(long, value_name = "格式", default_value = "text")]
    pub(super) format: Format,
    /// 上一年的报送件，用来与上年比较；检查单份报送件时使用
    #[arg(long, value_name = "文件")]
    pub(super) last_year: Option<PathBuf>,
    /// 用方案原文核对每一处引文，并列出原文有而方案没有的内容
    #[arg(long, value_name = "原文")]
    pub(super) source: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Status {
    #[command(flatten)]
    pub(super) selection: Selection,
    /// 列出这一天（或时刻）以来的变化：收文、退回、状态
    #[arg(long, value_name = "日期", value_parser = day)]
    pub(super) since: Option<AsOf>,
    /// 只看一个单位（编号或名称），并列出它还缺什么
    #[arg(long, value_name = "单位")]
    pub(super) unit: Option<String>,
    /// 输出格式
    #[arg(long, value_name = "格式", default_value = "text")]
    pub(super) format: StatusFormat,
}

#[derive(Debug, Args)]
pub(super) struct Receive {
    /// 收到的文件、文件夹或 zip；是谁的材料由内容决定，不看文件名
    #[arg(value_name = "文件", conflicts_with_all = ["give_back", "accept", "paper", "reason"])]
    pub(super) paths: Vec<PathBuf>,
    /// 收到的时间，补登时写明，例如 2026-12-10T16:30；默认现在
    #[arg(long, value_name = "时间", value_parser = day)]
    pub(super) at: Option<AsOf>,
    /// 方案编号；工作区里有几个方案时，退回、采用、纸质件须写明
    #[arg(long, value_name = "方案编号")]
    pub(super) plan: Option<String>,
    /// 年度；默认正在报送的年度
    #[arg(long, value_name = "年度", value_parser = year)]
    pub(super) year: Option<i32>,
    /// 退回一家单位最后收到的材料；检查发现的问题和 --reason 写入退回理由
    #[arg(long = "return", value_name = "单位", conflicts_with_all = ["accept", "paper"])]
    pub(super) give_back: Option<String>,
    /// 采用一家单位最后收到、尚未采用的材料，须用 --reason 写明理由
    #[arg(long, value_name = "单位")]
    pub(super) accept: Option<String>,
    /// 登记一家单位的盖章纸质件已收到
    #[arg(long, value_name = "单位", conflicts_with_all = ["accept", "reason"])]
    pub(super) paper: Option<String>,
    /// 退回或采用的理由，可写多次
    #[arg(long, value_name = "理由", value_parser = words)]
    pub(super) reason: Vec<String>,
    /// 核对登记簿、收文原件、回执和现行的报送件
    #[arg(long, conflicts_with_all = ["paths", "give_back", "accept", "paper", "reason"])]
    pub(super) verify: bool,
}

#[derive(Debug, Args)]
pub(super) struct Form {
    #[command(flatten)]
    pub(super) selection: Selection,
    /// 只制作一个单位的表（编号或名称）；默认或写 all 制作全部报送单位的表
    #[arg(long, value_name = "单位")]
    pub(super) unit: Option<String>,
    /// 制作全部报送单位的表
    #[arg(long, conflicts_with = "unit")]
    pub(super) all: bool,
    /// 表的样式
    #[arg(long, value_name = "样式", default_value = "all")]
    pub(super) format: FormFormat,
    /// 写入的文件夹；默认 forms，其下按方案和年度分开
    #[arg(long, value_name = "文件夹")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Close {
    /// 方案编号
    #[arg(long, value_name = "方案编号")]
    pub(super) plan: String,
    /// 年度
    #[arg(long, value_name = "年度", value_parser = year)]
    pub(super) year: i32,
    /// 定稿日期；默认今天（方案所在时区）
    #[arg(long, value_name = "日期", value_parser = day)]
    pub(super) on: Option<AsOf>,
    /// 定稿依据的文件
    #[arg(long, value_name = "文号", value_parser = words)]
    pub(super) document: Option<String>,
    /// 决定定稿的单位；默认用设置里的办公室名称
    #[arg(long, value_name = "单位", value_parser = words)]
    pub(super) by: Option<String>,
    /// 有必须修改的问题仍要定稿时，逐个写明规则编号，用逗号分开
    #[arg(long, value_name = "编号", value_delimiter = ',', value_parser = said::rule)]
    pub(super) despite: Vec<String>,
    /// 报送截止日之前就要定稿时写明；以后收到的材料不再采用
    #[arg(long)]
    pub(super) before_deadline: bool,
    /// 还没有公开审查就要定稿时写明；审查以后补记，不算对内容的更正
    #[arg(long)]
    pub(super) before_review: bool,
}

#[derive(Debug, Args)]
pub(super) struct Import {
    /// 方案原文
    #[arg(value_name = "原文")]
    pub(super) file: PathBuf,
    /// 方案编号；默认用文件名
    #[arg(long, value_name = "编号")]
    pub(super) id: Option<String>,
    /// 写入的文件；默认输出到屏幕
    #[arg(long, value_name = "文件")]
    pub(super) out: Option<PathBuf>,
    /// 与人工编制的方案对照，给出准确率和召回率
    #[arg(long, value_name = "方案")]
    pub(super) score: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    pub(super) selection: Selection,
    /// 端口
    #[arg(long, value_name = "端口", default_value_t = 8026, value_parser = port)]
    pub(super) port: u16,
}

#[derive(Debug, Subcommand)]
pub(super) enum TemplateAction {
    /// 把内置模板复制到工作区的 templates 文件夹
    Copy {
        /// 模板名，例如 overview.html
        #[arg(value_name = "模板")]
        name: String,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum SchemaKind {
    /// 方案
    Plan,
    /// 报送件
    Submission,
    /// 办公室的决定
    Decisions,
    /// 定稿记录
    Record,
    /// 设置
    Office,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// 带原文和位置标记
    Text,
    /// 每个问题一行
    Short,
    /// JSON
    Json,
    /// SARIF 2.1.0
    Sarif,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FormFormat {
    /// 文本文件
    Yaml,
    /// Excel 工作簿
    Xlsx,
    /// 不联网的填报网页
    Html,
    /// 以上三种
    All,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StatusFormat {
    /// 文字表格
    Text,
    /// JSON
    Json,
}
