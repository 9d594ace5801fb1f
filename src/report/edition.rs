//! The two editions, as types: what a page may say is decided by the compiler.
//!
//! Takes nothing; gives [`Public`] and [`Internal`]. A view model is generic over its [`Edition`];
//! what only the office may read stands in a field of type [`Edition::Only`].
//! Never holds a value of its own. In the public edition such a field is `()`: it has no place for
//! anything and serialises as `null`, so templates ask `{% if task.internal %}`.

use std::fmt::Debug;

use serde::Serialize;

/// What a part of a view model must be able to do.
pub trait Part: Debug + Clone + Serialize + Send + Sync {}
impl<T: Debug + Clone + Serialize + Send + Sync> Part for T {}

/// An edition: public or internal.
pub trait Edition: Debug + Clone + Copy + Send + Sync + 'static {
    /// The name in data and in the frame: `public` or `internal`.
    const NAME: &'static str;
    /// Whether it is for the office only.
    const INTERNAL: bool;
    /// A part that only the internal edition has.
    type Only<T: Part>: Part;
    /// Makes such a part; the public edition does not even compute it.
    fn only<T: Part>(make: impl FnOnce() -> T) -> Self::Only<T>;
    /// The part, where the edition has it.
    fn shown<T: Part>(part: &Self::Only<T>) -> Option<&T>;
}

/// 公开版: no field for anything internal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Public;

/// 内部版: for the office only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Internal;

impl Edition for Public {
    const NAME: &'static str = "public";
    const INTERNAL: bool = false;
    type Only<T: Part> = ();
    fn only<T: Part>(_: impl FnOnce() -> T) -> Self::Only<T> {}
    fn shown<T: Part>((): &()) -> Option<&T> {
        None
    }
}

impl Edition for Internal {
    const NAME: &'static str = "internal";
    const INTERNAL: bool = true;
    type Only<T: Part> = T;
    fn only<T: Part>(make: impl FnOnce() -> T) -> T {
        make()
    }
    fn shown<T: Part>(part: &T) -> Option<&T> {
        Some(part)
    }
}
