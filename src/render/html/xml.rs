//! The check of `feed.xml` and `sitemap.xml`, which readers' programs take only when they are whole.
//!
//! Takes the text; gives what is wrong. Never corrects anything.

use quick_xml::Reader;
use quick_xml::events::Event;

/// Why a program would refuse the file: the byte, and the reason in Chinese.
pub(super) fn fault(path: &str, text: &str) -> Option<(usize, String)> {
    let wanted = if path == "feed.xml" { "feed" } else { "urlset" };
    let mut reader = Reader::from_str(text);
    let (mut depth, mut root, mut in_loc) = (0_usize, false, false);
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(0).min(text.len());
        match reader.read_event() {
            Err(error) => return Some((at, format!("不是完整的 XML（{}）", words(&error)))),
            Ok(Event::Eof) if depth > 0 => {
                return Some((text.len(), "不是完整的 XML（有标记没有结束）".into()));
            }
            Ok(Event::Eof) if !root => return Some((0, "是空的".into())),
            Ok(Event::Eof) => return None,
            Ok(Event::Start(tag)) => {
                if depth == 0 && (root || tag.name().as_ref() != wanted) {
                    return Some((at, format!("最外层应是 <{wanted}>")));
                }
                (depth, root) = (depth + 1, true);
                in_loc = tag.name().as_ref() == "loc";
            }
            Ok(Event::End(_)) => (depth, in_loc) = (depth.saturating_sub(1), false),
            Ok(Event::Text(address)) if in_loc => {
                if !address.trim().starts_with("http") {
                    return Some((at, "中的地址不完整，须以 http:// 或 https:// 开头".into()));
                }
            }
            Ok(_) => {}
        }
    }
}

fn words(error: &quick_xml::Error) -> &'static str {
    match error {
        quick_xml::Error::IllFormed(_) => "标记没有成对",
        quick_xml::Error::InvalidAttr(_) => "属性写法有误",
        _ => "写法有误",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f6_a_feed_or_site_map_that_no_program_takes_is_found() {
        assert_eq!(fault("feed.xml", "<?xml version=\"1.0\"?><feed><title>甲</title><a/></feed>\n"), None);
        assert_eq!(fault("sitemap.xml", "<urlset><url><loc>https://a.cn/</loc></url></urlset>"), None);
        for (path, text) in [
            ("feed.xml", ""),
            ("feed.xml", "甲"),
            ("feed.xml", "<feed><title>甲</feed>"),
            ("feed.xml", "<feed>"),
            ("feed.xml", "<feed></feed><feed></feed>"),
            ("feed.xml", "<urlset></urlset>"),
            ("feed.xml", "<feed><a b=</feed>"),
            ("sitemap.xml", "<urlset><url><loc>index.html</loc></url></urlset>"),
        ] {
            assert!(fault(path, text).is_some(), "{text}");
        }
    }
}
