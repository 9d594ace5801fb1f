//! 粘贴稿: the page that helps to paste the paper into a CMS.
//!
//! Takes the year; gives the frame. Never makes the body: the paper's template does.

use super::frame::{Spec, Tab, frame};
use super::stage::Stage;
use crate::report::{Edition, Fragment};

/// The helping page.
pub(super) fn fragment_page<E: Edition>(stage: &Stage<'_>) -> Fragment {
    let mut spec = Spec::list("fragment/index.html", "网站编辑器粘贴稿", Tab::Other);
    (spec.wide, spec.script) = (false, false);
    Fragment { frame: frame::<E>(stage, spec) }
}
