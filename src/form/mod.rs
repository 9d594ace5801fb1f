//! Forms to fill in: what one unit is asked in one year, as a file with keys, a workbook and a page (WRITE).
//!
//! Takes a plan, a unit, a year and what the unit said the year before; gives a [`UnitForm`] and its three
//! shapes, empty or with answers. Fields, headings and help come from `workbook`, rows from the plan.
//! Never copies last year's answer into this year's place, and never writes a file: the command does.

mod answers;
mod asked;
mod cells;
mod doubts;
mod facts;
mod hidden;
mod lacking;
mod page;
mod scalar;
mod targets;
mod workbook;
mod yaml;

pub use asked::{Asked, Entry, Row, Table, UnitForm, unit_form};
pub use facts::Facts;
pub use page::{OfficeRules, page};
pub use workbook::workbook;
pub use yaml::yaml;
