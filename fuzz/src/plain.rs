//! Every reader before mutations of its seeds, with a fixed start: no nightly toolchain, no fuzzer.
//!
//! `plain --seconds N [--start N] [READER …]`.

use std::time::{Duration, Instant};

use nianbao_fuzz::{READERS, Reader, seeds};

/// Numbers that look random and are the same every time (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() % most.max(1) as u64) as usize
    }
}

/// What is put in: signs that one of the formats takes as its own.
const SIGNS: [&str; 24] = [
    ":",
    "：",
    "- ",
    "\n",
    "\"",
    "{",
    "]",
    "#",
    "|\n",
    "&a *a",
    "<",
    "/>",
    "&#0;",
    "<!--",
    "**",
    "](",
    "\0",
    "9999999999",
    "-0.0",
    "１２",
    "../",
    "\u{202e}",
    "\u{feff}",
    "\t",
];

fn mutated(seeds: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let pick = |chance: &mut Chance| seeds[chance.below(seeds.len())].clone();
    let mut bytes = pick(chance);
    for _ in 0..=chance.below(6) {
        let at = chance.below(bytes.len() + 1);
        let end = (at + chance.below(24)).min(bytes.len());
        match chance.below(6) {
            0 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
            1 => drop(bytes.drain(at..end)),
            2 => drop(bytes.splice(at..at, SIGNS[chance.below(SIGNS.len())].bytes())),
            3 => {
                let copy = bytes[at..end].to_vec();
                let to = chance.below(bytes.len() + 1);
                drop(bytes.splice(to..to, copy));
            }
            4 => {
                let other = pick(chance);
                bytes.truncate(at);
                bytes.extend_from_slice(&other[chance.below(other.len() + 1)..]);
            }
            _ => drop(bytes.splice(at..end, SIGNS[chance.below(SIGNS.len())].bytes())),
        }
    }
    bytes
}

/// Runs one reader for a time; says how often, and what failed.
fn run(reader: &Reader, time: Duration, start: u64) -> (u64, u32) {
    let seeds = seeds(reader.name);
    let seeds = if seeds.is_empty() { vec![vec![]] } else { seeds };
    let (began, mut count, mut failed) = (Instant::now(), 0, 0);
    let mut inputs = seeds.iter();
    while began.elapsed() < time {
        let at = start.wrapping_add(count);
        let bytes = inputs.next().cloned().unwrap_or_else(|| mutated(&seeds, &mut Chance(at)));
        let one = Instant::now();
        if std::panic::catch_unwind(|| (reader.run)(&bytes)).is_err() {
            failed += 1;
            let name = format!("failed-{}-{at}", reader.name);
            println!("{}: the input is in {name}: {:?}", reader.name, std::fs::write(&name, &bytes));
        }
        if one.elapsed() > Duration::from_secs(5) {
            println!("{}: {:?} for input {at} of {} bytes", reader.name, one.elapsed(), bytes.len());
        }
        count += 1;
    }
    (count, failed)
}

fn main() {
    let mut words = std::env::args().skip(1);
    let (mut seconds, mut start, mut names) = (60, 0, vec![]);
    while let Some(word) = words.next() {
        let mut number = || words.next().and_then(|word| word.parse().ok()).expect("a number follows");
        match word.as_str() {
            "--seconds" => seconds = number(),
            "--start" => start = number(),
            _ => names.push(word),
        }
    }
    let wanted = |reader: &&Reader| names.is_empty() || names.iter().any(|name| name == reader.name);
    let readers: Vec<&Reader> = READERS.iter().filter(wanted).collect();
    let time = Duration::from_secs(seconds) / readers.len().max(1) as u32;
    let mut all = 0;
    for reader in readers {
        let (count, failed) = run(reader, time, start);
        println!("{:20} {count:8} inputs, {failed} failed", reader.name);
        all += failed;
    }
    std::process::exit(i32::from(all > 0));
}
