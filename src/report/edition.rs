//! The editions, as types: what a page may say is decided by the compiler.
//!
//! Takes nothing; gives [`Public`], [`Review`] and [`Internal`]. A view model is generic over its
//! [`Edition`]; what only the office may read stands in a field of type [`Edition::Only`].
//! Never holds a value of its own. Outside of the internal edition such a field is `()`: it has no place
//! for anything and serialises as `null`, so templates ask `{% if task.internal %}`.

use std::fmt::Debug;

use serde::Serialize;

use super::Notice;
use crate::wording::Reader;

/// What a part of a view model must be able to do.
pub trait Part: Debug + Clone + Serialize + Send + Sync {}
impl<T: Debug + Clone + Serialize + Send + Sync> Part for T {}

/// An edition: public, review or internal.
pub trait Edition: Debug + Clone + Copy + Send + Sync + 'static {
    /// The name in data and in the frame, and of the folder: `public`, `review` or `internal`.
    const NAME: &'static str;
    /// Whether it may be published as it is: only such a site has a feed and a site map.
    const PUBLISHED: bool;
    /// Who reads it.
    const READER: Reader;
    /// What is said of a plan of which the edition has no year: only the office knows whether one began.
    const NO_YEARS: &'static str;
    /// A part that only the internal edition has.
    type Only<T: Part>: Part;
    /// Makes such a part; the others do not even compute it.
    fn only<T: Part>(make: impl FnOnce() -> T) -> Self::Only<T>;
    /// The part, where the edition has it.
    fn shown<T: Part>(part: &Self::Only<T>) -> Option<&T>;
    /// What every page says of the edition.
    fn notice() -> Option<Notice>;
}

/// 公开版: no field for anything internal, and only years that a review has cleared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Public;

/// 送审版: what the public would read of years that are not yet reviewed, for those who review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Review;

/// 内部版: for the office only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Internal;

impl Edition for Public {
    const NAME: &'static str = "public";
    const PUBLISHED: bool = true;
    const READER: Reader = Reader::Public;
    const NO_YEARS: &'static str = "尚未公布年度情况。";
    type Only<T: Part> = ();
    fn only<T: Part>(_: impl FnOnce() -> T) -> Self::Only<T> {}
    fn shown<T: Part>((): &()) -> Option<&T> {
        None
    }
    fn notice() -> Option<Notice> {
        None
    }
}

impl Edition for Review {
    const NAME: &'static str = "review";
    const PUBLISHED: bool = false;
    const READER: Reader = Reader::Public;
    const NO_YEARS: &'static str = "没有等待公开审查的年度。";
    type Only<T: Part> = ();
    fn only<T: Part>(_: impl FnOnce() -> T) -> Self::Only<T> {}
    fn shown<T: Part>((): &()) -> Option<&T> {
        None
    }
    fn notice() -> Option<Notice> {
        Some(Notice {
            key: "unreviewed",
            heading: "送审稿",
            text: "本年度尚无公开审查记录，仅供公开审查使用，审查通过前不得对外发布。".to_owned(),
        })
    }
}

impl Edition for Internal {
    const NAME: &'static str = "internal";
    const PUBLISHED: bool = false;
    const READER: Reader = Reader::Office;
    const NO_YEARS: &'static str = "尚未开始报送。";
    type Only<T: Part> = T;
    fn only<T: Part>(make: impl FnOnce() -> T) -> T {
        make()
    }
    fn shown<T: Part>(part: &T) -> Option<&T> {
        Some(part)
    }
    fn notice() -> Option<Notice> {
        Some(Notice {
            key: "internal",
            heading: "内部资料",
            text: "含内部信息，仅供办公室使用，不得对外发布。".to_owned(),
        })
    }
}
