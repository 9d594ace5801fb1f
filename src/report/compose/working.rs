//! Pages that only the office has: 今日要情 and 核对发现.
//!
//! Takes standings and findings; gives lists of what is to be done. Never part of the public edition.

use super::frame::{Spec, Tab};
use super::stage::Stage;
use super::words::{DASH, link, task_status, words};
use crate::assess::{TaskStatus, Timeliness};
use crate::consolidate::Outcome;
use crate::diagnostic::{Diagnostic, Severity};
use crate::plan::{IndicatorIndex, Role, TaskIndex};
use crate::report::{
    Count, CountPart, FindingGroup, FindingRow, Findings, Internal, LateTask, Link, Tag, Today, TodayFigure,
    Todo, Working,
};
use crate::source::FileId;
use crate::wording;

const ERROR: Tag = Tag { key: "error", mark: "■", word: "强制" };
const VERIFY: Tag = Tag { key: "verify", mark: "▲", word: "核实" };
const EXPLAINED: Tag = Tag { key: "explained", mark: "●", word: "已说明" };
const HINT: Tag = Tag { key: "hint", mark: "○", word: "提示" };

impl<'a> Stage<'a> {
    /// The pages of the office.
    pub(super) fn working(&self) -> Working {
        Working { today: self.today(), findings: self.findings() }
    }

    fn today(&self) -> Today {
        let mut spec = Spec::list("today.html", "今日要情", Tab::Today);
        spec.script = false;
        spec.byline = vec![
            words(format!("{}年度", self.now.round.year)),
            words(format!("截至{}", self.input.as_of)),
            words(format!("截止时间：{}", self.now.progress.deadline.text)),
        ];
        Today {
            frame: self.frame::<Internal>(spec),
            figures: self.today_figures(),
            todo: self.todo(),
            late_tasks: self.late_tasks(),
            missing: self.units_at(&[Timeliness::Missing, Timeliness::NotYetDue]),
        }
    }

    fn units_at(&self, states: &[Timeliness]) -> Vec<Link> {
        self.now
            .progress
            .units
            .iter()
            .filter(|standing| states.contains(&standing.timeliness))
            .map(|standing| self.unit_link("", standing.unit))
            .collect()
    }

    fn today_figures(&self) -> Vec<TodayFigure> {
        let (units, tasks) = (&self.now.progress.unit_counts, &self.now.progress.task_counts);
        let open = |severity| self.own_findings().filter(|f| f.is_open() && f.severity == severity).count();
        let figure =
            |label, value: usize, note: String| TodayFigure { label, value: value.to_string(), note };
        vec![
            figure("应报", units.expected, self.now.progress.deadline.text.clone()),
            figure("已报", units.received, format!("按时{}家，迟报{}家", units.on_time, units.late)),
            figure("未报", units.missing + units.not_yet_due, format!("其中未到期{}家", units.not_yet_due)),
            figure("退回待重报", units.returned_pending, format!("退回共{}家次", units.returns)),
            figure("材料有误", units.faulty, "有误的部分未采用".to_owned()),
            figure("待认定", self.open_matters("").len(), "数值不一致、状态不一致、定性目标".to_owned()),
            figure(
                "滞后和逾期",
                tasks.behind + tasks.overdue,
                format!("滞后{}项，逾期{}项", tasks.behind, tasks.overdue),
            ),
            figure("强制问题", open(Severity::Error), "必须改正".to_owned()),
            figure("核实问题", open(Severity::Verify), "必须说明".to_owned()),
        ]
    }

    /// Matters that wait for a decision of the office.
    pub(super) fn open_matters(&self, base: &str) -> Vec<Link> {
        let mut open = vec![];
        for (index, indicator) in self.plan.indicators() {
            if matches!(self.figures(index).outcome, Outcome::Conflict)
                && self.now.progress.indicators[index.0].value.is_err()
            {
                open.push(Link {
                    text: format!("{}：填报单位数值不一致", indicator.name.inner),
                    ..self.indicator_link(base, index)
                });
            }
        }
        for standing in &self.now.progress.tasks {
            if !standing.disagreeing.is_empty() && !standing.overridden {
                let names = self.names(standing.disagreeing.iter().copied());
                let title = &self.plan.task(standing.task).title.inner;
                open.push(Link {
                    text: format!("{title}：{names}填报的进度慢于任务总体状态"),
                    ..self.task_link(base, standing.task)
                });
            }
        }
        for (at, standing) in self.now.progress.indicators.iter().enumerate() {
            if standing.targets.iter().any(|target| target.is_open()) {
                let index = IndicatorIndex(at);
                open.push(Link {
                    text: format!("{}：目标需要认定", self.plan.indicator(index).name.inner),
                    ..self.indicator_link(base, index)
                });
            }
        }
        open
    }

