//! What a file says, with the place of every word (READ).
//!
//! Takes decoded text; gives typed values through the model's own derived `Deserialize`, and every
//! fault of a file in one run. Chinese and English keys come from one table, [`vocabulary`].
//! Never knows what a plan or a submission means: that a unit exists is not its business.

mod advice;
mod align;
mod alike;
mod bad_line;
mod blank;
mod cells;
mod commented;
mod context;
mod copy;
mod de;
mod faults;
mod fold;
mod foreign;
mod grammar;
mod guilty;
mod layout;
mod lines;
mod located;
mod marks;
pub mod meaning;
mod measured;
mod mend;
mod nesting;
mod nothing;
mod numerals;
mod origin;
mod outline;
mod outline_slips;
mod paragraph;
mod plain;
mod quoted;
mod read;
mod report;
mod rules;
mod scalar;
mod sentences;
mod slips;
mod spoken;
mod status_words;
mod suppose;
mod terms;
mod told;
mod tree;
mod unseen;
mod vague_date;
mod value;
pub mod vocabulary;

pub use cells::{Cells, Piece};
pub use commented::{SAID_BY_FORMS, TEXTS};
pub use located::Located;
pub use nothing::{
    POINTING, is_no_public_text, is_no_text, is_no_value, words_for_no_text, words_for_no_value,
};
pub use read::{Measures, Reading, read, read_cells, read_measured};
pub use rules::{RULES, tells_another_kind};
pub use scalar::{Date, Due, Id, MonthDay, Number};
pub use spoken::{Spoken, number_at, part_of, scale_behind, scale_of, spoken};
pub use suppose::{LeftOut, PartLeftOut};
pub use terms::Terms;
pub use unseen::after_marks;
