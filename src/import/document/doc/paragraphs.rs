//! Where a .doc keeps the formats of its paragraphs.
//!
//! Takes the main stream and the table of its pages of formats; gives the format of a place.
//! Never searches through more pages than there are.

use super::bytes::{part, u8_at, u32_at};

/// Formats of one document.
const MOST: usize = 2_000_000;
/// Size of a page of formats.
const PAGE: usize = 512;

/// Formats by the byte up to which they hold.
#[derive(Debug)]
pub(super) struct Formats<'a> {
    /// First byte of the text, last one excluded, format; sorted.
    runs: Vec<(u32, u32, &'a [u8])>,
}

impl<'a> Formats<'a> {
    pub(super) fn read(main: &'a [u8], table: &[u8]) -> Formats<'a> {
        let list = part(main, table, 13).unwrap_or_default();
        let count = list.len().saturating_sub(4) / 8;
        let mut runs = vec![];
        for n in 0..count {
            let page = u32_at(list, (count + 1) * 4 + n * 4).map(|page| (page & 0x3f_ffff) as usize * PAGE);
            if let Some(page) = page.and_then(|at| main.get(at..at + PAGE)).filter(|_| runs.len() < MOST) {
                runs.extend(of_page(page));
            }
        }
        runs.sort_by_key(|run: &(u32, u32, &[u8])| run.0);
        Formats { runs }
    }

    /// The format of the paragraph whose mark stands at a byte: its style, then its own words.
    pub(super) fn of(&self, place: u32) -> &'a [u8] {
        let at = self.runs.partition_point(|(from, ..)| *from <= place);
        let run = at.checked_sub(1).and_then(|at| self.runs.get(at));
        run.filter(|(_, to, _)| place < *to).map_or(&[], |run| run.2)
    }
}

fn of_page(page: &[u8]) -> Vec<(u32, u32, &[u8])> {
    let count = usize::from(page.last().copied().unwrap_or(0));
    let run = |n: usize| {
        let (from, to) = (u32_at(page, n * 4)?, u32_at(page, n * 4 + 4)?);
        let at = usize::from(u8_at(page, (count + 1) * 4 + n * 13)?) * 2;
        let (start, length) = match (at, u8_at(page, at)?) {
            (0, _) => return Some((from, to, &page[..0])),
            (_, 0) => (at + 2, usize::from(u8_at(page, at + 1)?) * 2),
            (_, size) => (at + 1, usize::from(size) * 2 - 1),
        };
        Some((from, to, page.get(start..start + length)?))
    };
    (0..count).filter_map(run).collect()
}