    fn todo(&self) -> Vec<Todo> {
        let mut todo = vec![];
        for standing in &self.now.progress.units {
            let (kind, state) = match standing.timeliness {
                Timeliness::Missing => ("催办", "尚未收到材料"),
                Timeliness::NotYetDue => ("提醒", "未到截止时间"),
                Timeliness::ReturnedPending => ("退回", "等待重新报送"),
                _ => continue,
            };
            todo.push(Todo {
                kind,
                text: format!("{}：{}", self.name(standing.unit), wording::unit_state(standing)),
                state: state.to_owned(),
                link: Some(self.unit_link("", standing.unit)),
            });
        }
        // Overdue first, then returned, then what is still in time; the plan's order within each.
        todo.sort_by_key(|item| match item.kind {
            "催办" => 0,
            "退回" => 1,
            _ => 2,
        });
        todo.extend(self.open_matters("").into_iter().map(|matter| Todo {
            kind: "认定",
            text: matter.text.clone(),
            state: "在 decisions.yaml 中登记".to_owned(),
            link: Some(matter),
        }));
        let open = self.own_findings().filter(|finding| finding.is_open()).count();
        if open > 0 {
            todo.push(Todo {
                kind: "核实",
                text: format!("{open}处强制或核实问题尚未改正或说明"),
                state: "逐条列在核对发现".to_owned(),
                link: Some(link("核对发现", "findings.html")),
            });
        }
        if self.now.round.decisions.public_review.is_none() {
            todo.push(Todo {
                kind: "公开",
                text: "尚无公开审查记录".to_owned(),
                state: "在 decisions.yaml 的 public_review 中登记".to_owned(),
                link: None,
            });
        }
        todo
    }

    /// Tasks that are overdue, behind or not started, the worst first, then in the plan's order.
    pub(super) fn late_tasks(&self) -> Vec<LateTask> {
        let mut late: Vec<TaskIndex> = (0..self.tasks)
            .map(TaskIndex)
            .filter(|&task| {
                let status = self.task_standing(task).status;
                matches!(status, TaskStatus::Overdue | TaskStatus::Behind | TaskStatus::NotStarted)
            })
            .collect();
        late.sort_by_key(|&task| (std::cmp::Reverse(self.task_standing(task).status.severity()), task));
        late.into_iter().map(|task| self.late_task(task)).collect()
    }

    fn late_task(&self, task: TaskIndex) -> LateTask {
        let note = self.task_note(task);
        let mut leads = self.named(task, Role::Lead);
        if leads.is_empty() {
            leads = self.named(task, Role::Responsible);
        }
        let dues: Vec<String> = self
            .record(task)
            .answers
            .iter()
            .filter_map(|answer| {
                let due = self.entry(answer.answer)?.new_due.as_ref()?;
                Some(format!("{}：{}", self.name(answer.unit), due.inner.chinese()))
            })
            .collect();
        LateTask {
            link: self.task_link("", task),
            status: task_status(self.task_standing(task).status),
            lead: self.names(leads),
            issues: note.issues,
            next_steps: note.next_steps,
            new_due: if dues.is_empty() { DASH.to_owned() } else { dues.join("；") },
        }
    }

    /// Findings in the files of this plan-year.
    pub(super) fn own_findings(&self) -> impl Iterator<Item = &'a Diagnostic> + '_ {
        self.findings_in.values().flatten().copied()
    }

    /// 强制n处，核实n处….
    pub(super) fn findings_text(&self) -> String {
        let counted = self.finding_counts();
        match counted.total {
            0 => "没有核对发现。".to_owned(),
            _ => format!("核对发现：{}。", counted.words("处")),
        }
    }

    fn finding_counts(&self) -> Count {
        super::words::count(&[ERROR, VERIFY, EXPLAINED, HINT], self.own_findings().map(severity))
    }

    fn findings(&self) -> Findings {
        let mut spec = Spec::list("findings.html", "核对发现", Tab::Findings);
        spec.byline = vec![words(format!("{}年度", self.now.round.year))];
        let mut groups: Vec<(FileId, FindingGroup)> = vec![];
        for finding in self.own_findings() {
            let file = finding.place.file();
            let at = match groups.iter().position(|(known, _)| *known == file) {
                Some(at) => at,
                None => {
                    groups.push((file, self.finding_group(file)));
                    groups.len() - 1
                }
            };
            groups[at].1.rows.push(self.finding_row(finding));
        }
        let changed = self.input.office.severity.iter().map(|(code, weight)| {
            let word = match weight.inner {
                crate::office::Weight::Error => "强制",
                crate::office::Weight::Verify => "核实",
                crate::office::Weight::Hint => "提示",
            };
            format!("{code} 按设置改为“{word}”")
        });
        Findings {
            frame: self.frame::<Internal>(spec),
            count: self.finding_counts(),
            groups: groups.into_iter().map(|(_, group)| group).collect(),
            changed: changed.collect(),
        }
    }

    fn finding_group(&self, file: FileId) -> FindingGroup {
        let submission = self.now.round.submissions.iter().find(|s| s.file == file);
        FindingGroup {
            path: self.input.sources.get(file).path.clone(),
            unit: submission.and_then(|s| s.unit).map(|unit| self.unit_link("", unit)),
            rows: vec![],
        }
    }

    fn finding_row(&self, finding: &Diagnostic) -> FindingRow {
        let position = self.input.sources.position(finding.place);
        FindingRow {
            code: finding.rule.code,
            severity: severity(finding),
            message: finding.message.clone(),
            place: format!("第{}行第{}列", position.line, position.column),
            label: finding.label.clone(),
            help: finding.help.clone(),
            explanation: finding.answer().map(str::to_owned),
        }
    }
}

fn severity(finding: &Diagnostic) -> Tag {
    match finding.severity {
        Severity::Error => ERROR,
        Severity::Verify if finding.answer().is_some() => EXPLAINED,
        Severity::Verify => VERIFY,
        Severity::Hint => HINT,
    }
}

impl CountPart {
    /// The mark with its word.
    pub fn text(&self) -> String {
        format!("{} {}", self.tag.mark, self.tag.word)
    }
}
