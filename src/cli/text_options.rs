//! What `nianbao text` is told.

#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// 方案编号
    #[arg(long, value_name = "方案编号")]
    pub(super) plan: String,
    /// 年度
    #[arg(long, value_name = "年度", value_parser = super::args::year)]
    pub(super) year: i32,
    /// 列出起草以后有变动的材料和对不上的数据，不改文稿
    #[arg(long)]
    pub(super) refresh: bool,
}
