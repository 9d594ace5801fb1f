//! What the office looks at in the morning, and the pictures of a whole round: whom to call, what has changed, units by
//! tasks, milestones by years, receipts by days.

use nianbao::pipeline::{Selection, build_workspace};
use nianbao::source::Project;

use crate::book::with_book;
use crate::support::starter_files;

const FOLDER: &str = "submissions/demo/2025";

/// A status as an earlier version had it.
const NOT_BEGUN: &str =
    "not_started\n    issues: 用地手续未办结\n    next_steps: 下月开工\n    new_due: 2026-06-30";

/// The pages below an edition's year as they are built with and without a day to compare with.
struct Pages(Vec<(String, String)>);

impl Pages {
    fn of(since: Option<&str>) -> Self {
        let mut files = starter_files();
        let late = files[&format!("{FOLDER}/hexi.yaml")].clone();
        let early = String::from_utf8(late.clone()).expect("it is UTF-8").replace("on_track", NOT_BEGUN);
        files.insert(format!("{FOLDER}/received/hexi-1.yaml"), early.into_bytes());
        files.insert(format!("{FOLDER}/received/hexi-2.yaml"), late);
        files.remove(&format!("{FOLDER}/hedong.yaml"));
        // Its figure is not answered.
        let sthjj = String::from_utf8(files[&format!("{FOLDER}/sthjj.yaml")].clone()).expect("it is UTF-8");
        let (head, _) = sthjj.split_once("indicators:").expect("the example has one");
        files.insert(format!("{FOLDER}/sthjj.yaml"), head.as_bytes().to_vec());
        let files = with_book(
            files,
            &[
                ("2025-12-09T10:00:00", "hexi", 1, "received", Some("hexi-1.yaml")),
                ("2025-12-09T11:00:00", "hexi", 1, "accepted", None),
                ("2025-12-16T16:00:00", "hexi", 2, "received", Some("hexi-2.yaml")),
                ("2025-12-16T17:30:00", "hexi", 2, "accepted", None),
            ],
        );
        let selection =
            Selection { since: since.map(|day| day.parse().expect("a day")), ..Selection::default() };
        let as_of = "2025-12-20".parse().expect("a day");
        let built =
            build_workspace(&Project::memory(files), &selection, as_of).expect("memory can be listed");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Pages(built.files.iter().map(|file| (file.path.clone(), text(&file.bytes))).collect())
    }

    fn page(&self, path: &str) -> &str {
        let found = self.0.iter().find(|(name, _)| name == path);
        &found.unwrap_or_else(|| panic!("no {path}")).1
    }

    /// A section of a page, by its label, without its tags.
    fn section(&self, path: &str, label: &str) -> Option<String> {
        let (_, rest) =
            self.page(path).split_once(&format!("<section class=\"sec\" aria-labelledby=\"{label}\""))?;
        let section = rest.split("</section>").next()?;
        let (mut words, mut inside) = (String::new(), true);
        for c in section.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside && !c.is_whitespace() => words.push(c),
                _ => {}
            }
        }
        Some(words)
    }
}

const TODAY: &str = "internal/demo/2025/today.html";

#[test]
fn the_morning_says_whom_to_call_and_what_has_changed() {
    let pages = Pages::of(None);
    let calls = pages.section(TODAY, "j4").expect("somebody owes something");
    // 市水利局 has answered all; of 河东县 nothing came.
    assert!(calls.contains("2家") && !calls.contains("市水利局"), "{calls}");
    assert!(calls.contains("河东县□未报已过截止时间5天全部材料（任务1项、指标1项"), "{calls}");
    assert!(calls.contains("市生态环境局●按时—指标1项（地表水优良断面比例）"), "{calls}");
    let changes = pages.section(TODAY, "j5").expect("there is a book");
    assert!(changes.contains("2025-12-16（收文登记簿最后有记录的一天）收文登记簿2条"), "{changes}");
    assert!(changes.contains("2025-12-1616:00河西县第2版签收") && !changes.contains("第1版"), "{changes}");
    let same = Pages::of(None);
    assert_eq!(pages.0, same.0, "no clock, no chance");
}

#[test]
fn since_a_day_the_morning_names_what_stands_elsewhere() {
    let changes = Pages::of(Some("2025-12-10")).section(TODAY, "j5").expect("a day was named");
    assert!(changes.contains("2025-12-10以后收文登记簿2条"), "{changes}");
    assert!(changes.contains("河东县○未到期□未报"), "{changes}");
    assert!(changes.contains("任务完成情况1项整治入河排污口○未启动●正常推进"), "{changes}");
    let none = Pages::of(Some("2025-12-19")).section(TODAY, "j5").expect("a day was named");
    assert!(none.contains("2025-12-19以后没有变化"), "{none}");
}

#[test]
fn the_whole_round_at_one_glance() {
    let pages = Pages::of(None);
    let inside = pages.section("internal/demo/2025/units/index.html", "f2").expect("tasks have units");
    for row in ["河东县—", "河西县●", "市水利局●", "市生态环境局"] {
        assert!(inside.contains(row), "{row}: {inside}");
    }
    let outside = pages.section("review/demo/2025/units/index.html", "f2").expect("tasks have units");
    assert!(outside.contains("河西县●") && !outside.contains("河东县"), "silence has no row: {outside}");
    let line = pages.section("review/demo/2025/tasks/index.html", "e2").expect("the plan has a milestone");
    assert!(line.contains("项目和节点1项") && line.contains("2026年"), "{line}");
    let title = "title=\"东河污水处理厂扩容工程建成（2026年）：正常推进\"";
    let page = pages.page("internal/demo/2025/tasks/index.html");
    assert!(page.contains(title), "{page}");
    let sums = pages.section("review/demo/2025/submissions.html", "h5").expect("days are known");
    assert!(sums.contains("2025年截止日累计接收3家，前后共3家。"), "{sums}");
    assert!(!sums.contains("河西"), "{sums}");
}
