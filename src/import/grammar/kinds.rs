//! What a chapter is for: facts, thoughts, goals, tasks or safeguards.
//!
//! Takes a heading and what it stands in; gives its [`Kind`].
//! Never reads the text below: where the units stand is asked by `tasks`.

use super::outline::{Node, Style};
use super::text::patterns;

patterns! {
    STATUS = r"(现状|现况|基本情况|基本概况|概况$|形势|成效|回顾|任重道远|存在(的)?(主要)?问题|(发展|工作|现实)基础|^(建设|现有|治理|改革|试点|前期|实施|规划)基础$|发展环境|面临|机遇|挑战|背景|(任务|政策|工作|方案|编制|试点|项目)(来源|由来|依据)$|奋勇前进)";
    FACTS_ONLY = r"^(基本|工作|主要|总体|存在的?|当前|面临的?|发展|现实|现有)*(现状|现况|情况|概况|形势|问题|成效|基础|环境|挑战|机遇|背景|回顾)(与|和|及|分析|评价)?(形势|问题|挑战|机遇|分析)?$";
    SCOPE = r"^(整治|治理|实施|适用|工作|行动|改造|创建|建设|规划|保护|防治|评价|考核|试点|攻坚|排查|任务)?(范围|对象)(和|与|及)?(对象|范围)?$";
    GENERAL = r"^甲方(的)?(主要)?(责任|义务|职责|权利)|^(本表|上表|表中|表内)|^本(方案|办法|意见|责任书|通知|措施|计划|规定).{0,24}(起|自|解释|一式)|^.{0,12}(考核|考评|评定|评选|申报|认定|验收|评估)(程序|流程|步骤|方法|方式|细则|要求|对象)$|^.{0,12}(考核办法|考核方式|评分办法|评分标准|奖惩(办法|措施|兑现)?|考核奖惩|考核评价|要求|思想|原则|思路|定位|依据|范围|期限|总则|附则|其[他它](事项|规定)?|前言|引言|序言)$";
    ARTICLE = r"^([^。,;]{2,20}(每年|每季度|每半年|每月|定期)[^。,;]{0,4}(向|将)[^。;]{2,40}(报告|报送|上报|通报)|为(了)?[^。]{2,60}(制定|根据|依据)|(本|该)(办法|规定|细则|条例|方案|制度|标准|计划|规划|意见|措施)|(绩效|年度|目标|综合)?考(核|评)(工作|结果|实行|采取|坚持|内容|方式|指标|分值|对象|等次|程序|得分|由|分为|组|办)|(共性|个性|加分|减分|扣分)(指标|项目|事项))";
    GOAL = r"^.{0,14}(目标|愿景|展望|指标(体系)?|目标要求|目标任务|任务目标|工作目标)$";
    SETS_GOAL = r"^(明确|锚定|确定|把握|聚焦)(总体|发展|工作|主要|行动|年度|建设|任务|目标)+$";
    ACTIVE = r"^(推进|加强|落实|完成|实现|严格|强化|加快|完善|健全|建立|推动|明确|细化|分解|提升|深化|开展|扩大|拓展|拓宽|优化|规范|调整|缩小|缩短|压缩|延长|放宽)";
    SAFEGUARD = r"(保障措施|实施保障|组织保障|保障机制|机制保障|工作保障|落实保障|组织实施|组织领导|工作要求|有关要求|相关要求|有关事项|规划实施|实施机制|推进机制|监督考核|保障)";
}

/// What a chapter is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Facts: no targets.
    Status,
    /// Thoughts and principles.
    General,
    /// Goals of the whole plan.
    Goal,
    /// Tasks.
    Action,
    /// Safeguards.
    Safeguard,
}

/// What a heading is for, by its title and what it stands in.
pub(crate) fn kind_of(node: &Node, parent: Option<Kind>, last: bool) -> Kind {
    let title = super::text::plain(&node.title);
    let long = title.chars().count();
    // 明确发展目标 sets goals, 完成年度目标 is work.
    let active = ACTIVE.is_match(&title) && !(SETS_GOAL.is_match(&title) && title.ends_with("目标"));
    // 现状与目标: each of its parts is what its own title says, each sentence what it says itself.
    let goal = long <= 24 && !active && (GOAL.is_match(&title) || title.contains("目标"));
    // 巩固整治成效 among tasks is a task; only a title that says nothing else is of facts there.
    let within = matches!(parent, Some(Kind::Action | Kind::Safeguard));
    let told = if within { FACTS_ONLY.is_match(&title) } else { STATUS.is_match(&title) };
    let status = node.style == Style::Preface || (long <= 26 && told && !active) || SCOPE.is_match(&title);
    if goal && (status || parent == Some(Kind::Status)) {
        return Kind::Goal;
    }
    if status || parent == Some(Kind::Status) {
        return Kind::Status;
    }
    if long <= 24 && !active && GOAL.is_match(&title) {
        return Kind::Goal;
    }
    if long <= 20 && !active && GENERAL.is_match(&title) && !SAFEGUARD.is_match(&title) {
        return Kind::General;
    }
    // 第三条 考核实行百分制…: an article about the paper itself.
    if node.style == Style::Tiao && ARTICLE.is_match(&title) {
        return Kind::General;
    }
    match parent {
        Some(Kind::Goal) => Kind::Goal,
        Some(Kind::General) => Kind::General,
        Some(kind) => kind,
        None if last && SAFEGUARD.is_match(&title) => Kind::Safeguard,
        None if long <= 12 && SAFEGUARD.is_match(&title) && !title.contains("社会保障") => {
            Kind::Safeguard
        }
        None => Kind::Action,
    }
}
