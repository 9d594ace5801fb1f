//! What the plan asks for, by id and by title.

use unicode_normalization::UnicodeNormalization as _;

use crate::plan::Plan;

/// Characters from which a title that is a part of another one still says which is meant.
const TELLING: usize = 4;

/// Ids and titles of what a sheet lists.
pub(super) fn known<'p>(plan: &'p Plan, list: &str) -> Vec<(&'p str, &'p str)> {
    match list {
        "tasks" => plan.tasks().map(|(_, _, task)| (task.id.as_str(), task.title.as_str())).collect(),
        "indicators" => plan.indicators().map(|(_, item)| (item.id.as_str(), item.name.as_str())).collect(),
        _ => plan.milestones().map(|(_, item)| (item.id.as_str(), item.what.as_str())).collect(),
    }
}

/// The title of an id.
pub(super) fn title_of<'p>(plan: &'p Plan, list: &str, id: &str) -> Option<&'p str> {
    known(plan, list)
        .into_iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(id.trim()))
        .map(|(_, title)| title)
}

/// The one id that a title means: the same title, else the only one of which it is a part or which is a part
/// of it.
pub(super) fn by_title<'p>(plan: &'p Plan, list: &str, title: &str) -> Option<&'p str> {
    let words = plain(title);
    if words.chars().count() < 2 {
        return None;
    }
    let all = known(plan, list);
    let one = |same: &dyn Fn(&str) -> bool| {
        let mut alike = all.iter().filter(|(_, title)| same(&plain(title)));
        match (alike.next(), alike.next()) {
            (Some((id, _)), None) => Some(*id),
            _ => None,
        }
    };
    one(&|title| title == words).or_else(|| {
        let telling = |part: &str| part.chars().count() >= TELLING;
        one(&|title| telling(&words) && title.contains(&words) || telling(title) && words.contains(title))
    })
}

/// Whether what stands in a row names a title: the title, perhaps with its number and what the unit is to it.
pub(super) fn names(written: &str, title: &str) -> bool {
    let (written, title) = (plain(written), plain(title));
    written == title || (title.chars().count() >= TELLING && written.contains(&title))
}

/// A title without what printing adds: blanks, width, the number before it, marks.
pub(super) fn plain(title: &str) -> String {
    let narrow: String = title.nfkc().filter(|c| !c.is_whitespace()).collect();
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十第、.()条项".contains(c);
    let behind = match narrow.find(['、', '.', ')']) {
        Some(at) if narrow[..at].chars().all(number) => {
            let mark = narrow[at..].chars().next().map_or(0, char::len_utf8);
            &narrow[at + mark..]
        }
        _ => &narrow,
    };
    behind.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_the_same_whatever_printing_adds() {
        assert!(names("（一）整治入河排污口", "整治入河 排污口"));
        assert!(names("3. 整治入河排污口。（牵头）", "整治入河排污口"));
        assert!(!names("整治入河排污口", "整治入海排污口"));
        assert!(!names("整治", "整治入河排污口"));
        assert!(!names("一河一策", "河一策"), "a number is one only with its mark");
    }
}
