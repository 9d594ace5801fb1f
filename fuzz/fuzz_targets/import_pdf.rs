#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| nianbao_fuzz::import("a.pdf", bytes));
